/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-object-table.h"

#include <math.h>

#include "gw-bag.h"
#include "gw-box.h"
#include "gw-json-reader.h"
#include "gw-mask.h"
#include "gw-raster.h"

static void
free_mask (gpointer data)
{
  gw_rle_clear (data);
  g_free (data);
}

GwObjectTable *
gw_object_table_new (GwOverlap overlap)
{
  GwObjectTable *self = g_new0 (GwObjectTable, 1);

  self->overlap = overlap;
  self->rows = g_array_new (FALSE, FALSE, sizeof (GwScoredObject));
  self->masks = g_ptr_array_new_with_free_func (free_mask);

  return self;
}

void
gw_object_table_free (GwObjectTable *self)
{
  g_array_unref (self->rows);
  g_ptr_array_unref (self->masks);
  g_free (self);
}

/* --- pixels ------------------------------------------------------------------------- */

static gboolean
rasterise_corners (const GwPoint corners[4], int width, int height, GwRle *rle)
{
  GwRing ring = { (GwPoint *) corners, 4 };

  return gw_raster_coco (&ring, 1, height, width, rle) == GW_STATUS_OK;
}

gboolean
gw_object_rasterise (const GwShape *shape, int width, int height, GwRle *rle)
{
  GwPoint corners[4];
  GwMask mask;
  gboolean done;

  switch (shape->kind)
    {
    case GW_SHAPE_POLYGON:
      return gw_raster_coco (shape->as.polygon.rings, shape->as.polygon.n_rings, height, width, rle) == GW_STATUS_OK;
    case GW_SHAPE_BOX:
      {
        const GwBox *box = &shape->as.box;
        double right = box->x + box->width, bottom = box->y + box->height;

        corners[0] = (GwPoint) { box->x, box->y };
        corners[1] = (GwPoint) { box->x, bottom };
        corners[2] = (GwPoint) { right, bottom };
        corners[3] = (GwPoint) { right, box->y };
        return rasterise_corners (corners, width, height, rle);
      }
    case GW_SHAPE_ROTATED_BOX:
      gw_rotated_box_corners (&shape->as.rotated, corners);
      return rasterise_corners (corners, width, height, rle);
    case GW_SHAPE_MASK:
      return shape->as.mask.image_width == width && shape->as.mask.image_height == height
             && gw_rle_from_mask (&shape->as.mask, rle) == GW_STATUS_OK;
    case GW_SHAPE_ELLIPSE:
      if (gw_raster_shape (shape, width, height, &mask) != GW_STATUS_OK)
        return FALSE;
      done = gw_rle_from_mask (&mask, rle) == GW_STATUS_OK;
      gw_mask_clear (&mask);
      return done;
    case GW_SHAPE_NONE:
    case GW_SHAPE_POLYLINE:
    case GW_SHAPE_POINTS:
    default:
      return FALSE;
    }
}

static GwObjectAdded
add_mask (GwObjectTable *self, int width, int height, GwObject *object, GwScoredObject *row)
{
  const GwShape *shape = gw_object_get_shape (object);
  GwRle made = GW_RLE_INIT;

  if (width <= 0 || height <= 0)
    return GW_OBJECT_NO_SIZE;
  if (!gw_object_rasterise (shape, width, height, &made))
    return shape->kind == GW_SHAPE_MASK ? GW_OBJECT_MASK_SIZE : GW_OBJECT_NO_PIXELS;

  row->mask = g_memdup2 (&made, sizeof made);
  g_ptr_array_add (self->masks, (gpointer) row->mask);

  return GW_OBJECT_ADDED;
}

/* --- what the file says --------------------------------------------------------------- */

/* Four numbers in brackets, which the reader stands before. */
static gboolean
read_box (GwJsonReader *reader, GArray *numbers, GwBox *box)
{
  g_array_set_size (numbers, 0);
  if (gw_json_reader_next (reader, NULL) != GW_JSON_ARRAY_BEGIN)
    return gw_json_reader_skip_value (reader, NULL);
  if (gw_json_reader_next_numbers (reader, numbers, 5, NULL) != GW_JSON_ARRAY_END)
    return FALSE;
  if (numbers->len == 4)
    *box = (GwBox) { g_array_index (numbers, double, 0), g_array_index (numbers, double, 1),
                     g_array_index (numbers, double, 2), g_array_index (numbers, double, 3) };

  return TRUE;
}

static gboolean
read_area (GwJsonReader *reader, double *area)
{
  if (gw_json_reader_next (reader, NULL) != GW_JSON_NUMBER)
    return gw_json_reader_skip_value (reader, NULL);
  *area = gw_json_reader_get_double (reader);

  return TRUE;
}

/* Box and area as a COCO file gives them, which the shape may tell otherwise. */
static void
read_given (GwObject *object, GwScoredObject *row)
{
  const char *bag = gw_object_get_bag (object);
  g_autofree char *coco = bag != NULL ? gw_bag_get (bag, "coco") : NULL;
  g_autoptr (GwJsonReader) reader = coco != NULL ? gw_json_reader_new_for_memory (coco, -1) : NULL;
  g_autoptr (GArray) numbers = NULL;
  gboolean good;

  if (reader == NULL || gw_json_reader_next (reader, NULL) != GW_JSON_OBJECT_BEGIN)
    return;

  numbers = g_array_new (FALSE, FALSE, sizeof (double));
  for (good = TRUE; good && gw_json_reader_next (reader, NULL) == GW_JSON_KEY;)
    {
      if (gw_json_reader_string_is (reader, "bbox"))
        good = read_box (reader, numbers, &row->box);
      else if (gw_json_reader_string_is (reader, "area"))
        good = read_area (reader, &row->area);
      else
        good = gw_json_reader_skip_value (reader, NULL);
    }
}

static double
shorten (double value)
{
  return fabs (value) < 1e9 ? round (value * 1e6) / 1e6 : value;
}

static GwBox
bounds_of (const GwObjectTable *self, GwObject *object)
{
  GwBox box = gw_object_get_bounds (object);

  if (!self->rounds || gw_object_get_shape (object)->kind == GW_SHAPE_BOX)
    return box;

  return (GwBox) { shorten (box.x), shorten (box.y), shorten (box.width), shorten (box.height) };
}

GwObjectAdded
gw_object_table_add (GwObjectTable *self, gint32 image, int width, int height, GwObject *object, gint32 label)
{
  GwObjectFlags flags = gw_object_get_flags (object);
  GwScoredObject row = { .id = gw_object_get_id (object),
                         .image = image,
                         .label = label,
                         .score = gw_object_get_score (object),
                         .area = gw_shape_area (gw_object_get_shape (object)),
                         .box = bounds_of (self, object),
                         .crowd = (flags & GW_OBJECT_CROWD) != 0,
                         .difficult = (flags & GW_OBJECT_DIFFICULT) != 0 };
  GwObjectAdded added = GW_OBJECT_ADDED;

  self->n_added++;
  self->n_unscored += isnan (row.score);
  read_given (object, &row);
  if (self->overlap == GW_OVERLAP_MASK)
    added = add_mask (self, width, height, object, &row);
  if (added == GW_OBJECT_ADDED)
    g_array_append_val (self->rows, row);
  else
    self->n_without_mask++;

  return added;
}
