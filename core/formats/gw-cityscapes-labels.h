/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The classes of Cityscapes (spec formats 10), by their ids; the one without comes last.
 * Source: the list of labels of the Cityscapes scripts, https://github.com/mcordts/cityscapesScripts.
 */
typedef struct
{
  const char *name;
  int id;         /* of pixels; -1: it is not drawn */
  int train_id;   /* GW_CITYSCAPES_IGNORED: it is not trained on */
  guint32 colour; /* 0xRRGGBB */
} GwCityscapesLabel;

#define GW_CITYSCAPES_IGNORED 255

/* From here on a number of a pixel is a class times this, and the number of an object. */
#define GW_CITYSCAPES_INSTANCES 1000

/* What a label of several objects in one outline ends with: “cargroup”. */
#define GW_CITYSCAPES_GROUP "group"

/* What stands for the split and the city of a picture that has none. */
#define GW_CITYSCAPES_NO_FOLDER "default"

/* (array length=n) */
const GwCityscapesLabel *gw_cityscapes_labels_list (gsize *n);
/* NULL: there is none. */
const GwCityscapesLabel *gw_cityscapes_label_find (const char *name);
const GwCityscapesLabel *gw_cityscapes_label_find_id (gint64 id);
/* Whether its objects are told apart. */
gboolean gw_cityscapes_label_is_thing (const GwCityscapesLabel *label);

G_END_DECLS
