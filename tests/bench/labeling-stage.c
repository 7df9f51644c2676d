/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "labeling-stage.h"

#include <malloc.h>
#include <math.h>
#include <unistd.h>

#include "bench.h"
#include "gw-encode.h"
#include "gw-paint.h"
#include "gw-random.h"
#include "gw-store-sqlite.h"
#include "gw-test-data.h"
#include "gw-test-wait.h"
#include "picture.h"

#define WINDOW_WIDTH 1400
#define WINDOW_HEIGHT 900
#define N_CLASSES 8
#define N_POINTS 20

/* --- the project ----------------------------------------------------------------------- */

typedef struct
{
  GwRecordHead *head;
  gw_random random;
  StageObjects kind;
  guint n;
  int width;
  int height;
  gboolean done;
} Maker;

static void
fail_if (GError *error)
{
  if (error == NULL)
    return;
  g_printerr ("%s\n", error->message);
  exit (1);
}

/* As a person would paint it: a short stroke. */
static void
make_mask (Maker *self, double x, double y, double size, GwShape *shape)
{
  GwPaint *paint = gw_paint_new (self->width, self->height, NULL);

  shape->kind = GW_SHAPE_MASK;
  if (paint == NULL
      || gw_paint_stroke (paint, (GwPoint) { x, y }, (GwPoint) { x + size / 2, y }, size, GW_BRUSH_ROUND, true, NULL)
             != GW_STATUS_OK
      || gw_paint_to_mask (paint, &shape->as.mask) != GW_STATUS_OK)
    g_error ("cannot make a mask");
  gw_paint_free (paint);
}

static void
make_polygon (Maker *self, double x, double y, double size, GwShape *shape)
{
  GwPoint points[N_POINTS];

  for (int i = 0; i < N_POINTS; i++)
    {
      double angle = 2 * G_PI * i / N_POINTS, radius = size / 2 * (0.7 + 0.3 * gw_random_real (&self->random));

      points[i] = (GwPoint) { CLAMP (x + radius * cos (angle), 0, self->width),
                              CLAMP (y + radius * sin (angle), 0, self->height) };
    }
  shape->kind = GW_SHAPE_POLYGON;
  if (gw_polygon_copy (&(GwPolygon) { &(GwRing) { points, N_POINTS }, 1 }, &shape->as.polygon) != GW_STATUS_OK)
    g_error ("cannot make a polygon");
}

static GwRecord *
next_record (gpointer data, GCancellable *cancellable, GError **error)
{
  Maker *self = data;
  double size = sqrt ((double) self->width * self->height / self->n) / 2;
  GwRecord *record;

  if (self->done)
    return NULL;

  self->done = TRUE;
  record = gw_record_new ("picture.jpg");
  record->width = self->width;
  record->height = self->height;
  for (guint i = 0; i < self->n; i++)
    {
      double x = gw_random_real (&self->random) * self->width, y = gw_random_real (&self->random) * self->height;
      GwObject *object = gw_object_new (0, 1 + i % N_CLASSES);
      GwShape shape = { 0 };

      if (self->kind == STAGE_MASKS)
        make_mask (self, x, y, size, &shape);
      else
        make_polygon (self, x, y, size, &shape);
      gw_object_take_shape (object, &shape);
      g_ptr_array_add (record->objects, object);
    }
  return record;
}

static char *
make_project (LabelingStage *self, StageObjects objects, guint n)
{
  static const char *const names[N_CLASSES] = { "car", "bus", "person", "sign", "bicycle", "dog", "tree", "house" };
  char *path = g_build_filename (self->folder, "masks.groundwork", NULL);
  g_autofree char *picture = g_build_filename (self->folder, "picture.jpg", NULL);
  cairo_surface_t *surface = picture_draw (self->width, self->height, 1);
  g_autoptr (GwProjectInfo) info = gw_project_info_new ("Masks", GW_TASK_MASKS);
  g_autoptr (GwStore) store = NULL;
  g_autoptr (GwRecordHead) head = gw_record_head_new ();
  Maker maker = { .head = head, .kind = objects, .n = n, .width = self->width, .height = self->height };
  GwImportSpec spec = { .name = "Import", .format = "coco", .head = head, .root_folder = self->folder };
  GwImportCounts counts;
  GError *error = NULL;

  gw_encode_jpeg_file (surface, 90, picture, &error);
  fail_if (error);
  cairo_surface_destroy (surface);
  gw_random_init (&maker.random, 3);
  for (gsize i = 0; i < N_CLASSES; i++)
    gw_record_head_ensure_class (head, names[i]);
  store = gw_store_sqlite_create (path, info, NULL, &error);
  fail_if (error);
  gw_store_import (store, &spec, next_record, &maker, &counts, NULL, &error);
  fail_if (error);
  gw_store_close (store);
  return path;
}

/* --- the window ------------------------------------------------------------------------ */

double
labeling_stage_get_cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

/* Between two looks at what has happened the window's thread hears nobody. */
static double heard_last, longest_turn;

static int
poll_and_watch (GPollFD *fds, guint n_fds, int timeout)
{
  double turn = labeling_stage_get_cpu () - heard_last;
  int n;

  longest_turn = MAX (longest_turn, turn);
  n = g_poll (fds, n_fds, timeout);
  heard_last = labeling_stage_get_cpu ();
  return n;
}

static void
on_before_paint_cb (GdkFrameClock *clock, LabelingStage *self)
{
  self->begin = gw_bench_wall_ms ();
}

static void
on_after_paint_cb (GdkFrameClock *clock, LabelingStage *self)
{
  gdk_display_sync (gtk_widget_get_display (GTK_WIDGET (self->canvas)));
  self->work = gw_bench_wall_ms () - self->begin;
  self->painted = TRUE;
}

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LabelingStage *self = user_data;
  GError *error = NULL;

  self->project = gw_project_open_finish (result, &error);
  fail_if (error);
}

static gboolean
is_open (gpointer data)
{
  return ((LabelingStage *) data)->project != NULL;
}

static gboolean
has_image (gpointer data)
{
  return g_list_model_get_n_items (data) == 1;
}

static gboolean
is_shown (gpointer data)
{
  GwLabelingPage *page = data;

  return page->document != NULL && !_gw_labeling_page_is_loading (page) && gtk_widget_get_mapped (page->canvas);
}

static void
watch_frames (LabelingStage *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self->canvas));

  g_signal_connect (clock, "before-paint", G_CALLBACK (on_before_paint_cb), self);
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint_cb), self);
  heard_last = labeling_stage_get_cpu ();
  g_main_context_set_poll_func (NULL, poll_and_watch);
}

/* The second one that was added: the first is the middle button's, which pans. The
 * list has those added last first.
 */
static GtkEventController *
find_drag (GwCanvas *canvas)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (canvas));
  GtkEventController *found = NULL;

  for (guint i = g_list_model_get_n_items (controllers), n = 0; i > 0 && found == NULL; i--)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i - 1);

      if (GTK_IS_GESTURE_DRAG (controller) && n++ == 1)
        found = controller;
    }
  return found;
}

void
labeling_stage_init (LabelingStage *self, StageObjects objects, guint n)
{
  g_autofree char *path = NULL;

  *self = (LabelingStage) { .folder = gw_test_folder_new (),
                            .width = (int) gw_bench_amount (4000, 1600),
                            .height = (int) gw_bench_amount (3000, 1200) };
  path = make_project (self, objects, n);
  gw_project_open_async (path, NULL, on_opened_cb, self);
  gw_test_wait (is_open, self);
  self->images = gw_image_list_new (gw_project_get_store (self->project));
  gw_test_wait (has_image, self->images);

  self->page = GW_LABELING_PAGE (gw_labeling_page_new (self->project));
  self->canvas = GW_CANVAS (self->page->canvas);
  self->drag = find_drag (self->canvas);
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), WINDOW_WIDTH, WINDOW_HEIGHT);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->page));
  gtk_window_present (GTK_WINDOW (self->window));
  gw_labeling_page_open (self->page, G_LIST_MODEL (self->images), gw_image_list_get_id (self->images, 0));
  gw_test_wait (is_shown, self->page);
  watch_frames (self);
  labeling_stage_settle (self);
  if (gw_document_get_n_objects (self->page->document) != n)
    g_error ("%u objects of %u are there", gw_document_get_n_objects (self->page->document), n);
}

void
labeling_stage_clear (LabelingStage *self)
{
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (GTK_WIDGET (self->canvas)), self);
  g_main_context_set_poll_func (NULL, NULL);
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->images);
  gw_project_close (self->project);
  g_clear_object (&self->project);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  gw_test_folder_free (self->folder);
}

double
labeling_stage_next_frame (LabelingStage *self)
{
  self->painted = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self->canvas));
  while (!self->painted)
    g_main_context_iteration (NULL, TRUE);
  return self->work;
}

double
labeling_stage_settle (LabelingStage *self)
{
  longest_turn = 0;
  do
    labeling_stage_next_frame (self);
  while (!gw_canvas_is_settled (self->canvas) || gw_document_saver_get_state (self->page->saver) == GW_SAVE_SAVING);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  return longest_turn;
}

void
labeling_stage_act (LabelingStage *self, const char *action)
{
  if (!gtk_widget_activate_action (GTK_WIDGET (self->canvas), action, NULL))
    g_error ("there is no action %s", action);
}

void
labeling_stage_use (LabelingStage *self, const char *tool)
{
  _gw_labeling_page_set_tool (self->page, tool);
  labeling_stage_settle (self);
}

double
labeling_stage_get_memory (void)
{
  g_autofree char *text = NULL;
  long pages = 0;

  malloc_trim (0);
  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%*s %ld", &pages);
  return (double) pages * (double) sysconf (_SC_PAGESIZE) / 1e6;
}
