/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "gw-text-fields.h"

static void
assert_field (const GwTextField *field, const char *text)
{
  g_assert_cmpmem (field->text, field->length, text, strlen (text));
}

static void
test_split (void)
{
  static const char line[] = " \tcat  0.5\t1\r";
  GwTextField fields[2];

  g_assert_cmpuint (gw_text_fields_split (line, strlen (line), fields, 2), ==, 3);
  assert_field (&fields[0], "cat");
  assert_field (&fields[1], "0.5");
  g_assert_cmpuint (gw_text_fields_split (line, 5, fields, 2), ==, 1);
  assert_field (&fields[0], "cat");
  g_assert_cmpuint (gw_text_fields_split ("", 0, fields, 2), ==, 0);
  g_assert_cmpuint (gw_text_fields_split (" \r", 2, fields, 2), ==, 0);
}

static void
test_not_finite (void)
{
  static const char *const yes[] = { "nan", "-NaN", "inf", "+Inf", "-infinity" };
  static const char *const no[] = { "", "-", "1", "info", "nan1", "--inf" };

  for (gsize i = 0; i < G_N_ELEMENTS (yes); i++)
    g_assert_true (gw_text_field_is_not_finite (&(GwTextField) { yes[i], strlen (yes[i]) }));
  for (gsize i = 0; i < G_N_ELEMENTS (no); i++)
    g_assert_false (gw_text_field_is_not_finite (&(GwTextField) { no[i], strlen (no[i]) }));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-fields/split", test_split);
  g_test_add_func ("/text-fields/not-finite", test_not_finite);

  return g_test_run ();
}
