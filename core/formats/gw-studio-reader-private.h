/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-reader-private.h"
#include "gw-studio-config.h"
#include "gw-studio-task.h"

G_BEGIN_DECLS

/* Parts of the reader of Label Studio. */

/* What a first reading finds, of annotations and of predictions each. */
typedef struct
{
  GPtrArray *names;  /* of GStrv: classes, with those above them first */
  GHashTable *known; /* set of char*: the same joined */
  GwStudioControls *controls;
  guint64 n_labels;
} GwStudioFindings;

typedef struct
{
  char *base;           /* absolute folder of the files */
  GPtrArray *files;     /* of char*: relative to it */
  char *image_name;     /* (nullable): by which results say that they are of the image */
  char *image_key;      /* of the image in the data of a task */
  gboolean predictions; /* they are read, not annotations */
  gboolean keep_number; /* pictures are called as an upload called them */
  GwStudioControls *controls;
  GHashTable *classes; /* name as written -> class id, as pointer */
  GHashTable *seen;    /* set of char*: person and image that there was a record of */
  guint64 n_unread;    /* labels of the other kind */
  guint64 n_bytes;     /* of all files */

  guint next_file;
  guint64 n_done;     /* bytes of the files that have been read */
  GwStudioFile *file; /* (nullable): open */
  char *path;         /* (nullable): of it */
  guint64 task_index;
  GwStudioTask *task; /* (nullable): whose annotations are given */
  guint next_annotation;
  char *image; /* (nullable): its image */

  char *sized; /* (nullable): the image whose size was looked up last, which the next tasks may be of, too */
  int width;   /* of it */
  int height;
} GwStudioState;

/* The reference of a task's image; NULL: it has none. */
char *_gw_studio_task_dup_reference (const GwStudioState *state, const GwStudioTask *task);
/* Who made an annotation, or which model a prediction is of; NULL: nobody says. */
char *_gw_studio_dup_person (const GwStudioState *state, const GwStudioTask *task, guint place);
/* Whether who was to label the image has set it aside. */
gboolean _gw_studio_is_cancelled (const GwStudioAnnotation *annotation);
/* Whether it is the answer that others are measured by. */
gboolean _gw_studio_is_gold (const GwStudioAnnotation *annotation);
/* Labels of the image that a result gives: the classes of choices and taxonomies, each with
 * those above it first; NULL where it gives none. (element-type GStrv)
 */
GPtrArray *_gw_studio_result_list_labels (const GwStudioResult *result);
/* Objects and labels of the image. */
guint _gw_studio_annotation_count (const GwStudioAnnotation *annotation);

/* Finds classes, controls and what is to be read, in all files. */
gboolean _gw_studio_scan (GwReader *reader, GCancellable *cancellable, GError **error);

/* “original_width”, “original_height”; 0: not given. */
int _gw_studio_get_side (const GwStudioResult *result, const char *key);
/* Sets the size of the image where results of the task, or the picture itself, tell. */
void _gw_studio_find_size (const GwReader *reader, const GwStudioAnnotation *annotation, GwRecord *record);

/* The record of an annotation of state->task; place G_MAXUINT: of a task without one. */
GwRecord *_gw_studio_make_record (GwReader *reader, guint place);

G_END_DECLS
