/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-images-page-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-path.h"
#include "gw-image-cell.h"

/* The grid's in a window that nobody has changed, until its own is known. */
#define FIRST_WIDTH 880

static guint32
class_color (gint64 class_id, gpointer data)
{
  GwClass *klass = gw_project_find_class (data, class_id);

  return klass != NULL ? gw_class_get_color (klass) : 0x777777;
}

/* The names of the image's labels: “Apple, Pear”. */
static char *
label_text (GwImagesPage *self, GwImage *image)
{
  GArray *labels = gw_image_get_labels (image);
  GString *text;

  if (labels->len == 0)
    return NULL;

  text = g_string_new (NULL);
  for (guint i = 0; i < labels->len; i++)
    {
      GwClass *klass = gw_project_find_class (self->project, g_array_index (labels, GwLabel, i).class_id);

      if (klass != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", gw_class_get_name (klass));
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

  text = label_text (self, image);
  gw_image_cell_set_label_text (cell, text);
  if (gw_image_get_n_objects (image) == 0)
    {
      gw_image_cell_set_objects (cell, NULL, NULL, NULL);
      return;
    }

  objects = gw_object_cache_get (self->objects, gw_image_get_id (image));
  if (objects != NULL)
    gw_image_cell_set_objects (cell, objects, class_color, self->project);
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
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GwImagesPage *self)
{
  GtkWidget *cell = gw_image_cell_new (gw_project_get_thumbnailer (self->project));

  gw_image_cell_set_size (GW_IMAGE_CELL (cell), (int) gtk_adjustment_get_value (self->size));
  gtk_list_item_set_child (item, cell);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GwImagesPage *self)
{
  GwImageCell *cell = GW_IMAGE_CELL (gtk_list_item_get_child (item));

  gw_image_cell_set_size (cell, (int) gtk_adjustment_get_value (self->size));
  gw_image_cell_set_image (cell, gtk_list_item_get_item (item));
  g_hash_table_add (self->cells, cell);
  if (gw_image_list_is_loaded (gtk_list_item_get_item (item)))
    show_labels (self, cell);
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GwImagesPage *self)
{
  GwImageCell *cell = GW_IMAGE_CELL (gtk_list_item_get_child (item));

  if (self->cells != NULL)
    g_hash_table_remove (self->cells, cell);
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

/* --- the table ------------------------------------------------------------- */

typedef enum
{
  COLUMN_NAME,
  COLUMN_STATUS,
  COLUMN_LABELS,
  COLUMN_OBJECTS,
  COLUMN_SIZE,
  COLUMN_SPLIT,
  COLUMN_CONFIDENCE
} Column;

static char *
cell_text (GwImagesPage *self, GwImage *image, Column column)
{
  if (!gw_image_list_is_loaded (image))
    return NULL;

  switch (column)
    {
    case COLUMN_NAME:
      return gw_path_display (gw_image_get_path (image), -1);
    case COLUMN_STATUS:
      if ((gw_image_get_marks (image) & GW_IMAGE_UNREADABLE) != 0)
        return g_strdup (_ ("Cannot be read"));
      return g_strdup (gw_image_status_get_title (gw_image_get_status (image)));
    case COLUMN_LABELS:
      return label_text (self, image);
    case COLUMN_OBJECTS:
      return g_strdup_printf ("%'u", gw_image_get_n_objects (image));
    case COLUMN_SIZE:
      return gw_image_get_width (image) > 0
                 ? g_strdup_printf ("%d × %d", gw_image_get_width (image), gw_image_get_height (image))
                 : NULL;
    case COLUMN_SPLIT:
      return g_strdup (gw_image_get_split (image));
    case COLUMN_CONFIDENCE:
    default:
      return isnan (gw_image_get_confidence (image)) ? NULL
                                                     : g_strdup_printf ("%.2f", gw_image_get_confidence (image));
    }
}

static void
on_text_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_list_item_set_child (item, gtk_inscription_new (NULL));
}

static void
on_text_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GwImagesPage *self)
{
  Column column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "gw-column"));
  GtkInscription *label = GTK_INSCRIPTION (gtk_list_item_get_child (item));
  g_autofree char *text = cell_text (self, gtk_list_item_get_item (item), column);

  gtk_inscription_set_text (label, text != NULL ? text : "");
  gtk_inscription_set_xalign (label, column == COLUMN_OBJECTS || column == COLUMN_CONFIDENCE ? 1.0f : 0.0f);
}

static void
add_column (GwImagesPage *self, const char *title, Column column, int width)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) view_column = NULL;

  g_object_set_data (G_OBJECT (factory), "gw-column", GINT_TO_POINTER (column));
  g_signal_connect (factory, "setup", G_CALLBACK (on_text_setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_text_bind_cb), self, 0);
  view_column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  if (width > 0)
    gtk_column_view_column_set_fixed_width (view_column, width);
  else
    gtk_column_view_column_set_expand (view_column, TRUE);
  gtk_column_view_append_column (self->table, view_column);
}

void
_gw_images_page_make_cells (GwImagesPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind_cb), self, 0);
  gtk_grid_view_set_factory (self->grid, factory);
  g_signal_connect_object (self->objects, "changed", G_CALLBACK (on_objects_changed_cb), self, 0);

  add_column (self, _ ("Name"), COLUMN_NAME, 0);
  add_column (self, _ ("Status"), COLUMN_STATUS, 120);
  add_column (self, _ ("Labels"), COLUMN_LABELS, 160);
  add_column (self, _ ("Objects"), COLUMN_OBJECTS, 80);
  add_column (self, _ ("Size"), COLUMN_SIZE, 120);
  add_column (self, _ ("Split"), COLUMN_SPLIT, 90);
  add_column (self, _ ("Confidence"), COLUMN_CONFIDENCE, 90);
}
