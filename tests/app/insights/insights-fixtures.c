/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "insights-fixtures.h"

#include <cairo.h>
#include <string.h>

#include "gw-page.h"
#include "gw-test-data.h"
#include "recording-window.h"

void
insights_set_up (InsightsFixture *fixture, gconstpointer data)
{
  project_set_up (&fixture->source, data);
  fixture->asked = g_string_new (NULL);
}

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  InsightsFixture *fixture = user_data;
  GError *error = NULL;

  fixture->project = gw_project_open_finish (result, &error);
  g_assert_no_error (error);
}

static gboolean
is_open (gpointer data)
{
  return ((InsightsFixture *) data)->project != NULL;
}

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

void
insights_open (InsightsFixture *fixture, GtkWidget *(*create) (GwProject *project))
{
  g_autofree char *path = g_build_filename (fixture->source.folder, "p.groundwork", NULL);

  gw_store_close (fixture->source.store);
  g_clear_object (&fixture->source.store);
  gw_project_open_async (path, NULL, on_opened_cb, fixture);
  gw_test_wait (is_open, fixture);
  fixture->page = GW_INSIGHTS_PAGE (create (fixture->project));
  fixture->window = recording_window_new (GTK_WIDGET (fixture->page), fixture->asked);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gw_test_wait (is_mapped, fixture->page);
  gw_page_shown (GW_PAGE (fixture->page));
  insights_wait_idle (fixture);
}

void
insights_tear_down (InsightsFixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  if (fixture->project != NULL)
    gw_project_close (fixture->project);
  g_clear_object (&fixture->project);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  if (fixture->source.store != NULL)
    gw_store_close (fixture->source.store);
  g_clear_object (&fixture->source.store);
  gw_test_folder_free (fixture->source.folder);
  g_string_free (fixture->asked, TRUE);
}

/* --- pictures ------------------------------------------------------------------- */

void
insights_draw_picture (InsightsFixture *fixture, const char *name, guint32 seed, double most)
{
  g_autofree char *path = g_build_filename (fixture->source.folder, name, NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 64, 64);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < 64; i++)
    {
      const double value = seed == 0 ? most : most * g_rand_double (random);

      cairo_set_source_rgb (cr, value, value, value);
      cairo_rectangle (cr, i % 8 * 8, i / 8 * 8, 8, 8);
      cairo_fill (cr);
    }
  cairo_destroy (cr);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
}

/* --- waiting -------------------------------------------------------------------- */

static gboolean
is_idle (gpointer data)
{
  return !gw_insights_page_is_working (((InsightsFixture *) data)->page);
}

void
insights_wait_idle (InsightsFixture *fixture)
{
  gw_test_wait (is_idle, fixture);
}

typedef struct
{
  InsightsFixture *fixture;
  const char *text;
} Wanted;

static gboolean
is_asked (gpointer data)
{
  Wanted *wanted = data;

  return strstr (wanted->fixture->asked->str, wanted->text) != NULL;
}

void
insights_wait_asked (InsightsFixture *fixture, const char *text)
{
  Wanted wanted = { fixture, text };

  gw_test_wait_at (is_asked, &wanted, G_STRLOC, text);
}

static gboolean
is_said (gpointer data)
{
  Wanted *wanted = data;

  return insights_says (GTK_WIDGET (wanted->fixture->page), wanted->text);
}

void
insights_wait_label (InsightsFixture *fixture, const char *text)
{
  Wanted wanted = { fixture, text };

  gw_test_wait_at (is_said, &wanted, G_STRLOC, text);
}

/* --- looking ------------------------------------------------------------------------ */

static GtkWidget *
find (GtkWidget *root, GType type, guint *index)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found;

      if (g_type_is_a (G_OBJECT_TYPE (child), type) && (*index)-- == 0)
        return child;
      found = find (child, type, index);
      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
insights_find (GtkWidget *root, GType type, guint index)
{
  return find (root, type, &index);
}

gboolean
insights_says (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && gtk_widget_get_child_visible (root)
      && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (insights_says (child, text))
      return TRUE;
  return FALSE;
}

static gboolean
is_label (GtkWidget *widget, const char *text)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);
}

gboolean
insights_shows_figure (GtkWidget *root, const char *figure, const char *caption)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if ((is_label (child, figure) && is_label (gtk_widget_get_next_sibling (child), caption))
        || insights_shows_figure (child, figure, caption))
      return TRUE;
  return FALSE;
}

void
insights_activate (GtkWidget *chart, const char *key)
{
  g_signal_emit_by_name (chart, "mark-activated", key);
}

static GtkWidget *
find_dialog (InsightsFixture *fixture)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (GTK_WIDGET (l->data) != fixture->window && ADW_IS_MESSAGE_DIALOG (l->data) && gtk_widget_get_mapped (l->data))
      return l->data;
  return NULL;
}

static gboolean
has_dialog (gpointer data)
{
  return find_dialog (data) != NULL;
}

GtkWidget *
insights_get_dialog (InsightsFixture *fixture)
{
  gw_test_wait (has_dialog, fixture);
  return find_dialog (fixture);
}

JsonObject *
insights_run_cli_words (const char *const *command)
{
  g_autofree char *program = g_build_filename (g_getenv ("GW_TEST_BUILD_DIR"), "app", "cli", "groundwork-cli", NULL);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_ptr_array_add (words, program);
  for (guint i = 0; command[i] != NULL; i++)
    g_ptr_array_add (words, (gpointer) command[i]);
  g_ptr_array_add (words, (gpointer) "--json");
  g_ptr_array_add (words, NULL);
  process = g_subprocess_newv ((const char *const *) words->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, &error);
  g_assert_no_error (error);
  answer = json_from_string (text, &error);
  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (answer));
}

JsonObject *
insights_run_cli (InsightsFixture *fixture, const char *const *command, const char *const *options)
{
  g_autofree char *path = g_build_filename (fixture->source.folder, "p.groundwork", NULL);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; command[i] != NULL; i++)
    g_ptr_array_add (words, (gpointer) command[i]);
  g_ptr_array_add (words, path);
  for (guint i = 0; options[i] != NULL; i++)
    g_ptr_array_add (words, (gpointer) options[i]);
  g_ptr_array_add (words, NULL);
  return insights_run_cli_words ((const char *const *) words->pdata);
}

char *
insights_plot_by_cli (InsightsFixture *fixture, const char *kind, const char *const *options)
{
  g_autofree char *path = g_build_filename (fixture->source.folder, "plot.csv", NULL);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (JsonObject) answer = NULL;
  g_autoptr (GError) error = NULL;
  char *text;

  g_ptr_array_add (words, (gpointer) "-o");
  g_ptr_array_add (words, path);
  for (; *options != NULL; options++)
    g_ptr_array_add (words, (gpointer) *options);
  g_ptr_array_add (words, NULL);
  answer = insights_run_cli (fixture, (const char *const[]) { "plot", kind, NULL }, (const char *const *) words->pdata);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static gpointer
remove_first (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) ids = gw_store_list_first_image_ids (store, NULL, GW_SORT_NAME, GPOINTER_TO_UINT (data),
                                                          cancellable, error);

  gw_store_bulk_trash (store, (const gint64 *) (gpointer) ids->data, ids->len, TRUE, cancellable, error);
  return NULL;
}

void
insights_remove_images (InsightsFixture *fixture, guint n)
{
  gw_store_run_async (gw_project_get_store (fixture->project), GW_STORE_URGENT, remove_first, GUINT_TO_POINTER (n),
                      NULL, NULL, NULL, NULL, NULL);
}
