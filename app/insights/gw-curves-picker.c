/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-curves-picker.h"

#include <glib/gi18n.h>

#include "gw-plot-curves.h"

struct _GwCurvesPicker
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkListBox *list;
  GPtrArray *checks; /* of GtkCheckButton, by class */
  GPtrArray *names;
  guint chosen; /* the positive class, which is drawn always */
  gboolean picked;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (GwCurvesPicker, gw_curves_picker, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_active (GwCurvesPicker *self, guint i)
{
  return gtk_check_button_get_active (g_ptr_array_index (self->checks, i));
}

static guint
count_active (GwCurvesPicker *self)
{
  guint n = 0;

  for (guint i = 0; i < self->checks->len; i++)
    n += is_active (self, i);
  return n;
}

/* No more than can be told apart. */
static void
update (GwCurvesPicker *self)
{
  const guint n = count_active (self);
  g_autofree char *text = NULL;

  /* Translators: how many of how many classes are drawn */
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u of %u Class", "%u of %u Classes", self->checks->len), n,
                          self->checks->len);
  gtk_menu_button_set_label (self->button, text);
  for (guint i = 0; i < self->checks->len; i++)
    gtk_widget_set_sensitive (g_ptr_array_index (self->checks, i),
                              i != self->chosen && (is_active (self, i) || n < GW_PLOT_MOST_CURVES));
}

static void
on_toggled_cb (GwCurvesPicker *self)
{
  if (self->filling)
    return;
  self->picked = TRUE;
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
has_names (GwCurvesPicker *self, const GPtrArray *names)
{
  if (self->names->len != names->len)
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    if (!g_str_equal (g_ptr_array_index (self->names, i), g_ptr_array_index (names, i)))
      return FALSE;
  return TRUE;
}

static void
fill (GwCurvesPicker *self, const GPtrArray *names)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  g_ptr_array_set_size (self->checks, 0);
  g_ptr_array_set_size (self->names, 0);
  for (guint i = 0; i < names->len; i++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (g_ptr_array_index (names, i));

      g_ptr_array_add (self->names, g_strdup (g_ptr_array_index (names, i)));
      g_ptr_array_add (self->checks, check);
      g_signal_connect_object (check, "toggled", G_CALLBACK (on_toggled_cb), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->list, check);
      gtk_widget_set_focusable (gtk_widget_get_parent (check), FALSE);
    }
}

void
gw_curves_picker_show (GwCurvesPicker *self, const GwCurvesFigures *figures)
{
  const GwClassCurves *curves = figures->curves;

  g_return_if_fail (GW_IS_CURVES_PICKER (self));

  self->filling = TRUE;
  self->chosen = curves->chosen;
  if (!has_names (self, curves->classes))
    fill (self, curves->classes);
  for (guint i = 0; i < self->checks->len; i++)
    gtk_check_button_set_active (g_ptr_array_index (self->checks, i), FALSE);
  for (gsize i = 0; i < curves->n_lines; i++)
    gtk_check_button_set_active (g_ptr_array_index (self->checks, curves->lines[i].which), TRUE);
  self->filling = FALSE;
  update (self);
  gtk_widget_set_visible (GTK_WIDGET (self), curves->classes->len > 1);
}

GStrv
gw_curves_picker_get_others (GwCurvesPicker *self)
{
  g_autoptr (GStrvBuilder) others = NULL;

  if (!self->picked)
    return NULL;
  others = g_strv_builder_new ();
  for (guint i = 0; i < self->checks->len; i++)
    if (i != self->chosen && is_active (self, i))
      g_strv_builder_add (others, g_ptr_array_index (self->names, i));
  return g_strv_builder_end (others);
}

static void
gw_curves_picker_dispose (GObject *object)
{
  GwCurvesPicker *self = GW_CURVES_PICKER (object);
  GtkWidget *button = GTK_WIDGET (self->button);

  g_clear_pointer (&button, gtk_widget_unparent);
  self->button = NULL;
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);

  G_OBJECT_CLASS (gw_curves_picker_parent_class)->dispose (object);
}

static void
gw_curves_picker_class_init (GwCurvesPickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_curves_picker_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gw_curves_picker_init (GwCurvesPicker *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->checks = g_ptr_array_new ();
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 360);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_popover (self->button, popover);
  gtk_menu_button_set_always_show_arrow (self->button, TRUE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _ ("Classes that are drawn, at most 8"));
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
}

GtkWidget *
gw_curves_picker_new (void)
{
  return g_object_new (GW_TYPE_CURVES_PICKER, NULL);
}
