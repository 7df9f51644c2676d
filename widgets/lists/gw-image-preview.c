/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-image-preview.h"

#include <glib/gi18n.h>

#include "gw-image-words.h"
#include "gw-path.h"

/* As large as thumbnails are kept. */
#define SIDE 1024
#define MARGIN 24
#define SIGN 64

/* Of a text below the picture: an overlay gives its child the height that it needs where it is narrowest. */
#define N_LINES 3

struct _GwImagePreview
{
  GtkWidget parent_instance;

  GwThumbnailer *thumbnailer;
  GwImage *image;
  guint request;
  cairo_surface_t *picture;
  GPtrArray *objects;
  GwColorFunc color;
  gpointer color_data;

  GwPictureState state;

  GtkWidget *area;
  GtkWidget *sign; /* in the place of a picture that is not to be seen */
  GtkWidget *problem;
  GtkWidget *name;
  GtkWidget *labels;
};

G_DEFINE_FINAL_TYPE (GwImagePreview, gw_image_preview, GTK_TYPE_WIDGET)

enum
{
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  GwImagePreview *self = user_data;
  double w;
  double h;
  double scale;

  if (self->picture == NULL)
    return;

  w = cairo_image_surface_get_width (self->picture);
  h = cairo_image_surface_get_height (self->picture);
  scale = MIN (width / w, height / h);
  cairo_translate (cr, (width - w * scale) / 2.0, (height - h * scale) / 2.0);
  gw_image_draw (cr, self->picture, w * scale, h * scale, self->objects, gw_image_get_width (self->image),
                 gw_image_get_height (self->image), self->color, self->color_data);
}

static void
describe (GwImagePreview *self)
{
  g_autofree char *text = gw_image_describe (self->image, gtk_label_get_label (GTK_LABEL (self->labels)), self->state);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* GW_PICTURE_FINE: there is a picture, of a part of the image. */
static void
show_problem (GwImagePreview *self, GwPictureState state, const char *reason)
{
  g_autofree char *text = NULL;

  switch (state)
    {
    case GW_PICTURE_MISSING:
      text = g_strdup_printf (_ ("Not found: %s"), reason);
      break;
    case GW_PICTURE_UNREADABLE:
      text = g_strdup_printf (_ ("Cannot be read: %s"), reason);
      break;
    case GW_PICTURE_FINE:
    default:
      text = g_strdup_printf (_ ("Only part of this image can be read: %s"), reason);
      break;
    }
  self->state = state;
  gtk_label_set_label (GTK_LABEL (self->problem), text);
  gtk_widget_set_visible (self->problem, TRUE);
  gtk_widget_set_visible (self->sign, state != GW_PICTURE_FINE);
  gtk_widget_set_visible (self->area, state == GW_PICTURE_FINE);
  describe (self);
}

static void
on_picture_cb (GwThumbnailer *thumbnailer, const char *path, cairo_surface_t *surface, const GError *warning,
               const GError *error, gpointer user_data)
{
  GwImagePreview *self = user_data;

  self->request = 0;
  if (surface != NULL)
    self->picture = cairo_surface_reference (surface);
  gtk_widget_queue_draw (self->area);
  if (error != NULL)
    show_problem (self, gw_picture_state_from_error (error), error->message);
  else if (warning != NULL)
    show_problem (self, GW_PICTURE_FINE, warning->message);
}

static gboolean
on_key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, GwImagePreview *self)
{
  if (keyval != GDK_KEY_Escape && keyval != GDK_KEY_space)
    return GDK_EVENT_PROPAGATE;

  g_signal_emit (self, signals[CLOSED], 0);

  return GDK_EVENT_STOP;
}

static void
on_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, GwImagePreview *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
gw_image_preview_dispose (GObject *object)
{
  GwImagePreview *self = GW_IMAGE_PREVIEW (object);
  GtkWidget *child;

  if (self->request != 0)
    gw_thumbnailer_cancel (self->thumbnailer, self->request);
  self->request = 0;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->image);
  g_clear_object (&self->thumbnailer);
  g_clear_pointer (&self->picture, cairo_surface_destroy);
  g_clear_pointer (&self->objects, g_ptr_array_unref);

  G_OBJECT_CLASS (gw_image_preview_parent_class)->dispose (object);
}

static void
gw_image_preview_class_init (GwImagePreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_image_preview_dispose;
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "imagepreview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static GtkWidget *
add_label (GwImagePreview *self, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), N_LINES);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_parent (label, GTK_WIDGET (self));

  return label;
}

static void
gw_image_preview_init (GwImagePreview *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);

  self->area = gtk_drawing_area_new ();
  gtk_widget_set_vexpand (self->area, TRUE);
  gtk_widget_set_margin_start (self->area, MARGIN);
  gtk_widget_set_margin_end (self->area, MARGIN);
  gtk_widget_set_margin_top (self->area, MARGIN);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->area), draw, self, NULL);
  gtk_widget_set_parent (self->area, GTK_WIDGET (self));
  self->sign = gtk_image_new_from_icon_name ("gw-image-missing-symbolic");
  gtk_image_set_pixel_size (GTK_IMAGE (self->sign), SIGN);
  gtk_widget_set_vexpand (self->sign, TRUE);
  gtk_widget_set_visible (self->sign, FALSE);
  gtk_widget_set_parent (self->sign, GTK_WIDGET (self));
  self->problem = add_label (self, NULL);
  gtk_widget_set_visible (self->problem, FALSE);
  self->name = add_label (self, "heading");
  self->labels = add_label (self, NULL);
  gtk_widget_set_margin_start (self->labels, MARGIN);
  gtk_widget_set_margin_end (self->labels, MARGIN);
  gtk_widget_set_margin_bottom (self->labels, MARGIN / 2);

  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
gw_image_preview_new (GwThumbnailer *thumbnailer, GwImage *image)
{
  GwImagePreview *self;
  g_autofree char *name = NULL;

  g_return_val_if_fail (GW_IS_THUMBNAILER (thumbnailer), NULL);
  g_return_val_if_fail (GW_IS_IMAGE (image), NULL);

  self = g_object_new (GW_TYPE_IMAGE_PREVIEW, NULL);
  self->thumbnailer = g_object_ref (thumbnailer);
  self->image = g_object_ref (image);
  name = gw_path_display (gw_image_get_name (image), -1);
  gtk_label_set_label (GTK_LABEL (self->name), name);
  describe (self);
  if (gw_image_get_file (image) != NULL)
    self->request = gw_thumbnailer_request (thumbnailer, gw_image_get_file (image), SIDE, -1, on_picture_cb, self,
                                            NULL);
  else
    show_problem (self, GW_PICTURE_MISSING, _ ("The folder of this image is not known on this computer."));

  return GTK_WIDGET (self);
}

GwImage *
gw_image_preview_get_image (GwImagePreview *self)
{
  g_return_val_if_fail (GW_IS_IMAGE_PREVIEW (self), NULL);

  return self->image;
}

void
gw_image_preview_set_objects (GwImagePreview *self, GPtrArray *objects, GwColorFunc color, gpointer data)
{
  g_return_if_fail (GW_IS_IMAGE_PREVIEW (self));

  if (objects != NULL)
    g_ptr_array_ref (objects);
  g_clear_pointer (&self->objects, g_ptr_array_unref);
  self->objects = objects;
  self->color = color;
  self->color_data = data;
  gtk_widget_queue_draw (self->area);
}

void
gw_image_preview_set_label_text (GwImagePreview *self, const char *text)
{
  g_return_if_fail (GW_IS_IMAGE_PREVIEW (self));

  gtk_label_set_label (GTK_LABEL (self->labels), text != NULL ? text : "");
  describe (self);
}
