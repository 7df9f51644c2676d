/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "plot-check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gw-plot-file.h"
#include "gw-plot-layout.h"
#include "gw-test-data.h"

#define PICTURE_WIDTH 320
#define PICTURE_HEIGHT 240
#define PICTURE_PART 4

static cairo_surface_t *
draw (GwPlot *plot, const GwPlotStyle *style, double width, double height, GwPlotLayout **layout)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);
  cairo_t *cr = cairo_create (surface);

  *layout = gw_plot_layout_new (plot, style, width, height, NULL, NULL);
  gw_plot_style_set_source (style, cr, GW_PLOT_COLOR_GROUND, GW_PLOT_USE_FILL, 1);
  cairo_paint (cr);
  gw_plot_layout_draw (*layout, cr, NULL);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static void
check_texts_at (GwPlot *plot, const GwPlotStyle *style, double width, double height)
{
  g_autoptr (GwPlotLayout) layout = NULL;
  cairo_surface_t *surface = draw (plot, style, width, height, &layout);
  GArray *texts = gw_plot_layout_get_texts (layout);

  for (guint i = 0; i < texts->len; i++)
    {
      const GwPlotPlacedText *text = &g_array_index (texts, GwPlotPlacedText, i);

      for (guint corner = 0; corner < 4; corner++)
        if (!(text->corners[corner][0] >= -0.5 && text->corners[corner][0] <= width + 0.5
              && text->corners[corner][1] >= -0.5 && text->corners[corner][1] <= height + 0.5))
          g_error ("%s, %g × %g, text %g: “%s” is cut", gw_plot_get_kind (plot), width, height, style->text_scale,
                   text->text);
      for (guint j = 0; j < i; j++)
        {
          const GwPlotPlacedText *other = &g_array_index (texts, GwPlotPlacedText, j);

          if (gw_plot_placed_text_overlaps (text, other))
            g_error ("%s, %g × %g, text %g: “%s” lies on “%s”", gw_plot_get_kind (plot), width, height,
                     style->text_scale, text->text, other->text);
        }
    }
  cairo_surface_destroy (surface);
}

void
plot_check_texts (GwPlot *plot)
{
  static const double sizes[][2] = { { 320, 240 }, { 680, 430 }, { 560, 520 }, { 1400, 900 } };
  static const double scales[] = { 1, 1.5, 2 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint j = 0; j < G_N_ELEMENTS (scales); j++)
      {
        GwPlotStyle style = { .text_scale = scales[j], .dark = j == 1 };

        check_texts_at (plot, &style, sizes[i][0], sizes[i][1]);
        /* Files, which have their title inside, are no cards. */
        style.with_title = sizes[i][0] > 500;
        check_texts_at (plot, &style, sizes[i][0], sizes[i][1]);
      }
}

void
plot_check_hits (GwPlot *plot, double width, double height)
{
  const GwPlotStyle style = { 0 };
  g_autoptr (GwPlotLayout) layout = NULL;
  cairo_surface_t *surface = draw (plot, &style, width, height, &layout);

  for (guint layer = 0; layer < gw_plot_get_n_layers (plot); layer++)
    {
      const GwPlotLayer *marks = gw_plot_get_layer (plot, layer);

      for (gsize i = 0; marks->klass->get_n_marks != NULL && i < marks->klass->get_n_marks (marks); i++)
        {
          const GwPlotMark mark = { layer, i };
          cairo_rectangle_t box;
          GwPlotMark found;

          if (!gw_plot_layout_get_box (layout, mark, &box))
            continue;
          found = gw_plot_layout_find_mark (layout, box.x + box.width / 2, box.y + box.height / 2, 4);
          g_assert_cmpuint (found.layer, ==, layer);
          g_assert_cmpuint (found.index, ==, i);
        }
    }
  cairo_surface_destroy (surface);
}

void
plot_check_walk (GwPlot *plot)
{
  g_autoptr (GHashTable) reached = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (GwPlotMark));
  GwPlotMark first = gw_plot_move (plot, GW_PLOT_MARK_NONE, GW_PLOT_MOVE_RIGHT);

  if (gw_plot_count_marks (plot) == 0)
    return;
  g_assert_true (first.index != GW_PLOT_NO_MARK);
  g_array_append_val (open, first);
  while (open->len > 0)
    {
      const GwPlotMark mark = g_array_index (open, GwPlotMark, open->len - 1);
      gint64 id = ((gint64) mark.layer << 40) + (gint64) mark.index;

      g_array_set_size (open, open->len - 1);
      if (!g_hash_table_add (reached, g_memdup2 (&id, sizeof id)))
        continue;
      for (GwPlotMove move = GW_PLOT_MOVE_LEFT; move <= GW_PLOT_MOVE_LAST; move++)
        {
          const GwPlotMark next = gw_plot_move (plot, mark, move);

          g_array_append_val (open, next);
        }
    }
  g_assert_cmpuint (g_hash_table_size (reached), ==, gw_plot_count_marks (plot));
}

static void
check_text (const char *text)
{
  g_assert_nonnull (text);
  g_assert_cmpstr (text, !=, "");
  g_assert_null (strstr (text, "nan"));
  g_assert_null (strstr (text, "(null)"));
  g_assert_null (strstr (text, "%s"));
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

void
plot_check_says (GwPlot *plot)
{
  g_autofree char *csv = gw_plot_to_csv (plot);

  check_text (gw_plot_get_summary (plot));
  check_text (csv);
  for (guint layer = 0; layer < gw_plot_get_n_layers (plot); layer++)
    {
      const GwPlotLayer *marks = gw_plot_get_layer (plot, layer);

      for (gsize i = 0; marks->klass->get_n_marks != NULL && i < marks->klass->get_n_marks (marks); i++)
        {
          const GwPlotMark mark = { layer, i };
          g_autofree char *key = g_strdup (gw_plot_get_key (plot, mark));
          g_auto (GwPlotReadout) readout = { 0 };

          gw_plot_describe (plot, mark, &readout);
          check_text (readout.name);
          check_text (readout.value);
          if (readout.context != NULL)
            check_text (readout.context);
          if (key != NULL)
            {
              const GwPlotMark found = gw_plot_find_key (plot, key);

              g_assert_cmpstr (gw_plot_get_key (plot, found), ==, key);
            }
        }
    }
}

void
plot_check (GwPlot *plot)
{
  plot_check_texts (plot);
  plot_check_hits (plot, 1400, 900);
  plot_check_walk (plot);
  plot_check_says (plot);
}

void
plot_check_message (GwPlot *plot, const char *title)
{
  g_assert_cmpstr (gw_plot_get_message (plot), ==, title);
  check_text (gw_plot_get_message_body (plot));
  check_text (gw_plot_get_summary (plot));
  plot_check_texts (plot);
  plot_check_hits (plot, 680, 430);
}

char *
plot_describe (GwPlot *plot, GwPlotMark mark)
{
  g_auto (GwPlotReadout) readout = { 0 };

  gw_plot_describe (plot, mark, &readout);
  return gw_plot_readout_to_text (&readout);
}

static guint32
pixel_of (cairo_surface_t *surface, int x, int y)
{
  guint32 pixel;

  memcpy (&pixel, cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface) + 4 * x,
          sizeof pixel);
  return pixel & 0xffffff;
}

guint32
plot_pixel (GwPlot *plot, double width, double height, double x, double y)
{
  const GwPlotStyle style = { 0 };
  g_autoptr (GwPlotLayout) layout = NULL;
  cairo_surface_t *surface = draw (plot, &style, width, height, &layout);
  const guint32 pixel = pixel_of (surface, (int) floor (x), (int) floor (y));

  cairo_surface_destroy (surface);
  return pixel;
}

void
plot_place (GwPlot *plot, double width, double height, double x_value, double y_value, double *x, double *y)
{
  const GwPlotStyle style = { 0 };
  g_autoptr (GwPlotLayout) layout = gw_plot_layout_new (plot, &style, width, height, NULL, NULL);

  *x = gw_plot_frame_get_x (gw_plot_layout_get_frame (layout), x_value);
  *y = gw_plot_frame_get_y (gw_plot_layout_get_frame (layout), y_value);
}

/* --- pictures ----------------------------------------------------------------------- */

/* Each pixel the mean of PICTURE_PART² ones. */
static cairo_surface_t *
shrink (cairo_surface_t *surface)
{
  cairo_surface_t *small = cairo_image_surface_create (CAIRO_FORMAT_RGB24, PICTURE_WIDTH / PICTURE_PART,
                                                       PICTURE_HEIGHT / PICTURE_PART);
  guint32 *pixels = (guint32 *) (gpointer) cairo_image_surface_get_data (small);
  const int stride = cairo_image_surface_get_stride (small) / 4;

  for (int y = 0; y < PICTURE_HEIGHT / PICTURE_PART; y++)
    for (int x = 0; x < PICTURE_WIDTH / PICTURE_PART; x++)
      {
        guint32 sums[3] = { 0 };

        for (int i = 0; i < PICTURE_PART * PICTURE_PART; i++)
          for (guint channel = 0; channel < 3; channel++)
            sums[channel] += (pixel_of (surface, PICTURE_PART * x + i % PICTURE_PART,
                                        PICTURE_PART * y + i / PICTURE_PART)
                              >> 8 * channel)
                             & 0xff;
        for (guint channel = 0; channel < 3; channel++)
          sums[channel] /= PICTURE_PART * PICTURE_PART;
        pixels[y * stride + x] = sums[0] | sums[1] << 8 | sums[2] << 16;
      }
  cairo_surface_mark_dirty (small);
  return small;
}

static double
mean_difference (cairo_surface_t *a, cairo_surface_t *b)
{
  const int width = cairo_image_surface_get_width (a), height = cairo_image_surface_get_height (a);
  double sum = 0;

  g_assert_cmpint (cairo_image_surface_get_width (b), ==, width);
  g_assert_cmpint (cairo_image_surface_get_height (b), ==, height);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      for (guint channel = 0; channel < 3; channel++)
        sum += abs ((int) (pixel_of (a, x, y) >> 8 * channel & 0xff)
                    - (int) (pixel_of (b, x, y) >> 8 * channel & 0xff));
  return sum / (3.0 * width * height);
}

void
plot_check_picture (GwPlot *plot, const char *name, gboolean dark)
{
  const GwPlotStyle style = { .dark = dark };
  g_autofree char *relative = g_strdup_printf ("tests/data/plot/%s.png", name);
  g_autofree char *path = g_build_filename (g_getenv ("GW_TEST_SOURCE_DIR"), relative, NULL);
  g_autoptr (GwPlotLayout) layout = NULL;
  cairo_surface_t *drawn = draw (plot, &style, PICTURE_WIDTH, PICTURE_HEIGHT, &layout);
  cairo_surface_t *small = shrink (drawn);
  cairo_surface_t *wanted;

  if (g_getenv ("GW_TEST_WRITE_PICTURES") != NULL)
    g_assert_cmpint (cairo_surface_write_to_png (small, path), ==, CAIRO_STATUS_SUCCESS);
  wanted = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_surface_status (wanted), ==, CAIRO_STATUS_SUCCESS);
  g_test_message ("%s: off by %.2f in the mean", name, mean_difference (small, wanted));
  g_assert_cmpfloat (mean_difference (small, wanted), <=, PLOT_PICTURE_TOLERANCE);
  cairo_surface_destroy (wanted);
  cairo_surface_destroy (small);
  cairo_surface_destroy (drawn);
}
