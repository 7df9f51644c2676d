/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-image-file-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gw-error.h"
#include "gw-limits.h"

/* Between two looks at the cancellable. */
#define READ_CHUNK (4 * 1024 * 1024)

static int
fail_errno (const char *path, int saved_errno, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  if (saved_errno == ENOENT || saved_errno == ENOTDIR)
    g_set_error (error, GW_ERROR, GW_ERROR_NOT_FOUND, _ ("The file “%s” is not there any more."), name);
  else
    g_set_error (error, GW_ERROR, GW_ERROR_IO, _ ("The file “%s” cannot be read: %s. %s"), name,
                 g_strerror (saved_errno), gw_error_advise_reading (saved_errno));
  return -1;
}

int
_gw_image_file_open (const char *path, guint64 *size, GError **error)
{
  struct stat status;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

  if (fd < 0)
    return fail_errno (path, errno, error);
  if (fstat (fd, &status) != 0)
    {
      int saved_errno = errno;

      close (fd);
      return fail_errno (path, saved_errno, error);
    }
  if (!S_ISREG (status.st_mode))
    {
      g_autofree char *name = g_filename_display_basename (path);

      close (fd);
      g_set_error (error, GW_ERROR, GW_ERROR_UNSUPPORTED, _ ("“%s” is not a file."), name);
      return -1;
    }
  *size = (guint64) status.st_size;

  return fd;
}

/* Reads until the end or size bytes; returns how many there were, or -1. */
static gssize
read_fd (int fd, guint8 *data, gsize size, GCancellable *cancellable, GError **error)
{
  gsize done = 0;

  while (done < size)
    {
      ssize_t got;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return -1;
      got = read (fd, data + done, MIN (size - done, READ_CHUNK));
      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        {
          g_set_error (error, GW_ERROR, GW_ERROR_IO, _ ("The file cannot be read: %s."), g_strerror (errno));
          return -1;
        }
      if (got == 0)
        break;
      done += (gsize) got;
    }

  return (gssize) done;
}

GBytes *
_gw_image_file_read (const char *path, GCancellable *cancellable, GError **error)
{
  guint64 limit = gw_limit_get (GW_LIMIT_IMAGE_FILE_BYTES);
  g_autofree guint8 *data = NULL;
  guint64 size;
  gssize done;
  int fd = _gw_image_file_open (path, &size, error);

  if (fd < 0)
    return NULL;
  if (size > limit || (data = g_try_malloc (MAX (size, 1))) == NULL)
    {
      close (fd);
      g_set_error (error, GW_ERROR, GW_ERROR_LIMIT,
                   _ ("The file has %" PRIu64 " bytes. A picture's file may have %" PRIu64 " at most (limit %s)."),
                   size, limit, gw_limit_get_name (GW_LIMIT_IMAGE_FILE_BYTES));
      return NULL;
    }
  done = read_fd (fd, data, (gsize) size, cancellable, error);
  close (fd);
  if (done < 0)
    return NULL;

  return g_bytes_new_take (g_steal_pointer (&data), (gsize) done);
}
