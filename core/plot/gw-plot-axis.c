/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-plot-layout-private.h"

#include <math.h>

#define MOST_TICKS 5
#define LEAST_TICKS 2
/* Between labels side by side, px. */
#define LABEL_SPACE 10.0
/* Between names, which are parted by what they stand under. */
#define NAME_SPACE 6.0
/* A name that is shortened keeps so much. */
#define LEAST_NAME 44.0
#define MOST_SHORTENED 1.7
/* Names that are turned are no longer. */
#define MOST_TURNED 110.0

void
_gw_plot_axis_layout_init (GwPlotAxisLayout *self, const GwPlotAxis *axis, const GwPlotScale *scale)
{
  *self = (GwPlotAxisLayout) { .axis = *axis, .every = 1, .stands_out = NAN };
  self->axis.scale = gw_plot_scale_copy (scale != NULL ? scale : &axis->scale);
  self->axis.title = g_strdup (axis->title);
}

void
_gw_plot_axis_layout_clear (GwPlotAxisLayout *self)
{
  gw_plot_scale_clear (&self->axis.scale);
  g_clear_pointer (&self->axis.title, g_free);
  g_clear_pointer (&self->ticks, g_array_unref);
}

static const GwPlotTick *
tick_at (const GwPlotAxisLayout *self, guint i)
{
  return &g_array_index (self->ticks, GwPlotTick, i);
}

static gboolean
is_shown (const GwPlotAxisLayout *self, guint i)
{
  return tick_at (self, i)->label != NULL && i % self->every == 0;
}

static double
text_height (GwPlotTexts *texts, GwPlotTextRole role)
{
  double height;

  gw_plot_texts_measure (texts, role, "0", NULL, &height);
  return height;
}

/* Pixels from the plot to the labels; below it they keep away from the half line by
 * which the lowest label beside it stands out.
 */
static double
label_distance (const GwPlotAxisLayout *self, GwPlotAxisSide side, GwPlotTexts *texts)
{
  const gboolean stroked = (self->axis.flags & GW_PLOT_AXIS_NO_TICKS) == 0;
  const double distance = GW_PLOT_LABEL_GAP + (stroked ? GW_PLOT_TICK_LENGTH : 2);

  return side == GW_PLOT_AXIS_X ? MAX (distance, 0.5 * text_height (texts, GW_PLOT_TEXT_TICK)) : distance;
}

static GwPlotTextRole
widest_role (const GwPlotAxisLayout *self)
{
  return self->may_stand_out ? GW_PLOT_TEXT_TICK_BOLD : GW_PLOT_TEXT_TICK;
}

/* --- fitting ------------------------------------------------------------------- */

static double
longest_label (const GwPlotAxisLayout *self, GwPlotTexts *texts)
{
  double longest = 0;

  for (guint i = 0; i < self->ticks->len; i++)
    if (is_shown (self, i))
      {
        double width;

        gw_plot_texts_measure (texts, widest_role (self), tick_at (self, i)->label, &width, NULL);
        longest = MAX (longest, width);
      }
  return longest;
}

/* Whether labels of ticks beside each other have room. */
static gboolean
labels_fit (const GwPlotAxisLayout *self, GwPlotAxisSide side, GwPlotTexts *texts, double length)
{
  const double space = side == GW_PLOT_AXIS_X ? LABEL_SPACE : 2;
  double last = -INFINITY, last_half = 0;
  const double height = text_height (texts, GW_PLOT_TEXT_TICK);

  for (guint i = 0; i < self->ticks->len; i++)
    {
      double at, half = 0.5 * height;

      if (!is_shown (self, i))
        continue;
      at = length * gw_plot_scale_get_place (&self->axis.scale, tick_at (self, i)->value);
      if (side == GW_PLOT_AXIS_X)
        {
          double width;

          gw_plot_texts_measure (texts, GW_PLOT_TEXT_TICK, tick_at (self, i)->label, &width, NULL);
          half = 0.5 * width;
        }
      /* Either way: a reversed axis goes back. */
      if (fabs (at - last) < half + last_half + space)
        return FALSE;
      last = at;
      last_half = half;
    }
  return TRUE;
}

static void
fit_numbers (GwPlotAxisLayout *self, GwPlotAxisSide side, GwPlotTexts *texts, double length)
{
  for (guint n = MOST_TICKS; n >= LEAST_TICKS; n--)
    {
      g_clear_pointer (&self->ticks, g_array_unref);
      self->ticks = gw_plot_ticks_new (&self->axis.scale, n);
      if (labels_fit (self, side, texts, length))
        return;
    }
  /* Even two are too many: as many as there is room for. */
  for (self->every = 2; self->every < self->ticks->len && !labels_fit (self, side, texts, length); self->every++)
    ;
}

static void
fit_names_along (GwPlotAxisLayout *self, GwPlotTexts *texts, double length, double most)
{
  const double band = length / MAX (self->axis.scale.high - self->axis.scale.low, 1e-9);
  const double height = text_height (texts, GW_PLOT_TEXT_TICK);
  const double longest = longest_label (self, texts);

  if (!self->turned && longest + NAME_SPACE <= band)
    return;
  /* Names that would lose their better half could not be told apart. */
  if (!self->turned && band - NAME_SPACE >= LEAST_NAME && longest <= MOST_SHORTENED * (band - NAME_SPACE))
    {
      self->max_label = band - NAME_SPACE;
      return;
    }
  self->turned = TRUE;
  self->angle = G_PI / 4;
  self->max_label = MIN (longest, MIN (MOST_TURNED * height / 16, MAX (most * G_SQRT2 - height, LEAST_NAME)));
  self->every = MAX (1, (guint) ceil (1.5 * height / band));
}

static void
fit_names_beside (GwPlotAxisLayout *self, GwPlotTexts *texts, double length, double most)
{
  const double band = length / MAX (self->axis.scale.high - self->axis.scale.low, 1e-9);
  const double height = text_height (texts, GW_PLOT_TEXT_TICK);

  self->max_label = most;
  self->every = MAX (1, (guint) ceil (height / band));
}

void
_gw_plot_axis_layout_thin (GwPlotAxisLayout *self, GwPlotAxisSide side, GwPlotTexts *texts, double length)
{
  const double band = length / MAX (self->axis.scale.high - self->axis.scale.low, 1e-9);
  const double height = text_height (texts, GW_PLOT_TEXT_TICK);

  if (self->axis.scale.kind != GW_PLOT_SCALE_CATEGORY)
    {
      while (self->every < self->ticks->len && !labels_fit (self, side, texts, length))
        self->every++;
      return;
    }
  if (side == GW_PLOT_AXIS_Y)
    self->every = MAX (self->every, (guint) ceil (height / band));
  else if (self->angle > 0)
    self->every = MAX (self->every, (guint) ceil (1.5 * height / band));
  else if ((self->max_label > 0 ? self->max_label : longest_label (self, texts)) + NAME_SPACE > band)
    self->max_label = MAX (band - NAME_SPACE, 1);
}

void
_gw_plot_axis_layout_fit (GwPlotAxisLayout *self, GwPlotAxisSide side, GwPlotTexts *texts, double length, double most)
{
  double labels;

  self->angle = 0;
  self->max_label = 0;
  self->every = 1;
  self->depth = self->title = 0;
  g_clear_pointer (&self->ticks, g_array_unref);
  if ((self->axis.flags & (GW_PLOT_AXIS_HIDDEN | GW_PLOT_AXIS_NO_LABELS)) != 0)
    {
      self->ticks = g_array_new (FALSE, FALSE, sizeof (GwPlotTick));
      return;
    }

  if (self->axis.title != NULL)
    self->title = text_height (texts, GW_PLOT_TEXT_AXIS) + GW_PLOT_TITLE_GAP;
  if (self->axis.scale.kind == GW_PLOT_SCALE_CATEGORY)
    {
      self->ticks = gw_plot_ticks_new (&self->axis.scale, MOST_TICKS);
      if (side == GW_PLOT_AXIS_X)
        fit_names_along (self, texts, length, most);
      else
        fit_names_beside (self, texts, length, most);
    }
  else
    fit_numbers (self, side, texts, length);

  labels = longest_label (self, texts);
  if (self->max_label > 0)
    labels = MIN (labels, self->max_label);
  if (side == GW_PLOT_AXIS_X)
    {
      const double height = text_height (texts, GW_PLOT_TEXT_TICK);

      labels = self->angle > 0 ? (labels + height) / G_SQRT2 : height;
    }
  self->depth = labels + label_distance (self, side, texts);
}

void
_gw_plot_axis_layout_get_overhang (const GwPlotAxisLayout *self, GwPlotAxisSide side, GwPlotTexts *texts, double length,
                                   double *before, double *after)
{
  const double height = text_height (texts, GW_PLOT_TEXT_LABEL);

  *before = *after = 0;
  if (side == GW_PLOT_AXIS_Y && self->axis.scale.kind != GW_PLOT_SCALE_CATEGORY && self->ticks->len > 0)
    {
      /* Wherever its numbers are just now, so that the length does not depend on them. */
      *before = *after = 0.5 * height;
      return;
    }
  for (guint i = 0; i < self->ticks->len; i++)
    {
      double at, width;

      /* Which of the turned names are shown may change with the margins, so all count. */
      if (tick_at (self, i)->label == NULL || (self->angle == 0 && !is_shown (self, i)))
        continue;
      at = length * gw_plot_scale_get_place (&self->axis.scale, tick_at (self, i)->value);
      if (side == GW_PLOT_AXIS_Y)
        {
          *before = MAX (*before, 0.5 * height - at);
          *after = MAX (*after, at + 0.5 * height - length);
          continue;
        }
      gw_plot_texts_measure (texts, widest_role (self), tick_at (self, i)->label, &width, NULL);
      if (self->max_label > 0)
        width = MIN (width, self->max_label);
      if (self->angle > 0)
        {
          /* Below, names end at their tick; above, they begin there. */
          width += 0.2 * text_height (texts, GW_PLOT_TEXT_TICK);
          if ((self->axis.flags & GW_PLOT_AXIS_FAR) != 0)
            *after = MAX (*after, at + width / G_SQRT2 - length);
          else
            *before = MAX (*before, width / G_SQRT2 - at);
          continue;
        }
      *before = MAX (*before, 0.5 * width - at);
      *after = MAX (*after, at + 0.5 * width - length);
    }
}

/* --- drawing ---------------------------------------------------------------------- */

static double
snap (double at)
{
  return floor (at) + 0.5;
}

void
_gw_plot_axis_layout_draw_grid (const GwPlotAxisLayout *self, GwPlotAxisSide side, const GwPlotFrame *frame,
                                cairo_t *cr)
{
  if ((self->axis.flags & GW_PLOT_AXIS_GRID) == 0)
    return;

  cairo_set_line_width (cr, 1);
  for (guint i = 0; i < self->ticks->len; i++)
    {
      const GwPlotTick *tick = tick_at (self, i);

      gw_plot_style_set_source (frame->style, cr, GW_PLOT_COLOR_GRID, GW_PLOT_USE_LINE, tick->minor ? 0.4 : 1);
      if (side == GW_PLOT_AXIS_X)
        {
          const double x = snap (gw_plot_frame_get_x (frame, tick->value));

          cairo_move_to (cr, x, frame->top);
          cairo_line_to (cr, x, frame->top + frame->height);
        }
      else
        {
          const double y = snap (gw_plot_frame_get_y (frame, tick->value));

          cairo_move_to (cr, frame->left, y);
          cairo_line_to (cr, frame->left + frame->width, y);
        }
      cairo_stroke (cr);
    }
}

/* Names are read; numbers are looked up. */
static GwPlotColor
label_color (const GwPlotAxisLayout *self)
{
  return self->axis.scale.kind == GW_PLOT_SCALE_CATEGORY ? GW_PLOT_COLOR_TEXT : GW_PLOT_COLOR_SECONDARY;
}

/* A label as it is drawn, which may be the one that stands out. */
static void
put_label (const GwPlotAxisLayout *self, guint i, const GwPlotFrame *frame, cairo_t *cr, GwPlotText *how)
{
  const GwPlotTick *tick = tick_at (self, i);

  how->role = tick->value == self->stands_out ? GW_PLOT_TEXT_TICK_BOLD : GW_PLOT_TEXT_TICK;
  gw_plot_texts_put (frame->texts, cr, tick->label, how);
}

static void
draw_strokes (const GwPlotAxisLayout *self, GwPlotAxisSide side, const GwPlotFrame *frame, cairo_t *cr)
{
  const gboolean far = (self->axis.flags & GW_PLOT_AXIS_FAR) != 0;

  for (guint i = 0; i < self->ticks->len && (self->axis.flags & GW_PLOT_AXIS_NO_TICKS) == 0; i++)
    {
      const GwPlotTick *tick = tick_at (self, i);
      const double length = GW_PLOT_TICK_LENGTH * (tick->minor ? 0.5 : 1);

      if (side == GW_PLOT_AXIS_X)
        {
          const double x = snap (gw_plot_frame_get_x (frame, tick->value));

          cairo_move_to (cr, x, frame->top + (far ? 0 : frame->height));
          cairo_rel_line_to (cr, 0, far ? -length : length);
        }
      else
        {
          cairo_move_to (cr, frame->left, snap (gw_plot_frame_get_y (frame, tick->value)));
          cairo_rel_line_to (cr, -length, 0);
        }
    }
  if ((self->axis.flags & GW_PLOT_AXIS_BASE) != 0 && side == GW_PLOT_AXIS_X)
    {
      cairo_move_to (cr, frame->left, snap (frame->top + frame->height));
      cairo_rel_line_to (cr, frame->width, 0);
    }
  else if ((self->axis.flags & GW_PLOT_AXIS_BASE) != 0)
    {
      cairo_move_to (cr, snap (frame->left), frame->top);
      cairo_rel_line_to (cr, 0, frame->height);
    }

  gw_plot_style_set_source (frame->style, cr, GW_PLOT_COLOR_AXIS, GW_PLOT_USE_LINE, 0.8);
  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_stroke (cr);
}

static double
title_length (const GwPlotAxisLayout *self, GwPlotTexts *texts, double most)
{
  double length;

  gw_plot_texts_measure (texts, GW_PLOT_TEXT_AXIS, self->axis.title, &length, NULL);
  return MIN (length, most);
}

static void
draw_x (const GwPlotAxisLayout *self, const GwPlotFrame *frame, cairo_t *cr)
{
  const gboolean far = (self->axis.flags & GW_PLOT_AXIS_FAR) != 0;
  const double edge = far ? frame->top : frame->top + frame->height;
  const double side = far ? -1 : 1;
  GwPlotText how = {
    .role = GW_PLOT_TEXT_TICK, .color = label_color (self), .max_width = self->max_label, .angle = self->angle
  };

  how.y = edge + side * label_distance (self, GW_PLOT_AXIS_X, frame->texts);
  how.align_x = self->angle > 0 ? (far ? 0 : 1) : 0.5;
  how.align_y = far ? (self->angle > 0 ? 0.8 : 1) : (self->angle > 0 ? 0.2 : 0);
  for (guint i = 0; i < self->ticks->len; i++)
    if (is_shown (self, i))
      {
        how.x = gw_plot_frame_get_x (frame, tick_at (self, i)->value);
        put_label (self, i, frame, cr, &how);
      }

  if (self->axis.title != NULL)
    {
      const double half = 0.5 * title_length (self, frame->texts, frame->surface_width - 4);
      const GwPlotText title = { .role = GW_PLOT_TEXT_AXIS,
                                 .x = CLAMP (frame->left + frame->width / 2, half + 2,
                                             MAX (frame->surface_width - half - 2, half + 2)),
                                 .y = edge + side * (self->depth + GW_PLOT_TITLE_GAP),
                                 .align_x = 0.5,
                                 .align_y = far ? 1 : 0,
                                 .max_width = frame->surface_width - 4 };

      gw_plot_texts_put (frame->texts, cr, self->axis.title, &title);
    }
}

static void
draw_y (const GwPlotAxisLayout *self, const GwPlotFrame *frame, cairo_t *cr)
{
  GwPlotText how = { .role = GW_PLOT_TEXT_TICK,
                     .color = label_color (self),
                     .x = frame->left - label_distance (self, GW_PLOT_AXIS_Y, frame->texts),
                     .align_x = 1,
                     .align_y = 0.5,
                     .max_width = self->max_label };

  for (guint i = 0; i < self->ticks->len; i++)
    if (is_shown (self, i))
      {
        how.y = gw_plot_frame_get_y (frame, tick_at (self, i)->value);
        put_label (self, i, frame, cr, &how);
      }

  if (self->axis.title != NULL)
    {
      /* What is below the plot at its left belongs to the other axis, from the middle of it on. */
      const double room = MIN (frame->height + 0.5 * (frame->legend_top - frame->top - frame->height),
                               frame->legend_top - frame->top - 2);
      const double half = 0.5 * title_length (self, frame->texts, room);
      const GwPlotText title = { .role = GW_PLOT_TEXT_AXIS,
                                 .x = frame->left - self->depth - GW_PLOT_TITLE_GAP,
                                 .y = MAX (frame->top + frame->height / 2, frame->top + half),
                                 .align_x = 0.5,
                                 .align_y = 1,
                                 .angle = G_PI / 2,
                                 .max_width = room };

      gw_plot_texts_put (frame->texts, cr, self->axis.title, &title);
    }
}

void
_gw_plot_axis_layout_draw (const GwPlotAxisLayout *self, GwPlotAxisSide side, const GwPlotFrame *frame, cairo_t *cr)
{
  /* Of a hidden one there are no ticks. */
  draw_strokes (self, side, frame, cr);
  if ((self->axis.flags & GW_PLOT_AXIS_HIDDEN) != 0)
    return;

  if (side == GW_PLOT_AXIS_X)
    draw_x (self, frame, cr);
  else
    draw_y (self, frame, cr);
}
