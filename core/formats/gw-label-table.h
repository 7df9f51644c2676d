/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"

G_BEGIN_DECLS

/* Image labels as a table (spec formats 13.1): image,label[,split][,annotator]
 * [,confidence][,seconds][,labelled_at]. More rows of an image and annotator are
 * several labels; an empty label says that there is none. Tables of answers call the
 * columns object or task and worker (13.2). Rows that name a model and no person are
 * labels that it gave, and the head has predictions (gw-table-authors.h).
 *
 * A record for each image, model and annotator, in the order in which they first appear;
 * classes go to the reader's head, sorted by name.
 *
 * Problems: "row-fields" for a row without an image, which is left out; "score-range"
 * and "score-not-finite" (warning) for a confidence that is none, "row-duplicate" for
 * a label that is there already, "column-read-as" (info) for columns of another name,
 * "task-ambiguous" where it is in doubt whose rows are.
 * What the work has done grows by GW_TABLE_TIMES × the size of the file.
 * Errors: those of gw_table_read(), columns that are missing.
 * Returns: (transfer full) (nullable) (element-type GwRecord)
 */
GPtrArray *gw_label_table_read (GwReader *reader, GCancellable *cancellable, GError **error);

G_END_DECLS
