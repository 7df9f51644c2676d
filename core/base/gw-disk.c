/* SPDX-License-Identifier: GPL-3.0-or-later */

/* renameat2() */
#define _GNU_SOURCE

#include "config.h"

#include "gw-disk-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "gw-error.h"
#include "gw-path.h"

/* So many files go whatever the time is. */
#define REMOVE_FILES 50

static gboolean
free_space (const char *folder, guint64 *bytes)
{
  struct statvfs info;

  if (statvfs (folder, &info) != 0)
    return FALSE;

  *bytes = (guint64) info.f_bavail * (guint64) info.f_frsize;
  return TRUE;
}

static void
set_full (GError **error, const char *path, guint64 needed, guint64 written)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *shown = gw_path_display (path, -1);
  g_autofree char *need = g_format_size (MAX (needed, written));
  guint64 bytes = 0;
  g_autofree char *left = free_space (folder, &bytes) ? g_format_size (bytes) : NULL;

  if (left == NULL)
    g_set_error (error, GW_ERROR, GW_ERROR_IO, _ ("The disk is full: “%s” needs %s or more."), shown, need);
  else if (needed > 0)
    g_set_error (error, GW_ERROR, GW_ERROR_IO,
                 _ ("The disk is too full: “%s” needs %s, and %s are free. Free some space or choose another disk."),
                 shown, need, left);
  else
    g_set_error (
        error, GW_ERROR, GW_ERROR_IO,
        _ ("The disk is full: “%s” needs more than %s, and %s are free. Free some space or choose another disk."),
        shown, need, left);
}

gboolean
_gw_disk_check_space (const char *folder, guint64 needed, const char *path, GError **error)
{
  guint64 bytes;

  /* What cannot be known is found out by writing. */
  if (needed == 0 || !free_space (folder, &bytes) || needed <= bytes)
    return TRUE;

  set_full (error, path, needed, 0);
  return FALSE;
}

void
_gw_disk_set_error (GError **error, int code, const char *path, guint64 needed, guint64 written)
{
  g_autofree char *shown = gw_path_display (path, -1);

  if (code == ENOSPC || code == EDQUOT)
    set_full (error, path, needed, written);
  else if (code == EEXIST || code == ENOTEMPTY)
    g_set_error (error, GW_ERROR, GW_ERROR_EXISTS, _ ("“%s” exists already and was not replaced."), shown);
  else if (code == ENOENT)
    g_set_error (error, GW_ERROR, GW_ERROR_NOT_FOUND,
                 _ ("“%s” cannot be written: its folder does not exist. Check the path, or make the folder first."),
                 shown);
  else
    g_set_error (error, GW_ERROR, GW_ERROR_IO, _ ("“%s” could not be written: %s. %s"), shown, g_strerror (code),
                 gw_error_advise_writing (code));
}

/* A file is where a folder is to be, or a link that leads nowhere. */
static void
set_in_the_way (GError **error, const char *path)
{
  g_autofree char *shown = gw_path_display (path, -1);

  g_set_error (error, GW_ERROR, GW_ERROR_REFUSED,
               g_file_test (path, G_FILE_TEST_IS_SYMLINK) && !g_file_test (path, G_FILE_TEST_EXISTS)
                   ? _ ("“%s” is a link that leads nowhere, and a folder is needed there. Choose another place.")
                   : _ ("“%s” is a file, and a folder is needed there. Choose another place."),
               shown);
}

gboolean
_gw_disk_make_folders (const char *folder, GPtrArray *made, GError **error)
{
  g_autofree char *above = g_path_get_dirname (folder);

  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  if (strcmp (above, folder) != 0 && !_gw_disk_make_folders (above, made, error))
    return FALSE;

  if (g_mkdir (folder, 0777) == 0)
    {
      g_ptr_array_add (made, g_strdup (folder));
      return TRUE;
    }
  if (errno != EEXIST)
    {
      _gw_disk_set_error (error, errno, folder, 0, 0);
      return FALSE;
    }
  /* Another program may have made it meanwhile; then it is not ours to remove. */
  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  set_in_the_way (error, folder);
  return FALSE;
}

void
_gw_disk_remove_folders (GPtrArray *made)
{
  for (guint i = made->len; i > 0; i--)
    g_rmdir (g_ptr_array_index (made, i - 1));
  g_ptr_array_set_size (made, 0);
}

int
_gw_disk_sync_folder (const char *folder, GwDiskSync what, GwWork *work, GCancellable *cancellable)
{
  const int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int code;

  if (fd < 0)
    return errno;
  code = gw_disk_sync (fd, what, work, cancellable);
  close (fd);

  /* A file system whose folders need no sync. */
  return code == EINVAL && what == GW_DISK_SYNC_FILE ? 0 : code;
}

gboolean
_gw_disk_sync_name (const char *folder, GwWork *work, GCancellable *cancellable, GError **error)
{
  const int code = _gw_disk_sync_folder (folder, GW_DISK_SYNC_FILE, work, cancellable);

  if (code == 0 || code == ECANCELED)
    return TRUE;
  _gw_disk_set_error (error, code, folder, 0, 0);
  return FALSE;
}

int
_gw_disk_rename_new (const char *from, const char *to)
{
  GStatBuf info;

  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return 0;
  if (errno != EINVAL && errno != ENOSYS)
    return -1;

  /* A file system without it: look first, which another program may outrun. */
  if (g_lstat (to, &info) == 0)
    {
      errno = EEXIST;
      return -1;
    }
  return g_rename (from, to);
}

char *
_gw_disk_temporary_name (const char *folder, const char *suffix)
{
  g_autofree char *name = g_strdup_printf (".groundwork-%08x%08x.%s", g_random_int (), g_random_int (), suffix);

  return g_build_filename (folder, name, NULL);
}

gboolean
_gw_disk_remove_tree_until (const char *path, gint64 time, guint *n)
{
  GStatBuf info;

  if (g_lstat (path, &info) == 0 && S_ISDIR (info.st_mode))
    {
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          if ((*n > REMOVE_FILES && g_get_monotonic_time () > time) || !_gw_disk_remove_tree_until (child, time, n))
            return FALSE;
        }
    }
  _gw_disk_remove_file (path);
  (*n)++;

  return TRUE;
}

void
_gw_disk_remove_tree (const char *path)
{
  guint n = 0;

  _gw_disk_remove_tree_until (path, G_MAXINT64, &n);
}
