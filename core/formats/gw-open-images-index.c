/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-open-images-index.h"

/* A run is read whole. */
#define MOST_BYTES ((guint64) 16 << 20)

typedef struct
{
  const char *id;
  guint32 first; /* place of its first run, + 1 */
  guint32 last;
} Image;

/* Always true: the runs of an image are a chain from first to last. */
struct _GwOpenImagesIndex
{
  GArray *images;     /* of Image */
  GArray *runs;       /* of GwOpenImagesRun */
  GHashTable *places; /* id -> place in images + 1 */
  GStringChunk *ids;
};

GwOpenImagesIndex *
gw_open_images_index_new (void)
{
  GwOpenImagesIndex *self = g_new0 (GwOpenImagesIndex, 1);

  self->images = g_array_new (FALSE, FALSE, sizeof (Image));
  self->runs = g_array_new (FALSE, FALSE, sizeof (GwOpenImagesRun));
  self->places = g_hash_table_new (g_str_hash, g_str_equal);
  self->ids = g_string_chunk_new (64 * 1024);

  return self;
}

void
gw_open_images_index_free (GwOpenImagesIndex *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->places);
  g_string_chunk_free (self->ids);
  g_array_unref (self->images);
  g_array_unref (self->runs);
  g_free (self);
}

static Image *
ensure_image (GwOpenImagesIndex *self, const char *id)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, id));

  if (place == 0)
    {
      Image image = { g_string_chunk_insert (self->ids, id), 0, 0 };

      g_array_append_val (self->images, image);
      place = self->images->len;
      g_hash_table_insert (self->places, (gpointer) image.id, GUINT_TO_POINTER (place));
    }
  return &g_array_index (self->images, Image, place - 1);
}

gboolean
gw_open_images_index_add (GwOpenImagesIndex *self, const char *id, guint file, guint64 offset, guint64 end,
                          guint64 line)
{
  GwOpenImagesRun run = { offset, (guint32) (end - offset), (guint32) MIN (line, G_MAXUINT32), file, 0 };
  Image *image = ensure_image (self, id);
  GwOpenImagesRun *last = image->last > 0 ? &g_array_index (self->runs, GwOpenImagesRun, image->last - 1) : NULL;

  /* What the row takes may go beyond it by lines that are empty. */
  if (end - offset > MOST_BYTES * 2)
    return FALSE;
  if (last != NULL && last->file == file && last->offset + last->length == offset && end - last->offset <= MOST_BYTES)
    {
      last->length = (guint32) (end - last->offset);
      return TRUE;
    }
  if (self->runs->len == G_MAXUINT / sizeof run)
    return FALSE;
  g_array_append_val (self->runs, run);
  if (image->last > 0)
    g_array_index (self->runs, GwOpenImagesRun, image->last - 1).next = self->runs->len;
  else
    image->first = self->runs->len;
  image->last = self->runs->len;

  return TRUE;
}

gboolean
gw_open_images_index_has (GwOpenImagesIndex *self, const char *id)
{
  return g_hash_table_contains (self->places, id);
}

guint
gw_open_images_index_get_n (GwOpenImagesIndex *self)
{
  return self->images->len;
}

const char *
gw_open_images_index_get_id (GwOpenImagesIndex *self, guint image)
{
  g_return_val_if_fail (image < self->images->len, NULL);

  return g_array_index (self->images, Image, image).id;
}

const GwOpenImagesRun *
gw_open_images_index_next (GwOpenImagesIndex *self, guint image, const GwOpenImagesRun *last)
{
  guint32 place;

  g_return_val_if_fail (image < self->images->len, NULL);

  place = last != NULL ? last->next : g_array_index (self->images, Image, image).first;

  return place > 0 ? &g_array_index (self->runs, GwOpenImagesRun, place - 1) : NULL;
}
