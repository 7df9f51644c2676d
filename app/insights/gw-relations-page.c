/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-relations-page.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "gw-card.h"
#include "gw-columns-layout.h"
#include "gw-distributions-door.h"
#include "gw-plot-histogram.h"
#include "gw-plot-number.h"
#include "gw-plot-points.h"
#include "gw-relations-figures.h"
#include "gw-row-key.h"
#include "gw-segments.h"

#define CHART_HEIGHT 420
#define SMALL_HEIGHT 300
#define DAY 86400000.0

struct _GwRelationsPage
{
  GwInsightsPage parent_instance;

  GwSegments *rows;
  GwSegments *kind;
  GwSegments *shape;
  GwColumnButton *x;
  GwColumnButton *y;
  GwColumnButton *column;
  GwChart *charts[GW_RELATIONS_N_PARTS];
  GwRelationsFigures *figures;
  double range[2]; /* of the scatter plot, where one is selected */
  gboolean rows_chosen;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (GwRelationsPage, gw_relations_page, GW_TYPE_INSIGHTS_PAGE)

/* --- the work --------------------------------------------------------------------- */

typedef struct
{
  GwRelationsChoice choice;
  GwRelationsFigures *kept; /* (nullable) */
} Options;

static gpointer
gw_relations_page_get_options (GwInsightsPage *page)
{
  GwRelationsPage *self = GW_RELATIONS_PAGE (page);
  Options *options = g_new0 (Options, 1);

  options->choice = (GwRelationsChoice) { .rows = self->rows_chosen ? (int) gw_segments_get_selected (self->rows) : -1,
                                          .kind = gw_segments_get_selected (self->kind) == 0 ? GW_CORRELATION_PEARSON
                                                                                             : GW_CORRELATION_SPEARMAN,
                                          .x = g_strdup (gw_column_button_get_column (self->x)),
                                          .y = g_strdup (gw_column_button_get_column (self->y)),
                                          .column = g_strdup (gw_column_button_get_column (self->column)),
                                          .violins = gw_segments_get_selected (self->shape) == 1 };
  if (self->figures != NULL)
    options->kept = gw_relations_figures_copy (self->figures);
  return options;
}

static void
options_free (gpointer data)
{
  Options *options = data;

  g_free (options->choice.x);
  g_free (options->choice.y);
  g_free (options->choice.column);
  g_clear_pointer (&options->kept, gw_relations_figures_free);
  g_free (options);
}

/* Each chart is shown when it is there. */
static gpointer
gw_relations_page_compute (GwInsightsSnapshot *snapshot, gpointer data, GwInsightsJob *job, GCancellable *cancellable,
                           GError **error)
{
  const Options *options = data;
  const GwDataSet *set = gw_insights_snapshot_get_set (snapshot, cancellable, error);
  g_autoptr (GwRelationsFigures) figures = NULL;

  if (set == NULL)
    return NULL;
  figures = gw_relations_figures_new (snapshot, set, &options->choice, options->kept);
  for (guint i = 0; i < GW_RELATIONS_N_PARTS; i++)
    {
      if (figures->parts[i] != NULL)
        continue;
      if (!gw_relations_figures_add (figures, snapshot, set, &options->choice, i, cancellable, error))
        return NULL;
      if (i + 1 < GW_RELATIONS_N_PARTS)
        gw_insights_job_publish (job, gw_relations_figures_copy (figures));
    }
  return g_steal_pointer (&figures);
}

/* --- showing ------------------------------------------------------------------------- */

static void
show_subtitle (GwRelationsPage *self)
{
  g_autofree char *split = gw_insights_data_describe_split (gw_insights_page_get_data (GW_INSIGHTS_PAGE (self)));
  g_autofree char *rows = gw_plot_rows_count (GW_PLOT_ROWS_IMAGES, (double) self->figures->n_images);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", split, rows);

  gw_insights_page_set_subtitle (GW_INSIGHTS_PAGE (self), subtitle);
}

static void
show_choice (GwRelationsPage *self)
{
  const GwRelationsFigures *figures = self->figures;

  self->filling = TRUE;
  gw_segments_set_selected (self->rows, figures->rows);
  gw_column_button_show (self->x, figures->choices, 1 << figures->rows, figures->x->name);
  gw_column_button_show (self->y, figures->choices, 1 << figures->rows, figures->y->name);
  gw_column_button_show (self->column, figures->choices, 1 << figures->rows, figures->column->name);
  self->filling = FALSE;
}

/* In place of a map that has nothing to show yet. */
static GwPlot *
make_waiting (void)
{
  GwPlot *plot = gw_plot_new ("scatter");

  gw_plot_set_title (plot, _ ("Pictures That Look Alike"), NULL);
  gw_plot_set_message (plot, _ ("Measuring Pictures"), _ ("This is done once for each picture."));
  return plot;
}

static void
show_part (GwRelationsPage *self, GwRelationsPartId id)
{
  const GwRelationsPart *part = self->figures->parts[id];
  GwInsightsData *data = gw_insights_page_get_data (GW_INSIGHTS_PAGE (self));
  g_autoptr (GwPlot) waiting = NULL;
  GwPlot *plot;

  if (part == NULL)
    return;
  plot = part->plot;
  if (id == GW_RELATIONS_MAP && part->n_measured == 0 && gw_insights_data_get_measuring (data) != NULL)
    plot = waiting = make_waiting ();
  if (gw_chart_get_plot (self->charts[id]) == plot)
    return;
  if (id == GW_RELATIONS_SCATTER)
    gw_chart_clear_range (self->charts[id]);
  gw_chart_set_plot (self->charts[id], plot);
}

static void
gw_relations_page_show (GwInsightsPage *page, gpointer data)
{
  GwRelationsPage *self = GW_RELATIONS_PAGE (page);
  GwRelationsFigures *old = self->figures;

  self->figures = data;
  show_subtitle (self);
  if (self->figures->n_images == 0)
    gw_insights_page_set_status (page, "gw-chart-bar-symbolic", _ ("No Images"),
                                 _ ("There is nothing to measure: add images, or look at another split."),
                                 _ ("_Go to Images"), "win.show-page::images");
  else
    gw_insights_page_set_status (page, NULL, NULL, NULL, NULL, NULL);
  show_choice (self);
  for (guint i = 0; i < GW_RELATIONS_N_PARTS; i++)
    show_part (self, i);
  g_clear_pointer (&old, gw_relations_figures_free);
}

/* --- doors ---------------------------------------------------------------------------- */

static GwInsightsDoor *
make_row_door (const char *title, const GwRelationsPart *part, gsize row)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  const guint32 number = (guint32) row;

  if (row >= part->images->len)
    return NULL;
  g_array_append_val (rows, number);
  return gw_distributions_door_new_rows (title, part->images, rows);
}

static char *
title_value (const GwDataColumn *column, double value)
{
  g_autofree char *number = gw_plot_number_quantity (value);

  return g_strdup_printf (_ ("%s %s"), column->title, number);
}

static char *
title_range (const GwDataColumn *column, double low, double high)
{
  g_autofree char *range = gw_plot_format_range (low, high, high - low);

  return g_strdup_printf (_ ("%s %s"), column->title, range);
}

static GwInsightsDoor *
find_scatter_door (GwRelationsPage *self, const char *key)
{
  const GwRelationsFigures *figures = self->figures;
  const GwRelationsPart *part = figures->parts[GW_RELATIONS_SCATTER];
  double x[2], y[2];
  g_autofree char *across = NULL;
  g_autofree char *up = NULL;
  g_autofree char *title = NULL;
  gsize row;

  if (gw_row_key_parse (key, NULL, &row) && row < part->images->len)
    {
      across = title_value (figures->x, g_array_index (part->x, double, row));
      up = title_value (figures->y, g_array_index (part->y, double, row));
      title = g_strdup_printf ("%s · %s", across, up);
      return make_row_door (title, part, row);
    }
  if (!gw_plot_points_parse_area (key, x, y))
    return NULL;
  across = title_range (figures->x, x[0], x[1]);
  up = title_range (figures->y, y[0], y[1]);
  title = g_strdup_printf ("%s · %s", across, up);
  return gw_distributions_door_new_area (title, part->x, part->y, part->images, x, y);
}

static GwInsightsDoor *
find_map_door (const GwRelationsPart *part, const char *key)
{
  double x[2], y[2];
  gsize row;

  if (gw_row_key_parse (key, NULL, &row))
    return make_row_door (_ ("A point of the map"), part, row);
  if (part->x != NULL && gw_plot_points_parse_area (key, x, y))
    return gw_distributions_door_new_area (_ ("Pictures that look alike"), part->x, part->y, part->images, x, y);
  return NULL;
}

/* All of a class: by its filter where rows are objects; an outlier alone. */
static GwInsightsDoor *
find_group_door (GwRelationsPage *self, const char *key)
{
  const GwRelationsPart *part = self->figures->parts[GW_RELATIONS_GROUPS];
  guint outlier_of, outlier;
  g_autoptr (GArray) rows = NULL;

  if (sscanf (key, "outlier:%u:%u", &outlier_of, &outlier) == 2 && outlier_of < part->names->len)
    {
      const gsize row = (gsize) g_array_index (part->begin, guint32, outlier_of) + outlier;
      g_autofree char *value = row < part->x->len
                                   ? title_value (self->figures->column, g_array_index (part->x, double, row))
                                   : NULL;

      return value != NULL ? make_row_door (value, part, row) : NULL;
    }
  if (!g_str_has_prefix (key, "class:"))
    return NULL;
  for (guint i = 0; i < part->names->len; i++)
    {
      const char *name = g_ptr_array_index (part->names, i);
      GwFilter *filter;

      if (!g_str_equal (name, key + strlen ("class:")))
        continue;
      if (self->figures->rows == GW_ROWS_OBJECTS)
        {
          filter = gw_filter_new ();
          gw_filter_add_value (filter, GW_FIELD_CLASS, FALSE, name);
          return gw_insights_door_new_filter (filter);
        }
      rows = g_array_new (FALSE, FALSE, sizeof (guint32));
      for (guint32 j = g_array_index (part->begin, guint32, i); j < g_array_index (part->begin, guint32, i + 1); j++)
        g_array_append_val (rows, j);
      return gw_distributions_door_new_rows (name, part->images, rows);
    }
  return NULL;
}

static GwInsightsDoor *
find_day_door (const GwRelationsPart *part, const char *key)
{
  const char *day = g_str_has_prefix (key, "day:") ? key + strlen ("day:") : NULL;
  g_autofree char *text = day != NULL ? g_strdup_printf ("%sT00:00:00Z", day) : NULL;
  g_autoptr (GDateTime) date = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;
  g_autofree char *title = NULL;
  double begin;

  if (date == NULL)
    return NULL;
  begin = (double) g_date_time_to_unix (date) * 1000;
  /* Translators: a date: “Labeled on 2026-11-27” */
  title = g_strdup_printf (_ ("Labeled on %s"), day);
  return gw_distributions_door_new_values (title, NULL, part->x, part->images, begin, begin + DAY, INFINITY);
}

static GwInsightsDoor *
gw_relations_page_find_door (GwInsightsPage *page, GwChart *chart, const char *key)
{
  GwRelationsPage *self = GW_RELATIONS_PAGE (page);

  for (guint i = 0; self->figures != NULL && i < GW_RELATIONS_N_PARTS; i++)
    {
      const GwRelationsPart *part = self->figures->parts[i];

      if (chart != self->charts[i] || part == NULL)
        continue;
      switch (i)
        {
        case GW_RELATIONS_SCATTER:
          return find_scatter_door (self, key);
        case GW_RELATIONS_GROUPS:
          return find_group_door (self, key);
        case GW_RELATIONS_MAP:
          return find_map_door (part, key);
        case GW_RELATIONS_DAYS:
          return find_day_door (part, key);
        default:
          return NULL;
        }
    }
  return NULL;
}

/* --- ranges of the scatter plot ---------------------------------------------------------- */

static void
on_range_selected_cb (GwChart *chart, double low, double high, GwRelationsPage *self)
{
  const GwRelationsPart *part = self->figures != NULL ? self->figures->parts[GW_RELATIONS_SCATTER] : NULL;
  g_autofree char *rows = NULL;
  g_autofree char *title = NULL;
  gsize n = 0;

  if (part == NULL)
    return;
  for (guint i = 0; i < part->x->len; i++)
    n += g_array_index (part->x, double, i) >= low && g_array_index (part->x, double, i) <= high
         && isfinite (g_array_index (part->y, double, i));
  self->range[0] = low;
  self->range[1] = high;
  rows = gw_plot_rows_count (part->rows, (double) n);
  title = title_range (self->figures->x, low, high);
  gw_chart_set_range_text (chart, rows, title, n > 0);
}

static void
on_range_activated_cb (GwChart *chart, double low, double high, GwRelationsPage *self)
{
  const GwRelationsPart *part = self->figures != NULL ? self->figures->parts[GW_RELATIONS_SCATTER] : NULL;
  const double x[2] = { self->range[0], nextafter (self->range[1], INFINITY) }, y[2] = { -INFINITY, INFINITY };
  g_autofree char *title = NULL;

  if (part == NULL)
    return;
  title = title_range (self->figures->x, x[0], self->range[1]);
  gw_insights_page_open (GW_INSIGHTS_PAGE (self),
                         gw_distributions_door_new_part (title, part->x, part->y, part->images, x, y));
}

/* --- the page ---------------------------------------------------------------------------- */

static void
on_changed_cb (GwRelationsPage *self)
{
  if (!self->filling)
    gw_insights_page_refresh (GW_INSIGHTS_PAGE (self));
}

static void
on_rows_cb (GwRelationsPage *self)
{
  if (!self->filling)
    self->rows_chosen = TRUE;
  on_changed_cb (self);
}

/* A cell is the door to both columns against each other. */
static void
on_cell_activated_cb (GwChart *chart, const char *key, GwRelationsPage *self)
{
  const GwRelationsPart *part = self->figures != NULL ? self->figures->parts[GW_RELATIONS_CORRELATION] : NULL;
  guint one, other;

  if (part == NULL || sscanf (key, "correlation:%u:%u", &one, &other) != 2 || one >= part->names->len
      || other >= part->names->len)
    return;
  self->filling = TRUE;
  gw_column_button_set_column (self->x, g_ptr_array_index (part->names, one));
  gw_column_button_set_column (self->y, g_ptr_array_index (part->names, other));
  self->filling = FALSE;
  gw_insights_page_refresh (GW_INSIGHTS_PAGE (self));
  gw_insights_page_announce (GW_INSIGHTS_PAGE (self), _ ("The scatter plot shows these two columns"));
}

static void
gw_relations_page_dispose (GObject *object)
{
  G_OBJECT_CLASS (gw_relations_page_parent_class)->dispose (object);

  g_clear_pointer (&GW_RELATIONS_PAGE (object)->figures, gw_relations_figures_free);
}

static void
gw_relations_page_class_init (GwRelationsPageClass *klass)
{
  GwInsightsPageClass *page_class = GW_INSIGHTS_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_relations_page_dispose;
  page_class->title = N_ ("Relations");
  page_class->get_options = gw_relations_page_get_options;
  page_class->free_options = options_free;
  page_class->measures_pictures = TRUE;
  page_class->compute = gw_relations_page_compute;
  page_class->free_figures = (GDestroyNotify) gw_relations_figures_free;
  page_class->show = gw_relations_page_show;
  page_class->find_door = gw_relations_page_find_door;
}

static GwSegments *
make_segments (GwRelationsPage *self, const char *one, const char *other, const char *label, GCallback callback)
{
  const char *const names[] = { one, other, NULL };
  GtkWidget *segments = gw_segments_new (names, label);

  g_signal_connect_object (segments, "notify::selected", callback, self, G_CONNECT_SWAPPED);
  return GW_SEGMENTS (segments);
}

static GwColumnButton *
make_button (GwRelationsPage *self, const char *label)
{
  GtkWidget *button = gw_column_button_new (label);

  g_signal_connect_object (button, "notify::column", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  return GW_COLUMN_BUTTON (button);
}

/* choices (nullable): stand above the chart. */
static GtkWidget *
make_card (GwRelationsPage *self, GwRelationsPartId id, const char *title, GtkWidget *choices, int height)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *card;

  self->charts[id] = GW_CHART (gw_chart_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->charts[id]), -1, height);
  gtk_widget_set_vexpand (GTK_WIDGET (self->charts[id]), TRUE);
  gw_insights_page_add_chart (GW_INSIGHTS_PAGE (self), self->charts[id], id != GW_RELATIONS_CORRELATION);
  if (choices != NULL)
    gtk_box_append (GTK_BOX (box), choices);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->charts[id]));
  card = gw_card_new (title, box);
  gw_card_add_end (GW_CARD (card), gw_chart_new_menu_button (self->charts[id]));
  return card;
}

static GtkWidget *
make_correlation (GwRelationsPage *self)
{
  GtkWidget *choices = gw_columns_new (0, 12);

  self->rows = make_segments (self, _ ("Images"), _ ("Objects"), _ ("Rows"), G_CALLBACK (on_rows_cb));
  self->kind = make_segments (self, _ ("Pearson"), _ ("Spearman"), _ ("Correlation"), G_CALLBACK (on_changed_cb));
  gtk_widget_set_halign (GTK_WIDGET (self->rows), GTK_ALIGN_START);
  gtk_widget_set_halign (GTK_WIDGET (self->kind), GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (choices), GTK_WIDGET (self->rows));
  gtk_box_append (GTK_BOX (choices), GTK_WIDGET (self->kind));
  return make_card (self, GW_RELATIONS_CORRELATION, _ ("Correlation"), choices, CHART_HEIGHT);
}

static GtkWidget *
make_scatter (GwRelationsPage *self)
{
  GtkWidget *choices = gw_columns_new (0, 12);
  GtkWidget *card;

  self->x = make_button (self, _ ("Across"));
  self->y = make_button (self, _ ("Up"));
  gtk_box_append (GTK_BOX (choices), GTK_WIDGET (self->x));
  gtk_box_append (GTK_BOX (choices), GTK_WIDGET (self->y));
  card = make_card (self, GW_RELATIONS_SCATTER, _ ("Scatter Plot"), choices, CHART_HEIGHT);
  gw_chart_set_zoomable (self->charts[GW_RELATIONS_SCATTER], TRUE);
  gw_chart_set_range_selectable (self->charts[GW_RELATIONS_SCATTER], TRUE);
  g_signal_connect_object (self->charts[GW_RELATIONS_SCATTER], "range-selected", G_CALLBACK (on_range_selected_cb),
                           self, 0);
  g_signal_connect_object (self->charts[GW_RELATIONS_SCATTER], "range-activated", G_CALLBACK (on_range_activated_cb),
                           self, 0);
  return card;
}

static GtkWidget *
make_groups (GwRelationsPage *self)
{
  GtkWidget *choices = gw_columns_new (0, 12);

  self->column = make_button (self, _ ("Column"));
  self->shape = make_segments (self, _ ("Boxes"), _ ("Violins"), _ ("Drawn As"), G_CALLBACK (on_changed_cb));
  gtk_widget_set_halign (GTK_WIDGET (self->shape), GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (choices), GTK_WIDGET (self->column));
  gtk_box_append (GTK_BOX (choices), GTK_WIDGET (self->shape));
  return make_card (self, GW_RELATIONS_GROUPS, _ ("By Class"), choices, SMALL_HEIGHT);
}

static void
gw_relations_page_init (GwRelationsPage *self)
{
  GtkBox *body = gw_insights_page_get_body (GW_INSIGHTS_PAGE (self));
  GtkWidget *first = gw_columns_new (300, 12);
  GtkWidget *last = gw_columns_new (300, 12);

  gtk_box_append (GTK_BOX (first), make_correlation (self));
  gtk_box_append (GTK_BOX (first), make_scatter (self));
  gtk_box_append (body, first);
  gtk_box_append (body, make_groups (self));
  gtk_box_append (GTK_BOX (last),
                  make_card (self, GW_RELATIONS_MAP, _ ("Pictures That Look Alike"), NULL, CHART_HEIGHT));
  gtk_box_append (GTK_BOX (last), make_card (self, GW_RELATIONS_DAYS, _ ("Labels per Day"), NULL, CHART_HEIGHT));
  gtk_box_append (body, last);
  gw_chart_set_zoomable (self->charts[GW_RELATIONS_MAP], TRUE);
  g_signal_connect_object (self->charts[GW_RELATIONS_CORRELATION], "mark-activated", G_CALLBACK (on_cell_activated_cb),
                           self, 0);
}

GtkWidget *
gw_relations_page_new (GwProject *project)
{
  return g_object_new (GW_TYPE_RELATIONS_PAGE, "project", project, NULL);
}
