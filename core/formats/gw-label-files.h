/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

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
 * to folders are not followed.
 *
 * most    files that are looked into, for detection; 0: all
 * (element-type GwLabelFile) (transfer full)
 */
GPtrArray *gw_label_files_find (const char *source, const char *ending, GwLabelFileFunc is_one, guint most);

/* The path of an image that a file in this folder names. (transfer full) */
char *gw_label_file_get_path (const GwLabelFile *self, const char *image);
/* The folder where its name is that of a part of the images; else NULL. */
const char *gw_label_file_get_split (const GwLabelFile *self);

G_END_DECLS
