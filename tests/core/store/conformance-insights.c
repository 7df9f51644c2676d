/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "conformance.h"

#include <math.h>
#include <string.h>

#include "record-source.h"

/* --- sets --- */

static gint64
keep (Fixture *self, const char *title, const gint64 *ids, gsize n)
{
  g_autoptr (GError) error = NULL;
  gint64 id = gw_store_keep_set (self->store, title, ids, n, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

static char *
filter_of (gint64 id, const char *title, gboolean negate)
{
  g_autofree char *value = gw_filter_make_set_value (id, title);
  g_autoptr (GwFilter) filter = gw_filter_new ();

  gw_filter_add_value (filter, GW_FIELD_SET, negate, value);
  return gw_filter_to_text (filter);
}

static void
assert_set (Fixture *self, gint64 id, const char *title, gboolean negate, const char *wanted)
{
  g_autofree char *text = filter_of (id, title, negate);
  g_autofree char *found = fixture_list (self, text, GW_SORT_NAME);

  g_assert_cmpstr (found, ==, wanted);
}

static void
test_set_is_asked_for (Fixture *self)
{
  static const char title[] = "Actual cat, predicted dog";
  g_autoptr (GArray) ids = fixture_add_images (self, 5);
  const gint64 *all = (const gint64 *) (gpointer) ids->data;
  const gint64 twice[] = { all[3], all[1], all[3], 999999 };
  gint64 set = keep (self, title, twice, G_N_ELEMENTS (twice));
  gint64 other = keep (self, "First", all, 1);
  g_autofree char *both = g_strdup_printf ("set:%d,\"%d First\"", (int) set, (int) other);
  g_autofree char *cars = g_strdup_printf ("set:%d a/004", (int) set);

  assert_set (self, set, title, FALSE, "a/002.jpg a/004.jpg");
  assert_set (self, set, "another title", FALSE, "a/002.jpg a/004.jpg");
  assert_set (self, set, title, TRUE, "a/001.jpg a/003.jpg a/005.jpg");
  g_assert_cmpint (fixture_count (self, both), ==, 3);
  g_assert_cmpint (fixture_count (self, cars), ==, 1);
  g_assert_cmpint (gw_store_bulk_trash (self->store, &all[1], 1, TRUE, NULL, NULL), >, 0);
  assert_set (self, set, title, FALSE, "a/004.jpg");
  fixture_reopen (self);
  assert_set (self, set, title, FALSE, "a/004.jpg");
  fixture_assert_sound (self);
}

static void
test_equal_sets_are_one (Fixture *self)
{
  g_autoptr (GArray) ids = fixture_add_images (self, 3);
  const gint64 *all = (const gint64 *) (gpointer) ids->data;
  const gint64 turned[] = { all[2], all[0], all[1], all[0] };
  gint64 set = keep (self, "All", all, 3);

  g_assert_cmpint (keep (self, "All", turned, G_N_ELEMENTS (turned)), ==, set);
  g_assert_cmpint (keep (self, "All of them", all, 3), !=, set);
  g_assert_cmpint (keep (self, "All", all, 2), !=, set);
  assert_set (self, keep (self, "", NULL, 0), "", FALSE, "");
}

static void
test_old_sets_go (Fixture *self)
{
  g_autoptr (GArray) ids = fixture_add_images (self, 2);
  const gint64 *all = (const gint64 *) (gpointer) ids->data;
  gint64 first = keep (self, "First", all, 1);
  gint64 second = keep (self, "Second", all, 2);
  g_autofree char *gone = filter_of (second, "Second", FALSE);
  g_autoptr (GwFilter) filter = gw_filter_parse (gone, NULL);
  g_autoptr (GwFilter) other = gw_filter_parse ("class:Car id:77 width>3", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (gw_store_check_filter (self->store, filter, NULL, NULL));
  for (guint i = 0; i < GW_STORE_MAX_SETS - 1; i++)
    {
      g_autofree char *title = g_strdup_printf ("%u", i);

      keep (self, title, all, 1);
      /* What is kept again is new again. */
      if (i == 100)
        g_assert_cmpint (keep (self, "First", all, 1), ==, first);
    }
  assert_set (self, first, "First", FALSE, "a/001.jpg");
  assert_set (self, second, "Second", FALSE, "");
  g_assert_false (gw_store_check_filter (self->store, filter, NULL, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "“Second”"));
  g_assert_true (gw_store_check_filter (self->store, other, NULL, NULL));
  /* A number is not given to another set. */
  g_assert_cmpint (keep (self, "Second", all, 2), >, second);
}

static void
test_large_set (Fixture *self)
{
  g_autoptr (GArray) ids = fixture_add_images (self, 3000);
  g_autoptr (GArray) many = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *text = NULL;

  for (gint64 i = 100000; i > 0; i--)
    g_array_append_val (many, i);
  text = filter_of (keep (self, "Many", (const gint64 *) (gpointer) many->data, many->len), "Many", FALSE);
  g_assert_cmpint (fixture_count (self, text), ==, 3000);
}

/* --- measures --- */

static GwMeasure
make_measure (gint64 image_id, double brightness)
{
  GwMeasure measure = {
    .image_id = image_id,
    .bytes = 1000,
    .mtime = 5000,
    .readable = TRUE,
    .brightness = brightness,
    .contrast = brightness / 2,
    .sharpness = 100 + brightness,
    .saturation = 0.25,
    .phash = G_GUINT64_CONSTANT (0xfedcba9876543210) + (guint64) image_id,
    .dhash = G_GUINT64_CONSTANT (0x8000000000000001),
  };

  for (int i = 0; i < GW_MEASURE_N_FEATURES; i++)
    measure.features[i] = (float) (i - 7) / 3;
  return measure;
}

static void
save (Fixture *self, const GwMeasure *measures, gsize n)
{
  g_autoptr (GError) error = NULL;

  gw_store_save_measures (self->store, measures, n, NULL, &error);
  g_assert_no_error (error);
}

static void
take_measure (const GwMeasure *measure, gpointer data)
{
  g_array_append_vals (data, measure, 1);
}

static GArray *
read_measures (Fixture *self, const char *text)
{
  g_autoptr (GwFilter) filter = text != NULL ? gw_filter_parse (text, NULL) : NULL;
  g_autoptr (GError) error = NULL;
  GArray *measures = g_array_new (FALSE, FALSE, sizeof (GwMeasure));

  gw_store_foreach_measure (self->store, filter, take_measure, measures, NULL, &error);
  g_assert_no_error (error);
  return measures;
}

static guint
count_unmeasured (Fixture *self, const char *text)
{
  g_autoptr (GwFilter) filter = text != NULL ? gw_filter_parse (text, NULL) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = gw_store_list_unmeasured (self->store, filter, NULL, &error);

  g_assert_no_error (error);
  return ids->len;
}

static void
test_measures_come_back (Fixture *self)
{
  g_autoptr (GArray) ids = fixture_add_images (self, 4);
  gint64 first = g_array_index (ids, gint64, 0);
  GwMeasure measures[] = { make_measure (first, 30), make_measure (g_array_index (ids, gint64, 2), 60.5),
                           make_measure (999999, 1) };
  GwMeasure broken = { .image_id = g_array_index (ids, gint64, 3), .bytes = 3, .mtime = 4 };
  g_autoptr (GArray) back = NULL;
  g_autoptr (GArray) dark = NULL;

  g_assert_cmpuint (count_unmeasured (self, NULL), ==, 4);
  save (self, measures, G_N_ELEMENTS (measures));
  save (self, &broken, 1);
  g_assert_cmpuint (count_unmeasured (self, NULL), ==, 1);
  g_assert_cmpuint (count_unmeasured (self, "a/001"), ==, 0);
  g_assert_cmpuint (count_unmeasured (self, "a/002"), ==, 1);
  fixture_reopen (self);
  back = read_measures (self, NULL);
  g_assert_cmpuint (back->len, ==, 3);
  for (guint i = 0; i < 2; i++)
    {
      const GwMeasure *measure = &g_array_index (back, GwMeasure, i);

      g_assert_cmpint (measure->image_id, ==, measures[i].image_id);
      g_assert_true (measure->readable);
      g_assert_cmpint (measure->bytes, ==, 1000);
      g_assert_cmpint (measure->mtime, ==, 5000);
      g_assert_cmpfloat (measure->brightness, ==, measures[i].brightness);
      g_assert_cmpfloat (measure->contrast, ==, measures[i].contrast);
      g_assert_cmpfloat (measure->sharpness, ==, measures[i].sharpness);
      g_assert_cmpfloat (measure->saturation, ==, 0.25);
      g_assert_cmphex (measure->phash, ==, measures[i].phash);
      g_assert_cmphex (measure->dhash, ==, measures[i].dhash);
      g_assert_cmpmem (measure->features, sizeof measure->features, measures[i].features, sizeof measure->features);
    }
  g_assert_false (g_array_index (back, GwMeasure, 2).readable);
  dark = read_measures (self, "brightness<40");
  g_assert_cmpuint (dark->len, ==, 1);
  fixture_assert_sound (self);
}

static void
test_measured_images_are_found (Fixture *self)
{
  static const struct
  {
    const char *filter;
    const char *wanted;
  } cases[] = {
    { "brightness<40", "a/001.jpg" },
    { "brightness>=40", "a/003.jpg" },
    { "-brightness<40", "a/002.jpg a/003.jpg a/004.jpg" },
    { "brightness:60.5", "a/003.jpg" },
    { "contrast<=15 sharpness>=130", "a/001.jpg" },
    { "sharpness>130", "a/003.jpg" },
    { "saturation>=0.25", "a/001.jpg a/003.jpg" },
    { "saturation>0.25", "" },
    { "aspect>1.3 aspect<1.34", "a/001.jpg a/002.jpg a/003.jpg a/004.jpg" },
    { "aspect:1.3333333333333333", "a/001.jpg a/002.jpg a/003.jpg a/004.jpg" },
    { "aspect<=1", "" },
    { "-aspect>1", "b.jpg" },
  };
  g_autoptr (GArray) ids = fixture_add_images (self, 4);
  GwMeasure measures[] = { make_measure (g_array_index (ids, gint64, 0), 30),
                           make_measure (g_array_index (ids, gint64, 2), 60.5) };
  GwMeasure broken = { .image_id = g_array_index (ids, gint64, 3) };

  save (self, measures, G_N_ELEMENTS (measures));
  save (self, &broken, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = NULL;

      if (i == G_N_ELEMENTS (cases) - 1)
        fixture_add_image (self, "b.jpg");
      found = fixture_list (self, cases[i].filter, GW_SORT_NAME);
      g_assert_cmpstr (found, ==, cases[i].wanted);
    }
}

static void
know_file (Fixture *self, gint64 id, gint64 bytes, gint64 mtime)
{
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func (g_object_unref);
  GwImage *image = gw_image_new (id, "a/001.jpg");

  gw_image_set_file_facts (image, bytes, mtime);
  g_ptr_array_add (images, image);
  g_assert_true (gw_store_set_file_facts (self->store, images, NULL, NULL));
}

/* What the project says of the file decides, and only once. */
static void
test_changed_files_are_measured_again (Fixture *self)
{
  g_autoptr (GArray) ids = fixture_add_images (self, 1);
  gint64 id = g_array_index (ids, gint64, 0);
  GwMeasure measure = make_measure (id, 30);

  save (self, &measure, 1);
  g_assert_cmpuint (count_unmeasured (self, NULL), ==, 0);
  know_file (self, id, 1000, 5000);
  g_assert_cmpuint (count_unmeasured (self, NULL), ==, 0);
  know_file (self, id, 1000, 6000);
  g_assert_cmpuint (count_unmeasured (self, NULL), ==, 1);
  /* The file is another one again by now. */
  measure.mtime = 7000;
  save (self, &measure, 1);
  g_assert_cmpuint (count_unmeasured (self, NULL), ==, 0);
  know_file (self, id, 1001, 7000);
  g_assert_cmpuint (count_unmeasured (self, NULL), ==, 1);
}

/* --- rows --- */

static void
note_image (const GwImageRow *row, gpointer data)
{
  g_string_append_printf (data, "\n%dx%d %d %s %d%d %g", row->width, row->height, (int) row->bytes,
                          row->split != NULL ? row->split : "-", row->status, row->marks, row->brightness);
}

static void
note_attribute (const char *name, const char *value, gpointer data)
{
  g_string_append_printf (data, " %s=%s", name, value);
}

static void
note_label (const GwLabelRow *row, gpointer data)
{
  g_string_append_printf (data, " %s%d:%g%s", row->is_score ? "score " : "", (int) row->class_id, row->confidence,
                          row->modified > 0 ? "" : "?");
}

static void
note_object (const GwObjectRow *row, gpointer data)
{
  g_string_append_printf (data, " [%d %d %g,%g,%g,%g %g%s]", (int) row->class_id, row->kind, row->bounds.x,
                          row->bounds.y, row->bounds.width, row->bounds.height, row->score,
                          row->created == 11 && row->modified == 12 ? " timed" : "");
}

static char *
read_rows (Fixture *self, const char *text, gint64 layer_id)
{
  static const GwRowFuncs funcs = { note_image, note_attribute, note_label, note_object, note_attribute };
  g_autoptr (GwFilter) filter = text != NULL ? gw_filter_parse (text, NULL) : NULL;
  g_autoptr (GError) error = NULL;
  GString *rows = g_string_new (NULL);

  gw_store_foreach_row (self->store, filter, layer_id, &funcs, rows, NULL, &error);
  g_assert_no_error (error);
  return g_string_free (rows, FALSE);
}

static void
fill_rows (Fixture *self, GArray *ids)
{
  const gint64 *all = (const gint64 *) (gpointer) ids->data;
  static const double corners[] = { 10, 10, 30, 10, 20, 40 };
  gint64 classes[] = { fixture_add_class (self, "Car"), fixture_add_class (self, "Dog") };
  g_autoptr (GwObject) box = make_box (classes[0], 1, 2, 3.5, 4);
  g_autoptr (GwObject) low = make_polygon (classes[1], corners, 3);
  g_autoptr (GwObject) gone = make_box (classes[0], 5, 5, 5, 5);
  g_autoptr (GwEdit) undone = NULL;
  GwMeasure measure = make_measure (all[1], 12.5);

  gw_object_set_attribute (box, "speed", "30");
  gw_object_set_attribute (box, "note", "a, \"b\"");
  gw_object_set_times (box, 11, 12);
  gw_object_set_z (low, -1);
  gw_object_set_score (low, 0.5);
  fixture_change (self, all[0], "Draw", NULL, box);
  fixture_change (self, all[0], "Draw", NULL, low);
  fixture_change (self, all[1], "Draw", NULL, gone);
  undone = gw_store_undo (self->store, all[1], NULL, NULL);
  save (self, &measure, 1);
  g_assert_cmpint (gw_store_bulk_split (self->store, &all[1], 1, "val", NULL, NULL), >, 0);
  g_assert_cmpint (gw_store_bulk_label (self->store, all, 2, &classes[1], 1, GW_BULK_ADD, "Label", NULL, NULL), >, 0);
}

static void
test_rows_of_labels (Fixture *self)
{
  g_autoptr (GArray) ids = fixture_add_images (self, 3);
  g_autofree char *all = NULL;
  g_autofree char *some = NULL;
  g_autofree char *none = NULL;

  fill_rows (self, ids);
  all = read_rows (self, NULL, GW_LAYER_LABELS);
  g_assert_cmpstr (all, ==,
                   "\n640x480 0 - 10 nan 2:nan [2 3 10,10,20,30 0.5] [1 1 1,2,3.5,4 nan timed] speed=30 note=a, \"b\""
                   "\n640x480 0 val 10 12.5 2:nan"
                   "\n640x480 0 - 00 nan");
  some = read_rows (self, "split:val", GW_LAYER_LABELS);
  g_assert_cmpstr (some, ==, "\n640x480 0 val 10 12.5 2:nan");
  none = read_rows (self, "split:test", GW_LAYER_LABELS);
  g_assert_cmpstr (none, ==, "");
}

/* Of a model they are its own, and of an import that is undone there are none. */
static void
test_rows_of_a_model (Fixture *self)
{
  g_autoptr (GwLayer) layer = gw_layer_new (GW_LAYER_KIND_PREDICTIONS, "net", "1");
  g_autofree char *before = NULL;
  g_autofree char *rows = NULL;
  g_autofree char *undone = NULL;
  gint64 id = gw_store_ensure_layer (self->store, layer, NULL, NULL);
  GwImportSpec spec;
  RecordSource source;

  record_source_init (&source);
  record_source_fill (&source);
  spec = record_source_make_spec (self, &source);
  spec.layer = layer;
  record_source_import (self, &source, &spec);
  rows = read_rows (self, NULL, id);
  before = read_rows (self, NULL, GW_LAYER_LABELS);
  g_assert_nonnull (strstr (rows, "["));
  g_assert_null (strstr (before, "["));
  fixture_walk (self, TRUE);
  undone = read_rows (self, NULL, id);
  g_assert_null (strstr (undone, "["));
  record_source_clear (&source);
}

static void
cancel_at_once (const GwImageRow *row, gpointer data)
{
  g_cancellable_cancel (data);
}

static void
test_rows_are_cancelled (Fixture *self)
{
  static const GwRowFuncs funcs = { .image = cancel_at_once };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GArray) ids = fixture_add_images (self, 3);
  g_autoptr (GError) error = NULL;

  g_assert_false (gw_store_foreach_row (self->store, NULL, GW_LAYER_LABELS, &funcs, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

void
conformance_add_insights_tests (const StoreBackend *backend)
{
  fixture_add_test (backend, "/sets/asked-for", test_set_is_asked_for);
  fixture_add_test (backend, "/sets/equal-ones-are-one", test_equal_sets_are_one);
  fixture_add_test (backend, "/sets/old-ones-go", test_old_sets_go);
  fixture_add_test (backend, "/sets/large", test_large_set);
  fixture_add_test (backend, "/measures/come-back", test_measures_come_back);
  fixture_add_test (backend, "/measures/are-found", test_measured_images_are_found);
  fixture_add_test (backend, "/measures/changed-files", test_changed_files_are_measured_again);
  fixture_add_test (backend, "/rows/of-labels", test_rows_of_labels);
  fixture_add_test (backend, "/rows/of-a-model", test_rows_of_a_model);
  fixture_add_test (backend, "/rows/cancelled", test_rows_are_cancelled);
}
