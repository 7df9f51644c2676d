/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-object.h"

#include <math.h>
#include <string.h>

#include "gw-test-objects.h"

static void
test_ids_grow_and_differ (void)
{
  gint64 last = 0;

  for (guint i = 0; i < 200000; i++)
    {
      gint64 id = gw_object_make_id ();

      g_assert_cmpint (id, >, last);
      last = id;
    }
  /* The steps of a fast run must not lead far from the clock. */
  g_assert_cmpint ((last >> 21) - g_get_real_time () / 1000, <, 60 * 1000);
}

static gpointer
make_ids (gpointer data)
{
  gint64 *ids = data;

  for (guint i = 0; i < 10000; i++)
    ids[i] = gw_object_make_id ();
  return NULL;
}

static void
test_ids_differ_between_threads (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  static gint64 ids[4][10000];
  GThread *threads[4];

  for (guint i = 0; i < 4; i++)
    threads[i] = g_thread_new ("ids", make_ids, ids[i]);
  for (guint i = 0; i < 4; i++)
    g_thread_join (threads[i]);
  for (guint i = 0; i < 4; i++)
    for (guint j = 0; j < 10000; j++)
      g_assert_true (g_hash_table_add (seen, &ids[i][j]));
}

static void
test_takes_shape_over (void)
{
  g_autoptr (GwObject) object = gw_object_new (1, 2);
  GwShape shape = GW_SHAPE_INIT;
  GwBox bounds = gw_object_get_bounds (object);

  g_assert_cmpfloat (bounds.width, ==, 0.0);
  gw_shape_init_box (&shape, 1.0, 2.0, 3.0, 4.0);
  gw_object_take_shape (object, &shape);
  g_assert_cmpint (shape.kind, ==, GW_SHAPE_NONE);
  bounds = gw_object_get_bounds (object);
  g_assert_cmpfloat (bounds.height, ==, 4.0);
  gw_object_set_box (object, 5.0, 6.0, 7.0, 8.0);
  bounds = gw_object_get_bounds (object);
  g_assert_cmpfloat (bounds.x, ==, 5.0);
  g_assert_cmpfloat (bounds.height, ==, 8.0);
}

static void
test_copies_equal_and_differ (void)
{
  gw_random random;

  gw_random_init (&random, 1);
  for (guint i = 0; i < 500; i++)
    {
      g_autoptr (GwObject) object = gw_test_random_object (&random, gw_test_random_kind (&random), 100, 80);
      g_autoptr (GwObject) copy = gw_object_copy (object);

      g_assert_true (gw_object_equal (object, copy));
      gw_object_set_times (copy, 1, 2);
      g_assert_true (gw_object_equal (object, copy));
      switch (gw_random_below (&random, 5))
        {
        case 0:
          gw_object_set_class_id (copy, 99);
          break;
        case 1:
          gw_object_set_attribute (copy, "new", "1");
          break;
        case 2:
          gw_object_set_score (copy, 2.0);
          break;
        case 3:
          gw_object_set_author (copy, "somebody else");
          break;
        default:
          gw_object_set_box (copy, 0.0, 0.0, 123.0, 1.0);
          break;
        }
      g_assert_false (gw_object_equal (object, copy));
    }
}

static void
test_attributes_keep_order (void)
{
  g_autoptr (GwObject) object = gw_object_new (1, 2);
  const char *name;

  gw_object_set_attribute (object, "b", "1");
  gw_object_set_attribute (object, "a", "2");
  gw_object_set_attribute (object, "b", "3");
  gw_object_set_attribute (object, "c", NULL);
  g_assert_cmpuint (gw_object_get_n_attributes (object), ==, 2);
  gw_object_get_attribute_at (object, 0, &name, NULL);
  g_assert_cmpstr (name, ==, "b");
  g_assert_cmpstr (gw_object_get_attribute (object, "b"), ==, "3");
  gw_object_set_attribute (object, "b", NULL);
  gw_object_set_attribute (object, "a", NULL);
  g_assert_cmpuint (gw_object_get_n_attributes (object), ==, 0);
}

/* A value of JSON is a text where it stood in quotes. */
static void
test_attributes_of_json (void)
{
  static const struct
  {
    const char *raw;
    const char *value; /* NULL: none */
    gboolean bare;
  } cases[] = {
    { "1.5", "1.5", TRUE },
    { "1.50", "1.5", TRUE },
    { "\"1.50\"", "1.50", FALSE },
    { "-3", "-3", TRUE },
    { "12345678901234567890", "12345678901234567890", TRUE },
    { "1e999", "1e999", FALSE },
    { "true", "true", TRUE },
    { "\"true\"", "true", FALSE },
    { "[1, \"a\"]", "[1, \"a\"]", TRUE },
    { "[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]", "[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]", FALSE },
    { "null", NULL, FALSE },
    { "7x", NULL, FALSE },
    { "\"a\\u0000\"", NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GwObject) object = gw_object_new (1, 1);
      g_autoptr (GwObject) text = gw_object_new (1, 1);

      g_test_message ("%s", cases[i].raw);
      gw_object_set_attribute_json (object, "a", cases[i].raw, strlen (cases[i].raw));
      g_assert_cmpstr (gw_object_get_attribute (object, "a"), ==, cases[i].value);
      if (cases[i].value == NULL)
        continue;
      g_assert_cmpint (gw_object_is_attribute_bare_at (object, 0), ==, cases[i].bare);
      gw_object_set_attribute (text, "a", cases[i].value);
      g_assert_cmpint (gw_object_equal (object, text), ==, !cases[i].bare);
    }
}

static void
test_properties_can_be_read (void)
{
  g_autoptr (GwObject) object = gw_object_new (7, 3);
  gint64 id, class_id;
  guint flags;
  int z;

  gw_object_set_flags (object, GW_OBJECT_LOCKED | GW_OBJECT_CROWD);
  gw_object_set_z (object, -4);
  g_object_get (object, "id", &id, "class-id", &class_id, "flags", &flags, "z", &z, NULL);
  g_assert_cmpint (id, ==, 7);
  g_assert_cmpint (class_id, ==, 3);
  g_assert_cmpuint (flags, ==, GW_OBJECT_LOCKED | GW_OBJECT_CROWD);
  g_assert_cmpint (z, ==, -4);
  g_assert_true (isnan (gw_object_get_score (object)));
}

/* Walked, one after the other would take hours. */
static void
test_takes_many_attributes (void)
{
  g_autoptr (GwObject) object = gw_object_new (1, 2);
  g_autoptr (GwObject) copy = NULL;
  const char *name;
  char text[16];

  for (guint i = 0; i < 1000000; i++)
    {
      g_snprintf (text, sizeof text, "k%u", i);
      gw_object_set_attribute (object, text, text + 1);
    }
  gw_object_set_attribute (object, "k999999", "x");
  gw_object_set_attribute (object, "k1", NULL);
  g_assert_cmpuint (gw_object_get_n_attributes (object), ==, 999999);
  g_assert_cmpstr (gw_object_get_attribute (object, "k999999"), ==, "x");
  g_assert_null (gw_object_get_attribute (object, "k1"));
  gw_object_get_attribute_at (object, 1, &name, NULL);
  g_assert_cmpstr (name, ==, "k2");
  copy = gw_object_copy (object);
  g_assert_cmpstr (gw_object_get_attribute (copy, "k2"), ==, "2");
  g_assert_true (gw_object_equal (object, copy));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/object/ids-grow-and-differ", test_ids_grow_and_differ);
  g_test_add_func ("/object/ids-differ-between-threads", test_ids_differ_between_threads);
  g_test_add_func ("/object/takes-shape-over", test_takes_shape_over);
  g_test_add_func ("/object/copies-equal-and-differ", test_copies_equal_and_differ);
  g_test_add_func ("/object/attributes-keep-order", test_attributes_keep_order);
  g_test_add_func ("/object/attributes-of-json", test_attributes_of_json);
  g_test_add_func ("/object/takes-many-attributes", test_takes_many_attributes);
  g_test_add_func ("/object/properties-can-be-read", test_properties_can_be_read);
  return g_test_run ();
}
