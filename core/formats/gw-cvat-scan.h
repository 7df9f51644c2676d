/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-cvat-classes.h"
#include "gw-cvat-meta.h"
#include "gw-cvat-tracks.h"
#include "gw-xml.h"

G_BEGIN_DECLS

/* The first look through a file of CVAT: what is declared, which labels there are, and the
 * tracks. Its functions are given to an XML parser.
 */
typedef struct
{
  GwReader *reader;
  const char *file;
  GwCvatClasses *classes;
  GwCvatMeta *meta;
  GwCvatTracks *tracks;

  guint depth;       /* of open elements */
  int area;          /* which element below the root is open */
  GwClass *skeleton; /* (nullable): the class of the skeleton that is open */
  gboolean in_tag;   /* attributes that come are of the image */
  GwClass *track;    /* (nullable): the class of the track that is open */
  guint64 track_line;
  char *track_name; /* (nullable) */
} GwCvatScan;

void gw_cvat_scan_clear (GwCvatScan *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwCvatScan, gw_cvat_scan_clear)

extern const GwXmlFuncs gw_cvat_scan_funcs;

/* Whether the root is that of CVAT; else the error says what was found. */
gboolean gw_cvat_check_root (const char *name, GError **error);

G_END_DECLS
