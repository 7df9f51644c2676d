/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-mask-split.h"

#include "gw-mask.h"

/* Pixels side by side in a row of the mask's rectangle. */
typedef struct
{
  guint32 y;
  guint32 begin;
  guint32 end;  /* behind the last */
  guint32 root; /* another stretch of its region, in the end the first */
} Stretch;

/* Runs go on over the ends of rows. */
static GArray *
list_stretches (const GwMask *mask)
{
  GArray *stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  const guint64 width = (guint64) mask->width;
  guint64 at = 0;

  for (gsize i = 0; i < mask->n_runs; i++)
    {
      const guint64 end = at + mask->runs[i];

      while (i % 2 == 1 && at < end)
        {
          const guint64 stop = MIN (end, (at / width + 1) * width);
          const Stretch stretch = { (guint32) (at / width), (guint32) (at % width), (guint32) (at % width + stop - at),
                                    stretches->len };

          g_array_append_val (stretches, stretch);
          at = stop;
        }
      at = end;
    }
  return stretches;
}

static guint32
find_root (GArray *stretches, guint32 i)
{
  Stretch *all = (Stretch *) (gpointer) stretches->data;

  while (all[i].root != i)
    {
      all[i].root = all[all[i].root].root;
      i = all[i].root;
    }
  return i;
}

static void
join (GArray *stretches, guint32 a, guint32 b)
{
  const guint32 one = find_root (stretches, a), two = find_root (stretches, b);

  g_array_index (stretches, Stretch, MAX (one, two)).root = MIN (one, two);
}

/* Stretches of a row with those of the row above, corners included. */
static void
join_rows (GArray *stretches)
{
  const Stretch *all = (const Stretch *) (gpointer) stretches->data;
  guint32 above = 0;

  for (guint32 i = 0; i < stretches->len; i++)
    {
      while (above < i
             && (all[above].y + 1 < all[i].y || (all[above].y + 1 == all[i].y && all[above].end < all[i].begin)))
        above++;
      for (guint32 k = above; k < i && all[k].y + 1 == all[i].y && all[k].begin <= all[i].end; k++)
        join (stretches, k, i);
    }
}

/* A region out of its stretches, whose numbers are in order. */
static gw_status
make_part (const GwMask *mask, const GArray *stretches, const GArray *members, GwMask *part)
{
  const Stretch *all = (const Stretch *) (gpointer) stretches->data;
  const guint32 *which = (const guint32 *) (gpointer) members->data;
  g_autoptr (GArray) runs = g_array_sized_new (FALSE, FALSE, sizeof (guint32), 2 * members->len + 1);
  guint32 left = all[which[0]].begin, right = all[which[0]].end;
  const guint32 top = all[which[0]].y, height = all[which[members->len - 1]].y - top + 1;
  guint64 at = 0, width;

  for (guint i = 1; i < members->len; i++)
    {
      left = MIN (left, all[which[i]].begin);
      right = MAX (right, all[which[i]].end);
    }
  width = right - left;
  for (guint i = 0; i < members->len; i++)
    {
      const Stretch *stretch = &all[which[i]];
      const guint64 begin = (stretch->y - top) * width + stretch->begin - left;
      const guint32 clear = (guint32) (begin - at), set = stretch->end - stretch->begin;

      g_array_append_val (runs, clear);
      g_array_append_val (runs, set);
      at = begin + set;
    }
  if (at < width * height)
    {
      const guint32 rest = (guint32) (width * height - at);

      g_array_append_val (runs, rest);
    }

  return gw_mask_from_runs (mask->image_width, mask->image_height, mask->x + (gint32) left, mask->y + (gint32) top,
                            (gint32) width, (gint32) height, (const guint32 *) (gpointer) runs->data, runs->len, part);
}

void
gw_mask_split_free (GArray *parts)
{
  for (guint i = 0; parts != NULL && i < parts->len; i++)
    gw_mask_clear (&g_array_index (parts, GwMask, i));
  g_clear_pointer (&parts, g_array_unref);
}

/* The stretches of each region, in their order; NULL where there are more than most. */
static GPtrArray *
list_members (GArray *stretches, guint most)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autofree guint32 *regions = g_new (guint32, MAX (stretches->len, 1));

  for (guint32 i = 0; i < stretches->len; i++)
    {
      const guint32 root = find_root (stretches, i);

      if (root == i)
        {
          if (members->len == most)
            return NULL;
          regions[i] = members->len;
          g_ptr_array_add (members, g_array_new (FALSE, FALSE, sizeof (guint32)));
        }
      g_array_append_val ((GArray *) g_ptr_array_index (members, regions[root]), i);
    }
  return g_steal_pointer (&members);
}

gw_status
gw_mask_split (const GwMask *mask, guint most, GArray **parts)
{
  g_autoptr (GArray) stretches = list_stretches (mask);
  g_autoptr (GPtrArray) members = NULL;
  gw_status status = GW_STATUS_OK;

  join_rows (stretches);
  members = list_members (stretches, most);
  if (members == NULL)
    return GW_STATUS_TOO_LARGE;
  *parts = g_array_new (FALSE, TRUE, sizeof (GwMask));
  for (guint i = 0; i < members->len && status == GW_STATUS_OK; i++)
    {
      GwMask part = GW_MASK_INIT;

      status = make_part (mask, stretches, g_ptr_array_index (members, i), &part);
      if (status == GW_STATUS_OK)
        g_array_append_val (*parts, part);
    }
  if (status != GW_STATUS_OK)
    g_clear_pointer (parts, gw_mask_split_free);

  return status;
}
