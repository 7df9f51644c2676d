/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-image-placeholder.h"

#define CORNER 8.0

void
gw_image_rounded_path (cairo_t *cr, double width, double height)
{
  double r = MIN (CORNER, MIN (width, height) / 2.0);

  cairo_new_sub_path (cr);
  cairo_arc (cr, width - r, r, r, -G_PI_2, 0.0);
  cairo_arc (cr, width - r, height - r, r, 0.0, G_PI_2);
  cairo_arc (cr, r, height - r, r, G_PI_2, G_PI);
  cairo_arc (cr, r, r, r, G_PI, 3.0 * G_PI_2);
  cairo_close_path (cr);
}

void
gw_image_snapshot_placeholder (GtkWidget *widget, GtkSnapshot *snapshot, int width, int height, gboolean loading)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0.0f, 0.0f, (float) width, (float) height);
  GdkRGBA color;
  GskRoundedRect outline;
  cairo_t *cr;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  color.alpha = 0.09f;
  gsk_rounded_rect_init_from_rect (&outline, &bounds, (float) CORNER);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &color, &bounds);
  gtk_snapshot_pop (snapshot);

  if (!loading)
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  cairo_set_source_rgba (cr, color.red, color.green, color.blue, 0.45);
  for (int i = -1; i <= 1; i++)
    {
      cairo_new_sub_path (cr);
      cairo_arc (cr, width / 2.0 + i * 8.0, height / 2.0, 2.2, 0.0, 2.0 * G_PI);
    }
  cairo_fill (cr);
  cairo_destroy (cr);
}
