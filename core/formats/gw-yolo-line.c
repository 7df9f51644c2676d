/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-yolo-line.h"

#include <math.h>
#include <stdlib.h>
#include <glib/gi18n.h>

#include "gw-box.h"
#include "gw-polygon.h"
#include "gw-shape-make.h"

/* How far a value may be outside of 0 to 1: the trainer's own tolerance. */
#define TOLERANCE 0.01

/* Pixels beyond this are rejected (spec formats 15.6). */
#define FARTHEST 1e15

/* --- the form of a line ------------------------------------------------------------- */

guint
gw_yolo_grammar_count (const GwYoloGrammar *grammar, guint n, gboolean *score)
{
  const guint fields = n > 0 ? n - 1 : 0; /* without the class */
  guint n_plain = 0;

  switch (grammar->task)
    {
    case GW_YOLO_POLYGONS:
      n_plain = fields == 4 || fields == 5 ? 4 : fields >= 6 ? fields & ~1u : 0;
      break;
    case GW_YOLO_TURNED:
      n_plain = 8;
      break;
    case GW_YOLO_POSES:
      n_plain = 4 + grammar->n_points * grammar->n_values;
      break;
    case GW_YOLO_BOXES:
    case GW_YOLO_N_TASKS:
    default:
      n_plain = 4;
      break;
    }
  if (fields == 0 || (fields != n_plain && fields != n_plain + 1))
    return 0;
  if (score != NULL)
    *score = fields == n_plain + 1;
  return grammar->task == GW_YOLO_POSES ? 4 + grammar->n_points * 2 : n_plain;
}

static const char *
describe_form (const GwYoloGrammar *grammar)
{
  switch (grammar->task)
    {
    case GW_YOLO_POLYGONS:
      return _ ("The line has neither a box of four numbers nor a polygon. It was left out.");
    case GW_YOLO_TURNED:
      return _ ("The line does not have eight numbers for four corners. It was left out.");
    case GW_YOLO_POSES:
      return _ ("The line does not have four numbers for a box and those of the points that data.yaml tells of "
                "(kpt_shape). It was left out.");
    case GW_YOLO_BOXES:
    case GW_YOLO_N_TASKS:
    default:
      return _ ("The line does not have four numbers for a box. It was left out.");
    }
}

/* Brings a fraction that is hardly outside back; FALSE for one that is farther out. */
static gboolean
clip (double *value)
{
  if (*value > 1 + TOLERANCE || *value < -TOLERANCE)
    return FALSE;
  *value = CLAMP (*value, 0, 1);
  return TRUE;
}

/* --- shapes ---------------------------------------------------------------------------- */

static gboolean
make_box (double *numbers, int width, int height, GwShape *shape)
{
  for (guint i = 0; i < 4; i++)
    if (!clip (&numbers[i]))
      return FALSE;
  gw_shape_init_box (shape, (numbers[0] - numbers[2] / 2) * width, (numbers[1] - numbers[3] / 2) * height,
                     numbers[2] * width, numbers[3] * height);
  return TRUE;
}

static gboolean
make_polygon (const GwPoint *points, guint n, GwShape *shape)
{
  shape->kind = GW_SHAPE_POLYGON;
  shape->as.polygon = (GwPolygon) GW_POLYGON_INIT;
  if (gw_polygon_add_ring (&shape->as.polygon, points, n) != GW_STATUS_OK)
    g_error ("Out of memory");
  return TRUE;
}

static gboolean
make_ring (double *numbers, guint n, int width, int height, GwShape *shape)
{
  g_autofree GwPoint *points = g_new (GwPoint, n / 2);

  for (guint i = 0; i < n; i++)
    if (!clip (&numbers[i]))
      return FALSE;
  for (guint i = 0; i < n / 2; i++)
    points[i] = (GwPoint) { numbers[2 * i] * width, numbers[2 * i + 1] * height };
  return make_polygon (points, n / 2, shape);
}

/* Corners may lie outside of the image: those of a turned box often do. */
static gboolean
make_turned (const double *numbers, int width, int height, GwYoloLine *line)
{
  GwPoint corners[4];

  for (guint i = 0; i < 4; i++)
    {
      corners[i] = (GwPoint) { numbers[2 * i] * width, numbers[2 * i + 1] * height };
      if (fabs (corners[i].x) > FARTHEST || fabs (corners[i].y) > FARTHEST)
        return FALSE;
    }
  line->is_skewed = !gw_shape_fit_rectangle (corners, TRUE, &line->shape);
  return !line->is_skewed || make_polygon (corners, 4, &line->shape);
}

/* Points of two numbers say that they are absent by lying in the corner, and so do those of
 * predictions by a confidence below a half.
 */
static GwVisibility
get_visibility (const double *values, guint n_values, gboolean *vague)
{
  const double value = n_values == 3 ? values[2] : values[0] == 0 && values[1] == 0 ? 0 : 2;

  if (value == 0 || value == 1 || value == 2)
    return (GwVisibility) value;
  *vague = TRUE;
  return value >= 0.5 ? GW_VISIBILITY_VISIBLE : GW_VISIBILITY_ABSENT;
}

/* An object without a point that can be told is its box. */
static gboolean
make_pose (const GwYoloGrammar *grammar, double *numbers, int width, int height, GwYoloLine *line)
{
  GwShape box = GW_SHAPE_INIT;
  GwKeypoint *points;
  guint n_there = 0;

  if (!make_box (numbers, width, height, &box))
    return FALSE;
  for (guint i = 0; i < 4; i++)
    line->box[i] = numbers[i];
  points = calloc (grammar->n_points, sizeof *points);
  if (points == NULL)
    g_error ("Out of memory");
  for (guint i = 0; i < grammar->n_points; i++)
    {
      double *values = numbers + 4 + i * grammar->n_values;

      points[i].visibility = get_visibility (values, grammar->n_values, &line->is_vague);
      if (points[i].visibility == GW_VISIBILITY_ABSENT)
        continue;
      if (!clip (&values[0]) || !clip (&values[1]))
        {
          free (points);
          return FALSE;
        }
      points[i].point = (GwPoint) { values[0] * width, values[1] * height };
      n_there++;
    }
  if (n_there == 0)
    {
      free (points);
      line->shape = box;
      return TRUE;
    }
  line->shape.kind = GW_SHAPE_POINTS;
  line->shape.as.points = (GwKeypoints) { points, grammar->n_points };

  return TRUE;
}

static gboolean
make_shape (const GwYoloGrammar *grammar, double *numbers, guint n, int width, int height, GwYoloLine *line)
{
  switch (grammar->task)
    {
    case GW_YOLO_POLYGONS:
      return n == 4 ? make_box (numbers, width, height, &line->shape)
                    : make_ring (numbers, n, width, height, &line->shape);
    case GW_YOLO_TURNED:
      return make_turned (numbers, width, height, line);
    case GW_YOLO_POSES:
      return make_pose (grammar, numbers, width, height, line);
    case GW_YOLO_BOXES:
    case GW_YOLO_N_TASKS:
    default:
      return make_box (numbers, width, height, &line->shape);
    }
}

gboolean
gw_yolo_line_make (const GwYoloGrammar *grammar, double *numbers, guint n, int width, int height, GwYoloLine *line,
                   const char **code, const char **sentence)
{
  gboolean scored = FALSE;
  guint n_coordinates = gw_yolo_grammar_count (grammar, n, &scored);

  *line = (GwYoloLine) { .shape = GW_SHAPE_INIT, .score = NAN };
  *code = "row-fields";
  if (n_coordinates == 0)
    {
      *sentence = describe_form (grammar);
      return FALSE;
    }
  if (numbers[0] != floor (numbers[0]) || fabs (numbers[0]) > 1e9)
    {
      *sentence = _ ("The number of the class is not a whole number. The line was left out.");
      return FALSE;
    }

  line->index = (gint64) numbers[0];
  if (scored)
    line->score = numbers[n - 1];
  if (make_shape (grammar, numbers + 1, n_coordinates, width, height, line))
    return TRUE;

  *code = "coord-out-of-range";
  *sentence = grammar->task == GW_YOLO_TURNED
                  ? _ ("A corner is farther from the image than can be. The line was left out.")
                  : _ ("A coordinate is not between 0 and 1. The line was left out.");
  return FALSE;
}
