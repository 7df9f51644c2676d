/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-distributions-door.h"

#include <string.h>

/* What to look for; one of values, rows and center_x is there. */
typedef struct
{
  GArray *images;
  GArray *values;
  double low, high;
  GArray *rows;
  GArray *center_x, *center_y;
  double x[2], y[2];
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_array_unref (search->images);
  g_clear_pointer (&search->values, g_array_unref);
  g_clear_pointer (&search->rows, g_array_unref);
  g_clear_pointer (&search->center_x, g_array_unref);
  g_clear_pointer (&search->center_y, g_array_unref);
  g_free (search);
}

static gboolean
is_within (double value, const double range[2])
{
  return value >= range[0] && (value < range[1] || (value == range[1] && range[1] == 1));
}

static gboolean
is_in (const Search *search, guint i)
{
  if (search->values != NULL)
    return g_array_index (search->values, double, i) >= search->low
           && g_array_index (search->values, double, i) < search->high;
  return is_within (g_array_index (search->center_x, double, i), search->x)
         && is_within (g_array_index (search->center_y, double, i), search->y);
}

static GArray *
list (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Search *search = data;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  const guint n = search->rows != NULL ? search->rows->len : search->images->len;

  for (guint i = 0; i < n; i++)
    {
      const guint row = search->rows != NULL ? g_array_index (search->rows, guint32, i) : i;
      gint64 *id = &g_array_index (search->images, gint64, row);

      if ((search->rows != NULL || is_in (search, row)) && g_hash_table_add (seen, id))
        g_array_append_val (ids, *id);
    }
  return ids;
}

static Search *
make_search (GArray *images)
{
  Search *search = g_new0 (Search, 1);

  search->images = g_array_ref (images);
  return search;
}

GwInsightsDoor *
gw_distributions_door_new_values (const char *title, const GwDataColumn *column, GArray *values, GArray *images,
                                  double low, double high, double most)
{
  const gboolean last = high > most;
  GwFilter *filter = column != NULL ? gw_data_column_make_filter (column, NULL, low, last ? most : high, last) : NULL;
  Search *search;

  if (filter != NULL)
    return gw_insights_door_new_filter (filter);
  search = make_search (images);
  search->values = g_array_ref (values);
  search->low = low;
  search->high = high;
  return gw_insights_door_new_list (title, list, search, search_free);
}

GwInsightsDoor *
gw_distributions_door_new_rows (const char *title, GArray *images, GArray *rows)
{
  Search *search = make_search (images);

  search->rows = g_array_ref (rows);
  return gw_insights_door_new_list (title, list, search, search_free);
}

GwInsightsDoor *
gw_distributions_door_new_part (const char *title, GArray *center_x, GArray *center_y, GArray *images,
                                const double x[2], const double y[2])
{
  Search *search = make_search (images);

  search->center_x = g_array_ref (center_x);
  search->center_y = g_array_ref (center_y);
  memcpy (search->x, x, sizeof search->x);
  memcpy (search->y, y, sizeof search->y);
  return gw_insights_door_new_list (title, list, search, search_free);
}
