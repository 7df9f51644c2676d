/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-advice-text.h"
#include "gw-annotator-agreement.h"
#include "gw-balance.h"
#include "gw-plot-class-balance.h"
#include "gw-plot-drift.h"
#include "gw-plot-histogram.h"
#include "gw-plot-number.h"
#include "gw-quantile.h"
#include "gw-report-sections-private.h"
#include "gw-set-drift.h"

#define CHART_HEIGHT 300.0
#define ROW_HEIGHT 26.0
#define HARDEST 10

/* --- data --------------------------------------------------------------------------- */

static void
count_fact (GwReportMaker *maker, const char *name, double n)
{
  g_autofree char *text = gw_plot_number_count (n);

  _gw_report_add_fact (maker, name, text);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_splits (GwReportMaker *maker)
{
  const GwDataSet *set = maker->set;
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (gsize i = 0; i < set->n_images; i++)
    {
      const char *split = g_ptr_array_index (set->image_splits, i);
      const gsize n = split != NULL ? GPOINTER_TO_SIZE (g_hash_table_lookup (counts, split)) : 0;

      if (split == NULL)
        continue;
      if (n == 0)
        g_ptr_array_add (names, (char *) split);
      g_hash_table_insert (counts, (char *) split, GSIZE_TO_POINTER (n + 1));
    }
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      /* Translators: the name of a split of the images */
      g_autofree char *title = g_strdup_printf (_ ("Images in split %s"), (char *) g_ptr_array_index (names, i));

      count_fact (maker, title, (double) GPOINTER_TO_SIZE (g_hash_table_lookup (counts, g_ptr_array_index (names, i))));
    }
}

/* A column by its quantiles, where it has values. */
static void
add_column (GwReportMaker *maker, const char *name)
{
  const GwDataColumn *column = gw_data_set_find_column (maker->set, name);
  g_autoptr (GArray) values = column != NULL ? gw_data_set_measure (maker->set, name) : NULL;
  static const double at[] = { 0, 0.25, 0.5, 0.75, 1 };
  char *cells[G_N_ELEMENTS (at) + 2] = { NULL };
  double quantiles[G_N_ELEMENTS (at)];

  if (values == NULL || values->len == 0
      || !gw_status_has_values (gw_quantiles ((const double *) (gpointer) values->data, NULL, values->len, at,
                                              G_N_ELEMENTS (at), 7, quantiles, NULL)))
    return;
  /* Of pictures that nobody measured there is nothing to say. */
  if (!isfinite (quantiles[2]))
    return;
  cells[0] = *column->unit != '\0' ? g_strdup_printf ("%s (%s)", column->title, column->unit)
                                   : g_strdup (column->title);
  for (guint i = 0; i < G_N_ELEMENTS (at); i++)
    cells[i + 1] = gw_plot_number_quantity (quantiles[i]);
  gw_report_document_add_row (maker->document, (const char *const *) cells);
  for (guint i = 0; i <= G_N_ELEMENTS (at); i++)
    g_free (cells[i]);
}

static void
add_histogram (GwReportMaker *maker, const char *name)
{
  const GwDataColumn *column = gw_data_set_find_column (maker->set, name);
  g_autoptr (GArray) values = column != NULL ? gw_data_set_measure (maker->set, name) : NULL;
  const GwPlotHistogramOptions options = { .title = column != NULL ? column->title : NULL,
                                           .name = column != NULL ? column->title : NULL,
                                           .unit = column != NULL && *column->unit != '\0' ? column->unit : NULL,
                                           .rows = column != NULL && column->rows == GW_ROWS_OBJECTS
                                                       ? GW_PLOT_ROWS_OBJECTS
                                                       : GW_PLOT_ROWS_IMAGES,
                                           .rule = GW_BINS_AUTO,
                                           .show_median = TRUE };
  GwPlot *plot;

  if (values == NULL || values->len == 0)
    return;
  plot = gw_plot_histogram_new ((const double *) (gpointer) values->data, values->len, &options, &maker->run);
  if (plot != NULL && gw_plot_get_message (plot) == NULL)
    gw_report_document_add_plot (maker->document, plot, CHART_HEIGHT);
  else
    g_clear_pointer (&plot, gw_plot_unref);
}

gboolean
_gw_report_add_data (GwReportMaker *maker, GError **error)
{
  static const char *const columns[] = { "image-width", "image-height", "image-brightness", "objects-per-image",
                                         "box-width",   "box-height",   "box-area" };
  const GwDataSet *set = maker->set;

  gw_report_document_add_heading (maker->document, 1, _ ("Data"));
  gw_report_document_begin_table (maker->document, "lr", NULL);
  count_fact (maker, _ ("Images"), (double) set->n_images);
  count_fact (maker, _ ("Objects"), (double) set->n_objects);
  count_fact (maker, _ ("Image labels"), (double) set->n_labels);
  count_fact (maker, _ ("Classes"), (double) set->classes->len);
  add_splits (maker);
  if (set->n_images == 0)
    {
      gw_report_document_add_paragraph (maker->document, _ ("There are no images. Add some first."));
      return TRUE;
    }

  gw_report_document_begin_table (maker->document, "lrrrrr",
                                  (const char *const[]) { _ ("Sizes"), _ ("Least"), _ ("Quarter"), _ ("Median"),
                                                          _ ("Three Quarters"), _ ("Most"), NULL });
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    add_column (maker, columns[i]);
  if (set->n_objects > 0)
    add_histogram (maker, "box-area");
  return TRUE;
}

/* --- balance ------------------------------------------------------------------------------ */

static void
add_balance_table (GwReportMaker *maker, const GwBalance *balance)
{
  gw_report_document_begin_table (maker->document, "lrrr",
                                  (const char *const[]) { _ ("Class"), _ ("Count"), _ ("Share"), _ ("Weight"), NULL });
  for (gsize i = 0; i < balance->n_classes; i++)
    {
      g_autofree char *count = gw_plot_number_count ((double) balance->counts[i]);
      g_autofree char *share = gw_plot_number_percent_exact ((double) balance->counts[i]
                                                             / (double) balance->balance.n_rows);
      g_autofree char *weight = gw_plot_number_fixed (balance->weights[i], 3);

      gw_report_document_add_row (
          maker->document, (const char *const[]) { gw_class_get_name (g_ptr_array_index (maker->set->classes, i)),
                                                   count, share, weight, NULL });
    }
}

static void
add_balance_plot (GwReportMaker *maker, const GwBalance *balance)
{
  g_autofree GwPlotBalanceClass *classes = g_new0 (GwPlotBalanceClass, balance->n_classes);
  const GwPlotBalanceOptions options = { .title = _ ("Class Balance"), .rows = GW_PLOT_ROWS_LABELS };

  for (gsize i = 0; i < balance->n_classes; i++)
    {
      GwClass *klass = g_ptr_array_index (maker->set->classes, i);

      classes[i] = (GwPlotBalanceClass) { .name = gw_class_get_name (klass),
                                          .color = gw_class_get_color (klass),
                                          .count = (double) balance->counts[i],
                                          .images = NAN };
    }
  gw_report_document_add_plot (maker->document, gw_plot_class_balance_new (classes, balance->n_classes, &options),
                               MIN (110 + ROW_HEIGHT * (double) balance->n_classes, 820));
}

gboolean
_gw_report_add_balance (GwReportMaker *maker, GError **error)
{
  const guint n = maker->set->classes->len;
  g_autofree guint64 *counts = g_new0 (guint64, MAX (n, 1));
  g_autoptr (GwBalance) balance = NULL;
  g_autofree char *ratio = NULL;
  g_autofree char *advice = NULL;

  gw_data_set_count_classes (maker->set, counts);
  balance = gw_balance_new (counts, n, error);
  if (balance == NULL)
    return FALSE;
  gw_report_document_add_heading (maker->document, 1, _ ("Class Balance"));
  if (balance->balance.n_rows == 0)
    {
      gw_report_document_add_paragraph (maker->document, _ ("There are no labels. Label some images first."));
      return TRUE;
    }

  ratio = gw_plot_number_quantity (balance->balance.imbalance_ratio);
  gw_report_document_begin_table (maker->document, "lr", NULL);
  _gw_report_add_fact (maker, _ ("Imbalance ratio"), ratio);
  _gw_report_add_rate (maker, _ ("Evenness"), balance->balance.evenness, NAN, NAN);
  _gw_report_add_rate (maker, _ ("Share of the largest class"), balance->balance.majority_share, NAN, NAN);
  /* Translators: a metric, why, and what helps: “Watch G-mean: the largest class outweighs all others. Remedy: …” */
  advice = g_strdup_printf (_ ("Watch %s: %s. Remedy: %s."), gw_advice_get_metric_title (balance->metric),
                            gw_advice_get_reason_text (balance->reason), gw_advice_get_remedy_text (balance->remedy));
  gw_report_document_add_paragraph (maker->document, advice);
  add_balance_table (maker, balance);
  add_balance_plot (maker, balance);
  return TRUE;
}

/* --- agreement -------------------------------------------------------------------------------- */

static GPtrArray *
load_answers (GwReportMaker *maker, GPtrArray *layers, GError **error)
{
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_prediction_set_free);

  for (guint i = 0; i < layers->len; i++)
    {
      const GwLayerInfo *info = g_ptr_array_index (layers, i);
      GwPredictionSet *answer = gw_prediction_set_load (maker->store, maker->set, NULL, info->layer->id, GW_OVERLAP_BOX,
                                                        NULL, maker->cancellable, error);

      if (answer == NULL)
        return NULL;
      g_ptr_array_add (answers, answer);
    }
  return g_steal_pointer (&answers);
}

gboolean
_gw_report_add_agreement (GwReportMaker *maker, GError **error)
{
  g_autoptr (GPtrArray) layers = gw_layer_info_list (maker->store, GW_LAYER_KIND_ANSWERS, maker->cancellable, error);
  g_autoptr (GPtrArray) answers = layers != NULL ? load_answers (maker, layers, error) : NULL;
  g_autoptr (GwAnnotatorAgreement) agreement = NULL;
  g_autofree char *percent = NULL;
  gw_status status;

  if (answers == NULL)
    return FALSE;
  if (answers->len < 2)
    return TRUE;
  agreement = gw_annotator_agreement_new (answers, maker->set->classes->len, &maker->run, &status);
  if (agreement == NULL)
    return !g_cancellable_set_error_if_cancelled (maker->cancellable, error);

  gw_report_document_add_heading (maker->document, 1, _ ("Agreement"));
  gw_report_document_begin_table (maker->document, "lr", NULL);
  count_fact (maker, _ ("Annotators"), agreement->n_annotators);
  count_fact (maker, _ ("Images with two answers or more"), agreement->images->len);
  percent = gw_plot_number_percent_exact (agreement->percent);
  _gw_report_add_fact (maker, _ ("Equal answers"), percent);
  _gw_report_add_rate (maker, _ ("Fleiss’ kappa"), agreement->fleiss, NAN, NAN);
  _gw_report_add_rate (maker, _ ("Krippendorff’s alpha"), agreement->alpha, NAN, NAN);
  _gw_report_add_rate (maker, _ ("Alpha of objects (1 − IoU)"), agreement->box_alpha, NAN, NAN);
  return TRUE;
}

/* --- drift -------------------------------------------------------------------------------------- */

static GwDataSet *
load_split (GwReportMaker *maker, const char *split, GError **error)
{
  g_autoptr (GwFilter) filter = gw_filter_new ();

  gw_filter_add_value (filter, GW_FIELD_SPLIT, FALSE, split);
  return gw_data_set_load (maker->store, filter, NULL, maker->cancellable, error);
}

static const char *
read_verdict (double psi)
{
  switch (gw_drift_read (psi))
    {
    case GW_DRIFT_DRIFT:
      return _ ("drift");
    case GW_DRIFT_WATCH:
      return _ ("watch");
    case GW_DRIFT_STABLE:
    default:
      return _ ("stable");
    }
}

static void
add_drift_rows (GwReportMaker *maker, GPtrArray *rows)
{
  g_autoptr (GArray) variables = g_array_new (FALSE, FALSE, sizeof (GwPlotDriftVariable));

  gw_report_document_begin_table (maker->document, "lrrl",
                                  (const char *const[]) { _ ("Variable"), _ ("PSI"), _ ("KS"), _ ("Verdict"), NULL });
  for (guint i = 0; i < rows->len; i++)
    {
      const GwSetDriftRow *row = g_ptr_array_index (rows, i);
      const GwPlotDriftVariable variable = { row->title, row->figures.drift.psi };
      g_autofree char *psi = gw_plot_number_fixed (variable.psi, 3);
      g_autofree char *ks = gw_plot_number_fixed (row->figures.ks, 3);

      if (!isfinite (variable.psi))
        continue;
      gw_report_document_add_row (maker->document,
                                  (const char *const[]) { row->title, psi, ks, read_verdict (variable.psi), NULL });
      g_array_append_val (variables, variable);
    }
  if (variables->len > 0)
    gw_report_document_add_plot (
        maker->document,
        gw_plot_drift_new ((const GwPlotDriftVariable *) (gpointer) variables->data, variables->len, _ ("Drift"), NULL),
        MIN (110 + ROW_HEIGHT * variables->len, 820));
}

gboolean
_gw_report_add_drift (GwReportMaker *maker, GError **error)
{
  g_autoptr (GwDataSet) train = load_split (maker, "train", error);
  g_autoptr (GwDataSet) test = train != NULL ? load_split (maker, "test", error) : NULL;
  g_autoptr (GPtrArray) rows = NULL;

  if (test == NULL)
    return FALSE;
  if (train->n_images == 0 || test->n_images == 0)
    return TRUE;
  rows = gw_set_drift_list (train, test, &maker->run);
  if (rows == NULL)
    return !g_cancellable_set_error_if_cancelled (maker->cancellable, error);

  gw_report_document_add_heading (maker->document, 1, _ ("Drift"));
  gw_report_document_add_paragraph (maker->document,
                                    _ ("Population stability index of the test split against the training split: below "
                                       "0.1 stable, above 0.25 drift."));
  add_drift_rows (maker, rows);
  return TRUE;
}
