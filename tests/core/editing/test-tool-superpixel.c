/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-tool.h"

#include "gw-edits.h"
#include "gw-superpixels.h"
#include "gw-test-tool.h"

#define PATCH 12.0

typedef struct
{
  GwTestTool base;
  GwSuperpixels *cells; /* as the tool has them */
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  gw_test_tool_set_up (&f->base, "superpixel", TRUE);
  gw_tool_options_set_number (f->base.options, "patch-size", PATCH);
  f->cells = gw_superpixels_new (gw_picture_get_pixels (f->base.picture), PATCH,
                                 gw_tool_options_get_number (f->base.options, "compactness"), NULL, NULL);
  g_assert_nonnull (f->cells);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gw_superpixels_free (f->cells);
  gw_test_tool_tear_down (&f->base);
}

static GwToolOverlay
look (Fixture *f)
{
  GwToolOverlay overlay;

  gw_test_wait_for_tool (f->base.tool);
  gw_tool_get_overlay (f->base.tool, &overlay);
  return overlay;
}

static const GwMask *
get_only_mask (Fixture *f)
{
  look (f);
  g_assert_cmpuint (gw_document_get_n_objects (f->base.document), ==, 1);
  return gw_test_get_mask (f->base.document, gw_object_get_id (gw_document_get_object (f->base.document, 0)));
}

/* The cells below these places. */
static void
make_expected (Fixture *f, const GwPoint *points, guint n_points, GwMask *expected)
{
  g_assert_cmpint (gw_mask_init_empty (200, 100, expected), ==, GW_STATUS_OK);
  for (guint i = 0; i < n_points; i++)
    {
      int label = gw_superpixels_at (f->cells, (int) points[i].x, (int) points[i].y);
      GwMask cell = GW_MASK_INIT, both = GW_MASK_INIT;

      g_assert_cmpint (gw_superpixels_cell_mask (f->cells, label, &cell), ==, GW_STATUS_OK);
      g_assert_cmpint (gw_mask_union (expected, &cell, &both), ==, GW_STATUS_OK);
      gw_mask_clear (&cell);
      gw_mask_clear (expected);
      *expected = both;
    }
}

static void
assert_cells (Fixture *f, const GwPoint *points, guint n_points)
{
  GwMask expected = GW_MASK_INIT;

  make_expected (f, points, n_points, &expected);
  g_assert_true (gw_mask_equal (get_only_mask (f), &expected));
  gw_mask_clear (&expected);
}

static void
set_point (Fixture *f, double x, double y, GwToolModifiers modifiers)
{
  GwToolEvent event = gw_test_event (x, y, modifiers);

  event.from_keys = TRUE;
  g_assert_true (gw_tool_set_point (f->base.tool, &event));
}

static void
test_a_click_paints_a_cell (Fixture *f, gconstpointer data)
{
  const GwPoint point = { 60, 50 };

  /* Before there are any cells: they are waited for. */
  gw_test_click (f->base.tool, point.x, point.y, 0);
  g_assert_cmpuint (f->base.edits->len, ==, 0);
  assert_cells (f, &point, 1);
  g_assert_cmpuint (f->base.edits->len, ==, 1);
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (f->base.edits, 0)), ==, "Draw Car");
  g_assert_false (gw_tool_is_drawing (f->base.tool));
}

static void
test_a_drag_paints_all_cells_on_its_way (Fixture *f, gconstpointer data)
{
  GwPoint points[121];

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    points[i] = (GwPoint) { 35.0 + 0.4 * i, 50.0 };
  gw_test_drag (f->base.tool, 35, 50, 83, 50, 0);
  look (f);
  g_assert_cmpuint (f->base.edits->len, ==, 1);
  assert_cells (f, points, G_N_ELEMENTS (points));
  /* All of them are the disc's. */
  g_assert_cmpuint (gw_mask_area (get_only_mask (f)), >, 500);
  g_assert_cmpfloat (gw_test_get_disc_iou (get_only_mask (f)), >, 0.2);
  gw_test_undo (f->base.document, g_ptr_array_index (f->base.edits, 0));
  g_assert_cmpuint (gw_document_get_n_objects (f->base.document), ==, 0);
}

static void
test_cells_are_shown (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (60, 50, 0);
  gsize n_rings;

  g_assert_null (look (f).cells);
  gw_tool_motion (f->base.tool, &event);
  g_assert_nonnull (look (f).cells);
  n_rings = look (f).cells->n_rings;
  g_assert_cmpuint (n_rings, >, 10);
  /* Larger ones have fewer borders. */
  gw_tool_options_set_number (f->base.options, "patch-size", 40.0);
  g_assert_cmpuint (look (f).cells->n_rings, <, n_rings);
  g_assert_true (gw_tool_step_size (f->base.tool, 1, FALSE));
  g_assert_true (gw_tool_step_size (f->base.tool, 1, TRUE));
  g_assert_cmpfloat (gw_tool_options_get_number (f->base.options, "patch-size"), ==, 48.0);
  gw_tool_set_picture (f->base.tool, NULL);
  g_assert_null (look (f).cells);
  /* Passing over does not complain, pressing does. */
  gw_tool_motion (f->base.tool, &event);
  g_assert_cmpint (f->base.n_refused, ==, 0);
  gw_test_click (f->base.tool, 60, 50, 0);
  g_assert_cmpint (f->base.n_refused, ==, 1);
}

static void
test_alt_erases (Fixture *f, gconstpointer data)
{
  const GwPoint point = { 60, 50 };

  gw_test_drag (f->base.tool, 60, 50, 75, 50, 0);
  look (f);
  gw_test_click (f->base.tool, 75, 50, GW_TOOL_ALT);
  look (f);
  g_assert_cmpuint (f->base.edits->len, ==, 2);
  g_assert_cmpuint (gw_mask_area (get_only_mask (f)), >, 0);
  g_assert_false (gw_mask_contains (get_only_mask (f), 75, 50));
  g_assert_true (gw_mask_contains (get_only_mask (f), (int) point.x, (int) point.y));
  gw_test_drag (f->base.tool, 60, 50, 75, 50, GW_TOOL_ALT);
  look (f);
  g_assert_cmpuint (gw_document_get_n_objects (f->base.document), ==, 0);
}

static void
test_control_cuts_cells_anew (Fixture *f, gconstpointer data)
{
  const GwPoint point = { 60, 50 };
  GwMask whole = GW_MASK_INIT;
  guint64 n_coarse, n_fine;

  make_expected (f, &point, 1, &whole);
  n_coarse = gw_mask_area (&whole);
  gw_test_click (f->base.tool, point.x, point.y, GW_TOOL_CONTROL);
  n_fine = gw_mask_area (get_only_mask (f));
  g_assert_cmpuint (n_fine, >, 0);
  g_assert_cmpuint (n_fine, <, n_coarse);
  g_assert_cmpuint (gw_mask_shared_area (get_only_mask (f), &whole), ==, n_fine);
  gw_mask_clear (&whole);
}

/* Over many cells: each is waited for, and none is lost. */
static void
test_control_along_a_drag (Fixture *f, gconstpointer data)
{
  gw_test_drag (f->base.tool, 40, 50, 80, 50, GW_TOOL_CONTROL);
  look (f);
  g_assert_cmpuint (f->base.edits->len, ==, 1);
  for (int x = 40; x < 80; x++)
    g_assert_true (gw_mask_contains (get_only_mask (f), x, 50));
}

static void
test_keys (Fixture *f, gconstpointer data)
{
  GwPoint points[101];
  GwToolEvent event = gw_test_event (40, 50, 0);

  event.from_keys = TRUE;
  set_point (f, 40, 50, 0);
  look (f);
  assert_cells (f, &event.point, 1);
  g_assert_true (gw_tool_apply (f->base.tool, &event));
  g_assert_true (gw_tool_is_drawing (f->base.tool));
  event.point.x = 80;
  gw_tool_motion (f->base.tool, &event);
  g_assert_true (gw_tool_apply (f->base.tool, &event));
  look (f);
  g_assert_false (gw_tool_is_drawing (f->base.tool));
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    points[i] = (GwPoint) { 40.0 + 0.4 * i, 50.0 };
  assert_cells (f, points, G_N_ELEMENTS (points));
  g_assert_cmpuint (f->base.edits->len, ==, 2);
}

static void
test_is_cancelled (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (40, 50, GW_TOOL_CONTROL);

  gw_tool_press (f->base.tool, &event);
  g_assert_true (gw_tool_cancel (f->base.tool));
  g_assert_false (gw_tool_cancel (f->base.tool));
  look (f);
  /* With a cell on the worker. */
  gw_tool_press (f->base.tool, &event);
  g_assert_true (gw_tool_cancel (f->base.tool));
  g_assert_false (gw_tool_release (f->base.tool, &event));
  look (f);
  gw_tool_press (f->base.tool, &event);
  gw_tool_set_document (f->base.tool, NULL);
  g_assert_false (gw_tool_is_drawing (f->base.tool));
  g_assert_cmpuint (f->base.edits->len, ==, 0);
}

static void
test_neighbours (Fixture *f, gconstpointer data)
{
  gw_test_add_mask (f->base.document, 5, 2, 50, 0, 20, 100);
  g_object_set (f->base.options, "paint-mode", GW_PAINT_CUT, NULL);
  gw_test_drag (f->base.tool, 40, 50, 80, 50, 0);
  look (f);
  g_assert_cmpuint (gw_edit_get_n_changes (g_ptr_array_index (f->base.edits, 0)), ==, 2);
  g_assert_cmpuint (gw_mask_area (gw_test_get_mask (f->base.document, 5)), <, 2000);
  g_assert_false (gw_mask_contains (gw_test_get_mask (f->base.document, 5), 60, 50));
}

/* Bands of many colours, and the document's size with them. */
static void
set_large_picture (Fixture *f, int width, int height)
{
  guint32 *colours = g_new0 (guint32, (gsize) width * height);
  const GwPixels pixels = { colours, width, height, width };
  g_autoptr (GwPicture) large = NULL;

  for (int i = 0; i < width * height; i++)
    colours[i] = (guint32) (i / 64 * 2654435761u) & 0xffffff;
  large = gw_picture_new (&pixels, 1.0, colours, g_free);
  gw_document_set_size (f->base.document, width, height);
  gw_tool_set_picture (f->base.tool, large);
}

/* All that is in view would be too much to wait for. */
static void
test_only_around_the_pointer (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (6000, 500, 0);
  GwToolOverlay overlay;
  GwBox bounds;

  gw_tool_options_set_number (f->base.options, "patch-size", 100.0);
  set_large_picture (f, 8192, 1024);
  gw_tool_motion (f->base.tool, &event);
  g_assert_nonnull (look (f).cells);
  g_assert_cmpint (gw_polygon_bounds (look (f).cells, &bounds), ==, GW_STATUS_OK);
  g_assert_cmpfloat (bounds.x, >, 1500.0);
  g_assert_cmpfloat (bounds.x, <, 5500.0);
  /* Near there they stay; far from there are others. */
  event.point.x = 5800;
  gw_tool_motion (f->base.tool, &event);
  gw_tool_get_overlay (f->base.tool, &overlay);
  g_assert_nonnull (overlay.cells);
  g_assert_false (overlay.busy);
  event.point.x = 500;
  gw_tool_motion (f->base.tool, &event);
  g_assert_cmpint (gw_polygon_bounds (look (f).cells, &bounds), ==, GW_STATUS_OK);
  g_assert_cmpfloat (bounds.x + bounds.width, <, 6700.0);
  gw_tool_set_picture (f->base.tool, NULL);
}

static void
test_only_what_is_in_view (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (2000, 500, 0);
  GwBox bounds;

  set_large_picture (f, 4096, 1024);
  event.visible = (GwBox) { 1900, 400, 200, 200 };
  gw_tool_motion (f->base.tool, &event);
  g_assert_nonnull (look (f).cells);
  g_assert_cmpint (gw_polygon_bounds (look (f).cells, &bounds), ==, GW_STATUS_OK);
  g_assert_cmpfloat (bounds.x, >=, 1850.0);
  g_assert_cmpfloat (bounds.x + bounds.width, <=, 2150.0);
  /* And what comes into view later. */
  event.visible.x = 3000;
  gw_tool_motion (f->base.tool, &event);
  g_assert_cmpint (gw_polygon_bounds (look (f).cells, &bounds), ==, GW_STATUS_OK);
  g_assert_cmpfloat (bounds.x, >=, 2950.0);
  gw_tool_set_picture (f->base.tool, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/tool-superpixel/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("a-click-paints-a-cell", test_a_click_paints_a_cell);
  ADD ("a-drag-paints-all-cells-on-its-way", test_a_drag_paints_all_cells_on_its_way);
  ADD ("cells-are-shown", test_cells_are_shown);
  ADD ("alt-erases", test_alt_erases);
  ADD ("control-cuts-cells-anew", test_control_cuts_cells_anew);
  ADD ("control-along-a-drag", test_control_along_a_drag);
  ADD ("keys", test_keys);
  ADD ("is-cancelled", test_is_cancelled);
  ADD ("neighbours", test_neighbours);
  ADD ("only-what-is-in-view", test_only_what_is_in_view);
  ADD ("only-around-the-pointer", test_only_around_the_pointer);
#undef ADD
  return g_test_run ();
}
