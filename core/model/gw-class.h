/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "gw-attribute.h"
#include "gw-skeleton.h"

G_BEGIN_DECLS

#define GW_TYPE_CLASS (gw_class_get_type ())
G_DECLARE_FINAL_TYPE (GwClass, gw_class, GW, CLASS, GObject)

/* A class that labels and objects may have. Properties (all writable, all
 * explicit-notify): "id" (gint64; 0 until the store has given one), "name",
 * "color" (0xRRGGBB as guint), "hotkey" (one character as text, or NULL),
 * "parent-id" (0: none), "position" (order in lists), "archived", "skeleton"
 * (GwSkeleton: the points that its objects have; NULL: any number), and the
 * counts "n-images" and "n-objects" as the store last counted them.
 */
GwClass *gw_class_new (const char *name, guint32 color);
GwClass *gw_class_copy (GwClass *self);

gint64 gw_class_get_id (GwClass *self);
void gw_class_set_id (GwClass *self, gint64 id);
const char *gw_class_get_name (GwClass *self);
void gw_class_set_name (GwClass *self, const char *name);
guint32 gw_class_get_color (GwClass *self);
void gw_class_set_color (GwClass *self, guint32 color);
const char *gw_class_get_hotkey (GwClass *self);
void gw_class_set_hotkey (GwClass *self, const char *hotkey);
gint64 gw_class_get_parent_id (GwClass *self);
void gw_class_set_parent_id (GwClass *self, gint64 parent_id);
int gw_class_get_position (GwClass *self);
void gw_class_set_position (GwClass *self, int position);
gboolean gw_class_get_archived (GwClass *self);
void gw_class_set_archived (GwClass *self, gboolean archived);
/* (transfer none) (nullable) */
GwSkeleton *gw_class_get_skeleton (GwClass *self);
/* One that is equal changes nothing. */
void gw_class_set_skeleton (GwClass *self, GwSkeleton *skeleton);
gint64 gw_class_get_n_images (GwClass *self);
gint64 gw_class_get_n_objects (GwClass *self);
void gw_class_set_counts (GwClass *self, gint64 n_images, gint64 n_objects);

/* (transfer none) (element-type GwAttribute): never NULL, do not change. */
GPtrArray *gw_class_get_attributes (GwClass *self);
/* Takes a copy of each. */
void gw_class_set_attributes (GwClass *self, GPtrArray *attributes);
const GwAttribute *gw_class_find_attribute (GwClass *self, const char *name);

/* What foreign files call the class: a name and an id for each source
 * (format name, such as "coco"), so that an export to the same format gives
 * back the same ids. NULL / FALSE where there is none. One for each source;
 * setting id and name to NULL removes it.
 */
void gw_class_set_alias (GwClass *self, const char *source, const char *external_id, const char *external_name);
gboolean gw_class_get_alias (GwClass *self, const char *source, const char **external_id, const char **external_name);

typedef void (*GwClassAliasFunc) (const char *source, const char *external_id, const char *external_name,
                                  gpointer data);
void gw_class_foreach_alias (GwClass *self, GwClassAliasFunc func, gpointer data);

G_END_DECLS
