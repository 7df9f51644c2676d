/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-document-saver.h"

#include "gw-time.h"

#define RETRY_SECONDS 5

typedef enum
{
  REQUEST_EDIT,
  REQUEST_UNDO,
  REQUEST_REDO
} RequestKind;

typedef struct
{
  RequestKind kind;
  GwDocument *document;
  gint64 image_id;
  GwEdit *edit; /* to save; (nullable) for REQUEST_UNDO: this step and no other */
} Request;

/* What the store's thread gets and gives. */
typedef struct
{
  RequestKind kind;
  gint64 image_id;
  GwEdit *edit; /* in: to apply or to take back; out: what undo or redo applied */
  GwHistoryState history;
  GwImage *image; /* (nullable) */
} Job;

struct _GwDocumentSaver
{
  GObject parent_instance;

  GwStore *store;
  char *person;
  GQueue requests; /* of Request; the head is with the store while `running` */
  gboolean running;
  gboolean abandoned; /* what runs was given up meanwhile */
  GwSaveState state;
  GError *error;
  guint retry_id;
};

G_DEFINE_FINAL_TYPE (GwDocumentSaver, gw_document_saver, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (GwSaveState, gw_save_state, G_DEFINE_ENUM_VALUE (GW_SAVE_SAVED, "saved"),
                    G_DEFINE_ENUM_VALUE (GW_SAVE_SAVING, "saving"), G_DEFINE_ENUM_VALUE (GW_SAVE_FAILED, "failed"))

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  SAVED,
  CONFLICT,
  RELOAD,
  WALKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void start_next (GwDocumentSaver *self);

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->document);
  g_clear_pointer (&request->edit, gw_edit_unref);
  g_free (request);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->edit, gw_edit_unref);
  g_clear_object (&job->image);
  gw_history_state_clear (&job->history);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static void
set_state (GwDocumentSaver *self, GwSaveState state)
{
  /* A new reason for the same failure is news too. */
  if (self->state == state && state != GW_SAVE_FAILED)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* --- on the store's thread ----------------------------------------------------- */

/* The step was written before, unless it was given up: then it has no id. */
static GwEdit *
undo (GwStore *store, gint64 image_id, GwEdit *step, GCancellable *cancellable, GError **error)
{
  if (step == NULL)
    return gw_store_undo (store, image_id, cancellable, error);
  if (gw_edit_get_id (step) == 0)
    return NULL;

  return gw_store_undo_step (store, gw_edit_get_id (step), cancellable, error);
}

static gboolean
perform (GwStore *store, Job *job, GCancellable *cancellable, GError **error)
{
  GError *local = NULL;
  g_autoptr (GwEdit) step = NULL;

  if (job->kind == REQUEST_EDIT)
    return gw_store_apply_edit (store, job->edit, cancellable, error);

  step = g_steal_pointer (&job->edit);
  if (job->kind == REQUEST_UNDO)
    job->edit = undo (store, job->image_id, step, cancellable, &local);
  else
    job->edit = gw_store_redo (store, job->image_id, cancellable, &local);
  if (local != NULL)
    g_propagate_error (error, local);

  return local == NULL;
}

static gpointer
run_job (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Job *order = data;
  g_autoptr (Job) job = g_new0 (Job, 1);
  g_autoptr (GPtrArray) rows = NULL;

  job->kind = order->kind;
  job->image_id = order->image_id;
  job->edit = order->edit != NULL ? gw_edit_ref (order->edit) : NULL;
  if (!perform (store, job, cancellable, error))
    return NULL;

  /* The edit is on the disk: what cannot be read now is read another time. */
  gw_store_get_history_state (store, job->image_id, &job->history, cancellable, NULL);
  rows = gw_store_get_images (store, &job->image_id, 1, cancellable, NULL);
  if (rows != NULL && rows->len == 1 && g_ptr_array_index (rows, 0) != NULL)
    job->image = g_object_ref (g_ptr_array_index (rows, 0));

  return g_steal_pointer (&job);
}

/* --- what came of it -------------------------------------------------------------- */

GwDocument *
gw_document_saver_find (GwDocumentSaver *self, gint64 image_id)
{
  g_return_val_if_fail (GW_IS_DOCUMENT_SAVER (self), NULL);

  for (GList *l = self->requests.tail; l != NULL; l = l->prev)
    {
      Request *request = l->data;

      if (request->image_id == image_id)
        return request->document;
    }

  return NULL;
}

static void
finish_request (GwDocumentSaver *self, Request *request, Job *job)
{
  gboolean more = gw_document_saver_find (self, request->image_id) != NULL;

  if (request->kind != REQUEST_EDIT && job->edit != NULL)
    {
      if (gw_edit_get_n_changes (job->edit) > 0)
        gw_document_take (request->document, job->edit);
      else
        g_signal_emit (self, signals[RELOAD], 0, request->document);
    }
  if (request->kind != REQUEST_EDIT)
    g_signal_emit (self, signals[WALKED], 0, request->document, job->edit, request->kind == REQUEST_REDO);

  gw_document_set_history (request->document, job->history.undo_name, job->history.redo_name);
  /* While more waits the document is ahead of the row. */
  if (!more && job->image != NULL)
    gw_document_set_image (request->document, job->image);
  g_signal_emit (self, signals[SAVED], 0, request->document);
}

static void
drop_document (GwDocumentSaver *self, GwDocument *document)
{
  GList *next;

  for (GList *l = self->requests.head; l != NULL; l = next)
    {
      Request *request = l->data;

      next = l->next;
      if (request->document == document)
        {
          g_queue_delete_link (&self->requests, l);
          request_free (request);
        }
    }
}

static gboolean
may_pass (const GError *error)
{
  return g_error_matches (error, GW_STORE_ERROR, GW_STORE_ERROR_FULL)
         || g_error_matches (error, GW_STORE_ERROR, GW_STORE_ERROR_BUSY)
         || g_error_matches (error, GW_STORE_ERROR, GW_STORE_ERROR_OFFLINE);
}

static gboolean
on_retry_cb (gpointer user_data)
{
  GwDocumentSaver *self = user_data;

  self->retry_id = 0;
  start_next (self);

  return G_SOURCE_REMOVE;
}

static void
fail (GwDocumentSaver *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  if (may_pass (error) && self->retry_id == 0)
    self->retry_id = g_timeout_add_seconds (RETRY_SECONDS, on_retry_cb, self);
  set_state (self, GW_SAVE_FAILED);
}

static void
on_job_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwDocumentSaver) self = user_data;
  GError *error = NULL;
  g_autoptr (Job) job = gw_store_run_finish (GW_STORE (source), result, &error);
  Request *request = g_queue_peek_head (&self->requests);

  self->running = FALSE;
  if (self->abandoned || request == NULL)
    {
      self->abandoned = FALSE;
      g_clear_error (&error);
      start_next (self);
      return;
    }

  if (job != NULL)
    {
      g_clear_error (&self->error);
      g_queue_pop_head (&self->requests);
      finish_request (self, request, job);
      request_free (request);
    }
  else if (g_error_matches (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT))
    {
      g_autoptr (GwDocument) document = g_object_ref (request->document);
      g_autoptr (GError) conflict = error;

      drop_document (self, document);
      g_signal_emit (self, signals[CONFLICT], 0, document, conflict);
    }
  else
    {
      fail (self, error);
      return;
    }

  start_next (self);
}

static void
start_next (GwDocumentSaver *self)
{
  Request *request = g_queue_peek_head (&self->requests);
  Job *order;

  if (self->running)
    return;
  if (request == NULL)
    {
      set_state (self, GW_SAVE_SAVED);
      return;
    }

  g_clear_handle_id (&self->retry_id, g_source_remove);
  self->running = TRUE;
  order = g_new0 (Job, 1);
  order->kind = request->kind;
  order->image_id = request->image_id;
  order->edit = request->edit != NULL ? gw_edit_ref (request->edit) : NULL;
  set_state (self, GW_SAVE_SAVING);
  gw_store_run_async (self->store, GW_STORE_URGENT, run_job, order, job_free, job_free, NULL, on_job_done_cb,
                      g_object_ref (self));
}

static void
push (GwDocumentSaver *self, RequestKind kind, GwDocument *document, GwEdit *edit)
{
  Request *request = g_new0 (Request, 1);

  request->kind = kind;
  request->document = g_object_ref (document);
  request->image_id = gw_document_get_image_id (document);
  request->edit = edit != NULL ? gw_edit_ref (edit) : NULL;
  g_queue_push_tail (&self->requests, request);

  /* What failed before is tried again with what is new: it comes first. */
  start_next (self);
}

/* --- what documents tell ------------------------------------------------------------- */

static void
on_edited_cb (GwDocument *document, GwEdit *edit, GwDocumentSaver *self)
{
  if (gw_edit_get_author (edit) == NULL)
    gw_edit_set_author (edit, self->person);
  if (gw_edit_get_time (edit) == 0)
    gw_edit_set_time (edit, gw_time_now ());
  push (self, REQUEST_EDIT, document, edit);
}

static void
on_undo_requested_cb (GwDocument *document, GwDocumentSaver *self)
{
  push (self, REQUEST_UNDO, document, NULL);
}

static void
on_redo_requested_cb (GwDocument *document, GwDocumentSaver *self)
{
  push (self, REQUEST_REDO, document, NULL);
}

void
gw_document_saver_undo_step (GwDocumentSaver *self, GwDocument *document, GwEdit *edit)
{
  g_return_if_fail (GW_IS_DOCUMENT_SAVER (self));
  g_return_if_fail (GW_IS_DOCUMENT (document));
  g_return_if_fail (edit != NULL);

  push (self, REQUEST_UNDO, document, edit);
}

void
gw_document_saver_follow (GwDocumentSaver *self, GwDocument *document)
{
  g_return_if_fail (GW_IS_DOCUMENT_SAVER (self));
  g_return_if_fail (GW_IS_DOCUMENT (document));

  gw_document_saver_unfollow (self, document);
  g_signal_connect_object (document, "edited", G_CALLBACK (on_edited_cb), self, 0);
  g_signal_connect_object (document, "undo-requested", G_CALLBACK (on_undo_requested_cb), self, 0);
  g_signal_connect_object (document, "redo-requested", G_CALLBACK (on_redo_requested_cb), self, 0);
}

void
gw_document_saver_unfollow (GwDocumentSaver *self, GwDocument *document)
{
  g_return_if_fail (GW_IS_DOCUMENT_SAVER (self));
  g_return_if_fail (GW_IS_DOCUMENT (document));

  g_signal_handlers_disconnect_by_data (document, self);
}

GwSaveState
gw_document_saver_get_state (GwDocumentSaver *self)
{
  g_return_val_if_fail (GW_IS_DOCUMENT_SAVER (self), GW_SAVE_SAVED);

  return self->state;
}

const GError *
gw_document_saver_get_error (GwDocumentSaver *self)
{
  g_return_val_if_fail (GW_IS_DOCUMENT_SAVER (self), NULL);

  return self->state == GW_SAVE_FAILED ? self->error : NULL;
}

guint
gw_document_saver_get_n_waiting (GwDocumentSaver *self)
{
  g_return_val_if_fail (GW_IS_DOCUMENT_SAVER (self), 0);

  return g_queue_get_length (&self->requests);
}

void
gw_document_saver_retry (GwDocumentSaver *self)
{
  g_return_if_fail (GW_IS_DOCUMENT_SAVER (self));

  start_next (self);
}

void
gw_document_saver_discard (GwDocumentSaver *self)
{
  g_return_if_fail (GW_IS_DOCUMENT_SAVER (self));

  g_clear_handle_id (&self->retry_id, g_source_remove);
  g_queue_clear_full (&self->requests, request_free);
  g_queue_init (&self->requests);
  g_clear_error (&self->error);
  self->abandoned = self->running;
  if (!self->running)
    set_state (self, GW_SAVE_SAVED);
}

static void
gw_document_saver_dispose (GObject *object)
{
  GwDocumentSaver *self = GW_DOCUMENT_SAVER (object);

  g_clear_handle_id (&self->retry_id, g_source_remove);
  g_queue_clear_full (&self->requests, request_free);
  g_queue_init (&self->requests);

  G_OBJECT_CLASS (gw_document_saver_parent_class)->dispose (object);
}

static void
gw_document_saver_finalize (GObject *object)
{
  GwDocumentSaver *self = GW_DOCUMENT_SAVER (object);

  g_clear_object (&self->store);
  g_clear_error (&self->error);
  g_free (self->person);

  G_OBJECT_CLASS (gw_document_saver_parent_class)->finalize (object);
}

static void
gw_document_saver_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int) GW_DOCUMENT_SAVER (object)->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gw_document_saver_class_init (GwDocumentSaverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gw_document_saver_dispose;
  object_class->finalize = gw_document_saver_finalize;
  object_class->get_property = gw_document_saver_get_property;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, GW_TYPE_SAVE_STATE, GW_SAVE_SAVED,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, GW_TYPE_DOCUMENT);
  signals[CONFLICT] = g_signal_new ("conflict", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, GW_TYPE_DOCUMENT, G_TYPE_ERROR);
  signals[RELOAD] = g_signal_new ("reload", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, GW_TYPE_DOCUMENT);
  signals[WALKED] = g_signal_new ("walked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 3, GW_TYPE_DOCUMENT, GW_TYPE_EDIT, G_TYPE_BOOLEAN);
}

static void
gw_document_saver_init (GwDocumentSaver *self)
{
  g_queue_init (&self->requests);
}

GwDocumentSaver *
gw_document_saver_new (GwStore *store, const char *person)
{
  GwDocumentSaver *self;

  g_return_val_if_fail (GW_IS_STORE (store), NULL);

  self = g_object_new (GW_TYPE_DOCUMENT_SAVER, NULL);
  self->store = g_object_ref (store);
  self->person = g_strdup (person);

  return self;
}
