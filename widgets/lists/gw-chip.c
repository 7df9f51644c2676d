/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-chip.h"

#include <glib/gi18n.h>

/* Short names are never cut; of long ones so much is left where there is no room. */
#define LEAST_CHARS 20
#define MOST_CHARS 40

struct _GwChip
{
  GtkButton parent_instance;

  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (GwChip, gw_chip, GTK_TYPE_BUTTON)

static void
gw_chip_class_init (GwChipClass *klass)
{
}

static void
gw_chip_init (GwChip *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("window-close-symbolic");

  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), MOST_CHARS);
  gtk_image_set_pixel_size (GTK_IMAGE (icon), 12);
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "gw-chip");
}

GtkWidget *
gw_chip_new (const char *text)
{
  GwChip *self = g_object_new (GW_TYPE_CHIP, NULL);
  g_autofree char *spoken = g_strdup_printf (_ ("Remove filter %s"), text);

  gtk_label_set_label (GTK_LABEL (self->label), text);
  if (g_utf8_strlen (text, -1) > LEAST_CHARS)
    gtk_label_set_width_chars (GTK_LABEL (self->label), LEAST_CHARS);
  else
    gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);

  return GTK_WIDGET (self);
}

const char *
gw_chip_get_text (GwChip *self)
{
  g_return_val_if_fail (GW_IS_CHIP (self), NULL);

  return gtk_label_get_label (GTK_LABEL (self->label));
}
