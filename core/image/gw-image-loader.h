/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-pyramid.h"

G_BEGIN_DECLS

#define GW_TYPE_IMAGE_LOADER (gw_image_loader_get_type ())
G_DECLARE_FINAL_TYPE (GwImageLoader, gw_image_loader, GW, IMAGE_LOADER, GObject)

#define GW_IMAGE_LOADER_DEFAULT_BUDGET (G_GUINT64_CONSTANT (192) * 1024 * 1024)

/* The object decodes pictures on worker threads and keeps the last ones
 * within a memory budget. All functions are to be called on the thread that
 * made it; its main context gets the answers. None blocks.
 *
 * Property "memory-budget" (guint64, bytes): what all kept pyramids may take
 * together. The one asked for last stays however large it is.
 *
 * Signal "full-ready" (const char *path, GwPyramid *pyramid): the full
 * pyramid of a picture that was answered with a preview.
 * Signal "full-failed" (const char *path, GError *error): it could not be
 * made (the file changed or vanished meanwhile).
 */
GwImageLoader *gw_image_loader_new (void);

guint64 gw_image_loader_get_memory_budget (GwImageLoader *self);
void gw_image_loader_set_memory_budget (GwImageLoader *self, guint64 bytes);

/* The size of the view in device pixels. Pyramids made from now on have a
 * ready surface that fits it, and pictures decoded ahead are decoded for it
 * only. 0, 0 (the default): no fit surfaces; pictures are decoded ahead in
 * full.
 */
void gw_image_loader_set_view_size (GwImageLoader *self, int width, int height);

/**
 * gw_image_loader_load_async:
 * @path: (type filename): the picture, absolute
 * @priority: as GLib's: G_PRIORITY_DEFAULT, lower numbers first
 * @cancellable: (nullable)
 *
 * Asks for a picture. What is kept is answered at once (in the next turn of
 * the main loop): a full pyramid, or the preview that was decoded ahead;
 * then the full one is made in the background and "full-ready" tells of it.
 * Else the answer is the full pyramid, as soon as it is decoded. A picture
 * that is already being decoded is not decoded twice.
 */
void gw_image_loader_load_async (GwImageLoader *self, const char *path, int priority, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);

/* Returns: (transfer full) (nullable): errors as gw_decode_file() */
GwPyramid *gw_image_loader_load_finish (GwImageLoader *self, GAsyncResult *result, GError **error);

/**
 * gw_image_loader_lookup:
 *
 * Returns: (transfer full) (nullable): what is kept of a picture, the full
 *   pyramid before a preview
 */
GwPyramid *gw_image_loader_lookup (GwImageLoader *self, const char *path);

/**
 * gw_image_loader_prefetch:
 * @paths: (array zero-terminated=1): pictures likely to be asked for next,
 *   the likeliest first (for a walk: 3 next, then 1 previous); NULL: none
 *
 * Decodes pictures ahead when nothing else is to be done. The list replaces
 * the one given before: what is no longer on it is dropped or cancelled.
 */
void gw_image_loader_prefetch (GwImageLoader *self, const char *const *paths);

/* Forgets what is kept of a picture, because its file has changed. */
void gw_image_loader_forget (GwImageLoader *self, const char *path);

typedef struct
{
  guint64 memory;    /* bytes kept now */
  guint n_full;      /* full pyramids kept */
  guint n_previews;  /* previews kept */
  guint n_queued;    /* jobs waiting */
  guint n_running;   /* jobs on worker threads */
  guint n_decoded;   /* jobs that ended with a pyramid, since the start */
  guint n_failed;    /* jobs that ended with an error */
  guint n_cancelled; /* jobs dropped or cancelled */
  guint n_hits;      /* requests answered from memory */
  guint n_joined;    /* requests that joined a job under way */
} GwImageLoaderStats;

void gw_image_loader_get_stats (GwImageLoader *self, GwImageLoaderStats *stats);

G_END_DECLS
