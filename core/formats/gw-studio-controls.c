/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-studio-controls.h"

#include <string.h>

#include "gw-json-reader.h"
#include "gw-json-writer.h"

/* Further choices of one control are left out of the configuration. */
#define MOST_VALUES 1000

static guint
control_hash (gconstpointer data)
{
  const GwStudioControl *control = data;

  return g_str_hash (control->name) ^ g_str_hash (control->type);
}

static gboolean
control_equal (gconstpointer a, gconstpointer b)
{
  const GwStudioControl *one = a, *other = b;

  return strcmp (one->name, other->name) == 0 && strcmp (one->type, other->type) == 0;
}

static void
control_free (gpointer data)
{
  GwStudioControl *self = data;

  g_free (self->name);
  g_free (self->type);
  g_ptr_array_unref (self->values);
  g_free (self);
}

GwStudioControls *
gw_studio_controls_new (void)
{
  GwStudioControls *self = g_new (GwStudioControls, 1);

  self->list = g_ptr_array_new_with_free_func (control_free);
  self->index = g_hash_table_new (control_hash, control_equal);
  self->names = g_hash_table_new (g_str_hash, g_str_equal);

  return self;
}

void
gw_studio_controls_free (GwStudioControls *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->index);
  g_hash_table_unref (self->names);
  g_ptr_array_unref (self->list);
  g_free (self);
}

GwStudioControl *
gw_studio_controls_ensure (GwStudioControls *self, const char *name, const char *type, gboolean per_region)
{
  GwStudioControl key = { (char *) name, (char *) type, FALSE, NULL };
  GwStudioControl *found = g_hash_table_lookup (self->index, &key);

  if (found != NULL)
    return found;
  found = g_new0 (GwStudioControl, 1);
  found->name = g_strdup (name);
  found->type = g_strdup (type);
  found->per_region = per_region;
  found->values = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->list, found);
  g_hash_table_add (self->index, found);
  if (!g_hash_table_contains (self->names, name))
    g_hash_table_insert (self->names, found->name, found);

  return found;
}

GwStudioControl *
gw_studio_controls_find_type (const GwStudioControls *self, const char *type, gboolean per_region)
{
  for (guint i = 0; i < self->list->len; i++)
    {
      GwStudioControl *control = g_ptr_array_index (self->list, i);

      if (!control->per_region == !per_region && strcmp (control->type, type) == 0)
        return control;
    }
  return NULL;
}

GwStudioControl *
gw_studio_controls_find_name (const GwStudioControls *self, const char *name)
{
  return g_hash_table_lookup (self->names, name);
}

void
gw_studio_control_add_value (GwStudioControl *self, const char *value)
{
  if (self->values->len < MOST_VALUES && !g_ptr_array_find_with_equal_func (self->values, value, g_str_equal, NULL))
    g_ptr_array_add (self->values, g_strdup (value));
}

/* [["label", "rectanglelabels"], ["wet", "choices", "region", "yes", "no"]] */
char *
gw_studio_controls_to_text (const GwStudioControls *self)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) json = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);

  gw_json_writer_begin_array (json);
  for (guint i = 0; i < self->list->len; i++)
    {
      const GwStudioControl *control = g_ptr_array_index (self->list, i);

      gw_json_writer_begin_array (json);
      gw_json_writer_string (json, control->name);
      gw_json_writer_string (json, control->type);
      if (control->per_region)
        gw_json_writer_string (json, "region");
      for (guint k = 0; k < control->values->len; k++)
        gw_json_writer_string (json, g_ptr_array_index (control->values, k));
      gw_json_writer_end_array (json);
    }
  gw_json_writer_end_array (json);
  gw_json_writer_finish (json, NULL);

  return g_string_free (text, FALSE);
}

void
gw_studio_controls_add_text (GwStudioControls *self, const char *text, gsize length)
{
  g_autoptr (GwJsonReader) json = gw_json_reader_new_for_memory (text, (gssize) length);

  if (gw_json_reader_next (json, NULL) != GW_JSON_ARRAY_BEGIN)
    return;
  while (gw_json_reader_next (json, NULL) == GW_JSON_ARRAY_BEGIN)
    {
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
      g_auto (GStrv) words = NULL;
      GwStudioControl *control;

      while (gw_json_reader_next (json, NULL) == GW_JSON_STRING)
        g_strv_builder_add (builder, gw_json_reader_get_string (json, NULL));
      words = g_strv_builder_end (builder);
      if (g_strv_length (words) < 2)
        continue;
      control = gw_studio_controls_ensure (self, words[0], words[1], words[2] != NULL);
      for (gsize i = 3; words[2] != NULL && words[i] != NULL; i++)
        gw_studio_control_add_value (control, words[i]);
    }
}
