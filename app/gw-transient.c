/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-transient.h"

void
gw_transient_set (GtkWindow *dialog, GtkWindow *parent)
{
  g_return_if_fail (GTK_IS_WINDOW (dialog));

  if (parent == NULL)
    return;

  g_object_set_data_full (G_OBJECT (dialog), "gw-parent", g_object_ref (parent), g_object_unref);
  gtk_window_set_transient_for (dialog, parent);
}
