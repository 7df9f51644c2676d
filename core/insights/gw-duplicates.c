/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-duplicates.h"

#include "gw-near-duplicates.h"

GPtrArray *
gw_duplicates_collect (const gint32 *groups, gsize n)
{
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  GPtrArray *several = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < n; i++)
    {
      GArray *group = g_hash_table_lookup (known, GINT_TO_POINTER (groups[i]));

      if (group == NULL)
        {
          group = g_array_new (FALSE, FALSE, sizeof (guint));
          g_ptr_array_add (all, group);
          g_hash_table_insert (known, GINT_TO_POINTER (groups[i]), group);
        }
      g_array_append_val (group, i);
    }
  for (guint i = 0; i < all->len; i++)
    {
      GArray *group = g_ptr_array_index (all, i);

      if (group->len > 1)
        g_ptr_array_add (several, g_array_ref (group));
    }

  return several;
}

GPtrArray *
gw_duplicates_find_near (const guint64 *codes, gsize n, guint distance, const GwRun *run, gw_status *status)
{
  g_autofree gint32 *groups = g_new (gint32, MAX (n, 1));
  size_t n_groups = 0;

  *status = gw_near_duplicate_groups (codes, n, distance, groups, &n_groups, run);

  return *status == GW_STATUS_OK ? gw_duplicates_collect (groups, n) : NULL;
}
