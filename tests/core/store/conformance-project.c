/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "conformance.h"

static void
test_info (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwProjectInfo) info = gw_store_get_info (self->store, NULL, &error);
  g_autoptr (GwProjectInfo) again = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (info->name, ==, "Street");
  g_assert_cmpint (info->task, ==, GW_TASK_BOXES);
  g_assert_true (g_uuid_string_is_valid (info->uuid));
  g_assert_cmpint (info->created, >, G_GINT64_CONSTANT (1700000000000));
  g_assert_cmpint (info->schema_version, >=, 1);
  g_assert_cmpint (info->n_images, ==, 0);
  g_assert_cmpint (info->n_objects, ==, 0);
  g_assert_false (info->read_only);
  g_assert_false (gw_store_is_read_only (self->store));

  g_free (info->name);
  info->name = g_strdup ("Straße \xf0\x9f\x9a\x97");
  info->task = GW_TASK_MASKS;
  g_assert_true (gw_store_set_info (self->store, info, NULL, &error));
  fixture_reopen (self);
  again = gw_store_get_info (self->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->name, ==, info->name);
  g_assert_cmpint (again->task, ==, GW_TASK_MASKS);
  g_assert_cmpstr (again->uuid, ==, info->uuid);
  g_assert_cmpint (again->created, ==, info->created);
}

static void
test_info_needs_a_name (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwProjectInfo) info = gw_project_info_new ("", GW_TASK_BOXES);

  g_assert_false (gw_store_set_info (self->store, info, NULL, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID);
}

static void
assert_setting (Fixture *self, const char *name, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *value = gw_store_get_setting (self->store, name, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (value, ==, wanted);
}

static void
test_settings (Fixture *self)
{
  assert_setting (self, "view.images", NULL);
  g_assert_true (gw_store_set_setting (self->store, "view.images", "{\"size\":3}", NULL, NULL));
  g_assert_true (gw_store_set_setting (self->store, "view.images", "{\"size\":4}", NULL, NULL));
  g_assert_true (gw_store_set_setting (self->store, "empty", "", NULL, NULL));
  fixture_reopen (self);
  assert_setting (self, "view.images", "{\"size\":4}");
  assert_setting (self, "empty", "");
  g_assert_true (gw_store_set_setting (self->store, "view.images", NULL, NULL, NULL));
  assert_setting (self, "view.images", NULL);
}

static void
test_closed_store_refuses (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  gw_store_close (self->store);
  g_assert_null (gw_store_get_info (self->store, NULL, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (gw_store_set_setting (self->store, "a", "b", NULL, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID);
  gw_store_close (self->store);
}

static void
test_cancelled_verb_changes_nothing (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_assert_false (gw_store_set_setting (self->store, "a", "b", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_setting (self, "a", NULL);
}

/* --- running on the store's threads --- */

typedef struct
{
  Fixture *fixture;
  GThread *main;
  GString *order;
  GMutex lock;
  GCond begun_cond;
  gboolean begun;
  gboolean may_end;
  int n_left;
} Running;

typedef struct
{
  Running *running;
  char letter;
} Letter;

static gpointer
append_letter (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Letter *letter = data;

  g_assert_true (g_thread_self () != letter->running->main);
  g_mutex_lock (&letter->running->lock);
  g_string_append_c (letter->running->order, letter->letter);
  g_mutex_unlock (&letter->running->lock);
  return g_strdup ("done");
}

static gpointer
hold_thread (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Running *running = data;

  g_mutex_lock (&running->lock);
  running->begun = TRUE;
  g_cond_broadcast (&running->begun_cond);
  while (!running->may_end)
    g_cond_wait (&running->begun_cond, &running->lock);
  g_mutex_unlock (&running->lock);
  return NULL;
}

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Running *running = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *value = gw_store_run_finish (GW_STORE (source), result, &error);

  g_assert_no_error (error);
  g_assert_true (g_thread_self () == running->main);
  running->n_left--;
}

static void
queue_letter (Running *running, char name, GwStorePriority priority, gboolean reads)
{
  Letter *letter = g_new0 (Letter, 1);

  letter->running = running;
  letter->letter = name;
  running->n_left++;
  if (reads)
    gw_store_read_async (running->fixture->store, priority, append_letter, letter, g_free, g_free, NULL, on_done_cb,
                         running);
  else
    gw_store_run_async (running->fixture->store, priority, append_letter, letter, g_free, g_free, NULL, on_done_cb,
                        running);
}

static void
let_go (Running *running)
{
  g_mutex_lock (&running->lock);
  running->may_end = TRUE;
  g_cond_broadcast (&running->begun_cond);
  g_mutex_unlock (&running->lock);
  while (running->n_left > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
running_init (Running *running, Fixture *self)
{
  running->fixture = self;
  running->main = g_thread_self ();
  running->order = g_string_new (NULL);
  g_mutex_init (&running->lock);
  g_cond_init (&running->begun_cond);
  running->n_left = 1;
  gw_store_run_async (self->store, GW_STORE_NORMAL, hold_thread, running, NULL, NULL, NULL, on_done_cb, running);
  g_mutex_lock (&running->lock);
  while (!running->begun)
    g_cond_wait (&running->begun_cond, &running->lock);
  g_mutex_unlock (&running->lock);
}

static void
running_clear (Running *running)
{
  g_string_free (running->order, TRUE);
  g_mutex_clear (&running->lock);
  g_cond_clear (&running->begun_cond);
}

static void
test_urgent_work_passes (Fixture *self)
{
  Running running = { 0 };

  running_init (&running, self);
  queue_letter (&running, 'n', GW_STORE_NORMAL, FALSE);
  queue_letter (&running, 'u', GW_STORE_URGENT, FALSE);
  queue_letter (&running, 'v', GW_STORE_URGENT, FALSE);
  let_go (&running);
  g_assert_cmpstr (running.order->str, ==, "uvn");
  running_clear (&running);
}

static void
test_reads_follow_urgent_work (Fixture *self)
{
  Running running = { 0 };

  running_init (&running, self);
  queue_letter (&running, 'u', GW_STORE_URGENT, FALSE);
  queue_letter (&running, 'r', GW_STORE_URGENT, TRUE);
  let_go (&running);
  g_assert_cmpstr (running.order->str, ==, "ur");
  running_clear (&running);
}

static void
test_reads_pass_what_is_not_urgent (Fixture *self)
{
  Running running = { 0 };

  running_init (&running, self);
  queue_letter (&running, 'n', GW_STORE_NORMAL, FALSE);
  queue_letter (&running, 'r', GW_STORE_NORMAL, TRUE);
  while (running.n_left > 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (running.order->str, ==, "r");
  let_go (&running);
  g_assert_cmpstr (running.order->str, ==, "rn");
  running_clear (&running);
}

static void
on_cancelled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gw_store_run_finish (GW_STORE (source), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *(gboolean *) data = TRUE;
}

static void
test_later_work_runs_beside (Fixture *self)
{
  Running running = { 0 };

  running_init (&running, self);
  queue_letter (&running, 'l', GW_STORE_LATER, FALSE);
  while (running.n_left > 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (running.order->str, ==, "l");
  let_go (&running);
  running_clear (&running);
}

static gpointer
keep_setting (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  gw_store_set_setting (store, data, "kept", cancellable, error);
  return NULL;
}

/* What was asked for is done before the project closes. */
static void
test_closing_does_what_is_queued (Fixture *self)
{
  static const GwStorePriority priorities[] = { GW_STORE_LATER, GW_STORE_NORMAL, GW_STORE_URGENT };

  for (guint i = 0; i < 30; i++)
    gw_store_run_async (self->store, priorities[i % 3], keep_setting, g_strdup_printf ("s%u", i), g_free, NULL, NULL,
                        NULL, NULL);
  fixture_reopen (self);
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *name = g_strdup_printf ("s%u", i);
      g_autofree char *value = gw_store_get_setting (self->store, name, NULL, NULL);

      g_assert_cmpstr (value, ==, "kept");
    }
}

static gpointer
close_store (gpointer data)
{
  g_autoptr (GError) error = NULL;

  gw_store_close (data);
  /* Closing is over for whoever asked for it. */
  g_assert_null (gw_store_get_info (data, NULL, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID);
  return NULL;
}

static void
test_closes_from_many_threads (Fixture *self)
{
  Running running = { 0 };
  GThread *threads[4];

  running_init (&running, self);
  for (guint i = 0; i < 30; i++)
    gw_store_run_async (self->store, GW_STORE_URGENT, keep_setting, g_strdup_printf ("s%u", i), g_free, NULL, NULL,
                        NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("closing", close_store, self->store);
  let_go (&running);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  fixture_reopen (self);
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *name = g_strdup_printf ("s%u", i);

      assert_setting (self, name, "kept");
    }
  running_clear (&running);
}

static gpointer
close_inside (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  gw_store_close (store);
  return NULL;
}

/* Who closes it waits for a job that closes it too. */
static void
test_closes_in_a_job (Fixture *self)
{
  Running running = { 0 };

  running_init (&running, self);
  gw_store_run_async (self->store, GW_STORE_URGENT, close_inside, NULL, NULL, NULL, NULL, NULL, NULL);
  running.n_left = 0;
  let_go (&running);
  gw_store_close (self->store);
  running.n_left = 1;
  let_go (&running);
  running_clear (&running);
}

static void
test_cancelled_job_does_not_run (Fixture *self)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gboolean done = FALSE;

  g_cancellable_cancel (cancellable);
  gw_store_run_async (self->store, GW_STORE_NORMAL, append_letter, NULL, NULL, NULL, cancellable, on_cancelled_cb,
                      &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

/* --- the signal --- */

typedef struct
{
  guint changes;
  guint n;
  GArray *ids;
} Seen;

static void
on_changed_cb (GwStore *store, guint changes, GArray *ids, gpointer data)
{
  Seen *seen = data;

  seen->changes |= changes;
  seen->n++;
  if (ids != NULL)
    g_array_append_vals (seen->ids, ids->data, ids->len);
}

static void
drain (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_changes_are_told_once_a_turn (Fixture *self)
{
  Seen seen = { 0, 0, g_array_new (FALSE, FALSE, sizeof (gint64)) };
  gint64 id = fixture_add_image (self, "a.jpg");
  gint64 class_id = fixture_add_class (self, "Car");
  g_autoptr (GwObject) one = make_box (class_id, 1, 2, 3, 4);
  g_autoptr (GwObject) two = make_box (class_id, 1, 2, 3, 4);

  drain ();
  g_signal_connect (self->store, "changed", G_CALLBACK (on_changed_cb), &seen);
  fixture_change (self, id, "Draw Car", NULL, one);
  fixture_change (self, id, "Draw Car", NULL, two);
  drain ();
  g_assert_cmpuint (seen.n, ==, 1);
  g_assert_cmpuint (seen.changes, ==, GW_STORE_CHANGED_ROWS | GW_STORE_CHANGED_HISTORY);
  g_assert_cmpuint (seen.ids->len, ==, 1);
  g_assert_cmpint (g_array_index (seen.ids, gint64, 0), ==, id);
  g_array_unref (seen.ids);
}

void
conformance_add_project_tests (const StoreBackend *backend)
{
  fixture_add_test (backend, "/project/info", test_info);
  fixture_add_test (backend, "/project/info-needs-a-name", test_info_needs_a_name);
  fixture_add_test (backend, "/project/settings", test_settings);
  fixture_add_test (backend, "/project/closed-store-refuses", test_closed_store_refuses);
  fixture_add_test (backend, "/project/cancelled-verb-changes-nothing", test_cancelled_verb_changes_nothing);
  fixture_add_test (backend, "/queue/urgent-work-passes", test_urgent_work_passes);
  fixture_add_test (backend, "/queue/reads-follow-urgent-work", test_reads_follow_urgent_work);
  fixture_add_test (backend, "/queue/reads-pass-what-is-not-urgent", test_reads_pass_what_is_not_urgent);
  fixture_add_test (backend, "/queue/later-work-runs-beside", test_later_work_runs_beside);
  fixture_add_test (backend, "/queue/closing-does-what-is-queued", test_closing_does_what_is_queued);
  fixture_add_test (backend, "/queue/closes-from-many-threads", test_closes_from_many_threads);
  fixture_add_test (backend, "/queue/closes-in-a-job", test_closes_in_a_job);
  fixture_add_test (backend, "/queue/cancelled-job-does-not-run", test_cancelled_job_does_not_run);
  fixture_add_test (backend, "/changed/told-once-a-turn", test_changes_are_told_once_a_turn);
}
