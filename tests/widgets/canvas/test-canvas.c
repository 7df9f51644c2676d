/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>
#include <math.h>

#include "canvas-fixtures.h"
#include "gw-canvas-private.h"

typedef struct
{
  GwCanvas *canvas;
  GtkWidget *window;
  GwDocument *document;
  GwPyramid *pyramid;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->canvas = GW_CANVAS (gw_canvas_new ());
  fixture->pyramid = canvas_fixture_noise (1600, 1200, 1);
  fixture->document = canvas_fixture_document (1600, 1200);
  gw_canvas_set_document (fixture->canvas, fixture->document);
  gw_canvas_set_pyramid (fixture->canvas, fixture->pyramid);
  fixture->window = canvas_fixture_show (fixture->canvas, 800, 600);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->document);
  gw_pyramid_unref (fixture->pyramid);
  canvas_fixture_iterate ();
}

static void
activate (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), action, NULL));
}

static void
point_at (Fixture *fixture, double x, double y)
{
  GtkEventController *motion = canvas_fixture_controller (GTK_WIDGET (fixture->canvas),
                                                          GTK_TYPE_EVENT_CONTROLLER_MOTION, 0);

  g_signal_emit_by_name (motion, "motion", x, y);
}

static void
add_boxes (Fixture *fixture)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (objects, canvas_fixture_box (11, 1, 100, 100, 200, 150));
  g_ptr_array_add (objects, canvas_fixture_box (12, 1, 1300, 900, 136, 156));
  gw_document_load (fixture->document, objects, NULL);
}

static void
count_cb (GObject *object, GParamSpec *pspec, int *count)
{
  (*count)++;
}

static void
test_fit_size (Fixture *fixture, gconstpointer data)
{
  GwCanvas *unseen = g_object_ref_sink (GW_CANVAS (gw_canvas_new ()));
  int width, height;

  gw_canvas_get_fit_size (fixture->canvas, &width, &height);
  g_assert_cmpint (width, >, 600);
  g_assert_cmpint (height, >, 400);

  /* Else pictures would be decoded ahead for a single pixel. */
  gw_canvas_get_fit_size (unseen, &width, &height);
  g_assert_cmpint (width, ==, 0);
  g_assert_cmpint (height, ==, 0);
  g_object_unref (unseen);
}

static void
test_action_zoom_keeps_anchor (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "canvas.zoom-in", "canvas.zoom-in", "canvas.zoom-in",  "canvas.zoom-out",
                                       "canvas.zoom-in", "canvas.zoom-in", "canvas.zoom-out", "canvas.zoom-out" };
  GwPoint before, after;

  point_at (fixture, 310, 222);
  before = gw_canvas_to_image (fixture->canvas, 310, 222);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      double zoom = gw_canvas_get_zoom (fixture->canvas);

      activate (fixture, names[i]);
      g_assert_cmpfloat (gw_canvas_get_zoom (fixture->canvas), !=, zoom);
      after = gw_canvas_to_image (fixture->canvas, 310, 222);
      zoom = gw_canvas_get_zoom (fixture->canvas);
      /* The picture lies at whole pixels. */
      g_assert_cmpfloat (fabs (after.x - before.x), <=, 1.01 / zoom);
      g_assert_cmpfloat (fabs (after.y - before.y), <=, 1.01 / zoom);
    }
}

static void
test_zoom_actions (Fixture *fixture, gconstpointer data)
{
  double fit = gw_canvas_get_zoom (fixture->canvas);

  g_assert_true (gw_canvas_get_fit (fixture->canvas));
  activate (fixture, "canvas.zoom-100");
  g_assert_cmpfloat (gw_canvas_get_zoom (fixture->canvas), ==, 1);
  g_assert_false (gw_canvas_get_fit (fixture->canvas));
  activate (fixture, "canvas.fit");
  g_assert_cmpfloat (gw_canvas_get_zoom (fixture->canvas), ==, fit);
  g_assert_true (gw_canvas_get_fit (fixture->canvas));

  add_boxes (fixture);
  gw_document_select (fixture->document, 12, FALSE);
  activate (fixture, "canvas.zoom-selection");
  g_assert_cmpfloat (gw_canvas_get_zoom (fixture->canvas), >, 2);
  g_assert_cmpfloat_with_epsilon (gw_canvas_to_widget (fixture->canvas, (GwPoint) { 1368, 978 }).x, 400, 2);
}

static void
test_zoom_limits (Fixture *fixture, gconstpointer data)
{
  for (int i = 0; i < 60; i++)
    activate (fixture, "canvas.zoom-in");
  g_assert_cmpfloat (gw_canvas_get_zoom (fixture->canvas), ==, 64);
  canvas_fixture_settle (fixture->canvas);
  for (int i = 0; i < 60; i++)
    activate (fixture, "canvas.zoom-out");
  g_assert_cmpfloat (gw_canvas_get_zoom (fixture->canvas), ==, 0.02);
  canvas_fixture_settle (fixture->canvas);
}

static void
test_next_picture (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwPyramid) second = canvas_fixture_plain (3200, 2400, 0x336699);
  g_autoptr (GwPyramid) third = canvas_fixture_plain (1600, 1200, 0x993366);
  double fit = gw_canvas_get_zoom (fixture->canvas);
  GwPoint center;

  /* Fit goes on being fit. */
  gw_canvas_set_pyramid (fixture->canvas, second);
  g_assert_cmpfloat_with_epsilon (gw_canvas_get_zoom (fixture->canvas), fit / 2, 1e-9);

  /* A zoom ends with its picture … */
  activate (fixture, "canvas.zoom-100");
  gw_canvas_set_pyramid (fixture->canvas, third);
  g_assert_cmpfloat_with_epsilon (gw_canvas_get_zoom (fixture->canvas), fit, 1e-9);
  g_assert_true (gw_canvas_get_fit (fixture->canvas));

  /* … unless it is to stick. */
  gw_canvas_set_sticky_zoom (fixture->canvas, TRUE);
  gw_canvas_set_view (fixture->canvas, 3, (GwPoint) { 400, 300 });
  gw_canvas_set_pyramid (fixture->canvas, fixture->pyramid);
  g_assert_cmpfloat (gw_canvas_get_zoom (fixture->canvas), ==, 3);
  center = gw_canvas_get_center (fixture->canvas);
  g_assert_cmpfloat_with_epsilon (center.x, 400, 0.5);
  g_assert_cmpfloat_with_epsilon (center.y, 300, 0.5);

  /* At the same share of a picture of another size. */
  gw_canvas_set_pyramid (fixture->canvas, second);
  center = gw_canvas_get_center (fixture->canvas);
  g_assert_cmpfloat_with_epsilon (center.x, 800, 0.5);
  g_assert_cmpfloat_with_epsilon (center.y, 600, 0.5);
}

static void
test_refining_keeps_view (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwPyramid) better = canvas_fixture_noise (1600, 1200, 1);
  GwPoint center;

  gw_canvas_set_view (fixture->canvas, 2, (GwPoint) { 500, 400 });
  gw_canvas_refine_pyramid (fixture->canvas, better);
  g_assert_true (gw_canvas_get_pyramid (fixture->canvas) == better);
  g_assert_cmpfloat (gw_canvas_get_zoom (fixture->canvas), ==, 2);
  center = gw_canvas_get_center (fixture->canvas);
  g_assert_cmpfloat_with_epsilon (center.x, 500, 0.5);
  g_assert_cmpfloat_with_epsilon (center.y, 400, 0.5);
}

static void
test_scrolls_to_object (Fixture *fixture, gconstpointer data)
{
  GwBox seen;

  add_boxes (fixture);
  gw_canvas_set_view (fixture->canvas, 2, (GwPoint) { 200, 200 });
  g_assert_true (gw_canvas_scroll_to_object (fixture->canvas, 12));
  seen = gw_canvas_get_visible_box (fixture->canvas);
  g_assert_cmpfloat (seen.x, <, 1300);
  g_assert_cmpfloat (seen.x + seen.width, >, 1436);
  g_assert_cmpfloat (gw_canvas_get_zoom (fixture->canvas), ==, 2);
  g_assert_false (gw_canvas_scroll_to_object (fixture->canvas, 99));
  g_assert_false (gw_canvas_zoom_to_object (fixture->canvas, 99));
}

static void
test_linked_views (Fixture *fixture, gconstpointer data)
{
  GwPoint center = { 700, 500 };
  int count = 0;

  g_signal_connect (fixture->canvas, "view-changed", G_CALLBACK (count_cb), &count);
  gw_canvas_set_view (fixture->canvas, 1.5, center);
  g_assert_cmpint (count, ==, 1);
  /* The same again is nothing, so that two canvases can follow each other. */
  gw_canvas_set_view (fixture->canvas, 1.5, center);
  g_assert_cmpint (count, ==, 1);
}

static void
test_properties_notify_once (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    double value;
  } numbers[] = { { "line-width", 3 },  { "tag-size", 16 }, { "label-opacity", 0.7 }, { "brightness", 0.2 },
                  { "contrast", -0.3 }, { "gamma", 1.8 },   { "zoom", 2.5 } };
  static const char *const switches[] = { "fit",        "sticky-zoom", "show-labels", "outline-only",
                                          "pixel-grid", "cross-hair",  "auto-levels", "high-contrast" };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *signal = g_strconcat ("notify::", numbers[i].name, NULL);
      int count = 0;
      double value;
      gulong id = g_signal_connect (fixture->canvas, signal, G_CALLBACK (count_cb), &count);

      g_object_set (fixture->canvas, numbers[i].name, numbers[i].value, NULL);
      g_object_get (fixture->canvas, numbers[i].name, &value, NULL);
      g_assert_cmpfloat (value, ==, numbers[i].value);
      g_assert_cmpint (count, ==, 1);
      g_object_set (fixture->canvas, numbers[i].name, numbers[i].value, NULL);
      g_assert_cmpint (count, ==, 1);
      g_signal_handler_disconnect (fixture->canvas, id);
    }
  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    {
      g_autofree char *signal = g_strconcat ("notify::", switches[i], NULL);
      int count = 0;
      gboolean before, after;
      gulong id = g_signal_connect (fixture->canvas, signal, G_CALLBACK (count_cb), &count);

      g_object_get (fixture->canvas, switches[i], &before, NULL);
      g_object_set (fixture->canvas, switches[i], !before, NULL);
      g_object_get (fixture->canvas, switches[i], &after, NULL);
      g_assert_true (before != after);
      g_assert_cmpint (count, ==, 1);
      g_object_set (fixture->canvas, switches[i], !before, NULL);
      g_assert_cmpint (count, ==, 1);
      g_signal_handler_disconnect (fixture->canvas, id);
    }
  canvas_fixture_settle (fixture->canvas);
}

static void
test_adjusted (Fixture *fixture, gconstpointer data)
{
  gboolean adjusted;
  int count = 0;

  g_signal_connect (fixture->canvas, "notify::adjusted", G_CALLBACK (count_cb), &count);
  activate (fixture, "canvas.adjust-brightness");
  activate (fixture, "canvas.move-up");
  activate (fixture, "canvas.move-up");
  g_object_get (fixture->canvas, "adjusted", &adjusted, NULL);
  g_assert_true (adjusted);
  g_assert_cmpint (count, ==, 1);
  activate (fixture, "canvas.reset-adjustments");
  g_object_get (fixture->canvas, "adjusted", &adjusted, NULL);
  g_assert_false (adjusted);
  g_assert_cmpint (count, ==, 2);
}

static void
test_states (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button = gtk_button_new_with_label ("Skip");

  g_object_add_weak_pointer (G_OBJECT (button), (gpointer *) &button);
  gw_canvas_set_loading (fixture->canvas);
  g_assert_null (gw_canvas_get_pyramid (fixture->canvas));
  canvas_fixture_wait_frame (GTK_WIDGET (fixture->canvas));

  gw_canvas_set_error (fixture->canvas, "Image Cannot Be Read", "a.jpg <ends> too early & so.", button);
  canvas_fixture_wait_frame (GTK_WIDGET (fixture->canvas));
  g_assert_true (gtk_widget_is_ancestor (button, GTK_WIDGET (fixture->canvas)));

  /* Nothing that is asked for meanwhile does harm. */
  activate (fixture, "canvas.zoom-in");
  activate (fixture, "canvas.fit");
  activate (fixture, "canvas.zoom-100");
  activate (fixture, "canvas.move-left");
  activate (fixture, "canvas.set-point");
  activate (fixture, "canvas.cancel");

  gw_canvas_set_pyramid (fixture->canvas, fixture->pyramid);
  canvas_fixture_settle (fixture->canvas);
  g_assert_null (button);
}

/* As a menu or a button would see it. */
static void
assert_enabled (Fixture *fixture, const char *action, gboolean enabled)
{
  GtkWidget *button = gtk_button_new ();

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_parent (button, GTK_WIDGET (fixture->canvas));
  g_assert_cmpint (gtk_widget_get_sensitive (button), ==, enabled);
  gtk_widget_unparent (button);
}

/* What the timer does when it is due. */
static void
next_loading_stage (GwCanvas *canvas)
{
  GSource *source = g_main_context_find_source_by_id (NULL, canvas->loading_id);

  g_assert_nonnull (source);
  g_source_set_ready_time (source, 0);
  for (guint stage = canvas->loading_stage; canvas->loading_stage == stage;)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_actions_follow_selection (Fixture *fixture, gconstpointer data)
{
  assert_enabled (fixture, "canvas.next-object", FALSE);
  add_boxes (fixture);
  gw_document_select_none (fixture->document);
  assert_enabled (fixture, "canvas.delete", FALSE);
  assert_enabled (fixture, "canvas.copy", FALSE);
  assert_enabled (fixture, "canvas.next-object", TRUE);
  activate (fixture, "canvas.next-object");
  g_assert_cmpuint (gw_document_get_n_selected (fixture->document), ==, 1);
  assert_enabled (fixture, "canvas.delete", TRUE);
  activate (fixture, "canvas.delete");
  g_assert_cmpuint (gw_document_get_n_objects (fixture->document), ==, 1);
  assert_enabled (fixture, "canvas.delete", FALSE);
}

static void
keep_text_cb (GwCanvas *canvas, const char *text, char **kept)
{
  g_free (*kept);
  *kept = g_strdup (text);
}

static void
test_speaks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwTool) tool = gw_tool_new ("box");
  g_autofree char *announced = NULL;

  add_boxes (fixture);
  gw_document_set_current_class (fixture->document, 3);
  gw_canvas_set_tool (fixture->canvas, tool);
  gw_canvas_set_zoom (fixture->canvas, 1.18);
  canvas_fixture_iterate ();
  g_assert_cmpstr (gw_canvas_get_description (fixture->canvas), ==, "Box tool, label Cyclist, zoom 118%");

  g_signal_connect (fixture->canvas, "announce", G_CALLBACK (keep_text_cb), &announced);
  gw_document_select (fixture->document, 12, FALSE);
  canvas_fixture_iterate ();
  g_assert_cmpstr (announced, ==, "Car 2, 136 by 156 pixels, at 1300, 900, selected");
  g_assert_cmpstr (gw_canvas_get_description (fixture->canvas), ==,
                   "Box tool, label Cyclist, zoom 118%. Car 2, 136 by 156 pixels, at 1300, 900, selected");
  gw_document_select_all (fixture->document);
  canvas_fixture_iterate ();
  g_assert_cmpstr (announced, ==, "2 objects selected");
}

static void
count_signal_cb (GwCanvas *canvas, int *count)
{
  (*count)++;
}

/* Nothing, the place, a spinner, words with Cancel: in real time 5 s, so the
 * steps are taken by hand.
 */
static void
test_loading_stages (Fixture *fixture, gconstpointer data)
{
  int cancelled = 0;
  cairo_surface_t *picture;
  GtkWidget *cancel;

  g_signal_connect (fixture->canvas, "loading-cancelled", G_CALLBACK (count_signal_cb), &cancelled);
  gw_canvas_set_loading (fixture->canvas);
  picture = canvas_fixture_picture (GTK_WIDGET (fixture->canvas));
  g_assert_cmphex (canvas_fixture_pixel (picture, 400, 100), ==, 0x3d3d3d);
  cairo_surface_destroy (picture);

  next_loading_stage (fixture->canvas);
  picture = canvas_fixture_picture (GTK_WIDGET (fixture->canvas));
  g_assert_cmphex (canvas_fixture_pixel (picture, 400, 100), !=, 0x3d3d3d);
  g_assert_cmphex (canvas_fixture_pixel (picture, 5, 5), ==, 0x3d3d3d);
  cairo_surface_destroy (picture);
  g_assert_null (fixture->canvas->status);

  next_loading_stage (fixture->canvas);
  g_assert_true (GTK_IS_SPINNER (gtk_widget_get_first_child (fixture->canvas->status)));
  next_loading_stage (fixture->canvas);
  cancel = gtk_widget_get_last_child (fixture->canvas->status);
  g_signal_emit_by_name (cancel, "clicked");
  g_assert_cmpint (cancelled, ==, 1);
  g_assert_cmpuint (fixture->canvas->loading_id, ==, 0);
}

static void
test_finalizes (void)
{
  GtkWidget *canvas = g_object_ref_sink (gw_canvas_new ());
  g_autoptr (GwPyramid) pyramid = canvas_fixture_plain (400, 300, 0x00c800);
  GwDocument *document = canvas_fixture_document (400, 300);
  GwTool *tool = gw_tool_new ("box");
  GtkWidget *window;

  gw_canvas_set_document (GW_CANVAS (canvas), document);
  gw_canvas_set_tool (GW_CANVAS (canvas), tool);
  gw_canvas_set_pyramid (GW_CANVAS (canvas), pyramid);
  window = canvas_fixture_show (GW_CANVAS (canvas), 300, 200);
  /* The window holds its focus widget until its end. */
  gtk_window_destroy (GTK_WINDOW (window));
  canvas_fixture_iterate ();
  g_assert_finalize_object (canvas);
  g_assert_finalize_object (tool);
  g_assert_finalize_object (document);
}

/* In the middle of everything at once. */
static void
test_finalizes_busy (void)
{
  GtkWidget *canvas = g_object_ref_sink (gw_canvas_new ());
  GwDocument *document;
  g_autoptr (GwPyramid) pyramid = canvas_fixture_street (0, &document);
  GtkWidget *window;

  gw_canvas_set_document (GW_CANVAS (canvas), document);
  gw_canvas_set_pyramid (GW_CANVAS (canvas), pyramid);
  window = canvas_fixture_show (GW_CANVAS (canvas), 500, 400);
  for (int i = 0; i < 5; i++)
    {
      gtk_widget_activate_action (canvas, "canvas.zoom-in", NULL);
      canvas_fixture_wait_frame (canvas);
    }
  gw_canvas_set_loading (GW_CANVAS (canvas));
  gtk_window_destroy (GTK_WINDOW (window));
  canvas_fixture_iterate ();
  g_assert_finalize_object (canvas);
  g_assert_finalize_object (document);
}

static void
test_without_anything (void)
{
  GtkWidget *canvas = gw_canvas_new ();
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), canvas);
  gtk_window_present (GTK_WINDOW (window));
  canvas_fixture_wait_frame (canvas);
  gtk_widget_activate_action (canvas, "canvas.zoom-in", NULL);
  gtk_widget_activate_action (canvas, "canvas.set-point", NULL);
  gtk_widget_activate_action (canvas, "canvas.move-left", NULL);
  canvas_fixture_wait_frame (canvas);
  gtk_window_destroy (GTK_WINDOW (window));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/canvas/fit-size", test_fit_size);
  ADD ("/canvas/action-zoom-keeps-anchor", test_action_zoom_keeps_anchor);
  ADD ("/canvas/zoom-actions", test_zoom_actions);
  ADD ("/canvas/zoom-has-limits", test_zoom_limits);
  ADD ("/canvas/next-picture-follows-fit-and-sticky", test_next_picture);
  ADD ("/canvas/refining-keeps-view", test_refining_keeps_view);
  ADD ("/canvas/scrolls-to-object", test_scrolls_to_object);
  ADD ("/canvas/same-view-is-no-change", test_linked_views);
  ADD ("/canvas/properties-notify-once", test_properties_notify_once);
  ADD ("/canvas/adjusted", test_adjusted);
  ADD ("/canvas/states", test_states);
  ADD ("/canvas/loading-stages", test_loading_stages);
  ADD ("/canvas/actions-follow-selection", test_actions_follow_selection);
  ADD ("/canvas/speaks", test_speaks);
  g_test_add_func ("/canvas/finalizes", test_finalizes);
  g_test_add_func ("/canvas/finalizes-while-busy", test_finalizes_busy);
  g_test_add_func ("/canvas/stands-empty", test_without_anything);
  return g_test_run ();
}
