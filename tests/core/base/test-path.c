/* SPDX-License-Identifier: GPL-3.0-or-later */

/* O_PATH */
#define _GNU_SOURCE

#include "gw-path.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gw-error.h"
#include "gw-limits.h"
#include "gw-path-private.h"
#include "gw-test-data.h"

/* For the log, on one line. */
static void
say (const char *text)
{
  g_autofree char *escaped = g_strescape (text, NULL);

  g_test_message ("%s", escaped);
}

static void
test_normalise (void)
{
  static const char *cases[][2] = {
    { "a.jpg", "a.jpg" },
    { "./a.jpg", "a.jpg" },
    { "a/./b//c.jpg", "a/b/c.jpg" },
    { "a\\b\\c.jpg", "a/b/c.jpg" },
    { "a/b/", "a/b" },
    { "...", "..." },
    { "a/..b", "a/..b" },
    { " a /b ", " a /b " },
    { "été.png", "été.png" },
    { "ab:c", "ab:c" },
    { "\xff.jpg", "\xff.jpg" },
    { "\xe2\x80\xae"
      "gpj.exe",
      "\xe2\x80\xae"
      "gpj.exe" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = gw_path_normalise (cases[i][0], -1, NULL);

      g_assert_cmpstr (path, ==, cases[i][1]);
    }
}

static void
assert_refused (const char *path, gssize length, GwErrorCode code)
{
  g_autoptr (GError) error = NULL;

  say (path);
  g_assert_null (gw_path_normalise (path, length, &error));
  g_assert_error (error, GW_ERROR, (int) code);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
test_normalise_refuses (void)
{
  static const char *leaving[] = {
    "..",      "../a",        "a/../b",   "a/..", "a\\..\\b", "/etc/passwd", "\\windows",       "C:\\x.jpg",
    "c:x.jpg", "\\\\host\\x", "//host/x", "/",    "./../a",   "./C:x.jpg",   ".\\.\\c:\\x.jpg",
  };
  static const char *bad[] = { "", ".", "./", "a\nb", "a\tb", "\x7f", "a\302\205b", "\x1b[0m" };
  g_autofree char *longest = g_strnfill (gw_limit_get (GW_LIMIT_PATH_BYTES), 'a');
  g_autofree char *longer = NULL;
  g_autofree char *path = NULL;
  g_autofree char *long_part = g_strdup_printf ("b/%*d", 256, 1);

  for (gsize i = 199; i < strlen (longest); i += 200)
    longest[i] = '/';
  longer = g_strconcat (longest, "a", NULL);
  path = gw_path_normalise (longest, -1, NULL);
  g_assert_cmpstr (path, ==, longest);
  for (gsize i = 0; i < G_N_ELEMENTS (leaving); i++)
    assert_refused (leaving[i], -1, GW_ERROR_REFUSED);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_refused (bad[i], -1, GW_ERROR_INVALID);
  assert_refused ("a\0b", 3, GW_ERROR_INVALID);
  assert_refused (longer, -1, GW_ERROR_LIMIT);
  assert_refused (long_part, -1, GW_ERROR_LIMIT);
  /* One byte less may be a file. */
  long_part[strlen (long_part) - 1] = '\0';
  g_free (path);
  path = gw_path_normalise (long_part, -1, NULL);
  g_assert_cmpstr (path, ==, long_part);
}

static void
test_tail (void)
{
  static const char *cases[][2] = {
    { "C:\\data\\set\\a.jpg", "data/set/a.jpg" },
    { "/home/kim/a.jpg", "home/kim/a.jpg" },
    { "../../images/a.jpg", "images/a.jpg" },
    { "x/../y/a.jpg", "y/a.jpg" },
    { "\\\\host\\share\\a.jpg", "host/share/a.jpg" },
    { "./C:x.jpg", "x.jpg" },
    { "C:D:/x.jpg", "x.jpg" },
    { "../c:../a.jpg", "a.jpg" },
    { "a/..", NULL },
    { "/", NULL },
    { "C:", NULL },
    { "a\nb", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = gw_path_tail (cases[i][0], -1, NULL);

      g_assert_cmpstr (path, ==, cases[i][1]);
    }
  g_assert_cmpstr (gw_path_basename ("a/b.jpg"), ==, "b.jpg");
  g_assert_cmpstr (gw_path_basename ("b.jpg"), ==, "b.jpg");
}

static void
test_composition_is_ignored (void)
{
  const char *composed = "caf\xc3\xa9/a.jpg", *decomposed = "cafe\xcc\x81/a.jpg";
  g_autofree char *upper = gw_path_key_caseless ("CAFE\xcc\x81/A.jpg");
  g_autofree char *lower = gw_path_key_caseless (composed);

  g_assert_true (gw_path_equal (composed, decomposed));
  g_assert_cmpuint (gw_path_hash (composed), ==, gw_path_hash (decomposed));
  g_assert_false (gw_path_equal (composed, "cafe/a.jpg"));
  g_assert_false (gw_path_equal ("a.jpg", "A.jpg"));
  g_assert_false (gw_path_equal ("\xff", "\xfe"));
  g_assert_true (gw_path_equal ("\xff", "\xff"));
  g_assert_cmpstr (upper, ==, lower);
}

static void
test_display_escapes (void)
{
  static const char *cases[][2] = {
    { "plain é 日本", "plain é 日本" },
    { "a\xe2\x80\xae"
      "b",
      "a\\u202Eb" },
    { "a\nb\x7f", "a\\u000Ab\\u007F" },
    { "\xc2\x85", "\\u0085" },
    { "\xff\xc3", "\\xFF\\xC3" },
    { "\xe2\x81\xa6", "\\u2066" },
    { "👩\xe2\x80\x8d👧", "👩\xe2\x80\x8d👧" },
    { "\xf3\xa0\x80\x81", "\\U000E0001" },
    { "\xe2\x80\x8b", "\\u200B" },
    { "\xed\xa0\x80", "\\xED\\xA0\\x80" },
  };
  g_autofree char *nul = gw_path_display ("a\0b", 3);

  g_assert_cmpstr (nul, ==, "a\\u0000b");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = gw_path_display (cases[i][0], -1);

      g_assert_cmpstr (shown, ==, cases[i][1]);
    }
}

static void
test_natural_order (void)
{
  static const char *ordered[] = {
    "0.jpg",
    "a/image1.jpg",
    "a/image2.jpg",
    "a/image010.jpg",
    "a/image10b.jpg",
    "a b.jpg",
    "a-b.jpg",
    "image1",
    "image1.jpg",
    "image01x.jpg",
    "image2.jpg",
    "image10.jpg",
    "image99999999.jpg",
    "image100000000.jpg",
    "image1000000000.jpg",
    "image99999999999999999999.jpg",
    "image100000000000000000000.jpg",
    "IMAGEb.jpg",
    "imagec.jpg",
    "z",
    "é",
  };
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (ordered); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (ordered); j++)
      {
        const int order = gw_path_compare (ordered[i], ordered[j]);

        g_test_message ("%s, %s", ordered[i], ordered[j]);
        g_assert_cmpint (order < 0 ? -1 : order > 0, ==, i < j ? -1 : i > j);
      }

  for (gsize i = G_N_ELEMENTS (ordered); i > 0; i--)
    g_ptr_array_add (paths, (gpointer) ordered[i - 1]);
  gw_path_sort (paths);
  for (guint i = 0; i < paths->len; i++)
    g_assert_true (g_ptr_array_index (paths, i) == ordered[i]);
  g_ptr_array_set_size (paths, 0);
  gw_path_sort (paths);
  g_assert_cmpuint (paths->len, ==, 0);

  g_assert_cmpint (gw_path_compare ("img1", "img01"), !=, 0);
  g_assert_cmpint (gw_path_compare ("a", "A"), !=, 0);
  g_assert_cmpint (gw_path_compare ("caf\xc3\xa9", "cafe\xcc\x81"), !=, 0);
}

typedef struct
{
  char *folder;
  char *root;
} Fixture;

static void
add_file (Fixture *fixture, const char *path)
{
  g_autofree char *full = g_build_filename (fixture->folder, path, NULL);
  g_autofree char *parent = g_path_get_dirname (full);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0755), ==, 0);
  g_assert_true (g_file_set_contents (full, path, -1, NULL));
}

static void
add_link (Fixture *fixture, const char *path, const char *target)
{
  g_autofree char *full = g_build_filename (fixture->folder, path, NULL);

  g_assert_cmpint (symlink (target, full), ==, 0);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *absolute = NULL;

  fixture->folder = gw_test_folder_new ();
  fixture->root = g_build_filename (fixture->folder, "root", NULL);
  add_file (fixture, "root/a.jpg");
  add_file (fixture, "root/sub/deep/b.jpg");
  add_file (fixture, "outside.jpg");
  add_file (fixture, "rootx/c.jpg");

  add_link (fixture, "root/link.jpg", "sub/deep/b.jpg");
  add_link (fixture, "root/sub/up.jpg", "../a.jpg");
  add_link (fixture, "root/folder", "sub/deep");
  add_link (fixture, "root/sub/deep/chain.jpg", "../up.jpg");
  add_link (fixture, "root/out.jpg", "../outside.jpg");
  add_link (fixture, "root/outdir", "..");
  add_link (fixture, "root/etc.jpg", "/etc/passwd");
  add_link (fixture, "root/loop", "loop");
  absolute = g_build_filename (fixture->root, "sub/deep/b.jpg", NULL);
  add_link (fixture, "root/absolute.jpg", absolute);
  g_clear_pointer (&absolute, g_free);
  absolute = g_build_filename (fixture->folder, "rootx/c.jpg", NULL);
  add_link (fixture, "root/sibling.jpg", absolute);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gw_test_folder_free (fixture->folder);
  g_free (fixture->root);
}

/* The kernel's way and the other one agree. */
static void
assert_by_hand (Fixture *fixture, const char *path, gboolean opens)
{
  const int root = open (fixture->root, O_PATH | O_DIRECTORY | O_CLOEXEC);
  const int fd = _gw_path_open_by_hand (root, fixture->root, path);

  g_assert_cmpint (fd >= 0, ==, opens);
  if (fd >= 0)
    close (fd);
  close (root);
}

static void
assert_opens (Fixture *fixture, const char *path, const char *content)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = gw_path_open_stream (fixture->root, path, &error);
  char buffer[100];
  gsize n;

  say (path);
  g_assert_no_error (error);
  assert_by_hand (fixture, path, TRUE);
  g_assert_true (g_input_stream_read_all (stream, buffer, sizeof buffer, &n, NULL, NULL));
  g_assert_cmpmem (buffer, n, content, strlen (content));
}

static void
assert_closed (Fixture *fixture, const char *path, GwErrorCode code)
{
  g_autoptr (GError) error = NULL;

  say (path);
  if (code == GW_ERROR_REFUSED || code == GW_ERROR_NOT_FOUND)
    assert_by_hand (fixture, path, FALSE);
  g_assert_cmpint (gw_path_open_beneath (fixture->root, path, &error), ==, -1);
  g_assert_error (error, GW_ERROR, (int) code);
}

static void
test_open (Fixture *fixture, gconstpointer data)
{
  assert_opens (fixture, "a.jpg", "root/a.jpg");
  assert_opens (fixture, "sub/deep/b.jpg", "root/sub/deep/b.jpg");
  assert_opens (fixture, "link.jpg", "root/sub/deep/b.jpg");
  assert_opens (fixture, "sub/up.jpg", "root/a.jpg");
  assert_opens (fixture, "folder/b.jpg", "root/sub/deep/b.jpg");
  assert_opens (fixture, "folder/chain.jpg", "root/a.jpg");
  assert_opens (fixture, "absolute.jpg", "root/sub/deep/b.jpg");

  assert_closed (fixture, "missing.jpg", GW_ERROR_NOT_FOUND);
  assert_closed (fixture, "a.jpg/b", GW_ERROR_NOT_FOUND);
  assert_closed (fixture, "sub", GW_ERROR_UNSUPPORTED);
  assert_closed (fixture, "out.jpg", GW_ERROR_REFUSED);
  assert_closed (fixture, "outdir/outside.jpg", GW_ERROR_REFUSED);
  assert_closed (fixture, "etc.jpg", GW_ERROR_REFUSED);
  assert_closed (fixture, "sibling.jpg", GW_ERROR_REFUSED);
  assert_closed (fixture, "loop", GW_ERROR_REFUSED);
  assert_closed (fixture, "../outside.jpg", GW_ERROR_REFUSED);
}

static void
test_pipe_is_no_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *pipe_path = g_build_filename (fixture->root, "pipe", NULL);

  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  assert_closed (fixture, "pipe", GW_ERROR_UNSUPPORTED);
}

static void
test_root_may_be_missing (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (gw_path_open_beneath ("/nonexistent/folder", "a", &error), ==, -1);
  g_assert_error (error, GW_ERROR, GW_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/path/normalise", test_normalise);
  g_test_add_func ("/path/normalise-refuses", test_normalise_refuses);
  g_test_add_func ("/path/tail", test_tail);
  g_test_add_func ("/path/composition-is-ignored", test_composition_is_ignored);
  g_test_add_func ("/path/display-escapes", test_display_escapes);
  g_test_add_func ("/path/natural-order", test_natural_order);
  g_test_add ("/path/open", Fixture, NULL, set_up, test_open, tear_down);
  g_test_add ("/path/pipe-is-no-file", Fixture, NULL, set_up, test_pipe_is_no_file, tear_down);
  g_test_add_func ("/path/root-may-be-missing", test_root_may_be_missing);
  return g_test_run ();
}
