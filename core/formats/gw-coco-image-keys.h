/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"
#include "gw-json-members.h"

G_BEGIN_DECLS

/* Members of images in COCO files that are none of the format's own are attributes of the image. What the bag
 * of a record has of them stands in the file again as it stood there.
 */

/* Whether the format itself has the key: it is then no attribute. */
gboolean gw_coco_image_key_is_own (const char *key);
/* Notes the names of those in the reader's head; FALSE where there is none. */
gboolean gw_coco_image_keys_note (GwReader *reader, const GwJsonMembers *members);
/* Sets those of the object extra as attributes. */
void gw_coco_image_keys_take (GwReader *reader, GwRecord *record, const char *extra, const char *file, guint64 line);
/* Puts the attributes of the record among the members that its image is written with. */
void gw_coco_image_keys_put (const GwRecord *record, GwJsonMembers *members);
/* Tells of attributes that have the name of one of the format's own. */
void gw_coco_image_keys_measure (const GwRecordHead *head, const GwRecord *record, GwProblems *problems);

G_END_DECLS
