/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One picture of a YOLO data set, or a label file whose picture is not there. */
typedef struct
{
  char *path;    /* relative to the folder of pictures; of a lone label file with its own name */
  char *picture; /* (nullable): absolute */
  char *labels;  /* (nullable): absolute path of the text file */
  char *split;   /* (nullable) */
} GwYoloItem;

typedef struct
{
  GPtrArray *names;    /* of char*, NULL for a gap; by class number */
  GPtrArray *items;    /* of GwYoloItem */
  char *images_dir;    /* (nullable) */
  gboolean has_labels; /* some picture has a label file */
  gboolean is_pose;    /* kpt_shape is given */
} GwYoloLayout;

/* Finds pictures and label files of a source: a yaml file, a folder that holds
 * one, a folder of label files with classes.txt or obj.names, pictures and
 * texts side by side. images_dir and classes_file are nullable.
 */
GwYoloLayout *gw_yolo_layout_find (const char *source, const char *images_dir, const char *classes_file,
                                   GCancellable *cancellable, GError **error);
void gw_yolo_layout_free (GwYoloLayout *self);
/* Whether a folder looks like one, without reading label files. */
gboolean gw_yolo_layout_is_likely (const char *folder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwYoloLayout, gw_yolo_layout_free)

G_END_DECLS
