/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-drift-strip.h"

#include <glib/gi18n.h>

#include "gw-card.h"
#include "gw-image-cell.h"

#define PICTURE_WIDTH 120

struct _GwDriftStrip
{
  GtkWidget parent_instance;

  GwProject *project;
  GtkWidget *card;
  GtkWidget *show_all;
  GtkWidget *scrolled;
  GtkBox *pictures;
  GArray *shown; /* (nullable) gint64: what is there */
};

G_DEFINE_FINAL_TYPE (GwDriftStrip, gw_drift_strip, GTK_TYPE_WIDGET)

enum
{
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
add_picture (GwDriftStrip *self, GwImage *image)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *cell = gw_image_cell_new (gw_project_get_thumbnailer (self->project));
  const char *path = gw_image_get_path (image);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (name);

  gw_image_cell_set_compact (GW_IMAGE_CELL (cell), TRUE);
  gw_image_cell_set_size (GW_IMAGE_CELL (cell), PICTURE_WIDTH);
  gw_image_cell_set_image (GW_IMAGE_CELL (cell), image);
  gtk_button_set_child (GTK_BUTTON (button), cell);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "gw-picture-button");
  gtk_widget_set_tooltip_text (button, shown);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, shown, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-image");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", gw_image_get_id (image));
  gtk_box_append (self->pictures, button);
}

static gboolean
is_shown (GwDriftStrip *self, const GwDriftUnlike *unlike)
{
  return self->shown != NULL && unlike != NULL && self->shown->len == unlike->ids->len
         && memcmp (self->shown->data, unlike->ids->data, self->shown->len * sizeof (gint64)) == 0;
}

static void
show_note (GwDriftStrip *self, const GwDriftUnlike *unlike)
{
  const guint n = (guint) unlike->n_columns;
  g_autofree char *note = NULL;

  if (unlike->ids->len > 0)
    note = g_strdup_printf (
        ngettext ("By %u number of each picture (brightness, sharpness, shape …), the farthest first, "
                  "as a random cut forest of the baseline has it.",
                  "By %u numbers of each picture (brightness, sharpness, shape …), the farthest "
                  "first, as a random cut forest of the baseline has it.",
                  n),
        n);
  else
    note = g_strdup (_ ("The baseline has too few images, or they are all alike: it cannot be said what is unusual."));
  gw_card_set_note (GW_CARD (self->card), note);
}

void
gw_drift_strip_show (GwDriftStrip *self, const GwDriftUnlike *unlike)
{
  GtkWidget *child;

  g_return_if_fail (GW_IS_DRIFT_STRIP (self));

  if (is_shown (self, unlike))
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pictures))) != NULL)
    gtk_box_remove (self->pictures, child);
  g_clear_pointer (&self->shown, g_array_unref);
  gtk_widget_set_sensitive (self->show_all, unlike != NULL && unlike->ids->len > 0);
  gtk_widget_set_visible (self->scrolled, unlike == NULL || unlike->ids->len > 0);
  if (unlike == NULL)
    {
      gw_card_set_note (GW_CARD (self->card), _ ("Looking for them…"));
      return;
    }
  self->shown = g_array_ref (unlike->ids);
  for (guint i = 0; i < unlike->images->len; i++)
    if (g_ptr_array_index (unlike->images, i) != NULL)
      add_picture (self, g_ptr_array_index (unlike->images, i));
  show_note (self, unlike);
}

/* --- the card ------------------------------------------------------------------------ */

static void
on_show_all_cb (GwDriftStrip *self)
{
  g_signal_emit (self, signals[OPENED], 0);
}

static void
gw_drift_strip_dispose (GObject *object)
{
  GwDriftStrip *self = GW_DRIFT_STRIP (object);

  g_clear_pointer (&self->card, gtk_widget_unparent);
  g_clear_pointer (&self->shown, g_array_unref);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (gw_drift_strip_parent_class)->dispose (object);
}

static void
gw_drift_strip_class_init (GwDriftStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_drift_strip_dispose;

  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gw_drift_strip_init (GwDriftStrip *self)
{
  self->pictures = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->pictures));
  self->card = gw_card_new (_ ("Most Unlike the Baseline"), self->scrolled);
  self->show_all = gtk_button_new_with_mnemonic (_ ("_Show in Images"));
  g_signal_connect_object (self->show_all, "clicked", G_CALLBACK (on_show_all_cb), self, G_CONNECT_SWAPPED);
  gw_card_add_end (GW_CARD (self->card), self->show_all);
  gtk_widget_set_parent (self->card, GTK_WIDGET (self));
}

GtkWidget *
gw_drift_strip_new (GwProject *project)
{
  GwDriftStrip *self = g_object_new (GW_TYPE_DRIFT_STRIP, NULL);

  self->project = g_object_ref (project);
  return GTK_WIDGET (self);
}
