/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-read-choice.h"

#include <string.h>

#include "gw-read-options.h"

/* Each choice has a name of its own, and a format that heeds it; what is set
 * is what is got.
 */
static void
test_table (void)
{
  gsize n, n_formats;
  const GwReadChoice *choices = gw_read_choices_list (&n);
  const GwFormat *const *formats = gw_formats_list (&n_formats);
  GwReadChoices heeded = 0, seen = 0;

  for (gsize i = 0; i < n_formats; i++)
    heeded |= formats[i]->choices;
  for (gsize i = 0; i < n; i++)
    {
      g_assert_true (gw_read_choice_find (choices[i].name) == &choices[i]);
      g_assert_cmpuint (seen & choices[i].bit, ==, 0);
      g_assert_cmpuint (heeded & choices[i].bit, !=, 0);
      seen |= choices[i].bit;
      g_assert_nonnull (choices[i].help);
      g_assert_true (choices[i].arg != NULL || choices[i].values != NULL);
      g_assert_true (choices[i].kind == GW_READ_TEXT_ANY || choices[i].values == NULL);
    }
  g_assert_cmpuint (heeded, ==, seen);
  g_assert_null (gw_read_choice_find ("nothing"));
}

static void
test_values (void)
{
  gsize n;
  const GwReadChoice *choices = gw_read_choices_list (&n);
  GwReadOptions options = { 0 };

  for (gsize i = 0; i < n; i++)
    {
      if (choices[i].values == NULL)
        {
          g_assert_null (gw_read_choice_get_text (&choices[i], &options));
          gw_read_choice_set_text (&choices[i], &options, choices[i].name);
          g_assert_cmpstr (gw_read_choice_get_text (&choices[i], &options), ==, choices[i].name);
          continue;
        }
      g_assert_cmpuint (gw_read_choice_get (&choices[i], &options), ==, 0);
      gw_read_choice_set (&choices[i], &options, 2);
      g_assert_cmpuint (gw_read_choice_get (&choices[i], &options), ==, 2);
    }
  g_assert_cmpint (options.pixel_base, ==, GW_PIXEL_BASE_DEVKIT);
  g_assert_cmpint (options.empty_means, ==, GW_EMPTY_UNLABELED);
  g_assert_cmpint (options.box_origin, ==, GW_BOX_ORIGIN_CORNER);
  g_assert_cmpstr (options.attribute, ==, "attribute");
}

/* A copy lives longer than what it was made of, whatever is chosen. */
static void
test_assign (void)
{
  gsize n;
  const GwReadChoice *choices = gw_read_choices_list (&n);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  GwReadOptions options = { .name_positive = TRUE }, copy = { 0 };
  g_autoptr (GHashTable) paths = g_hash_table_new (g_str_hash, g_str_equal);

  options.image_paths = paths;
  for (gsize i = 0; i < n; i++)
    if (choices[i].values != NULL)
      gw_read_choice_set (&choices[i], &options, 1 + i % g_strv_length ((char **) choices[i].values));
    else
      {
        g_ptr_array_add (texts, g_strdup (choices[i].name));
        gw_read_choice_set_text (&choices[i], &options, g_ptr_array_index (texts, texts->len - 1));
      }
  gw_read_options_assign (&copy, &options);
  /* Twice: what it had before goes. */
  gw_read_options_assign (&copy, &options);
  for (guint i = 0; i < texts->len; i++)
    memset (g_ptr_array_index (texts, i), '!', strlen (g_ptr_array_index (texts, i)));

  for (gsize i = 0; i < n; i++)
    if (choices[i].values != NULL)
      g_assert_cmpuint (gw_read_choice_get (&choices[i], &copy), ==,
                        1 + i % g_strv_length ((char **) choices[i].values));
    else
      g_assert_cmpstr (gw_read_choice_get_text (&choices[i], &copy), ==, choices[i].name);
  g_assert_true (copy.name_positive);
  g_assert_null (copy.image_paths);
  gw_read_options_clear (&copy);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/read-choice/table", test_table);
  g_test_add_func ("/formats/read-choice/values", test_values);
  g_test_add_func ("/formats/read-choice/assign", test_assign);

  return g_test_run ();
}
