/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-plot-bars.h"

#include <math.h>

#define RADIUS 3.0
/* Bins stand next to each other with this gap, px. */
#define GAP 1.0
#define LABEL_GAP 7.0
#define SUBLABEL_GAP 7.0
#define FAINT 0.55
#define LEAST_EDGED 4.0

typedef struct
{
  GwPlotLayer parent;
  gboolean horizontal;
  GArray *bars; /* of GwPlotBar, whose texts are those of strings */
  GStringChunk *strings;
} GwPlotBars;

static const GwPlotBar *
bar_at (const GwPlotBars *self, gsize i)
{
  return &g_array_index (self->bars, GwPlotBar, i);
}

static void
gw_plot_bars_finalize (GwPlotLayer *layer)
{
  GwPlotBars *self = (GwPlotBars *) layer;

  g_array_unref (self->bars);
  g_string_chunk_free (self->strings);
}

static void
gw_plot_bars_get_extent (const GwPlotLayer *layer, double x[2], double y[2])
{
  const GwPlotBars *self = (const GwPlotBars *) layer;

  for (guint i = 0; i < self->bars->len; i++)
    {
      const GwPlotBar *bar = bar_at (self, i);

      gw_plot_extent_add (self->horizontal ? y : x, bar->begin);
      gw_plot_extent_add (self->horizontal ? y : x, bar->end);
      gw_plot_extent_add (self->horizontal ? x : y, bar->from);
      gw_plot_extent_add (self->horizontal ? x : y, bar->to);
    }
}

/* Labels of the longest bars stand beyond the scale. */
static void
gw_plot_bars_get_margins (GwPlotLayer *layer, GwPlotTexts *texts, double margins[4])
{
  GwPlotBars *self = (GwPlotBars *) layer;
  double widest = 0, height = 0;

  for (guint i = 0; i < self->bars->len; i++)
    {
      const GwPlotBar *bar = bar_at (self, i);
      double width, more;

      if (bar->label == NULL)
        continue;
      gw_plot_texts_measure (texts, GW_PLOT_TEXT_LABEL, bar->label, &width, &height);
      if (bar->sublabel != NULL)
        {
          gw_plot_texts_measure (texts, GW_PLOT_TEXT_LABEL, bar->sublabel, &more, NULL);
          width += SUBLABEL_GAP + more;
        }
      widest = MAX (widest, width);
    }
  if (widest == 0)
    return;
  if (self->horizontal)
    margins[2] = MAX (margins[2], widest + LABEL_GAP);
  else
    margins[1] = MAX (margins[1], height + 2);
}

static void
get_rectangle (const GwPlotBars *self, const GwPlotFrame *frame, const GwPlotBar *bar, cairo_rectangle_t *box)
{
  const gboolean flat = self->horizontal;
  double a = flat ? gw_plot_frame_get_y (frame, bar->begin) : gw_plot_frame_get_x (frame, bar->begin);
  double b = flat ? gw_plot_frame_get_y (frame, bar->end) : gw_plot_frame_get_x (frame, bar->end);
  double c = flat ? gw_plot_frame_get_x (frame, bar->from) : gw_plot_frame_get_y (frame, bar->from);
  double d = flat ? gw_plot_frame_get_x (frame, bar->to) : gw_plot_frame_get_y (frame, bar->to);

  /* On a logarithmic scale the base is its end. */
  if (isnan (c))
    c = flat ? frame->left : frame->top + frame->height;
  if (isnan (d))
    d = c;
  if (flat)
    *box = (cairo_rectangle_t) { MIN (c, d), MIN (a, b), fabs (d - c), fabs (b - a) };
  else
    *box = (cairo_rectangle_t) { MIN (a, b), MIN (c, d), fabs (b - a), fabs (d - c) };
}

/* What is wide enough has a gap to its neighbour; what is there is seen: of bars that
 * are thinner than a pixel the longest in it.
 */
static void
trim (const GwPlotBars *self, const GwPlotBar *bar, cairo_rectangle_t *box)
{
  double *length = self->horizontal ? &box->height : &box->width;
  double *size = self->horizontal ? &box->width : &box->height;

  if (*length > 4 * GAP)
    *length -= GAP;
  else if (*length < 1)
    {
      double *place = self->horizontal ? &box->y : &box->x;

      *place = floor (*place);
      *length = 1;
    }
  if (*size < 1.5 && bar->to != bar->from)
    {
      if (!self->horizontal)
        box->y -= 1.5 - *size;
      *size = 1.5;
    }
}

static void
fill (const GwPlotBars *self, const GwPlotFrame *frame, cairo_t *cr, const GwPlotBar *bar, const cairo_rectangle_t *box,
      guint corners)
{
  const double alpha = (bar->faint ? FAINT : 1) * gw_plot_frame_get_alpha (frame, bar->key);

  cairo_new_path (cr);
  /* Edges and patterns would be all there is of a thin one. */
  if ((self->horizontal ? box->height : box->width) < LEAST_EDGED)
    {
      cairo_rectangle (cr, box->x, box->y, box->width, box->height);
      gw_plot_style_set_source (frame->style, cr, bar->color, GW_PLOT_USE_FILL, alpha);
      cairo_fill (cr);
      return;
    }
  gw_plot_path_rectangle (cr, box->x, box->y, box->width, box->height, box->width > 7 && box->height > 4 ? RADIUS : 0,
                          corners);
  gw_plot_style_fill (frame->style, cr, bar->color, bar->pattern, alpha);
  cairo_new_path (cr);
}

static void
gw_plot_bars_draw (GwPlotLayer *layer, const GwPlotFrame *frame, cairo_t *cr)
{
  GwPlotBars *self = (GwPlotBars *) layer;

  for (guint i = 0; i < self->bars->len; i++)
    {
      const GwPlotBar *bar = bar_at (self, i);
      const gboolean free_end = bar->from == 0;
      const gboolean falls = bar->to < bar->from;
      guint corners = 0;
      cairo_rectangle_t box;

      if (bar->to == bar->from)
        continue;
      get_rectangle (self, frame, bar, &box);
      trim (self, bar, &box);
      if (free_end)
        corners = self->horizontal ? (falls ? 9 : 6) : (falls ? 12 : 3);
      fill (self, frame, cr, bar, &box, corners);
    }
}

/* Each so many-th bar has its label, as the axis has its names. */
static guint
label_stride (const GwPlotBars *self, const GwPlotFrame *frame)
{
  const GwPlotScale *base = self->horizontal ? frame->y : frame->x;
  const double length = self->horizontal ? frame->height : frame->width;
  double height;

  if (base->kind != GW_PLOT_SCALE_CATEGORY || !self->horizontal)
    return 1;
  gw_plot_texts_measure (frame->texts, GW_PLOT_TEXT_TICK, "0", NULL, &height);
  return MAX (1, (guint) ceil (height * (base->high - base->low) / length));
}

static void
gw_plot_bars_draw_texts (GwPlotLayer *layer, const GwPlotFrame *frame, cairo_t *cr)
{
  GwPlotBars *self = (GwPlotBars *) layer;
  const guint stride = label_stride (self, frame);

  for (guint i = 0; i < self->bars->len; i++)
    {
      const GwPlotBar *bar = bar_at (self, i);
      GwPlotText how = { .role = GW_PLOT_TEXT_LABEL, .optional = TRUE };
      cairo_rectangle_t box;
      double width;

      if (bar->label == NULL || (stride > 1 && (guint) lround ((bar->begin + bar->end) / 2) % stride != 0))
        continue;
      get_rectangle (self, frame, bar, &box);
      how.x = self->horizontal ? box.x + box.width + LABEL_GAP : box.x + box.width / 2;
      how.y = self->horizontal ? box.y + box.height / 2 : box.y - 2;
      how.align_x = self->horizontal ? 0 : 0.5;
      how.align_y = self->horizontal ? 0.5 : 1;
      if (!gw_plot_texts_put (frame->texts, cr, bar->label, &how) || bar->sublabel == NULL || !self->horizontal)
        continue;
      gw_plot_texts_measure (frame->texts, GW_PLOT_TEXT_LABEL, bar->label, &width, NULL);
      how.x += width + SUBLABEL_GAP;
      how.color = GW_PLOT_COLOR_SECONDARY;
      gw_plot_texts_put (frame->texts, cr, bar->sublabel, &how);
    }
}

static gsize
gw_plot_bars_get_n_marks (const GwPlotLayer *layer)
{
  return ((const GwPlotBars *) layer)->bars->len;
}

/* The whole row of a category is its bar's, so that a small one can be pointed at; of
 * a stack the part under the pointer is.
 */
static gsize
gw_plot_bars_find_mark (GwPlotLayer *layer, const GwPlotFrame *frame, double x, double y, double *distance)
{
  GwPlotBars *self = (GwPlotBars *) layer;
  const double along = self->horizontal ? y : x;
  gsize found = GW_PLOT_NO_MARK;
  double nearest = INFINITY;

  if (x < frame->left - 1 || x > frame->left + frame->width + 1 || y < frame->top || y > frame->top + frame->height)
    return GW_PLOT_NO_MARK;
  for (guint i = 0; i < self->bars->len; i++)
    {
      cairo_rectangle_t box;
      double begin, end, off;

      get_rectangle (self, frame, bar_at (self, i), &box);
      begin = self->horizontal ? box.y : box.x;
      end = begin + (self->horizontal ? box.height : box.width);
      if (along < begin || along > end)
        continue;
      off = self->horizontal ? MAX (MAX (box.x - x, x - box.x - box.width), 0)
                             : MAX (MAX (box.y - y, y - box.y - box.height), 0);
      if (off < nearest)
        {
          nearest = off;
          found = i;
        }
    }
  *distance = found != GW_PLOT_NO_MARK ? 0 : INFINITY;
  return found;
}

static void
gw_plot_bars_get_box (GwPlotLayer *layer, const GwPlotFrame *frame, gsize mark, cairo_rectangle_t *box)
{
  const GwPlotBars *self = (const GwPlotBars *) layer;

  get_rectangle (self, frame, bar_at (self, mark), box);
  trim (self, bar_at (self, mark), box);
}

static void
gw_plot_bars_describe (const GwPlotLayer *layer, gsize mark, GwPlotReadout *readout)
{
  const GwPlotBar *bar = bar_at ((const GwPlotBars *) layer, mark);

  readout->name = g_strdup (bar->name);
  readout->color = bar->color;
  readout->value = g_strdup (bar->value);
  readout->context = g_strdup (bar->context);
}

static const char *
gw_plot_bars_get_key (const GwPlotLayer *layer, gsize mark)
{
  return bar_at ((const GwPlotBars *) layer, mark)->key;
}

static void
gw_plot_bars_write_csv (const GwPlotLayer *layer, const GwPlotScale *x, const GwPlotScale *y, GwCsvWriter *csv)
{
  const GwPlotBars *self = (const GwPlotBars *) layer;
  const GwPlotScale *base = self->horizontal ? y : x;
  const gboolean names = base->kind == GW_PLOT_SCALE_CATEGORY;
  static const char *const of_names[] = { "name", "from", "to", NULL };
  static const char *const of_bins[] = { "name", "begin", "end", "from", "to", NULL };

  gw_csv_writer_row (csv, names ? of_names : of_bins);
  for (guint i = 0; i < self->bars->len; i++)
    {
      const GwPlotBar *bar = bar_at (self, i);

      gw_csv_writer_text (csv, bar->name);
      if (!names)
        {
          gw_plot_layer_write_value (csv, base, bar->begin);
          gw_plot_layer_write_value (csv, base, bar->end);
        }
      gw_csv_writer_double (csv, bar->from);
      gw_csv_writer_double (csv, bar->to);
      gw_csv_writer_end_row (csv);
    }
}

static const GwPlotLayerClass bars_class = {
  .size = sizeof (GwPlotBars),
  .finalize = gw_plot_bars_finalize,
  .get_extent = gw_plot_bars_get_extent,
  .get_margins = gw_plot_bars_get_margins,
  .draw = gw_plot_bars_draw,
  .draw_texts = gw_plot_bars_draw_texts,
  .get_n_marks = gw_plot_bars_get_n_marks,
  .find_mark = gw_plot_bars_find_mark,
  .get_box = gw_plot_bars_get_box,
  .describe = gw_plot_bars_describe,
  .get_key = gw_plot_bars_get_key,
  .write_csv = gw_plot_bars_write_csv,
};

GwPlotLayer *
gw_plot_bars_new (gboolean horizontal)
{
  GwPlotBars *self = gw_plot_layer_new (&bars_class);

  self->horizontal = horizontal;
  self->bars = g_array_new (FALSE, FALSE, sizeof (GwPlotBar));
  self->strings = g_string_chunk_new (1024);
  return &self->parent;
}

static const char *
keep (GwPlotBars *self, const char *text)
{
  return text != NULL ? g_string_chunk_insert (self->strings, text) : NULL;
}

void
gw_plot_bars_add (GwPlotLayer *layer, const GwPlotBar *bar)
{
  GwPlotBars *self = (GwPlotBars *) layer;
  GwPlotBar copy = *bar;

  g_return_if_fail (layer->klass == &bars_class);

  copy.name = keep (self, bar->name);
  copy.value = keep (self, bar->value);
  copy.context = keep (self, bar->context);
  copy.key = keep (self, bar->key);
  copy.label = keep (self, bar->label);
  copy.sublabel = keep (self, bar->sublabel);
  g_array_append_val (self->bars, copy);
}
