/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-name.h"

#include <glib/gi18n-lib.h>

#include "gw-error.h"

/* Marks that only set the direction or the shape of others are in names of some scripts. */
static gboolean
is_of_names (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_UNASSIGNED:
      return FALSE;
    default:
      return TRUE;
    }
}

static gboolean
is_good (const char *name)
{
  guint n = 0;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (++n > GW_NAME_MOST || !is_of_names (g_utf8_get_char (p)))
      return FALSE;
  return n > 0;
}

char *
gw_name_clean (const char *name, GError **error)
{
  g_autofree char *clean = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  if (g_utf8_validate (name, -1, NULL))
    clean = g_utf8_normalize (name, -1, G_NORMALIZE_NFC);
  if (clean != NULL)
    g_strstrip (clean);
  if (clean == NULL || !is_good (clean))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("A name must have 1 to %d characters, and no line breaks among them."), GW_NAME_MOST);
      return NULL;
    }
  return g_steal_pointer (&clean);
}

char *
gw_name_make_key (const char *name)
{
  g_autofree char *composed = g_utf8_normalize (name, -1, G_NORMALIZE_NFC);
  g_autofree char *folded = NULL;

  g_return_val_if_fail (composed != NULL, NULL);

  folded = g_utf8_casefold (composed, -1);
  return g_utf8_normalize (folded, -1, G_NORMALIZE_NFC);
}
