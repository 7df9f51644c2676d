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
GwClass *
_gw_labeling_page_find_class_by_key (GwLabelingPage *self, const char *key)
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

  if (_gw_labeling_page_name_unnamed (self, class_id))
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

/* What somebody has looked for is said once, and taken back by the same. */
static void
toggle_absent_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwLabelingPage *self = GW_LABELING_PAGE (widget);
  gint64 class_id = g_variant_get_int64 (parameter);
  GwClass *klass = find_class (self, class_id);
  g_autofree char *class_name = klass != NULL ? gw_path_display (gw_class_get_name (klass), -1) : NULL;
  g_autofree char *text = NULL;
  gboolean absent;

  if (klass == NULL || self->document == NULL)
    return;
  absent = !gw_document_is_absent (self->document, class_id);
  if (!gw_document_verify_absent (self->document, class_id, absent))
    return;
  text = g_strdup_printf (absent ? _ ("%s is verified as absent.") : _ ("%s is not verified as absent any more."),
                          class_name);
  _gw_labeling_page_say (self, text);
}

static GwClass *
class_of_number (GwLabelingPage *self, GVariant *parameter)
{
  g_autofree char *key = g_strdup_printf ("%u", g_variant_get_uint32 (parameter));

  return _gw_labeling_page_find_class_by_key (self, key);
}

static gboolean
on_no_class_cb (gpointer user_data)
{
  GwLabelingPage *self = user_data;
  g_autofree char *text = g_strdup_printf (_ ("No label has the key %u"), self->no_class_number);

  self->no_class_id = 0;
  _gw_labeling_page_toast (self, text);

  return G_SOURCE_REMOVE;
}

void
_gw_labeling_page_forget_number (GwLabelingPage *self)
{
  g_clear_handle_id (&self->no_class_id, g_source_remove);
}

/* A key that does nothing says why; but a digit that may begin a place waits
 * for what follows.
 */
static void
say_no_class (GwLabelingPage *self, GVariant *parameter)
{
  _gw_labeling_page_forget_number (self);
  self->no_class_number = g_variant_get_uint32 (parameter);
  if (gtk_widget_is_focus (self->canvas) && gw_canvas_may_begin_place (GW_CANVAS (self->canvas)))
    self->no_class_id = g_timeout_add_seconds (1, on_no_class_cb, self);
  else
    on_no_class_cb (self);
}

static void
choose_number_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwLabelingPage *self = GW_LABELING_PAGE (widget);
  GwClass *klass = class_of_number (self, parameter);

  if (klass != NULL)
    _gw_labeling_page_choose (self, gw_class_get_id (klass));
  else
    say_no_class (self, parameter);
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

/* Beside the image where the lists are; where they are not, above the label
 * bar: beside an image that fills the screen there is no place.
 */
static void
place_finder (GwLabelingPage *self, GtkPopover *finder)
{
  GdkRectangle rect = { gtk_widget_get_width (self->overlay) / 2, gtk_widget_get_height (self->overlay) - 1, 1, 1 };
  int bar = 0;

  if (gtk_widget_get_mapped (self->pane))
    {
      gtk_popover_set_pointing_to (finder, NULL);
      gtk_popover_set_position (finder, GTK_POS_RIGHT);
      return;
    }

  if (self->zen)
    gtk_widget_measure (gtk_revealer_get_child (GTK_REVEALER (self->label_bar)), GTK_ORIENTATION_VERTICAL,
                        gtk_widget_get_width (self->overlay), NULL, &bar, NULL, NULL);
  rect.y = MAX (rect.y - bar, 0);
  gtk_popover_set_pointing_to (finder, &rect);
  gtk_popover_set_position (finder, GTK_POS_TOP);
}

static void
find_label_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwLabelingPage *self = GW_LABELING_PAGE (widget);
  GtkWidget *finder = self->classes ? self->choice_finder : self->finder;

  if (self->zen)
    gtk_revealer_set_reveal_child (GTK_REVEALER (self->label_bar), TRUE);
  place_finder (self, GTK_POPOVER (finder));
  gw_label_finder_set_can_create (GW_LABEL_FINDER (finder), !gw_project_is_read_only (self->project));
  gw_label_finder_start (GW_LABEL_FINDER (finder));
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

  if (n == 0 || !_gw_labeling_page_may_leave_drawing (self))
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
  GwLabelingPage *self = GW_LABELING_PAGE (widget);

  if (_gw_labeling_page_may_leave_drawing (self))
    _gw_labeling_page_submit (self);
}

static void
skip_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwLabelingPage *self = GW_LABELING_PAGE (widget);

  if (_gw_labeling_page_may_leave_drawing (self))
    _gw_labeling_page_skip (self);
}

static void
leave_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _gw_labeling_page_leave_out (GW_LABELING_PAGE (widget));
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
      tool = _gw_labeling_page_get_first_tool (self);
      _gw_labeling_page_toast (self, self->layers
                                         ? _ ("There is nothing to draw again yet. The Select Object tool is on.")
                                         : _ ("There is nothing to draw again yet. The Box tool is on."));
    }
  if (tool != NULL)
    _gw_labeling_page_set_tool (self, tool);
  gtk_widget_grab_focus (self->canvas);
}

static void
edit_points_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwLabelingPage *self = GW_LABELING_PAGE (widget);

  _gw_labeling_page_set_tool (self, g_strcmp0 (self->tool_name, "edit-points") == 0 ? "select" : "edit-points");
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

/* --- looking again ---------------------------------------------------------------------------- */

static void
review_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _gw_labeling_page_review_object (GW_LABELING_PAGE (widget), strcmp (name, "labeling.next-object") == 0 ? 1 : -1);
}

static void
view_before_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _gw_labeling_page_view_before (GW_LABELING_PAGE (widget));
}

static void
show_hints_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _gw_labeling_page_show_hints (GW_LABELING_PAGE (widget));
}

static void
step_hint_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _gw_labeling_page_step_hint (GW_LABELING_PAGE (widget), strcmp (name, "labeling.next-hint") == 0 ? 1 : -1);
}

static void
hint_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwLabelingPage *self = GW_LABELING_PAGE (widget);

  if (strcmp (name, "labeling.repair-hint") == 0)
    _gw_labeling_page_repair_hint (self);
  else if (strcmp (name, "labeling.dismiss-hint") == 0)
    _gw_labeling_page_dismiss_hint (self);
  else
    _gw_labeling_page_restore_hints (self);
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

/* Everything is saved as it happens; asked for, it is said, and what the disk
 * refused is tried again.
 */
static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwLabelingPage *self = GW_LABELING_PAGE (widget);

  _gw_labeling_page_save_draft (self);
  if (gw_document_saver_get_state (self->saver) == GW_SAVE_FAILED)
    gw_document_saver_retry (self->saver);
  else
    _gw_labeling_page_toast (self, _ ("Every change is saved at once"));
}

/* What menus of the pane do with the selection; the document refuses what may not be
 * changed. Who is at one of its buttons with the keys stays there.
 */
static void
on_canvas_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwLabelingPage *self = GW_LABELING_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  gtk_widget_activate_action (self->canvas, g_variant_get_string (parameter, NULL), NULL);
  if (!GTK_IS_BUTTON (focus) || !gtk_widget_is_ancestor (focus, self->object_list))
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
  GtkWidget *panes[] = { self->canvas,
                         self->classes ? self->choice_pane : self->label_list,
                         self->object_list,
                         self->compare_pane,
                         self->attribute_pane,
                         self->strip_box,
                         self->bar,
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
      /* Into the objects themselves, where there are some, before what acts on them. */
      if ((pane == self->canvas || pane == self->object_list) && gtk_widget_grab_focus (pane))
        return;
      if (pane != self->canvas && gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD))
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
  { "labeling.leave-out", NULL, leave_out_action },
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
  { "labeling.toggle-absent", "x", toggle_absent_action },
  { "labeling.choose-number", "u", choose_number_action },
  { "labeling.relabel-number", "u", relabel_number_action },
  { "labeling.find-label", NULL, find_label_action },
  { "labeling.clear", NULL, clear_action },
  { "labeling.toggle-attribute", "u", toggle_attribute_action },
  { "labeling.next-attribute", NULL, next_attribute_action },
  { "labeling.draw-again", NULL, draw_again_action },
  { "labeling.edit-points", NULL, edit_points_action },
  { "labeling.paste-previous", NULL, paste_previous_action },
  { "labeling.copy-forward", NULL, copy_forward_action },
  { "labeling.next-object", NULL, review_action },
  { "labeling.previous-object", NULL, review_action },
  { "labeling.view-before", NULL, view_before_action },
  { "labeling.show-hints", NULL, show_hints_action },
  { "labeling.next-hint", NULL, step_hint_action },
  { "labeling.previous-hint", NULL, step_hint_action },
  { "labeling.repair-hint", NULL, hint_action },
  { "labeling.dismiss-hint", NULL, hint_action },
  { "labeling.restore-hints", NULL, hint_action },
  { "labeling.to-canvas", NULL, to_canvas_action },
  { "labeling.adjust", "s", adjust_action },
  { "labeling.save", NULL, save_action },
  { "labeling.on-canvas", "s", on_canvas_action },
  { "labeling.convert", NULL, _gw_labeling_page_convert_action },
  { "labeling.convert-to", "s", _gw_labeling_page_convert_action },
  { "labeling.snap-to-edges", NULL, _gw_labeling_page_snap_to_edges_action },
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
  _gw_labeling_page_install_compare_actions (widget_class);
  gtk_widget_class_install_property_action (widget_class, "labeling.zen", "zen");
  gtk_widget_class_install_property_action (widget_class, "labeling.show-strip", "show-strip");
  gtk_widget_class_install_property_action (widget_class, "labeling.show-pane", "show-pane");
  gtk_widget_class_install_property_action (widget_class, "labeling.show-predictions", "show-predictions");
  gtk_widget_class_install_property_action (widget_class, "labeling.whole-image", "whole-image");
  gtk_widget_class_install_property_action (widget_class, "labeling.sticky-zoom", "sticky-zoom");
  gtk_widget_class_install_property_action (widget_class, "labeling.semantic", "semantic");
}
