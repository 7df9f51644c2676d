/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-actor.h"

#include "gw-boxed.h"

struct _GwActor
{
  gint64 account_id;
  char *name;
  GwRoles roles;
};

GW_DEFINE_BOXED_TYPE (GwActor, gw_actor, gw_actor_ref, gw_actor_unref)

GwActor *
gw_actor_new (gint64 account_id, const char *name, GwRoles roles)
{
  GwActor *self;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_atomic_rc_box_new0 (GwActor);
  self->account_id = account_id;
  self->name = g_strdup (name);
  self->roles = roles;
  return self;
}

GwActor *
gw_actor_new_nobody (void)
{
  return gw_actor_new (0, "", 0);
}

GwActor *
gw_actor_ref (GwActor *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  GwActor *self = data;

  g_free (self->name);
}

void
gw_actor_unref (GwActor *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear);
}

gint64
gw_actor_get_account_id (const GwActor *self)
{
  return self != NULL ? self->account_id : 0;
}

/* The system's names may be of any bytes. */
static const char *
get_user_name (void)
{
  static char *name;

  if (g_once_init_enter (&name))
    g_once_init_leave (&name, g_utf8_make_valid (g_get_user_name (), -1));
  return name;
}

const char *
gw_actor_get_name (const GwActor *self)
{
  return self != NULL ? self->name : get_user_name ();
}

GwRoles
gw_actor_get_roles (const GwActor *self)
{
  return self != NULL ? self->roles : GW_ROLES_ALL;
}
