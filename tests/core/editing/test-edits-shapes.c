/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-edits-shapes.h"

#include <math.h>
#include <stdlib.h>

#include "gw-mask.h"
#include "gw-polygon.h"
#include "gw-random.h"
#include "gw-raster.h"
#include "gw-test-document.h"

static void
add_shape (GwDocument *document, gint64 id, GwShape *shape)
{
  g_autoptr (GwObject) object = gw_object_new (id, 1 + id % 3);
  g_autoptr (GwEdit) edit = gw_edit_new (7, "Test");

  g_assert_cmpint (gw_shape_validate (shape), ==, GW_STATUS_OK);
  gw_object_take_shape (object, shape);
  gw_object_set_attribute (object, "Note", "kept");
  gw_object_set_z (object, (int) id);
  gw_edit_add_object (edit, 7, NULL, object);
  gw_document_take (document, edit);
  gw_document_select (document, id, TRUE);
}

static void
add_ring (GwPolygon *polygon, const double *numbers, gsize n)
{
  g_assert_cmpint (gw_polygon_add_ring (polygon, (const GwPoint *) (gconstpointer) numbers, n / 2), ==, GW_STATUS_OK);
}

#define NUMBERS(...) (const double[]) { __VA_ARGS__ }, sizeof ((const double[]) { __VA_ARGS__ }) / sizeof (double)

/* An upright rectangle, with a hole of its middle ninth. */
static void
add_polygon (GwDocument *document, gint64 id, double x, double y, double width, double height, gboolean hole)
{
  GwShape shape = { .kind = GW_SHAPE_POLYGON, .as.polygon = GW_POLYGON_INIT };
  double w = width / 3.0, h = height / 3.0;

  add_ring (&shape.as.polygon, NUMBERS (x, y, x + width, y, x + width, y + height, x, y + height));
  if (hole)
    add_ring (&shape.as.polygon, NUMBERS (x + w, y + h, x + 2 * w, y + h, x + 2 * w, y + 2 * h, x + w, y + 2 * h));
  add_shape (document, id, &shape);
}

static void
add_mask (GwDocument *document, gint64 id, double x, double y, double width, double height, gboolean hole)
{
  GwShape shape = { .kind = GW_SHAPE_MASK };
  const GwBox box = { x, y, width, height };

  g_assert_cmpint (gw_raster_box (&box, 200, 100, &shape.as.mask), ==, GW_STATUS_OK);
  if (hole)
    {
      const GwBox inner = { x + width / 3, y + height / 3, width / 3, height / 3 };
      GwMask middle, rest;

      g_assert_cmpint (gw_raster_box (&inner, 200, 100, &middle), ==, GW_STATUS_OK);
      g_assert_cmpint (gw_mask_subtract (&shape.as.mask, &middle, &rest), ==, GW_STATUS_OK);
      gw_mask_clear (&shape.as.mask);
      gw_mask_clear (&middle);
      shape.as.mask = rest;
    }
  add_shape (document, id, &shape);
}

static const GwShape *
get_shape (GwDocument *document, gint64 id)
{
  GwObject *object = gw_document_find (document, id);

  g_assert_nonnull (object);
  g_assert_cmpint (gw_shape_validate (gw_object_get_shape (object)), ==, GW_STATUS_OK);
  /* Whatever was done, it is still the object that it was. */
  g_assert_cmpint (gw_object_get_class_id (object), ==, 1 + id % 3);
  g_assert_cmpstr (gw_object_get_attribute (object, "Note"), ==, "kept");
  return gw_object_get_shape (object);
}

static void
assert_shape (GwDocument *document, gint64 id, GwShapeKind kind, double area)
{
  const GwShape *shape = get_shape (document, id);

  g_assert_cmpint (shape->kind, ==, kind);
  g_assert_cmpfloat_with_epsilon (gw_shape_area (shape), area, 1e-4);
}

static void
assert_edit (GPtrArray *edits, guint n, const char *name)
{
  g_assert_cmpuint (edits->len, ==, n);
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (edits, n - 1)), ==, name);
}

/* The document is what it was before its last edit. */
static void
undo (GwDocument *document, GPtrArray *edits)
{
  g_autoptr (GwEdit) back = gw_edit_invert (g_ptr_array_index (edits, edits->len - 1));

  gw_document_take (document, back);
}

/* --- several objects --------------------------------------------------------------- */

static void
test_merges (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) edits = gw_test_watch_edits (document);

  g_assert_false (gw_document_merge_selected (document));
  add_polygon (document, 1, 10, 10, 20, 20, FALSE);
  g_assert_false (gw_document_merge_selected (document));
  add_polygon (document, 2, 30, 10, 40, 20, FALSE);
  g_assert_true (gw_document_merge_selected (document));
  assert_edit (edits, 1, "Merge 2 Objects");
  g_assert_cmpuint (gw_document_get_n_objects (document), ==, 1);
  assert_shape (document, 2, GW_SHAPE_POLYGON, 1200); /* the larger one stays */
  g_assert_cmpuint (get_shape (document, 2)->as.polygon.rings[0].n_points, ==, 4);
  gw_test_assert_selected (document, "2");
  undo (document, edits);
  g_assert_cmpuint (gw_document_get_n_objects (document), ==, 2);
  assert_shape (document, 1, GW_SHAPE_POLYGON, 400);

  /* With a mask: a mask. A box alone with others: a polygon. */
  add_mask (document, 3, 10, 40, 10, 10, FALSE);
  gw_document_select_all (document);
  g_assert_true (gw_document_merge_selected (document));
  assert_shape (document, 2, GW_SHAPE_MASK, 1300);
}

static void
test_merges_inside_the_image (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();

  add_polygon (document, 1, 180, 10, 40, 20, FALSE);
  add_polygon (document, 2, 170, 10, 20, 20, FALSE);
  g_assert_true (gw_document_merge_selected (document));
  gw_test_assert_box (gw_document_find (document, 1), 170, 10, 30, 20);
}

static void
test_subtracts (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) edits = gw_test_watch_edits (document);

  add_polygon (document, 1, 10, 10, 30, 30, FALSE);
  add_mask (document, 2, 30, 10, 30, 30, FALSE);
  add_polygon (document, 3, 22, 22, 3, 3, FALSE);  /* goes */
  add_polygon (document, 4, 100, 22, 3, 3, FALSE); /* not touched */
  add_polygon (document, 5, 20, 20, 20, 10, FALSE);
  g_assert_true (gw_document_subtract_selected (document, TRUE));
  assert_edit (edits, 1, "Subtract from 5 Objects");
  assert_shape (document, 1, GW_SHAPE_POLYGON, 700);
  assert_shape (document, 2, GW_SHAPE_MASK, 800);
  g_assert_null (gw_document_find (document, 3));
  assert_shape (document, 4, GW_SHAPE_POLYGON, 9);
  assert_shape (document, 5, GW_SHAPE_POLYGON, 200);
  g_assert_cmpuint (gw_edit_get_n_changes (g_ptr_array_index (edits, 0)), ==, 3);
  /* Again there is nothing to take. */
  g_assert_false (gw_document_subtract_selected (document, TRUE));

  undo (document, edits);
  gw_document_select_all (document);
  g_assert_true (gw_document_subtract_selected (document, FALSE));
  g_assert_null (gw_document_find (document, 5));
  assert_shape (document, 1, GW_SHAPE_POLYGON, 700);
}

static void
test_intersects (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) edits = gw_test_watch_edits (document);

  add_polygon (document, 1, 10, 10, 30, 30, FALSE);
  add_polygon (document, 2, 20, 20, 30, 20, FALSE);
  g_assert_true (gw_document_intersect_selected (document));
  assert_edit (edits, 1, "Intersect 2 Objects");
  g_assert_cmpuint (gw_document_get_n_objects (document), ==, 1);
  assert_shape (document, 1, GW_SHAPE_POLYGON, 400);
  add_mask (document, 3, 100, 10, 10, 10, FALSE);
  g_assert_false (gw_document_intersect_selected (document)); /* nothing in common */
  g_assert_cmpuint (gw_document_get_n_objects (document), ==, 2);
}

static void
test_locked_ones_are_passed_over (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) edits = gw_test_watch_edits (document);
  GwPoint across[] = { { 0, 15 }, { 200, 15 } };
  const GwRing line = { across, 2 };

  add_polygon (document, 1, 10, 10, 30, 30, TRUE);
  add_polygon (document, 2, 20, 20, 30, 20, FALSE);
  gw_test_set_flags (document, 1, GW_OBJECT_LOCKED);
  gw_document_select_all (document);
  g_assert_false (gw_document_merge_selected (document));
  g_assert_false (gw_document_intersect_selected (document));
  g_assert_false (gw_document_subtract_selected (document, FALSE));
  gw_document_select (document, 1, FALSE);
  g_assert_false (gw_document_slice_selected (document, &line));
  g_assert_false (gw_document_split_selected (document));
  g_assert_false (gw_document_fill_holes_selected (document));
  g_assert_false (gw_document_simplify_selected (document, 50));
  g_assert_false (gw_document_grow_selected (document, 5));
  g_assert_false (gw_document_insert_vertex (document, 1, 0, 0, (GwPoint) { 5, 5 }));
  g_assert_false (gw_document_move_vertex (document, 1, 0, 0, (GwPoint) { 5, 5 }));
  g_assert_false (gw_document_remove_vertex (document, 1, 0, 0));
  g_assert_false (gw_document_convert_selected_to (document, GW_SHAPE_BOX));
  g_assert_null (gw_document_describe_loss (document, GW_SHAPE_BOX));
  g_assert_cmpuint (edits->len, ==, 0);
}

/* --- parts ---------------------------------------------------------------------------- */

static void
test_slices (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) edits = gw_test_watch_edits (document);
  g_autoptr (GPtrArray) selected = NULL;
  GwPoint points[] = { { 0, 20 }, { 200, 20 } };
  const GwRing line = { points, 2 };
  double area = 0.0;

  add_polygon (document, 1, 10, 10, 30, 30, TRUE);
  add_mask (document, 2, 60, 10, 30, 30, TRUE);
  gw_test_add_box (document, 3, 1, 100, 15, 20, 20);
  gw_test_add_box (document, 4, 1, 140, 50, 20, 20);
  gw_document_select_all (document);
  g_assert_true (gw_document_slice_selected (document, &line));
  assert_edit (edits, 1, "Slice 3 Objects");
  selected = gw_document_get_selected (document);
  g_assert_cmpuint (selected->len, ==, 6);
  g_assert_cmpuint (gw_document_get_n_objects (document), ==, 7);
  for (guint i = 0; i < selected->len; i++)
    area += gw_shape_area (gw_object_get_shape (g_ptr_array_index (selected, i)));
  g_assert_cmpfloat_with_epsilon (area, 800 + 800 + 400, 1e-4);
  assert_shape (document, 1, GW_SHAPE_POLYGON, 500); /* the larger part */
  assert_shape (document, 2, GW_SHAPE_MASK, 500);
  /* Parts lie directly above what they come from. */
  g_assert_cmpint (gw_object_get_z (selected->pdata[0]), ==, gw_object_get_z (selected->pdata[1]));
  g_assert_cmpint (gw_object_get_class_id (selected->pdata[0]), ==, gw_object_get_class_id (selected->pdata[1]));
  undo (document, edits);
  g_assert_cmpuint (gw_document_get_n_objects (document), ==, 4);
  points[1].x = 20;
  gw_document_select_all (document);
  g_assert_false (gw_document_slice_selected (document, &line));
}

/* No pixel is lost, and none is twice there, however the line runs. */
static void
test_sliced_masks_make_up_the_whole (void)
{
  gw_random random;

  gw_random_init (&random, 3);
  for (int round = 0; round < 50; round++)
    {
      g_autoptr (GwDocument) document = gw_test_document_new ();
      g_autoptr (GPtrArray) objects = NULL;
      GwPoint points[3];
      const GwRing line = { points, 3 };
      double area = 0.0;

      for (int i = 0; i < 3; i++)
        points[i] = (GwPoint) { (double) gw_random_below (&random, 200) + (i == 1 ? 0.5 : 0.0),
                                (double) gw_random_below (&random, 100) + (i == 1 ? 0.5 : 0.0) };
      add_mask (document, 1, 30, 30, 120, 45, TRUE);
      gw_document_slice_selected (document, &line);
      objects = gw_document_get_selected (document);
      for (guint i = 0; i < objects->len; i++)
        {
          const GwShape *shape = gw_object_get_shape (g_ptr_array_index (objects, i));

          area += gw_shape_area (shape);
          for (guint k = 0; k < i; k++)
            g_assert_cmpuint (
                gw_mask_shared_area (&shape->as.mask, &gw_object_get_shape (g_ptr_array_index (objects, k))->as.mask),
                ==, 0);
        }
      g_assert_cmpfloat (area, ==, 4800);
    }
}

static void
test_splits (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) edits = gw_test_watch_edits (document);
  GwShape shape = { .kind = GW_SHAPE_POLYGON, .as.polygon = GW_POLYGON_INIT };
  GwMask one, two;
  const GwBox first = { 10, 50, 10, 10 }, second = { 20, 60, 5, 5 };

  add_polygon (document, 1, 100, 10, 30, 30, TRUE);
  g_assert_false (gw_document_split_selected (document));
  add_ring (&shape.as.polygon, NUMBERS (10, 10, 15, 10, 15, 15, 10, 15));
  add_ring (&shape.as.polygon, NUMBERS (20, 10, 40, 10, 40, 30, 20, 30));
  add_ring (&shape.as.polygon, NUMBERS (25, 15, 30, 15, 30, 20, 25, 20));
  add_shape (document, 2, &shape);
  /* Masks that touch at a corner. */
  shape.kind = GW_SHAPE_MASK;
  g_assert_cmpint (gw_raster_box (&first, 200, 100, &one), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_raster_box (&second, 200, 100, &two), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_mask_union (&one, &two, &shape.as.mask), ==, GW_STATUS_OK);
  gw_mask_clear (&one);
  gw_mask_clear (&two);
  add_shape (document, 3, &shape);
  g_assert_true (gw_document_split_selected (document));
  assert_edit (edits, 1, "Split 2 Objects");
  g_assert_cmpuint (gw_document_get_n_objects (document), ==, 5);
  assert_shape (document, 1, GW_SHAPE_POLYGON, 800);
  assert_shape (document, 2, GW_SHAPE_POLYGON, 375);
  assert_shape (document, 3, GW_SHAPE_MASK, 100);
}

/* --- outlines ---------------------------------------------------------------------------- */

static void
test_fills_holes (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) edits = gw_test_watch_edits (document);
  GwShape shape = { .kind = GW_SHAPE_POLYGON, .as.polygon = GW_POLYGON_INIT };

  add_polygon (document, 1, 10, 10, 30, 30, TRUE);
  add_mask (document, 2, 60, 10, 30, 30, TRUE);
  add_mask (document, 3, 100, 10, 30, 30, FALSE);
  /* A second part is no hole, and an island goes with the hole around it. */
  add_ring (&shape.as.polygon, NUMBERS (10, 50, 40, 50, 40, 80, 10, 80));
  add_ring (&shape.as.polygon, NUMBERS (15, 55, 35, 55, 35, 75, 15, 75));
  add_ring (&shape.as.polygon, NUMBERS (20, 60, 30, 60, 30, 70, 20, 70));
  add_ring (&shape.as.polygon, NUMBERS (50, 50, 60, 50, 60, 60, 50, 60));
  add_shape (document, 4, &shape);
  g_assert_true (gw_document_fill_holes_selected (document));
  assert_edit (edits, 1, "Fill Holes of 3 Objects");
  assert_shape (document, 1, GW_SHAPE_POLYGON, 900);
  assert_shape (document, 2, GW_SHAPE_MASK, 900);
  assert_shape (document, 4, GW_SHAPE_POLYGON, 1000);
  g_assert_cmpuint (get_shape (document, 4)->as.polygon.n_rings, ==, 2);
  g_assert_false (gw_document_fill_holes_selected (document));
}

static void
test_simplifies (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) edits = gw_test_watch_edits (document);
  GwShape shape = { .kind = GW_SHAPE_POLYGON, .as.polygon = GW_POLYGON_INIT };
  const GwPoint way[] = { { 50, 50 }, { 60, 50.5 }, { 70, 50 }, { 70, 80 } };

  add_ring (&shape.as.polygon, NUMBERS (10, 10, 20, 10.4, 30, 10, 30, 30, 10, 30));
  add_shape (document, 1, &shape);
  shape.kind = GW_SHAPE_POLYLINE;
  g_assert_cmpint (gw_ring_init (&shape.as.line, way, 4), ==, GW_STATUS_OK);
  add_shape (document, 2, &shape);
  g_assert_false (gw_document_simplify_selected (document, 0.1));
  g_assert_true (gw_document_simplify_selected (document, 1));
  assert_edit (edits, 1, "Simplify 2 Objects");
  g_assert_cmpuint (get_shape (document, 1)->as.polygon.rings[0].n_points, ==, 4);
  g_assert_cmpuint (get_shape (document, 2)->as.line.n_points, ==, 3);
}

static void
test_grows_and_cleans_masks (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) edits = gw_test_watch_edits (document);
  const GwMaskCleaning cleaning = { 200, 10, 0.0 };

  add_mask (document, 1, 20, 20, 30, 30, TRUE);
  add_polygon (document, 2, 100, 10, 30, 30, TRUE);
  g_assert_false (gw_document_grow_selected (document, 0));
  g_assert_false (gw_document_grow_selected (document, -50)); /* nothing would be left */
  g_assert_false (gw_document_grow_selected (document, NAN));
  g_assert_true (gw_document_grow_selected (document, 1));
  assert_edit (edits, 1, "Grow Cyclist");
  assert_shape (document, 1, GW_SHAPE_MASK, 800 + 4 * 30 + 4 * 10 - 4);
  g_assert_true (gw_document_grow_selected (document, -1));
  assert_edit (edits, 2, "Shrink Cyclist");
  assert_shape (document, 2, GW_SHAPE_POLYGON, 800);
  undo (document, edits);
  g_assert_true (gw_document_clean_selected (document, &cleaning));
  assert_edit (edits, 3, "Clean Up Cyclist");
  assert_shape (document, 1, GW_SHAPE_MASK, 900 + 4 * 30);
  g_assert_false (gw_document_clean_selected (document, &cleaning));
}

static void
test_vertices_of_polygons (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) edits = gw_test_watch_edits (document);

  add_polygon (document, 1, 30, 30, 30, 30, TRUE);
  g_assert_true (gw_document_insert_vertex (document, 1, 0, 1, (GwPoint) { 45, 20 }));
  assert_edit (edits, 1, "Add Point to Cyclist");
  assert_shape (document, 1, GW_SHAPE_POLYGON, 950);
  g_assert_true (gw_document_move_vertex (document, 1, 0, 1, (GwPoint) { 45, -20 }));
  assert_edit (edits, 2, "Move Point of Cyclist");
  gw_test_assert_box (gw_document_find (document, 1), 30, 0, 30, 60); /* inside the image */
  g_assert_false (gw_document_move_vertex (document, 1, 0, 1, (GwPoint) { 45, -1 }));
  g_assert_true (gw_document_remove_vertex (document, 1, 0, 1));
  assert_edit (edits, 3, "Remove Point of Cyclist");
  assert_shape (document, 1, GW_SHAPE_POLYGON, 800);
  g_assert_true (gw_document_insert_vertex (document, 1, 0, 4, (GwPoint) { 20, 45 }));
  g_assert_cmpfloat (get_shape (document, 1)->as.polygon.rings[0].points[4].x, ==, 20);
  g_assert_true (gw_document_remove_vertex (document, 1, 0, 4));

  g_assert_false (gw_document_insert_vertex (document, 1, 0, 5, (GwPoint) { 20, 45 }));
  g_assert_false (gw_document_insert_vertex (document, 1, 2, 0, (GwPoint) { 20, 45 }));
  g_assert_false (gw_document_move_vertex (document, 1, 0, 4, (GwPoint) { 20, 45 }));
  g_assert_false (gw_document_move_vertex (document, 1, 0, 0, (GwPoint) { NAN, 45 }));
  g_assert_false (gw_document_remove_vertex (document, 1, 1, G_MAXSIZE));
  g_assert_false (gw_document_remove_vertex (document, 9, 0, 0));

  /* Of a triangle the ring goes, but for the last one. */
  g_assert_true (gw_document_remove_vertex (document, 1, 0, 0));
  g_assert_true (gw_document_remove_vertex (document, 1, 0, 0));
  g_assert_cmpuint (get_shape (document, 1)->as.polygon.n_rings, ==, 1);
  g_assert_true (gw_document_remove_vertex (document, 1, 0, 0));
  g_assert_false (gw_document_remove_vertex (document, 1, 0, 0));
  g_assert_cmpuint (get_shape (document, 1)->as.polygon.rings[0].n_points, ==, 3);
}

static void
test_vertices_of_lines_and_points (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  const GwPoint way[] = { { 50, 50 }, { 60, 50 } };
  GwShape shape = { .kind = GW_SHAPE_POLYLINE };

  g_assert_cmpint (gw_ring_init (&shape.as.line, way, 2), ==, GW_STATUS_OK);
  add_shape (document, 1, &shape);
  g_assert_false (gw_document_remove_vertex (document, 1, 0, 0));
  g_assert_true (gw_document_insert_vertex (document, 1, 0, 2, (GwPoint) { 70, 60 }));
  g_assert_false (gw_document_insert_vertex (document, 1, 1, 0, (GwPoint) { 70, 60 }));
  g_assert_true (gw_document_remove_vertex (document, 1, 0, 0));
  g_assert_cmpfloat (get_shape (document, 1)->as.line.points[1].x, ==, 70);

  shape.kind = GW_SHAPE_POINTS;
  shape.as.points.points = calloc (1, sizeof (GwKeypoint));
  shape.as.points.points[0] = (GwKeypoint) { { 5, 5 }, GW_VISIBILITY_HIDDEN };
  shape.as.points.n_points = 1;
  add_shape (document, 2, &shape);
  g_assert_true (gw_document_move_vertex (document, 2, 0, 0, (GwPoint) { 6, 6 }));
  g_assert_cmpint (get_shape (document, 2)->as.points.points[0].visibility, ==, GW_VISIBILITY_HIDDEN);
  g_assert_true (gw_document_insert_vertex (document, 2, 0, 0, (GwPoint) { 7, 7 }));
  g_assert_cmpint (get_shape (document, 2)->as.points.points[0].visibility, ==, GW_VISIBILITY_VISIBLE);
  g_assert_cmpfloat (get_shape (document, 2)->as.points.points[1].point.x, ==, 6);
  g_assert_true (gw_document_remove_vertex (document, 2, 0, 1));
  g_assert_false (gw_document_remove_vertex (document, 2, 0, 0));

  gw_test_add_box (document, 3, 1, 5, 5, 5, 5);
  g_assert_false (gw_document_move_vertex (document, 3, 0, 0, (GwPoint) { 6, 6 }));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/edits-shapes/merges", test_merges);
  g_test_add_func ("/edits-shapes/merges-inside-the-image", test_merges_inside_the_image);
  g_test_add_func ("/edits-shapes/subtracts", test_subtracts);
  g_test_add_func ("/edits-shapes/intersects", test_intersects);
  g_test_add_func ("/edits-shapes/passes-over-locked-objects", test_locked_ones_are_passed_over);
  g_test_add_func ("/edits-shapes/slices", test_slices);
  g_test_add_func ("/edits-shapes/sliced-masks-make-up-the-whole", test_sliced_masks_make_up_the_whole);
  g_test_add_func ("/edits-shapes/splits", test_splits);
  g_test_add_func ("/edits-shapes/fills-holes", test_fills_holes);
  g_test_add_func ("/edits-shapes/simplifies", test_simplifies);
  g_test_add_func ("/edits-shapes/grows-and-cleans-masks", test_grows_and_cleans_masks);
  g_test_add_func ("/edits-shapes/changes-vertices-of-polygons", test_vertices_of_polygons);
  g_test_add_func ("/edits-shapes/changes-vertices-of-lines-and-points", test_vertices_of_lines_and_points);

  return g_test_run ();
}
