/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "gw-thumbnail-cache.h"

G_BEGIN_DECLS

#define GW_TYPE_THUMBNAILER (gw_thumbnailer_get_type ())
G_DECLARE_FINAL_TYPE (GwThumbnailer, gw_thumbnailer, GW, THUMBNAILER, GObject)

/* Gives thumbnails to lists: at most two are made at a time, those with the
 * lowest priority number first, and the last 64 MiB of surfaces are kept in
 * memory. Why a picture failed is remembered until it is forgotten. To be
 * called on the thread that made it; its main context gets the answers; no
 * function blocks.
 */

/**
 * GwThumbnailFunc:
 * @surface: (nullable) (transfer none): NULL when it failed
 * @warning: (nullable): the picture is shown in part, and why
 * @error: (nullable): why there is no thumbnail
 *
 * Called once for a request, unless it was cancelled; never before
 * gw_thumbnailer_request() has returned.
 */
typedef void (*GwThumbnailFunc) (GwThumbnailer *thumbnailer, const char *path, cairo_surface_t *surface,
                                 const GError *warning, const GError *error, gpointer user_data);

/* @cache: (nullable) (transfer none): NULL makes thumbnails without a disk cache */
GwThumbnailer *gw_thumbnailer_new (GwThumbnailCache *cache);

/**
 * gw_thumbnailer_request:
 * @path: (type filename): the picture, absolute
 * @max_side: see gw_thumbnail_new_for_bytes()
 * @priority: lower first; for lists, the distance from the visible rows
 *
 * Returns: a number for the functions below, never 0
 */
guint gw_thumbnailer_request (GwThumbnailer *self, const char *path, int max_side, int priority, GwThumbnailFunc func,
                              gpointer user_data, GDestroyNotify destroy);

/* Changes when a request that waits is served. Unknown numbers are ignored. */
void gw_thumbnailer_set_priority (GwThumbnailer *self, guint request, int priority);

/* Drops a request (it was scrolled past). Its function is not called any
 * more; its destroy notify is. Unknown numbers and 0 are ignored.
 */
void gw_thumbnailer_cancel (GwThumbnailer *self, guint request);

/**
 * gw_thumbnailer_lookup:
 *
 * Returns: (transfer full) (nullable): a thumbnail in memory
 */
cairo_surface_t *gw_thumbnailer_lookup (GwThumbnailer *self, const char *path, int max_side);

/* Why the thumbnail in memory shows its picture in part only, or (nullable)
 * NULL; valid until the next call into the thumbnailer.
 */
const GError *gw_thumbnailer_lookup_warning (GwThumbnailer *self, const char *path, int max_side);

/* Why a picture failed (not counting cancelling), or (nullable) NULL; valid
 * until the next call into the thumbnailer.
 */
const GError *gw_thumbnailer_lookup_failure (GwThumbnailer *self, const char *path);

/* Forgets a picture's thumbnails in memory and its failure (its file has
 * changed); NULL forgets all.
 */
void gw_thumbnailer_forget (GwThumbnailer *self, const char *path);

typedef struct
{
  guint64 memory; /* bytes of surfaces kept */
  guint n_kept;
  guint n_queued;
  guint n_running;
  guint n_made;
  guint n_failed;
  guint n_cancelled;
  guint n_hits;
} GwThumbnailerStats;

void gw_thumbnailer_get_stats (GwThumbnailer *self, GwThumbnailerStats *stats);

G_END_DECLS
