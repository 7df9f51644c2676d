/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-test-wait.h"

static gboolean
on_late_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

static gboolean
on_tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
gw_test_wait_at (GwTestCondition condition, gpointer data, const char *place, const char *text)
{
  gboolean late = FALSE;
  guint deadline = g_timeout_add_seconds (60, on_late_cb, &late);
  guint tick = g_timeout_add (100, on_tick_cb, NULL);

  while (!condition (data) && !late)
    g_main_context_iteration (NULL, TRUE);
  if (late)
    g_error ("%s: waited in vain for %s", place, text);
  g_source_remove (deadline);
  g_source_remove (tick);
}
