/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-mask-morphology.h"

#include <math.h>

#include "test-geometry.h"

/* A picture of bytes beside its mask. */
typedef struct
{
  int width;
  int height;
  guint8 *bytes;
  GwMask mask;
} Picture;

static void
picture_init (Picture *picture, gw_random *random, int most, int density)
{
  picture->width = 1 + (int) gw_random_below (random, (guint32) most);
  picture->height = 1 + (int) gw_random_below (random, (guint32) most);
  picture->bytes = random_bitmap (random, picture->width, picture->height, density);
  assert_ok (gw_mask_from_bitmap (picture->width, picture->height, 0, 0, picture->width, picture->height,
                                  picture->bytes, (gsize) picture->width, &picture->mask));
}

static void
picture_clear (Picture *picture)
{
  g_free (picture->bytes);
  gw_mask_clear (&picture->mask);
}

/* Frees the mask. */
static void
assert_mask (GwMask *mask, const guint8 *want)
{
  g_autofree guint8 *got = mask_bytes (mask);
  gsize n = (gsize) mask->image_width * (gsize) mask->image_height;

  assert_ok (gw_mask_validate (mask));
  g_assert_cmpmem (got, n, want, n);
  gw_mask_clear (mask);
}

/* Pixels of a value at most radius away, inside of the image; and all pixels there. */
static int
count_around (const Picture *picture, int x, int y, double radius, int value, int *room)
{
  int count = 0;

  *room = 0;
  for (int v = 0; v < picture->height; v++)
    for (int u = 0; u < picture->width; u++)
      if ((double) ((u - x) * (u - x) + (v - y) * (v - y)) <= radius * radius)
        {
          count += picture->bytes[v * picture->width + u] == value;
          *room += 1;
        }
  return count;
}

static void
test_discs_equal_the_slow_twin (void)
{
  static const double radii[] = { 0.0, 0.9, 1.0, 1.5, 2.0, 3.3, 5.0, 12.0, 40.0 };
  gw_random random;

  gw_random_init (&random, 31);
  for (int round = 0; round < 300; round++)
    {
      double radius = radii[round % (int) G_N_ELEMENTS (radii)];
      Picture picture;
      GwMask grown, shrunk, smooth;
      g_autofree guint8 *want = NULL;
      int room;

      /* Mostly clear, mostly set, and in between. */
      picture_init (&picture, &random, round % 5 == 0 ? 90 : 24, (int[]) { 4, 252, 128 }[round % 3]);
      want = g_malloc0 ((gsize) picture.width * (gsize) picture.height);
      for (int i = 0; i < picture.width * picture.height; i++)
        want[i] = count_around (&picture, i % picture.width, i / picture.width, radius, 1, &room) > 0;
      assert_ok (gw_mask_grow (&picture.mask, radius, &grown));
      assert_mask (&grown, want);
      for (int i = 0; i < picture.width * picture.height; i++)
        want[i] = count_around (&picture, i % picture.width, i / picture.width, radius, 0, &room) == 0;
      assert_ok (gw_mask_shrink (&picture.mask, radius, &shrunk));
      assert_mask (&shrunk, want);
      for (int i = 0; i < picture.width * picture.height; i++)
        {
          int count = count_around (&picture, i % picture.width, i / picture.width, radius, 1, &room);

          want[i] = 2 * count == room ? picture.bytes[i] : 2 * count > room;
        }
      assert_ok (gw_mask_smooth (&picture.mask, radius, &smooth));
      assert_mask (&smooth, want);
      picture_clear (&picture);
    }
}

static void
invert (const GwMask *mask, GwMask *result)
{
  g_autofree guint8 *bytes = mask_bytes (mask);
  gsize n = (gsize) mask->image_width * (gsize) mask->image_height;

  for (gsize i = 0; i < n; i++)
    bytes[i] = !bytes[i];
  assert_ok (gw_mask_from_bitmap (mask->image_width, mask->image_height, 0, 0, mask->image_width, mask->image_height,
                                  bytes, (gsize) mask->image_width, result));
}

static void
assert_within (const GwMask *inner, const GwMask *outer)
{
  g_assert_cmpuint (gw_mask_shared_area (inner, outer), ==, gw_mask_area (inner));
}

/* What grows is what the rest loses; shrinking after growing gives at least what
 * there was, and twice the same as once.
 */
static void
test_grow_and_shrink_mirror (void)
{
  gw_random random;

  gw_random_init (&random, 32);
  for (int round = 0; round < 150; round++)
    {
      double radius = random_between (&random, 1.0, 9.0);
      GwMask grown, shrunk, rest, rest_shrunk, closed, opened, again, twice;
      Picture picture;

      picture_init (&picture, &random, 200, 20 + round);
      assert_ok (gw_mask_grow (&picture.mask, radius, &grown));
      invert (&picture.mask, &rest);
      assert_ok (gw_mask_shrink (&rest, radius, &rest_shrunk));
      gw_mask_clear (&rest);
      invert (&rest_shrunk, &rest);
      g_assert_true (gw_mask_equal (&rest, &grown));

      assert_ok (gw_mask_shrink (&grown, radius, &closed));
      assert_within (&picture.mask, &closed);
      assert_within (&closed, &grown);
      assert_ok (gw_mask_grow (&closed, radius, &again));
      g_assert_true (gw_mask_equal (&again, &grown));
      assert_ok (gw_mask_shrink (&picture.mask, radius, &shrunk));
      assert_ok (gw_mask_grow (&shrunk, radius, &opened));
      assert_within (&opened, &picture.mask);
      assert_ok (gw_mask_shrink (&opened, radius, &twice));
      g_assert_true (gw_mask_equal (&twice, &shrunk));

      gw_mask_clear (&grown);
      gw_mask_clear (&shrunk);
      gw_mask_clear (&rest);
      gw_mask_clear (&rest_shrunk);
      gw_mask_clear (&closed);
      gw_mask_clear (&opened);
      gw_mask_clear (&again);
      gw_mask_clear (&twice);
      picture_clear (&picture);
    }
}

/* Gives each pixel of the value a number for its part, by filling; returns how many
 * parts. sizes and open (whether it reaches the image's border) are by number.
 */
static int
number_parts (const Picture *picture, int value, gboolean eight, int *numbers, int *sizes, gboolean *open)
{
  g_autofree int *stack = g_new (int, (gsize) picture->width *(gsize) picture->height);
  int n = 0;

  for (int i = 0; i < picture->width * picture->height; i++)
    numbers[i] = -1;
  for (int i = 0; i < picture->width * picture->height; i++)
    {
      int n_stack = 1;

      if (picture->bytes[i] != value || numbers[i] >= 0)
        continue;
      stack[0] = i;
      numbers[i] = n;
      sizes[n] = 0;
      open[n] = FALSE;
      while (n_stack > 0)
        {
          int at = stack[--n_stack], x = at % picture->width, y = at / picture->width;

          sizes[n]++;
          open[n] = open[n] || x == 0 || y == 0 || x == picture->width - 1 || y == picture->height - 1;
          for (int k = 0; k < 9; k++)
            {
              int u = x + k % 3 - 1, v = y + k / 3 - 1, next = v * picture->width + u;

              if ((k % 2 == 0 && !eight) || u < 0 || v < 0 || u >= picture->width || v >= picture->height
                  || picture->bytes[next] != value || numbers[next] >= 0)
                continue;
              numbers[next] = n;
              stack[n_stack++] = next;
            }
        }
      n++;
    }
  return n;
}

#define MOST 30

static void
test_holes_and_specks_equal_the_slow_twin (void)
{
  int numbers[MOST * MOST], sizes[MOST * MOST];
  gboolean open[MOST * MOST];
  gw_random random;

  gw_random_init (&random, 33);
  for (int round = 0; round < 400; round++)
    {
      int limit = (int) gw_random_below (&random, 12);
      guint8 want[MOST * MOST];
      GwMask result;
      Picture picture;

      picture_init (&picture, &random, MOST, (int) gw_random_below (&random, 257));
      number_parts (&picture, 0, FALSE, numbers, sizes, open);
      for (int i = 0; i < picture.width * picture.height; i++)
        want[i] = picture.bytes[i] || (!open[numbers[i]] && sizes[numbers[i]] <= limit);
      assert_ok (gw_mask_fill_holes (&picture.mask, (guint64) limit, &result));
      assert_mask (&result, want);
      for (int i = 0; i < picture.width * picture.height; i++)
        want[i] = picture.bytes[i] || !open[numbers[i]];
      assert_ok (gw_mask_fill_holes (&picture.mask, G_MAXUINT64, &result));
      assert_mask (&result, want);

      number_parts (&picture, 1, TRUE, numbers, sizes, open);
      for (int i = 0; i < picture.width * picture.height; i++)
        want[i] = picture.bytes[i] && sizes[numbers[i]] >= limit;
      assert_ok (gw_mask_remove_specks (&picture.mask, (guint64) limit, &result));
      assert_mask (&result, want);
      picture_clear (&picture);
    }
}

static void
test_parts_equal_the_slow_twin (void)
{
  int numbers[MOST * MOST], sizes[MOST * MOST];
  gboolean open[MOST * MOST];
  gw_random random;

  gw_random_init (&random, 34);
  for (int round = 0; round < 300; round++)
    {
      gboolean eight = round % 2 == 0;
      GwMask *parts, all, united;
      size_t n_parts;
      Picture picture;

      picture_init (&picture, &random, MOST, (int) gw_random_below (&random, 257));
      assert_ok (gw_mask_init_empty (picture.width, picture.height, &all));
      assert_ok (gw_mask_split_parts (&picture.mask, eight, &parts, &n_parts));
      g_assert_cmpuint (n_parts, ==, number_parts (&picture, 1, eight, numbers, sizes, open));
      for (size_t i = 0; i < n_parts; i++)
        {
          int number = -1;

          assert_ok (gw_mask_validate (&parts[i]));
          if (i > 0)
            g_assert_cmpuint (gw_mask_area (&parts[i - 1]), >=, gw_mask_area (&parts[i]));
          for (int k = 0; k < picture.width * picture.height; k++)
            if (gw_mask_contains (&parts[i], k % picture.width, k / picture.width))
              {
                g_assert_true (number < 0 || numbers[k] == number);
                number = numbers[k];
              }
          g_assert_cmpuint (gw_mask_area (&parts[i]), ==, sizes[number]);
          assert_ok (gw_mask_union (&all, &parts[i], &united));
          gw_mask_clear (&all);
          all = united;
        }
      g_assert_true (gw_mask_equal (&all, &picture.mask));
      gw_mask_clear (&all);
      gw_masks_free (parts, n_parts);
      picture_clear (&picture);
    }
}

static void
test_regions_equal_the_slow_twin (void)
{
  int numbers[MOST * MOST], sizes[MOST * MOST];
  gboolean open[MOST * MOST];
  gw_random random;

  gw_random_init (&random, 35);
  for (int round = 0; round < 100; round++)
    {
      Picture picture;

      picture_init (&picture, &random, MOST, 120 + round);
      number_parts (&picture, 0, FALSE, numbers, sizes, open);
      for (int i = 0; i < picture.width * picture.height; i++)
        {
          guint8 want[MOST * MOST];
          GwMask result;
          gboolean there = !picture.bytes[i] && !open[numbers[i]];

          assert_status (gw_mask_fill_region (&picture.mask, i % picture.width, i / picture.width, &result),
                         there ? GW_STATUS_OK : GW_STATUS_UNDEFINED);
          for (int k = 0; there && k < picture.width * picture.height; k++)
            want[k] = numbers[k] == numbers[i];
          if (there)
            assert_mask (&result, want);
        }
      picture_clear (&picture);
    }
}

static void
test_cleaning_leaves_none (void)
{
  const GwMaskCleaning cleaning = { .hole = 6, .speck = 9, .smooth = 1.5 };
  gw_random random;

  gw_random_init (&random, 36);
  for (int round = 0; round < 200; round++)
    {
      GwMask clean, filled, rid;
      Picture picture;

      picture_init (&picture, &random, 60, (int) gw_random_below (&random, 257));
      assert_ok (gw_mask_clean (&picture.mask, &cleaning, &clean));
      assert_ok (gw_mask_validate (&clean));
      assert_ok (gw_mask_fill_holes (&clean, cleaning.hole, &filled));
      assert_ok (gw_mask_remove_specks (&clean, cleaning.speck, &rid));
      g_assert_true (gw_mask_equal (&clean, &filled));
      g_assert_true (gw_mask_equal (&clean, &rid));
      gw_mask_clear (&clean);
      gw_mask_clear (&filled);
      gw_mask_clear (&rid);
      assert_ok (gw_mask_clean (&picture.mask, &(GwMaskCleaning) { 0, 0, 0.0 }, &clean));
      g_assert_true (gw_mask_equal (&clean, &picture.mask));
      gw_mask_clear (&clean);
      picture_clear (&picture);
    }
}

/* Stairs of a slanting border become straighter, and straight borders stay. */
static void
test_smoothing_keeps_straight_borders (void)
{
  static const char *const frayed[] = { ".............", "..###########", "...##########",
                                        "..###########", ".#.##########", "..####.######",
                                        "..###########", ".............", NULL };
  static const char *const straight[] = { ".............", "..###########", "..###########",
                                          "..###########", "..###########", "..###########",
                                          "..###########", ".............", NULL };
  GwMask mask, want, got;

  mask_from_rows (frayed, &mask);
  mask_from_rows (straight, &want);
  assert_ok (gw_mask_clean (&mask, &(GwMaskCleaning) { 1, 0, 1.5 }, &got));
  g_assert_cmpuint (gw_mask_shared_area (&want, &got) + 3, >=, gw_mask_area (&want));
  g_assert_false (gw_mask_contains (&got, 1, 4));
  g_assert_true (gw_mask_contains (&got, 2, 4));
  gw_mask_clear (&mask);
  gw_mask_clear (&want);
  gw_mask_clear (&got);
}

/* Masks without pixels, and of images without any. */
static void
test_nothing_stays_nothing (void)
{
  for (int side = 0; side < 3; side++)
    {
      GwMask mask, result, *parts = NULL;
      size_t n_parts = 7;

      assert_ok (gw_mask_init_empty (side, side, &mask));
      assert_ok (gw_mask_grow (&mask, 3.0, &result));
      g_assert_true (gw_mask_equal (&mask, &result));
      assert_ok (gw_mask_shrink (&mask, 3.0, &result));
      g_assert_true (gw_mask_equal (&mask, &result));
      assert_ok (gw_mask_smooth (&mask, 3.0, &result));
      g_assert_true (gw_mask_equal (&mask, &result));
      assert_ok (gw_mask_fill_holes (&mask, G_MAXUINT64, &result));
      g_assert_true (gw_mask_equal (&mask, &result));
      assert_ok (gw_mask_remove_specks (&mask, G_MAXUINT64, &result));
      g_assert_true (gw_mask_equal (&mask, &result));
      assert_ok (gw_mask_clean (&mask, &(GwMaskCleaning) { 9, 9, 9.0 }, &result));
      g_assert_true (gw_mask_equal (&mask, &result));
      assert_ok (gw_mask_split_parts (&mask, true, &parts, &n_parts));
      g_assert_cmpuint (n_parts, ==, 0);
      g_assert_null (parts);
      assert_status (gw_mask_fill_region (&mask, 0, 0, &result), side == 0 ? GW_STATUS_INVALID : GW_STATUS_UNDEFINED);
    }
  gw_masks_free (NULL, 0);
}

/* The largest image with a pixel in two corners takes no picture of it. */
static void
test_hostile_sizes (void)
{
  GwMask mask, result, other, *parts;
  size_t n_parts;
  guint8 one = 1;

  assert_ok (gw_mask_from_bitmap (65535, 65535, 0, 0, 1, 1, &one, 1, &mask));
  assert_ok (gw_mask_grow (&mask, GW_MASK_MAX_RADIUS, &result));
  g_assert_true (gw_mask_contains (&result, 1024, 0));
  g_assert_true (gw_mask_contains (&result, 724, 724));
  g_assert_false (gw_mask_contains (&result, 1024, 1));
  gw_mask_clear (&result);
  assert_status (gw_mask_grow (&mask, GW_MASK_MAX_RADIUS + 1.0, &result), GW_STATUS_INVALID);
  assert_status (gw_mask_shrink (&mask, NAN, &result), GW_STATUS_INVALID);
  assert_status (gw_mask_smooth (&mask, -1.0, &result), GW_STATUS_INVALID);
  assert_status (gw_mask_clean (&mask, &(GwMaskCleaning) { 0, 0, INFINITY }, &result), GW_STATUS_INVALID);
  assert_status (gw_mask_fill_region (&mask, 65535, 0, &result), GW_STATUS_INVALID);
  assert_status (gw_mask_fill_region (&mask, -1, 0, &result), GW_STATUS_INVALID);

  assert_ok (gw_mask_from_bitmap (65535, 65535, 65534, 65534, 1, 1, &one, 1, &other));
  assert_ok (gw_mask_union (&mask, &other, &result));
  gw_mask_clear (&other);
  gw_mask_clear (&mask);
  mask = result;
  assert_ok (gw_mask_split_parts (&mask, false, &parts, &n_parts));
  g_assert_cmpuint (n_parts, ==, 2);
  g_assert_cmpint (parts[1].x, ==, 65534);
  gw_masks_free (parts, n_parts);
  assert_ok (gw_mask_fill_holes (&mask, G_MAXUINT64, &result));
  g_assert_cmpuint (gw_mask_area (&result), ==, 2);
  gw_mask_clear (&result);
  gw_mask_clear (&mask);

  /* An image of one row, and one of one column. */
  assert_ok (gw_mask_from_bitmap (GW_MASK_MAX_SIDE, 1, 500, 0, 1, 1, &one, 1, &mask));
  assert_ok (gw_mask_grow (&mask, 300.0, &result));
  g_assert_cmpuint (gw_mask_area (&result), ==, 601);
  gw_mask_clear (&mask);
  assert_ok (gw_mask_shrink (&result, 300.0, &mask));
  g_assert_cmpuint (gw_mask_area (&mask), ==, 1);
  gw_mask_clear (&mask);
  gw_mask_clear (&result);
  assert_ok (gw_mask_from_bitmap (1, GW_MASK_MAX_SIDE, 0, 500, 1, 1, &one, 1, &mask));
  assert_ok (gw_mask_grow (&mask, 300.0, &result));
  g_assert_cmpuint (gw_mask_area (&result), ==, 601);
  gw_mask_clear (&mask);
  gw_mask_clear (&result);
}

static void
test_too_many_parts (void)
{
  const int side = 520;
  g_autofree guint8 *bytes = g_malloc0 ((gsize) side * (gsize) side);
  GwMask mask, *parts;
  size_t n_parts;

  for (int i = 0; i < side * side; i++)
    bytes[i] = i % side % 2 == 0 && i / side % 2 == 0;
  assert_ok (gw_mask_from_bitmap (side, side, 0, 0, side, side, bytes, (gsize) side, &mask));
  assert_status (gw_mask_split_parts (&mask, true, &parts, &n_parts), GW_STATUS_TOO_LARGE);
  gw_mask_clear (&mask);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mask-morphology/discs-equal-the-slow-twin", test_discs_equal_the_slow_twin);
  g_test_add_func ("/mask-morphology/grow-and-shrink-mirror", test_grow_and_shrink_mirror);
  g_test_add_func ("/mask-morphology/holes-and-specks-equal-the-slow-twin", test_holes_and_specks_equal_the_slow_twin);
  g_test_add_func ("/mask-morphology/parts-equal-the-slow-twin", test_parts_equal_the_slow_twin);
  g_test_add_func ("/mask-morphology/regions-equal-the-slow-twin", test_regions_equal_the_slow_twin);
  g_test_add_func ("/mask-morphology/cleaning-leaves-none", test_cleaning_leaves_none);
  g_test_add_func ("/mask-morphology/smoothing-keeps-straight-borders", test_smoothing_keeps_straight_borders);
  g_test_add_func ("/mask-morphology/nothing-stays-nothing", test_nothing_stays_nothing);
  g_test_add_func ("/mask-morphology/hostile-sizes", test_hostile_sizes);
  g_test_add_func ("/mask-morphology/too-many-parts", test_too_many_parts);
  return g_test_run ();
}
