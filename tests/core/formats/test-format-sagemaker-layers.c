/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Attributes of manifests that are layers beside the labels, read and written. */

#include "formats-fixture.h"
#include "manifest-lines.h"

#include <png.h>
#include <string.h>

#include "gw-mask.h"

/* Writes those of the records that were read last that have a number in taken. (transfer full): the lines */
static char *
write_records (Fixture *self, const char *name, const GwWriteOptions *options, const guint *taken, gsize n_taken)
{
  g_autofree char *target = fixture_path (self, "out");
  g_autofree char *file = g_build_filename ("out", name, NULL);
  GwWriter *writer = gw_format_create (gw_format_find ("sagemaker", NULL), target, self->head, options, self->problems,
                                       NULL);

  for (gsize i = 0; i < n_taken; i++)
    g_assert_true (gw_writer_write (writer, fixture_record (self, taken[i]), NULL));
  g_assert_true (gw_writer_finish (writer, NULL, NULL));
  gw_writer_close (writer);

  return fixture_load (self, file);
}

/* Asked for, all attributes of known kinds come, those beside the first of each kind as records apart. */
static void
test_read (Fixture *self, gconstpointer data)
{
  static const char chained[] =
      "{\"source-ref\":\"1.jpg\"," BOX ("fruit-box", "40", "") "," BOX ("fruit-box-2", "44", "") "," CHECK (
          "1", "bad",
          ",\"worker-feedback\":[{\"comment\":\"Look.\"}]") ",\"mine\":1,\"mine-metadata\":{" COMMON ("custom") "}}\n"
                                                                                                                "{\"source-ref\":\"2.jpg\"," BOX (
                                                                                                                    "fruit-box",
                                                                                                                    "41",
                                                                                                                    "") "}\n";
  g_autofree char *path = fixture_write (self, "in.manifest", chained);
  g_autofree char *lines = NULL;
  GwReadOptions options = { .keep_layers = TRUE, .keep_lines = TRUE };
  const guint check = 2;
  const char *id = NULL;

  g_assert_true (fixture_read (self, "sagemaker", path, &options));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->counts.images_read, ==, 2);
  g_assert_cmpuint (self->counts.images_given, ==, 2);
  g_assert_cmpuint (self->records->len, ==, 4);
  g_assert_cmpuint (fixture_count (self, "label-layer"), ==, 2);
  g_assert_cmpuint (fixture_count (self, "label-foreign"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "image-duplicate"), ==, 0);
  g_assert_false (fixture_record (self, 0)->apart);
  g_assert_nonnull (fixture_record (self, 0)->raw);
  fixture_assert_box (self, 0, 0, 40, 31, 88, 90);
  g_assert_true (fixture_record (self, 1)->apart);
  g_assert_cmpstr (fixture_record (self, 1)->annotator, ==, "fruit-box-2");
  g_assert_null (fixture_record (self, 1)->raw);
  fixture_assert_box (self, 1, 0, 44, 31, 88, 90);
  g_assert_cmpstr (fixture_record (self, 2)->annotator, ==, "fruit-box-check");
  g_assert_cmpstr (fixture_class (self, g_array_index (fixture_record (self, 2)->labels, GwLabel, 0).class_id), ==,
                   "bad");
  g_assert_nonnull (strstr (fixture_record (self, 2)->bag, "Look."));
  g_assert_cmpstr (fixture_record (self, 3)->path, ==, "2.jpg");

  /* The numbers of an audit are not those of the labels. */
  g_assert_cmpuint (self->head->classes->len, ==, 2);
  g_assert_true (gw_class_get_alias (g_ptr_array_index (self->head->classes, 0), "sagemaker", &id, NULL));
  g_assert_cmpstr (id, ==, "0");
  g_assert_true (gw_class_get_alias (g_ptr_array_index (self->head->classes, 1), "sagemaker", &id, NULL));
  g_assert_null (id);

  /* A layer that is written has its attribute again, and no other. */
  lines = write_records (self, "output.manifest", NULL, &check, 1);
  g_assert_true (g_str_has_prefix (lines, "{\"source-ref\":\"1.jpg\",\"fruit-box-check\":"));
  g_assert_nonnull (strstr (lines, "\"type\":\"groundtruth/label-verification\""));
  g_assert_nonnull (strstr (lines, "Look."));
  g_assert_null (strstr (lines, "\"fruit-box\""));
  g_assert_cmpuint (fixture_count (self, "loss-author"), ==, 0);

  /* One that was named is the only one. */
  options.attribute = "fruit-box-2";
  g_assert_true (fixture_read (self, "sagemaker", path, &options));
  g_assert_cmpuint (self->records->len, ==, 2);
  fixture_assert_box (self, 0, 0, 44, 31, 88, 90);
}

typedef struct
{
  const char *raw[3];
} OldLines;

static gboolean
give_old_lines (gpointer data, GwLineFunc func, gpointer func_data, GError **error)
{
  const OldLines *old = data;

  for (guint i = 0; i < G_N_ELEMENTS (old->raw); i++)
    if (!func (i + 1, i + 1, old->raw[i], func_data, error))
      return FALSE;
  return TRUE;
}

#define CHAINED(image) \
  "{\"source-ref\":\"" image \
  "\"," BOX ("fruit-box", "40", "") "," BOX ("fruit-box-2", "44", "") "," CHECK ("1", "bad", "") "}"

/* Images of which each has another layer, or none, are written each in its own attribute, in lines of
 * their own as in those that they came in.
 */
static void
test_in_turn (Fixture *self, gconstpointer data)
{
  static const guint kept[] = { 1, 5, 6 };
  OldLines old = { { CHAINED ("1.jpg"), CHAINED ("2.jpg"), CHAINED ("3.jpg") } };
  g_autofree char *path = fixture_write (self, "in.manifest",
                                         CHAINED ("1.jpg") "\n" CHAINED ("2.jpg") "\n" CHAINED ("3.jpg") "\n");
  GwReadOptions options = { .keep_layers = TRUE };

  g_assert_true (fixture_read (self, "sagemaker", path, &options));
  g_assert_cmpuint (self->records->len, ==, 9);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    fixture_record (self, kept[i])->image_id = i + 1;
  gw_object_set_box (fixture_object (self, 1, 0), 45, 31, 88, 90);

  for (guint pass = 0; pass < 2; pass++)
    {
      GwWriteOptions writing = { .overwrite = TRUE, .lines = pass == 1 ? give_old_lines : NULL, .lines_data = &old };
      g_autofree char *text = write_records (self, "output.manifest", &writing, kept, G_N_ELEMENTS (kept));
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

      g_assert_cmpuint (g_strv_length (lines), ==, 4);
      if (pass == 0)
        {
          g_assert_true (g_str_has_prefix (lines[0], "{\"source-ref\":\"1.jpg\",\"fruit-box-2\":{"));
          g_assert_true (g_str_has_prefix (lines[1], "{\"source-ref\":\"2.jpg\",\"fruit-box-check\":1,"));
          g_assert_nonnull (strstr (lines[1], "groundtruth/label-verification"));
          g_assert_null (strstr (lines[1], "fruit-box-2"));
          g_assert_true (g_str_has_prefix (lines[2], "{\"source-ref\":\"3.jpg\",\"fruit-box\":{"));
          continue;
        }
      /* Only what has changed is new. */
      g_assert_nonnull (strstr (lines[0],
                                "\"fruit-box-2\":{\"image_size\":[{\"width\":640,\"height\":480,\"depth\":3}],"
                                "\"annotations\":[{\"class_id\":0,\"left\":45,"));
      g_assert_nonnull (strstr (lines[0], "\"left\":40,"));
      g_assert_null (strstr (lines[0], "\"left\":44,"));
      g_assert_cmpstr (lines[1], ==, old.raw[1]);
      g_assert_cmpstr (lines[2], ==, old.raw[2]);
    }
  g_assert_cmpuint (fixture_count (self, "loss-author"), ==, 0);
}

/* What is trained with has one attribute for each channel. */
static void
test_in_channels (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_write (self, "in.manifest", CHAINED ("1.jpg") "\n" CHAINED ("2.jpg") "\n");
  static const guint taken[] = { 1, 5 };
  g_autofree char *boxes = NULL;
  g_autofree char *checks = NULL;
  g_autofree char *channels = NULL;
  GwReadOptions options = { .keep_layers = TRUE };
  GwWriteOptions writing = { .channels = TRUE };

  g_assert_true (fixture_read (self, "sagemaker", path, &options));
  boxes = write_records (self, "images.manifest", &writing, taken, G_N_ELEMENTS (taken));
  checks = fixture_load (self, "out/images.fruit-box-check.manifest");
  channels = fixture_load (self, "out/channels.json");
  g_assert_true (g_str_has_prefix (boxes, "{\"source-ref\":\"1.jpg\",\"fruit-box-2\":{"));
  g_assert_true (g_str_has_prefix (checks, "{\"source-ref\":\"2.jpg\",\"fruit-box-check\":1,"));
  g_assert_nonnull (strstr (channels, "\"fruit-box-2\""));
  g_assert_nonnull (strstr (channels, "\"fruit-box-check\""));
}

/* Masks of two jobs are two layers. */
static void
test_masks (Fixture *self, gconstpointer data)
{
  static const guint32 palette[] = { 0xffffff, 0x2ca02c };
  static const guint8 rows[4 * 2] = { 0, 1, 1, 0, 0, 0, 1, 0 }, more[4 * 2] = { 1, 1, 1, 1, 0, 0, 1, 0 };
  const FixturePng png = { 4, 2, 8, PNG_COLOR_TYPE_PALETTE, FALSE, 2, palette, NULL, rows };
  FixturePng other = png;
  g_autofree char *path = fixture_write (
      self, "in/output.manifest",
      "{\"source-ref\":\"a.png\",\"land-ref\":\"m.png\",\"land-ref-metadata\":{\"internal-color-map\":{\"1\":{\"class-name\":"
      "\"road\",\"hex-color\":\"#2ca02c\"}}," COMMON (
          "semantic-segmentation") "},\"land-2-ref\":\"n.png\",\"land-2-ref-metadata\":{\"internal-color-map\":{\"1\":{"
                                   "\"class-name\":\"path\",\"hex-color\":\"#2ca02c\"}}," COMMON (
                                       "semantic-segmentation") "}}\n");
  GwReadOptions options = { .keep_layers = TRUE };

  other.rows = more;
  fixture_png (self, "in/m.png", &png);
  fixture_png (self, "in/n.png", &other);
  g_assert_true (fixture_read (self, "sagemaker", path, &options));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpuint (gw_mask_area (&gw_object_get_shape (fixture_object (self, 0, 0))->as.mask), ==, 3);
  g_assert_cmpuint (gw_mask_area (&gw_object_get_shape (fixture_object (self, 1, 0))->as.mask), ==, 5);
  g_assert_cmpstr (fixture_class (self, gw_object_get_class_id (fixture_object (self, 1, 0))), ==, "path");
  g_assert_cmpstr (fixture_record (self, 1)->annotator, ==, "land-2-ref");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/sagemaker/layers/read", test_read);
  FIXTURE_TEST ("/sagemaker/layers/in-turn", test_in_turn);
  FIXTURE_TEST ("/sagemaker/layers/in-channels", test_in_channels);
  FIXTURE_TEST ("/sagemaker/layers/masks", test_masks);

  return g_test_run ();
}
