/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-hash.h"

#include <string.h>

#include "gw-error.h"
#include "gw-test-data.h"

#define EMPTY "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static void
assert_hex (const GwHash *hash, const char *expected)
{
  char hex[GW_HASH_HEX_LENGTH];

  gw_hash_to_hex (hash, hex);
  g_assert_cmpstr (hex, ==, expected);
}

static void
test_bytes (void)
{
  GwHash hash;

  gw_hash_bytes ("abc", 3, &hash);
  assert_hex (&hash, ABC);
  gw_hash_bytes (NULL, 0, &hash);
  assert_hex (&hash, EMPTY);
}

static void
test_stream_equals_bytes (void)
{
  const gsize length = 1000003;
  g_autofree guchar *data = g_malloc (length);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) length, NULL);
  GwHash whole, streamed;
  guint64 n_bytes = 0;

  for (gsize i = 0; i < length; i++)
    data[i] = (guchar) (i * 7 + i / 251);
  gw_hash_bytes (data, length, &whole);
  g_assert_true (gw_hash_stream (stream, &streamed, &n_bytes, NULL, NULL));
  g_assert_true (gw_hash_equal (&whole, &streamed));
  g_assert_cmpuint (n_bytes, ==, length);
}

static void
test_file (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  char *folder = gw_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "a", NULL);
  g_autoptr (GError) error = NULL;
  GwHash hash;

  g_assert_false (gw_hash_file (path, &hash, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (gw_hash_file (folder, &hash, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_IO);
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (path, "abc", 3, NULL));
  g_assert_true (gw_hash_file (path, &hash, NULL, NULL));
  assert_hex (&hash, ABC);

  g_cancellable_cancel (cancellable);
  g_assert_false (gw_hash_file (path, &hash, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  gw_test_folder_free (folder);
}

static void
test_hex_is_checked (void)
{
  GwHash hash, other;

  g_assert_true (gw_hash_from_hex (ABC, &hash));
  assert_hex (&hash, ABC);
  g_assert_true (gw_hash_from_hex ("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD", &other));
  g_assert_true (gw_hash_equal (&hash, &other));
  g_assert_false (gw_hash_from_hex ("", &other));
  g_assert_false (gw_hash_from_hex ("ba78", &other));
  g_assert_false (gw_hash_from_hex (ABC "0", &other));
  g_assert_false (gw_hash_from_hex ("xa7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", &other));
  g_assert_true (gw_hash_equal (&hash, &other));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hash/bytes", test_bytes);
  g_test_add_func ("/hash/stream-equals-bytes", test_stream_equals_bytes);
  g_test_add_func ("/hash/file", test_file);
  g_test_add_func ("/hash/hex-is-checked", test_hex_is_checked);
  return g_test_run ();
}
