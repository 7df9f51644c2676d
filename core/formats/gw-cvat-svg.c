/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cvat-svg.h"

#include <math.h>
#include <string.h>

#include "gw-number.h"
#include "gw-xml.h"

/* The middle of the drawing, and how far from it the points are. */
#define MIDDLE 50
#define RADIUS 40

typedef struct
{
  const char *const *names; /* of points */
  guint n;
  GHashTable *nodes; /* number of a node in the drawing -> place of its point, plus 1 */
  GPtrArray *lines;  /* char *: numbers of two nodes by turns */
} Drawing;

static gboolean
find_name (const Drawing *drawing, const char *name, guint *place)
{
  for (guint i = 0; i < drawing->n; i++)
    if (strcmp (drawing->names[i], name) == 0)
      {
        *place = i;
        return TRUE;
      }
  return FALSE;
}

/* By the name of the point, or where there is none, by its number, which counts from 1. */
static void
take_circle (Drawing *drawing, const char *const *names, const char *const *values)
{
  const char *node = gw_xml_get_attribute (names, values, "data-node-id");
  const char *label = gw_xml_get_attribute (names, values, "data-label-name");
  gint64 number;
  guint place;

  if (node == NULL)
    return;
  if (label != NULL ? find_name (drawing, label, &place)
                    : gw_number_parse_int64 (node, -1, &number) && number >= 1 && number <= (gint64) drawing->n)
    g_hash_table_insert (drawing->nodes, g_strdup (node),
                         GUINT_TO_POINTER (label != NULL ? place + 1 : (guint) number));
}

static gboolean
on_start (const char *name, const char *const *names, const char *const *values, guint64 line, gpointer data,
          GError **error)
{
  Drawing *drawing = data;
  const char *from = gw_xml_get_attribute (names, values, "data-node-from");
  const char *to = gw_xml_get_attribute (names, values, "data-node-to");

  if (strcmp (name, "circle") == 0)
    take_circle (drawing, names, values);
  else if (strcmp (name, "line") == 0 && from != NULL && to != NULL)
    {
      g_ptr_array_add (drawing->lines, g_strdup (from));
      g_ptr_array_add (drawing->lines, g_strdup (to));
    }
  return TRUE;
}

static gboolean
has_edge (const GArray *edges, const GwSkeletonEdge *edge)
{
  for (guint i = 0; i < edges->len; i++)
    {
      const GwSkeletonEdge *other = &g_array_index (edges, GwSkeletonEdge, i);

      if (other->from == edge->from && other->to == edge->to)
        return TRUE;
    }
  return FALSE;
}

static guint
find_node (const Drawing *drawing, guint line)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (drawing->nodes, g_ptr_array_index (drawing->lines, line)));
}

GArray *
gw_cvat_svg_read (const char *svg, const char *const *names, guint n, guint *n_bad)
{
  static const GwXmlFuncs funcs = { on_start, NULL };
  g_autofree char *text = g_strdup_printf ("<svg>%s</svg>", svg);
  g_autoptr (GHashTable) nodes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (GwSkeletonEdge));
  Drawing drawing = { names, n, nodes, lines };
  const char *code;

  *n_bad = 0;
  gw_xml_parse (text, strlen (text), &funcs, &drawing, &code, NULL);
  for (guint i = 0; i + 1 < lines->len; i += 2)
    {
      const guint from = find_node (&drawing, i), to = find_node (&drawing, i + 1);
      const GwSkeletonEdge edge = { from - 1, to - 1 };

      if (from == 0 || to == 0 || from == to || edges->len == GW_SKELETON_MAX_EDGES)
        (*n_bad)++;
      else if (!has_edge (edges, &edge))
        g_array_append_val (edges, edge);
    }
  return edges;
}

/* --- making ------------------------------------------------------------------------ */

static void
find_position (guint point, guint n, char x[GW_NUMBER_LENGTH], char y[GW_NUMBER_LENGTH])
{
  const double angle = 2 * G_PI * point / n;

  gw_number_format_decimals (MIDDLE + RADIUS * sin (angle), 2, x);
  gw_number_format_decimals (MIDDLE - RADIUS * cos (angle), 2, y);
}

static void
append_line (GString *svg, const GwSkeletonEdge *edge, guint n)
{
  char x1[GW_NUMBER_LENGTH], y1[GW_NUMBER_LENGTH], x2[GW_NUMBER_LENGTH], y2[GW_NUMBER_LENGTH];

  find_position (edge->from, n, x1, y1);
  find_position (edge->to, n, x2, y2);
  g_string_append_printf (svg,
                          "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"black\" data-type=\"edge\" "
                          "data-node-from=\"%u\" stroke-width=\"0.5\" data-node-to=\"%u\"></line>",
                          x1, y1, x2, y2, edge->from + 1, edge->to + 1);
}

static void
append_circle (GString *svg, const GwSkeleton *skeleton, guint point)
{
  g_autofree char *name = g_markup_escape_text (gw_skeleton_get_name (skeleton, point), -1);
  char x[GW_NUMBER_LENGTH], y[GW_NUMBER_LENGTH];

  find_position (point, gw_skeleton_get_n_points (skeleton), x, y);
  g_string_append_printf (svg,
                          "<circle r=\"1.5\" stroke=\"black\" fill=\"#b3b3b3\" cx=\"%s\" cy=\"%s\" "
                          "stroke-width=\"0.1\" data-type=\"element node\" data-element-id=\"%u\" "
                          "data-node-id=\"%u\" data-label-name=\"%s\"></circle>",
                          x, y, point + 1, point + 1, name);
}

char *
gw_cvat_svg_make (const GwSkeleton *skeleton)
{
  GString *svg = g_string_new (NULL);
  const guint n = gw_skeleton_get_n_points (skeleton);
  guint n_edges;
  const GwSkeletonEdge *edges = gw_skeleton_get_edges (skeleton, &n_edges);

  for (guint i = 0; i < n_edges; i++)
    append_line (svg, &edges[i], n);
  for (guint i = 0; i < n; i++)
    append_circle (svg, skeleton, i);

  return g_string_free (svg, FALSE);
}
