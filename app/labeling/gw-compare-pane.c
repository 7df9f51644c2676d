/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-compare-pane.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-canvas-difference.h"

#define SWATCH_WIDTH 26
#define SWATCH_HEIGHT 14

/* A row's item. */
#define GW_TYPE_COMPARED_ITEM (gw_compared_item_get_type ())
G_DECLARE_FINAL_TYPE (GwComparedItem, gw_compared_item, GW, COMPARED_ITEM, GObject)

struct _GwComparedItem
{
  GObject parent_instance;

  GwComparison *comparison;
  guint position;
};

G_DEFINE_FINAL_TYPE (GwComparedItem, gw_compared_item, G_TYPE_OBJECT)

struct _GwComparePane
{
  GtkWidget parent_instance;

  GwComparer *comparer;
  GwKeymap *keymap;
  GListStore *items; /* of GwComparedItem */
  GtkSingleSelection *selection;
  gboolean filling; /* choices and rows are set, not chosen */
  guint place;      /* of the difference that was chosen last: it may be none any more */
  gboolean writable;
  GtkWidget *legend_labels[GW_COMPARED_N_KINDS];
  GtkWidget *legend_figures[GW_COMPARED_N_KINDS];

  GtkWidget *box;
  GtkWidget *swap;
  GtkWidget *close;
  GtkWidget *sets;
  GtkWidget *choice_a;
  GtkWidget *choice_b;
  GtkWidget *legend;
  GtkWidget *stack;
  GtkWidget *summary;
  GtkWidget *previous;
  GtkWidget *next;
  GtkWidget *list;
  GtkWidget *foot;
  GtkWidget *take_a;
  GtkWidget *take_b;
  GtkWidget *words_title;
  GtkWidget *words;
  GtkWidget *import;
};

G_DEFINE_FINAL_TYPE (GwComparePane, gw_compare_pane, GTK_TYPE_WIDGET)

enum
{
  SHOWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- items ------------------------------------------------------------------------------- */

static void
gw_compared_item_finalize (GObject *object)
{
  gw_comparison_unref (GW_COMPARED_ITEM (object)->comparison);

  G_OBJECT_CLASS (gw_compared_item_parent_class)->finalize (object);
}

static void
gw_compared_item_class_init (GwComparedItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_compared_item_finalize;
}

static void
gw_compared_item_init (GwComparedItem *self)
{
}

static const GwComparedPair *
get_pair (GwComparedItem *item)
{
  return gw_comparison_get_pair (item->comparison, item->position);
}

/* --- words ------------------------------------------------------------------------------- */

static char *
dup_row_name (GwComparer *comparer, const GwComparedPair *pair)
{
  g_autofree char *a = pair->a != NULL ? gw_comparer_dup_name (comparer, pair->a, 0) : NULL;
  g_autofree char *b = pair->b != NULL ? gw_comparer_dup_name (comparer, pair->b, 1) : NULL;

  if (pair->kind == GW_COMPARED_OTHER)
    return g_strdup_printf ("%s · %s", a, b);
  return a != NULL ? g_steal_pointer (&a) : g_steal_pointer (&b);
}

static void
append_pixels (GString *text, guint64 n, const char *title)
{
  if (n > 0)
    /* Translators: a number of pixels, and whose labels alone cover them: “ · 120 px only in Kim” */
    g_string_append_printf (text, _ (" · %'u px only in %s"), (guint) MIN (n, G_MAXUINT), title);
}

/* a, b: what the sets are called: their letters where there is little room. */
static char *
dup_row_detail (const GwComparedPair *pair, const char *a, const char *b)
{
  GString *text;

  if (pair->kind == GW_COMPARED_ONLY_A || pair->kind == GW_COMPARED_ONLY_B)
    {
      guint n = (guint) MIN (pair->n_only_a + pair->n_only_b, G_MAXUINT);
      const char *title = pair->kind == GW_COMPARED_ONLY_A ? a : b;

      return pair->covers ? g_strdup_printf (_ ("Only in %s · %'u px"), title, n)
                          : g_strdup_printf (_ ("Only in %s"), title);
    }
  if (pair->equal)
    return g_strdup (_ ("The same in both"));

  text = g_string_new (NULL);
  if (pair->kind == GW_COMPARED_OTHER)
    g_string_append_printf (text, "%s · ", _ ("Another label"));
  if (!pair->covers)
    {
      g_string_append (text, _ ("Other points"));
      return g_string_free (text, FALSE);
    }
  /* Rounded down, so that 1 means equal. */
  g_string_append_printf (text, _ ("IoU %.2f"), floor (pair->iou * 100.0) / 100.0);
  append_pixels (text, pair->n_only_a, a);
  append_pixels (text, pair->n_only_b, b);
  return g_string_free (text, FALSE);
}

char *
gw_compare_pane_describe (GwComparer *comparer, const GwComparedPair *pair)
{
  g_autofree char *name = dup_row_name (comparer, pair);
  g_autofree char *a = gw_comparer_dup_title (comparer, 0);
  g_autofree char *b = gw_comparer_dup_title (comparer, 1);
  g_autofree char *detail = dup_row_detail (pair, a, b);

  return g_strdup_printf ("%s, %s", name, detail);
}

/* --- legend ------------------------------------------------------------------------------ */

static void
draw_swatch (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  GwCanvasLook look = GW_CANVAS_LOOK_INIT;
  const GwBox box = { 0, 0, width, height };

  look.scale = 1;
  cairo_set_source_rgb (cr, 0.35, 0.35, 0.35);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
  gw_canvas_fill_difference (cr, &box, (GwComparedKind) GPOINTER_TO_UINT (data), &look);
}

static GtkWidget *
make_swatch (GwComparedKind kind)
{
  GtkWidget *swatch = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (swatch), SWATCH_WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (swatch), SWATCH_HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (swatch), draw_swatch, GUINT_TO_POINTER (kind), NULL);
  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  return swatch;
}

static void
make_legend (GwComparePane *self)
{
  for (guint kind = 0; kind < GW_COMPARED_N_KINDS; kind++)
    {
      GtkWidget *label = gtk_label_new (NULL), *figure = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_set_hexpand (label, TRUE);
      gtk_label_set_xalign (GTK_LABEL (figure), 1.0f);
      gtk_widget_add_css_class (figure, "gw-num");
      gtk_widget_add_css_class (figure, "gw-secondary");
      gtk_grid_attach (GTK_GRID (self->legend), make_swatch ((GwComparedKind) kind), 0, (int) kind, 1, 1);
      gtk_grid_attach (GTK_GRID (self->legend), label, 1, (int) kind, 1, 1);
      gtk_grid_attach (GTK_GRID (self->legend), figure, 2, (int) kind, 1, 1);
      self->legend_labels[kind] = label;
      self->legend_figures[kind] = figure;
    }
}

static void
show_legend (GwComparePane *self)
{
  GwComparison *comparison = gw_comparer_get_comparison (self->comparer);
  g_autofree char *a = gw_comparer_dup_title (self->comparer, 0);
  g_autofree char *b = gw_comparer_dup_title (self->comparer, 1);
  g_autofree char *only_a = g_strdup_printf (_ ("Only in %s"), a);
  g_autofree char *only_b = g_strdup_printf (_ ("Only in %s"), b);
  const char *texts[GW_COMPARED_N_KINDS] = {
    [GW_COMPARED_ONLY_A] = only_a,
    [GW_COMPARED_ONLY_B] = only_b,
    [GW_COMPARED_BOTH] = _ ("The same in both"),
    [GW_COMPARED_OTHER] = _ ("In both, another object"),
  };

  for (guint kind = 0; kind < GW_COMPARED_N_KINDS; kind++)
    {
      g_autofree char *figure = NULL;

      if (comparison != NULL)
        figure = g_strdup_printf (
            _ ("%'u px"), (guint) MIN (gw_comparison_get_n_pixels (comparison, (GwComparedKind) kind), G_MAXUINT));
      gtk_label_set_label (GTK_LABEL (self->legend_labels[kind]), texts[kind]);
      gtk_label_set_label (GTK_LABEL (self->legend_figures[kind]), figure != NULL ? figure : "");
      gtk_widget_set_tooltip_text (self->legend_labels[kind], texts[kind]);
    }
}

/* --- choices ------------------------------------------------------------------------------- */

static void
show_choice (GwComparePane *self, GtkWidget *choice, guint side)
{
  GPtrArray *layers = gw_comparer_get_layers (self->comparer);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; layers != NULL && i < layers->len; i++)
    {
      const GwLayer *layer = g_ptr_array_index (layers, i);

      gtk_string_list_take (names, gw_comparer_dup_layer_title (layer));
      if (layer->id == gw_comparer_get_layer (self->comparer, side))
        selected = i;
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (choice), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), selected);
}

static gint64
get_choice (GwComparePane *self, GtkWidget *choice)
{
  GPtrArray *layers = gw_comparer_get_layers (self->comparer);
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (choice));

  return layers != NULL && selected < layers->len ? ((const GwLayer *) g_ptr_array_index (layers, selected))->id : 0;
}

static void
on_choice_cb (GwComparePane *self)
{
  gint64 a, b;

  if (self->filling)
    return;

  a = get_choice (self, self->choice_a);
  b = get_choice (self, self->choice_b);
  if (a != 0 && b != 0)
    gw_comparer_choose (self->comparer, a, b);
}

static void
on_swap_cb (GtkButton *button, GwComparePane *self)
{
  gint64 a = gw_comparer_get_layer (self->comparer, 0), b = gw_comparer_get_layer (self->comparer, 1);

  if (a != 0 && b != 0)
    gw_comparer_choose (self->comparer, b, a);
}

static void
on_layers_changed_cb (GwComparePane *self)
{
  self->filling = TRUE;
  show_choice (self, self->choice_a, 0);
  show_choice (self, self->choice_b, 1);
  self->filling = FALSE;
}

/* --- rows ---------------------------------------------------------------------------------- */

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GwComparePane *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *name = gtk_label_new (NULL), *detail = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (detail), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (detail), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (detail), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (detail, "caption");
  gtk_widget_add_css_class (detail, "gw-secondary");
  gtk_widget_add_css_class (detail, "gw-num");
  gtk_widget_add_css_class (row, "gw-compare-row");
  gtk_box_append (GTK_BOX (row), name);
  gtk_box_append (GTK_BOX (row), detail);
  gtk_list_item_set_child (item, row);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GwComparePane *self)
{
  const GwComparedPair *pair = get_pair (gtk_list_item_get_item (item));
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkWidget *name = gtk_widget_get_first_child (row);
  g_autofree char *title = dup_row_name (self->comparer, pair);
  g_autofree char *detail = dup_row_detail (pair, "A", "B");
  g_autofree char *spoken = gw_compare_pane_describe (self->comparer, pair);

  gtk_label_set_label (GTK_LABEL (name), title);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (name)), detail);
  if (gtk_widget_get_parent (row) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                    -1);
}

const GwComparedPair *
gw_compare_pane_get_chosen (GwComparePane *self)
{
  GwComparedItem *item;

  g_return_val_if_fail (GW_IS_COMPARE_PANE (self), NULL);

  item = gtk_single_selection_get_selected_item (self->selection);
  return item != NULL ? get_pair (item) : NULL;
}

/* “Take From Kim”, and what that does to this row. */
static void
show_take (GwComparePane *self, GtkWidget *button, guint side, const GwComparedPair *pair)
{
  gboolean own = gw_comparer_get_layer (self->comparer, side) == GW_LAYER_LABELS;
  gboolean others_own = gw_comparer_get_layer (self->comparer, 1 - side) == GW_LAYER_LABELS;
  g_autofree char *title = gw_comparer_dup_title (self->comparer, side);
  GwObject *object = pair == NULL ? NULL : side == 0 ? pair->a : pair->b;
  g_autofree char *label = NULL;

  if (pair != NULL && object == NULL && others_own)
    label = g_strdup (_ ("Delete the Label"));
  else
    /* Translators: %s is whose object becomes a label */
    label = g_strdup_printf (_ ("Take From %s"), title);
  gtk_widget_set_visible (button, !own);
  gtk_button_set_label (GTK_BUTTON (button), label);
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), PANGO_ELLIPSIZE_END);
  gtk_widget_set_sensitive (button, self->writable && pair != NULL && !pair->equal && (object != NULL || others_own));
}

static void
show_chosen (GwComparePane *self)
{
  const GwComparedPair *pair = gw_compare_pane_get_chosen (self);

  show_take (self, self->take_a, 0, pair);
  show_take (self, self->take_b, 1, pair);
}

static void
on_selected_cb (GwComparePane *self)
{
  if (self->filling)
    return;

  if (gtk_single_selection_get_selected (self->selection) != GTK_INVALID_LIST_POSITION)
    self->place = gtk_single_selection_get_selected (self->selection);
  show_chosen (self);
  g_signal_emit (self, signals[SHOWN], 0, TRUE);
}

/* Enter on a row that is chosen already. */
static void
on_activate_cb (GtkListView *list, guint position, GwComparePane *self)
{
  g_signal_emit (self, signals[SHOWN], 0, TRUE);
}

static void
choose (GwComparePane *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", position);
}

gboolean
gw_compare_pane_step (GwComparePane *self, int step)
{
  GwComparison *comparison;
  guint n, selected;

  g_return_val_if_fail (GW_IS_COMPARE_PANE (self), FALSE);

  comparison = gw_comparer_get_comparison (self->comparer);
  n = comparison != NULL ? gw_comparison_get_n_different (comparison) : 0;
  if (n == 0)
    return FALSE;

  selected = gtk_single_selection_get_selected (self->selection);
  /* One that is settled was at a place, where the next one is now. */
  if (selected >= n)
    selected = step > 0 ? MIN (self->place, n) + n - 1 : MIN (self->place, n);
  selected = (selected + n + (guint) (step % (int) n + (int) n)) % n;
  if (selected == gtk_single_selection_get_selected (self->selection))
    g_signal_emit (self, signals[SHOWN], 0, TRUE);
  else
    choose (self, selected);
  return TRUE;
}

/* --- all -------------------------------------------------------------------------------------- */

/* The row of the same objects, after a change of one of them. */
static guint
find_again (GwComparison *comparison, gint64 a, gint64 b)
{
  for (guint i = 0; i < gw_comparison_get_n_pairs (comparison); i++)
    {
      const GwComparedPair *pair = gw_comparison_get_pair (comparison, i);

      if ((a != 0 && pair->a != NULL && gw_object_get_id (pair->a) == a)
          || (b != 0 && pair->b != NULL && gw_object_get_id (pair->b) == b))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

static void
fill (GwComparePane *self, GwComparison *comparison)
{
  const GwComparedPair *chosen = gw_compare_pane_get_chosen (self);
  gint64 a = chosen != NULL && chosen->a != NULL ? gw_object_get_id (chosen->a) : 0;
  gint64 b = chosen != NULL && chosen->b != NULL ? gw_object_get_id (chosen->b) : 0;
  guint n = comparison != NULL ? gw_comparison_get_n_pairs (comparison) : 0;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      GwComparedItem *item = g_object_new (GW_TYPE_COMPARED_ITEM, NULL);

      item->comparison = gw_comparison_ref (comparison);
      item->position = i;
      g_ptr_array_add (items, item);
    }
  self->filling = TRUE;
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), items->pdata, items->len);
  choose (self, chosen != NULL && comparison != NULL ? find_again (comparison, a, b) : GTK_INVALID_LIST_POSITION);
  self->filling = FALSE;
}

static void
show_words (GwComparePane *self, const char *title, const char *text, gboolean import)
{
  gtk_label_set_label (GTK_LABEL (self->words_title), title);
  gtk_label_set_label (GTK_LABEL (self->words), text);
  gtk_widget_set_visible (self->import, import);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "words");
}

/* Who has nothing on the image; NULL: both have something. */
static char *
dup_empty_side (GwComparePane *self, GwComparison *comparison)
{
  gboolean any[2] = { FALSE, FALSE };
  g_autofree char *title = NULL;

  for (guint i = 0; i < gw_comparison_get_n_pairs (comparison); i++)
    {
      const GwComparedPair *pair = gw_comparison_get_pair (comparison, i);

      any[0] |= pair->a != NULL;
      any[1] |= pair->b != NULL;
    }
  if (any[0] && any[1])
    return NULL;
  title = gw_comparer_dup_title (self->comparer, any[0] ? 1 : 0);
  /* Translators: %s is whose labels are meant */
  return g_strdup_printf (_ ("%s: no object on this image"), title);
}

static void
show_summary (GwComparePane *self, GwComparison *comparison)
{
  guint n = gw_comparison_get_n_different (comparison);
  guint n_same = gw_comparison_get_n_pairs (comparison) - n;
  g_autofree char *different = g_strdup_printf (ngettext ("%u difference", "%u differences", n), n);
  g_autofree char *same = g_strdup_printf (ngettext ("%u the same", "%u the same", n_same), n_same);
  g_autofree char *text = n > 0 ? g_strdup_printf ("%s · %s", different, same)
                                : g_strdup_printf (_ ("No difference · %s"), same);
  g_autofree char *empty = dup_empty_side (self, comparison);

  gtk_label_set_label (GTK_LABEL (self->summary), empty != NULL ? empty : text);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
}

static void
on_changed_cb (GwComparePane *self)
{
  GwComparison *comparison = gw_comparer_get_comparison (self->comparer);
  GPtrArray *layers = gw_comparer_get_layers (self->comparer);
  const char *problem = gw_comparer_get_problem (self->comparer);
  gboolean few = layers != NULL && layers->len < 2;

  fill (self, comparison);
  show_legend (self);
  gtk_widget_set_visible (self->sets, !few);
  gtk_widget_set_visible (self->legend, !few);
  gtk_widget_set_sensitive (self->swap, !few);
  if (problem != NULL)
    show_words (self, _ ("Labels Cannot Be Compared"), problem, FALSE);
  else if (few)
    show_words (
        self, _ ("Only One Set of Labels Here"),
        _ ("Import the answers of another annotator, or a model’s predictions, to compare the labels with them."),
        TRUE);
  else if (comparison == NULL)
    show_words (self, "", gw_comparer_get_busy (self->comparer) ? _ ("Comparing…") : "", FALSE);
  else if (gw_comparison_get_n_pairs (comparison) == 0)
    show_words (self, _ ("Nothing to Compare"), _ ("Neither has an object on this image."), FALSE);
  else
    show_summary (self, comparison);
  show_chosen (self);
  g_signal_emit (self, signals[SHOWN], 0, FALSE);
}

static void
show_keys (GwComparePane *self)
{
  gw_keymap_set_tooltip (self->keymap, self->close, _ ("Stop Comparing"), "compare");
  gw_keymap_set_tooltip (self->keymap, self->previous, _ ("Previous Difference"), "previous-difference");
  gw_keymap_set_tooltip (self->keymap, self->next, _ ("Next Difference"), "next-difference");
  gw_keymap_set_tooltip (self->keymap, self->take_a, _ ("Make this object a label"), "take-a");
  gw_keymap_set_tooltip (self->keymap, self->take_b, _ ("Make this object a label"), "take-b");
}

void
gw_compare_pane_set_writable (GwComparePane *self, gboolean writable)
{
  g_return_if_fail (GW_IS_COMPARE_PANE (self));

  self->writable = !!writable;
  show_chosen (self);
}

static void
gw_compare_pane_dispose (GObject *object)
{
  GwComparePane *self = GW_COMPARE_PANE (object);

  if (self->comparer != NULL)
    g_signal_handlers_disconnect_by_data (self->comparer, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), GW_TYPE_COMPARE_PANE);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  g_clear_object (&self->comparer);
  g_clear_object (&self->keymap);

  G_OBJECT_CLASS (gw_compare_pane_parent_class)->dispose (object);
}

static void
gw_compare_pane_class_init (GwComparePaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gw_compare_pane_dispose;
  signals[SHOWN] = g_signal_new ("shown", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "comparepane");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/groundwork/Groundwork/ui/gw-compare-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, GwComparePane, box);
  gtk_widget_class_bind_template_child (widget_class, GwComparePane, choice_a);
  gtk_widget_class_bind_template_child (widget_class, GwComparePane, choice_b);
  gtk_widget_class_bind_template_child (widget_class, GwComparePane, close);
  gtk_widget_class_bind_template_child (widget_class, GwComparePane, foot);
  gtk_widget_class_bind_template_child (widget_class, GwComparePane, import);
  gtk_widget_class_bind_template_child (widget_class, GwComparePane, legend);
  gtk_widget_class_bind_template_child (widget_class, GwComparePane, list);
  gtk_widget_class_bind_template_child (widget_class, GwComparePane, next);
  gtk_widget_class_bind_template_child (widget_class, GwComparePane, previous);
  gtk_widget_class_bind_template_child (widget_class, GwComparePane, sets);
  gtk_widget_class_bind_template_child (widget_class, GwComparePane, stack);
  gtk_widget_class_bind_template_child (widget_class, GwComparePane, summary);
  gtk_widget_class_bind_template_child (widget_class, GwComparePane, swap);
  gtk_widget_class_bind_template_child (widget_class, GwComparePane, take_a);
  gtk_widget_class_bind_template_child (widget_class, GwComparePane, take_b);
  gtk_widget_class_bind_template_child (widget_class, GwComparePane, words);
  gtk_widget_class_bind_template_child (widget_class, GwComparePane, words_title);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_choice_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_swap_cb);
}

static void
gw_compare_pane_init (GwComparePane *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_list_store_new (GW_TYPE_COMPARED_ITEM);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->items)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), self);
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (on_selected_cb), self);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (self->selection));
  make_legend (self);
}

GtkWidget *
gw_compare_pane_new (GwComparer *comparer, GwKeymap *keymap)
{
  GwComparePane *self;

  g_return_val_if_fail (GW_IS_COMPARER (comparer), NULL);
  g_return_val_if_fail (GW_IS_KEYMAP (keymap), NULL);

  self = g_object_new (GW_TYPE_COMPARE_PANE, NULL);
  self->comparer = g_object_ref (comparer);
  self->keymap = g_object_ref (keymap);
  g_signal_connect_swapped (comparer, "layers-changed", G_CALLBACK (on_layers_changed_cb), self);
  g_signal_connect_swapped (comparer, "changed", G_CALLBACK (on_changed_cb), self);
  g_signal_connect_object (keymap, "changed", G_CALLBACK (show_keys), self, G_CONNECT_SWAPPED);
  show_keys (self);
  on_changed_cb (self);
  return GTK_WIDGET (self);
}
