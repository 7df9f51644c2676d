/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-datumaro-classes.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-json-entries.h"
#include "gw-json-values.h"
#include "gw-reader-private.h"

/* Further classes are left out. */
#define MOST_CLASSES 100000

typedef struct
{
  GwReader *reader;
  GwClassNames *names;
  const char *file;
  GArray *ids; /* of gint64 */
} Reading;

/* The list that a kind of categories has. (transfer full) (nullable) */
static char *
dup_list (const GwJsonMembers *categories, const char *kind, const char *list)
{
  gsize length;
  const char *raw = gw_json_members_get (categories, kind, &length);
  g_autoptr (GwJsonMembers) members = raw != NULL ? gw_json_entry_parse (raw, length) : NULL;

  return members != NULL ? gw_json_members_dup (members, list) : NULL;
}

/* NULL where no class has the index that is told. */
static GwClass *
find_class (const Reading *reading, const GwJsonMembers *members)
{
  double index;

  if (!gw_json_members_get_number (members, "label_id", &index) || !(index >= 0 && index < reading->ids->len))
    return NULL;
  return gw_record_head_find_class (reading->reader->head, g_array_index (reading->ids, gint64, (guint) index));
}

static void
read_labels (Reading *reading, const char *list, GPtrArray *parents)
{
  g_autoptr (GwJsonEntries) labels = gw_json_entries_new_for_memory (list, strlen (list));
  GwJsonEntry entry;

  while (reading->ids->len < MOST_CLASSES && gw_json_entries_next (labels, &entry, NULL))
    {
      g_autoptr (GwJsonMembers) label = gw_json_entry_parse (entry.raw, entry.length);
      g_autofree char *name = label != NULL ? gw_json_members_dup_string (label, "name") : NULL;
      gint64 id = gw_class_names_ensure (reading->names, name != NULL ? name : "", NULL, reading->file, 0);

      g_array_append_val (reading->ids, id);
      g_ptr_array_add (parents, label != NULL ? gw_json_members_dup_string (label, "parent") : NULL);
    }
}

static void
set_parents (const Reading *reading, const GPtrArray *parents)
{
  for (guint i = 0; i < parents->len; i++)
    {
      const char *parent = g_ptr_array_index (parents, i);
      GwClass *class = gw_record_head_find_class (reading->reader->head, g_array_index (reading->ids, gint64, i));

      if (class != NULL && parent != NULL && parent[0] != '\0')
        _gw_reader_set_parent (reading->reader, class, parent, reading->file, 0);
    }
}

static void
read_colors (const Reading *reading, const char *list)
{
  g_autoptr (GwJsonEntries) colors = gw_json_entries_new_for_memory (list, strlen (list));
  GwJsonEntry entry;

  while (gw_json_entries_next (colors, &entry, NULL))
    {
      static const char *const channels[] = { "r", "g", "b" };
      g_autoptr (GwJsonMembers) color = gw_json_entry_parse (entry.raw, entry.length);
      GwClass *class = color != NULL ? find_class (reading, color) : NULL;
      guint32 value = 0;
      guint n = 0;

      for (guint i = 0; class != NULL && i < 3; i++)
        {
          double channel;

          if (!gw_json_members_get_number (color, channels[i], &channel) || !(channel >= 0 && channel <= 255))
            continue;
          value = value << 8 | (guint32) channel;
          n++;
        }
      /* Black is that of the background. */
      if (n == 3 && value != 0)
        gw_class_set_color (class, value);
    }
}

static void
read_skeletons (const Reading *reading, const char *list)
{
  g_autoptr (GwJsonEntries) items = gw_json_entries_new_for_memory (list, strlen (list));
  GwJsonEntry entry;

  while (gw_json_entries_next (items, &entry, NULL))
    {
      g_autoptr (GwJsonMembers) item = gw_json_entry_parse (entry.raw, entry.length);
      GwClass *class = item != NULL ? find_class (reading, item) : NULL;
      g_autoptr (GwSkeleton) skeleton = NULL;
      g_autoptr (GError) failure = NULL;
      gsize n_names, n_edges;
      const char *names = class != NULL ? gw_json_members_get (item, "labels", &n_names) : NULL;
      const char *edges = class != NULL ? gw_json_members_get (item, "joints", &n_edges) : NULL;
      GwSkeletonFaults faults;

      /* Points without names are no skeleton. */
      if (names == NULL || edges == NULL || n_names <= 2 || gw_class_get_skeleton (class) != NULL)
        continue;
      skeleton = gw_skeleton_parse_json (names, n_names, edges, n_edges, &faults, &failure);
      if (skeleton != NULL)
        gw_class_set_skeleton (class, skeleton);
      else
        gw_problems_add (reading->reader->problems, GW_SEVERITY_WARNING, "skeleton-invalid", reading->file, 0, NULL,
                         _ ("%s The class “%s” gets no skeleton."), failure->message, gw_class_get_name (class));
    }
}

GArray *
gw_datumaro_classes_read (GwReader *reader, GwClassNames *names, const char *categories, gsize length, const char *file)
{
  g_autoptr (GwJsonMembers) members = categories != NULL ? gw_json_entry_parse (categories, length) : NULL;
  g_autoptr (GPtrArray) parents = g_ptr_array_new_with_free_func (g_free);
  Reading reading = { reader, names, file, g_array_new (FALSE, FALSE, sizeof (gint64)) };
  g_autofree char *labels = members != NULL ? dup_list (members, "label", "labels") : NULL;
  g_autofree char *colors = members != NULL ? dup_list (members, "mask", "colormap") : NULL;
  g_autofree char *skeletons = members != NULL ? dup_list (members, "points", "items") : NULL;

  if (labels != NULL)
    read_labels (&reading, labels, parents);
  set_parents (&reading, parents);
  if (colors != NULL)
    read_colors (&reading, colors);
  if (skeletons != NULL)
    read_skeletons (&reading, skeletons);
  return reading.ids;
}
