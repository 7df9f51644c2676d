/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-canvas-look.h"

gboolean
gw_canvas_look_equal (const GwCanvasLook *a, const GwCanvasLook *b)
{
  return a->zoom == b->zoom && a->scale == b->scale && a->line_width == b->line_width && a->tag_size == b->tag_size
         && a->opacity == b->opacity && a->font == b->font && a->ground == b->ground && a->dark == b->dark
         && a->show_labels == b->show_labels && a->outline_only == b->outline_only && a->pixel_grid == b->pixel_grid
         && a->high_contrast == b->high_contrast;
}

void
gw_canvas_set_source_color (cairo_t *cr, guint32 color, double alpha)
{
  cairo_set_source_rgba (cr, ((color >> 16) & 0xff) / 255.0, ((color >> 8) & 0xff) / 255.0, (color & 0xff) / 255.0,
                         alpha);
}
