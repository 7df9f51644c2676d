/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-coco-categories.h"

#include <string.h>

#include "gw-json-writer.h"
#include "gw-number.h"
#include "gw-writer-private.h"

struct _GwCocoCategories
{
  const GwRecordHead *head;
  GHashTable *ids;   /* class id -> id as JSON text */
  GHashTable *taken; /* set of ids as JSON text */
  gint64 next_id;
};

static void
give_id (GwCocoCategories *self, GwClass *class, char *id)
{
  gint64 class_id = gw_class_get_id (class);

  g_hash_table_add (self->taken, id);
  g_hash_table_insert (self->ids, g_memdup2 (&class_id, sizeof class_id), id);
}

/* An id of an earlier import as JSON: a number where it is one, else a text. */
static char *
id_to_json (const char *id)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) json = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);
  gint64 number;

  if (gw_number_parse_int64 (id, -1, &number))
    gw_json_writer_int64 (json, number);
  else
    gw_json_writer_string (json, id);
  gw_json_writer_finish (json, NULL);

  return g_strdup (text->str);
}

static void
give_next_id (GwCocoCategories *self, GwClass *class)
{
  char *id;

  do
    id = g_strdup_printf ("%" G_GINT64_FORMAT, self->next_id++);
  while (g_hash_table_contains (self->taken, id) && (g_free (id), TRUE));
  give_id (self, class, id);
}

static void
keep_id (GwCocoCategories *self, GwClass *class, const char *format)
{
  const char *alias;
  char *id;

  if (!gw_class_get_alias (class, format, &alias, NULL) || alias == NULL || !g_utf8_validate (alias, -1, NULL))
    return;
  id = id_to_json (alias);
  if (g_hash_table_contains (self->taken, id))
    g_free (id);
  else
    give_id (self, class, id);
}

GwCocoCategories *
gw_coco_categories_new (const GwRecordHead *head, const char *format)
{
  g_autoptr (GHashTable) groups = gw_record_head_list_groups (head);
  GwCocoCategories *self = g_new0 (GwCocoCategories, 1);

  self->head = head;
  self->ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->next_id = 1;
  for (guint i = 0; i < head->classes->len; i++)
    keep_id (self, g_ptr_array_index (head->classes, i), format);
  for (guint i = 0; i < head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (head->classes, i);

      if (gw_coco_categories_find (self, gw_class_get_id (class)) == NULL && !g_hash_table_contains (groups, class))
        give_next_id (self, class);
    }
  return self;
}

void
gw_coco_categories_free (GwCocoCategories *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->taken);
  g_free (self);
}

const char *
gw_coco_categories_find (const GwCocoCategories *self, gint64 class_id)
{
  return g_hash_table_lookup (self->ids, &class_id);
}

const char *
gw_coco_categories_ensure (GwCocoCategories *self, gint64 class_id)
{
  const char *id = gw_coco_categories_find (self, class_id);
  GwClass *class = id == NULL ? gw_record_head_find_class (self->head, class_id) : NULL;

  if (class == NULL)
    return id;
  give_next_id (self, class);
  return gw_coco_categories_find (self, class_id);
}

gboolean
gw_coco_parent_is_none (const char *name, const char *parent)
{
  return parent == NULL || *parent == '\0' || strcmp (parent, "none") == 0 || strcmp (parent, name) == 0;
}
