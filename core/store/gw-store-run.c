/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-private.h"
#include "gw-store-queue.h"

/* Work that is queued, and who queued it. */
typedef struct
{
  GwStoreFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GwActor *actor;
} Call;

static gpointer
run_call (GwStore *self, gpointer data, GCancellable *cancellable, GError **error)
{
  Call *call = data;
  GwStoreAs as;
  gpointer result;

  _gw_store_begin_as (&as, self, call->actor);
  result = call->func (self, call->data, cancellable, error);
  _gw_store_end_as (&as);
  return result;
}

static void
call_free (gpointer data)
{
  Call *call = data;

  if (call->free_data != NULL)
    call->free_data (call->data);
  gw_actor_unref (call->actor);
  g_free (call);
}

static char run_tag[] = "gw_store_run_async";

static void
push (GwStore *self, gboolean reads, GwStorePriority priority, GwStoreFunc func, gpointer data,
      GDestroyNotify free_data, GDestroyNotify free_result, GCancellable *cancellable, GAsyncReadyCallback callback,
      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new (Call, 1);

  *call = (Call) { func, data, free_data, gw_store_ref_actor (self) };
  g_task_set_source_tag (task, run_tag);
  /* What is on the disk is done, even if it was cancelled a moment later. */
  g_task_set_check_cancellable (task, FALSE);
  gw_store_queue_push (GW_STORE_GET_IFACE (self)->get_queue (self), reads, priority, g_steal_pointer (&task), run_call,
                       call, call_free, free_result);
}

void
gw_store_run_async (GwStore *self, GwStorePriority priority, GwStoreFunc func, gpointer data, GDestroyNotify free_data,
                    GDestroyNotify free_result, GCancellable *cancellable, GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_return_if_fail (GW_IS_STORE (self));
  g_return_if_fail (func != NULL);

  push (self, FALSE, priority, func, data, free_data, free_result, cancellable, callback, user_data);
}

void
gw_store_read_async (GwStore *self, GwStorePriority priority, GwStoreFunc func, gpointer data, GDestroyNotify free_data,
                     GDestroyNotify free_result, GCancellable *cancellable, GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_return_if_fail (GW_IS_STORE (self));
  g_return_if_fail (func != NULL);

  push (self, TRUE, priority, func, data, free_data, free_result, cancellable, callback, user_data);
}

gpointer
gw_store_run_finish (GwStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
