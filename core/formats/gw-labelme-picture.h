/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"

G_BEGIN_DECLS

/* A picture's file as labelme has it in its own: upright, as the labels are, which is told of where it
 * was stored otherwise or cannot be turned. NULL, told of, where there is no file, it cannot be read, or it
 * has more than 48 MiB; not told of, where it was cancelled. (transfer full) (nullable)
 */
char *gw_labelme_picture_encode (GwWriter *writer, const GwRecord *record);

G_END_DECLS
