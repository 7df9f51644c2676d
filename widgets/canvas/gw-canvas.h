/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-comparison.h"
#include "gw-document.h"
#include "gw-pyramid.h"
#include "gw-tool.h"

G_BEGIN_DECLS

#define GW_TYPE_CANVAS (gw_canvas_get_type ())
G_DECLARE_FINAL_TYPE (GwCanvas, gw_canvas, GW, CANVAS, GtkWidget)

/* Shows a picture with the objects of a document and lets a tool work on
 * them. It knows no store: edits go to the document, which tells of them.
 *
 * Picture and shapes at rest are composed on a worker thread in tiles that
 * are kept; a frame costs some 10 ms when everything moves and under 1 ms
 * when only the pointer does, at 5,000 objects.
 *
 * Lengths of the picture are picture pixels (gw-shape.h). Zoom is device
 * pixels per picture pixel: 1 is 100 % on every screen.
 *
 * Properties (all explicit-notify):
 *   "pyramid", "document", "tool"; "file-name" (for the spoken label)
 *   "zoom" (0.02 to 64), "fit" (follows the size of view and picture until
 *     somebody zooms), "sticky-zoom" (keep zoom and place for the next picture)
 *   "show-labels" (also off while Z is held), "line-width" (px, 2),
 *   "tag-size" (px, 12), "label-opacity" (0 to 1, 0.4), "outline-only",
 *   "color-by-object" (FALSE: by class),
 *   "pixel-grid" (from 800 %), "cross-hair" (lines of the tools)
 *   "brightness", "contrast" (-1 to 1, 0), "gamma" (0.2 to 5, 1),
 *   "auto-levels": of the view, never of the file; "adjusted" (read-only)
 *   "high-contrast": follows the system
 *   "drawing" (read-only): a tool is in the middle of a gesture
 *   "description" (read-only): what a screen reader is told
 *
 * Signals:
 *   "zoom-changed" (double zoom)
 *   "view-changed": zoom or place; for linked canvases
 *   "pointer-moved" (double x, double y, gboolean inside): picture pixels;
 *     also when the cross-hair is moved by keys
 *   "object-activated" (GwObject *): double click, or Enter on a selection
 *   "place-begun": the digits before a comma were the beginning of a place,
 *     and nothing else
 *   "escaped": Esc when there was nothing left to cancel and nothing selected
 *   "loading-cancelled": Cancel was pressed while the picture was awaited
 *   "announce" (const char *text): what changed, for a status line that is
 *     read aloud: “Cyclist 1, 136 by 156 pixels, at 352, 330, selected”
 *
 * Actions (for their keys see gw_canvas_set_keys()): canvas.zoom-in,
 * .zoom-out, .fit, .zoom-100, .toggle-fit (from one of them to the other),
 * .zoom-selection, .pixel-grid, .reset-adjustments, .adjust-brightness,
 * .adjust-contrast (then arrows), .show-labels, .outline-only, .opacity-up,
 * .opacity-down; .move-left, -right, -up, -down (1 px; the cross-hair where
 * nothing is selected, the view where there is no tool), .move-left-10 …; .narrower, .wider, .shorter,
 * .taller; .next-object, .previous-object, .select-all, .select-none,
 * .delete, .duplicate, .convert (box to mask, mask to box), .merge, .split,
 * .fill-holes, .isolate (hides all objects but the selected one, and back), .copy, .cut, .paste, .hide, .lock,
 * .hide-all, .lock-all, .raise, .lower; .set-point, .apply (what the tool has is taken, else a point is set),
 * .apply-add, .apply-cut (the same with Shift or Alt, which the key itself need not have: what is drawn or found
 * is added to an object, or cut from it), .size-up, .size-down, .second-size-up, .second-size-down (of the tool: brush,
 * tolerance), .remove-point, .cancel; .leave, .leave-back.
 */
GtkWidget *gw_canvas_new (void);

/* --- what is shown -------------------------------------------------------- */

/* Another picture; NULL: none. Zoom and place follow "fit" and
 * "sticky-zoom". Ends loading and error states. Give picture and document in
 * one go: what is set before the next frame appears at once.
 */
void gw_canvas_set_pyramid (GwCanvas *self, GwPyramid *pyramid);
/* A better pyramid of the picture that is shown (the full one after a
 * preview): zoom and place stay, and what is on screen until it is ready.
 */
void gw_canvas_refine_pyramid (GwCanvas *self, GwPyramid *pyramid);
/* (transfer none) (nullable) */
GwPyramid *gw_canvas_get_pyramid (GwCanvas *self);

/* The picture is on its way: nothing for 150 ms, then its place in the size
 * that the document knows, a spinner after 1 s, words and Cancel after 5 s.
 */
void gw_canvas_set_loading (GwCanvas *self);
/* The picture cannot be shown. actions (transfer full) (nullable): buttons
 * below the words, such as Flag and Skip.
 */
void gw_canvas_set_error (GwCanvas *self, const char *title, const char *text, GtkWidget *actions);

void gw_canvas_set_document (GwCanvas *self, GwDocument *document);
GwDocument *gw_canvas_get_document (GwCanvas *self);

/* What a model sees, drawn dashed below the document's objects; nobody can
 * touch it. (element-type GwObject) (nullable)
 */
void gw_canvas_set_predictions (GwCanvas *self, GPtrArray *predictions);

/* How two sets of objects differ, drawn in place of what the document and a model
 * have at rest; what is selected, pointed at and worked on is drawn above it. NULL:
 * nothing is compared.
 */
void gw_canvas_set_comparison (GwCanvas *self, GwComparison *comparison);
/* (transfer none) (nullable) */
GwComparison *gw_canvas_get_comparison (GwCanvas *self);
/* A frame around what of it is looked at; NULL: none. */
void gw_canvas_set_comparison_frame (GwCanvas *self, const GwBox *box);

/* Also asks for the cross-hair at the keyboard, when it is the same tool. */
void gw_canvas_set_tool (GwCanvas *self, GwTool *tool);
GwTool *gw_canvas_get_tool (GwCanvas *self);
/* What undo means in the middle of drawing: the last point or hint goes, a
 * stroke or a drag altogether. FALSE: nothing is being drawn.
 */
gboolean gw_canvas_take_back (GwCanvas *self);

void gw_canvas_set_file_name (GwCanvas *self, const char *file_name);
const char *gw_canvas_get_file_name (GwCanvas *self);

/* --- view ----------------------------------------------------------------- */

double gw_canvas_get_zoom (GwCanvas *self);
/* Around the middle of the view. */
void gw_canvas_set_zoom (GwCanvas *self, double zoom);
/* Around a point of the widget, which keeps the picture point under it. */
void gw_canvas_zoom_at (GwCanvas *self, double zoom, double x, double y);
gboolean gw_canvas_get_fit (GwCanvas *self);
void gw_canvas_set_fit (GwCanvas *self, gboolean fit);
gboolean gw_canvas_get_sticky_zoom (GwCanvas *self);
void gw_canvas_set_sticky_zoom (GwCanvas *self, gboolean sticky);

/* For pictures that nobody draws on: they have nearly all the room, and the
 * floating controls are fewer and float over them.
 */
void gw_canvas_set_viewer (GwCanvas *self, gboolean viewer);

void gw_canvas_zoom_to_box (GwCanvas *self, const GwBox *box);
/* FALSE: there is no such object. */
gboolean gw_canvas_zoom_to_object (GwCanvas *self, gint64 id);
gboolean gw_canvas_zoom_to_selection (GwCanvas *self);
/* A quiet frame around a place that somebody is to look at; NULL: none, as with
 * another document.
 */
void gw_canvas_set_mark (GwCanvas *self, const GwBox *box);
/* Pans as little as needed to have the object in view. */
gboolean gw_canvas_scroll_to_object (GwCanvas *self, gint64 id);
/* By device-independent pixels of the widget. */
void gw_canvas_pan (GwCanvas *self, double dx, double dy);

/* The picture point in the middle of the view, and putting one there. */
GwPoint gw_canvas_get_center (GwCanvas *self);
void gw_canvas_set_view (GwCanvas *self, double zoom, GwPoint center);
/* The part of the picture in view. */
GwBox gw_canvas_get_visible_box (GwCanvas *self);
/* Device pixels that a fitted picture may take: what a loader should make
 * its fitting surfaces for.
 */
void gw_canvas_get_fit_size (GwCanvas *self, int *width, int *height);

GwPoint gw_canvas_to_image (GwCanvas *self, double x, double y);
GwPoint gw_canvas_to_widget (GwCanvas *self, GwPoint point);

/* The pointer, or the cross-hair moved by keys; FALSE when neither is on
 * the canvas.
 */
gboolean gw_canvas_get_pointer (GwCanvas *self, GwPoint *point);

/* Whether digits that are pressed now may turn out to be a place: “512,404”.
 * Until a comma says so they are whatever else they mean.
 */
gboolean gw_canvas_may_begin_place (GwCanvas *self);

/* --- look ------------------------------------------------------------------ */

gboolean gw_canvas_get_show_labels (GwCanvas *self);
void gw_canvas_set_show_labels (GwCanvas *self, gboolean show);
void gw_canvas_reset_adjustments (GwCanvas *self);
const char *gw_canvas_get_description (GwCanvas *self);

/* The keys of an action while the canvas has the focus: triggers in the form
 * of gtk_shortcut_trigger_parse_string(), (array zero-terminated=1); NULL:
 * none, as at first.
 */
void gw_canvas_set_keys (GwCanvas *self, const char *action_name, const char *const *triggers);

/* What lasts as long as a key is down. */
typedef enum
{
  GW_CANVAS_HELD_PAN,    /* a drag moves the view; a tap sets a point at the cross-hair; Space at first */
  GW_CANVAS_HELD_LABELS, /* the picture alone is seen; Z at first */
  GW_N_CANVAS_HELD
} GwCanvasHeld;

/* Another key for it; 0: none. */
void gw_canvas_set_held_key (GwCanvas *self, GwCanvasHeld held, guint keyval);

/* The words of the floating button with this action. */
void gw_canvas_set_control_tooltip (GwCanvas *self, const char *action_name, const char *tooltip);
/* Puts a button at the end of the floating zoom controls. */
void gw_canvas_append_control (GwCanvas *self, GtkWidget *control);

/* Whether every visible tile is up to date and nothing is being composed. */
gboolean gw_canvas_is_settled (GwCanvas *self);

G_END_DECLS
