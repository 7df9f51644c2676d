/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gw-import.h"
#include "gw-project.h"

G_BEGIN_DECLS

#define GW_TYPE_IMPORT_CLASSES (gw_import_classes_get_type ())
G_DECLARE_FINAL_TYPE (GwImportClasses, gw_import_classes, GW, IMPORT_CLASSES, GtkWidget)

/* What each class of a source becomes: a new class, one of the project's, or
 * nothing, each by a list to choose from. A choice is told to the import, then
 * “changed” is emitted.
 */
GtkWidget *gw_import_classes_new (void);
/* After a check. */
void gw_import_classes_show (GwImportClasses *self, GwImport *import, GwProject *project);

G_END_DECLS
