/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canvas-fixtures.h"

#include <math.h>

#include "gw-palette.h"
#include "gw-sample-cells.h"
#include "gw-sample-street.h"

#define DEADLINE (20 * G_USEC_PER_SEC)

static const char *const class_names[] = { "Car",   "Pedestrian", "Cyclist",    "Traffic Light",
                                           "Truck", "Bus",        "Motorcycle", "Traffic Sign" };

GwDocument *
canvas_fixture_document (int width, int height)
{
  g_autoptr (GwImage) image = gw_image_new (1, "intersection_04452.jpg");
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func (g_object_unref);
  GwDocument *document = gw_document_new (image);

  for (guint i = 0; i < G_N_ELEMENTS (class_names); i++)
    {
      GwClass *class = gw_class_new (class_names[i], gw_palette_get (i));

      gw_class_set_id (class, i + 1);
      gw_class_set_position (class, (int) i);
      g_ptr_array_add (classes, class);
    }
  gw_document_set_classes (document, classes);
  gw_document_set_size (document, width, height);
  gw_document_set_current_class (document, 1);
  return document;
}

GwObject *
canvas_fixture_box (gint64 id, gint64 class_id, double x, double y, double width, double height)
{
  GwObject *object = gw_object_new (id, class_id);

  gw_object_set_box (object, x, y, width, height);
  return object;
}

static gint64
find_class (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (class_names); i++)
    if (g_strcmp0 (class_names[i], name) == 0)
      return i + 1;
  return 0;
}

/* The classes of cells are not those of streets: they take theirs in turn. */
static GPtrArray *
make_objects (const GwSampleScene *scene, gboolean masks)
{
  GPtrArray *objects = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < gw_sample_scene_get_n_objects (scene); i++)
    {
      const GwSampleObject *truth = gw_sample_scene_get_object (scene, i);
      gint64 class_id = find_class (truth->class_name);
      GwObject *object = gw_object_new (i + 1, class_id != 0 ? class_id : i % 3 + 1);

      if (masks)
        {
          GwShape shape = GW_SHAPE_INIT;

          g_assert_cmpint (gw_shape_copy (&truth->mask, &shape), ==, GW_STATUS_OK);
          gw_object_take_shape (object, &shape);
        }
      else
        gw_object_set_box (object, truth->box.x, truth->box.y, truth->box.width, truth->box.height);
      g_ptr_array_add (objects, object);
    }
  return objects;
}

static GwPyramid *
make_sample (cairo_surface_t *surface, GwSampleScene *scene, gboolean masks, GwDocument **document)
{
  GwPyramid *pyramid = gw_pyramid_new_for_surface (surface);
  g_autoptr (GPtrArray) objects = make_objects (scene, masks);

  *document = canvas_fixture_document (scene->width, scene->height);
  gw_document_load (*document, objects, NULL);
  cairo_surface_destroy (surface);
  gw_sample_scene_free (scene);
  return pyramid;
}

GwPyramid *
canvas_fixture_street (guint index, GwDocument **document)
{
  GwSampleScene *scene;
  cairo_surface_t *surface = gw_sample_street_draw (1, index, &scene);

  return make_sample (surface, scene, FALSE, document);
}

GwPyramid *
canvas_fixture_cells (guint index, GwDocument **document)
{
  GwSampleScene *scene;
  cairo_surface_t *surface = gw_sample_cells_draw (1, index, &scene);

  return make_sample (surface, scene, TRUE, document);
}

GwPyramid *
canvas_fixture_plain (int width, int height, guint32 color)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  GwPyramid *pyramid;

  cairo_set_source_rgb (cr, ((color >> 16) & 0xff) / 255.0, ((color >> 8) & 0xff) / 255.0, (color & 0xff) / 255.0);
  cairo_paint (cr);
  cairo_destroy (cr);
  pyramid = gw_pyramid_new_for_surface (surface);
  cairo_surface_destroy (surface);
  return pyramid;
}

GwPyramid *
canvas_fixture_noise (int width, int height, guint seed)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  guint32 state = seed * 2654435761u + 1;
  GwPyramid *pyramid;

  for (int y = 0; y < height; y++)
    {
      guint32 *row = (guint32 *) (void *) (data + (gsize) y * stride);

      for (int x = 0; x < width; x++)
        {
          guint noise;

          state = state * 1664525u + 1013904223u;
          noise = state >> 27;
          row[x] = ((guint) (x * 200 / width) + noise) << 16 | ((guint) (y * 200 / height) + noise) << 8
                   | (100 + noise);
        }
    }
  cairo_surface_mark_dirty (surface);
  pyramid = gw_pyramid_new_for_surface (surface);
  cairo_surface_destroy (surface);
  /* All levels now, as those of a decoded file are. */
  for (int i = 0; i < gw_pyramid_get_n_levels (pyramid); i++)
    gw_pyramid_get_level (pyramid, i);
  return pyramid;
}

static void
make_polygon (GRand *rand, double x, double y, double radius, GwShape *shape)
{
  GwRing *ring = g_new (GwRing, 1);

  ring->n_points = 20;
  ring->points = g_new (GwPoint, ring->n_points);
  for (guint i = 0; i < ring->n_points; i++)
    {
      double angle = 2 * G_PI * i / ring->n_points;
      double r = radius * g_rand_double_range (rand, 0.7, 1);

      ring->points[i] = (GwPoint) { x + r * cos (angle), y + r * sin (angle) };
    }
  *shape = (GwShape) { .kind = GW_SHAPE_POLYGON, .as.polygon = { ring, 1 } };
}

GPtrArray *
canvas_fixture_objects (guint n, gboolean polygons, int width, int height, guint seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  GPtrArray *objects = g_ptr_array_new_with_free_func (g_object_unref);
  /* Together they cover the picture about twice. */
  double mean = sqrt ((double) width * height / MAX (n, 1)) * 0.8;

  for (guint i = 0; i < n; i++)
    {
      GwObject *object = gw_object_new (i + 1, i % G_N_ELEMENTS (class_names) + 1);
      double radius = mean * g_rand_double_range (rand, 0.4, 1);
      double x = g_rand_double_range (rand, radius, width - radius);
      double y = g_rand_double_range (rand, radius, height - radius);
      GwShape shape;

      if (polygons)
        {
          make_polygon (rand, x, y, radius, &shape);
          gw_object_take_shape (object, &shape);
        }
      else
        gw_object_set_box (object, x - radius, y - radius, 2 * radius, 1.5 * radius);
      g_ptr_array_add (objects, object);
    }
  return objects;
}

/* --- windows ------------------------------------------------------------------------ */

void
canvas_fixture_iterate (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
on_after_paint_cb (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

void
canvas_fixture_wait_frame (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gint64 end = g_get_monotonic_time () + DEADLINE;
  gboolean painted = FALSE;
  gulong id = g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint_cb), &painted);

  gtk_widget_queue_draw (widget);
  while (!painted && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, id);
  g_assert_true (painted);
}

void
canvas_fixture_settle (GwCanvas *canvas)
{
  gint64 end = g_get_monotonic_time () + DEADLINE;

  do
    canvas_fixture_wait_frame (GTK_WIDGET (canvas));
  while (!gw_canvas_is_settled (canvas) && g_get_monotonic_time () < end);
  g_assert_true (gw_canvas_is_settled (canvas));
  canvas_fixture_iterate ();
}

GtkWidget *
canvas_fixture_show (GwCanvas *canvas, int width, int height)
{
  GtkWidget *window = gtk_window_new ();
  gint64 end = g_get_monotonic_time () + DEADLINE;

  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (canvas));
  gtk_window_present (GTK_WINDOW (window));
  while (gtk_widget_get_width (GTK_WIDGET (canvas)) == 0 && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (canvas));
  canvas_fixture_settle (canvas);
  return window;
}

cairo_surface_t *
canvas_fixture_picture (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = NULL;
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  GskRenderNode *node;

  canvas_fixture_wait_frame (widget);
  paintable = gtk_widget_paintable_new (widget);
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  gsk_render_node_draw (node, cr);
  gsk_render_node_unref (node);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

guint32
canvas_fixture_pixel (cairo_surface_t *surface, int x, int y)
{
  const guint8 *data = cairo_image_surface_get_data (surface);

  g_assert_cmpint (x, >=, 0);
  g_assert_cmpint (y, >=, 0);
  g_assert_cmpint (x, <, cairo_image_surface_get_width (surface));
  g_assert_cmpint (y, <, cairo_image_surface_get_height (surface));
  return ((const guint32 *) (const void *) (data + y * cairo_image_surface_get_stride (surface)))[x] & 0xffffff;
}

GtkEventController *
canvas_fixture_controller (GtkWidget *widget, GType type, guint n)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  GtkEventController *found = NULL;

  /* The list has those added last first. */
  for (guint i = g_list_model_get_n_items (controllers); i > 0 && found == NULL; i--)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i - 1);

      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type) && n-- == 0)
        found = controller;
    }
  g_assert_nonnull (found);
  return found;
}
