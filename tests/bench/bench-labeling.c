/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Drawing in the labeling view as a person waits for it: panned, zoomed, painted,
 * taken back, on 12 megapixels with many masks or polygons, the lists, bars and
 * the store at work. A frame is what an event leads to and the drawing that
 * follows, until the display server has answered, by the clock on the wall. A
 * stall is the most that the window's thread works without hearing anybody, until
 * all is drawn and saved, in processor time, so that it tells something on a busy
 * machine too. The wait for the clock's next tick is in figures "until" only.
 * Needs a display.
 *
 * Arguments: "masks" or "polygons" for one of the two.
 */

#include <adwaita.h>
#include <math.h>
#include <string.h>

#include "bench.h"
#include "labeling-stage.h"

#define FRAMES 120 /* even */
#define N_FRAMES (int) gw_bench_amount (FRAMES, 6)
#define STROKES 12
#define N_STROKES (int) gw_bench_amount (STROKES, 2)
#define STEPS 12 /* even */
#define N_STEPS (int) gw_bench_amount (STEPS, 2)

#define FRAME_BUDGET 16.7
#define STEP_BUDGET 100.0

/* "12 MP, 100 masks" */
static const char *subject;

/* Sorts the times. */
static void
report (const char *what, double *times, int n, double budget)
{
  static const struct
  {
    const char *name;
    double quantile;
    gboolean held; /* against the budget */
  } columns[] = { { "median", 0.5, TRUE }, { "p90", 0.9, TRUE }, { "worst", 1, FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s: %s, %s", subject, what, columns[i].name);

      gw_bench_report (name, gw_bench_quantile (times, (gsize) n, columns[i].quantile), "ms",
                       columns[i].held ? budget : 0, NULL, 0);
    }
}

/* What a call has taken, or a longer stall in what follows. begin: of the call, as
 * labeling_stage_get_cpu() told it.
 */
static double
find_stall (LabelingStage *stage, double begin)
{
  double taken = labeling_stage_get_cpu () - begin, longest = labeling_stage_settle (stage);

  return MAX (taken, longest);
}

/* --- the view -------------------------------------------------------------------------- */

static void
bench_pan (LabelingStage *stage, const char *what, double zoom, double budget)
{
  double times[FRAMES];

  gw_canvas_set_view (stage->canvas, zoom, (GwPoint) { stage->width / 3.0, stage->height / 3.0 });
  labeling_stage_settle (stage);
  for (int i = 0; i < N_FRAMES; i++)
    {
      double begin = gw_bench_wall_ms (), moved;
      int sign = i < N_FRAMES / 2 ? -1 : 1;

      gw_canvas_pan (stage->canvas, sign * 11, sign * 7);
      moved = gw_bench_wall_ms () - begin;
      times[i] = moved + labeling_stage_next_frame (stage);
    }
  report (what, times, N_FRAMES, budget);
}

static void
bench_zoom (LabelingStage *stage)
{
  double first[STEPS], sharp[STEPS], stalls[STEPS];

  gw_canvas_set_view (stage->canvas, 0.5, (GwPoint) { stage->width / 2.0, stage->height / 2.0 });
  labeling_stage_settle (stage);
  for (int i = 0; i < N_STEPS; i++)
    {
      double begin = gw_bench_wall_ms ();

      labeling_stage_act (stage, i < N_STEPS / 2 ? "canvas.zoom-in" : "canvas.zoom-out");
      labeling_stage_next_frame (stage);
      first[i] = gw_bench_wall_ms () - begin;
      stalls[i] = labeling_stage_settle (stage);
      sharp[i] = gw_bench_wall_ms () - begin;
    }
  report ("zoom step, until the first frame", first, N_STEPS, 50);
  report ("zoom step, until sharp", sharp, N_STEPS, 0);
  report ("zoom step, stall", stalls, N_STEPS, 50);
}

/* --- strokes --------------------------------------------------------------------------- */

/* A wave over the middle of the view, a motion a frame. */
static void
paint (LabelingStage *stage, int n_motions, double phase, double *times, double *stall)
{
  double middle = gtk_widget_get_height (GTK_WIDGET (stage->canvas)) / 2.0, begin, x = 0, y = 0;

  g_signal_emit_by_name (stage->drag, "drag-begin", 150.0, middle);
  for (int i = 0; i < n_motions; i++)
    {
      double moved;

      begin = gw_bench_wall_ms ();
      x = 600.0 * (i + 1) / n_motions;
      y = 120 * sin (phase + 12.0 * i / n_motions);
      g_signal_emit_by_name (stage->drag, "drag-update", x, y);
      moved = gw_bench_wall_ms () - begin;
      begin = moved + labeling_stage_next_frame (stage);
      if (times != NULL)
        times[i] = begin;
    }

  begin = labeling_stage_get_cpu ();
  g_signal_emit_by_name (stage->drag, "drag-end", x, y);
  *stall = find_stall (stage, begin);
}

static void
bench_brush (LabelingStage *stage, double zoom, double size, const char *where)
{
  double frames[FRAMES], ends[STROKES], undos[STROKES], redos[STROKES], until[STROKES];
  g_autofree char *what = g_strdup_printf ("brush of %g px, %s, frame", size, where);
  g_autofree char *what_end = g_strdup_printf ("brush of %g px, %s, the stroke's end, stall", size, where);
  g_autofree char *what_undo = g_strdup_printf ("brush of %g px, %s, undo, stall", size, where);
  g_autofree char *what_until = g_strdup_printf ("brush of %g px, %s, undo, until drawn and saved", size, where);
  g_autofree char *what_redo = g_strdup_printf ("brush of %g px, %s, redo, stall", size, where);

  gw_document_select_none (stage->page->document);
  gw_document_set_current_class (stage->page->document, 1);
  gw_tool_options_set_number (stage->page->tool_options, "brush-size", size);
  labeling_stage_use (stage, "brush");
  gw_canvas_set_view (stage->canvas, zoom, (GwPoint) { stage->width / 2.0, stage->height / 2.0 });
  labeling_stage_settle (stage);

  paint (stage, N_FRAMES, 0, frames, &ends[0]);
  report (what, frames, N_FRAMES, FRAME_BUDGET);
  for (int i = 0; i < N_STROKES; i++)
    paint (stage, (int) gw_bench_amount (20, 3), i, NULL, &ends[i]);
  report (what_end, ends, N_STROKES, FRAME_BUDGET);

  for (int i = 0; i < N_STROKES; i++)
    {
      double begin = gw_bench_wall_ms ();

      gw_document_undo (stage->page->document);
      undos[i] = labeling_stage_settle (stage);
      until[i] = gw_bench_wall_ms () - begin;
    }
  for (int i = 0; i < N_STROKES; i++)
    {
      gw_document_redo (stage->page->document);
      redos[i] = labeling_stage_settle (stage);
    }
  if (gw_document_get_n_selected (stage->page->document) != 1)
    g_error ("nothing was painted");
  report (what_undo, undos, N_STROKES, FRAME_BUDGET);
  report (what_until, until, N_STROKES, STEP_BUDGET);
  report (what_redo, redos, N_STROKES, FRAME_BUDGET);
}

/* --- looks ----------------------------------------------------------------------------- */

typedef void (*Change) (LabelingStage *stage, int step);

static void
show_or_hide (LabelingStage *stage, int step)
{
  labeling_stage_act (stage, "canvas.hide");
}

static void
hold_back (LabelingStage *stage, int step)
{
  gw_canvas_set_show_labels (stage->canvas, step % 2 == 1);
}

static void
change_opacity (LabelingStage *stage, int step)
{
  labeling_stage_act (stage, step % 2 == 0 ? "canvas.opacity-down" : "canvas.opacity-up");
}

static void
change_outlines (LabelingStage *stage, int step)
{
  labeling_stage_act (stage, "canvas.outline-only");
}

static void
select_next (LabelingStage *stage, int step)
{
  gw_document_select_next (stage->page->document, 1);
}

static void
bench_change (LabelingStage *stage, const char *name, Change change)
{
  double until[STEPS], stalls[STEPS];
  g_autofree char *what_until = g_strdup_printf ("%s, until drawn", name);
  g_autofree char *what_stall = g_strdup_printf ("%s, stall", name);

  for (int i = 0; i < N_STEPS; i++)
    {
      double begin = gw_bench_wall_ms (), cpu = labeling_stage_get_cpu ();

      change (stage, i);
      stalls[i] = find_stall (stage, cpu);
      until[i] = gw_bench_wall_ms () - begin;
    }
  report (what_until, until, N_STEPS, STEP_BUDGET);
  report (what_stall, stalls, N_STEPS, FRAME_BUDGET);
}

static void
bench_looks (LabelingStage *stage)
{
  labeling_stage_use (stage, "select");
  gw_canvas_set_view (stage->canvas, 0.25, (GwPoint) { stage->width / 2.0, stage->height / 2.0 });
  labeling_stage_settle (stage);
  bench_change (stage, "next object selected", select_next);
  bench_change (stage, "object hidden or shown", show_or_hide);
  bench_change (stage, "labels hidden or shown", hold_back);
  bench_change (stage, "opacity", change_opacity);
  bench_change (stage, "outlines only", change_outlines);
}

/* --- points ---------------------------------------------------------------------------- */

/* One point of a selected polygon follows the pointer. */
static void
bench_point (LabelingStage *stage)
{
  GwObject *object = gw_document_get_object (stage->page->document,
                                             gw_document_get_n_objects (stage->page->document) / 2);
  GwPoint point = gw_object_get_shape (object)->as.polygon.rings[0].points[0], at;
  double times[FRAMES], end, begin;

  gw_canvas_set_view (stage->canvas, 0.5, point);
  gw_document_select (stage->page->document, gw_object_get_id (object), FALSE);
  labeling_stage_use (stage, "edit-points");
  at = gw_canvas_to_widget (stage->canvas, point);
  g_signal_emit_by_name (stage->drag, "drag-begin", at.x, at.y);
  for (int i = 0; i < N_FRAMES; i++)
    {
      double moved;

      begin = gw_bench_wall_ms ();
      g_signal_emit_by_name (stage->drag, "drag-update", i * 0.7, 30 * sin (i / 8.0));
      moved = gw_bench_wall_ms () - begin;
      times[i] = moved + labeling_stage_next_frame (stage);
    }
  report ("a point dragged, frame", times, N_FRAMES, FRAME_BUDGET);
  begin = labeling_stage_get_cpu ();
  g_signal_emit_by_name (stage->drag, "drag-end", 20.0, 5.0);
  end = find_stall (stage, begin);
  report ("a point dragged, its end, stall", &end, 1, FRAME_BUDGET);
  if (gw_document_find (stage->page->document, gw_object_get_id (object)) == object)
    g_error ("the point was not moved");
}

/* --- all of it ------------------------------------------------------------------------- */

static void
bench_masks (guint n)
{
  LabelingStage stage;

  labeling_stage_init (&stage, STAGE_MASKS, n);
  bench_pan (&stage, "pan at 100 %, frame", 1, FRAME_BUDGET);
  bench_pan (&stage, "pan at 40 %, frame", 0.4, FRAME_BUDGET);
  bench_zoom (&stage);
  bench_brush (&stage, 1, 24, "100 %");
  bench_brush (&stage, 1, 200, "100 %");
  bench_brush (&stage, 0.25, 200, "25 %");
  bench_looks (&stage);
  labeling_stage_clear (&stage);
}

static void
bench_polygons (guint n, double pan_budget)
{
  LabelingStage stage;

  labeling_stage_init (&stage, STAGE_POLYGONS, n);
  bench_pan (&stage, "pan at 100 %, frame", 1, pan_budget);
  bench_pan (&stage, "pan at 40 %, frame", 0.4, pan_budget);
  bench_zoom (&stage);
  bench_point (&stage);
  labeling_stage_clear (&stage);
}

/* Beside the picture: what the same has without most of them is taken off. */
static void
bench_memory (StageObjects objects, const char *name, guint n, double budget)
{
  LabelingStage few, many;
  double before;

  labeling_stage_init (&few, objects, 1);
  before = labeling_stage_get_memory ();
  labeling_stage_clear (&few);
  labeling_stage_init (&many, objects, n);
  gw_bench_report (name, labeling_stage_get_memory () - before, "MB", budget, NULL, 0);
  labeling_stage_clear (&many);
}

int
main (int argc, char **argv)
{
  const char *only = argc > 1 ? argv[1] : "";
  g_autofree char *here = g_path_get_dirname (argv[0]);
  g_autofree char *schemas = g_build_filename (here, "..", "..", "resources", "schemas", NULL);

  /* The budgets are those of drawing in software. */
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  g_setenv ("GDK_DEBUG", "gl-disable", FALSE);
  g_setenv ("GSETTINGS_BACKEND", "memory", FALSE);
  g_setenv ("GSETTINGS_SCHEMA_DIR", schemas, FALSE);
  g_setenv ("GTK_A11Y", "none", FALSE);
  if (!gtk_init_check ())
    {
      g_printerr ("The labeling view is measured in a window, and there is no display.\n");
      return 0;
    }
  adw_init ();

  if (strcmp (only, "polygons") != 0)
    {
      subject = "12 MP, 100 masks";
      bench_masks (gw_bench_amount (100, 10));
    }
  if (strcmp (only, "masks") != 0)
    {
      subject = "12 MP, 1,000 polygons";
      bench_polygons (gw_bench_amount (1000, 20), FRAME_BUDGET);
      subject = "12 MP, 5,000 polygons";
      bench_polygons (gw_bench_amount (5000, 20), 2 * FRAME_BUDGET);
    }
  if (only[0] == '\0')
    {
      bench_memory (STAGE_MASKS, "memory of 1,000 masks in the labeling view", gw_bench_amount (1000, 10), 200);
      bench_memory (STAGE_POLYGONS, "memory of 1,000 polygons in the labeling view", gw_bench_amount (1000, 10), 200);
    }
  return 0;
}
