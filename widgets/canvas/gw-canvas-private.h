/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-canvas.h"

#include "gw-canvas-adjust.h"
#include "gw-canvas-cells.h"
#include "gw-canvas-paint.h"
#include "gw-canvas-scene.h"
#include "gw-canvas-sketch.h"
#include "gw-canvas-tags.h"
#include "gw-canvas-tiles.h"
#include "gw-crosshair.h"
#include "gw-viewport.h"

G_BEGIN_DECLS

typedef enum
{
  GW_CANVAS_EMPTY,
  GW_CANVAS_LOADING,
  GW_CANVAS_SHOWING,
  GW_CANVAS_FAILED
} GwCanvasContent;

/* What the arrow keys change. */
typedef enum
{
  GW_CANVAS_ARROWS_MOVE,
  GW_CANVAS_ARROWS_BRIGHTNESS,
  GW_CANVAS_ARROWS_CONTRAST
} GwCanvasArrows;

/* Shared by the files of the canvas, each of which has one concern. */
struct _GwCanvas
{
  GtkWidget parent_instance;

  GwPyramid *pyramid;
  GwDocument *document;
  GPtrArray *predictions;   /* (nullable): of GwObject */
  GwComparison *comparison; /* (nullable) */
  GwTool *tool;
  char *file_name;
  GwCanvasContent content;

  /* view: gw-canvas-view.c */
  GwViewport viewport;
  gboolean fit;
  gboolean viewer; /* nothing is drawn: the picture has all the room */
  gboolean sticky_zoom;
  double reported_zoom;

  /* look: gw-canvas-style.c */
  GwCanvasLook look;
  GwCanvasAdjust adjust;
  guint8 low; /* found by auto-levels in this picture */
  guint8 high;
  gboolean show_labels;
  gboolean labels_held_back; /* Z is down */
  gboolean cross_hair;
  gboolean high_contrast;

  /* drawing: gw-canvas-snapshot.c */
  GwCanvasTiles *tiles;
  GwCanvasScene *scene; /* NULL: to be made again */
  GwTagFont *tag_font;
  GwTagFont *big_tag_font;  /* the selection's */
  gboolean another_picture; /* the tiles have not heard of it yet */
  gboolean source_dirty;
  GHashTable *settling;  /* ids of objects that tiles do not show yet */
  GPtrArray *live_nodes; /* of the last frame: gw-canvas-live.c */
  GwSceneOptions scene_options;
  gboolean has_mark;
  GwBox mark;

  /* what a tool is in the middle of: gw-canvas-tool.c */
  GwPicture *picture; /* (nullable): of the pyramid, for tools */
  GwCanvasSketch *sketch;
  GwCanvasCells *cells;
  GwCanvasPaint *paint;
  GwPaint *painting; /* (nullable): the tool's */
  guint phase;       /* of a draft's dashes */
  guint phase_id;
  gint64 busy_since;  /* 0: it is not */
  gint64 vertices_id; /* the object whose points the tool shows; 0: none */
  char *said_note;
  double scrolled; /* by a smooth wheel, less than a step of the size */

  /* input: gw-canvas-input.c */
  double pointer_x; /* widget pixels */
  double pointer_y;
  double surface_x; /* the same in those of the window; NaN: it was never there */
  double surface_y;
  gboolean pointer_inside;
  GwToolModifiers modifiers;
  gint64 hovered; /* object id; 0: none */
  guint n_press;
  gboolean pressed; /* the tool has had a press without its release */
  gboolean marking; /* that press is the right button's */
  gboolean erases;  /* the pointer is the other end of a stylus, or the right button is down */
  gboolean panning;
  double pan_x; /* what of the running pan was done */
  double pan_y;
  double drag_x; /* where the running drag began */
  double drag_y;
  double pinch_zoom;
  gboolean was_drawing;

  /* keys: gw-canvas-keys.c */
  gboolean space_held;
  gboolean space_used;
  gboolean at_keyboard; /* the cross-hair follows the arrow keys */
  gboolean armed;       /* a drawing tool was taken up: arrows are for the cross-hair */
  GwCrosshair cross;    /* where it is, the key that is held, the place being typed */
  GwCanvasArrows arrows;
  gint64 classes_before[GW_CROSSHAIR_MAX_TYPED]; /* each digit that may begin a place */
  guint held_keys[GW_N_CANVAS_HELD];
  GHashTable *shortcuts; /* action name -> GPtrArray of GtkShortcut */
  GtkShortcutController *shortcut_controller;

  /* children: gw-canvas-overlay.c */
  GtkWidget *controls;
  GtkWidget *zoom_label;
  GtkWidget *fit_separator;
  GtkWidget *fit_button;
  GtkWidget *original_button;
  GtkWidget *navigator;
  GtkWidget *status;
  guint loading_id;
  guint loading_stage;

  char *description;
  guint access_id;
};

/* gw-canvas-style.c */
/* The tiles are made of something else now. */
void _gw_canvas_queue_source (GwCanvas *self);
void _gw_canvas_update_style (GwCanvas *self);
void _gw_canvas_follow_system_style (GwCanvas *self);
void _gw_canvas_set_high_contrast (GwCanvas *self, gboolean high_contrast);
void _gw_canvas_set_look_number (GwCanvas *self, double *field, double value, const char *property);
void _gw_canvas_set_look_boolean (GwCanvas *self, gboolean *field, gboolean value, const char *property);
void _gw_canvas_set_labels_held_back (GwCanvas *self, gboolean held_back);
void _gw_canvas_set_label_opacity (GwCanvas *self, double opacity);
void _gw_canvas_set_outline_only (GwCanvas *self, gboolean outline_only);
/* Hides all objects but one; 0: none is. */
void _gw_canvas_isolate (GwCanvas *self, gint64 id);
void _gw_canvas_set_color_by_object (GwCanvas *self, gboolean by_object);
void _gw_canvas_set_adjust (GwCanvas *self, const GwCanvasAdjust *adjust);
void _gw_canvas_adjust_step (GwCanvas *self, GwCanvasArrows what, double step);

/* gw-canvas-content.c */
void _gw_canvas_disconnect_document (GwCanvas *self);

/* gw-canvas-view.c */
void _gw_canvas_view_init (GwCanvas *self);
void _gw_canvas_view_allocate (GwCanvas *self, int width, int height);
void _gw_canvas_view_set_picture (GwCanvas *self, GwPyramid *pyramid, gboolean same);
/* Tells of a change of zoom or place and has it drawn. */
void _gw_canvas_view_changed (GwCanvas *self);
/* Puts the viewport's picture where a fitted one is. */
void _gw_canvas_fit_viewport (GwCanvas *self, GwViewport *viewport);
void _gw_canvas_reveal_point (GwCanvas *self, GwPoint point);

/* gw-canvas-snapshot.c */
void _gw_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot);
GwCanvasScene *_gw_canvas_get_scene (GwCanvas *self);
const GwSceneOptions *_gw_canvas_get_scene_options (GwCanvas *self);
void _gw_canvas_drop_scene (GwCanvas *self);

/* gw-canvas-live.c */
void _gw_canvas_append_live (GwCanvas *self, GtkSnapshot *snapshot);
void _gw_canvas_append_overlay (GwCanvas *self, GtkSnapshot *snapshot);
/* Cuts a box to what is in view and some more, in steps, so that it stays the
 * same while the view is panned a little.
 */
GwBox _gw_canvas_cut (GwCanvas *self, const GwBox *box);

/* gw-canvas-cursor.c: in widget pixels */
void _gw_canvas_append_cursor (GwCanvas *self, GtkSnapshot *snapshot, const GwToolOverlay *overlay, double x, double y);
void _gw_canvas_append_frame (GwCanvas *self, GtkSnapshot *snapshot, const GwToolOverlay *overlay);
void _gw_canvas_append_mark (GwCanvas *self, GtkSnapshot *snapshot);
void _gw_canvas_append_note (GwCanvas *self, GtkSnapshot *snapshot, const GwToolOverlay *overlay);
/* A dark line with white dashes along an edge, one pixel wide. */
void _gw_canvas_append_dashes (GtkSnapshot *snapshot, double x0, double y0, double x1, double y1, gboolean strong);

/* gw-canvas-tool.c */
void _gw_canvas_update_picture (GwCanvas *self);
void _gw_canvas_connect_tool (GwCanvas *self);
void _gw_canvas_disconnect_tool (GwCanvas *self);
/* Borders of cells, below what is live. */
void _gw_canvas_append_cells (GwCanvas *self, GtkSnapshot *snapshot);
void _gw_canvas_append_tool (GwCanvas *self, GtkSnapshot *snapshot);
/* Whether a wheel changes the tool's size. */
gboolean _gw_canvas_has_size (GwCanvas *self);
/* FALSE: the tool has no size. */
gboolean _gw_canvas_step_size (GwCanvas *self, int steps, gboolean second);
/* Whether the tool works on the mask that is selected. */
gboolean _gw_canvas_tool_goes_on (GwCanvas *self);

/* gw-canvas-input.c */
void _gw_canvas_add_controllers (GwCanvas *self);
GwToolEvent _gw_canvas_make_event (GwCanvas *self, guint n_press);
void _gw_canvas_pointer_changed (GwCanvas *self);
void _gw_canvas_update_cursor (GwCanvas *self);
void _gw_canvas_tool_changed (GwCanvas *self);

/* gw-canvas-keys.c */
void _gw_canvas_keys_init (GwCanvas *self);
void _gw_canvas_keys_clear (GwCanvas *self);
void _gw_canvas_move_cross_hair (GwCanvas *self, double dx, double dy);
void _gw_canvas_leave_keyboard (GwCanvas *self);
gboolean _gw_canvas_take_typed (GwCanvas *self);
void _gw_canvas_stop_typing (GwCanvas *self);

/* gw-canvas-actions.c */
void _gw_canvas_install_actions (GtkWidgetClass *widget_class);
void _gw_canvas_update_actions (GwCanvas *self);

/* gw-canvas-overlay.c */
void _gw_canvas_add_children (GwCanvas *self);
void _gw_canvas_remove_children (GwCanvas *self);
void _gw_canvas_allocate_children (GwCanvas *self, int width, int height);
void _gw_canvas_update_children (GwCanvas *self);
void _gw_canvas_show_loading (GwCanvas *self);
void _gw_canvas_show_error (GwCanvas *self, const char *title, const char *text, GtkWidget *actions);
void _gw_canvas_hide_status (GwCanvas *self);
void _gw_canvas_append_place (GwCanvas *self, GtkSnapshot *snapshot);

/* gw-canvas-access.c */
void _gw_canvas_queue_access (GwCanvas *self);
void _gw_canvas_announce_selection (GwCanvas *self);
void _gw_canvas_announce_corner (GwCanvas *self);
void _gw_canvas_announce_cross_hair (GwCanvas *self);
void _gw_canvas_announce_typing (GwCanvas *self);
/* The point of an object that keys are for: “Point 3 of 12, 512, 404”. */
void _gw_canvas_announce_vertex (GwCanvas *self);
char *_gw_canvas_describe_object (GwCanvas *self, GwObject *object);

G_END_DECLS
