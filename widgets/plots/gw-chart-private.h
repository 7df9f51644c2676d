/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-chart-card.h"
#include "gw-chart.h"
#include "gw-plot-layout.h"

G_BEGIN_DECLS

/* How near to a mark the pointer means it, px. */
#define GW_CHART_REACH 12.0

typedef enum
{
  GW_CHART_DRAG_NONE,
  GW_CHART_DRAG_MARKER,
  GW_CHART_DRAG_RANGE,
  GW_CHART_DRAG_ZOOM,
  GW_CHART_DRAG_PAN
} GwChartDrag;

struct _GwChart
{
  GtkWidget parent_instance;

  int width, height; /* allocated */
  GwPlot *plot;      /* (nullable) */
  char *selected_key;
  gboolean key_is_here; /* a mark of the plot has it */
  gboolean zoomable;
  gboolean range_selectable;

  /* What was drawn, and of what. Both NULL: to be made when it is needed. */
  GwPlotStyle style;      /* the family is interned */
  GwPlotLayout *layout;   /* of the size, style and view */
  GskRenderNode *picture; /* of the layout, selection and device scale */
  int picture_scale;
  GwPlotTexts *texts; /* of what is drawn over it */
  gboolean own_contrast;

  gboolean zoomed; /* the scales are less than the plot's */
  GwPlotScale view[GW_PLOT_N_AXES];

  GwPlotMark pointed; /* the pointer is on it */
  GwPlotMark walked;  /* the keyboard is on it */
  double pointer_x, pointer_y;
  gboolean pointer_inside;
  gboolean pointer_rests; /* the keyboard has walked since the pointer moved */

  gboolean has_marker;
  double marker_x, marker_y;
  GwPlotLayer *marker; /* (nullable) */
  gboolean marker_movable;

  gboolean has_range;
  double range_low, range_high;
  int range_anchor; /* the mark that Shift began at; -1: none */

  GwChartDrag drag;
  gboolean drag_goes; /* far enough to be one */
  double drag_x, drag_y, drag_to_x, drag_to_y;
  GwPlotScale drag_view[GW_PLOT_N_AXES];
  gboolean drag_view_held;

  gboolean busy;
  gboolean busy_shown;
  guint busy_id;

  GtkWidget *card;           /* a GwChartCard */
  cairo_rectangle_t card_at; /* what it is beside */
  GtkWidget *range_card;     /* (nullable) */
  GtkWidget *spinner;
  GtkWidget *announcer;      /* speaks where the page does not */
  GtkWidget *menu;           /* (nullable) */
  GPtrArray *button_actions; /* (nullable) of GSimpleActionGroup: those of the menu buttons */
  char *description;
  GCancellable *exports;
};

/* --- gw-chart-draw.c ------------------------------------------------------------- */

/* Follows the system; anything changed is drawn anew. */
void _gw_chart_update_style (GwChart *self);
/* Of the present size; NULL where there is nothing to lay out. */
GwPlotLayout *_gw_chart_get_layout (GwChart *self);
void _gw_chart_drop_layout (GwChart *self);
void _gw_chart_drop_picture (GwChart *self);
void _gw_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot);

/* --- gw-chart-overlay.c ------------------------------------------------------------- */

/* Of a plot that has a layout and no message. */
void _gw_chart_append_under (GwChart *self, GtkSnapshot *snapshot);
void _gw_chart_append_picture (GwChart *self, GtkSnapshot *snapshot);
void _gw_chart_append_over (GwChart *self, GtkSnapshot *snapshot);

/* --- gw-chart-view.c ------------------------------------------------------------------ */

/* (nullable): what is seen of an axis. */
const GwPlotScale *_gw_chart_get_view (GwChart *self, GwPlotAxisSide side);
void _gw_chart_clear_view (GwChart *self);
/* x, y: in the widget. */
void _gw_chart_zoom_at (GwChart *self, double x, double y, double factor);
void _gw_chart_zoom_to (GwChart *self, double x0, double y0, double x1, double y1);
/* Keeps what is seen now, for _gw_chart_pan_by() to move; dx, dy from there, px. */
void _gw_chart_begin_pan (GwChart *self);
void _gw_chart_pan_by (GwChart *self, double dx, double dy);
void _gw_chart_end_pan (GwChart *self);
/* Makes a mark seen that is outside of what is. */
void _gw_chart_reveal (GwChart *self, GwPlotMark mark);

/* --- gw-chart-readout.c ------------------------------------------------------------------- */

gboolean _gw_chart_has_mark (GwPlotMark mark);
gboolean _gw_chart_mark_equal (GwPlotMark a, GwPlotMark b);
/* No card of a range is at a place of the widget. */
gboolean _gw_chart_is_bare (GwChart *self, double x, double y);
/* Looks what is at the pointer. */
void _gw_chart_point (GwChart *self);
void _gw_chart_unpoint (GwChart *self);
void _gw_chart_walk_to (GwChart *self, GwPlotMark mark);
void _gw_chart_update_card (GwChart *self);
void _gw_chart_allocate_cards (GwChart *self);

/* --- gw-chart-access.c -------------------------------------------------------------------- */

void _gw_chart_update_description (GwChart *self);
void _gw_chart_announce (GwChart *self, const char *text);
void _gw_chart_announce_mark (GwChart *self);

/* --- gw-chart-pointer.c, gw-chart-keys.c, gw-chart-menu.c ---------------------------------- */

void _gw_chart_add_controllers (GwChart *self);
void _gw_chart_install_actions (GtkWidgetClass *widget_class);
void _gw_chart_update_actions (GwChart *self);
void _gw_chart_activate_mark (GwChart *self, GwPlotMark mark);
/* mark (none): the menu of the whole; x, y: where. */
void _gw_chart_popup_menu (GwChart *self, GwPlotMark mark, double x, double y);

/* --- gw-chart-range.c, gw-chart-marker.c ----------------------------------------------------- */

/* x0, x1 in the widget, in any order. */
void _gw_chart_select_range (GwChart *self, double x0, double x1, gboolean done);
void _gw_chart_extend_range (GwChart *self, GwPlotMove move);
gboolean _gw_chart_get_range_box (GwChart *self, cairo_rectangle_t *box);
void _gw_chart_cancel_range (GwChart *self);
gboolean _gw_chart_is_at_marker (GwChart *self, double x, double y);
void _gw_chart_drag_marker (GwChart *self, double x, double y);

/* --- gw-chart-export.c ------------------------------------------------------------------------ */

/* Another thread draws it just now: neither draw it nor ask where its marks are. */
gboolean _gw_chart_is_lent (GwPlot *plot);
void _gw_chart_lend (GwChart *self, GwPlot *plot);
void _gw_chart_take_back (GwPlot *plot);
/* It is drawn when the plot that it waits for is back. */
void _gw_chart_wait (GwChart *self);
/* Not any more among those that draw when a plot is back. */
void _gw_chart_stop_waiting (GwChart *self);

/* --- gw-chart-table-window.c --------------------------------------------------------------- */

void _gw_chart_show_table (GwChart *self);

G_END_DECLS
