/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a person is in a project: any number of these. Their names are stored, and used by the
 * command line: "viewer", "worker", "reviewer", "manager", "owner". Windows say Viewer, Labeler
 * (which is "worker"), Reviewer, Manager and Owner.
 */
typedef enum
{
  GW_ROLE_VIEWER = 1 << 0,
  GW_ROLE_WORKER = 1 << 1,
  GW_ROLE_REVIEWER = 1 << 2,
  GW_ROLE_MANAGER = 1 << 3,
  GW_ROLE_OWNER = 1 << 4 /* of the instance: of what is around the project */
} GwRoles;

/* The one person of a project without accounts has them all. */
#define GW_ROLES_ALL ((GwRoles) (GW_ROLE_VIEWER | GW_ROLE_WORKER | GW_ROLE_REVIEWER | GW_ROLE_MANAGER | GW_ROLE_OWNER))

/* The name of one role. NULL where it is none, or several. */
const char *gw_role_get_name (GwRoles role);
/* The same as windows say it, in the language of the person. */
const char *gw_role_get_title (GwRoles role);

/* "worker,reviewer", in the order of the enumeration; "" for none. (transfer full) */
char *gw_roles_to_text (GwRoles roles);
/* Reads that, in any order, with blanks around the names; "" is none. FALSE with GW_ERROR_INVALID,
 * which says what names there are.
 */
gboolean gw_roles_parse (const char *text, GwRoles *roles, GError **error);

/* The roles that one may give to others, and take from them. To oneself one gives none. */
GwRoles gw_roles_get_givable (GwRoles own);

G_END_DECLS
