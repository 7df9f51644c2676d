/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Of the label file beside the images of a split. */
#define GW_COCO_BESIDE_NAME "_annotations.coco.json"

/* One label file of a COCO folder. */
typedef struct
{
  char *file;
  char *split;      /* (nullable) */
  char *images_dir; /* (nullable): where the pictures of the split should be */
} GwCocoFile;

/* How sure it is, by its beginning, that a file is of COCO instances: 0 to 100. */
int gw_coco_files_judge (const char *start, gsize n_start);
/* The same of a file, which is no pipe; 0 where it cannot be read. */
int gw_coco_files_judge_file (const char *file);

/* The label files of a source: itself, or those of a folder in one of the
 * usual layouts: annotations.json, annotations/instances_<split>.json with
 * images/<split>/, <split>/_annotations.coco.json beside the pictures; else
 * the one file of another name that is COCO. In the order of their names;
 * empty where there are none.
 * (element-type GwCocoFile) (transfer full)
 */
GPtrArray *gw_coco_files_find (const char *source);

G_END_DECLS
