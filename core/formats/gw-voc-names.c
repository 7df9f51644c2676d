/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-voc-names.h"

#include <string.h>

#include "gw-json-values.h"
#include "gw-mask-table.h"
#include "gw-reader-private.h"

#define LABELMAP "labelmap.txt"
#define NAMES "class_names.txt"

/* --- names --------------------------------------------------------------------------- */

static gboolean
is_class (const char *name)
{
  return name[0] != '\0' && strcmp (name, "background") != 0 && strcmp (name, "__ignore__") != 0;
}

static void
read_names (GwXmlSet *set, GwReader *reader, const char *file)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failure = NULL;

  if (!_gw_reader_load_names (names, file, &failure))
    gw_problems_add (reader->problems, GW_SEVERITY_WARNING, "labels-unread", file, 0, NULL, "%s", failure->message);
  for (guint i = 0; i < names->len; i++)
    if (is_class (g_ptr_array_index (names, i)))
      gw_xml_set_note_class (set, reader, g_ptr_array_index (names, i), file, i + 1);
}

/* Colors of classes as well. */
static void
read_labelmap (GwXmlSet *set, GwReader *reader, const char *file)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GwMaskTable) table = gw_mask_table_load (file, &failure);

  if (table == NULL)
    gw_problems_add (reader->problems, GW_SEVERITY_WARNING, "labels-unread", file, 0, NULL, "%s", failure->message);
  for (guint i = 0; table != NULL && i < table->entries->len; i++)
    {
      const GwMaskEntry *entry = g_ptr_array_index (table->entries, i);
      GwClass *class;

      if (!is_class (entry->name))
        continue;
      gw_xml_set_note_class (set, reader, entry->name, file, i + 1);
      class = gw_record_head_find_class (reader->head, gw_xml_set_find_class (set, entry->name));
      if (class != NULL && entry->has_colour && entry->colour != 0)
        gw_class_set_color (class, entry->colour);
    }
}

void
gw_voc_names_read (GwXmlSet *set, GwReader *reader, const char *root)
{
  const gboolean has_names = _gw_reader_has_file (root, NAMES);
  g_autofree char *beside = g_build_filename (root, has_names ? NAMES : LABELMAP, NULL);

  if (reader->options.classes_file != NULL)
    read_names (set, reader, reader->options.classes_file);
  else if (has_names)
    read_names (set, reader, beside);
  else if (_gw_reader_has_file (root, LABELMAP))
    read_labelmap (set, reader, beside);
}

/* --- parts and actions ---------------------------------------------------------------------- */

GwJsonMembers *
gw_voc_names_read_parts (const char *root)
{
  g_autofree char *file = g_build_filename (root, LABELMAP, NULL);
  gsize length;
  g_autofree char *text = _gw_reader_has_file (root, LABELMAP) ? _gw_reader_load_file (file, &length, NULL) : NULL;
  g_auto (GStrv) lines = text != NULL && g_utf8_validate (text, (gssize) length, NULL) ? g_strsplit (text, "\n", -1)
                                                                                       : NULL;
  GwJsonMembers *parts = gw_json_members_new ();

  for (gsize i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (g_strstrip (lines[i]), ":", 3);

      if (g_strv_length (fields) == 3 && fields[0][0] != '#' && fields[2][0] != '\0' && strcmp (fields[2], ":") != 0)
        gw_json_members_set_string (parts, g_strstrip (fields[0]), fields[2]);
    }
  return parts;
}

GwJsonMembers *
gw_voc_names_open_parts (const GwRecordHead *head)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (head->bag, "voc");
  gsize length;
  const char *raw = gw_json_members_get (bag, "labelmap", &length);

  return raw != NULL ? gw_json_members_parse (raw, (gssize) length, NULL, NULL) : NULL;
}

void
gw_voc_names_append_line (GString *text, const char *name, guint32 colour, const GwJsonMembers *parts)
{
  g_autofree char *rest = parts != NULL ? gw_json_members_dup_string (parts, name) : NULL;

  g_string_append_printf (text, "%s:%u,%u,%u:%s\n", name, colour >> 16 & 0xff, colour >> 8 & 0xff, colour & 0xff,
                          rest != NULL && strpbrk (rest, "\r\n") == NULL ? rest : ":");
}
