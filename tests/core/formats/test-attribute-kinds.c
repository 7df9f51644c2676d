/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Attributes come back as what they were: numbers, truths and lists without quotes, texts that
 * look like them within.
 */

#include "formats-fixture.h"

#include <string.h>

#define VALUES \
  "\"n\":1.5,\"t\":\"1.5\",\"yes\":true,\"word\":\"true\",\"list\":[1,{\"a\":[]}],\"id\":12345678901234567890,\"zero\":0"
#define HEAD "{\"groundwork\":1,\"kind\":\"annotations\",\"classes\":[{\"name\":\"cat\",\"color\":\"#123456\"}]}\n"
#define LINE \
  "{\"image\":\"a.png\",\"width\":9,\"height\":9,\"objects\":[{\"label\":\"cat\",\"bbox\":[1,2,3,4],\"attributes\":{" VALUES \
  "}}]}\n"

static void
assert_kinds (Fixture *self)
{
  static const struct
  {
    const char *name;
    const char *value;
    gboolean bare;
  } wanted[] = {
    { "n", "1.5", TRUE },
    { "t", "1.5", FALSE },
    { "yes", "true", TRUE },
    { "word", "true", FALSE },
    { "list", "[1,{\"a\":[]}]", TRUE },
    { "id", "12345678901234567890", TRUE },
    { "zero", "0", TRUE },
  };
  GwObject *object = fixture_object (self, 0, 0);

  g_assert_cmpuint (gw_object_get_n_attributes (object), ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < gw_object_get_n_attributes (object); i++)
    {
      gboolean found = FALSE;
      const char *name, *value;

      gw_object_get_attribute_at (object, i, &name, &value);
      for (gsize k = 0; k < G_N_ELEMENTS (wanted); k++)
        if (g_str_equal (wanted[k].name, name))
          {
            found = TRUE;
            g_test_message ("%s", name);
            g_assert_cmpstr (value, ==, wanted[k].value);
            g_assert_cmpint (gw_object_is_attribute_bare_at (object, i), ==, wanted[k].bare);
          }
      g_assert_true (found);
    }
}

/* There and back. */
static void
test_formats_keep_them (Fixture *self, gconstpointer data)
{
  static const char *const formats[] = { "gw-jsonl", "coco", "labelme" };

  fixture_picture (self, "images/a.png", 9, 9);
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *source = fixture_write (self, "source.gw.jsonl", HEAD LINE);
      g_autofree char *there = g_strconcat ("there-", formats[i], NULL);
      g_autofree char *path = fixture_path (self, there);

      g_test_message ("%s", formats[i]);
      if (!fixture_convert (self, source, "gw-jsonl", formats[i], there, NULL))
        g_error ("%s", self->error->message);
      g_assert_cmpuint (fixture_count (self, "loss-attributes"), ==, 0);
      if (!fixture_read (self, formats[i], path, NULL))
        g_error ("%s", self->error->message);
      assert_kinds (self);
    }
}

static void
test_line_comes_back (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (self, "source.gw.jsonl", HEAD LINE);
  g_autofree char *back = NULL;

  if (!fixture_convert (self, source, "gw-jsonl", "gw-jsonl", "back.gw.jsonl", NULL))
    g_error ("%s", self->error->message);
  back = fixture_load (self, "back.gw.jsonl");
  g_assert_nonnull (strstr (back, LINE));
}

/* Formats that are only read, or that declare kinds. */
static void
test_others_read_them (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *format;
    const char *file;
    const char *text;
  } cases[] = {
    { "datumaro", "a.json",
      "{\"info\":{},\"categories\":{\"label\":{\"labels\":[{\"name\":\"cat\"}]}},\"items\":[{\"id\":\"a\",\"image\":{"
      "\"path\":\"a.png\",\"size\":[9,9]},\"annotations\":[{\"type\":\"bbox\",\"label_id\":0,\"bbox\":[1,2,3,4],"
      "\"attributes\":{" VALUES "}}]}]}" },
    { "via", "a.json",
      "{\"a.png1\":{\"filename\":\"a.png\",\"size\":1,\"regions\":[{\"shape_attributes\":{\"name\":\"rect\",\"x\":1,"
      "\"y\":1,\"width\":3,\"height\":3},\"region_attributes\":{\"class\":\"cat\"," VALUES "}}],"
      "\"file_attributes\":{}}}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *source = fixture_write (self, cases[i].file, cases[i].text);
      GwReadOptions options = { 0 };

      g_test_message ("%s", cases[i].format);
      options.class_attribute = "class";
      if (!fixture_read (self, cases[i].format, source, &options))
        g_error ("%s", self->error->message);
      assert_kinds (self);
    }
}

/* In CVAT all values are texts, and the label says what they mean. */
static void
test_cvat_declares_them (Fixture *self, gconstpointer data)
{
  static const char text[] =
      "<annotations><version>1.1</version><meta><task><labels><label><name>cat</name><attributes>"
      "<attribute><name>n</name><mutable>False</mutable><input_type>number</input_type><values>0;9;1</values></attribute>"
      "<attribute><name>yes</name><mutable>False</mutable><input_type>checkbox</input_type><values></values></attribute>"
      "<attribute><name>word</name><mutable>False</mutable><input_type>text</input_type><values></values></attribute>"
      "</attributes></label></labels></task></meta><image id=\"0\" name=\"a.png\" width=\"9\" height=\"9\">"
      "<box label=\"cat\" occluded=\"0\" xtl=\"1\" ytl=\"1\" xbr=\"4\" ybr=\"4\" z_order=\"0\">"
      "<attribute name=\"n\">1.50</attribute><attribute name=\"yes\">True</attribute>"
      "<attribute name=\"word\">2</attribute></box></image></annotations>";
  g_autofree char *source = fixture_write (self, "annotations.xml", text);
  g_autofree char *written = NULL;

  if (!fixture_convert (self, source, "cvat", "coco", "coco", NULL))
    g_error ("%s", self->error->message);
  written = fixture_load (self, "coco/annotations.json");
  g_assert_nonnull (strstr (written, "\"attributes\":{\"n\":1.50,\"yes\":true,\"word\":\"2\"}"));
}

/* Attributes that no label declares are declared as what all their values are. */
static void
test_cvat_declares_what_is_used (Fixture *self, gconstpointer data)
{
  static const char line[] =
      "{\"image\":\"a.png\",\"width\":9,\"height\":9,\"objects\":["
      "{\"label\":\"cat\",\"bbox\":[1,2,3,4],\"attributes\":{\"mixed\":1,\"n\":3,\"word\":\"true\",\"yes\":true}},"
      "{\"label\":\"cat\",\"bbox\":[2,2,3,4],\"attributes\":{\"mixed\":\"x\",\"n\":-1.5,\"word\":\"1\",\"yes\":false}}"
      "]}\n";
  g_autofree char *text = g_strconcat (HEAD, line, NULL);
  g_autofree char *source = fixture_write (self, "source.gw.jsonl", text);
  g_autofree char *there = fixture_path (self, "there");
  g_autofree char *back = NULL;

  fixture_picture (self, "there/images/a.png", 9, 9);
  if (!fixture_convert (self, source, "gw-jsonl", "cvat", "there", &(GwWriteOptions) { .overwrite = TRUE })
      || !fixture_convert (self, there, "cvat", "gw-jsonl", "back.gw.jsonl", NULL))
    g_error ("%s", self->error->message);
  back = fixture_load (self, "back.gw.jsonl");
  g_assert_nonnull (strstr (back, "{\"mixed\":\"1\",\"n\":3,\"word\":\"true\",\"yes\":true}"));
  g_assert_nonnull (strstr (back, "{\"mixed\":\"x\",\"n\":-1.5,\"word\":\"1\",\"yes\":false}"));
}

/* What CVAT reads as something else is told, of each attribute once. */
static void
test_cvat_tells (Fixture *self, gconstpointer data)
{
  static const char none[] = "";
  static const char number[] = ",\"attributes\":[{\"name\":\"a\",\"kind\":\"number\"}]";
  static const char truth[] = ",\"attributes\":[{\"name\":\"a\",\"kind\":\"checkbox\"}]";
  static const char text[] = ",\"attributes\":[{\"name\":\"a\",\"kind\":\"text\"}]";
  static const struct
  {
    const char *declared, *first, *second;
    guint losses;
  } cases[] = {
    { none, "1", "2.5", 0 },           { none, "true", "false", 0 },      { none, "\"1\"", "\"true\"", 0 },
    { none, "1", "\"x\"", 1 },         { none, "\"x\"", "1", 1 },         { none, "1", "true", 1 },
    { none, "[1]", "[1]", 1 },         { number, "1", "-2", 0 },          { number, "1", "\"x\"", 0 },
    { number, "1", "\"007\"", 0 },     { number, "1", "\"2\"", 1 },       { number, "1", "true", 1 },
    { truth, "true", "false", 0 },     { truth, "true", "\"maybe\"", 0 }, { truth, "true", "\"false\"", 1 },
    { truth, "true", "\"Maybe\"", 1 }, { truth, "true", "0", 1 },         { text, "\"true\"", "\"1\"", 0 },
    { text, "\"true\"", "1", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const GwWriteOptions over = { .overwrite = TRUE };
      g_autofree char *lines = g_strdup_printf (
          "{\"groundwork\":1,\"kind\":\"annotations\",\"classes\":[{\"name\":\"cat\"%s}]}\n"
          "{\"image\":\"a.png\",\"width\":9,\"height\":9,\"objects\":["
          "{\"label\":\"cat\",\"bbox\":[1,2,3,4],\"attributes\":{\"a\":%s}}]}\n"
          "{\"image\":\"b.png\",\"width\":9,\"height\":9,\"objects\":["
          "{\"label\":\"cat\",\"bbox\":[1,2,3,4],\"attributes\":{\"a\":%s}}]}\n",
          cases[i].declared, cases[i].first, cases[i].second);
      g_autofree char *source = fixture_write (self, "source.gw.jsonl", lines);
      g_autofree char *there = fixture_path (self, "there");
      g_autofree char *first = g_strdup_printf ("\"a\":%s}", cases[i].first);
      g_autofree char *second = g_strdup_printf ("\"a\":%s}", cases[i].second);
      g_autofree char *back = NULL;

      g_test_message ("%s %s %s", cases[i].declared, cases[i].first, cases[i].second);
      if (!fixture_convert (self, source, "gw-jsonl", "cvat", "there", &over))
        g_error ("%s", self->error->message);
      g_assert_cmpuint (fixture_count (self, "loss-attributes"), ==, cases[i].losses);
      if (!fixture_convert (self, there, "cvat", "gw-jsonl", "back.gw.jsonl", &over))
        g_error ("%s", self->error->message);
      g_assert_cmpuint (fixture_count (self, "loss-attributes"), ==, 0);
      back = fixture_load (self, "back.gw.jsonl");
      g_assert_cmpint (strstr (back, first) != NULL && strstr (back, second) != NULL, ==, cases[i].losses == 0);
      /* What was read says no more than the file did. */
      if (!fixture_convert (self, there, "cvat", "cvat", "again", &over))
        g_error ("%s", self->error->message);
      g_assert_cmpuint (fixture_count (self, "loss-attributes"), ==, 0);
    }
}

/* Label Studio has numbers and texts of regions. */
static void
test_label_studio_tells (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *value;
    guint losses;
  } cases[] = { { "1.5", 0 }, { "12345678901234567890", 0 }, { "\"true\"", 0 }, { "true", 1 }, { "[1]", 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const GwWriteOptions over = { .overwrite = TRUE };
      g_autofree char *text = g_strdup_printf (
          HEAD "{\"image\":\"a.png\",\"width\":9,\"height\":9,\"objects\":[{\"label\":\"cat\",\"bbox\":[1,2,3,4],"
               "\"attributes\":{\"a\":%s}}]}\n",
          cases[i].value);
      g_autofree char *source = fixture_write (self, "source.gw.jsonl", text);
      g_autofree char *there = fixture_path (self, "there");
      g_autofree char *value = g_strdup_printf ("\"a\":%s}", cases[i].value);
      g_autofree char *back = NULL;

      g_test_message ("%s", cases[i].value);
      if (!fixture_convert (self, source, "gw-jsonl", "label-studio", "there", &over))
        g_error ("%s", self->error->message);
      g_assert_cmpuint (fixture_count (self, "loss-attributes"), ==, cases[i].losses);
      if (!fixture_convert (self, there, "label-studio", "gw-jsonl", "back.gw.jsonl", &over))
        g_error ("%s", self->error->message);
      back = fixture_load (self, "back.gw.jsonl");
      g_assert_cmpint (strstr (back, value) != NULL, ==, cases[i].losses == 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/attribute-kinds/formats-keep-them", test_formats_keep_them);
  FIXTURE_TEST ("/attribute-kinds/line-comes-back", test_line_comes_back);
  FIXTURE_TEST ("/attribute-kinds/others-read-them", test_others_read_them);
  FIXTURE_TEST ("/attribute-kinds/cvat-declares-them", test_cvat_declares_them);
  FIXTURE_TEST ("/attribute-kinds/cvat-declares-what-is-used", test_cvat_declares_what_is_used);
  FIXTURE_TEST ("/attribute-kinds/cvat-tells", test_cvat_tells);
  FIXTURE_TEST ("/attribute-kinds/label-studio-tells", test_label_studio_tells);

  return g_test_run ();
}
