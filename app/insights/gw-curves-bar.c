/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-curves-bar.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>

#include "gw-columns-layout.h"
#include "gw-curves-cost.h"
#include "gw-swatch.h"

/* From how many classes on they are searched. */
#define MANY_CLASSES 12
#define STEPS 100.0

/* How the threshold is found. */
typedef enum
{
  RULE_F1,
  RULE_F2,
  RULE_YOUDEN,
  RULE_COST,
  N_RULES,
  RULE_OWN = N_RULES /* a person set it */
} Rule;

struct _GwCurvesBar
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkDropDown *classes;
  GtkScale *scale;
  GtkEntry *entry;
  GtkWidget *rules[N_RULES];
  GwCurvesCost *cost;
  const GwCurvesFigures *figures;
  char *class_name;
  double threshold;
  Rule rule;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (GwCurvesBar, gw_curves_bar, GTK_TYPE_WIDGET)

enum
{
  CLASS_CHANGED,
  THRESHOLD_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const GwScoreView *
get_view (GwCurvesBar *self)
{
  const GwClassLine *line = self->figures != NULL && self->figures->curves != NULL
                                ? gw_class_curves_get_line (self->figures->curves)
                                : NULL;

  return line != NULL ? line->view : NULL;
}

/* --- the threshold ------------------------------------------------------------------- */

static void
show_threshold (GwCurvesBar *self)
{
  g_autofree char *text = gw_curves_format_threshold (self->threshold);

  self->filling = TRUE;
  gtk_range_set_value (GTK_RANGE (self->scale), self->threshold);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  for (guint i = 0; i < N_RULES; i++)
    if (GTK_IS_TOGGLE_BUTTON (self->rules[i]))
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->rules[i]), i == (guint) self->rule);
    else if (i == (guint) self->rule)
      gtk_widget_add_css_class (self->rules[i], "gw-chosen");
    else
      gtk_widget_remove_css_class (self->rules[i], "gw-chosen");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
  self->filling = FALSE;
}

/* At 0 a detector would have called what it did not detect. */
static double
clamp (GwCurvesBar *self, double threshold)
{
  const gboolean beyond = get_view (self) != NULL && self->figures->curves->of_objects && threshold <= 0;

  return beyond ? self->figures->curves->lowest : threshold;
}

static void
set_threshold (GwCurvesBar *self, double threshold, Rule rule)
{
  if (isnan (threshold))
    return;
  self->threshold = clamp (self, threshold);
  self->rule = rule;
  show_threshold (self);
  g_signal_emit (self, signals[THRESHOLD_CHANGED], 0);
}

double
gw_curves_bar_get_threshold (GwCurvesBar *self)
{
  return self->threshold;
}

void
gw_curves_bar_set_threshold (GwCurvesBar *self, double threshold)
{
  g_return_if_fail (GW_IS_CURVES_BAR (self));

  set_threshold (self, threshold, RULE_OWN);
}

static void
apply_rule (GwCurvesBar *self, Rule rule)
{
  static const GwBestThreshold best[] = {
    [RULE_F1] = GW_BEST_F1, [RULE_F2] = GW_BEST_F2, [RULE_YOUDEN] = GW_BEST_YOUDEN
  };

  if (rule < G_N_ELEMENTS (best) && get_view (self) != NULL && isfinite (self->figures->curves->best[best[rule]]))
    set_threshold (self, self->figures->curves->best[best[rule]], rule);
  else
    show_threshold (self);
}

static void
on_rule_cb (GwCurvesBar *self, GtkWidget *button)
{
  if (self->filling)
    return;
  for (guint i = 0; i < N_RULES; i++)
    if (self->rules[i] == button)
      apply_rule (self, i);
}

static void
on_cost_cb (GwCurvesCost *cost, double threshold, GwCurvesBar *self)
{
  set_threshold (self, threshold, RULE_COST);
}

static void
on_scale_cb (GwCurvesBar *self)
{
  if (!self->filling)
    set_threshold (self, gtk_range_get_value (GTK_RANGE (self->scale)), RULE_OWN);
}

/* What cannot be read leaves the threshold where it was. */
static void
on_entry_cb (GwCurvesBar *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *shown = gw_curves_format_threshold (self->threshold);
  char *end = NULL;
  double value;

  if (g_str_equal (text, shown))
    return;
  value = strtod (text, &end);
  if (*end != '\0')
    value = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || !isfinite (value))
    {
      gtk_widget_error_bell (GTK_WIDGET (self->entry));
      show_threshold (self);
      return;
    }
  set_threshold (self, value, RULE_OWN);
}

/* --- figures --------------------------------------------------------------------------- */

/* From 0 to 1 for shares, else from the lowest score to the highest. */
static void
show_range (GwCurvesBar *self)
{
  const GwScoreView *view = get_view (self);
  const GwScoreTable *table = gw_score_view_get_table (view);
  const gsize n = gw_score_table_n_points (table);
  GtkAdjustment *adjustment = gtk_range_get_adjustment (GTK_RANGE (self->scale));
  GwOperatingPoint highest, lowest;
  double low = 0, high = 1;

  if (n > 0 && gw_score_table_get_point (table, 0, &highest) == GW_STATUS_OK
      && gw_score_table_get_point (table, n - 1, &lowest) == GW_STATUS_OK)
    {
      if (isfinite (lowest.threshold))
        low = MIN (low, lowest.threshold);
      if (isfinite (highest.threshold))
        high = MAX (high, highest.threshold);
    }
  self->filling = TRUE;
  gtk_adjustment_configure (adjustment, CLAMP (self->threshold, low, high), low, high, (high - low) / STEPS,
                            (high - low) / 10, 0);
  self->filling = FALSE;
}

static gboolean
has_classes (GwCurvesBar *self)
{
  GListModel *model = gtk_drop_down_get_model (self->classes);
  const GPtrArray *classes = self->figures->curves->classes;

  if (model == NULL || g_list_model_get_n_items (model) != classes->len)
    return FALSE;
  for (guint i = 0; i < classes->len; i++)
    if (!g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (model), i), g_ptr_array_index (classes, i)))
      return FALSE;
  return TRUE;
}

static void
show_classes (GwCurvesBar *self)
{
  const GwClassCurves *curves = self->figures->curves;

  self->filling = TRUE;
  if (!has_classes (self))
    {
      g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

      for (guint i = 0; i < curves->classes->len; i++)
        gtk_string_list_append (names, g_ptr_array_index (curves->classes, i));
      gtk_drop_down_set_model (self->classes, G_LIST_MODEL (names));
      gtk_drop_down_set_enable_search (self->classes, curves->classes->len > MANY_CLASSES);
    }
  gtk_drop_down_set_selected (self->classes, curves->chosen);
  self->filling = FALSE;
}

void
gw_curves_bar_show (GwCurvesBar *self, const GwCurvesFigures *figures)
{
  g_return_if_fail (GW_IS_CURVES_BAR (self));

  self->figures = figures;
  gw_curves_cost_set_curves (self->cost, figures != NULL ? figures->curves : NULL);
  if (figures == NULL || figures->curves == NULL || figures->curves->classes->len == 0)
    return;
  show_classes (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->scale), get_view (self) != NULL);
  if (get_view (self) == NULL)
    return;
  self->threshold = clamp (self, self->threshold);
  show_range (self);
  apply_rule (self, self->rule);
}

const char *
gw_curves_bar_get_class (GwCurvesBar *self)
{
  return self->class_name;
}

static void
on_class_cb (GwCurvesBar *self)
{
  const guint selected = gtk_drop_down_get_selected (self->classes);
  GListModel *model = gtk_drop_down_get_model (self->classes);

  if (self->filling || selected == GTK_INVALID_LIST_POSITION)
    return;
  g_free (self->class_name);
  self->class_name = g_strdup (gtk_string_list_get_string (GTK_STRING_LIST (model), selected));
  g_signal_emit (self, signals[CLASS_CHANGED], 0);
}

/* --- the bar ------------------------------------------------------------------------------ */

static void
on_class_setup_cb (GtkListItemFactory *factory, GtkListItem *item, GwCurvesBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
  gtk_widget_add_css_class (label, "gw-strong");
  gtk_box_append (GTK_BOX (box), gw_swatch_new (0));
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (item, box);
}

static void
on_class_bind_cb (GtkListItemFactory *factory, GtkListItem *item, GwCurvesBar *self)
{
  GtkWidget *swatch = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  const char *name = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (swatch)), name);
  if (self->figures == NULL || self->figures->curves == NULL)
    return;
  for (guint i = 0; i < self->figures->curves->classes->len; i++)
    if (g_str_equal (g_ptr_array_index (self->figures->curves->classes, i), name))
      gw_swatch_set_color (GW_SWATCH (swatch), gw_curves_figures_get_color (self->figures, i) & 0xffffff);
}

static GtkWidget *
make_classes (GwCurvesBar *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkExpression *name = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  g_signal_connect (factory, "setup", G_CALLBACK (on_class_setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_class_bind_cb), self);
  self->classes = GTK_DROP_DOWN (gtk_drop_down_new (NULL, name));
  gtk_drop_down_set_factory (self->classes, factory);
  gtk_widget_set_valign (GTK_WIDGET (self->classes), GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->classes), _ ("Positive class"));
  /* Its button has the focus. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->classes))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Positive class"), -1);
  g_signal_connect_object (self->classes, "notify::selected", G_CALLBACK (on_class_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self->classes);
}

static GtkWidget *
make_threshold (GwCurvesBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("_Threshold"));
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_add_css_class (label, "gw-secondary");
  self->scale = GTK_SCALE (gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0, 1, 1 / STEPS));
  gtk_scale_set_draw_value (self->scale, FALSE);
  gtk_widget_set_size_request (GTK_WIDGET (self->scale), 120, -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->scale), TRUE);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), GTK_WIDGET (self->scale));
  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 6);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), 6);
  gtk_entry_set_alignment (self->entry, 1);
  gtk_widget_set_valign (GTK_WIDGET (self->entry), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "gw-num");
  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "gw-strong");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Threshold"), -1);
  g_signal_connect_object (self->scale, "value-changed", G_CALLBACK (on_scale_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (on_entry_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_entry_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->scale));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  return box;
}

static GtkWidget *
make_rules (GwCurvesBar *self)
{
  static const struct
  {
    const char *title;
    const char *tip;
  } rules[RULE_COST] = {
    { N_ ("Best F1"), N_ ("The threshold with the highest F1: misses and false alarms weigh the same") },
    { N_ ("Best F2"), N_ ("The threshold with the highest F2: a miss is worse than a false alarm") },
    { N_ ("Youden"), N_ ("The threshold with the highest true positive rate minus false positive rate") },
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_add_css_class (box, "gw-segments");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  for (guint i = 0; i < RULE_COST; i++)
    {
      self->rules[i] = gtk_toggle_button_new_with_label (_ (rules[i].title));
      gtk_widget_set_tooltip_text (self->rules[i], _ (rules[i].tip));
      g_signal_connect_object (self->rules[i], "clicked", G_CALLBACK (on_rule_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), self->rules[i]);
    }
  self->cost = GW_CURVES_COST (gw_curves_cost_new ());
  self->rules[RULE_COST] = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->rules[RULE_COST]), _ ("Cost…"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->rules[RULE_COST]), GTK_WIDGET (self->cost));
  gtk_widget_set_tooltip_text (self->rules[RULE_COST], _ ("The threshold at which errors cost least"));
  g_signal_connect_object (self->cost, "found", G_CALLBACK (on_cost_cb), self, 0);
  gtk_box_append (GTK_BOX (box), self->rules[RULE_COST]);
  return box;
}

static void
gw_curves_bar_dispose (GObject *object)
{
  GwCurvesBar *self = GW_CURVES_BAR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->class_name, g_free);
  self->figures = NULL;

  G_OBJECT_CLASS (gw_curves_bar_parent_class)->dispose (object);
}

static void
gw_curves_bar_class_init (GwCurvesBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_curves_bar_dispose;

  signals[CLASS_CHANGED] = g_signal_new ("class-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 0);
  signals[THRESHOLD_CHANGED] = g_signal_new ("threshold-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                             NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
gw_curves_bar_init (GwCurvesBar *self)
{
  GtkWidget *left, *rules;

  self->threshold = 0.5;
  self->rule = RULE_OWN;
  left = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_append (GTK_BOX (left), make_classes (self));
  gtk_box_append (GTK_BOX (left), make_threshold (self));
  rules = make_rules (self);
  gtk_widget_set_halign (rules, GTK_ALIGN_END);
  /* Below each other where large texts leave no room. */
  gw_columns_layout_set_share (left, 2.2);
  self->box = gw_columns_new (0, 12);
  gtk_widget_add_css_class (self->box, "gw-curves-bar");
  gtk_widget_add_css_class (self->box, "card");
  gtk_box_append (GTK_BOX (self->box), left);
  gtk_box_append (GTK_BOX (self->box), rules);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  show_threshold (self);
}

GtkWidget *
gw_curves_bar_new (void)
{
  return g_object_new (GW_TYPE_CURVES_BAR, NULL);
}
