/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-shape-judge.h"

#include <math.h>
#include <string.h>

#include "gw-coco-object.h"
#include "gw-json-reader.h"

/* Coordinates beyond this are rejected (spec formats 15.6). */
#define FARTHEST 1e15

/* Looks at all numbers of a value, and at the lengths of the arrays in it. */
typedef struct
{
  gboolean not_finite;
  gboolean too_far;
  gboolean other;  /* something that is neither a number nor an array */
  gsize shortest;  /* elements of the shortest ring */
  double first[4]; /* the first four numbers */
  gsize n;
} Numbers;

static void
judge_numbers (GwJsonReader *reader, Numbers *found)
{
  guint depth = 0;
  gsize n[4] = { 0 };

  found->shortest = G_MAXSIZE;
  do
    {
      GwJsonToken token = gw_json_reader_next (reader, NULL);

      switch ((int) token)
        {
        case GW_JSON_ARRAY_BEGIN:
          if (depth > 0 && depth < G_N_ELEMENTS (n))
            n[depth - 1]++;
          if (depth < G_N_ELEMENTS (n))
            n[depth] = 0;
          depth++;
          break;
        case GW_JSON_ARRAY_END:
          depth--;
          /* Rings are at depth 1 of a value, their points at depth 2. */
          if (depth == 1)
            found->shortest = MIN (found->shortest, n[1]);
          break;
        case GW_JSON_NON_FINITE:
          found->not_finite = TRUE;
          break;
        case GW_JSON_NUMBER:
          if (!isfinite (gw_json_reader_get_double (reader)))
            found->not_finite = TRUE;
          else if (fabs (gw_json_reader_get_double (reader)) > FARTHEST)
            found->too_far = TRUE;
          if (found->n < G_N_ELEMENTS (found->first))
            found->first[found->n] = gw_json_reader_get_double (reader);
          found->n++;
          break;
        case GW_JSON_ERROR:
        case GW_JSON_END:
          return;
        case GW_JSON_KEY:
        case GW_JSON_OBJECT_BEGIN:
        case GW_JSON_OBJECT_END:
          found->other = TRUE;
          break;
        default:
          found->other = TRUE;
          break;
        }
    }
  while (gw_json_reader_get_depth (reader) > 1);
}

static gboolean
next_numbers (GwJsonReader *reader, GArray *numbers)
{
  g_array_set_size (numbers, 0);
  return gw_json_reader_get_token (reader) == GW_JSON_ARRAY_BEGIN
         && gw_json_reader_next_numbers (reader, numbers, 1 << 26, NULL) == GW_JSON_ARRAY_END;
}

static const char *
judge_rle (GwJsonReader *reader)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *text = NULL;
  gint64 size[2] = { -1, -1 };
  gsize n = 0;
  const char *code = "rle-sum";
  GwShape shape = GW_SHAPE_INIT;
  gboolean swapped;

  if (gw_json_reader_next (reader, NULL) != GW_JSON_OBJECT_BEGIN)
    return "value-type";
  while (gw_json_reader_next (reader, NULL) == GW_JSON_KEY)
    {
      gboolean is_size = gw_json_reader_string_is (reader, "size");
      GwJsonToken token = gw_json_reader_next (reader, NULL);

      if (token == GW_JSON_STRING && !is_size)
        {
          const char *string = gw_json_reader_get_string (reader, &n);

          g_free (text);
          text = g_strndup (string, n);
          continue;
        }
      if (!next_numbers (reader, numbers))
        return "value-type";
      if (is_size && numbers->len == 2)
        for (guint i = 0; i < 2; i++)
          size[i] = (gint64) CLAMP (g_array_index (numbers, double, i), -1, 1e10);
      else if (!is_size)
        for (guint i = 0; i < numbers->len; i++)
          {
            gint64 count = (gint64) CLAMP (g_array_index (numbers, double, i), -1, 1e10);

            g_array_append_val (counts, count);
          }
    }
  if (size[0] < 0 || size[1] < 0)
    return "value-type";

  if (gw_coco_read_rle (size, 0, 0, (const gint64 *) (gpointer) counts->data, text, text != NULL ? n : counts->len,
                        &shape, &swapped, &code))
    {
      gw_shape_clear (&shape);
      return NULL;
    }
  return code;
}

static const char *
judge_shape (GwJsonReader *reader, gboolean is_box, gboolean is_rings)
{
  Numbers found = { 0 };

  judge_numbers (reader, &found);
  if (found.not_finite)
    return "coord-not-finite";
  if (found.too_far)
    return "coord-out-of-range";
  if (found.other)
    return "value-type";
  if (is_rings && found.shortest < 3)
    return "ring-short";
  if (is_box && found.n != 4)
    return "value-type";
  if (is_box && (found.first[2] < 0 || found.first[3] < 0))
    return "box-degenerate";
  return NULL;
}

const char *
gw_judge_object_json (const char *raw, gsize length)
{
  g_autoptr (GwJsonReader) reader = gw_json_reader_new_for_memory (raw, (gssize) length);
  const char *code = NULL;

  gw_json_reader_set_non_finite (reader, TRUE);
  if (gw_json_reader_next (reader, NULL) != GW_JSON_OBJECT_BEGIN)
    return "value-type";

  while (gw_json_reader_next (reader, NULL) == GW_JSON_KEY)
    {
      const char *found = NULL;

      if (gw_json_reader_string_is (reader, "rle"))
        found = judge_rle (reader);
      else if (gw_json_reader_string_is (reader, "rings"))
        found = judge_shape (reader, FALSE, TRUE);
      else if (gw_json_reader_string_is (reader, "bbox"))
        found = judge_shape (reader, TRUE, FALSE);
      else if (gw_json_reader_string_is (reader, "line") || gw_json_reader_string_is (reader, "points")
               || gw_json_reader_string_is (reader, "ellipse") || gw_json_reader_string_is (reader, "angle"))
        found = judge_shape (reader, FALSE, FALSE);
      else if (!gw_json_reader_skip_value (reader, NULL))
        break;
      /* A box is the least to blame, since it may stand beside another shape. */
      if (found != NULL && (code == NULL || strcmp (code, "box-degenerate") == 0))
        code = found;
    }

  return code != NULL ? code : "value-type";
}

/* --- fractions ---------------------------------------------------------------- */

static void
scale_points (GwPoint *points, gsize n, double width, double height)
{
  for (gsize i = 0; i < n; i++)
    points[i] = (GwPoint) { points[i].x * width, points[i].y * height };
}

gboolean
gw_shape_scale (GwShape *shape, double width, double height)
{
  switch (shape->kind)
    {
    case GW_SHAPE_BOX:
      shape->as.box = (GwBox) { shape->as.box.x * width, shape->as.box.y * height, shape->as.box.width * width,
                                shape->as.box.height * height };
      return TRUE;
    case GW_SHAPE_ROTATED_BOX:
      shape->as.rotated.cx *= width;
      shape->as.rotated.cy *= height;
      shape->as.rotated.width *= width;
      shape->as.rotated.height *= height;
      return TRUE;
    case GW_SHAPE_ELLIPSE:
      shape->as.ellipse.cx *= width;
      shape->as.ellipse.cy *= height;
      shape->as.ellipse.rx *= width;
      shape->as.ellipse.ry *= height;
      return TRUE;
    case GW_SHAPE_POLYGON:
      for (gsize i = 0; i < shape->as.polygon.n_rings; i++)
        scale_points (shape->as.polygon.rings[i].points, shape->as.polygon.rings[i].n_points, width, height);
      return TRUE;
    case GW_SHAPE_POLYLINE:
      scale_points (shape->as.line.points, shape->as.line.n_points, width, height);
      return TRUE;
    case GW_SHAPE_POINTS:
      for (gsize i = 0; i < shape->as.points.n_points; i++)
        scale_points (&shape->as.points.points[i].point, 1, width, height);
      return TRUE;
    case GW_SHAPE_NONE:
      return TRUE;
    case GW_SHAPE_MASK:
    default:
      return FALSE;
    }
}
