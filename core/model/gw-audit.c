/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-audit.h"

void
gw_audit_entry_free (GwAuditEntry *self)
{
  if (self == NULL)
    return;
  g_free (self->actor);
  g_free (self->action);
  g_free (self->detail);
  g_free (self);
}
