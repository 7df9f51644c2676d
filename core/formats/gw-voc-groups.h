/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-json-members.h"
#include "gw-record.h"

G_BEGIN_DECLS

/* What the objects of a record are to a writer of Pascal VOC: looked up once, for there may be
 * any number.
 */
typedef struct
{
  GHashTable *parts;  /* set of GwObject */
  GHashTable *groups; /* group (gint64*) -> what is in it */
} GwVocGroups;

/* record must outlive it. */
void gw_voc_groups_init (GwVocGroups *self, const GwRecord *record);
void gw_voc_groups_clear (GwVocGroups *self);

gboolean gw_voc_groups_is_part (const GwVocGroups *self, GwObject *object);
/* The object that a part belongs to: the first of its group that is no part; NULL: there is none. */
GwObject *gw_voc_groups_find_whole (const GwVocGroups *self, GwObject *part);
/* The parts of an object, in the order of the record; NULL: none. (element-type GwObject) */
const GPtrArray *gw_voc_groups_find_parts (const GwVocGroups *self, GwObject *whole);
/* Whether the object's group says which parts an object has, and no more; FALSE where it has no
 * group.
 */
gboolean gw_voc_groups_keep (const GwVocGroups *self, GwObject *object);

/* Whether there can be a box around a shape of the kind. */
gboolean gw_voc_has_area (GwShapeKind kind);
/* Whether the object has pixels that its box does not tell, and a number of its own in masks:
 * parts of objects have none.
 */
gboolean gw_voc_groups_has_pixels (const GwVocGroups *self, GwObject *object);
/* Whether the object comes from masks alone, and has no place in the XML file where masks are
 * written.
 */
gboolean gw_voc_is_region (GwObject *object);

/* What the format keeps with an object. (transfer full) */
GwJsonMembers *gw_voc_open_bag (GwObject *object);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwVocGroups, gw_voc_groups_clear)

G_END_DECLS
