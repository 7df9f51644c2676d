/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-json-members.h"

G_BEGIN_DECLS

/* One annotation of a CreateML file as it stands there. */
typedef struct
{
  char *label;     /* (nullable) */
  double box[4];   /* x, y, width, height; x and y are of the center or of a corner */
  gboolean whole;  /* it has no coordinates: a label of the image */
  const char *bad; /* (nullable): the code of why it cannot be an object */
  char *bag;       /* (nullable): other members, as a bag of the format */
  guint64 index;   /* in the entry's list */
} GwCreatemlLabel;

/* One entry: an image with its annotations (spec formats 14). */
typedef struct
{
  char *image;       /* (nullable) */
  GPtrArray *labels; /* of GwCreatemlLabel */
  gboolean has_list;
  char *bag; /* (nullable): other members, as a bag of the format */
} GwCreatemlEntry;

/* NULL where the text is no object. (transfer full) (nullable) */
GwCreatemlEntry *gw_createml_entry_parse (const char *raw, gsize length);
void gw_createml_entry_free (GwCreatemlEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCreatemlEntry, gw_createml_entry_free)

G_END_DECLS
