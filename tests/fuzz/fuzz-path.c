/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as the path of an image in a file of labels: refused, or one that
 * stays below its root. Its other forms (key, sort key, what is shown) are
 * made of anything.
 */

#include "gw-fuzz.h"

#include <string.h>

#include "gw-path.h"

static gboolean
is_normalised (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] == '\0' || strcmp (parts[i], ".") == 0 || strcmp (parts[i], "..") == 0)
      return FALSE;
  return parts[0] != NULL && strchr (path, '\\') == NULL;
}

static void
check_forms (const char *path)
{
  g_autofree char *key = gw_path_key (path);
  g_autofree char *caseless = gw_path_key_caseless (path);
  g_autofree char *sort_key = gw_path_sort_key (path);
  g_autofree char *again = gw_path_normalise (path, -1, NULL);

  g_assert_cmpstr (again, ==, path);
  g_assert (gw_path_equal (path, key));
  g_assert_cmpuint (gw_path_hash (path), ==, gw_path_hash (key));
  g_assert_cmpint (gw_path_compare (path, path), ==, 0);
  g_assert (g_str_has_suffix (path, gw_path_basename (path)));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *text = size > 0 ? (const char *) data : "";
  g_autoptr (GError) error = NULL;
  g_autofree char *path = gw_path_normalise (text, (gssize) size, &error);
  g_autofree char *tail = gw_path_tail (text, (gssize) size, NULL);
  g_autofree char *shown = gw_path_display (text, (gssize) size);

  g_assert ((path == NULL) == (error != NULL));
  g_assert (g_utf8_validate (shown, -1, NULL));
  g_assert (tail == NULL || is_normalised (tail));
  if (path != NULL)
    {
      g_assert (is_normalised (path));
      check_forms (path);
    }
  return 0;
}
