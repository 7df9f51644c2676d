/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#include "gw-box.h"
#include "gw-mask.h"
#include "gw-problem-code.h"
#include "gw-studio-reference.h"

/* Of a picture of 200 by 100. */
#define SIDES "\"original_width\":200,\"original_height\":100,\"image_rotation\":0,\"to_name\":\"image\""

/* A task whose image is a.png, with these results in one annotation. */
#define TASK "{\"id\":1,\"data\":{\"image\":\"a.png\"},\"annotations\":[{\"id\":1,\"completed_by\":1,\"result\":[%s]}]}"

#define BOX \
  "{\"id\":\"A\",\"type\":\"rectanglelabels\",\"from_name\":\"label\"," SIDES ",\"value\":{\"x\":10,\"y\":20," \
  "\"width\":30,\"height\":40,\"rotation\":0,\"rectanglelabels\":[\"cat\"]}}"

static char *
write_results (Fixture *self, const char *name, const char *results)
{
  g_auto (GStrv) parts = g_strsplit (TASK, "%s", 2);
  g_autofree char *task = g_strjoinv (results, parts);
  g_autofree char *text = g_strconcat ("[", task, "]", NULL);

  return fixture_write (self, name, text);
}

static void
read_results (Fixture *self, const char *results)
{
  g_autofree char *source = write_results (self, "set/tasks.json", results);

  fixture_picture (self, "set/a.png", 200, 100);
  g_assert_true (fixture_read (self, "label-studio", source, NULL));
  fixture_assert_adds_up (self);
}

static const GwShape *
shape_of (Fixture *self, guint i)
{
  return gw_object_get_shape (fixture_object (self, 0, i));
}

static void
assert_point (GwPoint point, double x, double y)
{
  g_assert_cmpfloat_with_epsilon (point.x, x, 1e-4);
  g_assert_cmpfloat_with_epsilon (point.y, y, 1e-4);
}

/* --- reading ------------------------------------------------------------------------------- */

static void
test_kinds (Fixture *self, gconstpointer data)
{
  const GwShape *shape;

  read_results (self,
                BOX ",{\"type\":\"polygonlabels\"," SIDES ",\"value\":{\"points\":[[1,1],[9,1],[9,9]],\"closed\":true,"
                    "\"polygonlabels\":[\"dog\"]}}"
                    ",{\"type\":\"polygonlabels\"," SIDES ",\"value\":{\"points\":[[1,1],[9,1.5]],\"closed\":false,"
                    "\"polygonlabels\":[\"dog\"]}}"
                    ",{\"type\":\"keypointlabels\"," SIDES ",\"value\":{\"x\":50,\"y\":50,\"width\":0.3,"
                    "\"keypointlabels\":[\"nose\"]}}"
                    ",{\"type\":\"ellipselabels\"," SIDES ",\"value\":{\"x\":50,\"y\":50,\"radiusX\":10,\"radiusY\":10,"
                    "\"rotation\":0,\"ellipselabels\":[\"dog\"]}}");
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 0);
  g_assert_cmpuint (self->records->len, ==, 1);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "a.png");
  g_assert_cmpstr (fixture_record (self, 0)->annotator, ==, "1");
  g_assert_true (fixture_record (self, 0)->labeled);
  g_assert_false (self->head->answers);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 5);
  /* 10 % of 200, 20 % of 100, 30 % of 200, 40 % of 100. */
  g_assert_cmpint (shape_of (self, 0)->kind, ==, GW_SHAPE_BOX);
  fixture_assert_box (self, 0, 0, 20, 20, 60, 40);
  g_assert_cmpint (shape_of (self, 1)->kind, ==, GW_SHAPE_POLYGON);
  assert_point (shape_of (self, 1)->as.polygon.rings[0].points[2], 18, 9);
  shape = shape_of (self, 2);
  g_assert_cmpint (shape->kind, ==, GW_SHAPE_POLYLINE);
  g_assert_cmpuint (shape->as.line.n_points, ==, 2);
  assert_point (shape->as.line.points[1], 18, 1.5);
  shape = shape_of (self, 3);
  g_assert_cmpint (shape->kind, ==, GW_SHAPE_POINTS);
  assert_point (shape->as.points.points[0].point, 100, 50);
  shape = shape_of (self, 4);
  g_assert_cmpint (shape->kind, ==, GW_SHAPE_POLYGON);
  g_assert_cmpuint (shape->as.polygon.rings[0].n_points, ==, 64);
  fixture_assert_box (self, 0, 4, 80, 40, 40, 20);
  g_assert_cmpstr (gw_object_get_attribute (fixture_object (self, 0, 4), "ellipse"), ==, "true");
}

/* About the upper left corner, in pixels: of x 50 %, y 20 %, 10 % by 10 % of 200 by 100, which
 * is 20 by 10 at 100, 20.
 */
static void
test_rotation (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *rotation;
    double angle;
    GwPoint corners[4];
  } cases[] = {
    { "30", 30, { { 100, 20 }, { 117.3205, 30 }, { 112.3205, 38.6603 }, { 95, 28.6603 } } },
    { "90", 90, { { 100, 20 }, { 100, 40 }, { 90, 40 }, { 90, 20 } } },
    { "180", 180, { { 100, 20 }, { 80, 20 }, { 80, 10 }, { 100, 10 } } },
    { "330", -30, { { 100, 20 }, { 117.3205, 10 }, { 122.3205, 18.6603 }, { 105, 28.6603 } } },
    { "-30", -30, { { 100, 20 }, { 117.3205, 10 }, { 122.3205, 18.6603 }, { 105, 28.6603 } } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *result = g_strdup_printf ("{\"type\":\"rectanglelabels\"," SIDES
                                                 ",\"value\":{\"x\":50,\"y\":20,\"width\":10,\"height\":10,"
                                                 "\"rotation\":%s,\"rectanglelabels\":[\"cat\"]}}",
                                                 cases[i].rotation);
      GwPoint corners[4];

      read_results (self, result);
      g_assert_cmpint (shape_of (self, 0)->kind, ==, GW_SHAPE_ROTATED_BOX);
      g_assert_cmpfloat_with_epsilon (shape_of (self, 0)->as.rotated.angle, cases[i].angle, 1e-9);
      gw_rotated_box_corners (&shape_of (self, 0)->as.rotated, corners);
      for (guint k = 0; k < 4; k++)
        assert_point (corners[k], cases[i].corners[k].x, cases[i].corners[k].y);
    }
}

static GByteArray *
pack (const char *bits)
{
  GByteArray *bytes = g_byte_array_new ();
  guint n = 0;

  for (; *bits != '\0'; bits++)
    {
      if (*bits == ' ')
        continue;
      if (n % 8 == 0)
        g_byte_array_append (bytes, (const guint8 *) "\0", 1);
      if (*bits == '1')
        bytes->data[n / 8] |= (guint8) (0x80 >> n % 8);
      n++;
    }

  return bytes;
}

/* As text with commas between them. (transfer full) */
static char *
list_bytes (const char *bits)
{
  g_autoptr (GByteArray) bytes = pack (bits);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < bytes->len; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? "," : "", bytes->data[i]);

  return g_string_free (text, FALSE);
}

/* The second pixel of the upper row of 4 by 2, and the first of the lower. */
#define HEAD_4_BY_2 "00000000 00000000 00000000 00100000 00111 0010 0011 0111 1111"
#define BITS_4_BY_2 \
  HEAD_4_BY_2 "1 00 011 00000000"                            /* pixel 0 */ \
              "0 00 011 00010000 00100000 00110000 11111111" /* pixel 1 */ \
              "1 01 0111 00000000"                           /* pixels 2 and 3 */ \
              "1 00 011 11111111"                            /* pixel 4 */ \
              "1 10 00001011 00000000"                       /* pixels 5 to 7 */

static char *
write_brushes (Fixture *self, const char *first, const char *second)
{
  g_autofree char *results = g_strdup_printf (
      "{\"id\":\"M\",\"type\":\"brushlabels\",\"original_width\":4,\"original_height\":2,\"value\":{\"format\":\"rle\","
      "\"rle\":[%s],\"brushlabels\":[\"cat\"]}},"
      "{\"id\":\"N\",\"type\":\"brushlabels\",\"original_width\":4,\"original_height\":2,\"value\":{\"format\":\"rle\","
      "\"rle\":[%s],\"brushlabels\":[\"dog\"]}}",
      first, second);

  return write_results (self, "tasks.json", results);
}

static void
test_brush (Fixture *self, gconstpointer data)
{
  g_autofree char *whole = list_bytes (BITS_4_BY_2);
  g_autofree char *cut = list_bytes (HEAD_4_BY_2 "1 00 011 00000000 0 00 011 00010000");
  g_autofree char *padded = g_strconcat (whole, ",0", NULL);
  g_autofree char *source = write_brushes (self, cut, padded);
  const GwMask *mask;

  g_assert_true (fixture_read (self, "label-studio", source, NULL));
  fixture_assert_adds_up (self);
  /* What ends early goes, the other stays. */
  g_assert_cmpuint (fixture_count (self, "rle-short"), ==, 1);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
  g_assert_cmpstr (fixture_class (self, gw_object_get_class_id (fixture_object (self, 0, 0))), ==, "dog");
  mask = &shape_of (self, 0)->as.mask;
  g_assert_cmpint (mask->image_width, ==, 4);
  g_assert_cmpint (mask->image_height, ==, 2);
  g_assert_cmpuint (gw_mask_area (mask), ==, 2);
  g_assert_true (gw_mask_contains (mask, 1, 0));
  g_assert_true (gw_mask_contains (mask, 0, 1));
}

static void
test_joined (Fixture *self, gconstpointer data)
{
  GwObject *object;

  read_results (
      self, "{\"id\":\"G\",\"type\":\"labels\",\"from_name\":\"lab\",\"value\":{\"labels\":[\"owl\",\"bird\",\"wet\"]}}"
            ",{\"id\":\"G\",\"type\":\"rectangle\",\"from_name\":\"rect\"," SIDES
            ",\"value\":{\"x\":1,\"y\":2,\"width\":3,\"height\":4}}"
            ",{\"id\":\"G\",\"type\":\"choices\",\"from_name\":\"state\",\"value\":{\"choices\":[\"old\",\"dry\"]}}"
            ",{\"id\":\"G\",\"type\":\"number\",\"from_name\":\"age\",\"value\":{\"number\":3.5}}"
            ",{\"id\":\"G\",\"type\":\"rating\",\"from_name\":\"stars\",\"value\":{\"rating\":4}}"
            ",{\"id\":\"G\",\"type\":\"datetime\",\"from_name\":\"when\",\"value\":{\"datetime\":\"2024-05-01\"}}"
            ",{\"id\":\"G\",\"type\":\"textarea\",\"from_name\":\"note\",\"value\":{\"text\":[\"a\",\"b\"]}}");
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 0);
  object = fixture_object (self, 0, 0);
  g_assert_cmpstr (fixture_class (self, gw_object_get_class_id (object)), ==, "owl");
  fixture_assert_box (self, 0, 0, 2, 2, 6, 4);
  g_assert_cmpuint (gw_object_get_n_attributes (object), ==, 6);
  g_assert_cmpstr (gw_object_get_attribute (object, "also"), ==, "bird, wet");
  g_assert_cmpstr (gw_object_get_attribute (object, "state"), ==, "old, dry");
  g_assert_cmpstr (gw_object_get_attribute (object, "age"), ==, "3.5");
  g_assert_cmpstr (gw_object_get_attribute (object, "stars"), ==, "4");
  g_assert_cmpstr (gw_object_get_attribute (object, "when"), ==, "2024-05-01");
  g_assert_cmpstr (gw_object_get_attribute (object, "note"), ==, "a\nb");
  /* Classes of attributes are none of the set. */
  g_assert_cmpuint (self->head->classes->len, ==, 1);
}

static void
test_image_labels (Fixture *self, gconstpointer data)
{
  GwRecord *record;
  GwClass *class;

  read_results (self,
                "{\"id\":\"1\",\"type\":\"choices\",\"from_name\":\"c\",\"value\":{\"choices\":[\"day\",\"dry\"]}}"
                ",{\"id\":\"2\",\"type\":\"taxonomy\",\"from_name\":\"t\",\"value\":{\"taxonomy\":[[\"animal\","
                "\"bird\",\"owl\"],[\"tool\"]]}}"
                ",{\"id\":\"3\",\"type\":\"rating\",\"from_name\":\"r\",\"value\":{\"rating\":4}}"
                ",{\"type\":\"relation\",\"from_id\":\"1\",\"to_id\":\"2\"}");
  record = fixture_record (self, 0);
  g_assert_cmpuint (record->labels->len, ==, 4);
  g_assert_cmpstr (fixture_class (self, g_array_index (record->labels, GwLabel, 2).class_id), ==, "owl");
  class = gw_record_head_find_class_by_name (self->head, "owl");
  class = gw_record_head_find_class (self->head, gw_class_get_parent_id (class));
  g_assert_cmpstr (gw_class_get_name (class), ==, "bird");
  class = gw_record_head_find_class (self->head, gw_class_get_parent_id (class));
  g_assert_cmpstr (gw_class_get_name (class), ==, "animal");
  g_assert_cmpuint (fixture_count (self, "label-foreign"), ==, 2);
  g_assert_nonnull (strstr (record->bag, "\"rating\":4"));
  g_assert_nonnull (strstr (record->bag, "\"from_id\":\"1\""));
}

static void
test_points_and_groups (Fixture *self, gconstpointer data)
{
#define POINT(id, parent, x) \
  "{\"id\":\"" id "\",\"parentID\":" parent ",\"type\":\"keypointlabels\"," SIDES ",\"value\":{\"x\":" x \
  ",\"y\":1,\"keypointlabels\":[\"p\"]}}"
  read_results (self,
                POINT ("a", "null", "1") "," POINT ("b", "\"a\"", "2") "," POINT ("c", "\"a\"", "3") "," POINT (
                    "d", "\"gone\"", "4") "," BOX ",{\"id\":\"B\",\"parentID\":\"A\",\"type\":\"polygonlabels\"," SIDES
                                          ",\"value\":{\"points\":[[1,1],[9,1],[9,9]],\"polygonlabels\":[\"dog\"]}}");
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 0);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 4);
  g_assert_cmpuint (shape_of (self, 0)->as.points.n_points, ==, 3);
  assert_point (shape_of (self, 0)->as.points.points[2].point, 6, 1);
  g_assert_cmpuint (shape_of (self, 1)->as.points.n_points, ==, 1);
  g_assert_cmpint (gw_object_get_group (fixture_object (self, 0, 0)), ==, 0);
  g_assert_cmpint (gw_object_get_group (fixture_object (self, 0, 1)), ==, 0);
  g_assert_cmpint (gw_object_get_group (fixture_object (self, 0, 2)), ==, 1);
  g_assert_cmpint (gw_object_get_group (fixture_object (self, 0, 3)), ==, 1);
#undef POINT
}

/* Each is a record; who skipped the image has labeled nothing. */
static const char people[] = "[{\"id\":1,\"data\":{\"image\":\"a.png\"},\"annotations\":["
                             "{\"id\":7,\"completed_by\":{\"id\":3,\"email\":\"kim@x.org\"},\"ground_truth\":true,"
                             "\"lead_time\":4.5,\"updated_at\":\"2024-01-30T02:40:43.893578Z\",\"result\":[" BOX "]},"
                             "{\"id\":8,\"completed_by\":2,\"result\":[]},"
                             "{\"id\":9,\"completed_by\":4,\"was_cancelled\":true,\"result\":[" BOX "]},"
                             "{\"id\":10,\"result\":[" BOX "]}]}]";

static void
test_people (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (self, "tasks.json", people);
  GwRecord *record;

  fixture_picture (self, "a.png", 200, 100);
  g_assert_true (fixture_read (self, "label-studio", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 0);
  g_assert_true (self->head->answers);
  g_assert_false (self->head->predictions);
  g_assert_cmpuint (self->records->len, ==, 4);
  record = fixture_record (self, 0);
  g_assert_cmpstr (record->annotator, ==, "kim@x.org");
  g_assert_cmpint (record->modified, ==, 1706582443893);
  g_assert_nonnull (strstr (record->bag, "\"lead_time\":4.5"));
  g_assert_nonnull (strstr (record->bag, "\"ground_truth\":true"));
  record = fixture_record (self, 1);
  g_assert_cmpstr (record->annotator, ==, "2");
  g_assert_true (record->labeled);
  g_assert_cmpuint (record->objects->len, ==, 0);
  record = fixture_record (self, 2);
  g_assert_cmpstr (record->annotator, ==, "4");
  g_assert_false (record->labeled);
  g_assert_cmpuint (record->objects->len, ==, 0);
  g_assert_nonnull (strstr (record->bag, "\"was_cancelled\":true"));
  g_assert_cmpstr (fixture_record (self, 3)->annotator, ==, "annotator-4");
}

static void
test_one_person_twice (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "tasks.json",
      "[{\"data\":{\"image\":\"a.png\"},\"annotations\":[{\"completed_by\":1,\"result\":[" BOX
      "]},{\"completed_by\":1,\"result\":[" BOX "]}]},"
      "{\"data\":{\"image\":\"b.png\"},\"completions\":[{\"completed_by\":1,\"result\":[]}]},"
      "{\"data\":{\"image\":\"c.png\"}}]");

  g_assert_true (fixture_read (self, "label-studio", source, NULL));
  g_assert_cmpuint (fixture_count (self, "image-duplicate"), ==, 1);
  g_assert_false (self->head->answers);
  g_assert_cmpuint (self->records->len, ==, 4);
  g_assert_true (fixture_record (self, 2)->labeled);
  g_assert_false (fixture_record (self, 3)->labeled);
}

static const char predictions[] =
    "[{\"id\":1,\"data\":{\"image\":\"a.png\"},\"annotations\":[{\"completed_by\":1,\"result\":[" BOX "]}],"
    "\"predictions\":[{\"model_version\":\"m1\",\"score\":0.5,\"result\":["
    "{\"type\":\"rectanglelabels\"," SIDES ",\"score\":0.75,\"value\":{\"x\":1,\"y\":1,\"width\":1,\"height\":1,"
    "\"rectanglelabels\":[\"dog\"]}},"
    "{\"type\":\"rectanglelabels\"," SIDES ",\"value\":{\"x\":5,\"y\":1,\"width\":1,\"height\":1,"
    "\"rectanglelabels\":[\"dog\"]}},"
    "{\"type\":\"choices\",\"score\":0.25,\"value\":{\"choices\":[\"day\"]}}]},"
    "{\"model_version\":\"m2\",\"result\":[]}]}]";

static void
test_predictions (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (self, "tasks.json", predictions);
  GwRecord *record;

  fixture_picture (self, "a.png", 200, 100);
  g_assert_true (fixture_read (self, "label-studio", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_false (self->head->predictions);
  g_assert_cmpuint (self->records->len, ==, 1);
  g_assert_cmpuint (fixture_count (self, "labels-unread"), ==, 1);
  g_assert_cmpuint (self->counts.labels_read, ==, 4);
  g_assert_cmpuint (self->head->classes->len, ==, 1);

  g_assert_true (
      fixture_read (self, "label-studio", source, &(GwReadOptions) { .task_labels = GW_TASK_LABELS_PREDICTIONS }));
  fixture_assert_adds_up (self);
  g_assert_true (self->head->predictions);
  g_assert_cmpuint (fixture_count (self, "labels-unread"), ==, 1);
  g_assert_cmpuint (self->records->len, ==, 2);
  record = fixture_record (self, 0);
  g_assert_cmpstr (record->model, ==, "m1");
  g_assert_cmpuint (record->objects->len, ==, 2);
  g_assert_cmpfloat (gw_object_get_score (fixture_object (self, 0, 0)), ==, 0.75);
  g_assert_cmpfloat (gw_object_get_score (fixture_object (self, 0, 1)), ==, 0.5);
  g_assert_cmpint (gw_object_get_source (fixture_object (self, 0, 0)), ==, GW_SOURCE_PREDICTION);
  g_assert_cmpuint (record->scores->len, ==, 1);
  g_assert_cmpfloat (g_array_index (record->scores, GwLabel, 0).confidence, ==, 0.25);
  g_assert_cmpstr (fixture_record (self, 1)->model, ==, "m2");
}

static void
test_json_min (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "min.json",
      "[{\"image\":\"/data/upload/1/0a1b2c3d-a.png\",\"id\":5,\"site\":\"north\",\"label\":[{\"x\":10,\"y\":20,"
      "\"width\":30,\"height\":40,\"rotation\":0,\"rectanglelabels\":[\"cat\"],\"original_width\":200,"
      "\"original_height\":100}],\"outline\":[{\"points\":[[1,1],[9,1],[9,9]],\"polygonlabels\":[\"dog\"],"
      "\"original_width\":200,\"original_height\":100}],\"choice\":\"day\",\"weather\":{\"choices\":[\"dry\",\"cold\"]},"
      "\"annotator\":1,\"annotation_id\":12,\"lead_time\":2.5,\"updated_at\":\"2024-01-30T02:40:43Z\"},"
      "{\"image\":\"/data/upload/1/0a1b2c3d-a.png\",\"id\":5,\"annotator\":2,\"annotation_id\":13}]");
  GwRecord *record;
  g_autofree char *tasks = NULL;

  fixture_picture (self, "a.png", 200, 100);
  g_assert_cmpstr (gw_format_detect (source, NULL, NULL)->name, ==, "label-studio");
  g_assert_true (fixture_read (self, "label-studio", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 0);
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_true (self->head->answers);
  record = fixture_record (self, 0);
  g_assert_cmpstr (record->path, ==, "a.png");
  g_assert_cmpstr (record->annotator, ==, "1");
  g_assert_cmpuint (record->objects->len, ==, 2);
  fixture_assert_box (self, 0, 0, 20, 20, 60, 40);
  g_assert_cmpuint (record->labels->len, ==, 3);
  g_assert_nonnull (strstr (record->bag, "\"site\":\"north\""));

  /* Written, the two annotations are those of one task. */
  g_assert_true (fixture_convert (self, source, NULL, "label-studio", "out", NULL));
  tasks = fixture_load (self, "out/tasks.json");
  g_assert_nonnull (strstr (tasks, "\"from_name\":\"outline\""));
  g_assert_nonnull (strstr (tasks, "\"id\":12,"));
  g_assert_nonnull (strstr (tasks, "\"id\":13,"));
  g_assert_cmpuint (strlen (tasks) - strlen (strchr (tasks, '{')), ==, strlen ("[\n"));
  g_assert_null (strstr (tasks, "},\n{"));
}

/* --- images ----------------------------------------------------------------------------------- */

static void
test_references (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *reference;
    const char *path;
  } cases[] = {
    { "a.png", "a.png" },
    { "sub/a%20b.png", "sub/a b.png" },
    { "100%.png", "100%.png" },
    { "a%2", "a%2" },
    { "a%00b.png", "a%00b.png" },
    { "a%ff.png", "a%ff.png" },
    { "https://host.org:80/set/x/a%20b.png?token=1#f", "set/x/a b.png" },
    { "http://host.org", NULL },
    { "http://host.org/", NULL },
    { "http://host.org/set/", NULL },
    { "s3://bucket/set/a.png", "set/a.png" },
    { "gs://bucket//a.png", "a.png" },
    { "/data/local-files/?d=set/a%20b.png", "set/a b.png" },
    { "/data/local-files/?x=1&d=set/a.png&y=2", "set/a.png" },
    { "http://localhost:8080/data/local-files/?d=set/%C3%A4.png", "set/ä.png" },
    { "/data/local-files/?e=set/a.png", NULL },
    { "/data/upload/3/1a2b3c4d-my-a.png", "my-a.png" },
    { "/data/upload/1a2b3c4d-a%2Bb.png", "a+b.png" },
    { "/data/upload/29/example.png", "example.png" },
    { "/data/upload/29/example-two.png", "example-two.png" },
    { "https://app.org/data/upload/3/1a2b3c4d-a.png?x", "a.png" },
    { "/home/me/a.png", "/home/me/a.png" },
    { "../../etc/passwd", "../../etc/passwd" },
    { "data:image/png;base64,AAAA", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = gw_studio_reference_to_path (cases[i].reference, FALSE);
      g_autofree char *reference = NULL;
      g_autofree char *again = NULL;

      g_test_message ("%s", cases[i].reference);
      g_assert_cmpstr (path, ==, cases[i].path);
      if (path == NULL || path[0] == '/')
        continue;
      reference = gw_studio_reference_from_path (path);
      again = gw_studio_reference_to_path (reference, FALSE);
      g_assert_cmpstr (again, ==, path);
    }
}

/* A size that the file lacks is that of the picture, wherever it lies. */
static void
test_missing_size (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "set/tasks.json",
      "[{\"data\":{\"img\":\"https://x.org/far/a.png\"},\"annotations\":[{\"result\":[{\"type\":\"rectanglelabels\","
      "\"value\":{\"x\":10,\"y\":20,\"width\":30,\"height\":40,\"rectanglelabels\":[\"cat\"]}}]}]},"
      "{\"data\":{\"img\":\"https://x.org/far/gone.png\"},\"annotations\":[{\"result\":[{\"type\":\"rectanglelabels\","
      "\"value\":{\"x\":10,\"y\":20,\"width\":30,\"height\":40,\"rectanglelabels\":[\"cat\"]}}]}]}]");

  fixture_picture (self, "set/images/a.png", 50, 20);
  g_assert_true (fixture_read (self, "label-studio", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "a.png");
  fixture_assert_box (self, 0, 0, 5, 4, 15, 8);
  g_assert_cmpuint (fixture_record (self, 1)->objects->len, ==, 0);
  g_assert_cmpuint (fixture_count (self, "size-missing"), ==, 2);
}

/* Pictures that are called as an upload has called them. */
static void
test_uploads (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "set/tasks.json",
      "[{\"data\":{\"image\":\"/data/upload/1/0a1b2c3d-a.png\"},\"annotations\":[{\"result\":[" BOX "]}]},"
      "{\"data\":{\"image\":\"/data/upload/1/11223344-b.png\"},\"annotations\":[]}]");
  g_autofree char *tasks = NULL;

  fixture_picture (self, "set/images/0a1b2c3d-a.png", 200, 100);
  fixture_picture (self, "set/images/11223344-b.png", 200, 100);
  g_assert_true (fixture_read (self, "label-studio", source, NULL));
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 0);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "0a1b2c3d-a.png");
  g_assert_true (fixture_convert (self, source, NULL, "label-studio", "out", NULL));
  tasks = fixture_load (self, "out/tasks.json");
  g_assert_nonnull (strstr (tasks, "\"image\":\"/data/upload/1/0a1b2c3d-a.png\""));
}

/* An annotation in each file, with its task in it. */
static void
test_alone (Fixture *self, gconstpointer data)
{
  g_autofree char *one = fixture_write (self, "set/1.json",
                                        "{\"id\":31,\"result\":[" BOX
                                        "],\"completed_by\":{\"id\":1,\"email\":\"k@x.org\"},"
                                        "\"task\":{\"id\":5,\"data\":{\"image\":\"a.png\"},\"meta\":{\"m\":1}}}");
  g_autofree char *two = fixture_write (self, "set/2.json",
                                        "{\"id\":32,\"task\":{\"id\":6,\"data\":{\"image\":\"b.png\"}},\"result\":[" BOX
                                        "],\"was_cancelled\":true}");
  g_autofree char *three = fixture_write (self, "set/3.json", "{\"id\":33,\"result\":[" BOX "],\"task\":5}");
  g_autofree char *source = fixture_path (self, "set");

  fixture_picture (self, "set/a.png", 200, 100);
  fixture_picture (self, "set/b.png", 200, 100);
  g_assert_cmpstr (gw_format_detect (one, NULL, NULL)->name, ==, "label-studio");
  g_assert_true (fixture_read (self, "label-studio", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpstr (fixture_record (self, 0)->annotator, ==, "k@x.org");
  g_assert_nonnull (strstr (fixture_record (self, 0)->bag, "\"task\":{\"id\":5,\"meta\":{\"m\":1}}"));
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
  g_assert_false (fixture_record (self, 1)->labeled);
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 1);
}

/* A flat file whose controls a configuration tells. */
static void
test_min_with_config (Fixture *self, gconstpointer data)
{
  g_autofree char *config = fixture_write (
      self, "config.xml",
      "<View><Image name=\"i\" value=\"$pic\"/><Choices name=\"quality\" toName=\"i\"><Choice value=\"good\"/></Choices>"
      "<Taxonomy name=\"kind\" toName=\"i\"><Choice value=\"animal\"><Choice value=\"owl\" alias=\"Owl\"/></Choice>"
      "</Taxonomy></View>");
  g_autofree char *source = fixture_write (
      self, "min.json",
      "[{\"pic\":\"a.png\",\"quality\":\"good\",\"kind\":[[\"animal\",\"Owl\"]],\"site\":\"north\",\"annotator\":1}]");
  GwClass *class;

  fixture_picture (self, "a.png", 200, 100);
  g_assert_true (fixture_read (self, "label-studio", source, NULL));
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 0);
  g_assert_cmpuint (self->head->classes->len, ==, 3);
  g_assert_cmpuint (fixture_record (self, 0)->labels->len, ==, 2);
  class = gw_record_head_find_class_by_name (self->head, "Owl");
  class = gw_record_head_find_class (self->head, gw_class_get_parent_id (class));
  g_assert_cmpstr (gw_class_get_name (class), ==, "animal");
  g_assert_nonnull (strstr (fixture_record (self, 0)->bag, "\"site\":\"north\""));
}

/* A task in each file, folders below each other; a broken one goes alone. */
static void
test_folder (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *one = fixture_write (self, "set/1.json",
                                        "{\"data\":{\"image\":\"a.png\"},\"annotations\":[{\"result\":[" BOX "]}]}");
  g_autofree char *two = fixture_write (self, "set/2.json",
                                        "{\"data\":{\"image\":\"b.png\"},\"annotations\":[{\"result\":[" BOX "]");
  g_autofree char *three = fixture_write (self, "set/more/3.json",
                                          "{\"data\":{\"image\":\"c.png\"},\"annotations\":[{\"result\":[" BOX "]}]}");
  g_autofree char *config = fixture_write (
      self, "set/config.xml",
      "<View><Image name=\"image\" value=\"$image\"/><RectangleLabels name=\"label\" toName=\"image\">"
      "<Label value=\"dog\" background=\"#102030\" hotkey=\"d\"/><Label value=\"cat\" background=\"Orange\"/></RectangleLabels>"
      "<Choices name=\"state\" toName=\"image\" perRegion=\"true\"><Choice value=\"old\"/></Choices></View>");
  GwClass *class;

  fixture_picture (self, "set/a.png", 200, 100);
  fixture_picture (self, "set/b.png", 200, 100);
  fixture_picture (self, "set/c.png", 200, 100);
  g_assert_cmpstr (gw_format_detect (source, NULL, NULL)->name, ==, "label-studio");
  g_assert_true (fixture_read (self, "label-studio", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (fixture_count (self, "truncated-file"), ==, 1);
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpuint (self->head->classes->len, ==, 2);
  class = g_ptr_array_index (self->head->classes, 0);
  g_assert_cmpstr (gw_class_get_name (class), ==, "dog");
  g_assert_cmpuint (gw_class_get_color (class), ==, 0x102030);
  g_assert_cmpstr (gw_class_get_hotkey (class), ==, "d");
  g_assert_cmpuint (gw_class_get_color (g_ptr_array_index (self->head->classes, 1)), ==, 0xffa500);
}

/* What leads out of the folder is not there, be it tasks, their configuration or a picture. */
static void
test_links (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *target;
    const char *link;
  } links[] = { { "other/tasks.json", "set/more.json" },
                { "other/config.xml", "set/config.xml" },
                { "other/a.png", "set/a.png" } };
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *one = fixture_write (self, "set/1.json",
                                        "{\"data\":{\"image\":\"a.png\"},\"annotations\":[{\"result\":[{\"type\":"
                                        "\"rectanglelabels\",\"value\":{\"x\":10,\"y\":20,\"width\":30,\"height\":40,"
                                        "\"rectanglelabels\":[\"cat\"]}}]}]}");
  g_autofree char *tasks = fixture_write (self, "other/tasks.json", "[{\"data\":{\"image\":\"b.png\"}}]");
  g_autofree char *config = fixture_write (self, "other/config.xml",
                                           "<View><Labels name=\"l\"><Label value=\"dog\"/></Labels></View>");

  fixture_picture (self, "other/a.png", 50, 20);
  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_autofree char *target = fixture_path (self, links[i].target);
      g_autofree char *link = fixture_path (self, links[i].link);

      g_assert_cmpint (symlink (target, link), ==, 0);
    }
  g_assert_true (fixture_read (self, "label-studio", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 1);
  g_assert_cmpuint (self->head->classes->len, ==, 1);
  /* Nothing says how large the image is. */
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 0);
  g_assert_cmpuint (fixture_count (self, "size-missing"), >=, 1);
}

/* Of tasks of several images one is read, and nothing is put where it does not belong. */
static void
test_several_images (Fixture *self, gconstpointer data)
{
#define PART(to, id) \
  "{\"id\":" id ",\"type\":\"rectanglelabels\",\"from_name\":\"l\",\"to_name\":\"" to "\",\"original_width\":200," \
  "\"original_height\":100,\"value\":{\"x\":10,\"y\":20,\"width\":30,\"height\":40,\"rectanglelabels\":[\"cat\"]}}"
  static const char tasks[] =
      "[{\"data\":{\"left\":\"a.png\",\"right\":\"b.png\"},\"annotations\":[{\"result\":[" PART ("one", "1") "," PART (
          "two", "2") ",{\"id\":1,\"type\":\"number\",\"from_name\":\"n\","
                      "\"to_name\":\"one\",\"value\":{\"number\":3}}]}]},"
                      "{\"data\":{\"pic\":\"c.png\"},\"annotations\":[{\"result\":[" PART ("three", "1") "]}]}]";
#undef PART
  g_autofree char *source = fixture_write (self, "set/tasks.json", tasks);
  g_autofree char *config = NULL;
  g_autofree char *written = NULL;

  fixture_picture (self, "set/a.png", 200, 100);
  fixture_picture (self, "set/b.png", 200, 100);
  g_assert_true (fixture_read (self, "label-studio", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (fixture_count (self, "id-dangling"), ==, 1);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "a.png");
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
  g_assert_cmpstr (gw_object_get_attribute (fixture_object (self, 0, 0), "n"), ==, "3");
  /* Another task may call its image otherwise. */
  g_assert_cmpuint (fixture_record (self, 1)->objects->len, ==, 1);

  config = fixture_write (self, "set/config.xml",
                          "<View><Image name=\"two\" value=\"$right\"/><Image name=\"one\" value=\"$left\"/>"
                          "<RectangleLabels name=\"l\" toName=\"two\"><Header value=\"x\"/><Label value=\"dog\"/>"
                          "<Label value=\"cat\"/></RectangleLabels></View>");
  g_assert_true (fixture_read (self, "label-studio", source, NULL));
  g_assert_cmpuint (fixture_count (self, "id-dangling"), ==, 1);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "b.png");
  g_assert_cmpuint (self->head->classes->len, ==, 2);
  g_assert_true (fixture_convert (self, source, NULL, "label-studio", "out", NULL));
  written = fixture_load (self, "out/config.xml");
  g_assert_nonnull (strstr (written, "<Image name=\"two\" value=\"$right\"/>"));
  g_assert_nonnull (strstr (written, "toName=\"two\""));
}

/* --- hostile -------------------------------------------------------------------------------------- */

#define VALUE(type, value) "{\"id\":\"X\",\"type\":\"" type "\"," SIDES ",\"value\":{" value "}}"
#define BIG_BRUSH(side, rle) \
  "{\"type\":\"brushlabels\",\"original_width\":" side ",\"original_height\":" side ",\"value\":{\"format\":\"rle\"," \
  "\"rle\":" rle ",\"brushlabels\":[\"a\"]}}"

static void
test_bad_regions (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *result;
    const char *code;
  } cases[] = {
    { VALUE ("rectanglelabels", "\"x\":1,\"y\":1,\"width\":1,\"height\":1"), "class-unknown" },
    { VALUE ("rectanglelabels", "\"x\":1,\"y\":1,\"width\":1,\"height\":1,\"rectanglelabels\":[]"), "class-unknown" },
    { VALUE ("rectanglelabels", "\"x\":1,\"y\":1,\"width\":1,\"height\":1,\"rectanglelabels\":[\" \"]"),
      "class-unknown" },
    { VALUE ("rectanglelabels", "\"x\":1,\"y\":1,\"width\":1,\"height\":1,\"rectanglelabels\":\"a\""),
      "class-unknown" },
    { VALUE ("rectangle", "\"x\":1,\"y\":1,\"width\":1,\"height\":1"), "class-unknown" },
    { VALUE ("rectanglelabels", "\"x\":1,\"y\":1,\"width\":1,\"rectanglelabels\":[\"a\"]"), "value-type" },
    { VALUE ("rectanglelabels", "\"x\":\"1\",\"y\":1,\"width\":1,\"height\":1,\"rectanglelabels\":[\"a\"]"),
      "coord-not-finite" },
    { VALUE ("rectanglelabels", "\"x\":NaN,\"y\":1,\"width\":1,\"height\":1,\"rectanglelabels\":[\"a\"]"),
      "coord-not-finite" },
    { VALUE ("rectanglelabels", "\"x\":1e999,\"y\":1,\"width\":1,\"height\":1,\"rectanglelabels\":[\"a\"]"),
      "coord-not-finite" },
    { VALUE ("rectanglelabels", "\"x\":1e300,\"y\":1,\"width\":1,\"height\":1,\"rectanglelabels\":[\"a\"]"),
      "coord-out-of-range" },
    { VALUE ("rectanglelabels", "\"x\":1,\"y\":1,\"width\":0,\"height\":1,\"rectanglelabels\":[\"a\"]"),
      "box-degenerate" },
    { VALUE ("rectanglelabels", "\"x\":101,\"y\":1,\"width\":1,\"height\":1,\"rectanglelabels\":[\"a\"]"),
      "box-outside" },
    { VALUE ("polygonlabels", "\"points\":[[1,1],[2,2]],\"polygonlabels\":[\"a\"]"), "ring-short" },
    { VALUE ("polygonlabels", "\"points\":[[1,1]],\"closed\":false,\"polygonlabels\":[\"a\"]"), "ring-short" },
    { VALUE ("polygonlabels", "\"points\":[],\"polygonlabels\":[\"a\"]"), "ring-short" },
    { VALUE ("polygonlabels", "\"polygonlabels\":[\"a\"]"), "value-type" },
    { VALUE ("polygonlabels", "\"points\":[1,2,3],\"polygonlabels\":[\"a\"]"), "value-type" },
    { VALUE ("polygonlabels", "\"points\":[[1],[2,2],[3,3]],\"polygonlabels\":[\"a\"]"), "value-type" },
    { VALUE ("polygonlabels", "\"points\":[[1,\"x\"],[2,2],[3,3]],\"polygonlabels\":[\"a\"]"), "value-type" },
    { VALUE ("polygonlabels", "\"points\":[[1,[2]],[2,2],[3,3]],\"polygonlabels\":[\"a\"]"), "value-type" },
    { VALUE ("polygonlabels", "\"points\":[[1,1e999],[2,2],[3,3]],\"polygonlabels\":[\"a\"]"), "coord-not-finite" },
    { VALUE ("polygonlabels", "\"points\":[[1,Infinity],[2,2],[3,3]],\"polygonlabels\":[\"a\"]"), "coord-not-finite" },
    { VALUE ("ellipselabels", "\"x\":1,\"y\":1,\"radiusX\":0,\"radiusY\":1,\"ellipselabels\":[\"a\"]"),
      "box-degenerate" },
    { VALUE ("ellipselabels", "\"x\":1,\"y\":1,\"radiusX\":1,\"ellipselabels\":[\"a\"]"), "value-type" },
    { VALUE ("keypointlabels", "\"x\":1,\"keypointlabels\":[\"a\"]"), "value-type" },
    { VALUE ("brushlabels", "\"format\":\"rle\",\"brushlabels\":[\"a\"]"), "value-type" },
    { VALUE ("brushlabels", "\"format\":\"png\",\"rle\":[],\"brushlabels\":[\"a\"]"), "value-type" },
    { VALUE ("brushlabels", "\"format\":\"rle\",\"rle\":[],\"brushlabels\":[\"a\"]"), "rle-short" },
    { VALUE ("brushlabels", "\"format\":\"rle\",\"rle\":[256],\"brushlabels\":[\"a\"]"), "rle-char" },
    { VALUE ("brushlabels", "\"format\":\"rle\",\"rle\":[-1],\"brushlabels\":[\"a\"]"), "rle-char" },
    { VALUE ("brushlabels", "\"format\":\"rle\",\"rle\":[1.5],\"brushlabels\":[\"a\"]"), "rle-char" },
    { VALUE ("brushlabels", "\"format\":\"rle\",\"rle\":[[1],{\"a\":2}],\"brushlabels\":[\"a\"]"), "rle-char" },
    { VALUE ("brushlabels", "\"format\":\"rle\",\"rle\":[0,0,0,8,57,27,255],\"brushlabels\":[\"a\"]"), "mask-size" },
    { BIG_BRUSH ("4", "[0,0,0,64,57,27,254,64,3,240,0]"), "mask-size" }, /* beside a box of 200 by 100 */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *results = g_strconcat (BOX ",", cases[i].result, NULL);

      g_test_message ("%s", cases[i].result);
      read_results (self, results);
      g_assert_cmpuint (fixture_count (self, cases[i].code), >=, 1);
      g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
    }
}

/* A size alone asks for nothing. */
static void
test_huge_masks (Fixture *self, gconstpointer data)
{
  static const char *const cases[] = { BIG_BRUSH ("32768", "[0,0,0,0,57,27,254]"),
                                       BIG_BRUSH ("2147483647", "[255,255,255,252,57,27,254]"),
                                       BIG_BRUSH ("1e300", "[255,255,255,252,57,27,254]") };
  static const char *const codes[] = { "limit", "limit", "size-missing" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *source = write_results (self, "tasks.json", cases[i]);

      g_assert_true (fixture_read (self, "label-studio", source, NULL));
      fixture_assert_adds_up (self);
      g_assert_cmpuint (fixture_count (self, codes[i]), >=, 1);
      g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 0);
    }
}

static void
test_bad_tasks (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *task;
    const char *code;
  } cases[] = {
    { "5", "value-type" },
    { "[]", "value-type" },
    { "{\"some\":1}", "value-type" },
    { "{\"data\":{}}", "path-missing" },
    { "{\"data\":5,\"annotations\":[{\"result\":[" BOX "]}]}", "path-missing" },
    { "{\"data\":{\"image\":\"data:image/png;base64,AA\"},\"annotations\":[{\"result\":[" BOX "]}]}", "path-missing" },
    { "{\"data\":{\"image\":\"../../../etc/passwd\"},\"annotations\":[{\"result\":[" BOX "]}]}", "path-escape" },
    { "{\"data\":{\"image\":\"/data/local-files/?d=/etc/passwd\"},\"annotations\":[]}", "path-escape" },
    { "{\"data\":{\"image\":\"b.png\"},\"annotations\":[{\"result\":[{\"type\":\"rectanglelabels\",\"score\":\"x\","
      "\"original_width\":10,\"original_height\":10,\"value\":{\"x\":1,\"y\":1,\"width\":20,\"height\":20,"
      "\"rectanglelabels\":[\"a\"]}}]}]}",
      "score-not-finite" },
    { "{\"data\":{\"image\":\"b.png\"},\"annotations\":[{\"result\":[{\"type\":\"rectanglelabels\",\"score\":7,"
      "\"original_width\":10,\"original_height\":10,\"value\":{\"x\":1,\"y\":1,\"width\":20,\"height\":20,"
      "\"rectanglelabels\":[\"a\"]}}]}]}",
      "score-range" },
    { "{\"data\":{\"image\":\"b.png\"},\"annotations\":[{\"result\":[{\"type\":\"rectanglelabels\","
      "\"image_rotation\":90,\"original_width\":10,\"original_height\":10,\"value\":{\"x\":1,\"y\":1,\"width\":20,"
      "\"height\":20,\"rectanglelabels\":[\"a\"]}}]}]}",
      "orientation-suspect" },
    { "{\"data\":{\"image\":\"b.png\"},\"annotations\":[{\"result\":[{\"type\":\"choices\",\"score\":NaN,\"value\":{"
      "\"choices\":[\"day\",\"dry\"]}}]}]}",
      "coord-not-finite" },
    { "{\"data\":{\"image\":\"b.png\"},\"annotations\":[{\"result\":[{\"type\":\"choices\",\"value\":{"
      "\"choices\":[\"day\",\"dry\",\"day\"]}}]}]}",
      "object-duplicate" },
    { "{\"data\":{\"image\":\"b.png\"},\"annotations\":[{\"result\":[{\"type\":\"choices\",\"value\":{"
      "\"choices\":[\"  \"]}}]}]}",
      "class-unknown" },
    { "{\"data\":{\"image\":\"b.png\"},\"annotations\":[{\"lead_time\":Infinity,\"result\":[]}]}", "value-type" },
    { "{\"data\":{\"image\":\"b.png\"},\"meta\":{\"a\":-Infinity}}", "value-type" },
    { "{\"data\":{\"image\":\"c.png\"},\"data\":{\"image\":\"b.png\"}}", "key-duplicate" },
    { "{\"data\":{\"image\":\"b.png\"},\"annotations\":[{\"result\":[" BOX "]}],\"annotations\":[]}", "key-duplicate" },
    { "{\"data\":{\"image\":\"b.png\"},\"annotations\":[{\"result\":[" BOX "],\"result\":[]}]}", "key-duplicate" },
    { "{\"data\":{\"image\":\"b.png\"},\"annotations\":[{\"result\":[{\"type\":\"choices\",\"value\":{\"choices\":[],"
      "\"choices\":[\"day\"]}}]}]}",
      "key-duplicate" },
    { "{\"data\":{\"image\":\"b.png\"},\"annotations\":{\"a\":[1]},\"predictions\":7}", NULL },
    { "{\"data\":{\"image\":\"b.png\"},\"annotations\":[7,{\"result\":9},{\"result\":[7,[{}]]}]}", NULL },
    { "{\"data\":{\"image\":\"b.png\"},\"annotations\":[{\"completed_by\":[1],\"result\":[{\"value\":3},{}]}]}", NULL },
  };

  fixture_picture (self, "set/a.png", 200, 100);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat (
          "[{\"data\":{\"image\":\"a.png\"},\"annotations\":[{\"result\":[" BOX "]}]},", cases[i].task, "]", NULL);
      g_autofree char *source = fixture_write (self, "set/tasks.json", text);

      g_test_message ("%s", cases[i].task);
      g_assert_true (fixture_read (self, "label-studio", source, NULL));
      fixture_assert_adds_up (self);
      if (cases[i].code != NULL)
        g_assert_cmpuint (fixture_count (self, cases[i].code), >=, 1);
      g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
    }
}

static void
test_broken_files (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *code;
  } cases[] = {
    { "[{\"data\":", "truncated-file" },
    { "[{\"data\":{\"image\":\"a.png\"}}}", "json-syntax" },
    { "7", "json-syntax" },
    { "[] 8", "json-syntax" },
    { "[{\"data\":{\"image\":\"\xff\"}}]", "json-syntax" },
    { "", "truncated-file" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *source = fixture_write (self, "tasks.json", cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_false (fixture_read (self, "label-studio", source, NULL));
      g_assert_cmpuint (fixture_count (self, cases[i].code), ==, 1);
    }
}

static void
test_broken_config (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *code;
  } cases[] = {
    { "<View><Choice></View>", "xml-syntax" },
    { "<!DOCTYPE x [<!ENTITY a \"b\">]><View>&a;</View>", "xml-dtd" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *config = fixture_write (self, "set/config.xml", cases[i].text);

      read_results (self, BOX);
      g_assert_cmpuint (fixture_count (self, cases[i].code), ==, 1);
      g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
    }
}

/* Chains of regions that bite their tails. */
static void
test_circles (Fixture *self, gconstpointer data)
{
#define BELOW(id, parent, x) \
  "{\"id\":\"" id "\",\"parentID\":\"" parent "\",\"type\":\"rectanglelabels\"," SIDES ",\"value\":{\"x\":" x \
  ",\"y\":1,\"width\":3,\"height\":3,\"rectanglelabels\":[\"a\"]}}"
  read_results (self,
                BELOW ("a", "b", "1") "," BELOW ("b", "c", "2") "," BELOW ("c", "a", "3") "," BELOW ("d", "d", "4"));
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 4);
  g_assert_cmpint (gw_object_get_group (fixture_object (self, 0, 0)), ==, 0);
#undef BELOW
}

/* --- losses -------------------------------------------------------------------------------------------- */

#define OBJECT "\"label\":\"a\",\"bbox\":[1,2,3,4]"

static const struct
{
  const char *members;
  const char *losses;
} kinds[] = {
  { "\"objects\":[{" OBJECT "}]", "" },
  { "\"objects\":[{\"label\":\"a\",\"bbox\":[5,3,6,4],\"angle\":30}]", "" },
  { "\"objects\":[{\"label\":\"a\",\"rings\":[[[1,1],[9,1],[9,9]]]}]", "" },
  { "\"objects\":[{\"label\":\"a\",\"rings\":[[[0,0],[9,0],[9,9],[0,9]],[[2,2],[5,2],[5,5],[2,5]]]}]", "loss-holes" },
  { "\"objects\":[{\"label\":\"a\",\"rings\":[[[0,0],[3,0],[3,3]],[[5,5],[9,5],[9,9]]]}]", "loss-parts" },
  { "\"objects\":[{\"label\":\"a\",\"rle\":{\"size\":[10,20],\"counts\":[5,2,193]}}]", "" },
  { "\"objects\":[{\"label\":\"a\",\"line\":[[1,1],[5,5]]}]", "loss-shape" },
  { "\"objects\":[{\"label\":\"a\",\"points\":[[1,1,2],[2,3,2]]}]", "" },
  { "\"objects\":[{\"label\":\"a\",\"points\":[[1,1,2],[2,3,1]]}]", "loss-shape" },
  { "\"objects\":[{\"label\":\"s\",\"points\":[[1,1,2],[2,3,2]]}]", "loss-skeleton" },
  { "\"objects\":[{\"label\":\"a\",\"ellipse\":[10,5,4,3,0]}]", "" },
  { "\"labels\":[\"a\"]", "" },
  { "\"labels\":[\"a\",\"b\"]", "" },
  { "\"objects\":[{" OBJECT ",\"attributes\":{\"colour\":\"red\"}}]", "" },
  { "\"objects\":[{" OBJECT ",\"flags\":[\"crowd\"]}]", "loss-flags" },
  { "\"objects\":[{" OBJECT ",\"flags\":[\"occluded\",\"truncated\"]}]", "loss-flags" },
  { "\"objects\":[{" OBJECT ",\"score\":0.5}]", "" },
  { "\"scores\":{\"a\":0.5,\"b\":0.5}", "" },
  { "\"annotator\":\"kim\",\"objects\":[{" OBJECT "}]", "" },
  { "\"objects\":[{" OBJECT ",\"author\":\"kim\"},{\"label\":\"a\",\"bbox\":[5,2,3,4],\"author\":\"lee\"}]",
    "loss-author" },
  { "\"split\":\"train\",\"objects\":[{" OBJECT "}]", "loss-split" },
  { "\"objects\":[{" OBJECT ",\"group\":2},{\"label\":\"a\",\"bbox\":[5,2,3,4],\"group\":2}]", "" },
  { "\"objects\":[{" OBJECT ",\"group\":2}]", "loss-group" },
  { "\"tags\":[\"night\"],\"objects\":[{" OBJECT "}]", "loss-tags" },
};

static void
test_losses (Fixture *self, gconstpointer data)
{
  GwWriteOptions options = { .overwrite = TRUE };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"groundwork\":1,\"classes\":[{\"name\":\"a\"},{\"name\":\"b\"},{\"name\":\"s\",\"keypoints\":[\"p\",\"q\"],"
          "\"skeleton\":[[1,2]]}]}\n{\"image\":\"1.png\",\"width\":20,\"height\":10,%s}\n",
          kinds[i].members);
      g_autofree char *source = fixture_write (self, "in.gw.jsonl", text);
      g_auto (GStrv) codes = NULL;
      g_autoptr (GString) losses = g_string_new (NULL);

      g_test_message ("%s", kinds[i].members);
      g_assert_true (fixture_convert (self, source, NULL, "label-studio", "out", &options));
      codes = gw_problems_list_codes (self->problems);
      for (gsize k = 0; codes[k] != NULL; k++)
        if (gw_problem_code_is_loss (codes[k]))
          g_string_append_printf (losses, "%s%s", losses->len > 0 ? " " : "", codes[k]);
      g_assert_cmpstr (losses->str, ==, kinds[i].losses);
    }
}

/* --- there and back ---------------------------------------------------------------------------------------- */

/* What is told without loss comes back as it was, from the start of the records. */
static void
test_internal (Fixture *self, gconstpointer data)
{
  static const char lines[] =
      "{\"groundwork\":1,\"kind\":\"annotations\",\"classes\":[{\"name\":\"a\",\"color\":\"#102030\"},"
      "{\"name\":\"b\",\"color\":\"#405060\",\"hotkey\":\"b\"},{\"name\":\"c\",\"color\":\"#708090\",\"parent\":\"b\"}],"
      "\"units\":\"pixel\"}\n"
      "{\"image\":\"x/1.png\",\"width\":20,\"height\":10,\"annotator\":\"kim\",\"labels\":[\"a\",\"c\"],\"objects\":["
      "{\"label\":\"a\",\"bbox\":[1,2,3,4],\"attributes\":{\"also\":\"b, z\",\"colour\":\"red\",\"n\":\"3\"}},"
      "{\"label\":\"b\",\"bbox\":[5,3,6,4],\"angle\":90,\"group\":1},"
      "{\"label\":\"a\",\"rings\":[[[1,1],[9,1],[9,9]]],\"group\":1},"
      "{\"label\":\"a\",\"rle\":{\"size\":[10,20],\"counts\":\"52Q6\"}},"
      "{\"label\":\"a\",\"points\":[[1,1,2],[2,3,2],[4,5,2]]},"
      "{\"label\":\"a\",\"points\":[[7,8,2]]},"
      "{\"label\":\"a\",\"line\":[[1,1],[5,5]]}]}\n"
      "{\"image\":\"x/1.png\",\"width\":20,\"height\":10,\"annotator\":\"7\",\"objects\":[{\"label\":\"b\","
      "\"bbox\":[1,2,3,5]}]}\n"
      "{\"image\":\"x/ä 2.png\",\"annotator\":\"kim\",\"objects\":[]}\n"
      "{\"image\":\"x/3.png\"}\n";
  g_autofree char *source = fixture_write (self, "in.gw.jsonl", lines);
  g_autofree char *middle = fixture_path (self, "out");
  g_autofree char *back = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *clean = NULL;
  g_autoptr (GRegex) aliases = g_regex_new (",\"aliases\":\\{[^}]*\\}\\}", 0, 0, NULL);
  g_autoptr (GRegex) bags = g_regex_new (",\"bag\":\\{\"label-studio\":\\{(?:[^{}]|\\{[^{}]*\\})*\\}\\}", 0, 0, NULL);

  g_assert_true (fixture_convert (self, source, NULL, "label-studio", "out", NULL));
  g_assert_true (fixture_convert (self, middle, NULL, "gw-jsonl", "back.gw.jsonl", NULL));
  back = fixture_load (self, "back.gw.jsonl");
  plain = g_regex_replace_literal (aliases, back, -1, 0, "", 0, NULL);
  clean = g_regex_replace_literal (bags, plain, -1, 0, "", 0, NULL);
  g_assert_cmpstr (clean, ==, lines);
}

static void
assert_same_file (Fixture *self, const char *one, const char *other, const char *name)
{
  g_autofree char *first = g_build_filename (one, name, NULL);
  g_autofree char *second = g_build_filename (other, name, NULL);
  g_autofree char *before = fixture_load (self, first);
  g_autofree char *after = fixture_load (self, second);

  if (strcmp (before, after) != 0)
    {
      gsize i = 0;

      while (before[i] == after[i])
        i++;
      g_error ("%s: from byte %u on: %.200s\nis not\n%.200s", name, (guint) i, before + (i > 40 ? i - 40 : 0),
               after + (i > 40 ? i - 40 : 0));
    }
}

/* A file of Groundwork's own, read and written, has the same bytes. */
static void
assert_stable (Fixture *self, const char *source)
{
  g_autofree char *first = fixture_path (self, "first");
  GwWriteOptions options = { .overwrite = TRUE };

  g_assert_true (fixture_convert (self, source, NULL, "label-studio", "first", &options));
  g_assert_true (fixture_convert (self, source, NULL, "label-studio", "again", &options));
  g_assert_true (fixture_convert (self, first, "label-studio", "label-studio", "second", &options));
  assert_same_file (self, "first", "again", "tasks.json");
  assert_same_file (self, "first", "again", "config.xml");
  assert_same_file (self, "first", "second", "tasks.json");
  assert_same_file (self, "first", "second", "config.xml");
}

static void
test_bytes (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "in.gw.jsonl",
      "{\"image\":\"1.png\",\"width\":37,\"height\":23,\"annotator\":\"kim\",\"labels\":[\"a\",\"b\"],\"confidences\":"
      "{\"b\":0.25},\"objects\":[{\"label\":\"b\",\"rings\":[[[0.1,0.7],[3.3,0],[3,3]],[[5,5],[9,5],[9,9]]],"
      "\"attributes\":{\"k\":\"v\"}},{\"label\":\"a\",\"bbox\":[1.1,2.7,3.3,4.9],\"score\":0.1},"
      "{\"label\":\"a\",\"bbox\":[5.7,3.1,6,4],\"angle\":-33.3},{\"label\":\"a\",\"ellipse\":[10,5,4,3,17]},"
      "{\"label\":\"a\",\"rings\":[[[0,0],[9,0],[9,9],[0,9]],[[2,2],[5,2],[5,5],[2,5]]]},"
      "{\"label\":\"a\",\"points\":[[1,1,2],[0,0,0],[2.3,3.7,1]],\"group\":4},"
      "{\"label\":\"a\",\"points\":[[1.7,1,2]],\"group\":4},"
      "{\"label\":\"a\",\"line\":[[1.1,1.3],[5,5.7]]}]}\n"
      "{\"image\":\"1.png\",\"annotator\":\"lee\",\"width\":37,\"height\":23,\"objects\":[{\"label\":\"b\","
      "\"bbox\":[1,1,7,7]}]}\n"
      "{\"image\":\"2.png\",\"width\":37,\"height\":23,\"objects\":[]}\n{\"image\":\"3.png\"}\n");
  /* What one person says at two times becomes one annotation, in which each region has its own id. */
  g_autofree char *twice = fixture_write (
      self, "twice.json",
      "[{\"data\":{\"image\":\"a.png\"},\"annotations\":[{\"completed_by\":1,\"result\":[" BOX
      "]},{\"completed_by\":1,\"result\":[{\"id\":\"A\",\"type\":\"rectanglelabels\",\"from_name\":\"label\"," SIDES
      ",\"value\":{\"x\":50,\"y\":20,\"width\":30,\"height\":40,\"rectanglelabels\":[\"cat\"]}},{\"id\":\"A\",\"type\":\"rating\",\"from_name\":\"r\","
      "\"value\":{\"rating\":3}}]}]}]");
  g_autofree char *given = fixture_write (self, "tasks.json", people);
  g_autofree char *guessed = fixture_write (self, "guesses.json", predictions);

  assert_stable (self, source);
  assert_stable (self, twice);
  assert_stable (self, given);
  assert_stable (self, guessed);
}

/* What was not understood stands in the file again, and what names are called. */
static void
test_kept (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "tasks.json",
      "[{\"id\":77,\"data\":{\"pic\":\"s3://b/set/a.png\",\"site\":\"north\"},\"meta\":{\"m\":1},\"annotations\":[{"
      "\"id\":5,\"completed_by\":{\"id\":9,\"email\":\"k@x.org\"},\"ground_truth\":true,\"lead_time\":2.5,\"result\":["
      "{\"id\":\"xY_1\",\"type\":\"rectanglelabels\",\"from_name\":\"bbox\",\"origin\":\"manual\"," SIDES
      ",\"value\":{\"x\":10,\"y\":20,\"width\":30,\"height\":40,\"rotation\":0,\"rectanglelabels\":[\"cat\",\"wet\"]},"
      "\"meta\":{\"text\":[\"hi\"]}},"
      "{\"id\":\"xY_1\",\"type\":\"rating\",\"from_name\":\"stars\",\"to_name\":\"image\",\"value\":{\"rating\":4}},"
      "{\"id\":\"e\",\"type\":\"ellipselabels\",\"from_name\":\"round\"," SIDES
      ",\"value\":{\"x\":50,\"y\":50,\"radiusX\":10,\"radiusY\":10,\"rotation\":30,\"ellipselabels\":[\"cat\"]}},"
      "{\"id\":\"G\",\"type\":\"rectangle\",\"from_name\":\"rect\"," SIDES
      ",\"value\":{\"x\":1,\"y\":2,\"width\":3,\"height\":4,\"rotation\":0}},"
      "{\"id\":\"G\",\"type\":\"labels\",\"from_name\":\"lab\",\"to_name\":\"image\",\"value\":{\"labels\":[\"owl\"]}},"
      "{\"id\":\"v\",\"type\":\"videorectangle\",\"value\":{\"frames\":[ 1 ]}}]}]}]");
  static const char *const parts[] = {
    "{\"id\":77,\"data\":{\"pic\":\"s3://b/set/a.png\",\"site\":\"north\"},\"meta\":{\"m\":1},\"annotations\":[{\"id\":5,",
    "\"completed_by\":{\"id\":9,\"email\":\"k@x.org\"},\"ground_truth\":true,\"lead_time\":2.5,",
    "{\"id\":\"xY_1\",\"type\":\"rectanglelabels\",\"from_name\":\"bbox\",\"to_name\":\"image\",",
    "\"rectanglelabels\":[\"cat\",\"wet\"]},\"origin\":\"manual\",\"meta\":{\"text\":[\"hi\"]}}",
    "{\"id\":\"xY_1\",\"type\":\"rating\",\"from_name\":\"stars\",\"to_name\":\"image\",\"value\":{\"rating\":4}}",
    "\"value\":{\"x\":50,\"y\":50,\"radiusX\":10,\"radiusY\":10,\"rotation\":30,\"ellipselabels\":[\"cat\"]}",
    "{\"id\":\"G\",\"type\":\"rectangle\",\"from_name\":\"rect\"",
    "{\"id\":\"G\",\"type\":\"labels\",\"from_name\":\"lab\"",
    "{\"id\":\"v\",\"type\":\"videorectangle\",\"value\":{\"frames\":[ 1 ]}}",
  };
  g_autofree char *tasks = NULL;
  g_autofree char *config = NULL;

  g_assert_true (fixture_convert (self, source, NULL, "label-studio", "out", NULL));
  tasks = fixture_load (self, "out/tasks.json");
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (tasks, parts[i]) == NULL)
      g_error ("%s\nis not in\n%s", parts[i], tasks);
  config = fixture_load (self, "out/config.xml");
  g_assert_nonnull (strstr (config, "<RectangleLabels name=\"bbox\" toName=\"image\">"));
  g_assert_nonnull (strstr (config, "<Rating name=\"stars\" toName=\"image\" perRegion=\"true\"/>"));
  g_assert_nonnull (strstr (config, "<Labels name=\"lab\" toName=\"image\">"));
  assert_stable (self, source);
}

/* Copies of an object, and labels of the image, do not take the id of a region. */
static void
test_ids (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "in.gw.jsonl",
      "{\"image\":\"1.png\",\"width\":20,\"height\":10,\"labels\":[\"day\"],\"objects\":["
      "{\"label\":\"a\",\"bbox\":[1,2,3,4],\"attributes\":{\"k\":\"v\"},\"bag\":{\"label-studio\":{\"id\":\"c1\"}}},"
      "{\"label\":\"a\",\"bbox\":[5,2,3,4],\"attributes\":{\"k\":\"w\"},\"bag\":{\"label-studio\":{\"id\":\"c1\"}}},"
      "{\"label\":\"a\",\"bbox\":[9,2,3,4],\"bag\":{\"label-studio\":{\"id\":\"r2\"}}}]}\n");
  g_autofree char *target = fixture_path (self, "out");

  g_assert_true (fixture_convert (self, source, NULL, "label-studio", "out", NULL));
  g_assert_true (fixture_read (self, "label-studio", target, NULL));
  g_assert_cmpuint (fixture_record (self, 0)->labels->len, ==, 1);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 3);
  g_assert_cmpstr (gw_object_get_attribute (fixture_object (self, 0, 0), "k"), ==, "v");
  g_assert_cmpstr (gw_object_get_attribute (fixture_object (self, 0, 1), "k"), ==, "w");
  g_assert_cmpuint (gw_object_get_n_attributes (fixture_object (self, 0, 2)), ==, 0);
  assert_stable (self, source);
}

/* An outline that was changed is an ellipse no more. */
static void
test_edited_ellipse (Fixture *self, gconstpointer data)
{
  g_autofree char *source = write_results (self, "tasks.json",
                                           "{\"type\":\"ellipselabels\"," SIDES
                                           ",\"value\":{\"x\":50,\"y\":50,\"radiusX\":10,\"radiusY\":10,"
                                           "\"ellipselabels\":[\"dog\"]}}");
  g_autofree char *lines = fixture_path (self, "in.gw.jsonl");
  g_autofree char *text = NULL;
  g_autofree char *moved = NULL;
  g_autofree char *tasks = NULL;
  g_auto (GStrv) halves = NULL;
  GwWriteOptions options = { .lossless = TRUE };

  g_assert_true (fixture_convert (self, source, NULL, "gw-jsonl", "in.gw.jsonl", &options));
  text = fixture_load (self, "in.gw.jsonl");
  halves = g_strsplit (text, "[120,50]", 2);
  g_assert_nonnull (halves[1]);
  moved = g_strjoinv ("[125,50]", halves);
  g_assert_true (g_file_set_contents (lines, moved, -1, NULL));
  g_assert_true (fixture_convert (self, lines, NULL, "label-studio", "out", NULL));
  tasks = fixture_load (self, "out/tasks.json");
  g_assert_nonnull (strstr (tasks, "\"type\":\"polygonlabels\""));
  g_assert_null (strstr (tasks, "\"type\":\"ellipselabels\""));
}

/* --- other formats ------------------------------------------------------------------------------------------- */

/* The boxes of COCO, through a file of Label Studio. */
static void
test_real_boxes (Fixture *self, gconstpointer data)
{
  g_autofree char *source = gw_test_data_path ("det-formats-toy/gts_coco_format");
  g_autofree char *images = gw_test_data_path ("det-formats-toy/images");
  g_autofree char *middle = fixture_path (self, "out");
  g_autoptr (GPtrArray) expected = NULL;
  guint n = 0;

  if (source == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  g_assert_true (fixture_convert (self, source, NULL, "label-studio", "out", NULL));
  g_assert_true (fixture_read (self, "coco", source, NULL));
  expected = g_ptr_array_ref (self->records);
  g_assert_true (fixture_read (self, "label-studio", middle, &(GwReadOptions) { .images_dir = images }));
  g_assert_cmpuint (self->records->len, ==, expected->len);
  for (guint i = 0; i < expected->len; i++)
    {
      const GwRecord *record = g_ptr_array_index (expected, i);

      g_assert_cmpstr (fixture_record (self, i)->path, ==, record->path);
      g_assert_cmpuint (fixture_record (self, i)->objects->len, ==, record->objects->len);
      for (guint k = 0; k < record->objects->len; k++, n++)
        {
          const GwBox box = gw_object_get_bounds (g_ptr_array_index (record->objects, k));

          fixture_assert_box (self, i, k, box.x, box.y, box.width, box.height);
        }
    }
  g_assert_cmpuint (n, ==, 12);
}

/* Masks keep every pixel. */
static void
test_masks (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "in.gw.jsonl",
      "{\"image\":\"1.png\",\"width\":90,\"height\":70,\"objects\":[{\"label\":\"a\",\"ellipse\":[40,30,25,12,17]},"
      "{\"label\":\"b\",\"rings\":[[[0,0],[90,0],[90,70],[0,70]],[[20,20],[50,20],[50,55],[20,50]]]}]}\n");
  g_autofree char *painted = fixture_path (self, "masks");
  g_autofree char *middle = fixture_path (self, "out");
  g_autoptr (GPtrArray) expected = NULL;
  GwRecord *record;

  fixture_picture (self, "1.png", 90, 70);
  g_assert_true (fixture_convert (self, source, NULL, "coco-panoptic", "masks", NULL));
  g_assert_true (fixture_read (self, "coco-panoptic", painted, NULL));
  expected = g_ptr_array_ref (self->records);
  g_assert_true (fixture_convert (self, painted, NULL, "label-studio", "out", NULL));
  g_assert_true (fixture_read (self, "label-studio", middle, NULL));
  record = g_ptr_array_index (expected, 0);
  g_assert_cmpuint (record->objects->len, ==, 2);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const GwShape *shape = gw_object_get_shape (g_ptr_array_index (record->objects, i));

      g_assert_cmpint (shape->kind, ==, GW_SHAPE_MASK);
      g_assert_true (gw_mask_equal (&shape->as.mask, &shape_of (self, i)->as.mask));
    }
}

/* An object that was taken out of its group since does not stand below its old parent. */
static void
test_ungrouped (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "in.gw.jsonl",
      "{\"image\":\"1.png\",\"width\":20,\"height\":10,\"objects\":["
      "{\"label\":\"a\",\"bbox\":[1,2,3,4],\"group\":1,\"bag\":{\"label-studio\":{\"id\":\"A\"}}},"
      "{\"label\":\"a\",\"bbox\":[5,2,3,4],\"group\":1,\"bag\":{\"label-studio\":{\"id\":\"B\",\"parentID\":\"A\"}}},"
      "{\"label\":\"a\",\"bbox\":[9,2,3,4],\"bag\":{\"label-studio\":{\"id\":\"C\",\"parentID\":\"A\"}}}]}\n");
  g_autofree char *target = fixture_path (self, "out");

  g_assert_true (fixture_convert (self, source, NULL, "label-studio", "out", NULL));
  g_assert_true (fixture_read (self, "label-studio", target, NULL));
  g_assert_cmpint (gw_object_get_group (fixture_object (self, 0, 0)), ==, 1);
  g_assert_cmpint (gw_object_get_group (fixture_object (self, 0, 1)), ==, 1);
  g_assert_cmpint (gw_object_get_group (fixture_object (self, 0, 2)), ==, 0);
}

/* Neither many annotations of one task nor many tasks without a number take longer than others. */
static void
test_many (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("[{\"data\":{\"image\":\"a.png\"},\"annotations\":[{}");
  g_autofree char *source = NULL;
  const gint64 begun = g_get_monotonic_time ();

  for (guint i = 0; i < 15000; i++)
    g_string_append (text, ",{\"result\":[{}]}");
  g_string_append (text, "]}");
  for (guint i = 0; i < 15000; i++)
    {
      g_string_append_printf (text, ",{\"data\":{\"image\":\"%u.png\"},\"annotations\":[]", i);
      if (i < 7500)
        g_string_append_printf (text, ",\"id\":%u", 7502 + i);
      g_string_append_c (text, '}');
    }
  g_string_append_c (text, ']');
  source = fixture_write (self, "set/tasks.json", text->str);
  g_assert_true (fixture_convert (self, source, "label-studio", "label-studio", "out", NULL));
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 30 * G_USEC_PER_SEC);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_TEST ("/label-studio/read/kinds", test_kinds);
  FIXTURE_TEST ("/label-studio/read/rotation", test_rotation);
  FIXTURE_TEST ("/label-studio/read/brush", test_brush);
  FIXTURE_TEST ("/label-studio/read/joined", test_joined);
  FIXTURE_TEST ("/label-studio/read/image-labels", test_image_labels);
  FIXTURE_TEST ("/label-studio/read/points-and-groups", test_points_and_groups);
  FIXTURE_TEST ("/label-studio/read/people", test_people);
  FIXTURE_TEST ("/label-studio/read/one-person-twice", test_one_person_twice);
  FIXTURE_TEST ("/label-studio/read/predictions", test_predictions);
  FIXTURE_TEST ("/label-studio/read/json-min", test_json_min);
  FIXTURE_TEST ("/label-studio/images/references", test_references);
  FIXTURE_TEST ("/label-studio/images/missing-size", test_missing_size);
  FIXTURE_TEST ("/label-studio/images/uploads", test_uploads);
  FIXTURE_TEST ("/label-studio/images/folder", test_folder);
  FIXTURE_TEST ("/label-studio/images/alone", test_alone);
  FIXTURE_TEST ("/label-studio/images/links", test_links);
  FIXTURE_TEST ("/label-studio/images/several", test_several_images);
  FIXTURE_TEST ("/label-studio/images/min-with-config", test_min_with_config);
  FIXTURE_TEST ("/label-studio/hostile/regions", test_bad_regions);
  FIXTURE_TEST ("/label-studio/hostile/huge-masks", test_huge_masks);
  FIXTURE_TEST ("/label-studio/hostile/tasks", test_bad_tasks);
  FIXTURE_TEST ("/label-studio/hostile/files", test_broken_files);
  FIXTURE_TEST ("/label-studio/hostile/config", test_broken_config);
  FIXTURE_TEST ("/label-studio/hostile/circles", test_circles);
  FIXTURE_TEST ("/label-studio/hostile/many", test_many);
  FIXTURE_TEST ("/label-studio/write/losses", test_losses);
  FIXTURE_TEST ("/label-studio/write/internal", test_internal);
  FIXTURE_TEST ("/label-studio/write/bytes", test_bytes);
  FIXTURE_TEST ("/label-studio/write/kept", test_kept);
  FIXTURE_TEST ("/label-studio/write/ids", test_ids);
  FIXTURE_TEST ("/label-studio/write/ungrouped", test_ungrouped);
  FIXTURE_TEST ("/label-studio/write/edited-ellipse", test_edited_ellipse);
  FIXTURE_TEST ("/label-studio/cross/boxes", test_real_boxes);
  FIXTURE_TEST ("/label-studio/cross/masks", test_masks);

  return g_test_run ();
}
