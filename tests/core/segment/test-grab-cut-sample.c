/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GrabCut on the pictures of the sample, whose truth is known: a box, and then hints
 * as a person gives them, each a dot in the middle of the largest part that is wrong.
 */

#include "gw-grab-cut.h"

#include <cairo.h>
#include <glib.h>
#include <math.h>
#include <string.h>

#include "gw-mask.h"
#include "gw-raster.h"
#include "gw-sample-cells.h"
#include "gw-sample-street.h"
#include "gw-sample.h"

#define LEAST_AREA 900
#define MOST_HINTS 10
#define ENOUGH 0.9

typedef struct
{
  guint n, n_hints;
  double box, end;
} Sums;

/* How far each pixel of the mask lies from the nearest that is not of it, over corners
 * too: the pixel that lies farthest, which is in the middle of a large part.
 */
static gint32
find_middle (const GwMask *mask, gint32 *x, gint32 *y)
{
  const gint32 width = mask->width + 2, height = mask->height + 2;
  g_autofree gint32 *far = g_new0 (gint32, (gsize) width * (gsize) height);
  gint32 most = 0;

  for (gint32 j = 1; j < height - 1; j++)
    for (gint32 i = 1; i < width - 1; i++)
      {
        const gint32 *above = far + (j - 1) * width + i;

        if (gw_mask_contains (mask, mask->x + i - 1, mask->y + j - 1))
          far[j * width + i] = 1 + MIN (MIN (above[-1], above[0]), MIN (above[1], far[j * width + i - 1]));
      }
  for (gint32 j = height - 2; j > 0; j--)
    for (gint32 i = width - 2; i > 0; i--)
      {
        const gint32 *below = far + (j + 1) * width + i;
        gint32 *own = &far[j * width + i];

        *own = MIN (*own, 1 + MIN (MIN (below[-1], below[0]), MIN (below[1], own[1])));
        if (*own > most)
          {
            most = *own;
            *x = mask->x + i - 1;
            *y = mask->y + j - 1;
          }
      }

  return most;
}

static void
give_hint (GwGrabCut *cut, const GwMask *found, const GwMask *truth)
{
  GwMask missing, wrong, dot;
  gint32 x = 0, y = 0, other_x = 0, other_y = 0, depth, other_depth;
  gboolean add;
  GwEllipse ellipse;

  g_assert_cmpint (gw_mask_subtract (truth, found, &missing), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_mask_subtract (found, truth, &wrong), ==, GW_STATUS_OK);
  depth = find_middle (&missing, &x, &y);
  other_depth = find_middle (&wrong, &other_x, &other_y);
  add = depth >= other_depth;
  if (!add)
    {
      x = other_x;
      y = other_y;
      depth = other_depth;
    }
  ellipse = (GwEllipse) { x + 0.5, y + 0.5, MAX (0.7 * depth, 0.6), MAX (0.7 * depth, 0.6), 0 };
  g_assert_cmpint (gw_raster_ellipse (&ellipse, truth->image_width, truth->image_height, &dot), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_grab_cut_mark (cut, &dot, add ? GW_TRIMAP_OBJECT : GW_TRIMAP_BACKGROUND), ==, GW_STATUS_OK);
  gw_mask_clear (&missing);
  gw_mask_clear (&wrong);
  gw_mask_clear (&dot);
}

static void
find_object (const GwPixels *pixels, const GwMask *truth, Sums *sums)
{
  GwGrabCut *cut = gw_grab_cut_new (pixels, NULL, NULL);
  double iou = 0;

  g_assert_cmpint (gw_grab_cut_set_box (cut, truth->x, truth->y, truth->width, truth->height), ==, GW_STATUS_OK);
  for (guint i = 0; i <= MOST_HINTS && iou < ENOUGH; i++)
    {
      GwMask found;

      g_assert_cmpint (gw_grab_cut_solve (cut, &found, NULL), ==, GW_STATUS_OK);
      iou = gw_mask_iou (&found, truth);
      if (i == 0)
        sums->box += iou;
      else
        sums->n_hints++;
      if (iou < ENOUGH)
        give_hint (cut, &found, truth);
      gw_mask_clear (&found);
    }
  sums->n++;
  sums->end += iou;
  gw_grab_cut_free (cut);
}

/* Every so manieth object of those that are mostly seen and not tiny. */
static void
find_objects (cairo_surface_t *surface, const GwSampleScene *scene, guint every, Sums *sums)
{
  GwPixels pixels;

  cairo_surface_flush (surface);
  pixels = (GwPixels) { (const guint32 *) (gconstpointer) cairo_image_surface_get_data (surface), scene->width,
                        scene->height, (gsize) cairo_image_surface_get_stride (surface) / 4 };
  for (guint i = 0; i < gw_sample_scene_get_n_objects (scene); i += every)
    {
      const GwSampleObject *object = gw_sample_scene_get_object (scene, i);

      if (object->visible >= 0.5 && gw_mask_area (&object->mask.as.mask) >= LEAST_AREA)
        find_object (&pixels, &object->mask.as.mask, sums);
    }
}

static void
report (const char *name, const Sums *sums)
{
  g_assert_cmpuint (sums->n, >, 10);
  g_test_message ("%s: %u objects, mean IoU of the box alone %.4f, at the end %.4f after %.2f hints", name, sums->n,
                  sums->box / sums->n, sums->end / sums->n, (double) sums->n_hints / sums->n);
}

static void
test_cells (void)
{
  Sums sums = { 0 };

  for (guint i = 0; i < GW_SAMPLE_CELLS_COUNT; i += 20)
    {
      g_autoptr (GwSampleScene) scene = NULL;
      cairo_surface_t *surface = gw_sample_cells_draw (GW_SAMPLE_SEED, i, &scene);

      find_objects (surface, scene, 7, &sums);
      cairo_surface_destroy (surface);
    }
  report ("cells", &sums);
  g_assert_cmpfloat (sums.box / sums.n, >=, ENOUGH);
}

static void
test_street (void)
{
  Sums sums = { 0 };

  for (guint i = 0; i < GW_SAMPLE_STREET_COUNT; i += 15)
    {
      g_autoptr (GwSampleScene) scene = NULL;
      cairo_surface_t *surface = gw_sample_street_draw (GW_SAMPLE_SEED, i, &scene);

      find_objects (surface, scene, 3, &sums);
      cairo_surface_destroy (surface);
    }
  report ("street", &sums);
  g_assert_cmpfloat (sums.end / sums.n, >=, ENOUGH);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/grab-cut/sample/cells", test_cells);
  g_test_add_func ("/grab-cut/sample/street", test_street);

  return g_test_run ();
}
