/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-synsets.h"

#include <string.h>

#include "gw-reader-private.h"

#define ID_LENGTH 9

gboolean
gw_synset_is_id (const char *text)
{
  if (text[0] != 'n')
    return FALSE;
  for (guint i = 1; i < ID_LENGTH; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;

  return text[ID_LENGTH] == '\0' || text[ID_LENGTH] == ' ' || text[ID_LENGTH] == '\t';
}

/* The first of the names, without blanks around it. (transfer full) */
static char *
first_name (const char *names)
{
  return g_strstrip (g_strndup (names, strcspn (names, ",")));
}

gboolean
gw_synset_parse_line (const char *line, char **id, char **name)
{
  if (!gw_synset_is_id (line))
    return FALSE;

  *id = g_strndup (line, ID_LENGTH);
  *name = first_name (line + ID_LENGTH);
  return TRUE;
}

static void
load_file (GHashTable *names, const char *folder, const char *file)
{
  gsize length;
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autofree char *text = _gw_reader_has_file (folder, file) ? _gw_reader_load_file (path, &length, NULL) : NULL;
  g_auto (GStrv) lines = text != NULL ? g_strsplit (text, "\n", -1) : NULL;

  for (gsize i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      const char *gap = strpbrk (lines[i], "\t ");
      g_autofree char *name = gap != NULL ? first_name (gap) : NULL;

      if (name != NULL && name[0] != '\0' && g_utf8_validate (name, -1, NULL))
        g_hash_table_insert (names, g_strndup (lines[i], (gsize) (gap - lines[i])), g_steal_pointer (&name));
    }
}

GHashTable *
gw_synsets_load (const char *folder)
{
  static const char *const files[] = { "synset_words.txt", "synsets.txt", "words.txt" };
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    load_file (names, folder, files[i]);

  return names;
}

char *
gw_synset_make_name (const char *id, const char *name, GHashTable *taken)
{
  char *own = g_hash_table_contains (taken, name) ? g_strdup_printf ("%s (%s)", name, id) : g_strdup (name);

  g_hash_table_add (taken, g_strdup (own));
  return own;
}
