/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-worker-boxes.h"

#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-worker-records.h"

typedef struct
{
  GwWorkerNames objects, workers, labels;
  GArray *boxes;     /* of GwBox */
  GArray *n_answers; /* guint32: of each object */
  GHashTable *pairs; /* set of gint64*: object and worker */
  GwProblems *problems;
} Gathering;

void
gw_worker_boxes_free (GwWorkerBoxes *self)
{
  g_clear_pointer (&self->objects, g_ptr_array_unref);
  g_clear_pointer (&self->workers, g_ptr_array_unref);
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  g_free (self->object);
  g_free (self->worker);
  g_free (self->label);
  g_free (self->box);
  g_free (self->n_answers);
  g_free (self);
}

/* A person who answers twice for an image is one. */
static void
count_answer (Gathering *gathering, const char *object, const char *worker)
{
  gint32 of_object = gw_worker_names_find (&gathering->objects, object);
  guint32 none = 0;
  gint64 pair = (gint64) of_object << 32 | gw_worker_names_find (&gathering->workers, worker);

  while (gathering->n_answers->len <= (guint) of_object)
    g_array_append_val (gathering->n_answers, none);
  if (g_hash_table_add (gathering->pairs, g_memdup2 (&pair, sizeof pair)))
    g_array_index (gathering->n_answers, guint32, of_object)++;
}

static void
take_object (Gathering *gathering, const GwRecord *record, const GwRecordHead *head, GwObject *object)
{
  GwClass *class = gw_record_head_find_class (head, gw_object_get_class_id (object));
  GwBox box = gw_object_get_bounds (object);

  if (class == NULL || gw_object_get_shape (object)->kind == GW_SHAPE_NONE || !gw_box_is_valid (&box))
    return;
  gw_worker_names_add (&gathering->objects, record->path);
  gw_worker_names_add (&gathering->workers, record->annotator);
  gw_worker_names_add (&gathering->labels, gw_class_get_name (class));
  g_array_append_val (gathering->boxes, box);
}

static void
take_record (const GwRecord *record, const GwRecordHead *head, const char *path, gpointer data)
{
  Gathering *gathering = data;

  /* Who has set an image aside, or was asked for its class, has not answered. */
  if (record->path == NULL || record->skipped || (record->labels->len > 0 && record->objects->len == 0))
    return;
  if (record->annotator == NULL)
    {
      if (record->objects->len > 0)
        gw_problems_add (gathering->problems, GW_SEVERITY_ERROR, "row-fields", path, record->line, record->path,
                         _ ("Nobody is named who drew these boxes. They are left out."));
      return;
    }

  count_answer (gathering, record->path, record->annotator);
  for (guint i = 0; i < record->objects->len; i++)
    take_object (gathering, record, head, g_ptr_array_index (record->objects, i));
}

static void
gathering_init (Gathering *gathering, GwProblems *problems)
{
  gw_worker_names_init (&gathering->objects);
  gw_worker_names_init (&gathering->workers);
  gw_worker_names_init (&gathering->labels);
  gathering->boxes = g_array_new (FALSE, FALSE, sizeof (GwBox));
  gathering->n_answers = g_array_new (FALSE, FALSE, sizeof (guint32));
  gathering->pairs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gathering->problems = problems;
}

/* Gives away all that was gathered. */
static GwWorkerBoxes *
gathering_end (Gathering *gathering)
{
  GwWorkerBoxes *self = g_new0 (GwWorkerBoxes, 1);

  self->n = gathering->boxes->len;
  gw_worker_names_end (&gathering->objects, &self->objects, &self->object);
  gw_worker_names_end (&gathering->workers, &self->workers, &self->worker);
  gw_worker_names_end (&gathering->labels, &self->labels, &self->label);
  self->box = (GwBox *) (gpointer) g_array_free (gathering->boxes, FALSE);
  self->n_answers = (guint32 *) (gpointer) g_array_free (gathering->n_answers, FALSE);
  g_hash_table_unref (gathering->pairs);

  return self;
}

GwWorkerBoxes *
gw_worker_boxes_read (const char *path, GwProblems *problems, GwWork *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwWorkerBoxes) self = NULL;
  Gathering gathering;
  gboolean ok;

  gathering_init (&gathering, problems);
  ok = gw_worker_records_each (path, problems, work, take_record, &gathering, cancellable, error);
  self = gathering_end (&gathering);
  if (!ok)
    return NULL;
  if (self->objects->len == 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s: it names nobody who has drawn boxes."), path);
      return NULL;
    }

  return g_steal_pointer (&self);
}
