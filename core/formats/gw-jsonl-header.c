/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "gw-json-values.h"
#include "gw-jsonl-writer.h"
#include "gw-writer-private.h"

static const char *const task_names[GW_N_TASKS] = { "classification", "multilabel", "detection", "segmentation" };

static const char *const kind_names[] = { "checkbox", "choice", "number", "text" };

gboolean
gw_jsonl_task_from_name (const char *name, GwTask *task)
{
  for (guint i = 0; name != NULL && i < GW_N_TASKS; i++)
    if (strcmp (name, task_names[i]) == 0)
      {
        *task = (GwTask) i;
        return TRUE;
      }
  return FALSE;
}

/* --- classes -------------------------------------------------------------------- */

static GwAttribute *
read_attribute (const char *raw, gsize length)
{
  g_autoptr (GwJsonMembers) members = gw_json_members_parse (raw, (gssize) length, NULL, NULL);
  g_autofree char *name = members != NULL ? gw_json_members_dup_string (members, "name") : NULL;
  g_autofree char *kind = members != NULL ? gw_json_members_dup_string (members, "kind") : NULL;
  g_autofree char *required = NULL;
  GwAttribute *attribute;
  guint k = 0;

  if (name == NULL || *name == '\0' || kind == NULL)
    return NULL;
  while (k < G_N_ELEMENTS (kind_names) && strcmp (kind, kind_names[k]) != 0)
    k++;
  if (k == G_N_ELEMENTS (kind_names))
    return NULL;

  attribute = gw_attribute_new (name, (GwAttributeKind) k);
  attribute->choices = gw_json_members_dup_strings (members, "choices");
  attribute->default_value = gw_json_members_dup_string (members, "default");
  required = gw_json_members_dup (members, "required");
  attribute->required = g_strcmp0 (required, "true") == 0;

  return attribute;
}

static void
read_attributes (GwClass *class, const char *raw, gsize length)
{
  g_autoptr (GwJsonReader) json = gw_json_reader_new_for_memory (raw, (gssize) length);
  g_autoptr (GPtrArray) attributes = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_attribute_free);

  if (gw_json_reader_next (json, NULL) != GW_JSON_ARRAY_BEGIN)
    return;
  while (gw_json_reader_next (json, NULL) == GW_JSON_OBJECT_BEGIN)
    {
      gsize n;
      const char *text = gw_json_reader_take_raw (json, &n, NULL);
      GwAttribute *attribute = text != NULL ? read_attribute (text, n) : NULL;

      if (attribute != NULL)
        g_ptr_array_add (attributes, attribute);
    }
  gw_class_set_attributes (class, attributes);
}

/* As COCO has it: "keypoints" and "skeleton". */
static void
read_skeleton (GwClass *class, const GwJsonMembers *members)
{
  gsize n_names = 0, n_edges = 0;
  const char *names = gw_json_members_get (members, "keypoints", &n_names);
  const char *edges = gw_json_members_get (members, "skeleton", &n_edges);
  g_autoptr (GwSkeleton) skeleton = names != NULL ? gw_skeleton_parse_json (names, n_names, edges, n_edges, NULL, NULL)
                                                  : NULL;

  if (skeleton != NULL)
    gw_class_set_skeleton (class, skeleton);
}

void
gw_jsonl_read_class (GwClass *class, const GwJsonMembers *members)
{
  g_autofree char *color = gw_json_members_dup_string (members, "color");
  g_autofree char *hotkey = gw_json_members_dup_string (members, "hotkey");
  gsize length;
  const char *raw = gw_json_members_get (members, "attributes", &length);

  if (color != NULL && color[0] == '#' && strlen (color) == 7 && strspn (color + 1, "0123456789abcdefABCDEF") == 6)
    gw_class_set_color (class, (guint32) strtoul (color + 1, NULL, 16));
  if (hotkey != NULL && g_utf8_strlen (hotkey, -1) == 1)
    gw_class_set_hotkey (class, hotkey);
  if (raw != NULL)
    read_attributes (class, raw, length);
  read_skeleton (class, members);

  raw = gw_json_members_get (members, "aliases", &length);
  if (raw != NULL)
    {
      g_autoptr (GwJsonMembers) aliases = gw_json_members_parse (raw, (gssize) length, NULL, NULL);

      for (guint i = 0; aliases != NULL && i < gw_json_members_get_n (aliases); i++)
        {
          const char *text;
          gsize n;
          const char *source = gw_json_members_get_at (aliases, i, &text, &n);
          g_autoptr (GwJsonMembers) alias = gw_json_members_parse (text, (gssize) n, NULL, NULL);
          g_autofree char *id = alias != NULL ? gw_json_members_dup_string (alias, "id") : NULL;
          g_autofree char *name = alias != NULL ? gw_json_members_dup_string (alias, "name") : NULL;

          if (id != NULL || name != NULL)
            gw_class_set_alias (class, source, id, name);
        }
    }
}

void
gw_jsonl_keep_header_rest (GwRecordHead *head, const GwJsonMembers *members)
{
  static const char *const known[] = { "groundwork", "kind", "task", "classes", "model", "units", "scores", NULL };
  g_autoptr (GwJsonMembers) rest = gw_json_members_new ();

  for (guint i = 0; i < gw_json_members_get_n (members); i++)
    {
      const char *raw;
      gsize length;
      const char *key = gw_json_members_get_at (members, i, &raw, &length);

      if (!g_strv_contains (known, key))
        gw_json_members_set (rest, key, raw, (gssize) length);
    }
  head->bag = gw_json_members_put_bag (rest, NULL, "gw-jsonl");
}

static void
write_attributes (GwJsonWriter *json, GPtrArray *attributes)
{
  gw_json_writer_key (json, "attributes");
  gw_json_writer_begin_array (json);
  for (guint i = 0; i < attributes->len; i++)
    {
      const GwAttribute *attribute = g_ptr_array_index (attributes, i);

      gw_json_writer_begin_object (json);
      gw_json_writer_key_string (json, "name", attribute->name);
      gw_json_writer_key_string (json, "kind", kind_names[attribute->kind]);
      if (attribute->choices != NULL)
        {
          gw_json_writer_key (json, "choices");
          gw_json_writer_begin_array (json);
          for (gsize k = 0; attribute->choices[k] != NULL; k++)
            gw_json_writer_string (json, attribute->choices[k]);
          gw_json_writer_end_array (json);
        }
      if (attribute->default_value != NULL)
        gw_json_writer_key_string (json, "default", attribute->default_value);
      if (attribute->required)
        gw_json_writer_key_boolean (json, "required", TRUE);
      gw_json_writer_end_object (json);
    }
  gw_json_writer_end_array (json);
}

/* Begins the member with the first alias. */
static void
write_alias (const char *source, const char *id, const char *name, gpointer data)
{
  GwJsonWriter *json = data;

  if (strcmp (source, "gw-jsonl") == 0)
    return;
  gw_json_writer_key (json, source);
  gw_json_writer_begin_object (json);
  if (id != NULL)
    gw_json_writer_key_string (json, "id", id);
  if (name != NULL)
    gw_json_writer_key_string (json, "name", name);
  gw_json_writer_end_object (json);
}

static void
write_class (GwJsonWriter *json, const GwRecordHead *head, GwClass *class, gboolean lossless)
{
  GwClass *parent = gw_record_head_find_class (head, gw_class_get_parent_id (class));
  char color[8];

  g_snprintf (color, sizeof color, "#%06x", gw_class_get_color (class) & 0xFFFFFF);
  gw_json_writer_begin_object (json);
  gw_json_writer_key_string (json, "name", _gw_class_get_name_for (class, "gw-jsonl"));
  gw_json_writer_key_string (json, "color", color);
  if (parent != NULL)
    gw_json_writer_key_string (json, "parent", gw_class_get_name (parent));
  if (gw_class_get_hotkey (class) != NULL)
    gw_json_writer_key_string (json, "hotkey", gw_class_get_hotkey (class));
  if (gw_class_get_attributes (class)->len > 0)
    write_attributes (json, gw_class_get_attributes (class));
  if (gw_class_get_skeleton (class) != NULL)
    gw_skeleton_write_json (gw_class_get_skeleton (class), json);
  if (lossless)
    {
      gw_json_writer_key (json, "aliases");
      gw_json_writer_begin_object (json);
      gw_class_foreach_alias (class, write_alias, json);
      gw_json_writer_end_object (json);
    }
  gw_json_writer_end_object (json);
}

/* Mere parents need no entry where a reader would give them the same colour:
 * it makes them after all others, in the order in which children name them.
 */
static GHashTable *
find_implicit (const GwRecordHead *head)
{
  g_autoptr (GHashTable) groups = gw_record_head_list_groups (head);
  g_autoptr (GwRecordHead) trial = gw_record_head_new ();
  GHashTable *implicit = g_hash_table_new (NULL, NULL);

  if (g_hash_table_size (groups) == 0)
    return implicit;
  for (guint i = 0; i < head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (head->classes, i);

      if (!g_hash_table_contains (groups, class))
        gw_class_set_color (gw_record_head_ensure_class (trial, gw_class_get_name (class)), gw_class_get_color (class));
    }
  for (guint i = 0; i < head->classes->len; i++)
    {
      GwClass *child = g_ptr_array_index (head->classes, i);
      GwClass *parent = gw_record_head_find_class (head, gw_class_get_parent_id (child));

      if (parent != NULL && g_hash_table_contains (groups, parent) && gw_class_get_parent_id (parent) == 0
          && gw_class_get_color (gw_record_head_ensure_class (trial, gw_class_get_name (parent)))
                 == gw_class_get_color (parent))
        g_hash_table_add (implicit, parent);
    }

  return implicit;
}

static void
write_classes (GwWriter *writer, GwJsonWriter *json)
{
  g_autoptr (GHashTable) implicit = find_implicit (writer->head);

  gw_json_writer_key (json, "classes");
  gw_json_writer_begin_array (json);
  for (guint i = 0; i < writer->head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (writer->head->classes, i);

      if (!g_hash_table_contains (implicit, class))
        write_class (json, writer->head, class, writer->options.lossless);
    }
  gw_json_writer_end_array (json);
}

/* --- the header ------------------------------------------------------------------------ */

gboolean
gw_jsonl_writer_create (GwWriter *writer, GError **error)
{
  const GwRecordHead *head = writer->head;
  GwJsonWriter *json = gw_json_writer_new (G_OUTPUT_STREAM (writer->file), GW_JSON_WRITER_COMPACT, NULL);
  g_autoptr (GwJsonMembers) rest = gw_json_members_open_bag (head->bag, "gw-jsonl");

  writer->state = json;
  gw_json_writer_begin_object (json);
  gw_json_writer_key_int64 (json, "groundwork", 1);
  gw_json_writer_key_string (json, "kind", head->predictions ? "predictions" : "annotations");
  if (head->has_task)
    gw_json_writer_key_string (json, "task", task_names[MIN ((guint) head->task, GW_N_TASKS - 1)]);
  write_classes (writer, json);
  if (head->model_name != NULL || head->model_version != NULL)
    {
      gw_json_writer_key (json, "model");
      gw_json_writer_begin_object (json);
      if (head->model_name != NULL)
        gw_json_writer_key_string (json, "name", head->model_name);
      if (head->model_version != NULL)
        gw_json_writer_key_string (json, "version", head->model_version);
      gw_json_writer_end_object (json);
    }
  gw_json_writer_key_string (json, "units", "pixel");
  if (head->scale == GW_SCORE_SCALE_LOGITS)
    gw_json_writer_key_string (json, "scores", "logits");
  gw_json_members_write (rest, json);
  gw_json_writer_end_object (json);
  gw_json_writer_newline (json);

  return !gw_json_writer_has_failed (json) || gw_json_writer_finish (json, error);
}
