/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-evaluation-page.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-card.h"
#include "gw-chart.h"
#include "gw-columns-layout.h"
#include "gw-evaluation-confusions.h"
#include "gw-evaluation-figures.h"
#include "gw-evaluation-notes.h"
#include "gw-evaluation-strip.h"
#include "gw-evaluation-table.h"
#include "gw-plot-confusion.h"
#include "gw-plot-number.h"
#include "gw-segments.h"
#include "gw-task-thread.h"

#define N_FIGURES 5
#define CHART_HEIGHT 420
/* More classes are zoomed into. */
#define MOST_WITHOUT_ZOOM 20

struct _GwEvaluationPage
{
  GwInsightsPage parent_instance;

  GtkWidget *figure_cards[N_FIGURES];
  GtkWidget *card;
  GtkWidget *chart;
  GwSegments *mode;
  GwSegments *about;
  GwEvaluationTable *table;
  GwEvaluationConfusions *confusions;
  GwEvaluationStrip *strip;
  GSimpleActionGroup *actions;
  GwEvaluationFigures *figures; /* (nullable) */

  /* What is chosen, by names: classes come and go. */
  char *actual; /* (nullable): others */
  char *predicted;
  gboolean has_choice;
  GwEvaluationChoice choice; /* the same in figures */
  GCancellable *listing;     /* (nullable): what is behind the choice is being found */
};

G_DEFINE_FINAL_TYPE (GwEvaluationPage, gw_evaluation_page, GW_TYPE_INSIGHTS_PAGE)

/* --- the work --------------------------------------------------------------------- */

static double
get_number (GwEvaluationPage *self, const char *name, double otherwise)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (self->actions), name);
  const char *text = g_variant_get_string (state, NULL);

  return g_ascii_isdigit (*text) ? g_ascii_strtod (text, NULL) : otherwise;
}

static gpointer
gw_evaluation_page_get_options (GwInsightsPage *page)
{
  GwEvaluationPage *self = GW_EVALUATION_PAGE (page);
  GwEvaluationOptions *options = g_new0 (GwEvaluationOptions, 1);

  options->about = gw_segments_get_selected (self->about) == 0 ? GW_EVALUATION_ABOUT_OBJECTS
                                                               : GW_EVALUATION_ABOUT_IMAGES;
  options->iou = get_number (self, "iou", 0.5);
  options->score = get_number (self, "score", -INFINITY);
  return options;
}

static gpointer
gw_evaluation_page_compute (GwInsightsSnapshot *snapshot, gpointer data, GwInsightsJob *job, GCancellable *cancellable,
                            GError **error)
{
  GwEvaluationOptions options = *(GwEvaluationOptions *) data;
  GwEvaluationFigures *figures = gw_evaluation_figures_new (snapshot, &options, cancellable, error);

  if (figures == NULL || !gw_evaluation_figures_has_rows (figures))
    return figures;
  /* Intervals and mAP take a while: the rest is shown before. */
  gw_insights_job_publish (job, figures);
  options.whole = TRUE;
  return gw_evaluation_figures_new (snapshot, &options, cancellable, error);
}

/* --- figures ------------------------------------------------------------------------ */

static void
show_figure (GwEvaluationPage *self, guint i, double value, const char *caption, const char *key)
{
  const GwClassInterval *interval = gw_evaluation_figures_find_interval (self->figures, key);
  g_autofree char *figure = gw_plot_number_fixed (value, 3);
  g_autofree char *tooltip = NULL;
  GtkWidget *card = self->figure_cards[i];

  gw_figure_card_set (card, figure, caption, NULL);
  if (interval != NULL)
    {
      g_autofree char *low = gw_plot_number_fixed (interval->low, 3);
      g_autofree char *high = gw_plot_number_fixed (interval->high, 3);

      /* Translators: a figure's name, then the ends of its interval */
      tooltip = g_strdup_printf (_ ("%s: 95%% interval from %s to %s, by bootstrap"), caption, low, high);
    }
  gtk_widget_set_tooltip_text (card, tooltip);
  gtk_widget_set_tooltip_text (gtk_widget_get_last_child (card), tooltip != NULL ? NULL : caption);
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  tooltip != NULL ? tooltip : "", -1);
}

/* NaN until it is computed. */
static void
show_map (GwEvaluationPage *self)
{
  const GwDetectionEvaluation *objects = self->figures->objects;
  GtkWidget *card = self->figure_cards[N_FIGURES - 1];
  const GwCocoSummary *summary;

  gtk_widget_set_visible (card, objects != NULL);
  if (objects == NULL)
    return;
  if (!(objects->ready & 1u << GW_DETECTION_COCO))
    {
      gw_figure_card_set (card, "…", _ ("mAP 50–95"), NULL);
      return;
    }
  summary = &objects->coco.summary;
  show_figure (self, N_FIGURES - 1, gw_detection_evaluation_read_figure (summary->ap), _ ("mAP 50–95"), "AP");
  if (summary->ap != GW_COCO_NO_TRUTH)
    {
      g_autofree char *ap50 = gw_plot_number_fixed (summary->ap50, 3);
      g_autofree char *ap75 = gw_plot_number_fixed (summary->ap75, 3);
      g_autofree char *tooltip = g_strdup_printf (_ ("mAP at 0.50: %s, at 0.75: %s"), ap50, ap75);

      gtk_widget_set_tooltip_text (card, tooltip);
      gtk_widget_set_tooltip_text (gtk_widget_get_last_child (card), NULL);
    }
}

static void
show_figure_cards (GwEvaluationPage *self)
{
  const GwLabelMetrics *labels = &self->figures->labels;

  show_figure (self, 0, labels->accuracy, _ ("Accuracy"), "accuracy");
  show_figure (self, 1, labels->macro.f1, _ ("Macro F1"), "f1_macro");
  show_figure (self, 2, labels->mcc, _ ("MCC"), "mcc");
  show_figure (self, 3, labels->g_mean, _ ("G-mean"), "g_mean");
  show_map (self);
}

/* --- the matrix ---------------------------------------------------------------------- */

static GwConfusionOrder
get_order (GwEvaluationPage *self)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (self->actions), "order");
  const char *order = g_variant_get_string (state, NULL);

  return g_str_equal (order, "support")    ? GW_CONFUSION_ORDER_SUPPORT
         : g_str_equal (order, "confused") ? GW_CONFUSION_ORDER_CONFUSED
                                           : GW_CONFUSION_ORDER_GIVEN;
}

static char *
describe_data (GwEvaluationPage *self)
{
  g_autofree char *split = gw_insights_data_describe_split (gw_insights_page_get_data (GW_INSIGHTS_PAGE (self)));

  if (self->figures->model == NULL)
    return g_strdup (split);
  /* Translators: a model and the images that it is looked at with: “Street Model 4.1 · Test split” */
  return g_strdup_printf (_ ("%s · %s"), self->figures->model->title, split);
}

static void
show_chart (GwEvaluationPage *self)
{
  static const GwNormalise modes[] = { GW_NORMALISE_NONE, GW_NORMALISE_TRUE, GW_NORMALISE_PREDICTED };
  const GwEvaluationFigures *figures = self->figures;
  g_autofree char *subtitle = describe_data (self);
  const GwPlotConfusionOptions options = {
    .title = _ ("Confusion Matrix"),
    .subtitle = subtitle,
    .classes = (const char *const *) figures->names->pdata,
    .rows = figures->rows,
    .by = modes[MIN (gw_segments_get_selected (self->mode), G_N_ELEMENTS (modes) - 1)],
    .order = get_order (self),
    .background = figures->objects != NULL,
  };
  g_autoptr (GwPlot) plot = gw_plot_confusion_new (figures->matrix, figures->n_matrix, &options);
  g_autofree char *note = gw_evaluation_notes_describe (figures);

  gw_chart_set_zoomable (GW_CHART (self->chart), figures->n_matrix > MOST_WITHOUT_ZOOM);
  gw_chart_set_plot (GW_CHART (self->chart), plot);
  gw_card_set_note (GW_CARD (self->card), note);
}

static void
show_subtitle (GwEvaluationPage *self)
{
  const GwEvaluationFigures *figures = self->figures;
  g_autofree char *data = describe_data (self);
  g_autofree char *rows = gw_plot_rows_count (figures->rows, (double) figures->n_rows);
  g_autofree char *subtitle = figures->n_rows > 0 ? g_strdup_printf ("%s · %s", data, rows) : g_strdup (data);

  gw_insights_page_set_subtitle (GW_INSIGHTS_PAGE (self), subtitle);
}

/* --- what is chosen --------------------------------------------------------------------- */

typedef struct
{
  GwEvaluationFigures *figures;
  GwEvaluationChoice choice;
  GArray *list;
  GArray *images;
} Listing;

static void
listing_free (Listing *listing)
{
  gw_evaluation_figures_unref (listing->figures);
  g_clear_pointer (&listing->list, g_array_unref);
  g_clear_pointer (&listing->images, g_array_unref);
  g_free (listing);
}

static Listing *
listing_new (GwEvaluationPage *self, GwEvaluationChoice choice)
{
  Listing *listing = g_new0 (Listing, 1);

  listing->figures = gw_evaluation_figures_ref (self->figures);
  listing->choice = choice;
  return listing;
}

static void
run_listing (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Listing *listing = task_data;

  listing->list = gw_evaluation_figures_list (listing->figures, listing->choice);
  listing->images = gw_evaluation_figures_list_images (listing->figures, listing->list);
  g_task_return_boolean (task, TRUE);
}

static void
on_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GwEvaluationPage *self = GW_EVALUATION_PAGE (source);
  Listing *listing = g_task_get_task_data (G_TASK (result));
  g_autofree char *told = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    return;
  g_clear_object (&self->listing);
  gw_evaluation_strip_show (self->strip, listing->figures, listing->choice, listing->list, listing->images->len);
  told = gw_evaluation_strip_describe (self->strip);
  gw_insights_page_announce (GW_INSIGHTS_PAGE (self), told);
}

static void
stop_listing (GwEvaluationPage *self)
{
  if (self->listing != NULL)
    g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
}

static void
list_choice (GwEvaluationPage *self)
{
  g_autoptr (GTask) task = NULL;

  stop_listing (self);
  self->listing = g_cancellable_new ();
  task = g_task_new (self, self->listing, on_listed_cb, NULL);
  g_task_set_source_tag (task, list_choice);
  g_task_set_task_data (task, listing_new (self, self->choice), (GDestroyNotify) listing_free);
  gw_task_run_in_thread (task, run_listing);
}

static void
mark_choice (GwEvaluationPage *self)
{
  const GwEvaluationChoice choice = self->choice;
  const gboolean is_cell = choice.actual != GW_EVALUATION_OTHERS && choice.predicted != GW_EVALUATION_OTHERS;
  g_autofree char *key = is_cell ? gw_plot_confusion_make_key ((gsize) choice.actual, (gsize) choice.predicted) : NULL;

  gw_chart_set_selected_key (GW_CHART (self->chart), key);
  gw_evaluation_table_select (self->table, choice.actual < (gint32) self->figures->n_classes ? choice.actual : -1);
  gw_evaluation_confusions_select (self->confusions, choice);
}

static char *
dup_name (GwEvaluationPage *self, gint32 class)
{
  return class == GW_EVALUATION_OTHERS ? NULL : g_strdup (g_ptr_array_index (self->figures->names, (guint) class));
}

static void
choose (GwEvaluationPage *self, GwEvaluationChoice choice)
{
  g_free (self->actual);
  g_free (self->predicted);
  self->actual = dup_name (self, choice.actual);
  self->predicted = dup_name (self, choice.predicted);
  self->has_choice = TRUE;
  self->choice = choice;
  mark_choice (self);
  list_choice (self);
}

static gboolean
find_name (const GwEvaluationFigures *figures, const char *name, gint32 *class)
{
  *class = GW_EVALUATION_OTHERS;
  if (name == NULL)
    return TRUE;
  for (guint i = 0; i < figures->names->len; i++)
    if (g_str_equal (g_ptr_array_index (figures->names, i), name))
      {
        *class = (gint32) i;
        return TRUE;
      }
  return FALSE;
}

/* What was chosen, where it is still there, else where the most goes wrong. */
static void
choose_again (GwEvaluationPage *self)
{
  GwEvaluationChoice choice = { 0, 0 };

  if (!self->has_choice || !find_name (self->figures, self->actual, &choice.actual)
      || !find_name (self->figures, self->predicted, &choice.predicted))
    {
      choice = (GwEvaluationChoice) { 0, 0 };
      if (self->figures->confusions->len > 0)
        choice = g_array_index (self->figures->confusions, GwEvaluationConfusion, 0).choice;
    }
  choose (self, choice);
}

/* --- doors -------------------------------------------------------------------------------- */

static GArray *
list_images (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Listing *listing = data;
  g_autoptr (GArray) list = gw_evaluation_figures_list (listing->figures, listing->choice);

  return gw_evaluation_figures_list_images (listing->figures, list);
}

static GwInsightsDoor *
make_door (GwEvaluationPage *self, GwEvaluationChoice choice)
{
  g_autofree char *title = gw_evaluation_figures_describe (self->figures, choice);

  return gw_insights_door_new_list (title, list_images, listing_new (self, choice), (GDestroyNotify) listing_free);
}

static void
open_choice (GwEvaluationPage *self)
{
  if (self->has_choice)
    gw_insights_page_open (GW_INSIGHTS_PAGE (self), make_door (self, self->choice));
}

static gboolean
find_choice (GwEvaluationPage *self, const char *key, GwEvaluationChoice *choice)
{
  gsize actual, predicted;

  if (self->figures == NULL || !gw_plot_confusion_parse_key (key, &actual, &predicted)
      || actual >= self->figures->n_matrix || predicted >= self->figures->n_matrix)
    return FALSE;
  *choice = (GwEvaluationChoice) { (gint32) actual, (gint32) predicted };
  return TRUE;
}

static GwInsightsDoor *
gw_evaluation_page_find_door (GwInsightsPage *page, GwChart *chart, const char *key)
{
  GwEvaluationPage *self = GW_EVALUATION_PAGE (page);
  GwEvaluationChoice choice;

  return find_choice (self, key, &choice) ? make_door (self, choice) : NULL;
}

/* The cell that is chosen already is opened: by a second click, or Enter once more. */
static void
on_mark_activated_cb (GwChart *chart, const char *key, GwEvaluationPage *self)
{
  GwEvaluationChoice choice;

  if (!find_choice (self, key, &choice))
    return;
  if (self->has_choice && choice.actual == self->choice.actual && choice.predicted == self->choice.predicted)
    open_choice (self);
  else
    choose (self, choice);
}

static void
on_class_chosen_cb (GwEvaluationTable *table, guint class, GwEvaluationPage *self)
{
  choose (self, (GwEvaluationChoice) { (gint32) class, GW_EVALUATION_OTHERS });
}

static void
on_confusion_chosen_cb (GwEvaluationConfusions *confusions, int actual, int predicted, GwEvaluationPage *self)
{
  choose (self, (GwEvaluationChoice) { actual, predicted });
}

/* --- showing ------------------------------------------------------------------------------ */

/* Overlap and confidence are of objects alone. */
static void
update_actions (GwEvaluationPage *self)
{
  static const char *const names[] = { "iou", "score" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), names[i])),
                                 self->figures->objects != NULL);
}

static void
show_missing_labels (GwEvaluationPage *self)
{
  const GwEvaluationFigures *figures = self->figures;
  const gsize n = figures->classes != NULL ? figures->classes->rows->n : figures->objects->rows->n_unlabeled_images;
  g_autofree char *images = gw_plot_rows_count (GW_PLOT_ROWS_IMAGES, (double) n);
  /* Translators: a model, and a count with its noun: “120 images” */
  g_autofree char *text = g_strdup_printf (
      _ ("%s says something of %s, but none of them has a label to compare that with."), figures->model->title, images);

  gw_insights_page_set_status (GW_INSIGHTS_PAGE (self), "gw-chart-bar-symbolic", _ ("Label Some Images First"), text,
                               _ ("_Go to Images"), "win.show-page::images");
}

static void
gw_evaluation_page_show (GwInsightsPage *page, gpointer figures)
{
  GwEvaluationPage *self = GW_EVALUATION_PAGE (page);

  stop_listing (self);
  g_clear_pointer (&self->figures, gw_evaluation_figures_unref);
  self->figures = figures;
  show_subtitle (self);
  if (self->figures->model == NULL)
    {
      gw_insights_page_set_status (page, "gw-chart-bar-symbolic", _ ("No Predictions"),
                                   _ ("No model says anything of these images yet. Import its predictions to see what "
                                      "it gets right, and what it takes for what."),
                                   _ ("Import _Predictions…"), "win.import");
      return;
    }
  if (!gw_evaluation_figures_has_rows (self->figures))
    {
      show_missing_labels (self);
      return;
    }

  gw_insights_page_set_status (page, NULL, NULL, NULL, NULL, NULL);
  update_actions (self);
  gtk_widget_set_visible (GTK_WIDGET (self->about), gw_evaluation_figures_can_choose (self->figures->model));
  show_figure_cards (self);
  show_chart (self);
  gw_evaluation_table_show (self->table, self->figures);
  gw_evaluation_confusions_show (self->confusions, self->figures);
  choose_again (self);
}

/* --- the page ---------------------------------------------------------------------------- */

static void
show_chart_again (GwEvaluationPage *self)
{
  if (self->figures == NULL || !gw_evaluation_figures_has_rows (self->figures))
    return;
  show_chart (self);
  mark_choice (self);
}

static void
add_action (GwEvaluationPage *self, const char *name, const char *state, GCallback changed)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new_stateful (name, G_VARIANT_TYPE_STRING,
                                                                   g_variant_new_string (state));

  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
  g_signal_connect_object (action, "notify::state", changed, self, G_CONNECT_SWAPPED);
}

static void
add_choices (GMenu *menu, const char *title, const char *const *items)
{
  g_autoptr (GMenu) choices = g_menu_new ();

  for (guint i = 0; items[i] != NULL; i += 2)
    g_menu_append (choices, _ (items[i]), items[i + 1]);
  g_menu_append_submenu (menu, title, G_MENU_MODEL (choices));
}

/* What is told of the matrix, before what can be done with every chart. */
static void
extend_menu (GtkMenuButton *button)
{
  static const char *const orders[] = { N_ ("As Classes"),
                                        "evaluation.order::given",
                                        N_ ("By Support"),
                                        "evaluation.order::support",
                                        N_ ("Most Confused"),
                                        "evaluation.order::confused",
                                        NULL };
  static const char *const overlaps[] = { N_ ("0.30"), "evaluation.iou::0.30", N_ ("0.50"), "evaluation.iou::0.50",
                                          N_ ("0.75"), "evaluation.iou::0.75", N_ ("0.90"), "evaluation.iou::0.90",
                                          NULL };
  static const char *const scores[] = { N_ ("Any"),  "evaluation.score::any",  N_ ("0.25"), "evaluation.score::0.25",
                                        N_ ("0.50"), "evaluation.score::0.50", N_ ("0.75"), "evaluation.score::0.75",
                                        NULL };
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) own = g_menu_new ();

  add_choices (own, _ ("Order"), orders);
  add_choices (own, _ ("Overlap That Matches (IoU)"), overlaps);
  add_choices (own, _ ("Least Confidence"), scores);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (own));
  g_menu_append_section (menu, NULL, gtk_menu_button_get_menu_model (button));
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static GtkWidget *
make_chart_card (GwEvaluationPage *self)
{
  GtkWidget *menu;

  self->mode = GW_SEGMENTS (
      gw_segments_new ((const char *const[]) { _ ("Count"), _ ("By Actual"), _ ("By Predicted"), NULL }, _ ("Shares")));
  gw_segments_set_selected (self->mode, 1);
  self->chart = gw_chart_new ();
  gtk_widget_set_size_request (self->chart, -1, CHART_HEIGHT);
  gtk_widget_set_vexpand (self->chart, TRUE);
  self->card = gw_card_new (_ ("Confusion Matrix"), self->chart);
  gw_card_add_end (GW_CARD (self->card), GTK_WIDGET (self->mode));
  menu = gw_chart_new_menu_button (GW_CHART (self->chart));
  extend_menu (GTK_MENU_BUTTON (menu));
  gw_card_add_end (GW_CARD (self->card), menu);
  g_signal_connect_object (self->mode, "notify::selected", G_CALLBACK (show_chart_again), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->chart, "mark-activated", G_CALLBACK (on_mark_activated_cb), self, 0);
  gw_insights_page_add_chart (GW_INSIGHTS_PAGE (self), GW_CHART (self->chart), FALSE);
  return self->card;
}

static GtkWidget *
make_classes_card (GwEvaluationPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *card = gw_card_new (_ ("Per Class"), box);

  self->table = GW_EVALUATION_TABLE (gw_evaluation_table_new ());
  self->confusions = GW_EVALUATION_CONFUSIONS (gw_evaluation_confusions_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->table));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->confusions));
  g_signal_connect_object (self->table, "chosen", G_CALLBACK (on_class_chosen_cb), self, 0);
  g_signal_connect_object (self->confusions, "chosen", G_CALLBACK (on_confusion_chosen_cb), self, 0);
  self->about = GW_SEGMENTS (
      gw_segments_new ((const char *const[]) { _ ("Boxes"), _ ("Images"), NULL }, _ ("What Is Evaluated")));
  g_signal_connect_object (self->about, "notify::selected", G_CALLBACK (gw_insights_page_refresh), self,
                           G_CONNECT_SWAPPED);
  gw_card_add_end (GW_CARD (card), GTK_WIDGET (self->about));
  return card;
}

static void
gw_evaluation_page_constructed (GObject *object)
{
  GwEvaluationPage *self = GW_EVALUATION_PAGE (object);

  G_OBJECT_CLASS (gw_evaluation_page_parent_class)->constructed (object);

  self->strip = GW_EVALUATION_STRIP (gw_evaluation_strip_new (gw_insights_page_get_project (GW_INSIGHTS_PAGE (self))));
  g_signal_connect_object (self->strip, "opened", G_CALLBACK (open_choice), self, G_CONNECT_SWAPPED);
  gtk_box_append (gw_insights_page_get_body (GW_INSIGHTS_PAGE (self)), GTK_WIDGET (self->strip));
}

static void
gw_evaluation_page_dispose (GObject *object)
{
  GwEvaluationPage *self = GW_EVALUATION_PAGE (object);

  stop_listing (self);
  G_OBJECT_CLASS (gw_evaluation_page_parent_class)->dispose (object);

  g_clear_pointer (&self->figures, gw_evaluation_figures_unref);
  g_clear_pointer (&self->actual, g_free);
  g_clear_pointer (&self->predicted, g_free);
  g_clear_object (&self->actions);
}

static void
gw_evaluation_page_class_init (GwEvaluationPageClass *klass)
{
  GwInsightsPageClass *page_class = GW_INSIGHTS_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = gw_evaluation_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = gw_evaluation_page_dispose;
  page_class->title = N_ ("Evaluation");
  page_class->get_options = gw_evaluation_page_get_options;
  page_class->free_options = g_free;
  page_class->compute = gw_evaluation_page_compute;
  page_class->free_figures = (GDestroyNotify) gw_evaluation_figures_unref;
  page_class->show = gw_evaluation_page_show;
  page_class->find_door = gw_evaluation_page_find_door;
}

static void
gw_evaluation_page_init (GwEvaluationPage *self)
{
  GtkBox *body = gw_insights_page_get_body (GW_INSIGHTS_PAGE (self));
  GtkWidget *figures = gw_columns_new (150, 12);
  GtkWidget *middle = gw_columns_new (380, 12);
  GtkWidget *card;

  self->actions = g_simple_action_group_new ();
  add_action (self, "order", "given", G_CALLBACK (show_chart_again));
  add_action (self, "iou", "0.50", G_CALLBACK (gw_insights_page_refresh));
  add_action (self, "score", "any", G_CALLBACK (gw_insights_page_refresh));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "evaluation", G_ACTION_GROUP (self->actions));

  for (guint i = 0; i < N_FIGURES; i++)
    {
      self->figure_cards[i] = gw_figure_card_new ();
      gtk_box_append (GTK_BOX (figures), self->figure_cards[i]);
    }
  card = make_chart_card (self);
  gw_columns_layout_set_share (card, 1.2);
  gtk_box_append (GTK_BOX (middle), card);
  gtk_box_append (GTK_BOX (middle), make_classes_card (self));
  gtk_box_append (body, figures);
  gtk_box_append (body, middle);
}

GtkWidget *
gw_evaluation_page_new (GwProject *project)
{
  return g_object_new (GW_TYPE_EVALUATION_PAGE, "project", project, NULL);
}
