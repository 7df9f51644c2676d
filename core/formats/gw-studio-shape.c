/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-studio-shape.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-box.h"
#include "gw-brush-rle.h"
#include "gw-ellipse-outline.h"
#include "gw-limits.h"
#include "gw-polygon.h"

#define RADIANS (G_PI / 180.0)

/* Numbers of the value that must be there, in percent of along; NULL, or a code. */
typedef struct
{
  const char *key;
  int along;
} Length;

static const char *
read_lengths (const GwStudioResult *result, const Length *lengths, gsize n, double *numbers)
{
  for (gsize i = 0; i < n; i++)
    {
      if (!gw_studio_get_number (result->value, lengths[i].key, &numbers[i]))
        return "coord-not-finite";
      if (isnan (numbers[i]))
        return "value-type";
      numbers[i] = numbers[i] * lengths[i].along / 100.0;
      if (!isfinite (numbers[i]))
        return "coord-not-finite";
    }

  return NULL;
}

/* 0 where none is given. */
static const char *
read_angle (const GwStudioResult *result, double *angle)
{
  if (!gw_studio_get_number (result->value, "rotation", angle))
    return "coord-not-finite";
  *angle = gw_angle_normalise (isnan (*angle) ? 0 : *angle);

  return NULL;
}

/* --- rectangles ------------------------------------------------------------------------ */

static const char *
read_rectangle (const GwStudioResult *result, int width, int height, GwShape *shape)
{
  const Length lengths[] = { { "x", width }, { "y", height }, { "width", width }, { "height", height } };
  double sides[4], angle, cosine, sine;
  const char *code = read_lengths (result, lengths, G_N_ELEMENTS (lengths), sides);

  if (code == NULL)
    code = read_angle (result, &angle);
  if (code != NULL)
    return code;
  if (angle == 0)
    {
      gw_shape_init_box (shape, sides[0], sides[1], sides[2], sides[3]);
      return NULL;
    }
  cosine = cos (angle * RADIANS);
  sine = sin (angle * RADIANS);
  shape->kind = GW_SHAPE_ROTATED_BOX;
  shape->as.rotated = (GwRotatedBox) { sides[0] + (sides[2] * cosine - sides[3] * sine) / 2,
                                       sides[1] + (sides[2] * sine + sides[3] * cosine) / 2, sides[2], sides[3],
                                       angle };

  return NULL;
}

GwBox
gw_studio_box_from_rotated (const GwRotatedBox *rotated)
{
  GwPoint corners[4];

  gw_rotated_box_corners (rotated, corners);

  return (GwBox) { corners[0].x, corners[0].y, rotated->width, rotated->height };
}

/* --- ellipses ---------------------------------------------------------------------------- */

static const char *
find_ellipse (const GwStudioResult *result, int width, int height, GwEllipse *ellipse)
{
  const Length lengths[] = { { "x", width }, { "y", height }, { "radiusX", width }, { "radiusY", height } };
  double numbers[4], angle;
  const char *code = read_lengths (result, lengths, G_N_ELEMENTS (lengths), numbers);

  if (code == NULL)
    code = read_angle (result, &angle);
  if (code == NULL)
    *ellipse = (GwEllipse) { numbers[0], numbers[1], numbers[2], numbers[3], angle };

  return code;
}

gboolean
gw_studio_read_ellipse (const GwStudioResult *result, int width, int height, GwEllipse *ellipse)
{
  return result->kind == GW_STUDIO_ELLIPSE && find_ellipse (result, width, height, ellipse) == NULL;
}

static const char *
read_ellipse (const GwStudioResult *result, int width, int height, GwShape *shape)
{
  GwEllipse ellipse;
  const char *code = find_ellipse (result, width, height, &ellipse);

  if (code == NULL && !gw_ellipse_outline_make (&ellipse, shape))
    code = "box-degenerate";

  return code;
}

/* --- points -------------------------------------------------------------------------------- */

/* One [x, y] whose bracket has been read; NULL, or a code. What is more than two is passed over. */
static const char *
read_pair (GwJsonReader *json, int width, int height, GArray *points)
{
  double numbers[2] = { NAN, NAN };
  const char *code = NULL;
  GwJsonToken token;
  GwPoint point;
  guint n = 0;

  while ((token = gw_json_reader_next (json, NULL)) != GW_JSON_ARRAY_END)
    {
      if (token == GW_JSON_ERROR)
        return "value-type";
      if (token != GW_JSON_NUMBER)
        code = "value-type";
      if ((token == GW_JSON_ARRAY_BEGIN || token == GW_JSON_OBJECT_BEGIN) && !gw_json_reader_skip_value (json, NULL))
        return "value-type";
      if (n < 2)
        numbers[n++] = token == GW_JSON_NUMBER ? gw_json_reader_get_double (json) : NAN;
    }
  if (code != NULL || n < 2)
    return "value-type";
  point = (GwPoint) { numbers[0] * width / 100.0, numbers[1] * height / 100.0 };
  g_array_append_val (points, point);

  return isfinite (point.x) && isfinite (point.y) ? NULL : "coord-not-finite";
}

static const char *
read_points (const GwStudioResult *result, int width, int height, GArray *points)
{
  gsize length;
  const char *raw = gw_json_members_get (result->value, "points", &length);
  g_autoptr (GwJsonReader) json = raw != NULL ? gw_json_reader_new_for_memory (raw, (gssize) length) : NULL;
  const char *code = NULL;
  GwJsonToken token;

  if (json == NULL || gw_json_reader_next (json, NULL) != GW_JSON_ARRAY_BEGIN)
    return "value-type";
  while (code == NULL && (token = gw_json_reader_next (json, NULL)) != GW_JSON_ARRAY_END)
    if (token != GW_JSON_ARRAY_BEGIN)
      code = "value-type";
    else if (points->len >= gw_limit_get (GW_LIMIT_RING_POINTS))
      code = "limit";
    else
      code = read_pair (json, width, height, points);

  return code;
}

static gboolean
is_open (const GwStudioResult *result)
{
  gsize length;
  const char *raw = gw_json_members_get (result->value, "closed", &length);

  return raw != NULL && length == strlen ("false") && strncmp (raw, "false", length) == 0;
}

static const char *
read_polygon (const GwStudioResult *result, int width, int height, GwShape *shape)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (GwPoint));
  const char *code = read_points (result, width, height, points);
  const GwPoint *first = (const GwPoint *) (gpointer) points->data;

  if (code != NULL)
    return code;
  if (points->len < (is_open (result) ? 2 : 3))
    return "ring-short";
  if (is_open (result))
    {
      shape->kind = GW_SHAPE_POLYLINE;
      return gw_ring_init (&shape->as.line, first, points->len) == GW_STATUS_OK ? NULL : "limit";
    }
  shape->kind = GW_SHAPE_POLYGON;
  shape->as.polygon = (GwPolygon) GW_POLYGON_INIT;

  return gw_polygon_add_ring (&shape->as.polygon, first, points->len) == GW_STATUS_OK ? NULL : "limit";
}

static const char *
read_keypoint (const GwStudioResult *result, int width, int height, GwPoint *point)
{
  const Length lengths[] = { { "x", width }, { "y", height } };
  double place[2];
  const char *code = read_lengths (result, lengths, G_N_ELEMENTS (lengths), place);

  if (code == NULL)
    *point = (GwPoint) { place[0], place[1] };

  return code;
}

/* The point and those that make one set with it. */
static const char *
read_keypoints (const GwStudioResult *result, int width, int height, GwShape *shape)
{
  const gsize n = 1 + (result->points != NULL ? result->points->len : 0);
  GwKeypoint *points = malloc (n * sizeof (GwKeypoint));

  if (points == NULL)
    return "limit";
  shape->kind = GW_SHAPE_POINTS;
  shape->as.points = (GwKeypoints) { points, n };
  for (gsize i = 0; i < n; i++)
    {
      const GwStudioResult *one = i == 0 ? result : g_ptr_array_index (result->points, i - 1);
      const char *code = read_keypoint (one, width, height, &points[i].point);

      points[i].visibility = GW_VISIBILITY_VISIBLE;
      if (code != NULL)
        return code;
    }

  return NULL;
}

/* --- masks ------------------------------------------------------------------------------------ */

static const char *
read_brush (const GwStudioResult *result, int width, int height, GwShape *shape)
{
  g_autofree char *form = gw_json_members_dup_string (result->value, "format");
  const char *code;

  if (result->rle == NULL || g_strcmp0 (form != NULL ? form : "rle", "rle") != 0)
    return "value-type";
  shape->kind = GW_SHAPE_MASK;
  if (!gw_brush_rle_decode (result->rle->data, result->rle->len, width, height, &shape->as.mask, &code))
    return code;

  return shape->as.mask.n_runs > 0 ? NULL : "segment-empty";
}

/* --- all ---------------------------------------------------------------------------------------- */

static const char *
read_shape (const GwStudioResult *result, int width, int height, GwShape *shape)
{
  if (result->code != NULL)
    return result->code;
  if (width <= 0 || height <= 0)
    return "size-missing";

  switch ((int) result->kind)
    {
    case GW_STUDIO_RECTANGLE:
      return read_rectangle (result, width, height, shape);
    case GW_STUDIO_POLYGON:
      return read_polygon (result, width, height, shape);
    case GW_STUDIO_ELLIPSE:
      return read_ellipse (result, width, height, shape);
    case GW_STUDIO_KEYPOINT:
      return read_keypoints (result, width, height, shape);
    case GW_STUDIO_BRUSH:
      return read_brush (result, width, height, shape);
    default:
      return "value-type";
    }
}

gboolean
gw_studio_shape_read (const GwStudioResult *result, int width, int height, GwShape *shape, const char **code)
{
  *code = read_shape (result, width, height, shape);
  if (*code != NULL)
    gw_shape_clear (shape);

  return *code == NULL;
}

const char *
gw_studio_shape_explain (const char *code)
{
  static const struct
  {
    const char *code;
    const char *text;
  } texts[] = {
    { "box-degenerate", N_ ("An ellipse has no area. It was left out.") },
    { "coord-not-finite", N_ ("A region has a coordinate that is no number. It was left out.") },
    { "limit", N_ ("A region has more points or pixels than this program reads. It was left out.") },
    { "mask-size", N_ ("A mask has not as many pixels as its image. It was left out.") },
    { "ring-short", N_ ("A polygon or line has too few points. It was left out.") },
    { "rle-char", N_ ("The list of a mask holds something else than bytes. The mask was left out.") },
    { "rle-short", N_ ("The list of a mask ends too early. The mask was left out.") },
    { "rle-sum", N_ ("A run of a mask goes on behind the last pixel. The mask was left out.") },
    { "segment-empty", N_ ("A mask has no pixels. It was left out.") },
    { "size-missing", N_ ("The size of the image is neither in the file nor known from its picture, and places are "
                          "parts of it. The region was left out.") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (strcmp (texts[i].code, code) == 0)
      return _ (texts[i].text);
  return _ ("A region has not the numbers of its kind. It was left out.");
}
