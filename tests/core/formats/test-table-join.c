/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include "gw-table-join.h"

#include <math.h>
#include <string.h>

/* Several tables of a folder as one source (gw-table-join.h). */

/* Several are one source: what a model says of an image is one record, and what people say of
 * it is what is true.
 */
static void
test_predictions (Fixture *self, gconstpointer data)
{
  g_autofree char *labels = fixture_write (self, "set/labels.csv",
                                           "image,label,split,annotator\na.png,cat,train,kim\nb.png,dog,,kim\n"
                                           "b.png,cat,,lee\nd.png,dog,,kim\n");
  g_autofree char *scores = fixture_write (self, "set/scores.csv", "image,score:cat,score:dog\nb.png,0,1\na.png,1,0\n");
  g_autofree char *boxes = fixture_write (self, "set/detections.csv",
                                          "image,label,score,x,y,width,height\na.png,dog,0.5,1,y,3,4\n"
                                          "c.png,,,,,,\na.png,cat,7,1,x,3,4\n");
  g_autofree char *folder = g_path_get_dirname (labels);
  const GwReadOptions ignore = { .truth = GW_TRUTH_IGNORE };
  const GwRecord *record;

  g_assert_false (fixture_read (self, "csv", folder, NULL)); /* a column of texts alone */
  g_assert_nonnull (strstr (self->error->message, "detections.csv"));
  g_clear_pointer (&boxes, g_free);
  boxes = fixture_write (
      self, "set/detections.csv",
      "image,label,score,x,y,width,height\na.png,dog,0.5,1,2,3,4\nc.png,,,,,,\na.png,cat,0.5,1,2,0,4\n");
  g_assert_true (fixture_read (self, "csv", folder, NULL));
  g_assert_true (self->head->predictions);
  g_assert_true (self->head->truths);
  g_assert_cmpuint (self->records->len, ==, 4);
  record = fixture_record (self, 0);
  g_assert_cmpstr (record->path, ==, "a.png");
  g_assert_cmpstr (record->split, ==, "train");
  g_assert_null (record->annotator);
  g_assert_cmpfloat (fixture_score (self, 0, "cat")->confidence, ==, 1);
  fixture_assert_box (self, 0, 0, 1, 2, 3, 4);
  g_assert_cmpstr (fixture_truth (self, 0), ==, "cat");
  g_assert_cmpuint (record->labels->len, ==, 0);
  g_assert_cmpstr (fixture_truth (self, 1), ==, "dog");
  g_assert_cmpstr (fixture_record (self, 2)->path, ==, "d.png");
  g_assert_cmpstr (fixture_record (self, 3)->path, ==, "c.png");
  g_assert_true (fixture_record (self, 3)->labeled);
  g_assert_cmpuint (fixture_count (self, "truth-differs"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "loss-author"), ==, 4);
  g_assert_cmpuint (fixture_count (self, "box-degenerate"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "image-duplicate"), ==, 0);
  fixture_assert_adds_up (self);

  g_assert_true (fixture_read (self, "csv", folder, &ignore));
  g_assert_cmpuint (self->records->len, ==, 3);
  g_assert_null (fixture_truth (self, 0));
  g_assert_cmpuint (fixture_count (self, "loss-author"), ==, 0);
  fixture_assert_adds_up (self);
}

/* Labels and boxes of people are joined, and nobody is said to have made what others did. */
static void
test_people (Fixture *self, gconstpointer data)
{
  g_autofree char *labels = fixture_write (self, "set/labels.csv",
                                           "image,label,annotator\na.png,cat,kim\nb.png,dog,kim\nb.png,cat,lee\n");
  g_autofree char *boxes = fixture_write (
      self, "set/detections.csv", "image,label,score,x,y,width,height\na.png,dog,,1,2,3,4\nb.png,dog,,1,2,3,4\n");
  g_autofree char *folder = g_path_get_dirname (labels);

  g_assert_true (fixture_read (self, "csv", folder, NULL));
  g_assert_false (self->head->predictions);
  g_assert_cmpint (self->head->task, ==, GW_TASK_BOXES);
  g_assert_cmpuint (self->records->len, ==, 4);
  g_assert_cmpuint (fixture_record (self, 0)->labels->len, ==, 1);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
  g_assert_null (fixture_record (self, 3)->annotator);
  g_assert_cmpuint (fixture_record (self, 3)->objects->len, ==, 1);
  fixture_assert_adds_up (self);
}

static char *
write_folder (Fixture *self, const char *first_name, const char *first, const char *second_name, const char *second)
{
  g_autofree char *one = g_build_filename ("set", first_name, NULL);
  g_autofree char *other = g_build_filename ("set", second_name, NULL);
  g_autofree char *path = fixture_write (self, one, first);

  g_free (fixture_write (self, other, second));
  return g_path_get_dirname (path);
}

/* Wide and long scores of one model are laid over each other by class: what is said twice counts
 * once, and the first counts where they differ.
 */
static void
test_scores_twice (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = write_folder (
      self, "scores.csv", "image,truth,model,score:cat,score:dog\na.png,cat,m,0.25,0.75\nb.png,,m,0.5,0.5\n",
      "scores_long.csv",
      "image,label,score,model,truth\na.png,dog,0.5,m,dog\na.png,cat,0.25,m,dog\na.png,owl,0.25,m,dog\n"
      "b.png,cat,0.5,m,cat\nb.png,dog,0.5,m,cat\nb.png,owl,0,m,cat\nb.png,cat,1,n,\n");

  g_assert_true (fixture_read (self, "csv", folder, NULL));
  g_assert_cmpuint (self->records->len, ==, 3);
  g_assert_cmpuint (fixture_record (self, 0)->scores->len, ==, 3);
  g_assert_cmpfloat (fixture_score (self, 0, "cat")->confidence, ==, 0.25);
  g_assert_cmpfloat (fixture_score (self, 0, "dog")->confidence, ==, 0.75);
  g_assert_cmpfloat (fixture_score (self, 0, "owl")->confidence, ==, 0.25);
  g_assert_cmpuint (fixture_record (self, 0)->truth->len, ==, 1);
  g_assert_cmpstr (fixture_truth (self, 0), ==, "cat");
  g_assert_cmpuint (fixture_record (self, 1)->scores->len, ==, 3);
  g_assert_cmpstr (fixture_truth (self, 1), ==, "cat");
  g_assert_cmpstr (fixture_record (self, 2)->model, ==, "n");
  g_assert_cmpuint (fixture_count (self, "row-duplicate"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "truth-differs"), ==, 1);
  fixture_assert_adds_up (self);
}

/* Labels beside scores that have truths: who said them, and what says otherwise, is told. What
 * they know of the image beside goes over.
 */
static void
test_truths_twice (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = write_folder (
      self, "labels.csv",
      "image,label,split,annotator,labelled_at\na.png,dog,train,kim,2026-03-02T09:14:11Z\n"
      "b.png,cat,test,,\nc.png,cat,,kim,\nc.png,cat,test,lee,\n",
      "scores.csv", "image,truth,score:cat,score:dog\na.png,cat,1,0\nb.png,cat,1,0\nc.png,,0,1\n");

  g_assert_true (fixture_read (self, "csv", folder, NULL));
  g_assert_cmpuint (self->records->len, ==, 3);
  g_assert_cmpstr (fixture_truth (self, 0), ==, "cat");
  g_assert_cmpstr (fixture_record (self, 0)->split, ==, "train");
  g_assert_cmpint (fixture_record (self, 0)->modified, ==, G_GINT64_CONSTANT (1772442851000));
  g_assert_cmpstr (fixture_record (self, 1)->split, ==, "test");
  g_assert_cmpstr (fixture_truth (self, 2), ==, "cat");
  g_assert_cmpstr (fixture_record (self, 2)->split, ==, "test");
  g_assert_cmpuint (fixture_count (self, "truth-differs"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "loss-author"), ==, 3);
  fixture_assert_adds_up (self);
}

/* Whose labels and boxes are, their own cells tell, and not that there is such a column. */
static void
test_whose (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *text;
    gboolean predictions;
    guint n_records;
    guint n_doubts;
  } cases[] = {
    { "image,label,model\na,cat,\nb,dog,\n", FALSE, 2, 0 },
    { "image,label,model\na,cat,Polo\nb,dog,Golf\n", TRUE, 2, 1 },
    { "image,label,annotator,model\na,cat,kim,\na,dog,,net\n", TRUE, 1, 0 },
    { "image,label,annotator,model\na,cat,kim,net\nb,dog,lee,\n", FALSE, 2, 1 },
    { "image,label,annotator,model\na,cat,,net\nb,dog,,\n", TRUE, 2, 1 },
    { "image,label,score,x,y,width,height,annotator\na,cat,0.5,1,2,3,4,\n", TRUE, 1, 0 },
    { "image,label,score,x,y,width,height,annotator\na,cat,0.5,1,2,3,4,kim\n", FALSE, 1, 0 },
    { "image,label,score,x,y,width,height,model\na,cat,,1,2,3,4,\n", FALSE, 1, 0 },
    { "image,label,x,y,width,height,model\na,cat,1,2,3,4,net\n", TRUE, 1, 1 },
    { "image,label,score,x,y,width,height,model\na,cat,0.5,1,2,3,4,net\na,cat,0.5,1,2,3,4,\n", TRUE, 2, 0 },
    { "image,label,score,x,y,width,height,model\na,cat,0.5,1,2,3,4,net\nb,,,,,,,\n", TRUE, 2, 1 },
    { "image,label,score,x,y,width,height,annotator,model\na,cat,,1,2,3,4,kim,\na,cat,0.5,1,2,3,4,,net\n", FALSE, 1,
      1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_true (fixture_read_text (self, "csv", cases[i].text));
      g_assert_cmpint (self->head->predictions, ==, cases[i].predictions);
      g_assert_cmpuint (self->records->len, ==, cases[i].n_records);
      g_assert_cmpuint (fixture_count (self, "task-ambiguous"), ==, cases[i].n_doubts);
      fixture_assert_adds_up (self);
    }
}

/* In one table, labels of people beside those of a model are what is true. */
static void
test_people_and_models (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = NULL;

  g_assert_true (fixture_read_text (self, "csv",
                                    "image,label,annotator,model\na.jpg,cat,kim,\na.jpg,dog,,net\nb.jpg,dog,kim,net\n"
                                    "c.jpg,cat,,net\n"));
  g_assert_cmpuint (self->records->len, ==, 3);
  g_assert_cmpstr (self->head->model_name, ==, "net");
  g_assert_true (self->head->truths);
  g_assert_cmpstr (fixture_truth (self, 0), ==, "cat");
  g_assert_cmpuint (fixture_record (self, 0)->labels->len, ==, 1);
  g_assert_cmpstr (fixture_truth (self, 1), ==, "dog");
  g_assert_cmpuint (fixture_record (self, 1)->labels->len, ==, 0);
  g_assert_null (fixture_record (self, 1)->annotator);
  g_assert_null (fixture_truth (self, 2));
  g_assert_cmpuint (fixture_count (self, "loss-author"), ==, 2);
  fixture_assert_adds_up (self);

  folder = write_folder (self, "labels.csv", "image,label,annotator,model\na,cat,kim,\na,dog,,net\n", "scores.csv",
                         "image,truth,model,score:cat,score:dog\na,dog,net,0,1\nb,,net,1,0\n");
  g_assert_true (fixture_read (self, "csv", folder, NULL));
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpstr (fixture_truth (self, 0), ==, "cat");
  g_assert_cmpuint (fixture_record (self, 0)->scores->len, ==, 2);
  g_assert_cmpuint (fixture_count (self, "truth-differs"), ==, 1);
  fixture_assert_adds_up (self);
}

/* Two tables of the same images, one of them by a model. */
static void
make_parts (GwTablePart *parts, guint n)
{
  for (guint i = 0; i < 2; i++)
    {
      parts[i] = (GwTablePart) { g_ptr_array_new_with_free_func ((GDestroyNotify) gw_record_free), i == 0, i == 1 };
      for (guint k = 0; k < n; k++)
        {
          g_autofree char *path = g_strdup_printf ("%u.png", k);

          g_ptr_array_add (parts[i].records, gw_record_new (path));
        }
    }
}

static GwReader *
open_table (Fixture *self, GwWork *work)
{
  g_autofree char *source = fixture_write (self, "labels.csv", "image,label\na.png,cat\n");
  const GwReadOptions options = { .work = work };

  return gw_format_open (gw_format_find ("csv", NULL), source, &options, self->problems, NULL, NULL);
}

/* (transfer full) (nullable); none of the parts is left. */
static GPtrArray *
join_parts (GwReader *reader, guint n, guint64 way, GCancellable *cancellable, GError **error)
{
  GwTablePart parts[2];
  GPtrArray *joined;

  make_parts (parts, n);
  joined = gw_table_join (reader, parts, 2, way, cancellable, error);
  for (guint i = 0; i < 2; i++)
    g_ptr_array_unref (parts[i].records);

  return joined;
}

static void
test_tells (Fixture *self, gconstpointer data)
{
  g_autoptr (GwWork) work = gw_work_new ("test");
  GwReader *reader = open_table (self, work);
  GwWorkStatus before, after;
  g_autoptr (GPtrArray) joined = NULL;

  gw_work_get_status (work, &before, NULL);
  joined = join_parts (reader, 10000, 1000, NULL, NULL);
  gw_work_get_status (work, &after, NULL);
  g_assert_cmpuint (joined->len, ==, 10000);
  g_assert_cmpstr (((GwRecord *) g_ptr_array_index (joined, 9999))->path, ==, "9999.png");
  g_assert_cmpuint (after.done, ==, before.done + 1000);
  gw_reader_close (reader);
}

/* The fewer records there are, the further it comes until it looks whether it is cancelled. */
static void
test_is_cancelled (Fixture *self, gconstpointer data)
{
  static const guint n_records[] = { 10000, 1500, 900, 750, 640, 550 };

  for (gsize i = 0; i < G_N_ELEMENTS (n_records); i++)
    {
      g_autoptr (GwWork) work = gw_work_new ("test");
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      GwReader *reader = open_table (self, work);
      GwWorkStatus before, after;

      gw_work_get_status (work, &before, NULL);
      g_cancellable_cancel (cancellable);
      g_assert_null (join_parts (reader, n_records[i], 1000, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      gw_work_get_status (work, &after, NULL);
      g_assert_cmpuint (after.done, >, before.done);
      g_assert_cmpuint (after.done, <, before.done + 1000);
      gw_reader_close (reader);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/table-join/people-beside-predictions", test_predictions);
  FIXTURE_TEST ("/table-join/people", test_people);
  FIXTURE_TEST ("/table-join/scores-twice", test_scores_twice);
  FIXTURE_TEST ("/table-join/truths-twice", test_truths_twice);
  FIXTURE_TEST ("/table-join/whose-rows-are", test_whose);
  FIXTURE_TEST ("/table-join/people-and-models", test_people_and_models);
  FIXTURE_TEST ("/table-join/tells-how-far-it-is", test_tells);
  FIXTURE_TEST ("/table-join/is-cancelled", test_is_cancelled);

  return g_test_run ();
}
