/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-jwks.h"

#include <glib/gi18n.h>
#include <gnutls/abstract.h>
#include <gnutls/crypto.h>
#include <string.h>

#include "gw-base64url.h"
#include "gw-claims.h"
#include "gw-error.h"
#include "gw-json-reader.h"

#define MOST_LEVELS 16
#define LEAST_RSA_BITS 2048
#define MOST_RSA_BITS 16384
/* Of P-256: of a coordinate, and of each half of a signature. */
#define P256_BYTES 32

typedef struct
{
  GwSigning signing;
  char *kid; /* (nullable) */
  gnutls_pubkey_t key;
  unsigned int bits;
} Jwk;

struct _GwJwks
{
  GPtrArray *keys; /* of Jwk */
};

const char *
gw_signing_get_name (GwSigning signing)
{
  return signing == GW_SIGNING_RS256 ? "RS256" : "ES256";
}

static void
jwk_free (gpointer data)
{
  Jwk *self = data;

  if (self == NULL)
    return;
  if (self->key != NULL)
    gnutls_pubkey_deinit (self->key);
  g_free (self->kid);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Jwk, jwk_free)

void
gw_jwks_free (GwJwks *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->keys);
  g_free (self);
}

/* --- reading ------------------------------------------------------------------------------------ */

/* The number of a key: its bytes belong to the caller. */
static gboolean
get_number (const GwClaims *claims, const char *name, gnutls_datum_t *number)
{
  const char *text = gw_claims_get_string (claims, name);
  gsize n = 0;

  *number = (gnutls_datum_t) { NULL, 0 };
  if (text == NULL || strlen (text) > MOST_RSA_BITS / 6 + 2)
    return FALSE;
  number->data = gw_base64url_decode (text, strlen (text), &n);
  number->size = (unsigned int) n;
  return number->data != NULL && n > 0;
}

static gboolean
import (Jwk *self, const GwClaims *claims)
{
  const gboolean is_rsa = self->signing == GW_SIGNING_RS256;
  const char *curve = gw_claims_get_string (claims, "crv");
  gnutls_datum_t one, two;
  gboolean done = get_number (claims, is_rsa ? "n" : "x", &one);

  done &= get_number (claims, is_rsa ? "e" : "y", &two);
  if (!is_rsa)
    done &= g_strcmp0 (curve, "P-256") == 0 && one.size == P256_BYTES && two.size == P256_BYTES;
  if (done && gnutls_pubkey_init (&self->key) < 0)
    done = FALSE;
  /* Points that are not on the curve are refused. */
  if (done)
    done = (is_rsa ? gnutls_pubkey_import_rsa_raw (self->key, &one, &two)
                   : gnutls_pubkey_import_ecc_raw (self->key, GNUTLS_ECC_CURVE_SECP256R1, &one, &two))
           >= 0;
  if (done)
    gnutls_pubkey_get_pk_algorithm (self->key, &self->bits);
  g_free (one.data);
  g_free (two.data);

  return done;
}

/* NULL where the key is for something else, or nothing that is understood. */
static Jwk *
read_key (const char *raw, gsize length)
{
  g_autoptr (GwClaims) claims = gw_claims_parse (raw, length, NULL);
  g_autoptr (Jwk) self = g_new0 (Jwk, 1);
  const char *kind;

  if (claims == NULL)
    return NULL;
  kind = gw_claims_get_string (claims, "kty");
  if (g_strcmp0 (kind, "RSA") != 0 && g_strcmp0 (kind, "EC") != 0)
    return NULL;
  self->signing = kind[0] == 'R' ? GW_SIGNING_RS256 : GW_SIGNING_ES256;
  if (gw_claims_has (claims, "use") && g_strcmp0 (gw_claims_get_string (claims, "use"), "sig") != 0)
    return NULL;
  if (gw_claims_has (claims, "alg")
      && g_strcmp0 (gw_claims_get_string (claims, "alg"), gw_signing_get_name (self->signing)) != 0)
    return NULL;
  self->kid = g_strdup (gw_claims_get_string (claims, "kid"));

  return import (self, claims) ? g_steal_pointer (&self) : NULL;
}

/* The list whose name has been read. */
static gboolean
read_keys (GwJwks *self, GwJsonReader *json, GError **error)
{
  GwJsonToken token = gw_json_reader_next (json, error);
  guint n = 0;

  if (token != GW_JSON_ARRAY_BEGIN)
    return token != GW_JSON_ERROR && gw_json_reader_skip_value (json, error);
  while ((token = gw_json_reader_next (json, error)) != GW_JSON_ARRAY_END)
    {
      gsize length;
      const char *raw = token != GW_JSON_ERROR ? gw_json_reader_take_raw (json, &length, error) : NULL;
      Jwk *key;

      if (raw == NULL)
        return FALSE;
      if (++n > GW_JWKS_MOST_KEYS)
        {
          g_set_error (error, GW_ERROR, GW_ERROR_LIMIT, _ ("The provider has more than %d keys."), GW_JWKS_MOST_KEYS);
          return FALSE;
        }
      key = read_key (raw, length);
      if (key != NULL)
        g_ptr_array_add (self->keys, key);
    }
  return TRUE;
}

static gboolean
read_set (GwJwks *self, GwJsonReader *json, GError **error)
{
  GwJsonToken token = gw_json_reader_next (json, error);
  gboolean has_keys = FALSE;

  if (token == GW_JSON_OBJECT_BEGIN)
    while ((token = gw_json_reader_next (json, error)) == GW_JSON_KEY)
      {
        const gboolean is_keys = gw_json_reader_string_is (json, "keys");

        has_keys |= is_keys;
        if (is_keys ? !read_keys (self, json, error) : !gw_json_reader_skip_value (json, error))
          return FALSE;
      }
  if (token == GW_JSON_ERROR)
    return FALSE;
  if (token == GW_JSON_OBJECT_END && has_keys && !gw_json_reader_has_repeats (json))
    return gw_json_reader_next (json, error) == GW_JSON_END;

  g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("What the provider gives for its keys is no set of keys."));
  return FALSE;
}

GwJwks *
gw_jwks_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (GwJwks) self = g_new0 (GwJwks, 1);
  g_autoptr (GwJsonReader) json = NULL;

  self->keys = g_ptr_array_new_with_free_func (jwk_free);
  if (length > GW_JWKS_MOST_BYTES)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_LIMIT, _ ("The keys of the provider are more than %d KB."),
                   GW_JWKS_MOST_BYTES / 1024);
      return NULL;
    }
  json = gw_json_reader_new_for_memory (text, (gssize) length);
  gw_json_reader_set_max_depth (json, MOST_LEVELS);
  gw_json_reader_watch_keys (json);

  return read_set (self, json, error) ? g_steal_pointer (&self) : NULL;
}

/* --- checking ----------------------------------------------------------------------------------- */

static const Jwk *
find_key (const GwJwks *self, GwSigning signing, const char *kid, GError **error)
{
  const Jwk *found = NULL;

  for (guint i = 0; i < self->keys->len; i++)
    {
      const Jwk *key = g_ptr_array_index (self->keys, i);

      if (key->signing != signing || (kid != NULL && g_strcmp0 (key->kid, kid) != 0))
        continue;
      if (found != NULL)
        {
          g_set_error (error, GW_ERROR, GW_ERROR_REFUSED, _ ("Several keys of the provider fit the sign-in."));
          return NULL;
        }
      found = key;
    }
  if (found == NULL)
    g_set_error (error, GW_ERROR, GW_ERROR_NOT_FOUND, _ ("The provider has no key that fits the sign-in."));
  return found;
}

static gboolean
verify_rsa (const Jwk *key, const gnutls_datum_t *data, const gnutls_datum_t *signature)
{
  return key->bits >= LEAST_RSA_BITS && key->bits <= MOST_RSA_BITS
         && gnutls_pubkey_verify_data2 (key->key, GNUTLS_SIGN_RSA_SHA256, 0, data, signature) >= 0;
}

static gboolean
verify_ecdsa (const Jwk *key, const gnutls_datum_t *data, const gnutls_datum_t *signature)
{
  gnutls_datum_t r = { signature->data, P256_BYTES }, s, both = { NULL, 0 };
  gboolean is_right;

  if (signature->size != 2 * P256_BYTES)
    return FALSE;
  s = (gnutls_datum_t) { signature->data + P256_BYTES, P256_BYTES };
  is_right = gnutls_encode_rs_value (&both, &r, &s) >= 0
             && gnutls_pubkey_verify_data2 (key->key, GNUTLS_SIGN_ECDSA_SHA256, 0, data, &both) >= 0;
  gnutls_free (both.data);

  return is_right;
}

gboolean
gw_jwks_verify (const GwJwks *self, GwSigning signing, const char *kid, const guint8 *bytes, gsize n_bytes,
                const guint8 *signature, gsize n_signature, GError **error)
{
  const gnutls_datum_t data = { (unsigned char *) bytes, (unsigned int) n_bytes };
  const gnutls_datum_t signed_as = { (unsigned char *) signature, (unsigned int) n_signature };
  const Jwk *key = find_key (self, signing, kid, error);

  if (key == NULL)
    return FALSE;
  if (signing == GW_SIGNING_RS256 ? verify_rsa (key, &data, &signed_as) : verify_ecdsa (key, &data, &signed_as))
    return TRUE;

  g_set_error (error, GW_ERROR, GW_ERROR_REFUSED, _ ("The signature is not that of the provider."));
  return FALSE;
}
