/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-image.h"
#include "gw-object.h"

G_BEGIN_DECLS

/* One step of undo as a value: what it did, told so that it can be done
 * backwards and forwards, and the name that Undo shows (“Draw Cyclist”).
 *
 * An edit is a list of changes, each with the state before and after.
 * Undoing applies `before` in reverse order, redoing applies `after` in
 * order. Applying an edit to a state other than the one it was made on is
 * a caller's mistake that the store refuses with GW_STORE_ERROR_CONFLICT.
 *
 * Scope: image_id > 0 is an edit of that image (its undo history is its
 * own); 0 is an edit of the project: bulk changes and imports.
 */
typedef enum
{
  GW_CHANGE_OBJECT,    /* object before/after; NULL = absent */
  GW_CHANGE_LABELS,    /* set of image labels before/after */
  GW_CHANGE_MARKS,     /* status and marks before/after */
  GW_CHANGE_ATTRIBUTE, /* image attribute before/after; NULL = absent */
  GW_CHANGE_CLASS,     /* whether the project has the class, before/after */
  GW_CHANGE_ABSENT     /* set of classes that were looked for and are not in the image, before/after */
} GwChangeKind;

typedef struct
{
  GwChangeKind kind;
  gint64 image_id;
  GwObject *object_before; /* GW_CHANGE_OBJECT */
  GwObject *object_after;
  GArray *labels_before; /* GW_CHANGE_LABELS and GW_CHANGE_ABSENT, of GwLabel */
  GArray *labels_after;
  GwImageStatus status_before; /* GW_CHANGE_MARKS */
  GwImageStatus status_after;
  GwImageMarks marks_before;
  GwImageMarks marks_after;
  char *name; /* GW_CHANGE_ATTRIBUTE */
  char *value_before;
  char *value_after;
  gint64 class_id; /* GW_CHANGE_CLASS */
  gboolean class_before;
  gboolean class_after;
} GwChange;

typedef struct _GwEdit GwEdit;

#define GW_TYPE_EDIT (gw_edit_get_type ())

GType gw_edit_get_type (void);
GwEdit *gw_edit_new (gint64 image_id, const char *name);
GwEdit *gw_edit_ref (GwEdit *self);
void gw_edit_unref (GwEdit *self);

/* 0 until the store has written it. */
gint64 gw_edit_get_id (const GwEdit *self);
void gw_edit_set_id (GwEdit *self, gint64 id);
gint64 gw_edit_get_image_id (const GwEdit *self);
const char *gw_edit_get_name (const GwEdit *self);
gint64 gw_edit_get_time (const GwEdit *self);
void gw_edit_set_time (GwEdit *self, gint64 ms);
const char *gw_edit_get_author (const GwEdit *self);
void gw_edit_set_author (GwEdit *self, const char *author);

/* The objects are kept by reference (they never change). */
void gw_edit_add_object (GwEdit *self, gint64 image_id, GwObject *before, GwObject *after);
void gw_edit_add_labels (GwEdit *self, gint64 image_id, const GArray *before, const GArray *after);
void gw_edit_add_absent (GwEdit *self, gint64 image_id, const GArray *before, const GArray *after);
void gw_edit_add_marks (GwEdit *self, gint64 image_id, GwImageStatus status_before, GwImageMarks marks_before,
                        GwImageStatus status_after, GwImageMarks marks_after);
void gw_edit_add_attribute (GwEdit *self, gint64 image_id, const char *name, const char *before, const char *after);
/* A class that was made for this step. The store does not make it: it takes
 * the class away when the step is undone and nothing else uses it, and brings
 * it back. A class that comes stands before all other changes, which may need
 * it, and one that goes behind them.
 */
void gw_edit_add_class (GwEdit *self, gint64 image_id, gint64 class_id, gboolean before, gboolean after);

guint gw_edit_get_n_changes (const GwEdit *self);
const GwChange *gw_edit_get_change (const GwEdit *self, guint i);

/* The same steps backwards, with the same id and name. */
GwEdit *gw_edit_invert (const GwEdit *self);

/* One JSON object; parses back to an equal edit. Shapes as in spec formats
 * 13.4. O(size).
 */
char *gw_edit_to_json (const GwEdit *self);
GwEdit *gw_edit_from_json (const char *json, gssize length, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwEdit, gw_edit_unref)

G_END_DECLS
