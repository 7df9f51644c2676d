/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-tile-source.h"

G_BEGIN_DECLS

/* One thread that composes tiles, most wanted first. What is asked for
 * replaces what was asked for before, so that nothing stale is waited for.
 *
 * Made, asked and freed on one thread, whose default main context runs
 * `ready` when tiles are finished.
 */
typedef struct _GwTileWorker GwTileWorker;

typedef struct
{
  GwTileSource *source;
  int column;
  int row;
  guint64 epoch;            /* the caller's: what the tile will be up to date with */
  cairo_surface_t *surface; /* the result */
} GwTileJob;

GwTileWorker *gw_tile_worker_new (GSourceFunc ready, gpointer user_data);
/* Returns at once; the thread ends after the tile it is at. */
void gw_tile_worker_free (GwTileWorker *self);

/* (element-type GwTileJob): best first; sources are referenced. */
void gw_tile_worker_ask (GwTileWorker *self, const GArray *jobs);

/* A finished tile: the caller owns its source and surface. FALSE: none. */
gboolean gw_tile_worker_take (GwTileWorker *self, GwTileJob *job);

/* Whether nothing waits, is worked at, or is finished and not taken. */
gboolean gw_tile_worker_is_idle (GwTileWorker *self);

void gw_tile_job_clear (GwTileJob *job);

G_END_DECLS
