/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "token-maker.h"

#include <gnutls/crypto.h>
#include <string.h>

#include "gw-base64url.h"

#define P256_BYTES 32

void
token_maker_init (TokenMaker *self, GwSigning signing, unsigned int bits)
{
  self->signing = signing;
  g_assert_cmpint (gnutls_privkey_init (&self->key), ==, 0);
  g_assert_cmpint (gnutls_privkey_generate (
                       self->key, signing == GW_SIGNING_RS256 ? GNUTLS_PK_RSA : GNUTLS_PK_ECDSA,
                       signing == GW_SIGNING_RS256 ? bits : GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0),
                   ==, 0);
}

void
token_maker_clear (TokenMaker *self)
{
  gnutls_privkey_deinit (self->key);
}

/* Without the zero that keeps a number positive. */
static char *
encode_number (gnutls_datum_t *number)
{
  const unsigned int zero = number->size > 0 && number->data[0] == 0;
  char *text = gw_base64url_encode (number->data + zero, number->size - zero);

  gnutls_free (number->data);
  return text;
}

/* In the bytes of a coordinate. */
static void
put_number (guint8 *bytes, gnutls_datum_t *number)
{
  const gsize n = MIN (number->size, P256_BYTES);

  memset (bytes, 0, P256_BYTES);
  memcpy (bytes + P256_BYTES - n, number->data + number->size - n, n);
  gnutls_free (number->data);
}

char *
token_maker_dup_jwk (const TokenMaker *self, const char *more)
{
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  gnutls_datum_t x, y;
  guint8 bytes[P256_BYTES];

  if (self->signing == GW_SIGNING_RS256)
    {
      g_assert_cmpint (gnutls_privkey_export_rsa_raw (self->key, &x, &y, NULL, NULL, NULL, NULL, NULL, NULL), ==, 0);
      one = encode_number (&x);
      two = encode_number (&y);
      return g_strdup_printf ("{\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"%s\"%s%s}", one, two, more != NULL ? "," : "",
                              more != NULL ? more : "");
    }
  g_assert_cmpint (gnutls_privkey_export_ecc_raw (self->key, NULL, &x, &y, NULL), ==, 0);
  put_number (bytes, &x);
  one = gw_base64url_encode (bytes, sizeof bytes);
  put_number (bytes, &y);
  two = gw_base64url_encode (bytes, sizeof bytes);
  return g_strdup_printf ("{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"%s\",\"y\":\"%s\"%s%s}", one, two,
                          more != NULL ? "," : "", more != NULL ? more : "");
}

char *
token_maker_dup_pem (const TokenMaker *self)
{
  gnutls_pubkey_t key;
  gnutls_datum_t out;
  char *text;

  g_assert_cmpint (gnutls_pubkey_init (&key), ==, 0);
  g_assert_cmpint (gnutls_pubkey_import_privkey (key, self->key, 0, 0), ==, 0);
  g_assert_cmpint (gnutls_pubkey_export2 (key, GNUTLS_X509_FMT_PEM, &out), ==, 0);
  text = g_strndup ((const char *) out.data, out.size);
  gnutls_free (out.data);
  gnutls_pubkey_deinit (key);

  return text;
}

char *
token_dup_signed (const char *header, const char *payload)
{
  g_autofree char *one = gw_base64url_encode ((const guint8 *) header, strlen (header));
  g_autofree char *two = gw_base64url_encode ((const guint8 *) payload, strlen (payload));

  return g_strconcat (one, ".", two, NULL);
}

static char *
encode_ecdsa (const gnutls_datum_t *signature)
{
  guint8 bytes[2 * P256_BYTES];
  gnutls_datum_t r, s;

  g_assert_cmpint (gnutls_decode_rs_value (signature, &r, &s), ==, 0);
  put_number (bytes, &r);
  put_number (bytes + P256_BYTES, &s);
  return gw_base64url_encode (bytes, sizeof bytes);
}

char *
token_maker_sign (const TokenMaker *self, const char *header, const char *payload)
{
  g_autofree char *text = token_dup_signed (header, payload);
  g_autofree char *end = NULL;
  const gnutls_datum_t data = { (unsigned char *) text, (unsigned int) strlen (text) };
  const gboolean is_rsa = self->signing == GW_SIGNING_RS256;
  gnutls_datum_t signature;

  g_assert_cmpint (gnutls_privkey_sign_data2 (self->key, is_rsa ? GNUTLS_SIGN_RSA_SHA256 : GNUTLS_SIGN_ECDSA_SHA256, 0,
                                              &data, &signature),
                   ==, 0);
  end = is_rsa ? gw_base64url_encode (signature.data, signature.size) : encode_ecdsa (&signature);
  gnutls_free (signature.data);

  return g_strconcat (text, ".", end, NULL);
}

char *
token_sign_hmac (const char *secret, const char *header, const char *payload)
{
  g_autofree char *text = token_dup_signed (header, payload);
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, (const guchar *) secret, strlen (secret));
  g_autofree char *end = NULL;
  guint8 hash[32];
  gsize n = sizeof hash;

  g_hmac_update (hmac, (const guchar *) text, (gssize) strlen (text));
  g_hmac_get_digest (hmac, hash, &n);
  end = gw_base64url_encode (hash, n);

  return g_strconcat (text, ".", end, NULL);
}
