/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-studio-regions.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-brush-rle.h"
#include "gw-ellipse-outline.h"
#include "gw-json-reader.h"
#include "gw-json-values.h"
#include "gw-number.h"
#include "gw-polygon.h"
#include "gw-raster.h"
#include "gw-studio-shape.h"
#include "gw-writer-private.h"

/* Places of percent: a thousandth of a pixel's thousandth, and the same digits again when
 * what is written is read and written.
 */
#define DECIMALS 10

/* One object while it is written. */
typedef struct
{
  GwStudioResults *results;
  GwObject *object;
  GwJsonMembers *bag;
  GwClass *class;
  GStrv also; /* (nullable): further classes */
  GwStudioKind kind;
  char *id;     /* of its first region */
  char *parent; /* (nullable): id */
  int width;
  int height;
} Draft;

/* What stands in the value of a region beside its classes. */
typedef void (*ValueFunc) (const Draft *draft, gconstpointer data);

/* --- what is asked of shapes -------------------------------------------------------------- */

gboolean
gw_studio_has_holes (const GwShape *shape)
{
  return shape->kind == GW_SHAPE_POLYGON && shape->as.polygon.n_rings > 1 && gw_polygon_overlaps (&shape->as.polygon);
}

/* What of a group is in a record. */
typedef struct
{
  gint64 number;
  GwObject *first;
  guint n;
} Group;

GHashTable *
gw_studio_groups_new (const GwRecord *record)
{
  GHashTable *groups = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);

  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);
      const gint64 number = gw_object_get_group (object);
      Group *group = number != 0 ? g_hash_table_lookup (groups, &number) : NULL;

      if (number == 0)
        continue;
      if (group == NULL)
        {
          group = g_new0 (Group, 1);
          group->number = number;
          group->first = object;
          g_hash_table_insert (groups, &group->number, group);
        }
      group->n++;
    }

  return groups;
}

gboolean
gw_studio_groups_keep (GHashTable *groups, GwObject *object)
{
  const gint64 number = gw_object_get_group (object);
  const Group *group = g_hash_table_lookup (groups, &number);

  return group != NULL && group->n > 1
         && (group->first == object || gw_object_get_shape (object)->kind != GW_SHAPE_POINTS
             || gw_object_get_shape (group->first)->kind != GW_SHAPE_POINTS
             || gw_object_get_class_id (group->first) != gw_object_get_class_id (object));
}

/* --- ids and groups ------------------------------------------------------------------- */

/* The region that an object's first one stands below. (transfer full) (nullable) */
static char *
choose_parent (GwStudioResults *self, GwObject *object, const GwJsonMembers *bag, const char *id)
{
  gint64 group = gw_object_get_group (object);
  g_autofree char *kept = gw_studio_dup_id (bag, "parentID");
  const gint64 *other = kept != NULL ? g_hash_table_lookup (self->kept, kept) : NULL;
  const char *first;

  /* What was taken out of a group since is not below its old parent. */
  if (other != NULL && *other == group)
    return g_steal_pointer (&kept);
  if (group == 0 || !gw_studio_groups_keep (self->members, object))
    return NULL;
  first = g_hash_table_lookup (self->groups, &group);
  if (first == NULL)
    g_hash_table_insert (self->groups, g_memdup2 (&group, sizeof group), g_strdup (id));

  return g_strdup (first);
}

/* --- regions ---------------------------------------------------------------------------------------- */

static void
write_percent (const Draft *draft, const char *key, double length, int along)
{
  GwJsonWriter *json = draft->results->json;

  gw_json_writer_set_decimals (json, draft->results->writer->options.lossless ? -1 : DECIMALS);
  gw_json_writer_key_double (json, key, length * 100.0 / along);
  gw_json_writer_set_decimals (json, -1);
}

/* 0 up to 360, as Label Studio has them. */
static void
write_angle (const Draft *draft, double angle)
{
  GwJsonWriter *json = draft->results->json;

  gw_json_writer_set_decimals (json, draft->results->writer->options.lossless ? -1 : DECIMALS);
  gw_json_writer_key_double (json, "rotation", angle < 0 ? angle + 360 : angle);
  gw_json_writer_set_decimals (json, -1);
}

static void
write_labels (const Draft *draft, const char *key)
{
  GwJsonWriter *json = draft->results->json;

  gw_json_writer_key (json, key);
  gw_json_writer_begin_array (json);
  gw_json_writer_string (json, _gw_class_get_name_for (draft->class, GW_STUDIO_FORMAT));
  for (gsize i = 0; draft->also != NULL && draft->also[i] != NULL; i++)
    gw_json_writer_string (json, draft->also[i]);
  gw_json_writer_end_array (json);
}

static void
write_value (const Draft *draft, const char *labels_key, ValueFunc func, gconstpointer data)
{
  GwJsonWriter *json = draft->results->json;
  gsize length;
  const char *raw = gw_json_members_get (draft->bag, "value", &length);
  g_autoptr (GwJsonMembers) rest = raw != NULL ? gw_json_members_parse (raw, (gssize) length, NULL, NULL) : NULL;

  gw_json_writer_key (json, "value");
  gw_json_writer_begin_object (json);
  func (draft, data);
  if (rest != NULL)
    gw_json_members_write (rest, json);
  if (labels_key != NULL)
    write_labels (draft, labels_key);
  gw_json_writer_end_object (json);
}

static void
write_sides (const Draft *draft)
{
  GwJsonWriter *json = draft->results->json;
  gsize length;
  const char *turn = gw_json_members_get (draft->bag, "image_rotation", &length);

  gw_json_writer_key_int64 (json, "original_width", draft->width);
  gw_json_writer_key_int64 (json, "original_height", draft->height);
  gw_json_writer_key (json, "image_rotation");
  gw_json_writer_raw (json, turn != NULL ? turn : "0", turn != NULL ? (gssize) length : 1);
}

/* Score, the region above, and members that are not understood; those of the first region only. */
static void
write_rest (const Draft *draft, const char *parent, gboolean is_first)
{
  static const char *const own[] = { "id",     "from_name", "to_name", "image_rotation", "parentID", "value",
                                     "labels", "ellipse",   NULL };
  GwJsonWriter *json = draft->results->json;
  const double score = gw_object_get_score (draft->object);

  if (!isnan (score))
    gw_json_writer_key_double (json, "score", score);
  if (parent != NULL)
    gw_json_writer_key_string (json, "parentID", parent);
  for (guint i = 0; is_first && i < gw_json_members_get_n (draft->bag); i++)
    {
      gsize length;
      const char *raw;
      const char *key = gw_json_members_get_at (draft->bag, i, &raw, &length);

      if (g_strv_contains (own, key))
        continue;
      gw_json_writer_key (json, key);
      gw_json_writer_raw (json, raw, (gssize) length);
    }
}

/* The result that has the classes of a region whose own has none. */
static void
write_labels_result (const Draft *draft, const char *id, const char *name, ValueFunc func, gconstpointer data)
{
  GwJsonWriter *json = draft->results->json;
  const char *type = gw_studio_kind_get_type (GW_STUDIO_LABELS);

  gw_studio_controls_ensure (draft->results->controls, name, type, FALSE);
  gw_json_writer_begin_object (json);
  gw_studio_results_write_head (draft->results, id, type, name);
  write_sides (draft);
  write_value (draft, type, func, data);
  gw_json_writer_end_object (json);
}

/* --- attributes --------------------------------------------------------------------------------------------- */

/* "a/b, c" as [["a", "b"], ["c"]]. */
static void
write_paths (GwJsonWriter *json, const char *const *list)
{
  gw_json_writer_begin_array (json);
  for (gsize i = 0; list[i] != NULL; i++)
    {
      g_auto (GStrv) path = g_strsplit (list[i], "/", -1);

      gw_studio_write_list (json, (const char *const *) path);
    }
  gw_json_writer_end_array (json);
}

static void
write_attribute_value (GwJsonWriter *json, GwStudioControl *control, GwStudioKind kind, const char *value)
{
  g_auto (GStrv) list = g_strsplit (value, kind == GW_STUDIO_TEXTAREA ? "\n" : ", ", -1);
  double number;

  gw_json_writer_key (json, kind == GW_STUDIO_TEXTAREA ? "text" : control->type);
  if (kind == GW_STUDIO_TEXTAREA || kind == GW_STUDIO_CHOICES)
    gw_studio_write_list (json, (const char *const *) list);
  else if (kind == GW_STUDIO_TAXONOMY)
    write_paths (json, (const char *const *) list);
  else if (kind == GW_STUDIO_DATETIME)
    gw_json_writer_string (json, value);
  /* With all digits, as it is read. */
  else if (gw_number_parse (value, -1, &number) && gw_json_validate (value, -1, NULL))
    gw_json_writer_raw (json, value, -1);
  else if (gw_number_parse (value, -1, &number))
    gw_json_writer_double (json, number);
  else
    gw_json_writer_string (json, value);
  for (gsize i = 0; kind == GW_STUDIO_CHOICES && list[i] != NULL; i++)
    gw_studio_control_add_value (control, list[i]);
}

/* By the control that a file has had for the name, else as a number or a text. */
static void
write_attribute (const Draft *draft, const char *id, guint i)
{
  GwStudioResults *self = draft->results;
  GwStudioControl *control;
  GwStudioKind kind = GW_STUDIO_TEXTAREA;
  const char *name, *value;
  double number;

  gw_object_get_attribute_at (draft->object, i, &name, &value);
  control = gw_studio_controls_find_name (self->controls, name);
  if (control != NULL && control->per_region)
    kind = gw_studio_kind_from_type (control->type);
  else if (gw_object_is_attribute_bare_at (draft->object, i))
    kind = GW_STUDIO_NUMBER;
  if ((kind == GW_STUDIO_RATING || kind == GW_STUDIO_NUMBER) && !gw_number_parse (value, -1, &number))
    kind = GW_STUDIO_TEXTAREA;
  control = gw_studio_controls_ensure (self->controls, name, gw_studio_kind_get_type (kind), TRUE);
  gw_json_writer_begin_object (self->json);
  gw_studio_results_write_head (self, id, control->type, name);
  gw_json_writer_key (self->json, "value");
  gw_json_writer_begin_object (self->json);
  write_attribute_value (self->json, control, kind, value);
  gw_json_writer_end_object (self->json);
  gw_json_writer_end_object (self->json);
}

static void
write_attributes (const Draft *draft, const char *id)
{
  for (guint i = 0; i < gw_object_get_n_attributes (draft->object); i++)
    {
      const char *name, *value;

      gw_object_get_attribute_at (draft->object, i, &name, &value);
      if (strcmp (name, GW_STUDIO_ALSO) != 0
          && !(strcmp (name, GW_ELLIPSE_ATTRIBUTE) == 0 && draft->kind == GW_STUDIO_ELLIPSE))
        write_attribute (draft, id, i);
    }
}

/* --- one region ---------------------------------------------------------------------- */

/* id: NULL for the first region of the object. */
static void
write_region (const Draft *draft, const char *id, ValueFunc func, gconstpointer data)
{
  GwStudioResults *self = draft->results;
  const char *whole = gw_studio_kind_get_type (draft->kind);
  g_autofree char *labels = gw_json_members_dup_string (draft->bag, "labels");
  g_autofree char *type = labels != NULL ? g_strndup (whole, strlen (whole) - strlen ("labels")) : g_strdup (whole);
  g_autofree char *name = gw_json_members_dup_string (draft->bag, "from_name");
  const gboolean is_first = id == NULL;

  if (name != NULL)
    gw_studio_controls_ensure (self->controls, name, type, FALSE);
  gw_json_writer_begin_object (self->json);
  gw_studio_results_write_head (self, is_first ? draft->id : id, type,
                                name != NULL ? name : gw_studio_results_choose_control (self, type));
  write_sides (draft);
  write_value (draft, labels == NULL ? type : NULL, func, data);
  write_rest (draft, is_first ? draft->parent : draft->id, is_first);
  gw_json_writer_end_object (self->json);
  if (labels != NULL)
    write_labels_result (draft, is_first ? draft->id : id, labels, func, data);
  /* Parts of a polygon are regions by themselves, points of a set are not. */
  if (is_first || draft->kind == GW_STUDIO_POLYGON)
    write_attributes (draft, is_first ? draft->id : id);
}

/* --- places -------------------------------------------------------------------------------------------- */

typedef struct
{
  GwBox box;
  double angle;
} Rectangle;

static void
write_rectangle (const Draft *draft, gconstpointer data)
{
  const Rectangle *rectangle = data;

  write_percent (draft, "x", rectangle->box.x, draft->width);
  write_percent (draft, "y", rectangle->box.y, draft->height);
  write_percent (draft, "width", rectangle->box.width, draft->width);
  write_percent (draft, "height", rectangle->box.height, draft->height);
  write_angle (draft, rectangle->angle);
}

static void
write_ellipse (const Draft *draft, gconstpointer data)
{
  const GwEllipse *ellipse = data;

  write_percent (draft, "x", ellipse->cx, draft->width);
  write_percent (draft, "y", ellipse->cy, draft->height);
  write_percent (draft, "radiusX", ellipse->rx, draft->width);
  write_percent (draft, "radiusY", ellipse->ry, draft->height);
  write_angle (draft, ellipse->angle);
}

static void
write_ring (const Draft *draft, gconstpointer data)
{
  const GwRing *ring = data;
  GwJsonWriter *json = draft->results->json;

  gw_json_writer_key (json, "points");
  gw_json_writer_begin_array (json);
  gw_json_writer_set_decimals (json, draft->results->writer->options.lossless ? -1 : DECIMALS);
  for (gsize i = 0; i < ring->n_points; i++)
    {
      gw_json_writer_begin_array (json);
      gw_json_writer_double (json, ring->points[i].x * 100.0 / draft->width);
      gw_json_writer_double (json, ring->points[i].y * 100.0 / draft->height);
      gw_json_writer_end_array (json);
    }
  gw_json_writer_set_decimals (json, -1);
  gw_json_writer_end_array (json);
  gw_json_writer_key_boolean (json, "closed", gw_object_get_shape (draft->object)->kind != GW_SHAPE_POLYLINE);
}

static void
write_point (const Draft *draft, gconstpointer data)
{
  const GwPoint *point = data;

  write_percent (draft, "x", point->x, draft->width);
  write_percent (draft, "y", point->y, draft->height);
}

static void
write_byte (guint8 byte, gpointer data)
{
  gw_json_writer_int64 (data, byte);
}

static void
write_mask (const Draft *draft, gconstpointer data)
{
  GwJsonWriter *json = draft->results->json;

  gw_json_writer_key_string (json, "format", "rle");
  gw_json_writer_key (json, "rle");
  gw_json_writer_begin_array (json);
  gw_brush_rle_encode (data, gw_class_get_color (draft->class), write_byte, json);
  gw_json_writer_end_array (json);
}

/* --- shapes ----------------------------------------------------------------------------------------------- */

static void
write_brush (Draft *draft, const GwMask *mask)
{
  if (mask->n_runs == 0)
    return;
  if ((guint64) mask->image_width * (guint64) mask->image_height > GW_BRUSH_RLE_MAX_PIXELS)
    {
      gw_problems_report (draft->results->writer->problems,
                          &(GwProblem) { .severity = GW_SEVERITY_ERROR,
                                         .outcome = GW_OUTCOME_LEFT_OUT,
                                         .code = "limit",
                                         .image = draft->results->record->path,
                                         .label = (char *) gw_class_get_name (draft->class),
                                         .text = _ ("Label Studio has no masks of images as large as this. It was "
                                                    "left out."),
                                         .n_labels = 1 });
      return;
    }
  draft->kind = GW_STUDIO_BRUSH;
  draft->width = mask->image_width;
  draft->height = mask->image_height;
  write_region (draft, NULL, write_mask, mask);
}

static void
write_polygon (Draft *draft, const GwShape *shape)
{
  GwEllipse ellipse;

  if (gw_ellipse_outline_find (draft->object, draft->bag, &ellipse))
    {
      draft->kind = GW_STUDIO_ELLIPSE;
      write_region (draft, NULL, write_ellipse, &ellipse);
      return;
    }
  if (gw_studio_has_holes (shape))
    {
      GwMask mask = GW_MASK_INIT;

      if (gw_raster_shape (shape, draft->width, draft->height, &mask) == GW_STATUS_OK)
        write_brush (draft, &mask);
      gw_mask_clear (&mask);
      return;
    }
  draft->kind = GW_STUDIO_POLYGON;
  for (gsize i = 0; i < shape->as.polygon.n_rings; i++)
    {
      g_autofree char *id = i > 0 ? gw_studio_results_make_id (draft->results, NULL) : NULL;

      write_region (draft, id, write_ring, &shape->as.polygon.rings[i]);
    }
}

static void
write_points (Draft *draft, const GwKeypoints *points)
{
  gboolean is_first = TRUE;

  draft->kind = GW_STUDIO_KEYPOINT;
  for (gsize i = 0; i < points->n_points; i++)
    {
      g_autofree char *id = NULL;

      if (points->points[i].visibility == GW_VISIBILITY_ABSENT)
        continue;
      if (!is_first)
        id = gw_studio_results_make_id (draft->results, NULL);
      write_region (draft, id, write_point, &points->points[i].point);
      is_first = FALSE;
    }
}

static void
write_shape (Draft *draft)
{
  const GwShape *shape = gw_object_get_shape (draft->object);
  Rectangle rectangle = { 0 };

  switch (shape->kind)
    {
    case GW_SHAPE_BOX:
    case GW_SHAPE_ROTATED_BOX:
      draft->kind = GW_STUDIO_RECTANGLE;
      rectangle.box = shape->kind == GW_SHAPE_BOX ? shape->as.box : gw_studio_box_from_rotated (&shape->as.rotated);
      rectangle.angle = shape->kind == GW_SHAPE_BOX ? 0 : shape->as.rotated.angle;
      write_region (draft, NULL, write_rectangle, &rectangle);
      break;
    case GW_SHAPE_POLYGON:
      write_polygon (draft, shape);
      break;
    case GW_SHAPE_MASK:
      write_brush (draft, &shape->as.mask);
      break;
    case GW_SHAPE_POLYLINE:
      draft->kind = GW_STUDIO_POLYGON;
      write_region (draft, NULL, write_ring, &shape->as.line);
      break;
    case GW_SHAPE_POINTS:
      write_points (draft, &shape->as.points);
      break;
    case GW_SHAPE_ELLIPSE:
      draft->kind = GW_STUDIO_ELLIPSE;
      write_region (draft, NULL, write_ellipse, &shape->as.ellipse);
      break;
    case GW_SHAPE_NONE:
    default:
      break;
    }
}

/* --- objects --------------------------------------------------------------------------------------------------- */

static void
write_object (GwStudioResults *self, GwObject *object)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (gw_object_get_bag (object), GW_STUDIO_FORMAT);
  const char *also = gw_object_get_attribute (object, GW_STUDIO_ALSO);
  g_auto (GStrv) names = also != NULL ? g_strsplit (also, ", ", -1) : NULL;
  g_autofree char *kept = gw_studio_dup_id (bag, "id");
  g_autofree char *id = NULL;
  g_autofree char *parent = NULL;
  Draft draft = { .results = self,
                  .object = object,
                  .bag = bag,
                  .class = gw_record_head_find_class (self->writer->head, gw_object_get_class_id (object)),
                  .also = names,
                  .width = self->record->width,
                  .height = self->record->height };

  if (draft.class == NULL)
    return;
  draft.id = id = gw_studio_results_make_id (self, kept);
  draft.parent = parent = choose_parent (self, object, bag, id);
  write_shape (&draft);
}

void
gw_studio_write_regions (GwStudioResults *self)
{
  self->members = gw_studio_groups_new (self->record);
  for (guint i = 0; i < self->record->objects->len; i++)
    write_object (self, g_ptr_array_index (self->record->objects, i));
}
