/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-flag-popover.h"

#include <glib/gi18n.h>

struct _GwFlagPopover
{
  GtkPopover parent_instance;

  GtkWidget *entry;
  GtkWidget *remove;
  GtkWidget *flag;
};

G_DEFINE_FINAL_TYPE (GwFlagPopover, gw_flag_popover, GTK_TYPE_POPOVER)

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What people say most often: a click instead of typing. */
static const char *const reasons[] = { N_ ("Blurred"), N_ ("Too dark"), N_ ("Nothing of this task"), N_ ("Unsure") };

static void
finish (GwFlagPopover *self, gboolean flagged)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[DONE], 0, flagged, flagged ? reason : "");
}

static void
on_flag_cb (GwFlagPopover *self)
{
  finish (self, TRUE);
}

static void
on_remove_cb (GwFlagPopover *self)
{
  finish (self, FALSE);
}

static void
on_reason_cb (GtkButton *button, GwFlagPopover *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), gtk_button_get_label (button));
  finish (self, TRUE);
}

void
gw_flag_popover_start (GwFlagPopover *self, gboolean flagged, const char *reason)
{
  g_return_if_fail (GW_IS_FLAG_POPOVER (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), reason != NULL ? reason : "");
  gtk_widget_set_visible (self->remove, flagged);
  gtk_button_set_label (GTK_BUTTON (self->flag), flagged ? _ ("Change Reason") : _ ("Flag Image"));
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (self->entry);
}

static void
gw_flag_popover_class_init (GwFlagPopoverClass *klass)
{
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                2, G_TYPE_BOOLEAN, G_TYPE_STRING);
}

static void
gw_flag_popover_init (GwFlagPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *title = gtk_label_new (_ ("What Is Wrong With This Image?"));
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_add_css_class (title, "heading");
  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("Reason"));
  gtk_entry_set_max_length (GTK_ENTRY (self->entry), 500);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 28);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Reason"), -1);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_flag_cb), self);

  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      GtkWidget *button = gtk_button_new_with_label (_ (reasons[i]));

      g_signal_connect (button, "clicked", G_CALLBACK (on_reason_cb), self);
      gtk_grid_attach (GTK_GRID (grid), button, (int) (i % 2), (int) (i / 2), 1, 1);
    }

  self->remove = gtk_button_new_with_label (_ ("Remove Flag"));
  self->flag = gtk_button_new_with_label (_ ("Flag Image"));
  gtk_widget_add_css_class (self->flag, "suggested-action");
  gtk_widget_set_hexpand (self->flag, TRUE);
  g_signal_connect_swapped (self->remove, "clicked", G_CALLBACK (on_remove_cb), self);
  g_signal_connect_swapped (self->flag, "clicked", G_CALLBACK (on_flag_cb), self);
  gtk_box_append (GTK_BOX (buttons), self->remove);
  gtk_box_append (GTK_BOX (buttons), self->flag);

  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), grid);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_widget_add_css_class (box, "gw-popover-box");
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

GtkWidget *
gw_flag_popover_new (void)
{
  return g_object_new (GW_TYPE_FLAG_POPOVER, NULL);
}
