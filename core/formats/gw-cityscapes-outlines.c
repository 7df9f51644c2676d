/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-cityscapes-labels.h"
#include "gw-cityscapes-numbers.h"
#include "gw-cityscapes-writer.h"
#include "gw-mask-morphology.h"
#include "gw-mask-paint.h"
#include "gw-outline.h"

/* Holes times corners of a part whose outline is made; of more, upright rectangles are. */
#define MOST_EFFORT ((guint64) 50000000)

static void
ring_free (gpointer data)
{
  gw_ring_clear (data);
  g_free (data);
}

static void
add_rectangle (GPtrArray *outlines, double left, double top, double right, double bottom)
{
  GwRing *ring = g_new0 (GwRing, 1);
  const GwBox box = { left, top, right - left, bottom - top };

  if (gw_ring_from_box (&box, ring) == GW_STATUS_OK)
    g_ptr_array_add (outlines, ring);
  else
    g_free (ring);
}

/* A rectangle for each stretch of set pixels in a row. */
static void
add_rectangles (GPtrArray *outlines, const GwMask *mask)
{
  const guint64 width = (guint64) mask->width;
  guint64 at = 0;

  for (gsize i = 0; i < mask->n_runs; i++)
    {
      const guint64 end = at + mask->runs[i];

      while (i % 2 == 1 && at < end)
        {
          const guint64 row = at / width, stop = MIN (end, (row + 1) * width);
          const double left = mask->x + (double) (at - row * width), top = mask->y + (double) row;

          add_rectangle (outlines, left, top, left + (double) (stop - at), top + 1);
          at = stop;
        }
      at = end;
    }
}

/* An outline for each part of the mask. */
static GPtrArray *
make_mask_outlines (const GwMask *mask)
{
  GPtrArray *outlines = g_ptr_array_new_with_free_func (ring_free);
  GwMask *parts = NULL;
  size_t n = 0;

  if (gw_mask_split_parts (mask, false, &parts, &n) != GW_STATUS_OK)
    {
      add_rectangles (outlines, mask);
      return outlines;
    }
  for (size_t i = 0; i < n; i++)
    {
      GwRing *outline = gw_outline_new_for_part (&parts[i], MOST_EFFORT);

      if (outline != NULL)
        g_ptr_array_add (outlines, outline);
      else
        add_rectangles (outlines, &parts[i]);
    }
  gw_masks_free (parts, n);

  return outlines;
}

GPtrArray *
gw_cityscapes_make_outlines (GwObject *object, GwHoles holes)
{
  const GwShape *shape = gw_object_get_shape (object);
  GwRing ring = GW_RING_INIT;
  GwPolygon single = { &ring, 1 };
  GPtrArray *outlines;

  switch (shape->kind)
    {
    case GW_SHAPE_POLYGON:
      return gw_outlines_new (&shape->as.polygon, holes != GW_HOLES_FILL, NULL);
    case GW_SHAPE_MASK:
      return make_mask_outlines (&shape->as.mask);
    case GW_SHAPE_BOX:
      gw_ring_from_box (&shape->as.box, &ring);
      break;
    case GW_SHAPE_ROTATED_BOX:
      gw_ring_from_rotated_box (&shape->as.rotated, &ring);
      break;
    case GW_SHAPE_ELLIPSE:
      gw_ring_from_ellipse (&shape->as.ellipse, &ring);
      break;
    case GW_SHAPE_NONE:
    case GW_SHAPE_POLYLINE:
    case GW_SHAPE_POINTS:
    default:
      return g_ptr_array_new ();
    }
  outlines = gw_outlines_new (&single, FALSE, NULL);
  gw_ring_clear (&ring);

  return outlines;
}

/* --- losses ------------------------------------------------------------------------------ */

static void
measure_polygon (const GwRecordHead *head, const GwRecord *record, GwObject *object, const GwWriteOptions *options,
                 GwProblems *problems)
{
  const GwPolygon *polygon = &gw_object_get_shape (object)->as.polygon;
  g_autoptr (GPtrArray) outlines = polygon->n_rings > 1 ? gw_cityscapes_make_outlines (object, options->holes) : NULL;

  if (outlines == NULL)
    return;
  if (outlines->len > 1)
    _gw_report_loss (problems, "loss-parts", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("Outlines of Cityscapes have one ring. The parts are written as several objects."));
  if (!gw_outlines_are_complete (polygon, options->holes != GW_HOLES_FILL))
    _gw_report_loss (
        problems, "loss-holes", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
        _ ("The outline has so many holes that not all can be told from parts and joined to it by bridges. Those are filled."));
  else if (polygon->n_rings > outlines->len)
    _gw_report_loss (problems, "loss-holes", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     options->holes == GW_HOLES_FILL
                         ? _ ("Outlines of Cityscapes have no holes. They are filled.")
                         : _ ("Outlines of Cityscapes have no holes. They are joined to the outline by bridges."));
}

static void
measure_shape (const GwRecordHead *head, const GwRecord *record, GwObject *object, const GwWriteOptions *options,
               GwProblems *problems)
{
  const GwShapeKind kind = gw_object_get_shape (object)->kind;

  if (!gw_mask_paint_can (object))
    _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 1,
                     _ ("Cityscapes has no lines and points. The object is left out."));
  else if (kind == GW_SHAPE_ROTATED_BOX)
    _gw_report_loss (problems, "loss-rotation", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("Cityscapes has no boxes. The four corners of the turned one are written."));
  else if (kind == GW_SHAPE_BOX || kind == GW_SHAPE_ELLIPSE)
    _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("Cityscapes has polygons only. The outline is written."));
  else if (kind == GW_SHAPE_POLYGON)
    measure_polygon (head, record, object, options, problems);
}

/* Whether the label of a crowd would be read as another class. */
static gboolean
is_lost_crowd (const GwRecordHead *head, GwObject *object)
{
  GwClass *class = gw_record_head_find_class (head, gw_object_get_class_id (object));

  return (gw_object_get_flags (object) & GW_OBJECT_CROWD) != 0 && class != NULL
         && gw_cityscapes_group_is_class (head, gw_class_get_name (class));
}

static void
measure_object (const GwRecordHead *head, const GwRecord *record, GwObject *object, GwProblems *problems)
{
  if (gw_object_get_n_attributes (object) > 0)
    _gw_report_loss (problems, "loss-attributes", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("Cityscapes has no attributes. They are left out."));
  if (gw_object_get_flags (object) & (GW_OBJECT_OCCLUDED | GW_OBJECT_TRUNCATED | GW_OBJECT_DIFFICULT))
    _gw_report_loss (problems, "loss-flags", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("Cityscapes has no marks but that of groups. They are left out."));
  else if (is_lost_crowd (head, object))
    _gw_report_loss (problems, "loss-flags", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("A group of this class is called like another class. The mark is left out."));
  if (gw_object_get_score (object) >= 0)
    _gw_report_loss (problems, "loss-score", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("Cityscapes has no confidences. They are left out."));
  if (gw_object_get_group (object) != 0)
    _gw_report_loss (problems, "loss-group", GW_SEVERITY_INFO, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("Cityscapes does not tell which objects belong together. The group is left out."));
}

void
gw_cityscapes_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                            GwProblems *problems)
{
  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);

      measure_shape (head, record, object, options, problems);
      measure_object (head, record, object, problems);
    }
  if (record->labels->len > 0)
    _gw_report_loss (problems, "loss-labels", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL,
                     record->labels->len, _ ("Cityscapes has no image labels. They are left out."));
  if (record->scores != NULL && record->scores->len > 0)
    _gw_report_loss (problems, "loss-score", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL,
                     record->scores->len, _ ("Cityscapes has no scores of images. They are left out."));
  /* Objects tell who has made them. */
  _gw_measure_common_loss (head, record, record->annotator != NULL && record->objects->len == 0, problems);
}
