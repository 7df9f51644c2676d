/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-studio-task-private.h"

#include <math.h>
#include <string.h>

#include "gw-json-values.h"
#include "gw-number.h"
#include "gw-time.h"

/* Bytes of one encoded mask. */
#define MOST_RLE_BYTES (1u << 29)

/* --- kinds ----------------------------------------------------------------------------- */

static const struct
{
  const char *type;
  const char *bare; /* (nullable): without classes */
} kinds[GW_STUDIO_N_KINDS] = {
  [GW_STUDIO_RECTANGLE] = { "rectanglelabels", "rectangle" },
  [GW_STUDIO_POLYGON] = { "polygonlabels", "polygon" },
  [GW_STUDIO_ELLIPSE] = { "ellipselabels", "ellipse" },
  [GW_STUDIO_KEYPOINT] = { "keypointlabels", "keypoint" },
  [GW_STUDIO_BRUSH] = { "brushlabels", "brush" },
  [GW_STUDIO_LABELS] = { "labels", NULL },
  [GW_STUDIO_CHOICES] = { "choices", NULL },
  [GW_STUDIO_TAXONOMY] = { "taxonomy", NULL },
  [GW_STUDIO_RATING] = { "rating", NULL },
  [GW_STUDIO_NUMBER] = { "number", NULL },
  [GW_STUDIO_TEXTAREA] = { "textarea", NULL },
  [GW_STUDIO_DATETIME] = { "datetime", NULL },
};

const char *
gw_studio_kind_get_type (GwStudioKind kind)
{
  return kinds[kind].type;
}

GwStudioKind
gw_studio_kind_from_type (const char *type)
{
  for (guint i = GW_STUDIO_RECTANGLE; type != NULL && i < GW_STUDIO_N_KINDS; i++)
    if (strcmp (kinds[i].type, type) == 0 || g_strcmp0 (kinds[i].bare, type) == 0)
      return (GwStudioKind) i;
  return GW_STUDIO_OTHER;
}

gboolean
gw_studio_kind_is_value (GwStudioKind kind)
{
  return kind >= GW_STUDIO_RATING && kind <= GW_STUDIO_DATETIME;
}

char *
gw_studio_value_dup_text (GwStudioKind kind, const GwJsonMembers *value)
{
  const char *key = kind == GW_STUDIO_TEXTAREA ? "text" : gw_studio_kind_get_type (kind);
  g_auto (GStrv) list = NULL;
  gsize length = 0;
  const char *raw = key != NULL ? gw_json_members_get (value, key, &length) : NULL;

  if (raw != NULL && raw[0] == '[')
    {
      list = gw_json_members_dup_strings (value, key);
      return list != NULL ? g_strjoinv ("\n", list) : NULL;
    }

  return raw != NULL ? gw_json_value_to_text (raw, length) : NULL;
}

gboolean
gw_studio_kind_is_shape (GwStudioKind kind)
{
  return kind >= GW_STUDIO_RECTANGLE && kind <= GW_STUDIO_BRUSH;
}

/* --- results ------------------------------------------------------------------------------- */

GwStudioResult *
_gw_studio_result_new (void)
{
  GwStudioResult *self = g_new0 (GwStudioResult, 1);

  self->members = gw_json_members_new ();
  self->value = gw_json_members_new ();

  return self;
}

void
_gw_studio_result_free (gpointer data)
{
  GwStudioResult *self = data;

  g_free (self->type);
  g_free (self->id);
  gw_json_members_free (self->members);
  gw_json_members_free (self->value);
  g_clear_pointer (&self->rle, g_byte_array_unref);
  g_clear_pointer (&self->points, g_ptr_array_unref);
  g_free (self);
}

gboolean
_gw_studio_keep_member (GwJsonMembers *members, const char *key, GwJsonReader *json, gboolean *improper, GError **error)
{
  gsize length;
  const char *raw = gw_json_reader_take_raw (json, &length, error);

  if (raw == NULL)
    return FALSE;
  if (!gw_json_is_proper (raw, length))
    *improper = TRUE;
  else
    gw_json_members_set (members, key, raw, (gssize) length);

  return TRUE;
}

/* [0, 255, …], of which a text of 64 MiB would not hold every mask. */
static gboolean
read_rle (GwStudioResult *self, GwJsonReader *json, GError **error)
{
  GwJsonToken token;

  g_clear_pointer (&self->rle, g_byte_array_unref);
  self->rle = g_byte_array_new ();
  while ((token = gw_json_reader_next (json, error)) != GW_JSON_ARRAY_END)
    {
      gboolean exact = FALSE;
      gint64 number = token == GW_JSON_NUMBER ? gw_json_reader_get_int64 (json, &exact) : -1;
      guint8 byte = (guint8) (number & 0xff);

      if (token == GW_JSON_ERROR)
        return FALSE;
      if ((token == GW_JSON_ARRAY_BEGIN || token == GW_JSON_OBJECT_BEGIN) && !gw_json_reader_skip_value (json, error))
        return FALSE;
      if (!exact || number < 0 || number > 255)
        self->code = "rle-char";
      else if (self->rle->len >= MOST_RLE_BYTES)
        self->code = "limit";
      else
        g_byte_array_append (self->rle, &byte, 1);
    }

  return TRUE;
}

gboolean
_gw_studio_result_read_value (GwStudioResult *self, GwJsonReader *json, GError **error)
{
  GwJsonToken token;

  /* Of a value that is given twice the last one counts, as a whole. */
  gw_json_members_clear (self->value);
  g_clear_pointer (&self->rle, g_byte_array_unref);
  while ((token = gw_json_reader_next (json, error)) == GW_JSON_KEY)
    {
      g_autofree char *key = gw_json_reader_dup_string (json, NULL);
      gboolean improper = FALSE;

      if (key == NULL)
        {
          if (!gw_json_reader_skip_value (json, error))
            return FALSE;
          continue;
        }
      if (strcmp (key, "rle") != 0)
        {
          if (!_gw_studio_keep_member (self->value, key, json, &improper, error))
            return FALSE;
          if (improper)
            self->code = "coord-not-finite";
          continue;
        }
      token = gw_json_reader_next (json, error);
      if (token == GW_JSON_ERROR
          || !(token == GW_JSON_ARRAY_BEGIN ? read_rle (self, json, error) : gw_json_reader_skip_value (json, error)))
        return FALSE;
    }

  return token == GW_JSON_OBJECT_END;
}

void
_gw_studio_result_finish (GwStudioResult *self)
{
  self->type = gw_json_members_dup_string (self->members, "type");
  self->id = gw_studio_dup_id (self->members, "id");
  self->kind = gw_studio_kind_from_type (self->type);
}

/* The object whose brace has been read. */
static gboolean
read_result (GwStudioResult *self, GwJsonReader *json, GError **error)
{
  GwJsonToken token;

  while ((token = gw_json_reader_next (json, error)) == GW_JSON_KEY)
    {
      g_autofree char *key = gw_json_reader_dup_string (json, NULL);
      gboolean improper = FALSE;

      if (key == NULL || strcmp (key, "value") != 0)
        {
          if (key == NULL ? !gw_json_reader_skip_value (json, error)
                          : !_gw_studio_keep_member (self->members, key, json, &improper, error))
            return FALSE;
          if (improper)
            self->code = "coord-not-finite";
          continue;
        }
      token = gw_json_reader_next (json, error);
      if (token == GW_JSON_ERROR
          || !(token == GW_JSON_OBJECT_BEGIN ? _gw_studio_result_read_value (self, json, error)
                                             : gw_json_reader_skip_value (json, error)))
        return FALSE;
    }
  _gw_studio_result_finish (self);

  return token == GW_JSON_OBJECT_END;
}

gboolean
_gw_studio_read_results (GPtrArray *results, GwJsonReader *json, GError **error)
{
  GwJsonToken token;

  while ((token = gw_json_reader_next (json, error)) != GW_JSON_ARRAY_END)
    {
      GwStudioResult *result;

      if (token == GW_JSON_ERROR)
        return FALSE;
      if (token != GW_JSON_OBJECT_BEGIN)
        {
          if (!gw_json_reader_skip_value (json, error))
            return FALSE;
          continue;
        }
      result = _gw_studio_result_new ();
      g_ptr_array_add (results, result);
      if (!read_result (result, json, error))
        return FALSE;
    }

  return TRUE;
}

char *
gw_studio_dup_id (const GwJsonMembers *members, const char *key)
{
  gsize length;
  const char *raw = gw_json_members_get (members, key, &length);

  return raw != NULL && (raw[0] == '"' || g_ascii_isdigit (raw[0])) ? gw_json_value_to_text (raw, length) : NULL;
}

char *
gw_studio_result_dup_text (const GwStudioResult *self, const char *key)
{
  return gw_json_members_dup_string (self->members, key);
}

GStrv
gw_studio_result_dup_labels (const GwStudioResult *self)
{
  return self->type != NULL ? gw_json_members_dup_strings (self->value, self->type) : NULL;
}

void
gw_studio_result_write (const GwStudioResult *self, GwJsonWriter *json)
{
  gw_json_writer_begin_object (json);
  gw_json_members_write (self->members, json);
  gw_json_writer_key (json, "value");
  gw_json_writer_begin_object (json);
  gw_json_members_write (self->value, json);
  if (self->rle != NULL)
    {
      gw_json_writer_key (json, "rle");
      gw_json_writer_begin_array (json);
      for (guint i = 0; i < self->rle->len; i++)
        gw_json_writer_int64 (json, self->rle->data[i]);
      gw_json_writer_end_array (json);
    }
  gw_json_writer_end_object (json);
  gw_json_writer_end_object (json);
}

gboolean
gw_studio_get_number (const GwJsonMembers *members, const char *key, double *number)
{
  gsize length;
  const char *raw = gw_json_members_get (members, key, &length);

  *number = NAN;
  return raw == NULL || (gw_number_parse (raw, (gssize) length, number) && isfinite (*number));
}

gboolean
gw_studio_get_time (const GwJsonMembers *members, gint64 *us)
{
  g_autofree char *updated = gw_json_members_dup_string (members, "updated_at");
  g_autofree char *created = gw_json_members_dup_string (members, "created_at");

  return (updated != NULL && gw_time_parse (updated, us)) || (created != NULL && gw_time_parse (created, us));
}
