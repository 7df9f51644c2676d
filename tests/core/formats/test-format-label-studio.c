/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "label-studio-fixture.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#include "gw-box.h"
#include "gw-mask.h"
#include "gw-studio-reference.h"

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

  studio_read_results (
      self, BOX ",{\"type\":\"polygonlabels\"," SIDES ",\"value\":{\"points\":[[1,1],[9,1],[9,9]],\"closed\":true,"
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

      studio_read_results (self, result);
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

  return studio_write_results (self, "tasks.json", results);
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

  studio_read_results (
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

  studio_read_results (
      self, "{\"id\":\"1\",\"type\":\"choices\",\"from_name\":\"c\",\"value\":{\"choices\":[\"day\",\"dry\"]}}"
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
  g_assert_cmpuint (fixture_count (self, "label-foreign"), ==, 1);
  g_assert_cmpstr (gw_record_get_attribute (record, "r"), ==, "4");
  g_assert_nonnull (strstr (record->bag, "\"rating\":4"));
  g_assert_nonnull (strstr (record->bag, "\"from_id\":\"1\""));
}

static void
test_points_and_groups (Fixture *self, gconstpointer data)
{
#define POINT(id, parent, x) \
  "{\"id\":\"" id "\",\"parentID\":" parent ",\"type\":\"keypointlabels\"," SIDES ",\"value\":{\"x\":" x \
  ",\"y\":1,\"keypointlabels\":[\"p\"]}}"
  studio_read_results (
      self, POINT ("a", "null", "1") "," POINT ("b", "\"a\"", "2") "," POINT ("c", "\"a\"", "3") "," POINT (
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

static void
test_people (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (self, "tasks.json", studio_people);
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
  g_assert_cmpstr (record->tags[0], ==, "gold");
  g_assert_false (record->skipped);
  record = fixture_record (self, 1);
  g_assert_cmpstr (record->annotator, ==, "2");
  g_assert_true (record->labeled);
  g_assert_cmpuint (record->objects->len, ==, 0);
  record = fixture_record (self, 2);
  g_assert_cmpstr (record->annotator, ==, "4");
  g_assert_null (record->tags);
  g_assert_true (record->skipped);
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

static void
test_predictions (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (self, "tasks.json", studio_predictions);
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
  g_assert_true (self->head->models);
}

/* Of one model the head tells; of several that nobody is named of, records do. */
static void
test_one_model (Fixture *self, gconstpointer data)
{
  static const char *const predictions[] = { "{\"model_version\":\"m\",\"result\":[" BOX "]}",
                                             "{\"result\":[" BOX "]},{\"result\":[" BOX "]}",
                                             "{\"result\":[" BOX "]}" };

  for (gsize i = 0; i < G_N_ELEMENTS (predictions); i++)
    {
      g_autofree char *text = g_strdup_printf ("[{\"data\":{\"image\":\"a.png\"},\"predictions\":[%s]}]",
                                               predictions[i]);
      g_autofree char *source = fixture_write (self, "tasks.json", text);

      g_assert_true (fixture_read (self, "label-studio", source, NULL));
      g_assert_true (self->head->predictions);
      g_assert_cmpstr (self->head->model_name, ==, i == 0 ? "m" : NULL);
      g_assert_true (self->head->models == (i == 1));
    }
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
  g_assert_cmpstr (gw_format_detect (source, NULL, NULL, NULL)->name, ==, "label-studio");
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
  g_assert_cmpstr (gw_format_detect (one, NULL, NULL, NULL)->name, ==, "label-studio");
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
  g_assert_cmpstr (gw_format_detect (source, NULL, NULL, NULL)->name, ==, "label-studio");
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
  FIXTURE_TEST ("/label-studio/read/one-model", test_one_model);
  FIXTURE_TEST ("/label-studio/read/json-min", test_json_min);
  FIXTURE_TEST ("/label-studio/images/references", test_references);
  FIXTURE_TEST ("/label-studio/images/missing-size", test_missing_size);
  FIXTURE_TEST ("/label-studio/images/uploads", test_uploads);
  FIXTURE_TEST ("/label-studio/images/folder", test_folder);
  FIXTURE_TEST ("/label-studio/images/alone", test_alone);
  FIXTURE_TEST ("/label-studio/images/links", test_links);
  FIXTURE_TEST ("/label-studio/images/several", test_several_images);
  FIXTURE_TEST ("/label-studio/images/min-with-config", test_min_with_config);

  return g_test_run ();
}
