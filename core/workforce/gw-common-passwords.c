/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-common-passwords.h"

#include <gio/gio.h>
#include <string.h>

#include "gw-password-resources.h"

#define LIST "/org/groundwork/passwords/common.txt"

char *
gw_common_passwords_fold (const char *text)
{
  char *folded = g_utf8_casefold (text, -1);
  char *composed = g_utf8_normalize (folded, -1, G_NORMALIZE_DEFAULT_COMPOSE);

  explicit_bzero (folded, strlen (folded));
  g_free (folded);
  return composed;
}

/* As strcmp() of the line and the text. */
static int
compare_line (const char *line, const char *end, const char *text, gsize length)
{
  const gsize n = (gsize) (end - line);
  const int order = memcmp (line, text, MIN (n, length));

  if (order != 0)
    return order;
  return n < length ? -1 : n > length;
}

/* The list is sorted by its bytes, each line with its end. */
gboolean
gw_common_passwords_contain (const char *folded)
{
  g_autoptr (GBytes) list = g_resource_lookup_data (gw_passwords_get_resource (), LIST, 0, NULL);
  const gsize length = strlen (folded);
  const char *text, *from, *to;
  gsize n_bytes;

  if (list == NULL)
    g_error ("The list of common passwords is not there.");
  text = g_bytes_get_data (list, &n_bytes);
  from = text;
  to = text + n_bytes;
  while (from < to)
    {
      const char *line = from + (to - from) / 2, *end;
      int order;

      while (line > from && line[-1] != '\n')
        line--;
      end = memchr (line, '\n', (gsize) (text + n_bytes - line));
      if (end == NULL)
        return FALSE;
      order = compare_line (line, end, folded, length);
      if (order == 0)
        return TRUE;
      if (order < 0)
        from = end + 1;
      else
        to = line;
    }

  return FALSE;
}
