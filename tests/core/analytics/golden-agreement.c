/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "golden.h"
#include "gw-agreement.h"
#include "gw-box-agreement.h"
#include "gw-dawid-skene.h"

/* Agreement of people, and what they mean together. Ratings stand as a matrix: an
 * item a row, a person a column, null where there is none.
 */

typedef struct
{
  gint32 *item;
  gint32 *worker;
  gint32 *label;
  gsize n, n_items, n_workers, n_classes;
} Ratings;

static void
read_ratings (GoldenCase *self, Ratings *ratings)
{
  gsize columns;
  g_autoptr (GArray) table = golden_numbers (self, "ratings", &columns);

  ratings->label = golden_labels (self, "ratings", &ratings->n);
  ratings->item = g_new (gint32, ratings->n);
  ratings->worker = g_new (gint32, ratings->n);
  for (gsize i = 0; i < ratings->n; i++)
    {
      ratings->item[i] = (gint32) (i / columns);
      ratings->worker[i] = (gint32) (i % columns);
    }
  ratings->n_items = ratings->n / columns;
  ratings->n_workers = columns;
  ratings->n_classes = (gsize) golden_int (self, "n_classes");
}

static void
clear_ratings (Ratings *ratings)
{
  g_free (ratings->item);
  g_free (ratings->worker);
  g_free (ratings->label);
}

static void
check_figure (GoldenCase *self, const char *key, gw_status status, const double *value)
{
  if (status != GW_STATUS_OK && status != GW_STATUS_UNDEFINED)
    golden_fail (self, "%s: %s", key, gw_status_text (status));
  golden_expect_number (self, key, *value);
}

static void
check_cohen (GoldenCase *self, const Ratings *ratings)
{
  g_autofree gint32 *first = g_new (gint32, ratings->n_items);
  g_autofree gint32 *second = g_new (gint32, ratings->n_items);
  double kappa;

  for (gsize i = 0; i < ratings->n_items; i++)
    {
      first[i] = ratings->label[i * ratings->n_workers];
      second[i] = ratings->label[i * ratings->n_workers + 1];
    }
  check_figure (self, "cohen_kappa_0_1",
                gw_agreement_cohen (first, second, ratings->n_items, ratings->n_classes, &kappa, NULL), &kappa);
}

static void
run_agreement (GoldenCase *self)
{
  static const char *const scales[] = { "krippendorff_nominal", "krippendorff_ordinal", "krippendorff_interval" };
  Ratings r;
  double value;

  read_ratings (self, &r);
  check_figure (self, "pairwise_percent",
                gw_agreement_percent (r.item, r.label, r.n, r.n_items, r.n_classes, &value, NULL), &value);
  for (gsize i = 0; i < GW_AGREEMENT_N_SCALES; i++)
    check_figure (self, scales[i],
                  gw_agreement_alpha (r.item, r.label, r.n, r.n_items, r.n_classes, (GwAgreementScale) i, &value, NULL),
                  &value);
  if (golden_wants (self, "fleiss_kappa"))
    check_figure (self, "fleiss_kappa",
                  gw_agreement_fleiss (r.item, r.label, r.n, r.n_items, r.n_classes, &value, NULL), &value);
  if (golden_wants (self, "cohen_kappa_0_1"))
    check_cohen (self, &r);
  clear_ratings (&r);
}

static void
run_alpha_boxes (GoldenCase *self)
{
  gsize n, columns, n_units = 0;
  g_autofree gint32 *units = golden_labels (self, "unit", &n);
  g_autoptr (GArray) numbers = golden_numbers (self, "boxes", &columns);
  g_autofree GwBox *boxes = g_new (GwBox, n);
  double alpha;

  for (gsize i = 0; i < n; i++)
    {
      boxes[i] = (GwBox) { GOLDEN_AT (numbers, 4 * i), GOLDEN_AT (numbers, 4 * i + 1), GOLDEN_AT (numbers, 4 * i + 2),
                           GOLDEN_AT (numbers, 4 * i + 3) };
      n_units = MAX (n_units, (gsize) (units[i] + 1));
    }
  check_figure (self, "alpha", gw_box_agreement_alpha (units, boxes, n, n_units, &alpha, NULL, NULL), &alpha);
}

/* The reference counts every round when few are wanted, and stops by the evidence
 * when many are.
 */
static void
run_dawid_skene (GoldenCase *self)
{
  GwDawidSkeneOptions options = gw_dawid_skene_options ();
  GwDawidSkene result;
  Ratings r;
  g_autofree double *posterior = NULL, *prior = NULL;
  g_autofree gint32 *label = NULL;
  g_autofree guint64 *labels = NULL;

  read_ratings (self, &r);
  options.most_rounds = (gsize) golden_int (self, "iterations");
  options.tolerance = options.most_rounds < 100 ? -1 : 1e-9;
  posterior = g_new (double, r.n_items *r.n_classes);
  prior = g_new (double, r.n_classes);
  label = g_new (gint32, r.n_items);
  if (golden_expect_ok (
          self, gw_dawid_skene (&(GwAnswers) { r.item, r.worker, r.label, r.n, r.n_items, r.n_workers, r.n_classes },
                                &options, posterior, label, prior, NULL, &result, NULL)))
    {
      golden_expect_numbers (self, "posterior", posterior, r.n_items * r.n_classes);
      golden_expect_numbers (self, "prior", prior, r.n_classes);
      golden_expect_labels (self, "label", label, r.n_items);
    }
  clear_ratings (&r);
}

const GoldenFunction golden_agreement[] = {
  { "agreement", run_agreement },
  { "alpha_boxes", run_alpha_boxes },
  { "dawid_skene", run_dawid_skene },
  { NULL, NULL },
};
