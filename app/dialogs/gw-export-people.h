/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GW_TYPE_EXPORT_PEOPLE (gw_export_people_get_type ())
G_DECLARE_FINAL_TYPE (GwExportPeople, gw_export_people, GW, EXPORT_PEOPLE, GObject)

/* Whose answers are exported where they all may be: a row that opens to one for each
 * annotator, at first all of them chosen; one always is.
 *
 * Signal "changed": the person has chosen others.
 */
GwExportPeople *gw_export_people_new (AdwExpanderRow *row);

/* layers: (element-type GwLayer): those of answers are listed, the others passed over. */
void gw_export_people_set_layers (GwExportPeople *self, GPtrArray *layers);
/* Ids of the layers that are chosen, 1 or more where any was listed. (transfer full) (element-type gint64) */
GArray *gw_export_people_get (GwExportPeople *self);

G_END_DECLS
