/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What each format cannot hold, against the table of spec formats 1.2: all of
 * it is told before anything is written, and nothing else.
 */

#include "losses-kinds.h"

#include <string.h>

#include "gw-loss-measure.h"
#include "gw-problem-code.h"

/* Of everything there is (losses-kinds.c), how much each format loses, by name. */
static const struct
{
  const char *format;
  const char *losses;
} formats[] = {
  { "coco",
    "author 3, classes 3, group 3, holes 1, labels 8, negative 2, rotation 1, score 2, shape 2, skipped 2, tags 1" },
  { "coco-panoptic",
    "attributes 5, author 3, classes 3, flags 3, group 3, labels 8, objects 2, overlap 2, score 3, shape 47, skipped 2, tags 1" },
  { "coco-results",
    "attributes 7, author 3, flags 5, group 3, image 15, labels 8, rotation 1, score 2, shape 5, skipped 2, split 7, tags 1, unscored 49" },
  { "yolo",
    "attributes 7, author 3, classes 7, flags 5, group 3, labels 8, negative 5, rotation 1, score 2, shape 11, skipped 2, tags 1" },
  { "yolo-segment",
    "attributes 7, author 3, classes 7, flags 5, group 3, holes 1, labels 8, negative 5, parts 1, rotation 1, score 2, shape 46, skipped 2, tags 1" },
  { "yolo-obb",
    "attributes 7, author 3, classes 7, flags 5, group 3, labels 8, negative 5, score 2, shape 11, skipped 2, tags 1" },
  { "yolo-pose",
    "attributes 7, author 3, classes 6, flags 5, group 3, labels 8, negative 5, rotation 1, score 2, shape 9, skeleton 1, skipped 2, tags 1" },
  { "voc",
    "attributes 7, author 3, classes 7, flags 2, group 3, image 4, rotation 1, score 4, shape 11, skipped 2, tags 1" },
  { "voc-masks",
    "attributes 7, author 3, classes 7, flags 5, group 3, labels 8, objects 2, overlap 2, score 3, shape 47, skipped 2, split 1, tags 1" },
  { "labelme",
    "attributes 2, author 3, classes 7, flags 2, holes 1, parts 1, rotation 1, score 3, shape 3, skeleton 1, skipped 2, split 7, tags 1" },
  { "cvat",
    "attributes 4, author 3, classes 4, flags 4, holes 1, negative 2, parts 1, score 4, shape 1, skipped 2, tags 1" },
  { "label-studio",
    "attributes 2, author 1, classes 5, flags 5, group 1, holes 1, parts 1, score 2, shape 3, skeleton 1, skipped 1, split 7, tags 1" },
  { "class-folders",
    "attributes 2, author 3, classes 8, multilabel 1, negative 2, objects 42, score 3, skipped 2, split 4, tags 1" },
  { "yolo-classify",
    "attributes 2, author 3, classes 8, image 48, multilabel 1, objects 42, score 3, skipped 2, split 3, tags 1" },
  { "class-list", "attributes 2, author 3, classes 7, negative 2, objects 42, score 3, skipped 2, tags 1" },
  { "multi-label-table", "attributes 2, author 3, classes 7, image 5, objects 42, score 3, skipped 2, tags 1" },
  { "csv",
    "attributes 5, author 2, classes 7, flags 5, group 3, image 7, score 2, shape 11, skipped 2, split 5, tags 1" },
  { "gw-jsonl", "" },
  { "sagemaker",
    "attributes 5, author 3, classes 6, flags 5, group 3, rotation 1, score 2, shape 11, skipped 2, split 7, tags 1" },
  { "label-categories", "attributes 2, classes 6, image 56, labels 8, objects 42, score 2, skipped 2" },
  { "semantic-png",
    "attributes 7, author 3, classes 7, flags 5, group 3, labels 8, objects 7, overlap 2, score 3, shape 47, skipped 2, split 3, tags 1" },
  { "open-images",
    "attributes 7, author 1, classes 4, flags 1, group 3, rotation 1, score 1, shape 8, skipped 2, tags 1" },
  { "cityscapes",
    "attributes 7, author 1, classes 6, flags 3, group 3, holes 1, labels 8, parts 1, rotation 1, score 3, shape 43, skipped 2, tags 1" },
  { "createml",
    "attributes 7, author 3, classes 8, flags 5, group 3, image 5, labels 8, rotation 1, score 3, shape 11, skipped 2, tags 1" },
  { "lst", "attributes 2, author 3, classes 7, image 48, objects 42, score 3, skipped 2, tags 1" },
  { "recordio", "attributes 2, author 3, classes 7, image 48, objects 42, score 3, skipped 2, tags 1" },
};

static int
compare_codes (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* The codes of losses by name, each with its count. */
static char *
list_losses (GwProblems *problems)
{
  g_auto (GStrv) codes = gw_problems_list_codes (problems);
  GString *text = g_string_new (NULL);

  qsort (codes, g_strv_length (codes), sizeof *codes, compare_codes);
  for (gsize i = 0; codes[i] != NULL; i++)
    if (gw_problem_code_is_loss (codes[i]))
      g_string_append_printf (text, "%s%s %u", text->len > 0 ? ", " : "", codes[i] + strlen ("loss-"),
                              (guint) gw_problems_count_code (problems, codes[i]));

  return g_string_free (text, FALSE);
}

static void
test_losses (Fixture *self, gconstpointer data)
{
  g_autofree char *source = loss_kinds_write (self, n_loss_kinds);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      const GwFormat *format = gw_format_find (formats[i].format, NULL);
      GwWriteOptions options = { .duplicate = TRUE };
      g_autofree char *target = g_strconcat (format->name, format->suffix, NULL);
      g_autofree char *losses = NULL;

      if (format->flags & GW_FORMAT_TARGET_IS_FOLDER)
        options.copy = GW_COPY_COPY;
      g_assert_true (fixture_convert (self, source, "gw-jsonl", format->name, target, &options));
      losses = list_losses (self->problems);
      if (strcmp (losses, formats[i].losses) == 0)
        continue;
      g_test_message ("{ \"%s\", \"%s\" },", format->name, losses);
      g_test_fail ();
    }
}

/* A format that is added is added to the table above, too. */
static void
test_all_formats (Fixture *self, gconstpointer data)
{
  gsize n;
  const GwFormat *const *all = gw_formats_list (&n);
  gsize n_writable = 0;

  for (gsize i = 0; i < n; i++)
    n_writable += (all[i]->flags & GW_FORMAT_WRITES) != 0 ? 1 : 0;
  g_assert_cmpuint (G_N_ELEMENTS (formats), ==, n_writable);
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    g_assert_true (gw_format_find (formats[i].format, NULL)->flags & GW_FORMAT_WRITES);
}

/* Nothing is lost of a set that has nothing but what the table marks as held, as it is told
 * before and after.
 */
static void
test_measuring (Fixture *self, gconstpointer data)
{
  g_autofree char *source = loss_kinds_write (self, n_loss_kinds);

  g_assert_true (fixture_read (self, "gw-jsonl", source, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      const GwWriteOptions options = { .duplicate = TRUE, .copy = GW_COPY_COPY };
      g_autoptr (GwProblems) problems = gw_problems_new ();
      g_autoptr (GwLossMeasure) measure = gw_loss_measure_new (gw_format_find (formats[i].format, NULL), self->head,
                                                               &options, problems);
      g_autofree char *losses = NULL;

      for (guint k = 0; k < self->records->len; k++)
        gw_loss_measure_take (measure, fixture_record (self, k));
      gw_loss_measure_end (measure);
      gw_loss_measure_end (measure);
      losses = list_losses (problems);
      g_assert_cmpstr (losses, ==, formats[i].losses);
    }
}

/* Without pictures beside them, folders of label files do not know of images that have none. */
static void
test_without_pictures (Fixture *self, gconstpointer data)
{
  static const char *const by_picture[] = { "labelme", "voc-masks", "semantic-png", "cityscapes" };
  g_autofree char *source = fixture_write (self, "in.gw.jsonl",
                                           "{\"image\":\"1.png\",\"width\":4,\"height\":4,\"objects\":[]}\n"
                                           "{\"image\":\"2.png\",\"width\":4,\"height\":4}\n");

  for (gsize i = 0; i < G_N_ELEMENTS (by_picture); i++)
    for (guint copies = 0; copies < 2; copies++)
      {
        const GwWriteOptions options = { .copy = copies == 1 ? GW_COPY_COPY : GW_COPY_NONE, .overwrite = TRUE };

        g_assert_true (fixture_convert (self, source, "gw-jsonl", by_picture[i], by_picture[i], &options));
        g_assert_cmpuint (fixture_count (self, "loss-image"), ==, copies == 1 ? 0 : 1);
      }
}

/* Where all predictions are of one model, nobody asks which of several it was. */
static void
test_models (Fixture *self, gconstpointer data)
{
  static const char line[] = "{\"image\":\"%u.png\",\"width\":9,\"height\":9,%s\"objects\":[{\"label\":\"a\","
                             "\"score\":0.5,\"bbox\":[1,2,3,4]}]}\n";
  static const struct
  {
    const char *head, *first, *second;
    guint n_lost;
    const char *name;
  } cases[] = {
    { "", "\"model\":\"m\",", "\"model\":\"m\",", 0, "m" },
    { "", "\"model\":\"m\",", "\"model\":\"n\",", 2, NULL },
    { "", "\"model\":\"m\",", "", 1, NULL },
    { ",\"model\":{\"name\":\"m\"}", "\"model\":\"m\",", "", 0, "m" },
    { ",\"model\":{\"name\":\"n\"}", "\"model\":\"m\",", "\"model\":\"m\",", 2, "n" },
    { ",\"model\":{\"name\":\"n\"}", "", "", 0, "n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const GwWriteOptions options = { .overwrite = TRUE };
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *source = NULL;

      g_string_append_printf (text, "{\"groundwork\":1,\"kind\":\"predictions\"%s}\n", cases[i].head);
      g_string_append_printf (text, line, 1u, cases[i].first);
      g_string_append_printf (text, line, 2u, cases[i].second);
      source = fixture_write (self, "in.gw.jsonl", text->str);
      g_assert_true (fixture_convert (self, source, "gw-jsonl", "yolo", "out", &options));
      g_assert_cmpuint (fixture_count (self, "loss-author"), ==, cases[i].n_lost);
      g_assert_true (fixture_read (self, "gw-jsonl", source, NULL));
      g_assert_cmpstr (self->head->model_name, ==, cases[i].name);
      g_assert_true (self->head->models == (cases[i].n_lost > 0));
    }
}

/* Further labels of a manifest are kept for manifests alone: other formats tell that they go. */
static void
test_other_labels (Fixture *self, gconstpointer data)
{
  static const char *const targets[] = { "gw-jsonl", "coco", "csv", "sagemaker" };
  static const char line[] = "{\"source-ref\":\"1.png\",\"one\":0,\"one-metadata\":{\"class-name\":\"a\","
                             "\"type\":\"groundtruth/image-classification\"},\"two\":0,\"two-metadata\":{"
                             "\"class-name\":\"b\",\"type\":\"groundtruth/image-classification\"}}\n";
  g_autofree char *source = fixture_write (self, "in.manifest", line);

  fixture_picture (self, "1.png", 10, 10);
  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autofree char *target = g_strconcat (targets[i], gw_format_find (targets[i], NULL)->suffix, NULL);
      g_autoptr (GPtrArray) list = NULL;
      guint n_told = 0;

      g_assert_true (fixture_convert (self, source, "sagemaker", targets[i], target, NULL));
      list = gw_problems_list (self->problems, "loss-labels");
      for (guint k = 0; k < list->len; k++)
        n_told += g_strcmp0 (((GwProblem *) g_ptr_array_index (list, k))->detail, "two") == 0 ? 1 : 0;
      g_assert_cmpuint (n_told, ==, strcmp (targets[i], "sagemaker") != 0 ? 1 : 0);
    }
}

/* --- classes ------------------------------------------------------------------------------ */

static guint
count_class_losses (const GwRecordHead *head, const char *format)
{
  g_autoptr (GwProblems) problems = gw_problems_new ();
  g_autoptr (GwLossMeasure) measure = gw_loss_measure_new (gw_format_find (format, NULL), head, NULL, problems);

  gw_loss_measure_end (measure);
  return (guint) gw_problems_count_code (problems, "loss-classes");
}

/* What classes get by themselves is nobody's choice, and nobody misses it. */
static void
test_own_looks (Fixture *self, gconstpointer data)
{
  g_autoptr (GwRecordHead) head = gw_record_head_new ();
  GwClass *class;

  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *name = g_strdup_printf ("c%u", i);
      const char key[] = { (char) ('1' + i), '\0' };

      class = gw_record_head_ensure_class (head, name);
      if (i < 9)
        gw_class_set_hotkey (class, key);
    }
  g_assert_cmpuint (count_class_losses (head, "coco"), ==, 0);
  /* That of a class that has gone. */
  g_ptr_array_remove_index (head->classes, 20);
  g_assert_cmpuint (count_class_losses (head, "coco"), ==, 0);

  class = g_ptr_array_index (head->classes, 3);
  gw_class_set_color (class, 0x123456);
  g_assert_cmpuint (count_class_losses (head, "coco"), ==, 1);
  g_assert_cmpuint (count_class_losses (head, "cvat"), ==, 0);
  gw_class_set_hotkey (class, "k");
  g_assert_cmpuint (count_class_losses (head, "coco"), ==, 1);
  g_assert_cmpuint (count_class_losses (head, "cvat"), ==, 1);
  g_assert_cmpuint (count_class_losses (head, "label-studio"), ==, 0);
  /* The key of another's place. */
  gw_class_set_hotkey (class, "9");
  g_assert_cmpuint (count_class_losses (head, "cvat"), ==, 1);
}

/* Colors by the rule of masks, which files of masks and their lists have of themselves: of the
 * class's own number alone.
 */
static void
test_mask_colors (Fixture *self, gconstpointer data)
{
  static const guint32 colors[] = { 0x800000, 0x008000, 0x808000 };
  g_autoptr (GwRecordHead) head = gw_record_head_new ();
  GwClass *class;

  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    {
      g_autofree char *name = g_strdup_printf ("c%u", i);

      gw_class_set_color (gw_record_head_ensure_class (head, name), colors[i]);
    }
  gw_class_set_color (gw_record_head_ensure_class (head, "void"), 0xe0e0c0);
  g_assert_cmpuint (count_class_losses (head, "voc"), ==, 0);
  g_assert_cmpuint (count_class_losses (head, "coco"), ==, 0);

  class = g_ptr_array_index (head->classes, 0);
  gw_class_set_color (class, 0x008000); /* that of the next */
  g_assert_cmpuint (count_class_losses (head, "voc"), ==, 1);
  gw_class_set_alias (class, "semantic-png", "2", "c0");
  g_assert_cmpuint (count_class_losses (head, "voc"), ==, 0);
  gw_class_set_alias (class, "semantic-png", "x", "c0");
  g_assert_cmpuint (count_class_losses (head, "voc"), ==, 1);
}

/* The same boxes and outlines in every format that rounds, on a large picture
 * (spec formats 17.5).
 */
static void
test_rounding (Fixture *self, gconstpointer data)
{
  static const char *const rounding[] = { "coco", "yolo", "yolo-segment", "sagemaker" };
  static const double wanted[][4] = { { 1.0 / 3, 2.0 / 3, 1234.5678, 77.7777 }, { 3999.1, 2998.9, 0.77, 0.93 } };
  g_autofree char *source = fixture_write (
      self, "in.gw.jsonl",
      "{\"image\":\"1.png\",\"width\":4000,\"height\":3000,\"objects\":["
      "{\"label\":\"a\",\"bbox\":[0.3333333333333333,0.6666666666666666,1234.5678,77.7777]},"
      "{\"label\":\"a\",\"bbox\":[3999.1,2998.9,0.77,0.93]}]}\n");

  fixture_picture (self, "1.png", 4000, 3000);
  for (gsize i = 0; i < G_N_ELEMENTS (rounding); i++)
    {
      g_autofree char *path = fixture_path (self, rounding[i]);
      GwWriteOptions options = { .copy = GW_COPY_COPY };

      g_assert_true (fixture_convert (self, source, NULL, rounding[i], rounding[i], &options));
      g_assert_true (fixture_read (self, rounding[i], path, NULL));
      g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 2);
      for (guint k = 0; k < 2; k++)
        fixture_assert_box (self, 0, k, wanted[k][0], wanted[k][1], wanted[k][2], wanted[k][3]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/losses/are-those-of-the-table", test_losses);
  FIXTURE_TEST ("/losses/all-formats-are-in-the-table", test_all_formats);
  FIXTURE_TEST ("/losses/are-measured-as-they-are-written", test_measuring);
  FIXTURE_TEST ("/losses/images-without-labels-need-their-pictures", test_without_pictures);
  FIXTURE_TEST ("/losses/one-model-is-none-of-several", test_models);
  FIXTURE_TEST ("/losses/labels-of-other-formats", test_other_labels);
  FIXTURE_TEST ("/losses/looks-that-nobody-chose-are-none", test_own_looks);
  FIXTURE_TEST ("/losses/colors-of-masks-are-none", test_mask_colors);
  FIXTURE_TEST ("/losses/rounding-stays-below-a-hundredth", test_rounding);

  return g_test_run ();
}
