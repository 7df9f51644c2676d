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
#include "gw-xml.h"

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

static gboolean
is_part (GwObject *object)
{
  g_autoptr (GwJsonMembers) bag = open_bag (object);

  return gw_object_get_group (object) != 0 && gw_json_members_get (bag, "part", NULL) != NULL;
}

/* The object that a part belongs to: the first of its group that is none. */
static GwObject *
find_whole (const GwRecord *record, GwObject *part)
{
  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);

      if (gw_object_get_group (object) == gw_object_get_group (part) && !is_part (object)
          && has_area (gw_object_get_shape (object)->kind))
        return object;
    }
  return NULL;
}

/* Whether the group says which parts an object has, and no more. */
static gboolean
keeps_group (const GwRecord *record, GwObject *object)
{
  if (is_part (object))
    return find_whole (record, object) != NULL;
  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *other = g_ptr_array_index (record->objects, i);

      if (other != object && gw_object_get_group (other) == gw_object_get_group (object)
          && (!is_part (other) || find_whole (record, other) != object))
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
measure_object (const GwRecordHead *head, const GwRecord *record, GwObject *object, GwProblems *problems)
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
  if (gw_object_get_group (object) != 0 && !keeps_group (record, object))
    _gw_report_loss (problems, "loss-group", GW_SEVERITY_INFO, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("Pascal VOC has no groups but of an object with its parts. The group is left out."));
}

void
gw_voc_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                     GwProblems *problems)
{
  gboolean has_author = record->annotator != NULL;

  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);

      has_author = has_author || gw_object_get_author (object) != NULL;
      measure_object (head, record, object, problems);
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
indent (GString *out, guint depth)
{
  for (guint i = 0; i < depth; i++)
    g_string_append_c (out, '\t');
}

static void
write_text (GString *out, guint depth, const char *name, const char *text)
{
  indent (out, depth);
  g_string_append_printf (out, "<%s>", name);
  gw_xml_append_text (out, text);
  g_string_append_printf (out, "</%s>\n", name);
}

static void
write_number (GString *out, guint depth, const char *name, double number)
{
  char text[GW_NUMBER_LENGTH];

  gw_number_format (number, text);
  write_text (out, depth, name, text);
}

static void
open_element (GString *out, guint depth, const char *name)
{
  indent (out, depth);
  g_string_append_printf (out, "<%s>\n", name);
}

static void
close_element (GString *out, guint depth, const char *name)
{
  indent (out, depth);
  g_string_append_printf (out, "</%s>\n", name);
}

/* “point#2” is another “point”. (transfer full) */
static char *
get_element_name (const char *component)
{
  const char *mark = strchr (component, '#');

  return mark != NULL ? g_strndup (component, (gsize) (mark - component)) : g_strdup (component);
}

/* Closes elements until n are open. */
static void
close_to (GString *out, guint depth, GPtrArray *open, guint n)
{
  while (open->len > n)
    {
      g_autofree char *name = get_element_name (g_ptr_array_index (open, open->len - 1));

      close_element (out, depth + open->len - 1, name);
      g_ptr_array_set_size (open, (int) open->len - 1);
    }
}

/* Elements that reading kept, in the order in which they were. */
static void
write_kept (GString *out, guint depth, const GwJsonMembers *bag)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < gw_json_members_get_n (bag); i++)
    {
      const char *path = gw_json_members_get_at (bag, i, NULL, NULL);
      g_autofree char *text = gw_json_members_dup_string (bag, path);
      g_auto (GStrv) parts = g_strsplit (path, "/", -1);
      const guint last = g_strv_length (parts) - 1;
      g_autofree char *leaf = get_element_name (parts[last]);
      guint shared = 0;

      if (text == NULL)
        continue;
      while (shared < MIN (open->len, last) && strcmp (g_ptr_array_index (open, shared), parts[shared]) == 0)
        shared++;
      close_to (out, depth, open, shared);
      for (guint k = shared; k < last; k++)
        {
          g_autofree char *name = get_element_name (parts[k]);

          open_element (out, depth + k, name);
          g_ptr_array_add (open, g_strdup (parts[k]));
        }
      write_text (out, depth + last, leaf, text);
    }
  close_to (out, depth, open, 0);
}

/* --- objects ---------------------------------------------------------------------------------------- */

typedef struct
{
  const GwWriter *writer;
  const GwRecord *record;
  GString *out;
} Draft;

static void
write_box (const Draft *draft, guint depth, GwObject *object)
{
  const State *state = draft->writer->state;
  const GwBox box = gw_object_get_bounds (object);
  const double base = state->devkit ? 1 : 0;

  open_element (draft->out, depth, "bndbox");
  write_number (draft->out, depth + 1, "xmin", box.x + base);
  write_number (draft->out, depth + 1, "ymin", box.y + base);
  write_number (draft->out, depth + 1, "xmax", box.x + box.width);
  write_number (draft->out, depth + 1, "ymax", box.y + box.height);
  close_element (draft->out, depth, "bndbox");
}

static void
write_name (const Draft *draft, guint depth, GwObject *object)
{
  GwClass *class = gw_record_head_find_class (draft->writer->head, gw_object_get_class_id (object));

  write_text (draft->out, depth, "name", class != NULL ? _gw_class_get_name_for (class, "voc") : "");
}

static void
write_actions (const Draft *draft, guint depth, GwObject *object, const GwJsonMembers *bag)
{
  g_auto (GStrv) actions = gw_json_members_dup_strings (bag, "actions");

  if (actions == NULL)
    return;
  open_element (draft->out, depth, "actions");
  for (gsize i = 0; actions[i] != NULL; i++)
    {
      const char *value = gw_object_get_attribute (object, actions[i]);

      if (value != NULL)
        write_text (draft->out, depth + 1, actions[i], value);
    }
  close_element (draft->out, depth, "actions");
}

/* What an object, or a part of one, has beside its box; a part may have nothing. */
static void
write_marks (const Draft *draft, guint depth, GwObject *object, gboolean always)
{
  const GwObjectFlags flags = gw_object_get_flags (object);
  const char *pose = gw_object_get_attribute (object, "pose");

  if (pose != NULL || always)
    write_text (draft->out, depth, "pose", pose != NULL ? pose : GW_VOC_NO_POSE);
  if ((flags & GW_OBJECT_TRUNCATED) != 0 || always)
    write_text (draft->out, depth, "truncated", (flags & GW_OBJECT_TRUNCATED) != 0 ? "1" : "0");
  if ((flags & GW_OBJECT_DIFFICULT) != 0 || always)
    write_text (draft->out, depth, "difficult", (flags & GW_OBJECT_DIFFICULT) != 0 ? "1" : "0");
  if ((flags & GW_OBJECT_OCCLUDED) != 0)
    write_text (draft->out, depth, "occluded", "1");
}

static void
write_rest (const Draft *draft, guint depth, GwJsonMembers *bag)
{
  gw_json_members_remove (bag, "part");
  gw_json_members_remove (bag, "actions");
  write_kept (draft->out, depth, bag);
}

static void
write_parts (const Draft *draft, GwObject *whole)
{
  for (guint i = 0; gw_object_get_group (whole) != 0 && i < draft->record->objects->len; i++)
    {
      GwObject *part = g_ptr_array_index (draft->record->objects, i);
      g_autoptr (GwJsonMembers) bag = NULL;

      if (!has_area (gw_object_get_shape (part)->kind) || !is_part (part) || find_whole (draft->record, part) != whole)
        continue;
      bag = open_bag (part);
      open_element (draft->out, 2, "part");
      write_name (draft, 3, part);
      write_marks (draft, 3, part, FALSE);
      write_box (draft, 3, part);
      write_actions (draft, 3, part, bag);
      write_rest (draft, 3, bag);
      close_element (draft->out, 2, "part");
    }
}

static void
write_object (const Draft *draft, GwObject *object)
{
  g_autoptr (GwJsonMembers) bag = open_bag (object);

  open_element (draft->out, 1, "object");
  write_name (draft, 2, object);
  write_marks (draft, 2, object, TRUE);
  write_box (draft, 2, object);
  write_actions (draft, 2, object, bag);
  write_parts (draft, object);
  write_rest (draft, 2, bag);
  close_element (draft->out, 1, "object");
}

/* --- files -------------------------------------------------------------------------------------------- */

static void
write_size (const GwRecord *record, const GwJsonMembers *bag, GString *out)
{
  g_autofree char *depth = gw_json_members_dup_string (bag, "size/depth");

  open_element (out, 1, "size");
  write_number (out, 2, "width", record->width);
  write_number (out, 2, "height", record->height);
  write_text (out, 2, "depth", depth != NULL ? depth : "3");
  close_element (out, 1, "size");
}

/* folder, file, source and owner, size, segmented, objects, and what else there was. */
static gboolean
write_file (GwWriter *writer, const GwRecord *record, const char *path, const char *stem, GError **error)
{
  static const char *const written[] = { "folder", "size/depth", "segmented", "verified", NULL };
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (record->bag, "voc");
  g_autofree char *folder = gw_json_members_dup_string (bag, "folder");
  g_autofree char *segmented = gw_json_members_dup_string (bag, "segmented");
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *name = g_strdup_printf ("Annotations/%s.xml", stem);
  const Draft draft = { writer, record, out };

  g_string_append (out, gw_json_members_get (bag, "verified", NULL) != NULL ? "<annotation verified=\"yes\">\n"
                                                                            : "<annotation>\n");
  write_text (out, 1, "folder", folder != NULL ? folder : "JPEGImages");
  write_text (out, 1, "filename", gw_path_basename (path));
  if (record->width > 0 && record->height > 0)
    write_size (record, bag, out);
  write_text (out, 1, "segmented", segmented != NULL ? segmented : "0");
  for (guint i = 0; written[i] != NULL; i++)
    gw_json_members_remove (bag, written[i]);
  write_kept (out, 1, bag);
  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);

      if (has_area (gw_object_get_shape (object)->kind) && !(is_part (object) && find_whole (record, object) != NULL))
        write_object (&draft, object);
    }
  g_string_append (out, "</annotation>\n");
  writer->n_files++;

  return gw_folder_writer_write (writer->folder, name, out->str, out->len, error);
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
