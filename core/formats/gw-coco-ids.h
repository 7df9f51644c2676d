/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An id of a COCO file: commonly a whole number, by some writers a text. */
typedef struct
{
  gint64 number;
  const char *text; /* NULL: it is a number */
} GwCocoId;

/* Gives each different id a place, 0, 1, 2 ... in the order in which they are
 * first met. Texts are copied. At most 120 bytes for each number, and 4 KiB.
 */
typedef struct _GwCocoIds GwCocoIds;

#define GW_COCO_IDS_NONE G_MAXUINT32

GwCocoIds *gw_coco_ids_new (void);
void gw_coco_ids_free (GwCocoIds *self);
guint32 gw_coco_ids_get_n (const GwCocoIds *self);
/* GW_COCO_IDS_NONE where it was not met. */
guint32 gw_coco_ids_find (const GwCocoIds *self, GwCocoId id);
guint32 gw_coco_ids_ensure (GwCocoIds *self, GwCocoId id);
/* What it takes in memory, but for texts. */
gsize gw_coco_ids_get_size (const GwCocoIds *self);
GwCocoId gw_coco_ids_get (const GwCocoIds *self, guint32 place);

/* The id as a text. (transfer full) */
char *gw_coco_id_to_text (GwCocoId id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCocoIds, gw_coco_ids_free)

G_END_DECLS
