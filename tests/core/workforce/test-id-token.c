/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-id-token.h"

#include <string.h>

#include "gw-base64url.h"
#include "gw-error.h"
#include "token-maker.h"

#define NOW 1790000000
#define ISSUER "https://idp.example.org/realms/bees"
#define CLIENT "groundwork"
#define NONCE "n-0S6_WzA2MjF4bQ"
#define SUBJECT "\"sub\":\"24400320\""
#define TIMES "\"exp\":1790000300,\"iat\":1789999990"
#define GROUPS "\"groups\":[\"labelers\",\"reviewers\"]"
#define START "{\"iss\":\"" ISSUER "\",\"aud\":\"" CLIENT "\","
#define REST "\"nonce\":\"" NONCE "\"," SUBJECT "," GROUPS "}"
#define PAYLOAD START TIMES "," REST
#define RSA_HEADER "{\"alg\":\"RS256\",\"kid\":\"r1\",\"typ\":\"JWT\"}"
#define EC_HEADER "{\"alg\":\"ES256\",\"kid\":\"e1\"}"

/* Keys take a second to make: all tests share them. */
static TokenMaker rsa, ec, other_rsa, other_ec;
static GwJwks *keys;

static GwIdTokenWanted
get_wanted (GwSigning signing)
{
  return (GwIdTokenWanted) { .issuer = ISSUER, .client_id = CLIENT, .signing = signing, .nonce = NONCE, .now = NOW };
}

static void
make_keys (void)
{
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autofree char *text = NULL;

  token_maker_init (&rsa, GW_SIGNING_RS256, 2048);
  token_maker_init (&other_rsa, GW_SIGNING_RS256, 2048);
  token_maker_init (&ec, GW_SIGNING_ES256, 0);
  token_maker_init (&other_ec, GW_SIGNING_ES256, 0);
  one = token_maker_dup_jwk (&rsa, "\"kid\":\"r1\",\"use\":\"sig\",\"alg\":\"RS256\"");
  two = token_maker_dup_jwk (&ec, "\"kid\":\"e1\",\"use\":\"sig\"");
  text = g_strdup_printf ("{\"keys\":[%s,{\"kty\":\"oct\",\"k\":\"AAAA\",\"kid\":\"o1\"},%s]}", one, two);
  keys = gw_jwks_parse (text, strlen (text), NULL);
  g_assert_nonnull (keys);
}

static void
clear_keys (void)
{
  token_maker_clear (&rsa);
  token_maker_clear (&other_rsa);
  token_maker_clear (&ec);
  token_maker_clear (&other_ec);
  gw_jwks_free (keys);
}

static void
assert_refused (const char *token, GwSigning signing)
{
  const GwIdTokenWanted wanted = get_wanted (signing);
  g_autoptr (GError) error = NULL;

  g_assert_null (gw_id_token_read (token, &wanted, keys, &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == GW_ERROR);
  g_assert_true (error->code == GW_ERROR_REFUSED || error->code == GW_ERROR_NOT_FOUND);
  g_assert_true (token[0] == '\0' || strstr (error->message, token) == NULL);
}

/* --- good ones ---------------------------------------------------------------------------------- */

static void
test_good (void)
{
  g_autofree char *one = token_maker_sign (&rsa, RSA_HEADER, PAYLOAD);
  g_autofree char *two = token_maker_sign (&ec, EC_HEADER, PAYLOAD);
  const char *const tokens[] = { one, two };

  for (guint i = 0; i < 2; i++)
    {
      const GwIdTokenWanted wanted = get_wanted (i == 0 ? GW_SIGNING_RS256 : GW_SIGNING_ES256);
      g_autoptr (GError) error = NULL;
      g_autoptr (GwIdToken) token = gw_id_token_read (tokens[i], &wanted, keys, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (token->issuer, ==, ISSUER);
      g_assert_cmpstr (token->subject, ==, "24400320");
      g_assert_cmpuint (g_strv_length (token->groups), ==, 2);
      g_assert_cmpstr (token->groups[1], ==, "reviewers");
      g_assert_null (token->email);
    }
}

/* What else a provider may say, and each way of naming groups. */
static void
test_other_good_ones (void)
{
  static const struct
  {
    const char *payload;
    const char *groups; /* the claim that is chosen, or NULL */
    const char *found;
  } cases[] = {
    { START TIMES ",\"nonce\":\"" NONCE "\"," SUBJECT ",\"groups\":\"one\"}", NULL, "one" },
    { START TIMES ",\"nonce\":\"" NONCE "\"," SUBJECT ",\"sagemaker:groups\":[\"a\",\"b\"],\"groups\":\"c\"}", NULL,
      "a,b" },
    { START TIMES ",\"nonce\":\"" NONCE "\"," SUBJECT ",\"sagemaker-groups\":\"s\",\"sagemaker-client_id\":\"" CLIENT
                  "\"}",
      NULL, "s" },
    { START TIMES ",\"nonce\":\"" NONCE "\"," SUBJECT ",\"cognito:groups\":[]}", NULL, "" },
    { START TIMES ",\"nonce\":\"" NONCE "\"," SUBJECT ",\"roles\":[\"x\"],\"groups\":[\"y\"]}", "roles", "x" },
    { START TIMES ",\"nonce\":\"" NONCE "\"," SUBJECT "}", NULL, "" },
    { "{\"iss\":\"" ISSUER "\",\"aud\":[\"" CLIENT "\"]," TIMES "," REST, NULL, "labelers,reviewers" },
    { "{\"iss\":\"" ISSUER "\",\"aud\":[\"x\",\"" CLIENT "\"],\"azp\":\"" CLIENT "\"," TIMES "," REST, NULL,
      "labelers,reviewers" },
    { START "\"exp\":1789999941,\"iat\":1790000060,\"nbf\":1790000060," REST, NULL, "labelers,reviewers" },
    { START "\"exp\":1790000000.5,\"iat\":1789999400," REST, NULL, "labelers,reviewers" },
    { " " START TIMES ",\"address\":{\"street\":[1,{\"a\":null}]},\"email_verified\":false," REST " \n", NULL,
      "labelers,reviewers" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GwIdTokenWanted wanted = get_wanted (GW_SIGNING_ES256);
      g_autofree char *text = token_maker_sign (&ec, EC_HEADER, cases[i].payload);
      g_autoptr (GError) error = NULL;
      g_autoptr (GwIdToken) token = NULL;
      g_autofree char *found = NULL;

      wanted.groups = cases[i].groups;
      token = gw_id_token_read (text, &wanted, keys, &error);
      g_assert_no_error (error);
      found = g_strjoinv (",", token->groups);
      g_assert_cmpstr (found, ==, cases[i].found);
    }
}

/* --- forged ones -------------------------------------------------------------------------------- */

/* Signed rightly, and yet not for this sign-in. */
static void
test_wrong_claims (void)
{
  static const char *const payloads[] = {
    /* whom it is of */
    "{\"aud\":\"" CLIENT "\"," TIMES "," REST,
    "{\"iss\":\"https://idp.example.org/realms/bees/\",\"aud\":\"" CLIENT "\"," TIMES "," REST,
    "{\"iss\":\"http://idp.example.org/realms/bees\",\"aud\":\"" CLIENT "\"," TIMES "," REST,
    "{\"iss\":\"HTTPS://idp.example.org/realms/bees\",\"aud\":\"" CLIENT "\"," TIMES "," REST,
    "{\"iss\":[\"" ISSUER "\"],\"aud\":\"" CLIENT "\"," TIMES "," REST,
    /* whom it is for */
    "{\"iss\":\"" ISSUER "\"," TIMES "," REST,
    "{\"iss\":\"" ISSUER "\",\"aud\":\"other\"," TIMES "," REST,
    "{\"iss\":\"" ISSUER "\",\"aud\":\"groundworks\"," TIMES "," REST,
    "{\"iss\":\"" ISSUER "\",\"aud\":[]," TIMES "," REST,
    "{\"iss\":\"" ISSUER "\",\"aud\":[\"x\"]," TIMES "," REST,
    "{\"iss\":\"" ISSUER "\",\"aud\":[\"" CLIENT "\",7]," TIMES "," REST,
    "{\"iss\":\"" ISSUER "\",\"aud\":{\"" CLIENT "\":1}," TIMES "," REST,
    "{\"iss\":\"" ISSUER "\",\"aud\":[\"" CLIENT "\",\"x\"]," TIMES "," REST,
    "{\"iss\":\"" ISSUER "\",\"aud\":[\"" CLIENT "\",\"x\"],\"azp\":\"x\"," TIMES "," REST,
    "{\"iss\":\"" ISSUER "\",\"aud\":\"" CLIENT "\",\"azp\":\"x\"," TIMES "," REST,
    "{\"iss\":\"" ISSUER "\",\"aud\":\"" CLIENT "\",\"azp\":null," TIMES "," REST,
    START TIMES ",\"sagemaker:client_id\":\"x\"," REST,
    START TIMES ",\"sagemaker-client_id\":[\"" CLIENT "\"]," REST,
    /* when it was made */
    START "\"iat\":1789999990," REST,
    START "\"exp\":1789999940,\"iat\":1789999990," REST,
    START "\"exp\":\"1790000300\",\"iat\":1789999990," REST,
    START "\"exp\":null,\"iat\":1789999990," REST,
    START "\"exp\":1e400,\"iat\":1789999990," REST,
    START "\"exp\":-1,\"iat\":1789999990," REST,
    START "\"exp\":1790000300," REST,
    START "\"exp\":1790000300,\"iat\":1790000061," REST,
    START "\"exp\":1790000300,\"iat\":1789999399," REST,
    START "\"exp\":1790000300,\"iat\":\"now\"," REST,
    START TIMES ",\"nbf\":1790000061," REST,
    START TIMES ",\"nbf\":\"1\"," REST,
    /* for which sign-in, and who signs in */
    START TIMES "," SUBJECT "," GROUPS "}",
    START TIMES ",\"nonce\":\"n-0S6_WzA2MjF4bR\"," SUBJECT "," GROUPS "}",
    START TIMES ",\"nonce\":\"\"," SUBJECT "," GROUPS "}",
    START TIMES ",\"nonce\":[\"" NONCE "\"]," SUBJECT "," GROUPS "}",
    START TIMES ",\"nonce\":\"" NONCE "\"," GROUPS "}",
    START TIMES ",\"nonce\":\"" NONCE "\",\"sub\":\"\"," GROUPS "}",
    START TIMES ",\"nonce\":\"" NONCE "\",\"sub\":24400320," GROUPS "}",
    START TIMES ",\"nonce\":\"" NONCE "\",\"sub\":\"a\\u0000b\"," GROUPS "}",
    START TIMES ",\"nonce\":\"" NONCE "\"," SUBJECT ",\"groups\":7}",
    START TIMES ",\"nonce\":\"" NONCE "\"," SUBJECT ",\"groups\":[\"a\",1]}",
    START TIMES ",\"nonce\":\"" NONCE "\"," SUBJECT ",\"groups\":{\"a\":1}}",
    /* what is no object of JSON, or says a thing twice */
    "",
    "[]",
    "\"token\"",
    START TIMES "," REST "{}",
    START TIMES "," SUBJECT "," REST,
    START "\"exp\":1790000300,\"exp\":1790000300,\"iat\":1789999990," REST,
    START TIMES ",\"x\":[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]," REST,
  };

  for (guint i = 0; i < G_N_ELEMENTS (payloads); i++)
    {
      g_autofree char *token = token_maker_sign (&ec, EC_HEADER, payloads[i]);

      assert_refused (token, GW_SIGNING_ES256);
    }
}

static void
test_wrong_headers (void)
{
  static const char *const headers[] = {
    "{\"kid\":\"e1\"}",
    "{\"alg\":\"none\",\"kid\":\"e1\"}",
    "{\"alg\":\"NONE\"}",
    "{\"alg\":\"es256\",\"kid\":\"e1\"}",
    "{\"alg\":\"ES384\",\"kid\":\"e1\"}",
    "{\"alg\":\"RS256\",\"kid\":\"e1\"}",
    "{\"alg\":[\"ES256\"],\"kid\":\"e1\"}",
    "{\"alg\":\"ES256\",\"kid\":\"e2\"}",
    "{\"alg\":\"ES256\",\"kid\":\"r1\"}",
    "{\"alg\":\"ES256\",\"kid\":1}",
    "{\"alg\":\"ES256\",\"kid\":\"e1\",\"crit\":[\"exp\"],\"exp\":1}",
    "{\"alg\":\"ES256\",\"kid\":\"e1\",\"crit\":[]}",
    "{\"alg\":\"none\",\"alg\":\"ES256\",\"kid\":\"e1\"}",
    "[\"ES256\"]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *token = token_maker_sign (&ec, headers[i], PAYLOAD);

      assert_refused (token, GW_SIGNING_ES256);
    }
}

static void
test_wrong_signatures (void)
{
  g_autofree char *pem = token_maker_dup_pem (&rsa);
  g_autofree char *jwk = token_maker_dup_jwk (&rsa, NULL);
  g_autofree char *head = token_dup_signed (RSA_HEADER, PAYLOAD);
  g_autofree char *none = token_dup_signed ("{\"alg\":\"none\"}", PAYLOAD);
  g_autofree char *zeros = g_strnfill (86, 'A');
  g_autofree char *head_ec = token_dup_signed (EC_HEADER, PAYLOAD);
  g_autofree char *own = g_strdup_printf ("{\"alg\":\"RS256\",\"kid\":\"r1\",\"jwk\":%s}", jwk);
  char *forged[] = {
    token_maker_sign (&other_rsa, RSA_HEADER, PAYLOAD),
    token_maker_sign (&other_rsa, "{\"alg\":\"RS256\"}", PAYLOAD),
    token_maker_sign (&other_rsa, own, PAYLOAD),
    token_maker_sign (&ec, RSA_HEADER, PAYLOAD),
    token_sign_hmac (pem, RSA_HEADER, PAYLOAD),
    token_sign_hmac (pem, "{\"alg\":\"HS256\",\"kid\":\"r1\"}", PAYLOAD),
    token_sign_hmac (jwk, "{\"alg\":\"HS256\"}", PAYLOAD),
    token_sign_hmac ("", "{\"alg\":\"HS256\",\"kid\":\"o1\"}", PAYLOAD),
    g_strconcat (head, ".", NULL),
    g_strconcat (none, ".", NULL),
    g_strconcat (none, NULL),
  };

  for (guint i = 0; i < G_N_ELEMENTS (forged); i++)
    {
      assert_refused (forged[i], GW_SIGNING_RS256);
      g_free (forged[i]);
    }
  {
    g_autofree char *other = token_maker_sign (&other_ec, EC_HEADER, PAYLOAD);
    /* r and s of zero, which careless programs take (CVE-2022-21449) */
    g_autofree char *of_zeros = g_strconcat (head_ec, ".", zeros, NULL);
    g_autofree char *longer = g_strconcat (head_ec, ".", zeros, "AA", NULL);

    assert_refused (other, GW_SIGNING_ES256);
    assert_refused (of_zeros, GW_SIGNING_ES256);
    assert_refused (longer, GW_SIGNING_ES256);
  }
}

/* Each character of a good token changed, in turn; and what is put around it. */
static void
test_tampered (void)
{
  g_autofree char *token = token_maker_sign (&ec, EC_HEADER, PAYLOAD);
  const gsize length = strlen (token);
  g_autofree char *huge = g_strnfill (20000, 'A');
  char *around[] = {
    g_strconcat (token, "=", NULL),
    g_strconcat (token, ".", NULL),
    g_strconcat (token, ".AAAA", NULL),
    g_strconcat (" ", token, NULL),
    g_strconcat (token, "\n", NULL),
    g_strconcat (".", token, NULL),
    g_strconcat (token, huge, NULL),
    g_strdup (huge),
    g_strdup (""),
    g_strdup (".."),
    g_strndup (token, length - 1),
    g_strconcat (token, "A", NULL),
  };

  for (gsize i = 0; i < length; i++)
    {
      g_autofree char *changed = g_strdup (token);

      changed[i] = changed[i] == 'A' ? 'B' : 'A';
      assert_refused (changed, GW_SIGNING_ES256);
    }
  for (guint i = 0; i < G_N_ELEMENTS (around); i++)
    {
      assert_refused (around[i], GW_SIGNING_ES256);
      g_free (around[i]);
    }
}

static void
test_limits (void)
{
  GString *groups = g_string_new ("\"\"");
  g_autofree char *name = g_strnfill (256, 's');
  g_autofree char *payload = NULL;
  g_autofree char *token = NULL;
  g_autofree char *other_payload = g_strdup_printf (START TIMES ",\"nonce\":\"" NONCE "\",\"sub\":\"%s\"}", name);
  g_autofree char *other = token_maker_sign (&ec, EC_HEADER, other_payload);

  for (guint i = 0; i < GW_ID_TOKEN_MOST_GROUPS; i++)
    g_string_append (groups, ",\"g\"");
  payload = g_strdup_printf (START TIMES ",\"nonce\":\"" NONCE "\"," SUBJECT ",\"groups\":[%s]}", groups->str);
  token = token_maker_sign (&ec, EC_HEADER, payload);
  assert_refused (token, GW_SIGNING_ES256);
  assert_refused (other, GW_SIGNING_ES256);
  g_string_free (groups, TRUE);
}

/* Only what may have changed since the keys were fetched is worth fetching them again. */
static void
test_unknown_key (void)
{
  const GwIdTokenWanted wanted = get_wanted (GW_SIGNING_ES256);
  g_autofree char *token = token_maker_sign (&other_ec, "{\"alg\":\"ES256\",\"kid\":\"e2\"}", PAYLOAD);
  g_autofree char *forged = token_maker_sign (&other_ec, EC_HEADER, PAYLOAD);
  g_autoptr (GError) error = NULL;

  g_assert_null (gw_id_token_read (token, &wanted, keys, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (gw_id_token_read (forged, &wanted, keys, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_REFUSED);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  make_keys ();

  g_test_add_func ("/id-token/good", test_good);
  g_test_add_func ("/id-token/other-good-ones", test_other_good_ones);
  g_test_add_func ("/id-token/wrong-claims", test_wrong_claims);
  g_test_add_func ("/id-token/wrong-headers", test_wrong_headers);
  g_test_add_func ("/id-token/wrong-signatures", test_wrong_signatures);
  g_test_add_func ("/id-token/tampered", test_tampered);
  g_test_add_func ("/id-token/limits", test_limits);
  g_test_add_func ("/id-token/unknown-key", test_unknown_key);

  result = g_test_run ();
  clear_keys ();
  return result;
}
