/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-json-entries.h"

#include <string.h>

#include "gw-reader-private.h"

/* Of an entry that is worth reading. */
#define MOST_MEMBERS 4096

struct _GwJsonEntries
{
  GInputStream *stream; /* (nullable) */
  GwJsonReader *json;
  const char *list;          /* (nullable) */
  const char *const *wanted; /* (nullable) */
  GwJsonMembers *others;
  gboolean began;
  gboolean inside; /* the list is open */
  gboolean keyed;  /* it is an object */
  gboolean have_list;
  char *key;
  guint64 index;
  guint n_lists;
  guint n_passed;        /* of them, that do not count */
  GwJsonRepeats repeats; /* outside of entries */
};

static GwJsonEntries *
new_entries (GwJsonReader *json)
{
  GwJsonEntries *self = g_new0 (GwJsonEntries, 1);

  self->json = json;
  self->others = gw_json_members_new ();
  gw_json_reader_set_non_finite (json, TRUE);
  return self;
}

GwJsonEntries *
gw_json_entries_open (const char *file, const char *list, const char *const *others, guint64 *size,
                      GCancellable *cancellable, GError **error)
{
  GInputStream *stream = _gw_reader_open_file (file, size, error);
  GwJsonEntries *self;

  if (stream == NULL)
    return NULL;
  self = new_entries (gw_json_reader_new (stream, cancellable));
  gw_json_reader_watch_keys (self->json);
  self->stream = stream;
  self->list = list;
  self->wanted = others;
  return self;
}

GwJsonEntries *
gw_json_entries_new_for_memory (const char *raw, gsize length)
{
  return new_entries (gw_json_reader_new_for_memory (raw, (gssize) length));
}

void
gw_json_entries_free (GwJsonEntries *self)
{
  if (self == NULL)
    return;
  gw_json_reader_free (self->json);
  gw_json_members_free (self->others);
  g_clear_object (&self->stream);
  g_free (self->key);
  g_free (self);
}

/* Goes into the container that the token begins; anything else is passed over. */
static gboolean
enter (GwJsonEntries *self, GwJsonToken token, GError **error)
{
  if (token == GW_JSON_ERROR)
    return FALSE;
  if (token != GW_JSON_OBJECT_BEGIN && token != GW_JSON_ARRAY_BEGIN)
    return gw_json_reader_skip_value (self->json, error);
  self->inside = self->have_list = TRUE;
  self->keyed = token == GW_JSON_OBJECT_BEGIN;
  return TRUE;
}

/* The value of a member of the document that is not the list. */
static gboolean
pass_member (GwJsonEntries *self, GError **error)
{
  g_autofree char *key = gw_json_reader_dup_string (self->json, NULL);
  const char *raw;
  gsize length;

  if (key == NULL || self->wanted == NULL || !g_strv_contains (self->wanted, key))
    return gw_json_reader_skip_value (self->json, error);
  raw = gw_json_reader_take_raw (self->json, &length, error);
  if (raw == NULL)
    return FALSE;
  gw_json_members_set (self->others, key, raw, (gssize) length);
  return TRUE;
}

/* Up to the inside of the list; FALSE at the end of the document or with an error. */
static gboolean
find_list (GwJsonEntries *self, GError **error)
{
  GwJsonToken token;

  if (!self->began)
    {
      self->began = TRUE;
      token = gw_json_reader_next (self->json, error);
      if (self->list == NULL || token != GW_JSON_OBJECT_BEGIN)
        {
          if (token == GW_JSON_ERROR)
            return FALSE;
          if (self->list == NULL && !enter (self, token, error))
            return FALSE;
          if (self->inside)
            return TRUE;
          if (!gw_json_reader_skip_value (self->json, error))
            return FALSE;
          gw_json_reader_next (self->json, error);
          return FALSE;
        }
    }
  while (self->list != NULL && gw_json_reader_get_depth (self->json) > 0
         && (token = gw_json_reader_next (self->json, error)) == GW_JSON_KEY)
    {
      if (!gw_json_reader_string_is (self->json, self->list))
        {
          if (!pass_member (self, error))
            return FALSE;
          continue;
        }
      if (self->n_lists++ < self->n_passed)
        {
          if (!gw_json_reader_skip_value (self->json, error))
            return FALSE;
          continue;
        }
      if (!enter (self, gw_json_reader_next (self->json, error), error))
        return FALSE;
      if (self->inside)
        return TRUE;
    }
  if (gw_json_reader_get_token (self->json) != GW_JSON_ERROR && gw_json_reader_get_token (self->json) != GW_JSON_END)
    gw_json_reader_next (self->json, error);
  return FALSE;
}

/* What the document has twice so far goes to what it had before. */
static void
note_repeats (GwJsonEntries *self)
{
  GwJsonRepeats repeats;

  if (!gw_json_reader_take_repeats (self->json, &repeats))
    return;
  if (self->repeats.n == 0)
    self->repeats = repeats;
  else
    self->repeats.n += repeats.n;
}

/* The first token of the next entry; GW_JSON_ERROR, with or without error set, where there is none. */
static GwJsonToken
find_entry (GwJsonEntries *self, GError **error)
{
  GwJsonToken token;

  for (;;)
    {
      if (!self->inside && !find_list (self, error))
        return GW_JSON_ERROR;
      token = gw_json_reader_next (self->json, error);
      if (token != GW_JSON_ARRAY_END && token != GW_JSON_OBJECT_END)
        return token;
      self->inside = FALSE;
    }
}

gboolean
gw_json_entries_next (GwJsonEntries *self, GwJsonEntry *entry, GError **error)
{
  const GwJsonToken token = find_entry (self, error);

  note_repeats (self);
  if (token == GW_JSON_ERROR)
    return FALSE;
  entry->line = gw_json_reader_get_line (self->json);
  if (self->keyed)
    {
      g_free (self->key);
      self->key = gw_json_reader_dup_string (self->json, NULL);
      if (gw_json_reader_next (self->json, error) == GW_JSON_ERROR)
        return FALSE;
      note_repeats (self);
    }
  entry->key = self->keyed ? (self->key != NULL ? self->key : "") : NULL;
  entry->raw = gw_json_reader_take_raw (self->json, &entry->length, error);
  entry->index = self->index++;
  gw_json_reader_take_repeats (self->json, &entry->repeats);
  return entry->raw != NULL;
}

gboolean
gw_json_entries_take_repeats (GwJsonEntries *self, GwJsonRepeats *repeats)
{
  *repeats = self->repeats;
  self->repeats.n = 0;
  return repeats->n > 0;
}

guint
gw_json_entries_get_n_lists (const GwJsonEntries *self)
{
  return self->n_lists;
}

void
gw_json_entries_pass_lists (GwJsonEntries *self, guint n)
{
  self->n_passed = n;
}

gboolean
gw_json_entries_have_list (const GwJsonEntries *self)
{
  return self->have_list;
}

const GwJsonMembers *
gw_json_entries_get_others (const GwJsonEntries *self)
{
  return self->others;
}

guint64
gw_json_entries_get_line (const GwJsonEntries *self)
{
  return gw_json_reader_get_line (self->json);
}

guint64
gw_json_entries_get_offset (const GwJsonEntries *self)
{
  return gw_json_reader_get_offset (self->json);
}

char *
gw_json_entry_get_pointer (const GwJsonEntry *self, const char *list)
{
  GString *pointer = g_string_new (NULL);

  if (list != NULL)
    g_string_append_printf (pointer, "/%s", list);
  if (self->key == NULL)
    g_string_append_printf (pointer, "/%" G_GUINT64_FORMAT, self->index);
  else
    g_string_append_c (pointer, '/');
  for (const char *p = self->key; p != NULL && *p != '\0'; p++)
    if (*p == '~' || *p == '/')
      g_string_append (pointer, *p == '~' ? "~0" : "~1");
    else
      g_string_append_c (pointer, *p);
  return g_string_free (pointer, FALSE);
}

GwJsonMembers *
gw_json_entry_parse (const char *raw, gsize length)
{
  return gw_json_members_parse_some (raw, length, MOST_MEMBERS);
}

gboolean
gw_json_entry_check (const char *raw, gsize length, GwJsonRepeats *repeats, GError **error)
{
  g_autoptr (GwJsonReader) json = gw_json_reader_new_for_memory (raw, (gssize) length);
  gboolean sound;

  gw_json_reader_set_non_finite (json, TRUE);
  gw_json_reader_watch_keys (json);
  sound = gw_json_reader_next (json, error) != GW_JSON_ERROR && gw_json_reader_skip_value (json, error)
          && gw_json_reader_next (json, error) == GW_JSON_END;
  gw_json_reader_take_repeats (json, repeats);
  return sound;
}
