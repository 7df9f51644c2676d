/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-quality-labels-card.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-card.h"
#include "gw-crop-picture.h"
#include "gw-dismissals.h"
#include "gw-plot-number.h"
#include "gw-plot-rows.h"
#include "gw-quality-list.h"

#define PICTURE_WIDTH 72

struct _GwQualityLabelsCard
{
  GtkWidget parent_instance;

  GwProject *project;
  GtkWidget *card;
  GtkWidget *show_all;
  GtkWidget *restore;
  GtkWidget *import;
  GtkLabel *nothing;
  GwQualityList *list;
  const GwQualityLabels *labels; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (GwQualityLabelsCard, gw_quality_labels_card, GTK_TYPE_WIDGET)

static GtkWidget *
make_row (guint index, gpointer data)
{
  GwQualityLabelsCard *self = data;
  const GwQualityLabel *label = g_ptr_array_index (self->labels->labels, index);
  const GwEvaluationItem item = { .image_id = label->image_id, .sureness = NAN };
  g_autofree char *quality = gw_plot_number_fixed (label->quality, 2);
  g_autofree char *score = gw_plot_number_fixed (label->score, 2);
  /* Translators: two classes, and how sure the model is of the second: “labeled cat, probably dog (0.97)” */
  g_autofree char *text = g_strdup_printf (_ ("labeled %s, probably %s (%s)"), label->given, label->suggested, score);
  g_autofree char *told = g_strdup_printf (_ ("%s, %s, label quality %s"), label->name, text, quality);
  g_autofree char *accept = g_strdup_printf (_ ("Label %s as %s"), label->name, label->suggested);
  g_autofree char *dismiss = g_strdup_printf (_ ("%s is rightly labeled %s"), label->name, label->given);
  g_autofree char *finding = gw_dismissals_name_label (label->image_id, label->given);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *picture = gw_crop_picture_new (self->project);

  gw_crop_picture_set_width (GW_CROP_PICTURE (picture), PICTURE_WIDTH);
  gtk_widget_set_valign (picture, GTK_ALIGN_CENTER);
  gw_crop_picture_set_item (GW_CROP_PICTURE (picture), &item);
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), gw_quality_texts_new (label->name, text));
  gtk_box_append (GTK_BOX (box), gw_quality_button_new (_ ("Accept"), accept, "quality.accept",
                                                        g_variant_new ("(xs)", label->image_id, label->suggested)));
  gtk_box_append (GTK_BOX (box),
                  gw_quality_button_new (_ ("Dismiss"), dismiss, "quality.dismiss", g_variant_new_string (finding)));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
  return row;
}

static void
on_activated_cb (GwQualityList *list, guint index, GwQualityLabelsCard *self)
{
  const GwQualityLabel *label = g_ptr_array_index (self->labels->labels, index);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-image", "x", label->image_id);
}

static char *
describe_nothing (const GwQualityLabels *labels)
{
  switch (labels->state)
    {
    case GW_QUALITY_LABELS_NO_MODEL:
      return g_strdup (_ ("Labels are held against a model's class scores. No predictions of these images are "
                          "in the project."));
    case GW_QUALITY_LABELS_NO_SCORES:
      return g_strdup_printf (_ ("%s gives no probability of each class for these images: labels cannot be held "
                                 "against it. Choose another model, or import class scores."),
                              labels->model);
    case GW_QUALITY_LABELS_NO_TRUTH:
      return g_strdup (_ ("No image has both one label and class scores."));
    case GW_QUALITY_LABELS_FOUND:
    default:
      return labels->labels->len == 0 ? g_strdup (_ ("No label is contradicted by the model.")) : NULL;
    }
}

static void
show_head (GwQualityLabelsCard *self)
{
  const GwQualityLabels *labels = self->labels;
  g_autofree char *known = gw_plot_rows_count (GW_PLOT_ROWS_IMAGES, (double) labels->n_known);
  g_autofree char *found = gw_plot_number_count (labels->labels->len);
  g_autofree char *dismissed = gw_plot_number_count (labels->dismissed->len);
  /* Translators: a count, and how many images were looked at: “12 of 1,000 images” */
  g_autofree char *subtitle = g_strdup_printf (_ ("%s of %s"), found, known);
  /* Translators: brings findings back that were dismissed */
  g_autofree char *restore = g_strdup_printf (_ ("Restore %s Dismissed"), dismissed);

  gw_card_set_subtitle (GW_CARD (self->card), labels->state == GW_QUALITY_LABELS_FOUND ? subtitle : NULL);
  gtk_button_set_label (GTK_BUTTON (self->restore), restore);
  gtk_widget_set_visible (self->restore, labels->dismissed->len > 0);
  gtk_widget_set_visible (self->show_all, labels->labels->len > 0);
}

void
gw_quality_labels_card_show (GwQualityLabelsCard *self, const GwQualityFigures *figures)
{
  g_autofree char *nothing = NULL;
  g_autofree char *note = NULL;
  const GwQualityLabels *labels = figures->labels;
  const gboolean found = labels->labels->len > 0;

  g_return_if_fail (GW_IS_QUALITY_LABELS_CARD (self));

  self->labels = labels;
  nothing = describe_nothing (labels);
  show_head (self);
  gtk_label_set_label (self->nothing, nothing != NULL ? nothing : "");
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), nothing != NULL);
  gtk_widget_set_visible (self->import,
                          labels->state == GW_QUALITY_LABELS_NO_MODEL || labels->state == GW_QUALITY_LABELS_NO_SCORES);
  gw_quality_list_show (self->list, MIN (labels->labels->len, GW_QUALITY_MOST_NAMED), labels->labels->len);
  if (labels->state == GW_QUALITY_LABELS_FOUND)
    note = g_strdup_printf (_ ("By confident learning from the scores of %s. They must be of a model that was not "
                               "trained with these images, as from cross-validation: a model repeats the errors "
                               "that it learned."),
                            labels->model);
  gw_card_set_note (GW_CARD (self->card), note);
  gtk_widget_set_visible (GTK_WIDGET (self->list), found);
}

static void
gw_quality_labels_card_dispose (GObject *object)
{
  GwQualityLabelsCard *self = GW_QUALITY_LABELS_CARD (object);

  g_clear_pointer (&self->card, gtk_widget_unparent);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (gw_quality_labels_card_parent_class)->dispose (object);
}

static void
gw_quality_labels_card_class_init (GwQualityLabelsCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_quality_labels_card_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gw_quality_labels_card_init (GwQualityLabelsCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->nothing = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->nothing, TRUE);
  gtk_label_set_xalign (self->nothing, 0);
  self->import = gtk_button_new_with_mnemonic (_ ("_Import Predictions…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->import), "win.import");
  gtk_widget_set_halign (self->import, GTK_ALIGN_START);
  gtk_widget_set_visible (self->import, FALSE);
  self->list = GW_QUALITY_LIST (gw_quality_list_new (_ ("Possible label errors"), make_row, self));
  g_signal_connect_object (self->list, "activated", G_CALLBACK (on_activated_cb), self, 0);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->nothing));
  gtk_box_append (GTK_BOX (box), self->import);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);

  self->card = gw_card_new (_ ("Possible Label Errors"), box);
  self->restore = gw_quality_button_new ("", _ ("Restore dismissed label errors"), "quality.restore",
                                         g_variant_new_string ("labels"));
  self->show_all = gw_quality_button_new (_ ("Show All"), _ ("Show possible label errors in Images"), "quality.show",
                                          g_variant_new_string ("labels"));
  gtk_widget_set_visible (self->restore, FALSE);
  gtk_widget_set_visible (self->show_all, FALSE);
  gtk_widget_set_halign (self->restore, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), self->restore);
  gw_card_add_end (GW_CARD (self->card), self->show_all);
  gtk_widget_set_parent (self->card, GTK_WIDGET (self));
}

GtkWidget *
gw_quality_labels_card_new (GwProject *project)
{
  GwQualityLabelsCard *self = g_object_new (GW_TYPE_QUALITY_LABELS_CARD, NULL);

  self->project = g_object_ref (project);
  return GTK_WIDGET (self);
}
