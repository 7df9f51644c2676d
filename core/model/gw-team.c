/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-team.h"

#include "gw-boxed.h"

GW_DEFINE_BOXED_TYPE (GwTeam, gw_team, gw_team_copy, gw_team_free)

GwTeam *
gw_team_new (const char *name)
{
  GwTeam *self = g_new0 (GwTeam, 1);

  self->name = g_strdup (name);
  self->description = g_strdup ("");
  self->member_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->groups = g_new0 (char *, 1);
  return self;
}

GwTeam *
gw_team_copy (const GwTeam *self)
{
  GwTeam *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->name = g_strdup (self->name);
  copy->description = g_strdup (self->description);
  copy->member_ids = g_array_copy (self->member_ids);
  copy->groups = g_strdupv (self->groups);
  return copy;
}

void
gw_team_free (GwTeam *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->description);
  g_array_unref (self->member_ids);
  g_strfreev (self->groups);
  g_free (self);
}

gboolean
gw_team_has_member (const GwTeam *self, gint64 account_id)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->member_ids->len; i++)
    if (g_array_index (self->member_ids, gint64, i) == account_id)
      return TRUE;
  return FALSE;
}
