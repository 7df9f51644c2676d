/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-lock-holder-private.h"

#include <inttypes.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* The byte of the -shm file that a writer locks (SQLite's WAL_WRITE_LOCK; part
 * of the file format).
 */
#define WRITE_LOCK 120

/* The process that a line of /proc/locks names, where it holds the write lock:
 * "1: POSIX  ADVISORY  WRITE 1234 fe:00:56789 120 120". 0: it does not.
 */
static int
parse_line (const char *line, const GStatBuf *file)
{
  unsigned major_number, minor_number;
  guint64 inode, first, last;
  int process;

  if (sscanf (line, "%*u: POSIX %*s WRITE %d %x:%x:%" SCNu64 " %" SCNu64 " %" SCNu64, &process, &major_number,
              &minor_number, &inode, &first, &last)
      != 6)
    return 0;
  if (inode != file->st_ino || major_number != major (file->st_dev) || minor_number != minor (file->st_dev))
    return 0;

  return first <= WRITE_LOCK && WRITE_LOCK <= last && process > 0 && process != getpid () ? process : 0;
}

static char *
describe (int process)
{
  g_autofree char *file = g_strdup_printf ("/proc/%d/comm", process);
  g_autofree char *name = NULL;

  if (!g_file_get_contents (file, &name, NULL, NULL) || *g_strchomp (name) == '\0' || !g_utf8_validate (name, -1, NULL))
    return g_strdup_printf (_ ("process %d"), process);

  /* Translators: a program's name and its number */
  return g_strdup_printf (_ ("%s (process %d)"), name, process);
}

char *
_gw_lock_holder_find (const char *path)
{
  g_autofree char *shared = path != NULL ? g_strconcat (path, "-shm", NULL) : NULL;
  g_autofree char *table = NULL;
  g_auto (GStrv) lines = NULL;
  GStatBuf file;

  if (shared == NULL || g_stat (shared, &file) != 0 || !g_file_get_contents ("/proc/locks", &table, NULL, NULL))
    return NULL;

  lines = g_strsplit (table, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      int process = parse_line (lines[i], &file);

      if (process > 0)
        return describe (process);
    }
  return NULL;
}
