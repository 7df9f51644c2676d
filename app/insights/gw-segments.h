/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_SEGMENTS (gw_segments_get_type ())
G_DECLARE_FINAL_TYPE (GwSegments, gw_segments, GW, SEGMENTS, GtkWidget)

/* A few choices side by side of which one holds: linked toggle buttons. Property
 * "selected": its index.
 */

/* titles: NULL-terminated; label: what they choose, for who does not see it. */
GtkWidget *gw_segments_new (const char *const *titles, const char *label);
guint gw_segments_get_selected (GwSegments *self);
void gw_segments_set_selected (GwSegments *self, guint selected);

G_END_DECLS
