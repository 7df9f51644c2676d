/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-door.h"

#include <inttypes.h>

static GwFilter *
filter_by_numbers (const gint64 *ids, gsize n)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  GwFilter *filter = gw_filter_new ();

  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (texts, g_strdup_printf ("%" PRId64, ids[i]));
  /* No image has this one. */
  if (n == 0)
    g_ptr_array_add (texts, g_strdup ("0"));
  g_ptr_array_add (texts, NULL);
  gw_filter_add_values (filter, GW_FIELD_ID, FALSE, (const char *const *) texts->pdata);

  return filter;
}

GwFilter *
gw_door_open (GwStore *store, const char *title, const gint64 *ids, gsize n, GCancellable *cancellable, GError **error)
{
  g_autofree char *value = NULL;
  GwFilter *filter;
  gint64 set;

  g_return_val_if_fail (GW_IS_STORE (store), NULL);
  g_return_val_if_fail (title != NULL, NULL);
  g_return_val_if_fail (ids != NULL || n == 0, NULL);

  if (gw_store_is_read_only (store))
    return filter_by_numbers (ids, n);
  set = gw_store_keep_set (store, title, ids, n, cancellable, error);
  if (set < 0)
    return NULL;
  value = gw_filter_make_set_value (set, title);
  filter = gw_filter_new ();
  gw_filter_add_value (filter, GW_FIELD_SET, FALSE, value);

  return filter;
}
