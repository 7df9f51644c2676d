/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-balance-rows.h"

#include <math.h>
#include <glib/gi18n.h>

#define BOX_COLUMNS 5
#define IMAGE_COLUMNS 5

static const char *const box_names[] = { N_ ("place across"), N_ ("place down"),   N_ ("width"),
                                         N_ ("height"),       N_ ("aspect ratio"), NULL };
static const char *const image_names[] = { N_ ("brightness"), N_ ("contrast"),     N_ ("sharpness"),
                                           N_ ("saturation"), N_ ("aspect ratio"), NULL };

void
gw_balance_rows_free (GwBalanceRows *self)
{
  if (self == NULL)
    return;
  g_free (self->values);
  g_free (self->labels);
  g_free (self);
}

static double
at (const GArray *values, gsize i)
{
  return g_array_index (values, double, i);
}

static void
describe_box (const GwDataSet *set, gsize i, double *row)
{
  const GwBox *box = &g_array_index (set->boxes, GwBox, i);
  const gsize image = (gsize) g_array_index (set->object_images, gint32, i);
  const double width = at (set->image_widths, image);
  const double height = at (set->image_heights, image);

  row[0] = (box->x + box->width / 2) / width;
  row[1] = (box->y + box->height / 2) / height;
  row[2] = log (box->width / width);
  row[3] = log (box->height / height);
  row[4] = log (box->width / box->height);
}

static void
describe_image (const GwDataSet *set, gsize i, double *row)
{
  row[0] = at (set->image_brightness, i);
  row[1] = at (set->image_contrast, i);
  row[2] = log (1 + at (set->image_sharpness, i));
  row[3] = at (set->image_saturation, i);
  row[4] = log (at (set->image_widths, i) / at (set->image_heights, i));
}

static gboolean
is_finite_row (const double *row, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (!isfinite (row[i]))
      return FALSE;
  return TRUE;
}

/* To mean 0 and variance 1; what does not vary is 0. */
static void
standardize (GwBalanceRows *self)
{
  for (gsize j = 0; j < self->columns; j++)
    {
      double mean = 0, variance = 0;

      for (gsize i = 0; i < self->n; i++)
        mean += self->values[i * self->columns + j] / (double) self->n;
      for (gsize i = 0; i < self->n; i++)
        variance += pow (self->values[i * self->columns + j] - mean, 2) / (double) self->n;
      for (gsize i = 0; i < self->n; i++)
        {
          double *value = &self->values[i * self->columns + j];

          *value = variance > 0 ? (*value - mean) / sqrt (variance) : 0;
        }
    }
}

GwBalanceRows *
gw_balance_rows_new (const GwDataSet *set)
{
  const gboolean boxes = set->n_objects > 0;
  const gsize n = boxes ? set->n_objects : set->n_labels;
  const gsize step = MAX (1, (n + GW_BALANCE_MOST_ROWS - 1) / GW_BALANCE_MOST_ROWS);
  GwBalanceRows *self = g_new0 (GwBalanceRows, 1);

  self->columns = boxes ? BOX_COLUMNS : IMAGE_COLUMNS;
  self->names = boxes ? box_names : image_names;
  self->n_all = n;
  self->values = g_new (double, MAX (n / step + 1, 1) * self->columns);
  self->labels = g_new (gint32, MAX (n / step + 1, 1));
  for (gsize i = 0; i < n; i += step)
    {
      double *row = &self->values[self->n * self->columns];
      const gint32 label = g_array_index (boxes ? set->object_classes : set->label_classes, gint32, i);

      if (boxes)
        describe_box (set, i, row);
      else
        describe_image (set, (gsize) g_array_index (set->label_images, gint32, i), row);
      if (label < 0 || !is_finite_row (row, self->columns))
        {
          self->n_left_out++;
          continue;
        }
      self->labels[self->n++] = label;
    }
  standardize (self);
  return self;
}
