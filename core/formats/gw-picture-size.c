/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-picture-size.h"

#include <unistd.h>

#include "gw-image-info.h"
#include "gw-images-dir.h"
#include "gw-path.h"

/* As many as the intake asks for. */
#define SAMPLE 12

struct _GwPictureSizes
{
  GwImageTable *known; /* (nullable): not ours */
  char *images_dir;    /* (nullable) */
  char *source;        /* (nullable): until the folder was looked for */
  GPtrArray *sample;   /* of paths */
};

GwPictureSizes *
gw_picture_sizes_new (GwImageTable *known, const char *images_dir, const char *source)
{
  GwPictureSizes *self = g_new0 (GwPictureSizes, 1);

  self->known = known;
  self->images_dir = g_strdup (images_dir);
  self->source = images_dir == NULL ? g_strdup (source) : NULL;
  self->sample = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
gw_picture_sizes_free (GwPictureSizes *self)
{
  if (self == NULL)
    return;

  g_free (self->images_dir);
  g_free (self->source);
  g_ptr_array_unref (self->sample);
  g_free (self);
}

void
gw_picture_sizes_note (GwPictureSizes *self, const char *image)
{
  char *path = self->source != NULL && self->sample->len < SAMPLE ? gw_path_tail (image, -1, NULL) : NULL;

  if (path != NULL)
    g_ptr_array_add (self->sample, path);
}

static void
look_for_dir (GwPictureSizes *self, const char *image)
{
  if (self->source == NULL)
    return;
  if (self->sample->len == 0)
    gw_picture_sizes_note (self, image);
  if (self->sample->len > 0)
    self->images_dir = gw_images_dir_guess (self->source, (const char *const *) self->sample->pdata, self->sample->len);
  g_clear_pointer (&self->source, g_free);
}

gboolean
gw_picture_sizes_find (GwPictureSizes *self, const char *image, int *width, int *height)
{
  g_autofree char *path = gw_path_normalise (image, -1, NULL);
  GwImageInfo info;
  gboolean has_info;
  guint found;
  int fd;

  if (self->known != NULL
      && gw_image_table_find (self->known, path != NULL ? path : image, &found) > GW_MATCH_AMBIGUOUS)
    {
      const GwImageEntry *entry = gw_image_table_get (self->known, found);

      *width = entry->width;
      *height = entry->height;
      return *width > 0 && *height > 0;
    }
  if (path == NULL)
    return FALSE;
  look_for_dir (self, image);
  fd = self->images_dir != NULL ? gw_path_open_beneath (self->images_dir, path, NULL) : -1;
  if (fd < 0)
    return FALSE;
  has_info = gw_image_info_read_fd (fd, &info, NULL);
  close (fd);
  if (!has_info)
    return FALSE;
  *width = info.width;
  *height = info.height;

  return TRUE;
}
