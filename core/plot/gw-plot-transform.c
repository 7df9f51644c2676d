/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-plot-transform.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-plot-number.h"

gboolean
gw_plot_transform_kind_from_name (const char *name, GwPlotTransformKind *kind)
{
  static const char *const names[GW_PLOT_N_TRANSFORMS] = { "none", "log", "log1p", "sqrt", "box-cox", "yeo-johnson" };

  for (guint i = 0; i < GW_PLOT_N_TRANSFORMS; i++)
    if (g_str_equal (name, names[i]))
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

static GwTransform
get_transform (GwPlotTransformKind kind)
{
  return (GwTransform) (kind - GW_PLOT_TRANSFORM_LOG);
}

/* --- fitting ------------------------------------------------------------------------ */

/* What lifts the least value to where the kind is defined: a least value of 1 for
 * logarithms, so that it becomes 0, and of 0 for roots.
 */
static void
find_shift (GwPlotTransform *self, const double *values, gsize n)
{
  const double floor = self->kind == GW_PLOT_TRANSFORM_SQRT ? 0 : 1;
  size_t n_offending = 0;
  double least = INFINITY;

  for (gsize i = 0; i < n; i++)
    if (isfinite (values[i]))
      {
        least = MIN (least, values[i]);
        switch (self->kind)
          {
          case GW_PLOT_TRANSFORM_LOG:
          case GW_PLOT_TRANSFORM_BOX_COX:
            n_offending += values[i] <= 0;
            break;
          case GW_PLOT_TRANSFORM_LOG1P:
            n_offending += values[i] <= -1;
            break;
          case GW_PLOT_TRANSFORM_SQRT:
            n_offending += values[i] < 0;
            break;
          case GW_PLOT_TRANSFORM_NONE:
          case GW_PLOT_TRANSFORM_YEO_JOHNSON:
          case GW_PLOT_N_TRANSFORMS:
          default:
            break;
          }
      }
  self->n_low = n_offending;
  if (n_offending > 0)
    self->shift = (self->kind == GW_PLOT_TRANSFORM_LOG1P ? 0 : floor) - least;
}

static double *
shift_values (const GwPlotTransform *self, const double *values, gsize n)
{
  double *shifted = g_new (double, MAX (n, 1));

  for (gsize i = 0; i < n; i++)
    shifted[i] = values[i] + self->shift;
  return shifted;
}

gboolean
gw_plot_transform_fit (GwPlotTransform *self, GwPlotTransformKind kind, const double *values, gsize n, const GwRun *run)
{
  GwPlotTransform fitted = { .kind = kind };
  g_autofree double *shifted = NULL;
  double log_likelihood;
  size_t n_offending;
  gw_status status;

  *self = (GwPlotTransform) { 0 };
  if (kind != GW_PLOT_TRANSFORM_NONE)
    find_shift (&fitted, values, n);
  if (kind == GW_PLOT_TRANSFORM_BOX_COX || kind == GW_PLOT_TRANSFORM_YEO_JOHNSON)
    {
      if (fitted.shift != 0)
        shifted = shift_values (&fitted, values, n);
      status = gw_transform_fit (shifted != NULL ? shifted : values, n, get_transform (kind), &fitted.lambda,
                                 &log_likelihood, &n_offending, run);
      if (status != GW_STATUS_OK)
        return FALSE;
    }
  *self = fitted;
  return TRUE;
}

void
gw_plot_transform_apply (const GwPlotTransform *self, const double *values, gsize n, double *out)
{
  size_t n_offending;

  if (self->kind == GW_PLOT_TRANSFORM_NONE)
    {
      if (n > 0 && out != values)
        memcpy (out, values, n * sizeof *out);
      return;
    }
  if (self->shift != 0)
    {
      for (gsize i = 0; i < n; i++)
        out[i] = values[i] + self->shift;
      values = out;
    }
  gw_transform_values (values, n, get_transform (self->kind), self->lambda, out, &n_offending);
}

/* --- and back ------------------------------------------------------------------------- */

/* Numbers in their order as integers: neighbours differ by 1. */
static gint64
to_order (double value)
{
  gint64 bits;

  memcpy (&bits, &value, sizeof bits);
  return bits >= 0 ? bits : -(bits & G_MAXINT64);
}

static double
from_order (gint64 order)
{
  gint64 bits = order >= 0 ? order : (gint64) ((guint64) -order | (G_GUINT64_CONSTANT (1) << 63));
  double value;

  memcpy (&value, &bits, sizeof value);
  return value;
}

double
gw_plot_transform_find (const GwPlotTransform *self, double low, double high, double edge)
{
  gint64 from = to_order (low), to = to_order (high);

  if (self->kind == GW_PLOT_TRANSFORM_NONE)
    return CLAMP (edge, low, high);
  while (from < to)
    {
      const gint64 middle = from + (gint64) (((guint64) to - (guint64) from) / 2);
      const double value = from_order (middle);
      double changed;

      gw_plot_transform_apply (self, &value, 1, &changed);
      if (changed >= edge)
        to = middle;
      else
        from = middle + 1;
    }
  return from_order (from);
}

/* --- words ------------------------------------------------------------------------------- */

static void
append_word (GString *text, const char *word, gboolean lower)
{
  const char *second = *word != '\0' ? g_utf8_next_char (word) : word;
  const gunichar next = g_utf8_get_char (second);

  /* Neither “ROC” nor “F1”. */
  if (!lower || *word == '\0' || g_unichar_isupper (next) || g_unichar_isdigit (next))
    {
      g_string_append (text, word);
      return;
    }
  g_string_append_unichar (text, g_unichar_tolower (g_utf8_get_char (word)));
  g_string_append (text, second);
}

char *
gw_plot_sentence_case (const char *title)
{
  g_auto (GStrv) words = g_strsplit (title, " ", -1);
  GString *text;

  if (!g_utf8_validate (title, -1, NULL))
    return g_strdup (title);
  text = g_string_new (NULL);
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (text, ' ');
      append_word (text, words[i], i > 0);
    }
  return g_string_free (text, FALSE);
}

char *
gw_plot_lower_first (const char *name)
{
  GString *text;

  if (!g_utf8_validate (name, -1, NULL))
    return g_strdup (name);
  text = g_string_new (NULL);
  append_word (text, name, TRUE);
  return g_string_free (text, FALSE);
}

/* “box area”, “box area + 1” */
static char *
get_argument (const GwPlotTransform *self, const char *name)
{
  const double shift = self->kind == GW_PLOT_TRANSFORM_LOG1P ? self->shift + 1 : self->shift;
  g_autofree char *lower = gw_plot_lower_first (name);
  g_autofree char *number = NULL;

  if (shift == 0)
    return g_steal_pointer (&lower);
  number = gw_plot_number_quantity (fabs (shift));
  return g_strdup_printf (shift > 0 ? "%s + %s" : "%s \u2212 %s", lower, number);
}

char *
gw_plot_transform_get_title (const GwPlotTransform *self, const char *name, const char *unit)
{
  g_autofree char *argument = get_argument (self, name);
  g_autofree char *lambda = gw_plot_number_fixed (self->lambda, 2);

  switch (self->kind)
    {
    case GW_PLOT_TRANSFORM_LOG:
    case GW_PLOT_TRANSFORM_LOG1P:
      return g_strdup_printf ("ln (%s)", argument);
    case GW_PLOT_TRANSFORM_SQRT:
      return g_strdup_printf ("√(%s)", argument);
    case GW_PLOT_TRANSFORM_BOX_COX:
      /* Translators: the title of an axis, such as “Box–Cox of box area, λ = 0.12” */
      return g_strdup_printf (_ ("Box–Cox of %s, λ = %s"), argument, lambda);
    case GW_PLOT_TRANSFORM_YEO_JOHNSON:
      /* Translators: the title of an axis, such as “Yeo–Johnson of box area, λ = 0.12” */
      return g_strdup_printf (_ ("Yeo–Johnson of %s, λ = %s"), argument, lambda);
    case GW_PLOT_TRANSFORM_NONE:
    case GW_PLOT_N_TRANSFORMS:
    default:
      return unit != NULL ? g_strdup_printf ("%s (%s)", name, unit) : g_strdup (name);
    }
}

char *
gw_plot_transform_get_note (const GwPlotTransform *self)
{
  g_autofree char *count = gw_plot_number_count ((double) self->n_low);
  g_autofree char *shift = gw_plot_number_quantity (self->shift);

  if (self->n_low == 0)
    return NULL;
  if (self->kind == GW_PLOT_TRANSFORM_SQRT)
    return g_strdup_printf (ngettext ("%s value is less than 0: %s was added to all.",
                                      "%s values are less than 0: %s was added to all.", (gulong) self->n_low),
                            count, shift);
  return g_strdup_printf (ngettext ("%s value is too small for a logarithm: %s was added to all.",
                                    "%s values are too small for a logarithm: %s was added to all.",
                                    (gulong) self->n_low),
                          count, shift);
}
