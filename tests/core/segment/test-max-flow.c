/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-max-flow-private.h"

#include <glib.h>
#include <string.h>

#include "gw-random.h"

#define MOST_NODES 64

/* A graph as a table of what may flow from one node to another; the source and the
 * sink are the last two. Filled along shortest paths (Edmonds and Karp).
 */
typedef struct
{
  guint n;
  gint32 residual[MOST_NODES + 2][MOST_NODES + 2];
} Twin;

static gboolean
find_path (const Twin *twin, guint *from)
{
  const guint source = twin->n, sink = twin->n + 1;
  guint queue[MOST_NODES + 2], n_queue = 1;

  for (guint i = 0; i < twin->n + 2; i++)
    from[i] = G_MAXUINT;
  from[source] = source;
  queue[0] = source;
  for (guint i = 0; i < n_queue; i++)
    for (guint j = 0; j < twin->n + 2; j++)
      if (twin->residual[queue[i]][j] > 0 && from[j] == G_MAXUINT)
        {
          from[j] = queue[i];
          queue[n_queue++] = j;
        }

  return from[sink] != G_MAXUINT;
}

static gint64
fill_twin (Twin *twin)
{
  const guint source = twin->n, sink = twin->n + 1;
  guint from[MOST_NODES + 2];
  gint64 flow = 0;

  while (find_path (twin, from))
    {
      gint32 least = G_MAXINT32;

      for (guint i = sink; i != source; i = from[i])
        least = MIN (least, twin->residual[from[i]][i]);
      for (guint i = sink; i != source; i = from[i])
        {
          twin->residual[from[i]][i] -= least;
          twin->residual[i][from[i]] += least;
        }
      flow += least;
    }

  return flow;
}

/* A grid with the same edges in both. Few different capacities make ties. */
typedef struct
{
  gint32 width, height;
  GwMaxFlow flow;
  Twin twin, before;
} Pair;

static void
pair_join (Pair *pair, gint32 x, gint32 y, int direction, gint32 to_x, gint32 to_y, gint16 capacity)
{
  const guint a = (guint) (y * pair->width + x), b = (guint) (to_y * pair->width + to_x);

  if (to_x < 0 || to_x >= pair->width || to_y >= pair->height)
    return;
  _gw_max_flow_join (&pair->flow, _gw_max_flow_at (&pair->flow, x, y), direction, capacity);
  pair->twin.residual[a][b] = pair->twin.residual[b][a] = capacity;
}

static Pair *
pair_new (gw_random *random, gint32 width, gint32 height, guint most)
{
  Pair *pair = g_new0 (Pair, 1);

  pair->width = width;
  pair->height = height;
  pair->twin.n = (guint) (width * height);
  g_assert_cmpint (_gw_max_flow_init (&pair->flow, width, height), ==, GW_STATUS_OK);
  for (gint32 y = 0; y < height; y++)
    for (gint32 x = 0; x < width; x++)
      {
        const gint32 excess = ((gint32) gw_random_below (random, 2 * most + 1) - (gint32) most)
                              * (gint32) gw_random_below (random, 4);
        const guint at = (guint) (y * width + x);

        pair_join (pair, x, y, 0, x + 1, y, (gint16) gw_random_below (random, most));
        pair_join (pair, x, y, 2, x, y + 1, (gint16) gw_random_below (random, most));
        pair_join (pair, x, y, 4, x + 1, y + 1, (gint16) gw_random_below (random, most));
        pair_join (pair, x, y, 6, x - 1, y + 1, (gint16) gw_random_below (random, most));
        _gw_max_flow_feed (&pair->flow, _gw_max_flow_at (&pair->flow, x, y), excess);
        pair->twin.residual[pair->twin.n][at] = MAX (excess, 0);
        pair->twin.residual[at][pair->twin.n + 1] = MAX (-excess, 0);
      }
  pair->before = pair->twin;

  return pair;
}

static void
pair_free (Pair *pair)
{
  _gw_max_flow_clear (&pair->flow);
  g_free (pair);
}

/* What the edges carry that lead from the source's side to the other. */
static gint64
cost_of_cut (const Pair *pair)
{
  const guint n = pair->twin.n;
  g_autofree gboolean *is_source = g_new0 (gboolean, n + 2);
  gint64 cost = 0;

  is_source[n] = TRUE;
  for (guint i = 0; i < n; i++)
    is_source[i] = _gw_max_flow_is_source (
        &pair->flow, _gw_max_flow_at (&pair->flow, (gint32) i % pair->width, (gint32) i / pair->width));
  for (guint i = 0; i < n + 2; i++)
    for (guint j = 0; j < n + 2; j++)
      if (is_source[i] && !is_source[j])
        cost += pair->before.residual[i][j];

  return cost;
}

static void
compare_sides (const Pair *pair)
{
  guint from[MOST_NODES + 2];

  find_path (&pair->twin, from);
  for (guint i = 0; i < pair->twin.n; i++)
    g_assert_cmpint (_gw_max_flow_is_source (&pair->flow, _gw_max_flow_at (&pair->flow, (gint32) i % pair->width,
                                                                           (gint32) i / pair->width)),
                     ==, from[i] != G_MAXUINT);
}

static void
test_twin (void)
{
  static const guint most[] = { 1, 2, 3, 10, GW_FLOW_MOST_CAPACITY };
  gw_random random;

  gw_random_init (&random, 4);
  for (guint round = 0; round < 3000; round++)
    {
      const gint32 width = 1 + (gint32) gw_random_below (&random, 8);
      const gint32 height = 1 + (gint32) gw_random_below (&random, 8);
      Pair *pair = pair_new (&random, width, height, most[round % G_N_ELEMENTS (most)]);
      const gint64 flow = fill_twin (&pair->twin);

      g_assert_cmpint (_gw_max_flow_solve (&pair->flow, NULL, 0, 1), ==, GW_STATUS_OK);
      g_assert_cmpint (pair->flow.flow, ==, flow);
      g_assert_cmpint (cost_of_cut (pair), ==, flow);
      compare_sides (pair);
      pair_free (pair);
    }
}

/* A grid too large for the twin still has a cut as cheap as its flow. */
static void
test_large (void)
{
  const gint32 size = 150;
  gint64 cost = 0, common;
  GwMaxFlow flow, before;
  gw_random random;

  gw_random_init (&random, 9);
  g_assert_cmpint (_gw_max_flow_init (&flow, size, size), ==, GW_STATUS_OK);
  for (gint32 y = 0; y < size; y++)
    for (gint32 x = 0; x < size; x++)
      {
        const gsize node = _gw_max_flow_at (&flow, x, y);

        if (x + 1 < size)
          _gw_max_flow_join (&flow, node, 0, (gint16) gw_random_below (&random, 500));
        if (y + 1 < size)
          _gw_max_flow_join (&flow, node, 2, (gint16) gw_random_below (&random, 500));
        _gw_max_flow_feed (&flow, node, (gint32) gw_random_below (&random, 2001) - 1000);
      }
  before = flow;
  before.nodes = g_memdup2 (flow.nodes, flow.n_nodes * sizeof *flow.nodes);

  g_assert_cmpint (_gw_max_flow_solve (&flow, NULL, 0, 1), ==, GW_STATUS_OK);
  for (gsize i = 0; i < flow.n_nodes; i++)
    {
      common = before.nodes[i].excess;
      if (_gw_max_flow_is_source (&flow, i))
        {
          cost += common < 0 ? -common : 0;
          for (int d = 0; d < GW_FLOW_N_DIRECTIONS; d++)
            if (before.nodes[i].residual[d] > 0
                && !_gw_max_flow_is_source (&flow, (gsize) ((gssize) i + flow.offsets[d])))
              cost += before.nodes[i].residual[d];
        }
      else
        cost += common > 0 ? common : 0;
    }
  g_assert_cmpint (cost, ==, flow.flow);
  g_assert_cmpint (cost, >, 0);
  g_free (before.nodes);
  _gw_max_flow_clear (&flow);
}

static bool
refuse (double done G_GNUC_UNUSED, void *data G_GNUC_UNUSED)
{
  return false;
}

static void
test_edges (void)
{
  const GwRun run = { refuse, NULL, 1 };
  GwMaxFlow flow;

  g_assert_cmpint (_gw_max_flow_init (&flow, 0, 3), ==, GW_STATUS_INVALID);
  g_assert_cmpint (_gw_max_flow_init (&flow, G_MAXINT32, G_MAXINT32), ==, GW_STATUS_TOO_LARGE);
  _gw_max_flow_clear (&flow);

  g_assert_cmpint (_gw_max_flow_init (&flow, 1, 1), ==, GW_STATUS_OK);
  g_assert_cmpint (_gw_max_flow_solve (&flow, NULL, 0, 1), ==, GW_STATUS_OK);
  g_assert_false (_gw_max_flow_is_source (&flow, _gw_max_flow_at (&flow, 0, 0)));
  _gw_max_flow_clear (&flow);

  g_assert_cmpint (_gw_max_flow_init (&flow, 1, 1), ==, GW_STATUS_OK);
  _gw_max_flow_feed (&flow, _gw_max_flow_at (&flow, 0, 0), 1);
  g_assert_cmpint (_gw_max_flow_solve (&flow, &run, 0, 1), ==, GW_STATUS_CANCELLED);
  g_assert_true (_gw_max_flow_is_source (&flow, _gw_max_flow_at (&flow, 0, 0)));
  _gw_max_flow_clear (&flow);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/max-flow/twin", test_twin);
  g_test_add_func ("/max-flow/large", test_large);
  g_test_add_func ("/max-flow/edges", test_edges);

  return g_test_run ();
}
