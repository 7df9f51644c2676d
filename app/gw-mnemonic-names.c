/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-mnemonic-names.h"

/* The label as it is read: “_Save _as” has one mnemonic, “__init__” none. */
static char *
strip_mnemonic (const char *label)
{
  GString *text = g_string_new (NULL);
  gboolean marked = FALSE;

  for (const char *c = label; *c != '\0'; c++)
    {
      if (*c != '_' || marked)
        {
          g_string_append_c (text, *c);
          marked = FALSE;
        }
      else
        {
          marked = TRUE;
        }
    }

  return g_string_free (text, FALSE);
}

static void
on_label_changed_cb (GtkWidget *widget, GParamSpec *pspec, gpointer user_data)
{
  g_autofree char *label = NULL;
  g_autofree char *name = NULL;
  gboolean use_underline;

  g_object_get (widget, "label", &label, "use-underline", &use_underline, NULL);
  /* Without a label it is called otherwise; without a mnemonic, rightly. */
  if (label == NULL || (!use_underline && !GTK_IS_MENU_BUTTON (widget)))
    return;

  name = use_underline ? strip_mnemonic (label) : g_strdup (label);
  /* Its own label, and not that which names it by its mnemonic too: both would
   * be read.
   */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static gboolean
on_realize_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);

  if (!GTK_IS_BUTTON (widget) && !GTK_IS_CHECK_BUTTON (widget) && !GTK_IS_MENU_BUTTON (widget))
    return TRUE;
  if (g_signal_handler_find (widget, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, on_label_changed_cb, NULL) == 0)
    {
      g_signal_connect (widget, "notify::label", G_CALLBACK (on_label_changed_cb), NULL);
      g_signal_connect (widget, "notify::use-underline", G_CALLBACK (on_label_changed_cb), NULL);
    }
  on_label_changed_cb (widget, NULL, NULL);

  return TRUE;
}

void
gw_mnemonic_names_follow (void)
{
  static gulong hook = 0;
  g_autoptr (GTypeClass) widget_class = NULL;

  if (hook != 0)
    return;

  widget_class = g_type_class_ref (GTK_TYPE_WIDGET);
  hook = g_signal_add_emission_hook (g_signal_lookup ("realize", GTK_TYPE_WIDGET), 0, on_realize_cb, NULL, NULL);
}
