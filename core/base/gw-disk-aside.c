/* SPDX-License-Identifier: GPL-3.0-or-later */

/* O_PATH */
#define _GNU_SOURCE

#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gw-aside.h"
#include "gw-disk-private.h"

/* Files of so many bytes take long to go, most of all while the disk takes them in. */
#define LARGE_BYTES (8 * 1024 * 1024)
/* What can be removed in so long is; the rest is left to a thread. */
#define REMOVE_US (50 * 1000)

typedef struct
{
  char *path;
  GPtrArray *made;
} Removal;

static void
close_descriptor (gpointer data)
{
  close (GPOINTER_TO_INT (data));
}

void
_gw_disk_remove_file (const char *path)
{
  const int fd = open (path, O_PATH | O_NOFOLLOW | O_CLOEXEC);
  struct stat info;

  g_remove (path);
  if (fd < 0)
    return;
  /* It has no name any more, and its bytes are there until this is closed. */
  if (fstat (fd, &info) == 0 && S_ISREG (info.st_mode) && info.st_nlink == 0 && info.st_size >= LARGE_BYTES)
    gw_aside_free ("gw-close", close_descriptor, GINT_TO_POINTER (fd));
  else
    close (fd);
}

static void
remove_rest (gpointer data)
{
  Removal *self = data;

  _gw_disk_remove_tree (self->path);
  _gw_disk_remove_folders (self->made);
  g_ptr_array_unref (self->made);
  g_free (self->path);
  g_free (self);
}

void
_gw_disk_remove_soon (const char *path, GPtrArray *made)
{
  guint n = 0;
  Removal *rest;

  if (_gw_disk_remove_tree_until (path, g_get_monotonic_time () + REMOVE_US, &n))
    {
      _gw_disk_remove_folders (made);
      return;
    }

  rest = g_new (Removal, 1);
  rest->path = g_strdup (path);
  rest->made = g_ptr_array_ref (made);
  gw_aside ("gw-remove", remove_rest, rest);
}
