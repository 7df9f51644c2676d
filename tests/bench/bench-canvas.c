/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>
#include <malloc.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "bench.h"
#include "canvas-fixtures.h"
#include "frame-meter.h"
#include "gw-paint.h"

/* The canvas in a window of 1400 x 900: what a person waits for. A frame is
 * the time from its beginning until the display server has answered after
 * it, so that nothing is left in a queue; what led to it (a motion, a pan)
 * is added. The wait for the clock's next tick is in figures "until" only.
 * Needs a display.
 */

#define WIDTH 1400
#define HEIGHT 900
#define ROUNDS 5
#define FRAMES 120 /* even */
#define N_ROUNDS gw_bench_amount (ROUNDS, 1)
#define N_FRAMES (int) gw_bench_amount (FRAMES, 6)

typedef struct
{
  GwCanvas *canvas;
  GtkWidget *window;
  FrameMeter meter;
} Stage;

static void
stage_init (Stage *stage)
{
  *stage = (Stage) { .canvas = GW_CANVAS (gw_canvas_new ()) };
  stage->window = canvas_fixture_show (stage->canvas, WIDTH, HEIGHT);
  frame_meter_init (&stage->meter, GTK_WIDGET (stage->canvas));
}

static void
stage_clear (Stage *stage)
{
  frame_meter_clear (&stage->meter);
  gtk_window_destroy (GTK_WINDOW (stage->window));
  canvas_fixture_iterate ();
}

static void
settle (Stage *stage)
{
  do
    frame_meter_next (&stage->meter);
  while (!gw_canvas_is_settled (stage->canvas));
}

static void
show_objects (Stage *stage, GwPyramid *pyramid, guint n, gboolean polygons, guint seed)
{
  int width = gw_pyramid_get_width (pyramid), height = gw_pyramid_get_height (pyramid);
  g_autoptr (GPtrArray) objects = canvas_fixture_objects (n, polygons, width, height, seed);
  g_autoptr (GwDocument) document = canvas_fixture_document (width, height);

  gw_document_load (document, objects, NULL);
  gw_canvas_set_document (stage->canvas, document);
  gw_canvas_set_pyramid (stage->canvas, pyramid);
}

/* “what with n things, detail”; n 0: “what, detail”. */
static void
report (const char *what, guint n, const char *detail, double value, double budget, double labelme)
{
  g_autofree char *name = n > 0 ? g_strdup_printf ("%s, %u objects: %s", what, n, detail)
                                : g_strdup_printf ("%s: %s", what, detail);

  gw_bench_report (name, value, "ms", budget, labelme > 0 ? "labelme, recorded" : NULL, labelme);
}

/* From the moment when picture and objects are there until all of them are
 * on screen.
 */
static void
bench_open (guint n, double budget, double labelme)
{
  double times[ROUNDS];

  for (int round = 0; round < (int) N_ROUNDS; round++)
    {
      g_autoptr (GwPyramid) pyramid = canvas_fixture_noise (4000, 3000, 1);
      g_autoptr (GPtrArray) objects = canvas_fixture_objects (n, TRUE, 4000, 3000, (guint) round);
      g_autoptr (GwDocument) document = canvas_fixture_document (4000, 3000);
      Stage stage;
      double begin;

      stage_init (&stage);
      begin = gw_bench_wall_ms ();
      gw_document_load (document, objects, NULL);
      gw_canvas_set_document (stage.canvas, document);
      gw_canvas_set_pyramid (stage.canvas, pyramid);
      settle (&stage);
      times[round] = gw_bench_wall_ms () - begin;
      stage_clear (&stage);
    }
  report ("open 12 MP with polygons", n, "until all are shown", gw_bench_quantile (times, N_ROUNDS, 0.5), budget,
          labelme);
}

static void
bench_pointer (guint n, double budget, double labelme)
{
  g_autoptr (GwPyramid) pyramid = canvas_fixture_noise (4000, 3000, 1);
  g_autoptr (GwTool) tool = gw_tool_new ("select");
  GtkEventController *motion;
  double times[FRAMES];
  Stage stage;

  stage_init (&stage);
  show_objects (&stage, pyramid, n, TRUE, 3);
  gw_canvas_set_tool (stage.canvas, tool);
  settle (&stage);
  motion = canvas_fixture_controller (GTK_WIDGET (stage.canvas), GTK_TYPE_EVENT_CONTROLLER_MOTION, 0);
  for (int i = 0; i < N_FRAMES; i++)
    {
      double begin = gw_bench_wall_ms (), moved;

      g_signal_emit_by_name (motion, "motion", 300.0 + 6 * i, 200.0 + 4 * i);
      moved = gw_bench_wall_ms () - begin;
      times[i] = moved + frame_meter_next (&stage.meter);
    }
  report ("pointer over polygons", n, "frame", gw_bench_quantile (times, (gsize) N_FRAMES, 0.5), budget, labelme);
  report ("pointer over polygons", n, "frame p90", gw_bench_quantile (times, (gsize) N_FRAMES, 0.9), budget, labelme);
  stage_clear (&stage);
}

/* There and back, so many pixels a frame. */
static void
pan (Stage *stage, const char *what, guint n, double dx, double dy, double budget)
{
  double times[FRAMES];
  int unsettled = 0;

  settle (stage);
  for (int i = 0; i < N_FRAMES; i++)
    {
      double begin = gw_bench_wall_ms (), moved;
      int sign = i < N_FRAMES / 2 ? -1 : 1;

      gw_canvas_pan (stage->canvas, sign * dx, sign * dy);
      moved = gw_bench_wall_ms () - begin;
      times[i] = moved + frame_meter_next (&stage->meter);
      unsettled += !gw_canvas_is_settled (stage->canvas);
    }
  report (what, n, "frame", gw_bench_quantile (times, (gsize) N_FRAMES, 0.5), budget, 0);
  report (what, n, "frame p90", gw_bench_quantile (times, (gsize) N_FRAMES, 0.9), budget, 0);
  g_printerr ("%s, %u objects: %d of %d frames lacked a tile\n", what, n, unsettled, N_FRAMES);
}

static void
bench_pan (guint n, double budget)
{
  g_autoptr (GwPyramid) pyramid = canvas_fixture_noise (4000, 3000, 1);
  Stage stage;

  stage_init (&stage);
  show_objects (&stage, pyramid, n, FALSE, 3);
  settle (&stage);
  gw_canvas_set_view (stage.canvas, 1, (GwPoint) { 1000, 800 });
  pan (&stage, "pan 12 MP at 100 % with boxes", n, 11, 7, budget);
  stage_clear (&stage);
}

/* The most that this process had resident, in MB. */
static double
get_peak_memory (void)
{
  g_autofree char *text = NULL;
  const char *line;
  long kilobytes = 0;

  if (g_file_get_contents ("/proc/self/status", &text, NULL, NULL) && (line = strstr (text, "VmHWM:")) != NULL)
    sscanf (line, "VmHWM: %ld", &kilobytes);
  return (double) kilobytes / 1e3;
}

/* A picture of many screens, moved as fast as a hand throws it: every frame
 * brings tiles that were never seen. Its pixels alone are 432 MB.
 */
static void
bench_pan_far (guint n, double budget)
{
  int width = (int) gw_bench_amount (12000, 3000), height = (int) gw_bench_amount (9000, 2250);
  g_autoptr (GwPyramid) pyramid = canvas_fixture_noise (width, height, 1);
  Stage stage;

  stage_init (&stage);
  show_objects (&stage, pyramid, n, FALSE, 3);
  settle (&stage);
  gw_canvas_set_view (stage.canvas, 1, (GwPoint) { width / 3, height / 3 });
  pan (&stage, "pan 12,000 x 9,000 at 100 % with boxes", n, 11, 7, budget);
  pan (&stage, "pan 12,000 x 9,000 at 100 % with boxes, thrown", n, 44, 28, budget);
  gw_canvas_set_view (stage.canvas, 0.37, (GwPoint) { width / 3, height / 3 });
  pan (&stage, "pan 12,000 x 9,000 at 37 % with boxes", n, 11, 7, budget);
  stage_clear (&stage);
  gw_bench_report ("pan 12,000 x 9,000: memory at most, picture and pyramid included", get_peak_memory (), "MB", 0,
                   NULL, 0);
}

static void
bench_zoom (guint n)
{
  g_autoptr (GwPyramid) pyramid = canvas_fixture_noise (4000, 3000, 1);
  double first[12], sharp[12];
  Stage stage;

  stage_init (&stage);
  show_objects (&stage, pyramid, n, TRUE, 3);
  settle (&stage);
  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    {
      double begin = gw_bench_wall_ms ();

      gtk_widget_activate_action (GTK_WIDGET (stage.canvas), i < 6 ? "canvas.zoom-in" : "canvas.zoom-out", NULL);
      frame_meter_next (&stage.meter);
      first[i] = gw_bench_wall_ms () - begin;
      settle (&stage);
      sharp[i] = gw_bench_wall_ms () - begin;
    }
  report ("zoom step with polygons", n, "until the first frame", gw_bench_quantile (first, G_N_ELEMENTS (first), 0.5),
          50, 0);
  report ("zoom step with polygons", n, "until sharp", gw_bench_quantile (sharp, G_N_ELEMENTS (sharp), 0.5), 0, 0);
  stage_clear (&stage);
}

static void
bench_next (const char *size, int width, int height, double budget_first, double budget_settled)
{
  GwPyramid *pyramids[2] = { canvas_fixture_noise (width, height, 1), canvas_fixture_noise (width, height, 2) };
  g_autofree char *name = NULL;
  double first[20], settled[20];
  Stage stage;

  stage_init (&stage);
  show_objects (&stage, pyramids[0], 50, FALSE, 1);
  settle (&stage);
  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    {
      double begin = gw_bench_wall_ms ();

      show_objects (&stage, pyramids[(i + 1) % 2], 50, FALSE, i);
      frame_meter_next (&stage.meter);
      first[i] = gw_bench_wall_ms () - begin;
      settle (&stage);
      settled[i] = gw_bench_wall_ms () - begin;
    }
  name = g_strdup_printf ("next picture, %s decoded, with boxes", size);
  report (name, 50, "until it shows", gw_bench_quantile (first, G_N_ELEMENTS (first), 0.5), budget_first, 0);
  report (name, 50, "until settled", gw_bench_quantile (settled, G_N_ELEMENTS (settled), 0.5), budget_settled, 0);
  stage_clear (&stage);
  gw_pyramid_unref (pyramids[0]);
  gw_pyramid_unref (pyramids[1]);
}

static void
bench_drag (guint n)
{
  g_autoptr (GwPyramid) pyramid = canvas_fixture_noise (4000, 3000, 1);
  g_autoptr (GwTool) tool = gw_tool_new ("box");
  GtkEventController *drag;
  double times[FRAMES];
  Stage stage;

  stage_init (&stage);
  show_objects (&stage, pyramid, n, TRUE, 3);
  gw_canvas_set_tool (stage.canvas, tool);
  settle (&stage);
  drag = canvas_fixture_controller (GTK_WIDGET (stage.canvas), GTK_TYPE_GESTURE_DRAG, 1);
  g_signal_emit_by_name (drag, "drag-begin", 300.0, 200.0);
  for (int i = 0; i < N_FRAMES; i++)
    {
      double begin = gw_bench_wall_ms (), moved;

      g_signal_emit_by_name (drag, "drag-update", 5.0 + 5 * i, 5.0 + 3 * i);
      moved = gw_bench_wall_ms () - begin;
      times[i] = moved + frame_meter_next (&stage.meter);
    }
  g_signal_emit_by_name (drag, "drag-end", 600.0, 360.0);
  report ("draw a box over polygons", n, "frame", gw_bench_quantile (times, (gsize) N_FRAMES, 0.5), 16.7, 0);
  settle (&stage);
  stage_clear (&stage);
}

/* Masks of round things, as a person would paint them. */
static void
show_masks (Stage *stage, GwPyramid *pyramid, guint n)
{
  int width = gw_pyramid_get_width (pyramid), height = gw_pyramid_get_height (pyramid);
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GwDocument) document = canvas_fixture_document (width, height);
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  double mean = sqrt ((double) width * height / n) * 0.5;

  for (guint i = 0; i < n; i++)
    {
      double x = g_rand_double_range (rand, 0, width), y = g_rand_double_range (rand, 0, height);
      GwPaint *paint = gw_paint_new (width, height, NULL);
      GwObject *object = gw_object_new (i + 1, i % 8 + 1);
      GwShape shape = { .kind = GW_SHAPE_MASK };

      gw_paint_stroke (paint, (GwPoint) { x, y }, (GwPoint) { x + mean / 2, y }, mean, GW_BRUSH_ROUND, true, NULL);
      if (gw_paint_to_mask (paint, &shape.as.mask) == GW_STATUS_OK)
        gw_object_take_shape (object, &shape);
      gw_paint_free (paint);
      g_ptr_array_add (objects, object);
    }
  gw_document_load (document, objects, NULL);
  gw_canvas_set_document (stage->canvas, document);
  gw_canvas_set_pyramid (stage->canvas, pyramid);
}

/* From the pointer's motion until the display server has the stroke. */
static void
bench_brush (const char *where, double zoom, double size)
{
  g_autoptr (GwPyramid) pyramid = canvas_fixture_noise (4000, 3000, 1);
  g_autoptr (GwToolOptions) options = gw_tool_options_new ();
  g_autoptr (GwTool) tool = gw_tool_new ("brush");
  g_autofree char *detail = g_strdup_printf ("frame, %g px, %s", size, where);
  g_autofree char *detail_p90 = g_strdup_printf ("frame p90, %g px, %s", size, where);
  g_autofree char *detail_end = g_strdup_printf ("the stroke's end, %g px, %s", size, where);
  GtkEventController *drag;
  double times[FRAMES], begin;
  Stage stage;

  stage_init (&stage);
  show_masks (&stage, pyramid, 100);
  gw_tool_options_set_number (options, "brush-size", size);
  gw_tool_set_options (tool, options);
  gw_canvas_set_tool (stage.canvas, tool);
  if (zoom > 0)
    gw_canvas_set_view (stage.canvas, zoom, (GwPoint) { 2000, 1500 });
  settle (&stage);
  drag = canvas_fixture_controller (GTK_WIDGET (stage.canvas), GTK_TYPE_GESTURE_DRAG, 1);
  g_signal_emit_by_name (drag, "drag-begin", 300.0, 200.0);
  for (int i = 0; i < N_FRAMES; i++)
    {
      double moved;

      begin = gw_bench_wall_ms ();
      g_signal_emit_by_name (drag, "drag-update", 5.0 + 7 * i, 60 * sin (i * 0.2) + 3 * i);
      moved = gw_bench_wall_ms () - begin;
      times[i] = moved + frame_meter_next (&stage.meter);
    }
  begin = gw_bench_wall_ms ();
  g_signal_emit_by_name (drag, "drag-end", 840.0, 360.0);
  begin = gw_bench_wall_ms () - begin;
  report ("brush on 12 MP with masks", 100, detail, gw_bench_quantile (times, (gsize) N_FRAMES, 0.5), 8, 0);
  report ("brush on 12 MP with masks", 100, detail_p90, gw_bench_quantile (times, (gsize) N_FRAMES, 0.9), 16, 0);
  report ("brush on 12 MP with masks", 100, detail_end, begin + frame_meter_next (&stage.meter), 0, 0);
  settle (&stage);
  if (gw_document_get_n_objects (gw_canvas_get_document (stage.canvas)) != 101)
    g_printerr ("The stroke did not make an object.\n");
  stage_clear (&stage);
}

static void
bench_pan_shapes (gboolean masks, guint n)
{
  g_autoptr (GwPyramid) pyramid = canvas_fixture_noise (4000, 3000, 1);
  double first[12], sharp[12];
  Stage stage;

  stage_init (&stage);
  if (masks)
    show_masks (&stage, pyramid, n);
  else
    show_objects (&stage, pyramid, n, TRUE, 3);
  settle (&stage);
  gw_canvas_set_view (stage.canvas, 1, (GwPoint) { 1000, 800 });
  pan (&stage, masks ? "pan 12 MP at 100 % with masks" : "pan 12 MP at 100 % with polygons", n, 11, 7, 16.7);
  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    {
      double begin = gw_bench_wall_ms ();

      gtk_widget_activate_action (GTK_WIDGET (stage.canvas), i < 6 ? "canvas.zoom-in" : "canvas.zoom-out", NULL);
      frame_meter_next (&stage.meter);
      first[i] = gw_bench_wall_ms () - begin;
      settle (&stage);
      sharp[i] = gw_bench_wall_ms () - begin;
    }
  report (masks ? "zoom step with masks" : "zoom step from 100 % with polygons", n, "until the first frame",
          gw_bench_quantile (first, G_N_ELEMENTS (first), 0.5), 50, 0);
  report (masks ? "zoom step with masks" : "zoom step from 100 % with polygons", n, "until sharp",
          gw_bench_quantile (sharp, G_N_ELEMENTS (sharp), 0.5), 0, 0);
  stage_clear (&stage);
}

static double
get_memory (void)
{
  g_autofree char *text = NULL;
  long pages = 0;

  malloc_trim (0);
  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%*s %ld", &pages);
  return (double) pages * (double) sysconf (_SC_PAGESIZE) / 1e6;
}

/* What objects take on the canvas, the document's own part included. */
static void
bench_memory (guint n, double budget)
{
  g_autoptr (GwPyramid) pyramid = canvas_fixture_noise (4000, 3000, 1);
  Stage stage;
  double before;

  stage_init (&stage);
  show_objects (&stage, pyramid, 0, TRUE, 1);
  settle (&stage);
  before = get_memory ();
  show_objects (&stage, pyramid, n, TRUE, 1);
  settle (&stage);
  gw_bench_report (n == 1000 ? "memory of 1,000 polygons on the canvas" : "memory of 5,000 polygons on the canvas",
                   get_memory () - before, "MB", budget, NULL, 0);
  stage_clear (&stage);
}

int
main (int argc, char **argv)
{
  /* The budgets are those of drawing in software. */
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  g_setenv ("GDK_DEBUG", "gl-disable", FALSE);
  g_setenv ("GSETTINGS_BACKEND", "memory", FALSE);
  g_setenv ("GTK_A11Y", "none", FALSE);
  if (!gtk_init_check ())
    {
      g_printerr ("The canvas is measured in a window, and there is no display.\n");
      return 0;
    }
  adw_init ();

  bench_memory (1000, 30);
  bench_memory (5000, 30);
  bench_open (1000, 130, 1641);
  bench_open (5000, 300, 7693);
  bench_pointer (1000, 17, 604);
  bench_pointer (5000, 33, 2748);
  bench_drag (5000);
  bench_brush ("fit", 0, 24);
  bench_brush ("100 %", 1, 24);
  bench_brush ("100 %", 1, 200);
  bench_pan_shapes (TRUE, 100);
  bench_pan_shapes (FALSE, 1000);
  bench_pan (1000, 16.7);
  bench_pan (5000, 16.7);
  bench_zoom (1000);
  bench_zoom (5000);
  bench_next ("2 MP", 1600, 1200, 33, 33);
  bench_next ("12 MP", 4000, 3000, 50, 85);
  bench_pan_far (200, 16.7);
  return 0;
}
