/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gw-import.h"

G_BEGIN_DECLS

#define GW_TYPE_IMPORT_REPORT_VIEW (gw_import_report_view_get_type ())
G_DECLARE_FINAL_TYPE (GwImportReportView, gw_import_report_view, GW, IMPORT_REPORT_VIEW, GtkWidget)

/* What an import came to, or a check found: the result in words, figures “of
 * how many”, and the problems by kind with examples.
 */
GtkWidget *gw_import_report_view_new (void);
/* rules: what is done about problems, for the menus that choose it. */
void gw_import_report_view_set_report (GwImportReportView *self, const GwImportReport *report,
                                       const GwIntakeRules *rules);
/* Asks for a file and saves the report that is shown then, as Markdown or CSV,
 * on a thread of its own.
 */
void gw_import_report_view_save (GwImportReportView *self);

G_END_DECLS
