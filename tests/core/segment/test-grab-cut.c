/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-grab-cut.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "gw-mask.h"
#include "gw-random.h"

/* A disc on a ground, both of two colours and with noise. */
typedef struct
{
  GwPixels pixels;
  guint32 *colours;
  GwMask truth;
  gint32 x, y, width, height; /* a box a little larger */
} Scene;

static guint32
noisy (gw_random *random, guint32 colour)
{
  guint32 result = 0;

  for (guint shift = 0; shift < 24; shift += 8)
    {
      const int channel = (int) (colour >> shift & 255) + (int) gw_random_below (random, 31) - 15;

      result |= (guint32) CLAMP (channel, 0, 255) << shift;
    }

  return result;
}

static Scene *
scene_new (gint32 width, gint32 height, double x, double y, double radius)
{
  static const guint32 object[] = { 0xc04030, 0xd0a020 }, ground[] = { 0x305080, 0x508050 };
  Scene *scene = g_new0 (Scene, 1);
  g_autofree guint8 *inside = g_malloc0 ((gsize) width * (gsize) height);
  gw_random random;

  gw_random_init (&random, 3);
  scene->colours = g_new (guint32, (gsize) width * (gsize) height);
  for (gint32 j = 0; j < height; j++)
    for (gint32 i = 0; i < width; i++)
      {
        const double dx = i + 0.5 - x, dy = j + 0.5 - y;
        const gsize at = (gsize) j * (gsize) width + (gsize) i;

        inside[at] = dx * dx + dy * dy < radius * radius;
        scene->colours[at] = noisy (&random, (inside[at] ? object : ground)[(i / 7 + j / 5) % 2]);
      }
  scene->pixels = (GwPixels) { scene->colours, width, height, (gsize) width };
  gw_mask_from_bitmap (width, height, 0, 0, width, height, inside, (gsize) width, &scene->truth);
  scene->x = scene->truth.x - 6;
  scene->y = scene->truth.y - 6;
  scene->width = scene->truth.width + 12;
  scene->height = scene->truth.height + 12;

  return scene;
}

static void
scene_free (Scene *scene)
{
  g_free (scene->colours);
  gw_mask_clear (&scene->truth);
  g_free (scene);
}

static GwMask
solve (GwGrabCut *cut, const GwRun *run)
{
  GwMask object = GW_MASK_INIT;

  g_assert_cmpint (gw_grab_cut_solve (cut, &object, run), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_mask_validate (&object), ==, GW_STATUS_OK);

  return object;
}

static GwMask
rectangle (const Scene *scene, gint32 x, gint32 y, gint32 width, gint32 height)
{
  g_autofree guint8 *bytes = g_malloc ((gsize) width * (gsize) height);
  GwMask mask;

  memset (bytes, 1, (gsize) width * (gsize) height);
  gw_mask_from_bitmap (scene->pixels.width, scene->pixels.height, x, y, width, height, bytes, (gsize) width, &mask);

  return mask;
}

static void
check_box (Scene *scene, double least)
{
  GwGrabCut *cut = gw_grab_cut_new (&scene->pixels, NULL, NULL);
  GwMask object;

  g_assert_cmpint (gw_grab_cut_set_box (cut, scene->x, scene->y, scene->width, scene->height), ==, GW_STATUS_OK);
  object = solve (cut, NULL);
  g_assert_cmpfloat (gw_mask_iou (&object, &scene->truth), >, least);
  gw_mask_clear (&object);
  gw_grab_cut_free (cut);
  scene_free (scene);
}

static void
test_box (void)
{
  check_box (scene_new (120, 100, 60, 50, 30), 0.97);
  check_box (scene_new (500, 400, 240, 210, 140), 0.98);
}

/* Objects that the picture cuts off, and boxes that go on beyond it. */
static void
test_at_border (void)
{
  check_box (scene_new (120, 100, 0, 50, 30), 0.97);
  check_box (scene_new (120, 100, 120, 100, 40), 0.97);
  check_box (scene_new (500, 400, 0, 0, 150), 0.98);
}

/* Boxes that begin a pixel or few from the border, less than a square. They are wide of
 * the disc, for what lies between middle and sides counts rather as object.
 */
static void
test_near_border (void)
{
  for (gint32 gap = 1; gap < 4; gap++)
    {
      Scene *scene = scene_new (700, 500, 350, 250, 200);

      scene->x = scene->y = gap;
      scene->width = 700 - 2 * gap;
      scene->height = 500 - 2 * gap;
      check_box (scene, 0.9);
    }
}

/* Without any background the rim is taken for it. */
static void
test_whole_picture (void)
{
  Scene *scene = scene_new (160, 120, 80, 60, 40);

  scene->x = scene->y = 0;
  scene->width = 160;
  scene->height = 120;
  check_box (scene, 0.97);
}

static void
test_hints (void)
{
  Scene *scene = scene_new (400, 300, 200, 150, 80);
  GwGrabCut *cut = gw_grab_cut_new (&scene->pixels, NULL, NULL);
  GwMask away = rectangle (scene, 190, 80, 3, 60), add = rectangle (scene, 20, 20, 1, 50), object, both;

  g_assert_cmpint (gw_grab_cut_set_box (cut, scene->x, scene->y, scene->width, scene->height), ==, GW_STATUS_OK);
  object = solve (cut, NULL);
  gw_mask_clear (&object);
  g_assert_cmpint (gw_grab_cut_mark (cut, &away, GW_TRIMAP_BACKGROUND), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_grab_cut_mark (cut, &add, GW_TRIMAP_OBJECT), ==, GW_STATUS_OK);
  object = solve (cut, NULL);
  g_assert_cmpuint (gw_mask_shared_area (&object, &away), ==, 0);
  g_assert_cmpuint (gw_mask_shared_area (&object, &add), ==, gw_mask_area (&add));
  gw_mask_subtract (&object, &add, &both);
  g_assert_cmpfloat (gw_mask_iou (&both, &scene->truth), >, 0.9);

  gw_mask_clear (&away);
  gw_mask_clear (&add);
  gw_mask_clear (&object);
  gw_mask_clear (&both);
  gw_grab_cut_free (cut);
  scene_free (scene);
}

/* Strokes alone do without a box, inside what they say is probable. */
static void
test_strokes (void)
{
  Scene *scene = scene_new (120, 100, 60, 50, 30);
  GwGrabCut *cut = gw_grab_cut_new (&scene->pixels, NULL, NULL);
  GwMask object = GW_MASK_INIT, all = rectangle (scene, 1, 1, 118, 98), stroke = rectangle (scene, 45, 45, 30, 3);

  g_assert_cmpint (gw_grab_cut_solve (cut, &object, NULL), ==, GW_STATUS_EMPTY);
  g_assert_cmpint (gw_grab_cut_mark (cut, &all, GW_TRIMAP_PROBABLY_BACKGROUND), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_grab_cut_mark (cut, &stroke, GW_TRIMAP_OBJECT), ==, GW_STATUS_OK);
  object = solve (cut, NULL);
  g_assert_cmpfloat (gw_mask_iou (&object, &scene->truth), >, 0.95);

  gw_mask_clear (&object);
  gw_mask_clear (&all);
  gw_mask_clear (&stroke);
  gw_grab_cut_free (cut);
  scene_free (scene);
}

static void
test_flat (void)
{
  guint32 *colours = g_new0 (guint32, 300 * 300);
  const GwPixels pixels = { colours, 300, 300, 300 };
  GwGrabCut *cut = gw_grab_cut_new (&pixels, NULL, NULL);
  GwMask object;

  g_assert_cmpint (gw_grab_cut_set_box (cut, 10, 10, 250, 250), ==, GW_STATUS_OK);
  object = solve (cut, NULL);
  gw_mask_clear (&object);
  g_assert_cmpint (gw_grab_cut_set_box (cut, -1, -1, 1000, 1000), ==, GW_STATUS_OK);
  object = solve (cut, NULL);
  gw_mask_clear (&object);
  gw_grab_cut_free (cut);
  g_free (colours);
}

static void
test_one_pixel (void)
{
  const guint32 colour = 0x123456;
  const GwPixels pixels = { &colour, 1, 1, 1 };
  GwGrabCut *cut = gw_grab_cut_new (&pixels, NULL, NULL);
  GwMask object, all;

  g_assert_cmpint (gw_grab_cut_set_box (cut, 0, 0, 1, 1), ==, GW_STATUS_OK);
  object = solve (cut, NULL);
  gw_mask_clear (&object);
  gw_mask_from_bitmap (1, 1, 0, 0, 1, 1, (const guint8 *) "x", 1, &all);
  g_assert_cmpint (gw_grab_cut_mark (cut, &all, GW_TRIMAP_OBJECT), ==, GW_STATUS_OK);
  object = solve (cut, NULL);
  g_assert_cmpuint (gw_mask_area (&object), ==, 1);
  gw_mask_clear (&object);
  gw_mask_clear (&all);
  gw_grab_cut_free (cut);
}

static void
test_refused (void)
{
  Scene *scene = scene_new (30, 20, 15, 10, 5);
  const GwPixels huge = { scene->colours, 1 << 24, 1 << 24, 1 << 24 }, none = { scene->colours, 0, 3, 3 };
  const GwGrabCutOptions bad[] = { { 0, 50, 5, 0 },  { 101, 50, 5, 0 }, { 5, -1, 5, 0 }, { 5, 1001, 5, 0 },
                                   { 5, NAN, 5, 0 }, { 5, 50, 0, 0 },   { 5, 50, 9, 0 } };
  GwMask other = GW_MASK_INIT, object = GW_MASK_INIT;
  GwGrabCut *cut = gw_grab_cut_new (&scene->pixels, NULL, NULL);
  gw_status status;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_null (gw_grab_cut_new (&scene->pixels, &bad[i], &status));
      g_assert_cmpint (status, ==, GW_STATUS_INVALID);
    }
  g_assert_null (gw_grab_cut_new (&huge, NULL, &status));
  g_assert_cmpint (status, ==, GW_STATUS_TOO_LARGE);
  g_assert_null (gw_grab_cut_new (&none, NULL, &status));
  g_assert_cmpint (status, ==, GW_STATUS_EMPTY);

  g_assert_cmpint (gw_grab_cut_set_box (cut, 0, 0, 0, 5), ==, GW_STATUS_EMPTY);
  g_assert_cmpint (gw_grab_cut_set_box (cut, 30, 0, 5, 5), ==, GW_STATUS_EMPTY);
  g_assert_cmpint (gw_grab_cut_set_box (cut, G_MININT32, 0, 5, 5), ==, GW_STATUS_EMPTY);
  g_assert_cmpint (gw_grab_cut_set_box (cut, 5, 5, -5, 5), ==, GW_STATUS_EMPTY);
  g_assert_cmpint (gw_grab_cut_solve (cut, &object, NULL), ==, GW_STATUS_EMPTY);
  gw_mask_init_empty (29, 20, &other);
  g_assert_cmpint (gw_grab_cut_mark (cut, &other, GW_TRIMAP_OBJECT), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_grab_cut_mark (cut, &scene->truth, 4), ==, GW_STATUS_INVALID);
  gw_grab_cut_free (cut);
  gw_grab_cut_free (NULL);
  scene_free (scene);
}

/* Asks to stop at the n-th question, and sees that shares never fall. */
typedef struct
{
  guint n, stop_at;
  double last;
} Asked;

static bool
on_step (double done, void *data)
{
  Asked *asked = data;

  g_assert_cmpfloat (done, >=, asked->last);
  g_assert_cmpfloat (done, <=, 1);
  asked->last = done;

  return ++asked->n != asked->stop_at;
}

static void
test_cancel (void)
{
  Scene *scene = scene_new (400, 300, 200, 150, 80);
  GwGrabCut *cut = gw_grab_cut_new (&scene->pixels, NULL, NULL);
  GwMask whole, object, untouched = GW_MASK_INIT;
  guint n_questions;

  for (guint stop_at = 0, end = 1; stop_at <= end; stop_at++)
    {
      Asked asked = { 0, stop_at, 0 };
      const GwRun run = { on_step, &asked, 1 };

      g_assert_cmpint (gw_grab_cut_set_box (cut, scene->x, scene->y, scene->width, scene->height), ==, GW_STATUS_OK);
      if (stop_at == 0)
        {
          whole = solve (cut, &run);
          n_questions = end = asked.n;
          g_assert_cmpuint (n_questions, >=, 2);
          continue;
        }
      g_assert_cmpint (gw_grab_cut_solve (cut, &untouched, &run), ==, GW_STATUS_CANCELLED);
      g_assert_null (untouched.runs);
      object = solve (cut, NULL);
      g_assert_true (gw_mask_equal (&object, &whole));
      gw_mask_clear (&object);
    }

  gw_mask_clear (&whole);
  gw_grab_cut_free (cut);
  scene_free (scene);
}

static void
test_threads (void)
{
  Scene *scene = scene_new (700, 500, 350, 250, 200);

  for (guint64 seed = 0; seed < 3; seed++)
    {
      GwGrabCutOptions options = GW_GRAB_CUT_OPTIONS_INIT;
      GwMask objects[3];

      options.seed = seed;
      for (guint i = 0; i < 3; i++)
        {
          const GwRun run = { NULL, NULL, i + 1 };
          GwGrabCut *cut = gw_grab_cut_new (&scene->pixels, &options, NULL);

          gw_grab_cut_set_box (cut, scene->x, scene->y, scene->width, scene->height);
          objects[i] = solve (cut, &run);
          gw_grab_cut_free (cut);
        }
      g_assert_true (gw_mask_equal (&objects[0], &objects[1]));
      g_assert_true (gw_mask_equal (&objects[0], &objects[2]));
      for (guint i = 0; i < 3; i++)
        gw_mask_clear (&objects[i]);
    }
  scene_free (scene);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/grab-cut/box", test_box);
  g_test_add_func ("/grab-cut/at-border", test_at_border);
  g_test_add_func ("/grab-cut/near-border", test_near_border);
  g_test_add_func ("/grab-cut/whole-picture", test_whole_picture);
  g_test_add_func ("/grab-cut/hints-hold", test_hints);
  g_test_add_func ("/grab-cut/strokes", test_strokes);
  g_test_add_func ("/grab-cut/flat-picture", test_flat);
  g_test_add_func ("/grab-cut/one-pixel", test_one_pixel);
  g_test_add_func ("/grab-cut/refused", test_refused);
  g_test_add_func ("/grab-cut/cancel", test_cancel);
  g_test_add_func ("/grab-cut/threads", test_threads);

  return g_test_run ();
}
