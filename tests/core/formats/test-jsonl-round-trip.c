/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <string.h>

#include "gw-json-writer.h"

/* Lines of gw-jsonl in the form that is written, with anything in them: each comes out as it
 * went in, and what is in between is the same.
 */

#define WIDTH 640
#define HEIGHT 480
#define N_CLASSES 4

static const char *const names[N_CLASSES] = { "cat", "a \"quoted\" \\ one", "größer 漢字", "=1+1" };

static double
random_number (double least, double most)
{
  /* As often whole as not. */
  double number = g_test_rand_double_range (least, most);

  return g_test_rand_bit () ? number : CLAMP ((int) number, least, most);
}

/* No two of a shape are equal: such are one. */
static void
write_pair (GwJsonWriter *json, int i)
{
  gw_json_writer_double (json, random_number (1 + 60 * i, 60 + 60 * i));
  gw_json_writer_double (json, random_number (1, HEIGHT - 1));
}

static void
write_points (GwJsonWriter *json, int least, gboolean visible)
{
  int n = g_test_rand_int_range (least, least + 6);

  gw_json_writer_begin_array (json);
  for (int i = 0; i < n; i++)
    {
      gw_json_writer_begin_array (json);
      write_pair (json, i);
      if (visible)
        gw_json_writer_int64 (json, g_test_rand_int_range (1, 3));
      gw_json_writer_end_array (json);
    }
  gw_json_writer_end_array (json);
}

static void
write_rings (GwJsonWriter *json)
{
  int n = g_test_rand_int_range (1, 4);

  gw_json_writer_key (json, "rings");
  gw_json_writer_begin_array (json);
  for (int i = 0; i < n; i++)
    write_points (json, 3, FALSE);
  gw_json_writer_end_array (json);
}

static void
write_box (GwJsonWriter *json, gboolean turned)
{
  gw_json_writer_key (json, "bbox");
  gw_json_writer_begin_array (json);
  gw_json_writer_double (json, random_number (100, 200));
  gw_json_writer_double (json, random_number (100, 200));
  gw_json_writer_double (json, random_number (1, 100));
  gw_json_writer_double (json, random_number (1, 100));
  gw_json_writer_end_array (json);
  if (turned)
    gw_json_writer_key_double (json, "angle", random_number (1, 179));
}

static void
write_ellipse (GwJsonWriter *json)
{
  gw_json_writer_key (json, "ellipse");
  gw_json_writer_begin_array (json);
  write_pair (json, 4);
  gw_json_writer_double (json, random_number (1, 100));
  gw_json_writer_double (json, random_number (1, 100));
  gw_json_writer_double (json, random_number (-179, 180));
  gw_json_writer_end_array (json);
}

/* Columns of a mask that begin with nothing: what COCO's text of them is, is another test's. */
static void
write_mask (GwJsonWriter *json)
{
  gint64 left = (gint64) WIDTH * HEIGHT;

  gw_json_writer_key (json, "rle");
  gw_json_writer_begin_object (json);
  gw_json_writer_key (json, "size");
  gw_json_writer_begin_array (json);
  gw_json_writer_int64 (json, HEIGHT);
  gw_json_writer_int64 (json, WIDTH);
  gw_json_writer_end_array (json);
  gw_json_writer_key (json, "counts");
  gw_json_writer_begin_array (json);
  for (int i = 0; i < 7; i++)
    {
      gint64 run = g_test_rand_int_range (1, 20000);

      gw_json_writer_int64 (json, run);
      left -= run;
    }
  gw_json_writer_int64 (json, left);
  gw_json_writer_end_array (json);
  gw_json_writer_end_object (json);
}

/* TRUE: it is written in another form than this. */
static gboolean
write_shape (GwJsonWriter *json)
{
  const int kind = g_test_rand_int_range (0, 7);

  switch (kind)
    {
    case 0:
    case 1:
      write_box (json, kind == 1);
      break;
    case 2:
      write_rings (json);
      break;
    case 3:
    case 4:
      gw_json_writer_key (json, kind == 3 ? "points" : "line");
      write_points (json, 2, kind == 3);
      break;
    case 5:
      write_ellipse (json);
      break;
    default:
      write_mask (json);
      break;
    }

  /* A turned box is its center inside, whose corner may be another by the last bit. */
  return kind == 6 || kind == 1;
}

static gboolean
write_object (GwJsonWriter *json, int number)
{
  static const char *const flags[] = { "occluded", "truncated", "difficult", "crowd", "of-our-own" };
  gboolean changes;
  char id[16];

  gw_json_writer_begin_object (json);
  gw_json_writer_key_string (json, "label", names[g_test_rand_int_range (0, N_CLASSES)]);
  if (g_test_rand_bit ())
    gw_json_writer_key_double (json, "score", random_number (0, 1));
  changes = write_shape (json);
  if (g_test_rand_bit ())
    {
      gw_json_writer_key (json, "attributes");
      gw_json_writer_begin_object (json);
      gw_json_writer_key_string (json, "color", "r\xc3\xb6t\n");
      gw_json_writer_key_string (json, "size", "1.50");
      gw_json_writer_end_object (json);
    }
  if (g_test_rand_bit ())
    {
      gw_json_writer_key (json, "flags");
      gw_json_writer_begin_array (json);
      for (gsize i = g_test_rand_int_range (0, G_N_ELEMENTS (flags)); i < G_N_ELEMENTS (flags); i++)
        gw_json_writer_string (json, flags[i]);
      gw_json_writer_end_array (json);
    }
  if (g_test_rand_bit ())
    gw_json_writer_key_int64 (json, "group", g_test_rand_int_range (1, G_MAXINT32));
  if (g_test_rand_bit ())
    {
      g_snprintf (id, sizeof id, g_test_rand_bit () ? "%d" : "x-%d", number);
      gw_json_writer_key_string (json, "id", id);
    }
  if (g_test_rand_bit ())
    gw_json_writer_key_boolean (json, "unknown", TRUE);
  gw_json_writer_end_object (json);

  return changes;
}

/* {"class": number} of classes from the first on. */
static void
write_numbers (GwJsonWriter *json, const char *key, int n)
{
  gw_json_writer_key (json, key);
  gw_json_writer_begin_object (json);
  for (int i = 0; i < n; i++)
    gw_json_writer_key_double (json, names[i], random_number (0, 1));
  gw_json_writer_end_object (json);
}

static void
write_names (GwJsonWriter *json, const char *key, const char *const *texts, int n)
{
  gw_json_writer_key (json, key);
  gw_json_writer_begin_array (json);
  for (int i = 0; i < n; i++)
    gw_json_writer_string (json, texts[i]);
  gw_json_writer_end_array (json);
}

/* TRUE: not all of it is written in the form that this has. */
static gboolean
write_line (GwJsonWriter *json, int number)
{
  static const char *const tags[] = { "night", "näher", "" };
  int n_labels = g_test_rand_int_range (0, N_CLASSES), n_objects = g_test_rand_int_range (0, 5);
  gboolean changes = FALSE;
  char image[32];

  g_snprintf (image, sizeof image, "ordner %d/ä\"%d.jpg", number % 7, number);
  gw_json_writer_begin_object (json);
  gw_json_writer_key_string (json, "image", image);
  gw_json_writer_key_int64 (json, "width", WIDTH);
  gw_json_writer_key_int64 (json, "height", HEIGHT);
  if (g_test_rand_bit ())
    gw_json_writer_key_string (json, "split", "train");
  if (g_test_rand_bit ())
    gw_json_writer_key_string (json, "annotator", "kim");
  if (g_test_rand_bit ())
    write_numbers (json, "scores", g_test_rand_int_range (1, N_CLASSES + 1));
  if (n_labels > 0)
    write_names (json, "labels", names, n_labels);
  if (g_test_rand_bit ())
    write_names (json, "tags", tags, g_test_rand_int_range (1, 3));
  if (n_objects > 0)
    {
      gw_json_writer_key (json, "objects");
      gw_json_writer_begin_array (json);
      for (int i = 0; i < n_objects; i++)
        changes |= write_object (json, i + 1);
      gw_json_writer_end_array (json);
    }
  if (n_labels > 0 && g_test_rand_bit ())
    write_numbers (json, "confidences", n_labels);
  if (g_test_rand_bit ())
    write_names (json, "truth", names, g_test_rand_int_range (1, 3));
  if (g_test_rand_bit ())
    {
      gw_json_writer_key (json, "unknown");
      gw_json_writer_raw (json, "{\"a\":[1,null,\"x\"]}", -1);
    }
  gw_json_writer_end_object (json);
  gw_json_writer_newline (json);

  return changes;
}

#define HEAD \
  "{\"groundwork\":1,\"kind\":\"predictions\",\"task\":\"segmentation\",\"classes\":[" \
  "{\"name\":\"cat\",\"color\":\"#0a1b2c\",\"parent\":\"animal\"},{\"name\":\"a \\\"quoted\\\" \\\\ one\"," \
  "\"color\":\"#ffffff\"},{\"name\":\"größer 漢字\",\"color\":\"#000000\"},{\"name\":\"=1+1\",\"color\":\"#123456\"}," \
  "{\"name\":\"animal\",\"color\":\"#abcdef\"}]," \
  "\"model\":{\"name\":\"m\",\"version\":\"2\"},\"units\":\"pixel\",\"created\":\"2026-01-02T03:04:05Z\"}\n"

static void
assert_same_records (const GPtrArray *before, const GPtrArray *after)
{
  g_assert_cmpuint (before->len, ==, after->len);
  for (guint i = 0; i < before->len; i++)
    {
      const GwRecord *one = g_ptr_array_index (before, i), *other = g_ptr_array_index (after, i);

      g_assert_cmpuint (one->objects->len, ==, other->objects->len);
      for (guint k = 0; k < one->objects->len; k++)
        g_assert_true (gw_object_equal (g_ptr_array_index (one->objects, k), g_ptr_array_index (other->objects, k)));
    }
}

static void
test_random_lines (Fixture *self, gconstpointer data)
{
  const gboolean more = g_test_thorough ();

  for (int round = 0; round < (more ? 200 : 20); round++)
    {
      g_autoptr (GString) text = g_string_new (HEAD);
      g_autofree gboolean *changes = g_new0 (gboolean, 50);
      GwJsonWriter *json = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);
      const GwWriteOptions over = { .overwrite = TRUE };
      g_autofree char *source = NULL;
      g_autofree char *target = fixture_path (self, "one.gw.jsonl");
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;
      g_auto (GStrv) given = NULL;
      g_auto (GStrv) got = NULL;
      g_autoptr (GPtrArray) records = NULL;

      for (int i = 0; i < 50; i++)
        changes[i] = write_line (json, i);
      g_assert_true (gw_json_writer_finish (json, NULL));
      gw_json_writer_free (json);
      source = fixture_write (self, "in.gw.jsonl", text->str);
      g_assert_true (fixture_convert (self, source, "gw-jsonl", "gw-jsonl", "one.gw.jsonl", &over));
      first = fixture_load (self, "one.gw.jsonl");
      g_assert_true (fixture_convert (self, target, "gw-jsonl", "gw-jsonl", "two.gw.jsonl", &over));
      second = fixture_load (self, "two.gw.jsonl");
      g_assert_cmpstr (first, ==, second);

      given = g_strsplit (text->str, "\n", -1);
      got = g_strsplit (first, "\n", -1);
      g_assert_cmpuint (g_strv_length (given), ==, g_strv_length (got));
      for (guint i = 0; given[i] != NULL; i++)
        if (i == 0 || i > 50 || !changes[i - 1])
          g_assert_cmpstr (got[i], ==, given[i]);

      g_assert_true (fixture_read (self, "gw-jsonl", source, NULL));
      records = g_ptr_array_ref (self->records);
      fixture_assert_adds_up (self);
      g_assert_true (fixture_read (self, "gw-jsonl", target, NULL));
      assert_same_records (records, self->records);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_TEST ("/gw-jsonl/random-lines-come-back", test_random_lines);

  return g_test_run ();
}
