/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "gw-shape.h"

G_BEGIN_DECLS

/* Marks of an object; stored as a bit field. */
typedef enum
{
  GW_OBJECT_OCCLUDED = 1 << 0,
  GW_OBJECT_TRUNCATED = 1 << 1,
  GW_OBJECT_DIFFICULT = 1 << 2,
  GW_OBJECT_CROWD = 1 << 3,
  GW_OBJECT_LOCKED = 1 << 8, /* cannot be edited until unlocked */
  GW_OBJECT_HIDDEN = 1 << 9  /* not drawn; exported all the same */
} GwObjectFlags;

/* Where an object or label came from. The numbers are stored. */
typedef enum
{
  GW_SOURCE_MANUAL = 0,
  GW_SOURCE_PREDICTION = 1,
  GW_SOURCE_IMPORTED = 2
} GwSource;

#define GW_TYPE_OBJECT (gw_object_get_type ())
G_DECLARE_FINAL_TYPE (GwObject, gw_object, GW, OBJECT, GObject)

/* One annotated object of an image: class, shape, attributes, flags.
 *
 * An object that a document, a list or an edit holds is never changed in
 * place: copy it, change the copy, and replace it (gw_document_replace()).
 * The setters are for objects that only their maker knows. So an object is
 * a value that undo can keep without copying.
 *
 * Read-only properties for list rows: "id", "class-id", "flags", "z".
 */
GwObject *gw_object_new (gint64 id, gint64 class_id);
GwObject *gw_object_copy (GwObject *self);

/* A new id: unique over all projects and computers in practice (42 bits of
 * milliseconds, 21 bits of chance), growing with time, above 0.
 */
gint64 gw_object_make_id (void);

gint64 gw_object_get_id (GwObject *self);
void gw_object_set_id (GwObject *self, gint64 id);
gint64 gw_object_get_class_id (GwObject *self);
void gw_object_set_class_id (GwObject *self, gint64 class_id);

/* (transfer none): valid as long as the object. */
const GwShape *gw_object_get_shape (GwObject *self);
/* Takes over what shape holds and leaves it GW_SHAPE_NONE. */
void gw_object_take_shape (GwObject *self, GwShape *shape);
void gw_object_set_box (GwObject *self, double x, double y, double width, double height);
/* The tight bounds; all zero for an empty shape. O(1) after the first call. */
GwBox gw_object_get_bounds (GwObject *self);

GwObjectFlags gw_object_get_flags (GwObject *self);
void gw_object_set_flags (GwObject *self, GwObjectFlags flags);
/* Paint order within the image, low first; ties by id. */
int gw_object_get_z (GwObject *self);
void gw_object_set_z (GwObject *self, int z);
/* 0: no group. */
gint64 gw_object_get_group (GwObject *self);
void gw_object_set_group (GwObject *self, gint64 group);
GwSource gw_object_get_source (GwObject *self);
void gw_object_set_source (GwObject *self, GwSource source);
/* Confidence 0 to 1, or NaN where there is none. */
double gw_object_get_score (GwObject *self);
void gw_object_set_score (GwObject *self, double score);
const char *gw_object_get_author (GwObject *self);
void gw_object_set_author (GwObject *self, const char *author);
/* Milliseconds UTC; 0: unknown. */
gint64 gw_object_get_created (GwObject *self);
gint64 gw_object_get_modified (GwObject *self);
void gw_object_set_times (GwObject *self, gint64 created, gint64 modified);

/* Attribute values are texts ("true", "3.5", "red"), in insertion order.
 * NULL removes, which takes as long as going through them: many go at once, by a set
 * of their names. A value is bare where it was no text in its file: a number, a
 * truth or a list, which JSON has without quotes and gets back so. A bare value
 * must be one JSON value; it is not checked.
 */
const char *gw_object_get_attribute (GwObject *self, const char *name);
void gw_object_set_attribute (GwObject *self, const char *name, const char *value);
void gw_object_set_attribute_bare (GwObject *self, const char *name, const char *value);
void gw_object_remove_attributes (GwObject *self, GHashTable *names);
guint gw_object_get_n_attributes (GwObject *self);
void gw_object_get_attribute_at (GwObject *self, guint i, const char **name, const char **value);
gboolean gw_object_is_attribute_bare_at (GwObject *self, guint i);
/* Sets an attribute to a value as JSON has it (gw-object-attribute.c): a string as a text, any other
 * bare, numbers in their shortest form, but whole ones with all digits. Numbers beyond a double
 * and lists that lie deep are texts; null, and what is no JSON, change nothing.
 */
void gw_object_set_attribute_json (GwObject *self, const char *name, const char *raw, gsize length);

/* The round-trip bag: a JSON object text {"<format>": {...}} with what a
 * format knows and the model has no place for; NULL: empty.
 */
const char *gw_object_get_bag (GwObject *self);
void gw_object_set_bag (GwObject *self, const char *bag);

/* Equal in everything but times. */
gboolean gw_object_equal (GwObject *a, GwObject *b);

G_END_DECLS
