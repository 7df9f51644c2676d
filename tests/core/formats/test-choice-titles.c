/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-choice-titles.h"

#include "gw-read-choice.h"
#include "gw-write-choice.h"

/* There is a title for each word, and the first of all says what is done without one. */
static void
check_titles (const char *name, const GwChoiceTitles *titles, const char *const *values)
{
  g_auto (GStrv) listed = NULL;
  g_autofree char *composed = NULL;

  g_test_message ("%s", name);
  g_assert_true ((titles == NULL) == (values == NULL));
  if (titles == NULL)
    return;
  listed = gw_choice_titles_list (titles);
  g_assert_cmpuint (g_strv_length (listed), ==, g_strv_length ((char **) values) + 1);
  g_assert_true ((titles->left == NULL) == (titles->usual > 0));
  g_assert_cmpuint (titles->usual, <=, g_strv_length ((char **) values));
  if (titles->usual > 0)
    composed = g_strconcat ("Default: ", listed[titles->usual], NULL);
  g_assert_cmpstr (listed[0], ==, titles->usual > 0 ? composed : titles->left);
}

static void
test_all (void)
{
  gsize n_read, n_write;
  const GwReadChoice *read = gw_read_choices_list (&n_read);
  const GwWriteChoice *write = gw_write_choices_list (&n_write);

  for (gsize i = 0; i < n_read; i++)
    check_titles (read[i].name, read[i].titles, read[i].values);
  for (gsize i = 0; i < n_write; i++)
    check_titles (write[i].name, write[i].titles, write[i].values);
}

/* What the formats do by themselves. */
static void
test_defaults (void)
{
  static const struct
  {
    gboolean is_write;
    const char *name;
    const char *title;
  } cases[] = {
    { FALSE, "flags", "Default: Classes of the Image" },
    { FALSE, "groups", "Default: Objects in a Group" },
    { FALSE, "embedded", "Default: Left in Their Files" },
    { FALSE, "regions", "Default: One Object" },
    { FALSE, "soft-edges", "Default: Of the Nearest Class" },
    { FALSE, "segmentation", "Default: Joined With Their Boxes" },
    { FALSE, "coordinates", "Default: Fractions of the Image" },
    { FALSE, "unnamed-classes", "Default: Left Out" },
    { FALSE, "score-mode", "Default: Probabilities That Add up to 1" },
    { FALSE, "normalise", "Default: Kept as They Are" },
    { FALSE, "truth", "Default: Labels of Images Without Labels" },
    { FALSE, "columns", "Default: Attributes of the Image" },
    { FALSE, "rotation", "Default: Of the Pictures as They Are" },
    { FALSE, "empty-means", "Default" },
    { FALSE, "box-numbers", "What Fits" },
    { TRUE, "parts", "Default: An Object Each" },
    { TRUE, "masks", "Default: Compressed Run Lengths" },
    { TRUE, "polygons", "Default: Rings of Points" },
    { TRUE, "layout", "Default: In a Folder of Their Own" },
    { TRUE, "numbers", "Default: New, from 1" },
    { TRUE, "holes", "Default" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) listed = gw_choice_titles_list (cases[i].is_write ? gw_write_choice_find (cases[i].name)->titles
                                                                       : gw_read_choice_find (cases[i].name)->titles);

      g_assert_cmpstr (listed[0], ==, cases[i].title);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/choice-titles/all", test_all);
  g_test_add_func ("/formats/choice-titles/defaults", test_defaults);

  return g_test_run ();
}
