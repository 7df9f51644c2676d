/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-file-writer.h"

G_BEGIN_DECLS

/* A new file that is written in place, for a folder that is itself temporary:
 * closing the stream finishes it, there is no commit. GW_ERROR_EXISTS.
 * Returns: (transfer full) (nullable)
 */
GwFileWriter *_gw_file_writer_new_in_place (const char *path, guint64 expected_size, GError **error);

G_END_DECLS
