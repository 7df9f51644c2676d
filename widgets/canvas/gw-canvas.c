/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-canvas-private.h"

#include <adwaita.h>
#include <math.h>

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
  PROP_COLOR_BY_OBJECT,
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
    case PROP_COLOR_BY_OBJECT:
      g_value_set_boolean (value, self->scene_options.by_object);
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
      _gw_canvas_set_look_number (self, &self->look.line_width, g_value_get_double (value), pspec->name);
      break;
    case PROP_TAG_SIZE:
      _gw_canvas_set_look_number (self, &self->look.tag_size, g_value_get_double (value), pspec->name);
      break;
    case PROP_LABEL_OPACITY:
      _gw_canvas_set_label_opacity (self, g_value_get_double (value));
      break;
    case PROP_OUTLINE_ONLY:
      _gw_canvas_set_outline_only (self, g_value_get_boolean (value));
      break;
    case PROP_COLOR_BY_OBJECT:
      _gw_canvas_set_color_by_object (self, g_value_get_boolean (value));
      break;
    case PROP_PIXEL_GRID:
      _gw_canvas_set_look_boolean (self, &self->look.pixel_grid, g_value_get_boolean (value), pspec->name);
      break;
    case PROP_CROSS_HAIR:
      _gw_canvas_set_look_boolean (self, &self->cross_hair, g_value_get_boolean (value), pspec->name);
      break;
    case PROP_BRIGHTNESS:
      adjust.brightness = g_value_get_double (value);
      _gw_canvas_set_adjust (self, &adjust);
      break;
    case PROP_CONTRAST:
      adjust.contrast = g_value_get_double (value);
      _gw_canvas_set_adjust (self, &adjust);
      break;
    case PROP_GAMMA:
      adjust.gamma = g_value_get_double (value);
      _gw_canvas_set_adjust (self, &adjust);
      break;
    case PROP_AUTO_LEVELS:
      adjust.auto_levels = g_value_get_boolean (value);
      _gw_canvas_set_adjust (self, &adjust);
      break;
    case PROP_HIGH_CONTRAST:
      _gw_canvas_set_high_contrast (self, g_value_get_boolean (value));
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
  _gw_canvas_update_style (GW_CANVAS (widget));
}

static void
gw_canvas_dispose (GObject *object)
{
  GwCanvas *self = GW_CANVAS (object);

  g_signal_handlers_disconnect_by_data (adw_style_manager_get_default (), self);
  g_clear_handle_id (&self->loading_id, g_source_remove);
  g_clear_handle_id (&self->access_id, g_source_remove);
  g_clear_handle_id (&self->phase_id, g_source_remove);
  if (self->tool != NULL)
    g_signal_handlers_disconnect_by_data (self->tool, self);
  g_clear_object (&self->tool);
  _gw_canvas_disconnect_document (self);
  _gw_canvas_keys_clear (self);
  _gw_canvas_remove_children (self);
  g_clear_pointer (&self->tiles, gw_canvas_tiles_free);
  g_clear_pointer (&self->live_nodes, g_ptr_array_unref);
  g_clear_pointer (&self->predictions, g_ptr_array_unref);
  g_clear_pointer (&self->comparison, gw_comparison_unref);
  g_clear_pointer (&self->scene_options.compared, g_ptr_array_unref);
  g_clear_object (&self->scene_options.frame);
  g_clear_pointer (&self->scene, gw_canvas_scene_unref);
  g_clear_pointer (&self->picture, gw_picture_unref);
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
  gw_canvas_sketch_free (self->sketch);
  gw_canvas_cells_free (self->cells);
  gw_canvas_paint_free (self->paint);
  g_free (self->said_note);
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
  properties[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, GW_VIEWPORT_MIN_ZOOM, GW_VIEWPORT_MAX_ZOOM, 1, RW);
  properties[PROP_FIT] = g_param_spec_boolean ("fit", NULL, NULL, TRUE, RW);
  properties[PROP_STICKY_ZOOM] = g_param_spec_boolean ("sticky-zoom", NULL, NULL, FALSE, RW);
  properties[PROP_SHOW_LABELS] = g_param_spec_boolean ("show-labels", NULL, NULL, TRUE, RW);
  properties[PROP_LINE_WIDTH] = g_param_spec_double ("line-width", NULL, NULL, 1, 8, 2, RW);
  properties[PROP_TAG_SIZE] = g_param_spec_double ("tag-size", NULL, NULL, 8, 32, 12, RW);
  properties[PROP_LABEL_OPACITY] = g_param_spec_double ("label-opacity", NULL, NULL, 0, 1, 0.4, RW);
  properties[PROP_OUTLINE_ONLY] = g_param_spec_boolean ("outline-only", NULL, NULL, FALSE, RW);
  properties[PROP_COLOR_BY_OBJECT] = g_param_spec_boolean ("color-by-object", NULL, NULL, FALSE, RW);
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
  g_signal_new ("loading-cancelled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("place-begun", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
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
  self->surface_x = self->surface_y = NAN;
  gw_crosshair_init (&self->cross);
  self->settling = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->tiles = gw_canvas_tiles_new (GTK_WIDGET (self));
  self->sketch = gw_canvas_sketch_new ();
  self->cells = gw_canvas_cells_new ();
  self->paint = gw_canvas_paint_new ();
  _gw_canvas_view_init (self);

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  _gw_canvas_add_children (self);
  _gw_canvas_add_controllers (self);
  _gw_canvas_keys_init (self);
  g_signal_connect_swapped (adw_style_manager_get_default (), "notify", G_CALLBACK (_gw_canvas_follow_system_style),
                            self);
  _gw_canvas_follow_system_style (self);
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
    *point = self->cross.point;
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
