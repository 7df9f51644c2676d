/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <string.h>

#include "gw-brush-rle.h"

static void
append_byte (guint8 byte, gpointer data)
{
  g_byte_array_append (data, &byte, 1);
}

/* Text of 0 and 1, blanks between them as one likes. (transfer full) */
static GByteArray *
pack (const char *bits)
{
  GByteArray *bytes = g_byte_array_new ();
  guint8 byte = 0;
  guint n = 0;

  for (; *bits != '\0'; bits++)
    {
      if (*bits == ' ')
        continue;
      byte = (guint8) (byte << 1 | (*bits == '1'));
      if (++n % 8 == 0)
        append_byte (byte, bytes);
    }
  if (n % 8 != 0)
    append_byte ((guint8) (byte << (8 - n % 8)), bytes);

  return bytes;
}

static gboolean
decode (const char *bits, int width, int height, GwMask *mask, const char **code)
{
  g_autoptr (GByteArray) bytes = pack (bits);

  return gw_brush_rle_decode (bytes->data, bytes->len, width, height, mask, code);
}

/* N = 8; words of 8 bits; lengths of 3, 4, 8 and 16 bits. */
#define N_8 "00000000 00000000 00000000 00001000"
#define SIZES "00111 0010 0011 0111 1111"

/* Two pixels, the second red: four times 0, then 255 0 0 255. */
static void
test_hand_made (void)
{
  GwMask mask;
  const char *code;

  g_assert_true (
      decode (N_8 SIZES "1 00 011 00000000 0 00 011 11111111 00000000 00000000 11111111", 2, 1, &mask, &code));
  g_assert_cmpint (gw_mask_validate (&mask), ==, GW_STATUS_OK);
  g_assert_cmpint (mask.image_width, ==, 2);
  g_assert_cmpuint (gw_mask_area (&mask), ==, 1);
  g_assert_true (gw_mask_contains (&mask, 1, 0));
  gw_mask_clear (&mask);

  /* The first, by runs that end within pixels: 3 of 7, 1 of 9, 4 of 0; a length of 16 bits. */
  g_assert_true (
      decode (N_8 SIZES "1 00 010 00000111 1 00 000 00001001 1 11 0000000000000011 00000000", 2, 1, &mask, &code));
  g_assert_cmpuint (gw_mask_area (&mask), ==, 1);
  g_assert_true (gw_mask_contains (&mask, 0, 0));
  gw_mask_clear (&mask);

  /* Color without alpha is nothing: 3 of 5, 1 of 0, 3 of 5, 1 of 0. */
  g_assert_true (decode (N_8 SIZES "1 01 0010 00000101 1 00 000 00000000 1 10 00000010 00000101 0 00 000 00000000", 2,
                         1, &mask, &code));
  g_assert_cmpuint (mask.n_runs, ==, 0);
  gw_mask_clear (&mask);
}

/* Words of 1 bit, lengths of 1, 2, 3 and 4 bits; a column of four pixels of which two are set. */
static void
test_other_sizes (void)
{
  GwMask mask;
  const char *code;

  g_assert_true (decode ("00000000 00000000 00000000 00010000 00000 0000 0001 0010 0011"
                         "1 10 011 0 1 10 111 1 1 10 011 0",
                         1, 4, &mask, &code));
  g_assert_cmpint (gw_mask_validate (&mask), ==, GW_STATUS_OK);
  g_assert_cmpint (mask.y, ==, 1);
  g_assert_cmpint (mask.height, ==, 2);
  g_assert_cmpuint (gw_mask_area (&mask), ==, 2);
  gw_mask_clear (&mask);
}

static void
test_broken (void)
{
  static const struct
  {
    const char *bits;
    int width;
    int height;
    const char *code;
  } cases[] = {
    { "", 2, 1, "rle-short" },
    { N_8, 2, 1, "rle-short" },
    { N_8 "00111 0010 0011 0111 11", 2, 1, "rle-short" },
    { N_8 SIZES, 2, 1, "rle-short" },
    { N_8 SIZES "1 00 011 00000000", 2, 1, "rle-short" },
    { N_8 SIZES "0 00 111 00000000 00000000 00000000", 2, 1, "rle-short" },
    { N_8 SIZES "1 01 1000 00000000", 2, 1, "rle-sum" },
    { N_8 SIZES "1 00 111 00000000", 3, 1, "mask-size" },
    { "11111111 11111111 11111111 11111100" SIZES "1 00 111 00000000", 2, 1, "mask-size" },
    { N_8 SIZES "1 00 111 00000000", 1 << 15, 1 << 15, "limit" },
    { N_8 SIZES "1 00 111 00000000", G_MAXINT, G_MAXINT, "limit" },
    { N_8 SIZES "1 00 111 00000000", 0, 0, "limit" },
    { N_8 SIZES "1 00 111 00000000", -2, -1, "limit" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GwMask mask;
      const char *code;

      g_test_message ("%s", cases[i].bits);
      g_assert_false (decode (cases[i].bits, cases[i].width, cases[i].height, &mask, &code));
      g_assert_cmpstr (code, ==, cases[i].code);
      gw_mask_clear (&mask);
    }
}

/* Two pixels, the second of the color 0x102030, written by hand. */
static void
test_written (void)
{
  static const guint8 rows[] = { 0, 1 };
  g_autoptr (GByteArray) expected = pack (N_8 SIZES "1 00 011 00000000"
                                                    "0 00 011 00010000 00100000 00110000 11111111");
  g_autoptr (GByteArray) white = pack (N_8 SIZES "1 00 011 00000000 1 00 011 11111111");
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  GwMask mask = GW_MASK_INIT;

  g_assert_cmpint (gw_mask_from_bitmap (2, 1, 0, 0, 2, 1, rows, 2, &mask), ==, GW_STATUS_OK);
  g_assert_true (gw_brush_rle_encode (&mask, 0x102030, append_byte, bytes));
  g_assert_cmpmem (bytes->data, bytes->len, expected->data, expected->len);
  g_byte_array_set_size (bytes, 0);
  g_assert_true (gw_brush_rle_encode (&mask, 0xffffff, append_byte, bytes));
  g_assert_cmpmem (bytes->data, bytes->len, white->data, white->len);
  gw_mask_clear (&mask);
}

static void
assert_round_trip (const GwMask *mask, guint32 colour)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  GwMask again;
  const char *code;

  g_assert_true (gw_brush_rle_encode (mask, colour, append_byte, bytes));
  g_assert_true (gw_brush_rle_decode (bytes->data, bytes->len, mask->image_width, mask->image_height, &again, &code));
  g_assert_cmpint (gw_mask_validate (&again), ==, GW_STATUS_OK);
  g_assert_true (gw_mask_equal (mask, &again));
  gw_mask_clear (&again);

  /* One byte less is too few, unless it was padding. */
  g_assert_false (
      gw_brush_rle_decode (bytes->data, bytes->len - 1, mask->image_width, mask->image_height, &again, &code));
  g_assert_cmpstr (code, ==, "rle-short");
  gw_mask_clear (&again);
}

static void
test_round_trips (void)
{
  static const guint32 colours[] = { 0, 0xff0000, 0x123456, 0xffffff };
  const int width = 37, height = 23;
  g_autofree guint8 *rows = g_malloc (37 * 23);

  for (guint i = 0; i < 200; i++)
    {
      const int likely = g_test_rand_int_range (0, 101);
      const int x = g_test_rand_int_range (0, width), y = g_test_rand_int_range (0, height);
      GwMask mask = GW_MASK_INIT;

      for (int k = 0; k < width * height; k++)
        rows[k] = g_test_rand_int_range (0, 100) < likely;
      g_assert_cmpint (
          gw_mask_from_bitmap (width, height, i % 2 ? x : 0, i % 2 ? y : 0, width, height, rows, (gsize) width, &mask),
          ==, GW_STATUS_OK);
      assert_round_trip (&mask, colours[i % G_N_ELEMENTS (colours)]);
      gw_mask_clear (&mask);
    }
}

/* Runs of more than 65,536 values. */
static void
test_long_runs (void)
{
  GwMask mask = GW_MASK_INIT;
  g_autofree guint8 *rows = g_malloc (400 * 300);

  memset (rows, 1, 400 * 300);
  g_assert_cmpint (gw_mask_from_bitmap (400, 300, 0, 0, 400, 300, rows, 400, &mask), ==, GW_STATUS_OK);
  assert_round_trip (&mask, 0x123456);
  assert_round_trip (&mask, 0xffffff);
  gw_mask_clear (&mask);
  g_assert_cmpint (gw_mask_from_bitmap (4000, 3000, 1999, 1999, 1, 1, rows, 1, &mask), ==, GW_STATUS_OK);
  assert_round_trip (&mask, 0x123456);
  gw_mask_clear (&mask);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/brush-rle/hand-made", test_hand_made);
  g_test_add_func ("/brush-rle/other-sizes", test_other_sizes);
  g_test_add_func ("/brush-rle/broken", test_broken);
  g_test_add_func ("/brush-rle/written", test_written);
  g_test_add_func ("/brush-rle/round-trips", test_round_trips);
  g_test_add_func ("/brush-rle/long-runs", test_long_runs);

  return g_test_run ();
}
