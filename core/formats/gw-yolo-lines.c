/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-yolo-lines.h"

#include <math.h>

#include "gw-box.h"
#include "gw-number.h"
#include "gw-yolo-pose.h"
#include "gw-yolo-shape.h"

#define DECIMALS 6

typedef struct
{
  const GwYoloHand *hand;
  GString *text;
  const GwRecord *record;
  GwObject *object;
  guint number;
} Draft;

static void
append_number (const Draft *draft, double value)
{
  char buffer[GW_NUMBER_LENGTH];
  gsize length = draft->hand->options->lossless ? gw_number_format (value, buffer)
                                                : gw_number_format_decimals (value, DECIMALS, buffer);

  g_string_append_c (draft->text, ' ');
  g_string_append_len (draft->text, buffer, (gssize) length);
}

static void
begin_line (const Draft *draft)
{
  g_string_append_printf (draft->text, "%u", draft->number);
}

static void
end_line (const Draft *draft)
{
  if (!isnan (gw_object_get_score (draft->object)))
    append_number (draft, gw_object_get_score (draft->object));
  g_string_append_c (draft->text, '\n');
}

static void
append_box (const Draft *draft)
{
  const GwBox box = gw_yolo_make_box (draft->object, draft->record);
  const double w = draft->record->width, h = draft->record->height;

  begin_line (draft);
  append_number (draft, (box.x + box.width / 2) / w);
  append_number (draft, (box.y + box.height / 2) / h);
  append_number (draft, box.width / w);
  append_number (draft, box.height / h);
  end_line (draft);
}

static void
append_ring (const Draft *draft, const GwRing *ring)
{
  begin_line (draft);
  for (gsize i = 0; i < ring->n_points; i++)
    {
      append_number (draft, CLAMP (ring->points[i].x / draft->record->width, 0, 1));
      append_number (draft, CLAMP (ring->points[i].y / draft->record->height, 0, 1));
    }
  end_line (draft);
}

static void
append_rings (const Draft *draft)
{
  const GwRing *plain = gw_yolo_get_plain_ring (draft->object, draft->record);
  g_autoptr (GPtrArray) outlines = NULL;

  if (plain != NULL)
    {
      append_ring (draft, plain);
      return;
    }
  outlines = gw_yolo_make_outlines (draft->object, draft->record, draft->hand->options, NULL, NULL);
  for (guint i = 0; i < outlines->len; i++)
    append_ring (draft, g_ptr_array_index (outlines, i));
}

/* Corners are not cut at the border: no turned box could be made of what is left. */
static void
append_corners (const Draft *draft)
{
  const GwShape *shape = gw_object_get_shape (draft->object);
  GwPoint corners[4];

  if (shape->kind == GW_SHAPE_ROTATED_BOX)
    gw_rotated_box_corners (&shape->as.rotated, corners);
  else if (shape->kind == GW_SHAPE_POLYGON && shape->as.polygon.n_rings == 1
           && shape->as.polygon.rings[0].n_points == 4)
    for (guint i = 0; i < 4; i++)
      corners[i] = shape->as.polygon.rings[0].points[i];
  else
    {
      const GwBox box = gw_object_get_bounds (draft->object);

      corners[0] = (GwPoint) { box.x, box.y };
      corners[1] = (GwPoint) { box.x + box.width, box.y };
      corners[2] = (GwPoint) { box.x + box.width, box.y + box.height };
      corners[3] = (GwPoint) { box.x, box.y + box.height };
    }

  begin_line (draft);
  for (guint i = 0; i < 4; i++)
    {
      append_number (draft, corners[i].x / draft->record->width);
      append_number (draft, corners[i].y / draft->record->height);
    }
  end_line (draft);
}

/* A box, and points that are absent where the object has none. */
static void
append_pose (const Draft *draft)
{
  const GwShape *shape = gw_object_get_shape (draft->object);
  const GwKeypoints *points = shape->kind == GW_SHAPE_POINTS ? &shape->as.points : NULL;
  double box[4];

  if (points != NULL && points->n_points != draft->hand->n_points)
    return;
  if (points != NULL)
    gw_yolo_pose_get_box (draft->object, draft->record->width, draft->record->height, box);
  else
    {
      const GwBox bounds = gw_yolo_make_box (draft->object, draft->record);

      box[0] = (bounds.x + bounds.width / 2) / draft->record->width;
      box[1] = (bounds.y + bounds.height / 2) / draft->record->height;
      box[2] = bounds.width / draft->record->width;
      box[3] = bounds.height / draft->record->height;
    }

  begin_line (draft);
  for (guint i = 0; i < 4; i++)
    append_number (draft, CLAMP (box[i], 0, 1));
  for (guint i = 0; i < draft->hand->n_points; i++)
    {
      const GwKeypoint none = { { 0, 0 }, GW_VISIBILITY_ABSENT };
      const GwKeypoint *point = points != NULL && points->points[i].visibility != GW_VISIBILITY_ABSENT
                                    ? &points->points[i]
                                    : &none;

      append_number (draft, CLAMP (point->point.x / draft->record->width, 0, 1));
      append_number (draft, CLAMP (point->point.y / draft->record->height, 0, 1));
      append_number (draft, point->visibility);
    }
  end_line (draft);
}

void
gw_yolo_append_object (const GwYoloHand *hand, GString *text, const GwRecord *record, GwObject *object, guint number)
{
  const Draft draft = { hand, text, record, object, number };
  const GwShapeKind kind = gw_object_get_shape (object)->kind;

  if (!gw_yolo_has_area (kind) && !(hand->task == GW_YOLO_POSES && kind == GW_SHAPE_POINTS))
    return;
  if (hand->task != GW_YOLO_TURNED && gw_yolo_find_fit (object, record, NULL) == GW_YOLO_OUTSIDE)
    return;

  switch (hand->task)
    {
    case GW_YOLO_POLYGONS:
      append_rings (&draft);
      break;
    case GW_YOLO_TURNED:
      append_corners (&draft);
      break;
    case GW_YOLO_POSES:
      append_pose (&draft);
      break;
    case GW_YOLO_BOXES:
    case GW_YOLO_N_TASKS:
    default:
      append_box (&draft);
      break;
    }
}
