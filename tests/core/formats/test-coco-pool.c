/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>
#include <glib.h>

#include "gw-coco-ids.h"
#include "gw-coco-pool.h"

static void
check_numbers (const double *numbers, gsize n, guint most_bytes)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GArray) back = g_array_new (FALSE, FALSE, sizeof (double));
  const guint8 *at;

  gw_pack_numbers (bytes, numbers, n);
  if (most_bytes > 0)
    g_assert_cmpuint (bytes->len, <=, most_bytes);
  at = bytes->data;
  gw_unpack_numbers (&at, back);
  g_assert_true (at == bytes->data + bytes->len);
  g_assert_cmpuint (back->len, ==, n);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat (g_array_index (back, double, i), ==, numbers[i]);
}

static void
test_numbers (void)
{
  const double nice[] = { 321.02, 321, 314.25, 307.99, 307.49, 293.94, 0, -5.5 };
  const double six[] = { 0.123456, 1.5, 1e6, 3.000001 };
  const double odd[] = { 0.1 + 0.2, 1e300, -1e-300, M_PI };
  const double far_apart[] = { 0.25, 9, 327.92, 1, -327.68, 5, 327.68, 0 };
  const double far_away[] = { 1e7, 2e7, 10000000.01, 20000000.02, 10000000.5, 2e7 };
  const double large[] = { 9007199254740991.0, 9007199254740992.0, -9007199254740993.0 };
  GRand *random = g_rand_new_with_seed (3);

  check_numbers (nice, G_N_ELEMENTS (nice), 26);
  check_numbers (six, G_N_ELEMENTS (six), 30);
  check_numbers (far_apart, G_N_ELEMENTS (far_apart), 0);
  check_numbers (far_away, G_N_ELEMENTS (far_away), 0);
  check_numbers (odd, G_N_ELEMENTS (odd), 0);
  check_numbers (large, G_N_ELEMENTS (large), 0);
  check_numbers (nice, 0, 2);
  for (guint i = 0; i < 2000; i++)
    {
      double numbers[20];

      for (guint k = 0; k < 20; k++)
        {
          double value = g_rand_double_range (random, -2000, 2000);

          numbers[k] = i % 3 == 0 ? value : i % 3 == 1 ? rint (value * 100) / 100 : rint (value * 1e6) / 1e6;
        }
      check_numbers (numbers, 20, 0);
    }
  g_rand_free (random);
}

static void
test_integers (void)
{
  static const gint64 numbers[] = { 0, 1, -1, 127, 128, -300, G_MAXINT64, G_MININT64 };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  const guint8 *at;
  gsize length;

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      gw_pack_int (bytes, numbers[i]);
      gw_pack_uint (bytes, (guint64) numbers[i]);
    }
  gw_pack_bytes (bytes, "text", 4);
  gw_pack_double (bytes, 0.1);
  at = bytes->data;
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_assert_cmpint (gw_unpack_int (&at), ==, numbers[i]);
      g_assert_cmpuint (gw_unpack_uint (&at), ==, (guint64) numbers[i]);
    }
  g_assert_cmpmem (gw_unpack_bytes (&at, &length), 4, "text", 4);
  g_assert_cmpfloat (gw_unpack_double (&at), ==, 0.1);
}

static void
test_pool (void)
{
  g_autoptr (GwCocoPool) pool = gw_coco_pool_new ();
  g_autoptr (GByteArray) record = g_byte_array_new ();
  guint64 places[400];

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_byte_array_set_size (record, i % 50 == 49 ? 2 * 1024 * 1024 : 7001);
      memset (record->data, (int) i, record->len);
      places[i] = gw_coco_pool_add (pool, record);
      g_assert_cmpuint (places[i], >, 0);
    }
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      const guint8 *bytes = gw_coco_pool_get (pool, places[i]);

      g_assert_cmpuint (bytes[0], ==, (guint8) i);
      g_assert_cmpuint (bytes[7000], ==, (guint8) i);
    }
}

static void
test_ids (void)
{
  g_autoptr (GwCocoIds) ids = gw_coco_ids_new ();

  /* Close together and far apart, from both ends. */
  for (gint64 i = 0; i < 10000; i++)
    g_assert_cmpuint (gw_coco_ids_ensure (ids, (GwCocoId) { i * 4096 - 7, NULL }), ==, (guint32) i);
  for (gint64 i = 0; i < 10000; i++)
    g_assert_cmpuint (gw_coco_ids_find (ids, (GwCocoId) { i * 4096 - 7, NULL }), ==, (guint32) i);
  g_assert_cmpuint (gw_coco_ids_ensure (ids, (GwCocoId) { 0, "abc" }), ==, 10000);
  g_assert_cmpuint (gw_coco_ids_ensure (ids, (GwCocoId) { 9, "abc" }), ==, 10000);
  g_assert_cmpuint (gw_coco_ids_find (ids, (GwCocoId) { 4096 - 7, NULL }), ==, 1);
  g_assert_cmpuint (gw_coco_ids_find (ids, (GwCocoId) { 5, NULL }), ==, GW_COCO_IDS_NONE);
  g_assert_cmpuint (gw_coco_ids_get_n (ids), ==, 10001);
  g_assert_cmpstr (gw_coco_ids_get (ids, 10000).text, ==, "abc");
}

/* Whatever order they come in, an id is found again, and costs what is said. */
static void
test_ids_in_any_order (void)
{
  for (guint pass = 0; pass < 4; pass++)
    {
      g_autoptr (GwCocoIds) ids = gw_coco_ids_new ();
      const gint64 n = pass == 0 ? 1 : 200000;

      for (gint64 i = 0; i < n; i++)
        {
          const gint64 number = pass < 2 ? 999999 - i : pass == 2 ? i * 7919 % 1300000 : i;

          g_assert_cmpuint (gw_coco_ids_ensure (ids, (GwCocoId) { number, NULL }), ==, (guint32) i);
          g_assert_cmpuint (gw_coco_ids_ensure (ids, (GwCocoId) { number, NULL }), ==, (guint32) i);
          g_assert_cmpuint (gw_coco_ids_get_size (ids), <=, 4096 + 120 * (gsize) (i + 1));
        }
      for (gint64 i = 0; i < n; i++)
        {
          const gint64 number = pass < 2 ? 999999 - i : pass == 2 ? i * 7919 % 1300000 : i;

          g_assert_cmpuint (gw_coco_ids_find (ids, (GwCocoId) { number, NULL }), ==, (guint32) i);
        }
      g_assert_cmpuint (gw_coco_ids_find (ids, (GwCocoId) { 2000000, NULL }), ==, GW_COCO_IDS_NONE);
      g_assert_cmpuint (gw_coco_ids_find (ids, (GwCocoId) { -1, NULL }), ==, GW_COCO_IDS_NONE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/coco-pool/gives-every-double-back", test_numbers);
  g_test_add_func ("/coco-pool/gives-every-integer-back", test_integers);
  g_test_add_func ("/coco-pool/keeps-records-of-any-size", test_pool);
  g_test_add_func ("/coco-pool/gives-each-id-a-place", test_ids);
  g_test_add_func ("/coco-pool/gives-each-id-a-place/in-any-order", test_ids_in_any_order);

  return g_test_run ();
}
