/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cvat-write-object.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-ellipse-outline.h"
#include "gw-mask.h"
#include "gw-number.h"
#include "gw-outline.h"
#include "gw-polygon.h"
#include "gw-raster.h"
#include "gw-writer-private.h"

/* One object while it is written. */
typedef struct
{
  GwCvatDraft *draft;
  GwObject *object;
  GwClass *class;
  GwJsonMembers *bag;
  gint64 z;
  gint64 group;
} Item;

/* --- what an object is -------------------------------------------------------------------- */

static gboolean
has_holes (const GwShape *shape)
{
  return shape->kind == GW_SHAPE_POLYGON && shape->as.polygon.n_rings > 1 && gw_polygon_overlaps (&shape->as.polygon);
}

/* Whether the points are those of the skeleton of the class. */
static gboolean
is_skeleton (GwClass *class, const GwShape *shape)
{
  const GwSkeleton *skeleton = class != NULL ? gw_class_get_skeleton (class) : NULL;

  return skeleton != NULL && shape->kind == GW_SHAPE_POINTS
         && gw_skeleton_get_n_points (skeleton) == shape->as.points.n_points;
}

static gsize
count_visible (const GwKeypoints *points, GwVisibility least)
{
  gsize n = 0;

  for (gsize i = 0; i < points->n_points; i++)
    n += points->points[i].visibility >= least ? 1 : 0;
  return n;
}

/* --- losses ----------------------------------------------------------------------------------- */

static void
measure_points (const GwRecordHead *head, const GwRecord *record, GwObject *object, GwProblems *problems)
{
  GwClass *class = gw_record_head_find_class (head, gw_object_get_class_id (object));
  const GwShape *shape = gw_object_get_shape (object);
  const GwKeypoints *points = &shape->as.points;

  if (is_skeleton (class, shape))
    return;
  if (count_visible (points, GW_VISIBILITY_HIDDEN) == 0)
    _gw_report_loss (
        problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 1,
        _ ("No point of the object is in the picture, and CVAT has none without a skeleton. It is left out."));
  else if (count_visible (points, GW_VISIBILITY_VISIBLE) < points->n_points)
    _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("CVAT knows hidden points in skeletons only. They are written like the others, and those that "
                        "are not in the picture are left out."));
}

static const char *
describe_holes (const GwRecord *record, const GwPolygon *polygon, GwHoles holes)
{
  if ((holes == GW_HOLES_BRIDGE || holes == GW_HOLES_FILL)
      && !gw_outlines_are_complete (polygon, holes == GW_HOLES_BRIDGE))
    return _ (
        "The outline has so many holes that not all can be told from parts and joined to it by bridges. Those are filled.");
  /* A mask needs the size of the image. */
  if (holes == GW_HOLES_FILL || (holes == GW_HOLES_DEFAULT && (record->width <= 0 || record->height <= 0)))
    return _ ("CVAT's polygons have no holes. The holes are filled.");
  if (holes == GW_HOLES_BRIDGE)
    return _ ("CVAT's polygons have no holes. They are joined to the outline by bridges.");
  return _ ("CVAT's polygons have no holes. The polygon becomes a mask.");
}

/* That an outline was an ellipse is what the element is. */
static gboolean
is_told_by_element (GwObject *object, const char *name)
{
  g_autoptr (GwJsonMembers) bag = NULL;
  GwEllipse ellipse;

  if (strcmp (name, GW_ELLIPSE_ATTRIBUTE) != 0)
    return FALSE;
  if (gw_object_get_shape (object)->kind == GW_SHAPE_ELLIPSE)
    return TRUE;
  bag = gw_json_members_open_bag (gw_object_get_bag (object), "cvat");
  return gw_ellipse_outline_find (object, bag, &ellipse);
}

void
gw_cvat_note_object (const GwRecordHead *head, GwObject *object, GwCvatUse *use)
{
  GwClass *class = gw_record_head_find_class (head, gw_object_get_class_id (object));

  for (guint i = 0; class != NULL && i < gw_object_get_n_attributes (object); i++)
    {
      const char *name, *value;

      gw_object_get_attribute_at (object, i, &name, &value);
      if (!is_told_by_element (object, name))
        gw_cvat_use_note_attribute (use, class, name, value, gw_object_is_attribute_bare_at (object, i));
    }
}

void
gw_cvat_measure_object (const GwRecordHead *head, const GwRecord *record, GwObject *object,
                        const GwWriteOptions *options, GwProblems *problems)
{
  const GwShape *shape = gw_object_get_shape (object);

  if (has_holes (shape))
    _gw_report_loss (problems, "loss-holes", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     describe_holes (record, &shape->as.polygon, options->holes));
  else if (shape->kind == GW_SHAPE_POLYGON && shape->as.polygon.n_rings > 1)
    _gw_report_loss (problems, "loss-parts", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("CVAT's polygons have one part. The parts are written as one group."));
  else if (shape->kind == GW_SHAPE_POINTS)
    measure_points (head, record, object, problems);
  if (gw_object_get_flags (object) & (GW_OBJECT_TRUNCATED | GW_OBJECT_DIFFICULT | GW_OBJECT_CROWD))
    _gw_report_loss (problems, "loss-flags", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("CVAT has no marks of objects but “occluded”. The others are left out."));
  if (gw_object_get_score (object) >= 0)
    _gw_report_loss (problems, "loss-score", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("CVAT has no confidences. They are left out."));
}

/* --- attributes of elements ------------------------------------------------------------------------ */

GwJsonMembers *
gw_cvat_dup_members (const GwJsonMembers *members, const char *key)
{
  gsize length;
  const char *raw = members != NULL ? gw_json_members_get (members, key, &length) : NULL;

  return raw != NULL ? gw_json_members_parse (raw, (gssize) length, NULL, NULL) : NULL;
}

void
gw_cvat_write_more (GwXmlWriter *out, const GwJsonMembers *members, GwCvatKind kind, const char *const *own)
{
  g_autoptr (GwJsonMembers) more = gw_cvat_dup_members (members, "more");

  for (guint i = 0; more != NULL && i < gw_json_members_get_n (more); i++)
    {
      const char *name = gw_json_members_get_at (more, i, NULL, NULL);
      g_autofree char *value = gw_json_members_dup_string (more, name);

      if (value != NULL && gw_xml_is_name (name) && !gw_cvat_kind_knows (kind, name) && !g_strv_contains (own, name))
        gw_xml_writer_attribute (out, name, value);
    }
}

static void
write_attribute (GwXmlWriter *out, const char *name, const char *value)
{
  gw_xml_writer_begin (out, "attribute");
  gw_xml_writer_attribute (out, "name", name);
  gw_xml_writer_end_text (out, value);
}

void
gw_cvat_write_attributes (GwXmlWriter *out, const GwJsonMembers *attributes)
{
  for (guint i = 0; attributes != NULL && i < gw_json_members_get_n (attributes); i++)
    {
      const char *name = gw_json_members_get_at (attributes, i, NULL, NULL);
      g_autofree char *value = gw_json_members_dup_string (attributes, name);

      if (value != NULL)
        write_attribute (out, name, value);
    }
}

static void
write_number (const Item *item, const char *name, double number)
{
  char text[GW_NUMBER_LENGTH];

  gw_cvat_number_format (number, item->draft->options->lossless, text);
  gw_xml_writer_attribute (item->draft->out, name, text);
}

/* Turns are counted from 0 to 360 there. */
static void
write_rotation (const Item *item, double angle)
{
  if (angle != 0)
    write_number (item, "rotation", angle < 0 ? angle + 360 : angle);
}

/* Who made the object. (transfer full) */
static char *
get_source (const Item *item)
{
  char *kept = gw_json_members_dup_string (item->bag, "source");

  if (kept != NULL)
    return kept;
  return g_strdup (gw_object_get_source (item->object) == GW_SOURCE_PREDICTION ? "auto" : "manual");
}

/* The element, and what comes before its geometry. */
static void
begin (const Item *item, GwCvatKind kind)
{
  GwXmlWriter *out = item->draft->out;
  const gboolean is_occluded = (gw_object_get_flags (item->object) & GW_OBJECT_OCCLUDED) != 0;
  g_autofree char *source = get_source (item);

  gw_xml_writer_begin (out, gw_cvat_kind_get_element (kind));
  gw_xml_writer_attribute (out, "label", _gw_class_get_name_for (item->class, "cvat"));
  gw_xml_writer_attribute (out, "source", source);
  /* A skeleton is what its points are, and is marked in our files only. */
  if (is_occluded || kind != GW_CVAT_SKELETON)
    gw_xml_writer_attribute (out, "occluded", is_occluded ? "1" : "0");
}

/* What comes behind the geometry. */
static void
write_rest (const Item *item, GwCvatKind kind)
{
  static const char *const own[] = { NULL };
  GwXmlWriter *out = item->draft->out;

  gw_xml_writer_attribute_int64 (out, "z_order", item->z);
  if (item->group != 0)
    gw_xml_writer_attribute_int64 (out, "group_id", item->group);
  gw_cvat_write_more (out, item->bag, kind, own);
}

/* The attribute of an outline that was an ellipse is what the element is. */
static void
end (const Item *item, gboolean is_ellipse)
{
  for (guint i = 0; i < gw_object_get_n_attributes (item->object); i++)
    {
      const char *name, *value;

      gw_object_get_attribute_at (item->object, i, &name, &value);
      if (is_ellipse && strcmp (name, GW_ELLIPSE_ATTRIBUTE) == 0)
        continue;
      write_attribute (item->draft->out, name, value);
      gw_cvat_use_note_attribute (item->draft->use, item->class, name, value,
                                  gw_object_is_attribute_bare_at (item->object, i));
    }
  gw_xml_writer_end (item->draft->out);
}

/* --- shapes ---------------------------------------------------------------------------------------------- */

static void
write_box (const Item *item, const GwBox *box, double angle)
{
  begin (item, GW_CVAT_BOX);
  write_number (item, "xtl", box->x);
  write_number (item, "ytl", box->y);
  write_number (item, "xbr", box->x + box->width);
  write_number (item, "ybr", box->y + box->height);
  write_rotation (item, angle);
  write_rest (item, GW_CVAT_BOX);
  end (item, FALSE);
}

static void
write_ellipse (const Item *item, const GwEllipse *ellipse)
{
  begin (item, GW_CVAT_ELLIPSE);
  write_number (item, "cx", ellipse->cx);
  write_number (item, "cy", ellipse->cy);
  write_number (item, "rx", ellipse->rx);
  write_number (item, "ry", ellipse->ry);
  write_rotation (item, ellipse->angle);
  write_rest (item, GW_CVAT_ELLIPSE);
  end (item, TRUE);
}

static void
append_point (const Item *item, GString *text, GwPoint point)
{
  char number[GW_NUMBER_LENGTH];

  gw_cvat_number_format (point.x, item->draft->options->lossless, number);
  g_string_append_printf (text, "%s%s,", text->len > 0 ? ";" : "", number);
  gw_cvat_number_format (point.y, item->draft->options->lossless, number);
  g_string_append (text, number);
}

static void
write_line (const Item *item, GwCvatKind kind, const GwPoint *points, gsize n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    append_point (item, text, points[i]);
  begin (item, kind);
  gw_xml_writer_attribute (item->draft->out, "points", text->str);
  write_rest (item, kind);
  end (item, FALSE);
}

static void
write_points (const Item *item, const GwKeypoints *points)
{
  g_autofree GwPoint *shown = g_new (GwPoint, MAX (points->n_points, 1));
  gsize n = 0;

  for (gsize i = 0; i < points->n_points; i++)
    if (points->points[i].visibility != GW_VISIBILITY_ABSENT)
      shown[n++] = points->points[i].point;
  if (n > 0)
    write_line (item, GW_CVAT_POINTS, shown, n);
}

static void
write_mask (const Item *item, const GwMask *mask)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GwXmlWriter *out = item->draft->out;

  for (gsize i = 0; i < mask->n_runs; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? ", " : "", mask->runs[i]);
  begin (item, GW_CVAT_MASK);
  gw_xml_writer_attribute (out, "rle", text->str);
  gw_xml_writer_attribute_int64 (out, "left", mask->x);
  gw_xml_writer_attribute_int64 (out, "top", mask->y);
  gw_xml_writer_attribute_int64 (out, "width", mask->width);
  gw_xml_writer_attribute_int64 (out, "height", mask->height);
  write_rest (item, GW_CVAT_MASK);
  end (item, FALSE);
}

/* --- skeletons ---------------------------------------------------------------------------------------------- */

static void
write_keypoint (const Item *item, const char *name, const GwKeypoint *point, const GwJsonMembers *kept)
{
  static const char *const own[] = { "outside", NULL };
  GwXmlWriter *out = item->draft->out;
  g_autoptr (GwJsonMembers) bag = gw_cvat_dup_members (kept, name);
  g_autoptr (GwJsonMembers) attributes = gw_cvat_dup_members (bag, "attributes");
  g_autofree char *told = bag != NULL ? gw_json_members_dup_string (bag, "source") : NULL;
  g_autofree char *source = told != NULL ? g_steal_pointer (&told) : get_source (item);
  g_autoptr (GString) text = g_string_new (NULL);

  append_point (item, text, point->point);
  gw_xml_writer_begin (out, "points");
  gw_xml_writer_attribute (out, "label", name);
  gw_xml_writer_attribute (out, "source", source);
  gw_xml_writer_attribute (out, "outside", point->visibility == GW_VISIBILITY_ABSENT ? "1" : "0");
  gw_xml_writer_attribute (out, "occluded", point->visibility == GW_VISIBILITY_HIDDEN ? "1" : "0");
  gw_xml_writer_attribute (out, "points", text->str);
  gw_cvat_write_more (out, bag, GW_CVAT_POINTS, own);
  gw_cvat_write_attributes (out, attributes);
  gw_xml_writer_end (out);
}

static void
write_skeleton (const Item *item, const GwKeypoints *points)
{
  const GwSkeleton *skeleton = gw_class_get_skeleton (item->class);
  g_autoptr (GwJsonMembers) kept = gw_cvat_dup_members (item->bag, "points");

  begin (item, GW_CVAT_SKELETON);
  write_rest (item, GW_CVAT_SKELETON);
  for (gsize i = 0; i < points->n_points; i++)
    write_keypoint (item, gw_skeleton_get_name (skeleton, (guint) i), &points->points[i], kept);
  end (item, FALSE);
}

/* --- polygons -------------------------------------------------------------------------------------------------- */

/* Whether the object is a cuboid that was read, and still has its outline. */
static GwJsonMembers *
find_cuboid (const Item *item, const GwShape *shape)
{
  g_autoptr (GwJsonMembers) corners = gw_cvat_dup_members (item->bag, "cuboid");
  GwPoint points[GW_CVAT_N_CORNERS];
  GwShape outline = GW_SHAPE_INIT;
  gboolean same;

  for (gsize i = 0; i < G_N_ELEMENTS (gw_cvat_cuboid_names); i++)
    {
      g_autofree char *text = corners != NULL ? gw_json_members_dup_string (corners, gw_cvat_cuboid_names[i]) : NULL;

      if (text == NULL || !gw_number_parse (g_strstrip (text), -1, i % 2 == 0 ? &points[i / 2].x : &points[i / 2].y))
        return NULL;
    }
  same = gw_cvat_cuboid_outline (points, &outline) && gw_shape_equal (&outline, shape, 1e-6);
  gw_shape_clear (&outline);

  return same ? g_steal_pointer (&corners) : NULL;
}

static void
write_cuboid (const Item *item, const GwJsonMembers *corners)
{
  begin (item, GW_CVAT_CUBOID);
  for (gsize i = 0; i < G_N_ELEMENTS (gw_cvat_cuboid_names); i++)
    {
      g_autofree char *text = gw_json_members_dup_string (corners, gw_cvat_cuboid_names[i]);

      gw_xml_writer_attribute (item->draft->out, gw_cvat_cuboid_names[i], text);
    }
  write_rest (item, GW_CVAT_CUBOID);
  end (item, FALSE);
}

static void
write_rings (Item *item, const GwRing *rings, gsize n)
{
  if (n > 1 && item->group == 0)
    item->group = item->draft->next_group++;
  for (gsize i = 0; i < n; i++)
    write_line (item, GW_CVAT_POLYGON, rings[i].points, rings[i].n_points);
}

static void
write_outlines (Item *item, const GwPolygon *polygon, gboolean bridge)
{
  g_autoptr (GPtrArray) outlines = gw_outlines_new (polygon, bridge, NULL);
  g_autofree GwRing *rings = g_new (GwRing, MAX (outlines->len, 1));

  for (guint i = 0; i < outlines->len; i++)
    rings[i] = *(const GwRing *) g_ptr_array_index (outlines, i);
  write_rings (item, rings, outlines->len);
}

/* Pixels of the image that the shape is in; FALSE where there are none. */
static gboolean
rasterise (const GwShape *shape, const GwRecord *record, GwMask *mask)
{
  return record->width > 0 && record->height > 0
         && gw_raster_shape (shape, record->width, record->height, mask) == GW_STATUS_OK && mask->n_runs > 0;
}

static void
write_polygon (Item *item, const GwShape *shape)
{
  const GwHoles holes = item->draft->options->holes;
  g_autoptr (GwJsonMembers) cuboid = find_cuboid (item, shape);
  GwMask mask = GW_MASK_INIT;
  GwEllipse ellipse;

  if (cuboid != NULL)
    write_cuboid (item, cuboid);
  else if (gw_ellipse_outline_find (item->object, item->bag, &ellipse))
    write_ellipse (item, &ellipse);
  else if (!has_holes (shape))
    write_rings (item, shape->as.polygon.rings, shape->as.polygon.n_rings);
  else if (holes == GW_HOLES_DEFAULT && rasterise (shape, item->draft->record, &mask))
    write_mask (item, &mask);
  else
    write_outlines (item, &shape->as.polygon, holes == GW_HOLES_BRIDGE);
  gw_mask_clear (&mask);
}

/* --- objects ------------------------------------------------------------------------------------------------------ */

static void
write_shape (Item *item, const GwShape *shape)
{
  const GwRotatedBox *rotated = &shape->as.rotated;

  switch (shape->kind)
    {
    case GW_SHAPE_BOX:
      write_box (item, &shape->as.box, 0);
      break;
    case GW_SHAPE_ROTATED_BOX:
      write_box (item,
                 &(const GwBox) { rotated->cx - rotated->width / 2, rotated->cy - rotated->height / 2, rotated->width,
                                  rotated->height },
                 rotated->angle);
      break;
    case GW_SHAPE_POLYGON:
      write_polygon (item, shape);
      break;
    case GW_SHAPE_MASK:
      write_mask (item, &shape->as.mask);
      break;
    case GW_SHAPE_POLYLINE:
      write_line (item, GW_CVAT_POLYLINE, shape->as.line.points, shape->as.line.n_points);
      break;
    case GW_SHAPE_POINTS:
      if (is_skeleton (item->class, shape))
        write_skeleton (item, &shape->as.points);
      else
        write_points (item, &shape->as.points);
      break;
    case GW_SHAPE_ELLIPSE:
      write_ellipse (item, &shape->as.ellipse);
      break;
    case GW_SHAPE_NONE:
    default:
      break;
    }
}

void
gw_cvat_write_object (GwCvatDraft *draft, GwObject *object, gint64 z)
{
  GwClass *class = gw_record_head_find_class (draft->head, gw_object_get_class_id (object));
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (gw_object_get_bag (object), "cvat");
  Item item = { draft, object, class, bag, z, gw_object_get_group (object) };

  if (class == NULL)
    return;
  gw_cvat_use_note_class (draft->use, gw_class_get_id (class));
  write_shape (&item, gw_object_get_shape (object));
}
