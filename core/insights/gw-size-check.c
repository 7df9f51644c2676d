/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-size-check.h"

#include <math.h>

#include "gw-quantile.h"

/* What rounding does to a box is no mistake, px. */
#define ROUNDING 1.0

static void
find_beyond (GwSizeCheck *self, const GwDataSet *set)
{
  g_autofree guint8 *is_beyond = g_malloc0 (MAX (set->n_images, 1));

  for (guint i = 0; i < set->n_objects; i++)
    {
      const GwBox *box = &g_array_index (set->boxes, GwBox, i);
      const gint32 row = g_array_index (set->object_images, gint32, i);
      const double width = g_array_index (set->image_widths, double, row);
      const double height = g_array_index (set->image_heights, double, row);

      /* Nothing is beyond an image of unknown size: NaN. */
      if (box->x < -ROUNDING || box->y < -ROUNDING || box->x + box->width > width + ROUNDING
          || box->y + box->height > height + ROUNDING)
        is_beyond[row] = TRUE;
    }
  for (guint i = 0; i < set->n_images; i++)
    if (is_beyond[i])
      g_array_append_val (self->beyond, i);
}

static GwSizeKind
get_kind (const GwDataSet *set, guint row)
{
  const double width = g_array_index (set->image_widths, double, row);
  const double height = g_array_index (set->image_heights, double, row);

  return width > height ? GW_SIZE_WIDE : height > width ? GW_SIZE_UPRIGHT : GW_SIZE_ALIKE;
}

static void
find_turned (GwSizeCheck *self, const GwDataSet *set)
{
  gsize n[] = { 0, 0, 0 };
  GwSizeKind other;

  for (guint i = 0; i < set->n_images; i++)
    n[get_kind (set, i)]++;
  self->most = n[GW_SIZE_WIDE] > n[GW_SIZE_UPRIGHT] ? GW_SIZE_WIDE : GW_SIZE_UPRIGHT;
  if ((double) n[self->most] < GW_SIZE_MOST * (double) (set->n_images - self->n_unknown) || n[self->most] == 0)
    self->most = GW_SIZE_ALIKE;
  other = self->most == GW_SIZE_WIDE ? GW_SIZE_UPRIGHT : GW_SIZE_WIDE;
  for (guint i = 0; i < set->n_images && self->most != GW_SIZE_ALIKE; i++)
    if (get_kind (set, i) == other)
      g_array_append_val (self->turned, i);
}

static double
find_middle (const GArray *sides)
{
  const double half = 0.5;
  double middle = NAN;

  gw_quantiles ((const double *) (gpointer) sides->data, NULL, sides->len, &half, 1, GW_QUANTILE_TYPE, &middle, NULL);
  return middle;
}

static gboolean
is_unlike (double side, double middle)
{
  return side > GW_SIZE_FACTOR * middle || side * GW_SIZE_FACTOR < middle;
}

GwSizeCheck *
gw_size_check_new (const GwDataSet *set)
{
  GwSizeCheck *self = g_new0 (GwSizeCheck, 1);
  const double width = find_middle (set->image_widths);
  const double height = find_middle (set->image_heights);

  self->beyond = g_array_new (FALSE, FALSE, sizeof (guint));
  self->turned = g_array_new (FALSE, FALSE, sizeof (guint));
  self->unlike = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < set->n_images; i++)
    {
      self->n_unknown += isnan (g_array_index (set->image_widths, double, i)) ? 1 : 0;
      if (is_unlike (g_array_index (set->image_widths, double, i), width)
          || is_unlike (g_array_index (set->image_heights, double, i), height))
        g_array_append_val (self->unlike, i);
    }
  find_beyond (self, set);
  find_turned (self, set);

  return self;
}

void
gw_size_check_free (GwSizeCheck *self)
{
  g_clear_pointer (&self->beyond, g_array_unref);
  g_clear_pointer (&self->turned, g_array_unref);
  g_clear_pointer (&self->unlike, g_array_unref);
  g_free (self);
}
