/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-yolo-layout.h"

G_BEGIN_DECLS

/* The two ways to find items: by what the data set's own file says, and by the label files of
 * a folder.
 */
gboolean _gw_yolo_layout_find_described (GwYoloLayout *self, const GwYoloSearch *search, GCancellable *cancellable,
                                         GError **error);
/* described: parts of the file that were not found are looked for among the folders of the
 * label files, and told of where they are not there either.
 */
gboolean _gw_yolo_layout_find_labels (GwYoloLayout *self, const GwYoloSearch *search, const char *folder,
                                      GCancellable *cancellable, GError **error);

/* Takes over path, picture and labels; the folders must live as long as the layout. */
void _gw_yolo_layout_take (GwYoloLayout *self, const GwYoloItem *item);
/* Label files below a folder, relative to it, by name. (element-type filename) (transfer full) */
GPtrArray *_gw_yolo_layout_list_labels (const char *folder, GCancellable *cancellable);
/* Whether as many label files are known as were asked for. */
gboolean _gw_yolo_layout_is_enough (const GwYoloLayout *self, const GwYoloSearch *search);
/* A split that the first folder of a path names. (nullable) */
const char *_gw_yolo_split_of_path (const char *path);
/* Where the label files of pictures in a folder are that the description names, relative to the
 * data set: “labels/train2017/” for “images/train2017”. (transfer full) (nullable)
 */
char *_gw_yolo_layout_make_label_folder (const GwYoloLayout *self, const char *folder);
/* Where a part of the description is, as gw_yolo_places_find(). A folder that only has the end of
 * its path must have pictures too: one of label files is often called like theirs.
 */
gboolean _gw_yolo_layout_find_part (const GwYoloLayout *self, const GwYoloPart *part, GwYoloPlace *place);
/* Says that a part of the description is not there. */
void _gw_yolo_layout_report_part (const GwYoloLayout *self, const GwYoloSearch *search, const GwYoloPart *part,
                                  const GwYoloPlace *place);

G_END_DECLS
