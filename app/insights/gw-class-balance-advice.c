/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-class-balance-advice.h"

#include <glib/gi18n.h>

#include "gw-advice-text.h"
#include "gw-advisor.h"
#include "gw-card.h"
#include "gw-plot-number.h"
#include "gw-segments.h"

/* Classes that are named in one remedy. */
#define MOST_NAMED 2
/* Too few to be told from chance: gw_advise_warnings(). */
#define FEW_ROWS 30
/* From this share of the largest class on accuracy is mostly its. */
#define ACCURACY_HIDES 0.5

struct _GwClassBalanceAdvice
{
  GtkWidget parent_instance;

  GtkWidget *card;
  GtkLabel *baseline;
  GwSegments *cost;
  GtkBox *metrics;
  GtkBox *remedies;
  const GwClassBalanceFigures *figures;
};

G_DEFINE_FINAL_TYPE (GwClassBalanceAdvice, gw_class_balance_advice, GTK_TYPE_WIDGET)

static void
empty (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static GtkWidget *
wrapped (const char *markup)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static const char *
get_name (const GwClassBalanceFigures *figures, gsize i)
{
  return g_ptr_array_index (figures->names, i);
}

/* --- what always answering the largest class is worth ------------------------------- */

static void
show_baseline (GwClassBalanceAdvice *self)
{
  const GwBalance *balance = self->figures->balance;
  g_autofree char *name = g_markup_escape_text (get_name (self->figures, balance->largest), -1);
  g_autofree char *share = gw_plot_number_percent_exact (balance->balance.majority_share);
  g_autofree char *text =
      balance->balance.majority_share > ACCURACY_HIDES
          /* Translators: a class and a share, such as 93.4% */
          ? g_strdup_printf (_ ("Accuracy would hide errors here: always answering <b>%s</b> is already right for %s."),
                             name, share)
          : g_strdup_printf (_ ("Always answering <b>%s</b> is already right for %s. A model has to beat that."), name,
                             share);

  gtk_label_set_markup (self->baseline, text);
}

/* --- metrics --------------------------------------------------------------------------- */

static void
add_metric (GwClassBalanceAdvice *self, const char *metric, const char *reason)
{
  g_autofree char *markup = g_markup_printf_escaped ("<b>%s</b>  %s", gw_advice_get_metric_title (metric),
                                                     gw_advice_get_reason_text (reason));
  GtkWidget *label = wrapped (markup);

  gtk_box_append (self->metrics, label);
}

static void
show_metrics (GwClassBalanceAdvice *self)
{
  static const GwErrorCost costs[] = { GW_COST_FALSE_NEGATIVE, GW_COST_EQUAL, GW_COST_FALSE_POSITIVE };
  const GwBalance *balance = self->figures->balance;
  GwAdvisorQuestion question = { .positive_matters_more = TRUE,
                                 .cost = costs[MIN (gw_segments_get_selected (self->cost), 2)],
                                 .majority_share = balance->balance.majority_share,
                                 .skew_limit = GW_ADVISOR_SKEW_LIMIT };
  GwAdvice advice = { 0 };

  empty (self->metrics);
  if (gw_advise_metric (&question, &advice) == GW_STATUS_OK)
    add_metric (self, advice.metric, advice.reason);
  add_metric (self, "pr_auc", "labels_by_threshold_positive_matters");
  /* What the command line says, for all classes alike; but not accuracy where the first
   * line warns of it.
   */
  if (balance->balance.majority_share <= ACCURACY_HIDES || !g_str_equal (balance->metric, "accuracy"))
    add_metric (self, balance->metric, balance->reason);
  add_metric (self, _ ("MCC"), _ ("one figure that is fair to all classes"));
}

/* --- remedies ---------------------------------------------------------------------------- */

static void
add_remedy (GwClassBalanceAdvice *self, guint number, char *text, const char *label, const char *action,
            const char *target)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  g_autofree char *digit = g_strdup_printf ("%u", number);
  GtkWidget *badge = gtk_label_new (digit);

  gtk_widget_add_css_class (badge, "gw-badge");
  gtk_widget_set_valign (badge, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (row), badge);
  gtk_box_append (GTK_BOX (row), wrapped (text));
  if (label != NULL)
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (label);

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
      gtk_box_append (GTK_BOX (row), button);
    }
  gtk_box_append (self->remedies, row);
  g_free (text);
}

/* The names of classes with fewer than limit rows, the smallest first: “Motorcycle and
 * Dog”. n tells how many there are, missing how many rows they lack together.
 */
static char *
name_small (const GwClassBalanceFigures *figures, guint64 least, guint64 limit, gsize *n, guint64 *missing)
{
  const GwBalance *balance = figures->balance;
  const char *named[MOST_NAMED] = { NULL, NULL };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  *n = 0;
  *missing = 0;
  for (gsize i = 0; i < balance->n_classes; i++)
    {
      if (balance->counts[i] < least || balance->counts[i] >= limit)
        continue;
      *missing += limit - balance->counts[i];
      if (*n < MOST_NAMED)
        named[*n] = get_name (figures, i);
      (*n)++;
    }
  if (*n == 0)
    return NULL;
  first = g_markup_escape_text (named[0], -1);
  if (*n == 1)
    return g_steal_pointer (&first);
  if (*n > MOST_NAMED)
    /* Translators: a class, and how many others */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s and %u other class", "%s and %u other classes", *n - 1),
                            first, (guint) (*n - 1));
  second = g_markup_escape_text (named[1], -1);
  return g_strdup_printf (_ ("%s and %s"), first, second);
}

static void
show_remedies (GwClassBalanceAdvice *self)
{
  const GwClassBalanceFigures *figures = self->figures;
  const GwBalance *balance = figures->balance;
  const guint64 limit = gw_balance_get_small_limit (balance);
  guint64 missing;
  gsize n;
  guint number = 0;
  g_autofree char *empty_ones = name_small (figures, 0, 1, &n, &missing);
  g_autofree char *few = NULL;
  g_autofree char *small = NULL;

  empty (self->remedies);
  if (empty_ones != NULL)
    add_remedy (self, ++number, g_strdup_printf (_ ("Label %s: there is none yet"), empty_ones), NULL, NULL, NULL);
  small = name_small (figures, 1, limit, &n, &missing);
  if (small != NULL)
    {
      g_autofree char *count = gw_plot_number_count ((double) missing);

      add_remedy (self, ++number, g_strdup_printf (_ ("Label %s more of %s"), count, small), NULL, NULL, NULL);
    }
  few = name_small (figures, 1, FEW_ROWS, &n, &missing);
  if (few != NULL)
    add_remedy (self, ++number,
                g_strdup_printf (_ ("Keep %s out of the test score: fewer than %d are too few"), few, FEW_ROWS), NULL,
                NULL, NULL);
  if (g_str_equal (balance->remedy, "class_weights"))
    add_remedy (self, ++number, g_strdup (_ ("Weigh classes when training")), NULL, NULL, NULL);
  else if (balance->balance.n_rows > 0 && balance->largest != balance->smallest
           && !g_str_equal (balance->remedy, "none"))
    {
      g_autofree char *smallest = g_markup_escape_text (get_name (figures, balance->smallest), -1);

      add_remedy (self, ++number, g_strdup_printf (_ ("Oversample %s when training"), small != NULL ? small : smallest),
                  _ ("_Try"), "balance.try-remedy", "random-over");
    }
  if (number == 0)
    gtk_box_append (self->remedies, wrapped (_ ("None is needed: the classes are even enough.")));
}

void
gw_class_balance_advice_show (GwClassBalanceAdvice *self, const GwClassBalanceFigures *figures)
{
  g_return_if_fail (GW_IS_CLASS_BALANCE_ADVICE (self));

  self->figures = figures;
  show_baseline (self);
  show_metrics (self);
  show_remedies (self);
}

/* --- the card ------------------------------------------------------------------------------ */

static void
on_cost_cb (GwClassBalanceAdvice *self)
{
  if (self->figures != NULL)
    show_metrics (self);
}

static GtkWidget *
make_heading (const char *title)
{
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "gw-strong");
  gtk_widget_set_margin_top (label, 6);
  return label;
}

static void
gw_class_balance_advice_dispose (GObject *object)
{
  g_clear_pointer (&GW_CLASS_BALANCE_ADVICE (object)->card, gtk_widget_unparent);

  G_OBJECT_CLASS (gw_class_balance_advice_parent_class)->dispose (object);
}

static void
gw_class_balance_advice_class_init (GwClassBalanceAdviceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_class_balance_advice_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gw_class_balance_advice_init (GwClassBalanceAdvice *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *candidates = gtk_button_new_with_mnemonic (_ ("_Find Unlabeled Candidates…"));

  self->baseline = GTK_LABEL (wrapped (""));
  self->cost = GW_SEGMENTS (gw_segments_new (
      (const char *const[]) { _ ("Misses"), _ ("Both Alike"), _ ("False Alarms"), NULL }, _ ("What costs more")));
  self->metrics = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  self->remedies = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (candidates), "win.show-filter::status:unlabeled");
  gtk_widget_set_margin_top (candidates, 6);

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->baseline));
  gtk_box_append (GTK_BOX (box), make_heading (_ ("What Costs More")));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->cost));
  gtk_box_append (GTK_BOX (box), make_heading (_ ("Metrics to Watch")));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->metrics));
  gtk_box_append (GTK_BOX (box), make_heading (_ ("Remedies, in This Order")));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->remedies));
  gtk_box_append (GTK_BOX (box), candidates);
  g_signal_connect_object (self->cost, "notify::selected", G_CALLBACK (on_cost_cb), self, G_CONNECT_SWAPPED);

  self->card = gw_card_new (_ ("Advice"), box);
  gtk_widget_set_parent (self->card, GTK_WIDGET (self));
}

GtkWidget *
gw_class_balance_advice_new (void)
{
  return g_object_new (GW_TYPE_CLASS_BALANCE_ADVICE, NULL);
}
