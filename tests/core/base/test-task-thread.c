/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-task-thread.h"

/* What a task was made for, which knows where it is disposed of. */
#define TEST_TYPE_SOURCE (test_source_get_type ())
G_DECLARE_FINAL_TYPE (TestSource, test_source, TEST, SOURCE, GObject)

struct _TestSource
{
  GObject parent_instance;
};

G_DEFINE_FINAL_TYPE (TestSource, test_source, G_TYPE_OBJECT)

static GThread *disposed_on; /* (unowned) (nullable) */
static GThread *freed_on;    /* (unowned) (nullable): the task's data */

static void
test_source_dispose (GObject *object)
{
  disposed_on = g_thread_self ();

  G_OBJECT_CLASS (test_source_parent_class)->dispose (object);
}

static void
test_source_class_init (TestSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = test_source_dispose;
}

static void
test_source_init (TestSource *self)
{
}

/* Holds the thread between its result and its end. */
typedef struct
{
  GMutex lock;
  GCond changed;
  gboolean may_end;
  gboolean ended;
} Gate;

static Gate gate;

static void
free_data (gpointer data)
{
  freed_on = g_thread_self ();
  g_free (data);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_assert_true (TEST_IS_SOURCE (source));
  g_assert_cmpstr (data, ==, "seven");
  g_task_return_int (task, 7);

  g_mutex_lock (&gate.lock);
  while (!gate.may_end)
    g_cond_wait (&gate.changed, &gate.lock);
  gate.ended = TRUE;
  g_cond_broadcast (&gate.changed);
  g_mutex_unlock (&gate.lock);
}

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  g_assert_cmpint (g_task_propagate_int (G_TASK (result), &error), ==, 7);
  g_assert_no_error (error);
  *(GThread **) user_data = g_thread_self ();
}

static void
let_end (void)
{
  g_mutex_lock (&gate.lock);
  gate.may_end = TRUE;
  g_cond_broadcast (&gate.changed);
  while (!gate.ended)
    g_cond_wait (&gate.changed, &gate.lock);
  g_mutex_unlock (&gate.lock);
}

/* The thread is still at it when nobody else holds the task any more. */
static void
test_frees_where_the_callback_runs (void)
{
  GMainContext *context = g_main_context_new ();
  GThread *called_on = NULL;
  GTask *task;
  TestSource *source;

  disposed_on = freed_on = NULL;
  gate.may_end = gate.ended = FALSE;
  g_main_context_push_thread_default (context);
  source = g_object_new (TEST_TYPE_SOURCE, NULL);
  task = g_task_new (source, NULL, on_done_cb, &called_on);
  g_task_set_task_data (task, g_strdup ("seven"), free_data);
  gw_task_run_in_thread (task, run);
  g_object_unref (task);
  g_object_unref (source);

  while (called_on == NULL)
    g_main_context_iteration (context, TRUE);
  g_assert_true (called_on == g_thread_self ());
  g_assert_null (disposed_on);
  let_end ();
  while (disposed_on == NULL)
    g_main_context_iteration (context, TRUE);
  g_assert_true (disposed_on == g_thread_self ());
  g_assert_true (freed_on == g_thread_self ());

  g_main_context_pop_thread_default (context);
  g_main_context_unref (context);
}

static gpointer
let_go (gpointer task)
{
  gw_task_let_go (task);
  return NULL;
}

static void
test_lets_go_from_any_thread (void)
{
  TestSource *source = g_object_new (TEST_TYPE_SOURCE, NULL);
  GTask *task = g_task_new (source, NULL, NULL, NULL);

  disposed_on = NULL;
  g_object_unref (source);
  g_thread_join (g_thread_new ("other", let_go, task));
  g_assert_null (disposed_on);
  while (disposed_on == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (disposed_on == g_thread_self ());
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/task-thread/frees-where-the-callback-runs", test_frees_where_the_callback_runs);
  g_test_add_func ("/task-thread/lets-go-from-any-thread", test_lets_go_from_any_thread);

  return g_test_run ();
}
