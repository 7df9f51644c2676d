/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-segments.h"

struct _GwSegments
{
  GtkWidget parent_instance;

  GPtrArray *buttons;
  guint selected;
};

G_DEFINE_FINAL_TYPE (GwSegments, gw_segments, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SELECTED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

guint
gw_segments_get_selected (GwSegments *self)
{
  g_return_val_if_fail (GW_IS_SEGMENTS (self), 0);

  return self->selected;
}

void
gw_segments_set_selected (GwSegments *self, guint selected)
{
  g_return_if_fail (GW_IS_SEGMENTS (self));

  if (selected < self->buttons->len)
    gtk_toggle_button_set_active (g_ptr_array_index (self->buttons, selected), TRUE);
}

static void
on_toggled_cb (GtkToggleButton *button, GwSegments *self)
{
  guint index;

  if (!gtk_toggle_button_get_active (button) || !g_ptr_array_find (self->buttons, button, &index)
      || index == self->selected)
    return;
  self->selected = index;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static void
gw_segments_dispose (GObject *object)
{
  GwSegments *self = GW_SEGMENTS (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);

  G_OBJECT_CLASS (gw_segments_parent_class)->dispose (object);
}

static void
gw_segments_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SELECTED:
      g_value_set_uint (value, GW_SEGMENTS (object)->selected);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gw_segments_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SELECTED:
      gw_segments_set_selected (GW_SEGMENTS (object), g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gw_segments_class_init (GwSegmentsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gw_segments_dispose;
  object_class->get_property = gw_segments_get_property;
  object_class->set_property = gw_segments_set_property;

  properties[PROP_SELECTED] = g_param_spec_uint ("selected", NULL, NULL, 0, G_MAXUINT, 0,
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_RADIO_GROUP);
}

static void
gw_segments_init (GwSegments *self)
{
  self->buttons = g_ptr_array_new ();
  gtk_widget_add_css_class (GTK_WIDGET (self), "linked");
  gtk_widget_add_css_class (GTK_WIDGET (self), "gw-segments");
}

GtkWidget *
gw_segments_new (const char *const *titles, const char *label)
{
  GwSegments *self = g_object_new (GW_TYPE_SEGMENTS, NULL);

  for (guint i = 0; titles[i] != NULL; i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (titles[i]);

      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), g_ptr_array_index (self->buttons, 0));
      g_ptr_array_add (self->buttons, button);
      gtk_widget_set_parent (button, GTK_WIDGET (self));
      g_signal_connect (button, "toggled", G_CALLBACK (on_toggled_cb), self);
    }
  if (self->buttons->len > 0)
    gtk_toggle_button_set_active (g_ptr_array_index (self->buttons, 0), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_WIDGET (self);
}
