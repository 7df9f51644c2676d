/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gw-class.h"

G_BEGIN_DECLS

#define GW_TYPE_SKELETON_GROUP (gw_skeleton_group_get_type ())
G_DECLARE_FINAL_TYPE (GwSkeletonGroup, gw_skeleton_group, GW, SKELETON_GROUP, AdwPreferencesGroup)

/* The points that objects of a class have, of the class inspector: added,
 * named, joined by lines, put in order and taken out. It changes the class and
 * then emits "changed". Where objects have the class it says first what becomes
 * of theirs.
 *
 * Shows klass; NULL: nothing.
 */
void gw_skeleton_group_show (GwSkeletonGroup *self, GwClass *klass);

G_END_DECLS
