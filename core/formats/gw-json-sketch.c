/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-json-sketch.h"

#include <string.h>

#include "gw-json-reader.h"

#define LEVELS 3

/* Beyond this many tokens nothing new is expected. */
#define MOST_TOKENS 50000

/* Where the walk is. The path always begins with that of the container that is
 * open, whose length is the last of lengths.
 */
typedef struct
{
  GString *path;
  GArray *lengths; /* of gsize, one for each open container */
} Walk;

static gsize
get_base (const Walk *walk)
{
  return walk->lengths->len > 0 ? g_array_index (walk->lengths, gsize, walk->lengths->len - 1) : 0;
}

static void
enter (Walk *walk, gboolean array)
{
  if (array)
    g_string_append (walk->path, "[]");
  g_array_append_val (walk->lengths, walk->path->len);
}

static void
leave (Walk *walk)
{
  g_array_set_size (walk->lengths, walk->lengths->len - 1);
  g_string_truncate (walk->path, get_base (walk));
}

static void
note_key (GwJsonSketch *self, Walk *walk, const char *key)
{
  g_string_truncate (walk->path, get_base (walk));
  if (walk->path->len > 0)
    g_string_append_c (walk->path, '.');
  g_string_append (walk->path, key);
  if (walk->lengths->len <= LEVELS)
    g_hash_table_add (self->keys, g_strdup (walk->path->str));
}

static void
walk_text (GwJsonSketch *self, const char *text, gsize length)
{
  g_autoptr (GwJsonReader) reader = gw_json_reader_new_for_memory (text, (gssize) length);
  g_autoptr (GString) path = g_string_new (NULL);
  g_autoptr (GArray) lengths = g_array_new (FALSE, FALSE, sizeof (gsize));
  Walk walk = { path, lengths };

  gw_json_reader_set_non_finite (reader, TRUE);

  for (guint n = 0; n < MOST_TOKENS; n++)
    {
      GwJsonToken token = gw_json_reader_next (reader, NULL);

      switch (token)
        {
        case GW_JSON_KEY:
          note_key (self, &walk, gw_json_reader_get_string (reader, NULL));
          break;
        case GW_JSON_OBJECT_BEGIN:
        case GW_JSON_ARRAY_BEGIN:
          enter (&walk, token == GW_JSON_ARRAY_BEGIN);
          break;
        case GW_JSON_OBJECT_END:
        case GW_JSON_ARRAY_END:
          leave (&walk);
          break;
        case GW_JSON_STRING:
        case GW_JSON_NUMBER:
        case GW_JSON_TRUE:
        case GW_JSON_FALSE:
        case GW_JSON_NULL:
        case GW_JSON_NON_FINITE:
          break;
        case GW_JSON_END:
          self->whole = TRUE;
          return;
        case GW_JSON_ERROR:
        default:
          return;
        }
    }
}

GwJsonSketch *
gw_json_sketch_new (const char *text, gsize length)
{
  GwJsonSketch *self = g_new0 (GwJsonSketch, 1);
  gsize i = 0;

  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (length >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0)
    i = 3;
  while (i < length && g_ascii_isspace (text[i]))
    i++;
  if (i < length && (text[i] == '{' || text[i] == '['))
    {
      self->first = text[i];
      walk_text (self, text, length);
    }

  return self;
}

GwJsonSketch *
gw_json_sketch_new_for_line (const char *text, gsize length)
{
  gsize begin = 0;
  const char *end;

  if (length >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0)
    begin = 3;
  while (begin < length && g_ascii_isspace (text[begin]))
    begin++;
  end = begin < length ? memchr (text + begin, '\n', length - begin) : NULL;

  return gw_json_sketch_new (text + begin, end != NULL ? (gsize) (end - text) - begin : length - begin);
}

void
gw_json_sketch_free (GwJsonSketch *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->keys);
  g_free (self);
}

gboolean
gw_json_sketch_has (const GwJsonSketch *self, const char *key)
{
  return g_hash_table_contains (self->keys, key);
}
