/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-canvas-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gw-edits-shapes.h"
#include "gw-edits.h"

#define OPACITY_STEP 0.1
#define ADJUST_STEP 0.05
#define PASTE_OFFSET 10.0
#define SIMPLIFY_TOLERANCE 1.0

/* Where there is no tool, arrows move the view; widget pixels. */
#define PAN_STEP 24.0

static GwCanvas *
get_self (GtkWidget *widget)
{
  return GW_CANVAS (widget);
}

/* --- view ------------------------------------------------------------------------------ */

/* Keys zoom where the pointer or the cross-hair is. */
static void
zoom_step (GwCanvas *self, int direction)
{
  double x = gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
  double y = gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;
  GwPoint point;

  if (self->pyramid == NULL)
    return;

  if (gw_canvas_get_pointer (self, &point))
    {
      GwPoint at = gw_canvas_to_widget (self, point);

      x = at.x;
      y = at.y;
    }
  gw_canvas_zoom_at (self, gw_viewport_step_zoom (self->viewport.zoom, direction), x, y);
}

static void
zoom_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  zoom_step (get_self (widget), strcmp (name, "canvas.zoom-in") == 0 ? 1 : -1);
}

static void
fit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gw_canvas_set_fit (get_self (widget), TRUE);
}

static void
zoom_100_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (get_self (widget)->pyramid != NULL)
    gw_canvas_set_zoom (get_self (widget), 1);
}

static void
toggle_fit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (get_self (widget)->fit)
    zoom_100_action (widget, name, parameter);
  else
    fit_action (widget, name, parameter);
}

static void
zoom_selection_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gw_canvas_zoom_to_selection (get_self (widget));
}

static void
opacity_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwCanvas *self = get_self (widget);
  double step = strcmp (name, "canvas.opacity-up") == 0 ? OPACITY_STEP : -OPACITY_STEP;

  _gw_canvas_set_label_opacity (self, self->look.opacity + step);
}

static void
adjust_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwCanvas *self = get_self (widget);

  if (strcmp (name, "canvas.adjust-brightness") == 0)
    {
      self->arrows = GW_CANVAS_ARROWS_BRIGHTNESS;
      g_signal_emit_by_name (self, "announce", _ ("Arrow keys change the brightness."));
    }
  else
    {
      self->arrows = GW_CANVAS_ARROWS_CONTRAST;
      g_signal_emit_by_name (self, "announce", _ ("Arrow keys change the contrast."));
    }
}

static void
reset_adjustments_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  get_self (widget)->arrows = GW_CANVAS_ARROWS_MOVE;
  gw_canvas_reset_adjustments (get_self (widget));
}

/* --- arrows ------------------------------------------------------------------------------ */

/* The arrows move the cross-hair while something is being drawn, after a tool
 * that draws was taken up, and where nothing is selected.
 */
static gboolean
moves_cross_hair (GwCanvas *self)
{
  return self->was_drawing || self->armed || self->document == NULL || gw_document_get_n_selected (self->document) == 0
         || _gw_canvas_tool_goes_on (self);
}

static void
move (GwCanvas *self, double dx, double dy)
{
  if (self->arrows != GW_CANVAS_ARROWS_MOVE)
    _gw_canvas_adjust_step (self, self->arrows, (dx - dy > 0 ? 1 : -1) * ADJUST_STEP);
  else if (self->tool == NULL)
    gw_canvas_pan (self, -dx * PAN_STEP, -dy * PAN_STEP);
  else if (gw_tool_move_point (self->tool, dx, dy))
    _gw_canvas_announce_vertex (self);
  else if (moves_cross_hair (self))
    _gw_canvas_move_cross_hair (self, dx, dy);
  else
    gw_document_move_selected (self->document, dx, dy);
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  double step = g_str_has_suffix (name, "-10") ? 10 : 1;
  const char *direction = name + strlen ("canvas.move-");

  if (g_str_has_prefix (direction, "left"))
    move (get_self (widget), -step, 0);
  else if (g_str_has_prefix (direction, "right"))
    move (get_self (widget), step, 0);
  else if (g_str_has_prefix (direction, "up"))
    move (get_self (widget), 0, -step);
  else
    move (get_self (widget), 0, step);
}

static void
resize_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwCanvas *self = get_self (widget);
  /* Faster while the key is held. */
  double step = MIN (1 + self->cross.n_repeats / 8, 8);

  if (self->document == NULL)
    return;

  if (strcmp (name, "canvas.narrower") == 0)
    gw_document_resize_selected (self->document, -step, 0);
  else if (strcmp (name, "canvas.wider") == 0)
    gw_document_resize_selected (self->document, step, 0);
  else if (strcmp (name, "canvas.shorter") == 0)
    gw_document_resize_selected (self->document, 0, -step);
  else
    gw_document_resize_selected (self->document, 0, step);
}

/* --- objects ------------------------------------------------------------------------------ */

static void
scroll_to_selected (GwCanvas *self)
{
  g_autoptr (GPtrArray) selected = gw_document_get_selected (self->document);

  if (selected->len == 1)
    gw_canvas_scroll_to_object (self, gw_object_get_id (g_ptr_array_index (selected, 0)));
}

static void
walk_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwCanvas *self = get_self (widget);

  if (self->document == NULL)
    return;
  if (self->tool != NULL && gw_tool_step_point (self->tool, strcmp (name, "canvas.next-object") == 0 ? 1 : -1))
    {
      _gw_canvas_announce_vertex (self);
      return;
    }

  _gw_canvas_leave_keyboard (self);
  gw_document_select_next (self->document, strcmp (name, "canvas.next-object") == 0 ? 1 : -1);
  scroll_to_selected (self);
}

static void
select_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwCanvas *self = get_self (widget);

  if (self->document == NULL)
    return;
  if (strcmp (name, "canvas.select-all") == 0)
    gw_document_select_all (self->document);
  else
    gw_document_select_none (self->document);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwCanvas *self = get_self (widget);

  if (self->tool != NULL && gw_tool_delete_point (self->tool))
    {
      _gw_canvas_announce_vertex (self);
      return;
    }
  if (self->document != NULL)
    gw_document_delete_selected (self->document);
}

static void
duplicate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwCanvas *self = get_self (widget);

  if (self->document != NULL)
    gw_document_duplicate_selected (self->document);
}

/* By what "Clean up" takes for a slip of the hand, and by one step of growing. */
static const GwMaskCleaning cleaning = { 64, 64, 1.5 };
#define GROW_STEP 1.0

static void
shapes_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwDocument *document = get_self (widget)->document;

  if (document == NULL)
    return;
  if (strcmp (name, "canvas.merge") == 0)
    gw_document_merge_selected (document);
  else if (strcmp (name, "canvas.subtract") == 0)
    gw_document_subtract_selected (document, FALSE);
  else if (strcmp (name, "canvas.intersect") == 0)
    gw_document_intersect_selected (document);
  else if (strcmp (name, "canvas.split") == 0)
    gw_document_split_selected (document);
  else
    gw_document_fill_holes_selected (document);
}

static void
refine_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwCanvas *self = get_self (widget);

  if (self->document == NULL)
    return;
  if (strcmp (name, "canvas.clean") == 0)
    gw_document_clean_selected (self->document, &cleaning);
  else if (strcmp (name, "canvas.simplify") == 0)
    gw_document_simplify_selected (self->document, SIMPLIFY_TOLERANCE);
  else
    gw_document_grow_selected (self->document, strcmp (name, "canvas.grow") == 0 ? GROW_STEP : -GROW_STEP);
}

/* The selected object alone, until it is asked for again. */
static void
isolate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwCanvas *self = get_self (widget);
  g_autoptr (GPtrArray) selected = self->document != NULL ? gw_document_get_selected (self->document) : NULL;
  gint64 id = selected != NULL && selected->len > 0 ? gw_object_get_id (g_ptr_array_index (selected, 0)) : 0;

  _gw_canvas_isolate (self, self->scene_options.isolated != 0 ? 0 : id);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwCanvas *self = get_self (widget);
  g_autofree char *text = NULL;

  if (self->document == NULL || gw_document_get_n_selected (self->document) == 0)
    return;

  text = gw_document_copy_text (self->document);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  if (strcmp (name, "canvas.cut") == 0)
    gw_document_delete_selected (self->document);
}

static void
on_clipboard_text_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwCanvas) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autoptr (GPtrArray) objects = NULL;
  g_autoptr (GError) error = NULL;

  if (text == NULL || self->document == NULL)
    return;

  objects = gw_document_parse_text (self->document, text, &error);
  if (objects == NULL)
    g_signal_emit_by_name (self, "announce", error->message);
  else
    gw_document_paste (self->document, objects, PASTE_OFFSET, _ ("Paste"));
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (get_self (widget)->document != NULL)
    gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, on_clipboard_text_cb,
                                   g_object_ref (widget));
}

static void
toggle_flag_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwCanvas *self = get_self (widget);
  GwObjectFlags flag = strstr (name, "lock") != NULL ? GW_OBJECT_LOCKED : GW_OBJECT_HIDDEN;
  gboolean on = FALSE;

  if (self->document == NULL)
    return;

  if (!g_str_has_suffix (name, "-all"))
    {
      gw_document_toggle_flags_selected (self->document, flag);
      return;
    }

  /* One that has it not yet: all get it; else all lose it. */
  for (guint i = 0; i < gw_document_get_n_objects (self->document) && !on; i++)
    on = (gw_object_get_flags (gw_document_get_object (self->document, i)) & flag) == 0;
  gw_document_set_flags_all (self->document, flag, on);
}

static void
order_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwCanvas *self = get_self (widget);

  if (self->document != NULL)
    gw_document_raise_selected (self->document, strcmp (name, "canvas.raise") == 0 ? 1 : -1);
}

/* --- drawing at the cross-hair --------------------------------------------------------------- */

static void
activate_selection (GwCanvas *self)
{
  g_autoptr (GPtrArray) selected = gw_document_get_selected (self->document);

  if (selected->len > 0)
    g_signal_emit_by_name (self, "object-activated", g_ptr_array_index (selected, 0));
}

static gboolean
edits_points (GwCanvas *self)
{
  return self->tool != NULL && strcmp (gw_tool_get_name (self->tool), "edit-points") == 0;
}

/* Where there is neither pointer nor cross-hair, a tool that draws begins in
 * the middle of what is seen.
 */
static void
set_point_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwCanvas *self = get_self (widget);
  GwToolEvent event;
  gboolean drawn_before;

  if (_gw_canvas_take_typed (self) || self->document == NULL || self->pyramid == NULL)
    return;

  event = _gw_canvas_make_event (self, 1);
  /* Points of an object are made beside others of it, not at a place of the canvas. */
  if (edits_points (self))
    {
      if (gw_tool_set_point (self->tool, &event))
        _gw_canvas_announce_vertex (self);
      else
        activate_selection (self);
      return;
    }

  if (!self->at_keyboard && !self->pointer_inside)
    {
      if (self->tool == NULL || !gw_tool_is_for_drawing (gw_tool_get_name (self->tool)) || !moves_cross_hair (self))
        {
          activate_selection (self);
          return;
        }
      _gw_canvas_move_cross_hair (self, 0, 0);
    }
  event = _gw_canvas_make_event (self, 1);
  drawn_before = self->was_drawing;
  if (self->tool == NULL || (self->at_keyboard && !moves_cross_hair (self)) || !gw_tool_set_point (self->tool, &event))
    activate_selection (self);
  else if (self->at_keyboard && !drawn_before && gw_tool_is_drawing (self->tool))
    _gw_canvas_announce_corner (self);
}

/* Enter: what is whole is taken, else it is a point like any other. */
static void
apply_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwCanvas *self = get_self (widget);
  GwToolEvent event = _gw_canvas_make_event (self, 1);

  if (gw_crosshair_get_typed (&self->cross) == NULL && self->tool != NULL && self->document != NULL
      && self->pyramid != NULL && gw_tool_apply (self->tool, &event))
    return;
  set_point_action (widget, name, parameter);
}

/* The key stands for the modifier, which somebody else's key may not have. */
static void
apply_with_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwCanvas *self = get_self (widget);
  GwToolModifiers before = self->modifiers;

  if (strcmp (name, "canvas.apply-cut") == 0)
    self->modifiers = GW_TOOL_ALT;
  else
    /* An outline is added with Ctrl at its first point. */
    self->modifiers = self->was_drawing ? GW_TOOL_SHIFT : GW_TOOL_SHIFT | GW_TOOL_CONTROL;
  apply_action (widget, name, parameter);
  self->modifiers = before;
}

static void
step_size_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  int step = g_str_has_suffix (name, "-up") ? 1 : -1;

  _gw_canvas_step_size (get_self (widget), step, strstr (name, "second") != NULL);
}

static void
remove_point_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwCanvas *self = get_self (widget);

  if (self->tool != NULL && (gw_tool_remove_point (self->tool) || gw_tool_delete_point (self->tool)))
    return;
  if (self->document != NULL)
    gw_document_delete_selected (self->document);
}

/* Of points with names: the next one is left out, or one is hidden. */
static void
point_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwCanvas *self = get_self (widget);
  GwToolOverlay overlay;

  if (self->tool == NULL)
    return;
  if (strcmp (name, "canvas.skip-point") == 0)
    gw_tool_skip_point (self->tool);
  else if (gw_tool_toggle_point (self->tool))
    {
      gw_tool_get_overlay (self->tool, &overlay);
      if (overlay.point[0] != '\0')
        g_signal_emit_by_name (self, "announce", overlay.point);
    }
}

/* Drawing, then the selection, then the tool: each Esc takes one back. The
 * last is the page's, which knows the tools.
 */
static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwCanvas *self = get_self (widget);

  if (self->arrows != GW_CANVAS_ARROWS_MOVE)
    self->arrows = GW_CANVAS_ARROWS_MOVE;
  else if (self->tool != NULL && gw_tool_cancel (self->tool))
    self->pressed = FALSE;
  /* The object whose points were edited stays selected. */
  else if (self->document != NULL && gw_document_get_n_selected (self->document) > 0 && !edits_points (self))
    gw_document_select_none (self->document);
  else
    {
      _gw_canvas_leave_keyboard (self);
      g_signal_emit_by_name (self, "escaped");
    }
}

static void
leave_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (root != NULL)
    gtk_widget_child_focus (GTK_WIDGET (root),
                            strcmp (name, "canvas.leave") == 0 ? GTK_DIR_TAB_FORWARD : GTK_DIR_TAB_BACKWARD);
}

/* --- installing --------------------------------------------------------------------------------- */

static const struct
{
  const char *name;
  GtkWidgetActionActivateFunc activate;
} actions[] = {
  { "canvas.zoom-in", zoom_action },
  { "canvas.zoom-out", zoom_action },
  { "canvas.fit", fit_action },
  { "canvas.zoom-100", zoom_100_action },
  { "canvas.toggle-fit", toggle_fit_action },
  { "canvas.zoom-selection", zoom_selection_action },
  { "canvas.opacity-up", opacity_action },
  { "canvas.opacity-down", opacity_action },
  { "canvas.adjust-brightness", adjust_action },
  { "canvas.adjust-contrast", adjust_action },
  { "canvas.reset-adjustments", reset_adjustments_action },
  { "canvas.move-left", move_action },
  { "canvas.move-right", move_action },
  { "canvas.move-up", move_action },
  { "canvas.move-down", move_action },
  { "canvas.move-left-10", move_action },
  { "canvas.move-right-10", move_action },
  { "canvas.move-up-10", move_action },
  { "canvas.move-down-10", move_action },
  { "canvas.narrower", resize_action },
  { "canvas.wider", resize_action },
  { "canvas.shorter", resize_action },
  { "canvas.taller", resize_action },
  { "canvas.next-object", walk_action },
  { "canvas.previous-object", walk_action },
  { "canvas.select-all", select_action },
  { "canvas.select-none", select_action },
  { "canvas.delete", delete_action },
  { "canvas.duplicate", duplicate_action },
  { "canvas.merge", shapes_action },
  { "canvas.subtract", shapes_action },
  { "canvas.intersect", shapes_action },
  { "canvas.split", shapes_action },
  { "canvas.fill-holes", shapes_action },
  { "canvas.clean", refine_action },
  { "canvas.grow", refine_action },
  { "canvas.shrink", refine_action },
  { "canvas.simplify", refine_action },
  { "canvas.isolate", isolate_action },
  { "canvas.copy", copy_action },
  { "canvas.cut", copy_action },
  { "canvas.paste", paste_action },
  { "canvas.hide", toggle_flag_action },
  { "canvas.lock", toggle_flag_action },
  { "canvas.hide-all", toggle_flag_action },
  { "canvas.lock-all", toggle_flag_action },
  { "canvas.raise", order_action },
  { "canvas.lower", order_action },
  { "canvas.set-point", set_point_action },
  { "canvas.apply", apply_action },
  { "canvas.apply-add", apply_with_action },
  { "canvas.apply-cut", apply_with_action },
  { "canvas.size-up", step_size_action },
  { "canvas.size-down", step_size_action },
  { "canvas.second-size-up", step_size_action },
  { "canvas.second-size-down", step_size_action },
  { "canvas.remove-point", remove_point_action },
  { "canvas.skip-point", point_action },
  { "canvas.toggle-point", point_action },
  { "canvas.cancel", cancel_action },
  { "canvas.leave", leave_action },
  { "canvas.leave-back", leave_action },
};

void
_gw_canvas_install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);

  gtk_widget_class_install_property_action (widget_class, "canvas.pixel-grid", "pixel-grid");
  gtk_widget_class_install_property_action (widget_class, "canvas.outline-only", "outline-only");
  gtk_widget_class_install_property_action (widget_class, "canvas.show-labels", "show-labels");
  gtk_widget_class_install_property_action (widget_class, "canvas.color-by-object", "color-by-object");
}

void
_gw_canvas_update_actions (GwCanvas *self)
{
  static const char *const needs_selection[] = {
    "canvas.zoom-selection", "canvas.delete",   "canvas.duplicate", "canvas.copy",  "canvas.cut",
    "canvas.hide",           "canvas.lock",     "canvas.raise",     "canvas.lower", "canvas.narrower",
    "canvas.wider",          "canvas.shorter",  "canvas.taller",    "canvas.merge", "canvas.split",
    "canvas.fill-holes",     "canvas.subtract", "canvas.intersect", "canvas.clean", "canvas.grow",
    "canvas.shrink",         "canvas.simplify",
  };
  static const char *const needs_objects[] = { "canvas.next-object", "canvas.previous-object", "canvas.hide-all",
                                               "canvas.lock-all", "canvas.select-all" };
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean objects = self->document != NULL && gw_document_get_n_objects (self->document) > 0;
  gboolean selection = objects && gw_document_get_n_selected (self->document) > 0;

  for (guint i = 0; i < G_N_ELEMENTS (needs_selection); i++)
    gtk_widget_action_set_enabled (widget, needs_selection[i], selection);
  for (guint i = 0; i < G_N_ELEMENTS (needs_objects); i++)
    gtk_widget_action_set_enabled (widget, needs_objects[i], objects);
  gtk_widget_action_set_enabled (widget, "canvas.paste", self->document != NULL);
}
