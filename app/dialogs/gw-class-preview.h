/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-project.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_CLASS_PREVIEW (gw_class_preview_get_type ())
G_DECLARE_FINAL_TYPE (GwClassPreview, gw_class_preview, GW, CLASS_PREVIEW, GtkWidget)

/* An image of the project that has a class, with the objects of the class
 * drawn as they look now. Hidden while there is none.
 */
void gw_class_preview_show (GwClassPreview *self, GwProject *project, GwClass *klass);

G_END_DECLS
