/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Called with the pictures found so far, a few times a second, on the thread
 * that scans (gw_image_scan()) or on the caller's main context
 * (gw_image_scan_async()).
 */
typedef void (*GwImageScanProgress) (guint n_found, gpointer user_data);

/**
 * gw_image_scan:
 * @folder: (type filename): where to look, with all folders below
 * @progress: (nullable)
 *
 * Finds the pictures of a folder by their names (see
 * gw_image_name_is_picture()). Hidden files and folders are skipped, links
 * are followed, and no folder is entered twice. Folders below that cannot
 * be read are skipped. Blocks: 10,000 files take about 15 ms.
 *
 * Returns: (transfer full) (element-type filename): paths relative to
 *   @folder with `/`, in natural order (gw_path_compare()); the array
 *   frees them. NULL with GW_ERROR_NOT_FOUND or GW_ERROR_IO when @folder
 *   itself cannot be read
 */
GPtrArray *gw_image_scan (const char *folder, GCancellable *cancellable, GwImageScanProgress progress,
                          gpointer user_data, GError **error);

void gw_image_scan_async (const char *folder, GCancellable *cancellable, GwImageScanProgress progress,
                          gpointer progress_data, GAsyncReadyCallback callback, gpointer user_data);

GPtrArray *gw_image_scan_finish (GAsyncResult *result, GError **error);

G_END_DECLS
