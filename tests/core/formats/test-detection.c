/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "formats-fixture.h"
#include "gw-error.h"

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
  { "coco", boxes, NULL },
  { "coco", masks, NULL },
  { "coco-results", boxes, NULL },
  { "coco-panoptic", masks, NULL },
  { "yolo", boxes, NULL },
  { "yolo-segment", polygons, NULL },
  { "yolo-obb", turned, NULL },
  { "yolo-pose", points, NULL },
  { "yolo-classify", labels, "class-folders" },
  { "class-folders", labels, NULL },
  { "class-list", labels, NULL },
  { "multi-label-table", several, NULL },
  { "labelme", polygons, NULL },
  { "voc", boxes, NULL },
  { "voc-masks", masks, NULL },
  { "semantic-png", masks, NULL },
  { "cvat", boxes, NULL },
  { "label-studio", boxes, NULL },
  { "label-studio", labels, NULL },
  { "open-images", boxes, NULL },
  { "open-images", labels, NULL },
  { "cityscapes", polygons, NULL },
  { "createml", boxes, NULL },
  { "sagemaker", boxes, NULL },
  { "sagemaker", labels, NULL },
  { "label-categories", labels, NULL },
  { "csv", labels, NULL },
  { "csv", boxes, NULL },
  { "gw-jsonl", boxes, NULL },
};

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
      found = gw_format_detect (target, &detection, NULL);
      g_assert_nonnull (found);
      g_test_message ("%s (%d): %s", found->name, detection.confidence, detection.reason);
      if (strcmp (found->name, cases[i].format) != 0)
        g_assert_cmpstr (found->name, ==, cases[i].as);
    }
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

      g_assert_null (gw_format_detect (source, NULL, &error));
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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_TEST ("/detection/known-again", test_known_again);
  FIXTURE_TEST ("/detection/unknown", test_unknown);
  g_test_add_func ("/detection/all", test_all);

  return g_test_run ();
}
