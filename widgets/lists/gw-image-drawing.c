/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-image-drawing.h"

#include <math.h>

#include "gw-checker.h"
#include "gw-mask.h"

/* Lines on thumbnails in pixels; thin, since many objects share little room. */
#define LINE_WIDTH 1.6

static void
ring_path (cairo_t *cr, const GwRing *ring, gboolean close)
{
  for (size_t i = 0; i < ring->n_points; i++)
    cairo_line_to (cr, ring->points[i].x, ring->points[i].y);
  if (close)
    cairo_close_path (cr);
  cairo_new_sub_path (cr);
}

static void
polygon_path (cairo_t *cr, const GwPolygon *polygon)
{
  cairo_new_path (cr);
  for (size_t i = 0; i < polygon->n_rings; i++)
    ring_path (cr, &polygon->rings[i], TRUE);
}

static void
turned_path (cairo_t *cr, double cx, double cy, double rx, double ry, double angle, gboolean round)
{
  cairo_matrix_t matrix;

  cairo_get_matrix (cr, &matrix);
  cairo_translate (cr, cx, cy);
  cairo_rotate (cr, angle * G_PI / 180.0);
  cairo_scale (cr, MAX (rx, 1e-6), MAX (ry, 1e-6));
  if (round)
    cairo_arc (cr, 0.0, 0.0, 1.0, 0.0, 2.0 * G_PI);
  else
    cairo_rectangle (cr, -1.0, -1.0, 2.0, 2.0);
  cairo_set_matrix (cr, &matrix);
}

/* Adds the outline of a shape in image coordinates. */
static void
shape_path (cairo_t *cr, const GwShape *shape)
{
  GwPolygon outline = { NULL, 0 };
  GwShape traced = GW_SHAPE_INIT;

  switch (shape->kind)
    {
    case GW_SHAPE_BOX:
      cairo_rectangle (cr, shape->as.box.x, shape->as.box.y, shape->as.box.width, shape->as.box.height);
      break;
    case GW_SHAPE_ROTATED_BOX:
      turned_path (cr, shape->as.rotated.cx, shape->as.rotated.cy, shape->as.rotated.width / 2.0,
                   shape->as.rotated.height / 2.0, shape->as.rotated.angle, FALSE);
      break;
    case GW_SHAPE_ELLIPSE:
      turned_path (cr, shape->as.ellipse.cx, shape->as.ellipse.cy, shape->as.ellipse.rx, shape->as.ellipse.ry,
                   shape->as.ellipse.angle, TRUE);
      break;
    case GW_SHAPE_POLYGON:
      polygon_path (cr, &shape->as.polygon);
      break;
    case GW_SHAPE_MASK:
      if (gw_mask_trace (&shape->as.mask, &outline) == GW_STATUS_OK)
        {
          traced.kind = GW_SHAPE_POLYGON;
          traced.as.polygon = outline;
          polygon_path (cr, &outline);
          gw_shape_clear (&traced);
        }
      break;
    case GW_SHAPE_POLYLINE:
      ring_path (cr, &shape->as.line, FALSE);
      break;
    case GW_SHAPE_POINTS:
      for (size_t i = 0; i < shape->as.points.n_points; i++)
        {
          if (shape->as.points.points[i].visibility != GW_VISIBILITY_ABSENT)
            {
              cairo_new_sub_path (cr);
              cairo_arc (cr, shape->as.points.points[i].point.x, shape->as.points.points[i].point.y, 3.0, 0.0,
                         2.0 * G_PI);
            }
        }
      break;
    case GW_SHAPE_NONE:
    default:
      break;
    }
}

static void
draw_objects (cairo_t *cr, GPtrArray *objects, const cairo_matrix_t *to_view, GwColorFunc color, gpointer data)
{
  for (guint i = 0; i < objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (objects, i);
      guint32 rgb = color (gw_object_get_class_id (object), data);

      if ((gw_object_get_flags (object) & GW_OBJECT_HIDDEN) != 0)
        continue;

      /* The path in image pixels, the pen in those of the thumbnail. */
      cairo_new_path (cr);
      cairo_save (cr);
      cairo_transform (cr, to_view);
      shape_path (cr, gw_object_get_shape (object));
      cairo_restore (cr);

      cairo_set_source_rgba (cr, 0.0, 0.0, 0.0, 0.45);
      cairo_set_line_width (cr, LINE_WIDTH + 1.2);
      cairo_stroke_preserve (cr);
      cairo_set_source_rgb (cr, ((rgb >> 16) & 0xff) / 255.0, ((rgb >> 8) & 0xff) / 255.0, (rgb & 0xff) / 255.0);
      cairo_set_line_width (cr, LINE_WIDTH);
      cairo_stroke (cr);
    }
}

void
gw_image_draw (cairo_t *cr, cairo_surface_t *picture, double width, double height, GPtrArray *objects, int image_width,
               int image_height, GwColorFunc color, gpointer data)
{
  int picture_width = cairo_image_surface_get_width (picture);
  int picture_height = cairo_image_surface_get_height (picture);
  double scale;
  cairo_matrix_t matrix;

  if (picture_width < 1 || picture_height < 1)
    return;

  scale = MAX (width / picture_width, height / picture_height);
  cairo_save (cr);
  cairo_rectangle (cr, 0.0, 0.0, width, height);
  cairo_clip (cr);

  if (cairo_image_surface_get_format (picture) == CAIRO_FORMAT_ARGB32)
    gw_checker_paint (cr, 8, 0.0, 0.0, FALSE);

  cairo_save (cr);
  cairo_translate (cr, (width - picture_width * scale) / 2.0, (height - picture_height * scale) / 2.0);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, picture, 0.0, 0.0);
  /* Tiny pictures show their pixels; others are smoothed. */
  cairo_pattern_set_filter (cairo_get_source (cr), scale > 4.0 ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_BILINEAR);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  cairo_restore (cr);

  if (objects != NULL && image_width > 0 && image_height > 0)
    {
      double object_scale = scale * picture_width / image_width;

      cairo_matrix_init (&matrix, object_scale, 0.0, 0.0, object_scale, (width - image_width * object_scale) / 2.0,
                         (height - image_height * object_scale) / 2.0);
      draw_objects (cr, objects, &matrix, color, data);
    }
  cairo_restore (cr);
}

void
gw_image_draw_whole (cairo_t *cr, cairo_surface_t *picture, double width, double height, GPtrArray *objects,
                     int image_width, int image_height, GwColorFunc color, gpointer data)
{
  const int picture_width = cairo_image_surface_get_width (picture);
  const int picture_height = cairo_image_surface_get_height (picture);
  double scale;

  if (picture_width < 1 || picture_height < 1)
    return;

  scale = MIN (width / picture_width, height / picture_height);
  cairo_save (cr);
  cairo_translate (cr, (width - picture_width * scale) / 2.0, (height - picture_height * scale) / 2.0);
  gw_image_draw (cr, picture, picture_width * scale, picture_height * scale, objects, image_width, image_height, color,
                 data);
  cairo_restore (cr);
}
