/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-yolo-judge.h"

#include <math.h>

#include "gw-image-info.h"
#include "gw-label-files.h"
#include "gw-reader-private.h"
#include "gw-shape-make.h"
#include "gw-writer-private.h"

/* Label files that are looked into. */
#define SAMPLE 50

/* Of four corners so many in a hundred must be those of rectangles. */
#define LEAST_RECTANGLES 95

/* Fractions by which the corners of a rectangle may be off, where its picture is not known. */
#define LARGEST_OFFSET 0.001

/* Names of a folder that nothing describes, texts among them, and label files that are looked at. */
#define MOST_NAMES 20000
#define MOST_TEXTS 20
#define MOST_FILES 8

/* Of lines so many in a hundred must be of the form: texts beside pictures may be anything. */
#define LEAST_LINES 90

/* What is beyond a picture is cut off by so much (spec formats 5.2). */
#define TOLERANCE 0.01

/* Numbers of a line of four corners, its class included. */
#define CORNERS 9

GwYoloGrammar
gw_yolo_grammar_of (const GwYoloLayout *layout, GwYoloTask task)
{
  const GwYoloConfig *config = layout->config;

  return (GwYoloGrammar) { .task = task,
                           .n_points = config != NULL ? config->n_points : 0,
                           .n_values = config != NULL ? config->n_values : 0 };
}

/* Of a picture whose size is not known a rectangle is a parallelogram at least, which no other
 * polygon of four points is likely to be.
 */
static gboolean
is_rectangle (const double *numbers, const GwImageInfo *info)
{
  GwPoint corners[4];
  GwShape shape = GW_SHAPE_INIT;

  if (info->width == 0)
    return fabs (numbers[1] + numbers[5] - numbers[3] - numbers[7]) < LARGEST_OFFSET
           && fabs (numbers[2] + numbers[6] - numbers[4] - numbers[8]) < LARGEST_OFFSET;
  for (guint i = 0; i < 4; i++)
    corners[i] = (GwPoint) { numbers[1 + 2 * i] * info->width, numbers[2 + 2 * i] * info->height };
  return gw_shape_fit_rectangle (corners, TRUE, &shape);
}

static void
judge_forms (const GwYoloGrammar *poses, const double *numbers, guint n, GwYoloJudgement *judgement)
{
  for (GwYoloTask task = 0; task < GW_YOLO_N_TASKS; task++)
    {
      GwYoloGrammar grammar = *poses;
      gboolean scored = FALSE;

      grammar.task = task;
      if (task == GW_YOLO_POSES && grammar.n_points == 0)
        continue;
      if (gw_yolo_grammar_count (&grammar, n, &scored) == 0)
        continue;
      judgement->n_formed[task]++;
      /* A number of a track, which some tools write there, is none. */
      judgement->n_scored[task] += scored && numbers[n - 1] >= 0 && numbers[n - 1] <= 1 ? 1 : 0;
    }
}

static void
judge_rows (const GwYoloRows *rows, const GwYoloItem *item, const GwYoloGrammar *poses, GwYoloJudgement *judgement)
{
  GwImageInfo info = { 0 };
  gboolean looked = FALSE;

  for (guint i = 0; i < rows->rows->len; i++)
    {
      const GwYoloRow *row = &g_array_index (rows->rows, GwYoloRow, i);
      const double *numbers;

      judgement->n_others += row->n == 0 ? 1 : 0;
      if (row->n == 0)
        continue;
      numbers = &g_array_index (rows->numbers, double, row->first);
      judgement->n_lines++;
      judgement->n_long += row->n >= 7 ? 1 : 0;
      judge_forms (poses, numbers, row->n, judgement);
      if (row->n != CORNERS && row->n != CORNERS + 1)
        continue;
      judgement->n_corners++;
      if (!looked && item->picture != NULL && gw_yolo_is_beneath (item->picture_root, item->picture, NULL)
          && !gw_image_info_read_file (item->picture, &info, NULL))
        info.width = 0;
      looked = TRUE;
      judgement->n_rectangles += is_rectangle (numbers, &info) ? 1 : 0;
    }
}

void
gw_yolo_judge (const GwYoloLayout *layout, const GwYoloGrammar *grammar, GwYoloJudgement *judgement,
               GCancellable *cancellable)
{
  GwYoloRows rows;
  guint64 n = 0;

  *judgement = (GwYoloJudgement) { 0 };
  gw_yolo_rows_init (&rows);
  for (guint i = 0; i < layout->items->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const GwYoloItem *item = g_ptr_array_index (layout->items, i);
      g_autofree char *text = NULL;
      gsize length;

      if (item->labels == NULL)
        continue;
      /* Those at which the share of the sample reaches the next whole number. */
      n++;
      if (n * SAMPLE / layout->n_labels == (n - 1) * SAMPLE / layout->n_labels
          || !gw_yolo_is_beneath (item->labels_root, item->labels, NULL))
        continue;
      text = _gw_reader_load_file (item->labels, &length, NULL);
      if (text == NULL)
        continue;
      gw_yolo_rows_parse (&rows, text, length);
      judge_rows (&rows, item, grammar, judgement);
    }
  gw_yolo_rows_clear (&rows);
}

/* Whether a text lies beside a picture of its name. */
static gboolean
has_text_of_picture (const char *folder)
{
  static const char *const beside[] = { "." };
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n_texts = 0;

  for (guint i = 0; dir != NULL && i < MOST_NAMES && n_texts < MOST_TEXTS && (name = g_dir_read_name (dir)) != NULL;
       i++)
    {
      g_autofree char *stem = NULL;
      g_autofree char *picture = NULL;

      if (!g_str_has_suffix (name, ".txt"))
        continue;
      n_texts++;
      stem = _gw_path_get_stem (name);
      picture = gw_picture_find_beside (folder, beside, G_N_ELEMENTS (beside), stem);
      if (picture != NULL)
        return TRUE;
    }
  return FALSE;
}

/* A class and fractions of a picture. */
static gboolean
is_plain (const double *numbers, guint n)
{
  if (n < 5 || numbers[0] < 0 || numbers[0] >= GW_YOLO_MOST_CLASSES || numbers[0] != floor (numbers[0]))
    return FALSE;
  for (guint i = 1; i < n; i++)
    if (numbers[i] < -TOLERANCE || numbers[i] > 1 + TOLERANCE)
      return FALSE;
  return TRUE;
}

gboolean
gw_yolo_judge_folder (const char *folder)
{
  const GwYoloSearch search = { .source = folder, .most = MOST_FILES };
  g_autofree char *inner = g_build_filename (folder, "labels", NULL);
  g_autoptr (GwYoloLayout) layout = NULL;
  GwYoloRows rows;
  guint n_lines = 0, n_plain = 0;

  if (g_file_test (inner, G_FILE_TEST_IS_DIR) || has_text_of_picture (folder))
    layout = gw_yolo_layout_find (&search, NULL, NULL);
  gw_yolo_rows_init (&rows);
  for (guint i = 0; layout != NULL && i < layout->items->len; i++)
    {
      const GwYoloItem *item = g_ptr_array_index (layout->items, i);
      g_autofree char *text = NULL;
      gsize length;

      if (item->labels == NULL || item->picture == NULL || !gw_yolo_is_beneath (item->labels_root, item->labels, NULL))
        continue;
      text = _gw_reader_load_file (item->labels, &length, NULL);
      if (text == NULL)
        continue;
      gw_yolo_rows_parse (&rows, text, length);
      for (guint k = 0; k < rows.rows->len; k++)
        {
          const GwYoloRow *row = &g_array_index (rows.rows, GwYoloRow, k);

          n_lines++;
          n_plain += row->n > 0 && is_plain (&g_array_index (rows.numbers, double, row->first), row->n) ? 1 : 0;
        }
    }
  gw_yolo_rows_clear (&rows);

  return n_plain > 0 && 100 * (guint64) n_plain >= LEAST_LINES * (guint64) n_lines;
}

gboolean
gw_yolo_judgement_is_ambiguous (const GwYoloJudgement *self)
{
  return self->n_corners > 0 && self->n_corners == self->n_lines;
}

GwYoloTask
gw_yolo_judgement_choose (const GwYoloJudgement *self, const GwYoloLayout *layout)
{
  if (layout->config != NULL && layout->config->has_points)
    return GW_YOLO_POSES;
  if (gw_yolo_judgement_is_ambiguous (self)
      && 100 * (guint64) self->n_rectangles >= LEAST_RECTANGLES * (guint64) self->n_corners)
    return GW_YOLO_TURNED;
  return self->n_long > 0 ? GW_YOLO_POLYGONS : GW_YOLO_BOXES;
}
