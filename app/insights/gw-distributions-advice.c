/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-distributions-advice.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-plot-number.h"

/* Fewer say little of a shape. */
#define FEW 30

struct _GwDistributionsAdvice
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *text;
  GtkButton *use;
  GtkMenuButton *why;
  GtkLabel *reason;
};

G_DEFINE_FINAL_TYPE (GwDistributionsAdvice, gw_distributions_advice, GTK_TYPE_WIDGET)

/* --- words ------------------------------------------------------------------------------ */

static const char *
get_scale (GwPlotTransformKind kind)
{
  switch (kind)
    {
    case GW_PLOT_TRANSFORM_LOG:
      return _ ("A log scale");
    case GW_PLOT_TRANSFORM_SQRT:
      return _ ("A square root scale");
    default:
      return _ ("A Box–Cox scale");
    }
}

/* What the scale is good for. */
static const char *
get_use (const GwDistributionsColumn *column)
{
  return column->column.rows == GW_ROWS_OBJECTS ? _ ("use it before clustering anchors or removing outliers")
                                                : _ ("use it before removing outliers");
}

static char *
describe_skew (const GwDistributionsColumn *column, double skew)
{
  const char *name = column->column.label;

  if (skew >= GW_COLUMN_STRONGLY_SKEWED)
    return g_strdup_printf (_ ("%s is strongly right-skewed."), name);
  if (skew >= GW_COLUMN_SKEWED)
    return g_strdup_printf (_ ("%s is right-skewed."), name);
  if (skew <= -GW_COLUMN_STRONGLY_SKEWED)
    return g_strdup_printf (_ ("%s is strongly left-skewed."), name);
  return g_strdup_printf (_ ("%s is left-skewed."), name);
}

static char *
describe_help (const GwDistributionsColumn *column, const GwColumnShape *shape)
{
  g_autofree char *after = gw_plot_number_fixed (shape->skew_after, 2);

  if (shape->best == GW_PLOT_TRANSFORM_NONE)
    return g_strdup (_ ("None of the scales makes it even: go by median and quantiles rather than by mean."));
  if (fabs (shape->skew_after) < GW_COLUMN_SKEWED)
    /* Translators: a scale, and what to do: “A log scale brings skewness close to 0, so use it before …” */
    return g_strdup_printf (_ ("%s brings skewness close to 0, so %s."), get_scale (shape->best), get_use (column));
  return g_strdup_printf (_ ("%s helps most, and leaves a skewness of %s."), get_scale (shape->best), after);
}

static char *
describe_reason (const GwDistributionsColumn *column, const GwColumnShape *shape)
{
  g_autofree char *before = gw_plot_number_fixed (shape->skew, 2);
  g_autofree char *after = gw_plot_number_fixed (shape->skew_after, 2);
  g_autofree char *mean = gw_plot_number_quantity (column->stats.moments.mean);
  g_autofree char *median = gw_plot_number_quantity (column->stats.box.median);
  g_autofree char *rows = gw_plot_rows_count (gw_distributions_column_get_rows (column), (double) column->stats.n);
  g_autofree char *first = g_strdup_printf (
      _ ("Skewness says how far a distribution leans to one side: 0 is even, beyond ±%.1f it is skewed, "
         "beyond ±%.0f strongly so. It is %s here, of %s. The mean is %s, the median %s: far values "
         "pull the mean to their side."),
      GW_COLUMN_SKEWED, GW_COLUMN_STRONGLY_SKEWED, before, rows, mean, median);
  g_autofree char *second = NULL;

  if (shape->best != GW_PLOT_TRANSFORM_NONE)
    second = g_strdup_printf (_ ("%s leaves a skewness of %s. Of the scales that do it, it is the simplest."),
                              get_scale (shape->best), after);
  return second != NULL ? g_strdup_printf ("%s\n\n%s", first, second) : g_steal_pointer (&first);
}

/* --- showing ------------------------------------------------------------------------------ */

static void
set_text (GwDistributionsAdvice *self, const char *text)
{
  gtk_label_set_label (self->text, text);
  gtk_widget_set_visible (GTK_WIDGET (self->why), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->use), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
show_shape (GwDistributionsAdvice *self, const GwDistributionsFigures *figures)
{
  const GwColumnShape *shape = &figures->extras->shape;
  const GwDistributionsColumn *column = figures->column;
  g_autofree char *reason = describe_reason (column, shape);
  g_autofree char *text = NULL;
  g_autofree char *skew = NULL;
  g_autofree char *help = NULL;

  if (fabs (shape->skew) < GW_COLUMN_SKEWED)
    text = g_strdup_printf (_ ("%s is about even: it needs no other scale."), column->column.label);
  else
    {
      skew = describe_skew (column, shape->skew);
      help = describe_help (column, shape);
      text = g_strdup_printf ("%s %s", skew, help);
    }
  set_text (self, text);
  gtk_label_set_label (self->reason, reason);
  gtk_widget_set_visible (GTK_WIDGET (self->why), TRUE);
  if (shape->best == GW_PLOT_TRANSFORM_NONE || figures->counts->counting.transform == shape->best)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->use), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->use), "u", (guint) shape->best);
}

static void
show_measuring (GwDistributionsAdvice *self, GwWork *measuring)
{
  GwWorkStatus status;
  g_autofree char *done = NULL;
  g_autofree char *total = NULL;
  g_autofree char *text = NULL;

  gw_work_get_status (measuring, &status, NULL);
  done = gw_plot_number_count ((double) status.done);
  total = gw_plot_number_count ((double) status.total);
  if (status.total > 0)
    text = g_strdup_printf (_ ("Pictures are being measured, once for each: %s of %s."), done, total);
  set_text (self, text != NULL ? text : _ ("Pictures are being measured, once for each."));
}

void
gw_distributions_advice_show (GwDistributionsAdvice *self, const GwDistributionsFigures *figures, GwWork *measuring)
{
  const GwColumnStats *stats = &figures->column->stats;
  g_autofree char *text = NULL;

  g_return_if_fail (GW_IS_DISTRIBUTIONS_ADVICE (self));

  if (measuring != NULL && figures->column->column.from_pictures && stats->n_missing > 0)
    show_measuring (self, measuring);
  else if (stats->n > 0 && stats->n < FEW)
    {
      text = g_strdup_printf (
          ngettext ("Only %u value: read with care.", "Only %u values: read with care.", (gulong) stats->n),
          (guint) stats->n);
      set_text (self, text);
    }
  else if (figures->extras == NULL || isnan (figures->extras->shape.skew))
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  else
    show_shape (self, figures);
}

/* --- the widget ----------------------------------------------------------------------------- */

static GtkWidget *
make_why (GwDistributionsAdvice *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->reason = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->reason, TRUE);
  gtk_label_set_max_width_chars (self->reason, 50);
  gtk_label_set_xalign (self->reason, 0);
  gtk_label_set_selectable (self->reason, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->reason), "gw-popover-form");
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->reason));
  self->why = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_label (self->why, _ ("Why?"));
  gtk_menu_button_set_popover (self->why, popover);
  return GTK_WIDGET (self->why);
}

static void
gw_distributions_advice_dispose (GObject *object)
{
  g_clear_pointer (&GW_DISTRIBUTIONS_ADVICE (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (gw_distributions_advice_parent_class)->dispose (object);
}

static void
gw_distributions_advice_class_init (GwDistributionsAdviceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_distributions_advice_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gw_distributions_advice_init (GwDistributionsAdvice *self)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-information-symbolic");
  GtkWidget *why = make_why (self);

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  gtk_widget_add_css_class (self->box, "gw-advice-line");
  self->text = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->text, TRUE);
  gtk_label_set_xalign (self->text, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->text), TRUE);
  self->use = GTK_BUTTON (gtk_button_new_with_mnemonic (_ ("_Use It")));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->use), "u", (guint) GW_PLOT_TRANSFORM_NONE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->use), "distributions.use-scale");
  gtk_widget_set_valign (GTK_WIDGET (self->use), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (why, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->box), icon);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->use));
  gtk_box_append (GTK_BOX (self->box), why);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
gw_distributions_advice_new (void)
{
  return g_object_new (GW_TYPE_DISTRIBUTIONS_ADVICE, NULL);
}
