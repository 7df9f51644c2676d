/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the audit log knows of. The words are stored, and those of a newer program may be others. */
#define GW_AUDIT_ACCOUNT_ADDED "account-added"
#define GW_AUDIT_ACCOUNT_DISABLED "account-disabled"
#define GW_AUDIT_ACCOUNT_ENABLED "account-enabled"
#define GW_AUDIT_ACCOUNT_ERASED "account-erased"
#define GW_AUDIT_ACCOUNT_REOPENED "account-reopened"
#define GW_AUDIT_EXPORT "export"
#define GW_AUDIT_IMPORT "import"
#define GW_AUDIT_INVITATION_MADE "invitation-made"
#define GW_AUDIT_INVITATION_USED "invitation-used"
#define GW_AUDIT_PASSWORD_SET "password-set"
#define GW_AUDIT_PROJECT_CHANGED "project-changed"
#define GW_AUDIT_RECOVERY_CODE_USED "recovery-code-used"
#define GW_AUDIT_ROLES_CHANGED "roles-changed"
#define GW_AUDIT_SECOND_FACTOR_SET "second-factor-set"
#define GW_AUDIT_SIGN_IN "sign-in"
#define GW_AUDIT_SIGN_IN_REFUSED "sign-in-refused"
#define GW_AUDIT_TEAM_ADDED "team-added"
#define GW_AUDIT_TEAM_CHANGED "team-changed"

/* The hash of a row as text: 64 digits and the NUL. */
#define GW_AUDIT_HEX_LENGTH 65

typedef struct
{
  gint64 sequence; /* from 1 */
  gint64 time;     /* ms UTC */
  char *actor;     /* the name of an account, or of the system's user */
  char *action;    /* a word of above */
  char *detail;    /* a JSON object */
  char hash[GW_AUDIT_HEX_LENGTH];
} GwAuditEntry;

void gw_audit_entry_free (GwAuditEntry *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwAuditEntry, gw_audit_entry_free)

/* Which rows are asked for; of members that are NULL or 0 all. */
typedef struct
{
  gint64 since;       /* ms UTC: this or later */
  gint64 until;       /* ms UTC: before this */
  const char *actor;  /* exactly */
  const char *action; /* exactly */
  gint64 before;      /* sequence: rows before this one, for the next page */
} GwAuditFilter;

G_END_DECLS
