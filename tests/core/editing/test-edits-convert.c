/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-box.h"
#include "gw-edits-shapes.h"
#include "gw-mask.h"
#include "gw-polygon.h"
#include "gw-raster.h"
#include "gw-test-document.h"

static void
set_shape (GwDocument *document, gint64 id, GwShape *shape)
{
  g_autoptr (GwObject) object = gw_object_new (id, 2);
  g_autoptr (GwEdit) edit = gw_edit_new (7, "Test");

  gw_object_take_shape (object, shape);
  gw_object_set_attribute (object, "Color", "blue");
  gw_edit_add_object (edit, 7, NULL, object);
  gw_document_take (document, edit);
  gw_document_select (document, id, TRUE);
}

static void
set_ring (GwDocument *document, gint64 id, const double *numbers, gsize n)
{
  GwShape shape = { .kind = GW_SHAPE_POLYGON, .as.polygon = GW_POLYGON_INIT };

  g_assert_cmpint (gw_polygon_add_ring (&shape.as.polygon, (const GwPoint *) (gconstpointer) numbers, n / 2), ==,
                   GW_STATUS_OK);
  set_shape (document, id, &shape);
}

#define SET_RING(document, id, ...) \
  set_ring (document, id, (const double[]) { __VA_ARGS__ }, sizeof ((const double[]) { __VA_ARGS__ }) / sizeof (double))

static const GwShape *
get_shape (GwDocument *document, gint64 id, GwShapeKind kind)
{
  GwObject *object = gw_document_find (document, id);
  const GwShape *shape = gw_object_get_shape (object);

  g_assert_cmpint (shape->kind, ==, kind);
  g_assert_cmpint (gw_shape_validate (shape), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_object_get_class_id (object), ==, 2);
  g_assert_cmpstr (gw_object_get_attribute (object, "Color"), ==, "blue");
  return shape;
}

static void
assert_loss (GwDocument *document, GwShapeKind kind, const char *text)
{
  g_autofree char *loss = gw_document_describe_loss (document, kind);

  g_assert_cmpstr (loss, ==, text);
}

static void
test_boxes (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) edits = gw_test_watch_edits (document);
  GwShape shape = GW_SHAPE_INIT;
  const GwShape *made;

  gw_shape_init_box (&shape, 10, 20, 40, 20);
  set_shape (document, 1, &shape);
  assert_loss (document, GW_SHAPE_POLYGON, NULL);
  assert_loss (document, GW_SHAPE_ROTATED_BOX, NULL);
  assert_loss (document, GW_SHAPE_MASK, NULL);
  assert_loss (document, GW_SHAPE_BOX, NULL);
  assert_loss (document, GW_SHAPE_ELLIPSE, "168 px are taken away.");
  g_assert_false (gw_document_convert_selected_to (document, GW_SHAPE_BOX));
  g_assert_false (gw_document_convert_selected_to (document, GW_SHAPE_POINTS));
  g_assert_false (gw_document_convert_selected_to (document, GW_SHAPE_NONE));

  g_assert_true (gw_document_convert_selected_to (document, GW_SHAPE_ROTATED_BOX));
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (edits, 0)), ==, "Make Rotated Box of Cyclist");
  made = get_shape (document, 1, GW_SHAPE_ROTATED_BOX);
  g_assert_cmpfloat (made->as.rotated.cx, ==, 30);
  g_assert_cmpfloat (made->as.rotated.height, ==, 20);
  g_assert_true (gw_document_convert_selected_to (document, GW_SHAPE_ELLIPSE));
  made = get_shape (document, 1, GW_SHAPE_ELLIPSE);
  g_assert_cmpfloat (made->as.ellipse.rx, ==, 20);
  assert_loss (document, GW_SHAPE_POLYGON, "The outline moves by at most 0.024 px. 4 px are taken away.");
  g_assert_true (gw_document_convert_selected_to (document, GW_SHAPE_POLYGON));
  g_assert_cmpuint (get_shape (document, 1, GW_SHAPE_POLYGON)->as.polygon.rings[0].n_points, ==,
                    GW_ELLIPSE_RING_POINTS);
  /* And back: by the spread of its pixels. */
  g_assert_true (gw_document_convert_selected_to (document, GW_SHAPE_ELLIPSE));
  made = get_shape (document, 1, GW_SHAPE_ELLIPSE);
  g_assert_cmpfloat_with_epsilon (made->as.ellipse.cx, 30, 0.05);
  g_assert_cmpfloat_with_epsilon (made->as.ellipse.rx, 20, 0.1);
  g_assert_cmpfloat_with_epsilon (made->as.ellipse.ry, 10, 0.1);
  g_assert_cmpfloat_with_epsilon (made->as.ellipse.angle, 0, 0.5);
  g_assert_true (gw_document_convert_selected_to (document, GW_SHAPE_BOX));
  g_assert_cmpint (gw_object_get_shape (gw_document_find (document, 1))->kind, ==, GW_SHAPE_BOX);
}

static void
test_turned (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  GwShape shape = { .kind = GW_SHAPE_ROTATED_BOX, .as.rotated = { 100, 50, 60, 20, 30 } };
  const GwShape *made;
  GwPoint corners[4];

  set_shape (document, 1, &shape);
  assert_loss (document, GW_SHAPE_POLYGON, NULL);
  assert_loss (document, GW_SHAPE_MASK, "Outlines go to whole pixels.");
  g_assert_true (gw_document_convert_selected_to (document, GW_SHAPE_POLYGON));
  made = get_shape (document, 1, GW_SHAPE_POLYGON);
  gw_rotated_box_corners (&(GwRotatedBox) { 100, 50, 60, 20, 30 }, corners);
  for (int i = 0; i < 4; i++)
    g_assert_cmpfloat (made->as.polygon.rings[0].points[i].x, ==, corners[i].x);
  /* The smallest box around it is the one that it was. */
  assert_loss (document, GW_SHAPE_ROTATED_BOX, NULL);
  g_assert_true (gw_document_convert_selected_to (document, GW_SHAPE_ROTATED_BOX));
  made = get_shape (document, 1, GW_SHAPE_ROTATED_BOX);
  g_assert_cmpfloat_with_epsilon (made->as.rotated.cx, 100, 1e-9);
  g_assert_cmpfloat_with_epsilon (made->as.rotated.width, 60, 1e-9);
  g_assert_cmpfloat_with_epsilon (made->as.rotated.height, 20, 1e-9);
  g_assert_cmpfloat_with_epsilon (made->as.rotated.angle, 30, 1e-9);
  assert_loss (document, GW_SHAPE_BOX, "The angle is lost. 1776 px are added.");
  g_assert_true (gw_document_convert_selected_to (document, GW_SHAPE_BOX));
  gw_document_select_none (document);

  shape = (GwShape) { .kind = GW_SHAPE_ELLIPSE, .as.ellipse = { 100, 50, 30, 12, -40 } };
  set_shape (document, 2, &shape);
  g_assert_true (gw_document_convert_selected_to (document, GW_SHAPE_MASK));
  g_assert_true (gw_document_convert_selected_to (document, GW_SHAPE_ELLIPSE));
  made = get_shape (document, 2, GW_SHAPE_ELLIPSE);
  g_assert_cmpfloat_with_epsilon (made->as.ellipse.angle, -40, 0.5);
  g_assert_cmpfloat_with_epsilon (made->as.ellipse.rx, 30, 0.2);
  g_assert_cmpfloat_with_epsilon (made->as.ellipse.ry, 12, 0.2);
}

static void
test_masks (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) edits = gw_test_watch_edits (document);
  GwShape shape = { .kind = GW_SHAPE_MASK };
  const GwEllipse disc = { 60, 50, 30, 30, 0 }, hole = { 60, 50, 10, 10, 0 };
  GwMask outer, inner, part, back;
  const GwShape *made;

  g_assert_cmpint (gw_raster_ellipse (&disc, 200, 100, &outer), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_raster_ellipse (&hole, 200, 100, &inner), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_mask_subtract (&outer, &inner, &part), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_mask_copy (&part, &shape.as.mask), ==, GW_STATUS_OK);
  set_shape (document, 1, &shape);
  assert_loss (document, GW_SHAPE_BOX, "1 hole is filled. 1088 px are added.");
  assert_loss (document, GW_SHAPE_MASK, NULL);
  g_assert_true (gw_document_convert_selected_to (document, GW_SHAPE_POLYGON));
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (edits, 0)), ==, "Make Polygon of Cyclist");
  made = get_shape (document, 1, GW_SHAPE_POLYGON);
  g_assert_cmpuint (made->as.polygon.n_rings, ==, 2);
  g_assert_cmpuint (made->as.polygon.rings[0].n_points, <, 80);
  g_assert_cmpint (gw_raster_polygon (&made->as.polygon, 200, 100, &back), ==, GW_STATUS_OK);
  g_assert_cmpfloat (gw_mask_iou (&back, &part), >, 0.97);
  gw_mask_clear (&back);
  gw_mask_clear (&part);
  gw_mask_clear (&inner);
  gw_mask_clear (&outer);
}

static void
test_loss_of_masks (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  GwShape shape = { .kind = GW_SHAPE_MASK };
  const guint8 rows[4][4] = { { 1, 1, 0, 0 }, { 1, 1, 0, 0 }, { 0, 0, 0, 0 }, { 0, 0, 0, 1 } };

  g_assert_cmpint (gw_mask_from_bitmap (200, 100, 10, 10, 4, 4, rows[0], 4, &shape.as.mask), ==, GW_STATUS_OK);
  set_shape (document, 1, &shape);
  assert_loss (document, GW_SHAPE_POLYGON, NULL);
  assert_loss (document, GW_SHAPE_BOX, "1 separate part is joined to another. 11 px are added.");
  g_assert_true (gw_document_convert_selected_to (document, GW_SHAPE_POLYGON));
  g_assert_cmpuint (get_shape (document, 1, GW_SHAPE_POLYGON)->as.polygon.n_rings, ==, 2);
  assert_loss (document, GW_SHAPE_MASK, NULL);
  g_assert_true (gw_document_convert_selected_to (document, GW_SHAPE_MASK));
  g_assert_cmpuint (gw_mask_area (&get_shape (document, 1, GW_SHAPE_MASK)->as.mask), ==, 5);
}

static void
test_edges_of_the_image (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  GwShape shape = { .kind = GW_SHAPE_ROTATED_BOX, .as.rotated = { 195, 50, 20, 20, 45 } };

  set_shape (document, 1, &shape);
  assert_loss (document, GW_SHAPE_POLYGON, "What is outside the image is cut off.");
  g_assert_true (gw_document_convert_selected_to (document, GW_SHAPE_POLYGON));
  g_assert_cmpfloat_with_epsilon (gw_object_get_bounds (gw_document_find (document, 1)).width, 5 + 10 * G_SQRT2, 1e-6);
  gw_document_select_none (document);

  /* Nothing of it is a pixel, or inside. */
  SET_RING (document, 2, 10.1, 10.1, 10.3, 10.1, 10.3, 10.3);
  assert_loss (document, GW_SHAPE_MASK, "1 object cannot be converted and stays as it is.");
  g_assert_false (gw_document_convert_selected_to (document, GW_SHAPE_MASK));
  gw_document_select_none (document);
  SET_RING (document, 3, 210, 10, 230, 10, 230, 30);
  g_assert_false (gw_document_convert_selected_to (document, GW_SHAPE_BOX));
  g_assert_false (gw_document_convert_selected_to (document, GW_SHAPE_MASK));
}

/* What is said is what happens: of many kinds, pixels are compared. */
static void
test_loss_is_true (void)
{
  const GwShapeKind kinds[] = { GW_SHAPE_BOX, GW_SHAPE_ROTATED_BOX, GW_SHAPE_POLYGON, GW_SHAPE_ELLIPSE };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GwDocument) document = gw_test_document_new ();
      g_autofree char *loss = NULL;
      GwMask before, after;
      guint64 both, added, taken;

      SET_RING (document, 1, 20.3, 20.7, 90.1, 30.2, 110.9, 80.4, 60.2, 61.6, 33.3, 88.8);
      g_assert_cmpint (gw_raster_shape (get_shape (document, 1, GW_SHAPE_POLYGON), 200, 100, &before), ==,
                       GW_STATUS_OK);
      loss = gw_document_describe_loss (document, kinds[i]);
      g_assert_cmpint (gw_document_convert_selected_to (document, kinds[i]), ==, kinds[i] != GW_SHAPE_POLYGON);
      g_assert_cmpint (gw_raster_shape (get_shape (document, 1, kinds[i]), 200, 100, &after), ==, GW_STATUS_OK);
      both = gw_mask_shared_area (&before, &after);
      added = gw_mask_area (&after) - both;
      taken = gw_mask_area (&before) - both;
      if (added + taken == 0)
        g_assert_null (loss);
      else
        {
          g_autofree char *more = g_strdup_printf ("%d px are added.", (int) added);
          g_autofree char *less = g_strdup_printf ("%d px are taken away.", (int) taken);

          g_assert_cmpint (added > 0, ==, strstr (loss, more) != NULL);
          g_assert_cmpint (taken > 0, ==, strstr (loss, less) != NULL);
        }
      gw_mask_clear (&before);
      gw_mask_clear (&after);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/edits-convert/boxes-and-ellipses", test_boxes);
  g_test_add_func ("/edits-convert/turned-ones", test_turned);
  g_test_add_func ("/edits-convert/masks-to-polygons", test_masks);
  g_test_add_func ("/edits-convert/tells-what-masks-lose", test_loss_of_masks);
  g_test_add_func ("/edits-convert/stays-inside-the-image", test_edges_of_the_image);
  g_test_add_func ("/edits-convert/tells-the-truth", test_loss_is_true);

  return g_test_run ();
}
