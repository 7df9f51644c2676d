/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* New files that a thread of its own writes, one after the other, while the
 * caller makes the next: where each image has a small file, the file system
 * takes half of an export's time.
 *
 * Where they are few in all, the flush writes them. An error stops the writing and is told by the next call, so what
 * _gw_write_behind_flush() has said yes to is written. Not durable yet. For
 * one caller at a time.
 */
typedef struct _GwWriteBehind GwWriteBehind;

/* `expected_size` of all files in bytes, 0 when unknown: for the message of a
 * full disk.
 */
GwWriteBehind *_gw_write_behind_new (guint64 expected_size);

/* Ends the thread; files that nobody waited for may be missing. */
void _gw_write_behind_free (GwWriteBehind *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwWriteBehind, _gw_write_behind_free)

/* A new file at `path` (transfer full), whose folder must be there, with a
 * copy of the bytes. Waits while some megabytes are not written yet.
 * FALSE: this file is not written, and error is that of one before it.
 */
gboolean _gw_write_behind_add (GwWriteBehind *self, char *path, gconstpointer data, gsize length, GError **error);

/* Waits until all are written; FALSE with the first error, now and from then on, or as soon as
 * it is cancelled.
 */
gboolean _gw_write_behind_flush (GwWriteBehind *self, GCancellable *cancellable, GError **error);

G_END_DECLS
