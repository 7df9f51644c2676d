/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-object-list-private.h"

#include <glib/gi18n.h>

#include "gw-edits.h"

/* Kinds of shapes as bits. */
#define KIND(kind) (1u << GW_SHAPE_##kind)
#define ANY G_MAXUINT
#define AREAS (KIND (BOX) | KIND (ROTATED_BOX) | KIND (POLYGON) | KIND (ELLIPSE) | KIND (MASK))
#define OUTLINES (KIND (POLYGON) | KIND (MASK))

/* What can be done with the selection. The page carries it out. */
static const struct
{
  const char *name;
  const char *action;   /* the canvas's, or of the page */
  const char *argument; /* (nullable): one for the page's action */
  guint least;          /* so many objects of these kinds must be selected */
  guint kinds;
  gboolean locked_too;
  gboolean only_shows; /* nothing is changed */
} commands[] = {
  { "objects.duplicate", "canvas.duplicate", NULL, 1, ANY, TRUE, FALSE },
  { "objects.change-label", "labeling.find-label", NULL, 1, ANY, FALSE, FALSE },
  { "objects.merge", "canvas.merge", NULL, 2, AREAS, FALSE, FALSE },
  { "objects.subtract", "canvas.subtract", NULL, 2, AREAS, FALSE, FALSE },
  { "objects.intersect", "canvas.intersect", NULL, 2, AREAS, FALSE, FALSE },
  { "objects.split", "canvas.split", NULL, 1, OUTLINES, FALSE, FALSE },
  { "objects.fill-holes", "canvas.fill-holes", NULL, 1, OUTLINES, FALSE, FALSE },
  { "objects.clean", "canvas.clean", NULL, 1, KIND (MASK), FALSE, FALSE },
  { "objects.grow", "canvas.grow", NULL, 1, KIND (MASK), FALSE, FALSE },
  { "objects.shrink", "canvas.shrink", NULL, 1, KIND (MASK), FALSE, FALSE },
  { "objects.simplify", "canvas.simplify", NULL, 1, KIND (POLYGON) | KIND (POLYLINE), FALSE, FALSE },
  { "objects.snap-to-edges", "labeling.snap-to-edges", NULL, 1, OUTLINES, FALSE, FALSE },
  { "objects.to-box", "labeling.convert-to", "box", 1, ANY & ~KIND (BOX), FALSE, FALSE },
  { "objects.to-rotated-box", "labeling.convert-to", "rotated-box", 1, ANY & ~KIND (ROTATED_BOX), FALSE, FALSE },
  { "objects.to-polygon", "labeling.convert-to", "polygon", 1, AREAS & ~KIND (POLYGON), FALSE, FALSE },
  { "objects.to-mask", "labeling.convert-to", "mask", 1, AREAS & ~KIND (MASK), FALSE, FALSE },
  { "objects.to-ellipse", "labeling.convert-to", "ellipse", 1, AREAS & ~KIND (ELLIPSE), FALSE, FALSE },
  { "objects.raise", "canvas.raise", NULL, 1, ANY, FALSE, FALSE },
  { "objects.lower", "canvas.lower", NULL, 1, ANY, FALSE, FALSE },
  { "objects.hide", "canvas.hide", NULL, 1, ANY, TRUE, FALSE },
  { "objects.lock", "canvas.lock", NULL, 1, ANY, TRUE, FALSE },
  { "objects.zoom", "canvas.zoom-selection", NULL, 1, ANY, TRUE, TRUE },
  { "objects.isolate", "canvas.isolate", NULL, 1, ANY, TRUE, TRUE },
  { "objects.delete", "canvas.delete", NULL, 1, ANY, FALSE, FALSE },
};

/* The menu: those of a section follow each other, and those of a menu in it. */
static const struct
{
  const char *label;
  const char *action;
  const char *command_id; /* (nullable): whose key is shown */
  guint section;
  const char *menu; /* (nullable): below which they are */
} items[] = {
  { N_ ("_Duplicate"), "objects.duplicate", "duplicate", 0, NULL },
  { N_ ("_Change Label"), "objects.change-label", "find-label", 0, NULL },
  { N_ ("_Merge"), "objects.merge", "merge", 1, NULL },
  { N_ ("Su_btract Topmost"), "objects.subtract", "subtract", 1, NULL },
  { N_ ("Keep What Is _Common"), "objects.intersect", "intersect", 1, NULL },
  { N_ ("_Split Parts"), "objects.split", "split", 1, NULL },
  { N_ ("_Fill Holes"), "objects.fill-holes", "fill-holes", 1, NULL },
  { N_ ("Clean _Up"), "objects.clean", "clean-up", 1, N_ ("R_efine") },
  { N_ ("_Grow"), "objects.grow", "grow", 1, N_ ("R_efine") },
  { N_ ("_Shrink"), "objects.shrink", "shrink", 1, N_ ("R_efine") },
  { N_ ("S_implify"), "objects.simplify", "simplify", 1, N_ ("R_efine") },
  { N_ ("S_nap to Edges"), "objects.snap-to-edges", "snap-to-edges", 1, N_ ("R_efine") },
  { N_ ("_Box"), "objects.to-box", NULL, 1, N_ ("C_onvert To") },
  { N_ ("_Rotated Box"), "objects.to-rotated-box", NULL, 1, N_ ("C_onvert To") },
  { N_ ("_Polygon"), "objects.to-polygon", NULL, 1, N_ ("C_onvert To") },
  { N_ ("_Mask"), "objects.to-mask", NULL, 1, N_ ("C_onvert To") },
  { N_ ("_Ellipse"), "objects.to-ellipse", NULL, 1, N_ ("C_onvert To") },
  { N_ ("_Raise"), "objects.raise", "raise", 2, NULL },
  { N_ ("_Lower"), "objects.lower", "lower", 2, NULL },
  { N_ ("_Hide or Show"), "objects.hide", "hide", 3, NULL },
  { N_ ("Loc_k or Unlock"), "objects.lock", "lock", 3, NULL },
  { N_ ("_Zoom to Selection"), "objects.zoom", "zoom-selection", 3, NULL },
  { N_ ("_Isolate"), "objects.isolate", "isolate", 3, NULL },
  { N_ ("D_elete"), "objects.delete", "delete", 4, NULL },
};

/* --- actions ------------------------------------------------------------------------------ */

static void
command_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (g_strcmp0 (commands[i].name, name) != 0)
        continue;
      if (commands[i].argument != NULL)
        gtk_widget_activate_action (widget, commands[i].action, "s", commands[i].argument);
      else if (g_str_has_prefix (commands[i].action, "canvas."))
        gtk_widget_activate_action (widget, "labeling.on-canvas", "s", commands[i].action);
      else
        gtk_widget_activate_action (widget, commands[i].action, NULL);
    }
}

static void
select_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gw_document_select_all (GW_OBJECT_LIST (widget)->document);
}

static void
flag_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwObjectList *self = GW_OBJECT_LIST (widget);
  GwObjectFlags flag = g_strcmp0 (name, "objects.lock-all") == 0 ? GW_OBJECT_LOCKED : GW_OBJECT_HIDDEN;

  gw_document_set_flags_all (self->document, flag, !_gw_object_list_all_have (self, flag));
}

static const struct
{
  const char *name;
  GtkWidgetActionActivateFunc activate;
  gboolean only_shows;
} all_commands[] = {
  { "objects.select-all", select_all_action, TRUE },
  { "objects.hide-all", flag_all_action, FALSE },
  { "objects.lock-all", flag_all_action, FALSE },
};

void
_gw_object_list_install_actions (GtkWidgetClass *widget_class)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    gtk_widget_class_install_action (widget_class, commands[i].name, NULL, command_action);
  for (gsize i = 0; i < G_N_ELEMENTS (all_commands); i++)
    gtk_widget_class_install_action (widget_class, all_commands[i].name, NULL, all_commands[i].activate);
  gtk_widget_class_install_property_action (widget_class, "objects.order", "order");
}

static guint
count_kinds (GPtrArray *objects, guint kinds, gboolean locked_too)
{
  guint n = 0;

  for (guint i = 0; i < objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (objects, i);

      if (locked_too || (gw_object_get_flags (object) & GW_OBJECT_LOCKED) == 0)
        n += (kinds & (1u << gw_object_get_shape (object)->kind)) != 0;
    }
  return n;
}

void
_gw_object_list_update_actions (GwObjectList *self)
{
  g_autoptr (GPtrArray) selected = self->document != NULL ? gw_document_get_selected (self->document)
                                                          : g_ptr_array_new ();
  gboolean some = self->document != NULL && gw_document_get_n_objects (self->document) > 0;
  gboolean writable = self->document != NULL && !gw_document_get_read_only (self->document);

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), commands[i].name,
                                   (writable || commands[i].only_shows)
                                       && count_kinds (selected, commands[i].kinds, commands[i].locked_too)
                                              >= commands[i].least);
  for (gsize i = 0; i < G_N_ELEMENTS (all_commands); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), all_commands[i].name,
                                   some && (writable || all_commands[i].only_shows));
}

/* --- menus -------------------------------------------------------------------------------- */

static void
append_item (GwObjectList *self, GMenu *menu, const char *label, const char *action, const char *command_id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);
  const GwCommand *command = command_id != NULL ? gw_command_find (command_id) : NULL;
  const char *key = command != NULL ? gw_keymap_get_keys (self->keymap, command)[0] : NULL;

  if (key != NULL)
    g_menu_item_set_attribute (item, "accel", "s", key);
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_selection_menu (GwObjectList *self)
{
  GMenu *menu = g_menu_new ();

  for (guint section = 0, i = 0; i < G_N_ELEMENTS (items); section++)
    {
      g_autoptr (GMenu) part = g_menu_new ();

      while (i < G_N_ELEMENTS (items) && items[i].section == section)
        {
          const char *below = items[i].menu;
          g_autoptr (GMenu) submenu = below != NULL ? g_menu_new () : NULL;

          do
            append_item (self, submenu != NULL ? submenu : part, _ (items[i].label), items[i].action,
                         items[i].command_id);
          while (++i < G_N_ELEMENTS (items) && below != NULL && items[i].menu == below);
          if (submenu != NULL)
            g_menu_append_submenu (part, _ (below), G_MENU_MODEL (submenu));
        }
      g_menu_append_section (menu, NULL, G_MENU_MODEL (part));
    }
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_order_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _ ("By _Label"), "objects.order::label");
  g_menu_append (menu, _ ("_Largest First"), "objects.order::size");
  g_menu_append (menu, _ ("_Front to Back"), "objects.order::front");
  return G_MENU_MODEL (menu);
}

/* Looking at one after the other. */
static GMenuModel *
make_review_section (GwObjectList *self)
{
  GMenu *menu = g_menu_new ();

  append_item (self, menu, _ ("Zoom to _Next Object"), "labeling.next-object", "review-next");
  append_item (self, menu, _ ("Zoom to _Previous Object"), "labeling.previous-object", "review-previous");
  append_item (self, menu, _ ("Back to the _View Before"), "labeling.view-before", "view-before");
  append_item (self, menu, _ ("H_ints"), "labeling.show-hints", "show-hints");
  return G_MENU_MODEL (menu);
}

/* The selection, then all of them; where masks are painted, how they are. */
static GMenuModel *
make_menu (GwObjectList *self, GMenuModel *selection)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) all = g_menu_new ();
  g_autoptr (GMenu) painting = g_menu_new ();
  g_autoptr (GMenuModel) order = make_order_menu ();
  g_autoptr (GMenuModel) review = make_review_section (self);

  g_menu_append_submenu (first, _ ("_Selection"), selection);
  append_item (self, all, _ ("Select _All"), "objects.select-all", "select-all");
  append_item (self, all, _ ("_Hide or Show All"), "objects.hide-all", "hide-all");
  append_item (self, all, _ ("Loc_k or Unlock All"), "objects.lock-all", "lock-all");
  g_menu_append_submenu (all, _ ("_Order"), order);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (all));
  g_menu_append_section (menu, NULL, review);
  append_item (self, painting, _ ("_One Class for Each Pixel"), "labeling.semantic", "semantic");
  if (self->layers)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (painting));
  return G_MENU_MODEL (menu);
}

/* With the keys of today. */
void
_gw_object_list_fill_menus (GwObjectList *self)
{
  g_autoptr (GMenuModel) selection = make_selection_menu (self);
  g_autoptr (GMenuModel) menu = make_menu (self, selection);

  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->row_menu), selection);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu_button), menu);
}

void
_gw_object_list_open_menu (GwObjectList *self, GtkWidget *row, double x, double y)
{
  double list_x, list_y;

  if (!gtk_widget_translate_coordinates (row, GTK_WIDGET (self), x, y, &list_x, &list_y))
    return;

  _gw_object_list_update_actions (self);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->row_menu), &(GdkRectangle) { (int) list_x, (int) list_y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->row_menu));
}

/* At the row that the keys are on; it is selected, as by a press. */
static gboolean
on_menu_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  GwObjectList *self = GW_OBJECT_LIST (widget);
  GtkWidget *focus = gtk_widget_get_focus_child (self->list);
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->rows);
  while (focus != NULL && self->document != NULL && g_hash_table_iter_next (&iter, &item, NULL))
    {
      GtkWidget *row = gtk_list_item_get_child (item);
      gint64 id = gw_object_get_id (gtk_list_item_get_item (item));

      if (gtk_widget_get_parent (row) != focus)
        continue;
      if (!gw_document_is_selected (self->document, id))
        gw_document_select (self->document, id, FALSE);
      _gw_object_list_open_menu (self, row, gtk_widget_get_width (row) / 2.0, gtk_widget_get_height (row));
      return TRUE;
    }
  return FALSE;
}

void
_gw_object_list_make_row_menu (GwObjectList *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->row_menu = gtk_popover_menu_new_from_model (NULL);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->row_menu), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->row_menu), GTK_POS_BOTTOM);
  gtk_widget_set_halign (self->row_menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->row_menu, GTK_WIDGET (self));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10"),
                                                          gtk_callback_action_new (on_menu_key_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* --- the header --------------------------------------------------------------------------- */

static GtkWidget *
make_menu_button (const char *icon_name, const char *name)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), icon_name);
  gtk_widget_set_tooltip_text (button, name);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "gw-row-button");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static GtkWidget *
make_action_button (const char *icon_name, const char *action)
{
  GtkWidget *button = _gw_object_list_make_icon_button (icon_name);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

GtkWidget *
_gw_object_list_make_header (GwObjectList *self)
{
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autoptr (GMenuModel) order = make_order_menu ();

  self->title = gtk_label_new (_ ("Objects"));
  gtk_label_set_xalign (GTK_LABEL (self->title), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_widget_add_css_class (self->title, "heading");
  gtk_widget_add_css_class (header, "gw-pane-header");

  self->hide_all = make_action_button ("view-reveal-symbolic", "objects.hide-all");
  self->lock_all = make_action_button ("gw-lock-open-symbolic", "objects.lock-all");
  self->raise = make_action_button ("go-up-symbolic", "objects.raise");
  self->lower = make_action_button ("go-down-symbolic", "objects.lower");
  self->order_button = make_menu_button ("gw-order-symbolic", _ ("Order"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->order_button), order);
  self->menu_button = make_menu_button ("view-more-symbolic", _ ("More"));

  gtk_box_append (GTK_BOX (header), self->title);
  gtk_box_append (GTK_BOX (header), self->hide_all);
  gtk_box_append (GTK_BOX (header), self->lock_all);
  gtk_box_append (GTK_BOX (header), self->order_button);
  gtk_box_append (GTK_BOX (header), self->raise);
  gtk_box_append (GTK_BOX (header), self->lower);
  gtk_box_append (GTK_BOX (header), self->menu_button);

  return header;
}
