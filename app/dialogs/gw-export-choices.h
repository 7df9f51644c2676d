/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gw-write-choice.h"

G_BEGIN_DECLS

#define GW_TYPE_EXPORT_CHOICES (gw_export_choices_get_type ())
G_DECLARE_FINAL_TYPE (GwExportChoices, gw_export_choices, GW, EXPORT_CHOICES, GObject)

/* Rows for how a format is to be written, below a row that opens: those that
 * the format heeds, and the row itself only where there are any. What was chosen
 * stays chosen for the next format.
 *
 * Signal "changed": the person has chosen something else.
 */
GwExportChoices *gw_export_choices_new (AdwExpanderRow *holder);

void gw_export_choices_show (GwExportChoices *self, const GwFormat *format);
/* Adds what they say. */
void gw_export_choices_read (GwExportChoices *self, GwWriteOptions *options);

G_END_DECLS
