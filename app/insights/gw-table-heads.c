/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-table-heads.h"

#define KEY "gw-table-heads"

typedef struct
{
  guint first;
  guint n;
} Heads;

/* GTK has no word for it: the head is a row of buttons with a box each, which are there
 * once the view is.
 */
static void
on_realize_cb (GtkWidget *view)
{
  const Heads *heads = g_object_get_data (G_OBJECT (view), KEY);
  GtkWidget *button = gtk_widget_get_first_child (gtk_widget_get_first_child (view));

  for (guint i = 0; button != NULL; i++, button = gtk_widget_get_next_sibling (button))
    {
      GtkWidget *box = gtk_widget_get_first_child (button);

      if (i < heads->first || i >= heads->first + heads->n || !GTK_IS_BOX (box))
        continue;
      gtk_widget_set_halign (box, GTK_ALIGN_END);
      gtk_box_reorder_child_after (GTK_BOX (box), gtk_widget_get_last_child (box), NULL);
    }
}

void
gw_table_heads_align_end (GtkColumnView *view, guint first, guint n)
{
  Heads *heads = g_new (Heads, 1);

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));

  heads->first = first;
  heads->n = n;
  g_object_set_data_full (G_OBJECT (view), KEY, heads, g_free);
  g_signal_connect_after (view, "realize", G_CALLBACK (on_realize_cb), NULL);
}
