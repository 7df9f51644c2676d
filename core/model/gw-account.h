/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "gw-roles.h"

G_BEGIN_DECLS

/* The numbers are stored. */
typedef enum
{
  GW_ACCOUNT_INVITED = 0, /* and has not chosen a password yet */
  GW_ACCOUNT_ACTIVE = 1,
  GW_ACCOUNT_DISABLED = 2, /* cannot sign in; what was done stays */
  GW_ACCOUNT_ERASED = 3    /* the same for good, and its name and addresses are gone */
} GwAccountState;

/* An account as others may see it, as a boxed value: none of what it signs in with. */
typedef struct
{
  gint64 id;          /* 0: to be made */
  char *name;         /* that is signed in with */
  char *display_name; /* never NULL; "" for none */
  char *email;        /* (nullable) */
  GwAccountState state;
  GwRoles roles;
  gboolean totp_required; /* the second factor has to be set up */
  gboolean has_totp;      /* and is */
  guint n_failures;       /* at signing in, since it last succeeded */
  gint64 failed_at;       /* ms UTC: the last of them */
  gint64 created;         /* ms UTC */
  gint64 last_seen;       /* ms UTC, of the last sign-in; 0: never */
  char *issuer;           /* (nullable): of the organisation that signs it in */
  char *subject;          /* (nullable): what that one calls it */
} GwAccount;

#define GW_TYPE_ACCOUNT (gw_account_get_type ())

GType gw_account_get_type (void);
/* With a name and roles; the rest as it is for somebody new. */
GwAccount *gw_account_new (const char *name, GwRoles roles);
GwAccount *gw_account_copy (const GwAccount *self);
void gw_account_free (GwAccount *self);
/* For a member that is given: display_name, email, issuer or subject. */
void gw_account_set_text (char **member, const char *text);
/* What lists show: the display name, or the name where there is none. */
const char *gw_account_get_title (const GwAccount *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwAccount, gw_account_free)

/* What an account signs in with. Wiped when it is freed. */
#define GW_ACCOUNT_TOTP_BYTES 20

typedef struct
{
  char *password; /* (nullable): the hash of it */
  gboolean has_totp;
  guint8 totp_secret[GW_ACCOUNT_TOTP_BYTES];
  gint64 totp_step;       /* of the last code that was taken; -1: none */
  guint n_recovery_codes; /* that are left */
} GwCredentials;

GwCredentials *gw_credentials_new (void);
void gw_credentials_free (GwCredentials *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCredentials, gw_credentials_free)

G_END_DECLS
