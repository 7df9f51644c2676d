/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cvat-label.h"

#include <stdlib.h>
#include <string.h>

#include "gw-json-values.h"

static void
attribute_free (gpointer data)
{
  GwCvatAttribute *self = data;

  g_free (self->name);
  g_free (self->mutable_text);
  g_free (self->input_type);
  g_free (self->default_value);
  g_free (self->values);
  g_free (self);
}

GwCvatAttribute *
gw_cvat_attribute_new (const char *name)
{
  GwCvatAttribute *self = g_new0 (GwCvatAttribute, 1);

  self->name = g_strdup (name);
  return self;
}

GwCvatLabel *
gw_cvat_label_new (void)
{
  GwCvatLabel *self = g_new0 (GwCvatLabel, 1);

  self->attributes = g_ptr_array_new_with_free_func (attribute_free);
  return self;
}

void
gw_cvat_label_free (GwCvatLabel *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->color);
  g_free (self->type);
  g_free (self->svg);
  g_free (self->parent);
  g_ptr_array_unref (self->attributes);
  g_free (self);
}

const GwCvatAttribute *
gw_cvat_label_find_attribute (const GwCvatLabel *self, const char *name)
{
  for (guint i = 0; i < self->attributes->len; i++)
    {
      const GwCvatAttribute *attribute = g_ptr_array_index (self->attributes, i);

      if (g_strcmp0 (attribute->name, name) == 0)
        return attribute;
    }
  return NULL;
}

gboolean
gw_cvat_color_parse (const char *text, guint32 *color)
{
  if (text == NULL || text[0] != '#' || strlen (text) != 7 || strspn (text + 1, "0123456789abcdefABCDEF") != 6)
    return FALSE;
  *color = (guint32) strtoul (text + 1, NULL, 16);
  return TRUE;
}

/* --- attributes and the model ------------------------------------------------------- */

static GwAttributeKind
find_kind (const char *input_type)
{
  if (g_strcmp0 (input_type, "select") == 0 || g_strcmp0 (input_type, "radio") == 0)
    return GW_ATTRIBUTE_CHOICE;
  if (g_strcmp0 (input_type, "checkbox") == 0)
    return GW_ATTRIBUTE_CHECKBOX;
  return g_strcmp0 (input_type, "number") == 0 ? GW_ATTRIBUTE_NUMBER : GW_ATTRIBUTE_TEXT;
}

/* The lines of a text that are not blank. (transfer full) */
static GStrv
split_values (const char *values)
{
  g_autoptr (GStrvBuilder) choices = g_strv_builder_new ();
  g_auto (GStrv) lines = g_strsplit (values != NULL ? values : "", "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      g_strv_builder_add (choices, lines[i]);
  return g_strv_builder_end (choices);
}

GwAttribute *
gw_cvat_attribute_to_model (const GwCvatAttribute *self)
{
  GwAttribute *attribute = gw_attribute_new (self->name, find_kind (self->input_type));

  if (attribute->kind == GW_ATTRIBUTE_CHOICE)
    attribute->choices = split_values (self->values);
  if (self->default_value != NULL && *self->default_value != '\0')
    attribute->default_value = attribute->kind == GW_ATTRIBUTE_CHECKBOX ? g_ascii_strdown (self->default_value, -1)
                                                                        : g_strdup (self->default_value);
  return attribute;
}

static gboolean
strv_equal0 (GStrv a, GStrv b)
{
  const gboolean has_a = a != NULL && a[0] != NULL, has_b = b != NULL && b[0] != NULL;

  return has_a && has_b ? g_strv_equal ((const char *const *) a, (const char *const *) b) : has_a == has_b;
}

static gboolean
says_the_same (const GwCvatAttribute *kept, const GwAttribute *attribute)
{
  g_autoptr (GwAttribute) was = gw_cvat_attribute_to_model (kept);

  return was->kind == attribute->kind && g_strcmp0 (was->default_value, attribute->default_value) == 0
         && strv_equal0 (was->choices, attribute->choices);
}

GwCvatAttribute *
gw_cvat_attribute_from_model (const GwAttribute *attribute, const GwCvatAttribute *kept)
{
  static const char *const types[] = { "checkbox", "select", "number", "text" };
  GwCvatAttribute *self = gw_cvat_attribute_new (attribute->name);
  const gboolean same = kept != NULL && says_the_same (kept, attribute);

  self->mutable_text = g_strdup (kept != NULL && kept->mutable_text != NULL ? kept->mutable_text : "False");
  self->input_type = g_strdup (same && kept->input_type != NULL ? kept->input_type : types[attribute->kind]);
  if (same && kept->default_value != NULL)
    self->default_value = g_strdup (kept->default_value);
  else
    self->default_value = g_strdup (attribute->default_value != NULL ? attribute->default_value : "");
  if (same && kept->values != NULL)
    self->values = g_strdup (kept->values);
  else
    self->values = attribute->choices != NULL ? g_strjoinv ("\n", attribute->choices) : g_strdup ("");

  return self;
}

/* --- the bag ------------------------------------------------------------------------- */

static void
set_text (GwJsonMembers *members, const char *key, const char *text)
{
  if (text != NULL)
    gw_json_members_set_string (members, key, text);
}

static char *
attribute_to_json (const GwCvatAttribute *self)
{
  g_autoptr (GwJsonMembers) members = gw_json_members_new ();

  set_text (members, "mutable", self->mutable_text);
  set_text (members, "input_type", self->input_type);
  set_text (members, "default_value", self->default_value);
  set_text (members, "values", self->values);
  return gw_json_members_to_text (members);
}

char *
gw_cvat_label_to_json (const GwCvatLabel *self, const GwJsonMembers *points)
{
  g_autoptr (GwJsonMembers) members = gw_json_members_new ();
  g_autoptr (GwJsonMembers) attributes = gw_json_members_new ();

  set_text (members, "color", self->color);
  set_text (members, "type", self->type);
  set_text (members, "svg", self->svg);
  for (guint i = 0; i < self->attributes->len; i++)
    {
      const GwCvatAttribute *attribute = g_ptr_array_index (self->attributes, i);
      g_autofree char *json = attribute_to_json (attribute);

      gw_json_members_set (attributes, attribute->name, json, -1);
    }
  if (self->attributes->len > 0)
    {
      g_autofree char *json = gw_json_members_to_text (attributes);

      gw_json_members_set (members, "attributes", json, -1);
    }
  if (points != NULL && gw_json_members_get_n (points) > 0)
    {
      g_autofree char *json = gw_json_members_to_text (points);

      gw_json_members_set (members, "points", json, -1);
    }
  return gw_json_members_to_text (members);
}

/* A member that is an object; NULL: it is none. (transfer full) */
static GwJsonMembers *
dup_members (const GwJsonMembers *members, const char *key)
{
  gsize length;
  const char *raw = gw_json_members_get (members, key, &length);

  return raw != NULL ? gw_json_members_parse (raw, (gssize) length, NULL, NULL) : NULL;
}

static GwCvatAttribute *
attribute_from_json (const char *name, const char *json, gsize length)
{
  g_autoptr (GwJsonMembers) members = gw_json_members_parse (json, (gssize) length, NULL, NULL);
  GwCvatAttribute *self = gw_cvat_attribute_new (name);

  if (members == NULL)
    return self;
  self->mutable_text = gw_json_members_dup_string (members, "mutable");
  self->input_type = gw_json_members_dup_string (members, "input_type");
  self->default_value = gw_json_members_dup_string (members, "default_value");
  self->values = gw_json_members_dup_string (members, "values");
  return self;
}

GwCvatLabel *
gw_cvat_label_from_json (const char *json, gsize length, GwJsonMembers **points)
{
  g_autoptr (GwJsonMembers) members = gw_json_members_parse (json, (gssize) length, NULL, NULL);
  g_autoptr (GwJsonMembers) attributes = members != NULL ? dup_members (members, "attributes") : NULL;
  GwCvatLabel *self = gw_cvat_label_new ();

  *points = members != NULL ? dup_members (members, "points") : NULL;
  if (members != NULL)
    {
      self->color = gw_json_members_dup_string (members, "color");
      self->type = gw_json_members_dup_string (members, "type");
      self->svg = gw_json_members_dup_string (members, "svg");
    }
  for (guint i = 0; attributes != NULL && i < gw_json_members_get_n (attributes); i++)
    {
      const char *raw;
      gsize n;
      const char *name = gw_json_members_get_at (attributes, i, &raw, &n);

      g_ptr_array_add (self->attributes, attribute_from_json (name, raw, n));
    }
  return self;
}

/* --- the element -------------------------------------------------------------------------- */

static void
write_attribute (const GwCvatAttribute *self, GwXmlWriter *out)
{
  gw_xml_writer_begin (out, "attribute");
  gw_xml_writer_text (out, "name", self->name);
  gw_xml_writer_text (out, "mutable", self->mutable_text != NULL ? self->mutable_text : "False");
  gw_xml_writer_text (out, "input_type", self->input_type != NULL ? self->input_type : "text");
  gw_xml_writer_text (out, "default_value", self->default_value != NULL ? self->default_value : "");
  gw_xml_writer_text (out, "values", self->values != NULL ? self->values : "");
  gw_xml_writer_end (out);
}

void
gw_cvat_label_write (const GwCvatLabel *self, GwXmlWriter *out)
{
  gw_xml_writer_begin (out, "label");
  gw_xml_writer_text (out, "name", self->name);
  gw_xml_writer_text (out, "color", self->color != NULL ? self->color : "");
  gw_xml_writer_text (out, "type", self->type != NULL ? self->type : "any");
  gw_xml_writer_begin (out, "attributes");
  if (self->attributes->len == 0)
    gw_xml_writer_end_text (out, "");
  else
    {
      for (guint i = 0; i < self->attributes->len; i++)
        write_attribute (g_ptr_array_index (self->attributes, i), out);
      gw_xml_writer_end (out);
    }
  if (self->svg != NULL)
    gw_xml_writer_text (out, "svg", self->svg);
  if (self->parent != NULL)
    gw_xml_writer_text (out, "parent", self->parent);
  gw_xml_writer_end (out);
}
