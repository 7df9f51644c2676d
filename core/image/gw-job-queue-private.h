/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Work for a few threads, the lowest priority number first, whose order can
 * be changed until a job begins. Thread-safe.
 *
 * Jobs of a priority of GW_JOB_PRIORITY_AHEAD or more are work ahead: they
 * leave one thread free, so that what is wanted now never waits for them.
 */
#define GW_JOB_PRIORITY_AHEAD G_PRIORITY_LOW

typedef struct _GwJobQueue GwJobQueue;
typedef struct _GwJob GwJob;

/* Runs on a worker thread. Reports its outcome itself. */
typedef void (*GwJobFunc) (gpointer data, GCancellable *cancellable);

GwJobQueue *_gw_job_queue_new (guint n_threads);

/* Drops what waits, cancels what runs, and lets go; does not wait. */
void _gw_job_queue_close (GwJobQueue *self);

/* data is freed by destroy after the job has run, or when it is dropped.
 * Returns: (transfer full): the job, counted
 */
GwJob *_gw_job_queue_push (GwJobQueue *self, int priority, GwJobFunc func, gpointer data, GDestroyNotify destroy);

/* No effect once it runs. */
void _gw_job_set_priority (GwJob *job, int priority);
gboolean _gw_job_is_running (GwJob *job);

/* Drops the job if it waits, else cancels its cancellable, and lets go. */
void _gw_job_cancel (GwJob *job);
void _gw_job_unref (GwJob *job);

void _gw_job_queue_get_counts (GwJobQueue *self, guint *n_queued, guint *n_running);

G_END_DECLS
