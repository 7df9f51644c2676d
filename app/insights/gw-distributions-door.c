/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-distributions-door.h"

#include <math.h>
#include <string.h>

/* What to look for; one of values, rows and x is there. */
typedef struct
{
  GArray *images;
  GArray *values;
  double low, high;
  GArray *rows;
  GArray *x, *y;
  double x_range[2], y_range[2];
  gboolean with_ends; /* where a range ends at the largest value, that belongs to it */
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_array_unref (search->images);
  g_clear_pointer (&search->values, g_array_unref);
  g_clear_pointer (&search->rows, g_array_unref);
  g_clear_pointer (&search->x, g_array_unref);
  g_clear_pointer (&search->y, g_array_unref);
  g_free (search);
}

static gboolean
is_within (double value, const double range[2])
{
  return value >= range[0] && value < range[1];
}

static gboolean
is_in (const Search *search, guint i)
{
  if (search->values != NULL)
    return g_array_index (search->values, double, i) >= search->low
           && g_array_index (search->values, double, i) < search->high;
  return is_within (g_array_index (search->x, double, i), search->x_range)
         && is_within (g_array_index (search->y, double, i), search->y_range);
}

static void
widen (const GArray *values, double range[2])
{
  double most = -INFINITY;

  for (guint i = 0; i < values->len; i++)
    most = fmax (most, g_array_index (values, double, i));
  if (range[1] >= most)
    range[1] = INFINITY;
}

static GArray *
list (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Search *search = data;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  const guint n = search->rows != NULL ? search->rows->len : search->images->len;

  if (search->with_ends)
    {
      widen (search->x, search->x_range);
      widen (search->y, search->y_range);
    }
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

static Search *
make_part (GArray *x, GArray *y, GArray *images, const double x_range[2], const double y_range[2])
{
  Search *search = make_search (images);

  search->x = g_array_ref (x);
  search->y = g_array_ref (y);
  memcpy (search->x_range, x_range, sizeof search->x_range);
  memcpy (search->y_range, y_range, sizeof search->y_range);
  return search;
}

GwInsightsDoor *
gw_distributions_door_new_part (const char *title, GArray *x, GArray *y, GArray *images, const double x_range[2],
                                const double y_range[2])
{
  return gw_insights_door_new_list (title, list, make_part (x, y, images, x_range, y_range), search_free);
}

GwInsightsDoor *
gw_distributions_door_new_area (const char *title, GArray *x, GArray *y, GArray *images, const double x_range[2],
                                const double y_range[2])
{
  Search *search = make_part (x, y, images, x_range, y_range);

  search->with_ends = TRUE;
  return gw_insights_door_new_list (title, list, search, search_free);
}
