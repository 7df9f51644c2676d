/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-tool-draft-private.h"

#include <glib/gi18n.h>
#include <math.h>

gboolean
_gw_tool_part_init (GwToolPart *self, GwTool *tool, const GwBox *wanted, gint64 whole)
{
  GwPicture *picture = gw_tool_get_picture (tool);
  const GwBox all = { 0 };
  const GwPixels *pixels;

  *self = (GwToolPart) { 0 };
  if (picture == NULL || _gw_tool_get_ground (tool, &self->width, &self->height) == NULL)
    {
      _gw_tool_refused (tool, _ ("The image is not there yet. Wait until it is shown."));
      return FALSE;
    }
  pixels = gw_picture_get_pixels (picture);
  if ((gint64) pixels->width * pixels->height <= whole)
    wanted = &all;
  if (!gw_picture_crop (picture, wanted, &self->pixels, &self->x, &self->y))
    {
      _gw_tool_refused (tool, _ ("There is nothing of the image here."));
      return FALSE;
    }
  self->picture = gw_picture_ref (picture);
  self->scale = gw_picture_get_scale (picture);
  return TRUE;
}

void
_gw_tool_part_clear (GwToolPart *self)
{
  g_clear_pointer (&self->picture, gw_picture_unref);
}

GwBox
_gw_tool_pad_box (const GwBox *box, double share, double least)
{
  double x = fmax (box->width * share, least), y = fmax (box->height * share, least);

  if (box->width <= 0.0 || box->height <= 0.0)
    return *box;
  return (GwBox) { box->x - x, box->y - y, box->width + 2.0 * x, box->height + 2.0 * y };
}

GwPoint
_gw_tool_part_lower (const GwToolPart *self, GwPoint point)
{
  return (GwPoint) { point.x * self->scale - self->x, point.y * self->scale - self->y };
}

GwPoint
_gw_tool_part_lift (const GwToolPart *self, GwPoint point)
{
  return (GwPoint) { (point.x + self->x) / self->scale, (point.y + self->y) / self->scale };
}

gboolean
_gw_tool_part_find_pixel (const GwToolPart *self, GwPoint point, int *x, int *y)
{
  GwPoint there = _gw_tool_part_lower (self, point);

  if (!(there.x >= 0.0 && there.y >= 0.0 && there.x < self->pixels.width && there.y < self->pixels.height))
    return FALSE;
  *x = (int) there.x;
  *y = (int) there.y;
  return TRUE;
}

/* A smaller picture's mask is first one of that whole picture. */
gw_status
_gw_tool_part_lift_mask (const GwToolPart *self, const GwMask *mask, GwMask *lifted)
{
  const GwPixels *pixels = gw_picture_get_pixels (self->picture);
  GwMask moved = GW_MASK_INIT;
  gw_status status;

  if (mask->n_runs == 0)
    return gw_mask_init_empty (self->width, self->height, lifted);
  status = gw_mask_copy (mask, &moved);
  if (status != GW_STATUS_OK)
    return status;
  moved.image_width = pixels->width;
  moved.image_height = pixels->height;
  moved.x += self->x;
  moved.y += self->y;
  if (pixels->width == self->width && pixels->height == self->height)
    {
      *lifted = moved;
      return GW_STATUS_OK;
    }
  status = gw_mask_resize (&moved, self->width, self->height, lifted);
  gw_mask_clear (&moved);
  return status;
}
