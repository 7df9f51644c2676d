/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The ids that things of one kind (images, objects) get in one COCO file:
 * those that they had, as long as no other has them, else new ones behind the
 * largest. At most 120 bytes an id (gw-coco-ids.h).
 */
typedef struct _GwCocoNumbers GwCocoNumbers;

GwCocoNumbers *gw_coco_numbers_new (void);
void gw_coco_numbers_free (GwCocoNumbers *self);

/* Makes new ids larger than this. */
void gw_coco_numbers_reserve (GwCocoNumbers *self, gint64 largest);
/* The largest number of these, 0: none is above that. ids (nullable): path -> id as JSON. */
gint64 gw_coco_numbers_find_largest (GHashTable *ids);
/* The id as JSON text, valid until the next call. raw (nullable): the id that
 * the thing had, JSON of n bytes; what is neither a whole number nor a text is
 * none. taken (nullable): whether raw is an id that another has.
 */
const char *gw_coco_numbers_choose (GwCocoNumbers *self, const char *raw, gsize n, gboolean *taken);
/* The same, but NULL in place of a new one: for what gets one when all that had one are known, with raw NULL. */
const char *gw_coco_numbers_keep (GwCocoNumbers *self, const char *raw, gsize n, gboolean *taken);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCocoNumbers, gw_coco_numbers_free)

G_END_DECLS
