/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-choice-pane.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-absent-row.h"
#include "gw-attribute-row.h"
#include "gw-class-menu.h"
#include "gw-edits.h"
#include "gw-label-list.h"
#include "gw-path.h"
#include "gw-swatch.h"

/* Scores below this say nothing and are not shown. */
#define LEAST_SCORE 0.01

static const char *const attribute_commands[] = { "attribute-1", "attribute-2", "attribute-3", "attribute-4",
                                                  "attribute-5" };

struct _GwChoicePane
{
  GtkWidget parent_instance;

  GwKeymap *keymap;
  GwDocument *document;
  GListModel *classes;
  GArray *scores; /* (nullable): of GwLabel */
  gboolean single;
  gboolean advance;
  guint refresh_id;

  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *subtitle;
  GtkWidget *choices; /* GtkListBox */
  GtkWidget *attributes_title;
  GtkWidget *attributes; /* GtkListBox */
  GtkWidget *advance_row;
  GtkWidget *advance_switch;
  GtkWidget *absent_slot;
  GtkWidget *absent;
  GtkWidget *menu;
};

G_DEFINE_FINAL_TYPE (GwChoicePane, gw_choice_pane, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_ADVANCE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- choice rows ---------------------------------------------------------------------- */

typedef struct
{
  gint64 class_id;
  char *key;
  char *name;
  GtkWidget *mark;
  GtkWidget *title;
  GtkWidget *score;
} Choice;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_free (choice->key);
  g_free (choice->name);
  g_free (choice);
}

static Choice *
choice_of (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "gw-choice");
}

static void
open_menu (GwChoicePane *self, GtkWidget *row, double x, double y)
{
  if (self->document != NULL)
    gw_class_menu_open (self->menu, self->document, choice_of (row)->class_id, row, x, y);
}

static void
on_secondary_cb (GtkGestureClick *click, int n_press, double x, double y, GwChoicePane *self)
{
  GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_y (GTK_LIST_BOX (self->choices), (int) y));
  double row_x, row_y;

  if (row != NULL && gtk_widget_translate_coordinates (self->choices, row, x, y, &row_x, &row_y))
    open_menu (self, row, row_x, row_y);
}

/* At the row that the keys are on. */
static gboolean
on_menu_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  GwChoicePane *self = GW_CHOICE_PANE (widget);
  GtkWidget *row = gtk_widget_get_focus_child (self->choices);

  if (row == NULL)
    return FALSE;
  open_menu (self, row, gtk_widget_get_width (row) / 2.0, gtk_widget_get_height (row));
  return TRUE;
}

static GtkWidget *
make_choice (GwClass *klass, guint position)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  Choice *choice = g_new0 (Choice, 1);
  GtkWidget *key;

  choice->class_id = gw_class_get_id (klass);
  choice->key = gw_label_list_dup_key (klass, position);
  choice->name = gw_path_display (gw_class_get_name (klass), -1);

  /* A picture of the state: the row itself is the control. */
  choice->mark = gtk_image_new ();
  gtk_widget_add_css_class (choice->mark, "gw-choice-mark");
  gtk_widget_set_valign (choice->mark, GTK_ALIGN_CENTER);
  choice->title = gtk_label_new (choice->name);
  gtk_widget_add_css_class (choice->title, "gw-name");
  /* Large text takes another line before it is cut. */
  gtk_label_set_wrap (GTK_LABEL (choice->title), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (choice->title), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (choice->title), 3);
  gtk_label_set_ellipsize (GTK_LABEL (choice->title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (choice->title), 0.0f);
  gtk_widget_set_hexpand (choice->title, TRUE);
  choice->score = gtk_label_new (NULL);
  gtk_widget_add_css_class (choice->score, "caption");
  gtk_widget_add_css_class (choice->score, "gw-secondary");
  gtk_widget_add_css_class (choice->score, "gw-num");
  key = gtk_label_new (choice->key);
  gtk_widget_add_css_class (key, "gw-key");
  gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (key, choice->key != NULL);

  gtk_box_append (GTK_BOX (box), choice->mark);
  gtk_box_append (GTK_BOX (box), gw_swatch_new (gw_class_get_color (klass)));
  gtk_box_append (GTK_BOX (box), choice->title);
  gtk_box_append (GTK_BOX (box), choice->score);
  gtk_box_append (GTK_BOX (box), key);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_add_css_class (row, "card");
  gtk_widget_add_css_class (row, "gw-choice");
  g_object_set_data_full (G_OBJECT (row), "gw-choice", choice, choice_free);

  return row;
}

static gboolean
is_chosen (GwChoicePane *self, gint64 class_id)
{
  const GArray *labels = self->document != NULL ? gw_document_get_labels (self->document) : NULL;

  for (guint i = 0; labels != NULL && i < labels->len; i++)
    {
      if (g_array_index (labels, GwLabel, i).class_id == class_id)
        return TRUE;
    }

  return FALSE;
}

/* NaN: none. best says whether no other class has more. */
static double
score_of (GwChoicePane *self, gint64 class_id, gboolean *best)
{
  double score = NAN;
  double most = -1.0;

  for (guint i = 0; self->scores != NULL && i < self->scores->len; i++)
    {
      const GwLabel *label = &g_array_index (self->scores, GwLabel, i);

      if (isnan (label->confidence))
        continue;
      most = MAX (most, label->confidence);
      if (label->class_id == class_id)
        score = label->confidence;
    }
  *best = !isnan (score) && score >= most;

  return score;
}

static void
set_css_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
show_choice (GwChoicePane *self, GtkWidget *row)
{
  Choice *choice = choice_of (row);
  gboolean chosen = is_chosen (self, choice->class_id);
  gboolean absent = self->document != NULL && gw_document_is_absent (self->document, choice->class_id);
  gboolean best;
  double score = score_of (self, choice->class_id, &best);
  g_autofree char *text = NULL;
  g_autofree char *spoken = NULL;

  if (!isnan (score) && score >= LEAST_SCORE)
    text = g_strdup_printf (best ? C_ ("score of a model", "Model %.2f") : "%.2f", score);
  if (absent)
    {
      const char *word = C_ ("class in an image", "absent");
      g_autofree char *both = text != NULL ? g_strdup_printf ("%s · %s", word, text) : NULL;

      gtk_label_set_label (GTK_LABEL (choice->score), both != NULL ? both : word);
    }
  else
    gtk_label_set_label (GTK_LABEL (choice->score), text != NULL ? text : "");

  set_css_class (row, "gw-chosen", chosen);
  set_css_class (choice->mark, "gw-on", chosen);
  set_css_class (choice->mark, "gw-round", self->single);
  if (chosen && !self->single)
    gtk_image_set_from_icon_name (GTK_IMAGE (choice->mark), "object-select-symbolic");
  else
    gtk_image_clear (GTK_IMAGE (choice->mark));

  spoken = g_strdup_printf ("%s, %s%s%s", choice->name,
                            chosen   ? _ ("chosen")
                            : absent ? _ ("verified absent")
                                     : _ ("not chosen"),
                            text != NULL ? ", " : "", text != NULL ? text : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, choice->key != NULL ? choice->key : "", -1);
}

/* --- attributes of the image ------------------------------------------------------------- */

static void
on_attribute_changed_cb (GwAttributeRow *row, const char *value, GwChoicePane *self)
{
  if (self->document != NULL)
    gw_document_set_image_attribute (self->document, gw_attribute_row_get_name (row), value);
}

/* Once each, in the order of classes: (element-type GwAttribute). */
static GPtrArray *
all_attributes (GwChoicePane *self)
{
  GPtrArray *all = g_ptr_array_new ();
  guint n = g_list_model_get_n_items (self->classes);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GwClass) klass = g_list_model_get_item (self->classes, i);
      GPtrArray *attributes = gw_class_get_attributes (klass);

      for (guint k = 0; k < attributes->len; k++)
        {
          const GwAttribute *attribute = g_ptr_array_index (attributes, k);
          gboolean there = FALSE;

          for (guint m = 0; m < all->len && !there; m++)
            there = g_strcmp0 (((GwAttribute *) g_ptr_array_index (all, m))->name, attribute->name) == 0;
          if (!there)
            g_ptr_array_add (all, (gpointer) attribute);
        }
    }

  return all;
}

/* Whether it makes sense now: nothing is chosen yet, or a chosen class has it. */
static gboolean
applies (GwChoicePane *self, const char *name)
{
  const GArray *labels = self->document != NULL ? gw_document_get_labels (self->document) : NULL;

  if (labels == NULL || labels->len == 0)
    return TRUE;
  for (guint i = 0; i < labels->len; i++)
    {
      GwClass *klass = gw_document_get_class (self->document, g_array_index (labels, GwLabel, i).class_id);

      if (klass != NULL && gw_class_find_attribute (klass, name) != NULL)
        return TRUE;
    }

  return FALSE;
}

static void
show_attributes (GwChoicePane *self)
{
  GwImage *image = self->document != NULL ? gw_document_get_image (self->document) : NULL;

  for (GtkWidget *row = gtk_widget_get_first_child (self->attributes); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      const char *name = gw_attribute_row_get_name (GW_ATTRIBUTE_ROW (row));

      gtk_widget_set_sensitive (row, applies (self, name));
      gw_attribute_row_set_value (GW_ATTRIBUTE_ROW (row), image != NULL ? gw_image_get_attribute (image, name) : NULL,
                                  FALSE);
    }
}

/* --- building -------------------------------------------------------------------------------- */

static void
clear_list (GtkWidget *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (list), row);
}

static void
rebuild (GwChoicePane *self)
{
  g_autoptr (GPtrArray) attributes = all_attributes (self);
  guint n = g_list_model_get_n_items (self->classes);
  guint n_checks = 0;

  clear_list (self->choices);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GwClass) klass = g_list_model_get_item (self->classes, i);

      gtk_list_box_append (GTK_LIST_BOX (self->choices), make_choice (klass, i));
    }

  clear_list (self->attributes);
  for (guint i = 0; i < attributes->len; i++)
    {
      const GwAttribute *attribute = g_ptr_array_index (attributes, i);
      GtkWidget *row = gw_attribute_row_new (attribute, TRUE);

      if (attribute->kind == GW_ATTRIBUTE_CHECKBOX && n_checks < G_N_ELEMENTS (attribute_commands))
        {
          g_autofree char *key = gw_keymap_dup_label (self->keymap, attribute_commands[n_checks++]);

          gw_attribute_row_set_key (GW_ATTRIBUTE_ROW (row), key);
        }
      g_signal_connect (row, "changed", G_CALLBACK (on_attribute_changed_cb), self);
      gtk_list_box_append (GTK_LIST_BOX (self->attributes), row);
    }
  gtk_widget_set_visible (self->attributes, attributes->len > 0);
  gtk_widget_set_visible (self->attributes_title, attributes->len > 0);
}

static void
show_words (GwChoicePane *self)
{
  gtk_label_set_label (GTK_LABEL (self->title), self->single ? _ ("Choose One Label") : _ ("Choose Labels"));
  gtk_label_set_label (GTK_LABEL (self->subtitle), self->single ? _ ("Choose the one that describes the image best.")
                                                                : _ ("Choose all that describe the image."));
  gtk_widget_set_visible (self->advance_row, self->single);
}

static void
refresh (GwChoicePane *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (self->choices); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    show_choice (self, row);
  show_attributes (self);
}

static gboolean
on_refresh_cb (gpointer user_data)
{
  GwChoicePane *self = user_data;

  self->refresh_id = 0;
  refresh (self);

  return G_SOURCE_REMOVE;
}

static void
queue_refresh (GwChoicePane *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 30, on_refresh_cb, self, NULL);
}

static void
on_classes_changed_cb (GwChoicePane *self)
{
  rebuild (self);
  queue_refresh (self);
}

static void
on_row_activated_cb (GtkListBox *list, GtkListBoxRow *row, GwChoicePane *self)
{
  g_signal_emit (self, signals[CHOSEN], 0, choice_of (GTK_WIDGET (row))->class_id);
}

static void
drop_document (GwChoicePane *self)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
}

void
gw_choice_pane_set_document (GwChoicePane *self, GwDocument *document)
{
  g_return_if_fail (GW_IS_CHOICE_PANE (self));

  if (self->document == document)
    return;

  drop_document (self);
  if (document != NULL)
    {
      self->document = g_object_ref (document);
      g_signal_connect_swapped (document, "notify::labels-version", G_CALLBACK (queue_refresh), self);
      g_signal_connect_swapped (document, "notify::image", G_CALLBACK (queue_refresh), self);
    }
  gw_absent_row_set_document (GW_ABSENT_ROW (self->absent), document);
  queue_refresh (self);
}

void
gw_choice_pane_set_single (GwChoicePane *self, gboolean single)
{
  g_return_if_fail (GW_IS_CHOICE_PANE (self));

  self->single = !!single;
  show_words (self);
  queue_refresh (self);
}

void
gw_choice_pane_set_scores (GwChoicePane *self, const GArray *scores)
{
  g_return_if_fail (GW_IS_CHOICE_PANE (self));

  g_clear_pointer (&self->scores, g_array_unref);
  if (scores != NULL)
    {
      self->scores = g_array_new (FALSE, FALSE, sizeof (GwLabel));
      g_array_append_vals (self->scores, scores->data, scores->len);
    }
  queue_refresh (self);
}

gboolean
gw_choice_pane_toggle_attribute (GwChoicePane *self, guint number)
{
  guint n = 0;

  g_return_val_if_fail (GW_IS_CHOICE_PANE (self), FALSE);

  /* A fast hand: whether an attribute applies may have changed just now. */
  if (self->refresh_id != 0)
    refresh (self);
  for (GtkWidget *row = gtk_widget_get_first_child (self->attributes); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      if (gw_attribute_row_get_kind (GW_ATTRIBUTE_ROW (row)) != GW_ATTRIBUTE_CHECKBOX || ++n != number)
        continue;
      if (!gtk_widget_get_sensitive (row))
        return FALSE;
      gw_attribute_row_step (GW_ATTRIBUTE_ROW (row), 1);
      return TRUE;
    }

  return FALSE;
}

gboolean
gw_choice_pane_focus_next (GwChoicePane *self)
{
  GtkWidget *row;

  g_return_val_if_fail (GW_IS_CHOICE_PANE (self), FALSE);

  row = gtk_widget_get_focus_child (self->attributes);
  row = row != NULL ? gtk_widget_get_next_sibling (row) : NULL;
  if (row == NULL)
    row = gtk_widget_get_first_child (self->attributes);

  return row != NULL && gtk_widget_grab_focus (row);
}

static void
gw_choice_pane_dispose (GObject *object)
{
  GwChoicePane *self = GW_CHOICE_PANE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  drop_document (self);
  if (self->classes != NULL)
    g_signal_handlers_disconnect_by_data (self->classes, self);
  g_clear_object (&self->classes);
  g_clear_object (&self->keymap);
  g_clear_pointer (&self->scores, g_array_unref);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), GW_TYPE_CHOICE_PANE);

  G_OBJECT_CLASS (gw_choice_pane_parent_class)->dispose (object);
}

static void
gw_choice_pane_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ADVANCE:
      g_value_set_boolean (value, GW_CHOICE_PANE (object)->advance);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gw_choice_pane_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  GwChoicePane *self = GW_CHOICE_PANE (object);

  switch (prop_id)
    {
    case PROP_ADVANCE:
      if (self->advance == g_value_get_boolean (value))
        return;
      self->advance = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gw_choice_pane_class_init (GwChoicePaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gw_choice_pane_dispose;
  object_class->get_property = gw_choice_pane_get_property;
  object_class->set_property = gw_choice_pane_set_property;

  properties[PROP_ADVANCE] = g_param_spec_boolean (
      "advance", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/groundwork/Groundwork/ui/gw-choice-pane.ui");
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), GwChoicePane, absent_slot);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), GwChoicePane, advance_row);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), GwChoicePane, advance_switch);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), GwChoicePane, attributes);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), GwChoicePane, attributes_title);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), GwChoicePane, box);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), GwChoicePane, choices);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), GwChoicePane, subtitle);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), GwChoicePane, title);
  gtk_widget_class_bind_template_callback (GTK_WIDGET_CLASS (klass), on_row_activated_cb);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "choicepane");
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Menu, 0, on_menu_key_cb, NULL);
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_F10, GDK_SHIFT_MASK, on_menu_key_cb, NULL);
}

static void
gw_choice_pane_init (GwChoicePane *self)
{
  GtkGesture *secondary = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->absent = gw_absent_row_new ();
  gtk_box_append (GTK_BOX (self->absent_slot), self->absent);
  self->menu = gw_class_menu_new (GTK_WIDGET (self));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect (secondary, "pressed", G_CALLBACK (on_secondary_cb), self);
  gtk_widget_add_controller (self->choices, GTK_EVENT_CONTROLLER (secondary));
  self->single = TRUE;
  show_words (self);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->choices),
                                gw_label_list_make_empty (_ ("There are no classes to choose from yet.")));
  g_object_bind_property (self, "advance", self->advance_switch, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}

GtkWidget *
gw_choice_pane_new (GListModel *classes, GwKeymap *keymap)
{
  GwChoicePane *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (classes), NULL);
  g_return_val_if_fail (GW_IS_KEYMAP (keymap), NULL);

  self = g_object_new (GW_TYPE_CHOICE_PANE, NULL);
  self->keymap = g_object_ref (keymap);
  g_signal_connect_object (keymap, "changed", G_CALLBACK (on_classes_changed_cb), self, G_CONNECT_SWAPPED);
  self->classes = g_object_ref (classes);
  g_signal_connect_swapped (classes, "items-changed", G_CALLBACK (on_classes_changed_cb), self);
  on_classes_changed_cb (self);

  return GTK_WIDGET (self);
}
