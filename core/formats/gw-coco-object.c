/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-coco-object.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-box.h"
#include "gw-json-members.h"
#include "gw-json-values.h"
#include "gw-mask.h"
#include "gw-number.h"
#include "gw-polygon.h"
#include "gw-raster.h"
#include "gw-reader-private.h"

/* A box that differs from the shape's bounds by more than this is kept beside it. */
#define BOX_TOLERANCE 1.0

/* How far a side or an angle may be off for four points to be the turned box
 * that an attribute says they are: files round to two or three decimals.
 */
#define RECTANGLE_TOLERANCE 0.02
#define ANGLE_TOLERANCE 0.5

/* One annotation while it becomes an object. */
typedef struct
{
  GwReader *reader;
  const GwCocoDocument *document;
  const GwCocoImage *image;
  guint64 line;
  guint64 index;
  guint parts;
  gint64 id;
  double bbox[4];
  GArray *numbers;   /* of double; borrowed: room for those of one member */
  GArray *keypoints; /* of double */
  double score;
  const guint8 *attributes;
  gsize attributes_length;
  const guint8 *extra;
  gsize extra_length;
} Draft;

static void
report (const Draft *draft, GwSeverity severity, GwOutcome outcome, const char *code, const char *label,
        const char *text)
{
  GwProblem *problem = gw_problem_new (severity, code, g_strdup (text));

  problem->outcome = outcome;
  problem->file = g_strdup (draft->document->file);
  problem->line = draft->line;
  problem->pointer = g_strdup_printf ("/annotations/%" G_GUINT64_FORMAT, draft->index);
  problem->image = g_strdup (draft->image->path);
  problem->label = g_strdup (label);
  if (draft->parts & GW_COCO_HAS_ID)
    problem->object = g_strdup_printf ("%" G_GINT64_FORMAT, draft->id);
  problem->n_labels = outcome == GW_OUTCOME_LEFT_OUT ? 1 : 0;
  gw_problems_take (draft->reader->problems, problem);
}

/* --- shapes -------------------------------------------------------------------- */

/* The pixels of all rings, for outlines that cannot be united. */
static gboolean
unite_pixels (const Draft *draft, GwShape *shape)
{
  GwMask mask = GW_MASK_INIT;

  if (draft->image->width <= 0 || draft->image->height <= 0
      || gw_mask_init_empty (draft->image->width, draft->image->height, &mask) != GW_STATUS_OK)
    return FALSE;

  for (gsize i = 0; i < shape->as.polygon.n_rings; i++)
    {
      GwPolygon single = { &shape->as.polygon.rings[i], 1 };
      GwMask one = GW_MASK_INIT, both = GW_MASK_INIT;
      gw_status status = gw_raster_polygon (&single, draft->image->width, draft->image->height, &one);

      if (status == GW_STATUS_OK)
        status = gw_mask_union (&mask, &one, &both);
      gw_mask_clear (&one);
      gw_mask_clear (&mask);
      if (status != GW_STATUS_OK)
        return FALSE;
      mask = both;
    }

  gw_shape_clear (shape);
  shape->kind = GW_SHAPE_MASK;
  shape->as.mask = mask;
  return TRUE;
}

/* Rings of an annotation are parts that are united: those that overlap are
 * joined, for the model's rings are even-odd.
 */
static gboolean
unpack_rings (const Draft *draft, const guint8 **at, const char *label, GwShape *shape)
{
  GArray *numbers = draft->numbers;
  gsize n_rings = gw_unpack_uint (at);

  shape->kind = GW_SHAPE_POLYGON;
  shape->as.polygon = (GwPolygon) GW_POLYGON_INIT;
  for (gsize i = 0; i < n_rings; i++)
    {
      gw_unpack_numbers (at, numbers);
      if (gw_polygon_add_ring (&shape->as.polygon, (const GwPoint *) (gpointer) numbers->data, numbers->len / 2)
          != GW_STATUS_OK)
        return FALSE;
    }

  if (n_rings > 1 && gw_polygon_unite (&shape->as.polygon) != GW_STATUS_OK)
    {
      gboolean good = unite_pixels (draft, shape);

      report (draft, GW_SEVERITY_WARNING, good ? GW_OUTCOME_CHANGED : GW_OUTCOME_KEPT, "ring-selfcross", label,
              good ? _ ("The parts of a polygon overlap in too many places to be joined. They became a mask.")
                   : _ ("The parts of a polygon overlap in too many places to be joined. They were kept as they are."));
    }
  return TRUE;
}

static gboolean
unpack_mask (Draft *draft, const guint8 **at, const char *label, GwShape *shape)
{
  gint64 size[2];
  gboolean swapped;
  const char *code;
  gboolean good;

  size[0] = (gint64) gw_unpack_uint (at);
  size[1] = (gint64) gw_unpack_uint (at);
  if (draft->parts & GW_COCO_HAS_STRING)
    {
      gsize n;
      const guint8 *text = gw_unpack_bytes (at, &n);

      good = gw_coco_read_rle (size, draft->image->width, draft->image->height, NULL, (const char *) text, n, shape,
                               &swapped, &code);
    }
  else
    {
      gsize n = gw_unpack_uint (at);
      g_autofree gint64 *counts = g_new (gint64, MAX (n, 1));

      for (gsize i = 0; i < n; i++)
        counts[i] = (gint64) gw_unpack_uint (at);
      good = gw_coco_read_rle (size, draft->image->width, draft->image->height, counts, NULL, n, shape, &swapped,
                               &code);
    }

  if (!good)
    report (draft, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, code, label,
            _ ("The run lengths of a mask do not make one of its size. The annotation was left out."));
  else if (swapped)
    report (draft, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "rle-order-suspect", label,
            _ ("The size of a mask has width and height swapped. It was read with those of the image."));
  return good;
}

gboolean
gw_coco_fit_rotated (const GwPoint p[4], double angle, GwRotatedBox *box)
{
  const double width = hypot (p[1].x - p[0].x, p[1].y - p[0].y);
  const double height = hypot (p[2].x - p[1].x, p[2].y - p[1].y);
  const double other_width = hypot (p[2].x - p[3].x, p[2].y - p[3].y);
  const double other_height = hypot (p[3].x - p[0].x, p[3].y - p[0].y);
  const double diagonal = hypot (p[2].x - p[0].x, p[2].y - p[0].y);
  const double other_diagonal = hypot (p[3].x - p[1].x, p[3].y - p[1].y);
  const double direction = atan2 (p[1].y - p[0].y, p[1].x - p[0].x) * 180 / G_PI;

  if (fabs (width - other_width) > RECTANGLE_TOLERANCE || fabs (height - other_height) > RECTANGLE_TOLERANCE
      || fabs (diagonal - other_diagonal) > RECTANGLE_TOLERANCE
      || fabs (gw_angle_normalise (direction - angle)) > ANGLE_TOLERANCE)
    return FALSE;

  *box = (GwRotatedBox) { (p[0].x + p[1].x + p[2].x + p[3].x) / 4, (p[0].y + p[1].y + p[2].y + p[3].y) / 4,
                          (width + other_width) / 2, (height + other_height) / 2, gw_angle_normalise (angle) };
  return TRUE;
}

/* Whether the shape is the four corners of a box turned by angle, which it
 * becomes then.
 */
static gboolean
become_rotated (GwShape *shape, double angle)
{
  GwRotatedBox box;

  if (shape->kind != GW_SHAPE_POLYGON || shape->as.polygon.n_rings != 1 || shape->as.polygon.rings[0].n_points != 4
      || !gw_coco_fit_rotated (shape->as.polygon.rings[0].points, angle, &box))
    return FALSE;

  gw_shape_clear (shape);
  shape->kind = GW_SHAPE_ROTATED_BOX;
  shape->as.rotated = box;
  return TRUE;
}

/* A "rotation" attribute makes a box a turned one. */
static void
apply_rotation (GwObject *object, GwShape *shape, const double *bbox)
{
  const char *text = gw_object_get_attribute (object, "rotation");
  double angle;

  if (text == NULL || !gw_number_parse (text, -1, &angle) || fabs (angle) > 1e6)
    return;

  if (shape->kind == GW_SHAPE_BOX)
    {
      GwRotatedBox box = { bbox[0] + bbox[2] / 2, bbox[1] + bbox[3] / 2, bbox[2], bbox[3], gw_angle_normalise (angle) };

      if (box.angle != 0)
        {
          shape->kind = GW_SHAPE_ROTATED_BOX;
          shape->as.rotated = box;
        }
    }
  else if (!become_rotated (shape, angle))
    return;

  gw_object_set_attribute (object, "rotation", NULL);
}

static void
make_points (const GArray *numbers, GwShape *shape)
{
  gsize n = numbers->len / 3;
  GwKeypoint *points = calloc (MAX (n, 1), sizeof *points);

  if (points == NULL)
    g_error ("Out of memory");

  for (gsize i = 0; i < n; i++)
    {
      const double *triple = &g_array_index (numbers, double, 3 * i);

      points[i].point = (GwPoint) { triple[0], triple[1] };
      points[i].visibility = triple[2] >= 2   ? GW_VISIBILITY_VISIBLE
                             : triple[2] >= 1 ? GW_VISIBILITY_HIDDEN
                                              : GW_VISIBILITY_ABSENT;
    }
  shape->kind = GW_SHAPE_POINTS;
  shape->as.points = (GwKeypoints) { points, n };
}

/* --- what is not shape ------------------------------------------------------------ */

static gboolean
take_flag (GwObject *object, const char *name, const char *value)
{
  static const struct
  {
    const char *name;
    GwObjectFlags flag;
  } flags[] = {
    { "occluded", GW_OBJECT_OCCLUDED },
    { "truncated", GW_OBJECT_TRUNCATED },
    { "difficult", GW_OBJECT_DIFFICULT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    if (strcmp (name, flags[i].name) == 0 && (strcmp (value, "true") == 0 || strcmp (value, "false") == 0))
      {
        if (value[0] == 't')
          gw_object_set_flags (object, gw_object_get_flags (object) | flags[i].flag);
        return TRUE;
      }

  return FALSE;
}

static void
read_attributes (const Draft *draft, GwObject *object)
{
  g_autoptr (GwJsonMembers) members = gw_json_members_parse ((const char *) draft->attributes,
                                                             (gssize) draft->attributes_length, NULL, NULL);

  if (members == NULL)
    return;

  for (guint i = 0; i < gw_json_members_get_n (members); i++)
    {
      const char *raw;
      gsize length;
      const char *name = gw_json_members_get_at (members, i, &raw, &length);
      g_autofree char *value = gw_json_value_to_text (raw, length);

      if (value != NULL && *name != '\0' && !take_flag (object, name, value))
        gw_object_set_attribute_json (object, name, raw, length);
    }
}

/* Bounds are compared with a tolerance of 1e-6, and a difference such as
 * 0.30000000000000004 takes long to write and much room.
 */
static double
shorten (double value)
{
  return fabs (value) < 1e6 ? rint (value * 1e7) / 1e7 : value;
}

/* In the place of a member of the file's own that is called so. */
static void
write_numbers (GwJsonWriter *json, GwJsonMembers *extra, const char *key, const double *numbers, gsize n)
{
  if (extra != NULL)
    gw_json_members_remove (extra, key);
  gw_json_writer_key (json, key);
  gw_json_writer_doubles (json, numbers, n);
}

/* How many points are there: the others are absent. */
static gint64
count_points (const GArray *keypoints)
{
  gint64 n = 0;

  for (guint i = 2; i < keypoints->len; i += 3)
    n += g_array_index (keypoints, double, i) > 0;
  return n;
}

/* Members that are not understood, and what the shape does not tell of the
 * box and key points.
 */
static void
fill_bag (const Draft *draft, GwObject *object, const GwShape *shape, gboolean keep_box, gboolean keep_keypoints)
{
  const gboolean keep_id = draft->reader->options.keep_numbers && (draft->parts & GW_COCO_HAS_ID) != 0;
  g_autoptr (GwJsonMembers) extra = NULL;
  g_autoptr (GString) text = NULL;
  g_autoptr (GwJsonWriter) json = NULL;

  if (draft->extra != NULL)
    extra = gw_json_members_parse ((const char *) draft->extra, (gssize) draft->extra_length, NULL, NULL);
  if (extra == NULL && !keep_box && !keep_keypoints && !keep_id)
    return;

  text = g_string_sized_new (256);
  json = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);
  gw_json_writer_begin_object (json);
  gw_json_writer_key (json, "coco");
  gw_json_writer_begin_object (json);
  if (keep_id)
    gw_json_writer_key_int64 (json, "id", draft->id);
  if (keep_box)
    {
      /* The bounds tell on export whether the shape has changed since. */
      GwBox bounds = { 0, 0, 0, 0 };

      gw_shape_bounds (shape, &bounds);
      bounds = (GwBox) { shorten (bounds.x), shorten (bounds.y), shorten (bounds.width), shorten (bounds.height) };
      write_numbers (json, extra, "bbox", draft->bbox, 4);
      write_numbers (json, extra, "bbox_of", (const double *) &bounds, 4);
    }
  if (keep_keypoints)
    {
      write_numbers (json, extra, "keypoints", (const double *) (gpointer) draft->keypoints->data,
                     draft->keypoints->len);
      gw_json_writer_key_int64 (json, "num_keypoints", count_points (draft->keypoints));
    }
  if (extra != NULL)
    gw_json_members_write (extra, json);
  gw_json_writer_end_object (json);
  gw_json_writer_end_object (json);
  gw_json_writer_finish (json, NULL);
  gw_object_set_bag (object, text->str);
}

static gboolean
box_differs (const GwShape *shape, const double *bbox)
{
  GwBox bounds;

  if (gw_shape_bounds (shape, &bounds) != GW_STATUS_OK)
    return TRUE;

  return fabs (bounds.x - bbox[0]) > BOX_TOLERANCE || fabs (bounds.y - bbox[1]) > BOX_TOLERANCE
         || fabs (bounds.x + bounds.width - bbox[0] - bbox[2]) > BOX_TOLERANCE
         || fabs (bounds.y + bounds.height - bbox[1] - bbox[3]) > BOX_TOLERANCE;
}

/* --- the object ---------------------------------------------------------------------- */

/* Reads the parts in the order in which they were packed; FALSE, reported,
 * where the shape cannot be used. shape is cleared then.
 */
static gboolean
unpack (Draft *draft, const guint8 *at, const char *label, GwShape *shape)
{
  gboolean good = TRUE;

  if (draft->parts & GW_COCO_HAS_ID)
    draft->id = gw_unpack_int (&at);
  if (draft->parts & GW_COCO_HAS_BOX)
    {
      gw_unpack_numbers (&at, draft->numbers);
      memcpy (draft->bbox, draft->numbers->data, sizeof draft->bbox);
    }
  if (draft->parts & GW_COCO_HAS_RINGS)
    good = unpack_rings (draft, &at, label, shape);
  else if (draft->parts & (GW_COCO_HAS_COUNTS | GW_COCO_HAS_STRING))
    good = unpack_mask (draft, &at, label, shape);
  if (!good)
    {
      gw_shape_clear (shape);
      return FALSE;
    }

  if (draft->parts & GW_COCO_HAS_KEYPOINTS)
    {
      draft->keypoints = g_array_new (FALSE, FALSE, sizeof (double));
      gw_unpack_numbers (&at, draft->keypoints);
    }
  if (draft->parts & GW_COCO_HAS_SCORE)
    draft->score = gw_unpack_double (&at);
  if (draft->parts & GW_COCO_HAS_ATTRIBUTES)
    draft->attributes = gw_unpack_bytes (&at, &draft->attributes_length);
  if (draft->parts & GW_COCO_HAS_EXTRA)
    draft->extra = gw_unpack_bytes (&at, &draft->extra_length);

  return TRUE;
}

static GwObject *
make_object (Draft *draft, gint64 class_id, GwShape *shape)
{
  GwObject *object = gw_object_new (0, class_id);
  gboolean has_box = (draft->parts & GW_COCO_HAS_BOX) != 0;
  gboolean keep_keypoints = FALSE;

  if (shape->kind != GW_SHAPE_NONE)
    keep_keypoints = draft->keypoints != NULL;
  else if (draft->keypoints != NULL)
    make_points (draft->keypoints, shape);
  else
    {
      gw_shape_init_box (shape, draft->bbox[0], draft->bbox[1], draft->bbox[2], draft->bbox[3]);
      if (draft->parts & GW_COCO_LOST_RINGS)
        report (draft, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "ring-short", NULL,
                _ ("The annotation has no polygon of use. Its box was taken."));
    }

  if (keep_keypoints && count_points (draft->keypoints) > 0)
    report (draft, GW_SEVERITY_INFO, GW_OUTCOME_KEPT, "label-foreign", NULL,
            _ ("The annotation has points beside its outline. They are kept for export, and not shown."));
  if (draft->parts & GW_COCO_IS_CROWD)
    gw_object_set_flags (object, GW_OBJECT_CROWD);
  if (draft->parts & GW_COCO_HAS_SCORE)
    gw_object_set_score (object, draft->score);
  if (draft->attributes != NULL)
    {
      read_attributes (draft, object);
      apply_rotation (object, shape, draft->bbox);
    }
  if (draft->extra != NULL || keep_keypoints || has_box || draft->reader->options.keep_numbers)
    fill_bag (draft, object, shape,
              has_box && shape->kind != GW_SHAPE_BOX && shape->kind != GW_SHAPE_ROTATED_BOX
                  && (draft->reader->options.keep_given || box_differs (shape, draft->bbox)),
              keep_keypoints);
  gw_object_take_shape (object, shape);

  return object;
}

static void
add_object (GwReader *reader, const GwCocoDocument *document, const GwCocoImage *image, const guint8 *at,
            GArray *numbers, GwRecord *record)
{
  Draft draft = { .reader = reader, .document = document, .image = image, .numbers = numbers };
  GwShape shape = GW_SHAPE_INIT;
  gint64 class_id;
  guint32 category;
  const char *label = NULL;

  draft.line = gw_unpack_uint (&at);
  draft.index = gw_unpack_uint (&at);
  category = (guint32) gw_unpack_uint (&at);
  draft.parts = (guint) gw_unpack_uint (&at);

  class_id = g_array_index (document->categories, GwCocoCategory, category).class_id;
  if (class_id == 0)
    {
      g_autofree char *id = gw_coco_id_to_text (gw_coco_ids_get (document->category_ids, category));
      g_autofree char *text = g_strdup_printf (
          _ ("The annotation names category %s, which is not in the file. It was left out."), id);

      report (&draft, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "id-dangling", NULL, text);
      return;
    }
  label = gw_class_get_name (gw_record_head_find_class (reader->head, class_id));

  if (unpack (&draft, at, label, &shape))
    {
      GwObject *object = make_object (&draft, class_id, &shape);

      gw_object_set_z (object, (int) record->objects->len);
      g_ptr_array_add (record->objects, object);
      _gw_record_add_place (record, draft.line);
    }
  g_clear_pointer (&draft.keypoints, g_array_unref);
}

void
gw_coco_add_objects (GwReader *reader, const GwCocoDocument *document, const GwCocoImage *image, GwRecord *record)
{
  const guint64 *places = gw_coco_document_get_places (document, image);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (double));

  /* They lie far apart in memory where the file mixes images: each would be waited for. */
  for (guint32 i = 0; i < image->n_annotations; i++)
    gw_coco_pool_fetch (document->pool, places[i]);
  for (guint32 i = 0; i < image->n_annotations; i++)
    add_object (reader, document, image, gw_coco_pool_get (document->pool, places[i]), numbers, record);
}
