/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-images-dir.h"

#include <string.h>

/* Names under which pictures commonly lie beside their labels. */
static const char *const usual[] = { ".", "images", "img", "imgs", "JPEGImages", "data" };

static guint
count_found (const char *folder, const char *const *paths, gsize n)
{
  guint found = 0;

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *file = g_build_filename (folder, paths[i], NULL);

      if (g_file_test (file, G_FILE_TEST_IS_REGULAR))
        found++;
    }

  return found;
}

static void
consider (const char *folder, const char *const *paths, gsize n, char **best, guint *most)
{
  guint found = count_found (folder, paths, n);

  if (found > *most)
    {
      g_free (*best);
      *best = g_canonicalize_filename (folder, NULL);
      *most = found;
    }
}

/* "train2017" of ".../instances_train2017.json": the folder of a split. */
static char *
get_split (const char *source)
{
  g_autofree char *name = g_path_get_basename (source);
  char *dot = strrchr (name, '.');
  const char *line = strchr (name, '_');

  if (dot != NULL)
    *dot = '\0';
  return line != NULL && line[1] != '\0' ? g_strdup (line + 1) : NULL;
}

static void
consider_around (const char *base, const char *split, const char *const *paths, gsize n, char **best, guint *most)
{
  for (gsize i = 0; i < G_N_ELEMENTS (usual); i++)
    {
      g_autofree char *folder = g_build_filename (base, usual[i], NULL);

      if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
        continue;
      consider (folder, paths, n, best, most);
      if (split != NULL)
        {
          g_autofree char *inner = g_build_filename (folder, split, NULL);

          consider (inner, paths, n, best, most);
        }
    }
}

char *
gw_images_dir_guess (const char *source, const char *const *paths, gsize n)
{
  g_autofree char *absolute = g_canonicalize_filename (source, NULL);
  g_autofree char *base = NULL;
  g_autofree char *above = NULL;
  g_autofree char *split = get_split (source);
  char *best = NULL;
  guint most = 0;

  base = g_file_test (absolute, G_FILE_TEST_IS_DIR) ? g_strdup (absolute) : g_path_get_dirname (absolute);
  above = g_path_get_dirname (base);
  consider_around (base, split, paths, n, &best, &most);
  consider_around (above, split, paths, n, &best, &most);

  return best;
}
