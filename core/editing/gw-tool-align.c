/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-tool-align-private.h"

#include <math.h>

typedef struct
{
  double edges[2]; /* of the box */
  guint n_edges;
  double reach;
  double best; /* so far; INFINITY: none */
} Search;

/* Above all an edge that is there already. */
static void
try_edge (Search *search, double at)
{
  for (guint i = 0; i < search->n_edges; i++)
    {
      double by = at - search->edges[i];

      if (fabs (by) <= search->reach && fabs (by) < fabs (search->best))
        search->best = by;
    }
}

static void
try_objects (Search *search, GwDocument *document, const GwBox *box, gboolean across, GPtrArray *except)
{
  const GwBox near = { box->x - search->reach, box->y - search->reach, box->width + 2.0 * search->reach,
                       box->height + 2.0 * search->reach };
  g_autoptr (GPtrArray) objects = gw_document_query (document, &near);

  for (guint i = 0; i < objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (objects, i);
      GwBox bounds = gw_object_get_bounds (object);

      if ((gw_object_get_flags (object) & GW_OBJECT_HIDDEN) != 0 || g_ptr_array_find (except, object, NULL))
        continue;
      try_edge (search, across ? bounds.x : bounds.y);
      try_edge (search, across ? bounds.x + bounds.width : bounds.y + bounds.height);
    }
}

double
_gw_tool_align (GwTool *self, const GwBox *box, gboolean across, GwAlignEdges edges, GPtrArray *except,
                const GwToolEvent *event)
{
  GwToolOptions *options = gw_tool_get_options (self);
  Search search = { .reach = gw_tool_options_get_number (options, "snap-distance") / event->scale, .best = INFINITY };
  GwDocument *document;
  int width, height;

  document = _gw_tool_get_ground (self, &width, &height);
  if (document == NULL || !gw_tool_options_get_flag (options, "align") || (event->modifiers & GW_TOOL_CONTROL) != 0)
    return 0.0;

  if (edges & GW_ALIGN_LOW)
    search.edges[search.n_edges++] = across ? box->x : box->y;
  if (edges & GW_ALIGN_HIGH)
    search.edges[search.n_edges++] = across ? box->x + box->width : box->y + box->height;
  try_edge (&search, 0.0);
  try_edge (&search, across ? width : height);
  try_objects (&search, document, box, across, except);
  return isinf (search.best) ? 0.0 : search.best;
}
