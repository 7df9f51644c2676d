/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-stage.h"

#include <math.h>
#include <string.h>

#include "gw-mask.h"

/* Pixels kept beyond the border, to see whether it cuts a thing. */
#define MARGIN 2

/* A prop painted alone. */
typedef struct
{
  const GwProp *prop;
  cairo_surface_t *surface; /* ARGB32 of the rectangle below; NULL when left out */
  int x;
  int y;
  int width;
  int height;
} Layer;

GwPoint
gw_camera_see (const GwCamera *camera, double x, double y, double z)
{
  double s = camera->focal / z;

  return (GwPoint) { camera->cx + x * s, camera->horizon + (camera->height - y) * s };
}

double
gw_camera_scale (const GwCamera *camera, double z)
{
  return camera->focal / z;
}

void
gw_prop_add_trait (GwProp *prop, const char *name, const char *value)
{
  g_return_if_fail (prop->n_traits < GW_SAMPLE_MAX_TRAITS);

  prop->traits[prop->n_traits++] = (GwSampleTrait) { name, value };
}

void
gw_stage_init (GwStage *stage, int width, int height)
{
  *stage = (GwStage) { 0 };
  stage->width = width;
  stage->height = height;
  stage->surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  stage->cr = cairo_create (stage->surface);
  stage->light.ambient = gw_ink (0xffffff);
  stage->light.shadow = 1.0;
  stage->props = g_array_new (FALSE, TRUE, sizeof (GwProp));
}

void
gw_stage_clear (GwStage *stage)
{
  g_clear_pointer (&stage->cr, cairo_destroy);
  g_clear_pointer (&stage->surface, cairo_surface_destroy);
  g_clear_pointer (&stage->props, g_array_unref);
}

GwPen
gw_stage_pen (GwStage *stage, double depth)
{
  return (GwPen) { stage->cr, &stage->light, depth };
}

void
gw_stage_add (GwStage *stage, const GwProp *prop)
{
  g_array_append_val (stage->props, *prop);
}

static void
enter_prop (cairo_t *cr, const GwProp *prop)
{
  cairo_translate (cr, prop->x, prop->y);
  cairo_scale (cr, prop->mirrored ? -prop->scale : prop->scale, prop->scale);
}

static void
run_painter (cairo_t *cr, const GwStage *stage, const GwProp *prop, GwPropPaint paint)
{
  GwPen pen = { cr, &stage->light, prop->depth };

  if (paint == NULL)
    return;
  cairo_save (cr);
  enter_prop (cr, prop);
  paint (&pen, prop);
  cairo_restore (cr);
}

/* The part of the picture, margin included, that a prop may touch. */
static gboolean
place_layer (Layer *layer, const GwStage *stage, const GwProp *prop)
{
  double left = prop->mirrored ? -(prop->reach.x + prop->reach.width) : prop->reach.x;
  double x0 = floor (prop->x + left * prop->scale) - 1.0;
  double y0 = floor (prop->y + prop->reach.y * prop->scale) - 1.0;
  double x1 = ceil (prop->x + (left + prop->reach.width) * prop->scale) + 1.0;
  double y1 = ceil (prop->y + (prop->reach.y + prop->reach.height) * prop->scale) + 1.0;

  x0 = MAX (x0, -MARGIN);
  y0 = MAX (y0, -MARGIN);
  x1 = MIN (x1, stage->width + MARGIN);
  y1 = MIN (y1, stage->height + MARGIN);
  if (x1 - x0 < 1.0 || y1 - y0 < 1.0)
    return FALSE;
  *layer = (Layer) { prop, NULL, (int) x0, (int) y0, (int) (x1 - x0), (int) (y1 - y0) };
  return TRUE;
}

static void
paint_layer (Layer *layer, const GwStage *stage)
{
  cairo_t *cr;

  layer->surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, layer->width, layer->height);
  cr = cairo_create (layer->surface);
  cairo_translate (cr, -layer->x, -layer->y);
  run_painter (cr, stage, layer->prop, layer->prop->paint);
  cairo_destroy (cr);
  cairo_surface_flush (layer->surface);
}

typedef struct
{
  guint own;   /* pixels of the thing inside the picture */
  guint shown; /* those that nothing nearer covers */
  gboolean cut;
  int left;
  int top;
  int right;
  int bottom;
} Sight;

/* Marks in bits what shows of a layer under the cover of all nearer ones. */
static Sight
look_at (const Layer *layer, const GwStage *stage, const guint8 *cover, guint8 *bits)
{
  const guint8 *pixels = cairo_image_surface_get_data (layer->surface);
  int stride = cairo_image_surface_get_stride (layer->surface);
  Sight sight = { 0, 0, FALSE, G_MAXINT, G_MAXINT, -1, -1 };

  for (int j = 0; j < layer->height; j++)
    {
      const guint32 *row = (const guint32 *) (const void *) (pixels + (gsize) j * stride);
      int y = layer->y + j;
      gboolean row_outside = y < 0 || y >= stage->height;

      for (int i = 0; i < layer->width; i++)
        {
          int x = layer->x + i;
          guint8 *bit = bits + (gsize) j * layer->width + i;

          *bit = 0;
          if (row[i] >> 24 < 128)
            continue;
          if (row_outside || x < 0 || x >= stage->width)
            {
              sight.cut = TRUE;
              continue;
            }
          sight.own++;
          if (cover[(gsize) y * stage->width + x] != 0)
            continue;
          *bit = 1;
          sight.shown++;
          sight.left = MIN (sight.left, x);
          sight.right = MAX (sight.right, x);
          sight.top = MIN (sight.top, y);
          sight.bottom = MAX (sight.bottom, y);
        }
    }
  return sight;
}

static void
add_cover (const Layer *layer, const GwStage *stage, guint8 *cover)
{
  const guint8 *pixels = cairo_image_surface_get_data (layer->surface);
  int stride = cairo_image_surface_get_stride (layer->surface);
  int x0 = MAX (0, -layer->x);
  int x1 = MIN (layer->width, stage->width - layer->x);

  for (int j = MAX (0, -layer->y); j < MIN (layer->height, stage->height - layer->y); j++)
    {
      const guint32 *row = (const guint32 *) (const void *) (pixels + (gsize) j * stride);
      guint8 *out = cover + (gsize) (layer->y + j) * stage->width + layer->x;

      for (int i = x0; i < x1; i++)
        out[i] |= row[i] >> 31;
    }
}

static void
take_object (const Layer *layer, const GwStage *stage, const Sight *sight, const guint8 *bits, GArray *objects)
{
  const GwProp *prop = layer->prop;
  GwSampleObject object = { .class_name = prop->class_name, .mask = GW_SHAPE_INIT };
  gw_status status;

  object.box = (GwBox) { sight->left, sight->top, sight->right - sight->left + 1, sight->bottom - sight->top + 1 };
  object.visible = (double) sight->shown / sight->own;
  object.occluded = object.visible < 0.95;
  object.truncated = sight->cut;
  object.n_traits = prop->n_traits;
  memcpy (object.traits, prop->traits, sizeof object.traits);
  status = gw_mask_from_bitmap (stage->width, stage->height, layer->x, layer->y, layer->width, layer->height, bits,
                                (size_t) layer->width, &object.mask.as.mask);
  if (status != GW_STATUS_OK)
    g_error ("Cannot make the mask of a sample object: %s.", gw_status_text (status));
  object.mask.kind = GW_SHAPE_MASK;
  g_array_append_val (objects, object);
}

static int
compare_depth (gconstpointer a, gconstpointer b)
{
  const GwProp *const *first = a;
  const GwProp *const *second = b;

  if ((*first)->depth != (*second)->depth)
    return (*first)->depth > (*second)->depth ? -1 : 1;
  return *first < *second ? -1 : *first > *second;
}

/* From the nearest to the farthest, so that what covers is known; leaves out what hardly shows. */
static void
see_layers (GwStage *stage, GArray *layers, GArray *objects, double min_visible, guint min_pixels)
{
  g_autofree guint8 *cover = g_malloc0 ((gsize) stage->width * stage->height);
  g_autofree guint8 *bits = g_malloc ((gsize) (stage->width + 2 * MARGIN) * (stage->height + 2 * MARGIN));

  for (guint i = layers->len; i-- > 0;)
    {
      Layer *layer = &g_array_index (layers, Layer, i);

      paint_layer (layer, stage);
      if (layer->prop->class_name != NULL)
        {
          Sight sight = look_at (layer, stage, cover, bits);

          if (sight.shown < min_pixels || sight.shown < min_visible * sight.own)
            {
              g_clear_pointer (&layer->surface, cairo_surface_destroy);
              continue;
            }
          take_object (layer, stage, &sight, bits, objects);
        }
      if (!layer->prop->inside)
        add_cover (layer, stage, cover);
    }
}

static void
show_layers (GwStage *stage, GArray *layers)
{
  for (guint i = 0; i < layers->len; i++)
    {
      const Layer *layer = &g_array_index (layers, Layer, i);

      if (layer->surface == NULL)
        continue;
      run_painter (stage->cr, stage, layer->prop, layer->prop->shadow);
      cairo_set_source_surface (stage->cr, layer->surface, layer->x, layer->y);
      cairo_paint (stage->cr);
      run_painter (stage->cr, stage, layer->prop, layer->prop->glow);
    }
}

static void
clear_layer (gpointer data)
{
  Layer *layer = data;

  g_clear_pointer (&layer->surface, cairo_surface_destroy);
}

void
gw_stage_compose (GwStage *stage, GwSampleScene *scene, double min_visible, guint min_pixels)
{
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  g_autoptr (GArray) layers = g_array_new (FALSE, TRUE, sizeof (Layer));
  g_autoptr (GArray) objects = g_array_new (FALSE, TRUE, sizeof (GwSampleObject));

  g_array_set_clear_func (layers, clear_layer);
  for (guint i = 0; i < stage->props->len; i++)
    g_ptr_array_add (order, &g_array_index (stage->props, GwProp, i));
  g_ptr_array_sort (order, compare_depth);
  for (guint i = 0; i < order->len; i++)
    {
      Layer layer;

      if (place_layer (&layer, stage, g_ptr_array_index (order, i)))
        g_array_append_val (layers, layer);
    }
  see_layers (stage, layers, objects, min_visible, min_pixels);
  show_layers (stage, layers);
  for (guint i = objects->len; i-- > 0;)
    gw_sample_scene_take_object (scene, &g_array_index (objects, GwSampleObject, i));
}

static inline guint8
clamp_byte (int value)
{
  return (guint8) CLAMP (value, 0, 255);
}

void
gw_stage_finish (GwStage *stage, double vignette, double grain, guint64 seed)
{
  guint8 *pixels;
  int stride;
  GwDice dice;
  guint64 noise;
  int strength = (int) (grain * 256.0);
  g_autofree int *across = g_new (int, stage->width);

  cairo_surface_flush (stage->surface);
  pixels = cairo_image_surface_get_data (stage->surface);
  stride = cairo_image_surface_get_stride (stage->surface);
  gw_dice_init (&dice, seed);
  noise = gw_dice_next (&dice) | 1;
  for (int x = 0; x < stage->width; x++)
    {
      double dx = (2.0 * x + 1.0) / stage->width - 1.0;

      across[x] = (int) (dx * dx * 32768.0);
    }
  for (int y = 0; y < stage->height; y++)
    {
      guint32 *row = (guint32 *) (void *) (pixels + (gsize) y * stride);
      double dy = (2.0 * y + 1.0) / stage->height - 1.0;
      int down = (int) (dy * dy * 32768.0);
      int fall = (int) (vignette * 256.0);

      for (int x = 0; x < stage->width; x++)
        {
          guint32 p = row[x];
          int d = (across[x] + down) >> 1;
          int gain = 256 - ((fall * ((d * (d >> 5)) >> 10)) >> 15);
          int n;

          noise ^= noise << 13;
          noise ^= noise >> 7;
          noise ^= noise << 17;
          n = (((int) (noise & 0xff) + (int) ((noise >> 8) & 0xff) - 255) * strength) >> 16;
          row[x] = 0xff000000u | (guint32) clamp_byte ((((int) ((p >> 16) & 0xff) * gain) >> 8) + n) << 16
                   | (guint32) clamp_byte ((((int) ((p >> 8) & 0xff) * gain) >> 8) + n) << 8
                   | clamp_byte ((((int) (p & 0xff) * gain) >> 8) + n);
        }
    }
  cairo_surface_mark_dirty (stage->surface);
}
