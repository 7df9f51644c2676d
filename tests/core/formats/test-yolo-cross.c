/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The same labels in YOLO's and other forms (spec formats 17.5). */

#include "formats-fixture.h"

#include <math.h>
#include <string.h>

#include "gw-box.h"
#include "gw-mask.h"
#include "gw-path.h"
#include "gw-raster.h"

/* A reading that stays while others are made. */
typedef struct
{
  GwRecordHead *head;
  GPtrArray *records;
} Reading;

static Reading
take_reading (Fixture *self)
{
  return (Reading) { g_steal_pointer (&self->head), g_steal_pointer (&self->records) };
}

static void
reading_clear (Reading *self)
{
  gw_record_head_free (self->head);
  g_ptr_array_unref (self->records);
}

static GwRecord *
find_record (const Reading *reading, const char *path)
{
  for (guint i = 0; i < reading->records->len; i++)
    {
      GwRecord *record = g_ptr_array_index (reading->records, i);

      if (strcmp (gw_path_basename (record->path), gw_path_basename (path)) == 0)
        return record;
    }
  return NULL;
}

static const char *
get_class (const Reading *reading, GwObject *object)
{
  return gw_class_get_name (gw_record_head_find_class (reading->head, gw_object_get_class_id (object)));
}

/* Every box of one is a box of the other, of the same class, within 0.01 pixels. */
static void
assert_same_boxes (const Reading *a, const Reading *b)
{
  guint64 n = 0;

  for (guint i = 0; i < a->records->len; i++)
    {
      const GwRecord *record = g_ptr_array_index (a->records, i);
      const GwRecord *other = find_record (b, record->path);

      g_assert_true (other != NULL || record->objects->len == 0);
      if (other == NULL)
        continue;
      g_assert_cmpuint (record->objects->len, ==, other->objects->len);
      for (guint k = 0; k < record->objects->len; k++)
        {
          GwObject *object = g_ptr_array_index (record->objects, k), *same = g_ptr_array_index (other->objects, k);
          const GwBox box = gw_object_get_bounds (object), there = gw_object_get_bounds (same);

          g_assert_cmpstr (get_class (a, object), ==, get_class (b, same));
          g_assert_cmpfloat_with_epsilon (box.x, there.x, 0.01);
          g_assert_cmpfloat_with_epsilon (box.y, there.y, 0.01);
          g_assert_cmpfloat_with_epsilon (box.width, there.width, 0.01);
          g_assert_cmpfloat_with_epsilon (box.height, there.height, 0.01);
          n++;
        }
    }
  g_assert_cmpuint (n, >, 0);
}

/* --- cats -------------------------------------------------------------------------------- */

static void
test_toy (Fixture *self, gconstpointer data)
{
  static const char *const formats[] = { "yolo", "yolo-segment", "yolo-obb", "voc", "labelme", "yolo", "yolo-obb" };
  g_autofree char *images = gw_test_data_path ("det-formats-toy/images");
  g_autofree char *source = gw_test_data_path ("det-formats-toy/gts_coco_format/toy_example_coco.JSON");
  const GwReadOptions options = { .images_dir = images };
  g_autofree char *last = NULL;
  g_autofree char *from = g_strdup ("coco");
  Reading truth;

  if (source == NULL || images == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  g_assert_true (fixture_read (self, "coco", source, &options));
  truth = take_reading (self);
  /* From each form to the next, and back to the first ones. */
  last = g_strdup (source);
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *name = g_strdup_printf ("step-%u", (guint) i);
      g_autofree char *target = fixture_path (self, name);
      GwConvertSpec spec = { .source = last, .target = target, .read = options, .write.copy = GW_COPY_COPY };
      GwConvertResult result;
      GwReadOptions here = { .images_dir = images };
      Reading reading;

      g_test_message ("%s", formats[i]);
      spec.from = gw_format_find (from, NULL);
      spec.to = gw_format_find (formats[i], NULL);
      g_assert_true (gw_convert (&spec, self->problems, &result, NULL, NULL));
      g_assert_true (fixture_read (self, formats[i], target, &here));
      reading = take_reading (self);
      assert_same_boxes (&truth, &reading);
      reading_clear (&reading);
      g_free (last);
      last = g_strdup (target);
      g_free (from);
      from = g_strdup (formats[i]);
    }
  reading_clear (&truth);
}

/* --- a hundred photographs ------------------------------------------------------------------ */

static Reading
read_real (Fixture *self, const char *format, const char *name, const char *images)
{
  g_autofree char *source = gw_test_data_path (name);
  const GwReadOptions options = { .images_dir = images };

  g_assert_true (fixture_read (self, format, source, &options));
  fixture_assert_adds_up (self);
  return take_reading (self);
}

/* How far the sides of the box are off that of the nearest object of the class. */
static double
find_nearest (const Reading *reading, const GwRecord *record, const char *class, const GwBox *box)
{
  double least = INFINITY;

  for (guint i = 0; record != NULL && i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);
      const GwBox other = gw_object_get_bounds (object);
      const double off = fmax (fmax (fabs (other.x - box->x), fabs (other.y - box->y)),
                               fmax (fabs (other.x + other.width - box->x - box->width),
                                     fabs (other.y + other.height - box->y - box->height)));

      if (strcmp (get_class (reading, object), class) == 0)
        least = fmin (least, off);
    }
  return least;
}

/* The best intersection over union of the object with one of the class. */
static double
find_most_alike (const Reading *reading, const GwRecord *record, const char *class, const GwMask *mask)
{
  double most = 0;

  for (guint i = 0; record != NULL && i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);
      const GwShape *shape = gw_object_get_shape (object);

      if (shape->kind == GW_SHAPE_MASK && strcmp (get_class (reading, object), class) == 0)
        most = fmax (most, gw_mask_iou (mask, &shape->as.mask));
    }
  return most;
}

/* Boxes, polygons and masks of the same photographs, which people and programs made one from
 * the other, to a pixel or two.
 */
static void
test_forms (Fixture *self, gconstpointer data)
{
  g_autofree char *images = gw_test_data_path ("det-coco128/images");
  g_autofree char *beside = gw_test_data_path ("det-coco128/images/train2017");
  Reading boxes, polygons, masks;
  guint n = 0, n_near = 0, n_alike = 0;
  double sum = 0;

  if (images == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  boxes = read_real (self, "yolo", "det-coco128/labels-yolo", images);
  polygons = read_real (self, "yolo-segment", "det-coco128/labels-yolo-seg", images);
  masks = read_real (self, "coco-panoptic", "det-coco128/panoptic/panoptic_train2017.json", beside);
  for (guint i = 0; i < polygons.records->len; i++)
    {
      const GwRecord *record = g_ptr_array_index (polygons.records, i);

      for (guint k = 0; k < record->objects->len; k++)
        {
          GwObject *object = g_ptr_array_index (record->objects, k);
          const char *class = get_class (&polygons, object);
          const GwBox box = gw_object_get_bounds (object);
          GwMask mask = GW_MASK_INIT;
          double alike;

          g_assert_cmpint (gw_raster_shape (gw_object_get_shape (object), record->width, record->height, &mask), ==,
                           GW_STATUS_OK);
          alike = find_most_alike (&masks, find_record (&masks, record->path), class, &mask);
          n++;
          n_near += find_nearest (&boxes, find_record (&boxes, record->path), class, &box) < 4 ? 1 : 0;
          n_alike += alike > 0.75 ? 1 : 0;
          sum += alike;
          gw_mask_clear (&mask);
        }
    }
  g_test_message ("of %u %u are near a box, %u like a mask, %.3f on average", n, n_near, n_alike, sum / n);
  g_assert_cmpuint (n, ==, 746);
  g_assert_cmpuint (n_near, >, 710);
  g_assert_cmpuint (n_alike, >, 620);
  g_assert_cmpfloat (sum / n, >, 0.86);
  reading_clear (&boxes);
  reading_clear (&polygons);
  reading_clear (&masks);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/yolo-cross/cats", test_toy);
  FIXTURE_TEST ("/yolo-cross/boxes-polygons-and-masks", test_forms);

  return g_test_run ();
}
