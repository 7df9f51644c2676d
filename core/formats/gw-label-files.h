/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-work.h"

G_BEGIN_DECLS

/* One of the label files of a source. */
typedef struct
{
  char *file;
  char *folder; /* that it is in, relative to the source: "" for the source itself */
} GwLabelFile;

/* Whether a file is one, by its name and its first bytes. */
typedef gboolean (*GwLabelFileFunc) (const char *name, const char *start, gsize n_start);

/* The label files of a source: itself where it is a file; else those of the folder, and of
 * the folders right below it, of which is_one() says so, in the order of their names. Links
 * to folders, and files that are links out of the source, are not followed.
 *
 * most    files that are looked into, for detection; 0: all
 * (element-type GwLabelFile) (transfer full)
 */
GPtrArray *gw_label_files_find (const char *source, const char *ending, GwLabelFileFunc is_one, guint most);

/* Whether a file is a label file, by its name alone. */
typedef gboolean (*GwLabelNameFunc) (const char *name);

/* The label files of a folder, and of those below it, by their paths relative to it, in order. What
 * is hidden, notes of exports, links to folders and links that lead out of the folder are passed over.
 *
 * deepest folders in each other that are looked into
 * work    (nullable): told how many there are, of nobody knows how many; nothing is done when it is over
 *
 * Errors: that it was cancelled.
 * (element-type utf8) (transfer full) (nullable)
 */
GPtrArray *gw_label_files_list_below (const char *folder, GwLabelNameFunc is_one, guint deepest, GwWork *work,
                                      GCancellable *cancellable, GError **error);
/* Any few of them, for detection. (element-type utf8) (transfer full) */
GPtrArray *gw_label_files_sample_below (const char *folder, GwLabelNameFunc is_one, guint deepest, guint most);

/* Whether a name is that of a file by its ending: so many names need not be looked up. */
gboolean gw_label_name_is_file (const char *name);

/* The picture that is called like the stem, in one of n folders relative to folder: its path
 * with that. For single files; of many, gw-picture-stems.h looks once.
 * (transfer full) (nullable)
 */
char *gw_picture_find_beside (const char *folder, const char *const *folders, gsize n, const char *stem);

/* The path of an image that a file in this folder names. (transfer full) */
char *gw_label_file_get_path (const GwLabelFile *self, const char *image);
/* The folder where its name is that of a part of the images; else NULL. */
const char *gw_label_file_get_split (const GwLabelFile *self);

G_END_DECLS
