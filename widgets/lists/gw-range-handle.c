/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-range-handle.h"

#include <math.h>

#define STEP 0.01
#define PAGE 0.10

struct _GwRangeHandle
{
  GtkWidget parent_instance;

  double value;
};

G_DEFINE_FINAL_TYPE (GwRangeHandle, gw_range_handle, GTK_TYPE_WIDGET)

enum
{
  MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
move_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwRangeHandle *self = GW_RANGE_HANDLE (widget);
  double wanted = CLAMP (self->value + g_variant_get_double (parameter), 0.0, 1.0);

  /* Whole hundredths, so that many steps do not add up to 0.7499999. */
  wanted = round (wanted * 100.0) / 100.0;
  if (wanted != self->value)
    g_signal_emit (self, signals[MOVED], 0, wanted);
}

static void
add_key (GtkWidgetClass *widget_class, guint key, double by)
{
  gtk_widget_class_add_binding_action (widget_class, key, 0, "range.move", "d", by);
}

static void
gw_range_handle_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                         int *minimum_baseline, int *natural_baseline)
{
  /* Its size is the style's. */
  *minimum = *natural = 0;
}

static void
gw_range_handle_class_init (GwRangeHandleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = gw_range_handle_measure;

  signals[MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_DOUBLE);

  gtk_widget_class_install_action (widget_class, "range.move", "d", move_action);
  add_key (widget_class, GDK_KEY_Left, -STEP);
  add_key (widget_class, GDK_KEY_Down, -STEP);
  add_key (widget_class, GDK_KEY_Right, STEP);
  add_key (widget_class, GDK_KEY_Up, STEP);
  add_key (widget_class, GDK_KEY_Page_Down, -PAGE);
  add_key (widget_class, GDK_KEY_Page_Up, PAGE);
  add_key (widget_class, GDK_KEY_Home, -1.0);
  add_key (widget_class, GDK_KEY_End, 1.0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
  gtk_widget_class_set_css_name (widget_class, "rangehandle");
}

static void
gw_range_handle_init (GwRangeHandle *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

GtkWidget *
gw_range_handle_new (const char *name)
{
  GwRangeHandle *self = g_object_new (GW_TYPE_RANGE_HANDLE, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 1.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, 0.0, -1);

  return GTK_WIDGET (self);
}

double
gw_range_handle_get_value (GwRangeHandle *self)
{
  g_return_val_if_fail (GW_IS_RANGE_HANDLE (self), 0.0);

  return self->value;
}

void
gw_range_handle_set_value (GwRangeHandle *self, double value)
{
  g_autofree char *text = NULL;

  g_return_if_fail (GW_IS_RANGE_HANDLE (self));

  self->value = CLAMP (value, 0.0, 1.0);
  text = g_strdup_printf ("%.2f", self->value);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, self->value,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}
