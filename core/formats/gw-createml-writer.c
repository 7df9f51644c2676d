/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-createml-writer.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-file-name.h"
#include "gw-json-members.h"
#include "gw-writer-private.h"

#define FORMAT "createml"
/* Of a center as half a size has one more place than the corner. */
#define DECIMALS 6

/* One output file. */
typedef struct
{
  char *split;  /* (nullable) */
  char *folder; /* (nullable): its name as that of a folder */
  GwSpool *spool;
  GwJsonWriter *json;
} Part;

typedef struct
{
  GPtrArray *parts;  /* of Part */
  GHashTable *names; /* of images, with the folder of their part */
} State;

static void
part_free (gpointer data)
{
  Part *part = data;

  g_clear_pointer (&part->json, gw_json_writer_free);
  g_clear_pointer (&part->spool, _gw_spool_free);
  g_free (part->split);
  g_free (part->folder);
  g_free (part);
}

/* --- losses ------------------------------------------------------------------------------ */

static gboolean
has_area (GwShapeKind kind)
{
  return kind == GW_SHAPE_BOX || kind == GW_SHAPE_ROTATED_BOX || kind == GW_SHAPE_POLYGON || kind == GW_SHAPE_MASK
         || kind == GW_SHAPE_ELLIPSE;
}

static void
measure_object (const GwRecordHead *head, const GwRecord *record, GwObject *object, GwProblems *problems)
{
  const GwShapeKind kind = gw_object_get_shape (object)->kind;

  if (!has_area (kind))
    _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 1,
                     _ ("CreateML has no lines and points. The object is left out."));
  else if (kind == GW_SHAPE_ROTATED_BOX)
    _gw_report_loss (problems, "loss-rotation", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("Boxes of CreateML are upright. The box around the turned one is written."));
  else if (kind != GW_SHAPE_BOX)
    _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("CreateML has no other shapes than boxes. The box around it is written."));
  if (gw_object_get_n_attributes (object) > 0)
    _gw_report_loss (problems, "loss-attributes", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("CreateML has no attributes. They are left out."));
  if (gw_object_get_flags (object) & (GW_OBJECT_OCCLUDED | GW_OBJECT_TRUNCATED | GW_OBJECT_DIFFICULT | GW_OBJECT_CROWD))
    _gw_report_loss (problems, "loss-flags", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("CreateML does not mark objects. The marks are left out."));
  if (gw_object_get_score (object) >= 0)
    _gw_report_loss (problems, "loss-score", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("CreateML has no confidences. They are left out."));
  if (gw_object_get_group (object) != 0)
    _gw_report_loss (problems, "loss-group", GW_SEVERITY_INFO, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("CreateML has no groups. The group is left out."));
}

void
gw_createml_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
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
                     record->labels->len,
                     _ ("The boxes of CreateML have no image labels beside them. These are left "
                        "out."));
  if (record->scores != NULL && record->scores->len > 0)
    _gw_report_loss (problems, "loss-score", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL,
                     record->scores->len, _ ("CreateML has no scores of images. They are left out."));
  if (!record->labeled && record->objects->len == 0)
    _gw_report_loss (problems, "loss-image", GW_SEVERITY_INFO, GW_OUTCOME_LEFT_OUT, head, record, NULL, 0,
                     _ ("CreateML lists images that were labeled. The image is left out."));
  _gw_measure_common_loss (head, record, has_author, problems);
}

/* --- entries ------------------------------------------------------------------------------ */

static void
write_object (const GwWriter *writer, GwObject *object, GwJsonWriter *json)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (gw_object_get_bag (object), FORMAT);
  GwClass *class = gw_record_head_find_class (writer->head, gw_object_get_class_id (object));
  const GwBox box = gw_object_get_bounds (object);

  gw_json_writer_begin_object (json);
  gw_json_writer_key_string (json, "label", class != NULL ? _gw_class_get_name_for (class, FORMAT) : "");
  gw_json_writer_key (json, "coordinates");
  gw_json_writer_begin_object (json);
  gw_json_writer_key_double (json, "x", box.x + box.width / 2);
  gw_json_writer_key_double (json, "y", box.y + box.height / 2);
  gw_json_writer_key_double (json, "width", box.width);
  gw_json_writer_key_double (json, "height", box.height);
  gw_json_writer_end_object (json);
  gw_json_members_write (bag, json);
  gw_json_writer_end_object (json);
}

static void
write_entry (const GwWriter *writer, const GwRecord *record, const char *name, GwJsonWriter *json)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (record->bag, FORMAT);

  gw_json_writer_begin_object (json);
  gw_json_writer_key_string (json, "image", name);
  gw_json_members_write (bag, json);
  gw_json_writer_key (json, "annotations");
  gw_json_writer_begin_array (json);
  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);

      if (has_area (gw_object_get_shape (object)->kind))
        write_object (writer, object, json);
    }
  gw_json_writer_end_array (json);
  gw_json_writer_end_object (json);
}

static Part *
ensure_part (GwWriter *writer, const char *split, GError **error)
{
  State *state = writer->state;
  Part *part;

  for (guint i = 0; i < state->parts->len; i++)
    {
      part = g_ptr_array_index (state->parts, i);
      if (g_strcmp0 (part->split, split) == 0)
        return part;
    }
  part = g_new0 (Part, 1);
  g_ptr_array_add (state->parts, part);
  part->split = g_strdup (split);
  part->folder = split != NULL ? gw_file_name_make_split (split) : NULL;
  part->spool = _gw_spool_new (writer, error);
  if (part->spool == NULL)
    return NULL;
  part->json = gw_json_writer_new (_gw_spool_get_stream (part->spool), GW_JSON_WRITER_COMPACT, NULL);
  gw_json_writer_set_decimals (part->json, writer->options.lossless ? -1 : DECIMALS);
  gw_json_writer_begin_array (part->json);
  return part;
}

/* --- the format ----------------------------------------------------------------------------- */

gboolean
gw_createml_writer_create (GwWriter *writer, GError **error)
{
  State *state = g_new0 (State, 1);

  writer->state = state;
  state->parts = g_ptr_array_new_with_free_func (part_free);
  state->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return TRUE;
}

gboolean
gw_createml_writer_write (GwWriter *writer, const GwRecord *record, GError **error)
{
  State *state = writer->state;
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  const char *name;
  Part *part;

  if (record->path == NULL)
    return TRUE;
  part = ensure_part (writer, record->split, error);
  if (part == NULL)
    return FALSE;
  path = _gw_record_make_split_path (record, &folder);
  name = _gw_writer_claim_name (writer, state->names, path);
  if (!_gw_writer_copy_picture (writer, record, name, error))
    return FALSE;
  /* An image that nobody looked at has no entry. */
  if (!record->labeled && record->objects->len == 0)
    return TRUE;
  write_entry (writer, record, folder != NULL ? name + strlen (folder) + 1 : name, part->json);
  return !gw_json_writer_has_failed (part->json) || gw_json_writer_finish (part->json, error);
}

static gboolean
write_part (GwWriter *writer, Part *part, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = part->folder != NULL ? g_build_filename (part->folder, "annotations.json", NULL)
                                               : g_strdup ("annotations.json");
  g_autoptr (GOutputStream) stream = NULL;

  gw_json_writer_end_array (part->json);
  gw_json_writer_newline (part->json);
  if (!gw_json_writer_finish (part->json, error))
    return FALSE;
  stream = gw_folder_writer_open (writer->folder, name, error);
  writer->n_files++;
  return stream != NULL && _gw_spool_copy (part->spool, 0, G_MAXUINT64, stream, cancellable, error)
         && g_output_stream_close (stream, cancellable, error);
}

gboolean
gw_createml_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error)
{
  State *state = writer->state;

  /* Nothing to write is a file too. */
  if (state->parts->len == 0 && ensure_part (writer, NULL, error) == NULL)
    return FALSE;
  for (guint i = 0; i < state->parts->len; i++)
    if (!write_part (writer, g_ptr_array_index (state->parts, i), cancellable, error))
      return FALSE;
  return TRUE;
}

void
gw_createml_writer_destroy (GwWriter *writer)
{
  State *state = writer->state;

  if (state == NULL)
    return;
  g_ptr_array_unref (state->parts);
  g_hash_table_unref (state->names);
  g_free (state);
}
