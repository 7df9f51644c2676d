/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-image-content.h"

#define URI_LIST "text/uri-list"

struct _GwImageContent
{
  GdkContentProvider parent_instance;

  GwStore *store;
  GArray *ids;
};

G_DEFINE_FINAL_TYPE (GwImageContent, gw_image_content, GDK_TYPE_CONTENT_PROVIDER)

static GdkContentFormats *
gw_image_content_ref_formats (GdkContentProvider *provider)
{
  const char *const types[] = { URI_LIST };

  return gdk_content_formats_new ((const char **) types, G_N_ELEMENTS (types));
}

/* --- writing, on the store's thread and then to the other program ------------------ */

static gpointer
read_uris (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  GArray *ids = data;
  g_autoptr (GPtrArray) images = gw_store_get_images (store, (const gint64 *) (gpointer) ids->data, ids->len,
                                                      cancellable, error);
  GString *text;

  if (images == NULL)
    return NULL;

  text = g_string_new (NULL);
  for (guint i = 0; i < images->len; i++)
    {
      GwImage *image = g_ptr_array_index (images, i);
      const char *file = image != NULL ? gw_image_get_file (image) : NULL;
      g_autofree char *uri = file != NULL ? g_filename_to_uri (file, NULL, NULL) : NULL;

      if (uri != NULL)
        g_string_append_printf (text, "%s\r\n", uri);
    }

  return g_string_free_to_bytes (text);
}

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_uris_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GBytes *uris = gw_store_run_finish (GW_STORE (source), result, &error);
  GOutputStream *stream = g_object_get_data (G_OBJECT (task), "gw-stream");

  if (uris == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_task_set_task_data (task, uris, (GDestroyNotify) g_bytes_unref);
  g_output_stream_write_all_async (stream, g_bytes_get_data (uris, NULL), g_bytes_get_size (uris),
                                   g_task_get_priority (task), g_task_get_cancellable (task), on_written_cb,
                                   g_object_ref (task));
}

static void
gw_image_content_write_async (GdkContentProvider *provider, const char *mime_type, GOutputStream *stream,
                              int io_priority, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GwImageContent *self = GW_IMAGE_CONTENT (provider);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gw_image_content_write_async);
  g_task_set_priority (task, io_priority);
  g_object_set_data_full (G_OBJECT (task), "gw-stream", g_object_ref (stream), g_object_unref);
  gw_store_read_async (self->store, GW_STORE_URGENT, read_uris, g_array_ref (self->ids), (GDestroyNotify) g_array_unref,
                       (GDestroyNotify) g_bytes_unref, cancellable, on_uris_read_cb, task);
}

static gboolean
gw_image_content_write_finish (GdkContentProvider *provider, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- the object -------------------------------------------------------------------------- */

static void
gw_image_content_finalize (GObject *object)
{
  GwImageContent *self = GW_IMAGE_CONTENT (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->ids, g_array_unref);

  G_OBJECT_CLASS (gw_image_content_parent_class)->finalize (object);
}

static void
gw_image_content_class_init (GwImageContentClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gw_image_content_finalize;
  provider_class->ref_formats = gw_image_content_ref_formats;
  provider_class->write_mime_type_async = gw_image_content_write_async;
  provider_class->write_mime_type_finish = gw_image_content_write_finish;
}

static void
gw_image_content_init (GwImageContent *self)
{
}

GdkContentProvider *
gw_image_content_new (GwStore *store, GArray *ids)
{
  GwImageContent *self;

  g_return_val_if_fail (GW_IS_STORE (store), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  self = g_object_new (GW_TYPE_IMAGE_CONTENT, NULL);
  self->store = g_object_ref (store);
  self->ids = g_array_ref (ids);

  return GDK_CONTENT_PROVIDER (self);
}
