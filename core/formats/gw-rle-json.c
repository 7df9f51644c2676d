/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-rle-json.h"

#include <math.h>
#include <string.h>

#include "gw-coco-object.h"
#include "gw-json-entries.h"
#include "gw-json-values.h"

/* More runs than any mask has. */
#define MOST_COUNTS (1 << 26)
#define LARGEST_SIDE 1e9

static gboolean
read_counts (const char *raw, gsize length, GArray *counts)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (double));

  if (!gw_json_value_get_numbers (raw, length, MOST_COUNTS, numbers))
    return FALSE;
  for (guint i = 0; i < numbers->len; i++)
    {
      const double number = g_array_index (numbers, double, i);
      /* One that is broken is as bad as one below zero. */
      const gint64 count = number == floor (number) ? (gint64) CLAMP (number, -1, 1e10) : -1;

      g_array_append_val (counts, count);
    }
  return TRUE;
}

const char *
gw_rle_json_make_mask (const char *raw, gsize length, int width, int height, GwShape *shape, gboolean *swapped)
{
  g_autoptr (GwJsonMembers) rle = gw_json_entry_parse (raw, length);
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *text = rle != NULL ? gw_json_members_dup_string (rle, "counts") : NULL;
  const char *list, *code = "value-type";
  double sides[2];
  gint64 size[2];
  gsize n;

  *swapped = FALSE;
  if (rle == NULL || !gw_json_members_get_numbers (rle, "size", sides, 2)
      || !(sides[0] >= 0 && sides[0] <= LARGEST_SIDE) || !(sides[1] >= 0 && sides[1] <= LARGEST_SIDE))
    return code;
  list = gw_json_members_get (rle, "counts", &n);
  if (text == NULL && (list == NULL || !read_counts (list, n, counts)))
    return code;
  size[0] = (gint64) sides[0];
  size[1] = (gint64) sides[1];
  return gw_coco_read_rle (size, width, height, (const gint64 *) (gpointer) counts->data, text,
                           text != NULL ? strlen (text) : counts->len, shape, swapped, &code)
             ? NULL
             : code;
}
