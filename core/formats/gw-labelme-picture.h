/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"

G_BEGIN_DECLS

/* A picture's bytes as labelme has them in its files; NULL, told of, where there is no file, or it
 * has more than 64 MiB. (transfer full) (nullable)
 */
char *gw_labelme_picture_encode (GwWriter *writer, const GwRecord *record);

G_END_DECLS
