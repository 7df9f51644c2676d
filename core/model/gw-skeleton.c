/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-skeleton.h"

#include <inttypes.h>
#include <string.h>

#include <glib/gi18n.h>

#include "gw-boxed.h"
#include "gw-error.h"
#include "gw-limits.h"

struct _GwSkeleton
{
  gatomicrefcount ref_count;
  char **names; /* n_points of them, and NULL */
  guint n_points;
  GwSkeletonEdge *edges;
  guint n_edges;
};

GW_DEFINE_BOXED_TYPE (GwSkeleton, gw_skeleton, gw_skeleton_ref, gw_skeleton_unref)

/* --- what is allowed ------------------------------------------------------------ */

static gboolean
check_name (const char *name, GError **error)
{
  gsize length = strlen (name);

  if (length == 0)
    g_set_error_literal (error, GW_ERROR, GW_ERROR_INVALID, _ ("A point needs a name."));
  else if (length > gw_limit_get (GW_LIMIT_NAME_BYTES))
    g_set_error (error, GW_ERROR, GW_ERROR_LIMIT, _ ("The name of a point may have %" PRIu64 " bytes at most."),
                 gw_limit_get (GW_LIMIT_NAME_BYTES));
  else if (!g_utf8_validate (name, -1, NULL))
    g_set_error_literal (error, GW_ERROR, GW_ERROR_INVALID, _ ("The name of a point is not valid UTF-8."));
  else if (g_unichar_isspace (g_utf8_get_char (name))
           || g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (name + length))))
    g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("The name of the point “%s” has blanks at its ends."), name);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_names (const char *const *names, guint n_points, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (n_points == 0)
    {
      g_set_error_literal (error, GW_ERROR, GW_ERROR_INVALID, _ ("A skeleton needs at least one point."));
      return FALSE;
    }
  if (n_points > GW_SKELETON_MAX_POINTS)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_LIMIT, _ ("A skeleton may have %d points at most."),
                   GW_SKELETON_MAX_POINTS);
      return FALSE;
    }
  for (guint i = 0; i < n_points; i++)
    {
      if (!check_name (names[i], error))
        return FALSE;
      if (!g_hash_table_add (seen, (gpointer) names[i]))
        {
          g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("There is a point “%s” already. Choose another name."),
                       names[i]);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
is_edge (const GwSkeletonEdge *edge, guint n_points)
{
  return edge->from < n_points && edge->to < n_points && edge->from != edge->to;
}

static gboolean
is_there (const GwSkeletonEdge *edges, guint n_edges, const GwSkeletonEdge *edge)
{
  for (guint i = 0; i < n_edges; i++)
    if (edges[i].from == edge->from && edges[i].to == edge->to)
      return TRUE;
  return FALSE;
}

static gboolean
check_edges (const GwSkeletonEdge *edges, guint n_edges, guint n_points, GError **error)
{
  if (n_edges > GW_SKELETON_MAX_EDGES)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_LIMIT, _ ("A skeleton may have %d lines at most."), GW_SKELETON_MAX_EDGES);
      return FALSE;
    }
  for (guint i = 0; i < n_edges; i++)
    {
      if (edges[i].from >= n_points || edges[i].to >= n_points)
        g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                     ngettext ("A line of the skeleton goes from point %u to point %u, but there is %u point.",
                               "A line of the skeleton goes from point %u to point %u, but there are %u points.",
                               n_points),
                     edges[i].from + 1, edges[i].to + 1, n_points);
      else if (edges[i].from == edges[i].to)
        g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                     _ ("A line of the skeleton goes from point %u to itself. It has to join two points."),
                     edges[i].from + 1);
      else if (is_there (edges, i, &edges[i]))
        g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("The line from point %u to point %u is there twice."),
                     edges[i].from + 1, edges[i].to + 1);
      else
        continue;
      return FALSE;
    }
  return TRUE;
}

/* --- making ------------------------------------------------------------------------ */

GwSkeleton *
gw_skeleton_new (const char *const *names, const GwSkeletonEdge *edges, guint n_edges, GError **error)
{
  GwSkeleton *self;
  guint n_points;

  g_return_val_if_fail (names != NULL, NULL);
  g_return_val_if_fail (edges != NULL || n_edges == 0, NULL);

  n_points = g_strv_length ((char **) names);
  if (!check_names (names, n_points, error) || !check_edges (edges, n_edges, n_points, error))
    return NULL;

  self = g_new0 (GwSkeleton, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->names = g_strdupv ((char **) names);
  self->n_points = n_points;
  self->edges = g_memdup2 (edges, n_edges * sizeof *edges);
  self->n_edges = n_edges;
  return self;
}

GwSkeleton *
gw_skeleton_new_person (void)
{
  static const char *const names[] = { "nose",          "left_eye",       "right_eye",  "left_ear",    "right_ear",
                                       "left_shoulder", "right_shoulder", "left_elbow", "right_elbow", "left_wrist",
                                       "right_wrist",   "left_hip",       "right_hip",  "left_knee",   "right_knee",
                                       "left_ankle",    "right_ankle",    NULL };
  static const GwSkeletonEdge edges[] = { { 15, 13 }, { 13, 11 }, { 16, 14 }, { 14, 12 }, { 11, 12 },
                                          { 5, 11 },  { 6, 12 },  { 5, 6 },   { 5, 7 },   { 6, 8 },
                                          { 7, 9 },   { 8, 10 },  { 1, 2 },   { 0, 1 },   { 0, 2 },
                                          { 1, 3 },   { 2, 4 },   { 3, 5 },   { 4, 6 } };

  return gw_skeleton_new (names, edges, G_N_ELEMENTS (edges), NULL);
}

GwSkeleton *
gw_skeleton_ref (GwSkeleton *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
gw_skeleton_unref (GwSkeleton *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_strfreev (self->names);
  g_free (self->edges);
  g_free (self);
}

/* --- reading ------------------------------------------------------------------------- */

guint
gw_skeleton_get_n_points (const GwSkeleton *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_points;
}

const char *
gw_skeleton_get_name (const GwSkeleton *self, guint point)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (point < self->n_points, NULL);

  return self->names[point];
}

char *
gw_skeleton_dup_title (const GwSkeleton *self, guint point)
{
  const char *name = gw_skeleton_get_name (self, point);
  g_autoptr (GString) title = g_string_new (NULL);
  gboolean begins = TRUE;

  g_return_val_if_fail (name != NULL, NULL);

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isupper (g_utf8_get_char (p)))
      return g_strdup (name);
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = *p == '_' ? ' ' : g_utf8_get_char (p);

      g_string_append_unichar (title, begins ? g_unichar_totitle (c) : c);
      begins = c == ' ';
    }
  return g_string_free (g_steal_pointer (&title), FALSE);
}

int
gw_skeleton_find (const GwSkeleton *self, const char *name)
{
  g_return_val_if_fail (self != NULL, -1);
  g_return_val_if_fail (name != NULL, -1);

  for (guint i = 0; i < self->n_points; i++)
    if (strcmp (self->names[i], name) == 0)
      return (int) i;
  return -1;
}

const GwSkeletonEdge *
gw_skeleton_get_edges (const GwSkeleton *self, guint *n_edges)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (n_edges != NULL, NULL);

  *n_edges = self->n_edges;
  return self->edges;
}

gboolean
gw_skeleton_has_edge (const GwSkeleton *self, guint a, guint b)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return is_there (self->edges, self->n_edges, &(GwSkeletonEdge) { a, b })
         || is_there (self->edges, self->n_edges, &(GwSkeletonEdge) { b, a });
}

gboolean
gw_skeleton_equal (const GwSkeleton *a, const GwSkeleton *b)
{
  if (a == b || a == NULL || b == NULL)
    return a == b;
  if (a->n_edges != b->n_edges || !g_strv_equal ((const char *const *) a->names, (const char *const *) b->names))
    return FALSE;
  for (guint i = 0; i < a->n_edges; i++)
    if (a->edges[i].from != b->edges[i].from || a->edges[i].to != b->edges[i].to)
      return FALSE;
  return TRUE;
}

/* --- changes ------------------------------------------------------------------------------ */

/* Names that are borrowed, for another skeleton. */
static GPtrArray *
list_names (const GwSkeleton *self)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; self != NULL && i < self->n_points; i++)
    g_ptr_array_add (names, self->names[i]);
  return names;
}

static GwSkeleton *
make (GPtrArray *names, const GwSkeletonEdge *edges, guint n_edges, GError **error)
{
  g_ptr_array_add (names, NULL);
  return gw_skeleton_new ((const char *const *) names->pdata, edges, n_edges, error);
}

GwSkeleton *
gw_skeleton_add_point (const GwSkeleton *self, const char *name, GError **error)
{
  g_autoptr (GPtrArray) names = list_names (self);

  g_return_val_if_fail (name != NULL, NULL);

  g_ptr_array_add (names, (gpointer) name);
  return make (names, self != NULL ? self->edges : NULL, self != NULL ? self->n_edges : 0, error);
}

GwSkeleton *
gw_skeleton_rename_point (const GwSkeleton *self, guint point, const char *name, GError **error)
{
  g_autoptr (GPtrArray) names = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (point < self->n_points, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  names = list_names (self);
  names->pdata[point] = (gpointer) name;
  return make (names, self->edges, self->n_edges, error);
}

GwSkeleton *
gw_skeleton_remove_point (const GwSkeleton *self, guint point)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (GwSkeletonEdge));

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (point < self->n_points, NULL);

  if (self->n_points == 1)
    return NULL;
  names = list_names (self);
  g_ptr_array_remove_index (names, point);
  for (guint i = 0; i < self->n_edges; i++)
    {
      GwSkeletonEdge edge = self->edges[i];

      if (edge.from == point || edge.to == point)
        continue;
      edge.from -= edge.from > point;
      edge.to -= edge.to > point;
      g_array_append_val (edges, edge);
    }
  return make (names, (const GwSkeletonEdge *) (const void *) edges->data, edges->len, NULL);
}

/* Where a point is once that at `from` has gone to `to`. */
static guint
follow (guint point, guint from, guint to)
{
  if (point == from)
    return to;
  if (from < point && point <= to)
    return point - 1;
  return to <= point && point < from ? point + 1 : point;
}

GwSkeleton *
gw_skeleton_move_point (const GwSkeleton *self, guint from, guint to)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autofree GwSkeletonEdge *edges = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (from < self->n_points && to < self->n_points, NULL);

  names = list_names (self);
  g_ptr_array_insert (names, (int) to, g_ptr_array_steal_index (names, from));
  edges = g_new (GwSkeletonEdge, self->n_edges);
  for (guint i = 0; i < self->n_edges; i++)
    edges[i] = (GwSkeletonEdge) { follow (self->edges[i].from, from, to), follow (self->edges[i].to, from, to) };
  return make (names, edges, self->n_edges, NULL);
}

GwSkeleton *
gw_skeleton_set_edge (const GwSkeleton *self, guint a, guint b, gboolean there, GError **error)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (GwSkeletonEdge));
  GwSkeletonEdge edge = { a, b };

  g_return_val_if_fail (self != NULL, NULL);

  names = list_names (self);
  for (guint i = 0; i < self->n_edges; i++)
    {
      const GwSkeletonEdge *old = &self->edges[i];

      if (there || !((old->from == a && old->to == b) || (old->from == b && old->to == a)))
        g_array_append_val (edges, *old);
    }
  if (there && !gw_skeleton_has_edge (self, a, b))
    g_array_append_val (edges, edge);
  return make (names, (const GwSkeletonEdge *) (const void *) edges->data, edges->len, error);
}

/* --- JSON ------------------------------------------------------------------------------------ */

void
gw_skeleton_write_json (const GwSkeleton *self, GwJsonWriter *writer)
{
  g_return_if_fail (self != NULL);

  gw_json_writer_key (writer, "keypoints");
  gw_json_writer_begin_array (writer);
  for (guint i = 0; i < self->n_points; i++)
    gw_json_writer_string (writer, self->names[i]);
  gw_json_writer_end_array (writer);
  gw_json_writer_key (writer, "skeleton");
  gw_json_writer_begin_array (writer);
  for (guint i = 0; i < self->n_edges; i++)
    {
      gw_json_writer_begin_array (writer);
      gw_json_writer_int64 (writer, (gint64) self->edges[i].from + 1);
      gw_json_writer_int64 (writer, (gint64) self->edges[i].to + 1);
      gw_json_writer_end_array (writer);
    }
  gw_json_writer_end_array (writer);
}

/* (transfer full) (nullable): more names than there may be are not gathered. */
static GStrv
parse_names (const char *text, gsize length, GError **error)
{
  g_autoptr (GwJsonReader) json = gw_json_reader_new_for_memory (text, (gssize) length);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GwJsonToken token = gw_json_reader_next (json, error);

  if (token == GW_JSON_ARRAY_BEGIN)
    while ((token = gw_json_reader_next (json, error)) == GW_JSON_STRING)
      {
        char *name = names->len <= GW_SKELETON_MAX_POINTS ? gw_json_reader_dup_string (json, error) : NULL;

        if (name == NULL && names->len <= GW_SKELETON_MAX_POINTS)
          return NULL;
        if (name != NULL)
          g_ptr_array_add (names, name);
      }
  if (token == GW_JSON_ERROR)
    return NULL;
  if (token != GW_JSON_ARRAY_END)
    {
      g_set_error_literal (error, GW_ERROR, GW_ERROR_INVALID, _ ("The names of points are not a list of texts."));
      return NULL;
    }
  g_ptr_array_add (names, NULL);
  return (GStrv) g_ptr_array_steal (names, NULL);
}

/* After the beginning of a list: its two whole numbers, or -1 twice. */
static gboolean
parse_pair (GwJsonReader *json, gint64 pair[2])
{
  gboolean good = TRUE;
  guint n = 0;
  GwJsonToken token;

  while ((token = gw_json_reader_next (json, NULL)) != GW_JSON_ARRAY_END)
    {
      gboolean exact = FALSE;

      if (token == GW_JSON_ERROR)
        return FALSE;
      if (token == GW_JSON_NUMBER && n < 2)
        pair[n] = gw_json_reader_get_int64 (json, &exact);
      else if (!gw_json_reader_skip_value (json, NULL))
        return FALSE;
      good = good && exact && pair[n] >= 0 && pair[n] <= GW_SKELETON_MAX_POINTS;
      n++;
    }
  if (!good || n != 2)
    pair[0] = pair[1] = -1;
  return TRUE;
}

/* The indices as they stand, two for each entry. */
static GArray *
parse_pairs (const char *text, gsize length)
{
  g_autoptr (GwJsonReader) json = gw_json_reader_new_for_memory (text, (gssize) length);
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (gint64));
  GwJsonToken token = gw_json_reader_next (json, NULL);

  if (token != GW_JSON_ARRAY_BEGIN)
    return pairs;
  /* Enough for a list that says each line more than once. */
  while (pairs->len < 8 * GW_SKELETON_MAX_EDGES)
    {
      gint64 pair[2] = { -1, -1 };

      token = gw_json_reader_next (json, NULL);
      if (token == GW_JSON_ARRAY_END || token == GW_JSON_ERROR)
        break;
      if (token == GW_JSON_ARRAY_BEGIN ? !parse_pair (json, pair) : !gw_json_reader_skip_value (json, NULL))
        break;
      g_array_append_vals (pairs, pair, 2);
    }
  return pairs;
}

static GArray *
make_edges (GArray *pairs, guint n_points, GwSkeletonFaults *faults)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (GwSkeletonEdge));
  gint64 base = 1;

  for (guint i = 0; i < pairs->len; i++)
    if (g_array_index (pairs, gint64, i) == 0)
      base = 0;
  faults->from_zero = base == 0;
  for (guint i = 0; i + 1 < pairs->len; i += 2)
    {
      GwSkeletonEdge edge = { (guint) (g_array_index (pairs, gint64, i) - base),
                              (guint) (g_array_index (pairs, gint64, i + 1) - base) };

      if (g_array_index (pairs, gint64, i) < base || g_array_index (pairs, gint64, i + 1) < base
          || !is_edge (&edge, n_points) || edges->len == GW_SKELETON_MAX_EDGES
          || is_there ((const GwSkeletonEdge *) (const void *) edges->data, edges->len, &edge))
        faults->n_bad_edges++;
      else
        g_array_append_val (edges, edge);
    }
  return edges;
}

GwSkeleton *
gw_skeleton_parse_json (const char *names, gsize names_length, const char *edges, gsize edges_length,
                        GwSkeletonFaults *faults, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_auto (GStrv) list = NULL;
  g_autoptr (GArray) pairs = NULL;
  g_autoptr (GArray) made = NULL;
  GwSkeletonFaults ignored;

  g_return_val_if_fail (names != NULL, NULL);

  if (faults == NULL)
    faults = &ignored;
  *faults = (GwSkeletonFaults) { 0, FALSE };
  list = parse_names (names, names_length, &failure);
  if (list == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  pairs = edges != NULL ? parse_pairs (edges, edges_length) : g_array_new (FALSE, FALSE, sizeof (gint64));
  made = make_edges (pairs, g_strv_length (list), faults);
  return gw_skeleton_new ((const char *const *) list, (const GwSkeletonEdge *) (const void *) made->data, made->len,
                          error);
}
