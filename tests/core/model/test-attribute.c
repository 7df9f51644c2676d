/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-attribute.h"

static void
test_accepts_values_of_its_kind (void)
{
  const char *const choices[] = { "red", "dark blue", NULL };
  g_autoptr (GwAttribute) checkbox = gw_attribute_new ("Occluded", GW_ATTRIBUTE_CHECKBOX);
  g_autoptr (GwAttribute) choice = gw_attribute_new ("Color", GW_ATTRIBUTE_CHOICE);
  g_autoptr (GwAttribute) number = gw_attribute_new ("Speed", GW_ATTRIBUTE_NUMBER);
  g_autoptr (GwAttribute) text = gw_attribute_new ("Note", GW_ATTRIBUTE_TEXT);

  g_assert_true (gw_attribute_accepts (checkbox, "true"));
  g_assert_true (gw_attribute_accepts (checkbox, "false"));
  g_assert_false (gw_attribute_accepts (checkbox, "yes"));
  g_assert_false (gw_attribute_accepts (choice, "red"));
  choice->choices = g_strdupv ((char **) choices);
  g_assert_true (gw_attribute_accepts (choice, "dark blue"));
  g_assert_false (gw_attribute_accepts (choice, "blue"));
  g_assert_true (gw_attribute_accepts (number, "-3.5e2"));
  g_assert_false (gw_attribute_accepts (number, "3,5"));
  g_assert_false (gw_attribute_accepts (number, ""));
  g_assert_true (gw_attribute_accepts (text, ""));
  g_assert_false (gw_attribute_accepts (text, "\xff"));
  g_assert_false (gw_attribute_accepts (text, NULL));
}

static void
test_bare_values (void)
{
  g_autoptr (GwAttribute) checkbox = gw_attribute_new ("Occluded", GW_ATTRIBUTE_CHECKBOX);
  g_autoptr (GwAttribute) number = gw_attribute_new ("Speed", GW_ATTRIBUTE_NUMBER);
  g_autoptr (GwAttribute) text = gw_attribute_new ("Note", GW_ATTRIBUTE_TEXT);

  g_assert_true (gw_attribute_is_bare (checkbox, "true"));
  g_assert_false (gw_attribute_is_bare (checkbox, "yes"));
  g_assert_true (gw_attribute_is_bare (number, "-3.50"));
  g_assert_false (gw_attribute_is_bare (number, "007"));
  g_assert_false (gw_attribute_is_bare (number, "+1"));
  g_assert_false (gw_attribute_is_bare (number, "inf"));
  g_assert_false (gw_attribute_is_bare (number, NULL));
  g_assert_false (gw_attribute_is_bare (text, "1"));
}

static void
test_copy_has_everything (void)
{
  const char *const choices[] = { "a", "b", NULL };
  g_autoptr (GwAttribute) attribute = gw_attribute_new ("Color", GW_ATTRIBUTE_CHOICE);
  g_autoptr (GwAttribute) copy = NULL;

  attribute->choices = g_strdupv ((char **) choices);
  attribute->default_value = g_strdup ("b");
  attribute->required = TRUE;
  copy = g_boxed_copy (GW_TYPE_ATTRIBUTE, attribute);
  g_assert_cmpstr (copy->name, ==, "Color");
  g_assert_cmpint (copy->kind, ==, GW_ATTRIBUTE_CHOICE);
  g_assert_cmpstrv (copy->choices, choices);
  g_assert_cmpstr (copy->default_value, ==, "b");
  g_assert_true (copy->required);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attribute/accepts-values-of-its-kind", test_accepts_values_of_its_kind);
  g_test_add_func ("/attribute/bare-values", test_bare_values);
  g_test_add_func ("/attribute/copy-has-everything", test_copy_has_everything);
  return g_test_run ();
}
