/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-project-list-window.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "gw-transient.h"

/* What a row is waiting for. */
#define LOOK "gw-look"

struct _GwProjectListWindow
{
  AdwWindow parent_instance;

  GtkEditable *search;
  GtkCustomFilter *filter;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (GwProjectListWindow, gw_project_list_window, ADW_TYPE_WINDOW)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

gboolean
gw_recent_project_matches (GwRecentProject *project, const char *text)
{
  const char *const *classes = gw_recent_project_get_classes (project);

  if (*text == '\0' || g_str_match_string (text, gw_recent_project_get_name (project), TRUE))
    return TRUE;

  for (gsize i = 0; classes != NULL && classes[i] != NULL; i++)
    {
      if (g_str_match_string (text, classes[i], TRUE))
        return TRUE;
    }

  return FALSE;
}

static gboolean
matches_search (gpointer item, gpointer user_data)
{
  return gw_recent_project_matches (item, gtk_editable_get_text (GW_PROJECT_LIST_WINDOW (user_data)->search));
}

static void
on_search_changed_cb (GwProjectListWindow *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
on_activated_cb (GtkListView *list, guint position, GwProjectListWindow *self)
{
  g_autoptr (GwRecentProject) project = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (list)), position);

  if (project == NULL)
    return;

  g_signal_emit (self, signals[CHOSEN], 0, project);
  gtk_window_close (GTK_WINDOW (self));
}

/* --- rows ------------------------------------------------------------------------ */

static GtkWidget *
new_label (const char *css_class, PangoEllipsizeMode ellipsize)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), ellipsize);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *name = new_label ("heading", PANGO_ELLIPSIZE_END);
  GtkWidget *facts = new_label ("gw-secondary", PANGO_ELLIPSIZE_MIDDLE);

  gtk_widget_add_css_class (facts, "caption");
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), facts);
  gtk_list_item_set_child (item, box);
}

static void
show_row (GtkListItem *item)
{
  GwRecentProject *project = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  gint64 n_images = gw_recent_project_get_n_images (project);
  g_autofree char *place = g_filename_display_name (gw_recent_project_get_path (project));
  g_autofree char *images = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%'" PRIi64 " image", "%'" PRIi64 " images", (gulong) n_images), n_images);
  gboolean exists = gw_recent_project_exists (project);
  g_autofree char *facts = g_strdup_printf ("%s · %s", exists ? images : _ ("Folder not found"), place);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)), gw_recent_project_get_name (project));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), facts);
  /* The line that says why has to be read. */
  gtk_widget_set_opacity (gtk_widget_get_first_child (box), exists ? 1.0 : 0.6);
}

static void
on_looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkListItem) item = user_data;
  GwRecentProject *project = gtk_list_item_get_item (item);
  g_autoptr (GError) error = NULL;

  /* The row shows another project by now, or none. */
  if (project == NULL || g_task_get_cancellable (G_TASK (result)) != g_object_get_data (G_OBJECT (item), LOOK))
    return;

  gw_recent_project_look_finish (project, result, &error);
  if (error == NULL)
    show_row (item);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GCancellable *look = g_cancellable_new ();

  show_row (item);
  g_object_set_data_full (G_OBJECT (item), LOOK, look, g_object_unref);
  gw_recent_project_look_async (gtk_list_item_get_item (item), look, on_looked_cb, g_object_ref (item));
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  g_cancellable_cancel (g_object_get_data (G_OBJECT (item), LOOK));
  g_object_set_data (G_OBJECT (item), LOOK, NULL);
}

static GtkListView *
make_list (GwProjectListWindow *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *list = gtk_list_view_new (NULL, factory);

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind_cb), NULL);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (list), TRUE);
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("All Projects"), -1);
  g_signal_connect (list, "activate", G_CALLBACK (on_activated_cb), self);

  return GTK_LIST_VIEW (list);
}

/* --- the window -------------------------------------------------------------------- */

static void
gw_project_list_window_dispose (GObject *object)
{
  g_clear_object (&GW_PROJECT_LIST_WINDOW (object)->filter);

  G_OBJECT_CLASS (gw_project_list_window_parent_class)->dispose (object);
}

static void
gw_project_list_window_class_init (GwProjectListWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_project_list_window_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, GW_TYPE_RECENT_PROJECT);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
gw_project_list_window_init (GwProjectListWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *search = gtk_search_entry_new ();

  self->search = GTK_EDITABLE (search);
  self->list = make_list (self);
  g_object_set (search, "placeholder-text", _ ("Search projects"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Search projects"), -1);
  g_signal_connect_object (search, "search-changed", G_CALLBACK (on_search_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (search, "stop-search", G_CALLBACK (gtk_window_close), self, G_CONNECT_SWAPPED);
  gtk_widget_set_margin_start (search, 12);
  gtk_widget_set_margin_end (search, 12);
  gtk_widget_set_margin_top (search, 6);
  gtk_widget_set_margin_bottom (search, 12);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scrolled, TRUE);

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), search);
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _ ("All Projects"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 560, 600);
}

GtkWidget *
gw_project_list_window_new (GtkWindow *parent, GwRecentProjects *recent)
{
  GwProjectListWindow *self;
  g_autoptr (GtkNoSelection) selection = NULL;
  GtkFilterListModel *filtered;

  g_return_val_if_fail (GW_IS_RECENT_PROJECTS (recent), NULL);

  self = g_object_new (GW_TYPE_PROJECT_LIST_WINDOW, NULL);
  gw_transient_set (GTK_WINDOW (self), parent);
  self->filter = gtk_custom_filter_new (matches_search, self, NULL);
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (recent)), GTK_FILTER (g_object_ref (self->filter)));
  selection = gtk_no_selection_new (G_LIST_MODEL (filtered));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));

  return GTK_WIDGET (self);
}
