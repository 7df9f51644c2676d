/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-data-groups.h"

static void
add_row (GPtrArray *groups, gint32 class, guint32 row)
{
  if (class >= 0)
    g_array_append_val (g_ptr_array_index (groups, (guint) class), row);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const guint32 one = *(const guint32 *) a, other = *(const guint32 *) b;

  return (one > other) - (one < other);
}

static void
sort_each_once (GArray *rows)
{
  guint n = 0;

  g_array_sort (rows, compare_rows);
  for (guint i = 0; i < rows->len; i++)
    if (i == 0 || g_array_index (rows, guint32, i) != g_array_index (rows, guint32, n - 1))
      g_array_index (rows, guint32, n++) = g_array_index (rows, guint32, i);
  g_array_set_size (rows, n);
}

GPtrArray *
gw_data_groups_by_class (const GwDataSet *set, GwRows rows)
{
  const gboolean of_images = rows == GW_ROWS_IMAGES;
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < set->classes->len; i++)
    g_ptr_array_add (groups, g_array_new (FALSE, FALSE, sizeof (guint32)));
  for (guint32 i = 0; i < set->n_objects; i++)
    add_row (groups, g_array_index (set->object_classes, gint32, i),
             of_images ? (guint32) g_array_index (set->object_images, gint32, i) : i);
  for (guint32 i = 0; of_images && i < set->n_labels; i++)
    add_row (groups, g_array_index (set->label_classes, gint32, i),
             (guint32) g_array_index (set->label_images, gint32, i));
  for (guint i = 0; i < groups->len; i++)
    sort_each_once (g_ptr_array_index (groups, i));
  return groups;
}
