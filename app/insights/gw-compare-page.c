/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-compare-page.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-cancel-run.h"
#include "gw-card.h"
#include "gw-columns-layout.h"
#include "gw-compare-figures.h"
#include "gw-compare-table.h"
#include "gw-curves-door.h"
#include "gw-layer-info.h"
#include "gw-plot-number.h"
#include "gw-plot-rows.h"

/* Objects match from this overlap on, as on the Evaluation page. */
#define OVERLAP 0.5
#define CHART_HEIGHT 260
#define MOST_FIGURES 8
#define THRESHOLD_KEY "threshold:"

typedef enum
{
  COLUMN_NAME,
  COLUMN_A,
  COLUMN_B,
  COLUMN_DIFFERENCE,
  COLUMN_INTERVAL,
  N_COLUMNS
} Column;

struct _GwComparePage
{
  GwInsightsPage parent_instance;

  GtkWidget *verdict;
  GtkGrid *grid;
  GtkLabel *heads[2];
  GtkLabel *cells[MOST_FIGURES][N_COLUMNS];
  GtkWidget *classes_card;
  GtkWidget *sets;
  GtkWidget *roc_card;
  GtkWidget *roc;
  GtkDropDown *classes;
  GwCompareTable *table;
  GwCompareFigures *figures;
  char *class_name;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (GwComparePage, gw_compare_page, GW_TYPE_INSIGHTS_PAGE)

/* --- the work --------------------------------------------------------------------- */

static gpointer
gw_compare_page_get_options (GwInsightsPage *page)
{
  return g_strdup (GW_COMPARE_PAGE (page)->class_name);
}

/* The one that was chosen, else the newest that is not the first; 0: there is none. */
static gint64
choose_other (GwInsightsSnapshot *snapshot, gint64 first, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) models = gw_layer_info_list (gw_insights_snapshot_get_store (snapshot),
                                                     GW_LAYER_KIND_PREDICTIONS, cancellable, error);
  const gint64 wanted = gw_insights_snapshot_get_other_model (snapshot);
  gint64 newest = 0;

  for (guint i = 0; models != NULL && i < models->len; i++)
    {
      const GwLayerInfo *info = g_ptr_array_index (models, i);

      if (info->layer->id == first)
        continue;
      if (info->layer->id == wanted)
        return wanted;
      newest = MAX (newest, info->layer->id);
    }
  return newest;
}

/* The curves of one class of each, for the chart of both. */
static void
add_curves (GwCompareFigures *figures, guint side, const GwClassRows *rows, const char *class_name, const GwRun *run)
{
  const char *const none[] = { NULL };

  figures->curves[side] = gw_class_curves_new (rows, class_name, none);
  gw_class_curves_compute (figures->curves[side], GW_CURVES_PART_LINES, run);
}

static void
compare_classes (GwCompareFigures *figures, const GwInsightsModel *const models[2], const char *class_name,
                 gsize replicates, const GwRun *run)
{
  const GwClassRows *a = models[0]->classes, *b = models[1]->classes;
  g_autofree gint32 *partners = gw_model_comparison_pair_images (a, b);
  g_autoptr (GError) failure = NULL;
  GwModelComparison *comparison = gw_model_comparison_new (a, b, partners, &failure);
  const char *chosen;

  if (comparison == NULL)
    {
      figures->failure = g_strdup (failure->message);
      return;
    }
  if (gw_model_comparison_compute (comparison, run) != GW_STATUS_CANCELLED)
    figures->contrast = gw_model_contrast_new (
        comparison, MIN (replicates, gw_model_contrast_choose_replicates (comparison->n)), run);
  gw_model_comparison_free (comparison);
  if (figures->contrast == NULL)
    return;
  add_curves (figures, 0, a, class_name, run);
  chosen = figures->curves[0]->chosen < a->classes->len ? g_ptr_array_index (a->classes, figures->curves[0]->chosen)
                                                        : NULL;
  add_curves (figures, 1, b, chosen, run);
}

static GwDetectionEvaluation *
match (const GwDetectionRows *rows, const GwRun *run)
{
  const GwDetectionEvaluationOptions options = { .iou = OVERLAP, .score = 0 };
  g_autoptr (GwDetectionEvaluation) self = gw_detection_evaluation_new (rows, &options);

  for (guint part = 0; part <= GW_DETECTION_COCO; part++)
    if (!gw_status_has_values (gw_detection_evaluation_compute (self, part, run)))
      return NULL;
  return g_steal_pointer (&self);
}

static void
compare_objects (GwCompareFigures *figures, const GwInsightsModel *const models[2], const char *class_name,
                 gsize replicates, const GwRun *run)
{
  const char *const none[] = { NULL };
  g_autoptr (GwDetectionEvaluation) a = match (models[0]->objects, run);
  g_autoptr (GwDetectionEvaluation) b = a != NULL ? match (models[1]->objects, run) : NULL;
  const GwDetectionEvaluation *const both[2] = { a, b };

  /* Of one set of images both have the same objects. */
  if (b == NULL || a->rows->truths->rows->len != b->rows->truths->rows->len)
    return;
  figures->contrast = gw_model_contrast_new_detections (
      a, b, MIN (replicates, gw_model_contrast_choose_replicates (a->rows->n_images)), run);
  for (guint side = 0; side < 2; side++)
    {
      figures->curves[side] = gw_class_curves_new_detections (both[side], class_name, none);
      gw_class_curves_compute (figures->curves[side], GW_CURVES_PART_LINES, run);
    }
}

static GwCompareFigures *
make_figures (const GwDataSet *set, const GwInsightsModel *const models[2], const char *class_name, gsize replicates,
              const GwRun *run)
{
  GwCompareFigures *figures = gw_compare_figures_new ();

  for (guint side = 0; side < 2; side++)
    figures->names[side] = models[side] != NULL ? g_strdup (models[side]->title) : NULL;
  if (models[0] == NULL || models[1] == NULL)
    return figures;
  if (models[0]->classes != NULL && models[1]->classes != NULL)
    compare_classes (figures, models, class_name, replicates, run);
  else if (models[0]->objects != NULL && models[1]->objects != NULL)
    compare_objects (figures, models, class_name, replicates, run);
  else
    figures->failure = g_strdup (_ ("One model says what images are, the other one finds objects."));
  gw_compare_figures_draw (figures, set);
  return figures;
}

static gpointer
gw_compare_page_compute (GwInsightsSnapshot *snapshot, gpointer class_name, GwInsightsJob *job,
                         GCancellable *cancellable, GError **error)
{
  const GwRun run = gw_cancel_run_init (cancellable);
  const GwDataSet *set = gw_insights_snapshot_get_set (snapshot, cancellable, error);
  const GwInsightsModel *models[2] = { NULL, NULL };
  g_autoptr (GError) failure = NULL;
  gint64 other = 0;

  if (set == NULL)
    return NULL;
  models[0] = gw_insights_snapshot_load_model (snapshot, gw_insights_snapshot_get_model (snapshot), cancellable,
                                               &failure);
  if (models[0] != NULL)
    other = choose_other (snapshot, models[0]->layer->id, cancellable, &failure);
  if (other != 0)
    models[1] = gw_insights_snapshot_load_model (snapshot, other, cancellable, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  /* Intervals take a while: all the rest is shown before. */
  if (models[1] != NULL)
    gw_insights_job_publish (job, make_figures (set, models, class_name, 0, &run));
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return make_figures (set, models, class_name, G_MAXSIZE, &run);
}

/* --- showing ------------------------------------------------------------------------- */

static void
show_verdict (GwComparePage *self)
{
  const GwModelContrast *contrast = self->figures->contrast;
  const GwMcnemar *mcnemar = &contrast->mcnemar;
  const GwPlotRows rows = contrast->of_objects ? GW_PLOT_ROWS_OBJECTS : GW_PLOT_ROWS_IMAGES;
  g_autofree char *verdict = gw_compare_figures_tell_chance (self->figures);
  g_autofree char *only_a = gw_plot_rows_count (rows, (double) mcnemar->only_a);
  g_autofree char *only_b = gw_plot_rows_count (rows, (double) mcnemar->only_b);
  g_autofree char *note = NULL;
  g_autofree char *unpaired = NULL;
  g_autofree char *whole = NULL;

  /* Translators: a model, how many images, the other model, how many images, a test */
  note = g_strdup_printf (_ ("%s alone is right about %s, %s alone about %s (%s)."), self->figures->names[0], only_a,
                          self->figures->names[1], only_b,
                          mcnemar->variant == GW_MCNEMAR_EXACT ? _ ("McNemar's test, exact")
                                                               : _ ("McNemar's test, chi-square with correction"));
  if (contrast->n_unpaired_a + contrast->n_unpaired_b > 0)
    {
      g_autofree char *count = gw_plot_rows_count (rows, (double) (contrast->n_unpaired_a + contrast->n_unpaired_b));

      unpaired = g_strdup_printf (_ (" Only one of them says something of %s, which are left out."), count);
    }
  whole = g_strconcat (note, unpaired, NULL);
  gw_card_set_title (GW_CARD (self->verdict), verdict);
  gw_card_set_note (GW_CARD (self->verdict), whole);
}

static const char *
get_title (const char *key)
{
  static const struct
  {
    const char *key;
    const char *title;
  } titles[] = {
    { "accuracy", N_ ("Accuracy") },   { "balanced_accuracy", N_ ("Balanced accuracy") },
    { "f1_macro", N_ ("Macro F1") },   { "mcc", N_ ("MCC") },
    { "roc_auc", N_ ("ROC AUC") },     { "recall", N_ ("Recall") },
    { "precision", N_ ("Precision") }, { "f1", N_ ("F1") },
    { "AP", N_ ("mAP 50–95") },        { "AP50", N_ ("mAP 50") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_str_equal (titles[i].key, key))
      return _ (titles[i].title);
  return key;
}

/* “−0.003 to 0.027” */
static char *
format_interval (const GwContrastFigure *figure)
{
  g_autofree char *low = gw_plot_number_fixed (figure->low, 3);
  g_autofree char *high = gw_plot_number_fixed (figure->high, 3);

  /* Translators: the ends of an interval */
  return isfinite (figure->low) ? g_strdup_printf (_ ("%s to %s"), low, high) : g_strdup ("—");
}

static void
show_figure (GwComparePage *self, guint row, const GwContrastFigure *figure)
{
  g_autofree char *a = gw_plot_number_fixed (figure->a, 3);
  g_autofree char *b = gw_plot_number_fixed (figure->b, 3);
  g_autofree char *number = gw_plot_number_fixed (figure->a - figure->b, 3);
  g_autofree char *difference = g_strconcat (figure->a > figure->b ? "+" : "", number, NULL);
  g_autofree char *interval = format_interval (figure);
  const char *const texts[N_COLUMNS] = { get_title (figure->key), a, b, difference, interval };
  /* Both ends of the interval on one side: it is not chance. */
  const gboolean better = figure->low > 0, worse = figure->high < 0;
  GtkWidget *cell = GTK_WIDGET (self->cells[row][COLUMN_DIFFERENCE]);

  for (guint i = 0; i < N_COLUMNS; i++)
    gtk_label_set_label (self->cells[row][i], texts[i]);
  (better ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (cell, "gw-success-text");
  (worse ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (cell, "gw-error-text");
}

static void
show_figures (GwComparePage *self)
{
  const GArray *figures = self->figures->contrast->figures;

  for (guint side = 0; side < 2; side++)
    {
      gtk_label_set_label (self->heads[side], self->figures->names[side]);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->heads[side]), self->figures->names[side]);
    }
  for (guint row = 0; row < MOST_FIGURES; row++)
    {
      for (guint i = 0; i < N_COLUMNS; i++)
        gtk_widget_set_visible (GTK_WIDGET (self->cells[row][i]), row < figures->len);
      if (row < figures->len)
        show_figure (self, row, &g_array_index (figures, GwContrastFigure, row));
    }
}

static gboolean
has_classes (GwComparePage *self, const GPtrArray *classes)
{
  GListModel *model = gtk_drop_down_get_model (self->classes);

  if (model == NULL || g_list_model_get_n_items (model) != classes->len)
    return FALSE;
  for (guint i = 0; i < classes->len; i++)
    if (!g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (model), i), g_ptr_array_index (classes, i)))
      return FALSE;
  return TRUE;
}

static void
show_classes (GwComparePage *self)
{
  const GPtrArray *classes = self->figures->contrast->classes;
  const GwClassCurves *curves = self->figures->curves[0];

  self->filling = TRUE;
  if (!has_classes (self, classes))
    {
      g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

      for (guint i = 0; i < classes->len; i++)
        gtk_string_list_append (names, g_ptr_array_index (classes, i));
      gtk_drop_down_set_model (self->classes, G_LIST_MODEL (names));
    }
  if (curves != NULL)
    gtk_drop_down_set_selected (self->classes, curves->chosen);
  gtk_widget_set_visible (GTK_WIDGET (self->classes), classes->len > 1);
  self->filling = FALSE;
}

static void
show_subtitle (GwComparePage *self)
{
  GwInsightsPage *page = GW_INSIGHTS_PAGE (self);
  const GwCompareFigures *figures = self->figures;
  g_autofree char *split = gw_insights_data_describe_split (gw_insights_page_get_data (page));
  g_autofree char *subtitle = NULL;

  if (figures->names[1] == NULL)
    subtitle = g_strdup (split);
  else
    /* Translators: two models, and which images: “Model 2 and Model 1 · Test split” */
    subtitle = g_strdup_printf (_ ("%s and %s · %s"), figures->names[0], figures->names[1], split);
  gw_insights_page_set_subtitle (page, subtitle);
}

static guint64
count_pairs (const GwMcnemar *mcnemar)
{
  return mcnemar->both_right + mcnemar->only_a + mcnemar->only_b + mcnemar->both_wrong;
}

static gboolean
show_state (GwComparePage *self)
{
  GwInsightsPage *page = GW_INSIGHTS_PAGE (self);
  const GwCompareFigures *figures = self->figures;

  if (figures->names[0] == NULL)
    gw_insights_page_set_status (page, "gw-chart-line-symbolic", _ ("No Predictions Yet"),
                                 _ ("Import what two models predicted, or two versions of one."),
                                 _ ("Import _Predictions…"), "win.import");
  else if (figures->names[1] == NULL)
    gw_insights_page_set_status (page, "gw-chart-line-symbolic", _ ("Only One Model"),
                                 _ ("Import what a second model predicted of these images, or another version."),
                                 _ ("Import _Predictions…"), "win.import");
  else if (figures->contrast == NULL)
    gw_insights_page_set_status (
        page, "gw-chart-line-symbolic", _ ("These Models Cannot Be Compared"),
        figures->failure != NULL ? figures->failure : _ ("Their predictions could not be matched with the labels."),
        NULL, NULL);
  else if (count_pairs (&figures->contrast->mcnemar) == 0)
    gw_insights_page_set_status (
        page, "gw-chart-line-symbolic", _ ("Nothing to Compare"),
        _ ("No labeled image has a prediction of both models. Label images that both have looked at."),
        _ ("_Go to Images"), "win.show-page::images");
  else
    {
      gw_insights_page_set_status (page, NULL, NULL, NULL, NULL, NULL);
      return TRUE;
    }
  return FALSE;
}

/* The heads of its columns are letters, for names are long. */
static void
show_table (GwComparePage *self)
{
  /* Translators: the names of two models */
  g_autofree char *subtitle = g_strdup_printf (_ ("A: %s, B: %s"), self->figures->names[0], self->figures->names[1]);

  gw_card_set_subtitle (GW_CARD (self->classes_card), subtitle);
  gw_compare_table_show (self->table, self->figures);
}

static void
gw_compare_page_show (GwInsightsPage *page, gpointer figures)
{
  GwComparePage *self = GW_COMPARE_PAGE (page);
  GwCompareFigures *old = self->figures;

  self->figures = figures;
  show_subtitle (self);
  if (show_state (self))
    {
      show_verdict (self);
      show_figures (self);
      show_classes (self);
      gw_chart_set_plot (GW_CHART (self->sets), self->figures->sets);
      gw_chart_set_plot (GW_CHART (self->roc), self->figures->roc);
      show_table (self);
    }
  gw_compare_figures_free (old);
}

/* --- doors ---------------------------------------------------------------------------- */

typedef struct
{
  GwModelContrast *contrast;
  guint sets;
  gint32 which;
} Pairs;

static void
pairs_free (gpointer data)
{
  Pairs *self = data;

  gw_model_contrast_unref (self->contrast);
  g_free (self);
}

static GArray *
list_pairs (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Pairs *self = data;

  return gw_model_contrast_list_images (self->contrast, self->sets, self->which);
}

static GwInsightsDoor *
make_door (GwComparePage *self, const char *title, guint sets, gint32 which)
{
  const Pairs what = { gw_model_contrast_ref (self->figures->contrast), sets, which };

  return gw_insights_door_new_list (title, list_pairs, g_memdup2 (&what, sizeof what), pairs_free);
}

/* A point of the line that the pointer is on, or the keyboard. */
static const GwClassCurves *
find_side (GwComparePage *self)
{
  GwChart *chart = GW_CHART (self->roc);
  GwPlot *plot = gw_chart_get_plot (chart);
  const GwPlotMark mark = gw_chart_get_mark (chart);

  if (plot != NULL && mark.index != GW_PLOT_NO_MARK && mark.layer < gw_plot_get_n_layers (plot)
      && g_strcmp0 (gw_plot_get_layer (plot, mark.layer)->name, self->figures->names[1]) == 0)
    return self->figures->curves[1];
  return self->figures->curves[0];
}

static GwInsightsDoor *
gw_compare_page_find_door (GwInsightsPage *page, GwChart *chart, const char *key)
{
  GwComparePage *self = GW_COMPARE_PAGE (page);

  if (self->figures == NULL || self->figures->contrast == NULL)
    return NULL;
  if (g_str_has_prefix (key, GW_COMPARE_SET_KEY))
    {
      const guint set = (guint) g_ascii_strtoull (key + strlen (GW_COMPARE_SET_KEY), NULL, 10);
      g_autofree char *title = gw_compare_figures_name_set (self->figures, set);

      return make_door (self, title, 1u << MIN (set, GW_AGREEMENT_N_SETS), -1);
    }
  if (g_str_has_prefix (key, THRESHOLD_KEY))
    {
      const GwClassCurves *curves = find_side (self);
      const GwClassLine *line = curves != NULL ? gw_class_curves_get_line (curves) : NULL;

      if (line != NULL)
        return gw_curves_door_new_sides ((GwClassCurves *) curves, line,
                                         g_ascii_strtod (key + strlen (THRESHOLD_KEY), NULL),
                                         1u << GW_SIDE_TRUE_POSITIVE | 1u << GW_SIDE_FALSE_POSITIVE);
    }
  return NULL;
}

/* The images of a class where one alone is right. */
static void
on_class_activated_cb (GwComparePage *self, guint which)
{
  g_autofree char *title = NULL;

  if (self->figures == NULL || self->figures->contrast == NULL || which >= self->figures->contrast->classes->len)
    return;
  /* Translators: a class; title of a set of images */
  title = g_strdup_printf (_ ("Actual %s, models differ"),
                           (char *) g_ptr_array_index (self->figures->contrast->classes, which));
  gw_insights_page_open (GW_INSIGHTS_PAGE (self),
                         make_door (self, title, 1u << GW_ONLY_A_RIGHT | 1u << GW_ONLY_B_RIGHT, (gint32) which));
}

/* --- the page ---------------------------------------------------------------------------- */

static void
on_class_cb (GwComparePage *self)
{
  const guint selected = gtk_drop_down_get_selected (self->classes);

  if (self->filling || selected == GTK_INVALID_LIST_POSITION)
    return;
  g_free (self->class_name);
  self->class_name = g_strdup (
      gtk_string_list_get_string (GTK_STRING_LIST (gtk_drop_down_get_model (self->classes)), selected));
  gw_insights_page_refresh (GW_INSIGHTS_PAGE (self));
}

static GtkLabel *
add_cell (GwComparePage *self, Column column, int row, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == COLUMN_NAME ? 0 : 1);
  /* Names of models may be long, and differ at their ends. */
  if (row == 0 && (column == COLUMN_A || column == COLUMN_B))
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (label, column == COLUMN_NAME);
  gtk_widget_add_css_class (label, row == 0 || column == COLUMN_INTERVAL ? "gw-secondary" : "gw-num");
  if (row > 0 && (column == COLUMN_A || column == COLUMN_B))
    gtk_widget_add_css_class (label, "gw-strong");
  gtk_grid_attach (self->grid, label, (int) column, row, 1, 1);
  return GTK_LABEL (label);
}

static GtkWidget *
make_figures_card (GwComparePage *self)
{
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_row_spacing (self->grid, 9);
  gtk_grid_set_column_spacing (self->grid, 12);
  self->heads[0] = add_cell (self, COLUMN_A, 0, "");
  self->heads[1] = add_cell (self, COLUMN_B, 0, "");
  add_cell (self, COLUMN_DIFFERENCE, 0, _ ("Difference"));
  add_cell (self, COLUMN_INTERVAL, 0, _ ("95% Interval"));
  for (int row = 0; row < MOST_FIGURES; row++)
    for (guint column = 0; column < N_COLUMNS; column++)
      self->cells[row][column] = add_cell (self, column, row + 1, "");
  return gw_card_new (_ ("Figures"), GTK_WIDGET (self->grid));
}

static GtkWidget *
make_chart_card (GwComparePage *self, GtkWidget **chart, const char *title, int height)
{
  GtkWidget *card;

  *chart = gw_chart_new ();
  gtk_widget_set_size_request (*chart, -1, height);
  gtk_widget_set_vexpand (*chart, TRUE);
  card = gw_card_new (title, *chart);
  gw_insights_page_add_chart (GW_INSIGHTS_PAGE (self), GW_CHART (*chart), TRUE);
  return card;
}

static GtkWidget *
make_roc_card (GwComparePage *self)
{
  self->roc_card = make_chart_card (self, &self->roc, _ ("ROC Curve"), CHART_HEIGHT);
  gw_chart_set_zoomable (GW_CHART (self->roc), TRUE);
  self->classes = GTK_DROP_DOWN (
      gtk_drop_down_new (NULL, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string")));
  gtk_drop_down_set_enable_search (self->classes, TRUE);
  /* Its button has the focus. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->classes))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Positive class"), -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->classes), _ ("Positive class"));
  gw_card_add_end (GW_CARD (self->roc_card), GTK_WIDGET (self->classes));
  gw_card_add_end (GW_CARD (self->roc_card), gw_chart_new_menu_button (GW_CHART (self->roc)));
  g_signal_connect_object (self->classes, "notify::selected", G_CALLBACK (on_class_cb), self, G_CONNECT_SWAPPED);
  return self->roc_card;
}

static void
gw_compare_page_dispose (GObject *object)
{
  G_OBJECT_CLASS (gw_compare_page_parent_class)->dispose (object);

  g_clear_pointer (&GW_COMPARE_PAGE (object)->figures, gw_compare_figures_free);
  g_clear_pointer (&GW_COMPARE_PAGE (object)->class_name, g_free);
}

static void
gw_compare_page_class_init (GwComparePageClass *klass)
{
  GwInsightsPageClass *page_class = GW_INSIGHTS_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_compare_page_dispose;
  page_class->title = N_ ("Compare Models");
  page_class->get_options = gw_compare_page_get_options;
  page_class->free_options = g_free;
  page_class->compute = gw_compare_page_compute;
  page_class->free_figures = (GDestroyNotify) gw_compare_figures_free;
  page_class->show = gw_compare_page_show;
  page_class->find_door = gw_compare_page_find_door;
}

static void
gw_compare_page_init (GwComparePage *self)
{
  GtkBox *body = gw_insights_page_get_body (GW_INSIGHTS_PAGE (self));
  GtkWidget *upper = gw_columns_new (330, 12);
  GtkWidget *lower = gw_columns_new (330, 12);
  GtkWidget *card;

  self->verdict = gw_card_new ("", NULL);
  gtk_box_append (body, self->verdict);
  gtk_box_append (GTK_BOX (upper), make_figures_card (self));
  card = make_chart_card (self, &self->sets, _ ("Where They Differ"), 180);
  gw_card_add_end (GW_CARD (card), gw_chart_new_menu_button (GW_CHART (self->sets)));
  gtk_box_append (GTK_BOX (upper), card);
  gtk_box_append (body, upper);

  self->table = GW_COMPARE_TABLE (gw_compare_table_new ());
  g_signal_connect_object (self->table, "activated", G_CALLBACK (on_class_activated_cb), self, G_CONNECT_SWAPPED);
  self->classes_card = gw_card_new (_ ("F1 of Each Class"), GTK_WIDGET (self->table));
  gtk_box_append (GTK_BOX (lower), make_roc_card (self));
  gtk_box_append (GTK_BOX (lower), self->classes_card);
  gtk_box_append (body, lower);
}

GtkWidget *
gw_compare_page_new (GwProject *project)
{
  return g_object_new (GW_TYPE_COMPARE_PAGE, "project", project, NULL);
}
