/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-object-set.h"

#include <math.h>

/* So many that it would not end in time if each were compared with the others. */
#define MANY 200000

typedef struct
{
  GPtrArray *objects;
  GwObjectSet *set;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->objects = g_ptr_array_new_with_free_func (g_object_unref);
  self->set = gw_object_set_new ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gw_object_set_free (self->set);
  g_ptr_array_unref (self->objects);
}

/* Takes the object. */
static gboolean
add (Fixture *self, GwObject *object)
{
  g_ptr_array_add (self->objects, object);

  return gw_object_set_add (self->set, object);
}

static GwObject *
make_box (double x, double y, double score)
{
  GwObject *object = gw_object_new (gw_object_make_id (), 1);

  gw_object_set_box (object, x, y, 10.0, 10.0);
  gw_object_set_score (object, score);

  return object;
}

static GwObject *
make_polygon (double x)
{
  GwPoint points[4] = { { 0.0, 0.0 }, { 10.0, 0.0 }, { x, 5.0 }, { 10.0, 10.0 } };
  GwRing ring = { points, G_N_ELEMENTS (points) };
  const GwShape shape = { .kind = GW_SHAPE_POLYGON, .as.polygon = { &ring, 1 } };
  GwShape own = GW_SHAPE_INIT;
  GwObject *object = gw_object_new (gw_object_make_id (), 1);

  g_assert_cmpint (gw_shape_copy (&shape, &own), ==, GW_STATUS_OK);
  gw_object_take_shape (object, &own);

  return object;
}

static void
test_class_and_shape (Fixture *self, gconstpointer data)
{
  GwObject *other = make_box (1.0, 2.0, NAN);

  gw_object_set_class_id (other, 2);
  g_assert_true (add (self, make_box (1.0, 2.0, NAN)));
  g_assert_false (add (self, make_box (1.0, 2.0, NAN)));
  g_assert_true (add (self, make_box (nextafter (1.0, 2.0), 2.0, NAN)));
  g_assert_true (add (self, other));
  g_assert_true (add (self, make_box (0.0, 2.0, NAN)));
  g_assert_false (add (self, make_box (-0.0, 2.0, NAN)));
}

/* What has a score more says more; what has one less does not repeat it. */
static void
test_scores (Fixture *self, gconstpointer data)
{
  g_assert_true (add (self, make_box (1.0, 2.0, 0.5)));
  g_assert_false (add (self, make_box (1.0, 2.0, 0.5)));
  g_assert_true (add (self, make_box (1.0, 2.0, 0.25)));
  g_assert_true (add (self, make_box (1.0, 2.0, NAN)));
  g_assert_false (add (self, make_box (1.0, 2.0, NAN)));
  g_assert_false (add (self, make_box (1.0, 2.0, 0.75)));
}

static void
test_many_within_a_pixel (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < MANY; i++)
    g_assert_true (add (self, make_box (i / (double) MANY, 0.5, NAN)));
  g_assert_false (add (self, make_box (0.25, 0.5, NAN)));
}

static void
test_many_of_the_same_bounds (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < MANY; i++)
    g_assert_true (add (self, make_polygon (1.0 + i / (double) MANY)));
  g_assert_false (add (self, make_polygon (1.25)));
}

static void
test_many_of_the_same_shape (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < MANY; i++)
    g_assert_true (add (self, make_box (1.0, 2.0, i / (double) MANY)));
  g_assert_false (add (self, make_box (1.0, 2.0, 0.25)));
}

#define TEST(path, func) g_test_add ("/object-set/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("class-and-shape", test_class_and_shape);
  TEST ("scores", test_scores);
  TEST ("many/within-a-pixel", test_many_within_a_pixel);
  TEST ("many/of-the-same-bounds", test_many_of_the_same_bounds);
  TEST ("many/of-the-same-shape", test_many_of_the_same_shape);

  return g_test_run ();
}
