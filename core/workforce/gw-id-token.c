/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-id-token.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-base64url.h"
#include "gw-claims.h"
#include "gw-error.h"

#define N_PARTS 3

typedef struct
{
  const GwIdTokenWanted *wanted;
  GwClaims *header;
  GwClaims *claims;
  guint8 *signature;
  gsize n_signature;
  gsize n_signed; /* of the text: what the signature is of */
} Token;

static void
token_clear (Token *self)
{
  g_clear_pointer (&self->header, gw_claims_free);
  g_clear_pointer (&self->claims, gw_claims_free);
  g_clear_pointer (&self->signature, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Token, token_clear)

void
gw_id_token_free (GwIdToken *self)
{
  if (self == NULL)
    return;
  g_free (self->issuer);
  g_free (self->subject);
  g_free (self->name);
  g_free (self->email);
  g_strfreev (self->groups);
  g_free (self);
}

/* Always FALSE. */
static gboolean
refuse (GError **error, const char *reason)
{
  g_set_error (error, GW_ERROR, GW_ERROR_REFUSED, _ ("The sign-in was refused: %s."), reason);
  return FALSE;
}

/* --- its form ----------------------------------------------------------------------------------- */

static GwClaims *
parse_part (const char *part)
{
  gsize n;
  g_autofree guint8 *text = gw_base64url_decode (part, strlen (part), &n);

  return text != NULL ? gw_claims_parse ((const char *) text, n, NULL) : NULL;
}

static gboolean
parse (Token *self, const char *text, GError **error)
{
  g_auto (GStrv) parts = NULL;

  if (strnlen (text, GW_ID_TOKEN_MOST_BYTES + 1) > GW_ID_TOKEN_MOST_BYTES)
    return refuse (error, _ ("what the provider gave is too long"));
  parts = g_strsplit (text, ".", -1);
  if (g_strv_length (parts) != N_PARTS)
    return refuse (error, _ ("what the provider gave is no signed token"));

  self->n_signed = strlen (parts[0]) + 1 + strlen (parts[1]);
  self->header = parse_part (parts[0]);
  self->claims = parse_part (parts[1]);
  self->signature = gw_base64url_decode (parts[2], strlen (parts[2]), &self->n_signature);
  if (self->header == NULL || self->claims == NULL || self->signature == NULL)
    return refuse (error, _ ("what the provider gave is no signed token"));
  return TRUE;
}

/* --- its signature ------------------------------------------------------------------------------ */

static gboolean
check_signature (const Token *self, const char *text, const GwJwks *keys, GError **error)
{
  const GwSigning signing = self->wanted->signing;

  if (g_strcmp0 (gw_claims_get_string (self->header, "alg"), gw_signing_get_name (signing)) != 0)
    return refuse (error, _ ("the token is not signed in the way that was agreed upon"));
  /* What has to be understood, and is not. */
  if (gw_claims_has (self->header, "crit"))
    return refuse (error, _ ("the token asks for what this program does not know"));
  if (gw_claims_has (self->header, "kid") && gw_claims_get_string (self->header, "kid") == NULL)
    return refuse (error, _ ("the token does not say what key it is signed with"));

  return gw_jwks_verify (keys, signing, gw_claims_get_string (self->header, "kid"), (const guint8 *) text,
                         self->n_signed, self->signature, self->n_signature, error);
}

/* --- what it says ------------------------------------------------------------------------------- */

static gboolean
check_audience (const Token *self, GError **error)
{
  const char *client_id = self->wanted->client_id;
  const char *const *audience = gw_claims_get_strings (self->claims, "aud");
  const char *party = gw_claims_get_string (self->claims, "azp");

  if (audience == NULL || !g_strv_contains (audience, client_id))
    return refuse (error, _ ("the token is for another program"));
  if (gw_claims_has (self->claims, "azp") ? g_strcmp0 (party, client_id) != 0 : audience[1] != NULL)
    return refuse (error, _ ("the token was given to another program"));
  for (guint i = 0; i < 2; i++)
    {
      static const char *const names[] = { "sagemaker:client_id", "sagemaker-client_id" };

      if (gw_claims_has (self->claims, names[i])
          && g_strcmp0 (gw_claims_get_string (self->claims, names[i]), client_id) != 0)
        return refuse (error, _ ("the token is for another program"));
    }
  return TRUE;
}

static gboolean
check_times (const Token *self, GError **error)
{
  const gint64 now = self->wanted->now;
  gint64 expires, issued, begins;

  if (!gw_claims_get_time (self->claims, "exp", &expires) || now >= expires + GW_ID_TOKEN_LEEWAY)
    return refuse (error, _ ("the token has expired. Check this computer's clock, and sign in again"));
  if (gw_claims_has (self->claims, "nbf")
      && (!gw_claims_get_time (self->claims, "nbf", &begins) || begins > now + GW_ID_TOKEN_LEEWAY))
    return refuse (error, _ ("the token is not good yet. Check this computer's clock, and sign in again"));
  if (!gw_claims_get_time (self->claims, "iat", &issued) || issued < now - GW_ID_TOKEN_OLDEST
      || issued > now + GW_ID_TOKEN_LEEWAY)
    return refuse (error, _ ("the token was not made just now. Check this computer's clock, and sign in again"));
  return TRUE;
}

/* Whether two texts are equal, in a time that tells nothing of where they differ. */
static gboolean
are_equal (const char *a, const char *b)
{
  const gsize length = strlen (b);
  guint8 difference = 0;

  if (a == NULL || strlen (a) != length)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    difference |= (guint8) (a[i] ^ b[i]);
  return difference == 0;
}

static gboolean
check_identity (const Token *self, GError **error)
{
  const char *subject = gw_claims_get_string (self->claims, "sub");

  if (!are_equal (gw_claims_get_string (self->claims, "nonce"), self->wanted->nonce))
    return refuse (error, _ ("the token belongs to another sign-in"));
  if (subject == NULL || subject[0] == '\0' || g_utf8_strlen (subject, -1) > GW_ID_TOKEN_MOST_SUBJECT)
    return refuse (error, _ ("the token does not say who signs in"));
  return TRUE;
}

/* NULL where the claim is something else, or too much. An empty list where there is no such claim. */
static GStrv
dup_groups (const Token *self)
{
  static const char *const usual[] = { "sagemaker:groups", "sagemaker-groups", "groups", "cognito:groups", NULL };
  const char *const chosen[] = { self->wanted->groups, NULL };
  const char *const *names = self->wanted->groups != NULL ? chosen : usual;
  const char *const *groups;

  while (*names != NULL && !gw_claims_has (self->claims, *names))
    names++;
  if (*names == NULL)
    return g_new0 (char *, 1);
  groups = gw_claims_get_strings (self->claims, *names);
  if (groups == NULL || g_strv_length ((GStrv) groups) > GW_ID_TOKEN_MOST_GROUPS)
    return NULL;
  return g_strdupv ((GStrv) groups);
}

static char *
dup_name (const Token *self)
{
  static const char *const names[] = { "name", "sagemaker:name", "sagemaker-name", "preferred_username" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (gw_claims_get_string (self->claims, names[i]) != NULL)
      return g_strdup (gw_claims_get_string (self->claims, names[i]));
  return NULL;
}

GwIdToken *
gw_id_token_read (const char *text, const GwIdTokenWanted *wanted, const GwJwks *keys, GError **error)
{
  g_auto (Token) token = { .wanted = wanted };
  g_auto (GStrv) groups = NULL;
  GwIdToken *self;

  if (!parse (&token, text, error) || !check_signature (&token, text, keys, error))
    return NULL;
  if (g_strcmp0 (gw_claims_get_string (token.claims, "iss"), wanted->issuer) != 0)
    {
      refuse (error, _ ("the token is of another provider"));
      return NULL;
    }
  if (!check_audience (&token, error) || !check_times (&token, error) || !check_identity (&token, error))
    return NULL;
  groups = dup_groups (&token);
  if (groups == NULL)
    {
      refuse (error, _ ("the token does not say in a known way what groups there are"));
      return NULL;
    }

  self = g_new0 (GwIdToken, 1);
  self->issuer = g_strdup (wanted->issuer);
  self->subject = g_strdup (gw_claims_get_string (token.claims, "sub"));
  self->name = dup_name (&token);
  self->email = g_strdup (gw_claims_get_string (token.claims, "email"));
  self->groups = g_steal_pointer (&groups);
  return self;
}
