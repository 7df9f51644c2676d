/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-permission.h"
#include "gw-store.h"

G_BEGIN_DECLS

/* Whether the actor of the store may, by the roles that it was set with; else GW_STORE_ERROR_DENIED. */
gboolean _gw_store_may (GwStore *self, GwPermission permission, GError **error);

G_END_DECLS
