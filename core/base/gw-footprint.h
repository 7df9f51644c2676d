/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <string.h>
#include <glib.h>

G_BEGIN_DECLS

/* How much memory things take in blocks of their own, for those who keep many of them up to a
 * bound: with what the allocator of the C library adds, so a little more than is asked for. Nothing
 * here looks at memory; each costs as much as the lengths of the texts.
 */

/* A block of n bytes; 0 for none. */
static inline gsize
gw_footprint_block (gsize n)
{
  return n > 0 ? MAX (32, (n + 8 + 15) & ~(gsize) 15) : 0;
}

/* (nullable) */
static inline gsize
gw_footprint_text (const char *text)
{
  return text != NULL ? gw_footprint_block (strlen (text) + 1) : 0;
}

/* An array of pointers without what they point to: it grows by doubling. (nullable) */
static inline gsize
gw_footprint_pointers (const GPtrArray *array)
{
  gsize n = 2;

  if (array == NULL)
    return 0;
  while (n < array->len)
    n *= 2;
  return gw_footprint_block (5 * sizeof (gpointer)) + gw_footprint_block (array->len > 0 ? n * sizeof (gpointer) : 0);
}

/* An array of texts with these. (nullable) (element-type utf8) */
static inline gsize
gw_footprint_texts (const GPtrArray *texts)
{
  gsize bytes = gw_footprint_pointers (texts);

  for (guint i = 0; texts != NULL && i < texts->len; i++)
    bytes += gw_footprint_text (g_ptr_array_index (texts, i));
  return bytes;
}

/* An array of values of n bytes each, which grows by doubling as well. (nullable) */
static inline gsize
gw_footprint_values (const GArray *values, gsize n)
{
  gsize bytes = 16;

  if (values == NULL)
    return 0;
  while (bytes < values->len * n)
    bytes *= 2;
  return gw_footprint_block (6 * sizeof (gpointer)) + gw_footprint_block (bytes);
}

G_END_DECLS
