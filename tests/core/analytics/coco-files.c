/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "coco-files.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "gw-raster.h"
#include "gw-rle.h"

typedef struct
{
  gint32 height;
  gint32 width;
  GArray *truths;
  GArray *detections;
} Picture;

static void
free_mask (gpointer data)
{
  gw_rle_clear (data);
  g_free (data);
}

static void
free_array (gpointer data)
{
  g_array_unref (data);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static GwBox
box_of (JsonObject *object)
{
  JsonArray *numbers = json_object_has_member (object, "bbox") ? json_object_get_array_member (object, "bbox") : NULL;

  if (numbers == NULL || json_array_get_length (numbers) != 4)
    return (GwBox) { 0, 0, 0, 0 };
  return (GwBox) { json_array_get_double_element (numbers, 0), json_array_get_double_element (numbers, 1),
                   json_array_get_double_element (numbers, 2), json_array_get_double_element (numbers, 3) };
}

static void
mask_of_outlines (JsonArray *outlines, const Picture *picture, GwRle *mask)
{
  guint n = json_array_get_length (outlines);
  g_autofree GwRing *rings = g_new0 (GwRing, n);

  for (guint i = 0; i < n; i++)
    {
      JsonArray *numbers = json_array_get_array_element (outlines, i);

      rings[i].n_points = json_array_get_length (numbers) / 2;
      rings[i].points = g_new (GwPoint, rings[i].n_points);
      for (guint k = 0; k < rings[i].n_points; k++)
        rings[i].points[k] = (GwPoint) { json_array_get_double_element (numbers, 2 * k),
                                         json_array_get_double_element (numbers, 2 * k + 1) };
    }
  g_assert_cmpint (gw_raster_coco (rings, n, picture->height, picture->width, mask), ==, GW_STATUS_OK);
  for (guint i = 0; i < n; i++)
    g_free (rings[i].points);
}

static void
mask_of_runs (JsonObject *runs, GwRle *mask)
{
  JsonArray *size = json_object_get_array_member (runs, "size");
  JsonNode *counts = json_object_get_member (runs, "counts");
  gint32 height = (gint32) json_array_get_int_element (size, 0), width = (gint32) json_array_get_int_element (size, 1);

  if (JSON_NODE_HOLDS_VALUE (counts))
    {
      const char *string = json_node_get_string (counts);

      g_assert_cmpint (gw_rle_decode (height, width, string, strlen (string), mask), ==, GW_STATUS_OK);
    }
  else
    {
      JsonArray *array = json_node_get_array (counts);
      guint n = json_array_get_length (array);
      g_autofree gint64 *numbers = g_new (gint64, n);

      for (guint i = 0; i < n; i++)
        numbers[i] = json_array_get_int_element (array, i);
      g_assert_cmpint (gw_rle_init (height, width, numbers, n, mask), ==, GW_STATUS_OK);
    }
}

static const GwRle *
mask_of (CocoFiles *self, JsonObject *object, const Picture *picture)
{
  JsonNode *node = json_object_get_member (object, "segmentation");
  GwRle *mask = g_new0 (GwRle, 1);

  if (JSON_NODE_HOLDS_ARRAY (node))
    mask_of_outlines (json_node_get_array (node), picture, mask);
  else
    mask_of_runs (json_node_get_object (node), mask);
  g_ptr_array_add (self->masks, mask);

  return mask;
}

static gint32
label_of (const CocoFiles *self, JsonObject *object)
{
  gint64 id = json_object_get_int_member (object, "category_id");
  guint index;

  return g_array_binary_search (self->categories, &id, compare_ids, &index) ? (gint32) index : -1;
}

static Picture *
picture_of (GHashTable *pictures, JsonObject *object)
{
  gint64 id = json_object_get_int_member (object, "image_id");
  Picture *picture = g_hash_table_lookup (pictures, &id);

  g_assert_nonnull (picture);
  return picture;
}

static void
add_truth (CocoFiles *self, GHashTable *pictures, JsonObject *object, gboolean masks)
{
  Picture *picture = picture_of (pictures, object);
  GwTruthObject truth = { .label = label_of (self, object),
                          .crowd = json_object_get_int_member_with_default (object, "iscrowd", 0) != 0,
                          .area = json_object_get_double_member_with_default (object, "area", NAN),
                          .box = box_of (object),
                          .mask = masks ? mask_of (self, object, picture) : NULL };

  g_array_append_val (picture->truths, truth);
}

static void
add_detection (CocoFiles *self, GHashTable *pictures, JsonObject *object, gboolean masks)
{
  Picture *picture = picture_of (pictures, object);
  GwDetectedObject detection = { .label = label_of (self, object),
                                 .score = json_object_get_double_member (object, "score"),
                                 .box = box_of (object),
                                 .mask = masks ? mask_of (self, object, picture) : NULL };

  g_array_append_val (picture->detections, detection);
}

static void
add_images (CocoFiles *self, GHashTable *pictures, JsonArray *images)
{
  for (guint i = 0; i < json_array_get_length (images); i++)
    {
      JsonObject *object = json_array_get_object_element (images, i);
      Picture *picture = g_new0 (Picture, 1);
      GwDetectionImage image = { .id = json_object_get_int_member (object, "id") };

      picture->height = (gint32) json_object_get_int_member (object, "height");
      picture->width = (gint32) json_object_get_int_member (object, "width");
      picture->truths = g_array_new (FALSE, FALSE, sizeof (GwTruthObject));
      picture->detections = g_array_new (FALSE, FALSE, sizeof (GwDetectedObject));
      g_ptr_array_add (self->arrays, picture->truths);
      g_ptr_array_add (self->arrays, picture->detections);
      g_hash_table_insert (pictures, g_memdup2 (&image.id, sizeof image.id), picture);
      g_array_append_val (self->images, image);
    }
  g_array_sort (self->images, compare_ids); /* the id comes first */
}

static void
fill_images (CocoFiles *self, GHashTable *pictures)
{
  for (guint i = 0; i < self->images->len; i++)
    {
      GwDetectionImage *image = &g_array_index (self->images, GwDetectionImage, i);
      const Picture *picture = g_hash_table_lookup (pictures, &image->id);

      image->truths = (GwTruthObject *) (void *) picture->truths->data;
      image->n_truths = picture->truths->len;
      image->detections = (GwDetectedObject *) (void *) picture->detections->data;
      image->n_detections = picture->detections->len;
    }
}

CocoFiles *
coco_files_read (const char *truth, const char *results, gboolean masks, GError **error)
{
  g_autoptr (JsonParser) truth_parser = json_parser_new_immutable ();
  g_autoptr (JsonParser) result_parser = json_parser_new_immutable ();
  g_autoptr (GHashTable) pictures = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  CocoFiles *self;
  JsonObject *root;
  JsonArray *array;

  if (!json_parser_load_from_mapped_file (truth_parser, truth, error)
      || !json_parser_load_from_mapped_file (result_parser, results, error))
    return NULL;

  self = g_new0 (CocoFiles, 1);
  self->categories = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->images = g_array_new (FALSE, FALSE, sizeof (GwDetectionImage));
  self->arrays = g_ptr_array_new_with_free_func (free_array);
  self->masks = g_ptr_array_new_with_free_func (free_mask);
  root = json_node_get_object (json_parser_get_root (truth_parser));
  array = json_object_get_array_member (root, "categories");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      gint64 id = json_object_get_int_member (json_array_get_object_element (array, i), "id");

      g_array_append_val (self->categories, id);
    }
  g_array_sort (self->categories, compare_ids);
  add_images (self, pictures, json_object_get_array_member (root, "images"));
  array = json_object_get_array_member (root, "annotations");
  for (guint i = 0; i < json_array_get_length (array); i++)
    add_truth (self, pictures, json_array_get_object_element (array, i), masks);
  array = json_node_get_array (json_parser_get_root (result_parser));
  for (guint i = 0; i < json_array_get_length (array); i++)
    add_detection (self, pictures, json_array_get_object_element (array, i), masks);
  fill_images (self, pictures);

  return self;
}

void
coco_files_free (CocoFiles *self)
{
  g_array_unref (self->categories);
  g_array_unref (self->images);
  g_ptr_array_unref (self->arrays);
  g_ptr_array_unref (self->masks);
  g_free (self);
}
