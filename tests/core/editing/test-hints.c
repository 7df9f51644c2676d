/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-hints.h"

#include <math.h>

#include "gw-edits.h"
#include "gw-mask.h"
#include "gw-polygon.h"
#include "gw-raster.h"
#include "gw-test-document.h"

static void
add_shape (GwDocument *document, gint64 id, GwShape *shape)
{
  g_autoptr (GwObject) object = gw_object_new (id, 1);
  g_autoptr (GwEdit) edit = gw_edit_new (7, "Test");

  gw_object_take_shape (object, shape);
  gw_edit_add_object (edit, 7, NULL, object);
  gw_document_take (document, edit);
}

static void
add_rectangle (GwDocument *document, gint64 id, double x, double y, double width, double height, gboolean mask)
{
  const GwBox box = { x, y, width, height };
  GwShape shape = { .kind = GW_SHAPE_POLYGON, .as.polygon = GW_POLYGON_INIT };
  GwRing ring;

  g_assert_cmpint (gw_ring_from_box (&box, &ring), ==, GW_STATUS_OK);
  if (mask)
    {
      shape.kind = GW_SHAPE_MASK;
      g_assert_cmpint (gw_raster_box (&box, 200, 100, &shape.as.mask), ==, GW_STATUS_OK);
    }
  else
    g_assert_cmpint (gw_polygon_add_ring (&shape.as.polygon, ring.points, ring.n_points), ==, GW_STATUS_OK);
  gw_ring_clear (&ring);
  add_shape (document, id, &shape);
}

static GPtrArray *
find (GwDocument *document)
{
  const GwHintLimits limits = GW_HINT_LIMITS_INIT;
  GPtrArray *hints = gw_document_find_hints (document, &limits, NULL);

  g_assert_nonnull (hints);
  return hints;
}

static void
assert_hint (GPtrArray *hints, guint i, GwHintKind kind, guint64 area, const char *text)
{
  const GwHint *hint;

  g_assert_cmpuint (i, <, hints->len);
  hint = g_ptr_array_index (hints, i);
  g_assert_cmpint (hint->kind, ==, kind);
  g_assert_cmpuint (hint->area, ==, area);
  g_assert_cmpstr (hint->text, ==, text);
}

static void
assert_box (GPtrArray *hints, guint i, double x, double y, double width, double height)
{
  const GwHint *hint = g_ptr_array_index (hints, i);

  g_assert_cmpfloat (hint->box.x, ==, x);
  g_assert_cmpfloat (hint->box.y, ==, y);
  g_assert_cmpfloat (hint->box.width, ==, width);
  g_assert_cmpfloat (hint->box.height, ==, height);
}

static void
test_nothing (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) hints = find (document);
  g_autoptr (GPtrArray) more = NULL;

  g_assert_cmpuint (hints->len, ==, 0);
  /* Boxes overlap as they should; neighbours that share an edge do not. */
  gw_test_add_box (document, 1, 1, 10, 10, 50, 50);
  gw_test_add_box (document, 2, 1, 20, 20, 50, 50);
  gw_test_add_box (document, 3, 1, 20, 20, 2, 2);
  add_rectangle (document, 4, 100, 10, 30, 30, FALSE);
  add_rectangle (document, 5, 130, 10, 30, 30, TRUE);
  add_rectangle (document, 6, 100, 50, 30, 30, TRUE); /* ten away */
  more = find (document);
  g_assert_cmpuint (more->len, ==, 0);
}

static void
test_overlaps (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) hints = NULL;

  add_rectangle (document, 1, 10, 10, 30, 30, FALSE);
  add_rectangle (document, 2, 35, 10, 30, 30, TRUE);
  add_rectangle (document, 3, 60, 10, 30, 10, FALSE);
  add_rectangle (document, 4, 88, 10, 30, 3, FALSE); /* six pixels are too few */
  hints = find (document);
  g_assert_cmpuint (hints->len, ==, 2);
  assert_hint (hints, 0, GW_HINT_OVERLAP, 150, "Car 1 and Car 2 overlap by 150 px.");
  assert_box (hints, 0, 35, 10, 5, 30);
  assert_hint (hints, 1, GW_HINT_OVERLAP, 50, "Car 2 and Car 3 overlap by 50 px.");
  g_assert_cmpint (((GwHint *) hints->pdata[1])->object_ids[0], ==, 2);
  g_assert_cmpint (((GwHint *) hints->pdata[1])->object_ids[1], ==, 3);
  g_assert_cmpuint (((GwHint *) hints->pdata[1])->n_objects, ==, 2);
}

static void
test_gaps (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) hints = NULL;

  add_rectangle (document, 1, 10, 10, 30, 30, FALSE);
  add_rectangle (document, 2, 42, 10, 30, 30, TRUE);
  add_rectangle (document, 3, 10, 41, 30, 30, TRUE);
  add_rectangle (document, 4, 100, 60, 60, 38, TRUE); /* two from the edge */
  hints = find (document);
  g_assert_cmpuint (hints->len, ==, 3);
  assert_hint (hints, 0, GW_HINT_GAP, 116, "A gap of 116 px is between Car 4 and the edge of the image.");
  assert_box (hints, 0, 101, 98, 58, 2); /* open ends are rounded off */
  assert_hint (hints, 1, GW_HINT_GAP, 62, "A gap of 62 px is between Car 1 and Car 2.");
  assert_box (hints, 1, 39, 10, 3, 31); /* where three meet, two have it */
  assert_hint (hints, 2, GW_HINT_GAP, 29, "A gap of 29 px is between Car 1 and Car 3.");
}

static void
test_holes_and_inlets (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) hints = NULL;
  GwShape shape = { .kind = GW_SHAPE_POLYGON, .as.polygon = GW_POLYGON_INIT };
  const GwPoint ring[] = { { 10, 10 }, { 60, 10 }, { 60, 30 }, { 40, 30 },
                           { 40, 33 }, { 60, 33 }, { 60, 60 }, { 10, 60 } };
  const GwPoint hole[] = { { 20, 40 }, { 30, 40 }, { 30, 42 }, { 20, 42 } };
  const GwPoint wide[] = { { 35, 40 }, { 50, 40 }, { 50, 55 }, { 35, 55 } };

  /* The inlet and the wide hole are how it looks, the thin hole may be an oversight. */
  g_assert_cmpint (gw_polygon_add_ring (&shape.as.polygon, ring, G_N_ELEMENTS (ring)), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_polygon_add_ring (&shape.as.polygon, hole, G_N_ELEMENTS (hole)), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_polygon_add_ring (&shape.as.polygon, wide, G_N_ELEMENTS (wide)), ==, GW_STATUS_OK);
  add_shape (document, 1, &shape);
  hints = find (document);
  g_assert_cmpuint (hints->len, ==, 1);
  assert_hint (hints, 0, GW_HINT_GAP, 20, "A gap of 20 px is in Car 1.");
}

static void
test_small_parts (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) hints = NULL;
  GwShape shape = { .kind = GW_SHAPE_POLYGON, .as.polygon = GW_POLYGON_INIT };
  const GwPoint large[] = { { 10, 10 }, { 30, 10 }, { 30, 30 } };
  const GwPoint small[] = { { 50, 50 }, { 53, 50 }, { 53, 53 }, { 50, 53 } };
  const guint8 rows[3][12] = { { 1, 1, 1, 1, 1, 1, 0, 0, 1, 0, 0, 0 },
                               { 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 1 },
                               { 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 1 } };

  g_assert_cmpint (gw_polygon_add_ring (&shape.as.polygon, large, 3), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_polygon_add_ring (&shape.as.polygon, small, 4), ==, GW_STATUS_OK);
  add_shape (document, 1, &shape);
  shape.kind = GW_SHAPE_MASK;
  g_assert_cmpint (gw_mask_from_bitmap (200, 100, 100, 10, 12, 3, rows[0], 12, &shape.as.mask), ==, GW_STATUS_OK);
  add_shape (document, 2, &shape);
  add_rectangle (document, 3, 150, 50, 2, 2, FALSE);
  hints = find (document);
  g_assert_cmpuint (hints->len, ==, 3);
  assert_hint (hints, 0, GW_HINT_SMALL_PART, 3, "Car 2 has small parts, of 3 px together.");
  assert_box (hints, 0, 108, 10, 4, 3);
  assert_hint (hints, 1, GW_HINT_SMALL_PART, 4, "Car 3 has only 4 px.");
  assert_hint (hints, 2, GW_HINT_SMALL_PART, 9, "Car 1 has a part of only 9 px.");
  g_assert_cmpuint (((GwHint *) hints->pdata[2])->n_objects, ==, 1);
}

static void
test_limits (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  const GwHintLimits none = { 0, 0, 0.0, 0 };
  g_autoptr (GPtrArray) hints = NULL;

  add_rectangle (document, 1, 10, 10, 3, 3, FALSE);
  add_rectangle (document, 2, 10, 10, 30, 30, FALSE);
  add_rectangle (document, 3, 42, 10, 30, 30, FALSE);
  hints = gw_document_find_hints (document, &none, NULL);
  g_assert_cmpuint (hints->len, ==, 0);
  g_clear_pointer (&hints, g_ptr_array_unref);
  hints = find (document);
  /* In the order of what matters. */
  g_assert_cmpuint (hints->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (((GwHint *) hints->pdata[i])->kind, ==, i);
}

typedef struct
{
  GMainLoop *loop;
  GPtrArray *hints;
  GError *error;
} Answer;

static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->hints = gw_document_find_hints_finish (GW_DOCUMENT (source), result, &answer->error);
  g_main_loop_quit (answer->loop);
}

static void
test_async (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const GwHintLimits limits = GW_HINT_LIMITS_INIT;
  Answer answer = { loop, NULL, NULL };

  add_rectangle (document, 1, 10, 10, 30, 30, FALSE);
  add_rectangle (document, 2, 35, 10, 30, 30, TRUE);
  gw_document_find_hints_async (document, &limits, cancellable, on_found_cb, &answer);
  /* Of the objects as they were. */
  gw_document_select_all (document);
  g_main_loop_run (loop);
  g_assert_no_error (answer.error);
  g_assert_cmpuint (answer.hints->len, ==, 1);
  g_clear_pointer (&answer.hints, g_ptr_array_unref);

  g_cancellable_cancel (cancellable);
  g_assert_null (gw_document_find_hints (document, &limits, cancellable));
  gw_document_find_hints_async (document, &limits, cancellable, on_found_cb, &answer);
  g_main_loop_run (loop);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (answer.hints);
  g_clear_error (&answer.error);
}

/* --- repairs ------------------------------------------------------------------------ */

/* The only hint, whose repair is this one. */
static GwHint *
take_only (GwDocument *document, GwHintRepair repair)
{
  g_autoptr (GPtrArray) hints = find (document);

  g_assert_cmpuint (hints->len, ==, 1);
  g_assert_cmpint (gw_document_get_hint_repair (document, g_ptr_array_index (hints, 0)), ==, repair);
  return g_ptr_array_steal_index (hints, 0);
}

/* It is one step with this name, after which nothing is left to say; undone, all is as it was. */
static void
assert_repaired (GwDocument *document, GwHintRepair repair, const char *name)
{
  const GwHintLimits limits = GW_HINT_LIMITS_INIT;
  g_autoptr (GwHint) hint = take_only (document, repair);
  g_autoptr (GwHint) again = NULL;
  g_autoptr (GPtrArray) edits = gw_test_watch_edits (document);
  g_autoptr (GPtrArray) after = NULL;
  g_autofree char *key = gw_hint_make_key (hint);
  g_autofree char *key_again = NULL;

  g_assert_true (gw_document_repair_hint (document, hint, &limits));
  g_assert_cmpuint (edits->len, ==, 1);
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (edits, 0)), ==, name);
  after = find (document);
  for (guint i = 0; i < after->len; i++)
    g_test_message ("left: %s", ((GwHint *) after->pdata[i])->text);
  g_assert_cmpuint (after->len, ==, 0);

  gw_test_undo (document, g_ptr_array_index (edits, 0));
  again = take_only (document, repair);
  key_again = gw_hint_make_key (again);
  g_assert_cmpstr (key, ==, key_again);
}

static double
area_of (GwDocument *document, gint64 id)
{
  return gw_shape_area (gw_object_get_shape (gw_document_find (document, id)));
}

static void
test_cuts_overlaps (void)
{
  for (int kinds = 0; kinds < 4; kinds++)
    {
      g_autoptr (GwDocument) document = gw_test_document_new ();

      add_rectangle (document, 1, 10, 10, 30, 30, kinds & 1);
      add_rectangle (document, 2, 35, 10, 30, 30, kinds & 2);
      assert_repaired (document, GW_HINT_REPAIR_CUT, "Cut Overlap from Car");
      g_assert_cmpfloat (area_of (document, 2), ==, 900.0);
    }
}

/* Edges that cross each other at a slant leave no crumbs that are hints again. */
static void
test_cuts_slanted_overlaps (void)
{
  const GwPoint one[] = { { 10, 10 }, { 80, 14 }, { 83, 60 }, { 12, 55 } };
  const GwPoint other[] = { { 77.4, 8 }, { 120, 12 }, { 118, 70 }, { 78.7, 66 }, { 76.2, 33 }, { 79.4, 20 } };
  g_autoptr (GwDocument) document = gw_test_document_new ();
  GwShape first = { .kind = GW_SHAPE_POLYGON, .as.polygon = GW_POLYGON_INIT };
  GwShape second = { .kind = GW_SHAPE_POLYGON, .as.polygon = GW_POLYGON_INIT };

  gw_polygon_add_ring (&first.as.polygon, one, G_N_ELEMENTS (one));
  gw_polygon_add_ring (&second.as.polygon, other, G_N_ELEMENTS (other));
  add_shape (document, 1, &first);
  add_shape (document, 2, &second);
  assert_repaired (document, GW_HINT_REPAIR_CUT, "Cut Overlap from Car");
}

static void
test_fills_gaps (void)
{
  for (int kinds = 0; kinds < 4; kinds++)
    {
      g_autoptr (GwDocument) document = gw_test_document_new ();
      const GwHintLimits limits = GW_HINT_LIMITS_INIT;
      g_autoptr (GwHint) hint = NULL;

      add_rectangle (document, 1, 10, 10, 30, 30, kinds & 1);
      add_rectangle (document, 2, 43, 10, 30, 30, kinds & 2);
      assert_repaired (document, GW_HINT_REPAIR_FILL, "Fill Gap of Car");
      hint = take_only (document, GW_HINT_REPAIR_FILL);
      g_assert_true (gw_document_repair_hint (document, hint, &limits));
      /* The lower one has the strip, and the other one is as it was. */
      g_assert_cmpfloat_with_epsilon (area_of (document, 1), 900.0 + (double) hint->area, 1e-6);
      g_assert_cmpfloat (area_of (document, 2), ==, 900.0);
    }
}

/* The outlines run through pixels: both share the border afterwards. */
static void
test_fills_slanted_gaps (void)
{
  const GwPoint one[] = { { 10, 10 }, { 60.3, 12 }, { 70.7, 60 }, { 12, 55 } };
  const GwPoint other[] = { { 63.1, 11.4 }, { 120, 12 }, { 118, 60 }, { 73.2, 60.6 } };
  const GwHintLimits limits = GW_HINT_LIMITS_INIT;
  g_autoptr (GwDocument) document = gw_test_document_new ();
  GwShape first = { .kind = GW_SHAPE_POLYGON, .as.polygon = GW_POLYGON_INIT };
  GwShape second = { .kind = GW_SHAPE_POLYGON, .as.polygon = GW_POLYGON_INIT };
  g_autoptr (GwHint) hint = NULL;
  const GwPolygon *filled;

  gw_polygon_add_ring (&first.as.polygon, one, G_N_ELEMENTS (one));
  gw_polygon_add_ring (&second.as.polygon, other, G_N_ELEMENTS (other));
  add_shape (document, 1, &first);
  add_shape (document, 2, &second);
  assert_repaired (document, GW_HINT_REPAIR_FILL, "Fill Gap of Car");
  hint = take_only (document, GW_HINT_REPAIR_FILL);
  g_assert_true (gw_document_repair_hint (document, hint, &limits));
  filled = &gw_object_get_shape (gw_document_find (document, 1))->as.polygon;
  g_assert_cmpuint (filled->n_rings, ==, 1);
}

/* Of a polygon, the pixels in it. */
static void
make_mask (GwShape *shape)
{
  GwMask pixels;

  g_assert_cmpint (gw_raster_polygon (&shape->as.polygon, 200, 100, &pixels), ==, GW_STATUS_OK);
  gw_shape_clear (shape);
  shape->kind = GW_SHAPE_MASK;
  shape->as.mask = pixels;
}

static void
test_fills_holes (void)
{
  for (int mask = 0; mask < 2; mask++)
    {
      const GwBox hole = { 20, 20, 3, 6 };
      g_autoptr (GwDocument) document = gw_test_document_new ();
      GwShape shape = { .kind = GW_SHAPE_POLYGON, .as.polygon = GW_POLYGON_INIT };
      GwRing ring;

      g_assert_cmpint (gw_ring_from_box (&(GwBox) { 10, 10, 30, 30 }, &ring), ==, GW_STATUS_OK);
      g_assert_cmpint (gw_polygon_add_ring (&shape.as.polygon, ring.points, ring.n_points), ==, GW_STATUS_OK);
      gw_ring_clear (&ring);
      g_assert_cmpint (gw_ring_from_box (&hole, &ring), ==, GW_STATUS_OK);
      g_assert_cmpint (gw_polygon_add_ring (&shape.as.polygon, ring.points, ring.n_points), ==, GW_STATUS_OK);
      gw_ring_clear (&ring);
      if (mask)
        make_mask (&shape);
      add_shape (document, 1, &shape);
      assert_repaired (document, GW_HINT_REPAIR_FILL, "Fill Gap of Car");
    }
}

static void
test_removes_small_parts (void)
{
  for (int mask = 0; mask < 2; mask++)
    {
      g_autoptr (GwDocument) document = gw_test_document_new ();
      GwShape shape = { .kind = GW_SHAPE_POLYGON, .as.polygon = GW_POLYGON_INIT };
      const GwBox boxes[] = { { 10, 10, 30, 30 }, { 60, 10, 2, 3 }, { 80, 10, 3, 3 } };
      GwRing ring;

      for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
        {
          g_assert_cmpint (gw_ring_from_box (&boxes[i], &ring), ==, GW_STATUS_OK);
          g_assert_cmpint (gw_polygon_add_ring (&shape.as.polygon, ring.points, ring.n_points), ==, GW_STATUS_OK);
          gw_ring_clear (&ring);
        }
      if (mask)
        make_mask (&shape);
      add_shape (document, 1, &shape);
      assert_repaired (document, GW_HINT_REPAIR_REMOVE_PARTS, "Remove Small Parts of Car");
    }
}

static void
test_deletes_what_is_nothing_else (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();

  add_rectangle (document, 1, 10, 10, 3, 3, TRUE);
  assert_repaired (document, GW_HINT_REPAIR_DELETE, "Delete Car");
}

static void
test_repairs_nothing_that_it_may_not (void)
{
  const GwHintLimits limits = GW_HINT_LIMITS_INIT;
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GwHint) hint = NULL;

  add_rectangle (document, 1, 10, 10, 30, 30, TRUE);
  add_rectangle (document, 2, 35, 10, 30, 30, TRUE);
  gw_test_set_flags (document, 1, GW_OBJECT_LOCKED);
  hint = take_only (document, GW_HINT_REPAIR_NONE);
  g_assert_false (gw_document_repair_hint (document, hint, &limits));

  /* Turned over, the other one is the lower. */
  gw_test_set_flags (document, 1, 0);
  gw_document_select (document, 1, FALSE);
  g_assert_true (gw_document_raise_selected (document, 1));
  g_assert_true (gw_document_repair_hint (document, hint, &limits));
  g_assert_cmpfloat (area_of (document, 1), ==, 900.0);
  g_assert_cmpfloat (area_of (document, 2), ==, 750.0);
  g_clear_pointer (&hint, gw_hint_free);

  /* Of what lies below another one altogether nothing would be left. */
  gw_document_select_all (document);
  gw_document_delete_selected (document);
  add_rectangle (document, 3, 20, 20, 6, 6, TRUE);
  add_rectangle (document, 4, 10, 10, 30, 30, TRUE);
  hint = take_only (document, GW_HINT_REPAIR_NONE);
  g_assert_true (hint->whole);
  g_assert_false (gw_document_repair_hint (document, hint, &limits));
}

/* The lower one is locked: the upper one gets the gap. Both: nobody. */
static void
test_fills_with_what_is_not_locked (void)
{
  const GwHintLimits limits = GW_HINT_LIMITS_INIT;
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GwHint) hint = NULL;

  add_rectangle (document, 1, 10, 10, 30, 30, TRUE);
  add_rectangle (document, 2, 43, 10, 30, 30, TRUE);
  gw_test_set_flags (document, 1, GW_OBJECT_LOCKED);
  gw_test_set_flags (document, 2, GW_OBJECT_LOCKED);
  hint = take_only (document, GW_HINT_REPAIR_NONE);
  gw_test_set_flags (document, 2, 0);
  g_assert_true (gw_document_repair_hint (document, hint, &limits));
  g_assert_cmpfloat (area_of (document, 1), ==, 900.0);
  g_assert_cmpfloat (area_of (document, 2), ==, 900.0 + (double) hint->area);
}

/* 1,000 outlines on 12 megapixels, each with its neighbours' corners in it. */
static void
test_many (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) hints = NULL;
  guint n_overlaps = 0;
  gint64 start;

  gw_document_set_size (document, 4000, 3000);
  for (int i = 0; i < 1000; i++)
    {
      const GwEllipse ellipse = { 50 + i % 40 * 98, 60 + i / 40 * 115, 52, 60, 0 };
      GwShape shape = { .kind = GW_SHAPE_POLYGON, .as.polygon = GW_POLYGON_INIT };
      GwRing ring;

      g_assert_cmpint (gw_ring_from_ellipse (&ellipse, &ring), ==, GW_STATUS_OK);
      g_assert_cmpint (gw_polygon_add_ring (&shape.as.polygon, ring.points, ring.n_points), ==, GW_STATUS_OK);
      gw_ring_clear (&ring);
      add_shape (document, i + 1, &shape);
    }
  start = g_get_monotonic_time ();
  hints = find (document);
  g_test_message ("%u hints in %d ms", hints->len, (int) ((g_get_monotonic_time () - start) / 1000));
  for (guint i = 0; i < hints->len; i++)
    n_overlaps += ((GwHint *) hints->pdata[i])->kind == GW_HINT_OVERLAP;
  g_assert_cmpuint (n_overlaps, ==, 25 * 39 + 24 * 40); /* right and below; none at the corners */
}

/* 101 on each other are more pairs than anybody looks through. */
static void
test_as_many_as_are_looked_through (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) hints = NULL;

  for (gint64 id = 1; id <= 101; id++)
    add_rectangle (document, id, (double) (id % 40), 10, 100, 40, id % 2 == 0);
  hints = find (document);
  g_assert_cmpuint (hints->len, ==, GW_HINT_MAX_OVERLAPS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/hints/none-where-all-is-well", test_nothing);
  g_test_add_func ("/hints/finds-overlaps", test_overlaps);
  g_test_add_func ("/hints/finds-gaps", test_gaps);
  g_test_add_func ("/hints/leaves-inlets-and-wide-holes", test_holes_and_inlets);
  g_test_add_func ("/hints/finds-small-parts", test_small_parts);
  g_test_add_func ("/hints/keeps-limits-and-order", test_limits);
  g_test_add_func ("/hints/works-on-another-thread", test_async);
  g_test_add_func ("/hints/takes-many-objects", test_many);
  g_test_add_func ("/hints/as-many-as-are-looked-through", test_as_many_as_are_looked_through);
  g_test_add_func ("/hints/repair/cuts-overlaps", test_cuts_overlaps);
  g_test_add_func ("/hints/repair/cuts-slanted-overlaps", test_cuts_slanted_overlaps);
  g_test_add_func ("/hints/repair/fills-gaps", test_fills_gaps);
  g_test_add_func ("/hints/repair/fills-slanted-gaps", test_fills_slanted_gaps);
  g_test_add_func ("/hints/repair/fills-holes", test_fills_holes);
  g_test_add_func ("/hints/repair/removes-small-parts", test_removes_small_parts);
  g_test_add_func ("/hints/repair/deletes-what-is-nothing-else", test_deletes_what_is_nothing_else);
  g_test_add_func ("/hints/repair/nothing-that-it-may-not", test_repairs_nothing_that_it_may_not);
  g_test_add_func ("/hints/repair/fills-with-what-is-not-locked", test_fills_with_what_is_not_locked);
  return g_test_run ();
}
