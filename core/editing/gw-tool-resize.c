/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-tool-resize-private.h"

#include <math.h>

void
_gw_resize_axis (int side, double at, gboolean centred, double size, double *start, double *length)
{
  double low = *start, high = *start + *length;
  double centre = (low + high) / 2.0;
  double held = CLAMP (round (at), MIN (0.0, low), MAX (size, high));
  double other = side < 0 ? high : low;

  if (side == 0)
    return;
  if (centred)
    {
      double room = MIN (centre - MIN (0.0, low), MAX (size, high) - centre);
      double half = MIN (fabs (held - centre), room);

      held = centre + half;
      other = centre - half;
    }
  *start = MIN (held, other);
  *length = fabs (held - other);
  if (*length >= 1.0)
    return;
  *start = held < other || (held == other && side < 0) ? other - 1.0 : other;
  *length = 1.0;
  if (centred)
    *start = centre - 0.5;
}

void
_gw_resize_in_proportion (const GwBox *from, GwResizeHandle handle, gboolean centred, double width, double height,
                          GwBox *to)
{
  double right = from->x + from->width, bottom = from->y + from->height;
  double room_x, room_y, factor;

  if (from->width <= 0.0 || from->height <= 0.0)
    return;
  factor = handle.x == 0   ? to->height / from->height
           : handle.y == 0 ? to->width / from->width
                           : MAX (to->width / from->width, to->height / from->height);
  /* The room on the side that grows; half of it on each side of a middle. */
  room_x = handle.x < 0 ? right : handle.x > 0 ? width - from->x : 0.0;
  room_y = handle.y < 0 ? bottom : handle.y > 0 ? height - from->y : 0.0;
  if (centred || handle.x == 0)
    room_x = 2.0 * MIN (from->x + from->width / 2.0, width - from->x - from->width / 2.0);
  if (centred || handle.y == 0)
    room_y = 2.0 * MIN (from->y + from->height / 2.0, height - from->y - from->height / 2.0);
  factor = MIN (factor, MAX (1.0, MIN (room_x / from->width, room_y / from->height)));
  factor = MAX (factor, 1.0 / MIN (from->width, from->height));
  to->width = from->width * factor;
  to->height = from->height * factor;
  to->x = handle.x < 0 ? right - to->width : from->x;
  to->y = handle.y < 0 ? bottom - to->height : from->y;
  if (centred || handle.x == 0)
    to->x = from->x + (from->width - to->width) / 2.0;
  if (centred || handle.y == 0)
    to->y = from->y + (from->height - to->height) / 2.0;
}
