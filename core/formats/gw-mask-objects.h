/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-mask-meaning.h"
#include "gw-record.h"

G_BEGIN_DECLS

/* Numbers of instances in masks of 16 bit that no table names. */
typedef enum
{
  GW_MASK_IDS_NONE = 0, /* values are classes */
  GW_MASK_IDS_PLAIN,    /* each value is an object, of one class */
  GW_MASK_IDS_CLASSES   /* from 1,000 on: class and a number of three digits, as in Cityscapes */
} GwMaskIds;

/* The key of the one class of GW_MASK_IDS_PLAIN. */
#define GW_MASK_KEY_OBJECT ((gint64) 2 << 32)

/* The key of a class for a key of a value. */
gint64 gw_mask_ids_get_class (GwMaskIds ids, gint64 key);

/* 0: the key is no class. */
typedef gint64 (*GwMaskClassFunc) (gint64 key, gpointer data);

/* Appends one mask object for each class of the picture, or for each instance;
 * in the order of the keys. FALSE where they are too large for memory.
 */
gboolean gw_mask_objects_add (GwRecord *record, const GwMaskPicture *picture, const GwMaskMeaning *meaning,
                              GwMaskIds ids, GwMaskClassFunc find_class, gpointer data);

/* The same for two pictures of one size, of classes and of numbers of objects:
 * one object for each pair, with its number in the bag as "number" of format.
 * n_lost: pixels that have a number and no class.
 */
gboolean gw_mask_objects_add_instances (GwRecord *record, const GwMaskPicture *picture, const GwMaskMeaning *meaning,
                                        const GwMaskPicture *numbers, const char *format, GwMaskClassFunc find_class,
                                        gpointer data, guint64 *n_lost);

/* Appends a copy of an object of a mask for each connected region of it, the largest first. FALSE
 * where there are too many.
 */
gboolean gw_mask_objects_add_regions (GwRecord *record, GwObject *object);

G_END_DECLS
