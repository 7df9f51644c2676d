/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-images-page-private.h"

#include <glib/gi18n.h>

#include "gw-path.h"
#include "gw-image-cell.h"

/* As large as thumbnails are kept. */
#define PREVIEW_SIDE 1024

static void
close_preview (GwImagesPage *self)
{
  if (self->preview == NULL)
    return;

  gtk_overlay_remove_overlay (self->overlay, self->preview);
  self->preview = NULL;
}

static gboolean
on_preview_key_cb (GtkEventControllerKey *controller,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   GwImagesPage *self)
{
  if (self->preview == NULL || (keyval != GDK_KEY_Escape && keyval != GDK_KEY_space))
    return GDK_EVENT_PROPAGATE;

  close_preview (self);

  return GDK_EVENT_STOP;
}

static void
on_preview_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, GwImagesPage *self)
{
  close_preview (self);
}

static void
draw_preview (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  cairo_surface_t *picture = g_object_get_data (G_OBJECT (area), "gw-picture");
  double scale;
  double w;
  double h;

  if (picture == NULL)
    return;

  w = cairo_image_surface_get_width (picture);
  h = cairo_image_surface_get_height (picture);
  scale = MIN ((width - 48.0) / w, (height - 48.0) / h);
  cairo_translate (cr, (width - w * scale) / 2.0, (height - h * scale) / 2.0);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, picture, 0.0, 0.0);
  cairo_pattern_set_filter (cairo_get_source (cr), scale > 2.0 ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_BILINEAR);
  cairo_paint (cr);
}

static void
on_picture_cb (GwThumbnailer *thumbnailer,
               const char *path,
               cairo_surface_t *surface,
               const GError *warning,
               const GError *error,
               gpointer user_data)
{
  GtkWidget *area = user_data;

  if (surface != NULL)
    g_object_set_data_full (G_OBJECT (area), "gw-picture", cairo_surface_reference (surface),
                            (GDestroyNotify) cairo_surface_destroy);
  gtk_widget_queue_draw (area);
}

void
_gw_images_page_toggle_preview (GwImagesPage *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  g_autoptr (GwImage) image = NULL;
  g_autofree char *name = NULL;
  GtkGesture *click;
  GtkEventController *keys;

  if (self->preview != NULL)
    {
      close_preview (self);
      return;
    }
  if (gtk_bitset_is_empty (selected))
    return;

  image = g_list_model_get_item (G_LIST_MODEL (self->list), gtk_bitset_get_minimum (selected));
  if (image == NULL || gw_image_get_file (image) == NULL)
    return;

  name = gw_path_display (gw_image_get_name (image), -1);
  self->preview = gtk_drawing_area_new ();
  gtk_widget_add_css_class (self->preview, "gw-preview");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->preview), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->preview), draw_preview, NULL, NULL);
  click = gtk_gesture_click_new ();
  g_signal_connect (click, "pressed", G_CALLBACK (on_preview_pressed_cb), self);
  gtk_widget_add_controller (self->preview, GTK_EVENT_CONTROLLER (click));
  keys = gtk_event_controller_key_new ();
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_preview_key_cb), self);
  gtk_widget_set_focusable (self->preview, TRUE);
  gtk_widget_add_controller (self->preview, keys);
  gtk_overlay_add_overlay (self->overlay, self->preview);
  gtk_widget_grab_focus (self->preview);

  gw_thumbnailer_request (gw_project_get_thumbnailer (self->project), gw_image_get_file (image), PREVIEW_SIDE, -1,
                          on_picture_cb, g_object_ref (self->preview), g_object_unref);
}
