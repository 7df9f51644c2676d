/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-announcer.h"
#include "gw-insights-page.h"

G_BEGIN_DECLS

typedef struct
{
  GwProject *project;
  GwInsightsData *data;
  GtkWidget *overlay;
  GtkStack *stack;
  GtkWidget *scrolled;
  GtkBox *body;
  AdwStatusPage *status;
  GtkWidget *announcer;
  GtkWidget *end_widget;
  char *subtitle;
  GwInsightsJob *job; /* (nullable): under way */
  guint busy_timeout;
  gboolean busy;
  gboolean seen;
  gboolean stale;
  GwChart *main_chart; /* (nullable) (unowned) */
  GPtrArray *chart_actions;
} GwInsightsPagePrivate;

GwInsightsPagePrivate *_gw_insights_page_get_private (GwInsightsPage *self);

/* gw-insights-page-charts.c: charts, their menus, and the header bar's Export */
void _gw_insights_page_update_charts (GwInsightsPage *self);
void _gw_insights_page_class_init_charts (GtkWidgetClass *widget_class);
GtkWidget *_gw_insights_page_make_end_widget (GwInsightsPage *self);

G_END_DECLS
