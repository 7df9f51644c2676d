/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-answer.h"
#include "gw-json-entries.h"
#include "gw-manifest-masks.h"
#include "gw-number.h"

/* Masks in answers (spec ground-truth 5.1): a PNG as base64, in which each class, or each
 * object, has a color of its own.
 */

/* Objects of one mask. */
#define MOST_INSTANCES 100000

typedef struct
{
  const GwReadPlace *place;
  const GwClassNames *classes;
  gboolean instances;
  GArray *class_ids; /* gint64: of each instance */
} Colors;

/* Classes go by their names. Instances are told apart by a number from 1, in place of a class
 * that several have, until they are objects.
 */
static gint64
find_class (const char *name, gpointer data)
{
  const Colors *colors = data;
  gint64 number;

  if (!colors->instances)
    return gw_class_names_find (colors->classes, name);
  return gw_number_parse_int64 (name, -1, &number) && number >= 0 && number < colors->class_ids->len ? number + 1 : 0;
}

/* Gives objects that are instances their classes. */
static void
settle_classes (const Colors *colors, guint begin)
{
  GPtrArray *objects = colors->place->record->objects;

  for (guint i = begin; i < objects->len;)
    {
      GwObject *object = g_ptr_array_index (objects, i);
      gint64 class_id = g_array_index (colors->class_ids, gint64, gw_object_get_class_id (object) - 1);

      if (class_id != 0)
        {
          gw_object_set_class_id (object, class_id);
          i++;
          continue;
        }
      gw_read_place_reject (colors->place, "class-unknown", NULL,
                            _ ("A label has no name that can be a class. It was left out."));
      g_ptr_array_remove_index (objects, i);
    }
}

static void
report (GwSeverity severity, GwOutcome outcome, const char *code, guint n_labels, const char *text, gpointer data)
{
  const Colors *colors = data;

  gw_read_place_report (colors->place, severity, outcome, code, NULL, text);
}

static void
add_color (GwMaskTable *table, const Colors *colors, const char *label, const char *hex)
{
  gint64 class_id = label != NULL ? gw_class_names_find (colors->classes, label) : 0;
  g_autofree char *number = g_strdup_printf ("%u", colors->class_ids->len);
  guint32 color;

  if (!gw_manifest_masks_read_hex (hex, &color))
    return;
  gw_mask_table_add (table, colors->instances ? number : label, -1, color);
  g_array_append_val (colors->class_ids, class_id);
}

/* The colors of "labelMappings" {class: {"color"}} or "instances" [{"color","label"}]. */
static void
read_colors (const GwJsonMembers *field, const Colors *colors, GwMaskTable *table)
{
  gsize length;
  const char *raw = gw_json_members_get (field, colors->instances ? "instances" : "labelMappings", &length);
  g_autoptr (GwJsonEntries) entries = raw != NULL ? gw_json_entries_new_for_memory (raw, length) : NULL;
  GwJsonEntry entry;

  while (entries != NULL && colors->class_ids->len < MOST_INSTANCES && gw_json_entries_next (entries, &entry, NULL))
    {
      g_autoptr (GwJsonMembers) members = gw_json_entry_parse (entry.raw, entry.length);
      g_autofree char *hex = members != NULL ? gw_json_members_dup_string (members, "color") : NULL;
      g_autofree char *label = members != NULL ? gw_json_members_dup_string (members, "label") : NULL;

      if (hex != NULL && (colors->instances || entry.key != NULL))
        add_color (table, colors, colors->instances ? label : entry.key, hex);
    }
}

static GwMaskPicture *
read_picture (const GwJsonMembers *field, GError **error)
{
  gsize length, size;
  const char *raw = gw_json_members_get (field, "labeledImage", &length);
  g_autoptr (GwJsonMembers) image = raw != NULL ? gw_json_entry_parse (raw, length) : NULL;
  g_autofree char *text = image != NULL ? gw_json_members_dup_string (image, "pngImageData") : NULL;
  g_autofree guint8 *data = text != NULL ? g_base64_decode (text, &size) : NULL;

  return data != NULL ? gw_mask_picture_read_bytes (data, size, NULL, error) : NULL;
}

static void
reject (const GwReadPlace *place, const char *code, const char *text)
{
  place->reader->counts.labels++;
  gw_read_place_reject (place, code, NULL, text);
}

static gboolean
has_size (const GwRecord *record, const GwMaskPicture *picture)
{
  return record->width <= 0 || record->height <= 0
         || (record->width == picture->width && record->height == picture->height);
}

void
_gw_answer_read_mask (const GwReadPlace *place, const GwClassNames *classes, const GwJsonMembers *field,
                      gboolean instances)
{
  g_autoptr (GArray) class_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GwMaskTable) table = gw_mask_table_new ();
  Colors colors = { place, classes, instances, class_ids };
  GwManifestSink sink = { find_class, report, &colors, 0 };
  g_autoptr (GError) failure = NULL;
  g_autoptr (GwMaskPicture) picture = read_picture (field, &failure);
  guint begin = place->record->objects->len;

  read_colors (field, &colors, table);
  if (picture == NULL)
    {
      g_autofree char *text = failure != NULL
                                  ? g_strdup_printf (_ ("%s The mask was left out."), failure->message)
                                  : g_strdup (_ ("The answer has no picture of its mask. It was left out."));

      reject (place, failure != NULL ? "image-unreadable" : "value-type", text);
      return;
    }
  if (!has_size (place->record, picture))
    {
      reject (place, "mask-size", _ ("The mask has another size than its image. It was left out."));
      return;
    }
  gw_manifest_masks_add_white (table);
  if (gw_manifest_masks_add (picture, table, &sink, place->record) && instances)
    settle_classes (&colors, begin);
  place->reader->counts.labels += sink.n_labels;
}
