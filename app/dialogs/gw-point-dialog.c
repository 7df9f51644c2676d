/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-point-dialog.h"

#include <glib/gi18n.h>

/* What the dialog holds while it is open; freed with it. */
typedef struct
{
  AdwWindow *window;
  AdwEntryRow *name_row;
  GPtrArray *checks; /* of GtkCheckButton (nullable): one for each point; NULL: itself */
  GtkLabel *problem;

  GwSkeleton *skeleton; /* (nullable) */
  int point;            /* -1: a new one */
  GwPointDialogFunc func;
  gpointer user_data;
  GDestroyNotify destroy;
} Dialog;

static void
dialog_free (gpointer data)
{
  Dialog *self = data;

  if (self->destroy != NULL)
    self->destroy (self->user_data);
  g_clear_pointer (&self->skeleton, gw_skeleton_unref);
  g_ptr_array_unref (self->checks);
  g_free (self);
}

/* (transfer full) (nullable): NULL with an error. */
static GwSkeleton *
make_named (Dialog *self, GError **error)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));

  return self->point < 0 ? gw_skeleton_add_point (self->skeleton, name, error)
                         : gw_skeleton_rename_point (self->skeleton, (guint) self->point, name, error);
}

static GwSkeleton *
make_skeleton (Dialog *self, GError **error)
{
  GwSkeleton *skeleton = make_named (self, error);
  guint point = self->point < 0 ? self->checks->len : (guint) self->point;

  for (guint i = 0; skeleton != NULL && i < self->checks->len; i++)
    {
      GtkCheckButton *check = g_ptr_array_index (self->checks, i);
      GwSkeleton *joined;

      if (check == NULL)
        continue;
      joined = gw_skeleton_set_edge (skeleton, point, i, gtk_check_button_get_active (check), error);
      gw_skeleton_unref (skeleton);
      skeleton = joined;
    }
  return skeleton;
}

static void
on_save_clicked_cb (GtkButton *button, Dialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwSkeleton) skeleton = make_skeleton (self, &error);

  if (skeleton == NULL)
    {
      gtk_label_set_label (self->problem, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
      return;
    }
  self->func (skeleton, self->user_data);
  gtk_window_close (GTK_WINDOW (self->window));
}

static void
close_by_escape (GtkWidget *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
}

static GtkWidget *
make_name_group (Dialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->name_row = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name_row), _ ("Name"));
  adw_entry_row_set_activates_default (self->name_row, TRUE);
  if (self->point >= 0)
    gtk_editable_set_text (GTK_EDITABLE (self->name_row), gw_skeleton_get_name (self->skeleton, (guint) self->point));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->name_row));

  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_label_set_xalign (self->problem, 0.0f);
  gtk_widget_set_margin_top (GTK_WIDGET (self->problem), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "gw-error-text");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->problem));

  return group;
}

static GtkWidget *
make_lines_group (Dialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  guint n = self->skeleton != NULL ? gw_skeleton_get_n_points (self->skeleton) : 0;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Lines To"));
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *row, *check;

      if ((int) i == self->point)
        {
          g_ptr_array_add (self->checks, NULL);
          continue;
        }
      row = adw_action_row_new ();
      check = gtk_check_button_new ();
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                                   self->point >= 0 && gw_skeleton_has_edge (self->skeleton, i, (guint) self->point));
      gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), gw_skeleton_get_name (self->skeleton, i));
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
      g_ptr_array_add (self->checks, check);
    }
  gtk_widget_set_visible (group, n > (self->point >= 0 ? 1 : 0));

  return group;
}

void
gw_point_dialog_present (GtkWindow *parent, GwSkeleton *skeleton, int point, GwPointDialogFunc func, gpointer user_data,
                         GDestroyNotify destroy)
{
  Dialog *self = g_new0 (Dialog, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  GtkWidget *save = gtk_button_new_with_mnemonic (point >= 0 ? _ ("_Save") : _ ("_Add"));
  GtkWidget *page = adw_preferences_page_new ();

  self->func = func;
  self->user_data = user_data;
  self->destroy = destroy;
  self->skeleton = skeleton != NULL ? gw_skeleton_ref (skeleton) : NULL;
  self->point = point;
  self->checks = g_ptr_array_new ();

  self->window = ADW_WINDOW (adw_window_new ());
  gtk_window_set_title (GTK_WINDOW (self->window), point >= 0 ? _ ("Edit Point") : _ ("Add Point"));
  gtk_window_set_transient_for (GTK_WINDOW (self->window), parent);
  gtk_window_set_modal (GTK_WINDOW (self->window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 400, 480);

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  gtk_widget_add_css_class (save, "suggested-action");
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), save);

  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (make_name_group (self)));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (make_lines_group (self)));
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (self->window, box);
  gtk_window_set_default_widget (GTK_WINDOW (self->window), save);

  close_by_escape (GTK_WIDGET (self->window));
  g_signal_connect (save, "clicked", G_CALLBACK (on_save_clicked_cb), self);
  g_object_set_data_full (G_OBJECT (self->window), "gw-point-dialog", self, dialog_free);
  gtk_window_present (GTK_WINDOW (self->window));
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
}
