/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-image-scan.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gw-error.h"
#include "gw-image-info.h"
#include "gw-limits.h"
#include "gw-path.h"
#include "gw-task-thread.h"

/* Between two calls of progress. */
#define PROGRESS_MICROSECONDS (G_USEC_PER_SEC / 8)

/* Between two looks at the cancellable and the clock. */
#define ENTRIES_PER_CHECK 256

/* A folder as the system knows it, whatever path led to it. */
typedef struct
{
  guint64 device;
  guint64 inode;
} FolderId;

typedef struct
{
  const char *root;
  GPtrArray *found;
  GHashTable *entered; /* FolderId */
  GQueue folders;      /* relative paths still to be read; "" is the root */
  GCancellable *cancellable;
  GwImageScanProgress progress;
  gpointer user_data;
  gint64 next_progress;
  guint n_entries;
} Scan;

static guint
folder_id_hash (gconstpointer key)
{
  const FolderId *id = key;

  return (guint) (id->inode ^ (id->inode >> 32) ^ (id->device * 31));
}

static gboolean
folder_id_equal (gconstpointer a, gconstpointer b)
{
  const FolderId *x = a;
  const FolderId *y = b;

  return x->device == y->device && x->inode == y->inode;
}

static void
report_progress (Scan *scan)
{
  gint64 now = g_get_monotonic_time ();

  if (scan->progress == NULL || now < scan->next_progress)
    return;
  scan->next_progress = now + PROGRESS_MICROSECONDS;
  scan->progress (scan->found->len, scan->user_data);
}

/* What an entry is; links and file systems that do not say cost a stat. */
static void
classify (int folder_fd, const struct dirent *entry, gboolean *is_folder, gboolean *is_file)
{
  struct stat status;

  *is_folder = entry->d_type == DT_DIR;
  *is_file = entry->d_type == DT_REG;
  if (entry->d_type != DT_LNK && entry->d_type != DT_UNKNOWN)
    return;
  if (fstatat (folder_fd, entry->d_name, &status, 0) != 0)
    return;
  *is_folder = S_ISDIR (status.st_mode);
  *is_file = S_ISREG (status.st_mode);
}

static void
take_entry (Scan *scan, int folder_fd, const char *folder, const struct dirent *entry)
{
  g_autofree char *path = NULL;
  gboolean is_folder;
  gboolean is_file;

  if (entry->d_name[0] == '.')
    return;
  /* Most files of a folder are pictures, so the name is looked at first
   * only to spare the stat of links.
   */
  classify (folder_fd, entry, &is_folder, &is_file);
  if (!is_folder && !(is_file && gw_image_name_is_picture (entry->d_name)))
    return;

  path = folder[0] != '\0' ? g_strconcat (folder, "/", entry->d_name, NULL) : g_strdup (entry->d_name);
  if (strlen (path) > gw_limit_get (GW_LIMIT_PATH_BYTES))
    return;
  if (is_folder)
    g_queue_push_tail (&scan->folders, g_steal_pointer (&path));
  else
    g_ptr_array_add (scan->found, g_steal_pointer (&path));
}

static gboolean
enter (Scan *scan, int fd)
{
  struct stat status;
  FolderId *id;

  if (fstat (fd, &status) != 0)
    return FALSE;
  id = g_new (FolderId, 1);
  id->device = (guint64) status.st_dev;
  id->inode = (guint64) status.st_ino;

  return g_hash_table_add (scan->entered, id);
}

/* FALSE when it cannot be read; errno says why. */
static gboolean
read_folder (Scan *scan, const char *folder)
{
  g_autofree char *path = g_build_filename (scan->root, folder, NULL);
  const struct dirent *entry;
  DIR *dir = opendir (path);

  if (dir == NULL)
    return FALSE;
  if (enter (scan, dirfd (dir)))
    while ((entry = readdir (dir)) != NULL)
      {
        take_entry (scan, dirfd (dir), folder, entry);
        if (++scan->n_entries % ENTRIES_PER_CHECK != 0)
          continue;
        if (g_cancellable_is_cancelled (scan->cancellable))
          break;
        report_progress (scan);
      }
  closedir (dir);

  return TRUE;
}

static gboolean
fail_root (const char *folder, int saved_errno, GError **error)
{
  g_autofree char *name = g_filename_display_name (folder);

  if (saved_errno == ENOENT)
    g_set_error (error, GW_ERROR, GW_ERROR_NOT_FOUND, _ ("The folder “%s” is not there. Check the path."), name);
  else if (saved_errno == ENOTDIR)
    g_set_error (error, GW_ERROR, GW_ERROR_IO, _ ("“%s” is no folder. Name a folder of pictures."), name);
  else
    g_set_error (error, GW_ERROR, GW_ERROR_IO, _ ("The folder “%s” cannot be read: %s. %s"), name,
                 g_strerror (saved_errno), gw_error_advise_reading (saved_errno));
  return FALSE;
}

/* Breadth first, so that the path by which a folder reached twice is known
 * is the shorter one.
 */
static gboolean
read_all (Scan *scan, GError **error)
{
  char *folder;

  if (!read_folder (scan, ""))
    return fail_root (scan->root, errno, error);
  while ((folder = g_queue_pop_head (&scan->folders)) != NULL)
    {
      if (!g_cancellable_is_cancelled (scan->cancellable))
        read_folder (scan, folder);
      g_free (folder);
    }

  return !g_cancellable_set_error_if_cancelled (scan->cancellable, error);
}

GPtrArray *
gw_image_scan (const char *folder, GCancellable *cancellable, GwImageScanProgress progress, gpointer user_data,
               GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  Scan scan = { .root = folder, .found = found, .cancellable = cancellable };
  gboolean done;

  g_return_val_if_fail (folder != NULL, NULL);

  scan.progress = progress;
  scan.user_data = user_data;
  scan.entered = g_hash_table_new_full (folder_id_hash, folder_id_equal, g_free, NULL);
  g_queue_init (&scan.folders);

  done = read_all (&scan, error);
  g_hash_table_unref (scan.entered);
  if (!done)
    return NULL;
  gw_path_sort (found);

  return g_steal_pointer (&found);
}

/* Asynchronous */

typedef struct
{
  char *folder;
  GMainContext *context;
  GwImageScanProgress progress;
  gpointer user_data;
} ScanOrder;

/* On its way to the caller's main context. The task is held, so that
 * user_data still stands when it arrives; it is not told once the task has
 * been answered.
 */
typedef struct
{
  GTask *task;
  guint n_found;
} ScanNews;

static void
scan_order_free (ScanOrder *order)
{
  g_main_context_unref (order->context);
  g_free (order->folder);
  g_free (order);
}

static void
scan_news_free (ScanNews *news)
{
  g_object_unref (news->task);
  g_free (news);
}

static gboolean
on_news_cb (gpointer user_data)
{
  ScanNews *news = user_data;
  ScanOrder *order = g_task_get_task_data (news->task);

  if (!g_task_get_completed (news->task) && !g_cancellable_is_cancelled (g_task_get_cancellable (news->task)))
    order->progress (news->n_found, order->user_data);

  return G_SOURCE_REMOVE;
}

static void
on_progress_cb (guint n_found, gpointer user_data)
{
  GTask *task = user_data;
  ScanOrder *order = g_task_get_task_data (task);
  ScanNews *news = g_new (ScanNews, 1);

  news->task = g_object_ref (task);
  news->n_found = n_found;
  g_main_context_invoke_full (order->context, G_PRIORITY_DEFAULT, on_news_cb, news, (GDestroyNotify) scan_news_free);
}

static void
scan_in_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  ScanOrder *order = task_data;
  GError *error = NULL;
  GPtrArray *found = gw_image_scan (order->folder, cancellable, order->progress != NULL ? on_progress_cb : NULL, task,
                                    &error);

  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
gw_image_scan_async (const char *folder, GCancellable *cancellable, GwImageScanProgress progress,
                     gpointer progress_data, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  ScanOrder *order;

  g_return_if_fail (folder != NULL);

  order = g_new0 (ScanOrder, 1);
  order->folder = g_strdup (folder);
  order->context = g_main_context_ref_thread_default ();
  order->progress = progress;
  order->user_data = progress_data;
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_name (task, "scan for images");
  g_task_set_task_data (task, order, (GDestroyNotify) scan_order_free);
  gw_task_run_in_thread (task, scan_in_thread);
}

GPtrArray *
gw_image_scan_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
