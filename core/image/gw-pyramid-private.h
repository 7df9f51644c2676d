/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-pyramid.h"

G_BEGIN_DECLS

/* What is left of a full pyramid when its levels are let go: a preview that
 * shares its fit surface. NULL when it has none.
 */
GwPyramid *_gw_pyramid_new_preview (GwPyramid *full);

/* What to ask the decoder for, so that the largest level held takes 1 GiB at
 * most; 0 where the full picture does.
 */
int _gw_pyramid_get_min_side (int width, int height);

G_END_DECLS
