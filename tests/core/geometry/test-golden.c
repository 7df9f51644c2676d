/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <json-glib/json-glib.h>
#include <math.h>
#include <stdlib.h>

#include "gw-box-stats.h"
#include "gw-box.h"
#include "gw-cooccurrence.h"
#include "gw-mask.h"
#include "gw-missing-map.h"
#include "gw-raster.h"
#include "gw-rle.h"
#include "gw-test-data.h"
#include "test-geometry.h"

/* A case of a file of reference values: what goes in, and what must come out. */
typedef struct
{
  JsonObject *inputs;
  JsonObject *args;
  JsonObject *expect;
  double abs;
  double rel;
  const char *id;
} Case;

typedef void (*CaseFunc) (const Case *self);

/* The value itself, or the shared input that "@name" stands for. */
static JsonNode *
resolve (const Case *self, JsonNode *node)
{
  const char *name = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
                         ? json_node_get_string (node)
                         : NULL;

  return name != NULL && name[0] == '@' ? json_object_get_member (self->inputs, name + 1) : node;
}

static JsonNode *
argument (const Case *self, const char *name)
{
  JsonNode *node = json_object_get_member (self->args, name);

  g_assert_nonnull (node);
  return resolve (self, node);
}

static double
number_of (JsonNode *node)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return NAN;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_str_equal (json_node_get_string (node), "-inf") ? -INFINITY : INFINITY;
  return json_node_get_double (node);
}

/* Numbers of a number, a flat array, or a matrix; *columns is 1 unless it is one. */
static GArray *
numbers_of (JsonNode *node, gsize *columns)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (double));
  JsonArray *array;

  if (columns != NULL)
    *columns = 1;
  if (JSON_NODE_HOLDS_VALUE (node) || JSON_NODE_HOLDS_NULL (node))
    {
      double number = number_of (node);

      return g_array_append_val (numbers, number);
    }
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *matrix = json_node_get_object (node);

      if (columns != NULL)
        *columns = (gsize) json_object_get_int_member (matrix, "cols");
      array = json_object_get_array_member (matrix, "data");
    }
  else
    array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      double number = number_of (json_array_get_element (array, i));

      g_array_append_val (numbers, number);
    }
  return numbers;
}

#define AT(array, i) g_array_index (array, double, i)

static void
expect_numbers (const Case *self, const char *key, const double *got, gsize n)
{
  g_autoptr (GArray) want = numbers_of (json_object_get_member (self->expect, key), NULL);

  g_assert_cmpuint (want->len, ==, n);
  for (gsize i = 0; i < n; i++)
    {
      double value = AT (want, i);
      gboolean same = isnan (value)   ? isnan (got[i])
                      : isinf (value) ? got[i] == value
                                      : fabs (got[i] - value) <= self->abs + self->rel * fabs (value);

      if (!same)
        g_error ("%s: %s[%" G_GSIZE_FORMAT "] is %.17g instead of %.17g", self->id, key, i, got[i], value);
    }
}

/* Counts must be equal, whatever the tolerance. */
static void
expect_counts (const Case *self, const char *key, const guint64 *got, gsize n)
{
  g_autoptr (GArray) want = numbers_of (json_object_get_member (self->expect, key), NULL);

  g_assert_cmpuint (want->len, ==, n);
  for (gsize i = 0; i < n; i++)
    if ((double) got[i] != AT (want, i))
      g_error ("%s: %s[%" G_GSIZE_FORMAT "] is %" G_GUINT64_FORMAT " instead of %g", self->id, key, i, got[i],
               AT (want, i));
}

static GwBox *
boxes_of (const Case *self, const char *name, gsize *n)
{
  g_autoptr (GArray) numbers = numbers_of (argument (self, name), NULL);
  GwBox *boxes = g_new (GwBox, numbers->len / 4);

  *n = numbers->len / 4;
  for (gsize i = 0; i < *n; i++)
    boxes[i] = (GwBox) { AT (numbers, 4 * i), AT (numbers, 4 * i + 1), AT (numbers, 4 * i + 2),
                         AT (numbers, 4 * i + 3) };
  return boxes;
}

static void
run_box_stats (const Case *self)
{
  gsize n;
  g_autofree GwBox *boxes = boxes_of (self, "boxes", &n);
  g_autoptr (GArray) widths = numbers_of (argument (self, "image_w"), NULL);
  g_autoptr (GArray) heights = numbers_of (argument (self, "image_h"), NULL);
  g_autofree double *columns = g_new (double, 5 * n);
  g_autofree guint64 *sizes = g_new (guint64, n);
  guint64 of_size[GW_BOX_N_SIZES] = { 0 };

  for (gsize i = 0; i < n; i++)
    {
      GwBoxStats stats;

      assert_ok (gw_box_stats (&boxes[i], AT (widths, i), AT (heights, i), &stats));
      columns[i] = stats.area;
      columns[n + i] = stats.relative_area;
      columns[2 * n + i] = stats.aspect;
      columns[3 * n + i] = stats.centre_x;
      columns[4 * n + i] = stats.centre_y;
      sizes[i] = stats.size;
      of_size[stats.size]++;
    }
  expect_numbers (self, "area", columns, n);
  expect_numbers (self, "relative_area", columns + n, n);
  expect_numbers (self, "aspect", columns + 2 * n, n);
  expect_numbers (self, "center_x", columns + 3 * n, n);
  expect_numbers (self, "center_y", columns + 4 * n, n);
  expect_counts (self, "size_bucket", sizes, n);
  expect_counts (self, "bucket_counts", of_size, GW_BOX_N_SIZES);
}

static void
run_box_center_grid (const Case *self)
{
  gsize n;
  gsize rows = (gsize) json_object_get_int_member (self->args, "grid_rows");
  gsize columns = (gsize) json_object_get_int_member (self->args, "grid_cols");
  g_autofree GwBox *boxes = boxes_of (self, "boxes", &n);
  g_autoptr (GArray) widths = numbers_of (argument (self, "image_w"), NULL);
  g_autoptr (GArray) heights = numbers_of (argument (self, "image_h"), NULL);
  g_autofree guint64 *counts = g_new (guint64, rows * columns);
  size_t n_excluded;

  assert_ok (gw_box_centre_grid (boxes, (double *) (void *) widths->data, (double *) (void *) heights->data, n, rows,
                                 columns, counts, &n_excluded));
  g_assert_cmpuint (n_excluded, ==, 0);
  expect_counts (self, "counts", counts, rows * columns);
}

static gint32 *
indices_of (const Case *self, const char *name, gsize *n)
{
  g_autoptr (GArray) numbers = numbers_of (argument (self, name), NULL);
  gint32 *indices = g_new (gint32, numbers->len);

  *n = numbers->len;
  for (gsize i = 0; i < *n; i++)
    indices[i] = (gint32) AT (numbers, i);
  return indices;
}

static void
run_label_cooccurrence (const Case *self)
{
  gsize n, n_images, n_classes = (gsize) json_object_get_int_member (self->args, "n_classes");
  g_autofree gint32 *images = indices_of (self, "image", &n);
  g_autofree gint32 *classes = indices_of (self, "class", &n);
  g_autoptr (GArray) per_image = numbers_of (json_object_get_member (self->expect, "boxes_per_image"), NULL);
  g_autofree guint64 *both = g_new (guint64, n_classes * n_classes);
  g_autofree double *jaccard = g_new (double, n_classes *n_classes);
  g_autofree guint64 *of_class = g_new (guint64, n_classes);
  g_autofree guint64 *of_image = NULL;

  n_images = per_image->len;
  of_image = g_new (guint64, n_images);
  assert_ok (gw_cooccurrence (images, classes, n, n_images, n_classes, both, jaccard, of_class, of_image, NULL));
  expect_counts (self, "images_with_both", both, n_classes * n_classes);
  expect_numbers (self, "jaccard", jaccard, n_classes * n_classes);
  expect_counts (self, "instances_per_class", of_class, n_classes);
  expect_counts (self, "boxes_per_image", of_image, n_images);
  for (gsize i = 0; i < n_classes; i++)
    of_class[i] = both[i * n_classes + i];
  expect_counts (self, "images_per_class", of_class, n_classes);
}

static void
run_missing_map (const Case *self)
{
  gsize columns, rows;
  g_autoptr (GArray) table = numbers_of (argument (self, "table"), &columns);
  g_autofree guint64 *of_column = g_new (guint64, columns);
  g_autofree guint64 *both = g_new (guint64, columns * columns);
  g_autofree guint64 *of_row = NULL, *bits = NULL, *counts = NULL;
  guint64 complete;
  size_t n_patterns;

  rows = table->len / columns;
  of_row = g_new (guint64, rows);
  bits = g_new (guint64, rows);
  counts = g_new (guint64, rows);
  assert_ok (gw_missing_map ((double *) (void *) table->data, rows, columns, of_column, of_row, both, bits, counts,
                             &n_patterns, &complete));
  expect_counts (self, "missing_per_column", of_column, columns);
  expect_counts (self, "missing_per_row", of_row, rows);
  expect_counts (self, "both_missing", both, columns * columns);
  expect_counts (self, "pattern_bits", bits, n_patterns);
  expect_counts (self, "pattern_counts", counts, n_patterns);
  expect_counts (self, "complete_rows", &complete, 1);
}

static void
run_iou_boxes (const Case *self)
{
  gsize n_a, n_b;
  g_autofree GwBox *a = boxes_of (self, "a", &n_a);
  g_autofree GwBox *b = boxes_of (self, "b", &n_b);
  g_autofree double *iou = g_new (double, n_a *n_b);
  g_autofree guint8 *crowd = g_new0 (guint8, n_b);

  if (json_object_has_member (self->args, "b_is_crowd"))
    {
      g_autoptr (GArray) flags = numbers_of (argument (self, "b_is_crowd"), NULL);

      g_assert_cmpuint (flags->len, ==, n_b);
      for (gsize i = 0; i < n_b; i++)
        crowd[i] = AT (flags, i) != 0.0;
    }
  assert_ok (gw_box_iou_matrix (a, n_a, b, n_b, crowd, iou));
  expect_numbers (self, "iou", iou, n_a * n_b);
}

/* A mask of a matrix of 0 and 1, and its RLE by way of the mask. */
static void
rle_of (const Case *self, JsonNode *node, GwRle *rle)
{
  gsize columns;
  g_autoptr (GArray) numbers = numbers_of (resolve (self, node), &columns);
  g_autofree guint8 *bytes = g_new (guint8, numbers->len);
  GwMask mask;

  for (gsize i = 0; i < numbers->len; i++)
    bytes[i] = AT (numbers, i) != 0.0;
  assert_ok (gw_mask_from_bitmap ((gint32) columns, (gint32) (numbers->len / columns), 0, 0, (gint32) columns,
                                  (gint32) (numbers->len / columns), bytes, columns, &mask));
  assert_ok (gw_mask_validate (&mask));
  assert_ok (gw_rle_from_mask (&mask, rle));
  gw_mask_clear (&mask);
}

static void
expect_compressed (const Case *self, const GwRle *rle)
{
  const char *want = json_object_get_string_member (self->expect, "compressed");
  guint64 area = gw_rle_area (rle);
  char *got;
  GwRle back;

  assert_ok (gw_rle_encode_dup (rle, &got, NULL));
  g_assert_cmpstr (got, ==, want);
  assert_ok (gw_rle_decode (rle->height, rle->width, got, strlen (got), &back));
  g_assert_true (gw_rle_equal (rle, &back));
  gw_rle_clear (&back);
  free (got);
  expect_counts (self, "area", &area, 1);
}

static void
run_rle (const Case *self)
{
  GwRle rle;
  GwBox bounds;
  g_autofree guint64 *counts = NULL;

  rle_of (self, json_object_get_member (self->args, "mask"), &rle);
  counts = g_new (guint64, rle.n_counts);
  for (gsize i = 0; i < rle.n_counts; i++)
    counts[i] = rle.counts[i];
  expect_counts (self, "counts", counts, rle.n_counts);
  expect_compressed (self, &rle);
  gw_rle_bounds (&rle, &bounds);
  expect_numbers (self, "bbox_xywh", (double[]) { bounds.x, bounds.y, bounds.width, bounds.height }, 4);
  gw_rle_clear (&rle);
}

static void
run_iou_masks (const Case *self)
{
  JsonArray *names = json_object_get_array_member (self->args, "masks");
  gsize n = json_array_get_length (names);
  g_autoptr (GArray) flags = numbers_of (argument (self, "b_is_crowd"), NULL);
  g_autofree GwRle *rles = g_new (GwRle, n);
  g_autofree guint8 *crowd = g_new (guint8, n);
  g_autofree double *iou = g_new (double, n *n);

  for (gsize i = 0; i < n; i++)
    {
      rle_of (self, json_array_get_element (names, (guint) i), &rles[i]);
      crowd[i] = AT (flags, i) != 0.0;
    }
  assert_ok (gw_rle_iou_matrix (rles, n, rles, n, crowd, iou));
  expect_numbers (self, "iou", iou, n * n);
  for (gsize i = 0; i < n; i++)
    gw_rle_clear (&rles[i]);
}

static void
run_polygon_to_mask (const Case *self)
{
  g_autoptr (GArray) numbers = numbers_of (argument (self, "polygon_xy"), NULL);
  GwRing ring = { (GwPoint *) (void *) numbers->data, numbers->len / 2 };
  GwRle rle;

  assert_ok (gw_raster_coco (&ring, 1, (gint32) json_object_get_int_member (self->args, "height"),
                             (gint32) json_object_get_int_member (self->args, "width"), &rle));
  expect_compressed (self, &rle);
  gw_rle_clear (&rle);
}

static const struct
{
  const char *name;
  CaseFunc run;
} functions[] = {
  { "box_center_grid", run_box_center_grid },
  { "box_stats", run_box_stats },
  { "iou_boxes", run_iou_boxes },
  { "iou_boxes_crowd", run_iou_boxes },
  { "iou_masks", run_iou_masks },
  { "label_cooccurrence", run_label_cooccurrence },
  { "missing_map", run_missing_map },
  { "polygon_to_mask", run_polygon_to_mask },
  { "rle", run_rle },
};

/* Metrics that share files with geometry and are no geometry. */
static const char *const metrics[] = {
  "boundary_iou", "detection_confusion", "panoptic_quality", "semantic_metrics", "voc_ap", NULL,
};

static gboolean
run_case (JsonObject *inputs, JsonObject *object)
{
  JsonObject *tolerance = json_object_get_object_member (object, "tol");
  Case self = { inputs,
                json_object_get_object_member (object, "args"),
                json_object_get_object_member (object, "expect"),
                json_object_get_double_member (tolerance, "abs"),
                json_object_get_double_member (tolerance, "rel"),
                json_object_get_string_member (object, "id") };
  const char *name = json_object_get_string_member (object, "fn");

  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++)
    if (g_str_equal (functions[i].name, name))
      {
        functions[i].run (&self);
        return TRUE;
      }
  if (!g_strv_contains (metrics, name))
    g_error ("%s: no function is known for “%s”", self.id, name);
  return FALSE;
}

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

/* data: the file, a blank, and how many of its cases must have run. */
static void
test_reference_values (gconstpointer data)
{
  g_auto (GStrv) parts = g_strsplit (data, " ", 2);
  g_autoptr (JsonParser) parser = load (parts[0]);
  JsonObject *root;
  JsonArray *cases;
  int n_run = 0;

  if (parser == NULL)
    return;
  root = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpstr (json_object_get_string_member (root, "format"), ==, "groundwork-golden/1");
  cases = json_object_get_array_member (root, "cases");
  for (guint i = 0; i < json_array_get_length (cases); i++)
    n_run += run_case (json_object_get_object_member (root, "inputs"), json_array_get_object_element (cases, i));
  g_assert_cmpint (n_run, ==, atoi (parts[1]));
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
      GArray *numbers = numbers_of (json_array_get_element (list, i), NULL);

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
      g_autoptr (GArray) box = numbers_of (json_object_get_member (annotation, "bbox"), NULL);
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
  g_test_add_data_func ("/golden/geometry", "geometry.json 4", test_reference_values);
  g_test_add_data_func ("/golden/segmentation", "segmentation.json 15", test_reference_values);
  g_test_add_data_func ("/golden/detection", "detection.json 2", test_reference_values);
  g_test_add_data_func ("/golden/strings-of-published-results", "coco/instances_val2014_fakesegm100_results.json",
                        test_published_strings);
  g_test_add_data_func ("/golden/strings-of-made-results", "coco/synthetic_segm.json", test_published_strings);
  g_test_add_func ("/golden/areas-of-annotations", test_areas_of_annotations);
  return g_test_run ();
}
