/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-picture-size.h"

#include "gw-image-info.h"
#include "gw-images-dir.h"
#include "gw-path.h"

gboolean
gw_picture_size_find (GwImageTable *known, const char *images_dir, const char *source, const char *image, int *width,
                      int *height)
{
  g_autofree char *path = gw_path_normalise (image, -1, NULL);
  g_autofree char *guess = NULL;
  g_autofree char *file = NULL;
  GwImageInfo info;
  guint found;

  if (known != NULL && gw_image_table_find (known, path != NULL ? path : image, &found) > GW_MATCH_AMBIGUOUS)
    {
      const GwImageEntry *entry = gw_image_table_get (known, found);

      *width = entry->width;
      *height = entry->height;
      return *width > 0 && *height > 0;
    }
  if (path == NULL)
    return FALSE;
  if (images_dir == NULL && source != NULL)
    images_dir = guess = gw_images_dir_guess (source, (const char *const[]) { path }, 1);
  if (images_dir == NULL)
    return FALSE;
  file = g_build_filename (images_dir, path, NULL);
  if (!gw_image_info_read_file (file, &info, NULL))
    return FALSE;
  *width = info.width;
  *height = info.height;

  return TRUE;
}
