/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-jwks.h"

G_BEGIN_DECLS

/* Who somebody is, as an identity provider says and signs it (OpenID Connect Core 1.0, section 2). */

#define GW_ID_TOKEN_MOST_BYTES (16 * 1024)
#define GW_ID_TOKEN_MOST_GROUPS 500
#define GW_ID_TOKEN_MOST_SUBJECT 255

/* How far clocks may differ, and how old a token may be, in seconds. */
#define GW_ID_TOKEN_LEEWAY 60
#define GW_ID_TOKEN_OLDEST 600

/* What is expected of a token. */
typedef struct
{
  const char *issuer;    /* equal byte for byte */
  const char *client_id; /* the program, as the provider knows it */
  GwSigning signing;
  const char *nonce;  /* of this sign-in; a nonce is good for one token alone, which is the caller's to see to */
  const char *groups; /* (nullable): the claim that names the groups; else one of those below */
  gint64 now;         /* seconds from 1970 */
} GwIdTokenWanted;

/* The identity is the issuer and the subject; name and e-mail are for showing, and say nothing. */
typedef struct
{
  char *issuer;
  char *subject;
  char *name;   /* (nullable) */
  char *email;  /* (nullable) */
  GStrv groups; /* may be of none: whether that is enough is the caller's to say */
} GwIdToken;

/* Checks the token, which is a text in three parts, from its form over its signature to whom, for whom and when it was
 * made, and says who it is of. Groups are in wanted->groups or, where that is NULL, in the first there is of
 * sagemaker:groups, sagemaker-groups, groups and cognito:groups; where sagemaker:client_id or sagemaker-client_id is
 * there, it has to be the client's, too.
 *
 * NULL with GW_ERROR_NOT_FOUND where the keys have none that fits: they may have changed, and the token is worth
 * another look with those that the provider has now; else with GW_ERROR_REFUSED, which says what is wrong. Errors
 * do not hold the token or parts of it. (transfer full) (nullable)
 */
GwIdToken *gw_id_token_read (const char *text, const GwIdTokenWanted *wanted, const GwJwks *keys, GError **error);
void gw_id_token_free (GwIdToken *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwIdToken, gw_id_token_free)

G_END_DECLS
