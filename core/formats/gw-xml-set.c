/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-xml-set.h"

#include <glib/gi18n.h>

#include "gw-aside.h"
#include "gw-error.h"
#include "gw-reader-private.h"
#include "gw-writer-private.h"
#include "gw-xml-files.h"
#include "gw-xml.h"

/* Files that detection looks into. */
#define MOST_SAMPLES 8

/* Documents that are let go. */
typedef struct
{
  GDestroyNotify free;
  gpointer *documents;
  guint n;
} Kept;

/* --- files --------------------------------------------------------------------------- */

static gpointer
load (const GwXmlKind *kind, const char *file, const char **code, GError **error)
{
  gsize length;
  g_autofree char *text = _gw_reader_load_file (file, &length, error);

  *code = "encoding";
  return text != NULL ? kind->parse (text, length, code, error) : NULL;
}

guint
gw_xml_set_sample (const GwXmlKind *kind, const char *source, gboolean is_folder, GwXmlFunc func, gpointer data)
{
  g_autofree char *folder = is_folder ? gw_xml_files_find_folder (source) : g_path_get_dirname (source);
  g_autoptr (GPtrArray) files = is_folder ? gw_xml_files_sample (folder, MOST_SAMPLES)
                                          : g_ptr_array_new_with_free_func (g_free);
  guint n_broken = 0;

  if (!is_folder && g_str_has_suffix (source, ".xml"))
    g_ptr_array_add (files, g_path_get_basename (source));
  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *file = g_build_filename (folder, g_ptr_array_index (files, i), NULL);
      gsize length;
      g_autofree char *text = _gw_reader_load_file (file, &length, NULL);
      const char *code;
      gpointer document = text != NULL ? kind->parse (text, length, &code, NULL) : NULL;

      if (document != NULL)
        {
          func (document, file, data);
          kind->free (document);
        }
      else if (text != NULL && gw_xml_mentions (text, length, kind->tags))
        n_broken++;
    }

  return n_broken;
}

gboolean
gw_xml_set_open (GwXmlSet *self, const GwXmlKind *kind, const char *source, gboolean may_be_empty, GwWork *work,
                 GCancellable *cancellable, GError **error)
{
  gboolean is_folder;

  self->kind = kind;
  self->declared = g_hash_table_new (NULL, NULL);
  self->classes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!gw_source_check (source, &is_folder, error))
    return FALSE;
  if (is_folder)
    {
      self->folder = gw_xml_files_find_folder (source);
      self->files = gw_xml_files_list (self->folder, work, cancellable, error);
    }
  else
    {
      self->folder = g_path_get_dirname (source);
      self->files = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (self->files, g_path_get_basename (source));
    }
  if (self->files == NULL)
    return FALSE;
  if (self->files->len > 0 || may_be_empty)
    return TRUE;
  g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s: there is no XML file in it."), source);
  return FALSE;
}

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  for (guint i = 0; i < kept->n; i++)
    if (kept->documents[i] != NULL)
      kept->free (kept->documents[i]);
  g_free (kept->documents);
  g_free (kept);
}

/* Who cancels does not wait until all that are left are gone. */
static void
let_go_kept (GwXmlSet *self)
{
  Kept *kept;

  if (self->kept == NULL)
    return;
  kept = g_new (Kept, 1);
  *kept = (Kept) { self->kind->free, g_steal_pointer (&self->kept), self->files->len };
  if (self->next < self->files->len)
    gw_aside_free ("gw-free", kept_free, kept);
  else
    kept_free (kept);
}

void
gw_xml_set_clear (GwXmlSet *self)
{
  let_go_kept (self);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->classes, g_hash_table_unref);
  g_clear_pointer (&self->declared, g_hash_table_unref);
  g_clear_pointer (&self->pictures, gw_picture_stems_free);
  g_clear_pointer (&self->folder, g_free);
}

/* Takes the document. */
static void
keep (GwXmlSet *self, guint place, gpointer document)
{
  const gsize bytes = self->kind->measure (document);

  if (bytes > GW_XML_SET_MOST_KEPT - self->n_kept)
    {
      self->kind->free (document);
      return;
    }
  self->kept[place] = document;
  self->n_kept += bytes;
}

gboolean
gw_xml_set_scan (GwXmlSet *self, GwReader *reader, GwXmlFunc func, gpointer data, GCancellable *cancellable,
                 GError **error)
{
  if (reader->options.work != NULL)
    gw_work_set_total (reader->options.work, 2 * (guint64) self->files->len);
  self->kept = g_new0 (gpointer, self->files->len);
  for (guint i = 0; i < self->files->len; i++)
    {
      g_autofree char *file = g_build_filename (self->folder, g_ptr_array_index (self->files, i), NULL);
      const char *code;
      gpointer document;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      document = load (self->kind, file, &code, NULL);
      if (document != NULL)
        {
          func (document, file, data);
          keep (self, i, document);
        }
      _gw_reader_tell (reader, i + 1);
    }
  return TRUE;
}

/* --- classes and pictures -------------------------------------------------------------- */

void
gw_xml_set_note_class (GwXmlSet *self, GwReader *reader, const char *name, const char *file, guint64 line)
{
  GwClass *class;

  if (g_hash_table_contains (self->classes, name))
    return;
  class = _gw_reader_ensure_class (reader, name, NULL, self->declared, file, line);
  g_hash_table_insert (self->classes, g_strdup (name),
                       GINT_TO_POINTER (class != NULL ? (gint) gw_class_get_id (class) : 0));
}

gint64
gw_xml_set_find_class (const GwXmlSet *self, const char *name)
{
  return name != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (self->classes, name)) : 0;
}

void
gw_xml_set_find_pictures (GwXmlSet *self, GwReader *reader, const char *const *usual, gsize n, const GPtrArray *more,
                          GCancellable *cancellable)
{
  g_autoptr (GPtrArray) stems = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->files->len; i++)
    g_ptr_array_add (stems, _gw_path_get_stem (g_ptr_array_index (self->files, i)));
  for (guint i = 0; more != NULL && i < more->len; i++)
    g_ptr_array_add (stems, g_strdup (g_ptr_array_index (more, i)));
  self->pictures = gw_picture_stems_find (self->folder, usual, n, reader->options.images_dir, stems, cancellable);
  if (self->pictures != NULL && reader->images_dir == NULL)
    reader->images_dir = g_strdup (gw_picture_stems_get_folder (self->pictures));
}

/* --- documents ----------------------------------------------------------------------------- */

/* As it was kept, or read now. */
static gpointer
take (GwXmlSet *self, guint place, const char *file, const char **code, GError **error)
{
  if (self->kept != NULL && self->kept[place] != NULL)
    return g_steal_pointer (&self->kept[place]);
  return load (self->kind, file, code, error);
}

gpointer
gw_xml_set_next (GwXmlSet *self, GwReader *reader, char **file, char **stem, GCancellable *cancellable, GError **error)
{
  while (self->next < self->files->len)
    {
      const guint place = self->next++;
      const char *name = g_ptr_array_index (self->files, place);
      g_autofree char *path = g_build_filename (self->folder, name, NULL);
      g_autofree char *own = _gw_path_get_stem (name);
      g_autoptr (GError) failure = NULL;
      const char *code;
      gpointer document;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      _gw_reader_tell (reader, (guint64) self->files->len + self->next);
      reader->counts.images++;
      document = take (self, place, path, &code, &failure);
      if (document != NULL)
        {
          *file = g_steal_pointer (&path);
          *stem = g_steal_pointer (&own);
          return document;
        }
      gw_problems_report (reader->problems, &(GwProblem) { .severity = GW_SEVERITY_ERROR,
                                                           .code = code,
                                                           .outcome = GW_OUTCOME_LEFT_OUT,
                                                           .file = path,
                                                           .image = own,
                                                           .text = failure->message,
                                                           .n_images = 1 });
    }
  return NULL;
}
