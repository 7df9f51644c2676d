/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-jwks.h"

#include <string.h>

#include "gw-base64url.h"
#include "gw-error.h"
#include "token-maker.h"

static GwJwks *
parse (const char *text, GError **error)
{
  return gw_jwks_parse (text, strlen (text), error);
}

/* RFC 7515, appendix A.3: a key on P-256, and what it signed. */
#define KEY \
  "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\"," \
  "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}"
#define SIGNED \
  "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
#define SIGNATURE "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"

static gboolean
verify_text (const GwJwks *keys, GwSigning signing, const char *text, const char *signature)
{
  gsize n;
  g_autofree guint8 *bytes = gw_base64url_decode (signature, strlen (signature), &n);

  g_assert_nonnull (bytes);
  return gw_jwks_verify (keys, signing, NULL, (const guint8 *) text, strlen (text), bytes, n, NULL);
}

static void
test_vectors (void)
{
  g_autoptr (GwJwks) keys = parse ("{\"keys\":[" KEY "]}", NULL);

  g_assert_nonnull (keys);
  g_assert_true (verify_text (keys, GW_SIGNING_ES256, SIGNED, SIGNATURE));
  g_assert_false (verify_text (keys, GW_SIGNING_ES256, SIGNED "A", SIGNATURE));
  g_assert_false (verify_text (keys, GW_SIGNING_RS256, SIGNED, SIGNATURE));
}

static gboolean
verify (const GwJwks *keys, const TokenMaker *maker, const char *kid, GError **error)
{
  g_autofree char *token = token_maker_sign (maker, "{}", "{}");
  char *end = strrchr (token, '.');
  gsize n;
  g_autofree guint8 *signature = gw_base64url_decode (end + 1, strlen (end + 1), &n);

  return gw_jwks_verify (keys, maker->signing, kid, (const guint8 *) token, (gsize) (end - token), signature, n, error);
}

static void
assert_verifies (const char *set, const TokenMaker *maker, const char *kid, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwJwks) keys = parse (set, NULL);

  g_assert_nonnull (keys);
  g_assert_cmpint (verify (keys, maker, kid, &error), ==, code < 0);
  if (code >= 0)
    g_assert_error (error, GW_ERROR, code);
}

static void
test_which_key (void)
{
  static const GwSigning signings[] = { GW_SIGNING_RS256, GW_SIGNING_ES256 };

  for (guint i = 0; i < 2; i++)
    {
      TokenMaker maker;
      g_autofree char *plain = NULL;
      g_autofree char *named = NULL;
      g_autofree char *for_others = NULL;
      g_auto (GStrv) sets = g_new0 (char *, 7);

      token_maker_init (&maker, signings[i], 2048);
      plain = token_maker_dup_jwk (&maker, NULL);
      named = token_maker_dup_jwk (&maker, "\"kid\":\"k\",\"x5c\":[\"AAAA\"]");
      for_others = token_maker_dup_jwk (&maker, "\"kid\":\"k\",\"use\":\"enc\"");
      sets[0] = g_strdup_printf ("{\"keys\":[%s]}", plain);
      sets[1] = g_strdup_printf ("{\"keys\":[%s],\"more\":1}", named);
      sets[2] = g_strdup_printf ("{\"keys\":[%s,%s]}", named, plain);
      sets[3] = g_strdup_printf ("{\"keys\":[%s,%s]}", named, named);
      sets[4] = g_strdup_printf ("{\"keys\":[%s,7,{},{\"kty\":\"EC\"}]}", for_others);
      sets[5] = g_strdup_printf ("{\"keys\":[%s,%s]}", for_others, named);

      assert_verifies (sets[0], &maker, NULL, -1);
      assert_verifies (sets[0], &maker, "k", GW_ERROR_NOT_FOUND);
      assert_verifies (sets[1], &maker, "k", -1);
      assert_verifies (sets[1], &maker, NULL, -1);
      assert_verifies (sets[1], &maker, "K", GW_ERROR_NOT_FOUND);
      assert_verifies (sets[2], &maker, "k", -1);
      assert_verifies (sets[2], &maker, NULL, GW_ERROR_REFUSED);
      assert_verifies (sets[3], &maker, "k", GW_ERROR_REFUSED);
      assert_verifies (sets[4], &maker, "k", GW_ERROR_NOT_FOUND);
      assert_verifies (sets[5], &maker, "k", -1);
      token_maker_clear (&maker);
    }
}

static void
test_short_key (void)
{
  TokenMaker maker;
  g_autofree char *jwk = NULL;
  g_autofree char *set = NULL;

  token_maker_init (&maker, GW_SIGNING_RS256, 1024);
  jwk = token_maker_dup_jwk (&maker, NULL);
  set = g_strdup_printf ("{\"keys\":[%s]}", jwk);
  assert_verifies (set, &maker, NULL, GW_ERROR_REFUSED);
  token_maker_clear (&maker);
}

/* Numbers that are no key: no point of the curve, too long, not written strictly. */
static void
test_no_keys (void)
{
  static const char *const keys[] = {
    "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
    "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5aw\"}",
    "{\"kty\":\"EC\",\"crv\":\"P-384\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
    "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}",
    "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU=\","
    "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}",
    "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"\",\"y\":\"\"}",
    "{\"kty\":\"RSA\",\"n\":\"\",\"e\":\"AQAB\"}",
    "{\"kty\":\"RSA\",\"e\":\"AQAB\"}",
    "{\"kty\":\"RSA\",\"n\":7,\"e\":\"AQAB\"}",
    "{\"kty\":[\"RSA\"],\"n\":\"AQAB\",\"e\":\"AQAB\"}",
  };
  const guint8 nothing[64] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *set = g_strdup_printf ("{\"keys\":[%s]}", keys[i]);
      g_autoptr (GwJwks) parsed = parse (set, NULL);

      g_assert_nonnull (parsed);
      g_assert_false (gw_jwks_verify (parsed, GW_SIGNING_ES256, NULL, nothing, 1, nothing, sizeof nothing, NULL));
      g_assert_false (gw_jwks_verify (parsed, GW_SIGNING_RS256, NULL, nothing, 1, nothing, sizeof nothing, NULL));
    }
}

static void
test_no_sets (void)
{
  static const char *const texts[] = { "",
                                       "[]",
                                       "{}",
                                       "{\"keys\":[}",
                                       "{\"keys\":[]} x",
                                       "{\"keys\":[],\"keys\":[]}",
                                       "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\",\"e\":\"AQAB\"}]}",
                                       "{\"keys\":[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]}" };
  g_autofree char *large = g_strnfill (GW_JWKS_MOST_BYTES + 1, ' ');
  GString *many = g_string_new ("{\"keys\":[{}");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) failure = NULL;

      g_assert_null (parse (texts[i], &failure));
      g_assert_nonnull (failure);
    }
  g_assert_null (parse (large, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_LIMIT);
  g_clear_error (&error);
  for (guint i = 0; i < GW_JWKS_MOST_KEYS; i++)
    g_string_append (many, ",{}");
  g_string_append (many, "]}");
  g_assert_null (parse (many->str, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_LIMIT);
  g_string_free (many, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/jwks/vectors", test_vectors);
  g_test_add_func ("/jwks/which-key", test_which_key);
  g_test_add_func ("/jwks/short-key", test_short_key);
  g_test_add_func ("/jwks/no-keys", test_no_keys);
  g_test_add_func ("/jwks/no-sets", test_no_sets);

  return g_test_run ();
}
