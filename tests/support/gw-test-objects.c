/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-test-objects.h"

#include <math.h>

#include "gw-mask.h"

static double
between (gw_random *random, double low, double high)
{
  double value = low + (high - low) * gw_random_real (random);

  /* Whole pixels half of the time, as people's files have. */
  return gw_random_below (random, 2) == 0 ? floor (value) : value;
}

static GwPoint
random_point (gw_random *random, int width, int height)
{
  return (GwPoint) { between (random, 0.0, width), between (random, 0.0, height) };
}

static GwRing
random_ring (gw_random *random, int width, int height)
{
  GwRing ring = { NULL, 3 + gw_random_below (random, 20) };

  ring.points = g_new (GwPoint, ring.n_points);
  for (gsize i = 0; i < ring.n_points; i++)
    ring.points[i] = random_point (random, width, height);
  /* Three of them must be distinct. */
  ring.points[0] = (GwPoint) { 0.0, 0.0 };
  ring.points[1] = (GwPoint) { 3.25, 0.5 };
  ring.points[2] = (GwPoint) { 1.0, 4.0 };
  return ring;
}

static void
random_mask (gw_random *random, int width, int height, GwMask *mask)
{
  int w = 1 + (int) gw_random_below (random, (guint64) MIN (width, 40));
  int h = 1 + (int) gw_random_below (random, (guint64) MIN (height, 40));
  int x = (int) gw_random_below (random, (guint64) (width - w + 1));
  int y = (int) gw_random_below (random, (guint64) (height - h + 1));
  g_autofree guint8 *rows = g_new (guint8, (gsize) w * h);

  for (int i = 0; i < w * h; i++)
    rows[i] = gw_random_below (random, 3) == 0;
  rows[0] = 1;
  if (gw_mask_from_bitmap (width, height, x, y, w, h, rows, (gsize) w, mask) != GW_STATUS_OK)
    g_error ("A mask could not be made.");
}

void
gw_test_random_shape (gw_random *random, GwShapeKind kind, int width, int height, GwShape *shape)
{
  GwPoint corner = { between (random, 0.0, width - 4.0), between (random, 0.0, height - 4.0) };
  double w = between (random, 1.0, width - corner.x);
  double h = between (random, 1.0, height - corner.y);

  shape->kind = kind;
  switch (kind)
    {
    case GW_SHAPE_BOX:
      gw_shape_init_box (shape, corner.x, corner.y, w, h);
      break;
    case GW_SHAPE_ROTATED_BOX:
      shape->as.rotated = (GwRotatedBox) { width / 2.0 + gw_random_real (random), height / 2.0, between (random, 1, 4),
                                           between (random, 1, 4), between (random, -179.0, 180.0) };
      break;
    case GW_SHAPE_POLYGON:
      shape->as.polygon.n_rings = 1 + gw_random_below (random, 3);
      shape->as.polygon.rings = g_new (GwRing, shape->as.polygon.n_rings);
      for (gsize i = 0; i < shape->as.polygon.n_rings; i++)
        shape->as.polygon.rings[i] = random_ring (random, width, height);
      break;
    case GW_SHAPE_MASK:
      random_mask (random, width, height, &shape->as.mask);
      break;
    case GW_SHAPE_POLYLINE:
      shape->as.line = random_ring (random, width, height);
      break;
    case GW_SHAPE_POINTS:
      shape->as.points.n_points = 1 + gw_random_below (random, 5);
      shape->as.points.points = g_new (GwKeypoint, shape->as.points.n_points);
      for (gsize i = 0; i < shape->as.points.n_points; i++)
        shape->as.points.points[i] = (GwKeypoint) { random_point (random, width, height),
                                                    (GwVisibility) (i == 0 ? 2 : gw_random_below (random, 3)) };
      break;
    case GW_SHAPE_ELLIPSE:
      shape->as.ellipse = (GwEllipse) { width / 2.0, height / 2.0, between (random, 1, 4), between (random, 1, 4),
                                        between (random, -179.0, 180.0) };
      break;
    case GW_SHAPE_NONE:
    default:
      shape->kind = GW_SHAPE_NONE;
      break;
    }
}

GwShapeKind
gw_test_random_kind (gw_random *random)
{
  return (GwShapeKind) (1 + gw_random_below (random, GW_SHAPE_N_KINDS - 1));
}

GwObject *
gw_test_random_object (gw_random *random, GwShapeKind kind, int width, int height)
{
  static const char *const texts[] = { "true", "false", "red", "3.5", "", "a \"quoted\" ünïcode\n text" };
  GwObject *object = gw_object_new ((gint64) (gw_random_u64 (random) >> 1) | 1,
                                    1 + (gint64) gw_random_below (random, 9));
  GwShape shape = GW_SHAPE_INIT;

  gw_test_random_shape (random, kind, width, height, &shape);
  gw_object_take_shape (object, &shape);
  if (gw_random_below (random, 3) == 0)
    gw_object_set_flags (object, (GwObjectFlags) (gw_random_below (random, 16) | gw_random_below (random, 4) << 8));
  if (gw_random_below (random, 3) == 0)
    gw_object_set_z (object, (int) gw_random_below (random, 100) - 50);
  if (gw_random_below (random, 4) == 0)
    gw_object_set_group (object, (gint64) gw_random_below (random, 1000));
  if (gw_random_below (random, 3) == 0)
    gw_object_set_score (object, gw_random_real (random));
  gw_object_set_source (object, (GwSource) gw_random_below (random, 3));
  if (gw_random_below (random, 2) == 0)
    gw_object_set_author (object, gw_random_below (random, 2) == 0 ? "mara" : "aiko");
  gw_object_set_times (object, (gint64) gw_random_below (random, 1000000000),
                       (gint64) gw_random_below (random, 1000000000));
  for (guint64 i = gw_random_below (random, 4); i > 0; i--)
    {
      char name[] = "attribute A";

      name[sizeof name - 2] = (char) ('A' + gw_random_below (random, 5));
      gw_object_set_attribute (object, name, texts[gw_random_below (random, G_N_ELEMENTS (texts))]);
    }
  if (gw_random_below (random, 5) == 0)
    gw_object_set_bag (object, "{\"coco\":{\"license\":3,\"x\":[1,{}]}}");
  return object;
}
