/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cityscapes-masks.h"

#include "gw-cityscapes-labels.h"
#include "gw-mask-objects.h"
#include "gw-mask-regions.h"
#include "gw-mask.h"

/* Values of 16 bits. */
#define MOST_VALUES 65536

typedef struct
{
  gint64 class_id;
  gboolean crowd;
  gboolean is_object; /* by itself, and not all that there is of a class */
} Part;

typedef struct
{
  const GwMaskPicture *picture;
  guint64 *counts;  /* pixels of each value */
  guint32 *regions; /* of each value; GW_REGION_NONE: none */
} Rows;

static void
count_values (Rows *rows)
{
  g_autofree guint32 *row = g_new (guint32, MAX (rows->picture->width, 1));

  for (int y = 0; y < rows->picture->height; y++)
    {
      gw_mask_picture_get_row (rows->picture, y, row);
      for (int x = 0; x < rows->picture->width; x++)
        if (row[x] < MOST_VALUES)
          rows->counts[row[x]]++;
    }
}

static void
get_regions_cb (int y, guint32 *out, gpointer data)
{
  const Rows *rows = data;

  gw_mask_picture_get_row (rows->picture, y, out);
  for (int x = 0; x < rows->picture->width; x++)
    out[x] = out[x] < MOST_VALUES ? rows->regions[out[x]] : GW_REGION_NONE;
}

static void
note_unknown (GwCityscapesUnknown *unknown, guint32 value, guint64 n)
{
  if (unknown->n_values++ == 0)
    unknown->first = value;
  unknown->n_pixels += n;
}

/* The parts that occur, and which values are of them. (transfer full) (element-type Part) */
static GArray *
list_parts (Rows *rows, gboolean instances, GwCityscapesClassFunc func, gpointer data, GwCityscapesUnknown *unknown)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (Part));

  for (guint32 value = 0; value < MOST_VALUES; value++)
    {
      const gboolean is_object = instances && value >= GW_CITYSCAPES_INSTANCES;
      Part part = { 0, FALSE, is_object };

      rows->regions[value] = GW_REGION_NONE;
      if (rows->counts[value] == 0)
        continue;
      part.class_id = func (is_object ? value / GW_CITYSCAPES_INSTANCES : value, &part.crowd, data);
      part.crowd = part.crowd && instances && !is_object;
      if (part.class_id < 0)
        note_unknown (unknown, value, rows->counts[value]);
      if (part.class_id <= 0)
        continue;
      rows->regions[value] = parts->len;
      g_array_append_val (parts, part);
    }
  return parts;
}

/* FALSE where there are too many. */
static gboolean
add_object (GwRecord *record, const Part *part, gboolean split, GwMask *mask)
{
  GwShape shape = { .kind = GW_SHAPE_MASK, .as = { .mask = *mask } };
  g_autoptr (GwObject) object = gw_object_new (0, part->class_id);

  *mask = (GwMask) GW_MASK_INIT;
  gw_object_take_shape (object, &shape);
  gw_object_set_flags (object, part->crowd ? GW_OBJECT_CROWD : 0);
  if (split && !part->is_object)
    return gw_mask_objects_add_regions (record, object);
  gw_object_set_z (object, (int) record->objects->len);
  g_ptr_array_add (record->objects, g_steal_pointer (&object));

  return TRUE;
}

gboolean
gw_cityscapes_masks_add (GwRecord *record, const GwMaskPicture *picture, gboolean instances, gboolean split,
                         GwCityscapesClassFunc func, gpointer data, GwCityscapesUnknown *unknown)
{
  g_autofree guint64 *counts = g_new0 (guint64, MOST_VALUES);
  g_autofree guint32 *regions = g_new (guint32, MOST_VALUES);
  Rows rows = { picture, counts, regions };
  g_autoptr (GArray) parts = NULL;
  g_autofree GwMask *masks = NULL;
  gboolean done;

  *unknown = (GwCityscapesUnknown) { 0 };
  count_values (&rows);
  parts = list_parts (&rows, instances, func, data, unknown);
  masks = g_new0 (GwMask, MAX (parts->len, 1));
  done = gw_mask_regions_find (picture->width, picture->height, parts->len, get_regions_cb, &rows, masks)
         == GW_STATUS_OK;
  for (guint i = 0; i < parts->len; i++)
    {
      if (done && masks[i].n_runs > 0)
        done = add_object (record, &g_array_index (parts, Part, i), split, &masks[i]);
      gw_mask_clear (&masks[i]);
    }
  return done;
}
