/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <inttypes.h>
#include <glib/gi18n.h>
#include <math.h>

#include "gw-cli-metrics.h"
#include "gw-cli-records.h"
#include "gw-cli-work.h"
#include "gw-coco-eval.h"
#include "gw-error.h"
#include "gw-json-members.h"
#include "gw-number.h"
#include "gw-voc-ap.h"

/* Truth and detections as the evaluation takes them. */
typedef struct
{
  GwCli *cli;
  GwOverlap overlap;
  GPtrArray *names;      /* of the classes */
  GArray *images;        /* of GwDetectionImage */
  GPtrArray *truths;     /* of GArray of GwTruthObject, one an image */
  GPtrArray *detections; /* of GArray of GwDetectedObject */
  GPtrArray *masks;      /* of GwRle */
  GByteArray *difficult; /* a flag for each truth, image after image */
  GArray *sizes;         /* of gint: width and height of each image; 0: not known */
  guint64 n_detections;
  guint64 n_unscored; /* of them; they count as sure */
  guint64 n_without_mask;
} Evaluation;

static void
free_mask (gpointer data)
{
  gw_rle_clear (data);
  g_free (data);
}

static void
evaluation_clear (Evaluation *self)
{
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->images, g_array_unref);
  g_clear_pointer (&self->truths, g_ptr_array_unref);
  g_clear_pointer (&self->detections, g_ptr_array_unref);
  g_clear_pointer (&self->masks, g_ptr_array_unref);
  g_clear_pointer (&self->difficult, g_byte_array_unref);
  g_clear_pointer (&self->sizes, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Evaluation, evaluation_clear)

static void
evaluation_init (Evaluation *self, GwCli *cli, GwOverlap overlap)
{
  self->cli = cli;
  self->overlap = overlap;
  self->images = g_array_new (FALSE, TRUE, sizeof (GwDetectionImage));
  self->truths = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->detections = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->masks = g_ptr_array_new_with_free_func (free_mask);
  self->difficult = g_byte_array_new ();
  self->sizes = g_array_new (FALSE, TRUE, sizeof (gint));
}

static guint
add_image (Evaluation *self)
{
  GwDetectionImage image = { 0 };
  const gint unknown[2] = { 0, 0 };

  g_array_append_val (self->images, image);
  g_array_append_vals (self->sizes, unknown, 2);
  g_ptr_array_add (self->truths, g_array_new (FALSE, FALSE, sizeof (GwTruthObject)));
  g_ptr_array_add (self->detections, g_array_new (FALSE, FALSE, sizeof (GwDetectedObject)));

  return self->images->len - 1;
}

static void
learn_size (Evaluation *self, guint image, const GwRecord *record)
{
  gint *size = &g_array_index (self->sizes, gint, 2 * image);

  for (guint i = 0; i < record->objects->len && size[0] == 0; i++)
    {
      const GwShape *shape = gw_object_get_shape (g_ptr_array_index (record->objects, i));

      if (shape->kind == GW_SHAPE_MASK)
        {
          size[0] = shape->as.mask.image_width;
          size[1] = shape->as.mask.image_height;
        }
    }
  if (size[0] == 0 && record->width > 0 && record->height > 0)
    {
      size[0] = record->width;
      size[1] = record->height;
    }
}

static void
report_left_out (Evaluation *self, const GwRecord *record, const char *code, const char *text)
{
  self->n_without_mask++;
  gw_problems_add (self->cli->problems, GW_SEVERITY_ERROR, code, NULL, record->line, record->path, "%s", text);
}

/* NULL, reported, for an object that covers no pixels that could be compared. */
static const GwRle *
mask_of (Evaluation *self, guint image, const GwRecord *record, GwObject *object)
{
  const gint *size = &g_array_index (self->sizes, gint, 2 * image);
  const GwShape *shape = gw_object_get_shape (object);
  GwRle made = GW_RLE_INIT;

  if (size[0] == 0)
    {
      report_left_out (self, record, "size-missing",
                       _ ("The size of the image is not known. The object was left out."));
      return NULL;
    }
  if (!gw_cli_records_rasterise (shape, size[0], size[1], &made))
    {
      if (shape->kind == GW_SHAPE_MASK)
        report_left_out (self, record, "mask-size", _ ("The mask is not of the size of its image. It was left out."));
      else
        report_left_out (self, record, "segment-empty", _ ("The object covers no pixels. It was left out."));
      return NULL;
    }
  g_ptr_array_add (self->masks, g_memdup2 (&made, sizeof made));

  return g_ptr_array_index (self->masks, self->masks->len - 1);
}

/* Four numbers as the bag has them: "[1,2,3,4]". */
static gboolean
read_box (const char *text, GwBox *box)
{
  g_auto (GStrv) words = NULL;
  double *const numbers[] = { &box->x, &box->y, &box->width, &box->height };
  g_autofree char *inner = g_strdup (text);
  gboolean good;

  g_strdelimit (inner, "[]", ' ');
  words = g_strsplit (inner, ",", -1);
  good = g_strv_length (words) == G_N_ELEMENTS (numbers);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers) && good; i++)
    good = gw_number_parse (g_strstrip (words[i]), -1, numbers[i]);

  return good;
}

/* What the file itself says of box and area, which its shape may tell otherwise. */
static void
read_given (GwObject *object, GwBox *box, double *area)
{
  const char *text = gw_object_get_bag (object);
  g_autoptr (GwJsonMembers) bag = text != NULL ? gw_json_members_open_bag (text, "coco") : NULL;
  g_autofree char *bbox = bag != NULL ? gw_json_members_dup (bag, "bbox") : NULL;
  g_autofree char *given = bag != NULL ? gw_json_members_dup (bag, "area") : NULL;
  GwBox read;
  double number;

  if (bbox != NULL && read_box (bbox, &read))
    *box = read;
  if (given != NULL && area != NULL && gw_number_parse (given, -1, &number))
    *area = number;
}

static int
get_label (GHashTable *classes, GwObject *object)
{
  gint64 id = gw_object_get_class_id (object);

  return GPOINTER_TO_INT (g_hash_table_lookup (classes, &id)) - 1;
}

static void
add_truth (Evaluation *self, guint image, const GwRecord *record, GwObject *object, int label)
{
  GwObjectFlags flags = gw_object_get_flags (object);
  const guint8 difficult = (flags & GW_OBJECT_DIFFICULT) != 0;
  GwTruthObject truth = { .label = label,
                          .crowd = (flags & GW_OBJECT_CROWD) != 0,
                          .area = gw_shape_area (gw_object_get_shape (object)),
                          .box = gw_object_get_bounds (object) };

  read_given (object, &truth.box, &truth.area);
  if (self->overlap == GW_OVERLAP_MASK)
    {
      truth.mask = mask_of (self, image, record, object);
      if (truth.mask == NULL)
        return;
    }
  g_array_append_val (g_ptr_array_index (self->truths, image), truth);
  g_byte_array_append (self->difficult, &difficult, 1);
}

static void
add_detection (Evaluation *self, guint image, const GwRecord *record, GwObject *object, int label)
{
  double score = gw_object_get_score (object);
  GwDetectedObject detection = { .label = label,
                                 .score = isnan (score) ? 1 : score,
                                 .box = gw_object_get_bounds (object) };

  self->n_detections++;
  self->n_unscored += isnan (score);
  read_given (object, &detection.box, NULL);
  if (self->overlap == GW_OVERLAP_MASK)
    {
      detection.mask = mask_of (self, image, record, object);
      if (detection.mask == NULL)
        return;
    }
  g_array_append_val (g_ptr_array_index (self->detections, image), detection);
}

/* The images of the truth by the numbers of their file, where it has such: among
 * equal scores they go first to last.
 */
static void
number_images (Evaluation *self, const GwCliRecords *truth)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  gint64 next = G_MAXINT32;
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, truth->paths);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      gint64 number;

      if (gw_number_parse_int64 (key, -1, &number) && ABS (number) < G_MAXINT32)
        g_hash_table_insert (numbers, value, g_memdup2 (&number, sizeof number));
    }
  for (guint i = 0; i < self->images->len; i++)
    {
      const GwRecord *record = i < truth->records->len ? g_ptr_array_index (truth->records, i) : NULL;
      const gint64 *number = record != NULL ? g_hash_table_lookup (numbers, record->path) : NULL;

      g_array_index (self->images, GwDetectionImage, i).id = number != NULL ? *number : next++;
    }
}

static void
fill_images (Evaluation *self)
{
  for (guint i = 0; i < self->images->len; i++)
    {
      GwDetectionImage *image = &g_array_index (self->images, GwDetectionImage, i);
      GArray *truths = g_ptr_array_index (self->truths, i), *detections = g_ptr_array_index (self->detections, i);

      image->truths = (const GwTruthObject *) (gpointer) truths->data;
      image->n_truths = truths->len;
      image->detections = (const GwDetectedObject *) (gpointer) detections->data;
      image->n_detections = detections->len;
    }
}

/* Images of the detections that the truth does not have hold false ones only. */
static void
join (Evaluation *self, const GwCliRecords *truth, const GwCliRecords *detections)
{
  g_autoptr (GHashTable) truth_classes = NULL;
  g_autoptr (GHashTable) classes = NULL;
  g_autoptr (GArray) matches = gw_cli_records_match (truth, detections);

  self->names = gw_cli_records_list_classes (truth, detections);
  truth_classes = gw_cli_records_index_classes (truth, self->names);
  classes = gw_cli_records_index_classes (detections, self->names);
  for (guint i = 0; i < truth->records->len; i++)
    learn_size (self, add_image (self), g_ptr_array_index (truth->records, i));
  for (guint i = 0; i < detections->records->len; i++)
    {
      const GwRecord *record = g_ptr_array_index (detections->records, i);
      gint match = g_array_index (matches, gint, i);
      guint image = match >= 0 ? (guint) match : add_image (self);

      learn_size (self, image, record);
      for (guint k = 0; k < record->objects->len; k++)
        {
          GwObject *object = g_ptr_array_index (record->objects, k);

          add_detection (self, image, record, object, get_label (classes, object));
        }
    }
  for (guint i = 0; i < truth->records->len; i++)
    {
      const GwRecord *record = g_ptr_array_index (truth->records, i);

      for (guint k = 0; k < record->objects->len; k++)
        {
          GwObject *object = g_ptr_array_index (record->objects, k);

          add_truth (self, i, record, object, get_label (truth_classes, object));
        }
    }
  number_images (self, truth);
  fill_images (self);
}

/* Labels are compared as sure ones without a word; a model gives scores to all or
 * none.
 */
static void
tell_unscored (const Evaluation *self, const char *path)
{
  if (self->n_unscored > 0 && self->n_unscored < self->n_detections)
    gw_problems_add (self->cli->problems, GW_SEVERITY_WARNING, "score-missing", path, 0, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%" PRIu64 " detection has no score. It counts as one of score 1.",
                                  "%" PRIu64 " detections have no score. They count as ones of score 1.",
                                  self->n_unscored),
                     self->n_unscored);
}

/* "Difficult" is a mark that the Pascal VOC rules know, and those of COCO do not. */
static void
mark_difficult (Evaluation *self)
{
  guint place = 0;

  for (guint i = 0; i < self->truths->len; i++)
    {
      GArray *truths = g_ptr_array_index (self->truths, i);

      for (guint k = 0; k < truths->len; k++)
        g_array_index (truths, GwTruthObject, k).ignore = self->difficult->data[place++];
    }
}

/* --- the answer --------------------------------------------------------------------- */

static void
tell_figure (GwCliAnswer *answer, const char *key, double figure)
{
  gw_cli_answer_number (answer, key, figure == GW_COCO_NO_TRUTH ? NAN : figure);
}

static void
tell_summary (GwCliAnswer *answer, const GwCocoSummary *summary)
{
  tell_figure (answer, "AP", summary->ap);
  tell_figure (answer, "AP50", summary->ap50);
  tell_figure (answer, "AP75", summary->ap75);
  tell_figure (answer, "AP_small", summary->ap_small);
  tell_figure (answer, "AP_medium", summary->ap_medium);
  tell_figure (answer, "AP_large", summary->ap_large);
  tell_figure (answer, "AR_1", summary->ar1);
  tell_figure (answer, "AR_10", summary->ar10);
  tell_figure (answer, "AR_100", summary->ar100);
  tell_figure (answer, "AR_small", summary->ar_small);
  tell_figure (answer, "AR_medium", summary->ar_medium);
  tell_figure (answer, "AR_large", summary->ar_large);
}

static void
tell_classes (GwCliAnswer *answer, const Evaluation *self, const GwCocoResult *coco, const GwVocResult *voc)
{
  gw_cli_answer_begin_table (answer, "per_class");
  for (gsize i = 0; i < coco->n_classes; i++)
    {
      gw_cli_answer_begin_row (answer);
      gw_cli_answer_text (answer, "name", g_ptr_array_index (self->names, i));
      gw_cli_answer_count (answer, "truths", coco->classes[i].n_truths);
      gw_cli_answer_count (answer, "detections", coco->classes[i].n_detections);
      tell_figure (answer, "AP", coco->classes[i].ap);
      tell_figure (answer, "AP50", coco->classes[i].ap50);
      tell_figure (answer, "AP75", coco->classes[i].ap75);
      tell_figure (answer, "AR_100", coco->classes[i].ar100);
      gw_cli_answer_end_row (answer);
    }
  gw_cli_answer_end_table (answer);

  gw_cli_answer_begin_table (answer, "VOC_AP");
  for (gsize i = 0; i < voc->n_classes; i++)
    {
      gw_cli_answer_begin_row (answer);
      gw_cli_answer_text (answer, "name", g_ptr_array_index (self->names, i));
      gw_cli_answer_number (answer, "ap_all_point", voc->classes[i].ap_all_point);
      gw_cli_answer_number (answer, "ap_11_point", voc->classes[i].ap_11_point);
      gw_cli_answer_end_row (answer);
    }
  gw_cli_answer_end_table (answer);
}

static gboolean
check_status (GwCli *cli, gw_status status, GError **error)
{
  return gw_cli_check_status (cli, status, _ ("The detections cannot be evaluated"), error);
}

static gboolean
evaluate (GwCli *cli, Evaluation *self, GError **error)
{
  const GwDetectionImage *images = (const GwDetectionImage *) (gpointer) self->images->data;
  gsize n_images = self->images->len, n_classes = self->names->len;
  GwRun go_on = gw_cli_get_run (cli);
  g_auto (GwCliAnswer) answer = { 0 };
  GwCocoResult coco = { 0 };
  GwVocResult voc = { 0 };
  gboolean done;

  done = check_status (cli, gw_coco_eval (images, n_images, n_classes, self->overlap, &coco, &go_on), error);
  if (done)
    {
      mark_difficult (self);
      done = check_status (
          cli, gw_voc_ap (images, n_images, n_classes, self->overlap, gw_cli_metrics_options.iou, &voc, &go_on), error);
    }
  if (done)
    {
      gw_cli_answer_begin (&answer, cli);
      gw_cli_answer_count (&answer, "images", self->images->len);
      gw_cli_answer_count (&answer, "detections", self->n_detections);
      gw_cli_answer_count (&answer, "n_excluded", coco.n_excluded + self->n_without_mask);
      tell_summary (&answer, &coco.summary);
      tell_classes (&answer, self, &coco, &voc);
      done = gw_cli_answer_end (&answer, error);
    }
  gw_coco_result_clear (&coco);
  gw_voc_result_clear (&voc);

  return done;
}

static gboolean
read_options (GwOverlap *overlap, GError **error)
{
  const char *type = gw_cli_metrics_options.iou_type;
  double iou = gw_cli_metrics_options.iou;

  *overlap = g_strcmp0 (type, "segm") == 0 ? GW_OVERLAP_MASK : GW_OVERLAP_BOX;
  if (type != NULL && !g_str_equal (type, "segm") && !g_str_equal (type, "bbox"))
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--iou-type is bbox or segm, not “%s”."), type);
  else if (!(iou > 0 && iou <= 1))
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--iou is above 0 and at most 1."));
  else
    return TRUE;

  return FALSE;
}

int
gw_cli_metrics_detection (GwCli *cli, GError **error)
{
  g_auto (Evaluation) self = { 0 };
  g_autoptr (GwCliRecords) truth = NULL;
  g_autoptr (GwCliRecords) detections = NULL;
  GwOverlap overlap;

  if (!read_options (&overlap, error))
    return GW_CLI_FAILED;
  truth = gw_cli_records_read (cli, cli->arguments[1], NULL, NULL, error);
  detections = truth != NULL ? gw_cli_records_read (cli, cli->arguments[2], truth, NULL, error) : NULL;
  if (detections == NULL)
    return GW_CLI_FAILED;

  evaluation_init (&self, cli, overlap);
  join (&self, truth, detections);
  tell_unscored (&self, cli->arguments[2]);
  if (!evaluate (cli, &self, error))
    return GW_CLI_FAILED;

  return gw_problems_exit_code (cli->problems);
}
