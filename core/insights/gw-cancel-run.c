/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-cancel-run.h"

static bool
on_step_cb (double done, void *data)
{
  return !g_cancellable_is_cancelled (data);
}

GwRun
gw_cancel_run_init (GCancellable *cancellable)
{
  return (GwRun) { .step = on_step_cb, .data = cancellable };
}
