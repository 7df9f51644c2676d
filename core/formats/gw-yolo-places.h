/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where the paths lead that the files of a YOLO data set name.
 *
 * Files of others are read, and one of them could name any folder of this computer: its
 * pictures would become images of a project, its texts labels, and both leave with the next
 * export. So nothing is looked at but what lies below the folder of the data set, which is the
 * one that a person named or that holds the file that was named, and below the folder of
 * pictures, where a person named one too. “path: ../datasets/coco8”, as Ultralytics has it, and
 * “train: ../train/images” of Roboflow are found by their ends: the longest end of the path
 * that is there. Who keeps the pictures elsewhere names their folder. Links are followed as
 * long as they stay below.
 */
typedef struct _GwYoloPlaces GwYoloPlaces;

typedef struct
{
  char *path;       /* absolute; NULL: it is not there */
  const char *root; /* the folder that it is below; lives as long as the places */
  gboolean is_folder;
  gboolean escapes; /* the path as it stands leads out of the folder */
  gboolean by_end;  /* only the end of the path was found */
} GwYoloPlace;

/* folder: of the data set; images_dir (nullable): of the pictures. */
GwYoloPlaces *gw_yolo_places_new (const char *folder, const char *images_dir);
void gw_yolo_places_free (GwYoloPlaces *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwYoloPlaces, gw_yolo_places_free)

/* The folder of the data set, absolute. */
const char *gw_yolo_places_get_root (const GwYoloPlaces *self);
/* Looks for a path that is relative to base (nullable), which is relative to the folder. TRUE
 * where it is there; place->path is the caller's.
 */
gboolean gw_yolo_places_find (const GwYoloPlaces *self, const char *base, const char *path, GwYoloPlace *place);
/* The label file of a picture below root: the last “images” of its folders replaced by
 * “labels”, else beside it. NULL where there is none. (transfer full) (nullable)
 */
char *gw_yolo_places_find_labels (const GwYoloPlaces *self, const char *root, const char *picture,
                                  const char **labels_root);

/* The path of the label file of a picture, both relative, by the rule of the trainer: the last
 * “images” of its folders replaced by “labels”. NULL where none is called so. (transfer full) (nullable)
 */
char *gw_yolo_make_label_path (const char *picture);

/* path below root; NULL where it is not. */
const char *gw_yolo_get_relative (const char *root, const char *path);

/* Whether a file below root can be opened without a link leading out; refused (nullable) tells
 * that one does.
 */
gboolean gw_yolo_is_beneath (const char *root, const char *path, gboolean *refused);

G_END_DECLS
