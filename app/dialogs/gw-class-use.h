/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-project.h"

G_BEGIN_DECLS

#define GW_TYPE_CLASS_USE (gw_class_use_get_type ())
G_DECLARE_FINAL_TYPE (GwClassUse, gw_class_use, GW, CLASS_USE, GObject)

/* Whether something in a project has a class, which says what becomes of the
 * class when it is removed. It asks the store on the store's thread, and again
 * when the project changes.
 *
 * Property "used" (boolean): FALSE until it is known.
 */
GwClassUse *gw_class_use_new (GwProject *project);

/* 0: no class, or one that is not in the project yet. */
void gw_class_use_watch (GwClassUse *self, gint64 class_id);
gboolean gw_class_use_get_used (GwClassUse *self);

G_END_DECLS
