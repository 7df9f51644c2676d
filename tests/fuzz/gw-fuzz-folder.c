/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-fuzz-folder.h"

#include <string.h>
#include <glib/gstdio.h>

#include "gw-convert.h"
#include "gw-path.h"

#define MOST_FILES 8
#define MOST_NAME 120

void
gw_fuzz_put (const char *folder, const char *name, gconstpointer data, gsize size)
{
  g_autofree char *inner = gw_path_normalise (name, -1, NULL);
  g_autofree char *path = inner != NULL ? g_build_filename (folder, inner, NULL) : NULL;
  g_autofree char *above = path != NULL ? g_path_get_dirname (path) : NULL;

  if (path == NULL || strlen (name) > MOST_NAME || g_mkdir_with_parents (above, 0700) != 0
      || g_file_test (path, G_FILE_TEST_EXISTS))
    return;
  g_file_set_contents (path, data, (gssize) size, NULL);
}

void
gw_fuzz_put_names (const char *folder, const char *text, gsize n_text, gconstpointer data, gsize size)
{
  g_autofree char *copy = g_strndup (text, n_text);
  g_auto (GStrv) names = g_strsplit (copy, "\n", MOST_FILES + 1);

  for (guint i = 0; i < MOST_FILES && names[i] != NULL; i++)
    if (names[i][0] != '\0')
      gw_fuzz_put (folder, names[i], data, size);
}

void
gw_fuzz_convert (const char *folder, const char *set, const char *from, const char *to)
{
  g_autofree char *name = g_strdup_printf ("%s-%s", from, to);
  g_autofree char *target = g_build_filename (folder, name, NULL);
  g_autoptr (GwProblems) problems = gw_problems_new ();
  const GwConvertSpec spec = {
    .source = set, .target = target, .from = gw_format_find (from, NULL), .to = gw_format_find (to, NULL)
  };
  GwConvertResult result;
  g_autoptr (GError) error = NULL;

  if (!gw_convert (&spec, problems, &result, NULL, &error))
    {
      g_assert (error != NULL && !g_file_test (target, G_FILE_TEST_EXISTS));
      return;
    }
  g_assert (result.counts.labels_given <= result.counts.labels_read);
}
