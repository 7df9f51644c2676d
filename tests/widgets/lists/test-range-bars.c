/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>

#include "gw-range-bars.h"
#include "gw-range-handle.h"

#define WIDTH 200

typedef struct
{
  GtkWidget *window;
  GwRangeBars *bars;
  guint n_changed;
} Fixture;

static void
on_changed_cb (GwRangeBars *bars, Fixture *fixture)
{
  fixture->n_changed++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const gint64 counts[] = { 3, 0, 9 };

  fixture->bars = GW_RANGE_BARS (gw_range_bars_new ());
  gw_range_bars_set_counts (fixture->bars, counts, G_N_ELEMENTS (counts));
  g_signal_connect (fixture->bars, "range-changed", G_CALLBACK (on_changed_cb), fixture);
  fixture->window = gtk_window_new ();
  gtk_widget_set_size_request (GTK_WIDGET (fixture->bars), WIDTH, -1);
  gtk_widget_set_halign (GTK_WIDGET (fixture->bars), GTK_ALIGN_START);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->bars));
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (gtk_widget_get_width (GTK_WIDGET (fixture->bars)) != WIDTH)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static void
assert_range (Fixture *fixture, double lower, double upper)
{
  double got_lower;
  double got_upper;

  gw_range_bars_get_range (fixture->bars, &got_lower, &got_upper);
  g_assert_cmpfloat (got_lower, ==, lower);
  g_assert_cmpfloat (got_upper, ==, upper);
}

/* The lower end, or the upper. */
static GtkWidget *
end (Fixture *fixture, guint i)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->bars)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (GW_IS_RANGE_HANDLE (child) && i-- == 0)
        return child;
    }
  g_assert_not_reached ();
}

static void
move (Fixture *fixture, guint i, double by)
{
  g_assert_true (gtk_widget_activate_action (end (fixture, i), "range.move", "d", by));
}

static void
test_set_from_outside_tells_nobody (Fixture *fixture, gconstpointer data)
{
  assert_range (fixture, 0.0, 1.0);
  gw_range_bars_set_range (fixture->bars, 0.25, 0.75);
  assert_range (fixture, 0.25, 0.75);
  gw_range_bars_set_range (fixture->bars, 0.9, 0.4);
  assert_range (fixture, 0.4, 0.9);
  g_assert_cmpuint (fixture->n_changed, ==, 0);
}

/* Many steps do not add up to something beside a hundredth. */
static void
test_keys_move_the_ends (Fixture *fixture, gconstpointer data)
{
  for (int i = 0; i < 35; i++)
    move (fixture, 0, 0.01);
  assert_range (fixture, 0.35, 1.0);
  g_assert_cmpuint (fixture->n_changed, ==, 35);
  move (fixture, 1, -0.10);
  assert_range (fixture, 0.35, 0.9);

  /* They meet and do not cross; at the end of the scale is the end. */
  move (fixture, 1, -1.0);
  assert_range (fixture, 0.35, 0.35);
  move (fixture, 0, 0.10);
  assert_range (fixture, 0.35, 0.35);
  move (fixture, 0, -1.0);
  move (fixture, 1, 1.0);
  assert_range (fixture, 0.0, 1.0);
  fixture->n_changed = 0;
  move (fixture, 1, 0.01);
  g_assert_cmpuint (fixture->n_changed, ==, 0);
}

static GtkGesture *
drag_gesture (Fixture *fixture)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->bars));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_DRAG (controller))
        return GTK_GESTURE (controller);
    }
  g_assert_not_reached ();
}

/* A press takes the nearer end, which then has the keys as well. */
static void
press (Fixture *fixture, double x)
{
  g_signal_emit_by_name (drag_gesture (fixture), "drag-begin", x, 10.0);
}

static void
test_pointer_takes_the_nearer_end (Fixture *fixture, gconstpointer data)
{
  press (fixture, 0.2 * WIDTH);
  assert_range (fixture, 0.2, 1.0);
  g_assert_true (gtk_widget_is_focus (end (fixture, 0)));
  /* What the filter says meanwhile does not pull it away. */
  gw_range_bars_set_range (fixture->bars, 0.0, 0.5);
  assert_range (fixture, 0.2, 1.0);
  g_assert_cmpuint (fixture->n_changed, ==, 0);
  g_signal_emit_by_name (drag_gesture (fixture), "drag-end", 0.0, 0.0);
  g_assert_cmpuint (fixture->n_changed, ==, 1);

  press (fixture, 0.7 * WIDTH);
  assert_range (fixture, 0.2, 0.7);
  g_assert_true (gtk_widget_is_focus (end (fixture, 1)));
  g_signal_emit_by_name (drag_gesture (fixture), "drag-end", 0.0, 0.0);
  g_assert_cmpuint (fixture->n_changed, ==, 2);

  /* Where both lie together the side of the pointer decides. */
  gw_range_bars_set_range (fixture->bars, 0.5, 0.5);
  press (fixture, 0.3 * WIDTH);
  assert_range (fixture, 0.3, 0.5);
  g_signal_emit_by_name (drag_gesture (fixture), "drag-end", 0.0, 0.0);
  gw_range_bars_set_range (fixture->bars, 0.5, 0.5);
  press (fixture, 0.8 * WIDTH);
  assert_range (fixture, 0.5, 0.8);
  g_signal_emit_by_name (drag_gesture (fixture), "drag-end", 0.0, 0.0);
}

static void
test_speaks (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "Lowest", "Highest" };
  static const char *const values[] = { "0.25", "0.75" };

  gw_range_bars_set_range (fixture->bars, 0.25, 0.75);
  for (guint i = 0; i < 2; i++)
    {
      GtkAccessible *accessible = GTK_ACCESSIBLE (end (fixture, i));

      g_assert_cmpint (gtk_accessible_get_accessible_role (accessible), ==, GTK_ACCESSIBLE_ROLE_SLIDER);
      g_assert_null (gtk_test_accessible_check_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, names[i]));
      g_assert_null (gtk_test_accessible_check_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, values[i]));
    }
}

#define TEST(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  TEST ("/range-bars/set-from-outside-tells-nobody", test_set_from_outside_tells_nobody);
  TEST ("/range-bars/keys-move-the-ends", test_keys_move_the_ends);
  TEST ("/range-bars/pointer-takes-the-nearer-end", test_pointer_takes_the_nearer_end);
  TEST ("/range-bars/speaks", test_speaks);

  return g_test_run ();
}
