/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-plot-layout-private.h"

#include <math.h>
#include <string.h>

#define PADDING 2.0
#define FILE_PADDING 16.0
/* Names beside a plot take no more than this share of its width. */
#define NAMES_SHARE 0.36
#define LEAST_SIDE 24.0
#define ROUNDS 5
#define RING 2.0
#define ROW_HEIGHT 36.0

struct _GwPlotLayout
{
  GwPlot *plot;
  GwPlotStyle style;
  double width, height;
  GwPlotTexts *texts;
  GwPlotAxisLayout axes[GW_PLOT_N_AXES];
  GwPlotFrame frame;
  double head; /* px that titles and notes take */
  double foot; /* and the legend */
  double padding;
  gboolean without_subtitle; /* there is no room for it */
  gboolean without_note;
  gboolean without_legend;
};

/* --- margins ------------------------------------------------------------------------ */

static double
line_height (GwPlotLayout *self, GwPlotTextRole role)
{
  double height;

  gw_plot_texts_measure (self->texts, role, "0", NULL, &height);
  return height;
}

static gboolean
has_subtitle (GwPlotLayout *self)
{
  return self->style.with_title && !self->without_subtitle && gw_plot_get_subtitle (self->plot) != NULL;
}

static gboolean
has_note (GwPlotLayout *self)
{
  return !self->without_note && gw_plot_get_note (self->plot) != NULL;
}

static double
measure_head (GwPlotLayout *self)
{
  double head = 0;

  if (self->style.with_title && gw_plot_get_title (self->plot) != NULL)
    head += line_height (self, GW_PLOT_TEXT_TITLE);
  if (has_subtitle (self))
    head += 2 + line_height (self, GW_PLOT_TEXT_SUBTITLE);
  if (head > 0)
    head += 12;
  if (has_note (self))
    head += line_height (self, GW_PLOT_TEXT_TICK) + 8;
  return head;
}

/* What layers and the other axis need at each side: left, top, right, bottom. */
static void
find_margins (GwPlotLayout *self, double margins[4])
{
  const GwPlotAxisLayout *x = &self->axes[GW_PLOT_AXIS_X];
  const GwPlotAxisLayout *y = &self->axes[GW_PLOT_AXIS_Y];
  const gboolean far = (x->axis.flags & GW_PLOT_AXIS_FAR) != 0;
  double before, after, below, above;
  double own[4] = { 0, 0, 0, 0 };

  for (guint i = 0; i < gw_plot_get_n_layers (self->plot); i++)
    {
      GwPlotLayer *layer = gw_plot_get_layer (self->plot, i);

      if (layer->klass->get_margins != NULL)
        layer->klass->get_margins (layer, self->texts, own);
    }

  _gw_plot_axis_layout_get_overhang (x, GW_PLOT_AXIS_X, self->texts, self->frame.width, &before, &after);
  _gw_plot_axis_layout_get_overhang (y, GW_PLOT_AXIS_Y, self->texts, self->frame.height, &below, &above);
  margins[0] = MAX (MAX (y->depth + y->title, before), own[0]);
  margins[2] = MAX (after, own[2]);
  margins[1] = MAX (above, own[1]);
  margins[3] = MAX (below, own[3]);
  if (far)
    margins[1] = MAX (margins[1], x->depth + x->title);
  else
    margins[3] = MAX (margins[3], x->depth + x->title);
}

static void
make_square (GwPlotLayout *self)
{
  const double cost = gw_plot_get_square (self->plot);
  GwPlotFrame *frame = &self->frame;
  const double shorter = MIN (frame->width, frame->height);
  const double longer = MAX (frame->width, frame->height);

  if (cost <= 0 || longer - shorter > cost * longer)
    return;
  if (frame->width > shorter)
    {
      /* What is left over is shared by both sides, but a file's is not. */
      frame->left += self->style.with_title ? 0 : floor ((frame->width - shorter) / 2);
      frame->width = shorter;
    }
  frame->height = shorter;
}

static void
settle (GwPlotLayout *self)
{
  GwPlotFrame *frame = &self->frame;
  const double most_names = NAMES_SHARE * self->width;

  self->head = measure_head (self);
  frame->legend_top = self->height - self->padding - self->foot;
  frame->width = MAX (self->width - 60, LEAST_SIDE);
  frame->height = MAX (self->height - 60, LEAST_SIDE);
  /* Labels tell the margins, and margins which labels fit: a few rounds settle it. */
  for (guint round = 0; round < ROUNDS; round++)
    {
      double margins[4];

      _gw_plot_axis_layout_fit (&self->axes[GW_PLOT_AXIS_Y], GW_PLOT_AXIS_Y, self->texts, frame->height, most_names);
      _gw_plot_axis_layout_fit (&self->axes[GW_PLOT_AXIS_X], GW_PLOT_AXIS_X, self->texts, frame->width,
                                NAMES_SHARE * self->height);
      find_margins (self, margins);
      frame->left = ceil (self->padding + margins[0]);
      frame->top = ceil (self->padding + self->head + margins[1]);
      frame->width = MAX (floor (self->width - self->padding - margins[2]) - frame->left, LEAST_SIDE);
      frame->height = MAX (floor (self->height - self->padding - self->foot - margins[3]) - frame->top, LEAST_SIDE);
      make_square (self);
    }
  _gw_plot_axis_layout_thin (&self->axes[GW_PLOT_AXIS_X], GW_PLOT_AXIS_X, self->texts, frame->width);
  _gw_plot_axis_layout_thin (&self->axes[GW_PLOT_AXIS_Y], GW_PLOT_AXIS_Y, self->texts, frame->height);
}

static gboolean
has_emphasis (GwPlot *plot)
{
  for (guint i = 0; i < gw_plot_get_n_layers (plot); i++)
    if (gw_plot_get_layer (plot, i)->klass->get_emphasis != NULL)
      return TRUE;
  return FALSE;
}

GwPlotLayout *
gw_plot_layout_new (GwPlot *plot, const GwPlotStyle *style, double width, double height, const GwPlotScale *x,
                    const GwPlotScale *y)
{
  GwPlotLayout *self = g_new0 (GwPlotLayout, 1);

  self->plot = gw_plot_ref (plot);
  self->style = *style;
  self->style.family = g_strdup (style->family);
  self->width = width;
  self->height = height;
  self->padding = style->with_title ? FILE_PADDING : PADDING;
  self->texts = gw_plot_texts_new (style);
  _gw_plot_axis_layout_init (&self->axes[GW_PLOT_AXIS_X], gw_plot_get_axis (plot, GW_PLOT_AXIS_X), x);
  _gw_plot_axis_layout_init (&self->axes[GW_PLOT_AXIS_Y], gw_plot_get_axis (plot, GW_PLOT_AXIS_Y), y);
  for (guint i = 0; i < GW_PLOT_N_AXES; i++)
    self->axes[i].may_stand_out = self->axes[i].axis.scale.kind == GW_PLOT_SCALE_CATEGORY && has_emphasis (plot);
  self->frame.style = &self->style;
  self->frame.surface_width = width;
  self->frame.surface_height = height;
  self->frame.texts = self->texts;
  self->frame.x = &self->axes[GW_PLOT_AXIS_X].axis.scale;
  self->frame.y = &self->axes[GW_PLOT_AXIS_Y].axis.scale;
  self->foot = _gw_plot_legend_get_height (plot, self->texts, width - 2 * self->padding, height);
  self->frame.legend_top = height - (self->foot > 0 ? self->padding + self->foot : 0);
  settle (self);
  /* What can be read elsewhere gives way to what is drawn. */
  if (self->frame.height <= LEAST_SIDE && has_subtitle (self))
    {
      self->without_subtitle = TRUE;
      settle (self);
    }
  if (self->frame.height <= LEAST_SIDE && has_note (self))
    {
      self->without_note = TRUE;
      settle (self);
    }
  if (self->frame.height <= LEAST_SIDE && self->foot > 0)
    {
      self->without_legend = TRUE;
      self->foot = 0;
      self->frame.legend_top = height;
      settle (self);
    }
  return self;
}

void
gw_plot_layout_free (GwPlotLayout *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < GW_PLOT_N_AXES; i++)
    _gw_plot_axis_layout_clear (&self->axes[i]);
  gw_plot_texts_free (self->texts);
  g_free ((char *) self->style.family);
  gw_plot_unref (self->plot);
  g_free (self);
}

/* --- drawing -------------------------------------------------------------------------- */

static void
draw_head (GwPlotLayout *self, cairo_t *cr)
{
  GwPlotText how = { .x = self->padding, .y = self->padding, .max_width = self->width - 2 * self->padding };

  if (self->style.with_title && gw_plot_get_title (self->plot) != NULL)
    {
      how.role = GW_PLOT_TEXT_TITLE;
      gw_plot_texts_put (self->texts, cr, gw_plot_get_title (self->plot), &how);
      how.y += line_height (self, GW_PLOT_TEXT_TITLE) + 2;
    }
  if (has_subtitle (self))
    {
      how.role = GW_PLOT_TEXT_SUBTITLE;
      gw_plot_texts_put (self->texts, cr, gw_plot_get_subtitle (self->plot), &how);
    }
  if (has_note (self))
    {
      how.role = GW_PLOT_TEXT_TICK;
      how.y = self->padding + self->head - 4 - line_height (self, GW_PLOT_TEXT_TICK);
      gw_plot_texts_put (self->texts, cr, gw_plot_get_note (self->plot), &how);
    }
}

static void
draw_message (GwPlotLayout *self, cairo_t *cr)
{
  const double line = line_height (self, GW_PLOT_TEXT_MESSAGE);
  const double middle = MIN ((self->head + self->height) / 2, MAX (self->height - 3.5 * line, self->head + line + 8));
  GwPlotText how = { .role = GW_PLOT_TEXT_LABEL_BOLD,
                     .x = self->width / 2,
                     .y = middle - 4,
                     .align_x = 0.5,
                     .align_y = 1,
                     .max_width = MAX (self->width - 24, 40),
                     .lines = 2 };

  gw_plot_texts_put (self->texts, cr, gw_plot_get_message (self->plot), &how);
  how.role = GW_PLOT_TEXT_MESSAGE;
  how.y = middle + 4;
  how.align_y = 0;
  how.lines = (guint) CLAMP ((self->height - how.y) / line, 1, 4);
  gw_plot_texts_put (self->texts, cr, gw_plot_get_message_body (self->plot), &how);
}

static void
draw_layers (GwPlotLayout *self, cairo_t *cr)
{
  const GwPlotFrame *frame = &self->frame;

  cairo_save (cr);
  /* Room for what stands on the edge: half a point, a thick line. */
  cairo_rectangle (cr, frame->left - 8, frame->top - 8, frame->width + 16, frame->height + 16);
  cairo_clip (cr);
  for (guint i = 0; i < gw_plot_get_n_layers (self->plot); i++)
    {
      GwPlotLayer *layer = gw_plot_get_layer (self->plot, i);

      cairo_save (cr);
      layer->klass->draw (layer, frame, cr);
      cairo_restore (cr);
      cairo_new_path (cr);
    }
  cairo_restore (cr);
}

static void
draw_layer_texts (GwPlotLayout *self, cairo_t *cr)
{
  for (guint i = 0; i < gw_plot_get_n_layers (self->plot); i++)
    {
      GwPlotLayer *layer = gw_plot_get_layer (self->plot, i);

      if (layer->klass->draw_texts != NULL)
        layer->klass->draw_texts (layer, &self->frame, cr);
      cairo_new_path (cr);
    }
}

/* The names that belong to what is selected. */
static void
find_emphasis (GwPlotLayout *self, const char *selected)
{
  double x = NAN, y = NAN;

  for (guint i = 0; selected != NULL && i < gw_plot_get_n_layers (self->plot); i++)
    {
      const GwPlotLayer *layer = gw_plot_get_layer (self->plot, i);

      if (layer->klass->get_emphasis != NULL && layer->klass->get_emphasis (layer, selected, &x, &y))
        break;
    }
  self->axes[GW_PLOT_AXIS_X].stands_out = x;
  self->axes[GW_PLOT_AXIS_Y].stands_out = y;
}

void
gw_plot_layout_draw (GwPlotLayout *self, cairo_t *cr, const char *selected)
{
  gw_plot_texts_clear (self->texts);
  if (self->style.with_title && !self->style.transparent)
    {
      gw_plot_style_set_source (&self->style, cr, GW_PLOT_COLOR_GROUND, GW_PLOT_USE_FILL, 1);
      cairo_paint (cr);
    }
  draw_head (self, cr);
  if (gw_plot_get_message (self->plot) != NULL)
    {
      draw_message (self, cr);
      return;
    }

  self->frame.selected = selected;
  find_emphasis (self, selected);
  for (guint i = 0; i < GW_PLOT_N_AXES; i++)
    _gw_plot_axis_layout_draw_grid (&self->axes[i], i, &self->frame, cr);
  draw_layers (self, cr);
  for (guint i = 0; i < GW_PLOT_N_AXES; i++)
    _gw_plot_axis_layout_draw (&self->axes[i], i, &self->frame, cr);
  draw_layer_texts (self, cr);
  if (!self->without_legend)
    _gw_plot_legend_draw (self->plot, &self->style, self->texts, cr, self->padding,
                          self->height - self->padding - self->foot, self->width - 2 * self->padding, self->height);
  self->frame.selected = NULL;
}

void
gw_plot_layout_draw_ring (GwPlotLayout *self, cairo_t *cr, GwPlotMark mark)
{
  cairo_rectangle_t box;

  if (!gw_plot_layout_get_box (self, mark, &box))
    return;
  cairo_save (cr);
  cairo_set_line_width (cr, self->style.high_contrast ? RING + 1 : RING);
  gw_plot_path_rectangle (cr, box.x - RING, box.y - RING, box.width + 2 * RING, box.height + 2 * RING, 4, 15);
  gw_plot_style_set_source (&self->style, cr, GW_PLOT_COLOR_GROUND, GW_PLOT_USE_FILL, 1);
  cairo_stroke (cr);
  gw_plot_path_rectangle (cr, box.x - 2 * RING, box.y - 2 * RING, box.width + 4 * RING, box.height + 4 * RING, 5, 15);
  gw_plot_style_set_source (&self->style, cr, GW_PLOT_COLOR_TEXT, GW_PLOT_USE_FILL, 1);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* --- marks -------------------------------------------------------------------------------- */

GwPlotMark
gw_plot_layout_find_mark (GwPlotLayout *self, double x, double y, double reach)
{
  GwPlotMark found = GW_PLOT_MARK_NONE;
  double nearest = reach;

  if (gw_plot_get_message (self->plot) != NULL)
    return found;
  for (guint i = gw_plot_get_n_layers (self->plot); i-- > 0;)
    {
      GwPlotLayer *layer = gw_plot_get_layer (self->plot, i);
      double distance = INFINITY;
      gsize index;

      if (layer->klass->find_mark == NULL)
        continue;
      index = layer->klass->find_mark (layer, &self->frame, x, y, &distance);
      if (index == GW_PLOT_NO_MARK || !(distance <= nearest) || (found.index != GW_PLOT_NO_MARK && distance == nearest))
        continue;
      found = (GwPlotMark) { i, index };
      nearest = distance;
    }
  return found;
}

gboolean
gw_plot_layout_get_box (GwPlotLayout *self, GwPlotMark mark, cairo_rectangle_t *box)
{
  const GwPlotFrame *frame = &self->frame;
  GwPlotLayer *layer;

  if (mark.layer >= gw_plot_get_n_layers (self->plot) || mark.index == GW_PLOT_NO_MARK)
    return FALSE;
  layer = gw_plot_get_layer (self->plot, mark.layer);
  if (layer->klass->get_n_marks == NULL || mark.index >= layer->klass->get_n_marks (layer))
    return FALSE;

  layer->klass->get_box (layer, frame, mark.index, box);
  return box->x <= frame->left + frame->width + 1 && box->x + box->width >= frame->left - 1
         && box->y <= frame->top + frame->height + 1 && box->y + box->height >= frame->top - 1;
}

const GwPlotFrame *
gw_plot_layout_get_frame (GwPlotLayout *self)
{
  return &self->frame;
}

GArray *
gw_plot_layout_get_texts (GwPlotLayout *self)
{
  return gw_plot_texts_get_placed (self->texts);
}

double
gw_plot_layout_get_natural_height (GwPlot *plot, const GwPlotStyle *style)
{
  const GwPlotAxis *y = gw_plot_get_axis (plot, GW_PLOT_AXIS_Y);
  const double scale = gw_plot_style_get_text_scale (style);

  if (y->scale.kind != GW_PLOT_SCALE_CATEGORY || gw_plot_get_square (plot) > 0)
    return 0;
  return ROW_HEIGHT * scale * MAX (y->scale.categories->len, 1) + 56 * scale;
}
