/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-advisor.h"
#include "gw-cli-answer.h"

static struct
{
  gboolean labels;
  gboolean probabilities;
  gboolean positive_matters;
  gboolean both_matter;
  gboolean compare;
  char *costlier;
  double majority_share;
  double skew_limit;
} options = { .majority_share = NAN, .skew_limit = GW_ADVISOR_SKEW_LIMIT };

static const GOptionEntry entries[] = {
  { "labels", 0, 0, G_OPTION_ARG_NONE, &options.labels, N_ ("The model gives labels (default)"), NULL },
  { "probabilities", 0, 0, G_OPTION_ARG_NONE, &options.probabilities,
    N_ ("It gives probabilities; they are cut to labels where what matters is named"), NULL },
  { "positive-matters", 0, 0, G_OPTION_ARG_NONE, &options.positive_matters, N_ ("The positive class matters more"),
    NULL },
  { "both-matter", 0, 0, G_OPTION_ARG_NONE, &options.both_matter, N_ ("All classes matter"), NULL },
  { "compare-to-base-rate", 0, 0, G_OPTION_ARG_NONE, &options.compare,
    N_ ("Probabilities are to be compared with always saying the base rate"), NULL },
  { "costlier", 0, 0, G_OPTION_ARG_STRING, &options.costlier,
    N_ ("Which error costs more: fn (a miss), fp (a false alarm), equal (default) or matrix"), "ERROR" },
  { "majority-share", 0, 0, G_OPTION_ARG_DOUBLE, &options.majority_share, N_ ("The share of the largest class, 0 to 1"),
    "S" },
  { "skew-limit", 0, 0, G_OPTION_ARG_DOUBLE, &options.skew_limit,
    N_ ("Above this share accuracy says little; 0.85 by default"), "S" },
  { 0 },
};

static gboolean
parse_cost (GwErrorCost *cost, GError **error)
{
  static const struct
  {
    const char *name;
    GwErrorCost cost;
  } costs[] = {
    { "equal", GW_COST_EQUAL },
    { "fn", GW_COST_FALSE_NEGATIVE },
    { "fp", GW_COST_FALSE_POSITIVE },
    { "matrix", GW_COST_MATRIX },
  };

  *cost = GW_COST_EQUAL;
  for (gsize i = 0; options.costlier != NULL && i < G_N_ELEMENTS (costs); i++)
    {
      if (g_str_equal (costs[i].name, options.costlier))
        {
          *cost = costs[i].cost;
          return TRUE;
        }
    }
  if (options.costlier == NULL)
    return TRUE;

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--costlier is fn, fp, equal or matrix, not “%s”."),
               options.costlier);

  return FALSE;
}

static int
refuse (GError **error, const char *text)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, text);

  return GW_CLI_FAILED;
}

static int
run (GwCli *cli, GError **error)
{
  g_auto (GwCliAnswer) answer = { 0 };
  GwAdvisorQuestion question = { .probabilities = options.probabilities,
                                 .need_labels = options.positive_matters || options.both_matter,
                                 .positive_matters_more = options.positive_matters,
                                 .compare_to_base_rate = options.compare,
                                 .majority_share = options.majority_share,
                                 .skew_limit = options.skew_limit };
  GwAdvice advice;

  if (cli->n_arguments > 0)
    return refuse (error, _ ("There are too many arguments."));
  if (options.labels && options.probabilities)
    return refuse (error, _ ("--labels and --probabilities exclude each other."));
  if (options.positive_matters && options.both_matter)
    return refuse (error, _ ("--positive-matters and --both-matter exclude each other."));
  if (!parse_cost (&question.cost, error))
    return GW_CLI_FAILED;
  if (isnan (question.majority_share))
    return refuse (error, _ ("Name the share of the largest class with --majority-share."));
  if (gw_advise_metric (&question, &advice) != GW_STATUS_OK)
    return refuse (error, _ ("--majority-share and --skew-limit are numbers from 0 to 1."));

  gw_cli_answer_begin (&answer, cli);
  gw_cli_answer_text (&answer, "metric", advice.metric);
  gw_cli_answer_text (&answer, "reason", advice.reason);

  return gw_cli_answer_end (&answer, error) ? GW_CLI_CLEAN : GW_CLI_FAILED;
}

const GwCliCommand gw_cli_advise = {
  .name = "advise",
  .arguments = "--majority-share S",
  .summary = N_ ("Says which metric fits a task"),
  .options = entries,
  .run = run,
};
