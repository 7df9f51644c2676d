/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where the images of one split are: a folder, or a text file that lists them. */
typedef struct
{
  const char *split; /* (nullable): interned; of images that belong to none */
  char *path;        /* as the file has it */
} GwYoloPart;

/* What the file that describes a YOLO data set says (spec formats 5.1): data.yaml of
 * Ultralytics and Roboflow, or obj.data of Darknet.
 */
typedef struct
{
  char *file;
  gboolean darknet;
  char *base;             /* (nullable): what the parts' paths are relative to */
  char *names_file;       /* (nullable): Darknet's, as the file has it */
  GPtrArray *names;       /* of char *, by class number; NULL for a gap */
  GArray *parts;          /* of GwYoloPart */
  guint n_more_parts;     /* that were too many to be taken */
  gboolean has_points;    /* it has “kpt_shape” */
  guint n_points;         /* of each object; 0: none, or a number that cannot be */
  guint n_values;         /* of each point: 2 (x, y) or 3 (and whether it can be seen) */
  GPtrArray *point_names; /* of char *: those of the first class, of the second ... */
  char *flip;             /* (nullable): “flip_idx” as a JSON list of numbers */
} GwYoloConfig;

/* Classes with greater numbers are not taken from a list of names. */
#define GW_YOLO_MOST_CLASSES 100000

/* NULL with an error: GW_ERROR_REFUSED for tags and aliases. line (out) (nullable): where it is; 0: not
 * known.
 */
GwYoloConfig *gw_yolo_config_load (const char *file, guint64 *line, GError **error);
void gw_yolo_config_free (GwYoloConfig *self);
/* The file of a folder that describes the data in it, data.yaml first; of others one that cannot be
 * read only where there is no better. (transfer full) (nullable)
 */
char *gw_yolo_config_find (const char *folder);
/* Whether the description that a source is, or a folder has, cannot be read, and is one by its keys. */
gboolean gw_yolo_config_is_broken (const char *source);
/* Whether a file could be one, by its name. */
gboolean gw_yolo_config_is_name (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwYoloConfig, gw_yolo_config_free)

G_END_DECLS
