/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-polygon.h"

#include <math.h>
#include <stdlib.h>

#include "gw-box.h"
#include "gw-geometry-private.h"

/* Edges of rings that touch each other. Every one is compared with every
 * other one, so more are refused.
 */
#define MAX_EDGES ((size_t) 8192)

/* Pairs of edges that are compared to find the rings that touch. */
#define MAX_COMPARISONS ((uint64_t) 1 << 26)

/* An edge of a ring, or a part of one between two crossings. Of a part that is
 * kept for the outline, the inside lies to the right of the way from a to b.
 */
typedef struct
{
  GwPoint a;
  GwPoint b;
  bool used;
} Edge;

typedef struct
{
  Edge *edges;
  size_t n;
  size_t capacity;
} Edges;

/* Rings that touch or cross, taken together. */
typedef struct
{
  const GwPolygon *polygon;
  const size_t *members; /* indices of the rings */
  size_t n_members;
  double scale; /* the largest coordinate */
} Cluster;

typedef enum
{
  APART,
  FIRST_IN_SECOND,
  SECOND_IN_FIRST,
  TOUCHING
} Relation;

/* --- how two rings lie ---------------------------------------------------- */

static double
turn (GwPoint a, GwPoint b, GwPoint c)
{
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

static GwPoint
ring_point (const GwRing *ring, size_t i)
{
  return ring->points[i < ring->n_points ? i : 0];
}

static bool
edges_meet (GwPoint a, GwPoint b, GwPoint c, GwPoint d)
{
  if (fmax (a.x, b.x) < fmin (c.x, d.x) || fmax (c.x, d.x) < fmin (a.x, b.x) || fmax (a.y, b.y) < fmin (c.y, d.y)
      || fmax (c.y, d.y) < fmin (a.y, b.y))
    return false;
  return turn (a, b, c) * turn (a, b, d) <= 0.0 && turn (c, d, a) * turn (c, d, b) <= 0.0;
}

static bool
rings_meet (const GwRing *one, const GwRing *two)
{
  for (size_t i = 0; i < one->n_points; i++)
    for (size_t j = 0; j < two->n_points; j++)
      if (edges_meet (one->points[i], ring_point (one, i + 1), two->points[j], ring_point (two, j + 1)))
        return true;
  return false;
}

static Relation
rings_relate (const GwRing *one, const GwRing *two, uint64_t *comparisons)
{
  GwBox first, second;

  *comparisons += 1;

  if (gw_ring_bounds (one, &first) != GW_STATUS_OK || gw_ring_bounds (two, &second) != GW_STATUS_OK
      || first.x > second.x + second.width || second.x > first.x + first.width || first.y > second.y + second.height
      || second.y > first.y + first.height)
    return APART;
  *comparisons += (uint64_t) one->n_points * two->n_points;
  if (*comparisons > MAX_COMPARISONS)
    return APART;
  if (rings_meet (one, two))
    return TOUCHING;
  if (gw_ring_contains (two, one->points[0]))
    return FIRST_IN_SECOND;
  if (gw_ring_contains (one, two->points[0]))
    return SECOND_IN_FIRST;
  return APART;
}

/* --- parts of edges --------------------------------------------------------- */

static gw_status
edges_add (Edges *self, GwPoint a, GwPoint b)
{
  gw_status status = _gw_array_grow ((void **) &self->edges, &self->capacity, self->n, sizeof (Edge));

  if (status == GW_STATUS_OK)
    self->edges[self->n++] = (Edge) { a, b, false };
  return status;
}

static bool
points_equal (GwPoint a, GwPoint b)
{
  return a.x == b.x && a.y == b.y;
}

static int
compare_points (GwPoint a, GwPoint b)
{
  if (a.x != b.x)
    return a.x < b.x ? -1 : 1;
  return a.y != b.y ? (a.y < b.y ? -1 : 1) : 0;
}

/* By the lesser end, then the greater: equal parts come together whichever way
 * they run.
 */
static int
compare_undirected (const void *one, const void *two)
{
  const Edge *e = one, *f = two;
  bool e_forward = compare_points (e->a, e->b) < 0;
  bool f_forward = compare_points (f->a, f->b) < 0;
  int order = compare_points (e_forward ? e->a : e->b, f_forward ? f->a : f->b);

  return order != 0 ? order : compare_points (e_forward ? e->b : e->a, f_forward ? f->b : f->a);
}

static int
compare_start (const void *one, const void *two)
{
  return compare_points (((const Edge *) one)->a, ((const Edge *) two)->a);
}

/* A place where an edge is cut, and how far along it. */
typedef struct
{
  double along;
  GwPoint point;
} Cut;

static int
compare_cuts (const void *one, const void *two)
{
  double a = ((const Cut *) one)->along, b = ((const Cut *) two)->along;

  return a < b ? -1 : a > b;
}

/* Where e is cut by f: at an end of f that lies on it, or where they cross.
 * The crossing is found from the lesser of the two edges, so that both are cut
 * at the very same point.
 */
static size_t
find_cuts (const Edge *e, const Edge *f, GwPoint cuts[2])
{
  double c = turn (e->a, e->b, f->a), d = turn (e->a, e->b, f->b);
  double a = turn (f->a, f->b, e->a), b = turn (f->a, f->b, e->b);
  size_t n = 0;

  if (!edges_meet (e->a, e->b, f->a, f->b))
    return 0;
  if (c == 0.0)
    cuts[n++] = f->a;
  if (d == 0.0)
    cuts[n++] = f->b;
  if (n == 0 && a != 0.0 && b != 0.0)
    {
      bool swap = compare_undirected (e, f) > 0;
      const Edge *g = swap ? f : e;
      const Edge *h = swap ? e : f;
      double first = turn (g->a, g->b, h->a), second = turn (g->a, g->b, h->b);
      double share = first / (first - second);

      cuts[n++] = (GwPoint) { h->a.x + share * (h->b.x - h->a.x), h->a.y + share * (h->b.y - h->a.y) };
    }
  else if (n == 0)
    cuts[n++] = a == 0.0 ? e->a : e->b;
  return n;
}

static gw_status
cut_edge (const Edges *whole, size_t index, Cut **cuts, size_t *capacity, Edges *parts)
{
  const Edge *edge = &whole->edges[index];
  double dx = edge->b.x - edge->a.x, dy = edge->b.y - edge->a.y;
  double length = dx * dx + dy * dy;
  gw_status status = GW_STATUS_OK;
  size_t n = 0;
  GwPoint last = edge->a;

  for (size_t i = 0; i < whole->n && status == GW_STATUS_OK; i++)
    {
      GwPoint found[2];
      size_t n_found = i != index ? find_cuts (edge, &whole->edges[i], found) : 0;

      for (size_t k = 0; k < n_found && status == GW_STATUS_OK; k++)
        {
          double along = ((found[k].x - edge->a.x) * dx + (found[k].y - edge->a.y) * dy) / length;

          if (along <= 0.0 || along >= 1.0)
            continue;
          status = _gw_array_grow ((void **) cuts, capacity, n, sizeof (Cut));
          if (status == GW_STATUS_OK)
            (*cuts)[n++] = (Cut) { along, found[k] };
        }
    }
  if (status != GW_STATUS_OK)
    return status;

  if (n > 1)
    qsort (*cuts, n, sizeof (Cut), compare_cuts);
  for (size_t i = 0; i <= n && status == GW_STATUS_OK; i++)
    {
      GwPoint next = i < n ? (*cuts)[i].point : edge->b;

      if (points_equal (last, next))
        continue;
      status = edges_add (parts, last, next);
      last = next;
    }
  return status;
}

/* All edges of the cluster, cut where they meet, each part once. */
static gw_status
cut_cluster (const Cluster *cluster, Edges *parts)
{
  Edges whole = { NULL, 0, 0 };
  Cut *cuts = NULL;
  size_t capacity = 0, kept = 0;
  gw_status status = GW_STATUS_OK;

  for (size_t m = 0; m < cluster->n_members && status == GW_STATUS_OK; m++)
    {
      const GwRing *ring = &cluster->polygon->rings[cluster->members[m]];

      for (size_t i = 0; i < ring->n_points && status == GW_STATUS_OK; i++)
        if (!points_equal (ring->points[i], ring_point (ring, i + 1)))
          status = edges_add (&whole, ring->points[i], ring_point (ring, i + 1));
    }
  if (status == GW_STATUS_OK && whole.n > MAX_EDGES)
    status = GW_STATUS_TOO_LARGE;

  for (size_t i = 0; i < whole.n && status == GW_STATUS_OK; i++)
    status = cut_edge (&whole, i, &cuts, &capacity, parts);

  if (status == GW_STATUS_OK && parts->n > 0)
    {
      qsort (parts->edges, parts->n, sizeof (Edge), compare_undirected);
      for (size_t i = 0; i < parts->n; i++)
        if (kept == 0 || compare_undirected (&parts->edges[kept - 1], &parts->edges[i]) != 0)
          parts->edges[kept++] = parts->edges[i];
      parts->n = kept;
    }
  free (cuts);
  free (whole.edges);
  return status;
}

/* --- what is inside ------------------------------------------------------------ */

static size_t
count_around (const Cluster *cluster, GwPoint point)
{
  size_t n = 0;

  for (size_t m = 0; m < cluster->n_members; m++)
    if (gw_ring_contains (&cluster->polygon->rings[cluster->members[m]], point))
      n++;
  return n;
}

/* Keeps the parts that have the inside on one side only, running so that it
 * lies on their right. overlap tells whether any place lies in two rings.
 */
static void
keep_outline (const Cluster *cluster, Edges *parts, bool *overlap)
{
  size_t kept = 0;

  *overlap = false;
  for (size_t i = 0; i < parts->n; i++)
    {
      Edge edge = parts->edges[i];
      double dx = edge.b.x - edge.a.x, dy = edge.b.y - edge.a.y;
      double length = hypot (dx, dy);
      double step = fmax (cluster->scale * 1e-12, fmin (length * 1e-3, 1e-4)) / length;
      GwPoint middle = { edge.a.x + dx / 2.0, edge.a.y + dy / 2.0 };
      size_t right = count_around (cluster, (GwPoint) { middle.x - dy * step, middle.y + dx * step });
      size_t left = count_around (cluster, (GwPoint) { middle.x + dy * step, middle.y - dx * step });

      if (right > 1 || left > 1)
        *overlap = true;
      if ((right > 0) == (left > 0))
        continue;
      if (right == 0)
        edge = (Edge) { edge.b, edge.a, false };
      parts->edges[kept++] = edge;
    }
  parts->n = kept;
}

/* --- the new outline -------------------------------------------------------------- */

/* The unused part that begins where edge ends and turns farthest to the right,
 * so that outlines that touch at a point stay apart. parts are sorted by start.
 */
static Edge *
next_edge (Edges *parts, const Edge *edge)
{
  Edge key = { edge->b, edge->b, false };
  size_t low = 0, high = parts->n;
  Edge *best = NULL;
  double best_angle = -INFINITY;

  while (low < high)
    {
      size_t middle = low + (high - low) / 2;

      if (compare_start (&parts->edges[middle], &key) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  for (size_t i = low; i < parts->n && points_equal (parts->edges[i].a, edge->b); i++)
    {
      Edge *other = &parts->edges[i];
      double dx = edge->b.x - edge->a.x, dy = edge->b.y - edge->a.y;
      double ex = other->b.x - other->a.x, ey = other->b.y - other->a.y;
      double angle = atan2 (dx * ey - dy * ex, dx * ex + dy * ey);

      if (!other->used && angle > best_angle)
        {
          best = other;
          best_angle = angle;
        }
    }
  return best;
}

/* Joins the parts to rings, which are added to outline. GW_STATUS_UNDEFINED
 * where rounding left a gap.
 */
static gw_status
join_parts (Edges *parts, GwPolygon *outline)
{
  GwPoint *points = NULL;
  size_t capacity = 0;
  gw_status status = GW_STATUS_OK;

  if (parts->n > 0)
    qsort (parts->edges, parts->n, sizeof (Edge), compare_start);
  for (size_t i = 0; i < parts->n && status == GW_STATUS_OK; i++)
    {
      Edge *edge = &parts->edges[i];
      GwPoint start = edge->a;
      size_t n = 0;

      if (edge->used)
        continue;
      while (status == GW_STATUS_OK)
        {
          edge->used = true;
          status = _gw_array_grow ((void **) &points, &capacity, n, sizeof (GwPoint));
          if (status != GW_STATUS_OK)
            break;
          points[n++] = edge->a;
          if (points_equal (edge->b, start))
            break;
          edge = next_edge (parts, edge);
          if (edge == NULL)
            status = GW_STATUS_UNDEFINED;
        }
      if (status == GW_STATUS_OK && n >= 3)
        status = gw_polygon_add_ring (outline, points, n);
    }
  free (points);
  return status;
}

/* Adds the outline of a cluster to result, its own rings where they do not overlap. */
static gw_status
unite_cluster (const Cluster *cluster, GwPolygon *result, bool *overlap)
{
  Edges parts = { NULL, 0, 0 };
  gw_status status = cut_cluster (cluster, &parts);

  if (status == GW_STATUS_OK)
    {
      keep_outline (cluster, &parts, overlap);
      if (*overlap)
        status = join_parts (&parts, result);
      else
        for (size_t m = 0; m < cluster->n_members && status == GW_STATUS_OK; m++)
          {
            const GwRing *ring = &cluster->polygon->rings[cluster->members[m]];

            status = gw_polygon_add_ring (result, ring->points, ring->n_points);
          }
    }
  free (parts.edges);
  return status;
}

/* --- clusters ------------------------------------------------------------------------ */

static size_t
find_root (size_t *roots, size_t i)
{
  while (roots[i] != i)
    i = roots[i] = roots[roots[i]];
  return i;
}

/* roots[i] leads to the first ring of i's cluster. nested[i] is set for a ring
 * that lies inside of another one, to which it adds nothing.
 */
static gw_status
sort_rings (const GwPolygon *polygon, size_t *roots, bool *nested)
{
  uint64_t comparisons = 0;

  for (size_t i = 0; i < polygon->n_rings; i++)
    {
      roots[i] = i;
      nested[i] = polygon->rings[i].n_points == 0;
    }
  for (size_t i = 0; i < polygon->n_rings; i++)
    for (size_t j = i + 1; j < polygon->n_rings && !nested[i] && comparisons <= MAX_COMPARISONS; j++)
      switch (nested[j] ? APART : rings_relate (&polygon->rings[i], &polygon->rings[j], &comparisons))
        {
        case TOUCHING:
          {
            size_t a = find_root (roots, i), b = find_root (roots, j);

            roots[a > b ? a : b] = a > b ? b : a;
            break;
          }
        case FIRST_IN_SECOND:
          nested[i] = true;
          break;
        case SECOND_IN_FIRST:
          nested[j] = true;
          break;
        case APART:
        default:
          break;
        }
  return comparisons <= MAX_COMPARISONS ? GW_STATUS_OK : GW_STATUS_TOO_LARGE;
}

static double
polygon_scale (const GwPolygon *polygon)
{
  double scale = 1.0;

  for (size_t i = 0; i < polygon->n_rings; i++)
    for (size_t k = 0; k < polygon->rings[i].n_points; k++)
      scale = fmax (scale, fmax (fabs (polygon->rings[i].points[k].x), fabs (polygon->rings[i].points[k].y)));
  return scale;
}

/* Adds the outlines of all clusters to result; members has room for the rings. */
static gw_status
collect (const GwPolygon *polygon, size_t *roots, const bool *nested, size_t *members, GwPolygon *result, bool *overlap)
{
  Cluster cluster = { polygon, members, 0, polygon_scale (polygon) };
  gw_status status = GW_STATUS_OK;

  for (size_t i = 0; i < polygon->n_rings && status == GW_STATUS_OK; i++)
    {
      bool one = false;

      *overlap = *overlap || nested[i];
      if (find_root (roots, i) != i)
        continue;
      cluster.n_members = 0;
      for (size_t j = i; j < polygon->n_rings; j++)
        if (!nested[j] && find_root (roots, j) == i)
          members[cluster.n_members++] = j;
      if (cluster.n_members > 1)
        status = unite_cluster (&cluster, result, &one);
      else if (cluster.n_members == 1)
        status = gw_polygon_add_ring (result, polygon->rings[members[0]].points, polygon->rings[members[0]].n_points);
      *overlap = *overlap || one;
    }
  return status;
}

static gw_status
unite (const GwPolygon *polygon, GwPolygon *result, bool *overlap)
{
  size_t *roots = _gw_array_new (polygon->n_rings, sizeof (size_t));
  size_t *members = _gw_array_new (polygon->n_rings, sizeof (size_t));
  bool *nested = _gw_array_new (polygon->n_rings, sizeof (bool));
  gw_status status = GW_STATUS_NO_MEMORY;

  *overlap = false;
  if (roots != NULL && members != NULL && nested != NULL)
    {
      status = sort_rings (polygon, roots, nested);
      if (status == GW_STATUS_OK)
        status = collect (polygon, roots, nested, members, result, overlap);
    }
  free (roots);
  free (members);
  free (nested);
  return status;
}

gw_status
gw_polygon_unite (GwPolygon *polygon)
{
  GwPolygon result = GW_POLYGON_INIT;
  gw_status status;
  bool overlap;

  if (polygon->n_rings < 2)
    return GW_STATUS_OK;

  status = unite (polygon, &result, &overlap);
  if (status == GW_STATUS_OK && overlap)
    {
      GwPolygon old = *polygon;

      *polygon = result;
      result = old;
    }
  gw_polygon_clear (&result);
  return status;
}

bool
gw_polygon_overlaps (const GwPolygon *polygon)
{
  GwPolygon result = GW_POLYGON_INIT;
  bool overlap = false;

  if (polygon->n_rings < 2)
    return false;
  if (unite (polygon, &result, &overlap) != GW_STATUS_OK)
    overlap = true;
  gw_polygon_clear (&result);
  return overlap;
}
