/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-label-categories.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-error.h"
#include "gw-json-entries.h"
#include "gw-json-values.h"
#include "gw-reader-private.h"
#include "gw-writer-private.h"

#define VERSION "2018-11-28"
/* In the bag of a head. */
#define BAG_KEY "label-categories"
/* Longer documents are read and not kept. */
#define LONGEST_KEPT (1024 * 1024)

static const char *const own_keys[] = { "categoryAttributes", "attributes" };
static const char *const checkbox_values[] = { "true", "false", NULL };

static void
category_free (gpointer data)
{
  GwLabelCategory *category = data;

  g_free (category->name);
  g_ptr_array_unref (category->attributes);
  g_free (category);
}

void
gw_label_categories_free (GwLabelCategories *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->labels);
  g_free (self->raw);
  g_free (self);
}

/* --- reading -------------------------------------------------------------------------- */

static gboolean
is_true (const GwJsonMembers *members, const char *key)
{
  g_autofree char *raw = gw_json_members_dup (members, key);

  return g_strcmp0 (raw, "true") == 0;
}

/* A text with the values "true" and "false" is a box to check. */
static GwAttribute *
read_attribute (const char *raw, gsize length)
{
  g_autoptr (GwJsonMembers) members = gw_json_entry_parse (raw, length);
  g_autofree char *name = members != NULL ? gw_json_members_dup_string (members, "name") : NULL;
  g_autofree char *type = members != NULL ? gw_json_members_dup_string (members, "type") : NULL;
  g_auto (GStrv) values = members != NULL ? gw_json_members_dup_strings (members, "enum") : NULL;
  GwAttribute *attribute;

  if (name == NULL || name[0] == '\0')
    return NULL;
  attribute = gw_attribute_new (name, g_strcmp0 (type, "number") == 0 ? GW_ATTRIBUTE_NUMBER : GW_ATTRIBUTE_TEXT);
  attribute->required = is_true (members, "isRequired");
  if (attribute->kind == GW_ATTRIBUTE_TEXT && values != NULL && values[0] != NULL)
    {
      attribute->kind = g_strv_equal ((const char *const *) values, checkbox_values) ? GW_ATTRIBUTE_CHECKBOX
                                                                                     : GW_ATTRIBUTE_CHOICE;
      if (attribute->kind == GW_ATTRIBUTE_CHOICE)
        attribute->choices = g_steal_pointer (&values);
    }

  return attribute;
}

static gboolean
has_attribute (const GPtrArray *attributes, const char *name)
{
  for (guint i = 0; i < attributes->len; i++)
    if (strcmp (((const GwAttribute *) g_ptr_array_index (attributes, i))->name, name) == 0)
      return TRUE;
  return FALSE;
}

/* Appends the attributes of a list that is a member; the first of a name is taken. */
static void
read_attributes (const GwJsonMembers *members, const char *key, GPtrArray *attributes)
{
  gsize length;
  const char *raw = gw_json_members_get (members, key, &length);
  g_autoptr (GwJsonEntries) entries = raw != NULL && raw[0] == '[' ? gw_json_entries_new_for_memory (raw, length)
                                                                   : NULL;
  GwJsonEntry entry;

  while (entries != NULL && gw_json_entries_next (entries, &entry, NULL))
    {
      g_autoptr (GwAttribute) attribute = read_attribute (entry.raw, entry.length);

      if (attribute != NULL && !has_attribute (attributes, attribute->name))
        g_ptr_array_add (attributes, g_steal_pointer (&attribute));
    }
}

static GPtrArray *
new_attributes (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) gw_attribute_free);
}

/* A label's own attributes, under the key that it has. */
static GPtrArray *
read_own (const GwJsonMembers *label)
{
  GPtrArray *attributes = new_attributes ();

  for (gsize i = 0; i < G_N_ELEMENTS (own_keys); i++)
    read_attributes (label, own_keys[i], attributes);
  return attributes;
}

static GPtrArray *
read_global (const GwJsonMembers *document)
{
  GPtrArray *attributes = new_attributes ();

  read_attributes (document, "categoryGlobalAttributes", attributes);
  return attributes;
}

static void
add_label (GwLabelCategories *self, const char *name, const GwJsonMembers *label, const GwJsonMembers *document)
{
  GwLabelCategory *category = g_new0 (GwLabelCategory, 1);

  category->name = g_strdup (name);
  category->attributes = label != NULL ? read_own (label) : new_attributes ();
  if (document != NULL)
    read_attributes (document, "categoryGlobalAttributes", category->attributes);
  g_ptr_array_add (self->labels, category);
}

static gboolean
read_document (GwLabelCategories *self, const char *text, gsize length)
{
  g_autoptr (GwJsonMembers) document = gw_json_entry_parse (text, length);
  gsize n_labels;
  const char *labels = document != NULL ? gw_json_members_get (document, "labels", &n_labels) : NULL;
  g_autoptr (GwJsonEntries) entries = labels != NULL && labels[0] == '['
                                          ? gw_json_entries_new_for_memory (labels, n_labels)
                                          : NULL;
  GwJsonEntry entry;

  if (entries == NULL)
    return FALSE;
  while (gw_json_entries_next (entries, &entry, NULL))
    {
      g_autoptr (GwJsonMembers) label = gw_json_entry_parse (entry.raw, entry.length);
      g_autofree char *name = label != NULL ? gw_json_members_dup_string (label, "label") : NULL;

      if (name != NULL)
        add_label (self, name, label, document);
    }
  self->too_long = length > LONGEST_KEPT;
  if (!self->too_long && gw_json_is_proper (text, length))
    self->raw = gw_json_members_to_text (document);

  return TRUE;
}

GwLabelCategories *
gw_label_categories_load (const char *file, GError **error)
{
  g_autoptr (GwLabelCategories) self = g_new0 (GwLabelCategories, 1);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  gsize length;
  g_autofree char *text = _gw_reader_load_file (file, &length, error);
  const char *start = text;

  self->labels = g_ptr_array_new_with_free_func (category_free);
  if (text == NULL)
    return NULL;
  if (g_str_has_prefix (start, "\xEF\xBB\xBF"))
    start += 3;
  while (g_ascii_isspace (*start))
    start++;
  if (*start == '{')
    {
      if (read_document (self, start, length - (gsize) (start - text)))
        return g_steal_pointer (&self);
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("%s: it has no list of “labels”, so it is no label category file."), file);
      return NULL;
    }
  if (!_gw_reader_load_names (names, file, error))
    return NULL;
  for (guint i = 0; i < names->len; i++)
    add_label (self, g_ptr_array_index (names, i), NULL, NULL);

  return g_steal_pointer (&self);
}

void
gw_label_categories_keep (const GwLabelCategories *self, GwRecordHead *head, const char *format)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (head->bag, format);
  char *text;

  if (self->raw == NULL)
    return;
  gw_json_members_set (bag, BAG_KEY, self->raw, -1);
  text = gw_json_members_put_bag (bag, head->bag, format);
  g_free (head->bag);
  head->bag = text;
}

/* --- writing ------------------------------------------------------------------------------ */

static void
write_strings (GwJsonWriter *json, const char *key, const char *const *texts)
{
  gw_json_writer_key (json, key);
  gw_json_writer_begin_array (json);
  for (gsize i = 0; texts[i] != NULL; i++)
    gw_json_writer_string (json, texts[i]);
  gw_json_writer_end_array (json);
}

static void
write_attribute (GwJsonWriter *json, const GwAttribute *attribute)
{
  gw_json_writer_begin_object (json);
  gw_json_writer_key_string (json, "name", attribute->name);
  gw_json_writer_key_string (json, "type", attribute->kind == GW_ATTRIBUTE_NUMBER ? "number" : "string");
  if (attribute->kind == GW_ATTRIBUTE_CHECKBOX)
    write_strings (json, "enum", checkbox_values);
  else if (attribute->kind == GW_ATTRIBUTE_CHOICE && attribute->choices != NULL)
    write_strings (json, "enum", (const char *const *) attribute->choices);
  if (attribute->required)
    gw_json_writer_key_boolean (json, "isRequired", TRUE);
  gw_json_writer_end_object (json);
}

static gboolean
is_same_attribute (const GwAttribute *a, const GwAttribute *b)
{
  if (strcmp (a->name, b->name) != 0 || a->kind != b->kind || !a->required != !b->required)
    return FALSE;
  if (a->choices == NULL || b->choices == NULL)
    return a->choices == b->choices;
  return g_strv_equal ((const char *const *) a->choices, (const char *const *) b->choices);
}

static gboolean
are_same (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!is_same_attribute (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

static gboolean
holds (const GPtrArray *attributes, const GwAttribute *attribute)
{
  for (guint i = 0; i < attributes->len; i++)
    if (is_same_attribute (g_ptr_array_index (attributes, i), attribute))
      return TRUE;
  return FALSE;
}

/* The attributes of a class without those that all have. (transfer container) */
static GPtrArray *
list_own (GwClass *class, const GPtrArray *global)
{
  GPtrArray *all = gw_class_get_attributes (class);
  GPtrArray *own = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    if (!holds (global, g_ptr_array_index (all, i)))
      g_ptr_array_add (own, g_ptr_array_index (all, i));
  return own;
}

/* Where they have changed, the label's attributes as they are now. */
static void
set_attributes (GwJsonMembers *label, const GPtrArray *own)
{
  g_autoptr (GPtrArray) before = read_own (label);
  const char *key = gw_json_members_get (label, own_keys[1], NULL) != NULL ? own_keys[1] : own_keys[0];
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) json = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);

  if (are_same (before, own))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (own_keys); i++)
    if (own->len == 0 || own_keys[i] != key)
      gw_json_members_remove (label, own_keys[i]);
  if (own->len == 0)
    return;

  gw_json_writer_begin_array (json);
  for (guint i = 0; i < own->len; i++)
    write_attribute (json, g_ptr_array_index (own, i));
  gw_json_writer_end_array (json);
  if (gw_json_writer_finish (json, NULL))
    gw_json_members_set (label, key, text->str, (gssize) text->len);
}

static void
free_members (gpointer members)
{
  gw_json_members_free (members);
}

/* The labels of a document by name, the first of each: name -> GwJsonMembers. */
static GHashTable *
index_labels (const GwJsonMembers *document)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_members);
  gsize length;
  const char *raw = gw_json_members_get (document, "labels", &length);
  g_autoptr (GwJsonEntries) entries = raw != NULL && raw[0] == '[' ? gw_json_entries_new_for_memory (raw, length)
                                                                   : NULL;
  GwJsonEntry entry;

  while (entries != NULL && gw_json_entries_next (entries, &entry, NULL))
    {
      g_autoptr (GwJsonMembers) label = gw_json_entry_parse (entry.raw, entry.length);
      g_autofree char *name = label != NULL ? gw_json_members_dup_string (label, "label") : NULL;

      if (name != NULL && !g_hash_table_contains (index, name))
        g_hash_table_insert (index, g_steal_pointer (&name), g_steal_pointer (&label));
    }

  return index;
}

/* The entry of a label; a new one where there is none. */
static GwJsonMembers *
ensure_label (GHashTable *index, const char *name)
{
  GwJsonMembers *label = g_hash_table_lookup (index, name);

  if (label != NULL)
    return label;
  label = gw_json_members_new ();
  gw_json_members_set_string (label, "label", name);
  g_hash_table_insert (index, g_strdup (name), label);

  return label;
}

/* What was kept of a document that was read, by this format or else by the others. */
static GwJsonMembers *
open_kept (const GwRecordHead *head, const char *format)
{
  const char *const formats[] = { format, "sagemaker", "label-categories" };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (head->bag, formats[i]);
      gsize length;
      const char *raw = gw_json_members_get (bag, BAG_KEY, &length);
      GwJsonMembers *document = raw != NULL ? gw_json_entry_parse (raw, length) : NULL;

      if (document != NULL)
        return document;
    }
  return NULL;
}

char *
gw_label_categories_compose (const GwRecordHead *head, const GPtrArray *classes, const char *format)
{
  g_autoptr (GwJsonMembers) document = open_kept (head, format);
  g_autoptr (GPtrArray) global = NULL;
  g_autoptr (GHashTable) index = NULL;
  g_autoptr (GString) labels = g_string_new ("[");
  g_autofree char *text = NULL;

  if (document == NULL)
    {
      document = gw_json_members_new ();
      gw_json_members_set_string (document, "document-version", VERSION);
    }
  global = read_global (document);
  index = index_labels (document);
  for (guint i = 0; i < classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (classes, i);
      GwJsonMembers *label = ensure_label (index, _gw_class_get_name_for (class, format));
      g_autoptr (GPtrArray) own = list_own (class, global);
      g_autofree char *entry = NULL;

      set_attributes (label, own);
      entry = gw_json_members_to_text (label);
      g_string_append_printf (labels, "%s%s", i > 0 ? "," : "", entry);
    }
  g_string_append_c (labels, ']');
  gw_json_members_set (document, "labels", labels->str, (gssize) labels->len);
  text = gw_json_members_to_text (document);

  return g_strconcat (text, "\n", NULL);
}
