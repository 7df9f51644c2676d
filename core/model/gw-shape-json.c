/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-shape-json.h"

#include <inttypes.h>
#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>

#include "gw-box.h"
#include "gw-error.h"
#include "gw-limits.h"
#include "gw-rle.h"
#include "gw-shape-json-private.h"

G_STATIC_ASSERT (sizeof (GwPoint) == 2 * sizeof (double));

/* --- writing ---------------------------------------------------------------- */

static void
write_points (const GwRing *ring, GwJsonWriter *writer)
{
  gw_json_writer_pairs (writer, (const double *) (gconstpointer) ring->points, ring->n_points);
}

static void
write_box (double x, double y, double width, double height, GwJsonWriter *writer)
{
  gw_json_writer_key (writer, "bbox");
  gw_json_writer_doubles (writer, (const double[]) { x, y, width, height }, 4);
}

/* The corner of the box before it is turned may not give its centre back
 * to the last bit; then the centre is written too.
 */
static void
write_rotated (const GwRotatedBox *box, GwJsonWriter *writer)
{
  double x = box->cx - box->width / 2.0;
  double y = box->cy - box->height / 2.0;

  write_box (x, y, box->width, box->height, writer);
  gw_json_writer_key_double (writer, "angle", box->angle);
  if (x + box->width / 2.0 != box->cx || y + box->height / 2.0 != box->cy)
    {
      gw_json_writer_key (writer, "center");
      gw_json_writer_doubles (writer, (const double[]) { box->cx, box->cy }, 2);
    }
}

static void
write_polygon (const GwPolygon *polygon, GwJsonWriter *writer)
{
  gw_json_writer_key (writer, "rings");
  gw_json_writer_begin_array (writer);
  for (gsize i = 0; i < polygon->n_rings; i++)
    write_points (&polygon->rings[i], writer);
  gw_json_writer_end_array (writer);
}

static void
write_mask (const GwMask *mask, GwJsonWriter *writer)
{
  GwRle rle = GW_RLE_INIT;
  char *counts = NULL;
  gsize length = 0;

  gw_json_writer_key (writer, "rle");
  gw_json_writer_begin_object (writer);
  gw_json_writer_key (writer, "size");
  gw_json_writer_begin_array (writer);
  gw_json_writer_int64 (writer, mask->image_height);
  gw_json_writer_int64 (writer, mask->image_width);
  gw_json_writer_end_array (writer);
  gw_json_writer_key (writer, "counts");
  if (gw_rle_from_mask (mask, &rle) == GW_STATUS_OK && gw_rle_encode_dup (&rle, &counts, &length) == GW_STATUS_OK)
    gw_json_writer_string_length (writer, counts, (gssize) length);
  else
    gw_json_writer_null (writer);
  gw_json_writer_end_object (writer);
  free (counts);
  gw_rle_clear (&rle);
}

static void
write_keypoints (const GwKeypoints *points, GwJsonWriter *writer)
{
  gw_json_writer_key (writer, "points");
  gw_json_writer_begin_array (writer);
  for (gsize i = 0; i < points->n_points; i++)
    {
      const GwKeypoint *point = &points->points[i];

      gw_json_writer_doubles (writer, (const double[]) { point->point.x, point->point.y, point->visibility }, 3);
    }
  gw_json_writer_end_array (writer);
}

static void
write_ellipse (const GwEllipse *ellipse, GwJsonWriter *writer)
{
  gw_json_writer_key (writer, "ellipse");
  gw_json_writer_doubles (writer,
                          (const double[]) { ellipse->cx, ellipse->cy, ellipse->rx, ellipse->ry, ellipse->angle }, 5);
}

void
gw_shape_write_json (const GwShape *shape, GwJsonWriter *writer)
{
  g_return_if_fail (shape != NULL);
  g_return_if_fail (writer != NULL);

  switch (shape->kind)
    {
    case GW_SHAPE_BOX:
      write_box (shape->as.box.x, shape->as.box.y, shape->as.box.width, shape->as.box.height, writer);
      break;
    case GW_SHAPE_ROTATED_BOX:
      write_rotated (&shape->as.rotated, writer);
      break;
    case GW_SHAPE_POLYGON:
      write_polygon (&shape->as.polygon, writer);
      break;
    case GW_SHAPE_MASK:
      write_mask (&shape->as.mask, writer);
      break;
    case GW_SHAPE_POLYLINE:
      gw_json_writer_key (writer, "line");
      write_points (&shape->as.line, writer);
      break;
    case GW_SHAPE_POINTS:
      write_keypoints (&shape->as.points, writer);
      break;
    case GW_SHAPE_ELLIPSE:
      write_ellipse (&shape->as.ellipse, writer);
      break;
    case GW_SHAPE_NONE:
    default:
      break;
    }
}

/* --- reading ---------------------------------------------------------------- */

gboolean
_gw_shape_json_fail (GwJsonReader *reader, GError **error, const char *what)
{
  g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s (line %" PRIu64 ", column %" PRIu64 ")."), _ (what),
               gw_json_reader_get_line (reader), gw_json_reader_get_column (reader));
  return FALSE;
}

gboolean
_gw_shape_json_is (GwJsonReader *reader, GwJsonToken wanted, const char *what, GError **error)
{
  return gw_json_reader_get_token (reader) == wanted || _gw_shape_json_fail (reader, error, what);
}

/* Appends the numbers of the array that has been opened, up to its end. */
static gboolean
read_open_numbers (GwJsonReader *reader, GArray *numbers, gsize min, gsize max, const char *what, GError **error)
{
  guint before = numbers->len;
  GwJsonToken token = gw_json_reader_next_numbers (reader, numbers, max + 1, error);
  gsize n = numbers->len - before;

  if (token == GW_JSON_ERROR)
    return FALSE;
  if (token != GW_JSON_ARRAY_END || n < min || n > max)
    return _gw_shape_json_fail (reader, error, what);
  for (guint i = before; i < numbers->len; i++)
    if (!isfinite (g_array_index (numbers, double, i)))
      return _gw_shape_json_fail (reader, error, what);
  return TRUE;
}

/* The functions below read the value whose first token has been taken. */

/* Fills values from an array of min to max numbers. */
static gboolean
read_numbers (GwJsonReader *reader, double *values, gsize min, gsize max, const char *what, GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (double));

  if (!_gw_shape_json_is (reader, GW_JSON_ARRAY_BEGIN, what, error)
      || !read_open_numbers (reader, numbers, min, max, what, error))
    return FALSE;
  for (guint i = 0; i < numbers->len; i++)
    values[i] = g_array_index (numbers, double, i);
  return TRUE;
}

/* Reads [[x,y],[x,y],…], whose '[' has been taken, into one run of numbers.
 * With third a third number may follow each pair and is 2 where it does not.
 */
static GArray *
read_open_points (GwJsonReader *reader, gboolean third, const char *what, GError **error)
{
  g_autoptr (GArray) numbers = g_array_sized_new (FALSE, FALSE, sizeof (double), 64);
  const gsize max = gw_limit_get (GW_LIMIT_RING_POINTS);
  GwJsonToken token;
  gsize n = 0;

  for (;;)
    {
      if (!third)
        n += gw_json_reader_next_pairs (reader, numbers, max - n);
      token = gw_json_reader_next (reader, error);
      if (token != GW_JSON_ARRAY_BEGIN)
        break;
      if (++n > max)
        {
          g_set_error (error, GW_ERROR, GW_ERROR_LIMIT,
                       _ ("A shape has more than %zu points (limit %s, line %" PRIu64 ")."), max,
                       gw_limit_get_name (GW_LIMIT_RING_POINTS), gw_json_reader_get_line (reader));
          return NULL;
        }
      if (!read_open_numbers (reader, numbers, 2, third ? 3 : 2, what, error))
        return NULL;
      if (third && numbers->len < 3 * n)
        g_array_append_val (numbers, ((double[]) { GW_VISIBILITY_VISIBLE })[0]);
    }
  if (token == GW_JSON_ERROR)
    return NULL;
  if (token != GW_JSON_ARRAY_END)
    {
      _gw_shape_json_fail (reader, error, what);
      return NULL;
    }
  return g_steal_pointer (&numbers);
}

static GwRing
take_ring (GArray *numbers)
{
  GwRing ring = { NULL, numbers->len / 2 };

  ring.points = (GwPoint *) (gpointer) g_array_free (numbers, FALSE);
  ring.points = g_renew (GwPoint, ring.points, ring.n_points);
  return ring;
}

static gboolean
read_box (GwShape *shape, GwJsonReader *reader, GError **error)
{
  double v[4];

  if (!read_numbers (reader, v, 4, 4, N_ ("“bbox” is not four numbers"), error))
    return FALSE;
  if (shape->kind == GW_SHAPE_ROTATED_BOX)
    {
      double angle = shape->as.rotated.angle;

      shape->as.rotated = (GwRotatedBox) { v[0] + v[2] / 2.0, v[1] + v[3] / 2.0, v[2], v[3], angle };
      return TRUE;
    }
  gw_shape_clear (shape);
  gw_shape_init_box (shape, v[0], v[1], v[2], v[3]);
  return TRUE;
}

/* Makes a box that has been read a turned one; without one, waits for it. */
static GwRotatedBox *
turn (GwShape *shape)
{
  GwRotatedBox rotated = { 0 };

  if (shape->kind == GW_SHAPE_ROTATED_BOX)
    return &shape->as.rotated;
  if (shape->kind == GW_SHAPE_BOX)
    rotated = (GwRotatedBox) { shape->as.box.x + shape->as.box.width / 2.0,
                               shape->as.box.y + shape->as.box.height / 2.0, shape->as.box.width, shape->as.box.height,
                               0.0 };
  gw_shape_clear (shape);
  shape->kind = GW_SHAPE_ROTATED_BOX;
  shape->as.rotated = rotated;
  return &shape->as.rotated;
}

static gboolean
read_angle (GwShape *shape, GwJsonReader *reader, GError **error)
{
  double angle;

  if (!_gw_shape_json_is (reader, GW_JSON_NUMBER, N_ ("“angle” is not a number"), error))
    return FALSE;
  angle = gw_json_reader_get_double (reader);
  if (!isfinite (angle))
    return _gw_shape_json_fail (reader, error, N_ ("“angle” is not a number"));
  turn (shape)->angle = gw_angle_normalise (angle);
  return TRUE;
}

static gboolean
read_center (GwShape *shape, GwJsonReader *reader, GError **error)
{
  double v[2];
  GwRotatedBox *rotated;

  if (!read_numbers (reader, v, 2, 2, N_ ("“center” is not two numbers"), error))
    return FALSE;
  rotated = turn (shape);
  rotated->cx = v[0];
  rotated->cy = v[1];
  return TRUE;
}

static void
free_rings (GArray *rings)
{
  for (guint i = 0; i < rings->len; i++)
    g_free (g_array_index (rings, GwRing, i).points);
  g_array_unref (rings);
}

static gboolean
read_rings (GwShape *shape, GwJsonReader *reader, GError **error)
{
  const char *what = N_ ("“rings” is not an array of rings of [x,y] points");
  GArray *rings;
  GwJsonToken token;

  if (!_gw_shape_json_is (reader, GW_JSON_ARRAY_BEGIN, what, error))
    return FALSE;
  rings = g_array_new (FALSE, FALSE, sizeof (GwRing));
  while ((token = gw_json_reader_next (reader, error)) == GW_JSON_ARRAY_BEGIN)
    {
      GArray *points = read_open_points (reader, FALSE, what, error);
      GwRing ring;

      if (points == NULL)
        {
          free_rings (rings);
          return FALSE;
        }
      ring = take_ring (points);
      g_array_append_val (rings, ring);
    }
  if (token != GW_JSON_ARRAY_END)
    {
      free_rings (rings);
      return token != GW_JSON_ERROR && _gw_shape_json_fail (reader, error, what);
    }
  gw_shape_clear (shape);
  shape->kind = GW_SHAPE_POLYGON;
  shape->as.polygon.n_rings = rings->len;
  shape->as.polygon.rings = (GwRing *) (gpointer) g_array_free (rings, FALSE);
  return TRUE;
}

static gboolean
read_line (GwShape *shape, GwJsonReader *reader, GError **error)
{
  const char *what = N_ ("“line” is not an array of [x,y] points");
  GArray *points;

  if (!_gw_shape_json_is (reader, GW_JSON_ARRAY_BEGIN, what, error))
    return FALSE;
  points = read_open_points (reader, FALSE, what, error);
  if (points == NULL)
    return FALSE;
  gw_shape_clear (shape);
  shape->kind = GW_SHAPE_POLYLINE;
  shape->as.line = take_ring (points);
  return TRUE;
}

static gboolean
read_keypoints (GwShape *shape, GwJsonReader *reader, GError **error)
{
  const char *what = N_ ("“points” is not an array of [x,y,visibility] points");
  g_autoptr (GArray) numbers = NULL;
  GwKeypoint *points;
  gsize n;

  if (!_gw_shape_json_is (reader, GW_JSON_ARRAY_BEGIN, what, error))
    return FALSE;
  numbers = read_open_points (reader, TRUE, what, error);
  if (numbers == NULL)
    return FALSE;
  n = numbers->len / 3;
  points = g_new (GwKeypoint, n);
  for (gsize i = 0; i < n; i++)
    {
      const double *v = &g_array_index (numbers, double, 3 * i);

      if (v[2] != 0.0 && v[2] != 1.0 && v[2] != 2.0)
        {
          g_free (points);
          return _gw_shape_json_fail (reader, error, N_ ("The visibility of a point is not 0, 1 or 2"));
        }
      points[i] = (GwKeypoint) { { v[0], v[1] }, (GwVisibility) v[2] };
    }
  gw_shape_clear (shape);
  shape->kind = GW_SHAPE_POINTS;
  shape->as.points.points = points;
  shape->as.points.n_points = n;
  return TRUE;
}

static gboolean
read_ellipse (GwShape *shape, GwJsonReader *reader, GError **error)
{
  double v[5] = { 0 };

  if (!read_numbers (reader, v, 4, 5, N_ ("“ellipse” is not [cx,cy,rx,ry,angle]"), error))
    return FALSE;
  gw_shape_clear (shape);
  shape->kind = GW_SHAPE_ELLIPSE;
  shape->as.ellipse = (GwEllipse) { v[0], v[1], v[2], v[3], gw_angle_normalise (v[4]) };
  return TRUE;
}

/* What "rle" holds: size and counts come in any order. */
typedef struct
{
  double size[2];
  gboolean has_size;
  char *text;
  gsize length;
  GArray *counts;
} RleParts;

static void
rle_parts_clear (RleParts *parts)
{
  g_free (parts->text);
  g_clear_pointer (&parts->counts, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RleParts, rle_parts_clear)

static gboolean
read_counts (RleParts *parts, GwJsonReader *reader, GError **error)
{
  const char *what = N_ ("“counts” of “rle” is neither a text nor an array of whole numbers");
  GwJsonToken token = gw_json_reader_get_token (reader);
  const char *text;

  rle_parts_clear (parts);
  parts->text = NULL;
  if (token == GW_JSON_STRING)
    {
      text = gw_json_reader_get_string (reader, &parts->length);
      parts->text = g_memdup2 (text, MAX (parts->length, 1));
      return TRUE;
    }
  if (token != GW_JSON_ARRAY_BEGIN)
    return _gw_shape_json_fail (reader, error, what);
  parts->counts = g_array_new (FALSE, FALSE, sizeof (double));
  return read_open_numbers (reader, parts->counts, 0, GW_RLE_MAX_COUNTS, what, error);
}

static gboolean
read_rle_parts (RleParts *parts, GwJsonReader *reader, GError **error)
{
  GwJsonToken token;

  if (!_gw_shape_json_is (reader, GW_JSON_OBJECT_BEGIN, N_ ("“rle” is not an object with “size” and “counts”"), error))
    return FALSE;
  while ((token = gw_json_reader_next (reader, error)) == GW_JSON_KEY)
    {
      gboolean size = gw_json_reader_string_is (reader, "size");
      gboolean counts = gw_json_reader_string_is (reader, "counts");

      if (gw_json_reader_next (reader, error) == GW_JSON_ERROR
          || (size && !read_numbers (reader, parts->size, 2, 2, N_ ("“size” of “rle” is not [height,width]"), error))
          || (counts && !read_counts (parts, reader, error))
          || (!size && !counts && !gw_json_reader_skip_value (reader, error)))
        return FALSE;
      parts->has_size |= size;
    }
  return token == GW_JSON_OBJECT_END;
}

static gw_status
decode_rle (const RleParts *parts, GwRle *rle)
{
  int32_t height = (int32_t) parts->size[0];
  int32_t width = (int32_t) parts->size[1];
  g_autofree gint64 *counts = NULL;

  if (parts->text != NULL)
    return gw_rle_decode (height, width, parts->text, parts->length, rle);

  counts = g_new (gint64, parts->counts->len);
  for (guint i = 0; i < parts->counts->len; i++)
    {
      double count = g_array_index (parts->counts, double, i);

      if (count < 0.0 || count > UINT32_MAX || count != floor (count))
        return GW_STATUS_INVALID;
      counts[i] = (gint64) count;
    }
  return gw_rle_init (height, width, counts, parts->counts->len, rle);
}

static gboolean
is_side (double value)
{
  return value >= 0.0 && value <= (double) gw_limit_get (GW_LIMIT_IMAGE_SIDE) && value == floor (value);
}

static gboolean
read_rle (GwShape *shape, GwJsonReader *reader, GError **error)
{
  g_auto (RleParts) parts = { 0 };
  GwRle rle = GW_RLE_INIT;
  GwMask mask = { 0 };
  gw_status status;

  if (!read_rle_parts (&parts, reader, error))
    return FALSE;
  if (!parts.has_size || (parts.text == NULL && parts.counts == NULL))
    return _gw_shape_json_fail (reader, error, N_ ("“rle” is not an object with “size” and “counts”"));
  if (!is_side (parts.size[0]) || !is_side (parts.size[1]))
    return _gw_shape_json_fail (reader, error, N_ ("“size” of “rle” is not the size of an image"));

  status = decode_rle (&parts, &rle);
  if (status == GW_STATUS_OK)
    status = gw_rle_to_mask (&rle, &mask);
  gw_rle_clear (&rle);
  if (status != GW_STATUS_OK)
    return _gw_shape_json_fail (reader, error, N_ ("“counts” of “rle” do not fill the image of its “size”"));
  gw_shape_clear (shape);
  shape->kind = GW_SHAPE_MASK;
  shape->as.mask = mask;
  return TRUE;
}

gboolean
gw_shape_read_json_member (GwShape *shape, const char *key, GwJsonReader *reader, GError **error)
{
  static const struct
  {
    const char *key;
    gboolean (*read) (GwShape *shape, GwJsonReader *reader, GError **error);
  } members[] = {
    { "bbox", read_box }, { "angle", read_angle },      { "center", read_center }, { "rings", read_rings },
    { "rle", read_rle },  { "points", read_keypoints }, { "line", read_line },     { "ellipse", read_ellipse },
  };

  g_return_val_if_fail (shape != NULL, FALSE);
  g_return_val_if_fail (key != NULL, FALSE);
  g_return_val_if_fail (reader != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (g_str_equal (key, members[i].key))
      switch (gw_json_reader_next (reader, error))
        {
        case GW_JSON_ERROR:
          return FALSE;
        case GW_JSON_NULL:
          return TRUE;
        default:
          return members[i].read (shape, reader, error);
        }
  return FALSE;
}
