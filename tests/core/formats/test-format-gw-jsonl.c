/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <math.h>
#include <string.h>

#define HEAD \
  "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"detection\",\"classes\":[{\"name\":\"cat\"," \
  "\"color\":\"#123456\",\"parent\":\"animal\"},{\"name\":\"dog\",\"color\":\"#e76000\",\"hotkey\":\"d\"," \
  "\"attributes\":[{\"name\":\"Fur\",\"kind\":\"choice\",\"choices\":[\"long\",\"short\"]," \
  "\"required\":true}],\"keypoints\":[\"nose\",\"tail\"],\"skeleton\":[[2,1]]}],\"units\":\"pixel\"}\n"

/* Every key, in the golden form. */
static const char golden[] = HEAD
    "{\"image\":\"a/b.jpg\",\"width\":640,\"height\":480,\"split\":\"train\",\"annotator\":\"kim\","
    "\"labels\":[\"cat\",\"dog\"],\"tags\":[\"night\",\"rain\"],\"objects\":["
    "{\"label\":\"cat\",\"score\":0.83,\"bbox\":[10,20.5,30,40],\"attributes\":{\"color\":\"red\"},"
    "\"flags\":[\"occluded\",\"truncated\",\"difficult\",\"crowd\"],\"group\":3,\"id\":\"12\"},"
    "{\"label\":\"cat\",\"bbox\":[10,20,30,40],\"angle\":30},"
    "{\"label\":\"dog\",\"rings\":[[[1,2],[3,2],[3,4.25]],[[10,10],[20,10],[20,20]]]},"
    "{\"label\":\"dog\",\"rle\":{\"size\":[480,640],\"counts\":\"Xo04dP[9\"},\"other\":[1, 2]},"
    "{\"label\":\"dog\",\"points\":[[1,2,2],[3,4,0]]},"
    "{\"label\":\"dog\",\"line\":[[1,2],[3,4]]},"
    "{\"label\":\"dog\",\"ellipse\":[50,60,7,8,45]}],\"confidences\":{\"dog\":0.5},\"more\":{\"a\":null}}\n"
    "{\"image\":\"negative.jpg\",\"width\":3,\"height\":4,\"objects\":[]}\n"
    "{\"image\":\"unlabeled.jpg\",\"width\":3,\"height\":4}\n"
    "{\"image\":\"skipped.jpg\",\"width\":3,\"height\":4,\"skipped\":true}\n"
    "{\"image\":\"put-off.jpg\",\"width\":3,\"height\":4,\"skipped\":\"until May\"}\n";

static void
test_golden (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_write (self, "in.gw.jsonl", golden);
  g_autofree char *out = NULL;

  g_assert_true (fixture_convert (self, path, NULL, "gw-jsonl", "out.gw.jsonl", NULL));
  g_assert_cmpuint (gw_problems_count_severity (self->problems, GW_SEVERITY_ERROR), ==, 0);
  out = fixture_load (self, "out.gw.jsonl");
  g_assert_cmpstr (out, ==, golden);
}

static void
test_values (Fixture *self, gconstpointer data)
{
  GwRecord *record;
  GwClass *cat, *dog;

  g_assert_true (fixture_read_text (self, "gw-jsonl", golden));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 5);
  record = fixture_record (self, 0);
  g_assert_cmpuint (record->objects->len, ==, 7);
  g_assert_cmpuint (record->labels->len, ==, 2);
  g_assert_true (isnan (g_array_index (record->labels, GwLabel, 0).confidence));
  g_assert_cmpfloat (g_array_index (record->labels, GwLabel, 1).confidence, ==, 0.5);
  g_assert_cmpstr (record->annotator, ==, "kim");
  g_assert_cmpstr (record->tags[1], ==, "rain");
  g_assert_true (record->labeled);
  g_assert_true (fixture_record (self, 1)->labeled);
  g_assert_false (fixture_record (self, 2)->labeled);
  g_assert_false (fixture_record (self, 2)->skipped);
  g_assert_true (fixture_record (self, 3)->skipped);
  g_assert_false (fixture_record (self, 4)->skipped);
  g_assert_cmpuint (record->line, ==, 2);
  g_assert_cmpuint (g_array_index (record->places, guint64, 0), ==, 2);

  cat = gw_record_head_find_class_by_name (self->head, "cat");
  dog = gw_record_head_find_class_by_name (self->head, "dog");
  g_assert_cmpuint (gw_class_get_color (cat), ==, 0x123456);
  g_assert_cmpstr (fixture_class (self, gw_class_get_parent_id (cat)), ==, "animal");
  g_assert_cmpstr (gw_class_get_hotkey (dog), ==, "d");
  g_assert_true (gw_class_find_attribute (dog, "Fur")->required);
  g_assert_true (self->head->has_task);
  g_assert_cmpint (self->head->task, ==, GW_TASK_BOXES);
  g_assert_false (self->head->predictions);
}

/* One rounding error makes no logits of a model's probabilities, and is told. */
static void
test_scale (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *head, *score;
    GwScoreScale scale;
    guint n_told;
  } cases[] = {
    { "", "0.5", GW_SCORE_SCALE_PROBABILITIES, 0 },
    { "", "1.0000001", GW_SCORE_SCALE_PROBABILITIES, 1 },
    { "", "-3", GW_SCORE_SCALE_LOGITS, 0 },
    { ",\"scores\":\"logits\"", "0.5", GW_SCORE_SCALE_LOGITS, 0 },
    { ",\"scores\":\"probabilities\"", "1.5", GW_SCORE_SCALE_PROBABILITIES, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"groundwork\":1,\"kind\":\"predictions\"%s}\n"
                                               "{\"image\":\"a.jpg\",\"scores\":{\"cat\":%s,\"dog\":0}}\n",
                                               cases[i].head, cases[i].score);

      g_assert_true (fixture_read_text (self, "gw-jsonl", text));
      g_assert_cmpint (self->head->scale, ==, cases[i].scale);
      g_assert_cmpuint (fixture_count (self, "score-range"), ==, cases[i].n_told);
      g_assert_cmpuint (fixture_record (self, 0)->scores->len, ==, 2);
    }
}

static void
test_without_header (Fixture *self, gconstpointer data)
{
  g_assert_true (fixture_read_text (
      self, "gw-jsonl",
      "\xEF\xBB\xBF{\"image\":\"a.jpg\",\"width\":9,\"height\":9,\"scores\":{\"cat\":0.9,\"dog\":0.1}}\r\n\r\n"
      "{\"image\":\"b.jpg\",\"width\":9,\"height\":9,\"objects\":[{\"label\":\"cow\",\"bbox\":[1,1,2,2]}]}"));
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_true (self->head->predictions);
  g_assert_cmpuint (self->head->classes->len, ==, 3);
  g_assert_cmpfloat (g_array_index (fixture_record (self, 0)->scores, GwLabel, 1).confidence, ==, 0.1);
}

/* Words of the header that are not known are told, and say nothing. */
static void
test_header_words (Fixture *self, gconstpointer data)
{
  g_assert_true (
      fixture_read_text (self, "gw-jsonl",
                         "{\"groundwork\":1,\"kind\":\"guesses\",\"task\":\"flying\",\"units\":\"percent\"}\n"
                         "{\"image\":\"a\",\"width\":200,\"height\":100,\"objects\":[{\"label\":\"x\","
                         "\"score\":0.5,\"bbox\":[10,10,50,50]}]}\n"));
  g_assert_cmpuint (fixture_count (self, "value-type"), ==, 3);
  g_assert_true (self->head->predictions);
  g_assert_false (self->head->has_task);
  fixture_assert_box (self, 0, 0, 10, 10, 50, 50);
}

static void
test_fractions (Fixture *self, gconstpointer data)
{
  g_assert_true (fixture_read_text (self, "gw-jsonl",
                                    "{\"groundwork\":1,\"units\":\"fraction\"}\n"
                                    "{\"image\":\"a\",\"width\":200,\"height\":100,\"objects\":["
                                    "{\"label\":\"x\",\"bbox\":[0.1,0.1,0.5,0.5]},"
                                    "{\"label\":\"x\",\"rings\":[[[0,0],[1,0],[1,1]]]}]}\n"
                                    "{\"image\":\"b\",\"objects\":[{\"label\":\"x\",\"bbox\":[0.1,0.1,0.5,0.5]}]}\n"));
  fixture_assert_box (self, 0, 0, 20, 10, 100, 50);
  fixture_assert_box (self, 0, 1, 0, 0, 200, 100);
  g_assert_cmpuint (fixture_count (self, "size-missing"), >=, 1);
  g_assert_cmpuint (fixture_record (self, 1)->objects->len, ==, 0);
  fixture_assert_adds_up (self);
}

/* What the record does not say of its size its picture does, or the project. */
static void
test_fractions_of_pictures (Fixture *self, gconstpointer data)
{
  static const char lines[] = "{\"groundwork\":1,\"units\":\"fraction\"}\n"
                              "{\"image\":\"a.png\",\"objects\":[{\"label\":\"x\",\"bbox\":[0.25,0.5,0.5,0.25]}]}\n"
                              "{\"image\":\"../a.png\",\"objects\":[{\"label\":\"x\",\"bbox\":[0.25,0.5,0.5,0.25]}]}\n"
                              "{\"image\":\"b.png\",\"objects\":[{\"label\":\"x\",\"bbox\":[0.25,0.5,0.5,0.25]}]}\n";
  g_autofree char *source = fixture_write (self, "set/in.gw.jsonl", lines);
  g_autofree char *pictures = fixture_path (self, "pictures");
  g_autoptr (GwImageTable) known = gw_image_table_new ();
  GwReadOptions options = { .images_dir = pictures, .known_images = known };

  gw_image_table_add (known, 1, "b.png", 200, 100);
  fixture_picture (self, "pictures/a.png", 40, 20);
  g_assert_true (fixture_read (self, "gw-jsonl", source, &options));
  fixture_assert_box (self, 0, 0, 10, 10, 20, 5);
  g_assert_cmpuint (fixture_count (self, "size-missing"), ==, 1);
  g_assert_cmpstr (fixture_record (self, self->records->len - 1)->path, ==, "b.png");
  fixture_assert_box (self, self->records->len - 1, 0, 50, 50, 100, 25);

  /* Beside the file, where nobody says where they are. */
  fixture_picture (self, "set/a.png", 80, 40);
  g_assert_true (fixture_read (self, "gw-jsonl", source, NULL));
  fixture_assert_box (self, 0, 0, 20, 20, 40, 10);
}

static void
test_bad_objects (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *object;
    const char *code;
  } cases[] = {
    { "{\"bbox\":[1,1,2,2]}", "class-unknown" },
    { "{\"label\":\" \",\"bbox\":[1,1,2,2]}", "class-unknown" },
    { "{\"label\":7,\"bbox\":[1,1,2,2]}", "value-type" },
    { "{\"label\":\"x\"}", "box-degenerate" },
    { "{\"label\":\"x\",\"bbox\":[1,1,-2,2]}", "box-degenerate" },
    { "{\"label\":\"x\",\"bbox\":[1,1,0,2]}", "box-degenerate" },
    { "{\"label\":\"x\",\"bbox\":[1,1,NaN,2]}", "coord-not-finite" },
    { "{\"label\":\"x\",\"bbox\":[1,1,1e16,2]}", "coord-out-of-range" },
    { "{\"label\":\"x\",\"rings\":[[[1,1],[2,2]]]}", "ring-short" },
    { "{\"label\":\"x\",\"rle\":{\"size\":[5,10],\"counts\":\"~\"}}", "rle-char" },
    { "{\"label\":\"x\",\"rle\":{\"size\":[5,10],\"counts\":[1,2]}}", "rle-sum" },
    { "{\"label\":\"x\",\"bbox\":[100,1,2,2]}", "box-outside" },
    { "\"text\"", "value-type" },
    { "[]", "value-type" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"groundwork\":1}\n{\"image\":\"a\",\"width\":10,\"height\":5,\"objects\":[%s,"
          "{\"label\":\"good\",\"bbox\":[1,1,1,1]}]}\n",
          cases[i].object);

      g_test_message ("%s", cases[i].object);
      g_assert_true (fixture_read_text (self, "gw-jsonl", text));
      g_assert_cmpuint (fixture_count (self, cases[i].code), >=, 1);
      g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
      fixture_assert_adds_up (self);
    }
}

static void
test_bad_lines (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) problems = NULL;

  g_assert_true (fixture_read_text (self, "gw-jsonl",
                                    "{\"image\":\"a\",\"objects\":[{\"label\":\"x\",\"bbox\":[1,1,2,2]}]}\n"
                                    "{\"image\":\"b\",\n"
                                    "{\"labels\":[\"x\"]}\n"
                                    "[1]\n"
                                    "{\"image\":\"c\",\"labels\":[\"x\",3],\"scores\":{\"x\":\"y\"}}\n"));
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpuint (fixture_count (self, "json-syntax"), ==, 2);
  g_assert_cmpuint (fixture_count (self, "class-unknown"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "score-not-finite"), ==, 1);
  problems = gw_problems_list (self->problems, "json-syntax");
  g_assert_cmpuint (((GwProblem *) g_ptr_array_index (problems, 0))->line, ==, 2);
  g_assert_cmpint (gw_problems_exit_code (self->problems), ==, 2);
}

static void
test_real (Fixture *self, gconstpointer data)
{
  g_autofree char *path = gw_test_data_path ("det-eval-coco100/instances_val2014_100.json");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *one = fixture_path (self, "one.gw.jsonl");

  if (path == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  g_assert_true (fixture_convert (self, path, NULL, "gw-jsonl", "one.gw.jsonl", NULL));
  g_assert_true (fixture_convert (self, one, NULL, "gw-jsonl", "two.gw.jsonl", NULL));
  first = fixture_load (self, "one.gw.jsonl");
  second = fixture_load (self, "two.gw.jsonl");
  g_assert_cmpstr (first, ==, second);
  g_assert_true (fixture_read (self, "gw-jsonl", one, NULL));
  g_assert_cmpuint (self->counts.labels_given, ==, 839);
}

/* Objects of one image by several people: who made each comes back, and nothing is lost. */
static void
test_authors (Fixture *self, gconstpointer data)
{
  static const char *const lines[] = {
    "{\"image\":\"a.png\",\"width\":64,\"height\":48,\"objects\":["
    "{\"label\":\"cat\",\"bbox\":[1,2,3,4],\"author\":\"kim\"},"
    "{\"label\":\"cat\",\"bbox\":[5,6,7,8],\"author\":\"lee\"},"
    "{\"label\":\"cat\",\"bbox\":[9,9,9,9]}]}\n",
    "{\"image\":\"b.png\",\"width\":64,\"height\":48,\"annotator\":\"kim\",\"objects\":["
    "{\"label\":\"cat\",\"bbox\":[1,2,3,4]},"
    "{\"label\":\"cat\",\"bbox\":[5,6,7,8],\"author\":\"lee\"}]}\n",
    ("{\"image\":\"c.png\",\"width\":64,\"height\":48,\"annotator\":\"lee\",\"objects\":["
     "{\"label\":\"cat\",\"bbox\":[1,2,3,4]},{\"label\":\"cat\",\"bbox\":[5,6,7,8]}]}\n"),
  };
  g_autofree char *text = g_strconcat ("{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"detection\","
                                       "\"classes\":[{\"name\":\"cat\"}]}\n",
                                       lines[0], lines[1], lines[2], NULL);
  g_autofree char *source = fixture_write (self, "in.gw.jsonl", text);
  g_autofree char *out = fixture_path (self, "out.gw.jsonl");
  g_autofree char *written = NULL;

  g_assert_true (fixture_convert (self, source, "gw-jsonl", "gw-jsonl", "out.gw.jsonl", NULL));
  g_assert_false (gw_problems_have_loss (self->problems));
  written = fixture_load (self, "out.gw.jsonl");
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    g_assert_nonnull (strstr (written, lines[i]));
  g_assert_true (fixture_read (self, "gw-jsonl", out, NULL));
  g_assert_cmpstr (gw_object_get_author (fixture_object (self, 0, 1)), ==, "lee");
}

/* Half of the way the file is read for its classes. */
static void
test_progress (Fixture *self, gconstpointer data)
{
  static const char text[] = "{\"image\":\"a.png\",\"width\":9,\"height\":9,\"labels\":[\"cat\"]}\n"
                             "{\"image\":\"b.png\",\"width\":9,\"height\":9,\"labels\":[\"dog\"]}\n";
  g_autofree char *source = fixture_write (self, "a.gw.jsonl", text);

  fixture_assert_progress (self, "gw-jsonl", source, 0.5, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/gw-jsonl/writes-the-golden-form", test_golden);
  FIXTURE_TEST ("/gw-jsonl/reads-every-key", test_values);
  FIXTURE_TEST ("/gw-jsonl/needs-no-header", test_without_header);
  FIXTURE_TEST ("/gw-jsonl/scale-of-scores", test_scale);
  FIXTURE_TEST ("/gw-jsonl/turns-fractions-into-pixels", test_fractions);
  FIXTURE_TEST ("/gw-jsonl/words-of-the-header", test_header_words);
  FIXTURE_TEST ("/gw-jsonl/looks-at-pictures-for-fractions", test_fractions_of_pictures);
  FIXTURE_TEST ("/gw-jsonl/rejects-only-the-bad-object", test_bad_objects);
  FIXTURE_TEST ("/gw-jsonl/skips-bad-lines", test_bad_lines);
  FIXTURE_TEST ("/gw-jsonl/keeps-a-real-file", test_real);
  FIXTURE_TEST ("/gw-jsonl/tells-how-far-it-is", test_progress);
  FIXTURE_TEST ("/gw-jsonl/keeps-authors", test_authors);

  return g_test_run ();
}
