/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-job-queue-private.h"

/* Jobs write their names here. A gate holds the only thread, so that the
 * order of what waits behind it is certain.
 */
typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean entered;
  gboolean open;
  GString *log;
  guint n_freed;
} Board;

typedef struct
{
  Board *board;
  char name;
} Job;

static void
board_init (Board *board)
{
  *board = (Board) { .log = g_string_new (NULL) };
  g_mutex_init (&board->mutex);
  g_cond_init (&board->cond);
}

static void
board_clear (Board *board)
{
  g_mutex_clear (&board->mutex);
  g_cond_clear (&board->cond);
  g_string_free (board->log, TRUE);
}

static void
run_gate (gpointer data, GCancellable *cancellable)
{
  Board *board = ((Job *) data)->board;

  g_mutex_lock (&board->mutex);
  board->entered = TRUE;
  g_cond_broadcast (&board->cond);
  while (!board->open)
    g_cond_wait (&board->cond, &board->mutex);
  if (g_cancellable_is_cancelled (cancellable))
    g_string_append_c (board->log, '!');
  g_mutex_unlock (&board->mutex);
}

static void
run_named (gpointer data, GCancellable *cancellable)
{
  Job *job = data;

  g_mutex_lock (&job->board->mutex);
  g_string_append_c (job->board->log, job->name);
  g_cond_broadcast (&job->board->cond);
  g_mutex_unlock (&job->board->mutex);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_mutex_lock (&job->board->mutex);
  job->board->n_freed++;
  g_cond_broadcast (&job->board->cond);
  g_mutex_unlock (&job->board->mutex);
  g_free (job);
}

static GwJob *
push (GwJobQueue *queue, Board *board, char name, int priority)
{
  Job *job = g_new (Job, 1);

  *job = (Job) { board, name };

  return _gw_job_queue_push (queue, priority, name == '|' ? run_gate : run_named, job, job_free);
}

static void
wait_for_gate (Board *board)
{
  g_mutex_lock (&board->mutex);
  while (!board->entered)
    g_cond_wait (&board->cond, &board->mutex);
  g_mutex_unlock (&board->mutex);
}

static void
open_gate (Board *board)
{
  g_mutex_lock (&board->mutex);
  board->open = TRUE;
  g_cond_broadcast (&board->cond);
  g_mutex_unlock (&board->mutex);
}

static void
wait_until_freed (Board *board, guint n)
{
  g_mutex_lock (&board->mutex);
  while (board->n_freed < n)
    g_cond_wait (&board->cond, &board->mutex);
  g_mutex_unlock (&board->mutex);
}

static void
test_order (void)
{
  GwJobQueue *queue = _gw_job_queue_new (1);
  GwJob *jobs[5];
  guint n_queued;
  guint n_running;
  Board board;

  board_init (&board);
  jobs[0] = push (queue, &board, '|', 0);
  wait_for_gate (&board);
  jobs[1] = push (queue, &board, 'a', 30);
  jobs[2] = push (queue, &board, 'b', 10);
  jobs[3] = push (queue, &board, 'c', 10);
  jobs[4] = push (queue, &board, 'd', 20);
  _gw_job_queue_get_counts (queue, &n_queued, &n_running);
  g_assert_cmpuint (n_queued, ==, 4);
  g_assert_cmpuint (n_running, ==, 1);
  g_assert_true (_gw_job_is_running (jobs[0]));
  g_assert_false (_gw_job_is_running (jobs[1]));

  _gw_job_set_priority (jobs[1], 5);
  for (guint i = 0; i < 4; i++)
    _gw_job_unref (jobs[i]);
  _gw_job_cancel (jobs[4]);
  g_assert_cmpuint (board.n_freed, ==, 1);
  open_gate (&board);
  wait_until_freed (&board, 5);
  g_assert_cmpstr (board.log->str, ==, "abc");
  _gw_job_queue_close (queue);
  board_clear (&board);
}

/* Of two threads one is kept free of work ahead. */
static void
test_work_ahead_leaves_a_thread (void)
{
  GwJobQueue *queue = _gw_job_queue_new (2);
  Board board;

  board_init (&board);
  _gw_job_unref (push (queue, &board, '|', GW_JOB_PRIORITY_AHEAD));
  wait_for_gate (&board);
  _gw_job_unref (push (queue, &board, 'x', GW_JOB_PRIORITY_AHEAD));
  _gw_job_unref (push (queue, &board, 'w', 0));
  wait_until_freed (&board, 1);
  g_assert_cmpstr (board.log->str, ==, "w");
  open_gate (&board);
  wait_until_freed (&board, 3);
  g_assert_cmpstr (board.log->str, ==, "wx");
  _gw_job_queue_close (queue);
  board_clear (&board);
}

/* What becomes wanted while a thread is free starts at once. */
static void
test_work_ahead_becomes_wanted (void)
{
  GwJobQueue *queue = _gw_job_queue_new (2);
  Board board;
  GwJob *job;

  board_init (&board);
  _gw_job_unref (push (queue, &board, '|', GW_JOB_PRIORITY_AHEAD));
  wait_for_gate (&board);
  job = push (queue, &board, 'x', GW_JOB_PRIORITY_AHEAD);
  _gw_job_set_priority (job, 0);
  _gw_job_unref (job);
  wait_until_freed (&board, 1);
  g_assert_cmpstr (board.log->str, ==, "x");
  open_gate (&board);
  wait_until_freed (&board, 2);
  _gw_job_queue_close (queue);
  board_clear (&board);
}

static void
test_close (void)
{
  GwJobQueue *queue = _gw_job_queue_new (1);
  Board board;

  board_init (&board);
  _gw_job_unref (push (queue, &board, '|', 0));
  wait_for_gate (&board);
  _gw_job_unref (push (queue, &board, 'a', 0));
  _gw_job_queue_close (queue);
  g_assert_cmpuint (board.n_freed, ==, 1);
  open_gate (&board);
  wait_until_freed (&board, 2);
  g_assert_cmpstr (board.log->str, ==, "!");
  board_clear (&board);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/job-queue/order-and-cancelling", test_order);
  g_test_add_func ("/job-queue/work-ahead-leaves-a-thread", test_work_ahead_leaves_a_thread);
  g_test_add_func ("/job-queue/work-ahead-becomes-wanted", test_work_ahead_becomes_wanted);
  g_test_add_func ("/job-queue/closing-drops-and-cancels", test_close);

  return g_test_run ();
}
