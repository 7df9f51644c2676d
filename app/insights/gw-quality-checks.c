/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-quality-checks.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-card.h"
#include "gw-columns-layout.h"
#include "gw-crop-picture.h"
#include "gw-plot-number.h"
#include "gw-plot-rows.h"
#include "gw-quality-list.h"

#define PICTURE_WIDTH 108
#define MOST_PICTURES 12

typedef enum
{
  CHECK_MISSING,
  CHECK_BROKEN,
  CHECK_CHANGED,
  CHECK_BEYOND,
  CHECK_TURNED,
  CHECK_UNLIKE,
  N_CHECKS
} Check;

static const struct
{
  const char *key;
  const char *title;
  const char *hint;
} checks[N_CHECKS] = {
  { "missing", N_ ("Missing files"), N_ ("Nothing is where the file was when it was added.") },
  { "broken", N_ ("Broken files"), N_ ("The file holds no picture that can be read.") },
  { "changed", N_ ("Changed files"), N_ ("The file has another size than when it was added.") },
  { "beyond", N_ ("Labels beyond the image"),
    N_ ("Objects were drawn on a picture of another size, or before it was turned.") },
  { "turned", N_ ("Turned images"), N_ ("Nine of ten images or more lie the other way.") },
  { "unlike", N_ ("Unlike sizes"), N_ ("A side is four times as long, or as short, as usual here.") },
};

struct _GwQualityChecks
{
  GtkWidget parent_instance;

  GwProject *project;
  GtkWidget *box;
  GtkWidget *files_card;
  GtkLabel *counts[N_CHECKS];
  GtkWidget *shows[N_CHECKS];
  GtkWidget *outliers_card;
  GtkWidget *show_outliers;
  GtkLabel *nothing;
  GtkFlowBox *pictures;
  GArray *ids; /* gint64, of the pictures */
};

G_DEFINE_FINAL_TYPE (GwQualityChecks, gw_quality_checks, GTK_TYPE_WIDGET)

const char *
gw_quality_checks_get_title (const char *key)
{
  for (guint i = 0; i < N_CHECKS; i++)
    if (g_str_equal (key, checks[i].key))
      return _ (checks[i].title);
  return g_str_equal (key, "outliers") ? _ ("Pictures like no other") : NULL;
}

/* --- showing -------------------------------------------------------------------------- */

void
gw_quality_checks_show_files (GwQualityChecks *self, const GwQualityFigures *figures)
{
  const GwFilesCheck *files = figures->files->files;
  const GwSizeCheck *sizes = figures->files->sizes;
  const guint counts[N_CHECKS] = { files->missing->len, files->broken->len, files->changed->len,
                                   sizes->beyond->len,  sizes->turned->len, sizes->unlike->len };
  g_autofree char *unknown = gw_plot_rows_count (GW_PLOT_ROWS_IMAGES, (double) sizes->n_unknown);
  /* Translators: images with their count: “3 images: the size is not known, …” */
  g_autofree char *note = g_strdup_printf (_ ("%s: the size is not known, as the file was never read."), unknown);

  g_return_if_fail (GW_IS_QUALITY_CHECKS (self));

  for (guint i = 0; i < N_CHECKS; i++)
    {
      g_autofree char *count = gw_plot_number_count (counts[i]);

      gtk_label_set_label (self->counts[i], count);
      gtk_widget_set_visible (self->shows[i], counts[i] > 0);
    }
  gw_card_set_note (GW_CARD (self->files_card), sizes->n_unknown > 0 ? note : NULL);
}

static void
add_picture (GwQualityChecks *self, gint64 id, double score)
{
  const GwEvaluationItem item = { .image_id = id, .sureness = NAN };
  g_autofree char *number = gw_plot_number_quantity (score);
  g_autofree char *told = g_strdup_printf (_ ("Picture like no other, score %s"), number);
  GtkWidget *child = gtk_flow_box_child_new ();
  GtkWidget *picture = gw_crop_picture_new (self->project);

  gw_crop_picture_set_width (GW_CROP_PICTURE (picture), PICTURE_WIDTH);
  gw_crop_picture_set_item (GW_CROP_PICTURE (picture), &item);
  gtk_widget_set_halign (picture, GTK_ALIGN_CENTER);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), picture);
  gtk_widget_set_tooltip_text (child, told);
  gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
  gtk_flow_box_append (self->pictures, child);
  g_array_append_val (self->ids, id);
}

void
gw_quality_checks_show_outliers (GwQualityChecks *self, const GwQualityFigures *figures)
{
  const GwPictureOutliers *outliers = *figures->outliers;
  const guint n = outliers != NULL ? outliers->rows->len : 0;
  g_autofree char *count = gw_plot_number_count (n);
  g_autofree char *known = outliers != NULL ? gw_plot_rows_count (GW_PLOT_ROWS_IMAGES, (double) outliers->n_known)
                                            : NULL;
  g_autofree char *subtitle = g_strdup_printf (_ ("%s of %s"), count, known != NULL ? known : "");
  GtkFlowBoxChild *child;

  g_return_if_fail (GW_IS_QUALITY_CHECKS (self));

  while ((child = gtk_flow_box_get_child_at_index (self->pictures, 0)) != NULL)
    gtk_flow_box_remove (self->pictures, GTK_WIDGET (child));
  g_array_set_size (self->ids, 0);
  for (guint i = 0; i < MIN (n, MOST_PICTURES); i++)
    {
      const guint row = g_array_index (outliers->rows, guint, i);

      add_picture (self, g_array_index (figures->set->image_ids, gint64, row), outliers->scores[row]);
    }
  gw_card_set_subtitle (GW_CARD (self->outliers_card), outliers != NULL ? subtitle : NULL);
  gtk_label_set_label (self->nothing, outliers == NULL ? _ ("Of fewer than 20 measured pictures nobody can say what "
                                                            "is usual.")
                                                       : _ ("No picture lies far from all others."));
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), n == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->pictures), n > 0);
  gtk_widget_set_visible (self->show_outliers, n > 0);
  gw_card_set_note (GW_CARD (self->outliers_card),
                    n > 0 ? _ ("By a random cut forest over colors, brightness and edges of the pictures; the farthest "
                               "first.")
                          : NULL);
}

static void
on_activated_cb (GtkFlowBox *pictures, GtkFlowBoxChild *child, GwQualityChecks *self)
{
  const guint index = (guint) gtk_flow_box_child_get_index (child);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-image", "x", g_array_index (self->ids, gint64, index));
}

/* --- the widget --------------------------------------------------------------------------- */

static GtkWidget *
make_check (GwQualityChecks *self, Check check)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  g_autofree char *told = g_strdup_printf (_ ("Show in Images: %s"), _ (checks[check].title));

  self->counts[check] = GTK_LABEL (gtk_label_new ("—"));
  gtk_widget_add_css_class (GTK_WIDGET (self->counts[check]), "gw-strong");
  gtk_widget_add_css_class (GTK_WIDGET (self->counts[check]), "gw-num");
  gtk_label_set_width_chars (self->counts[check], 5);
  gtk_label_set_xalign (self->counts[check], 1);
  self->shows[check] = gw_quality_button_new (_ ("Show"), told, "quality.show",
                                              g_variant_new_string (checks[check].key));
  gtk_widget_set_visible (self->shows[check], FALSE);
  gtk_box_append (GTK_BOX (line), gw_quality_texts_new (_ (checks[check].title), _ (checks[check].hint)));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->counts[check]));
  gtk_box_append (GTK_BOX (line), self->shows[check]);
  return line;
}

static void
gw_quality_checks_dispose (GObject *object)
{
  GwQualityChecks *self = GW_QUALITY_CHECKS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (gw_quality_checks_parent_class)->dispose (object);
}

static void
gw_quality_checks_class_init (GwQualityChecksClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_quality_checks_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_outliers (GwQualityChecks *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->nothing = GTK_LABEL (gtk_label_new (_ ("Pictures are being compared.")));
  gtk_label_set_wrap (self->nothing, TRUE);
  gtk_label_set_xalign (self->nothing, 0);
  self->pictures = GTK_FLOW_BOX (gtk_flow_box_new ());
  gtk_flow_box_set_selection_mode (self->pictures, GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (self->pictures, TRUE);
  gtk_flow_box_set_max_children_per_line (self->pictures, 6);
  gtk_widget_set_visible (GTK_WIDGET (self->pictures), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pictures), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Pictures like no other"), -1);
  g_signal_connect_object (self->pictures, "child-activated", G_CALLBACK (on_activated_cb), self, 0);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->nothing));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->pictures));
  self->outliers_card = gw_card_new (_ ("Pictures Like No Other"), box);
  self->show_outliers = gw_quality_button_new (_ ("Show in Images"), _ ("Show pictures like no other in Images"),
                                               "quality.show", g_variant_new_string ("outliers"));
  gtk_widget_set_visible (self->show_outliers, FALSE);
  gw_card_add_end (GW_CARD (self->outliers_card), self->show_outliers);
  return self->outliers_card;
}

static void
gw_quality_checks_init (GwQualityChecks *self)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->box = gw_columns_new (330, 12);
  for (guint i = 0; i < N_CHECKS; i++)
    gtk_box_append (GTK_BOX (lines), make_check (self, i));
  self->files_card = gw_card_new (_ ("Files and Sizes"), lines);
  gtk_box_append (GTK_BOX (self->box), self->files_card);
  gtk_box_append (GTK_BOX (self->box), make_outliers (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
gw_quality_checks_new (GwProject *project)
{
  GwQualityChecks *self = g_object_new (GW_TYPE_QUALITY_CHECKS, NULL);

  self->project = g_object_ref (project);
  return GTK_WIDGET (self);
}
