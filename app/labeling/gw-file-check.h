/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-image.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a picture's file is now, compared with what the project knows. */
typedef struct
{
  gint64 bytes;
  gint64 mtime;     /* ms UTC */
  char *sha256;     /* (nullable): hex, when it had to be read */
  gboolean changed; /* not the picture that the project knows; FALSE where it knows nothing */
} GwFileCheck;

void gw_file_check_free (GwFileCheck *check);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwFileCheck, gw_file_check_free)

/* Looks at the file on a worker thread. Size and time say that it is the
 * same; where they differ and the project knows the content's hash, the file
 * is read.
 */
void gw_file_check_async (GwImage *image, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GwFileCheck *gw_file_check_finish (GAsyncResult *result, GError **error);

G_END_DECLS
