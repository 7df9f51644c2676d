/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "gw-roles.h"

G_BEGIN_DECLS

/* Who acts: an account that is signed in, with the roles that it had then. An immutable value, counted, free to be used
 * by several threads.
 *
 * NULL is an actor too, the holder of the file: the one person of a project without accounts, and the command line
 * where it signs nobody in. That one may everything, as whoever can write the file can.
 */
typedef struct _GwActor GwActor;

#define GW_TYPE_ACTOR (gw_actor_get_type ())

GType gw_actor_get_type (void);

GwActor *gw_actor_new (gint64 account_id, const char *name, GwRoles roles);
/* Whoever has not signed in yet where that is asked for: no account, and no role. */
GwActor *gw_actor_new_nobody (void);
GwActor *gw_actor_ref (GwActor *self);
void gw_actor_unref (GwActor *self);

/* 0: no account. */
gint64 gw_actor_get_account_id (const GwActor *self);
/* Of the holder of the file the name of the system's user. */
const char *gw_actor_get_name (const GwActor *self);
GwRoles gw_actor_get_roles (const GwActor *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwActor, gw_actor_unref)

G_END_DECLS
