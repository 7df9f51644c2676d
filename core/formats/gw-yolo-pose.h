/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-object.h"
#include "gw-record.h"
#include "gw-yolo-config.h"
#include "gw-yolo-line.h"

G_BEGIN_DECLS

/* Poses of YOLO: points of a class, whose names are in the data set's file at most, and a box of
 * their own, which the bag keeps.
 */

/* The skeleton of the class with this number. (transfer full) */
GwSkeleton *gw_yolo_pose_make_skeleton (const GwYoloConfig *config, guint index, const char *class_name);
/* Keeps what the data set's file says of poses and the model does not. */
void gw_yolo_pose_keep_head (GwRecordHead *head, const GwYoloConfig *config);
/* Keeps the box of a line with an object of points. */
void gw_yolo_pose_keep_box (GwObject *object, const GwYoloLine *line);

/* The box of an object as center and size in fractions: the one that it came with, unless its
 * points were moved since, else that around its points.
 */
void gw_yolo_pose_get_box (GwObject *object, int width, int height, double box[4]);
/* How many points each object has in a data set of these classes: those of the first class that
 * has any; 0: none has.
 */
guint gw_yolo_pose_count_points (const GwRecordHead *head);
/* Whether the lines between the points can be found again: there are none, or they are those of
 * a person.
 */
gboolean gw_yolo_pose_holds_skeleton (const GwSkeleton *skeleton);

G_END_DECLS
