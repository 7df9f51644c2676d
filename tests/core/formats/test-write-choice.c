/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-write-choice.h"

/* As those of reading: names, words and titles fit together, and a format heeds each. */
static void
test_table (void)
{
  gsize n, n_formats;
  const GwWriteChoice *choices = gw_write_choices_list (&n);
  const GwFormat *const *formats = gw_formats_list (&n_formats);
  GwWriteChoices heeded = 0, seen = 0;

  for (gsize i = 0; i < n_formats; i++)
    {
      heeded |= gw_write_choices_of (formats[i]);
      g_assert_true (formats[i]->write_choices == 0 || (formats[i]->flags & GW_FORMAT_WRITES) != 0);
    }
  for (gsize i = 0; i < n; i++)
    {
      g_assert_true (gw_write_choice_find (choices[i].name) == &choices[i]);
      g_assert_cmpuint (seen & choices[i].bit, ==, 0);
      g_assert_cmpuint (heeded & choices[i].bit, !=, 0);
      seen |= choices[i].bit;
      if (choices[i].values == NULL)
        g_assert_null (choices[i].titles);
      else
        g_assert_cmpuint (g_strv_length ((char **) choices[i].titles), ==,
                          g_strv_length ((char **) choices[i].values) + 1);
    }
  g_assert_cmpuint (heeded, ==, seen);
  g_assert_null (gw_write_choice_find ("nothing"));
}

static void
test_values (void)
{
  gsize n;
  const GwWriteChoice *choices = gw_write_choices_list (&n);
  GwWriteOptions options = { 0 };

  for (gsize i = 0; i < n; i++)
    {
      guint last = choices[i].values != NULL ? g_strv_length ((char **) choices[i].values) : 1;

      g_assert_cmpuint (gw_write_choice_get (&choices[i], &options), ==, 0);
      gw_write_choice_set (&choices[i], &options, last);
      g_assert_cmpuint (gw_write_choice_get (&choices[i], &options), ==, last);
    }
  g_assert_cmpint (options.holes, ==, GW_HOLES_FILL);
  g_assert_cmpint (options.parts, ==, GW_PARTS_SPLIT);
  g_assert_cmpint (options.masks, ==, GW_MASKS_COUNTS);
  g_assert_cmpint (options.pixel_base, ==, GW_PIXEL_BASE_DEVKIT);
  g_assert_cmpint (options.polygons, ==, GW_POLYGONS_RUNS);
  g_assert_cmpint (options.layout, ==, GW_LAYOUT_BESIDE);
  g_assert_cmpint (options.numbers, ==, GW_NUMBERS_KEEP);
  g_assert_true (options.upright && options.compatible && options.channels && options.duplicate);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/write-choice/table", test_table);
  g_test_add_func ("/formats/write-choice/values", test_values);

  return g_test_run ();
}
