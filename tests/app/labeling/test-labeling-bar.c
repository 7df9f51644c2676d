/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>

#include "gw-labeling-bar.h"

/* What the bar below an image gives up first where it is narrow. Widths are
 * those that the bar itself asks for, whatever the font.
 */

typedef struct
{
  GtkWidget *bar;
  GtkWidget *state;
  int minimum;
  int natural;
} Fixture;

static GtkWidget *
find_label (GtkWidget *widget, const char *text)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_label (GTK_LABEL (widget)), text) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child, text);

  return found;
}

static gboolean
is_seen (Fixture *fixture, const char *text)
{
  GtkWidget *label = find_label (fixture->bar, text);

  g_assert_nonnull (label);

  return gtk_widget_get_visible (label) && gtk_widget_get_child_visible (label);
}

static gboolean
is_cut (GtkWidget *label)
{
  return pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label)));
}

static void
measure (Fixture *fixture)
{
  gtk_widget_measure (fixture->bar, GTK_ORIENTATION_HORIZONTAL, -1, &fixture->minimum, &fixture->natural, NULL, NULL);
}

static void
allocate (Fixture *fixture, int width)
{
  int height;

  gtk_widget_measure (fixture->bar, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  gtk_widget_allocate (fixture->bar, width, height, -1, NULL);
}

/* So wide that the state is whole and there is nothing to spare. */
static int
width_of_state (Fixture *fixture)
{
  int minimum, natural;

  gtk_widget_measure (fixture->state, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);

  return fixture->minimum - minimum + natural;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new ("org.groundwork.Groundwork");
  g_autoptr (GwKeymap) keymap = gw_keymap_new (settings);

  fixture->bar = g_object_ref_sink (gw_labeling_bar_new (keymap));
  gw_labeling_bar_set_state (GW_LABELING_BAR (fixture->bar), "128 objects · saving…", NULL);
  fixture->state = find_label (fixture->bar, "128 objects · saving…");
  measure (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->bar);
}

static void
test_shows_all (Fixture *fixture, gconstpointer data)
{
  allocate (fixture, fixture->natural);
  g_assert_true (is_seen (fixture, "Ctrl+Space"));
  g_assert_true (is_seen (fixture, "Alt+F"));
  g_assert_true (is_seen (fixture, "D"));
  g_assert_true (is_seen (fixture, "Ctrl+Enter"));
  g_assert_false (is_cut (fixture->state));
}

/* Keys of what is done seldom go first, and what is saved is never cut for one. */
static void
test_gives_up_keys (Fixture *fixture, gconstpointer data)
{
  allocate (fixture, fixture->natural - 1);
  g_assert_false (is_seen (fixture, "Ctrl+Space"));
  g_assert_false (is_seen (fixture, "Alt+F"));
  g_assert_true (is_seen (fixture, "D"));
  g_assert_true (is_seen (fixture, "Ctrl+Enter"));
  g_assert_false (is_cut (fixture->state));

  allocate (fixture, width_of_state (fixture));
  g_assert_false (is_seen (fixture, "D"));
  g_assert_false (is_seen (fixture, "Ctrl+Enter"));
  g_assert_false (is_seen (fixture, "Skip"));
  g_assert_false (is_seen (fixture, "Flag"));
  g_assert_true (is_seen (fixture, "Previous"));
  g_assert_false (is_cut (fixture->state));
}

/* In the narrow pane of the choices: keys come back where there is room. */
static void
test_compact (Fixture *fixture, gconstpointer data)
{
  gw_labeling_bar_set_compact (GW_LABELING_BAR (fixture->bar), TRUE);
  measure (fixture);
  allocate (fixture, fixture->natural);
  g_assert_false (is_seen (fixture, "Skip"));
  g_assert_false (is_seen (fixture, "Ctrl+Space"));
  g_assert_true (is_seen (fixture, "D"));
  g_assert_true (is_seen (fixture, "Ctrl+Enter"));
  allocate (fixture, fixture->natural - 1);
  g_assert_false (is_seen (fixture, "D"));
  g_assert_true (is_seen (fixture, "Ctrl+Enter"));
  g_assert_false (is_cut (fixture->state));
}

/* What is said of a changed view is cut before what is saved. */
static void
test_adjusted (Fixture *fixture, gconstpointer data)
{
  GtkWidget *adjusted;

  gw_labeling_bar_set_adjusted (GW_LABELING_BAR (fixture->bar), "Brightness changed");
  adjusted = find_label (fixture->bar, "Brightness changed");
  measure (fixture);
  allocate (fixture, fixture->natural);
  g_assert_false (is_cut (adjusted));
  allocate (fixture, width_of_state (fixture));
  g_assert_true (is_cut (adjusted));
  g_assert_false (is_cut (fixture->state));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/labeling-bar/shows-all", test_shows_all);
  ADD ("/labeling-bar/gives-up-keys", test_gives_up_keys);
  ADD ("/labeling-bar/compact", test_compact);
  ADD ("/labeling-bar/adjusted", test_adjusted);

  return g_test_run ();
}
