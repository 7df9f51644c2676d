/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>

#include "gw-sample-scene.h"

G_BEGIN_DECLS

#define GW_SAMPLE_CELLS_COUNT 80
#define GW_SAMPLE_CELLS_WIDTH 640
#define GW_SAMPLE_CELLS_HEIGHT 480

/* Fields of a blood smear: Red Cell, White Cell, Nucleus and Platelet. A
 * nucleus lies within its white cell, whose mask holds its pixels too.
 */

/**
 * gw_sample_cells_draw:
 * @index: below GW_SAMPLE_CELLS_COUNT
 * @scene: (out) (transfer full): what is true of the picture
 *
 * As gw_sample_street_draw().
 *
 * Returns: (transfer full): an RGB24 surface
 */
cairo_surface_t *gw_sample_cells_draw (guint64 seed, guint index, GwSampleScene **scene);

G_END_DECLS
