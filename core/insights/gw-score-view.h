/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gw-calibration.h"
#include "gw-delong.h"
#include "gw-score-curve.h"
#include "gw-threshold.h"

G_BEGIN_DECLS

/* One class against the rest, by the scores that a model gave: what the Curves page
 * shows while its threshold moves. The scores are sorted once; a point at a threshold
 * is found by halving, so that a slider over ten million rows moves freely. Nothing
 * changes after gw_score_view_new(): threads may share one.
 */
typedef struct _GwScoreView GwScoreView;

/* truth   n labels, 1 or 0; -1: not known, which counts for nothing
 * score   n numbers; NaN: missing. Both are taken over, of g_new()
 * status  (out): why there is none, or GW_STATUS_OK, GW_STATUS_EMPTY,
 *         GW_STATUS_SINGLE_CLASS, GW_STATUS_NO_POSITIVE of one that lacks rows
 * Returns: (transfer full) (nullable)
 */
GwScoreView *gw_score_view_new (gint32 *truth, double *score, gsize n, const GwRun *run, gw_status *status);
void gw_score_view_free (GwScoreView *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwScoreView, gw_score_view_free)

/* For gw_roc_curve(), gw_pr_curve(), gw_det_curve(), gw_gain_lift(),
 * gw_choose_threshold(); the points by falling threshold. Owned by the view.
 */
const GwScoreTable *gw_score_view_get_table (const GwScoreView *self);
gsize gw_score_view_get_n (const GwScoreView *self);
const gint32 *gw_score_view_get_truth (const GwScoreView *self);
const double *gw_score_view_get_scores (const GwScoreView *self);

typedef enum
{
  GW_BAND_ROC, /* true positive rate over false positive rate */
  GW_BAND_PR   /* precision over recall */
} GwBandKind;

/* --- operating points ----------------------------------------------------------------- */

/* The rates of a point; NaN for 0 / 0. */
typedef struct
{
  double tpr; /* recall, sensitivity */
  double fpr; /* 1 - specificity */
  double precision;
  double npv; /* share of negatives among those called negative */
  double accuracy;
  double f_beta;
  double youden;
  double mcc;
  double lift;  /* precision against the share of positives */
  double depth; /* share that is called positive */
} GwRates;

/* What is counted when scores from the threshold on are called positive; a threshold
 * above all scores calls nobody so. O(log points).
 */
void gw_score_view_find_point (const GwScoreView *self, double threshold, GwOperatingPoint *point);
void gw_rates_init (GwRates *rates, const GwOperatingPoint *point, double beta);
/* The point of a curve that is next to a place on it, for a marker that is dragged: of
 * ROC x is the false positive rate, y the true positive one; of PR x is the recall, y
 * the precision among the points of the recall that is nearest. FALSE without points.
 * O(log points).
 */
gboolean gw_score_view_find_near (const GwScoreView *self, GwBandKind kind, double x, double y,
                                  GwOperatingPoint *point);
double gw_operating_point_get_cost (const GwOperatingPoint *point, double cost_fp, double cost_fn);

/* Rates at up to n_most thresholds, from the highest score to the lowest, for lines of
 * a rate against the threshold: GArray of GwOperatingPoint. Of more points those are
 * taken that lie evenly among them, the first and the last always. (transfer full)
 */
GArray *gw_score_view_sample_points (const GwScoreView *self, gsize n_most);

/* --- doors ------------------------------------------------------------------------------ */

typedef enum
{
  GW_SIDE_TRUE_POSITIVE,  /* hit */
  GW_SIDE_FALSE_NEGATIVE, /* missed */
  GW_SIDE_FALSE_POSITIVE, /* false alarm */
  GW_SIDE_TRUE_NEGATIVE,  /* left out, rightly */
  GW_SIDE_N_SIDES
} GwSide;

/* The rows on a side of a threshold, those nearest to it first: GArray of guint.
 * (transfer full)
 */
GArray *gw_score_view_list_side (const GwScoreView *self, double threshold, GwSide side);
/* Those whose score lies in (low, high], for a bin; closed: low too. By rising score. */
GArray *gw_score_view_list_range (const GwScoreView *self, double low, double high, gboolean closed);

/* --- uncertainty -------------------------------------------------------------------------- */

/* The interval of the area under the ROC curve by DeLong (gw-delong.h). */
gw_status gw_score_view_get_delong (const GwScoreView *self, double level, GwDelong *delong, const GwRun *run);

typedef struct
{
  gsize n;
  double *x; /* n places from 0 to 1 */
  double *low;
  double *high;
  gsize n_replicates;
  guint64 seed;
  double level;
} GwBand;

/* Where the curve may have run: at each of n places across, an interval by
 * percentiles of n_replicates curves of rows drawn with replacement from within the
 * classes. It holds at each place by itself, not for the curve as a whole.
 *
 * band  overwritten; for gw_band_clear(). NaN where no replicate has a value
 *
 * GW_STATUS_SINGLE_CLASS, GW_STATUS_EMPTY: without values; GW_STATUS_CANCELLED,
 * GW_STATUS_INVALID. O(n_replicates * (rows + n)).
 * Sources: Macskassy, Provost, Confidence bands for ROC curves, ROCAI 2004 (vertical
 * averaging); Efron, Tibshirani, An Introduction to the Bootstrap (1993), chapter 13.
 */
gw_status gw_score_view_find_band (const GwScoreView *self, GwBandKind kind, gsize n, gsize n_replicates, guint64 seed,
                                   double level, GwBand *band, const GwRun *run);
void gw_band_clear (GwBand *band);

G_END_DECLS
