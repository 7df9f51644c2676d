/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Working time on one image: counts while the window is active and there was
 * input in the last 60 s. Times are microseconds of a clock that never goes
 * back (g_get_monotonic_time()). A plain value; nothing to free.
 */
typedef struct
{
  gboolean active;
  gint64 last_input;
  gint64 counted_to; /* up to here everything is in `counted` */
  gint64 counted;
} GwWorkTimer;

/* Begins with what was worked on the image before, at an input. */
void gw_work_timer_init (GwWorkTimer *self, double seconds, gboolean active, gint64 now);
void gw_work_timer_input (GwWorkTimer *self, gint64 now);
/* Whether the window is the one that is worked in. */
void gw_work_timer_set_active (GwWorkTimer *self, gboolean active, gint64 now);
double gw_work_timer_get_seconds (GwWorkTimer *self, gint64 now);

G_END_DECLS
