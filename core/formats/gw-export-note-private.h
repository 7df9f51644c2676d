/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"

G_BEGIN_DECLS

/* groundwork-export.json, which lies in each folder that is exported to: what
 * was written, what the format could not hold, and which files these are, so
 * that the next export to the folder leaves none of them behind.
 */

/* Writes the note of this export as its last file, and drops what the note of
 * an earlier one in the target names. A file that is younger than that note or
 * has another size was changed by somebody, and stays.
 */
gboolean _gw_export_note_write (GwWriter *writer, GCancellable *cancellable, GError **error);

G_END_DECLS
