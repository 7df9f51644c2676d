/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who holds the lock for writing on an SQLite file in WAL, as the system's
 * table of locks has it: "groundwork-cli (process 1234)". Opens neither the
 * file nor what lies beside it, since closing them would drop our own locks.
 * path is nullable.
 * Returns: (transfer full) (nullable): NULL where nobody does, it cannot be
 *   known (another machine, no such table), or it is this process
 */
char *_gw_lock_holder_find (const char *path);

G_END_DECLS
