/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-rle.h"

#include <stdlib.h>

#include "gw-raster.h"
#include "test-geometry.h"

typedef struct
{
  int height;
  int width;
  gint64 counts[8];
  gsize n_counts;
  const char *string;
} StringRow;

/* The table of the format's specification. */
static const StringRow string_rows[] = {
  { 4, 4, { 16 }, 1, "`0" },
  { 4, 4, { 0, 16 }, 2, "0`0" },
  { 5, 10, { 16, 4, 30 }, 3, "`04n0" },
  { 4, 4, { 5, 2, 2, 2, 5 }, 5, "52203" },
  { 4, 4, { 3, 1, 12 }, 3, "31<" },
};

static void
test_strings_of_the_table (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (string_rows); i++)
    {
      const StringRow *row = &string_rows[i];
      GwRle made, read;
      char *string;
      size_t length;

      assert_ok (gw_rle_init (row->height, row->width, row->counts, row->n_counts, &made));
      assert_ok (gw_rle_encode_dup (&made, &string, &length));
      g_assert_cmpstr (string, ==, row->string);
      g_assert_cmpuint (length, ==, strlen (row->string));

      assert_ok (gw_rle_decode (row->height, row->width, string, length, &read));
      g_assert_cmpmem (read.counts, read.n_counts * sizeof (guint32), made.counts, made.n_counts * sizeof (guint32));
      free (string);
      gw_rle_clear (&made);
      gw_rle_clear (&read);
    }
}

static void
test_rejects_broken_strings (void)
{
  static const struct
  {
    int height;
    int width;
    const char *string;
  } broken[] = {
    { 4, 4, "" },                                                     /* sums to 0 */
    { 4, 4, "?0" },                                                   /* 15 */
    { 4, 4, "`" },                                                    /* ends inside a number */
    { 4, 4, "`0`" },                                                  /* so too */
    { 4, 4, "/`0" },                                                  /* code 47 */
    { 4, 4, "p0" },                                                   /* code 112 */
    { 4, 4, "`0 " },                                                  /* a blank */
    { 4, 4, "O`0" },                                                  /* -1 first */
    { 4, 4, "8080O" },                                                /* 8, 0, 8, then 0 - 1 */
    { 4, 4, "PPPPPPP0" },                                             /* eight characters for one number */
    { 4, 4, "`0\xc3\xa4" }, { 4, 4, "ooooooO" }, { 4, 4, "oooooo?" }, /* about 2^34 */
    { -4, 4, "`0" },        { 4, -4, "`0" },
  };
  GwRle rle = GW_RLE_INIT;

  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_test_message ("%s", broken[i].string);
      assert_status (
          gw_rle_decode (broken[i].height, broken[i].width, broken[i].string, strlen (broken[i].string), &rle),
          GW_STATUS_INVALID);
    }
  g_assert_null (rle.counts);
  assert_status (gw_rle_decode (G_MAXINT32, G_MAXINT32, "0", 1, &rle), GW_STATUS_TOO_LARGE);
  assert_status (gw_rle_decode (65536, 65536, "0", 1, &rle), GW_STATUS_TOO_LARGE);
}

static void
test_rejects_wrong_counts (void)
{
  gint64 wrong_sum[] = { 3, 4 };
  gint64 negative[] = { 20, -4 };
  gint64 huge[] = { G_MAXINT64, G_MAXINT64, 18 };
  GwRle rle = GW_RLE_INIT;

  assert_status (gw_rle_init (4, 4, wrong_sum, 2, &rle), GW_STATUS_INVALID);
  assert_status (gw_rle_init (4, 4, negative, 2, &rle), GW_STATUS_INVALID);
  assert_status (gw_rle_init (4, 4, huge, 3, &rle), GW_STATUS_INVALID);
  assert_status (gw_rle_init (4, 4, NULL, 0, &rle), GW_STATUS_INVALID);
  assert_status (gw_rle_init (-1, 4, NULL, 0, &rle), GW_STATUS_INVALID);
  assert_status (gw_rle_init (65536, 65536, NULL, 0, &rle), GW_STATUS_TOO_LARGE);
}

static void
test_image_without_pixels (void)
{
  GwRle rle;
  GwMask mask;
  GwBox bounds;
  char *string;

  assert_ok (gw_rle_decode (0, 7, "", 0, &rle));
  g_assert_cmpuint (gw_rle_area (&rle), ==, 0);
  assert_status (gw_rle_bounds (&rle, &bounds), GW_STATUS_EMPTY);
  assert_ok (gw_rle_encode_dup (&rle, &string, NULL));
  g_assert_cmpstr (string, ==, "");
  assert_ok (gw_rle_to_mask (&rle, &mask));
  g_assert_cmpint (mask.image_width, ==, 7);
  g_assert_cmpuint (mask.n_runs, ==, 0);
  free (string);
  gw_rle_clear (&rle);
  gw_mask_clear (&mask);
}

static void
test_encode_tells_length (void)
{
  gint64 counts[] = { 5, 2, 2, 2, 5 };
  char buffer[6];
  size_t length;
  GwRle rle;

  assert_ok (gw_rle_init (4, 4, counts, 5, &rle));
  assert_ok (gw_rle_encode (&rle, NULL, 0, &length));
  g_assert_cmpuint (length, ==, 5);
  assert_status (gw_rle_encode (&rle, buffer, 5, &length), GW_STATUS_TOO_LARGE);
  g_assert_cmpuint (length, ==, 5);
  assert_ok (gw_rle_encode (&rle, buffer, 6, NULL));
  g_assert_cmpstr (buffer, ==, "52203");
  gw_rle_clear (&rle);
}

static void
test_keeps_zero_runs (void)
{
  /* 4 x 4 with a run of 0 in the middle: 3 clear, 5 set, 8 clear. */
  gint64 counts[] = { 3, 2, 0, 3, 8 };
  gint64 plain[] = { 3, 5, 8 };
  GwRle rle, same, back;
  GwMask mask;
  GwBox bounds;
  char *string;

  assert_ok (gw_rle_init (4, 4, counts, 5, &rle));
  assert_ok (gw_rle_init (4, 4, plain, 3, &same));
  g_assert_true (gw_rle_equal (&rle, &same));
  g_assert_cmpuint (gw_rle_area (&rle), ==, 5);
  assert_ok (gw_rle_bounds (&rle, &bounds));
  g_assert_cmpfloat (bounds.x, ==, 0.0);
  g_assert_cmpfloat (bounds.y, ==, 0.0);
  g_assert_cmpfloat (bounds.width, ==, 2.0);
  g_assert_cmpfloat (bounds.height, ==, 4.0);

  assert_ok (gw_rle_encode_dup (&rle, &string, NULL));
  assert_ok (gw_rle_decode (4, 4, string, strlen (string), &back));
  g_assert_cmpuint (back.n_counts, ==, 5);
  gw_rle_clear (&back);
  free (string);

  assert_ok (gw_rle_to_mask (&rle, &mask));
  assert_ok (gw_rle_from_mask (&mask, &back));
  g_assert_cmpmem (back.counts, back.n_counts * 4, same.counts, same.n_counts * 4);
  gw_mask_clear (&mask);
  gw_rle_clear (&rle);
  gw_rle_clear (&same);
  gw_rle_clear (&back);
}

/* The column-major bytes of a row-major picture. */
static guint8 *
turned (const guint8 *bytes, int width, int height)
{
  guint8 *columns = g_malloc ((gsize) MAX (width * height, 1));

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      columns[x * height + y] = bytes[y * width + x];
  return columns;
}

static void
test_mask_and_rle_agree (void)
{
  gw_random random;

  gw_random_init (&random, 1);
  for (int round = 0; round < 400; round++)
    {
      int width = 1 + (int) gw_random_below (&random, 40);
      int height = 1 + (int) gw_random_below (&random, 40);
      int density = round % 5 == 0 ? 256 : round % 5 == 1 ? 4 : (int) gw_random_below (&random, 257);
      g_autofree guint8 *bytes = random_bitmap (&random, width, height, density);
      g_autofree guint8 *columns = turned (bytes, width, height);
      g_autofree guint8 *columns_back = g_malloc ((gsize) (width * height));
      GwMask mask, mask_back;
      GwRle direct, rle, string_back;
      GwBox mask_bounds = { 0, 0, 0, 0 }, rle_bounds;
      char *string;

      assert_ok (gw_mask_from_bitmap (width, height, 0, 0, width, height, bytes, (size_t) width, &mask));
      assert_ok (gw_mask_validate (&mask));
      assert_ok (gw_rle_from_columns (height, width, columns, &direct));
      assert_ok (gw_rle_from_mask (&mask, &rle));
      g_assert_cmpmem (rle.counts, rle.n_counts * 4, direct.counts, direct.n_counts * 4);
      gw_rle_to_columns (&rle, columns_back);
      g_assert_cmpmem (columns_back, (gsize) (width * height), columns, (gsize) (width * height));
      g_assert_cmpuint (gw_rle_area (&rle), ==, gw_mask_area (&mask));
      g_assert_cmpint (gw_rle_bounds (&rle, &rle_bounds), ==, gw_mask_bounds (&mask, &mask_bounds));
      g_assert_cmpmem (&rle_bounds, sizeof rle_bounds, &mask_bounds, sizeof mask_bounds);

      assert_ok (gw_rle_to_mask (&rle, &mask_back));
      assert_ok (gw_mask_validate (&mask_back));
      g_assert_true (gw_mask_equal (&mask, &mask_back));

      assert_ok (gw_rle_encode_dup (&rle, &string, NULL));
      assert_ok (gw_rle_decode (height, width, string, strlen (string), &string_back));
      g_assert_true (gw_rle_equal (&rle, &string_back));

      free (string);
      gw_mask_clear (&mask);
      gw_mask_clear (&mask_back);
      gw_rle_clear (&direct);
      gw_rle_clear (&rle);
      gw_rle_clear (&string_back);
    }
}

static void
test_merges_and_overlaps (void)
{
  gw_random random;

  gw_random_init (&random, 2);
  for (int round = 0; round < 100; round++)
    {
      int n = 1 + (int) gw_random_below (&random, 6);
      guint8 any[12 * 9], all[12 * 9];
      GwRle rles[6], got, want;
      guint64 shared = 0, whole = 0;

      memset (any, 0, sizeof any);
      memset (all, 1, sizeof all);
      for (int i = 0; i < n; i++)
        {
          g_autofree guint8 *bytes = random_bitmap (&random, 12, 9, 128);

          for (gsize k = 0; k < sizeof any; k++)
            {
              any[k] |= bytes[k];
              all[k] &= bytes[k];
            }
          assert_ok (gw_rle_from_columns (9, 12, bytes, &rles[i]));
        }
      for (gsize k = 0; k < sizeof any; k++)
        {
          shared += all[k];
          whole += any[k];
        }

      assert_ok (gw_rle_union (rles, (size_t) n, &got));
      assert_ok (gw_rle_from_columns (9, 12, any, &want));
      g_assert_cmpmem (got.counts, got.n_counts * 4, want.counts, want.n_counts * 4);
      gw_rle_clear (&got);
      gw_rle_clear (&want);
      assert_ok (gw_rle_intersect (rles, (size_t) n, &got));
      assert_ok (gw_rle_from_columns (9, 12, all, &want));
      g_assert_cmpmem (got.counts, got.n_counts * 4, want.counts, want.n_counts * 4);
      gw_rle_clear (&got);
      gw_rle_clear (&want);

      if (n == 2 && whole > 0)
        {
          g_assert_cmpuint (gw_rle_shared_area (&rles[0], &rles[1]), ==, shared);
          g_assert_cmpfloat (gw_rle_iou (&rles[0], &rles[1]), ==, (double) shared / (double) whole);
          if (gw_rle_area (&rles[0]) > 0)
            g_assert_cmpfloat (gw_rle_iou_crowd (&rles[0], &rles[1]), ==,
                               (double) shared / (double) gw_rle_area (&rles[0]));
        }
      for (int i = 0; i < n; i++)
        gw_rle_clear (&rles[i]);
    }
}

/* The same pixels, with runs of 0 here and there. */
static GwRle
with_runs_of_zero (gw_random *random, const GwRle *rle)
{
  gint64 counts[1024];
  gsize n = 0;
  GwRle made;

  for (gsize i = 0; i < rle->n_counts; i++)
    {
      gint64 first = (gint64) gw_random_below (random, (guint64) rle->counts[i] + 1);

      counts[n++] = first;
      counts[n++] = 0;
      counts[n++] = rle->counts[i] - first;
    }
  assert_ok (gw_rle_init (rle->height, rle->width, counts, n, &made));
  return made;
}

static void
test_overlaps_with_runs_of_zero (void)
{
  gw_random random;

  gw_random_init (&random, 9);
  for (int round = 0; round < 200; round++)
    {
      GwRle plain[2], parted[2];
      guint64 shared;

      for (int i = 0; i < 2; i++)
        {
          g_autofree guint8 *bytes = random_bitmap (&random, 12, 9, round);

          assert_ok (gw_rle_from_columns (9, 12, bytes, &plain[i]));
          parted[i] = with_runs_of_zero (&random, &plain[i]);
        }
      shared = gw_rle_shared_area (&plain[0], &plain[1]);
      g_assert_cmpuint (gw_rle_shared_area (&plain[1], &plain[0]), ==, shared);
      g_assert_cmpuint (gw_rle_shared_area (&parted[0], &plain[1]), ==, shared);
      g_assert_cmpuint (gw_rle_shared_area (&plain[0], &parted[1]), ==, shared);
      g_assert_cmpuint (gw_rle_shared_area (&parted[0], &parted[1]), ==, shared);
      g_assert_cmpuint (gw_rle_shared_area (&parted[0], &plain[0]), ==, gw_rle_area (&plain[0]));
      for (int i = 0; i < 2; i++)
        {
          gw_rle_clear (&plain[i]);
          gw_rle_clear (&parted[i]);
        }
    }
}

static void
test_different_sizes_do_not_mix (void)
{
  gint64 counts[] = { 0, 12 };
  GwRle rles[2], result = GW_RLE_INIT;
  double iou[1] = { 7.0 };

  assert_ok (gw_rle_init (3, 4, counts, 2, &rles[0]));
  assert_ok (gw_rle_init (4, 3, counts, 2, &rles[1]));
  assert_status (gw_rle_union (rles, 2, &result), GW_STATUS_INVALID);
  assert_status (gw_rle_union (rles, 0, &result), GW_STATUS_EMPTY);
  assert_status (gw_rle_iou_matrix (&rles[0], 1, &rles[1], 1, NULL, iou), GW_STATUS_INVALID);
  g_assert_cmpfloat (iou[0], ==, 7.0);
  g_assert_cmpfloat (gw_rle_iou (&rles[0], &rles[1]), ==, 0.0);
  g_assert_false (gw_rle_equal (&rles[0], &rles[1]));
  gw_rle_clear (&rles[0]);
  gw_rle_clear (&rles[1]);
}

static void
test_long_runs_do_not_overflow (void)
{
  gint64 counts[] = { 1, (gint64) 65535 * 65535 - 2, 1 };
  GwRle rle, back;
  GwMask mask;
  GwBox bounds;
  char *string;

  assert_ok (gw_rle_init (65535, 65535, counts, 3, &rle));
  assert_ok (gw_rle_encode_dup (&rle, &string, NULL));
  assert_ok (gw_rle_decode (65535, 65535, string, strlen (string), &back));
  g_assert_true (gw_rle_equal (&rle, &back));
  gw_rle_clear (&back);
  assert_ok (gw_rle_bounds (&rle, &bounds));
  g_assert_cmpfloat (bounds.width, ==, 65535.0);
  assert_ok (gw_rle_to_mask (&rle, &mask));
  g_assert_cmpuint (gw_mask_area (&mask), ==, (guint64) 65535 * 65535 - 2);
  g_assert_false (gw_mask_contains (&mask, 0, 0));
  g_assert_true (gw_mask_contains (&mask, 1, 0));
  g_assert_false (gw_mask_contains (&mask, 65534, 65534));
  assert_ok (gw_rle_from_mask (&mask, &back));
  g_assert_true (gw_rle_equal (&rle, &back));
  free (string);
  gw_rle_clear (&rle);
  gw_rle_clear (&back);
  gw_mask_clear (&mask);
}

/* Noise as a file may hold it: nothing but a refusal or a sound RLE may come of it. */
static void
test_noise_is_refused_or_sound (void)
{
  gw_random random;

  gw_random_init (&random, 3);
  for (int round = 0; round < 20000; round++)
    {
      char string[24];
      size_t length = gw_random_below (&random, sizeof string);
      GwRle rle;

      for (size_t i = 0; i < length; i++)
        string[i] = (char) (gw_random_below (&random, 64) == 0 ? gw_random_below (&random, 256)
                                                               : 48 + gw_random_below (&random, 40));
      if (gw_rle_decode ((int) gw_random_below (&random, 12), 9, string, length, &rle) != GW_STATUS_OK)
        continue;
      assert_ok (gw_rle_validate (&rle));
      gw_rle_clear (&rle);
    }
}

/* Each pair as it is by itself, those apart included. */
static void
test_matrix_holds_all_pairs (void)
{
  gw_random random;

  gw_random_init (&random, 10);
  for (int round = 0; round < 60; round++)
    {
      GwRle rles[7], *detections = rles, *truths = rles + 4;
      guint8 crowd[3];
      double iou[4 * 3], plain[4 * 3];

      for (int i = 0; i < 7; i++)
        {
          g_autofree guint8 *bytes = random_bitmap (&random, 12, 9, round * 4);

          /* Halves of the image, so that some share no bounds. */
          if (i % 3 != 0)
            memset (bytes + (i % 3 == 1 ? 0 : 54), 0, 54);
          assert_ok (gw_rle_from_columns (9, 12, bytes, &rles[i]));
        }
      for (int j = 0; j < 3; j++)
        crowd[j] = (guint8) gw_random_below (&random, 2);
      assert_ok (gw_rle_iou_matrix (detections, 4, truths, 3, crowd, iou));
      assert_ok (gw_rle_iou_matrix (detections, 4, truths, 3, NULL, plain));
      for (int i = 0; i < 4; i++)
        for (int j = 0; j < 3; j++)
          {
            double alone = gw_rle_iou (&detections[i], &truths[j]);

            g_assert_cmpfloat (plain[i * 3 + j], ==, alone);
            g_assert_cmpfloat (iou[i * 3 + j], ==,
                               crowd[j] != 0 ? gw_rle_iou_crowd (&detections[i], &truths[j]) : alone);
          }
      for (int i = 0; i < 7; i++)
        gw_rle_clear (&rles[i]);
    }
}

static void
test_matrix_of_different_sizes_is_refused (void)
{
  guint32 all[] = { 0, 20 };
  GwRle high = { 5, 4, all, 2 }, wide = { 4, 5, all, 2 };
  GwRle highs[] = { high, high }, mixed[] = { high, wide };
  double iou[4] = { -7, -7, -7, -7 };

  assert_status (gw_rle_iou_matrix (mixed, 2, highs, 2, NULL, iou), GW_STATUS_INVALID);
  assert_status (gw_rle_iou_matrix (highs, 2, mixed, 2, NULL, iou), GW_STATUS_INVALID);
  assert_status (gw_rle_iou_matrix (NULL, 0, mixed, 2, NULL, iou), GW_STATUS_INVALID);
  assert_status (gw_rle_iou_matrix (highs, G_MAXSIZE, highs, 2, NULL, iou), GW_STATUS_TOO_LARGE);
  for (int i = 0; i < 4; i++)
    g_assert_cmpfloat (iou[i], ==, -7.0);
  assert_ok (gw_rle_iou_matrix (NULL, 0, highs, 2, NULL, iou));
  assert_ok (gw_rle_iou_matrix (highs, 2, NULL, 0, NULL, iou));
}

/* Equal is a matter of pixels, not of counts. */
static void
test_equal_as_the_pixels_are (void)
{
  gw_random random;

  gw_random_init (&random, 11);
  for (int round = 0; round < 200; round++)
    {
      g_autofree guint8 *bytes = random_bitmap (&random, 12, 9, round);
      GwRle rle, parted, copy, other;
      guint64 place = gw_random_below (&random, 12 * 9);

      assert_ok (gw_rle_from_columns (9, 12, bytes, &rle));
      parted = with_runs_of_zero (&random, &rle);
      assert_ok (gw_rle_copy (&parted, &copy));
      assert_ok (gw_rle_validate (&copy));
      g_assert_cmpmem (copy.counts, copy.n_counts * 4, parted.counts, parted.n_counts * 4);
      gw_rle_clear (&parted); /* the copy is its own */
      g_assert_true (gw_rle_equal (&rle, &copy));
      g_assert_true (gw_rle_equal (&copy, &rle));
      bytes[place] = !bytes[place];
      assert_ok (gw_rle_from_columns (9, 12, bytes, &other));
      g_assert_false (gw_rle_equal (&rle, &other));
      g_assert_false (gw_rle_equal (&other, &copy));
      gw_rle_clear (&other);
      assert_ok (gw_rle_from_columns (12, 9, bytes, &other));
      g_assert_false (gw_rle_equal (&rle, &other));
      gw_rle_clear (&other);
      gw_rle_clear (&copy);
      gw_rle_clear (&rle);
    }
  gw_rle_clear (NULL);
}

static void
test_sizes_beyond_the_limits_are_refused (void)
{
  guint8 pixel = 1;
  gint64 count = 1;
  guint32 one = 1;
  GwRle rle = GW_RLE_INIT, copy;

  assert_status (gw_rle_from_columns (-1, 4, &pixel, &rle), GW_STATUS_INVALID);
  assert_status (gw_rle_from_columns (G_MAXINT32, G_MAXINT32, &pixel, &rle), GW_STATUS_TOO_LARGE);
  assert_status (gw_rle_init (1, 1, &count, GW_RLE_MAX_COUNTS + 1, &rle), GW_STATUS_TOO_LARGE);
  assert_status (gw_rle_validate (&(GwRle) { -1, 1, &one, 1 }), GW_STATUS_INVALID);
  assert_status (gw_rle_validate (&(GwRle) { 1, 1, &one, GW_RLE_MAX_COUNTS + 1 }), GW_STATUS_TOO_LARGE);
  assert_status (gw_rle_copy (&(GwRle) { 1, 1, &one, G_MAXSIZE }, &copy), GW_STATUS_NO_MEMORY);
  g_assert_null (rle.counts);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rle/strings-of-the-table", test_strings_of_the_table);
  g_test_add_func ("/rle/rejects-broken-strings", test_rejects_broken_strings);
  g_test_add_func ("/rle/rejects-wrong-counts", test_rejects_wrong_counts);
  g_test_add_func ("/rle/image-without-pixels", test_image_without_pixels);
  g_test_add_func ("/rle/encode-tells-length", test_encode_tells_length);
  g_test_add_func ("/rle/keeps-zero-runs", test_keeps_zero_runs);
  g_test_add_func ("/rle/mask-and-rle-agree", test_mask_and_rle_agree);
  g_test_add_func ("/rle/merges-and-overlaps", test_merges_and_overlaps);
  g_test_add_func ("/rle/overlaps-with-runs-of-zero", test_overlaps_with_runs_of_zero);
  g_test_add_func ("/rle/different-sizes-do-not-mix", test_different_sizes_do_not_mix);
  g_test_add_func ("/rle/long-runs-do-not-overflow", test_long_runs_do_not_overflow);
  g_test_add_func ("/rle/noise-is-refused-or-sound", test_noise_is_refused_or_sound);
  g_test_add_func ("/rle/matrix-holds-all-pairs", test_matrix_holds_all_pairs);
  g_test_add_func ("/rle/matrix-of-different-sizes-is-refused", test_matrix_of_different_sizes_is_refused);
  g_test_add_func ("/rle/equal-as-the-pixels-are", test_equal_as_the_pixels_are);
  g_test_add_func ("/rle/sizes-beyond-the-limits-are-refused", test_sizes_beyond_the_limits_are_refused);
  return g_test_run ();
}
