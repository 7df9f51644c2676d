/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-image.h"

G_BEGIN_DECLS

/* Where a list of labels has the label of a class. Zero at first. Short lists, as nearly all are, are
 * gone through and take no memory; what a long one got since it was last asked is taken in, so that a
 * list of n labels that is asked before each of them is added takes time for n.
 */
typedef struct
{
  GHashTable *places; /* (nullable): class id -> its first place, of the first n labels */
  guint n;
} GwLabelIndex;

/* labels: (nullable) an array of GwLabel, the same each time. It may grow and its confidences may
 *   change meanwhile; who moves labels or takes some out clears the index.
 *
 * Returns: (transfer none) (nullable): the first label of the class, until the array changes
 */
GwLabel *gw_label_index_find (GwLabelIndex *self, GArray *labels, gint64 class_id);
void gw_label_index_clear (GwLabelIndex *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwLabelIndex, gw_label_index_clear)

G_END_DECLS
