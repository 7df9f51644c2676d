/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-createml-entry.h"

#include <string.h>

#include "gw-json-entries.h"
#include "gw-json-values.h"

#define FORMAT "createml"

/* Keys that programs use, the usual one first. */
static const char *const image_keys[] = { "image", "imagefilename", "imageURL", NULL };
static const char *const list_keys[] = { "annotations", "annotation", NULL };
static const char *const numbers[] = { "x", "y", "width", "height" };

static void
label_free (gpointer data)
{
  GwCreatemlLabel *self = data;

  g_free (self->label);
  g_free (self->bag);
  g_free (self);
}

void
gw_createml_entry_free (GwCreatemlEntry *self)
{
  if (self == NULL)
    return;
  g_free (self->image);
  g_ptr_array_unref (self->labels);
  g_free (self->bag);
  g_free (self);
}

/* What is left of the members, without what JSON does not have. */
static char *
make_bag (const GwJsonMembers *members, const char *const *known)
{
  g_autoptr (GwJsonMembers) rest = gw_json_members_new ();

  for (guint i = 0; i < gw_json_members_get_n (members); i++)
    {
      gsize length;
      const char *raw;
      const char *key = gw_json_members_get_at (members, i, &raw, &length);

      if (!g_strv_contains (known, key) && gw_json_is_proper (raw, length))
        gw_json_members_set (rest, key, raw, (gssize) length);
    }
  return gw_json_members_get_n (rest) > 0 ? gw_json_members_put_bag (rest, NULL, FORMAT) : NULL;
}

static const char *
read_box (GwCreatemlLabel *label, const char *raw, gsize length)
{
  g_autoptr (GwJsonMembers) members = gw_json_entry_parse (raw, length);

  if (members == NULL)
    return "value-type";
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (!gw_json_members_get_number (members, numbers[i], &label->box[i]))
      return "coord-not-finite";
  return NULL;
}

static void
read_label (GwCreatemlEntry *entry, const GwJsonEntry *value)
{
  static const char *const known[] = { "label", "coordinates", NULL };
  GwCreatemlLabel *label = g_new0 (GwCreatemlLabel, 1);
  g_autoptr (GwJsonMembers) members = gw_json_entry_parse (value->raw, value->length);
  const char *raw;
  gsize length;

  g_ptr_array_add (entry->labels, label);
  label->index = value->index;
  if (members == NULL)
    {
      /* Classifiers have names alone. */
      label->label = value->raw[0] == '"' ? gw_json_value_to_text (value->raw, value->length) : NULL;
      label->whole = label->label != NULL;
      label->bad = label->whole ? NULL : "value-type";
      return;
    }
  label->label = gw_json_members_dup_string (members, "label");
  raw = gw_json_members_get (members, "coordinates", &length);
  label->whole = raw == NULL;
  label->bad = raw != NULL ? read_box (label, raw, length) : NULL;
  label->bag = make_bag (members, known);
}

/* The list, or the one class of an image. */
static void
read_labels (GwCreatemlEntry *entry, const char *raw, gsize length)
{
  if (raw[0] == '[')
    {
      g_autoptr (GwJsonEntries) values = gw_json_entries_new_for_memory (raw, length);
      GwJsonEntry value;

      while (gw_json_entries_next (values, &value, NULL))
        read_label (entry, &value);
    }
  else
    read_label (entry, &(GwJsonEntry) { .raw = raw, .length = length });
}

GwCreatemlEntry *
gw_createml_entry_parse (const char *raw, gsize length)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  GwCreatemlEntry *entry;
  g_autoptr (GwJsonMembers) members = gw_json_entry_parse (raw, length);

  if (members == NULL)
    return NULL;
  entry = g_new0 (GwCreatemlEntry, 1);
  entry->labels = g_ptr_array_new_with_free_func (label_free);
  for (guint i = 0; image_keys[i] != NULL && entry->image == NULL; i++)
    {
      entry->image = gw_json_members_dup_string (members, image_keys[i]);
      g_ptr_array_add (known, (gpointer) image_keys[i]);
    }
  for (guint i = 0; list_keys[i] != NULL && !entry->has_list; i++)
    {
      gsize list_length;
      const char *list = gw_json_members_get (members, list_keys[i], &list_length);

      g_ptr_array_add (known, (gpointer) list_keys[i]);
      entry->has_list = list != NULL;
      if (list != NULL)
        read_labels (entry, list, list_length);
    }
  g_ptr_array_add (known, NULL);
  entry->bag = make_bag (members, (const char *const *) known->pdata);
  return entry;
}
