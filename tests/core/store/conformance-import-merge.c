/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What becomes of the labels that an image has when an import brings something for it. */

#include "conformance.h"

#include "record-source.h"

static void
add_label (RecordSource *source, GwRecord *record, const char *name)
{
  GwLabel label = { record_source_get_class (source, name), 0.5 };

  g_array_append_val (record->labels, label);
}

/* An image that has a box and a label of class Truck. */
static gint64
add_truck (Fixture *self)
{
  gint64 id = fixture_add_image (self, "a.jpg");
  gint64 truck = fixture_add_class (self, "Truck");
  g_autoptr (GwObject) box = make_box (truck, 1, 2, 3, 4);

  fixture_change (self, id, "Draw Truck", NULL, box);
  g_assert_cmpint (gw_store_bulk_label (self->store, &id, 1, &truck, 1, GW_BULK_REPLACE, "Label", NULL, NULL), >, 0);
  return id;
}

static void
skip (Fixture *self, gint64 id)
{
  g_autoptr (GwEdit) edit = gw_edit_new (id, "Skip");

  gw_edit_add_marks (edit, id, GW_IMAGE_IN_PROGRESS, (GwImageMarks) 0, GW_IMAGE_IN_PROGRESS, GW_IMAGE_SKIPPED);
  g_assert_true (gw_store_apply_edit (self->store, edit, NULL, NULL));
}

/* What is known of the image itself is no labeling. */
static void
test_only_labels_make_labeled (Fixture *self)
{
  gint64 id = add_truck (self);
  g_autofree char *before = NULL;
  GwImportSpec spec;
  RecordSource source;
  GwRecord *record;

  skip (self, id);
  before = fixture_dump (self);
  record_source_init (&source);
  record = record_source_add (&source, "a.jpg");
  gw_record_set_attribute (record, "weather", "rain");
  record->tags = g_strsplit ("night", " ", -1);
  record->split = g_strdup ("val");
  spec = record_source_make_spec (self, &source);
  spec.mark_labeled = TRUE;
  record_source_import (self, &source, &spec);
  g_assert_cmpint (fixture_count (self, "status:in-progress mark:skipped attr:weather tag:night split:val"), ==, 1);
  fixture_assert_turns (self, before);

  add_label (&source, record, "Car");
  record_source_import (self, &source, &spec);
  g_assert_cmpint (fixture_count (self, "status:labeled -mark:skipped"), ==, 1);
  record_source_clear (&source);
}

/* Labels give way once, to the first record of which some are left, wherever it stands. */
static void
test_emptied_records_do_not_decide (Fixture *self)
{
  static const char *const orders[] = { "EL", "LE", "EEL", "ELE" };

  add_truck (self);
  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autofree char *before = fixture_dump (self);
      GwImportCounts counts;
      GwImportSpec spec;
      RecordSource source;

      record_source_init (&source);
      for (const char *p = orders[i]; *p != '\0'; p++)
        {
          GwRecord *record = record_source_add (&source, "a.jpg");

          gw_record_set_attribute (record, "weather", "rain");
          record->emptied = *p == 'E';
          if (record->emptied)
            continue;
          record_source_add_box (&source, record, "Car", 1);
          add_label (&source, record, "Car");
        }
      spec = record_source_make_spec (self, &source);
      spec.merge = GW_MERGE_REPLACE;
      counts = record_source_import (self, &source, &spec);
      g_assert_cmpint (counts.images_kept, ==, 0);
      g_assert_cmpint (counts.replaced, ==, 2);
      g_assert_cmpint (fixture_count (self, "class:Car label:Car objects<2 -class:Truck -label:Truck"), ==, 1);
      fixture_assert_turns (self, before);
      fixture_walk (self, TRUE);
      record_source_clear (&source);
    }
}

static void
test_kept_images_count_once (Fixture *self)
{
  GwImportCounts counts;
  GwImportSpec spec;
  RecordSource source;

  add_truck (self);
  record_source_init (&source);
  for (guint i = 0; i < 3; i++)
    record_source_add (&source, "a.jpg")->emptied = TRUE;
  record_source_add (&source, "b.jpg")->emptied = TRUE;
  spec = record_source_make_spec (self, &source);
  spec.merge = GW_MERGE_REPLACE;
  counts = record_source_import (self, &source, &spec);
  g_assert_cmpint (counts.images_kept, ==, 1);
  g_assert_cmpint (counts.replaced, ==, 0);
  g_assert_cmpint (fixture_count (self, "class:Truck label:Truck"), ==, 1);
  record_source_clear (&source);
}

/* The labels that a first record brings are those that were there: a second one adds to them all the same. */
static void
test_equal_labels_decide (Fixture *self)
{
  GwImportSpec spec;
  RecordSource source;

  record_source_init (&source);
  add_label (&source, record_source_add (&source, "a.jpg"), "Car");
  spec = record_source_make_spec (self, &source);
  record_source_import (self, &source, &spec);

  add_label (&source, record_source_add (&source, "a.jpg"), "Person");
  spec.merge = GW_MERGE_REPLACE;
  record_source_import (self, &source, &spec);
  g_assert_cmpint (fixture_count (self, "label:Car label:Person"), ==, 1);
  record_source_clear (&source);
}

static gboolean
on_record_cb (GwRecord *record, gpointer data, GError **error)
{
  *(gint64 *) data = record->modified;
  return TRUE;
}

static void
import_by (Fixture *self, const char *author, const char *name, gint64 time, GwMerge merge)
{
  GwImportSpec spec;
  RecordSource source;
  GwRecord *record;

  record_source_init (&source);
  record = record_source_add (&source, "a.jpg");
  record->annotator = g_strdup (author);
  record->modified = time;
  add_label (&source, record, name);
  spec = record_source_make_spec (self, &source);
  spec.merge = merge;
  record_source_import (self, &source, &spec);
  record_source_clear (&source);
}

/* A label that was there is still by whom it was, and as old. */
static void
test_labels_that_stay_keep_their_author (Fixture *self)
{
  g_autofree char *before = NULL;
  gint64 time = 0;

  import_by (self, "mara", "Car", 2000, GW_MERGE_ADD);
  before = fixture_dump (self);
  import_by (self, "kim", "Person", 1000, GW_MERGE_ADD);
  g_assert_cmpint (fixture_count (self, "label:Car label:Person by:mara"), ==, 1);
  g_assert_cmpint (fixture_count (self, "by:kim"), ==, 1);
  g_assert_true (gw_store_export (self->store, NULL, GW_LAYER_LABELS, on_record_cb, &time, NULL, NULL));
  g_assert_cmpint (time, ==, 2000);
  fixture_assert_turns (self, before);

  import_by (self, "li", "Person", 500, GW_MERGE_REPLACE);
  g_assert_cmpint (fixture_count (self, "by:mara"), ==, 0);
  g_assert_cmpint (fixture_count (self, "label:Car"), ==, 0);
}

void
conformance_add_import_merge_tests (const StoreBackend *backend)
{
  fixture_add_test (backend, "/import/only-labels-make-labeled", test_only_labels_make_labeled);
  fixture_add_test (backend, "/import/emptied-records-do-not-decide", test_emptied_records_do_not_decide);
  fixture_add_test (backend, "/import/kept-images-count-once", test_kept_images_count_once);
  fixture_add_test (backend, "/import/equal-labels-decide", test_equal_labels_decide);
  fixture_add_test (backend, "/import/labels-that-stay-keep-their-author", test_labels_that_stay_keep_their_author);
}
