/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Codes that are shown once and let somebody in once: invitations, and recovery codes for who has lost
 * the second factor. They are random, so that what a project file keeps of them, a hash without salt,
 * tells nobody what they are.
 */

#define GW_INVITATION_BYTES 16
#define GW_RECOVERY_BYTES 10
#define GW_N_RECOVERY_CODES 10
/* How long an invitation is good. */
#define GW_INVITATION_SECONDS (72 * 60 * 60)

/* So many random bytes of the system as four-letter groups: “K3WM-77QA-…”. NULL with GW_ERROR_IO where the
 * system gives none. (transfer full) (nullable)
 */
char *gw_secret_code_make (gsize n_bytes, GError **error);

/* What is kept of the code that somebody typed, however they wrote it (gw-base32.h): its SHA-256, 64 hexadecimal
 * digits. NULL where it is no code of so many bytes. (transfer full) (nullable)
 */
char *gw_secret_code_hash (const char *code, gsize n_bytes);

G_END_DECLS
