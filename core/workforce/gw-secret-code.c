/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-secret-code.h"

#include <string.h>

#include "gw-base32.h"
#include "gw-random-bytes.h"

#define LONGEST 32
#define GROUP 4

char *
gw_secret_code_make (gsize n_bytes, GError **error)
{
  guint8 bytes[LONGEST];
  g_autofree char *digits = NULL;
  GString *code;

  g_return_val_if_fail (n_bytes <= sizeof bytes, NULL);

  if (!gw_random_bytes (bytes, n_bytes, error))
    return NULL;
  digits = gw_base32_encode (bytes, n_bytes);
  explicit_bzero (bytes, sizeof bytes);
  code = g_string_new (NULL);
  for (gsize i = 0; digits[i] != '\0'; i++)
    {
      if (i > 0 && i % GROUP == 0)
        g_string_append_c (code, '-');
      g_string_append_c (code, digits[i]);
    }

  return g_string_free (code, FALSE);
}

char *
gw_secret_code_hash (const char *code, gsize n_bytes)
{
  guint8 bytes[LONGEST];
  char *hash;

  g_return_val_if_fail (n_bytes <= sizeof bytes, NULL);

  if (!gw_base32_decode (code, bytes, n_bytes))
    return NULL;
  hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes, n_bytes);
  explicit_bzero (bytes, sizeof bytes);

  return hash;
}
