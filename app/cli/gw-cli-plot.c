/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cli-plot.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-cli-answer.h"
#include "gw-error.h"
#include "gw-plot-file.h"

#define LEAST_SIZE 120
#define MOST_SIZE 16384
#define MOST_SCALE 8.0
/* Of the longest name. */
#define NAME_WIDTH 14

static GwCliPlotOptions options = {
  .scale = 1, .text_scale = 1, .threshold = GW_CLI_PLOT_NO_THRESHOLD, .beta = 1, .iou = 0.5
};

static const GOptionEntry entries[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("The file: .png, .svg, .pdf or .csv"), "FILE" },
  { "size", 0, 0, G_OPTION_ARG_STRING, &options.size, N_ ("In pixels; 960x600 by default"), "WxH" },
  { "scale", 0, 0, G_OPTION_ARG_DOUBLE, &options.scale, N_ ("Makes a PNG so many times finer; 1 by default"), "N" },
  { "dark", 0, 0, G_OPTION_ARG_NONE, &options.dark, N_ ("On dark ground"), NULL },
  { "high-contrast", 0, 0, G_OPTION_ARG_NONE, &options.high_contrast, N_ ("With patterns and edges"), NULL },
  { "transparent", 0, 0, G_OPTION_ARG_NONE, &options.transparent, N_ ("Without a ground"), NULL },
  { "text-scale", 0, 0, G_OPTION_ARG_DOUBLE, &options.text_scale, N_ ("Makes text so many times larger"), "N" },
  { "title", 0, 0, G_OPTION_ARG_STRING, &options.title, N_ ("Heads the picture"), "TEXT" },
  { "column", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.columns,
    N_ ("This column, of a project image-width, box-area and so on; may be given again where several are drawn"), "C" },
  { "bins", 0, 0, G_OPTION_ARG_STRING, &options.bins,
    N_ ("auto (default), sturges, scott, fd, doane, rice, sqrt or a number"), "RULE" },
  { "bin-width", 0, 0, G_OPTION_ARG_DOUBLE, &options.width, N_ ("Bins of this width"), "W" },
  { "transform", 0, 0, G_OPTION_ARG_STRING, &options.transform,
    N_ ("none (default), log, log1p, sqrt, box-cox or yeo-johnson"), "T" },
  { "class", 0, 0, G_OPTION_ARG_STRING, &options.class_name, N_ ("The class whose curve stands out"), "C" },
  { "positive", 0, 0, G_OPTION_ARG_STRING, &options.positive, N_ ("The positive of two classes; the second by default"),
    "CLASS" },
  { "model", 0, 0, G_OPTION_ARG_STRING, &options.model, N_ ("Of a project: the model whose predictions are judged"),
    "NAME[:VERSION]" },
  { "where", 0, 0, G_OPTION_ARG_STRING, &options.where, N_ ("Of a project: only images that pass, such as split:test"),
    "FILTER" },
  { "normalize", 0, 0, G_OPTION_ARG_STRING, &options.normalize,
    N_ ("Of a confusion matrix: none (default), true, predicted or all"), "BY" },
  { "order", 0, 0, G_OPTION_ARG_STRING, &options.order, N_ ("Of its classes: given (default), support or confused"),
    "ORDER" },
  { "mode", 0, 0, G_OPTION_ARG_STRING, &options.mode, N_ ("Of class balance: count (default), share or log"), "MODE" },
  { "by", 0, 0, G_OPTION_ARG_STRING, &options.by,
    N_ ("Of box and violin: a group for each text of this column; of a project class"), "C" },
  { "method", 0, 0, G_OPTION_ARG_STRING, &options.method, N_ ("Of correlation: pearson (default) or spearman"), "M" },
  { "threshold", 0, 0, G_OPTION_ARG_DOUBLE, &options.threshold, N_ ("Marks what is called positive from here on"),
    "T" },
  { "beta", 0, 0, G_OPTION_ARG_DOUBLE, &options.beta, N_ ("How many times recall matters more in F-beta; 1 by default"),
    "B" },
  { "band", 0, 0, G_OPTION_ARG_INT, &options.band, N_ ("A 95% band by so many resamples; none by default"), "N" },
  { "seed", 0, 0, G_OPTION_ARG_INT64, &options.seed, N_ ("What chance depends on; 0 by default"), "N" },
  { "iou", 0, 0, G_OPTION_ARG_DOUBLE, &options.iou, N_ ("Overlap that counts as a match; 0.5 by default"), "T" },
  { 0 },
};

static const GwCliPlotKind kinds[] = {
  { "histogram", "SOURCE", N_ ("how often values occur"), 1, gw_cli_plot_histogram, FALSE },
  { "box", "SOURCE", N_ ("quartiles and outliers"), 1, gw_cli_plot_box, FALSE },
  { "violin", "SOURCE", N_ ("density and quartiles"), 1, gw_cli_plot_violin, FALSE },
  { "qq", "SOURCE", N_ ("whether values are normal"), 1, gw_cli_plot_qq, FALSE },
  { "class-balance", "SOURCE", N_ ("how many there are of each class"), 1, gw_cli_plot_class_balance, FALSE },
  { "confusion", "SCORES", N_ ("which class is taken for which"), 1, gw_cli_plot_confusion, FALSE },
  { "roc", "SCORES", N_ ("true over false positive rate"), 1, gw_cli_plot_roc, FALSE },
  { "pr", "SCORES", N_ ("precision over recall"), 1, gw_cli_plot_pr, FALSE },
  { "det", "SCORES", N_ ("false negative over false positive rate"), 1, gw_cli_plot_det, FALSE },
  { "calibration", "SCORES", N_ ("whether probabilities come true"), 1, gw_cli_plot_calibration, FALSE },
  { "gain", "SCORES", N_ ("positives among the highest scores"), 1, gw_cli_plot_gain, FALSE },
  { "lift", "SCORES", N_ ("the same against chance"), 1, gw_cli_plot_lift, FALSE },
  { "threshold", "SCORES", N_ ("precision, recall and F by threshold"), 1, gw_cli_plot_threshold, FALSE },
  { "agreement", "ANSWERS", N_ ("how much each two people agree"), 1, gw_cli_plot_agreement, FALSE },
  { "correlation", "SOURCE", N_ ("how columns go together"), 1, gw_cli_plot_correlation, FALSE },
  { "scatter", "SOURCE", N_ ("one column against another"), 1, gw_cli_plot_scatter, FALSE },
  { "map", "SOURCE", N_ ("rows, or a project's pictures, by their principal components"), 1, gw_cli_plot_map, FALSE },
  { "missing", "SOURCE", N_ ("which values are missing"), 1, gw_cli_plot_missing, TRUE },
  { "heatmap", "PROJECT", N_ ("where in their images boxes are"), 1, gw_cli_plot_heatmap, FALSE },
  { "drift", "REFERENCE CURRENT", N_ ("how far columns have moved"), 2, gw_cli_plot_drift, FALSE },
  { "timeline", "PROJECT", N_ ("how much was labeled a day"), 1, gw_cli_plot_timeline, FALSE },
};

/* --- the call ------------------------------------------------------------------------- */

static const GwCliPlotKind *
find_kind (const char *name, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (strcmp (kinds[i].name, name) == 0)
        return &kinds[i];
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", kinds[i].name);
    }
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("There is no plot “%s”. There are %s."), name,
               names->str);

  return NULL;
}

/* "960x600" */
static gboolean
parse_size (double *width, double *height, GError **error)
{
  guint64 sides[2];
  g_auto (GStrv) parts = options.size != NULL ? g_strsplit (options.size, "x", -1) : NULL;

  *width = GW_PLOT_FILE_WIDTH;
  *height = GW_PLOT_FILE_HEIGHT;
  if (parts == NULL)
    return TRUE;
  if (g_strv_length (parts) == 2 && g_ascii_string_to_unsigned (parts[0], 10, LEAST_SIZE, MOST_SIZE, &sides[0], NULL)
      && g_ascii_string_to_unsigned (parts[1], 10, LEAST_SIZE, MOST_SIZE, &sides[1], NULL))
    {
      *width = (double) sides[0];
      *height = (double) sides[1];
      return TRUE;
    }
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _ ("--size is width and height from %d to %d, such as 960x600, not “%s”."), LEAST_SIZE, MOST_SIZE,
               options.size);

  return FALSE;
}

static gboolean
check_options (const GwCliPlotKind *kind, guint n_arguments, GError **error)
{
  if (options.output == NULL)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _ ("-o FILE is missing: where the plot goes, by its ending .png, .svg, .pdf or .csv."));
  else if (n_arguments != 1 + kind->n_sources)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("plot %s has the arguments %s."), kind->name,
                 kind->sources);
  else if (!(options.scale > 0 && options.scale <= MOST_SCALE))
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--scale is a number above 0 up to %g."),
                 MOST_SCALE);
  else if (!(options.text_scale >= 0.5 && options.text_scale <= 4))
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _ ("--text-scale is a number from 0.5 to 4."));
  else if (!(options.beta > 0) || isinf (options.beta))
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--beta is a number above 0."));
  else if (options.band < 0 || options.band > 100000)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--band is a number from 0 to 100000."));
  else if (!(options.width >= 0) || isinf (options.width))
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--bin-width is a number above 0."));
  else if (!(options.iou > 0 && options.iou <= 1))
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--iou is a number above 0 up to 1."));
  else
    return TRUE;

  return FALSE;
}

/* --- what is drawn ---------------------------------------------------------------------- */

static void
tell_series (GwCliAnswer *answer, const GwPlot *plot)
{
  guint named = 0;

  gw_cli_answer_begin_table (answer, "series");
  for (guint i = 0; i < gw_plot_get_n_layers (plot); i++)
    {
      const GwPlotLayer *layer = gw_plot_get_layer (plot, i);
      const gsize n = layer->klass->get_n_marks != NULL ? layer->klass->get_n_marks (layer) : 0;
      const char *name = layer->name;

      if (n == 0)
        continue;
      if (name == NULL)
        name = named == 0 || gw_plot_get_title (plot) == NULL ? gw_plot_get_title (plot) : gw_plot_get_kind (plot);
      named++;
      gw_cli_answer_begin_row (answer);
      gw_cli_answer_text (answer, "name", name);
      gw_cli_answer_count (answer, "points", n);
      gw_cli_answer_end_row (answer);
    }
  gw_cli_answer_end_table (answer);
}

static gboolean
tell (GwCli *cli, const GwPlot *plot, GError **error)
{
  g_auto (GwCliAnswer) answer = { 0 };

  gw_cli_answer_begin (&answer, cli);
  gw_cli_answer_text (&answer, "file", options.output);
  gw_cli_answer_text (&answer, "kind", gw_plot_get_kind (plot));
  gw_cli_answer_text (&answer, "title", gw_plot_get_title (plot));
  gw_cli_answer_text (&answer, "summary", gw_plot_get_summary (plot));
  gw_cli_answer_text (&answer, "note", gw_plot_get_note (plot));
  tell_series (&answer, plot);

  return gw_cli_answer_end (&answer, error);
}

/* Nothing that could be misread is written: where there is nothing to draw, it is said. */
static gboolean
write_plot (GwCliPlot *self, const GwCliPlotKind *kind, GwPlot *plot, double width, double height, GError **error)
{
  const GwPlotStyle style = { .dark = options.dark,
                              .high_contrast = options.high_contrast,
                              .transparent = options.transparent,
                              .with_title = TRUE,
                              .text_scale = options.text_scale };

  if (gw_plot_get_message (plot) != NULL && !kind->words_answer)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, "%s: %s. %s", self->source, gw_plot_get_message (plot),
                   gw_plot_get_message_body (plot));
      return FALSE;
    }
  if (g_cancellable_set_error_if_cancelled (self->cli->cancellable, error))
    return FALSE;

  return gw_plot_write_file (plot, options.output, TRUE, &style, width, height, options.scale, error);
}

static int
run (GwCli *cli, GError **error)
{
  const GwCliPlotKind *kind = find_kind (cli->arguments[0], error);
  g_autofree char *subtitle = NULL;
  g_autoptr (GwPlot) plot = NULL;
  GwPlotFileKind file_kind;
  double width, height;
  GwCliPlot self = { .cli = cli, .options = &options };

  if (kind == NULL || !check_options (kind, cli->n_arguments, error) || !parse_size (&width, &height, error))
    return GW_CLI_FAILED;
  if (!gw_plot_file_kind_from_path (options.output, &file_kind, error))
    return GW_CLI_FAILED;

  self.source = cli->arguments[1];
  self.second = kind->n_sources > 1 ? cli->arguments[2] : NULL;
  subtitle = g_filename_display_basename (self.source);
  self.subtitle = subtitle;
  plot = kind->make (&self, error);
  if (plot == NULL || !write_plot (&self, kind, plot, width, height, error))
    return GW_CLI_FAILED;

  return tell (cli, plot, error) ? gw_problems_exit_code (cli->problems) : GW_CLI_FAILED;
}

/* --- help ------------------------------------------------------------------------------------ */

static char *
list_kinds (void)
{
  GString *text = g_string_new (_ ("Kinds:"));

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_string_append_printf (text, "\n  %-*s %-18s %s", NAME_WIDTH, kinds[i].name, kinds[i].sources, _ (kinds[i].title));

  return g_string_free (text, FALSE);
}

const GwCliCommand gw_cli_plot = {
  .name = "plot",
  .arguments = "KIND SOURCE -o FILE",
  .summary = N_ ("Draws the pictures of the Insights pages"),
  .details = N_ ("SOURCE is a table of comma-separated values or a project, SCORES a table of class scores with\n"
                 "the column truth, or a project with predictions, ANSWERS those of several people as for agreement.\n"
                 "A picture is the same as in the window."),
  .options = entries,
  .read_choices = GW_READ_CHOICE_SCORE_MODE | GW_READ_CHOICE_NORMALISE,
  .list = list_kinds,
  .min_arguments = 2,
  .max_arguments = 3,
  .run = run,
};
