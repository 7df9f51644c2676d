/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gw-error.h"

/* Where things cannot be written: each is refused with a sentence, and nothing changes. */

#define LABELS "{\"image\":\"a.png\",\"width\":40,\"height\":30,\"objects\":[{\"label\":\"cat\",\"bbox\":[1,2,3,4]}]}\n"

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The names in a folder, each with a blank behind it, in order; what is on its way out is hidden. */
static char *
list_names (Fixture *self, const char *folder)
{
  g_autofree char *path = fixture_path (self, folder);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GString *text = g_string_new (NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (name[0] != '.')
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (text, "%s ", (const char *) g_ptr_array_index (names, i));

  return g_string_free (text, FALSE);
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *format;
    const char *target;
    gboolean overwrite;
    int code;
    const char *says;
  } cases[] = {
    { "coco", "full", FALSE, GW_ERROR_EXISTS, "not empty" },
    { "coco", "file", TRUE, GW_ERROR_REFUSED, "this is a file" },
    { "gw-jsonl", "file", FALSE, GW_ERROR_EXISTS, "there already" },
    { "gw-jsonl", "full", TRUE, GW_ERROR_REFUSED, "this is a folder" },
    { "coco", "file/in/it", TRUE, GW_ERROR_REFUSED, "file” is a file, and a folder is needed there" },
    { "gw-jsonl", "file/x.gw.jsonl", TRUE, GW_ERROR_REFUSED, "file” is a file, and a folder is needed there" },
    { "coco", "nowhere", TRUE, GW_ERROR_REFUSED, "a link that leads nowhere" },
    { "gw-jsonl", "nowhere", TRUE, GW_ERROR_REFUSED, "a link that leads nowhere" },
    { "gw-jsonl", "nowhere/x.gw.jsonl", TRUE, GW_ERROR_REFUSED, "a link that leads nowhere" },
    { "gw-jsonl", "pipe", FALSE, GW_ERROR_REFUSED, "no file that could be replaced" },
    { "gw-jsonl", "pipe", TRUE, GW_ERROR_REFUSED, "no file that could be replaced" },
    { "coco", "pipe", TRUE, GW_ERROR_REFUSED, "Name a folder" },
  };
  g_autofree char *source = fixture_write (self, "in.gw.jsonl", LABELS);
  g_autofree char *inner = fixture_write (self, "full/x", "x");
  g_autofree char *file = fixture_write (self, "file", "mine");
  g_autofree char *link = fixture_path (self, "nowhere");
  g_autofree char *pipe = fixture_path (self, "pipe");

  g_assert_cmpint (symlink ("gone", link), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const GwWriteOptions options = { .overwrite = cases[i].overwrite };
      g_autofree char *names = NULL;
      g_autofree char *text = NULL;

      g_test_message ("%s to %s", cases[i].format, cases[i].target);
      g_assert_false (fixture_convert (self, source, "gw-jsonl", cases[i].format, cases[i].target, &options));
      g_assert_error (self->error, GW_ERROR, cases[i].code);
      g_assert_nonnull (strstr (self->error->message, cases[i].says));
      names = list_names (self, ".");
      g_assert_cmpstr (names, ==, "file full in.gw.jsonl nowhere pipe ");
      text = fixture_load (self, "file");
      g_assert_cmpstr (text, ==, "mine");
    }
}

/* Not what the folder is in which the program runs. */
static void
test_no_name (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (gw_format_check_target (gw_format_find ("coco", NULL), "", TRUE, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_REFUSED);
}

/* What the disk does not take is said of the target, and goes again. */
static void
test_disk (Fixture *self, gconstpointer data)
{
  static const char *const formats[] = { "coco",      "coco-panoptic", "createml", "cvat", "label-studio",
                                         "sagemaker", "yolo",          "gw-jsonl", "csv" };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *source = NULL;
  struct rlimit before, small;

  for (guint i = 0; i < 4000; i++)
    g_string_append_printf (text,
                            "{\"image\":\"%u.png\",\"width\":40,\"height\":30,\"objects\":[{\"label\":\"cat\","
                            "\"bbox\":[1,2,3,4]}]}\n",
                            i);
  source = fixture_write (self, "in.gw.jsonl", text->str);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 4096;
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *names = NULL;
      gboolean done;

      g_test_message ("%s", formats[i]);
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
      done = fixture_convert (self, source, "gw-jsonl", formats[i], "out", NULL);
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
      g_assert_false (done);
      g_assert_error (self->error, GW_ERROR, GW_ERROR_IO);
      g_assert_nonnull (strstr (self->error->message, "/out"));
      g_assert_nonnull (strstr (self->error->message, "Choose another place"));
      g_assert_null (strstr (self->error->message, ".part"));
      names = list_names (self, ".");
      g_assert_cmpstr (names, ==, "in.gw.jsonl ");
    }
}

/* --- pictures of the folder that is written over ----------------------------------------- */

static void
assert_picture (Fixture *self, const char *name, const char *bytes, gsize n)
{
  g_autofree char *path = fixture_path (self, name);
  g_autofree char *now = NULL;
  gsize length;

  g_assert_false (g_file_test (path, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_get_contents (path, &now, &length, NULL));
  g_assert_cmpmem (now, length, bytes, n);
}

/* A picture that lies where its copy or link would is not replaced by a link to itself. */
static void
test_picture_in_place (Fixture *self, gconstpointer data)
{
  static const GwCopyMode modes[] = { GW_COPY_SYMLINK, GW_COPY_LINK, GW_COPY_COPY, GW_COPY_NONE };
  g_autofree char *source = fixture_write (self, "in.gw.jsonl", LABELS);
  g_autofree char *set = fixture_path (self, "set");
  g_autofree char *picture = fixture_path (self, "set/images/a.png");
  g_autofree char *bytes = NULL;
  gsize n;

  fixture_picture (self, "a.png", 40, 30);
  g_assert_true (fixture_convert (self, source, NULL, "coco", "set", &(GwWriteOptions) { .copy = GW_COPY_COPY }));
  g_assert_true (g_file_get_contents (picture, &bytes, &n, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      const GwWriteOptions options = { .copy = modes[i], .overwrite = TRUE };

      g_test_message ("%u", modes[i]);
      g_assert_true (fixture_convert (self, set, "coco", "coco", "set", &options));
      assert_picture (self, "set/images/a.png", bytes, n);
    }
  /* Where another format has its pictures elsewhere, too. */
  g_assert_true (fixture_convert (self, set, "coco", "voc", "set", &(GwWriteOptions) { .overwrite = TRUE }));
  assert_picture (self, "set/images/a.png", bytes, n);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/targets/disk", test_disk);
  FIXTURE_TEST ("/targets/no-name", test_no_name);
  FIXTURE_TEST ("/targets/picture-in-place", test_picture_in_place);
  FIXTURE_TEST ("/targets/refused", test_refused);

  return g_test_run ();
}
