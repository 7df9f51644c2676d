/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-data-set.h"

G_BEGIN_DECLS

/* What is wrong with the files of a data set's images, without reading pictures: by what
 * the disk says of them and what was noted when they were read. Rows of the set, in its
 * order; an image is in one list at most.
 */
typedef struct
{
  GArray *missing; /* guint: there is no such file */
  GArray *broken;  /* guint: it holds no picture that can be read */
  GArray *changed; /* guint: of another size than when it was added */
} GwFilesCheck;

/* Blocks; on a thread of the store. measures: those of gw_data_set_load_measures().
 * Returns: (transfer full) (nullable)
 */
GwFilesCheck *gw_files_check_new (GwStore *store, const GwDataSet *set, const GArray *measures,
                                  GCancellable *cancellable, GError **error);
void gw_files_check_free (GwFilesCheck *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwFilesCheck, gw_files_check_free)

G_END_DECLS
