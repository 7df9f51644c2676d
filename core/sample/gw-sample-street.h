/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>

#include "gw-sample-scene.h"

G_BEGIN_DECLS

#define GW_SAMPLE_STREET_COUNT 120
#define GW_SAMPLE_STREET_WIDTH 1280
#define GW_SAMPLE_STREET_HEIGHT 800

/* Street scenes: Car, Pedestrian, Cyclist, Traffic Light, Truck, Bus,
 * Motorcycle and Traffic Sign, in all weathers.
 *
 * Each picture depends on its seed and index alone, so pictures may be drawn
 * in any order and on any thread.
 */

/**
 * gw_sample_street_draw:
 * @index: below GW_SAMPLE_STREET_COUNT
 * @scene: (out) (transfer full): what is true of the picture
 *
 * Some 40 ms.
 *
 * Returns: (transfer full): an RGB24 surface
 */
cairo_surface_t *gw_sample_street_draw (guint64 seed, guint index, GwSampleScene **scene);

G_END_DECLS
