/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-quality-missing.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-card.h"
#include "gw-columns-layout.h"
#include "gw-plot-missing.h"
#include "gw-plot-number.h"
#include "gw-plot-rows.h"

#define MAP_HEIGHT 260
#define CHART_HEIGHT 200

struct _GwQualityMissing
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *map_card;
  GtkWidget *fill_card;
  GwChart *charts[GW_QUALITY_MISSING_N_CHARTS];
  GtkLabel *texts[GW_QUALITY_MISSING_N_CHARTS];
  GtkDropDown *column;
  GtkDropDown *fill;
  char *column_name; /* (nullable) */
  gboolean updating;
  const GwMissingValues *values; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (GwQualityMissing, gw_quality_missing, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- showing -------------------------------------------------------------------------- */

static void
show_map (GwQualityMissing *self)
{
  const GwMissingValues *values = self->values;
  const GwPlotMissingOptions options = { .title = _ ("Missing Values"),
                                         .columns = (const char *const *) values->titles->pdata,
                                         .rows = GW_PLOT_ROWS_IMAGES };
  g_autofree char *complete = gw_plot_number_count ((double) values->n_complete);
  g_autofree char *all = gw_plot_rows_count (GW_PLOT_ROWS_IMAGES, (double) values->n);
  /* Translators: a count, and images: “120 of 128 images are complete” */
  g_autofree char *subtitle = g_strdup_printf (_ ("%s of %s are complete"), complete, all);
  g_autoptr (GwPlot) plot = NULL;

  gw_card_set_subtitle (GW_CARD (self->map_card), subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->charts[GW_QUALITY_MISSING_MAP]), values->n_columns > 0);
  gtk_label_set_label (self->texts[GW_QUALITY_MISSING_MAP], values->n_columns > 0 ? "" : _ ("Nothing is missing."));
  gtk_widget_set_visible (GTK_WIDGET (self->texts[GW_QUALITY_MISSING_MAP]), values->n_columns == 0);
  if (values->n_columns == 0)
    return;
  plot = gw_plot_missing_new (values->table, values->n, values->n_columns, &options);
  gw_chart_set_plot (self->charts[GW_QUALITY_MISSING_MAP], plot);
}

static void
show_column (GwQualityMissing *self, GwQualityMissingChart which, const double *values, const GwFilled *filled,
             const char *title)
{
  const GwMoments *moments = which == GW_QUALITY_MISSING_BEFORE ? &filled->moments_before : &filled->moments_after;
  const GwPlotHistogramOptions options = { .title = title,
                                           .name = title,
                                           .rows = GW_PLOT_ROWS_IMAGES,
                                           .rule = GW_BINS_AUTO,
                                           .has_range = filled->moments_after.max > filled->moments_after.min,
                                           .low = filled->moments_after.min,
                                           .high = filled->moments_after.max,
                                           .show_mean = TRUE };
  g_autoptr (GwPlot) plot = gw_plot_histogram_new (values, filled->n, &options, NULL);
  g_autofree char *mean = gw_plot_number_quantity (moments->mean);
  g_autofree char *deviation = gw_plot_number_quantity (moments->deviation);
  g_autofree char *text = which == GW_QUALITY_MISSING_BEFORE
                              /* Translators: figures of a column of numbers */
                              ? g_strdup_printf (_ ("Before: mean %s, deviation %s"), mean, deviation)
                              : g_strdup_printf (_ ("After: mean %s, deviation %s"), mean, deviation);

  gtk_label_set_label (self->texts[which], text);
  gw_chart_set_plot (self->charts[which], plot);
}

/* Does not say that something changed. */
static void
show_choice (GwQualityMissing *self, const char *column)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; i < self->values->names->len; i++)
    {
      gtk_string_list_append (titles, g_ptr_array_index (self->values->titles, i));
      if (g_strcmp0 (g_ptr_array_index (self->values->names, i), column) == 0)
        selected = i;
    }
  self->updating = TRUE;
  gtk_drop_down_set_model (self->column, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (self->column, selected);
  self->updating = FALSE;
}

static void
show_fill (GwQualityMissing *self, const GwQualityMissingPart *part)
{
  const char *title = "";
  g_autofree char *count = gw_plot_rows_count (GW_PLOT_ROWS_IMAGES, (double) part->filled->n_filled);
  g_autofree char *subtitle = g_strdup_printf (_ ("%s would be filled in"), count);

  for (guint i = 0; i < self->values->names->len; i++)
    if (g_str_equal (g_ptr_array_index (self->values->names, i), part->column))
      title = g_ptr_array_index (self->values->titles, i);
  show_choice (self, part->column);
  show_column (self, GW_QUALITY_MISSING_BEFORE, part->filled->before, part->filled, title);
  show_column (self, GW_QUALITY_MISSING_AFTER, part->filled->after, part->filled, title);
  gw_card_set_subtitle (GW_CARD (self->fill_card), subtitle);
}

void
gw_quality_missing_show (GwQualityMissing *self, const GwQualityFigures *figures)
{
  g_return_if_fail (GW_IS_QUALITY_MISSING (self));

  self->values = figures->missing->values;
  show_map (self);
  gtk_widget_set_visible (self->fill_card, figures->missing->filled != NULL);
  if (figures->missing->filled != NULL)
    show_fill (self, figures->missing);
}

/* --- what is chosen ------------------------------------------------------------------------ */

const char *
gw_quality_missing_get_column (GwQualityMissing *self)
{
  g_return_val_if_fail (GW_IS_QUALITY_MISSING (self), NULL);

  return self->column_name;
}

GwFill
gw_quality_missing_get_fill (GwQualityMissing *self)
{
  g_return_val_if_fail (GW_IS_QUALITY_MISSING (self), GW_FILL_MEAN);

  return gtk_drop_down_get_selected (self->fill);
}

void
gw_quality_missing_set_fill (GwQualityMissing *self, GwFill fill)
{
  g_return_if_fail (GW_IS_QUALITY_MISSING (self));

  gtk_drop_down_set_selected (self->fill, fill);
}

GwChart *
gw_quality_missing_get_chart (GwQualityMissing *self, GwQualityMissingChart which)
{
  g_return_val_if_fail (GW_IS_QUALITY_MISSING (self), NULL);

  return self->charts[which];
}

static void
on_chosen_cb (GwQualityMissing *self)
{
  const guint selected = gtk_drop_down_get_selected (self->column);

  if (self->updating || self->values == NULL || selected >= self->values->names->len)
    return;
  g_free (self->column_name);
  self->column_name = g_strdup (g_ptr_array_index (self->values->names, selected));
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- the widget ----------------------------------------------------------------------------- */

static GtkWidget *
make_chart (GwQualityMissing *self, GwQualityMissingChart which, int height)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->texts[which] = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->texts[which], 0);
  gtk_label_set_wrap (self->texts[which], TRUE);
  self->charts[which] = GW_CHART (gw_chart_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->charts[which]), -1, height);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->texts[which]));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->charts[which]));
  return box;
}

static GtkWidget *
make_drop_down (GwQualityMissing *self, GtkDropDown **drop_down, const char *label)
{
  *drop_down = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (*drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (*drop_down), label);
  return GTK_WIDGET (*drop_down);
}

static void
make_fill_card (GwQualityMissing *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *choice = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *charts = gw_columns_new (240, 12);
  g_autoptr (GtkStringList) fills = gtk_string_list_new (NULL);

  for (guint i = 0; i < GW_N_FILLS; i++)
    gtk_string_list_append (fills, gw_fill_get_title (i));
  gtk_box_append (GTK_BOX (choice), make_drop_down (self, &self->column, _ ("Column to fill in")));
  gtk_box_append (GTK_BOX (choice), make_drop_down (self, &self->fill, _ ("Way of filling in")));
  gtk_drop_down_set_model (self->fill, G_LIST_MODEL (fills));
  g_signal_connect_object (self->column, "notify::selected", G_CALLBACK (on_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->fill, "notify::selected", G_CALLBACK (on_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (charts), make_chart (self, GW_QUALITY_MISSING_BEFORE, CHART_HEIGHT));
  gtk_box_append (GTK_BOX (charts), make_chart (self, GW_QUALITY_MISSING_AFTER, CHART_HEIGHT));
  gtk_box_append (GTK_BOX (box), choice);
  gtk_box_append (GTK_BOX (box), charts);
  self->fill_card = gw_card_new (_ ("Filling In"), box);
  gw_card_set_note (GW_CARD (self->fill_card), _ ("A preview: nothing is changed in the project."));
  gtk_widget_set_visible (self->fill_card, FALSE);
}

static void
gw_quality_missing_dispose (GObject *object)
{
  GwQualityMissing *self = GW_QUALITY_MISSING (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->column_name, g_free);

  G_OBJECT_CLASS (gw_quality_missing_parent_class)->dispose (object);
}

static void
gw_quality_missing_class_init (GwQualityMissingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_quality_missing_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gw_quality_missing_init (GwQualityMissing *self)
{
  self->box = gw_columns_new (330, 12);
  self->map_card = gw_card_new (_ ("Missing Values"), make_chart (self, GW_QUALITY_MISSING_MAP, MAP_HEIGHT));
  gw_card_add_end (GW_CARD (self->map_card), gw_chart_new_menu_button (self->charts[GW_QUALITY_MISSING_MAP]));
  make_fill_card (self);
  gtk_box_append (GTK_BOX (self->box), self->map_card);
  gtk_box_append (GTK_BOX (self->box), self->fill_card);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
gw_quality_missing_new (void)
{
  return g_object_new (GW_TYPE_QUALITY_MISSING, NULL);
}
