/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-edits.h"
#include "gw-mask-morphology.h"

G_BEGIN_DECLS

/* Commands that change what shapes objects have: joined, cut, taken apart,
 * converted. As those of gw-edits.h: each is one undo step with a name in the
 * user's language; they return FALSE, and change nothing, where there is nothing
 * to do; locked objects are passed over. Objects keep id, class, attributes, group
 * and place; what is made stays inside the image.
 *
 * Boxes, turned boxes and ellipses count as the polygons of their outlines.
 * Lines and points enclose nothing: commands on what is enclosed pass them over.
 */

/* --- several objects ------------------------------------------------------------- */

/* One object of two or more, selected afterwards: polygons become a polygon, and
 * with a mask among them a mask. The one of the largest area stays, with its
 * class and all that it has; the others go.
 */
gboolean gw_document_merge_selected (GwDocument *self);

/* Takes what the topmost of two or more covers out of the others. Of which
 * nothing is left goes. The topmost goes too, unless keep_topmost.
 */
gboolean gw_document_subtract_selected (GwDocument *self, gboolean keep_topmost);

/* What all of two or more have in common, as merging does. FALSE where that is nothing. */
gboolean gw_document_intersect_selected (GwDocument *self);

/* --- one object becomes several ---------------------------------------------------- */

/* The largest part stays the object that was there; the others are new ones of the
 * same class, attributes and place. All parts are selected.
 */

/* Along an open line of two points or more, which must part something. */
gboolean gw_document_slice_selected (GwDocument *self, const GwRing *line);
/* Pixels that touch at a corner only are parts of their own. */
gboolean gw_document_split_selected (GwDocument *self);

/* --- outlines ------------------------------------------------------------------------ */

gboolean gw_document_fill_holes_selected (GwDocument *self);
/* Leaves out points of polygons and lines that are not farther than tolerance
 * pixels from what remains. A ring that would cross itself stays as it was.
 */
gboolean gw_document_simplify_selected (GwDocument *self, double tolerance);

/* Masks grown by a disc of this radius in pixels, below 0 shrunk. One that would have
 * no pixel left stays as it was.
 */
gboolean gw_document_grow_selected (GwDocument *self, double radius);
/* Masks without small holes and specks, and smooth, by gw_mask_clean(); as above. */
gboolean gw_document_clean_selected (GwDocument *self, const GwMaskCleaning *cleaning);

/* Points of polygons, lines (ring 0) and point sets (ring 0), by index. Where the
 * index or the point is not valid they return FALSE; points go to the nearest
 * place inside the image. insert: before the point of this index; as many as
 * there are: behind the last. remove: of a polygon's ring of three points the ring goes. The last ring
 * keeps three points, a line two, a point set one.
 */
gboolean gw_document_insert_vertex (GwDocument *self, gint64 id, gsize ring, gsize index, GwPoint point);
gboolean gw_document_move_vertex (GwDocument *self, gint64 id, gsize ring, gsize index, GwPoint point);
gboolean gw_document_remove_vertex (GwDocument *self, gint64 id, gsize ring, gsize index);

/* --- points with names --------------------------------------------------------------- */

/* The points that objects of a class have, and those that a new object would have.
 * (transfer none) (nullable): NULL where its class does not say.
 */
GwSkeleton *gw_document_get_skeleton (GwDocument *self, gint64 class_id);
GwSkeleton *gw_document_get_skeleton_for_new (GwDocument *self);

/* “Left Eye”, or “Point 3” where points have no names. (transfer full) */
char *gw_document_name_point (GwDocument *self, GwObject *object, gsize index);

/* Whether one point is visible, hidden or absent; an absent one keeps its place in
 * the order. FALSE where it is so already, and for the last point that is there.
 */
gboolean gw_document_set_point_visibility (GwDocument *self, gint64 id, gsize index, GwVisibility visibility);

/* The next absent point behind that index comes back, visible and amidst those that
 * lines join it to; *index (out) is which: also one that the skeleton got since.
 * FALSE: none is absent.
 */
gboolean gw_document_place_absent_point (GwDocument *self, gint64 id, gsize after, gsize *index);

/* --- kinds ----------------------------------------------------------------------------- */

/* Makes the selected objects boxes, turned boxes, polygons, masks or ellipses.
 * A box is that of the bounds, a turned one the smallest around; an ellipse is the
 * largest in a box, and else that of the same centre and spread. A mask's
 * polygon follows its pixels within 0.75 px. Corners of turned boxes and
 * ellipses may be outside the image where their object is at its edge. What covers no pixel
 * does not become a mask.
 */
gboolean gw_document_convert_selected_to (GwDocument *self, GwShapeKind kind);

/* What gw_document_convert_selected() makes of the selection. */
GwShapeKind gw_document_get_other_kind (GwDocument *self);

/* What converting would lose, in sentences to show before: “2 holes are
 * filled. 318 px are added.” (transfer full) (nullable): NULL when nothing is
 * lost. O(rows and runs) of the objects.
 */
char *gw_document_describe_loss (GwDocument *self, GwShapeKind kind);

G_END_DECLS
