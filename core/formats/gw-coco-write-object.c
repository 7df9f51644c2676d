/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-box.h"
#include "gw-coco-image-keys.h"
#include "gw-coco-settle.h"
#include "gw-coco-writer.h"
#include "gw-json-members.h"
#include "gw-json-values.h"
#include "gw-mask.h"
#include "gw-number.h"
#include "gw-outline.h"
#include "gw-polygon.h"
#include "gw-raster.h"
#include "gw-writer-private.h"

G_STATIC_ASSERT (sizeof (GwPoint) == 2 * sizeof (double));

/* Decimals of coordinates unless an export is to be lossless. */
#define DECIMALS 3

gboolean
gw_coco_can_hold (const GwShape *shape)
{
  return shape->kind != GW_SHAPE_NONE && shape->kind != GW_SHAPE_POLYLINE;
}

/* --- segmentation ----------------------------------------------------------- */

static void
write_ring (GwJsonWriter *json, const GwRing *ring)
{
  gw_json_writer_doubles (json, (const double *) (gconstpointer) ring->points, 2 * ring->n_points);
}

static void
write_rings (GwJsonWriter *json, const GwPolygon *polygon)
{
  gw_json_writer_begin_array (json);
  for (gsize i = 0; i < polygon->n_rings; i++)
    write_ring (json, &polygon->rings[i]);
  gw_json_writer_end_array (json);
}

static gboolean
write_rle (GwJsonWriter *json, const GwMask *mask, GwMasks form)
{
  GwRle rle = GW_RLE_INIT;
  char *text = NULL;
  gboolean good = gw_rle_from_mask (mask, &rle) == GW_STATUS_OK;

  if (good && form != GW_MASKS_COUNTS)
    good = gw_rle_encode_dup (&rle, &text, NULL) == GW_STATUS_OK;
  if (good)
    {
      gw_json_writer_begin_object (json);
      gw_json_writer_key (json, "size");
      gw_json_writer_begin_array (json);
      gw_json_writer_int64 (json, rle.height);
      gw_json_writer_int64 (json, rle.width);
      gw_json_writer_end_array (json);
      gw_json_writer_key (json, "counts");
      if (text != NULL)
        gw_json_writer_string (json, text);
      else
        {
          gw_json_writer_begin_array (json);
          for (gsize i = 0; i < rle.n_counts; i++)
            gw_json_writer_int64 (json, rle.counts[i]);
          gw_json_writer_end_array (json);
        }
      gw_json_writer_end_object (json);
    }
  free (text);
  gw_rle_clear (&rle);

  return good;
}

/* Pixels of the image that the shape is in; an image of unknown size is as
 * large as the shape needs.
 */
static gboolean
rasterise (const GwShape *shape, const GwRecord *record, GwMask *mask)
{
  int width = record->width, height = record->height;
  GwBox bounds;

  if (width <= 0 || height <= 0)
    {
      if (gw_shape_bounds (shape, &bounds) != GW_STATUS_OK || bounds.x + bounds.width > G_MAXUINT16
          || bounds.y + bounds.height > G_MAXUINT16)
        return FALSE;
      width = (int) ceil (MAX (bounds.x + bounds.width, 1));
      height = (int) ceil (MAX (bounds.y + bounds.height, 1));
    }

  return gw_raster_shape (shape, width, height, mask) == GW_STATUS_OK;
}

gboolean
gw_coco_write_mask (GwJsonWriter *json, const GwShape *shape, const GwRecord *record, GwMasks form)
{
  GwMask mask = GW_MASK_INIT;
  gboolean good;

  if (shape->kind == GW_SHAPE_MASK)
    return write_rle (json, &shape->as.mask, form);
  good = rasterise (shape, record, &mask) && write_rle (json, &mask, form);
  gw_mask_clear (&mask);

  return good;
}

/* A polygon whose rings overlap by even-odd, which united rings cannot say. */
static gboolean
write_holes (GwJsonWriter *json, const GwShape *shape, const GwRecord *record, const GwWriteOptions *options)
{
  if (options->holes == GW_HOLES_BRIDGE || options->holes == GW_HOLES_FILL)
    {
      g_autoptr (GPtrArray) outlines = gw_outlines_new (&shape->as.polygon, options->holes == GW_HOLES_BRIDGE, NULL);

      gw_json_writer_begin_array (json);
      for (guint i = 0; i < outlines->len; i++)
        write_ring (json, g_ptr_array_index (outlines, i));
      gw_json_writer_end_array (json);
      return TRUE;
    }

  return gw_coco_write_mask (json, shape, record, options->masks);
}

/* An outline as a mask, where it is asked for; one that covers no pixel's center has none. */
static gboolean
write_runs (GwJsonWriter *json, const GwShape *shape, const GwRecord *record, const GwWriteOptions *options)
{
  GwMask mask = GW_MASK_INIT;
  gboolean good = options->polygons == GW_POLYGONS_RUNS && rasterise (shape, record, &mask) && mask.width > 0
                  && write_rle (json, &mask, options->masks);

  gw_mask_clear (&mask);
  return good;
}

/* shape: settled; turned: of a turned box, which only its ring can tell. */
static void
write_segmentation (GwJsonWriter *json, const GwShape *shape, gboolean turned, const GwRecord *record,
                    const GwWriteOptions *options)
{
  gboolean done = FALSE;

  gw_json_writer_key (json, "segmentation");
  if (shape->kind == GW_SHAPE_MASK)
    done = write_rle (json, &shape->as.mask, options->masks);
  else if (shape->kind == GW_SHAPE_POLYGON && !turned && write_runs (json, shape, record, options))
    done = TRUE;
  else if (shape->kind == GW_SHAPE_POLYGON && shape->as.polygon.n_rings > 1 && gw_polygon_overlaps (&shape->as.polygon))
    done = write_holes (json, shape, record, options);
  else if (shape->kind == GW_SHAPE_POLYGON)
    {
      write_rings (json, &shape->as.polygon);
      done = TRUE;
    }

  if (!done)
    {
      gw_json_writer_begin_array (json);
      gw_json_writer_end_array (json);
    }
}

/* Pixels by the internal raster; of boxes, width times height. */
static double
measure_area (const GwShape *shape, const GwRecord *record)
{
  GwMask mask = GW_MASK_INIT;
  double area;
  uint64_t pixels;

  if (shape->kind == GW_SHAPE_POLYGON && shape->as.polygon.n_rings == 1 && record->width > 0 && record->height > 0
      && gw_raster_ring_area (&shape->as.polygon.rings[0], record->width, record->height, &pixels) == GW_STATUS_OK)
    return (double) pixels;
  if (shape->kind == GW_SHAPE_BOX || shape->kind == GW_SHAPE_MASK || shape->kind == GW_SHAPE_POINTS
      || !rasterise (shape, record, &mask))
    return gw_shape_area (shape);

  area = (double) gw_mask_area (&mask);
  gw_mask_clear (&mask);
  return area;
}

/* --- the other members -------------------------------------------------------- */

static void
write_box (GwJsonWriter *json, const GwBox *box)
{
  gw_json_writer_doubles (json, (const double[]) { box->x, box->y, box->width, box->height }, 4);
}

void
gw_coco_write_keypoints (GwJsonWriter *json, const GwKeypoints *points)
{
  gint64 labeled = 0;

  gw_json_writer_key (json, "keypoints");
  gw_json_writer_begin_array (json);
  for (gsize i = 0; i < points->n_points; i++)
    {
      const GwKeypoint *point = &points->points[i];
      gboolean absent = point->visibility == GW_VISIBILITY_ABSENT;

      gw_json_writer_double (json, absent ? 0 : point->point.x);
      gw_json_writer_double (json, absent ? 0 : point->point.y);
      gw_json_writer_int64 (json, point->visibility);
      labeled += absent ? 0 : 1;
    }
  gw_json_writer_end_array (json);
  gw_json_writer_key_int64 (json, "num_keypoints", labeled);
}

/* Attributes by which COCO files say what is no attribute here: a number turns a box, and
 * yes or no is a mark.
 */
static gboolean
is_taken (GwObject *object, const char *name, const char *value)
{
  static const char *const marks[] = { "occluded", "truncated", "difficult", NULL };
  double number;

  if (strcmp (name, "rotation") == 0)
    return gw_object_get_shape (object)->kind == GW_SHAPE_BOX && gw_number_parse (value, -1, &number);
  return g_strv_contains (marks, name) && (strcmp (value, "true") == 0 || strcmp (value, "false") == 0);
}

static void
write_attributes (GwJsonWriter *json, GwObject *object)
{
  static const struct
  {
    GwObjectFlags flag;
    const char *name;
  } flags[] = {
    { GW_OBJECT_OCCLUDED, "occluded" },
    { GW_OBJECT_TRUNCATED, "truncated" },
    { GW_OBJECT_DIFFICULT, "difficult" },
  };
  const GwShape *shape = gw_object_get_shape (object);
  GwObjectFlags set = gw_object_get_flags (object);
  guint n = gw_object_get_n_attributes (object);

  if (n == 0 && shape->kind != GW_SHAPE_ROTATED_BOX
      && (set & (GW_OBJECT_OCCLUDED | GW_OBJECT_TRUNCATED | GW_OBJECT_DIFFICULT)) == 0)
    return;

  gw_json_writer_key (json, "attributes");
  gw_json_writer_begin_object (json);
  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    if (set & flags[i].flag)
      gw_json_writer_key_boolean (json, flags[i].name, TRUE);
  if (shape->kind == GW_SHAPE_ROTATED_BOX)
    gw_json_writer_key_double (json, "rotation", shape->as.rotated.angle);
  for (guint i = 0; i < n; i++)
    {
      const char *name, *value;

      gw_object_get_attribute_at (object, i, &name, &value);
      if (is_taken (object, name, value))
        continue;
      gw_json_writer_key (json, name);
      gw_json_writer_attribute_value (json, object, i);
    }
  gw_json_writer_end_object (json);
}

/* A kept member, unless this writer writes it itself. */
static void
write_rest (GwJsonWriter *json, const GwJsonMembers *bag, const GwShape *shape)
{
  for (guint i = 0; i < gw_json_members_get_n (bag); i++)
    {
      const char *raw;
      gsize length;
      const char *key = gw_json_members_get_at (bag, i, &raw, &length);

      if (g_str_equal (key, "id") || g_str_equal (key, "bbox") || g_str_equal (key, "bbox_of")
          || (shape->kind == GW_SHAPE_POINTS && (g_str_equal (key, "keypoints") || g_str_equal (key, "num_keypoints"))))
        continue;
      gw_json_writer_key (json, key);
      gw_json_writer_raw (json, raw, (gssize) length);
    }
}

/* Whether the box that came with the shape still belongs to it: the shape's
 * bounds are those that it had then.
 */
static gboolean
bag_box_holds (const GwJsonMembers *bag, const GwBox *bounds)
{
  GwBox of;

  return gw_json_members_get_numbers (bag, "bbox_of", (double *) &of, 4) && fabs (of.x - bounds->x) < 1e-6
         && fabs (of.y - bounds->y) < 1e-6 && fabs (of.width - bounds->width) < 1e-6
         && fabs (of.height - bounds->height) < 1e-6;
}

gboolean
gw_coco_write_object (GwJsonWriter *json, GwObject *object, const GwJsonMembers *bag, const GwRecord *record,
                      const GwWriteOptions *options)
{
  const GwShape *shape = gw_object_get_shape (object);
  GwShape room;
  const GwShape *settled;
  GwBox bounds = gw_object_get_bounds (object);

  if (!gw_coco_can_hold (shape))
    return FALSE;

  settled = gw_coco_settle_shape (shape, options->lossless ? -1 : DECIMALS, &room);
  gw_json_writer_set_decimals (json, options->lossless ? -1 : DECIMALS);
  gw_json_writer_key (json, "bbox");
  if (bag != NULL && bag_box_holds (bag, &bounds))
    gw_json_members_get_numbers (bag, "bbox", (double *) &bounds, 4);
  else if (settled != shape)
    gw_shape_bounds (settled, &bounds);
  write_box (json, &bounds);
  /* Points have none of their own; who measures how far they are off takes that of the box. */
  gw_json_writer_key_double (
      json, "area", shape->kind == GW_SHAPE_POINTS ? bounds.width * bounds.height : measure_area (settled, record));
  write_segmentation (json, settled, shape->kind == GW_SHAPE_ROTATED_BOX, record, options);
  gw_json_writer_key_int64 (json, "iscrowd", gw_object_get_flags (object) & GW_OBJECT_CROWD ? 1 : 0);
  if (shape->kind == GW_SHAPE_POINTS)
    gw_coco_write_keypoints (json, &shape->as.points);
  gw_shape_clear (&room);

  gw_json_writer_set_decimals (json, -1);
  if (!isnan (gw_object_get_score (object)))
    gw_json_writer_key_double (json, "score", gw_object_get_score (object));
  write_attributes (json, object);
  if (bag != NULL)
    write_rest (json, bag, shape);

  return TRUE;
}

/* --- losses ---------------------------------------------------------------------- */

static void
measure_object (const GwRecordHead *head, const GwRecord *record, GwObject *object, const GwWriteOptions *options,
                GwProblems *problems)
{
  const GwShape *shape = gw_object_get_shape (object);

  if (!gw_coco_can_hold (shape))
    {
      _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 1,
                       _ ("COCO has no lines. The line is left out."));
      return;
    }
  if (shape->kind == GW_SHAPE_ROTATED_BOX)
    _gw_report_loss (problems, "loss-rotation", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("COCO has no turned boxes. The box becomes a polygon with its angle as an attribute."));
  else if (shape->kind == GW_SHAPE_ELLIPSE)
    _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     options->polygons == GW_POLYGONS_RUNS
                         ? _ ("COCO has no ellipses. The ellipse becomes a mask.")
                         : _ ("COCO has no ellipses. The ellipse becomes a polygon."));
  else if (shape->kind == GW_SHAPE_POLYGON && options->polygons == GW_POLYGONS_RUNS)
    _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("Polygons are written as run lengths. The polygon becomes a mask."));
  else if (shape->kind == GW_SHAPE_POLYGON && shape->as.polygon.n_rings > 1 && gw_polygon_overlaps (&shape->as.polygon))
    _gw_report_loss (
        problems, "loss-holes", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
        (options->holes == GW_HOLES_FILL || options->holes == GW_HOLES_BRIDGE)
                && !gw_outlines_are_complete (&shape->as.polygon, options->holes == GW_HOLES_BRIDGE)
            ? _ (
                "The outline has so many holes that not all can be told from parts and joined to it by bridges. Those are filled.")
        : options->holes == GW_HOLES_FILL   ? _ ("COCO's polygons have no holes. The holes are filled.")
        : options->holes == GW_HOLES_BRIDGE ? _ ("COCO's polygons have no holes. They are joined to the "
                                                 "outline by bridges.")
                                            : _ ("COCO's polygons have no holes. The polygon becomes a "
                                                 "mask."));

  for (guint i = 0; i < gw_object_get_n_attributes (object); i++)
    {
      const char *name, *value;

      gw_object_get_attribute_at (object, i, &name, &value);
      if (is_taken (object, name, value))
        _gw_report_loss (problems, "loss-attributes", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                         _ ("COCO means something else by an attribute of this name. It is left out. Rename it."));
    }
  if (gw_object_get_group (object) != 0)
    _gw_report_loss (problems, "loss-group", GW_SEVERITY_INFO, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("COCO has no groups. The group is left out."));
}

void
gw_coco_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                      GwProblems *problems)
{
  gboolean has_author = record->annotator != NULL;

  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);

      measure_object (head, record, object, options, problems);
      has_author = has_author || gw_object_get_author (object) != NULL;
    }

  if (record->labels->len > 0)
    _gw_report_loss (problems, "loss-labels", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL,
                     record->labels->len, _ ("COCO has no image labels. They are left out."));
  if (record->scores != NULL && record->scores->len > 0)
    _gw_report_loss (problems, "loss-score", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL,
                     record->scores->len, _ ("COCO has no scores of images. They are left out."));
  gw_coco_image_keys_measure (head, record, problems);
  _gw_measure_common_loss (head, record, has_author, problems);
}
