/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-labelme-shape.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-box.h"
#include "gw-ellipse-outline.h"
#include "gw-image-info.h"
#include "gw-json-values.h"
#include "gw-limits.h"
#include "gw-mask-picture.h"
#include "gw-mask.h"
#include "gw-polygon.h"
#include "gw-shape-make.h"

void
gw_labelme_shape_init (GwLabelmeShape *self)
{
  *self = (GwLabelmeShape) { .score = NAN };
  self->points = g_array_new (FALSE, FALSE, sizeof (double));
  self->attributes = gw_json_members_new ();
  self->rest = gw_json_members_new ();
}

void
gw_labelme_shape_clear (GwLabelmeShape *self)
{
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->type, g_free);
  g_clear_pointer (&self->mask, g_free);
  g_clear_pointer (&self->points, g_array_unref);
  g_clear_pointer (&self->attributes, gw_json_members_free);
  g_clear_pointer (&self->rest, gw_json_members_free);
}

/* --- reading JSON --------------------------------------------------------------------- */

/* [[x, y], …]; the reader stands on the key. */
static gboolean
read_points (GwLabelmeShape *self, GwJsonReader *reader, GError **error)
{
  GwJsonToken token = gw_json_reader_next (reader, error);

  g_array_set_size (self->points, 0);
  self->code = NULL;
  if (token != GW_JSON_ARRAY_BEGIN)
    {
      self->code = "value-type";
      return token != GW_JSON_ERROR && gw_json_reader_skip_value (reader, error);
    }
  while ((token = gw_json_reader_next (reader, error)) != GW_JSON_ARRAY_END)
    {
      guint n = self->points->len;

      if (token == GW_JSON_ERROR)
        return FALSE;
      if (token != GW_JSON_ARRAY_BEGIN || n / 2 >= gw_limit_get (GW_LIMIT_RING_POINTS))
        {
          self->code = "value-type";
          if (!gw_json_reader_skip_value (reader, error))
            return FALSE;
          continue;
        }
      while ((token = gw_json_reader_next (reader, error)) != GW_JSON_ARRAY_END)
        {
          double number = token == GW_JSON_NUMBER ? gw_json_reader_get_double (reader) : NAN;

          if (token == GW_JSON_ERROR)
            return FALSE;
          if (!isfinite (number))
            self->code = token == GW_JSON_NUMBER || token == GW_JSON_NON_FINITE ? "coord-not-finite" : "value-type";
          if ((token == GW_JSON_OBJECT_BEGIN || token == GW_JSON_ARRAY_BEGIN)
              && !gw_json_reader_skip_value (reader, error))
            return FALSE;
          /* A third number would be a depth. */
          if (self->points->len < n + 2)
            g_array_append_val (self->points, number);
        }
      if (self->points->len != n + 2)
        {
          self->code = "value-type";
          g_array_set_size (self->points, n);
        }
    }

  return TRUE;
}

/* Marks that the model has; other flags and attributes stay what they are called. */
static gboolean
take_mark (GwLabelmeShape *self, const char *name, const char *raw, gsize length)
{
  static const struct
  {
    const char *name;
    GwObjectFlags flag;
  } marks[] = { { "occluded", GW_OBJECT_OCCLUDED },
                { "truncated", GW_OBJECT_TRUNCATED },
                { "difficult", GW_OBJECT_DIFFICULT } };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (strcmp (marks[i].name, name) == 0 && length == 4 && memcmp (raw, "true", 4) == 0)
      {
        self->marks |= marks[i].flag;
        return TRUE;
      }

  return FALSE;
}

static void
take_attributes (GwLabelmeShape *self, const char *raw, gsize length)
{
  g_autoptr (GwJsonMembers) members = gw_json_members_parse (raw, (gssize) length, NULL, NULL);

  for (guint i = 0; members != NULL && i < gw_json_members_get_n (members); i++)
    {
      const char *value;
      gsize n;
      const char *key = gw_json_members_get_at (members, i, &value, &n);

      if (!take_mark (self, key, value, n))
        gw_json_members_set (self->attributes, key, value, (gssize) n);
    }
}

/* Groups count from 0 in labelme, and 0 is none in the model. */
static void
take_group (GwLabelmeShape *self, const char *raw, gsize length)
{
  g_autoptr (GwJsonReader) reader = gw_json_reader_new_for_memory (raw, (gssize) length);
  gboolean exact = FALSE;
  gint64 id = gw_json_reader_next (reader, NULL) == GW_JSON_NUMBER ? gw_json_reader_get_int64 (reader, &exact) : 0;

  if (exact && id > G_MININT32 && id < G_MAXINT32)
    self->group = id >= 0 ? id + 1 : id;
  else if (length != 4 || memcmp (raw, "null", 4) != 0)
    gw_json_members_set (self->rest, "group_id", raw, (gssize) length);
}

static void
take_score (GwLabelmeShape *self, const char *raw, gsize length)
{
  g_autoptr (GwJsonReader) reader = gw_json_reader_new_for_memory (raw, (gssize) length);

  if (gw_json_reader_next (reader, NULL) == GW_JSON_NUMBER)
    self->score = gw_json_reader_get_double (reader);
  if (!(self->score >= 0 && self->score <= 1))
    self->score = NAN;
}

/* The value that comes next, of a key that is no geometry. */
static gboolean
read_other (GwLabelmeShape *self, const char *key, GwJsonReader *reader, GError **error)
{
  const char *raw;
  gsize length;

  if (gw_json_reader_next (reader, error) == GW_JSON_ERROR)
    return FALSE;
  raw = gw_json_reader_take_raw (reader, &length, error);
  if (raw == NULL)
    return FALSE;
  if (!gw_json_is_proper (raw, length))
    return TRUE;

  if (strcmp (key, "flags") == 0 || strcmp (key, "attributes") == 0)
    take_attributes (self, raw, length);
  else if (strcmp (key, "group_id") == 0)
    take_group (self, raw, length);
  else if (strcmp (key, "score") == 0)
    take_score (self, raw, length);
  else if (!take_mark (self, key, raw, length) && !(strcmp (key, "description") == 0 && length == 2)
           && !(strcmp (key, "mask") == 0 && length == 4))
    gw_json_members_set (self->rest, key, raw, (gssize) length);

  return TRUE;
}

/* A string; anything else leaves *text NULL. */
static gboolean
read_text (char **text, GwJsonReader *reader, GError **error)
{
  GwJsonToken token = gw_json_reader_next (reader, error);

  if (token == GW_JSON_ERROR)
    return FALSE;
  g_clear_pointer (text, g_free);
  if (token == GW_JSON_STRING)
    *text = gw_json_reader_dup_string (reader, NULL);

  return gw_json_reader_skip_value (reader, error);
}

static gboolean
read_member (GwLabelmeShape *self, GwJsonReader *reader, GError **error)
{
  g_autofree char *key = gw_json_reader_dup_string (reader, NULL);

  if (key == NULL)
    return gw_json_reader_skip_value (reader, error);
  if (strcmp (key, "label") == 0)
    return read_text (&self->label, reader, error);
  if (strcmp (key, "shape_type") == 0)
    return read_text (&self->type, reader, error);
  if (strcmp (key, "points") == 0)
    return read_points (self, reader, error);
  if (strcmp (key, "mask") == 0)
    return read_text (&self->mask, reader, error);

  return read_other (self, key, reader, error);
}

gboolean
gw_labelme_shape_read (GwLabelmeShape *self, GwJsonReader *reader, GError **error)
{
  GwJsonToken token;

  while ((token = gw_json_reader_next (reader, error)) == GW_JSON_KEY)
    if (!read_member (self, reader, error))
      return FALSE;

  return token == GW_JSON_OBJECT_END;
}

/* --- shapes ------------------------------------------------------------------------------ */

static GwPoint
get_point (const GwLabelmeShape *self, guint i)
{
  return (GwPoint) { g_array_index (self->points, double, 2 * i), g_array_index (self->points, double, 2 * i + 1) };
}

static guint
count_points (const GwLabelmeShape *self)
{
  return self->points->len / 2;
}

static gboolean
make_box (const GwLabelmeShape *self, GwShape *shape)
{
  guint n = count_points (self);
  double left, top, right, bottom;

  if (n != 2 && n != 4)
    return FALSE;
  left = right = get_point (self, 0).x;
  top = bottom = get_point (self, 0).y;
  for (guint i = 1; i < n; i++)
    {
      left = MIN (left, get_point (self, i).x);
      right = MAX (right, get_point (self, i).x);
      top = MIN (top, get_point (self, i).y);
      bottom = MAX (bottom, get_point (self, i).y);
    }
  gw_shape_init_box (shape, left, top, right - left, bottom - top);

  return TRUE;
}

static gboolean
make_ring (const GwLabelmeShape *self, GwShape *shape)
{
  shape->kind = GW_SHAPE_POLYGON;
  shape->as.polygon = (GwPolygon) GW_POLYGON_INIT;

  return gw_polygon_add_ring (&shape->as.polygon, (const GwPoint *) (gpointer) self->points->data, count_points (self))
         == GW_STATUS_OK;
}

/* Four corners that are no rectangle stay a polygon. */
static gboolean
make_rotated (const GwLabelmeShape *self, GwShape *shape)
{
  if (count_points (self) != 4)
    return FALSE;
  return gw_shape_fit_rectangle ((const GwPoint *) (gpointer) self->points->data, FALSE, shape)
         || make_ring (self, shape);
}

static GwEllipse
circle_through (GwPoint centre, GwPoint edge)
{
  double radius = hypot (edge.x - centre.x, edge.y - centre.y);

  return (GwEllipse) { centre.x, centre.y, radius, radius, 0 };
}

static gboolean
make_circle (GwLabelmeShape *self, GwShape *shape)
{
  GwEllipse circle;

  if (count_points (self) != 2)
    return FALSE;
  circle = circle_through (get_point (self, 0), get_point (self, 1));

  return gw_ellipse_outline_make (&circle, shape);
}

static gboolean
make_line (const GwLabelmeShape *self, GwShape *shape)
{
  if (count_points (self) < 2)
    return FALSE;
  shape->kind = GW_SHAPE_POLYLINE;

  return gw_ring_init (&shape->as.line, (const GwPoint *) (gpointer) self->points->data, count_points (self))
         == GW_STATUS_OK;
}

static gboolean
make_points (const GwLabelmeShape *self, GwShape *shape)
{
  gsize n = count_points (self);

  if (n == 0)
    return FALSE;
  shape->kind = GW_SHAPE_POINTS;
  shape->as.points.points = malloc (n * sizeof (GwKeypoint));
  if (shape->as.points.points == NULL)
    {
      shape->kind = GW_SHAPE_NONE;
      return FALSE;
    }
  shape->as.points.n_points = n;
  for (gsize i = 0; i < n; i++)
    shape->as.points.points[i] = (GwKeypoint) { get_point (self, (guint) i), GW_VISIBILITY_VISIBLE };

  return TRUE;
}

/* --- masks ----------------------------------------------------------------------------------- */

static gboolean
is_whole (double number)
{
  return number == floor (number);
}

/* Whether the two corners say the size of the crop, or leave it open. */
static gboolean
fits_corners (const GwLabelmeShape *self, const GwMaskPicture *picture)
{
  GwPoint first = get_point (self, 0), last = get_point (self, 1);

  if (!is_whole (first.x) || !is_whole (first.y) || !is_whole (last.x) || !is_whole (last.y))
    return TRUE;
  return last.x - first.x + 1 == picture->width && last.y - first.y + 1 == picture->height;
}

static gboolean
fill_mask (const GwLabelmeShape *self, const GwMaskPicture *picture, int width, int height, GwShape *shape)
{
  g_autofree guint8 *rows = g_malloc ((gsize) picture->width * (gsize) picture->height);
  g_autofree guint32 *row = g_new (guint32, picture->width);
  GwPoint first = get_point (self, 0);

  for (int y = 0; y < picture->height; y++)
    {
      gw_mask_picture_get_row (picture, y, row);
      for (int x = 0; x < picture->width; x++)
        rows[(gsize) y * (gsize) picture->width + (gsize) x] = row[x] != 0 && row[x] != GW_MASK_TRANSPARENT;
    }
  shape->kind = GW_SHAPE_MASK;

  return gw_mask_from_bitmap (width, height, (int32_t) round (first.x), (int32_t) round (first.y), picture->width,
                              picture->height, rows, (gsize) picture->width, &shape->as.mask)
             == GW_STATUS_OK
         && shape->as.mask.n_runs > 0;
}

/* NULL where there is a mask now, else a code. */
static const char *
make_mask (const GwLabelmeShape *self, int width, int height, GwShape *shape)
{
  g_autofree guint8 *bytes = NULL;
  g_autoptr (GwMaskPicture) picture = NULL;
  GwImageInfo info;
  gsize n;

  if (width <= 0 || height <= 0)
    return "size-missing";
  if (self->mask == NULL || count_points (self) != 2 || fabs (get_point (self, 0).x) > G_MAXINT32 / 2
      || fabs (get_point (self, 0).y) > G_MAXINT32 / 2)
    return "value-type";
  bytes = g_base64_decode (self->mask, &n);
  /* A crop is not larger than its picture. */
  if (!gw_image_info_read_bytes (bytes, n, &info, NULL))
    return "image-unreadable";
  if (info.raw_width > width || info.raw_height > height)
    return "mask-size";
  picture = gw_mask_picture_read_bytes (bytes, n, NULL, NULL);
  if (picture == NULL)
    return "image-unreadable";
  if (!fits_corners (self, picture))
    return "mask-size";

  return fill_mask (self, picture, width, height, shape) ? NULL : "segment-empty";
}

/* --- objects ------------------------------------------------------------------------------------ */

static const char *
explain (const char *code)
{
  static const struct
  {
    const char *code;
    const char *text;
  } texts[] = {
    { "coord-not-finite", N_ ("A shape has a coordinate that is no number. It was left out.") },
    { "mask-size", N_ ("A mask has another size than its two corners say, or a larger one than the image. It was left "
                       "out.") },
    { "image-unreadable", N_ ("The picture of a mask cannot be read. The mask was left out.") },
    { "size-missing", N_ ("The size of the image is not known, which a mask needs. It was left out.") },
    { "segment-empty", N_ ("A mask has no pixels within the image. It was left out.") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (strcmp (texts[i].code, code) == 0)
      return _ (texts[i].text);
  return _ ("A shape is not of a known kind, or has another number of points than its kind. It was left out.");
}

static const char *
make_shape (GwLabelmeShape *self, int width, int height, GwShape *shape)
{
  const char *type = self->type != NULL ? self->type : "polygon";
  gboolean done = FALSE;

  if (self->code != NULL)
    return self->code;
  if (strcmp (type, "mask") == 0)
    return make_mask (self, width, height, shape);

  if (strcmp (type, "polygon") == 0)
    done = count_points (self) > 0 && make_ring (self, shape);
  else if (strcmp (type, "rectangle") == 0)
    done = make_box (self, shape);
  else if (strcmp (type, "oriented_rectangle") == 0 || strcmp (type, "rotation") == 0)
    done = make_rotated (self, shape);
  else if (strcmp (type, "circle") == 0)
    done = make_circle (self, shape);
  else if (strcmp (type, "line") == 0 || strcmp (type, "linestrip") == 0)
    done = make_line (self, shape);
  else if (strcmp (type, "point") == 0 || strcmp (type, "points") == 0)
    done = make_points (self, shape);

  return done ? NULL : "value-type";
}

static void
keep_points (const GwLabelmeShape *self, const char *key)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) json = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);

  gw_json_writer_doubles (json, (const double *) (gpointer) self->points->data, self->points->len);
  if (gw_json_writer_finish (json, NULL))
    gw_json_members_set (self->rest, key, text->str, (gssize) text->len);
}

/* What the writer needs to give the same shape back. */
static void
keep_type (const GwLabelmeShape *self, const GwShape *shape)
{
  static const char *const others[] = { "rotation", "linestrip", "points", NULL };

  if (self->type == NULL)
    return;
  if (g_strv_contains (others, self->type) && (shape->kind != GW_SHAPE_POLYLINE || count_points (self) == 2)
      && (shape->kind != GW_SHAPE_POINTS || count_points (self) == 1))
    gw_json_members_set_string (self->rest, "shape_type", self->type);
  if (strcmp (self->type, "circle") == 0)
    keep_points (self, "circle");
  else if (shape->kind == GW_SHAPE_ROTATED_BOX)
    keep_points (self, "corners");
}

GwObject *
gw_labelme_shape_make_object (GwLabelmeShape *self, gint64 class_id, int width, int height, const char **code,
                              const char **sentence)
{
  GwShape shape = GW_SHAPE_INIT;
  g_autofree char *bag = NULL;
  GwObject *object;

  *code = make_shape (self, width, height, &shape);
  if (*code != NULL)
    {
      *sentence = explain (*code);
      gw_shape_clear (&shape);
      return NULL;
    }

  keep_type (self, &shape);
  object = gw_object_new (0, class_id);
  gw_object_take_shape (object, &shape);
  gw_object_set_flags (object, self->marks);
  gw_object_set_group (object, self->group);
  if (!isnan (self->score))
    gw_object_set_score (object, self->score);
  for (guint i = 0; i < gw_json_members_get_n (self->attributes); i++)
    {
      const char *raw;
      gsize length;
      const char *key = gw_json_members_get_at (self->attributes, i, &raw, &length);

      if (*key != '\0')
        gw_object_set_attribute_json (object, key, raw, length);
    }
  if (g_strcmp0 (self->type, "circle") == 0)
    gw_object_set_attribute_bare (object, "circle", "true");
  bag = gw_json_members_put_bag (self->rest, NULL, "labelme");
  if (bag != NULL)
    gw_object_set_bag (object, bag);

  return object;
}

gboolean
gw_labelme_get_circle (GwObject *object, double numbers[4])
{
  const GwShape *shape = gw_object_get_shape (object);
  g_autoptr (GwJsonMembers) bag = NULL;
  GwShape outline = GW_SHAPE_INIT;
  GwEllipse circle;
  gboolean same;

  if (shape->kind != GW_SHAPE_POLYGON || gw_object_get_attribute (object, "circle") == NULL)
    return FALSE;
  bag = gw_json_members_open_bag (gw_object_get_bag (object), "labelme");
  if (!gw_json_members_get_numbers (bag, "circle", numbers, 4))
    return FALSE;
  circle = circle_through ((GwPoint) { numbers[0], numbers[1] }, (GwPoint) { numbers[2], numbers[3] });
  same = gw_ellipse_outline_make (&circle, &outline) && gw_shape_equal (shape, &outline, 1e-6);
  gw_shape_clear (&outline);

  return same;
}

gboolean
gw_labelme_get_corners (GwObject *object, GwPoint corners[4])
{
  const GwShape *shape = gw_object_get_shape (object);
  g_autoptr (GwJsonMembers) bag = NULL;
  GwShape kept = GW_SHAPE_INIT;

  if (shape->kind != GW_SHAPE_ROTATED_BOX)
    return FALSE;
  bag = gw_json_members_open_bag (gw_object_get_bag (object), "labelme");

  return gw_json_members_get_numbers (bag, "corners", (double *) corners, 8)
         && gw_shape_fit_rectangle (corners, FALSE, &kept) && gw_shape_equal (shape, &kept, 1e-6);
}
