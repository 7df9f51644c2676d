/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"

G_BEGIN_DECLS

/* Of a reader of gw_format_semantic_png or gw_format_voc_masks that is open: the record of the
 * image whose path, without its ending, is stem, which gw_reader_next() does not give any more.
 * NULL where there is no mask of it, or it was given already, or with error set where it was
 * cancelled. Reads the masks. (transfer full) (nullable)
 */
GwRecord *gw_semantic_reader_take (GwReader *reader, const char *stem, GCancellable *cancellable, GError **error);

G_END_DECLS
