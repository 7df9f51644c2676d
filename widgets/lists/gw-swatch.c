/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-swatch.h"

#include <adwaita.h>

#define DEFAULT_SIZE 14

struct _GwSwatch
{
  GtkWidget parent_instance;

  guint32 color;
  int size;
  gboolean faded;
};

G_DEFINE_FINAL_TYPE (GwSwatch, gw_swatch, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_COLOR,
  PROP_SIZE,
  PROP_FADED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
gw_swatch_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                   int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = GW_SWATCH (widget)->size;
}

static void
gw_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GwSwatch *self = GW_SWATCH (widget);
  gboolean high_contrast = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  int size = MIN (self->size, MIN (width, height));
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) (width - size) / 2.0f, (float) (height - size) / 2.0f,
                                               (float) size, (float) size);
  GdkRGBA fill = { (float) ((self->color >> 16) & 0xff) / 255.0f, (float) ((self->color >> 8) & 0xff) / 255.0f,
                   (float) (self->color & 0xff) / 255.0f, self->faded ? 0.35f : 1.0f };
  GdkRGBA edge = { 0.0f, 0.0f, 0.0f, high_contrast ? 1.0f : 0.25f };
  float border[4] = { 1.0f, 1.0f, 1.0f, 1.0f };
  GdkRGBA edges[4] = { edge, edge, edge, edge };
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &bounds, (float) size * 0.28f);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &fill, &bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &outline, border, edges);
}

static void
gw_swatch_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GwSwatch *self = GW_SWATCH (object);

  switch (prop_id)
    {
    case PROP_COLOR:
      g_value_set_uint (value, self->color);
      break;
    case PROP_SIZE:
      g_value_set_int (value, self->size);
      break;
    case PROP_FADED:
      g_value_set_boolean (value, self->faded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gw_swatch_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  GwSwatch *self = GW_SWATCH (object);

  switch (prop_id)
    {
    case PROP_COLOR:
      gw_swatch_set_color (self, g_value_get_uint (value));
      break;
    case PROP_SIZE:
      gw_swatch_set_size (self, g_value_get_int (value));
      break;
    case PROP_FADED:
      gw_swatch_set_faded (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gw_swatch_class_init (GwSwatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gw_swatch_get_property;
  object_class->set_property = gw_swatch_set_property;
  widget_class->measure = gw_swatch_measure;
  widget_class->snapshot = gw_swatch_snapshot;

  properties[PROP_COLOR] = g_param_spec_uint ("color", NULL, NULL, 0, 0xffffff, 0, flags);
  properties[PROP_SIZE] = g_param_spec_int ("size", NULL, NULL, 1, 256, DEFAULT_SIZE, flags);
  properties[PROP_FADED] = g_param_spec_boolean ("faded", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
  gtk_widget_class_set_css_name (widget_class, "swatch");
}

static void
gw_swatch_init (GwSwatch *self)
{
  self->size = DEFAULT_SIZE;
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
gw_swatch_new (guint32 color)
{
  return g_object_new (GW_TYPE_SWATCH, "color", color, NULL);
}

guint32
gw_swatch_get_color (GwSwatch *self)
{
  g_return_val_if_fail (GW_IS_SWATCH (self), 0);

  return self->color;
}

void
gw_swatch_set_color (GwSwatch *self, guint32 color)
{
  g_return_if_fail (GW_IS_SWATCH (self));

  if (self->color == color)
    return;

  self->color = color;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLOR]);
}

int
gw_swatch_get_size (GwSwatch *self)
{
  g_return_val_if_fail (GW_IS_SWATCH (self), 0);

  return self->size;
}

void
gw_swatch_set_size (GwSwatch *self, int size)
{
  g_return_if_fail (GW_IS_SWATCH (self));
  g_return_if_fail (size > 0);

  if (self->size == size)
    return;

  self->size = size;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE]);
}

gboolean
gw_swatch_get_faded (GwSwatch *self)
{
  g_return_val_if_fail (GW_IS_SWATCH (self), FALSE);

  return self->faded;
}

void
gw_swatch_set_faded (GwSwatch *self, gboolean faded)
{
  g_return_if_fail (GW_IS_SWATCH (self));

  faded = !!faded;
  if (self->faded == faded)
    return;

  self->faded = faded;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FADED]);
}
