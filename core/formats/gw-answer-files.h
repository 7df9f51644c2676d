/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Files with answers of people, and which images they are about (spec ground-truth 8 and
 * 12.5).
 */
typedef enum
{
  GW_ANSWERS_NONE = 0,
  GW_ANSWERS_OF_WORKERS, /* {"answers":[...]}: one for each object and iteration of a job */
  GW_ANSWERS_BATCH,      /* [{"datasetObjectId":...}]: what a consolidation gets, or gives back */
  GW_ANSWERS_REQUEST,    /* {"payload":{"s3Uri":...}}: names such a batch */
  GW_ANSWERS_REVIEW      /* {"humanAnswers":[...]}: of a human loop of Augmented AI */
} GwAnswersKind;

typedef struct
{
  char *file;
  GwAnswersKind kind;
  gint64 object;   /* of workers: its number by the folder; -1: the folder is none */
  char *image;     /* (nullable): of a review: set by its reader, as the two that follow */
  char *loop;      /* (nullable): the name of the human loop, as JSON */
  char *flow;      /* (nullable): the flow that it is of, as JSON */
  gboolean broken; /* set by its reader */
} GwAnswersFile;

/* By the beginning of a file, as much as there is. */
GwAnswersKind gw_answers_find_kind (const char *start, gsize n);

/* Whether a file is a request for a consolidation. */
gboolean gw_answers_is_request (const char *file);

/* The files of a source but requests, in natural order: itself, or those of a folder and below, where it is
 * a job those of its workers. Links are not followed. reviews: those of human loops, else
 * the others. most: files that are looked into; 0: all.
 * (element-type GwAnswersFile) (transfer full)
 */
GPtrArray *gw_answers_list_files (const char *source, gboolean reviews, guint most);

/* Where the worker responses of a folder are: in the tree of a job, or in the folder itself.
 * (transfer full)
 */
char *gw_answers_find_folder (const char *source);

/* The manifest of the job that a file or folder of worker responses is in, else the only one
 * beside it. (transfer full) (nullable)
 */
char *gw_answers_find_manifest (const char *source);
/* The image of each line of a manifest, in order; NULL elements: of no image.
 * (element-type utf8) (transfer full)
 */
GPtrArray *gw_answers_load_manifest (const char *file, GCancellable *cancellable, GError **error);

G_END_DECLS
