/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-submit-popover.h"

#include <glib/gi18n.h>

#include "gw-edits.h"

/* More are not read anyway; the rest comes after these are mended. */
#define MOST_SHOWN 12

struct _GwSubmitPopover
{
  GtkPopover parent_instance;

  gboolean empty;
  GtkWidget *title;
  GtkWidget *text;
  GtkWidget *problems; /* box of links */
  GtkWidget *confirm;
};

G_DEFINE_FINAL_TYPE (GwSubmitPopover, gw_submit_popover, GTK_TYPE_POPOVER)

enum
{
  SHOW_OBJECT,
  CONFIRMED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_link_cb (GtkButton *button, GwSubmitPopover *self)
{
  const gint64 *id = g_object_get_data (G_OBJECT (button), "gw-object-id");

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SHOW_OBJECT], 0, *id);
}

static void
on_confirm_cb (GwSubmitPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CONFIRMED], 0);
}

static gboolean
on_again_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  if (GW_SUBMIT_POPOVER (widget)->empty)
    on_confirm_cb (GW_SUBMIT_POPOVER (widget));

  return TRUE;
}

static void
add_problem (GwSubmitPopover *self, const GwSubmitProblem *problem)
{
  GtkWidget *label = gtk_label_new (problem->text);
  GtkWidget *button;

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  if (problem->object_id == 0)
    {
      gtk_box_append (GTK_BOX (self->problems), label);
      return;
    }

  button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "gw-link");
  g_object_set_data_full (G_OBJECT (button), "gw-object-id", g_memdup2 (&problem->object_id, sizeof problem->object_id),
                          g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_link_cb), self);
  gtk_box_append (GTK_BOX (self->problems), button);
}

void
gw_submit_popover_start (GwSubmitPopover *self, GPtrArray *problems, gboolean empty)
{
  GtkWidget *child;
  g_autofree char *title = NULL;

  g_return_if_fail (GW_IS_SUBMIT_POPOVER (self));
  g_return_if_fail (problems != NULL);

  while ((child = gtk_widget_get_first_child (self->problems)) != NULL)
    gtk_box_remove (GTK_BOX (self->problems), child);

  self->empty = empty;
  if (empty)
    title = g_strdup (_ ("Nothing to Label Here"));
  else
    title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u thing to fix before submitting",
                                          "%u things to fix before submitting", problems->len),
                             problems->len);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_widget_set_visible (self->text, empty);
  gtk_widget_set_visible (self->confirm, empty);
  gtk_widget_set_visible (self->problems, !empty);
  for (guint i = 0; !empty && i < problems->len && i < MOST_SHOWN; i++)
    add_problem (self, g_ptr_array_index (problems, i));

  gtk_popover_popup (GTK_POPOVER (self));
  if (empty)
    gtk_widget_grab_focus (self->confirm);
  else
    gtk_widget_child_focus (self->problems, GTK_DIR_TAB_FORWARD);
}

static void
gw_submit_popover_class_init (GwSubmitPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SHOW_OBJECT] = g_signal_new ("show-object", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[CONFIRMED] = g_signal_new ("confirmed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, on_again_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, on_again_cb, NULL);
}

static void
gw_submit_popover_init (GwSubmitPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->title = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0.0f);
  gtk_widget_add_css_class (self->title, "heading");
  self->text = gtk_label_new (_ ("The image is submitted as one that shows nothing of this task."));
  gtk_label_set_xalign (GTK_LABEL (self->text), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (self->text), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->text), 36);
  gtk_widget_add_css_class (self->text, "gw-secondary");
  self->problems = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->confirm = gtk_button_new_with_label (_ ("Submit as Empty"));
  gtk_widget_add_css_class (self->confirm, "suggested-action");
  g_signal_connect_swapped (self->confirm, "clicked", G_CALLBACK (on_confirm_cb), self);

  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), self->text);
  gtk_box_append (GTK_BOX (box), self->problems);
  gtk_box_append (GTK_BOX (box), self->confirm);
  gtk_widget_add_css_class (box, "gw-popover-box");
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

GtkWidget *
gw_submit_popover_new (void)
{
  return g_object_new (GW_TYPE_SUBMIT_POPOVER, NULL);
}
