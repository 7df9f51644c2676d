/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-cvat-classes.h"
#include "gw-cvat-tracks.h"
#include "gw-xml.h"

G_BEGIN_DECLS

/* The images of a file of CVAT as records, one after the other while the file is parsed:
 * gw_cvat_records_funcs are given to an XML parser with this as data.
 */
typedef struct _GwCvatRecords GwCvatRecords;

/* file, classes and tracks must live as long. width, height: of pictures of a video. */
GwCvatRecords *gw_cvat_records_new (GwReader *reader, const char *file, const GwCvatClasses *classes,
                                    GwCvatTracks *tracks, int width, int height);
void gw_cvat_records_free (GwCvatRecords *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCvatRecords, gw_cvat_records_free)

extern const GwXmlFuncs gw_cvat_records_funcs;

/* The next record that is complete; NULL: parse on. (transfer full) (nullable) */
GwRecord *gw_cvat_records_pop (GwCvatRecords *self);
/* The file is at its end: what follows are frames of tracks that no image is of. */
void gw_cvat_records_finish (GwCvatRecords *self);

/* The text of a subset as a split of the model. (transfer full) (nullable) */
char *gw_cvat_subset_to_split (const char *subset);

G_END_DECLS
