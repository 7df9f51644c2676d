/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gw-number.h"
#include "gw-shape.h"

G_BEGIN_DECLS

/* Elements of an image of CVAT (spec formats 7). */
typedef enum
{
  GW_CVAT_NONE = 0, /* none that is known */
  GW_CVAT_BOX,
  GW_CVAT_POLYGON,
  GW_CVAT_POLYLINE,
  GW_CVAT_POINTS,
  GW_CVAT_ELLIPSE,
  GW_CVAT_CUBOID,
  GW_CVAT_MASK,
  GW_CVAT_SKELETON,
  GW_CVAT_TAG
} GwCvatKind;

GwCvatKind gw_cvat_kind_find (const char *element);
const char *gw_cvat_kind_get_element (GwCvatKind kind);
/* Whether something is made of the attribute of such an element; of none is of none. */
gboolean gw_cvat_kind_knows (GwCvatKind kind, const char *attribute);

/* What reading found. */
typedef struct
{
  const char *code; /* (nullable): why there is no shape */
  const char *text; /* a sentence to that, in the user's language */
  gboolean swapped; /* corners were put in order */
  gboolean cut;     /* pixels outside of the image were left out */
} GwCvatVerdict;

/* The shape of an element from its attributes (ended by NULL), in an image of this size (0: not
 * known). FALSE with a code. Skeletons and tags have none here.
 */
gboolean gw_cvat_shape_read (GwCvatKind kind, const char *const *names, const char *const *values, int width,
                             int height, GwShape *shape, GwCvatVerdict *verdict);

/* “x,y;x,y”. FALSE, with a code, where that is not what it is. (element-type GwPoint) */
gboolean gw_cvat_points_parse (const char *text, GArray *points, GwCvatVerdict *verdict);

/* The eight corners of a cuboid: names of its attributes, x and y by turns. */
#define GW_CVAT_N_CORNERS 8
extern const char *const gw_cvat_cuboid_names[2 * GW_CVAT_N_CORNERS];
/* The polygon around all corners. */
gboolean gw_cvat_cuboid_outline (const GwPoint corners[GW_CVAT_N_CORNERS], GwShape *shape);

/* At most six decimals, which come back as they were; lossless: all there are. */
void gw_cvat_number_format (double number, gboolean lossless, char buffer[GW_NUMBER_LENGTH]);

G_END_DECLS
