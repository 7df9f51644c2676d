/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-sample.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "gw-error.h"
#include "gw-sample-classes.h"
#include "gw-sample-records.h"
#include "gw-store-sqlite.h"

#define ENDING ".groundwork"

/* A project in the making. */
typedef struct
{
  GwStore *store;
  gint64 root_id;
  GPtrArray *pictures;
  GwRecordHead *head;
  GHashTable *class_map; /* every id to itself: the classes are the project's */
  GCancellable *cancellable;
  GwWork *work;
} Making;

/* What one import goes through. */
typedef enum
{
  PASS_LABELED,
  PASS_HALF_DONE,
  PASS_PREDICTIONS,
  PASS_ANSWERS /* and the next: one for each annotator */
} Pass;

typedef struct
{
  Making *making;
  guint pass;
  guint next;
} Feed;

char *
gw_sample_get_image_folder (const char *path)
{
  g_autofree char *stem = g_str_has_suffix (path, ENDING) ? g_strndup (path, strlen (path) - strlen (ENDING))
                                                          : g_strdup (path);

  return g_strconcat (stem, " Images", NULL);
}

static gboolean
add_images (Making *making, const char *folder, GError **error)
{
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func (g_object_unref);

  making->root_id = gw_store_add_root (making->store, folder, making->cancellable, error);
  if (making->root_id <= 0)
    return FALSE;
  for (guint i = 0; i < making->pictures->len; i++)
    {
      const GwSamplePicture *picture = g_ptr_array_index (making->pictures, i);
      GwImage *image = gw_image_new (0, picture->scene->file_name);

      gw_image_set_root_id (image, making->root_id);
      gw_image_set_size (image, picture->scene->width, picture->scene->height);
      gw_image_set_sha256 (image, picture->sha256);
      g_ptr_array_add (images, image);
    }
  return gw_store_add_images (making->store, images, NULL, making->cancellable, error);
}

static gboolean
add_classes (Making *making, GError **error)
{
  g_autoptr (GPtrArray) classes = gw_sample_classes_new ();

  if (!gw_store_save_classes (making->store, classes, making->cancellable, error))
    return FALSE;
  for (guint i = 0; i < classes->len; i++)
    {
      GwClass *class_ = g_ptr_array_index (classes, i);
      gint64 id = gw_class_get_id (class_);

      g_ptr_array_add (making->head->classes, g_object_ref (class_));
      g_hash_table_insert (making->class_map, g_memdup2 (&id, sizeof id), g_memdup2 (&id, sizeof id));
    }
  return TRUE;
}

static gboolean
belongs (const Feed *feed, guint index)
{
  switch (feed->pass)
    {
    case PASS_LABELED:
      return gw_sample_get_progress (index) != GW_SAMPLE_HALF_DONE;
    case PASS_HALF_DONE:
      return gw_sample_get_progress (index) == GW_SAMPLE_HALF_DONE;
    default:
      return TRUE;
    }
}

static GwRecord *
next_record (gpointer data, GCancellable *cancellable, GError **error)
{
  Feed *feed = data;
  const Making *making = feed->making;

  while (feed->next < making->pictures->len)
    {
      guint index = feed->next++;
      const GwSamplePicture *picture = g_ptr_array_index (making->pictures, index);

      if (!belongs (feed, index))
        continue;
      if (feed->pass < PASS_PREDICTIONS)
        return gw_sample_record_truth (making->head, picture, index);
      if (feed->pass == PASS_PREDICTIONS)
        return gw_sample_record_prediction (making->head, picture);
      return gw_sample_record_answer (making->head, picture, feed->pass - PASS_ANSWERS);
    }
  return NULL;
}

static GwLayer *
layer_of (guint pass)
{
  if (pass < PASS_PREDICTIONS)
    return NULL;
  if (pass == PASS_PREDICTIONS)
    return gw_layer_new (GW_LAYER_KIND_PREDICTIONS, GW_SAMPLE_MODEL_NAME, GW_SAMPLE_MODEL_VERSION);
  return gw_layer_new (GW_LAYER_KIND_ANSWERS, gw_sample_annotator_get_name (pass - PASS_ANSWERS), NULL);
}

static gboolean
import_pass (Making *making, guint pass, GError **error)
{
  g_autoptr (GwLayer) layer = layer_of (pass);
  Feed feed = { making, pass, 0 };
  GwImportCounts counts = { 0 };
  GwImportSpec spec = {
    .name = _ ("Add Sample Labels"),
    .format = "gw-sample",
    .head = making->head,
    .class_map = making->class_map,
    .layer = layer,
    .merge = GW_MERGE_ADD,
    .root_id = making->root_id,
    .mark_labeled = pass == PASS_LABELED,
  };

  making->head->predictions = pass == PASS_PREDICTIONS;
  return gw_store_import (making->store, &spec, next_record, &feed, &counts, making->cancellable, error);
}

static gboolean
fill_project (Making *making, const char *folder, GError **error)
{
  if (making->work != NULL)
    gw_work_set_text (making->work, _ ("Adding labels"));
  if (!add_images (making, folder, error) || !add_classes (making, error))
    return FALSE;
  for (guint pass = 0; pass < PASS_ANSWERS + GW_SAMPLE_N_ANNOTATORS; pass++)
    if (!import_pass (making, pass, error))
      return FALSE;
  return TRUE;
}

static gboolean
make_project (const char *path, const char *name, Making *making, const char *folder, GError **error)
{
  g_autoptr (GwProjectInfo) info = gw_project_info_new (name, GW_TASK_BOXES);
  gboolean filled;

  making->store = gw_store_sqlite_create (path, info, making->cancellable, error);
  if (making->store == NULL)
    return FALSE;
  making->head = gw_record_head_new ();
  making->class_map = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  filled = fill_project (making, folder, error);
  g_hash_table_unref (making->class_map);
  gw_record_head_free (making->head);
  gw_store_close (making->store);
  g_clear_object (&making->store);
  return filled;
}

/* Takes a folder away with all that is in it; what cannot go stays, since
 * the error to tell is the one that led here.
 */
static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_folder (child);
      else
        (void) g_unlink (child);
    }
  (void) g_rmdir (path);
}

static void
remove_project (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm" };
  g_autofree char *backups = g_strconcat (path, ".backups", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (path, endings[i], NULL);

      (void) g_unlink (file);
    }
  remove_folder (backups);
}

static gboolean
refuse_existing (const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error, GW_ERROR, GW_ERROR_EXISTS,
               _ ("The sample project cannot be made because “%s” is there already. Choose another name."), path);
  return FALSE;
}

gboolean
gw_sample_create_project (const char *path, const char *name, guint64 seed, GwWork *work, GCancellable *cancellable,
                          GError **error)
{
  g_autofree char *folder = NULL;
  Making making = { .cancellable = cancellable, .work = work };
  gboolean made = FALSE;

  g_return_val_if_fail (path != NULL && name != NULL, FALSE);

  folder = gw_sample_get_image_folder (path);
  if (!refuse_existing (path, error) || !refuse_existing (folder, error))
    return FALSE;
  if (work != NULL)
    gw_work_set_total (work, gw_sample_get_n_pictures ());
  making.pictures = gw_sample_write_images (folder, seed, work, cancellable, error);
  if (making.pictures != NULL)
    {
      made = make_project (path, name, &making, folder, error);
      if (!made)
        remove_project (path);
      g_ptr_array_unref (making.pictures);
    }
  if (!made)
    remove_folder (folder);
  return made;
}
