/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-evaluation-strip.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-card.h"
#include "gw-crop-picture.h"
#include "gw-plot-number.h"

#define PICTURE_WIDTH 126
/* One picture with what is around it, as style.css has it. */
#define PITCH (PICTURE_WIDTH + 8)

/* --- items of the list ------------------------------------------------------------------ */

#define GW_TYPE_EVALUATION_PLACE (gw_evaluation_place_get_type ())
G_DECLARE_FINAL_TYPE (GwEvaluationPlace, gw_evaluation_place, GW, EVALUATION_PLACE, GObject)

struct _GwEvaluationPlace
{
  GObject parent_instance;

  guint index;
};

G_DEFINE_FINAL_TYPE (GwEvaluationPlace, gw_evaluation_place, G_TYPE_OBJECT)

static void
gw_evaluation_place_class_init (GwEvaluationPlaceClass *klass)
{
}

static void
gw_evaluation_place_init (GwEvaluationPlace *self)
{
}

/* A list that makes its items when they are looked at. */
#define GW_TYPE_EVALUATION_LIST (gw_evaluation_list_get_type ())
G_DECLARE_FINAL_TYPE (GwEvaluationList, gw_evaluation_list, GW, EVALUATION_LIST, GObject)

struct _GwEvaluationList
{
  GObject parent_instance;

  GArray *indices; /* guint */
};

static GType
gw_evaluation_list_get_item_type (GListModel *model)
{
  return GW_TYPE_EVALUATION_PLACE;
}

static guint
gw_evaluation_list_get_n_items (GListModel *model)
{
  return GW_EVALUATION_LIST (model)->indices->len;
}

static gpointer
gw_evaluation_list_get_item (GListModel *model, guint position)
{
  GwEvaluationList *self = GW_EVALUATION_LIST (model);
  GwEvaluationPlace *place;

  if (position >= self->indices->len)
    return NULL;
  place = g_object_new (GW_TYPE_EVALUATION_PLACE, NULL);
  place->index = g_array_index (self->indices, guint, position);
  return place;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = gw_evaluation_list_get_item_type;
  iface->get_n_items = gw_evaluation_list_get_n_items;
  iface->get_item = gw_evaluation_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GwEvaluationList, gw_evaluation_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
gw_evaluation_list_finalize (GObject *object)
{
  g_array_unref (GW_EVALUATION_LIST (object)->indices);

  G_OBJECT_CLASS (gw_evaluation_list_parent_class)->finalize (object);
}

static void
gw_evaluation_list_class_init (GwEvaluationListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_evaluation_list_finalize;
}

static void
gw_evaluation_list_init (GwEvaluationList *self)
{
}

/* --- the strip --------------------------------------------------------------------------- */

struct _GwEvaluationStrip
{
  GtkWidget parent_instance;

  GwProject *project;
  GwEvaluationFigures *figures; /* (nullable) */
  GHashTable *bound;            /* GtkListItems, a set */
  guint n_items;
  char *description;

  GtkWidget *card;
  GtkWidget *show_all;
  GtkScrolledWindow *scrolled;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (GwEvaluationStrip, gw_evaluation_strip, GTK_TYPE_WIDGET)

enum
{
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
get_item (GwEvaluationStrip *self, GtkListItem *list_item, GwEvaluationItem *item)
{
  GwEvaluationPlace *place = gtk_list_item_get_item (list_item);

  gw_evaluation_figures_get_item (self->figures, place->index, item);
}

static gboolean
is_near (GwEvaluationStrip *self, GtkListItem *list_item)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->scrolled);
  const double page = MAX (gtk_adjustment_get_page_size (adjustment), PITCH);
  const double x = gtk_list_item_get_position (list_item) * (double) PITCH;
  const double seen = gtk_adjustment_get_value (adjustment);

  return x >= seen - page && x <= seen + 2 * page;
}

/* A list binds some 200 items, of which few are seen: only pictures of those and their
 * neighbors are read.
 */
static void
read_near (GwEvaluationStrip *self)
{
  GHashTableIter iter;
  gpointer key;

  if (self->figures == NULL)
    return;
  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      GtkWidget *picture = gtk_widget_get_first_child (gtk_list_item_get_child (key));
      GwEvaluationItem item;

      if (g_object_get_data (G_OBJECT (picture), "gw-is-read") != NULL || !is_near (self, key))
        continue;
      get_item (self, key, &item);
      g_object_set_data (G_OBJECT (picture), "gw-is-read", GINT_TO_POINTER (1));
      gw_crop_picture_set_item (GW_CROP_PICTURE (picture), &item);
    }
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, GwEvaluationStrip *self)
{
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *below = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *picture = gw_crop_picture_new (self->project);
  GtkWidget *sureness = gtk_label_new (NULL);
  GtkWidget *doubt = gtk_label_new (_ ("label?"));

  gw_crop_picture_set_width (GW_CROP_PICTURE (picture), PICTURE_WIDTH);
  gtk_widget_add_css_class (sureness, "gw-secondary");
  gtk_widget_add_css_class (sureness, "gw-num");
  gtk_label_set_xalign (GTK_LABEL (sureness), 0);
  gtk_widget_set_hexpand (sureness, TRUE);
  gtk_widget_add_css_class (doubt, "gw-warning-text");
  gtk_widget_add_css_class (doubt, "gw-strong");
  gtk_box_append (GTK_BOX (below), sureness);
  gtk_box_append (GTK_BOX (below), doubt);
  gtk_box_append (GTK_BOX (cell), picture);
  gtk_box_append (GTK_BOX (cell), below);
  gtk_list_item_set_child (list_item, cell);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, GwEvaluationStrip *self)
{
  GtkWidget *cell = gtk_list_item_get_child (list_item);
  GtkWidget *sureness = gtk_widget_get_first_child (gtk_widget_get_last_child (cell));
  g_autofree char *number = NULL;
  g_autofree char *tooltip = NULL;
  GwEvaluationItem item;

  get_item (self, list_item, &item);
  number = gw_plot_number_fixed (item.sureness, 2);
  /* Translators: how sure a model is, 0 to 1 */
  tooltip = isnan (item.sureness) ? g_strdup (_ ("Not predicted"))
            : item.doubtful       ? g_strdup_printf (_ ("Confidence %s; the label itself may be wrong"), number)
                                  : g_strdup_printf (_ ("Confidence %s"), number);
  gtk_label_set_label (GTK_LABEL (sureness), number);
  gtk_widget_set_visible (gtk_widget_get_next_sibling (sureness), item.doubtful);
  gtk_widget_set_tooltip_text (cell, tooltip);
  /* The row around the cell is what the keys are on. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (cell)), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip,
                                  -1);
  g_hash_table_add (self->bound, list_item);
  read_near (self);
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, GwEvaluationStrip *self)
{
  GtkWidget *picture = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));

  g_hash_table_remove (self->bound, list_item);
  g_object_set_data (G_OBJECT (picture), "gw-is-read", NULL);
  gw_crop_picture_set_item (GW_CROP_PICTURE (picture), NULL);
}

static void
on_activate_cb (GtkListView *list, guint position, GwEvaluationStrip *self)
{
  g_autoptr (GwEvaluationPlace) place = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (list)), position);
  GwEvaluationItem item;

  gw_evaluation_figures_get_item (self->figures, place->index, &item);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-image", "x", item.image_id);
}

static void
on_show_all_cb (GwEvaluationStrip *self)
{
  g_signal_emit (self, signals[OPENED], 0);
}

/* --- showing --------------------------------------------------------------------------- */

/* “38 boxes in 36 images” */
static char *
describe_counts (const GwEvaluationFigures *figures, guint n_items, guint n_images)
{
  g_autofree char *items = gw_plot_rows_count (figures->rows, n_items);
  g_autofree char *images = gw_plot_rows_count (GW_PLOT_ROWS_IMAGES, n_images);

  return figures->rows == GW_PLOT_ROWS_IMAGES ? g_strdup (items)
                                              /* Translators: counts with their nouns: “38 boxes in 36 images” */
                                              : g_strdup_printf (_ ("%s in %s"), items, images);
}

static const char *
describe_doubt (const GwEvaluationFigures *figures)
{
  if (figures->doubtful == NULL)
    return NULL;
  return figures->objects != NULL
             ? _ ("“label?”: the model is as sure as where it is right. The label may be wrong or missing.")
             : _ ("“label?”: the model is as sure of another class as with images of that class (confident learning). "
                  "True of a model that was not trained with these images.");
}

void
gw_evaluation_strip_show (GwEvaluationStrip *self, GwEvaluationFigures *figures, GwEvaluationChoice choice,
                          GArray *list, guint n_images)
{
  g_autofree char *title = gw_evaluation_figures_describe (figures, choice);
  g_autofree char *counts = describe_counts (figures, list->len, n_images);
  g_autoptr (GtkNoSelection) model = NULL;
  GwEvaluationList *items;

  g_return_if_fail (GW_IS_EVALUATION_STRIP (self));

  gtk_list_view_set_model (self->list, NULL);
  gw_evaluation_figures_ref (figures);
  g_clear_pointer (&self->figures, gw_evaluation_figures_unref);
  self->figures = figures;
  self->n_items = list->len;
  gw_card_set_title (GW_CARD (self->card), title);
  gw_card_set_subtitle (GW_CARD (self->card), counts);
  gw_card_set_note (GW_CARD (self->card), list->len > 0 ? describe_doubt (figures) : NULL);
  g_free (self->description);
  self->description = g_strdup_printf ("%s: %s", title, counts);
  gtk_widget_set_sensitive (self->show_all, n_images > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->scrolled), list->len > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);

  items = g_object_new (GW_TYPE_EVALUATION_LIST, NULL);
  items->indices = g_array_ref (list);
  model = gtk_no_selection_new (G_LIST_MODEL (items));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (model));
  gtk_adjustment_set_value (gtk_scrolled_window_get_hadjustment (self->scrolled), 0);
  read_near (self);
}

guint
gw_evaluation_strip_get_n_items (GwEvaluationStrip *self)
{
  g_return_val_if_fail (GW_IS_EVALUATION_STRIP (self), 0);

  return self->n_items;
}

char *
gw_evaluation_strip_describe (GwEvaluationStrip *self)
{
  g_return_val_if_fail (GW_IS_EVALUATION_STRIP (self), NULL);

  return g_strdup (self->description);
}

/* --- the widget ------------------------------------------------------------------------- */

static void
gw_evaluation_strip_dispose (GObject *object)
{
  GwEvaluationStrip *self = GW_EVALUATION_STRIP (object);

  if (self->card != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_pointer (&self->card, gtk_widget_unparent);
  g_clear_pointer (&self->figures, gw_evaluation_figures_unref);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (gw_evaluation_strip_parent_class)->dispose (object);
}

static void
gw_evaluation_strip_finalize (GObject *object)
{
  GwEvaluationStrip *self = GW_EVALUATION_STRIP (object);

  g_hash_table_unref (self->bound);
  g_free (self->description);

  G_OBJECT_CLASS (gw_evaluation_strip_parent_class)->finalize (object);
}

static void
gw_evaluation_strip_class_init (GwEvaluationStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_evaluation_strip_dispose;
  G_OBJECT_CLASS (klass)->finalize = gw_evaluation_strip_finalize;

  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gw_evaluation_strip_init (GwEvaluationStrip *self)
{
  self->bound = g_hash_table_new (NULL, NULL);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (NULL, NULL));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->list), GTK_ORIENTATION_HORIZONTAL);
  gtk_list_view_set_single_click_activate (self->list, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "gw-strip-list");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "gw-evaluation-list");
  g_signal_connect_object (self->list, "activate", G_CALLBACK (on_activate_cb), self, 0);
  self->scrolled = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_policy (self->scrolled, GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (self->scrolled, GTK_WIDGET (self->list));
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scrolled), "changed", G_CALLBACK (read_near),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scrolled), "value-changed",
                           G_CALLBACK (read_near), self, G_CONNECT_SWAPPED);

  self->card = gw_card_new (_ ("Images"), GTK_WIDGET (self->scrolled));
  self->show_all = gtk_button_new_with_mnemonic (_ ("_Show in Images"));
  g_signal_connect_object (self->show_all, "clicked", G_CALLBACK (on_show_all_cb), self, G_CONNECT_SWAPPED);
  gw_card_add_end (GW_CARD (self->card), self->show_all);
  gtk_widget_set_parent (self->card, GTK_WIDGET (self));
}

GtkWidget *
gw_evaluation_strip_new (GwProject *project)
{
  GwEvaluationStrip *self = g_object_new (GW_TYPE_EVALUATION_STRIP, NULL);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->project = g_object_ref (project);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind_cb), self);
  gtk_list_view_set_factory (self->list, factory);
  return GTK_WIDGET (self);
}
