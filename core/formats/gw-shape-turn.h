/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-record.h"

G_BEGIN_DECLS

/* Turns all objects of a record that were made on a picture as it is stored
 * into those of the picture as it is shown, after an EXIF orientation (1 to
 * 8). width and height of the record are those of the stored picture, and are
 * swapped where the orientation does so.
 */
void gw_record_turn (GwRecord *record, int orientation);

G_END_DECLS
