/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-evaluation-confusions.h"

#include <glib/gi18n.h>

#include "gw-path.h"
#include "gw-plot-number.h"

struct _GwEvaluationConfusions
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *costly_title;
  GtkListBox *costly;
  GtkWidget *none;
  GtkWidget *unmatched_title;
  GtkListBox *unmatched;
  GArray *choices; /* GwEvaluationChoice, of the rows of both */
  guint n_costly;
};

G_DEFINE_FINAL_TYPE (GwEvaluationConfusions, gw_evaluation_confusions, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GtkWidget *
make_label (const char *text)
{
  g_autofree char *shown = gw_path_display (text, -1);
  GtkWidget *label = gtk_label_new (shown);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  return label;
}

static void
add_row (GwEvaluationConfusions *self, GtkListBox *list, GwEvaluationChoice choice, const char *actual,
         const char *predicted, guint64 n, const char *description)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *count = gw_plot_number_count ((double) n);
  g_autofree char *told = g_strdup_printf ("%s: %s", description, count);
  GtkWidget *figure = gtk_label_new (count);

  gtk_box_append (GTK_BOX (box), make_label (actual));
  if (predicted != NULL)
    {
      gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_box_append (GTK_BOX (box), make_label (predicted));
    }
  gtk_widget_add_css_class (figure, "gw-num");
  gtk_widget_add_css_class (figure, "gw-strong");
  gtk_widget_set_hexpand (figure, TRUE);
  gtk_widget_set_halign (figure, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (box), figure);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
  gtk_list_box_append (list, row);
  g_array_append_val (self->choices, choice);
}

static void
empty (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

void
gw_evaluation_confusions_show (GwEvaluationConfusions *self, const GwEvaluationFigures *figures)
{
  const gint32 nothing = (gint32) figures->n_classes;
  const GwEvaluationChoice missed = { GW_EVALUATION_OTHERS, nothing }, extra = { nothing, GW_EVALUATION_OTHERS };
  const gboolean has_costly = figures->confusions->len > 0;

  g_return_if_fail (GW_IS_EVALUATION_CONFUSIONS (self));

  empty (self->costly);
  empty (self->unmatched);
  g_array_set_size (self->choices, 0);
  for (guint i = 0; i < figures->confusions->len; i++)
    {
      const GwEvaluationConfusion *confusion = &g_array_index (figures->confusions, GwEvaluationConfusion, i);
      g_autofree char *description = gw_evaluation_figures_describe (figures, confusion->choice);

      add_row (self, self->costly, confusion->choice,
               g_ptr_array_index (figures->names, (guint) confusion->choice.actual),
               g_ptr_array_index (figures->names, (guint) confusion->choice.predicted), confusion->n, description);
    }
  self->n_costly = figures->confusions->len;
  if (figures->objects != NULL)
    {
      g_autofree char *missed_text = gw_evaluation_figures_describe (figures, missed);
      g_autofree char *extra_text = gw_evaluation_figures_describe (figures, extra);

      add_row (self, self->unmatched, missed, missed_text, NULL, figures->n_missed, missed_text);
      add_row (self, self->unmatched, extra, extra_text, NULL, figures->n_extra, extra_text);
    }
  gtk_widget_set_visible (self->none, !has_costly);
  gtk_widget_set_visible (GTK_WIDGET (self->costly), has_costly);
  gtk_widget_set_visible (self->unmatched_title, figures->objects != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->unmatched), figures->objects != NULL);
}

void
gw_evaluation_confusions_select (GwEvaluationConfusions *self, GwEvaluationChoice choice)
{
  g_return_if_fail (GW_IS_EVALUATION_CONFUSIONS (self));

  gtk_list_box_unselect_all (self->costly);
  gtk_list_box_unselect_all (self->unmatched);
  for (guint i = 0; i < self->choices->len; i++)
    {
      const GwEvaluationChoice *other = &g_array_index (self->choices, GwEvaluationChoice, i);
      GtkListBox *list = i < self->n_costly ? self->costly : self->unmatched;

      if (other->actual == choice.actual && other->predicted == choice.predicted)
        gtk_list_box_select_row (
            list, gtk_list_box_get_row_at_index (list, (int) (i < self->n_costly ? i : i - self->n_costly)));
    }
}

static void
on_activated_cb (GtkListBox *list, GtkListBoxRow *row, GwEvaluationConfusions *self)
{
  const guint i = (guint) gtk_list_box_row_get_index (row) + (list == self->costly ? 0 : self->n_costly);
  const GwEvaluationChoice *choice = &g_array_index (self->choices, GwEvaluationChoice, i);

  g_signal_emit (self, signals[CHOSEN], 0, choice->actual, choice->predicted);
}

/* --- the widget ---------------------------------------------------------------------- */

static void
gw_evaluation_confusions_dispose (GObject *object)
{
  g_clear_pointer (&GW_EVALUATION_CONFUSIONS (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (gw_evaluation_confusions_parent_class)->dispose (object);
}

static void
gw_evaluation_confusions_finalize (GObject *object)
{
  g_array_unref (GW_EVALUATION_CONFUSIONS (object)->choices);

  G_OBJECT_CLASS (gw_evaluation_confusions_parent_class)->finalize (object);
}

static void
gw_evaluation_confusions_class_init (GwEvaluationConfusionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_evaluation_confusions_dispose;
  G_OBJECT_CLASS (klass)->finalize = gw_evaluation_confusions_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkListBox *
add_list (GwEvaluationConfusions *self, const char *title, GtkWidget **heading)
{
  GtkListBox *list = GTK_LIST_BOX (gtk_list_box_new ());

  *heading = make_label (title);
  gtk_widget_add_css_class (*heading, "heading");
  gtk_widget_add_css_class (GTK_WIDGET (list), "gw-evaluation-rows");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (on_activated_cb), self, 0);
  gtk_box_append (GTK_BOX (self->box), *heading);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (list));
  return list;
}

static void
gw_evaluation_confusions_init (GwEvaluationConfusions *self)
{
  self->choices = g_array_new (FALSE, FALSE, sizeof (GwEvaluationChoice));
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->costly = add_list (self, _ ("Most Costly Confusions"), &self->costly_title);
  self->none = make_label (_ ("No class is taken for another."));
  gtk_widget_add_css_class (self->none, "gw-secondary");
  gtk_box_append (GTK_BOX (self->box), self->none);
  self->unmatched = add_list (self, _ ("Without a Match"), &self->unmatched_title);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
gw_evaluation_confusions_new (void)
{
  return g_object_new (GW_TYPE_EVALUATION_CONFUSIONS, NULL);
}
