/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "conformance.h"

#include <math.h>
#include <string.h>

#include "record-source.h"

typedef struct
{
  GString *text;
  int stop_at;
} Sink;

static gboolean
append_record (GwRecord *record, gpointer data, GError **error)
{
  Sink *sink = data;

  if (sink->stop_at-- == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "Full.");
      return FALSE;
    }
  g_string_append_printf (sink->text, "%s %dx%d %u objects %u labels%s%s%s; ", record->path, record->width,
                          record->height, record->objects->len, record->labels->len, record->labeled ? " labeled" : "",
                          record->bag != NULL ? " " : "", record->bag != NULL ? record->bag : "");
  g_assert_nonnull (record->image);
  g_assert_cmpint (record->image_id, ==, gw_image_get_id (record->image));
  return TRUE;
}

static void
test_export_gives_all_in_byte_order (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwFilter) filter = gw_filter_parse ("class:Person", NULL);
  g_autoptr (GwRecordHead) head = NULL;
  Sink sink = { g_string_new (NULL), -1 };
  GwImportSpec spec;
  RecordSource source;

  fixture_add_image (self, "Z.jpg");
  fixture_add_image (self, "a10.jpg");
  record_source_init (&source);
  record_source_fill (&source);
  source.head->bag = g_strdup ("{\"coco\":{\"info\":{\"year\":2017}}}");
  ((GwRecord *) g_ptr_array_index (source.records, 1))->bag = g_strdup ("{\"coco\":{\"license\":3}}");
  spec = record_source_make_spec (self, &source);
  spec.mark_labeled = TRUE;
  record_source_import (self, &source, &spec);
  g_assert_true (gw_store_export (self->store, NULL, GW_LAYER_LABELS, append_record, &sink, NULL, &error));
  g_assert_cmpstr (sink.text->str, ==,
                   "Z.jpg 0x0 0 objects 0 labels; a.jpg 640x480 2 objects 0 labels labeled; "
                   "a10.jpg 0x0 0 objects 0 labels; "
                   "b.jpg 640x480 2 objects 0 labels labeled {\"coco\":{\"license\":3}}; ");
  g_string_truncate (sink.text, 0);
  g_assert_true (gw_store_export (self->store, filter, GW_LAYER_LABELS, append_record, &sink, NULL, &error));
  g_assert_true (g_str_has_prefix (sink.text->str, "b.jpg"));

  head = gw_store_get_head (self->store, GW_LAYER_LABELS, NULL, NULL);
  g_assert_true (head->has_task);
  g_assert_cmpint (head->task, ==, GW_TASK_BOXES);
  g_assert_cmpuint (head->classes->len, ==, 2);
  g_assert_cmpstr (head->bag, ==, "{\"coco\":{\"info\":{\"year\":2017}}}");

  sink.stop_at = 1;
  g_assert_false (gw_store_export (self->store, NULL, GW_LAYER_LABELS, append_record, &sink, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_string_free (sink.text, TRUE);
  record_source_clear (&source);
}

static gboolean
draw_while_exporting (GwRecord *record, gpointer data, GError **error)
{
  Fixture *self = data;
  g_autoptr (GwObject) box = make_box (1, 1, 2, 3, 4);

  g_assert_cmpuint (record->objects->len, ==, 0);
  for (int i = 1; i <= 3; i++)
    {
      g_autofree char *path = g_strdup_printf ("a/%03d.jpg", i);
      g_autoptr (GwObject) each = make_box (1, 1, 2, 3, 4);
      gint64 id = 0;

      gw_store_find_image (self->store, self->root, path, &id, NULL, NULL);
      fixture_change (self, id, "Draw", NULL, each);
    }
  return TRUE;
}

static void
test_export_is_a_snapshot (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = fixture_add_images (self, 3);

  g_assert_cmpint (fixture_add_class (self, "Car"), ==, 1);
  gw_store_export (self->store, NULL, GW_LAYER_LABELS, draw_while_exporting, self, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fixture_count (self, "objects>2"), ==, 3);
}

static gboolean
append_answer (GwRecord *record, gpointer data, GError **error)
{
  g_string_append_printf (data, "%s %s %u%s%s%s%s; ", record->path, record->annotator != NULL ? record->annotator : "-",
                          record->objects->len, record->labeled ? " labeled" : "", record->skipped ? " skipped" : "",
                          record->bag != NULL ? " " : "", record->bag != NULL ? record->bag : "");
  return TRUE;
}

/* Image by image, those who say something of it; what nobody speaks of is there all the same. */
static void
test_export_gives_several_layers (Fixture *self)
{
  static const char *const names[] = { "Kim", "Lee", "Lee" };
  static const char *const paths[] = { "a.jpg", "a.jpg", "b.jpg" };
  g_autoptr (GwLayer) layer = gw_layer_new (GW_LAYER_KIND_ANSWERS, "Nobody", NULL);
  g_autoptr (GPtrArray) layers = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gint64 ids[2] = { 0, 0 };
  GwImportSpec spec;
  RecordSource source;

  fixture_add_image (self, "c.jpg");
  record_source_init (&source);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GwRecord *record = record_source_add (&source, paths[i]);

      record->annotator = g_strdup (names[i]);
      record_source_add_box (&source, record, "Car", i);
    }
  spec = record_source_make_spec (self, &source);
  spec.layer = layer;
  record_source_import (self, &source, &spec);

  layers = gw_store_list_layers (self->store, NULL, NULL);
  for (guint i = 0; i < layers->len; i++)
    {
      const GwLayer *each = g_ptr_array_index (layers, i);

      for (guint k = 0; k < 2; k++)
        if (g_strcmp0 (each->name, k == 0 ? "Lee" : "Kim") == 0)
          ids[k] = each->id;
    }
  g_assert_true (gw_store_export_layers (self->store, NULL, ids, 2, append_answer, text, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (text->str, ==, "a.jpg Lee 1 labeled; a.jpg Kim 1 labeled; b.jpg Lee 1 labeled; c.jpg - 0; ");
  /* Of one layer there is each image. */
  g_string_truncate (text, 0);
  g_assert_true (gw_store_export_layers (self->store, NULL, ids + 1, 1, append_answer, text, NULL, &error));
  g_assert_cmpstr (text->str, ==, "a.jpg Kim 1 labeled; b.jpg Kim 0; c.jpg Kim 0; ");
  record_source_clear (&source);
}

/* Kim and Lee answer for an image each; box: of Lee. */
static void
import_answers (Fixture *self, gboolean kim_answers, gboolean box, const char *bag, GwMerge merge)
{
  g_autoptr (GwLayer) layer = gw_layer_new (GW_LAYER_KIND_ANSWERS, "Nobody", NULL);
  GwImportSpec spec;
  RecordSource source;
  GwRecord *record;

  record_source_init (&source);
  record = record_source_add (&source, "a.jpg");
  record->annotator = g_strdup ("Kim");
  record->labeled = kim_answers;
  record->bag = g_strdup (bag);
  record = record_source_add (&source, "a.jpg");
  record->annotator = g_strdup ("Lee");
  record->labeled = TRUE;
  if (box)
    record_source_add_box (&source, record, "Car", 1);
  spec = record_source_make_spec (self, &source);
  spec.layer = layer;
  spec.merge = merge;
  record_source_import (self, &source, &spec);
  record_source_clear (&source);
}

static void
assert_answers (Fixture *self, const char *wanted)
{
  g_autoptr (GPtrArray) layers = gw_store_list_layers (self->store, NULL, NULL);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < layers->len; i++)
    {
      const GwLayer *each = g_ptr_array_index (layers, i);

      if (each->kind == GW_LAYER_KIND_ANSWERS && strcmp (each->name, "Nobody") != 0)
        g_array_append_val (ids, each->id);
    }
  gw_store_export_layers (self->store, NULL, (const gint64 *) ids->data, ids->len, append_answer, text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text->str, ==, wanted);
}

/* That there is nothing in an image is an answer, which is nobody else's and is undone as others are. */
static void
test_empty_answers (Fixture *self)
{
  static const char bag[] = "{\"coco\":{\"license\":3}}";

  import_answers (self, TRUE, TRUE, NULL, GW_MERGE_ADD);
  assert_answers (self, "a.jpg Kim 0 labeled; a.jpg Lee 1 labeled; ");
  fixture_walk (self, TRUE);
  assert_answers (self, "a.jpg Kim 0 labeled; ");
  fixture_walk (self, TRUE);
  assert_answers (self, "");
  fixture_walk (self, FALSE);
  fixture_walk (self, FALSE);
  assert_answers (self, "a.jpg Kim 0 labeled; a.jpg Lee 1 labeled; ");

  /* A file that says nothing of what Kim found takes nothing back, whatever else it says. */
  import_answers (self, FALSE, FALSE, bag, GW_MERGE_ADD);
  assert_answers (self, "a.jpg Kim 0 labeled {\"coco\":{\"license\":3}}; a.jpg Lee 1 labeled; ");
  import_answers (self, TRUE, FALSE, NULL, GW_MERGE_ADD);
  assert_answers (self, "a.jpg Kim 0 labeled {\"coco\":{\"license\":3}}; a.jpg Lee 1 labeled; ");
  import_answers (self, FALSE, FALSE, NULL, GW_MERGE_REPLACE);
  assert_answers (self, "a.jpg Kim 0 {\"coco\":{\"license\":3}}; a.jpg Lee 0 labeled; ");
}

/* What an annotator has set aside is that annotator's to set aside, until labels of it come. */
static void
test_skipped_answers (Fixture *self)
{
  g_autoptr (GwLayer) layer = gw_layer_new (GW_LAYER_KIND_ANSWERS, "Nobody", NULL);
  GwImportSpec spec;
  RecordSource source;
  GwRecord *record;

  import_answers (self, FALSE, TRUE, NULL, GW_MERGE_ADD);
  record_source_init (&source);
  record = record_source_add (&source, "a.jpg");
  record->annotator = g_strdup ("Kim");
  record->skipped = TRUE;
  spec = record_source_make_spec (self, &source);
  spec.layer = layer;
  record_source_import (self, &source, &spec);
  assert_answers (self, "a.jpg Kim 0 skipped; a.jpg Lee 1 labeled; ");
  record_source_add_box (&source, record, "Car", 1);
  record->skipped = FALSE;
  record_source_import (self, &source, &spec);
  assert_answers (self, "a.jpg Kim 1 labeled; a.jpg Lee 1 labeled; ");
  record_source_clear (&source);
}

static gboolean
append_time (GwRecord *record, gpointer data, GError **error)
{
  g_string_append_printf (data, "%s %" G_GINT64_FORMAT "%s; ", record->path, record->modified,
                          record->bag != NULL ? record->bag : "");
  return TRUE;
}

static void
assert_times (Fixture *self, gint64 layer_id, const char *wanted)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  gw_store_export (self->store, NULL, layer_id, append_time, text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text->str, ==, wanted);
}

static gint64
ensure_kim (Fixture *self)
{
  return gw_store_ensure_layer (self->store, &(GwLayer) { .kind = GW_LAYER_KIND_ANSWERS, .name = (char *) "Kim" }, NULL,
                                NULL);
}

/* Labels and objects have a time each; where there are none the answer has it, until somebody works on the image. */
static void
test_times_of_empty_answers (Fixture *self)
{
  gint64 id = fixture_add_image (self, "a.jpg");
  g_autoptr (GwLayer) kim = gw_layer_new (GW_LAYER_KIND_ANSWERS, "Kim", NULL);
  g_autoptr (GwEdit) edit = gw_edit_new (id, "Not Labeled");
  g_autoptr (GwEdit) again = gw_edit_new (id, "Nothing Here");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    {
      RecordSource source;
      GwImportSpec spec;
      GwRecord *record;

      record_source_init (&source);
      record = record_source_add (&source, "a.jpg");
      record->labeled = TRUE;
      record->modified = 1700000000123 + i;
      spec = record_source_make_spec (self, &source);
      spec.layer = i == 0 ? NULL : kim;
      spec.mark_labeled = i == 0;
      record_source_import (self, &source, &spec);
      record_source_clear (&source);
    }
  assert_times (self, GW_LAYER_LABELS, "a.jpg 1700000000123; ");
  assert_times (self, ensure_kim (self), "a.jpg 1700000000124; ");

  gw_edit_add_marks (edit, id, GW_IMAGE_LABELED, GW_IMAGE_NEGATIVE, GW_IMAGE_UNLABELED, 0);
  g_assert_true (gw_store_apply_edit (self->store, edit, NULL, &error));
  gw_edit_add_marks (again, id, GW_IMAGE_UNLABELED, 0, GW_IMAGE_LABELED, GW_IMAGE_NEGATIVE);
  g_assert_true (gw_store_apply_edit (self->store, again, NULL, &error));
  assert_times (self, GW_LAYER_LABELS, "a.jpg 0; ");
  assert_times (self, ensure_kim (self), "a.jpg 1700000000124; ");
}

/* An answer for a.jpg: Kim's, or the project's own. */
static void
import_answer (Fixture *self, const GwLayer *layer, gint64 time, gboolean box, GwMerge merge)
{
  RecordSource source;
  GwImportSpec spec;
  GwRecord *record;

  record_source_init (&source);
  record = record_source_add (&source, "a.jpg");
  record->labeled = TRUE;
  record->modified = time;
  record->bag = g_strdup ("{\"coco\":{\"license\":3}}");
  if (box)
    record_source_add_box (&source, record, "Car", 1);
  spec = record_source_make_spec (self, &source);
  spec.layer = layer;
  spec.mark_labeled = layer == NULL;
  spec.merge = merge;
  record_source_import (self, &source, &spec);
  record_source_clear (&source);
}

/* What was put there for many at once and taken away again is work, too; tags and splits are not. */
static void
test_bulk_edits_end_times_of_empty_answers (Fixture *self)
{
  gint64 id = fixture_add_image (self, "a.jpg");
  gint64 cat = fixture_add_class (self, "Cat");

  import_answer (self, NULL, 1700000000123, FALSE, GW_MERGE_ADD);
  g_assert_cmpint (gw_store_bulk_split (self->store, &id, 1, "train", NULL, NULL), >, 0);
  g_assert_cmpint (gw_store_bulk_tag (self->store, &id, 1, "night", TRUE, NULL, NULL), >, 0);
  assert_times (self, GW_LAYER_LABELS, "a.jpg 1700000000123{\"coco\":{\"license\":3}}; ");
  g_assert_cmpint (gw_store_bulk_label (self->store, &id, 1, &cat, 1, GW_BULK_ADD, NULL, NULL, NULL), >, 0);
  g_assert_cmpint (gw_store_bulk_label (self->store, &id, 1, &cat, 1, GW_BULK_REMOVE, NULL, NULL, NULL), >, 0);
  g_assert_cmpint (fixture_count (self, "status:labeled"), ==, 1);
  assert_times (self, GW_LAYER_LABELS, "a.jpg 0{\"coco\":{\"license\":3}}; ");
  fixture_walk (self, TRUE);
  fixture_walk (self, TRUE);
  assert_times (self, GW_LAYER_LABELS, "a.jpg 1700000000123{\"coco\":{\"license\":3}}; ");
}

/* What a later import brings has its own time or none, and one that changes no label leaves the answer as it is. */
static void
test_imports_end_times_of_empty_answers (Fixture *self)
{
  g_autoptr (GwLayer) kim = gw_layer_new (GW_LAYER_KIND_ANSWERS, "Kim", NULL);
  const GwLayer *layers[] = { NULL, kim };

  for (gsize i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      const gint64 id = i == 0 ? GW_LAYER_LABELS : ensure_kim (self);
      static const char with_time[] = "a.jpg 1700000000123{\"coco\":{\"license\":3}}; ";
      static const char without[] = "a.jpg 0{\"coco\":{\"license\":3}}; ";

      import_answer (self, layers[i], 1700000000123, FALSE, GW_MERGE_ADD);
      assert_times (self, id, with_time);
      if (i == 0)
        {
          import_answer (self, layers[i], 0, FALSE, GW_MERGE_ADD);
          assert_times (self, id, with_time);
        }
      import_answer (self, layers[i], 0, TRUE, GW_MERGE_ADD);
      assert_times (self, id, without);
      import_answer (self, layers[i], 0, FALSE, GW_MERGE_REPLACE);
      assert_times (self, id, without);
      fixture_walk (self, TRUE);
      assert_times (self, id, without);
      fixture_walk (self, TRUE);
      assert_times (self, id, with_time);
      import_answer (self, layers[i], 1700000000456, FALSE, GW_MERGE_ADD);
      assert_times (self, id, "a.jpg 1700000000456{\"coco\":{\"license\":3}}; ");
    }
}

/* What a file has under the store's own name is neither an answer nor its time: not of people, and still less of
 * a model, which answers with what it found.
 */
static void
test_files_give_no_answers_of_the_store (Fixture *self)
{
  static const char bag[] = "{\"coco\":{\"license\":3},\"groundwork\":{\"answered\":true,\"modified\":1700000000123}}";
  g_autoptr (GwLayer) model = gw_layer_new (GW_LAYER_KIND_PREDICTIONS, "Net", NULL);
  g_autoptr (GwLayer) kim = gw_layer_new (GW_LAYER_KIND_ANSWERS, "Kim", NULL);
  const GwLayer *layers[] = { NULL, model, kim };

  import_answer (self, NULL, 0, FALSE, GW_MERGE_ADD);
  for (gsize i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      const gint64 id = layers[i] == NULL ? GW_LAYER_LABELS
                                          : gw_store_ensure_layer (self->store, layers[i], NULL, NULL);
      RecordSource source;
      GwImportSpec spec;

      record_source_init (&source);
      record_source_add (&source, "a.jpg")->bag = g_strdup (bag);
      spec = record_source_make_spec (self, &source);
      spec.layer = layers[i];
      record_source_import (self, &source, &spec);
      assert_times (self, id, "a.jpg 0{\"coco\":{\"license\":3}}; ");
      record_source_clear (&source);
    }
  assert_answers (self, "a.jpg Kim 0 {\"coco\":{\"license\":3}}; ");
}

/* Beside what annotators say, the project's own labels that say there is nothing are there too. */
static void
test_export_gives_empty_labels_beside_answers (Fixture *self)
{
  gint64 id = fixture_add_image (self, "a.jpg");
  g_autoptr (GwEdit) edit = gw_edit_new (id, "Nothing Here");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gint64 ids[2] = { GW_LAYER_LABELS, 0 };

  import_answers (self, FALSE, TRUE, NULL, GW_MERGE_ADD);
  gw_edit_add_marks (edit, id, GW_IMAGE_UNLABELED, 0, GW_IMAGE_LABELED, GW_IMAGE_NEGATIVE);
  g_assert_true (gw_store_apply_edit (self->store, edit, NULL, &error));
  ids[1] = ensure_kim (self);
  gw_store_export_layers (self->store, NULL, ids, 2, append_answer, text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text->str, ==, "a.jpg - 0 labeled; ");
}

static gboolean
count_absent (GwRecord *record, gpointer data, GError **error)
{
  guint *n = data;

  n[0] += record->absent != NULL ? record->absent->len : 0;
  n[1] += record->labels->len + record->objects->len;
  return TRUE;
}

static void
assert_absent (Fixture *self, guint n_absent, guint n_present)
{
  g_autoptr (GError) error = NULL;
  guint n[2] = { 0, 0 };

  gw_store_export (self->store, NULL, GW_LAYER_LABELS, count_absent, n, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n[0], ==, n_absent);
  g_assert_cmpuint (n[1], ==, n_present);
  g_assert_cmpint (fixture_count (self, "absent:Cat"), ==, n_absent);
}

/* Somebody looked for cats in a.jpg, and there was none. */
static GwImportCounts
import_absent (Fixture *self)
{
  GwLabel label = { 0, NAN };
  GwImportCounts counts;
  GwImportSpec spec;
  RecordSource source;
  GwRecord *record;

  record_source_init (&source);
  record = record_source_add (&source, "a.jpg");
  record->labeled = TRUE;
  record->absent = g_array_new (FALSE, FALSE, sizeof (GwLabel));
  label.class_id = record_source_get_class (&source, "Cat");
  g_array_append_val (record->absent, label);
  spec = record_source_make_spec (self, &source);
  spec.mark_labeled = TRUE;
  counts = record_source_import (self, &source, &spec);
  record_source_clear (&source);
  return counts;
}

/* Classes that are not in an image come back, are no labels of it, and do not make it one without anything. */
static void
test_absent (Fixture *self)
{
  gint64 id = fixture_add_image (self, "a.jpg");
  g_autofree char *before = fixture_dump (self);
  GwImportCounts counts = import_absent (self);
  g_autoptr (GwImage) image = fixture_get_image (self, id);

  g_assert_cmpint (counts.labels_added, ==, 0);
  g_assert_cmpint (gw_image_get_status (image), ==, GW_IMAGE_LABELED);
  g_assert_cmpint (gw_image_get_marks (image) & GW_IMAGE_NEGATIVE, ==, 0);
  g_assert_cmpuint (gw_image_get_labels (image)->len, ==, 0);
  g_assert_cmpint (fixture_count (self, "label:Cat"), ==, 0);
  assert_absent (self, 1, 0);
  fixture_assert_turns (self, before);
}

/* What is found later is not absent any more, however it was found; taken back, it is again. */
static void
test_absent_gives_way (Fixture *self)
{
  gint64 id = fixture_add_image (self, "a.jpg");
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (GwLabel));
  g_autoptr (GArray) cats = g_array_new (FALSE, FALSE, sizeof (GwLabel));
  g_autoptr (GwEdit) edit = gw_edit_new (id, "Choose Cat");
  g_autoptr (GwEdit) undone = NULL;
  g_autoptr (GPtrArray) classes = NULL;
  g_autoptr (GwObject) box = NULL;
  GwLabel cat = { 0, NAN };

  import_absent (self);
  classes = gw_store_list_classes (self->store, FALSE, NULL, NULL);
  cat.class_id = gw_class_get_id (g_ptr_array_index (classes, 0));
  g_array_append_val (cats, cat);
  gw_edit_add_labels (edit, id, none, cats);
  g_assert_true (gw_store_apply_edit (self->store, edit, NULL, NULL));
  assert_absent (self, 0, 1);
  undone = gw_store_undo (self->store, id, NULL, NULL);
  assert_absent (self, 1, 0);

  g_assert_cmpint (gw_store_bulk_label (self->store, &id, 1, &cat.class_id, 1, GW_BULK_ADD, "Add Cat", NULL, NULL), >,
                   0);
  assert_absent (self, 0, 1);
  /* Nor does a later import make it absent again. */
  import_absent (self);
  assert_absent (self, 0, 1);
  gw_store_bulk_label (self->store, &id, 1, &cat.class_id, 1, GW_BULK_REMOVE, "Not Cat", NULL, NULL);
  assert_absent (self, 1, 0);

  box = make_box (cat.class_id, 1, 2, 3, 4);
  fixture_change (self, id, "Draw", NULL, box);
  assert_absent (self, 0, 1);
}

static gboolean
append_line (guint64 line, gint64 image_id, const char *raw, gpointer data, GError **error)
{
  g_string_append_printf (data, "%d%s:%s|", (int) line, image_id != 0 ? "i" : "", raw);
  return TRUE;
}

static void
assert_lines (Fixture *self, const char *format, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  gw_store_foreach_line (self->store, format, append_line, text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text->str, ==, wanted);
}

static void
test_lines_are_kept (Fixture *self)
{
  gint64 id = fixture_add_image (self, "a.jpg");
  GwImportSpec spec;
  RecordSource source;
  GwRecord *record;

  record_source_init (&source);
  record = record_source_add (&source, "a.jpg");
  record->image_id = id;
  record->raw = g_strdup ("{\"source-ref\":\"s3://x/a.jpg\"}");
  record->line = 1;
  record = record_source_add (&source, "elsewhere.jpg");
  record->raw = g_strdup ("not JSON at all");
  record->line = 3;
  spec = record_source_make_spec (self, &source);
  spec.root_id = 0;
  spec.format = "sagemaker";
  spec.keep_lines = TRUE;
  record_source_import (self, &source, &spec);
  assert_lines (self, "sagemaker", "1i:{\"source-ref\":\"s3://x/a.jpg\"}|3:not JSON at all|");
  assert_lines (self, "coco", "");
  record_source_import (self, &source, &spec);
  assert_lines (self, "sagemaker", "1i:{\"source-ref\":\"s3://x/a.jpg\"}|3:not JSON at all|");
  fixture_walk (self, TRUE);
  assert_lines (self, "sagemaker", "1i:{\"source-ref\":\"s3://x/a.jpg\"}|3:not JSON at all|");
  fixture_walk (self, TRUE);
  assert_lines (self, "sagemaker", "");
  fixture_walk (self, FALSE);
  assert_lines (self, "sagemaker", "1i:{\"source-ref\":\"s3://x/a.jpg\"}|3:not JSON at all|");
  record_source_clear (&source);
}

void
conformance_add_export_tests (const StoreBackend *backend)
{
  fixture_add_test (backend, "/import/lines-are-kept", test_lines_are_kept);
  fixture_add_test (backend, "/import/absent", test_absent);
  fixture_add_test (backend, "/export/absent-gives-way", test_absent_gives_way);
  fixture_add_test (backend, "/export/gives-all-in-byte-order", test_export_gives_all_in_byte_order);
  fixture_add_test (backend, "/export/gives-several-layers", test_export_gives_several_layers);
  fixture_add_test (backend, "/export/gives-empty-answers", test_empty_answers);
  fixture_add_test (backend, "/export/gives-skipped-answers", test_skipped_answers);
  fixture_add_test (backend, "/export/gives-times-of-empty-answers", test_times_of_empty_answers);
  fixture_add_test (backend, "/export/bulk-edits-end-times-of-empty-answers",
                    test_bulk_edits_end_times_of_empty_answers);
  fixture_add_test (backend, "/export/imports-end-times-of-empty-answers", test_imports_end_times_of_empty_answers);
  fixture_add_test (backend, "/export/files-give-no-answers-of-the-store", test_files_give_no_answers_of_the_store);
  fixture_add_test (backend, "/export/gives-empty-labels-beside-answers",
                    test_export_gives_empty_labels_beside_answers);
  fixture_add_test (backend, "/export/is-a-snapshot", test_export_is_a_snapshot);
}
