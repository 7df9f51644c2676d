/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"

G_BEGIN_DECLS

/* groundwork-export.json, which tells what an export wrote and what its format could not hold. In a
 * folder that is exported to it also names the files, so that the next export to the folder leaves
 * none of them behind. Of one file it lies beside it; where that name is taken by another file or
 * the note of another export, it is called as the file: labels.csv.groundwork-export.json.
 */

/* Whether a file is such a note by its name, which holds no labels. */
gboolean _gw_export_note_is_name (const char *name);

/* The format that the note of a folder says it was exported in. NULL: there is none, or one that is not
 * read or is of a file beside it.
 */
const GwFormat *_gw_export_note_find_format (const char *folder);

/* Writes the note of this export as the last file of the folder, and drops what the note of
 * an earlier one in the target names. A file that is younger than that note or
 * has another size was changed by somebody, and stays; a picture of this export, too.
 */
gboolean _gw_export_note_write (GwWriter *writer, GCancellable *cancellable, GError **error);

/* The note beside the one file of the writer, whole and on the disk, and in its place once it is
 * committed. NULL with GW_ERROR_EXISTS where other files have both names. (transfer full)
 */
GwFileWriter *_gw_export_note_prepare (GwWriter *writer, GCancellable *cancellable, GError **error);

G_END_DECLS
