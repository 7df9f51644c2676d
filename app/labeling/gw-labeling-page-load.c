/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-labeling-page-private.h"

#include <glib/gi18n.h>

#include "gw-image-list.h"
#include "gw-path.h"

/* From one image to the next: facts from the store and the picture from the
 * loader come at the same time; until both are here the old image stays, and
 * keys wait, so that a fast hand labels the image that it means.
 */

/* Longer than this looks like nothing happens. */
#define SLOW_MS 150

/* Working time is written to the draft when so much has come together. */
#define DRAFT_SECONDS 10.0

static void show_when_ready (GwLabelingPage *self);

gboolean
_gw_labeling_page_is_loading (GwLabelingPage *self)
{
  return self->arrival.image_id != 0;
}

static void
drop_arrival (GwLabelingPage *self)
{
  GwArrival *arrival = &self->arrival;

  if (arrival->cancellable != NULL)
    g_cancellable_cancel (arrival->cancellable);
  g_clear_object (&arrival->cancellable);
  g_clear_pointer (&arrival->data, gw_labeling_data_free);
  g_clear_object (&arrival->document);
  g_clear_pointer (&arrival->picture, gw_pyramid_unref);
  g_clear_error (&arrival->problem);
  g_clear_handle_id (&arrival->slow_id, g_source_remove);
  *arrival = (GwArrival) { 0 };
}

/* --- the draft ------------------------------------------------------------------ */

typedef struct
{
  gint64 image_id;
  char *person;
  char *text;
} Draft;

static void
draft_free (gpointer data)
{
  Draft *draft = data;

  g_free (draft->person);
  g_free (draft->text);
  g_free (draft);
}

static gpointer
write_draft (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Draft *draft = data;

  gw_store_save_draft (store, draft->image_id, draft->person, draft->text, cancellable, error);

  return NULL;
}

static void
on_draft_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* The time worked is tried again with the next seconds. */
  gw_store_run_finish (GW_STORE (source), result, &error);
  if (error != NULL)
    g_debug ("The draft was not saved: %s", error->message);
}

/* Takes the text. One after the other, so that the last one stays. */
static void
put_draft (GwLabelingPage *self, char *text)
{
  Draft *draft = g_new0 (Draft, 1);

  g_free (self->draft);
  self->draft = text;
  draft->image_id = gw_document_get_image_id (self->document);
  draft->person = g_strdup (gw_project_get_person (self->project));
  draft->text = g_strdup (text);
  gw_store_run_async (gw_project_get_store (self->project), GW_STORE_NORMAL, write_draft, draft, draft_free, NULL, NULL,
                      on_draft_written_cb, NULL);
}

void
_gw_labeling_page_keep_dismissed (GwLabelingPage *self, const char *const *keys)
{
  if (self->document != NULL && !gw_project_is_read_only (self->project))
    put_draft (self, gw_labeling_draft_set_dismissed (self->draft, keys));
}

void
_gw_labeling_page_save_draft (GwLabelingPage *self)
{
  double seconds;

  if (self->document == NULL || gw_project_is_read_only (self->project))
    return;

  seconds = gw_work_timer_get_seconds (&self->timer, g_get_monotonic_time ());
  if (seconds - self->drafted_seconds < 0.5)
    return;

  self->drafted_seconds = seconds;
  put_draft (self, gw_labeling_draft_set_seconds (self->draft, seconds));
}

static gboolean
on_tick_cb (gpointer user_data)
{
  GwLabelingPage *self = user_data;

  if (gw_work_timer_get_seconds (&self->timer, g_get_monotonic_time ()) - self->drafted_seconds >= DRAFT_SECONDS)
    _gw_labeling_page_save_draft (self);
  _gw_labeling_page_update_time (self);

  return G_SOURCE_CONTINUE;
}

/* --- the file ----------------------------------------------------------------------- */

static gpointer
write_facts (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  gw_store_set_file_facts (store, data, cancellable, error);

  return NULL;
}

/* What looking at the file told: its size, or that it cannot be read. */
static void
tell_facts (GwLabelingPage *self, GwImage *image)
{
  GPtrArray *images;

  if (gw_project_is_read_only (self->project))
    return;

  images = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (images, g_object_ref (image));
  gw_store_run_async (gw_project_get_store (self->project), GW_STORE_NORMAL, write_facts, images,
                      (GDestroyNotify) g_ptr_array_unref, NULL, NULL, on_draft_written_cb, NULL);
}

/* Without picture and problem, which is while the next image is awaited, only
 * what the check tells is noted.
 */
static void
note_picture (GwLabelingPage *self, GwPyramid *picture, const GError *problem, const GwFileCheck *check)
{
  GwImage *image = gw_document_get_image (self->document);
  g_autoptr (GwImage) facts = gw_image_copy (image);
  GwImageMarks marks = gw_image_get_marks (image);

  if (picture != NULL)
    {
      gw_image_set_size (facts, gw_pyramid_get_width (picture), gw_pyramid_get_height (picture));
      gw_image_set_marks (facts, marks & ~GW_IMAGE_UNREADABLE);
    }
  else if (problem != NULL && !_gw_labeling_page_is_missing (problem))
    {
      gw_image_set_marks (facts, marks | GW_IMAGE_UNREADABLE);
      gw_image_set_problem (facts, problem->message);
    }
  if (check != NULL && !check->changed)
    {
      gw_image_set_file_facts (facts, check->bytes, check->mtime);
      if (check->sha256 != NULL)
        gw_image_set_sha256 (facts, check->sha256);
    }

  if (gw_image_get_width (facts) == gw_image_get_width (image)
      && gw_image_get_height (facts) == gw_image_get_height (image)
      && gw_image_get_bytes (facts) == gw_image_get_bytes (image)
      && gw_image_get_mtime (facts) == gw_image_get_mtime (image)
      && gw_image_get_marks (facts) == gw_image_get_marks (image))
    return;

  tell_facts (self, facts);
}

static void
on_file_checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwLabelingPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwFileCheck) check = gw_file_check_finish (result, &error);
  GwImage *image;

  if (check == NULL || self->document == NULL)
    return;

  image = gw_document_get_image (self->document);
  self->file_changed = check->changed && gw_image_get_status (image) != GW_IMAGE_UNLABELED;
  note_picture (self, gw_canvas_get_pyramid (GW_CANVAS (self->canvas)), self->picture_problem, check);
  _gw_labeling_page_update_state (self);
}

/* What is told of a file after this belongs to an image that is gone. */
static void
stop_checking (GwLabelingPage *self)
{
  if (self->checking != NULL)
    g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
}

static void
check_file (GwLabelingPage *self)
{
  GwImage *image = gw_document_get_image (self->document);

  stop_checking (self);
  self->file_changed = FALSE;
  if (self->picture_problem != NULL)
    {
      note_picture (self, NULL, self->picture_problem, NULL);
      return;
    }
  if (gw_image_get_file (image) == NULL)
    return;

  self->checking = g_cancellable_new ();
  gw_file_check_async (image, self->checking, on_file_checked_cb, g_object_ref (self));
}

/* --- showing ---------------------------------------------------------------------------- */

/* The full picture may have come for a preview while the rest of the image
 * was still awaited, when there was nothing yet to refine.
 */
static void
take_full_picture (GwLabelingPage *self)
{
  GwArrival *arrival = &self->arrival;
  const char *file = gw_image_get_file (gw_document_get_image (self->document));
  GwPyramid *kept;

  if (!gw_pyramid_is_preview (arrival->picture) || file == NULL)
    return;
  kept = gw_image_loader_lookup (gw_project_get_loader (self->project), file);
  if (kept == NULL)
    return;
  gw_pyramid_unref (arrival->picture);
  arrival->picture = kept;
}

static void
show_picture (GwLabelingPage *self)
{
  GwArrival *arrival = &self->arrival;
  GwCanvas *canvas = GW_CANVAS (self->canvas);

  g_clear_error (&self->picture_problem);
  if (arrival->picture != NULL)
    {
      take_full_picture (self);
      gw_document_set_size (self->document, gw_pyramid_get_width (arrival->picture),
                            gw_pyramid_get_height (arrival->picture));
      gw_canvas_set_pyramid (canvas, arrival->picture);
      return;
    }

  self->picture_problem = g_steal_pointer (&arrival->problem);
  _gw_labeling_page_show_problem (self);
}

void
_gw_labeling_page_show_predictions (GwLabelingPage *self)
{
  gw_canvas_set_predictions (GW_CANVAS (self->canvas),
                             self->show_predictions && !self->classes ? self->predictions : NULL);
}

static void
follow_document (GwLabelingPage *self, GwDocument *document)
{
  stop_checking (self);
  g_set_object (&self->document, document);
  gw_canvas_set_document (GW_CANVAS (self->canvas), document);
  gw_label_list_set_document (GW_LABEL_LIST (self->label_list), document);
  gw_object_list_set_document (GW_OBJECT_LIST (self->object_list), document);
  gw_attribute_pane_set_document (GW_ATTRIBUTE_PANE (self->attribute_pane), document);
  gw_choice_pane_set_document (GW_CHOICE_PANE (self->choice_pane), document);
  _gw_labeling_page_update_layers (self);
  gw_comparer_set_document (self->comparer, document);
}

static void
on_document_changed_cb (GwLabelingPage *self)
{
  _gw_labeling_page_update_state (self);
  _gw_labeling_page_update_actions (self);
}

static GwDocument *
make_document (GwLabelingPage *self, GwLabelingData *data)
{
  g_autoptr (GPtrArray) classes = gw_project_copy_classes (self->project);
  GwDocument *document = gw_document_new (data->image);

  gw_document_set_classes (document, classes);
  gw_document_set_author (document, gw_project_get_person (self->project));
  gw_document_set_read_only (document, gw_project_is_read_only (self->project));
  gw_document_set_size (document, gw_image_get_width (data->image), gw_image_get_height (data->image));
  gw_document_load (document, data->objects, data->labels);
  gw_document_set_absent (document, data->absent);
  gw_document_set_history (document, data->history.undo_name, data->history.redo_name);
  gw_document_saver_follow (self->saver, document);

  return document;
}

/* The label that is drawn with goes on to the next image; at first it is the
 * first of the list.
 */
static void
carry_class (GwLabelingPage *self, GwDocument *old, GwDocument *document)
{
  gint64 class_id = old != NULL ? gw_document_get_current_class (old) : 0;
  GListModel *classes = gw_project_get_classes (self->project);

  if (gw_document_get_current_class (document) != 0)
    return;
  if (class_id == 0 && g_list_model_get_n_items (classes) > 0)
    {
      g_autoptr (GwClass) first = g_list_model_get_item (classes, 0);

      class_id = gw_class_get_id (first);
    }
  gw_document_set_current_class (document, class_id);
}

void
_gw_labeling_page_renew_class (GwLabelingPage *self)
{
  gint64 class_id = gw_document_get_current_class (self->document);

  if (class_id == 0 || gw_document_get_class (self->document, class_id) != NULL)
    return;

  if (gw_document_get_class (self->document, self->class_before) == NULL)
    self->class_before = 0;
  gw_document_set_current_class (self->document, self->class_before);
  carry_class (self, NULL, self->document);
}

static void
choose_form (GwLabelingPage *self, GwLabelingData *data)
{
  GwTask task = gw_project_get_info (self->project)->task;
  gboolean classes = task == GW_TASK_SINGLE_CLASS || task == GW_TASK_MULTI_CLASS;

  /* In a project of objects, an image that has only labels is shown with them. */
  if (!classes)
    classes = self->whole_image >= 0 ? self->whole_image > 0 : data->objects->len == 0 && data->labels->len > 0;

  _gw_labeling_page_set_form (self, classes, task != GW_TASK_MULTI_CLASS);
}

static void
take_facts (GwLabelingPage *self, GwLabelingData *data)
{
  gboolean active = gtk_widget_get_root (GTK_WIDGET (self)) != NULL
                    && gtk_window_is_active (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));

  g_free (self->draft);
  self->draft = g_steal_pointer (&data->draft);
  self->drafted_seconds = gw_labeling_draft_get_seconds (self->draft);
  gw_work_timer_init (&self->timer, self->drafted_seconds, active, g_get_monotonic_time ());
  if (self->tick_id == 0)
    self->tick_id = g_timeout_add_seconds (1, on_tick_cb, self);
  _gw_labeling_page_update_time (self);

  g_clear_pointer (&self->predictions, g_ptr_array_unref);
  g_clear_pointer (&self->scores, g_array_unref);
  g_free (self->model);
  self->predictions = g_steal_pointer (&data->predictions);
  self->scores = g_steal_pointer (&data->scores);
  self->model = g_steal_pointer (&data->model);
  gw_choice_pane_set_scores (GW_CHOICE_PANE (self->choice_pane), self->scores);
  self->has_layers = data->has_layers;
  gtk_widget_set_visible (self->predictions_button, self->model != NULL);
}

static void
drop_old_document (GwLabelingPage *self)
{
  if (self->document == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->document, self);
  gw_repeat_update (self->repeat, self->document);
  if (gw_document_saver_find (self->saver, gw_document_get_image_id (self->document)) == NULL)
    gw_document_saver_unfollow (self->saver, self->document);
}

static void
show_document (GwLabelingPage *self)
{
  GwArrival *arrival = &self->arrival;
  g_autoptr (GwDocument) old = self->document != NULL ? g_object_ref (self->document) : NULL;
  g_autoptr (GwDocument) document = arrival->document != NULL ? g_object_ref (arrival->document)
                                                              : make_document (self, arrival->data);
  g_autofree char *name = gw_path_display (gw_image_get_name (gw_document_get_image (document)), -1);

  drop_old_document (self);
  carry_class (self, old, document);
  choose_form (self, arrival->data);
  take_facts (self, arrival->data);
  follow_document (self, document);
  g_signal_connect_swapped (document, "items-changed", G_CALLBACK (on_document_changed_cb), self);
  g_signal_connect_swapped (document, "selection-changed", G_CALLBACK (on_document_changed_cb), self);
  g_signal_connect_swapped (document, "notify", G_CALLBACK (on_document_changed_cb), self);
  g_signal_connect_swapped (document, "selection-changed", G_CALLBACK (_gw_labeling_page_review_selection_changed),
                            self);
  _gw_labeling_page_watch_deletions (self, document);
  _gw_labeling_page_review_document (self, self->draft);
  gw_canvas_set_file_name (GW_CANVAS (self->canvas), name);
}

/* The list that the image was opened from takes the focus for the row that
 * was clicked after it has told of the click.
 */
static void
take_focus (GwLabelingPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (root != NULL && (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self))))
    gtk_widget_grab_focus (self->canvas);
}

static void
show_arrival (GwLabelingPage *self)
{
  guint position;
  g_autofree char *text = NULL;

  show_document (self);
  show_picture (self);
  _gw_labeling_page_show_predictions (self);
  drop_arrival (self);

  _gw_labeling_page_update_title (self);
  _gw_labeling_page_update_state (self);
  _gw_labeling_page_update_actions (self);
  _gw_labeling_page_update_prefetch (self);
  check_file (self);
  take_focus (self);

  if (gw_image_walk_get_position (self->walk, &position))
    {
      text = g_strdup_printf (_ ("Image %u of %u."), position + 1, gw_image_walk_get_n_images (self->walk));
      _gw_labeling_page_say (self, text);
    }
  _gw_labeling_page_run_waiting_keys (self);
}

static void
show_when_ready (GwLabelingPage *self)
{
  GwArrival *arrival = &self->arrival;

  if (arrival->image_id != 0 && arrival->data != NULL && arrival->picture_done)
    show_arrival (self);
}

/* --- the two halves ------------------------------------------------------------------------- */

static void
on_picture_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwLabelingPage) self = user_data;
  GError *error = NULL;
  GwPyramid *picture = gw_image_loader_load_finish (GW_IMAGE_LOADER (source), result, &error);
  GCancellable *cancellable = g_task_get_cancellable (G_TASK (result));

  /* The answer for an image that was left meanwhile. */
  if (cancellable == NULL || cancellable != self->arrival.cancellable)
    {
      g_clear_pointer (&picture, gw_pyramid_unref);
      g_clear_error (&error);
      return;
    }

  self->arrival.picture_done = TRUE;
  self->arrival.picture = picture;
  self->arrival.problem = error;
  show_when_ready (self);
}

static void
ask_picture (GwLabelingPage *self, const char *file)
{
  self->arrival.picture_asked = TRUE;
  if (file == NULL)
    {
      self->arrival.picture_done = TRUE;
      g_set_error_literal (
          &self->arrival.problem, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
          _ ("The folder of the image was not found on this computer. Locate it in Project Settings."));
      return;
    }

  gw_image_loader_load_async (gw_project_get_loader (self->project), file, G_PRIORITY_DEFAULT,
                              self->arrival.cancellable, on_picture_cb, g_object_ref (self));
}

static void
on_data_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwLabelingPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwLabelingData) data = gw_labeling_data_load_finish (GW_STORE (source), result, &error);
  GCancellable *cancellable = g_task_get_cancellable (G_TASK (result));

  if (cancellable == NULL || cancellable != self->arrival.cancellable)
    return;

  if (data == NULL)
    {
      drop_arrival (self);
      _gw_labeling_page_drop_waiting_keys (self);
      gw_canvas_set_error (GW_CANVAS (self->canvas), _ ("Image Cannot Be Opened"), error->message, NULL);
      return;
    }

  self->arrival.data = g_steal_pointer (&data);
  if (!self->arrival.picture_asked)
    ask_picture (self, gw_image_get_file (self->arrival.data->image));
  show_when_ready (self);
}

static gboolean
on_slow_cb (gpointer user_data)
{
  GwLabelingPage *self = user_data;

  self->arrival.slow_id = 0;
  self->arrival.slow = TRUE;
  gw_canvas_set_loading (GW_CANVAS (self->canvas));

  return G_SOURCE_REMOVE;
}

static char *
known_file (GwLabelingPage *self, gint64 image_id)
{
  guint position;
  g_autoptr (GwImage) image = NULL;

  if (self->walk == NULL || !gw_image_walk_get_position (self->walk, &position))
    return NULL;

  image = g_list_model_get_item (gw_image_walk_get_images (self->walk), position);

  return image != NULL && gw_image_get_id (image) == image_id ? g_strdup (gw_image_get_file (image)) : NULL;
}

void
_gw_labeling_page_load (GwLabelingPage *self, gint64 image_id)
{
  GwArrival *arrival = &self->arrival;
  GwDocument *ahead = gw_document_saver_find (self->saver, image_id);
  g_autofree char *file = known_file (self, image_id);

  _gw_labeling_page_save_draft (self);
  drop_arrival (self);
  arrival->image_id = image_id;
  arrival->cancellable = g_cancellable_new ();
  arrival->document = ahead != NULL ? g_object_ref (ahead) : NULL;
  arrival->slow_id = g_timeout_add (SLOW_MS, on_slow_cb, self);
  if (file != NULL)
    ask_picture (self, file);
  gw_labeling_data_load_async (gw_project_get_store (self->project), image_id, gw_project_get_person (self->project),
                               arrival->cancellable, on_data_cb, g_object_ref (self));
}

void
_gw_labeling_page_unload (GwLabelingPage *self)
{
  drop_arrival (self);
  drop_old_document (self);
  if (self->canvas != NULL)
    follow_document (self, NULL);
  g_clear_object (&self->document);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  stop_checking (self);
  g_clear_error (&self->picture_problem);
  g_clear_pointer (&self->draft, g_free);
  g_clear_pointer (&self->predictions, g_ptr_array_unref);
  g_clear_pointer (&self->scores, g_array_unref);
  g_clear_pointer (&self->model, g_free);
}

/* --- walking ------------------------------------------------------------------------------------ */

void
_gw_labeling_page_go (GwLabelingPage *self, guint position)
{
  gint64 id = self->walk != NULL ? gw_image_walk_go (self->walk, position) : 0;

  if (id != 0)
    _gw_labeling_page_load (self, id);
}

void
_gw_labeling_page_step (GwLabelingPage *self, int steps)
{
  guint position;

  if (self->walk == NULL)
    return;
  if (gw_image_walk_peek (self->walk, steps, &position))
    _gw_labeling_page_go (self, position);
  else
    _gw_labeling_page_toast (self, steps > 0 ? _ ("This is the last image") : _ ("This is the first image"));
}

static void
on_unlabeled_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwLabelingPage) self = user_data;
  g_autoptr (GError) error = NULL;
  guint position;
  int step = self->search_step;

  self->search_step = 0;
  if (gw_image_walk_find_unlabeled_finish (GW_IMAGE_WALK (source), result, &position, &error))
    {
      if (GW_IMAGE_WALK (source) == self->walk)
        _gw_labeling_page_go (self, position);
    }
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    _gw_labeling_page_toast (self, error->message);
  else if (error == NULL)
    _gw_labeling_page_toast (self, step > 0 ? _ ("All images after this one are labeled")
                                            : _ ("All images before this one are labeled"));
}

void
_gw_labeling_page_step_unlabeled (GwLabelingPage *self, int step)
{
  if (self->walk == NULL || self->search_step != 0)
    return;

  self->search_step = step;
  gw_image_walk_find_unlabeled_async (self->walk, step, NULL, on_unlabeled_found_cb, g_object_ref (self));
}

/* The pictures that are likely to be asked for: 3 next, 1 previous. */
void
_gw_labeling_page_update_prefetch (GwLabelingPage *self)
{
  static const int steps[] = { 1, 2, 3, -1 };
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (gsize i = 0; self->walk != NULL && i < G_N_ELEMENTS (steps); i++)
    {
      guint position;
      g_autoptr (GwImage) image = NULL;

      if (!gw_image_walk_peek (self->walk, steps[i], &position))
        continue;
      image = g_list_model_get_item (gw_image_walk_get_images (self->walk), position);
      if (image != NULL && gw_image_get_file (image) != NULL)
        g_strv_builder_add (paths, gw_image_get_file (image));
    }
  list = g_strv_builder_end (paths);
  gw_image_loader_prefetch (gw_project_get_loader (self->project), (const char *const *) list);
}
