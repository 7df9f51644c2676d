/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <math.h>
#include <string.h>

#include "gw-json-values.h"

#define BOX(a, b, c, d) "<bndbox><xmin>" a "</xmin><ymin>" b "</ymin><xmax>" c "</xmax><ymax>" d "</ymax></bndbox>"
#define OBJECT(name, rest) "<object><name>" name "</name>" rest "</object>"
#define FILE(name, rest) \
  "<annotation><folder>VOC2012</folder><filename>" name "</filename>" \
  "<size><width>100</width><height>50</height><depth>3</depth></size>" rest "</annotation>"

static char *
write_set (Fixture *self, const char *text)
{
  g_free (fixture_write (self, "set/Annotations/a.xml", text));
  fixture_picture (self, "set/JPEGImages/a.png", 100, 50);
  return fixture_path (self, "set");
}

static void
read_set (Fixture *self, const char *text, const GwReadOptions *options)
{
  g_autofree char *source = write_set (self, text);

  g_assert_true (fixture_read (self, "voc", source, options));
  fixture_assert_adds_up (self);
}

static void
test_read (Fixture *self, gconstpointer data)
{
  g_autofree char *train = fixture_write (self, "set/ImageSets/Main/train.txt", "a\n");
  g_autofree char *class = fixture_write (self, "set/ImageSets/Main/cat_train.txt", "a 1\n");
  GwObject *object, *head;

  read_set (
      self,
      FILE ("a.jpg", /* the ending is another */
            "<source><database>Ours</database></source>" OBJECT (
                "cat", "<pose>Left</pose><truncated>1</truncated><difficult>yes</difficult><occluded>0</occluded>" BOX (
                           "10", "20.5", "40", "45") "<actions><jumping>1</jumping></actions>"
                                                     "<part><name>head</name>" BOX ("12", "22", "20", "30") "</part>")
                OBJECT ("dog", BOX ("0", "0", "5", "6"))),
      NULL);
  g_assert_cmpuint (self->records->len, ==, 1);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "a.png");
  g_assert_cmpstr (fixture_record (self, 0)->split, ==, "train");
  fixture_assert_box (self, 0, 0, 10, 20.5, 30, 24.5);
  object = fixture_object (self, 0, 0);
  head = fixture_object (self, 0, 1);
  g_assert_cmpint (gw_object_get_flags (object), ==, GW_OBJECT_TRUNCATED | GW_OBJECT_DIFFICULT);
  g_assert_cmpstr (gw_object_get_attribute (object, "pose"), ==, "Left");
  g_assert_cmpstr (gw_object_get_attribute (object, "jumping"), ==, "1");
  g_assert_cmpint (gw_object_get_group (object), ==, gw_object_get_group (head));
  g_assert_cmpstr (fixture_class (self, gw_object_get_class_id (head)), ==, "head");
  g_assert_cmpint (gw_object_get_group (fixture_object (self, 0, 2)), ==, 0);
  g_assert_cmpuint (fixture_count (self, "origin-ambiguous"), ==, 0);
}

/* Everything that the format has comes back, and the same bytes. */
static void
test_round_trip (Fixture *self, gconstpointer data)
{
  static const char text[] =
      "<annotation verified=\"yes\">\n"
      "\t<folder>VOC2012</folder>\n"
      "\t<filename>a.png</filename>\n"
      "\t<size>\n\t\t<width>100</width>\n\t\t<height>50</height>\n\t\t<depth>1</depth>\n\t</size>\n"
      "\t<segmented>1</segmented>\n"
      "\t<source>\n\t\t<database>Ours &amp; theirs</database>\n\t\t<image>flickr</image>\n\t</source>\n"
      "\t<object>\n\t\t<name>cat</name>\n\t\t<pose>Left</pose>\n\t\t<truncated>1</truncated>\n"
      "\t\t<difficult>0</difficult>\n\t\t<occluded>1</occluded>\n"
      "\t\t<bndbox>\n\t\t\t<xmin>10</xmin>\n\t\t\t<ymin>20.5</ymin>\n\t\t\t<xmax>40</xmax>\n\t\t\t<ymax>45</ymax>\n"
      "\t\t</bndbox>\n"
      "\t\t<actions>\n\t\t\t<jumping>1</jumping>\n\t\t\t<reading>0</reading>\n\t\t</actions>\n"
      "\t\t<part>\n\t\t\t<name>head</name>\n\t\t\t<pose>Rear</pose>\n\t\t\t<difficult>1</difficult>\n"
      "\t\t\t<bndbox>\n\t\t\t\t<xmin>12</xmin>\n\t\t\t\t<ymin>22</ymin>\n\t\t\t\t<xmax>20</xmax>\n"
      "\t\t\t\t<ymax>30</ymax>\n\t\t\t</bndbox>\n\t\t\t<note>near</note>\n\t\t</part>\n"
      "\t\t<point>\n\t\t\t<x>3</x>\n\t\t\t<y>4</y>\n\t\t</point>\n"
      "\t\t<point>\n\t\t\t<x>5</x>\n\t\t\t<y>\n\t\t\t\t<deep>6</deep>\n\t\t\t\t<deep>7</deep>\n\t\t\t</y>\n"
      "\t\t</point>\n"
      "\t</object>\n"
      "</annotation>\n";
  g_autofree char *val = fixture_write (self, "set/ImageSets/Main/val.txt", "a\n");
  g_autofree char *source = write_set (self, text);
  g_autofree char *written = NULL;
  g_autofree char *split = NULL;
  g_autofree char *names = NULL;

  g_assert_true (fixture_convert (self, source, "voc", "voc", "out", NULL));
  written = fixture_load (self, "out/Annotations/a.xml");
  split = fixture_load (self, "out/ImageSets/Main/val.txt");
  names = fixture_load (self, "out/class_names.txt");
  g_assert_cmpstr (written, ==, text);
  g_assert_cmpstr (split, ==, "a\n");
  g_assert_cmpstr (names, ==, "cat\nhead\n");
}

/* A folder has its own pictures, whatever others are called. */
static void
test_folders (Fixture *self, gconstpointer data)
{
  static const char labels[] =
      "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"detection\",\"classes\":[{\"name\":\"cat\"}]}\n"
      "{\"image\":\"sub/x.png\",\"width\":100,\"height\":50,\"split\":\"train\","
      "\"objects\":[{\"label\":\"cat\",\"bbox\":[1,2,3,4]}]}\n"
      "{\"image\":\"two/x.png\",\"width\":100,\"height\":50,\"split\":\"val\","
      "\"objects\":[{\"label\":\"cat\",\"bbox\":[5,6,7,8]}]}\n";
  const GwWriteOptions copy = { .copy = GW_COPY_COPY };
  g_autofree char *source = fixture_write (self, "labels.gw.jsonl", labels);
  g_autofree char *target = fixture_path (self, "out");

  fixture_picture (self, "sub/x.png", 100, 50);
  fixture_picture (self, "two/x.png", 100, 50);
  g_assert_true (fixture_convert (self, source, "gw-jsonl", "voc", "out", &copy));
  for (guint with_pictures = 2; with_pictures-- > 0;)
    {
      g_assert_true (fixture_read (self, "voc", target, NULL));
      g_assert_cmpuint (self->records->len, ==, 2);
      g_assert_cmpstr (fixture_record (self, 0)->path, ==, "sub/x.png");
      g_assert_cmpstr (fixture_record (self, 0)->split, ==, "train");
      fixture_assert_box (self, 0, 0, 1, 2, 3, 4);
      g_assert_cmpstr (fixture_record (self, 1)->path, ==, "two/x.png");
      g_assert_cmpstr (fixture_record (self, 1)->split, ==, "val");
      fixture_assert_box (self, 1, 0, 5, 6, 7, 8);
      if (with_pictures)
        {
          g_autofree char *pictures = fixture_path (self, "out/JPEGImages");

          gw_test_folder_free (g_steal_pointer (&pictures));
        }
    }
}

static void
test_names_with_blanks (Fixture *self, gconstpointer data)
{
  g_autofree char *source = write_set (self, FILE ("a.png", OBJECT (" cat ", BOX ("1", "2", "3", "4.5"))));
  g_autofree char *written = NULL;

  g_assert_true (fixture_read (self, "voc", source, NULL));
  g_assert_cmpstr (fixture_class (self, gw_object_get_class_id (fixture_object (self, 0, 0))), ==, "cat");
  g_assert_cmpuint (fixture_count (self, "class-trimmed"), ==, 1);
  g_assert_true (fixture_convert (self, source, "voc", "voc", "out", NULL));
  written = fixture_load (self, "out/Annotations/a.xml");
  g_assert_nonnull (strstr (written, "<name> cat </name>"));
}

/* Coordinates of the development kit come back as they were. */
static void
test_pixel_base (Fixture *self, gconstpointer data)
{
  const GwReadOptions devkit = { .pixel_base = GW_PIXEL_BASE_DEVKIT };
  const char *text = FILE ("a.png",
                           OBJECT ("cat", BOX ("1", "1", "100", "50")) OBJECT ("dog", BOX ("7", "8", "7", "8")));
  g_autofree char *target = fixture_path (self, "out");
  g_autofree char *other = fixture_path (self, "tool");
  g_autofree char *source = NULL;
  g_autofree char *written = NULL;
  g_autofree char *tool = NULL;
  GwConvertSpec spec = { .target = target, .read = devkit };
  GwConvertResult result;
  g_autoptr (GPtrArray) degenerate = NULL;

  read_set (self, text, NULL);
  g_assert_cmpuint (fixture_count (self, "origin-ambiguous"), ==, 1);
  fixture_assert_box (self, 0, 0, 1, 1, 99, 49);
  g_assert_cmpuint (fixture_count (self, "box-degenerate"), ==, 1);
  /* The file is named, not the folder that it is in. */
  degenerate = gw_problems_list (self->problems, "box-degenerate");
  g_assert_true (g_str_has_suffix (((GwProblem *) g_ptr_array_index (degenerate, 0))->file, ".xml"));
  read_set (self, text, &devkit);
  g_assert_cmpuint (fixture_count (self, "origin-ambiguous"), ==, 0);
  fixture_assert_box (self, 0, 0, 0, 0, 100, 50);
  fixture_assert_box (self, 0, 1, 6, 7, 1, 1);

  source = fixture_path (self, "set");
  spec.source = source;
  spec.from = spec.to = gw_format_find ("voc", NULL);
  g_assert_true (gw_convert (&spec, self->problems, &result, NULL, &self->error));
  written = fixture_load (self, "out/Annotations/a.xml");
  g_assert_nonnull (strstr (written, "<xmin>1</xmin>\n\t\t\t<ymin>1</ymin>\n\t\t\t<xmax>100</xmax>"));
  spec.target = other;
  spec.write.pixel_base = GW_PIXEL_BASE_TOOL;
  g_assert_true (gw_convert (&spec, self->problems, &result, NULL, &self->error));
  tool = fixture_load (self, "tool/Annotations/a.xml");
  g_assert_nonnull (strstr (tool, "<xmin>0</xmin>\n\t\t\t<ymin>0</ymin>\n\t\t\t<xmax>100</xmax>"));
}

static void
test_bad_files (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *code;
  } cases[] = {
    { "", "xml-syntax" },
    { "<annotation>", "truncated-file" },
    { "<annotations><image/></annotations>", "xml-syntax" },
    { "<annotation><object></annotation>", "xml-syntax" },
    { "<annotation>&unknown;</annotation>", "xml-syntax" },
    { "<!DOCTYPE a [<!ENTITY b 'c'>]><annotation/>", "xml-dtd" },
    { "<annotation>\xFF\xFE</annotation>", "encoding" },
    { "<?xml version='1.0' encoding='Shift_JIS'?><annotation/>", "encoding" },
  };
  g_autoptr (GString) deep = g_string_new ("<annotation>");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      read_set (self, cases[i].text, NULL);
      if (self->records->len != 0 || fixture_count (self, cases[i].code) != 1)
        g_error ("%s: not %s", cases[i].text, cases[i].code);
    }
  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "<a>");
  read_set (self, deep->str, NULL);
  g_assert_cmpuint (fixture_count (self, "xml-depth"), ==, 1);
}

static void
test_bad_objects (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *code;
    guint kept; /* of one, beside a sound one */
  } cases[] = {
    { OBJECT ("dog", ""), "coord-not-finite", 0 },
    { OBJECT ("dog", BOX ("nan", "1", "2", "3")), "coord-not-finite", 0 },
    { OBJECT ("dog", BOX ("one", "1", "2", "3")), "coord-not-finite", 0 },
    { OBJECT ("dog", BOX ("9", "1", "2", "3")), "box-swapped", 1 },
    { OBJECT ("dog", BOX ("2", "1", "2", "3")), "box-degenerate", 0 },
    { OBJECT ("dog", BOX ("90", "1", "120", "3")), "box-outside", 1 },
    { OBJECT (" dog", BOX (" 9 ", "\n1", "12", "3")), "class-trimmed", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (FILE ("a.png", "%s%s"), OBJECT ("cat", BOX ("1", "2", "3", "4.5")),
                                               cases[i].text);

      read_set (self, text, NULL);
      if (fixture_record (self, 0)->objects->len != 1 + cases[i].kept
          || (cases[i].code[0] != '\0' && fixture_count (self, cases[i].code) != 1))
        g_error ("%s: not %s", cases[i].text, cases[i].code);
    }
}

/* What is unknown is kept, and takes no more time for being much. */
static void
test_many (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("<annotation><filename>a.png</filename>");
  g_autoptr (GwJsonMembers) bag = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "<a>x</a>");
  for (guint i = 0; i < 20000; i++)
    g_string_append (text, OBJECT ("cat", "<b/><b/>" BOX ("1", "2", "3", "4.5") "<part><name>eye</name></part>"));
  g_string_append (text, "</annotation>");
  read_set (self, text->str, NULL);
  g_assert_cmpuint (fixture_count (self, "limit"), ==, 1);
  bag = gw_json_members_open_bag (fixture_record (self, 0)->bag, "voc");
  g_assert_cmpuint (gw_json_members_get_n (bag), ==, 1000);
  g_assert_nonnull (gw_json_members_get (bag, "a#1000", NULL));
}

static void
test_encodings (Fixture *self, gconstpointer data)
{
  g_autofree char *text = g_strdup (
      "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" FILE ("a.png", OBJECT ("M\xF6we", BOX ("1", "2", "3", "4.5"))));
  gsize length;
  g_autofree char *wide = g_convert (FILE ("a.png", OBJECT ("gull", BOX ("1", "2", "3", "4.5"))), -1, "UTF-16", "UTF-8",
                                     NULL, &length, NULL);
  g_autofree char *path = fixture_path (self, "set/Annotations/a.xml");
  g_autofree char *source = NULL;

  read_set (self, text, NULL);
  g_assert_cmpstr (fixture_class (self, gw_object_get_class_id (fixture_object (self, 0, 0))), ==, "Möwe");
  g_assert_true (g_file_set_contents (path, wide, (gssize) length, NULL));
  source = fixture_path (self, "set");
  g_assert_true (fixture_read (self, "voc", source, NULL));
  g_assert_cmpstr (fixture_class (self, gw_object_get_class_id (fixture_object (self, 0, 0))), ==, "gull");
}

static void
test_detect (Fixture *self, gconstpointer data)
{
  g_autofree char *source = write_set (self, FILE ("a.png", OBJECT ("cat", BOX ("1", "2", "3", "4.5"))));
  g_autofree char *file = fixture_path (self, "set/Annotations/a.xml");
  GwDetection detection = { 0 };

  g_assert_cmpstr (gw_format_detect (source, &detection, NULL, NULL)->name, ==, "voc");
  g_assert_cmpint (detection.confidence, >=, 90);
  g_assert_cmpstr (gw_format_detect (file, &detection, NULL, NULL)->name, ==, "voc");
}

static void
test_losses (Fixture *self, gconstpointer data)
{
  static const char text[] =
      "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"segmentation\",\"classes\":[{\"name\":\"cat\"}]}\n"
      "{\"image\":\"a.png\",\"width\":100,\"height\":50,\"tags\":[\"night\"],\"labels\":[\"cat\"],\"objects\":["
      "{\"label\":\"cat\",\"bbox\":[1,2,3,4],\"attributes\":{\"color\":\"red\"},\"flags\":[\"crowd\"],\"group\":3},"
      "{\"label\":\"cat\",\"bbox\":[1,2,30,4],\"angle\":30},"
      "{\"label\":\"cat\",\"rings\":[[[1,1],[9,1],[9,9]]],\"group\":3},"
      "{\"label\":\"cat\",\"line\":[[1,1],[9,1]]}]}\n";
  g_autofree char *source = fixture_write (self, "labels.gw.jsonl", text);
  g_autofree char *target = fixture_path (self, "out");

  g_assert_true (fixture_convert (self, source, "gw-jsonl", "voc", "out", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-shape"), ==, 2);
  g_assert_cmpuint (fixture_count (self, "loss-rotation"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "loss-attributes"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "loss-flags"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "loss-group"), ==, 2);
  g_assert_cmpuint (fixture_count (self, "loss-labels"), ==, 1);
  g_assert_true (fixture_read (self, "voc", target, NULL));
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 3);
  fixture_assert_box (self, 0, 2, 1, 1, 8, 8);
}

static void
test_real (Fixture *self, gconstpointer data)
{
  g_autofree char *source = gw_test_data_path ("det-bccd");
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = 0;

  if (source == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  g_assert_true (fixture_read (self, "voc", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 364);
  for (guint i = 0; i < self->records->len; i++)
    n += fixture_record (self, i)->objects->len;
  g_assert_cmpuint (n, ==, 4886);
  g_assert_cmpuint (fixture_count (self, "box-degenerate"), ==, 2);
  g_assert_cmpuint (self->head->classes->len, ==, 3);
  fixture_assert_box (self, 0, 0, 260, 177, 231, 199);
  fixture_assert_box (self, 0, 1, 78, 336, 106, 99);
}

/* The same boxes as COCO has them. */
static void
test_toy (Fixture *self, gconstpointer data)
{
  g_autofree char *voc = gw_test_data_path ("det-formats-toy/gts_vocpascal_format");
  g_autofree char *coco = gw_test_data_path ("det-formats-toy/gts_coco_format/toy_example_coco.JSON");
  g_autoptr (GPtrArray) records = NULL;

  if (voc == NULL || coco == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  g_assert_true (fixture_read (self, "voc", voc, NULL));
  records = g_ptr_array_ref (self->records);
  g_assert_true (fixture_read (self, "coco", coco, NULL));
  g_assert_cmpuint (records->len, ==, 10);
  for (guint i = 0; i < records->len; i++)
    {
      const GwRecord *one = g_ptr_array_index (records, i);
      const GwRecord *other = NULL;

      for (guint k = 0; k < self->records->len; k++)
        if (g_str_equal (fixture_record (self, k)->path, one->path))
          other = fixture_record (self, k);
      g_assert_nonnull (other);
      g_assert_cmpuint (one->objects->len, ==, other->objects->len);
      for (guint k = 0; k < one->objects->len; k++)
        g_assert_true (gw_shape_equal (gw_object_get_shape (g_ptr_array_index (one->objects, k)),
                                       gw_object_get_shape (g_ptr_array_index (other->objects, k)), 0));
    }
}

/* What a bag says is no element where it is no name. */
static void
test_bad_names (Fixture *self, gconstpointer data)
{
  static const char *const bad[] = { "a><object/>", "", "a b", "1", "a/<b" };
  g_autofree char *path = fixture_path (self, "out");
  g_autofree char *text = NULL;
  g_autoptr (GwRecordHead) head = gw_record_head_new ();
  g_autoptr (GwRecord) record = gw_record_new ("a.png");
  g_autoptr (GwJsonMembers) members = gw_json_members_new ();
  const GwWriteOptions options = { 0 };
  GwWriter *writer = gw_format_create (gw_format_find ("voc", NULL), path, head, &options, self->problems, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    gw_json_members_set_string (members, bad[i], "x");
  gw_json_members_set_string (members, "good/one#2", "y");
  record->bag = gw_json_members_put_bag (members, NULL, "voc");
  record->labeled = TRUE;
  g_assert_true (gw_writer_write (writer, record, NULL));
  g_assert_true (gw_writer_finish (writer, NULL, NULL));
  gw_writer_close (writer);
  text = fixture_load (self, "out/Annotations/a.xml");
  g_assert_nonnull (strstr (text, "<one>y</one>"));
  g_assert_null (strstr (text, ">x<"));
}

/* Parts that somebody has named otherwise. */
static void
test_other_splits (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "in.gw.jsonl",
      "{\"groundwork\":1,\"classes\":[{\"name\":\"cat\"}]}\n"
      "{\"image\":\"a.png\",\"width\":40,\"height\":30,\"split\":\"fold1\",\"objects\":[{\"label\":\"cat\",\"bbox\":"
      "[1,2,3,4]}]}\n{\"image\":\"b.png\",\"width\":40,\"height\":30,\"objects\":[{\"label\":\"cat\",\"bbox\":"
      "[1,2,3,4]}]}\n");
  g_autofree char *target = fixture_path (self, "out");

  g_assert_true (fixture_convert (self, source, "gw-jsonl", "voc", "out", NULL));
  g_assert_true (fixture_read (self, "voc", target, NULL));
  g_assert_cmpstr (fixture_record (self, 0)->split, ==, "fold1");
  g_assert_null (fixture_record (self, 1)->split);
}

/* Annotations, and a list with a line for each. (transfer full): the folder */
static char *
write_large_set (Fixture *self, guint n)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_autofree char *file = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("set/Annotations/%u.xml", i);

      g_free (fixture_write (self, name,
                             "<annotation><size><width>9</width><height>9</height></size><object><name>cat</name>"
                             "<bndbox><xmin>1</xmin><ymin>1</ymin><xmax>5</xmax><ymax>5</ymax></bndbox></object>"
                             "</annotation>"));
      g_string_append_printf (list, "%u\n", i);
    }
  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (list, "other%u\n", i);
  file = fixture_write (self, "set/ImageSets/Main/train.txt", list->str);

  return fixture_path (self, "set");
}

static void
test_progress (Fixture *self, gconstpointer data)
{
  g_autofree char *source = write_large_set (self, 500);

  fixture_assert_progress (self, "voc", source, 0.5, 500);
  fixture_assert_forward (self, "voc", source);
}

static void
test_cancelled (Fixture *self, gconstpointer data)
{
  g_autofree char *source = write_large_set (self, 500);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GwWork) work = gw_work_new ("test");
  const GwReadOptions options = { .work = work };
  const GwFormat *format = gw_format_find ("voc", NULL);
  GwReader *reader;

  g_cancellable_cancel (cancellable);
  g_assert_null (gw_format_open (format, source, &options, self->problems, cancellable, &self->error));
  g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&self->error);

  /* What is left is let go. */
  reader = gw_format_open (format, source, &options, self->problems, NULL, &self->error);
  g_assert_no_error (self->error);
  gw_record_free (gw_reader_next (reader, NULL, NULL));
  gw_reader_close (reader);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/format-voc/read", test_read);
  FIXTURE_TEST ("/format-voc/bad-names", test_bad_names);
  FIXTURE_TEST ("/format-voc/round-trip", test_round_trip);
  FIXTURE_TEST ("/format-voc/folders", test_folders);
  FIXTURE_TEST ("/format-voc/names-with-blanks", test_names_with_blanks);
  FIXTURE_TEST ("/format-voc/pixel-base", test_pixel_base);
  FIXTURE_TEST ("/format-voc/other-splits", test_other_splits);
  FIXTURE_TEST ("/format-voc/bad-files", test_bad_files);
  FIXTURE_TEST ("/format-voc/bad-objects", test_bad_objects);
  FIXTURE_TEST ("/format-voc/many", test_many);
  FIXTURE_TEST ("/format-voc/encodings", test_encodings);
  FIXTURE_TEST ("/format-voc/detect", test_detect);
  FIXTURE_TEST ("/format-voc/losses", test_losses);
  FIXTURE_TEST ("/format-voc/real", test_real);
  FIXTURE_TEST ("/format-voc/toy", test_toy);
  FIXTURE_TEST ("/format-voc/tells-how-far-it-is", test_progress);
  FIXTURE_TEST ("/format-voc/is-cancelled", test_cancelled);

  return g_test_run ();
}
