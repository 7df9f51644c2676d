/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gw-mask.h"
#include "gw-pixels.h"
#include "gw-polygon.h"

G_BEGIN_DECLS

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwMask, gw_mask_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwRing, gw_ring_clear)

/* Pictures for the tests of smart tools; free them with g_free(). What lies
 * between width and stride is of other colours.
 */
guint32 *picture_flat (int width, int height, int stride, guint32 colour);

/* Blotches of a few colours under noise of up to `noise` steps. */
guint32 *picture_noise (int width, int height, int stride, int noise, guint32 seed);

/* A disk of radius r around (cx, cy), in continuous pixels, with smooth edges, under noise. */
guint32 *picture_disk (int width, int height, double cx, double cy, double r, int noise, guint32 seed);

/* A step of a GwRun that asks to stop after so many calls. */
typedef struct
{
  guint n_left;
  double done; /* the share told last; never falls */
} Stopper;

bool stopper_step (double done, void *data);

G_END_DECLS
