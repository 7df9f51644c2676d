/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-announcer.h"

struct _GwAnnouncer
{
  GtkWidget parent_instance;

  GtkWidget *label;
  char *waiting; /* (nullable) */
  guint timeout_id;
};

G_DEFINE_FINAL_TYPE (GwAnnouncer, gw_announcer, GTK_TYPE_WIDGET)

static gboolean
on_second_over_cb (gpointer user_data)
{
  GwAnnouncer *self = user_data;

  if (self->waiting == NULL)
    {
      self->timeout_id = 0;
      return G_SOURCE_REMOVE;
    }

  gtk_label_set_label (GTK_LABEL (self->label), self->waiting);
  g_clear_pointer (&self->waiting, g_free);

  return G_SOURCE_CONTINUE;
}

void
gw_announcer_say (GwAnnouncer *self, const char *text)
{
  g_return_if_fail (GW_IS_ANNOUNCER (self));
  g_return_if_fail (text != NULL);

  if (self->timeout_id != 0)
    {
      g_free (self->waiting);
      self->waiting = g_strdup (text);
      return;
    }

  gtk_label_set_label (GTK_LABEL (self->label), text);
  self->timeout_id = g_timeout_add_seconds (1, on_second_over_cb, self);
}

const char *
gw_announcer_get_text (GwAnnouncer *self)
{
  g_return_val_if_fail (GW_IS_ANNOUNCER (self), NULL);

  return gtk_label_get_label (GTK_LABEL (self->label));
}

static void
gw_announcer_dispose (GObject *object)
{
  GwAnnouncer *self = GW_ANNOUNCER (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_pointer (&self->waiting, g_free);
  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (gw_announcer_parent_class)->dispose (object);
}

static void
gw_announcer_class_init (GwAnnouncerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_announcer_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "announcer");
}

static void
gw_announcer_init (GwAnnouncer *self)
{
  self->label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, "ellipsize",
                              PANGO_ELLIPSIZE_END, "width-chars", 1, "max-width-chars", 1, NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_opacity (GTK_WIDGET (self), 0.0);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);
}

GtkWidget *
gw_announcer_new (void)
{
  return g_object_new (GW_TYPE_ANNOUNCER, NULL);
}
