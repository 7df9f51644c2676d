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

/* Room is made for these at once. */
#define USUAL_MEMBERS 5

struct _GwJsonMembers
{
  GString *text;
  GArray *members;   /* of Member */
  GHashTable *index; /* (nullable): key, owned -> place */
};

static void
index_member (GwJsonMembers *self, guint place)
{
  const Member *member = &g_array_index (self->members, Member, place);

  g_hash_table_insert (self->index, g_strdup (self->text->str + member->key), GUINT_TO_POINTER (place));
}

/* Makes the table anew where one is needed. */
static void
index_all (GwJsonMembers *self)
{
  g_clear_pointer (&self->index, g_hash_table_unref);
  if (self->members->len <= MOST_SEARCHED)
    return;
  self->index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < self->members->len; i++)
    index_member (self, i);
}

/* For the members of a text of so many bytes; more may come. */
static GwJsonMembers *
members_new (gsize n_bytes)
{
  GwJsonMembers *self = g_new0 (GwJsonMembers, 1);

  self->text = g_string_sized_new (n_bytes / 2);
  self->members = g_array_sized_new (FALSE, FALSE, sizeof (Member), (guint) MIN (n_bytes / 16, USUAL_MEMBERS));

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

  g_string_free (self->text, TRUE);
  g_array_unref (self->members);
  g_clear_pointer (&self->index, g_hash_table_unref);
  g_free (self);
}

void
gw_json_members_clear (GwJsonMembers *self)
{
  g_string_truncate (self->text, 0);
  g_array_set_size (self->members, 0);
  g_clear_pointer (&self->index, g_hash_table_unref);
}

/* The members of the object whose brace has been read, up to its end. */
static gboolean
read_members (GwJsonMembers *self, GwJsonReader *reader, GError **error)
{
  GwJsonToken token;

  while ((token = gw_json_reader_next (reader, error)) == GW_JSON_KEY)
    {
      g_autofree char *key = gw_json_reader_dup_string (reader, error);
      const char *raw;
      gsize raw_length;

      if (key == NULL)
        return FALSE;
      raw = gw_json_reader_take_raw (reader, &raw_length, error);
      if (raw == NULL)
        return FALSE;
      gw_json_members_set (self, key, raw, (gssize) raw_length);
    }

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

  if (!read_members (self, reader, error) || gw_json_reader_next (reader, error) == GW_JSON_ERROR)
    return NULL;
  if (repeats != NULL)
    gw_json_reader_take_repeats (reader, repeats);

  return g_steal_pointer (&self);
}

static Member *
find (const GwJsonMembers *self, const char *key, guint *place)
{
  gpointer found;

  if (self->index != NULL)
    {
      if (!g_hash_table_lookup_extended (self->index, key, NULL, &found))
        return NULL;
      if (place != NULL)
        *place = GPOINTER_TO_UINT (found);
      return &g_array_index (self->members, Member, GPOINTER_TO_UINT (found));
    }
  for (guint i = 0; i < self->members->len; i++)
    {
      Member *member = &g_array_index (self->members, Member, i);

      if (strcmp (self->text->str + member->key, key) == 0)
        {
          if (place != NULL)
            *place = i;
          return member;
        }
    }

  return NULL;
}

gboolean
gw_json_members_set (GwJsonMembers *self, const char *key, const char *raw, gssize length)
{
  Member *found = find (self, key, NULL);
  Member added;

  added.length = length < 0 ? strlen (raw) : (gsize) length;
  if (found == NULL)
    {
      added.key = self->text->len;
      g_string_append_len (self->text, key, (gssize) strlen (key) + 1);
    }
  else
    added.key = found->key;
  added.raw = self->text->len;
  g_string_append_len (self->text, raw, (gssize) added.length);

  if (found != NULL)
    *found = added;
  else
    g_array_append_val (self->members, added);
  if (found == NULL && self->index != NULL)
    index_member (self, self->members->len - 1);
  else if (found == NULL && self->members->len > MOST_SEARCHED)
    index_all (self);

  return found != NULL;
}

gboolean
gw_json_members_remove (GwJsonMembers *self, const char *key)
{
  guint place;

  if (find (self, key, &place) == NULL)
    return FALSE;

  g_array_remove_index (self->members, place);
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
  return self->text->str + found->raw;
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
  return self->members->len;
}

const char *
gw_json_members_get_at (const GwJsonMembers *self, guint i, const char **raw, gsize *length)
{
  const Member *member;

  g_return_val_if_fail (i < self->members->len, NULL);

  member = &g_array_index (self->members, Member, i);
  if (raw != NULL)
    *raw = self->text->str + member->raw;
  if (length != NULL)
    *length = member->length;
  return self->text->str + member->key;
}

void
gw_json_members_write (const GwJsonMembers *self, GwJsonWriter *writer)
{
  for (guint i = 0; i < self->members->len; i++)
    {
      const Member *member = &g_array_index (self->members, Member, i);

      gw_json_writer_key (writer, self->text->str + member->key);
      gw_json_writer_raw (writer, self->text->str + member->raw, (gssize) member->length);
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
        if (gw_json_reader_next (reader, NULL) != GW_JSON_OBJECT_BEGIN || !read_members (self, reader, NULL))
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
