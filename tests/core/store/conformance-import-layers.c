/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Imports that go to layers beside the project's own labels: predictions of models,
 * with what is true beside them, and answers of people.
 */

#include "conformance.h"

#include <math.h>

#include "record-source.h"

static void
test_predictions_go_to_their_layer (Fixture *self)
{
  g_autoptr (GwLayer) layer = gw_layer_new (GW_LAYER_KIND_PREDICTIONS, "yolo", "8");
  gint64 id = fixture_add_image (self, "a.jpg");
  g_autoptr (GPtrArray) own = NULL;
  g_autoptr (GPtrArray) predicted = NULL;
  g_autoptr (GArray) scores = NULL;
  g_autoptr (GwImage) image = NULL;
  g_autofree char *before = NULL;
  GwImportCounts counts;
  GwImportSpec spec;
  RecordSource source;
  GwRecord *record;
  GwLabel label;
  gint64 layer_id, n_labeled, n_objects;

  layer_id = gw_store_ensure_layer (self->store, layer, NULL, NULL);
  before = fixture_dump (self);
  record_source_init (&source);
  record = record_source_add (&source, "a.jpg");
  record_source_add_box (&source, record, "Car", 1);
  record_source_add_box (&source, record, "Car", 2);
  gw_object_set_score (g_ptr_array_index (record->objects, 0), 0.9);
  gw_object_set_score (g_ptr_array_index (record->objects, 1), 0.25);
  record->scores = g_array_new (FALSE, FALSE, sizeof (GwLabel));
  label = (GwLabel) { record_source_get_class (&source, "Car"), 0.625 };
  g_array_append_val (record->scores, label);
  label = (GwLabel) { record_source_get_class (&source, "Bus"), 0.375 };
  g_array_append_val (record->scores, label);
  spec = record_source_make_spec (self, &source);
  spec.layer = layer;
  counts = record_source_import (self, &source, &spec);
  g_assert_cmpint (counts.scores_added, ==, 2);
  g_assert_cmpint (counts.objects_added[GW_SHAPE_BOX], ==, 2);

  own = fixture_load (self, id);
  g_assert_cmpuint (own->len, ==, 0);
  predicted = gw_store_load_objects (self->store, id, layer_id, NULL, NULL);
  g_assert_cmpuint (predicted->len, ==, 2);
  g_assert_cmpint (gw_object_get_source (g_ptr_array_index (predicted, 0)), ==, GW_SOURCE_PREDICTION);
  scores = gw_store_load_labels (self->store, id, layer_id, NULL, NULL);
  g_assert_cmpuint (scores->len, ==, 2);
  g_assert_true (gw_store_count_layer (self->store, layer_id, &n_labeled, &n_objects, NULL, NULL));
  g_assert_cmpint (n_labeled, ==, 1);
  g_assert_cmpint (n_objects, ==, 2);
  g_assert_true (gw_store_count_layer (self->store, GW_LAYER_LABELS, &n_labeled, &n_objects, NULL, NULL));
  g_assert_cmpint (n_labeled, ==, 0);
  g_assert_cmpint (n_objects, ==, 0);
  image = fixture_get_image (self, id);
  g_assert_cmpfloat (gw_image_get_confidence (image), ==, 0.25);
  g_assert_cmpint (gw_image_get_status (image), ==, GW_IMAGE_UNLABELED);
  g_assert_cmpuint (gw_image_get_n_objects (image), ==, 0);
  g_assert_cmpint (fixture_count (self, "conf<0.3"), ==, 1);
  fixture_assert_turns (self, before);

  gw_object_set_score (g_ptr_array_index (record->objects, 1), 0.5);
  spec.merge = GW_MERGE_REPLACE;
  counts = record_source_import (self, &source, &spec);
  g_assert_cmpint (counts.replaced, >=, 2);
  g_assert_cmpint (fixture_count (self, "conf<0.5"), ==, 0);
  g_assert_cmpint (fixture_count (self, "conf<=0.5"), ==, 1);
  record_source_clear (&source);
}

static gint64
find_answers (Fixture *self, const char *name)
{
  g_autoptr (GPtrArray) layers = gw_store_list_layers (self->store, NULL, NULL);

  for (guint i = 0; i < layers->len; i++)
    {
      const GwLayer *layer = g_ptr_array_index (layers, i);

      if (layer->kind == GW_LAYER_KIND_ANSWERS && g_strcmp0 (layer->name, name) == 0)
        return layer->id;
    }
  return 0;
}

static guint
count_answers (Fixture *self, gint64 image_id, const char *name)
{
  g_autoptr (GPtrArray) objects = gw_store_load_objects (self->store, image_id, find_answers (self, name), NULL, NULL);

  return objects->len;
}

/* Each annotator's go to a layer of the name and are a step of their own, all of
 * them or none.
 */
static void
test_answers_go_to_their_annotators (Fixture *self)
{
  g_autoptr (GwLayer) layer = gw_layer_new (GW_LAYER_KIND_ANSWERS, "Nobody", NULL);
  static const char *const names[] = { "Kim", "Lee", NULL, "Kim" };
  gint64 id = fixture_add_image (self, "a.jpg");
  g_autofree char *before = NULL;
  g_autoptr (GPtrArray) own = NULL;
  g_autoptr (GArray) labels = NULL;
  GwImportCounts counts;
  GwImportSpec spec;
  RecordSource source;
  GwHistoryState state = { NULL, NULL };
  GwLabel label;

  record_source_init (&source);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GwRecord *record = record_source_add (&source, i == 3 ? "b.jpg" : "a.jpg");

      record->annotator = g_strdup (names[i]);
      record_source_add_box (&source, record, "Car", 10.0 * i);
      if (i == 1)
        {
          label = (GwLabel) { record_source_get_class (&source, "Person"), NAN };
          g_array_append_val (record->labels, label);
        }
    }
  spec = record_source_make_spec (self, &source);
  spec.layer = layer;
  spec.dry_run = TRUE;
  before = fixture_dump (self);
  counts = record_source_import (self, &source, &spec);
  g_assert_cmpint (counts.edit_id, ==, 0);
  g_assert_cmpint (find_answers (self, "Kim"), ==, 0);

  spec.dry_run = FALSE;
  counts = record_source_import (self, &source, &spec);
  g_assert_cmpint (counts.objects_added[GW_SHAPE_BOX], ==, 4);
  g_assert_cmpint (counts.images_new, ==, 1);
  g_assert_cmpint (counts.edit_id - counts.first_edit_id, ==, 2);
  g_assert_cmpuint (count_answers (self, id, "Kim"), ==, 1);
  g_assert_cmpuint (count_answers (self, id, "Lee"), ==, 1);
  g_assert_cmpuint (count_answers (self, id, "Nobody"), ==, 1);
  labels = gw_store_load_labels (self->store, id, find_answers (self, "Lee"), NULL, NULL);
  g_assert_cmpuint (labels->len, ==, 1);
  own = fixture_load (self, id);
  g_assert_cmpuint (own->len, ==, 0);
  g_assert_cmpint (fixture_count (self, "status:labeled"), ==, 0);
  g_assert_true (gw_store_get_history_state (self->store, 0, &state, NULL, NULL));
  g_assert_nonnull (strstr (state.undo_name, "Nobody"));
  gw_history_state_clear (&state);

  /* The same again is nothing new, and what gives way is the annotator's own. */
  counts = record_source_import (self, &source, &spec);
  g_assert_cmpint (counts.duplicates, ==, 5);
  for (guint i = 0; i < 3; i++)
    fixture_walk (self, TRUE);
  gw_object_set_box (g_ptr_array_index (((GwRecord *) g_ptr_array_index (source.records, 0))->objects, 0), 300, 10, 20,
                     30);
  spec.merge = GW_MERGE_REPLACE;
  record_source_import (self, &source, &spec);
  g_assert_cmpuint (count_answers (self, id, "Kim"), ==, 1);
  g_assert_cmpuint (count_answers (self, id, "Lee"), ==, 1);

  for (guint i = 0; i < 6; i++)
    fixture_walk (self, TRUE);
  g_assert_cmpuint (count_answers (self, id, "Kim"), ==, 0);
  g_assert_cmpint (fixture_count (self, NULL), ==, 1);
  for (guint i = 0; i < 6; i++)
    fixture_walk (self, FALSE);
  g_assert_cmpuint (count_answers (self, id, "Kim"), ==, 1);
  fixture_assert_sound (self);
  record_source_clear (&source);
}

static gint64
find_model (Fixture *self, const char *name)
{
  g_autoptr (GPtrArray) layers = gw_store_list_layers (self->store, NULL, NULL);

  for (guint i = 0; i < layers->len; i++)
    {
      const GwLayer *layer = g_ptr_array_index (layers, i);

      if (layer->kind == GW_LAYER_KIND_PREDICTIONS && g_strcmp0 (layer->name, name) == 0
          && g_strcmp0 (layer->version, "2") == 0)
        return layer->id;
    }
  return 0;
}

static guint
count_scores (Fixture *self, gint64 image_id, const char *name)
{
  g_autoptr (GArray) labels = gw_store_load_labels (self->store, image_id, find_model (self, name), NULL, NULL);

  return labels->len;
}

static void
add_score (RecordSource *source, const char *path, const char *model, double score, const char *truth)
{
  GwRecord *record = record_source_add (source, path);
  GwLabel label = { record_source_get_class (source, "Car"), score };

  record->model = g_strdup (model);
  record->scores = g_array_new (FALSE, FALSE, sizeof (GwLabel));
  g_array_append_val (record->scores, label);
  if (truth == NULL)
    return;
  label = (GwLabel) { record_source_get_class (source, truth), NAN };
  record->truth = g_array_new (FALSE, FALSE, sizeof (GwLabel));
  g_array_append_val (record->truth, label);
}

/* Each model's go to a layer of the name, what is true to the labels of images that
 * have none; all of it is taken back and comes again.
 */
static void
test_models_and_truths_are_parted (Fixture *self)
{
  g_autoptr (GwLayer) layer = gw_layer_new (GW_LAYER_KIND_PREDICTIONS, "other", "2");
  gint64 id = fixture_add_image (self, "a.jpg"), labeled = fixture_add_image (self, "b.jpg");
  gint64 bus = fixture_add_class (self, "Bus");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *again = NULL;
  g_autofree char *undone = NULL;
  g_autoptr (GwImage) image = NULL;
  g_autoptr (GwImage) other = NULL;
  GwImportCounts counts;
  GwImportSpec spec;
  RecordSource source;

  g_assert_cmpint (gw_store_bulk_label (self->store, &labeled, 1, &bus, 1, GW_BULK_REPLACE, "Label", NULL, NULL), >, 0);
  record_source_init (&source);
  add_score (&source, "a.jpg", "m", 0.75, "Car");
  add_score (&source, "b.jpg", "m", 0.5, "Car");
  add_score (&source, "a.jpg", "n", 0.25, "Car");
  add_score (&source, "c.jpg", NULL, 1, "Person");
  spec = record_source_make_spec (self, &source);
  spec.layer = layer;
  before = fixture_dump (self);
  counts = record_source_import (self, &source, &spec);
  g_assert_cmpint (counts.images_new, ==, 1);
  g_assert_cmpint (counts.images_matched, ==, 2);
  g_assert_cmpint (counts.scores_added, ==, 4);
  g_assert_cmpint (counts.labels_added, ==, 0);
  g_assert_cmpint (counts.truths_added, ==, 2);
  g_assert_cmpint (counts.edit_id - counts.first_edit_id, ==, 3);
  g_assert_cmpuint (count_scores (self, id, "m"), ==, 1);
  g_assert_cmpuint (count_scores (self, id, "n"), ==, 1);
  g_assert_cmpuint (count_scores (self, id, "other"), ==, 0);
  image = fixture_get_image (self, id);
  g_assert_cmpuint (gw_image_get_labels (image)->len, ==, 1);
  g_assert_cmpint (gw_image_get_status (image), ==, GW_IMAGE_LABELED);
  g_assert_cmpfloat (gw_image_get_confidence (image), ==, 0.25);
  other = fixture_get_image (self, labeled);
  g_assert_cmpint (g_array_index (gw_image_get_labels (other), GwLabel, 0).class_id, ==, bus);
  g_assert_cmpint (fixture_count (self, "label:Car"), ==, 1);
  g_assert_cmpint (fixture_count (self, "label:Person"), ==, 1);
  fixture_assert_sound (self);

  after = fixture_dump (self);
  for (guint i = 0; i < 4; i++)
    fixture_walk (self, TRUE);
  undone = fixture_dump (self);
  g_assert_cmpuint (count_scores (self, id, "m"), ==, 0);
  g_assert_cmpint (fixture_count (self, "label:Car"), ==, 0);
  g_assert_cmpint (fixture_count (self, NULL), ==, 2);
  fixture_assert_sound (self);
  for (guint i = 0; i < 4; i++)
    fixture_walk (self, FALSE);
  again = fixture_dump (self);
  g_assert_cmpstr (after, ==, again);
  fixture_assert_sound (self);
  record_source_clear (&source);
}

/* Where truths overwrite, other labels of their images give way, and objects stay; how the
 * predictions are merged is nothing to either. All of it is taken back.
 */
static void
test_truths_overwrite (Fixture *self)
{
  g_autoptr (GwLayer) layer = gw_layer_new (GW_LAYER_KIND_PREDICTIONS, "m", NULL);
  gint64 id = fixture_add_image (self, "a.jpg");
  gint64 bus = fixture_add_class (self, "Bus"), car = fixture_add_class (self, "Car");
  g_autoptr (GwImage) image = NULL;
  GwImportCounts counts;
  GwImportSpec spec;
  RecordSource source;

  g_assert_cmpint (gw_store_bulk_label (self->store, &id, 1, &bus, 1, GW_BULK_REPLACE, "Label", NULL, NULL), >, 0);
  record_source_init (&source);
  record_source_add_box (&source, record_source_add (&source, "a.jpg"), "Bus", 1);
  spec = record_source_make_spec (self, &source);
  record_source_import (self, &source, &spec);
  record_source_clear (&source);

  record_source_init (&source);
  add_score (&source, "a.jpg", "m", 0.75, "Car");
  add_score (&source, "a.jpg", "n", 0.5, "Bus");
  spec = record_source_make_spec (self, &source);
  spec.layer = layer;
  spec.merge = GW_MERGE_REPLACE;
  counts = record_source_import (self, &source, &spec);
  g_assert_cmpint (counts.truths_added, ==, 0);
  g_assert_cmpint (fixture_count (self, "label:Bus"), ==, 1);

  for (gint64 i = counts.first_edit_id; i <= counts.edit_id; i++)
    fixture_walk (self, TRUE);
  spec.overwrite_truths = TRUE;
  counts = record_source_import (self, &source, &spec);
  g_assert_cmpint (counts.truths_added, ==, 1);
  g_assert_cmpint (counts.replaced, ==, 1);
  image = fixture_get_image (self, id);
  g_assert_cmpuint (gw_image_get_labels (image)->len, ==, 1);
  g_assert_cmpint (g_array_index (gw_image_get_labels (image), GwLabel, 0).class_id, ==, car);
  g_assert_cmpuint (gw_image_get_n_objects (image), ==, 1);
  fixture_assert_sound (self);
  for (gint64 i = counts.first_edit_id; i <= counts.edit_id; i++)
    fixture_walk (self, TRUE);
  g_assert_cmpint (fixture_count (self, "label:Bus"), ==, 1);
  g_assert_cmpint (fixture_count (self, "label:Car"), ==, 0);
  fixture_assert_sound (self);
  record_source_clear (&source);
}

/* Logits are kept as they are; how sure the model is of the image is a probability. */
static void
test_logits_are_probabilities_of_images (Fixture *self)
{
  g_autoptr (GwLayer) layer = gw_layer_new (GW_LAYER_KIND_PREDICTIONS, "m", "2");
  gint64 id = fixture_add_image (self, "a.jpg"), single = fixture_add_image (self, "b.jpg");
  g_autoptr (GwImage) image = NULL;
  g_autoptr (GwImage) other = NULL;
  GwImportSpec spec;
  RecordSource source;
  GwLabel label;

  record_source_init (&source);
  add_score (&source, "a.jpg", NULL, 1, NULL);
  label = (GwLabel) { record_source_get_class (&source, "Bus"), -1 };
  g_array_append_val (((GwRecord *) g_ptr_array_index (source.records, 0))->scores, label);
  label = (GwLabel) { record_source_get_class (&source, "Person"), 0 };
  g_array_append_val (((GwRecord *) g_ptr_array_index (source.records, 0))->scores, label);
  add_score (&source, "b.jpg", NULL, -2, NULL);
  spec = record_source_make_spec (self, &source);
  spec.layer = layer;
  record_source_import (self, &source, &spec);
  image = fixture_get_image (self, id);
  g_assert_cmpfloat_with_epsilon (gw_image_get_confidence (image), 0.66524095577482, 1e-12);
  other = fixture_get_image (self, single);
  g_assert_cmpfloat_with_epsilon (gw_image_get_confidence (other), 0.11920292202212, 1e-12);
  g_assert_cmpuint (count_scores (self, id, "m"), ==, 3);
  fixture_assert_sound (self);
  record_source_clear (&source);
}

/* Scores of an image that could be either are what the model's are, of which the source or else the first
 * scores tell; undone, nothing is known again.
 */
static void
test_scale_is_of_the_layer (Fixture *self)
{
  g_autoptr (GwLayer) layer = gw_layer_new (GW_LAYER_KIND_PREDICTIONS, "m", NULL);
  gint64 id = fixture_add_image (self, "a.jpg");
  g_autoptr (GwRecordHead) head = NULL;
  GwImportSpec spec;
  RecordSource source;
  RecordSource more;

  fixture_add_image (self, "b.jpg");
  for (guint told = 0; told < 2; told++)
    {
      g_autoptr (GwImage) image = NULL;
      g_autoptr (GPtrArray) layers = NULL;

      record_source_init (&source);
      add_score (&source, "a.jpg", NULL, 0, NULL);
      add_score (&source, "b.jpg", NULL, told ? 0.25 : -9, NULL);
      source.head->scale = told ? GW_SCORE_SCALE_LOGITS : GW_SCORE_SCALE_UNKNOWN;
      spec = record_source_make_spec (self, &source);
      spec.layer = layer;
      record_source_import (self, &source, &spec);
      record_source_clear (&source);

      image = fixture_get_image (self, id);
      g_assert_cmpfloat_with_epsilon (gw_image_get_confidence (image), 0.5, 1e-12);
      layers = gw_store_list_layers (self->store, NULL, NULL);
      g_assert_cmpint (((const GwLayer *) g_ptr_array_index (layers, layers->len - 1))->scale, ==,
                       GW_SCORE_SCALE_LOGITS);
      if (told == 0)
        fixture_walk (self, TRUE);
    }

  /* More of it is the same. */
  record_source_init (&more);
  add_score (&more, "b.jpg", NULL, 0, NULL);
  spec = record_source_make_spec (self, &more);
  spec.layer = layer;
  spec.merge = GW_MERGE_REPLACE;
  record_source_import (self, &more, &spec);
  record_source_clear (&more);
  head = gw_store_get_head (self->store, 2, NULL, NULL);
  g_assert_cmpint (head->scale, ==, GW_SCORE_SCALE_LOGITS);
  g_assert_null (head->bag);
  fixture_walk (self, TRUE);
  fixture_walk (self, TRUE);
  gw_record_head_free (g_steal_pointer (&head));
  head = gw_store_get_head (self->store, 2, NULL, NULL);
  g_assert_cmpint (head->scale, ==, GW_SCORE_SCALE_UNKNOWN);
  fixture_assert_sound (self);
}

static void
test_failing_answers_leave_nothing (Fixture *self)
{
  g_autoptr (GwLayer) layer = gw_layer_new (GW_LAYER_KIND_ANSWERS, "Nobody", NULL);
  g_autofree char *before = fixture_dump (self);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  GwImportCounts counts = { 0 };
  GwImportSpec spec;
  RecordSource source;

  record_source_init (&source);
  record_source_fill (&source);
  ((GwRecord *) g_ptr_array_index (source.records, 1))->annotator = g_strdup ("Kim");
  spec = record_source_make_spec (self, &source);
  spec.layer = layer;
  source.fail_at = 2;
  g_assert_false (gw_store_import (self->store, &spec, record_source_next, &source, &counts, NULL, &error));
  g_assert_nonnull (error);
  after = fixture_dump (self);
  g_assert_cmpstr (before, ==, after);
  record_source_clear (&source);
}

void
conformance_add_import_layer_tests (const StoreBackend *backend)
{
  fixture_add_test (backend, "/import/predictions-go-to-their-layer", test_predictions_go_to_their_layer);
  fixture_add_test (backend, "/import/answers-go-to-their-annotators", test_answers_go_to_their_annotators);
  fixture_add_test (backend, "/import/models-and-truths-are-parted", test_models_and_truths_are_parted);
  fixture_add_test (backend, "/import/truths-overwrite", test_truths_overwrite);
  fixture_add_test (backend, "/import/logits-are-probabilities-of-images", test_logits_are_probabilities_of_images);
  fixture_add_test (backend, "/import/scale-is-of-the-layer", test_scale_is_of_the_layer);
  fixture_add_test (backend, "/import/failing-answers-leave-nothing", test_failing_answers_leave_nothing);
}
