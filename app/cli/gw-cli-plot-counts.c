/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cli-plot.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-balance.h"
#include "gw-error.h"
#include "gw-palette.h"
#include "gw-plot-class-balance.h"
#include "gw-plot-timeline.h"

/* --- classes -------------------------------------------------------------------------- */

static gboolean
parse_mode (GwCliPlot *self, GwPlotBalanceMode *mode, GError **error)
{
  static const char *const names[] = { "count", "share", "log" };

  *mode = GW_PLOT_BALANCE_COUNT;
  if (self->options->mode == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], self->options->mode))
      {
        *mode = i;
        return TRUE;
      }
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--mode is count, share or log, not “%s”."),
               self->options->mode);

  return FALSE;
}

static GwPlot *
draw_set (GwCliPlot *self, GwPlotBalanceOptions *options, GError **error)
{
  g_autoptr (GwDataSet) set = gw_cli_plot_load_set (self, FALSE, error);
  g_autofree GwPlotBalanceClass *classes = NULL;
  g_autofree guint64 *counts = NULL, *images = NULL;
  gsize n, n_without;

  if (set == NULL)
    return NULL;
  n = set->classes->len;
  counts = g_new0 (guint64, MAX (n, 1));
  images = g_new0 (guint64, MAX (n, 1));
  classes = g_new0 (GwPlotBalanceClass, MAX (n, 1));
  gw_data_set_count_classes (set, counts);
  gw_balance_count_images (set, images, &n_without);
  for (gsize i = 0; i < n; i++)
    {
      GwClass *one = g_ptr_array_index (set->classes, i);

      classes[i] = (GwPlotBalanceClass) { gw_class_get_name (one), gw_class_get_color (one), (double) counts[i],
                                          (double) images[i] };
    }
  options->rows = set->n_labels == 0 ? GW_PLOT_ROWS_OBJECTS : GW_PLOT_ROWS_LABELS;

  return gw_plot_class_balance_new (classes, n, options);
}

static GwPlot *
draw_table (GwCliPlot *self, GwPlotBalanceOptions *options, GError **error)
{
  static const char *const label_names[] = { "label", "truth", "class", NULL };
  g_autoptr (GwTable) table = gw_table_read (self->source, label_names, self->cli->problems, self->cli->work,
                                             self->cli->cancellable, error);
  g_autofree GwPlotBalanceClass *classes = NULL;
  g_autoptr (GPtrArray) names = NULL;
  g_autofree gint32 *codes = NULL;
  int label;

  if (table == NULL)
    return NULL;
  label = gw_table_find (table, label_names);
  if (label < 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("%s:1: there is no column “label”. Name a column so in the first line."), self->source);
      return NULL;
    }

  codes = g_new (gint32, MAX (gw_table_get_n_rows (table), 1));
  names = gw_table_code_text (table, (guint) label, NULL, codes);
  classes = g_new0 (GwPlotBalanceClass, MAX (names->len, 1));
  for (guint i = 0; i < names->len; i++)
    classes[i] = (GwPlotBalanceClass) { g_ptr_array_index (names, i), gw_palette_get (i % GW_PALETTE_SIZE), 0, NAN };
  for (gsize i = 0; i < gw_table_get_n_rows (table); i++)
    if (codes[i] >= 0)
      classes[codes[i]].count++;
  options->rows = GW_PLOT_ROWS_ROWS;

  return gw_plot_class_balance_new (classes, names->len, options);
}

GwPlot *
gw_cli_plot_class_balance (GwCliPlot *self, GError **error)
{
  GwPlotBalanceOptions options = { .title = self->options->title != NULL ? self->options->title : _ ("Class Balance"),
                                   .subtitle = self->subtitle };

  if (!parse_mode (self, &options.mode, error))
    return NULL;

  return gw_cli_is_project (self->source) ? draw_set (self, &options, error) : draw_table (self, &options, error);
}

/* --- days ---------------------------------------------------------------------------------- */

static void
add_times (GArray *times, const GArray *from)
{
  for (guint i = 0; i < from->len; i++)
    {
      const gint64 time = g_array_index (from, gint64, i);
      const double value = time != 0 ? (double) time : NAN;

      g_array_append_val (times, value);
    }
}

GwPlot *
gw_cli_plot_timeline (GwCliPlot *self, GError **error)
{
  GwPlotTimelineOptions options = { .title = self->options->title, .subtitle = self->subtitle };
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GwDataSet) set = NULL;

  if (!gw_cli_is_project (self->source))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_UNSUPPORTED, _ ("%s: this plot is of a project."), self->source);
      return NULL;
    }
  set = gw_cli_plot_load_set (self, FALSE, error);
  if (set == NULL)
    return NULL;
  add_times (times, set->object_times);
  add_times (times, set->label_times);
  options.rows = set->n_labels == 0 ? GW_PLOT_ROWS_OBJECTS : GW_PLOT_ROWS_LABELS;

  return gw_plot_timeline_new ((const double *) (gconstpointer) times->data, times->len, &options);
}
