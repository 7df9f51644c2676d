/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-facet-pane.h"

#include <glib/gi18n.h>

#include "gw-facet-counts.h"
#include "gw-image-words.h"
#include "gw-range-bars.h"
#include "gw-split-title.h"
#include "gw-swatch.h"

/* Values that a facet shows before “Show More”, those after it, where who has
 * more types them, and those of a menu, which does not scroll.
 */
#define N_SHORT 5
#define N_LONG 100
#define N_MENU 16

/* Of a value's name, however large the text is. */
#define LEAST_CHARS 13

typedef struct
{
  GwField field;
  const char *title;
  gboolean expanded;
  const char *hint; /* (nullable): which images are counted, where two could be confused */
} FacetKind;

static const FacetKind kinds[] = {
  { GW_FIELD_CLASS, N_ ("Class"), TRUE, N_ ("Images that have an object of the class") },
  { GW_FIELD_LABEL, N_ ("Label"), TRUE, N_ ("Images that are labeled as a whole") },
  { GW_FIELD_CONFIDENCE, N_ ("Confidence"), TRUE, NULL },
  { GW_FIELD_STATUS, N_ ("Status"), TRUE, NULL },
  { GW_FIELD_SPLIT, N_ ("Split"), TRUE, NULL },
  { GW_FIELD_TAG, N_ ("Tag"), TRUE, NULL },
  { GW_FIELD_ATTRIBUTE, N_ ("Attributes"), TRUE, NULL },
  { GW_FIELD_MARK, N_ ("Marks"), FALSE, NULL },
  { GW_FIELD_BY, N_ ("Labeler"), FALSE, NULL },
  { GW_FIELD_FOLDER, N_ ("Source Folder"), FALSE, NULL },
};

#define N_KINDS G_N_ELEMENTS (kinds)

typedef struct
{
  GtkWidget *expander;
  GtkWidget *box;
  gboolean all;      /* “Show More” was pressed */
  gboolean in_use;   /* something in the project has a value of it */
  GPtrArray *values; /* of GwFacetValue, as last counted */
} Facet;

struct _GwFacetPane
{
  GtkWidget parent_instance;

  GwProject *project;
  GwFilter *filter;
  GCancellable *counting;
  gboolean filling;
  GtkWidget *box;
  GtkWidget *bars; /* of confidence */
  GtkWidget *clear;
  Facet facets[N_KINDS];
};

G_DEFINE_FINAL_TYPE (GwFacetPane, gw_facet_pane, GTK_TYPE_WIDGET)

enum
{
  TOGGLED,
  RANGED,
  CLEARED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void show_facet (GwFacetPane *self, guint i);

/* “weather: rain” */
static char *
attribute_title (const char *text)
{
  g_autofree char *name = NULL;
  const char *value;

  if (!gw_filter_parse_attribute_value (text, &name, &value))
    return g_strdup (text);
  return gw_image_describe_attribute (name, value);
}

static char *
value_title (GwField field, const char *value)
{
  GwImageStatus status;

  if (field == GW_FIELD_ATTRIBUTE)
    return attribute_title (value);

  if (field == GW_FIELD_STATUS && gw_image_status_from_nick (value, &status))
    return g_strdup (gw_image_status_get_title (status));

  if (field == GW_FIELD_SPLIT)
    return gw_split_dup_title (value);
  if (field == GW_FIELD_MARK)
    {
      if (g_strcmp0 (value, "flagged") == 0)
        return g_strdup (_ ("Flagged"));
      if (g_strcmp0 (value, "skipped") == 0)
        return g_strdup (_ ("Skipped"));
      if (g_strcmp0 (value, "unreadable") == 0)
        return g_strdup (_ ("Cannot Be Read"));
      if (g_strcmp0 (value, "negative") == 0)
        return g_strdup (_ ("Nothing to Label"));
      if (g_strcmp0 (value, "trashed") == 0)
        return g_strdup (_ ("In Trash"));
    }

  return g_strdup (value);
}

static void
on_check_toggled_cb (GtkCheckButton *check, GwFacetPane *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[TOGGLED], 0, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (check), "gw-field")),
                   g_object_get_data (G_OBJECT (check), "gw-value"), gtk_check_button_get_active (check));
}

/* What is cut is read there. */
static gboolean
on_query_tooltip_cb (GtkWidget *label, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer user_data)
{
  gtk_tooltip_set_text (tooltip, gtk_label_get_label (GTK_LABEL (label)));

  return pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label)));
}

/* The whole row is the check box. */
static GtkWidget *
value_row (GwFacetPane *self, GwField field, const GwFacetValue *value)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *title = value_title (field, value->value);
  g_autofree char *number = g_strdup_printf ("%'" G_GINT64_FORMAT, value->count);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", title, number);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *count = gtk_label_new (number);
  gboolean chosen = gw_filter_has_value (self->filter, field, value->value);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  /* The pane grows with the text. */
  gtk_label_set_width_chars (GTK_LABEL (label), LEAST_CHARS);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_has_tooltip (label, TRUE);
  g_signal_connect (label, "query-tooltip", G_CALLBACK (on_query_tooltip_cb), NULL);
  gtk_widget_add_css_class (count, "gw-small");
  gtk_widget_add_css_class (count, "gw-secondary");
  gtk_widget_add_css_class (count, "gw-num");
  if (field == GW_FIELD_CLASS || field == GW_FIELD_LABEL)
    {
      GwClass *klass = gw_project_find_class_by_name (self->project, value->value);
      GtkWidget *swatch = gw_swatch_new (klass != NULL ? gw_class_get_color (klass) : 0x777777);

      gw_swatch_set_size (GW_SWATCH (swatch), 12);
      gtk_box_append (GTK_BOX (row), swatch);
    }
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), count);
  if (value->count == 0 && !chosen)
    gtk_widget_add_css_class (row, "gw-faint");

  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), row);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), chosen);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data (G_OBJECT (check), "gw-field", GINT_TO_POINTER (field));
  g_object_set_data_full (G_OBJECT (check), "gw-value", g_strdup (value->value), g_free);
  g_signal_connect (check, "toggled", G_CALLBACK (on_check_toggled_cb), self);

  return check;
}

static void
on_more_clicked_cb (GtkButton *button, GwFacetPane *self)
{
  guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "gw-facet"));

  self->facets[i].all = !self->facets[i].all;
  show_facet (self, i);
  gtk_widget_grab_focus (gtk_widget_get_last_child (self->facets[i].box));
}

static GtkWidget *
more_button (GwFacetPane *self, guint i, guint n_hidden)
{
  g_autofree char *text = n_hidden > 0 ? g_strdup_printf (
                              g_dngettext (GETTEXT_PACKAGE, "Show %u More", "Show %u More", n_hidden), n_hidden)
                                       : g_strdup (_ ("Show Fewer"));
  GtkWidget *more = gtk_button_new_with_label (text);

  gtk_widget_add_css_class (more, "flat");
  gtk_widget_add_css_class (more, "gw-link");
  gtk_widget_set_halign (more, GTK_ALIGN_START);
  g_object_set_data (G_OBJECT (more), "gw-facet", GUINT_TO_POINTER (i));
  g_signal_connect (more, "clicked", G_CALLBACK (on_more_clicked_cb), self);

  return more;
}

/* What to do about the values that have no row. */
static GtkWidget *
rest_label (GwField field, guint n)
{
  /* Translators: %u values of a filter are not shown; %s is what is typed
   * before one of them in the search entry: “class”.
   */
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u more. Search for “%s:” and its name.",
                                                        "%'u more. Search for “%s:” and a name.", n),
                                           n, gw_field_get_key (field));
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "gw-small");
  gtk_widget_add_css_class (label, "gw-secondary");

  return label;
}

/* Whether a person works with the field in this project: of classes of
 * objects and of images there are often only one kind.
 */
static gboolean
is_of_use (GwFacetPane *self, guint i)
{
  gboolean of_images = gw_project_get_info (self->project)->task <= GW_TASK_MULTI_CLASS;

  if (self->facets[i].values == NULL || self->facets[i].values->len == 0)
    return FALSE;
  if (kinds[i].field != GW_FIELD_CLASS && kinds[i].field != GW_FIELD_LABEL)
    return TRUE;

  return self->facets[i].in_use || of_images == (kinds[i].field == GW_FIELD_LABEL);
}

/* (transfer full) (nullable): the value of the row that has the focus, which
 * must not fall out of the keyboard's hands when the rows are made anew.
 */
static char *
focused_value (GwFacetPane *self, Facet *facet)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, facet->box))
    return NULL;

  return g_strdup (g_object_get_data (G_OBJECT (focus), "gw-value"));
}

static void
focus_value (Facet *facet, const char *value)
{
  for (GtkWidget *row = gtk_widget_get_first_child (facet->box); value != NULL && row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "gw-value"), value) == 0)
        gtk_widget_grab_focus (row);
    }
}

static void
show_values (GwFacetPane *self, guint i)
{
  Facet *facet = &self->facets[i];
  g_autofree char *focused = focused_value (self, facet);
  GtkWidget *child;
  guint n = facet->values != NULL ? facet->values->len : 0;
  /* One row more would take the place of the button. */
  guint n_shown = n <= N_SHORT + 1 ? n : facet->all ? MIN (n, N_LONG) : N_SHORT;
  guint n_left = 0;

  while ((child = gtk_widget_get_first_child (facet->box)) != NULL)
    gtk_box_remove (GTK_BOX (facet->box), child);

  for (guint j = 0; j < n; j++)
    {
      const GwFacetValue *value = g_ptr_array_index (facet->values, j);

      /* What is chosen stays in sight. */
      if (j < n_shown || gw_filter_has_value (self->filter, kinds[i].field, value->value))
        gtk_box_append (GTK_BOX (facet->box), value_row (self, kinds[i].field, value));
      else
        n_left++;
    }
  if (facet->all && n_left > 0)
    gtk_box_append (GTK_BOX (facet->box), rest_label (kinds[i].field, n_left));
  if (n > N_SHORT + 1)
    gtk_box_append (GTK_BOX (facet->box), more_button (self, i, facet->all ? 0 : MIN (n, N_LONG) - n_shown));
  focus_value (facet, focused);
}

/* The ends of the range that the filter's terms of confidence leave. */
static void
filter_range (const GwFilter *filter, double *lower, double *upper)
{
  *lower = 0.0;
  *upper = 1.0;
  for (guint i = 0; i < gw_filter_get_n_terms (filter); i++)
    {
      const GwTerm *term = gw_filter_get_term (filter, i);

      if (term->field != GW_FIELD_CONFIDENCE || term->negate)
        continue;
      if (term->op == GW_OP_LESS || term->op == GW_OP_LESS_EQUAL)
        *upper = MIN (*upper, term->number);
      else if (term->op == GW_OP_GREATER || term->op == GW_OP_GREATER_EQUAL)
        *lower = MAX (*lower, term->number);
    }
}

static void
show_bars (GwFacetPane *self, guint i)
{
  GPtrArray *values = self->facets[i].values;
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (gint64));
  double lower;
  double upper;

  for (guint j = 0; values != NULL && j < values->len; j++)
    {
      const GwFacetValue *value = g_ptr_array_index (values, j);

      g_array_append_val (counts, value->count);
    }
  gw_range_bars_set_counts (GW_RANGE_BARS (self->bars), (const gint64 *) (gpointer) counts->data, counts->len);
  filter_range (self->filter, &lower, &upper);
  gw_range_bars_set_range (GW_RANGE_BARS (self->bars), lower, upper);
  /* Projects without predictions have no confidence; a range stays to be
   * taken back.
   */
  gtk_widget_set_visible (self->facets[i].expander, self->facets[i].in_use || lower > 0.0 || upper < 1.0);
}

static void
show_facet (GwFacetPane *self, guint i)
{
  self->filling = TRUE;
  if (kinds[i].field == GW_FIELD_CONFIDENCE)
    {
      show_bars (self, i);
    }
  else
    {
      show_values (self, i);
      gtk_widget_set_visible (self->facets[i].expander, is_of_use (self, i));
    }
  self->filling = FALSE;
}

static void
on_range_changed_cb (GwRangeBars *bars, GwFacetPane *self)
{
  double lower;
  double upper;

  gw_range_bars_get_range (bars, &lower, &upper);
  g_signal_emit (self, signals[RANGED], 0, lower, upper);
}

/* --- counting ----------------------------------------------------------------------- */

/* One facet: each is shown when it is counted, and those that have not begun
 * fall away when the filter changes.
 */
typedef struct
{
  GwFacetPane *pane;
  guint number;
  GCancellable *cancellable;
} Counting;

static void
on_counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Counting *counting = user_data;
  GwFacetPane *self = counting->pane;
  /* The list itself tells what is wrong with the project. */
  g_autoptr (GwFacetCounts) counts = gw_facet_counts_read_finish (GW_STORE (source), result, NULL);

  if (counts != NULL && self->project != NULL && self->counting == counting->cancellable)
    {
      Facet *facet = &self->facets[counting->number];

      g_clear_pointer (&facet->values, g_ptr_array_unref);
      facet->values = g_steal_pointer (&counts->values);
      facet->in_use = counts->in_use;
      show_facet (self, counting->number);
    }
  g_object_unref (counting->cancellable);
  g_object_unref (counting->pane);
  g_free (counting);
}

static void
ask_facet (GwFacetPane *self, guint number)
{
  Counting *counting = g_new0 (Counting, 1);

  counting->pane = g_object_ref (self);
  counting->number = number;
  counting->cancellable = g_object_ref (self->counting);
  gw_facet_counts_read_async (gw_project_get_store (self->project), self->filter, kinds[number].field, self->counting,
                              on_counted_cb, counting);
}

void
gw_facet_pane_set_filter (GwFacetPane *self, const GwFilter *filter)
{
  g_return_if_fail (GW_IS_FACET_PANE (self));
  g_return_if_fail (filter != NULL);

  g_clear_pointer (&self->filter, gw_filter_free);
  self->filter = gw_filter_copy (filter);
  gtk_widget_set_sensitive (self->clear, !gw_filter_is_empty (filter));

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  self->counting = g_cancellable_new ();
  for (guint i = 0; i < N_KINDS; i++)
    ask_facet (self, i);
}

/* --- the menu of filters ----------------------------------------------------------------- */

static void
append_value (GMenu *menu, GwField field, const GwFacetValue *value)
{
  g_autofree char *title = value_title (field, value->value);
  g_auto (GStrv) parts = g_strsplit (title, "_", -1);
  /* An underline in a name would mark a mnemonic. */
  g_autofree char *escaped = g_strjoinv ("__", parts);
  g_autoptr (GMenuItem) item = g_menu_item_new (escaped, NULL);
  g_autoptr (GwFilter) filter = gw_filter_new ();
  g_autofree char *text = NULL;

  gw_filter_toggle_value (filter, field, value->value, TRUE);
  text = gw_filter_to_text (filter);
  g_menu_item_set_action_and_target (item, "images.add-term", "s", text);
  g_menu_append_item (menu, item);
}

GMenuModel *
gw_facet_pane_make_menu (GwFacetPane *self)
{
  GMenu *menu;

  g_return_val_if_fail (GW_IS_FACET_PANE (self), NULL);

  menu = g_menu_new ();
  for (guint i = 0; i < N_KINDS; i++)
    {
      g_autoptr (GMenu) values = g_menu_new ();
      GPtrArray *known = self->facets[i].values;

      if (kinds[i].field == GW_FIELD_CONFIDENCE || !is_of_use (self, i))
        continue;
      for (guint j = 0; j < MIN (known->len, N_MENU); j++)
        append_value (values, kinds[i].field, g_ptr_array_index (known, j));
      g_menu_append_submenu (menu, _ (kinds[i].title), G_MENU_MODEL (values));
    }

  return G_MENU_MODEL (menu);
}

static void
on_clear_clicked_cb (GtkButton *button, GwFacetPane *self)
{
  g_signal_emit (self, signals[CLEARED], 0);
}

static void
gw_facet_pane_dispose (GObject *object)
{
  GwFacetPane *self = GW_FACET_PANE (object);

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->filter, gw_filter_free);
  for (gsize i = 0; i < N_KINDS; i++)
    g_clear_pointer (&self->facets[i].values, g_ptr_array_unref);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (gw_facet_pane_parent_class)->dispose (object);
}

static void
gw_facet_pane_class_init (GwFacetPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_facet_pane_dispose;

  signals[TOGGLED] = g_signal_new ("toggled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 3, G_TYPE_INT, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[RANGED] = g_signal_new ("ranged", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[CLEARED] = g_signal_new ("cleared", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

/* --- which facets are open ------------------------------------------------------------- */

static char *
expanded_key (GwFacetPane *self, guint i)
{
  return g_strdup_printf ("images.facet-%s", gw_field_get_key (kinds[i].field));
}

static void
on_expanded_cb (GtkExpander *expander, GParamSpec *pspec, GwFacetPane *self)
{
  guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (expander), "gw-facet"));
  g_autofree char *key = expanded_key (self, i);

  gw_project_set_view_state (self->project, key, gtk_expander_get_expanded (expander) ? "1" : "0");
}

static void
restore_expanded (GwFacetPane *self)
{
  for (guint i = 0; i < N_KINDS; i++)
    {
      g_autofree char *key = expanded_key (self, i);
      const char *kept = gw_project_get_view_state (self->project, key);

      if (kept != NULL)
        gtk_expander_set_expanded (GTK_EXPANDER (self->facets[i].expander), g_str_equal (kept, "1"));
      g_object_set_data (G_OBJECT (self->facets[i].expander), "gw-facet", GUINT_TO_POINTER (i));
      g_signal_connect (self->facets[i].expander, "notify::expanded", G_CALLBACK (on_expanded_cb), self);
    }
}

static GtkWidget *
make_head (GwFacetPane *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (_ ("Filters"));

  self->clear = gtk_button_new_with_label (_ ("Clear All"));
  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (self->clear, "flat");
  gtk_widget_add_css_class (self->clear, "gw-link");
  g_signal_connect (self->clear, "clicked", G_CALLBACK (on_clear_clicked_cb), self);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), self->clear);

  return head;
}

static void
gw_facet_pane_init (GwFacetPane *self)
{
  self->bars = gw_range_bars_new ();
  g_signal_connect (self->bars, "range-changed", G_CALLBACK (on_range_changed_cb), self);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_widget_add_css_class (self->box, "gw-facets");
  gtk_widget_set_margin_start (self->box, 14);
  gtk_widget_set_margin_end (self->box, 14);
  gtk_widget_set_margin_top (self->box, 9);
  gtk_widget_set_margin_bottom (self->box, 14);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (self->box), make_head (self));

  for (gsize i = 0; i < N_KINDS; i++)
    {
      Facet *facet = &self->facets[i];
      GtkWidget *title = gtk_label_new (_ (kinds[i].title));

      gtk_widget_add_css_class (title, "heading");
      facet->expander = gtk_expander_new (NULL);
      gtk_expander_set_label_widget (GTK_EXPANDER (facet->expander), title);
      gtk_accessible_update_property (GTK_ACCESSIBLE (facet->expander), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ (kinds[i].title), -1);
      if (kinds[i].hint != NULL)
        {
          gtk_widget_set_tooltip_text (title, _ (kinds[i].hint));
          gtk_accessible_update_property (GTK_ACCESSIBLE (facet->expander), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                          _ (kinds[i].hint), -1);
        }
      facet->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
      gtk_widget_set_margin_top (facet->box, 6);
      gtk_expander_set_child (GTK_EXPANDER (facet->expander), facet->box);
      gtk_expander_set_expanded (GTK_EXPANDER (facet->expander), kinds[i].expanded);
      gtk_widget_set_visible (facet->expander, FALSE);
      gtk_box_append (GTK_BOX (self->box), facet->expander);
      if (kinds[i].field == GW_FIELD_CONFIDENCE)
        gtk_box_append (GTK_BOX (facet->box), self->bars);
    }
}

GtkWidget *
gw_facet_pane_new (GwProject *project)
{
  GwFacetPane *self;

  g_return_val_if_fail (GW_IS_PROJECT (project), NULL);

  self = g_object_new (GW_TYPE_FACET_PANE, NULL);
  self->project = g_object_ref (project);
  restore_expanded (self);

  return GTK_WIDGET (self);
}
