/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-edits.h"
#include "gw-polygon-combine.h"

G_BEGIN_DECLS

/* Puts what the edit is about into its name: “Move %s” and three objects
 * give “Move 3 Objects”, one gives the name of its class.
 */
char *_gw_edits_name (GwDocument *self, const char *form, GPtrArray *objects);

/* The same with the name of a class. */
char *_gw_edits_name_class (GwDocument *self, const char *form, gint64 class_id);

/* “Cyclist 2” */
char *_gw_edits_name_object (GwDocument *self, GwObject *object);

/* Applies an edit of these objects: each of before (nullable) becomes the
 * one at its place in after (nullable: they go). FALSE for no objects.
 */
gboolean _gw_edits_apply (GwDocument *self, const char *form, GPtrArray *before, GPtrArray *after);

/* Changes a copy; FALSE to leave the object as it is. */
typedef gboolean (*GwEditFunc) (GwDocument *self, GwObject *copy, gpointer data);

/* One edit that changes those of the objects that func wants changed. Locked
 * ones are passed over unless with_locked.
 */
gboolean _gw_edits_change (GwDocument *self, const char *form, GPtrArray *objects, gboolean with_locked,
                           GwEditFunc func, gpointer data);

/* What can be moved and changed: not locked. (element-type GwObject) (transfer container) */
GPtrArray *_gw_edits_get_movable (GwDocument *self);

/* The union of the objects' bounds. */
GwBox _gw_edits_get_extent (GPtrArray *objects);

/* How far a box may go at most when it is asked to go by dx, dy: not over the
 * edges of the image, and not further outside than it is.
 */
void _gw_edits_clamp_move (GwDocument *self, const GwBox *extent, double *dx, double *dy);

/* Brings the shape's bounds from one box to another. A mask is resampled to
 * whole pixels. FALSE, with the object as it was, where that is impossible.
 */
gboolean _gw_edits_map (GwObject *copy, const GwBox *from, const GwBox *to);

/* Combines b into a, which stays as it was where that cannot be done. as_mask: of the
 * image's pixels; else outlines.
 */
gboolean _gw_edits_combine (GwDocument *self, GwShape *a, const GwShape *b, GwPolygonOperation operation,
                            gboolean as_mask);

/* Whether something of the shape is left; what is outside the image is cut. */
gboolean _gw_edits_is_left (GwDocument *self, GwShape *shape);

/* What the object is without what top covers: a mask loses pixels, an outline what lies in
 * the other's outline. FALSE where that changes nothing.
 */
gboolean _gw_edits_cut_out (GwDocument *self, GwObject *object, GwObject *top, GwShape *shape);

/* Gives the defaults of its class to attributes that it does not have. */
void _gw_edits_add_defaults (GwDocument *self, GwObject *object);
/* Sets an attribute as a person does; NULL removes. */
void _gw_edits_set_attribute (GwDocument *self, GwObject *object, const char *name, const char *value);

/* The class of a new object: the current one, else the first of the list; 0: there is none. */
gint64 _gw_edits_find_class_for_new (GwDocument *self);

/* A new object above all others, with that class, which is the current one then,
 * and its defaults. (transfer full) (nullable): NULL for a shape that is not
 * valid, and without any class. Takes the shape.
 */
GwObject *_gw_edits_make_object (GwDocument *self, GwShape *shape, gint64 id);

/* The place above all. */
int _gw_edits_get_top_z (GwDocument *self);

G_END_DECLS
