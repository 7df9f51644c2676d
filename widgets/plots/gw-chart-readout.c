/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-chart-private.h"

#include <math.h>

/* What the pointer itself covers, right of and below its tip, px. */
#define POINTER_WIDTH 10.0
#define POINTER_HEIGHT 16.0
/* From the window's edge. */
#define EDGE 4.0

gboolean
_gw_chart_has_mark (GwPlotMark mark)
{
  return mark.index != GW_PLOT_NO_MARK;
}

gboolean
_gw_chart_mark_equal (GwPlotMark a, GwPlotMark b)
{
  return a.index == b.index && (a.layer == b.layer || a.index == GW_PLOT_NO_MARK);
}

/* --- the card ------------------------------------------------------------------------- */

/* One at a time: that of the range, else the pointer's while it is on a mark, else the
 * keyboard's.
 */
static GwPlotMark
get_told (GwChart *self)
{
  if (self->range_card != NULL || self->drag_goes)
    return GW_PLOT_MARK_NONE;
  if (_gw_chart_has_mark (self->pointed))
    return self->pointed;
  return gtk_widget_has_visible_focus (GTK_WIDGET (self)) ? self->walked : GW_PLOT_MARK_NONE;
}

/* The mark with the texts that stand at its end, so that the card covers neither. */
static cairo_rectangle_t
add_labels (GwChart *self, cairo_rectangle_t box)
{
  GArray *texts = gw_plot_layout_get_texts (self->layout);
  const double right = box.x + box.width;
  double end = right;

  if (gw_plot_layout_get_frame (self->layout)->y->kind != GW_PLOT_SCALE_CATEGORY)
    return box;
  for (guint i = 0; i < texts->len; i++)
    {
      const GwPlotPlacedText *text = &g_array_index (texts, GwPlotPlacedText, i);
      const double middle = (text->corners[0][1] + text->corners[2][1]) / 2;

      if (text->role == GW_PLOT_TEXT_LABEL && middle > box.y && middle < box.y + box.height
          && text->corners[0][0] >= right)
        end = MAX (end, text->corners[1][0]);
    }
  box.width = end - box.x;
  return box;
}

void
_gw_chart_update_card (GwChart *self)
{
  const GwPlotMark mark = get_told (self);
  g_auto (GwPlotReadout) readout = { .color = GW_PLOT_COLOR_NONE };
  cairo_rectangle_t box;
  GwPlotLayout *layout;
  gboolean seen = FALSE;

  if (self->card == NULL)
    return;
  if (self->plot != NULL && _gw_chart_has_mark (mark) && !_gw_chart_is_lent (self->plot))
    {
      layout = _gw_chart_get_layout (self);
      seen = layout != NULL && gw_plot_layout_get_box (layout, mark, &box);
    }
  if (seen)
    {
      gw_plot_describe (self->plot, mark, &readout);
      gw_chart_card_set_readout (GW_CHART_CARD (self->card), &readout, &self->style);
      self->card_at = _gw_chart_has_mark (self->pointed) ? (
                          cairo_rectangle_t) { self->pointer_x - 1, self->pointer_y - 1, POINTER_WIDTH, POINTER_HEIGHT }
                                                         : add_labels (self, box);
    }
  gtk_widget_set_child_visible (self->card, seen);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* What clips the widget: the window, or what scrolls. */
static cairo_rectangle_t
get_limits (GwChart *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  GtkWidget *outer = viewport != NULL ? viewport : GTK_WIDGET (gtk_widget_get_root (widget));
  graphene_rect_t bounds;

  if (outer == NULL || !gtk_widget_compute_bounds (outer, widget, &bounds))
    return (cairo_rectangle_t) { 0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget) };
  graphene_rect_inset (&bounds, (float) EDGE, (float) EDGE);
  return (cairo_rectangle_t) { bounds.origin.x, bounds.origin.y, bounds.size.width, bounds.size.height };
}

static void
allocate_beside (GwChart *self, GtkWidget *child, const cairo_rectangle_t *what)
{
  const cairo_rectangle_t limits = get_limits (self);
  cairo_rectangle_t own = { 0, 0, gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)) };
  GtkRequisition size;
  double x, y;

  /* Of the widget, what can be seen. */
  own.width = MIN (own.width, limits.x + limits.width) - MAX (0, limits.x);
  own.height = MIN (own.height, limits.y + limits.height) - MAX (0, limits.y);
  own.x = MAX (0, limits.x);
  own.y = MAX (0, limits.y);
  gtk_widget_get_preferred_size (child, NULL, &size);
  gw_chart_card_place (what, &own, &limits, size.width, size.height, &x, &y);
  gtk_widget_allocate (child, size.width, size.height, -1,
                       gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) round (x), (float) round (y))));
}

void
_gw_chart_allocate_cards (GwChart *self)
{
  cairo_rectangle_t box;

  if (gtk_widget_get_child_visible (self->card))
    allocate_beside (self, self->card, &self->card_at);
  if (self->range_card != NULL && _gw_chart_get_range_box (self, &box))
    allocate_beside (self, self->range_card, &box);
}

/* --- pointing --------------------------------------------------------------------------- */

gboolean
_gw_chart_is_bare (GwChart *self, double x, double y)
{
  graphene_rect_t box;

  return self->range_card == NULL || !gtk_widget_compute_bounds (self->range_card, GTK_WIDGET (self), &box)
         || !graphene_rect_contains_point (&box, &GRAPHENE_POINT_INIT ((float) x, (float) y));
}

void
_gw_chart_point (GwChart *self)
{
  GwPlotMark found = GW_PLOT_MARK_NONE;
  GwPlotLayout *layout;
  const gboolean free_to_ask = self->plot != NULL && !_gw_chart_is_lent (self->plot);

  /* What lies on the plot is not the plot. */
  if (self->pointer_inside && !self->pointer_rests && !self->drag_goes && free_to_ask
      && _gw_chart_is_bare (self, self->pointer_x, self->pointer_y))
    {
      layout = _gw_chart_get_layout (self);
      if (layout != NULL)
        found = gw_plot_layout_find_mark (layout, self->pointer_x, self->pointer_y, GW_CHART_REACH);
    }
  if (!_gw_chart_mark_equal (found, self->pointed))
    {
      self->pointed = found;
      gtk_widget_queue_draw (GTK_WIDGET (self));
      _gw_chart_update_card (self);
    }
  else if (_gw_chart_has_mark (found))
    {
      /* The same text at another place. */
      self->card_at.x = self->pointer_x - 1;
      self->card_at.y = self->pointer_y - 1;
      gtk_widget_queue_allocate (GTK_WIDGET (self));
    }
}

void
_gw_chart_unpoint (GwChart *self)
{
  self->pointer_inside = self->pointer_rests = FALSE;
  _gw_chart_point (self);
}

/* --- walking ------------------------------------------------------------------------------- */

void
_gw_chart_walk_to (GwChart *self, GwPlotMark mark)
{
  const gboolean moved = !_gw_chart_mark_equal (mark, self->walked);

  /* The keyboard goes on from here, and the pointer has had its say. */
  self->pointed = GW_PLOT_MARK_NONE;
  self->pointer_rests = self->pointer_inside;
  self->walked = mark;
  if (_gw_chart_has_mark (mark))
    _gw_chart_reveal (self, mark);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  _gw_chart_update_card (self);
  _gw_chart_update_description (self);
  _gw_chart_update_actions (self);
  if (moved && _gw_chart_has_mark (mark))
    _gw_chart_announce_mark (self);
}

GwPlotMark
gw_chart_get_mark (GwChart *self)
{
  g_return_val_if_fail (GW_IS_CHART (self), GW_PLOT_MARK_NONE);

  return _gw_chart_has_mark (self->pointed) ? self->pointed : self->walked;
}

gboolean
gw_chart_get_mark_box (GwChart *self, GwPlotMark mark, graphene_rect_t *box)
{
  GwPlotLayout *layout;
  cairo_rectangle_t found;

  g_return_val_if_fail (GW_IS_CHART (self), FALSE);

  if (self->plot == NULL || _gw_chart_is_lent (self->plot))
    return FALSE;
  layout = _gw_chart_get_layout (self);
  if (layout == NULL || !gw_plot_layout_get_box (layout, mark, &found))
    return FALSE;
  *box = GRAPHENE_RECT_INIT ((float) found.x, (float) found.y, (float) found.width, (float) found.height);
  return TRUE;
}
