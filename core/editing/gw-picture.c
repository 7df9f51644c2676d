/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-picture.h"

#include <math.h>

struct _GwPicture
{
  GwPixels pixels;
  double scale;
  gpointer owner;
  GDestroyNotify free_owner;
};

GwPicture *
gw_picture_new (const GwPixels *pixels, double scale, gpointer owner, GDestroyNotify free_owner)
{
  GwPicture *self;

  g_return_val_if_fail (pixels != NULL && gw_pixels_validate (pixels) == GW_STATUS_OK, NULL);
  g_return_val_if_fail (scale > 0.0 && scale <= 1.0, NULL);

  self = g_atomic_rc_box_new (GwPicture);
  self->pixels = *pixels;
  self->scale = scale;
  self->owner = owner;
  self->free_owner = free_owner;
  return self;
}

GwPicture *
gw_picture_ref (GwPicture *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
picture_clear (gpointer data)
{
  GwPicture *self = data;

  if (self->free_owner != NULL)
    self->free_owner (self->owner);
}

void
gw_picture_unref (GwPicture *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, picture_clear);
}

const GwPixels *
gw_picture_get_pixels (GwPicture *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->pixels;
}

double
gw_picture_get_scale (GwPicture *self)
{
  g_return_val_if_fail (self != NULL, 1.0);

  return self->scale;
}

gboolean
gw_picture_crop (GwPicture *self, const GwBox *box, GwPixels *part, int *x, int *y)
{
  double left, top, right, bottom;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (box != NULL && part != NULL && x != NULL && y != NULL, FALSE);

  if (box->width <= 0.0 || box->height <= 0.0)
    {
      *part = self->pixels;
      *x = *y = 0;
      return TRUE;
    }
  /* CLAMP lets NaN through as the bound: such a box has no pixels then. */
  left = CLAMP (floor (box->x * self->scale), 0.0, self->pixels.width);
  top = CLAMP (floor (box->y * self->scale), 0.0, self->pixels.height);
  right = CLAMP (ceil ((box->x + box->width) * self->scale), 0.0, self->pixels.width);
  bottom = CLAMP (ceil ((box->y + box->height) * self->scale), 0.0, self->pixels.height);
  if (!(right > left && bottom > top))
    return FALSE;

  *x = (int) left;
  *y = (int) top;
  return gw_pixels_crop (&self->pixels, x, y, (int) (right - left), (int) (bottom - top), part);
}
