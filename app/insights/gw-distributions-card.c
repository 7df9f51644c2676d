/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-distributions-card.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-card.h"
#include "gw-chart.h"
#include "gw-columns-layout.h"
#include "gw-distributions-summary.h"
#include "gw-plot-number.h"
#include "gw-segments.h"

#define CHART_HEIGHT 330
#define FIRST_N_BINS 40

#define RAW GW_DISTRIBUTIONS_CHART_RAW
#define CHANGED GW_DISTRIBUTIONS_CHART_CHANGED
#define N_CHARTS GW_DISTRIBUTIONS_N_CHARTS

struct _GwDistributionsCard
{
  GtkWidget parent_instance;

  GtkWidget *card;
  GtkMenuButton *variable;
  GtkLabel *count;
  GtkDropDown *bins;
  GtkSpinButton *number;
  GtkSpinButton *width;
  GwSegments *scale;
  GtkWidget *columns[N_CHARTS];
  GtkLabel *captions[N_CHARTS];
  GwChart *charts[N_CHARTS];
  GtkCheckButton *whole;
  GwDistributionsSummary *summary;

  char *column;
  const GwDistributionsFigures *figures; /* (nullable) */
  GwDistributionsCounts *shown;          /* (unowned): whose bars are drawn */
  GPtrArray *choices;                    /* those of the menu */
  gboolean has_selection;
  double selected[2]; /* values, as the keys of bars have them */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (GwDistributionsCard, gw_distributions_card, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_COLUMN,
  N_PROPS
};

enum
{
  CHANGED_SIGNAL,
  OPEN_RANGE,
  OPEN_OUTLIERS,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static const GwPlotTransformKind scales[] = { GW_PLOT_TRANSFORM_NONE, GW_PLOT_TRANSFORM_LOG, GW_PLOT_TRANSFORM_SQRT,
                                              GW_PLOT_TRANSFORM_BOX_COX };

/* --- what is chosen -------------------------------------------------------------------- */

const char *
gw_distributions_card_get_column (GwDistributionsCard *self)
{
  g_return_val_if_fail (GW_IS_DISTRIBUTIONS_CARD (self), NULL);

  return self->column;
}

void
gw_distributions_card_set_column (GwDistributionsCard *self, const char *name)
{
  g_return_if_fail (GW_IS_DISTRIBUTIONS_CARD (self));

  if (g_strcmp0 (self->column, name) == 0)
    return;
  g_free (self->column);
  self->column = g_strdup (name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLUMN]);
  g_signal_emit (self, signals[CHANGED_SIGNAL], 0);
}

void
gw_distributions_card_get_counting (GwDistributionsCard *self, GwDistributionsCounting *counting)
{
  g_return_if_fail (GW_IS_DISTRIBUTIONS_CARD (self));

  *counting = (GwDistributionsCounting) {
    .bins = (GwBinChoice) MIN (gtk_drop_down_get_selected (self->bins), GW_BIN_CHOICE_WIDTH),
    .n_bins = (gsize) gtk_spin_button_get_value_as_int (self->number),
    .width = gtk_spin_button_get_value (self->width),
    .transform = scales[MIN (gw_segments_get_selected (self->scale), G_N_ELEMENTS (scales) - 1)],
    .whole = gtk_check_button_get_active (self->whole)
  };
}

void
gw_distributions_card_set_transform (GwDistributionsCard *self, GwPlotTransformKind kind)
{
  g_return_if_fail (GW_IS_DISTRIBUTIONS_CARD (self));

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    if (scales[i] == kind)
      gw_segments_set_selected (self->scale, i);
}

GwOutlierRule
gw_distributions_card_get_outlier_rule (GwDistributionsCard *self)
{
  g_return_val_if_fail (GW_IS_DISTRIBUTIONS_CARD (self), GW_OUTLIERS_IQR);

  return gw_distributions_summary_get_rule (self->summary);
}

GwChart *
gw_distributions_card_get_chart (GwDistributionsCard *self, GwDistributionsChart i)
{
  g_return_val_if_fail (GW_IS_DISTRIBUTIONS_CARD (self) && i < N_CHARTS, NULL);

  return self->charts[i];
}

/* --- words ------------------------------------------------------------------------------- */

char *
gw_distributions_card_describe_range (const GwDistributionsColumn *column, double low, double high)
{
  const GwColumnStats *stats = &column->stats;
  const char *unit = column->column.unit;
  g_autofree char *from = gw_plot_number_quantity (low);
  g_autofree char *to = gw_plot_number_quantity (high);
  g_autofree char *range = gw_plot_format_range (low, high, high - low);
  g_autofree char *text = NULL;

  if (low <= stats->moments.min && high > stats->moments.max)
    return g_strdup (_ ("of any value"));
  if (low <= stats->moments.min)
    /* Translators: a number: “under 200” */
    text = g_strdup_printf (_ ("under %s"), to);
  else if (high > stats->moments.max)
    /* Translators: a number: “of 200 or more” */
    text = g_strdup_printf (_ ("of %s or more"), from);
  else
    text = g_steal_pointer (&range);
  return unit[0] != '\0' ? g_strdup_printf ("%s %s", text, unit) : g_steal_pointer (&text);
}

static char *
describe_scale (const GwDistributionsCounts *counts)
{
  g_autofree char *skew = gw_plot_number_fixed (counts->changed_skew, 2);
  g_autofree char *lambda = gw_plot_number_fixed (counts->changed.transform.lambda, 2);

  switch (counts->changed.transform.kind)
    {
    case GW_PLOT_TRANSFORM_LOG:
      return g_strdup_printf (_ ("After natural log · skewness %s"), skew);
    case GW_PLOT_TRANSFORM_SQRT:
      return g_strdup_printf (_ ("After square root · skewness %s"), skew);
    case GW_PLOT_TRANSFORM_BOX_COX:
      return g_strdup_printf (_ ("After Box–Cox, λ = %s · skewness %s"), lambda, skew);
    case GW_PLOT_TRANSFORM_NONE:
    case GW_PLOT_TRANSFORM_LOG1P:
    case GW_PLOT_TRANSFORM_YEO_JOHNSON:
    case GW_PLOT_N_TRANSFORMS:
    default:
      return g_strdup (_ ("These values allow no such scale"));
    }
}

/* --- bars ---------------------------------------------------------------------------------- */

static void
draw (GwDistributionsCard *self)
{
  const GwDistributionsFigures *figures = self->figures;
  const GwDistributionsColumn *column = figures->column;
  GwPlotHistogramOptions options = gw_distributions_get_options (column, &figures->counts->counting, FALSE);
  g_autoptr (GwPlot) raw = NULL;
  g_autoptr (GwPlot) changed = NULL;

  options.title = column->column.title;
  options.has_selection = self->has_selection;
  options.selected_low = self->selected[0];
  options.selected_high = nextafter (self->selected[1], -INFINITY);
  raw = gw_plot_histogram_new_counted (&figures->counts->raw, &options);
  gw_chart_set_plot (self->charts[RAW], raw);
  if (!figures->counts->has_changed)
    return;
  options.show_median = FALSE;
  changed = gw_plot_histogram_new_counted (&figures->counts->changed, &options);
  gw_chart_set_plot (self->charts[CHANGED], changed);
}

static void
drop_selection (GwDistributionsCard *self)
{
  self->has_selection = FALSE;
  for (guint i = 0; i < N_CHARTS; i++)
    gw_chart_clear_range (self->charts[i]);
}

static void
show_captions (GwDistributionsCard *self)
{
  const GwDistributionsCounts *counts = self->figures->counts;
  g_autofree char *skew = gw_plot_number_fixed (self->figures->column->stats.moments.skew, 2);
  g_autofree char *raw = g_strdup_printf (_ ("As measured · skewness %s"), skew);
  g_autofree char *changed = describe_scale (counts);

  gtk_label_set_label (self->captions[RAW], raw);
  gtk_label_set_label (self->captions[CHANGED], changed);
  gtk_widget_set_visible (self->columns[CHANGED], counts->counting.transform != GW_PLOT_TRANSFORM_NONE);
  gtk_widget_set_visible (GTK_WIDGET (self->charts[CHANGED]), counts->has_changed);
  gtk_widget_set_visible (GTK_WIDGET (self->whole), counts->has_tail);
}

/* --- the menu of variables ------------------------------------------------------------------- */

static void
show_choices (GwDistributionsCard *self)
{
  g_autoptr (GMenuModel) menu = NULL;

  if (!gw_column_choices_equal (self->choices, self->figures->choices))
    {
      g_clear_pointer (&self->choices, g_ptr_array_unref);
      self->choices = g_ptr_array_ref (self->figures->choices);
      menu = gw_column_choices_make_menu (self->choices, GW_COLUMN_IMAGES | GW_COLUMN_OBJECTS, "distributions.column");
      gtk_menu_button_set_menu_model (self->variable, menu);
    }
  gtk_menu_button_set_label (self->variable, self->figures->column->column.title);
  if (g_strcmp0 (self->column, self->figures->column->column.name) == 0)
    return;
  g_free (self->column);
  self->column = g_strdup (self->figures->column->column.name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLUMN]);
}

/* A first width that is of the values' size. */
static void
show_width (GwDistributionsCard *self)
{
  const GwColumnStats *stats = &self->figures->column->stats;
  const double range = stats->p95 - stats->p5;
  const double step = range > 0 ? pow (10, floor (log10 (range / 10))) : 1;

  if (self->figures->counts->counting.bins == GW_BIN_CHOICE_WIDTH)
    return;
  self->filling = TRUE;
  gtk_spin_button_set_digits (self->width, (guint) CLAMP (-floor (log10 (step)), 0, 9));
  gtk_adjustment_configure (gtk_spin_button_get_adjustment (self->width), step, step / 10, step * 1e6, step, step * 10,
                            0);
  self->filling = FALSE;
}

void
gw_distributions_card_show (GwDistributionsCard *self, const GwDistributionsFigures *figures)
{
  g_autofree char *count = NULL;

  g_return_if_fail (GW_IS_DISTRIBUTIONS_CARD (self));

  self->figures = figures;
  count = gw_plot_rows_count (gw_distributions_column_get_rows (figures->column), (double) figures->column->stats.n);
  gtk_label_set_label (self->count, count);
  gw_card_set_title (GW_CARD (self->card), figures->column->column.title);
  show_choices (self);
  show_width (self);
  gw_distributions_summary_show (self->summary, figures);
  if (self->shown == figures->counts)
    return;
  self->shown = figures->counts;
  drop_selection (self);
  show_captions (self);
  draw (self);
}

/* --- ranges -------------------------------------------------------------------------------------- */

static const GwHistogram *
get_bins (GwDistributionsCard *self, GwChart *chart)
{
  return chart == self->charts[RAW] ? &self->figures->counts->raw.bins : &self->figures->counts->changed.bins;
}

/* What a bar stands for, in the values' own unit. */
static gboolean
read_bar (GwChart *chart, gsize i, double *low, double *high)
{
  return gw_plot_histogram_parse_key (gw_plot_get_key (gw_chart_get_plot (chart), (GwPlotMark) { 0, i }), low, high);
}

/* A range is of whole bars: those that it touches. */
static void
on_range_selected_cb (GwChart *chart, double low, double high, GwDistributionsCard *self)
{
  const GwHistogram *bins = get_bins (self, chart);
  gsize first = 0, last = bins->n_bins - 1;
  double count = 0, unused;
  g_autofree char *rows = NULL;
  g_autofree char *range = NULL;

  while (first < last && bins->edges[first + 1] <= low)
    first++;
  while (last > first && bins->edges[last] >= high)
    last--;
  if (!read_bar (chart, first, &self->selected[0], &unused) || !read_bar (chart, last, &unused, &self->selected[1]))
    return;
  for (gsize i = first; i <= last; i++)
    count += (double) bins->counts[i];

  self->has_selection = TRUE;
  for (guint i = 0; i < N_CHARTS; i++)
    if (self->charts[i] != chart)
      gw_chart_clear_range (self->charts[i]);
  self->has_selection = TRUE;
  draw (self);
  gw_chart_set_range (chart, bins->edges[first], bins->edges[last + 1]);
  rows = gw_plot_rows_count (gw_distributions_column_get_rows (self->figures->column), count);
  range = gw_distributions_card_describe_range (self->figures->column, self->selected[0], self->selected[1]);
  gw_chart_set_range_text (chart, rows, range, count > 0);
}

static void
on_range_activated_cb (GwChart *chart, double low, double high, GwDistributionsCard *self)
{
  if (self->has_selection)
    g_signal_emit (self, signals[OPEN_RANGE], 0, self->selected[0], self->selected[1]);
}

static void
on_range_cleared_cb (GwChart *chart, GwDistributionsCard *self)
{
  if (!self->has_selection || self->figures == NULL)
    return;
  self->has_selection = FALSE;
  draw (self);
}

/* --- the card -------------------------------------------------------------------------------------- */

static void
on_changed_cb (GwDistributionsCard *self)
{
  const guint bins = gtk_drop_down_get_selected (self->bins);

  gtk_widget_set_visible (GTK_WIDGET (self->number), bins == GW_BIN_CHOICE_NUMBER);
  gtk_widget_set_visible (GTK_WIDGET (self->width), bins == GW_BIN_CHOICE_WIDTH);
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED_SIGNAL], 0);
}

static void
on_open_outliers_cb (GwDistributionsCard *self)
{
  g_signal_emit (self, signals[OPEN_OUTLIERS], 0);
}

static GtkWidget *
make_variable (GwDistributionsCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->variable = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_always_show_arrow (self->variable, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->variable), "gw-strong");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->variable), _ ("Variable"));
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "gw-secondary");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "gw-num");
  gtk_label_set_ellipsize (self->count, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->count, 0);
  gtk_widget_set_valign (GTK_WIDGET (self->variable), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->variable));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count));
  return box;
}

static GtkWidget *
make_title (const char *text, GtkWidget *of)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "gw-secondary");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (of), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  return label;
}

static GtkSpinButton *
make_spin (GwDistributionsCard *self, double low, double high, double value, const char *name)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (low, high, 1);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), value);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_visible (spin, FALSE);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_SPIN_BUTTON (spin);
}

static GtkWidget *
make_bins (GwDistributionsCard *self)
{
  const char *const names[] = { _ ("Freedman–Diaconis"), _ ("Scott"), _ ("Sturges"),
                                _ ("Square Root"),       _ ("Auto"),  _ ("Fixed Number"),
                                _ ("Fixed Width"),       NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->bins = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (names));
  self->number = make_spin (self, 1, GW_HISTOGRAM_MAX_BINS, FIRST_N_BINS, _ ("Number of Bins"));
  self->width = make_spin (self, 1, 1e6, 1, _ ("Width of a Bin"));
  gtk_box_append (GTK_BOX (box), make_title (_ ("Bins"), GTK_WIDGET (self->bins)));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->bins));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->number));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->width));
  g_signal_connect_object (self->bins, "notify::selected", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  return box;
}

static GtkWidget *
make_head (GwDistributionsCard *self)
{
  const char *const names[] = { _ ("None"), _ ("Log"), _ ("Square Root"), _ ("Box–Cox"), NULL };
  GtkWidget *head = gw_columns_new (0, 12);
  GtkWidget *end = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *scale = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *variable = make_variable (self);

  self->scale = GW_SEGMENTS (gw_segments_new (names, _ ("Scale")));
  gtk_box_append (GTK_BOX (scale), make_title (_ ("Scale"), GTK_WIDGET (self->scale)));
  gtk_box_append (GTK_BOX (scale), GTK_WIDGET (self->scale));
  gtk_box_append (GTK_BOX (end), make_bins (self));
  gtk_box_append (GTK_BOX (end), scale);
  gtk_widget_set_halign (end, GTK_ALIGN_END);
  gw_columns_layout_set_share (end, 2.2);
  gtk_box_append (GTK_BOX (head), variable);
  gtk_box_append (GTK_BOX (head), end);
  g_signal_connect_object (self->scale, "notify::selected", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  return head;
}

static GtkWidget *
make_chart (GwDistributionsCard *self, guint i)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->captions[i] = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->captions[i]), "gw-secondary");
  gtk_label_set_ellipsize (self->captions[i], PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->captions[i]), TRUE);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->captions[i]));
  if (i == RAW)
    {
      self->whole = GTK_CHECK_BUTTON (gtk_check_button_new_with_label (_ ("Whole Range")));
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->whole), _ ("The few values far from the others too"));
      gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->whole));
      g_signal_connect_object (self->whole, "toggled", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
    }
  self->charts[i] = GW_CHART (gw_chart_new ());
  gtk_box_append (GTK_BOX (line), gw_chart_new_menu_button (self->charts[i]));
  gw_chart_set_range_selectable (self->charts[i], TRUE);
  gtk_widget_set_size_request (GTK_WIDGET (self->charts[i]), -1, CHART_HEIGHT);
  gtk_widget_set_vexpand (GTK_WIDGET (self->charts[i]), TRUE);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->charts[i]));
  g_signal_connect_object (self->charts[i], "range-selected", G_CALLBACK (on_range_selected_cb), self, 0);
  g_signal_connect_object (self->charts[i], "range-activated", G_CALLBACK (on_range_activated_cb), self, 0);
  g_signal_connect_object (self->charts[i], "range-cleared", G_CALLBACK (on_range_cleared_cb), self, 0);
  self->columns[i] = box;
  return box;
}

static GtkWidget *
make_body (GwDistributionsCard *self)
{
  GtkWidget *body = gw_columns_new (0, 18);
  GtkWidget *charts = gw_columns_new (300, 18);
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);

  for (guint i = 0; i < N_CHARTS; i++)
    gtk_box_append (GTK_BOX (charts), make_chart (self, i));
  gw_columns_layout_set_share (charts, 4.8);
  self->summary = GW_DISTRIBUTIONS_SUMMARY (gw_distributions_summary_new ());
  gtk_box_append (GTK_BOX (side), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (side), GTK_WIDGET (self->summary));
  gtk_box_append (GTK_BOX (body), charts);
  gtk_box_append (GTK_BOX (body), side);
  g_signal_connect_object (self->summary, "notify::rule", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->summary, "open-outliers", G_CALLBACK (on_open_outliers_cb), self, G_CONNECT_SWAPPED);
  return body;
}

static void
gw_distributions_card_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_COLUMN:
      /* The state of an action has to be a text. */
      g_value_set_string (value,
                          GW_DISTRIBUTIONS_CARD (object)->column != NULL ? GW_DISTRIBUTIONS_CARD (object)->column : "");
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gw_distributions_card_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_COLUMN:
      gw_distributions_card_set_column (GW_DISTRIBUTIONS_CARD (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gw_distributions_card_dispose (GObject *object)
{
  GwDistributionsCard *self = GW_DISTRIBUTIONS_CARD (object);

  self->figures = NULL;
  g_clear_pointer (&self->card, gtk_widget_unparent);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->column, g_free);

  G_OBJECT_CLASS (gw_distributions_card_parent_class)->dispose (object);
}

static void
gw_distributions_card_class_init (GwDistributionsCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GType type = G_TYPE_FROM_CLASS (klass);

  object_class->get_property = gw_distributions_card_get_property;
  object_class->set_property = gw_distributions_card_set_property;
  object_class->dispose = gw_distributions_card_dispose;

  properties[PROP_COLUMN] = g_param_spec_string ("column", NULL, NULL, NULL,
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED_SIGNAL] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[OPEN_RANGE] = g_signal_new ("open-range", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                      G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[OPEN_OUTLIERS] = g_signal_new ("open-outliers", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_property_action (widget_class, "distributions.column", "column");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
gw_distributions_card_init (GwDistributionsCard *self)
{
  self->filling = TRUE;
  self->card = gw_card_new (_ ("Distribution"), make_body (self));
  gw_card_set_head (GW_CARD (self->card), make_head (self));
  gtk_widget_set_parent (self->card, GTK_WIDGET (self));
  self->filling = FALSE;
}

GtkWidget *
gw_distributions_card_new (void)
{
  return g_object_new (GW_TYPE_DISTRIBUTIONS_CARD, NULL);
}
