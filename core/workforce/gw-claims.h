/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What one JSON object says, for objects that somebody signs or that keys are made of: strict (a key that comes
 * twice, or holds a NUL, is an error), at most 16 levels deep, and read by type. Values of other kinds than those
 * below are there, and no more.
 */
typedef struct _GwClaims GwClaims;

/* text: of so many bytes. NULL with GW_ERROR_INVALID where it is not one object. (transfer full) (nullable) */
GwClaims *gw_claims_parse (const char *text, gsize length, GError **error);
void gw_claims_free (GwClaims *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwClaims, gw_claims_free)

gboolean gw_claims_has (const GwClaims *self, const char *key);
/* A text; NULL where there is none, or something else. */
const char *gw_claims_get_string (const GwClaims *self, const char *key);
/* A list of texts, or one text as a list of it; NULL where there is none, or something else. */
const char *const *gw_claims_get_strings (const GwClaims *self, const char *key);
/* A number of seconds from 1970, cut to whole ones; FALSE where there is none, something else, or one that is
 * no time.
 */
gboolean gw_claims_get_time (const GwClaims *self, const char *key, gint64 *seconds);

G_END_DECLS
