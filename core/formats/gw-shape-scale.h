/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-record.h"

G_BEGIN_DECLS

/* Scales all objects of a record, whose size is known, to those of the same picture of another
 * size; pixels of masks are the nearest. Turned shapes keep their angle, which is right where both
 * axes scale alike.
 */
void gw_record_scale (GwRecord *record, int width, int height);

G_END_DECLS
