/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-studio-task-private.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-reader-private.h"

/* --- memory ------------------------------------------------------------------------------ */

GwStudioAnnotation *
_gw_studio_annotation_new (void)
{
  GwStudioAnnotation *self = g_new0 (GwStudioAnnotation, 1);

  self->results = g_ptr_array_new_with_free_func (_gw_studio_result_free);
  self->members = gw_json_members_new ();

  return self;
}

void
_gw_studio_annotation_free (gpointer data)
{
  GwStudioAnnotation *self = data;

  g_ptr_array_unref (self->results);
  gw_json_members_free (self->members);
  g_free (self);
}

static GwStudioTask *
task_new (guint64 line)
{
  GwStudioTask *self = g_new0 (GwStudioTask, 1);

  self->data = gw_json_members_new ();
  self->members = gw_json_members_new ();
  self->annotations = g_ptr_array_new_with_free_func (_gw_studio_annotation_free);
  self->predictions = g_ptr_array_new_with_free_func (_gw_studio_annotation_free);
  self->line = line;

  return self;
}

void
gw_studio_task_free (GwStudioTask *self)
{
  if (self == NULL)
    return;

  gw_json_members_free (self->data);
  gw_json_members_free (self->members);
  g_ptr_array_unref (self->annotations);
  g_ptr_array_unref (self->predictions);
  g_free (self);
}

/* --- annotations ----------------------------------------------------------------------------- */

/* Points of the same classes below a point make one set. */
static void
join_points (GwStudioResult *result)
{
  GwStudioResult *parent = result->parent;
  g_auto (GStrv) own = NULL;
  g_auto (GStrv) others = NULL;

  if (result->kind != GW_STUDIO_KEYPOINT || parent == NULL || parent->kind != GW_STUDIO_KEYPOINT
      || (parent->parent != NULL && parent->parent->kind == GW_STUDIO_KEYPOINT))
    return;
  own = gw_studio_result_dup_labels (result);
  others = gw_studio_result_dup_labels (parent);
  if (own == NULL || others == NULL || !g_strv_equal ((const char *const *) own, (const char *const *) others))
    return;
  if (parent->points == NULL)
    parent->points = g_ptr_array_new ();
  g_ptr_array_add (parent->points, result);
  result->joined = TRUE;
}

/* Results that have the id of a shape tell of it; shapes name the one that they are below. */
static void
link_results (GwStudioAnnotation *self)
{
  g_autoptr (GHashTable) shapes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->results->len; i++)
    {
      GwStudioResult *result = g_ptr_array_index (self->results, i);

      if (result->id != NULL && gw_studio_kind_is_shape (result->kind) && !g_hash_table_contains (shapes, result->id))
        g_hash_table_insert (shapes, result->id, result);
    }
  for (guint i = 0; i < self->results->len; i++)
    {
      GwStudioResult *result = g_ptr_array_index (self->results, i);
      const gboolean is_shape = gw_studio_kind_is_shape (result->kind);
      g_autofree char *parent = is_shape ? gw_studio_dup_id (result->members, "parentID") : NULL;

      if (parent != NULL)
        result->parent = g_hash_table_lookup (shapes, parent);
      if (result->parent == result)
        result->parent = NULL;
      if (!is_shape && result->id != NULL)
        result->shape = g_hash_table_lookup (shapes, result->id);
      if (result->kind == GW_STUDIO_LABELS && result->shape != NULL && result->shape->labels == NULL)
        result->shape->labels = result;
    }
  for (guint i = 0; i < self->results->len; i++)
    join_points (g_ptr_array_index (self->results, i));
}

/* The object whose brace has been read. */
static gboolean
read_annotation (GwStudioAnnotation *self, GwJsonReader *json, GError **error)
{
  GwJsonToken token;

  while ((token = gw_json_reader_next (json, error)) == GW_JSON_KEY)
    {
      g_autofree char *key = gw_json_reader_dup_string (json, NULL);
      gboolean improper = FALSE;

      if (key == NULL || strcmp (key, "result") != 0)
        {
          if (key == NULL ? !gw_json_reader_skip_value (json, error)
                          : !_gw_studio_keep_member (self->members, key, json, &improper, error))
            return FALSE;
          self->improper = self->improper || improper;
          continue;
        }
      g_ptr_array_set_size (self->results, 0);
      token = gw_json_reader_next (json, error);
      if (token == GW_JSON_ERROR
          || !(token == GW_JSON_ARRAY_BEGIN ? _gw_studio_read_results (self->results, json, error)
                                            : gw_json_reader_skip_value (json, error)))
        return FALSE;
    }
  link_results (self);

  return token == GW_JSON_OBJECT_END;
}

/* The list that comes next. */
static gboolean
read_annotations (GwStudioTask *self, GPtrArray *annotations, GwJsonReader *json, GError **error)
{
  GwJsonToken token = gw_json_reader_next (json, error);

  g_ptr_array_set_size (annotations, 0);
  if (token != GW_JSON_ARRAY_BEGIN)
    return token != GW_JSON_ERROR && gw_json_reader_skip_value (json, error);
  while ((token = gw_json_reader_next (json, error)) != GW_JSON_ARRAY_END)
    {
      GwStudioAnnotation *annotation;

      if (token == GW_JSON_ERROR)
        return FALSE;
      if (token != GW_JSON_OBJECT_BEGIN)
        {
          if (!gw_json_reader_skip_value (json, error))
            return FALSE;
          continue;
        }
      annotation = _gw_studio_annotation_new ();
      g_ptr_array_add (annotations, annotation);
      if (!read_annotation (annotation, json, error))
        return FALSE;
    }

  return TRUE;
}

/* --- tasks --------------------------------------------------------------------------------------- */

struct _GwStudioFile
{
  GInputStream *stream;
  GwJsonReader *json;
  char *image_key;
  const GwStudioControls *controls;
  gboolean begun;
  gboolean in_list;
  gboolean ended;
};

/* The data, which comes next, of a task. */
static gboolean
read_data (GwStudioTask *self, GwJsonReader *json, GError **error)
{
  gsize length;
  const char *raw = gw_json_reader_take_raw (json, &length, error);
  g_autoptr (GwJsonMembers) data = NULL;

  if (raw == NULL)
    return FALSE;
  data = raw[0] == '{' ? gw_json_members_parse (raw, (gssize) length, NULL, NULL) : NULL;
  if (data != NULL)
    {
      gw_json_members_free (self->data);
      self->data = g_steal_pointer (&data);
    }

  return TRUE;
}

/* An annotation in a file of its own: its members stand where those of its task would, which
 * is one of them.
 */
static void
take_alone (GwStudioTask *self)
{
  GwStudioAnnotation *annotation = g_ptr_array_index (self->annotations, self->annotations->len - 1);
  g_autofree char *raw = gw_json_members_dup (self->members, "task");
  g_autoptr (GwJsonMembers) task = raw != NULL && raw[0] == '{' ? gw_json_members_parse (raw, -1, NULL, NULL) : NULL;
  g_autofree char *data = task != NULL ? gw_json_members_dup (task, "data") : NULL;
  g_autoptr (GwJsonMembers) parsed = data != NULL && data[0] == '{' ? gw_json_members_parse (data, -1, NULL, NULL)
                                                                    : NULL;

  if (parsed == NULL)
    return;
  gw_json_members_free (self->data);
  self->data = g_steal_pointer (&parsed);
  gw_json_members_remove (self->members, "task");
  gw_json_members_remove (task, "data");
  gw_json_members_free (annotation->members);
  annotation->members = self->members;
  self->members = g_steal_pointer (&task);
}

typedef enum
{
  FOLDED = 0, /* JSON-MIN */
  WHOLE,
  ALONE
} Form;

/* The list of an annotation in a file of its own. */
static gboolean
read_alone (GwStudioTask *self, GwJsonReader *json, GError **error)
{
  GwStudioAnnotation *annotation = _gw_studio_annotation_new ();
  const GwJsonToken token = gw_json_reader_next (json, error);

  g_ptr_array_add (self->annotations, annotation);
  if (token == GW_JSON_ERROR
      || !(token == GW_JSON_ARRAY_BEGIN ? _gw_studio_read_results (annotation->results, json, error)
                                        : gw_json_reader_skip_value (json, error)))
    return FALSE;
  link_results (annotation);

  return TRUE;
}

/* What comes next in a task, with its key. */
static gboolean
read_member (GwStudioTask *self, GwJsonReader *json, const char *key, Form *form, GError **error)
{
  const Form before = *form;
  gboolean improper = FALSE;

  *form = WHOLE;
  if (strcmp (key, "data") == 0)
    return read_data (self, json, error);
  if (strcmp (key, "annotations") == 0 || strcmp (key, "completions") == 0)
    return read_annotations (self, self->annotations, json, error);
  if (strcmp (key, "predictions") == 0)
    return read_annotations (self, self->predictions, json, error);
  *form = before;
  if (strcmp (key, "result") == 0 && before == FOLDED)
    {
      *form = ALONE;
      return read_alone (self, json, error);
    }
  if (!_gw_studio_keep_member (self->members, key, json, &improper, error))
    return FALSE;
  self->improper = self->improper || improper;

  return TRUE;
}

/* The object whose brace has been read. */
static gboolean
read_task (GwStudioFile *file, GwStudioTask *self, GError **error)
{
  GwJsonReader *json = file->json;
  Form form = FOLDED;
  GwJsonToken token;

  while ((token = gw_json_reader_next (json, error)) == GW_JSON_KEY)
    {
      g_autofree char *key = gw_json_reader_dup_string (json, NULL);

      if (key != NULL ? !read_member (self, json, key, &form, error) : !gw_json_reader_skip_value (json, error))
        return FALSE;
    }
  if (form == ALONE)
    take_alone (self);
  self->known = form != FOLDED || gw_json_members_get (self->members, file->image_key, NULL) != NULL;
  if (form == FOLDED)
    _gw_studio_task_unfold (self, file->controls);

  return token == GW_JSON_OBJECT_END;
}

GwStudioFile *
gw_studio_file_open (const char *path, const char *image_key, const GwStudioControls *controls,
                     GCancellable *cancellable, GError **error)
{
  GInputStream *stream = _gw_reader_open_file (path, NULL, error);
  GwStudioFile *self;

  if (stream == NULL)
    return NULL;
  self = g_new0 (GwStudioFile, 1);
  self->stream = stream;
  self->json = gw_json_reader_new (stream, cancellable);
  self->image_key = g_strdup (image_key);
  self->controls = controls;
  gw_json_reader_set_non_finite (self->json, TRUE);
  gw_json_reader_watch_keys (self->json);

  return self;
}

void
gw_studio_file_free (GwStudioFile *self)
{
  if (self == NULL)
    return;

  gw_json_reader_free (self->json);
  g_object_unref (self->stream);
  g_free (self->image_key);
  g_free (self);
}

/* The first token of the next task, or of the end. */
static GwJsonToken
find_task (GwStudioFile *self, GError **error)
{
  GwJsonToken token = gw_json_reader_next (self->json, error);

  if (!self->begun && token == GW_JSON_ARRAY_BEGIN)
    {
      self->in_list = TRUE;
      token = gw_json_reader_next (self->json, error);
    }
  else if (!self->begun && token != GW_JSON_OBJECT_BEGIN && token != GW_JSON_ERROR)
    {
      g_set_error_literal (error, GW_ERROR, GW_ERROR_INVALID, _ ("A list of tasks was expected."));
      token = GW_JSON_ERROR;
    }
  self->begun = TRUE;
  if (self->in_list && token == GW_JSON_ARRAY_END)
    token = gw_json_reader_next (self->json, error);

  return token;
}

GwStudioTask *
gw_studio_file_next (GwStudioFile *self, GError **error)
{
  g_autoptr (GwStudioTask) task = NULL;
  GwJsonToken token;

  if (self->ended)
    return NULL;
  token = find_task (self, error);
  self->ended = token == GW_JSON_END || token == GW_JSON_ERROR;
  if (self->ended)
    return NULL;

  task = task_new (gw_json_reader_get_line (self->json));
  if (!(token == GW_JSON_OBJECT_BEGIN ? read_task (self, task, error) : gw_json_reader_skip_value (self->json, error)))
    {
      self->ended = TRUE;
      return NULL;
    }
  gw_json_reader_take_repeats (self->json, &task->repeats);

  return g_steal_pointer (&task);
}

guint64
gw_studio_file_get_line (const GwStudioFile *self)
{
  return gw_json_reader_get_line (self->json);
}

guint64
gw_studio_file_get_offset (const GwStudioFile *self)
{
  return gw_json_reader_get_offset (self->json);
}
