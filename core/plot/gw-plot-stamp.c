/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-plot-stamp-private.h"

#include <math.h>

#define PARTS 4
#define MOST_PIXELS 8192

struct _GwPlotStamp
{
  int side;   /* pixels */
  int middle; /* the pixel where the place is */
  guint8 *coverage[PARTS * PARTS];
};

gboolean
_gw_plot_canvas_init (GwPlotCanvas *self, const GwPlotFrame *frame, cairo_t *cr)
{
  double device_x, device_y;

  *self = (GwPlotCanvas) { .x_scale = 1, .y_scale = 1 };
  if (cairo_surface_get_type (cairo_get_group_target (cr)) != CAIRO_SURFACE_TYPE_IMAGE)
    return FALSE;
  cairo_user_to_device_distance (cr, &self->x_scale, &self->y_scale);
  cairo_surface_get_device_scale (cairo_get_group_target (cr), &device_x, &device_y);
  self->x_scale = fabs (self->x_scale * device_x);
  self->y_scale = fabs (self->y_scale * device_y);
  self->width = (int) CLAMP (ceil (frame->width * self->x_scale), 1, MOST_PIXELS);
  self->height = (int) CLAMP (ceil (frame->height * self->y_scale), 1, MOST_PIXELS);

  self->surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, self->width, self->height);
  if (cairo_surface_status (self->surface) != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (self->surface);
      return FALSE;
    }
  self->pixels = (guint32 *) (gpointer) cairo_image_surface_get_data (self->surface);
  self->stride = cairo_image_surface_get_stride (self->surface) / 4;
  return TRUE;
}

void
_gw_plot_canvas_paint (GwPlotCanvas *self, const GwPlotFrame *frame, cairo_t *cr)
{
  cairo_surface_mark_dirty (self->surface);
  cairo_save (cr);
  cairo_translate (cr, frame->left, frame->top);
  cairo_scale (cr, 1 / self->x_scale, 1 / self->y_scale);
  cairo_set_source_surface (cr, self->surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (self->surface);
}

/* --- stamps ---------------------------------------------------------------------- */

static guint8 *
make_coverage (const GwPlotStamp *self, guint part, GwPlotStampFunc func, gconstpointer data)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, self->side, self->side);
  cairo_t *cr = cairo_create (surface);
  guint8 *coverage = g_malloc0 ((gsize) self->side * (gsize) self->side);
  const int stride = cairo_image_surface_get_stride (surface);

  cairo_translate (cr, self->middle + (part % PARTS + 0.5) / PARTS, self->middle + (part / PARTS + 0.5) / PARTS);
  cairo_set_source_rgba (cr, 0, 0, 0, 1);
  func (cr, data);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int y = 0; y < self->side; y++)
    for (int x = 0; x < self->side; x++)
      coverage[y * self->side + x] = cairo_image_surface_get_data (surface)[y * stride + x];
  cairo_surface_destroy (surface);
  return coverage;
}

GwPlotStamp *
_gw_plot_stamp_new (double reach, GwPlotStampFunc func, gconstpointer data)
{
  GwPlotStamp *self = g_new0 (GwPlotStamp, 1);

  self->middle = (int) ceil (reach) + 1;
  self->side = 2 * self->middle + 1;
  for (guint i = 0; i < PARTS * PARTS; i++)
    self->coverage[i] = make_coverage (self, i, func, data);
  return self;
}

void
_gw_plot_stamp_free (GwPlotStamp *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < PARTS * PARTS; i++)
    g_free (self->coverage[i]);
  g_free (self);
}

/* a over b, both premultiplied. */
static inline guint32
blend (guint32 below, guint32 rgb, guint alpha)
{
  const guint32 rest = 255 - alpha;
  const guint32 mask = 0xff00ff;
  guint32 even = (rgb & mask) * alpha + (below & mask) * rest;
  guint32 odd = (((rgb >> 8) & 0xff) | 0xff0000) * alpha + ((below >> 8) & mask) * rest;

  even = ((even + 0x800080 + ((even >> 8) & mask)) >> 8) & mask;
  odd = (odd + 0x800080 + ((odd >> 8) & mask)) & ~mask;
  return even | odd;
}

void
_gw_plot_canvas_stamp (GwPlotCanvas *self, const GwPlotStamp *stamp, double x, double y, guint32 rgb, guint alpha)
{
  const int left = (int) floor (x), top = (int) floor (y);
  const int part = (int) ((y - top) * PARTS) * PARTS + (int) ((x - left) * PARTS);
  const guint8 *coverage = stamp->coverage[CLAMP (part, 0, PARTS * PARTS - 1)];

  for (int row = MAX (0, stamp->middle - top); row < stamp->side && top - stamp->middle + row < self->height; row++)
    {
      guint32 *line = self->pixels + (gsize) (top - stamp->middle + row) * (gsize) self->stride;
      const guint8 *of_row = coverage + row * stamp->side;

      for (int i = MAX (0, stamp->middle - left); i < stamp->side && left - stamp->middle + i < self->width; i++)
        if (of_row[i] > 0)
          {
            guint32 *pixel = &line[left - stamp->middle + i];

            *pixel = blend (*pixel, rgb, of_row[i] * alpha / 255);
          }
    }
}
