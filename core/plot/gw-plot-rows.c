/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-plot-rows.h"

#include <glib/gi18n.h>

#include "gw-plot-number.h"

const char *
gw_plot_rows_get_title (GwPlotRows self)
{
  static const char *const titles[GW_PLOT_N_ROWS] = { N_ ("Rows"),   N_ ("Images"),  N_ ("Objects"),    N_ ("Boxes"),
                                                      N_ ("Labels"), N_ ("Answers"), N_ ("Predictions") };

  return _ (titles[MIN (self, GW_PLOT_N_ROWS - 1)]);
}

const char *
gw_plot_rows_get_noun (GwPlotRows self)
{
  static const char *const nouns[GW_PLOT_N_ROWS] = { N_ ("rows"),   N_ ("images"),  N_ ("objects"),    N_ ("boxes"),
                                                     N_ ("labels"), N_ ("answers"), N_ ("predictions") };

  return _ (nouns[MIN (self, GW_PLOT_N_ROWS - 1)]);
}

char *
gw_plot_rows_count (GwPlotRows self, double n)
{
  const gulong form = n >= 0 && n < 1e15 ? (gulong) n : 1000000;
  g_autofree char *number = gw_plot_number_count (n);

  switch (self)
    {
    case GW_PLOT_ROWS_IMAGES:
      return g_strdup_printf (ngettext ("%s image", "%s images", form), number);
    case GW_PLOT_ROWS_OBJECTS:
      return g_strdup_printf (ngettext ("%s object", "%s objects", form), number);
    case GW_PLOT_ROWS_BOXES:
      return g_strdup_printf (ngettext ("%s box", "%s boxes", form), number);
    case GW_PLOT_ROWS_LABELS:
      return g_strdup_printf (ngettext ("%s label", "%s labels", form), number);
    case GW_PLOT_ROWS_ANSWERS:
      return g_strdup_printf (ngettext ("%s answer", "%s answers", form), number);
    case GW_PLOT_ROWS_PREDICTIONS:
      return g_strdup_printf (ngettext ("%s prediction", "%s predictions", form), number);
    case GW_PLOT_ROWS_ROWS:
    case GW_PLOT_N_ROWS:
    default:
      return g_strdup_printf (ngettext ("%s row", "%s rows", form), number);
    }
}
