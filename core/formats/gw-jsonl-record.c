/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-jsonl-reader-private.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-image-attributes.h"
#include "gw-json-members.h"
#include "gw-json-values.h"
#include "gw-picture-size.h"
#include "gw-shape-json.h"
#include "gw-shape-judge.h"
#include "gw-time.h"

/* What is read of one line. */
typedef struct
{
  GwReader *reader;
  guint64 line;
  GwRecord *record;
  GPtrArray *objects; /* raw texts, of GBytes: read when the size is known */
  GwJsonMembers *extra;
  gboolean has_labels;
  guint seen;         /* bit for each key that is understood */
  guint64 n_rejected; /* labels that have been reported as left out */
  guint n_forgotten;  /* labels of members that were given again */
} Draft;

static void
report (Draft *draft, GwSeverity severity, GwOutcome outcome, const char *code, const char *label, const char *text,
        guint n_images, guint n_labels)
{
  draft->n_rejected += n_labels;
  gw_problems_report (draft->reader->problems,
                      &(GwProblem) { .severity = severity,
                                     .outcome = outcome,
                                     .code = code,
                                     .file = draft->reader->source,
                                     .line = draft->line,
                                     .image = draft->record != NULL ? draft->record->path : NULL,
                                     .label = (char *) label,
                                     .text = (char *) text,
                                     .n_images = n_images,
                                     .n_labels = n_labels });
}

static gint64
find_class (GwReader *reader, const char *name)
{
  GwJsonlState *state = reader->state;
  GwClass *class = g_hash_table_lookup (state->classes, name);

  return class != NULL ? gw_class_get_id (class) : 0;
}

/* FALSE, told, where the value of the key is no list: it is read over. */
static gboolean
begin_list (Draft *draft, GwJsonReader *json, const char *key)
{
  g_autofree char *sentence = NULL;

  if (gw_json_reader_next (json, NULL) == GW_JSON_ARRAY_BEGIN)
    return TRUE;

  sentence = g_strdup_printf (_ ("“%s” is not a list. It was taken as not given."), key);
  report (draft, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "value-type", NULL, sentence, 0, 0);
  gw_json_reader_skip_value (json, NULL);

  return FALSE;
}

/* Names of classes, into labels; what is true beside predictions is not counted as one. */
static void
read_names (Draft *draft, GwJsonReader *json, GArray *labels, gboolean counted)
{
  for (;;)
    {
      GwJsonToken token = gw_json_reader_next (json, NULL);
      GwLabel label = { 0, NAN };

      if (token == GW_JSON_ARRAY_END || token == GW_JSON_ERROR)
        return;
      draft->reader->counts.labels += counted;
      if (token == GW_JSON_STRING)
        label.class_id = find_class (draft->reader, gw_json_reader_get_string (json, NULL));
      else
        gw_json_reader_skip_value (json, NULL);
      if (label.class_id > 0)
        g_array_append_val (labels, label);
      else
        report (draft, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "class-unknown", NULL,
                _ ("A label is not the name of a class. It was left out."), 0, counted ? 1 : 0);
    }
}

static void
read_labels (Draft *draft, GwJsonReader *json)
{
  if (!begin_list (draft, json, "labels"))
    return;
  draft->has_labels = TRUE;
  read_names (draft, json, draft->record->labels, TRUE);
}

/* What the image is, beside what a model says of it. */
static void
read_truth (Draft *draft, GwJsonReader *json)
{
  if (draft->reader->options.truth == GW_TRUTH_IGNORE)
    {
      gw_json_reader_skip_value (json, NULL);
      return;
    }
  if (!begin_list (draft, json, "truth"))
    return;
  if (draft->record->truth == NULL)
    draft->record->truth = g_array_new (FALSE, FALSE, sizeof (GwLabel));
  read_names (draft, json, draft->record->truth, FALSE);
}

/* Classes that were looked for and are not in the image; no labels of it. */
static void
read_absent (Draft *draft, GwJsonReader *json)
{
  if (!begin_list (draft, json, "absent"))
    return;
  if (draft->record->absent == NULL)
    draft->record->absent = g_array_new (FALSE, FALSE, sizeof (GwLabel));
  read_names (draft, json, draft->record->absent, FALSE);
}

static void
check_range (Draft *draft, double score)
{
  if (draft->reader->head->scale == GW_SCORE_SCALE_PROBABILITIES && (score < 0 || score > 1))
    report (draft, GW_SEVERITY_WARNING, GW_OUTCOME_KEPT, "score-range", NULL,
            _ ("A score is not between 0 and 1, as others are. It was taken as it is."), 0, 0);
}

/* {"class": number}: scores, or the confidences of labels. */
static void
read_scores (Draft *draft, GwJsonReader *json, gboolean of_labels)
{
  if (gw_json_reader_next (json, NULL) != GW_JSON_OBJECT_BEGIN)
    {
      gw_json_reader_skip_value (json, NULL);
      return;
    }
  if (!of_labels && draft->record->scores == NULL)
    draft->record->scores = g_array_new (FALSE, FALSE, sizeof (GwLabel));

  while (gw_json_reader_next (json, NULL) == GW_JSON_KEY)
    {
      GwLabel score = { find_class (draft->reader, gw_json_reader_get_string (json, NULL)), NAN };

      if (gw_json_reader_next (json, NULL) == GW_JSON_NUMBER)
        score.confidence = gw_json_reader_get_double (json);
      else
        gw_json_reader_skip_value (json, NULL);

      if (of_labels)
        {
          GwLabel *label = gw_record_find_label (draft->record, score.class_id);

          if (label != NULL && isfinite (score.confidence))
            label->confidence = score.confidence;
          continue;
        }
      draft->reader->counts.labels++;
      if (isfinite (score.confidence) && score.class_id > 0)
        {
          g_array_append_val (draft->record->scores, score);
          check_range (draft, score.confidence);
        }
      else
        report (draft, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "score-not-finite", NULL,
                _ ("A score is not a finite number. It was left out."), 0, 1);
    }
}

static void
collect_objects (Draft *draft, GwJsonReader *json)
{
  GwJsonToken token;

  if (!begin_list (draft, json, "objects"))
    return;

  draft->has_labels = TRUE;
  while ((token = gw_json_reader_next (json, NULL)) != GW_JSON_ARRAY_END && token != GW_JSON_ERROR)
    {
      gsize length = 0;
      const char *raw = "";

      draft->reader->counts.labels++;
      if (token == GW_JSON_OBJECT_BEGIN)
        raw = gw_json_reader_take_raw (json, &length, NULL);
      else
        gw_json_reader_skip_value (json, NULL);
      if (raw != NULL)
        g_ptr_array_add (draft->objects, g_bytes_new (raw, length));
    }
}

static void
read_strings (Draft *draft, GwJsonReader *json, GStrv *list)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GwJsonToken token;

  if (gw_json_reader_next (json, NULL) != GW_JSON_ARRAY_BEGIN)
    {
      gw_json_reader_skip_value (json, NULL);
      return;
    }
  while ((token = gw_json_reader_next (json, NULL)) != GW_JSON_ARRAY_END && token != GW_JSON_ERROR)
    {
      if (token == GW_JSON_STRING)
        {
          g_strv_builder_add (builder, gw_json_reader_get_string (json, NULL));
          continue;
        }
      report (draft, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "value-type", NULL,
              _ ("A tag is not a text. It was taken as not given."), 0, 0);
      gw_json_reader_skip_value (json, NULL);
    }
  g_clear_pointer (list, g_strfreev);
  *list = g_strv_builder_end (builder);
}

/* {"name": value}: what is known of the image. Lists and objects are no values: they are kept. */
static void
read_attributes (Draft *draft, GwJsonReader *json)
{
  gsize length = 0;
  const char *raw = gw_json_reader_take_raw (json, &length, NULL);
  g_autoptr (GwJsonMembers) members = raw != NULL ? gw_json_members_parse (raw, (gssize) length, NULL, NULL) : NULL;
  g_autoptr (GwJsonMembers) rest = gw_json_members_new ();
  g_autofree char *kept = NULL;

  if (members == NULL)
    {
      report (draft, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "value-type", NULL,
              _ ("“attributes” is not an object with a value for each name. It was taken as not given."), 0, 0);
      return;
    }
  for (guint i = 0; i < gw_json_members_get_n (members); i++)
    {
      gsize n;
      const char *value;
      const char *name = gw_json_members_get_at (members, i, &value, &n);

      if (*name == '\0'
          || !gw_image_attributes_take_raw (draft->reader, draft->record, name, value, n, draft->reader->source,
                                            draft->line))
        gw_json_members_set (rest, name, value, (gssize) n);
    }
  if (gw_json_members_get_n (rest) == 0)
    return;
  kept = gw_json_members_to_text (rest);
  gw_json_members_set (draft->extra, "attributes", kept, -1);
}

static void
read_text (GwJsonReader *json, char **text)
{
  if (gw_json_reader_next (json, NULL) != GW_JSON_STRING)
    {
      gw_json_reader_skip_value (json, NULL);
      return;
    }
  g_free (*text);
  *text = gw_json_reader_dup_string (json, NULL);
}

static void
read_side (GwJsonReader *json, int *side)
{
  if (gw_json_reader_next (json, NULL) == GW_JSON_NUMBER)
    *side = (int) CLAMP (gw_json_reader_get_int64 (json, NULL), 0, G_MAXINT);
  else
    gw_json_reader_skip_value (json, NULL);
}

/* The last one counts (spec formats 15.6); labels of the one before are left out. */
static void
forget_member (Draft *draft, const char *key)
{
  GwRecord *record = draft->record;
  guint n = 0;

  if (strcmp (key, "objects") == 0)
    {
      n = draft->objects->len;
      g_ptr_array_set_size (draft->objects, 0);
    }
  else if (strcmp (key, "labels") == 0)
    {
      n = record->labels->len;
      g_array_set_size (record->labels, 0);
      gw_label_index_clear (&record->label_index);
    }
  else if (strcmp (key, "scores") == 0 && record->scores != NULL)
    {
      n = record->scores->len;
      g_array_set_size (record->scores, 0);
    }
  else if (strcmp (key, "attributes") == 0)
    {
      g_clear_pointer (&record->attributes, g_strfreev);
      gw_json_members_remove (draft->extra, key);
    }
  else if (strcmp (key, "truth") == 0 && record->truth != NULL)
    {
      g_array_set_size (record->truth, 0);
    }
  else if (strcmp (key, "absent") == 0 && record->absent != NULL)
    {
      g_array_set_size (record->absent, 0);
    }
  draft->n_forgotten += n;
}

static void
tell_repeats (Draft *draft, GwJsonReader *json)
{
  GwJsonRepeats repeats;

  if (!gw_json_reader_take_repeats (json, &repeats))
    return;
  draft->n_rejected += draft->n_forgotten;
  _gw_reader_tell_repeats (
      draft->reader, &repeats,
      &(GwProblem) { .file = draft->reader->source, .image = draft->record->path, .n_labels = draft->n_forgotten });
}

/* In the order of keys in read_member(). */
typedef enum
{
  KEY_IMAGE,
  KEY_WIDTH,
  KEY_HEIGHT,
  KEY_SPLIT,
  KEY_ANNOTATOR,
  KEY_SCORES,
  KEY_LABELS,
  KEY_TAGS,
  KEY_OBJECTS,
  KEY_CONFIDENCES,
  KEY_TRUTH,
  KEY_ABSENT,
  KEY_ATTRIBUTES,
  N_KEYS
} Key;

static void
read_known (Draft *draft, GwJsonReader *json, Key key, char **path)
{
  GwRecord *record = draft->record;

  switch (key)
    {
    case KEY_IMAGE:
      read_text (json, path);
      break;
    case KEY_WIDTH:
      read_side (json, &record->width);
      break;
    case KEY_HEIGHT:
      read_side (json, &record->height);
      break;
    case KEY_SPLIT:
      read_text (json, &record->split);
      break;
    case KEY_ANNOTATOR:
      read_text (json, &record->annotator);
      break;
    case KEY_SCORES:
      read_scores (draft, json, FALSE);
      break;
    case KEY_LABELS:
      read_labels (draft, json);
      break;
    case KEY_TAGS:
      read_strings (draft, json, &record->tags);
      break;
    case KEY_OBJECTS:
      collect_objects (draft, json);
      break;
    case KEY_CONFIDENCES:
      read_scores (draft, json, TRUE);
      break;
    case KEY_TRUTH:
      read_truth (draft, json);
      break;
    case KEY_ABSENT:
      read_absent (draft, json);
      break;
    case KEY_ATTRIBUTES:
    case N_KEYS:
    default:
      read_attributes (draft, json);
      break;
    }
}

/* It stays as it is written, too. */
static void
read_time (Draft *draft)
{
  g_autofree char *text = gw_json_members_dup_string (draft->extra, "labelled_at");
  gint64 us;

  if (text != NULL && gw_time_parse (text, &us))
    draft->record->modified = us / 1000;
}

/* Keys that mean something where the value is of their kind, and others; those are kept. */
static void
read_other (Draft *draft, GwJsonReader *json, const char *key)
{
  GwRecord *record = draft->record;
  gsize length;
  const char *raw = gw_json_reader_take_raw (json, &length, NULL);

  if (raw == NULL || key == NULL)
    return;
  if (strcmp (key, "skipped") == 0)
    {
      record->skipped = length == strlen ("true") && memcmp (raw, "true", length) == 0;
      if (record->skipped)
        {
          gw_json_members_remove (draft->extra, key);
          return;
        }
    }
  /* Of labels it is anything. */
  if (strcmp (key, "model") == 0 && raw[0] == '"' && draft->reader->head->predictions)
    {
      g_free (record->model);
      record->model = gw_json_value_to_text (raw, length);
    }
  else if (gw_json_is_proper (raw, length))
    {
      gw_json_members_set (draft->extra, key, raw, (gssize) length);
      if (strcmp (key, "labelled_at") == 0)
        read_time (draft);
    }
}

static void
read_member (Draft *draft, GwJsonReader *json, char **path)
{
  static const char *const keys[N_KEYS] = { "image",  "width",  "height",    "split",   "annotator",
                                            "scores", "labels", "tags",      "objects", "confidences",
                                            "truth",  "absent", "attributes" };
  g_autofree char *key = gw_json_reader_dup_string (json, NULL);
  guint i = 0;

  while (key != NULL && i < N_KEYS && strcmp (key, keys[i]) != 0)
    i++;
  if (key == NULL || i == N_KEYS)
    {
      read_other (draft, json, key);
      return;
    }
  if (draft->seen & 1u << i)
    forget_member (draft, keys[i]);
  draft->seen |= 1u << i;
  read_known (draft, json, (Key) i, path);
}

/* The object as its image needs it; NULL, reported, where it cannot be used. */
static GwObject *
read_object (Draft *draft, GBytes *raw)
{
  GwJsonlState *state = draft->reader->state;
  gsize length;
  const char *text = g_bytes_get_data (raw, &length);
  g_autoptr (GwJsonReader) json = gw_json_reader_new_for_memory (text, (gssize) length);
  g_autoptr (GError) failure = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GwObject) object = gw_object_read_json (json, &label, &failure);
  gint64 class_id;

  if (object == NULL)
    {
      g_autofree char *sentence = g_strdup_printf (_ ("%s It was left out."), failure->message);

      report (draft, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, gw_judge_object_json (text, length), NULL, sentence, 0, 1);
      return NULL;
    }

  class_id = label != NULL ? find_class (draft->reader, label) : 0;
  if (class_id == 0)
    {
      report (draft, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "class-unknown", label,
              _ ("An object has no class. It was left out."), 0, 1);
      return NULL;
    }
  gw_object_set_class_id (object, class_id);

  if (state->fraction)
    {
      GwShape shape = GW_SHAPE_INIT;

      if (draft->record->width <= 0 || draft->record->height <= 0)
        {
          report (draft, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "size-missing", label,
                  _ ("Coordinates are fractions and the image has no size. The object was left out."), 0, 1);
          return NULL;
        }
      if (gw_shape_copy (gw_object_get_shape (object), &shape) == GW_STATUS_OK
          && gw_shape_scale (&shape, draft->record->width, draft->record->height))
        gw_object_take_shape (object, &shape);
      gw_shape_clear (&shape);
    }

  return g_steal_pointer (&object);
}

/* Fills the draft from the line in the JSON reader; FALSE where it is no image. */
static gboolean
read_line (Draft *draft, GwJsonReader *json, GError **error)
{
  g_autofree char *path = NULL;
  GwJsonToken token = gw_json_reader_next (json, error);

  if (token == GW_JSON_ERROR)
    return FALSE;
  if (token != GW_JSON_OBJECT_BEGIN)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("The line is not a JSON object."));
      return FALSE;
    }
  while ((token = gw_json_reader_next (json, error)) == GW_JSON_KEY)
    read_member (draft, json, &path);
  if (token == GW_JSON_ERROR || gw_json_reader_next (json, error) == GW_JSON_ERROR)
    return FALSE;
  if (path == NULL || *path == '\0')
    {
      g_set_error (error, GW_ERROR, GW_ERROR_NOT_FOUND, _ ("The line names no image."));
      return FALSE;
    }

  draft->record->path = g_steal_pointer (&path);
  return TRUE;
}

GwRecord *
_gw_jsonl_read_record (GwReader *reader, GError **error)
{
  GwJsonlState *state = reader->state;
  g_autoptr (GwRecord) record = gw_record_new (NULL);
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GwJsonMembers) extra = gw_json_members_new ();
  Draft draft = { reader, gw_line_reader_get_line (state->lines), record, objects, extra, FALSE, 0, 0, 0 };
  guint64 labels_before = reader->counts.labels;
  g_autoptr (GError) failure = NULL;

  reader->counts.images++;
  if (!read_line (&draft, state->json, &failure))
    {
      const char *code = g_error_matches (failure, GW_ERROR, GW_ERROR_NOT_FOUND) ? "path-missing"
                         : g_error_matches (failure, GW_ERROR, GW_ERROR_LIMIT)   ? "json-depth"
                                                                                 : "json-syntax";
      g_autofree char *sentence = g_strdup_printf (_ ("%s The line was left out."), failure->message);

      /* What was met of the line goes with it. */
      report (&draft, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, code, NULL, sentence, 1,
              (guint) (reader->counts.labels - labels_before - draft.n_rejected));
      return NULL;
    }

  tell_repeats (&draft, state->json);
  record->line = draft.line;
  if (state->fraction && objects->len > 0 && (record->width <= 0 || record->height <= 0))
    gw_picture_sizes_find (state->sizes, record->path, &record->width, &record->height);
  for (guint i = 0; i < objects->len; i++)
    {
      GwObject *object = read_object (&draft, g_ptr_array_index (objects, i));

      if (object == NULL)
        continue;
      gw_object_set_z (object, (int) record->objects->len);
      g_ptr_array_add (record->objects, object);
      _gw_record_add_place (record, draft.line);
    }
  record->labeled = draft.has_labels;
  record->bag = gw_json_members_put_bag (extra, NULL, "gw-jsonl");

  return g_steal_pointer (&record);
}
