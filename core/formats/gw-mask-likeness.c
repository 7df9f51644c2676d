/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-mask-likeness.h"

#include <string.h>

#include "gw-image-info.h"
#include "gw-image-scan.h"
#include "gw-mask-picture.h"
#include "gw-path.h"

/* Pictures that are looked at, and how large one may be. */
#define MOST_PICTURES 8
#define MOST_PIXELS (16 << 20)

/* Values of all of them together. */
#define MOST_VALUES 40

/* Of a hundred pixels so many may have another value than the one before. */
#define MOST_CHANGES 10

typedef struct
{
  guint32 values[MOST_VALUES];
  guint n_values;
  guint64 n_pixels;
  guint64 n_changes;
} Look;

/* FALSE where there are too many of them. */
static gboolean
note_value (Look *look, guint32 value)
{
  for (guint i = 0; i < look->n_values; i++)
    if (look->values[i] == value)
      return TRUE;
  if (look->n_values == MOST_VALUES)
    return FALSE;
  look->values[look->n_values++] = value;
  return TRUE;
}

static gboolean
look_at (Look *look, const char *file, GCancellable *cancellable)
{
  GwImageInfo info;
  g_autoptr (GwMaskPicture) picture = NULL;
  g_autofree guint32 *row = NULL;

  if (!gw_image_info_read_file (file, &info, NULL) || info.format != GW_IMAGE_FORMAT_PNG
      || (gint64) info.width * info.height > MOST_PIXELS)
    return FALSE;
  picture = gw_mask_picture_read_file (file, cancellable, NULL);
  if (picture == NULL)
    return FALSE;
  row = g_new (guint32, picture->width);
  for (int y = 0; y < picture->height; y++)
    {
      gw_mask_picture_get_row (picture, y, row);
      for (int x = 0; x < picture->width; x++)
        if (x == 0 || row[x] != row[x - 1])
          {
            look->n_changes += x > 0 ? 1 : 0;
            if (!note_value (look, row[x]))
              return FALSE;
          }
    }
  look->n_pixels += (guint64) picture->width * (guint64) picture->height;

  return TRUE;
}

gboolean
gw_mask_folder_is_likely (const char *folder, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) paths = gw_image_scan (folder, cancellable, NULL, NULL, NULL);
  Look look = { 0 };
  guint n;

  if (paths == NULL || paths->len == 0)
    return FALSE;
  n = MIN (paths->len, MOST_PICTURES);
  for (guint i = 0; i < n; i++)
    {
      const char *path = g_ptr_array_index (paths, (guint) ((guint64) i * paths->len / n));
      g_autofree char *file = g_build_filename (folder, path, NULL);

      if (g_cancellable_is_cancelled (cancellable) || !look_at (&look, file, cancellable))
        return FALSE;
    }

  return look.n_values > 1 && 100 * look.n_changes <= MOST_CHANGES * look.n_pixels;
}
