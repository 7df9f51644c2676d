/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-regression.h"

#include <math.h>

#define CHECK_EVERY 65536

static double
get_size (const GwRegression *self, guint i)
{
  return fabs (g_array_index (self->errors, double, i));
}

/* Keeps the list sorted: few of many rows get into it. */
static void
add_worst (GwRegression *self, guint32 i, guint n_worst)
{
  guint place = self->worst->len;

  while (place > 0 && get_size (self, g_array_index (self->worst, guint32, place - 1)) < get_size (self, i))
    place--;
  if (place >= n_worst)
    return;
  g_array_insert_val (self->worst, place, i);
  if (self->worst->len > n_worst)
    g_array_set_size (self->worst, n_worst);
}

static gboolean
is_cancelled (const GwRun *run, gsize i, gsize n)
{
  return i % CHECK_EVERY == 0 && run != NULL && run->step != NULL && !run->step ((double) i / (double) n, run->data);
}

GwRegression *
gw_regression_new (const double *actual, const double *forecast, gsize n, guint n_worst, const GwRun *run)
{
  g_autoptr (GwRegression) self = g_new0 (GwRegression, 1);

  self->rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->actual = g_array_new (FALSE, FALSE, sizeof (double));
  self->forecast = g_array_new (FALSE, FALSE, sizeof (double));
  self->errors = g_array_new (FALSE, FALSE, sizeof (double));
  self->worst = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (gsize i = 0; i < n; i++)
    {
      const guint32 row = (guint32) i;
      const double error = forecast[i] - actual[i];

      if (is_cancelled (run, i, n))
        return NULL;
      if (!isfinite (actual[i]) || !isfinite (forecast[i]))
        continue;
      g_array_append_val (self->rows, row);
      g_array_append_val (self->actual, actual[i]);
      g_array_append_val (self->forecast, forecast[i]);
      g_array_append_val (self->errors, error);
      add_worst (self, self->rows->len - 1, n_worst);
    }
  self->has_figures = gw_status_has_values (gw_forecast (actual, forecast, n, &self->figures)) && self->rows->len > 0;
  return g_steal_pointer (&self);
}

void
gw_regression_free (GwRegression *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->actual, g_array_unref);
  g_clear_pointer (&self->forecast, g_array_unref);
  g_clear_pointer (&self->errors, g_array_unref);
  g_clear_pointer (&self->worst, g_array_unref);
  g_free (self);
}
