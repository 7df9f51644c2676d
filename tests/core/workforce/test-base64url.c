/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-base64url.h"

#include <string.h>

/* RFC 4648, section 10, without padding; RFC 7515, appendix C. */
static void
test_vectors (void)
{
  static const char *const vectors[][2] = {
    { "", "" },           { "f", "Zg" },          { "fo", "Zm8" },          { "foo", "Zm9v" },
    { "foob", "Zm9vYg" }, { "fooba", "Zm9vYmE" }, { "foobar", "Zm9vYmFy" }, { "\x03\xEC\xFF\xE0\xC1", "A-z_4ME" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      const gsize length = strlen (vectors[i][0]);
      g_autofree char *text = gw_base64url_encode ((const guint8 *) vectors[i][0], length);
      gsize n;
      g_autofree guint8 *bytes = gw_base64url_decode (text, strlen (text), &n);

      g_assert_cmpstr (text, ==, vectors[i][1]);
      g_assert_cmpmem (bytes, n, vectors[i][0], length);
      g_assert_cmpuint (bytes[n], ==, 0);
    }
}

/* What is read is written again as it was: nothing can be written in two ways. */
static void
test_one_way (void)
{
  static const char characters[] = "AQgwZz09-_+/=. \n\xC3";

  for (guint round = 0; round < 200000; round++)
    {
      char text[6] = { 0 };
      const gsize length = (gsize) g_test_rand_int_range (0, 6);
      gsize n;
      g_autofree guint8 *bytes = NULL;

      for (gsize i = 0; i < length; i++)
        text[i] = characters[g_test_rand_int_range (0, sizeof characters - 1)];
      bytes = gw_base64url_decode (text, length, &n);
      if (bytes != NULL)
        {
          g_autofree char *again = gw_base64url_encode (bytes, n);

          g_assert_cmpstr (again, ==, text);
        }
    }
}

static void
test_refuses (void)
{
  static const char *const texts[] = {
    "A", "AAAAA", "AB", "AAB", "AA==", "AA=", "A+/A", "AA A", "AAAA\n", "\xC3\xA4_A"
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      gsize n = 7;

      g_assert_null (gw_base64url_decode (texts[i], strlen (texts[i]), &n));
      g_assert_cmpuint (n, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base64url/vectors", test_vectors);
  g_test_add_func ("/base64url/one-way", test_one_way);
  g_test_add_func ("/base64url/refuses", test_refuses);

  return g_test_run ();
}
