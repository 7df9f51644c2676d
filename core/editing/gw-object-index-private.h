/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-object.h"

G_BEGIN_DECLS

/* The objects of one image in paint order (z, then id), found by place in the
 * order, by id and by place in the picture. Each id is in it once.
 */
typedef struct _GwObjectIndex GwObjectIndex;

GwObjectIndex *_gw_object_index_new (void);
void _gw_object_index_free (GwObjectIndex *self);

/* The area that most objects lie in; others are found all the same. O(n). */
void _gw_object_index_set_size (GwObjectIndex *self, int width, int height);

guint _gw_object_index_get_n (GwObjectIndex *self);
/* (element-type GwObject) (transfer none), in paint order. */
GPtrArray *_gw_object_index_get_objects (GwObjectIndex *self);
GwObject *_gw_object_index_find (GwObjectIndex *self, gint64 id);

void _gw_object_index_clear (GwObjectIndex *self);
/* Puts an object in, in place of the one of its id. */
void _gw_object_index_put (GwObjectIndex *self, GwObject *object);
gboolean _gw_object_index_remove (GwObjectIndex *self, gint64 id);

/* Between these the order is not kept, which many changes at once are
 * faster without: O(n log n) in the end in place of O(n) for each.
 */
void _gw_object_index_freeze (GwObjectIndex *self);
void _gw_object_index_thaw (GwObjectIndex *self);

/* (element-type GwObject) (transfer container), in paint order: those whose
 * bounds meet the box, grown by reach on all sides.
 */
GPtrArray *_gw_object_index_query (GwObjectIndex *self, const GwBox *box, double reach);

/* Below 0 where a is painted before b. */
int _gw_object_compare_order (GwObject *a, GwObject *b);

G_END_DECLS
