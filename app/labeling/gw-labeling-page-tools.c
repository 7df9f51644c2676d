/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-labeling-page-private.h"

#include <glib/gi18n.h>

#include "gw-tool-settings.h"

/* The palette and the bar with the options of its tools. */

static const struct
{
  const char *nick;
  const char *title;
  const char *icon_name;
  const char *command_id;
  gboolean separator; /* above it */
  gboolean shares;    /* the button of the one before */
} tools[] = {
  { "select", N_ ("Select"), "gw-tool-select-symbolic", "select-tool", FALSE, FALSE },
  { "pan", N_ ("Pan"), "gw-tool-pan-symbolic", "hold-pan", FALSE, FALSE },
  { "box", N_ ("Box"), "gw-tool-box-symbolic", "box-tool", TRUE, FALSE },
  { "rotated-box", N_ ("Rotated Box"), "gw-tool-rotated-box-symbolic", "rotated-box-tool", FALSE, TRUE },
  { "ellipse", N_ ("Ellipse"), "gw-tool-ellipse-symbolic", "ellipse-tool", FALSE, TRUE },
  { "polygon", N_ ("Polygon"), "gw-tool-polygon-symbolic", "polygon-tool", FALSE, FALSE },
  { "polyline", N_ ("Polyline"), "gw-tool-polyline-symbolic", "polyline-tool", FALSE, TRUE },
  { "points", N_ ("Points"), "gw-tool-points-symbolic", "points-tool", FALSE, TRUE },
  { "slice", N_ ("Slice"), "gw-tool-slice-symbolic", "slice-tool", FALSE, TRUE },
  { "brush", N_ ("Brush"), "gw-tool-brush-symbolic", "brush-tool", FALSE, FALSE },
  { "eraser", N_ ("Eraser"), "gw-tool-eraser-symbolic", "eraser-tool", FALSE, FALSE },
  { "select-object", N_ ("Select Object"), "gw-tool-object-symbolic", "object-tool", TRUE, FALSE },
  { "extreme-points", N_ ("Extreme Points"), "gw-tool-extreme-points-symbolic", "extreme-points-tool", FALSE, TRUE },
  { "scissors", N_ ("Smart Scissors"), "gw-tool-scissors-symbolic", "scissors-tool", FALSE, FALSE },
  { "wand", N_ ("Magic Wand"), "gw-tool-wand-symbolic", "wand-tool", FALSE, FALSE },
  { "superpixel", N_ ("Superpixel"), "gw-tool-superpixel-symbolic", "superpixel-tool", FALSE, FALSE },
};

/* One button of the palette: kept with it as "gw-tool-button". */
typedef struct
{
  GArray *members; /* of guint: tools that share it */
  guint shown;     /* one of them */
  GtkWidget *icon;
  GtkWidget *key;
  GtkWidget *menu; /* (nullable): a popover with all of them */
} ToolButton;

static void
tool_button_free (gpointer data)
{
  ToolButton *self = data;

  g_array_unref (self->members);
  g_free (self);
}

static ToolButton *
get_tool_button (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "gw-tool-button");
}

/* In the corner of a button there is room for a single character. */
static void
show_member (GwLabelingPage *self, GtkWidget *button)
{
  ToolButton *data = get_tool_button (button);
  guint i = data->shown;
  const char *title = _ (tools[i].title);
  g_autofree char *label = gw_keymap_dup_label (self->keymap, tools[i].command_id);
  g_autofree char *hold = NULL;

  gtk_image_set_from_icon_name (GTK_IMAGE (data->icon), tools[i].icon_name);
  gtk_label_set_label (GTK_LABEL (data->key), label != NULL && g_utf8_strlen (label, -1) == 1 ? label : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", tools[i].nick);
  /* Translators: a tool and the key that is held for it: “Pan (hold Space)”. */
  if (gw_command_find (tools[i].command_id)->place == GW_COMMAND_HELD && label != NULL)
    hold = g_strdup_printf (_ ("%s (hold %s)"), title, label);
  if (hold != NULL)
    gtk_widget_set_tooltip_text (button, hold);
  else
    gw_keymap_set_tooltip (self->keymap, button, title, tools[i].command_id);
}

/* --- buttons that tools share ------------------------------------------------------------ */

static void
on_long_press_cb (GtkGesture *gesture, double x, double y, GtkWidget *menu)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_popover_popup (GTK_POPOVER (menu));
}

static void
on_secondary_cb (GtkGesture *gesture, int n_press, double x, double y, GtkWidget *menu)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_popover_popup (GTK_POPOVER (menu));
}

static gboolean
on_menu_key_cb (GtkWidget *button, GVariant *args, gpointer menu)
{
  gtk_popover_popup (GTK_POPOVER (menu));
  return TRUE;
}

static void
add_menu_openers (GtkWidget *button, GtkWidget *menu)
{
  GtkGesture *press = gtk_gesture_long_press_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect (press, "pressed", G_CALLBACK (on_long_press_cb), menu);
  gtk_widget_add_controller (button, GTK_EVENT_CONTROLLER (press));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (on_secondary_cb), menu);
  gtk_widget_add_controller (button, GTK_EVENT_CONTROLLER (click));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10|<Alt>Down"),
                                                        gtk_callback_action_new (on_menu_key_cb, menu, NULL)));
  gtk_widget_add_controller (button, keys);
}

/* A mark in the corner tells of the others. */
static void
share_button (GwLabelingPage *self, GtkWidget *button)
{
  ToolButton *data = get_tool_button (button);
  g_autoptr (GMenu) model = g_menu_new ();
  GtkWidget *mark = gtk_image_new_from_icon_name ("gw-more-tools-symbolic");

  for (guint i = 0; i < data->members->len; i++)
    {
      guint member = g_array_index (data->members, guint, i);
      g_autofree char *action = g_strdup_printf ("labeling.tool::%s", tools[member].nick);

      g_menu_append (model, _ (tools[member].title), action);
    }
  data->menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (model));
  gtk_popover_set_position (GTK_POPOVER (data->menu), GTK_POS_RIGHT);
  gtk_widget_set_parent (data->menu, button);
  g_ptr_array_add (self->tool_menus, data->menu);
  add_menu_openers (button, data->menu);

  gtk_widget_set_halign (mark, GTK_ALIGN_END);
  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_widget_add_css_class (mark, "gw-tool-mark");
  gtk_overlay_add_overlay (GTK_OVERLAY (gtk_button_get_child (GTK_BUTTON (button))), mark);
}

/* --- the palette ----------------------------------------------------------------------------- */

static GtkWidget *
add_button (GwLabelingPage *self, guint i)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *overlay = gtk_overlay_new ();
  ToolButton *data = g_new0 (ToolButton, 1);

  if (tools[i].separator)
    gtk_box_append (GTK_BOX (self->tools_box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  data->members = g_array_new (FALSE, FALSE, sizeof (guint));
  data->shown = i;
  data->icon = gtk_image_new ();
  data->key = gtk_label_new (NULL);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), data->icon);
  gtk_widget_set_halign (data->key, GTK_ALIGN_END);
  gtk_widget_set_valign (data->key, GTK_ALIGN_END);
  gtk_widget_add_css_class (data->key, "gw-tool-key");
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), data->key);
  gtk_button_set_child (GTK_BUTTON (button), overlay);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "gw-tool");
  gtk_widget_set_focus_on_click (button, FALSE);
  g_object_set_data_full (G_OBJECT (button), "gw-tool-button", data, tool_button_free);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", tools[i].nick);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "labeling.tool");
  gtk_box_append (GTK_BOX (self->tools_box), button);
  return button;
}

static void
on_option_changed_cb (GwToolOptions *options, GParamSpec *pspec, GwLabelingPage *self)
{
  g_autofree char *text = gw_tool_bar_describe_number (GW_TOOL_BAR (self->tool_bar), pspec->name);

  if (text != NULL)
    _gw_labeling_page_say (self, text);
  if (g_strcmp0 (pspec->name, "semantic") != 0)
    return;

  gw_object_list_set_semantic (GW_OBJECT_LIST (self->object_list), gw_tool_options_get_flag (options, "semantic"));
  _gw_labeling_page_say (self, gw_tool_options_get_flag (options, "semantic") ? _ ("One class for each pixel.")
                                                                              : _ ("Masks may overlap."));
  g_object_notify (G_OBJECT (self), "semantic");
}

static void
on_apply_cb (GtkWidget *bar, GwLabelingPage *self)
{
  gtk_widget_grab_focus (self->canvas);
  gtk_widget_activate_action (self->canvas, "canvas.apply", NULL);
}

/* What was found is shown in the list, and the bar says that it is not an object yet. */
static void
update_draft (GwLabelingPage *self)
{
  GwTool *tool = gw_canvas_get_tool (GW_CANVAS (self->canvas));
  gboolean has_draft = tool != NULL && gw_tool_has_draft (tool);

  self->told_of_drawing = FALSE;
  if (self->has_draft == has_draft)
    return;

  self->has_draft = has_draft;
  gw_object_list_set_has_draft (GW_OBJECT_LIST (self->object_list), has_draft);
  _gw_labeling_page_update_state (self);
}

/* What is drawn and not taken would be gone with the image: it is told of once, and
 * who leaves again at once means it.
 */
gboolean
_gw_labeling_page_may_leave_drawing (GwLabelingPage *self)
{
  GwTool *tool = gw_canvas_get_tool (GW_CANVAS (self->canvas));
  gboolean may;

  if (tool == NULL || !(gw_tool_has_draft (tool) || gw_tool_is_drawing (tool)))
    return TRUE;

  may = self->told_of_drawing;
  self->told_of_drawing = !may;
  if (!may)
    _gw_labeling_page_toast (self, _ ("What is drawn here is not finished. Enter takes it, Esc drops it; "
                                      "the same key again leaves it."));
  return may;
}

static void
on_skip_point_cb (GtkWidget *bar, GwLabelingPage *self)
{
  gtk_widget_grab_focus (self->canvas);
  gtk_widget_activate_action (self->canvas, "canvas.skip-point", NULL);
}

static void
on_hide_point_cb (GtkWidget *bar, GwLabelingPage *self)
{
  gtk_widget_grab_focus (self->canvas);
  gtk_widget_activate_action (self->canvas, "canvas.toggle-point", NULL);
}

/* Which point is next is said as well as shown. */
static void
on_points_changed_cb (GwTool *tool, GwLabelingPage *self)
{
  GwToolOverlay overlay;

  gw_tool_get_overlay (tool, &overlay);
  if (g_strcmp0 (overlay.step, self->said_step) == 0)
    return;
  g_strlcpy (self->said_step, overlay.step, sizeof self->said_step);
  if (*overlay.step != '\0' && g_strcmp0 (self->tool_name, "points") == 0)
    _gw_labeling_page_say (self, overlay.step);
}

static void
add_tool (GwLabelingPage *self, const char *nick, GwTool *tool)
{
  gw_tool_set_options (tool, self->tool_options);
  g_hash_table_insert (self->tools, g_strdup (nick), tool);
  gw_repeat_watch (self->repeat, tool);
  _gw_labeling_page_watch_tool (self, tool);
  if (g_str_equal (nick, "points"))
    g_signal_connect_object (tool, "overlay-changed", G_CALLBACK (on_points_changed_cb), self, 0);
  g_signal_connect_object (tool, "overlay-changed", G_CALLBACK (update_draft), self, G_CONNECT_SWAPPED);
}

static gboolean
has_points (GwObject *object)
{
  if ((gw_object_get_flags (object) & GW_OBJECT_LOCKED) != 0)
    return FALSE;

  switch (gw_object_get_shape (object)->kind)
    {
    case GW_SHAPE_POLYGON:
    case GW_SHAPE_POLYLINE:
    case GW_SHAPE_POINTS:
    case GW_SHAPE_ROTATED_BOX:
    case GW_SHAPE_ELLIPSE:
      return TRUE;
    default:
      return FALSE;
    }
}

/* A double click, or Enter: what has points of its own shows them. */
static void
on_object_activated_cb (GwCanvas *canvas, GwObject *object, GwLabelingPage *self)
{
  if (has_points (object) && g_strcmp0 (self->tool_name, "select") == 0)
    _gw_labeling_page_set_tool (self, "edit-points");
}

/* The button for it, which is for one object. */
gboolean
_gw_labeling_page_can_edit_points (GwLabelingPage *self)
{
  g_autoptr (GPtrArray) selected = NULL;

  if (g_strcmp0 (self->tool_name, "edit-points") == 0)
    return TRUE;
  if (self->document == NULL || gw_document_get_n_selected (self->document) != 1)
    return FALSE;

  selected = gw_document_get_selected (self->document);
  return has_points (g_ptr_array_index (selected, 0));
}

void
_gw_labeling_page_make_tools (GwLabelingPage *self)
{
  GtkWidget *button = NULL;

  self->tool_options = gw_tool_settings_open (self->settings);
  self->tool_menus = g_ptr_array_new_with_free_func ((GDestroyNotify) gtk_widget_unparent);
  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      GwTool *tool = gw_tool_new (tools[i].nick);

      if (tool == NULL)
        {
          /* What shares its button has one of its own then. */
          if (!tools[i].shares)
            button = NULL;
          continue;
        }
      if (!tools[i].shares || button == NULL)
        button = add_button (self, i);
      g_array_append_val (get_tool_button (button)->members, i);
      add_tool (self, tools[i].nick, tool);
    }
  add_tool (self, "edit-points", gw_tool_new ("edit-points"));
  g_signal_connect (self->canvas, "object-activated", G_CALLBACK (on_object_activated_cb), self);
  for (button = gtk_widget_get_first_child (self->tools_box); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    if (get_tool_button (button) != NULL && get_tool_button (button)->members->len > 1)
      share_button (self, button);

  self->tool_bar = gw_tool_bar_new (self->keymap, self->tool_options);
  gtk_box_append (GTK_BOX (self->tool_bar_slot), self->tool_bar);
  g_signal_connect (self->tool_bar, "apply", G_CALLBACK (on_apply_cb), self);
  g_signal_connect (self->tool_bar, "hide-point", G_CALLBACK (on_hide_point_cb), self);
  g_signal_connect (self->tool_bar, "skip-point", G_CALLBACK (on_skip_point_cb), self);
  g_signal_connect_object (self->tool_options, "notify", G_CALLBACK (on_option_changed_cb), self, 0);
}

void
_gw_labeling_page_drop_tools (GwLabelingPage *self)
{
  g_clear_pointer (&self->tool_menus, g_ptr_array_unref);
  g_clear_object (&self->tool_options);
}

void
_gw_labeling_page_update_tool_keys (GwLabelingPage *self)
{
  for (GtkWidget *button = gtk_widget_get_first_child (self->tools_box); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    if (get_tool_button (button) != NULL)
      show_member (self, button);
}

/* Its button shows the tool that is in use. */
static void
show_on_button (GwLabelingPage *self, const char *name)
{
  for (GtkWidget *button = gtk_widget_get_first_child (self->tools_box); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    {
      ToolButton *data = get_tool_button (button);

      for (guint i = 0; data != NULL && i < data->members->len; i++)
        {
          guint member = g_array_index (data->members, guint, i);

          if (g_strcmp0 (tools[member].nick, name) != 0 || data->shown == member)
            continue;
          data->shown = member;
          show_member (self, button);
        }
    }
}

/* (nullable): with the point that is next. */
static char *
describe_tool (const char *name, GwTool *tool)
{
  g_autofree char *words = gw_tool_bar_describe_tool (name);
  GwToolOverlay overlay;

  gw_tool_get_overlay (tool, &overlay);
  return words != NULL && overlay.step[0] != '\0' ? g_strconcat (words, " ", overlay.step, NULL)
                                                  : g_steal_pointer (&words);
}

void
_gw_labeling_page_set_tool (GwLabelingPage *self, const char *name)
{
  g_autofree char *words = NULL;
  GwTool *tool;

  /* Who may not edit can look around. */
  if (self->classes || gw_project_is_read_only (self->project))
    name = "pan";
  tool = g_hash_table_lookup (self->tools, name);
  if (tool == NULL)
    return;

  gw_canvas_set_tool (GW_CANVAS (self->canvas), tool);
  gw_tool_bar_set_tool (GW_TOOL_BAR (self->tool_bar), tool);
  update_draft (self);
  if (g_strcmp0 (self->tool_name, name) == 0)
    return;

  g_free (self->tool_name);
  self->tool_name = g_strdup (name);
  show_on_button (self, name);
  _gw_labeling_page_update_tool_bar (self);
  _gw_labeling_page_update_actions (self);
  words = describe_tool (name, tool);
  if (words != NULL)
    _gw_labeling_page_say (self, words);
  g_object_notify (G_OBJECT (self), "tool");
}

/* Every tool has one, so that the image stays where it is when another is taken up. */
void
_gw_labeling_page_update_tool_bar (GwLabelingPage *self)
{
  gtk_widget_set_visible (self->tool_bar_slot, !self->zen && !self->classes && gw_tool_bar_knows (self->tool_name));
}

/* What objects and layers begin with. */
const char *
_gw_labeling_page_get_first_tool (GwLabelingPage *self)
{
  return self->layers ? "select-object" : "box";
}
