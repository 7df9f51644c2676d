/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-labeling-bar.h"

#include <glib/gi18n.h>

#include "gw-key-content.h"

#define SPACING 8

struct _GwLabelingBar
{
  GtkWidget parent_instance;

  GwKeymap *keymap;
  char *state_class; /* (nullable) */
  GtkWidget *skip;
  GwKeyContent *skip_content;
  GtkWidget *flag;
  GwKeyContent *flag_content;
  GtkWidget *adjusted;
  GtkWidget *adjusted_label;
  GtkWidget *reset;
  GtkWidget *state;
  GtkWidget *previous;
  GwKeyContent *previous_content;
  GtkWidget *submit;
  GwKeyContent *submit_content;
};

G_DEFINE_FINAL_TYPE (GwLabelingBar, gw_labeling_bar, GTK_TYPE_WIDGET)

static void
show_key (GwLabelingBar *self, GtkWidget *button, GwKeyContent *content, const char *text, const char *command_id)
{
  g_autofree char *key = gw_keymap_dup_label (self->keymap, command_id);

  gw_key_content_set_key (content, key);
  gw_keymap_set_tooltip (self->keymap, button, text, command_id);
}

static void
show_keys (GwLabelingBar *self)
{
  show_key (self, self->skip, self->skip_content, _ ("Skip"), "skip");
  show_key (self, self->flag, self->flag_content, _ ("Flag"), "flag");
  show_key (self, self->previous, self->previous_content, _ ("Previous"), "previous-image");
  show_key (self, self->submit, self->submit_content, _ ("Submit and Next"), "submit");
  gw_keymap_set_tooltip (self->keymap, self->reset, _ ("Show the image as it is"), "reset-view");
}

void
gw_labeling_bar_set_compact (GwLabelingBar *self, gboolean compact)
{
  g_return_if_fail (GW_IS_LABELING_BAR (self));

  gw_key_content_set_compact (self->skip_content, compact);
  gw_key_content_set_compact (self->flag_content, compact);
  gw_key_content_set_show_key (self->skip_content, !compact);
  gw_key_content_set_show_key (self->flag_content, !compact);
  gw_key_content_set_label (self->submit_content, compact ? _ ("Submit") : _ ("Submit and Next"));
}

void
gw_labeling_bar_set_state (GwLabelingBar *self, const char *text, const char *css_class)
{
  g_return_if_fail (GW_IS_LABELING_BAR (self));

  gtk_label_set_label (GTK_LABEL (self->state), text);
  gtk_widget_set_tooltip_text (self->state, text);
  if (g_strcmp0 (self->state_class, css_class) == 0)
    return;

  if (self->state_class != NULL)
    gtk_widget_remove_css_class (self->state, self->state_class);
  g_free (self->state_class);
  self->state_class = g_strdup (css_class);
  if (css_class != NULL)
    gtk_widget_add_css_class (self->state, css_class);
}

void
gw_labeling_bar_set_flagged (GwLabelingBar *self, gboolean flagged)
{
  const char *name = flagged ? _ ("Flagged") : _ ("Flag");

  g_return_if_fail (GW_IS_LABELING_BAR (self));

  if (flagged)
    gtk_widget_add_css_class (self->flag, "gw-flagged");
  else
    gtk_widget_remove_css_class (self->flag, "gw-flagged");
  gw_key_content_set_label (self->flag_content, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->flag), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
gw_labeling_bar_set_adjusted (GwLabelingBar *self, const char *text)
{
  g_return_if_fail (GW_IS_LABELING_BAR (self));

  gtk_label_set_label (GTK_LABEL (self->adjusted_label), text != NULL ? text : "");
  gtk_widget_set_visible (self->adjusted, text != NULL);
}

GtkWidget *
gw_labeling_bar_get_flag_button (GwLabelingBar *self)
{
  g_return_val_if_fail (GW_IS_LABELING_BAR (self), NULL);

  return self->flag;
}

GtkWidget *
gw_labeling_bar_get_submit_button (GwLabelingBar *self)
{
  g_return_val_if_fail (GW_IS_LABELING_BAR (self), NULL);

  return self->submit;
}

/* --- who gets the room ---------------------------------------------------------------- */

#define N_CHILDREN 6

typedef struct
{
  GtkWidget *children[N_CHILDREN]; /* from start to end */
  int minimum[N_CHILDREN];
  int natural[N_CHILDREN];
  int least; /* all of them as narrow as they can be, and what is between them */
  int most;
} Widths;

enum
{
  SKIP,
  FLAG,
  ADJUSTED,
  STATE,
  PREVIOUS,
  SUBMIT
};

static void
get_widths (GwLabelingBar *self, Widths *widths)
{
  GtkWidget *children[N_CHILDREN] = {
    self->skip, self->flag, self->adjusted, self->state, self->previous, self->submit
  };
  int spacing = -SPACING;

  *widths = (Widths) { 0 };
  for (int i = 0; i < N_CHILDREN; i++)
    {
      widths->children[i] = children[i];
      if (!gtk_widget_should_layout (children[i]))
        continue;
      gtk_widget_measure (children[i], GTK_ORIENTATION_HORIZONTAL, -1, &widths->minimum[i], &widths->natural[i], NULL,
                          NULL);
      spacing += SPACING;
      widths->least += widths->minimum[i];
      widths->most += widths->natural[i];
    }
  widths->least += MAX (spacing, 0);
  widths->most += MAX (spacing, 0);
}

static void
gw_labeling_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                         int *minimum_baseline, int *natural_baseline)
{
  GwLabelingBar *self = GW_LABELING_BAR (widget);
  Widths widths;

  get_widths (self, &widths);
  *minimum = widths.least;
  *natural = widths.most;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;

  *minimum = *natural = 0;
  for (int i = 0; i < N_CHILDREN; i++)
    {
      int least, most;

      gtk_widget_measure (widths.children[i], orientation, -1, &least, &most, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, most);
    }
}

/* Words grow as far as there is room. */
static void
give_words (Widths *widths, int child, int *room)
{
  int more = MIN (widths->natural[child] - widths->minimum[child], *room);

  widths->minimum[child] += more;
  *room -= more;
}

/* A key is shown whole or not at all; those of both buttons or of none. */
static void
give_keys (Widths *widths, int child, int other, int *room)
{
  int more = widths->natural[child] - widths->minimum[child];
  int more_too = child != other ? widths->natural[other] - widths->minimum[other] : 0;

  if (more + more_too > *room)
    return;

  widths->minimum[child] += more;
  widths->minimum[other] += more_too;
  *room -= more + more_too;
}

/* The words of both icons or of none. */
static void
give_names (Widths *widths, GwLabelingBar *self, int *room)
{
  int skip = gw_key_content_get_words_width (self->skip_content);
  int flag = gw_key_content_get_words_width (self->flag_content);

  if (skip + flag > *room)
    return;

  widths->minimum[SKIP] += skip;
  widths->minimum[FLAG] += flag;
  *room -= skip + flag;
}

/* What is saved is said before anything else, then come the names of what has
 * an icon, and the keys of what is pressed most.
 */
static void
gw_labeling_bar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  Widths widths;
  int room;
  int x = 0;

  get_widths (GW_LABELING_BAR (widget), &widths);
  room = MAX (width - widths.least, 0);
  give_words (&widths, STATE, &room);
  give_names (&widths, GW_LABELING_BAR (widget), &room);
  give_words (&widths, ADJUSTED, &room);
  give_keys (&widths, SUBMIT, SUBMIT, &room);
  give_keys (&widths, PREVIOUS, PREVIOUS, &room);
  give_keys (&widths, SKIP, FLAG, &room);
  widths.minimum[STATE] += room;

  for (int i = 0; i < N_CHILDREN; i++)
    {
      int child = widths.minimum[i];

      if (!gtk_widget_should_layout (widths.children[i]))
        continue;
      gtk_widget_size_allocate (widths.children[i],
                                &(GtkAllocation) { mirrored ? width - x - child : x, 0, child, height }, -1);
      x += child + SPACING;
    }
}

static void
gw_labeling_bar_dispose (GObject *object)
{
  GwLabelingBar *self = GW_LABELING_BAR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GW_TYPE_LABELING_BAR);
  g_clear_pointer (&self->state_class, g_free);
  g_clear_object (&self->keymap);

  G_OBJECT_CLASS (gw_labeling_bar_parent_class)->dispose (object);
}

static void
gw_labeling_bar_class_init (GwLabelingBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_labeling_bar_dispose;
  widget_class->measure = gw_labeling_bar_measure;
  widget_class->size_allocate = gw_labeling_bar_size_allocate;

  g_type_ensure (GW_TYPE_KEY_CONTENT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/groundwork/Groundwork/ui/gw-labeling-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GwLabelingBar, adjusted);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingBar, adjusted_label);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingBar, flag);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingBar, flag_content);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingBar, previous);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingBar, previous_content);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingBar, reset);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingBar, skip);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingBar, skip_content);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingBar, state);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingBar, submit);
  gtk_widget_class_bind_template_child (widget_class, GwLabelingBar, submit_content);
  gtk_widget_class_set_css_name (widget_class, "labelingbar");
}

static void
gw_labeling_bar_init (GwLabelingBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gw_labeling_bar_new (GwKeymap *keymap)
{
  GwLabelingBar *self;

  g_return_val_if_fail (GW_IS_KEYMAP (keymap), NULL);

  self = g_object_new (GW_TYPE_LABELING_BAR, NULL);
  self->keymap = g_object_ref (keymap);
  g_signal_connect_object (keymap, "changed", G_CALLBACK (show_keys), self, G_CONNECT_SWAPPED);
  show_keys (self);

  return GTK_WIDGET (self);
}
