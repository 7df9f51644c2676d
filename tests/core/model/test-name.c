/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-name.h"

#include "gw-error.h"

static void
assert_clean (const char *name, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *clean = gw_name_clean (name, &error);

  g_assert_cmpstr (clean, ==, wanted);
  g_assert_true ((error == NULL) == (wanted != NULL));
  if (wanted == NULL)
    g_assert_error (error, GW_ERROR, GW_ERROR_INVALID);
}

static void
test_clean (void)
{
  assert_clean ("ana", "ana");
  assert_clean ("  Ana Maria\t", "Ana Maria");
  assert_clean ("ana@example.org", "ana@example.org");
  assert_clean ("Zoe\xcc\x88", "Zo\xc3\xab");
  assert_clean ("\xe6\x9d\x8e \xf0\x9f\x90\x9d", "\xe6\x9d\x8e \xf0\x9f\x90\x9d");
  assert_clean ("", NULL);
  assert_clean (" \t\n", NULL);
  assert_clean ("a\nb", NULL);
  assert_clean ("a\x7f", NULL);
  assert_clean ("a\xe2\x80\xa8"
                "b",
                NULL);
  assert_clean ("a\xee\x80\x80", NULL);
  assert_clean ("a\xff", NULL);
}

/* Characters are counted, composed. */
static void
test_length (void)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (int i = 0; i < GW_NAME_MOST; i++)
    g_string_append (name, "e\xcc\x81");
  {
    g_autofree char *clean = gw_name_clean (name->str, NULL);

    g_assert_cmpint (g_utf8_strlen (clean, -1), ==, GW_NAME_MOST);
  }
  g_string_append_c (name, 'x');
  assert_clean (name->str, NULL);
}

static void
assert_same (const char *a, const char *b, gboolean same)
{
  g_autofree char *x = gw_name_make_key (a);
  g_autofree char *y = gw_name_make_key (b);

  g_assert_true (g_str_equal (x, y) == same);
}

static void
test_keys (void)
{
  assert_same ("Ana", "aNA", TRUE);
  assert_same ("STRASSE", "straße", TRUE);
  assert_same ("Zo\xc3\xab", "ZOE\xcc\x88", TRUE);
  assert_same ("\xce\xa3\xce\xaf\xcf\x83\xcf\x85\xcf\x86\xce\xbf\xcf\x82",
               "\xcf\x83\xce\xaf\xcf\x83\xcf\x85\xcf\x86\xce\xbf\xcf\x83", TRUE);
  assert_same ("Ana", "Anna", FALSE);
  assert_same ("Zoë", "Zoe", FALSE);
  assert_same ("a b", "ab", FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/name/clean", test_clean);
  g_test_add_func ("/name/length", test_length);
  g_test_add_func ("/name/keys", test_keys);
  return g_test_run ();
}
