/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-project-cover.h"

#include <glib/gstdio.h>

#include "gw-encode.h"
#include "gw-image-drawing.h"
#include "gw-recent-projects.h"
#include "gw-task-thread.h"

/* Twice the size on the card, for screens of two device pixels. */
#define WIDTH 670
#define HEIGHT 396
#define SIDE 1024

typedef struct
{
  GwImage *image;
  GPtrArray *objects;
} Subject;

static void
subject_free (gpointer data)
{
  Subject *subject = data;

  g_clear_object (&subject->image);
  g_clear_pointer (&subject->objects, g_ptr_array_unref);
  g_free (subject);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Subject, subject_free)

static GArray *
list_ids (GwStore *store, gboolean labeled, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwFilter) filter = gw_filter_new ();

  if (labeled)
    gw_filter_add_value (filter, GW_FIELD_STATUS, FALSE, gw_image_status_get_nick (GW_IMAGE_LABELED));

  return gw_store_list_image_ids (store, filter, GW_SORT_NAME, cancellable, error);
}

static gpointer
find_subject (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) ids = list_ids (store, TRUE, cancellable, error);
  g_autoptr (GPtrArray) images = NULL;
  g_autoptr (Subject) subject = g_new0 (Subject, 1);

  if (ids != NULL && ids->len == 0)
    {
      g_array_unref (ids);
      ids = list_ids (store, FALSE, cancellable, error);
    }
  if (ids == NULL || ids->len == 0)
    return NULL;

  images = gw_store_get_images (store, &g_array_index (ids, gint64, 0), 1, cancellable, error);
  if (images == NULL || g_ptr_array_index (images, 0) == NULL)
    return NULL;

  subject->image = g_object_ref (g_ptr_array_index (images, 0));
  subject->objects = gw_store_load_objects (store, gw_image_get_id (subject->image), GW_LAYER_LABELS, cancellable,
                                            error);

  return subject->objects != NULL ? g_steal_pointer (&subject) : NULL;
}

static guint32
class_color (gint64 class_id, gpointer data)
{
  GwClass *klass = gw_project_find_class (data, class_id);

  return klass != NULL ? gw_class_get_color (klass) : 0x777777;
}

/* --- the picture ---------------------------------------------------------------- */

typedef struct
{
  GwProject *project;
  Subject *subject;
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  g_object_unref (making->project);
  subject_free (making->subject);
  g_free (making);
}

typedef struct
{
  cairo_surface_t *surface;
  char *path;
} Writing;

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  cairo_surface_destroy (writing->surface);
  g_free (writing->path);
  g_free (writing);
}

static void
write_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Writing *writing = task_data;
  g_autofree char *folder = g_path_get_dirname (writing->path);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  if (!gw_encode_png_file (writing->surface, writing->path, &error))
    g_debug ("The cover was not written: %s", error->message);
  g_task_return_boolean (task, error == NULL);
}

static void
on_picture_cb (GwThumbnailer *thumbnailer, const char *path, cairo_surface_t *picture, const GError *warning,
               const GError *error, gpointer user_data)
{
  Making *making = user_data;
  GwImage *image = making->subject->image;
  g_autoptr (GTask) task = NULL;
  Writing *writing;
  cairo_t *cr;

  if (picture == NULL)
    return;

  writing = g_new0 (Writing, 1);
  writing->path = gw_recent_project_get_cover_path (gw_project_get_path (making->project));
  writing->surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cr = cairo_create (writing->surface);
  /* Lines are made for a thumbnail of half this size. */
  cairo_scale (cr, 2.0, 2.0);
  gw_image_draw (cr, picture, WIDTH / 2.0, HEIGHT / 2.0, making->subject->objects, gw_image_get_width (image),
                 gw_image_get_height (image), class_color, making->project);
  cairo_destroy (cr);

  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_source_tag (task, on_picture_cb);
  g_task_set_task_data (task, writing, writing_free);
  gw_task_run_in_thread (task, write_thread);
}

static void
on_subject_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwProject) project = user_data;
  g_autoptr (GError) error = NULL;
  Subject *subject = gw_store_run_finish (GW_STORE (source), result, &error);
  Making *making;

  if (subject == NULL)
    return;
  if (gw_image_get_file (subject->image) == NULL)
    {
      subject_free (subject);
      return;
    }

  making = g_new0 (Making, 1);
  making->project = g_object_ref (project);
  making->subject = subject;
  gw_thumbnailer_request (gw_project_get_thumbnailer (project), gw_image_get_file (subject->image), SIDE, 1000,
                          on_picture_cb, making, making_free);
}

void
gw_project_cover_update (GwProject *project)
{
  g_return_if_fail (GW_IS_PROJECT (project));

  gw_store_read_async (gw_project_get_store (project), GW_STORE_LATER, find_subject, NULL, NULL, subject_free, NULL,
                       on_subject_found_cb, g_object_ref (project));
}
