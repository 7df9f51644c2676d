/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"
#include "gw-yolo-line.h"

G_BEGIN_DECLS

/* Objects as lines of label files. */
typedef struct
{
  GwYoloTask task;
  guint n_points; /* of poses */
  const GwWriteOptions *options;
} GwYoloHand;

/* Appends the line of an object, or those of its parts; nothing for one that the task has no
 * form for, or that lies outside of the image. number: of the class, from 0.
 */
void gw_yolo_append_object (const GwYoloHand *hand, GString *text, const GwRecord *record, GwObject *object,
                            guint number);

G_END_DECLS
