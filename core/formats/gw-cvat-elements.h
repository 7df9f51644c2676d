/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-cvat-classes.h"
#include "gw-cvat-shape.h"
#include "gw-json-members.h"
#include "gw-record.h"

G_BEGIN_DECLS

/* The elements in an image of CVAT as objects and labels of a record. */
typedef struct _GwCvatElements GwCvatElements;

/* file and classes must live as long. */
GwCvatElements *gw_cvat_elements_new (GwReader *reader, const char *file, const GwCvatClasses *classes);
void gw_cvat_elements_free (GwCvatElements *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCvatElements, gw_cvat_elements_free)

/* What comes next goes into the record, which must know its size; NULL: it is counted only. */
void gw_cvat_elements_begin_record (GwCvatElements *self, GwRecord *record);
/* Whether what comes next was in a track. */
void gw_cvat_elements_set_of_track (GwCvatElements *self, gboolean of_track);
/* Gives the objects their order and their bags; bag is that of the record. */
void gw_cvat_elements_end_record (GwCvatElements *self, GwJsonMembers *bag);

/* level: how many elements of the image are around it. */
void gw_cvat_elements_start (GwCvatElements *self, guint level, const char *name, const char *const *names,
                             const char *const *values, guint64 line);
void gw_cvat_elements_end (GwCvatElements *self, guint level, const char *name, const char *text);

/* --- what images have too ------------------------------------------------------ */

/* The whole number that an attribute has; 0: it has none. */
gint64 gw_cvat_get_whole (const char *const *names, const char *const *values, const char *name);
/* Puts members into others; nothing where there are none. */
void gw_cvat_set_members (GwJsonMembers *to, const char *key, const GwJsonMembers *members);
/* Keeps attributes of which nothing is made, for the way back: others than those of the kind
 * and known, which ends with NULL.
 */
void gw_cvat_keep_more (GwJsonMembers *bag, GwCvatKind kind, const char *const *names, const char *const *values,
                        const char *const *known);

G_END_DECLS
