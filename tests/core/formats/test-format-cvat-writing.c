/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <string.h>

#include "gw-mask.h"

#define HEAD "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<annotations>\n  <version>1.1</version>\n"

/* The disc of spec formats 7, in 13 x 15. */
#define DISC "3, 5, 7, 7, 5, 9, 3, 11, 2, 11, 2, 12, 1, 12, 1, 26, 1, 12, 1, 12, 2, 11, 3, 9, 5, 7, 7, 5, 3"

static char *
write_set (Fixture *self, const char *text)
{
  fixture_picture (self, "set/images/a.png", 100, 50);
  fixture_picture (self, "set/images/b.png", 100, 50);
  return fixture_write (self, "set/annotations.xml", text);
}

static const GwShape *
get_shape (Fixture *self, guint i)
{
  return gw_object_get_shape (fixture_object (self, 0, i));
}

/* As Groundwork writes it, with everything that the format has. */
static const char everything[] = HEAD
    "  <meta>\n    <task>\n      <id>7</id>\n      <name>Street &amp; park</name>\n      <bugtracker></bugtracker>\n"
    "      <labels>\n"
    "        <label>\n          <name> car</name>\n          <color>#A0B0C0</color>\n          <type>any</type>\n"
    "          <attributes>\n            <attribute>\n              <name>model</name>\n"
    "              <mutable>True</mutable>\n              <input_type>radio</input_type>\n"
    "              <default_value>a</default_value>\n              <values>a\nb</values>\n"
    "            </attribute>\n            <attribute>\n              <name>doors</name>\n"
    "              <mutable>False</mutable>\n              <input_type>number</input_type>\n"
    "              <default_value>2</default_value>\n              <values>1\n9\n1</values>\n"
    "            </attribute>\n          </attributes>\n        </label>\n"
    "        <label>\n          <name>person</name>\n          <color>#102030</color>\n"
    "          <type>skeleton</type>\n          <attributes></attributes>\n"
    "          <svg>&lt;line data-node-from=\"1\" data-node-to=\"2\"/&gt;&lt;circle data-node-id=\"1\" "
    "data-label-name=\"head\"/&gt;&lt;circle data-node-id=\"2\" data-label-name=\"foot\"/&gt;</svg>\n"
    "        </label>\n"
    "        <label>\n          <name>head</name>\n          <color>#d12345</color>\n"
    "          <type>points</type>\n          <attributes></attributes>\n          <parent>person</parent>\n"
    "        </label>\n"
    "        <label>\n          <name>foot</name>\n          <color>#350dea</color>\n"
    "          <type>points</type>\n          <attributes></attributes>\n          <parent>person</parent>\n"
    "        </label>\n"
    "        <label>\n          <name>sunny</name>\n          <color>#0a0b0c</color>\n"
    "          <type>tag</type>\n          <attributes></attributes>\n        </label>\n"
    "      </labels>\n"
    "      <segments>\n        <segment>\n          <id>1</id>\n        </segment>\n        <segment>\n"
    "          <id>2</id>\n        </segment>\n      </segments>\n"
    "      <owner>\n        <username>kim</username>\n      </owner>\n    </task>\n"
    "    <dumped>2026-01-02 03:04:05</dumped>\n  </meta>\n"
    "  <image id=\"4\" name=\"a.png\" subset=\"Train\" task_id=\"9\" width=\"100\" height=\"50\">\n"
    "    <polygon label=\" car\" source=\"manual\" occluded=\"0\" points=\"1,1;9.25,1;9,9\" z_order=\"-1\">\n"
    "      <attribute name=\"model\">b</attribute>\n      <attribute name=\"doors\">4</attribute>\n"
    "    </polygon>\n"
    "    <box label=\" car\" source=\"auto\" occluded=\"1\" xtl=\"10\" ytl=\"20.5\" xbr=\"40\" ybr=\"45\" "
    "z_order=\"0\" group_id=\"3\" score=\"0.5\"/>\n"
    "    <box label=\" car\" source=\"manual\" occluded=\"0\" xtl=\"10.33\" ytl=\"20\" xbr=\"30.67\" "
    "ybr=\"30\" rotation=\"350\" z_order=\"0\"/>\n"
    "    <polyline label=\" car\" source=\"manual\" occluded=\"0\" points=\"1,1;5,5\" z_order=\"0\"/>\n"
    "    <points label=\" car\" source=\"manual\" occluded=\"0\" points=\"3,4;5,6\" z_order=\"4\"/>\n"
    "    <ellipse label=\" car\" source=\"manual\" occluded=\"0\" cx=\"50\" cy=\"25\" rx=\"10\" ry=\"5.5\" "
    "rotation=\"30\" z_order=\"5\"/>\n"
    "    <cuboid label=\" car\" source=\"manual\" occluded=\"0\" xtl1=\"10.00\" ytl1=\"10\" xbl1=\"10\" "
    "ybl1=\"20\" xtr1=\"20\" ytr1=\"10\" xbr1=\"20\" ybr1=\"20\" xtl2=\"25\" ytl2=\"8\" xbl2=\"25\" "
    "ybl2=\"18\" xtr2=\"15\" ytr2=\"8\" xbr2=\"15\" ybr2=\"18\" z_order=\"6\"/>\n"
    "    <mask label=\" car\" source=\"manual\" occluded=\"0\" rle=\"" DISC
    "\" left=\"30\" top=\"20\" width=\"13\" height=\"15\" z_order=\"7\"/>\n"
    "    <skeleton label=\"person\" source=\"manual\" z_order=\"8\">\n"
    "      <points label=\"head\" source=\"auto\" outside=\"0\" occluded=\"1\" points=\"11,22.5\">\n"
    "        <attribute name=\"hat\">yes</attribute>\n      </points>\n"
    "      <points label=\"foot\" source=\"manual\" outside=\"1\" occluded=\"0\" points=\"12,34\"/>\n"
    "    </skeleton>\n"
    "    <tag label=\"sunny\" source=\"file\" group_id=\"2\">\n"
    "      <attribute name=\"sky\">blue &lt;3&gt;</attribute>\n    </tag>\n"
    "  </image>\n"
    "  <image id=\"4\" name=\"b.png\" subset=\"default\" task_id=\"10\" width=\"100\" height=\"50\"/>\n"
    "</annotations>\n";

static void
assert_well_formed (Fixture *self, const char *name)
{
  g_autofree char *program = g_find_program_in_path ("xmllint");
  g_autofree char *path = fixture_path (self, name);
  const char *arguments[] = { program, "--noout", path, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  if (program == NULL)
    {
      g_test_message ("xmllint is not there");
      return;
    }
  g_assert_true (
      g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error));
  g_assert_true (g_spawn_check_wait_status (status, &error));
  g_assert_no_error (error);
}

/* Tags cannot declare attributes by themselves, so what is used is declared on the way. */
static void
test_round_trip (Fixture *self, gconstpointer data)
{
  g_autofree char *source = write_set (self, everything);
  g_autofree char *written = NULL;
  g_autofree char *again = NULL;
  g_autofree char *between = NULL;
  g_autoptr (GString) expected = g_string_new (everything);

  g_string_replace (expected, "          <type>tag</type>\n          <attributes></attributes>\n",
                    "          <type>tag</type>\n          <attributes>\n            <attribute>\n"
                    "              <name>sky</name>\n              <mutable>False</mutable>\n"
                    "              <input_type>text</input_type>\n              <default_value></default_value>\n"
                    "              <values></values>\n            </attribute>\n          </attributes>\n",
                    1);
  g_assert_true (fixture_convert (self, source, "cvat", "cvat", "out", NULL));
  g_assert_no_error (self->error);
  written = fixture_load (self, "out/annotations.xml");
  g_assert_cmpstr (written, ==, expected->str);
  assert_well_formed (self, "out/annotations.xml");
  between = fixture_path (self, "out");
  g_assert_true (fixture_convert (self, between, "cvat", "cvat", "again", NULL));
  again = fixture_load (self, "again/annotations.xml");
  g_assert_cmpstr (again, ==, written);
}

/* An ellipse is one as long as nobody has moved its outline, and what a model has made is told. */
static void
test_ellipse (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "in.xml",
      "<annotations><version>1.1</version><image id=\"0\" name=\"a.png\" width=\"100\" height=\"50\">"
      "<ellipse label=\"car\" source=\"auto\" cx=\"50\" cy=\"25\" rx=\"10\" ry=\"5.5\" rotation=\"30\"/>"
      "<ellipse label=\"car\" source=\"semi-auto\" cx=\"20\" cy=\"25\" rx=\"10\" ry=\"5\"/></image></annotations>");
  g_autofree char *target = fixture_path (self, "out");
  g_autofree char *written = NULL;
  GwObject *moved;
  GwShape shape = GW_SHAPE_INIT;
  GwWriter *writer;

  g_assert_true (fixture_read (self, "cvat", source, NULL));
  g_assert_cmpint (gw_object_get_source (fixture_object (self, 0, 0)), ==, GW_SOURCE_PREDICTION);
  g_assert_cmpint (gw_object_get_source (fixture_object (self, 0, 1)), ==, GW_SOURCE_MANUAL);
  moved = fixture_object (self, 0, 1);
  g_assert_true (gw_shape_copy (gw_object_get_shape (moved), &shape) == GW_STATUS_OK);
  shape.as.polygon.rings[0].points[3].x += 1;
  gw_object_take_shape (moved, &shape);
  writer = gw_format_create (gw_format_find ("cvat", NULL), target, self->head, NULL, self->problems, NULL);
  g_assert_true (gw_writer_write (writer, fixture_record (self, 0), NULL));
  g_assert_true (gw_writer_finish (writer, NULL, NULL));
  gw_writer_close (writer);
  written = fixture_load (self, "out/annotations.xml");
  g_assert_nonnull (
      strstr (written, "<ellipse label=\"car\" source=\"auto\" occluded=\"0\" cx=\"50\" cy=\"25\" rx=\"10\" ry=\"5.5\" "
                       "rotation=\"30\" z_order=\"0\"/>"));
  g_assert_nonnull (strstr (written, "<polygon label=\"car\" source=\"semi-auto\" occluded=\"0\" points=\"30,25;"));
  g_assert_nonnull (strstr (written, "<attribute name=\"ellipse\">true</attribute>"));
}

#define JSONL_HEAD \
  "{\"groundwork\":1,\"kind\":\"annotations\",\"classes\":[{\"name\":\"a\",\"color\":\"#112233\",\"attributes\":" \
  "[{\"name\":\"color\",\"kind\":\"choice\",\"choices\":[\"red\",\"blue\"],\"default\":\"red\"}," \
  "{\"name\":\"parked\",\"kind\":\"checkbox\",\"default\":\"true\"},{\"name\":\"doors\",\"kind\":\"number\"}]}," \
  "{\"name\":\"s\",\"color\":\"#445566\",\"keypoints\":[\"nose & chin\",\"tail\",\"paw\"]," \
  "\"skeleton\":[[1,2],[2,3]]}],\"units\":\"pixel\"}\n"

/* All that spec formats 1.2 says CVAT can carry comes back as it was. */
static void
test_kinds (Fixture *self, gconstpointer data)
{
  static const char text[] = JSONL_HEAD
      "{\"image\":\"a.png\",\"width\":100,\"height\":50,\"split\":\"val\",\"labels\":[\"a\",\"s\"],\"objects\":["
      "{\"label\":\"a\",\"bbox\":[1.125,2,3.5,4],\"attributes\":{\"color\":\"blue\",\"parked\":false,\"doors\":5},"
      "\"flags\":[\"occluded\"],\"group\":3},"
      "{\"label\":\"a\",\"bbox\":[10,20,30,8],\"angle\":-33.5},"
      "{\"label\":\"a\",\"rings\":[[[1,1],[9,1],[9,9.0625]]]},"
      "{\"label\":\"a\",\"rle\":{\"size\":[50,100],\"counts\":[205,3,47,2,4743]}},"
      "{\"label\":\"a\",\"line\":[[1,1],[5,5],[9,1]]},"
      "{\"label\":\"a\",\"points\":[[1,1,2],[2,3,2]]},"
      "{\"label\":\"s\",\"points\":[[1,1,2],[2,3,1],[7,8,0]]}]}\n"
      "{\"image\":\"b.png\",\"width\":100,\"height\":50}\n";
  g_autofree char *source = fixture_write (self, "in.gw.jsonl", text);
  g_autofree char *first = NULL;
  g_autofree char *direct = NULL;
  g_autofree char *back = NULL;
  g_autofree char *target = fixture_path (self, "out");

  g_assert_true (fixture_convert (self, source, "gw-jsonl", "gw-jsonl", "direct.gw.jsonl", NULL));
  g_assert_true (fixture_convert (self, source, "gw-jsonl", "cvat", "out", NULL));
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 2);
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 2);
  assert_well_formed (self, "out/annotations.xml");
  g_assert_true (fixture_convert (self, target, "cvat", "gw-jsonl", "back.gw.jsonl", NULL));
  direct = fixture_load (self, "direct.gw.jsonl");
  back = fixture_load (self, "back.gw.jsonl");
  g_assert_cmpstr (back, ==, direct);
  g_assert_true (fixture_convert (self, source, "gw-jsonl", "cvat", "twice", NULL));
  g_clear_pointer (&direct, g_free);
  first = fixture_load (self, "out/annotations.xml");
  direct = fixture_load (self, "twice/annotations.xml");
  g_assert_cmpstr (direct, ==, first);
}

#define A "\"label\":\"a\",\"bbox\":[1,2,3,4]"

/* What the table has as ◐ and ○, and nothing else. */
static void
test_losses (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *members; /* of the image */
    const char *losses;
  } cases[] = {
    { "\"objects\":[{" A "}]", "" },
    { "\"objects\":[{\"label\":\"a\",\"bbox\":[5,3,6,4],\"angle\":30}]", "" },
    { "\"objects\":[{\"label\":\"a\",\"rings\":[[[1,1],[9,1],[9,9]]]}]", "" },
    { "\"objects\":[{\"label\":\"a\",\"rings\":[[[0,0],[9,0],[9,9],[0,9]],[[2,2],[5,2],[5,5],[2,5]]]}]", "loss-holes" },
    { "\"objects\":[{\"label\":\"a\",\"rings\":[[[0,0],[3,0],[3,3]],[[5,5],[9,5],[9,9]]]}]", "loss-parts" },
    { "\"objects\":[{\"label\":\"a\",\"rle\":{\"size\":[50,100],\"counts\":[5,2,4993]}}]", "" },
    { "\"objects\":[{\"label\":\"a\",\"line\":[[1,1],[5,5]]}]", "" },
    { "\"objects\":[{\"label\":\"a\",\"points\":[[1,1,2],[2,3,2]]}]", "" },
    { "\"objects\":[{\"label\":\"a\",\"points\":[[1,1,2],[2,3,1]]}]", "loss-shape" },
    { "\"objects\":[{\"label\":\"s\",\"points\":[[1,1,2],[2,3,1],[4,5,0]]}]", "" },
    { "\"objects\":[{\"label\":\"s\",\"points\":[[1,1,2],[2,3,1]]}]", "loss-shape" },
    { "\"objects\":[{\"label\":\"a\",\"ellipse\":[10,5,4,3,0]}]", "" },
    { "\"labels\":[\"a\",\"s\"]", "" },
    { "\"objects\":[{" A ",\"attributes\":{\"other\":\"red\"}}]", "" },
    { "\"objects\":[{" A ",\"flags\":[\"crowd\"]}]", "loss-flags" },
    { "\"objects\":[{" A ",\"flags\":[\"occluded\"]}]", "" },
    { "\"objects\":[{" A ",\"flags\":[\"truncated\",\"difficult\"]}]", "loss-flags" },
    { "\"objects\":[{" A ",\"score\":0.5}]", "loss-score" },
    { "\"scores\":{\"a\":0.5,\"s\":0.5}", "loss-score" },
    { "\"annotator\":\"kim\",\"objects\":[{" A "}]", "loss-author" },
    { "\"split\":\"train\",\"objects\":[{" A "}]", "" },
    { "\"objects\":[{" A ",\"group\":2}]", "" },
    { "\"tags\":[\"night\"],\"objects\":[{" A "}]", "loss-tags" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (JSONL_HEAD "{\"image\":\"a.png\",\"width\":100,\"height\":50,%s}\n",
                                               cases[i].members);
      g_autofree char *source = fixture_write (self, "in.gw.jsonl", text);
      g_autofree char *target = g_strdup_printf ("out-%u", i);
      g_auto (GStrv) codes = NULL;
      guint n = 0;

      g_assert_true (fixture_convert (self, source, "gw-jsonl", "cvat", target, NULL));
      codes = gw_problems_list_codes (self->problems);
      for (guint k = 0; codes[k] != NULL; k++)
        n += g_str_has_prefix (codes[k], "loss-") ? 1 : 0;
      if (n != (*cases[i].losses != '\0' ? 1 : 0) || (n > 0 && fixture_count (self, cases[i].losses) != 1))
        g_error ("%s: not “%s” alone", cases[i].members, cases[i].losses);
    }
}

/* What becomes of what cannot be held. */
static void
test_other_forms (Fixture *self, gconstpointer data)
{
  static const char text[] = JSONL_HEAD
      "{\"image\":\"a.png\",\"width\":100,\"height\":50,\"objects\":["
      "{\"label\":\"a\",\"rings\":[[[0,0],[9,0],[9,9],[0,9]],[[2,2],[5,2],[5,5],[2,5]]]},"
      "{\"label\":\"a\",\"rings\":[[[0,0],[3,0],[3,3]],[[5,5],[9,5],[9,9]]],\"group\":7},"
      "{\"label\":\"a\",\"rings\":[[[0,10],[3,10],[3,13]],[[5,15],[9,15],[9,19]]]},"
      "{\"label\":\"a\",\"points\":[[1,1,2],[2,3,0]]},"
      "{\"label\":\"s\",\"bbox\":[1,2,3,4],\"attributes\":{\"new\":\"x\"}}]}\n";
  const GwWriteOptions fill = { .holes = GW_HOLES_FILL };
  g_autofree char *source = fixture_write (self, "in.gw.jsonl", text);
  g_autofree char *target = fixture_path (self, "out");
  g_autofree char *filled = fixture_path (self, "fill");
  const GwAttribute *attribute;

  g_assert_true (fixture_convert (self, source, "gw-jsonl", "cvat", "out", NULL));
  g_assert_true (fixture_read (self, "cvat", target, NULL));
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 7);
  /* 9 x 9 without 3 x 3. */
  g_assert_cmpint (get_shape (self, 0)->kind, ==, GW_SHAPE_MASK);
  g_assert_cmpuint (gw_mask_area (&get_shape (self, 0)->as.mask), ==, 72);
  g_assert_cmpint (gw_object_get_group (fixture_object (self, 0, 1)), ==, 7);
  g_assert_cmpint (gw_object_get_group (fixture_object (self, 0, 2)), ==, 7);
  g_assert_cmpint (gw_object_get_group (fixture_object (self, 0, 3)), ==, 8);
  g_assert_cmpint (gw_object_get_group (fixture_object (self, 0, 4)), ==, 8);
  g_assert_cmpuint (get_shape (self, 5)->as.points.n_points, ==, 1);
  attribute = gw_class_find_attribute (g_ptr_array_index (self->head->classes, 1), "new");
  g_assert_cmpint (attribute->kind, ==, GW_ATTRIBUTE_TEXT);

  g_assert_true (fixture_convert (self, source, "gw-jsonl", "cvat", "fill", &fill));
  g_assert_true (fixture_read (self, "cvat", filled, NULL));
  g_assert_cmpint (get_shape (self, 0)->kind, ==, GW_SHAPE_POLYGON);
  g_assert_cmpuint (get_shape (self, 0)->as.polygon.n_rings, ==, 1);
}

/* Pictures of a split go into its folder, and come back from there. */
static void
test_pictures (Fixture *self, gconstpointer data)
{
  static const char text[] = JSONL_HEAD
      "{\"image\":\"train/a.png\",\"width\":100,\"height\":50,\"split\":\"train\",\"objects\":[{" A "}]}\n"
      "{\"image\":\"val/a.png\",\"width\":100,\"height\":50,\"split\":\"val\",\"objects\":[{" A "}]}\n"
      "{\"image\":\"a.png\",\"width\":100,\"height\":50,\"objects\":[{" A "}]}\n";
  const GwWriteOptions copy = { .copy = GW_COPY_COPY, .name = "My <project>" };
  g_autofree char *source = fixture_write (self, "in.gw.jsonl", text);
  g_autofree char *target = fixture_path (self, "out");
  g_autofree char *written = NULL;

  fixture_picture (self, "train/a.png", 100, 50);
  fixture_picture (self, "val/a.png", 100, 50);
  fixture_picture (self, "a.png", 100, 50);
  g_assert_true (fixture_convert (self, source, "gw-jsonl", "cvat", "out", &copy));
  written = fixture_load (self, "out/annotations.xml");
  g_assert_nonnull (strstr (written, "<name>My &lt;project&gt;</name>"));
  g_assert_nonnull (strstr (written, "<image id=\"1\" name=\"a.png\" subset=\"val\" width=\"100\" height=\"50\">"));
  g_assert_true (fixture_read (self, "cvat", target, NULL));
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 0);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "train/a.png");
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "val/a.png");
  g_assert_cmpstr (fixture_record (self, 2)->path, ==, "a.png");
}

/* What stands in a bag that passed through other hands breaks no file. */
static void
test_strange_bag (Fixture *self, gconstpointer data)
{
  GwFormat const *format = gw_format_find ("cvat", NULL);
  GwRecordHead *head = gw_record_head_new ();
  g_autoptr (GwRecord) record = gw_record_new ("a.png");
  g_autofree char *target = fixture_path (self, "out");
  GwClass *class = gw_record_head_ensure_class (head, "a");
  GwObject *object = gw_object_new (1, gw_class_get_id (class));
  GwWriter *writer;

  gw_object_set_box (object, 1, 2, 3, 4);
  gw_object_set_bag (
      object,
      "{\"cvat\":{\"more\":{\"x y=\\\"\":\"1\",\"ok\":\"\\u0001<\",\"7\":\"\",\"label\":\"b\",\"xtl\":\"9\"},\"cuboid\":3,"
      "\"points\":[],\"z_order\":\"x\",\"source\":9}}");
  g_ptr_array_add (record->objects, object);
  record->bag = g_strdup ("{\"cvat\":{\"id\":\"-x\",\"tags\":7,\"more\":{\"id\":\"7\",\"name\":\"b\"}}}");
  head->bag = g_strdup ("{\"cvat\":{\"before_labels\":\"<task>\",\"after_labels\":\"</job>\",\"labels\":{\"a\":7}}}");
  writer = gw_format_create (format, target, head, NULL, self->problems, &self->error);
  g_assert_no_error (self->error);
  g_assert_true (gw_writer_write (writer, record, &self->error));
  g_assert_true (gw_writer_finish (writer, NULL, &self->error));
  gw_writer_close (writer);
  gw_record_head_free (head);
  assert_well_formed (self, "out/annotations.xml");
  g_assert_true (fixture_read (self, "cvat", target, NULL));
  fixture_assert_box (self, 0, 0, 1, 2, 3, 4);
}

/* The same boxes as COCO has them. */
static void
test_toy (Fixture *self, gconstpointer data)
{
  g_autofree char *coco = gw_test_data_path ("det-formats-toy/gts_coco_format/toy_example_coco.JSON");
  g_autofree char *target = fixture_path (self, "out");
  g_autoptr (GPtrArray) records = NULL;

  if (coco == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  g_assert_true (fixture_read (self, "coco", coco, NULL));
  records = g_ptr_array_ref (self->records);
  g_assert_true (fixture_convert (self, coco, "coco", "cvat", "out", NULL));
  assert_well_formed (self, "out/annotations.xml");
  g_assert_true (fixture_read (self, "cvat", target, NULL));
  g_assert_cmpuint (self->records->len, ==, records->len);
  for (guint i = 0; i < records->len; i++)
    {
      const GwRecord *one = g_ptr_array_index (records, i);

      g_assert_cmpstr (one->path, ==, fixture_record (self, i)->path);
      g_assert_cmpuint (one->objects->len, ==, fixture_record (self, i)->objects->len);
      for (guint k = 0; k < one->objects->len; k++)
        g_assert_true (gw_shape_equal (gw_object_get_shape (g_ptr_array_index (one->objects, k)),
                                       gw_object_get_shape (fixture_object (self, i, k)), 0.01));
    }
}

/* Masks of people's drawing: the same pixels from either form. */
static void
test_masks_of_labelme (Fixture *self, gconstpointer data)
{
  g_autofree char *labelme = gw_test_data_path ("seg-labelme");
  g_autofree char *target = fixture_path (self, "out");
  g_autoptr (GPtrArray) records = NULL;
  guint n_same = 0;

  if (labelme == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  g_assert_true (fixture_read (self, "labelme", labelme, NULL));
  records = g_ptr_array_ref (self->records);
  g_assert_true (fixture_convert (self, labelme, "labelme", "cvat", "out", NULL));
  assert_well_formed (self, "out/annotations.xml");
  g_assert_true (fixture_read (self, "cvat", target, NULL));
  g_assert_cmpuint (self->records->len, ==, records->len);
  for (guint i = 0; i < records->len; i++)
    {
      const GwRecord *one = g_ptr_array_index (records, i);

      g_assert_cmpuint (one->objects->len, ==, fixture_record (self, i)->objects->len);
      for (guint k = 0; k < one->objects->len; k++, n_same++)
        g_assert_true (gw_shape_equal (gw_object_get_shape (g_ptr_array_index (one->objects, k)),
                                       gw_object_get_shape (fixture_object (self, i, k)), 0.01));
    }
  g_assert_cmpuint (n_same, >, 0);
}

static void
test_cancel (Fixture *self, gconstpointer data)
{
  g_autofree char *source = write_set (self, everything);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GwReader *reader;

  g_cancellable_cancel (cancellable);
  reader = gw_format_open (gw_format_find ("cvat", NULL), source, NULL, self->problems, cancellable, &self->error);
  g_assert_null (reader);
  g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 0);
}

/* An image of a track alone has no id of its own, and gets none that an image of another task has. */
static void
test_ids_of_tracks (Fixture *self, gconstpointer data)
{
  g_autofree char *source = write_set (
      self, HEAD "  <image id=\"0\" name=\"a.png\" task_id=\"9\" width=\"100\" height=\"50\">\n"
                 "    <box label=\"car\" occluded=\"0\" xtl=\"1\" ytl=\"2\" xbr=\"30\" ybr=\"40\"/>\n  </image>\n"
                 "  <track id=\"0\" label=\"car\">\n"
                 "    <box frame=\"0\" keyframe=\"1\" outside=\"0\" occluded=\"0\" xtl=\"1\" ytl=\"2\" xbr=\"30\" "
                 "ybr=\"40\"/>\n  </track>\n</annotations>\n");
  g_autofree char *out = NULL;

  g_assert_true (fixture_convert (self, source, "cvat", "cvat", "out", NULL));
  out = fixture_load (self, "out/annotations.xml");
  g_assert_nonnull (strstr (out, "<image id=\"0\" name=\"a.png\""));
  g_assert_nonnull (strstr (out, "<image id=\"1\" name=\"frame_"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/format-cvat-writing/round-trip", test_round_trip);
  FIXTURE_TEST ("/cvat/write/ellipse", test_ellipse);
  FIXTURE_TEST ("/format-cvat-writing/kinds", test_kinds);
  FIXTURE_TEST ("/format-cvat-writing/losses", test_losses);
  FIXTURE_TEST ("/format-cvat-writing/other-forms", test_other_forms);
  FIXTURE_TEST ("/format-cvat-writing/pictures", test_pictures);
  FIXTURE_TEST ("/format-cvat-writing/strange-bag", test_strange_bag);
  FIXTURE_TEST ("/format-cvat-writing/toy", test_toy);
  FIXTURE_TEST ("/format-cvat-writing/masks-of-labelme", test_masks_of_labelme);
  FIXTURE_TEST ("/format-cvat-writing/cancel", test_cancel);
  FIXTURE_TEST ("/cvat-writing/ids-of-tracks", test_ids_of_tracks);

  return g_test_run ();
}
