/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-comparison.h"
#include "gw-document.h"
#include "gw-store.h"

G_BEGIN_DECLS

#define GW_TYPE_COMPARER (gw_comparer_get_type ())
G_DECLARE_FINAL_TYPE (GwComparer, gw_comparer, GW, COMPARER, GObject)

/* Compares two sets of labels of the image that a document is of: the labels
 * themselves, as the document has them now, an annotator's answers, or a model's
 * predictions. It reads and compares while it is active only, off the window's
 * thread, and again after each edit. Nothing is ever changed.
 *
 * Signals: "layers-changed": which sets there are, or which two are compared;
 * "changed": the comparison is another one, or on its way.
 */
GwComparer *gw_comparer_new (GwStore *store);

/* (nullable) */
void gw_comparer_set_document (GwComparer *self, GwDocument *document);
GwDocument *gw_comparer_get_document (GwComparer *self);
void gw_comparer_set_active (GwComparer *self, gboolean active);
/* Layers of the store. Until they are chosen: the labels, and who answered first,
 * else the newest model.
 */
void gw_comparer_choose (GwComparer *self, gint64 a, gint64 b);

/* (element-type GwLayer) (transfer none): the labels first; NULL until they are read. */
GPtrArray *gw_comparer_get_layers (GwComparer *self);
/* Which of them is A (0) or B (1); 0: none. */
gint64 gw_comparer_get_layer (GwComparer *self, guint side);
/* “Labels”, “Kim”, “yolo 8 (model)” */
char *gw_comparer_dup_title (GwComparer *self, guint side);
char *gw_comparer_dup_layer_title (const GwLayer *layer);

/* (nullable): NULL: there are no two sets, or it is on its way. */
GwComparison *gw_comparer_get_comparison (GwComparer *self);
gboolean gw_comparer_get_busy (GwComparer *self);
/* (nullable): why it failed. */
const char *gw_comparer_get_problem (GwComparer *self);
/* “Car 2”: numbered as the labels are. */
char *gw_comparer_dup_name (GwComparer *self, GwObject *object, guint side);

G_END_DECLS
