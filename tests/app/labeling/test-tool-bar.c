/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>
#include <math.h>

#include "gw-edits.h"
#include "gw-tool-bar.h"
#include "gw-tool-settings.h"

typedef struct
{
  GSettings *settings;
  GwKeymap *keymap;
  GwToolOptions *options;
  GwToolBar *bar;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->settings = g_settings_new ("org.groundwork.Groundwork");
  g_settings_reset (fixture->settings, "tool-options");
  fixture->keymap = gw_keymap_new (fixture->settings);
  fixture->options = gw_tool_settings_open (fixture->settings);
  fixture->bar = GW_TOOL_BAR (g_object_ref_sink (gw_tool_bar_new (fixture->keymap, fixture->options)));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->bar);
  g_object_unref (fixture->options);
  g_object_unref (fixture->keymap);
  g_object_unref (fixture->settings);
}

static void
use (Fixture *fixture, const char *name)
{
  g_autoptr (GwTool) tool = gw_tool_new (name);

  g_assert_nonnull (tool);
  gw_tool_set_options (tool, fixture->options);
  gw_tool_bar_set_tool (fixture->bar, tool);
}

/* Whether a label that is shown says this. */
static gboolean
has_label (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_label (GTK_LABEL (widget)), text) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child) && has_label (child, text))
      return TRUE;
  return FALSE;
}

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = gtk_widget_get_visible (child) ? find (child, type) : NULL;

      if (found != NULL)
        return found;
    }
  return NULL;
}

static double
get (Fixture *fixture, const char *property)
{
  return gw_tool_options_get_number (fixture->options, property);
}

/* The scale is one for all tools: another range is nobody's hand. */
static void
test_another_tool_changes_nothing (Fixture *fixture, gconstpointer data)
{
  use (fixture, "wand");
  use (fixture, "brush");
  use (fixture, "eraser");
  use (fixture, "wand");
  g_assert_cmpfloat (get (fixture, "brush-size"), ==, 24);
  g_assert_cmpfloat (get (fixture, "tolerance"), ==, 24);
  g_assert_cmpfloat (get (fixture, "hint-size"), ==, 16);
}

static void
test_scale_and_option (Fixture *fixture, gconstpointer data)
{
  GtkWidget *scale;
  g_autofree char *words = NULL;

  use (fixture, "brush");
  scale = find (GTK_WIDGET (fixture->bar), GTK_TYPE_SCALE);
  g_assert_nonnull (scale);
  gtk_range_set_value (GTK_RANGE (scale), log (100));
  g_assert_cmpfloat (get (fixture, "brush-size"), ==, 100);
  gw_tool_options_set_number (fixture->options, "brush-size", 40);
  g_assert_cmpfloat_with_epsilon (gtk_range_get_value (GTK_RANGE (scale)), log (40), 1e-6);
  words = gw_tool_bar_describe_number (fixture->bar, "brush-size");
  g_assert_cmpstr (words, ==, "Size 40 px");
  g_assert_null (gw_tool_bar_describe_number (fixture->bar, "tolerance"));
}

static void
test_knows_tools (Fixture *fixture, gconstpointer data)
{
  g_autofree char *words = gw_tool_bar_describe_tool ("eraser");

  g_assert_cmpstr (words, ==, "Eraser. Drag to take away.");
  g_assert_true (gw_tool_bar_knows ("brush"));
  g_assert_true (gw_tool_bar_knows ("select"));
  g_assert_false (gw_tool_bar_knows ("spoon"));
  g_assert_null (gw_tool_bar_describe_tool ("spoon"));
}

static void
test_options_are_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwToolOptions) again = NULL;

  gw_tool_options_set_number (fixture->options, "brush-size", 77);
  gw_tool_options_set_flag (fixture->options, "contiguous", FALSE);
  gw_tool_options_set_flag (fixture->options, "hint-object", FALSE);
  g_object_set (fixture->options, "paint-mode", GW_PAINT_CUT, "brush-tip", GW_BRUSH_TIP_SQUARE, NULL);
  again = gw_tool_settings_open (fixture->settings);
  g_assert_cmpfloat (gw_tool_options_get_number (again, "brush-size"), ==, 77);
  g_assert_false (gw_tool_options_get_flag (again, "contiguous"));
  g_assert_true (gw_tool_options_get_flag (again, "hint-object"));
  g_assert_cmpint (gw_tool_options_get_paint_mode (again), ==, GW_PAINT_CUT);
  g_assert_cmpint (gw_tool_options_get_brush_tip (again), ==, GW_BRUSH_TIP_SQUARE);
}

/* Of another version, or written by hand. */
static void
test_odd_settings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwToolOptions) again = NULL;

  g_settings_set_value (fixture->settings, "tool-options",
                        g_variant_new_parsed ("{'brush-size': <'large'>, 'paint-mode': <'never'>, 'gone': <1>, "
                                              "'tolerance': <9999.0>}"));
  again = gw_tool_settings_open (fixture->settings);
  g_assert_cmpfloat (gw_tool_options_get_number (again, "brush-size"), ==, 24);
  g_assert_cmpfloat (gw_tool_options_get_number (again, "tolerance"), ==, 255);
  g_assert_cmpint (gw_tool_options_get_paint_mode (again), ==, GW_PAINT_OVER);
}

static void
test_fixed_size_is_that_of_the_selected (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwDocument) document = gw_document_new (NULL);
  g_autoptr (GwTool) tool = gw_tool_new ("box");
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func (g_object_unref);
  GwShape shape = GW_SHAPE_INIT;
  GtkWidget *check;

  g_ptr_array_add (classes, gw_class_new ("Car", 0x2070d7));
  gw_class_set_id (g_ptr_array_index (classes, 0), 1);
  gw_document_set_size (document, 200, 100);
  gw_document_set_classes (document, classes);
  gw_tool_set_document (tool, document);
  gw_tool_bar_set_tool (fixture->bar, tool);
  check = find (GTK_WIDGET (fixture->bar), GTK_TYPE_CHECK_BUTTON);
  g_assert_nonnull (check);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_cmpfloat (get (fixture, "box-width"), ==, 64);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);

  gw_shape_init_box (&shape, 10, 10, 31, 17);
  g_assert_nonnull (gw_document_add_shape (document, &shape));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_true (gw_tool_options_get_flag (fixture->options, "fixed-size"));
  g_assert_cmpfloat (get (fixture, "box-width"), ==, 31);
  g_assert_cmpfloat (get (fixture, "box-height"), ==, 17);
  gw_tool_bar_set_tool (fixture->bar, NULL);
}

/* The point that is next, and what can be done to it, while there is one. */
static void
test_tells_the_next_point (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwDocument) document = gw_document_new (NULL);
  g_autoptr (GwTool) tool = gw_tool_new ("points");
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GwSkeleton) person = gw_skeleton_new_person ();

  for (gint64 id = 1; id <= 2; id++)
    {
      g_ptr_array_add (classes, gw_class_new (id == 1 ? "Person" : "Car", 0x2070d7));
      gw_class_set_id (g_ptr_array_index (classes, id - 1), id);
    }
  gw_class_set_skeleton (g_ptr_array_index (classes, 0), person);
  gw_document_set_size (document, 200, 100);
  gw_document_set_classes (document, classes);
  gw_document_set_current_class (document, 2);
  gw_tool_set_document (tool, document);
  gw_tool_bar_set_tool (fixture->bar, tool);
  g_assert_false (has_label (GTK_WIDGET (fixture->bar), "Nose · 1 of 17"));
  g_assert_false (has_label (GTK_WIDGET (fixture->bar), "Leave Out"));

  gw_document_set_current_class (document, 1);
  g_assert_true (has_label (GTK_WIDGET (fixture->bar), "Nose · 1 of 17"));
  g_assert_true (has_label (GTK_WIDGET (fixture->bar), "Leave Out"));
  gw_tool_skip_point (tool);
  g_assert_true (has_label (GTK_WIDGET (fixture->bar), "Left Eye · 2 of 17"));
  gw_tool_cancel (tool);
  gw_document_set_current_class (document, 2);
  g_assert_false (has_label (GTK_WIDGET (fixture->bar), "Leave Out"));
  gw_tool_bar_set_tool (fixture->bar, NULL);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/tool-bar/another-tool-changes-nothing", test_another_tool_changes_nothing);
  ADD ("/tool-bar/scale-and-option", test_scale_and_option);
  ADD ("/tool-bar/knows-tools", test_knows_tools);
  ADD ("/tool-bar/fixed-size-is-that-of-the-selected", test_fixed_size_is_that_of_the_selected);
  ADD ("/tool-bar/tells-the-next-point", test_tells_the_next_point);
  ADD ("/tool-bar/options-are-kept", test_options_are_kept);
  ADD ("/tool-bar/odd-settings", test_odd_settings);

  return g_test_run ();
}
