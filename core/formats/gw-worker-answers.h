/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-table.h"

G_BEGIN_DECLS

/* What several people said of the same things, one answer a row (spec formats
 * 13.2): a table with the columns
 *
 *   object  or task, item, image
 *   worker  or annotator
 *   label
 *
 * and any others, which are not read; or labels in any format whose images tell who
 * labeled them: an answer for each label of an image; or a folder of worker responses,
 * whose objects are called by their numbers. A person may answer more than once.
 */
typedef struct
{
  gsize n;            /* answers */
  GPtrArray *objects; /* names, in the order of the file */
  GPtrArray *workers; /* names, in the order of the file */
  GPtrArray *labels;  /* names, sorted by strcmp() */
  gint32 *object;     /* n indices */
  gint32 *worker;     /* n indices */
  gint32 *label;      /* n indices */
} GwWorkerAnswers;

/* Problems: "row-fields" for answers that lack one of the three, which are left
 * out; "column-read-as" (info) for columns of another name.
 *
 * Errors: those of gw_table_read() and gw_label_source_find(), a table without one
 * of the columns, and a source in which no answer is complete.
 * Returns: (transfer full) (nullable)
 */
GwWorkerAnswers *gw_worker_answers_read (const char *path, GwProblems *problems, GwWork *work,
                                         GCancellable *cancellable, GError **error);

void gw_worker_answers_free (GwWorkerAnswers *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwWorkerAnswers, gw_worker_answers_free)

G_END_DECLS
