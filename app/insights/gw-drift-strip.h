/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-drift-figures.h"
#include "gw-project.h"

G_BEGIN_DECLS

#define GW_TYPE_DRIFT_STRIP (gw_drift_strip_get_type ())
G_DECLARE_FINAL_TYPE (GwDriftStrip, gw_drift_strip, GW, DRIFT_STRIP, GtkWidget)

/* The card with the images that are most unlike the baseline. An activated one is opened;
 * the signal "opened" asks for all of them in Images.
 */
GtkWidget *gw_drift_strip_new (GwProject *project);
/* unlike (nullable): not known yet */
void gw_drift_strip_show (GwDriftStrip *self, const GwDriftUnlike *unlike);

G_END_DECLS
