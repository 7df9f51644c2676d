/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-permission.h"
#include "gw-store.h"

G_BEGIN_DECLS

/* Whether the actor of the store may, by the roles that it was set with; else GW_STORE_ERROR_DENIED. */
gboolean _gw_store_may (GwStore *self, GwPermission permission, GError **error);

/* Lets the thread act as somebody on this store, until the end; on the stack, and ended in reverse order. */
typedef struct _GwStoreAs GwStoreAs;

struct _GwStoreAs
{
  GwStore *store;
  GwActor *actor; /* borrowed; NULL: the holder of the file */
  GwStoreAs *outer;
};

void _gw_store_begin_as (GwStoreAs *self, GwStore *store, GwActor *actor);
void _gw_store_end_as (GwStoreAs *self);

G_END_DECLS
