/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A stream over memory that gives at most `step` bytes for each read, so that
 * every token of a parser lies across the end of a read once. The memory is not
 * copied.
 * Returns: (transfer full)
 */
GInputStream *gw_test_drip_new (const char *text, gsize length, gsize step);

G_END_DECLS
