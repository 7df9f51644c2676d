/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-walk.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "gw-labeling-page.h"
#include "gw-images-page.h"
#include "gw-insights-page.h"
#include "gw-welcome-window.h"
#include "gw-window.h"

/* The place counts as settled when this many frames in a row changed
 * nothing that is pending; a step that never settles is passed after the
 * longest wait, so that a walk always ends.
 */
#define STILL_FRAMES 40
#define LONGEST_WAIT_MS 60000

/* Labels for the sample project, with some of each fault that import mends. */
#define FAULTS_RESOURCE "/org/groundwork/Groundwork/labels-with-faults.json"

/* Stands for the path of those labels in the table below. */
static const char faults[] = "";

typedef struct
{
  const char *name;     /* of the picture; NULL: only does something */
  const char *action;   /* in the window of the place; NULL: none */
  const char *argument; /* as GVariant text; NULL: none */
} Step;

/* Ids of images depend on the project, so the labeling steps find theirs by
 * a filter first.
 */
static const Step steps[] = {
  { "01-welcome", "app.new-window", NULL },
  { "02-images", "app.sample", NULL },
  { NULL, "images.view", "'list'" },
  { "02-images-list", NULL, NULL },
  { NULL, "images.view", "'grid'" },
  { NULL, "images.select-all", NULL },
  { "02-images-selected", NULL, NULL },
  { NULL, "images.select-none", NULL },
  { NULL, "win.show-filter", "'folder:street/'" },
  { "05-labeling-boxes", "images.open", NULL },
  { NULL, "win.back", NULL },
  { NULL, "win.show-filter", "'folder:fruit/'" },
  { "07-labeling-classification", "images.open", NULL },
  { NULL, "win.back", NULL },
  { NULL, "win.show-filter", "'nothing-has-this-name'" },
  { "16-no-images-match", NULL, NULL },
  { NULL, "images.clear-filters", NULL },
  { "10-class-balance", "win.show-page", "'class-balance'" },
  { "11-distributions", "win.show-page", "'distributions'" },
  { "12-evaluation", "win.show-page", "'evaluation'" },
  { "13-curves", "win.show-page", "'curves'" },
  { "11-relations", "win.show-page", "'relations'" },
  { "10-agreement", "win.show-page", "'agreement'" },
  { "10-data-quality", "win.show-page", "'data-quality'" },
  { "11-drift", "win.show-page", "'drift'" },
  { "12-compare-models", "win.show-page", "'compare-models'" },
  { "13-regression", "win.show-page", "'regression'" },
  { NULL, "win.show-page", "'images'" },
  { "03-project-settings", "win.project-settings", NULL },
  { NULL, "window.close", NULL },
  { "13-preferences", "app.preferences", NULL },
  { NULL, "window.close", NULL },
  { "16-shortcuts", "app.shortcuts", NULL },
  { NULL, "window.close", NULL },
  { "12-import", "win.import", NULL },
  { NULL, "window.close", NULL },
  { "15-import-check", "win.import-file", faults },
  { "15-import-report", "import.run", NULL },
  { NULL, "import.undo", NULL },
  { "12-export", "win.export", NULL },
  { NULL, "window.close", NULL },
  { NULL, "window.close", NULL },
  { "01-welcome-projects", "app.new-window", NULL },
};

typedef struct
{
  GwApplication *application;
  char *folder;
  char *faults_path;
  guint step;
  gboolean dark;
  gboolean acted;
  guint still;
  gint64 began;
  guint tick_id;
} Walk;

/* The window that a person would see on top: a dialog, else the project's,
 * else the welcome window. Without a window manager none is ever active.
 */
static GtkWindow *
top_window (Walk *walk)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWindow *best = NULL;
  int best_rank = 0;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      int rank = gtk_window_get_modal (window) ? 3 : GW_IS_WINDOW (window) ? 2 : 1;

      if (gtk_widget_get_mapped (GTK_WIDGET (window)) && rank >= best_rank)
        {
          best = window;
          best_rank = rank;
        }
    }

  return best;
}

/* A spinner turns somewhere, or figures are being made. */
static gboolean
has_spinner (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_SPINNER (widget) && gtk_spinner_get_spinning (GTK_SPINNER (widget)))
    return TRUE;
  if (GW_IS_INSIGHTS_PAGE (widget) && gw_insights_page_is_working (GW_INSIGHTS_PAGE (widget)))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (has_spinner (child))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_busy (Walk *walk, GtkWindow *window)
{
  /* The last window may have been closed; a picture needs one. */
  if (window == NULL)
    return steps[walk->step].name != NULL;
  if (!gtk_widget_get_mapped (GTK_WIDGET (window)) || has_spinner (GTK_WIDGET (window)))
    return TRUE;
  /* The plain window is that of the sample while it is being made. */
  if (G_OBJECT_TYPE (window) == ADW_TYPE_WINDOW)
    return TRUE;
  if (GW_IS_WINDOW (window))
    {
      GwProject *project = gw_window_get_project (GW_WINDOW (window));
      GwThumbnailerStats thumbnails;
      GwImageLoaderStats images;

      gw_thumbnailer_get_stats (gw_project_get_thumbnailer (project), &thumbnails);
      gw_image_loader_get_stats (gw_project_get_loader (project), &images);
      return g_list_model_get_n_items (gw_project_get_works (project)) > 0 || thumbnails.n_queued > 0
             || thumbnails.n_running > 0 || images.n_queued > 0 || images.n_running > 0;
    }

  return FALSE;
}

/* FALSE: the window was not painted since it changed. */
static gboolean
save_picture (Walk *walk, GtkWindow *window, const char *name)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  int width = gdk_paintable_get_intrinsic_width (paintable);
  int height = gdk_paintable_get_intrinsic_height (paintable);
  g_autofree char *file = g_strdup_printf ("%s-%s.png", name, walk->dark ? "dark" : "light");
  g_autofree char *path = g_build_filename (walk->folder, file, NULL);
  g_autoptr (GdkTexture) texture = NULL;
  graphene_rect_t bounds;
  GskRenderNode *node;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    return FALSE;

  bounds = GRAPHENE_RECT_INIT (0.0f, 0.0f, (float) width, (float) height);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, &bounds);
  if (!gdk_texture_save_to_png (texture, path))
    g_printerr (_ ("The picture %s cannot be written.\n"), path);
  gsk_render_node_unref (node);

  return TRUE;
}

/* The widget of the page that is seen, for its own actions. */
static GtkWidget *
action_widget (GtkWindow *window, const char *action)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  if (g_str_has_prefix (action, "images.") && focus != NULL)
    return focus;

  return GTK_WIDGET (window);
}

static void
act (Walk *walk, GtkWindow *window, const Step *step)
{
  g_autoptr (GVariant) argument = NULL;

  if (step->argument == faults)
    argument = g_variant_ref_sink (g_variant_new_string (walk->faults_path));
  else if (step->argument != NULL)
    argument = g_variant_ref_sink (g_variant_new_parsed (step->argument));

  if (g_str_has_prefix (step->action, "app."))
    g_action_group_activate_action (G_ACTION_GROUP (walk->application), step->action + strlen ("app."), argument);
  else if (window != NULL
           && !gtk_widget_activate_action_variant (action_widget (window, step->action), step->action, argument))
    g_printerr (_ ("The action %s is not there.\n"), step->action);
}

static void
finish (Walk *walk)
{
  g_application_release (G_APPLICATION (walk->application));
  g_action_group_activate_action (G_ACTION_GROUP (walk->application), "quit", NULL);
  g_object_unref (walk->application);
  g_remove (walk->faults_path);
  g_free (walk->faults_path);
  g_free (walk->folder);
  g_free (walk);
}

static void
next_step (Walk *walk)
{
  walk->acted = FALSE;
  walk->still = 0;
  walk->began = g_get_monotonic_time ();
  walk->step++;
  if (walk->step == G_N_ELEMENTS (steps) && !walk->dark)
    {
      walk->dark = TRUE;
      walk->step = 0;
      g_settings_set_string (gw_application_get_settings (walk->application), "style", "dark");
    }
}

static gboolean
on_tick_cb (gpointer user_data)
{
  Walk *walk = user_data;
  GtkWindow *window = top_window (walk);
  const Step *step;
  gboolean late;

  if (walk->step >= G_N_ELEMENTS (steps))
    {
      finish (walk);
      return G_SOURCE_REMOVE;
    }

  step = &steps[walk->step];
  if (!walk->acted)
    {
      walk->acted = TRUE;
      if (step->action != NULL)
        act (walk, window, step);
      return G_SOURCE_CONTINUE;
    }

  walk->still = is_busy (walk, window) ? 0 : walk->still + 1;
  late = g_get_monotonic_time () - walk->began >= LONGEST_WAIT_MS * 1000;
  if (walk->still < STILL_FRAMES && !late)
    {
      if (window != NULL)
        gtk_widget_queue_draw (GTK_WIDGET (window));
      return G_SOURCE_CONTINUE;
    }

  if (step->name == NULL || (window != NULL && save_picture (walk, window, step->name)) || late)
    next_step (walk);

  return G_SOURCE_CONTINUE;
}

/* An import reads a file. */
static void
write_faults (const char *path)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (FAULTS_RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error))
    g_printerr ("%s\n", error->message);
}

void
gw_walk_start (GwApplication *application, const char *folder)
{
  Walk *walk;

  g_return_if_fail (GW_IS_APPLICATION (application));
  g_return_if_fail (folder != NULL);

  g_mkdir_with_parents (folder, 0755);
  walk = g_new0 (Walk, 1);
  walk->application = g_object_ref (application);
  walk->folder = g_strdup (folder);
  walk->faults_path = g_build_filename (folder, "labels-with-faults.json", NULL);
  write_faults (walk->faults_path);
  walk->began = g_get_monotonic_time ();
  g_application_hold (G_APPLICATION (application));
  g_settings_set_boolean (gw_application_get_settings (application), "started-before", TRUE);
  g_settings_set_string (gw_application_get_settings (application), "style", "light");
  walk->tick_id = g_timeout_add (16, on_tick_cb, walk);
}
