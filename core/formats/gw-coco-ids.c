/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-coco-ids.h"

#include <string.h>

/* Numbers from 0 up to some are found by themselves, at one look into memory for each annotation: those
 * of most files lie here. There is room for this many at most, and for so many times those that are there,
 * lest a file of one large number take as much as one of a million.
 */
#define MOST_DIRECT (1 << 20)
#define LEAST_DIRECT 256
#define MOST_SPARSE 16

struct _GwCocoIds
{
  GArray *ids;         /* of GwCocoId, by place */
  GStringChunk *texts; /* made with the first text */
  guint32 *direct;     /* place + 1 by number, 0: not there */
  guint32 n_direct;    /* room of it */
  guint32 *table;      /* place + 1 of at least the others, 0: free; open addressing */
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
is_direct (const GwCocoIds *self, GwCocoId id)
{
  return id.text == NULL && id.number >= 0 && id.number < self->n_direct;
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
  self->n_in_table = 0;
  for (guint32 i = 0; i < self->ids->len; i++)
    {
      GwCocoId id = gw_coco_ids_get (self, i);

      if (is_direct (self, id))
        continue;
      *find_cell (self, id) = i + 1;
      self->n_in_table++;
    }
}

/* Makes room for a number among those that are found by themselves, where there are enough for it. Those that lie
 * there now are in the table, too, until that grows.
 */
static void
make_direct (GwCocoIds *self, GwCocoId id)
{
  const guint32 before = self->n_direct;
  guint32 n = MAX (before, LEAST_DIRECT);

  if (id.text != NULL || id.number < before || id.number >= MOST_DIRECT)
    return;
  while (n <= id.number)
    n *= 2;
  if (n > LEAST_DIRECT && n / MOST_SPARSE > self->ids->len)
    return;

  self->direct = g_renew (guint32, self->direct, n);
  memset (self->direct + before, 0, (n - before) * sizeof (guint32));
  self->n_direct = n;
  for (guint32 i = 0; i < self->ids->len; i++)
    {
      GwCocoId other = gw_coco_ids_get (self, i);

      if (is_direct (self, other))
        self->direct[other.number] = i + 1;
    }
}

gsize
gw_coco_ids_get_size (const GwCocoIds *self)
{
  return sizeof *self + 2 * self->ids->len * sizeof (GwCocoId)
         + ((gsize) self->n_direct + self->mask + 1) * sizeof (guint32);
}

guint32
gw_coco_ids_find (const GwCocoIds *self, GwCocoId id)
{
  guint32 found = is_direct (self, id) ? self->direct[id.number] : *find_cell (self, id);

  return found > 0 ? found - 1 : GW_COCO_IDS_NONE;
}

guint32
gw_coco_ids_ensure (GwCocoIds *self, GwCocoId id)
{
  gboolean direct;
  guint32 *cell;

  make_direct (self, id);
  direct = is_direct (self, id);
  cell = direct ? &self->direct[id.number] : find_cell (self, id);
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
