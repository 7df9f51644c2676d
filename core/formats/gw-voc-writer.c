/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-voc-writer.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-box.h"
#include "gw-json-members.h"
#include "gw-number.h"
#include "gw-path.h"
#include "gw-writer-private.h"
#include "gw-xml-writer.h"

typedef struct
{
  GHashTable *names; /* stems of files written */
  GHashTable *sets;  /* split -> GString of stems */
  gboolean devkit;
} State;

/* --- what an object is ----------------------------------------------------------------- */

static gboolean
has_area (GwShapeKind kind)
{
  return kind == GW_SHAPE_BOX || kind == GW_SHAPE_ROTATED_BOX || kind == GW_SHAPE_POLYGON || kind == GW_SHAPE_MASK
         || kind == GW_SHAPE_ELLIPSE;
}

static GwJsonMembers *
open_bag (GwObject *object)
{
  return gw_json_members_open_bag (gw_object_get_bag (object), "voc");
}

/* What of a record belongs together: looked up once, for there may be any number. */
typedef struct
{
  GHashTable *parts;  /* set of GwObject */
  GHashTable *wholes; /* group (gint64*) -> the object that its parts belong to: the first that is none */
} Groups;

static void
groups_init (Groups *self, const GwRecord *record)
{
  self->parts = g_hash_table_new (NULL, NULL);
  self->wholes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);
      const gint64 group = gw_object_get_group (object);
      g_autoptr (GwJsonMembers) bag = group != 0 ? open_bag (object) : NULL;

      if (bag != NULL && gw_json_members_get (bag, "part", NULL) != NULL)
        g_hash_table_add (self->parts, object);
      else if (has_area (gw_object_get_shape (object)->kind) && !g_hash_table_contains (self->wholes, &group))
        g_hash_table_insert (self->wholes, g_memdup2 (&group, sizeof group), object);
    }
}

static void
groups_clear (Groups *self)
{
  g_clear_pointer (&self->parts, g_hash_table_unref);
  g_clear_pointer (&self->wholes, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Groups, groups_clear)

static gboolean
is_part (const Groups *groups, GwObject *object)
{
  return g_hash_table_contains (groups->parts, object);
}

static GwObject *
find_whole (const Groups *groups, GwObject *part)
{
  const gint64 group = gw_object_get_group (part);

  return g_hash_table_lookup (groups->wholes, &group);
}

/* Whether the group says which parts an object has, and no more. */
static gboolean
keeps_group (const Groups *groups, const GwRecord *record, GwObject *object)
{
  if (is_part (groups, object))
    return find_whole (groups, object) != NULL;
  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *other = g_ptr_array_index (record->objects, i);

      if (other != object && gw_object_get_group (other) == gw_object_get_group (object)
          && (!is_part (groups, other) || find_whole (groups, other) != object))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_action (GwObject *object, const char *name)
{
  g_autoptr (GwJsonMembers) bag = open_bag (object);
  g_auto (GStrv) actions = gw_json_members_dup_strings (bag, "actions");

  return actions != NULL && g_strv_contains ((const char *const *) actions, name);
}

/* --- losses ---------------------------------------------------------------------------------- */

static gboolean
has_lost_attributes (GwObject *object)
{
  for (guint i = 0; i < gw_object_get_n_attributes (object); i++)
    {
      const char *name, *value;

      gw_object_get_attribute_at (object, i, &name, &value);
      if (strcmp (name, "pose") != 0 && !is_action (object, name))
        return TRUE;
    }
  return FALSE;
}

static void
measure_object (const GwRecordHead *head, const GwRecord *record, const Groups *groups, GwObject *object,
                GwProblems *problems)
{
  const GwShapeKind kind = gw_object_get_shape (object)->kind;

  if (!has_area (kind))
    _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 1,
                     _ ("Pascal VOC has no lines and points. The object is left out."));
  else if (kind == GW_SHAPE_ROTATED_BOX)
    _gw_report_loss (problems, "loss-rotation", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("Boxes of Pascal VOC are upright. The box around the turned one is written."));
  else if (kind != GW_SHAPE_BOX)
    _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("The XML files of Pascal VOC have no other shapes than boxes. The box around it is written."));
  if (has_lost_attributes (object))
    _gw_report_loss (problems, "loss-attributes", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("Pascal VOC has no attributes but pose and actions. The others are left out."));
  if (gw_object_get_flags (object) & GW_OBJECT_CROWD)
    _gw_report_loss (problems, "loss-flags", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("Pascal VOC has no crowds. The mark is left out."));
  if (gw_object_get_score (object) >= 0)
    _gw_report_loss (problems, "loss-score", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("Pascal VOC has no confidences. They are left out."));
  if (gw_object_get_group (object) != 0 && !keeps_group (groups, record, object))
    _gw_report_loss (problems, "loss-group", GW_SEVERITY_INFO, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("Pascal VOC has no groups but of an object with its parts. The group is left out."));
}

void
gw_voc_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                     GwProblems *problems)
{
  gboolean has_author = record->annotator != NULL;
  g_auto (Groups) groups = { 0 };

  groups_init (&groups, record);
  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);

      has_author = has_author || gw_object_get_author (object) != NULL;
      measure_object (head, record, &groups, object, problems);
    }
  if (record->labels->len > 0)
    _gw_report_loss (problems, "loss-labels", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL,
                     record->labels->len, _ ("The XML files of Pascal VOC have no image labels. They are left out."));
  if (record->scores != NULL && record->scores->len > 0)
    _gw_report_loss (problems, "loss-score", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL,
                     record->scores->len, _ ("Pascal VOC has no scores of images. They are left out."));
  _gw_measure_common_loss (head, record, has_author, problems);
}

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
  Groups groups;
} Draft;

static void
write_box (const Draft *draft, GwObject *object)
{
  const State *state = draft->writer->state;
  const GwBox box = gw_object_get_bounds (object);
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
  const gboolean may_have = gw_object_get_group (whole) != 0 && g_hash_table_size (draft->groups.parts) > 0;

  for (guint i = 0; may_have && i < draft->record->objects->len; i++)
    {
      GwObject *part = g_ptr_array_index (draft->record->objects, i);
      g_autoptr (GwJsonMembers) bag = NULL;

      if (!is_part (&draft->groups, part) || find_whole (&draft->groups, part) != whole
          || !has_area (gw_object_get_shape (part)->kind))
        continue;
      bag = open_bag (part);
      gw_xml_writer_begin (draft->out, "part");
      write_name (draft, part);
      write_marks (draft, part, FALSE);
      write_box (draft, part);
      write_actions (draft, part, bag);
      write_rest (draft, bag);
      gw_xml_writer_end (draft->out);
    }
}

static void
write_object (const Draft *draft, GwObject *object)
{
  g_autoptr (GwJsonMembers) bag = open_bag (object);

  gw_xml_writer_begin (draft->out, "object");
  write_name (draft, object);
  write_marks (draft, object, TRUE);
  write_box (draft, object);
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

/* folder, file, source and owner, size, segmented, objects, and what else there was. */
static void
write_annotation (GwWriter *writer, const GwRecord *record, const char *path, GwXmlWriter *out)
{
  static const char *const written[] = { "folder", "size/depth", "segmented", "verified", NULL };
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (record->bag, "voc");
  g_autofree char *folder = gw_json_members_dup_string (bag, "folder");
  g_autofree char *segmented = gw_json_members_dup_string (bag, "segmented");
  Draft draft = { .writer = writer, .record = record, .out = out };

  groups_init (&draft.groups, record);
  gw_xml_writer_begin (out, "annotation");
  if (gw_json_members_get (bag, "verified", NULL) != NULL)
    gw_xml_writer_attribute (out, "verified", "yes");
  gw_xml_writer_text (out, "folder", folder != NULL ? folder : "JPEGImages");
  gw_xml_writer_text (out, "filename", gw_path_basename (path));
  if (record->width > 0 && record->height > 0)
    write_size (record, bag, out);
  gw_xml_writer_text (out, "segmented", segmented != NULL ? segmented : "0");
  for (guint i = 0; written[i] != NULL; i++)
    gw_json_members_remove (bag, written[i]);
  gw_xml_writer_paths (out, bag);
  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);

      if (has_area (gw_object_get_shape (object)->kind)
          && !(is_part (&draft.groups, object) && find_whole (&draft.groups, object) != NULL))
        write_object (&draft, object);
    }
  gw_xml_writer_end (out);
  groups_clear (&draft.groups);
}

static gboolean
write_file (GwWriter *writer, const GwRecord *record, const char *path, const char *stem, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwXmlWriter) out = gw_xml_writer_new_for_string (text, "\t", 0);
  g_autofree char *name = g_strdup_printf ("Annotations/%s.xml", stem);

  write_annotation (writer, record, path, out);
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
  state->sets = _gw_split_lists_new ();
  /* As it was read, unless it is said. */
  state->devkit = writer->options.pixel_base == GW_PIXEL_BASE_DEFAULT
                      ? g_strcmp0 (base, "devkit") == 0
                      : writer->options.pixel_base == GW_PIXEL_BASE_DEVKIT;
  return TRUE;
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
  path = _gw_writer_claim_stem (writer, state->names, record->path);
  picture = g_build_filename ("JPEGImages", path, NULL);
  stem = _gw_path_get_stem (path);
  if (!_gw_writer_copy_picture (writer, record, picture, error))
    return FALSE;
  /* An image that nobody looked at has no file. */
  if (!record->labeled && record->objects->len == 0)
    return TRUE;
  _gw_split_lists_add (state->sets, record, stem);

  return write_file (writer, record, path, stem, error);
}

static gboolean
write_names (GwWriter *writer, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < writer->head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (writer->head->classes, i);

      if (!_gw_class_is_group (writer->head, class))
        g_string_append_printf (names, "%s\n", _gw_class_get_name_for (class, "voc"));
    }
  writer->n_files++;
  return gw_folder_writer_write (writer->folder, "class_names.txt", names->str, names->len, error);
}

gboolean
gw_voc_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error)
{
  const State *state = writer->state;

  return _gw_split_lists_write (state->sets, writer, "ImageSets/Main", error) && write_names (writer, error);
}

void
gw_voc_writer_destroy (GwWriter *writer)
{
  State *state = writer->state;

  if (state == NULL)
    return;
  g_hash_table_unref (state->names);
  g_hash_table_unref (state->sets);
  g_free (state);
}
