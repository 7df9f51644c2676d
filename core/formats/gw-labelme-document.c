/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-labelme-document.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-image-info.h"
#include "gw-reader-private.h"

void
gw_labelme_document_clear (GwLabelmeDocument *self)
{
  g_clear_pointer (&self->image_path, g_free);
  g_clear_pointer (&self->rest, gw_json_members_free);
  g_clear_pointer (&self->flags, gw_json_members_free);
}

static gboolean
read_shapes (GwLabelmeDocument *self, GwJsonReader *json, GwLabelmeShapeFunc func, gpointer data, GError **error)
{
  GwJsonToken token = gw_json_reader_next (json, error);

  if (self->has_shapes)
    func (NULL, data);
  if (token != GW_JSON_ARRAY_BEGIN)
    return token != GW_JSON_ERROR && gw_json_reader_skip_value (json, error);
  self->has_shapes = TRUE;
  while ((token = gw_json_reader_next (json, error)) != GW_JSON_ARRAY_END)
    {
      g_auto (GwLabelmeShape) shape = { 0 };

      if (token == GW_JSON_ERROR)
        return FALSE;
      gw_labelme_shape_init (&shape);
      if (token != GW_JSON_OBJECT_BEGIN)
        shape.code = "value-type";
      if (!(token == GW_JSON_OBJECT_BEGIN ? gw_labelme_shape_read (&shape, json, error)
                                          : gw_json_reader_skip_value (json, error)))
        return FALSE;
      func (&shape, data);
    }

  return TRUE;
}

static void
take_value (GwLabelmeDocument *self, const char *key, const char *raw, gsize length)
{
  static const char *const own[] = { "imagePath", "imageData", "imageHeight", "imageWidth", NULL };
  g_autoptr (GwJsonReader) value = gw_json_reader_new_for_memory (raw, (gssize) length);
  GwJsonToken token = gw_json_reader_next (value, NULL);

  if (strcmp (key, "imagePath") == 0 && token == GW_JSON_STRING)
    {
      g_free (self->image_path);
      self->image_path = gw_json_reader_dup_string (value, NULL);
    }
  else if (strcmp (key, "imageWidth") == 0 && token == GW_JSON_NUMBER)
    self->width = gw_json_reader_get_double (value);
  else if (strcmp (key, "imageHeight") == 0 && token == GW_JSON_NUMBER)
    self->height = gw_json_reader_get_double (value);
  else if (strcmp (key, "flags") == 0 && token == GW_JSON_OBJECT_BEGIN)
    {
      g_clear_pointer (&self->flags, gw_json_members_free);
      self->flags = gw_json_members_parse (raw, (gssize) length, NULL, NULL);
    }
  if (!g_strv_contains (own, key) && gw_json_is_proper (raw, length)
      && !(strcmp (key, "flags") == 0 && (self->flags == NULL || gw_json_members_get_n (self->flags) == 0)))
    gw_json_members_set (self->rest, key, raw, (gssize) length);
}

/* A key that is none, or the picture. */
static gboolean
pass_over (GwLabelmeDocument *self, const char *key, GwJsonReader *json, GError **error)
{
  const GwJsonToken token = gw_json_reader_next (json, error);

  if (token == GW_JSON_ERROR)
    return FALSE;
  self->has_picture = self->has_picture || (key != NULL && token == GW_JSON_STRING);

  return gw_json_reader_skip_value (json, error);
}

/* The whole file, the embedded picture passed over. */
static gboolean
read_document (GwLabelmeDocument *self, GwJsonReader *json, GwLabelmeShapeFunc func, gpointer data, GError **error)
{
  GwJsonToken token = gw_json_reader_next (json, error);

  self->rest = gw_json_members_new ();
  if (token == GW_JSON_ERROR)
    return FALSE;
  if (token != GW_JSON_OBJECT_BEGIN)
    {
      g_set_error_literal (error, GW_ERROR, GW_ERROR_INVALID, _ ("An object was expected."));
      return FALSE;
    }
  while ((token = gw_json_reader_next (json, error)) == GW_JSON_KEY)
    {
      g_autofree char *key = gw_json_reader_dup_string (json, NULL);
      const char *raw;
      gsize length;

      if (key == NULL || strcmp (key, "imageData") == 0)
        {
          if (!pass_over (self, key, json, error))
            return FALSE;
          continue;
        }
      if (strcmp (key, "shapes") == 0)
        {
          if (!read_shapes (self, json, func, data, error))
            return FALSE;
          continue;
        }
      if (gw_json_reader_next (json, error) == GW_JSON_ERROR
          || (raw = gw_json_reader_take_raw (json, &length, error)) == NULL)
        return FALSE;
      take_value (self, key, raw, length);
    }

  return token == GW_JSON_OBJECT_END && gw_json_reader_next (json, error) == GW_JSON_END;
}

gboolean
gw_labelme_document_read (GwLabelmeDocument *self, const char *file, GwLabelmeShapeFunc func, gpointer data,
                          guint64 *failed_line, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) stream = _gw_reader_open_file (file, NULL, error);
  g_autoptr (GwJsonReader) json = stream != NULL ? gw_json_reader_new (stream, cancellable) : NULL;
  gboolean done;

  *failed_line = 0;
  if (json == NULL)
    return FALSE;
  gw_json_reader_set_non_finite (json, TRUE);
  gw_json_reader_watch_keys (json);
  done = read_document (self, json, func, data, error);
  gw_json_reader_take_repeats (json, &self->repeats);
  if (!done)
    *failed_line = gw_json_reader_get_line (json);

  return done;
}

/* --- the picture ----------------------------------------------------------------------- */

/* The text of it, which stands on the first level. (transfer full) (nullable) */
static char *
find_picture (GwJsonReader *json)
{
  if (gw_json_reader_next (json, NULL) != GW_JSON_OBJECT_BEGIN)
    return NULL;
  while (gw_json_reader_next (json, NULL) == GW_JSON_KEY)
    {
      g_autofree char *key = gw_json_reader_dup_string (json, NULL);
      const GwJsonToken token = gw_json_reader_next (json, NULL);

      if (token == GW_JSON_ERROR)
        return NULL;
      if (token == GW_JSON_STRING && g_strcmp0 (key, "imageData") == 0)
        return gw_json_reader_dup_string (json, NULL);
      if (!gw_json_reader_skip_value (json, NULL))
        return NULL;
    }
  return NULL;
}

GBytes *
gw_labelme_document_load_picture (const char *file, GCancellable *cancellable)
{
  g_autoptr (GInputStream) stream = _gw_reader_open_file (file, NULL, NULL);
  g_autoptr (GwJsonReader) json = stream != NULL ? gw_json_reader_new (stream, cancellable) : NULL;
  g_autofree char *text = NULL;
  GwImageInfo info;
  guchar *bytes;
  gsize n = 0;

  if (json == NULL)
    return NULL;
  gw_json_reader_set_non_finite (json, TRUE);
  text = find_picture (json);
  /* One letter is less than a byte, and decoding takes no such text. */
  if (text == NULL || text[0] == '\0' || text[1] == '\0')
    return NULL;
  bytes = g_base64_decode_inplace (text, &n);
  if (bytes == NULL || !gw_image_info_read_bytes (bytes, n, &info, NULL))
    return NULL;

  return g_bytes_new (bytes, n);
}
