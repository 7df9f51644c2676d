/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The second factor: time-based one-time passwords (RFC 6238) of six digits, HMAC-SHA-1, steps of 30 s from
 * 1970, as authenticator apps make them.
 */

#define GW_TOTP_SECRET_BYTES 20 /* RFC 4226, section 4, R6 */
#define GW_TOTP_SECONDS 30
#define GW_TOTP_DIGITS 6

typedef struct
{
  guint8 bytes[GW_TOTP_SECRET_BYTES];
} GwTotpSecret;

/* A new one. FALSE with GW_ERROR_IO where the system gives no random numbers. */
gboolean gw_totp_secret_make (GwTotpSecret *secret, GError **error);
/* As an app is told it by hand: base32. (transfer full) */
char *gw_totp_secret_to_text (const GwTotpSecret *secret);
/* As it is told by a picture of squares: otpauth://totp/ISSUER:NAME?secret=… . (transfer full) */
char *gw_totp_secret_to_uri (const GwTotpSecret *secret, const char *issuer, const char *name);

/* The code of a step (RFC 4226, section 5.3), from 0 to 999999. */
guint32 gw_totp_get_code (const GwTotpSecret *secret, guint64 step);

/* Whether the code that was typed, six digits with blanks anywhere, is that of the time (seconds from 1970) or of
 * the step before or after it, as clocks differ (RFC 6238, section 5.2). *used: the step of the last code that was
 * taken, -1 for none; one of it or before is refused, as it may have been seen. It becomes the step of the code.
 */
gboolean gw_totp_check (const GwTotpSecret *secret, const char *code, gint64 seconds, gint64 *used);

G_END_DECLS
