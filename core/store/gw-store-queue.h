/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-store.h"

G_BEGIN_DECLS

/* The threads of a store and the queues before them; for back ends.
 *
 * The writing thread takes jobs by priority, within one in the order of
 * their coming. What is for later has a thread of its own, so that no edit
 * waits for a back-up and no page of a list for a count. The reading thread does so too, but starts no job before
 * the urgent writing jobs that were queued ahead of it are done, unless the
 * writing thread is inside a long verb: so a list that is read after an
 * edit shows the edit, and no list waits for an import.
 */

/* Called on the reading thread about once a second, between its jobs. */
typedef void (*GwStoreTick) (gpointer data);

/* tick (nullable) is not called any more once gw_store_queue_close() has
 * returned. Starts the threads.
 */
GwStoreQueue *gw_store_queue_new (GwStoreTick tick, gpointer tick_data);
GwStoreQueue *gw_store_queue_ref (GwStoreQueue *self);
void gw_store_queue_unref (GwStoreQueue *self);

/* Takes over the task, whose source object is the store, and data. A closed
 * queue gives the task GW_STORE_ERROR_INVALID.
 */
void gw_store_queue_push (GwStoreQueue *self, gboolean reads, GwStorePriority priority, GTask *task, GwStoreFunc func,
                          gpointer data, GDestroyNotify free_data, GDestroyNotify free_result);

/* Around a long verb. Returns whether it runs on the writing thread, that is
 * whether leave must be called.
 */
gboolean gw_store_queue_enter_long (GwStoreQueue *self);
void gw_store_queue_leave_long (GwStoreQueue *self);

/* Takes no more jobs, does those that wait, and ends the threads. From one
 * of the threads (the last reference fell in a job) that thread ends
 * by itself afterwards. Whoever closes it while another does waits for that
 * one, but not from one of the threads.
 */
void gw_store_queue_close (GwStoreQueue *self);
/* Whether the caller runs on one of the threads. */
gboolean gw_store_queue_is_inside (GwStoreQueue *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwStoreQueue, gw_store_queue_unref)

G_END_DECLS
