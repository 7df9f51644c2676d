/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-problem.h"
#include "gw-record.h"
#include "gw-work.h"

G_BEGIN_DECLS

/* Labels in any format whose images tell who labeled them, and folders of worker
 * responses, for those who gather answers from them.
 */

/* Called with each record, and the path of the source. */
typedef void (*GwWorkerRecordFunc) (const GwRecord *record, const GwRecordHead *head, const char *path, gpointer data);

/* Of the folder of a job it is the answers that are read, not its result.
 *
 * Errors: those of gw_label_source_find(), gw_format_open() and gw_reader_next().
 */
gboolean gw_worker_records_each (const char *path, GwProblems *problems, GwWork *work, GwWorkerRecordFunc func,
                                 gpointer data, GCancellable *cancellable, GError **error);

/* Names by number, in the order in which they are met, for a list of answers. */
typedef struct
{
  GPtrArray *names;
  GHashTable *index; /* name → 1 + number */
  GArray *codes;     /* gint32: of each answer */
} GwWorkerNames;

void gw_worker_names_init (GwWorkerNames *self);
/* The number of a name, which is kept where it is not known. */
gint32 gw_worker_names_find (GwWorkerNames *self, const char *name);
/* The same for one more answer. */
void gw_worker_names_add (GwWorkerNames *self, const char *name);
/* Gives away the names and the codes, both owned; codes is never NULL. */
void gw_worker_names_end (GwWorkerNames *self, GPtrArray **names, gint32 **codes);

G_END_DECLS
