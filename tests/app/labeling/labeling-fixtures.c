/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "labeling-fixtures.h"

#include <cairo.h>
#include <glib/gstdio.h>

#include "gw-store-sqlite.h"

#define WIDTH 64
#define HEIGHT 48

static void
draw_picture (const char *path, guint number)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 0.2 + 0.07 * (number % 10), 0.5, 0.4);
  cairo_paint (cr);
  cairo_destroy (cr);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
}

static void
add_classes (GwStore *store)
{
  static const char *const names[] = { "Car", "Person", "Sign" };
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) attributes = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_attribute_free);
  GError *error = NULL;

  g_ptr_array_add (attributes, gw_attribute_new ("Parked", GW_ATTRIBUTE_CHECKBOX));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GwClass *klass = gw_class_new (names[i], 0x2070d7 + i);

      gw_class_set_position (klass, (int) i);
      if (i == 0)
        gw_class_set_attributes (klass, attributes);
      g_ptr_array_add (classes, klass);
    }
  gw_store_save_classes (store, classes, NULL, &error);
  g_assert_no_error (error);
}

static void
add_images (GwStore *store, const char *folder, guint n)
{
  g_autofree char *pictures = g_build_filename (folder, "images", NULL);
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func (g_object_unref);
  GError *error = NULL;
  gint64 root;

  g_assert_cmpint (g_mkdir (pictures, 0755), ==, 0);
  root = gw_store_add_root (store, pictures, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("picture_%02u.png", i + 1);
      g_autofree char *path = g_build_filename (pictures, name, NULL);
      GwImage *image = gw_image_new (0, name);

      draw_picture (path, i);
      gw_image_set_root_id (image, root);
      gw_image_set_size (image, WIDTH, HEIGHT);
      g_ptr_array_add (images, image);
    }
  gw_store_add_images (store, images, NULL, NULL, &error);
  g_assert_no_error (error);
}

static char *
make_project (const char *folder, GwTask task, guint n_images, gboolean with_classes)
{
  char *path = g_build_filename (folder, "test.groundwork", NULL);
  g_autoptr (GwProjectInfo) info = gw_project_info_new ("Test", task);
  GError *error = NULL;
  g_autoptr (GwStore) store = gw_store_sqlite_create (path, info, NULL, &error);

  g_assert_no_error (error);
  if (with_classes)
    add_classes (store);
  add_images (store, folder, n_images);
  gw_store_close (store);

  return path;
}

char *
labeling_make_project (const char *folder, GwTask task, guint n_images)
{
  return make_project (folder, task, n_images, TRUE);
}

char *
labeling_make_project_without_classes (const char *folder, GwTask task, guint n_images)
{
  return make_project (folder, task, n_images, FALSE);
}

GwStore *
labeling_open_store (const char *path)
{
  GError *error = NULL;
  GwStore *store = gw_store_sqlite_open (path, GW_STORE_OPEN_NO_BACKUP, NULL, &error);

  g_assert_no_error (error);

  return store;
}

/* --- a store that refuses -------------------------------------------------------------- */

struct _GwFlakyStore
{
  GObject parent_instance;

  GwStore *real;
  int code; /* atomic; -1: lets edits through */
};

static void store_init (GwStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GwFlakyStore, gw_flaky_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GW_TYPE_STORE, store_init))

static GwStore *
real (GwStore *store)
{
  return GW_FLAKY_STORE (store)->real;
}

static GwStoreQueue *
get_queue (GwStore *store)
{
  return GW_STORE_GET_IFACE (real (store))->get_queue (real (store));
}

static gboolean
apply_edit (GwStore *store, GwEdit *edit, GCancellable *cancellable, GError **error)
{
  int code = g_atomic_int_get (&GW_FLAKY_STORE (store)->code);

  if (code >= 0)
    {
      g_set_error_literal (error, GW_STORE_ERROR, code, "The test refuses.");
      return FALSE;
    }

  return gw_store_apply_edit (real (store), edit, cancellable, error);
}

static GwEdit *
undo (GwStore *store, gint64 image_id, GCancellable *cancellable, GError **error)
{
  return gw_store_undo (real (store), image_id, cancellable, error);
}

static GwEdit *
undo_step (GwStore *store, gint64 edit_id, GCancellable *cancellable, GError **error)
{
  return gw_store_undo_step (real (store), edit_id, cancellable, error);
}

static GwEdit *
redo (GwStore *store, gint64 image_id, GCancellable *cancellable, GError **error)
{
  return gw_store_redo (real (store), image_id, cancellable, error);
}

static gboolean
get_history_state (GwStore *store, gint64 image_id, GwHistoryState *state, GCancellable *cancellable, GError **error)
{
  return gw_store_get_history_state (real (store), image_id, state, cancellable, error);
}

static GPtrArray *
get_images (GwStore *store, const gint64 *ids, gsize n, GCancellable *cancellable, GError **error)
{
  return gw_store_get_images (real (store), ids, n, cancellable, error);
}

static void
store_init (GwStoreInterface *iface)
{
  iface->get_queue = get_queue;
  iface->apply_edit = apply_edit;
  iface->undo = undo;
  iface->undo_step = undo_step;
  iface->redo = redo;
  iface->get_history_state = get_history_state;
  iface->get_images = get_images;
}

static void
gw_flaky_store_finalize (GObject *object)
{
  g_object_unref (GW_FLAKY_STORE (object)->real);

  G_OBJECT_CLASS (gw_flaky_store_parent_class)->finalize (object);
}

static void
gw_flaky_store_class_init (GwFlakyStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_flaky_store_finalize;
}

static void
gw_flaky_store_init (GwFlakyStore *self)
{
  self->code = -1;
}

GwFlakyStore *
gw_flaky_store_new (GwStore *store)
{
  GwFlakyStore *self = g_object_new (GW_TYPE_FLAKY_STORE, NULL);

  self->real = g_object_ref (store);

  return self;
}

void
gw_flaky_store_refuse (GwFlakyStore *self, int code)
{
  g_atomic_int_set (&self->code, code);
}
