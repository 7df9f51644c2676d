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
  char *pose;         /* (nullable), not GW_VOC_NO_POSE */
  GPtrArray *actions; /* (nullable) char *: name and value by turns */
  GPtrArray *others;  /* (nullable) char *: path and text by turns of what is not known */
  int whole;          /* which object it is a part of; -1: none */
  guint64 line;
} GwVocObject;

/* Elements and attributes that are not known, or actions, of an object or an image beyond these
 * are not kept.
 */
#define GW_VOC_MOST_OTHERS 1000

/* One XML file of Pascal VOC (spec formats 4). Paths are as in gw_xml_writer_paths(): an
 * attribute is “point@kind”, one of the object or image itself “@id”.
 */
typedef struct
{
  char *filename; /* (nullable) */
  int width;      /* 0: not told */
  int height;
  gboolean verified;
  GPtrArray *objects; /* of GwVocObject, parts behind what they belong to */
  GPtrArray *others;  /* char *: path and text by turns: “folder”, “source/database”, “size/depth”… */
  gboolean is_cut;    /* there was more than is kept */
  gboolean has_more;  /* elements that are known had attributes, which are not kept */
} GwVocAnnotation;

/* code: as for gw_xml_parse(); also "xml-syntax" where the root is another.
 * Returns: (transfer full) (nullable)
 */
GwVocAnnotation *gw_voc_annotation_parse (const char *text, gsize length, const char **code, GError **error);
void gw_voc_annotation_free (GwVocAnnotation *self);
/* Bytes of memory that it takes, with all that is its. Goes through all of it. */
gsize gw_voc_annotation_measure (const GwVocAnnotation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwVocAnnotation, gw_voc_annotation_free)

/* The text at a path of others (nullable); NULL: none. */
const char *gw_voc_find_other (const GPtrArray *others, const char *path);

/* The tag of an image that somebody has verified, as labelImg marks it in its file. */
#define GW_VOC_VERIFIED "verified"

/* What a pose is where nobody has told it: such an object has none. */
#define GW_VOC_NO_POSE "Unspecified"

G_END_DECLS
