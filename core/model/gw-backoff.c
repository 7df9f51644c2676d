/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-backoff.h"

gint64
gw_backoff_get_wait_ms (guint n_failures, gint64 failed_at, gint64 at)
{
  gint64 wait = 1000;

  if (n_failures < GW_BACKOFF_FREE)
    return 0;
  for (guint i = GW_BACKOFF_FREE; i < n_failures && wait < GW_BACKOFF_LONGEST_MS; i++)
    wait *= 2;
  wait = MIN (wait, GW_BACKOFF_LONGEST_MS);
  if (at <= failed_at)
    return wait;

  /* The times may be anything that a file says. */
  return (guint64) at - (guint64) failed_at >= (guint64) wait ? 0 : wait - (at - failed_at);
}

gboolean
gw_backoff_is_closed (guint n_failures)
{
  return n_failures >= GW_BACKOFF_CLOSES;
}
