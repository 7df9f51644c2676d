/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A range of the x axis that a person selects, and the card that says what is in it. */

gboolean
_gw_chart_get_range_box (GwChart *self, cairo_rectangle_t *box)
{
  const GwPlotFrame *frame;
  double a, b;

  /* A plot of which nothing was drawn yet: the card beside its range is placed first. */
  if (!self->has_range || _gw_chart_get_layout (self) == NULL)
    return FALSE;
  frame = gw_plot_layout_get_frame (self->layout);
  a = gw_plot_frame_get_x (frame, self->range_low);
  b = gw_plot_frame_get_x (frame, self->range_high);
  if (!isfinite (a) || !isfinite (b))
    return FALSE;
  a = CLAMP (a, frame->left, frame->left + frame->width);
  b = CLAMP (b, frame->left, frame->left + frame->width);
  *box = (cairo_rectangle_t) { MIN (a, b), frame->top, fabs (b - a), frame->height };
  return TRUE;
}

static void
drop_card (GwChart *self)
{
  if (self->range_card == NULL)
    return;
  g_clear_pointer (&self->range_card, gtk_widget_unparent);
  _gw_chart_update_card (self);
}

static void
put_range (GwChart *self, double low, double high)
{
  self->has_range = TRUE;
  self->range_low = MIN (low, high);
  self->range_high = MAX (low, high);
  drop_card (self);
  _gw_chart_update_actions (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
_gw_chart_select_range (GwChart *self, double x0, double x1, gboolean done)
{
  GwPlotLayout *layout = _gw_chart_get_layout (self);
  const GwPlotFrame *frame;

  if (layout == NULL)
    return;
  frame = gw_plot_layout_get_frame (layout);
  x0 = CLAMP (x0, frame->left, frame->left + frame->width);
  x1 = CLAMP (x1, frame->left, frame->left + frame->width);
  put_range (self, gw_plot_frame_get_x_value (frame, x0), gw_plot_frame_get_x_value (frame, x1));
  if (done)
    g_signal_emit_by_name (self, "range-selected", self->range_low, self->range_high);
}

/* From the mark at which Shift was pressed to the one that is reached now. */
void
_gw_chart_extend_range (GwChart *self, GwPlotMove move)
{
  GwPlotLayout *layout = _gw_chart_get_layout (self);
  GwPlotMark next = gw_plot_move (self->plot, self->walked, move);
  cairo_rectangle_t a, b;

  if (layout == NULL || !_gw_chart_has_mark (next))
    return;
  if (self->range_anchor < 0)
    {
      /* The first press takes the mark itself. */
      if (_gw_chart_has_mark (self->walked))
        next = self->walked;
      self->range_anchor = (int) next.index;
    }
  _gw_chart_walk_to (self, next);
  layout = _gw_chart_get_layout (self);
  gw_plot_layout_get_box (layout, (GwPlotMark) { next.layer, (gsize) self->range_anchor }, &a);
  gw_plot_layout_get_box (layout, next, &b);
  _gw_chart_select_range (self, MIN (a.x, b.x), MAX (a.x + a.width, b.x + b.width), TRUE);
}

/* --- the card ----------------------------------------------------------------------------- */

static void
on_open_cb (GtkButton *button, GwChart *self)
{
  g_signal_emit_by_name (self, "range-activated", self->range_low, self->range_high);
}

static GtkWidget *
make_card (GwChart *self, const char *count, const char *context, gboolean openable)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *label = gtk_label_new (count);

  gtk_widget_add_css_class (card, "gw-chart-range");
  gtk_widget_add_css_class (label, "gw-name");
  gtk_box_append (GTK_BOX (line), label);
  if (context != NULL)
    gtk_box_append (GTK_BOX (line), gtk_label_new (context));
  gtk_box_append (GTK_BOX (card), line);
  if (openable)
    {
      GtkWidget *button = gtk_button_new_with_label (_ ("Show These Images"));

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_halign (button, GTK_ALIGN_START);
      g_signal_connect (button, "clicked", G_CALLBACK (on_open_cb), self);
      gtk_box_append (GTK_BOX (card), button);
    }
  return card;
}

void
gw_chart_set_range_text (GwChart *self, const char *count, const char *context, gboolean openable)
{
  g_autofree char *said = NULL;

  g_return_if_fail (GW_IS_CHART (self));

  drop_card (self);
  if (!self->has_range || count == NULL)
    return;
  self->range_card = make_card (self, count, context, openable);
  gtk_widget_set_parent (self->range_card, GTK_WIDGET (self));
  _gw_chart_update_card (self);
  said = context != NULL ? g_strdup_printf ("%s %s", count, context) : g_strdup (count);
  _gw_chart_announce (self, said);
}

/* --- public ---------------------------------------------------------------------------------- */

void
gw_chart_set_range (GwChart *self, double low, double high)
{
  g_return_if_fail (GW_IS_CHART (self));

  put_range (self, low, high);
}

gboolean
gw_chart_get_range (GwChart *self, double *low, double *high)
{
  g_return_val_if_fail (GW_IS_CHART (self), FALSE);

  *low = self->range_low;
  *high = self->range_high;
  return self->has_range;
}

void
gw_chart_clear_range (GwChart *self)
{
  g_return_if_fail (GW_IS_CHART (self));

  self->has_range = FALSE;
  self->range_anchor = -1;
  drop_card (self);
  _gw_chart_update_actions (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
_gw_chart_cancel_range (GwChart *self)
{
  gw_chart_clear_range (self);
  g_signal_emit_by_name (self, "range-cleared");
}

gboolean
gw_chart_get_range_selectable (GwChart *self)
{
  g_return_val_if_fail (GW_IS_CHART (self), FALSE);

  return self->range_selectable;
}

void
gw_chart_set_range_selectable (GwChart *self, gboolean selectable)
{
  g_return_if_fail (GW_IS_CHART (self));

  if (self->range_selectable == !!selectable)
    return;

  self->range_selectable = !!selectable;
  g_object_notify (G_OBJECT (self), "range-selectable");
}
