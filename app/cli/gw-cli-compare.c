/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <inttypes.h>
#include <glib/gi18n.h>

#include "gw-class-scores.h"
#include "gw-cli-answer.h"
#include "gw-cli-model.h"
#include "gw-cli-work.h"
#include "gw-error.h"
#include "gw-model-contrast.h"

static struct
{
  char *positive;
  char **models;
  char *where;
} options;

static const GOptionEntry entries[] = {
  { "positive", 0, 0, G_OPTION_ARG_STRING, &options.positive, N_ ("The positive of two classes; the second by default"),
    "CLASS" },
  { "model", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.models, N_ ("Of a project: one of the two models; twice"),
    "NAME[:VERSION]" },
  { "where", 0, 0, G_OPTION_ARG_STRING, &options.where, N_ ("Of a project: only images that pass, such as split:test"),
    "FILTER" },
  { 0 },
};

static void
tell_areas (GwCliAnswer *answer, const GwDelongPaired *areas)
{
  gw_cli_answer_begin_object (answer, "auc");
  gw_cli_answer_number (answer, "a", areas->auc_a);
  gw_cli_answer_number (answer, "b", areas->auc_b);
  gw_cli_answer_number (answer, "z", areas->z);
  gw_cli_answer_number (answer, "p_value", areas->p_value);
  gw_cli_answer_end_object (answer);
}

/* What each is good at, and how far they lie apart. */
static void
tell_figures (GwCliAnswer *answer, const GwModelContrast *contrast)
{
  gw_cli_answer_begin_table (answer, "figures");
  for (guint i = 0; i < contrast->figures->len; i++)
    {
      const GwContrastFigure *figure = &g_array_index (contrast->figures, GwContrastFigure, i);

      gw_cli_answer_begin_row (answer);
      gw_cli_answer_text (answer, "figure", figure->key);
      gw_cli_answer_number (answer, "a", figure->a);
      gw_cli_answer_number (answer, "b", figure->b);
      gw_cli_answer_number (answer, "difference", figure->a - figure->b);
      gw_cli_answer_number (answer, "low", figure->low);
      gw_cli_answer_number (answer, "high", figure->high);
      gw_cli_answer_end_row (answer);
    }
  gw_cli_answer_end_table (answer);
}

static gboolean
tell (GwCli *cli, const GwModelComparison *self, GError **error)
{
  const GwRun run = gw_cli_get_run (cli);
  g_autoptr (GwModelContrast) contrast = gw_model_contrast_new (self, gw_model_contrast_choose_replicates (self->n),
                                                                &run);
  const GwMcnemar *mcnemar = &self->mcnemar;
  g_auto (GwCliAnswer) answer = { 0 };

  gw_cli_answer_begin (&answer, cli);
  gw_cli_answer_count (&answer, "n", self->n - mcnemar->n_excluded);
  gw_cli_answer_begin_object (&answer, "mcnemar");
  gw_cli_answer_number (&answer, "statistic", mcnemar->statistic);
  gw_cli_answer_number (&answer, "p_value", mcnemar->p_value);
  gw_cli_answer_count (&answer, "both_right", mcnemar->both_right);
  gw_cli_answer_count (&answer, "only_a", mcnemar->only_a);
  gw_cli_answer_count (&answer, "only_b", mcnemar->only_b);
  gw_cli_answer_count (&answer, "both_wrong", mcnemar->both_wrong);
  gw_cli_answer_text (&answer, "variant", mcnemar->variant == GW_MCNEMAR_EXACT ? "exact" : "chi2_corrected");
  gw_cli_answer_end_object (&answer);
  if (self->has_areas)
    tell_areas (&answer, &self->areas);
  if (contrast != NULL)
    tell_figures (&answer, contrast);

  return !g_cancellable_set_error_if_cancelled (cli->cancellable, error) && gw_cli_answer_end (&answer, error);
}

static void
tell_unpaired (GwCli *cli, const char *path, gsize n)
{
  if (n > 0)
    gw_problems_add (cli->problems, GW_SEVERITY_WARNING, "id-dangling", path, 0, NULL,
                     g_dngettext (GETTEXT_PACKAGE,
                                  "%" PRIu64 " image is not in the other table. It counts for neither.",
                                  "%" PRIu64 " images are not in the other table. They count for neither.", n),
                     (guint64) n);
}

/* By the names of the images. */
static gint32 *
pair_names (const GPtrArray *a, const GPtrArray *b)
{
  g_autoptr (GHashTable) rows = g_hash_table_new (g_str_hash, g_str_equal);
  gint32 *partners = g_new (gint32, MAX (a->len, 1));

  for (guint i = 0; i < b->len; i++)
    g_hash_table_insert (rows, g_ptr_array_index (b, i), GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < a->len; i++)
    partners[i] = (gint32) GPOINTER_TO_UINT (g_hash_table_lookup (rows, g_ptr_array_index (a, i))) - 1;

  return partners;
}

static int
finish (GwCli *cli, GwModelComparison *self, const char *const names[2], GError **error)
{
  GwRun run = gw_cli_get_run (cli);
  gw_status status;

  tell_unpaired (cli, names[0], self->n_unpaired_a);
  tell_unpaired (cli, names[1], self->n_unpaired_b);
  if (self->n_other_truths > 0)
    gw_problems_add (cli->problems, GW_SEVERITY_WARNING, "truth-differs", names[1], 0, NULL,
                     g_dngettext (GETTEXT_PACKAGE,
                                  "%" PRIu64 " image has another true class in the first table, which counts.",
                                  "%" PRIu64 " images have another true class in the first table, which counts.",
                                  self->n_other_truths),
                     (guint64) self->n_other_truths);
  status = gw_model_comparison_compute (self, &run);

  return gw_cli_check_status (cli, status, _ ("The models cannot be compared"), error) && tell (cli, self, error)
             ? gw_problems_exit_code (cli->problems)
             : GW_CLI_FAILED;
}

static int
compare_tables (GwCli *cli, GError **error)
{
  const char *const names[2] = { cli->arguments[0], cli->arguments[1] };
  g_autoptr (GwClassScores) scores_a = gw_cli_read_scores (cli, names[0], options.positive, error);
  g_autoptr (GwClassScores) scores_b = NULL;
  g_autoptr (GwClassRows) a = NULL;
  g_autoptr (GwClassRows) b = NULL;
  g_autoptr (GwModelComparison) comparison = NULL;
  g_autofree gint32 *partners = NULL;

  if (scores_a == NULL)
    return GW_CLI_FAILED;
  scores_b = gw_cli_read_scores (cli, names[1], options.positive, error);
  if (scores_b == NULL)
    return GW_CLI_FAILED;
  if (scores_a->truth == NULL && scores_b->truth == NULL)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("%s:1: neither table has a column “truth”. One of them needs it."), names[0]);
      return GW_CLI_FAILED;
    }

  a = gw_cli_take_class_rows (scores_a);
  b = gw_cli_take_class_rows (scores_b);
  partners = pair_names (scores_a->images, scores_b->images);
  comparison = gw_model_comparison_new (a, b, partners, NULL);
  if (comparison == NULL)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s:1: the classes are not those of the other table."),
                   names[1]);
      return GW_CLI_FAILED;
    }

  return finish (cli, comparison, names, error);
}

static int
compare_models (GwCli *cli, GError **error)
{
  const char *const names[2] = { options.models[0], options.models[1] };
  g_autoptr (GwCliModels) models = gw_cli_models_open (cli, cli->arguments[0], options.where, error);
  g_autoptr (GwClassRows) a = NULL;
  g_autoptr (GwClassRows) b = NULL;
  g_autoptr (GwModelComparison) comparison = NULL;
  g_autofree gint32 *partners = NULL;

  if (models == NULL)
    return GW_CLI_FAILED;
  a = gw_cli_models_load_classes (models, cli, names[0], options.positive, error);
  b = a != NULL ? gw_cli_models_load_classes (models, cli, names[1], options.positive, error) : NULL;
  if (b == NULL)
    return GW_CLI_FAILED;
  partners = gw_model_comparison_pair_images (a, b);
  comparison = gw_model_comparison_new (a, b, partners, error);

  return comparison != NULL ? finish (cli, comparison, names, error) : GW_CLI_FAILED;
}

static int
run (GwCli *cli, GError **error)
{
  gboolean is_project = cli->n_arguments == 1 && gw_cli_is_project (cli->arguments[0]);
  guint n_models = options.models != NULL ? g_strv_length (options.models) : 0;

  if (is_project && n_models == 2)
    return compare_models (cli, error);
  if (cli->n_arguments == 2 && n_models == 0 && options.where == NULL)
    return compare_tables (cli, error);

  if (is_project)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _ ("Name two models with --model."));
  else if (cli->n_arguments == 2)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _ ("--model and --where are for a project."));
  else
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                 _ ("An argument is missing. Try groundwork-cli compare --help."));

  return GW_CLI_FAILED;
}

const GwCliCommand gw_cli_compare = {
  .name = "compare",
  .arguments = "SCORES_A SCORES_B | PROJECT",
  .summary = N_ ("Compares two models on the same images"),
  .details = N_ ("Both are tables of scores; one has the column “truth”. Images that one alone has count for neither.\n"
                 "Of a project: compare PROJECT --model A --model B; its labels are what is true.\n"
                 "Differences of figures are A less B, with their intervals at 95%."),
  .options = entries,
  .read_choices = GW_READ_CHOICE_SCORE_MODE | GW_READ_CHOICE_NORMALISE,
  .min_arguments = 1,
  .max_arguments = 2,
  .run = run,
};
