/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-pyramid.h"

G_BEGIN_DECLS

/* What is left of a full pyramid when its levels are let go: a preview that
 * shares its fit surface. NULL when it has none.
 */
GwPyramid *_gw_pyramid_new_preview (GwPyramid *full);

G_END_DECLS
