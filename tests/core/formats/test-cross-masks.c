/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"
#include "gw-mask.h"

/* The same masks through every format that has them (spec formats 17.5). */

#define W 61
#define H 47

/* Pixels of a class: holes, parts, a speck in a corner, lines one pixel wide. No two
 * classes share a pixel.
 */
static gboolean
is_in (guint class, int x, int y)
{
  switch (class)
    {
    case 0: /* a ring with an island in it, and a part apart */
      {
        int d = (x - 18) * (x - 18) + (y - 18) * (y - 18);

        return (d <= 15 * 15 && d > 8 * 8) || d <= 3 * 3 || (x >= 40 && x < 48 && y < 5);
      }
    case 1: /* a comb that touches the right edge */
      return x >= 50 && y >= 10 && y < 40 && (y % 2 == 0 || x == W - 1);
    default: /* specks in corners */
      return (x == 0 && y == H - 1) || (x == W - 1 && y == 0) || (x == W - 1 && y == H - 1);
    }
}

#define N_CLASSES 3

static const char *const names[N_CLASSES] = { "ring", "comb", "speck" };

static GwMask
make_mask (guint class)
{
  guint8 rows[W * H];
  GwMask mask = GW_MASK_INIT;

  for (int y = 0; y < H; y++)
    for (int x = 0; x < W; x++)
      rows[y * W + x] = is_in (class, x, y);
  g_assert_cmpint (gw_mask_from_bitmap (W, H, 0, 0, W, H, rows, W, &mask), ==, GW_STATUS_OK);
  return mask;
}

/* Columns of the whole image, as gw-jsonl has them. */
static void
append_counts (GString *text, guint class)
{
  gboolean set = FALSE;
  guint n = 0;

  for (int x = 0; x < W; x++)
    for (int y = 0; y < H; y++)
      {
        if (is_in (class, x, y) != set)
          {
            g_string_append_printf (text, "%u,", n);
            n = 0;
            set = !set;
          }
        n++;
      }
  g_string_append_printf (text, "%u", n);
}

static char *
write_source (Fixture *self)
{
  g_autoptr (GString) text = g_string_new ("{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"segmentation\","
                                           "\"classes\":[");

  for (guint i = 0; i < N_CLASSES; i++)
    g_string_append_printf (text, "%s{\"name\":\"%s\"}", i > 0 ? "," : "", names[i]);
  g_string_append_printf (text, "]}\n{\"image\":\"a.png\",\"width\":%d,\"height\":%d,\"objects\":[", W, H);
  for (guint i = 0; i < N_CLASSES; i++)
    {
      g_string_append_printf (text, "%s{\"label\":\"%s\",\"rle\":{\"size\":[%d,%d],\"counts\":[", i > 0 ? "," : "",
                              names[i], H, W);
      append_counts (text, i);
      g_string_append (text, "]}}");
    }
  g_string_append (text, "]}\n");
  fixture_picture (self, "a.png", W, H);
  return fixture_write (self, "in.gw.jsonl", text->str);
}

/* Every pixel of each class, however many objects it has become. */
static void
assert_masks (Fixture *self, const char *format, const char *source)
{
  g_test_message ("%s %s", format, source);
  g_assert_true (fixture_read (self, format, source, NULL));
  g_assert_cmpuint (self->records->len, ==, 1);
  for (guint class = 0; class < N_CLASSES; class ++)
    {
      GwMask expected = make_mask (class), all = GW_MASK_INIT;

      g_assert_cmpint (gw_mask_init_empty (W, H, &all), ==, GW_STATUS_OK);
      for (guint i = 0; i < fixture_record (self, 0)->objects->len; i++)
        {
          GwObject *object = fixture_object (self, 0, i);
          const GwShape *shape = gw_object_get_shape (object);
          GwMask both = GW_MASK_INIT;

          if (g_strcmp0 (fixture_class (self, gw_object_get_class_id (object)), names[class]) != 0)
            continue;
          g_assert_cmpint (shape->kind, ==, GW_SHAPE_MASK);
          g_assert_cmpint (gw_mask_union (&all, &shape->as.mask, &both), ==, GW_STATUS_OK);
          gw_mask_clear (&all);
          all = both;
        }
      g_assert_true (gw_mask_equal (&all, &expected));
      gw_mask_clear (&all);
      gw_mask_clear (&expected);
    }
}

static const struct
{
  const char *format;
  const char *target;
} formats[] = {
  { "coco", "coco" },
  { "voc-masks", "voc" },
  { "semantic-png", "semantic" },
  { "labelme", "labelme" },
  { "cvat", "cvat" },
  { "gw-jsonl", "out.gw.jsonl" },
  { "cityscapes", "cityscapes" },
  { "open-images", "open-images" },
  { "label-studio", "studio" },
  { "coco-panoptic", "panoptic" },
};

/* Each by itself. */
static void
test_each (Fixture *self, gconstpointer data)
{
  g_autofree char *source = write_source (self);

  assert_masks (self, "gw-jsonl", source);
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *target = fixture_path (self, formats[i].target);

      g_assert_true (fixture_convert (self, source, "gw-jsonl", formats[i].format, formats[i].target, NULL));
      assert_masks (self, formats[i].format, target);
    }
}

/* From each to each of the others. */
static void
test_pairs (Fixture *self, gconstpointer data)
{
  g_autofree char *source = write_source (self);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *first = g_strconcat ("first-", formats[i].target, NULL);
      g_autofree char *from = fixture_path (self, first);

      g_assert_true (fixture_convert (self, source, "gw-jsonl", formats[i].format, first, NULL));
      for (gsize k = 0; k < G_N_ELEMENTS (formats); k++)
        {
          g_autofree char *second = g_strdup_printf ("second-%u-%s", (guint) i, formats[k].target);
          g_autofree char *to = fixture_path (self, second);

          g_assert_true (fixture_convert (self, from, formats[i].format, formats[k].format, second, NULL));
          assert_masks (self, formats[k].format, to);
        }
    }
}

/* One after the other: nothing is lost on the way. */
static void
test_chain (Fixture *self, gconstpointer data)
{
  g_autofree char *source = write_source (self);
  const char *format = "gw-jsonl";

  for (guint round = 0; round < 2; round++)
    for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
      {
        g_autofree char *target = g_strdup_printf ("chain-%u-%s", round, formats[i].target);
        char *path = fixture_path (self, target);

        g_assert_true (fixture_convert (self, source, format, formats[i].format, target, NULL));
        assert_masks (self, formats[i].format, path);
        g_free (source);
        source = path;
        format = formats[i].format;
      }
}

/* Run lengths that are not compressed hold the same. */
static void
test_counts (Fixture *self, gconstpointer data)
{
  g_autofree char *source = write_source (self);
  g_autofree char *target = fixture_path (self, "counts");

  g_assert_true (
      fixture_convert (self, source, "gw-jsonl", "coco", "counts", &(GwWriteOptions) { .masks = GW_MASKS_COUNTS }));
  assert_masks (self, "coco", target);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_TEST ("/cross-masks/each", test_each);
  FIXTURE_TEST ("/cross-masks/pairs", test_pairs);
  FIXTURE_TEST ("/cross-masks/chain", test_chain);
  FIXTURE_TEST ("/cross-masks/counts", test_counts);

  return g_test_run ();
}
