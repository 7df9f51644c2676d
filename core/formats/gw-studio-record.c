/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-studio-reader-private.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-ellipse-outline.h"
#include "gw-image-attributes.h"
#include "gw-json-values.h"
#include "gw-studio-shape.h"

/* Regions below each other, of which people draw a few. */
#define DEEPEST_TREE 64

/* What is made of one annotation. */
typedef struct
{
  GwReader *reader;
  GwStudioState *state;
  const GwStudioAnnotation *annotation;
  guint place; /* of it in the task */
  GwRecord *record;
  char *image_name;  /* (nullable): by which regions say that they are of the image */
  double score;      /* of a prediction as a whole, or NaN */
  gint64 next_group; /* objects below others make groups, from 1 */
  GString *kept;     /* results that are kept as they are, with commas between them */
} Draft;

/* result: place in the annotation. */
static void
report_all (const Draft *draft, guint result, GwSeverity severity, GwOutcome outcome, const char *code,
            const char *label, guint n_labels, const char *text)
{
  g_autofree char *pointer = g_strdup_printf ("/%" G_GUINT64_FORMAT "/%s/%u/result/%u", draft->state->task_index,
                                              draft->state->predictions ? "predictions" : "annotations", draft->place,
                                              result);

  gw_problems_report (draft->reader->problems, &(GwProblem) { .severity = severity,
                                                              .outcome = outcome,
                                                              .code = code,
                                                              .file = draft->state->path,
                                                              .line = draft->state->task->line,
                                                              .pointer = pointer,
                                                              .image = draft->record->path,
                                                              .label = (char *) label,
                                                              .text = (char *) text,
                                                              .n_labels = n_labels });
}

static void
report (const Draft *draft, guint result, GwSeverity severity, GwOutcome outcome, const char *code, const char *label,
        const char *text)
{
  report_all (draft, result, severity, outcome, code, label, outcome == GW_OUTCOME_LEFT_OUT ? 1 : 0, text);
}

static gint64
find_class (const Draft *draft, const char *name)
{
  return name != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (draft->state->classes, name)) : 0;
}

/* --- objects ------------------------------------------------------------------------------------ */

static const char *
get_default_name (const Draft *draft, const char *type)
{
  const GwStudioControl *control = gw_studio_controls_find_type (draft->state->controls, type, FALSE);

  return control != NULL ? control->name : NULL;
}

/* What the object itself has no place for. */
static void
keep_members (const Draft *draft, const GwStudioResult *result, GwJsonMembers *bag)
{
  static const char *const own[] = { "type",  "to_name",        "original_width", "original_height",
                                     "score", "image_rotation", "from_name",      NULL };
  g_autofree char *name = gw_studio_result_dup_text (result, "from_name");
  double turn;

  for (guint i = 0; i < gw_json_members_get_n (result->members); i++)
    {
      gsize length;
      const char *raw;
      const char *key = gw_json_members_get_at (result->members, i, &raw, &length);

      if (!g_strv_contains (own, key))
        gw_json_members_set (bag, key, raw, (gssize) length);
    }
  if (name != NULL && g_strcmp0 (name, get_default_name (draft, result->type)) != 0)
    gw_json_members_set_string (bag, "from_name", name);
  if (gw_studio_get_number (result->members, "image_rotation", &turn) && turn != 0 && !isnan (turn))
    {
      g_autofree char *raw = gw_json_members_dup (result->members, "image_rotation");

      gw_json_members_set (bag, "image_rotation", raw, -1);
    }
}

/* Members of the value that are not the place. */
static void
keep_value (const GwStudioResult *result, GwJsonMembers *bag)
{
  static const char *const own[] = { "x",       "y",      "width",  "height", "rotation", "radiusX",
                                     "radiusY", "points", "closed", "format", NULL };
  g_autoptr (GwJsonMembers) rest = gw_json_members_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < gw_json_members_get_n (result->value); i++)
    {
      gsize length;
      const char *raw;
      const char *key = gw_json_members_get_at (result->value, i, &raw, &length);
      const gboolean is_point_size = strcmp (key, "width") == 0 && result->kind == GW_STUDIO_KEYPOINT;

      if ((!g_strv_contains (own, key) || is_point_size) && g_strcmp0 (key, result->type) != 0)
        gw_json_members_set (rest, key, raw, (gssize) length);
    }
  if (gw_json_members_get_n (rest) == 0)
    return;
  text = gw_json_members_to_text (rest);
  gw_json_members_set (bag, "value", text, -1);
}

/* By which the writer knows an outline for the ellipse that it was. */
static void
keep_ellipse (const Draft *draft, const GwStudioResult *result, GwObject *object, GwJsonMembers *bag)
{
  GwEllipse ellipse;

  if (gw_studio_read_ellipse (result, draft->record->width, draft->record->height, &ellipse))
    gw_ellipse_outline_keep (&ellipse, object, bag);
}

static void
keep (const Draft *draft, const GwStudioResult *result, GwObject *object)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_new ();
  g_autofree char *text = NULL;

  keep_members (draft, result, bag);
  keep_value (result, bag);
  keep_ellipse (draft, result, object, bag);
  if (result->labels != NULL && g_strcmp0 (result->type, gw_studio_kind_get_type (result->kind)) != 0)
    {
      g_autofree char *name = gw_studio_result_dup_text (result->labels, "from_name");

      gw_json_members_set_string (bag, "labels", name != NULL ? name : "labels");
    }
  text = gw_json_members_put_bag (bag, NULL, GW_STUDIO_FORMAT);
  gw_object_set_bag (object, text);
}

/* Its own, else that of the whole prediction. */
static double
read_score (const Draft *draft, const GwStudioResult *result, guint place)
{
  double score;
  gsize length;
  const char *raw = gw_json_members_get (result->members, "score", &length);

  if (raw == NULL || (length == strlen ("null") && strncmp (raw, "null", length) == 0))
    return draft->score;
  if (gw_studio_get_number (result->members, "score", &score))
    return score;
  report (draft, place, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "score-not-finite", NULL,
          _ ("The score of a region is not a number. It was taken as not given."));

  return NAN;
}

static void
check_rotation (const Draft *draft, const GwStudioResult *result, guint place)
{
  double turn;

  if (gw_studio_get_number (result->members, "image_rotation", &turn) && !isnan (turn) && turn != 0)
    report (
        draft, place, GW_SEVERITY_WARNING, GW_OUTCOME_KEPT, "orientation-suspect", NULL,
        _ ("The region was drawn on the picture turned by hand. It was kept as the file has it; check where it is."));
}

/* Whether a mask is of an image of another size than the others. */
static gboolean
differs_in_size (const Draft *draft, const GwStudioResult *result)
{
  const int width = _gw_studio_get_side (result, "original_width"),
            height = _gw_studio_get_side (result, "original_height");

  return result->kind == GW_STUDIO_BRUSH && width > 0 && height > 0
         && (width != draft->record->width || height != draft->record->height);
}

/* Its own, else those of the result that has them. */
static GStrv
dup_labels (const GwStudioResult *result)
{
  GStrv labels = gw_studio_result_dup_labels (result);

  return labels != NULL || result->labels == NULL ? labels : gw_studio_result_dup_labels (result->labels);
}

/* Tasks may have several images, of which one is read: that which the configuration names
 * where regions are of it, else that of the first region. (transfer full) (nullable)
 */
static char *
find_image_name (const Draft *draft)
{
  const GPtrArray *results = draft->annotation->results;
  g_autofree char *first = NULL;

  for (guint i = 0; i < results->len; i++)
    {
      const GwStudioResult *result = g_ptr_array_index (results, i);
      g_autofree char *name = gw_studio_kind_is_shape (result->kind) ? gw_studio_result_dup_text (result, "to_name")
                                                                     : NULL;

      if (name != NULL && g_strcmp0 (name, draft->state->image_name) == 0)
        return g_steal_pointer (&name);
      if (first == NULL)
        first = g_steal_pointer (&name);
    }

  return g_steal_pointer (&first);
}

static gboolean
is_of_other_image (const Draft *draft, const GwStudioResult *result)
{
  g_autofree char *target = gw_studio_result_dup_text (result, "to_name");

  return target != NULL && g_strcmp0 (target, draft->image_name) != 0;
}

static void
add_shape (const Draft *draft, GwStudioResult *result, guint place)
{
  g_auto (GStrv) labels = dup_labels (result);
  const char *name = labels != NULL ? labels[0] : NULL;
  const gint64 class_id = find_class (draft, name);
  GwShape shape = GW_SHAPE_INIT;
  const char *code = "mask-size";
  GwObject *object;

  draft->reader->counts.labels++;
  if (is_of_other_image (draft, result))
    {
      report (draft, place, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "id-dangling", name,
              _ ("A region is of another image of the task than the one that is read. It was left out."));
      return;
    }
  if (class_id == 0)
    {
      report (draft, place, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "class-unknown", NULL,
              _ ("A region has no label that can be a class. It was left out."));
      return;
    }
  if (differs_in_size (draft, result)
      || !gw_studio_shape_read (result, draft->record->width, draft->record->height, &shape, &code))
    {
      report (draft, place, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, code, name, gw_studio_shape_explain (code));
      return;
    }
  check_rotation (draft, result, place);
  object = gw_object_new (0, class_id);
  gw_object_take_shape (object, &shape);
  gw_object_set_z (object, (int) draft->record->objects->len);
  gw_object_set_score (object, read_score (draft, result, place));
  if (draft->state->predictions)
    gw_object_set_source (object, GW_SOURCE_PREDICTION);
  if (labels[1] != NULL)
    {
      g_autofree char *also = g_strjoinv (", ", labels + 1);

      gw_object_set_attribute (object, GW_STUDIO_ALSO, also);
    }
  keep (draft, result, object);
  result->object = object;
  g_ptr_array_add (draft->record->objects, object);
  _gw_record_add_place (draft->record, draft->state->task->line);
}

/* --- groups ------------------------------------------------------------------------------------- */

/* The uppermost shape; none of chains that bite their tails, or are longer than any tree. */
static GwStudioResult *
find_root (GwStudioResult *result)
{
  for (guint i = 0; i < DEEPEST_TREE && result->parent != NULL; i++)
    result = result->parent;

  return result->parent == NULL ? result : NULL;
}

/* Shapes below another make a group with it. */
static void
add_group (Draft *draft, GwStudioResult *result)
{
  GwStudioResult *root = result->parent != NULL ? find_root (result) : NULL;

  if (result->object == NULL || root == NULL || root->object == NULL)
    return;
  if (gw_object_get_group (root->object) == 0)
    gw_object_set_group (root->object, draft->next_group++);
  gw_object_set_group (result->object, gw_object_get_group (root->object));
}

/* --- attributes ------------------------------------------------------------------------------------ */

static char *
join_paths (const GwStudioResult *result)
{
  GwStudioResult alone = *result;
  g_autoptr (GPtrArray) paths = NULL;
  GString *text = NULL;

  /* What tells of a shape has no labels of the image. */
  alone.shape = NULL;
  paths = _gw_studio_result_list_labels (&alone);
  for (guint i = 0; paths != NULL && i < paths->len; i++)
    {
      g_autofree char *path = g_strjoinv ("/", g_ptr_array_index (paths, i));

      if (text == NULL)
        text = g_string_new (path);
      else
        g_string_append_printf (text, ", %s", path);
    }

  return text != NULL ? g_string_free (text, FALSE) : NULL;
}

/* (transfer full) (nullable): what a result says of a region, as a text. */
static char *
dup_value (const GwStudioResult *result)
{
  return result->kind == GW_STUDIO_CHOICES || result->kind == GW_STUDIO_TAXONOMY
             ? join_paths (result)
             : gw_studio_value_dup_text (result->kind, result->value);
}

/* What the task or a result before has told of the image stays. */
static void
add_image_attribute (const Draft *draft, const char *name, const char *value, guint place)
{
  const char *told = gw_record_get_attribute (draft->record, name);

  if (told == NULL)
    gw_image_attributes_take (draft->reader, draft->record, name, value, draft->state->path, draft->state->task->line);
  else if (strcmp (told, value) != 0)
    report_all (draft, place, GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, "attribute-differs", name, 0,
                _ ("A result tells of the image what another one, or the task, tells otherwise by the same name. The "
                   "first is its attribute."));
}

/* Of the region that it tells of, or of the image. */
static void
add_attribute (const Draft *draft, const GwStudioResult *result, guint place)
{
  g_autofree char *name = gw_studio_result_dup_text (result, "from_name");
  g_autofree char *value = dup_value (result);
  const char *key = name != NULL && *name != '\0' ? name : result->type;
  gsize length;
  const char *raw = gw_json_members_get (result->value, result->type, &length);

  if (value == NULL)
    return;
  if (result->shape == NULL)
    {
      add_image_attribute (draft, key, value, place);
      return;
    }
  if (result->shape->object == NULL)
    return;
  gw_object_set_attribute (result->shape->object, key, value);
  if (raw != NULL && raw[0] != '[' && raw[0] != '{')
    gw_object_set_attribute_json (result->shape->object, key, raw, length);
}

/* --- labels of the image ------------------------------------------------------------------------------ */

/* FALSE where the class is there already. */
static gboolean
add_label (const Draft *draft, gint64 class_id, double confidence)
{
  const GwLabel label = { class_id, confidence };
  const gboolean is_score = draft->state->predictions && !isnan (confidence);
  GwRecord *record = draft->record;

  if ((is_score ? gw_record_find_score (record, class_id) : gw_record_find_label (record, class_id)) != NULL)
    return FALSE;
  if (is_score && record->scores == NULL)
    record->scores = g_array_new (FALSE, FALSE, sizeof (GwLabel));
  g_array_append_val (is_score ? record->scores : record->labels, label);

  return TRUE;
}

/* Each class is below those before it. */
static void
add_labels (const Draft *draft, const GwStudioResult *result, const GPtrArray *paths, guint place)
{
  const double confidence = paths->len > 0 ? read_score (draft, result, place) : NAN;

  for (guint i = 0; i < paths->len; i++)
    {
      const GStrv path = g_ptr_array_index (paths, i);
      const guint n = g_strv_length (path);
      const gint64 class_id = n > 0 ? find_class (draft, path[n - 1]) : 0;

      draft->reader->counts.labels++;
      if (class_id > 0 && !add_label (draft, class_id, confidence))
        report (draft, place, GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, "object-duplicate", path[n - 1],
                _ ("The image has the label twice. One of them was left out."));
      else if (class_id == 0)
        report (draft, place, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "class-unknown", NULL,
                _ ("A choice is not the name of a class. It was left out."));
    }
}

/* --- results --------------------------------------------------------------------------------------------- */

static void
keep_result (const Draft *draft, const GwStudioResult *result)
{
  g_autoptr (GwJsonWriter) json = gw_json_writer_new_for_string (draft->kept, GW_JSON_WRITER_COMPACT);

  if (draft->kept->len > 0)
    g_string_append_c (draft->kept, ',');
  gw_studio_result_write (result, json);
  gw_json_writer_finish (json, NULL);
}

/* Whose place among results and results of others is kept, even where the image has their value. */
static void
keep_foreign (const Draft *draft, const GwStudioResult *result, guint place)
{
  keep_result (draft, result);
  if (gw_studio_kind_is_value (result->kind))
    {
      add_attribute (draft, result, place);
      return;
    }
  report (draft, place, GW_SEVERITY_INFO, GW_OUTCOME_KEPT, "label-foreign", NULL,
          result->kind == GW_STUDIO_OTHER
              ? _ ("A result of another kind was kept as it is, and is written again on export to the same format.")
              : _ ("What a result tells of the whole image was kept as it is, and is written again on export to the "
                   "same format."));
}

/* What is no region and holds something that is no JSON. */
static void
reject_result (const Draft *draft, const GwStudioResult *result, const GPtrArray *paths, guint place)
{
  const guint n = paths != NULL ? paths->len : 0;

  draft->reader->counts.labels += n;
  report_all (draft, place, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, result->code, NULL, n,
              _ ("A result holds a number that is not finite, which JSON does not have. It was left out."));
}

static void
add_results (Draft *draft)
{
  const GPtrArray *results = draft->annotation->results;
  g_autofree char *image_name = find_image_name (draft);

  draft->image_name = image_name;
  for (guint i = 0; i < results->len; i++)
    {
      GwStudioResult *result = g_ptr_array_index (results, i);

      if (gw_studio_kind_is_shape (result->kind) && !result->joined)
        add_shape (draft, result, i);
    }
  for (guint i = 0; i < results->len; i++)
    {
      GwStudioResult *result = g_ptr_array_index (results, i);
      g_autoptr (GPtrArray) paths = _gw_studio_result_list_labels (result);

      if (gw_studio_kind_is_shape (result->kind))
        add_group (draft, result);
      else if (result->code != NULL)
        reject_result (draft, result, paths, i);
      else if (paths != NULL)
        add_labels (draft, result, paths, i);
      else if (result->kind >= GW_STUDIO_CHOICES && result->shape != NULL)
        add_attribute (draft, result, i);
      else if (result->kind != GW_STUDIO_LABELS || result->shape == NULL)
        keep_foreign (draft, result, i);
    }
}

/* --- the record --------------------------------------------------------------------------------------------- */

static void
set_members (GwJsonMembers *bag, const char *key, const GwJsonMembers *members)
{
  g_autofree char *text = NULL;

  if (gw_json_members_get_n (members) == 0)
    return;
  text = gw_json_members_to_text (members);
  gw_json_members_set (bag, key, text, -1);
}

static void
keep_task (const Draft *draft)
{
  const GwStudioTask *task = draft->state->task;
  g_autoptr (GwJsonMembers) bag = gw_json_members_new ();

  set_members (bag, "task", task->members);
  set_members (bag, "data", task->data);
  if (draft->annotation != NULL)
    set_members (bag, "annotation", draft->annotation->members);
  if (draft->kept->len > 0)
    {
      g_autofree char *text = g_strdup_printf ("[%s]", draft->kept->str);

      gw_json_members_set (bag, "results", text, -1);
    }
  draft->record->bag = gw_json_members_put_bag (bag, NULL, GW_STUDIO_FORMAT);
}

/* What the data of the task tell of the image, but for where it is. */
static void
take_data (const Draft *draft)
{
  const GwStudioTask *task = draft->state->task;
  g_autofree char *reference = _gw_studio_task_dup_reference (draft->state, task);

  for (guint i = 0; i < gw_json_members_get_n (task->data); i++)
    {
      gsize length;
      const char *raw;
      const char *key = gw_json_members_get_at (task->data, i, &raw, &length);

      if (strcmp (key, draft->state->image_key) != 0
          && !(reference != NULL && gw_image_attributes_is_raw (reference, raw, length)))
        gw_image_attributes_take_raw (draft->reader, draft->record, key, raw, length, draft->state->path, task->line);
    }
}

static void
add_tag (GwRecord *record, const char *tag)
{
  guint n = record->tags != NULL ? g_strv_length (record->tags) : 0;

  record->tags = g_renew (char *, record->tags, n + 2);
  record->tags[n] = g_strdup (tag);
  record->tags[n + 1] = NULL;
}

static void
take_annotation (Draft *draft)
{
  const GwJsonMembers *members = draft->annotation->members;
  char **person = draft->state->predictions ? &draft->record->model : &draft->record->annotator;
  gint64 us;

  *person = _gw_studio_dup_person (draft->state, draft->state->task, draft->place);
  if (gw_studio_get_time (members, &us))
    draft->record->modified = us / 1000;
  if (draft->state->predictions)
    gw_studio_get_number (members, "score", &draft->score);
  if (!isfinite (draft->score))
    draft->score = NAN;
  if (!draft->state->predictions && _gw_studio_is_gold (draft->annotation))
    add_tag (draft->record, GW_STUDIO_GOLD);
  draft->record->skipped = !draft->state->predictions && _gw_studio_is_cancelled (draft->annotation);
  if (_gw_studio_is_cancelled (draft->annotation))
    {
      for (guint i = 0; i < draft->annotation->results->len; i++)
        keep_result (draft, g_ptr_array_index (draft->annotation->results, i));
      return;
    }
  draft->record->labeled = TRUE;
  add_results (draft);
}

/* One person twice on an image, of which people would see one. */
static void
check_seen (const Draft *draft)
{
  const char *person = draft->state->predictions ? draft->record->model : draft->record->annotator;
  char *key;

  if (person == NULL)
    return;
  key = g_strdup_printf ("%s\n%s", person, draft->record->path);
  if (!g_hash_table_add (draft->state->seen, key))
    gw_problems_report (draft->reader->problems, &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                                                .outcome = GW_OUTCOME_CHANGED,
                                                                .code = "image-duplicate",
                                                                .file = draft->state->path,
                                                                .line = draft->state->task->line,
                                                                .image = draft->record->path,
                                                                .text = _ ("The same person, or model, has labeled "
                                                                           "the image twice. The labels of both "
                                                                           "times were joined.") });
}

static void
report_members (const Draft *draft, const char *code, const char *text)
{
  gw_problems_report (draft->reader->problems, &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                                              .outcome = GW_OUTCOME_CHANGED,
                                                              .code = code,
                                                              .file = draft->state->path,
                                                              .line = draft->state->task->line,
                                                              .image = draft->record->path,
                                                              .text = (char *) text });
}

/* Members of the task and the annotation that could not be kept. */
static void
check_members (const Draft *draft)
{
  const GwStudioTask *task = draft->state->task;
  const GwStudioAnnotation *annotation = draft->annotation;
  const gboolean is_first = draft->place == 0;

  if ((is_first && task->improper) || (annotation != NULL && annotation->improper))
    report_members (draft, "value-type",
                    _ ("The task holds numbers that are not finite, which JSON does not have. What they stand in was "
                       "left out."));
  if (is_first)
    _gw_reader_tell_repeats (draft->reader, &task->repeats,
                             &(GwProblem) { .file = draft->state->path, .image = draft->record->path });
}

GwRecord *
_gw_studio_make_record (GwReader *reader, guint place)
{
  GwStudioState *state = reader->state;
  const GPtrArray *all = state->predictions ? state->task->predictions : state->task->annotations;
  g_autoptr (GString) kept = g_string_new (NULL);
  GwRecord *record = gw_record_new (state->image);
  Draft draft = { .reader = reader,
                  .state = state,
                  .annotation = place < all->len ? g_ptr_array_index (all, place) : NULL,
                  .place = place,
                  .record = record,
                  .score = NAN,
                  .next_group = 1,
                  .kept = kept };

  reader->counts.images++;
  record->line = state->task->line;
  _gw_studio_find_size (reader, draft.annotation, record);
  take_data (&draft);
  if (draft.annotation != NULL)
    {
      take_annotation (&draft);
      check_seen (&draft);
    }
  keep_task (&draft);
  check_members (&draft);

  return record;
}
