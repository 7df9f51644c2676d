/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-chart-private.h"

#include <adwaita.h>
#include <math.h>

#define DIMMED 0.45
#define POINTED_LINE 1.5
#define RANGE_ALPHA 0.16
#define SLACK 10.0f
#define BAND_OVERHANG 8.0
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

  if (self->layout == NULL && self->plot != NULL && width > 0 && height > 0)
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

/* --- over it ------------------------------------------------------------------------------- */

static GwPlotFrame
get_frame (GwChart *self)
{
  GwPlotFrame frame = *gw_plot_layout_get_frame (self->layout);

  if (self->texts == NULL)
    self->texts = gw_plot_texts_new (&self->style);
  gw_plot_texts_clear (self->texts);
  frame.texts = self->texts;
  return frame;
}

/* Bars of categories: the whole row is pointed at, and lit behind the bar. */
static gboolean
get_band (GwChart *self, cairo_rectangle_t *band, GwPlotAxisSide *side)
{
  const GwPlotFrame *frame = gw_plot_layout_get_frame (self->layout);
  const gboolean rows = frame->y->kind == GW_PLOT_SCALE_CATEGORY;
  double begin, end, middle;

  if (rows == (frame->x->kind == GW_PLOT_SCALE_CATEGORY) || !gw_plot_layout_get_box (self->layout, self->pointed, band))
    return FALSE;
  *side = rows ? GW_PLOT_AXIS_Y : GW_PLOT_AXIS_X;
  if (rows)
    {
      middle = round (gw_plot_frame_get_y_value (frame, band->y + band->height / 2));
      begin = gw_plot_frame_get_y (frame, middle - 0.5);
      end = gw_plot_frame_get_y (frame, middle + 0.5);
      *band = (cairo_rectangle_t) { -BAND_OVERHANG, MIN (begin, end),
                                    gtk_widget_get_width (GTK_WIDGET (self)) + 2 * BAND_OVERHANG, fabs (end - begin) };
    }
  else
    {
      middle = round (gw_plot_frame_get_x_value (frame, band->x + band->width / 2));
      begin = gw_plot_frame_get_x (frame, middle - 0.5);
      end = gw_plot_frame_get_x (frame, middle + 0.5);
      *band = (cairo_rectangle_t) { MIN (begin, end), frame->top, fabs (end - begin), frame->height };
    }
  return TRUE;
}

/* The name beside the row: bold while it is pointed at. */
static const GwPlotPlacedText *
find_label (GwChart *self, const cairo_rectangle_t *band)
{
  const GwPlotFrame *frame = gw_plot_layout_get_frame (self->layout);
  GArray *texts = gw_plot_layout_get_texts (self->layout);

  for (guint i = 0; i < texts->len; i++)
    {
      const GwPlotPlacedText *text = &g_array_index (texts, GwPlotPlacedText, i);
      const double middle = (text->corners[0][1] + text->corners[2][1]) / 2;

      if (text->role == GW_PLOT_TEXT_TICK && !text->shortened && text->corners[1][0] <= frame->left
          && fabs (middle - band->y - band->height / 2) < 2)
        return text;
    }
  return NULL;
}

static void
draw_under (GwChart *self, cairo_t *cr)
{
  GwPlotAxisSide side;
  cairo_rectangle_t band;

  if (!get_band (self, &band, &side))
    return;
  gw_plot_path_rectangle (cr, band.x, band.y, band.width, band.height, 6, 15);
  gw_plot_style_set_source (&self->style, cr, GW_PLOT_COLOR_BAND, GW_PLOT_USE_FILL, 1);
  cairo_fill (cr);
}

static void
draw_bold_label (GwChart *self, cairo_t *cr)
{
  GwPlotAxisSide side;
  cairo_rectangle_t band;
  const GwPlotPlacedText *label = get_band (self, &band, &side) ? find_label (self, &band) : NULL;

  if (label != NULL)
    {
      const GwPlotFrame frame = get_frame (self);
      const GwPlotText how = { .role = GW_PLOT_TEXT_LEGEND_BOLD,
                               .x = label->corners[1][0],
                               .y = (label->corners[0][1] + label->corners[2][1]) / 2,
                               .align_x = 1,
                               .align_y = 0.5 };

      gw_plot_texts_put (frame.texts, cr, label->text, &how);
    }
}

static void
draw_pointed (GwChart *self, cairo_t *cr)
{
  GwPlotAxisSide side;
  cairo_rectangle_t box;

  if (get_band (self, &box, &side) || !gw_plot_layout_get_box (self->layout, self->pointed, &box))
    return;
  gw_plot_path_rectangle (cr, box.x - 1, box.y - 1, box.width + 2, box.height + 2, 4, 15);
  gw_plot_style_set_source (&self->style, cr, GW_PLOT_COLOR_TEXT, GW_PLOT_USE_LINE, 0.8);
  cairo_set_line_width (cr, POINTED_LINE);
  cairo_stroke (cr);
}

static void
draw_range (GwChart *self, cairo_t *cr)
{
  cairo_rectangle_t box;

  if (!_gw_chart_get_range_box (self, &box))
    return;
  cairo_rectangle (cr, box.x, box.y, box.width, box.height);
  gw_plot_style_set_source (&self->style, cr, GW_PLOT_COLOR_SERIES, GW_PLOT_USE_FILL,
                            self->style.high_contrast ? 2 * RANGE_ALPHA : RANGE_ALPHA);
  cairo_fill (cr);
  gw_plot_style_set_source (&self->style, cr, GW_PLOT_COLOR_TEXT, GW_PLOT_USE_LINE, 0.7);
  cairo_set_line_width (cr, 1);
  for (guint i = 0; i < 2; i++)
    {
      const double x = floor (box.x + i * box.width) + 0.5;

      cairo_move_to (cr, x, box.y);
      cairo_line_to (cr, x, box.y + box.height);
      cairo_stroke (cr);
    }
}

static void
draw_zoom (GwChart *self, cairo_t *cr)
{
  static const double dashes[] = { 4, 3 };

  cairo_rectangle (cr, MIN (self->drag_x, self->drag_to_x), MIN (self->drag_y, self->drag_to_y),
                   fabs (self->drag_to_x - self->drag_x), fabs (self->drag_to_y - self->drag_y));
  gw_plot_style_set_source (&self->style, cr, GW_PLOT_COLOR_SERIES, GW_PLOT_USE_FILL, RANGE_ALPHA);
  cairo_fill_preserve (cr);
  gw_plot_style_set_source (&self->style, cr, GW_PLOT_COLOR_TEXT, GW_PLOT_USE_LINE, 0.8);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
draw_over (GwChart *self, cairo_t *cr)
{
  if (self->has_range)
    draw_range (self, cr);
  if (self->marker != NULL)
    {
      const GwPlotFrame frame = get_frame (self);

      cairo_save (cr);
      self->marker->klass->draw (self->marker, &frame, cr);
      cairo_restore (cr);
      self->marker->klass->draw_texts (self->marker, &frame, cr);
      cairo_new_path (cr);
    }
  if (_gw_chart_has_mark (self->pointed))
    draw_pointed (self, cr);
  if (_gw_chart_has_mark (self->walked) && gtk_widget_has_visible_focus (GTK_WIDGET (self)))
    gw_plot_layout_draw_ring (self->layout, cr, self->walked);
  if (self->drag == GW_CHART_DRAG_ZOOM && self->drag_goes)
    draw_zoom (self, cr);
}

static void
append (GwChart *self, GtkSnapshot *snapshot, void (*draw) (GwChart *self, cairo_t *cr))
{
  const float width = (float) gtk_widget_get_width (GTK_WIDGET (self));
  const float height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  /* A bold name is longer than the one that the margin was measured for. */
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (-SLACK, 0, width + 2 * SLACK, height));

  draw (self, cr);
  cairo_destroy (cr);
}

/* All but an area: what is above it, below, left and right. */
static void
append_picture_around (GwChart *self, GtkSnapshot *snapshot, float x, float y, float width, float height)
{
  const float all_width = (float) gtk_widget_get_width (GTK_WIDGET (self));
  const float all_height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  const graphene_rect_t parts[] = { GRAPHENE_RECT_INIT (0, 0, all_width, y),
                                    GRAPHENE_RECT_INIT (0, y + height, all_width, all_height - y - height),
                                    GRAPHENE_RECT_INIT (0, y, x, height),
                                    GRAPHENE_RECT_INIT (x + width, y, all_width - x - width, height) };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i].size.width <= 0 || parts[i].size.height <= 0)
        continue;
      gtk_snapshot_push_clip (snapshot, &parts[i]);
      gtk_snapshot_append_node (snapshot, self->picture);
      gtk_snapshot_pop (snapshot);
    }
}

static void
append_picture (GwChart *self, GtkSnapshot *snapshot)
{
  GwPlotAxisSide side;
  cairo_rectangle_t band;
  const GwPlotPlacedText *label = NULL;

  if (_gw_chart_has_mark (self->pointed) && get_band (self, &band, &side) && side == GW_PLOT_AXIS_Y)
    label = find_label (self, &band);
  if (label == NULL)
    {
      gtk_snapshot_append_node (snapshot, self->picture);
      return;
    }
  append_picture_around (self, snapshot, (float) floor (label->corners[0][0]), (float) floor (label->corners[0][1]),
                         (float) ceil (label->corners[1][0]) - (float) floor (label->corners[0][0]),
                         (float) ceil (label->corners[2][1]) - (float) floor (label->corners[0][1]));
  append (self, snapshot, draw_bold_label);
}

/* --- the whole ---------------------------------------------------------------------- */

static gboolean
has_something_over (GwChart *self)
{
  return self->has_range || self->marker != NULL || _gw_chart_has_mark (self->pointed)
         || _gw_chart_has_mark (self->walked) || self->drag == GW_CHART_DRAG_ZOOM;
}

static void
snapshot_plot (GwChart *self, GtkSnapshot *snapshot)
{
  const gboolean may_ask = self->layout != NULL && !_gw_chart_is_lent (self->plot)
                           && gw_plot_get_message (self->plot) == NULL;

  if (may_ask && _gw_chart_has_mark (self->pointed))
    append (self, snapshot, draw_under);
  if (may_ask)
    append_picture (self, snapshot);
  else
    gtk_snapshot_append_node (snapshot, self->picture);
  if (may_ask && has_something_over (self))
    append (self, snapshot, draw_over);
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

  gtk_widget_snapshot_child (widget, self->spinner, snapshot);
  if (self->range_card != NULL)
    gtk_widget_snapshot_child (widget, self->range_card, snapshot);
  gtk_widget_snapshot_child (widget, self->card, snapshot);
}
