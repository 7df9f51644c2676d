/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store-fixture.h"

/* What is kept of a password; nobody's. */
#define SOME_PASSWORD "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$RdescudvJCsgt3ub+b4dWRWJTmaaJObG"
#define OTHER_PASSWORD "$argon2id$v=19$m=65536,t=2,p=1$b3RoZXJzYWx0$RdescudvJCsgt3ub+b4dWRWJTmaaJObG"

/* Whose roles do not matter for what is tested. */
#define MANAGER_AND_OWNER ((GwRoles) (GW_ROLE_MANAGER | GW_ROLE_OWNER))

/* As the holder of the file: an active account of that name. */
gint64 people_add (Fixture *self, const char *name, GwRoles roles);
/* The same by the one who acts at the time, without a password. */
gint64 people_try_to_add (Fixture *self, const char *name, GwRoles roles, GError **error);
/* Who acts from now on: the account with the roles that it has; 0: the holder of the file. */
void people_act_as (Fixture *self, gint64 id);
GwAccount *people_get (Fixture *self, gint64 id);
void people_set_state (Fixture *self, gint64 id, GwAccountState state);
/* The account as it is with these roles and this state, written by the one who acts. */
gboolean people_try_to_change (Fixture *self, gint64 id, GwRoles roles, GwAccountState state, GError **error);
/* The rows of the audit log, the oldest first, as "actor action detail" lines; as the holder of the file. */
char *people_audit (Fixture *self);
