/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-column-choice.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-path.h"

/* --- choices ----------------------------------------------------------------------------- */

/* Columns of one menu without others below it. */
#define MOST_IN_ONE_MENU 14

static void
choice_free (gpointer data)
{
  GwColumnChoice *choice = data;

  g_free (choice->name);
  g_free (choice->title);
  g_free (choice);
}

GPtrArray *
gw_column_choices_list (const GwDataSet *set)
{
  const GArray *columns = gw_data_set_get_columns (set);
  GPtrArray *choices = g_ptr_array_new_with_free_func (choice_free);

  for (guint i = 0; i < columns->len; i++)
    {
      const GwDataColumn *column = &g_array_index (columns, GwDataColumn, i);
      GwColumnChoice *choice = g_new0 (GwColumnChoice, 1);

      choice->name = g_strdup (column->name);
      choice->title = gw_path_display (column->title, -1);
      choice->rows = column->rows;
      choice->attribute = strchr (column->name, ':') != NULL;
      g_ptr_array_add (choices, choice);
    }
  return choices;
}

gboolean
gw_column_choices_equal (const GPtrArray *a, const GPtrArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!g_str_equal (((GwColumnChoice *) g_ptr_array_index (a, i))->name,
                      ((GwColumnChoice *) g_ptr_array_index (b, i))->name))
      return FALSE;
  return TRUE;
}

static gboolean
is_wanted (const GwColumnChoice *choice, GwColumnRows rows)
{
  return (rows & (choice->rows == GW_ROWS_IMAGES ? GW_COLUMN_IMAGES : GW_COLUMN_OBJECTS)) != 0;
}

/* Menus do not scroll: of many each kind of column has a menu of its own. */
static gboolean
is_long (const GPtrArray *choices, GwColumnRows rows)
{
  guint n = 0;

  for (guint i = 0; i < choices->len; i++)
    n += is_wanted (g_ptr_array_index (choices, i), rows);
  return n > MOST_IN_ONE_MENU;
}

static void
add_section (GMenu *menu, const GPtrArray *choices, const char *title, GwRows rows, gboolean attribute,
             const char *action, gboolean nested)
{
  g_autoptr (GMenu) section = g_menu_new ();

  for (guint i = 0; i < choices->len; i++)
    {
      const GwColumnChoice *choice = g_ptr_array_index (choices, i);
      g_autoptr (GMenuItem) item = NULL;

      if (choice->rows != rows || choice->attribute != attribute)
        continue;
      item = g_menu_item_new (choice->title, NULL);
      g_menu_item_set_action_and_target (item, action, "s", choice->name);
      g_menu_append_item (section, item);
    }
  if (g_menu_model_get_n_items (G_MENU_MODEL (section)) == 0)
    return;
  if (nested)
    g_menu_append_submenu (menu, title, G_MENU_MODEL (section));
  else
    g_menu_append_section (menu, title, G_MENU_MODEL (section));
}

GMenuModel *
gw_column_choices_make_menu (const GPtrArray *choices, GwColumnRows rows, const char *action)
{
  GMenu *menu = g_menu_new ();
  const gboolean nested = is_long (choices, rows);

  if (rows & GW_COLUMN_IMAGES)
    add_section (menu, choices, _ ("Images"), GW_ROWS_IMAGES, FALSE, action, nested);
  if (rows & GW_COLUMN_OBJECTS)
    add_section (menu, choices, _ ("Objects"), GW_ROWS_OBJECTS, FALSE, action, nested);
  if (rows & GW_COLUMN_IMAGES)
    add_section (menu, choices, _ ("Attributes of Images"), GW_ROWS_IMAGES, TRUE, action, nested);
  if (rows & GW_COLUMN_OBJECTS)
    add_section (menu, choices, _ ("Attributes of Objects"), GW_ROWS_OBJECTS, TRUE, action, nested);
  return G_MENU_MODEL (menu);
}

/* --- the button --------------------------------------------------------------------------- */

struct _GwColumnButton
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *title;
  GtkMenuButton *button;
  GPtrArray *choices; /* (nullable): those of the menu */
  GwColumnRows rows;
  char *column;
};

G_DEFINE_FINAL_TYPE (GwColumnButton, gw_column_button, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_COLUMN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

const char *
gw_column_button_get_column (GwColumnButton *self)
{
  g_return_val_if_fail (GW_IS_COLUMN_BUTTON (self), NULL);

  return self->column;
}

void
gw_column_button_set_column (GwColumnButton *self, const char *name)
{
  g_return_if_fail (GW_IS_COLUMN_BUTTON (self));

  if (g_strcmp0 (self->column, name) == 0)
    return;
  g_free (self->column);
  self->column = g_strdup (name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLUMN]);
}

static const char *
find_title (GwColumnButton *self)
{
  for (guint i = 0; i < self->choices->len; i++)
    {
      const GwColumnChoice *choice = g_ptr_array_index (self->choices, i);

      if (g_strcmp0 (choice->name, self->column) == 0)
        return choice->title;
    }
  return "";
}

void
gw_column_button_show (GwColumnButton *self, GPtrArray *choices, GwColumnRows rows, const char *name)
{
  g_autofree char *told = NULL;

  g_return_if_fail (GW_IS_COLUMN_BUTTON (self));

  if (rows != self->rows || !gw_column_choices_equal (self->choices, choices))
    {
      g_autoptr (GMenuModel) menu = gw_column_choices_make_menu (choices, rows, "choice.column");

      gtk_menu_button_set_menu_model (self->button, menu);
      self->rows = rows;
    }
  g_ptr_array_ref (choices);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  self->choices = choices;
  gw_column_button_set_column (self, name);
  gtk_menu_button_set_label (self->button, find_title (self));
  told = g_strdup_printf ("%s: %s", gtk_label_get_label (self->title), find_title (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
}

static void
gw_column_button_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GwColumnButton *self = GW_COLUMN_BUTTON (object);

  switch (prop_id)
    {
    case PROP_COLUMN:
      /* The state of an action has to be a text. */
      g_value_set_string (value, self->column != NULL ? self->column : "");
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gw_column_button_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_COLUMN:
      gw_column_button_set_column (GW_COLUMN_BUTTON (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gw_column_button_dispose (GObject *object)
{
  GwColumnButton *self = GW_COLUMN_BUTTON (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->column, g_free);

  G_OBJECT_CLASS (gw_column_button_parent_class)->dispose (object);
}

static void
gw_column_button_class_init (GwColumnButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gw_column_button_get_property;
  object_class->set_property = gw_column_button_set_property;
  object_class->dispose = gw_column_button_dispose;

  properties[PROP_COLUMN] = g_param_spec_string ("column", NULL, NULL, NULL,
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_property_action (widget_class, "choice.column", "column");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
gw_column_button_init (GwColumnButton *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "gw-secondary");
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_always_show_arrow (self->button, TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->button));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
gw_column_button_new (const char *label)
{
  GwColumnButton *self = g_object_new (GW_TYPE_COLUMN_BUTTON, NULL);

  gtk_label_set_label (self->title, label);
  return GTK_WIDGET (self);
}
