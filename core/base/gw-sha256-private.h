/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* SHA-256 by the processor's own instructions (x86 with SHA extensions),
 * about five times as fast as GChecksum: 4 MB in 2.5 ms. FALSE, with nothing
 * done, where the processor has none.
 */
gboolean _gw_sha256_by_processor (const guint8 *data, gsize length, guint8 digest[32]);

G_END_DECLS
