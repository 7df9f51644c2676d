/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-hotkey.h"

#include <string.h>

gboolean
gw_hotkey_is_allowed (const char *hotkey, GwTask task)
{
  gunichar c;

  if (hotkey == NULL || g_utf8_strlen (hotkey, -1) != 1)
    return FALSE;

  c = g_unichar_tolower (g_utf8_get_char (hotkey));
  if (c >= '1' && c <= '9')
    return TRUE;
  if ((task == GW_TASK_SINGLE_CLASS || task == GW_TASK_MULTI_CLASS) && c < 128 && strchr ("qwert", (int) c) != NULL)
    return TRUE;

  /* Each letter of the Latin alphabet is a command somewhere in the labeling
   * view, in one keymap or another; other scripts have no commands.
   */
  return g_unichar_isalpha (c) && c >= 128;
}

GwClass *
gw_hotkey_find (GPtrArray *classes, GwClass *klass, const char *key)
{
  g_autofree char *lower = NULL;

  g_return_val_if_fail (classes != NULL, NULL);

  if (key == NULL || *key == '\0')
    return NULL;

  lower = g_utf8_strdown (key, -1);
  for (guint i = 0; i < classes->len; i++)
    {
      GwClass *other = g_ptr_array_index (classes, i);

      if (other != klass && !gw_class_get_archived (other) && g_strcmp0 (gw_class_get_hotkey (other), lower) == 0)
        return other;
    }

  return NULL;
}

GwClass *
gw_hotkey_give (GPtrArray *classes, GwClass *klass, const char *key)
{
  g_autofree char *lower = NULL;
  GwClass *former;

  g_return_val_if_fail (classes != NULL, NULL);
  g_return_val_if_fail (GW_IS_CLASS (klass), NULL);

  if (key == NULL || *key == '\0')
    {
      gw_class_set_hotkey (klass, NULL);
      return NULL;
    }

  lower = g_utf8_strdown (key, -1);
  former = gw_hotkey_find (classes, klass, lower);
  if (former != NULL)
    gw_class_set_hotkey (former, gw_class_get_hotkey (klass));
  gw_class_set_hotkey (klass, lower);

  return former;
}

static gboolean
is_digit (const char *key)
{
  return key != NULL && key[0] >= '1' && key[0] <= '9' && key[1] == '\0';
}

void
gw_hotkey_give_free (GPtrArray *classes, GwClass *klass, const char *wanted)
{
  char place[2] = { '1', '\0' };

  g_return_if_fail (classes != NULL);
  g_return_if_fail (GW_IS_CLASS (klass));

  for (guint i = 0; i < classes->len && place[0] <= '9'; i++)
    place[0] += !gw_class_get_archived (g_ptr_array_index (classes, i));

  if (is_digit (wanted) && gw_hotkey_find (classes, klass, wanted) == NULL)
    gw_class_set_hotkey (klass, wanted);
  else if (is_digit (place) && gw_hotkey_find (classes, klass, place) == NULL)
    gw_class_set_hotkey (klass, place);
}
