/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-plot.h"

G_BEGIN_DECLS

/* A document of headings, paragraphs, tables and plots, written once and set as PDF
 * or as one HTML file that needs no other. Texts are plain: nothing in them is markup.
 */
typedef struct _GwReportDocument GwReportDocument;

/* subtitle: what it is of, and when. */
GwReportDocument *gw_report_document_new (const char *title, const char *subtitle);
void gw_report_document_free (GwReportDocument *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwReportDocument, gw_report_document_free)

/* level: 1 for a section, 2 below it */
void gw_report_document_add_heading (GwReportDocument *self, guint level, const char *text);
void gw_report_document_add_paragraph (GwReportDocument *self, const char *text);
/* columns: a letter for each, "l" to the left, "r" numbers to the right; heads, cells:
 * as many, NULL-terminated. heads NULL: none.
 */
void gw_report_document_begin_table (GwReportDocument *self, const char *columns, const char *const *heads);
void gw_report_document_add_row (GwReportDocument *self, const char *const *cells);
/* Takes plot. Its summary is what a screen reader says; height at a width of 660 px. */
void gw_report_document_add_plot (GwReportDocument *self, GwPlot *plot, double height);

/* The whole as bytes. The same document gives the same ones. */
GBytes *gw_report_document_to_html (GwReportDocument *self, GError **error);
/* On A4, with page numbers. */
GBytes *gw_report_document_to_pdf (GwReportDocument *self, GError **error);

G_END_DECLS
