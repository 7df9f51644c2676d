/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-json-reader-private.h"

#include <string.h>

/* An object's keys are compared one by one up to here; most have fewer. */
#define MOST_COMPARED 32

/* Of an object with more keys than these, further ones are not looked at: 32 MiB. */
#define MOST_KEPT (1u << 20)

/* Of an open object. */
typedef struct
{
  gsize start;     /* its first hash */
  GHashTable *set; /* (nullable): the hashes of one that has many */
} Level;

/* Keys are kept as hashes of 64 bits, those of open objects one above another.
 * The seed is another one for each reader, so that no file can make all its
 * keys meet in one place.
 */
struct _GwJsonKeys
{
  guint64 *hashes;
  gsize n_hashes;
  gsize room;
  Level *levels; /* by depth */
  guint n_levels;
  guint64 multiplier; /* odd */
  guint64 seed;

  GwJsonRepeats repeats; /* since they were last asked for */
};

GwJsonKeys *
_gw_json_keys_new (void)
{
  GwJsonKeys *self = g_new0 (GwJsonKeys, 1);

  self->multiplier = ((guint64) g_random_int () << 32 | g_random_int ()) | 1;
  self->seed = (guint64) g_random_int () << 32 | g_random_int ();
  return self;
}

void
_gw_json_keys_reset (GwJsonKeys *self, guint depth)
{
  for (; depth > 0; depth--)
    if (depth < self->n_levels)
      g_clear_pointer (&self->levels[depth].set, g_hash_table_unref);
  self->n_hashes = 0;
  self->repeats.n = 0;
}

void
_gw_json_keys_free (GwJsonKeys *self, guint depth)
{
  _gw_json_keys_reset (self, depth);
  g_free (self->hashes);
  g_free (self->levels);
  g_free (self);
}

void
_gw_json_keys_begin (GwJsonKeys *self, guint depth)
{
  if (depth >= self->n_levels)
    {
      const guint n = MAX (2 * self->n_levels, depth + 8);

      self->levels = g_renew (Level, self->levels, n);
      memset (self->levels + self->n_levels, 0, (n - self->n_levels) * sizeof *self->levels);
      self->n_levels = n;
    }
  self->levels[depth].start = self->n_hashes;
}

void
_gw_json_keys_end (GwJsonKeys *self, guint depth)
{
  self->n_hashes = self->levels[depth].start;
  if (self->levels[depth].set != NULL)
    g_clear_pointer (&self->levels[depth].set, g_hash_table_unref);
}

static guint64
mix (const GwJsonKeys *self, guint64 hash, guint64 word)
{
  hash = (hash ^ word) * self->multiplier;
  return hash ^ hash >> 32;
}

static guint64
hash_key (const GwJsonKeys *self, const char *key, gsize length)
{
  guint64 hash = mix (self, self->seed, length);
  guint32 first, last;

  if (length >= 8)
    {
      for (gsize i = 0; i + 8 < length; i += 8)
        hash = mix (self, hash, _gw_load_8 (key + i));
      return mix (self, hash, _gw_load_8 (key + length - 8));
    }
  if (length >= 4)
    {
      memcpy (&first, key, sizeof first);
      memcpy (&last, key + length - 4, sizeof last);
      return mix (self, hash, (guint64) first << 32 | last);
    }
  for (gsize i = 0; i < length; i++)
    hash = mix (self, hash, (guchar) key[i]);
  return hash;
}

static void
note_repeat (GwJsonRepeats *repeats, const char *key, gsize length, guint64 line)
{
  if (repeats->n++ > 0)
    return;
  length = MIN (length, sizeof repeats->key - 1);
  /* Not in the middle of a character. */
  while (length > 0 && !g_utf8_validate_len (key, length, NULL))
    length--;
  memcpy (repeats->key, key, length);
  repeats->key[length] = '\0';
  repeats->line = line;
}

/* The hashes of an object that has become one of many keys, as a set. */
static GHashTable *
make_set (const GwJsonKeys *self, gsize start)
{
  GHashTable *set = g_hash_table_new (NULL, NULL);

  for (gsize i = start; i < self->n_hashes; i++)
    g_hash_table_add (set, GSIZE_TO_POINTER (self->hashes[i]));
  return set;
}

/* Whether the object has the hash already; it has it then. */
static gboolean
add_hash (GwJsonKeys *self, guint depth, guint64 hash)
{
  const gsize start = self->levels[depth].start;
  GHashTable *set = self->levels[depth].set;

  if (set != NULL)
    {
      if (g_hash_table_size (set) < MOST_KEPT)
        return !g_hash_table_add (set, GSIZE_TO_POINTER (hash));
      return g_hash_table_contains (set, GSIZE_TO_POINTER (hash));
    }
  for (gsize i = start; i < self->n_hashes; i++)
    if (self->hashes[i] == hash)
      return TRUE;
  if (self->n_hashes == self->room)
    {
      self->room = MAX (2 * self->room, 2 * MOST_COMPARED);
      self->hashes = g_renew (guint64, self->hashes, self->room);
    }
  self->hashes[self->n_hashes++] = hash;
  if (self->n_hashes - start == MOST_COMPARED)
    self->levels[depth].set = make_set (self, start);
  return FALSE;
}

void
_gw_json_keys_add (GwJsonKeys *self, guint depth, const char *key, gsize length, guint64 line)
{
  if (add_hash (self, depth, hash_key (self, key, length)))
    note_repeat (&self->repeats, key, length, line);
}

/* --- what a caller asks ------------------------------------------------------ */

void
gw_json_reader_watch_keys (GwJsonReader *self)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->depth == 0);

  if (self->keys == NULL)
    self->keys = _gw_json_keys_new ();
}

gboolean
gw_json_reader_has_repeats (GwJsonReader *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->keys != NULL && self->keys->repeats.n > 0;
}

gboolean
gw_json_reader_take_repeats (GwJsonReader *self, GwJsonRepeats *repeats)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (repeats != NULL, FALSE);

  repeats->n = 0;
  if (!gw_json_reader_has_repeats (self))
    return FALSE;
  *repeats = self->keys->repeats;
  self->keys->repeats.n = 0;
  return TRUE;
}
