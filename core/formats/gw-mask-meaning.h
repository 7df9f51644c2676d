/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-mask-picture.h"
#include "gw-mask-table.h"

G_BEGIN_DECLS

/* What the values of a mask mean: a key is an index of a class, a colour that
 * no index stands for, or nothing.
 */
#define GW_MASK_KEY_NONE ((gint64) -1)
#define GW_MASK_KEY_COLOUR ((gint64) 1 << 32)

typedef struct
{
  guint32 value;
  guint64 count; /* pixels */
  gint64 key;
} GwMaskValue;

typedef struct
{
  const GwMaskTable *table; /* (nullable) */
  gboolean indices_only;    /* palettes' colours are not looked at, as in VOC */
  gboolean binary;          /* greys are black and white: 255 is a class, 0 is none */
  gboolean soft;            /* and what lies between are soft edges */
  guint threshold;          /* of these: from which grey on a pixel is set, and none is soft; 0: from the middle on */
  gboolean drop_soft;       /* soft edges are no class, instead of the nearest */
} GwMaskRules;

typedef struct
{
  GwMaskKind kind;   /* GW_MASK_GREY too for colours that are all grey */
  GArray *values;    /* of GwMaskValue, by value */
  guint64 n_soft;    /* pixels of soft edges: between colours, or half transparent */
  guint64 n_moved;   /* pixels whose place in the palette is not that of their colour */
  guint64 n_unknown; /* pixels that the table does not know, or whose colours it does not */
  gboolean too_many; /* it is a photograph */
} GwMaskMeaning;

/* Counts the values. keys are GW_MASK_KEY_NONE. */
void gw_mask_meaning_init (GwMaskMeaning *self, const GwMaskPicture *picture);
void gw_mask_meaning_clear (GwMaskMeaning *self);
/* Finds the keys: by colour where the table knows one of a palette, and else by place, as the values
 * whose colours it does not know; the nearest colour where edges are soft, unless rules say other.
 */
void gw_mask_meaning_find (GwMaskMeaning *self, const GwMaskPicture *picture, const GwMaskRules *rules);
/* Of one value; GW_MASK_KEY_NONE where it does not occur. */
gint64 gw_mask_meaning_get (const GwMaskMeaning *self, guint32 value);

/* The share of n_unknown in all pixels, in percent. */
double gw_mask_meaning_get_unknown (const GwMaskMeaning *self);

/* How a key is called: by the table, else by its number or colour. (transfer full) */
char *gw_mask_key_name (gint64 key, const GwMaskTable *table);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwMaskMeaning, gw_mask_meaning_clear)

G_END_DECLS
