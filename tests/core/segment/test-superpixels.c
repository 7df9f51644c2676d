/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-superpixels.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "gw-polygon.h"
#include "gw-slic-private.h"
#include "segment-pictures.h"

static GwSuperpixels *
make (const guint32 *dots, int width, int height, int stride, double cell, double compactness, guint n_threads)
{
  const GwPixels pixels = { dots, width, height, (gsize) stride };
  const GwRun run = { .n_threads = n_threads };
  gw_status status;
  GwSuperpixels *cells = gw_superpixels_new (&pixels, cell, compactness, &status, &run);

  g_assert_cmpint (status, ==, GW_STATUS_OK);
  return cells;
}

/* All labels are there, and the pixels of each hang together over their sides. */
static void
assert_cells (const GwSuperpixels *cells)
{
  const gint32 *labels = gw_superpixels_get_labels (cells);
  gsize n_cells = gw_superpixels_get_n (cells);
  gint32 width, height;
  g_autofree gboolean *seen = g_new0 (gboolean, n_cells);
  g_autofree gboolean *reached = NULL;
  g_autofree int *stack = NULL;

  gw_superpixels_get_size (cells, &width, &height);
  reached = g_new0 (gboolean, (gsize) width * (gsize) height);
  stack = g_new (int, (gsize) width *(gsize) height);
  for (int i = 0; i < width * height; i++)
    {
      const int across[] = { 1, -1, 0, 0 }, down[] = { 0, 0, 1, -1 };
      int n_stack = 1;

      g_assert_cmpint (labels[i], >=, 0);
      g_assert_cmpuint ((gsize) labels[i], <, n_cells);
      if (reached[i])
        continue;
      /* A second part would be found after the first is all reached. */
      g_assert_false (seen[labels[i]]);
      seen[labels[i]] = TRUE;
      stack[0] = i;
      reached[i] = TRUE;
      while (n_stack > 0)
        {
          int at = stack[--n_stack];

          for (int k = 0; k < 4; k++)
            {
              int x = at % width + across[k], y = at / width + down[k];

              if (x < 0 || y < 0 || x >= width || y >= height || reached[y * width + x]
                  || labels[y * width + x] != labels[at])
                continue;
              reached[y * width + x] = TRUE;
              stack[n_stack++] = y * width + x;
            }
        }
    }
  for (gsize i = 0; i < n_cells; i++)
    g_assert_true (seen[i]);
}

/* scikit-image's rgb2lab(). */
static void
test_colours (void)
{
  static const guint32 colours[] = { 0x000000, 0xffffff, 0xff0000, 0x00ff00, 0x0000ff,
                                     0x808080, 0x0a141e, 0xc89664, 0x010101, 0x5a03c8 };
  static const double want[][3] = { { 0, 0, 0 },
                                    { 100, -0.002, 0.005 },
                                    { 53.241, 80.092, 67.203 },
                                    { 87.735, -86.183, 83.18 },
                                    { 32.296, 79.186, -107.857 },
                                    { 53.585, -0.001, 0.003 },
                                    { 5.948, -0.669, -8.136 },
                                    { 65.76, 12.759, 33.565 },
                                    { 0.274, 0, 0 },
                                    { 30.419, 68.126, -79.337 } };
  const GwPixels pixels = { colours, G_N_ELEMENTS (colours), 1, G_N_ELEMENTS (colours) };
  GwLabField field;

  g_assert_cmpint (_gw_lab_field_init (&field, &pixels, NULL, 0.0, 1.0), ==, GW_STATUS_OK);
  for (gsize i = 0; i < G_N_ELEMENTS (colours); i++)
    {
      g_assert_cmpfloat_with_epsilon ((double) field.l[i] / GW_LAB_UNIT, want[i][0], 0.03);
      g_assert_cmpfloat_with_epsilon ((double) field.a[i] / GW_LAB_UNIT, want[i][1], 0.05);
      g_assert_cmpfloat_with_epsilon ((double) field.b[i] / GW_LAB_UNIT, want[i][2], 0.05);
    }
  _gw_lab_field_clear (&field);
}

/* Without colours to follow cells are squares of about the wished side. */
static void
test_flat_picture (void)
{
  g_autofree guint32 *dots = picture_flat (200, 120, 207, 0x336699);
  GwSuperpixels *cells = make (dots, 200, 120, 207, 20.0, 10.0, 0);

  assert_cells (cells);
  g_assert_cmpuint (gw_superpixels_get_n (cells), ==, 60);
  for (gint32 i = 0; i < 60; i++)
    {
      g_auto (GwMask) mask = GW_MASK_INIT;

      g_assert_cmpint (gw_superpixels_cell_mask (cells, i, &mask), ==, GW_STATUS_OK);
      g_assert_cmpuint (gw_mask_area (&mask), >=, 300);
      g_assert_cmpuint (gw_mask_area (&mask), <=, 500);
      g_assert_cmpint (MAX (mask.width, mask.height), <=, 25);
    }
  gw_superpixels_free (cells);
}

/* A strong edge parts cells, wherever it runs: nearly no pixel is in a cell of the other
 * side.
 */
static void
test_cells_follow_edges (void)
{
  const int width = 160, height = 160;
  g_autofree guint32 *dots = picture_disk (width, height, 83.3, 71.9, 41.7, 6, 5);
  GwSuperpixels *cells = make (dots, width, height, width, 16.0, 10.0, 0);
  gsize n_cells = gw_superpixels_get_n (cells);
  g_autofree guint *inside = g_new0 (guint, n_cells);
  g_autofree guint *all = g_new0 (guint, n_cells);
  guint wrong = 0;

  assert_cells (cells);
  for (int i = 0; i < width * height; i++)
    {
      gint32 label = gw_superpixels_at (cells, i % width, i / width);

      g_assert_cmpint (label, ==, gw_superpixels_get_labels (cells)[i]);
      all[label]++;
      inside[label] += hypot (i % width + 0.5 - 83.3, i / width + 0.5 - 71.9) < 41.7;
    }
  for (gsize i = 0; i < n_cells; i++)
    wrong += MIN (inside[i], all[i] - inside[i]);
  g_assert_cmpuint (wrong, <, 60);
  g_assert_cmpint (gw_superpixels_at (cells, -1, 0), ==, -1);
  g_assert_cmpint (gw_superpixels_at (cells, 0, height), ==, -1);
  gw_superpixels_free (cells);
}

static void
test_same_on_any_number_of_threads (void)
{
  const int width = 211, height = 173;
  g_autofree guint32 *dots = picture_noise (width, height, width + 3, 40, 9);
  GwSuperpixels *one = make (dots, width, height, width + 3, 11.0, 7.0, 1);
  gsize n = (gsize) width * (gsize) height;

  assert_cells (one);
  for (guint n_threads = 2; n_threads <= 5; n_threads++)
    {
      GwSuperpixels *cells = make (dots, width, height, width + 3, 11.0, 7.0, n_threads);

      g_assert_cmpmem (gw_superpixels_get_labels (one), n * 4, gw_superpixels_get_labels (cells), n * 4);
      gw_superpixels_free (cells);
    }
  gw_superpixels_free (one);
}

/* All sides and settings, thin and tiny pictures among them. */
static void
test_cells_hang_together (void)
{
  static const int sizes[][2] = { { 1, 1 }, { 1, 90 }, { 300, 1 }, { 2, 2 }, { 3, 41 }, { 64, 64 }, { 130, 7 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint k = 0; k < 6; k++)
      {
        g_autofree guint32 *dots = picture_noise (sizes[i][0], sizes[i][1], sizes[i][0], (int[]) { 0, 60, 255 }[k % 3],
                                                  k);
        GwSuperpixels *cells = make (dots, sizes[i][0], sizes[i][1], sizes[i][0], (double[]) { 4.0, 9.5, 256.0 }[k / 2],
                                     k % 2 == 0 ? 1.0 : 40.0, 2);

        assert_cells (cells);
        gw_superpixels_free (cells);
      }
}

static void
test_refining_leaves_the_others (void)
{
  const int width = 150, height = 110;
  g_autofree guint32 *dots = picture_noise (width, height, width, 30, 12);
  GwSuperpixels *cells = make (dots, width, height, width, 24.0, 10.0, 0);
  gsize n = (gsize) width * (gsize) height;
  guint n_parted = 0;

  for (gint32 round = 0; round < 40; round++)
    {
      gint32 label = round * 7 % (gint32) gw_superpixels_get_n (cells);
      gsize before = gw_superpixels_get_n (cells);
      g_autofree gint32 *labels = g_memdup2 (gw_superpixels_get_labels (cells), n * 4);
      gw_status status = gw_superpixels_refine (cells, label, NULL);
      const gint32 *now = gw_superpixels_get_labels (cells);

      assert_cells (cells);
      if (status == GW_STATUS_UNDEFINED)
        {
          g_assert_cmpmem (labels, n * 4, now, n * 4);
          continue;
        }
      g_assert_cmpint (status, ==, GW_STATUS_OK);
      g_assert_cmpuint (gw_superpixels_get_n (cells), >, before);
      for (gsize i = 0; i < n; i++)
        g_assert_true (labels[i] == label ? now[i] == label || (gsize) now[i] >= before : now[i] == labels[i]);
      n_parted++;
    }
  g_assert_cmpuint (n_parted, >, 20);
  g_assert_cmpint (gw_superpixels_refine (cells, -1, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_superpixels_refine (cells, (gint32) gw_superpixels_get_n (cells), NULL), ==, GW_STATUS_INVALID);
  gw_superpixels_free (cells);
}

/* Down to where it ends. */
static void
test_refining_ends (void)
{
  g_autofree guint32 *dots = picture_noise (40, 40, 40, 90, 2);
  GwSuperpixels *cells = make (dots, 40, 40, 40, 16.0, 10.0, 0);
  guint n = 0;

  while (gw_superpixels_refine (cells, 0, NULL) == GW_STATUS_OK)
    g_assert_cmpuint (++n, <, 5);
  assert_cells (cells);
  g_assert_cmpint (gw_superpixels_refine (cells, 0, NULL), ==, GW_STATUS_UNDEFINED);
  gw_superpixels_free (cells);
}

static void
test_masks_are_the_labels (void)
{
  const int width = 90, height = 70;
  g_autofree guint32 *dots = picture_noise (width, height, width, 30, 4);
  GwSuperpixels *cells = make (dots, width, height, width, 14.0, 10.0, 0);
  guint64 area = 0;

  g_assert_cmpint (gw_superpixels_refine (cells, 3, NULL), ==, GW_STATUS_OK);
  for (gint32 label = 0; (gsize) label < gw_superpixels_get_n (cells); label++)
    {
      g_auto (GwMask) mask = GW_MASK_INIT;

      g_assert_cmpint (gw_superpixels_cell_mask (cells, label, &mask), ==, GW_STATUS_OK);
      g_assert_cmpint (gw_mask_validate (&mask), ==, GW_STATUS_OK);
      area += gw_mask_area (&mask);
      for (int i = 0; i < width * height; i++)
        g_assert_true (gw_mask_contains (&mask, i % width, i / width)
                       == (gw_superpixels_at (cells, i % width, i / width) == label));
    }
  g_assert_cmpuint (area, ==, width * height);
  gw_superpixels_free (cells);
}

/* Counts each side of a pixel that the lines run along: across[] is the side above a
 * pixel, down[] the one left of it.
 */
static void
count_sides (const GwPolygon *lines, int width, guint8 *across, guint8 *down)
{
  for (gsize i = 0; i < lines->n_rings; i++)
    {
      const GwRing *line = &lines->rings[i];

      g_assert_cmpuint (line->n_points, >=, 2);
      for (gsize k = 1; k < line->n_points; k++)
        {
          GwPoint a = line->points[k - 1], b = line->points[k];

          g_assert_true ((a.x == b.x) != (a.y == b.y));
          for (int x = (int) MIN (a.x, b.x); x < (int) MAX (a.x, b.x); x++)
            across[(int) a.y * width + x]++;
          for (int y = (int) MIN (a.y, b.y); y < (int) MAX (a.y, b.y); y++)
            down[y * width + (int) a.x]++;
        }
    }
}

static void
test_borders_are_each_side_once (void)
{
  const int width = 100, height = 60;
  g_autofree guint32 *dots = picture_noise (width, height, width, 30, 7);
  GwSuperpixels *cells = make (dots, width, height, width, 10.0, 10.0, 0);
  static const int areas[][4] = { { 0, 0, 100, 60 },     { 13, 7, 40, 31 },
                                  { -20, -20, 55, 200 }, { 99, 59, 5, 5 },
                                  { 100, 0, 5, 5 },      { 5, 5, 0, 9 },
                                  { 5, 5, 9, -3 },       { G_MININT, G_MININT, G_MAXINT, G_MAXINT } };

  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    {
      const int *area = areas[i];
      guint8 across[100 * 61] = { 0 }, down[100 * 61] = { 0 };
      GwPolygon lines;

      g_assert_cmpint (gw_superpixels_borders (cells, area[0], area[1], area[2], area[3], &lines), ==, GW_STATUS_OK);
      count_sides (&lines, width, across, down);
      for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
          {
            gint32 own = gw_superpixels_at (cells, x, y);
            gboolean inside = x >= area[0] && y >= area[1] && x < (gint64) area[0] + area[2]
                              && y < (gint64) area[1] + area[3];

            g_assert_cmpint (across[y * width + x], ==,
                             inside && y > 0 && gw_superpixels_at (cells, x, y - 1) != own ? 1 : 0);
            g_assert_cmpint (down[y * width + x], ==,
                             inside && x > 0 && gw_superpixels_at (cells, x - 1, y) != own ? 1 : 0);
          }
      if (i == 0)
        g_assert_cmpuint (lines.n_rings, <, 4 * gw_superpixels_get_n (cells));
      gw_polygon_clear (&lines);
    }
  gw_superpixels_free (cells);
}

/* Wherever it is asked to stop it does, and leaves nothing. */
static void
test_cancel (void)
{
  const int width = 140, height = 140;
  g_autofree guint32 *dots = picture_noise (width, height, width, 30, 3);
  const GwPixels pixels = { dots, width, height, (gsize) width };
  GwSuperpixels *cells = NULL;
  gw_status status = GW_STATUS_CANCELLED;
  guint n_calls = 0;

  for (; cells == NULL; n_calls++)
    {
      Stopper stopper = { n_calls, 0.0 };
      const GwRun run = { .step = stopper_step, .data = &stopper, .n_threads = 1 };

      cells = gw_superpixels_new (&pixels, 12.0, 10.0, &status, &run);
      g_assert_cmpint (status, ==, cells != NULL ? GW_STATUS_OK : GW_STATUS_CANCELLED);
    }
  g_assert_cmpuint (n_calls, >, 20);

  status = GW_STATUS_CANCELLED;
  for (n_calls = 0; status != GW_STATUS_OK; n_calls++)
    {
      Stopper stopper = { n_calls, 0.0 };
      const GwRun run = { .step = stopper_step, .data = &stopper, .n_threads = 1 };
      gsize n = gw_superpixels_get_n (cells);

      status = gw_superpixels_refine (cells, 5, &run);
      if (status != GW_STATUS_OK)
        {
          g_assert_cmpint (status, ==, GW_STATUS_CANCELLED);
          g_assert_cmpuint (gw_superpixels_get_n (cells), ==, n);
        }
    }
  g_assert_cmpuint (n_calls, >, 5);
  gw_superpixels_free (cells);
}

static void
assert_refused (const GwPixels *pixels, double cell, double compactness, gw_status want)
{
  gw_status status;

  g_assert_null (gw_superpixels_new (pixels, cell, compactness, &status, NULL));
  g_assert_cmpint (status, ==, want);
  g_assert_null (gw_superpixels_new (pixels, cell, compactness, NULL, NULL));
}

static void
test_refuses_what_is_hostile (void)
{
  g_autofree guint32 *dots = picture_flat (8, 8, 8, 0x102030);
  GwPixels pixels = { dots, 8, 8, 8 };
  GwSuperpixels *cells = make (dots, 8, 8, 8, 4.0, 10.0, 0);
  g_auto (GwMask) mask = GW_MASK_INIT;

  g_assert_cmpint (gw_superpixels_cell_mask (cells, -1, &mask), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_superpixels_cell_mask (cells, 99, &mask), ==, GW_STATUS_INVALID);
  gw_superpixels_free (cells);
  gw_superpixels_free (NULL);
  assert_refused (&pixels, 3.9, 10.0, GW_STATUS_INVALID);
  assert_refused (&pixels, 257.0, 10.0, GW_STATUS_INVALID);
  assert_refused (&pixels, NAN, 10.0, GW_STATUS_INVALID);
  assert_refused (&pixels, 9.0, 0.5, GW_STATUS_INVALID);
  assert_refused (&pixels, 9.0, NAN, GW_STATUS_INVALID);
  pixels.stride = 7;
  assert_refused (&pixels, 9.0, 10.0, GW_STATUS_INVALID);
  pixels = (GwPixels) { dots, 0, 8, 8 };
  assert_refused (&pixels, 9.0, 10.0, GW_STATUS_EMPTY);
  pixels = (GwPixels) { dots, 1 << 15, 1 << 14, 1 << 15 };
  assert_refused (&pixels, 9.0, 10.0, GW_STATUS_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/superpixels/colours", test_colours);
  g_test_add_func ("/superpixels/flat-picture", test_flat_picture);
  g_test_add_func ("/superpixels/cells-follow-edges", test_cells_follow_edges);
  g_test_add_func ("/superpixels/same-on-any-number-of-threads", test_same_on_any_number_of_threads);
  g_test_add_func ("/superpixels/cells-hang-together", test_cells_hang_together);
  g_test_add_func ("/superpixels/refining-leaves-the-others", test_refining_leaves_the_others);
  g_test_add_func ("/superpixels/refining-ends", test_refining_ends);
  g_test_add_func ("/superpixels/masks-are-the-labels", test_masks_are_the_labels);
  g_test_add_func ("/superpixels/borders-are-each-side-once", test_borders_are_each_side_once);
  g_test_add_func ("/superpixels/cancel", test_cancel);
  g_test_add_func ("/superpixels/refuses-what-is-hostile", test_refuses_what_is_hostile);

  return g_test_run ();
}
