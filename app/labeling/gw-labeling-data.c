/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-labeling-data.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-json-reader.h"
#include "gw-json-writer.h"
#include "gw-project-info.h"

#define SECONDS_KEY "timeSpentInSeconds"
#define DISMISSED_KEY "dismissedHints"

typedef struct
{
  gint64 image_id;
  char *person;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->person);
  g_free (request);
}

void
gw_labeling_data_free (GwLabelingData *data)
{
  if (data == NULL)
    return;

  g_clear_object (&data->image);
  g_clear_pointer (&data->objects, g_ptr_array_unref);
  g_clear_pointer (&data->labels, g_array_unref);
  g_clear_pointer (&data->absent, g_array_unref);
  g_clear_pointer (&data->predictions, g_ptr_array_unref);
  g_clear_pointer (&data->scores, g_array_unref);
  gw_history_state_clear (&data->history);
  g_free (data->draft);
  g_free (data->model);
  g_free (data);
}

static gboolean
load_image (GwStore *store, gint64 id, GwLabelingData *data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) images = gw_store_get_images (store, &id, 1, cancellable, error);

  if (images == NULL)
    return FALSE;
  if (images->len == 0 || g_ptr_array_index (images, 0) == NULL)
    {
      g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT,
                           _ ("The image is not in the project any more."));
      return FALSE;
    }

  data->image = g_object_ref (g_ptr_array_index (images, 0));

  return TRUE;
}

/* Scores of a model that gives logits are shown as probabilities. */
static void
soften_scores (GArray *scores, GwScoreScale scale)
{
  g_autofree double *values = g_new (double, MAX (scores->len, 1));
  guint n = 0;

  for (guint i = 0; i < scores->len; i++)
    if (!isnan (g_array_index (scores, GwLabel, i).confidence))
      values[n++] = g_array_index (scores, GwLabel, i).confidence;
  if (!gw_scores_are_logits (scale, values, n))
    return;

  gw_logits_soften (values, n);
  for (guint i = 0, k = 0; i < scores->len; i++)
    if (!isnan (g_array_index (scores, GwLabel, i).confidence))
      g_array_index (scores, GwLabel, i).confidence = values[k++];
}

/* The layer made last is the newest model's. */
static gboolean
load_predictions (GwStore *store, gint64 id, GwLabelingData *data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) layers = gw_store_list_layers (store, cancellable, error);
  const GwLayer *newest = NULL;

  if (layers == NULL)
    return FALSE;
  for (guint i = 0; i < layers->len; i++)
    {
      const GwLayer *layer = g_ptr_array_index (layers, i);

      if (layer->kind == GW_LAYER_KIND_PREDICTIONS && (newest == NULL || layer->id > newest->id))
        newest = layer;
    }
  data->has_layers = layers->len > 1;
  if (newest == NULL)
    return TRUE;

  data->model = g_strdup (newest->name);
  data->predictions = gw_store_load_objects (store, id, newest->id, cancellable, error);
  data->scores = data->predictions != NULL ? gw_store_load_labels (store, id, newest->id, cancellable, error) : NULL;
  if (data->scores == NULL)
    return FALSE;
  soften_scores (data->scores, newest->scale);

  return TRUE;
}

static gpointer
load (GwStore *store, gpointer user_data, GCancellable *cancellable, GError **error)
{
  const Request *request = user_data;
  g_autoptr (GwLabelingData) data = g_new0 (GwLabelingData, 1);

  if (!load_image (store, request->image_id, data, cancellable, error))
    return NULL;
  data->objects = gw_store_load_objects (store, request->image_id, GW_LAYER_LABELS, cancellable, error);
  if (data->objects == NULL)
    return NULL;
  data->labels = gw_store_load_labels (store, request->image_id, GW_LAYER_LABELS, cancellable, error);
  if (data->labels == NULL)
    return NULL;
  data->absent = gw_store_load_absent (store, request->image_id, GW_LAYER_LABELS, cancellable, error);
  if (data->absent == NULL)
    return NULL;
  if (!gw_store_get_history_state (store, request->image_id, &data->history, cancellable, error))
    return NULL;
  if (!load_predictions (store, request->image_id, data, cancellable, error))
    return NULL;

  /* A damaged draft costs the working time counted so far and nothing else. */
  data->draft = gw_store_load_draft (store, request->image_id, request->person, cancellable, NULL);

  return g_steal_pointer (&data);
}

static void
on_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GwLabelingData *data = gw_store_run_finish (GW_STORE (source), result, &error);

  if (data != NULL)
    g_task_return_pointer (task, data, (GDestroyNotify) gw_labeling_data_free);
  else
    g_task_return_error (task, error);
}

static char labeling_data_load_tag[] = "gw_labeling_data_load_async";

void
gw_labeling_data_load_async (GwStore *store, gint64 image_id, const char *person, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Request *request;

  g_return_if_fail (GW_IS_STORE (store));
  g_return_if_fail (person != NULL);

  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, labeling_data_load_tag);
  request = g_new0 (Request, 1);
  request->image_id = image_id;
  request->person = g_strdup (person);
  gw_store_read_async (store, GW_STORE_URGENT, load, request, request_free, (GDestroyNotify) gw_labeling_data_free,
                       cancellable, on_loaded_cb, g_object_ref (task));
}

GwLabelingData *
gw_labeling_data_load_finish (GwStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- the draft --------------------------------------------------------------- */

double
gw_labeling_draft_get_seconds (const char *draft)
{
  g_autoptr (GwJsonReader) reader = NULL;
  double seconds = 0.0;

  if (draft == NULL)
    return 0.0;

  reader = gw_json_reader_new_for_memory (draft, -1);
  if (gw_json_reader_next (reader, NULL) != GW_JSON_OBJECT_BEGIN)
    return 0.0;
  while (gw_json_reader_next (reader, NULL) == GW_JSON_KEY)
    {
      if (!gw_json_reader_string_is (reader, SECONDS_KEY))
        {
          if (!gw_json_reader_skip_value (reader, NULL))
            return 0.0;
        }
      else if (gw_json_reader_next (reader, NULL) == GW_JSON_NUMBER)
        seconds = gw_json_reader_get_double (reader);
      else
        return 0.0;
    }

  return isfinite (seconds) && seconds > 0.0 ? seconds : 0.0;
}

static void
copy_other_members (const char *draft, const char *but, GwJsonWriter *writer)
{
  g_autoptr (GwJsonReader) reader = gw_json_reader_new_for_memory (draft, -1);

  if (!gw_json_validate (draft, -1, NULL) || gw_json_reader_next (reader, NULL) != GW_JSON_OBJECT_BEGIN)
    return;
  while (gw_json_reader_next (reader, NULL) == GW_JSON_KEY)
    {
      g_autofree char *key = gw_json_reader_dup_string (reader, NULL);
      gsize length;
      const char *raw = gw_json_reader_take_raw (reader, &length, NULL);

      if (raw == NULL)
        return;
      if (key == NULL || g_strcmp0 (key, but) == 0)
        continue;
      gw_json_writer_key (writer, key);
      gw_json_writer_raw (writer, raw, (gssize) length);
    }
}

char *
gw_labeling_draft_set_seconds (const char *draft, double seconds)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) writer = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);

  gw_json_writer_begin_object (writer);
  if (draft != NULL)
    copy_other_members (draft, SECONDS_KEY, writer);
  gw_json_writer_set_decimals (writer, 1);
  gw_json_writer_key_double (writer, SECONDS_KEY, seconds);
  gw_json_writer_end_object (writer);
  if (!gw_json_writer_finish (writer, NULL))
    g_string_assign (text, "{}");

  return g_string_free (text, FALSE);
}

/* --- dismissed hints --------------------------------------------------------- */

/* FALSE: it is not a list of strings. */
static gboolean
read_keys (GwJsonReader *reader, GStrvBuilder *keys)
{
  GwJsonToken token;

  if (gw_json_reader_next (reader, NULL) != GW_JSON_ARRAY_BEGIN)
    return FALSE;
  while ((token = gw_json_reader_next (reader, NULL)) == GW_JSON_STRING)
    {
      g_autofree char *key = gw_json_reader_dup_string (reader, NULL);

      if (key != NULL)
        g_strv_builder_add (keys, key);
    }
  return token == GW_JSON_ARRAY_END;
}

GStrv
gw_labeling_draft_get_dismissed (const char *draft)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  g_autoptr (GwJsonReader) reader = NULL;

  if (draft == NULL || !gw_json_validate (draft, -1, NULL))
    return g_strv_builder_end (keys);

  reader = gw_json_reader_new_for_memory (draft, -1);
  if (gw_json_reader_next (reader, NULL) != GW_JSON_OBJECT_BEGIN)
    return g_strv_builder_end (keys);
  while (gw_json_reader_next (reader, NULL) == GW_JSON_KEY)
    {
      gboolean read = gw_json_reader_string_is (reader, DISMISSED_KEY) ? read_keys (reader, keys)
                                                                       : gw_json_reader_skip_value (reader, NULL);

      if (!read)
        break;
    }

  return g_strv_builder_end (keys);
}

char *
gw_labeling_draft_set_dismissed (const char *draft, const char *const *keys)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) writer = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);

  gw_json_writer_begin_object (writer);
  if (draft != NULL)
    copy_other_members (draft, DISMISSED_KEY, writer);
  if (keys[0] != NULL)
    {
      gw_json_writer_key (writer, DISMISSED_KEY);
      gw_json_writer_begin_array (writer);
      for (guint i = 0; keys[i] != NULL; i++)
        gw_json_writer_string (writer, keys[i]);
      gw_json_writer_end_array (writer);
    }
  gw_json_writer_end_object (writer);
  if (!gw_json_writer_finish (writer, NULL))
    g_string_assign (text, "{}");

  return g_string_free (text, FALSE);
}
