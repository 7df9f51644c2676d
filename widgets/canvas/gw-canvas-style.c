/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-canvas-private.h"

#include <adwaita.h>

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

void
_gw_canvas_update_style (GwCanvas *self)
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

void
_gw_canvas_set_high_contrast (GwCanvas *self, gboolean high_contrast)
{
  if (self->high_contrast == high_contrast)
    return;

  self->high_contrast = high_contrast;
  self->look.high_contrast = high_contrast;
  _gw_canvas_drop_scene (self);
  g_object_notify (G_OBJECT (self), "high-contrast");
}

void
_gw_canvas_follow_system_style (GwCanvas *self)
{
  _gw_canvas_set_high_contrast (self, adw_style_manager_get_high_contrast (adw_style_manager_get_default ()));
  _gw_canvas_update_style (self);
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
  g_object_notify (G_OBJECT (self), "show-labels");
}

/* Sets a number of the look and has everything drawn again. */
void
_gw_canvas_set_look_number (GwCanvas *self, double *field, double value, const char *property)
{
  if (*field == value)
    return;

  *field = value;
  _gw_canvas_queue_source (self);
  g_object_notify (G_OBJECT (self), property);
}

void
_gw_canvas_set_look_boolean (GwCanvas *self, gboolean *field, gboolean value, const char *property)
{
  if (*field == value)
    return;

  *field = value;
  _gw_canvas_queue_source (self);
  g_object_notify (G_OBJECT (self), property);
}

void
_gw_canvas_set_label_opacity (GwCanvas *self, double opacity)
{
  _gw_canvas_set_look_number (self, &self->look.opacity, CLAMP (opacity, 0, 1), "label-opacity");
}

void
_gw_canvas_set_outline_only (GwCanvas *self, gboolean outline_only)
{
  _gw_canvas_set_look_boolean (self, &self->look.outline_only, outline_only, "outline-only");
}

void
_gw_canvas_isolate (GwCanvas *self, gint64 id)
{
  if (self->scene_options.isolated == id)
    return;

  self->scene_options.isolated = id;
  _gw_canvas_drop_scene (self);
}

void
_gw_canvas_set_color_by_object (GwCanvas *self, gboolean by_object)
{
  if (self->scene_options.by_object == !!by_object)
    return;

  self->scene_options.by_object = !!by_object;
  _gw_canvas_drop_scene (self);
  g_object_notify (G_OBJECT (self), "color-by-object");
}

/* --- adjustments of the view ----------------------------------------------------- */

void
_gw_canvas_set_adjust (GwCanvas *self, const GwCanvasAdjust *adjust)
{
  GwCanvasAdjust before = self->adjust;
  gboolean was_neutral = gw_canvas_adjust_is_neutral (&before);

  self->adjust = *adjust;
  if (adjust->auto_levels && !before.auto_levels && self->pyramid != NULL)
    gw_canvas_adjust_find_levels (self->pyramid, &self->low, &self->high);

  g_object_freeze_notify (G_OBJECT (self));
  if (before.brightness != adjust->brightness)
    g_object_notify (G_OBJECT (self), "brightness");
  if (before.contrast != adjust->contrast)
    g_object_notify (G_OBJECT (self), "contrast");
  if (before.gamma != adjust->gamma)
    g_object_notify (G_OBJECT (self), "gamma");
  if (before.auto_levels != adjust->auto_levels)
    g_object_notify (G_OBJECT (self), "auto-levels");
  if (was_neutral != gw_canvas_adjust_is_neutral (adjust))
    g_object_notify (G_OBJECT (self), "adjusted");
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
  _gw_canvas_set_adjust (self, &adjust);
}

void
gw_canvas_reset_adjustments (GwCanvas *self)
{
  GwCanvasAdjust neutral = GW_CANVAS_ADJUST_INIT;

  g_return_if_fail (GW_IS_CANVAS (self));

  if (!gw_canvas_adjust_is_neutral (&self->adjust))
    _gw_canvas_set_adjust (self, &neutral);
}
