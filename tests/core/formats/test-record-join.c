/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "gw-convert.h"
#include "gw-error.h"
#include "gw-record-join.h"
#include "gw-test-data.h"

/* Images that a source names more than once are written once. */

typedef struct
{
  char *folder;
  GwProblems *problems;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = gw_test_folder_new ();
  self->problems = gw_problems_new ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gw_problems_unref (self->problems);
  gw_test_folder_free (self->folder);
}

static GwRecord *
make_record (const char *path, const char *annotator, double x)
{
  GwRecord *record = gw_record_new (path);
  GwObject *object = gw_object_new (0, 1);

  gw_object_set_box (object, x, 2, 3, 4);
  gw_object_set_group (object, 1);
  g_ptr_array_add (record->objects, object);
  record->annotator = g_strdup (annotator);
  record->labeled = TRUE;

  return record;
}

static void
test_two_become_one (Fixture *self, gconstpointer data)
{
  static const char *const night[] = { "night", NULL };
  static const char *const both[] = { "night", "rain", NULL };
  g_autoptr (GwRecord) one = make_record ("a.png", NULL, 1);
  GwRecord *two = make_record ("a.png", NULL, 5);
  const GwLabel cat = { 1, 0.5 }, dog = { 2, NAN }, cat_again = { 1, 0.75 }, bird = { 3, NAN };

  g_array_append_val (one->labels, cat);
  g_array_append_val (two->labels, cat_again);
  g_array_append_val (two->labels, dog);
  one->absent = g_array_new (FALSE, FALSE, sizeof (GwLabel));
  g_array_append_val (one->absent, dog);
  g_array_append_val (one->absent, bird);
  one->skipped = TRUE;
  one->tags = g_strdupv ((GStrv) night);
  two->tags = g_strdupv ((GStrv) both);
  two->split = g_strdup ("train");
  two->width = 40;
  two->height = 30;
  two->modified = 7;
  gw_record_join (one, two);

  g_assert_cmpuint (one->objects->len, ==, 2);
  g_assert_cmpint (gw_object_get_group (g_ptr_array_index (one->objects, 0)), ==, 1);
  g_assert_cmpint (gw_object_get_group (g_ptr_array_index (one->objects, 1)), ==, 2);
  g_assert_cmpint (gw_object_get_z (g_ptr_array_index (one->objects, 1)), ==, 1);
  g_assert_cmpuint (one->labels->len, ==, 2);
  g_assert_cmpfloat (g_array_index (one->labels, GwLabel, 0).confidence, ==, 0.5);
  g_assert_cmpint (g_array_index (one->labels, GwLabel, 1).class_id, ==, 2);
  g_assert_cmpuint (one->absent->len, ==, 1);
  g_assert_cmpint (g_array_index (one->absent, GwLabel, 0).class_id, ==, 3);
  g_assert_false (one->skipped);
  g_assert_cmpstrv (one->tags, both);
  g_assert_cmpstr (one->split, ==, "train");
  g_assert_cmpint (one->width, ==, 40);
  g_assert_cmpint (one->modified, ==, 7);
}

/* A source that is read again and again: each line a record of an image, and of a person. */
typedef struct
{
  const char *path;
  const char *annotator;
} Line;

static const Line lines[] = { { "a.png", NULL }, { "b.png", NULL }, { "c.png", NULL }, { "d.png", NULL },
                              { "c.png", NULL }, { "b.png", NULL }, { "a.png", NULL }, { "a.png", NULL } };

/* What comes of it: "b2 " is an image with two objects. */
static char *
run_all (GwRecordJoin *join, const Line *rows, guint n, guint n_second, GwProblems *problems, guint *n_readings)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GwRecord) record = make_record (rows[i].path, rows[i].annotator, i);

      gw_record_join_note (join, record, !g_hash_table_add (seen, (gpointer) rows[i].path));
    }
  for (*n_readings = 0; gw_record_join_begin (join); ++*n_readings)
    {
      for (guint i = 0; i < n_second; i++)
        {
          g_autoptr (GwRecord) whole = gw_record_join_take (join, make_record (rows[i].path, rows[i].annotator, i),
                                                            problems, NULL);

          if (whole != NULL)
            g_string_append_printf (text, "%c%u%s ", whole->path[0], whole->objects->len,
                                    whole->annotator != NULL ? whole->annotator : "");
        }
      for (;;)
        {
          g_autoptr (GwRecord) rest = gw_record_join_take_rest (join, problems, NULL);

          if (rest == NULL)
            break;
          g_string_append_printf (text, "%c%u! ", rest->path[0], rest->objects->len);
        }
    }

  return g_string_free (text, FALSE);
}

static void
test_comes_with_the_last (Fixture *self, gconstpointer data)
{
  g_autoptr (GwRecordJoin) join = gw_record_join_new (gw_format_find ("coco", NULL), GW_RECORD_JOIN_BYTES);
  guint n_readings;
  g_autofree char *text = run_all (join, lines, G_N_ELEMENTS (lines), G_N_ELEMENTS (lines), self->problems,
                                   &n_readings);

  g_assert_cmpstr (text, ==, "d1 c2 b2 a3 ");
  g_assert_cmpuint (n_readings, ==, 1);
}

/* Where one record may wait there are more readings, and the same comes of it. */
static void
test_little_memory (Fixture *self, gconstpointer data)
{
  g_autoptr (GwRecordJoin) join = gw_record_join_new (gw_format_find ("coco", NULL), 1);
  guint n_readings;
  g_autofree char *text = run_all (join, lines, G_N_ELEMENTS (lines), G_N_ELEMENTS (lines), self->problems,
                                   &n_readings);

  g_assert_cmpstr (text, ==, "d1 a3 b2 c2 ");
  g_assert_cmpuint (n_readings, ==, 3);
}

typedef enum
{
  BAG,
  RAW,
  TAG,
  PATH,
  ATTRIBUTE,
  OBJECT_BAG,
  N_PLACES
} Place;

static GwRecord *
make_long (char name, Place where)
{
  const char short_name[] = { name, '\0' };
  g_autofree char *text = g_strnfill (4096, name);
  g_autofree char *json = g_strdup_printf ("{\"x\":\"%s\"}", text);
  GwRecord *record = make_record (where == PATH ? text : short_name, NULL, 1);
  GwObject *object = g_ptr_array_index (record->objects, 0);
  const char *const tags[] = { text, NULL };

  if (where == BAG)
    record->bag = g_strdup (json);
  else if (where == RAW)
    record->raw = g_strdup (text);
  else if (where == TAG)
    record->tags = g_strdupv ((GStrv) tags);
  else if (where == ATTRIBUTE)
    gw_object_set_attribute (object, "x", text);
  else if (where == OBJECT_BAG)
    gw_object_set_bag (object, json);

  return record;
}

/* Whatever is long counts as what waits, wherever it stands. */
static void
test_all_counts (Fixture *self, gconstpointer data)
{
  for (Place where = BAG; where < N_PLACES; where++)
    {
      /* Room for one of both images. */
      g_autoptr (GwRecordJoin) join = gw_record_join_new (gw_format_find ("coco", NULL), 6000);
      guint n_readings = 0;

      for (guint i = 0; i < 4; i++)
        {
          g_autoptr (GwRecord) record = make_long (i % 2 == 0 ? 'a' : 'b', where);

          gw_record_join_note (join, record, i >= 2);
        }
      for (; gw_record_join_begin (join); n_readings++)
        for (guint i = 0; i < 4; i++)
          {
            g_autoptr (GwRecord) whole = gw_record_join_take (join, make_long (i % 2 == 0 ? 'a' : 'b', where),
                                                              self->problems, NULL);
          }
      g_assert_cmpuint (n_readings, ==, 2);
    }
}

/* A source that has become shorter gives what it still has. */
static void
test_source_changes (Fixture *self, gconstpointer data)
{
  g_autoptr (GwRecordJoin) join = gw_record_join_new (gw_format_find ("coco", NULL), GW_RECORD_JOIN_BYTES);
  guint n_readings;
  g_autofree char *text = run_all (join, lines, G_N_ELEMENTS (lines), 7, self->problems, &n_readings);

  g_assert_cmpstr (text, ==, "d1 c2 b2 a2! ");
  g_assert_cmpuint (n_readings, ==, 1);
}

static const Line people[] = { { "a.png", "kim" }, { "b.png", "lee" }, { "a.png", "lee" }, { "a.png", "kim" } };

static void
test_people (Fixture *self, gconstpointer data)
{
  g_autoptr (GwRecordJoin) one = gw_record_join_new (gw_format_find ("coco", NULL), GW_RECORD_JOIN_BYTES);
  g_autoptr (GwRecordJoin) all = gw_record_join_new (gw_format_find ("label-studio", NULL), GW_RECORD_JOIN_BYTES);
  guint n_readings;
  g_autofree char *of_all = run_all (all, people, G_N_ELEMENTS (people), G_N_ELEMENTS (people), self->problems,
                                     &n_readings);
  g_autofree char *of_one = NULL;

  g_assert_cmpstr (of_all, ==, "b1lee a1lee a2kim ");
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 0);
  of_one = run_all (one, people, G_N_ELEMENTS (people), G_N_ELEMENTS (people), self->problems, &n_readings);
  g_assert_cmpstr (of_one, ==, "b1lee a2kim ");
  g_assert_cmpuint (gw_problems_count_code (self->problems, "loss-answers"), ==, 1);
}

/* Ever more records of one image take no more time each: looking through what is joined already would
 * take minutes here.
 */
static void
test_many_of_one_image (Fixture *self, gconstpointer data)
{
  const guint n = 60000;
  g_autoptr (GwRecordJoin) all = gw_record_join_new (gw_format_find ("coco", NULL), GW_RECORD_JOIN_BYTES);
  g_autoptr (GwRecord) whole = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GwRecord) record = make_record ("a.png", NULL, i);

      gw_record_join_note (all, record, i > 0);
    }
  g_assert_true (gw_record_join_begin (all));
  for (guint i = 0; i < n; i++)
    {
      GwRecord *record = make_record ("a.png", NULL, i);
      const GwLabel label = { (gint64) i + 1, NAN };
      g_autofree char *tag = g_strdup_printf ("t%u", i);
      const char *tags[] = { tag, NULL };

      g_array_append_val (record->labels, label);
      record->tags = g_strdupv ((GStrv) tags);
      g_assert_null (whole);
      whole = gw_record_join_take (all, record, self->problems, NULL);
    }
  g_assert_nonnull (whole);
  g_assert_cmpuint (whole->objects->len, ==, n);
  g_assert_cmpint (gw_object_get_group (g_ptr_array_index (whole->objects, n - 1)), ==, n);
  g_assert_cmpuint (whole->labels->len, ==, n);
  g_assert_cmpuint (g_strv_length (whole->tags), ==, n);
}

/* Cancelled, nothing of the image is given. */
static void
test_cancelled (Fixture *self, gconstpointer data)
{
  g_autoptr (GwRecordJoin) join = gw_record_join_new (gw_format_find ("coco", NULL), GW_RECORD_JOIN_BYTES);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GwRecord) record = make_record ("a.png", i == 1 ? "kim" : NULL, i);

      gw_record_join_note (join, record, i > 0);
    }
  g_assert_true (gw_record_join_begin (join));
  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < 3; i++)
    g_assert_null (
        gw_record_join_take (join, make_record ("a.png", i == 1 ? "kim" : NULL, i), self->problems, cancellable));
  g_assert_null (gw_record_join_take_rest (join, self->problems, cancellable));
}

/* --- conversions -------------------------------------------------------------------------- */

static char *
convert (Fixture *self, const char *text, const char *to, const char *name, GwConvertResult *result)
{
  char *target = g_build_filename (self->folder, name, NULL);
  g_autofree char *source = g_build_filename (self->folder, "source.gw.jsonl", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  const GwConvertSpec spec = { .source = source, .target = target, .to = gw_format_find (to, NULL) };

  g_assert_true (g_file_set_contents (source, text, -1, NULL));
  gw_convert (&spec, self->problems, result, NULL, &error);
  g_assert_no_error (error);

  return target;
}

#define BOX(x) "{\"label\":\"cat\",\"bbox\":[" #x ",2,3,4]}"
#define LINE(image, more) "{\"image\":\"" image "\",\"width\":40,\"height\":30," more "}\n"

static void
test_conversion (Fixture *self, gconstpointer data)
{
  static const char text[] = LINE ("a.png", "\"objects\":[" BOX (1) "]") LINE ("b.png", "\"objects\":[" BOX (2) "]")
      LINE ("a.png", "\"objects\":[" BOX (1) "," BOX (3) "]") LINE ("c.png", "\"tags\":[\"night\"]");
  GwConvertResult result;
  g_autofree char *lines_file = convert (self, text, "gw-jsonl", "out.gw.jsonl", &result);
  g_autofree char *written = NULL;

  g_assert_true (g_file_get_contents (lines_file, &written, NULL, NULL));
  g_assert_nonnull (strstr (written, "}\n" LINE ("b.png", "\"objects\":[" BOX (2) "]")
                                         LINE ("a.png", "\"objects\":[" BOX (1) "," BOX (3) "]")
                                             LINE ("c.png", "\"tags\":[\"night\"]")));
  g_assert_cmpuint (result.counts.given.images, ==, 3);
  g_assert_cmpuint (result.counts.given.objects[GW_SHAPE_BOX], ==, 3);
  /* All is told once, though the file was read twice. */
  g_assert_cmpuint (gw_problems_count_code (self->problems, "image-duplicate"), ==, 1);
  g_assert_cmpuint (gw_problems_count_code (self->problems, "object-duplicate"), ==, 1);
  g_assert_cmpuint (gw_problems_count_code (self->problems, "path-missing"), ==, 3);
}

/* Lines that are kept as they are stay two. */
static void
test_kept_lines (Fixture *self, gconstpointer data)
{
  static const char text[] =
      "{\"source-ref\":\"a.png\"}\n{\"source-ref\":\"b.png\"}\n{\"source-ref\":\"a.png\",\"x\":1}\n";
  g_autofree char *source = g_build_filename (self->folder, "in.manifest", NULL);
  g_autofree char *target = g_build_filename (self->folder, "out", NULL);
  g_autofree char *file = g_build_filename (target, "output.manifest", NULL);
  g_autofree char *written = NULL;
  const GwFormat *format = gw_format_find ("sagemaker", NULL);
  const GwConvertSpec spec = { .source = source, .target = target, .from = format, .to = format };
  g_autoptr (GError) error = NULL;
  GwConvertResult result;
  GwProblemKind kind;

  g_assert_true (g_file_set_contents (source, text, -1, NULL));
  gw_convert (&spec, self->problems, &result, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (file, &written, NULL, NULL));
  g_assert_cmpstr (written, ==, text);
  g_assert_true (gw_problems_get_kind (self->problems, "image-duplicate", &kind));
  g_assert_cmpuint (kind.outcomes[GW_OUTCOME_KEPT], ==, 1);
}

/* What the first reading lost is not told beside the second one's, in a list of problems as little. */
static void
test_losses_are_told_once (Fixture *self, gconstpointer data)
{
  static const char text[] = LINE ("c.png", "\"tags\":[\"night\"]")
      LINE ("a.png", "\"annotator\":\"kim\",\"objects\":[" BOX (1) "]")
          LINE ("a.png", "\"annotator\":\"lee\",\"objects\":[" BOX (2) "," BOX (3) "]");
  g_autofree char *csv = g_build_filename (self->folder, "problems.csv", NULL);
  g_autofree char *listed = NULL;
  g_autofree char *target = NULL;
  g_autoptr (GError) error = NULL;
  GwConvertResult result;
  GwProblemKind kind;

  g_assert_true (gw_problems_begin_csv (self->problems, csv, &error));
  target = convert (self, text, "coco", "out", &result);
  g_assert_true (gw_problems_end_csv (self->problems, &error));
  g_assert_cmpuint (result.counts.given.images, ==, 2);
  g_assert_cmpuint (result.counts.given.objects[GW_SHAPE_BOX], ==, 1);
  g_assert_cmpuint (gw_problems_count_code (self->problems, "loss-tags"), ==, 1);
  g_assert_true (gw_problems_get_kind (self->problems, "loss-answers", &kind));
  g_assert_cmpuint (kind.count, ==, 1);
  g_assert_cmpuint (kind.n_labels, ==, 2);
  g_assert_true (g_file_get_contents (csv, &listed, NULL, NULL));
  g_assert_nonnull (strstr (listed, "loss-tags"));
  g_assert_null (strstr (strstr (listed, "loss-tags") + 1, "loss-tags"));
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 5);
}

#define ADD(name, func) g_test_add ("/record-join/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("two-become-one", test_two_become_one);
  ADD ("comes-with-the-last", test_comes_with_the_last);
  ADD ("little-memory", test_little_memory);
  ADD ("source-changes", test_source_changes);
  ADD ("all-that-waits-counts", test_all_counts);
  ADD ("people", test_people);
  ADD ("many-of-one-image", test_many_of_one_image);
  ADD ("cancelled", test_cancelled);
  ADD ("conversion", test_conversion);
  ADD ("kept-lines", test_kept_lines);
  ADD ("losses-are-told-once", test_losses_are_told_once);

  return g_test_run ();
}
