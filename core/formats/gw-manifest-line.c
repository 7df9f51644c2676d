/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-manifest-line.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-json-values.h"
#include "gw-mask-table.h"
#include "gw-number.h"
#include "gw-time.h"

/* --- values ------------------------------------------------------------------------ */

static GwJsonMembers *
open_member (const GwJsonMembers *line, const char *key)
{
  gsize length;
  const char *raw = gw_json_members_get (line, key, &length);

  return raw != NULL ? gw_json_members_parse (raw, (gssize) length, NULL, NULL) : NULL;
}

static GwJsonMembers *
open_metadata (const GwJsonMembers *line, const char *attribute)
{
  g_autofree char *key = gw_manifest_find_metadata (line, attribute);

  return key != NULL ? open_member (line, key) : NULL;
}

/* A whole number, also one that is written as a text. */
static gboolean
get_index (const char *raw, gsize length, gint64 *index)
{
  g_autofree char *text = gw_json_value_to_text (raw, length);

  return text != NULL && gw_number_parse_int64 (text, -1, index);
}

static double
get_number (const GwJsonMembers *members, const char *key)
{
  gsize length;
  const char *raw = gw_json_members_get (members, key, &length);
  double number;

  return raw != NULL && gw_number_parse (raw, (gssize) length, &number) ? number : NAN;
}

static char *
index_to_key (gint64 index)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, index);
}

static void
say (GwManifestSink *sink, GwSeverity severity, GwOutcome outcome, const char *code, guint n_labels, const char *text)
{
  if (sink->report != NULL)
    sink->report (severity, outcome, code, n_labels, text, sink->data);
}

/* A confidence between 0 and 1, or NaN. */
static double
check_confidence (GwManifestSink *sink, double confidence)
{
  if (isnan (confidence) || (confidence >= 0 && confidence <= 1))
    return confidence;
  say (sink, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "score-range", 0,
       _ ("A confidence is not between 0 and 1. It was taken as not given."));
  return NAN;
}

static void
add_label (GwManifestSink *sink, GwRecord *record, const char *name, double confidence)
{
  GwLabel label = { name != NULL ? sink->find_class (name, sink->data) : 0, NAN };

  sink->n_labels++;
  if (label.class_id == 0)
    {
      say (sink, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "class-unknown", 1,
           _ ("A label has no name of a class. It was left out."));
      return;
    }
  label.confidence = check_confidence (sink, confidence);
  g_array_append_val (record->labels, label);
}

static void
keep_raw (GwRecord *record, const char *key, const char *raw, gsize length)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (record->bag, "sagemaker");
  char *text;

  gw_json_members_set (bag, key, raw, (gssize) length);
  text = gw_json_members_put_bag (bag, record->bag, "sagemaker");
  g_free (record->bag);
  record->bag = text;
}

/* What people said of a verdict stays with the image. */
static void
keep_feedback (const GwJsonMembers *metadata, GwRecord *record)
{
  gsize length;
  const char *raw = metadata != NULL ? gw_json_members_get (metadata, "worker-feedback", &length) : NULL;

  if (raw != NULL)
    keep_raw (record, "worker-feedback", raw, length);
}

static void
read_class (const GwJsonMembers *line, const char *attribute, GwManifestSink *sink, GwRecord *record)
{
  g_autoptr (GwJsonMembers) metadata = open_metadata (line, attribute);
  g_autofree char *name = metadata != NULL ? gw_json_members_dup_string (metadata, "class-name") : NULL;

  record->labeled = TRUE;
  add_label (sink, record, name, metadata != NULL ? get_number (metadata, "confidence") : NAN);
  keep_feedback (metadata, record);
}

static void
read_classes (const GwJsonMembers *line, const char *attribute, GwManifestSink *sink, GwRecord *record)
{
  g_autoptr (GwJsonMembers) metadata = open_metadata (line, attribute);
  g_autoptr (GwJsonMembers) names = metadata != NULL ? open_member (metadata, "class-map") : NULL;
  g_autoptr (GwJsonMembers) confidences = metadata != NULL ? open_member (metadata, "confidence-map") : NULL;
  gsize length;
  const char *raw = gw_json_members_get (line, attribute, &length);
  g_autoptr (GwJsonReader) json = gw_json_reader_new_for_memory (raw, (gssize) length);
  GwJsonToken token;

  record->labeled = TRUE;
  if (gw_json_reader_next (json, NULL) != GW_JSON_ARRAY_BEGIN)
    {
      sink->n_labels++;
      say (sink, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "value-type", 1,
           _ ("The labels of the image are not a list. They were left out."));
      return;
    }
  while ((token = gw_json_reader_next (json, NULL)) != GW_JSON_ARRAY_END && token != GW_JSON_ERROR)
    {
      g_autofree char *key = NULL;
      g_autofree char *name = NULL;

      if (token == GW_JSON_NUMBER)
        key = index_to_key (gw_json_reader_get_int64 (json, NULL));
      else if (token == GW_JSON_STRING)
        key = gw_json_reader_dup_string (json, NULL);
      else
        gw_json_reader_skip_value (json, NULL);
      name = names != NULL && key != NULL ? gw_json_members_dup_string (names, key) : NULL;
      add_label (sink, record, name, confidences != NULL && key != NULL ? get_number (confidences, key) : NAN);
    }
}

/* --- boxes ---------------------------------------------------------------------------- */

static void
read_size (const GwJsonMembers *value, GwRecord *record)
{
  gsize length;
  const char *raw = gw_json_members_get (value, "image_size", &length);
  g_autoptr (GwJsonReader) json = raw != NULL ? gw_json_reader_new_for_memory (raw, (gssize) length) : NULL;
  g_autoptr (GwJsonMembers) size = NULL;
  double width, height, depth;

  if (json == NULL || gw_json_reader_next (json, NULL) != GW_JSON_ARRAY_BEGIN
      || gw_json_reader_next (json, NULL) != GW_JSON_OBJECT_BEGIN)
    return;
  raw = gw_json_reader_take_raw (json, &length, NULL);
  size = raw != NULL ? gw_json_members_parse (raw, (gssize) length, NULL, NULL) : NULL;
  if (size == NULL)
    return;

  width = get_number (size, "width");
  height = get_number (size, "height");
  if (width >= 1 && height >= 1 && width <= G_MAXINT && height <= G_MAXINT)
    {
      record->width = (int) width;
      record->height = (int) height;
    }
  /* Of most pictures it is 3. */
  depth = get_number (size, "depth");
  if (depth >= 1 && depth <= 4 && depth != 3 && depth == floor (depth))
    {
      raw = gw_json_members_get (size, "depth", &length);
      keep_raw (record, "depth", raw, length);
    }
}

/* The confidences of metadata "objects", in order. */
static GArray *
read_confidences (const GwJsonMembers *metadata)
{
  GArray *confidences = g_array_new (FALSE, FALSE, sizeof (double));
  gsize length;
  const char *raw = gw_json_members_get (metadata, "objects", &length);
  g_autoptr (GwJsonReader) json = raw != NULL ? gw_json_reader_new_for_memory (raw, (gssize) length) : NULL;

  if (json == NULL || gw_json_reader_next (json, NULL) != GW_JSON_ARRAY_BEGIN)
    return confidences;
  while (gw_json_reader_next (json, NULL) == GW_JSON_OBJECT_BEGIN)
    {
      const char *text = gw_json_reader_take_raw (json, &length, NULL);
      g_autoptr (GwJsonMembers) object = text != NULL ? gw_json_members_parse (text, (gssize) length, NULL, NULL)
                                                      : NULL;
      double confidence = object != NULL ? get_number (object, "confidence") : NAN;

      g_array_append_val (confidences, confidence);
    }

  return confidences;
}

/* Members of an annotation that are not understood stay with the object. */
static void
keep_rest (const GwJsonMembers *annotation, GwObject *object)
{
  static const char *const known[] = { "class_id", "left", "top", "width", "height", NULL };
  g_autoptr (GwJsonMembers) rest = gw_json_members_new ();
  g_autofree char *bag = NULL;

  for (guint i = 0; i < gw_json_members_get_n (annotation); i++)
    {
      const char *raw;
      gsize length;
      const char *key = gw_json_members_get_at (annotation, i, &raw, &length);

      if (!g_strv_contains (known, key))
        gw_json_members_set (rest, key, raw, (gssize) length);
    }
  bag = gw_json_members_put_bag (rest, NULL, "sagemaker");
  if (bag != NULL)
    gw_object_set_bag (object, bag);
}

static GwObject *
make_box (const GwJsonMembers *annotation, const GwJsonMembers *names, double confidence, GwManifestSink *sink)
{
  double numbers[4] = { get_number (annotation, "left"), get_number (annotation, "top"),
                        get_number (annotation, "width"), get_number (annotation, "height") };
  gsize length;
  const char *raw = gw_json_members_get (annotation, "class_id", &length);
  gint64 index;
  g_autofree char *key = NULL;
  g_autofree char *name = NULL;
  gint64 class_id = 0;
  GwObject *object;

  for (guint i = 0; i < 4; i++)
    if (!isfinite (numbers[i]))
      {
        say (sink, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "coord-not-finite", 1,
             _ ("A box has a side that is missing or no number. It was left out."));
        return NULL;
      }
  if (raw != NULL && get_index (raw, length, &index))
    {
      key = index_to_key (index);
      name = names != NULL ? gw_json_members_dup_string (names, key) : NULL;
      class_id = name != NULL ? sink->find_class (name, sink->data) : 0;
    }
  if (class_id == 0)
    {
      say (sink, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "class-index-range", 1,
           _ ("The class of a box is not in the class-map. The box was left out."));
      return NULL;
    }

  object = gw_object_new (0, class_id);
  gw_object_set_box (object, numbers[0], numbers[1], numbers[2], numbers[3]);
  confidence = check_confidence (sink, confidence);
  if (!isnan (confidence))
    gw_object_set_score (object, confidence);
  keep_rest (annotation, object);

  return object;
}

/* The boxes of a list whose bracket has been read; how many there were. */
static guint
read_list (GwJsonReader *json, const GwJsonMembers *names, const GArray *confidences, GwManifestSink *sink,
           GwRecord *record)
{
  for (guint n = 0;; n++)
    {
      GwJsonToken token = gw_json_reader_next (json, NULL);
      g_autoptr (GwJsonMembers) annotation = NULL;
      GwObject *object;
      const char *raw;
      gsize length;

      if (token == GW_JSON_ARRAY_END || token == GW_JSON_ERROR)
        return n;
      sink->n_labels++;
      raw = gw_json_reader_take_raw (json, &length, NULL);
      annotation = token == GW_JSON_OBJECT_BEGIN && raw != NULL
                       ? gw_json_members_parse (raw, (gssize) length, NULL, NULL)
                       : NULL;
      if (annotation == NULL)
        {
          say (sink, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "value-type", 1,
               _ ("A box is not an object. It was left out."));
          continue;
        }
      object = make_box (annotation, names, n < confidences->len ? g_array_index (confidences, double, n) : NAN, sink);
      if (object == NULL)
        continue;
      gw_object_set_z (object, (int) record->objects->len);
      g_ptr_array_add (record->objects, object);
    }
}

static void
read_boxes (const GwJsonMembers *line, const char *attribute, GwManifestSink *sink, GwRecord *record)
{
  g_autoptr (GwJsonMembers) metadata = open_metadata (line, attribute);
  g_autoptr (GwJsonMembers) value = open_member (line, attribute);
  g_autoptr (GwJsonMembers) names = metadata != NULL ? open_member (metadata, "class-map") : NULL;
  g_autoptr (GArray) confidences = NULL;
  g_autoptr (GwJsonReader) json = NULL;
  const char *raw;
  gsize length;
  guint n;

  if (metadata == NULL || value == NULL)
    {
      sink->n_labels++;
      say (sink, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "value-type", 1,
           _ ("The boxes of the image are not an object. They were left out."));
      return;
    }
  read_size (value, record);
  confidences = read_confidences (metadata);
  raw = gw_json_members_get (value, "annotations", &length);
  json = raw != NULL ? gw_json_reader_new_for_memory (raw, (gssize) length) : NULL;
  if (json != NULL && gw_json_reader_next (json, NULL) != GW_JSON_ARRAY_BEGIN)
    {
      sink->n_labels++;
      say (sink, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "value-type", 1,
           _ ("The boxes of the image are not a list. They were left out."));
      return;
    }
  record->labeled = TRUE;
  if (json == NULL)
    return;

  n = read_list (json, names, confidences, sink, record);
  if (n != confidences->len && confidences->len > 0)
    say (sink, GW_SEVERITY_WARNING, GW_OUTCOME_KEPT, "label-unpaired", 0,
         _ ("The image has another number of confidences than of boxes."));
}

/* --- the line --------------------------------------------------------------------------- */

/* A date that is none stays as it is written. */
static void
read_time (const GwJsonMembers *metadata, GwRecord *record)
{
  g_autofree char *date = gw_json_members_dup_string (metadata, "creation-date");
  gsize length;
  const char *raw;
  gint64 us;

  if (date == NULL)
    return;
  if (gw_time_parse (date, &us))
    {
      record->modified = MAX (record->modified, us / 1000);
      return;
    }
  raw = gw_json_members_get (metadata, "creation-date", &length);
  keep_raw (record, "creation-date", raw, length);
}

/* Which attributes a machine has labeled. */
static void
note_machine (const GwJsonMembers *metadata, const char *attribute, GwRecord *record)
{
  g_autofree char *by_people = gw_json_members_dup_string (metadata, "human-annotated");
  g_autoptr (GwJsonMembers) bag = NULL;
  g_auto (GStrv) known = NULL;
  g_autoptr (GString) text = NULL;
  g_autoptr (GwJsonWriter) json = NULL;

  if (g_strcmp0 (by_people, "no") != 0)
    return;
  bag = gw_json_members_open_bag (record->bag, "sagemaker");
  known = gw_json_members_dup_strings (bag, GW_MANIFEST_BY_MACHINE);
  text = g_string_new (NULL);
  json = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);
  gw_json_writer_begin_array (json);
  for (gsize i = 0; known != NULL && known[i] != NULL; i++)
    gw_json_writer_string (json, known[i]);
  gw_json_writer_string (json, attribute);
  gw_json_writer_end_array (json);
  if (gw_json_writer_finish (json, NULL))
    keep_raw (record, GW_MANIFEST_BY_MACHINE, text->str, text->len);
}

void
gw_manifest_mark_machine (GwRecord *record, const char *attribute, guint begin)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (record->bag, "sagemaker");
  g_auto (GStrv) machine = gw_json_members_dup_strings (bag, GW_MANIFEST_BY_MACHINE);

  if (machine == NULL || !g_strv_contains ((const char *const *) machine, attribute))
    return;
  for (guint i = begin; i < record->objects->len; i++)
    gw_object_set_source (g_ptr_array_index (record->objects, i), GW_SOURCE_PREDICTION);
}

/* What all kinds of labels say. */
static void
read_common (const GwJsonMembers *line, const char *attribute, GwRecord *record)
{
  g_autoptr (GwJsonMembers) metadata = open_metadata (line, attribute);

  if (metadata == NULL)
    return;
  read_time (metadata, record);
  note_machine (metadata, attribute, record);
}

void
gw_manifest_tell_failed (const GwJsonMembers *line, const GwManifestKeys *keys, GwManifestSink *sink)
{
  for (guint i = 0; i < gw_json_members_get_n (line); i++)
    {
      const char *key = gw_json_members_get_at (line, i, NULL, NULL);
      g_autofree char *reason = NULL;
      g_autofree char *attribute = gw_manifest_keys_find_failed (keys, line, key, &reason, NULL);
      g_autofree char *text = attribute != NULL ? g_strdup_printf (_ ("The job has not labeled the image: %s"), reason)
                                                : NULL;

      if (text != NULL)
        say (sink, GW_SEVERITY_INFO, GW_OUTCOME_KEPT, "label-failed", 0, text);
    }
}

/* A label without metadata is told for the attributes that the file has elsewhere. */
static gboolean
is_paired (const GwJsonMembers *line, const char *attribute, GwManifestSink *sink)
{
  g_autofree char *key = gw_manifest_find_metadata (line, attribute);
  gboolean has_value = gw_json_members_get (line, attribute, NULL) != NULL;
  gboolean has_metadata = key != NULL;

  if (has_value && !has_metadata)
    say (sink, GW_SEVERITY_WARNING, GW_OUTCOME_KEPT, "label-unpaired", 0,
         _ ("The line has a label without its metadata. It was kept as it is."));
  return has_value && has_metadata;
}

void
gw_manifest_read_line (const GwJsonMembers *line, const GwManifestKeys *keys, GwManifestSink *sink, GwRecord *record)
{
  if (keys->classes != NULL && is_paired (line, keys->classes, sink))
    {
      if (keys->kind == GW_MANIFEST_CLASSES)
        read_classes (line, keys->classes, sink, record);
      else
        read_class (line, keys->classes, sink, record);
      read_common (line, keys->classes, record);
    }
  if (keys->boxes != NULL && is_paired (line, keys->boxes, sink))
    {
      read_boxes (line, keys->boxes, sink, record);
      read_common (line, keys->boxes, record);
      gw_manifest_mark_machine (record, keys->boxes, 0);
    }
  if (keys->masks != NULL && is_paired (line, keys->masks, sink))
    read_common (line, keys->masks, record);
}

/* The classes of masks, without what stands for none. */
static void
visit_colours (const GwJsonMembers *line, const char *attribute, GwManifestClassFunc func, gpointer data)
{
  g_autoptr (GwJsonMembers) metadata = open_metadata (line, attribute);
  g_autoptr (GwJsonMembers) map = metadata != NULL ? open_member (metadata, "internal-color-map") : NULL;

  for (guint i = 0; map != NULL && i < gw_json_members_get_n (map); i++)
    {
      const char *key = gw_json_members_get_at (map, i, NULL, NULL);
      g_autoptr (GwJsonMembers) entry = open_member (map, key);
      g_autofree char *name = entry != NULL ? gw_json_members_dup_string (entry, "class-name") : NULL;
      gint64 index = -1;

      if (!gw_number_parse_int64 (key, -1, &index))
        index = -1;
      if (name != NULL && !gw_mask_name_is_background (name))
        func (name, index, data);
    }
}

static void
visit_map (const GwJsonMembers *line, const char *attribute, GwManifestClassFunc func, gpointer data)
{
  g_autoptr (GwJsonMembers) metadata = open_metadata (line, attribute);
  g_autoptr (GwJsonMembers) names = metadata != NULL ? open_member (metadata, "class-map") : NULL;

  for (guint i = 0; names != NULL && i < gw_json_members_get_n (names); i++)
    {
      const char *key = gw_json_members_get_at (names, i, NULL, NULL);
      g_autofree char *name = gw_json_members_dup_string (names, key);
      gint64 index = -1;

      if (!gw_number_parse_int64 (key, -1, &index))
        index = -1;
      if (name != NULL)
        func (name, index, data);
    }
}

void
gw_manifest_foreach_class (const GwJsonMembers *line, const GwManifestKeys *keys, GwManifestClassFunc func,
                           gpointer data)
{
  if (keys->classes != NULL && keys->kind == GW_MANIFEST_CLASSES)
    visit_map (line, keys->classes, func, data);
  else if (keys->classes != NULL)
    {
      g_autoptr (GwJsonMembers) metadata = open_metadata (line, keys->classes);
      g_autofree char *name = metadata != NULL ? gw_json_members_dup_string (metadata, "class-name") : NULL;
      gsize length;
      const char *raw = gw_json_members_get (line, keys->classes, &length);
      gint64 index = -1;

      if (raw == NULL || !get_index (raw, length, &index))
        index = -1;
      if (name != NULL)
        func (name, index, data);
    }
  if (keys->boxes != NULL)
    visit_map (line, keys->boxes, func, data);
  if (keys->masks != NULL)
    visit_colours (line, keys->masks, func, data);
}

const char *
gw_manifest_skip_scheme (const char *source_ref)
{
  const char *slash;

  if (g_str_has_prefix (source_ref, "file://"))
    return source_ref + 7;
  if (!g_str_has_prefix (source_ref, "s3://"))
    return source_ref;
  slash = strchr (source_ref + 5, '/');

  return slash != NULL ? slash + 1 : source_ref + 5;
}

char *
gw_manifest_get_path (const char *source_ref)
{
  GString *path = g_string_new (NULL);

  for (const char *p = gw_manifest_skip_scheme (source_ref); *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != 0x200B && c != 0x200C && c != 0x200D && c != 0x2060 && c != 0xFEFF)
        g_string_append_unichar (path, c);
    }

  return g_string_free (path, FALSE);
}
