/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-labeling-page-private.h"

#include <glib/gi18n.h>

#include "gw-box.h"

/* Looking again at what was done: from object to object and from hint to hint, each
 * at the zoom that fits it, and back to the view before.
 */

/* Picture pixels that are seen at least, however small an object is: what is around
 * it tells what it is.
 */
#define LEAST_SIDE 64.0

/* Of an object's larger side, around it. */
#define MARGIN 0.1

/* --- the view ------------------------------------------------------------------------ */

/* Whether what is selected is what was shown last. */
static gboolean
is_reviewing (GwLabelingPage *self)
{
  const GwReview *review = &self->review;

  if (review->n_ids == 0 || gw_document_get_n_selected (self->document) != review->n_ids)
    return FALSE;
  for (guint i = 0; i < review->n_ids; i++)
    if (!gw_document_is_selected (self->document, review->ids[i]))
      return FALSE;
  return TRUE;
}

/* The view before is that of somebody who was at something else. */
static void
keep_view (GwLabelingPage *self)
{
  GwReview *review = &self->review;
  GwCanvas *canvas = GW_CANVAS (self->canvas);

  if (is_reviewing (self) && review->has_view)
    return;
  review->has_view = TRUE;
  review->fit = gw_canvas_get_fit (canvas);
  review->zoom = gw_canvas_get_zoom (canvas);
  review->center = gw_canvas_get_center (canvas);
}

static GwBox
widen (GwLabelingPage *self, const GwBox *box)
{
  double margin = MARGIN * MAX (box->width, box->height);
  double width = MAX (box->width + 2.0 * margin, LEAST_SIDE), height = MAX (box->height + 2.0 * margin, LEAST_SIDE);

  return (GwBox) { box->x + (box->width - width) / 2.0, box->y + (box->height - height) / 2.0, width, height };
}

static void
show_place (GwLabelingPage *self, const GwBox *box)
{
  GwBox wide = widen (self, box);

  gw_canvas_zoom_to_box (GW_CANVAS (self->canvas), &wide);
}

static void
set_reviewed (GwLabelingPage *self, const gint64 *ids, guint n)
{
  GwReview *review = &self->review;

  review->n_ids = n;
  for (guint i = 0; i < n; i++)
    review->ids[i] = ids[i];
}

static void
set_place (GwLabelingPage *self, char *text)
{
  g_free (self->review.place);
  self->review.place = text;
  _gw_labeling_page_update_state (self);
}

void
_gw_labeling_page_view_before (GwLabelingPage *self)
{
  GwReview *review = &self->review;
  GwCanvas *canvas = GW_CANVAS (self->canvas);

  if (self->document == NULL || !review->has_view)
    {
      _gw_labeling_page_toast (self, _ ("There is no view to go back to yet"));
      return;
    }
  if (review->fit)
    gw_canvas_set_fit (canvas, TRUE);
  else
    gw_canvas_set_view (canvas, review->zoom, review->center);
  review->has_view = FALSE;
  _gw_labeling_page_say (self, _ ("Back to the view before."));
}

/* --- from object to object ------------------------------------------------------------- */

static char *
name_object (GwLabelingPage *self, GwObject *object)
{
  GwClass *klass = gw_document_get_class (self->document, gw_object_get_class_id (object));

  return g_strdup_printf ("%s %u", klass != NULL ? gw_class_get_name (klass) : _ ("Unknown"),
                          gw_document_get_index (self->document, object));
}

void
_gw_labeling_page_review_object (GwLabelingPage *self, int step)
{
  GListModel *order = gw_object_list_get_objects (GW_OBJECT_LIST (self->object_list));
  g_autoptr (GPtrArray) selected = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  GwObject *object;
  guint place, n;
  gint64 id;
  GwBox box;

  if (self->document == NULL || order == NULL || self->classes)
    return;
  keep_view (self);
  if (!gw_document_select_next_in (self->document, order, step, &place, &n))
    {
      _gw_labeling_page_toast (self, _ ("There are no objects to look at"));
      return;
    }

  selected = gw_document_get_selected (self->document);
  object = g_ptr_array_index (selected, 0);
  id = gw_object_get_id (object);
  box = gw_object_get_bounds (object);
  set_reviewed (self, &id, 1);
  show_place (self, &box);
  name = name_object (self, object);
  /* Translators: an object, its place in the list, and how many there are: “Car 2, 3 of 17” */
  text = g_strdup_printf (_ ("%s, %u of %u"), name, place, n);
  _gw_labeling_page_say (self, text);
  set_place (self, g_steal_pointer (&text));
}

const char *
_gw_labeling_page_get_review_place (GwLabelingPage *self)
{
  return self->document != NULL && is_reviewing (self) ? self->review.place : NULL;
}

/* --- hints ---------------------------------------------------------------------------------- */

static void
show_hint (GwLabelingPage *self, GwHintItem *item)
{
  const GwHint *hint = gw_hint_item_get_hint (item);

  keep_view (self);
  set_reviewed (self, hint->object_ids, hint->n_objects);
  set_place (self, NULL);
  gw_document_select_many (self->document, hint->object_ids, hint->n_objects, FALSE);
  show_place (self, &hint->box);
  gw_canvas_set_mark (GW_CANVAS (self->canvas), &hint->box);
}

/* Who chose it, a row or a key, is all the same. */
static void
on_current_changed_cb (GwLabelingPage *self)
{
  GwHintItem *current = gw_hint_list_get_current (self->hints);

  if (current == NULL || self->document == NULL)
    gw_canvas_set_mark (GW_CANVAS (self->canvas), NULL);
  else
    {
      g_autofree char *count = gw_hint_bar_describe (self->hints);
      g_autofree char *text = g_strdup_printf ("%s %s", gw_hint_item_get_hint (current)->text, count);

      show_hint (self, current);
      _gw_labeling_page_say (self, text);
    }
}

/* Somebody goes on to something else. */
void
_gw_labeling_page_review_selection_changed (GwLabelingPage *self)
{
  if (gw_hint_list_get_current (self->hints) != NULL && !is_reviewing (self))
    gw_hint_list_set_current (self->hints, NULL);
}

void
_gw_labeling_page_show_hints (GwLabelingPage *self)
{
  GtkPopover *popover = GTK_POPOVER (self->hints_popover);
  GdkRectangle rect = { gtk_widget_get_width (self->overlay) - 1, gtk_widget_get_height (self->overlay) / 2, 1, 1 };

  if (gtk_widget_get_mapped (self->hints_popover))
    {
      gtk_popover_popdown (popover);
      return;
    }
  if (self->document == NULL || self->classes)
    return;
  /* Over the pane, so that the place on the canvas is seen; without it over the edge of the image. */
  gtk_popover_set_pointing_to (popover, gtk_widget_get_mapped (self->pane) ? NULL : &rect);
  gtk_popover_set_position (popover, gtk_widget_get_mapped (self->pane) ? GTK_POS_RIGHT : GTK_POS_LEFT);
  gw_hints_popover_start (GW_HINTS_POPOVER (self->hints_popover), self->document);
}

static gboolean
can_edit (GwLabelingPage *self)
{
  return self->document != NULL && !self->classes && !gw_project_is_read_only (self->project);
}

void
_gw_labeling_page_step_hint (GwLabelingPage *self, int step)
{
  guint position;
  GwHintItem *before = gw_hint_list_get_current (self->hints);
  GwHintItem *item;

  if (self->document == NULL || self->classes)
    return;
  item = gw_hint_list_step (self->hints, step, &position);
  if (item == NULL)
    {
      g_autofree char *text = gw_hint_bar_describe (self->hints);

      _gw_labeling_page_toast (self, text);
      return;
    }
  /* The only one there is, looked for again. */
  if (item == before)
    show_hint (self, item);
  else
    {
      g_autofree char *text = g_strdup_printf (_ ("Hint %u of %u. %s"), position + 1,
                                               g_list_model_get_n_items (G_LIST_MODEL (self->hints)),
                                               gw_hint_item_get_hint (item)->text);

      _gw_labeling_page_say (self, text);
    }
}

/* Where none is shown, the next one is: what is done about it is to be seen first. */
static GwHintItem *
get_current_hint (GwLabelingPage *self)
{
  GwHintItem *current = can_edit (self) ? gw_hint_list_get_current (self->hints) : NULL;

  if (current == NULL && can_edit (self))
    _gw_labeling_page_step_hint (self, 1);
  return current;
}

static void
say_with_count (GwLabelingPage *self, const char *what)
{
  g_autofree char *count = gw_hint_bar_describe (self->hints);
  g_autofree char *text = g_strdup_printf ("%s %s.", what, count);

  _gw_labeling_page_say (self, text);
}

void
_gw_labeling_page_repair_hint (GwLabelingPage *self)
{
  GwHintItem *current = get_current_hint (self);

  if (current == NULL)
    return;
  if (gw_hint_list_repair (self->hints, current))
    say_with_count (self, _ ("Done."));
  else
    _gw_labeling_page_toast (self, _ ("This cannot be repaired by itself. Change the objects, or dismiss the hint."));
}

void
_gw_labeling_page_dismiss_hint (GwLabelingPage *self)
{
  GwHintItem *current = get_current_hint (self);

  if (current == NULL)
    return;
  gw_hint_list_dismiss (self->hints, current);
  self->review.n_dismissals++;
  _gw_labeling_page_update_actions (self);
  /* In the list the next row is at hand; on the canvas the view stays. */
  if (gtk_widget_get_mapped (self->hints_popover))
    gw_hint_list_step (self->hints, 1, NULL);
  say_with_count (self, _ ("Dismissed."));
}

gboolean
_gw_labeling_page_can_undo_dismissal (GwLabelingPage *self)
{
  return self->review.n_dismissals > 0;
}

/* It is no edit of the image; still it is what was done last. */
gboolean
_gw_labeling_page_undo_dismissal (GwLabelingPage *self)
{
  if (self->review.n_dismissals == 0)
    return FALSE;
  self->review.n_dismissals--;
  gw_hint_list_undo_dismiss (self->hints);
  _gw_labeling_page_update_actions (self);
  _gw_labeling_page_toast (self, _ ("Undone: Dismiss Hint"));
  return TRUE;
}

void
_gw_labeling_page_restore_hints (GwLabelingPage *self)
{
  if (!can_edit (self))
    return;
  gw_hint_list_restore (self->hints);
  self->review.n_dismissals = 0;
  _gw_labeling_page_update_actions (self);
  say_with_count (self, _ ("Shown again."));
}

static void
on_dismissed_changed_cb (GwLabelingPage *self)
{
  g_auto (GStrv) keys = gw_hint_list_dup_dismissed (self->hints);

  _gw_labeling_page_keep_dismissed (self, (const char *const *) keys);
}

/* --- another image, and building ---------------------------------------------------------------- */

static void
on_edited_cb (GwLabelingPage *self)
{
  self->review.n_dismissals = 0;
}

void
_gw_labeling_page_review_document (GwLabelingPage *self, const char *draft)
{
  g_auto (GStrv) dismissed = gw_labeling_draft_get_dismissed (draft);

  g_free (self->review.place);
  self->review = (GwReview) { 0 };
  gw_hint_list_set_document (self->hints, self->document, (const char *const *) dismissed);
  if (self->document == NULL)
    return;
  g_signal_connect_swapped (self->document, "edited", G_CALLBACK (on_edited_cb), self);
  g_signal_connect_swapped (self->document, "redo-requested", G_CALLBACK (on_edited_cb), self);
}

static void
on_limits_changed_cb (GwLabelingPage *self)
{
  GwHintLimits limits = GW_HINT_LIMITS_INIT;

  limits.small_part = (guint64) g_settings_get_double (self->settings, "hint-small-part");
  limits.smallest_overlap = (guint64) g_settings_get_double (self->settings, "hint-overlap");
  limits.widest_gap = g_settings_get_double (self->settings, "hint-gap");
  gw_hint_list_set_limits (self->hints, &limits);
}

static void
on_popover_closed_cb (GtkPopover *popover, GwLabelingPage *self)
{
  gtk_widget_grab_focus (self->canvas);
}

void
_gw_labeling_page_make_review (GwLabelingPage *self)
{
  static const char *const keys[] = { "changed::hint-small-part", "changed::hint-overlap", "changed::hint-gap" };

  g_signal_connect_object (self->hints, "current-changed", G_CALLBACK (on_current_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->hints, "dismissed-changed", G_CALLBACK (on_dismissed_changed_cb), self,
                           G_CONNECT_SWAPPED);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_signal_connect_object (self->settings, keys[i], G_CALLBACK (on_limits_changed_cb), self, G_CONNECT_SWAPPED);
  on_limits_changed_cb (self);

  self->hints_popover = gw_hints_popover_new (self->hints, self->settings, self->keymap);
  gtk_widget_set_parent (self->hints_popover, self->overlay);
  g_signal_connect (self->hints_popover, "closed", G_CALLBACK (on_popover_closed_cb), self);
}
