/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-coco-ids.h"
#include "gw-coco-results-writer.h"
#include "gw-error.h"
#include "gw-formats.h"
#include "gw-json-sketch.h"
#include "gw-json-values.h"
#include "gw-limits.h"
#include "gw-number.h"
#include "gw-polygon.h"
#include "gw-reader-private.h"
#include "gw-rle-json.h"

/* COCO results (spec formats 2): a list of detections without images and
 * classes. Both are found by the numbers that an earlier import of the truth
 * has left (GwReadOptions.image_paths and .known); what they do not tell stands
 * under its number, so that a conversion without a project keeps everything.
 *
 * Detections of an image may stand anywhere, so all are kept until the end of
 * the file.
 */
typedef struct
{
  GwCocoIds *ids;      /* of images */
  GPtrArray *records;  /* of GwRecord, by place of ids */
  GHashTable *classes; /* category id as text -> GwClass, which the head owns */
  GHashTable *known;   /* category id as text -> name, both of the classes of the project */
  guint next;
} State;

static void
detect (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  g_autoptr (GwJsonSketch) sketch = is_folder ? NULL : gw_json_sketch_new (start, n_start);

  if (sketch == NULL)
    return;
  if (sketch->first == '[' && gw_json_sketch_has (sketch, "[].image_id")
      && (gw_json_sketch_has (sketch, "[].category_id") || gw_json_sketch_has (sketch, "[].score")))
    out->confidence = 95;
  else if (sketch->first == '{' && sketch->whole && gw_json_sketch_has (sketch, "annotations[].score")
           && !gw_json_sketch_has (sketch, "images"))
    out->confidence = 97;
  else
    return;
  g_snprintf (out->reason, sizeof out->reason, _ ("It is a list of detections with image_id and score."));
}

static void
report (GwReader *reader, guint64 line, guint64 index, GwSeverity severity, const char *code, guint n_labels,
        const char *text)
{
  g_autofree char *pointer = g_strdup_printf ("/%" G_GUINT64_FORMAT, index);

  gw_problems_report (reader->problems,
                      &(GwProblem) { .severity = severity,
                                     .code = code,
                                     .file = reader->source,
                                     .line = line,
                                     .outcome = n_labels > 0 ? GW_OUTCOME_LEFT_OUT : GW_OUTCOME_CHANGED,
                                     .pointer = pointer,
                                     .text = (char *) text,
                                     .n_labels = n_labels });
}

/* --- what the numbers mean --------------------------------------------------------- */

static void
index_known (State *state, const GwRecordHead *known)
{
  state->known = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; known != NULL && i < known->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (known->classes, i);
      const char *alias;

      if (gw_class_get_alias (class, "coco", &alias, NULL) && alias != NULL)
        g_hash_table_insert (state->known, (gpointer) alias, (gpointer) gw_class_get_name (class));
    }
}

/* NULL where the number is a text that cannot be the name of a class. */
static GwClass *
find_class (GwReader *reader, const char *id)
{
  State *state = reader->state;
  GwClass *found = g_hash_table_lookup (state->classes, id);
  const char *name = g_hash_table_lookup (state->known, id);

  if (found != NULL)
    return found;
  if (name == NULL)
    gw_problems_add (reader->problems, GW_SEVERITY_WARNING, "id-dangling", reader->source, 0, NULL,
                     _ ("No class is known under the number %s. It becomes the class of that name."), id);

  found = _gw_reader_ensure_class (reader, name != NULL ? name : id, NULL, NULL, reader->source, 0);
  if (found != NULL)
    g_hash_table_insert (state->classes, g_strdup (id), found);
  return found;
}

static GwRecord *
find_record (GwReader *reader, GwCocoId id, guint64 line)
{
  State *state = reader->state;
  guint32 place = gw_coco_ids_ensure (state->ids, id);

  if (place >= state->records->len)
    {
      g_autofree char *text = gw_coco_id_to_text (id);
      const char *path = reader->options.image_paths != NULL ? g_hash_table_lookup (reader->options.image_paths, text)
                                                             : NULL;
      GwRecord *record = gw_record_new (path != NULL ? path : text);

      record->line = line;
      record->labeled = TRUE;
      g_ptr_array_add (state->records, record);
      reader->counts.images++;
      if (path == NULL && reader->options.image_paths != NULL)
        gw_problems_add (reader->problems, GW_SEVERITY_WARNING, "id-dangling", reader->source, line, NULL,
                         _ ("No image is known under the number %s."), text);
    }

  return g_ptr_array_index (state->records, place);
}

/* --- shapes ----------------------------------------------------------------------------- */

/* Polygons are not in the specification of results, and occur. */
static const char *
read_rings (const char *raw, gsize length, GwShape *shape)
{
  g_autoptr (GwJsonReader) json = gw_json_reader_new_for_memory (raw, (gssize) length);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (double));

  shape->kind = GW_SHAPE_POLYGON;
  shape->as.polygon = (GwPolygon) GW_POLYGON_INIT;
  if (gw_json_reader_next (json, NULL) != GW_JSON_ARRAY_BEGIN)
    return "value-type";
  while (gw_json_reader_next (json, NULL) == GW_JSON_ARRAY_BEGIN)
    {
      g_array_set_size (numbers, 0);
      if (gw_json_reader_next_numbers (json, numbers, 1 << 22, NULL) != GW_JSON_ARRAY_END)
        return "value-type";
      if (numbers->len % 2 != 0)
        return "ring-odd";
      if (numbers->len < 6)
        return "ring-short";
      if (gw_polygon_add_ring (&shape->as.polygon, (const GwPoint *) (gpointer) numbers->data, numbers->len / 2)
          != GW_STATUS_OK)
        return "limit";
    }
  if (shape->as.polygon.n_rings == 0)
    return "ring-short";
  (void) gw_polygon_unite (&shape->as.polygon);

  return NULL;
}

/* Triples of x, y and v. Models have a score in the place of what annotations say by v: such
 * a point is seen.
 */
static const char *
read_keypoints (const char *raw, gsize length, GwShape *shape)
{
  g_autoptr (GwJsonReader) json = gw_json_reader_new_for_memory (raw, (gssize) length);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (double));
  GwKeypoint *points;
  gsize n;

  if (gw_json_reader_next (json, NULL) != GW_JSON_ARRAY_BEGIN
      || gw_json_reader_next_numbers (json, numbers, 3 * gw_limit_get (GW_LIMIT_RING_POINTS), NULL) != GW_JSON_ARRAY_END
      || numbers->len == 0 || numbers->len % 3 != 0)
    return "value-type";
  n = numbers->len / 3;
  points = calloc (n, sizeof *points);
  if (points == NULL)
    return "limit";
  for (gsize i = 0; i < n; i++)
    {
      const double *triple = &g_array_index (numbers, double, 3 * i);

      points[i].point = (GwPoint) { triple[0], triple[1] };
      points[i].visibility = triple[2] == 0   ? GW_VISIBILITY_ABSENT
                             : triple[2] == 1 ? GW_VISIBILITY_HIDDEN
                                              : GW_VISIBILITY_VISIBLE;
    }
  shape->kind = GW_SHAPE_POINTS;
  shape->as.points = (GwKeypoints) { points, n };

  return NULL;
}

/* NULL where the shape was read, else the code of what is wrong. */
static const char *
read_shape (const GwJsonMembers *members, GwRecord *record, GwShape *shape)
{
  gsize length;
  const char *raw = gw_json_members_get (members, "segmentation", &length);
  double box[4];

  if (raw != NULL && raw[0] == '{')
    {
      gboolean swapped;
      const char *code = gw_rle_json_make_mask (raw, length, 0, 0, shape, &swapped);

      if (code == NULL && record->width == 0)
        {
          record->width = shape->as.mask.image_width;
          record->height = shape->as.mask.image_height;
        }
      return code;
    }
  if (raw != NULL && raw[0] == '[' && length > 2)
    return read_rings (raw, length, shape);
  if (gw_json_members_get_numbers (members, "bbox", box, 4))
    {
      gw_shape_init_box (shape, box[0], box[1], box[2], box[3]);
      return NULL;
    }
  raw = gw_json_members_get (members, "keypoints", &length);
  if (raw != NULL && gw_json_members_get (members, "bbox", NULL) == NULL)
    return read_keypoints (raw, length, shape);

  return gw_json_members_get (members, "bbox", NULL) != NULL ? "value-type" : "box-degenerate";
}

/* --- entries -------------------------------------------------------------------------------- */

static gboolean
get_id (const GwJsonMembers *members, const char *key, GwCocoId *id, char **text)
{
  gsize length;
  const char *raw = gw_json_members_get (members, key, &length);

  *text = raw != NULL ? gw_json_value_to_text (raw, length) : NULL;
  if (*text == NULL || **text == '\0' || strlen (*text) > gw_limit_get (GW_LIMIT_PATH_BYTES))
    return FALSE;
  *id = (GwCocoId) { 0, NULL };
  if (!gw_number_parse_int64 (*text, -1, &id->number))
    id->text = *text;

  return TRUE;
}

static void
read_score (GwReader *reader, const GwJsonMembers *members, GwObject *object, guint64 line, guint64 index)
{
  gsize length;
  const char *raw = gw_json_members_get (members, "score", &length);
  double score;

  if (raw != NULL && gw_number_parse (raw, (gssize) length, &score))
    gw_object_set_score (object, score);
  else
    report (reader, line, index, GW_SEVERITY_WARNING, "score-not-finite", 0,
            _ ("The entry has no score. It was taken as not given."));
}

static void
read_entry (GwReader *reader, const char *raw, gsize length, guint64 line, guint64 index)
{
  g_autoptr (GwJsonMembers) members = gw_json_is_proper (raw, length)
                                          ? gw_json_members_parse (raw, (gssize) length, NULL, NULL)
                                          : NULL;
  g_autofree char *image_text = NULL;
  g_autofree char *class_text = NULL;
  GwCocoId image, category;
  GwShape shape = GW_SHAPE_INIT;
  GwRecord *record;
  GwObject *object;
  GwClass *class;
  const char *code;

  reader->counts.labels++;
  if (members == NULL)
    {
      report (reader, line, index, GW_SEVERITY_ERROR, "coord-not-finite", 1,
              _ ("A number of the entry is not finite. The entry was left out."));
      return;
    }
  if (!get_id (members, "image_id", &image, &image_text) || !get_id (members, "category_id", &category, &class_text))
    {
      report (reader, line, index, GW_SEVERITY_ERROR, "id-dangling", 1,
              _ ("The entry has no image_id or category_id. It was left out."));
      return;
    }

  class = find_class (reader, class_text);
  if (class == NULL)
    {
      report (reader, line, index, GW_SEVERITY_ERROR, "id-dangling", 1,
              _ ("The category_id of the entry is no number and no name. The entry was left out."));
      return;
    }
  record = find_record (reader, image, line);
  code = read_shape (members, record, &shape);
  if (code != NULL)
    {
      gw_shape_clear (&shape);
      report (reader, line, index, GW_SEVERITY_ERROR, code, 1,
              _ ("The box or mask of the entry cannot be read. The entry was left out."));
      return;
    }
  object = gw_object_new (0, gw_class_get_id (class));
  gw_object_take_shape (object, &shape);
  gw_object_set_source (object, GW_SOURCE_PREDICTION);
  gw_object_set_z (object, (int) record->objects->len);
  read_score (reader, members, object, line, index);
  g_ptr_array_add (record->objects, object);
  _gw_record_add_place (record, line);
}

/* --- the file ---------------------------------------------------------------------------------- */

/* n_images, n_labels: that went with what does not count. */
static void
tell_repeats (GwReader *reader, GwJsonReader *json, guint n_images, guint n_labels)
{
  GwJsonRepeats repeats;

  if (gw_json_reader_take_repeats (json, &repeats))
    _gw_reader_tell_repeats (reader, &repeats,
                             &(GwProblem) { .file = reader->source, .n_images = n_images, .n_labels = n_labels });
}

/* A list that is given again counts alone (spec formats 15.6). */
static void
forget_list (GwReader *reader, GwJsonReader *json)
{
  State *state = reader->state;
  const guint n_images = state->records->len;
  guint n_labels = 0;

  for (guint i = 0; i < n_images; i++)
    n_labels += ((GwRecord *) g_ptr_array_index (state->records, i))->objects->len;
  g_ptr_array_set_size (state->records, 0);
  gw_coco_ids_free (state->ids);
  state->ids = gw_coco_ids_new ();
  tell_repeats (reader, json, n_images, n_labels);
}

static gboolean
read_list (GwReader *reader, GwJsonReader *json, GError **error)
{
  GwJsonToken token;
  guint64 index = 0;

  while ((token = gw_json_reader_next (json, error)) != GW_JSON_ARRAY_END)
    {
      guint64 line = gw_json_reader_get_line (json);
      gsize length;
      const char *raw;

      if (token == GW_JSON_ERROR)
        return FALSE;
      raw = gw_json_reader_take_raw (json, &length, error);
      if (raw == NULL)
        return FALSE;
      if (token == GW_JSON_OBJECT_BEGIN)
        read_entry (reader, raw, length, line, index);
      else
        {
          reader->counts.labels++;
          report (reader, line, index, GW_SEVERITY_ERROR, "value-type", 1,
                  _ ("An entry is not an object. It was left out."));
        }
      tell_repeats (reader, json, 0, 0);
      index++;
      _gw_reader_tell (reader, gw_json_reader_get_offset (json));
    }

  return TRUE;
}

/* The list itself, or an object that has it as "annotations". */
static gboolean
read_document (GwReader *reader, GwJsonReader *json, GError **error)
{
  GwJsonToken token = gw_json_reader_next (json, error);
  gboolean found = FALSE;

  if (token == GW_JSON_ARRAY_BEGIN)
    return read_list (reader, json, error) && gw_json_reader_next (json, error) != GW_JSON_ERROR;
  if (token != GW_JSON_OBJECT_BEGIN)
    {
      if (token != GW_JSON_ERROR)
        g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("A file of COCO results begins with “[”."));
      return FALSE;
    }

  while ((token = gw_json_reader_next (json, error)) == GW_JSON_KEY)
    if (gw_json_reader_string_is (json, "annotations"))
      {
        if (found)
          forget_list (reader, json);
        found = TRUE;
        token = gw_json_reader_next (json, error);
        if (token == GW_JSON_ARRAY_BEGIN ? !read_list (reader, json, error) : !gw_json_reader_skip_value (json, error))
          return FALSE;
      }
    else if (!gw_json_reader_skip_value (json, error))
      return FALSE;

  if (token == GW_JSON_ERROR || gw_json_reader_next (json, error) == GW_JSON_ERROR)
    return FALSE;
  tell_repeats (reader, json, 0, 0);
  if (!found)
    g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("The file is no list and has no “annotations”."));
  return found;
}

static gboolean
open_reader (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = g_new0 (State, 1);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GwJsonReader) json = NULL;
  guint64 size = 0;

  reader->state = state;
  state->ids = gw_coco_ids_new ();
  state->records = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_record_free);
  state->classes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  index_known (state, reader->options.known);
  reader->head->predictions = TRUE;

  stream = _gw_reader_open_file (reader->source, &size, error);
  if (stream == NULL)
    return FALSE;
  if (reader->options.work != NULL)
    gw_work_set_total (reader->options.work, size);
  json = gw_json_reader_new (stream, cancellable);
  gw_json_reader_set_non_finite (json, TRUE);
  gw_json_reader_watch_keys (json);
  if (!read_document (reader, json, error))
    {
      _gw_reader_fail_json (reader, reader->source, gw_json_reader_get_line (json), error);
      return FALSE;
    }

  return TRUE;
}

static GwRecord *
next_record (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;
  GwRecord *record;

  if (state->next == state->records->len)
    return NULL;
  record = g_ptr_array_index (state->records, state->next);
  state->records->pdata[state->next++] = gw_record_new (NULL);

  return record;
}

static void
close_reader (GwReader *reader)
{
  State *state = reader->state;

  if (state == NULL)
    return;
  gw_coco_ids_free (state->ids);
  g_ptr_array_unref (state->records);
  g_hash_table_unref (state->classes);
  g_hash_table_unref (state->known);
  g_free (state);
}

const GwFormat gw_format_coco_results = {
  .name = "coco-results",
  .title = N_ ("COCO Results"),
  .suffix = ".json",
  .flags = GW_FORMAT_READS | GW_FORMAT_WRITES | GW_FORMAT_NAMES_BY_NUMBER,
  .write_choices = GW_WRITE_CHOICE_MASKS,
  .class_parts = GW_CLASS_PARTS_ALL, /* they are those of a data set, which names them */
  .empty_images = GW_EMPTY_IMAGES_LEFT_OUT,
  .detect = detect,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
  .measure_loss = gw_coco_results_measure_loss,
  .create = gw_coco_results_writer_create,
  .write = gw_coco_results_writer_write,
  .finish = gw_coco_results_writer_finish,
  .destroy = gw_coco_results_writer_destroy,
};
