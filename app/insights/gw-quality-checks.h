/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-project.h"
#include "gw-quality-figures.h"

G_BEGIN_DECLS

#define GW_TYPE_QUALITY_CHECKS (gw_quality_checks_get_type ())
G_DECLARE_FINAL_TYPE (GwQualityChecks, gw_quality_checks, GW, QUALITY_CHECKS, GtkWidget)

/* The cards of files and sizes, and of pictures that look like no other. Each line opens
 * its images by the page's action quality.show (s): "missing", "broken", "changed",
 * "beyond", "turned", "unlike", "outliers".
 */
GtkWidget *gw_quality_checks_new (GwProject *project);
/* figures (transfer none): as long as they are shown; the part is there. */
void gw_quality_checks_show_files (GwQualityChecks *self, const GwQualityFigures *figures);
void gw_quality_checks_show_outliers (GwQualityChecks *self, const GwQualityFigures *figures);

/* What the images of a key are, for the title of their set; NULL for another key. */
const char *gw_quality_checks_get_title (const char *key);

G_END_DECLS
