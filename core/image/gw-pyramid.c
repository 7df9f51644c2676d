/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-pyramid.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gw-decode.h"
#include "gw-error.h"
#include "gw-pyramid-private.h"
#include "gw-resample-private.h"

/* No level is made below this size: drawing it any smaller costs nothing. */
#define SMALLEST_LEVEL_SIDE 256
#define MAX_LEVELS 24

/* Pixels of the largest level that is held: 1 GiB, and a third more for the
 * levels below. Larger pictures begin with level 1.
 */
#define MAX_LEVEL_PIXELS (G_GUINT64_CONSTANT (1) << 28)

/* levels[n] is NULL below first_level (too large to hold), above n_levels
 * (never made), and between them until it is made. A preview has fit and no
 * level. Everything but levels is fixed once the pyramid has been returned.
 */
struct _GwPyramid
{
  gatomicrefcount ref_count;
  GMutex mutex; /* for levels */
  GwImageInfo info;
  GError *warning;
  int first_level;
  int n_levels;
  cairo_surface_t *levels[MAX_LEVELS];
  cairo_surface_t *fit;
  gboolean has_alpha;
};

/* Written out because G_DEFINE_BOXED_TYPE is not ISO C. */
GType
gw_pyramid_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_boxed_type_register_static (g_intern_static_string ("GwPyramid"),
                                                            (GBoxedCopyFunc) gw_pyramid_ref,
                                                            (GBoxedFreeFunc) gw_pyramid_unref));

  return type;
}

static GwPyramid *
pyramid_new (const GwImageInfo *info)
{
  GwPyramid *self = g_new0 (GwPyramid, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->info = *info;

  return self;
}

/* Takes the surface as the first level that is held. Which one it is, the
 * longer side tells: the other may be a single pixel in all of them.
 */
static void
set_first_level (GwPyramid *self, cairo_surface_t *surface)
{
  int held = MAX (cairo_image_surface_get_width (surface), cairo_image_surface_get_height (surface));
  int longer = MAX (self->info.width, self->info.height);

  while (((longer - 1) >> self->first_level) + 1 > held)
    self->first_level++;
  self->levels[self->first_level] = cairo_surface_reference (surface);
  self->n_levels = self->first_level + 1;
  while (((longer - 1) >> (self->n_levels - 1)) + 1 > SMALLEST_LEVEL_SIDE)
    self->n_levels++;
  self->has_alpha = cairo_image_surface_get_format (surface) == CAIRO_FORMAT_ARGB32;
}

GwPyramid *
gw_pyramid_new_for_surface (cairo_surface_t *surface)
{
  GwImageInfo info = { .orientation = 1, .bit_depth = 8 };
  GwPyramid *self;

  g_return_val_if_fail (surface != NULL, NULL);
  g_return_val_if_fail (cairo_image_surface_get_format (surface) == CAIRO_FORMAT_RGB24
                            || cairo_image_surface_get_format (surface) == CAIRO_FORMAT_ARGB32,
                        NULL);
  g_return_val_if_fail (cairo_image_surface_get_width (surface) > 0, NULL);
  g_return_val_if_fail (cairo_image_surface_get_height (surface) > 0, NULL);

  info.width = info.raw_width = cairo_image_surface_get_width (surface);
  info.height = info.raw_height = cairo_image_surface_get_height (surface);
  info.has_alpha = cairo_image_surface_get_format (surface) == CAIRO_FORMAT_ARGB32;
  info.channels = info.has_alpha ? 4 : 3;
  self = pyramid_new (&info);
  set_first_level (self, surface);

  return self;
}

static gboolean
fail_memory (GwPyramid *self, GError **error)
{
  g_set_error (error, GW_ERROR, GW_ERROR_LIMIT, _ ("There is not enough memory for a picture of %d × %d pixels."),
               self->info.width, self->info.height);
  return FALSE;
}

static gboolean
make_all_levels (GwPyramid *self, GCancellable *cancellable, GError **error)
{
  for (int n = self->first_level; n < self->n_levels; n++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (gw_pyramid_get_level (self, n) == NULL)
        return fail_memory (self, error);
    }

  return TRUE;
}

/* The smallest surface at hand that is not smaller than the size. */
static cairo_surface_t *
find_source (GwPyramid *self, int width, int height)
{
  for (int n = self->n_levels - 1; n > self->first_level; n--)
    if (cairo_image_surface_get_width (self->levels[n]) >= width
        && cairo_image_surface_get_height (self->levels[n]) >= height)
      return self->levels[n];

  return self->levels[self->first_level];
}

static gboolean
make_fit (GwPyramid *self, cairo_surface_t *source, int width, int height, GError **error)
{
  self->fit = _gw_surface_scale_down (source, MIN (width, cairo_image_surface_get_width (source)),
                                      MIN (height, cairo_image_surface_get_height (source)));
  if (self->fit == NULL)
    return fail_memory (self, error);
  self->has_alpha = cairo_image_surface_get_format (source) == CAIRO_FORMAT_ARGB32;

  return TRUE;
}

static gboolean
build (GwPyramid *self, cairo_surface_t *surface, gboolean preview, int fit_width, int fit_height,
       GCancellable *cancellable, GError **error)
{
  if (preview)
    return make_fit (self, surface, fit_width, fit_height, error);

  set_first_level (self, surface);
  if (!make_all_levels (self, cancellable, error))
    return FALSE;

  return fit_width == 0 || make_fit (self, find_source (self, fit_width, fit_height), fit_width, fit_height, error);
}

int
_gw_pyramid_get_min_side (int width, int height)
{
  guint64 n_pixels = (guint64) width * (guint64) height;
  int shift = 0;

  while ((n_pixels >> (2 * shift)) > MAX_LEVEL_PIXELS)
    shift++;

  return shift > 0 ? ((MAX (width, height) - 1) >> shift) + 1 : 0;
}

GwPyramid *
gw_pyramid_new_for_file (const char *path, int view_width, int view_height, gboolean preview, GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GwPyramid) self = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) warning = NULL;
  cairo_surface_t *surface;
  GwImageInfo info;
  const guint8 *data;
  gsize size;
  int fit_width = 0;
  int fit_height = 0;
  int min_side;
  gboolean built;

  g_return_val_if_fail (path != NULL, NULL);

  bytes = gw_decode_read_file (path, cancellable, error);
  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &size);
  if (!gw_image_info_read_bytes (data, size, &info, error))
    return NULL;
  if (view_width <= 0 || view_height <= 0
      || !_gw_fit_size (info.width, info.height, view_width, view_height, &fit_width, &fit_height))
    preview = FALSE;
  min_side = preview ? MAX (fit_width, fit_height) : _gw_pyramid_get_min_side (info.width, info.height);
  surface = gw_decode_bytes (data, size, min_side, &info, cancellable, &warning, error);
  if (surface == NULL)
    return NULL;

  self = pyramid_new (&info);
  self->warning = g_steal_pointer (&warning);
  built = build (self, surface, preview, fit_width, fit_height, cancellable, error);
  cairo_surface_destroy (surface);

  return built ? g_steal_pointer (&self) : NULL;
}

GwPyramid *
_gw_pyramid_new_preview (GwPyramid *full)
{
  GwPyramid *self;

  if (full->fit == NULL)
    return NULL;

  self = pyramid_new (&full->info);
  self->fit = cairo_surface_reference (full->fit);
  self->has_alpha = full->has_alpha;
  self->warning = full->warning != NULL ? g_error_copy (full->warning) : NULL;

  return self;
}

GwPyramid *
gw_pyramid_ref (GwPyramid *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
gw_pyramid_unref (GwPyramid *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (int n = 0; n < MAX_LEVELS; n++)
    g_clear_pointer (&self->levels[n], cairo_surface_destroy);
  g_clear_pointer (&self->fit, cairo_surface_destroy);
  g_clear_error (&self->warning);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

int
gw_pyramid_get_width (GwPyramid *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->info.width;
}

int
gw_pyramid_get_height (GwPyramid *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->info.height;
}

const GwImageInfo *
gw_pyramid_get_info (GwPyramid *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->info;
}

gboolean
gw_pyramid_has_alpha (GwPyramid *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->has_alpha;
}

gboolean
gw_pyramid_is_preview (GwPyramid *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->n_levels == 0;
}

const GError *
gw_pyramid_get_warning (GwPyramid *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->warning;
}

int
gw_pyramid_get_n_levels (GwPyramid *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_levels;
}

int
gw_pyramid_get_level_for_zoom (GwPyramid *self, double zoom)
{
  int level = 0;

  g_return_val_if_fail (self != NULL, 0);

  if (self->n_levels == 0)
    return 0;
  while (level < self->n_levels - 1 && ldexp (1.0, -(level + 1)) >= zoom)
    level++;

  return MAX (level, self->first_level);
}

cairo_surface_t *
gw_pyramid_get_level (GwPyramid *self, int level)
{
  cairo_surface_t *surface;

  g_return_val_if_fail (self != NULL, NULL);

  if (level < self->first_level || level >= self->n_levels)
    return NULL;

  g_mutex_lock (&self->mutex);
  for (int n = self->first_level + 1; n <= level; n++)
    if (self->levels[n] == NULL && self->levels[n - 1] != NULL)
      self->levels[n] = _gw_surface_halve (self->levels[n - 1]);
  surface = self->levels[level];
  g_mutex_unlock (&self->mutex);

  return surface;
}

static double
get_fit_scale (GwPyramid *self)
{
  return (double) cairo_image_surface_get_width (self->fit) / self->info.width;
}

cairo_surface_t *
gw_pyramid_get_fit (GwPyramid *self, double *scale)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->fit != NULL && scale != NULL)
    *scale = MAX (get_fit_scale (self), (double) cairo_image_surface_get_height (self->fit) / self->info.height);

  return self->fit;
}

cairo_surface_t *
gw_pyramid_pick (GwPyramid *self, double zoom, double *scale_x, double *scale_y)
{
  cairo_surface_t *best = NULL;
  double best_scale = 0.0;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (scale_x != NULL && scale_y != NULL, NULL);

  g_mutex_lock (&self->mutex);
  for (int n = self->first_level; n < self->n_levels; n++)
    {
      double scale = ldexp (1.0, -n);

      if (self->levels[n] != NULL && (best == NULL || scale >= zoom))
        {
          best = self->levels[n];
          best_scale = scale;
        }
    }
  g_mutex_unlock (&self->mutex);
  *scale_x = *scale_y = best_scale;

  /* The fit surface's size was rounded: half a pixel is no reason to take
   * a surface four times as large.
   */
  if (self->fit != NULL)
    {
      double fit_scale = 0.0;
      gboolean enough;

      gw_pyramid_get_fit (self, &fit_scale);
      enough = fit_scale * (1.0 + 1e-3) >= zoom;
      if (best == NULL || (enough && (best_scale < zoom || fit_scale < best_scale)))
        {
          best = self->fit;
          *scale_x = get_fit_scale (self);
          *scale_y = (double) cairo_image_surface_get_height (self->fit) / self->info.height;
        }
    }

  return best;
}

gsize
gw_pyramid_get_memory_size (GwPyramid *self)
{
  gsize size = 0;

  g_return_val_if_fail (self != NULL, 0);

  g_mutex_lock (&self->mutex);
  for (int n = 0; n < self->n_levels; n++)
    if (self->levels[n] != NULL)
      size += _gw_surface_get_memory_size (self->levels[n]);
  g_mutex_unlock (&self->mutex);
  if (self->fit != NULL)
    size += _gw_surface_get_memory_size (self->fit);

  return size;
}
