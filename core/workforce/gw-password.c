/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-password.h"

#include <glib/gi18n.h>
#include <sodium.h>
#include <string.h>

#include "gw-common-passwords.h"
#include "gw-error.h"

#define OPERATIONS crypto_pwhash_argon2id_OPSLIMIT_INTERACTIVE
#define MEMORY crypto_pwhash_argon2id_MEMLIMIT_INTERACTIVE

/* What is left of a password without its words is to have as many characters. */
#define LEAST_OWN 8
/* Fewer stretches of “aaaa”, “abcd” or “4321” are a run. */
#define LEAST_STRETCHES 5

/* Of no password: its salt and its hash are zero. */
#define NOBODY "$argon2id$v=19$m=65536,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

static void
ensure_library (void)
{
  if (sodium_init () < 0)
    g_error ("libsodium cannot be used.");
}

/* A text that is wiped when it is freed. */
typedef char Secret;

static void
secret_free (Secret *text)
{
  if (text == NULL)
    return;
  sodium_munlock (text, strlen (text));
  g_free (text);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Secret, secret_free)

/* NULL with an error of that code where it is no UTF-8 or longer than any password. */
static Secret *
normalise (const char *password, GwErrorCode code, GError **error)
{
  Secret *text;

  if (!g_utf8_validate (password, -1, NULL))
    {
      g_set_error (error, GW_ERROR, (int) code, _ ("The password is no text."));
      return NULL;
    }
  if (g_utf8_strlen (password, -1) > GW_PASSWORD_MOST)
    {
      g_set_error (error, GW_ERROR, (int) code, _ ("The password has more than %d characters."), GW_PASSWORD_MOST);
      return NULL;
    }
  text = g_utf8_normalize (password, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  sodium_mlock (text, strlen (text));

  return text;
}

/* --- what is guessed ---------------------------------------------------------------------------- */

/* How many characters are left without the word, wherever it stands. */
static void
remove_word (Secret *text, const char *word)
{
  g_autofree char *valid = g_utf8_make_valid (word, -1);
  g_autofree char *folded = gw_common_passwords_fold (valid);
  const gsize length = strlen (folded);
  char *found = text;

  if (g_utf8_strlen (folded, -1) < 3)
    return;
  while ((found = strstr (found, folded)) != NULL)
    {
      const gsize left = strlen (found + length);

      memmove (found, found + length, left);
      sodium_memzero (found + left, length);
    }
}

/* “aaaa”, “abcd” and “4321” are a stretch each: each character is as far from the one before as that was. */
static guint
count_stretches (const gunichar *characters, glong n)
{
  guint n_stretches = 0;

  for (glong i = 0; i < n; n_stretches++)
    {
      const gint64 step = i + 1 < n ? (gint64) characters[i + 1] - characters[i] : 2;

      i++;
      if (step < -1 || step > 1)
        continue;
      while (i < n && (gint64) characters[i] - characters[i - 1] == step)
        i++;
    }
  return n_stretches;
}

/* The fewest characters that, said over and over, are the text. */
static glong
find_period (const gunichar *characters, glong n)
{
  for (glong period = 1; period < n; period++)
    {
      glong i = period;

      while (i < n && characters[i] == characters[i - period])
        i++;
      if (i == n)
        return period;
    }
  return n;
}

static gboolean
is_run (const Secret *folded)
{
  glong n;
  gunichar *characters = g_utf8_to_ucs4_fast (folded, -1, &n);
  const gboolean runs = count_stretches (characters, n) < LEAST_STRETCHES || find_period (characters, n) < LEAST_OWN;

  sodium_memzero (characters, (gsize) n * sizeof *characters);
  g_free (characters);
  return runs;
}

/* What is wrong with a password of the right length; NULL: nothing. */
static const char *
find_fault (const Secret *text, const char *const *words)
{
  g_autoptr (Secret) folded = gw_common_passwords_fold (text);

  sodium_mlock (folded, strlen (folded));
  if (gw_common_passwords_contain (folded))
    return _ ("This is one of the passwords that are tried first. Choose another one, for example of four words.");
  if (is_run (folded))
    return _ ("The password says one thing over and over. Choose another one, for example of four words.");
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    remove_word (folded, words[i]);
  if (g_utf8_strlen (folded, -1) < MIN (LEAST_OWN, g_utf8_strlen (text, -1)))
    return _ ("The password is little more than names that others know. Choose another one, for example of four "
              "words.");
  return NULL;
}

gboolean
gw_password_check (const char *password, guint least, const char *const *words, GError **error)
{
  g_autoptr (Secret) text = NULL;
  const char *fault;

  ensure_library ();
  text = normalise (password, GW_ERROR_REFUSED, error);
  if (text == NULL)
    return FALSE;
  if (g_utf8_strlen (text, -1) < least)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_REFUSED,
                   _ ("The password needs %u characters or more. Four words are easy to remember."), least);
      return FALSE;
    }
  fault = find_fault (text, words);
  if (fault != NULL)
    g_set_error_literal (error, GW_ERROR, GW_ERROR_REFUSED, fault);

  return fault == NULL;
}

/* --- what is kept ------------------------------------------------------------------------------- */

char *
gw_password_hash (const char *password, GError **error)
{
  g_autoptr (Secret) text = NULL;
  char hash[crypto_pwhash_STRBYTES];

  ensure_library ();
  text = normalise (password, GW_ERROR_INVALID, error);
  if (text == NULL)
    return NULL;
  if (crypto_pwhash_argon2id_str (hash, text, strlen (text), OPERATIONS, MEMORY) != 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_LIMIT,
                   _ ("The password was not kept: that takes %u MB of memory, which are not free. "
                      "Close other programs and try again."),
                   (guint) (MEMORY >> 20));
      return NULL;
    }

  return g_strdup (hash);
}

gboolean
gw_password_verify (const char *hash, const char *password)
{
  char kept[crypto_pwhash_STRBYTES] = NOBODY;
  g_autoptr (Secret) text = NULL;
  gboolean is_known;

  ensure_library ();
  text = normalise (password, GW_ERROR_INVALID, NULL);
  is_known = hash != NULL && text != NULL && g_strlcpy (kept, hash, sizeof kept) < sizeof kept
             && crypto_pwhash_argon2id_str_needs_rehash (kept, OPERATIONS, MEMORY) == 0;
  if (!is_known)
    g_strlcpy (kept, NOBODY, sizeof kept);

  return crypto_pwhash_argon2id_str_verify (kept, text != NULL ? text : "", text != NULL ? strlen (text) : 0) == 0
         && is_known;
}
