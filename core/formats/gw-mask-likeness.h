/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whether the pictures of a folder, and of those below it, look like masks of classes: PNGs that
 * have the same few values, in large areas. Reads some of them; none of more than 16 million pixels.
 * Blocks.
 */
gboolean gw_mask_folder_is_likely (const char *folder, GCancellable *cancellable);

G_END_DECLS
