/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-studio-reference.h"

#include <string.h>

#include "gw-path.h"

#define LOCAL_FILES "/data/local-files/"
#define UPLOAD "/data/upload/"
/* Digits that an upload puts before a name; Label Studio itself has 8. */
#define LEAST_HASH 6

/* "%20" is a blank; what is no such sequence stays, and so does everything where the outcome
 * would not be a text.
 */
static char *
decode (const char *text, gsize length)
{
  GString *decoded = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      const int high = text[i] == '%' && i + 2 < length ? g_ascii_xdigit_value (text[i + 1]) : -1;
      const int low = high >= 0 ? g_ascii_xdigit_value (text[i + 2]) : -1;

      if (low >= 0 && (high > 0 || low > 0))
        {
          g_string_append_c (decoded, (char) (high << 4 | low));
          i += 2;
        }
      else
        g_string_append_c (decoded, text[i]);
    }
  if (!g_utf8_validate (decoded->str, (gssize) decoded->len, NULL))
    {
      g_string_truncate (decoded, 0);
      g_string_append_len (decoded, text, (gssize) length);
    }

  return g_string_free (decoded, FALSE);
}

/* "http", with what stands before "://"; NULL: no address. */
static const char *
skip_scheme (const char *reference)
{
  const char *p = reference;

  while (g_ascii_isalnum (*p) || *p == '+' || *p == '-' || *p == '.')
    p++;

  return p > reference && g_str_has_prefix (p, "://") ? p + strlen ("://") : NULL;
}

/* The value of d among what follows the question mark. */
static char *
read_local (const char *query)
{
  const char *end;

  while (query != NULL && !g_str_has_prefix (query, "d="))
    {
      query = strchr (query, '&');
      query = query != NULL ? query + 1 : NULL;
    }
  if (query == NULL)
    return NULL;
  query += strlen ("d=");
  end = query + strcspn (query, "&#");

  return decode (query, (gsize) (end - query));
}

/* The name without the hash before it. */
static char *
read_upload (const char *path)
{
  const char *name = gw_path_basename (path);
  const gsize digits = strspn (name, "0123456789abcdefABCDEF");

  return g_strdup (digits >= LEAST_HASH && name[digits] == '-' && name[digits + 1] != '\0' ? name + digits + 1 : name);
}

/* NULL for what is empty, or a folder. */
static char *
check (char *path)
{
  const gsize length = path != NULL ? strlen (path) : 0;

  if (length > 0 && path[length - 1] != '/' && path[length - 1] != '\\')
    return path;
  g_free (path);
  return NULL;
}

char *
gw_studio_reference_to_path (const char *reference, gboolean keep_number)
{
  const char *address = skip_scheme (reference);
  const char *path = reference, *found;
  g_autofree char *decoded = NULL;

  if (g_str_has_prefix (reference, "data:"))
    return NULL;
  if (address != NULL)
    {
      path = strchr (address, '/');
      if (path == NULL)
        return NULL;
    }
  found = strstr (path, LOCAL_FILES);
  if (found != NULL && found[strlen (LOCAL_FILES)] == '?')
    return check (read_local (found + strlen (LOCAL_FILES) + 1));

  /* A path of a computer may have these signs in its names. */
  decoded = decode (path, address != NULL || strstr (path, UPLOAD) != NULL ? strcspn (path, "?#") : strlen (path));
  if (strstr (decoded, UPLOAD) != NULL)
    return check (keep_number ? g_strdup (gw_path_basename (decoded)) : read_upload (decoded));

  return check (g_strdup (address != NULL ? decoded + strspn (decoded, "/") : decoded));
}

char *
gw_studio_reference_from_path (const char *path)
{
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);

  return g_strconcat (LOCAL_FILES "?d=", escaped, NULL);
}
