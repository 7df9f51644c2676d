/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>

#include "gw-sample-scene.h"

G_BEGIN_DECLS

#define GW_SAMPLE_FRUIT_COUNT 100
#define GW_SAMPLE_FRUIT_WIDTH 640
#define GW_SAMPLE_FRUIT_HEIGHT 480

/* Fruit on a table, one class for each picture, strongly imbalanced. */
typedef enum
{
  GW_FRUIT_APPLE_RED,   /* 48 pictures */
  GW_FRUIT_APPLE_GREEN, /* 22 */
  GW_FRUIT_ORANGE,      /* 14 */
  GW_FRUIT_PEAR,        /* 8 */
  GW_FRUIT_LEMON,       /* 5 */
  GW_FRUIT_BANANA,      /* 3 */
  GW_N_FRUITS
} GwFruit;

/* "Apple, Red" and so on; static. */
const char *gw_fruit_get_name (GwFruit fruit);

/* How many of the pictures show it. */
guint gw_fruit_get_count (GwFruit fruit);

/**
 * gw_sample_fruit_draw:
 * @index: below GW_SAMPLE_FRUIT_COUNT
 * @scene: (out) (transfer full): its class, and the traits Fresh, Bruised,
 *   Cut and Leaf Attached, each "true" or "false"
 *
 * As gw_sample_street_draw().
 *
 * Returns: (transfer full): an RGB24 surface
 */
cairo_surface_t *gw_sample_fruit_draw (guint64 seed, guint index, GwSampleScene **scene);

G_END_DECLS
