/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-sha256-private.h"

#include <string.h>

#include "gw-hash.h"

#define NO_INSTRUCTIONS "this processor has no instructions for SHA-256"

static void
assert_digest (const guint8 *data, gsize length)
{
  g_autofree char *expected = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, length);
  char hex[GW_HASH_HEX_LENGTH];
  GwHash hash;

  g_assert_true (_gw_sha256_by_processor (data, length, hash.bytes));
  gw_hash_to_hex (&hash, hex);
  g_assert_cmpstr (hex, ==, expected);
}

/* FIPS 180-4, examples. By either way of computing. */
static void
test_published_values (void)
{
  static const char *const cases[][2] = {
    { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
    { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
    { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char hex[GW_HASH_HEX_LENGTH];
      GwHash hash;

      gw_hash_bytes (cases[i][0], strlen (cases[i][0]), &hash);
      gw_hash_to_hex (&hash, hex);
      g_assert_cmpstr (hex, ==, cases[i][1]);
    }
}

/* Every place that the end can have in a block, and addresses of any
 * alignment.
 */
static void
test_every_length (void)
{
  guint8 data[320];
  guint8 digest[32];

  if (!_gw_sha256_by_processor ((const guint8 *) "", 0, digest))
    {
      g_test_skip (NO_INSTRUCTIONS);
      return;
    }
  for (gsize i = 0; i < sizeof data; i++)
    data[i] = (guint8) (i * 7 + 3);
  for (gsize length = 0; length <= 300; length++)
    assert_digest (data + length % 17, length);
}

static void
test_long (void)
{
  const gsize length = 3 * 1024 * 1024 + 5;
  g_autofree guint8 *data = g_malloc (length);
  guint8 digest[32];

  if (!_gw_sha256_by_processor ((const guint8 *) "", 0, digest))
    {
      g_test_skip (NO_INSTRUCTIONS);
      return;
    }
  for (gsize i = 0; i < length; i++)
    data[i] = (guint8) (i ^ (i >> 8) ^ (i >> 16));
  assert_digest (data, length);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sha256/published-values", test_published_values);
  g_test_add_func ("/sha256/every-length", test_every_length);
  g_test_add_func ("/sha256/long", test_long);
  return g_test_run ();
}
