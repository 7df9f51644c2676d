/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-plot-rule.h"

#include <math.h>

#define LABEL_GAP 7.0

typedef enum
{
  VERTICAL,
  HORIZONTAL,
  SEGMENT
} Direction;

typedef struct
{
  Direction direction;
  double x0, y0, x1, y1;
  char *label;
} Rule;

typedef struct
{
  GwPlotLayer parent;
  GArray *rules;
} GwPlotRule;

static void
clear_rule (gpointer data)
{
  g_free (((Rule *) data)->label);
}

static void
gw_plot_rule_finalize (GwPlotLayer *layer)
{
  g_array_unref (((GwPlotRule *) layer)->rules);
}

/* A line at a value alone makes the axis no longer. */
static void
gw_plot_rule_get_extent (const GwPlotLayer *layer, double x[2], double y[2])
{
}

static void
get_ends (const GwPlotFrame *frame, const Rule *rule, double *x0, double *y0, double *x1, double *y1)
{
  *x0 = rule->direction == HORIZONTAL ? frame->left : gw_plot_frame_get_x (frame, rule->x0);
  *x1 = rule->direction == HORIZONTAL ? frame->left + frame->width : gw_plot_frame_get_x (frame, rule->x1);
  *y0 = rule->direction == VERTICAL ? frame->top + frame->height : gw_plot_frame_get_y (frame, rule->y0);
  *y1 = rule->direction == VERTICAL ? frame->top : gw_plot_frame_get_y (frame, rule->y1);
}

static gboolean
is_inside (const GwPlotFrame *frame, double x, double y)
{
  return x >= frame->left - 1 && x <= frame->left + frame->width + 1 && y >= frame->top - 1
         && y <= frame->top + frame->height + 1;
}

static void
gw_plot_rule_draw (GwPlotLayer *layer, const GwPlotFrame *frame, cairo_t *cr)
{
  GwPlotRule *self = (GwPlotRule *) layer;
  static const double dashes[] = { 3, 4 };

  cairo_rectangle (cr, frame->left - 1, frame->top - 1, frame->width + 2, frame->height + 2);
  cairo_clip (cr);
  gw_plot_style_set_source (frame->style, cr, GW_PLOT_COLOR_TEXT, GW_PLOT_USE_LINE, 0.75);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_set_line_width (cr, 1.3);
  for (guint i = 0; i < self->rules->len; i++)
    {
      double x0, y0, x1, y1;

      get_ends (frame, &g_array_index (self->rules, Rule, i), &x0, &y0, &x1, &y1);
      if (!isfinite (x0 + y0 + x1 + y1))
        continue;
      cairo_move_to (cr, x0, y0);
      cairo_line_to (cr, x1, y1);
      cairo_stroke (cr);
    }
}

/* Whether another upright line would go through what is written between two places. */
static gboolean
is_crossed (const GwPlotRule *self, const GwPlotFrame *frame, const Rule *rule, double left, double right)
{
  for (guint i = 0; i < self->rules->len; i++)
    {
      const Rule *other = &g_array_index (self->rules, Rule, i);
      double x;

      if (other == rule || other->direction != VERTICAL)
        continue;
      x = gw_plot_frame_get_x (frame, other->x0);
      if (x > left - 2 && x < right + 2)
        return TRUE;
    }
  return FALSE;
}

/* Beside a vertical line at its top, where there is room and no other line, else
 * further down.
 */
static void
put_beside (const GwPlotRule *self, const GwPlotFrame *frame, const Rule *rule, cairo_t *cr, GwPlotText *how)
{
  const double x = gw_plot_frame_get_x (frame, rule->x0);
  double width, line;

  gw_plot_texts_measure (frame->texts, how->role, rule->label, &width, &line);
  for (guint attempt = 0; attempt < 12; attempt++)
    {
      const gboolean left = attempt < 4 ? attempt % 2 == 1 : attempt % 8 >= 4;
      const double begin = left ? x - LABEL_GAP - width : x + LABEL_GAP;

      if (begin < frame->left || begin + width > frame->surface_width
          || (attempt < 4 && is_crossed (self, frame, rule, begin, begin + width)))
        continue;
      how->x = begin;
      how->y = frame->top + 2 + line * (attempt < 4 ? attempt / 2 : attempt % 4);
      if (gw_plot_texts_put (frame->texts, cr, rule->label, how))
        return;
    }
}

/* Above a horizontal line at its left, or at its right where something is there. */
static void
put_above (const GwPlotFrame *frame, const Rule *rule, cairo_t *cr, GwPlotText *how)
{
  const double y = gw_plot_frame_get_y (frame, rule->y0);
  double width, line;

  gw_plot_texts_measure (frame->texts, how->role, rule->label, &width, &line);
  for (guint attempt = 0; attempt < 4; attempt++)
    {
      const gboolean right = attempt % 2 == 1;

      how->x = right ? frame->left + frame->width - LABEL_GAP : frame->left + LABEL_GAP;
      how->align_x = right ? 1 : 0;
      how->y = attempt < 2 ? y - 2 : y + 2;
      how->align_y = attempt < 2 ? 1 : 0;
      if (width + LABEL_GAP > frame->width || (attempt < 2 ? y - 2 - line < 0 : y + 2 + line > frame->surface_height))
        continue;
      if (gw_plot_texts_put (frame->texts, cr, rule->label, how))
        return;
    }
}

static void
put_label (const GwPlotRule *self, const GwPlotFrame *frame, const Rule *rule, cairo_t *cr)
{
  GwPlotText how = { .role = GW_PLOT_TEXT_TICK, .color = GW_PLOT_COLOR_TEXT, .optional = TRUE };
  double x0, y0, x1, y1;

  get_ends (frame, rule, &x0, &y0, &x1, &y1);
  if (!is_inside (frame, x0, y0) || !is_inside (frame, x1, y1))
    return;
  if (rule->direction == VERTICAL)
    put_beside (self, frame, rule, cr, &how);
  else
    put_above (frame, rule, cr, &how);
}

static void
gw_plot_rule_draw_texts (GwPlotLayer *layer, const GwPlotFrame *frame, cairo_t *cr)
{
  GwPlotRule *self = (GwPlotRule *) layer;

  for (guint i = 0; i < self->rules->len; i++)
    if (g_array_index (self->rules, Rule, i).label != NULL)
      put_label (self, frame, &g_array_index (self->rules, Rule, i), cr);
}

static const GwPlotLayerClass rule_class = {
  .size = sizeof (GwPlotRule),
  .finalize = gw_plot_rule_finalize,
  .get_extent = gw_plot_rule_get_extent,
  .draw = gw_plot_rule_draw,
  .draw_texts = gw_plot_rule_draw_texts,
};

GwPlotLayer *
gw_plot_rule_new (void)
{
  GwPlotRule *self = gw_plot_layer_new (&rule_class);

  self->rules = g_array_new (FALSE, FALSE, sizeof (Rule));
  g_array_set_clear_func (self->rules, clear_rule);
  return &self->parent;
}

static void
add (GwPlotLayer *layer, Rule rule)
{
  g_return_if_fail (layer->klass == &rule_class);

  g_array_append_val (((GwPlotRule *) layer)->rules, rule);
}

void
gw_plot_rule_add_vertical (GwPlotLayer *layer, double x, const char *label)
{
  add (layer, (Rule) { VERTICAL, x, 0, x, 0, g_strdup (label) });
}

void
gw_plot_rule_add_horizontal (GwPlotLayer *layer, double y, const char *label)
{
  add (layer, (Rule) { HORIZONTAL, 0, y, 0, y, g_strdup (label) });
}

void
gw_plot_rule_add_segment (GwPlotLayer *layer, double x0, double y0, double x1, double y1)
{
  add (layer, (Rule) { SEGMENT, x0, y0, x1, y1, NULL });
}

/* --- markers -------------------------------------------------------------------- */

#define MARKER_RADIUS 7.0
#define CARD_PADDING 9.0
#define CARD_DISTANCE 22.0

typedef struct
{
  GwPlotLayer parent;
  double x, y;
  GwPlotColor color;
  GStrv lines;
} GwPlotMarker;

static void
gw_plot_marker_finalize (GwPlotLayer *layer)
{
  g_strfreev (((GwPlotMarker *) layer)->lines);
}

static void
gw_plot_marker_draw (GwPlotLayer *layer, const GwPlotFrame *frame, cairo_t *cr)
{
  GwPlotMarker *self = (GwPlotMarker *) layer;
  static const double dots[] = { 2, 2.5 };
  const double x = gw_plot_frame_get_x (frame, self->x);
  const double y = gw_plot_frame_get_y (frame, self->y);

  if (!isfinite (x) || !isfinite (y))
    return;
  gw_plot_style_set_source (frame->style, cr, GW_PLOT_COLOR_TEXT, GW_PLOT_USE_LINE, 0.75);
  cairo_set_dash (cr, dots, G_N_ELEMENTS (dots), 0);
  cairo_set_line_width (cr, 1.2);
  cairo_move_to (cr, frame->left, y);
  cairo_line_to (cr, x, y);
  cairo_line_to (cr, x, frame->top + frame->height);
  cairo_stroke (cr);

  cairo_set_dash (cr, NULL, 0, 0);
  cairo_arc (cr, x, y, MARKER_RADIUS, 0, 2 * G_PI);
  gw_plot_style_set_source (frame->style, cr, GW_PLOT_COLOR_GROUND, GW_PLOT_USE_FILL, 1);
  cairo_fill_preserve (cr);
  gw_plot_style_set_source (frame->style, cr, GW_PLOT_COLOR_TEXT, GW_PLOT_USE_LINE, 1);
  cairo_set_line_width (cr, 2.4);
  cairo_stroke (cr);
  cairo_arc (cr, x, y, MARKER_RADIUS - 3.5, 0, 2 * G_PI);
  gw_plot_style_set_source (frame->style, cr, self->color, GW_PLOT_USE_LINE, 1);
  cairo_fill (cr);
}

/* A card towards the middle of the plot, where it is least in the way. */
static void
gw_plot_marker_draw_texts (GwPlotLayer *layer, const GwPlotFrame *frame, cairo_t *cr)
{
  GwPlotMarker *self = (GwPlotMarker *) layer;
  const double x = gw_plot_frame_get_x (frame, self->x);
  const double y = gw_plot_frame_get_y (frame, self->y);
  double width = 0, line = 0, left, top, height;
  guint n = self->lines != NULL ? g_strv_length (self->lines) : 0;

  if (n == 0 || !isfinite (x) || !isfinite (y))
    return;
  for (guint i = 0; i < n; i++)
    {
      double one;

      gw_plot_texts_measure (frame->texts, GW_PLOT_TEXT_TICK, self->lines[i], &one, &line);
      width = MAX (width, one);
    }
  width += 2 * CARD_PADDING;
  height = n * line + 1.4 * CARD_PADDING;
  /* Not at all rather than over the axes. */
  if (width > frame->width || height > frame->height)
    return;
  left = x < frame->left + frame->width / 2 ? x + CARD_DISTANCE : x - CARD_DISTANCE - width;
  top = y < frame->top + frame->height / 2 ? y + CARD_DISTANCE : y - CARD_DISTANCE - height;
  left = CLAMP (left, frame->left, MAX (frame->left, frame->left + frame->width - width));
  top = CLAMP (top, frame->top, MAX (frame->top, frame->top + frame->height - height));

  gw_plot_path_rectangle (cr, left, top, width, height, 6, 15);
  gw_plot_style_set_source (frame->style, cr, frame->style->dark ? 0x484848 : GW_PLOT_COLOR_GROUND, GW_PLOT_USE_FILL,
                            0.96);
  cairo_fill_preserve (cr);
  gw_plot_style_set_source (frame->style, cr, GW_PLOT_COLOR_TEXT, GW_PLOT_USE_FILL, 0.35);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  for (guint i = 0; i < n; i++)
    {
      const GwPlotText how = { .role = GW_PLOT_TEXT_TICK,
                               .color = GW_PLOT_COLOR_TEXT,
                               .x = left + CARD_PADDING,
                               .y = top + 0.7 * CARD_PADDING + i * line };

      gw_plot_texts_put (frame->texts, cr, self->lines[i], &how);
    }
}

static const GwPlotLayerClass marker_class = {
  .size = sizeof (GwPlotMarker),
  .finalize = gw_plot_marker_finalize,
  .get_extent = gw_plot_rule_get_extent,
  .draw = gw_plot_marker_draw,
  .draw_texts = gw_plot_marker_draw_texts,
};

GwPlotLayer *
gw_plot_marker_new (double x, double y, GwPlotColor color, const char *text)
{
  GwPlotMarker *self = gw_plot_layer_new (&marker_class);

  self->x = x;
  self->y = y;
  self->color = color;
  self->lines = text != NULL ? g_strsplit (text, "\n", -1) : NULL;
  return &self->parent;
}
