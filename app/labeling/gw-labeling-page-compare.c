/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-labeling-page-private.h"

#include <glib/gi18n.h>

#include "gw-edits-adopt.h"

/* Two sets of labels of the image side by side: which, and what of them becomes a
 * label. The comparison is GwComparer's, its rows GwComparePane's.
 */

/* Of its longer side so much is left around what a row is about. */
#define ROOM 0.25
#define LEAST_ROOM 8.0

/* Between the frame and what it is around, in pixels. */
#define FRAME_GAP 1.0

static GwBox
grow (const GwBox *box, double by)
{
  return (GwBox) { box->x - by, box->y - by, box->width + 2.0 * by, box->height + 2.0 * by };
}

void
_gw_labeling_page_show_pane_child (GwLabelingPage *self)
{
  const char *name = self->classes ? "choices" : self->comparing ? "comparison" : "objects";

  gtk_stack_set_visible_child_name (GTK_STACK (self->pane_stack), name);
}

void
_gw_labeling_page_update_comparing (GwLabelingPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean writable = !gw_project_is_read_only (self->project);

  gtk_widget_action_set_enabled (widget, "labeling.comparing", !self->classes && self->document != NULL);
  gtk_widget_action_set_enabled (widget, "labeling.compare-sets", !self->classes && self->document != NULL);
  gtk_widget_action_set_enabled (widget, "labeling.next-difference", self->comparing);
  gtk_widget_action_set_enabled (widget, "labeling.previous-difference", self->comparing);
  gtk_widget_action_set_enabled (widget, "labeling.take-compared", self->comparing && writable);
  gtk_widget_set_visible (self->compare_button, self->has_layers && !self->classes);
  gw_compare_pane_set_writable (GW_COMPARE_PANE (self->compare_pane), writable);
}

void
_gw_labeling_page_set_comparing (GwLabelingPage *self, gboolean comparing)
{
  if (self->comparing == !!comparing)
    return;

  self->comparing = !!comparing;
  if (self->comparing)
    g_object_set (self, "show-pane", TRUE, NULL);
  gw_comparer_set_active (self->comparer, self->comparing);
  _gw_labeling_page_show_pane_child (self);
  _gw_labeling_page_update_comparing (self);
  if (!self->comparing)
    gtk_widget_grab_focus (self->canvas);
  g_object_notify (G_OBJECT (self), "comparing");
}

static void
on_changed_cb (GwLabelingPage *self)
{
  gw_canvas_set_comparison (GW_CANVAS (self->canvas), gw_comparer_get_comparison (self->comparer));
}

static void
on_shown_cb (GwComparePane *pane, gboolean go, GwLabelingPage *self)
{
  const GwComparedPair *pair = gw_compare_pane_get_chosen (pane);
  g_autofree char *text = NULL;
  GwBox frame, view;

  if (pair == NULL)
    {
      gw_canvas_set_comparison_frame (GW_CANVAS (self->canvas), NULL);
      return;
    }

  frame = grow (&pair->box, FRAME_GAP);
  view = grow (&pair->box, MAX (MAX (pair->box.width, pair->box.height) * ROOM, LEAST_ROOM));
  gw_canvas_set_comparison_frame (GW_CANVAS (self->canvas), &frame);
  if (!go)
    return;

  gw_canvas_zoom_to_box (GW_CANVAS (self->canvas), &view);
  text = gw_compare_pane_describe (self->comparer, pair);
  _gw_labeling_page_say (self, text);
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwLabelingPage *self = GW_LABELING_PAGE (widget);
  int step = g_strcmp0 (name, "labeling.next-difference") == 0 ? 1 : -1;

  if (!gw_compare_pane_step (GW_COMPARE_PANE (self->compare_pane), step))
    _gw_labeling_page_toast (self, _ ("There is no difference on this image"));
}

static void
compare_sets_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwLabelingPage *self = GW_LABELING_PAGE (widget);
  gint64 a, b;

  g_variant_get (parameter, "(xx)", &a, &b);
  gw_comparer_choose (self->comparer, a, b);
  _gw_labeling_page_set_comparing (self, TRUE);
}

/* What gives way to an object that becomes a label: the label of its row, or the
 * one at its place where the row is of two others.
 */
static GwObject *
find_replaced (GwLabelingPage *self, const GwComparedPair *pair, guint side)
{
  GwObject *object = side == 0 ? pair->a : pair->b;
  GwObject *other = side == 0 ? pair->b : pair->a;

  if (gw_comparer_get_layer (self->comparer, 1 - side) == GW_LAYER_LABELS)
    return other != NULL ? gw_document_find (self->document, gw_object_get_id (other)) : NULL;
  return object != NULL ? gw_document_find_same (self->document, object) : NULL;
}

static void
take_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwLabelingPage *self = GW_LABELING_PAGE (widget);
  guint side = g_variant_get_uint32 (parameter) != 0;
  const GwComparedPair *pair = gw_compare_pane_get_chosen (GW_COMPARE_PANE (self->compare_pane));
  GwObject *object, *replaced;

  if (self->document == NULL || gw_project_is_read_only (self->project))
    return;
  if (pair == NULL || gw_comparer_get_layer (self->comparer, side) == GW_LAYER_LABELS)
    {
      _gw_labeling_page_toast (self, pair == NULL ? _ ("Choose a difference first") : _ ("This is a label already"));
      return;
    }

  object = side == 0 ? pair->a : pair->b;
  replaced = find_replaced (self, pair, side);
  if (object == NULL && replaced == NULL)
    return;
  if (replaced != NULL && (gw_object_get_flags (replaced) & GW_OBJECT_LOCKED) != 0)
    _gw_labeling_page_toast (self, _ ("The label is locked. Unlock it first."));
  else if (!gw_document_adopt (self->document, object, replaced))
    _gw_labeling_page_toast (self, _ ("The object does not fit this image"));
  else if (gw_comparer_get_layer (self->comparer, 1 - side) == GW_LAYER_LABELS)
    _gw_labeling_page_say (self, object != NULL ? _ ("Taken into the labels.") : _ ("Deleted from the labels."));
  else
    /* Nothing else that is shown tells of it. */
    _gw_labeling_page_toast (self, _ ("Taken into the labels"));
}

void
_gw_labeling_page_make_comparer (GwLabelingPage *self)
{
  self->comparer = gw_comparer_new (gw_project_get_store (self->project));
  self->compare_pane = gw_compare_pane_new (self->comparer, self->keymap);
  gtk_stack_add_named (GTK_STACK (self->pane_stack), self->compare_pane, "comparison");
  g_signal_connect_object (self->comparer, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self->compare_pane, "shown", G_CALLBACK (on_shown_cb), self);
}

void
_gw_labeling_page_drop_comparer (GwLabelingPage *self)
{
  if (self->comparer != NULL)
    gw_comparer_set_active (self->comparer, FALSE);
  g_clear_object (&self->comparer);
}

void
_gw_labeling_page_install_compare_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_property_action (widget_class, "labeling.comparing", "comparing");
  gtk_widget_class_install_action (widget_class, "labeling.compare-sets", "(xx)", compare_sets_action);
  gtk_widget_class_install_action (widget_class, "labeling.next-difference", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "labeling.previous-difference", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "labeling.take-compared", "u", take_action);
}
