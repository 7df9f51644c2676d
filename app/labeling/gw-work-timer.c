/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-work-timer.h"

/* After so long without input nobody is working. */
#define PATIENCE (60 * G_USEC_PER_SEC)

static void
count (GwWorkTimer *self, gint64 now)
{
  gint64 until = MIN (now, self->last_input + PATIENCE);

  if (self->active && until > self->counted_to)
    self->counted += until - self->counted_to;
  self->counted_to = MAX (self->counted_to, now);
}

void
gw_work_timer_init (GwWorkTimer *self, double seconds, gboolean active, gint64 now)
{
  self->active = !!active;
  self->last_input = now;
  self->counted_to = now;
  self->counted = (gint64) (MAX (seconds, 0.0) * G_USEC_PER_SEC);
}

void
gw_work_timer_input (GwWorkTimer *self, gint64 now)
{
  count (self, now);
  self->last_input = now;
}

void
gw_work_timer_set_active (GwWorkTimer *self, gboolean active, gint64 now)
{
  count (self, now);
  self->active = !!active;
}

double
gw_work_timer_get_seconds (GwWorkTimer *self, gint64 now)
{
  count (self, now);

  return (double) self->counted / G_USEC_PER_SEC;
}
