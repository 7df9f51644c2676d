/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-class.h"
#include "gw-edit.h"
#include "gw-image.h"
#include "gw-object.h"

G_BEGIN_DECLS

#define GW_TYPE_DOCUMENT (gw_document_get_type ())
G_DECLARE_FINAL_TYPE (GwDocument, gw_document, GW, DOCUMENT, GObject)

/* One image's labels while they are edited: objects, image labels, marks,
 * selection, undo. It knows no store and no widget. Lives on one thread.
 *
 * Every change is a GwEdit that gw_document_apply() carries out, so that
 * there is one way in: signal "edited" (GwEdit *edit) then tells the
 * holder to save it. gw_document_undo() and _redo() only ask (signals
 * "undo-requested", "redo-requested"): the history is the store's, which
 * answers with the edit that it applied; gw_document_take() brings that
 * into the document. So undo is unlimited and works after a restart, and
 * document and store cannot drift apart.
 *
 * An edit that gives an image its first work moves it to in progress, and
 * it is not a negative any more; the store does the same and writes that as
 * part of the edit, so that both stay at one.
 *
 * GListModel of GwObject in paint order. Signals besides:
 * "objects-changed" (GwBox *damage): something drawn changed inside damage;
 * "selection-changed"; "preview-changed" (GwBox *damage).
 * Properties: "image", "n-selected", "current-class-id", "undo-name",
 * "redo-name", "labels-version" (grows with each change of image labels and of
 * classes that are absent).
 */
GwDocument *gw_document_new (GwImage *image);

GwImage *gw_document_get_image (GwDocument *self);
void gw_document_set_image (GwDocument *self, GwImage *image);
/* The image's id; 0 without an image. */
gint64 gw_document_get_image_id (GwDocument *self);
/* The oriented size of the picture in pixels; shapes are drawn inside it. */
void gw_document_set_size (GwDocument *self, int width, int height);
void gw_document_get_size (GwDocument *self, int *width, int *height);
/* What the store holds: replaces everything, keeps the selection by id. */
void gw_document_load (GwDocument *self, GPtrArray *objects, const GArray *labels);

guint gw_document_get_n_objects (GwDocument *self);
/* (transfer none) */
GwObject *gw_document_get_object (GwDocument *self, guint position);
GwObject *gw_document_find (GwDocument *self, gint64 id);
/* (element-type GwLabel) (transfer none) */
const GArray *gw_document_get_labels (GwDocument *self);

/* What the store holds of classes that were looked for and are not in the image:
 * after load(), which leaves none. (element-type GwLabel) (nullable)
 */
void gw_document_set_absent (GwDocument *self, const GArray *absent);
/* As it is stored: one that labels or objects have since is among them. */
const GArray *gw_document_get_absent (GwDocument *self);
/* Whether the class was looked for and is not in the image: no label, no object.
 * Linear in the objects.
 */
gboolean gw_document_is_absent (GwDocument *self, gint64 class_id);
/* Whether an object or a label of the image has the class. Linear in the objects. */
gboolean gw_document_has_class (GwDocument *self, gint64 class_id);

/* Topmost visible object whose inside or outline is within `slack` pixels
 * of the point; small objects win over large ones that hold them, what is
 * not locked over what is. Some 12 us at 5,000 objects.
 */
GwObject *gw_document_hit (GwDocument *self, GwPoint point, double slack);
/* (element-type GwObject) (transfer container): all that hit() could give
 * there, what it gives first; what lies below follows, locked ones last.
 */
GPtrArray *gw_document_hit_all (GwDocument *self, GwPoint point, double slack);
/* (element-type GwObject) (transfer container): whose bounds touch the box,
 * hidden ones too, in paint order.
 */
GPtrArray *gw_document_query (GwDocument *self, const GwBox *box);

/* Carries out an edit and emits "edited". An edit without changes is
 * nothing. The document drops from the selection what is gone.
 */
void gw_document_apply (GwDocument *self, GwEdit *edit);
/* Whether apply() carries out nothing: what cannot be saved is not changed on
 * the screen either. What the store says is taken in all the same.
 */
void gw_document_set_read_only (GwDocument *self, gboolean read_only);
gboolean gw_document_get_read_only (GwDocument *self);
/* The same without telling anybody: an edit that the store has applied. */
void gw_document_take (GwDocument *self, GwEdit *edit);
void gw_document_undo (GwDocument *self);
void gw_document_redo (GwDocument *self);
/* What the store says can be undone; for menus and tooltips. */
void gw_document_set_history (GwDocument *self, const char *undo_name, const char *redo_name);
const char *gw_document_get_undo_name (GwDocument *self);
const char *gw_document_get_redo_name (GwDocument *self);

/* --- selection: a set of object ids ------------------------------------- */
gboolean gw_document_is_selected (GwDocument *self, gint64 id);
guint gw_document_get_n_selected (GwDocument *self);
/* (element-type GwObject) (transfer container), in paint order. */
GPtrArray *gw_document_get_selected (GwDocument *self);
void gw_document_select (GwDocument *self, gint64 id, gboolean add);
void gw_document_unselect (GwDocument *self, gint64 id);
/* These, or these too; one signal for all. Unknown ids are passed over. */
void gw_document_select_many (GwDocument *self, const gint64 *ids, gsize n_ids, gboolean add);
void gw_document_select_all (GwDocument *self);
void gw_document_select_none (GwDocument *self);
/* Next or previous visible object in reading order (rows from the top, in
 * them from the left), around the end.
 */
void gw_document_select_next (GwDocument *self, int step);
/* The same in the order of a list of the document's objects, and from one that is
 * hidden on too. Tells which of the visible ones it is, from 1 on, and how many there
 * are. step: 1 or -1. FALSE: none is visible.
 */
gboolean gw_document_select_next_in (GwDocument *self, GListModel *order, int step, guint *place, guint *n_places);

/* The class that new objects get; 0: none chosen yet. */
gint64 gw_document_get_current_class (GwDocument *self);
void gw_document_set_current_class (GwDocument *self, gint64 class_id);
/* A class that was made a moment ago, for what is done next; 0: none. The next
 * edit that is applied has it as its own (gw_edit_add_class()), and it is 0 again.
 */
gint64 gw_document_get_new_class (GwDocument *self);
void gw_document_set_new_class (GwDocument *self, gint64 class_id);
/* Who works, for new objects and edits; NULL: not known. */
void gw_document_set_author (GwDocument *self, const char *author);
const char *gw_document_get_author (GwDocument *self);
/* The classes, for names of edits and tags; (element-type GwClass). */
void gw_document_set_classes (GwDocument *self, GPtrArray *classes);
GwClass *gw_document_get_class (GwDocument *self, gint64 class_id);
/* (element-type GwClass) (transfer none): never NULL, do not change. */
GPtrArray *gw_document_get_classes (GwDocument *self);
/* 1-based number of an object among those of its class, by id: “Car 2”; 0
 * when it is not in the document. O(1) until objects change.
 */
guint gw_document_get_index (GwDocument *self, GwObject *object);

/* --- what is being dragged and is no edit yet ----------------------------- */
/* Shows these objects in place of those of the same id, or as new ones;
 * NULL ends the preview.
 */
void gw_document_set_preview (GwDocument *self, GPtrArray *objects);
GPtrArray *gw_document_get_preview (GwDocument *self);

G_END_DECLS
