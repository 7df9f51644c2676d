/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-filter.h"
#include "gw-project.h"

G_BEGIN_DECLS

#define GW_TYPE_FACET_PANE (gw_facet_pane_get_type ())
G_DECLARE_FINAL_TYPE (GwFacetPane, gw_facet_pane, GW, FACET_PANE, GtkWidget)

/* The pane of filters: for each facet its values with the number of images
 * that have them under the other filters, and for confidence a histogram
 * with a range. Signals "toggled" (GwField field, const char *value,
 * gboolean on), "ranged" (double lower, double upper) and "cleared".
 */
GtkWidget *gw_facet_pane_new (GwProject *project);

/* Counts anew for this filter, in the background; what stood stays until
 * the new figures have come.
 */
void gw_facet_pane_set_filter (GwFacetPane *self, const GwFilter *filter);

/* (transfer full): the values as last counted, as a menu of images.add-term. */
GMenuModel *gw_facet_pane_make_menu (GwFacetPane *self);

G_END_DECLS
