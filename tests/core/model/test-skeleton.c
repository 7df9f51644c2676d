/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-skeleton.h"

#include <string.h>

#include "gw-class.h"
#include "gw-error.h"

static const char *const abc[] = { "a", "b", "c", NULL };

static GwSkeleton *
make_abc (void)
{
  static const GwSkeletonEdge edges[] = { { 0, 1 }, { 2, 1 } };
  GwSkeleton *self = gw_skeleton_new (abc, edges, 2, NULL);

  g_assert_nonnull (self);
  return self;
}

static char *
to_text (const GwSkeleton *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) json = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);

  gw_json_writer_begin_object (json);
  gw_skeleton_write_json (self, json);
  gw_json_writer_end_object (json);
  g_assert_true (gw_json_writer_finish (json, NULL));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_text (const GwSkeleton *self, const char *wanted)
{
  g_autofree char *text = to_text (self);

  g_assert_cmpstr (text, ==, wanted);
}

static GwSkeleton *
parse (const char *names, const char *edges, GwSkeletonFaults *faults, GError **error)
{
  return gw_skeleton_parse_json (names, strlen (names), edges, edges != NULL ? strlen (edges) : 0, faults, error);
}

static void
test_refuses (void)
{
  static const char *const none[] = { NULL };
  static const char *const empty[] = { "a", "", NULL };
  static const char *const twice[] = { "a", "b", "a", NULL };
  static const char *const blank[] = { "a ", NULL };
  static const char *const bytes[] = { "\xff", NULL };
  static const char *const *const names[] = { none, empty, twice, blank, bytes };
  static const GwSkeletonEdge edges[][2] = { { { 0, 3 }, { 0, 1 } }, { { 1, 1 }, { 0, 1 } }, { { 0, 1 }, { 0, 1 } } };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (gw_skeleton_new (names[i], NULL, 0, &error));
      g_assert_error (error, GW_ERROR, GW_ERROR_INVALID);
      g_assert_true (g_str_has_suffix (error->message, "."));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (gw_skeleton_new (abc, edges[i], 2, &error));
      g_assert_error (error, GW_ERROR, GW_ERROR_INVALID);
    }
}

static void
test_limits (void)
{
  g_autoptr (GwSkeleton) self = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *long_name = g_strnfill (2000, 'x');

  for (guint i = 0; i < GW_SKELETON_MAX_POINTS; i++)
    {
      g_autofree char *name = g_strdup_printf ("p%u", i);
      GwSkeleton *next = gw_skeleton_add_point (self, name, &error);

      g_assert_no_error (error);
      g_clear_pointer (&self, gw_skeleton_unref);
      self = next;
    }
  g_assert_null (gw_skeleton_add_point (self, "one more", &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_LIMIT);
  g_clear_error (&error);
  g_assert_null (gw_skeleton_rename_point (self, 0, long_name, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_LIMIT);
}

static void
test_person (void)
{
  g_autoptr (GwSkeleton) self = gw_skeleton_new_person ();
  g_autofree char *eye = gw_skeleton_dup_title (self, 1);
  guint n_edges;

  g_assert_cmpuint (gw_skeleton_get_n_points (self), ==, 17);
  gw_skeleton_get_edges (self, &n_edges);
  g_assert_cmpuint (n_edges, ==, 19);
  g_assert_cmpstr (eye, ==, "Left Eye");
  g_assert_cmpint (gw_skeleton_find (self, "right_ankle"), ==, 16);
  g_assert_cmpint (gw_skeleton_find (self, "tail"), ==, -1);
  g_assert_true (gw_skeleton_has_edge (self, 13, 15));
}

static void
test_changes (void)
{
  g_autoptr (GwSkeleton) self = make_abc ();
  g_autoptr (GwSkeleton) moved = gw_skeleton_move_point (self, 0, 2);
  g_autoptr (GwSkeleton) back = gw_skeleton_move_point (moved, 2, 0);
  g_autoptr (GwSkeleton) fewer = gw_skeleton_remove_point (self, 1);
  g_autoptr (GwSkeleton) without_first = gw_skeleton_remove_point (self, 0);
  g_autoptr (GwSkeleton) renamed = gw_skeleton_rename_point (self, 1, "B", NULL);
  g_autoptr (GwSkeleton) one = gw_skeleton_remove_point (fewer, 0);
  g_autoptr (GError) error = NULL;

  assert_text (self, "{\"keypoints\":[\"a\",\"b\",\"c\"],\"skeleton\":[[1,2],[3,2]]}");
  assert_text (moved, "{\"keypoints\":[\"b\",\"c\",\"a\"],\"skeleton\":[[3,1],[2,1]]}");
  g_assert_true (gw_skeleton_equal (back, self));
  assert_text (fewer, "{\"keypoints\":[\"a\",\"c\"],\"skeleton\":[]}");
  assert_text (without_first, "{\"keypoints\":[\"b\",\"c\"],\"skeleton\":[[2,1]]}");
  assert_text (renamed, "{\"keypoints\":[\"a\",\"B\",\"c\"],\"skeleton\":[[1,2],[3,2]]}");
  g_assert_null (gw_skeleton_remove_point (one, 0));
  g_assert_null (gw_skeleton_rename_point (self, 1, "c", &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_INVALID);
}

static void
test_edges (void)
{
  g_autoptr (GwSkeleton) self = make_abc ();
  g_autoptr (GwSkeleton) more = gw_skeleton_set_edge (self, 0, 2, TRUE, NULL);
  g_autoptr (GwSkeleton) same = gw_skeleton_set_edge (self, 1, 0, TRUE, NULL);
  g_autoptr (GwSkeleton) less = gw_skeleton_set_edge (self, 1, 2, FALSE, NULL);
  g_autoptr (GError) error = NULL;

  assert_text (more, "{\"keypoints\":[\"a\",\"b\",\"c\"],\"skeleton\":[[1,2],[3,2],[1,3]]}");
  g_assert_true (gw_skeleton_equal (same, self));
  g_assert_false (gw_skeleton_equal (more, self));
  g_assert_false (gw_skeleton_equal (self, NULL));
  assert_text (less, "{\"keypoints\":[\"a\",\"b\",\"c\"],\"skeleton\":[[1,2]]}");
  g_assert_null (gw_skeleton_set_edge (self, 1, 1, TRUE, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_INVALID);
}

static void
test_json (void)
{
  g_autoptr (GwSkeleton) self = make_abc ();
  g_autoptr (GwSkeleton) read = parse ("[\"a\",\"b\",\"c\"]", "[[1,2],[3,2]]", NULL, NULL);
  g_autoptr (GwSkeleton) bare = parse ("[\"a\",\"b\"]", NULL, NULL, NULL);
  g_autoptr (GwSkeleton) from_zero = NULL;
  g_autoptr (GwSkeleton) bad = NULL;
  GwSkeletonFaults faults;

  g_assert_true (gw_skeleton_equal (read, self));
  assert_text (bare, "{\"keypoints\":[\"a\",\"b\"],\"skeleton\":[]}");

  from_zero = parse ("[\"a\",\"b\",\"c\"]", "[[0,1],[2,1]]", &faults, NULL);
  g_assert_true (faults.from_zero);
  g_assert_cmpuint (faults.n_bad_edges, ==, 0);
  g_assert_true (gw_skeleton_equal (from_zero, self));

  bad = parse ("[\"a\",\"b\",\"c\"]",
               "[[1,2],[1,1],[1,4],[-1,2],[1.5,2],[1],[1,2,3],\"x\",[[1,2]],{\"a\":[1,2]},[1e300,2],[3,2],[1,2]]",
               &faults, NULL);
  g_assert_true (gw_skeleton_equal (bad, self));
  g_assert_false (faults.from_zero);
  g_assert_cmpuint (faults.n_bad_edges, ==, 11);
}

static void
test_hostile_json (void)
{
  static const char *const names[] = {
    "", "[", "{}", "3", "[[\"a\"]]", "[\"a\",3]", "[\"a\\u0000b\"]", "[]", "[\"\"]", "[\"a\",\"a\"]", "[\"a\""
  };
  g_autoptr (GString) many = g_string_new ("[\"a\"");
  g_autoptr (GString) pairs = g_string_new ("[[1,2]");
  g_autoptr (GwSkeleton) cut = NULL;
  g_autoptr (GError) error = NULL;
  GwSkeletonFaults faults;
  guint n_edges;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) failure = NULL;

      g_assert_null (parse (names[i], "[[1,2]]", NULL, &failure));
      g_assert_nonnull (failure);
    }
  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (many, ",\"p%u\"", i);
  g_string_append_c (many, ']');
  g_assert_null (parse (many->str, NULL, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_LIMIT);

  for (guint i = 0; i < 100000; i++)
    g_string_append (pairs, ",[2,1],[9,9]");
  g_string_append_c (pairs, ']');
  cut = parse ("[\"a\",\"b\"]", pairs->str, &faults, NULL);
  gw_skeleton_get_edges (cut, &n_edges);
  g_assert_cmpuint (n_edges, ==, 2);
  g_assert_cmpuint (faults.n_bad_edges, >, 1000);
}

static void
on_notify_cb (GObject *object, GParamSpec *pspec, gpointer data)
{
  ++*(guint *) data;
}

static void
test_of_a_class (void)
{
  g_autoptr (GwClass) klass = gw_class_new ("Person", 0);
  g_autoptr (GwClass) copy = NULL;
  g_autoptr (GwSkeleton) self = make_abc ();
  g_autoptr (GwSkeleton) equal = make_abc ();
  g_autoptr (GwSkeleton) got = NULL;
  guint n = 0;

  g_signal_connect (klass, "notify::skeleton", G_CALLBACK (on_notify_cb), &n);
  gw_class_set_skeleton (klass, NULL);
  gw_class_set_skeleton (klass, self);
  gw_class_set_skeleton (klass, equal);
  g_assert_cmpuint (n, ==, 1);
  g_object_get (klass, "skeleton", &got, NULL);
  g_assert_true (gw_skeleton_equal (got, self));
  copy = gw_class_copy (klass);
  gw_class_set_skeleton (klass, NULL);
  g_assert_cmpuint (n, ==, 2);
  g_assert_null (gw_class_get_skeleton (klass));
  g_assert_true (gw_skeleton_equal (gw_class_get_skeleton (copy), self));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/skeleton/refuses", test_refuses);
  g_test_add_func ("/skeleton/limits", test_limits);
  g_test_add_func ("/skeleton/person", test_person);
  g_test_add_func ("/skeleton/changes", test_changes);
  g_test_add_func ("/skeleton/edges", test_edges);
  g_test_add_func ("/skeleton/json", test_json);
  g_test_add_func ("/skeleton/hostile-json", test_hostile_json);
  g_test_add_func ("/skeleton/of-a-class", test_of_a_class);
  return g_test_run ();
}
