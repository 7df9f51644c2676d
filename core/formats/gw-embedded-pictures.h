/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"
#include "gw-image-info.h"

G_BEGIN_DECLS

/* Pictures that stand in label files and are nowhere else (spec formats 6): by
 * GwReadOptions.embedded they are written beside those files. Whoever reads only to look writes none
 * of them, and what comes of a reading that fails goes again.
 */
typedef struct _GwEmbeddedPictures GwEmbeddedPictures;

/* Of a reader, which must live as long. */
GwEmbeddedPictures *gw_embedded_pictures_new (GwReader *reader);
/* Removes what it has written, unless that is kept. */
void gw_embedded_pictures_free (GwEmbeddedPictures *self);

/* Pictures are written from now on; without it, it is told what would be. */
void gw_embedded_pictures_allow (GwEmbeddedPictures *self);
/* Those that have been written stay. */
void gw_embedded_pictures_keep (GwEmbeddedPictures *self);

/* Takes the picture out of a record's file, to be called where no other was found for it; what becomes
 * of it is told of. TRUE where the record has it for its picture now: its path leads to it from
 * images_dir or from its root, and its file is set, but for one that is not written yet. NULL images_dir:
 * paths start from the source. info: what the picture is. The label file is read again; it is
 * written beside it under the name that the record gives, and over no other file.
 */
gboolean gw_embedded_pictures_take (GwEmbeddedPictures *self, GwRecord *record, const char *images_dir,
                                    GwImageInfo *info, GCancellable *cancellable);

G_END_DECLS
