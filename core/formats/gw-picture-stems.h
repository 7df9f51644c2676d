/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The pictures of a folder, by their names without ending: for labels that lie in files
 * called like them.
 */
typedef struct _GwPictureStems GwPictureStems;

/* Of that folder of n, relative ones below base, in which most of the stems are; given
 * (nullable) alone where a person named one. NULL where there is none. Blocks: reads the
 * names of all files below the folders.
 * Returns: (transfer full) (nullable)
 */
GwPictureStems *gw_picture_stems_find (const char *base, const char *const *folders, gsize n, const char *given,
                                       const GPtrArray *stems, GCancellable *cancellable);
void gw_picture_stems_free (GwPictureStems *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPictureStems, gw_picture_stems_free)

const char *gw_picture_stems_get_folder (const GwPictureStems *self);
/* stem: a path without ending, or a name alone. Relative to the folder; NULL where there is
 * none, or where a name alone is that of several in several folders.
 */
const char *gw_picture_stems_get (const GwPictureStems *self, const char *stem);

G_END_DECLS
