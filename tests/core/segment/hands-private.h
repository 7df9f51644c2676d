/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hands.h"

G_BEGIN_DECLS

/* result comes with zeros. */
void _hand_draw_scissors (const GwPixels *pixels, const GwMask *truth, guint most, HandResult *result);

G_END_DECLS
