/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-object.h"

G_BEGIN_DECLS

/* Makes shapes of the same class and group one object of several parts: polygons
 * with polygons, masks with masks. The first of them stays, with its marks and its
 * group. Returns how many others went into it.
 */
guint gw_labelme_merge_groups (GPtrArray *objects);

G_END_DECLS
