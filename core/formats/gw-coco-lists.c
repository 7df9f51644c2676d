/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-coco-lists.h"

#include <string.h>

#include "gw-json-members.h"

gboolean
gw_coco_lists_open (GwCocoLists *self, GwWriter *writer, GError **error)
{
  self->images = _gw_spool_new (writer, error);
  self->annotations = self->images != NULL ? _gw_spool_new (writer, error) : NULL;
  if (self->annotations == NULL)
    return FALSE;
  self->images_json = gw_json_writer_new (_gw_spool_get_stream (self->images), GW_JSON_WRITER_COMPACT, NULL);
  self->annotations_json = gw_json_writer_new (_gw_spool_get_stream (self->annotations), GW_JSON_WRITER_COMPACT, NULL);
  gw_json_writer_begin_array (self->images_json);
  gw_json_writer_begin_array (self->annotations_json);

  return TRUE;
}

void
gw_coco_lists_clear (GwCocoLists *self)
{
  g_clear_pointer (&self->images_json, gw_json_writer_free);
  g_clear_pointer (&self->annotations_json, gw_json_writer_free);
  g_clear_pointer (&self->images, _gw_spool_free);
  g_clear_pointer (&self->annotations, _gw_spool_free);
}

static gboolean
end_list (GwJsonWriter *json, GError **error)
{
  gw_json_writer_end_array (json);
  return gw_json_writer_finish (json, error);
}

static gboolean
write_text (GOutputStream *stream, const char *text, GError **error)
{
  return g_output_stream_write_all (stream, text, strlen (text), NULL, NULL, error);
}

/* What stands before the list of images. */
static GString *
make_start (const GwWriter *writer, const char *format)
{
  static const char *const kept[] = { "info", "licenses" };
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (writer->head->bag, format);
  GString *text = g_string_new ("{");

  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autofree char *raw = gw_json_members_dup (bag, kept[i]);

      if (raw != NULL)
        g_string_append_printf (text, "\"%s\":%s,", kept[i], raw);
    }
  g_string_append (text, "\"images\":");

  return text;
}

gboolean
gw_coco_lists_write (GwCocoLists *self, GwWriter *writer, const char *name, const char *format, const char *categories,
                     GwSpoolFillFunc fill, gpointer fill_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) start = make_start (writer, format);
  g_autoptr (GOutputStream) stream = NULL;

  if (!end_list (self->images_json, error) || !end_list (self->annotations_json, error))
    return FALSE;
  stream = gw_folder_writer_open (writer->folder, name, error);
  if (stream == NULL)
    return FALSE;
  writer->n_files++;

  return write_text (stream, start->str, error)
         && _gw_spool_copy (self->images, 0, G_MAXUINT64, stream, cancellable, error)
         && write_text (stream, ",\"annotations\":", error)
         && (fill != NULL ? _gw_spool_copy_filled (self->annotations, fill, fill_data, stream, cancellable, error)
                          : _gw_spool_copy (self->annotations, 0, G_MAXUINT64, stream, cancellable, error))
         && write_text (stream, ",\"categories\":", error) && write_text (stream, categories, error)
         && write_text (stream, "}\n", error) && g_output_stream_close (stream, cancellable, error);
}
