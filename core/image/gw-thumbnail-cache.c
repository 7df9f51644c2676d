/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-thumbnail-cache.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gw-content-index-private.h"
#include "gw-decode.h"
#include "gw-encode.h"
#include "gw-hash.h"
#include "gw-thumbnail.h"

#define JPEG_QUALITY 88
#define INDEX_NAME "index"

/* The time of a file tells when it was last used, to this exactness: else
 * every look would be a write.
 */
#define USE_SECONDS (24 * 60 * 60)

struct _GwThumbnailCache
{
  gatomicrefcount ref_count;
  GMutex mutex; /* for all below */
  char *folder;
  GwContentIndex *index;
  guint64 max_bytes;
  guint64 n_bytes;
  gboolean counted; /* n_bytes is known */
  GwThumbnailCacheStats stats;
};

GwThumbnailCache *
gw_thumbnail_cache_new (const char *folder, guint64 max_bytes)
{
  GwThumbnailCache *self = g_new0 (GwThumbnailCache, 1);
  g_autofree char *index_path = NULL;

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->folder = folder != NULL ? g_strdup (folder)
                                : g_build_filename (g_get_user_cache_dir (), "groundwork", "thumbnails", NULL);
  self->max_bytes = max_bytes;
  index_path = g_build_filename (self->folder, INDEX_NAME, NULL);
  self->index = _gw_content_index_new (index_path);

  return self;
}

GwThumbnailCache *
gw_thumbnail_cache_ref (GwThumbnailCache *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
gw_thumbnail_cache_unref (GwThumbnailCache *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  _gw_content_index_free (self->index);
  g_mutex_clear (&self->mutex);
  g_free (self->folder);
  g_free (self);
}

const char *
gw_thumbnail_cache_get_folder (GwThumbnailCache *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->folder;
}

/* One kept file, as found when walking the folder. */
typedef struct
{
  char *path;
  guint64 size;
  gint64 used;
} KeptFile;

static void
kept_file_free (KeptFile *file)
{
  g_free (file->path);
  g_free (file);
}

/* <sha256>-<size>.jpg or .png: nothing else is ever counted or removed. */
static gboolean
is_thumbnail_name (const char *name)
{
  const char *p = name;

  while (g_ascii_isxdigit (*p))
    p++;
  if (p - name != GW_HASH_BYTES * 2 || *p++ != '-' || !g_ascii_isdigit (*p))
    return FALSE;
  while (g_ascii_isdigit (*p))
    p++;

  return strcmp (p, ".jpg") == 0 || strcmp (p, ".png") == 0;
}

static void
list_shard (const char *folder, GPtrArray *files)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      struct stat status;
      KeptFile *file;

      if (!is_thumbnail_name (name) || lstat (path, &status) != 0 || !S_ISREG (status.st_mode))
        continue;
      file = g_new0 (KeptFile, 1);
      file->path = g_steal_pointer (&path);
      file->size = (guint64) status.st_size;
      file->used = (gint64) status.st_mtim.tv_sec * 1000000000 + status.st_mtim.tv_nsec;
      g_ptr_array_add (files, file);
    }
}

static GPtrArray *
list_files (GwThumbnailCache *self)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) kept_file_free);

  for (guint i = 0; i < 256; i++)
    {
      char shard[3];
      g_autofree char *folder = NULL;

      g_snprintf (shard, sizeof shard, "%02x", i);
      folder = g_build_filename (self->folder, shard, NULL);
      list_shard (folder, files);
    }

  return files;
}

static int
compare_used (gconstpointer a, gconstpointer b)
{
  const KeptFile *x = *(const KeptFile *const *) a;
  const KeptFile *y = *(const KeptFile *const *) b;

  return (x->used > y->used) - (x->used < y->used);
}

/* With the mutex held. Other programs may have added and removed files since
 * the last count, so that it is taken anew whenever room must be made.
 */
static void
count_and_trim (GwThumbnailCache *self)
{
  g_autoptr (GPtrArray) files = list_files (self);

  self->n_bytes = 0;
  for (guint i = 0; i < files->len; i++)
    self->n_bytes += ((KeptFile *) g_ptr_array_index (files, i))->size;
  self->counted = TRUE;
  if (self->n_bytes <= self->max_bytes)
    return;

  g_ptr_array_sort (files, compare_used);
  for (guint i = 0; i < files->len && self->n_bytes > self->max_bytes / 10 * 9; i++)
    {
      const KeptFile *file = g_ptr_array_index (files, i);

      if (g_unlink (file->path) == 0)
        {
          self->n_bytes -= file->size;
          self->stats.n_removed++;
        }
    }
}

void
gw_thumbnail_cache_set_max_bytes (GwThumbnailCache *self, guint64 max_bytes)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->mutex);
  self->max_bytes = max_bytes;
  g_mutex_unlock (&self->mutex);
}

guint64
gw_thumbnail_cache_get_size (GwThumbnailCache *self)
{
  guint64 n_bytes;

  g_return_val_if_fail (self != NULL, 0);

  g_mutex_lock (&self->mutex);
  if (!self->counted)
    count_and_trim (self);
  n_bytes = self->n_bytes;
  g_mutex_unlock (&self->mutex);

  return n_bytes;
}

void
gw_thumbnail_cache_empty (GwThumbnailCache *self)
{
  g_autoptr (GPtrArray) files = NULL;
  g_autofree char *index_path = NULL;

  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->mutex);
  files = list_files (self);
  for (guint i = 0; i < files->len; i++)
    g_unlink (((KeptFile *) g_ptr_array_index (files, i))->path);
  for (guint i = 0; i < 256; i++)
    {
      char shard[3];
      g_autofree char *folder = NULL;

      g_snprintf (shard, sizeof shard, "%02x", i);
      folder = g_build_filename (self->folder, shard, NULL);
      g_rmdir (folder);
    }
  index_path = g_build_filename (self->folder, INDEX_NAME, NULL);
  g_unlink (index_path);
  _gw_content_index_reset (self->index);
  self->n_bytes = 0;
  self->counted = TRUE;
  g_mutex_unlock (&self->mutex);
}

static char *
build_path (GwThumbnailCache *self, const GwHash *hash, int max_side, const char *ending)
{
  char hex[GW_HASH_HEX_LENGTH];
  char shard[3] = { 0 };
  g_autofree char *name = NULL;

  gw_hash_to_hex (hash, hex);
  memcpy (shard, hex, 2);
  name = g_strdup_printf ("%s-%d.%s", hex, max_side, ending);

  return g_build_filename (self->folder, shard, name, NULL);
}

static void
note_use (const char *path)
{
  struct stat status;

  if (stat (path, &status) == 0 && g_get_real_time () / G_USEC_PER_SEC - status.st_mtim.tv_sec > USE_SECONDS)
    utimensat (AT_FDCWD, path, NULL, AT_SYMLINK_NOFOLLOW);
}

/* A kept file that cannot be read in whole is removed. */
static cairo_surface_t *
read_kept (GwThumbnailCache *self, const GwHash *hash, int max_side)
{
  static const char *const endings[] = { "jpg", "png" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = build_path (self, hash, max_side, endings[i]);
      g_autoptr (GError) warning = NULL;
      g_autoptr (GError) error = NULL;
      cairo_surface_t *surface;

      if (access (path, R_OK) != 0)
        continue;
      surface = gw_decode_file (path, 0, NULL, NULL, &warning, &error);
      if (surface != NULL && warning == NULL)
        {
          note_use (path);
          return surface;
        }
      g_clear_pointer (&surface, cairo_surface_destroy);
      g_unlink (path);
    }

  return NULL;
}

/* Failing to keep a thumbnail is no failure of the thumbnail. */
static void
keep (GwThumbnailCache *self, const GwHash *hash, int max_side, cairo_surface_t *surface)
{
  gboolean alpha = cairo_image_surface_get_format (surface) == CAIRO_FORMAT_ARGB32;
  g_autofree char *path = build_path (self, hash, max_side, alpha ? "png" : "jpg");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GBytes) bytes = alpha ? gw_encode_png (surface, NULL, NULL)
                                   : gw_encode_jpeg (surface, JPEG_QUALITY, NULL, NULL);
  gconstpointer data;
  gsize size;

  if (bytes == NULL || g_mkdir_with_parents (folder, 0700) != 0)
    return;
  data = g_bytes_get_data (bytes, &size);
  if (!g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL))
    return;

  g_mutex_lock (&self->mutex);
  self->n_bytes += size;
  if (!self->counted || self->n_bytes > self->max_bytes)
    count_and_trim (self);
  g_mutex_unlock (&self->mutex);
}

static void
count (GwThumbnailCache *self, guint64 *counter)
{
  g_mutex_lock (&self->mutex);
  (*counter)++;
  g_mutex_unlock (&self->mutex);
}

/* The thumbnail of a picture that the index knows. */
static cairo_surface_t *
read_known (GwThumbnailCache *self, const char *path, int max_side)
{
  struct stat status;
  GwHash hash;

  if (stat (path, &status) != 0 || !_gw_content_index_lookup (self->index, path, &status, &hash))
    return NULL;

  return read_kept (self, &hash, max_side);
}

/* Reads a file and tells its content to the index. The time is taken before
 * reading: should the file change meanwhile, the index holds a time that
 * does not come back.
 */
static GBytes *
read_and_hash (GwThumbnailCache *self, const char *path, GwHash *hash, GCancellable *cancellable, GError **error)
{
  struct stat status;
  gboolean known = stat (path, &status) == 0 && S_ISREG (status.st_mode);
  g_autoptr (GBytes) bytes = gw_decode_read_file (path, cancellable, error);
  gconstpointer data;
  gsize size;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &size);
  gw_hash_bytes (data, size, hash);
  count (self, &self->stats.n_hashed);
  if (known && g_mkdir_with_parents (self->folder, 0700) == 0)
    _gw_content_index_store (self->index, path, &status, hash);

  return g_steal_pointer (&bytes);
}

cairo_surface_t *
gw_thumbnail_cache_get (GwThumbnailCache *self, const char *path, int max_side, GCancellable *cancellable,
                        GError **warning, GError **error)
{
  g_autoptr (GError) local_warning = NULL;
  g_autoptr (GBytes) bytes = NULL;
  cairo_surface_t *surface;
  gconstpointer data;
  GwHash hash;
  gsize size;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  surface = read_known (self, path, max_side);
  if (surface == NULL)
    {
      bytes = read_and_hash (self, path, &hash, cancellable, error);
      if (bytes == NULL)
        return NULL;
      surface = read_kept (self, &hash, max_side);
    }
  if (surface != NULL)
    {
      count (self, &self->stats.n_hits);
      return surface;
    }

  data = g_bytes_get_data (bytes, &size);
  surface = gw_thumbnail_new_for_bytes (data, size, max_side, cancellable, &local_warning, error);
  if (surface == NULL)
    return NULL;
  count (self, &self->stats.n_made);
  if (local_warning == NULL)
    keep (self, &hash, max_side, surface);
  else
    g_propagate_error (warning, g_steal_pointer (&local_warning));

  return surface;
}

void
gw_thumbnail_cache_get_stats (GwThumbnailCache *self, GwThumbnailCacheStats *stats)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (stats != NULL);

  g_mutex_lock (&self->mutex);
  *stats = self->stats;
  g_mutex_unlock (&self->mutex);
}
