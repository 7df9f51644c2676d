/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-box.h"
#include "gw-problem.h"
#include "gw-work.h"

G_BEGIN_DECLS

/* The boxes that several people drew on the same images: labels in any format whose
 * images tell who labeled them, or a folder of worker responses, whose objects are called
 * by their numbers. Of other shapes it is their bounds.
 */
typedef struct
{
  gsize n;            /* boxes */
  GPtrArray *objects; /* names of images, in the order of the file, also of those without boxes */
  GPtrArray *workers; /* names, in the order of the file */
  GPtrArray *labels;  /* names of classes, in the order in which they are met */
  gint32 *object;     /* n indices */
  gint32 *worker;     /* n indices */
  gint32 *label;      /* n indices */
  GwBox *box;         /* n, in pixels, each gw_box_is_valid() */
  guint32 *n_answers; /* of each object: how many people answered, those who drew nothing, too */
} GwWorkerBoxes;

/* Problems: "row-fields" for boxes without a worker, which are left out.
 *
 * Errors: those of gw_worker_records_each(), and a source in which nobody has answered.
 * Returns: (transfer full) (nullable)
 */
GwWorkerBoxes *gw_worker_boxes_read (const char *path, GwProblems *problems, GwWork *work, GCancellable *cancellable,
                                     GError **error);

void gw_worker_boxes_free (GwWorkerBoxes *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwWorkerBoxes, gw_worker_boxes_free)

G_END_DECLS
