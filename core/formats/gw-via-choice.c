/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-via-choice.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-error.h"
#include "gw-json-entries.h"
#include "gw-path.h"

/* An attribute with more values than this is none of classes; a message names no more
 * attributes.
 */
#define MOST_VALUES 100000
#define MOST_NAMED 20

typedef struct
{
  char *name;
  guint64 n_regions;
  GPtrArray *values; /* of char* */
  GHashTable *seen;  /* set of them */
} Attribute;

struct _GwViaChoice
{
  GPtrArray *attributes; /* of Attribute */
  GHashTable *index;     /* name -> Attribute */
  guint64 n_regions;
};

static void
attribute_free (gpointer data)
{
  Attribute *attribute = data;

  g_free (attribute->name);
  g_hash_table_unref (attribute->seen);
  g_ptr_array_unref (attribute->values);
  g_free (attribute);
}

GwViaChoice *
gw_via_choice_new (void)
{
  GwViaChoice *self = g_new0 (GwViaChoice, 1);

  self->attributes = g_ptr_array_new_with_free_func (attribute_free);
  self->index = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
gw_via_choice_free (GwViaChoice *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->index);
  g_ptr_array_unref (self->attributes);
  g_free (self);
}

static Attribute *
ensure_attribute (GwViaChoice *self, const char *name)
{
  Attribute *attribute = g_hash_table_lookup (self->index, name);

  if (attribute != NULL)
    return attribute;
  attribute = g_new0 (Attribute, 1);
  attribute->name = g_strdup (name);
  attribute->values = g_ptr_array_new_with_free_func (g_free);
  attribute->seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_ptr_array_add (self->attributes, attribute);
  g_hash_table_insert (self->index, attribute->name, attribute);
  return attribute;
}

void
gw_via_choice_note (GwViaChoice *self, const GwViaRegion *region)
{
  g_autoptr (GwJsonEntries) entries = gw_json_entries_new_for_memory (region->attributes, strlen (region->attributes));
  GwJsonEntry entry;

  self->n_regions++;
  while (gw_json_entries_next (entries, &entry, NULL))
    {
      gboolean several;
      g_autofree char *value = entry.key != NULL && entry.key[0] != '\0'
                                   ? gw_via_value_to_text (entry.raw, entry.length, &several)
                                   : NULL;
      Attribute *attribute;

      if (value == NULL)
        continue;
      attribute = ensure_attribute (self, entry.key);
      attribute->n_regions++;
      if (attribute->values->len == MOST_VALUES || g_hash_table_contains (attribute->seen, value))
        continue;
      g_ptr_array_add (attribute->values, value);
      g_hash_table_add (attribute->seen, g_steal_pointer (&value));
    }
}

static char *
list_names (const GwViaChoice *self)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < MIN (self->attributes->len, MOST_NAMED); i++)
    {
      g_autofree char *shown = gw_path_display (((Attribute *) g_ptr_array_index (self->attributes, i))->name, -1);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", shown);
    }
  if (self->attributes->len > MOST_NAMED)
    g_string_append (names, "…");
  return g_string_free (names, FALSE);
}

static const Attribute *
find_usual (const GwViaChoice *self)
{
  static const char *const usual[] = { "label", "class", "name", "type" };

  for (gsize i = 0; i < G_N_ELEMENTS (usual); i++)
    for (guint k = 0; k < self->attributes->len; k++)
      {
        const Attribute *attribute = g_ptr_array_index (self->attributes, k);

        if (g_ascii_strcasecmp (attribute->name, usual[i]) == 0)
          return attribute;
      }
  return NULL;
}

static const Attribute *
find_most (const GwViaChoice *self)
{
  const Attribute *most = g_ptr_array_index (self->attributes, 0);

  for (guint i = 1; i < self->attributes->len; i++)
    {
      const Attribute *attribute = g_ptr_array_index (self->attributes, i);

      if (attribute->n_regions > most->n_regions)
        most = attribute;
    }
  return most;
}

static const char *
find_asked (GwViaChoice *self, GwReader *reader, GError **error)
{
  const char *asked = reader->options.class_attribute;
  const Attribute *attribute = g_hash_table_lookup (self->index, asked);
  g_autofree char *names = NULL;

  if (attribute != NULL)
    return attribute->name;
  names = list_names (self);
  g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
               _ ("%s: no region has an attribute “%s”. The attributes of its regions are: %s."), reader->source, asked,
               names);
  return NULL;
}

const char *
gw_via_choice_pick (GwViaChoice *self, GwReader *reader, GError **error)
{
  const Attribute *attribute;
  g_autofree char *names = NULL;

  if (reader->options.class_attribute != NULL && self->n_regions > 0)
    return find_asked (self, reader, error);
  if (self->attributes->len == 0)
    {
      if (self->n_regions > 0)
        gw_problems_report (reader->problems,
                            &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                           .outcome = GW_OUTCOME_CHANGED,
                                           .code = "class-unknown",
                                           .file = reader->source,
                                           .text = _ ("The regions have no attributes, so nothing says their class. "
                                                      "They were read as of the class “object”.") });
      return NULL;
    }
  attribute = self->attributes->len == 1 ? g_ptr_array_index (self->attributes, 0) : find_usual (self);
  if (attribute != NULL)
    return attribute->name;
  attribute = find_most (self);
  names = list_names (self);
  gw_problems_add (reader->problems, GW_SEVERITY_WARNING, "task-ambiguous", reader->source, 0, NULL,
                   _ ("Nothing says which attribute of the regions is their class. “%s” was taken, which most of them "
                      "have. Choose one of these under “How it is read”, or with --class-attribute: %s."),
                   attribute->name, names);
  return attribute->name;
}

const GPtrArray *
gw_via_choice_list_values (GwViaChoice *self, const char *attribute)
{
  return ((const Attribute *) g_hash_table_lookup (self->index, attribute))->values;
}
