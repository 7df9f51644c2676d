/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-record.h"

G_BEGIN_DECLS

/* The numbers that classes are written with. */
typedef struct
{
  GwClass *class; /* borrowed */
  const char *name;
  int id;       /* of pixels; -1: it is not drawn */
  int train_id; /* 255: none */
  guint32 colour;
  gboolean has_instances; /* its objects have numbers */
} GwCityscapesNumber;

typedef struct
{
  gboolean standard;    /* all classes are those of Cityscapes */
  GArray *numbers;      /* of GwCityscapesNumber, in the order of the classes */
  GHashTable *by_class; /* gint64* class id -> place in numbers + 1 */
} GwCityscapesNumbers;

/* Of classes that are all of Cityscapes its own numbers; else those that an import of this format kept,
 * and for the others the next free in the order of the classes. GW_ERROR_REFUSED for more
 * than a byte holds.
 */
GwCityscapesNumbers *gw_cityscapes_numbers_new (const GwRecordHead *head, GError **error);
void gw_cityscapes_numbers_free (GwCityscapesNumbers *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCityscapesNumbers, gw_cityscapes_numbers_free)

/* NULL: there is no such class. */
const GwCityscapesNumber *gw_cityscapes_numbers_find (const GwCityscapesNumbers *self, gint64 class_id);

/* Whether a label of several objects of the class would be the name of another class. */
gboolean gw_cityscapes_group_is_class (const GwRecordHead *head, const char *name);

G_END_DECLS
