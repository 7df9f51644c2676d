/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-json-reader.h"
#include "gw-json-writer.h"

G_BEGIN_DECLS

/* The members of one JSON object, in order, their values as raw JSON text:
 * for keys that are kept without being understood. Looking a key up takes a few
 * comparisons, a table where there are many.
 */
typedef struct _GwJsonMembers GwJsonMembers;

GwJsonMembers *gw_json_members_new (void);
void gw_json_members_free (GwJsonMembers *self);
/* Forgets the members, keeps the memory. */
void gw_json_members_clear (GwJsonMembers *self);

/* Reads text (length -1: up to the NUL), which must be one object. Keys given
 * twice: the last wins, and stands at the place of the first; repeats (nullable)
 * has them, those of objects inside too. Keys that hold a NUL are refused.
 * Returns: (transfer full) (nullable)
 */
GwJsonMembers *gw_json_members_parse (const char *text, gssize length, GwJsonRepeats *repeats, GError **error);
/* The same of text that begins a line of a file: line from 1, and the offset of its first byte, are what the
 * error tells places by.
 */
GwJsonMembers *gw_json_members_parse_line (const char *text, gssize length, guint64 line, guint64 offset,
                                           GwJsonRepeats *repeats, GError **error);

/* The same of an object whose numbers may be NaN and Infinity. NULL for any other text, and where there are more
 * members than so many. (transfer full) (nullable)
 */
GwJsonMembers *gw_json_members_parse_some (const char *text, gsize length, guint most);

/* Replaces or appends; TRUE when there was one. raw, which may be that of another member, is not checked. length -1: up
 * to the NUL. */
gboolean gw_json_members_set (GwJsonMembers *self, const char *key, const char *raw, gssize length);
gboolean gw_json_members_remove (GwJsonMembers *self, const char *key);
/* NULL where there is none; not ended by a NUL; valid until the next change. */
const char *gw_json_members_get (const GwJsonMembers *self, const char *key, gsize *length);
/* A copy, NULL where there is none. */
char *gw_json_members_dup (const GwJsonMembers *self, const char *key);
/* The value as a text; NULL where it is none. (transfer full) (nullable) */
char *gw_json_members_dup_string (const GwJsonMembers *self, const char *key);
/* The value as a list of texts; NULL where it is none. (transfer full) (nullable) */
GStrv gw_json_members_dup_strings (const GwJsonMembers *self, const char *key);
guint gw_json_members_get_n (const GwJsonMembers *self);
const char *gw_json_members_get_at (const GwJsonMembers *self, guint i, const char **raw, gsize *length);

/* Writes key and value of each into the object that the writer has open. */
void gw_json_members_write (const GwJsonMembers *self, GwJsonWriter *writer);
/* The object as compact as its values are. (transfer full) */
char *gw_json_members_to_text (const GwJsonMembers *self);

/* Whether a raw value that a reader gave can be kept: readers may let NaN and
 * Infinity pass, JSON does not.
 */
gboolean gw_json_is_proper (const char *raw, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwJsonMembers, gw_json_members_free)

/* The members that a format keeps in a bag (gw-bag.h); none where it keeps
 * nothing. (transfer full)
 */
GwJsonMembers *gw_json_members_open_bag (const char *bag, const char *format);
/* The same for many bags in turn, without making anything for each: what was
 * in the members goes. The reader is any one in memory.
 */
void gw_json_members_load_bag (GwJsonMembers *self, GwJsonReader *reader, const char *bag, const char *format);
/* The bag with these members as the format's; NULL for an empty one. Both may
 * be NULL. (transfer full) (nullable)
 */
char *gw_json_members_put_bag (const GwJsonMembers *self, const char *bag, const char *format);

G_END_DECLS
