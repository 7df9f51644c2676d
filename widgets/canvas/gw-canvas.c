/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-canvas-private.h"

#include <adwaita.h>

G_DEFINE_FINAL_TYPE (GwCanvas, gw_canvas, GTK_TYPE_WIDGET)

enum
{
  PROP_PYRAMID = 1,
  PROP_DOCUMENT,
  PROP_TOOL,
  PROP_FILE_NAME,
  PROP_ZOOM,
  PROP_FIT,
  PROP_STICKY_ZOOM,
  PROP_SHOW_LABELS,
  PROP_LINE_WIDTH,
  PROP_TAG_SIZE,
  PROP_LABEL_OPACITY,
  PROP_OUTLINE_ONLY,
  PROP_PIXEL_GRID,
  PROP_CROSS_HAIR,
  PROP_BRIGHTNESS,
  PROP_CONTRAST,
  PROP_GAMMA,
  PROP_AUTO_LEVELS,
  PROP_ADJUSTED,
  PROP_HIGH_CONTRAST,
  PROP_DRAWING,
  PROP_DESCRIPTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* --- look ------------------------------------------------------------------------ */

void
_gw_canvas_queue_source (GwCanvas *self)
{
  self->source_dirty = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static guint32
get_ground_color (GwCanvas *self, gboolean dark)
{
  GdkRGBA color;

  if (gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), "gw_canvas_color", &color))
    return ((guint32) (color.red * 255 + 0.5) << 16) | ((guint32) (color.green * 255 + 0.5) << 8)
           | (guint32) (color.blue * 255 + 0.5);
  return dark ? 0x161616 : 0x3d3d3d;
}

static void
update_style (GwCanvas *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  const PangoFontDescription *font = pango_context_get_font_description (context);
  const char *family = font != NULL ? pango_font_description_get_family (font) : NULL;

  GwCanvasLook look = self->look;

  look.dark = adw_style_manager_get_dark (manager);
  look.ground = get_ground_color (self, look.dark);
  look.font = g_intern_string (family != NULL ? family : "Sans");
  if (gw_canvas_look_equal (&look, &self->look))
    return;

  self->look = look;
  _gw_canvas_queue_source (self);
}

static void
set_high_contrast (GwCanvas *self, gboolean high_contrast)
{
  if (self->high_contrast == high_contrast)
    return;

  self->high_contrast = high_contrast;
  self->look.high_contrast = high_contrast;
  _gw_canvas_drop_scene (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HIGH_CONTRAST]);
}

static void
on_style_changed_cb (GwCanvas *self)
{
  set_high_contrast (self, adw_style_manager_get_high_contrast (adw_style_manager_get_default ()));
  update_style (self);
}

static void
update_shown_labels (GwCanvas *self)
{
  gboolean show = self->show_labels && !self->labels_held_back;

  if (self->look.show_labels == show)
    return;

  self->look.show_labels = show;
  _gw_canvas_queue_source (self);
}

void
_gw_canvas_set_labels_held_back (GwCanvas *self, gboolean held_back)
{
  self->labels_held_back = held_back;
  update_shown_labels (self);
}

gboolean
gw_canvas_get_show_labels (GwCanvas *self)
{
  g_return_val_if_fail (GW_IS_CANVAS (self), FALSE);

  return self->show_labels;
}

void
gw_canvas_set_show_labels (GwCanvas *self, gboolean show)
{
  g_return_if_fail (GW_IS_CANVAS (self));

  if (self->show_labels == !!show)
    return;

  self->show_labels = !!show;
  update_shown_labels (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_LABELS]);
}

/* Sets a number of the look and has everything drawn again. */
static void
set_number (GwCanvas *self, double *field, double value, guint property)
{
  if (*field == value)
    return;

  *field = value;
  _gw_canvas_queue_source (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_boolean (GwCanvas *self, gboolean *field, gboolean value, guint property)
{
  if (*field == value)
    return;

  *field = value;
  _gw_canvas_queue_source (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
_gw_canvas_set_label_opacity (GwCanvas *self, double opacity)
{
  set_number (self, &self->look.opacity, CLAMP (opacity, 0, 1), PROP_LABEL_OPACITY);
}

void
_gw_canvas_set_outline_only (GwCanvas *self, gboolean outline_only)
{
  set_boolean (self, &self->look.outline_only, outline_only, PROP_OUTLINE_ONLY);
}

/* --- adjustments of the view ----------------------------------------------------- */

static void
set_adjust (GwCanvas *self, const GwCanvasAdjust *adjust)
{
  GwCanvasAdjust before = self->adjust;
  gboolean was_neutral = gw_canvas_adjust_is_neutral (&before);

  self->adjust = *adjust;
  if (adjust->auto_levels && !before.auto_levels && self->pyramid != NULL)
    gw_canvas_adjust_find_levels (self->pyramid, &self->low, &self->high);

  g_object_freeze_notify (G_OBJECT (self));
  if (before.brightness != adjust->brightness)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BRIGHTNESS]);
  if (before.contrast != adjust->contrast)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONTRAST]);
  if (before.gamma != adjust->gamma)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_GAMMA]);
  if (before.auto_levels != adjust->auto_levels)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AUTO_LEVELS]);
  if (was_neutral != gw_canvas_adjust_is_neutral (adjust))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ADJUSTED]);
  g_object_thaw_notify (G_OBJECT (self));
  _gw_canvas_queue_source (self);
}

void
_gw_canvas_adjust_step (GwCanvas *self, GwCanvasArrows what, double step)
{
  GwCanvasAdjust adjust = self->adjust;

  if (what == GW_CANVAS_ARROWS_BRIGHTNESS)
    adjust.brightness = CLAMP (adjust.brightness + step, -1, 1);
  else
    adjust.contrast = CLAMP (adjust.contrast + step, -1, 1);
  set_adjust (self, &adjust);
}

void
gw_canvas_reset_adjustments (GwCanvas *self)
{
  GwCanvasAdjust neutral = GW_CANVAS_ADJUST_INIT;

  g_return_if_fail (GW_IS_CANVAS (self));

  if (!gw_canvas_adjust_is_neutral (&self->adjust))
    set_adjust (self, &neutral);
}

/* --- picture ----------------------------------------------------------------------- */

static void
take_pyramid (GwCanvas *self, GwPyramid *pyramid, gboolean same)
{
  if (pyramid != NULL)
    gw_pyramid_ref (pyramid);
  g_clear_pointer (&self->pyramid, gw_pyramid_unref);
  self->pyramid = pyramid;
  self->content = pyramid != NULL ? GW_CANVAS_SHOWING : GW_CANVAS_EMPTY;
  self->another_picture |= !same;
  if (pyramid != NULL && self->adjust.auto_levels)
    gw_canvas_adjust_find_levels (pyramid, &self->low, &self->high);
  _gw_canvas_hide_status (self);
  _gw_canvas_view_set_picture (self, pyramid, same);
  _gw_canvas_update_children (self);
  _gw_canvas_queue_source (self);
  _gw_canvas_queue_access (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PYRAMID]);
}

GwPyramid *
gw_canvas_get_pyramid (GwCanvas *self)
{
  g_return_val_if_fail (GW_IS_CANVAS (self), NULL);

  return self->pyramid;
}

void
gw_canvas_set_pyramid (GwCanvas *self, GwPyramid *pyramid)
{
  g_return_if_fail (GW_IS_CANVAS (self));

  if (self->pyramid == pyramid && (pyramid != NULL || self->content == GW_CANVAS_EMPTY))
    return;

  take_pyramid (self, pyramid, FALSE);
}

void
gw_canvas_refine_pyramid (GwCanvas *self, GwPyramid *pyramid)
{
  g_return_if_fail (GW_IS_CANVAS (self));
  g_return_if_fail (pyramid != NULL);

  if (self->pyramid != pyramid)
    take_pyramid (self, pyramid, self->pyramid != NULL);
}

static void
leave_picture (GwCanvas *self, GwCanvasContent content)
{
  gboolean had_picture = self->pyramid != NULL;

  g_clear_pointer (&self->pyramid, gw_pyramid_unref);
  self->content = content;
  self->another_picture = TRUE;
  self->hovered = 0;
  _gw_canvas_view_set_picture (self, NULL, FALSE);
  _gw_canvas_update_children (self);
  _gw_canvas_queue_source (self);
  _gw_canvas_queue_access (self);
  if (had_picture)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PYRAMID]);
}

void
gw_canvas_set_loading (GwCanvas *self)
{
  g_return_if_fail (GW_IS_CANVAS (self));

  leave_picture (self, GW_CANVAS_LOADING);
  _gw_canvas_show_loading (self);
}

void
gw_canvas_set_error (GwCanvas *self, const char *title, const char *text, GtkWidget *actions)
{
  g_return_if_fail (GW_IS_CANVAS (self));
  g_return_if_fail (title != NULL);

  leave_picture (self, GW_CANVAS_FAILED);
  _gw_canvas_show_error (self, title, text, actions);
}

/* --- document and tool --------------------------------------------------------------- */

static void
on_objects_changed_cb (GwCanvas *self)
{
  _gw_canvas_drop_scene (self);
  _gw_canvas_update_actions (self);
  _gw_canvas_queue_access (self);
}

static void
on_selection_changed_cb (GwCanvas *self)
{
  _gw_canvas_drop_scene (self);
  _gw_canvas_update_actions (self);
  _gw_canvas_announce_selection (self);
}

static void
on_preview_changed_cb (GwCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
disconnect_document (GwCanvas *self)
{
  if (self->document == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
}

GwDocument *
gw_canvas_get_document (GwCanvas *self)
{
  g_return_val_if_fail (GW_IS_CANVAS (self), NULL);

  return self->document;
}

void
gw_canvas_set_document (GwCanvas *self, GwDocument *document)
{
  g_return_if_fail (GW_IS_CANVAS (self));

  if (self->document == document)
    return;

  disconnect_document (self);
  if (document != NULL)
    {
      self->document = g_object_ref (document);
      g_signal_connect_swapped (document, "objects-changed", G_CALLBACK (on_objects_changed_cb), self);
      g_signal_connect_swapped (document, "items-changed", G_CALLBACK (on_objects_changed_cb), self);
      g_signal_connect_swapped (document, "selection-changed", G_CALLBACK (on_selection_changed_cb), self);
      g_signal_connect_swapped (document, "preview-changed", G_CALLBACK (on_preview_changed_cb), self);
      g_signal_connect_swapped (document, "notify::current-class-id", G_CALLBACK (_gw_canvas_queue_access), self);
    }
  if (self->tool != NULL)
    gw_tool_set_document (self->tool, document);
  self->hovered = 0;
  g_hash_table_remove_all (self->settling);
  on_objects_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
}

static void
on_overlay_changed_cb (GwCanvas *self)
{
  gboolean drawing = gw_tool_is_drawing (self->tool);

  if (self->was_drawing != drawing)
    {
      self->was_drawing = drawing;
      _gw_canvas_update_children (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAWING]);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

GwTool *
gw_canvas_get_tool (GwCanvas *self)
{
  g_return_val_if_fail (GW_IS_CANVAS (self), NULL);

  return self->tool;
}

void
gw_canvas_set_tool (GwCanvas *self, GwTool *tool)
{
  g_return_if_fail (GW_IS_CANVAS (self));

  if (self->tool == tool)
    {
      _gw_canvas_tool_changed (self);
      return;
    }

  if (self->tool != NULL)
    {
      gw_tool_cancel (self->tool);
      g_signal_handlers_disconnect_by_data (self->tool, self);
      g_clear_object (&self->tool);
    }
  self->pressed = FALSE;
  if (tool != NULL)
    {
      self->tool = g_object_ref (tool);
      gw_tool_set_document (tool, self->document);
      g_signal_connect_swapped (tool, "overlay-changed", G_CALLBACK (on_overlay_changed_cb), self);
      on_overlay_changed_cb (self);
    }
  _gw_canvas_tool_changed (self);
  _gw_canvas_queue_access (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOOL]);
}

const char *
gw_canvas_get_file_name (GwCanvas *self)
{
  g_return_val_if_fail (GW_IS_CANVAS (self), NULL);

  return self->file_name;
}

void
gw_canvas_set_file_name (GwCanvas *self, const char *file_name)
{
  g_return_if_fail (GW_IS_CANVAS (self));

  if (g_strcmp0 (self->file_name, file_name) == 0)
    return;

  g_free (self->file_name);
  self->file_name = g_strdup (file_name);
  _gw_canvas_queue_access (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILE_NAME]);
}

/* --- the widget ---------------------------------------------------------------------- */

static void
gw_canvas_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GwCanvas *self = GW_CANVAS (object);

  switch (prop_id)
    {
    case PROP_PYRAMID:
      g_value_set_boxed (value, self->pyramid);
      break;
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_TOOL:
      g_value_set_object (value, self->tool);
      break;
    case PROP_FILE_NAME:
      g_value_set_string (value, self->file_name);
      break;
    case PROP_ZOOM:
      g_value_set_double (value, self->viewport.zoom);
      break;
    case PROP_FIT:
      g_value_set_boolean (value, self->fit);
      break;
    case PROP_STICKY_ZOOM:
      g_value_set_boolean (value, self->sticky_zoom);
      break;
    case PROP_SHOW_LABELS:
      g_value_set_boolean (value, self->show_labels);
      break;
    case PROP_LINE_WIDTH:
      g_value_set_double (value, self->look.line_width);
      break;
    case PROP_TAG_SIZE:
      g_value_set_double (value, self->look.tag_size);
      break;
    case PROP_LABEL_OPACITY:
      g_value_set_double (value, self->look.opacity);
      break;
    case PROP_OUTLINE_ONLY:
      g_value_set_boolean (value, self->look.outline_only);
      break;
    case PROP_PIXEL_GRID:
      g_value_set_boolean (value, self->look.pixel_grid);
      break;
    case PROP_CROSS_HAIR:
      g_value_set_boolean (value, self->cross_hair);
      break;
    case PROP_BRIGHTNESS:
      g_value_set_double (value, self->adjust.brightness);
      break;
    case PROP_CONTRAST:
      g_value_set_double (value, self->adjust.contrast);
      break;
    case PROP_GAMMA:
      g_value_set_double (value, self->adjust.gamma);
      break;
    case PROP_AUTO_LEVELS:
      g_value_set_boolean (value, self->adjust.auto_levels);
      break;
    case PROP_ADJUSTED:
      g_value_set_boolean (value, !gw_canvas_adjust_is_neutral (&self->adjust));
      break;
    case PROP_HIGH_CONTRAST:
      g_value_set_boolean (value, self->high_contrast);
      break;
    case PROP_DRAWING:
      g_value_set_boolean (value, self->was_drawing);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gw_canvas_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  GwCanvas *self = GW_CANVAS (object);
  GwCanvasAdjust adjust = self->adjust;

  switch (prop_id)
    {
    case PROP_PYRAMID:
      gw_canvas_set_pyramid (self, g_value_get_boxed (value));
      break;
    case PROP_DOCUMENT:
      gw_canvas_set_document (self, g_value_get_object (value));
      break;
    case PROP_TOOL:
      gw_canvas_set_tool (self, g_value_get_object (value));
      break;
    case PROP_FILE_NAME:
      gw_canvas_set_file_name (self, g_value_get_string (value));
      break;
    case PROP_ZOOM:
      gw_canvas_set_zoom (self, g_value_get_double (value));
      break;
    case PROP_FIT:
      gw_canvas_set_fit (self, g_value_get_boolean (value));
      break;
    case PROP_STICKY_ZOOM:
      gw_canvas_set_sticky_zoom (self, g_value_get_boolean (value));
      break;
    case PROP_SHOW_LABELS:
      gw_canvas_set_show_labels (self, g_value_get_boolean (value));
      break;
    case PROP_LINE_WIDTH:
      set_number (self, &self->look.line_width, g_value_get_double (value), prop_id);
      break;
    case PROP_TAG_SIZE:
      set_number (self, &self->look.tag_size, g_value_get_double (value), prop_id);
      break;
    case PROP_LABEL_OPACITY:
      _gw_canvas_set_label_opacity (self, g_value_get_double (value));
      break;
    case PROP_OUTLINE_ONLY:
      _gw_canvas_set_outline_only (self, g_value_get_boolean (value));
      break;
    case PROP_PIXEL_GRID:
      set_boolean (self, &self->look.pixel_grid, g_value_get_boolean (value), prop_id);
      break;
    case PROP_CROSS_HAIR:
      set_boolean (self, &self->cross_hair, g_value_get_boolean (value), prop_id);
      break;
    case PROP_BRIGHTNESS:
      adjust.brightness = g_value_get_double (value);
      set_adjust (self, &adjust);
      break;
    case PROP_CONTRAST:
      adjust.contrast = g_value_get_double (value);
      set_adjust (self, &adjust);
      break;
    case PROP_GAMMA:
      adjust.gamma = g_value_get_double (value);
      set_adjust (self, &adjust);
      break;
    case PROP_AUTO_LEVELS:
      adjust.auto_levels = g_value_get_boolean (value);
      set_adjust (self, &adjust);
      break;
    case PROP_HIGH_CONTRAST:
      set_high_contrast (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gw_canvas_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                   int *minimum_baseline, int *natural_baseline)
{
  *minimum = 120;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 640 : 480;
}

static void
gw_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GwCanvas *self = GW_CANVAS (widget);

  _gw_canvas_view_allocate (self, width, height);
  _gw_canvas_allocate_children (self, width, height);
}

static void
gw_canvas_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (gw_canvas_parent_class)->css_changed (widget, change);
  update_style (GW_CANVAS (widget));
}

static void
gw_canvas_dispose (GObject *object)
{
  GwCanvas *self = GW_CANVAS (object);

  g_signal_handlers_disconnect_by_data (adw_style_manager_get_default (), self);
  g_clear_handle_id (&self->loading_id, g_source_remove);
  g_clear_handle_id (&self->access_id, g_source_remove);
  if (self->tool != NULL)
    g_signal_handlers_disconnect_by_data (self->tool, self);
  g_clear_object (&self->tool);
  disconnect_document (self);
  _gw_canvas_keys_clear (self);
  _gw_canvas_remove_children (self);
  g_clear_pointer (&self->tiles, gw_canvas_tiles_free);
  g_clear_pointer (&self->live_nodes, g_ptr_array_unref);
  g_clear_pointer (&self->scene, gw_canvas_scene_unref);
  g_clear_pointer (&self->pyramid, gw_pyramid_unref);

  G_OBJECT_CLASS (gw_canvas_parent_class)->dispose (object);
}

static void
gw_canvas_finalize (GObject *object)
{
  GwCanvas *self = GW_CANVAS (object);

  g_clear_pointer (&self->tag_font, gw_tag_font_free);
  g_clear_pointer (&self->big_tag_font, gw_tag_font_free);
  g_hash_table_unref (self->settling);
  g_string_free (self->typed, TRUE);
  g_free (self->file_name);
  g_free (self->description);

  G_OBJECT_CLASS (gw_canvas_parent_class)->finalize (object);
}

#define RW (G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY)
#define RO (G_PARAM_READABLE | G_PARAM_STATIC_STRINGS)

static void
install_properties (GObjectClass *object_class)
{
  properties[PROP_PYRAMID] = g_param_spec_boxed ("pyramid", NULL, NULL, GW_TYPE_PYRAMID, RW);
  properties[PROP_DOCUMENT] = g_param_spec_object ("document", NULL, NULL, GW_TYPE_DOCUMENT, RW);
  properties[PROP_TOOL] = g_param_spec_object ("tool", NULL, NULL, GW_TYPE_TOOL, RW);
  properties[PROP_FILE_NAME] = g_param_spec_string ("file-name", NULL, NULL, NULL, RW);
  properties[PROP_ZOOM]
    = g_param_spec_double ("zoom", NULL, NULL, GW_VIEWPORT_MIN_ZOOM, GW_VIEWPORT_MAX_ZOOM, 1, RW);
  properties[PROP_FIT] = g_param_spec_boolean ("fit", NULL, NULL, TRUE, RW);
  properties[PROP_STICKY_ZOOM] = g_param_spec_boolean ("sticky-zoom", NULL, NULL, FALSE, RW);
  properties[PROP_SHOW_LABELS] = g_param_spec_boolean ("show-labels", NULL, NULL, TRUE, RW);
  properties[PROP_LINE_WIDTH] = g_param_spec_double ("line-width", NULL, NULL, 1, 8, 2, RW);
  properties[PROP_TAG_SIZE] = g_param_spec_double ("tag-size", NULL, NULL, 8, 32, 12, RW);
  properties[PROP_LABEL_OPACITY] = g_param_spec_double ("label-opacity", NULL, NULL, 0, 1, 0.4, RW);
  properties[PROP_OUTLINE_ONLY] = g_param_spec_boolean ("outline-only", NULL, NULL, FALSE, RW);
  properties[PROP_PIXEL_GRID] = g_param_spec_boolean ("pixel-grid", NULL, NULL, TRUE, RW);
  properties[PROP_CROSS_HAIR] = g_param_spec_boolean ("cross-hair", NULL, NULL, TRUE, RW);
  properties[PROP_BRIGHTNESS] = g_param_spec_double ("brightness", NULL, NULL, -1, 1, 0, RW);
  properties[PROP_CONTRAST] = g_param_spec_double ("contrast", NULL, NULL, -1, 1, 0, RW);
  properties[PROP_GAMMA] = g_param_spec_double ("gamma", NULL, NULL, 0.2, 5, 1, RW);
  properties[PROP_AUTO_LEVELS] = g_param_spec_boolean ("auto-levels", NULL, NULL, FALSE, RW);
  properties[PROP_ADJUSTED] = g_param_spec_boolean ("adjusted", NULL, NULL, FALSE, RO);
  properties[PROP_HIGH_CONTRAST] = g_param_spec_boolean ("high-contrast", NULL, NULL, FALSE, RW);
  properties[PROP_DRAWING] = g_param_spec_boolean ("drawing", NULL, NULL, FALSE, RO);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, RO);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_signals (GType type)
{
  g_signal_new ("zoom-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  g_signal_new ("view-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("pointer-moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_DOUBLE,
                G_TYPE_DOUBLE, G_TYPE_BOOLEAN);
  g_signal_new ("object-activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, GW_TYPE_OBJECT);
  g_signal_new ("escaped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("announce", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gw_canvas_class_init (GwCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gw_canvas_get_property;
  object_class->set_property = gw_canvas_set_property;
  object_class->dispose = gw_canvas_dispose;
  object_class->finalize = gw_canvas_finalize;
  widget_class->measure = gw_canvas_measure;
  widget_class->size_allocate = gw_canvas_size_allocate;
  widget_class->snapshot = _gw_canvas_snapshot;
  widget_class->css_changed = gw_canvas_css_changed;

  install_properties (object_class);
  install_signals (G_TYPE_FROM_CLASS (klass));
  _gw_canvas_install_actions (widget_class);
  gtk_widget_class_set_css_name (widget_class, "gwcanvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
gw_canvas_init (GwCanvas *self)
{
  GwCanvasAdjust neutral = GW_CANVAS_ADJUST_INIT;
  GwCanvasLook look = GW_CANVAS_LOOK_INIT;

  self->look = look;
  self->look.pixel_grid = TRUE;
  self->look.font = g_intern_static_string ("Sans");
  self->adjust = neutral;
  self->high = 255;
  self->show_labels = TRUE;
  self->cross_hair = TRUE;
  self->typed = g_string_new (NULL);
  self->settling = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->tiles = gw_canvas_tiles_new (GTK_WIDGET (self));
  _gw_canvas_view_init (self);

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  _gw_canvas_add_children (self);
  _gw_canvas_add_controllers (self);
  _gw_canvas_keys_init (self);
  g_signal_connect_swapped (adw_style_manager_get_default (), "notify", G_CALLBACK (on_style_changed_cb), self);
  on_style_changed_cb (self);
  _gw_canvas_update_actions (self);
  _gw_canvas_queue_access (self);
}

GtkWidget *
gw_canvas_new (void)
{
  return g_object_new (GW_TYPE_CANVAS, NULL);
}

const char *
gw_canvas_get_description (GwCanvas *self)
{
  g_return_val_if_fail (GW_IS_CANVAS (self), NULL);

  return self->description;
}

gboolean
gw_canvas_get_pointer (GwCanvas *self, GwPoint *point)
{
  g_return_val_if_fail (GW_IS_CANVAS (self), FALSE);

  if (self->at_keyboard)
    *point = self->cross_point;
  else
    *point = gw_canvas_to_image (self, self->pointer_x, self->pointer_y);
  return self->at_keyboard || self->pointer_inside;
}

gboolean
gw_canvas_is_settled (GwCanvas *self)
{
  g_return_val_if_fail (GW_IS_CANVAS (self), FALSE);

  if (self->source_dirty || self->scene == NULL)
    return FALSE;
  return self->pyramid == NULL || gw_canvas_tiles_is_settled (self->tiles);
}
