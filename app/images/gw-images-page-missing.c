/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-images-page-private.h"

#include <inttypes.h>
#include <glib/gi18n.h>

#include "gw-root-locator.h"

/* Folders that were moved away: one banner says so, and not each image. */

static gpointer
run_list_roots (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return gw_store_list_roots (store, cancellable, error);
}

static void
show_missing (GwImagesPage *self, gint64 n, const char *folder)
{
  gboolean read_only = gw_project_is_read_only (self->project);
  g_autofree char *shown = folder != NULL ? g_filename_display_name (folder) : NULL;
  g_autofree char *lost = NULL;
  g_autofree char *text = NULL;

  if (n > 0)
    {
      lost = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'" PRId64 " image was not found.",
                                           "%'" PRId64 " images were not found.", (gulong) n),
                              n);
      text = read_only ? g_strdup (lost) : g_strdup_printf (_ ("%s Choose the folder that holds them."), lost);
      gtk_label_set_label (self->missing_label, text);
    }
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->missing_label), shown);
  gtk_widget_set_visible (self->missing_button, !read_only);
  gtk_revealer_set_reveal_child (self->missing, n > 0);
}

static void
on_roots_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwImagesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) roots = gw_store_run_finish (GW_STORE (source), result, &error);
  const char *folder = NULL;
  gint64 n = 0;

  /* An answer to an older question, or one for a page that went. */
  if (roots == NULL || g_task_get_cancellable (G_TASK (result)) != self->missing_search)
    return;

  self->missing_root = 0;
  for (guint i = 0; i < roots->len; i++)
    {
      const GwRoot *root = g_ptr_array_index (roots, i);

      if (root->found || root->n_images == 0)
        continue;
      n += root->n_images;
      if (folder != NULL)
        continue;
      folder = root->path;
      self->missing_root = root->id;
    }
  show_missing (self, n, folder);
}

static void
look_for_folders (GwImagesPage *self)
{
  g_cancellable_cancel (self->missing_search);
  g_clear_object (&self->missing_search);
  self->missing_search = g_cancellable_new ();
  gw_store_read_async (gw_project_get_store (self->project), GW_STORE_LATER, run_list_roots, NULL, NULL,
                       (GDestroyNotify) g_ptr_array_unref, self->missing_search, on_roots_listed_cb,
                       g_object_ref (self));
}

/* Also what adds images may have brought a folder, or taken the last one. */
static void
on_store_changed_cb (GwStore *store, guint changes, GArray *image_ids, GwImagesPage *self)
{
  if (self->project != NULL && (changes & (GW_STORE_CHANGED_PROJECT | GW_STORE_CHANGED_IMAGES)) != 0)
    look_for_folders (self);
}

static void
locate_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GwImagesPage *self = user_data;

  if (self->missing_root != 0)
    gw_root_locator_start (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->project, self->missing_root);
}

static const GActionEntry entries[] = {
  { "locate", locate_activated, NULL, NULL, NULL, { 0 } },
};

void
_gw_images_page_make_missing (GwImagesPage *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (gw_project_get_store (self->project), "changed", G_CALLBACK (on_store_changed_cb), self, 0);
  look_for_folders (self);
}

void
_gw_images_page_clear_missing (GwImagesPage *self)
{
  g_cancellable_cancel (self->missing_search);
  g_clear_object (&self->missing_search);
}
