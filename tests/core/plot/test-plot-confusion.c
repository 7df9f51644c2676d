/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "gw-plot-confusion.h"
#include "gw-plot-file.h"
#include "gw-plot-layout.h"
#include "plot-check.h"

/* The confusion matrix as a plot. */

#define N 6

static const char *const names[] = { "Car", "Pedestrian", "Traffic Light", "Cyclist", "Truck", "Bus", NULL };
static const double street[N * N] = { 1872, 4,  2, 3,   31, 6, 5,  1391, 3, 42, 1,   0,  3, 1, 1176, 0, 0,  1,
                                      2,    38, 0, 197, 0,  0, 39, 0,    1, 0,  171, 14, 4, 0, 0,    1, 17, 58 };

static GwPlot *
make (const double *matrix, gsize n, const char *const *classes, GwNormalise by, GwConfusionOrder order)
{
  const GwPlotConfusionOptions options = { .title = "Confusion Matrix",
                                           .subtitle = "Test split",
                                           .classes = classes,
                                           .rows = GW_PLOT_ROWS_BOXES,
                                           .by = by,
                                           .order = order };

  return gw_plot_confusion_new (matrix, n, &options);
}

static GwPlot *
make_street (GwNormalise by, GwConfusionOrder order)
{
  return make (street, N, names, by, order);
}

static void
test_holds_for_all (void)
{
  for (GwNormalise by = GW_NORMALISE_NONE; by <= GW_NORMALISE_ALL; by++)
    for (GwConfusionOrder order = GW_CONFUSION_ORDER_GIVEN; order <= GW_CONFUSION_ORDER_CONFUSED; order++)
      {
        g_autoptr (GwPlot) plot = make_street (by, order);

        g_assert_null (gw_plot_get_message (plot));
        g_assert_cmpuint (gw_plot_count_marks (plot), ==, N * N);
        plot_check (plot);
      }
}

/* Two classes and none: what is missed and extra has its own words, and the last place. */
static void
test_has_a_background (void)
{
  static const char *const classes[] = { "Car", "Bus", "Nothing", NULL };
  static const double matrix[] = { 5, 1, 2, 0, 9, 3, 4, 0, 0 };
  const GwPlotConfusionOptions options = { .classes = classes,
                                           .rows = GW_PLOT_ROWS_BOXES,
                                           .by = GW_NORMALISE_TRUE,
                                           .order = GW_CONFUSION_ORDER_SUPPORT,
                                           .background = TRUE };
  g_autoptr (GwPlot) plot = gw_plot_confusion_new (matrix, 3, &options);
  g_autofree char *missed = plot_describe (plot, (GwPlotMark) { 0, 2 });
  g_autofree char *extra = plot_describe (plot, (GwPlotMark) { 0, 7 });

  plot_check (plot);
  /* Bus has the most, so it is first; nothing is last though it has more extra ones. */
  g_assert_cmpstr (gw_plot_get_key (plot, (GwPlotMark) { 0, 0 }), ==, "confusion:1:1");
  g_assert_cmpstr (gw_plot_get_key (plot, (GwPlotMark) { 0, 8 }), ==, "confusion:2:2");
  g_assert_true (g_str_has_prefix (missed, "Actual Bus, missed. 3 boxes."));
  g_assert_true (g_str_has_prefix (extra, "Predicted Car, not labeled. 4 boxes."));
  g_assert_nonnull (strstr (gw_plot_get_summary (plot), "24 boxes of 2 classes"));
  g_assert_nonnull (strstr (gw_plot_get_summary (plot), "Most often Car is called Bus: 1."));
  g_assert_null (gw_plot_get_note (plot));
}

static void
test_says_what_a_cell_is (void)
{
  g_autoptr (GwPlot) plot = make_street (GW_NORMALISE_TRUE, GW_CONFUSION_ORDER_GIVEN);
  g_autofree char *text = plot_describe (plot, (GwPlotMark) { 0, 3 * N + 1 });

  g_assert_cmpstr (text, ==,
                   "Actual Cyclist, predicted Pedestrian. 38 boxes. 16% of actual, 2.6% of predicted, 0.7% of all.");
  g_assert_cmpstr (gw_plot_get_key (plot, (GwPlotMark) { 0, 3 * N + 1 }), ==, "confusion:3:1");
  g_assert_cmpstr (gw_plot_get_summary (plot), ==,
                   "Confusion matrix, 5,083 boxes of 6 classes. 95.7% have their own class. Most often Pedestrian is "
                   "called Cyclist: 42.");
}

/* A key names the classes as they are given, wherever they are shown. */
static void
test_keys_do_not_depend_on_order (void)
{
  for (GwConfusionOrder order = GW_CONFUSION_ORDER_GIVEN; order <= GW_CONFUSION_ORDER_CONFUSED; order++)
    {
      g_autoptr (GwPlot) plot = make_street (GW_NORMALISE_NONE, order);
      const GwPlotMark mark = gw_plot_find_key (plot, "confusion:4:5");
      g_autofree char *text = plot_describe (plot, mark);

      g_assert_true (g_str_has_prefix (text, "Actual Truck, predicted Bus. 14 boxes."));
    }
}

static void
test_reads_keys (void)
{
  static const char *const wrong[] = { "confusion:",
                                       "confusion:1",
                                       "confusion:1:",
                                       "confusion:1:2:3",
                                       "confusion:-1:2",
                                       "confusion:a:b",
                                       "class:cat",
                                       "",
                                       "confusion:1:99999999999999999999" };
  g_autoptr (GwPlot) plot = make_street (GW_NORMALISE_NONE, GW_CONFUSION_ORDER_GIVEN);
  gsize actual, predicted;

  g_assert_true (gw_plot_confusion_parse_key ("confusion:12:3", &actual, &predicted));
  g_assert_cmpuint (actual, ==, 12);
  g_assert_cmpuint (predicted, ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (gw_plot_confusion_parse_key (wrong[i], &actual, &predicted));
  g_assert_false (gw_plot_confusion_parse_key (NULL, &actual, &predicted));
  g_assert_cmpuint (gw_plot_find_key (plot, "confusion:6:0").index, ==, GW_PLOT_NO_MARK);
}

static void
test_writes_counts_and_shares (void)
{
  g_autoptr (GwPlot) plot = make_street (GW_NORMALISE_PREDICTED, GW_CONFUSION_ORDER_GIVEN);
  g_autofree char *csv = gw_plot_to_csv (plot);

  g_assert_true (g_str_has_prefix (csv, "actual,predicted,count,of_actual,of_predicted,of_all\nCar,Car,1872,"));
  g_assert_nonnull (strstr (csv, "\nTruck,Bus,14,0.062222222222222"));
}

/* Clusters of classes that are called each other, and the middle of a cell in its color. */
static void
test_groups_the_confused (void)
{
  g_autoptr (GwPlot) plot = make_street (GW_NORMALISE_TRUE, GW_CONFUSION_ORDER_CONFUSED);
  const GPtrArray *shown = gw_plot_get_axis (plot, GW_PLOT_AXIS_X)->scale.categories;
  int pedestrian = -1, cyclist = -1;

  g_assert_cmpuint (shown->len, ==, N);
  for (guint i = 0; i < shown->len; i++)
    {
      pedestrian = g_strcmp0 (g_ptr_array_index (shown, i), "Pedestrian") == 0 ? (int) i : pedestrian;
      cyclist = g_strcmp0 (g_ptr_array_index (shown, i), "Cyclist") == 0 ? (int) i : cyclist;
    }
  g_assert_cmpint (ABS (pedestrian - cyclist), ==, 1);
}

static void
test_colors_follow_shares (void)
{
  const GwPlotStyle style = { 0 };
  g_autoptr (GwPlot) plot = make_street (GW_NORMALISE_TRUE, GW_CONFUSION_ORDER_GIVEN);
  double x, y;

  /* Not where its text is. */
  plot_place (plot, 680, 520, 1 - 0.4, 3 - 0.38, &x, &y);
  g_assert_cmphex (plot_pixel (plot, 680, 520, x, y), ==,
                   gw_plot_style_get_ramp (&style, GW_PLOT_RAMP_SEQUENTIAL, 38.0 / 237));
  plot_place (plot, 680, 520, 3 - 0.4, 2 - 0.38, &x, &y);
  g_assert_cmphex (plot_pixel (plot, 680, 520, x, y), ==,
                   gw_plot_style_get_rgb (&style, GW_PLOT_COLOR_EMPTY, GW_PLOT_USE_FILL));
}

/* The names of many classes, and a matrix whose only confusion is that of the first and
 * the last class.
 */
static double *
make_many (guint n, GPtrArray *classes)
{
  double *matrix = g_new0 (double, (gsize) n *n);

  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (classes, g_strdup_printf ("A class of some length %u", i));
      matrix[(gsize) i * n + i] = 10;
    }
  matrix[n - 1] = 100;
  return matrix;
}

/* Each cell is less than a pixel; none is lost for that. */
static void
test_shows_a_thousand_classes (void)
{
  const GwPlotStyle style = { 0 };
  const guint n = 1000;
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func (g_free);
  g_autofree double *matrix = make_many (n, classes);
  g_autoptr (GwPlot) plot = NULL;
  double x, y;

  plot = make (matrix, n, (const char *const *) classes->pdata, GW_NORMALISE_NONE, GW_CONFUSION_ORDER_GIVEN);
  plot_place (plot, 560, 520, n - 0.5, -0.5, &x, &y);
  g_assert_cmphex (plot_pixel (plot, 560, 520, x - 0.5, y + 0.5), ==,
                   gw_plot_style_get_ramp (&style, GW_PLOT_RAMP_SEQUENTIAL, 1));
  g_assert_cmphex (plot_pixel (plot, 560, 520, x - 30, y + 5), ==,
                   gw_plot_style_get_rgb (&style, GW_PLOT_COLOR_EMPTY, GW_PLOT_USE_FILL));
  plot_check_texts (plot);
  g_assert_cmpuint (gw_plot_find_key (plot, "confusion:0:999").index, ==, 999);
}

static void
test_any_number_of_classes (void)
{
  static const guint counts[] = { 2, 3, 20, 21, 47, 100, 101 };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func (g_free);
      g_autofree double *matrix = make_many (counts[i], classes);
      g_autoptr (GwPlot) plot = NULL;

      plot = make (matrix, counts[i], (const char *const *) classes->pdata, GW_NORMALISE_TRUE,
                   GW_CONFUSION_ORDER_CONFUSED);
      plot_check_texts (plot);
      plot_check_hits (plot, 1400, 900);
      if (counts[i] <= 21)
        plot_check (plot);
    }
}

/* What is seen of the classes when zoomed and panned: texts that keep off each other, and
 * cells that are found where they are drawn.
 */
static void
check_view (GwPlot *plot, const GwPlotScale *x, const GwPlotScale *y)
{
  const GwPlotStyle style = { 0 };
  g_autoptr (GwPlotLayout) layout = gw_plot_layout_new (plot, &style, 680, 520, x, y);
  const GwPlotFrame *frame = gw_plot_layout_get_frame (layout);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 680, 520);
  cairo_t *cr = cairo_create (surface);
  GArray *texts;
  guint seen = 0;

  gw_plot_layout_draw (layout, cr, NULL);
  texts = gw_plot_layout_get_texts (layout);
  for (guint i = 0; i < texts->len; i++)
    for (guint j = 0; j < i; j++)
      g_assert_false (gw_plot_placed_text_overlaps (&g_array_index (texts, GwPlotPlacedText, i),
                                                    &g_array_index (texts, GwPlotPlacedText, j)));
  for (gsize i = 0; i < gw_plot_count_marks (plot); i++)
    {
      cairo_rectangle_t box;
      double middle_x, middle_y;

      if (!gw_plot_layout_get_box (layout, (GwPlotMark) { 0, i }, &box))
        continue;
      middle_x = box.x + box.width / 2;
      middle_y = box.y + box.height / 2;
      if (middle_x < frame->left || middle_x > frame->left + frame->width || middle_y < frame->top
          || middle_y > frame->top + frame->height)
        continue;
      g_assert_cmpuint (gw_plot_layout_find_mark (layout, middle_x, middle_y, 0).index, ==, i);
      seen++;
    }
  g_assert_cmpuint (seen, >, 0);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_zooms (void)
{
  static const guint counts[] = { 6, 20, 100 };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func (g_free);
      g_autofree double *matrix = make_many (counts[i], classes);
      g_autoptr (GwPlot) plot = NULL;

      plot = make (matrix, counts[i], (const char *const *) classes->pdata, GW_NORMALISE_NONE,
                   GW_CONFUSION_ORDER_GIVEN);
      for (double factor = 1.3; factor < counts[i]; factor *= 1.7)
        {
          const GwPlotScale *all_x = &gw_plot_get_axis (plot, GW_PLOT_AXIS_X)->scale;
          const GwPlotScale *all_y = &gw_plot_get_axis (plot, GW_PLOT_AXIS_Y)->scale;
          GwPlotScale x = gw_plot_scale_copy (all_x), y = gw_plot_scale_copy (all_y);

          gw_plot_scale_zoom (&x, 0.3, factor, all_x);
          gw_plot_scale_zoom (&y, 0.8, factor, all_y);
          check_view (plot, &x, &y);
          gw_plot_scale_pan (&x, 0.37, all_x);
          gw_plot_scale_pan (&y, -0.21, all_y);
          check_view (plot, &x, &y);
          gw_plot_scale_clear (&x);
          gw_plot_scale_clear (&y);
        }
    }
}

/* A selected cell has a ring, and the others stay as they are. */
static void
test_rings_the_selected (void)
{
  const GwPlotStyle style = { 0 };
  g_autoptr (GwPlot) plot = make_street (GW_NORMALISE_TRUE, GW_CONFUSION_ORDER_GIVEN);
  g_autoptr (GwPlotLayout) layout = gw_plot_layout_new (plot, &style, 680, 520, NULL, NULL);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 680, 520);
  cairo_t *cr = cairo_create (surface);
  const GwPlotMark mark = gw_plot_find_key (plot, "confusion:3:1");
  gboolean bold[2] = { FALSE, FALSE };
  cairo_rectangle_t box;
  guint32 pixel;

  gw_plot_layout_draw (layout, cr, "confusion:3:1");
  cairo_surface_flush (surface);
  g_assert_true (gw_plot_layout_get_box (layout, mark, &box));
  memcpy (&pixel,
          cairo_image_surface_get_data (surface)
              + (gsize) (box.y + box.height / 2) * (gsize) cairo_image_surface_get_stride (surface)
              + 4 * (gsize) floor (box.x - 1.5),
          sizeof pixel);
  g_assert_cmphex (pixel & 0xffffff, ==, gw_plot_style_get_rgb (&style, GW_PLOT_COLOR_TEXT, GW_PLOT_USE_FILL));
  for (guint i = 0; i < gw_plot_layout_get_texts (layout)->len; i++)
    {
      const GwPlotPlacedText *text = &g_array_index (gw_plot_layout_get_texts (layout), GwPlotPlacedText, i);

      if (text->role != GW_PLOT_TEXT_TICK_BOLD)
        continue;
      bold[0] |= g_strcmp0 (text->text, "Cyclist") == 0;
      bold[1] |= g_strcmp0 (text->text, "Pedestrian") == 0;
    }
  g_assert_true (bold[0] && bold[1]);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_notes_what_is_never_predicted (void)
{
  static const double matrix[] = { 5, 0, 1, 3, 0, 0, 0, 0, 7 };
  g_autoptr (GwPlot) plot = make (matrix, 3, names, GW_NORMALISE_PREDICTED, GW_CONFUSION_ORDER_GIVEN);
  g_autofree char *text = plot_describe (plot, (GwPlotMark) { 0, 4 });

  g_assert_cmpstr (gw_plot_get_note (plot), ==, "Never predicted: Pedestrian.");
  g_assert_cmpstr (text, ==,
                   "Actual Pedestrian, predicted Pedestrian. 0 boxes. 0% of actual, — of predicted, 0% of all.");
  plot_check (plot);
}

static void
test_tells_what_is_wrong (void)
{
  static const double nothing[] = { 0, 0, 0, 0 }, broken[] = { 1, NAN, 0, 1 }, negative[] = { 1, -1, 0, 1 },
                      one[] = { 7 };
  g_autoptr (GwPlot) empty = make (nothing, 2, names, GW_NORMALISE_TRUE, GW_CONFUSION_ORDER_GIVEN);
  g_autoptr (GwPlot) none = make (nothing, 0, names, GW_NORMALISE_TRUE, GW_CONFUSION_ORDER_GIVEN);
  g_autoptr (GwPlot) nan = make (broken, 2, names, GW_NORMALISE_TRUE, GW_CONFUSION_ORDER_GIVEN);
  g_autoptr (GwPlot) below = make (negative, 2, names, GW_NORMALISE_TRUE, GW_CONFUSION_ORDER_GIVEN);
  g_autoptr (GwPlot) single = make (one, 1, names, GW_NORMALISE_TRUE, GW_CONFUSION_ORDER_GIVEN);

  plot_check_message (empty, "Nothing to Compare");
  plot_check_message (none, "Nothing to Compare");
  plot_check_message (nan, "Wrong Counts");
  plot_check_message (below, "Wrong Counts");
  plot_check_message (single, "Only One Class");
}

static void
test_looks_like_the_picture (void)
{
  g_autoptr (GwPlot) plot = make_street (GW_NORMALISE_TRUE, GW_CONFUSION_ORDER_GIVEN);

  plot_check_picture (plot, "confusion", FALSE);
  plot_check_picture (plot, "confusion-dark", TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plot-confusion/has-a-background", test_has_a_background);
  g_test_add_func ("/plot-confusion/holds-for-all", test_holds_for_all);
  g_test_add_func ("/plot-confusion/says-what-a-cell-is", test_says_what_a_cell_is);
  g_test_add_func ("/plot-confusion/keys-do-not-depend-on-order", test_keys_do_not_depend_on_order);
  g_test_add_func ("/plot-confusion/reads-keys", test_reads_keys);
  g_test_add_func ("/plot-confusion/writes-counts-and-shares", test_writes_counts_and_shares);
  g_test_add_func ("/plot-confusion/groups-the-confused", test_groups_the_confused);
  g_test_add_func ("/plot-confusion/colors-follow-shares", test_colors_follow_shares);
  g_test_add_func ("/plot-confusion/shows-a-thousand-classes", test_shows_a_thousand_classes);
  g_test_add_func ("/plot-confusion/any-number-of-classes", test_any_number_of_classes);
  g_test_add_func ("/plot-confusion/zooms", test_zooms);
  g_test_add_func ("/plot-confusion/rings-the-selected", test_rings_the_selected);
  g_test_add_func ("/plot-confusion/notes-what-is-never-predicted", test_notes_what_is_never_predicted);
  g_test_add_func ("/plot-confusion/tells-what-is-wrong", test_tells_what_is_wrong);
  g_test_add_func ("/plot-confusion/looks-like-the-picture", test_looks_like_the_picture);

  return g_test_run ();
}
