/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-store.h"

G_BEGIN_DECLS

/* A layer of a project with what it holds; layers that hold nothing (any more) are
 * not listed.
 */
typedef struct
{
  GwLayer *layer;
  guint64 n_scored;  /* images that have class scores or labels in it */
  guint64 n_objects; /* objects, such as detections */
} GwLayerInfo;

/* The layers of one kind by name, then version: models with what they predicted, or
 * annotators with what they answered. Blocks; on a thread of the store.
 * Returns: (transfer full) (nullable) (element-type GwLayerInfo)
 */
GPtrArray *gw_layer_info_list (GwStore *store, GwLayerKind kind, GCancellable *cancellable, GError **error);
void gw_layer_info_free (GwLayerInfo *self);

/* The model that text names: "Name" where it has one version, else "Name:version";
 * with NULL the only one. NULL with GW_ERROR_NOT_FOUND, which says what there is, or
 * GW_ERROR_REFUSED where several fit.
 * Returns: (transfer none) (nullable)
 */
const GwLayerInfo *gw_layer_info_find (GPtrArray *models, const char *text, GError **error);

/* "Name" or "Name:version". (transfer full) */
char *gw_layer_describe (const GwLayer *layer);

G_END_DECLS
