/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "dialogs-fixtures.h"
#include "gw-import-window.h"
#include "gw-store-sqlite.h"
#include "labeling-fixtures.h"
#include "window-fixture.h"

typedef WindowFixture Fixture;

static void
test_closes (Fixture *fixture, gconstpointer data)
{
  gtk_window_close (fixture->window);
}

static gboolean
no_dialog (gpointer data)
{
  Fixture *fixture = data;
  GListModel *windows = gtk_window_get_toplevels ();

  return g_list_model_get_n_items (windows) == (fixture->window != NULL ? 1 : 0);
}

static void
answer (Fixture *fixture, const char *button)
{
  AdwMessageDialog *dialog = dialogs_wait_message ();

  g_assert_true (dialogs_says (GTK_WIDGET (dialog), "“Importing Labels” is not done."));
  g_signal_emit_by_name (dialogs_find (GTK_WIDGET (dialog), GTK_TYPE_BUTTON, button), "clicked");
  labeling_wait (no_dialog, fixture);
}

static void
test_asks_whether_work_is_to_be_stopped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwWork) work = gw_work_new ("Importing Labels");
  g_autoptr (GError) error = NULL;

  gw_project_add_work (fixture->project, work);
  gtk_window_close (fixture->window);
  /* Once is enough. */
  gtk_window_close (fixture->window);
  answer (fixture, "_Keep Running");
  g_assert_false (gw_work_is_cancelled (work, NULL));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->window)));

  gtk_window_close (fixture->window);
  answer (fixture, "_Stop and Close");
  g_assert_true (gw_work_is_cancelled (work, &error));
  gw_work_end (work, error);
}

static void
test_does_not_ask_when_work_has_ended (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwWork) work = gw_work_new ("Importing Labels");

  gw_project_add_work (fixture->project, work);
  gw_work_end (work, NULL);
  while (g_list_model_get_n_items (gw_project_get_works (fixture->project)) > 0)
    g_main_context_iteration (NULL, TRUE);
  gtk_window_close (fixture->window);
}

/* --- while the store is busy ------------------------------------------------ */

typedef struct
{
  GMutex lock;
  GCond changed;
  gboolean may_end;
} Gate;

static Gate gate;

static gpointer
wait_at_gate (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_mutex_lock (&gate.lock);
  while (!gate.may_end)
    g_cond_wait (&gate.changed, &gate.lock);
  g_mutex_unlock (&gate.lock);

  return NULL;
}

static gpointer
keep_setting (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  gw_store_set_setting (store, data, "kept", cancellable, error);

  return NULL;
}

/* What is queued is written when the window is long gone. */
static void
test_does_not_wait_for_the_store (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwStore) store = NULL;
  g_autofree char *value = NULL;

  gw_store_run_async (fixture->store, GW_STORE_URGENT, wait_at_gate, NULL, NULL, NULL, NULL, NULL, NULL);
  gw_store_run_async (fixture->store, GW_STORE_URGENT, keep_setting, (gpointer) "queued", NULL, NULL, NULL, NULL, NULL);
  gtk_window_close (fixture->window);
  while (fixture->window != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (fixture->store);

  g_mutex_lock (&gate.lock);
  gate.may_end = TRUE;
  g_cond_broadcast (&gate.changed);
  g_mutex_unlock (&gate.lock);
  labeling_wait (window_is_closed, fixture);
  store = gw_store_sqlite_open (fixture->path, GW_STORE_OPEN_READ_ONLY | GW_STORE_OPEN_NO_BACKUP, NULL, NULL);
  value = gw_store_get_setting (store, "queued", NULL, NULL);
  g_assert_cmpstr (value, ==, "kept");
}

static void
on_visible_cb (GtkWidget *window, GParamSpec *pspec, gpointer data)
{
  g_assert_false (gtk_widget_get_visible (window));
}

/* Also one that is not seen, whose work still holds it. */
static void
test_closes_what_is_over_it (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "labels.gw.jsonl", NULL);
  GtkWidget *import;

  dialogs_write (fixture->folder, "labels.gw.jsonl",
                 "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"detection\","
                 "\"classes\":[{\"name\":\"Bus\"}]}\n"
                 "{\"image\":\"a.png\",\"width\":4,\"height\":3,\"objects\":[]}\n");
  import = gw_import_window_new (fixture->window, fixture->project, path);
  gtk_window_present (GTK_WINDOW (import));
  g_object_add_weak_pointer (G_OBJECT (import), (gpointer *) &import);
  dialogs_act (import, "import.background", NULL);
  g_signal_connect (import, "notify::visible", G_CALLBACK (on_visible_cb), NULL);
  gtk_window_close (fixture->window);
  while (import != NULL)
    g_main_context_iteration (NULL, TRUE);
}

#define ADD(name, func) g_test_add ("/window-close/" name, Fixture, NULL, window_set_up, func, window_tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("closes", test_closes);
  ADD ("asks-whether-work-is-to-be-stopped", test_asks_whether_work_is_to_be_stopped);
  ADD ("does-not-ask-when-work-has-ended", test_does_not_ask_when_work_has_ended);
  ADD ("does-not-wait-for-the-store", test_does_not_wait_for_the_store);
  ADD ("closes-what-is-over-it", test_closes_what_is_over_it);

  return g_test_run ();
}
