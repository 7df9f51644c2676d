/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-labeling-page-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-edits.h"
#include "gw-path.h"

/* --- choosing labels ------------------------------------------------------------------ */

static GwClass *
find_class (GwLabelingPage *self, gint64 class_id)
{
  return gw_project_find_class (self->project, class_id);
}

/* The class with this key among those to choose from: its own hotkey, else
 * the number of its place.
 */
static GwClass *
find_class_by_key (GwLabelingPage *self, const char *key)
{
  GListModel *classes = _gw_labeling_page_get_classes (self);
  guint n = g_list_model_get_n_items (classes);
  GwClass *by_place = NULL;

  for (guint i = 0; i < n; i++)
    {
      /* The list keeps its items alive. */
      g_autoptr (GwClass) klass = g_list_model_get_item (classes, i);
      g_autofree char *own = gw_label_list_dup_key (klass, i);
      g_autofree char *wanted = g_utf8_strup (key, -1);

      if (g_strcmp0 (own, wanted) != 0)
        continue;
      if (gw_class_get_hotkey (klass) != NULL)
        return klass;
      by_place = klass;
    }

  return by_place;
}

static void
say_chosen (GwLabelingPage *self, GwClass *klass)
{
  g_autofree char *name = gw_path_display (gw_class_get_name (klass), -1);
  g_autofree char *text = g_strdup_printf (_ ("%s selected."), name);

  _gw_labeling_page_say (self, text);
}

static void
choose_for_image (GwLabelingPage *self, gint64 class_id)
{
  gw_document_choose_label (self->document, class_id, self->single);
  if (self->single && g_settings_get_boolean (self->settings, "advance-after-choosing"))
    _gw_labeling_page_submit (self);
}

void
_gw_labeling_page_choose (GwLabelingPage *self, gint64 class_id)
{
  GwClass *klass = find_class (self, class_id);

  if (klass == NULL || self->document == NULL || gw_project_is_read_only (self->project))
    return;

  say_chosen (self, klass);
  if (self->classes)
    {
      choose_for_image (self, class_id);
      return;
    }

  gw_document_set_class_selected (self->document, class_id);
  gw_document_set_current_class (self->document, class_id);
}

static void
choose_class_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _gw_labeling_page_choose (GW_LABELING_PAGE (widget), g_variant_get_int64 (parameter));
}

static GwClass *
class_of_number (GwLabelingPage *self, GVariant *parameter)
{
  g_autofree char *key = g_strdup_printf ("%u", g_variant_get_uint32 (parameter));

  return find_class_by_key (self, key);
}

static void
choose_number_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwLabelingPage *self = GW_LABELING_PAGE (widget);
  GwClass *klass = class_of_number (self, parameter);

  if (klass != NULL)
    _gw_labeling_page_choose (self, gw_class_get_id (klass));
}

static void
relabel_number_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwLabelingPage *self = GW_LABELING_PAGE (widget);
  GwClass *klass = class_of_number (self, parameter);

  if (klass == NULL || self->document == NULL || gw_project_is_read_only (self->project))
    return;
  if (gw_document_set_class_selected (self->document, gw_class_get_id (klass)))
    say_chosen (self, klass);
}

static void
find_label_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwLabelingPage *self = GW_LABELING_PAGE (widget);

  if (self->zen)
    gtk_revealer_set_reveal_child (GTK_REVEALER (self->label_bar), TRUE);
  gw_label_finder_start (GW_LABEL_FINDER (self->classes ? self->choice_finder : self->finder));
}

static void
clear_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwLabelingPage *self = GW_LABELING_PAGE (widget);

  if (self->document != NULL && self->classes && !gw_project_is_read_only (self->project)
      && gw_document_clear_labels (self->document))
    _gw_labeling_page_say (self, _ ("No label."));
}

static void
toggle_attribute_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwLabelingPage *self = GW_LABELING_PAGE (widget);

  if (self->document == NULL || gw_project_is_read_only (self->project))
    return;
  if (self->classes)
    gw_choice_pane_toggle_attribute (GW_CHOICE_PANE (self->choice_pane), g_variant_get_uint32 (parameter));
  else
    gw_attribute_pane_toggle_first (GW_ATTRIBUTE_PANE (self->attribute_pane));
}

static void
next_attribute_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwLabelingPage *self = GW_LABELING_PAGE (widget);

  if (self->classes)
    gw_choice_pane_focus_next (GW_CHOICE_PANE (self->choice_pane));
  else
    gw_attribute_pane_focus_next (GW_ATTRIBUTE_PANE (self->attribute_pane));
}

/* --- the walk ----------------------------------------------------------------------------- */

static void
walk_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwLabelingPage *self = GW_LABELING_PAGE (widget);
  guint n = self->walk != NULL ? gw_image_walk_get_n_images (self->walk) : 0;

  if (n == 0)
    return;

  if (strcmp (name, "labeling.next") == 0)
    _gw_labeling_page_step (self, 1);
  else if (strcmp (name, "labeling.previous") == 0)
    _gw_labeling_page_step (self, -1);
  else if (strcmp (name, "labeling.next-unlabeled") == 0)
    _gw_labeling_page_step_unlabeled (self, 1);
  else if (strcmp (name, "labeling.previous-unlabeled") == 0)
    _gw_labeling_page_step_unlabeled (self, -1);
  else
    _gw_labeling_page_go (self, strcmp (name, "labeling.first") == 0 ? 0 : n - 1);
}

static void
go_to_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _gw_labeling_page_ask_number (GW_LABELING_PAGE (widget));
}

static void
submit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _gw_labeling_page_submit (GW_LABELING_PAGE (widget));
}

static void
skip_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _gw_labeling_page_skip (GW_LABELING_PAGE (widget));
}

static void
flag_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _gw_labeling_page_flag (GW_LABELING_PAGE (widget));
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gw_labeling_page_undo (GW_LABELING_PAGE (widget), strcmp (name, "labeling.redo") == 0);
}

/* --- tools and copies ----------------------------------------------------------------------- */

static void
draw_again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwLabelingPage *self = GW_LABELING_PAGE (widget);
  const char *tool = self->document != NULL ? gw_repeat_start (self->repeat, self->document) : NULL;

  /* Before anything was drawn: the tool that draws, with the current label. */
  if (tool == NULL && self->document != NULL)
    {
      gw_document_select_none (self->document);
      tool = "box";
    }
  if (tool != NULL)
    _gw_labeling_page_set_tool (self, tool);
  gtk_widget_grab_focus (self->canvas);
}

static void
paste_previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _gw_labeling_page_paste_previous (GW_LABELING_PAGE (widget));
}

static void
copy_forward_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _gw_labeling_page_copy_forward (GW_LABELING_PAGE (widget));
}

/* --- panes ------------------------------------------------------------------------------------ */

static void
to_canvas_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwLabelingPage *self = GW_LABELING_PAGE (widget);

  if (self->zen && gtk_revealer_get_reveal_child (GTK_REVEALER (self->label_bar)))
    gtk_revealer_set_reveal_child (GTK_REVEALER (self->label_bar), FALSE);
  gtk_widget_grab_focus (self->canvas);
}

static void
reset_adjustments_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gw_canvas_reset_adjustments (GW_CANVAS (GW_LABELING_PAGE (widget)->canvas));
}

/* The arrows change it afterwards, so they must go to the canvas. */
static void
adjust_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwLabelingPage *self = GW_LABELING_PAGE (widget);

  gtk_widget_grab_focus (self->canvas);
  gtk_widget_activate_action (self->canvas,
                              g_strcmp0 (g_variant_get_string (parameter, NULL), "contrast") == 0
                                  ? "canvas.adjust-contrast"
                                  : "canvas.adjust-brightness",
                              NULL);
}

static gboolean
holds_focus (GtkWidget *pane, GtkWidget *focus)
{
  return focus != NULL && (focus == pane || gtk_widget_is_ancestor (focus, pane));
}

static void
next_pane_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwLabelingPage *self = GW_LABELING_PAGE (widget);
  GtkWidget *panes[] = { self->canvas,         self->classes ? self->choice_pane : self->label_list,
                         self->object_list,    self->attribute_pane,
                         self->strip_box,      self->bar,
                         GTK_WIDGET (self->header) };
  int n = (int) G_N_ELEMENTS (panes);
  int step = strcmp (name, "labeling.next-pane") == 0 ? 1 : -1;
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  int at = 0;

  for (int i = 0; i < n; i++)
    {
      if (holds_focus (panes[i], focus))
        at = i;
    }
  for (int i = 1; i <= n; i++)
    {
      GtkWidget *pane = panes[(at + step * i + n * n) % n];

      if (!gtk_widget_get_mapped (pane))
        continue;
      if (pane == self->canvas ? gtk_widget_grab_focus (pane) : gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD))
        return;
    }
}

/* --- installing --------------------------------------------------------------------------------- */

static const struct
{
  const char *name;
  const char *parameter;
  GtkWidgetActionActivateFunc activate;
} actions[] = {
  { "labeling.submit", NULL, submit_action },
  { "labeling.skip", NULL, skip_action },
  { "labeling.flag", NULL, flag_action },
  { "labeling.undo", NULL, undo_action },
  { "labeling.redo", NULL, undo_action },
  { "labeling.next", NULL, walk_action },
  { "labeling.previous", NULL, walk_action },
  { "labeling.next-unlabeled", NULL, walk_action },
  { "labeling.previous-unlabeled", NULL, walk_action },
  { "labeling.first", NULL, walk_action },
  { "labeling.last", NULL, walk_action },
  { "labeling.go-to", NULL, go_to_action },
  { "labeling.choose-class", "x", choose_class_action },
  { "labeling.choose-number", "u", choose_number_action },
  { "labeling.relabel-number", "u", relabel_number_action },
  { "labeling.find-label", NULL, find_label_action },
  { "labeling.clear", NULL, clear_action },
  { "labeling.toggle-attribute", "u", toggle_attribute_action },
  { "labeling.next-attribute", NULL, next_attribute_action },
  { "labeling.draw-again", NULL, draw_again_action },
  { "labeling.paste-previous", NULL, paste_previous_action },
  { "labeling.copy-forward", NULL, copy_forward_action },
  { "labeling.to-canvas", NULL, to_canvas_action },
  { "labeling.adjust", "s", adjust_action },
  { "labeling.reset-adjustments", NULL, reset_adjustments_action },
  { "labeling.next-pane", NULL, next_pane_action },
  { "labeling.previous-pane", NULL, next_pane_action },
};

void
_gw_labeling_page_install_actions (GtkWidgetClass *widget_class)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter, actions[i].activate);

  gtk_widget_class_install_property_action (widget_class, "labeling.tool", "tool");
  gtk_widget_class_install_property_action (widget_class, "labeling.zen", "zen");
  gtk_widget_class_install_property_action (widget_class, "labeling.show-strip", "show-strip");
  gtk_widget_class_install_property_action (widget_class, "labeling.show-pane", "show-pane");
  gtk_widget_class_install_property_action (widget_class, "labeling.show-predictions", "show-predictions");
  gtk_widget_class_install_property_action (widget_class, "labeling.whole-image", "whole-image");
  gtk_widget_class_install_property_action (widget_class, "labeling.sticky-zoom", "sticky-zoom");
}

/* --- keys -------------------------------------------------------------------------------------------- */

/* A key pressed while an image is on its way: it is meant for that image. */
typedef struct
{
  const GwLabelingKey *key; /* NULL: choose class_id */
  gint64 class_id;
} WaitingKey;

/* More is somebody leaning on the keyboard. */
#define MOST_WAITING 16

static gboolean
in_text_or_popover (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL
         && (GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus)
             || gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL);
}

static gboolean
in_popover (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL;
}

static gboolean
run_key (GwLabelingPage *self, const GwLabelingKey *key)
{
  g_autoptr (GVariant) argument
      = key->argument != NULL ? g_variant_ref_sink (g_variant_new_parsed (key->argument, NULL)) : NULL;
  GtkWidget *target = g_str_has_prefix (key->action, "canvas.") ? self->canvas : GTK_WIDGET (self);

  gtk_widget_activate_action_variant (target, key->action, argument);

  return TRUE;
}

/* What works whatever image is shown. */
static gboolean
is_about_the_page (const GwLabelingKey *key)
{
  static const char *const names[] = { "labeling.zen",       "labeling.show-pane",     "labeling.next-pane",
                                       "labeling.to-canvas", "labeling.previous-pane", NULL };

  return g_strv_contains (names, key->action);
}

static gboolean
is_walk (const GwLabelingKey *key)
{
  static const char *const names[]
      = { "labeling.next", "labeling.previous", "labeling.first", "labeling.last", NULL };

  return g_strv_contains (names, key->action);
}

static void
keep_key (GwLabelingPage *self, const GwLabelingKey *key, gint64 class_id)
{
  WaitingKey *waiting;

  if (g_queue_get_length (&self->waiting_keys) >= MOST_WAITING)
    return;

  waiting = g_new0 (WaitingKey, 1);
  waiting->key = key;
  waiting->class_id = class_id;
  g_queue_push_tail (&self->waiting_keys, waiting);
}

static gboolean
on_key_cb (GtkWidget *widget, const GwLabelingKey *key, gpointer data)
{
  GwLabelingPage *self = GW_LABELING_PAGE (widget);

  if (in_popover (widget) || (key->place == GW_KEY_PAGE && in_text_or_popover (widget)))
    return FALSE;

  /* Walking on is for now, as long as nothing is meant for the image between. */
  if (_gw_labeling_page_is_loading (self) && !is_about_the_page (key)
      && !(is_walk (key) && g_queue_is_empty (&self->waiting_keys)))
    {
      keep_key (self, key, 0);
      return TRUE;
    }

  return run_key (self, key);
}

void
_gw_labeling_page_run_waiting_keys (GwLabelingPage *self)
{
  WaitingKey *waiting;

  /* One of them may lead to another image: the rest waits for that one. */
  while (!_gw_labeling_page_is_loading (self) && (waiting = g_queue_pop_head (&self->waiting_keys)) != NULL)
    {
      if (waiting->key != NULL)
        run_key (self, waiting->key);
      else
        _gw_labeling_page_choose (self, waiting->class_id);
      g_free (waiting);
    }
}

void
_gw_labeling_page_drop_waiting_keys (GwLabelingPage *self)
{
  g_queue_clear_full (&self->waiting_keys, g_free);
  g_queue_init (&self->waiting_keys);
}

static gboolean
choose_by_hotkey (GwLabelingPage *self, guint keyval)
{
  gunichar character = gdk_keyval_to_unicode (keyval);
  char key[7] = { 0 };
  GwClass *klass;

  if (character == 0 || !g_unichar_isgraph (character))
    return FALSE;

  g_unichar_to_utf8 (character, key);
  klass = find_class_by_key (self, key);
  if (klass == NULL)
    return FALSE;
  if (_gw_labeling_page_is_loading (self))
    keep_key (self, NULL, gw_class_get_id (klass));
  else
    _gw_labeling_page_choose (self, gw_class_get_id (klass));

  return TRUE;
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *keys,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   GwLabelingPage *self)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 || in_text_or_popover (GTK_WIDGET (self)))
    return FALSE;

  /* The canvas does the same itself while it has the focus. */
  if ((keyval == GDK_KEY_z || keyval == GDK_KEY_Z) && (state & GDK_SHIFT_MASK) == 0)
    {
      gw_canvas_set_show_labels (GW_CANVAS (self->canvas), FALSE);
      return TRUE;
    }

  return (state & GDK_SHIFT_MASK) == 0 && choose_by_hotkey (self, keyval);
}

static void
on_key_released_cb (GtkEventControllerKey *keys,
                    guint keyval,
                    guint keycode,
                    GdkModifierType state,
                    GwLabelingPage *self)
{
  if (keyval == GDK_KEY_z || keyval == GDK_KEY_Z)
    gw_canvas_set_show_labels (GW_CANVAS (self->canvas), TRUE);
}

/* Every key counts as work, also those that another widget uses. */
static gboolean
on_any_key_cb (GwLabelingPage *self)
{
  gw_work_timer_input (&self->timer, g_get_monotonic_time ());

  return FALSE;
}

/* In the form with choices these belong to the page or to nobody. */
static const char *const object_keys[] = {
  "canvas.move-left",       "canvas.move-right",    "canvas.move-up",      "canvas.move-down",
  "canvas.move-left-10",    "canvas.move-right-10", "canvas.move-up-10",   "canvas.move-down-10",
  "canvas.narrower",        "canvas.wider",         "canvas.shorter",      "canvas.taller",
  "canvas.next-object",     "canvas.previous-object", "canvas.set-point",  "canvas.remove-point",
  "canvas.delete",          "canvas.duplicate",     "canvas.copy",         "canvas.cut",
  "canvas.paste",           "canvas.hide",          "canvas.lock",         "canvas.hide-all",
  "canvas.lock-all",        "canvas.raise",         "canvas.lower",        "canvas.select-all",
  "canvas.select-none",     "canvas.outline-only",  "canvas.opacity-up",   "canvas.opacity-down",
};

void
_gw_labeling_page_update_keys (GwLabelingPage *self)
{
  static const char *const none[] = { NULL };

  if (self->keys != NULL)
    gtk_widget_remove_controller (GTK_WIDGET (self), self->keys);
  self->keys
      = gw_labeling_keys_make_controller (self->classes ? GW_LABELING_CLASSES : GW_LABELING_BOXES, on_key_cb, NULL);
  gtk_widget_add_controller (GTK_WIDGET (self), self->keys);

  for (gsize i = 0; i < G_N_ELEMENTS (object_keys); i++)
    gw_canvas_set_keys (GW_CANVAS (self->canvas), object_keys[i], self->classes ? none : NULL);
}

void
_gw_labeling_page_make_keys (GwLabelingPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *any = gtk_event_controller_key_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  g_signal_connect (keys, "key-released", G_CALLBACK (on_key_released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  gtk_event_controller_set_propagation_phase (any, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (any, "key-pressed", G_CALLBACK (on_any_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), any);

  /* Asked before the controllers above: the map goes before hotkeys. */
  _gw_labeling_page_update_keys (self);
}
