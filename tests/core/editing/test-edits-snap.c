/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-edits-snap.h"

#include <math.h>

#include "gw-error.h"
#include "gw-polygon.h"
#include "gw-raster.h"
#include "gw-test-document.h"

typedef struct
{
  GwDocument *document;
  GwPicture *picture;
  GPtrArray *edits;
  gboolean done;
  gboolean changed;
  GError *error;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->document = gw_test_document_new ();
  f->picture = gw_test_picture_new (1.0);
  f->edits = gw_test_watch_edits (f->document);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_error (&f->error);
  gw_picture_unref (f->picture);
  g_assert_finalize_object (f->document);
  g_ptr_array_unref (f->edits);
}

/* A rough outline of the disc: a polygon of so many corners, a little too large. */
static void
add_rough (Fixture *f, gint64 id)
{
  g_autoptr (GwObject) object = gw_object_new (id, 1);
  g_autoptr (GwEdit) edit = gw_edit_new (7, "Test");
  GwShape shape = { .kind = GW_SHAPE_POLYGON, .as.polygon = GW_POLYGON_INIT };
  GwPoint points[9];

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    points[i] = (GwPoint) { 60 + 35 * cos (i * 2 * G_PI / G_N_ELEMENTS (points)),
                            50 + 35 * sin (i * 2 * G_PI / G_N_ELEMENTS (points)) };
  g_assert_cmpint (gw_polygon_add_ring (&shape.as.polygon, points, G_N_ELEMENTS (points)), ==, GW_STATUS_OK);
  gw_object_take_shape (object, &shape);
  gw_edit_add_object (edit, 7, NULL, object);
  gw_document_take (f->document, edit);
  gw_document_select (f->document, id, TRUE);
}

static double
get_iou (Fixture *f, gint64 id)
{
  GwMask mask = GW_MASK_INIT;
  double iou;

  g_assert_cmpint (gw_raster_shape (gw_object_get_shape (gw_document_find (f->document, id)), 200, 100, &mask), ==,
                   GW_STATUS_OK);
  iou = gw_test_get_disc_iou (&mask);
  gw_mask_clear (&mask);
  return iou;
}

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *f = user_data;

  f->changed = gw_document_snap_selected_finish (f->document, result, &f->error);
  f->done = TRUE;
}

static void
snap (Fixture *f, GCancellable *cancellable)
{
  gw_document_snap_selected_async (f->document, f->picture, 0.5, cancellable, on_done_cb, f);
}

static void
wait (Fixture *f)
{
  while (!f->done)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_outlines_go_to_edges (Fixture *f, gconstpointer data)
{
  double rough;

  add_rough (f, 1);
  rough = get_iou (f, 1);
  snap (f, NULL);
  wait (f);
  g_assert_no_error (f->error);
  g_assert_true (f->changed);
  g_assert_cmpuint (f->edits->len, ==, 1);
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (f->edits, 0)), ==, "Snap Car to Edges");
  g_assert_cmpfloat (rough, <, 0.9);
  g_assert_cmpfloat (get_iou (f, 1), >, 0.95);
  gw_test_undo (f->document, g_ptr_array_index (f->edits, 0));
  g_assert_cmpfloat (get_iou (f, 1), ==, rough);
}

static void
test_in_a_smaller_picture (Fixture *f, gconstpointer data)
{
  gw_picture_unref (f->picture);
  f->picture = gw_test_picture_new (0.5);
  add_rough (f, 1);
  snap (f, NULL);
  wait (f);
  g_assert_cmpfloat (get_iou (f, 1), >, 0.93);
}

static void
test_several_are_one_step (Fixture *f, gconstpointer data)
{
  add_rough (f, 1);
  add_rough (f, 2);
  add_rough (f, 3);
  gw_test_set_flags (f->document, 3, GW_OBJECT_LOCKED);
  gw_test_add_box (f->document, 4, 1, 0, 0, 20, 20);
  gw_document_select (f->document, 4, TRUE);
  snap (f, NULL);
  wait (f);
  g_assert_cmpuint (f->edits->len, ==, 1);
  g_assert_cmpuint (gw_edit_get_n_changes (g_ptr_array_index (f->edits, 0)), ==, 2);
  g_assert_cmpfloat (get_iou (f, 3), <, 0.9);
}

static void
test_nothing_to_do (Fixture *f, gconstpointer data)
{
  gw_test_add_box (f->document, 4, 1, 0, 0, 20, 20);
  gw_document_select (f->document, 4, TRUE);
  snap (f, NULL);
  wait (f);
  g_assert_false (f->changed);
  g_assert_error (f->error, GW_ERROR, GW_ERROR_NOT_FOUND);
  g_assert_cmpuint (f->edits->len, ==, 0);
}

static void
test_is_cancelled (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  add_rough (f, 1);
  snap (f, cancellable);
  g_cancellable_cancel (cancellable);
  wait (f);
  g_assert_error (f->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (f->edits->len, ==, 0);
}

static void
test_changed_meanwhile (Fixture *f, gconstpointer data)
{
  add_rough (f, 1);
  snap (f, NULL);
  gw_test_set_flags (f->document, 1, GW_OBJECT_OCCLUDED);
  wait (f);
  g_assert_false (f->changed);
  g_assert_error (f->error, GW_ERROR, GW_ERROR_INVALID);
  g_assert_cmpuint (f->edits->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/edits-snap/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("outlines-go-to-edges", test_outlines_go_to_edges);
  ADD ("in-a-smaller-picture", test_in_a_smaller_picture);
  ADD ("several-are-one-step", test_several_are_one_step);
  ADD ("nothing-to-do", test_nothing_to_do);
  ADD ("is-cancelled", test_is_cancelled);
  ADD ("changed-meanwhile", test_changed_meanwhile);
#undef ADD
  return g_test_run ();
}
