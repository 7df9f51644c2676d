/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-class.h"

static void
on_notify_cb (GObject *object, GParamSpec *pspec, gpointer data)
{
  ++*(guint *) data;
}

static void
test_notifies_once_when_changed (void)
{
  g_autoptr (GwClass) klass = gw_class_new ("Car", 0x2070d7);
  guint n = 0;

  g_signal_connect (klass, "notify", G_CALLBACK (on_notify_cb), &n);
  gw_class_set_name (klass, "Car");
  gw_class_set_color (klass, 0x2070d7);
  gw_class_set_archived (klass, FALSE);
  gw_class_set_counts (klass, 0, 0);
  g_assert_cmpuint (n, ==, 0);
  gw_class_set_name (klass, "Bus");
  gw_class_set_hotkey (klass, "b");
  gw_class_set_counts (klass, 2, 0);
  g_object_set (klass, "color", 0xff00ffu, "archived", TRUE, "parent-id", G_GINT64_CONSTANT (4), NULL);
  g_assert_cmpuint (n, ==, 6);
  g_assert_cmphex (gw_class_get_color (klass), ==, 0xff00ff);
  g_assert_cmpint (gw_class_get_parent_id (klass), ==, 4);
}

static void
test_copy_has_everything (void)
{
  g_autoptr (GwClass) klass = gw_class_new ("Car", 0x2070d7);
  g_autoptr (GPtrArray) attributes = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_attribute_free);
  g_autoptr (GwClass) copy = NULL;
  const char *id, *name;

  g_ptr_array_add (attributes, gw_attribute_new ("Occluded", GW_ATTRIBUTE_CHECKBOX));
  gw_class_set_attributes (klass, attributes);
  g_object_set (klass, "id", G_GINT64_CONSTANT (7), "hotkey", "c", "position", 3, "archived", TRUE, NULL);
  gw_class_set_counts (klass, 5, 9);
  gw_class_set_alias (klass, "coco", "3", "car");
  gw_class_set_alias (klass, "voc", NULL, "CAR");
  copy = gw_class_copy (klass);
  g_assert_cmpint (gw_class_get_id (copy), ==, 7);
  g_assert_cmpstr (gw_class_get_hotkey (copy), ==, "c");
  g_assert_cmpint (gw_class_get_position (copy), ==, 3);
  g_assert_true (gw_class_get_archived (copy));
  g_assert_cmpint (gw_class_get_n_images (copy), ==, 5);
  g_assert_cmpint (gw_class_get_n_objects (copy), ==, 9);
  g_assert_nonnull (gw_class_find_attribute (copy, "Occluded"));
  g_assert_null (gw_class_find_attribute (copy, "occluded"));
  g_assert_true (gw_class_get_alias (copy, "voc", &id, &name));
  g_assert_null (id);
  g_assert_cmpstr (name, ==, "CAR");
}

static void
count_cb (const char *source, const char *id, const char *name, gpointer data)
{
  ++*(guint *) data;
}

static void
test_one_alias_for_each_source (void)
{
  g_autoptr (GwClass) klass = gw_class_new ("Car", 0);
  const char *id;
  guint n = 0;

  gw_class_set_alias (klass, "coco", "3", "car");
  gw_class_set_alias (klass, "coco", "4", "car");
  g_assert_true (gw_class_get_alias (klass, "coco", &id, NULL));
  g_assert_cmpstr (id, ==, "4");
  gw_class_foreach_alias (klass, count_cb, &n);
  g_assert_cmpuint (n, ==, 1);
  gw_class_set_alias (klass, "coco", NULL, NULL);
  g_assert_false (gw_class_get_alias (klass, "coco", &id, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/class/notifies-once-when-changed", test_notifies_once_when_changed);
  g_test_add_func ("/class/copy-has-everything", test_copy_has_everything);
  g_test_add_func ("/class/one-alias-for-each-source", test_one_alias_for_each_source);
  return g_test_run ();
}
