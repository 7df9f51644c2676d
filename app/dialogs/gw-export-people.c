/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-export-people.h"

#include <glib/gi18n.h>

#include "gw-path.h"
#include "gw-project-info.h"

struct _GwExportPeople
{
  GObject parent_instance;

  AdwExpanderRow *row; /* (unowned): of the window that holds this */
  GPtrArray *checks;   /* of GtkCheckButton (unowned) */
  GArray *ids;         /* of gint64: their layers */
};

G_DEFINE_FINAL_TYPE (GwExportPeople, gw_export_people, G_TYPE_OBJECT)

static guint changed_signal;

static gboolean
is_chosen (const GwExportPeople *self, guint i)
{
  return gtk_check_button_get_active (g_ptr_array_index (self->checks, i));
}

/* The last one that is chosen stays, and how many are is said. */
static void
update (GwExportPeople *self)
{
  g_autofree char *text = NULL;
  guint n = 0;

  for (guint i = 0; i < self->checks->len; i++)
    n += is_chosen (self, i) ? 1 : 0;
  for (guint i = 0; i < self->checks->len; i++)
    gtk_widget_set_sensitive (g_ptr_array_index (self->checks, i), n > 1 || !is_chosen (self, i));
  if (n < self->checks->len)
    /* Translators: so many annotators of all: “2 of 5” */
    text = g_strdup_printf (_ ("%u of %u"), n, self->checks->len);
  adw_expander_row_set_subtitle (self->row, text != NULL ? text : _ ("All"));
}

static void
on_toggled_cb (GwExportPeople *self)
{
  update (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
gw_export_people_finalize (GObject *object)
{
  GwExportPeople *self = GW_EXPORT_PEOPLE (object);

  g_ptr_array_unref (self->checks);
  g_array_unref (self->ids);

  G_OBJECT_CLASS (gw_export_people_parent_class)->finalize (object);
}

static void
gw_export_people_class_init (GwExportPeopleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_export_people_finalize;

  changed_signal = g_signal_new ("changed", GW_TYPE_EXPORT_PEOPLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 0);
}

static void
gw_export_people_init (GwExportPeople *self)
{
  self->checks = g_ptr_array_new ();
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
}

GwExportPeople *
gw_export_people_new (AdwExpanderRow *row)
{
  GwExportPeople *self = g_object_new (GW_TYPE_EXPORT_PEOPLE, NULL);

  self->row = row;

  return self;
}

static void
add_person (GwExportPeople *self, const GwLayer *layer)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *name = gw_path_display (layer->name, -1);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_toggled_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (self->row, row);
  g_ptr_array_add (self->checks, check);
  g_array_append_val (self->ids, layer->id);
}

void
gw_export_people_set_layers (GwExportPeople *self, GPtrArray *layers)
{
  g_return_if_fail (GW_IS_EXPORT_PEOPLE (self));
  g_return_if_fail (self->checks->len == 0);

  for (guint i = 0; i < layers->len; i++)
    {
      const GwLayer *layer = g_ptr_array_index (layers, i);

      if (layer->kind == GW_LAYER_KIND_ANSWERS)
        add_person (self, layer);
    }
  update (self);
}

GArray *
gw_export_people_get (GwExportPeople *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (GW_IS_EXPORT_PEOPLE (self), ids);

  for (guint i = 0; i < self->checks->len; i++)
    if (is_chosen (self, i))
      g_array_append_val (ids, g_array_index (self->ids, gint64, i));

  return ids;
}
