/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"

G_BEGIN_DECLS

/* The classes of a reader of CVAT by the names that its files have for them, and the points of
 * their skeletons, declared or met.
 */
typedef struct _GwCvatClasses GwCvatClasses;

GwCvatClasses *gw_cvat_classes_new (GwReader *reader);
void gw_cvat_classes_free (GwCvatClasses *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCvatClasses, gw_cvat_classes_free)

/* The declarations of a file. (element-type GwCvatLabel) */
void gw_cvat_classes_declare (GwCvatClasses *self, const GPtrArray *labels, const char *file);
/* A label that an element has. NULL, reported, where it cannot be a class. */
GwClass *gw_cvat_classes_note (GwCvatClasses *self, const char *label, const char *file, guint64 line);
/* A point that a skeleton of the class has. */
void gw_cvat_classes_note_point (GwCvatClasses *self, GwClass *class, const char *point);
/* All files have been looked through: gives the classes their skeletons. */
void gw_cvat_classes_finish (GwCvatClasses *self);

/* gw_attribute_accepts() for an attribute of one of the classes; takes no longer with many choices. */
gboolean gw_cvat_classes_accept (const GwCvatClasses *self, const GwAttribute *attribute, const char *value);

GwClass *gw_cvat_classes_find (const GwCvatClasses *self, const char *label);

G_END_DECLS
