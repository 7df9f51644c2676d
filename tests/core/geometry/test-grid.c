/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-grid.h"

#include <math.h>

#include "gw-box.h"
#include "test-geometry.h"

#define N_BOXES 500

static gboolean
meet (const GwBox *a, const GwBox *b)
{
  return a->x <= b->x + b->width && b->x <= a->x + a->width && a->y <= b->y + b->height && b->y <= a->y + a->height;
}

static void
assert_query_finds (const GwGrid *grid, const GwBox *boxes, const gboolean *there, const GwBox *rectangle)
{
  guint32 ids[N_BOXES];
  gboolean found[N_BOXES] = { FALSE };
  gsize n = gw_grid_query_box (grid, rectangle, ids, N_BOXES);

  g_assert_cmpuint (n, <=, N_BOXES);
  for (gsize i = 0; i < n; i++)
    {
      g_assert_false (found[ids[i]]);
      found[ids[i]] = TRUE;
    }
  for (int i = 0; i < N_BOXES; i++)
    g_assert_cmpint (found[i], ==, there[i] && meet (&boxes[i], rectangle));
}

static GwBox
random_box (gw_random *random, int kind)
{
  double size = kind == 0 ? 3000.0 : kind == 1 ? 0.0 : 80.0;

  return (GwBox) { random_between (random, -300, 1300), random_between (random, -300, 900),
                   random_between (random, 0, 1) * size, random_between (random, 0, 1) * size };
}

static GwGrid *
new_grid (double width, double height, gsize n_expected)
{
  GwGrid *grid;

  assert_ok (gw_grid_new (width, height, n_expected, &grid));

  return grid;
}

static void
test_finds_what_a_search_finds (void)
{
  gw_random random;
  GwBox boxes[N_BOXES];
  gboolean there[N_BOXES] = { FALSE };
  GwGrid *grid = new_grid (1000, 600, N_BOXES);

  gw_random_init (&random, 41);
  for (int step = 0; step < 3000; step++)
    {
      guint32 id = (guint32) gw_random_below (&random, N_BOXES);

      if (gw_random_below (&random, 4) == 0)
        {
          g_assert_cmpint (gw_grid_remove (grid, id), ==, there[id]);
          there[id] = FALSE;
        }
      else
        {
          boxes[id] = random_box (&random, (int) gw_random_below (&random, 12));
          assert_ok (gw_grid_insert (grid, id, &boxes[id]));
          there[id] = TRUE;
        }
      if (step % 10 == 0)
        {
          GwBox rectangle = random_box (&random, (int) gw_random_below (&random, 3));

          assert_query_finds (grid, boxes, there, &rectangle);
        }
    }
  gw_grid_clear (grid);
  g_assert_cmpuint (gw_grid_count (grid), ==, 0);
  memset (there, 0, sizeof there);
  assert_query_finds (grid, boxes, there, &(GwBox) { -1e9, -1e9, 2e9, 2e9 });
  gw_grid_free (grid);
}

static void
test_point_with_reach (void)
{
  GwGrid *grid = new_grid (100, 100, 10);
  GwBox box = { 10, 10, 5, 5 }, got;
  guint32 ids[2];

  assert_ok (gw_grid_insert (grid, 7, &box));
  g_assert_cmpuint (gw_grid_query_point (grid, (GwPoint) { 12, 12 }, 0, ids, 2), ==, 1);
  g_assert_cmpuint (ids[0], ==, 7);
  g_assert_cmpuint (gw_grid_query_point (grid, (GwPoint) { 17, 12 }, 0, ids, 2), ==, 0);
  g_assert_cmpuint (gw_grid_query_point (grid, (GwPoint) { 17, 12 }, 3, ids, 2), ==, 1);
  g_assert_cmpuint (gw_grid_query_point (grid, (GwPoint) { 17, 12 }, 3, NULL, 0), ==, 1);
  g_assert_true (gw_grid_get (grid, 7, &got));
  g_assert_cmpfloat (got.width, ==, 5.0);
  g_assert_false (gw_grid_get (grid, 8, &got));
  gw_grid_free (grid);
}

static void
test_refuses_hostile_boxes (void)
{
  static const GwBox bad[] = { { NAN, 0, 1, 1 }, { 0, 0, INFINITY, 1 }, { 0, 0, 1, -1 }, { 1e300, 0, 1, 1 } };
  GwGrid *grid = new_grid (100, 100, 0), *none = grid;
  GwBox good = { 1, 1, 1, 1 }, far = { 1e15, -1e15, 1e15, 1e15 };

  assert_status (gw_grid_new (NAN, 100, 10, &none), GW_STATUS_INVALID);
  g_assert_null (none);
  assert_status (gw_grid_new (0, 100, 10, &none), GW_STATUS_INVALID);
  assert_status (gw_grid_new (100, INFINITY, 10, &none), GW_STATUS_INVALID);
  assert_status (gw_grid_new (100, -1, 10, &none), GW_STATUS_INVALID);
  assert_status (gw_grid_new (5e-324, 5e-324, 100, &none), GW_STATUS_INVALID);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      assert_ok (gw_grid_insert (grid, 1, &good));
      assert_status (gw_grid_insert (grid, 1, &bad[i]), GW_STATUS_INVALID);
      g_assert_cmpuint (gw_grid_count (grid), ==, 0);
      g_assert_cmpuint (gw_grid_query_box (grid, &bad[i], NULL, 0), ==, 0);
    }
  assert_status (gw_grid_insert (grid, G_MAXUINT32, &good), GW_STATUS_TOO_LARGE);
  assert_ok (gw_grid_insert (grid, 2, &far));
  g_assert_cmpuint (gw_grid_query_box (grid, &far, NULL, 0), ==, 1);
  g_assert_cmpuint (gw_grid_query_point (grid, (GwPoint) { NAN, 1 }, 1, NULL, 0), ==, 0);
  g_assert_cmpuint (gw_grid_query_point (grid, (GwPoint) { 1, 1 }, -1, NULL, 0), ==, 0);
  gw_grid_free (grid);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grid/finds-what-a-search-finds", test_finds_what_a_search_finds);
  g_test_add_func ("/grid/point-with-reach", test_point_with_reach);
  g_test_add_func ("/grid/refuses-hostile-boxes", test_refuses_hostile_boxes);
  return g_test_run ();
}
