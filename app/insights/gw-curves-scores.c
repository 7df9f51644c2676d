/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-curves-scores.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-card.h"
#include "gw-plot-number.h"
#include "gw-plot-rows.h"

/* Below it the area under the ROC curve flatters. */
#define FEW 0.1

typedef enum
{
  ROW_BRIER,
  ROW_SKILL,
  ROW_ECE,
  ROW_ROC,
  ROW_PR,
  ROW_BAND,
  N_ROWS
} Row;

struct _GwCurvesScores
{
  GtkWidget parent_instance;

  GtkWidget *card;
  GtkWidget *rows[N_ROWS];
};

G_DEFINE_FINAL_TYPE (GwCurvesScores, gw_curves_scores, GTK_TYPE_WIDGET)

static void
set_number (GwCurvesScores *self, Row row, double value, int decimals)
{
  g_autofree char *text = gw_plot_number_fixed (value, decimals);

  gw_figure_row_set (self->rows[row], text);
}

static void
show_band (GwCurvesScores *self, const GwClassCurves *curves)
{
  g_autofree char *count = gw_plot_number_count ((double) curves->roc_band.n_replicates);
  g_autofree char *text = NULL;

  if (!(curves->ready & (1u << GW_CURVES_PART_BANDS)))
    text = g_strdup ("…");
  else if (curves->roc_band.n == 0)
    text = g_strdup (_ ("None"));
  else
    /* Translators: how sure a band about a curve is, and of how many samples it was made */
    text = g_strdup_printf (_ ("95%%, %s resamples"), count);
  gw_figure_row_set (self->rows[ROW_BAND], text);
}

/* “ROC AUC of Cyclist: 0.982 (95% interval 0.975 to 0.988).” */
static char *
describe_area (const GwClassCurves *curves)
{
  const char *name = g_ptr_array_index (curves->classes, curves->chosen);
  g_autofree char *area = gw_plot_number_fixed (curves->area.auc, 3);
  g_autofree char *low = gw_plot_number_fixed (curves->area.low, 3);
  g_autofree char *high = gw_plot_number_fixed (curves->area.high, 3);

  if (!isfinite (curves->area.low))
    return NULL;
  /* Translators: a class, the area under its curve and the ends of its interval */
  return g_strdup_printf (_ ("ROC AUC of %s: %s (95%% interval %s to %s)."), name, area, low, high);
}

/* “Only 4.7% of boxes are Cyclist, so read the precision–recall curve first.” */
static char *
describe_share (const GwClassCurves *curves)
{
  const double positives = (double) curves->positives[curves->chosen];
  const double share = curves->n_known > 0 ? positives / (double) curves->n_known : 0;
  g_autofree char *percent = gw_plot_number_percent (share);

  if (!(share > 0 && share < FEW))
    return NULL;
  /* Translators: a share, what is counted (“boxes”), and a class */
  return g_strdup_printf (_ ("Only %s of %s are of class %s, so read the precision–recall curve first."), percent,
                          gw_plot_rows_get_noun (curves->of_objects ? GW_PLOT_ROWS_BOXES : GW_PLOT_ROWS_IMAGES),
                          (char *) g_ptr_array_index (curves->classes, curves->chosen));
}

/* What nobody detected is a row, too. */
static char *
describe_rows (const GwClassCurves *curves)
{
  if (!curves->of_objects)
    return NULL;
  return g_strdup_printf (
      _ ("Each object and each detection counts once; what was not detected as %s has the score 0."),
      (char *) g_ptr_array_index (curves->classes, curves->chosen));
}

static void
show_note (GwCurvesScores *self, const GwClassCurves *curves)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  char *const all[] = { describe_share (curves), describe_area (curves), describe_rows (curves) };
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i] != NULL)
      g_ptr_array_add (parts, all[i]);
  g_ptr_array_add (parts, NULL);
  text = g_strjoinv (" ", (char **) parts->pdata);
  gw_card_set_note (GW_CARD (self->card), *text != '\0' ? text : NULL);
}

void
gw_curves_scores_show (GwCurvesScores *self, const GwCurvesFigures *figures)
{
  const GwClassCurves *curves = figures->curves;

  g_return_if_fail (GW_IS_CURVES_SCORES (self));

  show_band (self, curves);
  if (!(curves->ready & (1u << GW_CURVES_PART_SCORES)))
    return;
  set_number (self, ROW_BRIER, curves->probability.brier, 4);
  set_number (self, ROW_SKILL, curves->probability.brier_skill, 3);
  set_number (self, ROW_ECE, curves->calibration.ece, 3);
  set_number (self, ROW_ROC, curves->roc_auc_macro, 3);
  set_number (self, ROW_PR, curves->average_precision_macro, 3);
  show_note (self, curves);
}

static void
gw_curves_scores_dispose (GObject *object)
{
  g_clear_pointer (&GW_CURVES_SCORES (object)->card, gtk_widget_unparent);

  G_OBJECT_CLASS (gw_curves_scores_parent_class)->dispose (object);
}

static void
gw_curves_scores_class_init (GwCurvesScoresClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_curves_scores_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gw_curves_scores_init (GwCurvesScores *self)
{
  static const char *const titles[N_ROWS] = {
    [ROW_BRIER] = N_ ("Brier score"),
    [ROW_SKILL] = N_ ("Brier skill score"),
    [ROW_ECE] = N_ ("Expected calibration error"),
    [ROW_ROC] = N_ ("ROC AUC, macro"),
    [ROW_PR] = N_ ("PR AUC, macro"),
    [ROW_BAND] = N_ ("Band"),
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  for (guint i = 0; i < N_ROWS; i++)
    {
      self->rows[i] = gw_figure_row_new (_ (titles[i]));
      gw_figure_row_set (self->rows[i], "—");
      gtk_box_append (GTK_BOX (box), self->rows[i]);
    }
  self->card = gw_card_new (_ ("Scores"), box);
  gtk_widget_set_parent (self->card, GTK_WIDGET (self));
}

GtkWidget *
gw_curves_scores_new (void)
{
  return g_object_new (GW_TYPE_CURVES_SCORES, NULL);
}
