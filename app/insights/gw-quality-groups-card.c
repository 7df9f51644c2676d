/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-quality-groups-card.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-card.h"
#include "gw-crop-picture.h"
#include "gw-plot-number.h"
#include "gw-plot-rows.h"
#include "gw-quality-list.h"
#include "gw-split-title.h"

#define PICTURE_WIDTH 60
#define MOST_PICTURES 3

struct _GwQualityGroupsCard
{
  GtkWidget parent_instance;

  GwProject *project;
  GtkWidget *card;
  GtkWidget *show_across;
  GtkWidget *show_all;
  GtkWidget *restore;
  GtkLabel *nothing;
  GwQualityList *list;
  const GwPictureGroups *groups; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (GwQualityGroupsCard, gw_quality_groups_card, GTK_TYPE_WIDGET)

/* “2 images in Training, Test” */
static char *
describe_group (const GwPictureGroup *group)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) splits = g_string_new (NULL);
  g_autofree char *count = gw_plot_rows_count (GW_PLOT_ROWS_IMAGES, group->ids->len);

  for (guint i = 0; i < group->splits->len; i++)
    {
      const char *split = g_ptr_array_index (group->splits, i);
      g_autofree char *title = gw_split_dup_title (split != NULL ? split : "none");

      if (g_hash_table_add (seen, (gpointer) (split != NULL ? split : "")))
        g_string_append_printf (splits, "%s%s", splits->len > 0 ? ", " : "", title);
    }
  /* Translators: images and the splits that they are in: “2 images in Training, Test” */
  return group->across ? g_strdup_printf (_ ("%s across splits: %s"), count, splits->str)
                       : g_strdup_printf (_ ("%s: %s"), count, splits->str);
}

static void
add_buttons (GwQualityGroupsCard *self, GtkWidget *box, const GwPictureGroup *group, guint index)
{
  const char *best = g_ptr_array_index (group->names, group->best);
  g_autofree char *keep = g_strdup_printf (_ ("Keep %s, move those nearly equal to the trash"), best);
  g_autofree char *all = g_strdup_printf (_ ("Keep all that are nearly equal to %s"), best);
  g_autofree char *same = g_strdup_printf (_ ("Move %s and those nearly equal to the same split"), best);

  if (group->across)
    gtk_box_append (GTK_BOX (box),
                    gw_quality_button_new (_ ("Same Split"), same, "quality.same-split", g_variant_new_uint32 (index)));
  gtk_box_append (GTK_BOX (box),
                  gw_quality_button_new (_ ("Keep Best"), keep, "quality.keep-best", g_variant_new_uint32 (index)));
  gtk_box_append (GTK_BOX (box), gw_quality_button_new (_ ("Keep All"), all, "quality.dismiss",
                                                        g_variant_new_string (group->finding)));
}

static GtkWidget *
make_row (guint index, gpointer data)
{
  GwQualityGroupsCard *self = data;
  const GwPictureGroup *group = g_ptr_array_index (self->groups->groups, index);
  const char *best = g_ptr_array_index (group->names, group->best);
  g_autofree char *text = describe_group (group);
  g_autofree char *told = g_strdup_printf ("%s, %s", best, text);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *pictures = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);

  for (guint i = 0; i < MIN (group->ids->len, MOST_PICTURES); i++)
    {
      const GwEvaluationItem item = { .image_id = g_array_index (group->ids, gint64, i), .sureness = NAN };
      GtkWidget *picture = gw_crop_picture_new (self->project);

      gw_crop_picture_set_width (GW_CROP_PICTURE (picture), PICTURE_WIDTH);
      gw_crop_picture_set_item (GW_CROP_PICTURE (picture), &item);
      gtk_widget_set_valign (picture, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (pictures), picture);
    }
  gtk_box_append (GTK_BOX (box), pictures);
  gtk_box_append (GTK_BOX (box), gw_quality_texts_new (best, text));
  add_buttons (self, box, group, index);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
  return row;
}

static void
on_activated_cb (GwQualityList *list, guint index, GwQualityGroupsCard *self)
{
  g_autofree char *key = g_strdup_printf ("group:%u", index);

  gtk_widget_activate_action (GTK_WIDGET (self), "quality.show", "s", key);
}

static void
show_head (GwQualityGroupsCard *self)
{
  const GwPictureGroups *groups = self->groups;
  const guint n = groups->groups->len;
  g_autofree char *count = gw_plot_number_count (n);
  g_autofree char *across = gw_plot_number_count ((double) groups->n_across);
  g_autofree char *subtitle = groups->n_across > 0 ? g_strdup_printf (
                                  ngettext ("%s group, %s across splits", "%s groups, %s across splits", n), count,
                                  across)
                                                   : g_strdup_printf (ngettext ("%s group", "%s groups", n), count);
  g_autofree char *dismissed = gw_plot_number_count (groups->dismissed->len);
  /* Translators: brings groups back of which all were kept */
  g_autofree char *restore = g_strdup_printf (_ ("Restore %s Kept"), dismissed);

  gw_card_set_subtitle (GW_CARD (self->card), groups->n_known > 0 ? subtitle : NULL);
  gtk_button_set_label (GTK_BUTTON (self->restore), restore);
  gtk_widget_set_visible (self->restore, groups->dismissed->len > 0);
  gtk_widget_set_visible (self->show_across, groups->n_across > 0 && groups->n_across < n);
  gtk_widget_set_visible (self->show_all, n > 0);
}

void
gw_quality_groups_card_show (GwQualityGroupsCard *self, const GwQualityFigures *figures)
{
  const GwPictureGroups *groups = figures->groups;
  const guint n = groups->groups->len;

  g_return_if_fail (GW_IS_QUALITY_GROUPS_CARD (self));

  self->groups = groups;
  show_head (self);
  gtk_label_set_label (self->nothing,
                       groups->n_known == 0 ? _ ("No picture is measured yet.") : _ ("No two pictures look alike."));
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), n == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
  gw_quality_list_show (self->list, MIN (n, GW_QUALITY_MOST_NAMED), n);
  gw_card_set_note (GW_CARD (self->card), groups->n_across > 0
                                              ? _ ("A picture of training that is one of testing too makes a model "
                                                   "look better than it is.")
                                              : NULL);
}

static void
gw_quality_groups_card_dispose (GObject *object)
{
  GwQualityGroupsCard *self = GW_QUALITY_GROUPS_CARD (object);

  g_clear_pointer (&self->card, gtk_widget_unparent);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (gw_quality_groups_card_parent_class)->dispose (object);
}

static void
gw_quality_groups_card_class_init (GwQualityGroupsCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_quality_groups_card_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
add_button (GwQualityGroupsCard *self, const char *label, const char *description, const char *action,
            const char *target)
{
  GtkWidget *button = gw_quality_button_new (label, description, action, g_variant_new_string (target));

  gtk_widget_set_visible (button, FALSE);
  gw_card_add_end (GW_CARD (self->card), button);
  return button;
}

static void
gw_quality_groups_card_init (GwQualityGroupsCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->nothing = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->nothing, TRUE);
  gtk_label_set_xalign (self->nothing, 0);
  self->list = GW_QUALITY_LIST (gw_quality_list_new (_ ("Groups of near-duplicates"), make_row, self));
  g_signal_connect_object (self->list, "activated", G_CALLBACK (on_activated_cb), self, 0);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->nothing));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);

  self->card = gw_card_new (_ ("Near-Duplicates"), box);
  self->restore = gw_quality_button_new ("", _ ("Restore groups of which all were kept"), "quality.restore",
                                         g_variant_new_string ("groups"));
  gtk_widget_set_halign (self->restore, GTK_ALIGN_START);
  gtk_widget_set_visible (self->restore, FALSE);
  gtk_box_append (GTK_BOX (box), self->restore);
  self->show_across = add_button (self, _ ("Show Across Splits"), _ ("Show near-duplicates across splits in Images"),
                                  "quality.show", "across");
  self->show_all = add_button (self, _ ("Show All"), _ ("Show near-duplicates in Images"), "quality.show", "groups");
  gtk_widget_set_parent (self->card, GTK_WIDGET (self));
}

GtkWidget *
gw_quality_groups_card_new (GwProject *project)
{
  GwQualityGroupsCard *self = g_object_new (GW_TYPE_QUALITY_GROUPS_CARD, NULL);

  self->project = g_object_ref (project);
  return GTK_WIDGET (self);
}
