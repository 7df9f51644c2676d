/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-class.h"
#include "gw-json-members.h"
#include "gw-xml-writer.h"

G_BEGIN_DECLS

/* The declaration of an attribute as CVAT has it; texts are those of the elements, NULL where
 * there was none.
 */
typedef struct
{
  char *name;
  char *mutable_text;
  char *input_type;
  char *default_value;
  char *values;
} GwCvatAttribute;

/* The declaration of a label, or of a point of a skeleton (spec formats 7). */
typedef struct
{
  char *name;
  char *color;
  char *type;
  char *svg;
  char *parent;          /* (nullable): the skeleton that it is a point of */
  GPtrArray *attributes; /* of GwCvatAttribute */
  guint64 line;
} GwCvatLabel;

GwCvatLabel *gw_cvat_label_new (void);
void gw_cvat_label_free (GwCvatLabel *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCvatLabel, gw_cvat_label_free)

GwCvatAttribute *gw_cvat_attribute_new (const char *name);
/* NULL: there is none of the name. */
const GwCvatAttribute *gw_cvat_label_find_attribute (const GwCvatLabel *self, const char *name);

/* What the model makes of a declaration. (transfer full) */
GwAttribute *gw_cvat_attribute_to_model (const GwCvatAttribute *self);
/* The declaration of a model's attribute; kept (nullable) is what a file had: it stays where it
 * says the same. (transfer full)
 */
GwCvatAttribute *gw_cvat_attribute_from_model (const GwAttribute *attribute, const GwCvatAttribute *kept);

/* As members of a bag. name and parent are the caller's to keep. */
char *gw_cvat_label_to_json (const GwCvatLabel *self, const GwJsonMembers *points);
/* What to_json wrote. points (out) (transfer full) (nullable): as they were given. */
GwCvatLabel *gw_cvat_label_from_json (const char *json, gsize length, GwJsonMembers **points);

/* The element “label”. */
void gw_cvat_label_write (const GwCvatLabel *self, GwXmlWriter *out);

/* “#rrggbb” */
gboolean gw_cvat_color_parse (const char *text, guint32 *color);

G_END_DECLS
