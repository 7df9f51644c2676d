/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-labeling-page-private.h"

#include <glib/gi18n.h>

#include "gw-edits.h"

/* A side of less is a slip of the hand, not an object. */
#define SMALLEST_SIDE 1.0

/* --- submit, skip, flag --------------------------------------------------------------- */

/* Whether something is shown that can be decided on. */
static gboolean
can_decide (GwLabelingPage *self)
{
  return self->document != NULL && !_gw_labeling_page_is_loading (self) && !gw_project_is_read_only (self->project);
}

static gboolean
is_empty (GwLabelingPage *self)
{
  return gw_document_get_n_objects (self->document) == 0 && gw_document_get_labels (self->document)->len == 0;
}

/* The last image is not always the last to be labeled. */
static void
on_rest_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwLabelingPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;
  g_autofree char *text = NULL;
  guint position;
  gboolean found = gw_image_walk_find_unlabeled_finish (GW_IMAGE_WALK (source), result, &position, &error);

  if (self->canvas == NULL || GW_IMAGE_WALK (source) != self->walk)
    return;

  key = gw_keymap_dup_label (self->keymap, "previous-unlabeled");
  if (found && key != NULL)
    /* Translators: %s is a key. */
    text = g_strdup_printf (_ ("Submitted. This was the last image; %s goes to one that is not labeled."), key);
  else if (found || error != NULL)
    text = g_strdup (_ ("Submitted. This was the last image."));
  else
    text = g_strdup (_ ("Submitted. All images are labeled."));
  _gw_labeling_page_toast (self, text);
}

static void
finish_submit (GwLabelingPage *self, gboolean negative)
{
  GwImage *image = gw_document_get_image (self->document);
  GwImageMarks marks = gw_image_get_marks (image) & ~GW_IMAGE_SKIPPED;
  guint position;

  if (negative)
    marks |= GW_IMAGE_NEGATIVE;
  gw_document_set_marks (self->document, GW_IMAGE_LABELED, marks, _ ("Submit"));

  if (gw_image_walk_peek (self->walk, 1, &position))
    {
      g_autofree char *text = NULL;

      _gw_labeling_page_go (self, position);
      text = g_strdup_printf (_ ("Submitted. Image %u of %u."), position + 1, gw_image_walk_get_n_images (self->walk));
      _gw_labeling_page_say (self, text);
    }
  else
    gw_image_walk_find_unlabeled_async (self->walk, -1, NULL, on_rest_found_cb, g_object_ref (self));
}

void
_gw_labeling_page_submit (GwLabelingPage *self)
{
  g_autoptr (GPtrArray) problems = NULL;
  gboolean negative;

  if (!can_decide (self))
    return;

  negative = (gw_image_get_marks (gw_document_get_image (self->document)) & GW_IMAGE_NEGATIVE) != 0;
  problems = gw_document_check_submit (self->document, negative, SMALLEST_SIDE);
  if (problems->len == 0)
    finish_submit (self, negative && is_empty (self));
  else
    gw_submit_popover_start (GW_SUBMIT_POPOVER (self->submit_popover), problems, is_empty (self));
}

static void
on_confirmed_cb (GwSubmitPopover *popover, GwLabelingPage *self)
{
  gtk_widget_grab_focus (self->canvas);
  if (can_decide (self))
    finish_submit (self, is_empty (self));
}

static void
on_show_object_cb (GwSubmitPopover *popover, gint64 id, GwLabelingPage *self)
{
  if (self->document == NULL)
    return;

  gw_document_select (self->document, id, FALSE);
  gw_canvas_scroll_to_object (GW_CANVAS (self->canvas), id);
  gtk_widget_grab_focus (self->canvas);
}

void
_gw_labeling_page_skip (GwLabelingPage *self)
{
  GwImage *image;

  if (!can_decide (self))
    return;

  image = gw_document_get_image (self->document);
  gw_document_set_marks (self->document, gw_image_get_status (image), gw_image_get_marks (image) | GW_IMAGE_SKIPPED,
                         _ ("Skip"));
  _gw_labeling_page_say (self, _ ("Skipped."));
  _gw_labeling_page_step (self, 1);
}

void
_gw_labeling_page_flag (GwLabelingPage *self)
{
  GwImage *image;

  if (!can_decide (self))
    return;

  image = gw_document_get_image (self->document);
  gw_flag_popover_start (GW_FLAG_POPOVER (self->flag_popover), (gw_image_get_marks (image) & GW_IMAGE_FLAGGED) != 0,
                         gw_image_get_attribute (image, GW_FLAG_REASON));
}

/* Mark and reason are one step. */
static void
on_flag_done_cb (GwFlagPopover *popover, gboolean flagged, const char *reason, GwLabelingPage *self)
{
  g_autoptr (GwEdit) edit = NULL;
  GwImage *image;
  GwImageMarks marks;
  const char *old;
  const char *new = reason != NULL &&*reason != '\0' ? reason : NULL;

  gtk_widget_grab_focus (self->canvas);
  if (!can_decide (self))
    return;

  image = gw_document_get_image (self->document);
  marks = gw_image_get_marks (image);
  old = gw_image_get_attribute (image, GW_FLAG_REASON);
  edit = gw_edit_new (gw_image_get_id (image), flagged ? _ ("Flag") : _ ("Remove Flag"));
  if (!!(marks & GW_IMAGE_FLAGGED) != !!flagged)
    gw_edit_add_marks (edit, gw_image_get_id (image), gw_image_get_status (image), marks, gw_image_get_status (image),
                       flagged ? marks | GW_IMAGE_FLAGGED : marks & ~GW_IMAGE_FLAGGED);
  if (g_strcmp0 (old, new) != 0)
    gw_edit_add_attribute (edit, gw_image_get_id (image), GW_FLAG_REASON, old, new);
  gw_document_apply (self->document, edit);
  _gw_labeling_page_say (self, flagged ? _ ("Flagged.") : _ ("Flag removed."));
}

static void
on_popover_closed_cb (GtkPopover *popover, GwLabelingPage *self)
{
  gtk_widget_grab_focus (self->canvas);
}

void
_gw_labeling_page_make_popovers (GwLabelingPage *self)
{
  self->flag_popover = gw_flag_popover_new ();
  gtk_popover_set_position (GTK_POPOVER (self->flag_popover), GTK_POS_TOP);
  gtk_widget_set_parent (self->flag_popover, gw_labeling_bar_get_flag_button (GW_LABELING_BAR (self->bar)));
  g_signal_connect (self->flag_popover, "done", G_CALLBACK (on_flag_done_cb), self);
  g_signal_connect (self->flag_popover, "closed", G_CALLBACK (on_popover_closed_cb), self);

  self->submit_popover = gw_submit_popover_new ();
  gtk_popover_set_position (GTK_POPOVER (self->submit_popover), GTK_POS_TOP);
  gtk_widget_set_parent (self->submit_popover, gw_labeling_bar_get_submit_button (GW_LABELING_BAR (self->bar)));
  g_signal_connect (self->submit_popover, "closed", G_CALLBACK (on_popover_closed_cb), self);
  g_signal_connect (self->submit_popover, "confirmed", G_CALLBACK (on_confirmed_cb), self);
  g_signal_connect (self->submit_popover, "show-object", G_CALLBACK (on_show_object_cb), self);
}

/* --- what is saved ------------------------------------------------------------------------ */

static char *
describe_labels (GwLabelingPage *self)
{
  const char *place = _gw_labeling_page_get_review_place (self);
  guint n;

  if (place != NULL)
    return g_strdup (place);
  if (self->classes)
    {
      n = gw_document_get_labels (self->document)->len;
      return n == 0 ? g_strdup (_ ("no label"))
                    : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u label", "%u labels", n), n);
    }

  n = gw_document_get_n_objects (self->document);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u object", "%u objects", n), n);
}

static const char *
describe_saving (GwLabelingPage *self)
{
  if (gw_project_is_read_only (self->project))
    return _ ("read only");

  switch (gw_document_saver_get_state (self->saver))
    {
    case GW_SAVE_SAVING:
      return _ ("saving…");
    case GW_SAVE_FAILED:
      return _ ("not saved");
    case GW_SAVE_SAVED:
    default:
      return _ ("saved");
    }
}

/* What to do, in the words of the design. */
static char *
describe_failure (const GError *error, guint n)
{
  g_autofree char *kept = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u change is kept here.", "%u changes are kept here.", n), n);

  if (g_error_matches (error, GW_STORE_ERROR, GW_STORE_ERROR_FULL))
    return g_strdup_printf (_ ("Disk Is Full. Nothing was lost; saving goes on when there is room. %s"), kept);
  if (g_error_matches (error, GW_STORE_ERROR, GW_STORE_ERROR_READ_ONLY))
    return g_strdup_printf (_ ("Project Is Read Only. Changes cannot be saved here. %s"), kept);

  return g_strdup_printf (_ ("Not saved: %s %s"), error->message, kept);
}

/* Why the picture that is shown is only part of the file's, or NULL. */
static const GError *
get_damage (GwLabelingPage *self)
{
  GwPyramid *picture = gw_canvas_get_pyramid (GW_CANVAS (self->canvas));

  return self->document != NULL && self->picture_problem == NULL && picture != NULL ? gw_pyramid_get_warning (picture)
                                                                                    : NULL;
}

static void
update_banner (GwLabelingPage *self)
{
  const GError *error = gw_document_saver_get_error (self->saver);
  const GError *damage = get_damage (self);
  g_autofree char *text = NULL;

  if (error != NULL)
    {
      text = describe_failure (error, gw_document_saver_get_n_waiting (self->saver));
      gtk_button_set_label (GTK_BUTTON (self->banner_button), _ ("Try Again"));
    }
  else if (self->file_changed)
    text = g_strdup (_ ("The picture is different from the one labeled."));
  else if (damage != NULL)
    text = g_strdup_printf (_ ("Only part of this image can be read: %s"), damage->message);

  if (text != NULL)
    gtk_label_set_label (GTK_LABEL (self->banner_label), text);
  gtk_widget_set_visible (self->banner_button, error != NULL);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->banner), text != NULL);
}

void
_gw_labeling_page_update_state (GwLabelingPage *self)
{
  GwLabelingBar *bar = GW_LABELING_BAR (self->bar);
  GwImageMarks marks;
  const char *saving;
  g_autofree char *labels = NULL;
  g_autofree char *text = NULL;

  update_banner (self);
  if (self->document == NULL)
    {
      gw_labeling_bar_set_state (bar, "", NULL);
      return;
    }

  labels = describe_labels (self);
  marks = gw_image_get_marks (gw_document_get_image (self->document));
  /* What a smart tool found is nothing that was saved. */
  saving = self->has_draft ? _ ("draft not applied") : describe_saving (self);
  /* Beside the choices there is room for one word, and they say the rest. */
  if (self->classes && self->show_pane)
    text = g_strdup ((marks & GW_IMAGE_SKIPPED) != 0 ? _ ("skipped") : describe_saving (self));
  else if ((marks & GW_IMAGE_SKIPPED) != 0)
    text = g_strdup_printf (_ ("%s · skipped · %s"), labels, saving);
  else
    text = g_strdup_printf ("%s · %s", labels, saving);
  gw_labeling_bar_set_state (bar, text,
                             gw_document_saver_get_state (self->saver) == GW_SAVE_FAILED ? "gw-error-text" : NULL);
  gw_labeling_bar_set_flagged (bar, (marks & GW_IMAGE_FLAGGED) != 0);
}

static void
on_state_changed_cb (GwDocumentSaver *saver, GParamSpec *pspec, GwLabelingPage *self)
{
  gboolean was_leaving = self->leaving;

  _gw_labeling_page_update_state (self);
  if (gw_document_saver_get_state (saver) == GW_SAVE_FAILED)
    {
      self->leaving = FALSE;
      _gw_labeling_page_say (self, _ ("Not saved."));
    }
  else if (gw_document_saver_get_state (saver) == GW_SAVE_SAVED && was_leaving)
    {
      self->leaving = FALSE;
      g_signal_emit_by_name (self, "settled");
    }
}

static void
reload (GwLabelingPage *self, GwDocument *document)
{
  _gw_labeling_page_end_deletion (self);
  gw_document_saver_unfollow (self->saver, document);
  if (document == self->document && !_gw_labeling_page_is_loading (self))
    _gw_labeling_page_load (self, gw_document_get_image_id (document));
}

static void
on_conflict_cb (GwDocumentSaver *saver, GwDocument *document, GError *error, GwLabelingPage *self)
{
  g_autofree char *text = g_strdup_printf (_ ("The last change was not kept. %s"), error->message);

  _gw_labeling_page_toast (self, text);
  reload (self, document);
}

static void
on_reload_cb (GwDocumentSaver *saver, GwDocument *document, GwLabelingPage *self)
{
  reload (self, document);
}

/* Of an image that was left meanwhile, whoever asked says it. */
static void
on_walked_cb (GwDocumentSaver *saver, GwDocument *document, GwEdit *edit, gboolean redo, GwLabelingPage *self)
{
  g_autofree char *text = NULL;

  if (document != self->document)
    return;

  if (edit != NULL)
    text = g_strdup_printf (redo ? _ ("Done again: %s") : _ ("Undone: %s"), gw_edit_get_name (edit));
  else
    text = g_strdup (redo ? _ ("Nothing to do again") : _ ("Nothing to undo"));
  _gw_labeling_page_toast (self, text);
}

void
_gw_labeling_page_watch_saver (GwLabelingPage *self)
{
  g_signal_connect_object (self->saver, "walked", G_CALLBACK (on_walked_cb), self, 0);
  g_signal_connect_object (self->saver, "notify::state", G_CALLBACK (on_state_changed_cb), self, 0);
  g_signal_connect_object (self->saver, "conflict", G_CALLBACK (on_conflict_cb), self, 0);
  g_signal_connect_object (self->saver, "reload", G_CALLBACK (on_reload_cb), self, 0);
}
