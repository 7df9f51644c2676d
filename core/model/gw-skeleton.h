/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "gw-json-reader.h"
#include "gw-json-writer.h"

G_BEGIN_DECLS

/* Which points an object of a class has: their names, in the order in which
 * they are set and kept (point i of a shape of kind "points" is name i), and
 * the lines that are drawn between them. An immutable value, counted, free to
 * be used by several threads; changes give another one.
 *
 * Always true: 1 to GW_SKELETON_MAX_POINTS points; names valid UTF-8, not
 * empty, without blanks at their ends, at most GW_LIMIT_NAME_BYTES long, each
 * once; at most GW_SKELETON_MAX_EDGES edges between two different points.
 * Edges keep order and direction; none is there twice in one direction.
 */
#define GW_SKELETON_MAX_POINTS 256
#define GW_SKELETON_MAX_EDGES 1024

/* Indices of points, from 0. */
typedef struct
{
  guint from;
  guint to;
} GwSkeletonEdge;

typedef struct _GwSkeleton GwSkeleton;

#define GW_TYPE_SKELETON (gw_skeleton_get_type ())

GType gw_skeleton_get_type (void);

/* GW_ERROR_INVALID or GW_ERROR_LIMIT with a sentence that says what is wrong.
 * names ends with NULL. (transfer full) (nullable)
 */
GwSkeleton *gw_skeleton_new (const char *const *names, const GwSkeletonEdge *edges, guint n_edges, GError **error);
/* Seventeen points of a person from the nose to the ankles, as COCO has them. */
GwSkeleton *gw_skeleton_new_person (void);
GwSkeleton *gw_skeleton_ref (GwSkeleton *self);
void gw_skeleton_unref (GwSkeleton *self);

guint gw_skeleton_get_n_points (const GwSkeleton *self);
const char *gw_skeleton_get_name (const GwSkeleton *self, guint point);
/* For people: “left_eye” as “Left Eye”. Names with capitals stay as they are. */
char *gw_skeleton_dup_title (const GwSkeleton *self, guint point);
/* -1: no point has the name. */
int gw_skeleton_find (const GwSkeleton *self, const char *name);
/* (array length=n_edges) (transfer none) */
const GwSkeletonEdge *gw_skeleton_get_edges (const GwSkeleton *self, guint *n_edges);
/* In whichever direction. */
gboolean gw_skeleton_has_edge (const GwSkeleton *self, guint a, guint b);
/* Both may be NULL. */
gboolean gw_skeleton_equal (const GwSkeleton *a, const GwSkeleton *b);

/* Another one with that change. Adding to NULL makes the first point. Taking a
 * point out takes its edges with it; without its last point there is none: NULL.
 */
GwSkeleton *gw_skeleton_add_point (const GwSkeleton *self, const char *name, GError **error);
GwSkeleton *gw_skeleton_rename_point (const GwSkeleton *self, guint point, const char *name, GError **error);
GwSkeleton *gw_skeleton_remove_point (const GwSkeleton *self, guint point);
GwSkeleton *gw_skeleton_move_point (const GwSkeleton *self, guint from, guint to);
GwSkeleton *gw_skeleton_set_edge (const GwSkeleton *self, guint a, guint b, gboolean there, GError **error);

/* {"keypoints":[name, …],"skeleton":[[1,2], …]}, with indices from 1, as COCO
 * writes them: those two members into the object that the writer has open.
 */
void gw_skeleton_write_json (const GwSkeleton *self, GwJsonWriter *writer);

/* What was not as it should be in a skeleton that could be read all the same. */
typedef struct
{
  guint n_bad_edges;  /* left out: between points that are not there, or one and the same */
  gboolean from_zero; /* an index 0 tells that they count from there, and so they were taken */
} GwSkeletonFaults;

/* The reverse, from the raw values of both members; edges (nullable): none.
 * NULL with an error where the names cannot be used. faults (nullable) out.
 */
GwSkeleton *gw_skeleton_parse_json (const char *names, gsize names_length, const char *edges, gsize edges_length,
                                    GwSkeletonFaults *faults, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwSkeleton, gw_skeleton_unref)

G_END_DECLS
