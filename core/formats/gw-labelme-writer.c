/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-labelme-writer.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-box.h"
#include "gw-encode.h"
#include "gw-json-values.h"
#include "gw-labelme-picture.h"
#include "gw-labelme-shape.h"
#include "gw-mask.h"
#include "gw-number.h"
#include "gw-outline.h"
#include "gw-path.h"
#include "gw-polygon.h"
#include "gw-raster.h"
#include "gw-writer-private.h"

#define VERSION "\"5.0.1\""

/* names: of files written, without their ending. */
typedef struct
{
  GHashTable *names;
} State;

/* One object while it is written. */
typedef struct
{
  GwObject *object;
  const char *label;
  GwJsonMembers *bag;
  gint64 group; /* as labelme counts; only where has_group */
  gboolean has_group;
  GwJsonWriter *json;
} Draft;

/* --- losses --------------------------------------------------------------------- */

/* Whether the rings are apart, and so parts; else there are holes. */
static gboolean
has_holes (const GwShape *shape)
{
  return shape->kind == GW_SHAPE_POLYGON && shape->as.polygon.n_rings > 1 && gw_polygon_overlaps (&shape->as.polygon);
}

/* Points that are at least as visible. */
static gsize
count_visible (const GwKeypoints *points, GwVisibility least)
{
  gsize n = 0;

  for (gsize i = 0; i < points->n_points; i++)
    n += points->points[i].visibility >= least ? 1 : 0;
  return n;
}

static void
measure_points (const GwRecordHead *head, const GwRecord *record, GwObject *object, GwProblems *problems)
{
  const GwKeypoints *points = &gw_object_get_shape (object)->as.points;
  GwClass *class = gw_record_head_find_class (head, gw_object_get_class_id (object));

  if (count_visible (points, GW_VISIBILITY_HIDDEN) == 0)
    _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 1,
                     _ ("No point of the object is in the picture. It is left out."));
  else if (count_visible (points, GW_VISIBILITY_VISIBLE) < points->n_points)
    _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("labelme does not know hidden points. They are written like the others, and those that are "
                        "not in the picture are left out."));
  if (class != NULL && gw_class_get_skeleton (class) != NULL)
    _gw_report_loss (problems, "loss-skeleton", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("labelme has no skeletons. The points are written in their order, without their names."));
}

static void
measure_shape (const GwRecordHead *head, const GwRecord *record, GwObject *object, GwProblems *problems)
{
  const GwShape *shape = gw_object_get_shape (object);

  if (shape->kind == GW_SHAPE_ROTATED_BOX)
    _gw_report_loss (problems, "loss-rotation", GW_SEVERITY_INFO, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("Turned boxes are written by their corners, which old versions of labelme do not read."));
  else if (shape->kind == GW_SHAPE_ELLIPSE)
    _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("labelme has no ellipses. An outline of 64 points is written."));
  else if (shape->kind == GW_SHAPE_POINTS)
    measure_points (head, record, object, problems);
  else if (has_holes (shape))
    _gw_report_loss (problems, "loss-holes", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("labelme's polygons have no holes. A mask is written."));
  else if (shape->kind == GW_SHAPE_POLYGON && shape->as.polygon.n_rings > 1)
    _gw_report_loss (problems, "loss-parts", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("labelme's polygons have one part. The parts are written as one group."));
}

void
gw_labelme_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                         GwProblems *problems)
{
  gboolean has_author = record->annotator != NULL;

  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);

      has_author = has_author || gw_object_get_author (object) != NULL;
      measure_shape (head, record, object, problems);
      if (gw_object_get_flags (object) & GW_OBJECT_CROWD)
        _gw_report_loss (problems, "loss-flags", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                         _ ("labelme does not mark crowds. The mark is left out."));
    }
  if (record->scores != NULL && record->scores->len > 0)
    _gw_report_loss (problems, "loss-score", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL,
                     record->scores->len, _ ("labelme has no scores of images. They are left out."));
  if (_gw_labels_have_confidence (record->labels))
    _gw_report_loss (problems, "loss-score", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL, 0,
                     _ ("labelme does not tell how sure image labels are. Their confidences are left out."));
  if (record->split != NULL)
    _gw_report_loss (problems, "loss-split", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL, 0,
                     _ ("labelme has no splits. The split is left out."));
  _gw_measure_common_loss (head, record, has_author, problems);
}

/* --- shapes --------------------------------------------------------------------------- */

static void
write_point (GwJsonWriter *json, double x, double y)
{
  gw_json_writer_begin_array (json);
  gw_json_writer_double (json, x);
  gw_json_writer_double (json, y);
  gw_json_writer_end_array (json);
}

static gboolean
is_truth (GwObject *object, guint i, const char *value)
{
  return gw_object_is_attribute_bare_at (object, i) && (strcmp (value, "true") == 0 || strcmp (value, "false") == 0);
}

/* Marks and attributes that are true or false are flags, as a person sees them. */
static void
write_flags (const Draft *draft)
{
  GwObjectFlags marks = gw_object_get_flags (draft->object);

  gw_json_writer_key (draft->json, "flags");
  gw_json_writer_begin_object (draft->json);
  if (marks & GW_OBJECT_OCCLUDED)
    gw_json_writer_key_boolean (draft->json, "occluded", TRUE);
  if (marks & GW_OBJECT_TRUNCATED)
    gw_json_writer_key_boolean (draft->json, "truncated", TRUE);
  if (marks & GW_OBJECT_DIFFICULT)
    gw_json_writer_key_boolean (draft->json, "difficult", TRUE);
  for (guint i = 0; i < gw_object_get_n_attributes (draft->object); i++)
    {
      const char *name, *value;

      gw_object_get_attribute_at (draft->object, i, &name, &value);
      if (is_truth (draft->object, i, value) && strcmp (name, "circle") != 0)
        gw_json_writer_key_boolean (draft->json, name, strcmp (value, "true") == 0);
    }
  gw_json_writer_end_object (draft->json);
}

static void
write_attributes (const Draft *draft)
{
  gboolean open = FALSE;

  for (guint i = 0; i < gw_object_get_n_attributes (draft->object); i++)
    {
      const char *name, *value;

      gw_object_get_attribute_at (draft->object, i, &name, &value);
      if (is_truth (draft->object, i, value))
        continue;
      if (!open)
        {
          gw_json_writer_key (draft->json, "attributes");
          gw_json_writer_begin_object (draft->json);
        }
      open = TRUE;
      gw_json_writer_key (draft->json, name);
      gw_json_writer_attribute_value (draft->json, draft->object, i);
    }
  if (open)
    gw_json_writer_end_object (draft->json);
}

/* X-AnyLabeling's angle of a turned box, in radians: as it was, as long as it is that. */
static void
write_direction (const Draft *draft)
{
  const GwShape *shape = gw_object_get_shape (draft->object);
  gsize length;
  const char *raw = gw_json_members_get (draft->bag, "direction", &length);
  double kept, now;

  if (raw == NULL)
    return;
  gw_json_writer_key (draft->json, "direction");
  now = shape->kind == GW_SHAPE_ROTATED_BOX ? shape->as.rotated.angle / 180 * G_PI : NAN;
  if (isnan (now) || !gw_number_parse (raw, (gssize) length, &kept) || fabs (remainder (kept - now, 2 * G_PI)) < 1e-3)
    gw_json_writer_raw (draft->json, raw, (gssize) length);
  else
    gw_json_writer_double (draft->json, now < 0 ? now + 2 * G_PI : now);
}

/* All keys but label and points, in their order. */
static void
write_rest (const Draft *draft, const char *type, const char *mask)
{
  static const char *const own[] = { "shape_type", "circle", "corners",   "group_id", "description",
                                     "score",      "flags",  "direction", NULL };
  gsize length;
  const char *raw = gw_json_members_get (draft->bag, "description", &length);

  gw_json_writer_key_string (draft->json, "shape_type", type);
  write_flags (draft);
  gw_json_writer_key (draft->json, "group_id");
  if (draft->has_group)
    gw_json_writer_int64 (draft->json, draft->group);
  else
    gw_json_writer_null (draft->json);
  gw_json_writer_key (draft->json, "description");
  if (raw != NULL)
    gw_json_writer_raw (draft->json, raw, (gssize) length);
  else
    gw_json_writer_string (draft->json, "");
  if (mask != NULL)
    gw_json_writer_key_string (draft->json, "mask", mask);
  if (!isnan (gw_object_get_score (draft->object)))
    gw_json_writer_key_double (draft->json, "score", gw_object_get_score (draft->object));
  write_attributes (draft);
  write_direction (draft);
  for (guint i = 0; i < gw_json_members_get_n (draft->bag); i++)
    {
      const char *key = gw_json_members_get_at (draft->bag, i, &raw, &length);

      if (g_strv_contains (own, key))
        continue;
      gw_json_writer_key (draft->json, key);
      gw_json_writer_raw (draft->json, raw, (gssize) length);
    }
}

static void
write_shape (const Draft *draft, const char *type, const GwPoint *points, gsize n)
{
  gw_json_writer_begin_object (draft->json);
  gw_json_writer_key_string (draft->json, "label", draft->label);
  gw_json_writer_key (draft->json, "points");
  gw_json_writer_begin_array (draft->json);
  for (gsize i = 0; i < n; i++)
    write_point (draft->json, points[i].x, points[i].y);
  gw_json_writer_end_array (draft->json);
  write_rest (draft, type, NULL);
  gw_json_writer_end_object (draft->json);
}

static gboolean
write_mask (const Draft *draft, const GwMask *mask, GError **error)
{
  g_autofree guint8 *rows = g_malloc (MAX ((gsize) mask->width * (gsize) mask->height, 1));
  g_autoptr (GBytes) png = NULL;
  g_autofree char *text = NULL;
  gconstpointer data;
  gsize size;

  if (mask->n_runs == 0
      || gw_mask_to_bitmap (mask, mask->x, mask->y, mask->width, mask->height, 1, rows, (gsize) mask->width)
             != GW_STATUS_OK)
    return TRUE;
  png = gw_encode_png_gray (rows, mask->width, mask->height, (gsize) mask->width, error);
  if (png == NULL)
    return FALSE;
  data = g_bytes_get_data (png, &size);
  text = g_base64_encode (data, size);

  gw_json_writer_begin_object (draft->json);
  gw_json_writer_key_string (draft->json, "label", draft->label);
  gw_json_writer_key (draft->json, "points");
  gw_json_writer_begin_array (draft->json);
  write_point (draft->json, mask->x, mask->y);
  write_point (draft->json, mask->x + mask->width - 1, mask->y + mask->height - 1);
  gw_json_writer_end_array (draft->json);
  write_rest (draft, "mask", text);
  gw_json_writer_end_object (draft->json);

  return TRUE;
}

/* The pixels of a shape: within the image, or where its size is not known, within what the shape
 * needs.
 */
static gw_status
rasterise (const GwRecord *record, GwObject *object, GwMask *mask)
{
  const GwBox bounds = gw_object_get_bounds (object);
  const double right = ceil (MAX (bounds.x + bounds.width, 1)), bottom = ceil (MAX (bounds.y + bounds.height, 1));

  if (record->width > 0 && record->height > 0)
    return gw_raster_shape (gw_object_get_shape (object), record->width, record->height, mask);
  if (!(right <= G_MAXUINT16 && bottom <= G_MAXUINT16))
    return GW_STATUS_TOO_LARGE;
  return gw_raster_shape (gw_object_get_shape (object), (int) right, (int) bottom, mask);
}

/* A polygon with holes. What no mask can be made of is left out and told. */
static gboolean
write_holes (const Draft *draft, GwWriter *writer, const GwRecord *record, GError **error)
{
  GwMask mask = GW_MASK_INIT;
  const gw_status status = rasterise (record, draft->object, &mask);
  const gboolean good = status == GW_STATUS_OK && mask.n_runs > 0;
  const gboolean done = !good || write_mask (draft, &mask, error);

  gw_mask_clear (&mask);
  if (!good)
    gw_problems_report (writer->problems,
                        &(GwProblem) { .severity = GW_SEVERITY_ERROR,
                                       .outcome = GW_OUTCOME_LEFT_OUT,
                                       .code = status == GW_STATUS_OK ? "segment-empty" : "limit",
                                       .image = record->path,
                                       .label = (char *) draft->label,
                                       .text = _ ("labelme's polygons have no holes, and no mask can be made of the "
                                                  "object. It was left out."),
                                       .n_labels = 1 });
  return done;
}

static gboolean
write_polygon (Draft *draft, GwWriter *writer, const GwRecord *record, gint64 *next_group, GError **error)
{
  const GwShape *shape = gw_object_get_shape (draft->object);
  double circle[4];

  if (gw_labelme_get_circle (draft->object, circle))
    {
      GwPoint points[] = { { circle[0], circle[1] }, { circle[2], circle[3] } };

      write_shape (draft, "circle", points, 2);
      return TRUE;
    }
  if (has_holes (shape))
    return write_holes (draft, writer, record, error);
  if (shape->as.polygon.n_rings > 1 && !draft->has_group)
    {
      draft->has_group = TRUE;
      draft->group = (*next_group)++;
    }
  for (gsize i = 0; i < shape->as.polygon.n_rings; i++)
    write_shape (draft, "polygon", shape->as.polygon.rings[i].points, shape->as.polygon.rings[i].n_points);

  return TRUE;
}

static void
write_keypoints (const Draft *draft, const GwKeypoints *keypoints, const char *kept)
{
  g_autofree GwPoint *points = g_new (GwPoint, MAX (keypoints->n_points, 1));
  gsize n = 0;

  for (gsize i = 0; i < keypoints->n_points; i++)
    if (keypoints->points[i].visibility != GW_VISIBILITY_ABSENT)
      points[n++] = keypoints->points[i].point;
  if (n > 0)
    write_shape (draft, n == 1 && g_strcmp0 (kept, "points") != 0 ? "point" : "points", points, n);
}

static void
write_ellipse (const Draft *draft, const GwEllipse *ellipse)
{
  GwPoint points[] = { { ellipse->cx, ellipse->cy }, { ellipse->cx + ellipse->rx, ellipse->cy } };
  GwRing ring = GW_RING_INIT;

  if (ellipse->rx == ellipse->ry)
    write_shape (draft, "circle", points, 2);
  else if (gw_ring_from_ellipse (ellipse, &ring) == GW_STATUS_OK)
    write_shape (draft, "polygon", ring.points, ring.n_points);
  gw_ring_clear (&ring);
}

static gboolean
write_object (Draft *draft, GwWriter *writer, const GwRecord *record, gint64 *next_group, GError **error)
{
  const GwShape *shape = gw_object_get_shape (draft->object);
  g_autofree char *kept = gw_json_members_dup_string (draft->bag, "shape_type");
  const GwBox *box = &shape->as.box;
  GwPoint points[4];

  switch (shape->kind)
    {
    case GW_SHAPE_BOX:
      points[0] = (GwPoint) { box->x, box->y };
      points[1] = (GwPoint) { box->x + box->width, box->y + box->height };
      write_shape (draft, "rectangle", points, 2);
      return TRUE;
    case GW_SHAPE_ROTATED_BOX:
      if (!gw_labelme_get_corners (draft->object, points))
        gw_rotated_box_corners (&shape->as.rotated, points);
      write_shape (draft, g_strcmp0 (kept, "rotation") == 0 ? kept : "oriented_rectangle", points, 4);
      return TRUE;
    case GW_SHAPE_POLYGON:
      return write_polygon (draft, writer, record, next_group, error);
    case GW_SHAPE_MASK:
      return write_mask (draft, &shape->as.mask, error);
    case GW_SHAPE_POLYLINE:
      write_shape (draft, shape->as.line.n_points == 2 && g_strcmp0 (kept, "linestrip") != 0 ? "line" : "linestrip",
                   shape->as.line.points, shape->as.line.n_points);
      return TRUE;
    case GW_SHAPE_POINTS:
      write_keypoints (draft, &shape->as.points, kept);
      return TRUE;
    case GW_SHAPE_ELLIPSE:
      write_ellipse (draft, &shape->as.ellipse);
      return TRUE;
    case GW_SHAPE_NONE:
    default:
      return TRUE;
    }
}

/* --- the file ----------------------------------------------------------------------------- */

/* Groups count from 0 in labelme, and 0 is none in the model. */
static gint64
get_group (GwObject *object)
{
  gint64 group = gw_object_get_group (object);

  return group > 0 ? group - 1 : group;
}

static gboolean
write_shapes (GwWriter *writer, const GwRecord *record, GwJsonWriter *json, GError **error)
{
  gint64 next_group = 0;

  for (guint i = 0; i < record->objects->len; i++)
    next_group = MAX (next_group, gw_object_get_group (g_ptr_array_index (record->objects, i)));

  gw_json_writer_key (json, "shapes");
  gw_json_writer_begin_array (json);
  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);
      GwClass *class = gw_record_head_find_class (writer->head, gw_object_get_class_id (object));
      g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (gw_object_get_bag (object), "labelme");
      Draft draft = { object, NULL, bag, get_group (object), gw_object_get_group (object) != 0, json };

      if (class == NULL)
        continue;
      draft.label = _gw_class_get_name_for (class, "labelme");
      if (!write_object (&draft, writer, record, &next_group, error))
        return FALSE;
    }
  gw_json_writer_end_array (json);

  return TRUE;
}

static gboolean
has_label (const GwWriter *writer, const GwRecord *record, const char *name)
{
  for (guint i = 0; i < record->labels->len; i++)
    {
      gint64 id = g_array_index (record->labels, GwLabel, i).class_id;
      GwClass *class = gw_record_head_find_class (writer->head, id);

      if (class != NULL && strcmp (_gw_class_get_name_for (class, "labelme"), name) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Flags of the image: those of the file, and what it is labeled with. */
static void
write_image_flags (GwWriter *writer, const GwRecord *record, const GwJsonMembers *bag, GwJsonWriter *json)
{
  gsize length;
  const char *raw = gw_json_members_get (bag, "flags", &length);
  g_autoptr (GwJsonMembers) flags = raw != NULL ? gw_json_members_parse (raw, (gssize) length, NULL, NULL) : NULL;

  gw_json_writer_key (json, "flags");
  gw_json_writer_begin_object (json);
  for (guint i = 0; flags != NULL && i < gw_json_members_get_n (flags); i++)
    {
      const char *key = gw_json_members_get_at (flags, i, NULL, NULL);

      gw_json_writer_key_boolean (json, key, has_label (writer, record, key));
    }
  for (guint i = 0; i < record->labels->len; i++)
    {
      gint64 id = g_array_index (record->labels, GwLabel, i).class_id;
      GwClass *class = gw_record_head_find_class (writer->head, id);
      const char *name = class != NULL ? _gw_class_get_name_for (class, "labelme") : NULL;

      if (name != NULL && (flags == NULL || gw_json_members_get (flags, name, NULL) == NULL))
        gw_json_writer_key_boolean (json, name, TRUE);
    }
  gw_json_writer_end_object (json);
}

static void
write_end (GwWriter *writer, const GwRecord *record, const GwJsonMembers *bag, const char *path, GwJsonWriter *json)
{
  static const char *const own[] = { "version", "flags", "imageData", NULL };
  g_autofree char *picture = writer->options.embed ? gw_labelme_picture_encode (writer, record) : NULL;

  gw_json_writer_key_string (json, "imagePath", gw_path_basename (path));
  gw_json_writer_key (json, "imageData");
  if (picture != NULL)
    gw_json_writer_string (json, picture);
  else
    gw_json_writer_null (json);
  if (record->width > 0 && record->height > 0)
    {
      gw_json_writer_key_int64 (json, "imageHeight", record->height);
      gw_json_writer_key_int64 (json, "imageWidth", record->width);
    }
  for (guint i = 0; i < gw_json_members_get_n (bag); i++)
    {
      const char *raw;
      gsize length;
      const char *key = gw_json_members_get_at (bag, i, &raw, &length);

      if (g_strv_contains (own, key))
        continue;
      gw_json_writer_key (json, key);
      gw_json_writer_raw (json, raw, (gssize) length);
    }
}

static gboolean
write_file (GwWriter *writer, const GwRecord *record, const char *path, GError **error)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (record->bag, "labelme");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) json = gw_json_writer_new_for_string (text, GW_JSON_WRITER_INDENTED);
  g_autofree char *stem = _gw_path_get_stem (path);
  g_autofree char *name = g_strconcat (stem, ".json", NULL);
  gsize length;
  const char *version = gw_json_members_get (bag, "version", &length);

  gw_json_writer_begin_object (json);
  gw_json_writer_key (json, "version");
  gw_json_writer_raw (json, version != NULL ? version : VERSION, version != NULL ? (gssize) length : -1);
  write_image_flags (writer, record, bag, json);
  if (!write_shapes (writer, record, json, error))
    return FALSE;
  write_end (writer, record, bag, path, json);
  if (g_cancellable_set_error_if_cancelled (writer->options.cancellable, error))
    return FALSE;
  gw_json_writer_end_object (json);
  gw_json_writer_newline (json);
  if (!gw_json_writer_finish (json, error))
    return FALSE;
  writer->n_files++;

  return gw_folder_writer_write (writer->folder, name, text->str, text->len, error);
}

gboolean
gw_labelme_writer_create (GwWriter *writer, GError **error)
{
  State *state = g_new0 (State, 1);

  writer->state = state;
  state->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return TRUE;
}

gboolean
gw_labelme_writer_write (GwWriter *writer, const GwRecord *record, GError **error)
{
  State *state = writer->state;
  g_autofree char *path = NULL;

  if (record->path == NULL)
    return TRUE;
  path = _gw_writer_claim_stem (writer, state->names, record, record->path, ".json");
  if (path == NULL)
    return TRUE;
  if (!_gw_writer_copy_picture (writer, record, path, error))
    return FALSE;
  /* An image that nobody looked at has no file. */
  if (!record->labeled && record->objects->len == 0 && record->labels->len == 0)
    return TRUE;

  return write_file (writer, record, path, error);
}

/* The names of all classes, so that their order and those without objects stay. */
gboolean
gw_labelme_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) groups = gw_record_head_list_groups (writer->head);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < writer->head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (writer->head->classes, i);
      const char *name = _gw_class_get_name_for (class, "labelme");

      /* In such a list these two mean no class. */
      if (!g_hash_table_contains (groups, class) && strcmp (name, "__ignore__") != 0
          && strcmp (name, "_background_") != 0)
        g_string_append_printf (text, "%s\n", name);
    }
  writer->n_files++;

  return gw_folder_writer_write (writer->folder, "labels.txt", text->str, text->len, error);
}

void
gw_labelme_writer_destroy (GwWriter *writer)
{
  State *state = writer->state;

  if (state == NULL)
    return;
  g_hash_table_unref (state->names);
  g_free (state);
}
