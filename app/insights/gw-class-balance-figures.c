/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-class-balance-figures.h"

#include <glib/gi18n.h>

void
gw_class_balance_figures_free (GwClassBalanceFigures *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->colors, g_array_unref);
  g_clear_pointer (&self->balance, gw_balance_free);
  g_free (self->images);
  g_free (self->labels);
  g_free (self->method);
  g_free (self->after);
  g_free (self->failure);
  g_free (self);
}

static GwPlotRows
find_rows (const GwDataSet *set)
{
  if (set->n_labels > 0)
    return set->n_objects > 0 ? GW_PLOT_ROWS_LABELS : GW_PLOT_ROWS_IMAGES;
  return set->n_objects > 0 ? GW_PLOT_ROWS_OBJECTS : GW_PLOT_ROWS_LABELS;
}

GwClassBalanceFigures *
gw_class_balance_figures_new (const GwDataSet *set, GError **error)
{
  const guint n = set->classes->len;
  g_autoptr (GwClassBalanceFigures) self = g_new0 (GwClassBalanceFigures, 1);
  g_autofree guint64 *counts = g_new0 (guint64, MAX (n, 1));

  gw_data_set_count_classes (set, counts);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->colors = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->images = g_new0 (guint64, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    {
      GwClass *klass = g_ptr_array_index (set->classes, i);
      const guint32 color = gw_class_get_color (klass);

      g_ptr_array_add (self->names, g_strdup (gw_class_get_name (klass)));
      g_array_append_val (self->colors, color);
    }
  gw_balance_count_images (set, self->images, &self->n_without);
  self->labels = g_new0 (guint64, MAX (n, 1));
  for (gsize i = 0; i < set->n_labels; i++)
    if (g_array_index (set->label_classes, gint32, i) >= 0)
      self->labels[g_array_index (set->label_classes, gint32, i)]++;
  self->rows = find_rows (set);
  self->balance = gw_balance_new (counts, n, error);
  return self->balance != NULL ? g_steal_pointer (&self) : NULL;
}

/* --- the preview ------------------------------------------------------------------- */

/* Copies of rows up to the target, or a choice of them down to it: counts alone say
 * what comes of it.
 */
static gboolean
move_to_target (GwClassBalanceFigures *self, const char *method, guint64 target)
{
  const GwBalance *balance = self->balance;
  const gboolean over = g_str_equal (method, "random-over");

  if (!over && !g_str_equal (method, "random-under"))
    return FALSE;
  if (target == 0)
    target = balance->counts[over ? balance->largest : balance->smallest];
  for (gsize i = 0; i < balance->n_classes; i++)
    {
      const guint64 count = balance->counts[i];

      self->after[i] = count == 0 ? 0 : over ? MAX (count, target) : MIN (count, target);
    }
  self->n_rows = balance->balance.n_rows;
  return TRUE;
}

/* What a remedy made of every so many-th row is told of as if it had been all. */
static void
scale_up (GwClassBalanceFigures *self, const GwBalanceRows *rows, const guint64 *taken)
{
  const GwBalance *balance = self->balance;

  for (gsize i = 0; i < balance->n_classes; i++)
    if (taken[i] > 0 && balance->counts[i] != taken[i])
      self->after[i] = (guint64) ((double) self->after[i] * (double) balance->counts[i] / (double) taken[i] + 0.5);
  self->n_rows = rows->n;
  self->n_left_out = rows->n_left_out;
  self->features = rows->names;
}

gboolean
gw_class_balance_figures_try (GwClassBalanceFigures *self, const GwDataSet *set, const char *method, guint64 target,
                              const GwRun *run)
{
  const gsize n = self->balance->n_classes;
  g_autoptr (GwBalanceRows) rows = NULL;
  g_autofree guint64 *taken = g_new0 (guint64, MAX (n, 1));
  gw_status status;

  self->method = g_strdup (method);
  self->after = g_new0 (guint64, MAX (n, 1));
  if (move_to_target (self, method, target))
    return TRUE;

  rows = gw_balance_rows_new (set);
  for (gsize i = 0; i < rows->n; i++)
    taken[rows->labels[i]]++;
  status = rows->n == 0 ? GW_STATUS_EMPTY
                        : gw_remedy_preview_count (method, rows->values, rows->labels, rows->n, rows->columns, n, 0,
                                                   self->after, run);
  if (status == GW_STATUS_CANCELLED)
    return FALSE;
  if (gw_status_has_values (status))
    {
      scale_up (self, rows, taken);
      return TRUE;
    }

  g_clear_pointer (&self->after, g_free);
  self->failure = status == GW_STATUS_EMPTY
                      ? g_strdup (_ ("The pictures were not measured yet, so there are no features to go by."))
                  : status == GW_STATUS_TOO_FEW_ROWS || status == GW_STATUS_NO_MAJORITY_NEIGHBOURS
                      ? g_strdup (_ ("A class has too few rows for this. Label more of it first."))
                      : g_strdup_printf (_ ("This cannot be tried here: %s."), gw_status_text (status));
  return TRUE;
}
