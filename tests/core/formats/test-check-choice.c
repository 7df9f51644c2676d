/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <string.h>

#include "gw-check-choice.h"
#include "gw-problem-code.h"

#define HEAD "{\"groundwork\":1,\"classes\":[{\"name\":\"x\"}]}\n"

/* Reads what is written in a format under a rule; the first shape of the first image, or
 * none where it is left out. (transfer none)
 */
static const GwShape *
read_text (Fixture *self, const char *format, const char *check, const char *word, const char *text, GwRecord **record)
{
  g_autofree char *path = fixture_write (self, "in.json", text);
  GwIntakeRules rules = { 0 };
  g_autoptr (GwIntake) intake = NULL;
  const GwCheckChoice *choice = gw_check_choice_find (check);

  g_assert_true (word == NULL || gw_check_choice_set (choice, &rules, word));
  g_clear_pointer (record, gw_record_free);
  gw_problems_unref (self->problems);
  self->problems = gw_problems_new ();
  intake = gw_intake_new (gw_format_open (gw_format_find (format, NULL), path, NULL, self->problems, NULL, NULL),
                          &rules);
  *record = gw_intake_next (intake, NULL, NULL);
  g_assert_nonnull (*record);

  return (*record)->objects->len > 0 ? gw_object_get_shape (g_ptr_array_index ((*record)->objects, 0)) : NULL;
}

/* One object, or several, of a picture of 10 × 8. */
static const GwShape *
read_object (Fixture *self, const char *check, const char *word, const char *shape, GwRecord **record)
{
  g_autofree char *text = g_strdup_printf (HEAD "{\"image\":\"a.png\",\"width\":10,\"height\":8,\"objects\":["
                                                "{\"label\":\"x\",%s}]}\n",
                                           shape);

  return read_text (self, "gw-jsonl", check, word, text, record);
}

/* The same of COCO, whose files may hold any numbers. */
static const GwShape *
read_annotation (Fixture *self, const char *check, const char *word, const char *shape, GwRecord **record)
{
  g_autofree char *text = g_strdup_printf (
      "{\"images\":[{\"id\":1,\"file_name\":\"a.png\",\"width\":10,\"height\":8}],"
      "\"categories\":[{\"id\":1,\"name\":\"x\"}],\"annotations\":[{\"id\":1,\"image_id\":1,"
      "\"category_id\":1,%s}]}",
      shape);

  return read_text (self, "coco", check, word, text, record);
}

static GwOutcome
outcome (Fixture *self, const char *code)
{
  g_autoptr (GPtrArray) list = gw_problems_list (self->problems, code);

  g_assert_cmpuint (list->len, ==, 1);
  return ((GwProblem *) g_ptr_array_index (list, 0))->outcome;
}

static void
test_table (void)
{
  gsize n;
  const GwCheckChoice *choices = gw_check_choices_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      GwIntakeRules rules = { 0 };

      g_assert_true (gw_check_choice_find (choices[i].name) == &choices[i]);
      g_assert_true (gw_check_choice_find_code (choices[i].code) == &choices[i]);
      /* A code without a title of its own is called by itself. */
      g_assert_cmpstr (gw_problem_code_title (choices[i].code), !=, choices[i].code);
      g_assert_nonnull (choices[i].help);
      g_assert_cmpuint (gw_check_choice_get (&choices[i], &rules), ==, 0);
      g_assert_nonnull (choices[i].values[1].word);
      for (guint k = 0; choices[i].values[k].word != NULL; k++)
        {
          g_assert_true (gw_check_choice_set (&choices[i], &rules, choices[i].values[k].word));
          g_assert_cmpuint (gw_check_choice_get (&choices[i], &rules), ==, k);
        }
      g_assert_false (gw_check_choice_set (&choices[i], &rules, "nothing"));
    }
  g_assert_null (gw_check_choice_find ("nothing"));
  {
    g_autofree char *words = gw_check_choice_list_words (gw_check_choice_find ("self-crossing"));

    g_assert_cmpstr (words, ==, "keep, fix, reject");
  }
}

#define BOW "\"rings\":[[[0,0],[4,4],[4,0],[0,4]]]"

static void
test_self_crossing (Fixture *self, gconstpointer data)
{
  g_autoptr (GwRecord) record = NULL;
  const GwShape *shape = read_object (self, "self-crossing", NULL, BOW, &record);

  g_assert_cmpuint (shape->as.polygon.n_rings, ==, 1);
  g_assert_cmpint (outcome (self, "ring-selfcross"), ==, GW_OUTCOME_KEPT);

  shape = read_object (self, "self-crossing", "fix", BOW, &record);
  g_assert_cmpuint (shape->as.polygon.n_rings, ==, 2);
  g_assert_cmpfloat (gw_shape_area (shape), ==, 8);
  g_assert_cmpint (outcome (self, "ring-selfcross"), ==, GW_OUTCOME_CHANGED);

  g_assert_null (read_object (self, "self-crossing", "reject", BOW, &record));
  g_assert_cmpint (outcome (self, "ring-selfcross"), ==, GW_OUTCOME_LEFT_OUT);

  /* Twice around: it encloses nothing. */
  g_assert_null (read_object (self, "self-crossing", "fix",
                              "\"rings\":[[[0,0],[4,4],[4,0],[0,4],[0,0],[4,4],[4,0],[0,4]]]", &record));
}

#define CLOSED "\"rings\":[[[1,1],[4,1],[4,1],[4,4],[1,1]]]"

static void
test_repeated_points (Fixture *self, gconstpointer data)
{
  g_autoptr (GwRecord) record = NULL;
  const GwShape *shape = read_object (self, "repeated-points", NULL, CLOSED, &record);

  g_assert_cmpuint (shape->as.polygon.rings[0].n_points, ==, 3);
  g_assert_cmpint (outcome (self, "ring-point-dropped"), ==, GW_OUTCOME_CHANGED);

  shape = read_object (self, "repeated-points", "keep", CLOSED, &record);
  g_assert_cmpuint (shape->as.polygon.rings[0].n_points, ==, 5);
  g_assert_cmpint (outcome (self, "ring-point-dropped"), ==, GW_OUTCOME_KEPT);

  g_assert_null (read_object (self, "repeated-points", "reject", CLOSED, &record));
  g_assert_cmpint (outcome (self, "ring-point-dropped"), ==, GW_OUTCOME_LEFT_OUT);
}

#define GOOD "\"segmentation\":[[6,1,9,1,9,4],"
#define SHORT "[5,5,6,6,5,5]"
#define PARTS GOOD SHORT ",[1,1,4,1,4,1,4,4]]"

/* A part that is none hides nothing of the parts behind it, and changes nothing of them. */
static void
test_repeats_behind (Fixture *self, gconstpointer data)
{
  g_autoptr (GwRecord) record = NULL;
  const GwShape *shape = read_annotation (self, "repeated-points", NULL, PARTS, &record);

  g_assert_cmpuint (shape->as.polygon.n_rings, ==, 2);
  g_assert_cmpuint (shape->as.polygon.rings[1].n_points, ==, 3);
  g_assert_cmpint (outcome (self, "ring-short"), ==, GW_OUTCOME_CHANGED);
  g_assert_cmpint (outcome (self, "ring-point-dropped"), ==, GW_OUTCOME_CHANGED);

  shape = read_annotation (self, "repeated-points", "keep", PARTS, &record);
  g_assert_cmpuint (shape->as.polygon.n_rings, ==, 2);
  g_assert_cmpuint (shape->as.polygon.rings[1].n_points, ==, 4);
  g_assert_cmpint (outcome (self, "ring-short"), ==, GW_OUTCOME_CHANGED);
  g_assert_cmpint (outcome (self, "ring-point-dropped"), ==, GW_OUTCOME_KEPT);

  g_assert_null (read_annotation (self, "repeated-points", "reject", PARTS, &record));
  g_assert_cmpint (outcome (self, "ring-point-dropped"), ==, GW_OUTCOME_LEFT_OUT);

  /* Points of the part that was left out are not dropped a second time. */
  shape = read_annotation (self, "repeated-points", NULL, GOOD SHORT "]", &record);
  g_assert_cmpuint (shape->as.polygon.n_rings, ==, 1);
  g_assert_cmpint (outcome (self, "ring-short"), ==, GW_OUTCOME_CHANGED);
  g_assert_cmpuint (fixture_count (self, "ring-point-dropped"), ==, 0);
}

static void
test_short_rings (Fixture *self, gconstpointer data)
{
  g_autoptr (GwRecord) record = NULL;
  const GwShape *shape;

  g_assert_null (read_annotation (self, "short-rings", NULL, "\"segmentation\":[[1,2,4,6,1,2]]", &record));
  g_assert_cmpint (outcome (self, "ring-short"), ==, GW_OUTCOME_LEFT_OUT);

  shape = read_annotation (self, "short-rings", "fix", "\"segmentation\":[[1,2,4,6,1,2]]", &record);
  g_assert_cmpint (shape->kind, ==, GW_SHAPE_BOX);
  g_assert_cmpfloat (shape->as.box.width, ==, 3);
  g_assert_cmpint (outcome (self, "ring-short"), ==, GW_OUTCOME_CHANGED);

  /* A box without area is no better. */
  g_assert_null (read_annotation (self, "short-rings", "fix", "\"segmentation\":[[1,2,4,2,1,2]]", &record));
  g_assert_cmpint (outcome (self, "ring-short"), ==, GW_OUTCOME_LEFT_OUT);
}

static void
test_duplicates (Fixture *self, gconstpointer data)
{
  g_autoptr (GwRecord) record = NULL;

  read_object (self, "duplicates", NULL, "\"bbox\":[1,1,2,2]},{\"label\":\"x\",\"bbox\":[1,1,2,2]", &record);
  g_assert_cmpuint (record->objects->len, ==, 1);
  read_object (self, "duplicates", "keep", "\"bbox\":[1,1,2,2]},{\"label\":\"x\",\"bbox\":[1,1,2,2]", &record);
  g_assert_cmpuint (record->objects->len, ==, 2);
  g_assert_cmpuint (fixture_count (self, "object-duplicate"), ==, 0);
}

static void
test_boxes (Fixture *self, gconstpointer data)
{
  g_autoptr (GwRecord) record = NULL;
  const GwShape *shape;

  g_assert_null (read_annotation (self, "degenerate", NULL, "\"bbox\":[1,1,0,2]", &record));
  shape = read_annotation (self, "degenerate", "keep", "\"bbox\":[1,1,0,2]", &record);
  g_assert_cmpfloat (shape->as.box.width, ==, 0);
  shape = read_annotation (self, "degenerate", "fix", "\"bbox\":[3,3,-2,-2]", &record);
  g_assert_cmpfloat (shape->as.box.x, ==, 1);
  g_assert_cmpfloat (shape->as.box.width, ==, 2);
  g_assert_cmpint (outcome (self, "box-swapped"), ==, GW_OUTCOME_CHANGED);

  g_assert_null (read_annotation (self, "outside", "default", "\"bbox\":[20,1,2,2]", &record));
  g_assert_nonnull (read_annotation (self, "outside", "keep", "\"bbox\":[20,1,2,2]", &record));
  shape = read_annotation (self, "outside", "fix", "\"bbox\":[8,1,4,2]", &record);
  g_assert_cmpfloat (shape->as.box.width, ==, 2);
  g_assert_null (read_annotation (self, "outside", "reject", "\"bbox\":[8,1,4,2]", &record));
}

/* Labels of the picture in another size: 20 × 16 in place of 10 × 8. */
static void
test_other_size (Fixture *self, gconstpointer data)
{
  static const char objects[] =
      "\"bbox\":[1,1,2,2]},{\"label\":\"x\",\"bbox\":[2,2,4,2],\"angle\":30},"
      "{\"label\":\"x\",\"rings\":[[[1,1],[4,1],[4,4]]]},{\"label\":\"x\",\"rle\":{\"size\":[8,10],\"counts\":"
      "[0,1,79]}},{\"label\":\"x\",\"line\":[[1,2],[3,4]]},{\"label\":\"x\",\"points\":[[1,2,2]]},"
      "{\"label\":\"x\",\"ellipse\":[4,4,2,1,0]";
  g_autoptr (GwRecord) record = NULL;
  const GwShape *shape;

  fixture_picture (self, "a.png", 20, 16);
  shape = read_object (self, "other-size", NULL, objects, &record);
  g_assert_cmpfloat (shape->as.box.width, ==, 2);
  g_assert_cmpint (record->width, ==, 20);
  g_assert_cmpint (outcome (self, "size-mismatch"), ==, GW_OUTCOME_CHANGED);

  shape = read_object (self, "other-size", "fix", objects, &record);
  g_assert_cmpfloat (shape->as.box.x, ==, 2);
  g_assert_cmpfloat (shape->as.box.width, ==, 4);
  shape = gw_object_get_shape (g_ptr_array_index (record->objects, 1));
  g_assert_cmpfloat (shape->as.rotated.cx, ==, 8);
  g_assert_cmpfloat (shape->as.rotated.width, ==, 8);
  g_assert_cmpfloat (shape->as.rotated.angle, ==, 30);
  shape = gw_object_get_shape (g_ptr_array_index (record->objects, 2));
  g_assert_cmpfloat (shape->as.polygon.rings[0].points[2].y, ==, 8);
  shape = gw_object_get_shape (g_ptr_array_index (record->objects, 3));
  g_assert_cmpfloat (gw_shape_area (shape), ==, 4);
  g_assert_cmpint (shape->as.mask.image_width, ==, 20);
  shape = gw_object_get_shape (g_ptr_array_index (record->objects, 4));
  g_assert_cmpfloat (shape->as.line.points[1].x, ==, 6);
  shape = gw_object_get_shape (g_ptr_array_index (record->objects, 5));
  g_assert_cmpfloat (shape->as.points.points[0].point.y, ==, 4);
  shape = gw_object_get_shape (g_ptr_array_index (record->objects, 6));
  g_assert_cmpfloat (shape->as.ellipse.rx, ==, 4);

  /* A picture of another ratio is another one. */
  fixture_picture (self, "a.png", 30, 16);
  shape = read_object (self, "other-size", "fix", objects, &record);
  g_assert_cmpfloat (shape->as.box.width, ==, 2);
  g_assert_cmpuint (fixture_count (self, "size-mismatch"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/check-choice/table", test_table);
  FIXTURE_TEST ("/formats/check-choice/boxes", test_boxes);
  FIXTURE_TEST ("/formats/check-choice/self-crossing", test_self_crossing);
  FIXTURE_TEST ("/formats/check-choice/repeated-points", test_repeated_points);
  FIXTURE_TEST ("/formats/check-choice/repeats-behind", test_repeats_behind);
  FIXTURE_TEST ("/formats/check-choice/short-rings", test_short_rings);
  FIXTURE_TEST ("/formats/check-choice/duplicates", test_duplicates);
  FIXTURE_TEST ("/check-choice/other-size", test_other_size);

  return g_test_run ();
}
