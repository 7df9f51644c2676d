/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-labeling-page-private.h"

#include <glib/gi18n.h>

#include "gw-path.h"
#include "gw-swatch.h"
#include "gw-view-popover.h"
#include "gw-view-rows.h"

/* The pointer this near to the lower edge brings the label bar in zen mode. */
#define EDGE 6.0

static void
on_escaped_cb (GwCanvas *canvas, GwLabelingPage *self)
{
  if (self->zen)
    g_object_set (self, "zen", FALSE, NULL);
  else
    _gw_labeling_page_set_tool (self, "select");
}

/* --- labels of a whole image, and the bar of zen mode ---------------------------------- */

static gboolean
has_no_objects (gpointer item, gpointer user_data)
{
  return gw_class_get_n_objects (item) == 0;
}

/* In a project of objects, a whole image is labeled with classes that are
 * not drawn: “Apple” and not “Car”.
 */
static void
make_choices (GwLabelingPage *self)
{
  GwTask task = gw_project_get_info (self->project)->task;
  GListModel *classes = gw_project_get_classes (self->project);

  if (task == GW_TASK_SINGLE_CLASS || task == GW_TASK_MULTI_CLASS)
    self->choices = g_object_ref (classes);
  else
    self->choices = G_LIST_MODEL (gtk_filter_list_model_new (
        g_object_ref (classes), GTK_FILTER (gtk_custom_filter_new (has_no_objects, NULL, NULL))));
}

static void
on_pointer_cb (GtkEventControllerMotion *motion, double x, double y, GwLabelingPage *self)
{
  GtkRevealer *bar = GTK_REVEALER (self->label_bar);
  double height = gtk_widget_get_height (self->overlay);
  double bar_height = gtk_widget_get_height (self->label_bar);

  gw_work_timer_input (&self->timer, g_get_monotonic_time ());
  if (!self->zen)
    return;

  if (y >= height - EDGE)
    gtk_revealer_set_reveal_child (bar, TRUE);
  else if (y < height - bar_height - 24.0)
    gtk_revealer_set_reveal_child (bar, FALSE);
}

static GtkWidget *
make_label_button (gpointer item, gpointer user_data)
{
  GwClass *klass = item;
  g_autofree char *name = gw_path_display (gw_class_get_name (klass), -1);
  GtkWidget *child = gtk_flow_box_child_new ();
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 7);

  gtk_box_append (GTK_BOX (box), gw_swatch_new (gw_class_get_color (klass)));
  gtk_box_append (GTK_BOX (box), gtk_label_new (name));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", gw_class_get_id (klass));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "labeling.choose-class");
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), button);

  return child;
}

/* The labels of the form that is on. */
void
_gw_labeling_page_fill_label_bar (GwLabelingPage *self)
{
  gtk_flow_box_bind_model (GTK_FLOW_BOX (gtk_revealer_get_child (GTK_REVEALER (self->label_bar))),
                           _gw_labeling_page_get_classes (self), make_label_button, NULL, NULL);
}

static void
make_label_bar (GwLabelingPage *self)
{
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 24);
  gtk_widget_add_css_class (flow, "gw-label-bar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (flow), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Labels"), -1);
  gtk_revealer_set_child (GTK_REVEALER (self->label_bar), flow);
}

/* --- building -------------------------------------------------------------------------------------------- */

static void
on_class_chosen_cb (GtkWidget *list, gint64 class_id, GwLabelingPage *self)
{
  _gw_labeling_page_choose (self, class_id);
  gtk_widget_grab_focus (self->canvas);
}

static void
on_object_shown_cb (GtkWidget *list, gint64 id, GwLabelingPage *self)
{
  gw_document_select (self->document, id, FALSE);
  gw_canvas_zoom_to_selection (GW_CANVAS (self->canvas));
  gtk_widget_grab_focus (self->canvas);
}

static void
on_strip_chosen_cb (GwImageStrip *strip, guint position, GwLabelingPage *self)
{
  _gw_labeling_page_go (self, position);
  gtk_widget_grab_focus (self->canvas);
}

static void
on_canvas_announce_cb (GwCanvas *canvas, const char *text, GwLabelingPage *self)
{
  _gw_labeling_page_say (self, text);
}

/* The first of what is changed; the popover says all. */
static void
on_adjusted_cb (GwLabelingPage *self)
{
  double brightness, contrast, gamma;
  gboolean levels;
  const char *text = NULL;

  g_object_get (self->canvas, "brightness", &brightness, "contrast", &contrast, "gamma", &gamma, "auto-levels", &levels,
                NULL);
  if (brightness != 0.0)
    text = _ ("Brightness changed");
  else if (contrast != 0.0)
    text = _ ("Contrast changed");
  else if (gamma != 1.0)
    text = _ ("Gamma changed");
  else if (levels)
    text = _ ("Levels changed");
  gw_labeling_bar_set_adjusted (GW_LABELING_BAR (self->bar), text);
}

/* What fits the view is decoded ahead. */
static void
on_view_changed_cb (GwLabelingPage *self)
{
  int width;
  int height;

  gw_canvas_get_fit_size (GW_CANVAS (self->canvas), &width, &height);
  gw_image_loader_set_view_size (gw_project_get_loader (self->project), width, height);
}

static void
on_full_ready_cb (GwImageLoader *loader, const char *path, GwPyramid *pyramid, GwLabelingPage *self)
{
  GwImage *image = self->document != NULL ? gw_document_get_image (self->document) : NULL;

  if (image != NULL && self->picture_problem == NULL && g_strcmp0 (gw_image_get_file (image), path) == 0)
    gw_canvas_refine_pyramid (GW_CANVAS (self->canvas), pyramid);
}

static void
make_canvas (GwLabelingPage *self)
{
  static const char *const adjustments[] = { "notify::brightness", "notify::contrast", "notify::gamma",
                                             "notify::auto-levels" };
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->canvas = gw_canvas_new ();
  self->announcer = gw_announcer_new ();
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), self->canvas);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->announcer);
  gtk_widget_set_focusable (self->canvas, TRUE);

  g_signal_connect (self->canvas, "escaped", G_CALLBACK (on_escaped_cb), self);
  g_signal_connect (self->canvas, "announce", G_CALLBACK (on_canvas_announce_cb), self);
  g_signal_connect_swapped (self->canvas, "place-begun", G_CALLBACK (_gw_labeling_page_forget_number), self);
  g_signal_connect_swapped (self->canvas, "view-changed", G_CALLBACK (on_view_changed_cb), self);
  for (gsize i = 0; i < G_N_ELEMENTS (adjustments); i++)
    g_signal_connect_swapped (self->canvas, adjustments[i], G_CALLBACK (on_adjusted_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_pointer_cb), self);
  gtk_widget_add_controller (self->overlay, motion);

  g_settings_bind (self->settings, "cross-hair", self->canvas, "cross-hair", G_SETTINGS_BIND_GET);
  g_settings_bind (self->settings, "tag-size", self->canvas, "tag-size", G_SETTINGS_BIND_GET);
  g_settings_bind (self->settings, "sticky-zoom", self->canvas, "sticky-zoom", G_SETTINGS_BIND_GET);
  g_settings_bind (self->settings, "object-opacity", self->canvas, "label-opacity", G_SETTINGS_BIND_DEFAULT);

  self->opacity = g_object_ref_sink (gtk_adjustment_new (0.4, 0.0, 1.0, 0.05, 0.1, 0.0));
  g_object_bind_property (self->canvas, "label-opacity", self->opacity, "value",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->canvas, "pixel-grid", self->grid_button, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->view_button),
                               gw_view_popover_new (GW_CANVAS (self->canvas), self->keymap));

  /* The form with choices has no palette, so it is with the zoom there. */
  self->floating_view_button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->floating_view_button), "gw-contrast-symbolic");
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->floating_view_button), GTK_ARROW_UP);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->floating_view_button),
                               gw_view_popover_new (GW_CANVAS (self->canvas), self->keymap));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->floating_view_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Brightness and Contrast"), -1);
  gw_canvas_append_control (GW_CANVAS (self->canvas), self->floating_view_button);
}

/* F6 is a key of these widgets' own, for their two children; here there are more panes. */
static void
lead_on (GtkWidget *paned)
{
  static const char *const keys[][2] = { { "F6", "labeling.next-pane" }, { "<Shift>F6", "labeling.previous-pane" } };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i][0]), gtk_named_action_new (keys[i][1])));
  gtk_widget_add_controller (paned, controller);
}

static void
make_panes (GwLabelingPage *self)
{
  GListModel *classes = gw_project_get_classes (self->project);
  GtkWidget *objects = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->label_list = gw_label_list_new (classes, self->keymap);
  self->object_list = gw_object_list_new (self->keymap);
  gw_object_list_set_semantic (GW_OBJECT_LIST (self->object_list),
                               gw_tool_options_get_flag (self->tool_options, "semantic"));
  self->attribute_pane = gw_attribute_pane_new (self->opacity, self->keymap);
  gw_attribute_pane_set_view (GW_ATTRIBUTE_PANE (self->attribute_pane),
                              gw_view_rows_new (GW_CANVAS (self->canvas), self->opacity, self->keymap));
  self->choice_pane = gw_choice_pane_new (self->choices, self->keymap);
  self->lists = gtk_paned_new (GTK_ORIENTATION_VERTICAL);
  gtk_paned_set_start_child (GTK_PANED (self->lists), self->label_list);
  gtk_paned_set_end_child (GTK_PANED (self->lists), self->object_list);
  gtk_paned_set_resize_start_child (GTK_PANED (self->lists), FALSE);
  gtk_widget_set_size_request (self->label_list, -1, 100);
  gtk_widget_set_size_request (self->object_list, -1, 100);
  gtk_paned_set_shrink_start_child (GTK_PANED (self->lists), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (self->lists), FALSE);
  gtk_widget_set_vexpand (self->lists, TRUE);
  lead_on (self->paned);
  gtk_box_append (GTK_BOX (objects), self->lists);
  gtk_box_append (GTK_BOX (objects), gw_hint_bar_new (self->hints, self->keymap));
  gtk_box_append (GTK_BOX (objects), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (objects), self->attribute_pane);
  gtk_stack_add_named (GTK_STACK (self->pane_stack), objects, "objects");
  gtk_stack_add_named (GTK_STACK (self->pane_stack), self->choice_pane, "choices");
  _gw_labeling_page_make_comparer (self);

  g_signal_connect (self->label_list, "chosen", G_CALLBACK (on_class_chosen_cb), self);
  g_signal_connect (self->choice_pane, "chosen", G_CALLBACK (on_class_chosen_cb), self);
  g_signal_connect (self->object_list, "shown", G_CALLBACK (on_object_shown_cb), self);
  g_settings_bind (self->settings, "advance-after-choosing", self->choice_pane, "advance", G_SETTINGS_BIND_DEFAULT);
}

static void
on_class_named_cb (GtkWidget *finder, const char *name, GwLabelingPage *self)
{
  _gw_labeling_page_create_class (self, name);
}

static void
on_finder_closed_cb (GtkPopover *popover, GwLabelingPage *self)
{
  if (!self->creating)
    _gw_labeling_page_drop_unnamed (self);
  gtk_widget_grab_focus (self->canvas);
}

static GtkWidget *
make_finder (GwLabelingPage *self, GListModel *classes, GtkWidget *parent)
{
  GtkWidget *finder = gw_label_finder_new (classes);

  gtk_widget_set_parent (finder, parent);
  g_signal_connect (finder, "chosen", G_CALLBACK (on_class_chosen_cb), self);
  g_signal_connect (finder, "named", G_CALLBACK (on_class_named_cb), self);
  g_signal_connect (finder, "closed", G_CALLBACK (on_finder_closed_cb), self);

  return finder;
}

static void
on_info_changed_cb (GwLabelingPage *self)
{
  _gw_labeling_page_update_title (self);
  _gw_labeling_page_update_actions (self);
}

static void
on_classes_changed_cb (GwLabelingPage *self)
{
  g_autoptr (GPtrArray) classes = NULL;

  if (self->document == NULL)
    return;

  classes = gw_project_copy_classes (self->project);
  gw_document_set_classes (self->document, classes);
  _gw_labeling_page_renew_class (self);
  _gw_labeling_page_use_new_class (self);
}

void
_gw_labeling_page_build (GwLabelingPage *self)
{
  self->saver = gw_document_saver_new (gw_project_get_store (self->project), gw_project_get_person (self->project));
  make_choices (self);
  make_canvas (self);
  self->hints = gw_hint_list_new ();
  _gw_labeling_page_make_tools (self);
  make_panes (self);
  make_label_bar (self);
  self->strip = gw_image_strip_new (self->project);
  gtk_widget_set_hexpand (self->strip, TRUE);
  gtk_box_insert_child_after (GTK_BOX (self->strip_box), self->strip, self->strip_previous);
  g_signal_connect (self->strip, "chosen", G_CALLBACK (on_strip_chosen_cb), self);
  self->bar = gw_labeling_bar_new (self->keymap);
  gtk_widget_set_hexpand (self->bar, TRUE);
  gtk_box_append (GTK_BOX (self->wide_slot), self->bar);
  _gw_labeling_page_make_popovers (self);
  _gw_labeling_page_make_review (self);
  self->finder = make_finder (self, gw_project_get_classes (self->project), self->overlay);
  self->choice_finder = make_finder (self, self->choices, self->overlay);

  _gw_labeling_page_restore_view (self);
  _gw_labeling_page_make_keys (self);
  _gw_labeling_page_watch_saver (self);
  _gw_labeling_page_update_chrome (self);
  _gw_labeling_page_update_layers (self);
  g_signal_connect_object (self->project, "notify::info", G_CALLBACK (on_info_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gw_project_get_classes (self->project), "items-changed", G_CALLBACK (on_classes_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gw_project_get_loader (self->project), "full-ready", G_CALLBACK (on_full_ready_cb), self, 0);
}
