/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-ellipse-outline.h"

#include "gw-json-values.h"
#include "gw-polygon.h"

#define KEY "ellipse"
#define SAME_POINT 1e-6

gboolean
gw_ellipse_outline_make (const GwEllipse *ellipse, GwShape *shape)
{
  GwRing ring = GW_RING_INIT;
  gboolean done;

  if (gw_ring_from_ellipse (ellipse, &ring) != GW_STATUS_OK)
    return FALSE;
  shape->kind = GW_SHAPE_POLYGON;
  shape->as.polygon = (GwPolygon) GW_POLYGON_INIT;
  done = gw_polygon_add_ring (&shape->as.polygon, ring.points, ring.n_points) == GW_STATUS_OK;
  gw_ring_clear (&ring);

  return done;
}

void
gw_ellipse_outline_keep (const GwEllipse *ellipse, GwObject *object, GwJsonMembers *bag)
{
  const double numbers[] = { ellipse->cx, ellipse->cy, ellipse->rx, ellipse->ry, ellipse->angle };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) json = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);

  gw_json_writer_doubles (json, numbers, G_N_ELEMENTS (numbers));
  if (!gw_json_writer_finish (json, NULL))
    return;
  gw_json_members_set (bag, KEY, text->str, (gssize) text->len);
  gw_object_set_attribute_bare (object, GW_ELLIPSE_ATTRIBUTE, "true");
}

gboolean
gw_ellipse_outline_find (GwObject *object, const GwJsonMembers *bag, GwEllipse *ellipse)
{
  const GwShape *shape = gw_object_get_shape (object);
  GwShape known = GW_SHAPE_INIT;
  double numbers[5];
  gboolean same;

  if (shape->kind != GW_SHAPE_POLYGON || gw_object_get_attribute (object, GW_ELLIPSE_ATTRIBUTE) == NULL
      || !gw_json_members_get_numbers (bag, KEY, numbers, G_N_ELEMENTS (numbers)))
    return FALSE;
  *ellipse = (GwEllipse) { numbers[0], numbers[1], numbers[2], numbers[3], numbers[4] };
  same = gw_ellipse_outline_make (ellipse, &known) && gw_shape_equal (shape, &known, SAME_POINT);
  gw_shape_clear (&known);

  return same;
}
