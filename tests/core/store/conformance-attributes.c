/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Attributes of images: how an import brings them, and how they are asked for. */

#include "conformance.h"

#include <string.h>

#include "record-source.h"

/* "weather=rain iso=400" of an image, in their order. (transfer full) */
static char *
describe (Fixture *self, gint64 id)
{
  g_autoptr (GwImage) image = fixture_get_image (self, id);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < gw_image_get_n_attributes (image); i++)
    {
      const char *name, *value;

      gw_image_get_attribute_at (image, i, &name, &value);
      g_string_append_printf (text, "%s%s=%s", i > 0 ? " " : "", name, value);
    }
  return g_string_free (text, FALSE);
}

static void
assert_attributes (Fixture *self, gint64 id, const char *expected)
{
  g_autofree char *text = describe (self, id);

  g_assert_cmpstr (text, ==, expected);
}

static void
set_attribute (Fixture *self, gint64 id, const char *name, const char *before, const char *after)
{
  g_autoptr (GwEdit) edit = gw_edit_new (id, "Set");
  g_autoptr (GError) error = NULL;

  gw_edit_add_attribute (edit, id, name, before, after);
  g_assert_true (gw_store_apply_edit (self->store, edit, NULL, &error));
  g_assert_no_error (error);
}

/* Values of an image that an import made, and of one that had some. */
static void
test_come_with_an_import (Fixture *self)
{
  const gint64 id = fixture_add_image (self, "b.jpg");
  g_autofree char *before = NULL;
  GwImportCounts counts;
  GwImportSpec spec;
  RecordSource source;
  GwRecord *record;
  gint64 made;

  set_attribute (self, id, "weather", NULL, "fog");
  set_attribute (self, id, "lens", NULL, "50");
  before = fixture_dump (self);
  record_source_init (&source);
  record = record_source_add (&source, "a.jpg");
  gw_record_set_attribute (record, "weather", "rain \"x\"");
  gw_record_set_attribute (record, "iso", "400");
  record = record_source_add (&source, "b.jpg");
  gw_record_set_attribute (record, "weather", "snow");
  gw_record_set_attribute (record, "lens", "50");
  gw_record_set_attribute (record, "iso", "100");
  spec = record_source_make_spec (self, &source);
  counts = record_source_import (self, &source, &spec);
  g_assert_cmpint (counts.attributes_added, ==, 3);
  g_assert_cmpint (counts.attributes_kept, ==, 1);
  g_assert_true (gw_store_find_image (self->store, self->root, "a.jpg", &made, NULL, NULL));
  assert_attributes (self, made, "weather=rain \"x\" iso=400");
  assert_attributes (self, id, "weather=fog lens=50 iso=100");
  fixture_assert_turns (self, before);
  fixture_assert_sound (self);

  /* The same again is nothing new; where labels give way, so do values. */
  counts = record_source_import (self, &source, &spec);
  g_assert_cmpint (counts.attributes_added, ==, 0);
  g_assert_cmpint (counts.attributes_kept, ==, 1);
  g_free (before);
  before = fixture_dump (self);
  spec.merge = GW_MERGE_REPLACE;
  counts = record_source_import (self, &source, &spec);
  g_assert_cmpint (counts.attributes_added, ==, 1);
  assert_attributes (self, id, "weather=snow lens=50 iso=100");
  fixture_assert_turns (self, before);
  record_source_clear (&source);
}

/* What a file says twice of one image is one change, which is taken back as a whole. */
static void
test_of_an_image_named_twice (Fixture *self)
{
  const gint64 id = fixture_add_image (self, "a.jpg");
  g_autofree char *before = fixture_dump (self);
  GwImportCounts counts;
  GwImportSpec spec;
  RecordSource source;

  record_source_init (&source);
  gw_record_set_attribute (record_source_add (&source, "a.jpg"), "weather", "rain");
  gw_record_set_attribute (record_source_add (&source, "a.jpg"), "iso", "400");
  gw_record_set_attribute (record_source_add (&source, "a.jpg"), "weather", "snow");
  spec = record_source_make_spec (self, &source);
  counts = record_source_import (self, &source, &spec);
  g_assert_cmpint (counts.attributes_added, ==, 2);
  g_assert_cmpint (counts.attributes_kept, ==, 1);
  assert_attributes (self, id, "weather=rain iso=400");
  fixture_assert_turns (self, before);
  record_source_clear (&source);
}

/* What somebody changed since stays when the import is taken back, and when it is done again. */
static void
test_spare_later_work (Fixture *self)
{
  const gint64 id = fixture_add_image (self, "a.jpg");
  GwImportSpec spec;
  RecordSource source;
  GwRecord *record;

  record_source_init (&source);
  record = record_source_add (&source, "a.jpg");
  gw_record_set_attribute (record, "weather", "rain");
  gw_record_set_attribute (record, "iso", "400");
  spec = record_source_make_spec (self, &source);
  record_source_import (self, &source, &spec);
  set_attribute (self, id, "weather", "rain", "hail");
  set_attribute (self, id, "own", NULL, "1");
  fixture_walk (self, TRUE);
  assert_attributes (self, id, "weather=hail own=1");
  fixture_walk (self, FALSE);
  assert_attributes (self, id, "weather=hail own=1 iso=400");
  record_source_clear (&source);
}

/* --- asking --------------------------------------------------------------------------- */

static void
fill (Fixture *self)
{
  static const char *const rows[][5] = { { "weather", "rain", "iso", "400", NULL },
                                         { "weather", "snow", "iso", "1600", NULL },
                                         { "weather", "rain", "time of day", "dusk", NULL },
                                         { "weather", "", "iso", "auto", NULL },
                                         { NULL } };
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("%c.jpg", (char) ('a' + i));
      GwImage *image = gw_image_new (0, path);

      gw_image_set_root_id (image, self->root);
      for (gsize k = 0; rows[i][k] != NULL; k += 2)
        gw_image_set_attribute (image, rows[i][k], rows[i][k + 1]);
      gw_image_set_split (image, i < 2 ? "train" : NULL);
      g_ptr_array_add (images, image);
    }
  g_assert_true (gw_store_add_images (self->store, images, NULL, NULL, NULL));
}

static void
assert_found (Fixture *self, const char *filter, const char *expected)
{
  g_autofree char *found = fixture_list (self, filter, GW_SORT_NAME);

  if (g_strcmp0 (found, expected) != 0)
    g_test_message ("%s", filter);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_are_asked_for (Fixture *self)
{
  fill (self);
  assert_found (self, "attr:weather=rain", "a.jpg c.jpg");
  assert_found (self, "attr:weather=rain,snow", "a.jpg b.jpg c.jpg");
  assert_found (self, "attr:weather=\"\"", "d.jpg");
  assert_found (self, "attr:weather", "a.jpg b.jpg c.jpg d.jpg");
  assert_found (self, "-attr:weather", "e.jpg");
  assert_found (self, "-attr:weather=rain", "b.jpg d.jpg e.jpg");
  assert_found (self, "attr:\"time of day\"=dusk", "c.jpg");
  assert_found (self, "attr:weather=rain attr:iso=400", "a.jpg");
  assert_found (self, "attr:iso>400", "b.jpg");
  assert_found (self, "attr:iso>=400", "a.jpg b.jpg");
  assert_found (self, "attr:iso<1000 split:train", "a.jpg");
  assert_found (self, "-attr:iso>400", "a.jpg c.jpg d.jpg e.jpg");
  assert_found (self, "attr:Weather=rain", "");
  assert_found (self, "attr:rain", "");
}

static void
test_are_counted (Fixture *self)
{
  g_autoptr (GPtrArray) values = NULL;
  static const char *const names[] = { "iso=auto", "iso=400",      "iso=1600",    "\"time of day\"=dusk",
                                       "weather=", "weather=rain", "weather=snow" };

  fill (self);
  g_assert_cmpint (fixture_facet (self, NULL, GW_FIELD_ATTRIBUTE, "weather=rain"), ==, 2);
  g_assert_cmpint (fixture_facet (self, "split:train", GW_FIELD_ATTRIBUTE, "weather=rain"), ==, 1);
  g_assert_cmpint (fixture_facet (self, "split:train", GW_FIELD_ATTRIBUTE, "\"time of day\"=dusk"), ==, 0);
  g_assert_cmpint (fixture_facet (self, "attr:iso=400", GW_FIELD_ATTRIBUTE, "iso=1600"), ==, 1);
  g_assert_cmpint (fixture_facet (self, "attr:iso>1000", GW_FIELD_ATTRIBUTE, "iso=400"), ==, 1);
  g_assert_cmpint (fixture_facet (self, "attr:iso=400", GW_FIELD_ATTRIBUTE, "weather=rain"), ==, 1);
  g_assert_cmpint (fixture_facet (self, "attr:iso=400", GW_FIELD_ATTRIBUTE, "weather=snow"), ==, 0);
  g_assert_cmpint (fixture_facet (self, "attr:iso=400 attr:weather=snow", GW_FIELD_ATTRIBUTE, "iso=400"), ==, 0);
  values = gw_store_count_facet (self->store, NULL, GW_FIELD_ATTRIBUTE, NULL, NULL);
  g_assert_cmpuint (values->len, ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < values->len; i++)
    {
      const GwFacetValue *value = g_ptr_array_index (values, i);
      gboolean known = FALSE;

      for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
        known |= strcmp (value->value, names[k]) == 0;
      g_assert_true (known);
    }
}

/* Images in the trash count where those are asked for, and bring no value elsewhere. */
static void
test_are_counted_in_the_trash (Fixture *self)
{
  g_autoptr (GArray) ids = NULL;

  fill (self);
  ids = gw_store_list_image_ids (self->store, NULL, GW_SORT_NAME, NULL, NULL);
  g_assert_cmpint (gw_store_bulk_trash (self->store, (const gint64 *) (gpointer) ids->data, 2, TRUE, NULL, NULL), >, 0);
  g_assert_cmpint (fixture_facet (self, "mark:trashed", GW_FIELD_ATTRIBUTE, "weather=rain"), ==, 1);
  g_assert_cmpint (fixture_facet (self, "mark:trashed", GW_FIELD_ATTRIBUTE, "iso=1600"), ==, 1);
  g_assert_cmpint (fixture_facet (self, "mark:trashed", GW_FIELD_ATTRIBUTE, "\"time of day\"=dusk"), ==, 0);
  g_assert_cmpint (fixture_facet (self, "mark:trashed attr:iso=400", GW_FIELD_ATTRIBUTE, "iso=1600"), ==, 1);
  g_assert_cmpint (fixture_facet (self, NULL, GW_FIELD_ATTRIBUTE, "weather=rain"), ==, 1);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GwFilter) filter = gw_filter_parse (i == 0 ? "split:none" : "attr:weather=rain", NULL);
      g_autoptr (GPtrArray) values = gw_store_count_facet (self->store, filter, GW_FIELD_ATTRIBUTE, NULL, NULL);

      g_assert_cmpuint (values->len, ==, 4);
      g_assert_cmpint (
          fixture_facet (self, i == 0 ? "split:none" : "attr:weather=rain", GW_FIELD_ATTRIBUTE, "weather=rain"), ==, 1);
    }
}

/* One that has another value in each image is no choice; the others are all the same. */
static void
test_many_values_are_no_choice (Fixture *self)
{
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *text = g_strnfill (5000, 'x');
  g_autoptr (GPtrArray) values = NULL;

  for (guint i = 0; i <= GW_STORE_MAX_ATTRIBUTE_VALUES; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      GwImage *image = gw_image_new (0, number);

      gw_image_set_root_id (image, self->root);
      gw_image_set_attribute (image, "serial", number);
      gw_image_set_attribute (image, "even", i % 2 == 0 ? "yes" : "no");
      gw_image_set_attribute (image, "caption", i == 7 ? text : "short");
      g_ptr_array_add (images, image);
    }
  g_assert_true (gw_store_add_images (self->store, images, NULL, NULL, NULL));
  values = gw_store_count_facet (self->store, NULL, GW_FIELD_ATTRIBUTE, NULL, NULL);
  g_assert_cmpuint (values->len, ==, 2);
  g_assert_cmpint (fixture_facet (self, NULL, GW_FIELD_ATTRIBUTE, "even=no"), ==, GW_STORE_MAX_ATTRIBUTE_VALUES / 2);
  g_assert_cmpint (fixture_count (self, "attr:serial<10"), ==, 10);
}

static gboolean
on_record_cb (GwRecord *record, gpointer data, GError **error)
{
  for (gsize i = 0; record->attributes != NULL && record->attributes[i] != NULL; i += 2)
    g_string_append_printf (data, "%s %s=%s\n", record->path, record->attributes[i], record->attributes[i + 1]);
  return TRUE;
}

static void
test_leave_with_an_export (Fixture *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwRecordHead) head = NULL;

  fill (self);
  head = gw_store_get_head (self->store, GW_LAYER_LABELS, NULL, NULL);
  g_assert_true (gw_store_list_attributes (self->store, head, NULL, NULL));
  g_assert_cmpuint (head->attributes->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (head->attributes, 0), ==, "weather");
  g_assert_cmpstr (g_ptr_array_index (head->attributes, 2), ==, "time of day");
  g_assert_true (gw_store_export (self->store, NULL, GW_LAYER_LABELS, on_record_cb, text, NULL, NULL));
  g_assert_cmpstr (text->str, ==,
                   "a.jpg weather=rain\na.jpg iso=400\nb.jpg weather=snow\nb.jpg iso=1600\nc.jpg weather=rain\n"
                   "c.jpg time of day=dusk\nd.jpg weather=\nd.jpg iso=auto\n");
}

void
conformance_add_attribute_tests (const StoreBackend *backend)
{
  fixture_add_test (backend, "/attributes/come-with-an-import", test_come_with_an_import);
  fixture_add_test (backend, "/attributes/of-an-image-named-twice", test_of_an_image_named_twice);
  fixture_add_test (backend, "/attributes/spare-later-work", test_spare_later_work);
  fixture_add_test (backend, "/attributes/leave-with-an-export", test_leave_with_an_export);
  fixture_add_test (backend, "/attributes/are-asked-for", test_are_asked_for);
  fixture_add_test (backend, "/attributes/are-counted", test_are_counted);
  fixture_add_test (backend, "/attributes/are-counted-in-the-trash", test_are_counted_in_the_trash);
  fixture_add_test (backend, "/attributes/many-values-are-no-choice", test_many_values_are_no_choice);
}
