/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-images-page-private.h"

#include <glib/gi18n.h>

#include "gw-image-preview.h"
#include "gw-image-words.h"
#include "gw-path.h"

/* What the store holds of the preview's image, once it is there: of GwLabel. */
#define ABSENT_KEY "gw-absent"

static void
close_preview (GwImagesPage *self)
{
  if (self->preview == NULL)
    return;

  gtk_overlay_remove_overlay (self->overlay, self->preview);
  self->preview = NULL;
  gw_page_shown (GW_PAGE (self));
}

static void
on_closed_cb (GwImagePreview *preview, GwImagesPage *self)
{
  close_preview (self);
}

static guint
count_of_class (GPtrArray *objects, gint64 class_id)
{
  guint n = 0;

  for (guint i = 0; i < objects->len; i++)
    n += gw_object_get_class_id (g_ptr_array_index (objects, i)) == class_id;

  return n;
}

static gboolean
has_class (GwImage *image, GPtrArray *objects, gint64 class_id)
{
  GArray *labels = gw_image_get_labels (image);

  for (guint i = 0; i < labels->len; i++)
    if (g_array_index (labels, GwLabel, i).class_id == class_id)
      return TRUE;

  return objects != NULL && count_of_class (objects, class_id) > 0;
}

static void
append_class (GString *text, GwClass *klass)
{
  g_autofree char *shown = gw_path_display (gw_class_get_name (klass), -1);

  g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", shown);
}

/* Behind the others: “Car (3) · Verified absent: Dog, Owl”. What objects there are has to be known. */
static void
append_absent (GwImagesPage *self, GString *text, GwImage *image, GPtrArray *objects)
{
  GArray *absent = g_object_get_data (G_OBJECT (self->preview), ABSENT_KEY);
  g_autoptr (GString) names = g_string_new (NULL);

  if (absent == NULL || (objects == NULL && gw_image_get_n_objects (image) > 0))
    return;
  for (guint i = 0; i < absent->len; i++)
    {
      gint64 class_id = g_array_index (absent, GwLabel, i).class_id;
      GwClass *klass = gw_project_find_class (self->project, class_id);

      if (klass != NULL && !has_class (image, objects, class_id))
        append_class (names, klass);
    }
  if (names->len == 0)
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append_printf (text, _ ("Verified absent: %s"), names->str);
}

/* Attributes below the labels. */
#define N_ATTRIBUTES 12

/* What is known of the image itself: “weather: rain · iso: 400”, in a line of its own. */
static void
append_attributes (GString *text, GwImage *image)
{
  const guint n = gw_image_get_n_attributes (image);

  for (guint i = 0; i < MIN (n, N_ATTRIBUTES); i++)
    {
      const char *name, *value;
      g_autofree char *shown = NULL;

      gw_image_get_attribute_at (image, i, &name, &value);
      shown = gw_image_describe_attribute (name, value);
      if (i > 0)
        g_string_append (text, " · ");
      else if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, shown);
    }
  if (n > N_ATTRIBUTES)
    g_string_append_printf (text, " · +%'u", n - N_ATTRIBUTES);
}

/* (transfer full): the classes of the image and of its objects, in the
 * project's order: “Night, Car (3), Cyclist”, and its attributes below.
 */
static char *
describe_labels (GwImagesPage *self, GwImage *image, GPtrArray *objects)
{
  GListModel *classes = gw_project_get_classes (self->project);
  g_autofree char *labels = _gw_images_page_label_text (self, image);
  GString *text = g_string_new (labels);

  for (guint i = 0; objects != NULL && i < g_list_model_get_n_items (classes); i++)
    {
      g_autoptr (GwClass) klass = g_list_model_get_item (classes, i);
      guint n = count_of_class (objects, gw_class_get_id (klass));

      if (n > 0)
        append_class (text, klass);
      if (n > 1)
        g_string_append_printf (text, " (%'u)", n);
    }
  append_absent (self, text, image, objects);
  append_attributes (text, image);

  return g_string_free (text, FALSE);
}

static gpointer
load_absent (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return gw_store_load_absent (store, *(gint64 *) data, GW_LAYER_LABELS, cancellable, error);
}

static void
on_absent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) preview = user_data;
  GArray *absent = gw_store_run_finish (GW_STORE (source), result, NULL);
  GtkWidget *page = gtk_widget_get_ancestor (preview, GW_TYPE_IMAGES_PAGE);

  if (absent == NULL)
    return;
  g_object_set_data_full (G_OBJECT (preview), ABSENT_KEY, absent, (GDestroyNotify) g_array_unref);
  /* It may have been closed meanwhile. */
  if (page != NULL && GW_IMAGES_PAGE (page)->preview == preview)
    _gw_images_page_show_preview_labels (GW_IMAGES_PAGE (page));
}

void
_gw_images_page_show_preview_labels (GwImagesPage *self)
{
  g_autofree char *text = NULL;
  GPtrArray *objects = NULL;
  GwImage *image;

  if (self->preview == NULL)
    return;

  image = gw_image_preview_get_image (GW_IMAGE_PREVIEW (self->preview));
  if (gw_image_get_n_objects (image) > 0)
    objects = gw_object_cache_get (self->objects, gw_image_get_id (image));
  text = describe_labels (self, image, objects);
  gw_image_preview_set_objects (GW_IMAGE_PREVIEW (self->preview), objects, _gw_images_page_class_color, self->project);
  gw_image_preview_set_label_text (GW_IMAGE_PREVIEW (self->preview), text);
}

void
_gw_images_page_toggle_preview (GwImagesPage *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  g_autoptr (GwImage) image = NULL;
  gint64 id;

  if (self->preview != NULL)
    {
      close_preview (self);
      return;
    }
  if (gtk_bitset_is_empty (selected))
    return;

  image = g_list_model_get_item (G_LIST_MODEL (self->list), gtk_bitset_get_minimum (selected));
  if (image == NULL || !gw_image_list_is_loaded (image))
    return;

  self->preview = gw_image_preview_new (gw_project_get_thumbnailer (self->project), image);
  g_signal_connect_object (self->preview, "closed", G_CALLBACK (on_closed_cb), self, 0);
  gtk_overlay_add_overlay (self->overlay, self->preview);
  _gw_images_page_show_preview_labels (self);
  id = gw_image_get_id (image);
  gw_store_read_async (gw_project_get_store (self->project), GW_STORE_URGENT, load_absent, g_memdup2 (&id, sizeof id),
                       g_free, (GDestroyNotify) g_array_unref, NULL, on_absent_cb, g_object_ref (self->preview));
  gtk_widget_grab_focus (self->preview);
}
