/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-studio-reader-private.h"

#include <string.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "gw-error.h"
#include "gw-image-attributes.h"
#include "gw-image-info.h"
#include "gw-images-dir.h"
#include "gw-json-values.h"
#include "gw-limits.h"
#include "gw-path.h"
#include "gw-problem-code.h"
#include "gw-studio-reference.h"

/* Between the parts of a class's name and those above it, as a key. */
#define SEPARATOR "\x1f"
/* Paths by which the folder of pictures is found. */
#define MOST_PATHS 12

/* --- what annotations say ---------------------------------------------------------------- */

static gboolean
is_true (const GwJsonMembers *members, const char *key)
{
  gsize length;
  const char *raw = gw_json_members_get (members, key, &length);

  return raw != NULL && length == strlen ("true") && strncmp (raw, "true", length) == 0;
}

gboolean
_gw_studio_is_cancelled (const GwStudioAnnotation *annotation)
{
  return is_true (annotation->members, "was_cancelled");
}

gboolean
_gw_studio_is_gold (const GwStudioAnnotation *annotation)
{
  return is_true (annotation->members, "ground_truth");
}

/* The image as the configuration names it, else what looks like one. */
char *
_gw_studio_task_dup_reference (const GwStudioState *state, const GwStudioTask *task)
{
  char *found = gw_json_members_dup_string (task->data, state->image_key);

  for (guint i = 0; found == NULL && i < gw_json_members_get_n (task->data); i++)
    {
      const char *key = gw_json_members_get_at (task->data, i, NULL, NULL);
      g_autofree char *text = gw_json_members_dup_string (task->data, key);
      g_autofree char *path = text != NULL ? gw_studio_reference_to_path (text, FALSE) : NULL;

      if (path != NULL && gw_image_name_is_picture (path))
        found = g_steal_pointer (&text);
    }

  return found;
}

/* A number, a text, or an object with an address. */
static char *
dup_annotator (const GwStudioAnnotation *annotation)
{
  gsize length;
  const char *raw = gw_json_members_get (annotation->members, "completed_by", &length);
  g_autoptr (GwJsonMembers) members = NULL;
  char *name;

  if (raw == NULL)
    return NULL;
  if (raw[0] != '{')
    return gw_json_value_to_text (raw, length);
  members = gw_json_members_parse (raw, (gssize) length, NULL, NULL);
  name = members != NULL ? gw_json_members_dup_string (members, "email") : NULL;
  raw = members != NULL && name == NULL ? gw_json_members_get (members, "id", &length) : NULL;

  return raw != NULL ? gw_json_value_to_text (raw, length) : name;
}

static char *
dup_name (const GPtrArray *all, guint place, gboolean is_model)
{
  const GwStudioAnnotation *annotation = g_ptr_array_index (all, place);
  g_autofree char *name = is_model ? gw_json_members_dup_string (annotation->members, "model_version")
                                   : dup_annotator (annotation);

  if (name != NULL && *name != '\0' && strlen (name) <= gw_limit_get (GW_LIMIT_NAME_BYTES))
    return g_steal_pointer (&name);
  /* Several that nobody is named of are kept apart all the same. */
  return all->len > 1 ? g_strdup_printf (is_model ? "model-%u" : "annotator-%u", place + 1) : NULL;
}

char *
_gw_studio_dup_person (const GwStudioState *state, const GwStudioTask *task, guint place)
{
  return dup_name (state->predictions ? task->predictions : task->annotations, place, state->predictions);
}

/* [["a", "b"], …], or one path, or one name. */
static GPtrArray *
list_paths (const GwStudioResult *result)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  gsize length;
  const char *raw = gw_json_members_get (result->value, "taxonomy", &length);
  g_autoptr (GwJsonReader) json = raw != NULL ? gw_json_reader_new_for_memory (raw, (gssize) length) : NULL;
  GwJsonToken token;

  if (json == NULL || gw_json_reader_next (json, NULL) != GW_JSON_ARRAY_BEGIN)
    return NULL;
  while ((token = gw_json_reader_next (json, NULL)) == GW_JSON_ARRAY_BEGIN || token == GW_JSON_STRING)
    {
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

      if (token == GW_JSON_STRING)
        g_strv_builder_add (builder, gw_json_reader_get_string (json, NULL));
      while (token == GW_JSON_ARRAY_BEGIN && gw_json_reader_next (json, NULL) == GW_JSON_STRING)
        g_strv_builder_add (builder, gw_json_reader_get_string (json, NULL));
      g_ptr_array_add (paths, g_strv_builder_end (builder));
    }

  return g_steal_pointer (&paths);
}

GPtrArray *
_gw_studio_result_list_labels (const GwStudioResult *result)
{
  g_autoptr (GPtrArray) paths = NULL;
  g_auto (GStrv) names = NULL;

  if (result->shape != NULL)
    return NULL;
  if (result->kind == GW_STUDIO_TAXONOMY)
    return list_paths (result);
  if (result->kind != GW_STUDIO_CHOICES)
    return NULL;
  names = gw_studio_result_dup_labels (result);
  paths = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    {
      const char *one[] = { names[i], NULL };

      g_ptr_array_add (paths, g_strdupv ((GStrv) one));
    }

  return g_steal_pointer (&paths);
}

guint
_gw_studio_annotation_count (const GwStudioAnnotation *annotation)
{
  guint n = 0;

  for (guint i = 0; i < annotation->results->len && !_gw_studio_is_cancelled (annotation); i++)
    {
      const GwStudioResult *result = g_ptr_array_index (annotation->results, i);
      g_autoptr (GPtrArray) labels = _gw_studio_result_list_labels (result);

      if (gw_studio_kind_is_shape (result->kind) && !result->joined)
        n++;
      n += labels != NULL ? labels->len : 0;
    }

  return n;
}

/* --- findings --------------------------------------------------------------------------------- */

static void
findings_init (GwStudioFindings *self)
{
  self->names = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->controls = gw_studio_controls_new ();
}

static void
findings_clear (GwStudioFindings *self)
{
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->controls, gw_studio_controls_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwStudioFindings, findings_clear)

static void
note_name (GwStudioFindings *self, const char *const *path)
{
  char *key = g_strjoinv (SEPARATOR, (char **) path);

  if (g_hash_table_add (self->known, key))
    g_ptr_array_add (self->names, g_strdupv ((GStrv) path));
}

static void
note_control (GwStudioFindings *self, const GwStudioResult *result)
{
  g_autofree char *name = gw_studio_result_dup_text (result, "from_name");

  if (name != NULL && result->kind != GW_STUDIO_OTHER)
    gw_studio_controls_ensure (self->controls, name, result->type,
                               result->shape != NULL && result->kind != GW_STUDIO_LABELS);
}

static void
note_result (GwStudioFindings *self, const GwStudioResult *result)
{
  g_autoptr (GPtrArray) paths = _gw_studio_result_list_labels (result);
  g_auto (GStrv) labels = NULL;

  note_control (self, result);
  for (guint i = 0; paths != NULL && i < paths->len; i++)
    note_name (self, g_ptr_array_index (paths, i));
  if (!gw_studio_kind_is_shape (result->kind) && !(result->kind == GW_STUDIO_LABELS && result->shape != NULL))
    return;
  labels = gw_studio_result_dup_labels (result);
  /* The others become a text. */
  if (labels != NULL && labels[0] != NULL)
    note_name (self, (const char *[]) { labels[0], NULL });
}

/* What the first region is of is the image, unless a configuration says so. */
static void
note_image_name (GwStudioState *state, const GPtrArray *annotations)
{
  for (guint i = 0; i < annotations->len; i++)
    {
      const GPtrArray *results = ((const GwStudioAnnotation *) g_ptr_array_index (annotations, i))->results;

      for (guint k = 0; state->image_name == NULL && k < results->len; k++)
        if (gw_studio_kind_is_shape (((const GwStudioResult *) g_ptr_array_index (results, k))->kind))
          state->image_name = gw_studio_result_dup_text (g_ptr_array_index (results, k), "to_name");
    }
}

static void
note_annotations (GwStudioFindings *self, const GPtrArray *annotations)
{
  for (guint i = 0; i < annotations->len; i++)
    {
      const GwStudioAnnotation *annotation = g_ptr_array_index (annotations, i);

      self->n_labels += _gw_studio_annotation_count (annotation);
      for (guint k = 0; k < annotation->results->len && !_gw_studio_is_cancelled (annotation); k++)
        note_result (self, g_ptr_array_index (annotation->results, k));
    }
}

/* --- the first reading ---------------------------------------------------------------------------- */

typedef struct
{
  GwReader *reader;
  GwStudioFindings annotations;
  GwStudioFindings predictions;
  guint64 n_annotations;
  guint64 n_predictions;
  GwModelNote models; /* of the predictions */
  GHashTable *people; /* path -> who labeled it first; “” for nobody */
  GPtrArray *paths;   /* of char*: of the first images */
  GPtrArray *uploads; /* of char*: the same as an upload has called them */
  guint64 done;       /* bytes of the files before */
  GCancellable *cancellable;
} Scan;

static void
scan_clear (Scan *self)
{
  findings_clear (&self->annotations);
  findings_clear (&self->predictions);
  g_clear_pointer (&self->people, g_hash_table_unref);
  _gw_model_note_clear (&self->models);
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  g_clear_pointer (&self->uploads, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scan, scan_clear)

/* Whether images are labeled by several people. */
static void
note_people (Scan *self, const GwStudioTask *task, const char *path)
{
  const GwStudioState *state = self->reader->state;

  for (guint i = 0; i < task->annotations->len; i++)
    {
      g_autofree char *name = _gw_studio_dup_person (state, task, i);
      const gboolean cancelled = _gw_studio_is_cancelled (g_ptr_array_index (task->annotations, i));

      if (!cancelled)
        _gw_reader_note_person (self->reader, self->people, path, name);
    }
}

static void
note_models (Scan *self, const GwStudioTask *task)
{
  for (guint i = 0; i < task->predictions->len; i++)
    {
      g_autofree char *name = dup_name (task->predictions, i, TRUE);

      _gw_model_note_add (&self->models, name);
    }
}

/* Adds what of a reference may be looked up here. */
static void
add_path (GPtrArray *paths, const char *reference, gboolean keep_number)
{
  g_autofree char *path = gw_studio_reference_to_path (reference, keep_number);
  char *tail = path != NULL ? gw_path_tail (path, -1, NULL) : NULL;

  if (tail != NULL)
    g_ptr_array_add (paths, tail);
}

/* Names of what the task and its results tell of the image. */
static void
note_attributes (Scan *self, const GwStudioTask *task)
{
  const GwStudioState *state = self->reader->state;
  const GPtrArray *const all[] = { task->annotations, task->predictions };

  gw_image_attributes_note_members (self->reader, task->data, state->image_key);
  for (gsize k = 0; k < G_N_ELEMENTS (all); k++)
    for (guint i = 0; i < all[k]->len; i++)
      {
        const GPtrArray *results = ((const GwStudioAnnotation *) g_ptr_array_index (all[k], i))->results;

        for (guint j = 0; j < results->len; j++)
          {
            const GwStudioResult *result = g_ptr_array_index (results, j);
            g_autofree char *name = NULL;

            if (!gw_studio_kind_is_value (result->kind) || result->shape != NULL)
              continue;
            name = gw_studio_result_dup_text (result, "from_name");
            gw_record_head_add_attribute (self->reader->head, name != NULL && *name != '\0' ? name : result->type);
          }
      }
}

static void
scan_task (Scan *self, const GwStudioTask *task)
{
  g_autofree char *reference = _gw_studio_task_dup_reference (self->reader->state, task);
  g_autofree char *path = reference != NULL ? gw_studio_reference_to_path (reference, FALSE) : NULL;

  self->n_annotations += task->annotations->len;
  self->n_predictions += task->predictions->len;
  note_annotations (&self->annotations, task->annotations);
  note_annotations (&self->predictions, task->predictions);
  note_image_name (self->reader->state, task->annotations);
  note_image_name (self->reader->state, task->predictions);
  if (path == NULL)
    return;
  note_attributes (self, task);
  note_people (self, task, path);
  note_models (self, task);
  if (self->paths->len < MOST_PATHS)
    {
      add_path (self->paths, reference, FALSE);
      add_path (self->uploads, reference, TRUE);
    }
}

/* line: where the file is broken. */
static gboolean
scan_file (Scan *self, const char *path, guint64 *line, GError **error)
{
  const GwStudioState *state = self->reader->state;
  g_autoptr (GwStudioFile) file = gw_studio_file_open (path, state->image_key, state->controls, self->cancellable,
                                                       error);
  g_autoptr (GError) failure = NULL;

  *line = 0;
  if (file == NULL)
    return FALSE;
  for (;;)
    {
      g_autoptr (GwStudioTask) task = gw_studio_file_next (file, &failure);

      if (task == NULL)
        break;
      scan_task (self, task);
      _gw_reader_tell (self->reader, self->done + gw_studio_file_get_offset (file));
    }
  if (failure == NULL)
    return TRUE;
  *line = gw_studio_file_get_line (file);
  g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}

static void
report_broken (GwReader *reader, const char *file, guint64 line, const GError *failure)
{
  reader->counts.images++;
  gw_problems_report (reader->problems,
                      &(GwProblem) { .severity = GW_SEVERITY_ERROR,
                                     .outcome = GW_OUTCOME_LEFT_OUT,
                                     .code = g_error_matches (failure, GW_ERROR, GW_ERROR_TRUNCATED) ? "truncated-file"
                                             : g_error_matches (failure, GW_ERROR, GW_ERROR_LIMIT)   ? "json-depth"
                                                                                                     : "json-syntax",
                                     .file = (char *) file,
                                     .line = line,
                                     .text = failure->message,
                                     .n_images = 1 });
}

/* Of several files a broken one is left out as a whole, but for the names of its classes. */
static gboolean
scan_files (Scan *self, gboolean is_folder, GError **error)
{
  GwStudioState *state = self->reader->state;

  for (guint i = 0; i < state->files->len;)
    {
      g_autofree char *path = g_build_filename (state->base, g_ptr_array_index (state->files, i), NULL);
      g_autoptr (GError) failure = NULL;
      GStatBuf status;
      guint64 line;

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (scan_file (self, path, &line, &failure))
        i++;
      else if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !is_folder)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          _gw_reader_fail_json (self->reader, path, line, error);
          return FALSE;
        }
      else
        {
          report_broken (self->reader, path, line, failure);
          g_ptr_array_remove_index (state->files, i);
        }
      self->done += g_stat (path, &status) == 0 ? (guint64) status.st_size : 0;
    }

  return TRUE;
}

/* --- classes ------------------------------------------------------------------------------------------ */

static GwClass *
note_class (GwReader *reader, const char *name, GHashTable *declared, const char *file)
{
  GwStudioState *state = reader->state;
  gpointer known;
  GwClass *class;

  if (g_hash_table_lookup_extended (state->classes, name, NULL, &known))
    return gw_record_head_find_class (reader->head, GPOINTER_TO_INT (known));
  class = _gw_reader_ensure_class (reader, name, NULL, declared, file, 0);
  g_hash_table_insert (state->classes, g_strdup (name),
                       GINT_TO_POINTER (class != NULL ? (gint) gw_class_get_id (class) : 0));

  return class;
}

/* A name that stands below two others is one class, which has the first as its parent. */
static void
note_parent (GwReader *reader, GwClass *class, const char *parent, const char *file)
{
  const GwClass *above = gw_record_head_find_class (reader->head, gw_class_get_parent_id (class));
  g_autofree char *text = NULL;

  if (above == NULL)
    _gw_reader_set_parent (reader, class, parent, file, 0);
  else if (strcmp (gw_class_get_name ((GwClass *) above), parent) != 0)
    {
      text = g_strdup_printf (_ ("“%s” is a part of “%s” and of “%s”. They were joined into one class, of the first."),
                              gw_class_get_name (class), gw_class_get_name ((GwClass *) above), parent);
      gw_problems_report (reader->problems, &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                                           .outcome = GW_OUTCOME_CHANGED,
                                                           .code = "class-duplicate",
                                                           .file = (char *) file,
                                                           .label = (char *) gw_class_get_name (class),
                                                           .text = text });
    }
}

/* A class and those above it. */
static void
note_path (GwReader *reader, const char *const *path, GHashTable *declared, const char *file)
{
  for (gsize i = 0; path[i] != NULL; i++)
    {
      GwClass *class = note_class (reader, path[i], declared, file);

      if (class != NULL && i > 0)
        note_parent (reader, class, path[i - 1], file);
    }
}

static void
take_config_label (GwReader *reader, const GwStudioLabel *label, GHashTable *declared, const char *file)
{
  GwClass *class = note_class (reader, label->name, declared, file);

  if (class == NULL)
    return;
  if (label->parent != NULL)
    note_parent (reader, class, label->parent, file);
  if (label->colour >= 0)
    gw_class_set_color (class, (guint32) label->colour);
  if (label->hotkey != NULL)
    gw_class_set_hotkey (class, label->hotkey);
}

/* A list of names, one a line. */
static gboolean
read_names (GwReader *reader, const char *file, GHashTable *declared, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (!_gw_reader_load_names (names, file, error))
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    if (*(const char *) g_ptr_array_index (names, i) != '\0')
      note_class (reader, g_ptr_array_index (names, i), declared, file);

  return TRUE;
}

/* The configuration gives classes their order and colors, and those without labels. */
static gboolean
read_config (GwReader *reader, GHashTable *declared, GError **error)
{
  GwStudioState *state = reader->state;
  g_autofree char *beside = g_build_filename (state->base, "config.xml", NULL);
  const char *given = reader->options.classes_file;
  const char *file = given != NULL ? given : beside, *code;
  g_autoptr (GwStudioConfig) config = NULL;
  g_autoptr (GError) failure = NULL;

  if (given == NULL && !_gw_reader_has_file (state->base, "config.xml"))
    return TRUE;
  if (given != NULL && !g_str_has_suffix (given, ".xml"))
    return read_names (reader, given, declared, error);
  config = gw_studio_config_load (file, &code, &failure);
  if (config == NULL)
    {
      gw_problems_add (reader->problems, GW_SEVERITY_WARNING, code, file, 0, NULL,
                       _ ("%s The labeling configuration was not read."), failure->message);
      return TRUE;
    }
  for (guint i = 0; i < config->labels->len; i++)
    take_config_label (reader, g_ptr_array_index (config->labels, i), declared, file);
  gw_studio_controls_free (state->controls);
  state->controls = g_steal_pointer (&config->controls);
  state->image_name = g_steal_pointer (&config->image_name);
  if (config->image_key != NULL)
    {
      g_free (state->image_key);
      state->image_key = g_steal_pointer (&config->image_key);
    }

  return TRUE;
}

/* --- what is read ----------------------------------------------------------------------------------------- */

static void
choose_kind (Scan *self)
{
  GwReader *reader = self->reader;
  GwStudioState *state = reader->state;

  state->predictions = reader->options.task_labels == GW_TASK_LABELS_PREDICTIONS
                       || (reader->options.task_labels == GW_TASK_LABELS_DEFAULT && self->n_annotations == 0
                           && self->n_predictions > 0);
  reader->head->predictions = state->predictions;
  reader->head->answers = reader->head->answers && !state->predictions;
  if (state->predictions)
    _gw_model_note_settle (&self->models, reader->head);
  state->n_unread = state->predictions ? self->annotations.n_labels : self->predictions.n_labels;
}

/* What belongs to the whole file. */
static void
keep_head (GwReader *reader)
{
  const GwStudioState *state = reader->state;
  g_autoptr (GwJsonMembers) bag = gw_json_members_new ();

  if (state->controls->list->len > 0)
    {
      g_autofree char *text = gw_studio_controls_to_text (state->controls);

      gw_json_members_set (bag, "controls", text, -1);
    }
  if (strcmp (state->image_key, "image") != 0)
    gw_json_members_set_string (bag, "image", state->image_key);
  if (g_strcmp0 (state->image_name, "image") != 0 && state->image_name != NULL)
    gw_json_members_set_string (bag, "to_name", state->image_name);
  reader->head->bag = gw_json_members_put_bag (bag, NULL, GW_STUDIO_FORMAT);
}

/* The folder in which most of the paths are, or of the names alone: addresses have more before
 * them than folders here have. (transfer full) (nullable)
 */
static char *
guess_folder (const GwReader *reader, const GPtrArray *paths)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  char *folder = paths->len > 0 ? gw_images_dir_guess (reader->source, (const char *const *) paths->pdata, paths->len)
                                : NULL;

  for (guint i = 0; i < paths->len; i++)
    g_ptr_array_add (names, (gpointer) gw_path_basename (g_ptr_array_index (paths, i)));
  if (folder == NULL && paths->len > 0)
    folder = gw_images_dir_guess (reader->source, (const char *const *) names->pdata, names->len);

  return folder;
}

static guint
count_found (const GwReader *reader, const GPtrArray *paths)
{
  GwImageTable *known = reader->options.known_images;
  guint n = 0, index;

  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);
      g_autofree char *file = reader->images_dir != NULL ? g_build_filename (reader->images_dir, path, NULL) : NULL;

      if ((file != NULL && g_file_test (file, G_FILE_TEST_IS_REGULAR))
          || (known != NULL && gw_image_table_find (known, path, &index) > GW_MATCH_AMBIGUOUS))
        n++;
    }

  return n;
}

/* Pictures that were taken out of Label Studio are called as an upload has called them. */
static void
find_pictures (Scan *self)
{
  GwReader *reader = self->reader;
  GwStudioState *state = reader->state;

  if (reader->images_dir == NULL)
    reader->images_dir = guess_folder (reader, self->paths);
  if (reader->images_dir == NULL)
    reader->images_dir = guess_folder (reader, self->uploads);
  state->keep_number = count_found (reader, self->uploads) > count_found (reader, self->paths);
}

gboolean
_gw_studio_scan (GwReader *reader, GCancellable *cancellable, GError **error)
{
  GwStudioState *state = reader->state;
  g_autoptr (GHashTable) declared = g_hash_table_new (NULL, NULL);
  g_auto (Scan) scan = { .reader = reader, .cancellable = cancellable };
  GwStudioFindings *found;

  findings_init (&scan.annotations);
  findings_init (&scan.predictions);
  scan.people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  scan.paths = g_ptr_array_new_with_free_func (g_free);
  scan.uploads = g_ptr_array_new_with_free_func (g_free);
  if (!read_config (reader, declared, error)
      || !scan_files (&scan, g_file_test (reader->source, G_FILE_TEST_IS_DIR), error))
    return FALSE;

  choose_kind (&scan);
  found = state->predictions ? &scan.predictions : &scan.annotations;
  for (guint i = 0; i < found->names->len; i++)
    note_path (reader, g_ptr_array_index (found->names, i), declared, reader->source);
  for (guint i = 0; i < found->controls->list->len; i++)
    {
      const GwStudioControl *control = g_ptr_array_index (found->controls->list, i);

      gw_studio_controls_ensure (state->controls, control->name, control->type, control->per_region);
    }
  keep_head (reader);
  find_pictures (&scan);

  return TRUE;
}
