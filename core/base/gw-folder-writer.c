/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-folder-writer.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gw-disk-private.h"
#include "gw-error.h"
#include "gw-file-writer-private.h"
#include "gw-path.h"
#include "gw-write-behind-private.h"

/* Always true: temporary is set until a commit has succeeded; made lists the
 * parents that were missing, outermost first.
 */
struct _GwFolderWriter
{
  char *target;
  char *parent;
  char *temporary;
  char *ready; /* (nullable): the folder below it that was made last: most files come in a row */
  GPtrArray *made;
  GPtrArray *dropped; /* normalised names below target */
  GwWriteBehind *behind;
  GwWriteFlags flags;
  guint64 expected_size;
  GwWork *work; /* (nullable) */
};

/* One thing that a merge did, to be undone should a later one fail. */
typedef struct
{
  enum
  {
    STEP_MADE_FOLDER,
    STEP_SET_ASIDE,
    STEP_PUT_IN_PLACE
  } kind;
  char *from; /* NULL for a folder */
  char *to;
} Step;

static void
clear_step (gpointer data)
{
  Step *step = data;

  g_free (step->from);
  g_free (step->to);
}

static gboolean
is_empty (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  return dir != NULL && g_dir_read_name (dir) == NULL;
}

static gboolean
is_folder (const char *path)
{
  GStatBuf info;

  return g_lstat (path, &info) == 0 && S_ISDIR (info.st_mode);
}

static gboolean
exists (const char *path)
{
  GStatBuf info;

  return g_lstat (path, &info) == 0;
}

static gboolean
check_target (GwFolderWriter *self, GError **error)
{
  g_autofree char *shown = NULL;

  if (!exists (self->target))
    return TRUE;

  shown = gw_path_display (self->target, -1);
  if (!is_folder (self->target))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_EXISTS, _ ("“%s” is a file, and a folder is to be written there."), shown);
      return FALSE;
    }
  if ((self->flags & GW_WRITE_OVERWRITE) == 0 && !is_empty (self->target))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_EXISTS,
                   _ ("The folder “%s” is not empty. Choose another one, or allow files in it to be replaced."), shown);
      return FALSE;
    }
  return TRUE;
}

GwFolderWriter *
gw_folder_writer_new (const char *path, GwWriteFlags flags, guint64 expected_size, GError **error)
{
  g_autoptr (GwFolderWriter) self = NULL;
  g_autofree char *canonical = NULL, *name = NULL;
  char *real;

  g_return_val_if_fail (path != NULL, NULL);

  canonical = g_canonicalize_filename (path, NULL);
  real = realpath (canonical, NULL);
  self = g_new0 (GwFolderWriter, 1);
  self->made = g_ptr_array_new_with_free_func (g_free);
  self->dropped = g_ptr_array_new_with_free_func (g_free);
  self->flags = flags;
  self->expected_size = expected_size;
  self->behind = _gw_write_behind_new (expected_size);
  self->target = g_strdup (real != NULL ? real : canonical);
  self->parent = g_path_get_dirname (self->target);
  free (real);

  if (!check_target (self, error) || !_gw_disk_make_folders (self->parent, self->made, error)
      || !_gw_disk_check_space (self->parent, expected_size, self->target, error))
    return NULL;

  name = _gw_disk_temporary_name (self->parent, "part");
  if (g_mkdir (name, 0777) != 0)
    {
      _gw_disk_set_error (error, errno, self->target, expected_size, 0);
      return NULL;
    }

  self->temporary = g_steal_pointer (&name);
  return g_steal_pointer (&self);
}

void
gw_folder_writer_free (GwFolderWriter *self)
{
  if (self == NULL)
    return;

  _gw_write_behind_free (self->behind);
  if (self->temporary != NULL)
    _gw_disk_remove_soon (self->temporary, self->made);
  else
    _gw_disk_remove_folders (self->made);

  g_ptr_array_unref (self->made);
  g_ptr_array_unref (self->dropped);
  g_free (self->target);
  g_free (self->parent);
  g_free (self->temporary);
  g_free (self->ready);
  g_clear_object (&self->work);
  g_free (self);
}

void
gw_folder_writer_set_work (GwFolderWriter *self, GwWork *work)
{
  g_return_if_fail (self != NULL);

  g_set_object (&self->work, work);
}

const char *
gw_folder_writer_get_folder (GwFolderWriter *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->temporary;
}

char *
gw_folder_writer_make_path (GwFolderWriter *self, const char *relative, GError **error)
{
  g_autofree char *normal = NULL, *path = NULL, *folder = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (self->temporary != NULL, NULL);
  g_return_val_if_fail (relative != NULL, NULL);

  normal = gw_path_normalise (relative, -1, error);
  if (normal == NULL)
    return NULL;

  path = g_build_filename (self->temporary, normal, NULL);
  folder = g_path_get_dirname (path);
  if (g_strcmp0 (folder, self->ready) == 0)
    return g_steal_pointer (&path);
  if (g_mkdir_with_parents (folder, 0777) != 0)
    {
      _gw_disk_set_error (error, errno, folder, self->expected_size, 0);
      return NULL;
    }
  g_free (self->ready);
  self->ready = g_steal_pointer (&folder);

  return g_steal_pointer (&path);
}

GOutputStream *
gw_folder_writer_open (GwFolderWriter *self, const char *relative, GError **error)
{
  g_autofree char *path = gw_folder_writer_make_path (self, relative, error);
  GwFileWriter *writer = NULL;

  /* It may be one of those. */
  if (path != NULL && _gw_write_behind_flush (self->behind, NULL, error))
    writer = _gw_file_writer_new_in_place (path, self->expected_size, error);
  return writer != NULL ? G_OUTPUT_STREAM (writer) : NULL;
}

gboolean
gw_folder_writer_write (GwFolderWriter *self, const char *relative, gconstpointer data, gsize length, GError **error)
{
  char *path = gw_folder_writer_make_path (self, relative, error);

  return path != NULL && _gw_write_behind_add (self->behind, path, data, length, error);
}

void
gw_folder_writer_drop (GwFolderWriter *self, const char *relative)
{
  g_autofree char *normal = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (relative != NULL);

  normal = gw_path_normalise (relative, -1, NULL);
  if (normal != NULL)
    g_ptr_array_add (self->dropped, g_steal_pointer (&normal));
}

static void
list_below (GPtrArray *list, const char *folder, const char *relative)
{
  DIR *dir = opendir (folder);
  const struct dirent *entry;

  while (dir != NULL && (entry = readdir (dir)) != NULL)
    {
      const char *name = entry->d_name;
      g_autofree char *below = NULL;

      if (strcmp (name, ".") == 0 || strcmp (name, "..") == 0)
        continue;
      below = *relative != '\0' ? g_strconcat (relative, "/", name, NULL) : g_strdup (name);
      /* Many file systems say what an entry is, and need not be asked for each. */
      if (entry->d_type == DT_DIR || entry->d_type == DT_UNKNOWN)
        {
          g_autofree char *path = g_build_filename (folder, name, NULL);

          if (is_folder (path))
            {
              list_below (list, path, below);
              continue;
            }
        }
      g_ptr_array_add (list, g_steal_pointer (&below));
    }
  if (dir != NULL)
    closedir (dir);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
gw_folder_writer_list (GwFolderWriter *self, GCancellable *cancellable, GError **error)
{
  GPtrArray *list;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (self->temporary != NULL, NULL);

  if (!_gw_write_behind_flush (self->behind, cancellable, error))
    return NULL;
  list = g_ptr_array_new_with_free_func (g_free);
  list_below (list, self->temporary, "");
  g_ptr_array_sort (list, compare_names);

  return list;
}

static gboolean
sync_files (GwFolderWriter *self, const char *folder, GCancellable *cancellable, GError **error)
{
  const int code = _gw_disk_sync_folder (folder, GW_DISK_SYNC_VOLUME, self->work, cancellable);

  if (code == 0)
    return TRUE;
  if (code != ECANCELED || !g_cancellable_set_error_if_cancelled (cancellable, error))
    _gw_disk_set_error (error, code, self->target, self->expected_size, 0);
  return FALSE;
}

static void
add_step (GArray *steps, int kind, const char *from, const char *to)
{
  Step step = { kind, g_strdup (from), g_strdup (to) };

  g_array_append_val (steps, step);
}

static void
undo_steps (GArray *steps)
{
  for (guint i = steps->len; i > 0; i--)
    {
      const Step *step = &g_array_index (steps, Step, i - 1);

      if (step->kind == STEP_MADE_FOLDER)
        g_rmdir (step->to);
      else if (g_rename (step->to, step->from) != 0)
        g_warning ("“%s” could not be moved back to “%s”.", step->to, step->from);
    }
}

static gboolean
move (GArray *steps, int kind, const char *from, const char *to, GError **error)
{
  if (g_rename (from, to) != 0)
    {
      _gw_disk_set_error (error, errno, to, 0, 0);
      return FALSE;
    }

  add_step (steps, kind, from, to);
  return TRUE;
}

static gboolean
make_folder (GArray *steps, const char *path, GError **error)
{
  if (is_folder (path))
    return TRUE;
  if (g_mkdir (path, 0777) != 0)
    {
      const int code = errno;

      /* Another program has made it meanwhile. */
      if (code == EEXIST && is_folder (path))
        return TRUE;
      _gw_disk_set_error (error, code, path, 0, 0);
      return FALSE;
    }

  add_step (steps, STEP_MADE_FOLDER, NULL, path);
  return TRUE;
}

/* Moves the contents of `from` into the folder `to`, and what they replace
 * into `aside`. */
static gboolean
merge (GArray *steps, const char *from, const char *to, const char *aside, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, error);
  const char *name;

  if (dir == NULL || !make_folder (steps, to, error) || !make_folder (steps, aside, error))
    return FALSE;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);
      g_autofree char *old = g_build_filename (aside, name, NULL);

      if (exists (target) && is_folder (source) != is_folder (target))
        {
          g_autofree char *shown = gw_path_display (target, -1);

          g_set_error (error, GW_ERROR, GW_ERROR_EXISTS,
                       _ ("“%s” is in the way: a file and a folder have the same name."), shown);
          return FALSE;
        }
      if (is_folder (source))
        {
          if (!merge (steps, source, target, old, error))
            return FALSE;
          continue;
        }
      if (exists (target) && !move (steps, STEP_SET_ASIDE, target, old, error))
        return FALSE;
      if (!move (steps, STEP_PUT_IN_PLACE, source, target, error))
        return FALSE;
    }
  return TRUE;
}

/* Moves one file that is dropped to its place in `aside`, whose folders are
 * made. A part of the way that is no folder, a link included, ends it. */
static gboolean
drop (GArray *steps, const char *target, const char *aside, const char *relative, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (relative, "/", -1);
  g_autofree char *from = g_strdup (target);
  g_autofree char *to = g_strdup (aside);

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      char *below = g_build_filename (from, parts[i], NULL);
      char *beside = g_build_filename (to, parts[i], NULL);

      g_free (from);
      g_free (to);
      from = below;
      to = beside;
      if (parts[i + 1] == NULL)
        break;
      if (!is_folder (from))
        return TRUE;
      if (!make_folder (steps, to, error))
        return FALSE;
    }

  return !exists (from) || is_folder (from) || move (steps, STEP_SET_ASIDE, from, to, error);
}

/* All that are dropped and are not written anew. */
static gboolean
drop_all (GwFolderWriter *self, GArray *steps, GHashTable *written, const char *aside, GError **error)
{
  for (guint i = 0; i < self->dropped->len; i++)
    {
      const char *relative = g_ptr_array_index (self->dropped, i);

      if (!g_hash_table_contains (written, relative) && !drop (steps, self->target, aside, relative, error))
        return FALSE;
    }
  return TRUE;
}

/* The folders that held what was dropped, where nothing is left in them. */
static void
remove_emptied (GwFolderWriter *self)
{
  for (guint i = 0; i < self->dropped->len; i++)
    {
      g_autofree char *folder = g_path_get_dirname (g_ptr_array_index (self->dropped, i));

      while (strcmp (folder, ".") != 0)
        {
          g_autofree char *path = g_build_filename (self->target, folder, NULL);
          char *above = g_path_get_dirname (folder);

          g_free (folder);
          folder = above;
          if (!is_folder (path) || g_rmdir (path) != 0)
            break;
        }
    }
}

static gboolean
merge_all (GwFolderWriter *self, GError **error)
{
  g_autofree char *aside = _gw_disk_temporary_name (self->parent, "old");
  g_autofree char *dropped = _gw_disk_temporary_name (self->parent, "old");
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (Step));
  g_autoptr (GHashTable) written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) list = gw_folder_writer_list (self, NULL, error);

  if (list == NULL)
    return FALSE;
  g_array_set_clear_func (steps, clear_step);
  g_ptr_array_set_free_func (list, NULL);
  for (guint i = 0; i < list->len; i++)
    g_hash_table_add (written, g_ptr_array_index (list, i));
  /* What is dropped may be where a folder is to be. */
  if (!make_folder (steps, dropped, error) || !drop_all (self, steps, written, dropped, error)
      || !merge (steps, self->temporary, self->target, aside, error))
    {
      undo_steps (steps);
      return FALSE;
    }

  _gw_disk_remove_tree (aside);
  _gw_disk_remove_tree (dropped);
  remove_emptied (self);
  _gw_disk_remove_tree (self->temporary);
  return sync_files (self, self->target, NULL, error);
}

static gboolean
put_in_place (GwFolderWriter *self, GError **error)
{
  int result;

  if (is_folder (self->target))
    {
      if ((self->flags & GW_WRITE_OVERWRITE) != 0 && !is_empty (self->target))
        return merge_all (self, error);
      /* Replaces an empty folder; one that is no longer empty is an error. */
      result = g_rename (self->temporary, self->target);
    }
  else
    {
      result = _gw_disk_rename_new (self->temporary, self->target);
    }

  if (result == 0)
    return TRUE;
  _gw_disk_set_error (error, errno, self->target, self->expected_size, 0);
  return FALSE;
}

gboolean
gw_folder_writer_commit (GwFolderWriter *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->temporary != NULL, FALSE);

  if (!_gw_write_behind_flush (self->behind, cancellable, error)
      || !sync_files (self, self->temporary, cancellable, error)
      || g_cancellable_set_error_if_cancelled (cancellable, error) || !put_in_place (self, error))
    return FALSE;

  g_clear_pointer (&self->temporary, g_free);
  g_ptr_array_set_size (self->made, 0);
  return _gw_disk_sync_name (self->parent, self->work, cancellable, error);
}
