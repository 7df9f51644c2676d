/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cli-formats.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-check-choice.h"
#include "gw-convert.h"
#include "gw-error.h"
#include "gw-number.h"
#include "gw-path.h"
#include "gw-read-choice.h"
#include "gw-write-choice.h"

GwCliFormats gw_cli_formats;

/* The place of text among the words, from 1; 0 where there is no text. */
static gboolean
choose (const char *option, const char *text, const char *const *words, int *place, GError **error)
{
  g_autofree char *all = NULL;

  *place = 0;
  if (text == NULL)
    return TRUE;
  for (int i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], text) == 0)
      {
        *place = i + 1;
        return TRUE;
      }

  all = g_strjoinv (", ", (char **) words);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--%s is one of %s, not “%s”."), option, all, text);
  return FALSE;
}

const GwFormat *
gw_cli_find_format (const char *name, GError **error)
{
  g_autoptr (GError) failure = NULL;
  const GwFormat *format = gw_format_find (name, &failure);

  if (format == NULL)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, failure->message);
  return format;
}

/* Names that no format might ask for are looked for all the same. */
static gboolean
check_file (const char *path, GError **error)
{
  gboolean is_folder = FALSE;

  if (path == NULL)
    return TRUE;
  if (!gw_source_check (path, &is_folder, error))
    return FALSE;
  if (is_folder)
    g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s: this is a folder. Name the file with the classes."), path);
  return !is_folder;
}

gboolean
gw_cli_formats_take_choice (const char *name, const char *text, GwReadOptions *read, GError **error)
{
  const GwReadChoice *choice = gw_read_choice_find (name);
  int value;

  if (choice->values == NULL)
    gw_read_choice_set_text (choice, read, text);
  else if (choose (name, text, choice->values, &value, error))
    gw_read_choice_set (choice, read, (guint) value);
  else
    return FALSE;
  return TRUE;
}

/* What the person said of the source, as the window asks for it, too. */
static gboolean
take_choices (GwReadOptions *read, GError **error)
{
  const struct
  {
    const char *name;
    const char *text;
  } given[] = {
    { "attribute", gw_cli_formats.attribute },
    { "box-numbers", gw_cli_formats.box_numbers },
    { "box-origin", gw_cli_formats.box_origin },
    { "class-attribute", gw_cli_formats.class_attribute },
    { "coordinates", gw_cli_formats.coordinates },
    { "embedded", gw_cli_formats.embedded },
    { "empty-means", gw_cli_formats.empty },
    { "flags", gw_cli_formats.flags },
    { "groups", gw_cli_formats.groups },
    { "mask-prefix", gw_cli_formats.mask_prefix },
    { "mask-suffix", gw_cli_formats.mask_suffix },
    { "mask-threshold", gw_cli_formats.mask_threshold },
    { "normalise", gw_cli_formats.normalise ? "yes" : NULL },
    { "pixel-base", gw_cli_formats.pixel_base },
    { "positive", gw_cli_formats.positive },
    { "regions", gw_cli_formats.regions },
    { "rotation", gw_cli_formats.rotation },
    { "score-mode", gw_cli_formats.score_mode },
    { "segmentation", gw_cli_formats.segmentation },
    { "soft-edges", gw_cli_formats.soft_edges },
    { "splits", gw_cli_formats.splits },
    { "task-labels", gw_cli_formats.task_labels },
    { "truth", gw_cli_formats.truth },
    { "unnamed-classes", gw_cli_formats.unnamed },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (given); i++)
    if (!gw_cli_formats_take_choice (given[i].name, given[i].text, read, error))
      return FALSE;
  return TRUE;
}

/* What is done with labels that fail a check, as the window asks for it, too. */
static gboolean
take_rules (GwIntakeRules *rules, GError **error)
{
  const struct
  {
    const char *name;
    const char *text;
  } given[] = {
    { "degenerate", gw_cli_formats.degenerate },
    { "duplicates", gw_cli_formats.duplicates },
    { "missing", gw_cli_formats.leave_out_missing ? "reject" : NULL },
    { "orientation", gw_cli_formats.turn ? "fix" : NULL },
    { "other-size", gw_cli_formats.other_size },
    { "outside", gw_cli_formats.outside },
    { "repeated-points", gw_cli_formats.repeated_points },
    { "self-crossing", gw_cli_formats.self_crossing },
    { "short-rings", gw_cli_formats.short_rings },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (given); i++)
    {
      const GwCheckChoice *choice = gw_check_choice_find (given[i].name);
      g_autofree char *words = NULL;

      if (given[i].text == NULL || gw_check_choice_set (choice, rules, given[i].text))
        continue;
      words = gw_check_choice_list_words (choice);
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--%s is one of %s, not “%s”."), given[i].name,
                   words, given[i].text);
      return FALSE;
    }
  return TRUE;
}

gboolean
gw_cli_formats_get_read (GwReadOptions *read, GwIntakeRules *rules, GError **error)
{
  if (!take_choices (read, error) || !take_rules (rules, error) || !check_file (gw_cli_formats.classes, error))
    return FALSE;

  read->classes_file = gw_cli_formats.classes;
  read->manifest = gw_cli_formats.manifest;
  return TRUE;
}

/* 0 pixels, which is not to simplify, is below 0 for the writer. */
static gboolean
parse_tolerance (const char *text, double *tolerance, GError **error)
{
  *tolerance = 0;
  if (text == NULL)
    return TRUE;
  if (gw_number_parse (text, -1, tolerance) && *tolerance >= 0 && *tolerance <= 1000)
    {
      *tolerance = *tolerance > 0 ? *tolerance : -1;
      return TRUE;
    }

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _ ("--tolerance is a number of pixels from 0 to 1000, not “%s”."), text);
  return FALSE;
}

/* How it is to be written, as the window asks for it, too. */
static gboolean
take_write_choices (GwWriteOptions *write, GError **error)
{
  const struct
  {
    const char *name;
    const char *text;
    gboolean yes;
  } given[] = {
    { "channels", NULL, gw_cli_formats.channels },   { "compatible", NULL, gw_cli_formats.compatible },
    { "duplicate", NULL, gw_cli_formats.duplicate }, { "embed", NULL, gw_cli_formats.embed },
    { "holes", gw_cli_formats.holes, FALSE },        { "layout", gw_cli_formats.layout, FALSE },
    { "masks", gw_cli_formats.masks, FALSE },        { "numbers", gw_cli_formats.numbers, FALSE },
    { "parts", gw_cli_formats.parts, FALSE },        { "pixel-base", gw_cli_formats.pixel_base, FALSE },
    { "polygons", gw_cli_formats.polygons, FALSE },  { "segmentation", gw_cli_formats.segmentation, FALSE },
    { "table", gw_cli_formats.table, FALSE },        { "upright", NULL, gw_cli_formats.upright },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (given); i++)
    {
      const GwWriteChoice *choice = gw_write_choice_find (given[i].name);
      int value = given[i].yes ? 1 : 0;

      if (choice->values != NULL && !choose (given[i].name, given[i].text, choice->values, &value, error))
        return FALSE;
      gw_write_choice_set (choice, write, (guint) value);
    }
  return TRUE;
}

gboolean
gw_cli_formats_get_write (GwWriteOptions *write, GError **error)
{
  static const char *const links[] = { "hard", "symbolic", NULL };
  int link;

  if (!take_write_choices (write, error) || !choose ("link-images", gw_cli_formats.link_images, links, &link, error)
      || !parse_tolerance (gw_cli_formats.tolerance, &write->tolerance, error))
    return FALSE;

  write->copy = link == 1                    ? GW_COPY_LINK
                : link == 2                  ? GW_COPY_SYMLINK
                : gw_cli_formats.copy_images ? GW_COPY_COPY
                                             : GW_COPY_NONE;
  write->overwrite = gw_cli_formats.overwrite;
  write->lossless = gw_cli_formats.lossless;
  write->min_confidence = gw_cli_formats.min_confidence;
  write->attribute = gw_cli_formats.attribute;
  return TRUE;
}

void
gw_cli_formats_explain (const GwFormat *format, GwProblems *problems, GError *error)
{
  const char *way = NULL;
  char *message;

  if (g_error_matches (error, GW_ERROR, GW_ERROR_EXISTS) && !gw_cli_formats.overwrite)
    way = _ ("Or write over what is there with --overwrite.");
  else if (g_error_matches (error, GW_ERROR, GW_ERROR_REFUSED) && gw_cli_formats.strict
           && gw_problems_have_loss (problems))
    way = _ ("Or leave out --strict.");
  else if (g_error_matches (error, GW_ERROR, GW_ERROR_REFUSED)
           && (strcmp (format->name, "class-folders") == 0 || strcmp (format->name, "yolo-classify") == 0)
           && !gw_cli_formats.duplicate)
    way = _ ("Or put such an image into each of its folders with --duplicate.");
  if (way == NULL)
    return;

  message = g_strdup_printf ("%s %s", error->message, way);
  g_free (error->message);
  error->message = message;
}

char *
gw_cli_formats_find_missing_folder (const char *target)
{
  g_autofree char *whole = g_canonicalize_filename (target, NULL);
  g_autofree char *folder = g_path_get_dirname (whole);

  return g_file_test (folder, G_FILE_TEST_EXISTS) ? NULL : g_steal_pointer (&folder);
}

void
gw_cli_formats_tell_folder (GwCli *cli, GwJsonWriter *json, const char *folder)
{
  g_autofree char *shown = folder != NULL ? gw_path_display (folder, -1) : NULL;

  if (shown == NULL)
    return;
  if (json != NULL)
    gw_json_writer_key_string (json, "folder_made", shown);
  else
    g_string_append_printf (cli->out, _ ("The folder %s was not there and has been made.\n"), shown);
}
