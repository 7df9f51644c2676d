/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-facet-pane.h"

#include <glib/gi18n.h>

#include "gw-swatch.h"
#include "gw-image-cell.h"

/* Values that a facet shows before “Show More”. */
#define N_SHORT 6

typedef struct
{
  GwField field;
  const char *title;
  gboolean expanded;
} FacetKind;

static const FacetKind kinds[] = {
  { GW_FIELD_CLASS, N_ ("Class"), TRUE },    { GW_FIELD_LABEL, N_ ("Label"), TRUE },
  { GW_FIELD_STATUS, N_ ("Status"), TRUE },  { GW_FIELD_SPLIT, N_ ("Split"), TRUE },
  { GW_FIELD_TAG, N_ ("Tag"), TRUE },        { GW_FIELD_MARK, N_ ("Marks"), FALSE },
  { GW_FIELD_BY, N_ ("Labeler"), FALSE },    { GW_FIELD_FOLDER, N_ ("Source Folder"), FALSE },
};

#define N_KINDS G_N_ELEMENTS (kinds)

typedef struct
{
  GtkWidget *expander;
  GtkWidget *box;
  gboolean all; /* “Show More” was pressed */
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
  Facet facets[N_KINDS];
};

G_DEFINE_FINAL_TYPE (GwFacetPane, gw_facet_pane, GTK_TYPE_WIDGET)

enum
{
  TOGGLED,
  CLEARED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void show_facet (GwFacetPane *self, guint i);

static char *
value_title (GwField field, const char *value)
{
  GwImageStatus status;

  if (field == GW_FIELD_STATUS && gw_image_status_from_nick (value, &status))
    return g_strdup (gw_image_status_get_title (status));

  if (field == GW_FIELD_SPLIT)
    {
      if (g_strcmp0 (value, "train") == 0)
        return g_strdup (_ ("Train"));
      if (g_strcmp0 (value, "val") == 0)
        return g_strdup (_ ("Validation"));
      if (g_strcmp0 (value, "test") == 0)
        return g_strdup (_ ("Test"));
      if (g_strcmp0 (value, "none") == 0)
        return g_strdup (_ ("No Split"));
    }

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
    g_signal_emit (self, signals[TOGGLED], 0,
                   GPOINTER_TO_INT (g_object_get_data (G_OBJECT (check), "gw-field")),
                   g_object_get_data (G_OBJECT (check), "gw-value"), gtk_check_button_get_active (check));
}

static GtkWidget *
value_row (GwFacetPane *self, GwField field, const GwFacetValue *value)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *title = value_title (field, value->value);
  g_autofree char *number = g_strdup_printf ("%'" G_GINT64_FORMAT, value->count);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", title, number);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *count = gtk_label_new (number);
  gboolean chosen = self->filter != NULL && gw_filter_has_value (self->filter, field, value->value);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), chosen);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data (G_OBJECT (check), "gw-field", GINT_TO_POINTER (field));
  g_object_set_data_full (G_OBJECT (check), "gw-value", g_strdup (value->value), g_free);
  g_signal_connect (check, "toggled", G_CALLBACK (on_check_toggled_cb), self);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (count, "caption");
  gtk_widget_add_css_class (count, "gw-secondary");
  gtk_widget_add_css_class (count, "gw-num");
  gtk_box_append (GTK_BOX (row), check);
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
    gtk_widget_set_opacity (row, 0.55);

  return row;
}

static void
on_more_clicked_cb (GtkButton *button, GwFacetPane *self)
{
  guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "gw-facet"));

  self->facets[i].all = TRUE;
  show_facet (self, i);
}

static void
show_facet (GwFacetPane *self, guint i)
{
  Facet *facet = &self->facets[i];
  GtkWidget *child;
  guint n = facet->values != NULL ? facet->values->len : 0;
  guint n_shown = facet->all ? n : MIN (n, N_SHORT);

  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (facet->box)) != NULL)
    gtk_box_remove (GTK_BOX (facet->box), child);

  for (guint j = 0; j < n_shown; j++)
    gtk_box_append (GTK_BOX (facet->box), value_row (self, kinds[i].field, g_ptr_array_index (facet->values, j)));

  if (n > n_shown)
    {
      g_autofree char *text = g_strdup_printf (_ ("Show %u More"), n - n_shown);
      GtkWidget *more = gtk_button_new_with_label (text);

      gtk_widget_add_css_class (more, "flat");
      gtk_widget_add_css_class (more, "gw-link");
      gtk_widget_set_halign (more, GTK_ALIGN_START);
      g_object_set_data (G_OBJECT (more), "gw-facet", GUINT_TO_POINTER (i));
      g_signal_connect (more, "clicked", G_CALLBACK (on_more_clicked_cb), self);
      gtk_box_append (GTK_BOX (facet->box), more);
    }
  gtk_widget_set_visible (facet->expander, n > 0);
  self->filling = FALSE;
}

/* One facet: each is shown when it is counted, and those that have not begun
 * fall away when the filter changes.
 */
typedef struct
{
  GwFacetPane *pane;
  guint number;
  GCancellable *cancellable;
} Counting;

typedef struct
{
  GwFilter *filter;
  GwField field;
} Count;

static void
count_free (gpointer data)
{
  Count *count = data;

  gw_filter_free (count->filter);
  g_free (count);
}

static gpointer
count_facet (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Count *count = data;

  return gw_store_count_facet (store, count->filter, count->field, cancellable, error);
}

static void
on_counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Counting *counting = user_data;
  GwFacetPane *self = counting->pane;
  g_autoptr (GPtrArray) values = gw_store_run_finish (GW_STORE (source), result, NULL);

  if (values != NULL && self->project != NULL && self->counting == counting->cancellable)
    {
      g_clear_pointer (&self->facets[counting->number].values, g_ptr_array_unref);
      self->facets[counting->number].values = g_steal_pointer (&values);
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
  Count *count = g_new0 (Count, 1);

  counting->pane = g_object_ref (self);
  counting->number = number;
  counting->cancellable = g_object_ref (self->counting);
  count->filter = gw_filter_copy (self->filter);
  count->field = kinds[number].field;
  gw_store_read_async (gw_project_get_store (self->project), GW_STORE_LATER, count_facet, count, count_free,
                       (GDestroyNotify) g_ptr_array_unref, self->counting, on_counted_cb, counting);
}

void
gw_facet_pane_set_filter (GwFacetPane *self, const GwFilter *filter)
{
  g_return_if_fail (GW_IS_FACET_PANE (self));
  g_return_if_fail (filter != NULL);

  g_clear_pointer (&self->filter, gw_filter_free);
  self->filter = gw_filter_copy (filter);

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  self->counting = g_cancellable_new ();
  for (guint i = 0; i < N_KINDS; i++)
    ask_facet (self, i);
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
  signals[CLEARED]
      = g_signal_new ("cleared", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_head (GwFacetPane *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (_ ("Filters"));
  GtkWidget *clear = gtk_button_new_with_label (_ ("Clear All"));

  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (clear, "flat");
  gtk_widget_add_css_class (clear, "gw-link");
  g_signal_connect (clear, "clicked", G_CALLBACK (on_clear_clicked_cb), self);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), clear);

  return head;
}

static void
gw_facet_pane_init (GwFacetPane *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
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
      facet->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
      gtk_widget_set_margin_top (facet->box, 6);
      gtk_expander_set_child (GTK_EXPANDER (facet->expander), facet->box);
      gtk_expander_set_expanded (GTK_EXPANDER (facet->expander), kinds[i].expanded);
      gtk_widget_set_visible (facet->expander, FALSE);
      gtk_box_append (GTK_BOX (self->box), facet->expander);
    }
}

GtkWidget *
gw_facet_pane_new (GwProject *project)
{
  GwFacetPane *self;

  g_return_val_if_fail (GW_IS_PROJECT (project), NULL);

  self = g_object_new (GW_TYPE_FACET_PANE, NULL);
  self->project = g_object_ref (project);

  return GTK_WIDGET (self);
}
