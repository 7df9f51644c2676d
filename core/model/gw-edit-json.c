/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-edit.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-edit-private.h"
#include "gw-shape-json-private.h"
#include "gw-shape-json.h"

/* {"name":"Draw Car","image":7,"id":12,"time":1774429200000,"author":"mara","changes":[
 *   {"kind":"object","image":7,"before":{…},"after":{…}},
 *   {"kind":"labels","image":7,"before":[[3,null]],"after":[[3,null],[4,0.5]]},
 *   {"kind":"marks","image":7,"before":{"status":0,"marks":0},"after":{"status":2,"marks":8}},
 *   {"kind":"attribute","image":7,"name":"weather","after":"rain"},
 *   {"kind":"class","image":7,"class":12,"after":true},
 *   {"kind":"absent","image":7,"before":[],"after":[[5,null]]}]}
 *
 * An object, value or class that is absent is left out.
 */
static const char *const kind_names[] = {
  [GW_CHANGE_OBJECT] = "object",       [GW_CHANGE_LABELS] = "labels", [GW_CHANGE_MARKS] = "marks",
  [GW_CHANGE_ATTRIBUTE] = "attribute", [GW_CHANGE_CLASS] = "class",   [GW_CHANGE_ABSENT] = "absent",
};

/* --- writing ---------------------------------------------------------------- */

static void
write_object (const char *key, GwObject *object, GwJsonWriter *writer)
{
  if (object == NULL)
    return;
  gw_json_writer_key (writer, key);
  gw_object_write_json (object, NULL, GW_OBJECT_JSON_WHOLE, writer);
}

static void
write_labels (const char *key, const GArray *labels, GwJsonWriter *writer)
{
  gw_json_writer_key (writer, key);
  gw_json_writer_begin_array (writer);
  for (guint i = 0; i < labels->len; i++)
    {
      const GwLabel *label = &g_array_index (labels, GwLabel, i);

      gw_json_writer_begin_array (writer);
      gw_json_writer_int64 (writer, label->class_id);
      gw_json_writer_double (writer, label->confidence);
      gw_json_writer_end_array (writer);
    }
  gw_json_writer_end_array (writer);
}

static void
write_marks (const char *key, GwImageStatus status, GwImageMarks marks, GwJsonWriter *writer)
{
  gw_json_writer_key (writer, key);
  gw_json_writer_begin_object (writer);
  gw_json_writer_key_int64 (writer, "status", status);
  gw_json_writer_key_int64 (writer, "marks", marks);
  gw_json_writer_end_object (writer);
}

static void
write_value (const char *key, const char *value, GwJsonWriter *writer)
{
  if (value != NULL)
    gw_json_writer_key_string (writer, key, value);
}

static void
write_presence (const char *key, gboolean present, GwJsonWriter *writer)
{
  if (present)
    gw_json_writer_key_boolean (writer, key, TRUE);
}

static void
write_change (const GwChange *change, GwJsonWriter *writer)
{
  gw_json_writer_begin_object (writer);
  gw_json_writer_key_string (writer, "kind", kind_names[change->kind]);
  gw_json_writer_key_int64 (writer, "image", change->image_id);
  switch (change->kind)
    {
    case GW_CHANGE_OBJECT:
      write_object ("before", change->object_before, writer);
      write_object ("after", change->object_after, writer);
      break;
    case GW_CHANGE_LABELS:
    case GW_CHANGE_ABSENT:
      write_labels ("before", change->labels_before, writer);
      write_labels ("after", change->labels_after, writer);
      break;
    case GW_CHANGE_MARKS:
      write_marks ("before", change->status_before, change->marks_before, writer);
      write_marks ("after", change->status_after, change->marks_after, writer);
      break;
    case GW_CHANGE_ATTRIBUTE:
      gw_json_writer_key_string (writer, "name", change->name);
      write_value ("before", change->value_before, writer);
      write_value ("after", change->value_after, writer);
      break;
    case GW_CHANGE_CLASS:
      gw_json_writer_key_int64 (writer, "class", change->class_id);
      write_presence ("before", change->class_before, writer);
      write_presence ("after", change->class_after, writer);
      break;
    default:
      g_assert_not_reached ();
    }
  gw_json_writer_end_object (writer);
}

char *
gw_edit_to_json (const GwEdit *self)
{
  g_autoptr (GString) text = NULL;
  g_autoptr (GwJsonWriter) writer = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_new (NULL);
  writer = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);
  gw_json_writer_begin_object (writer);
  gw_json_writer_key_string (writer, "name", gw_edit_get_name (self));
  gw_json_writer_key_int64 (writer, "image", gw_edit_get_image_id (self));
  if (gw_edit_get_id (self) != 0)
    gw_json_writer_key_int64 (writer, "id", gw_edit_get_id (self));
  gw_json_writer_key_int64 (writer, "time", gw_edit_get_time (self));
  write_value ("author", gw_edit_get_author (self), writer);
  gw_json_writer_key (writer, "changes");
  gw_json_writer_begin_array (writer);
  for (guint i = 0; i < gw_edit_get_n_changes (self); i++)
    write_change (gw_edit_get_change (self, i), writer);
  gw_json_writer_end_array (writer);
  gw_json_writer_end_object (writer);
  if (!gw_json_writer_finish (writer, &error))
    {
      g_critical ("An edit cannot be written: %s", error->message);
      return NULL;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- reading ---------------------------------------------------------------- */

/* One change while it is read. */
typedef struct
{
  int kind; /* -1: not known yet */
  gint64 image_id;
  GwObject *objects[2]; /* before, after */
  GArray *labels[2];
  gint64 status[2];
  gint64 marks[2];
  char *name;
  char *values[2];
  gint64 class_id; /* 0: none was named */
  gboolean present[2];
} Parts;

static void
parts_clear (Parts *parts)
{
  for (int i = 0; i < 2; i++)
    {
      g_clear_object (&parts->objects[i]);
      g_clear_pointer (&parts->labels[i], g_array_unref);
      g_clear_pointer (&parts->values[i], g_free);
    }
  g_clear_pointer (&parts->name, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

static gboolean
next_is (GwJsonReader *reader, GwJsonToken wanted, const char *what, GError **error)
{
  return gw_json_reader_next (reader, error) != GW_JSON_ERROR && _gw_shape_json_is (reader, wanted, what, error);
}

static gboolean
read_integer (GwJsonReader *reader, gint64 *value, GError **error)
{
  const char *what = N_ ("A whole number was expected in an edit");
  gboolean exact;

  if (!next_is (reader, GW_JSON_NUMBER, what, error))
    return FALSE;
  *value = gw_json_reader_get_int64 (reader, &exact);
  return exact || _gw_shape_json_fail (reader, error, what);
}

static gboolean
read_text (GwJsonReader *reader, char **text, GError **error)
{
  if (!next_is (reader, GW_JSON_STRING, N_ ("A text was expected in an edit"), error))
    return FALSE;
  g_free (*text);
  *text = gw_json_reader_dup_string (reader, error);
  return *text != NULL;
}

static gboolean
read_presence (GwJsonReader *reader, gboolean *present, GError **error)
{
  GwJsonToken token = gw_json_reader_next (reader, error);

  if (token == GW_JSON_ERROR)
    return FALSE;
  if (token != GW_JSON_TRUE && token != GW_JSON_FALSE)
    return _gw_shape_json_fail (reader, error, N_ ("Yes or no was expected in an edit"));
  *present = token == GW_JSON_TRUE;
  return TRUE;
}

static gboolean
read_object (GwJsonReader *reader, GwObject **object, GError **error)
{
  g_clear_object (object);
  if (!next_is (reader, GW_JSON_OBJECT_BEGIN, N_ ("An object was expected"), error))
    return FALSE;
  *object = gw_object_read_json (reader, NULL, error);
  return *object != NULL;
}

/* One [class,confidence], whose '[' has been taken. */
static gboolean
read_label (GwJsonReader *reader, GwLabel *label, GError **error)
{
  const char *what = N_ ("A label of an edit is not [class,confidence]");
  GwJsonToken token;

  if (!read_integer (reader, &label->class_id, error))
    return FALSE;
  token = gw_json_reader_next (reader, error);
  if (token == GW_JSON_ERROR)
    return FALSE;
  if (token != GW_JSON_NUMBER && token != GW_JSON_NULL)
    return _gw_shape_json_fail (reader, error, what);
  label->confidence = token == GW_JSON_NUMBER ? gw_json_reader_get_double (reader) : NAN;
  return next_is (reader, GW_JSON_ARRAY_END, what, error);
}

static gboolean
read_labels (GwJsonReader *reader, GArray **labels, GError **error)
{
  const char *what = N_ ("The labels of an edit are not an array");
  GwJsonToken token;

  g_clear_pointer (labels, g_array_unref);
  *labels = g_array_new (FALSE, FALSE, sizeof (GwLabel));
  if (!next_is (reader, GW_JSON_ARRAY_BEGIN, what, error))
    return FALSE;
  while ((token = gw_json_reader_next (reader, error)) == GW_JSON_ARRAY_BEGIN)
    {
      GwLabel label;

      if (!read_label (reader, &label, error))
        return FALSE;
      g_array_append_val (*labels, label);
    }
  return token != GW_JSON_ERROR && _gw_shape_json_is (reader, GW_JSON_ARRAY_END, what, error);
}

static gboolean
read_marks (GwJsonReader *reader, gint64 *status, gint64 *marks, GError **error)
{
  GwJsonToken token;

  if (!next_is (reader, GW_JSON_OBJECT_BEGIN, N_ ("The marks of an edit are not an object"), error))
    return FALSE;
  while ((token = gw_json_reader_next (reader, error)) == GW_JSON_KEY)
    if (gw_json_reader_string_is (reader, "status"))
      {
        if (!read_integer (reader, status, error))
          return FALSE;
      }
    else if (gw_json_reader_string_is (reader, "marks"))
      {
        if (!read_integer (reader, marks, error))
          return FALSE;
      }
    else if (!gw_json_reader_skip_value (reader, error))
      return FALSE;
  if (token != GW_JSON_OBJECT_END)
    return FALSE;
  if (*status < 0 || *status >= GW_IMAGE_N_STATUSES || *marks < 0 || *marks > G_MAXINT)
    return _gw_shape_json_fail (reader, error, N_ ("The marks of an edit are out of range"));
  return TRUE;
}

/* The "before" (side 0) or "after" (side 1) of a change. */
static gboolean
read_side (Parts *parts, int side, GwJsonReader *reader, GError **error)
{
  switch (parts->kind)
    {
    case GW_CHANGE_OBJECT:
      return read_object (reader, &parts->objects[side], error);
    case GW_CHANGE_LABELS:
    case GW_CHANGE_ABSENT:
      return read_labels (reader, &parts->labels[side], error);
    case GW_CHANGE_MARKS:
      return read_marks (reader, &parts->status[side], &parts->marks[side], error);
    case GW_CHANGE_ATTRIBUTE:
      return read_text (reader, &parts->values[side], error);
    case GW_CHANGE_CLASS:
      return read_presence (reader, &parts->present[side], error);
    default:
      return _gw_shape_json_fail (reader, error, N_ ("A change of an edit does not begin with its kind"));
    }
}

static gboolean
read_kind (Parts *parts, GwJsonReader *reader, GError **error)
{
  g_autofree char *name = NULL;

  if (!read_text (reader, &name, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (kind_names); i++)
    if (g_str_equal (name, kind_names[i]))
      {
        parts->kind = (int) i;
        return TRUE;
      }
  return _gw_shape_json_fail (reader, error, N_ ("A change of an edit is of a kind that this version does not know"));
}

static gboolean
add_change (GwEdit *edit, const Parts *parts, GwJsonReader *reader, GError **error)
{
  GwObject *before = parts->objects[0];
  GwObject *after = parts->objects[1];

  switch (parts->kind)
    {
    case GW_CHANGE_OBJECT:
      if ((before == NULL && after == NULL)
          || (before != NULL && after != NULL && gw_object_get_id (before) != gw_object_get_id (after)))
        return _gw_shape_json_fail (reader, error, N_ ("A change of an edit does not name one object"));
      gw_edit_add_object (edit, parts->image_id, before, after);
      return TRUE;
    case GW_CHANGE_LABELS:
      gw_edit_add_labels (edit, parts->image_id, parts->labels[0], parts->labels[1]);
      return TRUE;
    case GW_CHANGE_ABSENT:
      gw_edit_add_absent (edit, parts->image_id, parts->labels[0], parts->labels[1]);
      return TRUE;
    case GW_CHANGE_MARKS:
      gw_edit_add_marks (edit, parts->image_id, (GwImageStatus) parts->status[0], (GwImageMarks) parts->marks[0],
                         (GwImageStatus) parts->status[1], (GwImageMarks) parts->marks[1]);
      return TRUE;
    case GW_CHANGE_ATTRIBUTE:
      if (parts->name == NULL)
        return _gw_shape_json_fail (reader, error, N_ ("A change of an attribute does not name it"));
      gw_edit_add_attribute (edit, parts->image_id, parts->name, parts->values[0], parts->values[1]);
      return TRUE;
    case GW_CHANGE_CLASS:
      if (parts->class_id <= 0)
        return _gw_shape_json_fail (reader, error, N_ ("A change of a class does not name it"));
      gw_edit_add_class (edit, parts->image_id, parts->class_id, parts->present[0], parts->present[1]);
      return TRUE;
    default:
      return _gw_shape_json_fail (reader, error, N_ ("A change of an edit has no kind"));
    }
}

/* One change, whose '{' has been taken. */
static gboolean
read_change (GwEdit *edit, GwJsonReader *reader, GError **error)
{
  g_auto (Parts) parts = { .kind = -1 };
  GwJsonToken token;

  while ((token = gw_json_reader_next (reader, error)) == GW_JSON_KEY)
    {
      gboolean read;

      if (gw_json_reader_string_is (reader, "kind"))
        read = read_kind (&parts, reader, error);
      else if (gw_json_reader_string_is (reader, "image"))
        read = read_integer (reader, &parts.image_id, error);
      else if (gw_json_reader_string_is (reader, "before"))
        read = read_side (&parts, 0, reader, error);
      else if (gw_json_reader_string_is (reader, "after"))
        read = read_side (&parts, 1, reader, error);
      else if (gw_json_reader_string_is (reader, "name"))
        read = read_text (reader, &parts.name, error);
      else if (gw_json_reader_string_is (reader, "class"))
        read = read_integer (reader, &parts.class_id, error);
      else
        read = gw_json_reader_skip_value (reader, error);
      if (!read)
        return FALSE;
    }
  return token == GW_JSON_OBJECT_END && add_change (edit, &parts, reader, error);
}

static gboolean
read_changes (GwEdit *edit, GwJsonReader *reader, GError **error)
{
  const char *what = N_ ("The changes of an edit are not an array of objects");
  GwJsonToken token;

  if (!next_is (reader, GW_JSON_ARRAY_BEGIN, what, error))
    return FALSE;
  while ((token = gw_json_reader_next (reader, error)) == GW_JSON_OBJECT_BEGIN)
    if (!read_change (edit, reader, error))
      return FALSE;
  return token != GW_JSON_ERROR && _gw_shape_json_is (reader, GW_JSON_ARRAY_END, what, error);
}

/* Reads the value of the key at hand. */
static gboolean
read_member (GwEdit *edit, GwJsonReader *reader, GError **error)
{
  g_autofree char *text = NULL;
  gint64 number;

  if (gw_json_reader_string_is (reader, "changes"))
    return read_changes (edit, reader, error);
  if (gw_json_reader_string_is (reader, "name"))
    {
      if (!read_text (reader, &text, error))
        return FALSE;
      _gw_edit_set_name (edit, text);
      return TRUE;
    }
  if (gw_json_reader_string_is (reader, "author"))
    {
      if (!read_text (reader, &text, error))
        return FALSE;
      gw_edit_set_author (edit, text);
      return TRUE;
    }
  if (gw_json_reader_string_is (reader, "image"))
    {
      if (!read_integer (reader, &number, error))
        return FALSE;
      _gw_edit_set_image_id (edit, number);
      return TRUE;
    }
  if (gw_json_reader_string_is (reader, "id"))
    {
      if (!read_integer (reader, &number, error))
        return FALSE;
      gw_edit_set_id (edit, number);
      return TRUE;
    }
  if (gw_json_reader_string_is (reader, "time"))
    {
      if (!read_integer (reader, &number, error))
        return FALSE;
      gw_edit_set_time (edit, number);
      return TRUE;
    }
  return gw_json_reader_skip_value (reader, error);
}

GwEdit *
gw_edit_from_json (const char *json, gssize length, GError **error)
{
  g_autoptr (GwJsonReader) reader = NULL;
  g_autoptr (GwEdit) edit = NULL;
  GwJsonToken token;

  g_return_val_if_fail (json != NULL, NULL);

  reader = gw_json_reader_new_for_memory (json, length);
  edit = gw_edit_new (0, "");
  gw_edit_set_time (edit, 0);
  if (!next_is (reader, GW_JSON_OBJECT_BEGIN, N_ ("An edit is not an object"), error))
    return NULL;
  while ((token = gw_json_reader_next (reader, error)) == GW_JSON_KEY)
    if (!read_member (edit, reader, error))
      return NULL;
  if (token != GW_JSON_OBJECT_END || gw_json_reader_next (reader, error) != GW_JSON_END)
    return NULL;
  return g_steal_pointer (&edit);
}
