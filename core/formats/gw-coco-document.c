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
  self->named = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->pool = gw_coco_pool_new ();
  self->met = g_array_new (FALSE, FALSE, sizeof (GwCocoMet));
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
  g_array_unref (self->named);
  gw_coco_pool_free (self->pool);
  g_clear_pointer (&self->met, g_array_unref);
  g_free (self->places);
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

void
_gw_coco_document_name_category (GwCocoDocument *self, guint32 place, gint64 class_id)
{
  g_array_index (self->categories, GwCocoCategory, place).class_id = class_id;
  g_array_append_val (self->named, place);
}

void
_gw_coco_document_add (GwCocoDocument *self, guint32 image, const GByteArray *annotation)
{
  GwCocoMet met = { gw_coco_pool_add (self->pool, annotation), image };

  g_array_append_val (self->met, met);
  g_array_index (self->images, GwCocoImage, image).n_annotations++;
  self->n_annotations++;
}

void
_gw_coco_document_forget_images (GwCocoDocument *self)
{
  for (guint i = 0; i < self->order->len; i++)
    {
      GwCocoImage *image = &g_array_index (self->images, GwCocoImage, g_array_index (self->order, guint32, i));

      *image = (GwCocoImage) { .n_annotations = image->n_annotations };
    }
  g_array_set_size (self->order, 0);
}

void
_gw_coco_document_forget_annotations (GwCocoDocument *self)
{
  for (guint i = 0; i < self->met->len; i++)
    g_array_index (self->images, GwCocoImage, g_array_index (self->met, GwCocoMet, i).image).n_annotations = 0;
  g_array_set_size (self->met, 0);
  self->n_annotations = 0;
}

void
_gw_coco_document_forget_categories (GwCocoDocument *self)
{
  for (guint i = 0; i < self->named->len; i++)
    g_array_index (self->categories, GwCocoCategory, g_array_index (self->named, guint32, i)).class_id = 0;
  g_array_set_size (self->named, 0);
}

void
_gw_coco_document_group (GwCocoDocument *self)
{
  guint32 n = 0;

  for (guint i = 0; i < self->images->len; i++)
    {
      GwCocoImage *image = &g_array_index (self->images, GwCocoImage, i);

      image->first = n;
      n += image->n_annotations;
      image->n_annotations = 0;
    }

  self->places = g_new (guint64, MAX (n, 1));
  for (guint i = 0; i < self->met->len; i++)
    {
      const GwCocoMet *met = &g_array_index (self->met, GwCocoMet, i);
      GwCocoImage *image = &g_array_index (self->images, GwCocoImage, met->image);

      self->places[image->first + image->n_annotations++] = met->place;
    }
  g_clear_pointer (&self->met, g_array_unref);
}

const guint64 *
gw_coco_document_get_places (const GwCocoDocument *self, const GwCocoImage *image)
{
  return self->places + image->first;
}
