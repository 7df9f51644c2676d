/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gw-cli-answer.h"
#include "gw-cli-model.h"
#include "gw-cli-work.h"
#include "gw-dismissals.h"
#include "gw-duplicates.h"
#include "gw-error.h"
#include "gw-files-check.h"
#include "gw-missing-values.h"
#include "gw-path.h"
#include "gw-picture-groups.h"
#include "gw-picture-outliers.h"
#include "gw-size-check.h"
#include "gw-suspect-labels.h"

/* Images that are asked for at once. */
#define BATCH 1000

static struct
{
  char *model;
  char *where;
  double sharpness;
  double brightness;
  char *fill;
  char *method;
} options = { .sharpness = GW_MEASURE_BLURRED, .brightness = GW_MEASURE_DARK };

static const GOptionEntry entries[] = {
  { "model", 0, 0, G_OPTION_ARG_STRING, &options.model,
    N_ ("The model that labels are compared with; the only one by default"), "NAME[:VERSION]" },
  { "where", 0, 0, G_OPTION_ARG_STRING, &options.where, N_ ("Only images that pass, such as split:train"), "FILTER" },
  { "sharpness", 0, 0, G_OPTION_ARG_DOUBLE, &options.sharpness, N_ ("Pictures below are blurred; 100 by default"),
    "S" },
  { "brightness", 0, 0, G_OPTION_ARG_DOUBLE, &options.brightness, N_ ("Pictures below are dark, of 255; 40 by default"),
    "B" },
  { "fill", 0, 0, G_OPTION_ARG_STRING, &options.fill, N_ ("Tell what filling in this column would do"), "COLUMN" },
  { "method", 0, 0, G_OPTION_ARG_STRING, &options.method,
    N_ ("How: mean (default), median, most-frequent, neighbors, regression, chained or hot-deck"), "WAY" },
  { 0 },
};

/* All that the parts need. */
typedef struct
{
  GwCli *cli;
  GwCliModels *models;
  const GwDataSet *set;
  GArray *measures;
  GwDismissals *dismissals;
  GPtrArray *paths;    /* char *: of each row of the set */
  GHashTable *rows_of; /* of image ids: rows + 1 */
  GwRun run;
} Quality;

static void
quality_clear (Quality *self)
{
  g_clear_pointer (&self->models, gw_cli_models_free);
  g_clear_pointer (&self->measures, g_array_unref);
  g_clear_pointer (&self->dismissals, gw_dismissals_free);
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  g_clear_pointer (&self->rows_of, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Quality, quality_clear)

/* --- reading --------------------------------------------------------------------------- */

/* Paths are bytes; JSON has text alone. */
static char *
spell_path (GwImage *image)
{
  const char *path = image != NULL ? gw_image_get_path (image) : "";

  return g_utf8_validate (path, -1, NULL) ? g_strdup (path) : gw_path_display (path, -1);
}

static gboolean
read_paths (Quality *self, GError **error)
{
  const gint64 *ids = (const gint64 *) (gpointer) self->set->image_ids->data;

  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->rows_of = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (gsize begin = 0; begin < self->set->n_images; begin += BATCH)
    {
      g_autoptr (GPtrArray) images = gw_store_get_images (
          self->models->store, ids + begin, MIN (BATCH, self->set->n_images - begin), self->cli->cancellable, error);

      if (images == NULL)
        return FALSE;
      for (guint i = 0; i < images->len; i++)
        {
          g_hash_table_insert (self->rows_of, (gpointer) &ids[begin + i], GSIZE_TO_POINTER (begin + i + 1));
          g_ptr_array_add (self->paths, spell_path (g_ptr_array_index (images, i)));
        }
    }

  return TRUE;
}

static gboolean
load (Quality *self, GError **error)
{
  GwCli *cli = self->cli;

  self->models = gw_cli_models_open_measured (cli, cli->arguments[0], options.where, error);
  if (self->models == NULL)
    return FALSE;
  self->set = self->models->set;
  self->run = gw_cli_get_run (cli);
  self->measures = gw_data_set_load_measures (self->set, self->models->store, cli->cancellable, error);
  if (self->measures == NULL)
    return FALSE;
  self->dismissals = gw_dismissals_load (self->models->store, cli->cancellable, error);

  return self->dismissals != NULL && read_paths (self, error);
}

static const char *
get_path (const Quality *self, gint64 image_id)
{
  const gsize row = GPOINTER_TO_SIZE (g_hash_table_lookup (self->rows_of, &image_id));

  return row > 0 ? g_ptr_array_index (self->paths, row - 1) : "";
}

/* --- labels ------------------------------------------------------------------------------ */

static gboolean
is_dismissed (const Quality *self, const GwClassRows *rows, const GwSuspectLabel *label)
{
  g_autofree char *finding = gw_dismissals_name_label (rows->image_ids[label->row],
                                                       g_ptr_array_index (rows->classes, (guint) label->given));

  return gw_dismissals_contain (self->dismissals, finding);
}

static void
tell_label (Quality *self, GwCliAnswer *answer, const GwClassRows *rows, const GwSuspectLabel *label)
{
  gw_cli_answer_begin_row (answer);
  gw_cli_answer_text (answer, "image", get_path (self, rows->image_ids[label->row]));
  gw_cli_answer_text (answer, "label", g_ptr_array_index (rows->classes, (guint) label->given));
  gw_cli_answer_text (answer, "suggested", g_ptr_array_index (rows->classes, (guint) label->suggested));
  gw_cli_answer_number (answer, "quality", label->quality);
  gw_cli_answer_number (answer, "score", gw_class_rows_get_sureness (rows, label->row, label->suggested));
  gw_cli_answer_end_row (answer);
}

static void
tell_suspects (Quality *self, GwCliAnswer *answer, const GwClassRows *rows, const GwSuspectLabels *suspects)
{
  guint n_dismissed = 0;

  for (guint i = 0; i < suspects->labels->len; i++)
    n_dismissed += is_dismissed (self, rows, &g_array_index (suspects->labels, GwSuspectLabel, i)) ? 1 : 0;
  gw_cli_answer_begin_object (answer, "label_errors");
  gw_cli_answer_count (answer, "compared", suspects->n_known);
  gw_cli_answer_count (answer, "found", suspects->labels->len - n_dismissed);
  gw_cli_answer_count (answer, "dismissed", n_dismissed);
  gw_cli_answer_begin_table (answer, "labels");
  for (guint i = 0; i < suspects->labels->len; i++)
    {
      const GwSuspectLabel *label = &g_array_index (suspects->labels, GwSuspectLabel, i);

      if (!is_dismissed (self, rows, label))
        tell_label (self, answer, rows, label);
    }
  gw_cli_answer_end_table (answer);
  gw_cli_answer_end_object (answer);
}

/* Without a model nothing is known, which is no error unless one was named; of a model that
 * gives no probabilities nothing can be.
 */
static gboolean
tell_labels (Quality *self, GwCliAnswer *answer, GError **error)
{
  g_autoptr (GwClassRows) rows = NULL;
  g_autoptr (GwSuspectLabels) suspects = NULL;
  g_autoptr (GError) failure = NULL;
  gw_status status = GW_STATUS_UNDEFINED;

  if (self->models->models->len > 0 || options.model != NULL)
    rows = gw_cli_models_load_classes (self->models, self->cli, options.model, NULL, &failure);
  if (rows != NULL)
    suspects = gw_suspect_labels_new (rows, GW_LABEL_ISSUES_CONFIDENT, &self->run, &status);
  if (failure != NULL && !g_error_matches (failure, GW_ERROR, GW_ERROR_INVALID))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (g_cancellable_set_error_if_cancelled (self->cli->cancellable, error))
    return FALSE;

  if (suspects != NULL)
    tell_suspects (self, answer, rows, suspects);
  else
    gw_cli_answer_text (answer, "label_errors", NULL);

  return TRUE;
}

/* --- pictures ---------------------------------------------------------------------------- */

static void
tell_group (Quality *self, GwCliAnswer *answer, const GwPictureGroup *group)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  for (guint i = 0; i < group->ids->len; i++)
    g_ptr_array_add (paths, (gpointer) get_path (self, g_array_index (group->ids, gint64, i)));
  gw_cli_answer_begin_item (answer);
  gw_cli_answer_texts (answer, "images", paths);
  gw_cli_answer_text (answer, "keep", g_ptr_array_index (paths, group->best));
  gw_cli_answer_flag (answer, "across_splits", group->across);
  gw_cli_answer_end_item (answer);
}

static gboolean
tell_groups (Quality *self, GwCliAnswer *answer, GError **error)
{
  g_autoptr (GwPictureGroups) groups = gw_picture_groups_new (self->set, self->measures, self->dismissals,
                                                              self->cli->cancellable, error);

  if (groups == NULL)
    return FALSE;
  gw_cli_answer_begin_object (answer, "near_duplicates");
  gw_cli_answer_count (answer, "compared", groups->n_known);
  gw_cli_answer_count (answer, "found", groups->groups->len);
  gw_cli_answer_count (answer, "across_splits", groups->n_across);
  gw_cli_answer_count (answer, "dismissed", groups->dismissed->len);
  gw_cli_answer_begin_list (answer, "groups");
  for (guint i = 0; i < groups->groups->len; i++)
    tell_group (self, answer, g_ptr_array_index (groups->groups, i));
  gw_cli_answer_end_list (answer);
  gw_cli_answer_end_object (answer);

  return TRUE;
}

static void
tell_pictures (Quality *self, GwCliAnswer *answer)
{
  guint64 n_blurred = 0, n_dark = 0, n_poor = 0;

  for (guint i = 0; i < self->set->n_images; i++)
    {
      /* What is not measured is neither. */
      const gboolean blurred = g_array_index (self->set->image_sharpness, double, i) < options.sharpness;
      const gboolean dark = g_array_index (self->set->image_brightness, double, i) < options.brightness;

      n_blurred += blurred ? 1 : 0;
      n_dark += dark ? 1 : 0;
      n_poor += blurred || dark ? 1 : 0;
    }
  gw_cli_answer_begin_object (answer, "pictures");
  gw_cli_answer_number (answer, "least_sharpness", options.sharpness);
  gw_cli_answer_number (answer, "least_brightness", options.brightness);
  gw_cli_answer_count (answer, "blurred", n_blurred);
  gw_cli_answer_count (answer, "dark", n_dark);
  gw_cli_answer_count (answer, "blurred_or_dark", n_poor);
  gw_cli_answer_end_object (answer);
}

static gboolean
tell_outliers (Quality *self, GwCliAnswer *answer, GError **error)
{
  gw_status status;
  g_autoptr (GwPictureOutliers) outliers = gw_picture_outliers_new (self->measures, &self->run, &status);

  if (outliers == NULL && status != GW_STATUS_EMPTY)
    return gw_cli_check_status (self->cli, status, _ ("Pictures like no other cannot be found"), error);
  if (outliers == NULL)
    {
      gw_cli_answer_text (answer, "outliers", NULL);
      return TRUE;
    }
  gw_cli_answer_begin_object (answer, "outliers");
  gw_cli_answer_count (answer, "compared", outliers->n_known);
  gw_cli_answer_count (answer, "found", outliers->rows->len);
  gw_cli_answer_begin_table (answer, "images");
  for (guint i = 0; i < outliers->rows->len; i++)
    {
      const guint row = g_array_index (outliers->rows, guint, i);

      gw_cli_answer_begin_row (answer);
      gw_cli_answer_text (answer, "image", g_ptr_array_index (self->paths, row));
      gw_cli_answer_number (answer, "score", outliers->scores[row]);
      gw_cli_answer_end_row (answer);
    }
  gw_cli_answer_end_table (answer);
  gw_cli_answer_end_object (answer);

  return TRUE;
}

/* --- files -------------------------------------------------------------------------------- */

static void
tell_rows (Quality *self, GwCliAnswer *answer, const char *key, const GArray *rows)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (paths, g_ptr_array_index (self->paths, g_array_index (rows, guint, i)));
  gw_cli_answer_texts (answer, key, paths);
}

static gboolean
tell_files (Quality *self, GwCliAnswer *answer, GError **error)
{
  g_autoptr (GwFilesCheck) files = gw_files_check_new (self->models->store, self->set, self->measures,
                                                       self->cli->cancellable, error);
  g_autoptr (GwSizeCheck) sizes = NULL;

  if (files == NULL)
    return FALSE;
  sizes = gw_size_check_new (self->set);
  gw_cli_answer_begin_object (answer, "files");
  tell_rows (self, answer, "missing", files->missing);
  tell_rows (self, answer, "broken", files->broken);
  tell_rows (self, answer, "changed", files->changed);
  tell_rows (self, answer, "labels_beyond_image", sizes->beyond);
  tell_rows (self, answer, "turned", sizes->turned);
  tell_rows (self, answer, "unlike_sizes", sizes->unlike);
  gw_cli_answer_count (answer, "unknown_sizes", sizes->n_unknown);
  gw_cli_answer_end_object (answer);

  return TRUE;
}

/* --- missing values -------------------------------------------------------------------------- */

static void
tell_moments (GwCliAnswer *answer, const char *key, const GwMoments *moments)
{
  gw_cli_answer_begin_object (answer, key);
  gw_cli_answer_number (answer, "mean", moments->mean);
  gw_cli_answer_number (answer, "std", moments->deviation);
  gw_cli_answer_end_object (answer);
}

static gboolean
tell_fill (Quality *self, GwCliAnswer *answer, const GwMissingValues *values, GwFill fill, GError **error)
{
  gw_status status;
  g_autoptr (GwFilled) filled = gw_missing_values_fill (values, options.fill, fill, &self->run, &status);

  if (status == GW_STATUS_INVALID)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("“%s” is no column of images that has values. “missing_values” names those that lack some."),
                   options.fill);
      return FALSE;
    }
  if (filled == NULL)
    return gw_cli_check_status (self->cli, status, _ ("Missing values cannot be filled in"), error);
  gw_cli_answer_begin_object (answer, "filled");
  gw_cli_answer_text (answer, "column", options.fill);
  gw_cli_answer_text (answer, "method", gw_fill_get_name (fill));
  gw_cli_answer_count (answer, "images", filled->n_filled);
  tell_moments (answer, "before", &filled->moments_before);
  tell_moments (answer, "after", &filled->moments_after);
  gw_cli_answer_end_object (answer);

  return TRUE;
}

static gboolean
tell_missing (Quality *self, GwCliAnswer *answer, GwFill fill, GError **error)
{
  g_autoptr (GwMissingValues) values = gw_missing_values_new (self->set);

  gw_cli_answer_begin_object (answer, "missing_values");
  gw_cli_answer_count (answer, "complete_images", values->n_complete);
  gw_cli_answer_begin_table (answer, "columns");
  for (gsize i = 0; i < values->n_columns; i++)
    {
      gw_cli_answer_begin_row (answer);
      gw_cli_answer_text (answer, "name", g_ptr_array_index (values->keys, i));
      gw_cli_answer_count (answer, "missing", g_array_index (values->counts, gsize, i));
      gw_cli_answer_end_row (answer);
    }
  gw_cli_answer_end_table (answer);
  gw_cli_answer_end_object (answer);

  return options.fill == NULL || tell_fill (self, answer, values, fill, error);
}

/* --- the command ------------------------------------------------------------------------------- */

static gboolean
parse_method (GwFill *fill, GError **error)
{
  *fill = GW_FILL_MEAN;
  if (options.method != NULL && options.fill == NULL)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--method needs --fill COLUMN."));
  else if (options.method != NULL && !gw_fill_from_name (options.method, fill))
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 _ ("--method is mean, median, most-frequent, neighbors, regression, chained or hot-deck, not “%s”."),
                 options.method);
  else
    return TRUE;

  return FALSE;
}

static int
run (GwCli *cli, GError **error)
{
  g_auto (Quality) self = { .cli = cli };
  g_auto (GwCliAnswer) answer = { 0 };
  guint64 n_measured = 0;
  GwFill fill;

  if (!parse_method (&fill, error) || !load (&self, error))
    return GW_CLI_FAILED;
  for (guint i = 0; i < self.measures->len; i++)
    n_measured += g_array_index (self.measures, GwMeasure, i).readable ? 1 : 0;

  gw_cli_answer_begin (&answer, cli);
  gw_cli_answer_count (&answer, "images", self.set->n_images);
  gw_cli_answer_count (&answer, "measured", n_measured);
  if (!tell_labels (&self, &answer, error) || !tell_groups (&self, &answer, error))
    return GW_CLI_FAILED;
  tell_pictures (&self, &answer);
  if (!tell_files (&self, &answer, error) || !tell_missing (&self, &answer, fill, error)
      || !tell_outliers (&self, &answer, error) || !gw_cli_answer_end (&answer, error))
    return GW_CLI_FAILED;

  return gw_problems_exit_code (cli->problems);
}

const GwCliCommand gw_cli_quality = {
  .name = "quality",
  .arguments = "PROJECT",
  .summary = N_ ("Tells what may be wrong with a project's images and labels"),
  .details = N_ ("Labels that a model contradicts, pictures that look alike, blurred and dark ones, ones like no\n"
                 "other, files that are gone, and values that are missing: the figures of the page Data Quality.\n"
                 "Pictures are read once for each file. What was dismissed in the window is left out."),
  .options = entries,
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run,
};
