/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-street-ground.h"

#include <math.h>

static void
add_quad (cairo_t *cr, const GwCamera *camera, double x0, double z0, double x1, double z1)
{
  GwPoint a = gw_camera_see (camera, x0, 0.0, z0);
  GwPoint b = gw_camera_see (camera, x1, 0.0, z0);
  GwPoint c = gw_camera_see (camera, x1, 0.0, z1);
  GwPoint d = gw_camera_see (camera, x0, 0.0, z1);

  cairo_move_to (cr, a.x, a.y);
  cairo_line_to (cr, b.x, b.y);
  cairo_line_to (cr, c.x, c.y);
  cairo_line_to (cr, d.x, d.y);
  cairo_close_path (cr);
}

void
gw_ground_path (GwPen *pen, const GwCamera *camera, double x0, double z0, double x1, double z1)
{
  cairo_new_path (pen->cr);
  add_quad (pen->cr, camera, x0, z0, x1, z1);
}

void
gw_ground_fill (GwPen *pen, const GwCamera *camera, double x0, double z0, double x1, double z1, GwInk ink)
{
  gw_ground_path (pen, camera, x0, z0, x1, z1);
  gw_pen_fill (pen, ink);
}

/* A strip right across the picture, darker towards the eye. */
static void
paint_strip (GwStage *stage, const GwCamera *camera, double z_near, double z_far, GwInk ink, double fall)
{
  GwPoint top = gw_camera_see (camera, 0.0, 0.0, z_far);
  GwPoint bottom = gw_camera_see (camera, 0.0, 0.0, z_near);
  GwPen pen = gw_stage_pen (stage, (z_near + z_far) / 2.0);

  gw_pen_rectangle (&pen, 0.0, top.y, stage->width, bottom.y - top.y);
  gw_pen_set_gradient (&pen, 0.0, top.y, 0.0, bottom.y, gw_ink_shade (ink, 0.08), gw_ink_shade (ink, -fall));
  cairo_fill (stage->cr);
}

void
gw_ground_paint_pavement (GwStage *stage, const GwCamera *camera, double z_near, double z_far, GwInk ink)
{
  GwPen pen = gw_stage_pen (stage, (z_near + z_far) / 2.0);
  double half = stage->width / gw_camera_scale (camera, z_far);

  paint_strip (stage, camera, z_near, z_far, ink, 0.05);
  cairo_new_path (stage->cr);
  for (double x = -floor (half); x < half; x += 1.2)
    {
      GwPoint a = gw_camera_see (camera, x, 0.0, z_near);
      GwPoint b = gw_camera_see (camera, x, 0.0, z_far);

      cairo_move_to (stage->cr, a.x, a.y);
      cairo_line_to (stage->cr, b.x, b.y);
    }
  for (double z = z_near + 1.2; z < z_far; z += 1.2)
    {
      GwPoint a = gw_camera_see (camera, 0.0, 0.0, z);

      cairo_move_to (stage->cr, 0.0, a.y);
      cairo_line_to (stage->cr, stage->width, a.y);
    }
  gw_pen_set_alpha (&pen, gw_ink_shade (ink, -0.35), 0.3);
  cairo_set_line_width (stage->cr, 1.0);
  cairo_stroke (stage->cr);
}

static void
paint_wear (GwStage *stage, const GwCamera *camera, double z_near, double z_far, GwInk ink, GwDice *dice)
{
  GwPen pen = gw_stage_pen (stage, z_near);

  for (int i = 0; i < 26; i++)
    {
      double z = z_near + (z_far - z_near) * gw_dice_real (dice);
      double s = gw_camera_scale (camera, z);
      double y = gw_camera_see (camera, 0.0, 0.0, z).y;
      double w = s * gw_dice_between (dice, 0.6, 3.2);
      double flat = gw_dice_between (dice, 0.05, 0.13);
      double x = gw_dice_between (dice, 0.0, stage->width);

      gw_pen_blob (&pen, dice, x, y, w, w * flat, 0.25);
      gw_pen_set_alpha (&pen, gw_ink_shade (ink, gw_dice_chance (dice, 0.5) ? 0.3 : -0.4), 0.13);
      cairo_fill (stage->cr);
    }
  cairo_new_path (stage->cr);
  for (int i = 0; i < 5; i++)
    {
      double x = gw_dice_between (dice, 0.0, stage->width);
      double z = z_near + (z_far - z_near) * gw_dice_real (dice) * 0.7;
      double y = gw_camera_see (camera, 0.0, 0.0, z).y;

      cairo_move_to (stage->cr, x, y);
      for (int k = 0; k < 5; k++)
        {
          x += gw_dice_between (dice, 8.0, 40.0);
          y += gw_dice_between (dice, -7.0, 7.0);
          cairo_line_to (stage->cr, x, y);
        }
    }
  gw_pen_set_alpha (&pen, gw_ink_shade (ink, -0.5), 0.35);
  cairo_set_line_width (stage->cr, 1.4);
  cairo_stroke (stage->cr);
}

static void
paint_manhole (GwStage *stage, const GwCamera *camera, double x, double z, GwInk ink)
{
  GwPen pen = gw_stage_pen (stage, z);
  GwPoint p = gw_camera_see (camera, x, 0.0, z);
  double r = gw_camera_scale (camera, z) * 0.36;
  double flat = r * camera->height / z;

  gw_pen_ellipse (&pen, p.x, p.y, r, flat);
  gw_pen_fill (&pen, gw_ink_shade (ink, -0.45));
  gw_pen_ellipse (&pen, p.x, p.y, r * 0.86, flat * 0.84);
  gw_pen_fill (&pen, gw_ink_shade (ink, -0.2));
  for (int i = -1; i <= 1; i++)
    {
      gw_pen_rectangle (&pen, p.x - r * 0.6, p.y + flat * (0.42 * i) - flat * 0.06, r * 1.2, flat * 0.14);
      gw_pen_fill (&pen, gw_ink_shade (ink, -0.45));
    }
}

void
gw_ground_paint_road (GwStage *stage, const GwCamera *camera, double z_near, double z_far, GwInk ink, GwDice *dice)
{
  double x = gw_dice_between (dice, -4.0, 4.0);
  double z = z_near + (z_far - z_near) * gw_dice_between (dice, 0.15, 0.6);

  paint_strip (stage, camera, z_near, z_far, ink, 0.3);
  paint_wear (stage, camera, z_near, z_far, ink, dice);
  paint_manhole (stage, camera, x, z, ink);
}

void
gw_ground_paint_dashes (GwStage *stage, const GwCamera *camera, double z, double width, GwInk ink, double start)
{
  GwPen pen = gw_stage_pen (stage, z);
  double half = stage->width / gw_camera_scale (camera, z);

  cairo_new_path (stage->cr);
  for (double x = -half + start; x < half; x += 6.0)
    add_quad (stage->cr, camera, x, z - width / 2.0, x + 3.0, z + width / 2.0);
  gw_pen_set_alpha (&pen, ink, 0.85);
  cairo_fill (stage->cr);
}

void
gw_ground_paint_dashes_away (GwStage *stage, const GwCamera *camera, double x, double z_near, double z_far,
                             double width, GwInk ink)
{
  for (double z = z_near; z < z_far; z += 6.0)
    {
      GwPen pen = gw_stage_pen (stage, z);

      gw_ground_path (&pen, camera, x - width / 2.0, z, x + width / 2.0, z + 3.0);
      gw_pen_set_alpha (&pen, ink, 0.85);
      cairo_fill (stage->cr);
    }
}

void
gw_ground_paint_crossing (GwStage *stage, const GwCamera *camera, double x0, double z0, double x1, double z1,
                          gboolean along_x, GwInk ink)
{
  GwPen pen = gw_stage_pen (stage, (z0 + z1) / 2.0);

  cairo_new_path (stage->cr);
  if (along_x)
    for (double x = x0; x < x1; x += 1.0)
      add_quad (stage->cr, camera, x, z0, x + 0.52, z1);
  else
    for (double z = z0; z < z1; z += 1.0)
      add_quad (stage->cr, camera, x0, z, x1, z + 0.52);
  gw_pen_set_alpha (&pen, ink, 0.88);
  cairo_fill (stage->cr);
}

void
gw_ground_paint_mirror (GwStage *stage, double row, double reach, double strength)
{
  int height = (int) MIN (reach, MIN (row, stage->height - row));
  cairo_surface_t *copy;
  cairo_pattern_t *fade;
  cairo_t *cr;

  if (height < 8)
    return;
  copy = cairo_image_surface_create (CAIRO_FORMAT_RGB24, stage->width, height);
  cr = cairo_create (copy);
  cairo_scale (cr, 1.0, -1.0);
  cairo_set_source_surface (cr, stage->surface, 0.0, -floor (row));
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_destroy (cr);

  fade = cairo_pattern_create_linear (0.0, row, 0.0, row + height);
  cairo_pattern_add_color_stop_rgba (fade, 0.0, 0.0, 0.0, 0.0, strength);
  cairo_pattern_add_color_stop_rgba (fade, 1.0, 0.0, 0.0, 0.0, 0.0);
  cairo_save (stage->cr);
  cairo_rectangle (stage->cr, 0.0, floor (row), stage->width, height);
  cairo_clip (stage->cr);
  cairo_set_source_surface (stage->cr, copy, 0.0, floor (row));
  cairo_mask (stage->cr, fade);
  cairo_restore (stage->cr);
  cairo_pattern_destroy (fade);
  cairo_surface_destroy (copy);
}
