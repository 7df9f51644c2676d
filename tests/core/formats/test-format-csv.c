/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <math.h>
#include <string.h>
#include <glib/gstdio.h>

static void
test_real (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *name;
    guint n_images;
    guint n_classes;
  } tables[] = {
    { "cls-cifar10/predictions.csv", 5000, 10 },
    { "pred-mnist/predictions.csv", 10000, 10 },
    { "pred-imdb/predictions.csv", 25000, 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *path = gw_test_data_path (tables[i].name);
      GwDetection detection;

      if (path == NULL)
        {
          g_test_skip (GW_TEST_NO_DATA);
          return;
        }
      g_assert_cmpstr (gw_format_detect (path, &detection, NULL, NULL)->name, ==, "csv");
      g_assert_true (fixture_read (self, "csv", path, NULL));
      g_assert_true (self->head->predictions);
      g_assert_cmpuint (self->records->len, ==, tables[i].n_images);
      g_assert_cmpuint (self->head->classes->len, ==, tables[i].n_classes);
      g_assert_cmpuint (self->counts.labels_given, ==, tables[i].n_images * tables[i].n_classes);
      g_assert_nonnull (fixture_truth (self, 0));
      fixture_assert_adds_up (self);
    }
}

static void
test_real_answers (Fixture *self, gconstpointer data)
{
  g_autofree char *path = gw_test_data_path ("crowd-dog/labels.csv");

  if (path == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  g_assert_cmpstr (gw_format_detect (path, NULL, NULL, NULL)->name, ==, "csv");
  g_assert_true (fixture_read (self, "csv", path, NULL));
  g_assert_false (self->head->predictions);
  g_assert_nonnull (fixture_record (self, 0)->annotator);
  fixture_assert_adds_up (self);
}

/* The class of the one label, object or truth of a record. */
static const char *
name_only (Fixture *self, guint i)
{
  const GwRecord *record = fixture_record (self, i);

  if (record->labels->len + record->objects->len == 0)
    return fixture_truth (self, i);
  return fixture_class (self, record->labels->len > 0 ? g_array_index (record->labels, GwLabel, 0).class_id
                                                      : gw_object_get_class_id (fixture_object (self, i, 0)));
}

/* A class may be called like what other tables have for nothing. */
static void
test_words_for_nothing (Fixture *self, gconstpointer data)
{
  static const char *const tables[] = { "image,label\na.png,none\nb.png,NA\n",
                                        "image,label,x,y,width,height\na.png,none,1,1,2,2\nb.png,NA,1,1,2,2\n",
                                        "object,worker,label\na.png,kim,none\nb.png,null,NA\n",
                                        "image,truth,score:none,score:NA\na.png,none,1,0\nb.png,NA,0,1\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_test_message ("%s", tables[i]);
      g_assert_true (fixture_read_text (self, "csv", tables[i]));
      g_assert_cmpuint (self->records->len, ==, 2);
      g_assert_cmpuint (self->head->classes->len, ==, 2);
      for (guint k = 0; k < 2; k++)
        g_assert_cmpstr (name_only (self, k), ==, k == 0 ? "none" : "NA");
    }
}

static void
test_wide (Fixture *self, gconstpointer data)
{
  g_assert_true (
      fixture_read_text (self, "csv", "image,truth,score:cat,score:dog\na/1.png,dog,0.25,0.75\n\"a/2,x.png\",,1,0\n"));
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "a/2,x.png");
  g_assert_cmpfloat (fixture_score (self, 0, "dog")->confidence, ==, 0.75);
  g_assert_cmpstr (fixture_truth (self, 0), ==, "dog");
  g_assert_null (fixture_truth (self, 1));
  g_assert_cmpuint (fixture_record (self, 0)->labels->len, ==, 0);
  fixture_assert_adds_up (self);
}

/* How scores are to be taken is said beside the table; a truth may be left out. */
static void
test_choices (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_write (self, "t.csv", "image,truth,score:cat,score:dog\n1.png,dog,-2,3.5\n");
  g_autofree char *sums = fixture_write (self, "u.csv", "image,score:cat,score:dog\n1.png,0.25,0.25\n");
  GwReadOptions options = { .score_mode = GW_SCORE_MODE_LOGIT };

  g_assert_true (fixture_read (self, "csv", path, NULL));
  g_assert_cmpuint (self->records->len, ==, 0);
  g_assert_true (fixture_read (self, "csv", path, &options));
  g_assert_cmpfloat (fixture_score (self, 0, "cat")->confidence, ==, -2);
  g_assert_cmpfloat (fixture_score (self, 0, "dog")->confidence, ==, 3.5);
  g_assert_cmpstr (fixture_truth (self, 0), ==, "dog");
  g_assert_true (self->head->truths);
  options.truth = GW_TRUTH_IGNORE;
  g_assert_true (fixture_read (self, "csv", path, &options));
  g_assert_null (fixture_truth (self, 0));
  g_assert_false (self->head->truths);

  options = (GwReadOptions) { .score_mode = GW_SCORE_MODE_MULTILABEL };
  g_assert_true (fixture_read (self, "csv", sums, &options));
  g_assert_cmpuint (fixture_count (self, "score-sum"), ==, 0);
  options = (GwReadOptions) { .normalise = GW_SUMS_MEND };
  g_assert_true (fixture_read (self, "csv", sums, &options));
  g_assert_cmpfloat (fixture_score (self, 0, "cat")->confidence, ==, 0.5);
}

/* Logits stay logits, and those that are missing stay missing, from format to format. */
static void
test_logits (Fixture *self, gconstpointer data)
{
  static const char table[] = "image,score:cat,score:dog\n1.png,-2,\n2.png,0.25,0.5\n";
  g_autofree char *source = fixture_write (self, "logits.csv", table);
  g_autofree char *lines = fixture_write (
      self, "in.gw.jsonl",
      "{\"groundwork\":1,\"kind\":\"predictions\",\"classes\":[{\"name\":\"cat\"},{\"name\":\"dog\"}],"
      "\"scores\":\"logits\"}\n{\"image\":\"1.png\",\"scores\":{\"cat\":-2}}\n"
      "{\"image\":\"2.png\",\"scores\":{\"cat\":0.25,\"dog\":0.5}}\n");
  g_autofree char *copy = fixture_path (self, "out.gw.jsonl");
  g_autofree char *text = NULL;
  g_autofree char *back = NULL;
  const GwReadOptions options = { .score_mode = GW_SCORE_MODE_LOGIT };

  g_assert_true (fixture_read (self, "csv", source, &options));
  g_assert_cmpint (self->head->scale, ==, GW_SCORE_SCALE_LOGITS);
  g_assert_cmpuint (fixture_record (self, 0)->scores->len, ==, 1);
  g_assert_cmpuint (fixture_count (self, "score-missing"), ==, 1);

  g_assert_true (fixture_convert (self, lines, "gw-jsonl", "gw-jsonl", "out.gw.jsonl", NULL));
  text = fixture_load (self, "out.gw.jsonl");
  g_assert_nonnull (strstr (text, "\"units\":\"pixel\",\"scores\":\"logits\"}"));
  g_assert_true (fixture_convert (self, copy, "gw-jsonl", "csv", "out.csv", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-score"), ==, 0);
  back = fixture_load (self, "out.csv");
  g_assert_cmpstr (back, ==, table);
}

static void
test_long (Fixture *self, gconstpointer data)
{
  g_assert_true (fixture_read_text (self, "csv", "image;label;score\n1.png;cat;0.5\n1.png;dog;0.5\n2.png;dog;1\n"));
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpfloat (fixture_score (self, 1, "cat")->confidence, ==, 0);
  g_assert_cmpuint (fixture_count (self, "score-missing"), ==, 1);
}

/* The rest has no name unless a truth gives one. */
static void
test_binary (Fixture *self, gconstpointer data)
{
  GwReadOptions options = { .positive = "cat" };
  g_autofree char *path = fixture_write (self, "a.csv", "image,score\n1.png,0.75\n2.png,0.25\n");
  g_autofree char *told = fixture_write (self, "b.csv", "image,score,truth\n1.png,0.75,dog\n2.png,0.25,cat\n");

  g_assert_false (fixture_read (self, "csv", path, NULL));
  g_assert_nonnull (strstr (self->error->message, "--positive"));
  options = (GwReadOptions) { .name_positive = TRUE };
  g_assert_true (fixture_read (self, "csv", path, &options));
  g_assert_nonnull (fixture_score (self, 0, "positive"));
  g_assert_cmpuint (fixture_count (self, "task-ambiguous"), ==, 1);
  options.positive = "cat";
  g_assert_true (fixture_read (self, "csv", path, &options));
  g_assert_cmpuint (self->head->classes->len, ==, 1);
  g_assert_cmpuint (fixture_record (self, 0)->scores->len, ==, 1);
  g_assert_cmpfloat (fixture_score (self, 0, "cat")->confidence, ==, 0.75);
  g_assert_true (fixture_read (self, "csv", told, &options));
  g_assert_cmpuint (self->head->classes->len, ==, 2);
  g_assert_cmpuint (fixture_record (self, 0)->scores->len, ==, 1);
  g_assert_cmpstr (fixture_truth (self, 0), ==, "dog");
}

static void
test_models (Fixture *self, gconstpointer data)
{
  g_assert_true (
      fixture_read_text (self, "csv", "image,model,score:cat,score:dog\n1.png,b,0.25,0.75\n1.png,a,0.5,0.5\n"));
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpstr (fixture_record (self, 0)->model, ==, "a");
  g_assert_cmpstr (fixture_record (self, 1)->model, ==, "b");
  g_assert_cmpuint (fixture_count (self, "image-duplicate"), ==, 0);
  g_assert_null (self->head->model_name);

  g_assert_true (fixture_read_text (self, "csv", "image,model,score:cat,score:dog\n1.png,b,0.25,0.75\n"));
  g_assert_cmpstr (self->head->model_name, ==, "b");
  g_assert_null (fixture_record (self, 0)->model);

  g_assert_true (fixture_read_text (self, "csv",
                                    "image,label,score,x,y,width,height,model\n1.png,cat,0.5,1,2,3,4,m\n"
                                    "1.png,cat,0.25,1,2,3,4,n\n2.png,,,,,,,n\n"));
  g_assert_cmpuint (self->records->len, ==, 3);
  g_assert_cmpstr (fixture_record (self, 0)->model, ==, "m");
  g_assert_cmpfloat (gw_object_get_score (fixture_object (self, 1, 0)), ==, 0.25);
  g_assert_cmpuint (fixture_record (self, 2)->objects->len, ==, 0);
}

static void
test_boxes (Fixture *self, gconstpointer data)
{
  g_assert_true (fixture_read_text (self, "csv",
                                    "Image,Label,Score,X,Y,Width,Height,Angle\n1.png,cat,0.5,1,2,30,4,\n"
                                    "1.png,dog,0.25,1,2,30,4,30\n1.png,dog,0.5,1,2,-3,4,0\n"));
  g_assert_true (self->head->predictions);
  fixture_assert_box (self, 0, 0, 1, 2, 30, 4);
  g_assert_cmpint (gw_object_get_shape (fixture_object (self, 0, 1))->kind, ==, GW_SHAPE_ROTATED_BOX);
  g_assert_cmpuint (fixture_count (self, "box-degenerate"), ==, 1);
}

/* Fractions are of images whose size the project knows. */
static void
test_fractions (Fixture *self, gconstpointer data)
{
  static const char text[] = "image,label,x,y,width,height,units\n1.png,cat,0.5,0.25,0.1,0.5,fraction\n"
                             "2.png,cat,0.5,0.25,0.1,0.5,fraction\n";
  g_autofree char *path = fixture_write (self, "t.csv", text);
  g_autoptr (GwImageTable) images = gw_image_table_new ();
  GwReadOptions options = { .known_images = images };

  gw_image_table_add (images, 1, "deep/1.png", 200, 100);
  g_assert_true (fixture_read (self, "csv", path, &options));
  fixture_assert_box (self, 0, 0, 100, 25, 20, 50);
  g_assert_cmpuint (fixture_record (self, 1)->objects->len, ==, 0);
  g_assert_cmpuint (fixture_count (self, "size-missing"), >=, 1);
}

static void
test_labels (Fixture *self, gconstpointer data)
{
  g_assert_true (fixture_read_text (self, "csv",
                                    "image,label,split,annotator,confidence,seconds,labelled_at\n"
                                    "1.png,cat,train,kim,0.5,3,2026-03-02T09:14:11Z\n1.png,dog,train,kim,,,\n"
                                    "1.png,dog,train,kim,,,\n1.png,owl,,lee,7,,\n2.png,,,kim,,,\n,cat,,kim,,,\n"));
  g_assert_false (self->head->predictions);
  g_assert_cmpuint (self->records->len, ==, 3);
  g_assert_cmpuint (fixture_record (self, 0)->labels->len, ==, 2);
  g_assert_cmpfloat (g_array_index (fixture_record (self, 0)->labels, GwLabel, 0).confidence, ==, 0.5);
  g_assert_cmpstr (fixture_record (self, 0)->split, ==, "train");
  g_assert_cmpint (fixture_record (self, 0)->modified, ==, G_GINT64_CONSTANT (1772442851000));
  g_assert_cmpstr (fixture_record (self, 1)->annotator, ==, "lee");
  g_assert_true (isnan (g_array_index (fixture_record (self, 1)->labels, GwLabel, 0).confidence));
  g_assert_true (fixture_record (self, 2)->labeled);
  g_assert_cmpuint (fixture_record (self, 2)->labels->len, ==, 0);
  g_assert_cmpuint (fixture_count (self, "row-duplicate"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "score-range"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "row-fields"), ==, 1);
}

/* Images are found by their path, their name, and their name without its ending. */
static void
test_images_are_found (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_write (self, "t.csv", "image,label\npics/a.png,x\nb.png,x\nc,x\nd,x\nframe.12,x\n");
  g_autofree char *pictures = fixture_path (self, "pics");
  GwReadOptions options = { .images_dir = self->folder };

  g_assert_cmpint (g_mkdir_with_parents (pictures, 0700), ==, 0);
  for (guint i = 0; i < 4; i++)
    fixture_picture (self, (const char *const[]) { "pics/a.png", "pics/b.png", "pics/c.png", "pics/frame.12.png" }[i],
                     8, 6);
  fixture_picture (self, "pics/d.png", 8, 6);
  fixture_picture (self, "d.png", 8, 6);
  g_assert_true (fixture_read (self, "csv", path, &options));
  g_assert_cmpuint (self->records->len, ==, 4);
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "pics/b.png");
  g_assert_cmpstr (fixture_record (self, 2)->path, ==, "pics/c.png");
  g_assert_cmpstr (fixture_record (self, 3)->path, ==, "pics/frame.12.png");
  g_assert_cmpuint (fixture_count (self, "path-ambiguous"), ==, 1);
}

static void
test_what_each_header_is (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *text;
    gboolean is_table;
  } cases[] = {
    { "image,label\n", TRUE },
    { "file;label;cat;dog\n1;cat;0.5;0.5\n", TRUE },
    { "task,worker,label\n", TRUE },
    { "id\tscore:a\n", TRUE },
    { "image,score\n", TRUE },
    { "image,label,x,y,width,height\n", TRUE },
    { "\xef\xbb\xbfimage,label\n", TRUE },
    { "name,red,green,blue\nsky,1,2,3\n", FALSE },
    { "image,width,height\n1.png,few,many\n", FALSE },
    { "label,score\n", FALSE },
    { "", FALSE },
    { "\"image,label\n", FALSE },
    { "0 0.5 0.5 0.1 0.1\n", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = fixture_write (self, "t.csv", cases[i].text);
      const GwFormat *format = gw_format_detect (path, NULL, NULL, NULL);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (format != NULL && g_str_equal (format->name, "csv"), ==, cases[i].is_table);
      if (!cases[i].is_table)
        g_assert_false (fixture_read (self, "csv", path, NULL));
    }
}

static void
test_bad (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *code;
    guint n_left;
  } cases[] = {
    { "image,score:a,score:b\n1,0.5,0.5\n2,nan,1\n", "score-not-finite", 1 },
    { "image,label,a,b\n1,a,nan,0.5\n2,b,0.5,0.5\n", "score-not-finite", 1 },
    { "image,score:a,score:b\n1,0.5,0.5\n2,1e400,1\n", "score-not-finite", 1 },
    { "image,score:a,score:b\n1,0.5,0.5\n2,-1,2\n", "score-range", 1 },
    { "image,score:a,score:b\n1,0.5,0.5\n2,0.5,0.6\n", "score-sum", 2 },
    { "image,score:a,score:b\n1,0.5,0.5\n1,1,0\n", "row-duplicate", 1 },
    { "image,score:a,score:b\n1,0.5,0.5\n2,1\n", "row-fields", 1 },
    { "image,truth,score:a,score:b\n1,c,0.5,0.5\n", "class-unknown", 1 },
    { "image,label,x,y,width,height\n1,a,0,0,1,1\n2,a,inf,0,1,1\n", "coord-not-finite", 2 },
    { "image,label\n1,a\n../../etc/passwd,a\n", "path-escape", 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_true (fixture_read_text (self, "csv", cases[i].text));
      g_assert_cmpuint (fixture_count (self, cases[i].code), >=, 1);
      g_assert_cmpuint (self->records->len, ==, cases[i].n_left);
    }
  g_assert_false (fixture_read_text (self, "csv", "image,label\n1,\"a\n"));
  g_assert_false (fixture_read_text (self, "csv", "image,lab\xff,label\n1,a,a\n"));
  g_assert_true (fixture_read_text (self, "csv", "image,score:a\n1,2\n"));
  g_assert_cmpuint (self->records->len, ==, 0);
  g_assert_cmpuint (fixture_count (self, "score-range"), ==, 1);
}

/* What is no text ends its row and not the table, wherever it stands. */
static void
test_no_text (Fixture *self, gconstpointer data)
{
  static const char table[] =
      "image,label\n1.png,a\n2.png,b\0c\n3.png,\"a\0\"\n\0\0,a\n5.png,a\0\n6.png,\xff\n7.png,b\n\0";
  g_autofree char *path = fixture_path (self, "t.csv");
  g_autoptr (GPtrArray) problems = NULL;

  g_assert_true (g_file_set_contents (path, table, sizeof table - 1, NULL));
  g_assert_true (fixture_read (self, "csv", path, NULL));
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "7.png");
  problems = gw_problems_list (self->problems, "encoding");
  g_assert_cmpuint (problems->len, ==, 6);
  for (guint i = 0; i < problems->len; i++)
    g_assert_cmpuint (((const GwProblem *) g_ptr_array_index (problems, i))->line, ==, i < 5 ? i + 3 : 9);
  g_assert_cmpint (gw_problems_exit_code (self->problems), ==, 2);

  g_assert_true (g_file_set_contents (path, "image,la\0bel\n1.png,a\n", 22, NULL));
  g_assert_false (fixture_read (self, "csv", path, NULL));
  g_assert_nonnull (strstr (self->error->message, "t.csv:1: "));
}

/* Each model is a pass over the table, so that there is an end to them. */
static void
test_too_many_models (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("image,model,score:a,score:b\n");

  for (guint i = 0; i < 1001; i++)
    g_string_append_printf (text, "1.png,m%u,0.5,0.5\n", i);
  g_assert_false (fixture_read_text (self, "csv", text->str));
  g_assert_nonnull (strstr (self->error->message, "1000"));
}

/* Of eight parts two are for reading, one for rows, two for columns that are not known, and one for joining; what
 * there is none of is for the images too.
 */
static void
test_progress (Fixture *self, gconstpointer data)
{
  g_autofree char *labels = fixture_write (self, "labels.csv", "image,label\na.png,cat\nb.png,dog\nc.png,cat\n");
  g_autofree char *boxes = fixture_write (self, "boxes.csv",
                                          "image,label,x,y,width,height\na.png,cat,1,1,5,5\nb.png,dog,1,1,5,5\n");

  g_autofree char *more = fixture_write (self, "more.csv",
                                         "image,score:a,score:b,place\na.png,0.5,0.5,here\nb.png,0.5,0.5,there\n");
  g_autofree char *both = fixture_write (self, "both.csv",
                                         "image,label,annotator,model\na.png,cat,,m\na.png,cat,kim,\n"
                                         "b.png,dog,,m\nb.png,dog,lee,\n");

  fixture_assert_progress (self, "csv", labels, 3.0 / 8, 3);
  fixture_assert_progress (self, "csv", boxes, 3.0 / 8, 2);
  fixture_assert_progress (self, "csv", more, 5.0 / 8, 2);
  fixture_assert_progress (self, "csv", both, 4.0 / 8, 2);
}

/* Tables of a folder, with columns that are not known. */
static char *
write_large_folder (Fixture *self)
{
  g_autoptr (GString) labels = g_string_new ("image,label,annotator,place\n");
  g_autoptr (GString) scores = g_string_new ("image,score:a,score:b,truth,hour\n");
  g_autoptr (GString) boxes = g_string_new ("image,label,score,x,y,width,height,place\n");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  for (guint i = 0; i < 10000; i++)
    {
      g_string_append_printf (labels, "%u.png,%s,kim,here\n", i, i % 2 == 0 ? "a" : "b");
      g_string_append_printf (scores, "%u.png,0.25,0.75,b,%u\n", i, i % 24);
      g_string_append_printf (boxes, "%u.png,a,0.5,1,2,3,4,there\n", i);
    }
  first = fixture_write (self, "set/labels.csv", labels->str);
  second = fixture_write (self, "set/scores.csv", scores->str);
  third = fixture_write (self, "set/detections.csv", boxes->str);

  return g_path_get_dirname (first);
}

static void
test_never_goes_back (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = write_large_folder (self);
  g_autofree char *scores = g_build_filename (folder, "scores.csv", NULL);
  g_autofree char *boxes = g_build_filename (folder, "detections.csv", NULL);

  fixture_assert_forward (self, "csv", folder);
  fixture_assert_forward (self, "csv", scores);
  fixture_assert_forward (self, "csv", boxes);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/csv/reads-real-scores", test_real);
  FIXTURE_TEST ("/csv/reads-real-answers", test_real_answers);
  FIXTURE_TEST ("/csv/words-for-nothing", test_words_for_nothing);
  FIXTURE_TEST ("/csv/wide-scores", test_wide);
  FIXTURE_TEST ("/csv/choices", test_choices);
  FIXTURE_TEST ("/csv/logits", test_logits);
  FIXTURE_TEST ("/csv/long-scores", test_long);
  FIXTURE_TEST ("/csv/one-column-of-scores", test_binary);
  FIXTURE_TEST ("/csv/several-models", test_models);
  FIXTURE_TEST ("/csv/boxes", test_boxes);
  FIXTURE_TEST ("/csv/fractions", test_fractions);
  FIXTURE_TEST ("/csv/labels", test_labels);
  FIXTURE_TEST ("/csv/images-are-found", test_images_are_found);
  FIXTURE_TEST ("/csv/what-each-header-is", test_what_each_header_is);
  FIXTURE_TEST ("/csv/rejects-only-the-bad-row", test_bad);
  FIXTURE_TEST ("/csv/what-is-no-text", test_no_text);
  FIXTURE_TEST ("/csv/tells-how-far-it-is", test_progress);
  FIXTURE_TEST ("/csv/never-goes-back", test_never_goes_back);
  FIXTURE_TEST ("/csv/too-many-models", test_too_many_models);

  return g_test_run ();
}
