/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-totp.h"

#include "gw-base32.h"
#include "gw-random-bytes.h"

#define CODES 1000000
#define HASH_BYTES 20 /* of SHA-1 */

gboolean
gw_totp_secret_make (GwTotpSecret *secret, GError **error)
{
  return gw_random_bytes (secret->bytes, sizeof secret->bytes, error);
}

char *
gw_totp_secret_to_text (const GwTotpSecret *secret)
{
  return gw_base32_encode (secret->bytes, sizeof secret->bytes);
}

char *
gw_totp_secret_to_uri (const GwTotpSecret *secret, const char *issuer, const char *name)
{
  g_autofree char *text = gw_totp_secret_to_text (secret);
  g_autofree char *issuer_part = g_uri_escape_string (issuer, NULL, FALSE);
  g_autofree char *name_part = g_uri_escape_string (name, NULL, FALSE);

  return g_strdup_printf ("otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d", issuer_part,
                          name_part, text, issuer_part, GW_TOTP_DIGITS, GW_TOTP_SECONDS);
}

guint32
gw_totp_get_code (const GwTotpSecret *secret, guint64 step)
{
  const guint64 counter = GUINT64_TO_BE (step);
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA1, secret->bytes, sizeof secret->bytes);
  guint8 hash[HASH_BYTES];
  gsize length = sizeof hash;
  guint at;

  g_hmac_update (hmac, (const guchar *) &counter, sizeof counter);
  g_hmac_get_digest (hmac, hash, &length);
  at = hash[HASH_BYTES - 1] & 0x0f;

  return ((guint32) (hash[at] & 0x7f) << 24 | (guint32) hash[at + 1] << 16 | (guint32) hash[at + 2] << 8 | hash[at + 3])
         % CODES;
}

static gboolean
parse_code (const char *text, guint32 *code)
{
  guint n_digits = 0;

  *code = 0;
  for (; *text != '\0'; text++)
    if (g_ascii_isdigit (*text) && n_digits < GW_TOTP_DIGITS)
      {
        *code = *code * 10 + (guint32) (*text - '0');
        n_digits++;
      }
    else if (!g_ascii_isspace (*text))
      return FALSE;

  return n_digits == GW_TOTP_DIGITS;
}

gboolean
gw_totp_check (const GwTotpSecret *secret, const char *code, gint64 seconds, gint64 *used)
{
  const gint64 now = seconds / GW_TOTP_SECONDS;
  gint64 found = -1;
  guint32 typed;

  if (seconds < 0 || !parse_code (code, &typed))
    return FALSE;
  /* All three are made, so that time does not tell which it was. */
  for (gint64 step = MAX (now - 1, 0); step <= now + 1; step++)
    if (gw_totp_get_code (secret, (guint64) step) == typed && step > *used && found < 0)
      found = step;
  if (found < 0)
    return FALSE;

  *used = found;
  return TRUE;
}
