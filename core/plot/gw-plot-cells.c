/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-plot-cells.h"

#include <math.h>

#include "gw-palette.h"
#include "gw-plot-cells-private.h"

#define RADIUS 3.0
#define RING 3.0
/* Cells of at least this size, px, and of which no more are seen, are squares of their own. */
#define LEAST_SQUARE 8.0
#define MOST_SQUARES 2500
/* Texts stand in no more cells at once: 20 × 20. */
#define MOST_TEXTS 400
/* Around a bold text inside of a cell, px; half as much around a small one. */
#define TEXT_ROOM 4.0
/* Color 0 is that of the role. */
#define BLACK 0x000001
#define WHITE 0xffffff

static void
gw_plot_cells_finalize (GwPlotLayer *layer)
{
  GwPlotCells *self = (GwPlotCells *) layer;

  g_array_unref (self->values);
  if (self->funcs.destroy != NULL)
    self->funcs.destroy (self->data);
  g_free (self->key);
}

static void
gw_plot_cells_get_extent (const GwPlotLayer *layer, double x[2], double y[2])
{
  const GwPlotCells *self = (const GwPlotCells *) layer;

  gw_plot_extent_add (x, self->grid.x_from);
  gw_plot_extent_add (x, self->grid.x_to);
  gw_plot_extent_add (y, self->grid.y_from);
  gw_plot_extent_add (y, self->grid.y_to);
}

double
_gw_plot_cells_get_value (const GwPlotCells *self, gsize row, gsize column)
{
  return g_array_index (self->values, double, row * self->grid.n_columns + column);
}

/* --- places ---------------------------------------------------------------------- */

static double
x_edge (const GwPlotCells *self, double column)
{
  return self->grid.x_from + (self->grid.x_to - self->grid.x_from) * column / (double) self->grid.n_columns;
}

static double
y_edge (const GwPlotCells *self, double row)
{
  return self->grid.y_from + (self->grid.y_to - self->grid.y_from) * row / (double) self->grid.n_rows;
}

double
_gw_plot_cells_get_gap (double size)
{
  return size >= 24 ? 2 : size >= 5 ? 1 : 0;
}

/* What the cell takes with its gap. */
static void
get_place (const GwPlotCells *self, const GwPlotFrame *frame, gsize row, gsize column, cairo_rectangle_t *box)
{
  const double a = gw_plot_frame_get_x (frame, x_edge (self, (double) column));
  const double b = gw_plot_frame_get_x (frame, x_edge (self, (double) column + 1));
  const double c = gw_plot_frame_get_y (frame, y_edge (self, (double) row));
  const double d = gw_plot_frame_get_y (frame, y_edge (self, (double) row + 1));

  *box = (cairo_rectangle_t) { MIN (a, b), MIN (c, d), fabs (b - a), fabs (d - c) };
}

static void
gw_plot_cells_get_box (GwPlotLayer *layer, const GwPlotFrame *frame, gsize mark, cairo_rectangle_t *box)
{
  const GwPlotCells *self = (const GwPlotCells *) layer;

  get_place (self, frame, mark / self->grid.n_columns, mark % self->grid.n_columns, box);
  box->width -= _gw_plot_cells_get_gap (MIN (box->width, box->height));
  box->height -= _gw_plot_cells_get_gap (MIN (box->width, box->height));
}

/* The cells of one direction that are seen, from first to before end. */
static void
find_range (double from, double to, gsize n, const GwPlotScale *scale, gsize *first, gsize *end)
{
  const double a = (scale->low - from) / (to - from) * (double) n;
  const double b = (scale->high - from) / (to - from) * (double) n;

  *first = (gsize) CLAMP (floor (MIN (a, b) + 1e-9), 0, (double) n);
  *end = (gsize) CLAMP (ceil (MAX (a, b) - 1e-9), 0, (double) n);
}

void
_gw_plot_cells_find_seen (const GwPlotCells *self, const GwPlotFrame *frame, GwPlotCellRange *seen)
{
  find_range (self->grid.x_from, self->grid.x_to, self->grid.n_columns, frame->x, &seen->column, &seen->end_column);
  find_range (self->grid.y_from, self->grid.y_to, self->grid.n_rows, frame->y, &seen->row, &seen->end_row);
}

/* --- drawing --------------------------------------------------------------------- */

double
_gw_plot_cells_get_share (const GwPlotCells *self, double value)
{
  return value / self->grid.most;
}

static guint32
color_of (const GwPlotCells *self, const GwPlotStyle *style, double value)
{
  return gw_plot_style_get_ramp (style, self->grid.ramp, _gw_plot_cells_get_share (self, value));
}

static gboolean
are_squares (const GwPlotCells *self, const GwPlotFrame *frame, const GwPlotCellRange *seen)
{
  cairo_rectangle_t box;

  if ((seen->end_row - seen->row) * (seen->end_column - seen->column) > MOST_SQUARES)
    return FALSE;
  get_place (self, frame, seen->row, seen->column, &box);
  return MIN (box.width, box.height) >= LEAST_SQUARE;
}

static void
draw_squares (GwPlotCells *self, const GwPlotFrame *frame, cairo_t *cr, const GwPlotCellRange *seen)
{
  cairo_rectangle (cr, frame->left, frame->top, frame->width, frame->height);
  cairo_clip (cr);
  for (gsize row = seen->row; row < seen->end_row; row++)
    for (gsize column = seen->column; column < seen->end_column; column++)
      {
        const guint32 rgb = color_of (self, frame->style, _gw_plot_cells_get_value (self, row, column));
        cairo_rectangle_t box;

        gw_plot_cells_get_box (&self->parent, frame, row * self->grid.n_columns + column, &box);
        gw_plot_path_rectangle (cr, box.x, box.y, box.width, box.height, box.width >= 16 ? RADIUS : 0, 15);
        gw_plot_style_set_source (frame->style, cr, rgb, GW_PLOT_USE_FILL, 1);
        cairo_fill_preserve (cr);
        if (frame->style->high_contrast)
          gw_plot_style_stroke_edge (frame->style, cr);
        cairo_new_path (cr);
      }
  cairo_reset_clip (cr);
}

static gboolean
parse_key (const GwPlotCells *self, const char *key, gsize *row, gsize *column)
{
  return key != NULL && self->funcs.parse_key != NULL && self->funcs.parse_key (key, self->data, row, column)
         && *row < self->grid.n_rows && *column < self->grid.n_columns;
}

/* Halves of it lie over the gaps, on a line of the ground that parts it from cells of
 * its own color.
 */
static void
draw_selected (GwPlotCells *self, const GwPlotFrame *frame, cairo_t *cr)
{
  cairo_rectangle_t box;
  gsize row, column;

  if (!parse_key (self, frame->selected, &row, &column))
    return;
  gw_plot_cells_get_box (&self->parent, frame, row * self->grid.n_columns + column, &box);
  if (box.x > frame->left + frame->width || box.x + box.width < frame->left || box.y > frame->top + frame->height
      || box.y + box.height < frame->top)
    return;

  gw_plot_path_rectangle (cr, box.x - RING / 2, box.y - RING / 2, box.width + RING, box.height + RING, 5, 15);
  cairo_set_line_width (cr, RING + 2);
  gw_plot_style_set_source (frame->style, cr, GW_PLOT_COLOR_GROUND, GW_PLOT_USE_FILL, 1);
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, RING);
  gw_plot_style_set_source (frame->style, cr, GW_PLOT_COLOR_TEXT, GW_PLOT_USE_FILL, 1);
  cairo_stroke (cr);
}

static void
gw_plot_cells_draw (GwPlotLayer *layer, const GwPlotFrame *frame, cairo_t *cr)
{
  GwPlotCells *self = (GwPlotCells *) layer;
  GwPlotCellRange seen;

  _gw_plot_cells_find_seen (self, frame, &seen);
  if (seen.row >= seen.end_row || seen.column >= seen.end_column)
    return;
  cairo_save (cr);
  if (are_squares (self, frame, &seen))
    draw_squares (self, frame, cr, &seen);
  else
    _gw_plot_cells_draw_picture (self, frame, cr);
  cairo_restore (cr);
  draw_selected (self, frame, cr);
}

/* --- texts inside ----------------------------------------------------------------- */

/* How texts stand in all cells alike. */
typedef struct
{
  GwPlotTextRole role;
  gboolean below; /* with the second line */
  double height;  /* of the first line */
  double height_below;
} TextForm;

/* The widest of both lines among the cells that are seen. */
static void
measure_texts (GwPlotCells *self, GwPlotTexts *texts, const GwPlotCellRange *seen, GwPlotTextRole role, double *widest,
               double *widest_below)
{
  *widest = *widest_below = 0;
  for (gsize row = seen->row; row < seen->end_row; row++)
    for (gsize column = seen->column; column < seen->end_column; column++)
      {
        g_autofree char *text = NULL;
        g_autofree char *below = NULL;
        double width;

        self->funcs.get_texts (row, column, _gw_plot_cells_get_value (self, row, column), self->data, &text, &below);
        if (text != NULL)
          {
            gw_plot_texts_measure (texts, role, text, &width, NULL);
            *widest = MAX (*widest, width);
          }
        if (below != NULL)
          {
            gw_plot_texts_measure (texts, GW_PLOT_TEXT_TICK, below, &width, NULL);
            *widest_below = MAX (*widest_below, width);
          }
      }
}

/* FALSE where not even one line fits. */
static gboolean
choose_form (GwPlotCells *self, const GwPlotFrame *frame, const GwPlotCellRange *seen, TextForm *form)
{
  const GwPlotTextRole roles[] = { GW_PLOT_TEXT_LABEL_BOLD, GW_PLOT_TEXT_TICK };
  cairo_rectangle_t box;

  gw_plot_cells_get_box (&self->parent, frame, seen->row * self->grid.n_columns + seen->column, &box);
  gw_plot_texts_measure (frame->texts, GW_PLOT_TEXT_TICK, "0", NULL, &form->height_below);
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      const double room = i == 0 ? TEXT_ROOM : TEXT_ROOM / 2;
      double widest, widest_below;

      measure_texts (self, frame->texts, seen, roles[i], &widest, &widest_below);
      form->role = roles[i];
      gw_plot_texts_measure (frame->texts, roles[i], "0", NULL, &form->height);
      if (widest + 2 * room > box.width || form->height + room > box.height)
        continue;
      form->below = i == 0 && widest_below + 2 * TEXT_ROOM <= box.width
                    && form->height + form->height_below + TEXT_ROOM <= box.height;
      return TRUE;
    }
  return FALSE;
}

static void
put_texts (GwPlotCells *self, const GwPlotFrame *frame, cairo_t *cr, gsize row, gsize column, const TextForm *form)
{
  const double value = _gw_plot_cells_get_value (self, row, column);
  g_autofree char *text = NULL;
  g_autofree char *below = NULL;
  GwPlotText how = { .role = isnan (value) ? GW_PLOT_TEXT_TICK : form->role, .align_x = 0.5, .on_mark = TRUE };
  cairo_rectangle_t box;
  gboolean two;

  gw_plot_cells_get_box (&self->parent, frame, row * self->grid.n_columns + column, &box);
  if (box.x < frame->left - 1 || box.y < frame->top - 1 || box.x + box.width > frame->left + frame->width + 1
      || box.y + box.height > frame->top + frame->height + 1)
    return;
  self->funcs.get_texts (row, column, value, self->data, &text, &below);
  two = form->below && below != NULL;
  how.x = box.x + box.width / 2;
  how.y = box.y + box.height / 2;
  how.align_y = 0.5;
  if (isnan (value))
    how.color = GW_PLOT_COLOR_SECONDARY;
  else
    how.color = gw_palette_wants_black_text (color_of (self, frame->style, value)) ? BLACK : WHITE;
  if (two)
    how.y -= form->height_below / 2;
  gw_plot_texts_put (frame->texts, cr, text, &how);
  if (!two)
    return;
  how.role = GW_PLOT_TEXT_TICK;
  how.y += (form->height + form->height_below) / 2;
  gw_plot_texts_put (frame->texts, cr, below, &how);
}

static void
gw_plot_cells_draw_texts (GwPlotLayer *layer, const GwPlotFrame *frame, cairo_t *cr)
{
  GwPlotCells *self = (GwPlotCells *) layer;
  GwPlotCellRange seen;
  TextForm form;

  _gw_plot_cells_find_seen (self, frame, &seen);
  if (self->funcs.get_texts == NULL || seen.row >= seen.end_row || seen.column >= seen.end_column
      || (seen.end_row - seen.row) * (seen.end_column - seen.column) > MOST_TEXTS || !are_squares (self, frame, &seen)
      || !choose_form (self, frame, &seen, &form))
    return;
  for (gsize row = seen.row; row < seen.end_row; row++)
    for (gsize column = seen.column; column < seen.end_column; column++)
      put_texts (self, frame, cr, row, column, &form);
}

/* --- marks -------------------------------------------------------------------------- */

static gsize
gw_plot_cells_get_n_marks (const GwPlotLayer *layer)
{
  const GwPlotCells *self = (const GwPlotCells *) layer;

  return self->grid.n_rows * self->grid.n_columns;
}

static gsize
gw_plot_cells_find_mark (GwPlotLayer *layer, const GwPlotFrame *frame, double x, double y, double *distance)
{
  GwPlotCells *self = (GwPlotCells *) layer;
  double column, row;

  if (x < frame->left || x > frame->left + frame->width || y < frame->top || y > frame->top + frame->height)
    return GW_PLOT_NO_MARK;
  column = (gw_plot_frame_get_x_value (frame, x) - self->grid.x_from) / (self->grid.x_to - self->grid.x_from)
           * (double) self->grid.n_columns;
  row = (gw_plot_frame_get_y_value (frame, y) - self->grid.y_from) / (self->grid.y_to - self->grid.y_from)
        * (double) self->grid.n_rows;
  if (!(column >= 0 && column < (double) self->grid.n_columns && row >= 0 && row < (double) self->grid.n_rows))
    return GW_PLOT_NO_MARK;
  *distance = 0;
  return (gsize) row * self->grid.n_columns + (gsize) column;
}

static void
gw_plot_cells_describe (const GwPlotLayer *layer, gsize mark, GwPlotReadout *readout)
{
  const GwPlotCells *self = (const GwPlotCells *) layer;
  const gsize row = mark / self->grid.n_columns, column = mark % self->grid.n_columns;

  self->funcs.describe (row, column, _gw_plot_cells_get_value (self, row, column), self->data, readout);
}

/* The text is kept until the next one is asked for: a million of them would be more
 * than all the rest.
 */
static const char *
gw_plot_cells_get_key (const GwPlotLayer *layer, gsize mark)
{
  GwPlotCells *self = (GwPlotCells *) layer;

  if (self->funcs.make_key == NULL)
    return NULL;
  g_free (self->key);
  self->key = self->funcs.make_key (mark / self->grid.n_columns, mark % self->grid.n_columns, self->data);
  return self->key;
}

static gsize
gw_plot_cells_find_key (const GwPlotLayer *layer, const char *key)
{
  const GwPlotCells *self = (const GwPlotCells *) layer;
  gsize row, column;

  return parse_key (self, key, &row, &column) ? row * self->grid.n_columns + column : GW_PLOT_NO_MARK;
}

static gboolean
gw_plot_cells_get_emphasis (const GwPlotLayer *layer, const char *key, double *x, double *y)
{
  const GwPlotCells *self = (const GwPlotCells *) layer;
  gsize row, column;

  if (!parse_key (self, key, &row, &column))
    return FALSE;
  *x = x_edge (self, (double) column + 0.5);
  *y = y_edge (self, (double) row + 0.5);
  return TRUE;
}

/* Left is towards column 0 and up towards row 0, as matrices are read. */
static gsize
gw_plot_cells_move (const GwPlotLayer *layer, gsize mark, GwPlotMove move)
{
  const GwPlotCells *self = (const GwPlotCells *) layer;
  const gsize n = self->grid.n_rows * self->grid.n_columns;
  const gsize width = self->grid.n_columns;
  const gboolean upwards = self->grid.upwards;

  switch (move)
    {
    case GW_PLOT_MOVE_LEFT:
      return mark % width > 0 ? mark - 1 : mark;
    case GW_PLOT_MOVE_RIGHT:
      return mark % width + 1 < width ? mark + 1 : mark;
    case GW_PLOT_MOVE_UP:
    case GW_PLOT_MOVE_DOWN:
      if ((move == GW_PLOT_MOVE_UP) != upwards)
        return mark >= width ? mark - width : mark;
      return mark + width < n ? mark + width : mark;
    case GW_PLOT_MOVE_FIRST:
      return 0;
    case GW_PLOT_MOVE_LAST:
    default:
      return n - 1;
    }
}

static void
gw_plot_cells_write_csv (const GwPlotLayer *layer, const GwPlotScale *x, const GwPlotScale *y, GwCsvWriter *csv)
{
  const GwPlotCells *self = (const GwPlotCells *) layer;
  static const char *const names[] = { "row", "column", "value", NULL };

  gw_csv_writer_row (csv, self->funcs.write_csv != NULL ? self->funcs.csv_names : names);
  for (gsize row = 0; row < self->grid.n_rows; row++)
    for (gsize column = 0; column < self->grid.n_columns; column++)
      {
        const double value = _gw_plot_cells_get_value (self, row, column);

        if (self->funcs.write_csv != NULL)
          self->funcs.write_csv (row, column, value, self->data, csv);
        else
          {
            gw_plot_layer_write_value (csv, y, y_edge (self, (double) row + 0.5));
            gw_plot_layer_write_value (csv, x, x_edge (self, (double) column + 0.5));
            gw_csv_writer_double (csv, value);
          }
        gw_csv_writer_end_row (csv);
      }
}

static const GwPlotLayerClass cells_class = {
  .size = sizeof (GwPlotCells),
  .finalize = gw_plot_cells_finalize,
  .get_extent = gw_plot_cells_get_extent,
  .draw = gw_plot_cells_draw,
  .draw_texts = gw_plot_cells_draw_texts,
  .get_n_marks = gw_plot_cells_get_n_marks,
  .find_mark = gw_plot_cells_find_mark,
  .get_box = gw_plot_cells_get_box,
  .describe = gw_plot_cells_describe,
  .get_key = gw_plot_cells_get_key,
  .find_key = gw_plot_cells_find_key,
  .get_emphasis = gw_plot_cells_get_emphasis,
  .move = gw_plot_cells_move,
  .write_csv = gw_plot_cells_write_csv,
};

GwPlotLayer *
gw_plot_cells_new (GArray *values, const GwPlotCellGrid *grid, const GwPlotCellFuncs *funcs, gpointer data)
{
  GwPlotCells *self = gw_plot_layer_new (&cells_class);

  g_return_val_if_fail (grid->n_rows > 0 && grid->n_columns > 0, NULL);
  g_return_val_if_fail (values->len == grid->n_rows * grid->n_columns, NULL);
  g_return_val_if_fail (grid->most > 0, NULL);

  self->values = values;
  self->grid = *grid;
  self->funcs = *funcs;
  self->data = data;
  return &self->parent;
}
