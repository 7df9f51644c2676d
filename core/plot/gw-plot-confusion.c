/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-plot-confusion.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-plot-cells.h"
#include "gw-plot-number.h"

/* So many names in a sentence. */
#define MOST_NAMES 3
#define KEY "confusion:"

/* What the cells know of the matrix, by the classes as they are given. */
typedef struct
{
  gsize n;
  gsize nothing; /* the class that is none; n where there is no such */
  GPtrArray *names;
  GwPlotRows rows;
  GwNormalise by;
  double *counts; /* n * n */
  double *of_actual;
  double *of_predicted;
  double total;
  guint32 *order;  /* the class at each place */
  guint32 *places; /* and the place of each */
} Confusion;

static void
confusion_free (gpointer data)
{
  Confusion *self = data;

  g_ptr_array_unref (self->names);
  g_free (self->counts);
  g_free (self->of_actual);
  g_free (self->of_predicted);
  g_free (self->order);
  g_free (self->places);
  g_free (self);
}

static const char *
name_of (const Confusion *self, gsize class)
{
  return g_ptr_array_index (self->names, class);
}

static double
count_of (const Confusion *self, gsize actual, gsize predicted)
{
  return self->counts[actual * self->n + predicted];
}

/* NaN of what there is none. */
static double
share_of (const Confusion *self, gsize actual, gsize predicted, GwNormalise by)
{
  const double whole = by == GW_NORMALISE_TRUE        ? self->of_actual[actual]
                       : by == GW_NORMALISE_PREDICTED ? self->of_predicted[predicted]
                                                      : self->total;

  return whole > 0 ? count_of (self, actual, predicted) / whole : NAN;
}

/* --- keys -------------------------------------------------------------------------- */

char *
gw_plot_confusion_make_key (gsize actual, gsize predicted)
{
  return g_strdup_printf (KEY "%" G_GSIZE_FORMAT ":%" G_GSIZE_FORMAT, actual, predicted);
}

gboolean
gw_plot_confusion_parse_key (const char *key, gsize *actual, gsize *predicted)
{
  g_auto (GStrv) parts = NULL;
  guint64 row, column;

  if (key == NULL || !g_str_has_prefix (key, KEY))
    return FALSE;
  parts = g_strsplit (key + strlen (KEY), ":", 3);
  if (g_strv_length (parts) != 2 || !g_ascii_string_to_unsigned (parts[0], 10, 0, G_MAXUINT32, &row, NULL)
      || !g_ascii_string_to_unsigned (parts[1], 10, 0, G_MAXUINT32, &column, NULL))
    return FALSE;
  *actual = (gsize) row;
  *predicted = (gsize) column;
  return TRUE;
}

static char *
make_key (gsize row, gsize column, gpointer data)
{
  const Confusion *self = data;

  return gw_plot_confusion_make_key (self->order[row], self->order[column]);
}

static gboolean
parse_key (const char *key, gpointer data, gsize *row, gsize *column)
{
  const Confusion *self = data;
  gsize actual, predicted;

  if (!gw_plot_confusion_parse_key (key, &actual, &predicted) || actual >= self->n || predicted >= self->n)
    return FALSE;
  *row = self->places[actual];
  *column = self->places[predicted];
  return TRUE;
}

/* --- cells ------------------------------------------------------------------------- */

static void
describe (gsize row, gsize column, double value, gpointer data, GwPlotReadout *readout)
{
  const Confusion *self = data;
  const gsize actual = self->order[row], predicted = self->order[column];
  g_autofree char *of_actual = gw_plot_number_percent (share_of (self, actual, predicted, GW_NORMALISE_TRUE));
  g_autofree char *of_predicted = gw_plot_number_percent (share_of (self, actual, predicted, GW_NORMALISE_PREDICTED));
  g_autofree char *of_all = gw_plot_number_percent (share_of (self, actual, predicted, GW_NORMALISE_ALL));

  if (predicted == self->nothing)
    /* Translators: a class whose objects a detector did not find */
    readout->name = g_strdup_printf (_ ("Actual %s, missed"), name_of (self, actual));
  else if (actual == self->nothing)
    readout->name = g_strdup_printf (_ ("Predicted %s, not labeled"), name_of (self, predicted));
  else
    /* Translators: a cell of the confusion matrix: “Actual Cyclist, predicted Pedestrian” */
    readout->name = g_strdup_printf (_ ("Actual %s, predicted %s"), name_of (self, actual), name_of (self, predicted));
  readout->value = gw_plot_rows_count (self->rows, count_of (self, actual, predicted));
  /* Translators: shares: “16% of actual, 2.6% of predicted, 0.7% of all” */
  readout->context = g_strdup_printf (_ ("%s of actual, %s of predicted, %s of all"), of_actual, of_predicted, of_all);
}

static void
get_texts (gsize row, gsize column, double value, gpointer data, char **text, char **below)
{
  const Confusion *self = data;
  const gsize actual = self->order[row], predicted = self->order[column];
  const double count = count_of (self, actual, predicted);

  *text = gw_plot_number_count (count);
  if (count > 0 && self->by != GW_NORMALISE_NONE)
    *below = gw_plot_number_percent (share_of (self, actual, predicted, self->by));
}

static void
write_csv (gsize row, gsize column, double value, gpointer data, GwCsvWriter *csv)
{
  const Confusion *self = data;
  const gsize actual = self->order[row], predicted = self->order[column];

  gw_csv_writer_text (csv, name_of (self, actual));
  gw_csv_writer_text (csv, name_of (self, predicted));
  gw_csv_writer_double (csv, count_of (self, actual, predicted));
  gw_csv_writer_double (csv, share_of (self, actual, predicted, GW_NORMALISE_TRUE));
  gw_csv_writer_double (csv, share_of (self, actual, predicted, GW_NORMALISE_PREDICTED));
  gw_csv_writer_double (csv, share_of (self, actual, predicted, GW_NORMALISE_ALL));
}

/* --- the whole ----------------------------------------------------------------------- */

/* The background is not sorted among the classes. */
static void
find_order (Confusion *self, GwConfusionOrder order)
{
  const gsize n = MIN (self->nothing, self->n);
  g_autofree double *matrix = g_new (double, MAX (n * n, 1));

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      matrix[i * n + j] = count_of (self, i, j);
  for (gsize i = 0; i < self->n; i++)
    self->order[i] = (guint32) i;
  if (gw_confusion_order (matrix, n, order, self->order) != GW_STATUS_OK)
    for (gsize i = 0; i < n; i++)
      self->order[i] = (guint32) i;
  for (gsize i = 0; i < self->n; i++)
    self->places[self->order[i]] = (guint32) i;
}

static Confusion *
confusion_new (const double *matrix, gsize n, const GwPlotConfusionOptions *options)
{
  Confusion *self = g_new0 (Confusion, 1);

  self->n = n;
  self->nothing = options->background ? n - 1 : n;
  self->rows = options->rows;
  self->by = options->by;
  self->names = g_ptr_array_new_full ((guint) n, g_free);
  self->counts = g_memdup2 (matrix, n * n * sizeof *matrix);
  self->of_actual = g_new0 (double, n);
  self->of_predicted = g_new0 (double, n);
  self->order = g_new (guint32, n);
  self->places = g_new (guint32, n);
  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (self->names, g_strdup (options->classes[i]));
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      {
        self->of_actual[i] += matrix[i * n + j];
        self->of_predicted[j] += matrix[i * n + j];
      }
  for (gsize i = 0; i < n; i++)
    self->total += self->of_actual[i];
  find_order (self, options->order);
  return self;
}

/* In the order shown; nothing to say of 0. Returns: the largest */
static GArray *
make_values (const Confusion *self, double *most)
{
  GArray *values = g_array_sized_new (FALSE, FALSE, sizeof (double), (guint) (self->n * self->n));
  g_autofree double *shares = g_new (double, self->n * self->n);

  gw_confusion_normalise (self->counts, self->n, self->by, shares);
  *most = self->by == GW_NORMALISE_NONE || self->by == GW_NORMALISE_ALL ? 0 : 1;
  for (gsize row = 0; row < self->n; row++)
    for (gsize column = 0; column < self->n; column++)
      {
        const double share = shares[self->order[row] * self->n + self->order[column]];
        const double value = share > 0 ? share : NAN;

        *most = MAX (*most, share);
        g_array_append_val (values, value);
      }
  return values;
}

static void
add_color_bar (GwPlot *plot, const Confusion *self, double most)
{
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;
  g_autofree char *figure = NULL;

  if (self->by == GW_NORMALISE_NONE)
    {
      low = gw_plot_number_count (0);
      high = gw_plot_rows_count (self->rows, most);
      gw_plot_set_color_bar (plot, GW_PLOT_RAMP_SEQUENTIAL, low, high);
      return;
    }
  low = gw_plot_number_percent (0);
  figure = gw_plot_number_percent (most);
  high = g_strdup_printf (self->by == GW_NORMALISE_TRUE        ? _ ("%s of actual")
                          : self->by == GW_NORMALISE_PREDICTED ? _ ("%s of predicted")
                                                               : _ ("%s of all"),
                          figure);
  gw_plot_set_color_bar (plot, GW_PLOT_RAMP_SEQUENTIAL, low, high);
}

static void
set_summary (GwPlot *plot, const Confusion *self)
{
  g_autofree char *rows = gw_plot_rows_count (self->rows, self->total);
  g_autofree char *right = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *confused = NULL;
  const gsize n_classes = MIN (self->n, self->nothing);
  double hits = 0, most = 0;
  gsize actual = 0, predicted = 0;

  for (gsize i = 0; i < self->n; i++)
    for (gsize j = 0; j < self->n; j++)
      if (i == j)
        hits += count_of (self, i, j);
      else if (i != self->nothing && j != self->nothing && count_of (self, i, j) > most)
        {
          most = count_of (self, i, j);
          actual = i;
          predicted = j;
        }
  right = gw_plot_number_percent_exact (hits / self->total);
  /* Translators: a count such as “5,083 boxes”, a number of classes, a share */
  whole = g_strdup_printf (ngettext ("Confusion matrix, %s of %u class. %s have their own class.",
                                     "Confusion matrix, %s of %u classes. %s have their own class.",
                                     (gulong) n_classes),
                           rows, (guint) n_classes, right);
  if (most == 0)
    {
      gw_plot_set_summary (plot, whole);
      return;
    }
  {
    g_autofree char *number = gw_plot_number_count (most);

    confused = g_strdup_printf (_ ("%s Most often %s is called %s: %s."), whole, name_of (self, actual),
                                name_of (self, predicted), number);
  }
  gw_plot_set_summary (plot, confused);
}

/* A column of zeros is no accident that a reader should have to find. */
static void
note_never_predicted (GwPlot *plot, const Confusion *self)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *note = NULL;
  guint n = 0;

  for (gsize i = 0; i < self->n; i++)
    {
      const gsize class = self->order[i];

      if (class == self->nothing || self->of_predicted[class] > 0 || !(self->of_actual[class] > 0))
        continue;
      if (n++ < MOST_NAMES)
        g_string_append_printf (names, "%s%s", n > 1 ? ", " : "", name_of (self, class));
    }
  if (n == 0)
    return;
  if (n > MOST_NAMES)
    note = g_strdup_printf (
        ngettext ("Never predicted: %s and %u more.", "Never predicted: %s and %u more.", n - MOST_NAMES), names->str,
        n - MOST_NAMES);
  else
    note = g_strdup_printf (_ ("Never predicted: %s."), names->str);
  gw_plot_set_note (plot, note);
}

static gboolean
check (GwPlot *plot, const double *matrix, gsize n)
{
  double total = 0;

  for (gsize i = 0; i < n * n; i++)
    {
      if (!(matrix[i] >= 0) || isinf (matrix[i]))
        {
          gw_plot_set_message (plot, _ ("Wrong Counts"),
                               _ ("A count of the matrix is negative or not a number. Compute the matrix again."));
          return FALSE;
        }
      total += matrix[i];
    }
  if (!(total > 0))
    gw_plot_set_message (plot, _ ("Nothing to Compare"),
                         _ ("There is no row that has both a label and a prediction. Import predictions, or choose "
                            "another filter."));
  else if (n < 2)
    gw_plot_set_message (plot, _ ("Only One Class"),
                         _ ("A confusion matrix shows which class is taken for another. It needs two classes at "
                            "least."));
  return gw_plot_get_message (plot) == NULL;
}

/* nothing: what the class that is none is called there. */
static GPtrArray *
list_names (const Confusion *self, const char *nothing)
{
  GPtrArray *names = g_ptr_array_new_full ((guint) self->n, g_free);

  for (gsize i = 0; i < self->n; i++)
    g_ptr_array_add (names, g_strdup (self->order[i] == self->nothing ? nothing : name_of (self, self->order[i])));
  return names;
}

static void
set_axes (GwPlot *plot, const Confusion *self)
{
  /* Translators: a column of objects that a detector did not find */
  g_autoptr (GPtrArray) across = list_names (self, _ ("Missed"));
  /* Translators: a row of what a detector found where nothing is labeled */
  g_autoptr (GPtrArray) below = list_names (self, _ ("Extra"));
  GwPlotScale down = gw_plot_scale_category (below);

  down.reversed = TRUE;
  gw_plot_set_axis (plot, GW_PLOT_AXIS_X, gw_plot_scale_category (across), _ ("Predicted"),
                    GW_PLOT_AXIS_FAR | GW_PLOT_AXIS_NO_TICKS);
  gw_plot_set_axis (plot, GW_PLOT_AXIS_Y, down, _ ("Actual"), GW_PLOT_AXIS_NO_TICKS);
}

GwPlot *
gw_plot_confusion_new (const double *matrix, gsize n_classes, const GwPlotConfusionOptions *options)
{
  static const char *const csv_names[] = {
    "actual", "predicted", "count", "of_actual", "of_predicted", "of_all", NULL
  };
  const GwPlotCellFuncs funcs = { .describe = describe,
                                  .get_texts = get_texts,
                                  .make_key = make_key,
                                  .parse_key = parse_key,
                                  .write_csv = write_csv,
                                  .csv_names = csv_names,
                                  .destroy = confusion_free };
  GwPlot *plot = gw_plot_new ("confusion");
  GwPlotCellGrid grid;
  Confusion *self;
  GArray *values;
  double most;

  gw_plot_set_title (plot, options->title, options->subtitle);
  if (!check (plot, matrix, n_classes))
    return plot;

  self = confusion_new (matrix, n_classes, options);
  set_axes (plot, self);
  gw_plot_set_square (plot, 1);

  values = make_values (self, &most);
  grid = (GwPlotCellGrid) { .n_rows = n_classes,
                            .n_columns = n_classes,
                            .x_from = -0.5,
                            .x_to = (double) n_classes - 0.5,
                            .y_from = -0.5,
                            .y_to = (double) n_classes - 0.5,
                            .ramp = GW_PLOT_RAMP_SEQUENTIAL,
                            .most = most };
  gw_plot_add_layer (plot, gw_plot_cells_new (values, &grid, &funcs, self));
  add_color_bar (plot, self, most);
  set_summary (plot, self);
  note_never_predicted (plot, self);
  return plot;
}
