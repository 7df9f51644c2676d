/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-tool-snap-private.h"

G_BEGIN_DECLS

/* What tools share that draw a line point by point: clicks, freehand drags,
 * keys, borders that are followed, and what is shown meanwhile.
 */
#define GW_TYPE_TOOL_PATH (_gw_tool_path_get_type ())
G_DECLARE_DERIVABLE_TYPE (GwToolPath, _gw_tool_path, GW, TOOL_PATH, GwTool)

struct _GwToolPathClass
{
  GwToolClass parent_class;

  guint n_least;    /* so many distinct points, or it is refused */
  gboolean closes;  /* the first point again ends it */
  gboolean goes_on; /* with what is selected; else nothing is while it draws */

  const char *(*get_too_few) (GwToolPath *self); /* why it is refused with less points */
  /* The first point is about to be set; FALSE, after having said why, to have none. Nullable. */
  gboolean (*begin) (GwToolPath *self, const GwToolEvent *event);
  /* Makes an edit of the line, n_least points or more, no two in a row the same. */
  void (*take) (GwToolPath *self, const GwRing *line);
};

G_END_DECLS
