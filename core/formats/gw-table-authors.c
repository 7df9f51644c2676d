/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-table-authors.h"

#include <math.h>
#include <glib/gi18n.h>

static const char *const annotator_names[] = { "annotator", "worker", NULL };
static const char *const model_names[] = { "model", NULL };

static const char *
get_text (const GwTableAuthors *self, int column, gsize row)
{
  return column >= 0 ? gw_table_get_text (self->table, (guint) column, row) : NULL;
}

void
gw_table_authors_init (GwTableAuthors *self, GwTable *table, const double *scores)
{
  *self = (GwTableAuthors) { .table = table,
                             .annotator = gw_table_find (table, annotator_names),
                             .model = gw_table_find (table, model_names) };
  for (gsize row = 0; row < gw_table_get_n_rows (table); row++)
    {
      gboolean has_score = scores != NULL && !isnan (scores[row]);
      gboolean has_model = get_text (self, self->model, row) != NULL;

      self->has_scores = self->has_scores || has_score;
      if (get_text (self, self->annotator, row) != NULL)
        {
          self->n_people++;
          if (has_model && self->n_both++ == 0)
            self->both = row;
        }
      else if (has_model)
        self->n_models++;
      else if (!has_score && self->n_nobody++ == 0)
        self->nobody = row;
    }
}

const char *
gw_table_authors_get_annotator (const GwTableAuthors *self, gsize row)
{
  return get_text (self, self->annotator, row);
}

const char *
gw_table_authors_get_model (const GwTableAuthors *self, gsize row)
{
  return get_text (self, self->annotator, row) == NULL ? get_text (self, self->model, row) : NULL;
}

static void
tell (const GwTableAuthors *self, GwProblems *problems, GwSeverity severity, GwOutcome outcome, guint64 line,
      const char *text)
{
  gw_problems_report (problems, &(GwProblem) { .severity = severity,
                                               .outcome = outcome,
                                               .code = "task-ambiguous",
                                               .file = (char *) gw_table_get_path (self->table),
                                               .line = line,
                                               .text = (char *) text });
}

void
gw_table_authors_tell (const GwTableAuthors *self, GwProblems *problems)
{
  if (self->n_both > 0)
    tell (self, problems, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, gw_table_get_line (self->table, self->both),
          _ ("Here and maybe in other rows a person and a model are named. They are taken for the person’s, and the "
             "names of models are left out."));
  if (self->n_models > 0 && self->n_nobody > 0)
    tell (self, problems, GW_SEVERITY_WARNING, GW_OUTCOME_KEPT, gw_table_get_line (self->table, self->nobody),
          _ ("Some rows name a model, but here and maybe in other rows nobody is named. If those are a person’s, fill "
             "the column “annotator”."));
  if (self->n_models > 0 && self->n_people == 0 && self->n_nobody == 0 && !self->has_scores)
    tell (self, problems, GW_SEVERITY_INFO, GW_OUTCOME_KEPT, 1,
          _ ("The rows are taken for predictions, as the column “model” names models. If it tells something else, "
             "rename it."));
}
