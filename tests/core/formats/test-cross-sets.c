/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Real sets that are there in several forms: labelme's own examples with what its programs made of
 * them for COCO and Pascal VOC, and photographs of COCO with boxes, polygons and two kinds of masks.
 */

#include "formats-fixture.h"

#include <math.h>
#include <string.h>

#include "gw-box.h"
#include "gw-mask.h"
#include "gw-path.h"
#include "gw-raster.h"

typedef struct
{
  GPtrArray *records;
  GwRecordHead *head;
} Set;

static void
set_clear (Set *self)
{
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->head, gw_record_head_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Set, set_clear)

/* FALSE where there are no data. */
static gboolean
read_set (Fixture *self, const char *format, const char *path, const GwReadOptions *options, Set *set)
{
  g_autofree char *source = gw_test_data_path (path);

  if (source == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return FALSE;
    }
  g_test_message ("%s %s", format, path);
  g_assert_true (fixture_read (self, format, source, options));
  set->records = g_ptr_array_ref (self->records);
  set->head = gw_record_head_copy (self->head);
  return TRUE;
}

/* The image of the same name without folder and ending; NULL: none. */
static GwRecord *
find_record (const Set *set, const GwRecord *like)
{
  const char *name = gw_path_basename (like->path);
  const gsize n = strcspn (name, ".");

  for (guint i = 0; i < set->records->len; i++)
    {
      GwRecord *record = g_ptr_array_index (set->records, i);
      const char *other = gw_path_basename (record->path);

      if (strcspn (other, ".") == n && strncmp (other, name, n) == 0)
        return record;
    }
  return NULL;
}

static const char *
get_name (const Set *set, GwObject *object)
{
  return gw_class_get_name (gw_record_head_find_class (set->head, gw_object_get_class_id (object)));
}

/* --- labelme --------------------------------------------------------------------------- */

#define EXAMPLE "seg-labelme/instance_segmentation/"

static gboolean
is_same_ring (const GwRing *a, const GwRing *b)
{
  gboolean same = a->n_points == b->n_points;

  for (gsize i = 0; same && i < a->n_points; i++)
    same = fabs (a->points[i].x - b->points[i].x) < 0.01 && fabs (a->points[i].y - b->points[i].y) < 0.01;
  return same;
}

/* How many objects of the class have the ring. */
static guint
count_ring (const Set *set, const GwRecord *record, const GwRing *ring, const char *name)
{
  guint n = 0;

  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);
      const GwShape *shape = gw_object_get_shape (object);

      for (gsize k = 0; shape->kind == GW_SHAPE_POLYGON && k < shape->as.polygon.n_rings; k++)
        n += is_same_ring (&shape->as.polygon.rings[k], ring) && strcmp (get_name (set, object), name) == 0;
    }
  return n;
}

/* Every polygon of labelme is a ring in COCO, and those of a group are one object. */
static void
test_labelme_coco (Fixture *self, gconstpointer data)
{
  const GwReadOptions merge = { .groups = GW_GROUPS_MERGE };
  g_auto (Set) labelme = { 0 };
  g_auto (Set) merged = { 0 };
  g_auto (Set) coco = { 0 };
  guint n_rings = 0, n_ignored = 0, n_objects = 0;

  if (!read_set (self, "labelme", EXAMPLE "data_annotated", NULL, &labelme)
      || !read_set (self, "labelme", EXAMPLE "data_annotated", &merge, &merged)
      || !read_set (self, "coco", EXAMPLE "data_dataset_coco/annotations.json", NULL, &coco))
    return;
  g_assert_cmpuint (labelme.records->len, ==, 3);
  for (guint i = 0; i < labelme.records->len; i++)
    {
      const GwRecord *record = g_ptr_array_index (labelme.records, i);
      const GwRecord *other = find_record (&coco, record);
      const GwRecord *joined = find_record (&merged, record);
      guint n_left = 0;

      g_assert_nonnull (other);
      g_assert_cmpint (record->width, ==, other->width);
      g_assert_cmpint (record->height, ==, other->height);
      for (guint k = 0; k < record->objects->len; k++)
        {
          GwObject *object = g_ptr_array_index (record->objects, k);
          const gboolean ignored = strcmp (get_name (&labelme, object), "__ignore__") == 0;

          n_rings++;
          n_ignored += ignored ? 1 : 0;
          n_left += ignored ? 1 : 0;
          g_assert_cmpuint (count_ring (&coco, other, &gw_object_get_shape (object)->as.polygon.rings[0],
                                        get_name (&labelme, object)),
                            ==, ignored ? 0 : 1);
        }
      g_assert_cmpuint (joined->objects->len, ==, other->objects->len + n_left);
      n_objects += other->objects->len;
    }
  g_assert_cmpuint (n_rings, ==, 18);
  g_assert_cmpuint (n_ignored, ==, 2);
  g_assert_cmpuint (n_objects, ==, 12);
}

/* Pixels of objects of a class; those of others that lie on them are not taken off. */
static GwMask
join_class (const Set *set, const GwRecord *record, const char *name)
{
  GwMask all = GW_MASK_INIT;

  g_assert_cmpint (gw_mask_init_empty (record->width, record->height, &all), ==, GW_STATUS_OK);
  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);
      GwMask mask = GW_MASK_INIT, both = GW_MASK_INIT;

      if (strcmp (get_name (set, object), name) != 0)
        continue;
      g_assert_cmpint (gw_raster_shape (gw_object_get_shape (object), record->width, record->height, &mask), ==,
                       GW_STATUS_OK);
      g_assert_cmpint (gw_mask_union (&all, &mask, &both), ==, GW_STATUS_OK);
      gw_mask_clear (&mask);
      gw_mask_clear (&all);
      all = both;
    }
  return all;
}

/* Pixels that the first has and the second has not. */
static double
count_outside (const GwMask *a, const GwMask *b)
{
  GwMask rest = GW_MASK_INIT;
  double area;

  g_assert_cmpint (gw_mask_subtract (a, b, &rest), ==, GW_STATUS_OK);
  area = (double) gw_mask_area (&rest);
  gw_mask_clear (&rest);
  return area;
}

/* labelme paints the outline too: its masks have all of our pixels that nothing covers, and a
 * border of one pixel at most beside them.
 */
static void
test_labelme_voc (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "person", "bottle", "bus", "car", "chair", "sofa" };
  g_auto (Set) labelme = { 0 };
  g_auto (Set) voc = { 0 };
  guint n_compared = 0, n_objects = 0;

  if (!read_set (self, "labelme", EXAMPLE "data_annotated", NULL, &labelme)
      || !read_set (self, "voc-masks", EXAMPLE "data_dataset_voc", NULL, &voc))
    return;
  g_assert_cmpuint (voc.records->len, ==, 3);
  for (guint i = 0; i < labelme.records->len; i++)
    {
      const GwRecord *record = g_ptr_array_index (labelme.records, i);
      const GwRecord *other = find_record (&voc, record);

      g_assert_nonnull (other);
      for (guint k = 0; k < other->objects->len; k++)
        n_objects += strcmp (get_name (&voc, g_ptr_array_index (other->objects, k)), "void") != 0;
      for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
        {
          GwMask ours = join_class (&labelme, record, names[k]);
          GwMask theirs = join_class (&voc, other, names[k]);

          g_assert_cmpint (ours.n_runs > 0, ==, theirs.n_runs > 0);
          if (ours.n_runs > 0)
            {
              const double area = (double) gw_mask_area (&ours);

              n_compared++;
              g_assert_cmpfloat (gw_mask_iou (&ours, &theirs), >, 0.93);
              g_assert_cmpfloat (count_outside (&ours, &theirs), <, 0.015 * area);
            }
          gw_mask_clear (&ours);
          gw_mask_clear (&theirs);
        }
    }
  g_assert_cmpuint (n_compared, ==, 7);
  g_assert_cmpuint (n_objects, ==, 12);
}

static void
test_labelme_boxes (Fixture *self, gconstpointer data)
{
  g_auto (Set) labelme = { 0 };
  g_auto (Set) voc = { 0 };
  guint n = 0;

  if (!read_set (self, "labelme", "seg-labelme/bbox_detection/data_annotated", NULL, &labelme)
      || !read_set (self, "voc", "seg-labelme/bbox_detection/data_dataset_voc", NULL, &voc))
    return;
  for (guint i = 0; i < labelme.records->len; i++)
    {
      const GwRecord *record = g_ptr_array_index (labelme.records, i);
      const GwRecord *other = find_record (&voc, record);

      g_assert_nonnull (other);
      g_assert_cmpint (record->height, ==, other->height);
      g_assert_cmpuint (record->objects->len, ==, other->objects->len);
      for (guint k = 0; k < record->objects->len; k++, n++)
        {
          GwObject *object = g_ptr_array_index (record->objects, k);
          GwObject *same = g_ptr_array_index (other->objects, k);

          g_assert_cmpstr (get_name (&labelme, object), ==, get_name (&voc, same));
          g_assert_true (gw_shape_equal (gw_object_get_shape (object), gw_object_get_shape (same), 0.01));
        }
    }
  g_assert_cmpuint (n, ==, 9);
}

/* --- photographs of COCO ------------------------------------------------------------------- */

static gint64
get_number (GwObject *object, const Set *set, const char *format)
{
  GwClass *class = gw_record_head_find_class (set->head, gw_object_get_class_id (object));
  const char *id = NULL;

  g_assert_true (gw_class_get_alias (class, format, &id, NULL));
  return g_ascii_strtoll (id, NULL, 10);
}

/* The number of the class of each pixel. (transfer full) */
static guint8 *
paint (const Set *set, const GwRecord *record, const char *format)
{
  const gsize n = (gsize) record->width * (gsize) record->height;
  guint8 *numbers = g_malloc0 (n);
  g_autofree guint8 *rows = g_malloc (n);

  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);
      const GwMask *mask = &gw_object_get_shape (object)->as.mask;
      const guint8 number = (guint8) get_number (object, set, format);

      g_assert_cmpint (gw_mask_to_bitmap (mask, 0, 0, record->width, record->height, 1, rows, (gsize) record->width),
                       ==, GW_STATUS_OK);
      for (gsize k = 0; k < n; k++)
        numbers[k] = rows[k] ? number : numbers[k];
    }
  return numbers;
}

/* Each pixel is of one class in both kinds of masks. */
static void
test_coco_masks (Fixture *self, gconstpointer data)
{
  g_auto (Set) panoptic = { 0 };
  g_auto (Set) semantic = { 0 };
  g_autofree char *images = gw_test_data_path ("det-coco128/images/train2017");
  const GwReadOptions options = { .images_dir = images };
  guint n = 0;

  if (!read_set (self, "coco-panoptic", "det-coco128/panoptic", NULL, &panoptic)
      || !read_set (self, "semantic-png", "det-coco128/masks-semantic/train2017", &options, &semantic))
    return;
  g_assert_cmpuint (semantic.records->len, ==, 128);
  for (guint i = 0; i < panoptic.records->len; i++)
    {
      const GwRecord *record = g_ptr_array_index (panoptic.records, i);
      const GwRecord *other = find_record (&semantic, record);
      g_autofree guint8 *one = NULL;
      g_autofree guint8 *two = NULL;

      g_assert_nonnull (other);
      g_assert_cmpint (record->width, ==, other->width);
      g_assert_cmpint (record->height, ==, other->height);
      one = paint (&panoptic, record, "coco-panoptic");
      two = paint (&semantic, other, "semantic-png");
      g_assert_cmpmem (one, (gsize) record->width * (gsize) record->height, two,
                       (gsize) other->width * (gsize) other->height);
      n++;
    }
  g_assert_cmpuint (n, ==, 100);
}

/* How many objects have one of the same class in the other set that shares most of their box. */
static guint
count_matches (const Set *set, const Set *other, guint *n_objects)
{
  guint n = 0;

  *n_objects = 0;
  for (guint i = 0; i < set->records->len; i++)
    {
      const GwRecord *record = g_ptr_array_index (set->records, i);
      const GwRecord *like = find_record (other, record);

      for (guint k = 0; like != NULL && k < record->objects->len; k++)
        {
          GwObject *object = g_ptr_array_index (record->objects, k);
          const GwBox box = gw_object_get_bounds (object);
          double best = 0;

          for (guint m = 0; m < like->objects->len; m++)
            {
              GwObject *candidate = g_ptr_array_index (like->objects, m);
              const GwBox bounds = gw_object_get_bounds (candidate);

              if (strcmp (get_name (set, object), get_name (other, candidate)) == 0)
                best = fmax (best, gw_box_iou (&box, &bounds));
            }
          (*n_objects)++;
          n += best > 0.5 ? 1 : 0;
        }
    }
  return n;
}

/* The three forms were made of each other with losses, which have always the same count. */
static void
test_coco_objects (Fixture *self, gconstpointer data)
{
  g_auto (Set) boxes = { 0 };
  g_auto (Set) polygons = { 0 };
  g_auto (Set) panoptic = { 0 };
  guint n;

  if (!read_set (self, "yolo", "det-coco128/labels-yolo", NULL, &boxes)
      || !read_set (self, "yolo-segment", "det-coco128/labels-yolo-seg", NULL, &polygons)
      || !read_set (self, "coco-panoptic", "det-coco128/panoptic", NULL, &panoptic))
    return;
  g_assert_cmpuint (count_matches (&polygons, &boxes, &n), ==, 736);
  g_assert_cmpuint (n, ==, 746);
  g_assert_cmpuint (count_matches (&polygons, &panoptic, &n), ==, 745);
  g_assert_cmpuint (count_matches (&boxes, &panoptic, &n), ==, 739);
  g_assert_cmpuint (n, ==, 741);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/cross-sets/labelme-coco", test_labelme_coco);
  FIXTURE_TEST ("/cross-sets/labelme-voc", test_labelme_voc);
  FIXTURE_TEST ("/cross-sets/labelme-boxes", test_labelme_boxes);
  FIXTURE_TEST ("/cross-sets/coco-masks", test_coco_masks);
  FIXTURE_TEST ("/cross-sets/coco-objects", test_coco_objects);

  return g_test_run ();
}
