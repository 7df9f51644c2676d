/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-coco-parse-private.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"

GwCocoDocument *
_gw_coco_document_new (const char *file, const char *split)
{
  GwCocoDocument *self = g_new0 (GwCocoDocument, 1);

  self->file = g_strdup (file);
  self->split = g_strdup (split);
  self->image_ids = gw_coco_ids_new ();
  self->images = g_array_new (FALSE, TRUE, sizeof (GwCocoImage));
  self->order = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->category_ids = gw_coco_ids_new ();
  self->categories = g_array_new (FALSE, TRUE, sizeof (GwCocoCategory));
  self->pool = gw_coco_pool_new ();
  self->strings = g_string_chunk_new (64 * 1024);

  return self;
}

void
gw_coco_document_free (GwCocoDocument *self)
{
  if (self == NULL)
    return;

  gw_coco_ids_free (self->image_ids);
  g_array_unref (self->images);
  g_array_unref (self->order);
  gw_coco_ids_free (self->category_ids);
  g_array_unref (self->categories);
  gw_coco_pool_free (self->pool);
  g_string_chunk_free (self->strings);
  g_free (self->split);
  g_free (self->file);
  g_free (self);
}

GwCocoImage *
_gw_coco_document_get_image (GwCocoDocument *self, GwCocoId id, guint32 *place)
{
  guint32 found = gw_coco_ids_ensure (self->image_ids, id);

  if (found >= self->images->len)
    g_array_set_size (self->images, found + 1);
  if (place != NULL)
    *place = found;

  return &g_array_index (self->images, GwCocoImage, found);
}

GwCocoCategory *
_gw_coco_document_get_category (GwCocoDocument *self, GwCocoId id, guint32 *place)
{
  guint32 found = gw_coco_ids_ensure (self->category_ids, id);

  if (found >= self->categories->len)
    g_array_set_size (self->categories, found + 1);
  if (place != NULL)
    *place = found;

  return &g_array_index (self->categories, GwCocoCategory, found);
}
