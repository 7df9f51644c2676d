/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-score-rules.h"

#include <inttypes.h>
#include <math.h>
#include <glib/gi18n.h>

const char *
gw_score_rules_judge (const GwScoreRules *self, double score, const char **text)
{
  if (!isfinite (score))
    {
      *text = _ ("A score is missing or no finite number. The row was left out.");
      return "score-not-finite";
    }
  if (self->mode != GW_SCORE_MODE_LOGIT && (score < 0 || score > 1))
    {
      *text = _ ("A score is not between 0 and 1. The row was left out. Where scores are logits, read them as such.");
      return "score-range";
    }

  return NULL;
}

static double
sum_of (const double *values, guint n)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += values[i];

  return sum;
}

/* Sums that are off. */
typedef struct
{
  guint64 n;
  gsize worst;
  double sum; /* of the worst */
} Off;

static void
note_off (Off *off, gsize image, double sum)
{
  if (!(fabs (sum - 1) > GW_CLASS_SCORES_SUM_SLACK))
    return;
  if (off->n++ == 0 || fabs (sum - 1) > fabs (off->sum - 1))
    {
      off->worst = image;
      off->sum = sum;
    }
}

static char *
describe_off (const Off *off, gboolean mended)
{
  if (mended)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE,
                     "The scores of %" PRIu64 " image did not add up to 1 and were divided by their sum, which was %g "
                     "where it was furthest off.",
                     "The scores of %" PRIu64 " images did not add up to 1 and were divided by their sum, which was %g "
                     "where it was furthest off.",
                     off->n),
        off->n, off->sum);

  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "The scores of %" PRIu64 " image do not add up to 1; these are the furthest off: %g.",
                   "The scores of %" PRIu64 " images do not add up to 1; these are the furthest off: %g.", off->n),
      off->n, off->sum);
}

static void
tell_off (const Off *off, gboolean mended, const GwClassScores *scores, const char *path, GwProblems *problems)
{
  g_autofree char *text = off->n > 0 ? describe_off (off, mended) : NULL;

  if (text != NULL)
    gw_problems_add (problems, mended ? GW_SEVERITY_INFO : GW_SEVERITY_WARNING, "score-sum", path,
                     GPOINTER_TO_SIZE (g_ptr_array_index (scores->rows, off->worst)),
                     g_ptr_array_index (scores->images, off->worst), "%s", text);
}

void
gw_score_rules_settle_sums (const GwScoreRules *self, GwClassScores *scores, const char *path, GwProblems *problems)
{
  guint n = scores->classes->len;
  Off off = { 0 }, mended = { 0 };

  if (self->mode == GW_SCORE_MODE_LOGIT || self->mode == GW_SCORE_MODE_MULTILABEL || scores->one_column || n < 2)
    return;
  for (gsize i = 0; i < scores->n; i++)
    {
      double *row = scores->scores + i * n;
      double sum = sum_of (row, n);
      gboolean mend = self->normalise && sum > 0;

      note_off (mend ? &mended : &off, i, sum);
      for (guint k = 0; mend && k < n; k++)
        row[k] /= sum;
    }
  tell_off (&off, FALSE, scores, path, problems);
  tell_off (&mended, TRUE, scores, path, problems);
}
