/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-crop-picture.h"

#include <math.h>

#include "gw-box.h"

#define PROPORTION 1.5
/* What is around an object, as a share of its longer side. */
#define AROUND 0.35
/* A crop of an object of a few pixels shows at least so many. */
#define LEAST_SIDE 24.0
#define PICTURE_SIDE 256
#define LINE 2.0
#define RADIUS 5.0

struct _GwCropPicture
{
  GtkWidget parent_instance;

  GwProject *project;
  int width;
  gboolean has_item;
  GwEvaluationItem item;
  GCancellable *cancellable; /* (nullable): of what is under way */
  guint request;             /* of the thumbnailer; 0: none */
  cairo_surface_t *surface;  /* (nullable) */
  GwBox region;              /* which part of the image it shows, pixels of it */
};

G_DEFINE_FINAL_TYPE (GwCropPicture, gw_crop_picture, GTK_TYPE_WIDGET)

GwBox
gw_crop_picture_choose_region (const GwBox *first, const GwBox *second, double image_width, double image_height)
{
  GwBox region = first != NULL && second != NULL ? gw_box_union (first, second) : first != NULL ? *first : *second;
  const double around = AROUND * MAX (region.width, region.height);
  double width = MAX (region.width + 2 * around, LEAST_SIDE * PROPORTION);
  double height = MAX (region.height + 2 * around, LEAST_SIDE);
  const double x = region.x + region.width / 2, y = region.y + region.height / 2;

  width = MAX (width, height * PROPORTION);
  height = width / PROPORTION;
  region = (GwBox) { x - width / 2, y - height / 2, width, height };
  /* Moved to be within the image; in the middle where the image is smaller. */
  region.x = width > image_width ? (image_width - width) / 2 : CLAMP (region.x, 0, image_width - width);
  region.y = height > image_height ? (image_height - height) / 2 : CLAMP (region.y, 0, image_height - height);
  return region;
}

/* --- reading ----------------------------------------------------------------------- */

static void
stop (GwCropPicture *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->request != 0)
    gw_thumbnailer_cancel (gw_project_get_thumbnailer (self->project), self->request);
  self->request = 0;
}

static void
on_thumbnail_cb (GwThumbnailer *thumbnailer, const char *path, cairo_surface_t *surface, const GError *warning,
                 const GError *error, gpointer user_data)
{
  GwCropPicture *self = user_data;

  self->request = 0;
  if (surface == NULL)
    return;
  self->surface = cairo_surface_reference (surface);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The part of the picture alone, in the pixels of the screen. */
static cairo_surface_t *
cut (GwCropPicture *self, GwPyramid *pyramid)
{
  const int width = self->width * gtk_widget_get_scale_factor (GTK_WIDGET (self));
  const int height = (int) round (width / PROPORTION);
  const double zoom = width / self->region.width;
  double scale_x, scale_y;
  cairo_surface_t *source = gw_pyramid_pick (pyramid, zoom, &scale_x, &scale_y);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, zoom, zoom);
  cairo_translate (cr, -self->region.x, -self->region.y);
  cairo_scale (cr, 1 / scale_x, 1 / scale_y);
  cairo_set_source_surface (cr, source, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  return surface;
}

/* Another item may be shown by now: what was read for the one before is not for it. */
static gboolean
is_stale (GAsyncResult *result)
{
  return g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result)));
}

static void
on_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwCropPicture) self = user_data;
  g_autoptr (GwPyramid) pyramid = gw_image_loader_load_finish (GW_IMAGE_LOADER (source), result, NULL);

  /* A file that cannot be read is shown as none. */
  if (pyramid == NULL || is_stale (result))
    return;
  self->region = gw_crop_picture_choose_region (self->item.has_truth ? &self->item.truth : NULL,
                                                self->item.has_detection ? &self->item.detection : NULL,
                                                gw_pyramid_get_width (pyramid), gw_pyramid_get_height (pyramid));
  self->surface = cut (self, pyramid);
  g_clear_object (&self->cancellable);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gpointer
find_file (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) images = gw_store_get_images (store, data, 1, cancellable, error);
  GwImage *image = images != NULL ? g_ptr_array_index (images, 0) : NULL;

  return image != NULL ? g_strdup (gw_image_get_file (image)) : NULL;
}

static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwCropPicture) self = user_data;
  g_autofree char *file = gw_store_run_finish (GW_STORE (source), result, NULL);

  if (file == NULL || is_stale (result))
    return;
  if (self->item.has_truth || self->item.has_detection)
    gw_image_loader_load_async (gw_project_get_loader (self->project), file, G_PRIORITY_LOW, self->cancellable,
                                on_loaded_cb, g_object_ref (self));
  else
    self->request = gw_thumbnailer_request (gw_project_get_thumbnailer (self->project), file, PICTURE_SIDE, 0,
                                            on_thumbnail_cb, self, NULL);
}

void
gw_crop_picture_set_item (GwCropPicture *self, const GwEvaluationItem *item)
{
  g_return_if_fail (GW_IS_CROP_PICTURE (self));

  stop (self);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  self->has_item = item != NULL;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (item == NULL)
    return;
  self->item = *item;
  self->cancellable = g_cancellable_new ();
  gw_store_read_async (gw_project_get_store (self->project), GW_STORE_NORMAL, find_file,
                       g_memdup2 (&item->image_id, sizeof item->image_id), g_free, g_free, self->cancellable,
                       on_found_cb, g_object_ref (self));
}

gboolean
gw_crop_picture_is_ready (GwCropPicture *self)
{
  g_return_val_if_fail (GW_IS_CROP_PICTURE (self), FALSE);

  return self->surface != NULL;
}

void
gw_crop_picture_set_width (GwCropPicture *self, int width)
{
  g_return_if_fail (GW_IS_CROP_PICTURE (self));

  self->width = width;
  gtk_widget_set_size_request (GTK_WIDGET (self), width, (int) round (width / PROPORTION));
}

/* --- drawing ------------------------------------------------------------------------ */

/* An image as large as covers the place, cut at its longer ends. */
static void
draw_picture (GwCropPicture *self, cairo_t *cr, double width, double height)
{
  const double picture_width = cairo_image_surface_get_width (self->surface);
  const double picture_height = cairo_image_surface_get_height (self->surface);
  const double zoom = MAX (width / picture_width, height / picture_height);

  cairo_save (cr);
  cairo_translate (cr, (width - picture_width * zoom) / 2, (height - picture_height * zoom) / 2);
  cairo_scale (cr, zoom, zoom);
  cairo_set_source_surface (cr, self->surface, 0, 0);
  /* The few pixels of a small picture are to be seen as such. */
  cairo_pattern_set_filter (cairo_get_source (cr), zoom > 4 ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_GOOD);
  cairo_paint (cr);
  cairo_restore (cr);
}

/* Dark below the color, so that it is seen on any picture. */
static void
draw_box (GwCropPicture *self, cairo_t *cr, const GwBox *box, guint32 color, gboolean dashed, double zoom)
{
  static const double dashes[] = { 4, 4 };

  cairo_rectangle (cr, (box->x - self->region.x) * zoom, (box->y - self->region.y) * zoom, box->width * zoom,
                   box->height * zoom);
  cairo_set_dash (cr, dashes, dashed ? 2 : 0, 0);
  cairo_set_line_width (cr, 2 * LINE);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.55);
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, LINE);
  if (dashed)
    cairo_set_source_rgb (cr, 1, 1, 1);
  else
    cairo_set_source_rgb (cr, (color >> 16 & 0xff) / 255.0, (color >> 8 & 0xff) / 255.0, (color & 0xff) / 255.0);
  cairo_stroke (cr);
}

static void
gw_crop_picture_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GwCropPicture *self = GW_CROP_PICTURE (widget);
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                     (float) gtk_widget_get_height (widget));
  const double zoom = gtk_widget_get_width (widget) / self->region.width;
  GskRoundedRect rounded;
  cairo_t *cr;

  gsk_rounded_rect_init_from_rect (&rounded, &bounds, RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 0.5f, 0.5f, 0.5f, 0.25f }, &bounds);
  if (self->surface != NULL)
    {
      cr = gtk_snapshot_append_cairo (snapshot, &bounds);
      draw_picture (self, cr, bounds.size.width, bounds.size.height);
      if (self->item.has_truth)
        draw_box (self, cr, &self->item.truth, self->item.truth_color, FALSE, zoom);
      if (self->item.has_detection)
        draw_box (self, cr, &self->item.detection, self->item.detection_color, TRUE, zoom);
      cairo_destroy (cr);
    }
  gtk_snapshot_pop (snapshot);
}

/* --- the widget ---------------------------------------------------------------------- */

static void
gw_crop_picture_dispose (GObject *object)
{
  GwCropPicture *self = GW_CROP_PICTURE (object);

  if (self->project != NULL)
    stop (self);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (gw_crop_picture_parent_class)->dispose (object);
}

static void
gw_crop_picture_class_init (GwCropPictureClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_crop_picture_dispose;
  GTK_WIDGET_CLASS (klass)->snapshot = gw_crop_picture_snapshot;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
gw_crop_picture_init (GwCropPicture *self)
{
  self->region = (GwBox) { 0, 0, 1, 1 };
}

GtkWidget *
gw_crop_picture_new (GwProject *project)
{
  GwCropPicture *self = g_object_new (GW_TYPE_CROP_PICTURE, NULL);

  self->project = g_object_ref (project);
  return GTK_WIDGET (self);
}
