/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-work.h"

#include "gw-error.h"
#include "gw-time.h"

typedef struct
{
  guint n_notified;
  guint n_ended;
  GwWorkState ended_state;
  GThread *thread;
} Seen;

static void
on_notify_cb (GwWork *work, GParamSpec *pspec, Seen *seen)
{
  g_assert_true (g_thread_self () == seen->thread);
  seen->n_notified++;
}

static void
on_ended_cb (GwWork *work, Seen *seen)
{
  g_assert_true (g_thread_self () == seen->thread);
  seen->n_ended++;
  seen->ended_state = gw_work_get_state (work);
}

static GwWork *
work_new (Seen *seen)
{
  GwWork *work = gw_work_new ("Counting");

  *seen = (Seen) { .thread = g_thread_self () };
  g_signal_connect (work, "notify", G_CALLBACK (on_notify_cb), seen);
  g_signal_connect (work, "ended", G_CALLBACK (on_ended_cb), seen);
  return work;
}

static void
wait_for_end (Seen *seen)
{
  while (seen->n_ended == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_starts_running (void)
{
  Seen seen;
  g_autoptr (GwWork) work = work_new (&seen);

  g_assert_cmpstr (gw_work_get_title (work), ==, "Counting");
  g_assert_cmpint (gw_work_get_state (work), ==, GW_WORK_RUNNING);
  g_assert_cmpfloat (gw_work_get_fraction (work), ==, -1);
  g_assert_cmpfloat (gw_work_get_time_left (work), ==, -1);
  g_assert_null (gw_work_get_text (work));
  g_assert_null (gw_work_get_error (work));
  g_assert_false (g_main_context_pending (NULL));
}

static gpointer
count_in_thread (gpointer data)
{
  GwWork *work = data;

  gw_work_set_total (work, 200000);
  for (int i = 1; i <= 200000; i++)
    {
      gw_work_add_done (work, 1);
      if (i % 1000 == 0)
        {
          g_autofree char *text = g_strdup_printf ("Image %d", i);

          gw_work_set_text (work, text);
        }
    }
  gw_work_end (work, NULL);
  return NULL;
}

static void
test_thread_reports_are_gathered (void)
{
  Seen seen;
  g_autoptr (GwWork) work = work_new (&seen);
  GThread *thread = g_thread_new ("count", count_in_thread, work);
  const gint64 begun = g_get_monotonic_time ();
  gint64 rounds;

  wait_for_end (&seen);
  g_thread_join (thread);

  g_assert_cmpint (seen.ended_state, ==, GW_WORK_DONE);
  g_assert_cmpuint (gw_work_get_done (work), ==, 200000);
  g_assert_cmpuint (gw_work_get_total (work), ==, 200000);
  g_assert_cmpfloat (gw_work_get_fraction (work), ==, 1);
  g_assert_cmpstr (gw_work_get_text (work), ==, "Image 200000");
  /* Never above ten rounds a second, of seven properties at most; the first
   * and the last come at once. */
  rounds = (g_get_monotonic_time () - begun) / (G_USEC_PER_SEC / 10) + 2;
  g_assert_cmpuint (seen.n_notified, <=, rounds * 7);
  g_assert_cmpuint (seen.n_ended, ==, 1);
}

static void
test_end_comes_once (void)
{
  Seen seen;
  g_autoptr (GwWork) work = work_new (&seen);
  g_autoptr (GError) error = g_error_new_literal (GW_ERROR, GW_ERROR_IO, "The disk is gone.");
  GwWorkStatus status;

  gw_work_set_done (work, 3);
  gw_work_end (work, error);
  gw_work_end (work, NULL);
  gw_work_set_done (work, 9);
  gw_work_set_text (work, "late");
  gw_work_get_status (work, &status, NULL);
  g_assert_cmpint (status.state, ==, GW_WORK_FAILED);
  /* Not shown before the main context has had its turn. */
  g_assert_cmpint (gw_work_get_state (work), ==, GW_WORK_RUNNING);
  g_assert_null (gw_work_get_error (work));

  wait_for_end (&seen);
  g_assert_cmpint (gw_work_get_state (work), ==, GW_WORK_FAILED);
  g_assert_error (gw_work_get_error (work), GW_ERROR, GW_ERROR_IO);
  g_assert_cmpuint (gw_work_get_done (work), ==, 3);
  g_assert_null (gw_work_get_text (work));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (seen.n_ended, ==, 1);
}

static void
test_cancel (void)
{
  Seen seen;
  g_autoptr (GwWork) work = work_new (&seen);
  g_autoptr (GError) error = NULL;

  g_assert_false (gw_work_is_cancelled (work, &error));
  gw_work_cancel (work);
  g_assert_true (gw_work_is_cancelled (work, NULL));
  g_assert_true (gw_work_is_cancelled (work, &error));
  g_assert_true (g_cancellable_is_cancelled (gw_work_get_cancellable (work)));
  g_assert_cmpint (gw_work_get_state (work), ==, GW_WORK_RUNNING);
  gw_work_end (work, error);
  wait_for_end (&seen);
  g_assert_cmpint (gw_work_get_state (work), ==, GW_WORK_CANCELLED);
}

static void
test_rate_and_time_left (void)
{
  GwWorkStatus status;
  g_autoptr (GwWork) work = NULL;
  g_autofree char *text = NULL;

  gw_time_freeze (1000000);
  work = gw_work_new ("Counting");
  gw_work_set_total (work, 1000);
  gw_work_get_status (work, &status, NULL);
  g_assert_cmpfloat (status.rate, ==, 0);
  g_assert_cmpfloat (status.time_left, ==, -1);
  g_assert_cmpfloat (status.fraction, ==, 0);

  /* Steady: 100 a second. */
  for (int i = 1; i <= 5; i++)
    {
      gw_time_freeze (1000000 + i * 1000);
      gw_work_set_done (work, i * 100);
      gw_work_get_status (work, &status, NULL);
      g_assert_cmpfloat_with_epsilon (status.rate, 100, 1e-9);
      g_assert_cmpfloat_with_epsilon (status.time_left, 10 - i, 1e-9);
      g_assert_cmpfloat_with_epsilon (status.elapsed, i, 1e-9);
    }

  /* Standing still: slower and slower, and more time left. */
  gw_time_freeze (1008000);
  gw_work_get_status (work, &status, NULL);
  g_assert_cmpfloat (status.rate, <, 50);
  g_assert_cmpfloat (status.rate, >, 0);
  g_assert_cmpfloat (status.time_left, >, 10);

  gw_work_set_text (work, "Last");
  gw_work_end (work, NULL);
  gw_time_freeze (1500000);
  gw_work_get_status (work, &status, &text);
  g_assert_cmpfloat_with_epsilon (status.elapsed, 8, 1e-9);
  g_assert_cmpfloat (status.time_left, ==, 0);
  g_assert_cmpfloat (status.fraction, ==, 1);
  g_assert_cmpstr (text, ==, "Last");
  gw_time_unfreeze ();

  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_more_than_total_is_all (void)
{
  g_autoptr (GwWork) work = gw_work_new ("Counting");
  GwWorkStatus status;

  gw_work_set_total (work, 10);
  gw_work_set_done (work, 25);
  gw_work_get_status (work, &status, NULL);
  g_assert_cmpfloat (status.fraction, ==, 1);
  g_assert_cmpuint (status.done, ==, 25);
  gw_work_end (work, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_is_released (void)
{
  Seen seen;
  GwWork *work = work_new (&seen);

  gw_work_set_done (work, 1);
  gw_work_end (work, NULL);
  wait_for_end (&seen);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (work);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/work/starts-running", test_starts_running);
  g_test_add_func ("/work/thread-reports-are-gathered", test_thread_reports_are_gathered);
  g_test_add_func ("/work/end-comes-once", test_end_comes_once);
  g_test_add_func ("/work/cancel", test_cancel);
  g_test_add_func ("/work/rate-and-time-left", test_rate_and_time_left);
  g_test_add_func ("/work/more-than-total-is-all", test_more_than_total_is_all);
  g_test_add_func ("/work/is-released", test_is_released);
  return g_test_run ();
}
