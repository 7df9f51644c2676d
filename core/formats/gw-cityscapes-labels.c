/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cityscapes-labels.h"

#include <string.h>

static const GwCityscapesLabel labels[] = {
  { "unlabeled", 0, 255, 0x000000 },
  { "ego vehicle", 1, 255, 0x000000 },
  { "rectification border", 2, 255, 0x000000 },
  { "out of roi", 3, 255, 0x000000 },
  { "static", 4, 255, 0x000000 },
  { "dynamic", 5, 255, 0x6f4a00 },
  { "ground", 6, 255, 0x510051 },
  { "road", 7, 0, 0x804080 },
  { "sidewalk", 8, 1, 0xf423e8 },
  { "parking", 9, 255, 0xfaaaa0 },
  { "rail track", 10, 255, 0xe6968c },
  { "building", 11, 2, 0x464646 },
  { "wall", 12, 3, 0x66669c },
  { "fence", 13, 4, 0xbe9999 },
  { "guard rail", 14, 255, 0xb4a5b4 },
  { "bridge", 15, 255, 0x966464 },
  { "tunnel", 16, 255, 0x96785a },
  { "pole", 17, 5, 0x999999 },
  { "polegroup", 18, 255, 0x999999 },
  { "traffic light", 19, 6, 0xfaaa1e },
  { "traffic sign", 20, 7, 0xdcdc00 },
  { "vegetation", 21, 8, 0x6b8e23 },
  { "terrain", 22, 9, 0x98fb98 },
  { "sky", 23, 10, 0x4682b4 },
  { "person", 24, 11, 0xdc143c },
  { "rider", 25, 12, 0xff0000 },
  { "car", 26, 13, 0x00008e },
  { "truck", 27, 14, 0x000046 },
  { "bus", 28, 15, 0x003c64 },
  { "caravan", 29, 255, 0x00005a },
  { "trailer", 30, 255, 0x00006e },
  { "train", 31, 16, 0x005064 },
  { "motorcycle", 32, 17, 0x0000e6 },
  { "bicycle", 33, 18, 0x770b20 },
  { "license plate", -1, 255, 0x00008e },
};

const GwCityscapesLabel *
gw_cityscapes_labels_list (gsize *n)
{
  *n = G_N_ELEMENTS (labels);
  return labels;
}

const GwCityscapesLabel *
gw_cityscapes_label_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (strcmp (labels[i].name, name) == 0)
      return &labels[i];
  return NULL;
}

const GwCityscapesLabel *
gw_cityscapes_label_find_id (gint64 id)
{
  for (gsize i = 0; id >= 0 && i < G_N_ELEMENTS (labels); i++)
    if (labels[i].id == id)
      return &labels[i];
  return NULL;
}

gboolean
gw_cityscapes_label_is_thing (const GwCityscapesLabel *label)
{
  return label->id >= 24 && label->id <= 33;
}
