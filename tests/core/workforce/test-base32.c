/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-base32.h"

#include <string.h>

/* RFC 4648, section 10, without padding. */
static void
test_vectors (void)
{
  static const char *const vectors[][2] = {
    { "", "" },
    { "f", "MY" },
    { "fo", "MZXQ" },
    { "foo", "MZXW6" },
    { "foob", "MZXW6YQ" },
    { "fooba", "MZXW6YTB" },
    { "foobar", "MZXW6YTBOI" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      const gsize n = strlen (vectors[i][0]);
      g_autofree char *text = gw_base32_encode ((const guint8 *) vectors[i][0], n);
      guint8 bytes[8] = { 0 };

      g_assert_cmpstr (text, ==, vectors[i][1]);
      g_assert_true (gw_base32_decode (text, bytes, n));
      g_assert_cmpmem (bytes, n, vectors[i][0], n);
    }
}

static void
test_any_bytes_come_back (void)
{
  for (gsize n = 0; n <= 32; n++)
    for (guint round = 0; round < 50; round++)
      {
        guint8 bytes[32], again[32];
        g_autofree char *text = NULL;

        for (gsize i = 0; i < n; i++)
          bytes[i] = (guint8) g_test_rand_int_range (0, 256);
        text = gw_base32_encode (bytes, n);
        g_assert_cmpuint (strlen (text), ==, (n * 8 + 4) / 5);
        g_assert_true (gw_base32_decode (text, again, n));
        g_assert_cmpmem (again, n, bytes, n);
      }
}

static void
test_as_people_type_it (void)
{
  guint8 bytes[6];

  g_assert_true (gw_base32_decode (" mzxw-6ytb oi\n", bytes, 6));
  g_assert_cmpmem (bytes, 6, "foobar", 6);
  g_assert_true (gw_base32_decode ("MZXW6YT80I", bytes, 6));
  g_assert_cmpmem (bytes, 6, "foobar", 6);
}

static void
test_refuses (void)
{
  /* Too short, too long, bits that belong to nothing, characters that are none of it. */
  static const char *const texts[] = { "",           "MZXW6YTBO",  "MZXW6YTBOIA", "MZXW6YTBOIAA",
                                       "MZXW6YTBOJ", "MZXW6YTB=I", "MZXW6YTB9I",  "MZXW6YTB\xC3\xA9I" };
  guint8 bytes[6];

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (gw_base32_decode (texts[i], bytes, 6));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base32/vectors", test_vectors);
  g_test_add_func ("/base32/any-bytes-come-back", test_any_bytes_come_back);
  g_test_add_func ("/base32/as-people-type-it", test_as_people_type_it);
  g_test_add_func ("/base32/refuses", test_refuses);

  return g_test_run ();
}
