/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The public keys of an identity provider (JSON Web Key Set, RFC 7517 and 7518, section 6), of which only those
 * are of use that can sign ID tokens here: RSA of 2048 bits and more, and P-256.
 */
typedef struct _GwJwks GwJwks;

/* How tokens are signed: one way, which is chosen beforehand and not by the token. */
typedef enum
{
  GW_SIGNING_RS256, /* RSASSA-PKCS1-v1_5 and SHA-256 */
  GW_SIGNING_ES256  /* ECDSA on P-256 and SHA-256; 64 bytes, r and then s */
} GwSigning;

/* "RS256", "ES256" */
const char *gw_signing_get_name (GwSigning signing);

#define GW_JWKS_MOST_BYTES (256 * 1024)
#define GW_JWKS_MOST_KEYS 100

/* text: of so many bytes. Keys that are not understood are passed over. NULL with GW_ERROR_INVALID, or with
 * GW_ERROR_LIMIT where it is larger than that. (transfer full) (nullable)
 */
GwJwks *gw_jwks_parse (const char *text, gsize length, GError **error);
void gw_jwks_free (GwJwks *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwJwks, gw_jwks_free)

/* Whether the signature of the bytes is that of the one key which is meant: of its `kid` (nullable: where only one key
 * is fit), fit for the signing by its kind, and by its "use" and "alg" where it has them. FALSE with
 * GW_ERROR_NOT_FOUND where no such key is there, as when the provider has changed its keys; with GW_ERROR_REFUSED
 * where there are several, or the key is too short, or the signature is not its.
 */
gboolean gw_jwks_verify (const GwJwks *self, GwSigning signing, const char *kid, const guint8 *bytes, gsize n_bytes,
                         const guint8 *signature, gsize n_signature, GError **error);

G_END_DECLS
