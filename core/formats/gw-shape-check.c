/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-shape-check.h"

#include <math.h>
#include <glib/gi18n.h>

#include "gw-number.h"
#include "gw-object-set.h"
#include "gw-polygon-combine.h"
#include "gw-polygon.h"
#include "gw-shape-clip.h"

/* Files round to two or three decimals: less than this beyond the border is none. */
#define OVERHANG 0.01

/* Up to so many objects are compared pairwise for duplicates. */
#define FEW_OBJECTS 24

/* Up to so many points of a ring every edge is compared with every other. */
#define FEW_POINTS 96

typedef struct
{
  GwRecord *record;
  const GwRecordHead *head;
  const GwShapeRules *rules;
  const char *file;
  GwProblems *problems;
  guint index; /* of the object */
  GwObject *object;
} Check;

/* --- reports -------------------------------------------------------------------- */

static char *
describe_bounds (const GwBox *box)
{
  GString *text = g_string_new (NULL);
  const double numbers[4] = { box->x, box->y, box->width, box->height };
  char buffer[GW_NUMBER_LENGTH];

  for (guint i = 0; i < 4; i++)
    {
      if (!isfinite (numbers[i]))
        g_strlcpy (buffer, "?", sizeof buffer);
      else
        gw_number_format_decimals (numbers[i], 2, buffer);
      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", buffer);
    }

  return g_string_free (text, FALSE);
}

static void
describe (const Check *check, GwProblem *problem)
{
  const GwRecord *record = check->record;
  GwClass *class = gw_record_head_find_class (check->head, gw_object_get_class_id (check->object));
  GwBox bounds = gw_object_get_bounds (check->object);

  problem->file = g_strdup (check->file);
  problem->line = record->line;
  if (g_array_index (record->places, guint64, check->index) > 0)
    problem->line = g_array_index (record->places, guint64, check->index);
  problem->image = g_strdup (record->path);
  problem->label = g_strdup (class != NULL ? gw_class_get_name (class) : NULL);
  problem->detail = describe_bounds (&bounds);
}

static void
report (const Check *check, GwSeverity severity, GwOutcome outcome, const char *code, double amount, const char *text)
{
  const gboolean wanted = gw_problems_want (check->problems, code);
  GwProblem *problem = gw_problem_new (severity, code, wanted ? g_strdup (text) : NULL);

  problem->outcome = outcome;
  problem->n_labels = outcome == GW_OUTCOME_LEFT_OUT ? 1 : 0;
  problem->amount = amount;
  if (wanted)
    describe (check, problem);
  gw_problems_take (check->problems, problem);
}

/* --- single checks: each FALSE where the object is rejected ------------------------ */

/* Replaces the object by a copy with another shape. */
static void
change_shape (Check *check, GwShape *shape)
{
  GwObject *copy = gw_object_copy (check->object);

  gw_object_take_shape (copy, shape);
  g_object_unref (check->object);
  check->object = copy;
}

static gboolean
ring_has_repeats (const GwRing *ring)
{
  for (gsize i = 0; i < ring->n_points; i++)
    {
      GwPoint a = ring->points[i];
      GwPoint b = ring->points[i + 1 < ring->n_points ? i + 1 : 0];

      if (a.x == b.x && a.y == b.y)
        return TRUE;
    }
  return FALSE;
}

/* The box around points that are too few for a polygon, where that is asked for. */
static gboolean
make_box (Check *check)
{
  GwBox bounds = gw_object_get_bounds (check->object);
  GwShape shape;

  if (check->rules->short_rings != GW_CHECK_FIX || !(bounds.width > 0 && bounds.height > 0))
    return FALSE;
  report (check, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "ring-short", 0,
          _ ("A polygon has fewer than three different points. The box around them was taken."));
  gw_shape_init_box (&shape, bounds.x, bounds.y, bounds.width, bounds.height);
  change_shape (check, &shape);

  return TRUE;
}

/* Rings without the points that they have twice in a row, unless those are to stay; rings that are none
 * are dropped.
 */
static gboolean
tidy_rings (Check *check)
{
  const GwPolygon *polygon = &gw_object_get_shape (check->object)->as.polygon;
  GwShape shape = { .kind = GW_SHAPE_POLYGON };
  gsize n_dropped = 0;
  gsize n_points = 0;

  for (gsize i = 0; i < polygon->n_rings; i++)
    {
      GwRing ring = GW_RING_INIT;
      gsize n_repeats = 0;

      if (gw_ring_init (&ring, polygon->rings[i].points, polygon->rings[i].n_points) != GW_STATUS_OK)
        continue;
      if (check->rules->repeated_points != GW_CHECK_KEEP)
        n_repeats = gw_ring_drop_repeats (&ring);
      if (!gw_ring_is_valid (&ring)
          || gw_polygon_add_ring (&shape.as.polygon, ring.points, ring.n_points) != GW_STATUS_OK)
        n_dropped++;
      else
        n_points += n_repeats;
      gw_ring_clear (&ring);
    }

  if (shape.as.polygon.n_rings == 0 && make_box (check))
    return TRUE;
  if (shape.as.polygon.n_rings == 0)
    {
      report (check, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "ring-short", 0,
              _ ("A polygon has fewer than three different points. It was left out."));
      gw_shape_clear (&shape);
      return FALSE;
    }
  if (n_dropped > 0)
    report (check, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "ring-short", 0,
            _ ("A part of a polygon has fewer than three different points. The part was left out."));
  if (n_points > 0)
    report (check, GW_SEVERITY_INFO, GW_OUTCOME_CHANGED, "ring-point-dropped", 0,
            _ ("A polygon has points twice in a row. One of each was kept."));
  change_shape (check, &shape);

  return TRUE;
}

static double
turn (GwPoint a, GwPoint b, GwPoint c)
{
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/* Bounds of edges, side by side for several comparisons at a time. Rounded to
 * less room, what met still meets: rounding keeps the order.
 */
typedef struct
{
  float left[FEW_POINTS], top[FEW_POINTS], right[FEW_POINTS], bottom[FEW_POINTS];
} Bounds;

/* The later edges but its neighbours whose bounds meet those of edge i. Of
 * jagged rings no processor can guess which they are, so nothing branches.
 */
static gsize
list_near (const Bounds *bounds, gsize n, gsize i, guint8 *near)
{
  const float left = bounds->left[i], top = bounds->top[i], right = bounds->right[i], bottom = bounds->bottom[i];
  const gsize end = i == 0 ? n - 1 : n;
  gint32 meets[FEW_POINTS];
  gsize n_near = 0;

  for (gsize j = i + 2; j < end; j++)
    meets[j] = (bounds->left[j] <= right) & (bounds->right[j] >= left) & (bounds->top[j] <= bottom)
               & (bounds->bottom[j] >= top);
  for (gsize j = i + 2; j < end; j++)
    {
      near[n_near] = (guint8) j;
      n_near += (gsize) meets[j];
    }
  return n_near;
}

typedef enum
{
  EDGES_APART,
  EDGES_TOUCH, /* an end of one lies on the other, or they are in line */
  EDGES_CROSS
} Meeting;

static Meeting
find_meeting (const GwPoint *p, gsize n, gsize i, gsize j)
{
  GwPoint a = p[i], b = p[i + 1 < n ? i + 1 : 0], c = p[j], d = p[j + 1 < n ? j + 1 : 0];
  const double first = turn (a, b, c) * turn (a, b, d);
  double second;

  if (first > 0)
    return EDGES_APART;
  second = turn (c, d, a) * turn (c, d, b);
  if (second > 0)
    return EDGES_APART;
  return first < 0 && second < 0 ? EDGES_CROSS : EDGES_TOUCH;
}

/* Of a ring of FEW_POINTS at most: how its edges meet that are no neighbours. */
static Meeting
compare_edges (const GwRing *ring)
{
  gsize n = ring->n_points;
  Bounds bounds;
  guint8 near[FEW_POINTS];
  Meeting meeting = EDGES_APART;

  for (gsize i = 0; i < n; i++)
    {
      GwPoint a = ring->points[i], b = ring->points[i + 1 < n ? i + 1 : 0];

      bounds.left[i] = (float) MIN (a.x, b.x);
      bounds.top[i] = (float) MIN (a.y, b.y);
      bounds.right[i] = (float) MAX (a.x, b.x);
      bounds.bottom[i] = (float) MAX (a.y, b.y);
    }
  for (gsize i = 0; i + 2 < n && meeting != EDGES_CROSS; i++)
    for (gsize k = list_near (&bounds, n, i, near); k > 0 && meeting != EDGES_CROSS; k--)
      meeting = MAX (meeting, find_meeting (ring->points, n, i, near[k - 1]));
  return meeting;
}

/* Of short rings, which are nearly all, most are judged by comparing edges alone,
 * in a fifth of the time; whether edges that only touch change sides there is for
 * the full test.
 */
static gboolean
ring_crosses (const GwRing *ring)
{
  const Meeting meeting = ring->n_points <= FEW_POINTS ? compare_edges (ring) : EDGES_TOUCH;
  bool crosses = meeting == EDGES_CROSS;

  if (meeting == EDGES_TOUCH && gw_ring_crosses_itself (ring, &crosses) != GW_STATUS_OK)
    return FALSE;
  return crosses;
}

/* Rings that cover the same by even-odd, and cross nothing. */
static gboolean
part_rings (Check *check)
{
  const GwPolygon none = GW_POLYGON_INIT;
  GwShape shape = { .kind = GW_SHAPE_POLYGON };

  if (gw_polygon_combine (&gw_object_get_shape (check->object)->as.polygon, &none, GW_POLYGON_UNION, &shape.as.polygon)
      != GW_STATUS_OK)
    {
      report (check, GW_SEVERITY_INFO, GW_OUTCOME_KEPT, "ring-selfcross", 0,
              _ ("A polygon crosses itself in too many places to be parted. It was kept as it is."));
      return TRUE;
    }
  if (shape.as.polygon.n_rings == 0)
    {
      report (check, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "ring-selfcross", 0,
              _ ("A polygon crosses itself and encloses nothing. It was left out."));
      return FALSE;
    }
  report (check, GW_SEVERITY_INFO, GW_OUTCOME_CHANGED, "ring-selfcross", 0,
          _ ("A polygon crosses itself. It was parted there, and covers the same."));
  change_shape (check, &shape);
  return TRUE;
}

static gboolean
check_crossing (Check *check)
{
  const GwPolygon *polygon = &gw_object_get_shape (check->object)->as.polygon;
  const gboolean reject = check->rules->self_cross == GW_CHECK_REJECT;
  gsize i = 0;

  while (i < polygon->n_rings && !ring_crosses (&polygon->rings[i]))
    i++;
  if (i == polygon->n_rings)
    return TRUE;
  if (check->rules->self_cross == GW_CHECK_FIX)
    return part_rings (check);
  report (check, reject ? GW_SEVERITY_ERROR : GW_SEVERITY_INFO, reject ? GW_OUTCOME_LEFT_OUT : GW_OUTCOME_KEPT,
          "ring-selfcross", 0,
          reject ? _ ("A polygon crosses itself. It was left out.")
                 : _ ("A polygon crosses itself. What lies inside an odd number of times counts."));
  return !reject;
}

static gboolean
have_repeats (const GwPolygon *polygon)
{
  for (gsize i = 0; i < polygon->n_rings; i++)
    if (ring_has_repeats (&polygon->rings[i]))
      return TRUE;

  return FALSE;
}

static gboolean
check_rings (Check *check)
{
  const GwPolygon *polygon = &gw_object_get_shape (check->object)->as.polygon;
  const GwCheckRule rule = check->rules->repeated_points;
  gboolean repeats = have_repeats (polygon);
  gboolean untidy = polygon->n_rings == 0 || (repeats && rule != GW_CHECK_KEEP);

  for (gsize i = 0; i < polygon->n_rings && !untidy; i++)
    untidy = !gw_ring_is_valid (&polygon->rings[i]);
  if (repeats && rule == GW_CHECK_REJECT)
    {
      report (check, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "ring-point-dropped", 0,
              _ ("A polygon has points twice in a row. It was left out."));
      return FALSE;
    }
  if (untidy && !tidy_rings (check))
    return FALSE;
  if (gw_object_get_shape (check->object)->kind != GW_SHAPE_POLYGON)
    return TRUE;
  if (repeats && rule == GW_CHECK_KEEP && have_repeats (&gw_object_get_shape (check->object)->as.polygon))
    report (check, GW_SEVERITY_INFO, GW_OUTCOME_KEPT, "ring-point-dropped", 0,
            _ ("A polygon has points twice in a row. They were kept."));

  return check_crossing (check);
}

static gboolean
check_box (Check *check, double width, double height)
{
  GwCheckRule rule = check->rules->degenerate;

  if (width > 0 && height > 0)
    return TRUE;
  if (rule == GW_CHECK_KEEP && width >= 0 && height >= 0)
    {
      report (check, GW_SEVERITY_WARNING, GW_OUTCOME_KEPT, "box-degenerate", 0, _ ("A box has no area."));
      return TRUE;
    }
  if (rule == GW_CHECK_FIX && (width < 0 || height < 0) && width != 0 && height != 0
      && gw_object_get_shape (check->object)->kind == GW_SHAPE_BOX)
    {
      GwBox box = gw_object_get_shape (check->object)->as.box;
      GwShape shape;

      gw_shape_init_box (&shape, width < 0 ? box.x + width : box.x, height < 0 ? box.y + height : box.y, fabs (width),
                         fabs (height));
      report (check, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "box-swapped", 0,
              _ ("A box has a negative size. Its corners were put in order."));
      change_shape (check, &shape);
      return TRUE;
    }

  report (check, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "box-degenerate", 0,
          _ ("The width or height of a box is not above 0. It was left out."));
  return FALSE;
}

static gboolean
check_mask (Check *check)
{
  const GwMask *mask = &gw_object_get_shape (check->object)->as.mask;

  if (mask->width == 0)
    {
      report (check, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "segment-empty", 0,
              _ ("A mask has no pixels. It was left out."));
      return FALSE;
    }
  if (check->record->width > 0 && check->record->height > 0
      && (mask->image_width != check->record->width || mask->image_height != check->record->height))
    {
      g_autofree char *text = g_strdup_printf (
          _ ("A mask is of %d × %d pixels, its image of %d × %d. It was left out."), mask->image_width,
          mask->image_height, check->record->width, check->record->height);

      report (check, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "mask-size", 0, text);
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_kind (Check *check)
{
  const GwShape *shape = gw_object_get_shape (check->object);

  switch (shape->kind)
    {
    case GW_SHAPE_BOX:
      if (!check_box (check, shape->as.box.width, shape->as.box.height))
        return FALSE;
      break;
    case GW_SHAPE_ROTATED_BOX:
      if (!check_box (check, shape->as.rotated.width, shape->as.rotated.height))
        return FALSE;
      break;
    case GW_SHAPE_ELLIPSE:
      if (!check_box (check, shape->as.ellipse.rx, shape->as.ellipse.ry))
        return FALSE;
      break;
    case GW_SHAPE_POLYGON:
      if (!check_rings (check))
        return FALSE;
      break;
    case GW_SHAPE_MASK:
      if (!check_mask (check))
        return FALSE;
      break;
    case GW_SHAPE_NONE:
    case GW_SHAPE_POLYLINE:
    case GW_SHAPE_POINTS:
    default:
      break;
    }

  /* What is left to find: numbers that no shape may have. */
  if (gw_shape_validate (gw_object_get_shape (check->object)) == GW_STATUS_OK)
    return TRUE;
  report (check, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT,
          shape->kind == GW_SHAPE_NONE ? "box-degenerate" : "coord-out-of-range", 0,
          shape->kind == GW_SHAPE_NONE ? _ ("An object has no shape. It was left out.")
                                       : _ ("A coordinate is not finite or beyond 1e15. The object was left out."));
  return FALSE;
}

static gboolean
check_outside (Check *check)
{
  double width = check->record->width, height = check->record->height;
  GwBox bounds = gw_object_get_bounds (check->object);
  double overhang;
  GwShape shape = GW_SHAPE_INIT;

  if (width <= 0 || height <= 0)
    return TRUE;
  overhang = fmax (fmax (-bounds.x, bounds.x + bounds.width - width),
                   fmax (-bounds.y, bounds.y + bounds.height - height));
  if (overhang <= OVERHANG)
    return TRUE;

  if (bounds.x >= width || bounds.y >= height || bounds.x + bounds.width <= 0 || bounds.y + bounds.height <= 0)
    {
      if (check->rules->outside == GW_CHECK_KEEP)
        {
          report (check, GW_SEVERITY_WARNING, GW_OUTCOME_KEPT, "box-outside", overhang,
                  _ ("An object lies outside of the image."));
          return TRUE;
        }
      report (check, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "box-outside", overhang,
              _ ("An object lies outside of the image. It was left out."));
      return FALSE;
    }
  if (check->rules->outside == GW_CHECK_REJECT)
    {
      report (check, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "box-outside", overhang,
              _ ("An object reaches outside of the image. It was left out."));
      return FALSE;
    }
  if (check->rules->outside == GW_CHECK_FIX
      && gw_shape_copy (gw_object_get_shape (check->object), &shape) == GW_STATUS_OK
      && gw_shape_clip (&shape, width, height))
    {
      report (check, GW_SEVERITY_INFO, GW_OUTCOME_CHANGED, "box-outside", overhang,
              _ ("An object reaches outside of the image. It was cut at the border."));
      change_shape (check, &shape);
      return TRUE;
    }
  gw_shape_clear (&shape);
  report (check, GW_SEVERITY_INFO, GW_OUTCOME_KEPT, "box-outside", overhang,
          _ ("An object reaches outside of the image. It was kept as it is."));
  return TRUE;
}

static void
check_score (Check *check)
{
  double score = gw_object_get_score (check->object);
  GwObject *copy;

  if (isnan (score) || (score >= 0 && score <= 1))
    return;
  report (check, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "score-range", 0,
          _ ("A confidence is not between 0 and 1. It was taken as not given."));
  copy = gw_object_copy (check->object);
  gw_object_set_score (copy, NAN);
  g_object_unref (check->object);
  check->object = copy;
}

/* --- duplicates ------------------------------------------------------------------- */

/* Whether one of the n objects before is the same. */
static gboolean
is_duplicate (GwObject *object, GPtrArray *before, guint n, GwObjectSet *seen)
{
  if (seen != NULL)
    return !gw_object_set_add (seen, object);

  for (guint i = 0; i < n; i++)
    if (gw_object_set_repeats (g_ptr_array_index (before, i), object))
      return TRUE;
  return FALSE;
}

/* --- the record ---------------------------------------------------------------------- */

/* The objects that pass; NULL where that is all of them, unchanged. */
static GPtrArray *
check_objects (Check *check, GwObjectSet *seen, GArray *places)
{
  GPtrArray *objects = check->record->objects;
  GPtrArray *kept = NULL;

  for (guint i = 0; i < objects->len; i++)
    {
      gboolean keep;

      check->index = i;
      check->object = g_object_ref (g_ptr_array_index (objects, i));
      keep = check_kind (check) && check_outside (check);
      if (keep)
        check_score (check);
      if (keep && check->rules->duplicates != GW_CHECK_KEEP
          && is_duplicate (check->object, kept != NULL ? kept : objects, kept != NULL ? kept->len : i, seen))
        {
          report (check, GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, "object-duplicate", 0,
                  _ ("An object is there twice, with the same class and shape. One was kept."));
          keep = FALSE;
        }

      if (kept == NULL && (!keep || check->object != g_ptr_array_index (objects, i)))
        {
          kept = g_ptr_array_new_full (objects->len, g_object_unref);
          for (guint k = 0; k < i; k++)
            g_ptr_array_add (kept, g_object_ref (g_ptr_array_index (objects, k)));
          g_array_append_vals (places, check->record->places->data, i);
        }
      if (kept != NULL && keep)
        {
          g_ptr_array_add (kept, g_object_ref (check->object));
          g_array_append_val (places, g_array_index (check->record->places, guint64, i));
        }
      g_clear_object (&check->object);
    }

  return kept;
}

void
gw_shape_check_record (GwRecord *record, const GwRecordHead *head, const GwShapeRules *rules, const char *file,
                       GwProblems *problems)
{
  Check check = { record, head, rules, file, problems, 0, NULL };
  g_autoptr (GwObjectSet) seen = NULL;
  g_autoptr (GArray) places = NULL;
  GPtrArray *kept;

  if (record->objects->len == 0)
    return;
  if (record->places == NULL)
    record->places = g_array_new (FALSE, TRUE, sizeof (guint64));
  if (record->places->len < record->objects->len)
    g_array_set_size (record->places, record->objects->len);
  if (record->objects->len > FEW_OBJECTS)
    seen = gw_object_set_new ();

  places = g_array_new (FALSE, FALSE, sizeof (guint64));
  kept = check_objects (&check, seen, places);
  if (kept != NULL)
    {
      g_ptr_array_unref (record->objects);
      record->objects = kept;
      g_array_unref (record->places);
      record->places = g_steal_pointer (&places);
    }
}
