/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-file-presence.h"

#include <errno.h>
#include <unistd.h>

#include "gw-task-thread.h"

/* So many paths are remembered at most, which is some 2 MB. */
#define MOST 10000

struct _GwFilePresence
{
  GObject parent_instance;

  GHashTable *missing;   /* paths, a set */
  GPtrArray *next;       /* (nullable): to be asked when the thread is free */
  GCancellable *running; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (GwFilePresence, gw_file_presence, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_gone (const char *file)
{
  return access (file, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

/* Brings a byte for each file: 1 where it is missing. */
static void
run_check (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GPtrArray *files = data;
  GByteArray *gone = g_byte_array_sized_new (files->len);

  for (guint i = 0; i < files->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      guint8 byte = is_gone (g_ptr_array_index (files, i)) ? 1 : 0;

      g_byte_array_append (gone, &byte, 1);
    }
  g_task_return_pointer (task, gone, (GDestroyNotify) g_byte_array_unref);
}

static gboolean
note (GwFilePresence *self, const char *file, gboolean gone)
{
  if (!gone)
    return g_hash_table_remove (self->missing, file);
  if (g_hash_table_size (self->missing) >= MOST)
    g_hash_table_remove_all (self->missing);

  return g_hash_table_add (self->missing, g_strdup (file));
}

static void start_next (GwFilePresence *self);

static void
on_checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GwFilePresence *self = GW_FILE_PRESENCE (source);
  GPtrArray *files = g_task_get_task_data (G_TASK (result));
  g_autoptr (GByteArray) gone = g_task_propagate_pointer (G_TASK (result), NULL);
  gboolean changed = FALSE;

  g_clear_object (&self->running);
  for (guint i = 0; gone != NULL && i < gone->len; i++)
    changed = note (self, g_ptr_array_index (files, i), gone->data[i] != 0) || changed;
  if (changed)
    g_signal_emit (self, signals[CHANGED], 0);
  start_next (self);
}

/* One at a time, so that a folder that does not answer holds up one thread, and
 * not one for each file.
 */
static void
start_next (GwFilePresence *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->running != NULL || self->next == NULL)
    return;

  self->running = g_cancellable_new ();
  task = g_task_new (self, self->running, on_checked_cb, NULL);
  g_task_set_source_tag (task, start_next);
  g_task_set_task_data (task, g_steal_pointer (&self->next), (GDestroyNotify) g_ptr_array_unref);
  gw_task_run_in_thread (task, run_check);
}

static void
gw_file_presence_finalize (GObject *object)
{
  GwFilePresence *self = GW_FILE_PRESENCE (object);

  g_clear_pointer (&self->missing, g_hash_table_unref);
  g_clear_pointer (&self->next, g_ptr_array_unref);
  g_clear_object (&self->running);

  G_OBJECT_CLASS (gw_file_presence_parent_class)->finalize (object);
}

static void
gw_file_presence_class_init (GwFilePresenceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_file_presence_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
gw_file_presence_init (GwFilePresence *self)
{
  self->missing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

GwFilePresence *
gw_file_presence_new (void)
{
  return g_object_new (GW_TYPE_FILE_PRESENCE, NULL);
}

void
gw_file_presence_check (GwFilePresence *self, GPtrArray *files)
{
  g_return_if_fail (GW_IS_FILE_PRESENCE (self));
  g_return_if_fail (files != NULL);

  g_clear_pointer (&self->next, g_ptr_array_unref);
  self->next = g_ptr_array_ref (files);
  g_cancellable_cancel (self->running);
  start_next (self);
}

gboolean
gw_file_presence_is_missing (GwFilePresence *self, const char *file)
{
  g_return_val_if_fail (GW_IS_FILE_PRESENCE (self), FALSE);
  g_return_val_if_fail (file != NULL, FALSE);

  return g_hash_table_contains (self->missing, file);
}
