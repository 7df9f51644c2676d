/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "gw-plot-categories.h"
#include "gw-plot-class-balance.h"
#include "gw-plot-drift.h"
#include "gw-plot-timeline.h"
#include "gw-plot-file.h"
#include "plot-check.h"

/* Bars of counts: by class, by category, by variable and by day. */

#define NOVEMBER_27 1795737600000.0 /* 2026, in UTC */
#define DAY 86400000.0

static const GwPlotBalanceClass street[] = {
  { "Dog", 0x876087, 41, 39 },           { "Car", 0x2070d7, 9871, 4102 }, { "Truck", 0x800858, 1118, 960 },
  { "Pedestrian", 0xe76000, 7420, NAN }, { "Bus", 0x80ef58, 402, 371 },   { "Motorcycle", 0x705000, 188, 171 },
  { "Cyclist", 0x289f68, 1118, 800 },    { "Unicorn", 0xef78b7, 0, 0 },
};

static GwPlot *
make_balance (GwPlotBalanceMode mode)
{
  const GwPlotBalanceOptions options = {
    .title = "Boxes per Class", .axis = "Boxes in the training split", .rows = GW_PLOT_ROWS_BOXES, .mode = mode
  };

  return gw_plot_class_balance_new (street, G_N_ELEMENTS (street), &options);
}

static void
test_balance (void)
{
  for (GwPlotBalanceMode mode = GW_PLOT_BALANCE_COUNT; mode <= GW_PLOT_BALANCE_LOG; mode++)
    {
      g_autoptr (GwPlot) plot = make_balance (mode);

      g_assert_cmpuint (gw_plot_count_marks (plot), ==, G_N_ELEMENTS (street));
      plot_check (plot);
    }
}

static void
test_balance_says (void)
{
  g_autoptr (GwPlot) plot = make_balance (GW_PLOT_BALANCE_COUNT);
  g_autofree char *motorcycle = plot_describe (plot, gw_plot_find_key (plot, "class:Motorcycle"));
  g_autofree char *car = plot_describe (plot, gw_plot_get_first_mark (plot));
  g_autofree char *unicorn = plot_describe (plot, gw_plot_find_key (plot, "class:Unicorn"));
  g_autofree char *csv = gw_plot_to_csv (plot);

  g_assert_cmpstr (motorcycle, ==, "Motorcycle. 188 boxes in 171 images. 52.5 times fewer than Car.");
  g_assert_cmpstr (car, ==, "Car. 9,871 boxes in 4,102 images. The largest class, 49.0% of all.");
  g_assert_cmpstr (unicorn, ==, "Unicorn. 0 boxes in 0 images. None, where Car has most.");
  g_assert_cmpstr (gw_plot_get_summary (plot), ==,
                   "Bar chart, boxes per class. Car is largest with 9,871, Unicorn smallest with 0.");
  /* Equal ones in the order given. */
  g_assert_cmpstr (csv, ==,
                   "name,from,to\nCar,0,9871\nPedestrian,0,7420\nTruck,0,1118\nCyclist,0,1118\nBus,0,402\n"
                   "Motorcycle,0,188\nDog,0,41\nUnicorn,0,0\n");
}

static void
test_balance_of_many (void)
{
  g_autofree GwPlotBalanceClass *classes = g_new0 (GwPlotBalanceClass, 300);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const GwPlotBalanceOptions options = { .rows = GW_PLOT_ROWS_IMAGES };
  g_autoptr (GwPlot) plot = NULL;

  for (guint i = 0; i < 300; i++)
    {
      g_ptr_array_add (names, g_strdup_printf ("a class with a long name, number %u", i));
      classes[i] = (GwPlotBalanceClass) { g_ptr_array_index (names, i), 0x336699, 1 + i * i, NAN };
    }
  plot = gw_plot_class_balance_new (classes, 300, &options);
  plot_check_texts (plot);
  plot_check_walk (plot);
  plot_check_hits (plot, 1400, 3000);
}

static void
test_balance_tells_what_is_wrong (void)
{
  const GwPlotBalanceOptions options = { .rows = GW_PLOT_ROWS_LABELS };
  const GwPlotBalanceClass empty[] = { { "cat", 0, 0, 0 }, { "dog", 0, 0, 0 } };
  g_autoptr (GwPlot) none = gw_plot_class_balance_new (NULL, 0, &options);
  g_autoptr (GwPlot) nothing = gw_plot_class_balance_new (empty, 2, &options);

  plot_check_message (none, "No Classes");
  plot_check_message (nothing, "Nothing to Count");
}

/* --- categories ------------------------------------------------------------------------- */

static const char *const names[] = { "Car", "Pedestrian", "Traffic Light", "Truck", "Bus" };
static const double training[] = { 812, 400, 301, 55, 12 }, test[] = { 200, 120, 30, 20, 0 };
static const GwPlotColor colors[] = { 0x2070d7, 0xe76000, 0x289f68, 0xd7bfff, 0x800858 };

static void
test_categories (void)
{
  const GwPlotSeries series[] = { { "Training", GW_PLOT_COLOR_SERIES, training },
                                  { "Test", GW_PLOT_COLOR_HIGHLIGHT, test } };

  for (guint kind = 0; kind < 4; kind++)
    {
      const GwPlotCategoriesOptions options = {
        .title = "Boxes", .rows = GW_PLOT_ROWS_BOXES, .stacked = kind % 2 == 0, .horizontal = kind / 2 == 0
      };
      g_autoptr (GwPlot) plot = gw_plot_categories_new (names, 5, series, 2, &options);
      g_autofree char *text = plot_describe (plot, (GwPlotMark) { 0, 1 });

      g_assert_cmpstr (text, ==, "Car, Test. 200 boxes. 19.8% of Car, 10.3% of all.");
      g_assert_cmpstr (gw_plot_get_key (plot, (GwPlotMark) { 0, 1 }), ==, "category:0:1");
      g_assert_cmpfloat (gw_plot_get_axis (plot, kind / 2 == 0 ? GW_PLOT_AXIS_X : GW_PLOT_AXIS_Y)->scale.high, >=,
                         kind % 2 == 0 ? 1012 : 812);
      plot_check_texts (plot);
      plot_check_walk (plot);
      plot_check_says (plot);
    }
}

/* The small bars before and after a remedy: nothing but bars, on one scale. */
static void
test_bare_categories (void)
{
  static const char *const keys[] = { "class:Car", "class:Pedestrian", "class:Traffic Light", "class:Truck",
                                      "class:Bus" };
  const GwPlotSeries series = { "Before", GW_PLOT_COLOR_NONE, training };
  const GwPlotCategoriesOptions options = {
    .rows = GW_PLOT_ROWS_BOXES, .colors = colors, .keys = keys, .bare = TRUE, .most = 2000
  };
  g_autoptr (GwPlot) plot = gw_plot_categories_new (names, 5, &series, 1, &options);
  double x, y;

  g_assert_cmpfloat (gw_plot_get_axis (plot, GW_PLOT_AXIS_Y)->scale.high, ==, 2000);
  g_assert_cmpuint (gw_plot_find_key (plot, "class:Truck").index, ==, 3);
  plot_place (plot, 220, 130, 0, 400, &x, &y);
  g_assert_cmphex (plot_pixel (plot, 220, 130, x, y), ==, 0x2070d7);
  plot_place (plot, 220, 130, 0, 1000, &x, &y);
  g_assert_cmphex (plot_pixel (plot, 220, 130, x, y), ==, 0xffffff);
  plot_check_says (plot);
}

static void
test_categories_tell_what_is_wrong (void)
{
  static const double broken[] = { 1, NAN, 3, 4, 5 }, negative[] = { 1, -1, 3, 4, 5 }, nothing[] = { 0, 0, 0, 0, 0 };
  const GwPlotCategoriesOptions options = { .rows = GW_PLOT_ROWS_BOXES };
  const GwPlotSeries series[] = { { "A", 0, broken }, { "A", 0, negative }, { "A", 0, nothing } };
  static const char *const titles[] = { "Not Counts", "Not Counts", "Nothing to Count" };
  g_autoptr (GwPlot) none = gw_plot_categories_new (names, 0, series, 1, &options);

  for (guint i = 0; i < G_N_ELEMENTS (series); i++)
    {
      g_autoptr (GwPlot) plot = gw_plot_categories_new (names, 5, &series[i], 1, &options);

      plot_check_message (plot, titles[i]);
    }
  plot_check_message (none, "Nothing to Count");
}

/* --- drift ---------------------------------------------------------------------------------- */

static void
test_drift (void)
{
  static const GwPlotDriftVariable variables[] = {
    { "Aspect ratio", 0.02 }, { "Box area", 0.31 }, { "Brightness", 0.14 }, { "Gone", NAN }
  };
  g_autoptr (GwPlot) plot = gw_plot_drift_new (variables, 4, NULL, "This week against training");
  g_autofree char *first = plot_describe (plot, (GwPlotMark) { 0, 0 });

  g_assert_cmpuint (gw_plot_count_marks (plot), ==, 3);
  g_assert_cmpstr (first, ==, "Box area. Population stability index 0.310. drift.");
  g_assert_cmpstr (gw_plot_get_note (plot), ==, "1 variable has no values on a side.");
  g_assert_cmpuint (gw_plot_find_key (plot, "variable:Aspect ratio").index, ==, 2);
  plot_check (plot);
}

static void
test_drift_tells_what_is_wrong (void)
{
  static const GwPlotDriftVariable nothing[] = { { "Gone", NAN } };
  g_autoptr (GwPlot) none = gw_plot_drift_new (NULL, 0, NULL, NULL);
  g_autoptr (GwPlot) empty = gw_plot_drift_new (nothing, 1, NULL, NULL);

  plot_check_message (none, "Nothing to Compare");
  plot_check_message (empty, "Nothing to Compare");
}

/* --- days ------------------------------------------------------------------------------------- */

static void
test_timeline (void)
{
  static const double times[] = { NOVEMBER_27 + 1, NOVEMBER_27 + DAY - 1, NOVEMBER_27 + 3 * DAY, NAN, INFINITY };
  const GwPlotTimelineOptions options = { .rows = GW_PLOT_ROWS_LABELS };
  g_autoptr (GwPlot) plot = gw_plot_timeline_new (times, G_N_ELEMENTS (times), &options);
  g_autofree char *first = plot_describe (plot, gw_plot_find_key (plot, "day:2026-11-27"));
  g_autofree char *second = plot_describe (plot, gw_plot_find_key (plot, "day:2026-11-28"));

  g_assert_cmpuint (gw_plot_count_marks (plot), ==, 4);
  g_assert_cmpstr (first, ==, "Friday, 27 November 2026. 2 labels. 66.7% of all.");
  g_assert_cmpstr (second, ==, "Saturday, 28 November 2026. 0 labels. 0% of all.");
  g_assert_cmpstr (
      gw_plot_get_summary (plot), ==,
      "Bar chart by day, 3 labels from 27 November 2026 to 30 November 2026. Most on 27 November 2026: 2.");
  g_assert_cmpstr (gw_plot_get_note (plot), ==, "2 have no time.");
  plot_check (plot);
}

/* The axis has hours then, and the note says of which day. */
static void
test_timeline_of_a_day (void)
{
  const double times[] = { 1000, 2000, NAN };
  const GwPlotTimelineOptions options = { .rows = GW_PLOT_ROWS_LABELS };
  g_autoptr (GwPlot) plot = gw_plot_timeline_new (times, 2, &options);
  g_autoptr (GwPlot) with_gap = gw_plot_timeline_new (times, 3, &options);

  g_assert_cmpstr (gw_plot_get_note (plot), ==, "All on 1 January 1970.");
  g_assert_cmpstr (gw_plot_get_note (with_gap), ==, "All on 1 January 1970. 1 has no time.");
}

static void
test_timeline_of_years (void)
{
  g_autofree double *times = g_new (double, 1000);
  const GwPlotTimelineOptions options = { .rows = GW_PLOT_ROWS_LABELS };

  for (guint days = 1; days <= 4000; days = days * 3 + 1)
    {
      g_autoptr (GwPlot) plot = NULL;

      for (guint i = 0; i < 1000; i++)
        times[i] = NOVEMBER_27 + DAY * floor (i * (double) days / 1000);
      plot = gw_plot_timeline_new (times, 1000, &options);
      g_assert_cmpuint (gw_plot_count_marks (plot), <=, days);
      plot_check_texts (plot);
    }
}

static void
test_timeline_tells_what_is_wrong (void)
{
  static const double wide[] = { 0, 60.0 * 366 * DAY }, mad[] = { NAN, 1e300, -1e300 };
  const GwPlotTimelineOptions options = { .rows = GW_PLOT_ROWS_LABELS };
  g_autoptr (GwPlot) none = gw_plot_timeline_new (NULL, 0, &options);
  g_autoptr (GwPlot) far = gw_plot_timeline_new (wide, 2, &options);
  g_autoptr (GwPlot) broken = gw_plot_timeline_new (mad, 3, &options);

  plot_check_message (none, "Nothing Done Yet");
  plot_check_message (far, "Too Many Days");
  plot_check_message (broken, "Nothing Done Yet");
}

static void
test_look_like_the_pictures (void)
{
  const GwPlotSeries series[] = { { "Training", GW_PLOT_COLOR_SERIES, training },
                                  { "Test", GW_PLOT_COLOR_HIGHLIGHT, test } };
  const GwPlotCategoriesOptions options = { .title = "Boxes", .rows = GW_PLOT_ROWS_BOXES, .stacked = TRUE };
  g_autoptr (GwPlot) balance = make_balance (GW_PLOT_BALANCE_COUNT);
  g_autoptr (GwPlot) stacked = gw_plot_categories_new (names, 5, series, 2, &options);

  plot_check_picture (balance, "class-balance", FALSE);
  plot_check_picture (stacked, "stacked-dark", TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plot-counts/balance", test_balance);
  g_test_add_func ("/plot-counts/balance-says", test_balance_says);
  g_test_add_func ("/plot-counts/balance-of-many", test_balance_of_many);
  g_test_add_func ("/plot-counts/balance-tells-what-is-wrong", test_balance_tells_what_is_wrong);
  g_test_add_func ("/plot-counts/categories", test_categories);
  g_test_add_func ("/plot-counts/bare-categories", test_bare_categories);
  g_test_add_func ("/plot-counts/categories-tell-what-is-wrong", test_categories_tell_what_is_wrong);
  g_test_add_func ("/plot-counts/drift", test_drift);
  g_test_add_func ("/plot-counts/drift-tells-what-is-wrong", test_drift_tells_what_is_wrong);
  g_test_add_func ("/plot-counts/timeline", test_timeline);
  g_test_add_func ("/plot-counts/timeline-of-a-day", test_timeline_of_a_day);
  g_test_add_func ("/plot-counts/timeline-of-years", test_timeline_of_years);
  g_test_add_func ("/plot-counts/timeline-tells-what-is-wrong", test_timeline_tells_what_is_wrong);
  g_test_add_func ("/plot-counts/look-like-the-pictures", test_look_like_the_pictures);

  return g_test_run ();
}
