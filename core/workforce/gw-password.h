/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Passwords of local accounts. Nothing is asked of their characters but that nobody guesses them, and none has to
 * be changed for its age.
 *
 * Texts are UTF-8, and what is typed in another way that looks the same (NFC) is the same. Copies that are kept
 * of them while they are checked are locked in memory where the system lets them, and wiped.
 */

/* Characters, not bytes. The least is for accounts whose sign-in asks for a second factor elsewhere. */
#define GW_PASSWORD_LEAST 8
#define GW_PASSWORD_USUAL 15
#define GW_PASSWORD_MOST 128

/* Whether a new password is good enough; else FALSE with GW_ERROR_REFUSED, which says why and what to do, and not
 * the password. least: GW_PASSWORD_USUAL or _LEAST. words: those that others know, such as the names of the person,
 * of the project and of the program; NULL behind the last. Refused are the commonest passwords, those that are
 * little more than the words, and those that are a run (“12345…”) or say one thing over and over.
 */
gboolean gw_password_check (const char *password, guint least, const char *const *words, GError **error);

/* What is kept of it: argon2id with salt, as crypto_pwhash_str() of libsodium writes it (64 MiB, 2 passes: about 0.1 s
 * of the processor; not for the window's thread). NULL with GW_ERROR_LIMIT where there is not so much memory, and with
 * GW_ERROR_INVALID where the text is no UTF-8 or too long. (transfer full) (nullable)
 */
char *gw_password_hash (const char *password, GError **error);

/* Whether it is the password of the hash; costs the same. hash (nullable): NULL for a person who is not there, whose
 * password is as much work and never right. A hash that asks for other work than those that are made here is never
 * right: files can come from anybody.
 */
gboolean gw_password_verify (const char *hash, const char *password);

G_END_DECLS
