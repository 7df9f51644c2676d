/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-coco-parse-private.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-coco-image-keys.h"

/* What is read of one image before its id is known. */
typedef struct
{
  gboolean has_id;
  GwCocoId id;
  const char *path;
  gboolean is_cut; /* the path holds a NUL, which no name of a file can */
  gint32 width;
  gint32 height;
} ImageDraft;

/* A side of a picture; 0, reported, where it cannot be one. */
static gint32
parse_side (GwCocoParser *self, const char *key, GError **error)
{
  GwJsonToken token = gw_json_reader_next (self->json, error);
  gint64 side;

  if (token == GW_JSON_NUMBER)
    {
      side = gw_json_reader_get_int64 (self->json, NULL);
      if (side >= 1 && side <= G_MAXINT32)
        return (gint32) side;
    }
  else if (token != GW_JSON_ERROR)
    gw_json_reader_skip_value (self->json, error);

  if (token != GW_JSON_NULL && token != GW_JSON_ERROR)
    _gw_coco_report (self, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "size-missing", 0,
                     _ ("The %s of an image is not a number above 0. The picture itself is asked."), key);
  return 0;
}

static gboolean
parse_image_member (GwCocoParser *self, ImageDraft *draft, GError **error)
{
  g_autofree char *key = gw_json_reader_dup_string (self->json, error);
  g_autoptr (GError) failure = NULL;

  if (key == NULL)
    return FALSE;

  if (strcmp (key, "id") == 0)
    {
      draft->has_id = _gw_coco_parse_id (self, &draft->id, &failure);
      if (draft->has_id && draft->id.text != NULL)
        draft->id.text = g_string_chunk_insert (self->document->strings, draft->id.text);
    }
  else if (strcmp (key, "file_name") == 0)
    {
      GwJsonToken token = gw_json_reader_next (self->json, &failure);

      if (token == GW_JSON_STRING)
        {
          gsize length;
          const char *text = gw_json_reader_get_string (self->json, &length);

          draft->path = g_string_chunk_insert (self->document->strings, text);
          draft->is_cut = strlen (text) != length;
        }
      else if (token != GW_JSON_ERROR)
        gw_json_reader_skip_value (self->json, &failure);
    }
  else if (strcmp (key, "width") == 0)
    draft->width = parse_side (self, key, &failure);
  else if (strcmp (key, "height") == 0)
    draft->height = parse_side (self, key, &failure);
  else
    _gw_coco_keep_extra (self, key, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}

/* The object of what is kept beside path and size; the id is, for files that
 * name images by it.
 */
static const char *
store_extra (GwCocoParser *self, GwCocoId id)
{
  g_autofree char *text = NULL;
  g_autofree char *id_text = gw_coco_id_to_text (id);

  if (id.text != NULL)
    {
      g_autoptr (GString) quoted = g_string_new (NULL);
      g_autoptr (GwJsonWriter) writer = gw_json_writer_new_for_string (quoted, GW_JSON_WRITER_COMPACT);

      gw_json_writer_string (writer, id_text);
      gw_json_writer_finish (writer, NULL);
      gw_json_members_set (self->extra, "id", quoted->str, -1);
    }
  else
    gw_json_members_set (self->extra, "id", id_text, -1);
  text = gw_json_members_to_text (self->extra);

  return g_string_chunk_insert (self->document->strings, text);
}

/* Of an image that is left out; text: taken. */
static void
report_image (GwCocoParser *self, const ImageDraft *draft, GwSeverity severity, const char *code, char *text)
{
  GwProblem *problem = gw_problem_new (severity, code, text);

  problem->outcome = GW_OUTCOME_LEFT_OUT;
  problem->file = g_strdup (self->document->file);
  problem->line = self->line;
  problem->pointer = g_strdup_printf ("/images/%" G_GUINT64_FORMAT, self->index);
  problem->image = g_strdup (draft->path);
  problem->n_images = 1;
  gw_problems_take (self->reader->problems, problem);
}

static void
add_image (GwCocoParser *self, const ImageDraft *draft)
{
  GwCocoImage *image;
  guint32 place;

  self->reader->counts.images++;
  if (!draft->has_id || draft->is_cut || draft->path == NULL || *draft->path == '\0')
    {
      report_image (self, draft, GW_SEVERITY_ERROR,
                    !draft->has_id  ? "id-type"
                    : draft->is_cut ? "path-escape"
                                    : "path-missing",
                    g_strdup (!draft->has_id  ? _ ("An image has no id. It was left out.")
                              : draft->is_cut ? _ ("The file name of an image holds a NUL character. The image was "
                                                   "left out.")
                                              : _ ("An image has no file name. It was left out.")));
      return;
    }

  image = _gw_coco_document_get_image (self->document, draft->id, &place);
  if (image->path != NULL)
    {
      g_autofree char *id_text = gw_coco_id_to_text (draft->id);

      report_image (
          self, draft, GW_SEVERITY_WARNING, "id-duplicate",
          g_strdup_printf (_ ("Two images have the id %s. The labels of both belong to the first."), id_text));
      return;
    }

  image->path = draft->path;
  image->width = draft->width;
  image->height = draft->height;
  image->line = (guint32) MIN (self->line, G_MAXUINT32);
  image->has_attributes = gw_coco_image_keys_note (self->reader, self->extra);
  image->extra = store_extra (self, draft->id);
  g_array_append_val (self->document->order, place);
}

gboolean
_gw_coco_parse_image (GwCocoParser *self, GError **error)
{
  ImageDraft draft = { 0 };
  GwJsonToken token;

  gw_json_members_clear (self->extra);
  while ((token = gw_json_reader_next (self->json, error)) == GW_JSON_KEY)
    if (!parse_image_member (self, &draft, error))
      return FALSE;
  if (token == GW_JSON_ERROR)
    return FALSE;

  add_image (self, &draft);
  return TRUE;
}
