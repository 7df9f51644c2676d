/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"
#include "gw-error.h"
#include "gw-problem-code.h"

#include <string.h>
#include <glib/gstdio.h>

/* Tables that are written, and what they cannot hold. */

#define HEAD "{\"groundwork\":1,\"kind\":\"annotations\",\"classes\":[{\"name\":\"cat\"},{\"name\":\"dog\"}]"

static guint64
count_losses (Fixture *self)
{
  g_auto (GStrv) codes = gw_problems_list_codes (self->problems);
  guint64 n = 0;

  for (gsize i = 0; codes[i] != NULL; i++)
    if (gw_problem_code_is_loss (codes[i]))
      n += gw_problems_count_code (self->problems, codes[i]);
  return n;
}

/* Written, compared, read again and written again: the same bytes. */
static void
assert_written (Fixture *self, const char *lines, const char *table, const char *expected)
{
  g_autofree char *source = fixture_write (self, "in.gw.jsonl", lines);
  g_autofree char *relative = g_build_filename ("out", table, NULL);
  g_autofree char *again = g_build_filename ("again", table, NULL);
  g_autofree char *target = fixture_path (self, "out");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  const GwWriteOptions over = { .overwrite = TRUE };

  g_assert_true (fixture_convert (self, source, "gw-jsonl", "csv", "out", &over));
  first = fixture_load (self, relative);
  g_assert_cmpstr (first, ==, expected);
  g_assert_true (fixture_convert (self, target, "csv", "csv", "again", &over));
  second = fixture_load (self, again);
  g_assert_cmpstr (second, ==, expected);
}

static void
test_writes_labels (Fixture *self, gconstpointer data)
{
  assert_written (self,
                  HEAD ",\"task\":\"classification\"}\n"
                       "{\"image\":\"a,1.png\",\"width\":4,\"height\":3,\"split\":\"train\",\"annotator\":\"kim\","
                       "\"labels\":[\"cat\",\"dog\"],\"confidences\":{\"cat\":0.25}}\n"
                       "{\"image\":\"b.png\",\"width\":4,\"height\":3,\"objects\":[]}\n"
                       "{\"image\":\"c.png\",\"width\":4,\"height\":3}\n",
                  "labels.csv",
                  "image,label,split,annotator,confidence,labelled_at\n"
                  "\"a,1.png\",cat,train,kim,0.25,\n\"a,1.png\",dog,train,kim,,\nb.png,,,,,\n");
  g_assert_cmpuint (count_losses (self), ==, 0);
}

static void
test_writes_scores (Fixture *self, gconstpointer data)
{
  assert_written (self,
                  "{\"groundwork\":1,\"kind\":\"predictions\",\"classes\":[{\"name\":\"cat\"},{\"name\":\"dog\"}],"
                  "\"model\":{\"name\":\"m\"}}\n"
                  "{\"image\":\"a.png\",\"width\":4,\"height\":3,\"scores\":{\"cat\":0.1,\"dog\":0.9}}\n"
                  "{\"image\":\"b.png\",\"width\":4,\"height\":3,\"scores\":{\"dog\":1}}\n",
                  "scores.csv", "image,model,score:cat,score:dog\na.png,m,0.1,0.9\nb.png,m,0,1\n");
}

/* Names that differ only in case are two columns. */
static void
test_writes_scores_of_cases (Fixture *self, gconstpointer data)
{
  assert_written (self,
                  "{\"groundwork\":1,\"kind\":\"predictions\",\"classes\":[{\"name\":\"cat\"},{\"name\":\"Cat\"}],"
                  "\"model\":{\"name\":\"m\"}}\n"
                  "{\"image\":\"a.png\",\"width\":4,\"height\":3,\"scores\":{\"cat\":0.1,\"Cat\":0.9}}\n",
                  "scores.csv", "image,model,score:cat,score:Cat\na.png,m,0.1,0.9\n");
}

/* Where no box is written, labels stay what people say. */
static void
test_labels_without_boxes (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (self, "in.gw.jsonl",
                                           HEAD ",\"task\":\"detection\"}\n"
                                                "{\"image\":\"a.png\",\"width\":4,\"height\":3,\"labels\":[\"cat\"],"
                                                "\"objects\":[{\"label\":\"cat\",\"line\":[[1,1],[2,2]]}]}\n"
                                                "{\"image\":\"b.png\",\"width\":4,\"height\":3,\"objects\":[]}\n");
  g_autofree char *out = fixture_path (self, "out");

  g_assert_true (fixture_convert (self, source, "gw-jsonl", "csv", "out", NULL));
  g_assert_true (fixture_read (self, "csv", out, NULL));
  g_assert_false (self->head->predictions);
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpuint (fixture_record (self, 0)->labels->len, ==, 1);
  g_assert_true (fixture_record (self, 1)->labeled);
}

/* Who looked at an image, and which split it is in, is told where no row says it. */
static void
test_people_of_rows (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *task;
    const char *rest;
    guint authors;
    guint splits;
  } cases[] = {
    { "classification", "\"objects\":[]", 0, 0 },
    { "detection", "\"objects\":[]", 1, 1 },
    { "detection", "\"labels\":[\"cat\"]", 0, 0 },
    { "classification", "\"scores\":{\"cat\":1,\"dog\":0}", 1, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const GwWriteOptions over = { .overwrite = TRUE };
      g_autofree char *text = g_strdup_printf (
          HEAD ",\"task\":\"%s\"}\n{\"image\":\"a.png\",\"width\":4,\"height\":3,\"split\":\"train\","
               "\"annotator\":\"kim\",%s}\n",
          cases[i].task, cases[i].rest);
      g_autofree char *source = fixture_write (self, "in.gw.jsonl", text);

      g_test_message ("%s %s", cases[i].task, cases[i].rest);
      g_assert_true (fixture_convert (self, source, "gw-jsonl", "csv", "out", &over));
      g_assert_cmpuint (fixture_count (self, "loss-author"), ==, cases[i].authors);
      g_assert_cmpuint (fixture_count (self, "loss-split"), ==, cases[i].splits);
    }
}

/* What is true goes along, where the format has a place for it. */
static void
test_writes_truths (Fixture *self, gconstpointer data)
{
  static const char table[] = "image,truth,score:cat,score:dog\na.png,dog,0.25,0.75\nb.png,,1,0\n";
  g_autofree char *source = fixture_write (self, "in.csv", table);
  g_autofree char *lines = fixture_path (self, "out.gw.jsonl");
  g_autofree char *text = NULL;
  g_autofree char *other = NULL;

  g_assert_true (fixture_convert (self, source, "csv", "gw-jsonl", "out.gw.jsonl", NULL));
  text = fixture_load (self, "out.gw.jsonl");
  g_assert_nonnull (strstr (text, "\"scores\":{\"cat\":0.25,\"dog\":0.75},\"truth\":[\"dog\"]}\n"));
  g_assert_cmpuint (count_losses (self), ==, 0);
  g_assert_true (fixture_convert (self, lines, "gw-jsonl", "csv", "out", NULL));
  g_assert_cmpuint (count_losses (self), ==, 0);
  other = fixture_load (self, "out/scores.csv");
  g_assert_cmpstr (other, ==, table);
  g_assert_true (fixture_convert (self, source, "csv", "coco", "coco", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-truth"), ==, 1);
}

/* Through lines of ours and back, of scores and of boxes. */
static void
test_writes_models (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *table;
    const char *text;
  } cases[] = { { "scores.csv", "image,model,score:cat,score:dog\na.png,m,0.25,0.75\nb.png,m,1,0\na.png,n,0.5,0.5\n" },
                { "detections.csv", "image,label,score,x,y,width,height,angle,model\na.png,cat,0.5,1,2,3,4,,m\n"
                                    "a.png,cat,0.75,1,2,3,4,,n\na.png,cat,0.25,5,2,3,4,,\n" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *source = fixture_write (self, "in.csv", cases[i].text);
      g_autofree char *name = g_strdup_printf ("out%u.gw.jsonl", i);
      g_autofree char *lines = fixture_path (self, name);
      g_autofree char *out = g_strdup_printf ("out%u", i);
      g_autofree char *file = g_build_filename (out, cases[i].table, NULL);
      g_autofree char *written = NULL;
      g_autofree char *text = NULL;

      g_assert_true (fixture_convert (self, source, "csv", "gw-jsonl", name, NULL));
      text = fixture_load (self, name);
      g_assert_nonnull (strstr (text, "{\"image\":\"a.png\",\"model\":\"n\","));
      g_assert_true (fixture_convert (self, lines, "gw-jsonl", "csv", out, NULL));
      g_assert_cmpuint (count_losses (self), ==, 0);
      written = fixture_load (self, file);
      g_assert_cmpstr (written, ==, cases[i].text);
    }
}

/* Others tell that they do not know them; of an image the first one goes. */
static void
test_models_are_lost (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (self, "in.csv",
                                           "image,label,score,x,y,width,height,model\na.png,cat,0.5,1,2,3,4,m\n"
                                           "a.png,cat,0.75,1,2,3,4,n\nb.png,cat,0.25,5,2,3,4,n\n");

  g_assert_true (fixture_convert (self, source, "csv", "coco", "coco", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-author"), ==, 2);
  g_assert_cmpuint (fixture_count (self, "loss-answers"), ==, 1);
}

static void
test_writes_boxes (Fixture *self, gconstpointer data)
{
  assert_written (self,
                  HEAD ",\"task\":\"detection\"}\n"
                       "{\"image\":\"a.png\",\"width\":40,\"height\":30,\"objects\":[{\"label\":\"cat\",\"score\":0.5,"
                       "\"bbox\":[1,2.125,10,8]},{\"label\":\"dog\",\"bbox\":[10,10,6,4],\"angle\":30}]}\n"
                       "{\"image\":\"b.png\",\"width\":40,\"height\":30,\"objects\":[]}\n",
                  "detections.csv",
                  "image,label,score,x,y,width,height,angle\n"
                  "a.png,cat,0.5,1,2.125,10,8,\na.png,dog,,10,10,6,4,30\nb.png,,,,,,,\n");
  g_assert_cmpuint (count_losses (self), ==, 0);
}

static void
test_loses (Fixture *self, gconstpointer data)
{
  const char *lines = HEAD "}\n{\"image\":\"a.png\",\"width\":40,\"height\":30,\"split\":\"train\",\"tags\":[\"t\"],"
                           "\"objects\":[{\"label\":\"cat\",\"rings\":[[[1,1],[9,1],[9,9]]],\"flags\":[\"crowd\"],"
                           "\"attributes\":{\"a\":\"b\"},\"group\":1},{\"label\":\"dog\",\"line\":[[1,1],[5,5]]}]}\n";
  g_autofree char *source = fixture_write (self, "in.gw.jsonl", lines);
  static const char *const codes[] = { "loss-attributes", "loss-flags", "loss-group", "loss-split", "loss-tags" };
  g_autofree char *text = NULL;

  g_assert_true (fixture_convert (self, source, "gw-jsonl", "csv", "out", NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    g_assert_cmpuint (fixture_count (self, codes[i]), ==, 1);
  g_assert_cmpuint (fixture_count (self, "loss-shape"), ==, 2);
  g_assert_cmpuint (count_losses (self), ==, 7);
  text = fixture_load (self, "out/detections.csv");
  g_assert_cmpstr (text, ==, "image,label,score,x,y,width,height,angle\na.png,cat,,1,1,8,8,\n");
}

/* The pictures beside the table tell how large they are. */
static void
test_fractions_of_pictures (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "boxes.csv", "image,label,x,y,width,height,units\na.png,cat,0.25,0.5,0.5,0.25,fraction\n");
  const GwReadOptions options = { .images_dir = self->folder };

  fixture_picture (self, "a.png", 40, 20);
  g_assert_true (fixture_read (self, "csv", source, &options));
  fixture_assert_box (self, 0, 0, 10, 10, 20, 5);
}

/* A folder with one of the tables is read as it. */
static void
test_folders (Fixture *self, gconstpointer data)
{
  g_autofree char *labels = fixture_write (self, "set/labels.csv", "image,label\na.png,cat\n");
  g_autofree char *folder = g_path_get_dirname (labels);

  g_assert_true (gw_format_detect (folder, NULL, NULL, NULL) == gw_format_find ("csv", NULL));
  g_assert_true (fixture_read (self, "csv", folder, NULL));
  g_assert_cmpuint (self->records->len, ==, 1);
  g_assert_false (self->head->predictions);
}

#define ALL_THREE \
  "{\"groundwork\":1,\"kind\":\"predictions\",\"classes\":[{\"name\":\"cat\"},{\"name\":\"dog\"}]," \
  "\"model\":{\"name\":\"m\"}}\n" \
  "{\"image\":\"0.png\",\"width\":40,\"height\":30,\"objects\":[]}\n" \
  "{\"image\":\"a.png\",\"width\":40,\"height\":30,\"scores\":{\"cat\":0.25,\"dog\":0.75},\"labels\":[\"dog\"]," \
  "\"objects\":[{\"label\":\"cat\",\"score\":0.5,\"bbox\":[1,2,3,4]}]}\n" \
  "{\"image\":\"b.png\",\"width\":40,\"height\":30,\"labels\":[\"cat\"]}\n"

/* All of a model's in one folder is the same when it is read again. */
static void
test_writes_several_tables (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (self, "in.gw.jsonl", ALL_THREE);
  g_autofree char *folder = fixture_path (self, "out");
  const char *const files[] = { "labels.csv", "scores.csv", "detections.csv" };

  g_assert_true (fixture_convert (self, source, "gw-jsonl", "csv", "out", NULL));
  g_assert_cmpuint (count_losses (self), ==, 0);
  g_assert_true (fixture_convert (self, folder, "csv", "csv", "again", NULL));
  g_assert_cmpuint (count_losses (self), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *first = g_build_filename ("out", files[i], NULL);
      g_autofree char *second = g_build_filename ("again", files[i], NULL);
      g_autofree char *one = fixture_load (self, first);
      g_autofree char *other = fixture_load (self, second);

      g_assert_cmpstr (one, ==, other);
    }
  g_assert_true (fixture_read (self, "csv", folder, NULL));
  g_assert_true (self->head->predictions);
  g_assert_cmpstr (self->head->model_name, ==, "m");
  g_assert_cmpuint (self->records->len, ==, 3);
}

/* A target whose name says so is one table: that which is asked, else what there is first. */
static void
test_writes_one_file (Fixture *self, gconstpointer data)
{
  static const struct
  {
    GwWriteTable table;
    const char *text;
    guint n_losses; /* of labels, scores, objects and images */
  } cases[] = {
    { GW_WRITE_TABLE_DEFAULT,
      "image,label,score,x,y,width,height,angle,model\n0.png,,,,,,,,m\na.png,cat,0.5,1,2,3,4,,m\n", 3 },
    { GW_WRITE_TABLE_DETECTIONS,
      "image,label,score,x,y,width,height,angle,model\n0.png,,,,,,,,m\na.png,cat,0.5,1,2,3,4,,m\n", 3 },
    { GW_WRITE_TABLE_LABELS,
      "image,label,split,annotator,confidence,labelled_at,model\n0.png,,,,,,m\na.png,dog,,,,,m\nb.png,cat,,,,,m\n", 2 },
    { GW_WRITE_TABLE_SCORES, "image,model,score:cat,score:dog\na.png,m,0.25,0.75\n", 4 },
  };
  g_autofree char *source = fixture_write (self, "in.gw.jsonl", ALL_THREE);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GwWriteOptions options = { .table = cases[i].table, .overwrite = TRUE };
      g_autofree char *text = NULL;

      g_test_message ("%u", cases[i].table);
      g_assert_true (fixture_convert (self, source, "gw-jsonl", "csv", "out.CSV", &options));
      g_assert_cmpuint (count_losses (self), ==, cases[i].n_losses);
      text = fixture_load (self, "out.CSV");
      g_assert_cmpstr (text, ==, cases[i].text);
      options.overwrite = FALSE;
      g_assert_false (fixture_convert (self, source, "gw-jsonl", "csv", "out.CSV", &options));
      g_assert_error (self->error, GW_ERROR, GW_ERROR_EXISTS);
      g_clear_error (&self->error);
    }
}

/* A folder has one table alone where that is asked; one file has no place for pictures. */
static void
test_writes_what_is_asked (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (self, "in.gw.jsonl", ALL_THREE);
  const GwWriteOptions scores = { .table = GW_WRITE_TABLE_SCORES }, copy = { .copy = GW_COPY_COPY };
  g_autofree char *labels = fixture_path (self, "out/labels.csv");
  g_autofree char *folder = fixture_path (self, "dir.csv");
  g_autofree char *text = NULL;

  g_assert_true (fixture_convert (self, source, "gw-jsonl", "csv", "out", &scores));
  g_assert_cmpuint (count_losses (self), ==, 4);
  g_assert_false (g_file_test (labels, G_FILE_TEST_EXISTS));
  text = fixture_load (self, "out/scores.csv");
  g_assert_nonnull (text);
  g_assert_false (fixture_convert (self, source, "gw-jsonl", "csv", "one.csv", &copy));
  g_assert_nonnull (strstr (self->error->message, "Name a folder"));
  g_clear_error (&self->error);
  /* A folder may be called so. */
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (fixture_convert (self, source, "gw-jsonl", "csv", "dir.csv", NULL));
  g_clear_pointer (&text, g_free);
  text = fixture_load (self, "dir.csv/labels.csv");
  g_assert_nonnull (text);
}

/* Columns that mean nothing here stand in the table again. */
static void
test_more_columns (Fixture *self, gconstpointer data)
{
  static const char table[] = "image,label,split,annotator,confidence,labelled_at,seconds,Weather \"x\"\n"
                              "a.png,cat,train,kim,0.5,,12.5,rain\n"
                              "a.png,dog,train,kim,,,12.5,rain\n"
                              "a.png,dog,train,lee,,,,\n"
                              "b.png,cat,,,,,3,\n";
  g_autofree char *source = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GString) quoted = g_string_new (table);

  g_string_replace (quoted, "Weather \"x\"", "\"Weather \"\"x\"\"\"", 0);
  source = fixture_write (self, "labels.csv", quoted->str);
  g_assert_true (fixture_convert (self, source, "csv", "csv", "out", NULL));
  g_assert_cmpuint (fixture_count (self, "column-foreign"), ==, 1);
  again = fixture_load (self, "out/labels.csv");
  g_assert_cmpstr (again, ==, quoted->str);
  g_assert_true (fixture_convert (self, source, "csv", "gw-jsonl", "x.gw.jsonl", NULL));
  g_free (again);
  again = fixture_load (self, "x.gw.jsonl");
  g_assert_nonnull (strstr (again, "\"labels\":[\"cat\",\"dog\"],\"attributes\":{\"Weather \\\"x\\\"\":\"rain\"}"));

  /* One value for an image and a person. */
  g_assert_true (fixture_read_text (self, "csv", "image,label,split,wind\na.png,cat,,1\na.png,dog,,2\nb.png,cat,,2\n"));
  g_assert_cmpuint (fixture_count (self, "column-foreign"), ==, 2);
  g_assert_cmpuint (self->records->len, ==, 2);

  /* A column of numbers may hold more than a number can: cells stay as they are written. */
  g_free (source);
  source = fixture_write (self, "endless.csv", "image,label,size\na.png,cat,1e999\nb.png,cat,-inf\nc.png,cat,2.5\n");
  g_assert_true (fixture_convert (self, source, "csv", "csv", "endless", NULL));
  g_free (again);
  again = fixture_load (self, "endless/labels.csv");
  g_assert_nonnull (strstr (again, "a.png,cat,,,,,1e999\nb.png,cat,,,,,-inf\nc.png,cat,,,,,2.5\n"));
}

static void
assert_attribute (Fixture *self, guint i, const char *name, const char *value)
{
  g_assert_cmpstr (gw_record_get_attribute (fixture_record (self, i), name), ==, value);
}

/* Columns that have one value for each image say something of the image. */
static void
test_attributes (Fixture *self, gconstpointer data)
{
  static const char labels[] = "image,label,wind,note\na.png,cat,1,x\na.png,dog,,y\nb.png,cat,2.50,\n";
  const GwReadOptions without = { .columns = GW_COLUMNS_LEAVE_OUT };
  g_autofree char *source = fixture_write (self, "labels.csv", labels);
  g_autofree char *boxes = fixture_write (self, "detections.csv",
                                          "image,label,x,y,width,height,area,Wind\na.png,a,1,2,3,4,12,5\n"
                                          "a.png,a,1,2,3,5,15,5\nb.png,,,,,,,6\n");
  g_autofree char *folder = fixture_path (self, "set");
  g_autofree char *text = NULL;

  g_assert_true (fixture_read (self, "csv", source, NULL));
  g_assert_cmpuint (fixture_count (self, "column-foreign"), ==, 3);
  g_assert_cmpuint (self->head->attributes->len, ==, 1);
  assert_attribute (self, 0, "wind", "1");
  assert_attribute (self, 1, "wind", "2.50");
  assert_attribute (self, 0, "note", NULL);

  g_assert_true (fixture_read (self, "csv", source, &without));
  g_assert_cmpuint (fixture_count (self, "column-foreign"), ==, 2);
  g_assert_null (self->head->attributes);
  assert_attribute (self, 0, "wind", NULL);
  g_assert_null (fixture_record (self, 0)->bag);

  /* Of scores and boxes too; what differs within an image is left out. */
  g_assert_true (fixture_read_text (self, "csv", "image,Truth,wind,score:a\na.png,a,3,0.5\n"));
  g_assert_cmpuint (fixture_count (self, "column-foreign"), ==, 1);
  assert_attribute (self, 0, "wind", "3");
  g_assert_true (fixture_read_text (self, "csv", "image,label,score,wind\na.png,a,0.5,3\na.png,b,0.5,3\n"));
  assert_attribute (self, 0, "wind", "3");
  g_assert_true (fixture_read (self, "csv", boxes, NULL));
  g_assert_cmpuint (fixture_count (self, "column-foreign"), ==, 2);
  assert_attribute (self, 0, "Wind", "5");
  assert_attribute (self, 1, "Wind", "6");
  assert_attribute (self, 0, "area", NULL);

  /* They have columns again, but for those that would be read as something else. */
  g_free (source);
  source = fixture_write (self, "in.gw.jsonl",
                          "{\"image\":\"a.png\",\"labels\":[\"a\"],\"attributes\":{\"wind\":\"3\",\"sea\":\"=calm\"}}\n"
                          "{\"image\":\"b.png\",\"labels\":[\"a\"],\"attributes\":{\"score\":\"1\",\"WIND\":\"2\"}}\n"
                          "{\"image\":\"c.png\",\"labels\":[\"a\"],\"attributes\":{\"wind\":\"\"}}\n"
                          "{\"image\":\"d.png\",\"labels\":[\"a\"],\"objects\":[{\"label\":\"a\",\"bbox\":[1,2,3,4]}],"
                          "\"attributes\":{\"wind\":\"4\"}}\n");
  g_assert_true (fixture_convert (self, source, "gw-jsonl", "csv", "set", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-attributes"), ==, 2);
  text = fixture_load (self, "set/labels.csv");
  g_assert_cmpstr (text, ==,
                   "image,label,split,annotator,confidence,labelled_at,wind,sea\na.png,a,,,,,3,=calm\nb.png,a,,,,,,\n"
                   "c.png,a,,,,,,\nd.png,a,,,,,4,\n");
  g_assert_true (fixture_read (self, "csv", folder, NULL));
  assert_attribute (self, 0, "sea", "=calm");
  assert_attribute (self, 3, "wind", "4");
  g_assert_cmpuint (fixture_count (self, "attribute-differs"), ==, 0);
}

/* Attributes are texts: what looks like a number, or like nothing, is as it is written. */
static void
test_attributes_are_verbatim (Fixture *self, gconstpointer data)
{
  static const char table[] = "image,label,split,annotator,confidence,labelled_at,zip,serial,weather\n"
                              "a.png,cat,,,,,00712,1234567890123456789,none\n"
                              "b.png,cat,,,,,712,,NA\nc.png,cat,,,,,0712,1e2,null\n";
  g_autofree char *source = fixture_write (self, "labels.csv", table);
  g_autofree char *lines = fixture_path (self, "out.gw.jsonl");
  g_autofree char *text = NULL;

  g_assert_true (fixture_read (self, "csv", source, NULL));
  assert_attribute (self, 0, "zip", "00712");
  assert_attribute (self, 0, "serial", "1234567890123456789");
  assert_attribute (self, 0, "weather", "none");
  assert_attribute (self, 1, "serial", NULL);
  assert_attribute (self, 1, "weather", "NA");
  g_assert_true (fixture_convert (self, source, "csv", "gw-jsonl", "out.gw.jsonl", NULL));
  g_assert_true (fixture_convert (self, lines, "gw-jsonl", "csv", "out", NULL));
  text = fixture_load (self, "out/labels.csv");
  g_assert_cmpstr (text, ==, table);

  /* Two ways to write a number are two values of an image. */
  g_assert_true (fixture_read_text (self, "csv", "image,label,split,zip\na.png,cat,,007\na.png,dog,,7\n"));
  assert_attribute (self, 0, "zip", NULL);
}

/* What is empty in the first row of an image stands in another. */
static void
test_attributes_of_later_rows (Fixture *self, gconstpointer data)
{
  static const char scores[] = "image,model,score:a,score:b,wind,sea\na.png,m,0.5,0.5,,\n"
                               "a.png,n,0.25,0.75,03,\na.png,o,1,0,,calm\nb.png,m,1,0,,NaN\n";

  g_assert_true (fixture_read_text (self, "csv",
                                    "image,label,x,y,width,height,wind,sea\na.png,a,1,2,3,4,,\na.png,a,5,2,3,4,,calm\n"
                                    "b.png,a,1,2,3,4,6,\na.png,a,9,2,3,4,05,\n"));
  g_assert_cmpuint (self->records->len, ==, 2);
  assert_attribute (self, 0, "wind", "05");
  assert_attribute (self, 0, "sea", "calm");
  assert_attribute (self, 1, "wind", "6");
  assert_attribute (self, 1, "sea", NULL);

  /* All records of an image have them. */
  g_assert_true (fixture_read_text (self, "csv", scores));
  g_assert_cmpuint (self->records->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      const gboolean is_first = strcmp (fixture_record (self, i)->path, "a.png") == 0;

      assert_attribute (self, i, "wind", is_first ? "03" : NULL);
      assert_attribute (self, i, "sea", is_first ? "calm" : "NaN");
    }

  g_assert_true (fixture_read_text (self, "csv", "image,label,split,wind\na.png,cat,,\na.png,dog,,2\n"));
  assert_attribute (self, 0, "wind", "2");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/csv/writes-several-models", test_writes_models);
  FIXTURE_TEST ("/csv/models-are-lost", test_models_are_lost);
  FIXTURE_TEST ("/csv/writes-labels", test_writes_labels);
  FIXTURE_TEST ("/csv/writes-scores", test_writes_scores);
  FIXTURE_TEST ("/csv/writes-scores-of-cases", test_writes_scores_of_cases);
  FIXTURE_TEST ("/csv/labels-without-boxes", test_labels_without_boxes);
  FIXTURE_TEST ("/csv/people-of-rows", test_people_of_rows);
  FIXTURE_TEST ("/csv/writes-truths", test_writes_truths);
  FIXTURE_TEST ("/csv/writes-boxes", test_writes_boxes);
  FIXTURE_TEST ("/csv/loses", test_loses);
  FIXTURE_TEST ("/csv/fractions-of-pictures", test_fractions_of_pictures);
  FIXTURE_TEST ("/csv/folders", test_folders);
  FIXTURE_TEST ("/csv/writes-several-tables", test_writes_several_tables);
  FIXTURE_TEST ("/csv/writes-one-file", test_writes_one_file);
  FIXTURE_TEST ("/csv/writes-what-is-asked", test_writes_what_is_asked);

  FIXTURE_TEST ("/csv/columns-that-mean-nothing-come-back", test_more_columns);
  FIXTURE_TEST ("/csv/columns-that-are-attributes", test_attributes);
  FIXTURE_TEST ("/csv/attributes-are-verbatim", test_attributes_are_verbatim);
  FIXTURE_TEST ("/csv/attributes-of-later-rows", test_attributes_of_later_rows);

  return g_test_run ();
}
