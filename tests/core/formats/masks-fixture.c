/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "masks-fixture.h"

#include <png.h>

#include "gw-image-scan.h"
#include "gw-mask-picture.h"
#include "gw-mask.h"

const guint8 masks_plain[MASKS_W * MASKS_H] = {
  0, 0, 0, 0, 0, 0, 2, 2, /**/
  0, 1, 1, 0, 0, 0, 2, 2, /**/
  0, 1, 1, 0, 0, 0, 2, 2, /**/
  0, 0, 0, 0, 0, 0, 2, 2, /**/
};

void
masks_write_gray (Fixture *self, const char *name, const guint8 *rows)
{
  fixture_png (self, name, &(FixturePng) { MASKS_W, MASKS_H, 8, PNG_COLOR_TYPE_GRAY, .rows = rows });
}

guint64
masks_area_of (Fixture *self, guint record, const char *class)
{
  guint64 area = 0;

  for (guint i = 0; i < fixture_record (self, record)->objects->len; i++)
    {
      GwObject *object = fixture_object (self, record, i);

      g_assert_cmpint (gw_object_get_shape (object)->kind, ==, GW_SHAPE_MASK);
      g_assert_cmpint (gw_shape_validate (gw_object_get_shape (object)), ==, GW_STATUS_OK);
      if (g_strcmp0 (fixture_class (self, gw_object_get_class_id (object)), class) == 0)
        area += gw_mask_area (&gw_object_get_shape (object)->as.mask);
    }

  return area;
}

void
masks_assert_same_values (const char *a, const char *b, guint n_expected)
{
  g_autoptr (GPtrArray) paths = gw_image_scan (a, NULL, NULL, NULL, NULL);

  g_assert_nonnull (paths);
  g_assert_cmpuint (paths->len, ==, n_expected);
  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *one = g_build_filename (a, g_ptr_array_index (paths, i), NULL);
      g_autofree char *two = g_build_filename (b, g_ptr_array_index (paths, i), NULL);
      g_autoptr (GwMaskPicture) first = gw_mask_picture_read_file (one, NULL, NULL);
      g_autoptr (GwMaskPicture) second = gw_mask_picture_read_file (two, NULL, NULL);

      g_assert_nonnull (first);
      g_assert_nonnull (second);
      g_assert_cmpint (second->kind, ==, GW_MASK_PALETTE);
      g_assert_cmpint (first->width, ==, second->width);
      g_assert_cmpint (first->height, ==, second->height);
      g_assert_cmpmem (first->bytes, (gsize) first->width * (gsize) first->height, second->bytes,
                       (gsize) second->width * (gsize) second->height);
    }
}

void
masks_assert_same_files (Fixture *self, const char *a, const char *b, const char *const *names)
{
  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autofree char *one = g_build_filename (self->folder, a, names[i], NULL);
      g_autofree char *two = g_build_filename (self->folder, b, names[i], NULL);
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;
      gsize n_first, n_second;

      g_test_message ("%s", names[i]);
      g_assert_true (g_file_get_contents (one, &first, &n_first, NULL));
      g_assert_true (g_file_get_contents (two, &second, &n_second, NULL));
      g_assert_cmpmem (first, n_first, second, n_second);
    }
}
