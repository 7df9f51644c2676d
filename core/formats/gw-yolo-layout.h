/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-problem.h"
#include "gw-yolo-config.h"
#include "gw-yolo-places.h"

G_BEGIN_DECLS

/* One picture of a YOLO data set, or a label file whose picture is not there. */
typedef struct
{
  char *path;               /* relative to the folder of pictures; of a lone label file with its own name */
  char *picture;            /* (nullable): absolute */
  const char *picture_root; /* (nullable): the folder that it may not lead out of */
  char *labels;             /* (nullable): absolute path of the text file */
  const char *labels_root;  /* (nullable) */
  const char *split;        /* (nullable): interned */
  gboolean is_lone;         /* a label file whose picture is not there: path is its own */
} GwYoloItem;

typedef struct
{
  GwYoloConfig *config; /* (nullable) */
  GwYoloPlaces *places;
  GPtrArray *names; /* of char *, NULL for a gap; by class number */
  GPtrArray *items; /* of GwYoloItem */
  char *images_dir; /* (nullable) */
  char *labels_dir; /* (nullable): where label files were looked for without a description of the data */
  guint n_labels;   /* items that have a label file */
} GwYoloLayout;

typedef struct
{
  const char *source;
  const char *images_dir;   /* (nullable): where a person says that pictures are */
  const char *classes_file; /* (nullable) */
  guint most;               /* label files that are enough; 0: all */
  GwProblems *problems;     /* (nullable): where paths that lead nowhere are told of */
} GwYoloSearch;

/* Finds pictures and label files of a source: a yaml file or one of Darknet, a folder that
 * holds one, a folder of label files with classes.txt or obj.names, pictures and texts side by
 * side (spec formats 5.1).
 */
GwYoloLayout *gw_yolo_layout_find (const GwYoloSearch *search, GCancellable *cancellable, GError **error);
void gw_yolo_layout_free (GwYoloLayout *self);
/* Whether a folder looks like one, without reading label files. */
gboolean gw_yolo_layout_is_likely (const char *folder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwYoloLayout, gw_yolo_layout_free)

G_END_DECLS
