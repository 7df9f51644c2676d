/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-drift-sets.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-card.h"
#include "gw-columns-layout.h"
#include "gw-plot-number.h"
#include "gw-plot-rows.h"

#define FIRST_DAYS -7

struct _GwDriftSets
{
  GtkWidget parent_instance;

  GtkWidget *card;
  GtkDropDown *lists[2];
  GtkMenuButton *days[2];
  GtkCalendar *calendars[2];
  GtkLabel *counts[2];
  GtkLabel *verdict;
  char *filters[2];
  GPtrArray *choices; /* (nullable) */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (GwDriftSets, gw_drift_sets, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

const char *
gw_drift_sets_get_filter (GwDriftSets *self, guint side)
{
  g_return_val_if_fail (GW_IS_DRIFT_SETS (self) && side < 2, NULL);

  return self->filters[side];
}

void
gw_drift_sets_set_filter (GwDriftSets *self, guint side, const char *filter)
{
  g_return_if_fail (GW_IS_DRIFT_SETS (self) && side < 2);

  if (g_strcmp0 (self->filters[side], filter) == 0)
    return;
  g_free (self->filters[side]);
  self->filters[side] = g_strdup (filter);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- days ------------------------------------------------------------------------------ */

static const GwDriftChoice *
get_choice (GwDriftSets *self, guint side)
{
  const guint i = gtk_drop_down_get_selected (self->lists[side]);

  return self->choices != NULL && i < self->choices->len ? g_ptr_array_index (self->choices, i) : NULL;
}

static gboolean
is_of_day (const char *filter)
{
  return g_str_has_prefix (filter, "added");
}

static void
take_choice (GwDriftSets *self, guint side)
{
  const GwDriftChoice *choice = get_choice (self, side);
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendars[side]);
  g_autofree char *day = g_date_time_format (date, "%Y-%m-%d");
  g_autofree char *filter = NULL;

  if (choice == NULL || self->filling)
    return;
  filter = is_of_day (choice->filter) ? g_strconcat (choice->filter, day, NULL) : g_strdup (choice->filter);
  gtk_menu_button_set_label (self->days[side], day);
  gtk_widget_set_visible (GTK_WIDGET (self->days[side]), is_of_day (choice->filter));
  gw_drift_sets_set_filter (self, side, filter);
}

static guint
find_side (GwDriftSets *self, gpointer widget)
{
  return widget == (gpointer) self->lists[1] || widget == (gpointer) self->calendars[1];
}

static void
on_chosen_cb (GtkWidget *list, GParamSpec *pspec, GwDriftSets *self)
{
  take_choice (self, find_side (self, list));
}

static void
on_day_cb (GtkWidget *calendar, GwDriftSets *self)
{
  const guint side = find_side (self, calendar);

  gtk_popover_popdown (gtk_menu_button_get_popover (self->days[side]));
  take_choice (self, side);
}

/* --- showing ------------------------------------------------------------------------------ */

static guint
find_choice (const GPtrArray *choices, const char *filter)
{
  guint found = 0;

  for (guint i = 0; i < choices->len; i++)
    {
      const GwDriftChoice *choice = g_ptr_array_index (choices, i);

      if (g_str_equal (choice->filter, filter)
          || (is_of_day (choice->filter) && g_str_has_prefix (filter, choice->filter)))
        found = i;
    }
  return found;
}

static void
show_day (GwDriftSets *self, guint side, const char *filter)
{
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->days[side]), is_of_day (filter));
  if (!is_of_day (filter))
    return;
  text = g_strconcat (filter + strcspn (filter, "0123456789"), "T00:00:00Z", NULL);
  date = g_date_time_new_from_iso8601 (text, NULL);
  if (date == NULL)
    return;
  gtk_calendar_select_day (self->calendars[side], date);
  gtk_menu_button_set_label (self->days[side], filter + strcspn (filter, "0123456789"));
}

static void
fill (GwDriftSets *self, const GwDriftPageFigures *figures)
{
  for (guint side = 0; side < 2; side++)
    {
      g_autofree char *count = gw_plot_rows_count (GW_PLOT_ROWS_IMAGES, (double) figures->sides->sets[side]->n_images);

      if (self->choices != figures->choices)
        {
          g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

          for (guint i = 0; i < figures->choices->len; i++)
            gtk_string_list_append (titles, ((GwDriftChoice *) g_ptr_array_index (figures->choices, i))->title);
          gtk_drop_down_set_model (self->lists[side], G_LIST_MODEL (titles));
        }
      gtk_drop_down_set_selected (self->lists[side], find_choice (figures->choices, figures->filters[side]));
      show_day (self, side, figures->filters[side]);
      gtk_label_set_label (self->counts[side], count);
      g_free (self->filters[side]);
      self->filters[side] = g_strdup (figures->filters[side]);
    }
}

/* “3 of 17 variables have drifted, Image Brightness most.” */
static char *
make_verdict (const GwDriftPageFigures *figures)
{
  const GwDriftSides *sides = figures->sides;
  const guint n_drifted = sides->n_readings[GW_DRIFT_DRIFT], n_watched = sides->n_readings[GW_DRIFT_WATCH];
  const guint n = n_drifted + n_watched + sides->n_readings[GW_DRIFT_STABLE];
  const GwSetDriftRow *first = sides->rows->len > 0 ? g_ptr_array_index (sides->rows, 0) : NULL;

  if (g_str_equal (sides->texts[0], sides->texts[1]))
    return g_strdup (_ ("Both sides are the same images. Choose another set to compare."));
  if (sides->sets[0]->n_images == 0 || sides->sets[1]->n_images == 0)
    return g_strdup (_ ("A side has no images. Choose another set."));
  if (n == 0)
    return g_strdup (_ ("There is nothing that both sides have values of."));
  if (n_drifted > 0)
    return g_strdup_printf (
        ngettext ("%u of %u variables has drifted, %s most.", "%u of %u variables have drifted, %s most.", n_drifted),
        n_drifted, n, first->title);
  if (n_watched > 0)
    return g_strdup_printf (ngettext ("No drift, but %u of %u variables asks for a look: %s most.",
                                      "No drift, but %u of %u variables ask for a look: %s most.", n_watched),
                            n_watched, n, first->title);
  return g_strdup_printf (
      ngettext ("No drift: the %u variable is stable.", "No drift: all %u variables are stable.", n), n);
}

void
gw_drift_sets_show (GwDriftSets *self, const GwDriftPageFigures *figures)
{
  g_autofree char *verdict = make_verdict (figures);

  g_return_if_fail (GW_IS_DRIFT_SETS (self));

  self->filling = TRUE;
  fill (self, figures);
  self->filling = FALSE;
  g_ptr_array_ref (figures->choices);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  self->choices = figures->choices;
  if (g_strcmp0 (gtk_label_get_label (self->verdict), verdict) != 0)
    gtk_label_set_label (self->verdict, verdict);
}

/* --- the card --------------------------------------------------------------------------------- */

static GtkWidget *
make_day (GwDriftSets *self, guint side, const char *name)
{
  GtkWidget *popover = gtk_popover_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) first = g_date_time_add_days (now, FIRST_DAYS);

  self->calendars[side] = GTK_CALENDAR (gtk_calendar_new ());
  gtk_calendar_select_day (self->calendars[side], first);
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->calendars[side]));
  self->days[side] = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_popover (self->days[side], popover);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->days[side]), name);
  gtk_widget_set_visible (GTK_WIDGET (self->days[side]), FALSE);
  g_signal_connect_object (self->calendars[side], "day-selected", G_CALLBACK (on_day_cb), self, 0);
  return GTK_WIDGET (self->days[side]);
}

static GtkWidget *
make_side (GwDriftSets *self, guint side, const char *title, const char *day)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *caption = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_widget_add_css_class (caption, "heading");
  self->lists[side] = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->lists[side]), GTK_ACCESSIBLE_RELATION_LABELLED_BY, caption,
                                  NULL, -1);
  g_signal_connect_object (self->lists[side], "notify::selected", G_CALLBACK (on_chosen_cb), self, 0);
  self->counts[side] = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->counts[side], PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->counts[side]), "gw-secondary");
  gtk_widget_add_css_class (GTK_WIDGET (self->counts[side]), "gw-num");
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->lists[side]));
  gtk_box_append (GTK_BOX (line), make_day (self, side, day));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->counts[side]));
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), line);
  return box;
}

static void
gw_drift_sets_dispose (GObject *object)
{
  GwDriftSets *self = GW_DRIFT_SETS (object);

  self->filling = TRUE;
  g_clear_pointer (&self->card, gtk_widget_unparent);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->filters[0], g_free);
  g_clear_pointer (&self->filters[1], g_free);

  G_OBJECT_CLASS (gw_drift_sets_parent_class)->dispose (object);
}

static void
gw_drift_sets_class_init (GwDriftSetsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_drift_sets_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gw_drift_sets_init (GwDriftSets *self)
{
  GtkWidget *head = gw_columns_new (220, 18);

  self->filling = TRUE;
  gtk_box_append (GTK_BOX (head), make_side (self, 0, _ ("Baseline"), _ ("Day of the Baseline")));
  gtk_box_append (GTK_BOX (head), make_side (self, 1, _ ("Compared With It"), _ ("Day of What Is Compared")));
  self->verdict = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, "wrap", TRUE, "xalign",
                                0.0, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->verdict), "gw-strong");
  self->card = gw_card_new (_ ("Sets"), GTK_WIDGET (self->verdict));
  gw_card_set_head (GW_CARD (self->card), head);
  gtk_widget_set_parent (self->card, GTK_WIDGET (self));
  self->filling = FALSE;
}

GtkWidget *
gw_drift_sets_new (void)
{
  return g_object_new (GW_TYPE_DRIFT_SETS, NULL);
}
