/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an identity provider may send: any bytes as a token, as the parts of one, and as a set of keys. Nothing is
 * signed, so that no token is ever taken.
 */

#include "gw-fuzz.h"

#include "gw-base64url.h"
#include "gw-claims.h"
#include "gw-id-token.h"

/* RFC 7515, appendix A.3. */
static const char keys[] =
    "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
    "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}]}";

static void
check_token (const char *text)
{
  static GwJwks *set = NULL;
  const GwIdTokenWanted wanted = {
    .issuer = "https://example.org", .client_id = "c", .signing = GW_SIGNING_ES256, .nonce = "n", .now = 1790000000
  };
  g_autoptr (GError) error = NULL;

  if (set == NULL)
    set = gw_jwks_parse (keys, sizeof keys - 1, NULL);
  g_assert (gw_id_token_read (text, &wanted, set, &error) == NULL);
  g_assert (error != NULL);
}

/* The header and the payload are bytes of the input, so that what reads them is reached. */
static void
check_parts (const uint8_t *data, size_t size)
{
  const size_t half = size / 2;
  g_autofree char *header = gw_base64url_encode (data, half);
  g_autofree char *payload = gw_base64url_encode (data + half, size - half);
  g_autofree char *token = g_strconcat (header, ".", payload, ".AAAA", NULL);
  gsize n;
  g_autofree guint8 *again = gw_base64url_decode (header, strlen (header), &n);

  g_assert (again != NULL && n == half && memcmp (again, data, half) == 0);
  check_token (token);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = NULL;
  g_autoptr (GwClaims) claims = NULL;
  g_autoptr (GwJwks) set = NULL;
  gint64 seconds;

  /* Nothing is at no address. */
  if (size == 0)
    return 0;

  text = g_strndup ((const char *) data, size);
  claims = gw_claims_parse ((const char *) data, size, NULL);
  set = gw_jwks_parse ((const char *) data, size, NULL);
  if (claims != NULL)
    {
      gw_claims_get_time (claims, "exp", &seconds);
      gw_claims_get_strings (claims, "aud");
    }
  if (set != NULL)
    gw_jwks_verify (set, GW_SIGNING_RS256, NULL, data, size, data, size, NULL);
  check_token (text);
  check_parts (data, size);
  return 0;
}
