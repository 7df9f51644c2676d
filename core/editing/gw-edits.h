/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-document.h"

G_BEGIN_DECLS

/* The commands of the labeling view on a document, each one undo step with
 * a name in the user's language. All return FALSE, and change nothing,
 * where there is nothing to do; locked objects are passed over (but can be
 * locked, hidden and the reverse).
 */

/* Whether there is a class that a new object can have. */
gboolean gw_document_has_class_for_new (GwDocument *self);

/* Adds an object above all others and selects it. (transfer none) (nullable):
 * NULL for a shape that is not valid, or without any class. Takes the shape. It gets the current
 * class, else the first of the list, which then is the current one, and the
 * defaults of its attributes. With an id of gw_object_make_id() the object
 * can be the one that the preview had.
 */
GwObject *gw_document_add_shape (GwDocument *self, GwShape *shape);
GwObject *gw_document_add_shape_with_id (GwDocument *self, GwShape *shape, gint64 id);
/* after is a changed copy of before, which is in the document. */
gboolean gw_document_replace (GwDocument *self, GwObject *before, GwObject *after, const char *name);
gboolean gw_document_delete_selected (GwDocument *self);
gboolean gw_document_move_selected (GwDocument *self, double dx, double dy); /* kept inside the image */
gboolean gw_document_resize_selected (GwDocument *self, double dw,
                                      double dh); /* right and bottom edge; at least 1 px */
gboolean gw_document_set_class_selected (GwDocument *self, gint64 class_id);
gboolean gw_document_set_attribute_selected (GwDocument *self, const char *name, const char *value);
gboolean gw_document_set_flags_selected (GwDocument *self, GwObjectFlags flags, gboolean on);
gboolean gw_document_toggle_flags_selected (GwDocument *self, GwObjectFlags flags);
gboolean gw_document_set_flags_all (GwDocument *self, GwObjectFlags flags, gboolean on);
/* Boxes and other outlines become masks of the pixels inside them; a selection
 * of nothing but masks becomes boxes around them.
 */
gboolean gw_document_convert_selected (GwDocument *self);
gboolean gw_document_duplicate_selected (GwDocument *self);
gboolean gw_document_raise_selected (GwDocument *self, int steps); /* negative lowers */
/* Moves objects in the order of painting, as far as they are not locked, to
 * directly in front of the target or behind it; among themselves they keep
 * their order. Where one of them is the target, the others go to it.
 */
gboolean gw_document_place_objects (GwDocument *self, const gint64 *ids, gsize n_ids, gint64 target_id,
                                    gboolean in_front);
/* Copies of the objects, above all others, become the selection. They get ids
 * and groups of their own and are not locked, hidden or scored. offset: pixels
 * right and down, less where they would leave the image; boxes are cut at its
 * edges, and what lies outside is left out, which happens with objects of a
 * larger image. In name, %s stands for what is pasted.
 */
gboolean gw_document_paste (GwDocument *self, GPtrArray *objects, double offset, const char *name);
/* Image labels. In single mode choosing replaces; else it toggles. */
gboolean gw_document_choose_label (GwDocument *self, gint64 class_id, gboolean single);
gboolean gw_document_clear_labels (GwDocument *self);
/* Says that somebody looked for the class and did not find it, or takes that back.
 * Not of a class that the image has.
 */
gboolean gw_document_verify_absent (GwDocument *self, gint64 class_id, gboolean absent);
gboolean gw_document_set_marks (GwDocument *self, GwImageStatus status, GwImageMarks marks, const char *name);
gboolean gw_document_set_image_attribute (GwDocument *self, const char *name, const char *value);

/* The clipboard's text form of the selection: {"groundwork":1,"objects":[…]}
 * with objects as in spec formats 13.4, classes by name.
 */
char *gw_document_copy_text (GwDocument *self);
/* (element-type GwObject) (transfer full): at least one, for paste().
 * GW_ERROR_INVALID when text holds none, GW_ERROR_NOT_FOUND when the project
 * has not the class of one; both say what to do.
 */
GPtrArray *gw_document_parse_text (GwDocument *self, const char *text, GError **error);

/* What keeps the image from being submitted. */
typedef struct
{
  gint64 object_id; /* 0: the image */
  char *text;       /* “Cyclist 2: choose Riding” */
} GwSubmitProblem;

void gw_submit_problem_free (GwSubmitProblem *problem);

/* (element-type GwSubmitProblem) (transfer full), empty when all is well:
 * attributes that are required and missing or not of their kind, objects with
 * a side below smallest_side pixels (0: no rule), and an image without any
 * label, unless negative_confirmed.
 */
GPtrArray *gw_document_check_submit (GwDocument *self, gboolean negative_confirmed, double smallest_side);

G_END_DECLS
