/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-coco-document.h"
#include "gw-json-members.h"
#include "gw-reader-private.h"

G_BEGIN_DECLS

/* The parts of the COCO parser: gw-coco-parse.c reads the document,
 * gw-coco-parse-image.c one image, gw-coco-parse-category.c one category,
 * gw-coco-parse-annotation.c one annotation, gw-coco-parse-segmentation.c its shape.
 */

GwCocoDocument *_gw_coco_document_new (const char *file, const char *split);
/* Both make the place if need be; valid until the next one is made. */
GwCocoImage *_gw_coco_document_get_image (GwCocoDocument *self, GwCocoId id, guint32 *place);
GwCocoCategory *_gw_coco_document_get_category (GwCocoDocument *self, GwCocoId id, guint32 *place);

/* Gives the category at this place its class. */
void _gw_coco_document_name_category (GwCocoDocument *self, guint32 place, gint64 class_id);

/* Keeps a packed annotation of the image at this place. */
void _gw_coco_document_add (GwCocoDocument *self, guint32 image, const GByteArray *annotation);
/* Forget what was read of images, of annotations, of categories; ids keep their places. */
void _gw_coco_document_forget_images (GwCocoDocument *self);
void _gw_coco_document_forget_annotations (GwCocoDocument *self);
void _gw_coco_document_forget_categories (GwCocoDocument *self);
/* Lists all that were added by image; after it none is. */
void _gw_coco_document_group (GwCocoDocument *self);

/* An annotation's id and where it was met. */
typedef struct
{
  gint64 id;
  guint32 index;
  guint32 line;
} GwCocoIdUse;

/* What the parser has at hand, and buffers that it uses again and again. */
typedef struct
{
  GwReader *reader;
  GwCocoDocument *document;
  GwJsonReader *json;
  const char *pointer;   /* JSON pointer of the array that is read: "/images" */
  guint64 index;         /* of its element */
  guint64 line;          /* on which the element begins */
  GHashTable *declared;  /* set of GwClass */
  GHashTable *parents;   /* GwClass -> name of its supercategory */
  GArray *ids;           /* of GwCocoIdUse: all ids of annotations */
  GwJsonMembers *extra;  /* other members of the element */
  GwJsonMembers *kept;   /* class name -> other members of its category */
  GwJsonMembers *top;    /* members of the document that are kept as they are */
  GString *id_text;      /* of an id that is no number */
  gboolean told_id_type; /* that ids are texts has been reported */
  guint seen;            /* bit for each member of the document that has a place */
  guint n_images;        /* that were read and do not count, not told yet */
  guint n_labels;
  struct _GwCocoAnnotation *annotation;
} GwCocoParser;

/* Reads an id after its key; FALSE with error unset where it is none. */
gboolean _gw_coco_parse_id (GwCocoParser *self, GwCocoId *id, GError **error);

/* Keeps a member that is not understood in extra; the reader stands after its key. */
gboolean _gw_coco_keep_extra (GwCocoParser *self, const char *key, GError **error);

/* Writes down a problem of the element that is read; n_labels as in GwProblem. */
void _gw_coco_report (GwCocoParser *self, GwSeverity severity, GwOutcome outcome, const char *code, guint n_labels,
                      const char *text_format, ...) G_GNUC_PRINTF (6, 7);

/* Each reads one element; the reader stands after its '{'. FALSE on a fatal error. */
gboolean _gw_coco_parse_image (GwCocoParser *self, GError **error);
gboolean _gw_coco_parse_category (GwCocoParser *self, GError **error);
gboolean _gw_coco_parse_annotation (GwCocoParser *self, GError **error);
struct _GwCocoAnnotation *_gw_coco_annotation_new (void);
void _gw_coco_annotation_free (struct _GwCocoAnnotation *self);

G_END_DECLS
