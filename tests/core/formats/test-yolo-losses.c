/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What YOLO's turned boxes, poses and classification cannot hold, against the table of spec
 * formats 1.2: all of it is told before anything is written, and nothing else.
 */

#include "formats-fixture.h"

#include <string.h>

#include "gw-polygon.h"
#include "gw-problem-code.h"

#define N_FORMATS 3

static const char *const formats[N_FORMATS] = { "yolo-obb", "yolo-pose", "yolo-classify" };

#define BOX "\"label\":\"a\",\"bbox\":[1,2,3,4]"
#define LABEL "\"labels\":[\"a\"]"

/* losses: the codes by name, for each format; "" where nothing is lost. */
static const struct
{
  const char *name;
  const char *members; /* of the image */
  const char *losses[N_FORMATS];
} kinds[] = {
  { "box", "\"objects\":[{" BOX "}]", { "", "", "loss-image loss-objects" } },
  { "rotated-box",
    "\"objects\":[{\"label\":\"a\",\"bbox\":[5,3,6,4],\"angle\":30}]",
    { "", "loss-rotation", "loss-image loss-objects" } },
  { "polygon",
    "\"objects\":[{\"label\":\"a\",\"rings\":[[[1,1],[9,1],[9,9]]]}]",
    { "loss-shape", "loss-shape", "loss-image loss-objects" } },
  { "holes",
    "\"objects\":[{\"label\":\"a\",\"rings\":[[[0,0],[9,0],[9,9],[0,9]],[[2,2],[5,2],[5,5],[2,5]]]}]",
    { "loss-shape", "loss-shape", "loss-image loss-objects" } },
  { "parts",
    "\"objects\":[{\"label\":\"a\",\"rings\":[[[0,0],[3,0],[3,3]],[[5,5],[9,5],[9,9]]]}]",
    { "loss-shape", "loss-shape", "loss-image loss-objects" } },
  { "mask",
    "\"objects\":[{\"label\":\"a\",\"rle\":{\"size\":[10,20],\"counts\":[5,2,193]}}]",
    { "loss-shape", "loss-shape", "loss-image loss-objects" } },
  { "polyline",
    "\"objects\":[{\"label\":\"a\",\"line\":[[1,1],[5,5]]}]",
    { "loss-shape", "loss-shape", "loss-image loss-objects" } },
  { "points",
    "\"objects\":[{\"label\":\"a\",\"points\":[[1,1,2],[2,3,1]]}]",
    { "loss-shape", "", "loss-image loss-objects" } },
  { "other-points",
    "\"objects\":[{\"label\":\"a\",\"points\":[[1,1,2],[2,3,1],[3,4,2]]}]",
    { "loss-shape", "loss-shape", "loss-image loss-objects" } },
  { "skeleton",
    "\"objects\":[{\"label\":\"s\",\"points\":[[1,1,2],[2,3,2]]}]",
    { "loss-shape", "loss-skeleton", "loss-image loss-objects" } },
  { "ellipse",
    "\"objects\":[{\"label\":\"a\",\"ellipse\":[10,5,4,3,0]}]",
    { "loss-shape", "loss-shape", "loss-image loss-objects" } },
  { "label", LABEL, { "loss-labels", "loss-labels", "" } },
  { "labels", "\"labels\":[\"a\",\"b\"]", { "loss-labels", "loss-labels", "loss-multilabel" } },
  { "attributes",
    LABEL ",\"objects\":[{" BOX ",\"attributes\":{\"colour\":\"red\"}}]",
    { "loss-attributes loss-labels", "loss-attributes loss-labels", "loss-objects" } },
  { "crowd",
    "\"objects\":[{" BOX ",\"flags\":[\"crowd\"]}]",
    { "loss-flags", "loss-flags", "loss-image loss-objects" } },
  { "occluded",
    "\"objects\":[{" BOX ",\"flags\":[\"occluded\",\"truncated\"]}]",
    { "loss-flags", "loss-flags", "loss-image loss-objects" } },
  { "score", "\"objects\":[{" BOX ",\"score\":0.5}]", { "", "", "loss-image loss-objects" } },
  { "class-scores",
    LABEL ",\"scores\":{\"a\":0.5,\"b\":0.5}",
    { "loss-labels loss-score", "loss-labels loss-score", "loss-score" } },
  { "author", "\"annotator\":\"kim\"," LABEL, { "loss-author loss-labels", "loss-author loss-labels", "loss-author" } },
  { "split", "\"split\":\"val\"," LABEL ",\"objects\":[{" BOX "}]", { "loss-labels", "loss-labels", "loss-objects" } },
  { "group", "\"objects\":[{" BOX ",\"group\":2}]", { "loss-group", "loss-group", "loss-image loss-objects" } },
  { "tags", "\"tags\":[\"night\"]," LABEL, { "loss-labels loss-tags", "loss-labels loss-tags", "loss-tags" } },
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

  /* The class with key points is there for poses, and its points are lost in all but these. */
  for (gsize i = 0; codes[i] != NULL; i++)
    if (gw_problem_code_is_loss (codes[i]) && strcmp (codes[i], "loss-classes") != 0)
      g_ptr_array_add (losses, codes[i]);
  g_ptr_array_sort (losses, compare_codes);
  g_ptr_array_add (losses, NULL);

  return g_strjoinv (" ", (char **) losses->pdata);
}

static void
test_kinds (Fixture *self, gconstpointer data)
{
  fixture_picture (self, "1.png", 20, 10);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"groundwork\":1,\"classes\":[{\"name\":\"s\",\"keypoints\":[\"p\","
                                               "\"q\"],\"skeleton\":[[1,2]]},{\"name\":\"a\"},{\"name\":\"b\"}]}\n"
                                               "{\"image\":\"1.png\",\"width\":20,\"height\":10,%s}\n",
                                               kinds[i].members);
      g_autofree char *source = fixture_write (self, "in.gw.jsonl", text);

      for (guint k = 0; k < N_FORMATS; k++)
        {
          g_autofree char *target = g_strdup_printf ("%s-%s", kinds[i].name, formats[k]);
          g_autofree char *losses = NULL;

          g_test_message ("%s", target);
          /* An image of several labels is refused after it was told of. */
          if (!fixture_convert (self, source, NULL, formats[k], target, NULL))
            g_assert_cmpstr (kinds[i].losses[k], ==, "loss-multilabel");
          losses = list_losses (self);
          g_assert_cmpstr (losses, ==, kinds[i].losses[k]);
        }
    }
}

/* A triangle beside the image whose box reaches into it: no outline is left that could be written. */
static void
test_nothing_left (Fixture *self, gconstpointer data)
{
  static const GwPoint points[] = { { -10, -10 }, { -10, 8 }, { 8, -10 } };
  g_autoptr (GwRecordHead) head = gw_record_head_new ();
  g_autoptr (GwRecord) record = gw_record_new ("1.png");
  const GwWriteOptions options = { 0 };
  GwObject *object = gw_object_new (0, gw_class_get_id (gw_record_head_ensure_class (head, "a")));
  GwShape shape = { .kind = GW_SHAPE_POLYGON };
  GwShape turned = { .kind = GW_SHAPE_ROTATED_BOX, .as = { .rotated = { -6, -6, 24, 2, -45 } } };
  g_autofree char *path = fixture_path (self, "out");
  g_autofree char *text = NULL;
  GwWriter *writer;

  record->width = 20;
  record->height = 10;
  g_assert_cmpint (gw_polygon_add_ring (&shape.as.polygon, points, G_N_ELEMENTS (points)), ==, GW_STATUS_OK);
  gw_object_take_shape (object, &shape);
  g_ptr_array_add (record->objects, object);
  gw_format_find ("yolo-segment", NULL)->measure_loss (head, record, &options, self->problems);
  g_assert_cmpuint (fixture_count (self, "loss-shape"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "loss-holes"), ==, 0);

  /* The same of a turned box, and nothing is written of either. */
  object = gw_object_new (0, gw_object_get_class_id (object));
  gw_object_take_shape (object, &turned);
  g_ptr_array_add (record->objects, object);
  gw_format_find ("yolo-segment", NULL)->measure_loss (head, record, &options, self->problems);
  g_assert_cmpuint (fixture_count (self, "loss-shape"), ==, 3);
  g_assert_cmpuint (fixture_count (self, "loss-rotation"), ==, 0);
  writer = gw_format_create (gw_format_find ("yolo-segment", NULL), path, head, &options, self->problems, NULL);
  g_assert_true (gw_writer_write (writer, record, NULL));
  g_assert_true (gw_writer_finish (writer, NULL, NULL));
  gw_writer_close (writer);
  text = fixture_load (self, "out/labels/1.txt");
  g_assert_cmpstr (text, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/yolo-losses/kinds", test_kinds);
  FIXTURE_TEST ("/yolo-losses/nothing-left", test_nothing_left);

  return g_test_run ();
}
