/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-voc-writer.h"

#include <math.h>
#include <string.h>

#include "gw-box.h"
#include "gw-json-members.h"
#include "gw-json-values.h"
#include "gw-number.h"
#include "gw-path.h"
#include "gw-voc-annotation.h"
#include "gw-voc-groups.h"
#include "gw-voc-list-writer.h"
#include "gw-voc-mask-writer.h"
#include "gw-voc-names.h"
#include "gw-writer-private.h"
#include "gw-xml-writer.h"

typedef struct
{
  GHashTable *names; /* stems of files written */
  GwVocListWriter *lists;
  GwVocMaskWriter *masks; /* (nullable) */
  gboolean devkit;
} State;

/* --- elements ---------------------------------------------------------------------------------- */

static void
write_number (GwXmlWriter *out, const char *name, double number)
{
  char text[GW_NUMBER_LENGTH];

  gw_number_format (number, text);
  gw_xml_writer_text (out, name, text);
}

/* --- objects ---------------------------------------------------------------------------------------- */

typedef struct
{
  const GwWriter *writer;
  const GwRecord *record;
  GwXmlWriter *out;
  GwVocGroups groups;
  gboolean with_masks; /* regions that come from masks alone are written there */
} Draft;

/* The box around the shape, or the one that was read beside it, as long as the shape is the same. */
static GwBox
find_box (GwObject *object, const GwJsonMembers *bag)
{
  const GwBox bounds = gw_object_get_bounds (object);
  GwBox of, box;

  if (gw_json_members_get_numbers (bag, "bndbox_of", (double *) &of, 4) && fabs (of.x - bounds.x) < 1e-6
      && fabs (of.y - bounds.y) < 1e-6 && fabs (of.width - bounds.width) < 1e-6
      && fabs (of.height - bounds.height) < 1e-6 && gw_json_members_get_numbers (bag, "bndbox", (double *) &box, 4))
    return box;
  return bounds;
}

static void
write_box (const Draft *draft, GwObject *object, const GwJsonMembers *bag)
{
  const State *state = draft->writer->state;
  const GwBox box = find_box (object, bag);
  const double base = state->devkit ? 1 : 0;

  gw_xml_writer_begin (draft->out, "bndbox");
  write_number (draft->out, "xmin", box.x + base);
  write_number (draft->out, "ymin", box.y + base);
  write_number (draft->out, "xmax", box.x + box.width);
  write_number (draft->out, "ymax", box.y + box.height);
  gw_xml_writer_end (draft->out);
}

static void
write_name (const Draft *draft, GwObject *object)
{
  GwClass *class = gw_record_head_find_class (draft->writer->head, gw_object_get_class_id (object));

  gw_xml_writer_text (draft->out, "name", class != NULL ? _gw_class_get_name_for (class, "voc") : "");
}

static void
write_actions (const Draft *draft, GwObject *object, const GwJsonMembers *bag)
{
  g_auto (GStrv) actions = gw_json_members_dup_strings (bag, "actions");

  if (actions == NULL)
    return;
  gw_xml_writer_begin (draft->out, "actions");
  for (gsize i = 0; actions[i] != NULL; i++)
    {
      const char *value = gw_object_get_attribute (object, actions[i]);

      if (value != NULL && gw_xml_is_name (actions[i]))
        gw_xml_writer_text (draft->out, actions[i], value);
    }
  gw_xml_writer_end (draft->out);
}

/* What an object, or a part of one, has beside its box; a part may have nothing. */
static void
write_marks (const Draft *draft, GwObject *object, gboolean always)
{
  const GwObjectFlags flags = gw_object_get_flags (object);
  const char *pose = gw_object_get_attribute (object, "pose");

  if (pose != NULL || always)
    gw_xml_writer_text (draft->out, "pose", pose != NULL ? pose : GW_VOC_NO_POSE);
  if ((flags & GW_OBJECT_TRUNCATED) != 0 || always)
    gw_xml_writer_text (draft->out, "truncated", (flags & GW_OBJECT_TRUNCATED) != 0 ? "1" : "0");
  if ((flags & GW_OBJECT_DIFFICULT) != 0 || always)
    gw_xml_writer_text (draft->out, "difficult", (flags & GW_OBJECT_DIFFICULT) != 0 ? "1" : "0");
  if ((flags & GW_OBJECT_OCCLUDED) != 0)
    gw_xml_writer_text (draft->out, "occluded", "1");
}

static void
write_rest (const Draft *draft, GwJsonMembers *bag)
{
  gw_json_members_remove (bag, "part");
  gw_json_members_remove (bag, "actions");
  gw_xml_writer_paths (draft->out, bag);
}

static void
write_parts (const Draft *draft, GwObject *whole)
{
  const GPtrArray *parts = gw_voc_groups_find_parts (&draft->groups, whole);

  for (guint i = 0; parts != NULL && i < parts->len; i++)
    {
      GwObject *part = g_ptr_array_index (parts, i);
      g_autoptr (GwJsonMembers) bag = NULL;

      if (!gw_voc_has_area (gw_object_get_shape (part)->kind))
        continue;
      bag = gw_voc_open_bag (part);
      gw_xml_writer_begin (draft->out, "part");
      gw_xml_writer_attributes (draft->out, bag);
      write_name (draft, part);
      write_marks (draft, part, FALSE);
      write_box (draft, part, bag);
      write_actions (draft, part, bag);
      write_rest (draft, bag);
      gw_xml_writer_end (draft->out);
    }
}

static void
write_object (const Draft *draft, GwObject *object)
{
  g_autoptr (GwJsonMembers) bag = gw_voc_open_bag (object);

  gw_xml_writer_begin (draft->out, "object");
  gw_xml_writer_attributes (draft->out, bag);
  write_name (draft, object);
  write_marks (draft, object, TRUE);
  write_box (draft, object, bag);
  write_actions (draft, object, bag);
  write_parts (draft, object);
  write_rest (draft, bag);
  gw_xml_writer_end (draft->out);
}

/* --- files -------------------------------------------------------------------------------------------- */

static void
write_size (const GwRecord *record, const GwJsonMembers *bag, GwXmlWriter *out)
{
  g_autofree char *depth = gw_json_members_dup_string (bag, "size/depth");

  gw_xml_writer_begin (out, "size");
  write_number (out, "width", record->width);
  write_number (out, "height", record->height);
  gw_xml_writer_text (out, "depth", depth != NULL ? depth : "3");
  gw_xml_writer_end (out);
}

static gboolean
is_verified (const GwRecord *record)
{
  return record->tags != NULL && g_strv_contains ((const char *const *) record->tags, GW_VOC_VERIFIED);
}

/* The mark, and what else the root had. */
static void
write_root (const GwRecord *record, GwJsonMembers *bag, GwXmlWriter *out)
{
  gw_xml_writer_begin (out, "annotation");
  if (is_verified (record))
    gw_xml_writer_attribute (out, "verified", "yes");
  gw_json_members_remove (bag, "@verified");
  gw_xml_writer_attributes (out, bag);
}

/* Whether an object has an element of its own: parts are in that of their whole. */
static gboolean
has_element (const Draft *draft, GwObject *object)
{
  return gw_voc_has_area (gw_object_get_shape (object)->kind) && !(draft->with_masks && gw_voc_is_region (object))
         && !(gw_voc_groups_is_part (&draft->groups, object)
              && gw_voc_groups_find_whole (&draft->groups, object) != NULL);
}

/* folder, file, source and owner, size, segmented, objects, and what else there was. elements
 * (element-type GwObject) gets the objects that have one, in their order.
 */
static void
write_annotation (Draft *draft, const char *path, gboolean has_mask, GPtrArray *elements)
{
  static const char *const written[] = { "folder", "size/depth", "segmented", "difficult_labels", NULL };
  const GwRecord *record = draft->record;
  GwXmlWriter *out = draft->out;
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (record->bag, "voc");
  g_autofree char *folder = gw_json_members_dup_string (bag, "folder");
  g_autofree char *segmented = gw_json_members_dup_string (bag, "segmented");

  write_root (record, bag, out);
  gw_xml_writer_text (out, "folder", folder != NULL ? folder : "JPEGImages");
  gw_xml_writer_text (out, "filename", gw_path_basename (path));
  if (record->width > 0 && record->height > 0)
    write_size (record, bag, out);
  gw_xml_writer_text (out, "segmented", draft->with_masks ? has_mask ? "1" : "0" : segmented != NULL ? segmented : "0");
  for (guint i = 0; written[i] != NULL; i++)
    gw_json_members_remove (bag, written[i]);
  gw_xml_writer_paths (out, bag);
  for (guint i = 0; i < elements->len; i++)
    write_object (draft, g_ptr_array_index (elements, i));
  gw_xml_writer_end (out);
}

static gboolean
write_file (GwWriter *writer, const GwRecord *record, const char *path, const char *stem, GError **error)
{
  const State *state = writer->state;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwXmlWriter) out = gw_xml_writer_new_for_string (text, "\t", 0);
  g_autofree char *name = g_strdup_printf ("Annotations/%s.xml", stem);
  g_autoptr (GPtrArray) elements = g_ptr_array_new ();
  g_auto (GwVocGroups) groups = { 0 };
  Draft draft = { .writer = writer, .record = record, .out = out, .with_masks = state->masks != NULL };
  gboolean has_mask = FALSE;

  gw_voc_groups_init (&groups, record);
  draft.groups = groups;
  for (guint i = 0; i < record->objects->len; i++)
    if (has_element (&draft, g_ptr_array_index (record->objects, i)))
      g_ptr_array_add (elements, g_ptr_array_index (record->objects, i));
  if (state->masks != NULL
      && !gw_voc_mask_writer_write (state->masks, record, stem, elements, &groups, &has_mask, error))
    return FALSE;
  write_annotation (&draft, path, has_mask, elements);
  writer->n_files++;

  return gw_xml_writer_finish (out, error)
         && gw_folder_writer_write (writer->folder, name, text->str, text->len, error);
}

gboolean
gw_voc_writer_create (GwWriter *writer, GError **error)
{
  State *state = g_new0 (State, 1);
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (writer->head->bag, "voc");
  g_autofree char *base = gw_json_members_dup_string (bag, "pixel_base");

  writer->state = state;
  state->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  state->lists = gw_voc_list_writer_new (gw_json_members_get (bag, "class_lists", NULL) != NULL);
  /* As it was read, unless it is said. */
  state->devkit = writer->options.pixel_base == GW_PIXEL_BASE_DEFAULT
                      ? g_strcmp0 (base, "devkit") == 0
                      : writer->options.pixel_base == GW_PIXEL_BASE_DEVKIT;
  if (!gw_voc_writes_masks (writer->head, &writer->options))
    return TRUE;
  state->masks = gw_voc_mask_writer_new (writer, error);
  return state->masks != NULL;
}

gboolean
gw_voc_writer_write (GwWriter *writer, const GwRecord *record, GError **error)
{
  State *state = writer->state;
  g_autofree char *path = NULL;
  g_autofree char *picture = NULL;
  g_autofree char *stem = NULL;

  if (record->path == NULL)
    return TRUE;
  path = _gw_writer_claim_stem (writer, state->names, record, record->path, ".xml");
  if (path == NULL)
    return TRUE;
  picture = g_build_filename ("JPEGImages", path, NULL);
  stem = _gw_path_get_stem (path);
  if (!_gw_writer_copy_picture (writer, record, picture, error))
    return FALSE;
  if (gw_voc_is_unlabeled (record))
    {
      if (record->split != NULL)
        gw_voc_list_writer_add_unlabeled (state->lists, record->split, stem);
      return TRUE;
    }
  gw_voc_list_writer_add (state->lists, writer->head, record, stem);

  return write_file (writer, record, path, stem, error);
}

static gboolean
write_names (GwWriter *writer, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) map = g_string_new ("# label:color_rgb:parts:actions\n");
  g_autoptr (GHashTable) groups = gw_record_head_list_groups (writer->head);
  g_autoptr (GwJsonMembers) parts = gw_voc_names_open_parts (writer->head);

  for (guint i = 0; i < writer->head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (writer->head->classes, i);

      if (g_hash_table_contains (groups, class))
        continue;
      g_string_append_printf (names, "%s\n", _gw_class_get_name_for (class, "voc"));
      gw_voc_names_append_line (map, _gw_class_get_name_for (class, "voc"), gw_class_get_color (class), parts);
    }
  writer->n_files += parts != NULL ? 2 : 1;

  return gw_folder_writer_write (writer->folder, "class_names.txt", names->str, names->len, error)
         && (parts == NULL || gw_folder_writer_write (writer->folder, "labelmap.txt", map->str, map->len, error));
}

gboolean
gw_voc_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error)
{
  State *state = writer->state;

  if (!gw_voc_list_writer_write (state->lists, writer, error))
    return FALSE;
  /* Masks have a list of their own, by numbers. */
  return state->masks != NULL ? gw_voc_mask_writer_finish (state->masks, writer, cancellable, error)
                              : write_names (writer, error);
}

void
gw_voc_writer_destroy (GwWriter *writer)
{
  State *state = writer->state;

  if (state == NULL)
    return;
  g_hash_table_unref (state->names);
  gw_voc_list_writer_free (state->lists);
  gw_voc_mask_writer_free (state->masks);
  g_free (state);
}
