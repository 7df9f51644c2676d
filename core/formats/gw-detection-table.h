/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-image-table.h"
#include "gw-record.h"
#include "gw-table.h"

G_BEGIN_DECLS

/* Boxes as a table (spec formats 13.3): image,label[,score],x,y,width,height
 * [,angle][,annotator][,model][,units]. x and y are the upper left corner, an angle
 * turns the box about its center; units is pixel (default) or fraction, one for the
 * whole file. A row with an empty label names an image and no box.
 */

/* Whether a file is a table by its name. Folders are none. */
gboolean gw_detection_table_is_one (const char *path);

/* One record for each image, where a column names models or annotators one for each of
 * those and image, in the order in which they first appear; classes are sorted by name.
 *
 * head    takes the classes; has predictions where rows name a model and no person, or have scores
 * images  (nullable): the sizes of images, which fractions are multiplied with
 * images_dir  (nullable): where pictures lie whose size is not among them; else beside the table
 *
 * work    (nullable): what it has done grows by GW_TABLE_TIMES × the size of the file
 *
 * Problems, each of a row that is left out: "row-fields" without an image or with text in the
 * place of a number,
 * "coord-not-finite", "box-degenerate" for sides that are not above 0, "size-missing"
 * for a fraction of an image whose size nothing tells, "task-ambiguous" for a box of a
 * model in a table with boxes of people; that is told too where it is in doubt whose
 * rows are (gw-table-authors.h).
 *
 * Errors: those of gw_table_read(), columns that are missing or hold text alone, other
 * units or several.
 * Returns: (transfer full) (nullable) (element-type GwRecord)
 */
GPtrArray *gw_detection_table_read (const char *path, GwRecordHead *head, GwImageTable *images, const char *images_dir,
                                    GwProblems *problems, GwWork *work, GCancellable *cancellable, GError **error);

G_END_DECLS
