/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"
#include "gw-json-members.h"

G_BEGIN_DECLS

/* Where a reader is while it makes objects, for adding them and for telling what is wrong. */
typedef struct
{
  GwReader *reader;
  const char *file;
  GwRecord *record;    /* (nullable) */
  guint64 line;        /* 0: none */
  const char *pointer; /* (nullable): JSON pointer */
} GwReadPlace;

/* Writes down what is wrong with a label; where it was left out, it counts as one. label
 * (nullable): its class.
 */
void gw_read_place_report (const GwReadPlace *self, GwSeverity severity, GwOutcome outcome, const char *code,
                           const char *label, const char *text);
/* A label that was read and is left out. */
void gw_read_place_reject (const GwReadPlace *self, const char *code, const char *label, const char *text);
/* An object of the record, of the class and shape, which is taken over. (transfer none) */
GwObject *gw_read_place_add (const GwReadPlace *self, gint64 class_id, GwShape *shape);
/* An object of the record whose shape could not be made: with the usual sentence for a code. */
void gw_read_place_reject_shape (const GwReadPlace *self, const char *code, const char *label);
/* Sets attributes as JSON has them; further ones than objects have are told of. */
void gw_read_place_set_attributes (const GwReadPlace *self, GwObject *object, const GwJsonMembers *attributes);
/* Tells of a mask whose width and height were swapped, if they were. */
void gw_read_place_check_swapped (const GwReadPlace *self, gboolean swapped, const char *label);
/* Tells of keys that are in a JSON object twice, if any. */
void gw_read_place_check_keys (const GwReadPlace *self, const GwJsonRepeats *repeats);
/* An entry for an image that cannot be read. */
void gw_read_place_reject_image (const GwReadPlace *self, const char *code, const char *text);

/* The classes of a reader by the names that its files use, with blanks and all. */
typedef struct _GwClassNames GwClassNames;

GwClassNames *gw_class_names_new (GwReader *reader);
void gw_class_names_free (GwClassNames *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwClassNames, gw_class_names_free)
/* Makes the class where it is not there yet; 0, told of once, for a name that cannot be one.
 * id (nullable): the file's own number.
 */
gint64 gw_class_names_ensure (GwClassNames *self, const char *name, const char *id, const char *file, guint64 line);
/* 0: there is none. */
gint64 gw_class_names_find (const GwClassNames *self, const char *name);

G_END_DECLS
