/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-line-reader.h"
#include "gw-picture-size.h"
#include "gw-reader-private.h"

G_BEGIN_DECLS

/* The reading half of gw_format_gw_jsonl: gw-format-gw-jsonl.c goes through the
 * lines and knows the classes, gw-jsonl-record.c reads one line. The file is
 * read twice: the first time for the names of classes, which the header need
 * not have all, so that the head is complete when records come.
 */
typedef struct
{
  GInputStream *stream;
  guint64 size; /* of the file */
  GwLineReader *lines;
  GwJsonReader *json;
  GHashTable *classes; /* name as written -> GwClass, which the head owns */
  GwModelNote models;
  GHashTable *people; /* path -> who labeled the image, where lines say it */
  gboolean fraction;  /* coordinates are fractions of the image */
  GwPictureSizes *sizes;
  gboolean has_scores; /* some object or image has one */
  gboolean has_class_scores;
  gboolean has_logits; /* some score of a class can be no probability */
  gboolean has_kind;
} GwJsonlState;

/* The record of the line that state->json reads; NULL where it was left out,
 * which has been reported.
 */
GwRecord *_gw_jsonl_read_record (GwReader *reader, GError **error);

G_END_DECLS
