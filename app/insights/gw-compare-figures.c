/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-compare-figures.h"

#include <glib/gi18n.h>

#include "gw-plot-bars.h"
#include "gw-plot-curves.h"
#include "gw-plot-number.h"
#include "gw-plot-rows.h"

/* Above it a difference can be chance. */
#define CHANCE 0.05

GwCompareFigures *
gw_compare_figures_new (void)
{
  GwCompareFigures *self = g_new0 (GwCompareFigures, 1);

  self->colors = g_array_new (FALSE, FALSE, sizeof (guint32));
  return self;
}

void
gw_compare_figures_free (GwCompareFigures *self)
{
  if (self == NULL)
    return;
  for (guint side = 0; side < 2; side++)
    {
      g_free (self->names[side]);
      g_clear_pointer (&self->curves[side], gw_class_curves_unref);
    }
  g_free (self->failure);
  g_clear_pointer (&self->contrast, gw_model_contrast_unref);
  g_clear_pointer (&self->colors, g_array_unref);
  g_clear_pointer (&self->sets, gw_plot_unref);
  g_clear_pointer (&self->roc, gw_plot_unref);
  g_free (self);
}

/* --- words ------------------------------------------------------------------------ */

char *
gw_compare_figures_name_set (const GwCompareFigures *self, GwAgreementSet which)
{
  switch (which)
    {
    case GW_BOTH_RIGHT:
      return g_strdup (_ ("Both right"));
    case GW_ONLY_A_RIGHT:
      /* Translators: the name of a model */
      return g_strdup_printf (_ ("Only %s right"), self->names[0]);
    case GW_ONLY_B_RIGHT:
      return g_strdup_printf (_ ("Only %s right"), self->names[1]);
    case GW_BOTH_WRONG:
    case GW_AGREEMENT_N_SETS:
    default:
      return g_strdup (_ ("Both wrong"));
    }
}

char *
gw_compare_figures_tell_chance (const GwCompareFigures *self)
{
  const GwMcnemar *mcnemar = &self->contrast->mcnemar;
  const guint better = mcnemar->only_a >= mcnemar->only_b ? 0 : 1;
  g_autofree char *p = gw_plot_number_p (mcnemar->p_value);
  g_autofree char *equation = *p == '<' ? g_strdup_printf ("p %s", p) : g_strdup_printf ("p = %s", p);

  if (mcnemar->only_a == mcnemar->only_b)
    return g_strdup (_ ("Neither model is right more often."));
  if (mcnemar->p_value > CHANCE)
    /* Translators: %s is “p = 0.21” */
    return g_strdup_printf (_ ("The difference can be chance (%s)."), equation);
  /* Translators: a model, and “p < 0.001” */
  return g_strdup_printf (_ ("%s is right more often, hardly by chance (%s)."), self->names[better], equation);
}

/* --- plots ------------------------------------------------------------------------- */

static void
make_sets (GwCompareFigures *self)
{
  static const GwPlotColor colors[GW_AGREEMENT_N_SETS] = {
    [GW_BOTH_RIGHT] = GW_PLOT_COLOR_CONTEXT,
    [GW_ONLY_A_RIGHT] = GW_PLOT_COLOR_SERIES,
    [GW_ONLY_B_RIGHT] = GW_PLOT_COLOR_WARNING,
    [GW_BOTH_WRONG] = GW_PLOT_COLOR_HIGHLIGHT,
  };
  const GwMcnemar *mcnemar = &self->contrast->mcnemar;
  const guint64 counts[GW_AGREEMENT_N_SETS] = { [GW_BOTH_RIGHT] = mcnemar->both_right,
                                                [GW_ONLY_A_RIGHT] = mcnemar->only_a,
                                                [GW_ONLY_B_RIGHT] = mcnemar->only_b,
                                                [GW_BOTH_WRONG] = mcnemar->both_wrong };
  const guint64 n = counts[0] + counts[1] + counts[2] + counts[3];
  const GwPlotRows rows = self->contrast->of_objects ? GW_PLOT_ROWS_OBJECTS : GW_PLOT_ROWS_IMAGES;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) summary = g_string_new (_ ("Bar chart of what both models are right about."));
  GwPlotLayer *bars = gw_plot_bars_new (TRUE);
  GwPlotScale across = { 0 };
  GwPlotScale down;
  double most = 0;

  for (guint i = 0; i < GW_AGREEMENT_N_SETS; i++)
    {
      g_autofree char *value = gw_plot_rows_count (rows, (double) counts[i]);
      g_autofree char *label = gw_plot_number_count ((double) counts[i]);
      g_autofree char *share = gw_plot_number_percent (n > 0 ? (double) counts[i] / (double) n : 0);
      g_autofree char *key = g_strdup_printf (GW_COMPARE_SET_KEY "%u", i);
      char *name = gw_compare_figures_name_set (self, i);
      const GwPlotBar bar = { .begin = (double) i - GW_PLOT_BAR_HALF,
                              .end = (double) i + GW_PLOT_BAR_HALF,
                              .to = (double) counts[i],
                              .color = colors[i],
                              .pattern = i,
                              .name = name,
                              .value = value,
                              .context = share,
                              .key = key,
                              .label = label,
                              .sublabel = share };

      gw_plot_bars_add (bars, &bar);
      g_ptr_array_add (names, name);
      most = MAX (most, (double) counts[i]);
      g_string_append_printf (summary, " %s: %s.", name, value);
    }
  across = gw_plot_scale_linear (0, MAX (most, 1));
  down = gw_plot_scale_category (names);
  down.reversed = TRUE;
  self->sets = gw_plot_new ("bars");
  gw_plot_set_title (self->sets, _ ("Where They Differ"), NULL);
  gw_plot_set_axis (self->sets, GW_PLOT_AXIS_X, across, NULL, GW_PLOT_AXIS_HIDDEN);
  gw_plot_set_axis (self->sets, GW_PLOT_AXIS_Y, down, NULL, GW_PLOT_AXIS_NO_TICKS);
  gw_plot_add_layer (self->sets, bars);
  gw_plot_set_summary (self->sets, summary->str);
}

static void
make_roc (GwCompareFigures *self)
{
  static const GwPlotColor colors[2] = { GW_PLOT_COLOR_SERIES, GW_PLOT_COLOR_WARNING };
  GwPlotCurve lines[2];
  const GwPlotCurveOptions options = { .chosen = 0 };

  for (guint side = 0; side < 2; side++)
    {
      const GwClassLine *line = self->curves[side] != NULL ? gw_class_curves_get_line (self->curves[side]) : NULL;

      lines[side] = (GwPlotCurve) { .name = self->names[side],
                                    .color = colors[side],
                                    .table = line != NULL ? gw_score_view_get_table (line->view) : NULL };
    }
  /* Without scores there is no curve to wait for. */
  self->roc = gw_plot_roc_new (lines, lines[0].table != NULL || lines[1].table != NULL ? 2 : 0, &options);
}

static void
find_colors (GwCompareFigures *self, const GwDataSet *set)
{
  for (guint i = 0; i < self->contrast->classes->len; i++)
    {
      guint32 color = 0x77767b;

      for (guint j = 0; j < set->classes->len; j++)
        if (g_str_equal (gw_class_get_name (g_ptr_array_index (set->classes, j)),
                         g_ptr_array_index (self->contrast->classes, i)))
          color = gw_class_get_color (g_ptr_array_index (set->classes, j));
      g_array_append_val (self->colors, color);
    }
}

void
gw_compare_figures_draw (GwCompareFigures *self, const GwDataSet *set)
{
  if (self->contrast == NULL)
    return;
  find_colors (self, set);
  make_sets (self);
  make_roc (self);
}
