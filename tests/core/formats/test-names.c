/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "formats-fixture.h"

/* A picture whose name is not UTF-8, as older systems left them: what cannot hold it leaves
 * it out and says so, and writes the others.
 */
static void
test_not_utf8 (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  gsize n;
  const GwFormat *const *formats = gw_formats_list (&n);

  fixture_picture (self, "set/cat/a.png", 20, 10);
  fixture_picture (self, "set/dog/l\xe4nder.png", 20, 10);
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *target = g_strdup_printf ("out-%s%s", formats[i]->name,
                                                 formats[i]->suffix != NULL ? formats[i]->suffix : "");
      gboolean holds = (formats[i]->flags & GW_FORMAT_NAMES_ARE_FILES) != 0;

      /* Without points there is nothing that could be one. */
      if ((formats[i]->flags & GW_FORMAT_WRITES) == 0 || strcmp (formats[i]->name, "yolo-pose") == 0)
        continue;
      g_test_message ("%s", formats[i]->name);
      g_assert_true (fixture_convert (self, source, "class-folders", formats[i]->name, target, NULL));
      g_assert_cmpuint (fixture_count (self, "loss-name"), ==, holds ? 0 : 1);
    }
}

/* A source of images of these paths, with something for each format; their pictures in the folder "set". (transfer
 * full)
 */
static char *
write_source (Fixture *self, const char *const *paths)
{
  g_autoptr (GString) text = g_string_new ("{\"groundwork\":1,\"kind\":\"annotations\",\"classes\":"
                                           "[{\"name\":\"cat\",\"keypoints\":[\"p\"]},{\"name\":\"dog\"}]}\n");

  for (gsize i = 0; paths[i] != NULL; i++)
    g_string_append_printf (
        text,
        "{\"image\":\"%s\",\"width\":20,\"height\":10,\"split\":\"train\",\"labels\":[\"cat\"],\"objects\":["
        "{\"label\":\"cat\",\"bbox\":[1,1,4,4]},{\"label\":\"dog\",\"rings\":[[[1,1],[8,1],[8,8]]]},"
        "{\"label\":\"dog\",\"rle\":{\"size\":[10,20],\"counts\":[100,5,95]}},"
        "{\"label\":\"cat\",\"points\":[[3,3,2]]}]}\n",
        paths[i]);

  return fixture_write (self, "set/source.jsonl", text->str);
}

/* As long as names of files can be: files that are called like it and have longer endings get shorter
 * names, which is told, and none is refused.
 */
static void
test_longest (Fixture *self, gconstpointer data)
{
  g_autofree char *long_name = g_strnfill (240, 'n');
  g_autofree char *folder = g_strnfill (200, 'f');
  g_autofree char *plain = g_strconcat (long_name, "012345.png", NULL);
  g_autofree char *other = g_strconcat (long_name, "012346.png", NULL);
  g_autofree char *deep = g_strdup_printf ("%s/%s/%s/\303\244%s\303\266\303\274.jpeg", folder, folder, folder,
                                           long_name);
  const char *const paths[] = { "a.png", plain, other, deep, NULL };
  g_autofree char *source = write_source (self, paths);
  gsize n;
  const GwFormat *const *formats = gw_formats_list (&n);

  for (gsize i = 0; paths[i] != NULL; i++)
    {
      g_autofree char *name = g_build_filename ("set", paths[i], NULL);

      fixture_picture (self, name, 20, 10);
    }
  for (gsize i = 0; i < 2 * n; i++)
    {
      const GwFormat *format = formats[i / 2];
      const GwWriteOptions options = { .copy = i % 2 == 0 ? GW_COPY_NONE : GW_COPY_COPY };
      g_autofree char *target = g_strdup_printf ("out-%s-%d%s", format->name, (int) (i % 2),
                                                 format->suffix != NULL ? format->suffix : "");

      if ((format->flags & GW_FORMAT_WRITES) == 0)
        continue;
      g_test_message ("%s", target);
      g_assert_true (fixture_convert (self, source, "gw-jsonl", format->name, target, &options));
      g_assert_no_error (self->error);
      g_assert_cmpuint (fixture_count (self, "path-length"), ==, 0);
      g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 0);
      if (strcmp (format->name, "cityscapes") == 0)
        g_assert_cmpuint (fixture_count (self, "image-renamed"), ==, 3);
    }
}

/* What was cut is read again as so many images. */
static void
test_cut (Fixture *self, gconstpointer data)
{
  g_autofree char *name = g_strnfill (250, 'n');
  g_autofree char *one = g_strconcat (name, "a.png", NULL);
  g_autofree char *two = g_strconcat (name, "b.png", NULL);
  const char *const paths[] = { one, two, NULL };
  g_autofree char *source = write_source (self, paths);
  g_autofree char *target = fixture_path (self, "out");

  /* A stem of 251 bytes and ".json" are 256. */
  g_assert_true (fixture_convert (self, source, "gw-jsonl", "labelme", "out", NULL));
  g_assert_cmpuint (fixture_count (self, "image-renamed"), ==, 2);
  g_assert_true (fixture_read (self, "labelme", target, NULL));
  g_assert_cmpuint (self->records->len, ==, 2);
}

/* No file can be called like it: the image is left out, and the others are written. */
static void
test_too_long (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) path = g_string_new (NULL);
  gsize n;
  const GwFormat *const *formats = gw_formats_list (&n);

  for (guint i = 0; i < 2040; i++)
    g_string_append (path, "f/");
  g_string_append (path, "a.png");
  {
    const char *const paths[] = { "a.png", path->str, NULL };
    g_autofree char *source = write_source (self, paths);

    for (gsize i = 0; i < n; i++)
      {
        g_autofree char *target = g_strdup_printf ("out-%s%s", formats[i]->name,
                                                   formats[i]->suffix != NULL ? formats[i]->suffix : "");

        if ((formats[i]->flags & GW_FORMAT_WRITES) == 0)
          continue;
        g_test_message ("%s", formats[i]->name);
        g_assert_true (fixture_convert (self, source, "gw-jsonl", formats[i]->name, target, NULL));
      }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_TEST ("/names/not-utf8", test_not_utf8);
  FIXTURE_TEST ("/names/longest", test_longest);
  FIXTURE_TEST ("/names/cut", test_cut);
  FIXTURE_TEST ("/names/too-long", test_too_long);

  return g_test_run ();
}
