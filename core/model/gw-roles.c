/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-roles.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-error.h"

static const struct
{
  GwRoles role;
  const char *name;
  const char *title;
} all[] = {
  { GW_ROLE_VIEWER, "viewer", N_ ("Viewer") },       { GW_ROLE_WORKER, "worker", N_ ("Labeler") },
  { GW_ROLE_REVIEWER, "reviewer", N_ ("Reviewer") }, { GW_ROLE_MANAGER, "manager", N_ ("Manager") },
  { GW_ROLE_OWNER, "owner", N_ ("Owner") },
};

const char *
gw_role_get_name (GwRoles role)
{
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i].role == role)
      return all[i].name;
  return NULL;
}

const char *
gw_role_get_title (GwRoles role)
{
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i].role == role)
      return _ (all[i].title);
  return NULL;
}

char *
gw_roles_to_text (GwRoles roles)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if ((roles & all[i].role) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", all[i].name);

  return g_string_free (text, FALSE);
}

static gboolean
parse_name (const char *name, GwRoles *roles, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (strcmp (all[i].name, name) == 0)
      {
        *roles |= all[i].role;
        return TRUE;
      }

  g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("“%s” is no role. Roles are: %s."), name,
               "viewer, worker, reviewer, manager, owner");
  return FALSE;
}

gboolean
gw_roles_parse (const char *text, GwRoles *roles, GError **error)
{
  g_auto (GStrv) names = g_strsplit (text, ",", -1);
  GwRoles found = 0;

  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_strstrip (names[i]);
      if (i == 0 && names[i][0] == '\0' && names[1] == NULL)
        break;
      if (!parse_name (names[i], &found, error))
        return FALSE;
    }

  *roles = found;
  return TRUE;
}

GwRoles
gw_roles_get_givable (GwRoles own)
{
  GwRoles givable = 0;

  if ((own & (GW_ROLE_MANAGER | GW_ROLE_OWNER)) != 0)
    givable |= GW_ROLE_VIEWER | GW_ROLE_WORKER | GW_ROLE_REVIEWER;
  if ((own & GW_ROLE_OWNER) != 0)
    givable |= GW_ROLE_MANAGER | GW_ROLE_OWNER;

  return givable;
}
