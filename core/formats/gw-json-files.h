/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-json-entries.h"
#include "gw-label-files.h"
#include "gw-format.h"

G_BEGIN_DECLS

/* The JSON files of a source (gw-label-files.h) as one run of entries (gw-json-entries.h),
 * read twice: by gw_json_files_scan(), for what must be known before the first record, and
 * then one by one. Only the entry at hand is in memory.
 */
typedef struct _GwJsonFiles GwJsonFiles;

/* list, others: as for gw_json_entries_open(); they must outlive this. NULL with an error
 * where the source has no such file.
 * Returns: (transfer full) (nullable)
 */
GwJsonFiles *gw_json_files_new (GwReader *reader, const char *ending, GwLabelFileFunc is_one, const char *list,
                                const char *const *others, GError **error);
void gw_json_files_free (GwJsonFiles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwJsonFiles, gw_json_files_free)

/* For files that differ in this: which member has the list, NULL for the document itself. */
typedef const char *(*GwJsonFilesListFunc) (const char *file);
void gw_json_files_set_list_func (GwJsonFiles *self, GwJsonFilesListFunc get_list);

/* (transfer none) (element-type GwLabelFile): those that are read. */
const GPtrArray *gw_json_files_get (const GwJsonFiles *self);

/* entry NULL: the file has been read, and others is complete. */
typedef void (*GwJsonFilesFunc) (const GwLabelFile *file, const GwJsonEntry *entry, const GwJsonMembers *others,
                                 gpointer data);

/* All entries of all files. Of several files one that is broken is told of and will not be
 * read again; where there is only one, or the reading was cancelled, FALSE with error set.
 */
gboolean gw_json_files_scan (GwJsonFiles *self, GwJsonFilesFunc func, gpointer data, GCancellable *cancellable,
                             GError **error);

/* The next entry and its file; FALSE at the end, or with error set. */
gboolean gw_json_files_next (GwJsonFiles *self, const GwLabelFile **file, GwJsonEntry *entry, GCancellable *cancellable,
                             GError **error);

/* Tells of tables beside JSON files that hold the same labels in another form, and are not
 * read. (element-type GwLabelFile)
 */
void gw_json_files_report_tables (GwReader *reader, const GPtrArray *tables);

/* The name of the image that an entry is of. (transfer full) (nullable) */
typedef char *(*GwJsonFilesNameFunc) (const GwJsonEntry *entry);
/* Finds the folder of the pictures by the first images, where the reader has none yet. */
void gw_json_files_find_pictures (GwJsonFiles *self, GwJsonFilesNameFunc get_image);

G_END_DECLS
