/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-class-history.h"
#include "gw-class-source.h"
#include "gw-hotkey.h"
#include "gw-palette.h"

/* What the editor of classes is made of, without its window. */

static void
test_keeps_colors_apart (void)
{
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) source = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (classes, gw_class_new ("a", 0x2070d7));
  g_ptr_array_add (source, gw_class_new ("a", 0x000000));
  g_ptr_array_add (source, gw_class_new ("b", 0x2071d7));
  g_ptr_array_add (source, gw_class_new ("c", 0x80ef58));
  g_assert_cmpuint (gw_class_source_merge (classes, source), ==, 2);
  g_assert_cmpuint (gw_class_get_color (g_ptr_array_index (classes, 0)), ==, 0x2070d7);
  g_assert_cmpfloat (gw_palette_distance (gw_class_get_color (g_ptr_array_index (classes, 1)), 0x2070d7), >=, 0.05);
  g_assert_cmpuint (gw_class_get_color (g_ptr_array_index (classes, 2)), ==, 0x80ef58);
  g_assert_cmpstr (gw_class_get_hotkey (g_ptr_array_index (classes, 1)), ==, "2");
}

static void
add_class (GPtrArray *classes, const char *name, const char *hotkey, gboolean archived)
{
  GwClass *klass = gw_class_new (name, 0x123456);

  gw_class_set_hotkey (klass, hotkey);
  gw_class_set_archived (klass, archived);
  g_ptr_array_add (classes, klass);
}

static void
assert_free_key (GPtrArray *classes, const char *wanted, const char *key)
{
  g_autoptr (GwClass) klass = gw_class_new ("new", 0x654321);

  gw_hotkey_give_free (classes, klass, wanted);
  g_assert_cmpstr (gw_class_get_hotkey (klass), ==, key);
}

static void
test_gives_free_keys (void)
{
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func (g_object_unref);

  assert_free_key (classes, NULL, "1");
  add_class (classes, "a", "2", FALSE);
  assert_free_key (classes, NULL, NULL);
  assert_free_key (classes, "0", NULL);
  assert_free_key (classes, "b", NULL);
  assert_free_key (classes, "9", "9");
  /* What is archived has neither its key nor its place any more. */
  gw_class_set_archived (g_ptr_array_index (classes, 0), TRUE);
  assert_free_key (classes, NULL, "1");
  assert_free_key (classes, "2", "2");
  for (guint i = 0; i < 9; i++)
    add_class (classes, "b", NULL, FALSE);
  assert_free_key (classes, NULL, NULL);
}

static void
test_history_follows_ids (void)
{
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GwClassHistory) history = gw_class_history_new (classes);
  g_autoptr (GPtrArray) state = NULL;
  GwClass *parent = gw_class_new ("parent", 1);
  GwClass *child = gw_class_new ("child", 2);

  gw_class_set_id (parent, 7);
  gw_class_set_parent_id (child, 7);
  g_ptr_array_add (classes, parent);
  g_ptr_array_add (classes, child);
  gw_class_history_note (history, classes);

  /* The store made the parent anew. */
  gw_class_set_id (parent, 9);
  gw_class_set_id (child, 10);
  gw_class_history_set_ids (history, classes);
  g_assert_false (gw_class_history_can_redo (history));
  state = gw_class_history_undo (history);
  g_assert_cmpuint (state->len, ==, 0);
  g_assert_null (gw_class_history_undo (history));
  g_ptr_array_unref (state);
  state = gw_class_history_redo (history);
  g_assert_cmpint (gw_class_get_id (g_ptr_array_index (state, 0)), ==, 9);
  g_assert_cmpint (gw_class_get_id (g_ptr_array_index (state, 1)), ==, 10);
  g_assert_cmpint (gw_class_get_parent_id (g_ptr_array_index (state, 1)), ==, 9);
}

static void
test_history_has_an_end (void)
{
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GwClassHistory) history = NULL;
  guint n = 0;

  add_class (classes, "a", NULL, FALSE);
  add_class (classes, "b", NULL, FALSE);
  history = gw_class_history_new (classes);
  for (guint i = 0; i < 500; i++)
    {
      gw_class_set_color (g_ptr_array_index (classes, i % 2), i);
      gw_class_history_note (history, classes);
    }
  while (gw_class_history_can_undo (history))
    {
      g_autoptr (GPtrArray) state = gw_class_history_undo (history);

      n++;
      g_assert_cmpuint (gw_class_get_color (g_ptr_array_index (state, (500 - n) % 2)), ==, 500 - n - 2);
      g_assert_cmpuint (gw_class_get_color (g_ptr_array_index (state, (500 - n - 1) % 2)), ==, 500 - n - 1);
    }
  g_assert_cmpuint (n, ==, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/class-history/keeps-colors-apart", test_keeps_colors_apart);
  g_test_add_func ("/class-history/gives-free-keys", test_gives_free_keys);
  g_test_add_func ("/class-history/has-an-end", test_history_has_an_end);
  g_test_add_func ("/class-history/follows-ids", test_history_follows_ids);

  return g_test_run ();
}
