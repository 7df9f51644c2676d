/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-mask-paint.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-limits.h"
#include "gw-mask-regions.h"

gboolean
gw_mask_paint_can (GwObject *object)
{
  GwShapeKind kind = gw_object_get_shape (object)->kind;

  return kind == GW_SHAPE_BOX || kind == GW_SHAPE_ROTATED_BOX || kind == GW_SHAPE_POLYGON || kind == GW_SHAPE_MASK
         || kind == GW_SHAPE_ELLIPSE;
}

typedef struct
{
  GwObject *object;
  guint place;
} Placed;

static int
compare_placed (gconstpointer a, gconstpointer b)
{
  const Placed *one = a, *two = b;
  int z = gw_object_get_z (one->object), other = gw_object_get_z (two->object);

  if (z != other)
    return z < other ? -1 : 1;
  return (one->place > two->place) - (one->place < two->place);
}

GPtrArray *
gw_mask_paint_order (const GwRecord *record)
{
  g_autoptr (GArray) placed = g_array_new (FALSE, FALSE, sizeof (Placed));
  GPtrArray *order = g_ptr_array_new ();

  for (guint i = 0; i < record->objects->len; i++)
    {
      Placed one = { g_ptr_array_index (record->objects, i), i };

      g_array_append_val (placed, one);
    }
  g_array_sort (placed, compare_placed);
  for (guint i = 0; i < placed->len; i++)
    g_ptr_array_add (order, g_array_index (placed, Placed, i).object);

  return order;
}

/* Whether there may be memory for its pixels. */
static gboolean
can_hold (const GwRecord *record)
{
  const guint64 side = gw_limit_get (GW_LIMIT_IMAGE_SIDE);

  return (guint64) record->width <= side && (guint64) record->height <= side
         && (guint64) record->width * (guint64) record->height <= gw_limit_get (GW_LIMIT_IMAGE_PIXELS);
}

static guint8 *
paint (const GwRecord *record, guint8 blank, GwMaskPaintFunc func, gpointer data, guint64 *hidden, GError **error)
{
  g_autoptr (GPtrArray) order = gw_mask_paint_order (record);
  gsize n = (gsize) record->width * (gsize) record->height;
  g_autofree guint8 *rows = NULL;

  if (can_hold (record))
    rows = g_try_malloc (n);
  if (rows == NULL)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_LIMIT, _ ("%s: a mask of %d × %d pixels is too large to be written."),
                   record->path, record->width, record->height);
      return NULL;
    }

  memset (rows, blank, n);
  for (guint i = 0; i < order->len; i++)
    {
      GwObject *object = g_ptr_array_index (order, i);
      int value = gw_mask_paint_can (object) ? func (object, data) : -1;

      if (value >= 0)
        gw_mask_regions_paint (gw_object_get_shape (object), record->width, record->height, (guint8) value, blank, rows,
                               hidden);
    }

  return g_steal_pointer (&rows);
}

guint8 *
gw_mask_paint (const GwRecord *record, guint8 blank, GwMaskPaintFunc func, gpointer data, GError **error)
{
  return paint (record, blank, func, data, NULL, error);
}

/* --- what is hidden --------------------------------------------------------------------- */

typedef struct
{
  GHashTable *values; /* class id -> value; NULL: each object has its own */
  guint n;
} Numbering;

static int
next_value (Numbering *self)
{
  return (int) (self->n++ % 255 + 1);
}

static int
get_value (GwObject *object, gpointer data)
{
  Numbering *self = data;
  gint64 class_id = gw_object_get_class_id (object);
  int value;

  if (self->values == NULL)
    return next_value (self);
  value = GPOINTER_TO_INT (g_hash_table_lookup (self->values, &class_id));
  if (value == 0)
    {
      value = next_value (self);
      g_hash_table_insert (self->values, g_memdup2 (&class_id, sizeof class_id), GINT_TO_POINTER (value));
    }

  return value;
}

guint64
gw_mask_paint_count_hidden (const GwRecord *record, gboolean by_class)
{
  g_autoptr (GHashTable) values = by_class ? g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL) : NULL;
  Numbering numbering = { values, 0 };
  guint64 hidden = 0;

  /* What one object alone covers is not hidden. */
  if (record->objects->len < 2 || record->width <= 0 || record->height <= 0)
    return 0;
  g_free (paint (record, 0, get_value, &numbering, &hidden, NULL));

  return hidden;
}

/* Whether it covers pixels for certain, as long as nothing covers it. */
static gboolean
is_all_seen (const GwRecord *record, GwObject *object)
{
  const GwShape *shape = gw_object_get_shape (object);

  return shape->kind == GW_SHAPE_MASK && shape->as.mask.image_width == record->width
         && shape->as.mask.image_height == record->height;
}

/* The values that are left. (transfer full) (element-type guint32 as pointer) */
static GHashTable *
list_seen (const GwRecord *record, GwMaskPaintFunc func, gpointer data)
{
  g_autoptr (GPtrArray) order = gw_mask_paint_order (record);
  const gsize n = (gsize) record->width * (gsize) record->height;
  g_autofree guint32 *rows = can_hold (record) ? g_try_new0 (guint32, n) : NULL;
  GHashTable *seen = rows != NULL ? g_hash_table_new (NULL, NULL) : NULL;

  for (guint i = 0; rows != NULL && i < order->len; i++)
    {
      GwObject *object = g_ptr_array_index (order, i);
      const int value = gw_mask_paint_can (object) ? func (object, data) : -1;

      if (value > 0)
        gw_mask_regions_paint_number (gw_object_get_shape (object), record->width, record->height, (guint32) value,
                                      rows);
    }
  for (gsize i = 0; rows != NULL && i < n; i++)
    if (rows[i] != 0 && (i == 0 || rows[i] != rows[i - 1]))
      g_hash_table_add (seen, GUINT_TO_POINTER (rows[i]));

  return seen;
}

GPtrArray *
gw_mask_paint_list_unseen (const GwRecord *record, GwMaskPaintFunc func, gpointer data)
{
  g_autoptr (GHashTable) seen = NULL;
  GPtrArray *unseen = g_ptr_array_new ();
  gboolean doubted = record->objects->len > 1;

  for (guint i = 0; i < record->objects->len && !doubted; i++)
    doubted = !is_all_seen (record, g_ptr_array_index (record->objects, i));
  if (doubted && record->width > 0 && record->height > 0)
    seen = list_seen (record, func, data);
  for (guint i = 0; seen != NULL && i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);
      const int value = gw_mask_paint_can (object) ? func (object, data) : -1;

      if (value > 0 && g_hash_table_add (seen, GUINT_TO_POINTER (value)))
        g_ptr_array_add (unseen, object);
    }

  return unseen;
}
