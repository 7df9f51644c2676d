/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-class-row.h"

#include <inttypes.h>
#include <glib/gi18n.h>

#include "gw-swatch.h"

struct _GwClassRow
{
  GtkListBoxRow parent_instance;

  GwClass *klass;
};

G_DEFINE_FINAL_TYPE (GwClassRow, gw_class_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GdkContentProvider *
on_drag_prepare_cb (GtkDragSource *source, double x, double y, GwClassRow *self)
{
  return gdk_content_provider_new_typed (GW_TYPE_CLASS_ROW, self);
}

static gboolean
on_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, GwClassRow *self)
{
  GwClassRow *dragged = g_value_get_object (value);

  if (dragged == NULL || dragged == self
      || gtk_widget_get_parent (GTK_WIDGET (dragged)) != gtk_widget_get_parent (GTK_WIDGET (self)))
    return FALSE;

  g_signal_emit (self, signals[MOVED], 0, gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (dragged)),
                 gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (self)));

  return TRUE;
}

static void
gw_class_row_dispose (GObject *object)
{
  g_clear_object (&GW_CLASS_ROW (object)->klass);

  G_OBJECT_CLASS (gw_class_row_parent_class)->dispose (object);
}

static void
gw_class_row_class_init (GwClassRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_class_row_dispose;

  signals[MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);
}

static void
gw_class_row_init (GwClassRow *self)
{
}

static char *
describe (GwClass *klass)
{
  guint n_attributes = gw_class_get_attributes (klass)->len;
  gint64 n_objects = gw_class_get_n_objects (klass);
  gint64 n_images = gw_class_get_n_images (klass);
  g_autofree char *attributes = NULL;

  if (gw_class_get_archived (klass))
    return g_strdup (_ ("Archived: no longer offered, kept where it is used"));

  if (n_attributes == 0)
    attributes = g_strdup (_ ("No attributes"));
  else
    attributes = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u attribute", "%u attributes", n_attributes),
                                  n_attributes);

  if (n_objects > 0)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%s · %'" PRId64 " object", "%s · %'" PRId64 " objects", (gulong) n_objects),
        attributes, n_objects);

  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s · %'" PRId64 " image", "%s · %'" PRId64 " images", (gulong) n_images),
      attributes, n_images);
}

static void
build (GwClassRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");
  GtkWidget *swatch = gw_swatch_new (gw_class_get_color (self->klass));
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *name = gtk_label_new (gw_class_get_name (self->klass));
  g_autofree char *facts = describe (self->klass);
  GtkWidget *subtitle = gtk_label_new (facts);

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 7);
  gtk_widget_set_margin_bottom (box, 7);
  gw_swatch_set_size (GW_SWATCH (swatch), 22);
  gtk_widget_add_css_class (name, "gw-class-name");
  gtk_label_set_xalign (GTK_LABEL (name), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (subtitle), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (subtitle), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (subtitle, "caption");
  gtk_widget_add_css_class (subtitle, "gw-secondary");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), name);
  gtk_box_append (GTK_BOX (texts), subtitle);
  gtk_box_append (GTK_BOX (box), handle);
  gtk_box_append (GTK_BOX (box), swatch);
  gtk_box_append (GTK_BOX (box), texts);

  if (gw_class_get_hotkey (self->klass) != NULL)
    {
      GtkWidget *key = gtk_label_new (gw_class_get_hotkey (self->klass));

      gtk_widget_add_css_class (key, "gw-key");
      gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), key);
    }
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, gw_class_get_name (self->klass),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, facts, -1);
}

static void
on_class_changed_cb (GwClass *klass, GParamSpec *pspec, GwClassRow *self)
{
  build (self);
}

GtkWidget *
gw_class_row_new (GwClass *klass)
{
  GwClassRow *self = g_object_new (GW_TYPE_CLASS_ROW, NULL);
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (GW_TYPE_CLASS_ROW, GDK_ACTION_MOVE);

  self->klass = g_object_ref (klass);
  build (self);
  g_signal_connect_object (klass, "notify", G_CALLBACK (on_class_changed_cb), self, 0);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (on_drag_prepare_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));

  return GTK_WIDGET (self);
}

void
gw_class_row_refresh (GwClassRow *self)
{
  g_return_if_fail (GW_IS_CLASS_ROW (self));

  build (self);
}

GwClass *
gw_class_row_get_class (GwClassRow *self)
{
  g_return_val_if_fail (GW_IS_CLASS_ROW (self), NULL);

  return self->klass;
}
