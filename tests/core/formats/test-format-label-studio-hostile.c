/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files of Label Studio that are broken, or meant to break something. */

#include "label-studio-fixture.h"

#include <string.h>
#include <time.h>

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
      studio_read_results (self, results);
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
      g_autofree char *source = studio_write_results (self, "tasks.json", cases[i]);

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

      studio_read_results (self, BOX);
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
  studio_read_results (
      self, BELOW ("a", "b", "1") "," BELOW ("b", "c", "2") "," BELOW ("c", "a", "3") "," BELOW ("d", "d", "4"));
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 4);
  g_assert_cmpint (gw_object_get_group (fixture_object (self, 0, 0)), ==, 0);
#undef BELOW
}

/* Neither many annotations of one task nor many tasks without a number take longer than others. */
static void
test_many (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("[{\"data\":{\"image\":\"a.png\"},\"annotations\":[{}");
  g_autofree char *source = NULL;
  const clock_t begun = clock ();

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
  /* Of this process's own time: the machine may have other work. */
  g_assert_cmpint ((gint64) (clock () - begun), <, 30 * (gint64) CLOCKS_PER_SEC);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_TEST ("/label-studio/hostile/regions", test_bad_regions);
  FIXTURE_TEST ("/label-studio/hostile/huge-masks", test_huge_masks);
  FIXTURE_TEST ("/label-studio/hostile/tasks", test_bad_tasks);
  FIXTURE_TEST ("/label-studio/hostile/files", test_broken_files);
  FIXTURE_TEST ("/label-studio/hostile/config", test_broken_config);
  FIXTURE_TEST ("/label-studio/hostile/circles", test_circles);
  FIXTURE_TEST ("/label-studio/hostile/many", test_many);

  return g_test_run ();
}
