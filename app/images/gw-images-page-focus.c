/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-images-page-private.h"

#include "gw-image-cell.h"

/* The keys go to an image, not to the list around them: Enter opens what one
 * sees. Images come after the page, and have their places a frame later.
 */

/* More frames than it takes; then there is nothing that could have the focus. */
#define MOST_FRAMES 120

GtkWidget *
_gw_images_page_visible_list (GwImagesPage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "list") == 0 ? GTK_WIDGET (self->table)
                                                                                 : GTK_WIDGET (self->grid);
}

/* The image that is selected; 0: none or several. */
static gint64
get_selected_id (GwImagesPage *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  return gtk_bitset_get_size (selected) == 1 ? gw_image_list_get_id (self->list, gtk_bitset_get_nth (selected, 0)) : 0;
}

/* Whether a place comes before another as one reads. */
static gboolean
is_before (const graphene_rect_t *a, const graphene_rect_t *b, gboolean right_to_left)
{
  if (a->origin.y != b->origin.y)
    return a->origin.y < b->origin.y;

  return right_to_left ? a->origin.x > b->origin.x : a->origin.x < b->origin.x;
}

/* The cell of the image that is selected, else the first that is seen whole. */
static GtkWidget *
find_cell (GwImagesPage *self)
{
  GtkWidget *list = _gw_images_page_visible_list (self);
  gboolean right_to_left = gtk_widget_get_direction (list) == GTK_TEXT_DIR_RTL;
  gint64 selected = get_selected_id (self);
  graphene_rect_t first = GRAPHENE_RECT_INIT (0, 0, 0, 0);
  GtkWidget *found = NULL;
  GHashTableIter iter;
  gpointer cell;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    {
      GwImage *image = gw_image_cell_get_image (cell);
      graphene_rect_t bounds;

      if (image == NULL || !gtk_widget_get_mapped (cell) || !gtk_widget_is_ancestor (cell, list)
          || gtk_widget_get_width (cell) == 0 || !gtk_widget_compute_bounds (cell, list, &bounds)
          || bounds.origin.y < 0.0f || bounds.origin.y + bounds.size.height > (float) gtk_widget_get_height (list))
        continue;
      if (gw_image_get_id (image) == selected)
        return cell;
      if (found == NULL || is_before (&bounds, &first, right_to_left))
        {
          found = cell;
          first = bounds;
        }
    }

  return found;
}

/* Nobody else has them by now. */
static gboolean
has_keys (GwImagesPage *self)
{
  GtkWidget *list = _gw_images_page_visible_list (self);
  GtkRoot *root = gtk_widget_get_root (list);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == list || (self->focus_revealed && gtk_widget_is_ancestor (focus, list)));
}

static gboolean
on_focus_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  GwImagesPage *self = GW_IMAGES_PAGE (widget);
  GtkWidget *cell;

  if (gw_image_list_is_pending (self->list) || self->scroll_id != 0 || self->columns_id != 0)
    return G_SOURCE_CONTINUE;

  if (has_keys (self) && g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    {
      cell = find_cell (self);
      if (cell == NULL && self->focus_frames++ < MOST_FRAMES)
        return G_SOURCE_CONTINUE;
      if (cell != NULL)
        gtk_widget_grab_focus (gtk_widget_get_parent (cell));
    }
  self->focus_id = 0;
  self->focus_revealed = FALSE;

  return G_SOURCE_REMOVE;
}

void
_gw_images_page_focus_image (GwImagesPage *self)
{
  self->focus_frames = 0;
  if (self->focus_id == 0)
    self->focus_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_focus_tick_cb, NULL, NULL);
}

void
_gw_images_page_drop_focus (GwImagesPage *self)
{
  if (self->focus_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->focus_id);
  self->focus_id = 0;
}
