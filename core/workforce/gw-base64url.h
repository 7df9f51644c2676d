/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* base64url of RFC 4648, section 5, without padding, as tokens have it (RFC 7515, section 2). */

/* (transfer full) */
char *gw_base64url_encode (const guint8 *bytes, gsize n);

/* Reads `length` characters strictly: no padding, no blanks, no bits that belong to no byte, so that each value
 * is written in one way alone. *n: how many bytes they are, which a NUL follows; 0 with NULL. (transfer full)
 * (nullable)
 */
guint8 *gw_base64url_decode (const char *text, gsize length, gsize *n);

G_END_DECLS
