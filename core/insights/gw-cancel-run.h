/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-run.h"

G_BEGIN_DECLS

/* How the analytics work until somebody cancels; cancellable (nullable) must live as
 * long.
 */
GwRun gw_cancel_run_init (GCancellable *cancellable);

G_END_DECLS
