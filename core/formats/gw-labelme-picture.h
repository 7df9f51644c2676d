/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"

G_BEGIN_DECLS

/* What becomes of the picture in a labelme file whose own is missing (spec formats 6): its size is
 * taken where none is known, and by GwReadOptions.embedded it is written beside the file, to where
 * the record's path goes then. Both are told of. record->source is the file, below base. Reads the
 * file again where its picture is missing.
 */
void gw_labelme_picture_take (GwReader *reader, const char *base, GwRecord *record, GCancellable *cancellable);

/* A picture's bytes as labelme has them in its files; NULL, told of, where there is no file, or it
 * has more than 64 MiB. (transfer full) (nullable)
 */
char *gw_labelme_picture_encode (GwWriter *writer, const GwRecord *record);

G_END_DECLS
