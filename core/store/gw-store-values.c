/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-store.h"

void
gw_root_free (GwRoot *root)
{
  if (root == NULL)
    return;
  g_free (root->path);
  g_free (root);
}

void
gw_facet_value_free (GwFacetValue *value)
{
  if (value == NULL)
    return;
  g_free (value->value);
  g_free (value);
}

void
gw_history_item_free (GwHistoryItem *item)
{
  if (item == NULL)
    return;
  g_free (item->name);
  g_free (item->author);
  g_free (item);
}

void
gw_history_state_clear (GwHistoryState *state)
{
  g_clear_pointer (&state->undo_name, g_free);
  g_clear_pointer (&state->redo_name, g_free);
}
