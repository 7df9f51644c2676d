/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-insights-page-private.h"

#include <glib/gi18n.h>

#include "gw-bulk.h"
#include "gw-insights-scope-button.h"
#include "gw-report-saver.h"
#include "gw-split-title.h"

/* --- going through --------------------------------------------------------------- */

/* What is to be done with the images behind a door. */
typedef struct
{
  GwInsightsPage *page;
  GwProject *project; /* also when the page has gone meanwhile */
  GwInsightsDoor *door;
  GwInsightsSnapshot *snapshot;
  char *tag;   /* (nullable) */
  char *split; /* (nullable) */
} Errand;

/* With one reference, which the dialog or the work of the store has. */
static Errand *
errand_new (GwInsightsPage *self, GwInsightsDoor *door)
{
  Errand *errand = g_rc_box_new0 (Errand);

  errand->page = g_object_ref (self);
  errand->project = g_object_ref (gw_insights_page_get_project (self));
  errand->door = door;
  errand->snapshot = gw_insights_data_take_snapshot (gw_insights_page_get_data (self));
  return errand;
}

static void
errand_clear (Errand *errand)
{
  g_object_unref (errand->page);
  g_object_unref (errand->project);
  g_clear_pointer (&errand->door, gw_insights_door_free);
  gw_insights_snapshot_unref (errand->snapshot);
  g_free (errand->tag);
  g_free (errand->split);
}

static void
errand_unref (Errand *errand)
{
  g_rc_box_release_full (errand, (GDestroyNotify) errand_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, errand_unref)

static gpointer
make_filter (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Errand *errand = data;
  g_autoptr (GwFilter) base = gw_insights_snapshot_make_filter (errand->snapshot);

  return gw_insights_door_make_filter (errand->door, store, base, cancellable, error);
}

static void
on_filter_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Errand) errand = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gw_store_run_finish (GW_STORE (source), result, &error);

  if (text != NULL)
    gtk_widget_activate_action (GTK_WIDGET (errand->page), "win.show-filter", "s", text);
  else if (error != NULL)
    gw_project_report (errand->project, _ ("Images Could Not Be Shown"), error);
}

void
gw_insights_page_open (GwInsightsPage *self, GwInsightsDoor *door)
{
  Errand *errand;

  g_return_if_fail (GW_IS_INSIGHTS_PAGE (self));

  if (door == NULL)
    return;
  errand = errand_new (self, door);
  gw_store_run_async (gw_project_get_store (gw_insights_page_get_project (self)), GW_STORE_URGENT, make_filter, errand,
                      NULL, g_free, NULL, on_filter_made_cb, errand);
}

void
gw_insights_page_open_images (GwInsightsPage *self, const char *title, const gint64 *ids, gsize n)
{
  GArray *copy;

  if (n == 0)
    return;
  copy = g_array_sized_new (FALSE, FALSE, sizeof (gint64), (guint) n);
  g_array_append_vals (copy, ids, (guint) n);
  gw_insights_page_open (self, gw_insights_door_new_images (title, copy));
}

void
gw_insights_page_open_filter (GwInsightsPage *self, GwFilter *filter)
{
  gw_insights_page_open (self, gw_insights_door_new_filter (filter));
}

/* --- tags and splits ------------------------------------------------------------------ */

static gpointer
list_images (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Errand *errand = data;
  g_autoptr (GwFilter) base = gw_insights_snapshot_make_filter (errand->snapshot);

  return gw_insights_door_list (errand->door, store, base, cancellable, error);
}

static void
on_images_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Errand) errand = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = gw_store_run_finish (GW_STORE (source), result, &error);

  if (error != NULL)
    gw_project_report (errand->project, _ ("Images Were Not Changed"), error);
  if (ids == NULL || ids->len == 0)
    return;
  if (errand->tag != NULL)
    gw_bulk_tag (GTK_WIDGET (errand->page), errand->project, g_steal_pointer (&ids), errand->tag, TRUE);
  else
    gw_bulk_split (GTK_WIDGET (errand->page), errand->project, g_steal_pointer (&ids), errand->split);
}

static void
run_errand (Errand *errand)
{
  gw_store_run_async (gw_project_get_store (errand->project), GW_STORE_URGENT, list_images, errand, NULL,
                      (GDestroyNotify) g_array_unref, NULL, on_images_listed_cb, g_rc_box_acquire (errand));
}

/* Takes the errand: a dialog that goes with its window answers nothing. */
static void
connect_response (GtkWidget *dialog, GCallback callback, Errand *errand)
{
  g_signal_connect_data (dialog, "response", callback, errand, (GClosureNotify) (void (*) (void)) errand_unref, 0);
}

static void
on_tag_response_cb (AdwMessageDialog *dialog, const char *response, Errand *errand)
{
  GtkEditable *entry = GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog));
  g_autofree char *tag = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  if (!g_str_equal (response, "tag") || *tag == '\0')
    return;
  errand->tag = g_steal_pointer (&tag);
  run_errand (errand);
}

static void
ask_for_tag (Errand *errand)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (errand->page));
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (root), _ ("Tag Images"),
                                              _ ("Images behind the mark get this tag."));
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Tag"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "tag", _ ("_Tag"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "tag", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "tag");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  connect_response (dialog, G_CALLBACK (on_tag_response_cb), errand);
  gtk_window_present (GTK_WINDOW (dialog));
}

static const char *const splits[] = { "train", "val", "test", "" };

static void
on_split_response_cb (AdwMessageDialog *dialog, const char *response, Errand *errand)
{
  GtkDropDown *list = GTK_DROP_DOWN (adw_message_dialog_get_extra_child (dialog));
  guint selected = gtk_drop_down_get_selected (list);

  if (!g_str_equal (response, "move") || selected >= G_N_ELEMENTS (splits))
    return;
  errand->split = g_strdup (splits[selected]);
  run_errand (errand);
}

static void
ask_for_split (Errand *errand)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (errand->page));
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (root), _ ("Move to Split"),
                                              _ ("Images behind the mark go to this split."));
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  GtkWidget *list;

  for (guint i = 0; i < G_N_ELEMENTS (splits); i++)
    {
      g_autofree char *title = gw_split_dup_title (*splits[i] != '\0' ? splits[i] : "none");

      gtk_string_list_append (titles, title);
    }
  list = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&titles)), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Split"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), list);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "move", _ ("_Move"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "move", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "move");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  connect_response (dialog, G_CALLBACK (on_split_response_cb), errand);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- a chart's own actions ----------------------------------------------------------------- */

static GwInsightsDoor *
find_door (GwInsightsPage *self, GwChart *chart, const char *key)
{
  GwInsightsPageClass *klass = GW_INSIGHTS_PAGE_GET_CLASS (self);

  return klass->find_door != NULL ? klass->find_door (self, chart, key) : NULL;
}

static GwInsightsPage *
page_of (GwChart *chart)
{
  return GW_INSIGHTS_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (chart), GW_TYPE_INSIGHTS_PAGE));
}

static void
show_images_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GwInsightsPage *self = page_of (user_data);

  gw_insights_page_open (self, find_door (self, user_data, g_variant_get_string (parameter, NULL)));
}

static void
tag_images_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GwInsightsPage *self = page_of (user_data);
  GwInsightsDoor *door = find_door (self, user_data, g_variant_get_string (parameter, NULL));

  if (door != NULL)
    ask_for_tag (errand_new (self, door));
}

static void
move_to_split_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GwInsightsPage *self = page_of (user_data);
  GwInsightsDoor *door = find_door (self, user_data, g_variant_get_string (parameter, NULL));

  if (door != NULL)
    ask_for_split (errand_new (self, door));
}

static void
on_mark_activated_cb (GwChart *chart, const char *key, GwInsightsPage *self)
{
  gw_insights_page_open (self, find_door (self, chart, key));
}

void
gw_insights_page_announce (GwInsightsPage *self, const char *text)
{
  gw_announcer_say (GW_ANNOUNCER (_gw_insights_page_get_private (self)->announcer), text);
}

static void
on_failed_cb (GwChart *chart, const char *message, GwInsightsPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", message);
}

/* Of a project that cannot be written, images can be looked at alone. */
void
_gw_insights_page_update_charts (GwInsightsPage *self)
{
  static const char *const editing[] = { "tag-images", "move-to-split" };
  GwInsightsPagePrivate *priv = _gw_insights_page_get_private (self);

  for (guint i = 0; priv->project != NULL && i < priv->chart_actions->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS (editing); j++)
      g_simple_action_set_enabled (
          G_SIMPLE_ACTION (g_action_map_lookup_action (g_ptr_array_index (priv->chart_actions, i), editing[j])),
          !gw_project_is_read_only (priv->project));
}

void
gw_insights_page_add_chart (GwInsightsPage *self, GwChart *chart, gboolean opens)
{
  static const GActionEntry entries[] = {
    { "show-images", show_images_activated, "s", NULL, NULL, { 0 } },
    { "tag-images", tag_images_activated, "s", NULL, NULL, { 0 } },
    { "move-to-split", move_to_split_activated, "s", NULL, NULL, { 0 } },
  };
  GwInsightsPagePrivate *priv = _gw_insights_page_get_private (self);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_return_if_fail (GW_IS_INSIGHTS_PAGE (self));

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), chart);
  gtk_widget_insert_action_group (GTK_WIDGET (chart), "chart", G_ACTION_GROUP (group));
  g_signal_connect_object (chart, "announce", G_CALLBACK (gw_insights_page_announce), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (chart, "failed", G_CALLBACK (on_failed_cb), self, 0);
  if (opens)
    g_signal_connect_object (chart, "mark-activated", G_CALLBACK (on_mark_activated_cb), self, 0);
  g_object_bind_property (self, "busy", chart, "busy", G_BINDING_SYNC_CREATE);
  g_ptr_array_add (priv->chart_actions, g_object_ref (group));
  _gw_insights_page_update_charts (self);
  if (priv->main_chart == NULL)
    priv->main_chart = chart;
}

void
gw_insights_page_set_main_chart (GwInsightsPage *self, GwChart *chart)
{
  _gw_insights_page_get_private (self)->main_chart = chart;
}

/* --- the header bar ------------------------------------------------------------------------- */

static void
export_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwChart *chart = _gw_insights_page_get_private (GW_INSIGHTS_PAGE (widget))->main_chart;

  if (chart == NULL || gw_chart_get_plot (chart) == NULL)
    return;
  if (g_str_equal (action_name, "insights.save-chart"))
    gw_chart_save (chart);
  else if (g_str_equal (action_name, "insights.copy-picture"))
    gw_chart_copy_picture (chart);
  else
    gw_chart_copy_table (chart);
}

static void
report_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gw_report_saver_start (widget, gw_insights_page_get_project (GW_INSIGHTS_PAGE (widget)));
}

static void
on_export_cb (GtkWidget *page, GVariant *parameter, GAction *action)
{
  g_autofree char *name = g_strconcat ("insights.", g_action_get_name (action), NULL);

  gtk_widget_activate_action (page, name, NULL);
}

/* The button stands in the header bar, outside of the page: its actions are handed on. */
static GtkWidget *
make_export_button (GwInsightsPage *self)
{
  static const struct
  {
    const char *name;
    const char *label;
  } entries[] = {
    { "save-chart", N_ ("_Chart as PNG, SVG, PDF or CSV…") },
    { "copy-picture", N_ ("Copy _Picture") },
    { "copy-table", N_ ("Copy _Table") },
    { "report", N_ ("_Report of the Project…") },
  };
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autofree char *name = g_strconcat ("insights-export.", entries[i].name, NULL);
      g_autoptr (GSimpleAction) action = g_simple_action_new (entries[i].name, NULL);

      g_signal_connect_object (action, "activate", G_CALLBACK (on_export_cb), self, G_CONNECT_SWAPPED);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
      g_menu_append (menu, _ (entries[i].label), name);
    }
  gtk_widget_insert_action_group (button, "insights-export", G_ACTION_GROUP (group));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("_Export"));
  gtk_menu_button_set_use_underline (GTK_MENU_BUTTON (button), TRUE);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (button), TRUE);
  return button;
}

GtkWidget *
_gw_insights_page_make_end_widget (GwInsightsPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), gw_insights_scope_button_new (gw_insights_page_get_data (self)));
  gtk_box_append (GTK_BOX (box), make_export_button (self));
  return box;
}

void
_gw_insights_page_class_init_charts (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "insights.save-chart", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "insights.copy-picture", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "insights.copy-table", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "insights.report", NULL, report_action);
}
