/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-json-members.h"
#include "gw-shape.h"

G_BEGIN_DECLS

/* One region of a VIA file (spec formats 14) as it stands there. */
typedef struct
{
  char *shape;      /* JSON text of its shape_attributes; may be anything */
  char *attributes; /* JSON text of its region_attributes; may be anything */
  char *pointer;    /* (nullable): JSON pointer */
  guint64 line;
  gboolean is_broken; /* a cell of the table is no JSON */
} GwViaRegion;

/* One image with its regions. */
typedef struct
{
  char *name;         /* (nullable) */
  GPtrArray *regions; /* of GwViaRegion */
  char *attributes;   /* (nullable): JSON object, file_attributes */
  guint64 line;
  char *pointer;         /* (nullable) */
  GwJsonRepeats repeats; /* of keys */
} GwViaImage;

GwViaImage *gw_via_image_new (void);
void gw_via_image_free (GwViaImage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwViaImage, gw_via_image_free)
/* Takes over the texts. */
void gw_via_image_add (GwViaImage *self, char *shape, char *attributes, char *pointer, guint64 line);

/* NULL, or the code of why it is none. */
const char *gw_via_region_make_shape (const GwViaRegion *self, GwShape *shape);

/* A value of an attribute as a text: of check boxes those that are set, one after another,
 * only the first one where several is given, which then says that there are more. NULL where
 * there is nothing. (transfer full) (nullable)
 */
char *gw_via_value_to_text (const char *raw, gsize length, gboolean *several);

G_END_DECLS
