/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-absent-row.h"

#include <glib/gi18n.h>

#include "gw-path.h"

struct _GwAbsentRow
{
  GtkWidget parent_instance;

  GwDocument *document;
  guint update_id;

  GtkWidget *button;
  GtkWidget *label;
  GtkWidget *arrow;
};

G_DEFINE_FINAL_TYPE (GwAbsentRow, gw_absent_row, GTK_TYPE_WIDGET)

/* (element-type GwClass) (transfer container): in the order of the list of classes. */
static GPtrArray *
list_absent (GwAbsentRow *self)
{
  GPtrArray *absent = g_ptr_array_new ();
  GPtrArray *classes;

  if (self->document == NULL || gw_document_get_absent (self->document)->len == 0)
    return absent;
  classes = gw_document_get_classes (self->document);
  for (guint i = 0; i < classes->len; i++)
    if (gw_document_is_absent (self->document, gw_class_get_id (g_ptr_array_index (classes, i))))
      g_ptr_array_add (absent, g_ptr_array_index (classes, i));
  return absent;
}

static char *
join_names (GPtrArray *classes)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < classes->len; i++)
    {
      g_autofree char *name = gw_path_display (gw_class_get_name (g_ptr_array_index (classes, i)), -1);

      /* Translators: stands between the names of a list. */
      g_string_append_printf (names, "%s%s", i > 0 ? _ (", ") : "", name);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
update (GwAbsentRow *self)
{
  g_autoptr (GPtrArray) absent = list_absent (self);
  g_autofree char *names = join_names (absent);
  /* Translators: %s are names of classes that were looked for and are not in the image. */
  g_autofree char *text = g_strdup_printf (_ ("Verified absent: %s"), names);
  gboolean writable = self->document != NULL && !gw_document_get_read_only (self->document);

  gtk_widget_set_visible (GTK_WIDGET (self), absent->len > 0);
  gtk_label_set_label (GTK_LABEL (self->label), text);
  gtk_widget_set_sensitive (self->button, writable);
  gtk_widget_set_visible (self->arrow, writable);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), names);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static gboolean
on_update_cb (gpointer user_data)
{
  GwAbsentRow *self = user_data;

  self->update_id = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

/* An edit may change many objects: once for all of it. */
static void
queue_update (GwAbsentRow *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_update_cb, self, NULL);
}

/* Made when it opens, with the classes of that moment. */
static void
make_menu (GtkMenuButton *button, gpointer user_data)
{
  GwAbsentRow *self = user_data;
  g_autoptr (GPtrArray) absent = list_absent (self);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();

  for (guint i = 0; i < absent->len; i++)
    {
      GwClass *klass = g_ptr_array_index (absent, i);
      g_autofree char *name = gw_path_display (gw_class_get_name (klass), -1);
      g_auto (GStrv) parts = g_strsplit (name, "_", -1);
      g_autofree char *label = g_strjoinv ("__", parts);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "labeling.toggle-absent", "x", gw_class_get_id (klass));
      g_menu_append_item (section, item);
    }
  g_menu_append_section (menu, _ ("Take Back"), G_MENU_MODEL (section));
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
drop_document (GwAbsentRow *self)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
}

void
gw_absent_row_set_document (GwAbsentRow *self, GwDocument *document)
{
  g_return_if_fail (GW_IS_ABSENT_ROW (self));
  g_return_if_fail (document == NULL || GW_IS_DOCUMENT (document));

  if (self->document == document)
    return;
  drop_document (self);
  if (document != NULL)
    {
      self->document = g_object_ref (document);
      g_signal_connect_swapped (document, "notify::labels-version", G_CALLBACK (queue_update), self);
      g_signal_connect_swapped (document, "items-changed", G_CALLBACK (queue_update), self);
      g_signal_connect_swapped (document, "notify::current-class-id", G_CALLBACK (queue_update), self);
    }
  update (self);
}

const char *
gw_absent_row_get_text (GwAbsentRow *self)
{
  g_return_val_if_fail (GW_IS_ABSENT_ROW (self), NULL);

  return gtk_label_get_label (GTK_LABEL (self->label));
}

static void
gw_absent_row_dispose (GObject *object)
{
  GwAbsentRow *self = GW_ABSENT_ROW (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  drop_document (self);
  g_clear_pointer (&self->button, gtk_widget_unparent);

  G_OBJECT_CLASS (gw_absent_row_parent_class)->dispose (object);
}

static void
gw_absent_row_class_init (GwAbsentRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_absent_row_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "absentrow");
}

static void
gw_absent_row_init (GwAbsentRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0.0f);
  gtk_widget_set_hexpand (self->label, TRUE);
  gtk_widget_add_css_class (self->label, "gw-secondary");
  self->arrow = gtk_image_new_from_icon_name ("pan-down-symbolic");
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_box_append (GTK_BOX (box), self->arrow);

  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), box);
  /* From edge to edge as the rows above; the button would have it in its middle. */
  gtk_widget_set_halign (gtk_widget_get_parent (box), GTK_ALIGN_FILL);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), make_menu, self, NULL);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
gw_absent_row_new (void)
{
  return g_object_new (GW_TYPE_ABSENT_ROW, NULL);
}
