/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-id-set.h"

#define BLOCK_BITS 15
#define BLOCK_IDS (1 << BLOCK_BITS)

typedef struct
{
  gint64 number; /* ids number * BLOCK_IDS and on */
  guint64 bits[BLOCK_IDS / 64];
} Block;

struct _GwIdSet
{
  GHashTable *blocks; /* &number -> Block */
  Block *last;        /* (nullable): asked for before; ids come in runs */
  gsize size;
};

GwIdSet *
gw_id_set_new (void)
{
  GwIdSet *self = g_new0 (GwIdSet, 1);

  self->blocks = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  return self;
}

void
gw_id_set_free (GwIdSet *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->blocks);
  g_free (self);
}

/* Rounds down, for negative ids too. */
static gint64
block_number (gint64 id)
{
  return id >> BLOCK_BITS;
}

static Block *
find_block (GwIdSet *self, gint64 id)
{
  gint64 number = block_number (id);
  Block *block = self->last;

  if (G_LIKELY (block != NULL && block->number == number))
    return block;
  block = g_hash_table_lookup (self->blocks, &number);
  if (block != NULL)
    self->last = block;
  return block;
}

static guint
bit_of (gint64 id)
{
  return (guint) (id & (BLOCK_IDS - 1));
}

void
gw_id_set_add (GwIdSet *self, gint64 id)
{
  guint bit = bit_of (id);
  guint64 mask = G_GUINT64_CONSTANT (1) << (bit % 64);
  Block *block;

  g_return_if_fail (self != NULL);

  block = find_block (self, id);
  if (block == NULL)
    {
      block = g_new0 (Block, 1);
      block->number = block_number (id);
      g_hash_table_insert (self->blocks, &block->number, block);
      self->last = block;
    }
  if ((block->bits[bit / 64] & mask) == 0)
    self->size++;
  block->bits[bit / 64] |= mask;
}

gboolean
gw_id_set_contains (GwIdSet *self, gint64 id)
{
  guint bit = bit_of (id);
  Block *block;

  g_return_val_if_fail (self != NULL, FALSE);

  block = find_block (self, id);
  return block != NULL && (block->bits[bit / 64] >> (bit % 64) & 1) != 0;
}

gsize
gw_id_set_get_size (GwIdSet *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->size;
}
