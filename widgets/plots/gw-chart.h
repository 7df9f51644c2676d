/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-plot.h"

G_BEGIN_DECLS

#define GW_TYPE_CHART (gw_chart_get_type ())
G_DECLARE_FINAL_TYPE (GwChart, gw_chart, GW, CHART, GtkWidget)

/* A plot that a person can point at, walk through and open.
 *
 *   GtkWidget *chart = gw_chart_new ();
 *
 *   gw_chart_set_plot (GW_CHART (chart), plot);
 *   g_signal_connect (chart, "mark-activated", G_CALLBACK (on_mark_activated_cb), self);
 *   g_signal_connect (chart, "announce", G_CALLBACK (on_announce_cb), self);
 *   gtk_box_append (heading, gw_chart_new_menu_button (GW_CHART (chart)));
 *
 * The plot is drawn once for a size, a style, a selection and a view, and kept; the
 * pointer's mark, the ring of the keyboard and the marker are drawn over it. Light,
 * dark, high contrast, the font and the size of texts follow the system at once.
 *
 * Properties: plot, selected-key, busy, zoomable, range-selectable, marker-movable,
 * zoomed (read-only), description (read-only: what is told of the plot, or of the mark
 * that the keyboard is on), high-contrast (follows the system until it is set).
 *
 * Signals:
 *   mark-activated (key)        a mark was clicked, or Enter pressed on it; it is selected
 *   range-selected (low, high)  a range of the x axis, in its values; the page answers
 *                               with gw_chart_set_range_text()
 *   range-activated (low, high) “Show These Images” of that range
 *   range-cleared ()
 *   marker-moved (x, y)         where a person drags the marker, in values; the page
 *                               answers with gw_chart_set_marker()
 *   announce (text)             for the window's status label (gw-announcer.h); where the
 *                               page does not listen, the chart speaks for itself
 *   failed (message)            what could not be saved or copied, and why
 *
 * Actions of its own: chart.copy-picture, chart.copy-table, chart.save-as,
 * chart.show-as-table, chart.zoom-in, chart.zoom-out, chart.reset-zoom. Those that take
 * images belong to the page: an action group "chart" on the page, or on any widget
 * above, with some of show-images, tag-images and move-to-split, each of a string: the
 * key of the mark. The menu shows those that are there.
 *
 * Only the thread of the window calls these. A plot is not drawn elsewhere while a
 * chart shows it.
 */
GtkWidget *gw_chart_new (void);

/* (nullable) (transfer none). The view stays where the axes are the same, the mark of
 * the keyboard where its key is there again.
 */
void gw_chart_set_plot (GwChart *self, GwPlot *plot);
GwPlot *gw_chart_get_plot (GwChart *self);

/* The marks of that key stand out and others are at 55 %; nothing does where no mark
 * has it. Set by clicks and Enter too: bind it among the charts and tables of a page.
 */
void gw_chart_set_selected_key (GwChart *self, const char *key);
const char *gw_chart_get_selected_key (GwChart *self);

/* A new plot is being made: after 150 ms what is shown is dimmed, with a spinner in the
 * corner.
 */
void gw_chart_set_busy (GwChart *self, gboolean busy);
gboolean gw_chart_get_busy (GwChart *self);

/* Ctrl and wheel, + - 0, and a drag that is not of a range zoom; the middle button, or
 * Shift, moves what is seen. From the start it is not.
 */
void gw_chart_set_zoomable (GwChart *self, gboolean zoomable);
gboolean gw_chart_get_zoomable (GwChart *self);
gboolean gw_chart_get_zoomed (GwChart *self);
/* About the mark of the keyboard, else the middle; above 1 is nearer. */
void gw_chart_zoom (GwChart *self, double factor);
void gw_chart_reset_zoom (GwChart *self);

/* A drag along the x axis, and Shift with Left and Right, select a range of it. */
void gw_chart_set_range_selectable (GwChart *self, gboolean selectable);
gboolean gw_chart_get_range_selectable (GwChart *self);
/* Does not emit "range-selected". */
void gw_chart_set_range (GwChart *self, double low, double high);
void gw_chart_clear_range (GwChart *self);
gboolean gw_chart_get_range (GwChart *self, double *low, double *high);
/* What is in the selected range: “506 boxes”, “under 200 px” (nullable). A card beside
 * the range says it, with Show These Images where `openable`.
 */
void gw_chart_set_range_text (GwChart *self, const char *count, const char *context, gboolean openable);

/* The operating point, in values of the axes. 60 times a second is fine: nothing else
 * is drawn anew. text (nullable): lines of the card beside it.
 */
void gw_chart_set_marker (GwChart *self, double x, double y, GwPlotColor color, const char *text);
void gw_chart_clear_marker (GwChart *self);
void gw_chart_set_marker_movable (GwChart *self, gboolean movable);
gboolean gw_chart_get_marker_movable (GwChart *self);

/* The mark that the keyboard is on, or the pointer. */
GwPlotMark gw_chart_get_mark (GwChart *self);
/* Where a mark is, in the widget; FALSE where it is not seen. */
gboolean gw_chart_get_mark_box (GwChart *self, GwPlotMark mark, graphene_rect_t *box);

/* “What is told of the plot”: see the property. */
const char *gw_chart_get_description (GwChart *self);
void gw_chart_set_high_contrast (GwChart *self, gboolean high_contrast);
gboolean gw_chart_get_high_contrast (GwChart *self);

/* A button with what can be done with the whole chart, for the heading of its card. */
GtkWidget *gw_chart_new_menu_button (GwChart *self);

/* A picture and an SVG to the clipboard; drawn on another thread, "announce"d when
 * they are there.
 */
void gw_chart_copy_picture (GwChart *self);
void gw_chart_copy_table (GwChart *self);
/* Asks for a file: PNG, SVG, PDF or CSV. */
void gw_chart_save (GwChart *self);
/* To a file whose ending says the kind, replacing what is there. */
void gw_chart_save_to_async (GwChart *self, const char *path, const GwPlotStyle *style, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
gboolean gw_chart_save_to_finish (GwChart *self, GAsyncResult *result, GError **error);

G_END_DECLS
