/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-fixture.h"

#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

#include "gw-json-writer.h"
#include "gw-shape-json.h"

/* --- life --- */

void
remove_tree (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_tree (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

/* In memory where there is such a place: the suite asks what is written, the
 * kill tests ask whether it lasts.
 */
char *
make_folder (void)
{
  g_autofree char *folder = g_strdup ("/dev/shm/gw-store-XXXXXX");

  if (g_mkdtemp (folder) != NULL)
    return g_steal_pointer (&folder);
  return g_dir_make_tmp ("gw-store-XXXXXX", NULL);
}

void
fixture_set_up (Fixture *self, const StoreBackend *backend, GwTask task)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwProjectInfo) info = gw_project_info_new ("Street", task);

  self->backend = backend;
  self->folder = make_folder ();
  g_assert_nonnull (self->folder);
  self->images = g_build_filename (self->folder, "images", NULL);
  g_mkdir (self->images, 0700);
  self->store = backend->create (self->folder, info, &error);
  g_assert_no_error (error);
  self->root = gw_store_add_root (self->store, self->images, NULL, &error);
  g_assert_no_error (error);
}

void
fixture_tear_down (Fixture *self)
{
  g_clear_object (&self->store);
  remove_tree (self->folder);
  g_free (self->folder);
  g_free (self->images);
}

void
fixture_reopen (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  gw_store_close (self->store);
  g_clear_object (&self->store);
  self->store = self->backend->open (self->folder, &error);
  g_assert_no_error (error);
}

typedef struct
{
  const StoreBackend *backend;
  FixtureFunc func;
} Test;

static void
run_test (gconstpointer data)
{
  const Test *test = data;
  Fixture fixture = { 0 };

  fixture_set_up (&fixture, test->backend, GW_TASK_BOXES);
  test->func (&fixture);
  fixture_tear_down (&fixture);
}

void
fixture_add_test (const StoreBackend *backend, const char *path, FixtureFunc func)
{
  g_autofree char *full = g_strconcat ("/store/", backend->name, path, NULL);
  Test *test = g_new0 (Test, 1);

  test->backend = backend;
  test->func = func;
  g_test_add_data_func_full (full, test, run_test, g_free);
}

/* --- making --- */

GArray *
fixture_add_images (Fixture *self, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func (g_object_unref);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *path = g_strdup_printf ("a/%03u.jpg", i);
      GwImage *image = gw_image_new (0, path);

      gw_image_set_root_id (image, self->root);
      gw_image_set_size (image, 640, 480);
      g_ptr_array_add (images, image);
    }
  gw_store_add_images (self->store, images, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    {
      gint64 id = gw_image_get_id (g_ptr_array_index (images, i));

      g_assert_cmpint (id, >, 0);
      g_array_append_val (ids, id);
    }
  return ids;
}

gint64
fixture_add_image (Fixture *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func (g_object_unref);
  GwImage *image = gw_image_new (0, path);

  gw_image_set_root_id (image, self->root);
  g_ptr_array_add (images, image);
  gw_store_add_images (self->store, images, NULL, NULL, &error);
  g_assert_no_error (error);
  return gw_image_get_id (image);
}

gint64
fixture_add_class (Fixture *self, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (classes, gw_class_new (name, 0x3584e4));
  gw_store_save_classes (self->store, classes, NULL, &error);
  g_assert_no_error (error);
  return gw_class_get_id (g_ptr_array_index (classes, 0));
}

GwObject *
make_box (gint64 class_id, double x, double y, double width, double height)
{
  GwObject *object = gw_object_new (gw_object_make_id (), class_id);

  gw_object_set_box (object, x, y, width, height);
  return object;
}

GwObject *
make_polygon (gint64 class_id, const double *xy, gsize n_points)
{
  GwObject *object = gw_object_new (gw_object_make_id (), class_id);
  GwShape shape = GW_SHAPE_INIT;

  shape.kind = GW_SHAPE_POLYGON;
  shape.as.polygon.n_rings = 1;
  shape.as.polygon.rings = g_new0 (GwRing, 1);
  shape.as.polygon.rings[0].n_points = n_points;
  shape.as.polygon.rings[0].points = g_new0 (GwPoint, n_points);
  for (gsize i = 0; i < n_points; i++)
    shape.as.polygon.rings[0].points[i] = (GwPoint) { xy[2 * i], xy[2 * i + 1] };
  gw_object_take_shape (object, &shape);
  return object;
}

void
fixture_change (Fixture *self, gint64 image_id, const char *name, GwObject *before, GwObject *after)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwEdit) edit = gw_edit_new (image_id, name);

  gw_edit_add_object (edit, image_id, before, after);
  gw_store_apply_edit (self->store, edit, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gw_edit_get_id (edit), >, 0);
}

/* --- asking --- */

GwImage *
fixture_get_image (Fixture *self, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) images = gw_store_get_images (self->store, &id, 1, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (images->len, ==, 1);
  return g_ptr_array_index (images, 0) != NULL ? g_object_ref (g_ptr_array_index (images, 0)) : NULL;
}

GPtrArray *
fixture_load (Fixture *self, gint64 image_id)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *objects = gw_store_load_objects (self->store, image_id, GW_LAYER_LABELS, NULL, &error);

  g_assert_no_error (error);
  return objects;
}

static GwFilter *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  GwFilter *filter = text != NULL ? gw_filter_parse (text, &error) : NULL;

  g_assert_no_error (error);
  return filter;
}

gint64
fixture_count (Fixture *self, const char *filter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwFilter) parsed = parse (filter);
  gint64 n = gw_store_count_images (self->store, parsed, NULL, &error);

  g_assert_no_error (error);
  return n;
}

char *
fixture_list (Fixture *self, const char *filter, GwSort sort)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwFilter) parsed = parse (filter);
  g_autoptr (GArray) ids = gw_store_list_image_ids (self->store, parsed, sort, NULL, &error);
  g_autoptr (GPtrArray) images = NULL;
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  images = gw_store_get_images (self->store, (const gint64 *) ids->data, ids->len, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < images->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", gw_image_get_path (g_ptr_array_index (images, i)));
  return g_string_free (text, FALSE);
}

gint64
fixture_facet (Fixture *self, const char *filter, GwField field, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwFilter) parsed = parse (filter);
  g_autoptr (GPtrArray) values = gw_store_count_facet (self->store, parsed, field, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < values->len; i++)
    {
      GwFacetValue *row = g_ptr_array_index (values, i);

      if (g_str_equal (row->value, value))
        return row->count;
    }
  return -1;
}

/* --- the state as text --- */

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static int
compare_labels (gconstpointer a, gconstpointer b)
{
  const GwLabel *x = a;
  const GwLabel *y = b;

  return (x->class_id > y->class_id) - (x->class_id < y->class_id);
}

static void
dump_labels (const GArray *labels, GwJsonWriter *writer)
{
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (GwLabel));

  g_array_append_vals (sorted, labels->data, labels->len);
  g_array_sort (sorted, compare_labels);
  gw_json_writer_begin_array (writer);
  for (guint i = 0; i < sorted->len; i++)
    {
      gw_json_writer_int64 (writer, g_array_index (sorted, GwLabel, i).class_id);
      gw_json_writer_double (writer, g_array_index (sorted, GwLabel, i).confidence);
    }
  gw_json_writer_end_array (writer);
}

/* By name: an attribute that was taken off and put on again comes last. */
static void
dump_attributes (GwImage *image, GwJsonWriter *writer)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < gw_image_get_n_attributes (image); i++)
    {
      const char *name, *value;

      gw_image_get_attribute_at (image, i, &name, &value);
      g_ptr_array_add (names, (gpointer) name);
    }
  g_ptr_array_sort (names, compare_texts);
  for (guint i = 0; i < names->len; i++)
    gw_json_writer_key_string (writer, g_ptr_array_index (names, i),
                               gw_image_get_attribute (image, g_ptr_array_index (names, i)));
}

static void
dump_image (Fixture *self, GPtrArray *layers, GwImage *image, GwJsonWriter *writer)
{
  gw_json_writer_begin_object (writer);
  gw_json_writer_key_string (writer, "path", gw_image_get_path (image));
  gw_json_writer_key_int64 (writer, "status", gw_image_get_status (image));
  gw_json_writer_key_int64 (writer, "marks", gw_image_get_marks (image));
  gw_json_writer_key_int64 (writer, "n", gw_image_get_n_objects (image));
  gw_json_writer_key_double (writer, "confidence", gw_image_get_confidence (image));
  if (gw_image_get_split (image) != NULL)
    gw_json_writer_key_string (writer, "split", gw_image_get_split (image));
  dump_attributes (image, writer);
  for (const char *const *tag = gw_image_get_tags (image); tag != NULL && *tag != NULL; tag++)
    gw_json_writer_key_string (writer, "tag", *tag);
  for (guint i = 0; i < layers->len; i++)
    {
      GwLayer *layer = g_ptr_array_index (layers, i);
      g_autoptr (GPtrArray) objects = gw_store_load_objects (self->store, gw_image_get_id (image), layer->id, NULL,
                                                             NULL);
      g_autoptr (GArray) labels = gw_store_load_labels (self->store, gw_image_get_id (image), layer->id, NULL, NULL);

      g_assert_nonnull (objects);
      g_assert_nonnull (labels);
      gw_json_writer_key (writer, layer->name);
      gw_json_writer_begin_array (writer);
      dump_labels (labels, writer);
      for (guint j = 0; j < objects->len; j++)
        {
          g_autoptr (GwObject) object = gw_object_copy (g_ptr_array_index (objects, j));

          gw_object_set_times (object, 0, 0);
          gw_object_write_json (object, NULL, GW_OBJECT_JSON_WHOLE, writer);
        }
      gw_json_writer_end_array (writer);
    }
  gw_json_writer_end_object (writer);
}

static void
dump_classes (Fixture *self, GString *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) classes = gw_store_list_classes (self->store, TRUE, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (classes, i);

      g_string_append_printf (text, "class %s %06x %d images %d objects %d\n", gw_class_get_name (class),
                              gw_class_get_color (class), gw_class_get_archived (class),
                              (int) gw_class_get_n_images (class), (int) gw_class_get_n_objects (class));
    }
}

char *
fixture_dump (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwProjectInfo) info = gw_store_get_info (self->store, NULL, &error);
  g_autoptr (GwFilter) filter = gw_filter_parse ("mark:trashed", NULL);
  g_autoptr (GPtrArray) layers = gw_store_list_layers (self->store, NULL, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  g_string_append_printf (text, "%s images %d labeled %d objects %d\n", info->name, (int) info->n_images,
                          (int) info->n_labeled, (int) info->n_objects);
  dump_classes (self, text);
  for (int trash = 0; trash < 2; trash++)
    {
      g_autoptr (GArray) ids = gw_store_list_image_ids (self->store, trash ? filter : NULL, GW_SORT_NAME, NULL, &error);
      g_autoptr (GPtrArray) images = gw_store_get_images (self->store, (const gint64 *) ids->data, ids->len, NULL,
                                                          &error);

      g_assert_no_error (error);
      g_string_append (text, trash ? "trash\n" : "project\n");
      for (guint i = 0; i < images->len; i++)
        {
          g_autoptr (GwJsonWriter) writer = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);

          dump_image (self, layers, g_ptr_array_index (images, i), writer);
          gw_json_writer_newline (writer);
          gw_json_writer_finish (writer, NULL);
        }
    }
  return g_string_free (text, FALSE);
}

void
fixture_assert_sound (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  gboolean sound = FALSE;

  gw_store_check (self->store, &sound, &findings, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (findings, i));
  g_assert_true (sound);
  g_assert_cmpuint (findings->len, ==, 0);
}
