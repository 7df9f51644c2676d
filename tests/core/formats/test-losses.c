/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What each format cannot hold, against the table of spec formats 1.2: all of
 * it is told before anything is written, and nothing else.
 */

#include "formats-fixture.h"

#include <string.h>

#include "gw-problem-code.h"

#define N_FORMATS 10

static const char *const formats[N_FORMATS] = { "coco",          "yolo",         "yolo-segment", "sagemaker",
                                                "class-folders", "gw-jsonl",     "semantic-png", "voc-masks",
                                                "labelme",       "coco-panoptic" };

#define BOX "\"label\":\"a\",\"bbox\":[1,2,3,4]"

/* losses: the codes by name, for each format; "" where nothing is lost. */
static const struct
{
  const char *name;
  const char *members; /* of the image */
  const char *losses[N_FORMATS];
} kinds[] = {
  { "box",
    "\"objects\":[{" BOX "}]",
    { "", "", "loss-shape", "", "loss-objects", "", "loss-shape", "loss-shape", "", "loss-shape" } },
  { "rotated-box",
    "\"objects\":[{\"label\":\"a\",\"bbox\":[5,3,6,4],\"angle\":30}]",
    { "loss-rotation", "loss-rotation", "loss-rotation", "loss-rotation", "loss-objects", "", "loss-shape",
      "loss-shape", "loss-rotation", "loss-shape" } },
  { "polygon",
    "\"objects\":[{\"label\":\"a\",\"rings\":[[[1,1],[9,1],[9,9]]]}]",
    { "", "loss-shape", "", "loss-shape", "loss-objects", "", "loss-shape", "loss-shape", "", "loss-shape" } },
  { "holes",
    "\"objects\":[{\"label\":\"a\",\"rings\":[[[0,0],[9,0],[9,9],[0,9]],[[2,2],[5,2],[5,5],[2,5]]]}]",
    { "loss-holes", "loss-shape", "loss-holes", "loss-shape", "loss-objects", "", "loss-shape", "loss-shape",
      "loss-holes", "loss-shape" } },
  { "parts",
    "\"objects\":[{\"label\":\"a\",\"rings\":[[[0,0],[3,0],[3,3]],[[5,5],[9,5],[9,9]]]}]",
    { "", "loss-shape", "loss-parts", "loss-shape", "loss-objects", "", "loss-shape", "loss-shape", "loss-parts",
      "loss-shape" } },
  { "mask",
    "\"objects\":[{\"label\":\"a\",\"rle\":{\"size\":[10,20],\"counts\":[5,2,193]}}]",
    { "", "loss-shape", "loss-shape", "loss-shape", "loss-objects", "", "", "", "", "" } },
  { "polyline",
    "\"objects\":[{\"label\":\"a\",\"line\":[[1,1],[5,5]]}]",
    { "loss-shape", "loss-shape", "loss-shape", "loss-shape", "loss-objects", "", "loss-shape", "loss-shape", "",
      "loss-shape" } },
  { "points",
    "\"objects\":[{\"label\":\"a\",\"points\":[[1,1,2],[2,3,1]]}]",
    { "", "loss-shape", "loss-shape", "loss-shape", "loss-objects", "", "loss-shape", "loss-shape", "loss-shape",
      "loss-shape" } },
  { "skeleton",
    "\"objects\":[{\"label\":\"s\",\"points\":[[1,1,2],[2,3,2]]}]",
    { "", "loss-shape", "loss-shape", "loss-shape", "loss-objects", "", "loss-shape", "loss-shape", "loss-skeleton",
      "loss-shape" } },
  { "ellipse",
    "\"objects\":[{\"label\":\"a\",\"ellipse\":[10,5,4,3,0]}]",
    { "loss-shape", "loss-shape", "loss-shape", "loss-shape", "loss-objects", "", "loss-shape", "loss-shape",
      "loss-shape", "loss-shape" } },
  { "label",
    "\"labels\":[\"a\"]",
    { "loss-labels", "loss-labels", "loss-labels", "", "", "", "loss-labels", "loss-labels", "", "loss-labels" } },
  { "labels",
    "\"labels\":[\"a\",\"b\"]",
    { "loss-labels", "loss-labels", "loss-labels", "", "loss-multilabel", "", "loss-labels", "loss-labels", "",
      "loss-labels" } },
  { "attributes",
    "\"objects\":[{" BOX ",\"attributes\":{\"colour\":\"red\"}}]",
    { "", "loss-attributes", "loss-attributes loss-shape", "loss-attributes", "loss-objects", "",
      "loss-attributes loss-shape", "loss-attributes loss-shape", "", "loss-attributes loss-shape" } },
  { "crowd",
    "\"objects\":[{" BOX ",\"flags\":[\"crowd\"]}]",
    { "", "loss-flags", "loss-flags loss-shape", "loss-flags", "loss-objects", "", "loss-flags loss-shape",
      "loss-flags loss-shape", "loss-flags", "loss-shape" } },
  { "occluded",
    "\"objects\":[{" BOX ",\"flags\":[\"occluded\",\"truncated\"]}]",
    { "", "loss-flags", "loss-flags loss-shape", "loss-flags", "loss-objects", "", "loss-flags loss-shape",
      "loss-flags loss-shape", "", "loss-flags loss-shape" } },
  { "score",
    "\"objects\":[{" BOX ",\"score\":0.5}]",
    { "", "", "loss-shape", "", "loss-objects", "", "loss-score loss-shape", "loss-score loss-shape", "",
      "loss-score loss-shape" } },
  { "class-scores",
    "\"scores\":{\"a\":0.5,\"b\":0.5}",
    { "loss-score", "loss-score", "loss-score", "loss-score", "loss-score", "", "loss-score", "loss-score",
      "loss-score", "loss-score" } },
  { "author",
    "\"annotator\":\"kim\",\"objects\":[{" BOX "}]",
    { "loss-author", "loss-author", "loss-author loss-shape", "loss-author", "loss-author loss-objects", "",
      "loss-author loss-shape", "loss-author loss-shape", "loss-author", "loss-author loss-shape" } },
  { "split",
    "\"split\":\"train\",\"objects\":[{" BOX "}]",
    { "", "", "loss-shape", "loss-split", "loss-objects", "", "loss-shape", "loss-shape", "loss-split",
      "loss-shape" } },
  { "group",
    "\"objects\":[{" BOX ",\"group\":2}]",
    { "loss-group", "loss-group", "loss-group loss-shape", "loss-group", "loss-objects", "", "loss-group loss-shape",
      "loss-group loss-shape", "", "loss-group loss-shape" } },
  { "tags",
    "\"tags\":[\"night\"],\"objects\":[{" BOX "}]",
    { "loss-tags", "loss-tags", "loss-shape loss-tags", "loss-tags", "loss-objects loss-tags", "",
      "loss-shape loss-tags", "loss-shape loss-tags", "loss-tags", "loss-shape loss-tags" } },
};

static int
compare_codes (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* The codes of losses by name, with blanks between them. */
static char *
list_losses (Fixture *self)
{
  g_auto (GStrv) codes = gw_problems_list_codes (self->problems);
  g_autoptr (GPtrArray) losses = g_ptr_array_new ();

  for (gsize i = 0; codes[i] != NULL; i++)
    if (gw_problem_code_is_loss (codes[i]))
      g_ptr_array_add (losses, codes[i]);
  g_ptr_array_sort (losses, compare_codes);
  g_ptr_array_add (losses, NULL);

  return g_strjoinv (" ", (char **) losses->pdata);
}

static char *
write_source (Fixture *self, gsize kind)
{
  g_autofree char *text = g_strdup_printf ("{\"groundwork\":1,\"classes\":[{\"name\":\"a\"},{\"name\":\"b\"},"
                                           "{\"name\":\"s\",\"keypoints\":[\"p\",\"q\"],\"skeleton\":[[1,2]]}]}\n"
                                           "{\"image\":\"1.png\",\"width\":20,\"height\":10,%s}\n",
                                           kinds[kind].members);

  return fixture_write (self, "in.gw.jsonl", text);
}

static void
test_losses (Fixture *self, gconstpointer data)
{
  fixture_picture (self, "1.png", 20, 10);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (gsize k = 0; k < N_FORMATS; k++)
      {
        g_autofree char *source = write_source (self, i);
        g_autofree char *target = g_strdup_printf ("%s-%s", kinds[i].name, formats[k]);
        g_autofree char *found = NULL;

        g_test_message ("%s", target);
        /* Of two labels class folders take none (spec formats 11). */
        g_assert_cmpint (fixture_convert (self, source, NULL, formats[k], target, NULL), ==,
                         g_strcmp0 (kinds[i].losses[k], "loss-multilabel") != 0);
        found = list_losses (self);
        g_assert_cmpstr (found, ==, kinds[i].losses[k]);
      }
}

/* The record of the one image as Groundwork writes it, without the numbers
 * that objects get in a file. The header is left out: manifests and class
 * folders name only the classes that occur.
 */
static char *
load_record (Fixture *self, const char *source, const char *format)
{
  g_autoptr (GRegex) ids = g_regex_new (",\"id\":\"[0-9]+\"", 0, 0, NULL);
  GwWriteOptions options = { .overwrite = TRUE };
  g_autofree char *text = NULL;

  g_assert_true (fixture_convert (self, source, format, "gw-jsonl", "plain.gw.jsonl", &options));
  text = fixture_load (self, "plain.gw.jsonl");
  g_assert_nonnull (strstr (text, "\"width\""));

  return g_regex_replace_literal (ids, strstr (text, "\"width\""), -1, 0, "", 0, NULL);
}

/* What is told of a loss before writing, and what is lost, are the same. */
static void
test_without_loss_nothing_changes (Fixture *self, gconstpointer data)
{
  fixture_picture (self, "1.png", 20, 10);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (gsize k = 0; k < N_FORMATS; k++)
      {
        g_autofree char *source = NULL;
        g_autofree char *target = NULL;
        g_autofree char *path = NULL;
        g_autofree char *given = NULL;
        g_autofree char *got = NULL;
        GwWriteOptions options = { .lossless = TRUE };

        if (*kinds[i].losses[k] != '\0')
          continue;
        source = write_source (self, i);
        target = g_strdup_printf ("%s-%s", kinds[i].name, formats[k]);
        path = fixture_path (self, target);
        g_test_message ("%s", target);
        options.copy = strcmp (formats[k], "gw-jsonl") != 0 ? GW_COPY_COPY : GW_COPY_NONE;
        g_assert_true (fixture_convert (self, source, NULL, formats[k], target, &options));
        given = load_record (self, source, "gw-jsonl");
        got = load_record (self, path, formats[k]);
        g_assert_cmpstr (given, ==, got);
      }
}

/* The same boxes and outlines in every format that rounds, on a large picture
 * (spec formats 17.5).
 */
static void
test_rounding (Fixture *self, gconstpointer data)
{
  static const char *const rounding[] = { "coco", "yolo", "yolo-segment", "sagemaker" };
  static const double wanted[][4] = { { 1.0 / 3, 2.0 / 3, 1234.5678, 77.7777 }, { 3999.1, 2998.9, 0.77, 0.93 } };
  g_autofree char *source = fixture_write (
      self, "in.gw.jsonl",
      "{\"image\":\"1.png\",\"width\":4000,\"height\":3000,\"objects\":["
      "{\"label\":\"a\",\"bbox\":[0.3333333333333333,0.6666666666666666,1234.5678,77.7777]},"
      "{\"label\":\"a\",\"bbox\":[3999.1,2998.9,0.77,0.93]}]}\n");

  fixture_picture (self, "1.png", 4000, 3000);
  for (gsize i = 0; i < G_N_ELEMENTS (rounding); i++)
    {
      g_autofree char *path = fixture_path (self, rounding[i]);
      GwWriteOptions options = { .copy = GW_COPY_COPY };

      g_assert_true (fixture_convert (self, source, NULL, rounding[i], rounding[i], &options));
      g_assert_true (fixture_read (self, rounding[i], path, NULL));
      g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 2);
      for (guint k = 0; k < 2; k++)
        fixture_assert_box (self, 0, k, wanted[k][0], wanted[k][1], wanted[k][2], wanted[k][3]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/losses/are-those-of-the-table", test_losses);
  FIXTURE_TEST ("/losses/rounding-stays-below-a-hundredth", test_rounding);
  FIXTURE_TEST ("/losses/without-any-nothing-changes", test_without_loss_nothing_changes);

  return g_test_run ();
}
