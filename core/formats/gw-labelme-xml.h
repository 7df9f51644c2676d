/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-object.h"

G_BEGIN_DECLS

/* One object of an XML file of the old LabelMe, of MIT (spec formats 14). */
typedef struct
{
  char *name; /* (nullable) */
  gboolean deleted;
  gboolean verified;
  gboolean occluded;
  gboolean is_box;      /* drawn as one */
  char *attributes;     /* (nullable): “red, seen from=left” */
  char *id;             /* (nullable) */
  char *whole;          /* (nullable): id of the object that it is a part of */
  char *author;         /* (nullable) */
  GArray *points;       /* (nullable), of GwPoint: of the polygon; NaN where there is no number */
  char *mask;           /* (nullable): name of the picture of a mask */
  gboolean has_segment; /* which is what it should have */
  guint64 line;
} GwLabelmeXmlObject;

typedef struct
{
  char *filename; /* (nullable) */
  int width;      /* 0: not told */
  int height;
  GPtrArray *objects;    /* of GwLabelmeXmlObject, those that were deleted too */
  gboolean has_outlines; /* there is a polygon or mask, or the size of the image as LabelMe tells it */
  gboolean has_boxes;    /* as Pascal VOC has them, which begins alike */
} GwLabelmeXml;

/* code: as for gw_xml_parse(); also "xml-syntax" where the root is another.
 * Returns: (transfer full) (nullable)
 */
GwLabelmeXml *gw_labelme_xml_parse (const char *text, gsize length, const char **code, GError **error);
void gw_labelme_xml_free (GwLabelmeXml *self);
/* Bytes of memory that it takes, with all that is its. Goes through all objects. */
gsize gw_labelme_xml_measure (const GwLabelmeXml *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwLabelmeXml, gw_labelme_xml_free)

/* Sets attributes of an object from LabelMe's text: words between commas, which are true, or
 * names and values with “=”.
 */
void gw_labelme_xml_set_attributes (GwObject *object, const char *text);

G_END_DECLS
