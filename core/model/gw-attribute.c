/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-attribute.h"

#include <math.h>

#include "gw-boxed.h"
#include "gw-json-reader.h"
#include "gw-number.h"

GW_DEFINE_BOXED_TYPE (GwAttribute, gw_attribute, gw_attribute_copy, gw_attribute_free)

GwAttribute *
gw_attribute_new (const char *name, GwAttributeKind kind)
{
  GwAttribute *self;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_new0 (GwAttribute, 1);
  self->name = g_strdup (name);
  self->kind = kind;
  return self;
}

GwAttribute *
gw_attribute_copy (const GwAttribute *self)
{
  GwAttribute *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = gw_attribute_new (self->name, self->kind);
  copy->choices = g_strdupv (self->choices);
  copy->default_value = g_strdup (self->default_value);
  copy->required = self->required;
  return copy;
}

void
gw_attribute_free (GwAttribute *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_strfreev (self->choices);
  g_free (self->default_value);
  g_free (self);
}

gboolean
gw_attribute_accepts (const GwAttribute *self, const char *value)
{
  double number;

  g_return_val_if_fail (self != NULL, FALSE);

  if (value == NULL)
    return FALSE;
  switch (self->kind)
    {
    case GW_ATTRIBUTE_CHECKBOX:
      return g_str_equal (value, "true") || g_str_equal (value, "false");
    case GW_ATTRIBUTE_CHOICE:
      return self->choices != NULL && g_strv_contains ((const char *const *) self->choices, value);
    case GW_ATTRIBUTE_NUMBER:
      return gw_number_parse (value, -1, &number);
    case GW_ATTRIBUTE_TEXT:
      return g_utf8_validate (value, -1, NULL);
    default:
      return FALSE;
    }
}

gboolean
gw_attribute_is_bare (const GwAttribute *self, const char *value)
{
  double number;

  g_return_val_if_fail (self != NULL, FALSE);

  if (value == NULL)
    return FALSE;
  if (self->kind == GW_ATTRIBUTE_CHECKBOX)
    return gw_attribute_accepts (self, value);
  return self->kind == GW_ATTRIBUTE_NUMBER && (g_ascii_isdigit (value[0]) || value[0] == '-')
         && gw_number_parse (value, -1, &number) && isfinite (number) && gw_json_validate (value, -1, NULL);
}
