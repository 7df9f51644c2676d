/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"

G_BEGIN_DECLS

/* What the lists of a folder ImageSets/Main or ImageSets/Segmentation of Pascal VOC say
 * (spec formats 4): <split>.txt has a stem a line, <class>_<split>.txt a stem and 1, -1 or 0.
 */
typedef struct _GwVocLists GwVocLists;

typedef enum
{
  GW_VOC_PRESENT,   /* 1 */
  GW_VOC_DIFFICULT, /* 0: it is there, and counts neither way */
  GW_VOC_ABSENT     /* -1 */
} GwVocState;

/* What the lists of a class say of an image: four bytes, for there is one of each image. */
typedef struct
{
  guint class_index : 30; /* into gw_voc_lists_get_classes() */
  guint state : 2;        /* GwVocState */
} GwVocTold;

/* inner: the folder of the lists, from source. Lists that cannot be read and lines that are
 * none are told of; where there are no lists, nothing is in them. Blocks: reads each list, of
 * 16 MiB at most. work (nullable) is told how many lines there are, of nobody knows how many;
 * nothing is done when it is over. NULL where it was cancelled. (transfer full) (nullable)
 */
GwVocLists *gw_voc_lists_read (const char *source, const char *inner, GwProblems *problems, GwWork *work,
                               GCancellable *cancellable, GError **error);
void gw_voc_lists_free (GwVocLists *self);
/* The same without waiting for it, for who cancels. */
void gw_voc_lists_let_go (GwVocLists *self);

/* The part of an image, of the usual one where it is in several; NULL: in none but “trainval”,
 * which holds two of them. stem: with the folder that the image is in, or without where lists
 * have none.
 */
const char *gw_voc_lists_find_split (const GwVocLists *self, const char *stem);

/* Names of classes that have lists. (element-type utf8) */
const GPtrArray *gw_voc_lists_get_classes (const GwVocLists *self);
/* What lists of classes say of the image, in the order of the classes; NULL: they do not name it.
 * (element-type GwVocTold)
 */
const GArray *gw_voc_lists_get_told (const GwVocLists *self, const char *stem);
/* All images that a list names, in their order. (transfer container) (element-type utf8) */
GPtrArray *gw_voc_lists_get_stems (const GwVocLists *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwVocLists, gw_voc_lists_free)

G_END_DECLS
