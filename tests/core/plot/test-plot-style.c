/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-palette.h"
#include "gw-plot-style.h"

/* Contrast as the guidelines ask for it: 4.5 to 1 of text, 3 to 1 of what is seen,
 * measured in each style.
 */
static const GwPlotStyle styles[] = {
  { .dark = FALSE, .high_contrast = FALSE },
  { .dark = TRUE, .high_contrast = FALSE },
  { .dark = FALSE, .high_contrast = TRUE },
  { .dark = TRUE, .high_contrast = TRUE },
};

static double
contrast (const GwPlotStyle *style, GwPlotColor color, GwPlotUse use)
{
  return gw_palette_contrast (gw_plot_style_get_rgb (style, color, use),
                              gw_plot_style_get_rgb (style, GW_PLOT_COLOR_GROUND, GW_PLOT_USE_FILL));
}

static void
test_texts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      g_assert_cmpfloat (contrast (&styles[i], GW_PLOT_COLOR_TEXT, GW_PLOT_USE_LINE), >=, 4.5);
      g_assert_cmpfloat (contrast (&styles[i], GW_PLOT_COLOR_SECONDARY, GW_PLOT_USE_LINE), >=, 4.5);
      g_assert_cmpfloat (contrast (&styles[i], GW_PLOT_COLOR_AXIS, GW_PLOT_USE_LINE), >=, 3);
    }
}

static void
test_series (void)
{
  static const GwPlotColor colors[] = { GW_PLOT_COLOR_SERIES, GW_PLOT_COLOR_HIGHLIGHT, GW_PLOT_COLOR_GOOD,
                                        GW_PLOT_COLOR_CONTEXT };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    for (guint j = 0; j < G_N_ELEMENTS (colors); j++)
      g_assert_cmpfloat (contrast (&styles[i], colors[j], GW_PLOT_USE_LINE), >=, 3);
}

/* Areas of every class are seen: by their color, or by the edge. */
static void
test_classes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    for (guint j = 0; j < GW_PALETTE_SIZE; j++)
      {
        const guint32 color = gw_palette_get (j);

        g_assert_true (contrast (&styles[i], color, GW_PLOT_USE_FILL) >= 3
                       || gw_plot_style_wants_edge (&styles[i], color));
        if (styles[i].dark)
          g_assert_cmpfloat (contrast (&styles[i], color, GW_PLOT_USE_LINE), >=, 3);
      }
}

/* More is farther from the ground, at each step. */
static void
test_ramp (void)
{
  for (guint i = 0; i < 2; i++)
    {
      const guint32 ground = gw_plot_style_get_rgb (&styles[i], GW_PLOT_COLOR_GROUND, GW_PLOT_USE_FILL);
      double last = 0;

      for (double share = 0.2; share <= 1; share += 0.1)
        {
          const double now = gw_palette_contrast (gw_plot_style_get_ramp (&styles[i], GW_PLOT_RAMP_SEQUENTIAL, share),
                                                  ground);

          g_assert_cmpfloat (now, >, last);
          last = now;
        }
      g_assert_cmpuint (gw_plot_style_get_ramp (&styles[i], GW_PLOT_RAMP_DIVERGING, 0), ==, 0xf6f5f4);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plot-style/texts", test_texts);
  g_test_add_func ("/plot-style/series", test_series);
  g_test_add_func ("/plot-style/classes", test_classes);
  g_test_add_func ("/plot-style/ramp", test_ramp);

  return g_test_run ();
}
