/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-picture-stems.h"

#include "gw-image-scan.h"
#include "gw-path.h"
#include "gw-writer-private.h"

struct _GwPictureStems
{
  char *folder;
  GPtrArray *paths;
  GHashTable *index; /* path without ending -> path */
  GHashTable *names; /* name without ending -> path; NULL: of several */
};

void
gw_picture_stems_free (GwPictureStems *self)
{
  if (self == NULL)
    return;
  g_free (self->folder);
  g_clear_pointer (&self->index, g_hash_table_unref);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  g_free (self);
}

static GwPictureStems *
read_folder (const char *folder, GCancellable *cancellable)
{
  g_autoptr (GwPictureStems) self = g_new0 (GwPictureStems, 1);

  self->paths = gw_image_scan (folder, cancellable, NULL, NULL, NULL);
  if (self->paths == NULL)
    return NULL;
  self->folder = g_canonicalize_filename (folder, NULL);
  self->index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < self->paths->len; i++)
    {
      const char *path = g_ptr_array_index (self->paths, i);
      g_autofree char *stem = _gw_path_get_stem (path);
      const char *name = gw_path_basename (stem);

      /* Of x.jpg and x.png in one folder the first. */
      if (g_hash_table_contains (self->index, stem))
        continue;
      g_hash_table_insert (self->names, g_strdup (name),
                           g_hash_table_contains (self->names, name) ? NULL : (gpointer) path);
      g_hash_table_insert (self->index, g_steal_pointer (&stem), (gpointer) path);
    }
  return g_steal_pointer (&self);
}

static guint
count (const GwPictureStems *self, const GPtrArray *stems)
{
  guint n = 0;

  for (guint i = 0; i < stems->len; i++)
    n += gw_picture_stems_get (self, g_ptr_array_index (stems, i)) != NULL ? 1 : 0;
  return n;
}

GwPictureStems *
gw_picture_stems_find (const char *base, const char *const *folders, gsize n, const char *given, const GPtrArray *stems,
                       GCancellable *cancellable)
{
  g_autoptr (GwPictureStems) best = NULL;
  guint most = 0;

  if (given != NULL)
    return read_folder (given, cancellable);
  for (gsize i = 0; i < n && most < stems->len; i++)
    {
      g_autofree char *folder = g_build_filename (base, folders[i], NULL);
      g_autoptr (GwPictureStems) found = g_file_test (folder, G_FILE_TEST_IS_DIR) ? read_folder (folder, cancellable)
                                                                                  : NULL;
      const guint there = found != NULL ? count (found, stems) : 0;

      if (there <= most)
        continue;
      most = there;
      gw_picture_stems_free (best);
      best = g_steal_pointer (&found);
    }
  return g_steal_pointer (&best);
}

const char *
gw_picture_stems_get_folder (const GwPictureStems *self)
{
  return self->folder;
}

const char *
gw_picture_stems_get (const GwPictureStems *self, const char *stem)
{
  const char *path = g_hash_table_lookup (self->index, stem);

  return path != NULL ? path : g_hash_table_lookup (self->names, gw_path_basename (stem));
}
