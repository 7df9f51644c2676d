/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gw-write-choice.h"

G_BEGIN_DECLS

#define GW_TYPE_EXPORT_CHOICES (gw_export_choices_get_type ())
G_DECLARE_FINAL_TYPE (GwExportChoices, gw_export_choices, GW, EXPORT_CHOICES, GObject)

/* Rows for how a format is to be written, at the end of a group: those that
 * the format heeds. What was chosen stays chosen for the next format.
 *
 * Signal "changed": the person has chosen something else.
 */
GwExportChoices *gw_export_choices_new (AdwPreferencesGroup *group);

void gw_export_choices_show (GwExportChoices *self, const GwFormat *format);
/* Adds what they say. */
void gw_export_choices_read (GwExportChoices *self, GwWriteOptions *options);

G_END_DECLS
