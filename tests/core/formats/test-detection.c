/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>
#include <glib/gstdio.h>

#include "formats-fixture.h"
#include "gw-error.h"
#include "gw-label-source.h"

/* What a format has written is known again, without being told: by its folder, as it is
 * dropped on a window.
 */

static const char head[] =
    "{\"groundwork\":1,\"kind\":\"annotations\",\"classes\":[{\"name\":\"car\"},"
    "{\"name\":\"person\"},{\"name\":\"pair\",\"keypoints\":[\"p\",\"q\"],\"skeleton\":[[1,2]]}]}\n";

/* Two images in each: what the format can hold of it, it writes. */
static const char boxes[] = "{\"image\":\"a.png\",\"width\":64,\"height\":48,\"objects\":[{\"label\":\"car\",\"bbox\":"
                            "[5,6,20,10]},{\"label\":\"person\",\"bbox\":[1,2,3,4]}]}\n"
                            "{\"image\":\"b.png\",\"width\":64,\"height\":48,\"objects\":[{\"label\":\"car\",\"bbox\":"
                            "[7,8,9,10]}]}\n";
static const char turned[] = "{\"image\":\"a.png\",\"width\":64,\"height\":48,\"objects\":[{\"label\":\"car\",\"bbox\":"
                             "[15,16,20,10],\"angle\":30}]}\n"
                             "{\"image\":\"b.png\",\"width\":64,\"height\":48,\"objects\":[{\"label\":\"car\",\"bbox\":"
                             "[17,18,19,10],\"angle\":-20}]}\n";
static const char polygons[] = "{\"image\":\"a.png\",\"width\":64,\"height\":48,\"objects\":[{\"label\":\"car\","
                               "\"rings\":[[[5,6],[20,6],[22,15],[12,30],[5,10]]]}]}\n"
                               "{\"image\":\"b.png\",\"width\":64,\"height\":48,\"objects\":[{\"label\":\"person\","
                               "\"rings\":[[[5,6],[20,6],[22,15]]]}]}\n";
static const char points[] = "{\"image\":\"a.png\",\"width\":64,\"height\":48,\"objects\":[{\"label\":\"pair\","
                             "\"points\":[[5,6,2],[20,16,1]]}]}\n"
                             "{\"image\":\"b.png\",\"width\":64,\"height\":48,\"objects\":[{\"label\":\"pair\","
                             "\"points\":[[15,6,2],[20,26,2]]}]}\n";
static const char masks[] =
    "{\"image\":\"a.png\",\"width\":64,\"height\":48,\"objects\":[{\"label\":\"car\",\"rle\":"
    "{\"size\":[48,64],\"counts\":[100,20,28,20,2904]}}]}\n"
    "{\"image\":\"b.png\",\"width\":64,\"height\":48,\"objects\":[{\"label\":\"person\",\"rle\":"
    "{\"size\":[48,64],\"counts\":[200,20,28,20,2804]}}]}\n";
static const char labels[] = "{\"image\":\"a.png\",\"width\":64,\"height\":48,\"labels\":[\"car\"]}\n"
                             "{\"image\":\"b.png\",\"width\":64,\"height\":48,\"labels\":[\"person\"]}\n";
static const char several[] = "{\"image\":\"a.png\",\"width\":64,\"height\":48,\"labels\":[\"car\",\"person\"]}\n"
                              "{\"image\":\"b.png\",\"width\":64,\"height\":48,\"labels\":[\"person\"]}\n";

static const struct
{
  const char *format;
  const char *records;
  const char *as; /* (nullable): the other that says the same of it */
} cases[] = {
  { "coco", boxes, NULL },           { "coco", masks, NULL },          { "coco-results", boxes, NULL },
  { "coco-panoptic", masks, NULL },  { "yolo", boxes, NULL },          { "yolo-segment", polygons, NULL },
  { "yolo-obb", turned, NULL },      { "yolo-pose", points, NULL },    { "yolo-classify", labels, "class-folders" },
  { "class-folders", labels, NULL }, { "class-list", labels, NULL },   { "multi-label-table", several, NULL },
  { "labelme", polygons, NULL },     { "voc", boxes, NULL },           { "voc-masks", masks, NULL },
  { "semantic-png", masks, NULL },   { "cvat", boxes, NULL },          { "label-studio", boxes, NULL },
  { "label-studio", labels, NULL },  { "open-images", boxes, NULL },   { "open-images", labels, NULL },
  { "open-images", masks, NULL },    { "cityscapes", polygons, NULL }, { "createml", boxes, NULL },
  { "sagemaker", boxes, NULL },      { "sagemaker", labels, NULL },    { "label-categories", labels, NULL },
  { "csv", labels, NULL },           { "csv", boxes, NULL },           { "gw-jsonl", boxes, NULL },
};

/* No part of a layout is taken for labels of another form. */
static void
assert_all_read (const char *source)
{
  g_autoptr (GwLabelSource) found = gw_label_source_find (source, NULL, NULL, NULL);
  g_autoptr (GwProblems) problems = gw_problems_new ();
  g_autoptr (GPtrArray) list = NULL;

  gw_label_source_report_unread (found, problems, NULL);
  list = gw_problems_list (problems, NULL);
  for (guint i = 0; i < list->len; i++)
    g_error ("%s", ((GwProblem *) g_ptr_array_index (list, i))->text);
}

static void
test_known_again (Fixture *self, gconstpointer data)
{
  const GwWriteOptions options = { .copy = GW_COPY_COPY };

  fixture_picture (self, "a.png", 64, 48);
  fixture_picture (self, "b.png", 64, 48);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat (head, cases[i].records, NULL);
      g_autofree char *source = fixture_write (self, "in.gw.jsonl", text);
      const GwFormat *format = gw_format_find (cases[i].format, NULL);
      g_autofree char *name = g_strdup_printf ("out-%u%s", (guint) i, format->suffix != NULL ? format->suffix : "");
      g_autofree char *target = fixture_path (self, name);
      GwDetection detection = { 0, "" };
      const GwFormat *found;

      g_test_message ("%s", cases[i].format);
      g_assert_true (fixture_convert (self, source, "gw-jsonl", cases[i].format, name, &options));
      found = gw_format_detect (target, &detection, NULL, NULL);
      g_assert_nonnull (found);
      g_test_message ("%s (%d): %s", found->name, detection.confidence, detection.reason);
      if (strcmp (found->name, cases[i].format) != 0)
        g_assert_cmpstr (found->name, ==, cases[i].as);
      assert_all_read (target);
    }
}

static char *
replace (const char *text, const char *what, const char *with)
{
  g_auto (GStrv) parts = g_strsplit (text, what, -1);

  return g_strjoinv (with, parts);
}

/* Where pictures lie in folders of their own, which may be classes, the note of the export says what it is. */
static void
test_known_in_folders (Fixture *self, gconstpointer data)
{
  const GwWriteOptions options = { .copy = GW_COPY_COPY };

  fixture_picture (self, "one/a.png", 64, 48);
  fixture_picture (self, "two/b.png", 64, 48);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const GwFormat *format = gw_format_find (cases[i].format, NULL);
      g_autofree char *first = replace (cases[i].records, "a.png", "one/a.png");
      g_autofree char *second = replace (first, "b.png", "two/b.png");
      g_autofree char *text = g_strconcat (head, second, NULL);
      g_autofree char *source = fixture_write (self, "in.gw.jsonl", text);
      g_autofree char *name = g_strdup_printf ("out-%u", (guint) i);
      g_autofree char *target = fixture_path (self, name);
      GwDetection detection = { 0, "" };

      if ((format->flags & GW_FORMAT_TARGET_IS_FOLDER) == 0)
        continue;
      g_test_message ("%s", cases[i].format);
      g_assert_true (fixture_convert (self, source, "gw-jsonl", cases[i].format, name, &options));
      g_assert_true (gw_format_detect (target, &detection, NULL, NULL) == format);
      assert_all_read (target);
    }
}

/* A note that is no export's, or speaks of what is not read, says nothing. */
static void
test_foreign_notes (Fixture *self, gconstpointer data)
{
  static const char *const notes[] = {
    "",
    "[",
    "{\"format\":\"labelme\"}",
    "{\"groundwork-export\":1,\"file\":\"x.csv\",\"format\":\"labelme\",\"images\":1}",
    "{\"groundwork-export\":1,\"format\":\"csv\",\"file\":\"x.csv\",\"images\":1}",
    "{\"groundwork-export\":1,\"format\":\"gw-jsonl\"}",
    "{\"groundwork-export\":1,\"format\":\"nothing\"}",
    "{\"groundwork-export\":1,\"format\":[[[[",
    "{\"groundwork-export\":{},\"format\":\"labelme\"}",
  };

  fixture_picture (self, "set/one/a.png", 64, 48);
  fixture_picture (self, "set/two/b.png", 64, 48);
  for (gsize i = 0; i < G_N_ELEMENTS (notes); i++)
    {
      g_autofree char *note = fixture_write (self, "set/groundwork-export.json", notes[i]);
      g_autofree char *folder = g_path_get_dirname (note);
      const GwFormat *found = gw_format_detect (folder, NULL, NULL, NULL);

      g_assert_nonnull (found);
      g_assert_cmpstr (found->name, ==, "class-folders");
    }
}

/* That of one file says nothing of the folder it lies in. */
static void
test_note_of_one_file (Fixture *self, gconstpointer data)
{
  g_autofree char *text = g_strconcat (head, labels, NULL);
  g_autofree char *source = fixture_write (self, "in.gw.jsonl", text);
  g_autofree char *folder = fixture_path (self, "set");
  g_autofree char *note = g_build_filename (folder, "groundwork-export.json", NULL);

  fixture_picture (self, "set/one/a.png", 64, 48);
  fixture_picture (self, "set/two/b.png", 64, 48);
  g_assert_true (fixture_convert (self, source, "gw-jsonl", "csv", "set/mine.csv", NULL));
  g_assert_true (g_file_test (note, G_FILE_TEST_EXISTS));
  g_assert_cmpstr (gw_format_detect (folder, NULL, NULL, NULL)->name, ==, "class-folders");

  /* Nor does it take the place of a file that is called as it is. */
  g_assert_cmpint (g_remove (note), ==, 0);
  g_assert_true (fixture_convert (self, source, "gw-jsonl", "coco-results", "set/groundwork-export.json", NULL));
}

/* It is said what there is instead: of a text its first line, not within a character. */
static void
test_unknown (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *said;
  } texts[] = {
    { "", "it is an empty file." },
    { " \n\t\r\n ", "it is a text of blanks alone." },
    { "\n hello there\nand more\n", "it is a text that begins with “hello there”." },
    { "0123456789012345678901234567890123456789more", "begins with “0123456789012345678901234567890123456789”." },
    { "012345678901234567890123456789012345678äb and more", "begins with “012345678901234567890123456789012345678”." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *source = fixture_write (self, "nothing.txt", texts[i].text);

      g_assert_null (gw_format_detect (source, NULL, NULL, &error));
      g_assert_error (error, GW_ERROR, GW_ERROR_UNSUPPORTED);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, texts[i].said));
    }
}

/* All that can be read back is among the cases. */
static void
test_all (void)
{
  gsize n;
  const GwFormat *const *formats = gw_formats_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      gboolean listed = (formats[i]->flags & GW_FORMAT_READS) == 0 || (formats[i]->flags & GW_FORMAT_WRITES) == 0;

      for (gsize k = 0; k < G_N_ELEMENTS (cases) && !listed; k++)
        listed = strcmp (cases[k].format, formats[i]->name) == 0;
      if (!listed)
        g_error ("%s has no case", formats[i]->name);
    }
}

#define VOC(name) \
  "<annotation><filename>a.png</filename><size><width>64</width><height>48</height></size><object><name>" name \
  "</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>9</xmax><ymax>9</ymax></bndbox></object></annotation>"

/* What is broken in a way that the whole file cannot be read is known as what it was meant to be, so
 * that the code says what is wrong with it. In a folder with pictures, as it is dropped on a window.
 */
static const struct
{
  const char *name;
  const char *text;
  const char *format;
  const char *code;
} broken[] = {
  { "data.yaml", "train: .\nval: .\nnames: !!python/list [cat]\n", "yolo", "yaml-tag" },
  { "coco128.yaml", "train: &here .\nval: *here\nnames: [cat]\n", "yolo", "yaml-tag" },
  { "data.yml", "train: .\nnames: [cat, \"dog]\n", "yolo", "yaml-syntax" },
  { "Annotations/a.xml", "<?xml version=\"1.0\"?><!DOCTYPE annotation [<!ENTITY x \"y\">]>" VOC ("&x;"), "voc",
    "xml-dtd" },
  { "a.xml", "<!DOCTYPE annotation SYSTEM \"file:///etc/passwd\">" VOC ("cat"), "voc", "xml-dtd" },
  { "b.xml", "<?xml version=\"1.0\" encoding=\"Shift_JIS\"?>" VOC ("cat"), "voc", "encoding" },
  { "c.xml", VOC ("&unknown;"), "voc", "xml-syntax" },
  { "annotations.xml",
    "<!DOCTYPE annotations [<!ENTITY x \"y\">]><annotations><version>1.1</version>"
    "<image id=\"0\" name=\"a.png\" width=\"64\" height=\"48\"></image></annotations>",
    "cvat", "xml-dtd" },
  { "Annotations/b.xml",
    "<!DOCTYPE annotation><annotation><filename>a.png</filename><object><name>cat</name><polygon>"
    "<pt><x>1</x><y>1</y></pt><pt><x>9</x><y>1</y></pt><pt><x>9</x><y>9</y></pt></polygon></object></annotation>",
    "labelme-xml", "xml-dtd" },
};

static void
test_broken (Fixture *self, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *folder = g_strdup_printf ("set-%zu", i);
      g_autofree char *picture = g_build_filename (folder, "a.png", NULL);
      g_autofree char *name = g_build_filename (folder, broken[i].name, NULL);
      g_autofree char *file = fixture_write (self, name, broken[i].text);
      g_autofree char *source = fixture_path (self, folder);
      const GwFormat *found;

      g_test_message ("%s", broken[i].name);
      fixture_picture (self, picture, 64, 48);
      found = gw_format_detect (source, NULL, NULL, NULL);
      g_assert_nonnull (found);
      g_assert_cmpstr (found->name, ==, broken[i].format);
      g_assert_false (fixture_convert (self, source, NULL, "gw-jsonl", "out.gw.jsonl", NULL));
      g_assert_cmpuint (fixture_count (self, broken[i].code), ==, 1);
      g_assert_cmpuint (gw_problems_count_severity (self->problems, GW_SEVERITY_ERROR), ==, 1);

      /* The file by itself is known, too. */
      g_assert_false (fixture_convert (self, file, NULL, "gw-jsonl", "out.gw.jsonl", NULL));
      g_assert_cmpuint (fixture_count (self, broken[i].code), ==, 1);
    }
}

/* What has nothing to do with labels is no description of any, however broken. */
static void
test_broken_others (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");

  fixture_picture (self, "set/a.png", 64, 48);
  g_free (fixture_write (self, "set/compose.yaml", "services: &all\n  web: *all\n"));
  g_free (fixture_write (self, "set/page.xml", "<!DOCTYPE html><html><annotation/></html>"));
  g_assert_cmpstr (gw_format_detect (source, NULL, NULL, NULL)->name, ==, "folder");
}

/* Most lines fit: the one that does not costs itself. */
static void
test_dota_with_bad_lines (Fixture *self, gconstpointer data)
{
  static const char *const bad[] = { "1 1 9 1 9 9 1 9", "1 1 9 1 9 9 1 9 0",         "1 1 9 1 nine 9 1 9 plane 0",
                                     "some words",      "1 1 9 1 9 9 1 nan plane 0", "1 1 9 1 9 9 1 9 plane 0 0 0" };
  static const char *const codes[] = {
    "row-fields", NULL, "row-fields", "row-fields", "coord-not-finite", "row-fields"
  };

  fixture_picture (self, "set/images/a.png", 64, 48);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *text = g_strdup_printf ("1 1 9 1 9 9 1 9 plane 0\n%s\n11 11 19 11 19 19 11 19 ship 1\n", bad[i]);
      g_autofree char *file = fixture_write (self, "set/labelTxt/a.txt", text);
      const GwWriteOptions options = { .overwrite = TRUE };
      g_autofree char *source = fixture_path (self, "set");

      g_assert_cmpstr (gw_format_detect (source, NULL, NULL, NULL)->name, ==, "dota");
      g_assert_true (fixture_convert (self, source, NULL, "gw-jsonl", "out.gw.jsonl", &options));
      g_assert_cmpuint (gw_problems_count (self->problems), ==, codes[i] != NULL ? 1 : 0);
      if (codes[i] != NULL)
        g_assert_cmpuint (fixture_count (self, codes[i]), ==, 1);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_TEST ("/detection/known-again", test_known_again);
  FIXTURE_TEST ("/detection/known-in-folders", test_known_in_folders);
  FIXTURE_TEST ("/detection/foreign-notes", test_foreign_notes);
  FIXTURE_TEST ("/detection/note-of-one-file", test_note_of_one_file);
  FIXTURE_TEST ("/detection/unknown", test_unknown);
  FIXTURE_TEST ("/detection/broken", test_broken);
  FIXTURE_TEST ("/detection/broken-others", test_broken_others);
  FIXTURE_TEST ("/detection/dota-with-bad-lines", test_dota_with_bad_lines);
  g_test_add_func ("/detection/all", test_all);

  return g_test_run ();
}
