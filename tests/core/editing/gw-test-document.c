/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-test-document.h"

#include <math.h>

#include "gw-raster.h"

static GPtrArray *
make_classes (void)
{
  static const char *const names[] = { "Car", "Cyclist", "Bus" };
  GPtrArray *classes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) attributes = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_attribute_free);
  GwAttribute *riding = gw_attribute_new ("Riding", GW_ATTRIBUTE_CHECKBOX);
  GwAttribute *color = gw_attribute_new ("Color", GW_ATTRIBUTE_TEXT);

  riding->required = TRUE;
  color->default_value = g_strdup ("red");
  g_ptr_array_add (attributes, riding);
  g_ptr_array_add (attributes, color);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GwClass *klass = gw_class_new (names[i], 0x2070d7);

      gw_class_set_id (klass, i + 1);
      g_ptr_array_add (classes, klass);
    }
  gw_class_set_attributes (g_ptr_array_index (classes, 1), attributes);
  return classes;
}

GwDocument *
gw_test_document_new (void)
{
  g_autoptr (GwImage) image = gw_image_new (7, "street/a.jpg");
  g_autoptr (GPtrArray) classes = make_classes ();
  GwDocument *document;

  gw_image_set_size (image, 200, 100);
  document = gw_document_new (image);
  gw_document_set_classes (document, classes);
  gw_document_set_current_class (document, 1);
  return document;
}

GwObject *
gw_test_add_box (GwDocument *document, gint64 id, gint64 class_id, double x, double y, double width, double height)
{
  g_autoptr (GwObject) object = gw_object_new (id, class_id);
  g_autoptr (GwEdit) edit = gw_edit_new (7, "Test");

  gw_object_set_box (object, x, y, width, height);
  gw_edit_add_object (edit, 7, NULL, object);
  gw_document_take (document, edit);
  return gw_document_find (document, id);
}

GwObject *
gw_test_add_mask (GwDocument *document, gint64 id, gint64 class_id, double x, double y, double width, double height)
{
  g_autoptr (GwObject) object = gw_object_new (id, class_id);
  g_autoptr (GwEdit) edit = gw_edit_new (7, "Test");
  GwShape shape = { .kind = GW_SHAPE_MASK };
  GwBox box = { x, y, width, height };
  int image_width, image_height;

  gw_document_get_size (document, &image_width, &image_height);
  g_assert_cmpint (gw_raster_box (&box, image_width, image_height, &shape.as.mask), ==, GW_STATUS_OK);
  gw_object_take_shape (object, &shape);
  gw_edit_add_object (edit, 7, NULL, object);
  gw_document_take (document, edit);
  return gw_document_find (document, id);
}

const GwMask *
gw_test_get_mask (GwDocument *document, gint64 id)
{
  GwObject *object = gw_document_find (document, id);

  g_assert_nonnull (object);
  g_assert_cmpint (gw_object_get_shape (object)->kind, ==, GW_SHAPE_MASK);
  g_assert_cmpint (gw_mask_validate (&gw_object_get_shape (object)->as.mask), ==, GW_STATUS_OK);
  return &gw_object_get_shape (object)->as.mask;
}

void
gw_test_undo (GwDocument *document, GwEdit *edit)
{
  g_autoptr (GwEdit) inverse = gw_edit_invert (edit);

  gw_document_take (document, inverse);
}

void
gw_test_set_flags (GwDocument *document, gint64 id, GwObjectFlags flags)
{
  GwObject *object = gw_document_find (document, id);
  g_autoptr (GwObject) copy = gw_object_copy (object);
  g_autoptr (GwEdit) edit = gw_edit_new (7, "Test");

  gw_object_set_flags (copy, flags);
  gw_edit_add_object (edit, 7, object, copy);
  gw_document_take (document, edit);
}

void
gw_test_assert_box (GwObject *object, double x, double y, double width, double height)
{
  GwBox bounds;

  g_assert_nonnull (object);
  bounds = gw_object_get_bounds (object);
  g_assert_cmpfloat_with_epsilon (bounds.x, x, 1e-9);
  g_assert_cmpfloat_with_epsilon (bounds.y, y, 1e-9);
  g_assert_cmpfloat_with_epsilon (bounds.width, width, 1e-9);
  g_assert_cmpfloat_with_epsilon (bounds.height, height, 1e-9);
}

void
gw_test_assert_selected (GwDocument *document, const char *ids)
{
  g_autoptr (GPtrArray) selected = gw_document_get_selected (document);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < selected->len; i++)
    g_string_append_printf (text, i > 0 ? " %d" : "%d", (int) gw_object_get_id (g_ptr_array_index (selected, i)));
  g_assert_cmpstr (text->str, ==, ids);
}

GwToolEvent
gw_test_event (double x, double y, GwToolModifiers modifiers)
{
  return (GwToolEvent) { .point = { x, y }, .scale = 1.0, .modifiers = modifiers, .n_press = 1 };
}

void
gw_test_click (GwTool *tool, double x, double y, GwToolModifiers modifiers)
{
  gw_test_drag (tool, x, y, x, y, modifiers);
}

void
gw_test_drag (GwTool *tool, double x0, double y0, double x1, double y1, GwToolModifiers modifiers)
{
  GwToolEvent from = gw_test_event (x0, y0, modifiers);
  GwToolEvent middle = gw_test_event ((x0 + x1) / 2.0, (y0 + y1) / 2.0, modifiers);
  GwToolEvent to = gw_test_event (x1, y1, modifiers);

  gw_tool_motion (tool, &from);
  gw_tool_press (tool, &from);
  gw_tool_motion (tool, &middle);
  gw_tool_motion (tool, &to);
  gw_tool_release (tool, &to);
}

static void
on_edited_cb (GwDocument *document, GwEdit *edit, GPtrArray *edits)
{
  g_ptr_array_add (edits, gw_edit_ref (edit));
}

GPtrArray *
gw_test_watch_edits (GwDocument *document)
{
  GPtrArray *edits = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_edit_unref);

  g_signal_connect_data (document, "edited", G_CALLBACK (on_edited_cb), g_ptr_array_ref (edits),
                         (GClosureNotify) (void (*) (void)) g_ptr_array_unref, 0);
  return edits;
}

/* The same numbers on every computer. */
static guint32
shade (guint32 *state, guint32 colour)
{
  guint32 result = 0;

  for (guint shift = 0; shift < 24; shift += 8)
    {
      int channel;

      *state = *state * 1664525u + 1013904223u;
      channel = (int) (colour >> shift & 255) + (int) (*state >> 28) - 8;
      result |= (guint32) CLAMP (channel, 0, 255) << shift;
    }
  return result;
}

GwPicture *
gw_test_picture_new (double scale)
{
  int width = (int) (200 * scale), height = (int) (100 * scale);
  guint32 *colours = g_new (guint32, (gsize) width * (gsize) height), state = 1;
  GwPixels pixels = { colours, width, height, (gsize) width };

  for (int i = 0; i < width * height; i++)
    {
      double x = (i % width + 0.5) / scale, y = (i / width + 0.5) / scale;
      gboolean large = (x - 60) * (x - 60) + (y - 50) * (y - 50) < 30 * 30;
      gboolean small = fabs (x - 150) < 20 && fabs (y - 50) < 15;

      colours[i] = shade (&state, large ? 0xd04030 : small ? 0xd0c020 : 0x306090);
    }
  return gw_picture_new (&pixels, scale, colours, g_free);
}

void
gw_test_wait_for_tool (GwTool *tool)
{
  GwToolOverlay overlay;

  for (gw_tool_get_overlay (tool, &overlay); overlay.busy; gw_tool_get_overlay (tool, &overlay))
    g_main_context_iteration (NULL, TRUE);
}

double
gw_test_get_disc_iou (const GwMask *mask)
{
  const GwEllipse disc = { 60, 50, 30, 30, 0 };
  GwMask truth = GW_MASK_INIT;
  double iou;

  g_assert_nonnull (mask);
  g_assert_cmpint (gw_mask_validate (mask), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_raster_ellipse (&disc, 200, 100, &truth), ==, GW_STATUS_OK);
  iou = gw_mask_iou (mask, &truth);
  gw_mask_clear (&truth);
  return iou;
}

double
gw_test_get_rectangle_iou (const GwMask *mask)
{
  const GwBox box = { 130, 35, 40, 30 };
  GwMask truth = GW_MASK_INIT;
  double iou;

  g_assert_nonnull (mask);
  g_assert_cmpint (gw_raster_box (&box, 200, 100, &truth), ==, GW_STATUS_OK);
  iou = gw_mask_iou (mask, &truth);
  gw_mask_clear (&truth);
  return iou;
}
