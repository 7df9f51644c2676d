/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an import finds of its objects in images that have many, and of which it speaks many times. */

#include "conformance.h"

#include <math.h>

#include "gw-box.h"
#include "gw-mask.h"
#include "record-source.h"

#define MANY 60

static void
add_shape (RecordSource *source, GwRecord *record, const char *name, GwShape *shape)
{
  GwObject *object = gw_object_new (0, record_source_get_class (source, name));

  g_assert_cmpint (gw_shape_validate (shape), ==, GW_STATUS_OK);
  gw_object_take_shape (object, shape);
  g_ptr_array_add (record->objects, object);
}

static void
add_points_of (RecordSource *source, GwRecord *record, const char *name, GwShapeKind kind, const GwPoint *points,
               gsize n_points)
{
  GwShape shape = GW_SHAPE_INIT;
  GwRing ring = { g_memdup2 (points, n_points * sizeof *points), n_points };

  shape.kind = kind;
  if (kind == GW_SHAPE_POLYLINE)
    {
      shape.as.line = ring;
    }
  else
    {
      shape.as.polygon.n_rings = 1;
      shape.as.polygon.rings = g_memdup2 (&ring, sizeof ring);
    }
  add_shape (source, record, name, &shape);
}

static void
add_keypoints (RecordSource *source, GwRecord *record, const char *name, double inside, GwVisibility visibility)
{
  const GwKeypoint points[] = { { { 10, 10 }, GW_VISIBILITY_VISIBLE },
                                { { 20, inside }, visibility },
                                { { 110, 110 }, GW_VISIBILITY_VISIBLE } };
  GwShape shape = GW_SHAPE_INIT;

  shape.kind = GW_SHAPE_POINTS;
  shape.as.points.n_points = G_N_ELEMENTS (points);
  shape.as.points.points = g_memdup2 (points, sizeof points);
  add_shape (source, record, name, &shape);
}

/* The ends of a diagonal, and one pixel between. */
static void
add_mask (RecordSource *source, GwRecord *record, const char *name, guint inside)
{
  guint8 bitmap[100 * 100] = { 0 };
  GwShape shape = GW_SHAPE_INIT;

  bitmap[0] = bitmap[99 * 100 + 99] = bitmap[50 * 100 + inside] = 1;
  shape.kind = GW_SHAPE_MASK;
  g_assert_cmpint (gw_mask_from_bitmap (640, 480, 10, 10, 100, 100, bitmap, 100, &shape.as.mask), ==, GW_STATUS_OK);
  add_shape (source, record, name, &shape);
}

/* Of each kind many objects that have one class and one place, and differ within it by half a
 * pixel or degree; a nudge is of that which differs.
 */
static void
add_many (RecordSource *source, GwRecord *record, double nudge)
{
  for (guint i = 0; i < MANY; i++)
    {
      const double inside = 20 + i * 0.5 + nudge;
      const GwPoint points[] = { { 10, 10 }, { 110, 10 }, { 110, 110 }, { 50, inside + 50 }, { 10, 110 } };
      GwShape circle = GW_SHAPE_INIT, square = GW_SHAPE_INIT, box = GW_SHAPE_INIT;

      gw_shape_init_box (&box, inside, 10, 20, 30);
      add_shape (source, record, "Car", &box);
      circle.kind = GW_SHAPE_ELLIPSE;
      circle.as.ellipse = (GwEllipse) { 60, 60, 50, 50, gw_angle_normalise (inside + 150) };
      add_shape (source, record, "Car", &circle);
      square.kind = GW_SHAPE_ROTATED_BOX;
      square.as.rotated = (GwRotatedBox) { 60, 60, 50, 50, gw_angle_normalise (90 * i + 45 + nudge) };
      add_shape (source, record, i % 8 < 4 ? "Car" : "Person", &square);
      add_points_of (source, record, "Car", GW_SHAPE_POLYGON, points, G_N_ELEMENTS (points));
      add_points_of (source, record, "Car", GW_SHAPE_POLYLINE, points, G_N_ELEMENTS (points));
      add_keypoints (source, record, "Car", inside, i % 2 == 0 ? GW_VISIBILITY_VISIBLE : GW_VISIBILITY_HIDDEN);
      add_mask (source, record, "Car", i);
    }
}

static GwImportCounts
import_many (Fixture *self, double nudge, gboolean in_parts)
{
  GwImportCounts counts;
  GwImportSpec spec;
  RecordSource source;
  GwRecord *record;

  record_source_init (&source);
  record = record_source_add (&source, "a.jpg");
  add_many (&source, record, nudge);
  for (guint i = 0; in_parts && i < record->objects->len; i++)
    {
      GwRecord *part = record_source_add (&source, "a.jpg");

      g_ptr_array_add (part->objects, g_object_ref (g_ptr_array_index (record->objects, i)));
      record_source_add (&source, "b.jpg");
    }
  if (in_parts)
    g_ptr_array_remove_index (source.records, 0);
  spec = record_source_make_spec (self, &source);
  counts = record_source_import (self, &source, &spec);
  record_source_clear (&source);
  return counts;
}

static gint64
count_added (const GwImportCounts *counts)
{
  gint64 n = 0;

  for (guint i = 0; i < GW_SHAPE_N_KINDS; i++)
    n += counts->objects_added[i];
  return n;
}

static void
test_many_near_one_another (Fixture *self)
{
  const double same[] = { 0, 0.005, -0.005 };
  GwImportCounts counts = import_many (self, 0, FALSE);

  g_assert_cmpint (count_added (&counts), ==, 7 * MANY);
  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      counts = import_many (self, same[i], i % 2 == 1);
      g_assert_cmpint (count_added (&counts), ==, 0);
      g_assert_cmpint (counts.duplicates, ==, 7 * MANY);
    }
  counts = import_many (self, 0.03, FALSE);
  g_assert_cmpint (counts.objects_added[GW_SHAPE_MASK], ==, 0);
  g_assert_cmpint (count_added (&counts), ==, 6 * MANY);
  fixture_assert_sound (self);
}

/* In each record one of them, and another image between: a square that is turned around is there. */
static void
test_many_in_turn (Fixture *self)
{
  g_autofree char *before = fixture_dump (self);
  GwImportCounts counts = import_many (self, 0, TRUE);

  g_assert_cmpint (counts.images_new, ==, 2);
  g_assert_cmpint (counts.objects_added[GW_SHAPE_ROTATED_BOX], ==, 8);
  g_assert_cmpint (count_added (&counts), ==, 6 * MANY + 8);
  g_assert_cmpint (counts.duplicates, ==, MANY - 8);
  fixture_assert_turns (self, before);

  counts = import_many (self, 0.005, TRUE);
  g_assert_cmpint (count_added (&counts), ==, 0);
  g_assert_cmpint (counts.duplicates, ==, 7 * MANY);
}

/* Each is counted as an image of its class once. */
static void
test_many_classes_of_an_image (Fixture *self)
{
  static const GwMerge merges[] = { GW_MERGE_ADD, GW_MERGE_REPLACE };

  for (gsize i = 0; i < G_N_ELEMENTS (merges); i++)
    {
      GwImportCounts counts;
      GwImportSpec spec;
      RecordSource source;

      record_source_init (&source);
      for (guint k = 0; k < 3 * MANY; k++)
        {
          g_autofree char *name = g_strdup_printf ("c%u", k / 2);
          GwRecord *record = k % MANY == 0 ? record_source_add (&source, "a.jpg")
                                           : g_ptr_array_index (source.records, source.records->len - 1);

          record_source_add_box (&source, record, name, k);
        }
      spec = record_source_make_spec (self, &source);
      spec.merge = merges[i];
      counts = record_source_import (self, &source, &spec);
      g_assert_cmpint (count_added (&counts), ==, 3 * MANY);
      g_assert_cmpint (counts.replaced, ==, merges[i] == GW_MERGE_REPLACE ? 3 * MANY : 0);
      g_assert_cmpint (fixture_count (self, "class:c0 class:c50"), ==, 1);
      fixture_assert_sound (self);
      record_source_clear (&source);
    }
}

/* Labels that come again in another order change nothing, save where one is surer. */
static void
test_many_labels_of_an_image (Fixture *self)
{
  g_autofree char *once = NULL;
  g_autofree char *twice = NULL;
  g_autofree char *surer = NULL;
  GwImportSpec spec;
  RecordSource source;
  GArray *labels;

  record_source_init (&source);
  labels = record_source_add (&source, "a.jpg")->labels;
  for (guint i = 0; i < 2 * MANY; i++)
    {
      g_autofree char *name = g_strdup_printf ("c%u", i);
      GwLabel label = { record_source_get_class (&source, name), i % 2 == 0 ? 0.5 : NAN };

      g_array_append_val (labels, label);
    }
  spec = record_source_make_spec (self, &source);
  record_source_import (self, &source, &spec);
  once = fixture_dump (self);
  for (guint i = 0; i < MANY; i++)
    {
      GwLabel *a = &g_array_index (labels, GwLabel, i), *b = &g_array_index (labels, GwLabel, 2 * MANY - 1 - i);
      GwLabel first = *a;

      *a = *b;
      *b = first;
    }
  record_source_import (self, &source, &spec);
  twice = fixture_dump (self);
  g_assert_cmpstr (once, ==, twice);
  g_array_index (labels, GwLabel, MANY).confidence = 0.75;
  record_source_import (self, &source, &spec);
  surer = fixture_dump (self);
  g_assert_cmpstr (once, !=, surer);
  fixture_assert_sound (self);
  record_source_clear (&source);
}

/* --- images of which each record says a little --- */

#define LITTLES 200

static const char *const models[] = { "large", "small" };

static void
add_label (RecordSource *source, GArray *labels, guint class_number, double confidence)
{
  g_autofree char *name = g_strdup_printf ("c%u", class_number);
  GwLabel label = { record_source_get_class (source, name), confidence };

  g_array_append_val (labels, label);
}

/* Images in turn, and in runs: labels that are new, that come again, and that are surer or less sure
 * than they were; one of them is given another confidence and its own again. Where there are
 * models, each has scores.
 */
static void
fill_littles (RecordSource *source, gboolean by_models)
{
  record_source_init (source);
  for (guint i = 0; i < LITTLES; i++)
    {
      g_autofree char *path = g_strdup_printf ("i%u.jpg", i < LITTLES / 2 ? i % 3 : i / 10 % 3);
      GwRecord *record = record_source_add (source, path);
      const double sureness = i % 4 == 0 ? NAN : (i % 7) / 8.0;
      GArray *list = record->labels;

      record->annotator = g_strdup (i % 5 == 0 ? "kim" : "mara");
      record->modified = 1000 + i;
      if (by_models)
        {
          record->model = g_strdup (models[i % 2]);
          list = record->scores = g_array_new (FALSE, FALSE, sizeof (GwLabel));
        }
      else if (i % 3 == 0)
        {
          record->absent = g_array_new (FALSE, FALSE, sizeof (GwLabel));
          add_label (source, record->absent, 100 + i * 11 % 50, NAN);
        }
      add_label (source, list, i * 17 % 70, by_models ? (i % 7) / 8.0 : sureness);
      if (i % 6 == 0)
        add_label (source, list, i * 5 % 70, 0.25);
      if (i % 10 == 0)
        add_label (source, list, i * 5 % 70, 0.5);
      if (i % 30 == 0)
        add_label (source, list, i * 5 % 70, 0.25);
    }
}

static void
add_counts (GwImportCounts *sum, const GwImportCounts *counts)
{
  sum->labels_added += counts->labels_added;
  sum->scores_added += counts->scores_added;
  sum->duplicates += counts->duplicates;
  sum->replaced += counts->replaced;
}

static void
assert_same_counts (const GwImportCounts *a, const GwImportCounts *b)
{
  g_assert_cmpint (a->labels_added, ==, b->labels_added);
  g_assert_cmpint (a->scores_added, ==, b->scores_added);
  g_assert_cmpint (a->duplicates, ==, b->duplicates);
  g_assert_cmpint (a->replaced, ==, b->replaced);
}

/* Each record in an import of its own, where those of an image after the first add to it. */
static GwImportCounts
import_apart (Fixture *self, const RecordSource *all, const GwImportSpec *spec, gint64 *n_steps)
{
  g_autoptr (GHashTable) named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GwImportCounts sum = { 0 };

  for (guint i = 0; i < all->records->len; i++)
    {
      GwRecord *record = g_ptr_array_index (all->records, i);
      g_autoptr (GPtrArray) one = g_ptr_array_new ();
      RecordSource source = { all->head, one, 0, -1 };
      GwImportSpec part = *spec;
      GwImportCounts counts;

      g_ptr_array_add (one, record);
      if (!g_hash_table_add (named,
                             g_strdup_printf ("%s %s", record->model != NULL ? record->model : "", record->path)))
        part.merge = GW_MERGE_ADD;
      counts = record_source_import (self, &source, &part);
      add_counts (&sum, &counts);
      *n_steps += counts.edit_id - counts.first_edit_id + 1;
    }
  return sum;
}

static gboolean
write_record_cb (GwRecord *record, gpointer data, GError **error)
{
  const GArray *lists[] = { record->labels, record->scores, record->absent };

  g_string_append_printf (data, "%s %" G_GINT64_FORMAT, record->path, record->modified);
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint k = 0; lists[i] != NULL && k < lists[i]->len; k++)
      g_string_append_printf (data, " %c%d %g", "lsa"[i], (int) g_array_index (lists[i], GwLabel, k).class_id,
                              g_array_index (lists[i], GwLabel, k).confidence);
  g_string_append_c (data, '\n');
  return TRUE;
}

/* All labels in their order, too, how old they are and by whom. */
static char *
dump_littles (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) layers = gw_store_list_layers (self->store, NULL, &error);
  g_autofree char *dump = fixture_dump (self);
  GString *text = g_string_new (dump);

  g_assert_no_error (error);
  for (guint i = 0; i < layers->len; i++)
    {
      const GwLayer *layer = g_ptr_array_index (layers, i);

      gw_store_export (self->store, NULL, layer->id, write_record_cb, text, NULL, &error);
      g_assert_no_error (error);
    }
  g_string_append_printf (text, "kim %d mara %d\n", (int) fixture_count (self, "by:kim"),
                          (int) fixture_count (self, "by:mara"));
  return g_string_free (text, FALSE);
}

static void
walk (Fixture *self, gboolean undo, gint64 n_steps, const char *wanted)
{
  g_autofree char *dump = NULL;

  for (gint64 i = 0; i < n_steps; i++)
    fixture_walk (self, undo);
  dump = dump_littles (self);
  g_assert_cmpstr (dump, ==, wanted);
  fixture_assert_sound (self);
}

/* All that is there afterwards is as if the records had come one by one, and goes as it came. */
static void
check_littles (Fixture *self, GwMerge merge, gboolean by_models)
{
  g_autoptr (GwLayer) layer = by_models ? gw_layer_new (GW_LAYER_KIND_PREDICTIONS, "model", NULL) : NULL;
  g_autofree char *before = NULL;
  g_autofree char *done = NULL;
  g_autofree char *apart = NULL;
  gint64 n_steps, n_apart = 0;
  GwImportCounts counts, sum;
  GwImportSpec spec;
  RecordSource source;

  /* Layers stay when what they got is taken back. */
  for (gsize i = 0; by_models && i < G_N_ELEMENTS (models); i++)
    {
      g_autoptr (GwLayer) own = gw_layer_new (GW_LAYER_KIND_PREDICTIONS, models[i], NULL);

      g_assert_cmpint (gw_store_ensure_layer (self->store, own, NULL, NULL), >, 0);
    }
  before = dump_littles (self);
  fill_littles (&source, by_models);
  spec = record_source_make_spec (self, &source);
  spec.layer = layer;
  spec.merge = merge;
  counts = record_source_import (self, &source, &spec);
  done = dump_littles (self);
  g_assert_cmpstr (done, !=, before);
  fixture_assert_sound (self);
  n_steps = counts.edit_id - counts.first_edit_id + 1;
  g_assert_cmpint (n_steps, ==, by_models ? 2 : 1);
  for (guint i = 0; i < 2; i++)
    {
      walk (self, TRUE, n_steps, before);
      fixture_reopen (self);
      walk (self, FALSE, n_steps, done);
    }
  walk (self, TRUE, n_steps, before);

  sum = import_apart (self, &source, &spec, &n_apart);
  assert_same_counts (&counts, &sum);
  apart = dump_littles (self);
  g_assert_cmpstr (apart, ==, done);
  walk (self, TRUE, n_apart, before);
  record_source_clear (&source);
}

static void
test_labels_one_by_one (Fixture *self)
{
  static const GwMerge merges[] = { GW_MERGE_ADD, GW_MERGE_REPLACE };
  gint64 id = fixture_add_image (self, "i1.jpg");
  const gint64 class_ids[] = { fixture_add_class (self, "c3"), fixture_add_class (self, "kept"),
                               fixture_add_class (self, "c64") };

  g_assert_cmpint (gw_store_bulk_label (self->store, &id, 1, class_ids, G_N_ELEMENTS (class_ids), GW_BULK_REPLACE,
                                        "Label", NULL, NULL),
                   >, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (merges); i++)
    {
      check_littles (self, merges[i], FALSE);
      check_littles (self, merges[i], TRUE);
    }
}

/* What is passed over stays, and the others have all of theirs. */
static void
test_labels_one_by_one_are_skipped (Fixture *self)
{
  gint64 id = fixture_add_image (self, "i1.jpg");
  gint64 kept = fixture_add_class (self, "kept");
  g_autofree char *before = NULL;
  g_autoptr (GArray) labels = NULL;
  GwImportSpec spec;
  RecordSource source;

  g_assert_cmpint (gw_store_bulk_label (self->store, &id, 1, &kept, 1, GW_BULK_REPLACE, "Label", NULL, NULL), >, 0);
  before = fixture_dump (self);
  fill_littles (&source, FALSE);
  spec = record_source_make_spec (self, &source);
  spec.merge = GW_MERGE_SKIP;
  record_source_import (self, &source, &spec);
  labels = gw_store_load_labels (self->store, id, GW_LAYER_LABELS, NULL, NULL);
  g_assert_cmpuint (labels->len, ==, 1);
  g_assert_cmpint (fixture_count (self, "label:c0 label:c17"), >, 0);
  fixture_assert_turns (self, before);
  record_source_clear (&source);
}

void
conformance_add_import_again_tests (const StoreBackend *backend)
{
  fixture_add_test (backend, "/import/many-near-one-another", test_many_near_one_another);
  fixture_add_test (backend, "/import/many-in-turn", test_many_in_turn);
  fixture_add_test (backend, "/import/many-classes-of-an-image", test_many_classes_of_an_image);
  fixture_add_test (backend, "/import/many-labels-of-an-image", test_many_labels_of_an_image);
  fixture_add_test (backend, "/import/labels-one-by-one", test_labels_one_by_one);
  fixture_add_test (backend, "/import/labels-one-by-one-are-skipped", test_labels_one_by_one_are_skipped);
}
