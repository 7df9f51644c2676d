/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"

G_BEGIN_DECLS

/* One of several tables that lie in a folder (spec formats 13), as it was read. */
typedef struct
{
  GPtrArray *records;   /* of GwRecord */
  gboolean of_labels;   /* of images, and not scores or boxes */
  gboolean predictions; /* a model says it, not people; of labels what has an annotator is a person's still */
} GwTablePart;

/* Several tables as one source: what they say of an image by the same model or person is one
 * record, and what says nobody's name joins the only record that its image has. Labels of
 * people beside predictions, in one table too, are what is true: each image gets them once, or not at all where
 * GwReadOptions.truth says so, and the head's truths is set.
 *
 * parts  (array length=n): their records are taken out of them; of what is not joined where it is
 *        cancelled, some are left
 * way    what the work has done grows by this
 *
 * Problems, of what is left out: "row-duplicate" (error) where two tables have different values
 * for a class of an image, and "truth-differs" (warning) where tables or people say that an image
 * is something else: the first counts; "loss-author" (info) for the names of people whose labels
 * are what is true.
 * Errors: that it was cancelled.
 * Returns: (transfer full) (nullable) (element-type GwRecord): in an order that is that of each
 * table, as far as they have one
 */
GPtrArray *gw_table_join (GwReader *reader, GwTablePart *parts, guint n, guint64 way, GCancellable *cancellable,
                          GError **error);

G_END_DECLS
