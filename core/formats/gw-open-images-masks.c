/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-open-images-masks.h"

#include <string.h>
#include <unistd.h>
#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-mask-picture.h"
#include "gw-mask-regions.h"
#include "gw-mask.h"
#include "gw-path.h"

/* Folders of masks beside a table; @ stands for the subset. */
static const char *const folders[] = {
  "@-masks", "masks", "", "@/masks", "masks/@", "@", "segmentations/masks", "@/segmentations/masks", "labels/masks"
};

/* Masks come in sixteen archives, by the first digit of their image. */
typedef enum
{
  TOGETHER,
  IN_FOLDER, /* A/ */
  BESIDE,    /* train-masks-a/ */
  N_PARTS
} Parts;

struct _GwOpenImagesMasks
{
  char *top;
  guint last; /* where the last one was: the first place for the next */
};

GwOpenImagesMasks *
gw_open_images_masks_new (const char *top)
{
  GwOpenImagesMasks *self = g_new0 (GwOpenImagesMasks, 1);

  self->top = g_canonicalize_filename (top, NULL);

  return self;
}

void
gw_open_images_masks_free (GwOpenImagesMasks *self)
{
  if (self == NULL)
    return;
  g_free (self->top);
  g_free (self);
}

/* --- where they are ------------------------------------------------------------------------ */

/* The folder of a table below top; "" is top itself. (transfer full) */
static char *
get_base (const GwOpenImagesMasks *self, const GwOpenImagesFile *table)
{
  g_autofree char *absolute = g_canonicalize_filename (table->path, NULL);
  g_autofree char *folder = g_path_get_dirname (absolute);
  const gsize n = strlen (self->top);

  return g_str_has_prefix (folder, self->top) && folder[n] == '/' ? g_strdup (folder + n + 1) : g_strdup ("");
}

/* place: of all combinations. NULL: it makes no sense for the table. (transfer full) */
static char *
make_path (guint place, const char *base, const char *split, const char *id, const char *name)
{
  const char *pattern = folders[place % G_N_ELEMENTS (folders)];
  const Parts parts = (Parts) (place / G_N_ELEMENTS (folders) % N_PARTS);
  const gboolean at_top = place >= G_N_ELEMENTS (folders) * N_PARTS;
  g_autoptr (GString) folder = g_string_new (pattern);
  const char digit[] = { parts == IN_FOLDER ? g_ascii_toupper (id[0]) : g_ascii_tolower (id[0]), '\0' };

  if ((at_top && *base == '\0') || (split == NULL && strchr (pattern, '@') != NULL)
      || (parts != TOGETHER && !g_ascii_isalnum (id[0])) || (parts == BESIDE && *pattern == '\0'))
    return NULL;
  if (split != NULL)
    g_string_replace (folder, "@", split, 0);
  if (parts == BESIDE)
    g_string_append_printf (folder, "-%s", digit);

  return g_build_filename (at_top ? "" : base, folder->str, parts == IN_FOLDER ? digit : "", name, NULL);
}

static char *
try_place (const GwOpenImagesMasks *self, guint place, const char *base, const char *split, const char *id,
           const char *name)
{
  g_autofree char *joined = make_path (place, base, split, id, name);
  g_autofree char *path = joined != NULL ? gw_path_normalise (joined, -1, NULL) : NULL;
  int fd = path != NULL ? gw_path_open_beneath (self->top, path, NULL) : -1;

  if (fd < 0)
    return NULL;
  close (fd);
  return g_build_filename (self->top, path, NULL);
}

char *
gw_open_images_masks_find (GwOpenImagesMasks *self, const GwOpenImagesFile *table, const char *id, const char *name)
{
  const guint n = 2 * G_N_ELEMENTS (folders) * N_PARTS;
  g_autofree char *base = get_base (self, table);
  g_autofree char *split = table->split != NULL ? gw_path_normalise (table->split, -1, NULL) : NULL;

  for (guint i = 0; i < n; i++)
    {
      const guint place = (self->last + i) % n;
      char *found = try_place (self, place, base, split, id, name);

      if (found == NULL)
        continue;
      self->last = place;
      return found;
    }
  return NULL;
}

/* --- reading -------------------------------------------------------------------------------- */

static gboolean
is_set (const GwMaskPicture *picture, guint32 value)
{
  if (picture->kind == GW_MASK_PALETTE)
    return value < picture->n_palette && picture->palette[value] != 0 && picture->alpha[value] > 127;
  return value != 0 && value != GW_MASK_TRANSPARENT;
}

static void
get_regions_cb (int y, guint32 *out, gpointer data)
{
  const GwMaskPicture *picture = data;

  gw_mask_picture_get_row (picture, y, out);
  for (int x = 0; x < picture->width; x++)
    out[x] = is_set (picture, out[x]) ? 0 : GW_REGION_NONE;
}

/* Frees the mask where it is not of the image's size. */
static gw_status
fit (GwMask *mask, int width, int height)
{
  GwMask fitted = GW_MASK_INIT;
  gw_status status;

  if (mask->image_width == width && mask->image_height == height)
    return GW_STATUS_OK;
  status = gw_mask_resize (mask, width, height, &fitted);
  gw_mask_clear (mask);
  if (status == GW_STATUS_OK)
    *mask = fitted;

  return status;
}

gboolean
gw_open_images_mask_read (const char *file, int width, int height, GwMask *mask, const char **code,
                          GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GwMaskPicture) picture = gw_mask_picture_read_file (file, cancellable, &failure);
  gw_status status;

  if (picture == NULL)
    {
      *code = g_error_matches (failure, GW_ERROR, GW_ERROR_TRUNCATED) ? "truncated-file" : "image-unreadable";
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  status = gw_mask_regions_find (picture->width, picture->height, 1, get_regions_cb, picture, mask);
  if (status == GW_STATUS_OK)
    status = fit (mask, width, height);
  else
    gw_mask_clear (mask);
  if (status == GW_STATUS_OK && mask->n_runs > 0)
    return TRUE;

  *code = status == GW_STATUS_OK ? "segment-empty" : "limit";
  g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
               status == GW_STATUS_OK ? _ ("%s: the mask has no pixels.") : _ ("%s: the mask is too large."), file);
  gw_mask_clear (mask);

  return FALSE;
}
