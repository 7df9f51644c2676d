/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-json-files.h"

#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-images-dir.h"
#include "gw-path.h"
#include "gw-reader-private.h"

/* Images by which the folder of pictures is found. */
#define SAMPLE 64

struct _GwJsonFiles
{
  GwReader *reader;
  GPtrArray *files; /* of GwLabelFile */
  const char *list;
  GwJsonFilesListFunc get_list; /* (nullable) */
  const char *const *others;
  guint at;
  GwJsonEntries *entries; /* (nullable): of the file at */
  guint64 done;           /* bytes of what has been read before it */
  GHashTable *overruled;  /* GwLabelFile -> Overruled, of files that give something twice */
};

/* What of a file does not count, as it is given again further down (spec formats 15.6). */
typedef struct
{
  guint n_lists;      /* the first ones */
  GHashTable *places; /* set of places of entries, as pointers */
} Overruled;

/* Keys of entries that are compared, at most. */
#define MOST_KEYS (1u << 20)

static void
overruled_free (gpointer data)
{
  Overruled *self = data;

  g_hash_table_unref (self->places);
  g_free (self);
}

static void
set_total (const GwJsonFiles *self)
{
  guint64 total = 0;

  for (guint i = 0; self->reader->options.work != NULL && i < self->files->len; i++)
    {
      const GwLabelFile *file = g_ptr_array_index (self->files, i);
      guint64 size = 0;
      g_autoptr (GInputStream) stream = _gw_reader_open_file (file->file, &size, NULL);

      total += stream != NULL ? size : 0;
    }
  if (total > 0)
    gw_work_set_total (self->reader->options.work, 2 * total);
}

GwJsonFiles *
gw_json_files_new (GwReader *reader, const char *ending, GwLabelFileFunc is_one, const char *list,
                   const char *const *others, GError **error)
{
  GwJsonFiles *self = g_new0 (GwJsonFiles, 1);

  self->reader = reader;
  self->list = list;
  self->others = others;
  self->overruled = g_hash_table_new_full (NULL, NULL, NULL, overruled_free);
  self->files = gw_label_files_find (reader->source, ending, is_one, 0);
  if (self->files->len == 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s: there is no JSON file of %s in it."), reader->source,
                   _ (reader->format->title));
      gw_json_files_free (self);
      return NULL;
    }
  set_total (self);
  return self;
}

void
gw_json_files_free (GwJsonFiles *self)
{
  if (self == NULL)
    return;
  gw_json_entries_free (self->entries);
  g_hash_table_unref (self->overruled);
  g_ptr_array_unref (self->files);
  g_free (self);
}

const GPtrArray *
gw_json_files_get (const GwJsonFiles *self)
{
  return self->files;
}

static GwJsonEntries *
open_file (const GwJsonFiles *self, guint which, GCancellable *cancellable, GError **error)
{
  const GwLabelFile *file = g_ptr_array_index (self->files, which);

  return gw_json_entries_open (file->file, self->get_list != NULL ? self->get_list (file->file) : self->list,
                               self->others, NULL, cancellable, error);
}

void
gw_json_files_set_list_func (GwJsonFiles *self, GwJsonFilesListFunc get_list)
{
  self->get_list = get_list;
}

/* --- the first time through -------------------------------------------------------------- */

/* Notes entries whose keys come again, with another look at the file: few files have any. */
static void
find_overruled (const GwJsonFiles *self, guint which, guint n_lists, GHashTable *places, GCancellable *cancellable)
{
  g_autoptr (GwJsonEntries) entries = open_file (self, which, cancellable, NULL);
  g_autoptr (GHashTable) last = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gpointer before;
  GwJsonEntry entry;

  if (entries != NULL)
    gw_json_entries_pass_lists (entries, n_lists);
  while (entries != NULL && g_hash_table_size (last) < MOST_KEYS && gw_json_entries_next (entries, &entry, NULL))
    {
      if (entry.key == NULL || entry.key[0] == '\0' || entry.index > G_MAXUINT)
        continue;
      if (g_hash_table_lookup_extended (last, entry.key, NULL, &before))
        g_hash_table_add (places, before);
      g_hash_table_replace (last, g_strdup (entry.key), GUINT_TO_POINTER ((guint) entry.index));
    }
}

/* Tells of what the document has twice outside of entries, and notes what of it does not count. */
static void
check_repeats (GwJsonFiles *self, guint which, GwJsonEntries *entries, GCancellable *cancellable)
{
  const GwLabelFile *file = g_ptr_array_index (self->files, which);
  const guint n = gw_json_entries_get_n_lists (entries);
  GwJsonRepeats repeats;
  Overruled *overruled;

  if (!gw_json_entries_take_repeats (entries, &repeats))
    return;
  _gw_reader_tell_repeats (self->reader, &repeats, &(GwProblem) { .file = file->file });
  overruled = g_new0 (Overruled, 1);
  overruled->n_lists = n > 1 ? n - 1 : 0;
  overruled->places = g_hash_table_new (NULL, NULL);
  find_overruled (self, which, overruled->n_lists, overruled->places, cancellable);
  g_hash_table_insert (self->overruled, (gpointer) file, overruled);
}

static gboolean
scan_file (GwJsonFiles *self, guint which, GwJsonFilesFunc func, gpointer data, GCancellable *cancellable,
           GError **error)
{
  const GwLabelFile *file = g_ptr_array_index (self->files, which);
  g_autoptr (GwJsonEntries) entries = open_file (self, which, cancellable, error);
  GError *failure = NULL;
  GwJsonEntry entry;

  if (entries == NULL)
    return FALSE;
  while (gw_json_entries_next (entries, &entry, &failure))
    {
      func (file, &entry, gw_json_entries_get_others (entries), data);
      _gw_reader_tell (self->reader, self->done + gw_json_entries_get_offset (entries));
    }
  self->done += gw_json_entries_get_offset (entries);
  if (failure == NULL && !gw_json_entries_have_list (entries))
    failure = self->list != NULL
                  ? g_error_new (GW_ERROR, GW_ERROR_INVALID, _ ("The file has no “%s”."), self->list)
                  : g_error_new_literal (GW_ERROR, GW_ERROR_INVALID, _ ("The file holds no list and no object."));
  if (failure == NULL)
    {
      func (file, NULL, gw_json_entries_get_others (entries), data);
      check_repeats (self, which, entries, cancellable);
      return TRUE;
    }
  g_propagate_error (error, failure);
  _gw_reader_fail_json (self->reader, file->file, gw_json_entries_get_line (entries), error);
  return FALSE;
}

gboolean
gw_json_files_scan (GwJsonFiles *self, GwJsonFilesFunc func, gpointer data, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < self->files->len;)
    {
      g_autoptr (GError) failure = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (scan_file (self, i, func, data, cancellable, &failure))
        {
          i++;
          continue;
        }
      if (self->files->len == 1 || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      g_ptr_array_remove_index (self->files, i);
    }
  return TRUE;
}

/* --- the second time ----------------------------------------------------------------------- */

static gboolean
counts (const GwJsonFiles *self, const GwLabelFile *file, const GwJsonEntry *entry)
{
  const Overruled *overruled = g_hash_table_lookup (self->overruled, file);

  return overruled == NULL || !g_hash_table_contains (overruled->places, GUINT_TO_POINTER ((guint) entry->index));
}

static GwJsonEntries *
open_again (const GwJsonFiles *self, GCancellable *cancellable, GError **error)
{
  const Overruled *overruled = g_hash_table_lookup (self->overruled, g_ptr_array_index (self->files, self->at));
  GwJsonEntries *entries = open_file (self, self->at, cancellable, error);

  if (entries != NULL && overruled != NULL)
    gw_json_entries_pass_lists (entries, overruled->n_lists);
  return entries;
}

gboolean
gw_json_files_next (GwJsonFiles *self, const GwLabelFile **file, GwJsonEntry *entry, GCancellable *cancellable,
                    GError **error)
{
  while (self->at < self->files->len)
    {
      GError *failure = NULL;

      if (self->entries == NULL)
        self->entries = open_again (self, cancellable, error);
      if (self->entries == NULL)
        return FALSE;
      if (gw_json_entries_next (self->entries, entry, &failure))
        {
          *file = g_ptr_array_index (self->files, self->at);
          if (!counts (self, *file, entry))
            continue;
          _gw_reader_tell (self->reader, self->done + gw_json_entries_get_offset (self->entries));
          return TRUE;
        }
      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return FALSE;
        }
      self->done += gw_json_entries_get_offset (self->entries);
      g_clear_pointer (&self->entries, gw_json_entries_free);
      self->at++;
    }
  return FALSE;
}

void
gw_json_files_report_tables (GwReader *reader, const GPtrArray *tables)
{
  g_autofree char *text = g_strdup_printf (_ ("There are JSON files of %s beside this table. It was not read; name it "
                                              "to read it alone."),
                                           _ (reader->format->title));

  for (guint i = 0; i < tables->len; i++)
    gw_problems_report (reader->problems, &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                                         .outcome = GW_OUTCOME_LEFT_OUT,
                                                         .code = "labels-unread",
                                                         .file = ((GwLabelFile *) g_ptr_array_index (tables, i))->file,
                                                         .text = text });
}

/* --- pictures ------------------------------------------------------------------------------ */

void
gw_json_files_find_pictures (GwJsonFiles *self, GwJsonFilesNameFunc get_image)
{
  GwReader *reader = self->reader;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; reader->images_dir == NULL && i < self->files->len && paths->len < SAMPLE; i++)
    {
      g_autoptr (GwJsonEntries) entries = open_file (self, i, NULL, NULL);
      GwJsonEntry entry;

      while (entries != NULL && paths->len < SAMPLE && gw_json_entries_next (entries, &entry, NULL))
        {
          g_autofree char *name = get_image (&entry);
          g_autofree char *path = name != NULL ? gw_label_file_get_path (g_ptr_array_index (self->files, i), name)
                                               : NULL;
          char *clean = path != NULL ? gw_path_tail (path, -1, NULL) : NULL;

          if (clean != NULL)
            g_ptr_array_add (paths, clean);
        }
    }
  if (reader->images_dir == NULL && paths->len > 0)
    reader->images_dir = gw_images_dir_guess (reader->source, (const char *const *) paths->pdata, paths->len);
}
