/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-json-reader.h"
#include "gw-shape.h"

G_BEGIN_DECLS

/* One region of an image of VoTT. */
typedef struct
{
  GPtrArray *tags; /* of char* */
  GwShape shape;
  const char *code; /* (nullable): why there is no shape */
  gboolean swapped; /* its corners were, and have been put in order */
  guint64 index;    /* in the list */
  guint64 line;     /* 0: that of the image */
} GwVottRegion;

/* One image with its regions (spec formats 14), of JSON or of a table. */
typedef struct
{
  char *name; /* (nullable) */
  int width;  /* 0: not told */
  int height;
  gboolean visited;      /* somebody has looked at it */
  gboolean is_asset;     /* its regions are listed; else they are in a file of their own */
  GPtrArray *regions;    /* of GwVottRegion */
  GwJsonRepeats repeats; /* of keys; of a file of its own */
  guint64 line;          /* 0: none */
} GwVottImage;

GwVottImage *gw_vott_image_new (void);
void gw_vott_image_free (GwVottImage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwVottImage, gw_vott_image_free)

/* Of an asset with its regions, or of an asset alone as projects list them. NULL where it is
 * neither. (transfer full) (nullable)
 */
GwVottImage *gw_vott_image_parse (const char *raw, gsize length);

/* A region without anything yet. (transfer none) */
GwVottRegion *gw_vott_image_add (GwVottImage *self);

G_END_DECLS
