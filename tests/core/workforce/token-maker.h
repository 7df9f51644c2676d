/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gnutls/abstract.h>

#include "gw-jwks.h"

/* Signs whatever a test asks for, as no certified provider would. */
typedef struct
{
  GwSigning signing;
  gnutls_privkey_t key;
} TokenMaker;

/* bits: of RSA. */
void token_maker_init (TokenMaker *self, GwSigning signing, unsigned int bits);
void token_maker_clear (TokenMaker *self);

/* The public key, as a member of a set: {"kty":…} with the members (nullable) of more, such as “"kid":"r1"”.
 * (transfer full)
 */
char *token_maker_dup_jwk (const TokenMaker *self, const char *more);
/* The public key in PEM, as some take it for a shared secret. (transfer full) */
char *token_maker_dup_pem (const TokenMaker *self);

/* The token of a header and a payload, which are texts of any kind. (transfer full) */
char *token_maker_sign (const TokenMaker *self, const char *header, const char *payload);
/* The same, signed with HMAC-SHA-256 and a secret. (transfer full) */
char *token_sign_hmac (const char *secret, const char *header, const char *payload);
/* The two first parts of it, and the dot between them. (transfer full) */
char *token_dup_signed (const char *header, const char *payload);
