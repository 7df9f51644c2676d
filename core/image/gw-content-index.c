/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-content-index-private.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* 2^17 places in sets of eight: more pictures than the thumbnails that a
 * cache of the usual size holds.
 */
#define N_SETS 16384
#define PLACES_PER_SET 8

/* As it lies in the file, in the machine's byte order: the cache is never
 * carried to another one. 64 bytes, so that no place crosses a page.
 */
typedef struct
{
  guint64 key; /* of the path; 0 is an empty place */
  guint64 size;
  gint64 changed; /* nanoseconds */
  guint8 hash[GW_HASH_BYTES];
  guint64 check;
} Place;

G_STATIC_ASSERT (sizeof (Place) == 64);

typedef struct
{
  Place places[PLACES_PER_SET];
} Set;

struct _GwContentIndex
{
  GMutex mutex;
  char *path;
  int fd; /* -1 until needed */
};

GwContentIndex *
_gw_content_index_new (const char *path)
{
  GwContentIndex *self = g_new0 (GwContentIndex, 1);

  g_mutex_init (&self->mutex);
  self->path = g_strdup (path);
  self->fd = -1;

  return self;
}

static void
close_file (GwContentIndex *self)
{
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
}

void
_gw_content_index_free (GwContentIndex *self)
{
  close_file (self);
  g_mutex_clear (&self->mutex);
  g_free (self->path);
  g_free (self);
}

void
_gw_content_index_reset (GwContentIndex *self)
{
  g_mutex_lock (&self->mutex);
  close_file (self);
  g_mutex_unlock (&self->mutex);
}

static gboolean
open_file (GwContentIndex *self, gboolean create)
{
  if (self->fd < 0)
    self->fd = open (self->path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | (create ? O_CREAT : 0), 0600);

  return self->fd >= 0;
}

static guint64
get_key (const char *path)
{
  guint64 key;
  GwHash hash;

  gw_hash_bytes (path, strlen (path), &hash);
  memcpy (&key, hash.bytes, sizeof key);

  return MAX (key, 1);
}

/* FNV over everything before the check. */
static guint64
get_check (const Place *place)
{
  const guint8 *bytes = (const guint8 *) place;
  guint64 check = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (gsize i = 0; i < G_STRUCT_OFFSET (Place, check); i++)
    check = (check ^ bytes[i]) * G_GUINT64_CONSTANT (0x100000001b3);

  return check;
}

static gint64
get_changed (const struct stat *status)
{
  return (gint64) status->st_mtim.tv_sec * 1000000000 + status->st_mtim.tv_nsec;
}

static off_t
get_offset (guint64 key, guint place)
{
  return (off_t) ((key % N_SETS) * sizeof (Set) + place * sizeof (Place));
}

static void
read_set (GwContentIndex *self, guint64 key, Set *set)
{
  memset (set, 0, sizeof *set);
  if (pread (self->fd, set, sizeof *set, get_offset (key, 0)) < 0)
    memset (set, 0, sizeof *set);
}

gboolean
_gw_content_index_lookup (GwContentIndex *self, const char *path, const struct stat *status, GwHash *hash)
{
  guint64 key = get_key (path);
  gboolean opened;
  Set set;

  g_mutex_lock (&self->mutex);
  opened = open_file (self, FALSE);
  if (opened)
    read_set (self, key, &set);
  g_mutex_unlock (&self->mutex);
  if (!opened)
    return FALSE;

  for (guint i = 0; i < PLACES_PER_SET; i++)
    {
      const Place *place = &set.places[i];

      if (place->key == key && place->size == (guint64) status->st_size && place->changed == get_changed (status)
          && place->check == get_check (place))
        {
          memcpy (hash->bytes, place->hash, GW_HASH_BYTES);
          return TRUE;
        }
    }

  return FALSE;
}

/* The path's own place, else an empty one, else one told by the content,
 * which is as good as any.
 */
static guint
choose_place (const Set *set, guint64 key, const GwHash *hash)
{
  for (guint i = 0; i < PLACES_PER_SET; i++)
    if (set->places[i].key == key)
      return i;
  for (guint i = 0; i < PLACES_PER_SET; i++)
    if (set->places[i].key == 0)
      return i;

  return hash->bytes[0] % PLACES_PER_SET;
}

void
_gw_content_index_store (GwContentIndex *self, const char *path, const struct stat *status, const GwHash *hash)
{
  Place place = { .key = get_key (path) };
  Set set;

  place.size = (guint64) status->st_size;
  place.changed = get_changed (status);
  memcpy (place.hash, hash->bytes, GW_HASH_BYTES);
  place.check = get_check (&place);

  g_mutex_lock (&self->mutex);
  if (open_file (self, TRUE))
    {
      read_set (self, place.key, &set);
      /* A cache that cannot be written is done without. */
      if (pwrite (self->fd, &place, sizeof place, get_offset (place.key, choose_place (&set, place.key, hash))) < 0)
        close_file (self);
    }
  g_mutex_unlock (&self->mutex);
}
