/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-class-scores.h"

#include <inttypes.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-error.h"
#include "gw-logits.h"
#include "gw-score-rules.h"

#define PREFIX "score:"

/* Scores that a long table may stand for, of which a file of a few megabytes could
 * otherwise ask for more than there is memory.
 */
#define MOST_CELLS ((gsize) 1 << 28)

/* Each is a pass over the rows. */
#define MOST_MODELS 1000

static const char *const image_names[] = { "image", "file", "item", "id", NULL };
static const char *const truth_names[] = { "truth", NULL };
static const char *const label_names[] = { "label", NULL };
static const char *const score_names[] = { "score", NULL };
/* Which columns are never those of classes. */
static const char *const text_names[] = { "image", "file", "item", "id", "truth", "label", "model", NULL };

typedef struct
{
  GwTable *table;
  GwProblems *problems;
  const GwScoreRules *rules;
  GwClassScores *scores;
  int image;
  int truth;            /* -1: none */
  GArray *values;       /* guint: the columns of the classes */
  gsize n_taken;        /* rows that were not left out */
  gsize n_missing;      /* scores that are not given, of rows that were not left out */
  gsize n_rows;         /* that are looked at */
  const gint32 *models; /* (nullable): of each row; those of others are passed over */
  gint32 model;
  guint n_models; /* that are read, one after the other */
  GwWork *work;   /* (nullable) */
  GCancellable *cancellable;
} Reading;

void
gw_class_scores_free (GwClassScores *self)
{
  g_clear_pointer (&self->images, g_ptr_array_unref);
  g_clear_pointer (&self->classes, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self->scores);
  g_free (self->truth);
  g_free (self->model);
  g_free (self);
}

int
gw_class_scores_find_class (const GwClassScores *self, const char *name)
{
  for (guint i = 0; i < self->classes->len; i++)
    {
      if (g_str_equal (g_ptr_array_index (self->classes, i), name))
        return (int) i;
    }

  return -1;
}

void
gw_class_scores_soften (GwClassScores *self)
{
  const guint n = self->classes->len;

  for (gsize i = 0; self->mode == GW_SCORE_MODE_LOGIT && i < self->n; i++)
    gw_logits_soften (self->scores + i * n, n);
}

static void
tell (Reading *reading, GwSeverity severity, const char *code, gsize row, const char *image, const char *text)
{
  gw_problems_add (reading->problems, severity, code, gw_table_get_path (reading->table),
                   gw_table_get_line (reading->table, row), image, "%s", text);
}

static void
tell_read_as (Reading *reading, const char *name, const char *meant)
{
  gw_problems_add (reading->problems, GW_SEVERITY_INFO, "column-read-as", gw_table_get_path (reading->table), 1, NULL,
                   _ ("The column “%s” is read as %s."), name, meant);
}

static gboolean
refuse (Reading *reading, GError **error, const char *text)
{
  g_set_error (error, GW_ERROR, GW_ERROR_INVALID, "%s:1: %s", gw_table_get_path (reading->table), text);

  return FALSE;
}

/* --- which form it is ------------------------------------------------------------- */

static gboolean
is_text_name (const char *name)
{
  for (gsize i = 0; text_names[i] != NULL; i++)
    {
      if (g_ascii_strcasecmp (name, text_names[i]) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
take_class (Reading *reading, guint column, const char *name)
{
  g_array_append_val (reading->values, column);
  g_ptr_array_add (reading->scores->classes, g_strdup (name));
}

/* score:CLASS columns. */
static void
find_marked_classes (Reading *reading)
{
  for (guint i = 0; i < gw_table_get_n_columns (reading->table); i++)
    {
      const char *name = gw_table_get_name (reading->table, i);

      if (g_ascii_strncasecmp (name, PREFIX, strlen (PREFIX)) == 0 && name[strlen (PREFIX)] != '\0')
        take_class (reading, i, name + strlen (PREFIX));
    }
}

/* Bare names of classes: all other columns, which then must be numbers. */
static gboolean
find_bare_classes (Reading *reading)
{
  for (guint i = 0; i < gw_table_get_n_columns (reading->table); i++)
    {
      const char *name = gw_table_get_name (reading->table, i);

      if ((int) i == reading->image || is_text_name (name))
        continue;
      if (!gw_table_is_number (reading->table, i))
        return FALSE;
      take_class (reading, i, name);
    }

  return reading->values->len > 0;
}

static gboolean
is_wanted (const Reading *reading, gsize row)
{
  return reading->models == NULL || reading->models[row] == reading->model;
}

/* --- rows ------------------------------------------------------------------------------ */

/* The name of an image that was not there before, else NULL, which is told. */
static const char *
take_image (Reading *reading, GHashTable *seen, gsize row)
{
  const char *image = gw_table_get_text (reading->table, (guint) reading->image, row);

  if (image == NULL)
    {
      tell (reading, GW_SEVERITY_ERROR, "row-fields", row, NULL, _ ("The row names no image. It was left out."));
      return NULL;
    }
  if (g_hash_table_add (seen, (gpointer) image))
    return image;

  tell (reading, GW_SEVERITY_ERROR, "row-duplicate", row, image,
        _ ("The image was there before. The row was left out."));

  return NULL;
}

/* A score that can be one, else FALSE, which is told. */
static gboolean
check_score (Reading *reading, double score, gsize row, const char *image)
{
  const char *text;
  const char *code = gw_score_rules_judge (reading->rules, score, &text);

  if (code != NULL)
    tell (reading, GW_SEVERITY_ERROR, code, row, image, text);

  return code == NULL;
}

/* Scores of a row of a wide table. Of logits some may be missing: 0 is a score like others there. */
static gboolean
take_cells (Reading *reading, double *scores, gsize row, const char *image)
{
  const guint n = reading->values->len;
  guint n_missing = 0;

  for (guint i = 0; i < n; i++)
    {
      scores[i] = gw_table_get_number (reading->table, g_array_index (reading->values, guint, i), row);
      if (reading->scores->mode == GW_SCORE_MODE_LOGIT && isnan (scores[i]) && ++n_missing < n)
        scores[i] = -INFINITY;
      else if (!check_score (reading, scores[i], row, image))
        return FALSE;
    }
  reading->n_missing += n_missing;

  return TRUE;
}

static void
keep_row (Reading *reading, gsize row, const char *image)
{
  GwClassScores *self = reading->scores;

  g_ptr_array_add (self->images, g_strdup (image));
  g_ptr_array_add (self->rows, GSIZE_TO_POINTER (gw_table_get_line (reading->table, row)));
  self->n++;
}

typedef struct
{
  Reading *reading;
  GHashTable *seen;    /* images */
  const gint32 *truth; /* (nullable): of each row of the table */
} Wide;

static void
take_wide_row (gsize row, gpointer data)
{
  const Wide *wide = data;
  Reading *reading = wide->reading;
  GwClassScores *self = reading->scores;
  const guint n = self->classes->len;
  double *scores = self->scores + self->n * n;
  const char *image = is_wanted (reading, row) ? take_image (reading, wide->seen, row) : NULL;

  if (image == NULL || !take_cells (reading, scores, row, image))
    return;

  if (wide->truth != NULL && wide->truth[row] >= (gint32) n)
    tell (reading, GW_SEVERITY_WARNING, "class-unknown", row, image,
          _ ("The true class has no scores. The image counts as one without a true class."));
  if (wide->truth != NULL)
    self->truth[self->n] = wide->truth[row] < (gint32) n ? wide->truth[row] : -1;
  keep_row (reading, row, image);
  reading->n_taken++;
}

static gboolean
foreach_row (Reading *reading, GwTableRowFunc func, gpointer data, GwWork *work, GError **error)
{
  return gw_table_foreach_row (reading->table, func, data, reading->n_models, work, reading->cancellable, error);
}

static gboolean
take_wide_rows (Reading *reading, GError **error)
{
  GwClassScores *self = reading->scores;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gsize n_rows = gw_table_get_n_rows (reading->table);
  g_autofree gint32 *truth = NULL;
  Wide wide = { .reading = reading, .seen = seen };

  if (reading->truth >= 0)
    {
      g_autoptr (GPtrArray) names = NULL;

      wide.truth = truth = g_new (gint32, MAX (n_rows, 1));
      names = gw_table_code_text (reading->table, (guint) reading->truth, self->classes, truth);
      self->truth = g_new (gint32, MAX (reading->n_rows, 1));
    }
  self->scores = g_new (double, MAX (reading->n_rows * self->classes->len, 1));

  return foreach_row (reading, take_wide_row, &wide, reading->work, error);
}

/* --- the binary form --------------------------------------------------------------------- */

/* The class that is not the positive one, by the truths; a made-up name where
 * they name none.
 */
static char *
find_negative (Reading *reading, const char *positive, GError **error)
{
  g_autofree gint32 *codes = g_new (gint32, MAX (gw_table_get_n_rows (reading->table), 1));
  g_autoptr (GPtrArray) names = NULL;
  char *negative = NULL;

  if (reading->truth >= 0)
    names = gw_table_code_text (reading->table, (guint) reading->truth, NULL, codes);
  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      if (g_str_equal (g_ptr_array_index (names, i), positive))
        continue;
      if (negative != NULL)
        {
          g_free (negative);
          refuse (reading, error, _ ("there is one column of scores, but more than two classes among the truths."));
          return NULL;
        }
      negative = g_strdup (g_ptr_array_index (names, i));
    }

  return negative != NULL ? negative : g_strdup_printf (_ ("not %s"), positive);
}

/* As a wide table of two classes, whose negative column is the rest. */
static gboolean
take_binary (Reading *reading, int score, GError **error)
{
  GwClassScores *self = reading->scores;
  const char *positive = reading->rules->positive;
  guint column = (guint) score;
  char *negative;

  if (positive == NULL)
    return refuse (reading, error, _ ("there is one column of scores. Name the class they are for with --positive."));
  negative = find_negative (reading, positive, error);
  if (negative == NULL)
    return FALSE;

  g_ptr_array_add (self->classes, negative);
  g_ptr_array_add (self->classes, g_strdup (positive));
  g_array_append_val (reading->values, column);
  g_array_append_val (reading->values, column);
  self->one_column = TRUE;
  if (!take_wide_rows (reading, error))
    return FALSE;
  for (gsize i = 0; i < self->n; i++)
    self->scores[2 * i] = reading->rules->mode == GW_SCORE_MODE_LOGIT ? 0 : 1 - self->scores[2 * i + 1];

  return TRUE;
}

/* --- the long form ------------------------------------------------------------------------- */

typedef struct
{
  Reading *reading;
  guint score;         /* its column */
  const gint32 *codes; /* the class of each row of the table; -1: none */
  GHashTable *index;   /* image → 1 + its row */
  guint8 *given;       /* n * classes */
  gint32 *truth;       /* of each row of the table; NULL: there is no such column */
} Filling;

/* The truth of an image stands in each of its rows, or in one. */
static void
take_truth (Reading *reading, const Filling *filling, gsize image, gsize row)
{
  gint32 *truth = reading->scores->truth + image;
  gint32 given = filling->truth[row];

  if (*truth < 0)
    *truth = given;
  else if (given >= 0 && given != *truth)
    tell (reading, GW_SEVERITY_WARNING, "truth-differs", row, g_ptr_array_index (reading->scores->images, image),
          _ ("The image had another true class before, which counts."));
}

/* The images in the order in which they first appear. */
static void
list_image (gsize row, gpointer data)
{
  const Filling *filling = data;
  Reading *reading = filling->reading;
  GwClassScores *self = reading->scores;
  const char *image = gw_table_get_text (reading->table, (guint) reading->image, row);

  if (image == NULL || !is_wanted (reading, row))
    return;
  if (!g_hash_table_contains (filling->index, image))
    {
      if (filling->truth != NULL)
        self->truth[self->n] = -1;
      keep_row (reading, row, image);
      g_hash_table_insert (filling->index, (gpointer) image, GSIZE_TO_POINTER (self->n));
    }
  if (filling->truth != NULL)
    take_truth (reading, filling, GPOINTER_TO_SIZE (g_hash_table_lookup (filling->index, image)) - 1, row);
}

/* True classes that nothing scores are classes too. */
static gint32 *
code_truths (Reading *reading)
{
  GwClassScores *self = reading->scores;
  gsize room = MAX (gw_table_get_n_rows (reading->table), 1);
  GPtrArray *classes;
  gint32 *truth;

  if (reading->truth < 0)
    return NULL;

  truth = g_new (gint32, room);
  classes = gw_table_code_text (reading->table, (guint) reading->truth, self->classes, truth);
  g_ptr_array_unref (self->classes);
  self->classes = classes;
  self->truth = g_new (gint32, MAX (reading->n_rows, 1));

  return truth;
}

static void
fill_score (gsize row, gpointer data)
{
  const Filling *filling = data;
  Reading *reading = filling->reading;
  GwClassScores *self = reading->scores;
  const gint32 code = filling->codes[row];
  const double score = gw_table_get_number (reading->table, filling->score, row);
  const char *image = gw_table_get_text (reading->table, (guint) reading->image, row);
  gsize cell;

  if (!is_wanted (reading, row))
    return;
  if (image == NULL || code < 0)
    {
      tell (reading, GW_SEVERITY_ERROR, "row-fields", row, image,
            _ ("The row names no image or no label. It was left out."));
      return;
    }
  if (!check_score (reading, score, row, image))
    return;

  cell = (GPOINTER_TO_SIZE (g_hash_table_lookup (filling->index, image)) - 1) * self->classes->len + (gsize) code;
  if (filling->given[cell])
    {
      tell (reading, GW_SEVERITY_ERROR, "row-duplicate", row, image,
            _ ("The image had a score for the label before. The row was left out."));
      return;
    }
  filling->given[cell] = 1;
  self->scores[cell] = score;
  reading->n_taken++;
}

/* A probability that is not given is none; a logit of 0 may be the highest of all. */
static void
fill_missing (Reading *reading, const Filling *filling)
{
  GwClassScores *self = reading->scores;

  for (gsize cell = 0; cell < self->n * self->classes->len; cell++)
    {
      if (filling->given[cell])
        continue;
      reading->n_missing++;
      if (self->mode == GW_SCORE_MODE_LOGIT)
        self->scores[cell] = -INFINITY;
    }
}

static gboolean
take_long (Reading *reading, int label, int score, GError **error)
{
  GwClassScores *self = reading->scores;
  g_autofree gint32 *codes = g_new (gint32, MAX (gw_table_get_n_rows (reading->table), 1));
  g_autoptr (GHashTable) index = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree guint8 *given = NULL;
  g_autofree gint32 *truth = NULL;
  Filling filling = { .reading = reading, .score = (guint) score, .codes = codes, .index = index };
  gsize n_cells;

  g_clear_pointer (&self->classes, g_ptr_array_unref);
  self->classes = gw_table_code_text (reading->table, (guint) label, NULL, codes);
  filling.truth = truth = code_truths (reading);
  if (!foreach_row (reading, list_image, &filling, NULL, error))
    return FALSE;
  if (!g_size_checked_mul (&n_cells, self->n, self->classes->len) || n_cells > MOST_CELLS)
    return refuse (reading, error, _ ("there are too many images and labels. Cut the table into parts."));

  self->scores = g_new0 (double, MAX (n_cells, 1));
  filling.given = given = g_new0 (guint8, MAX (n_cells, 1));
  if (!foreach_row (reading, fill_score, &filling, reading->work, error))
    return FALSE;
  fill_missing (reading, &filling);

  return TRUE;
}

/* --- any form -------------------------------------------------------------------------------- */

/* The column of truths: label in a table without a column of scores. */
static void
find_truth (Reading *reading)
{
  if (reading->truth >= 0)
    return;

  reading->truth = gw_table_find (reading->table, label_names);
  if (reading->truth >= 0)
    tell_read_as (reading, gw_table_get_name (reading->table, (guint) reading->truth), "truth");
}

static gboolean
take_wide (Reading *reading, GError **error)
{
  find_truth (reading);
  find_marked_classes (reading);
  if (reading->values->len == 0)
    {
      if (!find_bare_classes (reading))
        return refuse (reading, error,
                       _ ("there are no columns of scores. They are named score:CLASS, or score beside label."));
      tell_read_as (reading, gw_table_get_name (reading->table, g_array_index (reading->values, guint, 0)), PREFIX);
    }

  return take_wide_rows (reading, error);
}

static gboolean
take_any (Reading *reading, GError **error)
{
  int label = gw_table_find (reading->table, label_names);
  int score = gw_table_find (reading->table, score_names);

  reading->image = gw_table_find (reading->table, image_names);
  reading->truth = gw_table_find (reading->table, truth_names);
  if (reading->image < 0)
    return refuse (reading, error, _ ("there is no column “image”. Name a column so in the first line."));
  if (g_ascii_strcasecmp (gw_table_get_name (reading->table, (guint) reading->image), image_names[0]) != 0)
    tell_read_as (reading, gw_table_get_name (reading->table, (guint) reading->image), image_names[0]);

  if (score >= 0 && label >= 0)
    return take_long (reading, label, score, error);
  if (score < 0)
    return take_wide (reading, error);

  return take_binary (reading, score, error);
}

static void
tell_missing (const Reading *reading)
{
  if (reading->n_missing == 0)
    return;
  gw_problems_add (reading->problems, GW_SEVERITY_WARNING, "score-missing", gw_table_get_path (reading->table), 0, NULL,
                   reading->scores->mode == GW_SCORE_MODE_LOGIT
                       ? _ ("%" PRIu64 " scores are not in the file. Those classes count as not scored.")
                       : _ ("%" PRIu64 " scores are not in the file. They count as 0."),
                   (guint64) reading->n_missing);
}

/* Which of two classes is the positive one. */
static gboolean
settle_positive (Reading *reading, GError **error)
{
  GwClassScores *self = reading->scores;
  const char *positive = reading->rules->positive;
  int found = positive != NULL ? gw_class_scores_find_class (self, positive) : 1;
  g_autofree char *text = NULL;

  if (positive != NULL && found < 0)
    {
      text = g_strdup_printf (_ ("there is no class “%s”."), positive);
      return refuse (reading, error, text);
    }
  self->binary = self->classes->len == 2;
  self->positive = self->binary ? (guint) found : 0;

  return TRUE;
}

/* Of what is to be read the table, the rules, the model and the work are given. */
static GwClassScores *
read_scores (const Reading *given, GError **error)
{
  g_autoptr (GwClassScores) self = g_new0 (GwClassScores, 1);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (guint));
  GwTable *table = given->table;
  const GwScoreRules *rules = given->rules;
  Reading reading = *given;

  reading.scores = self;
  reading.values = values;
  self->images = g_ptr_array_new_with_free_func (g_free);
  self->classes = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new ();
  self->mode = rules->mode != GW_SCORE_MODE_DEFAULT ? rules->mode : GW_SCORE_MODE_PROBABILITY;
  for (gsize row = 0; row < gw_table_get_n_rows (table); row++)
    reading.n_rows += is_wanted (&reading, row);
  if (!take_any (&reading, error) || !settle_positive (&reading, error))
    return NULL;
  /* Nothing is known of images of which no score can be used. */
  if (reading.n_taken == 0)
    {
      g_ptr_array_set_size (self->images, 0);
      g_ptr_array_set_size (self->rows, 0);
      self->n = 0;
    }
  tell_missing (&reading);
  gw_score_rules_settle_sums (rules, self, gw_table_get_path (table), given->problems);

  return g_steal_pointer (&self);
}

GwClassScores *
gw_class_scores_read (const char *path, const GwScoreRules *rules, GwProblems *problems, GwWork *work,
                      GCancellable *cancellable, GError **error)
{
  g_autoptr (GwTable) table = NULL;
  g_autoptr (GwClassScores) scores = NULL;
  Reading reading = { .problems = problems, .rules = rules, .n_models = 1, .work = work, .cancellable = cancellable };

  gw_table_begin_work (work, path, GW_TABLE_TIMES);
  table = gw_table_read_full (path, text_names, NULL, NULL, problems, work, cancellable, error);
  if (table == NULL)
    return NULL;
  reading.table = table;
  scores = read_scores (&reading, error);
  if (scores == NULL || scores->n > 0 || gw_table_get_n_rows (table) == 0)
    return g_steal_pointer (&scores);

  g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s: no row can be used. Mend what is wrong with them."), path);

  return NULL;
}

/* Which model each row is of, by the names that come back; -1: none is named. */
static GPtrArray *
code_models (GwTable *table, int column, gint32 *models, gboolean *has_unnamed)
{
  GPtrArray *names = gw_table_code_text (table, (guint) column, NULL, models);

  for (gsize row = 0; row < gw_table_get_n_rows (table); row++)
    *has_unnamed = *has_unnamed || models[row] < 0;

  return names;
}

GPtrArray *
gw_class_scores_read_models (const char *path, const GwScoreRules *rules, GwProblems *problems, GwWork *work,
                             GCancellable *cancellable, GError **error)
{
  static const char *const model_names[] = { "model", NULL };
  g_autoptr (GwTable) table = gw_table_read_full (path, text_names, NULL, NULL, problems, work, cancellable, error);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_class_scores_free);
  g_autoptr (GPtrArray) names = NULL;
  g_autofree gint32 *models = NULL;
  gboolean has_unnamed = FALSE;
  Reading reading = { .table = table, .problems = problems, .rules = rules, .work = work, .cancellable = cancellable };
  gint32 n_names, first;
  int column;

  if (table == NULL)
    return NULL;
  column = gw_table_find (table, model_names);
  if (column >= 0)
    {
      models = g_new (gint32, MAX (gw_table_get_n_rows (table), 1));
      names = code_models (table, column, models, &has_unnamed);
      if (names->len > MOST_MODELS)
        {
          g_set_error (error, GW_ERROR, GW_ERROR_LIMIT,
                       _ ("%s: there are more than %d models. Cut the table into parts."), path, MOST_MODELS);
          return NULL;
        }
    }
  n_names = names != NULL ? (gint32) names->len : 0;
  first = n_names == 0 || has_unnamed ? -1 : 0;
  reading.models = models;
  reading.n_models = (guint) (n_names - first);
  for (reading.model = first; reading.model < n_names; reading.model++)
    {
      GwClassScores *scores = read_scores (&reading, error);

      if (scores == NULL)
        return NULL;
      scores->model = reading.model >= 0 ? g_strdup (g_ptr_array_index (names, (guint) reading.model)) : NULL;
      g_ptr_array_add (all, scores);
    }

  return g_steal_pointer (&all);
}
