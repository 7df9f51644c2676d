/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-image-table.h"

#include <string.h>

#include "gw-path.h"

/* Images of one file name that are compared; more are not told apart. */
#define MOST_CANDIDATES 4096

/* Index + 1 of the first image of a name, and of the next after each. */
typedef struct
{
  GHashTable *first; /* name -> index + 1 */
  guint *next;
} Names;

struct _GwImageTable
{
  GArray *entries; /* of GwImageEntry */
  GStringChunk *strings;
  GHashTable *paths; /* path -> index + 1 */
  GHashTable *twice; /* set of paths that several images have (in several roots) */
  Names names;       /* made when first needed */
  Names caseless;
  GHashTable *stems; /* (nullable): file name without its ending → index + 1, 0 for several */
};

GwImageTable *
gw_image_table_new (void)
{
  GwImageTable *self = g_new0 (GwImageTable, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (GwImageEntry));
  self->strings = g_string_chunk_new (64 * 1024);
  self->paths = g_hash_table_new (gw_path_hash, gw_path_equal);
  self->twice = g_hash_table_new (gw_path_hash, gw_path_equal);

  return self;
}

static void
names_clear (Names *names)
{
  g_clear_pointer (&names->first, g_hash_table_unref);
  g_clear_pointer (&names->next, g_free);
}

void
gw_image_table_free (GwImageTable *self)
{
  if (self == NULL)
    return;

  names_clear (&self->names);
  names_clear (&self->caseless);
  g_clear_pointer (&self->stems, g_hash_table_unref);
  g_hash_table_unref (self->paths);
  g_hash_table_unref (self->twice);
  g_string_chunk_free (self->strings);
  g_array_unref (self->entries);
  g_free (self);
}

guint
gw_image_table_get_n (const GwImageTable *self)
{
  return self->entries->len;
}

void
gw_image_table_add (GwImageTable *self, gint64 id, const char *path, int width, int height)
{
  GwImageEntry entry = { id, g_string_chunk_insert (self->strings, path), width, height };

  g_return_if_fail (self->names.first == NULL);

  g_array_append_val (self->entries, entry);
  if (g_hash_table_contains (self->paths, path))
    g_hash_table_add (self->twice, (gpointer) entry.path);
  else
    g_hash_table_insert (self->paths, (gpointer) entry.path, GUINT_TO_POINTER (self->entries->len));
}

const GwImageEntry *
gw_image_table_get (const GwImageTable *self, guint index)
{
  return &g_array_index (self->entries, GwImageEntry, index);
}

/* --- by name ------------------------------------------------------------------ */

static void
fill_names (GwImageTable *self, Names *names, gboolean caseless)
{
  names->next = g_new0 (guint, MAX (self->entries->len, 1));
  names->first = caseless ? g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL)
                          : g_hash_table_new (gw_path_hash, gw_path_equal);

  /* Backwards, so that each chain is in the order of the images. */
  for (guint i = self->entries->len; i > 0; i--)
    {
      const char *name = gw_path_basename (gw_image_table_get (self, i - 1)->path);
      char *key = caseless ? gw_path_key_caseless (name) : (char *) name;

      names->next[i - 1] = GPOINTER_TO_UINT (g_hash_table_lookup (names->first, key));
      g_hash_table_insert (names->first, key, GUINT_TO_POINTER (i));
    }
}

static gboolean
parts_equal (const char *a, const char *b, gboolean caseless)
{
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;

  if (!caseless)
    return gw_path_equal (a, b);
  one = gw_path_key_caseless (a);
  two = gw_path_key_caseless (b);
  return strcmp (one, two) == 0;
}

/* The last part of the first length bytes of path, and where it begins. */
static char *
last_part (const char *path, gsize *length)
{
  gsize begin = *length;
  char *part;

  while (begin > 0 && path[begin - 1] != '/')
    begin--;
  part = g_strndup (path + begin, *length - begin);
  *length = begin > 0 ? begin - 1 : 0;
  return part;
}

/* How many parts the ends of two paths have in common; whole tells whether one
 * of them is used up by that.
 */
static guint
count_common (const char *a, const char *b, gboolean caseless, gboolean *whole)
{
  gsize a_left = strlen (a), b_left = strlen (b);
  guint n = 0;

  while (a_left > 0 && b_left > 0)
    {
      g_autofree char *one = last_part (a, &a_left);
      g_autofree char *two = last_part (b, &b_left);

      if (!parts_equal (one, two, caseless))
        {
          *whole = FALSE;
          return n;
        }
      n++;
    }

  *whole = TRUE;
  return n;
}

static GwMatch
find_by_name (GwImageTable *self, Names *names, const char *path, gboolean caseless, guint *index)
{
  g_autofree char *key = caseless ? gw_path_key_caseless (gw_path_basename (path)) : NULL;
  guint at, best = 0, n_best = 0, n_seen = 0;
  gboolean best_whole = FALSE;

  if (names->first == NULL)
    fill_names (self, names, caseless);

  for (at = GPOINTER_TO_UINT (g_hash_table_lookup (names->first, key != NULL ? key : gw_path_basename (path))); at > 0;
       at = names->next[at - 1])
    {
      gboolean whole;
      guint n = count_common (path, gw_image_table_get (self, at - 1)->path, caseless, &whole);

      if (++n_seen > MOST_CANDIDATES)
        return GW_MATCH_AMBIGUOUS;
      if (n > best || (n == best && whole && !best_whole))
        {
          best = n;
          best_whole = whole;
          n_best = 1;
          *index = at - 1;
        }
      else if (n == best && whole == best_whole)
        n_best++;
    }

  if (n_best == 0)
    return GW_MATCH_NONE;
  if (n_best > 1)
    return GW_MATCH_AMBIGUOUS;
  if (caseless)
    return GW_MATCH_CASELESS;
  return best_whole || best > 1 ? GW_MATCH_TAIL : GW_MATCH_NAME;
}

GwMatch
gw_image_table_find (GwImageTable *self, const char *path, guint *index)
{
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (self->paths, path));
  GwMatch match;

  if (found > 0)
    {
      *index = found - 1;
      return g_hash_table_contains (self->twice, path) ? GW_MATCH_AMBIGUOUS : GW_MATCH_EXACT;
    }

  match = find_by_name (self, &self->names, path, FALSE, index);
  return match != GW_MATCH_NONE ? match : find_by_name (self, &self->caseless, path, TRUE, index);
}

/* --- by stem ------------------------------------------------------------------ */

static char *
get_stem (const char *path)
{
  const char *name = gw_path_basename (path);
  const char *dot = strrchr (name, '.');

  return dot != NULL && dot != name ? g_strndup (name, (gsize) (dot - name)) : g_strdup (name);
}

static void
fill_stems (GwImageTable *self)
{
  self->stems = g_hash_table_new_full (gw_path_hash, gw_path_equal, g_free, NULL);
  for (guint i = 0; i < self->entries->len; i++)
    {
      char *stem = get_stem (gw_image_table_get (self, i)->path);
      gboolean again = g_hash_table_contains (self->stems, stem);

      g_hash_table_insert (self->stems, stem, GUINT_TO_POINTER (again ? 0 : i + 1));
    }
}

GwMatch
gw_image_table_find_stem (GwImageTable *self, const char *path, guint *index)
{
  g_autofree char *stem = get_stem (path);
  const char *name = gw_path_basename (path);
  gpointer found = NULL;
  guint place;

  if (self->stems == NULL)
    fill_stems (self);
  /* A name with a dot may be the stem itself, as “frame.12” of frame.12.png. */
  if (!g_hash_table_lookup_extended (self->stems, name, NULL, &found)
      && !g_hash_table_lookup_extended (self->stems, stem, NULL, &found))
    return GW_MATCH_NONE;
  place = GPOINTER_TO_UINT (found);
  if (place == 0)
    return GW_MATCH_AMBIGUOUS;
  *index = place - 1;

  return GW_MATCH_STEM;
}
