/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <inttypes.h>
#include <glib/gi18n.h>

#include "gw-cli-answer.h"
#include "gw-cli-table.h"
#include "gw-cli-work.h"
#include "gw-data-set.h"
#include "gw-error.h"
#include "gw-folds.h"
#include "gw-iterative-folds.h"
#include "gw-path.h"

#define SUFFIX ".groundwork"

static struct
{
  int folds;
  gboolean stratify;
  char *group;
  gint64 seed;
} options = { .folds = 5 };

static const GOptionEntry entries[] = {
  { "folds", 0, 0, G_OPTION_ARG_INT, &options.folds, N_ ("How many; 5 by default"), "K" },
  { "stratify", 0, 0, G_OPTION_ARG_NONE, &options.stratify, N_ ("With the same share of each label in every fold"),
    NULL },
  { "group", 0, 0, G_OPTION_ARG_STRING, &options.group, N_ ("Images of one group are never in two folds"), "COLUMN" },
  { "seed", 0, 0, G_OPTION_ARG_INT64, &options.seed, N_ ("What chance depends on; 0 by default"), "N" },
  { 0 },
};

/* Images, and what they are labeled: a pair for each label of an image. */
typedef struct
{
  GPtrArray *images; /* char * */
  GArray *rows;      /* gint32: of the pairs */
  GArray *labels;    /* gint32 */
  gsize n_labels;
  gboolean several; /* an image has more than one, or none */
  GArray *groups;   /* gint32, one an image; NULL: none are asked for */
} Source;

static void
source_clear (Source *self)
{
  g_clear_pointer (&self->images, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->labels, g_array_unref);
  g_clear_pointer (&self->groups, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Source, source_clear)

static void
add_label (Source *self, gint32 row, gint32 label)
{
  if (label < 0)
    return;

  g_array_append_val (self->rows, row);
  g_array_append_val (self->labels, label);
}

/* --- a project --------------------------------------------------------------------------- */

static gboolean
read_project (GwCli *cli, Source *self, GError **error)
{
  g_autoptr (GwStore) store = gw_cli_open_project (cli, cli->arguments[0], GW_STORE_OPEN_READ_ONLY, error);
  g_autoptr (GwDataSet) set = NULL;
  g_autoptr (GPtrArray) images = NULL;

  if (store == NULL)
    return FALSE;
  if (options.group != NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("--group names a column of a table; a project has none."));
      return FALSE;
    }
  set = gw_data_set_load (store, NULL, cli->work, cli->cancellable, error);
  images = set != NULL ? gw_store_get_images (store, (const gint64 *) (gpointer) set->image_ids->data, set->n_images,
                                              cli->cancellable, error)
                       : NULL;
  if (images == NULL)
    return FALSE;

  for (guint i = 0; i < images->len; i++)
    {
      GwImage *image = g_ptr_array_index (images, i);

      g_ptr_array_add (self->images, image != NULL ? gw_path_display (gw_image_get_path (image), -1) : g_strdup (""));
    }
  for (guint i = 0; i < set->n_objects; i++)
    add_label (self, g_array_index (set->object_images, gint32, i), g_array_index (set->object_classes, gint32, i));
  for (guint i = 0; i < set->n_labels; i++)
    add_label (self, g_array_index (set->label_images, gint32, i), g_array_index (set->label_classes, gint32, i));
  self->n_labels = set->classes->len;
  self->several = TRUE;

  return TRUE;
}

/* --- a table ------------------------------------------------------------------------------ */

/* The rows of a table by image, each once. */
static void
take_rows (GwCli *cli, GwTable *table, guint image, const gint32 *codes, const gint32 *groups, Source *self)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < gw_table_get_n_rows (table); i++)
    {
      const char *name = gw_table_get_text (table, image, i);
      gint32 row;

      if (name == NULL || (groups != NULL && groups[i] < 0))
        {
          gw_problems_add (cli->problems, GW_SEVERITY_ERROR, "row-fields", gw_table_get_path (table),
                           gw_table_get_line (table, i), name,
                           _ ("The row names no image or no group. It was left out."));
          continue;
        }
      row = GPOINTER_TO_INT (g_hash_table_lookup (known, name)) - 1;
      if (row >= 0)
        {
          self->several = TRUE;
          if (groups != NULL && g_array_index (self->groups, gint32, row) != groups[i])
            gw_problems_add (cli->problems, GW_SEVERITY_WARNING, "group-differs", gw_table_get_path (table),
                             gw_table_get_line (table, i), name,
                             _ ("The image was of another group before, which counts."));
        }
      else
        {
          row = (gint32) self->images->len;
          g_hash_table_insert (known, (gpointer) name, GINT_TO_POINTER (row + 1));
          g_ptr_array_add (self->images, g_strdup (name));
          if (groups != NULL)
            g_array_append_val (self->groups, groups[i]);
        }
      if (codes == NULL)
        continue;
      self->several = self->several || codes[i] < 0;
      add_label (self, row, codes[i]);
    }
}

static gboolean
read_table (GwCli *cli, Source *self, GError **error)
{
  static const char *const image_names[] = { "image", "file", "item", "id", NULL };
  static const char *const label_names[] = { "label", "truth", "class", NULL };
  const char *const texts[] = { "image", "file", "item", "id", "label", "truth", "class", options.group, NULL };
  g_autoptr (GwTable) table = gw_table_read (cli->arguments[0], texts, cli->problems, cli->work, cli->cancellable,
                                             error);
  g_autofree gint32 *codes = NULL;
  g_autofree gint32 *groups = NULL;
  g_autoptr (GPtrArray) names = NULL, group_names = NULL;
  int image, label, group;

  if (table == NULL)
    return FALSE;
  image = gw_table_find (table, image_names);
  label = gw_table_find (table, label_names);
  group = options.group != NULL ? gw_table_find (table, (const char *const[]) { options.group, NULL }) : -1;
  if (image < 0 || (label < 0 && options.stratify) || (group < 0 && options.group != NULL))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("%s:1: there is no column “%s”. Name a column so in the first line."), cli->arguments[0],
                   image < 0                       ? "image"
                   : label < 0 && options.stratify ? "label"
                                                   : options.group);
      return FALSE;
    }

  if (label >= 0)
    {
      codes = g_new (gint32, MAX (gw_table_get_n_rows (table), 1));
      names = gw_table_code_text (table, (guint) label, NULL, codes);
      self->n_labels = names->len;
    }
  if (group >= 0)
    {
      groups = g_new (gint32, MAX (gw_table_get_n_rows (table), 1));
      group_names = gw_table_code_text (table, (guint) group, NULL, groups);
      self->groups = g_array_new (FALSE, FALSE, sizeof (gint32));
    }
  take_rows (cli, table, (guint) image, codes, groups, self);

  return TRUE;
}

/* --- folds --------------------------------------------------------------------------------- */

/* One label an image: the first of it. (transfer full) */
static gint32 *
first_labels (const Source *self)
{
  gint32 *labels = g_new (gint32, MAX (self->images->len, 1));

  for (guint i = 0; i < self->images->len; i++)
    labels[i] = -1;
  for (guint i = self->rows->len; i-- > 0;)
    labels[g_array_index (self->rows, gint32, i)] = g_array_index (self->labels, gint32, i);

  return labels;
}

static gw_status
cut (const Source *self, gint32 *fold, GwFoldsReport *report, const GwRun *run)
{
  size_t n = self->images->len, k = (size_t) options.folds;
  const gint32 *groups = self->groups != NULL ? (const gint32 *) (gpointer) self->groups->data : NULL;
  g_autofree gint32 *labels = first_labels (self);
  gw_random random;

  gw_random_init (&random, (guint64) options.seed);
  if (options.stratify && groups != NULL)
    return gw_folds_stratified_group (labels, groups, n, k, &random, fold, report, run);
  if (groups != NULL)
    return gw_folds_group (groups, n, k, &random, fold, NULL);
  if (options.stratify && self->several)
    return gw_iterative_folds ((const gint32 *) (gpointer) self->rows->data,
                               (const gint32 *) (gpointer) self->labels->data, self->rows->len, n, self->n_labels, NULL,
                               k, &random, fold, run);
  if (options.stratify)
    return gw_folds_stratified (labels, n, k, &random, fold, report);

  return gw_folds_kfold (n, k, &random, fold);
}

static gboolean
tell (GwCli *cli, const Source *self, const gint32 *fold, GError **error)
{
  g_auto (GwCliAnswer) answer = { 0 };

  gw_cli_answer_begin (&answer, cli);
  gw_cli_answer_count (&answer, "n", self->images->len);
  gw_cli_answer_begin_list (&answer, "folds");
  for (int i = 0; i < options.folds; i++)
    {
      g_autoptr (GPtrArray) names = g_ptr_array_new ();

      for (guint j = 0; j < self->images->len; j++)
        {
          if (fold[j] == i)
            g_ptr_array_add (names, g_ptr_array_index (self->images, j));
        }
      gw_cli_answer_begin_item (&answer);
      gw_cli_answer_count (&answer, "fold", (guint64) i);
      gw_cli_answer_count (&answer, "n", names->len);
      gw_cli_answer_texts (&answer, "images", names);
      gw_cli_answer_end_item (&answer);
    }
  gw_cli_answer_end_list (&answer);

  return gw_cli_answer_end (&answer, error);
}

static int
run (GwCli *cli, GError **error)
{
  g_auto (Source) self = { .images = g_ptr_array_new_with_free_func (g_free),
                           .rows = g_array_new (FALSE, FALSE, sizeof (gint32)),
                           .labels = g_array_new (FALSE, FALSE, sizeof (gint32)) };
  g_autofree gint32 *fold = NULL;
  GwRun go_on = gw_cli_get_run (cli);
  GwFoldsReport report = { 0 };
  gw_status status;

  if (options.folds < 2)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--folds is a number from 2 on."));
      return GW_CLI_FAILED;
    }
  if (g_str_has_suffix (cli->arguments[0], SUFFIX) ? !read_project (cli, &self, error)
                                                   : !read_table (cli, &self, error))
    return GW_CLI_FAILED;

  fold = g_new (gint32, MAX (self.images->len, 1));
  status = cut (&self, fold, &report, &go_on);
  if (g_cancellable_set_error_if_cancelled (cli->cancellable, error))
    return GW_CLI_FAILED;
  if (status != GW_STATUS_OK)
    {
      const char *why = status == GW_STATUS_INVALID
                            ? _ ("there are fewer images or groups than that, or fewer of every class")
                            : gw_status_text (status);

      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   g_dngettext (GETTEXT_PACKAGE, "%s: %u image cannot be cut into %d folds: %s. Try fewer.",
                                "%s: %u images cannot be cut into %d folds: %s. Try fewer.", self.images->len),
                   cli->arguments[0], self.images->len, options.folds, why);
      return GW_CLI_FAILED;
    }

  if (report.n_small_classes > 0)
    gw_problems_add (cli->problems, GW_SEVERITY_WARNING, "class-small", cli->arguments[0], 0, NULL,
                     _ ("%" PRIu64 " classes have fewer images than there are folds: some folds lack them."),
                     (guint64) report.n_small_classes);

  return tell (cli, &self, fold, error) ? gw_problems_exit_code (cli->problems) : GW_CLI_FAILED;
}

const GwCliCommand gw_cli_split = {
  .name = "split",
  .arguments = "SOURCE",
  .summary = N_ ("Cuts images into folds for cross-validation"),
  .details = N_ ("SOURCE is a project or a table with a column “image”. Images with several labels are\n"
                 "stratified by all of them."),
  .options = entries,
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run,
};
