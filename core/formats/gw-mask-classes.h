/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"
#include "gw-mask-objects.h"

G_BEGIN_DECLS

/* The classes of a set of masks: those of a table, and what else occurs in the pictures, which are
 * looked through before.
 */
typedef struct
{
  GwMaskTable *table; /* (nullable), owned */
  GwMaskRules rules;  /* that hold for all pictures; complete when the classes are made */
  GwMaskIds ids;      /* of grey pictures */
  GHashTable *ids_of; /* gint64* key -> class id, as pointer; 0: it cannot be one */

  guint64 *greys;       /* pixels of each grey level */
  gboolean has_16_bits; /* a picture has so many */
  GHashTable *keys;     /* set of gint64*: of other pictures */
} GwMaskClasses;

void gw_mask_classes_init (GwMaskClasses *self);
void gw_mask_classes_clear (GwMaskClasses *self);

/* What one picture holds, by the rules so far. */
void gw_mask_classes_note (GwMaskClasses *self, const GwMaskPicture *picture, const GwMaskMeaning *meaning);
/* Makes the classes in the head of the reader, and keeps there what an export needs of the table. */
void gw_mask_classes_make (GwMaskClasses *self, GwReader *reader);
/* A GwMaskClassFunc; data: the classes. */
gint64 gw_mask_classes_find (gint64 key, gpointer data);

G_END_DECLS
