/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-labeling-page-private.h"

#include <glib/gi18n.h>

#include "gw-path.h"

/* Below this width of the window the image has the room first. */
#define NARROW 1100

/* --- words ------------------------------------------------------------------------------ */

void
_gw_labeling_page_say (GwLabelingPage *self, const char *text)
{
  gw_announcer_say (GW_ANNOUNCER (self->announcer), text);
}

void
_gw_labeling_page_toast (GwLabelingPage *self, const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
  _gw_labeling_page_say (self, text);
}

void
_gw_labeling_page_update_title (GwLabelingPage *self)
{
  const GwProjectInfo *info = gw_project_get_info (self->project);
  g_autofree char *project = gw_path_display (info->name, -1);
  g_autofree char *name = NULL;
  g_autofree char *subtitle = NULL;
  guint n = self->walk != NULL ? gw_image_walk_get_n_images (self->walk) : 0;
  guint position = 0;

  if (self->document == NULL)
    return;

  name = gw_path_display (gw_image_get_name (gw_document_get_image (self->document)), -1);
  if (gw_image_walk_get_position (self->walk, &position))
    subtitle = g_strdup_printf (_ ("%s · %u of %u"), project, position + 1, n);
  adw_window_title_set_title (self->title, name);
  adw_window_title_set_subtitle (self->title, subtitle != NULL ? subtitle : project);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress),
                                 n > 0 ? MIN ((position + 1) / (double) n, 1.0) : 0.0);
  if (subtitle != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, subtitle, -1);
}

/* The time worked on this image; without a job nothing limits it. */
void
_gw_labeling_page_update_time (GwLabelingPage *self)
{
  int seconds = (int) gw_work_timer_get_seconds (&self->timer, g_get_monotonic_time ());
  g_autofree char *text = seconds < 3600
                              ? g_strdup_printf ("%d:%02d", seconds / 60, seconds % 60)
                              : g_strdup_printf ("%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);

  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (self->timer_label)), text) != 0)
    gtk_label_set_label (GTK_LABEL (self->timer_label), text);
}

static const char *
get_undo_name (GwLabelingPage *self)
{
  return _gw_labeling_page_can_undo_dismissal (self) ? _ ("Dismiss Hint") : gw_document_get_undo_name (self->document);
}

static void
show_steps (GwLabelingPage *self)
{
  const char *undo = self->document != NULL ? get_undo_name (self) : NULL;
  const char *redo = self->document != NULL ? gw_document_get_redo_name (self->document) : NULL;
  g_autofree char *undo_step = undo != NULL ? g_strdup_printf (_ ("Undo “%s”"), undo) : NULL;
  g_autofree char *redo_step = redo != NULL ? g_strdup_printf (_ ("Redo “%s”"), redo) : NULL;

  gw_keymap_set_tooltip (self->keymap, self->undo_button, undo_step != NULL ? undo_step : _ ("Undo"), "undo");
  gw_keymap_set_tooltip (self->keymap, self->redo_button, redo_step != NULL ? redo_step : _ ("Redo"), "redo");
}

static gboolean
can_undo (GwLabelingPage *self, gboolean redo)
{
  const char *name = NULL;

  if (self->document != NULL)
    name = redo ? gw_document_get_redo_name (self->document) : get_undo_name (self);

  return name != NULL && !gw_project_is_read_only (self->project);
}

/* Not the copy and paste ones: a key that does nothing should say why. */
void
_gw_labeling_page_update_actions (GwLabelingPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean writable = !gw_project_is_read_only (self->project);
  GwTask task = gw_project_get_info (self->project)->task;

  gtk_widget_action_set_enabled (widget, "labeling.undo", can_undo (self, FALSE));
  gtk_widget_action_set_enabled (widget, "labeling.redo", can_undo (self, TRUE));
  gtk_widget_action_set_enabled (widget, "labeling.submit", writable && self->document != NULL);
  gtk_widget_action_set_enabled (widget, "labeling.skip", writable && self->document != NULL);
  gtk_widget_action_set_enabled (widget, "labeling.flag", writable && self->document != NULL);
  gtk_widget_action_set_enabled (widget, "labeling.leave-out", writable && self->document != NULL);
  gtk_widget_action_set_enabled (widget, "labeling.paste-previous", writable && !self->classes);
  gtk_widget_action_set_enabled (widget, "labeling.copy-forward", writable && !self->classes);
  gtk_widget_action_set_enabled (widget, "labeling.show-predictions", self->model != NULL && !self->classes);
  gtk_widget_action_set_enabled (widget, "labeling.whole-image", task == GW_TASK_BOXES || task == GW_TASK_MASKS);
  gtk_widget_action_set_enabled (widget, "labeling.convert", writable && !self->classes);
  gtk_widget_action_set_enabled (widget, "labeling.convert-to", writable && !self->classes);
  gtk_widget_action_set_enabled (widget, "labeling.snap-to-edges", writable && !self->classes);
  gtk_widget_action_set_enabled (widget, "labeling.on-canvas", !self->classes);
  gtk_widget_action_set_enabled (widget, "labeling.edit-points",
                                 writable && !self->classes && _gw_labeling_page_can_edit_points (self));
  gtk_widget_action_set_enabled (widget, "labeling.semantic", writable && !self->classes);
  gtk_widget_action_set_enabled (widget, "labeling.repair-hint", writable && !self->classes);
  gtk_widget_action_set_enabled (widget, "labeling.dismiss-hint", writable && !self->classes);
  gtk_widget_action_set_enabled (widget, "labeling.restore-hints", writable && !self->classes);
  if (self->hints_popover != NULL)
    gw_hints_popover_set_writable (GW_HINTS_POPOVER (self->hints_popover), writable);
  gtk_widget_action_set_enabled (widget, "labeling.next-object", !self->classes);
  gtk_widget_action_set_enabled (widget, "labeling.previous-object", !self->classes);
  _gw_labeling_page_update_comparing (self);
  show_steps (self);
  gtk_widget_set_visible (self->read_only_chip, !writable);
}

/* --- objects or layers ------------------------------------------------------------------ */

/* An image with nothing but masks has layers, whatever the project is for; one
 * without objects is as the one before. It stays so while objects are drawn.
 */
void
_gw_labeling_page_update_layers (GwLabelingPage *self)
{
  guint n = self->document != NULL ? gw_document_get_n_objects (self->document) : 0;
  gboolean layers = n > 0 || self->layers;
  const char *first;

  for (guint i = 0; i < n && layers; i++)
    layers = gw_object_get_shape (gw_document_get_object (self->document, i))->kind == GW_SHAPE_MASK;
  layers = layers || gw_project_get_info (self->project)->task == GW_TASK_MASKS;

  /* Who has taken up another tool keeps it. */
  first = _gw_labeling_page_get_first_tool (self);
  if (self->layers != layers)
    {
      self->layers = layers;
      if (g_strcmp0 (self->tool_name, first) == 0 && self->formed && !self->classes)
        _gw_labeling_page_set_tool (self, _gw_labeling_page_get_first_tool (self));
    }
  gw_object_list_set_layers (GW_OBJECT_LIST (self->object_list), layers);
}

/* --- the two forms ------------------------------------------------------------------------------ */

GListModel *
_gw_labeling_page_get_classes (GwLabelingPage *self)
{
  return self->classes ? self->choices : gw_project_get_classes (self->project);
}

static void
move_to (GtkWidget *child, GtkWidget *slot)
{
  GtkWidget *parent = gtk_widget_get_parent (child);

  if (parent == slot)
    return;
  g_object_ref (child);
  if (parent != NULL)
    gtk_box_remove (GTK_BOX (parent), child);
  gtk_box_append (GTK_BOX (slot), child);
  g_object_unref (child);
}

void
_gw_labeling_page_update_chrome (GwLabelingPage *self)
{
  gboolean chrome = !self->zen;

  gtk_widget_set_visible (GTK_WIDGET (self->header), chrome);
  gtk_widget_set_visible (self->palette, chrome && !self->classes);
  gtk_widget_set_visible (self->progress, chrome && self->classes);
  gtk_widget_set_visible (self->strip_box, chrome && self->show_strip);
  gtk_widget_set_visible (self->pane, chrome && self->show_pane);
  /* The bar goes where the pane is; without the pane it is below the image. */
  move_to (self->bar, self->classes && self->show_pane ? self->pane_slot : self->wide_slot);
  gw_labeling_bar_set_compact (GW_LABELING_BAR (self->bar), self->classes && self->show_pane);
  gtk_widget_set_visible (self->wide_slot, chrome);
  _gw_labeling_page_update_tool_bar (self);
  if (!self->zen)
    gtk_revealer_set_reveal_child (GTK_REVEALER (self->label_bar), FALSE);
}

void
_gw_labeling_page_set_form (GwLabelingPage *self, gboolean classes, gboolean single)
{
  gboolean changed = self->classes != !!classes || !self->formed;

  self->single = !!single;
  gw_choice_pane_set_single (GW_CHOICE_PANE (self->choice_pane), single);
  if (!changed)
    return;

  self->formed = TRUE;
  self->classes = !!classes;
  _gw_labeling_page_set_comparing (self, self->comparing && !classes);
  _gw_labeling_page_show_pane_child (self);
  gtk_widget_set_size_request (self->pane, classes ? 340 : 292, -1);
  gw_image_strip_set_show_labels (GW_IMAGE_STRIP (self->strip), classes);
  gw_canvas_set_viewer (GW_CANVAS (self->canvas), classes);
  gtk_widget_set_visible (self->floating_view_button, classes);
  gtk_widget_set_visible (self->strip_previous, !classes);
  gtk_widget_set_visible (self->strip_next, !classes);
  _gw_labeling_page_update_chrome (self);
  _gw_labeling_page_update_keys (self);
  _gw_labeling_page_fill_label_bar (self);
  _gw_labeling_page_set_tool (self, classes ? "pan" : _gw_labeling_page_get_first_tool (self));
  g_object_notify (G_OBJECT (self), "whole-image");
}

/* --- zen mode ------------------------------------------------------------------------------------- */

void
_gw_labeling_page_set_zen (GwLabelingPage *self, gboolean zen)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->zen == !!zen)
    return;

  self->zen = !!zen;
  _gw_labeling_page_update_chrome (self);
  if (GTK_IS_WINDOW (root))
    {
      if (zen)
        gtk_window_fullscreen (GTK_WINDOW (root));
      else
        gtk_window_unfullscreen (GTK_WINDOW (root));
    }
  gtk_widget_grab_focus (self->canvas);
  g_object_notify (G_OBJECT (self), "zen");
}

/* --- view state -------------------------------------------------------------------------------------- */

static int
state_number (GwLabelingPage *self, const char *name, int otherwise)
{
  const char *text = gw_project_get_view_state (self->project, name);

  return text != NULL ? (int) CLAMP (g_ascii_strtoll (text, NULL, 10), -10000, 10000) : otherwise;
}

void
_gw_labeling_page_keep_number (GwLabelingPage *self, const char *name, int value)
{
  g_autofree char *text = g_strdup_printf ("%d", value);

  gw_project_set_view_state (self->project, name, text);
}

static void
on_pane_moved_cb (GtkPaned *paned, GParamSpec *pspec, GwLabelingPage *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (paned));

  if (width > 0 && !self->placing && gtk_widget_get_visible (self->pane))
    _gw_labeling_page_keep_number (self, self->classes ? "labeling.choice-pane" : "labeling.pane",
                                   width - gtk_paned_get_position (paned));
}

static void
on_lists_moved_cb (GtkPaned *paned, GParamSpec *pspec, GwLabelingPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (paned)))
    _gw_labeling_page_keep_number (self, "labeling.lists", gtk_paned_get_position (paned));
}

static void
on_order_changed_cb (GwLabelingPage *self)
{
  g_autofree char *order = NULL;

  g_object_get (self->object_list, "order", &order, NULL);
  gw_project_set_view_state (self->project, "labeling.order", order);
}

/* Of the header and so many rows of the labels, with a large font too. */
static int
get_labels_height (GwLabelingPage *self, guint n_rows)
{
  PangoContext *context = gtk_widget_get_pango_context (self->label_list);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int line = PANGO_PIXELS (pango_font_metrics_get_height (metrics));

  pango_font_metrics_unref (metrics);

  return MAX (line + 24, 46) + MAX (line + 4, 30) * (int) n_rows;
}

/* Takes up where panes stood, and follows them from now on. */
void
_gw_labeling_page_restore_view (GwLabelingPage *self)
{
  guint n = g_list_model_get_n_items (gw_project_get_classes (self->project));
  const char *order = gw_project_get_view_state (self->project, "labeling.order");

  self->show_strip = state_number (self, "labeling.strip", 1) != 0;
  self->show_pane = state_number (self, "labeling.pane-shown", 1) != 0;
  self->show_predictions = state_number (self, "labeling.predictions", 0) != 0;
  /* And the line of classes that are verified absent, which must hide none of them. */
  gtk_paned_set_position (GTK_PANED (self->lists),
                          state_number (self, "labeling.lists", get_labels_height (self, CLAMP (n, 3, 8) + 1)));
  if (order != NULL)
    g_object_set (self->object_list, "order", order, NULL);

  g_signal_connect (self->paned, "notify::position", G_CALLBACK (on_pane_moved_cb), self);
  g_signal_connect (self->lists, "notify::position", G_CALLBACK (on_lists_moved_cb), self);
  g_signal_connect_swapped (self->object_list, "notify::order", G_CALLBACK (on_order_changed_cb), self);
}

/* The pane's width is kept from its right end, so that it holds for other
 * sizes of the window; how wide that is, is known here.
 */
void
_gw_labeling_page_place_pane (GwLabelingPage *self, int width)
{
  int least = self->classes ? 340 : 292;
  int usual = self->classes ? 392 : 324;
  int pane = state_number (self, self->classes ? "labeling.choice-pane" : "labeling.pane",
                           width < NARROW ? least : usual);

  gtk_paned_set_position (GTK_PANED (self->paned), width - CLAMP (pane, least, MAX (width / 2, least)));
}
