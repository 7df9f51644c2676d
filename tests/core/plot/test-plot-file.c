/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-plot-file.h"

#include <math.h>
#include <string.h>

#include "gw-error.h"
#include "gw-plot-bars.h"
#include "gw-plot-layout.h"
#include "gw-plot-line.h"
#include "gw-plot-rule.h"
#include "gw-test-data.h"

static GwPlot *
make_plot (void)
{
  static const char *const names[] = { "=cat", "owl", "a bear with a very long name that nobody could have room for" };
  g_autoptr (GPtrArray) categories = g_ptr_array_new ();
  GwPlot *plot = gw_plot_new ("bars");
  GwPlotLayer *bars = gw_plot_bars_new (FALSE);
  GwPlotLayer *rule = gw_plot_rule_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const GwPlotBar bar = { .begin = i - GW_PLOT_BAR_HALF,
                              .end = i + GW_PLOT_BAR_HALF,
                              .to = 3.0 * i + 1,
                              .color = GW_PLOT_COLOR_SERIES,
                              .name = names[i],
                              .value = "many",
                              .label = "label" };

      g_ptr_array_add (categories, (char *) names[i]);
      gw_plot_bars_add (bars, &bar);
    }
  gw_plot_rule_add_horizontal (rule, 4, "mean");
  gw_plot_set_title (plot, "Title", "subtitle");
  gw_plot_set_axis (plot, GW_PLOT_AXIS_X, gw_plot_scale_category (categories), "Names", GW_PLOT_AXIS_BASE);
  gw_plot_set_axis (plot, GW_PLOT_AXIS_Y, gw_plot_scale_linear (0, 8), "Counts", GW_PLOT_AXIS_GRID);
  gw_plot_add_layer (plot, bars);
  gw_plot_add_layer (plot, rule);
  return plot;
}

/* The same plot gives the same bytes, and each kind begins as its format does. */
static void
test_same_bytes (void)
{
  static const char *const heads[] = { "\x89PNG", "<?xml", "%PDF", "name," };
  g_autoptr (GwPlot) plot = make_plot ();
  const GwPlotStyle style = { 0 };

  for (guint kind = 0; kind < G_N_ELEMENTS (heads); kind++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) first = gw_plot_to_bytes (plot, kind, &style, 400, 300, 1, &error);
      g_autoptr (GBytes) second = gw_plot_to_bytes (plot, kind, &style, 400, 300, 1, &error);

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (first, second));
      g_assert_true (memcmp (g_bytes_get_data (first, NULL), heads[kind], strlen (heads[kind])) == 0);
    }
}

static void
test_svg_among_others (void)
{
  g_autoptr (GwPlot) plot = make_plot ();
  const GwPlotStyle style = { 0 };
  g_autofree char *svg = gw_plot_to_svg (plot, &style, 400, 300, "p3-", NULL);

  g_assert_nonnull (strstr (svg, "id=\"p3-glyph0-1\""));
  g_assert_nonnull (strstr (svg, "href=\"#p3-glyph0-1\""));
  g_assert_null (strstr (svg, "\"glyph"));
  g_assert_null (strstr (svg, "#glyph"));
}

static void
test_csv (void)
{
  g_autoptr (GwPlot) plot = make_plot ();
  g_autofree char *csv = gw_plot_to_csv (plot);

  /* A name that a spreadsheet would take for a formula is marked. */
  g_assert_true (g_str_has_prefix (csv, "name,from,to\n'=cat,0,1\nowl,0,4\n"));
}

static void
test_endings (void)
{
  g_autoptr (GError) error = NULL;
  GwPlotFileKind kind;

  g_assert_true (gw_plot_file_kind_from_path ("a/b.SVG", &kind, NULL));
  g_assert_cmpint (kind, ==, GW_PLOT_FILE_SVG);
  g_assert_false (gw_plot_file_kind_from_path ("a.svg/b", &kind, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_UNSUPPORTED);
}

static void
test_writes_whole_or_not (void)
{
  g_autofree char *folder = gw_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "plot.png", NULL);
  g_autoptr (GwPlot) plot = make_plot ();
  const GwPlotStyle style = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (gw_plot_write_file (plot, path, FALSE, &style, 200, 150, 2, &error));
  g_assert_no_error (error);
  g_assert_false (gw_plot_write_file (plot, path, FALSE, &style, 200, 150, 2, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_false (gw_plot_write_file (plot, path, TRUE, &style, 1e9, 150, 2, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_LIMIT);
  gw_test_folder_free (g_steal_pointer (&folder));
}

/* Thinned to the pixels of its width, a dense line still shows a single high point. */
static void
test_dense_line (void)
{
  const gsize n = 500000;
  GArray *x = g_array_sized_new (FALSE, FALSE, sizeof (double), n);
  GArray *y = g_array_sized_new (FALSE, FALSE, sizeof (double), n);
  const GwPlotLineStyle style = { .name = "line", .color = 0x000000 };
  const GwPlotStyle plain = { 0 };
  g_autoptr (GwPlot) plot = gw_plot_new ("line");
  g_autoptr (GwPlotLayout) layout = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 300, 200);
  cairo_t *cr = cairo_create (surface);
  const GwPlotFrame *frame;
  gboolean seen = FALSE;
  GwPlotMark mark;

  for (gsize i = 0; i < n; i++)
    {
      const double value = i == 333333 ? 1 : 0.1;
      const double place = (double) i;

      g_array_append_val (x, place);
      g_array_append_val (y, value);
    }
  gw_plot_set_axis (plot, GW_PLOT_AXIS_X, gw_plot_scale_linear (0, (double) n), NULL, 0);
  gw_plot_set_axis (plot, GW_PLOT_AXIS_Y, gw_plot_scale_linear (0, 1), NULL, 0);
  gw_plot_add_layer (plot, gw_plot_line_new (x, y, &style));
  layout = gw_plot_layout_new (plot, &plain, 300, 200, NULL, NULL);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  gw_plot_layout_draw (layout, cr, NULL);
  cairo_surface_flush (surface);
  frame = gw_plot_layout_get_frame (layout);
  for (int i = -2; i <= 2; i++)
    {
      const int px = (int) gw_plot_frame_get_x (frame, 333333) + i;
      const int py = (int) gw_plot_frame_get_y (frame, 0.6);
      const guint32 *row = (const guint32 *) (gpointer) (cairo_image_surface_get_data (surface)
                                                         + py * cairo_image_surface_get_stride (surface));

      seen = seen || (row[px] & 0xff) < 128;
    }
  g_assert_true (seen);

  mark = gw_plot_layout_find_mark (layout, gw_plot_frame_get_x (frame, 333333), gw_plot_frame_get_y (frame, 1), 4);
  g_assert_cmpuint (mark.index, ==, 333333);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* No text lies on another, or is cut by the edge. */
static void
test_texts_keep_apart (void)
{
  static const int sizes[][2] = { { 240, 180 }, { 420, 300 }, { 680, 430 }, { 1400, 900 } };
  static const double scales[] = { 1, 1.5, 2 };
  g_autoptr (GwPlot) plot = make_plot ();

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint j = 0; j < G_N_ELEMENTS (scales); j++)
      {
        const GwPlotStyle style = { .text_scale = scales[j], .with_title = TRUE };
        g_autoptr (GwPlotLayout) layout = gw_plot_layout_new (plot, &style, sizes[i][0], sizes[i][1], NULL, NULL);
        cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
        cairo_t *cr = cairo_create (surface);
        GArray *texts;

        gw_plot_layout_draw (layout, cr, NULL);
        texts = gw_plot_layout_get_texts (layout);
        g_assert_cmpuint (texts->len, >, 4);
        for (guint k = 0; k < texts->len; k++)
          for (guint l = 0; l < k; l++)
            g_assert_false (gw_plot_placed_text_overlaps (&g_array_index (texts, GwPlotPlacedText, k),
                                                          &g_array_index (texts, GwPlotPlacedText, l)));
        cairo_destroy (cr);
        cairo_surface_destroy (surface);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plot-file/same-bytes", test_same_bytes);
  g_test_add_func ("/plot-file/svg-among-others", test_svg_among_others);
  g_test_add_func ("/plot-file/csv", test_csv);
  g_test_add_func ("/plot-file/endings", test_endings);
  g_test_add_func ("/plot-file/writes-whole-or-not", test_writes_whole_or_not);
  g_test_add_func ("/plot-file/dense-line", test_dense_line);
  g_test_add_func ("/plot-file/texts-keep-apart", test_texts_keep_apart);

  return g_test_run ();
}
