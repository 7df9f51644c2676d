/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-document.h"
#include "gw-mask.h"
#include "gw-picture.h"
#include "gw-polygon.h"
#include "gw-tool-options.h"

G_BEGIN_DECLS

/* Modifiers and keys as tools know them; widgets translate theirs. */
typedef enum
{
  GW_TOOL_SHIFT = 1 << 0,
  GW_TOOL_CONTROL = 1 << 1,
  GW_TOOL_ALT = 1 << 2
} GwToolModifiers;

typedef enum
{
  GW_TOOL_CURSOR_DEFAULT,
  GW_TOOL_CURSOR_CROSSHAIR,
  GW_TOOL_CURSOR_MOVE,
  GW_TOOL_CURSOR_GRAB,
  GW_TOOL_CURSOR_GRABBING,
  GW_TOOL_CURSOR_NW,
  GW_TOOL_CURSOR_N,
  GW_TOOL_CURSOR_NE,
  GW_TOOL_CURSOR_E,
  GW_TOOL_CURSOR_SE,
  GW_TOOL_CURSOR_S,
  GW_TOOL_CURSOR_SW,
  GW_TOOL_CURSOR_W
} GwToolCursor;

/* One pointer event in image coordinates. scale is how many screen pixels
 * one image pixel has, so that a tool can have slack in screen pixels.
 */
typedef struct
{
  GwPoint point;
  double scale;
  GwToolModifiers modifiers;
  guint n_press;      /* 1, 2 for a double click */
  GwBox visible;      /* of the picture; empty: all of it */
  gboolean erases;    /* the other end of a stylus, or the right button */
  gboolean from_keys; /* at the cross-hair that keys move */
} GwToolEvent;

/* What a person marked for a tool that finds an object by itself. */
typedef struct
{
  GwRing line;
  double size;
  gboolean object; /* FALSE: background */
} GwToolHint;

/* The live mask of a stroke, gw-paint.h. */
typedef struct _GwPaint GwPaint;

/* What a tool shows besides the document's preview. What it points to belongs to
 * the tool and stays until "overlay-changed" or another call of it.
 */
typedef struct
{
  gboolean cross_hair; /* lines over the whole canvas through the pointer */
  gboolean has_rubber_band;
  GwBox rubber_band;
  char text[96]; /* read-out at the pointer: “x 512 · y 404 · 136 × 156 px”; "" none */
  gboolean text_has_size;

  /* the brush at the pointer, in picture pixels across; 0: none */
  double cursor_size;
  gboolean cursor_square;
  gboolean cursor_erases;

  /* a line that is being drawn in the class's colour, its points as handles */
  const GwRing *path;
  const GwRing *wire;   /* nullable: its points, where path runs between them */
  gboolean path_closes; /* the next click closes it: its first point is marked */

  /* where a click would be, held by a border, a corner or the image's edge: a
   * small ring
   */
  gboolean has_snap;
  GwPoint snap;

  /* points of a selected object that can be changed one by one, drawn as handles
   * in place of those of its bounds; active_vertex is the one that keys and
   * Delete are for, filled with the class's colour, hovered_vertex the one below
   * the pointer: indices, -1: none
   */
  gint64 vertices_id; /* the object; 0: none */
  const GwPoint *vertices;
  guint n_vertices;
  gboolean vertices_are_points; /* of a point set, which show themselves: rings around them */
  int active_vertex;
  int hovered_vertex;
  gboolean has_insert; /* a press on this place of an edge makes a point there: a small plus */
  GwPoint insert;
  gboolean has_turn; /* a round handle that turns the object, on a stem from turn_from */
  gboolean turn_active;
  GwPoint turn_from;
  GwPoint turn;

  gboolean has_frame; /* dashed white */
  GwBox frame;
  const GwMask *draft; /* not in the document yet: moving dashes and a tint */
  const GwToolHint *hints;
  guint n_hints;
  const GwPolygon *cells; /* thin lines between superpixels, open rings */

  GwPaint *paint;         /* drawn live in place of the object with this id */
  gint64 paint_object_id; /* 0: a new one */
  gint64 paint_class_id;

  char step[96];  /* what the next point is: “Left Eye · 3 of 17”; "" nothing of the kind */
  char point[96]; /* the name of the point that is meant: “Left Eye, hidden”; "" none */

  gboolean busy;   /* a worker is at it */
  double progress; /* 0 to 1, or -1: not known */
  char note[96];   /* over the corner of the view: “Draft mask: 11,842 px · 0.21 s” */
} GwToolOverlay;

#define GW_TYPE_TOOL (gw_tool_get_type ())
G_DECLARE_DERIVABLE_TYPE (GwTool, gw_tool, GW, TOOL, GObject)

/* A tool: a state machine in image coordinates that turns presses, moves,
 * releases and keys into edits of a document. It draws nothing and knows no
 * widget, so a whole gesture is a test without a display. Positions outside
 * the image are clamped for drawing. Boxes that are drawn have whole pixels for
 * edges; moving keeps the fraction that an object has.
 *
 * Signals: "overlay-changed"; "drawn" (GwObject *): an object was drawn and
 * added; "class-missing" (GwObject *): an object was drawn, but there is no
 * class that it could have, so it was not added: whoever knows its class adds
 * its shape; "refused" (const char *): what was done came to nothing, and why;
 * "paint-changed" (GwBox *): the live mask changed inside.
 * Another document, and another picture, ends what was being done.
 *
 * The functions that return gboolean say whether the tool took the event.
 * Without a document, or one without a size, tools do nothing.
 */
struct _GwToolClass
{
  GObjectClass parent_class;

  const char *(*get_name) (GwTool *self); /* stable nick: "select", "box", "pan" */
  gboolean (*press) (GwTool *self, const GwToolEvent *event);
  gboolean (*motion) (GwTool *self, const GwToolEvent *event);
  gboolean (*release) (GwTool *self, const GwToolEvent *event);
  /* Enter or tapped Space at the cross-hair. */
  gboolean (*set_point) (GwTool *self, const GwToolEvent *event);
  /* Enter, before set_point is asked: what is being drawn is whole, a draft is
   * taken; FALSE when there is nothing that could be.
   */
  gboolean (*apply) (GwTool *self, const GwToolEvent *event);
  /* [ and ], or Ctrl and the wheel; second: with Shift. FALSE: it has no size. */
  gboolean (*step_size) (GwTool *self, int steps, gboolean second);
  /* Backspace: the last point; FALSE when there is none. */
  gboolean (*remove_point) (GwTool *self);
  /* Esc: FALSE when there was nothing to cancel. */
  gboolean (*cancel) (GwTool *self);
  GwToolCursor (*get_cursor) (GwTool *self, const GwToolEvent *event);
  void (*get_overlay) (GwTool *self, GwToolOverlay *overlay);
  gboolean (*is_drawing) (GwTool *self);
  /* Whether apply() would take a draft. */
  gboolean (*has_draft) (GwTool *self);
  void (*picture_changed) (GwTool *self);
  /* One of the options is another; shows itself anew. */
  void (*options_changed) (GwTool *self, const char *property);
  /* Tab: the next point (-1: the one before) is the one for keys; FALSE: the tool has none. */
  gboolean (*step_point) (GwTool *self, int step);
  /* Arrows: that point goes by so many pixels; FALSE: there is none. */
  gboolean (*move_point) (GwTool *self, double dx, double dy);
  /* Delete: that point goes; FALSE: there is none. */
  gboolean (*delete_point) (GwTool *self);
  /* The point of a skeleton that is next, or the one for keys, is absent; FALSE: there is none. */
  gboolean (*skip_point) (GwTool *self);
  /* The point set last, or the one for keys, is hidden, or visible again; FALSE: there is none. */
  gboolean (*toggle_point) (GwTool *self);

  gpointer padding[4];
};

GwDocument *gw_tool_get_document (GwTool *self);
void gw_tool_set_document (GwTool *self, GwDocument *document);
/* (nullable): what smart tools read. */
GwPicture *gw_tool_get_picture (GwTool *self);
void gw_tool_set_picture (GwTool *self, GwPicture *picture);
/* Never NULL: its own until some are set that it shares with other tools. */
GwToolOptions *gw_tool_get_options (GwTool *self);
void gw_tool_set_options (GwTool *self, GwToolOptions *options);
const char *gw_tool_get_name (GwTool *self);
gboolean gw_tool_press (GwTool *self, const GwToolEvent *event);
gboolean gw_tool_motion (GwTool *self, const GwToolEvent *event);
gboolean gw_tool_release (GwTool *self, const GwToolEvent *event);
gboolean gw_tool_set_point (GwTool *self, const GwToolEvent *event);
gboolean gw_tool_apply (GwTool *self, const GwToolEvent *event);
gboolean gw_tool_step_size (GwTool *self, int steps, gboolean second);
gboolean gw_tool_has_draft (GwTool *self);
gboolean gw_tool_remove_point (GwTool *self);
gboolean gw_tool_step_point (GwTool *self, int step);
gboolean gw_tool_move_point (GwTool *self, double dx, double dy);
gboolean gw_tool_delete_point (GwTool *self);
gboolean gw_tool_skip_point (GwTool *self);
gboolean gw_tool_toggle_point (GwTool *self);
gboolean gw_tool_cancel (GwTool *self);
GwToolCursor gw_tool_get_cursor (GwTool *self, const GwToolEvent *event);
void gw_tool_get_overlay (GwTool *self, GwToolOverlay *overlay);
gboolean gw_tool_is_drawing (GwTool *self);

/* Makes a tool by its nick; NULL for an unknown one.
 *
 * "select"  A press selects, with Shift one more or one less; pressing again
 *           at the same place goes on to what lies below. Dragging moves the
 *           selection (Shift: along one axis), a handle of a single object
 *           resizes it (Shift keeps its proportions, Alt its centre), on empty
 *           ground a rubber band selects what it touches. set_point selects
 *           what is below the cross-hair. With "align" the edges of what is
 *           moved or resized are held by those of other objects and of the
 *           image; Ctrl lets go.
 * "box"     A drag, or two clicks, or two points of set_point. Shift makes a
 *           square, Alt draws from the centre. Stays on for the next box.
 *           With "fixed-size" a click, or one set_point, sets one of that size
 *           around the point, inside the image.
 *           Nothing is selected while it draws.
 * "pan"     Takes nothing: the canvas pans. Its cursor is a hand.
 *
 * "edit-points"  The points of the one object that is selected: of polygons,
 *           lines and point sets, the corners and sides of turned boxes and the
 *           axes of ellipses. A drag moves one, held as by the tools below
 *           (Shift: in steps of 45 degrees), a press on an edge puts one there,
 *           Alt and a press takes one out, but never the last three (of lines
 *           two). What is not upright has a handle that turns it (Shift: by 15
 *           degrees). A press on another object selects that. With keys:
 *           step_point, move_point, delete_point, set_point for one half-way to
 *           the next, apply lets go of it, step_size turns by a degree, its second by 15.
 *           Points with names keep their order: one that is deleted or skipped is
 *           absent, set_point brings the next absent one back, toggle_point hides one
 *           and shows it again. For Enter on
 *           a selection and a double click; cancel without a point for keys
 *           is FALSE: back to select.
 *
 * Tools that draw point by point:
 *
 *   A click sets a point, a drag goes on freehand, simplified at its end, by
 *   "simplify". A double click, Enter, and with polygons the first point again
 *   end it; Backspace takes the last point or drag back. With keys set_point
 *   sets points, and the same place again, or the first one, ends it.
 *   With "snap" a point is held within "snap-distance" by points of other
 *   objects' outlines, by their edges, and by the edges of the image; Ctrl lets
 *   go. Between two points on the outline of one object the border is followed,
 *   so that both share it without a gap; Shift: its other way. Elsewhere Shift
 *   goes in steps of 45 degrees.
 *
 * "polygon"   With Alt at the first point it is cut out of the polygon or mask
 *             there (a hole, where it lies inside), with Ctrl it is added to it; else
 *             to the one that is selected.
 * "polyline"  Two points at least.
 * "slice"     A line that cuts the polygons, masks and other outlines that are
 *             selected into parts, or with nothing selected those that it crosses.
 *
 * "ellipse"      As "box": the one in the box, with Shift a circle.
 * "rotated-box"  A drag, or two clicks, make one side (Shift: in steps of 45
 *             degrees), a third click, or a drag, the width; with Alt to both
 *             sides of it. With keys three points of set_point.
 * "points"    A click sets a point, with Shift a hidden one. Enter, a double click
 *             or the same place again by keys end it. Where the class has a
 *             skeleton, its points are set in their order: the overlay tells which
 *             is next, skip_point leaves it out, after the last it ends by itself.
 *             toggle_point is about the point set last. What Enter ends before has
 *             the other points as absent; a double click is two clicks then.
 *
 * Tools that make masks go on with the mask that is selected; with nothing
 * selected they make a new object of the current class, which then is selected.
 * So N, Esc and another current class begin the next object. Boxes, polygons,
 * what is locked or hidden, and several objects are refused with a sentence.
 *
 *   "paint-mode"  over: masks may overlap. protect: pixels of other masks and
 *                 polygons stay theirs. cut: other masks lose what is painted,
 *                 in the same step of undo; one that has nothing left goes.
 *                 Locked ones lose nothing: in this mode they are protected.
 *   "semantic"    For one class a pixel: always cuts, and what is painted goes to
 *                 the topmost mask of the current class, whatever is selected;
 *                 the first stroke of a class makes its mask. Nothing gets
 *                 selected, so that the keys of classes choose what to paint next.
 *
 * "brush"   A drag paints. Shift and a press: a straight line from where the last
 *           stroke on this mask ended. The whole stroke is one step, made at the
 *           release. "smooth": near the stroke edges lose their stairs and sharp
 *           corners. Alt and a press: the clear region there, where masks and
 *           polygons that are seen enclose it, several together too. With keys:
 *           set_point paints once (Shift: the line, Alt: what is enclosed), apply
 *           puts the brush down, and what the cross-hair then passes over is
 *           painted until apply or set_point lift it.
 * "eraser"  The same, but takes away; so does the other end of a stylus with the
 *           brush. With nothing selected, and always in semantic painting, it
 *           erases from the mask under the point where it begins. A mask with
 *           nothing left goes.
 *
 * The tools below find a mask by themselves, on a worker: while it works the
 * overlay is busy. What they found is a draft. apply (Enter) makes an object of
 * it, with Shift it goes to the mask that is selected, with Alt it is taken off
 * that, each in one step; where the worker is not done yet, as soon as it is.
 * cancel (Esc) drops it. Of large pictures they look at what is in view, or
 * around what was marked. They need a picture.
 *
 * "wand"    A press, or set_point, takes the region of similar colour; a drag up
 *           or down changes the tolerance meanwhile. With Shift the region is
 *           joined to the draft that is there, with Alt it is taken off that.
 * "select-object"  A drag, two clicks or two set_points give a rectangle around an
 *           object. Then drags, clicks and set_point mark what belongs to it
 *           ("hint-object"), or, with Shift or the right button, what is
 *           background; remove_point takes the last of them back.
 * "extreme-points"  Four presses, or set_points, on the leftmost, topmost,
 *           rightmost and lowest point of an object, in any order.
 *
 * "superpixel"  Paints as the brush does, but whole cells that follow the edges of
 *           the picture ("patch-size", "compactness"); with Alt it erases. With
 *           Ctrl a cell that the stroke comes to is first cut into smaller ones:
 *           for those that lie across a border.
 * "scissors"  Presses, or set_points, on the outline of an object; between them
 *           the line runs along the edges of the picture, and from the last one
 *           to the pointer. A point is held by the strongest edge near it, unless
 *           Ctrl is down. Where the line has not moved for long (path cooling), a
 *           point is set without a press. A press at the first point, a double
 *           click, apply or, with keys, the same place twice close it: a polygon,
 *           or in semantic painting a part of the mask. remove_point takes the
 *           last point back. "edge-sensitivity", "simplify".
 */
GwTool *gw_tool_new (const char *name);

/* Whether a tool of this nick draws objects. */
gboolean gw_tool_is_for_drawing (const char *name);

/* Whether it works on the mask that is selected: then what is selected stays so
 * when the tool is taken up.
 */
gboolean gw_tool_goes_on_with_selection (const char *name);

G_END_DECLS
