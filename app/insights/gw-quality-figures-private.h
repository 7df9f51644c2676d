/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-dismissals.h"
#include "gw-quality-figures.h"

G_BEGIN_DECLS

/* Parts, in boxes of g_atomic_rc_box_alloc0() with their functions that clear them. */
GwQualityLabels *_gw_quality_labels_new (GwInsightsSnapshot *snapshot, const GwDismissals *dismissals,
                                         GCancellable *cancellable, GError **error);
void _gw_quality_labels_clear (GwQualityLabels *self);

/* Names of images in the order of ids. (transfer full) */
GPtrArray *_gw_quality_list_names (GwStore *store, const gint64 *ids, gsize n, GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
