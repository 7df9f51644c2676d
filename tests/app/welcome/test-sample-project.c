/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sample: made once, however often it is asked for. */

#include "gw-sample-project.h"
#include "welcome-fixture.h"

/* (nullable): where it is shown how far the sample is. */
static GtkWindow *
find_progress (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (ADW_IS_WINDOW (window) && g_strcmp0 (gtk_window_get_title (window), "Sample Project") == 0)
        return window;
    }

  return NULL;
}

static gboolean
is_making (gpointer data)
{
  return find_progress () != NULL;
}

static gboolean
is_gone (gpointer data)
{
  return find_progress () != data;
}

static void
test_is_made_once (WelcomeFixture *fixture, gconstpointer data)
{
  guint n = 0;

  gw_sample_project_open (fixture->application, FALSE);
  gw_sample_project_open (fixture->application, FALSE);
  labeling_wait (is_making, NULL);
  for (GtkWindow *window; (window = find_progress ()) != NULL; n++)
    {
      gtk_window_close (window); /* which is Cancel */
      labeling_wait (is_gone, window);
    }
  g_assert_cmpuint (n, ==, 1);
  /* A second one would have met the first at its work, and said so. */
  g_assert_null (welcome_find_toplevel (ADW_TYPE_MESSAGE_DIALOG));
  g_assert_false (welcome_has_project_window (fixture->application));

  gw_sample_project_open (fixture->application, FALSE);
  labeling_wait (is_making, NULL);
  gtk_window_close (find_progress ());
  labeling_wait (is_gone, find_progress ());
}

static void
add_tests (void)
{
  g_test_add ("/sample-project/is-made-once", WelcomeFixture, NULL, welcome_set_up, test_is_made_once,
              welcome_tear_down);
}

int
main (int argc, char **argv)
{
  return welcome_main (argc, argv, add_tests);
}
