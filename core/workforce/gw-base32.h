/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes as people type them: base32 of RFC 4648, section 6, without its padding. */

/* In capitals; ceil (n * 8 / 5) characters. (transfer full) */
char *gw_base32_encode (const guint8 *bytes, gsize n);

/* Reads that in either case, with blanks and hyphens anywhere, and with the 0, 1 and 8, which it does not
 * use, for the O, L and B that they look like. FALSE where the text is not exactly n bytes, or a bit is set
 * that belongs to none of them; bytes are undefined then.
 */
gboolean gw_base32_decode (const char *text, guint8 *bytes, gsize n);

G_END_DECLS
