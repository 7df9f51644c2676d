/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-password.h"

#include <string.h>

#include "gw-error.h"

static const char *const words[] = { "Kim Bee", "Orchard 2026", "Groundwork", "", "\xFF\xFFx", NULL };

static void
assert_refused (const char *password, guint least)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (gw_password_check (password, least, words, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_REFUSED);
  g_assert_true (password[0] == '\0' || strstr (error->message, password) == NULL);
}

static void
test_good_ones (void)
{
  static const char *const good[] = {
    "correct horse battery",
    "four bees on a pear",
    "b\xC3\xA4renstark und m\xC3\xBCrbe",
    "\xE6\xA0\x91\xE6\x9C\xA8\xE8\x9C\x9C\xE8\x9C\x82\xE6\xA2\xA8\xE5\xAD\x90\xE6\x9E\x9C\xE5\x9B\xAD\xE7\xAE\xB1\xE5\xAD\x90\xE6\xA0\x87\xE7\xAD\xBE\xE5\x9B\xBE\xE5\x83\x8F\xE8\x9C\x82",
    "Groundwork is for pears",
    " leading and trailing ",
    "x9$kq!7Lm#2wPz&",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;

      gw_password_check (good[i], GW_PASSWORD_USUAL, words, &error);
      g_assert_no_error (error);
    }
  g_assert_true (gw_password_check ("x9$kq!7L", GW_PASSWORD_LEAST, NULL, NULL));
}

static void
test_lengths (void)
{
  g_autofree char *most = g_strnfill (128, 'a');
  g_autofree char *too_long = NULL;
  g_autofree char *hash = NULL;

  /* Characters count, not bytes: fourteen of them. */
  assert_refused ("b\xC3\xA4renstark m\xC3\xBCh", GW_PASSWORD_USUAL);
  assert_refused ("x9$kq!7Lm#2wPz", GW_PASSWORD_USUAL);
  assert_refused ("x9$kq!7", GW_PASSWORD_LEAST);
  assert_refused ("", GW_PASSWORD_LEAST);
  for (guint i = 0; i < 128; i++)
    most[i] = "abqzxmw"[i * i % 7 + (i * 31 % 5 == 0 && i % 7 != 6)];
  g_assert_cmpuint (strlen (most), ==, 128);
  hash = gw_password_hash (most, NULL);
  g_assert_nonnull (hash);
  too_long = g_strconcat (most, "x", NULL);
  assert_refused (too_long, GW_PASSWORD_USUAL);
  g_assert_null (gw_password_hash (too_long, NULL));
}

static void
test_guessed_ones (void)
{
  static const char *const guessed[] = {
    "1q2w3e4r5t6y7u8i9o0p", "1Q2W3E4R5T6Y7U8I9O0P", /* in the list */
    "aaaaaaaaaaaaaaa",      "aaaaaaaabbbbbbbb",     "123456789012345",      "abcdefghijklmnop",
    "ponmlkjihgfedcba",     "abcabcabcabcabc",      "p4ssp4ssp4ssp4ssp4ss",                    /* runs and repeats */
    "kim beekim beekim",    "Orchard 2026 kim",     "groundworkGROUNDWORK", "groundwork12345", /* names */
  };

  for (guint i = 0; i < G_N_ELEMENTS (guessed); i++)
    assert_refused (guessed[i], GW_PASSWORD_USUAL);
  assert_refused ("iloveyou", GW_PASSWORD_LEAST);
  assert_refused ("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", GW_PASSWORD_LEAST);
}

static void
test_hashes (void)
{
  g_autofree char *hash = gw_password_hash ("b\xC3\xA4renstark und m\xC3\xBCrbe", NULL);
  g_autofree char *other = gw_password_hash ("b\xC3\xA4renstark und m\xC3\xBCrbe", NULL);

  g_assert_true (g_str_has_prefix (hash, "$argon2id$v=19$m=65536,t=2,p=1$"));
  g_assert_cmpstr (hash, !=, other);
  g_assert_true (gw_password_verify (hash, "b\xC3\xA4renstark und m\xC3\xBCrbe"));
  /* a and its dots one after the other */
  g_assert_true (gw_password_verify (other, "ba\xCC\x88renstark und m\xC3\xBCrbe"));
  g_assert_false (gw_password_verify (hash, "B\xC3\xA4renstark und m\xC3\xBCrbe"));
  g_assert_false (gw_password_verify (hash, ""));
  g_assert_false (gw_password_verify (hash, "\xFF"));
  g_assert_false (gw_password_verify (NULL, "b\xC3\xA4renstark und m\xC3\xBCrbe"));
}

/* What libsodium made of “correct horse battery staple” elsewhere is taken; what asks for other work, and
 * what is no hash, is not.
 */
static void
test_hashes_of_files (void)
{
  static const char *const strange[] = {
    "",
    "$argon2id$v=19$m=65536,t=2,p=1$",
    "$argon2id$v=19$m=4194304,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "$argon2id$v=19$m=65536,t=4000000,p=1$c2FsdHNhbHRzYWx0c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "$argon2i$v=19$m=65536,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "$argon2id$v=19$m=65536,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  };
  g_autofree char *long_one = g_strnfill (5000, '$');

  g_assert_false (gw_password_verify (long_one, "correct horse battery staple"));
  for (guint i = 0; i < G_N_ELEMENTS (strange); i++)
    g_assert_false (gw_password_verify (strange[i], "correct horse battery staple"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/password/good-ones", test_good_ones);
  g_test_add_func ("/password/lengths", test_lengths);
  g_test_add_func ("/password/guessed-ones", test_guessed_ones);
  g_test_add_func ("/password/hashes", test_hashes);
  g_test_add_func ("/password/hashes-of-files", test_hashes_of_files);

  return g_test_run ();
}
