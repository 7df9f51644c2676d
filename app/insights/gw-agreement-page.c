/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-agreement-page.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>

#include "gw-agreement-figures.h"
#include "gw-card.h"
#include "gw-columns-layout.h"
#include "gw-plot-agreement.h"
#include "gw-plot-number.h"
#include "gw-segments.h"

#define N_FIGURES 4

struct _GwAgreementPage
{
  GwInsightsPage parent_instance;

  GtkWidget *figure_cards[N_FIGURES];
  GtkWidget *chart;
  GwSegments *measure;
  GtkGrid *labels;
  GtkWidget *hard_card;
  GtkListBox *hard;
  GwAgreementFigures *figures;
};

G_DEFINE_FINAL_TYPE (GwAgreementPage, gw_agreement_page, GW_TYPE_INSIGHTS_PAGE)

typedef enum
{
  MEASURE_KAPPA,
  MEASURE_PERCENT,
  MEASURE_OVERLAP
} Measure;

static gpointer
gw_agreement_page_compute (GwInsightsSnapshot *snapshot, gpointer options, GwInsightsJob *job,
                           GCancellable *cancellable, GError **error)
{
  return gw_agreement_figures_new (snapshot, cancellable, error);
}

/* --- showing ------------------------------------------------------------------------- */

static void
show_figure (GwAgreementPage *self, guint card, double value, gboolean percent, const char *caption)
{
  g_autofree char *figure = percent ? gw_plot_number_percent_exact (value) : gw_plot_number_fixed (value, 3);

  gw_figure_card_set (self->figure_cards[card], figure, caption, NULL);
}

static void
show_cards (GwAgreementPage *self)
{
  const GwAnnotatorAgreement *agreement = self->figures->agreement;

  show_figure (self, 0, agreement->percent, TRUE, _ ("equal answers"));
  show_figure (self, 1, agreement->alpha, FALSE, _ ("Krippendorff’s α of classes"));
  show_figure (self, 2, agreement->fleiss, FALSE, _ ("Fleiss’ κ"));
  show_figure (self, 3, agreement->box_alpha, FALSE, _ ("α of objects, by overlap"));
}

static void
show_chart (GwAgreementPage *self)
{
  const GwAnnotatorAgreement *agreement = self->figures->agreement;
  const guint n = agreement->n_annotators;
  const Measure measure = (Measure) gw_segments_get_selected (self->measure);
  const double *matrix = measure == MEASURE_KAPPA     ? agreement->pair_kappa
                         : measure == MEASURE_PERCENT ? agreement->pair_percent
                                                      : agreement->pair_overlap;
  static const char *const measures[] = { N_ ("Cohen’s κ"), N_ ("Equal answers"), N_ ("Mean IoU") };
  g_autofree const char **people = g_new0 (const char *, n + 1);
  g_autofree double *shared = g_new (double, (gsize) n *n);
  const GwPlotAgreementOptions options = { .title = _ ("Agreement of Pairs"),
                                           .people = people,
                                           .measure = _ (measures[MIN (measure, MEASURE_OVERLAP)]),
                                           .rows = GW_PLOT_ROWS_IMAGES,
                                           .n_shared = measure == MEASURE_OVERLAP ? NULL : shared };
  g_autoptr (GwPlot) plot = NULL;

  for (guint i = 0; i < n; i++)
    people[i] = g_ptr_array_index (agreement->names, i);
  for (gsize i = 0; i < (gsize) n * n; i++)
    shared[i] = (double) agreement->pair_images[i];
  plot = gw_plot_agreement_new (matrix, n, &options);
  gw_chart_set_plot (GW_CHART (self->chart), plot);
}

static void
attach (GtkGrid *grid, int column, int row, const char *text, gboolean head)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_label_set_ellipsize (GTK_LABEL (label), column == 0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_hexpand (label, column == 0);
  gtk_widget_add_css_class (label, head ? "gw-secondary" : "gw-num");
  gtk_grid_attach (grid, label, column, row, 1, 1);
}

static void
show_labels (GwAgreementPage *self)
{
  const GwAgreementFigures *figures = self->figures;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->labels))) != NULL)
    gtk_grid_remove (self->labels, child);
  attach (self->labels, 0, 0, _ ("Person"), TRUE);
  attach (self->labels, 1, 0, _ ("Images"), TRUE);
  attach (self->labels, 2, 0, _ ("Equal"), TRUE);
  attach (self->labels, 3, 0, _ ("κ"), TRUE);
  attach (self->labels, 4, 0, _ ("IoU"), TRUE);
  for (guint i = 0; i < figures->n_people; i++)
    {
      const GwAnnotatorAgreement *agreement = figures->agreement;
      const double n = (double) MAX (agreement->n_answers[i], agreement->n_drawn[i]);
      g_autofree char *images = gw_plot_number_count (n);
      g_autofree char *equal = gw_plot_number_percent_exact (figures->label_percent[i]);
      g_autofree char *kappa = gw_plot_number_fixed (figures->label_kappa[i], 3);
      g_autofree char *overlap = gw_plot_number_fixed (figures->label_overlap[i], 3);

      attach (self->labels, 0, (int) i + 1, g_ptr_array_index (agreement->names, i), FALSE);
      attach (self->labels, 1, (int) i + 1, images, FALSE);
      attach (self->labels, 2, (int) i + 1, equal, FALSE);
      attach (self->labels, 3, (int) i + 1, kappa, FALSE);
      attach (self->labels, 4, (int) i + 1, overlap, FALSE);
    }
}

static GtkWidget *
make_hard_row (const GwHardImage *image)
{
  g_autofree char *agreement = gw_plot_number_percent (image->agreement);
  g_autofree char *answers = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u answer", "%u answers", image->n_answers), image->n_answers);
  g_autofree char *name = g_utf8_make_valid (image->name, -1);
  g_autofree char *spoken = g_strdup_printf ("%s, %s, %s", name, answers, agreement);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *figures = gw_figure_row_new (name);
  GtkWidget *middle = gtk_label_new (answers);

  gtk_widget_add_css_class (middle, "gw-secondary");
  gtk_widget_insert_after (middle, figures, gtk_widget_get_first_child (figures));
  gw_figure_row_set (figures, agreement);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), figures);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-image");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", image->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

static void
show_hard (GwAgreementPage *self)
{
  const GArray *hard = self->figures->hard;
  g_autofree char *n = gw_plot_number_count (self->figures->image_ids->len);
  g_autofree char *subtitle = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "of %s image with two answers or more",
                                                            "of %s images with two answers or more",
                                                            self->figures->image_ids->len),
                                               n);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->hard, 0)) != NULL)
    gtk_list_box_remove (self->hard, GTK_WIDGET (row));
  for (guint i = 0; i < hard->len; i++)
    gtk_list_box_append (self->hard, make_hard_row (&g_array_index (hard, GwHardImage, i)));
  gw_card_set_subtitle (GW_CARD (self->hard_card), subtitle);
}

static gboolean
show_state (GwAgreementPage *self)
{
  GwInsightsPage *page = GW_INSIGHTS_PAGE (self);

  if (self->figures->n_people < 2)
    gw_insights_page_set_status (
        page, "system-users-symbolic",
        self->figures->n_people == 0 ? _ ("No Answers Yet") : _ ("One Person Has Answered"),
        _ ("Agreement needs the answers of two people to the same images. Import them, or let a second person label."),
        _ ("_Import Answers…"), "win.import");
  else if (self->figures->agreement == NULL || self->figures->image_ids->len == 0)
    gw_insights_page_set_status (page, "system-users-symbolic", _ ("Nobody Answered the Same Image"),
                                 _ ("Agreement needs images that two people have answered."), _ ("_Import Answers…"),
                                 "win.import");
  else
    {
      gw_insights_page_set_status (page, NULL, NULL, NULL, NULL, NULL);
      return TRUE;
    }
  return FALSE;
}

static void
gw_agreement_page_show (GwInsightsPage *page, gpointer figures)
{
  GwAgreementPage *self = GW_AGREEMENT_PAGE (page);
  g_autofree char *split = gw_insights_data_describe_split (gw_insights_page_get_data (page));
  g_autofree char *subtitle = NULL;

  gw_agreement_figures_free (self->figures);
  self->figures = figures;
  subtitle = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s · %u person", "%s · %u people", self->figures->n_people), split,
      self->figures->n_people);
  gw_insights_page_set_subtitle (page, subtitle);
  if (!show_state (self))
    return;
  show_cards (self);
  show_chart (self);
  show_labels (self);
  show_hard (self);
}

/* --- doors ------------------------------------------------------------------------------ */

static GwInsightsDoor *
gw_agreement_page_find_door (GwInsightsPage *page, GwChart *chart, const char *key)
{
  const GwAgreementFigures *figures = GW_AGREEMENT_PAGE (page)->figures;
  g_autofree char *title = NULL;
  guint a, b;

  if (figures == NULL || figures->agreement == NULL || sscanf (key, "agreement:%u:%u", &a, &b) != 2
      || a >= figures->n_people || b >= figures->n_people)
    return NULL;
  /* Translators: the names of two people */
  title = g_strdup_printf (_ ("Answered by %s and %s"), (char *) g_ptr_array_index (figures->agreement->names, a),
                           (char *) g_ptr_array_index (figures->agreement->names, b));
  return gw_insights_door_new_images (title, gw_agreement_figures_list_shared (figures, a, b));
}

/* Images on which not all agree. */
static void
show_disagreements_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwAgreementPage *self = GW_AGREEMENT_PAGE (widget);
  const GwAgreementFigures *figures = self->figures;
  gsize n = 0;

  if (figures == NULL || figures->agreement == NULL)
    return;
  while (n < figures->image_ids->len && g_array_index (figures->agreement->images, GwImageAgreement, n).agreement < 1)
    n++;
  gw_insights_page_open_images (GW_INSIGHTS_PAGE (self), _ ("Answers Differ"),
                                (const gint64 *) (gpointer) figures->image_ids->data, n);
}

/* --- the page ------------------------------------------------------------------------------ */

static void
on_measure_cb (GwAgreementPage *self)
{
  if (self->figures != NULL && self->figures->agreement != NULL)
    show_chart (self);
}

static GtkWidget *
make_chart_card (GwAgreementPage *self)
{
  GtkWidget *card;

  self->measure = GW_SEGMENTS (gw_segments_new (
      (const char *const[]) { _ ("κ"), _ ("Equal Answers"), _ ("Mean IoU"), NULL }, _ ("What pairs are compared by")));
  self->chart = gw_chart_new ();
  gtk_widget_set_size_request (self->chart, -1, 320);
  gtk_widget_set_vexpand (self->chart, TRUE);
  card = gw_card_new (_ ("Agreement of Pairs"), self->chart);
  gw_card_add_end (GW_CARD (card), GTK_WIDGET (self->measure));
  gw_card_add_end (GW_CARD (card), gw_chart_new_menu_button (GW_CHART (self->chart)));
  gw_insights_page_add_chart (GW_INSIGHTS_PAGE (self), GW_CHART (self->chart), TRUE);
  g_signal_connect_object (self->measure, "notify::selected", G_CALLBACK (on_measure_cb), self, G_CONNECT_SWAPPED);
  gw_columns_layout_set_share (card, 1.4);
  return card;
}

static void
gw_agreement_page_dispose (GObject *object)
{
  G_OBJECT_CLASS (gw_agreement_page_parent_class)->dispose (object);

  g_clear_pointer (&GW_AGREEMENT_PAGE (object)->figures, gw_agreement_figures_free);
}

static void
gw_agreement_page_class_init (GwAgreementPageClass *klass)
{
  GwInsightsPageClass *page_class = GW_INSIGHTS_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_agreement_page_dispose;
  page_class->title = N_ ("Agreement");
  page_class->compute = gw_agreement_page_compute;
  page_class->free_figures = (GDestroyNotify) gw_agreement_figures_free;
  page_class->show = gw_agreement_page_show;
  page_class->find_door = gw_agreement_page_find_door;

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "agreement.show-disagreements", NULL,
                                   show_disagreements_action);
}

static void
gw_agreement_page_init (GwAgreementPage *self)
{
  GtkBox *body = gw_insights_page_get_body (GW_INSIGHTS_PAGE (self));
  GtkWidget *figures = gw_columns_new (190, 12);
  GtkWidget *middle = gw_columns_new (330, 12);
  GtkWidget *show_all = gtk_button_new_with_mnemonic (_ ("Show _Disagreements"));

  for (guint i = 0; i < N_FIGURES; i++)
    {
      self->figure_cards[i] = gw_figure_card_new ();
      gtk_box_append (GTK_BOX (figures), self->figure_cards[i]);
    }
  gtk_box_append (GTK_BOX (middle), make_chart_card (self));
  self->labels = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_row_spacing (self->labels, 9);
  gtk_grid_set_column_spacing (self->labels, 18);
  gtk_box_append (GTK_BOX (middle), gw_card_new (_ ("Against the Labels"), GTK_WIDGET (self->labels)));

  self->hard = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->hard, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->hard), "gw-plain-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->hard), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Hardest images"), -1);
  self->hard_card = gw_card_new (_ ("Hardest Images"), GTK_WIDGET (self->hard));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (show_all), "agreement.show-disagreements");
  gw_card_add_end (GW_CARD (self->hard_card), show_all);

  gtk_box_append (body, figures);
  gtk_box_append (body, middle);
  gtk_box_append (body, self->hard_card);
}

GtkWidget *
gw_agreement_page_new (GwProject *project)
{
  return g_object_new (GW_TYPE_AGREEMENT_PAGE, "project", project, NULL);
}
