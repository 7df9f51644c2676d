/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#include "gw-class-list.h"
#include "gw-error.h"

static void
put (Fixture *self, const char *name, const char *text)
{
  g_autofree char *path = fixture_write (self, name, text);

  g_assert_nonnull (path);
}

/* The classes of an image: "a b". */
static char *
list_labels (Fixture *self, const char *path)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->records->len; i++)
    {
      const GwRecord *record = fixture_record (self, i);

      for (guint k = 0; strcmp (record->path, path) == 0 && k < record->labels->len; k++)
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "",
                                fixture_class (self, g_array_index (record->labels, GwLabel, k).class_id));
    }
  return g_string_free (text, FALSE);
}

static void
assert_labels (Fixture *self, const char *path, const char *wanted)
{
  g_autofree char *found = list_labels (self, path);

  g_assert_cmpstr (found, ==, wanted);
}

/* --- lines ----------------------------------------------------------------------------- */

static void
test_lines (void)
{
  static const struct
  {
    const char *line;
    const char *image; /* NULL: none */
    const char *numbers;
    gboolean broken;
  } cases[] = {
    { "a.jpg 3", "a.jpg", "3", FALSE },
    { "a.jpg", "a.jpg", "", FALSE },
    { "a.jpg 3 0 12", "a.jpg", "3,0,12", FALSE },
    { "  a.jpg  3  \r", "a.jpg", "3", FALSE },
    { "my photo.jpg 3", "my photo.jpg", "3", FALSE },
    { "my photo.jpg\t3\t4", "my photo.jpg", "3,4", FALSE },
    { "my 2\t", "my 2", "", FALSE },
    { "0001 3", "0001", "3", FALSE },
    { "0001", "0001", "", FALSE },
    { "a.jpg -1", "a.jpg", "-1", FALSE },
    { "", NULL, "", FALSE },
    { " \r", NULL, "", FALSE },
    { "a.jpg 1.5", NULL, "", TRUE },
    { "a.jpg cat 3", NULL, "", TRUE },
    { "a.jpg\tcat", NULL, "", TRUE },
  };
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean broken;
      g_autofree char *image = gw_class_list_parse (cases[i].line, strlen (cases[i].line), numbers, &broken);
      g_autoptr (GString) text = g_string_new (NULL);

      g_test_message ("“%s”", cases[i].line);
      for (guint k = 0; image != NULL && k < numbers->len; k++)
        g_string_append_printf (text, "%s%d", k > 0 ? "," : "", (int) g_array_index (numbers, gint64, k));
      g_assert_cmpstr (image, ==, cases[i].image);
      g_assert_cmpstr (text->str, ==, cases[i].numbers);
      g_assert_cmpint (broken, ==, cases[i].broken);
    }
  {
    gboolean broken;

    g_assert_null (gw_class_list_parse ("a\0b", 3, numbers, &broken));
    g_assert_true (broken);
  }
}

/* --- reading ---------------------------------------------------------------------------- */

static void
test_read (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = fixture_path (self, "set");
  GwDetection detection;

  put (self, "set/classes.txt", "cat\ntraffic light\n\nbird \n");
  put (self, "set/train.txt", "a.png 0\nsub/b c.png 1\n");
  put (self, "set/val.txt", "d.png 3\ne.png\n");
  fixture_picture (self, "set/a.png", 4, 3);
  fixture_picture (self, "set/sub/b c.png", 5, 3);
  fixture_picture (self, "set/d.png", 6, 3);
  fixture_picture (self, "set/e.png", 7, 3);

  g_assert_cmpstr (gw_format_detect (folder, &detection, NULL, NULL)->name, ==, "class-list");
  g_assert_true (fixture_read (self, "class-list", folder, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 4);
  g_assert_cmpuint (self->head->classes->len, ==, 3);
  g_assert_cmpint (self->head->task, ==, GW_TASK_SINGLE_CLASS);
  assert_labels (self, "a.png", "cat");
  assert_labels (self, "sub/b c.png", "traffic light");
  assert_labels (self, "d.png", "bird");
  assert_labels (self, "e.png", "");
  g_assert_cmpstr (fixture_record (self, 0)->split, ==, "train");
  g_assert_cmpstr (fixture_record (self, 3)->split, ==, "val");
  g_assert_true (fixture_record (self, 0)->labeled);
  g_assert_false (fixture_record (self, 3)->labeled);
  g_assert_cmpint (fixture_record (self, 1)->width, ==, 5);
  g_assert_cmpuint (fixture_record (self, 1)->line, ==, 2);
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 0);
}

static void
test_several (Fixture *self, gconstpointer data)
{
  g_autofree char *list = fixture_write (self, "all.txt",
                                         "\xEF\xBB\xBF"
                                         "a.png 2 0\r\nb.png 1\r\n");
  g_autofree char *names = fixture_write (self, "names", "x\ny\nz\n");
  GwReadOptions options = { .classes_file = names };

  g_assert_cmpstr (gw_format_detect (list, NULL, NULL, NULL)->name, ==, "class-list");
  g_assert_true (fixture_read (self, "class-list", list, &options));
  fixture_assert_adds_up (self);
  g_assert_cmpint (self->head->task, ==, GW_TASK_MULTI_CLASS);
  assert_labels (self, "a.png", "z x");
  assert_labels (self, "b.png", "y");
  g_assert_null (fixture_record (self, 0)->split);
}

/* Names of WordNet: the first is the class's, and two cranes stay two. */
static void
test_synsets (Fixture *self, gconstpointer data)
{
  g_autofree char *list = fixture_write (self, "set/val.txt", "1.png 0\n2.png 1\n3.png 2\n4.png 3\n");
  g_autofree char *target = fixture_path (self, "out");
  g_autofree char *first = NULL;
  g_autofree char *lines = NULL;
  const char *id, *name;

  put (self, "set/synsets.txt", "n01440764 tench, Tinca tinca\nn02012849 crane\nn03126707 crane\nn02106662\n");
  put (self, "set/words.txt", "n02106662\tGerman shepherd, Alsatian\n");
  g_assert_true (fixture_read (self, "class-list", list, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (fixture_count (self, "class-duplicate"), ==, 0);
  assert_labels (self, "1.png", "tench");
  assert_labels (self, "2.png", "crane");
  assert_labels (self, "3.png", "crane (n03126707)");
  assert_labels (self, "4.png", "German shepherd");
  g_assert_true (gw_class_get_alias (g_ptr_array_index (self->head->classes, 0), "class-list", &id, &name));
  g_assert_cmpstr (id, ==, "0");
  g_assert_cmpstr (name, ==, "n01440764 tench, Tinca tinca");

  /* They go out as they came in. */
  g_assert_true (fixture_convert (self, list, NULL, "class-list", "out", NULL));
  first = fixture_load (self, "out/synsets.txt");
  g_assert_cmpstr (first, ==, "n01440764 tench, Tinca tinca\nn02012849 crane\nn03126707 crane\nGerman shepherd\n");
  lines = fixture_load (self, "out/val.txt");
  g_assert_cmpstr (lines, ==, "1.png 0\n2.png 1\n3.png 2\n4.png 3\n");
}

static void
test_unnamed (Fixture *self, gconstpointer data)
{
  g_assert_true (fixture_read_text (self, "class-list", "a.png 7\nb.png 0 7\n"));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (fixture_count (self, "class-unknown"), ==, 1);
  g_assert_cmpuint (self->head->classes->len, ==, 2);
  g_assert_cmpstr (gw_class_get_name (g_ptr_array_index (self->head->classes, 0)), ==, "0");
  assert_labels (self, "b.png", "0 7");
}

static void
test_bad (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *lines;
    const char *code;
    guint n_images;
    guint n_labels;
  } cases[] = {
    { "a.png 2\n", "class-index-range", 1, 0 },
    { "a.png -1\n", "class-index-range", 1, 0 },
    { "a.png 9223372036854775807\n", "class-index-range", 1, 0 },
    { "a.png 99999999999999999999\n", "row-fields", 0, 0 },
    { "a.png 0 0\n", "object-duplicate", 1, 1 },
    { "a.png cat\n", "row-fields", 0, 0 },
    { "a.png 1 cat 0\n", "row-fields", 0, 0 },
    { "a.png 1\na.png 0\n", "image-duplicate", 2, 2 },
    { "../../etc/a.png 0\n", "path-escape", 1, 1 },
    { "/etc/a.png 0\n", "path-escape", 1, 1 },
    { "a\x01.png 0\n", "path-escape", 0, 0 },
    { "a\xff.png 0\n", "encoding", 0, 0 },
    { ".. 0\n", "path-escape", 0, 0 },
  };
  g_autofree char *names = fixture_write (self, "classes.txt", "x\ny\n");
  g_autofree char *missing = fixture_path (self, "none.txt");
  g_autofree char *list = fixture_write (self, "list.txt", "a.png 0\n");
  GwReadOptions options = { .classes_file = missing };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint n_labels = 0;

      g_test_message ("case %u", (guint) i);
      g_assert_true (fixture_read_text (self, "class-list", cases[i].lines));
      fixture_assert_adds_up (self);
      g_assert_cmpuint (fixture_count (self, cases[i].code), ==, 1);
      g_assert_cmpuint (self->records->len, ==, cases[i].n_images);
      for (guint k = 0; k < self->records->len; k++)
        n_labels += fixture_record (self, k)->labels->len;
      g_assert_cmpuint (n_labels, ==, cases[i].n_labels);
    }
  g_assert_false (fixture_read (self, "class-list", list, &options));
  g_assert_true (fixture_read_text (self, "class-list", ""));
  g_assert_cmpuint (self->records->len, ==, 0);
}

/* A folder without a list, names that are no text, a line without end. */
static void
test_refused (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = fixture_path (self, "set");
  g_autofree char *list = fixture_write (self, "other/list.txt", "a.png 0\n");
  g_autofree char *long_line = g_strnfill (2 * 1024 * 1024, '1');
  g_autofree char *text = g_strdup_printf ("a.png %s\nb.png 0\n", long_line);

  put (self, "set/readme.txt", "Read me.\n");
  g_assert_false (fixture_read (self, "class-list", folder, NULL));
  g_assert_error (self->error, GW_ERROR, GW_ERROR_INVALID);
  put (self, "other/classes.txt", "\xff\n");
  g_assert_false (fixture_read (self, "class-list", list, NULL));

  put (self, "classes.txt", "x\n");
  g_assert_true (fixture_read_text (self, "class-list", text));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (fixture_count (self, "limit"), ==, 1);
  assert_labels (self, "b.png", "x");
}

/* Names and lists that are links out of the folder are not there. */
static void
test_links (Fixture *self, gconstpointer data)
{
  g_autofree char *outside = fixture_write (self, "outside.txt", "secret\n");
  g_autofree char *list = fixture_write (self, "set/val.txt", "a.png 0\n");
  g_autofree char *names = fixture_path (self, "set/classes.txt");
  g_autofree char *within = fixture_path (self, "set/synsets.txt");
  g_autofree char *link = fixture_path (self, "set/train.txt");
  g_autofree char *folder = fixture_path (self, "set");

  put (self, "set/names.list", "cat\n");
  put (self, "other.txt", "b.png 0\n");
  g_assert_cmpint (symlink (outside, names), ==, 0);
  g_assert_cmpint (symlink ("../other.txt", link), ==, 0);
  g_assert_true (fixture_read (self, "class-list", folder, NULL));
  g_assert_cmpuint (self->records->len, ==, 1);
  assert_labels (self, "a.png", "0");

  /* One that stays in it is. */
  g_assert_cmpint (symlink ("names.list", within), ==, 0);
  g_assert_true (fixture_read (self, "class-list", list, NULL));
  assert_labels (self, "a.png", "cat");
}

/* What is not a list, and might be taken for one. */
static void
test_detect (Fixture *self, gconstpointer data)
{
  static const char *const others[] = { "0 0.5 0.5 0.2 0.2\n", "Read me. It is 3.\n", "a.png\nb.png\n", "cat 1 2 3 4\n",
                                        "" };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *path = fixture_write (self, "other.txt", others[i]);
      const GwFormat *format = gw_format_detect (path, NULL, NULL, NULL);

      g_test_message ("%s", others[i]);
      g_assert_true (format == NULL || strcmp (format->name, "class-list") != 0);
    }
}

/* --- writing ----------------------------------------------------------------------------- */

#define SOURCE \
  "{\"groundwork\":1,\"task\":\"multilabel\",\"classes\":[{\"name\":\"a\"},{\"name\":\"b c\"}]}\n" \
  "{\"image\":\"x.png\",\"width\":2,\"height\":2,\"split\":\"train\",\"labels\":[\"b c\",\"a\"]}\n" \
  "{\"image\":\"d/y z.png\",\"width\":2,\"height\":2,\"split\":\"train\",\"labels\":[\"a\"]}\n" \
  "{\"image\":\"u 7\",\"width\":2,\"height\":2}\n" \
  "{\"image\":\"v.png\",\"width\":2,\"height\":2,\"split\":\"images\",\"labels\":[\"a\"]}\n" \
  "{\"image\":\"w.png\",\"width\":2,\"height\":2,\"split\":\"classes\",\"labels\":[\"b c\"]}\n"

static void
assert_file (Fixture *self, const char *name, const char *wanted)
{
  g_autofree char *text = fixture_load (self, name);

  g_assert_cmpstr (text, ==, wanted);
}

static void
test_write (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (self, "in.gw.jsonl", SOURCE);
  g_autofree char *out = fixture_path (self, "out");

  g_assert_true (fixture_convert (self, source, NULL, "class-list", "out", NULL));
  assert_file (self, "out/train.txt", "x.png 1 0\nd/y z.png\t0\n");
  assert_file (self, "out/%69mages.txt", "v.png 0\n");
  assert_file (self, "out/%63lasses.txt", "w.png 1\n");
  assert_file (self, "out/classes.txt", "a\nb c\n");
  assert_file (self, "out/images.txt", "u 7\t\n");

  /* A list whose one image is no picture by its name is not taken for one. */
  g_assert_true (fixture_read (self, "class-list", out, NULL));
  g_assert_cmpuint (self->records->len, ==, 4);
  assert_labels (self, "x.png", "b c a");
  assert_labels (self, "d/y z.png", "a");
  for (guint i = 0; i < 4; i++)
    if (strcmp (fixture_record (self, i)->path, "v.png") == 0)
      g_assert_cmpstr (fixture_record (self, i)->split, ==, "images");
}

/* Written, read and written: the same bytes. */
static void
test_again (Fixture *self, gconstpointer data)
{
  static const char *const files[] = { "train.txt", "val.txt", "images.txt", "classes.txt" };
  g_autofree char *source = fixture_write (
      self, "in.gw.jsonl",
      "{\"groundwork\":1,\"classes\":[{\"name\":\"a\"},{\"name\":\" b\"}]}\n"
      "{\"image\":\"x.png\",\"width\":2,\"height\":2,\"split\":\"train\",\"labels\":[\"b\"]}\n"
      "{\"image\":\"1 2.png\",\"width\":2,\"height\":2,\"split\":\"train\"}\n"
      "{\"image\":\"y.png\",\"width\":2,\"height\":2,\"split\":\"val\",\"labels\":[\"a\"]}\n"
      "{\"image\":\"z.png\",\"width\":2,\"height\":2,\"labels\":[\"a\"]}\n");
  g_autofree char *first = fixture_path (self, "first");

  g_assert_true (fixture_convert (self, source, NULL, "class-list", "first", NULL));
  g_assert_true (fixture_convert (self, first, NULL, "class-list", "second", NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *one = g_build_filename ("first", files[i], NULL);
      g_autofree char *two = g_build_filename ("second", files[i], NULL);
      g_autofree char *wanted = fixture_load (self, one);

      assert_file (self, two, wanted);
    }
  g_assert_true (fixture_read (self, "class-list", first, NULL));
  g_assert_cmpuint (self->records->len, ==, 4);
  assert_labels (self, "x.png", "b");
  assert_labels (self, "1 2.png", "");
}

/* Numbers of a file stay where a class between them went. */
static void
test_gaps (Fixture *self, gconstpointer data)
{
  g_autofree char *list = fixture_write (self, "set/val.txt", "a.png 3\n");

  put (self, "set/classes.txt", "x\n\n\ny\n");
  g_assert_true (fixture_convert (self, list, NULL, "class-list", "out", NULL));
  assert_file (self, "out/val.txt", "a.png 3\n");
  assert_file (self, "out/classes.txt", "x\n\n\ny\n");
}

static void
test_copies (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (self, "in.gw.jsonl",
                                           "{\"image\":\"x.png\",\"split\":\"train\",\"labels\":[\"a\"]}\n");
  g_autofree char *copy = fixture_path (self, "out/x.png");
  g_autofree char *out = fixture_path (self, "out");
  GwWriteOptions options = { .copy = GW_COPY_COPY };

  fixture_picture (self, "x.png", 3, 2);
  g_assert_true (fixture_convert (self, source, NULL, "class-list", "out", &options));
  g_assert_true (g_file_test (copy, G_FILE_TEST_IS_REGULAR));
  g_assert_true (fixture_read (self, "class-list", out, NULL));
  g_assert_cmpint (fixture_record (self, 0)->width, ==, 3);
}

/* --- losses -------------------------------------------------------------------------------- */

static void
test_losses (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *members;
    const char *losses;
  } cases[] = {
    { "\"labels\":[\"a\"]", "" },
    { "\"labels\":[\"a\",\"b\"],\"split\":\"train\"", "" },
    { "\"objects\":[{\"label\":\"a\",\"bbox\":[1,2,3,4]}]", "loss-objects" },
    { "\"labels\":[\"a\"],\"confidences\":{\"a\":0.5}", "loss-score" },
    { "\"scores\":{\"a\":0.5}", "loss-score" },
    { "\"labels\":[\"a\"],\"annotator\":\"kim\"", "loss-author" },
    { "\"labels\":[\"a\"],\"tags\":[\"night\"]", "loss-tags" },
    { "\"labels\":[]", "loss-negative" },
    { "\"width\":20", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"image\":\"a.png\",\"width\":20,\"height\":20,%s}\n",
                                               cases[i].members);
      g_autofree char *source = fixture_write (self, "in.gw.jsonl", text);
      g_autofree char *target = g_strdup_printf ("out%u", (guint) i);
      g_auto (GStrv) codes = NULL;
      g_autoptr (GString) losses = g_string_new (NULL);

      g_test_message ("%s", cases[i].members);
      g_assert_true (fixture_convert (self, source, NULL, "class-list", target, NULL));
      codes = gw_problems_list_codes (self->problems);
      for (gsize k = 0; codes[k] != NULL; k++)
        if (g_str_has_prefix (codes[k], "loss-"))
          g_string_append_printf (losses, "%s%s", losses->len > 0 ? " " : "", codes[k]);
      g_assert_cmpstr (losses->str, ==, cases[i].losses);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/class-list/lines", test_lines);
  FIXTURE_TEST ("/class-list/reads-lists-of-a-folder", test_read);
  FIXTURE_TEST ("/class-list/reads-several-classes", test_several);
  FIXTURE_TEST ("/class-list/knows-wordnet", test_synsets);
  FIXTURE_TEST ("/class-list/calls-classes-by-number", test_unnamed);
  FIXTURE_TEST ("/class-list/rejects-only-the-bad-line", test_bad);
  FIXTURE_TEST ("/class-list/refuses", test_refused);
  FIXTURE_TEST ("/class-list/links", test_links);
  FIXTURE_TEST ("/class-list/is-not-taken-for", test_detect);
  FIXTURE_TEST ("/class-list/writes", test_write);
  FIXTURE_TEST ("/class-list/writes-the-same-again", test_again);
  FIXTURE_TEST ("/class-list/keeps-numbers", test_gaps);
  FIXTURE_TEST ("/class-list/copies-pictures", test_copies);
  FIXTURE_TEST ("/class-list/losses", test_losses);

  return g_test_run ();
}
