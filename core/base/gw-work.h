/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GW_TYPE_WORK (gw_work_get_type ())
G_DECLARE_FINAL_TYPE (GwWork, gw_work, GW, WORK, GObject)

/* A job that takes time, as the window's list of work and the terminal's
 * progress line show it.
 *
 * The worker reports from any thread, as often as it likes (some 15 ns a
 * call). Properties change, and are notified, only in the main context that
 * was the thread's default when the work was made: within 100 ms of a report,
 * at most 10 times a second, and at once when the work ends. A program without
 * a main loop asks gw_work_get_status() instead.
 *
 * Properties: title (construct-only), text, done, total, fraction, rate,
 * time-left, state, and the signal "ended", emitted once, after the last
 * notifications.
 */

typedef enum
{
  GW_WORK_RUNNING,
  GW_WORK_DONE,
  GW_WORK_FAILED,
  GW_WORK_CANCELLED
} GwWorkState;

#define GW_TYPE_WORK_STATE (gw_work_state_get_type ())
GType gw_work_state_get_type (void);

typedef struct
{
  GwWorkState state;
  guint64 done;     /* steps done, in the work's own unit */
  guint64 total;    /* steps in all; 0 = unknown */
  double fraction;  /* done / total in [0, 1]; -1 = unknown */
  double rate;      /* steps a second of late; 0 = not known yet */
  double time_left; /* seconds; -1 = unknown */
  double elapsed;   /* seconds since the work was made, until its end */
} GwWorkStatus;

/* Work that is running from now on. `title` is for people ("Importing labels").
 * Returns: (transfer full)
 */
GwWork *gw_work_new (const char *title);

/* From the worker, any thread. Calls after the end change nothing. */
void gw_work_set_total (GwWork *self, guint64 total);
void gw_work_set_done (GwWork *self, guint64 done);
void gw_work_add_done (GwWork *self, guint64 steps);

/* What is being done just now, for people; NULL for nothing. */
void gw_work_set_text (GwWork *self, const char *text);

/* Ends the work. Without an error it is done; with one it has failed, or was
 * cancelled when that is G_IO_ERROR_CANCELLED. Only the first call counts.
 */
void gw_work_end (GwWork *self, const GError *error);

/* The object to give to every call that can be cancelled. Always the same one.
 * Returns: (transfer none)
 */
GCancellable *gw_work_get_cancellable (GwWork *self);

/* Asks the worker to stop; the state changes when it has. */
void gw_work_cancel (GwWork *self);

/* Any thread. TRUE and `error` set once the work is cancelled. */
gboolean gw_work_is_cancelled (GwWork *self, GError **error);

/* Any thread: the newest values, not only those notified.
 * `text` (nullable) is the newest text, (transfer full) (nullable).
 */
void gw_work_get_status (GwWork *self, GwWorkStatus *status, char **text);

/* What was notified last; the main context's thread only. */
const char *gw_work_get_title (GwWork *self);
const char *gw_work_get_text (GwWork *self);
guint64 gw_work_get_done (GwWork *self);
guint64 gw_work_get_total (GwWork *self);
double gw_work_get_fraction (GwWork *self);
double gw_work_get_rate (GwWork *self);
double gw_work_get_time_left (GwWork *self);
GwWorkState gw_work_get_state (GwWork *self);

/* Why it failed; NULL unless the state is failed or cancelled.
 * Returns: (transfer none) (nullable)
 */
const GError *gw_work_get_error (GwWork *self);

G_END_DECLS
