/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"

G_BEGIN_DECLS

/* A file for each part of the images that an export has, opened when the first image of
 * the part comes: "train.lst", "val.lst".
 */
typedef struct _GwSplitFiles GwSplitFiles;

/* plain: the file of images that are in no part; suffix: what the name of a part goes
 * before, as ".lst"; reserved (nullable): names of files that no part may get.
 * (transfer full)
 */
GwSplitFiles *gw_split_files_new (GwWriter *writer, const char *plain, const char *suffix, const char *const *reserved);
void gw_split_files_free (GwSplitFiles *self);

/* A part's file; is_new (nullable) tells that nothing was written to it. NULL with
 * GW_ERROR_LIMIT where there are more parts than files can be open. (transfer none)
 */
GOutputStream *gw_split_files_get (GwSplitFiles *self, const char *split, gboolean *is_new, GError **error);

/* Calls func with the name of each file, in their order by bytes. */
void gw_split_files_foreach (const GwSplitFiles *self,
                             void (*func) (const char *split, const char *name, gpointer data), gpointer data);

gboolean gw_split_files_close (GwSplitFiles *self, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwSplitFiles, gw_split_files_free)

G_END_DECLS
