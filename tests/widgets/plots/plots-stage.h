/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-chart-private.h"

G_BEGIN_DECLS

#define PLOTS_STAGE_WIDTH 640
#define PLOTS_STAGE_HEIGHT 420

/* A chart in a window, and what a person does with it. */
typedef struct
{
  GwChart *chart;
  GtkWidget *window;
  GwPlot *plot;
  GtkEventController *motion;
  GtkEventController *drag;
  GtkEventController *middle;
  GtkEventController *click;
  GtkEventController *scroll;
} PlotsStage;

/* data: the name of a plot, as for plots_fixture_new(). Zoomable, 640 x 420, with the focus. */
void plots_stage_set_up (PlotsStage *stage, gconstpointer data);
void plots_stage_tear_down (PlotsStage *stage, gconstpointer data);
/* An action, which must be there. */
void plots_stage_activate (PlotsStage *stage, const char *action);
/* The pointer. */
void plots_stage_move_to (PlotsStage *stage, double x, double y);
void plots_stage_click_at (PlotsStage *stage, double x, double y, int n_press);
/* By stage->drag, or stage->middle, in five steps. */
void plots_stage_drag (GtkEventController *gesture, double x0, double y0, double x1, double y1);
/* Of a mark, which must be seen. */
void plots_stage_get_middle (PlotsStage *stage, GwPlotMark mark, double *x, double *y);
/* What is told of a mark. */
char *plots_stage_get_text (PlotsStage *stage, GwPlotMark mark);
/* The text of the card; NULL: there is none. */
char *plots_stage_get_card (PlotsStage *stage);
/* The mean over pixels and colors, 0 to 255. */
double plots_stage_get_difference (cairo_surface_t *a, cairo_surface_t *b);
cairo_surface_t *plots_stage_get_picture (PlotsStage *stage);

G_END_DECLS
