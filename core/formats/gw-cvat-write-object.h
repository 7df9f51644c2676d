/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-cvat-shape.h"
#include "gw-cvat-use.h"
#include "gw-format.h"

G_BEGIN_DECLS

/* The elements of the objects of an image, of a file of CVAT. */
typedef struct
{
  const GwRecordHead *head;
  const GwWriteOptions *options;
  const GwRecord *record;
  GwCvatUse *use;
  GwXmlWriter *out;
  gint64 next_group; /* that no object of the image has */
} GwCvatDraft;

/* z: its z_order. More than one element where an object has several parts. */
void gw_cvat_write_object (GwCvatDraft *draft, GwObject *object, gint64 z);

/* Attributes of an element that were kept; members is its bag. Others than those of the kind and
 * own, which ends with NULL and which the element has already.
 */
void gw_cvat_write_more (GwXmlWriter *out, const GwJsonMembers *members, GwCvatKind kind, const char *const *own);
/* Elements “attribute” out of members. */
void gw_cvat_write_attributes (GwXmlWriter *out, const GwJsonMembers *attributes);
/* A member that is an object; NULL: it is none. (transfer full) (nullable) */
GwJsonMembers *gw_cvat_dup_members (const GwJsonMembers *members, const char *key);

/* Counts what the form of an object loses. */
void gw_cvat_measure_object (const GwRecordHead *head, const GwRecord *record, GwObject *object,
                             const GwWriteOptions *options, GwProblems *problems);
/* Notes the values of its attributes as they are used. */
void gw_cvat_note_object (const GwRecordHead *head, GwObject *object, GwCvatUse *use);

G_END_DECLS
