/* SPDX-License-Identifier: GPL-3.0-or-later */

/* O_PATH, openat2() by syscall() */
#define _GNU_SOURCE

#include "config.h"

#include "gw-path.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "gw-error.h"
#include "gw-path-private.h"

/* O_NONBLOCK: opening a pipe must not wait for its writer. */
#define OPEN_FLAGS (O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)

/* As many links as the kernel itself follows. */
#define MAX_LINKS 40

/* openat2() gives this when the kernel lacks it or a sandbox forbids it. */
static gboolean
is_missing (int code)
{
  return code == ENOSYS || code == EPERM || code == EINVAL || code == E2BIG;
}

static int
open_by_kernel (int root, const char *path)
{
  struct open_how how = {
    .flags = OPEN_FLAGS,
    .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS,
  };
  int fd = -1;

  /* EAGAIN: something was renamed on the way while the kernel looked. */
  for (int i = 0; i < 8; i++)
    {
      fd = (int) syscall (SYS_openat2, root, path, &how, sizeof how);
      if (fd >= 0 || (errno != EAGAIN && errno != EINTR))
        break;
    }
  return fd;
}

/* The walk by hand: folders from the root down to the current one are all held
 * open, so that ".." in a link goes back to a folder that was walked through
 * and never above the root.
 */
typedef struct
{
  GArray *folders; /* of int; the first is the root's, and not ours */
  GString *rest;   /* what is still to walk */
  char *real_root; /* for links that are absolute; NULL until needed */
  const char *root;
  guint n_links;
} Walk;

static int
current_folder (Walk *walk)
{
  return g_array_index (walk->folders, int, walk->folders->len - 1);
}

static void
leave_folders (Walk *walk, guint n_kept)
{
  while (walk->folders->len > n_kept)
    {
      close (current_folder (walk));
      g_array_set_size (walk->folders, walk->folders->len - 1);
    }
}

/* Puts a link's target before the rest; errno EXDEV when it leads outside. */
static gboolean
follow_link (Walk *walk, int fd)
{
  char target[PATH_MAX];
  const char *relative = target;
  const gssize length = readlinkat (fd, "", target, sizeof target - 1);

  if (length < 0)
    return FALSE;
  target[length] = '\0';
  if (++walk->n_links > MAX_LINKS || walk->rest->len + (gsize) length > 16 * PATH_MAX)
    {
      errno = ELOOP;
      return FALSE;
    }

  if (target[0] == '/')
    {
      gsize n;

      if (walk->real_root == NULL)
        walk->real_root = realpath (walk->root, NULL);
      n = walk->real_root != NULL ? strlen (walk->real_root) : 0;
      if (n == 0 || strncmp (target, walk->real_root, n) != 0 || (n > 1 && target[n] != '/' && target[n] != '\0'))
        {
          errno = EXDEV;
          return FALSE;
        }
      relative = target + n;
      leave_folders (walk, 1);
    }

  g_string_prepend_c (walk->rest, '/');
  g_string_prepend (walk->rest, relative);
  return TRUE;
}

static gboolean
take_part (Walk *walk, char part[NAME_MAX + 1])
{
  const char *begin = walk->rest->str + strspn (walk->rest->str, "/");
  const gsize length = strcspn (begin, "/");

  if (length > NAME_MAX)
    {
      errno = ENAMETOOLONG;
      return FALSE;
    }
  memcpy (part, begin, length);
  part[length] = '\0';
  g_string_erase (walk->rest, 0, begin + length - walk->rest->str);
  return TRUE;
}

/* One step into `part`. The descriptor of a file when that is the goal; -1 with
 * errno 0 when the walk goes on, with errno set on error.
 */
static int
walk_into (Walk *walk, const char *part)
{
  const gboolean last = strspn (walk->rest->str, "/") == walk->rest->len;
  struct stat info;
  int fd = openat (current_folder (walk), part, O_PATH | O_NOFOLLOW | O_CLOEXEC);
  int file;

  if (fd < 0)
    return -1;
  if (fstat (fd, &info) != 0)
    {
      close (fd);
      return -1;
    }

  if (S_ISLNK (info.st_mode))
    {
      const gboolean followed = follow_link (walk, fd);
      const int code = followed ? 0 : errno;

      close (fd);
      errno = code;
      return -1;
    }

  if (S_ISDIR (info.st_mode) && !last)
    {
      g_array_append_val (walk->folders, fd);
      errno = 0;
      return -1;
    }

  close (fd);
  if (!last)
    {
      errno = ENOTDIR;
      return -1;
    }
  /* O_NOFOLLOW again: should a link have come in between, this fails. */
  file = openat (current_folder (walk), part, OPEN_FLAGS | O_NOFOLLOW);
  if (file < 0 && errno == 0)
    errno = EIO;
  return file;
}

static int
walk_on (Walk *walk)
{
  for (;;)
    {
      char part[NAME_MAX + 1];
      int fd;

      if (!take_part (walk, part))
        return -1;
      if (part[0] == '\0')
        {
          errno = EISDIR;
          return -1;
        }
      if (strcmp (part, ".") == 0)
        continue;
      if (strcmp (part, "..") == 0)
        {
          if (walk->folders->len == 1)
            {
              errno = EXDEV;
              return -1;
            }
          leave_folders (walk, walk->folders->len - 1);
          continue;
        }

      fd = walk_into (walk, part);
      if (fd >= 0 || errno != 0)
        return fd;
    }
}

int
_gw_path_open_by_hand (int root_fd, const char *root, const char *path)
{
  Walk walk = { .root = root };
  int fd, code;

  walk.folders = g_array_new (FALSE, FALSE, sizeof (int));
  walk.rest = g_string_new (path);
  g_array_append_val (walk.folders, root_fd);

  fd = walk_on (&walk);
  code = errno;

  leave_folders (&walk, 1);
  g_array_unref (walk.folders);
  g_string_free (walk.rest, TRUE);
  free (walk.real_root);
  errno = code;
  return fd;
}

static void
report (GError **error, int code, const char *root, const char *path)
{
  g_autofree char *shown = gw_path_display (path, -1);
  g_autofree char *folder = gw_path_display (root, -1);

  switch (code)
    {
    case ENOENT:
    case ENOTDIR:
      g_set_error (error, GW_ERROR, GW_ERROR_NOT_FOUND, _ ("There is no file “%s” in “%s”."), shown, folder);
      break;
    case EXDEV:
    case ELOOP:
      g_set_error (error, GW_ERROR, GW_ERROR_REFUSED,
                   _ ("“%s” was not opened because it leads out of “%s”. Add the folder it leads to as a folder of its "
                      "own."),
                   shown, folder);
      break;
    case EISDIR:
      g_set_error (error, GW_ERROR, GW_ERROR_UNSUPPORTED, _ ("“%s” in “%s” is not a file."), shown, folder);
      break;
    default:
      g_set_error (error, GW_ERROR, GW_ERROR_IO, _ ("“%s” in “%s” could not be opened: %s. %s"), shown, folder,
                   g_strerror (code), gw_error_advise_reading (code));
    }
}

/* Only regular files, and reading them may block again. */
static gboolean
settle (int fd)
{
  struct stat info;
  int flags;

  if (fstat (fd, &info) != 0)
    return FALSE;
  if (!S_ISREG (info.st_mode))
    {
      errno = EISDIR;
      return FALSE;
    }

  flags = fcntl (fd, F_GETFL);
  return flags >= 0 && fcntl (fd, F_SETFL, flags & ~O_NONBLOCK) == 0;
}

int
gw_path_open_beneath (const char *root, const char *path, GError **error)
{
  int root_fd, fd, code;

  g_return_val_if_fail (root != NULL, -1);
  g_return_val_if_fail (path != NULL, -1);

  root_fd = open (root, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (root_fd < 0)
    {
      report (error, errno, root, path);
      return -1;
    }

  fd = open_by_kernel (root_fd, path);
  /* EXDEV: a link that is absolute may still lead beneath the root, which the
   * kernel does not look at. */
  if (fd < 0 && (is_missing (errno) || errno == EXDEV || errno == EAGAIN))
    fd = _gw_path_open_by_hand (root_fd, root, path);
  code = errno;
  close (root_fd);

  if (fd >= 0 && !settle (fd))
    {
      code = errno;
      close (fd);
      fd = -1;
    }
  if (fd < 0)
    report (error, code == ENXIO || code == ENODEV ? EISDIR : code, root, path);
  return fd;
}

GInputStream *
gw_path_open_stream (const char *root, const char *path, GError **error)
{
  const int fd = gw_path_open_beneath (root, path, error);

  return fd >= 0 ? g_unix_input_stream_new (fd, TRUE) : NULL;
}
