/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-edge-snap.h"

#include <glib.h>
#include <math.h>

#include "gw-closed-path-private.h"
#include "segment-pictures.h"

/* A ring of n points around (cx, cy), in and out of radius r by turns. */
static GwRing
star (double cx, double cy, double r, double by, gsize n)
{
  g_autofree GwPoint *points = g_new (GwPoint, n);
  GwRing ring = GW_RING_INIT;

  for (gsize i = 0; i < n; i++)
    {
      const double angle = 2 * G_PI * (double) i / (double) n, radius = r + (i % 2 ? by : -by);

      points[i] = (GwPoint) { cx + radius * cos (angle), cy + radius * sin (angle) };
    }
  g_assert_cmpint (gw_ring_init (&ring, points, n), ==, GW_STATUS_OK);
  return ring;
}

static void
assert_within (const GwRing *snapped, const GwRing *rough, double reach)
{
  g_assert_true (gw_ring_is_valid (snapped));
  for (gsize i = 0; i < snapped->n_points; i++)
    g_assert_cmpfloat (gw_ring_distance (rough, snapped->points[i]), <=, reach + 1e-9);
}

static guint32
cost_of (const guint16 *costs, int n_places, int n_steps, const gint16 *path)
{
  guint32 sum = 0;

  for (int i = 0; i < n_places; i++)
    {
      const int move = path[(i + 1) % n_places] - path[i];

      g_assert_cmpint (path[i], >=, 0);
      g_assert_cmpint (path[i], <, n_steps);
      g_assert_cmpint (ABS (move), <=, GW_PATH_MOST_MOVE);
      sum += costs[i * n_steps + path[i]] + (guint32) (GW_PATH_MOVE * move * move);
    }
  return sum;
}

/* The plain way: from each first step a search over all of the band. */
static guint32
slow_cost (const guint16 *costs, int n_places, int n_steps)
{
  g_autofree guint32 *sums = g_new (guint32, (n_places + 1) * n_steps);
  guint32 best = G_MAXUINT32;

  for (int start = 0; start < n_steps; start++)
    {
      for (int i = 0; i <= n_places; i++)
        for (int j = 0; j < n_steps; j++)
          {
            guint32 *sum = &sums[i * n_steps + j];

            *sum = i == 0 && j == start ? 0 : 1u << 30;
            for (int from = 0; i > 0 && from < n_steps; from++)
              if (ABS (from - j) <= GW_PATH_MOST_MOVE)
                *sum = MIN (*sum, sums[(i - 1) * n_steps + from] + (guint32) (GW_PATH_MOVE * (from - j) * (from - j))
                                      + costs[(i - 1) * n_steps + from]);
          }
      best = MIN (best, sums[n_places * n_steps + start]);
    }
  return best;
}

static void
test_slow_twin (void)
{
  static const int sizes[][2] = { { 2, 1 }, { 2, 9 }, { 8, 5 }, { 9, 40 }, { 60, 33 }, { 200, 17 } };
  GRand *rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (int most = 1; most < 2000; most *= 6)
      {
        const int n_places = sizes[i][0], n_steps = sizes[i][1];
        g_autofree guint16 *costs = g_new (guint16, n_places * n_steps);
        g_autofree gint16 *path = g_new (gint16, n_places);

        for (int j = 0; j < n_places * n_steps; j++)
          costs[j] = (guint16) g_rand_int_range (rand, 0, most);
        g_assert_cmpint (_gw_closed_path_find (costs, (gsize) n_places, n_steps, path, NULL, 0), ==, GW_STATUS_OK);
        g_assert_cmpuint (cost_of (costs, n_places, n_steps, path), ==, slow_cost (costs, n_places, n_steps));
      }
  g_rand_free (rand);
}

/* A rough star becomes the disk's border. */
static void
test_finds_border (void)
{
  g_autofree guint32 *dots = picture_disk (400, 300, 200, 150, 90, 6, 2);
  const GwPixels pixels = { dots, 400, 300, 400 };
  g_auto (GwRing) rough = star (200, 150, 92, 6, 24);
  g_auto (GwRing) snapped = GW_RING_INIT;

  g_assert_cmpint (gw_edge_snap (&pixels, &rough, 14, 0.5, &snapped, NULL), ==, GW_STATUS_OK);
  assert_within (&snapped, &rough, 14);
  for (gsize i = 0; i < snapped.n_points; i++)
    g_assert_cmpfloat (ABS (hypot (snapped.points[i].x - 200, snapped.points[i].y - 150) - 90), <, 1.5);
  g_assert_cmpfloat (ABS (gw_ring_signed_area (&snapped) / (G_PI * 90 * 90) - 1), <, 0.01);
}

/* Without edges, or at a sensitivity of 0, the outline stays. */
static void
test_stays (void)
{
  g_autofree guint32 *flat = picture_flat (400, 300, 400, 0x123456);
  g_autofree guint32 *disk = picture_disk (400, 300, 200, 150, 90, 6, 2);
  const GwPixels pictures[2] = { { flat, 400, 300, 400 }, { disk, 400, 300, 400 } };

  for (guint i = 0; i < 2; i++)
    {
      g_auto (GwRing) rough = star (200, 150, 92, 8, 16);
      g_auto (GwRing) snapped = GW_RING_INIT;

      g_assert_cmpint (gw_edge_snap (&pictures[i], &rough, 10, i == 0 ? 0.5 : 0, &snapped, NULL), ==, GW_STATUS_OK);
      assert_within (&snapped, &rough, 1);
      assert_within (&rough, &snapped, 1);
    }
}

/* Outlines of hostile size and place, in pictures of hostile size. */
static void
test_hostile (void)
{
  static const int sizes[][2] = { { 1, 1 }, { 1, 300 }, { 300, 1 }, { 2, 2 }, { 60, 50 } };
  static const double rings[][3] = { { 0, 0, 1e-9 },  { 30, 25, 0.4 },   { 30, 25, 3 },    { 0, 0, 40 },
                                     { 60, 50, 200 }, { -500, 900, 30 }, { 1e9, -1e9, 50 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint j = 0; j < G_N_ELEMENTS (rings); j++)
      for (double reach = 1; reach <= 64; reach *= 8)
        {
          g_autofree guint32 *dots = picture_noise (sizes[i][0], sizes[i][1], sizes[i][0] + 1, 30, j);
          const GwPixels pixels = { dots, sizes[i][0], sizes[i][1], sizes[i][0] + 1 };
          g_auto (GwRing) rough = star (rings[j][0], rings[j][1], rings[j][2], 0, 7);
          g_auto (GwRing) snapped = GW_RING_INIT;

          g_assert_cmpint (gw_edge_snap (&pixels, &rough, reach, 0.7, &snapped, NULL), ==, GW_STATUS_OK);
          assert_within (&snapped, &rough, reach * (1 + 1e-6) + 1e-6);
        }
}

static void
test_refuses (void)
{
  g_autofree guint32 *dots = picture_flat (40, 40, 40, 0);
  GwPixels pixels = { dots, 40, 40, 40 };
  g_auto (GwRing) rough = star (20, 20, 10, 0, 8);
  g_auto (GwRing) vast = star (0, 0, 1e7, 0, 8);
  GwRing line = { rough.points, 2 };
  GwRing snapped = GW_RING_INIT;

  g_assert_cmpint (gw_edge_snap (&pixels, &line, 5, 0.5, &snapped, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_edge_snap (&pixels, &rough, 0.5, 0.5, &snapped, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_edge_snap (&pixels, &rough, NAN, 0.5, &snapped, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_edge_snap (&pixels, &rough, 1e9, 0.5, &snapped, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_edge_snap (&pixels, &rough, 5, 1.5, &snapped, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_edge_snap (&pixels, &vast, 5, 0.5, &snapped, NULL), ==, GW_STATUS_TOO_LARGE);
  pixels.width = 0;
  g_assert_cmpint (gw_edge_snap (&pixels, &rough, 5, 0.5, &snapped, NULL), ==, GW_STATUS_EMPTY);
  g_assert_null (snapped.points);
}

static void
test_cancel (void)
{
  g_autofree guint32 *dots = picture_disk (200, 200, 100, 100, 70, 6, 2);
  const GwPixels pixels = { dots, 200, 200, 200 };
  g_auto (GwRing) rough = star (100, 100, 70, 0, 60);
  GwRing snapped = GW_RING_INIT;
  gw_status status = GW_STATUS_CANCELLED;
  guint n = 0;

  for (; status == GW_STATUS_CANCELLED && n < 1000; n++)
    {
      Stopper stopper = { .n_left = n };

      status = gw_edge_snap (&pixels, &rough, 10, 0.5, &snapped, &(GwRun) { stopper_step, &stopper, 1 });
      g_assert_true (status == GW_STATUS_OK || snapped.points == NULL);
    }
  g_assert_cmpint (status, ==, GW_STATUS_OK);
  g_assert_cmpuint (n, >, 10);
  gw_ring_clear (&snapped);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/edge-snap/slow-twin", test_slow_twin);
  g_test_add_func ("/edge-snap/finds-border", test_finds_border);
  g_test_add_func ("/edge-snap/stays", test_stays);
  g_test_add_func ("/edge-snap/hostile", test_hostile);
  g_test_add_func ("/edge-snap/refuses", test_refuses);
  g_test_add_func ("/edge-snap/cancel", test_cancel);

  return g_test_run ();
}
