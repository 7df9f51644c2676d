/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-line-reader.h"
#include "gw-manifest-keys.h"
#include "gw-reader-private.h"

G_BEGIN_DECLS

/* Parts of the reader of manifests. */
typedef struct
{
  GInputStream *stream;
  GwLineReader *lines;
  GwManifestKeys keys; /* which attributes are read */
  GHashTable *classes; /* name as written -> GwClass, which the head owns */
  GHashTable *colours; /* name as written -> colour of masks + 1 */
  char *folder;        /* in which the manifest lies */
  GQueue ahead;        /* of GwRecord: layers of the line at hand */
} GwManifestState;

/* The next line that is not blank, whatever it holds; NULL with error set, or at the end. too_long
 * tells of one that cannot be given.
 */
const char *_gw_manifest_next_line (GwManifestState *state, gsize *length, gboolean *too_long, GError **error);

/* The first reading: finds the attributes and makes the classes of the head. */
gboolean _gw_manifest_scan (GwReader *reader, GCancellable *cancellable, GError **error);

G_END_DECLS
