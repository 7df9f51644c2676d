/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-labeling-page.h"

#include <glib/gi18n.h>

#include "gw-labeling-page-private.h"

G_DEFINE_FINAL_TYPE (GwLabelingPage, gw_labeling_page, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_ZEN,
  PROP_TOOL,
  PROP_SHOW_STRIP,
  PROP_SHOW_PANE,
  PROP_SHOW_PREDICTIONS,
  PROP_WHOLE_IMAGE,
  PROP_STICKY_ZOOM,
  PROP_SEMANTIC,
  PROP_COMPARING,
  PROP_DELETION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  CLOSED,
  SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- the widget ----------------------------------------------------------------------------------------- */

static void
on_active_changed_cb (GwLabelingPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (GTK_IS_WINDOW (root))
    gw_work_timer_set_active (&self->timer, gtk_window_is_active (GTK_WINDOW (root)), g_get_monotonic_time ());
}

static void
gw_labeling_page_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gw_labeling_page_parent_class)->root (widget);
  if (GTK_IS_WINDOW (gtk_widget_get_root (widget)))
    g_signal_connect_swapped (gtk_widget_get_root (widget), "notify::is-active", G_CALLBACK (on_active_changed_cb),
                              widget);
}

static void
gw_labeling_page_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_data (gtk_widget_get_root (widget), widget);
  GTK_WIDGET_CLASS (gw_labeling_page_parent_class)->unroot (widget);
}

static void
gw_labeling_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GwLabelingPage *self = GW_LABELING_PAGE (widget);

  /* The paned moves once more where its children need more room. */
  self->placing = TRUE;
  _gw_labeling_page_place_pane (self, width);
  gtk_widget_size_allocate (self->box, &(GtkAllocation) { 0, 0, width, height }, baseline);
  self->placing = FALSE;
}

static void
gw_labeling_page_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                          int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (GW_LABELING_PAGE (widget)->box, orientation, for_size, minimum, natural, minimum_baseline,
                      natural_baseline);
}

static gboolean
gw_labeling_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GW_LABELING_PAGE (widget)->canvas);
}

static void
on_banner_clicked_cb (GtkButton *button, GwLabelingPage *self)
{
  gw_document_saver_retry (self->saver);
}

static void
drop_walk (GwLabelingPage *self)
{
  if (self->walk != NULL)
    g_signal_handlers_disconnect_by_data (self->walk, self);
  g_clear_object (&self->walk);
}

static void
gw_labeling_page_dispose (GObject *object)
{
  GwLabelingPage *self = GW_LABELING_PAGE (object);

  if (self->project != NULL)
    {
      _gw_labeling_page_save_draft (self);
      _gw_labeling_page_unload (self);
      gw_image_strip_set_walk (GW_IMAGE_STRIP (self->strip), NULL);
    }
  drop_walk (self);
  _gw_labeling_page_forget_number (self);
  g_clear_object (&self->unnamed);
  g_clear_object (&self->unnamed_document);
  g_clear_pointer (&self->deletion, gw_edit_unref);
  g_clear_object (&self->deletion_document);
  g_clear_pointer (&self->deletion_text, g_free);
  _gw_labeling_page_drop_waiting_keys (self);
  g_clear_pointer (&self->finder, gtk_widget_unparent);
  g_clear_pointer (&self->choice_finder, gtk_widget_unparent);
  g_clear_pointer (&self->flag_popover, gtk_widget_unparent);
  g_clear_pointer (&self->submit_popover, gtk_widget_unparent);
  g_clear_pointer (&self->hints_popover, gtk_widget_unparent);
  if (self->hints != NULL)
    gw_hint_list_set_document (self->hints, NULL, NULL);
  _gw_labeling_page_drop_tools (self);
  _gw_labeling_page_drop_comparer (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), GW_TYPE_LABELING_PAGE);
  self->canvas = NULL;
  g_clear_object (&self->opacity);
  g_clear_object (&self->saver);
  g_clear_object (&self->repeat);
  g_clear_object (&self->hints);
  g_clear_pointer (&self->review.place, g_free);
  g_clear_object (&self->choices);
  g_clear_object (&self->keymap);
  g_clear_object (&self->settings);
  g_clear_object (&self->project);
  g_clear_pointer (&self->tools, g_hash_table_unref);

  G_OBJECT_CLASS (gw_labeling_page_parent_class)->dispose (object);
}

static void
gw_labeling_page_finalize (GObject *object)
{
  g_free (GW_LABELING_PAGE (object)->tool_name);

  G_OBJECT_CLASS (gw_labeling_page_parent_class)->finalize (object);
}

static void
gw_labeling_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GwLabelingPage *self = GW_LABELING_PAGE (object);

  switch (prop_id)
    {
    case PROP_ZEN:
      g_value_set_boolean (value, self->zen);
      break;
    case PROP_TOOL:
      g_value_set_string (value, self->tool_name);
      break;
    case PROP_SHOW_STRIP:
      g_value_set_boolean (value, self->show_strip);
      break;
    case PROP_SHOW_PANE:
      g_value_set_boolean (value, self->show_pane);
      break;
    case PROP_SHOW_PREDICTIONS:
      g_value_set_boolean (value, self->show_predictions);
      break;
    case PROP_WHOLE_IMAGE:
      g_value_set_boolean (value, self->classes);
      break;
    case PROP_STICKY_ZOOM:
      g_value_set_boolean (value, g_settings_get_boolean (self->settings, "sticky-zoom"));
      break;
    case PROP_SEMANTIC:
      g_value_set_boolean (value, gw_tool_options_get_flag (self->tool_options, "semantic"));
      break;
    case PROP_COMPARING:
      g_value_set_boolean (value, self->comparing);
      break;
    case PROP_DELETION:
      g_value_set_string (value, self->deletion_text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_shown (GwLabelingPage *self, gboolean *field, gboolean value, const char *state_name, GParamSpec *pspec)
{
  if (*field == !!value)
    return;

  *field = !!value;
  _gw_labeling_page_keep_number (self, state_name, *field);
  _gw_labeling_page_update_chrome (self);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
set_whole_image (GwLabelingPage *self, gboolean whole)
{
  GwTask task = gw_project_get_info (self->project)->task;

  if (task == GW_TASK_SINGLE_CLASS || task == GW_TASK_MULTI_CLASS)
    return;

  self->whole_image = !!whole;
  _gw_labeling_page_set_form (self, whole, TRUE);
  _gw_labeling_page_show_predictions (self);
  _gw_labeling_page_update_actions (self);
  _gw_labeling_page_update_state (self);
}

static void
gw_labeling_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  GwLabelingPage *self = GW_LABELING_PAGE (object);

  switch (prop_id)
    {
    case PROP_ZEN:
      _gw_labeling_page_set_zen (self, g_value_get_boolean (value));
      break;
    case PROP_TOOL:
      _gw_labeling_page_set_tool (self, g_value_get_string (value));
      gtk_widget_grab_focus (self->canvas);
      break;
    case PROP_SHOW_STRIP:
      set_shown (self, &self->show_strip, g_value_get_boolean (value), "labeling.strip", pspec);
      break;
    case PROP_SHOW_PANE:
      set_shown (self, &self->show_pane, g_value_get_boolean (value), "labeling.pane-shown", pspec);
      break;
    case PROP_SHOW_PREDICTIONS:
      set_shown (self, &self->show_predictions, g_value_get_boolean (value), "labeling.predictions", pspec);
      _gw_labeling_page_show_predictions (self);
      break;
    case PROP_WHOLE_IMAGE:
      set_whole_image (self, g_value_get_boolean (value));
      break;
    case PROP_STICKY_ZOOM:
      g_settings_set_boolean (self->settings, "sticky-zoom", g_value_get_boolean (value));
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_SEMANTIC:
      gw_tool_options_set_flag (self->tool_options, "semantic", g_value_get_boolean (value));
      break;
    case PROP_COMPARING:
      _gw_labeling_page_set_comparing (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_ZEN] = g_param_spec_boolean ("zen", NULL, NULL, FALSE, flags);
  properties[PROP_TOOL] = g_param_spec_string ("tool", NULL, NULL, "select", flags);
  properties[PROP_SHOW_STRIP] = g_param_spec_boolean ("show-strip", NULL, NULL, TRUE, flags);
  properties[PROP_SHOW_PANE] = g_param_spec_boolean ("show-pane", NULL, NULL, TRUE, flags);
  properties[PROP_SHOW_PREDICTIONS] = g_param_spec_boolean ("show-predictions", NULL, NULL, FALSE, flags);
  properties[PROP_WHOLE_IMAGE] = g_param_spec_boolean ("whole-image", NULL, NULL, FALSE, flags);
  properties[PROP_STICKY_ZOOM] = g_param_spec_boolean ("sticky-zoom", NULL, NULL, FALSE, flags);
  properties[PROP_SEMANTIC] = g_param_spec_boolean ("semantic", NULL, NULL, FALSE, flags);
  properties[PROP_COMPARING] = g_param_spec_boolean ("comparing", NULL, NULL, FALSE, flags);
  properties[PROP_DELETION] = g_param_spec_string ("deletion", NULL, NULL, NULL, flags & ~G_PARAM_WRITABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/groundwork/Groundwork/ui/gw-labeling-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GwLabelingPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingPage, banner);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingPage, banner_button);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingPage, banner_label);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingPage, box);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingPage, compare_button);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingPage, grid_button);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingPage, header);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingPage, label_bar);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingPage, overlay);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingPage, palette);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingPage, pane);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingPage, pane_slot);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingPage, pane_stack);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingPage, paned);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingPage, predictions_button);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingPage, progress);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingPage, read_only_chip);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingPage, redo_button);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingPage, strip_box);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingPage, strip_next);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingPage, strip_previous);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingPage, timer_label);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingPage, title);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingPage, tool_bar_slot);
  gtk_widget_class_bind_template_child_full (widget_class, "tools", FALSE, G_STRUCT_OFFSET (GwLabelingPage, tools_box));
  gtk_widget_class_bind_template_child (widget_class, GwLabelingPage, undo_button);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingPage, view_button);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingPage, wide_slot);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingPage, zen_button);
  gtk_widget_class_bind_template_callback (widget_class, on_banner_clicked_cb);
}

static void
gw_labeling_page_class_init (GwLabelingPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gw_labeling_page_dispose;
  object_class->finalize = gw_labeling_page_finalize;
  object_class->get_property = gw_labeling_page_get_property;
  object_class->set_property = gw_labeling_page_set_property;
  widget_class->measure = gw_labeling_page_measure;
  widget_class->size_allocate = gw_labeling_page_size_allocate;
  widget_class->root = gw_labeling_page_root;
  widget_class->unroot = gw_labeling_page_unroot;
  widget_class->grab_focus = gw_labeling_page_grab_focus;

  install_properties (object_class);
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SETTLED] = g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  _gw_labeling_page_install_actions (widget_class);
  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "labelingpage");
}

static void
gw_labeling_page_init (GwLabelingPage *self)
{
  self->whole_image = -1;
  self->tool_name = g_strdup ("select");
  self->settings = g_settings_new (GW_APP_ID);
  self->keymap = gw_keymap_new (self->settings);
  self->repeat = gw_repeat_new ();
  self->tools = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_queue_init (&self->waiting_keys);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* --- what the window calls ------------------------------------------------------------------------------- */

GtkWidget *
gw_labeling_page_new (GwProject *project)
{
  GwLabelingPage *self;

  g_return_val_if_fail (GW_IS_PROJECT (project), NULL);

  self = g_object_new (GW_TYPE_LABELING_PAGE, NULL);
  self->project = g_object_ref (project);
  _gw_labeling_page_build (self);
  _gw_labeling_page_update_actions (self);

  return GTK_WIDGET (self);
}

static void
on_walk_changed_cb (GwLabelingPage *self)
{
  _gw_labeling_page_update_title (self);
  if (!_gw_labeling_page_is_loading (self))
    _gw_labeling_page_update_prefetch (self);
}

void
gw_labeling_page_open (GwLabelingPage *self, GListModel *images, gint64 image_id)
{
  g_return_if_fail (GW_IS_LABELING_PAGE (self));
  g_return_if_fail (G_IS_LIST_MODEL (images));

  drop_walk (self);
  self->walk = gw_image_walk_new (gw_project_get_store (self->project), images, image_id);
  g_signal_connect_swapped (self->walk, "changed", G_CALLBACK (on_walk_changed_cb), self);
  gw_image_strip_set_walk (GW_IMAGE_STRIP (self->strip), self->walk);
  _gw_labeling_page_load (self, image_id);
}

gint64
gw_labeling_page_get_image_id (GwLabelingPage *self)
{
  g_return_val_if_fail (GW_IS_LABELING_PAGE (self), 0);

  return self->walk != NULL ? gw_image_walk_get_image_id (self->walk) : 0;
}

void
gw_labeling_page_undo (GwLabelingPage *self, gboolean redo)
{
  g_return_if_fail (GW_IS_LABELING_PAGE (self));

  if (self->document == NULL || gw_project_is_read_only (self->project))
    return;
  if (redo)
    gw_document_redo (self->document);
  /* Who draws means what was drawn last; nobody sees an object go meanwhile. */
  else if (!gw_canvas_take_back (GW_CANVAS (self->canvas)) && !_gw_labeling_page_undo_dismissal (self))
    gw_document_undo (self->document);
}

static void
on_leave_response_cb (AdwMessageDialog *dialog, const char *response, GwLabelingPage *self)
{
  if (g_strcmp0 (response, "retry") == 0)
    {
      self->leaving = TRUE;
      gw_document_saver_retry (self->saver);
    }
  else if (g_strcmp0 (response, "discard") == 0)
    {
      gw_document_saver_discard (self->saver);
      g_signal_emit (self, signals[SETTLED], 0);
    }
}

static void
ask_to_leave (GwLabelingPage *self)
{
  guint n = gw_document_saver_get_n_waiting (self->saver);
  const GError *error = gw_document_saver_get_error (self->saver);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, NULL);

  adw_message_dialog_format_heading (
      ADW_MESSAGE_DIALOG (dialog),
      g_dngettext (GETTEXT_PACKAGE, "%u Change Is Not Saved", "%u Changes Are Not Saved", n), n);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), error != NULL ? error->message : "");
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Stay Here"), "discard",
                                    _ ("_Discard Changes"), "retry", _ ("_Try Again"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "retry", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "retry");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_leave_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

gboolean
gw_labeling_page_leave (GwLabelingPage *self)
{
  g_return_val_if_fail (GW_IS_LABELING_PAGE (self), TRUE);

  switch (gw_document_saver_get_state (self->saver))
    {
    case GW_SAVE_SAVING:
      self->leaving = TRUE;
      return FALSE;
    case GW_SAVE_FAILED:
      ask_to_leave (self);
      return FALSE;
    case GW_SAVE_SAVED:
    default:
      _gw_labeling_page_save_draft (self);
      if (self->zen)
        _gw_labeling_page_set_zen (self, FALSE);
      return TRUE;
    }
}
