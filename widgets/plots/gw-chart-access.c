/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-chart-private.h"

#include <glib/gi18n-lib.h>

#include "gw-announcer.h"

/* What the chart says of itself to those who do not see it. */

static char *
describe_mark (GwChart *self)
{
  g_auto (GwPlotReadout) readout = { .color = GW_PLOT_COLOR_NONE };

  gw_plot_describe (self->plot, self->walked, &readout);
  return gw_plot_readout_to_text (&readout);
}

void
_gw_chart_update_description (GwChart *self)
{
  const char *title = self->plot != NULL ? gw_plot_get_title (self->plot) : NULL;
  g_autofree char *text = NULL;

  if (self->plot != NULL && _gw_chart_has_mark (self->walked))
    text = describe_mark (self);
  else
    text = g_strdup (self->plot != NULL ? gw_plot_get_summary (self->plot) : NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title != NULL ? title : _ ("Chart"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text != NULL ? text : "", -1);
  if (g_strcmp0 (text, self->description) == 0)
    return;
  g_free (self->description);
  self->description = g_steal_pointer (&text);
  g_object_notify (G_OBJECT (self), "description");
}

/* By the window's status label, or one of its own where the page has none. */
void
_gw_chart_announce (GwChart *self, const char *text)
{
  if (!g_signal_has_handler_pending (self, g_signal_lookup ("announce", GW_TYPE_CHART), 0, FALSE))
    gw_announcer_say (GW_ANNOUNCER (self->announcer), text);
  g_signal_emit_by_name (self, "announce", text);
}

void
_gw_chart_announce_mark (GwChart *self)
{
  g_autofree char *text = describe_mark (self);

  _gw_chart_announce (self, text);
}

const char *
gw_chart_get_description (GwChart *self)
{
  g_return_val_if_fail (GW_IS_CHART (self), NULL);

  return self->description;
}
