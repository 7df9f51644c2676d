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

#define SUFFIX "-metadata"
#define REF "-ref"
#define TYPE_PREFIX "groundtruth/"

static const struct
{
  const char *type;
  GwManifestKind kind;
} types[] = {
  { "groundtruth/image-classification", GW_MANIFEST_CLASS },
  { "groundtruth/image-classification-multilabel", GW_MANIFEST_CLASSES },
  { "groundtruth/label-verification", GW_MANIFEST_VERDICT },
  { "groundtruth/object-detection", GW_MANIFEST_BOXES },
  { "groundtruth/semantic-segmentation", GW_MANIFEST_MASKS },
};

/* Of attributes with classes, in the bag of a head. */
static const char *const kind_names[] = { "", "single", "multi", "verdict" };

/* --- attributes ---------------------------------------------------------------- */

void
gw_manifest_keys_init (GwManifestKeys *self, const char *chosen)
{
  const char *pair = chosen != NULL ? strchr (chosen, '=') : NULL;

  *self = (GwManifestKeys) { .chosen = pair != NULL ? g_strndup (chosen, (gsize) (pair - chosen)) : g_strdup (chosen),
                             .pair = pair != NULL ? g_strdup (pair + 1) : NULL };
  self->others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->unpaired = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
gw_manifest_keys_clear (GwManifestKeys *self)
{
  g_clear_pointer (&self->chosen, g_free);
  g_clear_pointer (&self->pair, g_free);
  g_clear_pointer (&self->classes, g_free);
  g_clear_pointer (&self->boxes, g_free);
  g_clear_pointer (&self->masks, g_free);
  g_clear_pointer (&self->others, g_hash_table_unref);
  g_clear_pointer (&self->unpaired, g_hash_table_unref);
}

static GwJsonMembers *
open_member (const GwJsonMembers *line, const char *key)
{
  gsize length;
  const char *raw = gw_json_members_get (line, key, &length);

  return raw != NULL ? gw_json_members_parse (raw, (gssize) length, NULL, NULL) : NULL;
}

char *
gw_manifest_find_metadata (const GwJsonMembers *line, const char *attribute)
{
  g_autofree char *key = g_strconcat (attribute, SUFFIX, NULL);
  g_autofree char *stem = NULL;
  g_autofree char *shorter = NULL;

  if (gw_json_members_get (line, key, NULL) != NULL)
    return g_steal_pointer (&key);
  if (!g_str_has_suffix (attribute, REF))
    return NULL;
  stem = g_strndup (attribute, strlen (attribute) - strlen (REF));
  shorter = g_strconcat (stem, SUFFIX, NULL);

  return gw_json_members_get (line, stem, NULL) == NULL && gw_json_members_get (line, shorter, NULL) != NULL
             ? g_steal_pointer (&shorter)
             : NULL;
}

static GwJsonMembers *
open_metadata (const GwJsonMembers *line, const char *attribute)
{
  g_autofree char *key = gw_manifest_find_metadata (line, attribute);

  return key != NULL ? open_member (line, key) : NULL;
}

static void
take_attribute (GwManifestKeys *self, const char *attribute, const char *type, gboolean has_map)
{
  GwManifestKind kind = GW_MANIFEST_OTHER;
  gboolean wanted = self->chosen == NULL || strcmp (self->chosen, attribute) == 0;

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (type, types[i].type) == 0)
      kind = types[i].kind;

  if (kind == GW_MANIFEST_VERDICT && self->chosen == NULL)
    wanted = FALSE;
  if (wanted && (kind == GW_MANIFEST_CLASS || kind == GW_MANIFEST_CLASSES || kind == GW_MANIFEST_VERDICT)
      && self->classes == NULL)
    {
      self->classes = g_strdup (attribute);
      self->kind = kind;
    }
  else if (wanted && kind == GW_MANIFEST_BOXES && self->boxes == NULL)
    self->boxes = g_strdup (attribute);
  else if (wanted && kind == GW_MANIFEST_MASKS && has_map && g_str_has_suffix (attribute, "-ref")
           && self->masks == NULL)
    {
      self->masks = g_strdup (attribute);
      g_hash_table_remove (self->others, attribute);
    }

  if (g_strcmp0 (self->masks, attribute) != 0 && g_strcmp0 (self->classes, attribute) != 0
      && g_strcmp0 (self->boxes, attribute) != 0 && !g_hash_table_contains (self->others, attribute))
    g_hash_table_insert (self->others, g_strdup (attribute), g_strdup (type));
}

/* The attribute that a key is the metadata of; NULL: the line has none. (transfer full) */
static char *
find_attribute (const GwJsonMembers *line, const char *key)
{
  g_autofree char *stem = g_strndup (key, strlen (key) - strlen (SUFFIX));
  g_autofree char *longer = g_strconcat (stem, REF, NULL);
  g_autofree char *own = g_strconcat (longer, SUFFIX, NULL);

  if (gw_json_members_get (line, stem, NULL) != NULL)
    return g_steal_pointer (&stem);
  return gw_json_members_get (line, longer, NULL) != NULL && gw_json_members_get (line, own, NULL) == NULL
             ? g_steal_pointer (&longer)
             : NULL;
}

/* Files that have more such keys are not told of all. */
#define MOST_UNPAIRED 100

/* Metadata of a label that its line does not have, unless it says why there is none. */
static void
note_unpaired (GwManifestKeys *self, const GwJsonMembers *line, const char *key)
{
  g_autoptr (GwJsonMembers) metadata = open_member (line, key);
  g_autofree char *type = metadata != NULL ? gw_json_members_dup_string (metadata, "type") : NULL;

  if (type != NULL && g_str_has_prefix (type, TYPE_PREFIX) && g_strcmp0 (self->pair, key) != 0
      && gw_json_members_get (metadata, "failure-reason", NULL) == NULL
      && g_hash_table_size (self->unpaired) < MOST_UNPAIRED)
    g_hash_table_add (self->unpaired, g_strdup (key));
}

void
gw_manifest_keys_pair (const GwManifestKeys *self, GwJsonMembers *line)
{
  g_autofree char *key = self->pair != NULL ? g_strconcat (self->chosen, SUFFIX, NULL) : NULL;
  g_autofree char *raw = self->pair != NULL ? gw_json_members_dup (line, self->pair) : NULL;

  if (raw != NULL && gw_json_members_get (line, self->chosen, NULL) != NULL
      && gw_json_members_get (line, key, NULL) == NULL)
    gw_json_members_set (line, key, raw, -1);
}

void
gw_manifest_keys_add (GwManifestKeys *self, const GwJsonMembers *line)
{
  for (guint i = 0; i < gw_json_members_get_n (line); i++)
    {
      const char *key = gw_json_members_get_at (line, i, NULL, NULL);
      g_autofree char *attribute = NULL;
      g_autoptr (GwJsonMembers) metadata = NULL;
      g_autofree char *type = NULL;

      /* A key of a person's own may end so too: it is metadata only if it has
       * a type of Ground Truth and its stem stands in the same line.
       */
      if (!g_str_has_suffix (key, SUFFIX))
        continue;
      attribute = find_attribute (line, key);
      if (attribute == NULL)
        {
          note_unpaired (self, line, key);
          continue;
        }
      metadata = open_member (line, key);
      type = metadata != NULL ? gw_json_members_dup_string (metadata, "type") : NULL;
      if (type != NULL && g_str_has_prefix (type, TYPE_PREFIX))
        take_attribute (self, attribute, type, gw_json_members_get (metadata, "internal-color-map", NULL) != NULL);
    }
}

void
gw_manifest_keys_to_head (const GwManifestKeys *self, GwRecordHead *head)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_new ();
  char *text;

  if (self->classes != NULL)
    {
      gw_json_members_set_string (bag, "classes", self->classes);
      gw_json_members_set_string (bag, "kind", kind_names[self->kind]);
    }
  if (self->boxes != NULL)
    gw_json_members_set_string (bag, "boxes", self->boxes);
  if (self->masks != NULL)
    gw_json_members_set_string (bag, "masks", self->masks);
  text = gw_json_members_put_bag (bag, head->bag, "sagemaker");
  g_free (head->bag);
  head->bag = text;

  head->has_task = self->boxes != NULL || self->classes != NULL || self->masks != NULL;
  head->task = self->masks != NULL                 ? GW_TASK_MASKS
               : self->boxes != NULL               ? GW_TASK_BOXES
               : self->kind == GW_MANIFEST_CLASSES ? GW_TASK_MULTI_CLASS
                                                   : GW_TASK_SINGLE_CLASS;
}

void
gw_manifest_keys_from_head (GwManifestKeys *self, const GwRecordHead *head)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (head->bag, "sagemaker");
  g_autofree char *kind = gw_json_members_dup_string (bag, "kind");

  self->classes = gw_json_members_dup_string (bag, "classes");
  self->boxes = gw_json_members_dup_string (bag, "boxes");
  self->masks = gw_json_members_dup_string (bag, "masks");
  if (self->masks != NULL && !g_str_has_suffix (self->masks, "-ref"))
    g_clear_pointer (&self->masks, g_free);
  self->kind = GW_MANIFEST_CLASS;
  for (guint i = GW_MANIFEST_CLASS; i <= GW_MANIFEST_VERDICT; i++)
    if (g_strcmp0 (kind, kind_names[i]) == 0)
      self->kind = (GwManifestKind) i;
}

/* --- values ------------------------------------------------------------------------ */

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

/* What people said of a verdict stays with the image. */
static void
keep_feedback (const GwJsonMembers *metadata, GwRecord *record)
{
  g_autoptr (GwJsonMembers) bag = NULL;
  gsize length;
  const char *raw = metadata != NULL ? gw_json_members_get (metadata, "worker-feedback", &length) : NULL;
  char *text;

  if (raw == NULL)
    return;
  bag = gw_json_members_open_bag (record->bag, "sagemaker");
  gw_json_members_set (bag, "worker-feedback", raw, (gssize) length);
  text = gw_json_members_put_bag (bag, record->bag, "sagemaker");
  g_free (record->bag);
  record->bag = text;
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
  double width, height;

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
  guint n = 0;

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

  for (;; n++)
    {
      GwJsonToken token = gw_json_reader_next (json, NULL);
      g_autoptr (GwJsonMembers) annotation = NULL;
      GwObject *object;

      if (token == GW_JSON_ARRAY_END || token == GW_JSON_ERROR)
        break;
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

  if (n != confidences->len && confidences->len > 0)
    say (sink, GW_SEVERITY_WARNING, GW_OUTCOME_KEPT, "label-unpaired", 0,
         _ ("The image has another number of confidences than of boxes."));
}

/* --- the line --------------------------------------------------------------------------- */

static void
read_time (const GwJsonMembers *line, const char *attribute, GwRecord *record)
{
  g_autoptr (GwJsonMembers) metadata = open_metadata (line, attribute);
  g_autofree char *date = metadata != NULL ? gw_json_members_dup_string (metadata, "creation-date") : NULL;
  gint64 us;

  if (date != NULL && gw_time_parse (date, &us))
    record->modified = MAX (record->modified, us / 1000);
}

/* A label without metadata, or metadata without its label: told for the
 * attributes that the file has elsewhere.
 */
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
      read_time (line, keys->classes, record);
    }
  if (keys->boxes != NULL && is_paired (line, keys->boxes, sink))
    {
      read_boxes (line, keys->boxes, sink, record);
      read_time (line, keys->boxes, record);
    }
  if (keys->masks != NULL && is_paired (line, keys->masks, sink))
    read_time (line, keys->masks, record);
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

char *
gw_manifest_get_path (const char *source_ref)
{
  GString *path = g_string_new (NULL);
  const char *from = source_ref;

  if (g_str_has_prefix (from, "s3://"))
    {
      const char *slash = strchr (from + 5, '/');

      from = slash != NULL ? slash + 1 : from + 5;
    }
  else if (g_str_has_prefix (from, "file://"))
    from += 7;

  for (const char *p = from; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != 0x200B && c != 0x200C && c != 0x200D && c != 0x2060 && c != 0xFEFF)
        g_string_append_unichar (path, c);
    }

  return g_string_free (path, FALSE);
}
