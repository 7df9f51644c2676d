/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sources that mean harm or are broken, for every reader of texts: each is
 * refused with words or read in part, all of it is told of, and what comes out
 * is sound.
 */

#include "formats-fixture.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A sound text of each format. @P is a path, @N a number, @S a name. */
static const struct
{
  const char *format;
  const char *text;
} sources[] = {
  { "coco",
    "{\"images\":[{\"id\":@N,\"file_name\":\"@P\",\"width\":@N,\"height\":40}],"
    "\"categories\":[{\"id\":@N,\"name\":\"@S\",\"supercategory\":\"@S\"}],"
    "\"annotations\":[{\"id\":@N,\"image_id\":@N,\"category_id\":@N,\"bbox\":[1,@N,20,@N],\"iscrowd\":0,\"score\":@N},"
    "{\"id\":4,\"image_id\":@N,\"category_id\":@N,\"segmentation\":[[1,1,@N,1,@N,@N]]},"
    "{\"id\":5,\"image_id\":@N,\"category_id\":@N,\"segmentation\":{\"size\":[40,@N],\"counts\":[0,@N,5]}}]}" },
  { "coco-results",
    "[{\"image_id\":\"@P\",\"category_id\":\"@S\",\"score\":0.5,\"bbox\":[1,@N,20,@N]},"
    "{\"image_id\":\"@P\",\"category_id\":@N,\"score\":@N,\"segmentation\":{\"size\":[40,@N],\"counts\":\"@S\"}}]" },
  { "gw-jsonl",
    "{\"groundwork\":1,\"kind\":\"annotations\",\"classes\":[{\"name\":\"@S\",\"color\":\"@S\",\"parent\":\"@S\"}]}\n"
    "{\"image\":\"@P\",\"width\":@N,\"height\":40,\"split\":\"@S\",\"annotator\":\"@S\",\"labels\":[\"@S\"],"
    "\"tags\":[\"@S\"],\"objects\":[{\"label\":\"@S\",\"score\":@N,\"bbox\":[1,@N,20,@N]},"
    "{\"label\":\"@S\",\"rings\":[[[1,1],[@N,1],[@N,@N]]],\"group\":@N,\"attributes\":{\"@S\":@N}},"
    "{\"label\":\"@S\",\"rle\":{\"size\":[40,@N],\"counts\":[0,@N,5]}},{\"label\":\"@S\",\"points\":[[1,@N,2]]},"
    "{\"label\":\"@S\",\"ellipse\":[5,5,@N,2,@N]}]}\n" },
  { "sagemaker",
    "{\"source-ref\":\"@P\",\"box\":{\"image_size\":[{\"width\":@N,\"height\":40,\"depth\":3}],\"annotations\":["
    "{\"class_id\":@N,\"left\":1,\"top\":@N,\"width\":20,\"height\":@N}]},\"box-metadata\":{\"objects\":["
    "{\"confidence\":@N}],\"class-map\":{\"@N\":\"@S\"},\"type\":\"groundtruth/object-detection\","
    "\"human-annotated\":\"yes\",\"creation-date\":\"@S\",\"job-name\":\"@S\"},\"fruit\":@N,\"fruit-metadata\":{"
    "\"class-name\":\"@S\",\"confidence\":@N,\"type\":\"groundtruth/image-classification\"}}\n" },
};

static char *
fill_in (const char *text, const char *path, const char *number, const char *name)
{
  g_autoptr (GString) filled = g_string_new (text);

  g_string_replace (filled, "@P", path, 0);
  g_string_replace (filled, "@N", number, 0);
  g_string_replace (filled, "@S", name, 0);
  return g_string_free (g_steal_pointer (&filled), FALSE);
}

/* Whether a path stays below the folder that it is put under. */
static void
assert_safe (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  g_assert_true (g_utf8_validate (path, -1, NULL));
  g_assert_cmpuint (strlen (path), <=, 4096);
  g_assert_false (g_path_is_absolute (path));
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      g_assert_cmpstr (parts[i], !=, "..");
      for (const char *p = parts[i]; *p != '\0'; p++)
        g_assert_false (g_ascii_iscntrl (*p));
    }
}

static void
assert_object (Fixture *self, GwObject *object)
{
  GwBox box = gw_object_get_bounds (object);
  double score = gw_object_get_score (object);

  g_assert_true (isfinite (box.x) && isfinite (box.y) && isfinite (box.width) && isfinite (box.height));
  g_assert_cmpfloat (fabs (box.x), <=, 1e15);
  g_assert_cmpfloat (fabs (box.y), <=, 1e15);
  g_assert_cmpfloat (box.width, >=, 0);
  g_assert_cmpfloat (box.height, >=, 0);
  g_assert_true (isnan (score) || (score >= 0 && score <= 1));
  g_assert_nonnull (fixture_class (self, gw_object_get_class_id (object)));
}

/* What was read can be stored and written again; what was not is told of. */
static void
assert_sound (Fixture *self, gboolean done)
{
  for (guint i = 0; self->head != NULL && i < self->head->classes->len; i++)
    {
      const char *name = gw_class_get_name (g_ptr_array_index (self->head->classes, i));

      g_assert_true (g_utf8_validate (name, -1, NULL));
      g_assert_cmpuint (strlen (name), >, 0);
    }
  if (!done)
    {
      g_assert_nonnull (self->error);
      g_assert_true (g_utf8_validate (self->error->message, -1, NULL));
      return;
    }
  fixture_assert_adds_up (self);
  for (guint i = 0; i < self->records->len; i++)
    {
      GwRecord *record = fixture_record (self, i);

      if (record->path == NULL)
        continue;
      assert_safe (record->path);
      g_assert_cmpint (record->width, >=, 0);
      g_assert_cmpint (record->height, >=, 0);
      for (guint k = 0; k < record->objects->len; k++)
        assert_object (self, fixture_object (self, i, k));
    }
}

static gboolean
read_bytes (Fixture *self, const char *format, const char *bytes, gssize length)
{
  g_autofree char *path = fixture_path (self, "source");
  gsize n = length >= 0 ? (gsize) length : strlen (bytes);
  FILE *file = fopen (path, "we");
  gboolean done;

  /* Thousands of files: none is worth waiting for the disk. */
  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (bytes, 1, n, file), ==, n);
  g_assert_cmpint (fclose (file), ==, 0);
  done = fixture_read (self, format, path, NULL);
  assert_sound (self, done);
  return done;
}

/* --- tests -------------------------------------------------------------------- */

static void
test_sound (Fixture *self, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autofree char *text = fill_in (sources[i].text, "a/b.png", "1", "cat");
      g_autoptr (GString) marked = g_string_new ("\xEF\xBB\xBF");
      guint n;

      g_test_message ("%s", sources[i].format);
      g_assert_true (read_bytes (self, sources[i].format, text, -1));
      g_assert_cmpuint (self->records->len, ==, 1);
      n = fixture_record (self, 0)->objects->len;
      /* A mark at the beginning and the line ends of other systems change nothing. */
      g_string_append (marked, text);
      g_string_replace (marked, "\n", "\r\n", 0);
      g_assert_true (read_bytes (self, sources[i].format, marked->str, -1));
      g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, n);
    }
}

static void
test_numbers (Fixture *self, gconstpointer data)
{
  static const char *const numbers[] = { "1e400",
                                         "-1e400",
                                         "NaN",
                                         "Infinity",
                                         "-Infinity",
                                         "nan",
                                         "9223372036854775807",
                                         "9223372036854775808",
                                         "-9223372036854775809",
                                         "18446744073709551616",
                                         "4294967296",
                                         "4294967295",
                                         "2147483648",
                                         "1e15",
                                         "1.1e15",
                                         "1e16",
                                         "1e308",
                                         "1e-400",
                                         "-0",
                                         "-1",
                                         "0",
                                         "0.5",
                                         "00",
                                         "1.",
                                         ".5",
                                         "1e",
                                         "+1",
                                         "0x10",
                                         "1,5",
                                         "\"1\"",
                                         "null",
                                         "true",
                                         "[]",
                                         "{}",
                                         "[1]",
                                         "\"\"",
                                         "1e99999999999",
                                         "0.00000000000000000000000000000000000000000000000001" };

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (numbers); k++)
      {
        g_autofree char *all = fill_in (sources[i].text, "a.png", numbers[k], "cat");

        g_test_message ("%s: %s", sources[i].format, numbers[k]);
        read_bytes (self, sources[i].format, all, -1);
        /* One place at a time, the others being right. */
        for (const char *at = strstr (sources[i].text, "@N"); at != NULL; at = strstr (at + 1, "@N"))
          {
            g_autofree char *before = g_strndup (sources[i].text, (gsize) (at - sources[i].text));
            g_autofree char *text = g_strconcat (before, numbers[k], at + 2, NULL);
            g_autofree char *filled = fill_in (text, "a.png", "1", "cat");

            read_bytes (self, sources[i].format, filled, -1);
          }
      }
}

static void
test_paths (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *path;
    gboolean escapes;
  } paths[] = {
    { "../../../etc/passwd", TRUE },
    { "a/../../b.png", TRUE },
    { "/etc/passwd", TRUE },
    { "..\\\\..\\\\b.png", TRUE },
    { "C:\\\\windows\\\\b.png", FALSE },
    { "\\\\\\\\server\\\\share\\\\b.png", FALSE },
    { "file:///etc/passwd", FALSE },
    { "http://x/../../b.png", FALSE },
    { "%2e%2e/%2e%2e/b.png", FALSE },
    { "s3://bucket/../../b.png", FALSE },
    { "a/./b.png", FALSE },
    { "a//b.png", FALSE },
    { "a\\u0000/../b.png", FALSE },
    { "a\\nb.png", FALSE },
    { "\\u202egnp.b", FALSE },
    { "", FALSE },
    { ".", FALSE },
    { "..", FALSE },
    { "~/b.png", FALSE },
    { "\\ud800.png", FALSE },
  };
  g_autofree char *name = g_strnfill (5000, 'x');

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autofree char *too_long = fill_in (sources[i].text, name, "1", "cat");

      read_bytes (self, sources[i].format, too_long, -1);
      for (gsize k = 0; k < G_N_ELEMENTS (paths); k++)
        {
          g_autofree char *text = fill_in (sources[i].text, paths[k].path, "1", "cat");

          g_test_message ("%s: %s", sources[i].format, paths[k].path);
          read_bytes (self, sources[i].format, text, -1);
          if (paths[k].escapes)
            g_assert_cmpuint (fixture_count (self, "path-escape"), ==, 1);
        }
    }
}

static void
test_names (Fixture *self, gconstpointer data)
{
  g_autofree char *name = g_strnfill (1024 * 1024, 'x');
  const char *const names[] = { "",
                                " ",
                                "\\u0000",
                                "a\\u0000b",
                                "\\ud800",
                                "\\udc00\\ud800",
                                "\xff\xfe",
                                "a\xc3",
                                "\xed\xa0\x80",
                                "\\u202e",
                                "\\n",
                                "\\x",
                                "\x01",
                                "'; DROP TABLE image; --",
                                "<b>&amp;",
                                "%s%n%s",
                                "../..",
                                "=1+1",
                                name };

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
      {
        g_autofree char *text = fill_in (sources[i].text, "a.png", "1", names[k]);

        g_test_message ("%s: name %u", sources[i].format, (guint) k);
        read_bytes (self, sources[i].format, text, -1);
      }
}

static void
test_cuts (Fixture *self, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autofree char *text = fill_in (sources[i].text, "a.png", "1", "cat");
      gsize length = strlen (text);

      for (gsize n = 0; n < length; n++)
        read_bytes (self, sources[i].format, text, (gssize) n);
      /* NUL and bytes of no text in its place. */
      for (gsize n = 0; n < length; n += 7)
        {
          g_autofree char *copy = g_strdup (text);

          copy[n] = n % 2 == 0 ? '\0' : (char) 0xff;
          read_bytes (self, sources[i].format, copy, (gssize) length);
        }
    }
}

/* Deeper than anything that is meant: refused, and the stack does not grow. */
static void
test_depth (Fixture *self, gconstpointer data)
{
  static const char *const opens[] = { "[", "{\"a\":" };

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (opens); k++)
      {
        g_autofree char *plain = fill_in (sources[i].text, "a.png", "1", "cat");
        g_autoptr (GString) text = g_string_new (plain);
        g_autoptr (GString) deep = g_string_new (NULL);
        const char *key = strstr (plain, sources[i].format[0] == 'c' ? "\"image_id\"" : "\"width\"");

        for (guint n = 0; n < 100000; n++)
          g_string_append (deep, opens[k]);
        g_string_append (deep, ",");
        g_string_prepend (deep, "\"other\":");
        g_string_insert (text, key - plain, deep->str);
        g_test_message ("%s: %s", sources[i].format, opens[k]);
        read_bytes (self, sources[i].format, text->str, (gssize) text->len);
        g_assert_cmpuint (fixture_count (self, "json-depth"), ==, 1);
      }
}

static void
test_keys_twice (Fixture *self, gconstpointer data)
{
  g_assert_true (
      fixture_read_text (self, "coco",
                         "{\"images\":[{\"id\":1,\"file_name\":\"x.png\",\"file_name\":\"a.png\",\"width\":9,"
                         "\"height\":9}],\"categories\":[{\"id\":1,\"name\":\"cat\"}],\"annotations\":["
                         "{\"image_id\":1,\"category_id\":1,\"bbox\":[1,1,1,1],\"bbox\":[2,2,3,3]}]}"));
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "a.png");
  fixture_assert_box (self, 0, 0, 2, 2, 3, 3);
  g_assert_cmpuint (fixture_count (self, "key-duplicate"), >=, 1);

  g_assert_true (fixture_read_text (self, "gw-jsonl",
                                    "{\"image\":\"x.png\",\"image\":\"a.png\",\"width\":9,\"height\":9,\"objects\":["
                                    "{\"label\":\"cat\",\"bbox\":[1,1,1,1]}],\"objects\":["
                                    "{\"label\":\"cat\",\"bbox\":[1,1,1,1],\"bbox\":[2,2,3,3]}]}\n"));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "a.png");
  fixture_assert_box (self, 0, 0, 2, 2, 3, 3);
  g_assert_cmpuint (fixture_count (self, "key-duplicate"), >=, 1);
}

/* A value of another kind among others ends nothing but itself. */
static void
test_values_among_others (Fixture *self, gconstpointer data)
{
  g_assert_true (fixture_read_text (self, "gw-jsonl",
                                    "{\"image\":\"a.png\",\"width\":9,\"height\":9,\"tags\":[\"x\",1,[2],\"y\"],"
                                    "\"labels\":[\"cat\",1,{\"a\":[]},\"dog\"],\"objects\":[7,"
                                    "{\"label\":\"cow\",\"bbox\":[2,2,3,3]}]}\n"));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (g_strv_length (fixture_record (self, 0)->tags), ==, 2);
  g_assert_cmpuint (fixture_record (self, 0)->labels->len, ==, 2);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
  g_assert_cmpuint (fixture_count (self, "value-type"), >=, 2);
}

/* A link that leads out of the folder of pictures is not followed by a name
 * in a file of labels.
 */
static void
test_links (Fixture *self, gconstpointer data)
{
  g_autofree char *outside = fixture_path (self, "outside");
  g_autofree char *link = fixture_path (self, "set/deep/out");
  g_autofree char *images = fixture_path (self, "set");
  g_autofree char *source = NULL;
  GwReadOptions options = { .images_dir = images };

  fixture_picture (self, "outside/secret.png", 7, 7);
  fixture_picture (self, "set/deep/b.png", 5, 5);
  g_assert_cmpint (symlink (outside, link), ==, 0);
  source = fixture_write (self, "in.gw.jsonl",
                          "{\"image\":\"deep/out/secret.png\",\"width\":9,\"height\":9}\n"
                          "{\"image\":\"deep/b.png\"}\n");
  g_assert_true (fixture_read (self, "gw-jsonl", source, &options));
  g_assert_null (fixture_record (self, 0)->file);
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 1);
  g_assert_cmpint (fixture_record (self, 1)->width, ==, 5);
}

/* Each class below the one before: a tree that deep is nobody's. */
static void
test_deep_classes (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("{\"groundwork\":1,\"kind\":\"annotations\",\"classes\":[{\"name\":\"c0\"}");

  for (guint i = 1; i < 3000; i++)
    g_string_append_printf (text, ",{\"name\":\"c%u\",\"parent\":\"c%u\"}", i, i - 1);
  g_string_append (text, "]}\n{\"image\":\"a.png\",\"labels\":[\"c2999\"]}\n");
  g_assert_true (read_bytes (self, "gw-jsonl", text->str, -1));
  g_assert_cmpuint (self->head->classes->len, ==, 3000);
  g_assert_cmpuint (fixture_count (self, "limit"), ==, 2);
}

/* An image with more labels than anybody looks through one by one. */
static void
test_many_labels (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("image,label\n");

  for (guint i = 0; i < 1000000; i++)
    g_string_append_printf (text, "a.png,%u\n", i % 999999);
  g_assert_true (read_bytes (self, "csv", text->str, -1));
  g_assert_cmpuint (self->records->len, ==, 1);
  g_assert_cmpuint (fixture_record (self, 0)->labels->len, ==, 999999);
  g_assert_cmpuint (fixture_count (self, "row-duplicate"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/hostile/deep-classes", test_deep_classes);
  FIXTURE_TEST ("/hostile/many-labels", test_many_labels);
  FIXTURE_TEST ("/hostile/sound-ones-are-read", test_sound);
  FIXTURE_TEST ("/hostile/numbers", test_numbers);
  FIXTURE_TEST ("/hostile/paths", test_paths);
  FIXTURE_TEST ("/hostile/names", test_names);
  FIXTURE_TEST ("/hostile/cut-and-overwritten", test_cuts);
  FIXTURE_TEST ("/hostile/depth", test_depth);
  FIXTURE_TEST ("/hostile/keys-twice", test_keys_twice);
  FIXTURE_TEST ("/hostile/values-among-others", test_values_among_others);
  FIXTURE_TEST ("/hostile/links-out-of-the-folder", test_links);

  return g_test_run ();
}
