/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-plot-layout-private.h"

#include <math.h>

#define SAMPLE 26.0
#define SAMPLE_GAP 6.0
#define FIGURE_GAP 6.0
#define ENTRY_GAP 18.0
#define ROW_GAP 4.0
#define ABOVE 12.0
#define BAR_HEIGHT 9.0

/* Where the entries go: a pass to measure, with cr NULL, and one to draw. */
typedef struct
{
  GwPlot *plot;
  const GwPlotStyle *style;
  GwPlotTexts *texts;
  cairo_t *cr;
  double left, top, width;
  double x, y;
  double row;
  guint n_entries; /* that have room */
} Flow;

static double
text_width (Flow *flow, GwPlotTextRole role, const char *text)
{
  double width = 0;

  if (text != NULL)
    gw_plot_texts_measure (flow->texts, role, text, &width, NULL);
  return width;
}

static void
new_row (Flow *flow)
{
  flow->x = flow->left;
  flow->y += flow->row + ROW_GAP;
}

static void
draw_sample (Flow *flow, const GwPlotLegendEntry *entry, double x, double y)
{
  cairo_t *cr = flow->cr;

  cairo_save (cr);
  switch (entry->sample)
    {
    case GW_PLOT_SAMPLE_AREA:
      gw_plot_path_rectangle (cr, x + SAMPLE - 14, y - 6, 12, 12, 2, 15);
      gw_plot_style_fill (flow->style, cr, entry->color, entry->pattern, 1);
      cairo_new_path (cr);
      break;
    case GW_PLOT_SAMPLE_POINT:
      gw_plot_style_set_source (flow->style, cr, entry->color, GW_PLOT_USE_LINE, 1);
      gw_plot_path_point (cr, x + SAMPLE / 2, y, 4, flow->style->high_contrast ? entry->pattern : 0);
      cairo_fill_preserve (cr);
      if (gw_plot_style_wants_point_edge (flow->style, entry->color))
        gw_plot_style_stroke_edge (flow->style, cr);
      cairo_new_path (cr);
      break;
    case GW_PLOT_SAMPLE_LINE:
    default:
      gw_plot_style_set_source (flow->style, cr, entry->color, GW_PLOT_USE_LINE, 1);
      gw_plot_style_set_dash (cr, entry->pattern);
      cairo_set_line_width (cr, entry->pattern == 0 ? 2.6 : 1.6);
      cairo_move_to (cr, x, y);
      cairo_line_to (cr, x + SAMPLE, y);
      cairo_stroke (cr);
      break;
    }
  cairo_restore (cr);
}

static void
place_entry (Flow *flow, const GwPlotLegendEntry *entry)
{
  const double figure = text_width (flow, GW_PLOT_TEXT_LEGEND_BOLD, entry->figure);
  const double rest = SAMPLE + SAMPLE_GAP + (entry->figure != NULL ? FIGURE_GAP + figure : 0);
  const double name = MIN (text_width (flow, GW_PLOT_TEXT_LEGEND, entry->name), MAX (flow->width - rest, 24));

  if (flow->x > flow->left && flow->x + rest + name > flow->left + flow->width)
    new_row (flow);
  if (flow->cr != NULL)
    {
      const double middle = flow->y + flow->row / 2;
      GwPlotText how = { .role = GW_PLOT_TEXT_LEGEND,
                         .x = flow->x + SAMPLE + SAMPLE_GAP,
                         .y = middle,
                         .align_y = 0.5,
                         .max_width = ceil (name) + 1 };

      draw_sample (flow, entry, flow->x, middle);
      gw_plot_texts_put (flow->texts, flow->cr, entry->name, &how);
      how.role = GW_PLOT_TEXT_LEGEND_BOLD;
      how.x += name + FIGURE_GAP;
      how.max_width = 0;
      gw_plot_texts_put (flow->texts, flow->cr, entry->figure, &how);
    }
  flow->x += rest + name + ENTRY_GAP;
}

static void
place_note (Flow *flow, const char *note)
{
  const double width = text_width (flow, GW_PLOT_TEXT_TICK, note);

  if (flow->x > flow->left && flow->x + width > flow->left + flow->width)
    new_row (flow);
  if (flow->cr != NULL)
    {
      const GwPlotText how = { .role = GW_PLOT_TEXT_TICK,
                               .x = flow->left + flow->width,
                               .y = flow->y + flow->row / 2,
                               .align_x = 1,
                               .align_y = 0.5,
                               .max_width = flow->width };

      gw_plot_texts_put (flow->texts, flow->cr, note, &how);
    }
  flow->x = flow->left + flow->width;
}

static void
place_color_bar (Flow *flow, GwPlotRamp ramp, const char *low, const char *high)
{
  const double before = text_width (flow, GW_PLOT_TEXT_TICK, low) + SAMPLE_GAP;
  const double after = text_width (flow, GW_PLOT_TEXT_TICK, high) + SAMPLE_GAP;
  const double width = MAX (flow->width - before - after, 24);
  const double middle = flow->y + flow->row / 2;
  GwPlotText how = { .role = GW_PLOT_TEXT_TICK, .x = flow->left, .y = middle, .align_y = 0.5 };

  if (flow->cr != NULL)
    {
      cairo_pattern_t *pattern = cairo_pattern_create_linear (flow->left + before, 0, flow->left + before + width, 0);

      for (guint i = 0; i <= 32; i++)
        {
          const double share = i / 32.0;
          const guint32 rgb = gw_plot_style_get_ramp (flow->style, ramp,
                                                      ramp == GW_PLOT_RAMP_DIVERGING ? 2 * share - 1 : share);

          cairo_pattern_add_color_stop_rgb (pattern, share, ((rgb >> 16) & 0xff) / 255.0, ((rgb >> 8) & 0xff) / 255.0,
                                            (rgb & 0xff) / 255.0);
        }
      gw_plot_path_rectangle (flow->cr, flow->left + before, middle - BAR_HEIGHT / 2, width, BAR_HEIGHT, 3, 15);
      cairo_set_source (flow->cr, pattern);
      cairo_fill_preserve (flow->cr);
      gw_plot_style_stroke_edge (flow->style, flow->cr);
      cairo_new_path (flow->cr);
      cairo_pattern_destroy (pattern);
      gw_plot_texts_put (flow->texts, flow->cr, low, &how);
      how.x = flow->left + flow->width;
      how.align_x = 1;
      gw_plot_texts_put (flow->texts, flow->cr, high, &how);
    }
  flow->x = flow->left + flow->width;
}

/* Returns: where it ends */
static double
place_all (Flow *flow)
{
  const char *note = gw_plot_get_legend_note (flow->plot);
  const char *low, *high;
  GwPlotRamp ramp;
  const guint n = flow->n_entries;
  const gboolean bar = gw_plot_get_color_bar (flow->plot, &ramp, &low, &high);

  if (n == 0 && note == NULL && !bar)
    return flow->top;

  gw_plot_texts_measure (flow->texts, GW_PLOT_TEXT_LEGEND_BOLD, "0", NULL, &flow->row);
  flow->x = flow->left;
  flow->y = flow->top + ABOVE;
  for (guint i = 0; i < n; i++)
    place_entry (flow, gw_plot_get_legend (flow->plot, i));
  if (note != NULL)
    place_note (flow, note);
  if (bar)
    {
      if (n > 0 || note != NULL)
        new_row (flow);
      place_color_bar (flow, ramp, low, high);
    }
  return flow->y + flow->row;
}

/* A legend that would take more than this share of the surface loses its last entries:
 * what is small is read by pointing at it.
 */
#define MOST_SHARE 0.4

static void
choose_entries (Flow *flow, double height)
{
  cairo_t *cr = flow->cr;

  flow->cr = NULL;
  flow->n_entries = gw_plot_get_n_legend (flow->plot);
  while (flow->n_entries > 1 && place_all (flow) - flow->top > MOST_SHARE * height)
    flow->n_entries--;
  flow->cr = cr;
}

double
_gw_plot_legend_get_height (GwPlot *plot, GwPlotTexts *texts, double width, double height)
{
  Flow flow = { .plot = plot, .texts = texts, .width = width };

  choose_entries (&flow, height);
  return place_all (&flow);
}

void
_gw_plot_legend_draw (GwPlot *plot, const GwPlotStyle *style, GwPlotTexts *texts, cairo_t *cr, double left, double top,
                      double width, double height)
{
  Flow flow = { .plot = plot, .style = style, .texts = texts, .cr = cr, .left = left, .top = top, .width = width };

  choose_entries (&flow, height);
  place_all (&flow);
}
