/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-plot-style.h"

G_BEGIN_DECLS

/* The sizes and weights of the design (ui.md 7.3). */
typedef enum
{
  GW_PLOT_TEXT_TICK,
  GW_PLOT_TEXT_TICK_BOLD, /* of what is selected */
  GW_PLOT_TEXT_AXIS,      /* titles of axes */
  GW_PLOT_TEXT_LEGEND,
  GW_PLOT_TEXT_LEGEND_BOLD,
  GW_PLOT_TEXT_LABEL, /* at marks */
  GW_PLOT_TEXT_LABEL_BOLD,
  GW_PLOT_TEXT_TITLE, /* of files */
  GW_PLOT_TEXT_SUBTITLE,
  GW_PLOT_TEXT_MESSAGE, /* where there is nothing to draw */
  GW_PLOT_N_TEXT_ROLES
} GwPlotTextRole;

/* Where a text was put: about its anchor, turned counterclockwise. */
typedef struct
{
  char *text;
  GwPlotTextRole role;
  double corners[4][2]; /* in order around it */
  gboolean shortened;
} GwPlotPlacedText;

/* The texts of one drawing: measures them by Pango, draws them, and knows where they
 * are, so that none lies on another.
 */
typedef struct _GwPlotTexts GwPlotTexts;

GwPlotTexts *gw_plot_texts_new (const GwPlotStyle *style);
void gw_plot_texts_free (GwPlotTexts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPlotTexts, gw_plot_texts_free)

/* Forgets what was placed. */
void gw_plot_texts_clear (GwPlotTexts *self);
/* (element-type GwPlotPlacedText) (transfer none) */
GArray *gw_plot_texts_get_placed (GwPlotTexts *self);
/* Whether the areas of both have more than a hairline in common. */
gboolean gw_plot_placed_text_overlaps (const GwPlotPlacedText *a, const GwPlotPlacedText *b);

/* In pixels; either may be NULL. */
void gw_plot_texts_measure (GwPlotTexts *self, GwPlotTextRole role, const char *text, double *width, double *height);

/* What there is to say of one text. */
typedef struct
{
  GwPlotTextRole role;
  GwPlotColor color;  /* 0: that of the role; inside marks nearly black is 0x1e1e1e */
  double x, y;        /* the anchor */
  double align_x;     /* 0: the anchor is at its left, 0.5 in the middle, 1 at the right */
  double align_y;     /* 0: at its top */
  double angle;       /* counterclockwise, radians */
  double max_width;   /* 0: any; else it is shortened, and wrapped where lines allow */
  guint lines;        /* 0 is taken for 1 */
  gboolean optional;  /* left out where it would lie on another */
  gboolean on_mark;   /* on a color of its own, not on the ground: its color is as it is */
  gboolean unwatched; /* inside a mark that is its own: keeps nobody away */
} GwPlotText;

/* cr (nullable): only places it. Returns: whether it is there. */
gboolean gw_plot_texts_put (GwPlotTexts *self, cairo_t *cr, const char *text, const GwPlotText *how);

G_END_DECLS
