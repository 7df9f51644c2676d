/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* Thumbnails kept on disk by the content of their pictures: a picture that
 * was moved, renamed or copied has its thumbnail already. Files are
 * FOLDER/<aa>/<sha256>-<size>.jpg (.png where transparent), of mode 0600 in
 * folders of mode 0700, written whole or not at all. FOLDER/index remembers
 * which content lay at which path, size and time, so that unchanged
 * pictures are not read again; it holds no names, and losing it loses
 * nothing. Several programs may share a folder.
 *
 * Counted and thread-safe; the functions block on the disk.
 */
typedef struct _GwThumbnailCache GwThumbnailCache;

#define GW_THUMBNAIL_CACHE_DEFAULT_BYTES (G_GUINT64_CONSTANT (512) * 1024 * 1024)

/**
 * gw_thumbnail_cache_new:
 * @folder: (type filename) (nullable): NULL is the user's own,
 *   $XDG_CACHE_HOME/groundwork/thumbnails. It is made when first written to
 * @max_bytes: when the files grow over this, the longest unused are removed
 *   down to nine tenths of it
 */
GwThumbnailCache *gw_thumbnail_cache_new (const char *folder, guint64 max_bytes);
GwThumbnailCache *gw_thumbnail_cache_ref (GwThumbnailCache *self);
void gw_thumbnail_cache_unref (GwThumbnailCache *self);

const char *gw_thumbnail_cache_get_folder (GwThumbnailCache *self);

/* Another limit from now on; what is too much goes when the next is kept. */
void gw_thumbnail_cache_set_max_bytes (GwThumbnailCache *self, guint64 max_bytes);

/**
 * gw_thumbnail_cache_get:
 * @path: (type filename): the picture, absolute
 * @max_side: see gw_thumbnail_new_for_bytes()
 * @warning: (out) (optional): the picture could be read in part only; such
 *   thumbnails are not kept
 *
 * The picture's thumbnail, from the cache or made now and kept. A cache that
 * cannot be written (disk full, no rights) is done without, silently.
 *
 * Returns: (transfer full) (nullable)
 */
cairo_surface_t *gw_thumbnail_cache_get (GwThumbnailCache *self, const char *path, int max_side,
                                         GCancellable *cancellable, GError **warning, GError **error);

/* Bytes of all kept files. Walks the folder the first time. */
guint64 gw_thumbnail_cache_get_size (GwThumbnailCache *self);

/* Removes all thumbnails and the index; nothing else that lies there. */
void gw_thumbnail_cache_empty (GwThumbnailCache *self);

typedef struct
{
  guint64 n_hits;    /* answered by a kept file */
  guint64 n_made;    /* decoded */
  guint64 n_hashed;  /* pictures read and hashed because the index did not know them */
  guint64 n_removed; /* files removed to make room */
} GwThumbnailCacheStats;

void gw_thumbnail_cache_get_stats (GwThumbnailCache *self, GwThumbnailCacheStats *stats);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwThumbnailCache, gw_thumbnail_cache_unref)

G_END_DECLS
