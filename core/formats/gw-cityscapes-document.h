/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-json-members.h"
#include "gw-shape.h"

G_BEGIN_DECLS

/* One outline of a file of polygons (spec formats 10). */
typedef struct
{
  char *label;      /* (nullable) */
  GArray *points;   /* of GwPoint */
  const char *code; /* why it has no outline that can be used; NULL: it has */
  char *user;       /* (nullable) */
  gboolean deleted;
  gint64 mask;         /* outlines of one number that follow each other are one mask; -1: it is none */
  GwJsonMembers *rest; /* what else there is, for the way back */
} GwCityscapesObject;

typedef struct
{
  int width; /* 0: it does not say */
  int height;
  GPtrArray *objects;    /* of GwCityscapesObject, in the order of painting */
  GwJsonMembers *rest;   /* what else there is */
  GwJsonRepeats repeats; /* of keys */
} GwCityscapesDocument;

/* At most 256 MiB. NULL with an error; line (nullable) tells where. */
GwCityscapesDocument *gw_cityscapes_document_read (const char *file, guint64 *line, GCancellable *cancellable,
                                                   GError **error);
void gw_cityscapes_document_free (GwCityscapesDocument *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCityscapesDocument, gw_cityscapes_document_free)

G_END_DECLS
