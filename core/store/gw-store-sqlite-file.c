/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

/* File systems on which locks or shared memory are not to be relied on. */
static const struct
{
  guint32 type;
  const char *name;
} network_file_systems[] = {
  { 0x6969, "NFS" },      { 0x517b, "SMB" },     { 0xff534d42, "SMB" },  { 0xfe534d42, "SMB" },  { 0x01021997, "9p" },
  { 0x65735546, "FUSE" }, { 0x5346414f, "AFS" }, { 0x73757245, "Coda" }, { 0x00c36400, "Ceph" },
};

char *
_gw_store_sqlite_resolve (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (folder);
  char buffer[PATH_MAX];

  if (realpath (folder, buffer) == NULL)
    {
      g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID,
                   _ ("There is no folder “%s”. Check the path, or make the folder first."), shown);
      return NULL;
    }
  return g_build_filename (buffer, name, NULL);
}

/* In a folder that everybody writes and where nobody may remove what is
 * another's (the sticky bit, as /tmp has it), a stranger could still put a
 * write-ahead log beside our file before we do.
 */
static gboolean
has_strangers_files (const char *folder, const char *name)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (folder, "/", name, endings[i], NULL);
      struct stat info;

      if (lstat (file, &info) == 0 && info.st_uid != geteuid ())
        return TRUE;
    }
  return FALSE;
}

char *
_gw_store_sqlite_refuse_folder (const char *folder, const char *name)
{
  g_autofree char *shown = g_filename_display_name (folder);
  struct statfs system;
  struct stat info;

  if (stat (folder, &info) == 0 && (info.st_mode & S_IWOTH)
      && (!(info.st_mode & S_ISVTX) || has_strangers_files (folder, name)))
    return g_strdup_printf (_ ("Everybody on this computer may write to the folder “%s”. "
                               "Take that permission away, or move the project to a folder of your own."),
                            shown);
  if (statfs (folder, &system) != 0)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (network_file_systems); i++)
    if ((guint32) system.f_type == network_file_systems[i].type)
      return g_strdup_printf (_ ("The folder “%s” lies on a network file system (%s), where a project can be damaged. "
                                 "Copy the project to a disk of this computer to change it."),
                              shown, network_file_systems[i].name);
  return NULL;
}

gboolean
_gw_store_sqlite_can_write (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return access (path, W_OK) == 0 && access (folder, W_OK) == 0;
}

static gboolean
not_a_project (const char *path, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID,
               _ ("“%s” is not a Groundwork project. Choose a file that ends in .groundwork."), shown);
  return FALSE;
}

/* Says why the file cannot be opened, and what helps. */
static void
refuse_to_open (GError **error, const char *path, int code)
{
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *text = NULL;

  switch (code)
    {
    case ELOOP:
      text = g_strdup_printf (_ ("“%s” is a symbolic link. Open the file that it points to."), shown);
      break;
    case ENOENT:
    case ENOTDIR:
      text = g_strdup_printf (_ ("There is no project “%s”. If it was moved or renamed, open it where it is now."),
                              shown);
      break;
    case EACCES:
    case EPERM:
      text = g_strdup_printf (_ ("The project “%s” may not be read. Ask its owner for the right to read it."), shown);
      break;
    default:
      text = g_strdup_printf (
          _ ("The project “%s” cannot be opened. See whether its disk is still there, and try again."), shown);
      break;
    }
  g_set_error (error, GW_STORE_ERROR, code == EACCES ? GW_STORE_ERROR_DENIED : GW_STORE_ERROR_INVALID, "%s (%s)", text,
               g_strerror (code));
}

/* The header of an SQLite file: its name, the schema's version at byte 60
 * and the application's number at byte 68, both big-endian.
 */
gboolean
_gw_store_sqlite_read_header (const char *path, int *version, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  guint8 header[100];
  struct stat info;
  guint32 number;
  gsize done = 0;
  int fd = open (path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);

  if (fd < 0)
    {
      refuse_to_open (error, path, errno);
      return FALSE;
    }
  if (fstat (fd, &info) == 0 && S_ISREG (info.st_mode))
    while (done < sizeof header)
      {
        gssize n = read (fd, header + done, sizeof header - done);

        if (n <= 0)
          break;
        done += (gsize) n;
      }
  close (fd);

  if (done < sizeof header || memcmp (header, "SQLite format 3", 16) != 0)
    return not_a_project (path, error);
  memcpy (&number, header + 68, 4);
  if (GUINT32_FROM_BE (number) != GW_STORE_SQLITE_APPLICATION_ID)
    return not_a_project (path, error);
  memcpy (&number, header + 60, 4);
  *version = (int) GUINT32_FROM_BE (number);
  return TRUE;
}
