/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <inttypes.h>
#include <glib/gi18n.h>
#include <string.h>

#include "gw-class-map.h"
#include "gw-cli-formats.h"
#include "gw-cli-pictures.h"
#include "gw-cli.h"
#include "gw-import.h"

static struct
{
  char *format;
  char *images;
  char *as;
  char *model;
  char *model_version;
  char *annotator;
  char *merge;
  char *map;
  char *save_map;
  gboolean dry_run;
} options;

static const GOptionEntry entries[] = {
  { "format", 0, 0, G_OPTION_ARG_STRING, &options.format,
    N_ ("The source's format, as listed below; detected by default"), "F" },
  { "images", 0, 0, G_OPTION_ARG_FILENAME, &options.images, N_ ("Where pictures are that the project lacks"), "DIR" },
  { "as", 0, 0, G_OPTION_ARG_STRING, &options.as, N_ ("labels, predictions or answers; by default as the source says"),
    "WHAT" },
  { "model", 0, 0, G_OPTION_ARG_STRING, &options.model, N_ ("The model that predictions are from"), "NAME" },
  { "model-version", 0, 0, G_OPTION_ARG_STRING, &options.model_version, N_ ("Its version, where it has several"), "V" },
  { "annotator", 0, 0, G_OPTION_ARG_STRING, &options.annotator, N_ ("Whose answers those are that name nobody"),
    "NAME" },
  { "merge", 0, 0, G_OPTION_ARG_STRING, &options.merge, N_ ("add (default), replace or skip labeled images"), "HOW" },
  { "map", 0, 0, G_OPTION_ARG_FILENAME, &options.map, N_ ("What classes become: lines “from,to”, to empty: left out"),
    "FILE.csv" },
  { "save-map", 0, 0, G_OPTION_ARG_FILENAME, &options.save_map, N_ ("Save what classes become, for --map"),
    "FILE.csv" },
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run, N_ ("Tell what would be done, and change nothing"), NULL },
  { 0 },
};

/* --- options ------------------------------------------------------------------- */

static gboolean
parse_merge (GwMerge *merge, GError **error)
{
  static const char *const nicks[] = { "add", "replace", "skip" };

  *merge = GW_MERGE_ADD;
  for (guint i = 0; options.merge != NULL && i < G_N_ELEMENTS (nicks); i++)
    if (strcmp (options.merge, nicks[i]) == 0)
      {
        *merge = (GwMerge) i;
        return TRUE;
      }
  if (options.merge == NULL)
    return TRUE;

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--merge is add, replace or skip, not “%s”."),
               options.merge);
  return FALSE;
}

/* An option that names whose layer it is needs that kind of layer. */
static gboolean
check_name (const char *option, const char *name, const char *wanted, GError **error)
{
  if (name == NULL || options.as == NULL || strcmp (options.as, wanted) == 0)
    return TRUE;
  /* Translators: an option, such as --model, and what it needs, such as predictions */
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("%s is for --as %s. Leave it out, or import so."),
               option, wanted);
  return FALSE;
}

static gboolean
parse_as (GwLayerKind *kind, GError **error)
{
  static const char *const nicks[] = { "labels", "predictions", "answers" };

  *kind = options.annotator != NULL                                ? GW_LAYER_KIND_ANSWERS
          : options.model != NULL || options.model_version != NULL ? GW_LAYER_KIND_PREDICTIONS
                                                                   : GW_LAYER_KIND_LABELS;
  for (guint i = 0; options.as != NULL && i < G_N_ELEMENTS (nicks); i++)
    if (strcmp (options.as, nicks[i]) == 0)
      {
        *kind = (GwLayerKind) i;
        return TRUE;
      }
  if (options.as == NULL)
    return TRUE;

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--as is labels, predictions or answers, not “%s”."),
               options.as);
  return FALSE;
}

static gboolean
set_layer (GwImport *import, GError **error)
{
  g_autoptr (GwLayer) layer = NULL;
  GwLayerKind kind;

  if (!parse_as (&kind, error) || !check_name ("--model", options.model, "predictions", error)
      || !check_name ("--model-version", options.model_version, "predictions", error)
      || !check_name ("--annotator", options.annotator, "answers", error))
    return FALSE;
  if ((options.model != NULL || options.model_version != NULL) && options.annotator != NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("Labels are of a model or of annotators. Leave out --model or --annotator."));
      return FALSE;
    }

  if (kind == GW_LAYER_KIND_PREDICTIONS)
    layer = gw_layer_new (kind, options.model, options.model_version);
  else if (kind == GW_LAYER_KIND_ANSWERS)
    layer = gw_layer_new (kind, options.annotator != NULL ? options.annotator : _ ("annotator"), NULL);
  if (layer != NULL || options.as != NULL)
    gw_import_set_layer (import, layer);

  return TRUE;
}

static GwImport *
make_import (GwCli *cli, GwStore *store, GError **error)
{
  g_autoptr (GwImport) import = gw_import_new (store, cli->arguments[1]);
  const GwFormat *format = NULL;
  GwReadOptions read = { 0 };
  GwIntakeRules rules = { 0 };
  GwMerge merge;

  if (options.format != NULL)
    {
      format = gw_cli_find_format (options.format, error);
      if (format == NULL)
        return NULL;
    }
  if (!gw_cli_check_folder (options.images, error) || !parse_merge (&merge, error) || !set_layer (import, error)
      || !gw_cli_formats_get_read (&read, &rules, error)
      || (options.map != NULL && !gw_class_map_load (options.map, import, cli->cancellable, error)))
    return NULL;

  gw_import_set_format (import, format);
  gw_import_set_images_dir (import, options.images);
  gw_import_set_options (import, &read);
  gw_import_set_rules (import, &rules);
  gw_import_set_merge (import, merge);
  gw_import_set_problems (import, cli->problems);

  return g_steal_pointer (&import);
}

/* --- what came of it --------------------------------------------------------------- */

/* By kind, as the store counted them. */
static void
get_counts (const GwImportReport *report, GwRecordCounts *counts)
{
  *counts = (GwRecordCounts) { 0 };
  for (guint kind = 0; kind < GW_SHAPE_N_KINDS; kind++)
    counts->objects[kind] = (guint64) report->counts.objects_added[kind];
  counts->labels = (guint64) report->counts.labels_added;
  counts->scores = (guint64) report->counts.scores_added;
}

static void
write_json (GwCli *cli, GwJsonWriter *json, GwImport *import)
{
  const GwImportReport *report = gw_import_get_report (import);
  GwLayerKind kind = gw_import_get_layer_kind (import);
  GwRecordCounts counts;

  get_counts (report, &counts);
  gw_json_writer_key_string (json, "format", report->format->name);
  gw_json_writer_key_int64 (json, "images", (gint64) report->images_used);
  gw_json_writer_key_int64 (json, "images_new", (gint64) report->images_new);
  gw_json_writer_key_int64 (json, "images_missing", (gint64) report->images_missing);
  gw_json_writer_key_int64 (json, "images_left_out", (gint64) report->images_left_out);
  gw_json_writer_key_int64 (json, "classes", report->n_classes);
  gw_json_writer_key_int64 (json, "classes_new", report->n_classes_new);
  gw_json_writer_key (json, "objects");
  gw_record_counts_write_json (&counts, json);
  gw_json_writer_key_int64 (
      json, "predictions",
      (gint64) (kind == GW_LAYER_KIND_PREDICTIONS ? gw_record_counts_get_labels (&counts) : counts.scores));
  gw_json_writer_key_int64 (json, "truths", report->counts.truths_added);
  gw_json_writer_key_int64 (json, "answers",
                            kind == GW_LAYER_KIND_ANSWERS ? (gint64) gw_record_counts_get_labels (&counts) : 0);
  gw_json_writer_key (json, "annotators");
  gw_json_writer_begin_array (json);
  for (guint i = 0; i < report->annotators->len; i++)
    gw_json_writer_string (json, g_ptr_array_index (report->annotators, i));
  gw_json_writer_end_array (json);
  gw_json_writer_key_int64 (json, "labels_read", (gint64) report->labels_read);
  gw_json_writer_key_int64 (json, "labels_used", (gint64) report->labels_used);
  gw_json_writer_key_int64 (json, "labels_left_out", (gint64) report->labels_left_out);
  gw_json_writer_key_int64 (json, "duplicates", (gint64) report->duplicates);
  gw_json_writer_key_int64 (json, "attributes_added", report->counts.attributes_added);
  gw_json_writer_key_int64 (json, "labels_replaced", (gint64) report->labels_replaced);
  gw_json_writer_key_int64 (json, "images_kept", (gint64) report->images_kept);
  gw_json_writer_key_boolean (json, "dry_run", report->dry_run);
  if (report->unpacked != NULL)
    gw_json_writer_key_string (json, "unpacked", report->unpacked);
  gw_cli_write_problems (cli, json);
}

static void
print_text (GwCli *cli, GwImport *import)
{
  const GwImportReport *report = gw_import_get_report (import);
  g_autofree char *title = gw_import_report_get_title (report);

  g_string_append_printf (cli->out, "%s\n", title);
  g_string_append_printf (cli->out, _ ("Format: %s. %s\n"), report->format->name, gw_import_get_reason (import));
  g_string_append_printf (cli->out,
                          _ ("Images: %" PRIu64 " of %" PRIu64 ", %" PRIu64 " new, %" PRIu64 " without a picture\n"),
                          report->images_used, report->images_read, report->images_new, report->images_missing);
  g_string_append_printf (cli->out, _ ("Labels: %" PRIu64 " of %" PRIu64 ", %" PRIu64 " were there already\n"),
                          report->labels_used, report->labels_read, report->duplicates);
  if (report->labels_replaced > 0)
    g_string_append_printf (cli->out,
                            report->of_predictions ? _ ("Predictions of the project that give way: %" PRIu64 "\n")
                                                   : _ ("Labels of the project that give way: %" PRIu64 "\n"),
                            report->labels_replaced);
  if (report->images_kept > 0)
    g_string_append_printf (
        cli->out,
        report->of_predictions
            ? _ ("Images that keep their predictions, as all that came for them were left out: %" PRIu64 "\n")
            : _ ("Images that keep their labels, as all that came for them were left out: %" PRIu64 "\n"),
        report->images_kept);
  if (report->counts.truths_added > 0)
    g_string_append_printf (cli->out, _ ("True classes of images that had none: %" PRId64 "\n"),
                            report->counts.truths_added);
  if (report->counts.attributes_added > 0)
    g_string_append_printf (cli->out, _ ("Attributes of images added: %" PRId64 "\n"), report->counts.attributes_added);
  g_string_append_printf (cli->out, _ ("Classes: %u, %u new\n"), report->n_classes, report->n_classes_new);
  if (report->annotators->len > 0)
    {
      g_autofree char *names = gw_import_report_list_annotators (report);

      g_string_append_printf (cli->out, _ ("Annotators: %s\n"), names);
    }
  if (report->unpacked != NULL)
    g_string_append_printf (cli->out, _ ("Unpacked into: %s\n"), report->unpacked);
  gw_cli_print_problems (cli);
}

static int
run (GwCli *cli, GError **error)
{
  g_autoptr (GwStore) store = gw_cli_open_project (cli, cli->arguments[0], GW_STORE_OPEN_DEFAULT, error);
  g_autoptr (GwImport) import = store != NULL ? make_import (cli, store, error) : NULL;
  GwJsonWriter *json;
  gboolean ok;

  if (import == NULL)
    return GW_CLI_FAILED;
  ok = options.dry_run ? gw_import_check (import, cli->work, cli->cancellable, error)
                       : gw_import_run (import, cli->work, cli->cancellable, error);
  if (!ok || (options.save_map != NULL && !gw_class_map_save (options.save_map, import, error)))
    return GW_CLI_FAILED;

  json = gw_cli_begin_json (cli);
  if (json == NULL)
    print_text (cli, import);
  else
    {
      write_json (cli, json, import);
      if (!gw_cli_end_json (cli, json, error))
        return GW_CLI_FAILED;
    }

  return gw_import_report_get_exit_code (gw_import_get_report (import));
}

const GwCliCommand gw_cli_import = {
  .name = "import",
  .arguments = "PROJECT SOURCE",
  .summary = N_ ("Reads labels or predictions into a project"),
  .details = N_ (
      "SOURCE is a file, a folder or a zip or tar archive in a format that is known. All of it is one step that can be "
      "undone. Where pictures of an archive are new, they are unpacked into a folder beside it. Of a manifest with "
      "several label attributes the first of each kind is the labels, and the others are answers beside them; "
      "--attribute reads one of them alone."),
  .formats = GW_FORMAT_READS,
  .options = entries,
  .read_choices = GW_CLI_ALL_CHOICES,
  .checks = TRUE,
  .min_arguments = 2,
  .max_arguments = 2,
  .run = run,
};
