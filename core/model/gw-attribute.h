/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What kind of value an attribute holds. The numbers are stored. */
typedef enum
{
  GW_ATTRIBUTE_CHECKBOX = 0, /* "true" or "false" */
  GW_ATTRIBUTE_CHOICE = 1,   /* one of the choices */
  GW_ATTRIBUTE_NUMBER = 2,   /* a number in the C locale */
  GW_ATTRIBUTE_TEXT = 3
} GwAttributeKind;

/* The definition of one attribute of a class, such as “Occluded”. A boxed
 * value: copy it to change it. Values of attributes are texts everywhere
 * (see GwObject); the kind says how to read and edit them.
 */
typedef struct
{
  char *name; /* unique within its class */
  GwAttributeKind kind;
  GStrv choices;       /* (nullable): for GW_ATTRIBUTE_CHOICE */
  char *default_value; /* (nullable) */
  gboolean required;   /* an object without a value cannot be submitted */
} GwAttribute;

#define GW_TYPE_ATTRIBUTE (gw_attribute_get_type ())

GType gw_attribute_get_type (void);
GwAttribute *gw_attribute_new (const char *name, GwAttributeKind kind);
GwAttribute *gw_attribute_copy (const GwAttribute *self);
void gw_attribute_free (GwAttribute *self);

/* Whether text is a legal value of the attribute. */
gboolean gw_attribute_accepts (const GwAttribute *self, const char *value);
/* Whether text is a value that an object has bare (see GwObject): a number as JSON writes it, or a
 * truth, of an attribute of that kind.
 */
gboolean gw_attribute_is_bare (const GwAttribute *self, const char *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwAttribute, gw_attribute_free)

G_END_DECLS
