/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-insights-scope-button.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "gw-split-title.h"

/* One row of a list: what is chosen, and how it is called. */
typedef struct
{
  char *nick; /* a split */
  gint64 layer;
  char *title;
} Choice;

typedef struct
{
  GPtrArray *splits; /* of Choice */
  GPtrArray *models;
} Choices;

struct _GwInsightsScopeButton
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkDropDown *split;
  GtkDropDown *model;
  GtkDropDown *other;
  GtkWidget *no_models;
  GwInsightsData *data; /* (weak): the project has it, which may be closed while choices are read */
  Choices *choices;
  gboolean filling;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (GwInsightsScopeButton, gw_insights_scope_button, GTK_TYPE_WIDGET)

static void
choice_free (Choice *choice)
{
  g_free (choice->nick);
  g_free (choice->title);
  g_free (choice);
}

static void
choices_free (Choices *choices)
{
  g_ptr_array_unref (choices->splits);
  g_ptr_array_unref (choices->models);
  g_free (choices);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choices, choices_free)

static void
add_choice (GPtrArray *choices, const char *nick, gint64 layer, char *title)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->nick = g_strdup (nick);
  choice->layer = layer;
  choice->title = title;
  g_ptr_array_add (choices, choice);
}

static gpointer
read_choices (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (Choices) choices = g_new0 (Choices, 1);
  g_autoptr (GPtrArray) splits = gw_store_count_facet (store, NULL, GW_FIELD_SPLIT, cancellable, error);
  g_autoptr (GPtrArray) layers = splits != NULL ? gw_store_list_layers (store, cancellable, error) : NULL;

  choices->splits = g_ptr_array_new_with_free_func ((GDestroyNotify) choice_free);
  choices->models = g_ptr_array_new_with_free_func ((GDestroyNotify) choice_free);
  if (layers == NULL)
    return NULL;

  add_choice (choices->splits, NULL, 0, g_strdup (_ ("All Images")));
  for (guint i = 0; i < splits->len; i++)
    {
      const GwFacetValue *value = g_ptr_array_index (splits, i);

      if (value->count > 0)
        add_choice (choices->splits, value->value, 0, gw_split_dup_title (value->value));
    }
  for (guint i = 0; i < layers->len; i++)
    {
      const GwLayer *layer = g_ptr_array_index (layers, i);

      if (layer->kind == GW_LAYER_KIND_PREDICTIONS)
        add_choice (choices->models, NULL, layer->id,
                    layer->version != NULL ? g_strdup_printf ("%s %s", layer->name, layer->version)
                                           : g_strdup (layer->name));
    }
  return g_steal_pointer (&choices);
}

static void
fill (GtkDropDown *list, GPtrArray *choices, gboolean with_none, guint chosen)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  if (with_none)
    gtk_string_list_append (titles, _ ("None"));
  for (guint i = 0; i < choices->len; i++)
    gtk_string_list_append (titles, ((Choice *) g_ptr_array_index (choices, i))->title);
  gtk_drop_down_set_model (list, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (list, chosen);
}

static guint
find_layer (GPtrArray *choices, gint64 layer)
{
  for (guint i = 0; i < choices->len; i++)
    if (((Choice *) g_ptr_array_index (choices, i))->layer == layer)
      return i;
  return GTK_INVALID_LIST_POSITION;
}

static guint
find_split (GPtrArray *choices, const char *nick)
{
  for (guint i = 0; i < choices->len; i++)
    if (g_strcmp0 (((Choice *) g_ptr_array_index (choices, i))->nick, nick) == 0)
      return i;
  return 0;
}

static void
update (GwInsightsScopeButton *self)
{
  g_autofree char *split = gw_insights_data_describe_split (self->data);
  const gint64 other = gw_insights_data_get_other_model (self->data);

  gtk_menu_button_set_label (self->button, split);
  if (self->choices == NULL)
    return;
  self->filling = TRUE;
  fill (self->split, self->choices->splits, FALSE,
        find_split (self->choices->splits, gw_insights_data_get_split (self->data)));
  fill (self->model, self->choices->models, FALSE,
        find_layer (self->choices->models, gw_insights_data_get_model (self->data)));
  fill (self->other, self->choices->models, TRUE, other != 0 ? 1 + find_layer (self->choices->models, other) : 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->model), self->choices->models->len > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->other), self->choices->models->len > 1);
  gtk_widget_set_visible (self->no_models, self->choices->models->len == 0);
  self->filling = FALSE;
}

static void
on_choices_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwInsightsScopeButton) self = user_data;
  Choices *choices = gw_store_run_finish (GW_STORE (source), result, NULL);

  if (choices == NULL)
    return;
  if (self->button == NULL || self->data == NULL)
    {
      choices_free (choices);
      return;
    }
  g_clear_pointer (&self->choices, choices_free);
  self->choices = choices;
  /* What nobody chose is the newest model. */
  if (choices->models->len > 0
      && find_layer (choices->models, gw_insights_data_get_model (self->data)) == GTK_INVALID_LIST_POSITION)
    {
      const Choice *newest = g_ptr_array_index (choices->models, choices->models->len - 1);

      gw_insights_data_set_model (self->data, newest->layer);
    }
  update (self);
}

static void
read_all (GwInsightsScopeButton *self)
{
  gw_store_read_async (gw_project_get_store (gw_insights_data_get_project (self->data)), GW_STORE_NORMAL, read_choices,
                       NULL, NULL, (GDestroyNotify) choices_free, self->cancellable, on_choices_read_cb,
                       g_object_ref (self));
}

static void
on_chosen_cb (GtkDropDown *list, GParamSpec *pspec, GwInsightsScopeButton *self)
{
  const guint selected = gtk_drop_down_get_selected (list);

  if (self->filling || selected == GTK_INVALID_LIST_POSITION)
    return;
  if (list == self->split)
    gw_insights_data_set_split (self->data, ((Choice *) g_ptr_array_index (self->choices->splits, selected))->nick);
  else if (list == self->model)
    gw_insights_data_set_model (self->data, ((Choice *) g_ptr_array_index (self->choices->models, selected))->layer);
  else
    gw_insights_data_set_other_model (
        self->data, selected == 0 ? 0 : ((Choice *) g_ptr_array_index (self->choices->models, selected - 1))->layer);
}

static GtkDropDown *
add_list (GwInsightsScopeButton *self, GtkGrid *grid, int row, const char *title)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (title);
  GtkWidget *list = gtk_drop_down_new (NULL, NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), list);
  gtk_widget_set_hexpand (list, TRUE);
  gtk_grid_attach (grid, label, 0, row, 1, 1);
  gtk_grid_attach (grid, list, 1, row, 1, 1);
  g_signal_connect_object (list, "notify::selected", G_CALLBACK (on_chosen_cb), self, 0);
  return GTK_DROP_DOWN (list);
}

static void
gw_insights_scope_button_dispose (GObject *object)
{
  GwInsightsScopeButton *self = GW_INSIGHTS_SCOPE_BUTTON (object);
  GtkWidget *button = GTK_WIDGET (self->button);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_weak_pointer (&self->data);
  g_clear_pointer (&button, gtk_widget_unparent);
  self->button = NULL;
  g_clear_pointer (&self->choices, choices_free);

  G_OBJECT_CLASS (gw_insights_scope_button_parent_class)->dispose (object);
}

static void
gw_insights_scope_button_class_init (GwInsightsScopeButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_insights_scope_button_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gw_insights_scope_button_init (GwInsightsScopeButton *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *grid = gtk_grid_new ();

  self->cancellable = g_cancellable_new ();
  gtk_grid_set_row_spacing (GTK_GRID (grid), 9);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_widget_add_css_class (grid, "gw-popover-form");
  self->split = add_list (self, GTK_GRID (grid), 0, _ ("_Images"));
  self->model = add_list (self, GTK_GRID (grid), 1, _ ("_Model"));
  self->other = add_list (self, GTK_GRID (grid), 2, _ ("Compare _With"));
  self->no_models = gtk_button_new_with_mnemonic (_ ("Import _Predictions…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->no_models), "win.import");
  gtk_grid_attach (GTK_GRID (grid), self->no_models, 0, 3, 2, 1);
  gtk_popover_set_child (GTK_POPOVER (popover), grid);

  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_popover (self->button, popover);
  gtk_menu_button_set_always_show_arrow (self->button, TRUE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _ ("Which images and which model"));
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
}

GtkWidget *
gw_insights_scope_button_new (GwInsightsData *data)
{
  GwInsightsScopeButton *self = g_object_new (GW_TYPE_INSIGHTS_SCOPE_BUTTON, NULL);

  g_set_weak_pointer (&self->data, data);
  g_signal_connect_object (data, "changed", G_CALLBACK (read_all), self, G_CONNECT_SWAPPED);
  update (self);
  read_all (self);
  return GTK_WIDGET (self);
}
