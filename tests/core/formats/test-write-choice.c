/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-write-choice.h"

#include <string.h>

#include "gw-read-choice.h"

/* What is said of both sides is said once: one of reading of the same name has the same words. */
static void
check_same (const GwWriteChoice *choice)
{
  const GwReadChoice *same = gw_read_choice_find (choice->name);

  if (same == NULL)
    return;
  g_assert_true ((same->arg == NULL) == (choice->arg == NULL));
  g_assert_true ((same->values == NULL) == (choice->values == NULL));
  if (same->values != NULL)
    g_assert_true (g_strv_equal (same->values, choice->values));
}

/* As those of reading: each has a name of its own, and a format heeds it. */
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
      g_assert_nonnull (choices[i].help);
      g_assert_true ((choices[i].arg == NULL) == (gw_write_choice_get_kind (&choices[i]) == GW_WRITE_CHOICE_KIND_YES));
      check_same (&choices[i]);
    }
  g_assert_cmpuint (heeded, ==, seen);
  g_assert_null (gw_write_choice_find ("nothing"));
}

static void
check_value (const GwWriteChoice *choice, GwWriteOptions *options)
{
  guint last = choice->values != NULL ? g_strv_length ((char **) choice->values) : 1;

  switch (gw_write_choice_get_kind (choice))
    {
    case GW_WRITE_CHOICE_KIND_TEXT:
      g_assert_null (gw_write_choice_get_text (choice, options));
      gw_write_choice_set_text (choice, options, choice->name);
      g_assert_cmpstr (gw_write_choice_get_text (choice, options), ==, choice->name);
      break;
    case GW_WRITE_CHOICE_KIND_NUMBER:
      g_assert_cmpfloat (gw_write_choice_get_number (choice, options), ==, choice->range->usual);
      gw_write_choice_set_number (choice, options, choice->range->highest);
      g_assert_cmpfloat (gw_write_choice_get_number (choice, options), ==, choice->range->highest);
      gw_write_choice_set_number (choice, options, choice->range->lowest);
      g_assert_cmpfloat (gw_write_choice_get_number (choice, options), ==, choice->range->lowest);
      break;
    case GW_WRITE_CHOICE_KIND_WORD:
    case GW_WRITE_CHOICE_KIND_YES:
    default:
      g_assert_cmpuint (gw_write_choice_get (choice, options), ==, 0);
      gw_write_choice_set (choice, options, last);
      g_assert_cmpuint (gw_write_choice_get (choice, options), ==, last);
      break;
    }
}

static void
test_values (void)
{
  gsize n;
  const GwWriteChoice *choices = gw_write_choices_list (&n);
  GwWriteOptions options = { 0 };

  for (gsize i = 0; i < n; i++)
    check_value (&choices[i], &options);
  g_assert_cmpint (options.holes, ==, GW_HOLES_FILL);
  g_assert_cmpint (options.parts, ==, GW_PARTS_SPLIT);
  g_assert_cmpint (options.masks, ==, GW_MASKS_COUNTS);
  g_assert_cmpint (options.pixel_base, ==, GW_PIXEL_BASE_DEVKIT);
  g_assert_cmpint (options.segmentation, ==, GW_SEGMENTATION_WITHOUT);
  g_assert_cmpint (options.polygons, ==, GW_POLYGONS_RUNS);
  g_assert_cmpint (options.layout, ==, GW_LAYOUT_BESIDE);
  g_assert_cmpint (options.numbers, ==, GW_NUMBERS_KEEP);
  g_assert_cmpint (options.table, ==, GW_WRITE_TABLE_DETECTIONS);
  g_assert_true (options.upright && options.compatible && options.channels && options.duplicate && options.embed);
  /* Not to simplify is another thing than to leave it to the format. */
  g_assert_cmpfloat (options.tolerance, <, 0);
  g_assert_cmpstr (options.attribute, ==, "attribute");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/write-choice/table", test_table);
  g_test_add_func ("/formats/write-choice/values", test_values);

  return g_test_run ();
}
