/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-images-page-private.h"

/* Where the page was left is kept as a part of the whole height, which holds
 * for another width of the window too.
 */
#define KEY "images.scroll"

static GtkAdjustment *
adjustment_of (GwImagesPage *self)
{
  gboolean is_list = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "list") == 0;

  return gtk_scrolled_window_get_vadjustment (is_list ? self->table_scroller : self->grid_scroller);
}

static gboolean
on_restore_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  GwImagesPage *self = GW_IMAGES_PAGE (widget);
  GtkAdjustment *adjustment = adjustment_of (self);
  double height = gtk_adjustment_get_upper (adjustment);
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0;

  if (gw_image_list_is_pending (self->list) || self->columns_id != 0)
    {
      self->scroll_height = -1.0;
      return G_SOURCE_CONTINUE;
    }
  /* Until every row has its place: they are laid out after this, and the
   * columns of the grid follow its width a frame later.
   */
  if (any && gtk_widget_get_mapped (widget)
      && (height != self->scroll_height || gtk_adjustment_get_page_size (adjustment) <= 0.0))
    {
      self->scroll_height = height;
      return G_SOURCE_CONTINUE;
    }

  /* Where there is nothing, or all of it fits, there is nowhere to go. */
  self->scroll_id = 0;
  /* Somebody was faster. */
  if (height > gtk_adjustment_get_page_size (adjustment) && gtk_adjustment_get_value (adjustment) == 0.0)
    gtk_adjustment_set_value (adjustment, self->scroll_to * height);

  return G_SOURCE_REMOVE;
}

static void
on_scrolled_cb (GtkAdjustment *adjustment, GwImagesPage *self)
{
  double height = gtk_adjustment_get_upper (adjustment);
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (self->scroll_id != 0 || adjustment != adjustment_of (self) || height <= 0.0)
    return;

  g_ascii_dtostr (text, sizeof text, gtk_adjustment_get_value (adjustment) / height);
  gw_project_set_view_state (self->project, KEY, text);
}

void
_gw_images_page_restore_scroll (GwImagesPage *self)
{
  const char *kept = gw_project_get_view_state (self->project, KEY);

  self->scroll_to = kept != NULL ? CLAMP (g_ascii_strtod (kept, NULL), 0.0, 1.0) : 0.0;
  if (self->scroll_to > 0.0)
    self->scroll_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_restore_tick_cb, NULL, NULL);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->grid_scroller), "value-changed",
                           G_CALLBACK (on_scrolled_cb), self, 0);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->table_scroller), "value-changed",
                           G_CALLBACK (on_scrolled_cb), self, 0);
}

void
_gw_images_page_drop_scroll (GwImagesPage *self)
{
  if (self->scroll_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->scroll_id);
  self->scroll_id = 0;
}

void
_gw_images_page_note_view (GwImagesPage *self, guint removed)
{
  GtkAdjustment *adjustment = adjustment_of (self);
  double value = gtk_adjustment_get_value (adjustment), height = gtk_adjustment_get_upper (adjustment);
  double n_rows = (double) g_list_model_get_n_items (G_LIST_MODEL (self->selection)) + removed;

  self->n_going = removed;
  self->last_in_view = value > 0.0 && height > 0.0
                           ? (value + gtk_adjustment_get_page_size (adjustment)) / height * n_rows - 1.0
                           : -1.0;
}

void
_gw_images_page_keep_view (GwImagesPage *self, guint position, guint added)
{
  gboolean is_list = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "list") == 0;
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  double row = self->last_in_view;

  if (row < 0.0 || n_rows == 0)
    return;
  if (row >= (double) position + self->n_going)
    row += (double) added - self->n_going;
  else if (row > position)
    row = position + (row - position) * added / self->n_going;
  gtk_widget_activate_action (is_list ? GTK_WIDGET (self->table) : GTK_WIDGET (self->grid), "list.scroll-to-item", "u",
                              (guint) CLAMP (row, 0.0, n_rows - 1.0));
}
