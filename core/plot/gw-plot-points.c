/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-plot-points.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gw-plot-number.h"
#include "gw-plot-points-private.h"

#define GRID GW_PLOT_POINTS_GRID
#define N_PARTS (GRID * GRID)
#define KEY "area:"
#define NO_POINT G_MAXUINT32

static void
clear_class (gpointer data)
{
  g_free (((GwPlotPointsClass *) data)->name);
}

static void
gw_plot_points_finalize (GwPlotLayer *layer)
{
  GwPlotPoints *self = (GwPlotPoints *) layer;

  if (self->funcs.destroy != NULL)
    self->funcs.destroy (self->data);
  g_array_unref (self->x);
  g_array_unref (self->y);
  g_clear_pointer (&self->class_of, g_array_unref);
  g_array_unref (self->classes);
  g_free (self->begin);
  g_free (self->order);
  g_free (self->by_x);
  g_free (self->by_y);
  g_free (self->place_x);
  g_free (self->place_y);
  g_free (self->areas);
  g_free (self->key);
}

static void
gw_plot_points_get_extent (const GwPlotLayer *layer, double x[2], double y[2])
{
  const GwPlotPoints *self = (const GwPlotPoints *) layer;

  for (guint i = 0; i < 2 && self->n_finite > 0; i++)
    {
      gw_plot_extent_add (x, self->x_range[i]);
      gw_plot_extent_add (y, self->y_range[i]);
    }
}

/* --- the grid ---------------------------------------------------------------------- */

static gboolean
is_finite (const GwPlotPoints *self, gsize point)
{
  return isfinite (_gw_plot_points_x (self, point)) && isfinite (_gw_plot_points_y (self, point));
}

static void
find_ranges (GwPlotPoints *self)
{
  const double *x = (const double *) (gpointer) self->x->data, *y = (const double *) (gpointer) self->y->data;

  for (guint i = 0; i < 4; i++)
    self->outermost[i] = NO_POINT;
  for (guint32 i = 0; i < self->x->len; i++)
    {
      if (!isfinite (x[i]) || !isfinite (y[i]))
        continue;
      if (self->n_finite++ == 0)
        {
          self->outermost[0] = self->outermost[1] = self->outermost[2] = self->outermost[3] = i;
          continue;
        }
      if (x[i] < x[self->outermost[0]])
        self->outermost[0] = i;
      if (x[i] > x[self->outermost[1]])
        self->outermost[1] = i;
      if (y[i] < y[self->outermost[2]])
        self->outermost[2] = i;
      if (y[i] > y[self->outermost[3]])
        self->outermost[3] = i;
    }
  for (guint i = 0; i < 2 && self->n_finite > 0; i++)
    {
      self->x_range[i] = x[self->outermost[i]];
      self->y_range[i] = y[self->outermost[2 + i]];
    }
}

/* The part of a range that a value is in. */
static guint
part_of (const double range[2], double value)
{
  const double length = range[1] - range[0];
  const double place = length > 0 ? (value - range[0]) / length * GRID : 0;

  return (guint) CLAMP (place, 0, GRID - 1);
}

/* Where a part begins, as it is written in keys. */
static double
edge_of (const double range[2], guint part)
{
  return part == GRID ? range[1] : range[0] + (range[1] - range[0]) * part / GRID;
}

static guint32
cell_of (const GwPlotPoints *self, gsize point)
{
  return part_of (self->y_range, _gw_plot_points_y (self, point)) * GRID
         + part_of (self->x_range, _gw_plot_points_x (self, point));
}

static void
sort_into_grid (GwPlotPoints *self)
{
  const gsize n = self->x->len;
  g_autofree guint16 *cells = g_new (guint16, n);
  g_autofree guint32 *next = g_new (guint32, N_PARTS);

  self->begin = g_new0 (guint32, N_PARTS + 1);
  self->order = g_new (guint32, self->n_finite);
  for (gsize i = 0; i < n; i++)
    if (is_finite (self, i))
      {
        cells[i] = (guint16) cell_of (self, i);
        self->begin[cells[i] + 1]++;
      }
  for (guint i = 0; i < N_PARTS; i++)
    self->begin[i + 1] += self->begin[i];
  memcpy (next, self->begin, N_PARTS * sizeof *next);
  for (gsize i = 0; i < n; i++)
    if (is_finite (self, i))
      self->order[next[cells[i]]++] = (guint32) i;
}

static int
compare_values (const GArray *values, guint32 a, guint32 b)
{
  const double x = g_array_index (values, double, a), y = g_array_index (values, double, b);

  if (x != y)
    return x < y ? -1 : 1;
  return (a > b) - (a < b);
}

static int
compare_points (gconstpointer a, gconstpointer b, gpointer values)
{
  return compare_values (values, *(const guint32 *) a, *(const guint32 *) b);
}

static void
sort_by (const GwPlotPoints *self, GArray *values, guint32 **sorted, guint32 **places)
{
  *sorted = g_memdup2 (self->order, self->n_finite * sizeof **sorted);
  *places = g_new0 (guint32, MAX (self->x->len, 1));
  if (self->n_finite > 0)
    g_qsort_with_data (*sorted, (int) self->n_finite, sizeof **sorted, compare_points, values);
  for (gsize i = 0; i < self->n_finite; i++)
    (*places)[(*sorted)[i]] = (guint32) i;
}

static void
find_areas (GwPlotPoints *self)
{
  self->areas = g_new (guint32, N_PARTS);
  for (guint32 i = 0; i < N_PARTS; i++)
    if (self->begin[i + 1] > self->begin[i])
      self->areas[self->n_areas++] = i;
}

void
_gw_plot_points_find_seen (const GwPlotPoints *self, const GwPlotFrame *frame, GwPlotPointsSeen *seen)
{
  *seen = (GwPlotPointsSeen) { .x0 = part_of (self->x_range, frame->x->low),
                               .x1 = part_of (self->x_range, frame->x->high),
                               .y0 = part_of (self->y_range, frame->y->low),
                               .y1 = part_of (self->y_range, frame->y->high) };
  for (guint row = seen->y0; row <= seen->y1; row++)
    seen->n += self->begin[row * GRID + seen->x1 + 1] - self->begin[row * GRID + seen->x0];
}

/* --- drawing ------------------------------------------------------------------------ */

static gboolean
has_areas (const GwPlotPoints *self)
{
  return self->areas != NULL;
}

GwPlotColor
_gw_plot_points_color (const GwPlotPoints *self, gint32 class)
{
  if (class < 0 || class >= (gint32) self->classes->len)
    return self->classes->len > 0 ? GW_PLOT_COLOR_CONTEXT : GW_PLOT_COLOR_SERIES;
  return g_array_index (self->classes, GwPlotPointsClass, class).color;
}

static gboolean
find_point (const GwPlotPoints *self, const char *key, gsize *point)
{
  return key != NULL && self->funcs.parse_key != NULL && self->funcs.parse_key (key, self->data, point)
         && *point < self->x->len && is_finite (self, *point);
}

static void
gw_plot_points_draw (GwPlotLayer *layer, const GwPlotFrame *frame, cairo_t *cr)
{
  GwPlotPoints *self = (GwPlotPoints *) layer;
  GwPlotPointsSeen seen;
  gsize selected = GW_PLOT_NO_MARK;

  if (self->n_finite == 0)
    return;
  _gw_plot_points_find_seen (self, frame, &seen);
  find_point (self, frame->selected, &selected);
  if (seen.n <= GW_PLOT_POINTS_MOST)
    {
      _gw_plot_points_draw_each (self, frame, cr, &seen, selected);
      return;
    }
  _gw_plot_points_draw_bins (self, frame, cr);
  _gw_plot_points_draw_some (self, frame, cr, self->outermost, G_N_ELEMENTS (self->outermost));
  if (selected != GW_PLOT_NO_MARK)
    _gw_plot_points_draw_some (self, frame, cr, &(guint32) { (guint32) selected }, 1);
}

/* --- marks -------------------------------------------------------------------------- */

static gsize
gw_plot_points_get_n_marks (const GwPlotLayer *layer)
{
  const GwPlotPoints *self = (const GwPlotPoints *) layer;

  return has_areas (self) ? self->n_areas + self->x->len : self->n_finite;
}

/* Points by their x, or the areas and then the points as they were given. */
static gsize
mark_of_point (const GwPlotPoints *self, gsize point)
{
  return has_areas (self) ? self->n_areas + point : self->place_x[point];
}

static gsize
point_of_mark (const GwPlotPoints *self, gsize mark)
{
  return has_areas (self) ? mark - self->n_areas : self->by_x[mark];
}

static gboolean
is_area (const GwPlotPoints *self, gsize mark)
{
  return has_areas (self) && mark < self->n_areas;
}

static gsize
mark_of_cell (const GwPlotPoints *self, guint32 cell)
{
  gsize low = 0, high = self->n_areas;

  while (low < high)
    {
      const gsize middle = low + (high - low) / 2;

      if (self->areas[middle] < cell)
        low = middle + 1;
      else
        high = middle;
    }
  return low < self->n_areas && self->areas[low] == cell ? low : GW_PLOT_NO_MARK;
}

static gsize
find_nearest (const GwPlotPoints *self, const GwPlotFrame *frame, const GwPlotPointsSeen *seen, double x, double y,
              double *distance)
{
  gsize found = GW_PLOT_NO_MARK;

  for (guint row = seen->y0; row <= seen->y1; row++)
    for (guint32 i = self->begin[row * GRID + seen->x0]; i < self->begin[row * GRID + seen->x1 + 1]; i++)
      {
        const guint32 point = self->order[i];
        const double off = hypot (gw_plot_frame_get_x (frame, _gw_plot_points_x (self, point)) - x,
                                  gw_plot_frame_get_y (frame, _gw_plot_points_y (self, point)) - y);

        if (off < *distance || (off == *distance && found != GW_PLOT_NO_MARK && mark_of_point (self, point) < found))
          {
            *distance = off;
            found = mark_of_point (self, point);
          }
      }
  return found;
}

static gsize
gw_plot_points_find_mark (GwPlotLayer *layer, const GwPlotFrame *frame, double x, double y, double *distance)
{
  GwPlotPoints *self = (GwPlotPoints *) layer;
  GwPlotPointsSeen seen, around;
  GwPlotScale x_scale = *frame->x, y_scale = *frame->y;
  GwPlotFrame near = *frame;
  double x_value, y_value;
  gsize found;

  *distance = INFINITY;
  if (self->n_finite == 0)
    return GW_PLOT_NO_MARK;
  _gw_plot_points_find_seen (self, frame, &seen);
  if (seen.n <= GW_PLOT_POINTS_MOST)
    {
      /* The parts around it, and all only where they are empty. */
      x_scale.low = MIN (gw_plot_frame_get_x_value (frame, x - 12), gw_plot_frame_get_x_value (frame, x + 12));
      x_scale.high = MAX (gw_plot_frame_get_x_value (frame, x - 12), gw_plot_frame_get_x_value (frame, x + 12));
      y_scale.low = MIN (gw_plot_frame_get_y_value (frame, y - 12), gw_plot_frame_get_y_value (frame, y + 12));
      y_scale.high = MAX (gw_plot_frame_get_y_value (frame, y - 12), gw_plot_frame_get_y_value (frame, y + 12));
      near.x = &x_scale;
      near.y = &y_scale;
      _gw_plot_points_find_seen (self, &near, &around);
      return find_nearest (self, frame, &around, x, y, distance);
    }

  x_value = gw_plot_frame_get_x_value (frame, x);
  y_value = gw_plot_frame_get_y_value (frame, y);
  if (!(x_value >= self->x_range[0] && x_value <= self->x_range[1] && y_value >= self->y_range[0]
        && y_value <= self->y_range[1]))
    return GW_PLOT_NO_MARK;
  found = mark_of_cell (self, part_of (self->y_range, y_value) * GRID + part_of (self->x_range, x_value));
  *distance = found != GW_PLOT_NO_MARK ? 0 : INFINITY;
  return found;
}

static void
get_area (const GwPlotPoints *self, gsize mark, double x[2], double y[2])
{
  const guint32 cell = self->areas[mark];

  for (guint i = 0; i < 2; i++)
    {
      x[i] = edge_of (self->x_range, cell % GRID + i);
      y[i] = edge_of (self->y_range, cell / GRID + i);
    }
}

static void
gw_plot_points_get_box (GwPlotLayer *layer, const GwPlotFrame *frame, gsize mark, cairo_rectangle_t *box)
{
  const GwPlotPoints *self = (const GwPlotPoints *) layer;
  const double reach = 4;

  if (is_area (self, mark))
    {
      double x[2], y[2], left, right, top, bottom;

      get_area (self, mark, x, y);
      left = gw_plot_frame_get_x (frame, x[0]);
      right = gw_plot_frame_get_x (frame, x[1]);
      top = gw_plot_frame_get_y (frame, y[1]);
      bottom = gw_plot_frame_get_y (frame, y[0]);
      *box = (cairo_rectangle_t) { MIN (left, right), MIN (top, bottom), fabs (right - left), fabs (bottom - top) };
      return;
    }
  box->x = gw_plot_frame_get_x (frame, _gw_plot_points_x (self, point_of_mark (self, mark))) - reach;
  box->y = gw_plot_frame_get_y (frame, _gw_plot_points_y (self, point_of_mark (self, mark))) - reach;
  box->width = box->height = 2 * reach;
}

static char *
format_pair (double x, double y)
{
  g_autofree char *across = gw_plot_number_quantity (x);
  g_autofree char *up = gw_plot_number_quantity (y);

  return g_strdup_printf ("%s, %s", across, up);
}

static void
describe_area (const GwPlotPoints *self, gsize mark, GwPlotReadout *readout)
{
  const guint32 cell = self->areas[mark];
  double x[2], y[2];

  get_area (self, mark, x, y);
  {
    g_autofree char *from = format_pair (x[0], y[0]);
    g_autofree char *to = format_pair (x[1], y[1]);
    g_autofree char *share = gw_plot_number_percent ((self->begin[cell + 1] - self->begin[cell])
                                                     / (double) self->n_finite);

    readout->name = gw_plot_rows_count (self->rows, self->begin[cell + 1] - self->begin[cell]);
    /* Translators: an area of a scatter plot, by two of its corners: “3.1, 0.2 to 3.4, 0.3” */
    readout->value = g_strdup_printf (_ ("%s to %s"), from, to);
    readout->context = g_strdup_printf (_ ("%s of all"), share);
  }
}

static void
gw_plot_points_describe (const GwPlotLayer *layer, gsize mark, GwPlotReadout *readout)
{
  const GwPlotPoints *self = (const GwPlotPoints *) layer;
  gsize point;
  gint32 class;

  if (is_area (self, mark))
    {
      describe_area (self, mark, readout);
      return;
    }
  point = point_of_mark (self, mark);
  class = _gw_plot_points_class (self, point);
  readout->color = _gw_plot_points_color (self, class);
  if (self->funcs.describe != NULL)
    {
      self->funcs.describe (point, _gw_plot_points_x (self, point), _gw_plot_points_y (self, point), self->data,
                            readout);
      return;
    }
  if (class >= 0 && class < (gint32) self->classes->len)
    readout->name = g_strdup (g_array_index (self->classes, GwPlotPointsClass, class).name);
  else
    readout->name = g_strdup_printf (_ ("Row %zu"), point + 1);
  readout->value = format_pair (_gw_plot_points_x (self, point), _gw_plot_points_y (self, point));
}

/* --- keys ------------------------------------------------------------------------- */

static char *
make_area_key (const GwPlotPoints *self, gsize mark)
{
  char digits[4][G_ASCII_DTOSTR_BUF_SIZE];
  double x[2], y[2];

  get_area (self, mark, x, y);
  for (guint i = 0; i < 2; i++)
    {
      g_ascii_dtostr (digits[i], sizeof digits[i], x[i]);
      g_ascii_dtostr (digits[2 + i], sizeof digits[2 + i], y[i]);
    }
  return g_strdup_printf (KEY "%s:%s:%s:%s", digits[0], digits[1], digits[2], digits[3]);
}

gboolean
gw_plot_points_parse_area (const char *key, double x[2], double y[2])
{
  g_auto (GStrv) parts = NULL;
  double values[4];

  if (key == NULL || !g_str_has_prefix (key, KEY))
    return FALSE;
  parts = g_strsplit (key + strlen (KEY), ":", 5);
  if (g_strv_length (parts) != 4)
    return FALSE;
  for (guint i = 0; i < 4; i++)
    {
      char *end;

      values[i] = g_ascii_strtod (parts[i], &end);
      if (*parts[i] == '\0' || *end != '\0' || !isfinite (values[i]))
        return FALSE;
    }
  memcpy (x, values, 2 * sizeof *values);
  memcpy (y, values + 2, 2 * sizeof *values);
  return TRUE;
}

static const char *
gw_plot_points_get_key (const GwPlotLayer *layer, gsize mark)
{
  GwPlotPoints *self = (GwPlotPoints *) layer;

  g_clear_pointer (&self->key, g_free);
  if (is_area (self, mark))
    self->key = make_area_key (self, mark);
  else if (self->funcs.make_key != NULL)
    self->key = self->funcs.make_key (point_of_mark (self, mark), self->data);
  return self->key;
}

static gsize
gw_plot_points_find_key (const GwPlotLayer *layer, const char *key)
{
  const GwPlotPoints *self = (const GwPlotPoints *) layer;
  double x[2], y[2];
  gsize point;

  if (find_point (self, key, &point))
    return mark_of_point (self, point);
  if (!has_areas (self) || !gw_plot_points_parse_area (key, x, y))
    return GW_PLOT_NO_MARK;
  return mark_of_cell (self,
                       part_of (self->y_range, (y[0] + y[1]) / 2) * GRID + part_of (self->x_range, (x[0] + x[1]) / 2));
}

/* --- the keyboard ------------------------------------------------------------------- */

/* The nearest area above or below in the same column, else the next of all. */
static gsize
move_by_row (const GwPlotPoints *self, gsize mark, gboolean up)
{
  const guint32 cell = self->areas[mark];

  for (guint row = cell / GRID; up ? row + 1 < GRID : row > 0;)
    {
      gsize found;

      row = up ? row + 1 : row - 1;
      found = mark_of_cell (self, row * GRID + cell % GRID);
      if (found != GW_PLOT_NO_MARK)
        return found;
    }
  return mark;
}

static gsize
move_area (const GwPlotPoints *self, gsize mark, GwPlotMove move)
{
  const gsize n = self->n_areas + self->x->len;

  switch (move)
    {
    case GW_PLOT_MOVE_LEFT:
      return mark > 0 ? mark - 1 : 0;
    case GW_PLOT_MOVE_RIGHT:
      return MIN (mark + 1, n - 1);
    case GW_PLOT_MOVE_UP:
    case GW_PLOT_MOVE_DOWN:
      return is_area (self, mark) ? move_by_row (self, mark, move == GW_PLOT_MOVE_UP) : mark;
    case GW_PLOT_MOVE_FIRST:
      return 0;
    case GW_PLOT_MOVE_LAST:
    default:
      return self->n_areas - 1;
    }
}

static gsize
gw_plot_points_move (const GwPlotLayer *layer, gsize mark, GwPlotMove move)
{
  const GwPlotPoints *self = (const GwPlotPoints *) layer;
  const gsize n = self->n_finite;
  gsize row;

  if (has_areas (self))
    return move_area (self, mark, move);
  row = self->place_y[self->by_x[mark]];
  switch (move)
    {
    case GW_PLOT_MOVE_LEFT:
      return mark > 0 ? mark - 1 : 0;
    case GW_PLOT_MOVE_RIGHT:
      return MIN (mark + 1, n - 1);
    case GW_PLOT_MOVE_UP:
      return self->place_x[self->by_y[MIN (row + 1, n - 1)]];
    case GW_PLOT_MOVE_DOWN:
      return self->place_x[self->by_y[row > 0 ? row - 1 : 0]];
    case GW_PLOT_MOVE_FIRST:
      return 0;
    case GW_PLOT_MOVE_LAST:
    default:
      return n - 1;
    }
}

static void
gw_plot_points_write_csv (const GwPlotLayer *layer, const GwPlotScale *x, const GwPlotScale *y, GwCsvWriter *csv)
{
  const GwPlotPoints *self = (const GwPlotPoints *) layer;
  static const char *const plain[] = { "x", "y", NULL };
  static const char *const classed[] = { "x", "y", "class", NULL };

  gw_csv_writer_row (csv, self->classes->len > 0 ? classed : plain);
  for (gsize i = 0; i < self->x->len; i++)
    {
      const gint32 class = _gw_plot_points_class (self, i);

      gw_plot_layer_write_value (csv, x, _gw_plot_points_x (self, i));
      gw_plot_layer_write_value (csv, y, _gw_plot_points_y (self, i));
      if (self->classes->len > 0)
        gw_csv_writer_text (csv, class >= 0 && class < (gint32) self->classes->len
                                     ? g_array_index (self->classes, GwPlotPointsClass, class).name
                                     : NULL);
      gw_csv_writer_end_row (csv);
    }
}

static const GwPlotLayerClass points_class = {
  .size = sizeof (GwPlotPoints),
  .finalize = gw_plot_points_finalize,
  .get_extent = gw_plot_points_get_extent,
  .draw = gw_plot_points_draw,
  .get_n_marks = gw_plot_points_get_n_marks,
  .find_mark = gw_plot_points_find_mark,
  .get_box = gw_plot_points_get_box,
  .describe = gw_plot_points_describe,
  .get_key = gw_plot_points_get_key,
  .find_key = gw_plot_points_find_key,
  .move = gw_plot_points_move,
  .write_csv = gw_plot_points_write_csv,
};

GwPlotLayer *
gw_plot_points_new (GArray *x, GArray *y, GwPlotRows rows, const GwPlotPointFuncs *funcs, gpointer data)
{
  GwPlotPoints *self = gw_plot_layer_new (&points_class);

  g_return_val_if_fail (x->len == y->len, NULL);

  self->x = x;
  self->y = y;
  self->rows = rows;
  if (funcs != NULL)
    self->funcs = *funcs;
  self->data = data;
  self->classes = g_array_new (FALSE, FALSE, sizeof (GwPlotPointsClass));
  g_array_set_clear_func (self->classes, clear_class);
  find_ranges (self);
  sort_into_grid (self);
  if (self->n_finite > GW_PLOT_POINTS_MOST)
    find_areas (self);
  else
    {
      sort_by (self, x, &self->by_x, &self->place_x);
      sort_by (self, y, &self->by_y, &self->place_y);
    }
  return &self->parent;
}

void
gw_plot_points_set_classes (GwPlotLayer *layer, GArray *class_of, const GwPlotPointClass *classes, guint n_classes)
{
  GwPlotPoints *self = (GwPlotPoints *) layer;

  g_return_if_fail (layer->klass == &points_class);
  g_return_if_fail (class_of->len == self->x->len);

  self->class_of = class_of;
  for (guint i = 0; i < n_classes; i++)
    {
      const GwPlotPointsClass class = { g_strdup (classes[i].name), classes[i].color };

      g_array_append_val (self->classes, class);
    }
}

void
gw_plot_points_get_values (const GwPlotLayer *layer, GArray **x, GArray **y)
{
  const GwPlotPoints *self = (const GwPlotPoints *) layer;

  *x = self->x;
  *y = self->y;
}

gsize
gw_plot_points_get_n_finite (const GwPlotLayer *layer)
{
  g_return_val_if_fail (layer->klass == &points_class, 0);

  return ((const GwPlotPoints *) layer)->n_finite;
}
