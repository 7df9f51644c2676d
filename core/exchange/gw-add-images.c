/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE

#include "config.h"

#include "gw-add-images.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gw-archive.h"
#include "gw-decode.h"
#include "gw-error.h"
#include "gw-image-info.h"
#include "gw-image-scan.h"
#include "gw-path.h"
#include "gw-png-chunks.h"

/* Rows for one transaction: enough that the commits do not count, few enough
 * that the first pictures are seen at once.
 */
#define BATCH 500

/* Files up to this size are decoded when they are added: that costs less
 * than a person who finds out later.
 */
#define SMALL_FILE (16 * 1024)

/* Where the end mark of a whole file is looked for. */
#define TAIL_BYTES 64

static GwImageComplaint *
complaint_new (const char *path, const char *reason)
{
  GwImageComplaint *complaint = g_new0 (GwImageComplaint, 1);

  complaint->path = g_strdup (path);
  complaint->reason = g_strdup (reason);

  return complaint;
}

static void
complaint_free (gpointer data)
{
  GwImageComplaint *complaint = data;

  g_free (complaint->path);
  g_free (complaint->reason);
  g_free (complaint);
}

static GwAddImagesResult *
result_new (void)
{
  GwAddImagesResult *result = g_new0 (GwAddImagesResult, 1);

  result->skipped = g_ptr_array_new_with_free_func (complaint_free);
  result->partial = g_ptr_array_new_with_free_func (complaint_free);
  result->refused = g_ptr_array_new_with_free_func (complaint_free);
  result->empty = g_ptr_array_new_with_free_func (g_free);
  result->unpacked = g_ptr_array_new_with_free_func (g_free);

  return result;
}

void
gw_add_images_result_free (GwAddImagesResult *result)
{
  if (result == NULL)
    return;

  g_ptr_array_unref (result->skipped);
  g_ptr_array_unref (result->partial);
  g_ptr_array_unref (result->refused);
  g_ptr_array_unref (result->empty);
  g_ptr_array_unref (result->unpacked);
  g_free (result);
}

/* Whether the file ends as a whole one of its format does. What stands behind
 * the mark (cameras and editors append things) is no damage.
 */
static gboolean
has_proper_end (const char *path, const GwImageInfo *info, gint64 size)
{
  guint8 tail[TAIL_BYTES];
  gsize n = (gsize) MIN (size, TAIL_BYTES);
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gboolean ok = fd >= 0 && pread (fd, tail, n, (off_t) (size - (gint64) n)) == (gssize) n;

  if (fd >= 0)
    close (fd);
  if (!ok)
    return FALSE;

  if (info->format == GW_IMAGE_FORMAT_PNG)
    return memmem (tail, n, "IEND", 4) != NULL;
  if (info->format == GW_IMAGE_FORMAT_JPEG)
    return memmem (tail, n, "\xff\xd9", 2) != NULL;

  /* The others have no mark to look for. */
  return TRUE;
}

/* Whether only decoding can tell that all of the picture is there. */
static gboolean
is_doubtful (const char *path, const GwImageInfo *info, gint64 size, GwAddFlags flags, GCancellable *cancellable)
{
  if (size <= SMALL_FILE)
    return TRUE;
  if ((flags & GW_ADD_CHECKSUMS) && info->format == GW_IMAGE_FORMAT_PNG)
    return !gw_png_chunks_are_whole (path, cancellable);

  return !has_proper_end (path, info, size);
}

/* Looks at one file. TRUE when it can be shown; warning says in part only. */
static gboolean
look_at (const char *path, GwImage *image, GwAddFlags flags, GCancellable *cancellable, GError **warning,
         GError **error)
{
  GwImageInfo info;
  struct stat facts;

  if (stat (path, &facts) != 0 || !gw_image_info_read_file (path, &info, error))
    {
      if (*error == NULL)
        g_set_error (error, GW_ERROR, GW_ERROR_IO, _ ("The file %s cannot be read."), path);
      return FALSE;
    }

  if (is_doubtful (path, &info, facts.st_size, flags, cancellable))
    {
      cairo_surface_t *surface = gw_decode_file (path, 0, &info, cancellable, warning, error);

      if (surface == NULL)
        return FALSE;
      cairo_surface_destroy (surface);
    }

  gw_image_set_size (image, info.width, info.height);
  gw_image_set_file_facts (image, facts.st_size,
                           (gint64) facts.st_mtim.tv_sec * 1000 + facts.st_mtim.tv_nsec / 1000000);

  return TRUE;
}

/* A run of adding: what it works with and what has come of it so far. */
typedef struct
{
  GwStore *store;
  GwAddFlags flags;
  GwProblems *problems; /* (nullable) */
  GwWork *work;
  GCancellable *cancellable;
  GwAddImagesResult *result;
  GPtrArray *batch;   /* of GwImage: until the store has them an image's root is its folder's place */
  GPtrArray *folders; /* of char*, ended by NULL */
} Run;

/* The place of a folder in the list of them, from 1. */
static gint64
find_folder (Run *run, const char *folder)
{
  guint n = run->folders->len - 1;

  for (guint i = 0; i < n; i++)
    if (strcmp (g_ptr_array_index (run->folders, i), folder) == 0)
      return (gint64) i + 1;

  g_ptr_array_insert (run->folders, (int) n, g_strdup (folder));
  return (gint64) n + 1;
}

static gboolean
flush (Run *run, GError **error)
{
  guint n_added = 0;

  if (run->batch->len == 0)
    return TRUE;

  if (!gw_store_add_folder_images (run->store, (const char *const *) run->folders->pdata, run->batch, &n_added,
                                   run->cancellable, error))
    return FALSE;

  run->result->n_added += n_added;
  run->result->n_known += run->batch->len - n_added;
  g_ptr_array_set_size (run->batch, 0);

  return TRUE;
}

/* Whether a project can hold the path of a file as it is. A backslash would part folders there. */
static gboolean
check_path (const char *path, GError **error)
{
  g_autofree char *plain = gw_path_normalise (path, -1, error);
  g_autofree char *shown = NULL;

  if (plain == NULL || strcmp (plain, path) == 0)
    return plain != NULL;

  shown = gw_path_display (path, -1);
  g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("The path “%s” cannot be used: it holds a backslash."), shown);
  return FALSE;
}

static gboolean
add_file (Run *run, gint64 place, const char *root, const char *relative, GError **error)
{
  g_autofree char *path = g_build_filename (root, relative, NULL);
  g_autoptr (GwImage) image = gw_image_new (0, relative);
  g_autoptr (GError) warning = NULL;
  g_autoptr (GError) problem = NULL;

  run->result->n_found++;
  gw_image_set_root_id (image, place);
  /* A name that no project can hold is no reason to leave out the others. */
  if (!check_path (relative, &problem) || !look_at (path, image, run->flags, run->cancellable, &warning, &problem))
    {
      if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      g_ptr_array_add (run->result->skipped, complaint_new (path, problem->message));
    }
  else
    {
      if (warning != NULL)
        g_ptr_array_add (run->result->partial, complaint_new (path, warning->message));
      g_ptr_array_add (run->batch, g_steal_pointer (&image));
    }

  if (run->work != NULL)
    gw_work_add_done (run->work, 1);

  return (run->flags & GW_ADD_AT_ONCE) || run->batch->len < BATCH || flush (run, error);
}

static gboolean
add_folder (Run *run, const char *folder, GError **error)
{
  g_autoptr (GPtrArray) paths = gw_image_scan (folder, run->cancellable, NULL, NULL, error);
  gint64 place;

  if (paths == NULL)
    return FALSE;
  if (paths->len == 0)
    g_ptr_array_add (run->result->empty, g_strdup (folder));

  place = find_folder (run, folder);
  if (run->work != NULL)
    gw_work_set_total (run->work, run->result->n_found + paths->len);
  for (guint i = 0; i < paths->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (run->cancellable, error)
          || !add_file (run, place, folder, g_ptr_array_index (paths, i), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_path (Run *run, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *absolute = g_file_get_path (file);
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;

  if (g_file_test (absolute, G_FILE_TEST_IS_DIR))
    return add_folder (run, absolute, error);

  if (!g_file_test (absolute, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_NOT_FOUND, _ ("%s was not found. Check the path and try again."), path);
      return FALSE;
    }

  folder = g_path_get_dirname (absolute);
  name = g_path_get_basename (absolute);

  return add_file (run, find_folder (run, folder), folder, name, error);
}

static void
free_archive (gpointer data)
{
  gw_archive_free (data);
}

/* Whether it is the archive that cannot be used, and not the disk it should be unpacked to. */
static gboolean
is_refusal (const GError *error)
{
  static const GwErrorCode codes[] = { GW_ERROR_REFUSED, GW_ERROR_LIMIT, GW_ERROR_UNSUPPORTED, GW_ERROR_TRUNCATED,
                                       GW_ERROR_INVALID };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, GW_ERROR, codes[i]))
      return TRUE;
  return FALSE;
}

/* One that cannot be used among others costs itself. */
static gboolean
add_archive (Run *run, GPtrArray *archives, const char *path, gboolean is_alone, GError **error)
{
  g_autoptr (GError) failure = NULL;
  GwArchive *archive = gw_archive_unpack_beside (path, run->problems, run->work, run->cancellable, &failure);

  if (archive == NULL && !is_alone && is_refusal (failure))
    {
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autofree char *absolute = g_file_get_path (file);

      g_ptr_array_add (run->result->refused, complaint_new (absolute, failure->message));
      return TRUE;
    }
  if (archive == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  g_ptr_array_add (archives, archive);

  return add_path (run, gw_archive_get_content (archive), error);
}

static gboolean
add_paths (Run *run, GPtrArray *archives, const char *const *paths, gsize n_paths, GError **error)
{
  for (gsize i = 0; i < n_paths; i++)
    {
      if (!(gw_archive_is (paths[i]) ? add_archive (run, archives, paths[i], n_paths == 1, error)
                                     : add_path (run, paths[i], error)))
        return FALSE;
    }

  return flush (run, error);
}

/* What was written stays, so its pictures have to. */
static void
keep_archives (Run *run, GPtrArray *archives)
{
  for (guint i = 0; run->result->n_added > 0 && i < archives->len; i++)
    {
      GwArchive *archive = g_ptr_array_index (archives, i);

      gw_archive_keep (archive);
      g_ptr_array_add (run->result->unpacked, g_strdup (gw_archive_get_folder (archive)));
    }
}

GwAddImagesResult *
gw_add_images (GwStore *store, const char *const *paths, gsize n_paths, GwAddFlags flags, GwProblems *problems,
               GwWork *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwAddImagesResult) result = result_new ();
  g_autoptr (GPtrArray) batch = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) archives = g_ptr_array_new_with_free_func (free_archive);
  Run run = { store, flags, problems, work, cancellable, result, batch, folders };
  gboolean ok;

  g_return_val_if_fail (GW_IS_STORE (store), NULL);
  g_return_val_if_fail (paths != NULL || n_paths == 0, NULL);

  g_ptr_array_add (folders, NULL);
  ok = add_paths (&run, archives, paths, n_paths, error);
  keep_archives (&run, archives);

  return ok ? g_steal_pointer (&result) : NULL;
}
