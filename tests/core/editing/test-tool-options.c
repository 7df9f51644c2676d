/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-tool-options.h"

#include <math.h>

#include "gw-tool.h"

static void
count_notify (GwToolOptions *options, GParamSpec *pspec, int *n)
{
  (*n)++;
}

static void
test_properties (void)
{
  g_autoptr (GwToolOptions) options = gw_tool_options_new ();
  g_autofree GParamSpec **specs = NULL;
  guint n_specs;
  int n = 0;

  specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (options), &n_specs);
  g_assert_cmpuint (n_specs, >, 10);
  for (guint i = 0; i < n_specs; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      g_object_get_property (G_OBJECT (options), specs[i]->name, &value);
      g_assert_true (g_param_value_defaults (specs[i], &value));
    }

  g_signal_connect (options, "notify", G_CALLBACK (count_notify), &n);
  gw_tool_options_set_number (options, "brush-size", 9000.0);
  g_assert_cmpfloat (gw_tool_options_get_number (options, "brush-size"), ==, 500.0);
  gw_tool_options_set_number (options, "brush-size", 500.0);
  g_assert_cmpint (n, ==, 1);
  g_object_set (options, "paint-mode", GW_PAINT_CUT, "brush-tip", GW_BRUSH_TIP_SQUARE, "smooth", TRUE, NULL);
  g_object_set (options, "paint-mode", GW_PAINT_CUT, "smooth", TRUE, NULL);
  g_assert_cmpint (n, ==, 4);
  g_assert_cmpint (gw_tool_options_get_paint_mode (options), ==, GW_PAINT_CUT);
  g_assert_cmpint (gw_tool_options_get_brush_tip (options), ==, GW_BRUSH_TIP_SQUARE);
  g_assert_true (gw_tool_options_get_flag (options, "smooth"));
  gw_tool_options_set_number (options, "tolerance", (double) NAN);
  g_assert_cmpfloat (gw_tool_options_get_number (options, "tolerance"), ==, 24.0);
}

static void
test_step (void)
{
  g_autoptr (GwToolOptions) options = gw_tool_options_new ();

  gw_tool_options_set_number (options, "brush-size", 2.0);
  gw_tool_options_step (options, "brush-size", 2);
  g_assert_cmpfloat (gw_tool_options_get_number (options, "brush-size"), ==, 4.0);
  gw_tool_options_set_number (options, "brush-size", 100.0);
  gw_tool_options_step (options, "brush-size", -1);
  g_assert_cmpfloat (gw_tool_options_get_number (options, "brush-size"), ==, 90.0);
  gw_tool_options_step (options, "brush-size", -1000);
  g_assert_cmpfloat (gw_tool_options_get_number (options, "brush-size"), ==, 1.0);
}

static void
test_shared (void)
{
  g_autoptr (GwTool) a = gw_tool_new ("box");
  g_autoptr (GwTool) b = gw_tool_new ("select");

  g_assert_true (gw_tool_get_options (a) != gw_tool_get_options (b));
  gw_tool_set_options (b, gw_tool_get_options (a));
  g_assert_true (gw_tool_get_options (a) == gw_tool_get_options (b));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tool-options/properties", test_properties);
  g_test_add_func ("/tool-options/step", test_step);
  g_test_add_func ("/tool-options/shared", test_shared);

  return g_test_run ();
}
