/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-document.h"

G_BEGIN_DECLS

/* The commands of the labeling view on a document, each one undo step with
 * a name in the user's language. All return FALSE, and change nothing,
 * where there is nothing to do; locked objects are passed over.
 * objects NULL means the selection.
 */
GwObject *gw_document_add_shape (GwDocument *self, GwShape *shape);  /* (transfer none); takes the shape; current class; selects it */
gboolean gw_document_replace (GwDocument *self, GwObject *before, GwObject *after, const char *name);
gboolean gw_document_delete_selected (GwDocument *self);
gboolean gw_document_move_selected (GwDocument *self, double dx, double dy);   /* kept inside the image */
gboolean gw_document_resize_selected (GwDocument *self, double dw, double dh); /* right and bottom edge; at least 1 px */
gboolean gw_document_set_class_selected (GwDocument *self, gint64 class_id);
gboolean gw_document_set_attribute_selected (GwDocument *self, const char *name, const char *value);
gboolean gw_document_set_flags_selected (GwDocument *self, GwObjectFlags flags, gboolean on);
gboolean gw_document_toggle_flags_selected (GwDocument *self, GwObjectFlags flags);
gboolean gw_document_set_flags_all (GwDocument *self, GwObjectFlags flags, gboolean on);
gboolean gw_document_duplicate_selected (GwDocument *self);
gboolean gw_document_raise_selected (GwDocument *self, int steps);  /* negative lowers */
/* The objects' own ids are not kept. offset: pixels right and down. */
gboolean gw_document_paste (GwDocument *self, GPtrArray *objects, double offset, const char *name);
/* Image labels. In single mode choosing replaces; else it toggles. */
gboolean gw_document_choose_label (GwDocument *self, gint64 class_id, gboolean single);
gboolean gw_document_clear_labels (GwDocument *self);
gboolean gw_document_set_marks (GwDocument *self, GwImageStatus status, GwImageMarks marks, const char *name);
gboolean gw_document_set_image_attribute (GwDocument *self, const char *name, const char *value);

/* The clipboard's text form of objects: JSON as in spec formats 13.4. */
char *gw_document_copy_text (GwDocument *self);
GPtrArray *gw_document_parse_text (GwDocument *self, const char *text, GError **error);

/* What keeps the image from being submitted. (element-type GwSubmitProblem) */
typedef struct
{
  gint64 object_id; /* 0: the image */
  char *text;       /* “Cyclist 2: choose Riding” */
} GwSubmitProblem;

void gw_submit_problem_free (GwSubmitProblem *problem);
GPtrArray *gw_document_check_submit (GwDocument *self, gboolean negative_confirmed, double smallest_side);

G_END_DECLS
