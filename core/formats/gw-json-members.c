/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-json-members.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-bag.h"
#include "gw-error.h"

/* Offsets into text, where keys end in a NUL and values do not. */
typedef struct
{
  gsize key;
  gsize raw;
  gsize length;
} Member;

/* From here on keys are looked up in a table: objects in files may have any number. */
#define MOST_SEARCHED 32

/* Most objects have no more: these need no memory of their own. */
#define USUAL_MEMBERS 5

struct _GwJsonMembers
{
  char *text;
  gsize length, room;
  Member *members; /* usual, or their own */
  guint n, most;
  GHashTable *index; /* (nullable): key, owned -> place */
  Member usual[USUAL_MEMBERS];
};

static void
index_member (GwJsonMembers *self, guint place)
{
  g_hash_table_insert (self->index, g_strdup (self->text + self->members[place].key), GUINT_TO_POINTER (place));
}

/* Makes the table anew where one is needed. */
static void
index_all (GwJsonMembers *self)
{
  g_clear_pointer (&self->index, g_hash_table_unref);
  if (self->n <= MOST_SEARCHED)
    return;
  self->index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < self->n; i++)
    index_member (self, i);
}

/* Where the bytes, which may be those of another member, are put. */
static gsize
append_text (GwJsonMembers *self, const char *from, gsize n_bytes)
{
  const gsize at = self->length;

  if (n_bytes > self->room - self->length)
    {
      g_autofree char *before = self->text;

      self->room = MAX (self->length + n_bytes, self->room * 2);
      self->text = g_malloc (self->room);
      if (at > 0)
        memcpy (self->text, before, at);
      memcpy (self->text + at, from, n_bytes);
    }
  else if (n_bytes > 0)
    memcpy (self->text + at, from, n_bytes);
  self->length += n_bytes;

  return at;
}

static void
append_member (GwJsonMembers *self, const Member *added)
{
  if (self->n == self->most)
    {
      Member *own = self->members != self->usual ? self->members : NULL;

      self->most *= 2;
      self->members = g_renew (Member, own, self->most);
      if (own == NULL)
        memcpy (self->members, self->usual, sizeof self->usual);
    }
  self->members[self->n++] = *added;
  if (self->index != NULL)
    index_member (self, self->n - 1);
  else if (self->n > MOST_SEARCHED)
    index_all (self);
}

/* For the members of a text of so many bytes; more may come. */
static GwJsonMembers *
members_new (gsize n_bytes)
{
  GwJsonMembers *self = g_malloc (sizeof *self);

  self->length = 0;
  self->room = n_bytes / 2;
  self->text = g_malloc (self->room);
  self->members = self->usual;
  self->n = 0;
  self->most = USUAL_MEMBERS;
  self->index = NULL;

  return self;
}

GwJsonMembers *
gw_json_members_new (void)
{
  return members_new (0);
}

void
gw_json_members_free (GwJsonMembers *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  if (self->members != self->usual)
    g_free (self->members);
  g_clear_pointer (&self->index, g_hash_table_unref);
  g_free (self);
}

void
gw_json_members_clear (GwJsonMembers *self)
{
  self->length = 0;
  self->n = 0;
  g_clear_pointer (&self->index, g_hash_table_unref);
}

static Member *
find (const GwJsonMembers *self, const char *key, guint *place)
{
  guint i = 0;
  gpointer found;

  if (self->index != NULL)
    {
      if (!g_hash_table_lookup_extended (self->index, key, NULL, &found))
        return NULL;
      i = GPOINTER_TO_UINT (found);
    }
  else
    while (i < self->n && strcmp (self->text + self->members[i].key, key) != 0)
      i++;
  if (i == self->n)
    return NULL;

  if (place != NULL)
    *place = i;
  return &self->members[i];
}

/* The member whose key has been read. The reader forgets it when it reads the value. */
static gboolean
read_member (GwJsonMembers *self, GwJsonReader *reader, GError **error)
{
  gsize length;
  const char *key = gw_json_reader_get_text (reader, &length, error);
  const gsize before = self->length;
  Member *found;
  const char *raw;

  if (key == NULL)
    return FALSE;
  append_text (self, key, length + 1);
  found = find (self, self->text + before, NULL);
  if (found != NULL)
    self->length = before;
  raw = gw_json_reader_take_raw (reader, &length, error);
  if (raw == NULL)
    return FALSE;
  if (found != NULL)
    {
      found->raw = append_text (self, raw, length);
      found->length = length;
    }
  else
    append_member (self, &(Member) { before, append_text (self, raw, length), length });

  return TRUE;
}

/* The members of the object whose brace has been read, up to its end. */
static gboolean
read_members (GwJsonMembers *self, GwJsonReader *reader, guint most, GError **error)
{
  GwJsonToken token;

  while ((token = gw_json_reader_next (reader, error)) == GW_JSON_KEY)
    if (self->n > most || !read_member (self, reader, error))
      return FALSE;

  return token == GW_JSON_OBJECT_END;
}

GwJsonMembers *
gw_json_members_parse (const char *text, gssize length, GwJsonRepeats *repeats, GError **error)
{
  return gw_json_members_parse_line (text, length, 1, 0, repeats, error);
}

GwJsonMembers *
gw_json_members_parse_line (const char *text, gssize length, guint64 line, guint64 offset, GwJsonRepeats *repeats,
                            GError **error)
{
  const gsize n_bytes = length < 0 ? strlen (text) : (gsize) length;
  g_autoptr (GwJsonMembers) self = members_new (n_bytes);
  g_autoptr (GwJsonReader) reader = gw_json_reader_new_for_memory ("", 0);
  GwJsonToken token;

  gw_json_reader_reset_memory (reader, text, (gssize) n_bytes, line, offset);
  if (repeats != NULL)
    gw_json_reader_watch_keys (reader);
  token = gw_json_reader_next (reader, error);
  if (token == GW_JSON_ERROR)
    return NULL;
  if (token != GW_JSON_OBJECT_BEGIN)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("An object in braces was expected."));
      return NULL;
    }

  if (!read_members (self, reader, G_MAXUINT, error) || gw_json_reader_next (reader, error) == GW_JSON_ERROR)
    return NULL;
  if (repeats != NULL)
    gw_json_reader_take_repeats (reader, repeats);

  return g_steal_pointer (&self);
}

GwJsonMembers *
gw_json_members_parse_some (const char *text, gsize length, guint most)
{
  g_autoptr (GwJsonMembers) self = members_new (length);
  g_autoptr (GwJsonReader) reader = gw_json_reader_new_for_memory (text, (gssize) length);

  gw_json_reader_set_non_finite (reader, TRUE);
  if (gw_json_reader_next (reader, NULL) != GW_JSON_OBJECT_BEGIN || !read_members (self, reader, most, NULL)
      || self->n > most || gw_json_reader_next (reader, NULL) != GW_JSON_END)
    return NULL;

  return g_steal_pointer (&self);
}

gboolean
gw_json_members_set (GwJsonMembers *self, const char *key, const char *raw, gssize length)
{
  const gsize n_bytes = length < 0 ? strlen (raw) : (gsize) length;
  Member *found = find (self, key, NULL);
  Member added = { .length = n_bytes };

  if (found != NULL)
    {
      found->raw = append_text (self, raw, n_bytes);
      found->length = n_bytes;
      return TRUE;
    }
  added.raw = append_text (self, raw, n_bytes);
  added.key = append_text (self, key, strlen (key) + 1);
  append_member (self, &added);
  return FALSE;
}

gboolean
gw_json_members_remove (GwJsonMembers *self, const char *key)
{
  guint place;

  if (find (self, key, &place) == NULL)
    return FALSE;

  self->n--;
  memmove (self->members + place, self->members + place + 1, (self->n - place) * sizeof *self->members);
  if (self->index != NULL)
    index_all (self);
  return TRUE;
}

const char *
gw_json_members_get (const GwJsonMembers *self, const char *key, gsize *length)
{
  const Member *found = find (self, key, NULL);

  if (found == NULL)
    return NULL;
  if (length != NULL)
    *length = found->length;
  return self->text + found->raw;
}

char *
gw_json_members_dup (const GwJsonMembers *self, const char *key)
{
  gsize length;
  const char *raw = gw_json_members_get (self, key, &length);

  return raw != NULL ? g_strndup (raw, length) : NULL;
}

/* Whether a raw value is a text of which a reader would only take the quotes away. */
static gboolean
is_plain (const char *raw, gsize length)
{
  if (length < 2 || raw[0] != '"' || raw[length - 1] != '"')
    return FALSE;
  for (gsize i = 1; i < length - 1; i++)
    if ((guchar) raw[i] < ' ' || (guchar) raw[i] >= 0x80 || raw[i] == '"' || raw[i] == '\\')
      return FALSE;
  return TRUE;
}

char *
gw_json_members_dup_string (const GwJsonMembers *self, const char *key)
{
  gsize length;
  const char *raw = gw_json_members_get (self, key, &length);
  g_autoptr (GwJsonReader) reader = NULL;

  if (raw == NULL || length == 0 || raw[0] != '"')
    return NULL;
  if (is_plain (raw, length))
    return g_strndup (raw + 1, length - 2);

  reader = gw_json_reader_new_for_memory (raw, (gssize) length);
  if (gw_json_reader_next (reader, NULL) != GW_JSON_STRING)
    return NULL;
  return gw_json_reader_dup_string (reader, NULL);
}

GStrv
gw_json_members_dup_strings (const GwJsonMembers *self, const char *key)
{
  gsize length;
  const char *raw = gw_json_members_get (self, key, &length);
  g_autoptr (GwJsonReader) reader = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (raw == NULL)
    return NULL;
  reader = gw_json_reader_new_for_memory (raw, (gssize) length);
  if (gw_json_reader_next (reader, NULL) != GW_JSON_ARRAY_BEGIN)
    return NULL;
  while (gw_json_reader_next (reader, NULL) == GW_JSON_STRING)
    g_strv_builder_add (builder, gw_json_reader_get_string (reader, NULL));

  return g_strv_builder_end (builder);
}

guint
gw_json_members_get_n (const GwJsonMembers *self)
{
  return self->n;
}

const char *
gw_json_members_get_at (const GwJsonMembers *self, guint i, const char **raw, gsize *length)
{
  const Member *member;

  g_return_val_if_fail (i < self->n, NULL);

  member = &self->members[i];
  if (raw != NULL)
    *raw = self->text + member->raw;
  if (length != NULL)
    *length = member->length;
  return self->text + member->key;
}

void
gw_json_members_write (const GwJsonMembers *self, GwJsonWriter *writer)
{
  for (guint i = 0; i < self->n; i++)
    {
      const Member *member = &self->members[i];

      gw_json_writer_key (writer, self->text + member->key);
      gw_json_writer_raw (writer, self->text + member->raw, (gssize) member->length);
    }
}

char *
gw_json_members_to_text (const GwJsonMembers *self)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) writer = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);

  gw_json_writer_begin_object (writer);
  gw_json_members_write (self, writer);
  gw_json_writer_end_object (writer);
  gw_json_writer_finish (writer, NULL);

  return g_string_free (text, FALSE);
}

gboolean
gw_json_is_proper (const char *raw, gsize length)
{
  /* Their first letters are rare enough to make the second reading so. */
  return (memchr (raw, 'N', length) == NULL && memchr (raw, 'I', length) == NULL)
         || gw_json_validate (raw, (gssize) length, NULL);
}

/* --- the bag ---------------------------------------------------------------- */

void
gw_json_members_load_bag (GwJsonMembers *self, GwJsonReader *reader, const char *bag, const char *format)
{
  gw_json_members_clear (self);
  gw_json_reader_reset_memory (reader, bag, -1, 1, 0);
  if (gw_json_reader_next (reader, NULL) != GW_JSON_OBJECT_BEGIN)
    return;

  while (gw_json_reader_next (reader, NULL) == GW_JSON_KEY)
    if (gw_json_reader_string_is (reader, format))
      {
        if (gw_json_reader_next (reader, NULL) != GW_JSON_OBJECT_BEGIN || !read_members (self, reader, G_MAXUINT, NULL))
          gw_json_members_clear (self);
        return;
      }
    else if (!gw_json_reader_skip_value (reader, NULL))
      return;
}

GwJsonMembers *
gw_json_members_open_bag (const char *bag, const char *format)
{
  GwJsonMembers *members = gw_json_members_new ();
  g_autoptr (GwJsonReader) reader = bag != NULL ? gw_json_reader_new_for_memory ("", 0) : NULL;

  if (reader != NULL)
    gw_json_members_load_bag (members, reader, bag, format);

  return members;
}

char *
gw_json_members_put_bag (const GwJsonMembers *self, const char *bag, const char *format)
{
  g_autofree char *json = NULL;

  if (self != NULL && gw_json_members_get_n (self) > 0)
    json = gw_json_members_to_text (self);

  return gw_bag_set (bag, format, json);
}
