/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "voc-fixture.h"

/* What lies beside the XML files of Pascal VOC: lists of images, and of classes in them. */

static gint64
label_of (Fixture *self, guint record, guint i)
{
  return g_array_index (fixture_record (self, record)->labels, GwLabel, i).class_id;
}

/* --- lists ------------------------------------------------------------------------------- */

static void
write_lists (Fixture *self)
{
  voc_write (self, "set/Annotations/a.xml", VOC_FILE ("a", VOC_OBJECT ("cat", VOC_BOX ("1", "1", "3", "3"))));
  voc_write (self, "set/Annotations/b.xml", VOC_FILE ("b", ""));
  fixture_picture (self, "set/JPEGImages/a.png", 8, 4);
  fixture_picture (self, "set/JPEGImages/b.png", 8, 4);
  fixture_picture (self, "set/JPEGImages/c.png", 8, 4);
  fixture_picture (self, "set/JPEGImages/d.png", 8, 4);
  voc_write (self, "set/ImageSets/Main/train.txt", "a\nb\n");
  voc_write (self, "set/ImageSets/Main/val.txt", "c\nd\ngone\n");
  voc_write (self, "set/ImageSets/Main/cat_train.txt", "a  1\nb -1\n");
  voc_write (self, "set/ImageSets/Main/cat_val.txt", "c -1\nd  0\n");
  voc_write (self, "set/ImageSets/Main/night_sky_train.txt", "a  1\nb  1\n");
  voc_write (self, "set/ImageSets/Main/night_sky_val.txt", "c -1\nd  1\n");
}

static gint64
absent_of (Fixture *self, guint record, guint i)
{
  return g_array_index (fixture_record (self, record)->absent, GwLabel, i).class_id;
}

static void
test_lists (Fixture *self, gconstpointer data)
{
  write_lists (self);
  voc_read_set (self, NULL);
  g_assert_cmpuint (self->records->len, ==, 4);
  /* What its object says is not said again. */
  g_assert_cmpuint (fixture_record (self, 0)->labels->len, ==, 1);
  g_assert_cmpstr (fixture_class (self, label_of (self, 0, 0)), ==, "night_sky");
  g_assert_cmpstr (fixture_class (self, label_of (self, 1, 0)), ==, "night_sky");
  g_assert_cmpstr (fixture_record (self, 1)->split, ==, "train");
  /* Images that have no XML file. */
  g_assert_cmpstr (fixture_record (self, 2)->path, ==, "c.png");
  g_assert_cmpstr (fixture_record (self, 2)->split, ==, "val");
  g_assert_true (fixture_record (self, 2)->labeled);
  g_assert_cmpuint (fixture_record (self, 2)->labels->len, ==, 0);
  g_assert_cmpstr (fixture_record (self, 3)->path, ==, "d.png");
  g_assert_cmpuint (fixture_record (self, 3)->labels->len, ==, 2);
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 0);
  /* What is not in them. */
  g_assert_null (fixture_record (self, 0)->absent);
  g_assert_cmpuint (fixture_record (self, 1)->absent->len, ==, 1);
  g_assert_cmpstr (fixture_class (self, absent_of (self, 1, 0)), ==, "cat");
  g_assert_cmpuint (fixture_record (self, 2)->absent->len, ==, 2);
  g_assert_null (fixture_record (self, 3)->absent);
}

/* Classes that are told not to be in an image are listed so, and of others of it nothing is said; that
 * one list says so and another does not means that the class is there.
 */
static void
test_absent (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "in.gw.jsonl",
      "{\"groundwork\":1,\"classes\":[{\"name\":\"cat\"},{\"name\":\"dog\"},{\"name\":\"cow\"}]}\n"
      "{\"image\":\"a.png\",\"width\":8,\"height\":4,\"labels\":[\"cat\"],\"absent\":[\"dog\"]}\n"
      "{\"image\":\"b.png\",\"width\":8,\"height\":4,\"labels\":[\"cow\"]}\n"
      "{\"image\":\"c.png\",\"width\":8,\"height\":4,\"labels\":[],\"absent\":[\"cow\"]}\n");
  g_autofree char *target = fixture_path (self, "out");

  g_assert_true (fixture_convert (self, source, "gw-jsonl", "voc", "out", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-absent"), ==, 0);
  voc_assert_file (self, "out/ImageSets/Main/cat_trainval.txt", "a  1\nb -1\n");
  voc_assert_file (self, "out/ImageSets/Main/dog_trainval.txt", "a -1\nb -1\n");
  voc_assert_file (self, "out/ImageSets/Main/cow_trainval.txt", "b  1\nc -1\n");
  voc_write (self, "out/ImageSets/Main/cat_val.txt", "a -1\n");
  g_assert_true (fixture_read (self, "voc", target, NULL));
  g_assert_cmpuint (fixture_record (self, 0)->labels->len, ==, 1);
  g_assert_cmpuint (fixture_record (self, 0)->absent->len, ==, 1);
  g_assert_cmpstr (fixture_class (self, absent_of (self, 0, 0)), ==, "dog");
  g_assert_cmpuint (fixture_record (self, 2)->absent->len, ==, 1);
  g_assert_cmpstr (fixture_class (self, absent_of (self, 2, 0)), ==, "cow");
  g_assert_cmpuint (fixture_record (self, 2)->labels->len, ==, 0);
}

static void
test_lists_again (Fixture *self, gconstpointer data)
{
  static const char *const lists[] = { "cat_train.txt", "cat_val.txt", "night_sky_train.txt", "night_sky_val.txt",
                                       "train.txt" };
  g_autofree char *target = NULL;

  write_lists (self);
  g_assert_true (voc_convert_set (self, "out", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-labels"), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *from = g_strdup_printf ("set/ImageSets/Main/%s", lists[i]);
      g_autofree char *to = g_strdup_printf ("out/ImageSets/Main/%s", lists[i]);
      g_autofree char *expected = fixture_load (self, from);

      voc_assert_file (self, to, expected);
    }
  target = fixture_path (self, "out");
  g_assert_true (fixture_read (self, "voc", target, NULL));
  g_assert_cmpuint (fixture_record (self, 3)->labels->len, ==, 2);
}

/* An image that nobody looked at keeps its split, and is read again where its picture is. */
static void
test_unlabeled (Fixture *self, gconstpointer data)
{
  const GwWriteOptions copy = { .copy = GW_COPY_COPY };
  g_autofree char *source = fixture_write (
      self, "in.gw.jsonl",
      "{\"groundwork\":1,\"classes\":[{\"name\":\"cat\"}]}\n"
      "{\"image\":\"a.png\",\"width\":8,\"height\":4,\"split\":\"train\",\"tags\":[\"verified\"]}\n"
      "{\"image\":\"b.png\",\"width\":8,\"height\":4,\"split\":\"train\",\"labels\":[\"cat\"]}\n"
      "{\"image\":\"c.png\",\"width\":8,\"height\":4}\n");
  g_autofree char *target = fixture_path (self, "out");

  fixture_picture (self, "a.png", 8, 4);
  fixture_picture (self, "b.png", 8, 4);
  fixture_picture (self, "c.png", 8, 4);
  g_assert_true (fixture_convert (self, source, "gw-jsonl", "voc", "bare", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-image"), ==, 2);
  voc_assert_file (self, "bare/ImageSets/Main/train.txt", "a\nb\n");
  voc_assert_file (self, "bare/ImageSets/Main/cat_train.txt", "b  1\n");

  g_assert_true (fixture_convert (self, source, "gw-jsonl", "voc", "out", &copy));
  g_assert_cmpuint (fixture_count (self, "loss-image"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "loss-tags"), ==, 1);
  g_assert_true (fixture_read (self, "voc", target, NULL));
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "a.png");
  g_assert_cmpstr (fixture_record (self, 0)->split, ==, "train");
  g_assert_false (fixture_record (self, 0)->labeled);
}

/* Images that only lists name stand among the others, so that lists come back as they were written. */
static void
test_order (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "a", "b", "c2", "c10", "d", "e" };
  const GwWriteOptions copy = { .copy = GW_COPY_COPY };
  g_autoptr (GString) text = g_string_new ("{\"groundwork\":1,\"classes\":[{\"name\":\"cat\"}]}\n");
  g_autofree char *source = NULL;
  g_autofree char *once = fixture_path (self, "once");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *picture = g_strconcat (names[i], ".png", NULL);

      fixture_picture (self, picture, 8, 4);
      g_string_append_printf (text, "{\"image\":\"%s\",\"width\":8,\"height\":4,\"split\":\"train\"%s}\n", picture,
                              i % 2 == 0 ? "" : ",\"objects\":[{\"label\":\"cat\",\"bbox\":[1,1,2,2]}]");
    }
  source = fixture_write (self, "in.gw.jsonl", text->str);
  g_assert_true (fixture_convert (self, source, "gw-jsonl", "voc", "once", &copy));
  voc_assert_file (self, "once/ImageSets/Main/train.txt", "a\nb\nc2\nc10\nd\ne\n");
  g_assert_true (fixture_convert (self, once, "voc", "voc", "again", &copy));
  voc_assert_file (self, "again/ImageSets/Main/train.txt", "a\nb\nc2\nc10\nd\ne\n");
  g_assert_true (fixture_read (self, "voc", once, NULL));
  g_assert_cmpuint (self->records->len, ==, G_N_ELEMENTS (names));
  fixture_assert_adds_up (self);

  /* Files that cannot be read leave what lists tell. */
  g_free (fixture_write (self, "once/Annotations/b.xml", "<annotation><object>"));
  g_assert_true (fixture_read (self, "voc", once, NULL));
  g_assert_cmpuint (self->records->len, ==, G_N_ELEMENTS (names));
  g_assert_cmpstr (fixture_record (self, 5)->path, ==, "b.png");
}

/* A set of classified images alone. */
static void
test_lists_alone (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  GwDetection detection = { 0 };

  fixture_picture (self, "set/JPEGImages/c.png", 8, 4);
  voc_write (self, "set/ImageSets/Main/val.txt", "c\n");
  voc_write (self, "set/ImageSets/Main/cat_val.txt", "c 1\n");
  g_assert_cmpstr (gw_format_detect (source, &detection, NULL, NULL)->name, ==, "voc");
  voc_read_set (self, NULL);
  g_assert_cmpuint (self->records->len, ==, 1);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "c.png");
  g_assert_cmpuint (fixture_record (self, 0)->labels->len, ==, 1);
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 0);
}

/* Names, colors, and what parts and actions objects may have. */
static void
test_labelmap (Fixture *self, gconstpointer data)
{
  static const char map[] = "# label:color_rgb:parts:actions\n"
                            "cat:1,2,3:head,tail:jumping\n"
                            "dog:4,5,6::\n"
                            "person:7,8,9:head:\n";

  voc_write (self, "set/Annotations/a.xml", VOC_FILE ("a", VOC_OBJECT ("dog", VOC_BOX ("1", "1", "3", "3"))));
  voc_write (self, "set/labelmap.txt", map);
  voc_read_set (self, NULL);
  g_assert_cmpuint (self->head->classes->len, ==, 3);
  g_assert_cmpuint (gw_class_get_color (g_ptr_array_index (self->head->classes, 0)), ==, 0x010203);
  g_assert_true (voc_convert_set (self, "out", NULL));
  voc_assert_file (self, "out/labelmap.txt", map);
}

/* Labels of images and objects of one class are not told from each other. */
static void
test_labels (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "in.gw.jsonl",
      "{\"groundwork\":1,\"classes\":[{\"name\":\"cat\"},{\"name\":\"a/b\"}]}\n"
      "{\"image\":\"a.png\",\"width\":8,\"height\":4,\"labels\":[\"cat\",\"a/b\"],\"objects\":[{\"label\":\"cat\","
      "\"bbox\":[1,1,2,2]}]}\n"
      "{\"image\":\"one two.png\",\"width\":8,\"height\":4,\"split\":\"fold_1\",\"labels\":[\"a/b\"]}\n");
  g_autofree char *target = fixture_path (self, "out");

  g_assert_true (fixture_convert (self, source, "gw-jsonl", "voc", "out", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-labels"), ==, 1);
  voc_assert_file (self, "out/ImageSets/Main/a%2Fb_trainval.txt", "a  1\n");
  voc_assert_file (self, "out/ImageSets/Main/cat_trainval.txt", "a  1\n");
  voc_assert_file (self, "out/ImageSets/Main/a%2Fb_fold_1.txt", "one two  1\n");
  g_assert_true (fixture_read (self, "voc", target, NULL));
  g_assert_cmpstr (fixture_class (self, label_of (self, 0, 0)), ==, "a/b");
  g_assert_cmpuint (fixture_record (self, 0)->labels->len, ==, 1);
  g_assert_null (fixture_record (self, 0)->split);
  g_assert_cmpstr (fixture_record (self, 1)->split, ==, "fold_1");
  g_assert_cmpstr (fixture_class (self, label_of (self, 1, 0)), ==, "a/b");
}

/* The class of an object that is not written would be read as a label of the image. */
static void
test_lists_of_lines (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "in.gw.jsonl",
      "{\"groundwork\":1,\"classes\":[{\"name\":\"cat\"},{\"name\":\"lane\"},{\"name\":\"sky\"}]}\n"
      "{\"image\":\"a.png\",\"width\":8,\"height\":4,\"labels\":[\"sky\"],\"objects\":[{\"label\":\"cat\","
      "\"bbox\":[1,1,2,2]},{\"label\":\"lane\",\"line\":[[1,1],[3,3]]}]}\n"
      "{\"image\":\"b.png\",\"width\":8,\"height\":4,\"labels\":[\"lane\"],\"objects\":[{\"label\":\"lane\","
      "\"line\":[[1,1],[3,3]]}]}\n");
  g_autofree char *target = fixture_path (self, "out");

  g_assert_true (fixture_convert (self, source, "gw-jsonl", "voc", "out", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-shape"), ==, 2);
  g_assert_cmpuint (fixture_count (self, "loss-labels"), ==, 0);
  voc_assert_file (self, "out/ImageSets/Main/cat_trainval.txt", "a  1\nb -1\n");
  voc_assert_file (self, "out/ImageSets/Main/lane_trainval.txt", "b  1\n");
  g_assert_true (fixture_read (self, "voc", target, NULL));
  g_assert_cmpuint (fixture_record (self, 0)->labels->len, ==, 1);
  g_assert_cmpstr (fixture_class (self, label_of (self, 0, 0)), ==, "sky");
  g_assert_cmpuint (fixture_record (self, 1)->labels->len, ==, 1);
  g_assert_cmpstr (fixture_class (self, label_of (self, 1, 0)), ==, "lane");
}

/* A list that no file can be called as is told of, and the rest is written. */
static void
test_long_names (Fixture *self, gconstpointer data)
{
  g_autofree char *name = g_strnfill (300, 'n');
  g_autofree char *text = g_strdup_printf (
      "{\"image\":\"a.png\",\"width\":8,\"height\":4,\"split\":\"val\",\"labels\":[\"%s\",\"cat\"]}\n", name);
  g_autofree char *source = fixture_write (self, "in.gw.jsonl", text);

  g_assert_true (fixture_convert (self, source, "gw-jsonl", "voc", "out", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-labels"), ==, 1);
  voc_assert_file (self, "out/ImageSets/Main/cat_val.txt", "a  1\n");
}

/* “cat_val” is the list of a split, and would be that of a class in another; “a_b_val” of two classes. */
static void
test_names_of_lists (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "in.gw.jsonl",
      "{\"groundwork\":1,\"classes\":[{\"name\":\"cat\"},{\"name\":\"a\"},{\"name\":\"a_b\"}]}\n"
      "{\"image\":\"a.png\",\"width\":8,\"height\":4,\"split\":\"val\",\"labels\":[\"cat\",\"a_b\"]}\n"
      "{\"image\":\"b.png\",\"width\":8,\"height\":4,\"split\":\"cat_val\",\"labels\":[\"cat\"]}\n"
      "{\"image\":\"c.png\",\"width\":8,\"height\":4,\"split\":\"b_val\",\"labels\":[\"a\"]}\n");
  g_autofree char *target = fixture_path (self, "out");

  g_assert_true (fixture_convert (self, source, "gw-jsonl", "voc", "out", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-labels"), ==, 2);
  voc_assert_file (self, "out/ImageSets/Main/cat_val.txt", "b\n");
  voc_assert_file (self, "out/ImageSets/Main/cat_cat_val.txt", "b  1\n");
  g_assert_true (fixture_read (self, "voc", target, NULL));
  g_assert_cmpstr (fixture_record (self, 1)->split, ==, "cat_val");
  g_assert_cmpuint (fixture_record (self, 1)->labels->len, ==, 1);
  g_assert_cmpstr (fixture_class (self, label_of (self, 1, 0)), ==, "cat");
}

static void
test_bad_lists (Fixture *self, gconstpointer data)
{
  write_lists (self);
  voc_write (self, "set/ImageSets/Main/cat_train.txt", "a  1\nb\nc two\n\n");
  voc_write (self, "set/ImageSets/Main/test.txt", "\xFF\xFE\n");
  voc_read_set (self, NULL);
  g_assert_cmpuint (fixture_count (self, "row-fields"), ==, 2);
  g_assert_cmpuint (fixture_count (self, "encoding"), ==, 1);
  g_assert_cmpuint (self->records->len, ==, 4);
}

/* As many classes as there may be take no more time for being many. */
static void
test_many_lists (Fixture *self, gconstpointer data)
{
  gint64 begin;

  voc_write (self, "set/Annotations/a.xml", VOC_FILE ("a", VOC_OBJECT ("cat", VOC_BOX ("1", "1", "3", "3"))));
  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *name = g_strdup_printf ("set/ImageSets/Main/class%u_val.txt", i);

      voc_write (self, name, "a 1\n");
    }
  begin = g_get_monotonic_time ();
  voc_read_set (self, NULL);
  g_test_message ("%" G_GINT64_FORMAT " ms", (g_get_monotonic_time () - begin) / 1000);
  g_assert_cmpuint (fixture_record (self, 0)->labels->len, ==, 3000);
}

/* An image with as many objects and parts as there may be is not gone through for each of them:
 * that took minutes.
 */
static void
test_many_parts (Fixture *self, gconstpointer data)
{
  const guint n = 40000;
  g_autofree char *target = fixture_path (self, "out");
  g_autoptr (GString) text = g_string_new ("<annotation><filename>a.png</filename>");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text,
                            VOC_OBJECT ("cat", VOC_BOX ("%u", "1", "%u", "3") "<part><name>eye</name>" VOC_BOX (
                                                   "%u", "1", "%u", "2") "</part>"),
                            i, i + 2, i, i + 1);
  g_string_append (text, "</annotation>");
  voc_write (self, "set/Annotations/a.xml", text->str);
  g_assert_true (voc_convert_set (self, "out", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-group"), ==, 0);
  g_assert_true (fixture_read (self, "voc", target, NULL));
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 2 * n);
  g_assert_cmpint (gw_object_get_group (fixture_object (self, 0, 2 * n - 1)), ==,
                   gw_object_get_group (fixture_object (self, 0, 2 * n - 2)));
}

/* Regions that count neither way are of no class that has a list. */
static void
test_no_lists_of_void (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "in.gw.jsonl",
      "{\"image\":\"1.png\",\"width\":40,\"height\":30,\"split\":\"train\",\"labels\":[\"sunny\"],\"objects\":["
      "{\"label\":\"cat\",\"bbox\":[1,1,9,9]},{\"label\":\"void\",\"rings\":[[[1,1],[9,1],[9,9]]]}]}\n");
  g_autofree char *cat = fixture_path (self, "out/ImageSets/Main/cat_train.txt");
  g_autofree char *none = fixture_path (self, "out/ImageSets/Main/void_train.txt");

  fixture_picture (self, "1.png", 40, 30);
  g_assert_true (fixture_convert (self, source, "gw-jsonl", "voc", "out", NULL));
  g_assert_true (g_file_test (cat, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (none, G_FILE_TEST_EXISTS));
}

/* --- marks ----------------------------------------------------------------------------------- */

/* labelImg's mark of an image is a tag, which a person may give as well. */
static void
test_verified (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "in.gw.jsonl",
      "{\"groundwork\":1,\"classes\":[{\"name\":\"cat\"}]}\n"
      "{\"image\":\"a.png\",\"width\":8,\"height\":4,\"tags\":[\"night\",\"verified\"],\"objects\":[{\"label\":\"cat\","
      "\"bbox\":[1,1,2,2]}]}\n"
      "{\"image\":\"b.png\",\"width\":8,\"height\":4,\"tags\":[\"verified\"],\"objects\":[]}\n");
  g_autofree char *target = fixture_path (self, "out");
  g_autofree char *text = NULL;

  g_assert_true (fixture_convert (self, source, "gw-jsonl", "voc", "out", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-tags"), ==, 1);
  text = fixture_load (self, "out/Annotations/b.xml");
  g_assert_true (g_str_has_prefix (text, "<annotation verified=\"yes\">"));
  g_assert_true (fixture_read (self, "voc", target, NULL));
  g_assert_cmpstr (fixture_record (self, 0)->tags[0], ==, "verified");
  g_assert_null (fixture_record (self, 0)->tags[1]);
}

static void
test_attributes (Fixture *self, gconstpointer data)
{
  static const char text[] =
      "<annotation version=\"2\">\n"
      "\t<folder>JPEGImages</folder>\n"
      "\t<filename>a.png</filename>\n"
      "\t<size>\n\t\t<width>8</width>\n\t\t<height>4</height>\n\t\t<depth>3</depth>\n\t</size>\n"
      "\t<segmented>0</segmented>\n"
      "\t<camera kind=\"a &quot;b&quot;\" of=\"c\">d</camera>\n"
      "\t<camera kind=\"e\"></camera>\n"
      "\t<place at=\"1\">\n\t\t<x unit=\"m\">3</x>\n\t</place>\n"
      "\t<object id=\"7\">\n\t\t<name>cat</name>\n\t\t<pose>Unspecified</pose>\n\t\t<truncated>0</truncated>\n"
      "\t\t<difficult>0</difficult>\n"
      "\t\t<bndbox>\n\t\t\t<xmin>1</xmin>\n\t\t\t<ymin>1</ymin>\n\t\t\t<xmax>3</xmax>\n\t\t\t<ymax>3</ymax>\n"
      "\t\t</bndbox>\n"
      "\t\t<part id=\"8\">\n\t\t\t<name>head</name>\n\t\t\t<bndbox>\n\t\t\t\t<xmin>1</xmin>\n\t\t\t\t<ymin>1</ymin>\n"
      "\t\t\t\t<xmax>2</xmax>\n\t\t\t\t<ymax>2</ymax>\n\t\t\t</bndbox>\n\t\t</part>\n"
      "\t\t<note by=\"kim\">near</note>\n"
      "\t</object>\n"
      "</annotation>\n";

  voc_write (self, "set/Annotations/a.xml", text);
  g_assert_true (voc_convert_set (self, "out", NULL));
  voc_assert_file (self, "out/Annotations/a.xml", text);
  g_assert_cmpuint (fixture_count (self, "label-foreign"), ==, 0);

  voc_write (self, "set/Annotations/a.xml",
             VOC_FILE ("a", "<object><name lang=\"en\">cat</name>" VOC_BOX ("1", "1", "3", "3") "</object>"));
  voc_read_set (self, NULL);
  g_assert_cmpuint (fixture_count (self, "label-foreign"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/format-voc/lists", test_lists);
  FIXTURE_TEST ("/format-voc/lists-again", test_lists_again);
  FIXTURE_TEST ("/format-voc/absent", test_absent);
  FIXTURE_TEST ("/format-voc/unlabeled", test_unlabeled);
  FIXTURE_TEST ("/format-voc/order", test_order);
  FIXTURE_TEST ("/format-voc/lists-alone", test_lists_alone);
  FIXTURE_TEST ("/format-voc/labelmap", test_labelmap);
  FIXTURE_TEST ("/format-voc/labels", test_labels);
  FIXTURE_TEST ("/format-voc/lists-of-lines", test_lists_of_lines);
  FIXTURE_TEST ("/format-voc/names-of-lists", test_names_of_lists);
  FIXTURE_TEST ("/format-voc/names-of-lists/long", test_long_names);
  FIXTURE_TEST ("/format-voc/bad-lists", test_bad_lists);
  FIXTURE_TEST ("/format-voc/many-lists", test_many_lists);
  FIXTURE_TEST ("/format-voc/many-parts", test_many_parts);
  FIXTURE_TEST ("/format-voc/verified", test_verified);
  FIXTURE_TEST ("/format-voc/attributes", test_attributes);
  FIXTURE_TEST ("/voc-sets/no-lists-of-void", test_no_lists_of_void);

  return g_test_run ();
}
