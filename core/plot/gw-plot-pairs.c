/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-plot-cells.h"
#include "gw-plot-number.h"
#include "gw-plot-pairs-private.h"

typedef struct
{
  GPtrArray *names;
  double *values;
  double *counts; /* (nullable) */
  gsize n;
  char *measure;
  char *prefix;
  char *(*describe_count) (double count, gpointer data);
  gpointer data;
} Pairs;

static void
pairs_free (gpointer data)
{
  Pairs *self = data;

  g_ptr_array_unref (self->names);
  g_free (self->values);
  g_free (self->counts);
  g_free (self->measure);
  g_free (self->prefix);
  g_free (self);
}

static const char *
name_of (const Pairs *self, gsize i)
{
  return g_ptr_array_index (self->names, i);
}

static void
describe (gsize row, gsize column, double value, gpointer data, GwPlotReadout *readout)
{
  const Pairs *self = data;
  g_autofree char *number = gw_plot_number_fixed (self->values[row * self->n + column], 3);

  /* Translators: two columns, or two people: “Ann and Bob” */
  readout->name = row == column ? g_strdup (name_of (self, row))
                                : g_strdup_printf (_ ("%s and %s"), name_of (self, row), name_of (self, column));
  /* Translators: a figure and its value: “Cohen's κ 0.812” */
  readout->value = g_strdup_printf (_ ("%s %s"), self->measure, number);
  if (self->counts != NULL)
    readout->context = self->describe_count (self->counts[row * self->n + column], self->data);
}

static void
get_texts (gsize row, gsize column, double value, gpointer data, char **text, char **below)
{
  *text = isnan (value) ? NULL : gw_plot_number_fixed (value, 2);
}

static char *
make_key (gsize row, gsize column, gpointer data)
{
  const Pairs *self = data;

  return g_strdup_printf ("%s%zu:%zu", self->prefix, row, column);
}

static gboolean
parse_key (const char *key, gpointer data, gsize *row, gsize *column)
{
  const Pairs *self = data;
  g_auto (GStrv) parts = NULL;
  guint64 values[2];

  if (!g_str_has_prefix (key, self->prefix))
    return FALSE;
  parts = g_strsplit (key + strlen (self->prefix), ":", 3);
  if (g_strv_length (parts) != 2)
    return FALSE;
  for (guint i = 0; i < 2; i++)
    if (!g_ascii_string_to_unsigned (parts[i], 10, 0, self->n - 1, &values[i], NULL))
      return FALSE;
  *row = (gsize) values[0];
  *column = (gsize) values[1];
  return TRUE;
}

static void
write_csv (gsize row, gsize column, double value, gpointer data, GwCsvWriter *csv)
{
  const Pairs *self = data;

  gw_csv_writer_text (csv, name_of (self, row));
  gw_csv_writer_text (csv, name_of (self, column));
  gw_csv_writer_double (csv, value);
  gw_csv_writer_double (csv, self->counts != NULL ? self->counts[row * self->n + column] : NAN);
}

void
_gw_plot_pairs_add (GwPlot *plot, const GwPlotPairs *pairs)
{
  const gsize n = pairs->n;
  const GwPlotCellFuncs funcs = { .describe = describe,
                                  .get_texts = get_texts,
                                  .make_key = make_key,
                                  .parse_key = parse_key,
                                  .write_csv = write_csv,
                                  .csv_names = pairs->csv,
                                  .destroy = pairs_free };
  const GwPlotCellGrid grid = { .n_rows = n,
                                .n_columns = n,
                                .x_from = -0.5,
                                .x_to = (double) n - 0.5,
                                .y_from = -0.5,
                                .y_to = (double) n - 0.5,
                                .ramp = pairs->ramp,
                                .most = 1 };
  GArray *shown = g_array_sized_new (FALSE, FALSE, sizeof (double), (guint) (n * n));
  Pairs *self = g_new0 (Pairs, 1);
  GwPlotScale down;

  self->n = n;
  self->names = g_ptr_array_new_full ((guint) n, g_free);
  self->values = g_memdup2 (pairs->values, n * n * sizeof (double));
  self->counts = pairs->counts != NULL ? g_memdup2 (pairs->counts, n * n * sizeof (double)) : NULL;
  self->measure = g_strdup (pairs->measure);
  self->prefix = g_strdup (pairs->prefix);
  self->describe_count = pairs->describe_count;
  self->data = pairs->data;
  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (self->names, g_strdup (pairs->names[i]));
  for (gsize i = 0; i < n * n; i++)
    {
      const double value = pairs->without_diagonal && i / n == i % n ? NAN : pairs->values[i];

      g_array_append_val (shown, value);
    }

  down = gw_plot_scale_category (self->names);
  down.reversed = TRUE;
  gw_plot_set_axis (plot, GW_PLOT_AXIS_X, gw_plot_scale_category (self->names), NULL,
                    GW_PLOT_AXIS_FAR | GW_PLOT_AXIS_NO_TICKS);
  gw_plot_set_axis (plot, GW_PLOT_AXIS_Y, down, NULL, GW_PLOT_AXIS_NO_TICKS);
  gw_plot_set_square (plot, 1);
  gw_plot_add_layer (plot, gw_plot_cells_new (shown, &grid, &funcs, self));
}
