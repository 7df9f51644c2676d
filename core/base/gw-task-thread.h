/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Work of GTasks on other threads, after which nothing of theirs is freed there.
 *
 * With g_task_run_in_thread() the thread lets go of the task after its
 * callback may have run, so that now and then it is the last to do so: then
 * the task's source object (a window, say) and its data are disposed of on
 * that thread, which widgets and whatever handles signals must not be. Here
 * they are always disposed of where the callback runs.
 */

/* Runs `func` on a thread that does nothing else meanwhile, at once: none waits
 * for those before it. The callback runs in the task's context as soon as `func`
 * has returned the task's result, even if `func` itself goes on. Not for tasks
 * that return on cancel: of these, with g_task_run_in_thread(), neither the
 * source nor the data may belong to a context.
 */
void gw_task_run_in_thread (GTask *task, GTaskThreadFunc func);

/* Any thread: drops a reference to the task, (transfer full), in the task's
 * context, once that runs; a context that runs no more keeps it. For threads of
 * one's own.
 */
void gw_task_let_go (GTask *task);

G_END_DECLS
