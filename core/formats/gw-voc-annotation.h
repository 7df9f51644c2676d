/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-object.h"

G_BEGIN_DECLS

enum
{
  GW_VOC_XMIN,
  GW_VOC_YMIN,
  GW_VOC_XMAX,
  GW_VOC_YMAX,
  GW_VOC_N_SIDES
};

typedef struct
{
  char *name;                   /* (nullable) */
  double sides[GW_VOC_N_SIDES]; /* as in the file; NaN: missing, or no number */
  GwObjectFlags flags;
  char *pose;         /* (nullable) */
  GPtrArray *actions; /* char *: name and value by turns */
  GPtrArray *others;  /* char *: path and text by turns of elements that are not known */
  int whole;          /* which object it is a part of; -1: none */
  guint64 line;
} GwVocObject;

/* Elements that are not known, or actions, of an object or an image beyond these are not kept. */
#define GW_VOC_MOST_OTHERS 1000

/* One XML file of Pascal VOC (spec formats 4). */
typedef struct
{
  char *filename; /* (nullable) */
  int width;      /* 0: not told */
  int height;
  gboolean verified;
  GPtrArray *objects; /* of GwVocObject, parts behind what they belong to */
  GPtrArray *others;  /* char *: path and text by turns: “folder”, “source/database”, “size/depth”… */
  gboolean is_cut;    /* there was more than is kept */
} GwVocAnnotation;

/* code: as for gw_xml_parse(); also "xml-syntax" where the root is another.
 * Returns: (transfer full) (nullable)
 */
GwVocAnnotation *gw_voc_annotation_parse (const char *text, gsize length, const char **code, GError **error);
void gw_voc_annotation_free (GwVocAnnotation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwVocAnnotation, gw_voc_annotation_free)

/* The text at a path of others; NULL: none. */
const char *gw_voc_find_other (const GPtrArray *others, const char *path);

G_END_DECLS
