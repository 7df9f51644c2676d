/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tools on objects whose masks are known: how many clicks they take, and the
 * intersection over union reached. The pointer's paths are these:
 *
 * Scissors  begin at the true outline's first corner and go along it in steps of a
 *           64th of its length, 3 pixels at least. As soon as the path that is
 *           shown leaves the true outline by more than the patience of a person, there is a
 *           click where it did not yet, and it goes on from there, and after a third of
 *           it, or the way back were shorter. Each click is
 *           moved to the strongest edge within 2 pixels.
 * Wand      clicks at the place farthest from the border of what is still missing,
 *           and drags the tolerance to where the union of all is best; as long as
 *           that brings a hundredth.
 * The others are held against the largest outline of an object, filled, since they draw one.
 * Snap      gets the outline with each tenth part of it moved in or out by turns.
 */

#include <cairo.h>
#include <glib.h>
#include <math.h>
#include <string.h>

#include "gw-decode.h"
#include "gw-edge-snap.h"
#include "gw-live-wire.h"
#include "gw-raster.h"
#include "gw-sample-cells.h"
#include "gw-sample-fruit.h"
#include "gw-sample-street.h"
#include "gw-test-data.h"
#include "gw-wand.h"
#include "segment-pictures.h"

#define LEAST_AREA 300
#define LARGE_AREA 2000
#define N_WAYS 5
#define MOST_CLICKS 100

typedef struct
{
  const char *name;
  guint n_objects;
  GArray *iou[N_WAYS]; /* scissors, wand, rough, snapped, scissors of large objects */
  GArray *clicks[2];   /* scissors, wand */
} Figures;

static void
figures_init (Figures *self, const char *name)
{
  *self = (Figures) { .name = name };
  for (guint i = 0; i < N_WAYS; i++)
    self->iou[i] = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < 2; i++)
    self->clicks[i] = g_array_new (FALSE, FALSE, sizeof (double));
}

static double
mean (GArray *values)
{
  double sum = 0;

  for (guint i = 0; i < values->len; i++)
    sum += g_array_index (values, double, i);
  return values->len > 0 ? sum / values->len : NAN;
}

static int
compare (const void *a, const void *b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
quantile (GArray *values, double q)
{
  g_array_sort (values, compare);
  return values->len > 0 ? g_array_index (values, double, (guint) (q * (values->len - 1))) : NAN;
}

static void
figures_print (Figures *self)
{
  static const char *const names[N_WAYS] = { "scissors", "wand", "rough outline", "snapped outline",
                                             "scissors, large objects" };

  for (guint i = 0; i < N_WAYS; i++)
    g_test_message ("%s, %u objects, %s: IoU mean %.3f, median %.3f, tenth %.3f; clicks median %.0f", self->name,
                    self->iou[i]->len, names[i], mean (self->iou[i]), quantile (self->iou[i], 0.5),
                    quantile (self->iou[i], 0.1), i < 2 ? quantile (self->clicks[i], 0.5) : 0);
}

/* What is well under what is reached. */
static void
figures_check (Figures *self, double scissors, double wand, double snapped)
{
  g_assert_cmpuint (self->n_objects, >, 20);
  g_assert_cmpfloat (mean (self->iou[0]), >, scissors);
  g_assert_cmpfloat (mean (self->iou[1]), >, wand);
  g_assert_cmpfloat (mean (self->iou[3]), >, snapped);
  g_assert_cmpfloat (mean (self->iou[3]), >, mean (self->iou[2]));
}

static void
figures_clear (Figures *self)
{
  for (guint i = 0; i < N_WAYS; i++)
    g_array_unref (self->iou[i]);
  for (guint i = 0; i < 2; i++)
    g_array_unref (self->clicks[i]);
}

static double
iou_of_ring (const GwRing *ring, const GwMask *truth)
{
  GwPolygon polygon = { (GwRing *) ring, 1 };
  g_auto (GwMask) mask = GW_MASK_INIT;

  if (gw_raster_polygon (&polygon, truth->image_width, truth->image_height, &mask) != GW_STATUS_OK)
    return 0;
  return gw_mask_iou (&mask, truth);
}

/* The point so far along the ring. */
static GwPoint
point_along (const GwRing *ring, double at)
{
  for (gsize i = 0; i < ring->n_points; i++)
    {
      const GwPoint a = ring->points[i], b = ring->points[(i + 1) % ring->n_points];
      const double length = hypot (b.x - a.x, b.y - a.y);

      if (at < length)
        return (GwPoint) { a.x + at / length * (b.x - a.x), a.y + at / length * (b.y - a.y) };
      at -= length;
    }
  return ring->points[0];
}

/* --- scissors ---------------------------------------------------------------------- */

typedef struct
{
  GwLiveWire *wire;
  const GwRing *outline;
  double patience;
  int width, height;
  GArray *drawn; /* of GwPoint */
} Hand;

static void
place_along (const Hand *self, double at, int32_t *x, int32_t *y)
{
  const GwPoint point = point_along (self->outline, at);

  *x = (int32_t) CLAMP (point.x, 0, self->width - 1);
  *y = (int32_t) CLAMP (point.y, 0, self->height - 1);
}

static gboolean
looks_right (const Hand *self, const GwRing *path)
{
  for (gsize i = 0; i + 1 < path->n_points; i++)
    for (int part = 0; part < 4; part++)
      {
        const GwPoint a = path->points[i], b = path->points[i + 1];
        const GwPoint point = { a.x + part / 4.0 * (b.x - a.x), a.y + part / 4.0 * (b.y - a.y) };

        if (gw_ring_distance (self->outline, point) > self->patience)
          return FALSE;
      }
  return TRUE;
}

static void
click (Hand *self, int32_t x, int32_t y)
{
  GwRing path = GW_RING_INIT;

  g_assert_cmpint (gw_live_wire_path (self->wire, x, y, &path, NULL), ==, GW_STATUS_OK);
  g_array_append_vals (self->drawn, path.points, path.n_points);
  gw_ring_clear (&path);
  g_assert_cmpint (gw_live_wire_set_seed (self->wire, x, y, 400), ==, GW_STATUS_OK);
}

static gboolean
shows_right (Hand *self, double at)
{
  GwRing path = GW_RING_INIT;
  gboolean right;
  int32_t x, y;

  place_along (self, at, &x, &y);
  g_assert_cmpint (gw_live_wire_path (self->wire, x, y, &path, NULL), ==, GW_STATUS_OK);
  right = looks_right (self, &path);
  gw_ring_clear (&path);
  return right;
}

static void
cut_out (GwLiveWire *wire, const GwRing *outline, const GwMask *truth, Figures *figures)
{
  const double length = gw_ring_perimeter (outline), step = MAX (3, length / 64);
  Hand hand = { wire,
                outline,
                MAX (1.0, 0.03 * sqrt ((double) gw_mask_area (truth))),
                truth->image_width,
                truth->image_height,
                g_array_new (FALSE, FALSE, sizeof (GwPoint)) };
  double clicks = 1, last = 0, iou;
  int32_t first_x, first_y, x, y;
  GwRing drawn;

  place_along (&hand, 0, &first_x, &first_y);
  gw_live_wire_snap (wire, &first_x, &first_y, 2);
  g_assert_cmpint (gw_live_wire_set_seed (wire, first_x, first_y, 400), ==, GW_STATUS_OK);
  for (double at = step; last < length && clicks < MOST_CLICKS; at += step)
    {
      at = MIN (at, length);
      if (shows_right (&hand, at) && at - last < length / 3)
        {
          if (at >= length)
            break;
          continue;
        }
      if (at - step > last)
        at -= step;
      last = at;
      place_along (&hand, at, &x, &y);
      gw_live_wire_snap (wire, &x, &y, 2);
      click (&hand, x, y);
      clicks++;
    }
  click (&hand, first_x, first_y);

  drawn = (GwRing) { (GwPoint *) (void *) hand.drawn->data, hand.drawn->len };
  iou = iou_of_ring (&drawn, truth);
  g_array_append_val (figures->iou[0], iou);
  g_array_append_val (figures->clicks[0], clicks);
  if (gw_mask_area (truth) >= LARGE_AREA)
    g_array_append_val (figures->iou[4], iou);
  g_array_unref (hand.drawn);
}

/* --- wand -------------------------------------------------------------------------- */

/* The pixel of a mask farthest from all that is not of it, roughly: by walls of
 * pixels taken away until none is left.
 */
static gboolean
find_inside (const GwMask *mask, int *x, int *y)
{
  const int width = mask->width + 2, height = mask->height + 2;
  g_autofree guint16 *far = NULL;
  int most = 0;

  if (mask->n_runs == 0)
    return FALSE;
  far = g_new0 (guint16, width * height);
  for (int i = 1; i < height - 1; i++)
    for (int j = 1; j < width - 1; j++)
      if (gw_mask_contains (mask, mask->x + j - 1, mask->y + i - 1))
        far[i * width + j] = 1 + MIN (far[(i - 1) * width + j], far[i * width + j - 1]);
  for (int i = height - 2; i > 0; i--)
    for (int j = width - 2; j > 0; j--)
      {
        const int away = 1 + MIN (far[(i + 1) * width + j], far[i * width + j + 1]);

        far[i * width + j] = MIN (far[i * width + j], away);
        if (far[i * width + j] > most)
          {
            most = far[i * width + j];
            *x = mask->x + j - 1;
            *y = mask->y + i - 1;
          }
      }
  return TRUE;
}

/* Adds what the best tolerance gives from a pixel; false when nothing is better. */
static gboolean
add_region (const GwPixels *pixels, int x, int y, const GwMask *truth, GwMask *found)
{
  GwWand *wand = gw_wand_new (pixels, x, y, 3, NULL, NULL);
  double best = gw_mask_iou (found, truth) + 0.01;
  gboolean better = FALSE;
  GwMask before = *found;

  for (int tolerance = 2; tolerance <= 128; tolerance += tolerance < 32 ? 2 : 8)
    {
      GwWandOptions options = { tolerance, 3, TRUE, FALSE };
      g_auto (GwMask) region = GW_MASK_INIT;
      GwMask both = GW_MASK_INIT;

      g_assert_cmpint (gw_wand_region (wand, &options, &region, NULL), ==, GW_STATUS_OK);
      g_assert_cmpint (gw_mask_union (&before, &region, &both), ==, GW_STATUS_OK);
      if (gw_mask_iou (&both, truth) > best)
        {
          best = gw_mask_iou (&both, truth);
          if (better)
            gw_mask_clear (found);
          *found = both;
          better = TRUE;
        }
      else
        gw_mask_clear (&both);
    }
  if (better)
    gw_mask_clear (&before);
  gw_wand_free (wand);
  return better;
}

static void
fill_in (const GwPixels *pixels, const GwMask *truth, Figures *figures)
{
  g_auto (GwMask) found = GW_MASK_INIT;
  double clicks = 0, iou;
  gboolean better = TRUE;

  g_assert_cmpint (gw_mask_init_empty (pixels->width, pixels->height, &found), ==, GW_STATUS_OK);
  while (better && clicks < 8)
    {
      g_auto (GwMask) missing = GW_MASK_INIT;
      int x = 0, y = 0;

      g_assert_cmpint (gw_mask_subtract (truth, &found, &missing), ==, GW_STATUS_OK);
      better = find_inside (&missing, &x, &y) && add_region (pixels, x, y, truth, &found);
      clicks += better;
    }
  iou = gw_mask_iou (&found, truth);
  g_array_append_val (figures->iou[1], iou);
  g_array_append_val (figures->clicks[1], clicks);
}

/* --- snap -------------------------------------------------------------------------- */

static void
snap (const GwPixels *pixels, const GwRing *outline, const GwMask *truth, Figures *figures)
{
  const double length = gw_ring_perimeter (outline), by = CLAMP (0.06 * sqrt ((double) gw_mask_area (truth)), 2, 8);
  const gboolean clockwise = gw_ring_signed_area (outline) > 0;
  GwPoint points[40];
  GwRing rough = { points, G_N_ELEMENTS (points) };
  g_auto (GwRing) snapped = GW_RING_INIT;
  double before, after;

  for (guint i = 0; i < rough.n_points; i++)
    {
      const double at = length * i / (double) rough.n_points;
      const GwPoint a = point_along (outline, fmod (at + length - 3, length));
      const GwPoint b = point_along (outline, fmod (at + 3, length)), here = point_along (outline, at);
      const double away = MAX (1e-9, hypot (b.x - a.x, b.y - a.y)) * (clockwise ? 1 : -1) * (i / 4 % 2 ? 1 : -1);

      points[i] = (GwPoint) { here.x + by * (b.y - a.y) / away, here.y - by * (b.x - a.x) / away };
    }
  if (!gw_ring_is_valid (&rough) || gw_edge_snap (pixels, &rough, 2 * by, 0.5, &snapped, NULL) != GW_STATUS_OK)
    return;
  before = iou_of_ring (&rough, truth);
  after = iou_of_ring (&snapped, truth);
  g_array_append_val (figures->iou[2], before);
  g_array_append_val (figures->iou[3], after);
}

/* --- pictures ---------------------------------------------------------------------- */

static const GwRing *
largest_ring (const GwPolygon *polygon)
{
  const GwRing *largest = NULL;

  for (gsize i = 0; i < polygon->n_rings; i++)
    if (largest == NULL || ABS (gw_ring_signed_area (&polygon->rings[i])) > ABS (gw_ring_signed_area (largest)))
      largest = &polygon->rings[i];
  return largest;
}

static void
try_object (const GwPixels *pixels, GwLiveWire *wire, const GwMask *truth, Figures *figures)
{
  GwPolygon polygon = GW_POLYGON_INIT;
  g_auto (GwRing) outline = GW_RING_INIT;
  g_auto (GwMask) filled = GW_MASK_INIT;

  if (gw_mask_area (truth) < LEAST_AREA)
    return;
  g_assert_cmpint (gw_mask_trace (truth, &polygon), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_ring_simplify (largest_ring (&polygon), 0.75, &outline), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_raster_polygon (&(GwPolygon) { (GwRing *) largest_ring (&polygon), 1 }, truth->image_width,
                                      truth->image_height, &filled),
                   ==, GW_STATUS_OK);
  gw_polygon_clear (&polygon);
  figures->n_objects++;
  cut_out (wire, &outline, &filled, figures);
  fill_in (pixels, truth, figures);
  snap (pixels, &outline, &filled, figures);
}

static GwPixels
pixels_of (cairo_surface_t *surface)
{
  cairo_surface_flush (surface);
  return (GwPixels) { (const guint32 *) (const void *) cairo_image_surface_get_data (surface),
                      cairo_image_surface_get_width (surface), cairo_image_surface_get_height (surface),
                      (gsize) cairo_image_surface_get_stride (surface) / 4 };
}

static void
try_scene (cairo_surface_t *surface, GwSampleScene *scene, Figures *figures)
{
  const GwPixels pixels = pixels_of (surface);
  GwLiveWire *wire = gw_live_wire_new (&pixels, 0.5);

  for (guint i = 0; i < gw_sample_scene_get_n_objects (scene); i++)
    {
      const GwSampleObject *object = gw_sample_scene_get_object (scene, i);

      if (object->mask.kind == GW_SHAPE_MASK && object->visible > 0.9)
        try_object (&pixels, wire, &object->mask.as.mask, figures);
    }
  gw_live_wire_free (wire);
  cairo_surface_destroy (surface);
  gw_sample_scene_free (scene);
}

static void
test_cells (void)
{
  Figures figures;

  figures_init (&figures, "cells");
  for (guint i = 0; i < 80; i += 40)
    {
      GwSampleScene *scene;
      cairo_surface_t *surface = gw_sample_cells_draw (1, i, &scene);

      try_scene (surface, scene, &figures);
    }
  figures_print (&figures);
  figures_check (&figures, 0.90, 0.88, 0.88);
  figures_clear (&figures);
}

static void
test_street (void)
{
  Figures figures;

  figures_init (&figures, "street");
  for (guint i = 0; i < 120; i += 24)
    {
      GwSampleScene *scene;
      cairo_surface_t *surface = gw_sample_street_draw (1, i, &scene);

      try_scene (surface, scene, &figures);
    }
  figures_print (&figures);
  figures_check (&figures, 0.80, 0.68, 0.74);
  figures_clear (&figures);
}

/* The parts of a class that hang together, above a size; names of classes are those
 * of the data's own description.
 */
static void
try_class (const GwPixels *pixels, const GwPixels *classes, guint32 value, GwLiveWire *wire, Figures *figures)
{
  g_auto (GwMask) rest = GW_MASK_INIT;
  g_autofree guint8 *bytes = g_new (guint8, classes->width * classes->height);
  int left = classes->width * classes->height;

  for (int i = 0; i < classes->height; i++)
    for (int j = 0; j < classes->width; j++)
      bytes[i * classes->width + j] = (classes->pixels[i * classes->stride + j] & 0xff) == value;
  while (--left >= 0)
    {
      GwWandOptions options = { 0, 1, TRUE, FALSE };
      GwMask part = GW_MASK_INIT;

      if (bytes[left] != 1)
        continue;
      g_assert_cmpint (gw_wand (classes, left % classes->width, left / classes->width, &options, &part, NULL), ==,
                       GW_STATUS_OK);
      if (gw_mask_area (&part) >= 2 * LEAST_AREA)
        try_object (pixels, wire, &part, figures);
      for (int i = 0; i < classes->height; i++)
        for (int j = 0; j < classes->width; j++)
          if (gw_mask_contains (&part, j, i))
            bytes[i * classes->width + j] = 0;
      gw_mask_clear (&part);
    }
}

static void
test_camvid (void)
{
  static const char *const names[] = { "0001TP_008550",  "0001TP_009090",  "0001TP_010170",
                                       "Seq05VD_f00120", "Seq05VD_f00660", "Seq05VD_f01020" };
  g_autofree char *folder = gw_test_data_path ("seg-camvid");
  Figures figures;

  if (folder == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  figures_init (&figures, "CamVid: cars, people, roads and skies");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      static const guint32 values[] = { 0, 3, 8, 9 };
      g_autofree char *path = g_strdup_printf ("%s/images/%s.png", folder, names[i]);
      g_autofree char *mask_path = g_strdup_printf ("%s/masks/%s.png", folder, names[i]);
      cairo_surface_t *surface = gw_decode_file (path, 0, NULL, NULL, NULL, NULL);
      cairo_surface_t *mask = gw_decode_file (mask_path, 0, NULL, NULL, NULL, NULL);
      GwPixels pixels, classes;
      GwLiveWire *wire;

      g_assert_nonnull (surface);
      g_assert_nonnull (mask);
      pixels = pixels_of (surface);
      classes = pixels_of (mask);
      wire = gw_live_wire_new (&pixels, 0.5);
      for (guint j = 0; j < G_N_ELEMENTS (values); j++)
        try_class (&pixels, &classes, values[j], wire, &figures);
      gw_live_wire_free (wire);
      cairo_surface_destroy (surface);
      cairo_surface_destroy (mask);
    }
  figures_print (&figures);
  figures_check (&figures, 0.82, 0.62, 0.77);
  figures_clear (&figures);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/known-objects/cells", test_cells);
  g_test_add_func ("/known-objects/street", test_street);
  g_test_add_func ("/known-objects/camvid", test_camvid);

  return g_test_run ();
}
