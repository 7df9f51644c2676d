/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <json-glib/json-glib.h>
#include <stdlib.h>

#include "gw-box.h"
#include "gw-mask.h"
#include "gw-raster.h"
#include "gw-rle.h"
#include "gw-test-data.h"
#include "test-geometry.h"

/* Numbers of a flat array. */
static GArray *
numbers_of (JsonNode *node)
{
  JsonArray *array = json_node_get_array (node);
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      double number = json_array_get_double_element (array, i);

      g_array_append_val (numbers, number);
    }
  return numbers;
}

#define AT(array, i) g_array_index (array, double, i)

static JsonParser *
load (const char *relative)
{
  g_autofree char *path = gw_test_golden_path (relative);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    {
      g_test_skip (GW_TEST_NO_GOLDEN);
      return NULL;
    }
  json_parser_load_from_mapped_file (parser, path, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&parser);
}

/* Every published string gives its own bytes back, by way of a mask too. */
static void
test_published_strings (gconstpointer data)
{
  g_autoptr (JsonParser) parser = load (data);
  JsonArray *results;
  guint n_strings = 0;

  if (parser == NULL)
    return;
  results = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (results); i++)
    {
      JsonObject *object = json_object_get_object_member (json_array_get_object_element (results, i), "segmentation");
      JsonArray *size = json_object_get_array_member (object, "size");
      const char *string = json_object_get_string_member (object, "counts");
      GwRle rle, back;
      GwMask mask;
      char *again;

      assert_ok (gw_rle_decode ((gint32) json_array_get_int_element (size, 0),
                                (gint32) json_array_get_int_element (size, 1), string, strlen (string), &rle));
      assert_ok (gw_rle_to_mask (&rle, &mask));
      assert_ok (gw_mask_validate (&mask));
      assert_ok (gw_rle_from_mask (&mask, &back));
      assert_ok (gw_rle_encode_dup (&back, &again, NULL));
      g_assert_cmpstr (again, ==, string);
      free (again);
      assert_ok (gw_rle_encode_dup (&rle, &again, NULL));
      g_assert_cmpstr (again, ==, string);
      free (again);
      gw_rle_clear (&rle);
      gw_rle_clear (&back);
      gw_mask_clear (&mask);
      n_strings++;
    }
  g_assert_cmpuint (n_strings, >, 100);
}

static void
annotation_rle (JsonNode *segmentation, gint32 height, gint32 width, GwRle *rle)
{
  JsonArray *list;
  g_autoptr (GPtrArray) arrays = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autofree GwRing *rings = NULL;

  if (JSON_NODE_HOLDS_OBJECT (segmentation))
    {
      g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (gint64));

      list = json_object_get_array_member (json_node_get_object (segmentation), "counts");
      for (guint i = 0; i < json_array_get_length (list); i++)
        {
          gint64 count = json_array_get_int_element (list, i);

          g_array_append_val (counts, count);
        }
      assert_ok (gw_rle_init (height, width, (gint64 *) (void *) counts->data, counts->len, rle));
      return;
    }

  list = json_node_get_array (segmentation);
  rings = g_new (GwRing, json_array_get_length (list));
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      GArray *numbers = numbers_of (json_array_get_element (list, i));

      g_ptr_array_add (arrays, numbers);
      rings[i] = (GwRing) { (GwPoint *) (void *) numbers->data, numbers->len / 2 };
    }
  assert_ok (gw_raster_coco (rings, arrays->len, height, width, rle));
}

/* Areas and boxes of these annotations were made by the reference tools. */
static void
test_areas_of_annotations (void)
{
  g_autoptr (JsonParser) parser = load ("coco/synthetic_gt.json");
  g_autoptr (GHashTable) images = g_hash_table_new (NULL, NULL);
  JsonObject *root;
  JsonArray *array;

  if (parser == NULL)
    return;
  root = json_node_get_object (json_parser_get_root (parser));
  array = json_object_get_array_member (root, "images");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *image = json_array_get_object_element (array, i);

      g_hash_table_insert (images, GINT_TO_POINTER (json_object_get_int_member (image, "id")), image);
    }

  array = json_object_get_array_member (root, "annotations");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *annotation = json_array_get_object_element (array, i);
      JsonObject *image = g_hash_table_lookup (images,
                                               GINT_TO_POINTER (json_object_get_int_member (annotation, "image_id")));
      g_autoptr (GArray) box = numbers_of (json_object_get_member (annotation, "bbox"));
      GwRle rle;
      GwBox bounds;

      annotation_rle (json_object_get_member (annotation, "segmentation"),
                      (gint32) json_object_get_int_member (image, "height"),
                      (gint32) json_object_get_int_member (image, "width"), &rle);
      g_assert_cmpfloat ((double) gw_rle_area (&rle), ==, json_object_get_double_member (annotation, "area"));
      assert_ok (gw_rle_bounds (&rle, &bounds));
      g_assert_cmpfloat (bounds.x, ==, AT (box, 0));
      g_assert_cmpfloat (bounds.y, ==, AT (box, 1));
      g_assert_cmpfloat (bounds.width, ==, AT (box, 2));
      g_assert_cmpfloat (bounds.height, ==, AT (box, 3));
      gw_rle_clear (&rle);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/annotations/strings-of-published-results", "coco/instances_val2014_fakesegm100_results.json",
                        test_published_strings);
  g_test_add_data_func ("/annotations/strings-of-made-results", "coco/synthetic_segm.json", test_published_strings);
  g_test_add_func ("/annotations/areas-of-annotations", test_areas_of_annotations);
  return g_test_run ();
}
