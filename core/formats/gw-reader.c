/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <glib/gi18n.h>

#include "gw-aside.h"
#include "gw-error.h"
#include "gw-limits.h"
#include "gw-path.h"
#include "gw-reader-private.h"

#define LARGEST_SMALL_FILE (16 * 1024 * 1024)
/* Further names of classes are left out. */
#define MOST_CLASSES 100000

GInputStream *
_gw_reader_open_file (const char *file, guint64 *size, GError **error)
{
  g_autoptr (GFile) location = g_file_new_for_path (file);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GError) failure = NULL;
  gboolean is_folder = FALSE;

  if (!gw_source_check (file, &is_folder, error))
    return NULL;
  if (is_folder)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s: this is a folder. Name the label file in it."), file);
      return NULL;
    }

  stream = g_file_read (location, NULL, &failure);
  if (stream == NULL)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_IO, _ ("%s: the file cannot be opened: %s. %s"), file, failure->message,
                   gw_error_advise_reading (EIO));
      return NULL;
    }

  if (size != NULL)
    {
      g_autoptr (GFileInfo) info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, NULL);

      *size = info != NULL ? (guint64) g_file_info_get_size (info) : 0;
    }

  return G_INPUT_STREAM (g_steal_pointer (&stream));
}

gboolean
_gw_reader_has_file (const char *folder, const char *name)
{
  int fd = gw_path_open_beneath (folder, name, NULL);

  if (fd >= 0)
    close (fd);
  return fd >= 0;
}

char *
_gw_reader_load_file (const char *file, gsize *length, GError **error)
{
  guint64 size = 0;
  g_autoptr (GInputStream) stream = _gw_reader_open_file (file, &size, error);
  g_autofree char *text = NULL;
  g_autoptr (GError) failure = NULL;
  gsize n = 0;

  if (stream == NULL)
    return NULL;
  if (size > LARGEST_SMALL_FILE)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_LIMIT, _ ("%s is larger than the 16 MiB that such a file may have."),
                   file);
      return NULL;
    }

  text = g_malloc (size + 1);
  if (!g_input_stream_read_all (stream, text, size, &n, NULL, &failure))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_IO, _ ("%s: the file cannot be read: %s. %s"), file, failure->message,
                   gw_error_advise_reading (EIO));
      return NULL;
    }
  text[n] = '\0';
  *length = n;

  return g_steal_pointer (&text);
}

gboolean
_gw_reader_is_split_name (const char *name)
{
  static const char *const splits[] = { "train", "training", "val", "valid", "validation", "test", "testing", NULL };

  return g_strv_contains (splits, name);
}

void
_gw_reader_fail_json (GwReader *reader, const char *file, guint64 line, GError **error)
{
  const char *code = "json-syntax";
  GError *failure = error != NULL ? *error : NULL;
  g_autofree char *message = NULL;

  if (failure == NULL || failure->domain != GW_ERROR)
    return;

  if (failure->code == GW_ERROR_TRUNCATED)
    code = "truncated-file";
  else if (failure->code == GW_ERROR_LIMIT)
    code = "json-depth";
  gw_problems_add (reader->problems, GW_SEVERITY_ERROR, code, file, line, NULL, "%s", failure->message);

  if (failure->code == GW_ERROR_TRUNCATED)
    message = g_strdup_printf (_ ("%s Get the whole file and try again."), failure->message);
  else
    message = g_strdup_printf (_ ("%s The file is not %s, or it is damaged. Choose the format that it is in, or mend "
                                  "it."),
                               failure->message, _ (reader->format->title));
  g_free (failure->message);
  failure->message = g_strdup_printf ("%s:%" G_GUINT64_FORMAT ": %s", file, line, message);
}

void
_gw_reader_tell_repeats (GwReader *reader, const GwJsonRepeats *repeats, const GwProblem *place)
{
  GwProblem problem = *place;
  g_autofree char *text = NULL;

  if (repeats->n == 0)
    return;
  text = repeats->n == 1
             ? g_strdup_printf (_ ("The key “%s” is given twice. The last one was taken."), repeats->key)
             : g_strdup_printf (ngettext ("%u key is given twice, “%s” first. The last ones were taken.",
                                          "%u keys are given twice, “%s” first. The last ones were taken.", repeats->n),
                                repeats->n, repeats->key);
  problem.severity = GW_SEVERITY_WARNING;
  problem.outcome = GW_OUTCOME_CHANGED;
  problem.code = "key-duplicate";
  problem.text = text;
  if (problem.line == 0)
    problem.line = repeats->line;
  gw_problems_report (reader->problems, &problem);
}

void
_gw_reader_tell (GwReader *reader, guint64 offset)
{
  if (reader->options.work != NULL)
    gw_work_set_done (reader->options.work, reader->before + offset);
}

void
_gw_reader_let_go (GPtrArray *records)
{
  gw_aside_free ("gw-free", (GDestroyNotify) g_ptr_array_unref, records);
}

void
_gw_record_add_place (GwRecord *record, guint64 line)
{
  if (record->places == NULL)
    record->places = g_array_new (FALSE, TRUE, sizeof (guint64));
  if (record->objects->len > record->places->len)
    g_array_set_size (record->places, record->objects->len);
  g_array_index (record->places, guint64, record->objects->len - 1) = line;
}

/* --- classes ---------------------------------------------------------------- */

/* White space at the ends, as Unicode knows it. (transfer full) */
static char *
trim_name (const char *name)
{
  const char *begin = name;
  const char *end = name + strlen (name);

  while (*begin != '\0' && g_unichar_isspace (g_utf8_get_char (begin)))
    begin = g_utf8_next_char (begin);
  while (end > begin)
    {
      const char *last = g_utf8_find_prev_char (begin, end);

      if (last == NULL || !g_unichar_isspace (g_utf8_get_char (last)))
        break;
      end = last;
    }

  return g_strndup (begin, (gsize) (end - begin));
}

static void
report_class (GwReader *reader, GwSeverity severity, GwOutcome outcome, const char *code, const char *file,
              guint64 line, const char *name, const char *sentence)
{
  g_autofree char *shown = gw_path_display (name, (gssize) MIN (strlen (name), 200));
  g_autofree char *text = g_strdup_printf ("%s: %s", shown, sentence);

  gw_problems_report (reader->problems, &(GwProblem) { .severity = severity,
                                                       .outcome = outcome,
                                                       .code = code,
                                                       .file = (char *) file,
                                                       .line = line,
                                                       .label = shown,
                                                       .text = text });
}

GwClass *
_gw_reader_ensure_class (GwReader *reader, const char *name, const char *id, GHashTable *declared, const char *file,
                         guint64 line)
{
  g_autofree char *trimmed = NULL;
  GwClass *found;
  guint n_before;

  if (!g_utf8_validate (name, -1, NULL))
    {
      report_class (reader, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "encoding", file, line, name,
                    _ ("the name of a class is not UTF-8. It was left out."));
      return NULL;
    }
  trimmed = trim_name (name);
  if (*trimmed == '\0' || strlen (trimmed) > gw_limit_get (GW_LIMIT_NAME_BYTES))
    {
      report_class (reader, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "class-unknown", file, line, trimmed,
                    *trimmed == '\0' ? _ ("a class has no name. It was left out.")
                                     : _ ("the name of a class is too long. It was left out."));
      return NULL;
    }

  n_before = reader->head->classes->len;
  found = gw_record_head_ensure_class (reader->head, trimmed);
  if (reader->head->classes->len > n_before && strcmp (trimmed, name) != 0)
    report_class (reader, GW_SEVERITY_INFO, GW_OUTCOME_CHANGED, "class-trimmed", file, line, trimmed,
                  _ ("the name of the class had blanks at its ends. They are written again on export "
                     "to the same format."));
  if (declared == NULL)
    return found;

  if (!g_hash_table_add (declared, found))
    report_class (reader, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "class-duplicate", file, line, trimmed,
                  _ ("two classes have this name. They were joined into one."));
  else if (!gw_class_get_alias (found, reader->format->name, NULL, NULL))
    gw_class_set_alias (found, reader->format->name, id, name);

  return found;
}

/* Without blanks, and without regard to case. (transfer full) */
static char *
simplify (const char *name)
{
  g_autofree char *folded = g_utf8_validate (name, -1, NULL) ? g_utf8_casefold (name, -1) : gw_path_display (name, -1);
  GString *text = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (text, g_utf8_get_char (p));

  return g_string_free (text, FALSE);
}

void
_gw_reader_report_similar (GwReader *reader, GwSeverity severity)
{
  const GPtrArray *classes = reader->head->classes;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < classes->len; i++)
    {
      const char *name = gw_class_get_name (g_ptr_array_index (classes, i));
      g_autofree char *simple = simplify (name);
      const char *other = g_hash_table_lookup (seen, simple);
      g_autofree char *text = NULL;

      if (other == NULL)
        {
          g_hash_table_insert (seen, g_steal_pointer (&simple), (gpointer) name);
          continue;
        }
      text = g_strdup_printf (_ ("The classes “%s” and “%s” differ only in case or blanks. Both stay."), other, name);
      gw_problems_report (reader->problems, &(GwProblem) { .severity = severity,
                                                           .outcome = GW_OUTCOME_KEPT,
                                                           .code = "class-similar",
                                                           .file = reader->source,
                                                           .label = (char *) name,
                                                           .detail = (char *) other,
                                                           .text = text });
    }
}

/* Classes above each other, of which people make a few: all are gone through for each that comes. */
#define MOST_LEVELS 1000

void
_gw_reader_set_parent (GwReader *reader, GwClass *class, const char *parent, const char *file, guint64 line)
{
  GwClass *found = _gw_reader_ensure_class (reader, parent, NULL, NULL, file, line);
  guint n = 0;

  for (GwClass *above = found; above != NULL;
       above = gw_record_head_find_class (reader->head, gw_class_get_parent_id (above)))
    {
      if (above == class)
        return;
      if (++n < MOST_LEVELS)
        continue;
      gw_problems_add (reader->problems, GW_SEVERITY_WARNING, "limit", file, line, NULL,
                       _ ("The class “%s” is below more than %d others. It was put below none."),
                       gw_class_get_name (class), MOST_LEVELS);
      return;
    }
  if (found != NULL)
    gw_class_set_parent_id (class, gw_class_get_id (found));
}

void
_gw_reader_note_person (GwReader *reader, GHashTable *people, const char *path, const char *person)
{
  const char *name = person != NULL ? person : "";
  const char *known = g_hash_table_lookup (people, path);

  if (known == NULL)
    g_hash_table_insert (people, g_strdup (path), g_strdup (name));
  else if (strcmp (known, name) != 0)
    reader->head->answers = TRUE;
}

void
_gw_model_note_add (GwModelNote *self, const char *name)
{
  if (name == NULL)
    self->unnamed = TRUE;
  else if (self->name == NULL)
    self->name = g_strdup (name);
  else if (strcmp (self->name, name) != 0)
    self->several = TRUE;
}

void
_gw_model_note_settle (const GwModelNote *self, GwRecordHead *head)
{
  const gboolean is_heads = g_strcmp0 (self->name, head->model_name) == 0;

  head->models = self->name != NULL && (self->several || (!is_heads && (self->unnamed || head->model_name != NULL)));
  if (self->name != NULL && !head->models && head->model_name == NULL)
    head->model_name = g_strdup (self->name);
}

void
_gw_model_note_clear (GwModelNote *self)
{
  g_clear_pointer (&self->name, g_free);
}

gboolean
_gw_reader_load_names (GPtrArray *names, const char *file, GError **error)
{
  gsize length;
  g_autofree char *text = _gw_reader_load_file (file, &length, error);
  g_auto (GStrv) lines = NULL;
  gsize n;

  if (text == NULL)
    return FALSE;
  if (!g_utf8_validate (text, (gssize) length, NULL))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s: the names of classes are not UTF-8."), file);
      return FALSE;
    }
  lines = g_strsplit (text, "\n", -1);
  n = g_strv_length (lines);
  while (n > 0 && *g_strstrip (lines[n - 1]) == '\0')
    n--;
  for (gsize i = 0; i < n && i < MOST_CLASSES; i++)
    {
      char *name = g_strchomp (lines[i]);

      if (i == 0 && g_str_has_prefix (name, "\xEF\xBB\xBF"))
        name += 3;
      g_ptr_array_add (names, g_strdup (name));
    }

  return TRUE;
}
