/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "plots-fixtures.h"

#include <math.h>

#include "canvas-fixtures.h"
#include "gw-plot-bars.h"
#include "gw-plot-confusion.h"
#include "gw-plot-line.h"
#include "gw-plot-number.h"
#include "gw-plot-rule.h"
#include "gw-plot-scatter.h"

#define DEADLINE (20 * G_USEC_PER_SEC)

GwPlot *
plots_fixture_balance (void)
{
  static const struct
  {
    const char *name;
    double n;
    GwPlotColor color;
  } classes[] = {
    { "Car", 9871, 0x2070d7 },          { "Pedestrian", 7420, 0xe76000 }, { "Traffic Light", 6034, 0xd7bfff },
    { "Traffic Sign", 3310, 0xef78b7 }, { "Cyclist", 1204, 0x289f68 },    { "Truck", 1118, 0x800858 },
    { "Bus", 402, 0x80ef58 },           { "Motorcycle", 188, 0x705000 },  { "Dog", 41, 0x876087 },
  };
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GwPlotLayer *bars = gw_plot_bars_new (TRUE);
  GwPlot *plot = gw_plot_new ("class-balance");
  GwPlotScale rows;
  GwPlotScale counts = gw_plot_scale_linear (0, classes[0].n);

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      g_autofree char *count = gw_plot_number_count (classes[i].n);
      g_autofree char *share = gw_plot_number_percent_exact (classes[i].n / 29588);
      g_autofree char *value = g_strdup_printf ("%s boxes", count);
      g_autofree char *key = g_strdup_printf ("class:%s", classes[i].name);
      const GwPlotBar bar = { .begin = i - GW_PLOT_BAR_HALF,
                              .end = i + GW_PLOT_BAR_HALF,
                              .to = classes[i].n,
                              .color = classes[i].color,
                              .pattern = i,
                              .name = classes[i].name,
                              .value = value,
                              .context = share,
                              .key = key,
                              .label = count,
                              .sublabel = share };

      g_ptr_array_add (names, (char *) classes[i].name);
      gw_plot_bars_add (bars, &bar);
    }
  rows = gw_plot_scale_category (names);
  rows.reversed = TRUE;
  gw_plot_scale_round_out (&counts, 5);
  gw_plot_set_axis (plot, GW_PLOT_AXIS_X, counts, "Boxes in the training split",
                    GW_PLOT_AXIS_GRID | GW_PLOT_AXIS_NO_TICKS);
  gw_plot_set_axis (plot, GW_PLOT_AXIS_Y, rows, NULL, GW_PLOT_AXIS_NO_TICKS | GW_PLOT_AXIS_BASE);
  gw_plot_add_layer (plot, bars);
  gw_plot_set_title (plot, "Boxes per Class", "Training split · 29,588 boxes");
  gw_plot_set_summary (plot, "Bar chart, boxes per class. Car is largest with 9,871, Dog smallest with 41.");
  return plot;
}

GwPlot *
plots_fixture_histogram (guint n)
{
  GwPlotLayer *bars = gw_plot_bars_new (FALSE);
  GwPlot *plot = gw_plot_new ("histogram");

  for (guint i = 0; i < n; i++)
    {
      const double begin = 100.0 * i / n, end = 100.0 * (i + 1) / n;
      const double count = round (1000 * exp (-pow ((begin + end) / 2 - 50, 2) / 400)) + 1;
      g_autofree char *name = g_strdup_printf ("%.4g–%.4g px", begin, end);
      g_autofree char *value = g_strdup_printf ("%.0f boxes", count);
      g_autofree char *key = g_strdup_printf ("bin:%u", i);
      const GwPlotBar bar = {
        .begin = begin, .end = end, .to = count, .color = GW_PLOT_COLOR_SERIES, .name = name, .value = value, .key = key
      };

      gw_plot_bars_add (bars, &bar);
    }
  gw_plot_set_axis (plot, GW_PLOT_AXIS_X, gw_plot_scale_linear (0, 100), "Box area (pixels)", 0);
  gw_plot_set_axis (plot, GW_PLOT_AXIS_Y, gw_plot_scale_linear (0, 1001), "Boxes",
                    GW_PLOT_AXIS_GRID | GW_PLOT_AXIS_STILL);
  gw_plot_add_layer (plot, bars);
  gw_plot_set_title (plot, "Box Area", "All splits · 29,588 boxes");
  gw_plot_set_summary (plot, "Histogram of box area.");
  return plot;
}

static void
add_curve (GwPlot *plot, const char *name, const char *key, GwPlotColor color, double bend, guint dash)
{
  GArray *x = g_array_new (FALSE, FALSE, sizeof (double));
  GArray *y = g_array_new (FALSE, FALSE, sizeof (double));
  const GwPlotLineStyle style = { .name = name, .color = color, .dash = dash, .key = key };

  for (guint i = 0; i <= 20; i++)
    {
      const double at = i / 20.0, up = pow (at, bend);

      g_array_append_val (x, at);
      g_array_append_val (y, up);
    }
  gw_plot_add_layer (plot, gw_plot_line_new (x, y, &style));
  gw_plot_add_legend (plot, GW_PLOT_SAMPLE_LINE, color, dash, name, "0.982");
}

GwPlot *
plots_fixture_curves (void)
{
  GwPlotLayer *rules = gw_plot_rule_new ();
  GwPlot *plot = gw_plot_new ("roc");

  gw_plot_set_axis (plot, GW_PLOT_AXIS_X, gw_plot_scale_linear (0, 1), "False positive rate", 0);
  gw_plot_set_axis (plot, GW_PLOT_AXIS_Y, gw_plot_scale_linear (0, 1), "True positive rate", GW_PLOT_AXIS_GRID);
  gw_plot_rule_add_segment (rules, 0, 0, 1, 1);
  gw_plot_add_layer (plot, rules);
  add_curve (plot, "Cyclist", "curve:A", 0x289f68, 0.15, 0);
  add_curve (plot, "Truck", "curve:B", 0xef78b7, 0.4, 1);
  gw_plot_set_legend_note (plot, "ROC AUC");
  gw_plot_set_title (plot, "ROC Curve", "Street Model 4.1");
  gw_plot_set_summary (plot, "ROC curve of two classes.");
  gw_plot_set_square (plot, 0.3);
  return plot;
}

GwPlot *
plots_fixture_points (guint n)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  GArray *x = g_array_sized_new (FALSE, FALSE, sizeof (double), n);
  GArray *y = g_array_sized_new (FALSE, FALSE, sizeof (double), n);
  const GwPlotScatterOptions options = { .title = "Box Size", .x_name = "Box width", .y_name = "Box height" };

  for (guint i = 0; i < n; i++)
    {
      const double radius = sqrt (-2 * log (1 - g_rand_double (rand)));
      const double turn = g_rand_double_range (rand, 0, 2 * G_PI);
      const double width = radius * cos (turn) + (i % 3 == 0 ? 4 : 0);
      const double height = radius * sin (turn) + 0.4 * width;

      g_array_append_val (x, width);
      g_array_append_val (y, height);
    }
  return gw_plot_scatter_new (x, y, &options);
}

GwPlot *
plots_fixture_confusion (guint n)
{
  static const char *const names[] = { "Car",   "Pedestrian", "Traffic Light", "Cyclist", "Truck", "Bus", "Dog",
                                       "Cat",   "Horse",      "Cow",           "Sheep",   "Bird",  "Cup", "Fork",
                                       "Knife", "Spoon",      "Bowl",          "Chair",   "Table", "Bed", NULL };
  const GwPlotConfusionOptions options = { .title = "Confusion Matrix", .classes = names };
  g_autofree double *matrix = g_new0 (double, (gsize) n *n);

  g_assert_cmpuint (n, <, G_N_ELEMENTS (names));
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      matrix[i * n + j] = i == j ? 1900 / (i + 1) : (i * 7 + j * 13) % 45 / (1 + (i > j ? i - j : j - i));
  return gw_plot_confusion_new (matrix, n, &options);
}

GwPlot *
plots_fixture_message (void)
{
  GwPlot *plot = gw_plot_new ("histogram");

  gw_plot_set_title (plot, "Box Area", NULL);
  gw_plot_set_message (plot, "Nothing to Show", "No image has a box.");
  return plot;
}

GwPlot *
plots_fixture_new (const char *name)
{
  if (g_str_equal (name, "balance"))
    return plots_fixture_balance ();
  if (g_str_equal (name, "histogram"))
    return plots_fixture_histogram (20);
  if (g_str_equal (name, "curves"))
    return plots_fixture_curves ();
  if (g_str_equal (name, "confusion"))
    return plots_fixture_confusion (6);
  g_assert_cmpstr (name, ==, "message");
  return plots_fixture_message ();
}

/* --- windows -------------------------------------------------------------------------------- */

GtkWidget *
plots_fixture_show (GwChart *chart, int width, int height)
{
  GtkWidget *window = gtk_window_new ();
  gint64 end = g_get_monotonic_time () + DEADLINE;

  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (chart));
  gtk_window_present (GTK_WINDOW (window));
  while (gtk_widget_get_width (GTK_WIDGET (chart)) == 0 && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (chart));
  canvas_fixture_wait_frame (GTK_WIDGET (chart));
  canvas_fixture_iterate ();
  return window;
}

/* --- signals --------------------------------------------------------------------------------- */

static void
on_text_cb (GwChart *chart, const char *text, PlotsHeard *heard)
{
  heard->n++;
  g_free (heard->last);
  heard->last = g_strdup (text);
}

static void
on_values_cb (GwChart *chart, double low, double high, PlotsHeard *heard)
{
  heard->n++;
  heard->low = low;
  heard->high = high;
}

void
plots_fixture_listen_text (GwChart *chart, const char *signal, PlotsHeard *heard)
{
  g_signal_connect (chart, signal, G_CALLBACK (on_text_cb), heard);
}

void
plots_fixture_listen_values (GwChart *chart, const char *signal, PlotsHeard *heard)
{
  g_signal_connect (chart, signal, G_CALLBACK (on_values_cb), heard);
}

void
plots_heard_clear (PlotsHeard *self)
{
  g_clear_pointer (&self->last, g_free);
  self->n = 0;
}
