/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <cairo.h>
#include <math.h>
#include <png.h>
#include <string.h>
#include <glib/gstdio.h>

void
fixture_set_up (Fixture *self, gconstpointer data)
{
  /* Images are looked for in the folders above, too, and those of the tests'
   * own folder are anybody's.
   */
  self->top = gw_test_folder_new ();
  self->folder = g_build_filename (self->top, "above", "beside", NULL);
  g_assert_cmpint (g_mkdir_with_parents (self->folder, 0755), ==, 0);
  self->problems = gw_problems_new ();
}

static void
forget (Fixture *self)
{
  g_clear_pointer (&self->head, gw_record_head_free);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_clear_pointer (&self->problems, gw_problems_unref);
  self->problems = gw_problems_new ();
}

void
fixture_tear_down (Fixture *self, gconstpointer data)
{
  forget (self);
  gw_problems_unref (self->problems);
  g_free (self->folder);
  gw_test_folder_free (self->top);
}

char *
fixture_path (Fixture *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static void
make_parents (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
}

char *
fixture_write (Fixture *self, const char *name, const char *text)
{
  char *path = fixture_path (self, name);

  make_parents (path);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

char *
fixture_load (Fixture *self, const char *name)
{
  g_autofree char *path = fixture_path (self, name);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

void
fixture_picture (Fixture *self, const char *name, int width, int height)
{
  g_autofree char *path = fixture_path (self, name);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);

  make_parents (path);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
}

void
fixture_png (Fixture *self, const char *name, const FixturePng *picture)
{
  g_autofree char *path = fixture_path (self, name);
  png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct (png);
  static const int n_channels[] = { 1, 0, 3, 1, 2, 0, 4 };
  gsize stride = (gsize) picture->width * (gsize) n_channels[picture->type] * (picture->depth == 16 ? 2 : 1);
  png_color colours[256] = { 0 };
  int n_passes;
  FILE *file;

  make_parents (path);
  file = g_fopen (path, "wb");
  g_assert_nonnull (file);
  png_init_io (png, file);
  png_set_IHDR (png, info, (guint32) picture->width, (guint32) picture->height, picture->depth, picture->type,
                picture->interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                PNG_FILTER_TYPE_DEFAULT);
  for (int i = 0; i < picture->n_palette; i++)
    colours[i] = (png_color) { (png_byte) (picture->palette[i] >> 16), (png_byte) (picture->palette[i] >> 8),
                               (png_byte) picture->palette[i] };
  if (picture->n_palette > 0)
    png_set_PLTE (png, info, colours, picture->n_palette);
  if (picture->alpha != NULL)
    png_set_tRNS (png, info, picture->alpha, picture->n_palette, NULL);
  png_set_check_for_invalid_index (png, 0);
  png_write_info (png, info);
  png_set_packing (png);
  n_passes = png_set_interlace_handling (png);
  for (int pass = 0; pass < n_passes; pass++)
    for (int y = 0; y < picture->height; y++)
      png_write_row (png, picture->rows + (gsize) y * stride);
  png_write_end (png, NULL);
  png_destroy_write_struct (&png, &info);
  fclose (file);
}

gboolean
fixture_read (Fixture *self, const char *format, const char *source, const GwReadOptions *options)
{
  const GwFormat *found = gw_format_find (format, NULL);
  GwReader *reader;
  g_autoptr (GwIntake) intake = NULL;
  GwRecord *record;

  g_assert_nonnull (found);
  forget (self);
  reader = gw_format_open (found, source, options, self->problems, NULL, &self->error);
  if (reader == NULL)
    {
      g_assert_nonnull (self->error);
      return FALSE;
    }
  intake = gw_intake_new (reader, NULL);
  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_record_free);
  while ((record = gw_intake_next (intake, NULL, &self->error)) != NULL)
    g_ptr_array_add (self->records, record);
  gw_intake_get_counts (intake, &self->counts);
  self->head = gw_record_head_copy (gw_reader_get_head (reader));

  return self->error == NULL;
}

gboolean
fixture_read_text (Fixture *self, const char *format, const char *text)
{
  g_autofree char *path = fixture_write (self, "source", text);

  return fixture_read (self, format, path, NULL);
}

gboolean
fixture_convert (Fixture *self, const char *source, const char *from, const char *to, const char *target,
                 const GwWriteOptions *options)
{
  g_autofree char *path = fixture_path (self, target);
  GwConvertSpec spec = { .source = source, .target = path };
  GwConvertResult result = { 0 };

  forget (self);
  spec.from = from != NULL ? gw_format_find (from, NULL) : NULL;
  spec.to = gw_format_find (to, NULL);
  if (options != NULL)
    spec.write = *options;

  return gw_convert (&spec, self->problems, &result, NULL, &self->error);
}

GwRecord *
fixture_record (Fixture *self, guint i)
{
  g_assert_nonnull (self->records);
  g_assert_cmpuint (i, <, self->records->len);
  return g_ptr_array_index (self->records, i);
}

GwObject *
fixture_object (Fixture *self, guint record, guint i)
{
  GPtrArray *objects = fixture_record (self, record)->objects;

  g_assert_cmpuint (i, <, objects->len);
  return g_ptr_array_index (objects, i);
}

const char *
fixture_class (Fixture *self, gint64 id)
{
  GwClass *class = gw_record_head_find_class (self->head, id);

  return class != NULL ? gw_class_get_name (class) : NULL;
}

guint64
fixture_count (Fixture *self, const char *code)
{
  return gw_problems_count_code (self->problems, code);
}

guint64
fixture_count_objects (Fixture *self, GwShapeKind kind)
{
  return self->counts.given.objects[kind];
}

void
fixture_assert_adds_up (Fixture *self)
{
  g_auto (GStrv) codes = gw_problems_list_codes (self->problems);
  guint64 images = 0, labels = 0;

  for (gsize i = 0; codes[i] != NULL; i++)
    {
      GwProblemKind kind;

      gw_problems_get_kind (self->problems, codes[i], &kind);
      images += kind.n_images;
      labels += kind.n_labels;
    }
  g_assert_cmpuint (self->counts.images_read, ==, self->counts.images_given + images);
  g_assert_cmpuint (self->counts.labels_read, ==, self->counts.labels_given + labels);
}

void
fixture_assert_box (Fixture *self, guint record, guint i, double x, double y, double width, double height)
{
  GwBox box = gw_object_get_bounds (fixture_object (self, record, i));

  g_assert_cmpfloat_with_epsilon (box.x, x, 0.01);
  g_assert_cmpfloat_with_epsilon (box.y, y, 0.01);
  g_assert_cmpfloat_with_epsilon (box.width, width, 0.01);
  g_assert_cmpfloat_with_epsilon (box.height, height, 0.01);
}

const GwLabel *
fixture_score (Fixture *self, guint record, const char *name)
{
  const GArray *scores = fixture_record (self, record)->scores;

  for (guint i = 0; i < scores->len; i++)
    {
      const GwLabel *score = &g_array_index (scores, GwLabel, i);

      if (g_str_equal (fixture_class (self, score->class_id), name))
        return score;
    }

  return NULL;
}

const char *
fixture_truth (Fixture *self, guint record)
{
  const GArray *truth = fixture_record (self, record)->truth;

  return truth != NULL ? fixture_class (self, g_array_index (truth, GwLabel, 0).class_id) : NULL;
}

char *
fixture_write_labelme (Fixture *self, const char *name, const char *shapes)
{
  g_autofree char *text = g_strdup_printf (
      "{\"version\":\"4.5.6\",\"flags\":{},\"shapes\":[%s],\"imagePath\":\"a.png\","
      "\"imageData\":\"AAAA\",\"imageHeight\":50,\"imageWidth\":100}",
      shapes);

  return fixture_write (self, name, text);
}

static void
assert_fraction (GwWork *work, double fraction)
{
  GwWorkStatus status;

  gw_work_get_status (work, &status, NULL);
  g_assert_cmpfloat_with_epsilon (status.fraction, fraction, 0.01);
}

void
fixture_assert_progress (Fixture *self, const char *format, const char *source, double opened, guint n)
{
  g_autoptr (GwWork) work = gw_work_new ("test");
  const GwReadOptions options = { .work = work };
  g_autoptr (GError) error = NULL;
  GwReader *reader = gw_format_open (gw_format_find (format, NULL), source, &options, self->problems, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 1; i <= n; i++)
    {
      g_autoptr (GwRecord) record = gw_reader_next (reader, NULL, &error);

      g_assert_nonnull (record);
      assert_fraction (work, opened + (1 - opened) * i / n);
    }
  gw_reader_close (reader);
}

typedef struct
{
  GwWork *work;
  gboolean ended; /* atomic */
  double fraction;
} Watch;

static gpointer
watch_main (gpointer data)
{
  Watch *watch = data;
  gboolean ended;

  do
    {
      GwWorkStatus status;

      ended = g_atomic_int_get (&watch->ended);
      gw_work_get_status (watch->work, &status, NULL);
      g_assert_cmpfloat (status.fraction, >=, watch->fraction);
      watch->fraction = status.fraction;
      g_thread_yield ();
    }
  while (!ended);

  return NULL;
}

void
fixture_assert_forward (Fixture *self, const char *format, const char *source)
{
  g_autoptr (GwWork) work = gw_work_new ("test");
  const GwReadOptions options = { .work = work };
  Watch watch = { .work = work, .fraction = -1 };
  GThread *thread = g_thread_new ("watch", watch_main, &watch);
  g_autoptr (GError) error = NULL;
  GwReader *reader = gw_format_open (gw_format_find (format, NULL), source, &options, self->problems, NULL, &error);
  GwRecord *record;

  g_assert_no_error (error);
  while ((record = gw_reader_next (reader, NULL, &error)) != NULL)
    gw_record_free (record);
  g_assert_no_error (error);
  g_atomic_int_set (&watch.ended, TRUE);
  g_thread_join (thread);
  g_assert_cmpfloat_with_epsilon (watch.fraction, 1, 1e-9);
  gw_reader_close (reader);
}
