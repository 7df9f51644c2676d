/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-annotator-agreement.h"

#include <math.h>

#include "gw-agreement.h"
#include "gw-box-agreement.h"
#include "gw-detection-match.h"

#define IOU 0.5

/* Images between two looks whether to go on. */
#define LOOK_EVERY 256

typedef struct
{
  GwAnnotatorAgreement *agreement;
  GPtrArray *answers;
  guint n; /* annotators */
  guint n_classes;
  gsize n_images;
  gint32 *labels; /* n * n_images: the class that each gave; -1: none */
  double *sums;   /* n_images: of the agreement of pairs */
  guint *pairs;   /* n_images: how many there are */
} Measuring;

static void
measuring_clear (Measuring *self)
{
  g_free (self->labels);
  g_free (self->sums);
  g_free (self->pairs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Measuring, measuring_clear)

void
gw_annotator_agreement_free (GwAnnotatorAgreement *self)
{
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->images, g_array_unref);
  g_free (self->n_answers);
  g_free (self->n_drawn);
  g_free (self->pair_images);
  g_free (self->pair_kappa);
  g_free (self->pair_percent);
  g_free (self->pair_overlap);
  g_free (self);
}

static const GwPredictionSet *
get_answers (const Measuring *self, guint annotator)
{
  return g_ptr_array_index (self->answers, annotator);
}

/* --- classes ------------------------------------------------------------------------- */

static void
gather_labels (Measuring *self)
{
  self->labels = g_new (gint32, MAX (self->n * self->n_images, 1));
  for (gsize i = 0; i < self->n * self->n_images; i++)
    self->labels[i] = -1;
  for (guint who = 0; who < self->n; who++)
    {
      const GwPredictionSet *answers = get_answers (self, who);

      for (gsize row = 0; row < answers->n_rows; row++)
        {
          gint32 label = g_array_index (answers->row_labels, gint32, row);

          self->labels[who * self->n_images + (gsize) g_array_index (answers->row_images, gint32, row)] = label;
          self->agreement->n_answers[who] += label >= 0;
        }
    }
}

static gw_status
compare_classes (Measuring *self, guint a, guint b)
{
  GwAnnotatorAgreement *agreement = self->agreement;
  const gint32 *first = self->labels + a * self->n_images, *second = self->labels + b * self->n_images;
  gsize n_equal = 0, n_both = 0, cell = a * self->n + b, mirror = b * self->n + a;
  gw_status status;

  for (gsize i = 0; i < self->n_images; i++)
    {
      if (first[i] < 0 || second[i] < 0)
        continue;
      n_both++;
      n_equal += first[i] == second[i];
      self->sums[i] += first[i] == second[i];
      self->pairs[i]++;
    }
  agreement->pair_images[cell] = agreement->pair_images[mirror] = n_both;
  agreement->pair_percent[cell] = agreement->pair_percent[mirror] = n_both > 0 ? (double) n_equal / (double) n_both
                                                                               : NAN;
  status = gw_agreement_cohen (first, second, self->n_images, self->n_classes, &agreement->pair_kappa[cell], NULL);
  if (!gw_status_has_values (status))
    return status;
  agreement->pair_kappa[mirror] = agreement->pair_kappa[cell];

  return GW_STATUS_OK;
}

/* Of all people at once. */
static gw_status
measure_classes (Measuring *self)
{
  GwAnnotatorAgreement *agreement = self->agreement;
  gsize n = self->n * self->n_images;
  g_autofree gint32 *items = g_new (gint32, MAX (n, 1));
  g_autofree gint32 *labels = g_new (gint32, MAX (n, 1));
  gsize n_given = 0, n_items = 0;
  gw_status status;

  /* Images that nobody answered are no items. */
  for (gsize i = 0; i < self->n_images; i++)
    {
      gsize before = n_given;

      for (guint who = 0; who < self->n; who++)
        {
          if (self->labels[who * self->n_images + i] < 0)
            continue;
          items[n_given] = (gint32) n_items;
          labels[n_given++] = self->labels[who * self->n_images + i];
        }
      n_items += n_given > before;
    }
  status = gw_agreement_percent (items, labels, n_given, n_items, self->n_classes, &agreement->percent, NULL);
  if (gw_status_has_values (status))
    status = gw_agreement_alpha (items, labels, n_given, n_items, self->n_classes, GW_AGREEMENT_NOMINAL,
                                 &agreement->alpha, NULL);
  if (!gw_status_has_values (status))
    return status;
  if (!gw_status_has_values (
          gw_agreement_fleiss (items, labels, n_given, n_items, self->n_classes, &agreement->fleiss, NULL)))
    agreement->fleiss = NAN;

  return GW_STATUS_OK;
}

/* --- objects ---------------------------------------------------------------------------- */

/* The objects of an image, as truths and as detections, which nothing tells apart. */
typedef struct
{
  GArray *truths;     /* of GwTruthObject */
  GArray *detections; /* of GwDetectedObject */
  GArray *partners;   /* of gint32 */
  GArray *others;     /* of gint32 */
  GArray *overlaps;   /* of double */
} Scratch;

static void
scratch_clear (Scratch *self)
{
  g_array_unref (self->truths);
  g_array_unref (self->detections);
  g_array_unref (self->partners);
  g_array_unref (self->others);
  g_array_unref (self->overlaps);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scratch, scratch_clear)

static void
scratch_init (Scratch *self)
{
  self->truths = g_array_new (FALSE, FALSE, sizeof (GwTruthObject));
  self->detections = g_array_new (FALSE, FALSE, sizeof (GwDetectedObject));
  self->partners = g_array_new (FALSE, FALSE, sizeof (gint32));
  self->others = g_array_new (FALSE, FALSE, sizeof (gint32));
  self->overlaps = g_array_new (FALSE, FALSE, sizeof (double));
}

/* The end of the rows of an image from begin on. */
static guint
end_of_image (const GArray *rows, guint begin, gint32 image)
{
  while (begin < rows->len && g_array_index (rows, GwScoredObject, begin).image == image)
    begin++;

  return begin;
}

static void
take_truths (GArray *truths, const GArray *rows, guint begin, guint end)
{
  g_array_set_size (truths, 0);
  for (guint i = begin; i < end; i++)
    {
      const GwScoredObject *row = &g_array_index (rows, GwScoredObject, i);
      GwTruthObject truth = { .label = 0, .area = NAN, .box = row->box };

      g_array_append_val (truths, truth);
    }
}

static void
take_detections (GArray *detections, const GArray *rows, guint begin, guint end)
{
  g_array_set_size (detections, 0);
  for (guint i = begin; i < end; i++)
    {
      const GwScoredObject *row = &g_array_index (rows, GwScoredObject, i);
      GwDetectedObject detection = { .label = 0, .score = 1, .box = row->box };

      g_array_append_val (detections, detection);
    }
}

/* Matches what the scratch holds. */
static gw_status
match (Scratch *scratch)
{
  GwDetectionImage image = { .truths = (const GwTruthObject *) (gpointer) scratch->truths->data,
                             .n_truths = scratch->truths->len,
                             .detections = (const GwDetectedObject *) (gpointer) scratch->detections->data,
                             .n_detections = scratch->detections->len };

  g_array_set_size (scratch->partners, MAX (scratch->detections->len, 1));
  g_array_set_size (scratch->overlaps, MAX (scratch->detections->len, 1));
  g_array_set_size (scratch->others, MAX (scratch->truths->len, 1));

  return gw_detection_match (&image, 1, GW_OVERLAP_BOX, IOU, 0, (int32_t *) (gpointer) scratch->partners->data,
                             (int32_t *) (gpointer) scratch->others->data,
                             (double *) (gpointer) scratch->overlaps->data);
}

/* Twice the overlap, of all objects of both. */
static double
overlap_of (const Scratch *scratch)
{
  double sum = 0;

  for (guint i = 0; i < scratch->detections->len; i++)
    sum += g_array_index (scratch->overlaps, double, i);

  return 2 * sum / (double) (scratch->truths->len + scratch->detections->len);
}

/* The mean over the images that both drew on. Rows are by image. */
static gw_status
compare_objects (Measuring *self, guint a, guint b, Scratch *scratch)
{
  const GArray *rows_a = get_answers (self, a)->objects->rows, *rows_b = get_answers (self, b)->objects->rows;
  guint i = 0, k = 0, n = 0;
  double sum = 0;

  while (i < rows_a->len && k < rows_b->len)
    {
      gint32 image_a = g_array_index (rows_a, GwScoredObject, i).image;
      gint32 image_b = g_array_index (rows_b, GwScoredObject, k).image;
      guint end_a = end_of_image (rows_a, i, image_a), end_b = end_of_image (rows_b, k, image_b);

      if (image_a == image_b)
        {
          gw_status status;
          double overlap;

          take_truths (scratch->truths, rows_a, i, end_a);
          take_detections (scratch->detections, rows_b, k, end_b);
          status = match (scratch);
          if (status != GW_STATUS_OK)
            return status;
          overlap = overlap_of (scratch);
          sum += overlap;
          n++;
          self->sums[image_a] += overlap;
          self->pairs[image_a]++;
        }
      if (image_a <= image_b)
        i = end_a;
      if (image_b <= image_a)
        k = end_b;
    }
  self->agreement->pair_overlap[a * self->n + b] = self->agreement->pair_overlap[b * self->n + a] = n > 0 ? sum / n
                                                                                                          : NAN;

  return GW_STATUS_OK;
}

/* Puts the objects of one annotator on an image to the things that others have drawn
 * there, or makes new ones: which thing each of rows begin to end is, in units.
 */
static gw_status
find_units (Scratch *scratch, const GArray *rows, guint begin, guint end, GArray *first_unit, GArray *units,
            gint32 *n_units)
{
  gw_status status;

  take_detections (scratch->detections, rows, begin, end);
  status = match (scratch);
  if (status != GW_STATUS_OK)
    return status;
  for (guint i = begin; i < end; i++)
    {
      gint32 partner = g_array_index (scratch->partners, gint32, i - begin);
      GwTruthObject thing = { .label = 0, .area = NAN, .box = g_array_index (rows, GwScoredObject, i).box };
      gint32 unit = partner >= 0 ? g_array_index (first_unit, gint32, partner) : *n_units;

      g_array_append_val (units, unit);
      if (partner >= 0)
        continue;
      (*n_units)++;
      g_array_append_val (scratch->truths, thing);
      g_array_append_val (first_unit, unit);
    }

  return GW_STATUS_OK;
}

/* Image by image, the annotators in turn. */
static gw_status
measure_objects (Measuring *self, Scratch *scratch, const GwRun *run)
{
  g_autofree guint *begins = g_new0 (guint, MAX (self->n, 1));
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (GwBox));
  g_autoptr (GArray) first_unit = g_array_new (FALSE, FALSE, sizeof (gint32));
  gint32 n_units = 0;
  gw_status status;

  for (gsize image = 0; image < self->n_images; image++)
    {
      if (image % LOOK_EVERY == 0 && run != NULL && run->step != NULL
          && !run->step ((double) image / (double) self->n_images, run->data))
        return GW_STATUS_CANCELLED;
      g_array_set_size (scratch->truths, 0);
      g_array_set_size (first_unit, 0);
      for (guint who = 0; who < self->n; who++)
        {
          const GArray *rows = get_answers (self, who)->objects->rows;
          guint begin = begins[who], end = end_of_image (rows, begin, (gint32) image);

          if (end == begin)
            continue;
          self->agreement->n_drawn[who]++;
          status = find_units (scratch, rows, begin, end, first_unit, units, &n_units);
          if (status != GW_STATUS_OK)
            return status;
          for (guint i = begin; i < end; i++)
            g_array_append_val (boxes, g_array_index (rows, GwScoredObject, i).box);
          begins[who] = end;
        }
    }
  status = gw_box_agreement_alpha ((const int32_t *) (gpointer) units->data, (const GwBox *) (gpointer) boxes->data,
                                   units->len, (size_t) n_units, &self->agreement->box_alpha, NULL, run);

  return gw_status_has_values (status) ? GW_STATUS_OK : status;
}

/* --- the whole --------------------------------------------------------------------------- */

static int
compare_images (gconstpointer a, gconstpointer b)
{
  const GwImageAgreement *x = a, *y = b;

  if (x->agreement != y->agreement)
    return x->agreement < y->agreement ? -1 : 1;

  return (x->image > y->image) - (x->image < y->image);
}

static guint
count_answers (const Measuring *self, gsize image)
{
  guint n = 0;

  for (guint who = 0; who < self->n; who++)
    n += self->labels[who * self->n_images + image] >= 0 || get_answers (self, who)->seen[image];

  return n;
}

static void
list_images (Measuring *self)
{
  for (gsize i = 0; i < self->n_images; i++)
    {
      GwImageAgreement image = { (gint32) i, 0, 0 };

      if (self->pairs[i] == 0)
        continue;
      image.n_answers = count_answers (self, i);
      image.agreement = self->sums[i] / self->pairs[i];
      g_array_append_val (self->agreement->images, image);
    }
  g_array_sort (self->agreement->images, compare_images);
}

static gw_status
measure (Measuring *self, const GwRun *run)
{
  g_auto (Scratch) scratch = { 0 };
  gw_status status;

  scratch_init (&scratch);
  gather_labels (self);
  status = measure_classes (self);
  for (guint a = 0; a < self->n && status == GW_STATUS_OK; a++)
    for (guint b = a + 1; b < self->n && status == GW_STATUS_OK; b++)
      {
        status = compare_classes (self, a, b);
        if (status == GW_STATUS_OK)
          status = compare_objects (self, a, b, &scratch);
      }
  if (status == GW_STATUS_OK)
    status = measure_objects (self, &scratch, run);
  if (status == GW_STATUS_OK)
    list_images (self);

  return status;
}

static void
fill_names (Measuring *self)
{
  GwAnnotatorAgreement *agreement = self->agreement;
  gsize n_cells = MAX ((gsize) self->n * self->n, 1);

  agreement->n_annotators = self->n;
  agreement->names = g_ptr_array_new_with_free_func (g_free);
  agreement->images = g_array_new (FALSE, FALSE, sizeof (GwImageAgreement));
  agreement->n_answers = g_new0 (guint64, MAX (self->n, 1));
  agreement->n_drawn = g_new0 (guint64, MAX (self->n, 1));
  agreement->pair_images = g_new0 (guint64, n_cells);
  agreement->pair_kappa = g_new0 (double, n_cells);
  agreement->pair_percent = g_new0 (double, n_cells);
  agreement->pair_overlap = g_new0 (double, n_cells);
  agreement->percent = agreement->fleiss = agreement->alpha = agreement->box_alpha = NAN;
  for (guint i = 0; i < self->n; i++)
    {
      gsize cell = (gsize) i * self->n + i;

      g_ptr_array_add (agreement->names, g_strdup (get_answers (self, i)->layer->name));
      agreement->pair_kappa[cell] = agreement->pair_percent[cell] = agreement->pair_overlap[cell] = 1;
    }
}

GwAnnotatorAgreement *
gw_annotator_agreement_new (GPtrArray *answers, guint n_classes, const GwRun *run, gw_status *status)
{
  g_autoptr (GwAnnotatorAgreement) self = g_new0 (GwAnnotatorAgreement, 1);
  g_auto (Measuring) measuring = { .agreement = self, .answers = answers, .n = answers->len, .n_classes = n_classes };

  measuring.n_images = answers->len > 0 ? ((const GwPredictionSet *) g_ptr_array_index (answers, 0))->n_images : 0;
  measuring.sums = g_new0 (double, MAX (measuring.n_images, 1));
  measuring.pairs = g_new0 (guint, MAX (measuring.n_images, 1));
  fill_names (&measuring);
  *status = answers->len > 0 ? measure (&measuring, run) : GW_STATUS_EMPTY;
  if (!gw_status_has_values (*status))
    return NULL;
  for (guint i = 0; i < self->n_annotators; i++)
    self->pair_images[(gsize) i * self->n_annotators + i] = self->n_answers[i];

  return g_steal_pointer (&self);
}
