/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-chart-private.h"

#include <math.h>

/* What is drawn under and over the kept picture: the row that is pointed at, the
 * marker, the ring, a range.
 */

#define POINTED_LINE 1.5
#define RANGE_ALPHA 0.16
#define BAND_OVERHANG 8.0
/* From the marker's middle, whatever is drawn of it. */
#define MARKER_REACH 12.0f

/* --- what is drawn ------------------------------------------------------------------------------- */

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

/* Notes what is drawn, and has it painted where there is something: the less a frame
 * changes of the window, the less is painted and sent.
 */
static void
append (GwChart *self, GtkSnapshot *snapshot, void (*draw) (GwChart *self, cairo_t *cr))
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  double x, y, width, height;

  draw (self, cr);
  cairo_destroy (cr);
  cairo_recording_surface_ink_extents (surface, &x, &y, &width, &height);
  if (width > 0 && height > 0)
    {
      cr = gtk_snapshot_append_cairo (snapshot,
                                      &GRAPHENE_RECT_INIT ((float) floor (x) - 1, (float) floor (y) - 1,
                                                           (float) ceil (width) + 3, (float) ceil (height) + 3));
      cairo_set_source_surface (cr, surface, 0, 0);
      cairo_paint (cr);
      cairo_destroy (cr);
    }
  cairo_surface_destroy (surface);
}

/* Two strips of dotted lines, and the disk: together they are much less than the
 * rectangle that they span.
 */
static void
append_marker (GwChart *self, GtkSnapshot *snapshot)
{
  const GwPlotFrame frame = get_frame (self);
  const double x = gw_plot_frame_get_x (&frame, self->marker_x);
  const double y = gw_plot_frame_get_y (&frame, self->marker_y);
  const graphene_rect_t strips[] = { GRAPHENE_RECT_INIT ((float) frame.left - MARKER_REACH, (float) y - MARKER_REACH,
                                                         (float) (x - frame.left) + 2 * MARKER_REACH, 2 * MARKER_REACH),
                                     GRAPHENE_RECT_INIT ((float) x - MARKER_REACH, (float) y + MARKER_REACH,
                                                         2 * MARKER_REACH, (float) (frame.top + frame.height - y)) };

  if (!isfinite (x) || !isfinite (y))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (strips); i++)
    {
      cairo_t *cr;

      if (strips[i].size.width <= 0 || strips[i].size.height <= 0)
        continue;
      cr = gtk_snapshot_append_cairo (snapshot, &strips[i]);
      self->marker->klass->draw (self->marker, &frame, cr);
      cairo_destroy (cr);
    }
}

static void
draw_marker_texts (GwChart *self, cairo_t *cr)
{
  const GwPlotFrame frame = get_frame (self);

  self->marker->klass->draw_texts (self->marker, &frame, cr);
}

static void
draw_ring (GwChart *self, cairo_t *cr)
{
  gw_plot_layout_draw_ring (self->layout, cr, self->walked);
}

void
_gw_chart_append_under (GwChart *self, GtkSnapshot *snapshot)
{
  if (_gw_chart_has_mark (self->pointed))
    append (self, snapshot, draw_under);
}

void
_gw_chart_append_over (GwChart *self, GtkSnapshot *snapshot)
{
  if (self->has_range)
    append (self, snapshot, draw_range);
  if (self->marker != NULL)
    {
      append_marker (self, snapshot);
      append (self, snapshot, draw_marker_texts);
    }
  if (_gw_chart_has_mark (self->pointed))
    append (self, snapshot, draw_pointed);
  if (_gw_chart_has_mark (self->walked) && gtk_widget_has_visible_focus (GTK_WIDGET (self)))
    append (self, snapshot, draw_ring);
  if (self->drag == GW_CHART_DRAG_ZOOM && self->drag_goes)
    append (self, snapshot, draw_zoom);
}

/* --- the picture between them --------------------------------------------------------- */

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

void
_gw_chart_append_picture (GwChart *self, GtkSnapshot *snapshot)
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
