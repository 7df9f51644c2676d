/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-key-content.h"

#define SPACING 7

struct _GwKeyContent
{
  GtkWidget parent_instance;

  GtkWidget *icon;
  GtkWidget *label;
  GtkWidget *key;
  gboolean show_key;
};

G_DEFINE_FINAL_TYPE (GwKeyContent, gw_key_content, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_ICON_NAME,
  PROP_LABEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static int
natural_width (GtkWidget *child)
{
  int natural;

  if (!gtk_widget_get_visible (child))
    return 0;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);

  return natural;
}

/* The children side by side, up to n of them. */
static int
measure_row (GwKeyContent *self, guint n)
{
  GtkWidget *children[] = { self->icon, self->label, self->key };
  int width = 0;

  for (guint i = 0; i < n; i++)
    {
      int child = natural_width (children[i]);

      width += child + (width > 0 && child > 0 ? SPACING : 0);
    }

  return width;
}

/* An icon alone will do where there is one. */
static guint
count_least (GwKeyContent *self)
{
  return gtk_widget_get_visible (self->icon) ? 1 : 2;
}

int
gw_key_content_get_words_width (GwKeyContent *self)
{
  g_return_val_if_fail (GW_IS_KEY_CONTENT (self), 0);

  return measure_row (self, 2) - measure_row (self, count_least (self));
}

static void
gw_key_content_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  GwKeyContent *self = GW_KEY_CONTENT (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = measure_row (self, count_least (self));
      *natural = measure_row (self, 3);
      return;
    }

  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least, most;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, -1, &least, &most, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, most);
    }
}

static void
gw_key_content_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GwKeyContent *self = GW_KEY_CONTENT (widget);
  GtkWidget *children[] = { self->icon, self->label, self->key };
  guint n = 3;
  int x;

  while (n > count_least (self) && measure_row (self, n) > width)
    n--;
  x = (width - measure_row (self, n)) / 2;
  gtk_widget_set_child_visible (self->label, n >= 2);
  gtk_widget_set_child_visible (self->key, n >= 3);
  for (guint i = 0; i < n; i++)
    {
      int child = natural_width (children[i]);
      int at = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? width - x - child : x;

      if (!gtk_widget_should_layout (children[i]))
        continue;
      gtk_widget_size_allocate (children[i], &(GtkAllocation) { at, 0, child, height }, -1);
      x += child + SPACING;
    }
}

void
gw_key_content_set_label (GwKeyContent *self, const char *label)
{
  g_return_if_fail (GW_IS_KEY_CONTENT (self));

  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (self->label)), label) == 0)
    return;

  gtk_label_set_label (GTK_LABEL (self->label), label);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
}

void
gw_key_content_set_compact (GwKeyContent *self, gboolean compact)
{
  g_return_if_fail (GW_IS_KEY_CONTENT (self));

  gtk_widget_set_visible (self->label, !compact);
}

static void
show_key (GwKeyContent *self)
{
  gtk_widget_set_visible (self->key, self->show_key && *gtk_label_get_label (GTK_LABEL (self->key)) != '\0');
}

void
gw_key_content_set_key (GwKeyContent *self, const char *key)
{
  g_return_if_fail (GW_IS_KEY_CONTENT (self));

  gtk_label_set_label (GTK_LABEL (self->key), key != NULL ? key : "");
  show_key (self);
}

void
gw_key_content_set_show_key (GwKeyContent *self, gboolean show)
{
  g_return_if_fail (GW_IS_KEY_CONTENT (self));

  self->show_key = !!show;
  show_key (self);
}

static void
gw_key_content_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GwKeyContent *self = GW_KEY_CONTENT (object);

  switch (prop_id)
    {
    case PROP_ICON_NAME:
      g_value_set_string (value, gtk_image_get_icon_name (GTK_IMAGE (self->icon)));
      break;
    case PROP_LABEL:
      g_value_set_string (value, gtk_label_get_label (GTK_LABEL (self->label)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gw_key_content_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  GwKeyContent *self = GW_KEY_CONTENT (object);

  switch (prop_id)
    {
    case PROP_ICON_NAME:
      gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), g_value_get_string (value));
      gtk_widget_set_visible (self->icon, g_value_get_string (value) != NULL);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_LABEL:
      gw_key_content_set_label (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gw_key_content_dispose (GObject *object)
{
  GwKeyContent *self = GW_KEY_CONTENT (object);

  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->key, gtk_widget_unparent);

  G_OBJECT_CLASS (gw_key_content_parent_class)->dispose (object);
}

static void
gw_key_content_class_init (GwKeyContentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gw_key_content_get_property;
  object_class->set_property = gw_key_content_set_property;
  object_class->dispose = gw_key_content_dispose;
  widget_class->measure = gw_key_content_measure;
  widget_class->size_allocate = gw_key_content_size_allocate;

  properties[PROP_ICON_NAME] = g_param_spec_string (
      "icon-name", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, "",
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "keycontent");
}

static void
gw_key_content_init (GwKeyContent *self)
{
  self->show_key = TRUE;
  self->icon = gtk_image_new ();
  self->label = gtk_label_new ("");
  self->key = gtk_label_new ("");
  gtk_widget_set_visible (self->icon, FALSE);
  gtk_widget_set_visible (self->key, FALSE);
  gtk_widget_set_valign (self->key, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->key, "gw-key");
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_parent (self->key, GTK_WIDGET (self));
}

GtkWidget *
gw_key_content_new (void)
{
  return g_object_new (GW_TYPE_KEY_CONTENT, NULL);
}
