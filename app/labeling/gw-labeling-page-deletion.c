/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-labeling-page-private.h"

#include <glib/gi18n.h>

#include "gw-path.h"

/* What was deleted last, which can be taken back at once: until the next edit,
 * and also from the next image. Whoever shows it follows the property
 * "deletion".
 */

static gboolean
is_deletion (GwEdit *edit)
{
  guint n = gw_edit_get_n_changes (edit);

  for (guint i = 0; i < n; i++)
    {
      const GwChange *change = gw_edit_get_change (edit, i);

      if (change->kind != GW_CHANGE_OBJECT || change->object_after != NULL)
        return FALSE;
    }

  return n > 0;
}

static char *
describe (GwDocument *document, GwEdit *edit)
{
  guint n = gw_edit_get_n_changes (edit);
  GwClass *klass = gw_document_get_class (document,
                                          gw_object_get_class_id (gw_edit_get_change (edit, 0)->object_before));
  g_autofree char *name = NULL;

  if (n > 1 || klass == NULL)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u object deleted", "%u objects deleted", n), n);

  name = gw_path_display (gw_class_get_name (klass), -1);

  /* Translators: a class, such as “Car deleted”. */
  return g_strdup_printf (_ ("%s deleted"), name);
}

void
_gw_labeling_page_end_deletion (GwLabelingPage *self)
{
  if (self->deletion_text == NULL)
    return;

  self->left_out = 0;
  g_clear_pointer (&self->deletion, gw_edit_unref);
  g_clear_object (&self->deletion_document);
  g_clear_pointer (&self->deletion_text, g_free);
  g_object_notify (G_OBJECT (self), "deletion");
}

static void
on_edited_cb (GwDocument *document, GwEdit *edit, GwLabelingPage *self)
{
  _gw_labeling_page_end_deletion (self);
  if (!is_deletion (edit))
    return;

  self->deletion = gw_edit_ref (edit);
  self->deletion_document = g_object_ref (document);
  self->deletion_text = describe (document, edit);
  gw_image_walk_get_position (self->walk, &self->deletion_position);
  _gw_labeling_page_say (self, self->deletion_text);
  g_object_notify (G_OBJECT (self), "deletion");
}

void
_gw_labeling_page_keep_left_out (GwLabelingPage *self, gint64 edit_id, char *text)
{
  _gw_labeling_page_end_deletion (self);
  self->left_out = edit_id;
  self->deletion_text = text;
  _gw_labeling_page_say (self, text);
  g_object_notify (G_OBJECT (self), "deletion");
}

/* Until the page shows another document. */
void
_gw_labeling_page_watch_deletions (GwLabelingPage *self, GwDocument *document)
{
  g_signal_connect (document, "edited", G_CALLBACK (on_edited_cb), self);
  g_signal_connect_swapped (document, "undo-requested", G_CALLBACK (_gw_labeling_page_end_deletion), self);
  g_signal_connect_swapped (document, "redo-requested", G_CALLBACK (_gw_labeling_page_end_deletion), self);
}

/* To the image of the document, where the walk still has it: what comes back is
 * to be seen.
 */
static void
go_back_to (GwLabelingPage *self, GwDocument *document, guint position, const char *name)
{
  g_autofree char *text = g_strdup_printf (_ ("Undone: %s"), name);

  if (gtk_widget_get_mapped (GTK_WIDGET (self))
      && gw_image_walk_get_id_at (self->walk, position) == gw_document_get_image_id (document))
    _gw_labeling_page_go (self, position);
  else
    _gw_labeling_page_toast (self, text);
}

void
gw_labeling_page_undo_deletion (GwLabelingPage *self)
{
  g_autoptr (GwEdit) edit = NULL;
  g_autoptr (GwDocument) document = NULL;
  gint64 left_out;
  gint64 image_id;
  gboolean shown;

  g_return_if_fail (GW_IS_LABELING_PAGE (self));

  left_out = self->left_out;
  if (left_out != 0)
    {
      _gw_labeling_page_end_deletion (self);
      _gw_labeling_page_undo_left_out (self, left_out);
      return;
    }

  if (self->deletion == NULL)
    return;

  edit = gw_edit_ref (self->deletion);
  image_id = gw_edit_get_image_id (edit);
  shown = self->document != NULL && gw_document_get_image_id (self->document) == image_id
          && !_gw_labeling_page_is_loading (self);
  /* Opened again, the image has another document. */
  document = g_object_ref (shown ? self->document : self->deletion_document);
  _gw_labeling_page_end_deletion (self);
  gw_document_saver_follow (self->saver, document);
  gw_document_saver_undo_step (self->saver, document, edit);
  if (!shown)
    go_back_to (self, document, self->deletion_position, gw_edit_get_name (edit));
}
