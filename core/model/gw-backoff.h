/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How often one may be wrong at signing in, with passwords, codes and recovery codes alike: five times at
 * once, then after 1, 2, 4 … 300 seconds, and after 100 times in a row not until a manager opens the account.
 */

#define GW_BACKOFF_FREE 5
#define GW_BACKOFF_LONGEST_MS (300 * 1000)
#define GW_BACKOFF_CLOSES 100

/* How many milliseconds there are until the next attempt; 0: it may be made.
 * n_failures: in a row; failed_at, at: times in ms UTC, of the last of them and of the question. A clock that was
 * set back makes nobody wait longer than the failures do.
 */
gint64 gw_backoff_get_wait_ms (guint n_failures, gint64 failed_at, gint64 at);

/* Whether the account is closed. */
gboolean gw_backoff_is_closed (guint n_failures);

G_END_DECLS
