/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-open-images-classes.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-json-members.h"
#include "gw-json-reader.h"
#include "gw-json-writer.h"
#include "gw-open-images-words.h"

#define FORMAT "open-images"

gboolean
gw_open_images_is_way (const char *source)
{
  static const char *const ways[] = {
    "activemil", "crowdsource-verification", "freeform", "human", "machine", "manual", "verification", "xclick", NULL
  };

  return g_strv_contains (ways, source);
}

/* --- names ------------------------------------------------------------------------------- */

char *
gw_open_images_make_name (const char *display, const char *id)
{
  return g_strdup_printf ("%s (%s)", display, id);
}

char *
gw_open_images_make_id (GwClass *class)
{
  const char *id = NULL;

  return g_strdup (
      gw_class_get_alias (class, FORMAT, &id, NULL) && id != NULL && *id != '\0' ? id : gw_class_get_name (class));
}

char *
gw_open_images_make_display (GwClass *class)
{
  const char *name = gw_class_get_name (class);
  const char *id = NULL, *display = NULL;
  g_autofree char *trimmed = NULL;
  g_autofree char *long_name = NULL;

  if (!gw_class_get_alias (class, FORMAT, &id, &display) || id == NULL || display == NULL)
    return g_strdup (name);
  trimmed = g_strstrip (g_strdup (display));
  long_name = gw_open_images_make_name (trimmed, id);
  /* A class that has been renamed since has its new name. */
  return g_strdup (strcmp (trimmed, name) == 0 || strcmp (long_name, name) == 0 ? display : name);
}

/* --- reading the tree -------------------------------------------------------------------- */

typedef struct
{
  GwJsonReader *json;
  GHashTable *parents; /* id -> id */
} Tree;

static gboolean read_node (Tree *self, char **label, GError **error);

/* An array of nodes, whose labels are added. */
static gboolean
read_nodes (Tree *self, GPtrArray *labels, GError **error)
{
  GwJsonToken token = gw_json_reader_next (self->json, error);

  if (token != GW_JSON_ARRAY_BEGIN)
    return token != GW_JSON_ERROR && gw_json_reader_skip_value (self->json, error);
  while ((token = gw_json_reader_next (self->json, error)) != GW_JSON_ARRAY_END)
    {
      char *label = NULL;

      if (token == GW_JSON_ERROR
          || !(token == GW_JSON_OBJECT_BEGIN ? read_node (self, &label, error)
                                             : gw_json_reader_skip_value (self->json, error)))
        {
          g_free (label);
          return FALSE;
        }
      if (label != NULL)
        g_ptr_array_add (labels, label);
    }
  return TRUE;
}

/* The rest of a node. What are parts of it are no kinds of it, but have kinds of their own. The reader
 * bounds how deep this goes.
 */
static gboolean
read_node (Tree *self, char **label, GError **error)
{
  g_autoptr (GPtrArray) children = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func (g_free);
  GwJsonToken token;

  while ((token = gw_json_reader_next (self->json, error)) == GW_JSON_KEY)
    {
      const gboolean are_kinds = gw_json_reader_string_is (self->json, "Subcategory");

      if (are_kinds || gw_json_reader_string_is (self->json, "Part"))
        {
          if (!read_nodes (self, are_kinds ? children : pieces, error))
            return FALSE;
          continue;
        }
      if (gw_json_reader_string_is (self->json, "LabelName"))
        {
          token = gw_json_reader_next (self->json, error);
          if (token == GW_JSON_STRING)
            {
              g_free (*label);
              *label = gw_json_reader_dup_string (self->json, NULL);
              continue;
            }
          if (token == GW_JSON_ERROR)
            return FALSE;
        }
      if (!gw_json_reader_skip_value (self->json, error))
        return FALSE;
    }
  for (guint i = 0; *label != NULL && i < children->len; i++)
    if (!g_hash_table_contains (self->parents, g_ptr_array_index (children, i)))
      g_hash_table_insert (self->parents, g_strdup (g_ptr_array_index (children, i)), g_strdup (*label));

  return token == GW_JSON_OBJECT_END;
}

GHashTable *
gw_open_images_hierarchy_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (GwJsonReader) json = gw_json_reader_new_for_memory (text, (gssize) length);
  g_autoptr (GHashTable) parents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Tree tree = { json, parents };
  g_autofree char *label = NULL;
  GwJsonToken token = gw_json_reader_next (json, error);

  if (token == GW_JSON_ERROR)
    return NULL;
  if (token != GW_JSON_OBJECT_BEGIN)
    {
      g_set_error_literal (error, GW_ERROR, GW_ERROR_INVALID, _ ("An object was expected."));
      return NULL;
    }
  if (!read_node (&tree, &label, error) || gw_json_reader_next (json, error) != GW_JSON_END)
    return NULL;

  return g_steal_pointer (&parents);
}

char *
gw_open_images_strip_blanks (const char *json, gsize length)
{
  GString *text = g_string_sized_new (length);
  gboolean quoted = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (quoted && json[i] == '\\' && i + 1 < length)
        {
          g_string_append_len (text, json + i++, 2);
          continue;
        }
      if (json[i] == '"')
        quoted = !quoted;
      if (quoted || strchr (" \t\r\n", json[i]) == NULL)
        g_string_append_c (text, json[i]);
    }
  return g_string_free (text, FALSE);
}

/* --- making it ---------------------------------------------------------------------------- */

static const char *
get_id (GHashTable *ids, gint64 class_id)
{
  return class_id != 0 ? g_hash_table_lookup (ids, &class_id) : NULL;
}

/* Whether a tree that was read says of each class what the head says. */
static gboolean
tells_the_same (const GwRecordHead *head, GHashTable *ids, GHashTable *parents)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, NULL, &id))
    g_hash_table_add (known, id);
  for (guint i = 0; i < head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (head->classes, i);
      const char *told = g_hash_table_lookup (parents, get_id (ids, gw_class_get_id (class)));
      const char *parent = get_id (ids, gw_class_get_parent_id (class));

      if (g_strcmp0 (parent, told != NULL && g_hash_table_contains (known, told) ? told : NULL) != 0)
        return FALSE;
    }
  return TRUE;
}

/* (transfer full) (nullable) */
static char *
find_kept (const GwRecordHead *head, GHashTable *ids)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (head->bag, FORMAT);
  g_autofree char *kept = gw_json_members_dup (bag, "hierarchy");
  g_autoptr (GHashTable) parents = kept != NULL ? gw_open_images_hierarchy_parse (kept, strlen (kept), NULL) : NULL;

  return parents != NULL && tells_the_same (head, ids, parents) ? g_steal_pointer (&kept) : NULL;
}

/* A class may not be above itself in a head, but who knows where one comes from. */
#define DEEPEST 100

typedef struct
{
  const GwRecordHead *head;
  GHashTable *ids;
  GHashTable *children; /* class id -> GPtrArray of GwClass; 0: those without a parent */
  GwJsonWriter *json;
} Draft;

static void
write_children (const Draft *self, gint64 class_id, guint depth)
{
  GPtrArray *children = g_hash_table_lookup (self->children, &class_id);

  if (children == NULL || depth > DEEPEST)
    return;
  gw_json_writer_key (self->json, "Subcategory");
  gw_json_writer_begin_array (self->json);
  for (guint i = 0; i < children->len; i++)
    {
      const gint64 id = gw_class_get_id (g_ptr_array_index (children, i));

      gw_json_writer_begin_object (self->json);
      gw_json_writer_key_string (self->json, "LabelName", get_id (self->ids, id));
      write_children (self, id, depth + 1);
      gw_json_writer_end_object (self->json);
    }
  gw_json_writer_end_array (self->json);
}

static gboolean
list_children (const Draft *self)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (self->head->classes, i);
      gint64 parent = gw_class_get_parent_id (class);
      GPtrArray *list;

      if (get_id (self->ids, parent) == NULL)
        parent = 0;
      any = any || parent != 0;
      list = g_hash_table_lookup (self->children, &parent);
      if (list == NULL)
        {
          list = g_ptr_array_new ();
          g_hash_table_insert (self->children, g_memdup2 (&parent, sizeof parent), list);
        }
      g_ptr_array_add (list, class);
    }
  return any;
}

static gboolean
is_taken (GHashTable *ids, const char *wanted)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, NULL, &id))
    if (strcmp (id, wanted) == 0)
      return TRUE;
  return FALSE;
}

char *
gw_open_images_hierarchy_make (const GwRecordHead *head, GHashTable *ids)
{
  g_autoptr (GHashTable) children = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                                           (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) json = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);
  const Draft draft = { head, ids, children, json };
  char *kept = find_kept (head, ids);

  if (kept != NULL || !list_children (&draft))
    return kept;
  gw_json_writer_begin_object (json);
  /* The top of all is no class here, unless it was one of the files'. */
  gw_json_writer_key_string (json, "LabelName", is_taken (ids, GW_OPEN_IMAGES_ROOT) ? "/" : GW_OPEN_IMAGES_ROOT);
  write_children (&draft, 0, 0);
  gw_json_writer_end_object (json);

  return gw_json_writer_finish (json, NULL) ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}
