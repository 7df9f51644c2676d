/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-chart-rows.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "gw-csv-reader.h"
#include "gw-plot-file.h"
#include "gw-plot-number.h"

/* Significant digits of a number that is not whole. */
#define DIGITS 6

struct _GwChartRow
{
  GObject parent_instance;

  GPtrArray *fields; /* of (nullable) char *, as CSV has them */
  GPtrArray *texts;  /* the same as they are shown */
};

G_DEFINE_FINAL_TYPE (GwChartRow, gw_chart_row, G_TYPE_OBJECT)

static void
gw_chart_row_finalize (GObject *object)
{
  GwChartRow *self = GW_CHART_ROW (object);

  g_ptr_array_unref (self->fields);
  g_ptr_array_unref (self->texts);

  G_OBJECT_CLASS (gw_chart_row_parent_class)->finalize (object);
}

static void
gw_chart_row_class_init (GwChartRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_chart_row_finalize;
}

static void
gw_chart_row_init (GwChartRow *self)
{
  self->fields = g_ptr_array_new_with_free_func (g_free);
  self->texts = g_ptr_array_new_with_free_func (g_free);
}

const char *
gw_chart_row_get_text (GwChartRow *self, guint column)
{
  g_return_val_if_fail (GW_IS_CHART_ROW (self), NULL);

  return column < self->texts->len ? g_ptr_array_index (self->texts, column) : NULL;
}

static gboolean
parse (const char *field, double *value)
{
  char *end;

  if (field == NULL || *field == '\0')
    return FALSE;
  *value = g_ascii_strtod (field, &end);
  return *end == '\0';
}

double
gw_chart_row_get_number (GwChartRow *self, guint column)
{
  double value = NAN;

  g_return_val_if_fail (GW_IS_CHART_ROW (self), NAN);

  return column < self->fields->len && parse (g_ptr_array_index (self->fields, column), &value) ? value : NAN;
}

static void
set_field (GwChartRow *self, guint column, const char *text)
{
  if (column >= self->fields->len)
    g_ptr_array_set_size (self->fields, (int) column + 1);
  g_free (g_ptr_array_index (self->fields, column));
  g_ptr_array_index (self->fields, column) = g_strdup (text);
}

/* --- reading ----------------------------------------------------------------------------- */

static void
clear_column (gpointer data)
{
  g_free (((GwChartColumn *) data)->title);
}

static GwChartRows *
rows_alloc (void)
{
  GwChartRows *self = g_new0 (GwChartRows, 1);

  self->columns = g_array_new (FALSE, TRUE, sizeof (GwChartColumn));
  g_array_set_clear_func (self->columns, clear_column);
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

void
gw_chart_rows_free (GwChartRows *self)
{
  g_array_unref (self->columns);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static guint
find_column (GwChartRows *self, const char *title)
{
  GwChartColumn column = { g_strdup (title), TRUE };

  for (guint i = 0; i < self->columns->len; i++)
    if (g_str_equal (g_array_index (self->columns, GwChartColumn, i).title, title))
      {
        g_free (column.title);
        return i;
      }
  g_array_append_val (self->columns, column);
  return self->columns->len - 1;
}

/* Texts of the plot's own making: an error is the end of them. */
static void
read_layer (GwChartRows *self, const char *csv)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (csv, (gssize) strlen (csv), NULL);
  g_autoptr (GwCsvReader) reader = gw_csv_reader_new (stream, NULL);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));

  gw_csv_reader_set_delimiter (reader, ',');
  if (!gw_csv_reader_read_header (reader, NULL))
    return;
  for (guint i = 0; i < gw_csv_reader_get_n_columns (reader); i++)
    {
      const guint place = find_column (self, gw_csv_reader_get_column (reader, i));

      g_array_append_val (places, place);
    }
  while (gw_csv_reader_next (reader, NULL))
    {
      GwChartRow *row;

      if (self->n_all++ >= GW_CHART_MOST_ROWS)
        continue;
      row = g_object_new (GW_TYPE_CHART_ROW, NULL);
      for (guint i = 0; i < places->len; i++)
        set_field (row, g_array_index (places, guint, i), gw_csv_reader_get_field (reader, i, NULL));
      g_ptr_array_add (self->rows, row);
    }
}

/* --- a matrix as it is drawn ------------------------------------------------------------- */

static gboolean
is_grid (GwPlot *plot, GwChartRows *flat)
{
  for (guint i = 0; i < GW_PLOT_N_AXES; i++)
    {
      const GwPlotScale *scale = &gw_plot_get_axis (plot, i)->scale;

      if (scale->kind != GW_PLOT_SCALE_CATEGORY || scale->categories->len > GW_CHART_MOST_GRID)
        return FALSE;
    }
  return flat->columns->len >= 3 && flat->rows->len > 0;
}

static guint
find_row (GwChartRows *self, const char *name)
{
  GwChartRow *row;

  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (g_ptr_array_index (((GwChartRow *) g_ptr_array_index (self->rows, i))->fields, 0), name) == 0)
      return i;
  row = g_object_new (GW_TYPE_CHART_ROW, NULL);
  set_field (row, 0, name);
  g_ptr_array_add (self->rows, row);
  return self->rows->len - 1;
}

/* The first two columns are names, the third is what stands in the cells. */
static GwChartRows *
lay_out (GwChartRows *flat)
{
  GwChartRows *self = rows_alloc ();

  find_column (self, g_array_index (flat->columns, GwChartColumn, 0).title);
  for (guint i = 0; i < flat->rows->len; i++)
    {
      GwChartRow *row = g_ptr_array_index (flat->rows, i);
      const char *column = g_ptr_array_index (row->fields, 1);
      const guint at = find_column (self, column != NULL ? column : "");
      const guint down = find_row (self, g_ptr_array_index (row->fields, 0));

      set_field (g_ptr_array_index (self->rows, down), at, g_ptr_array_index (row->fields, 2));
    }
  self->n_all = self->rows->len;
  return self;
}

/* --- how it is shown ------------------------------------------------------------------------ */

static void
find_kinds (GwChartRows *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      gboolean numeric = FALSE;

      for (guint j = 0; j < self->rows->len; j++)
        {
          GwChartRow *row = g_ptr_array_index (self->rows, j);
          const char *field = i < row->fields->len ? g_ptr_array_index (row->fields, i) : NULL;
          double value;

          if (field == NULL || *field == '\0')
            continue;
          numeric = parse (field, &value);
          if (!numeric)
            break;
        }
      g_array_index (self->columns, GwChartColumn, i).numeric = numeric;
    }
}

static char *
spell (double value)
{
  if (!isfinite (value) || value == round (value))
    return gw_plot_number_count (value);
  return gw_plot_number_fixed (value, CLAMP (DIGITS - 1 - (int) floor (log10 (fabs (value))), 0, 12));
}

/* The first column names the row, also where the names are digits. */
static void
make_texts (GwChartRows *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GwChartRow *row = g_ptr_array_index (self->rows, i);

      for (guint j = 0; j < self->columns->len; j++)
        {
          const char *field = j < row->fields->len ? g_ptr_array_index (row->fields, j) : NULL;
          double value;

          if (j > 0 && g_array_index (self->columns, GwChartColumn, j).numeric && parse (field, &value))
            g_ptr_array_add (row->texts, spell (value));
          else
            g_ptr_array_add (row->texts, g_strdup (field != NULL ? field : ""));
        }
    }
}

/* What CSV calls a column, for people. */
static char *
spell_title (const char *name)
{
  static const struct
  {
    const char *name;
    const char *title;
  } titles[] = {
    { "actual", N_ ("Actual") },
    { "begin", N_ ("Begin") },
    { "column", N_ ("Column") },
    { "count", N_ ("Count") },
    { "end", N_ ("End") },
    { "from", N_ ("From") },
    { "high", N_ ("High") },
    { "line", N_ ("Line") },
    { "low", N_ ("Low") },
    { "name", N_ ("Name") },
    { "of_actual", N_ ("Share of Actual") },
    { "of_all", N_ ("Share of All") },
    { "of_predicted", N_ ("Share of Predicted") },
    { "predicted", N_ ("Predicted") },
    { "row", N_ ("Row") },
    { "to", N_ ("To") },
    { "value", N_ ("Value") },
    { "x", N_ ("X") },
    { "y", N_ ("Y") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_str_equal (name, titles[i].name))
      return g_strdup (_ (titles[i].title));
  return g_strdup (name);
}

/* Of a line, x and y are what its axes are. */
static char *
find_title (GwPlot *plot, const char *name)
{
  const char *axis = NULL;

  if (g_str_equal (name, "x"))
    axis = gw_plot_get_axis (plot, GW_PLOT_AXIS_X)->title;
  else if (g_str_equal (name, "y"))
    axis = gw_plot_get_axis (plot, GW_PLOT_AXIS_Y)->title;
  return axis != NULL ? g_strdup (axis) : spell_title (name);
}

GwChartRows *
gw_chart_rows_new (GwPlot *plot)
{
  GwChartRows *self = rows_alloc ();
  g_autofree char *across = NULL; /* what the columns of a grid are */
  guint n_named;

  for (guint i = 0; i < gw_plot_get_n_layers (plot); i++)
    {
      g_autofree char *csv = gw_plot_layer_to_csv (plot, i);

      if (csv != NULL)
        read_layer (self, csv);
    }
  n_named = self->columns->len;
  if (is_grid (plot, self))
    {
      GwChartRows *grid = lay_out (self);

      across = find_title (plot, g_array_index (self->columns, GwChartColumn, 1).title);
      gw_chart_rows_free (self);
      self = grid;
      n_named = 1; /* the others are classes */
    }
  find_kinds (self);
  make_texts (self);
  for (guint i = 0; i < n_named; i++)
    {
      GwChartColumn *column = &g_array_index (self->columns, GwChartColumn, i);
      char *title = find_title (plot, column->title);

      g_free (column->title);
      column->title = title;
    }
  if (across != NULL)
    {
      GwChartColumn *first = &g_array_index (self->columns, GwChartColumn, 0);
      g_autofree char *down = first->title;

      /* Translators: what the rows of a grid are, and what its columns: “Actual / Predicted” */
      first->title = g_strdup_printf (_ ("%s / %s"), down, across);
    }
  return self;
}
