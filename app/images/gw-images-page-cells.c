/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-images-page-private.h"

#include "gw-image-cell.h"
#include "gw-path.h"

/* The grid's in a window that nobody has changed, until its own is known. */
#define FIRST_WIDTH 880

guint32
_gw_images_page_class_color (gint64 class_id, gpointer data)
{
  GwClass *klass = gw_project_find_class (data, class_id);

  return klass != NULL ? gw_class_get_color (klass) : 0x777777;
}

char *
_gw_images_page_label_text (GwImagesPage *self, GwImage *image)
{
  GArray *labels = gw_image_get_labels (image);
  GString *text;

  if (labels->len == 0)
    return NULL;

  text = g_string_new (NULL);
  for (guint i = 0; i < labels->len; i++)
    {
      GwClass *klass = gw_project_find_class (self->project, g_array_index (labels, GwLabel, i).class_id);
      g_autofree char *name = klass != NULL ? gw_path_display (gw_class_get_name (klass), -1) : NULL;

      if (name != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", name);
    }

  return g_string_free (text, FALSE);
}

static void
show_labels (GwImagesPage *self, GwImageCell *cell)
{
  GwImage *image = gw_image_cell_get_image (cell);
  g_autofree char *text = NULL;
  GPtrArray *objects;

  if (image == NULL)
    return;

  text = _gw_images_page_label_text (self, image);
  gw_image_cell_set_label_text (cell, text);
  if (gw_image_get_n_objects (image) == 0)
    {
      gw_image_cell_set_objects (cell, NULL, NULL, NULL);
      return;
    }

  objects = gw_object_cache_get (self->objects, gw_image_get_id (image));
  if (objects != NULL)
    gw_image_cell_set_objects (cell, objects, _gw_images_page_class_color, self->project);
}

static void
on_objects_changed_cb (GwObjectCache *cache, gint64 image_id, GwImagesPage *self)
{
  GHashTableIter iter;
  gpointer cell;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    {
      GwImage *image = gw_image_cell_get_image (cell);

      if (image != NULL && gw_image_get_id (image) == image_id)
        show_labels (self, cell);
    }
  _gw_images_page_show_preview_labels (self);
}

/* The check box of a cell, and in selection mode all of it, adds to the
 * selection and takes away. With a modifier the list knows better.
 */
static void
on_cell_pressed_cb (GtkGestureClick *click, int n_press, double x, double y, GtkListItem *item)
{
  GtkWidget *cell = gtk_list_item_get_child (item);
  GwImagesPage *self = GW_IMAGES_PAGE (gtk_widget_get_ancestor (cell, GW_TYPE_IMAGES_PAGE));
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (click));
  guint position = gtk_list_item_get_position (item);

  if (self == NULL || position == GTK_INVALID_LIST_POSITION || (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0
      || (!self->select_mode && !gw_image_cell_is_check (GW_IMAGE_CELL (cell), x, y)))
    return;

  if (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), position))
    gtk_selection_model_unselect_item (GTK_SELECTION_MODEL (self->selection), position);
  else
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, FALSE);
  gtk_widget_grab_focus (gtk_widget_get_parent (cell));
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
}

/* The first press of a double click may bring the bar of the selection and
 * scroll a tile that was cut into view. The tile then moves away from under
 * the pointer, and the list counts two single clicks. What stands still
 * counts right; what was pressed first is what is meant.
 */
static void
on_grid_pressed_cb (GtkGestureClick *click, int n_press, double x, double y, GwImagesPage *self)
{
  GtkWidget *scroller = GTK_WIDGET (self->grid_scroller);
  GtkWidget *hit = gtk_widget_pick (scroller, x, y, GTK_PICK_DEFAULT);
  GtkWidget *cell = hit != NULL ? gtk_widget_get_ancestor (hit, GW_TYPE_IMAGE_CELL) : NULL;
  GwImage *image = cell != NULL ? gw_image_cell_get_image (GW_IMAGE_CELL (cell)) : NULL;
  graphene_point_t place = { 0 };
  gboolean has_moved;

  if (cell != NULL && !gtk_widget_compute_point (cell, scroller, &GRAPHENE_POINT_INIT (0, 0), &place))
    image = NULL;
  has_moved = cell == NULL || image == NULL || gw_image_get_id (image) != self->pressed_id
              || !graphene_point_near (&place, &self->pressed_place, 1.0f);

  if (n_press == 2 && has_moved && self->pressed_id != 0 && !self->select_mode)
    {
      gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.open-image", "x", self->pressed_id);
    }
  else if (n_press == 1)
    {
      self->pressed_id = image != NULL ? gw_image_get_id (image) : 0;
      self->pressed_place = place;
    }
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GwImagesPage *self)
{
  GtkWidget *cell = gw_image_cell_new (gw_project_get_thumbnailer (self->project));
  GtkGesture *click = gtk_gesture_click_new ();

  gw_image_cell_set_size (GW_IMAGE_CELL (cell), (int) gtk_adjustment_get_value (self->size));
  gtk_list_item_set_child (item, cell);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (on_cell_pressed_cb), item);
  gtk_widget_add_controller (cell, GTK_EVENT_CONTROLLER (click));
  _gw_images_page_make_drag (self, item, cell);
}

static void
on_filled_cb (GwImage *image, GtkListItem *item)
{
  GtkWidget *cell = gtk_list_item_get_child (item);
  GtkWidget *page = gtk_widget_get_ancestor (cell, GW_TYPE_IMAGES_PAGE);

  if (page != NULL)
    show_labels (GW_IMAGES_PAGE (page), GW_IMAGE_CELL (cell));
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GwImagesPage *self)
{
  GwImageCell *cell = GW_IMAGE_CELL (gtk_list_item_get_child (item));
  GwImage *image = gtk_list_item_get_item (item);

  gw_image_cell_set_size (cell, (int) gtk_adjustment_get_value (self->size));
  gw_image_cell_set_image (cell, image);
  g_hash_table_add (self->cells, cell);
  if (gw_image_list_is_loaded (image))
    show_labels (self, cell);
  else
    g_signal_connect_object (image, "filled", G_CALLBACK (on_filled_cb), item, 0);
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GwImagesPage *self)
{
  GwImageCell *cell = GW_IMAGE_CELL (gtk_list_item_get_child (item));

  if (self->cells != NULL)
    g_hash_table_remove (self->cells, cell);
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), on_filled_cb, item);
  gw_image_cell_set_image (cell, NULL);
}

/* --- columns of the grid ------------------------------------------------------ */

/* A grid makes cells for 30 rows of the most columns that it may have: for 20
 * columns, and with the table's as well, 340 MB of widgets and pictures that
 * nobody could see. No more are allowed than there is room for.
 */
static void
fit_columns (GwImagesPage *self)
{
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (self->grid_scroller);
  int width = (int) gtk_adjustment_get_page_size (across);
  int size = (int) gtk_adjustment_get_value (self->size);

  if (width <= 0)
    width = FIRST_WIDTH;
  gtk_grid_view_set_max_columns (self->grid, (guint) MAX (width / MAX (size, 1), 1));
}

static gboolean
on_columns_idle_cb (gpointer user_data)
{
  GwImagesPage *self = user_data;

  self->columns_id = 0;
  fit_columns (self);

  return G_SOURCE_REMOVE;
}

/* Told while the grid is given its place, when it must not be changed. */
static void
on_width_changed_cb (GtkAdjustment *across, GwImagesPage *self)
{
  if (self->columns_id == 0)
    self->columns_id = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, on_columns_idle_cb, self, NULL);
}

void
_gw_images_page_follow_width (GwImagesPage *self)
{
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->grid_scroller), "changed",
                           G_CALLBACK (on_width_changed_cb), self, 0);
  fit_columns (self);
}

void
_gw_images_page_set_size (GwImagesPage *self, int size)
{
  GHashTableIter iter;
  gpointer cell;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    gw_image_cell_set_size (cell, size);
  fit_columns (self);
}

void
_gw_images_page_make_cells (GwImagesPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (on_grid_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->grid_scroller), GTK_EVENT_CONTROLLER (click));

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind_cb), self, 0);
  gtk_grid_view_set_factory (self->grid, factory);
  g_signal_connect_object (self->objects, "changed", G_CALLBACK (on_objects_changed_cb), self, 0);
}
