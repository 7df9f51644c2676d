/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-permission.h"
#include "gw-store-sqlite-private.h"

G_BEGIN_DECLS

/* --- gw-store-sqlite-people.c: who acts, and on whom --- */

/* Whoever acts, as the project has it at this moment. */
typedef struct
{
  gint64 id; /* 0: the holder of the file, or nobody */
  char *name;
  GwRoles roles;
} GwActing;

#define GW_ACTING_INIT \
  { \
    0, NULL, 0 \
  }

/* GW_STORE_ERROR_DENIED where the account may not sign in any more. */
gboolean _gw_acting_read (GwActing *self, GwStore *store, GwSqlite *db, GError **error);
void _gw_acting_clear (GwActing *self);
gboolean _gw_acting_may (const GwActing *self, GwPermission permission, GError **error);
/* Whether these roles are its to give, and to take. */
gboolean _gw_acting_may_give (const GwActing *self, GwRoles roles, GError **error);
/* Whether it may change an account: one of those whose roles it may give. */
gboolean _gw_acting_may_change (const GwActing *self, const GwAccount *account, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwActing, _gw_acting_clear)

/* An account's row: what GW_ACCOUNT_COLUMNS selects from table account. */
#define GW_ACCOUNT_COLUMNS \
  "account.id, account.name, account.display_name, account.email, account.state, account.roles, account.totp_required," \
  " account.totp_secret IS NOT NULL, account.failures, account.failed_at, account.created, account.last_seen," \
  " account.issuer, account.subject"
GwAccount *_gw_row_to_account (sqlite3_stmt *statement);
/* NULL without an error: not there. */
GwAccount *_gw_account_read (GwSqlite *db, gint64 id, GError **error);
/* The same for one that must be there and not be erased; else GW_STORE_ERROR_CONFLICT. */
GwAccount *_gw_account_require (GwSqlite *db, gint64 id, GError **error);
/* A name as it is kept; NULL with GW_STORE_ERROR_INVALID. */
char *_gw_name_clean (const char *name, GError **error);
/* Whether a text, which may be NULL, can be kept. */
gboolean _gw_text_check (const char *text, GError **error);
/* Whether it is a hash that was made of a password, and not a password. */
gboolean _gw_password_check (const char *password, GError **error);
/* The 32 bytes of a code's hash; FALSE with GW_STORE_ERROR_INVALID where it is none. */
gboolean _gw_code_read (const char *code, guint8 sha256[32], GError **error);

/* --- gw-store-sqlite-audit.c --- */

/* Adds a row in the transaction at hand. Members of its detail follow: names and texts by turns, NULL behind the last
 * name; one whose text is NULL is left out.
 */
gboolean _gw_audit_add (GwSqlite *db, const char *actor, const char *action, GError **error, ...)
    G_GNUC_NULL_TERMINATED;

/* The same for what is done to the project, which is told only where there are accounts. */
gboolean _gw_audit_note (GwStore *store, GwSqlite *db, const char *action, GError **error, ...) G_GNUC_NULL_TERMINATED;

/* What is wrong with the chain: sequences, 0 for nothing. */
typedef struct
{
  gint64 altered;   /* the first row that is not as it was written */
  gint64 n_altered; /* how many there are */
  gint64 unlinked;  /* the first one before which something is missing */
  gint64 cut;       /* the first one that is missing at the end */
  guint8 newest[32];
  gboolean any; /* there are rows */
} GwAuditChain;

gboolean _gw_audit_walk (GwSqlite *db, GwAuditChain *chain, GError **error);
/* Whether a row is not as it was written: time, actor, action, detail, previous and hash from this column on. */
gboolean _gw_audit_is_altered (sqlite3_stmt *row, int column);

/* --- verbs --- */

/* gw-store-sqlite-accounts.c */
gint64 _gw_store_sqlite_count_accounts (GwStore *self, GCancellable *cancellable, GError **error);
GPtrArray *_gw_store_sqlite_list_accounts (GwStore *self, GCancellable *cancellable, GError **error);
GwAccount *_gw_store_sqlite_find_account (GwStore *self, const char *name, gint64 id, GCancellable *cancellable,
                                          GError **error);
gint64 _gw_store_sqlite_add_account (GwStore *self, const GwAccount *account, const char *password,
                                     GCancellable *cancellable, GError **error);
gboolean _gw_store_sqlite_change_account (GwStore *self, const GwAccount *account, GCancellable *cancellable,
                                          GError **error);
gboolean _gw_store_sqlite_reopen_account (GwStore *self, gint64 account_id, GCancellable *cancellable, GError **error);

/* gw-store-sqlite-sign-in.c */
GwCredentials *_gw_store_sqlite_load_credentials (GwStore *self, gint64 account_id, GCancellable *cancellable,
                                                  GError **error);
gboolean _gw_store_sqlite_set_password (GwStore *self, gint64 account_id, const char *password,
                                        GCancellable *cancellable, GError **error);
gboolean _gw_store_sqlite_set_second_factor (GwStore *self, gint64 account_id, const guint8 *secret,
                                             const char *const *codes, GCancellable *cancellable, GError **error);
gboolean _gw_store_sqlite_note_sign_in (GwStore *self, gint64 account_id, gint64 totp_step, GCancellable *cancellable,
                                        GError **error);
gboolean _gw_store_sqlite_note_failure (GwStore *self, gint64 account_id, guint *n_failures, GCancellable *cancellable,
                                        GError **error);
gboolean _gw_store_sqlite_use_recovery_code (GwStore *self, gint64 account_id, const char *code, gboolean *used,
                                             GCancellable *cancellable, GError **error);

/* gw-store-sqlite-invitations.c */
gboolean _gw_store_sqlite_make_invitation (GwStore *self, gint64 account_id, const char *code, gint64 expires,
                                           GCancellable *cancellable, GError **error);
GwAccount *_gw_store_sqlite_find_invitation (GwStore *self, const char *code, GCancellable *cancellable,
                                             GError **error);
gint64 _gw_store_sqlite_redeem_invitation (GwStore *self, const char *code, const char *password,
                                           GCancellable *cancellable, GError **error);

/* gw-store-sqlite-teams.c */
GPtrArray *_gw_store_sqlite_list_teams (GwStore *self, GCancellable *cancellable, GError **error);
gint64 _gw_store_sqlite_add_team (GwStore *self, const GwTeam *team, GCancellable *cancellable, GError **error);
gboolean _gw_store_sqlite_change_team (GwStore *self, const GwTeam *team, GCancellable *cancellable, GError **error);

/* gw-store-sqlite-audit.c */
GPtrArray *_gw_store_sqlite_list_audit (GwStore *self, const GwAuditFilter *filter, guint limit,
                                        GCancellable *cancellable, GError **error);
gboolean _gw_store_sqlite_note_export (GwStore *self, const char *format, const char *target, GCancellable *cancellable,
                                       GError **error);
gboolean _gw_store_sqlite_check_audit (GwStore *self, gint64 *broken, char **newest, GCancellable *cancellable,
                                       GError **error);

G_END_DECLS
