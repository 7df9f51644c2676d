/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <string.h>

#include "gw-error.h"

static void
put (Fixture *self, const char *name, const char *text)
{
  g_autofree char *path = fixture_write (self, name, text);

  g_assert_nonnull (path);
}

static void
assert_labels (Fixture *self, guint record, const char *wanted)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint k = 0; k < fixture_record (self, record)->labels->len; k++)
    g_string_append_printf (
        text, "%s%s", text->len > 0 ? " " : "",
        fixture_class (self, g_array_index (fixture_record (self, record)->labels, GwLabel, k).class_id));
  g_assert_cmpstr (text->str, ==, wanted);
}

static void
assert_file (Fixture *self, const char *name, const char *wanted)
{
  g_autofree char *text = fixture_load (self, name);

  g_assert_cmpstr (text, ==, wanted);
}

/* As Roboflow writes it: blanks behind commas, a folder for each part. */
static void
test_read (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = fixture_path (self, "set");
  g_autofree char *table = NULL;

  put (self, "set/train/_classes.csv", "filename, cat, dog\na.png, 1, 0\nb.png, 1, 1\n");
  table = fixture_write (self, "set/valid/_classes.csv", "filename, dog, bird\nc.png, 0, 0\nd.png, 0, 1\n");
  fixture_picture (self, "set/train/a.png", 4, 3);
  fixture_picture (self, "set/train/b.png", 5, 3);
  fixture_picture (self, "set/valid/c.png", 6, 3);
  fixture_picture (self, "set/valid/d.png", 7, 3);

  g_assert_cmpstr (gw_format_detect (folder, NULL, NULL, NULL)->name, ==, "multi-label-table");
  g_assert_true (fixture_read (self, "multi-label-table", folder, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 0);
  g_assert_cmpuint (self->records->len, ==, 4);
  g_assert_cmpuint (self->head->classes->len, ==, 3);
  g_assert_cmpint (self->head->task, ==, GW_TASK_MULTI_CLASS);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "train/a.png");
  g_assert_cmpstr (fixture_record (self, 0)->split, ==, "train");
  g_assert_cmpint (fixture_record (self, 1)->width, ==, 5);
  assert_labels (self, 0, "cat");
  assert_labels (self, 1, "cat dog");
  assert_labels (self, 2, "");
  assert_labels (self, 3, "bird");
  g_assert_cmpstr (fixture_record (self, 3)->split, ==, "valid");
  g_assert_true (fixture_record (self, 2)->labeled);

  /* One table of them, whose folder still tells the part. */
  g_assert_cmpstr (gw_format_detect (table, NULL, NULL, NULL)->name, ==, "multi-label-table");
  g_assert_true (fixture_read (self, "multi-label-table", table, NULL));
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "d.png");
  g_assert_cmpstr (fixture_record (self, 1)->split, ==, "valid");
  g_assert_cmpint (fixture_record (self, 1)->width, ==, 7);

  {
    GwReadOptions options = { .empty_means = GW_EMPTY_UNLABELED };

    g_assert_true (fixture_read (self, "multi-label-table", table, &options));
    g_assert_false (fixture_record (self, 0)->labeled);
    g_assert_true (fixture_record (self, 1)->labeled);
  }
}

static void
test_bad (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *code;
    guint n_images;
    const char *labels; /* of the first image */
  } cases[] = {
    { "filename,a,b\nx.png,1,2\n", "value-type", 1, "a" },
    { "filename,a,b\nx.png,1,\n", "value-type", 1, "a" },
    { "filename,a,b\nx.png,yes,1\n", "value-type", 1, "b" },
    { "filename,a,b\nx.png,1\n", "row-fields", 0, "" },
    { "filename,a,b\nx.png,1,0,0\n", "row-fields", 0, "" },
    { "filename,a,b\n ,1,0\n", "path-missing", 0, "" },
    { "filename,a,\nx.png,1,1\n", "class-unknown", 1, "a" },
    { "filename,a,a\nx.png,1,1\n", "object-duplicate", 1, "a" },
    { "filename,a\n../x.png,1\n", "path-escape", 1, "a" },
    { "filename;a\nx.png;1\n", "path-missing", 1, "a" }, /* of the picture: the row is read */
  };
  static const char *const refused[] = { "", "name,a\nx.png,1\n", "filename\nx.png\n", "filename,a\n\"x.png,1\n",
                                         "filename,a\n\xff.png,1\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %u", (guint) i);
      g_assert_true (fixture_read_text (self, "multi-label-table", cases[i].text));
      fixture_assert_adds_up (self);
      g_assert_cmpuint (fixture_count (self, cases[i].code), >=, 1);
      g_assert_cmpuint (self->records->len, ==, cases[i].n_images);
      if (self->records->len > 0)
        assert_labels (self, 0, cases[i].labels);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_test_message ("refused %u", (guint) i);
      g_assert_false (fixture_read_text (self, "multi-label-table", refused[i]));
    }
}

/* Tables of other kinds with a first column of that name, or of zeros and ones. */
static void
test_detect (Fixture *self, gconstpointer data)
{
  static const char *const others[] = { "filename,score\na.png,0.5\n",
                                        "image,label,x,y,width,height\na.png,c,0,0,1,1\n", "image,a,b\na.png,0,1\n",
                                        "filename,file_size\na.png,77\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *path = fixture_write (self, "t.csv", others[i]);
      const GwFormat *format = gw_format_detect (path, NULL, NULL, NULL);

      g_assert_true (format == NULL || strcmp (format->name, "multi-label-table") != 0);
    }
}

static void
test_write (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "in.gw.jsonl",
      "{\"groundwork\":1,\"task\":\"multilabel\",\"classes\":[{\"name\":\"a\"},{\"name\":\"b, \\\"c\\\"\"}]}\n"
      "{\"image\":\"x.png\",\"width\":2,\"height\":2,\"split\":\"train\",\"labels\":[\"b, \\\"c\\\"\",\"a\"]}\n"
      "{\"image\":\"train/y.png\",\"width\":2,\"height\":2,\"split\":\"train\",\"labels\":[]}\n"
      "{\"image\":\"sub/z.png\",\"width\":2,\"height\":2,\"labels\":[\"a\"]}\n"
      "{\"image\":\"u.png\",\"width\":2,\"height\":2}\n");
  g_autofree char *out = fixture_path (self, "out");

  g_assert_true (fixture_convert (self, source, NULL, "multi-label-table", "out", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-image"), ==, 1);
  assert_file (self, "out/train/_classes.csv", "filename,a,\"b, \"\"c\"\"\"\nx.png,1,1\ny.png,0,0\n");
  assert_file (self, "out/_classes.csv", "filename,a,\"b, \"\"c\"\"\"\nsub/z.png,1,0\n");

  g_assert_true (fixture_read (self, "multi-label-table", out, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 3);
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "train/y.png");
  assert_labels (self, 0, "a b, \"c\"");
  assert_labels (self, 1, "");
  g_assert_true (fixture_record (self, 1)->labeled);
  assert_labels (self, 2, "a");
  g_assert_null (fixture_record (self, 2)->split);

  g_assert_true (fixture_convert (self, out, NULL, "multi-label-table", "again", NULL));
  assert_file (self, "again/train/_classes.csv", "filename,a,\"b, \"\"c\"\"\"\nx.png,1,1\ny.png,0,0\n");
  assert_file (self, "again/_classes.csv", "filename,a,\"b, \"\"c\"\"\"\nsub/z.png,1,0\n");
}

/* A class that is but the parent of others has no column; a label of it is told of. */
static void
test_parents (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (self, "in.gw.jsonl",
                                           "{\"groundwork\":1,\"classes\":[{\"name\":\"cat\",\"parent\":\"animal\"}]}\n"
                                           "{\"image\":\"x.png\",\"width\":2,\"height\":2,\"labels\":[\"cat\"]}\n"
                                           "{\"image\":\"y.png\",\"width\":2,\"height\":2,\"labels\":[\"animal\"]}\n");

  g_assert_true (fixture_convert (self, source, NULL, "multi-label-table", "out", NULL));
  assert_file (self, "out/_classes.csv", "filename,cat\nx.png,1\ny.png,0\n");
  g_assert_cmpuint (fixture_count (self, "loss-labels"), ==, 1);
}

static void
test_copies (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (self, "in.gw.jsonl",
                                           "{\"image\":\"x.png\",\"split\":\"val\",\"labels\":[\"a\"]}\n"
                                           "{\"image\":\"val/x.png\",\"split\":\"val\",\"labels\":[\"a\"]}\n");
  g_autofree char *out = fixture_path (self, "out");
  GwWriteOptions options = { .copy = GW_COPY_COPY };

  fixture_picture (self, "x.png", 3, 2);
  fixture_picture (self, "val/x.png", 4, 2);
  g_assert_true (fixture_convert (self, source, NULL, "multi-label-table", "out", &options));
  g_assert_cmpuint (fixture_count (self, "image-renamed"), ==, 1);
  g_assert_true (fixture_read (self, "multi-label-table", out, NULL));
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpint (fixture_record (self, 0)->width, ==, 3);
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "val/x~2.png");
  g_assert_cmpint (fixture_record (self, 1)->width, ==, 4);
}

static void
test_losses (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *members;
    const char *losses;
  } cases[] = {
    { "\"labels\":[\"a\",\"b\"],\"split\":\"train\"", "" },
    { "\"labels\":[]", "" },
    { "\"objects\":[{\"label\":\"a\",\"bbox\":[1,2,3,4]}]", "loss-objects" },
    { "\"labels\":[\"a\"],\"confidences\":{\"a\":0.5}", "loss-score" },
    { "\"labels\":[\"a\"],\"annotator\":\"kim\"", "loss-author" },
    { "\"labels\":[\"a\"],\"tags\":[\"night\"]", "loss-tags" },
    { "\"width\":20", "loss-image" },
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
      g_assert_true (fixture_convert (self, source, NULL, "multi-label-table", target, NULL));
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

  FIXTURE_TEST ("/multi-label-table/reads-each-part", test_read);
  FIXTURE_TEST ("/multi-label-table/rejects-only-the-bad", test_bad);
  FIXTURE_TEST ("/multi-label-table/is-not-taken-for", test_detect);
  FIXTURE_TEST ("/multi-label-table/writes", test_write);
  FIXTURE_TEST ("/multi-label-table/parents", test_parents);
  FIXTURE_TEST ("/multi-label-table/copies-pictures", test_copies);
  FIXTURE_TEST ("/multi-label-table/losses", test_losses);

  return g_test_run ();
}
