/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-coco-ids.h"

#include <string.h>

/* Numbers from 0 up to this are found by themselves, at one look into memory
 * for each annotation: those of most files lie here.
 */
#define MOST_DIRECT (1 << 20)

struct _GwCocoIds
{
  GArray *ids;         /* of GwCocoId, by place */
  GStringChunk *texts; /* made with the first text */
  guint32 *direct;     /* place + 1 by number, 0: not there */
  guint32 n_direct;    /* room of it */
  guint32 *table;      /* place + 1 of the others, 0: free; open addressing */
  guint32 mask;        /* size of the table - 1, a power of two - 1 */
  guint32 n_in_table;
};

GwCocoIds *
gw_coco_ids_new (void)
{
  GwCocoIds *self = g_new0 (GwCocoIds, 1);

  self->ids = g_array_new (FALSE, FALSE, sizeof (GwCocoId));
  self->mask = 63;
  self->table = g_new0 (guint32, 64);

  return self;
}

void
gw_coco_ids_free (GwCocoIds *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->ids);
  g_clear_pointer (&self->texts, g_string_chunk_free);
  g_free (self->direct);
  g_free (self->table);
  g_free (self);
}

guint32
gw_coco_ids_get_n (const GwCocoIds *self)
{
  return self->ids->len;
}

GwCocoId
gw_coco_ids_get (const GwCocoIds *self, guint32 place)
{
  return g_array_index (self->ids, GwCocoId, place);
}

static guint32
hash_id (GwCocoId id)
{
  guint64 x;

  if (id.text != NULL)
    return g_str_hash (id.text);

  /* The finaliser of splitmix64: ids in sequence spread over the table. */
  x = (guint64) id.number;
  x = (x ^ (x >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return (guint32) (x ^ (x >> 31));
}

static gboolean
id_equal (GwCocoId a, GwCocoId b)
{
  if (a.text == NULL || b.text == NULL)
    return a.text == b.text && a.number == b.number;
  return strcmp (a.text, b.text) == 0;
}

static gboolean
is_direct (GwCocoId id)
{
  return id.text == NULL && id.number >= 0 && id.number < MOST_DIRECT;
}

/* The cell of the table that holds the id, or the free one where it belongs. */
static guint32 *
find_cell (const GwCocoIds *self, GwCocoId id)
{
  guint32 at = hash_id (id) & self->mask;

  while (self->table[at] != 0 && !id_equal (gw_coco_ids_get (self, self->table[at] - 1), id))
    at = (at + 1) & self->mask;

  return &self->table[at];
}

static void
grow_table (GwCocoIds *self)
{
  g_free (self->table);
  self->mask = self->mask * 2 + 1;
  self->table = g_new0 (guint32, (gsize) self->mask + 1);
  for (guint32 i = 0; i < self->ids->len; i++)
    {
      GwCocoId id = gw_coco_ids_get (self, i);

      if (!is_direct (id))
        *find_cell (self, id) = i + 1;
    }
}

/* The cell of a number, made if need be. */
static guint32 *
ensure_direct (GwCocoIds *self, guint32 number)
{
  if (number >= self->n_direct)
    {
      guint32 n = MAX (self->n_direct, 256);

      while (n <= number)
        n *= 2;
      self->direct = g_renew (guint32, self->direct, n);
      memset (self->direct + self->n_direct, 0, (n - self->n_direct) * sizeof (guint32));
      self->n_direct = n;
    }
  return &self->direct[number];
}

guint32
gw_coco_ids_find (const GwCocoIds *self, GwCocoId id)
{
  guint32 found;

  if (is_direct (id))
    found = id.number < self->n_direct ? self->direct[id.number] : 0;
  else
    found = *find_cell (self, id);
  return found > 0 ? found - 1 : GW_COCO_IDS_NONE;
}

guint32
gw_coco_ids_ensure (GwCocoIds *self, GwCocoId id)
{
  gboolean direct = is_direct (id);
  guint32 *cell = direct ? ensure_direct (self, (guint32) id.number) : find_cell (self, id);

  if (*cell > 0)
    return *cell - 1;

  if (id.text != NULL)
    {
      if (self->texts == NULL)
        self->texts = g_string_chunk_new (4096);
      id.text = g_string_chunk_insert (self->texts, id.text);
      id.number = 0;
    }
  g_array_append_val (self->ids, id);
  *cell = self->ids->len;
  if (!direct && ++self->n_in_table > self->mask / 2)
    grow_table (self);

  return self->ids->len - 1;
}

char *
gw_coco_id_to_text (GwCocoId id)
{
  return id.text != NULL ? g_strdup (id.text) : g_strdup_printf ("%" G_GINT64_FORMAT, id.number);
}
