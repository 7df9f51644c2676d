/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-json-members.h"

G_BEGIN_DECLS

/* The entries of one JSON list or object, one after another, each as raw JSON text: for files
 * of any size whose single entries are small (GW_LIMIT_JSON_VALUE_BYTES). NaN and Infinity
 * pass; gw_json_is_proper() finds them.
 */
typedef struct _GwJsonEntries GwJsonEntries;

/* Valid until the next call. */
typedef struct
{
  const char *key; /* (nullable): of an entry of an object */
  const char *raw; /* not ended by a NUL */
  gsize length;
  guint64 index;         /* from 0 */
  guint64 line;          /* of the file; of a text in memory from 1 */
  GwJsonRepeats repeats; /* of keys inside it; of a text in memory none */
} GwJsonEntry;

/* The entries of what a file holds, or of its member called list (nullable), which may be
 * missing.
 *
 * others  (nullable): names of other members to keep, NULL-terminated; must outlive this
 * size    (nullable): bytes of the file, for progress
 */
GwJsonEntries *gw_json_entries_open (const char *file, const char *list, const char *const *others, guint64 *size,
                                     GCancellable *cancellable, GError **error);
/* Of a text, which must live as long. */
GwJsonEntries *gw_json_entries_new_for_memory (const char *raw, gsize length);
void gw_json_entries_free (GwJsonEntries *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwJsonEntries, gw_json_entries_free)

/* FALSE at the end of the document, which then was sound, or with error set. */
gboolean gw_json_entries_next (GwJsonEntries *self, GwJsonEntry *entry, GError **error);
/* Keys that the document has twice, those of its entries among them, since the last call. */
gboolean gw_json_entries_take_repeats (GwJsonEntries *self, GwJsonRepeats *repeats);
/* How often the member called list was there so far. The last one counts: a second time through
 * a file, one less are to be passed over.
 */
guint gw_json_entries_get_n_lists (const GwJsonEntries *self);
void gw_json_entries_pass_lists (GwJsonEntries *self, guint n);
/* Whether there was a list or object so far. */
gboolean gw_json_entries_have_list (const GwJsonEntries *self);
/* What was kept so far: complete at the end. */
const GwJsonMembers *gw_json_entries_get_others (const GwJsonEntries *self);
guint64 gw_json_entries_get_line (const GwJsonEntries *self);
guint64 gw_json_entries_get_offset (const GwJsonEntries *self);

/* The JSON pointer of an entry of the document, or of its member called list (nullable).
 * (transfer full)
 */
char *gw_json_entry_get_pointer (const GwJsonEntry *self, const char *list);

/* The members of an object in which numbers may be NaN. NULL where it is none or broken, or has
 * more members than anybody writes. (transfer full) (nullable)
 */
GwJsonMembers *gw_json_entry_parse (const char *raw, gsize length);
/* Whether a text is one JSON value, in which numbers may be NaN; repeats: keys given twice in it,
 * set either way.
 */
gboolean gw_json_entry_check (const char *raw, gsize length, GwJsonRepeats *repeats, GError **error);

G_END_DECLS
