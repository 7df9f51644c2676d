/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-class-preview.h"

#include <glib/gi18n.h>

#include "gw-image-drawing.h"

#define HEIGHT 160
#define PICTURE_SIDE 512

struct _GwClassPreview
{
  GtkWidget parent_instance;

  GwThumbnailer *thumbnailer; /* (nullable) */
  guint request;              /* 0: none */
  GCancellable *cancellable;  /* (nullable): of the search */
  GwClass *klass;             /* (nullable) */
  gulong color_id;
  GPtrArray *objects;       /* (nullable) of GwObject: of the class */
  int width, height;        /* of the image */
  cairo_surface_t *picture; /* (nullable) */

  GtkWidget *box;
  GtkDrawingArea *area;
};

G_DEFINE_FINAL_TYPE (GwClassPreview, gw_class_preview, GTK_TYPE_WIDGET)

/* --- finding an image, on the store's thread --------------------------------------- */

typedef struct
{
  gint64 class_id;
  char *file;
  int width, height;
  GPtrArray *objects;
} Found;

static void
found_free (gpointer data)
{
  Found *found = data;

  g_free (found->file);
  g_clear_pointer (&found->objects, g_ptr_array_unref);
  g_free (found);
}

static Found *
read_image (GwStore *store, gint64 id, gint64 class_id, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) images = gw_store_get_images (store, &id, 1, cancellable, error);
  GwImage *image = images != NULL ? g_ptr_array_index (images, 0) : NULL;
  GPtrArray *objects;
  Found *found;

  if (image == NULL || gw_image_get_file (image) == NULL)
    return NULL;
  objects = gw_store_load_objects (store, id, GW_LAYER_LABELS, cancellable, error);
  if (objects == NULL)
    return NULL;

  for (guint i = objects->len; i > 0; i--)
    {
      if (gw_object_get_class_id (g_ptr_array_index (objects, i - 1)) != class_id)
        g_ptr_array_remove_index (objects, i - 1);
    }
  found = g_new0 (Found, 1);
  found->class_id = class_id;
  found->file = g_strdup (gw_image_get_file (image));
  found->width = gw_image_get_width (image);
  found->height = gw_image_get_height (image);
  found->objects = objects;

  return found;
}

static gpointer
run_find (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  GwClass *klass = data;
  g_autoptr (GwFilter) filter = gw_filter_new ();
  g_autoptr (GArray) ids = NULL;

  gw_filter_add_value (filter, gw_class_get_n_objects (klass) > 0 ? GW_FIELD_CLASS : GW_FIELD_LABEL, FALSE,
                       gw_class_get_name (klass));
  ids = gw_store_list_first_image_ids (store, filter, GW_SORT_NAME, 1, cancellable, error);
  if (ids == NULL || ids->len == 0)
    return NULL;

  return read_image (store, g_array_index (ids, gint64, 0), gw_class_get_id (klass), cancellable, error);
}

/* --- showing it ------------------------------------------------------------------------ */

static guint32
class_color (gint64 class_id, gpointer data)
{
  return gw_class_get_color (data);
}

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  GwClassPreview *self = user_data;

  if (self->picture != NULL && self->klass != NULL)
    gw_image_draw (cr, self->picture, width, height, self->objects, self->width, self->height, class_color,
                   self->klass);
}

static void
clear (GwClassPreview *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->request != 0)
    gw_thumbnailer_cancel (self->thumbnailer, self->request);
  self->request = 0;
  if (self->klass != NULL)
    g_clear_signal_handler (&self->color_id, self->klass);
  g_clear_object (&self->klass);
  g_clear_object (&self->thumbnailer);
  g_clear_pointer (&self->objects, g_ptr_array_unref);
  g_clear_pointer (&self->picture, cairo_surface_destroy);
}

static void
on_picture_cb (GwThumbnailer *thumbnailer, const char *path, cairo_surface_t *surface, const GError *warning,
               const GError *error, gpointer user_data)
{
  GwClassPreview *self = user_data;

  self->request = 0;
  if (surface == NULL)
    return;

  self->picture = cairo_surface_reference (surface);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_queue_draw (GTK_WIDGET (self->area));
}

static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwClassPreview) self = user_data;
  g_autoptr (GError) error = NULL;
  Found *found = gw_store_run_finish (GW_STORE (source), result, &error);

  /* A search that was given up, or has found nothing, shows nothing. */
  if (found == NULL)
    return;

  /* Another class may have been chosen meanwhile. */
  if (self->klass != NULL && self->objects == NULL && gw_class_get_id (self->klass) == found->class_id)
    {
      self->objects = g_ptr_array_ref (found->objects);
      self->width = found->width;
      self->height = found->height;
      self->request = gw_thumbnailer_request (self->thumbnailer, found->file, PICTURE_SIDE, 0, on_picture_cb, self,
                                              NULL);
    }
  found_free (found);
}

void
gw_class_preview_show (GwClassPreview *self, GwProject *project, GwClass *klass)
{
  g_return_if_fail (GW_IS_CLASS_PREVIEW (self));

  if (klass != NULL && klass == self->klass)
    return;

  clear (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (klass == NULL || (gw_class_get_n_objects (klass) == 0 && gw_class_get_n_images (klass) == 0))
    return;

  self->klass = g_object_ref (klass);
  self->color_id = g_signal_connect_object (klass, "notify::color", G_CALLBACK (gtk_widget_queue_draw), self->area,
                                            G_CONNECT_SWAPPED);
  self->thumbnailer = g_object_ref (gw_project_get_thumbnailer (project));
  self->cancellable = g_cancellable_new ();
  gw_store_read_async (gw_project_get_store (project), GW_STORE_NORMAL, run_find, gw_class_copy (klass), g_object_unref,
                       found_free, self->cancellable, on_found_cb, g_object_ref (self));
}

/* --- the widget ------------------------------------------------------------------------- */

static void
gw_class_preview_dispose (GObject *object)
{
  GwClassPreview *self = GW_CLASS_PREVIEW (object);

  clear (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (gw_class_preview_parent_class)->dispose (object);
}

static void
gw_class_preview_class_init (GwClassPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_class_preview_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gw_class_preview_init (GwClassPreview *self)
{
  GtkWidget *heading = gtk_label_new (_ ("Preview"));
  GtkWidget *area = gtk_drawing_area_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  self->area = GTK_DRAWING_AREA (area);
  gtk_label_set_xalign (GTK_LABEL (heading), 0.0f);
  gtk_widget_add_css_class (heading, "heading");
  gtk_drawing_area_set_content_height (self->area, HEIGHT);
  gtk_drawing_area_set_draw_func (self->area, draw, self, NULL);
  gtk_widget_set_overflow (area, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (area, "gw-import-preview");
  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Preview"), -1);
  gtk_box_append (GTK_BOX (self->box), heading);
  gtk_box_append (GTK_BOX (self->box), area);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
