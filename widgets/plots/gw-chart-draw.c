/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-chart-private.h"

#include <adwaita.h>
#include <math.h>

#define DIMMED 0.45
/* Units of the setting, at 100 %. */
#define XFT_DPI (96 * 1024)

/* --- style ---------------------------------------------------------------------------- */

static double
get_text_scale (GwChart *self)
{
  int dpi = -1;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? dpi / (double) XFT_DPI : 1;
}

void
_gw_chart_update_style (GwChart *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  const PangoFontDescription *font = pango_context_get_font_description (
      gtk_widget_get_pango_context (GTK_WIDGET (self)));
  const char *family = font != NULL ? pango_font_description_get_family (font) : NULL;
  GwPlotStyle style = { .dark = adw_style_manager_get_dark (manager),
                        .high_contrast = self->own_contrast ? self->style.high_contrast
                                                            : adw_style_manager_get_high_contrast (manager),
                        .text_scale = get_text_scale (self),
                        .family = g_intern_string (family != NULL ? family : "Sans") };
  const gboolean resized = style.text_scale != self->style.text_scale;

  if (style.dark == self->style.dark && style.high_contrast == self->style.high_contrast && !resized
      && style.family == self->style.family)
    return;
  self->style = style;
  g_clear_pointer (&self->texts, gw_plot_texts_free);
  _gw_chart_drop_layout (self);
  /* The swatch of the card is of the style too. */
  _gw_chart_update_card (self);
  if (resized)
    gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* --- what is kept ------------------------------------------------------------------------ */

void
_gw_chart_drop_picture (GwChart *self)
{
  g_clear_pointer (&self->picture, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
_gw_chart_drop_layout (GwChart *self)
{
  g_clear_pointer (&self->layout, gw_plot_layout_free);
  _gw_chart_drop_picture (self);
}

GwPlotLayout *
_gw_chart_get_layout (GwChart *self)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self));
  const int height = gtk_widget_get_height (GTK_WIDGET (self));

  /* None is made of a plot that another thread draws. */
  if (self->layout == NULL && self->plot != NULL && !_gw_chart_is_lent (self->plot) && width > 0 && height > 0)
    self->layout = gw_plot_layout_new (self->plot, &self->style, width, height,
                                       _gw_chart_get_view (self, GW_PLOT_AXIS_X),
                                       _gw_chart_get_view (self, GW_PLOT_AXIS_Y));
  return self->layout;
}

/* A node that paints the pixels, and stays the same one, so that they go to the
 * graphics card once.
 */
static GskRenderNode *
make_picture (GwChart *self, GwPlotLayout *layout)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self));
  const int height = gtk_widget_get_height (GTK_WIDGET (self));
  const int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * scale, height * scale);
  GskRenderNode *node;
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  gw_plot_layout_draw (layout, cr, self->key_is_here ? self->selected_key : NULL);
  cairo_destroy (cr);

  node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  cr = gsk_cairo_node_get_draw_context (node);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  self->picture_scale = scale;
  return node;
}

static void
ensure_picture (GwChart *self)
{
  GwPlotLayout *layout;

  if (self->picture != NULL && self->picture_scale == gtk_widget_get_scale_factor (GTK_WIDGET (self)))
    return;
  /* Until it is back, the old one is shown. */
  if (self->plot == NULL)
    return;
  if (_gw_chart_is_lent (self->plot))
    {
      _gw_chart_wait (self);
      return;
    }
  layout = _gw_chart_get_layout (self);
  if (layout == NULL)
    return;
  g_clear_pointer (&self->picture, gsk_render_node_unref);
  self->picture = make_picture (self, layout);
}

/* --- the whole ---------------------------------------------------------------------- */

static void
snapshot_plot (GwChart *self, GtkSnapshot *snapshot)
{
  /* One that another thread draws is not asked where anything is. */
  if (self->layout == NULL || _gw_chart_is_lent (self->plot) || gw_plot_get_message (self->plot) != NULL)
    {
      gtk_snapshot_append_node (snapshot, self->picture);
      return;
    }
  _gw_chart_append_under (self, snapshot);
  _gw_chart_append_picture (self, snapshot);
  _gw_chart_append_over (self, snapshot);
}

void
_gw_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GwChart *self = GW_CHART (widget);

  ensure_picture (self);
  if (self->busy_shown)
    gtk_snapshot_push_opacity (snapshot, DIMMED);
  if (self->picture != NULL)
    snapshot_plot (self, snapshot);
  if (self->busy_shown)
    gtk_snapshot_pop (snapshot);

  gtk_widget_snapshot_child (widget, self->announcer, snapshot);
  gtk_widget_snapshot_child (widget, self->spinner, snapshot);
  if (self->range_card != NULL)
    gtk_widget_snapshot_child (widget, self->range_card, snapshot);
  gtk_widget_snapshot_child (widget, self->card, snapshot);
}
