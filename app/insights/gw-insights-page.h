/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gw-chart.h"
#include "gw-insights-data.h"
#include "gw-insights-door.h"
#include "gw-page.h"

G_BEGIN_DECLS

#define GW_TYPE_INSIGHTS_PAGE (gw_insights_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (GwInsightsPage, gw_insights_page, GW, INSIGHTS_PAGE, GtkWidget)

/* What every page of Insights does: it has cards below each other that scroll, its
 * figures are made on a worker thread, the old ones stay dimmed meanwhile, and work
 * that nobody wants any more is stopped. A page follows the project while it is seen,
 * and catches up when it is shown again.
 *
 * A page sets what is below, builds its cards into the body once, and calls
 * gw_insights_page_refresh() when an option of its own changed.
 */
typedef struct _GwInsightsJob GwInsightsJob;

struct _GwInsightsPageClass
{
  GtkWidgetClass parent_class;

  const char *title; /* N_() */
  /* The page needs what is measured of pictures: they are while it is there. */
  gboolean measures_pictures;
  /* On the window's thread: what the work depends on beside the snapshot. (nullable)
   * free_options frees what it gives.
   */
  gpointer (*get_options) (GwInsightsPage *self);
  GDestroyNotify free_options;
  /* On a thread: figures of the snapshot. What is ready may be handed on before the
   * end by gw_insights_job_publish(). NULL with error, or the last figures.
   */
  gpointer (*compute) (GwInsightsSnapshot *snapshot, gpointer options, GwInsightsJob *job, GCancellable *cancellable,
                       GError **error);
  GDestroyNotify free_figures;
  /* On the window's thread: shows figures; they are the page's (transfer full). */
  void (*show) (GwInsightsPage *self, gpointer figures);
  /* (nullable): the images behind a mark of a chart that the page added; NULL where it
   * is no door. Without the split that is looked at, which is added. (transfer full)
   */
  GwInsightsDoor *(*find_door) (GwInsightsPage *self, GwChart *chart, const char *key);
};

GwProject *gw_insights_page_get_project (GwInsightsPage *self);
GwInsightsData *gw_insights_page_get_data (GwInsightsPage *self);
/* A vertical box with 12 px between its children. */
GtkBox *gw_insights_page_get_body (GwInsightsPage *self);

/* Behind “Insights · ” below the title. */
void gw_insights_page_set_subtitle (GwInsightsPage *self, const char *subtitle);
/* In place of the body; NULL: the body is there. action (nullable): a detailed action
 * name with its label.
 */
void gw_insights_page_set_status (GwInsightsPage *self, const char *icon_name, const char *title, const char *text,
                                  const char *label, const char *action);

/* Makes the figures anew, now or when the page is shown. */
void gw_insights_page_refresh (GwInsightsPage *self);

/* On the worker's thread: figures that are ready (transfer full). */
void gw_insights_job_publish (GwInsightsJob *job, gpointer figures);

/* Whether figures are being made, or are to be. */
gboolean gw_insights_page_is_working (GwInsightsPage *self);
/* Whether figures are being made for longer than 150 ms: property "busy". */
gboolean gw_insights_page_get_busy (GwInsightsPage *self);

/* --- charts --------------------------------------------------------------------- */

/* Does for a chart what all charts of pages do: it is busy when the page is, what it
 * says is read aloud, its menu shows, tags and splits the images of a mark. opens: a
 * click on a mark, or Enter, goes through its door; else that is the page's to do
 * ("mark-activated"). The first that is added is the one that Export takes.
 */
void gw_insights_page_add_chart (GwInsightsPage *self, GwChart *chart, gboolean opens);
/* The chart that Export takes. */
void gw_insights_page_set_main_chart (GwInsightsPage *self, GwChart *chart);

/* Reads a text aloud to who does not see the page. */
void gw_insights_page_announce (GwInsightsPage *self, const char *text);

/* Goes through a door: Images shows what is behind it. Takes door; NULL does nothing. */
void gw_insights_page_open (GwInsightsPage *self, GwInsightsDoor *door);
/* The same for ids under a title, and for a filter (transfer full). */
void gw_insights_page_open_images (GwInsightsPage *self, const char *title, const gint64 *ids, gsize n);
void gw_insights_page_open_filter (GwInsightsPage *self, GwFilter *filter);

G_END_DECLS
