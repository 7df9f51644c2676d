/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cityscapes-document.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-json-values.h"
#include "gw-limits.h"
#include "gw-number.h"
#include "gw-reader-private.h"

#define MOST_BYTES ((guint64) 256 << 20)
#define LARGEST_COORDINATE 1e15

static void
object_free (gpointer data)
{
  GwCityscapesObject *object = data;

  g_free (object->label);
  g_free (object->user);
  g_array_unref (object->points);
  gw_json_members_free (object->rest);
  g_free (object);
}

void
gw_cityscapes_document_free (GwCityscapesDocument *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->objects);
  gw_json_members_free (self->rest);
  g_free (self);
}

/* --- objects ------------------------------------------------------------------------------ */

/* Appends pairs of numbers until the list ends. NULL, or what is wrong. */
static const char *
read_pairs (GwJsonReader *json, GArray *numbers, gsize most)
{
  for (;;)
    {
      GwJsonToken token;
      guint before;

      gw_json_reader_next_pairs (json, numbers, most + 1 - numbers->len / 2);
      if (numbers->len / 2 > most)
        return "limit";
      token = gw_json_reader_next (json, NULL);
      if (token == GW_JSON_ARRAY_END)
        return NULL;
      before = numbers->len;
      if (token != GW_JSON_ARRAY_BEGIN || gw_json_reader_next_numbers (json, numbers, 3, NULL) != GW_JSON_ARRAY_END
          || numbers->len - before != 2)
        return "ring-odd";
    }
}

/* [[x, y], ...]; what of it is wrong. */
static const char *
read_points (GArray *points, const char *raw, gsize length)
{
  g_autoptr (GwJsonReader) json = gw_json_reader_new_for_memory (raw, (gssize) length);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (double));
  const char *code = "value-type";

  if (gw_json_reader_next (json, NULL) == GW_JSON_ARRAY_BEGIN)
    code = read_pairs (json, numbers, gw_limit_get (GW_LIMIT_RING_POINTS));
  for (guint i = 0; code == NULL && i < numbers->len; i += 2)
    {
      const GwPoint point = { g_array_index (numbers, double, i), g_array_index (numbers, double, i + 1) };

      if (!(fabs (point.x) <= LARGEST_COORDINATE && fabs (point.y) <= LARGEST_COORDINATE))
        return "coord-out-of-range";
      g_array_append_val (points, point);
    }
  return code;
}

static gboolean
is_set (const GwJsonMembers *members, const char *key)
{
  g_autofree char *text = gw_json_members_dup (members, key);

  return text != NULL && strcmp (text, "0") != 0 && strcmp (text, "false") != 0 && strcmp (text, "null") != 0;
}

static void
take_members (GwCityscapesObject *self, GwJsonMembers *members)
{
  static const char *const known[] = { "label", "polygon", "deleted", "mask" };
  gsize length;
  const char *raw = gw_json_members_get (members, "polygon", &length);

  self->label = gw_json_members_dup_string (members, "label");
  self->user = gw_json_members_dup_string (members, "user");
  self->deleted = is_set (members, "deleted");
  self->code = raw != NULL ? read_points (self->points, raw, length) : "value-type";
  raw = gw_json_members_get (members, "mask", &length);
  if (raw == NULL || !gw_number_parse_int64 (raw, (gssize) length, &self->mask) || self->mask < 0)
    self->mask = -1;
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    gw_json_members_remove (members, known[i]);
  if (self->user != NULL)
    gw_json_members_remove (members, "user");
}

/* The value that has been begun. */
static GwCityscapesObject *
read_object (GwJsonReader *json, GError **error)
{
  const GwJsonToken token = gw_json_reader_get_token (json);
  gsize length;
  const char *raw = gw_json_reader_take_raw (json, &length, error);
  GwCityscapesObject *self;

  if (raw == NULL)
    return NULL;
  self = g_new0 (GwCityscapesObject, 1);
  self->mask = -1;
  self->points = g_array_new (FALSE, FALSE, sizeof (GwPoint));
  self->rest = token == GW_JSON_OBJECT_BEGIN ? gw_json_members_parse (raw, (gssize) length, NULL, NULL) : NULL;
  if (self->rest != NULL)
    {
      take_members (self, self->rest);
      return self;
    }
  /* An object that JSON does not have holds numbers that are none. */
  self->rest = gw_json_members_new ();
  self->code = token == GW_JSON_OBJECT_BEGIN ? "coord-not-finite" : "value-type";

  return self;
}

static gboolean
read_objects (GwCityscapesDocument *self, GwJsonReader *json, GError **error)
{
  GwJsonToken token = gw_json_reader_next (json, error);

  if (token != GW_JSON_ARRAY_BEGIN)
    {
      if (token != GW_JSON_ERROR)
        g_set_error_literal (error, GW_ERROR, GW_ERROR_INVALID, _ ("“objects” is no list."));
      return FALSE;
    }
  while ((token = gw_json_reader_next (json, error)) != GW_JSON_ARRAY_END)
    {
      GwCityscapesObject *object = token != GW_JSON_ERROR ? read_object (json, error) : NULL;

      if (object == NULL)
        return FALSE;
      g_ptr_array_add (self->objects, object);
    }
  return TRUE;
}

/* --- the file ------------------------------------------------------------------------------- */

static gboolean
take_value (GwCityscapesDocument *self, const char *key, GwJsonReader *json, GError **error)
{
  const GwJsonToken token = gw_json_reader_next (json, error);
  const gboolean is_width = strcmp (key, "imgWidth") == 0, is_height = strcmp (key, "imgHeight") == 0;
  const char *raw;
  gsize length;

  if (token == GW_JSON_ERROR)
    return FALSE;
  if (is_width || is_height)
    {
      const double side = token == GW_JSON_NUMBER ? gw_json_reader_get_double (json) : 0;

      if (side >= 1 && side <= G_MAXINT)
        *(is_width ? &self->width : &self->height) = (int) side;
      return gw_json_reader_skip_value (json, error);
    }
  raw = gw_json_reader_take_raw (json, &length, error);
  if (raw != NULL && gw_json_is_proper (raw, length))
    gw_json_members_set (self->rest, key, raw, (gssize) length);

  return raw != NULL;
}

static gboolean
read_document (GwCityscapesDocument *self, GwJsonReader *json, GError **error)
{
  GwJsonToken token = gw_json_reader_next (json, error);
  gboolean has_objects = FALSE;

  if (token != GW_JSON_OBJECT_BEGIN)
    {
      if (token != GW_JSON_ERROR)
        g_set_error_literal (error, GW_ERROR, GW_ERROR_INVALID, _ ("An object was expected."));
      return FALSE;
    }
  while ((token = gw_json_reader_next (json, error)) == GW_JSON_KEY)
    {
      g_autofree char *key = gw_json_reader_dup_string (json, NULL);
      const gboolean is_list = g_strcmp0 (key, "objects") == 0;

      has_objects = has_objects || is_list;
      if (is_list)
        g_ptr_array_set_size (self->objects, 0);
      if (!(is_list       ? read_objects (self, json, error)
            : key == NULL ? gw_json_reader_skip_value (json, error)
                          : take_value (self, key, json, error)))
        return FALSE;
    }
  if (token != GW_JSON_OBJECT_END || gw_json_reader_next (json, error) != GW_JSON_END)
    return FALSE;
  if (!has_objects)
    g_set_error_literal (error, GW_ERROR, GW_ERROR_INVALID, _ ("There is no list of “objects”."));

  return has_objects;
}

GwCityscapesDocument *
gw_cityscapes_document_read (const char *file, guint64 *line, GCancellable *cancellable, GError **error)
{
  guint64 size = 0;
  g_autoptr (GInputStream) stream = _gw_reader_open_file (file, &size, error);
  g_autoptr (GwJsonReader) json = NULL;
  g_autoptr (GwCityscapesDocument) self = NULL;

  *line = 0;
  if (stream == NULL)
    return NULL;
  if (size > MOST_BYTES)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_LIMIT, _ ("%s is larger than the 256 MiB that such a file may have."),
                   file);
      return NULL;
    }
  json = gw_json_reader_new (stream, cancellable);
  gw_json_reader_set_non_finite (json, TRUE);
  gw_json_reader_watch_keys (json);
  self = g_new0 (GwCityscapesDocument, 1);
  self->objects = g_ptr_array_new_with_free_func (object_free);
  self->rest = gw_json_members_new ();
  if (read_document (self, json, error))
    {
      gw_json_reader_take_repeats (json, &self->repeats);
      return g_steal_pointer (&self);
    }
  *line = gw_json_reader_get_line (json);

  return NULL;
}
