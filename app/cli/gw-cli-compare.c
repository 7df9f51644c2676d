/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <inttypes.h>
#include <glib/gi18n.h>
#include <math.h>

#include "gw-class-scores.h"
#include "gw-cli-answer.h"
#include "gw-cli-work.h"
#include "gw-delong.h"
#include "gw-error.h"
#include "gw-mcnemar.h"

static struct
{
  char *positive;
} options;

static const GOptionEntry entries[] = {
  { "positive", 0, 0, G_OPTION_ARG_STRING, &options.positive, N_ ("The positive of two classes; the second by default"),
    "CLASS" },
  { 0 },
};

/* The images that both tables score, with the same classes in the same order. */
typedef struct
{
  gsize n;
  gint32 *truth;
  gint32 *a; /* what each predicts */
  gint32 *b;
  gint32 *positive; /* of two classes */
  double *score_a;
  double *score_b;
  gsize n_other_truths; /* for which the tables disagree */
} Pairs;

static void
pairs_clear (Pairs *pairs)
{
  g_free (pairs->truth);
  g_free (pairs->a);
  g_free (pairs->b);
  g_free (pairs->positive);
  g_free (pairs->score_a);
  g_free (pairs->score_b);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pairs, pairs_clear)

/* The class of the highest score, of equal ones the first in the order of places;
 * of one column of scores the positive one.
 */
static gint32
predict (const GwClassScores *scores, gsize row, const gint32 *places)
{
  const double *values = scores->scores + row * scores->classes->len;
  gint32 best = 0;

  if (scores->one_column && values[0] == values[1])
    return places[0] == (gint32) scores->positive ? 0 : 1;
  for (guint i = 1; i < scores->classes->len; i++)
    {
      if (values[places[i]] > values[places[best]])
        best = (gint32) i;
    }

  return best;
}

/* Where the classes of a are in b. A table of one column has a name for the rest only
 * where its truths give one.
 */
static gboolean
find_places (const GwClassScores *a, const GwClassScores *b, gint32 *places, const char *path, GError **error)
{
  if (a->binary && b->binary && (a->one_column || b->one_column))
    {
      places[a->positive] = (gint32) b->positive;
      places[1 - a->positive] = (gint32) (1 - b->positive);
      return TRUE;
    }

  for (guint i = 0; i < a->classes->len; i++)
    {
      const char *name = g_ptr_array_index (a->classes, i);

      places[i] = gw_class_scores_find_class (b, name);
      if (places[i] >= 0 && b->classes->len == a->classes->len)
        continue;
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s:1: the classes are not those of the other table."), path);
      return FALSE;
    }

  return TRUE;
}

/* The truth that one table has, of both that of the first. */
static gint32
truth_of (const GwClassScores *a, gsize row_a, const GwClassScores *b, gsize row_b, const gint32 *places,
          gsize *n_other)
{
  gint32 first = a->truth != NULL ? a->truth[row_a] : -1, second = -1;

  for (guint i = 0; b->truth != NULL && i < a->classes->len; i++)
    {
      if (b->truth[row_b] == places[i])
        second = (gint32) i;
    }
  if (first < 0)
    return second;
  *n_other += second >= 0 && second != first;

  return first;
}

static void
pair (Pairs *pairs, const GwClassScores *a, const GwClassScores *b, const gint32 *places)
{
  g_autoptr (GHashTable) rows = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree gint32 *same = g_new (gint32, a->classes->len);
  guint n_classes = a->classes->len;

  for (guint i = 0; i < n_classes; i++)
    same[i] = (gint32) i;
  for (gsize i = 0; i < b->n; i++)
    g_hash_table_insert (rows, g_ptr_array_index (b->images, i), GSIZE_TO_POINTER (i + 1));
  pairs->truth = g_new (gint32, MAX (a->n, 1));
  pairs->a = g_new (gint32, MAX (a->n, 1));
  pairs->b = g_new (gint32, MAX (a->n, 1));
  pairs->positive = g_new (gint32, MAX (a->n, 1));
  pairs->score_a = g_new (double, MAX (a->n, 1));
  pairs->score_b = g_new (double, MAX (a->n, 1));
  for (gsize i = 0; i < a->n; i++)
    {
      gsize j = GPOINTER_TO_SIZE (g_hash_table_lookup (rows, g_ptr_array_index (a->images, i)));
      gsize k = pairs->n;

      if (j == 0)
        continue;
      pairs->n++;
      pairs->truth[k] = truth_of (a, i, b, j - 1, places, &pairs->n_other_truths);
      pairs->a[k] = predict (a, i, same);
      pairs->b[k] = predict (b, j - 1, places);
      pairs->positive[k] = pairs->truth[k] < 0 ? -1 : pairs->truth[k] == (gint32) a->positive;
      pairs->score_a[k] = a->scores[i * n_classes + a->positive];
      pairs->score_b[k] = b->scores[(j - 1) * n_classes + (gsize) places[a->positive]];
    }
}

static void
tell_areas (GwCliAnswer *answer, const Pairs *pairs)
{
  GwRun run = gw_cli_get_run (answer->cli);
  GwDelongPaired areas;
  gw_status status = gw_auc_delong_paired (pairs->positive, pairs->score_a, pairs->score_b, pairs->n, &areas, &run);

  if (!gw_status_has_values (status))
    areas = (GwDelongPaired) { NAN, NAN, NAN, NAN, NAN, NAN, NAN, 0 };
  gw_cli_answer_begin_object (answer, "auc");
  gw_cli_answer_number (answer, "a", areas.auc_a);
  gw_cli_answer_number (answer, "b", areas.auc_b);
  gw_cli_answer_number (answer, "z", areas.z);
  gw_cli_answer_number (answer, "p_value", areas.p_value);
  gw_cli_answer_end_object (answer);
}

static gboolean
tell (GwCli *cli, const Pairs *pairs, gboolean binary, GError **error)
{
  g_auto (GwCliAnswer) answer = { 0 };
  GwMcnemar mcnemar;
  gw_status status = gw_mcnemar_labels (pairs->truth, pairs->a, pairs->b, pairs->n, GW_MCNEMAR_AUTO, &mcnemar);

  if (!gw_cli_check_status (cli, status, _ ("The models cannot be compared"), error))
    return FALSE;

  gw_cli_answer_begin (&answer, cli);
  gw_cli_answer_count (&answer, "n", pairs->n - mcnemar.n_excluded);
  gw_cli_answer_begin_object (&answer, "mcnemar");
  gw_cli_answer_number (&answer, "statistic", mcnemar.statistic);
  gw_cli_answer_number (&answer, "p_value", mcnemar.p_value);
  gw_cli_answer_count (&answer, "both_right", mcnemar.both_right);
  gw_cli_answer_count (&answer, "only_a", mcnemar.only_a);
  gw_cli_answer_count (&answer, "only_b", mcnemar.only_b);
  gw_cli_answer_count (&answer, "both_wrong", mcnemar.both_wrong);
  gw_cli_answer_text (&answer, "variant", mcnemar.variant == GW_MCNEMAR_EXACT ? "exact" : "chi2_corrected");
  gw_cli_answer_end_object (&answer);
  if (binary)
    tell_areas (&answer, pairs);

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

static int
run (GwCli *cli, GError **error)
{
  g_autoptr (GwClassScores) a = gw_class_scores_read (cli->arguments[0], options.positive, cli->problems, cli->work,
                                                      cli->cancellable, error);
  g_autoptr (GwClassScores) b = NULL;
  g_autofree gint32 *places = NULL;
  g_auto (Pairs) pairs = { 0 };

  if (a == NULL)
    return GW_CLI_FAILED;
  b = gw_class_scores_read (cli->arguments[1], options.positive, cli->problems, cli->work, cli->cancellable, error);
  if (b == NULL)
    return GW_CLI_FAILED;
  if (a->truth == NULL && b->truth == NULL)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("%s:1: neither table has a column “truth”. One of them needs it."), cli->arguments[0]);
      return GW_CLI_FAILED;
    }

  places = g_new (gint32, MAX (a->classes->len, 1));
  if (!find_places (a, b, places, cli->arguments[1], error))
    return GW_CLI_FAILED;
  pair (&pairs, a, b, places);
  tell_unpaired (cli, cli->arguments[0], a->n - pairs.n);
  tell_unpaired (cli, cli->arguments[1], b->n - pairs.n);
  if (pairs.n_other_truths > 0)
    gw_problems_add (cli->problems, GW_SEVERITY_WARNING, "truth-differs", cli->arguments[1], 0, NULL,
                     g_dngettext (GETTEXT_PACKAGE,
                                  "%" PRIu64 " image has another true class in the first table, which counts.",
                                  "%" PRIu64 " images have another true class in the first table, which counts.",
                                  pairs.n_other_truths),
                     (guint64) pairs.n_other_truths);

  return tell (cli, &pairs, a->binary, error) ? gw_problems_exit_code (cli->problems) : GW_CLI_FAILED;
}

const GwCliCommand gw_cli_compare = {
  .name = "compare",
  .arguments = "SCORES_A SCORES_B",
  .summary = N_ ("Compares two models on the same images"),
  .details = N_ ("Both are tables of scores; one has the column “truth”. Images that one alone has count for neither."),
  .options = entries,
  .min_arguments = 2,
  .max_arguments = 2,
  .run = run,
};
