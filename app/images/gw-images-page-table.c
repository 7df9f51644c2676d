/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-images-page-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-image-cell.h"
#include "gw-image-words.h"
#include "gw-path.h"
#include "gw-split-title.h"

typedef enum
{
  COLUMN_NAME,
  COLUMN_STATUS,
  COLUMN_LABELS,
  COLUMN_OBJECTS,
  COLUMN_SIZE,
  COLUMN_SPLIT,
  COLUMN_CONFIDENCE,
  N_COLUMNS
} Column;

/* Widths in letters of the font, whatever a row holds, so that columns stand
 * still while rows are read. The name has all room that the others do not need.
 */
static const struct
{
  const char *title;
  guint least;
  guint good;
  gboolean number;
} columns[N_COLUMNS] = {
  [COLUMN_NAME] = { N_ ("Name"), 20, 40, FALSE },          [COLUMN_STATUS] = { N_ ("Status"), 10, 10, FALSE },
  [COLUMN_LABELS] = { N_ ("Labels"), 9, 16, FALSE },       [COLUMN_OBJECTS] = { N_ ("Objects"), 5, 5, TRUE },
  [COLUMN_SIZE] = { N_ ("Size"), 11, 11, FALSE },          [COLUMN_SPLIT] = { N_ ("Split"), 10, 10, FALSE },
  [COLUMN_CONFIDENCE] = { N_ ("Confidence"), 5, 5, TRUE },
};

/* The orders that the list knows, and the head that stands for each. */
static const struct
{
  GwSort sort;
  Column column;
  GtkSortType direction;
} heads[] = {
  { GW_SORT_NAME, COLUMN_NAME, GTK_SORT_ASCENDING },
  { GW_SORT_NAME_REVERSED, COLUMN_NAME, GTK_SORT_DESCENDING },
  { GW_SORT_MOST_OBJECTS, COLUMN_OBJECTS, GTK_SORT_DESCENDING },
  { GW_SORT_FEWEST_OBJECTS, COLUMN_OBJECTS, GTK_SORT_ASCENDING },
  { GW_SORT_LARGEST, COLUMN_SIZE, GTK_SORT_DESCENDING },
  { GW_SORT_SMALLEST, COLUMN_SIZE, GTK_SORT_ASCENDING },
  { GW_SORT_LOWEST_CONFIDENCE, COLUMN_CONFIDENCE, GTK_SORT_ASCENDING },
  { GW_SORT_HIGHEST_CONFIDENCE, COLUMN_CONFIDENCE, GTK_SORT_DESCENDING },
};

/* --- cells ----------------------------------------------------------------- */

/* The list opens no files. It tells what the grid met when it did, and
 * otherwise asks whether they are there.
 */
static GwPictureState
picture_state (GwImagesPage *self, GwImage *image)
{
  const char *file = gw_image_get_file (image);
  GwThumbnailer *thumbnailer = gw_project_get_thumbnailer (self->project);
  const GError *failure = file != NULL ? gw_thumbnailer_lookup_failure (thumbnailer, file) : NULL;

  if (failure != NULL)
    return gw_picture_state_from_error (failure);
  if (file != NULL && gw_file_presence_is_missing (self->presence, file))
    return GW_PICTURE_MISSING;

  return gw_picture_state_from_image (image);
}

/* (transfer full) (nullable): why the picture is not to be seen. */
static char *
picture_reason (GwImagesPage *self, GwImage *image)
{
  const char *file = gw_image_get_file (image);
  GwThumbnailer *thumbnailer = gw_project_get_thumbnailer (self->project);
  const GError *failure = file != NULL ? gw_thumbnailer_lookup_failure (thumbnailer, file) : NULL;

  if (failure != NULL)
    return g_strdup (failure->message);
  if (file != NULL && gw_file_presence_is_missing (self->presence, file))
    {
      g_autofree char *shown = gw_path_display (file, -1);

      return g_strdup_printf (_ ("There is no file “%s”."), shown);
    }

  return g_strdup (gw_image_get_problem (image));
}

static char *
status_text (GwImagesPage *self, GwImage *image)
{
  GwPictureState picture = picture_state (self, image);

  return g_strdup (picture != GW_PICTURE_FINE ? gw_picture_state_get_title (picture)
                                              : gw_image_status_get_title (gw_image_get_status (image)));
}

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
      return status_text (self, image);
    case COLUMN_LABELS:
      return _gw_images_page_label_text (self, image);
    case COLUMN_OBJECTS:
      return g_strdup_printf ("%'u", gw_image_get_n_objects (image));
    case COLUMN_SIZE:
      return gw_image_get_width (image) > 0
                 ? g_strdup_printf ("%d × %d", gw_image_get_width (image), gw_image_get_height (image))
                 : NULL;
    case COLUMN_SPLIT:
      return gw_split_dup_title (gw_image_get_split (image));
    case COLUMN_CONFIDENCE:
    case N_COLUMNS:
    default:
      return isnan (gw_image_get_confidence (image)) ? NULL : g_strdup_printf ("%.2f", gw_image_get_confidence (image));
    }
}

/* Of a factory, or of what it has made. */
static Column
column_of (gpointer object)
{
  return (Column) GPOINTER_TO_INT (g_object_get_data (object, "gw-column"));
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  Column column = column_of (factory);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *dot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *text = gtk_inscription_new (NULL);

  gtk_widget_add_css_class (dot, "gw-dot");
  gtk_widget_set_valign (dot, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (dot, column == COLUMN_STATUS);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (text), columns[column].least);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (text), columns[column].good);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_MIDDLE);
  if (columns[column].number)
    {
      gtk_inscription_set_xalign (GTK_INSCRIPTION (text), 1.0f);
      gtk_widget_set_margin_end (text, 24);
      gtk_widget_add_css_class (text, "gw-num");
    }
  gtk_box_append (GTK_BOX (box), dot);
  gtk_box_append (GTK_BOX (box), text);
  g_object_set_data (G_OBJECT (box), "gw-column", GINT_TO_POINTER ((int) column));
  gtk_list_item_set_child (item, box);
}

/* A row says what its cells say. */
static void
name_row (GwImagesPage *self, GwImage *image, GtkWidget *cell)
{
  g_autofree char *labels = _gw_images_page_label_text (self, image);
  g_autofree char *text = gw_image_describe (image, labels, picture_state (self, image));

  while (cell != NULL && gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (cell)) != GTK_ACCESSIBLE_ROLE_ROW)
    cell = gtk_widget_get_parent (cell);
  if (cell != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
show_cell (GwImagesPage *self, GtkListItem *item, Column column)
{
  GwImage *image = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *dot = gtk_widget_get_first_child (box);
  g_autofree char *text = cell_text (self, image, column);

  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_widget_get_last_child (box)), text != NULL ? text : "");
  if (column == COLUMN_STATUS)
    {
      gtk_widget_set_visible (dot, text != NULL);
      gw_image_status_style (dot, gw_image_get_status (image));
    }
  if (column == COLUMN_NAME && text != NULL)
    {
      g_autofree char *reason = picture_reason (self, image);

      gtk_widget_set_tooltip_text (box, reason);
      name_row (self, image, box);
    }
}

/* --- whether the files are there ------------------------------------------------ */

static void
on_presence_changed_cb (GwFilePresence *presence, GwImagesPage *self)
{
  GHashTableIter iter;
  gpointer item;
  gpointer column;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &item, &column))
    show_cell (self, item, (Column) GPOINTER_TO_INT (column));
}

/* All rows that the list has made, once they stand still. */
static gboolean
on_presence_idle_cb (gpointer user_data)
{
  GwImagesPage *self = user_data;
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer item;
  gpointer column;

  self->presence_id = 0;
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &item, &column))
    {
      const char *file = gw_image_get_file (gtk_list_item_get_item (item));

      if (file != NULL && GPOINTER_TO_INT (column) == COLUMN_NAME)
        g_ptr_array_add (files, g_strdup (file));
    }
  if (files->len > 0)
    gw_file_presence_check (self->presence, files);

  return G_SOURCE_REMOVE;
}

static void
show_row_cell (GwImagesPage *self, GtkListItem *item, Column column)
{
  show_cell (self, item, column);
  if (column != COLUMN_NAME && column != COLUMN_STATUS)
    return;

  g_hash_table_insert (self->rows, item, GINT_TO_POINTER ((int) column));
  if (self->presence_id == 0)
    self->presence_id = g_idle_add_full (G_PRIORITY_LOW, on_presence_idle_cb, self, NULL);
}

static void
on_filled_cb (GwImage *image, GtkListItem *item)
{
  GtkWidget *page = gtk_widget_get_ancestor (gtk_list_item_get_child (item), GW_TYPE_IMAGES_PAGE);

  if (page != NULL)
    show_row_cell (GW_IMAGES_PAGE (page), item, column_of (gtk_list_item_get_child (item)));
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GwImagesPage *self)
{
  GwImage *image = gtk_list_item_get_item (item);

  show_row_cell (self, item, column_of (factory));
  if (!gw_image_list_is_loaded (image))
    g_signal_connect_object (image, "filled", G_CALLBACK (on_filled_cb), item, 0);
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GwImagesPage *self)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), on_filled_cb, item);
  if (self->rows != NULL)
    g_hash_table_remove (self->rows, item);
}

void
_gw_images_page_clear_table (GwImagesPage *self)
{
  g_clear_handle_id (&self->presence_id, g_source_remove);
}

/* --- sorting by the heads ------------------------------------------------------ */

/* GTK 4.8 does not tell which head was pressed, but its sorter asks the
 * sorter of that column first, and turns the answer round when it sorts
 * downwards: so each says which column it is, and always “larger”.
 */
static int
tell_column (gconstpointer a, gconstpointer b, gpointer column)
{
  GwImagesPage *self = g_object_get_data (G_OBJECT (column), "gw-page");

  self->pressed_column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (column), "gw-column"));

  return 1;
}

static void
on_head_pressed_cb (GtkSorter *sorter, GtkSorterChange change, GwImagesPage *self)
{
  GtkOrdering order;
  GtkSortType direction;
  gsize i = 0;

  if (self->sorting)
    return;

  self->pressed_column = -1;
  order = gtk_sorter_compare (sorter, self, self->list);
  direction = order == GTK_ORDERING_SMALLER ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING;
  while (i < G_N_ELEMENTS (heads) && ((int) heads[i].column != self->pressed_column || heads[i].direction != direction))
    i++;
  if (i == G_N_ELEMENTS (heads))
    return;

  g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "sort",
                                      g_variant_new_string (gw_sort_get_nick (heads[i].sort)));
  /* The same order again changes nothing but the head. */
  _gw_images_page_show_sort_in_table (self);
}

void
_gw_images_page_show_sort_in_table (GwImagesPage *self)
{
  GListModel *all = gtk_column_view_get_columns (self->table);
  GwSort sort = gw_image_list_get_sort (self->list);

  self->sorting = TRUE;
  gtk_column_view_sort_by_column (self->table, NULL, GTK_SORT_ASCENDING);
  for (gsize i = 0; i < G_N_ELEMENTS (heads) && g_list_model_get_n_items (all) == N_COLUMNS; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (all, heads[i].column);

      if (heads[i].sort == sort)
        gtk_column_view_sort_by_column (self->table, column, heads[i].direction);
    }
  self->sorting = FALSE;
}

static gboolean
is_sortable (Column column)
{
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      if (heads[i].column == column)
        return TRUE;
    }

  return FALSE;
}

static void
add_column (GwImagesPage *self, Column i)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (_ (columns[i].title), factory);

  g_object_set_data (G_OBJECT (factory), "gw-column", GINT_TO_POINTER ((int) i));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind_cb), self, 0);
  g_object_set_data (G_OBJECT (column), "gw-column", GINT_TO_POINTER ((int) i));
  g_object_set_data (G_OBJECT (column), "gw-page", self);
  if (is_sortable (i))
    {
      g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (tell_column, column, NULL));

      gtk_column_view_column_set_sorter (column, sorter);
    }
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, i == COLUMN_NAME);
  gtk_column_view_append_column (self->table, column);
}

void
_gw_images_page_make_table (GwImagesPage *self)
{
  for (int i = 0; i < N_COLUMNS; i++)
    add_column (self, (Column) i);
  _gw_images_page_show_sort_in_table (self);
  g_signal_connect_object (self->presence, "changed", G_CALLBACK (on_presence_changed_cb), self, 0);
  g_signal_connect_object (gtk_column_view_get_sorter (self->table), "changed", G_CALLBACK (on_head_pressed_cb), self,
                           0);
}
