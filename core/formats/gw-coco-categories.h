/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-record.h"

G_BEGIN_DECLS

/* The category ids that classes are written with. Those of an earlier import of the format
 * stay, numbers and texts; the others get the next free number. Mere parents get one only
 * when something is labeled so after all.
 */
typedef struct _GwCocoCategories GwCocoCategories;

/* head must live as long. (transfer full) */
GwCocoCategories *gw_coco_categories_new (const GwRecordHead *head, const char *format);
void gw_coco_categories_free (GwCocoCategories *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCocoCategories, gw_coco_categories_free)

/* As JSON text. NULL: the class has none so far. */
const char *gw_coco_categories_find (const GwCocoCategories *self, gint64 class_id);
/* The same, and gives it one; NULL: the head has no such class. */
const char *gw_coco_categories_ensure (GwCocoCategories *self, gint64 class_id);

/* Whether a supercategory (nullable) is no parent of the class of a name: itself, or "none", which
 * some writers put for nothing.
 */
gboolean gw_coco_parent_is_none (const char *name, const char *parent);

G_END_DECLS
