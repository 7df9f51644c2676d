/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-permission.h"

#include <glib/gi18n.h>

#include "gw-error.h"

/* One for each role, in the order of GwRoles. */
#define N_ROLES 5

#define NONE GW_EXTENT_NONE
#define COUNTS GW_EXTENT_COUNTS
#define OWN GW_EXTENT_OWN
#define BLIND GW_EXTENT_BLIND
#define OTHERS GW_EXTENT_OTHERS
#define ALL GW_EXTENT_ALL

static const struct
{
  GwExtent extents[N_ROLES]; /* viewer, worker, reviewer, manager, owner */
  const char *refusal;
} rows[GW_N_PERMISSIONS] = {
  [GW_PERMISSION_SEE_PROJECT] = { { ALL, ALL, ALL, ALL, ALL }, N_ ("Only people of the project can see it.") },
  [GW_PERMISSION_SEE_IMAGES] = { { ALL, OWN, ALL, ALL, NONE },
                                 N_ ("Only viewers, labelers, reviewers and managers can see images.") },
  [GW_PERMISSION_WORK] = { { NONE, ALL, NONE, NONE, NONE }, N_ ("Only labelers can work on tasks.") },
  [GW_PERMISSION_SEE_OWN] = { { NONE, ALL, ALL, ALL, NONE },
                              N_ ("Only labelers, reviewers and managers have answers of their own.") },
  [GW_PERMISSION_SEE_ANSWERS] = { { COUNTS, NONE, BLIND, ALL, NONE },
                                  N_ ("Only reviewers and managers can see the answers of others.") },
  [GW_PERMISSION_SEE_RESULTS] = { { ALL, NONE, ALL, ALL, NONE },
                                  N_ ("Only viewers, reviewers and managers can see results.") },
  [GW_PERMISSION_DECIDE] = { { NONE, NONE, OTHERS, OTHERS, NONE },
                             N_ ("Only reviewers and managers can decide on answers.") },
  [GW_PERMISSION_PROMOTE] = { { NONE, NONE, ALL, ALL, NONE },
                              N_ ("Only reviewers and managers can let a late answer count.") },
  [GW_PERMISSION_MANAGE] = { { NONE, NONE, NONE, ALL, NONE }, N_ ("Only managers can change the project.") },
  [GW_PERMISSION_MANAGE_PEOPLE] = { { NONE, NONE, NONE, ALL, ALL },
                                    N_ ("Only managers and owners can invite, change and disable people.") },
  [GW_PERMISSION_MANAGE_MANAGERS] = { { NONE, NONE, NONE, NONE, ALL },
                                      N_ ("Only owners can make managers and change how people sign in.") },
  [GW_PERMISSION_SEE_AUDIT] = { { NONE, NONE, NONE, ALL, ALL },
                                N_ ("Only managers and owners can read the audit log.") },
  [GW_PERMISSION_ASK_DELETE] = { { NONE, NONE, NONE, ALL, NONE },
                                 N_ ("Only managers can ask for the project to be deleted.") },
  [GW_PERMISSION_CONFIRM_DELETE] = { { NONE, NONE, NONE, NONE, ALL },
                                     N_ ("Only owners can confirm that the project is deleted.") },
};

GwExtent
gw_permission_get (GwPermission permission, GwRoles roles)
{
  GwExtent furthest = GW_EXTENT_NONE;

  g_return_val_if_fail (permission < GW_N_PERMISSIONS, GW_EXTENT_NONE);

  for (guint i = 0; i < N_ROLES; i++)
    if ((roles & (1u << i)) != 0)
      furthest = MAX (furthest, rows[permission].extents[i]);

  return furthest;
}

gboolean
gw_permission_check (GwPermission permission, GwRoles roles, GError **error)
{
  if (gw_permission_get (permission, roles) != GW_EXTENT_NONE)
    return TRUE;

  g_set_error_literal (error, GW_ERROR, GW_ERROR_REFUSED, _ (rows[permission].refusal));
  return FALSE;
}
