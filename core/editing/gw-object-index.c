/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-object-index-private.h"

#include "gw-grid.h"

/* An object and its number in the grid. */
typedef struct
{
  gint64 id;
  GwObject *object;
  guint32 slot;
} Entry;

/* Always true, but for objects between freeze and thaw: objects, entries and
 * slots hold the same objects; a free slot holds NULL and is in free_slots.
 */
struct _GwObjectIndex
{
  GPtrArray *objects;  /* of GwObject, in paint order; not owned */
  GHashTable *entries; /* of Entry by id; owns the objects */
  GPtrArray *slots;    /* of GwObject */
  GArray *free_slots;  /* of guint32 */
  GwGrid *grid;
  int width;
  int height;
  gsize expected; /* what the grid was made for */
  gboolean frozen;
};

int
_gw_object_compare_order (GwObject *a, GwObject *b)
{
  int z_a = gw_object_get_z (a), z_b = gw_object_get_z (b);
  gint64 id_a = gw_object_get_id (a), id_b = gw_object_get_id (b);

  if (z_a != z_b)
    return z_a < z_b ? -1 : 1;
  return (id_a > id_b) - (id_a < id_b);
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  return _gw_object_compare_order (*(GwObject **) a, *(GwObject **) b);
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_object_unref (entry->object);
  g_free (entry);
}

static void
insert_in_grid (GwObjectIndex *self, guint32 slot, GwObject *object)
{
  GwBox bounds = gw_object_get_bounds (object);

  if (gw_object_get_shape (object)->kind == GW_SHAPE_NONE)
    gw_grid_remove (self->grid, slot);
  else if (gw_grid_insert (self->grid, slot, &bounds) == GW_STATUS_NO_MEMORY)
    g_error ("There is no memory for finding objects by place.");
}

static void
make_grid (GwObjectIndex *self)
{
  self->expected = MAX (64, 2 * (gsize) g_hash_table_size (self->entries));
  g_clear_pointer (&self->grid, gw_grid_free);
  if (gw_grid_new (MAX (self->width, 1), MAX (self->height, 1), self->expected, &self->grid) != GW_STATUS_OK)
    g_error ("There is no memory for finding objects by place.");
  for (guint i = 0; i < self->slots->len; i++)
    if (g_ptr_array_index (self->slots, i) != NULL)
      insert_in_grid (self, i, g_ptr_array_index (self->slots, i));
}

GwObjectIndex *
_gw_object_index_new (void)
{
  GwObjectIndex *self = g_new0 (GwObjectIndex, 1);

  self->objects = g_ptr_array_new ();
  self->entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, entry_free);
  self->slots = g_ptr_array_new ();
  self->free_slots = g_array_new (FALSE, FALSE, sizeof (guint32));
  make_grid (self);
  return self;
}

void
_gw_object_index_free (GwObjectIndex *self)
{
  g_ptr_array_unref (self->objects);
  g_ptr_array_unref (self->slots);
  g_array_unref (self->free_slots);
  g_hash_table_unref (self->entries);
  gw_grid_free (self->grid);
  g_free (self);
}

void
_gw_object_index_set_size (GwObjectIndex *self, int width, int height)
{
  if (self->width == width && self->height == height)
    return;
  self->width = width;
  self->height = height;
  make_grid (self);
}

guint
_gw_object_index_get_n (GwObjectIndex *self)
{
  return self->objects->len;
}

GPtrArray *
_gw_object_index_get_objects (GwObjectIndex *self)
{
  return self->objects;
}

GwObject *
_gw_object_index_find (GwObjectIndex *self, gint64 id)
{
  const Entry *entry = g_hash_table_lookup (self->entries, &id);

  return entry != NULL ? entry->object : NULL;
}

/* Where the object is, or belongs. */
static guint
find_position (GwObjectIndex *self, GwObject *object)
{
  guint low = 0, high = self->objects->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (_gw_object_compare_order (g_ptr_array_index (self->objects, middle), object) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static guint32
take_slot (GwObjectIndex *self)
{
  guint32 slot;

  if (self->free_slots->len == 0)
    {
      g_ptr_array_add (self->slots, NULL);
      return self->slots->len - 1;
    }
  slot = g_array_index (self->free_slots, guint32, self->free_slots->len - 1);
  g_array_set_size (self->free_slots, self->free_slots->len - 1);
  return slot;
}

void
_gw_object_index_clear (GwObjectIndex *self)
{
  g_ptr_array_set_size (self->objects, 0);
  g_ptr_array_set_size (self->slots, 0);
  g_array_set_size (self->free_slots, 0);
  g_hash_table_remove_all (self->entries);
  gw_grid_clear (self->grid);
}

void
_gw_object_index_put (GwObjectIndex *self, GwObject *object)
{
  gint64 id = gw_object_get_id (object);
  Entry *entry = g_hash_table_lookup (self->entries, &id);

  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      entry->id = id;
      entry->slot = take_slot (self);
      g_hash_table_insert (self->entries, &entry->id, entry);
    }
  else if (!self->frozen)
    g_ptr_array_remove_index (self->objects, find_position (self, entry->object));
  g_set_object (&entry->object, object);
  self->slots->pdata[entry->slot] = object;
  if (!self->frozen)
    g_ptr_array_insert (self->objects, (int) find_position (self, object), object);
  if (g_hash_table_size (self->entries) > 4 * self->expected)
    make_grid (self);
  else
    insert_in_grid (self, entry->slot, object);
}

gboolean
_gw_object_index_remove (GwObjectIndex *self, gint64 id)
{
  Entry *entry = g_hash_table_lookup (self->entries, &id);

  if (entry == NULL)
    return FALSE;
  if (!self->frozen)
    g_ptr_array_remove_index (self->objects, find_position (self, entry->object));
  gw_grid_remove (self->grid, entry->slot);
  self->slots->pdata[entry->slot] = NULL;
  g_array_append_val (self->free_slots, entry->slot);
  g_hash_table_remove (self->entries, &id);
  return TRUE;
}

void
_gw_object_index_freeze (GwObjectIndex *self)
{
  self->frozen = TRUE;
}

void
_gw_object_index_thaw (GwObjectIndex *self)
{
  self->frozen = FALSE;
  g_ptr_array_set_size (self->objects, 0);
  for (guint i = 0; i < self->slots->len; i++)
    if (g_ptr_array_index (self->slots, i) != NULL)
      g_ptr_array_add (self->objects, g_ptr_array_index (self->slots, i));
  g_ptr_array_sort (self->objects, compare_items);
}

GPtrArray *
_gw_object_index_query (GwObjectIndex *self, const GwBox *box, double reach)
{
  GwBox grown = { box->x - reach, box->y - reach, box->width + 2.0 * reach, box->height + 2.0 * reach };
  guint32 few[256];
  g_autofree guint32 *many = NULL;
  guint32 *slots = few;
  gsize n = gw_grid_query_box (self->grid, &grown, few, G_N_ELEMENTS (few));
  GPtrArray *found;

  if (n > G_N_ELEMENTS (few))
    {
      slots = many = g_new (guint32, n);
      n = gw_grid_query_box (self->grid, &grown, many, n);
    }
  found = g_ptr_array_sized_new ((guint) n);
  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (found, g_ptr_array_index (self->slots, slots[i]));
  g_ptr_array_sort (found, compare_items);
  return found;
}
