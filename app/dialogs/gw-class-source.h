/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-class.h"

G_BEGIN_DECLS

/* Reads the classes of another project, or of a file or folder of labels, for
 * taking them over: an array of GwClass by their order there.
 */
void gw_class_source_read_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);
GPtrArray *gw_class_source_read_finish (GAsyncResult *result, GError **error);

/* Puts those of source that classes has none of the name of at its end, each
 * as a new class: with its color where that differs enough from all others, and
 * its hotkey where that is free and allowed. Their parents are those there, by
 * name; a new one has a negative id until it is saved. Returns how many. Both
 * are of GwClass.
 */
guint gw_class_source_merge (GPtrArray *classes, GPtrArray *source);

G_END_DECLS
