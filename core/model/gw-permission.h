/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-roles.h"

G_BEGIN_DECLS

/* What people do to a project, one value for each thing that some may and others may not. */
typedef enum
{
  GW_PERMISSION_SEE_PROJECT,     /* its name, classes and instructions */
  GW_PERMISSION_SEE_IMAGES,      /* and what they were imported with */
  GW_PERMISSION_WORK,            /* lease, draft, submit, release, decline and comment on tasks */
  GW_PERMISSION_SEE_OWN,         /* one's own answers and statistics */
  GW_PERMISSION_SEE_ANSWERS,     /* those of others */
  GW_PERMISSION_SEE_RESULTS,     /* charts and exports of consolidated labels */
  GW_PERMISSION_DECIDE,          /* accept, correct and send back answers; decide human loops */
  GW_PERMISSION_PROMOTE,         /* let an answer count that came late */
  GW_PERMISSION_MANAGE,          /* tasks, classes and review rules; import and export */
  GW_PERMISSION_MANAGE_PEOPLE,   /* invite, disable, put into teams, give the lower roles */
  GW_PERMISSION_MANAGE_MANAGERS, /* give the higher roles; projects, sign-in providers, backups */
  GW_PERMISSION_SEE_AUDIT,       /* the log of who did what */
  GW_PERMISSION_ASK_DELETE,      /* of the project */
  GW_PERMISSION_CONFIRM_DELETE,  /* what another person asked for */
  GW_N_PERMISSIONS
} GwPermission;

/* How far a permission goes, from nothing to everything. */
typedef enum
{
  GW_EXTENT_NONE,
  GW_EXTENT_COUNTS, /* how many there are, and not what they say */
  GW_EXTENT_OWN,    /* images that are leased or were answered by oneself */
  GW_EXTENT_BLIND,  /* all, but not by whom until it is decided */
  GW_EXTENT_OTHERS, /* all but one's own answers */
  GW_EXTENT_ALL
} GwExtent;

/* The furthest that any of the roles lets one go. */
GwExtent gw_permission_get (GwPermission permission, GwRoles roles);

/* Whether that is anything at all; else FALSE with GW_ERROR_REFUSED: a sentence that says who
 * may, which is also what a control says that cannot be used.
 */
gboolean gw_permission_check (GwPermission permission, GwRoles roles, GError **error);

G_END_DECLS
