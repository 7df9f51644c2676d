/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-image-strip.h"

#include <glib/gi18n.h>

#include "gw-image-cell.h"
#include "gw-image-list.h"
#include "gw-path.h"

#define CELL_WIDTH 96
#define TO_DO_OPACITY 0.75

struct _GwImageStrip
{
  GtkWidget parent_instance;

  GwProject *project;
  GwImageWalk *walk;
  gboolean show_labels;
  GHashTable *items; /* bound GtkListItems, a set */
  guint scroll_id;
  guint frames_to_scroll;

  GtkWidget *box;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (GwImageStrip, gw_image_strip, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
label_text (GwImageStrip *self, GwImage *image)
{
  GArray *labels = gw_image_get_labels (image);
  GString *text;

  if (!self->show_labels || labels->len == 0)
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
show_item (GwImageStrip *self, GtkListItem *item)
{
  GwImageCell *cell = GW_IMAGE_CELL (gtk_list_item_get_child (item));
  GwImage *image = gtk_list_item_get_item (item);
  g_autofree char *text = image != NULL ? label_text (self, image) : NULL;
  gint64 current = self->walk != NULL ? gw_image_walk_get_image_id (self->walk) : 0;
  guint place = 0;

  if (image == NULL)
    return;

  if (self->walk != NULL)
    gw_image_walk_get_position (self->walk, &place);
  gw_image_cell_set_priority (cell, ABS ((int) gtk_list_item_get_position (item) - (int) place));
  gw_image_cell_set_label_text (cell, text);
  gw_image_cell_set_current (cell, gw_image_get_id (image) == current);
  /* What is still to be done is quieter than what is done. */
  gtk_widget_set_opacity (
      GTK_WIDGET (cell),
      gw_image_get_status (image) == GW_IMAGE_UNLABELED && gw_image_get_id (image) != current ? TO_DO_OPACITY : 1.0);
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GwImageStrip *self)
{
  GtkWidget *cell = gw_image_cell_new (gw_project_get_thumbnailer (self->project));

  gw_image_cell_set_compact (GW_IMAGE_CELL (cell), TRUE);
  gw_image_cell_set_size (GW_IMAGE_CELL (cell), CELL_WIDTH);
  gtk_widget_set_valign (cell, GTK_ALIGN_CENTER);
  gtk_list_item_set_child (item, cell);
}

static void
on_filled_cb (GwImage *image, GtkListItem *item)
{
  GtkWidget *strip = gtk_widget_get_ancestor (gtk_list_item_get_child (item), GW_TYPE_IMAGE_STRIP);

  if (strip != NULL)
    show_item (GW_IMAGE_STRIP (strip), item);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GwImageStrip *self)
{
  g_hash_table_add (self->items, item);
  gw_image_cell_set_image (GW_IMAGE_CELL (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
  g_signal_connect_object (gtk_list_item_get_item (item), "filled", G_CALLBACK (on_filled_cb), item, 0);
  show_item (self, item);
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GwImageStrip *self)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), on_filled_cb, item);
  g_hash_table_remove (self->items, item);
  gw_image_cell_set_image (GW_IMAGE_CELL (gtk_list_item_get_child (item)), NULL);
}

static void
on_activate_cb (GtkListView *list, guint position, GwImageStrip *self)
{
  g_signal_emit (self, signals[CHOSEN], 0, position);
}

/* --- following ---------------------------------------------------------------------- */

/* A list that has new rows and was not laid out since cannot scroll to them:
 * the frame after the next one finds it as long as it is. One that is not
 * seen is not laid out at all.
 */
static gboolean
on_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  GwImageStrip *self = GW_IMAGE_STRIP (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->box));
  double page = gtk_adjustment_get_page_size (adjustment);
  guint n = gw_image_walk_get_n_images (self->walk);
  double width = n > 0 ? gtk_adjustment_get_upper (adjustment) / n : 0.0;
  guint position = 0;

  if (gtk_widget_get_mapped (self->list) && self->frames_to_scroll-- > 0)
    return G_SOURCE_CONTINUE;

  self->scroll_id = 0;
  if (!gtk_widget_get_mapped (self->list))
    return G_SOURCE_REMOVE;
  gw_image_walk_get_position (self->walk, &position);
  if (page > 0.0 && gtk_adjustment_get_upper (adjustment) > page)
    gtk_adjustment_set_value (adjustment, (position + 0.5) * width - page / 2.0);

  return G_SOURCE_REMOVE;
}

static void
scroll_soon (GwImageStrip *self)
{
  self->frames_to_scroll = 1;
  if (self->walk != NULL && self->scroll_id == 0)
    self->scroll_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick_cb, NULL, NULL);
}

static void
stop_scroll (GwImageStrip *self)
{
  if (self->scroll_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->scroll_id);
  self->scroll_id = 0;
}

static void
on_place_changed_cb (GwImageStrip *self)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    show_item (self, item);
  scroll_soon (self);
}

static void
drop_walk (GwImageStrip *self)
{
  stop_scroll (self);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  if (self->walk != NULL)
    g_signal_handlers_disconnect_by_data (self->walk, self);
  g_clear_object (&self->walk);
}

void
gw_image_strip_set_walk (GwImageStrip *self, GwImageWalk *walk)
{
  g_autoptr (GtkNoSelection) model = NULL;

  g_return_if_fail (GW_IS_IMAGE_STRIP (self));

  if (self->walk == walk)
    return;

  drop_walk (self);
  if (walk == NULL)
    return;

  self->walk = g_object_ref (walk);
  g_signal_connect_swapped (walk, "changed", G_CALLBACK (on_place_changed_cb), self);
  model = gtk_no_selection_new (g_object_ref (gw_image_walk_get_images (walk)));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (model));
  on_place_changed_cb (self);
}

void
gw_image_strip_set_show_labels (GwImageStrip *self, gboolean show)
{
  g_return_if_fail (GW_IS_IMAGE_STRIP (self));

  if (self->show_labels == !!show)
    return;

  self->show_labels = !!show;
  if (self->walk != NULL)
    on_place_changed_cb (self);
}

/* A wheel over the strip goes along it. */
static gboolean
on_wheel_cb (GtkEventControllerScroll *scroll, double dx, double dy, GwImageStrip *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->box));

  if (dx != 0.0)
    return FALSE;

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + dy * CELL_WIDTH);

  return TRUE;
}

static void
gw_image_strip_dispose (GObject *object)
{
  GwImageStrip *self = GW_IMAGE_STRIP (object);

  if (self->box != NULL)
    drop_walk (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (gw_image_strip_parent_class)->dispose (object);
}

static void
gw_image_strip_finalize (GObject *object)
{
  g_hash_table_unref (GW_IMAGE_STRIP (object)->items);

  G_OBJECT_CLASS (gw_image_strip_parent_class)->finalize (object);
}

static void
gw_image_strip_class_init (GwImageStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gw_image_strip_dispose;
  object_class->finalize = gw_image_strip_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "imagestrip");
}

static void
gw_image_strip_init (GwImageStrip *self)
{
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  self->items = g_hash_table_new (NULL, NULL);
  self->list = gtk_list_view_new (NULL, NULL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->list), GTK_ORIENTATION_HORIZONTAL);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->list), TRUE);
  gtk_widget_add_css_class (self->list, "gw-strip-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Images"), -1);
  g_signal_connect (self->list, "activate", G_CALLBACK (on_activate_cb), self);

  self->box = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->box), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->box), self->list);
  g_signal_connect_swapped (self->list, "map", G_CALLBACK (scroll_soon), self);
  gtk_widget_set_hexpand (self->box, TRUE);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_wheel_cb), self);
  gtk_widget_add_controller (self->box, scroll);
}

GtkWidget *
gw_image_strip_new (GwProject *project)
{
  GwImageStrip *self;
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_return_val_if_fail (GW_IS_PROJECT (project), NULL);

  self = g_object_new (GW_TYPE_IMAGE_STRIP, NULL);
  self->project = g_object_ref (project);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind_cb), self);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);

  return GTK_WIDGET (self);
}
