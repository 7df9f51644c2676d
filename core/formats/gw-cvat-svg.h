/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-skeleton.h"

G_BEGIN_DECLS

/* The drawing that CVAT has of a skeleton: a circle for each point, a line for each edge, in a
 * square of 100 by 100.
 */

/* The edges that the drawing shows between n named points; what is no drawing shows none.
 * n_bad (out): lines that do not join two of the points. (element-type GwSkeletonEdge)
 * (transfer full)
 */
GArray *gw_cvat_svg_read (const char *svg, const char *const *names, guint n, guint *n_bad);

/* A drawing with the points in a ring. (transfer full) */
char *gw_cvat_svg_make (const GwSkeleton *skeleton);

G_END_DECLS
