/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-json-members.h"
#include "gw-object.h"

G_BEGIN_DECLS

typedef enum
{
  GW_DATUMARO_OBJECT,
  GW_DATUMARO_LABEL, /* of the whole image */
  GW_DATUMARO_OTHER  /* of a type that the model has no place for */
} GwDatumaroKind;

/* One annotation of an item of Datumaro (spec formats 14). */
typedef struct
{
  GwDatumaroKind kind;
  char *type;       /* (nullable) */
  gint64 label;     /* index of the class; -1: none */
  GwShape shape;    /* of an object */
  const char *code; /* (nullable): why there is no shape */
  gboolean swapped; /* width and height of the mask were */
  double score;     /* NaN: none */
  GwObjectFlags flags;
  int z;
  gint64 group; /* 0: none */
  GwJsonMembers *attributes;
} GwDatumaroAnnotation;

/* Reads any value; width and height of the image (0: not known) are for masks. Free with
 * gw_datumaro_annotation_clear().
 */
void gw_datumaro_annotation_parse (GwDatumaroAnnotation *self, const char *raw, gsize length, int width, int height);
void gw_datumaro_annotation_clear (GwDatumaroAnnotation *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwDatumaroAnnotation, gw_datumaro_annotation_clear)

G_END_DECLS
