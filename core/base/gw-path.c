/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-path.h"

#include <stdlib.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-limits.h"
#include "gw-window-private.h"

/* No file system of the desktop holds more. */
#define MOST_PART_BYTES 255

static gboolean
is_ascii (const char *text)
{
  for (; *text != '\0'; text++)
    if ((guchar) *text >= 0x80)
      return FALSE;
  return TRUE;
}

/* C0, DEL, and C1 in its UTF-8 form. */
static gboolean
is_control (const char *p, const char *end)
{
  const guchar c = (guchar) p[0];

  return c < 0x20 || c == 0x7f || (c == 0xc2 && end - p > 1 && (guchar) p[1] >= 0x80 && (guchar) p[1] < 0xa0);
}

static gboolean
is_slash (char c)
{
  return c == '/' || c == '\\';
}

static gboolean
has_drive (const char *path, gsize length)
{
  return length >= 2 && g_ascii_isalpha (path[0]) && path[1] == ':';
}

static gboolean
refuse (GError **error, GwErrorCode code, const char *path, gsize length, const char *reason)
{
  g_autofree char *shown = gw_path_display (path, (gssize) MIN (length, 200));

  g_set_error (error, GW_ERROR, (int) code, _ ("The path “%s” cannot be used: %s."), shown, reason);
  return FALSE;
}

static void
refuse_absolute (GError **error, const char *path, gsize length)
{
  refuse (error, GW_ERROR_REFUSED, path, length, _ ("it is absolute, and images are found relative to a folder"));
}

static gboolean
check_bytes (const char *path, gsize length, GError **error)
{
  const guint64 limit = gw_limit_get (GW_LIMIT_PATH_BYTES);

  if (length > limit)
    {
      g_autofree char *reason = g_strdup_printf (_ ("it is longer than the %llu bytes of the limit “%s”"),
                                                 (unsigned long long) limit, gw_limit_get_name (GW_LIMIT_PATH_BYTES));

      return refuse (error, GW_ERROR_LIMIT, path, length, reason);
    }

  for (gsize i = 0, start = 0; i < length; i++)
    {
      if (is_control (path + i, path + length))
        return refuse (error, GW_ERROR_INVALID, path, length, _ ("it holds a control character"));
      if (is_slash (path[i]))
        start = i + 1;
      else if (i - start >= MOST_PART_BYTES)
        return refuse (error, GW_ERROR_LIMIT, path, length,
                       _ ("a part of it is longer than the 255 bytes that a file system takes"));
    }
  return TRUE;
}

/* Appends the parts of `path`. When `tail`, a ".." clears what is there, and
 * drives before the first part fall away; otherwise FALSE reports a "..". */
static gboolean
append_parts (GString *result, const char *path, gsize length, gboolean tail)
{
  const char *p = path, *end = path + length;

  while (p < end)
    {
      const char *part = p;
      gsize n;

      while (p < end && !is_slash (*p))
        p++;
      n = p - part;
      p++;
      while (tail && result->len == 0 && has_drive (part, n))
        {
          part += 2;
          n -= 2;
        }

      if (n == 0 || (n == 1 && part[0] == '.'))
        continue;
      if (n == 2 && part[0] == '.' && part[1] == '.')
        {
          if (!tail)
            return FALSE;
          g_string_truncate (result, 0);
          continue;
        }
      if (result->len > 0)
        g_string_append_c (result, '/');
      g_string_append_len (result, part, (gssize) n);
    }
  return TRUE;
}

char *
gw_path_normalise (const char *path, gssize length, GError **error)
{
  g_autoptr (GString) result = NULL;
  gsize n;

  g_return_val_if_fail (path != NULL, NULL);

  n = length < 0 ? strlen (path) : (gsize) length;
  if (!check_bytes (path, n, error))
    return NULL;

  if ((n > 0 && is_slash (path[0])) || has_drive (path, n))
    {
      refuse_absolute (error, path, n);
      return NULL;
    }

  result = g_string_sized_new (n + 1);
  if (!append_parts (result, path, n, FALSE))
    {
      refuse (error, GW_ERROR_REFUSED, path, n, _ ("“..” would lead out of the folder"));
      return NULL;
    }
  /* A drive may come to light behind "./". */
  if (has_drive (result->str, result->len))
    {
      refuse_absolute (error, path, n);
      return NULL;
    }
  if (result->len == 0)
    {
      refuse (error, GW_ERROR_INVALID, path, n, _ ("it names no file"));
      return NULL;
    }

  return g_string_free (g_steal_pointer (&result), FALSE);
}

char *
gw_path_tail (const char *path, gssize length, GError **error)
{
  g_autoptr (GString) result = NULL;
  gsize n;

  g_return_val_if_fail (path != NULL, NULL);

  n = length < 0 ? strlen (path) : (gsize) length;
  if (!check_bytes (path, n, error))
    return NULL;

  result = g_string_sized_new (n + 1);
  append_parts (result, path, n, TRUE);
  if (result->len == 0)
    {
      refuse (error, GW_ERROR_INVALID, path, n, _ ("it names no file"));
      return NULL;
    }

  return g_string_free (g_steal_pointer (&result), FALSE);
}

const char *
gw_path_basename (const char *path)
{
  const char *slash;

  g_return_val_if_fail (path != NULL, NULL);

  slash = strrchr (path, '/');
  return slash != NULL ? slash + 1 : path;
}

char *
gw_path_key (const char *path)
{
  g_return_val_if_fail (path != NULL, NULL);

  if (is_ascii (path) || !g_utf8_validate (path, -1, NULL))
    return g_strdup (path);
  return g_utf8_normalize (path, -1, G_NORMALIZE_NFC);
}

char *
gw_path_key_caseless (const char *path)
{
  g_autofree char *folded = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  if (is_ascii (path) || !g_utf8_validate (path, -1, NULL))
    return g_ascii_strdown (path, -1);
  folded = g_utf8_casefold (path, -1);
  return g_utf8_normalize (folded, -1, G_NORMALIZE_NFC);
}

gboolean
gw_path_equal (gconstpointer a, gconstpointer b)
{
  g_autofree char *key_a = NULL, *key_b = NULL;

  if (strcmp (a, b) == 0)
    return TRUE;
  if (is_ascii (a) && is_ascii (b))
    return FALSE;

  key_a = gw_path_key (a);
  key_b = gw_path_key (b);
  return strcmp (key_a, key_b) == 0;
}

guint
gw_path_hash (gconstpointer path)
{
  g_autofree char *key = NULL;

  if (is_ascii (path))
    return g_str_hash (path);

  key = gw_path_key (path);
  return g_str_hash (key);
}

/* Characters that change how their neighbours are shown, or are not seen. */
static gboolean
is_deceptive (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return TRUE;
    case G_UNICODE_FORMAT:
      /* The joiners belong to words of several scripts and to emoji. */
      return c != 0x200c && c != 0x200d;
    default:
      return FALSE;
    }
}

char *
gw_path_display (const char *text, gssize length)
{
  const char *p = text, *end;
  GString *shown;

  g_return_val_if_fail (text != NULL, NULL);

  end = text + (length < 0 ? strlen (text) : (gsize) length);
  shown = g_string_sized_new (end - text + 1);
  while (p < end)
    {
      const int n = _gw_utf8_length (p, end);
      const gunichar c = n > 0 ? g_utf8_get_char (p) : 0;

      if (n <= 0)
        g_string_append_printf (shown, "\\x%02X", (guchar) *p);
      else if (is_deceptive (c))
        g_string_append_printf (shown, c > 0xffff ? "\\U%08X" : "\\u%04X", c);
      else
        g_string_append_len (shown, p, n);
      p += MAX (n, 1);
    }

  return g_string_free (shown, FALSE);
}

/* Digits as their count and themselves, so that bytes compare as numbers do. A
 * count of 9 and more is written as so many nines and a rest below nine: every
 * code begins with a digit, and a longer run has the larger code. */
static const char *
append_digits (GString *key, const char *p)
{
  const char *begin;
  gsize n;

  while (p[0] == '0' && g_ascii_isdigit (p[1]))
    p++;
  begin = p;
  while (g_ascii_isdigit (*p))
    p++;

  for (n = p - begin; n >= 9; n -= 9)
    g_string_append_c (key, '9');
  g_string_append_c (key, (char) ('0' + n));
  g_string_append_len (key, begin, p - begin);
  return p;
}

char *
gw_path_sort_key (const char *path)
{
  g_autofree char *folded = NULL;
  GString *key;

  g_return_val_if_fail (path != NULL, NULL);

  folded = gw_path_key_caseless (path);
  key = g_string_sized_new (2 * strlen (path) + 16);
  for (const char *p = folded; *p != '\0';)
    {
      if (g_ascii_isdigit (*p))
        p = append_digits (key, p);
      else if (*p == '/')
        /* Below every character of a name: a folder's images stay together. */
        g_string_append_c (key, '\2'), p++;
      else
        g_string_append_c (key, *p++);
    }

  /* Leading zeros, case and composition decide only between equals. */
  g_string_append_c (key, '\1');
  g_string_append (key, path);
  return g_string_free (key, FALSE);
}

int
gw_path_compare (const char *a, const char *b)
{
  g_autofree char *key_a = gw_path_sort_key (a);
  g_autofree char *key_b = gw_path_sort_key (b);

  return strcmp (key_a, key_b);
}

typedef struct
{
  char *key;
  char *path;
} SortItem;

static int
compare_items (gconstpointer a, gconstpointer b)
{
  return strcmp (((const SortItem *) a)->key, ((const SortItem *) b)->key);
}

void
gw_path_sort (GPtrArray *paths)
{
  g_autofree SortItem *items = g_new (SortItem, MAX (paths->len, 1));

  for (guint i = 0; i < paths->len; i++)
    {
      items[i].path = g_ptr_array_index (paths, i);
      items[i].key = gw_path_sort_key (items[i].path);
    }
  qsort (items, paths->len, sizeof *items, compare_items);
  for (guint i = 0; i < paths->len; i++)
    {
      g_ptr_array_index (paths, i) = items[i].path;
      g_free (items[i].key);
    }
}
