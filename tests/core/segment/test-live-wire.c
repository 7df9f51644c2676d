/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-live-wire.h"

#include <glib.h>
#include <math.h>
#include <stdlib.h>

#include "gw-live-wire-private.h"
#include "segment-pictures.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwLiveWire, gw_live_wire_free)

/* What the cheapest paths from a pixel cost, found without buckets, tiles and
 * windows: all steps are tried until none is an improvement.
 */
static guint32 *
slow_costs (const GwPixels *pixels, int x, int y, int reach, double edge_sensitivity)
{
  const int width = pixels->width, height = pixels->height;
  guint32 *paths = g_new (guint32, width * height);
  GwWireCosts costs;
  GwEdgeMap map;
  gboolean improved = TRUE;

  g_assert_cmpint (_gw_edge_map_init (&map, pixels), ==, GW_STATUS_OK);
  g_assert_cmpint (_gw_edge_map_prepare (&map, 0, 0, width, height, NULL), ==, GW_STATUS_OK);
  _gw_wire_costs_init (&costs, edge_sensitivity);
  for (int i = 0; i < width * height; i++)
    paths[i] = G_MAXUINT32;
  paths[y * width + x] = 0;
  while (improved)
    {
      improved = FALSE;
      for (int i = 0; i < width * height; i++)
        for (unsigned link = 0; link < GW_WIRE_N_LINKS && paths[i] != G_MAXUINT32; link++)
          {
            const int column = i % width + _gw_wire_dx[link], row = i / width + _gw_wire_dy[link];
            guint32 cost;

            if (column < 0 || row < 0 || column >= width || row >= height || ABS (column - x) > reach
                || ABS (row - y) > reach)
              continue;
            cost = paths[i] + _gw_wire_cost (&costs, link, map.codes[i], map.codes[row * width + column]);
            if (cost < paths[row * width + column])
              {
                paths[row * width + column] = cost;
                improved = TRUE;
              }
          }
    }
  _gw_edge_map_clear (&map);
  return paths;
}

static GwRing
path_to (GwLiveWire *wire, int x, int y)
{
  GwRing path = GW_RING_INIT;

  g_assert_cmpint (gw_live_wire_path (wire, x, y, &path, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (path.n_points, >, 0);
  return path;
}

/* The pixel's centre, or the border of the picture beside it. */
static void
assert_point (GwPoint point, int x, int y, int width, int height)
{
  g_assert_cmpfloat (point.x, ==, x == 0 ? 0 : x == width - 1 ? width : x + 0.5);
  g_assert_cmpfloat (point.y, ==, y == 0 ? 0 : y == height - 1 ? height : y + 0.5);
}

static void
assert_equal_paths (const GwRing *a, const GwRing *b)
{
  g_assert_cmpuint (a->n_points, ==, b->n_points);
  for (gsize i = 0; i < a->n_points; i++)
    {
      g_assert_cmpfloat (a->points[i].x, ==, b->points[i].x);
      g_assert_cmpfloat (a->points[i].y, ==, b->points[i].y);
    }
}

static void
test_slow_twin (void)
{
  static const int sizes[][2] = { { 1, 1 }, { 1, 50 }, { 50, 1 }, { 2, 3 }, { 40, 30 }, { 300, 9 }, { 9, 530 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint seed = 0; seed < 3; seed++)
      {
        const int width = sizes[i][0], height = sizes[i][1], reach = seed == 2 ? 12 : 1000;
        const int x = seed == 0 ? 0 : width / 2, y = seed == 1 ? height - 1 : height / 3;
        const double edge_sensitivity = seed / 2.0;
        g_autofree guint32 *dots = picture_noise (width, height, width + 5, 10 * seed, seed);
        const GwPixels pixels = { dots, width, height, width + 5 };
        g_autofree guint32 *slow = slow_costs (&pixels, x, y, reach, edge_sensitivity);
        g_autoptr (GwLiveWire) wire = gw_live_wire_new (&pixels, edge_sensitivity);

        g_assert_cmpint (gw_live_wire_set_seed (wire, x, y, reach), ==, GW_STATUS_OK);
        for (int target = 0; target < width * height; target += 1 + width / 7)
          {
            g_auto (GwRing) path = path_to (wire, target % width, target / width);

            g_assert_cmpuint (_gw_live_wire_distance (wire, target % width, target / width), ==, slow[target]);
            assert_point (path.points[0], x, y, width, height);
            assert_point (path.points[path.n_points - 1], target % width, target / width, width, height);
          }
      }
}

/* Whatever was asked before, and whether tiles were made ahead. */
static void
test_order_does_not_matter (void)
{
  g_autofree guint32 *dots = picture_noise (600, 300, 600, 12, 3);
  const GwPixels pixels = { dots, 600, 300, 600 };
  g_autoptr (GwLiveWire) wire = gw_live_wire_new (&pixels, 0.5);
  g_autoptr (GwLiveWire) other = gw_live_wire_new (&pixels, 0.5);

  g_assert_cmpint (gw_live_wire_prepare (wire, -10, -10, 10000, 10000, NULL), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_live_wire_set_seed (wire, 590, 290, 1000), ==, GW_STATUS_OK);
  for (int i = 0; i < 40; i++)
    {
      const int forth = i * 14, back = (39 - i) * 14;
      g_auto (GwRing) far_first = path_to (wire, forth, forth / 2);
      g_auto (GwRing) alone = GW_RING_INIT;
      g_auto (GwRing) meanwhile = GW_RING_INIT;

      g_assert_cmpint (gw_live_wire_set_seed (other, 590, 290, 1000), ==, GW_STATUS_OK);
      meanwhile = path_to (other, back, back / 2);
      alone = path_to (other, forth, forth / 2);
      assert_equal_paths (&far_first, &alone);
    }
}

/* A path around half a disk stays within a pixel of its border, whatever lies
 * straight on.
 */
static void
test_follows_edge (void)
{
  g_autofree guint32 *dots = picture_disk (700, 500, 350, 250, 180, 6, 1);
  const GwPixels pixels = { dots, 700, 500, 700 };
  g_autoptr (GwLiveWire) wire = gw_live_wire_new (&pixels, 0.8);
  const int places[4][2] = { { 530, 250 }, { 350, 430 }, { 170, 250 }, { 350, 70 } };

  for (guint i = 0; i < 4; i++)
    {
      const int *from = places[i], *to = places[(i + 1) % 4];
      g_auto (GwRing) path = GW_RING_INIT;

      g_assert_cmpint (gw_live_wire_set_seed (wire, from[0], from[1], 1000), ==, GW_STATUS_OK);
      path = path_to (wire, to[0], to[1]);
      g_assert_cmpuint (path.n_points, >, 10);
      for (gsize j = 0; j < path.n_points; j++)
        g_assert_cmpfloat (ABS (hypot (path.points[j].x - 350, path.points[j].y - 250) - 180), <, 2);
    }
}

/* Nothing to follow: straight on, and as straight as steps go elsewhere. */
static void
test_flat (void)
{
  g_autofree guint32 *dots = picture_flat (400, 300, 410, 0x808080);
  const GwPixels pixels = { dots, 400, 300, 410 };
  g_autoptr (GwLiveWire) wire = gw_live_wire_new (&pixels, 0.5);
  g_auto (GwRing) path = GW_RING_INIT;
  int32_t x = 40, y = 30;

  gw_live_wire_snap (wire, &x, &y, 20);
  g_assert_cmpint (x, ==, 40);
  g_assert_cmpint (y, ==, 30);
  g_assert_cmpint (gw_live_wire_set_seed (wire, 10, 20, 4000), ==, GW_STATUS_OK);
  path = path_to (wire, 280, 290);
  g_assert_cmpuint (path.n_points, ==, 2);
  gw_ring_clear (&path);
  path = path_to (wire, 390, 20);
  g_assert_cmpuint (path.n_points, ==, 2);
  gw_ring_clear (&path);
  path = path_to (wire, 10, 20);
  g_assert_cmpuint (path.n_points, ==, 1);
  assert_point (path.points[0], 10, 20, 400, 300);
}

/* Out of reach and out of the picture. */
static void
test_beyond (void)
{
  g_autofree guint32 *dots = picture_noise (200, 100, 200, 12, 3);
  const GwPixels pixels = { dots, 200, 100, 200 };
  g_autoptr (GwLiveWire) wire = gw_live_wire_new (&pixels, 0.5);
  g_auto (GwRing) path = GW_RING_INIT;

  g_assert_cmpint (gw_live_wire_set_seed (wire, 30, 30, 20), ==, GW_STATUS_OK);
  path = path_to (wire, G_MAXINT32, 30);
  assert_point (path.points[path.n_points - 1], 199, 30, 200, 100);
  gw_ring_clear (&path);
  path = path_to (wire, G_MININT32, G_MININT32);
  assert_point (path.points[path.n_points - 1], 0, 0, 200, 100);
}

static void
test_snap (void)
{
  g_autofree guint32 *dots = picture_flat (300, 300, 300, 0x404040);
  const GwPixels pixels = { dots, 300, 300, 300 };
  g_autoptr (GwLiveWire) wire = NULL;
  int32_t x = 140, y = 100;

  for (int i = 0; i < 300; i++)
    for (int j = 150; j < 300; j++)
      dots[i * 300 + j] = 0xc0c0c0;
  wire = gw_live_wire_new (&pixels, 0.5);

  /* Both sides of the step are as strong: the nearer one. */
  gw_live_wire_snap (wire, &x, &y, 12);
  g_assert_cmpint (x, ==, 149);
  g_assert_cmpint (y, ==, 100);
  x = 160;
  gw_live_wire_snap (wire, &x, &y, 12);
  g_assert_cmpint (x, ==, 150);
  x = 100;
  gw_live_wire_snap (wire, &x, &y, 12);
  g_assert_cmpint (x, ==, 100);
  x = 149;
  gw_live_wire_snap (wire, &x, &y, G_MININT32);
  g_assert_cmpint (x, ==, 149);
  x = 290;
  y = 299;
  gw_live_wire_snap (wire, &x, &y, G_MAXINT32);
  g_assert_cmpint (x, ==, 150);
  g_assert_cmpint (y, ==, 299);
  x = -1;
  gw_live_wire_snap (wire, &x, &y, 50);
  g_assert_cmpint (x, ==, -1);
}

static void
test_cooling (void)
{
  g_autofree guint32 *dots = picture_disk (400, 400, 200, 200, 120, 3, 1);
  const GwPixels pixels = { dots, 400, 400, 400 };
  g_autoptr (GwLiveWire) wire = gw_live_wire_new (&pixels, 0.8);
  int32_t x = -1, y = -1;

  g_assert_false (gw_live_wire_cooled (wire, 1, &x, &y));
  g_assert_cmpint (gw_live_wire_set_seed (wire, 320, 200, 1000), ==, GW_STATUS_OK);
  for (int i = 0; i < 6; i++)
    {
      g_auto (GwRing) path = path_to (wire, 200 - i, 318 + i % 3);

      g_assert_cmpint (gw_live_wire_cooled (wire, 6, &x, &y), ==, i == 5);
    }
  /* On the border, and most of the way. */
  g_assert_cmpfloat (ABS (hypot (x + 0.5 - 200, y + 0.5 - 200) - 120), <, 2);
  g_assert_cmpint (x, <, 230);

  /* The other way round nothing is in common but the seed. */
  gw_ring_clear (&(GwRing) { path_to (wire, 200, 80).points, 0 });
  g_assert_false (gw_live_wire_cooled (wire, 2, &x, &y));
  g_assert_true (gw_live_wire_cooled (wire, 1, &x, &y));
  g_assert_cmpint (x, ==, 200);
  g_assert_cmpint (y, ==, 80);
  g_assert_false (gw_live_wire_cooled (wire, 0, &x, &y));
}

/* What was searched stays: asked often enough, the path is there, and is the same. */
static void
test_cancel_goes_on (void)
{
  g_autofree guint32 *dots = picture_noise (300, 300, 300, 12, 3);
  const GwPixels pixels = { dots, 300, 300, 300 };
  g_autoptr (GwLiveWire) wire = gw_live_wire_new (&pixels, 0.5);
  g_autoptr (GwLiveWire) other = gw_live_wire_new (&pixels, 0.5);
  g_auto (GwRing) path = GW_RING_INIT;
  g_auto (GwRing) same = GW_RING_INIT;
  gw_status status = GW_STATUS_CANCELLED;
  guint n = 0;

  g_assert_cmpint (gw_live_wire_set_seed (wire, 0, 0, 1000), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_live_wire_set_seed (other, 0, 0, 1000), ==, GW_STATUS_OK);
  for (; status == GW_STATUS_CANCELLED && n < 1000; n++)
    {
      Stopper stopper = { .n_left = 1 };
      GwRun run = { stopper_step, &stopper, 1 };

      status = gw_live_wire_path (wire, 299, 299, &path, &run);
    }
  g_assert_cmpint (status, ==, GW_STATUS_OK);
  g_assert_cmpuint (n, >, 5);
  same = path_to (other, 299, 299);
  assert_equal_paths (&path, &same);

  g_assert_cmpint (gw_live_wire_prepare (wire, 0, 0, 300, 300, &(GwRun) { stopper_step, &(Stopper) { 0 }, 1 }), ==,
                   GW_STATUS_CANCELLED);
}

static void
test_refuses (void)
{
  g_autofree guint32 *dots = picture_flat (4, 4, 4, 0);
  GwPixels pixels = { dots, 4, 4, 4 };
  g_autoptr (GwLiveWire) wire = gw_live_wire_new (&pixels, 1);
  GwRing path = GW_RING_INIT;

  g_assert_null (gw_live_wire_new (&pixels, -0.1));
  g_assert_null (gw_live_wire_new (&pixels, NAN));
  g_assert_cmpint (gw_live_wire_path (wire, 0, 0, &path, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_live_wire_set_seed (wire, 4, 0, 5), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_live_wire_set_seed (wire, 0, -1, 5), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_live_wire_set_seed (wire, 0, 0, 0), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_live_wire_set_seed (wire, 3, 3, G_MAXINT32), ==, GW_STATUS_OK);
  gw_live_wire_set_edge_sensitivity (wire, NAN);
  g_assert_cmpint (gw_live_wire_path (wire, 0, 0, &path, NULL), ==, GW_STATUS_OK);
  gw_ring_clear (&path);
  pixels.height = 0;
  g_assert_null (gw_live_wire_new (&pixels, 0.5));
}

/* The costs of a picture, whole and in tiles that are made in any order. */
static void
test_tiles (void)
{
  g_autofree guint32 *dots = picture_noise (600, 530, 600, 30, 9);
  const GwPixels pixels = { dots, 600, 530, 600 };
  const GwPixels part = { dots + 100 * 600 + 130, 200, 250, 600 };
  GwEdgeMap map, backwards, small;

  g_assert_cmpint (_gw_edge_map_init (&map, &pixels), ==, GW_STATUS_OK);
  g_assert_cmpint (_gw_edge_map_init (&backwards, &pixels), ==, GW_STATUS_OK);
  g_assert_cmpint (_gw_edge_map_init (&small, &part), ==, GW_STATUS_OK);
  g_assert_cmpint (_gw_edge_map_prepare (&map, 0, 0, 600, 530, NULL), ==, GW_STATUS_OK);
  for (int i = 5; i >= 0; i--)
    for (int j = 5; j >= 0; j--)
      g_assert_cmpint (_gw_edge_map_make (&backwards, j * 100 + 60, i * 105), ==, GW_STATUS_OK);
  for (int i = 0; i < 600 * 530; i++)
    {
      g_assert_cmpuint (map.codes[i], !=, 0);
      g_assert_cmpuint (map.codes[i], ==, backwards.codes[i]);
    }

  /* Away from the borders a part of the picture has the same edges across the
   * borders of tiles, which lie elsewhere in it.
   */
  small.medium = map.medium;
  g_assert_cmpint (_gw_edge_map_prepare (&small, 0, 0, 200, 250, NULL), ==, GW_STATUS_OK);
  for (int i = 4; i < 246; i++)
    for (int j = 4; j < 196; j++)
      g_assert_cmpuint (small.codes[i * 200 + j], ==, map.codes[(i + 100) * 600 + j + 130]);
  _gw_edge_map_clear (&map);
  _gw_edge_map_clear (&backwards);
  _gw_edge_map_clear (&small);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/live-wire/slow-twin", test_slow_twin);
  g_test_add_func ("/live-wire/order-does-not-matter", test_order_does_not_matter);
  g_test_add_func ("/live-wire/follows-edge", test_follows_edge);
  g_test_add_func ("/live-wire/flat", test_flat);
  g_test_add_func ("/live-wire/beyond", test_beyond);
  g_test_add_func ("/live-wire/snap", test_snap);
  g_test_add_func ("/live-wire/cooling", test_cooling);
  g_test_add_func ("/live-wire/cancel-goes-on", test_cancel_goes_on);
  g_test_add_func ("/live-wire/refuses", test_refuses);
  g_test_add_func ("/live-wire/tiles", test_tiles);

  return g_test_run ();
}
