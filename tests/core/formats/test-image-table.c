/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>

#include "gw-file-name.h"
#include "gw-image-table.h"

static GwMatch
find (GwImageTable *table, const char *path, const char **found)
{
  guint index = 0;
  GwMatch match = gw_image_table_find (table, path, &index);

  *found = match > GW_MATCH_AMBIGUOUS ? gw_image_table_get (table, index)->path : NULL;
  return match;
}

static void
test_find (void)
{
  static const char *const paths[] = {
    "a/1.jpg", "b/1.jpg", "c/d/2.jpg", "Readme.JPG", "e/caf\xC3\xA9.png", "x/3.jpg"
  };
  static const struct
  {
    const char *path;
    GwMatch match;
    const char *found;
  } cases[] = {
    { "a/1.jpg", GW_MATCH_EXACT, "a/1.jpg" },
    { "1.jpg", GW_MATCH_AMBIGUOUS, NULL },
    { "z/b/1.jpg", GW_MATCH_TAIL, "b/1.jpg" },
    { "2.jpg", GW_MATCH_TAIL, "c/d/2.jpg" },
    { "home/c/d/2.jpg", GW_MATCH_TAIL, "c/d/2.jpg" },
    { "q/d/2.jpg", GW_MATCH_TAIL, "c/d/2.jpg" },
    { "y/3.jpg", GW_MATCH_NAME, "x/3.jpg" },
    { "readme.jpg", GW_MATCH_CASELESS, "Readme.JPG" },
    { "X/3.JPG", GW_MATCH_CASELESS, "x/3.jpg" },
    { "e/cafe\xCC\x81.png", GW_MATCH_EXACT, "e/caf\xC3\xA9.png" },
    { "cafe\xCC\x81.png", GW_MATCH_TAIL, "e/caf\xC3\xA9.png" },
    { "none.jpg", GW_MATCH_NONE, NULL },
  };
  g_autoptr (GwImageTable) table = gw_image_table_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    gw_image_table_add (table, (gint64) i + 1, paths[i], 10, 20);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *found;

      g_test_message ("%s", cases[i].path);
      g_assert_cmpint (find (table, cases[i].path, &found), ==, cases[i].match);
      g_assert_cmpstr (found, ==, cases[i].found);
    }
}

static void
test_two_roots (void)
{
  g_autoptr (GwImageTable) table = gw_image_table_new ();
  const char *found;

  gw_image_table_add (table, 1, "a.jpg", 0, 0);
  gw_image_table_add (table, 2, "a.jpg", 0, 0);
  g_assert_cmpint (find (table, "a.jpg", &found), ==, GW_MATCH_AMBIGUOUS);
}

static void
test_file_names (void)
{
  static const char *const names[][2] = { { "cat", "cat" },       { "a/b", "a%2Fb" },        { ".hidden", "%2Ehidden" },
                                          { "..", "%2E%2E" },     { "con", "%63on" },        { "COM1.x", "%43OM1.x" },
                                          { "50%", "50%25" },     { "a\tb", "a%09b" },       { "t-shirt", "t-shirt" },
                                          { "end. ", "end.%20" }, { "\xC3\xA9", "\xC3\xA9" } };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *escaped = gw_file_name_escape (names[i][0]);
      g_autofree char *back = gw_file_name_unescape (escaped);

      g_assert_cmpstr (escaped, ==, names[i][1]);
      g_assert_cmpstr (back, ==, names[i][0]);
    }
  {
    g_autofree char *odd = gw_file_name_unescape ("%zz%00%FF%");

    g_assert_cmpstr (odd, ==, "%zz%00%FF%");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/image-table/finds-by-path-tail-name-and-case", test_find);
  g_test_add_func ("/image-table/tells-roots-apart", test_two_roots);
  g_test_add_func ("/image-table/names-files-safely", test_file_names);

  return g_test_run ();
}
