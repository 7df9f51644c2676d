/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>
#include <glib.h>

#include "gw-json-members.h"
#include "gw-json-sketch.h"
#include "gw-json-values.h"

static void
test_members (void)
{
  GwJsonRepeats twice;
  g_autoptr (GwJsonMembers) members = gw_json_members_parse (
      " {\"a\" : [1, 2], \"b\":\"t\\u00e9\", \"a\":{ \"x\":1 }, \"l\":[\"p\",\"q\"]} ", -1, &twice, NULL);
  g_autofree char *text = NULL;
  g_autofree char *string = NULL;
  g_auto (GStrv) list = NULL;
  double numbers[2];

  g_assert_nonnull (members);
  g_assert_cmpuint (twice.n, ==, 1);
  g_assert_cmpstr (twice.key, ==, "a");
  g_assert_cmpuint (gw_json_members_get_n (members), ==, 3);
  text = gw_json_members_to_text (members);
  g_assert_cmpstr (text, ==, "{\"a\":{ \"x\":1 },\"b\":\"t\\u00e9\",\"l\":[\"p\",\"q\"]}");
  string = gw_json_members_dup_string (members, "b");
  g_assert_cmpstr (string, ==, "t\xC3\xA9");
  g_assert_null (gw_json_members_dup_string (members, "a"));
  list = gw_json_members_dup_strings (members, "l");
  g_assert_cmpuint (g_strv_length (list), ==, 2);
  gw_json_members_set (members, "n", "[1.5,2]", -1);
  g_assert_true (gw_json_members_get_numbers (members, "n", numbers, 2));
  g_assert_cmpfloat (numbers[0], ==, 1.5);
  g_assert_false (gw_json_members_get_numbers (members, "n", numbers, 3));
  g_assert_true (gw_json_members_remove (members, "a"));
  g_assert_false (gw_json_members_remove (members, "a"));
}

/* Raw values are not checked when they are set: what is no text is none, however it looks. */
static void
test_texts (void)
{
  static const struct
  {
    const char *raw;
    const char *text; /* (nullable) */
  } cases[] = {
    { "\"\"", "" },
    { "\"plain words\"", "plain words" },
    { "\"a\\tb\"", "a\tb" },
    { "\"\xC3\xA9\"", "\xC3\xA9" },
    { "\"\\\"\"", "\"" },
    { "\"open", NULL },
    { "\"", NULL },
    { "\"\xFF\"", NULL },
    { "\"a\nb\"", NULL },
    { "\"a\\u0000b\"", NULL },
    { "\"a\\\"", NULL },
    { "12", NULL },
    { "", NULL },
  };
  g_autoptr (GwJsonMembers) members = gw_json_members_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;

      gw_json_members_set (members, "k", cases[i].raw, -1);
      text = gw_json_members_dup_string (members, "k");
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* An object of many keys keeps the same promises. */
static void
test_many (void)
{
  const guint n = 200000;
  g_autoptr (GwJsonMembers) members = gw_json_members_new ();
  char key[16];

  for (guint i = 0; i < n; i++)
    {
      g_snprintf (key, sizeof key, "k%u", i);
      g_assert_false (gw_json_members_set (members, key, key + 1, -1));
    }
  g_assert_true (gw_json_members_set (members, "k5", "true", -1));
  g_assert_cmpuint (gw_json_members_get_n (members), ==, n);
  g_assert_true (gw_json_members_remove (members, "k7"));
  g_assert_false (gw_json_members_remove (members, "k7"));
  g_assert_null (gw_json_members_get (members, "k7", NULL));
  for (guint i = 8; i < n; i++)
    {
      g_autofree char *raw = NULL;

      g_snprintf (key, sizeof key, "k%u", i);
      raw = gw_json_members_dup (members, key);
      g_assert_cmpstr (raw, ==, key + 1);
      g_assert_cmpstr (gw_json_members_get_at (members, i - 1, NULL, NULL), ==, key);
    }

  gw_json_members_clear (members);
  g_assert_null (gw_json_members_get (members, "k8", NULL));
  g_assert_false (gw_json_members_set (members, "k8", "1", -1));
  g_assert_cmpuint (gw_json_members_get_n (members), ==, 1);
}

static void
test_value_of_another (void)
{
  g_autoptr (GwJsonMembers) members = gw_json_members_parse ("{\"a\":\"a value of some length\"}", -1, NULL, NULL);

  for (guint i = 0; i < 40; i++)
    {
      gsize length;
      const char *raw = gw_json_members_get (members, "a", &length);
      g_autofree char *key = g_strdup_printf ("k%u", i);
      g_autofree char *text = NULL;

      gw_json_members_set (members, key, raw, (gssize) length);
      text = gw_json_members_dup_string (members, key);
      g_assert_cmpstr (text, ==, "a value of some length");
    }
}

static void
test_some (void)
{
  static const char *const none[] = {
    "", "[]", "{", "{\"a\":1}x", "{\"a\":1,}", "{\"a\\u0000\":1}", "{\"a\":1,\"b\":2,\"c\":3}"
  };
  static const char *const some[] = { "{}", "{\"a\":NaN}", " {\"a\":[-Infinity], \"b\":2} ",
                                      "{\"a\":1,\"b\":2,\"a\":3}" };

  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_null (gw_json_members_parse_some (none[i], strlen (none[i]), 2));
  for (gsize i = 0; i < G_N_ELEMENTS (some); i++)
    {
      g_autoptr (GwJsonMembers) members = gw_json_members_parse_some (some[i], strlen (some[i]), 2);

      g_assert_nonnull (members);
      g_assert_cmpuint (gw_json_members_get_n (members), <=, 2);
    }
}

static void
test_refuses (void)
{
  static const char *const texts[] = {
    "", "[]", "1", "{", "{\"a\":1", "{\"a\":1}x", "{\"a\":NaN}", "{\"a\\u0000\":1}"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (gw_json_members_parse (texts[i], -1, NULL, &error));
      g_assert_nonnull (error);
    }
  g_assert_true (gw_json_is_proper ("[1, 2]", 6));
  g_assert_true (gw_json_is_proper ("\"None\"", 6));
  g_assert_false (gw_json_is_proper ("[NaN]", 5));
}

static void
test_bag (void)
{
  g_autoptr (GwJsonMembers) members = gw_json_members_new ();
  g_autoptr (GwJsonMembers) found = NULL;
  g_autoptr (GwJsonMembers) nothing = gw_json_members_open_bag (NULL, "coco");
  g_autofree char *bag = NULL;
  g_autofree char *emptied = NULL;

  gw_json_members_set (members, "x", "1", -1);
  bag = gw_json_members_put_bag (members, "{\"voc\":{\"y\":2}}", "coco");
  g_assert_cmpstr (bag, ==, "{\"voc\":{\"y\":2},\"coco\":{\"x\":1}}");
  found = gw_json_members_open_bag (bag, "voc");
  g_assert_cmpuint (gw_json_members_get_n (found), ==, 1);
  g_assert_cmpuint (gw_json_members_get_n (nothing), ==, 0);
  emptied = gw_json_members_put_bag (NULL, "{\"coco\":{\"x\":1}}", "coco");
  g_assert_null (emptied);
}

/* One reader and one set of members for many bags: nothing stays of the last. */
static void
test_bags_in_turn (void)
{
  static const struct
  {
    const char *bag;
    const char *expected;
  } cases[] = {
    { "{\"voc\":{\"y\":2},\"coco\":{\"x\":[1, 2],\"z\":null}}", "{\"x\":[1, 2],\"z\":null}" },
    { "{\"voc\":{\"y\":2}}", "{}" },
    { "{\"coco\":{\"a\":1},\"coco\":{\"b\":1}}", "{\"a\":1}" },
    { "{\"coco\":7}", "{}" },
    { "{\"coco\":{\"a\":1,\"b\":}}", "{}" },
    { "{\"voc\":{]}", "{}" },
    { "7", "{}" },
    { "", "{}" },
  };
  g_autoptr (GwJsonMembers) members = gw_json_members_new ();
  g_autoptr (GwJsonReader) reader = gw_json_reader_new_for_memory ("", 0);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GwJsonMembers) alone = gw_json_members_open_bag (cases[i].bag, "coco");
      g_autofree char *text = NULL;
      g_autofree char *alone_text = gw_json_members_to_text (alone);

      gw_json_members_load_bag (members, reader, cases[i].bag, "coco");
      text = gw_json_members_to_text (members);
      g_assert_cmpstr (text, ==, cases[i].expected);
      g_assert_cmpstr (alone_text, ==, cases[i].expected);
    }
}

static void
test_numbers (void)
{
  static const char text[] = "{\"a\":[ 1 ,\t-2.5e1],\"b\":[1,\"2\"],\"c\":[1,[2]],\"d\":[],\"e\":7,\"f\":[1,1e999]}";
  static const char *const others[] = { "b", "c", "d", "e", "f", "g" };
  g_autoptr (GwJsonMembers) members = gw_json_members_parse (text, -1, NULL, NULL);
  double numbers[3] = { 0, 0, 0 };

  g_assert_true (gw_json_members_get_numbers (members, "a", numbers, 2));
  g_assert_cmpfloat (numbers[0], ==, 1);
  g_assert_cmpfloat (numbers[1], ==, -25);
  g_assert_false (gw_json_members_get_numbers (members, "a", numbers, 1));
  g_assert_false (gw_json_members_get_numbers (members, "a", numbers, 3));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (gw_json_members_get_numbers (members, others[i], numbers, 2));
  g_assert_cmpfloat (numbers[0], ==, 1);
}

static void
test_values (void)
{
  static const char *const values[][2] = { { "true", "true" },     { "3.50", "3.5" }, { "\"a\"", "a" },
                                           { "[1, 2]", "[1, 2]" }, { "1e3", "1000" }, { "null", NULL } };
  g_autoptr (GwObject) object = gw_object_new (1, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *text = gw_json_value_to_text (values[i][0], strlen (values[i][0]));

      g_assert_cmpstr (text, ==, values[i][1]);
    }
  gw_object_set_attribute (object, "t", "3.5");
  gw_object_set_attribute_bare (object, "n", "3.5");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);
      g_autoptr (GwJsonWriter) writer = gw_json_writer_new_for_string (out, GW_JSON_WRITER_COMPACT);

      gw_json_writer_attribute_value (writer, object, i);
      gw_json_writer_finish (writer, NULL);
      g_assert_cmpstr (out->str, ==, i == 0 ? "\"3.5\"" : "3.5");
    }
}

static void
test_sketch (void)
{
  static const char text[] = "\xEF\xBB\xBF {\"images\":[{\"id\":1,\"a.b\":{\"deep\":1}},{\"file_name\":\"x\"}],"
                             "\"info\":{\"y\":{\"z\":1}},\"last\":[[1],{\"k\":NaN}";
  g_autoptr (GwJsonSketch) sketch = gw_json_sketch_new (text, strlen (text));
  g_autoptr (GwJsonSketch) line = gw_json_sketch_new_for_line ("\n{\"a\":1}\n{\"b\":1}", 17);
  g_autoptr (GwJsonSketch) list = gw_json_sketch_new ("[{\"score\":1}]", 13);
  g_autoptr (GwJsonSketch) other = gw_json_sketch_new ("hello", 5);

  g_assert_cmpint (sketch->first, ==, '{');
  g_assert_false (sketch->whole);
  g_assert_true (gw_json_sketch_has (sketch, "images"));
  g_assert_true (gw_json_sketch_has (sketch, "images[].id"));
  g_assert_true (gw_json_sketch_has (sketch, "images[].file_name"));
  g_assert_true (gw_json_sketch_has (sketch, "info.y.z"));
  g_assert_true (gw_json_sketch_has (sketch, "last[].k"));
  g_assert_false (gw_json_sketch_has (sketch, "id"));
  g_assert_true (gw_json_sketch_has (line, "a"));
  g_assert_false (gw_json_sketch_has (line, "b"));
  g_assert_true (list->whole);
  g_assert_true (gw_json_sketch_has (list, "[].score"));
  g_assert_cmpint (other->first, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json-members/keeps-order-and-text", test_members);
  g_test_add_func ("/json-members/texts", test_texts);
  g_test_add_func ("/json-members/many", test_many);
  g_test_add_func ("/json-members/value-of-another", test_value_of_another);
  g_test_add_func ("/json-members/some", test_some);
  g_test_add_func ("/json-members/refuses-broken-objects", test_refuses);
  g_test_add_func ("/json-members/lives-in-a-bag", test_bag);
  g_test_add_func ("/json-members/bags-in-turn", test_bags_in_turn);
  g_test_add_func ("/json-members/numbers", test_numbers);
  g_test_add_func ("/json-members/turns-values-into-texts", test_values);
  g_test_add_func ("/json-members/sketches-keys", test_sketch);

  return g_test_run ();
}
