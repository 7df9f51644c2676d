/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-class-balance-preview.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-card.h"
#include "gw-chart.h"
#include "gw-columns-layout.h"
#include "gw-plot-bars.h"
#include "gw-plot-number.h"
#include "gw-segments.h"

#define BARS_HEIGHT 150
/* So many places of the slider lie between the smallest class and the largest. */
#define SLIDER_STEPS 200.0

struct _GwClassBalancePreview
{
  GtkWidget parent_instance;

  GtkWidget *card;
  GwSegments *methods;
  GtkWidget *columns;
  GtkWidget *before;
  GtkWidget *after;
  GtkWidget *target_row;
  GtkLabel *target_title;
  GtkScale *target;
  GtkLabel *target_figure;
  GtkWidget *rows[3];
  GtkLabel *note;
  const GwClassBalanceFigures *figures;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (GwClassBalancePreview, gw_class_balance_preview, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const struct
{
  const char *method;
  const char *title;
} methods[] = {
  { NULL, N_ ("None") },
  { "random-over", N_ ("Oversample") },
  { "smote", N_ ("SMOTE") },
  { "adasyn", N_ ("ADASYN") },
  { "random-under", N_ ("Undersample") },
  { "tomek", N_ ("Tomek Links") },
  { "cluster-centroids", N_ ("Cluster Centroids") },
};

const char *
gw_class_balance_preview_get_method (GwClassBalancePreview *self)
{
  g_return_val_if_fail (GW_IS_CLASS_BALANCE_PREVIEW (self), NULL);

  return methods[MIN (gw_segments_get_selected (self->methods), G_N_ELEMENTS (methods) - 1)].method;
}

void
gw_class_balance_preview_set_method (GwClassBalancePreview *self, const char *method)
{
  g_return_if_fail (GW_IS_CLASS_BALANCE_PREVIEW (self));

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (g_strcmp0 (methods[i].method, method) == 0)
      gw_segments_set_selected (self->methods, i);
}

static gboolean
has_target (GwClassBalancePreview *self)
{
  const char *method = gw_class_balance_preview_get_method (self);

  return g_strcmp0 (method, "random-over") == 0 || g_strcmp0 (method, "random-under") == 0;
}

guint64
gw_class_balance_preview_get_target (GwClassBalancePreview *self)
{
  g_return_val_if_fail (GW_IS_CLASS_BALANCE_PREVIEW (self), 0);

  return has_target (self) ? (guint64) gtk_range_get_value (GTK_RANGE (self->target)) : 0;
}

/* --- bars ------------------------------------------------------------------------ */

/* Small bars, the largest class first, up to `most` in both charts. */
static GwPlot *
make_bars (const GwClassBalanceFigures *figures, const guint64 *counts, double most, const char *title)
{
  const gsize n = figures->balance->n_classes;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree gsize *order = g_new (gsize, MAX (n, 1));
  GwPlotLayer *bars = gw_plot_bars_new (FALSE);
  GwPlot *plot = gw_plot_new ("bars");
  g_autoptr (GString) summary = g_string_new (title);

  for (gsize i = 0; i < n; i++)
    order[i] = i;
  /* Classes are few, and most are in order already. */
  for (gsize i = 1; i < n; i++)
    for (gsize j = i; j > 0 && figures->balance->counts[order[j]] > figures->balance->counts[order[j - 1]]; j--)
      {
        const gsize swapped = order[j];

        order[j] = order[j - 1];
        order[j - 1] = swapped;
      }

  for (gsize i = 0; i < n; i++)
    {
      const char *name = g_ptr_array_index (figures->names, order[i]);
      const double count = (double) counts[order[i]];
      g_autofree char *value = gw_plot_rows_count (figures->rows, count);
      const GwPlotBar bar = { .begin = (double) i - GW_PLOT_BAR_HALF,
                              .end = (double) i + GW_PLOT_BAR_HALF,
                              .to = count,
                              .color = g_array_index (figures->colors, guint32, order[i]),
                              .pattern = (guint) order[i],
                              .name = name,
                              .value = value };

      gw_plot_bars_add (bars, &bar);
      g_ptr_array_add (names, g_strdup (name));
      g_string_append_printf (summary, "%s %s: %s", i > 0 ? "," : ".", name, value);
    }
  gw_plot_set_title (plot, title, NULL);
  gw_plot_set_axis (plot, GW_PLOT_AXIS_X, gw_plot_scale_category (names), NULL,
                    GW_PLOT_AXIS_BASE | GW_PLOT_AXIS_NO_LABELS);
  gw_plot_set_axis (plot, GW_PLOT_AXIS_Y, gw_plot_scale_linear (0, MAX (most, 1)), NULL, GW_PLOT_AXIS_HIDDEN);
  gw_plot_add_layer (plot, bars);
  gw_plot_set_summary (plot, summary->str);
  return plot;
}

static void
show_bars (GwClassBalancePreview *self)
{
  const GwClassBalanceFigures *figures = self->figures;
  const guint64 *after = figures->after != NULL ? figures->after : figures->balance->counts;
  g_autoptr (GwPlot) old = NULL;
  g_autoptr (GwPlot) new = NULL;
  guint64 most = 0;

  for (gsize i = 0; i < figures->balance->n_classes; i++)
    most = MAX (most, MAX (figures->balance->counts[i], after[i]));
  old = make_bars (figures, figures->balance->counts, (double) most, _ ("Before"));
  new = make_bars (figures, after, (double) most, _ ("After"));
  gw_chart_set_plot (GW_CHART (self->before), old);
  gw_chart_set_plot (GW_CHART (self->after), new);
}

/* --- figures ----------------------------------------------------------------------- */

static char *
format_ratio (double ratio)
{
  g_autofree char *number = ratio >= 10 ? gw_plot_number_count (ratio) : gw_plot_number_fixed (ratio, 1);

  return isfinite (ratio) ? g_strdup_printf ("%s : 1", number) : g_strdup ("—");
}

static void
set_change (GtkWidget *row, const char *before, const char *after)
{
  g_autofree char *text = after != NULL ? g_strdup_printf ("%s → %s", before, after) : g_strdup (before);

  gw_figure_row_set (row, text);
}

static void
show_figures (GwClassBalancePreview *self)
{
  const GwClassBalanceFigures *figures = self->figures;
  const GwClassBalance *old = &figures->balance->balance;
  GwClassBalance new = { 0 };
  const gboolean there = figures->after != NULL
                         && gw_status_has_values (gw_class_balance (figures->after, figures->balance->n_classes, &new));
  g_autofree char *old_n = gw_plot_number_count ((double) old->n_rows);
  g_autofree char *new_n = there ? gw_plot_number_count ((double) new.n_rows) : NULL;
  g_autofree char *old_ratio = format_ratio (old->imbalance_ratio);
  g_autofree char *new_ratio = there ? format_ratio (new.imbalance_ratio) : NULL;
  g_autofree char *old_even = gw_plot_number_fixed (old->evenness, 2);
  g_autofree char *new_even = there ? gw_plot_number_fixed (new.evenness, 2) : NULL;

  set_change (self->rows[0], old_n, new_n);
  set_change (self->rows[1], old_ratio, new_ratio);
  set_change (self->rows[2], old_even, new_even);
}

static void
show_note (GwClassBalancePreview *self)
{
  const GwClassBalanceFigures *figures = self->figures;
  g_autoptr (GString) text = g_string_new (NULL);

  if (figures->failure != NULL)
    g_string_append_printf (text, "%s ", figures->failure);
  if (figures->features != NULL)
    {
      g_autoptr (GString) list = g_string_new (NULL);
      g_autofree char *n = gw_plot_number_count ((double) figures->n_rows);

      for (guint i = 0; figures->features[i] != NULL; i++)
        g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", _ (figures->features[i]));
      /* Translators: how many rows, and by which features */
      g_string_append_printf (text, _ ("Neighbors by %s, in %s rows. "), list->str, n);
    }
  g_string_append (text, _ ("Nothing changes until you export."));
  gtk_label_set_label (self->note, text->str);
}

static void
show_target (GwClassBalancePreview *self)
{
  const GwBalance *balance = self->figures->balance;
  const double low = balance->n_classes > 0 ? (double) balance->counts[balance->smallest] : 0;
  const double high = balance->n_classes > 0 ? (double) balance->counts[balance->largest] : 0;
  const gboolean over = g_strcmp0 (gw_class_balance_preview_get_method (self), "random-over") == 0;
  GtkAdjustment *adjustment = gtk_range_get_adjustment (GTK_RANGE (self->target));

  gtk_widget_set_visible (self->target_row, has_target (self) && high > low);
  gtk_label_set_label (self->target_title, over ? _ ("Target for small classes") : _ ("Target for large classes"));
  if (gtk_adjustment_get_lower (adjustment) == low && gtk_adjustment_get_upper (adjustment) == high)
    return;
  self->filling = TRUE;
  gtk_adjustment_configure (adjustment, over ? high : low, low, high, MAX (1, floor ((high - low) / SLIDER_STEPS)),
                            MAX (1, floor ((high - low) / 10)), 0);
  self->filling = FALSE;
}

static void
show_target_figure (GwClassBalancePreview *self)
{
  g_autofree char *figure = gw_plot_number_count (floor (gtk_range_get_value (GTK_RANGE (self->target))));

  gtk_label_set_label (self->target_figure, figure);
}

void
gw_class_balance_preview_show (GwClassBalancePreview *self, const GwClassBalanceFigures *figures)
{
  g_return_if_fail (GW_IS_CLASS_BALANCE_PREVIEW (self));

  self->figures = figures;
  show_target (self);
  show_target_figure (self);
  show_bars (self);
  show_figures (self);
  show_note (self);
}

/* --- the card --------------------------------------------------------------------------- */

static void
on_method_cb (GwClassBalancePreview *self)
{
  GtkAdjustment *adjustment = gtk_range_get_adjustment (GTK_RANGE (self->target));
  const gboolean over = g_strcmp0 (gw_class_balance_preview_get_method (self), "random-over") == 0;

  self->filling = TRUE;
  gtk_adjustment_set_value (adjustment,
                            over ? gtk_adjustment_get_upper (adjustment) : gtk_adjustment_get_lower (adjustment));
  self->filling = FALSE;
  if (self->figures != NULL)
    show_target (self);
  show_target_figure (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_target_cb (GwClassBalancePreview *self)
{
  show_target_figure (self);
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
make_chart (const char *title, GtkWidget **chart)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "gw-secondary");
  *chart = gw_chart_new ();
  gtk_widget_set_size_request (*chart, -1, BARS_HEIGHT);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), *chart);
  return box;
}

static GtkWidget *
make_figures (GwClassBalancePreview *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  static const char *const titles[] = { N_ ("Rows"), N_ ("Ratio"), N_ ("Evenness") };

  self->target_row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->target_title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->target_title, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->target_title), TRUE);
  self->target = GTK_SCALE (gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0, 1, 1));
  gtk_scale_set_draw_value (self->target, FALSE);
  gtk_widget_set_size_request (GTK_WIDGET (self->target), 120, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->target), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Target"), -1);
  self->target_figure = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->target_figure), "gw-num");
  gtk_widget_add_css_class (GTK_WIDGET (self->target_figure), "gw-strong");
  gtk_label_set_width_chars (self->target_figure, 6);
  gtk_label_set_xalign (self->target_figure, 1);
  gtk_box_append (GTK_BOX (self->target_row), GTK_WIDGET (self->target_title));
  gtk_box_append (GTK_BOX (self->target_row), GTK_WIDGET (self->target));
  gtk_box_append (GTK_BOX (self->target_row), GTK_WIDGET (self->target_figure));
  gtk_box_append (GTK_BOX (box), self->target_row);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      self->rows[i] = gw_figure_row_new (_ (titles[i]));
      gtk_box_append (GTK_BOX (box), self->rows[i]);
    }
  self->note = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->note, TRUE);
  gtk_label_set_xalign (self->note, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "gw-secondary");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->note));
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  return box;
}

static void
gw_class_balance_preview_dispose (GObject *object)
{
  g_clear_pointer (&GW_CLASS_BALANCE_PREVIEW (object)->card, gtk_widget_unparent);

  G_OBJECT_CLASS (gw_class_balance_preview_parent_class)->dispose (object);
}

static void
gw_class_balance_preview_class_init (GwClassBalancePreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_class_balance_preview_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gw_class_balance_preview_init (GwClassBalancePreview *self)
{
  const char *titles[G_N_ELEMENTS (methods) + 1] = { NULL };
  GtkWidget *figures;

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    titles[i] = _ (methods[i].title);
  self->columns = gw_columns_new (220, 18);
  gtk_box_append (GTK_BOX (self->columns), make_chart (_ ("Before"), &self->before));
  gtk_box_append (GTK_BOX (self->columns), make_chart (_ ("After"), &self->after));
  figures = make_figures (self);
  gw_columns_layout_set_share (figures, 1.8);
  gtk_box_append (GTK_BOX (self->columns), figures);

  self->card = gw_card_new (_ ("Resampling Preview"), self->columns);
  self->methods = GW_SEGMENTS (gw_segments_new (titles, _ ("Remedy")));
  gw_card_add_end (GW_CARD (self->card), GTK_WIDGET (self->methods));
  gtk_widget_set_parent (self->card, GTK_WIDGET (self));
  g_signal_connect_object (self->methods, "notify::selected", G_CALLBACK (on_method_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->target, "value-changed", G_CALLBACK (on_target_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
gw_class_balance_preview_new (void)
{
  return g_object_new (GW_TYPE_CLASS_BALANCE_PREVIEW, NULL);
}
