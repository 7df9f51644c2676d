/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <limits.h>
#include <math.h>
#include <string.h>
#include <unistd.h>
#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-file-name.h"
#include "gw-path.h"
#include "gw-upright.h"
#include "gw-writer-private.h"

/* Of a name's ending, that a number and some letters still go before it. */
#define MOST_ENDING 160
/* Folders of a format before the path of an image, such as "SegmentationObject". */
#define MOST_PREFIX 64

/* --- pictures ----------------------------------------------------------------- */

static gboolean
copy_bytes (const char *from, const char *to, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autoptr (GError) failure = NULL;

  if (g_file_copy (source, target, G_FILE_COPY_TARGET_DEFAULT_PERMS, cancellable, NULL, NULL, &failure))
    return TRUE;

  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    g_set_error (error, GW_ERROR, GW_ERROR_IO, _ ("%s cannot be copied: %s."), from, failure->message);
  return FALSE;
}

static gboolean
put_picture (const char *from, const char *to, const GwWriteOptions *options, GError **error)
{
  const GwCopyMode mode = options->copy;
  g_autofree char *absolute = NULL;

  if (mode == GW_COPY_LINK && link (from, to) == 0)
    return TRUE;
  if (mode != GW_COPY_SYMLINK)
    return copy_bytes (from, to, options->cancellable, error);

  absolute = g_canonicalize_filename (from, NULL);
  if (symlink (absolute, to) != 0)
    {
      int code = errno;

      g_set_error (error, GW_ERROR, GW_ERROR_IO, _ ("A link to %s cannot be made: %s. %s"), from, g_strerror (code),
                   gw_error_advise_writing (code));
      return FALSE;
    }
  return TRUE;
}

gboolean
_gw_writer_turn_picture (GwWriter *writer, const GwRecord *record, GBytes **bytes, GError **error)
{
  GwUpright how;

  *bytes = NULL;
  if (!writer->options.upright)
    return TRUE;
  how = gw_upright_read (record->file, bytes, writer->options.cancellable);
  if (*bytes == NULL && g_cancellable_set_error_if_cancelled (writer->options.cancellable, error))
    return FALSE;
  if (how == GW_UPRIGHT_KEPT)
    gw_problems_report (writer->problems,
                        &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                       .outcome = GW_OUTCOME_KEPT,
                                       .code = "image-not-turned",
                                       .image = record->path,
                                       .text = _ ("The picture cannot be turned upright: only whole JPEG and PNG files "
                                                  "of 8 bits can. It was copied as it is.") });
  else if (how != GW_UPRIGHT_ALREADY)
    gw_problems_report (writer->problems,
                        &(GwProblem) { .severity = GW_SEVERITY_INFO,
                                       .outcome = GW_OUTCOME_CHANGED,
                                       .code = "image-turned",
                                       .image = record->path,
                                       .text = how == GW_UPRIGHT_TURNED
                                                   ? _ ("The copy of the picture was turned upright. What its camera "
                                                        "noted in it was left out.")
                                                   : _ ("The copy of the picture was turned upright and written "
                                                        "anew. What its camera noted in it was left out.") });

  return TRUE;
}

/* Turned, or as it is. */
static gboolean
put_turned (GwWriter *writer, const GwRecord *record, const char *target, GError **error)
{
  g_autoptr (GBytes) turned = NULL;
  g_autoptr (GError) failure = NULL;
  const char *bytes;
  gsize n;

  if (!_gw_writer_turn_picture (writer, record, &turned, error))
    return FALSE;
  bytes = turned != NULL ? g_bytes_get_data (turned, &n) : NULL;
  if (bytes == NULL)
    return put_picture (record->file, target, &writer->options, error);
  if (g_file_set_contents_full (target, bytes, (gssize) n, G_FILE_SET_CONTENTS_NONE, 0666, &failure))
    return TRUE;

  g_set_error (error, GW_ERROR, GW_ERROR_IO, _ ("%s cannot be copied: %s."), record->file, failure->message);
  return FALSE;
}

/* Whether the system takes a file of so long a path in the target folder. */
static gboolean
can_open (GwWriter *writer, gsize n_bytes)
{
  return strlen (gw_folder_writer_get_folder (writer->folder)) + 1 + n_bytes < PATH_MAX;
}

static gboolean
fits_system (GwWriter *writer, const char *path)
{
  g_autofree char *fit = gw_file_name_fit_path (path, 0);

  return strcmp (fit, path) == 0 && can_open (writer, strlen (path));
}

gboolean
_gw_writer_copy_picture (GwWriter *writer, const GwRecord *record, const char *path, GError **error)
{
  g_autofree char *target = NULL;

  if (writer->options.copy == GW_COPY_NONE)
    return TRUE;
  if (record->file == NULL || !g_file_test (record->file, G_FILE_TEST_IS_REGULAR))
    {
      gw_problems_add (writer->problems, GW_SEVERITY_WARNING, "path-missing", NULL, 0, record->path,
                       _ ("The picture %s was not found. Its labels are written without it."), record->path);
      return TRUE;
    }

  if (!writer->options.upright && _gw_writer_has_in_place (writer, record, path))
    {
      writer->n_files++;
      return TRUE;
    }
  if (!fits_system (writer, path))
    {
      gw_problems_report (writer->problems,
                          &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                         .outcome = GW_OUTCOME_KEPT,
                                         .code = "path-length",
                                         .image = record->path,
                                         .text = _ ("The path of the picture is too long for its copy. Its labels are "
                                                    "written without it.") });
      return TRUE;
    }
  target = gw_folder_writer_make_path (writer->folder, path, error);
  if (target == NULL || !put_turned (writer, record, target, error))
    return FALSE;
  writer->n_files++;

  return TRUE;
}

/* room: of endings that files made of the name have; G_MAXSIZE: there are no such files */
static const char *
claim (GwWriter *writer, GHashTable *names, const char *path, gsize room)
{
  const char *name = gw_path_basename (path);
  const char *dot = strrchr (name, '.');
  g_autofree char *other = room != G_MAXSIZE ? gw_file_name_fit_path (path, room) : g_strdup (path);
  const gboolean fits = strcmp (other, path) == 0;
  char *claimed;

  if (dot == NULL || dot == name)
    dot = path + strlen (path);
  for (guint n = 2; g_hash_table_contains (names, other); n++)
    {
      g_autofree char *numbered = g_strdup_printf ("%.*s~%u%s", (int) (dot - path), path, n, dot);

      g_free (other);
      other = room != G_MAXSIZE ? gw_file_name_fit_path (numbered, room) : g_steal_pointer (&numbered);
    }
  if (strcmp (other, path) != 0)
    {
      g_autofree char *text = g_strdup_printf (fits ? _ ("There are two pictures %s. This one is written as %s.")
                                                    : _ ("The name of %s is too long for files that are called like "
                                                         "it. It is written as %s."),
                                               path, other);

      gw_problems_report (writer->problems, &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                                           .outcome = GW_OUTCOME_CHANGED,
                                                           .code = "image-renamed",
                                                           .image = (char *) path,
                                                           .text = text });
    }

  claimed = g_steal_pointer (&other);
  g_hash_table_add (names, claimed);
  return claimed;
}

const char *
_gw_writer_claim_name (GwWriter *writer, GHashTable *names, const char *path)
{
  return claim (writer, names, path, writer->options.copy != GW_COPY_NONE ? 0 : G_MAXSIZE);
}

gboolean
_gw_writer_check_size (GwWriter *writer, const GwRecord *record, const char *text)
{
  if ((record->width > 0 && record->height > 0) || record->objects->len == 0)
    return TRUE;

  gw_problems_report (writer->problems, &(GwProblem) { .severity = GW_SEVERITY_ERROR,
                                                       .outcome = GW_OUTCOME_LEFT_OUT,
                                                       .code = "size-missing",
                                                       .image = record->path,
                                                       .n_images = 1,
                                                       .n_labels = record->objects->len,
                                                       .text = (char *) text });
  return FALSE;
}

char *
_gw_path_get_stem (const char *path)
{
  const char *dot = strrchr (path, '.');

  return dot != NULL && strchr (dot, '/') == NULL ? g_strndup (path, (gsize) (dot - path)) : g_strdup (path);
}

char *
_gw_writer_claim_stem (GwWriter *writer, GHashTable *names, const GwRecord *record, const char *path,
                       const char *suffix)
{
  g_autofree char *stem = _gw_path_get_stem (path);
  const char *ending = path + strlen (stem);
  const gsize room = MAX (strlen (ending), strlen (suffix));

  if (room <= MOST_ENDING && can_open (writer, strlen (path) + MOST_PREFIX + room))
    return g_strconcat (claim (writer, names, stem, room), ending, NULL);

  gw_problems_report (writer->problems, &(GwProblem) { .severity = GW_SEVERITY_ERROR,
                                                       .outcome = GW_OUTCOME_LEFT_OUT,
                                                       .code = "path-length",
                                                       .image = record->path,
                                                       .n_images = 1,
                                                       .n_labels = gw_record_count_labels (record),
                                                       .text = _ ("The path of the image is too long for files that "
                                                                  "are called like it. The image was left out.") });
  return NULL;
}

char *
_gw_record_make_split_path (const GwRecord *record, char **split)
{
  const char *inner = record->path;

  *split = record->split != NULL ? gw_file_name_make_split (record->split) : NULL;
  if (*split == NULL)
    return g_strdup (inner);
  if (g_str_has_prefix (inner, *split) && inner[strlen (*split)] == '/')
    inner += strlen (*split) + 1;

  return g_build_filename (*split, inner, NULL);
}

/* --- losses and classes ----------------------------------------------------------- */

void
_gw_report_loss (GwProblems *problems, const char *code, GwSeverity severity, GwOutcome outcome,
                 const GwRecordHead *head, const GwRecord *record, GwObject *object, guint n_labels, const char *text)
{
  GwClass *class = object != NULL ? gw_record_head_find_class (head, gw_object_get_class_id (object)) : NULL;

  gw_problems_report (problems, &(GwProblem) { .severity = severity,
                                               .outcome = outcome,
                                               .code = code,
                                               .image = record->path,
                                               .n_images = strcmp (code, "loss-image") == 0 ? 1 : 0,
                                               .n_labels = n_labels,
                                               .label = (char *) (class != NULL ? gw_class_get_name (class) : NULL),
                                               .text = (char *) text });
}

gboolean
_gw_labels_have_confidence (const GArray *labels)
{
  for (guint i = 0; i < labels->len; i++)
    if (!isnan (g_array_index (labels, GwLabel, i).confidence))
      return TRUE;
  return FALSE;
}

void
_gw_measure_common_loss (const GwRecordHead *head, const GwRecord *record, gboolean has_author, GwProblems *problems)
{
  if (has_author)
    _gw_report_loss (problems, "loss-author", GW_SEVERITY_INFO, GW_OUTCOME_LEFT_OUT, head, record, NULL, 0,
                     _ ("The format does not tell who labeled an image. Names are left out."));
  if (record->tags != NULL && record->tags[0] != NULL)
    _gw_report_loss (problems, "loss-tags", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL, 0,
                     _ ("The format has no tags. They are left out."));
  if (record->absent != NULL && record->absent->len > 0)
    _gw_report_loss (problems, "loss-absent", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL, 0,
                     _ ("The format does not tell which classes are not in an image. That is left out."));
}

/* Whether name is alias without the blanks at its ends. */
static gboolean
is_trimmed (const char *name, const char *alias)
{
  const char *at = strstr (alias, name);

  if (at == NULL || *name == '\0')
    return FALSE;
  for (const char *p = alias; p < at; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;
  for (const char *p = at + strlen (name); *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

const char *
_gw_class_get_name_for (GwClass *class, const char *format)
{
  const char *name = gw_class_get_name (class);
  const char *alias;

  if (gw_class_get_alias (class, format, NULL, &alias) && alias != NULL && g_utf8_validate (alias, -1, NULL)
      && is_trimmed (name, alias))
    return alias;

  return name;
}

/* --- parts ------------------------------------------------------------------- */

static void
free_string (gpointer data)
{
  g_string_free (data, TRUE);
}

GHashTable *
_gw_split_lists_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_string);
}

void
_gw_split_lists_add (GHashTable *lists, const GwRecord *record, const char *stem)
{
  const char *name = record->split != NULL ? record->split : "trainval";
  GString *list = g_hash_table_lookup (lists, name);

  if (list == NULL)
    {
      list = g_string_new (NULL);
      g_hash_table_insert (lists, g_strdup (name), list);
    }
  g_string_append_printf (list, "%s\n", stem);
}

gboolean
_gw_split_lists_write (GHashTable *lists, GwWriter *writer, const char *folder, GError **error)
{
  GHashTableIter iter;
  gpointer split, list;

  g_hash_table_iter_init (&iter, lists);
  while (g_hash_table_iter_next (&iter, &split, &list))
    {
      const GString *stems = list;
      g_autofree char *name = gw_file_name_make_split (split);
      g_autofree char *path = g_strdup_printf ("%s/%s.txt", folder, name);

      writer->n_files++;
      if (!gw_folder_writer_write (writer->folder, path, stems->str, stems->len, error))
        return FALSE;
    }

  return TRUE;
}
