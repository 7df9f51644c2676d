/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-shape-json.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-bag.h"
#include "gw-number.h"
#include "gw-shape-json-private.h"

#define BAG_NAME "gw-jsonl"
/* Pixels by which a "bbox" may miss the bounds of the shape beside it. */
#define BOX_TOLERANCE 1.0

static const struct
{
  GwObjectFlags flag;
  const char *name;
} flag_names[] = {
  { GW_OBJECT_OCCLUDED, "occluded" }, { GW_OBJECT_TRUNCATED, "truncated" }, { GW_OBJECT_DIFFICULT, "difficult" },
  { GW_OBJECT_CROWD, "crowd" },       { GW_OBJECT_LOCKED, "locked" },       { GW_OBJECT_HIDDEN, "hidden" },
};

#define FLAGS_OF_VIEW (GW_OBJECT_LOCKED | GW_OBJECT_HIDDEN)

static const char *const source_names[] = {
  [GW_SOURCE_MANUAL] = "manual",
  [GW_SOURCE_PREDICTION] = "prediction",
  [GW_SOURCE_IMPORTED] = "imported",
};

/* --- writing ---------------------------------------------------------------- */

/* Writes a member of what was kept, if it is there. kept is an object like
 * a bag, so the bag's function finds it.
 */
static gboolean
write_kept (const char *kept, const char *key, GwJsonWriter *writer)
{
  g_autofree char *json = kept != NULL ? gw_bag_get (kept, key) : NULL;

  if (json == NULL)
    return FALSE;
  gw_json_writer_key (writer, key);
  gw_json_writer_raw (writer, json, -1);
  return TRUE;
}

static void
write_kept_flags (const char *flags, GwJsonWriter *writer)
{
  g_autoptr (GwJsonReader) reader = gw_json_reader_new_for_memory (flags, -1);

  if (gw_json_reader_next (reader, NULL) != GW_JSON_ARRAY_BEGIN)
    return;
  while (gw_json_reader_next (reader, NULL) == GW_JSON_STRING)
    {
      gsize length;
      const char *name = gw_json_reader_get_string (reader, &length);

      gw_json_writer_string_length (writer, name, (gssize) length);
    }
}

/* What stands behind the known members. */
static void
write_kept_rest (const char *kept, GwJsonWriter *writer)
{
  g_autoptr (GwJsonReader) reader = gw_json_reader_new_for_memory (kept, -1);

  if (gw_json_reader_next (reader, NULL) != GW_JSON_OBJECT_BEGIN)
    return;
  while (gw_json_reader_next (reader, NULL) == GW_JSON_KEY)
    {
      gboolean written = gw_json_reader_string_is (reader, "bbox") || gw_json_reader_string_is (reader, "flags")
                         || gw_json_reader_string_is (reader, "id");
      gsize key_length, length;
      const char *key = gw_json_reader_get_string (reader, &key_length);
      g_autofree char *copy = g_memdup2 (key, key_length + 1);
      const char *raw = gw_json_reader_take_raw (reader, &length, NULL);

      if (raw == NULL)
        return;
      if (written)
        continue;
      gw_json_writer_key_length (writer, copy, (gssize) key_length);
      gw_json_writer_raw (writer, raw, (gssize) length);
    }
}

static void
write_attributes (GwObject *object, GwJsonWriter *writer)
{
  guint n = gw_object_get_n_attributes (object);

  if (n == 0)
    return;
  gw_json_writer_key (writer, "attributes");
  gw_json_writer_begin_object (writer);
  for (guint i = 0; i < n; i++)
    {
      const char *name, *value;

      gw_object_get_attribute_at (object, i, &name, &value);
      gw_json_writer_key (writer, name);
      if (gw_object_is_attribute_bare_at (object, i))
        gw_json_writer_raw (writer, value, -1);
      else
        gw_json_writer_string (writer, value);
    }
  gw_json_writer_end_object (writer);
}

static void
write_flags (GwObjectFlags flags, const char *kept, GwJsonWriter *writer)
{
  g_autofree char *kept_flags = kept != NULL ? gw_bag_get (kept, "flags") : NULL;

  if (flags == 0 && kept_flags == NULL)
    return;
  gw_json_writer_key (writer, "flags");
  gw_json_writer_begin_array (writer);
  for (gsize i = 0; i < G_N_ELEMENTS (flag_names); i++)
    if (flags & flag_names[i].flag)
      gw_json_writer_string (writer, flag_names[i].name);
  if (kept_flags != NULL)
    write_kept_flags (kept_flags, writer);
  gw_json_writer_end_array (writer);
}

static void
write_id (GwObject *object, GwJsonWriter *writer)
{
  char text[32];

  if (gw_object_get_id (object) == 0)
    return;
  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, gw_object_get_id (object));
  gw_json_writer_key_string (writer, "id", text);
}

static void
write_author (GwObject *object, GwJsonWriter *writer)
{
  if (gw_object_get_author (object) != NULL)
    gw_json_writer_key_string (writer, "author", gw_object_get_author (object));
}

static void
write_whole (GwObject *object, GwJsonWriter *writer)
{
  const char *bag = gw_object_get_bag (object);

  if (gw_object_get_z (object) != 0)
    gw_json_writer_key_int64 (writer, "z", gw_object_get_z (object));
  if (gw_object_get_source (object) != GW_SOURCE_MANUAL && gw_object_get_source (object) < G_N_ELEMENTS (source_names))
    gw_json_writer_key_string (writer, "source", source_names[gw_object_get_source (object)]);
  write_author (object, writer);
  if (gw_object_get_created (object) != 0)
    gw_json_writer_key_int64 (writer, "created", gw_object_get_created (object));
  if (gw_object_get_modified (object) != 0)
    gw_json_writer_key_int64 (writer, "modified", gw_object_get_modified (object));
  if (bag != NULL)
    {
      gw_json_writer_key (writer, "bag");
      gw_json_writer_raw (writer, bag, -1);
    }
}

void
gw_object_write_json (GwObject *object, const char *class_name, GwObjectJson parts, GwJsonWriter *writer)
{
  const gboolean whole = (parts & GW_OBJECT_JSON_WHOLE) != 0;
  g_autofree char *kept = NULL;
  GwObjectFlags flags;

  g_return_if_fail (GW_IS_OBJECT (object));
  g_return_if_fail (writer != NULL);

  if (!whole && gw_object_get_bag (object) != NULL)
    kept = gw_bag_get (gw_object_get_bag (object), BAG_NAME);
  flags = gw_object_get_flags (object);

  gw_json_writer_begin_object (writer);
  if (class_name != NULL)
    gw_json_writer_key_string (writer, "label", class_name);
  else
    gw_json_writer_key_int64 (writer, "class", gw_object_get_class_id (object));
  if (!isnan (gw_object_get_score (object)))
    gw_json_writer_key_double (writer, "score", gw_object_get_score (object));
  write_kept (kept, "bbox", writer);
  gw_shape_write_json (gw_object_get_shape (object), writer);
  write_attributes (object, writer);
  write_flags (whole ? flags : flags & ~FLAGS_OF_VIEW, kept, writer);
  if (gw_object_get_group (object) != 0)
    gw_json_writer_key_int64 (writer, "group", gw_object_get_group (object));
  if (!write_kept (kept, "id", writer))
    write_id (object, writer);
  if (whole)
    write_whole (object, writer);
  else if (parts & GW_OBJECT_JSON_AUTHOR)
    write_author (object, writer);
  if (kept != NULL)
    write_kept_rest (kept, writer);
  gw_json_writer_end_object (writer);
}

/* --- reading ---------------------------------------------------------------- */

/* What has been read of an object so far. */
typedef struct
{
  GwObject *object;
  GwShape box;   /* "bbox", "angle", "center" */
  GwShape shape; /* what stands beside them */
  gboolean has_box;
  char *label;
  char *bag;
  GPtrArray *flags; /* unknown ones */
  GString *key;
  GString *kept_text;
  GwJsonWriter *kept; /* of unknown members; has an object open */
  GHashTable *gone;   /* (nullable): names of attributes that are set, and null later */
} Parts;

static void
parts_clear (Parts *parts)
{
  g_clear_object (&parts->object);
  g_clear_pointer (&parts->gone, g_hash_table_unref);
  gw_shape_clear (&parts->box);
  gw_shape_clear (&parts->shape);
  g_free (parts->label);
  g_free (parts->bag);
  g_clear_pointer (&parts->flags, g_ptr_array_unref);
  g_string_free (parts->key, TRUE);
  g_clear_pointer (&parts->kept, gw_json_writer_free);
  if (parts->kept_text != NULL)
    g_string_free (parts->kept_text, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

static GwJsonWriter *
ensure_kept (Parts *parts)
{
  if (parts->kept == NULL)
    {
      parts->kept_text = g_string_new (NULL);
      parts->kept = gw_json_writer_new_for_string (parts->kept_text, GW_JSON_WRITER_COMPACT);
      gw_json_writer_begin_object (parts->kept);
    }
  return parts->kept;
}

typedef enum
{
  MEMBER_READ,
  MEMBER_FOREIGN, /* not what this program writes under the key: to be kept; nothing but the first token is taken */
  MEMBER_FAILED
} MemberResult;

/* The functions below read the value whose first token has been taken. */

static MemberResult
read_label (Parts *parts, GwJsonReader *reader, GError **error)
{
  if (!_gw_shape_json_is (reader, GW_JSON_STRING, N_ ("The label of an object is not a text"), error))
    return MEMBER_FAILED;
  g_free (parts->label);
  parts->label = gw_json_reader_dup_string (reader, error);
  return parts->label != NULL ? MEMBER_READ : MEMBER_FAILED;
}

static gboolean
take_integer (GwJsonReader *reader, gint64 *value)
{
  gboolean exact = FALSE;

  if (gw_json_reader_get_token (reader) != GW_JSON_NUMBER)
    return FALSE;
  *value = gw_json_reader_get_int64 (reader, &exact);
  return exact;
}

static MemberResult
read_class (Parts *parts, GwJsonReader *reader, GError **error)
{
  gint64 id;

  if (!take_integer (reader, &id))
    return read_label (parts, reader, error);
  gw_object_set_class_id (parts->object, id);
  return MEMBER_READ;
}

static MemberResult
read_score (Parts *parts, GwJsonReader *reader, GError **error)
{
  double score;

  if (!_gw_shape_json_is (reader, GW_JSON_NUMBER, N_ ("The score of an object is not a number"), error))
    return MEMBER_FAILED;
  score = gw_json_reader_get_double (reader);
  if (!isfinite (score))
    {
      _gw_shape_json_fail (reader, error, N_ ("The score of an object is not a number"));
      return MEMBER_FAILED;
    }
  gw_object_set_score (parts->object, score);
  return MEMBER_READ;
}

/* Each by itself would be slow to remove: they go in the end. */
static void
note_gone (Parts *parts, const char *name)
{
  if (gw_object_get_attribute (parts->object, name) == NULL)
    return;
  if (parts->gone == NULL)
    parts->gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (parts->gone, g_strdup (name));
}

/* The value that the reader is at; FALSE with an error. */
static gboolean
take_attribute (Parts *parts, const char *name, GwJsonReader *reader, GError **error)
{
  GwObject *object = parts->object;
  const char *raw;
  gsize length;

  if (gw_json_reader_get_token (reader) == GW_JSON_NUMBER && !isfinite (gw_json_reader_get_double (reader)))
    return _gw_shape_json_fail (reader, error, N_ ("An attribute of an object is beyond the range of numbers"));
  if (parts->gone != NULL)
    g_hash_table_remove (parts->gone, name);
  if (gw_json_reader_get_token (reader) == GW_JSON_STRING)
    {
      g_autofree char *text = gw_json_reader_dup_string (reader, error);

      if (text != NULL)
        gw_object_set_attribute (object, name, text);
      return text != NULL;
    }
  raw = gw_json_reader_take_raw (reader, &length, error);
  if (raw != NULL && length == 4 && memcmp (raw, "null", 4) == 0)
    note_gone (parts, name);
  else if (raw != NULL)
    gw_object_set_attribute_json (object, name, raw, length);
  return raw != NULL;
}

static MemberResult
read_attributes (Parts *parts, GwJsonReader *reader, GError **error)
{
  GwJsonToken token;

  if (gw_json_reader_get_token (reader) != GW_JSON_OBJECT_BEGIN)
    return MEMBER_FOREIGN;
  while ((token = gw_json_reader_next (reader, error)) == GW_JSON_KEY)
    {
      g_autofree char *name = gw_json_reader_dup_string (reader, error);

      if (name == NULL || gw_json_reader_next (reader, error) == GW_JSON_ERROR
          || !take_attribute (parts, name, reader, error))
        return MEMBER_FAILED;
    }
  return token == GW_JSON_OBJECT_END ? MEMBER_READ : MEMBER_FAILED;
}

static void
take_flag (Parts *parts, GwJsonReader *reader, const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (flag_names); i++)
    if (g_str_equal (name, flag_names[i].name))
      {
        gw_object_set_flags (parts->object, gw_object_get_flags (parts->object) | flag_names[i].flag);
        return;
      }
  if (parts->flags == NULL)
    parts->flags = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (parts->flags, g_strdup (name));
}

static MemberResult
read_flags (Parts *parts, GwJsonReader *reader, GError **error)
{
  const char *what = N_ ("The flags of an object are not an array of texts");
  GwJsonToken token;

  if (!_gw_shape_json_is (reader, GW_JSON_ARRAY_BEGIN, what, error))
    return MEMBER_FAILED;
  while ((token = gw_json_reader_next (reader, error)) == GW_JSON_STRING)
    {
      g_autofree char *name = gw_json_reader_dup_string (reader, error);

      if (name == NULL)
        return MEMBER_FAILED;
      take_flag (parts, reader, name);
    }
  if (token == GW_JSON_ARRAY_END)
    return MEMBER_READ;
  if (token != GW_JSON_ERROR)
    _gw_shape_json_fail (reader, error, what);
  return MEMBER_FAILED;
}

static MemberResult
read_group (Parts *parts, GwJsonReader *reader, GError **error)
{
  gint64 group;

  if (!take_integer (reader, &group))
    return MEMBER_FOREIGN;
  gw_object_set_group (parts->object, group);
  return MEMBER_READ;
}

/* A number or the text of one. "007" is no number: it would not come back. */
static MemberResult
read_id (Parts *parts, GwJsonReader *reader, GError **error)
{
  gint64 id = 0;
  gsize length;
  const char *text;

  if (gw_json_reader_get_token (reader) == GW_JSON_STRING)
    {
      text = gw_json_reader_get_string (reader, &length);
      if (length == 0 || text[0] < '1' || text[0] > '9' || !gw_number_parse_int64 (text, (gssize) length, &id))
        return MEMBER_FOREIGN;
    }
  else if (!take_integer (reader, &id) || id <= 0)
    return MEMBER_FOREIGN;
  gw_object_set_id (parts->object, id);
  return MEMBER_READ;
}

static MemberResult
read_z (Parts *parts, GwJsonReader *reader, GError **error)
{
  gint64 z;

  if (!take_integer (reader, &z) || z < G_MININT || z > G_MAXINT)
    return MEMBER_FOREIGN;
  gw_object_set_z (parts->object, (int) z);
  return MEMBER_READ;
}

static MemberResult
read_source (Parts *parts, GwJsonReader *reader, GError **error)
{
  if (gw_json_reader_get_token (reader) == GW_JSON_STRING)
    for (gsize i = 0; i < G_N_ELEMENTS (source_names); i++)
      if (gw_json_reader_string_is (reader, source_names[i]))
        {
          gw_object_set_source (parts->object, (GwSource) i);
          return MEMBER_READ;
        }
  return MEMBER_FOREIGN;
}

static MemberResult
read_author (Parts *parts, GwJsonReader *reader, GError **error)
{
  g_autofree char *author = NULL;

  if (gw_json_reader_get_token (reader) != GW_JSON_STRING)
    return MEMBER_FOREIGN;
  author = gw_json_reader_dup_string (reader, error);
  if (author == NULL)
    return MEMBER_FAILED;
  gw_object_set_author (parts->object, author);
  return MEMBER_READ;
}

static MemberResult
read_created (Parts *parts, GwJsonReader *reader, GError **error)
{
  gint64 ms;

  if (!take_integer (reader, &ms))
    return MEMBER_FOREIGN;
  gw_object_set_times (parts->object, ms, gw_object_get_modified (parts->object));
  return MEMBER_READ;
}

static MemberResult
read_modified (Parts *parts, GwJsonReader *reader, GError **error)
{
  gint64 ms;

  if (!take_integer (reader, &ms))
    return MEMBER_FOREIGN;
  gw_object_set_times (parts->object, gw_object_get_created (parts->object), ms);
  return MEMBER_READ;
}

static MemberResult
read_bag (Parts *parts, GwJsonReader *reader, GError **error)
{
  const char *raw;
  gsize length;

  if (gw_json_reader_get_token (reader) != GW_JSON_OBJECT_BEGIN)
    return MEMBER_FOREIGN;
  raw = gw_json_reader_take_raw (reader, &length, error);
  if (raw == NULL)
    return MEMBER_FAILED;
  g_free (parts->bag);
  parts->bag = g_strndup (raw, length);
  return MEMBER_READ;
}

/* Shape members. TRUE for one of them; error says whether it went well. */
static gboolean
read_shape_member (Parts *parts, GwJsonReader *reader, GError **error)
{
  const char *key = gw_json_reader_get_string (reader, NULL);
  gboolean of_box = g_str_equal (key, "bbox") || g_str_equal (key, "angle") || g_str_equal (key, "center");
  gboolean is_box = g_str_equal (key, "bbox");
  GwShape shape = GW_SHAPE_INIT;

  if (of_box)
    {
      if (!gw_shape_read_json_member (&parts->box, key, reader, error))
        return FALSE;
      parts->has_box |= is_box && gw_json_reader_get_token (reader) != GW_JSON_NULL;
      return TRUE;
    }
  if (!gw_shape_read_json_member (&shape, key, reader, error))
    return FALSE;
  if (shape.kind == GW_SHAPE_NONE)
    return TRUE;
  if (parts->shape.kind != GW_SHAPE_NONE)
    {
      gw_shape_clear (&shape);
      return _gw_shape_json_fail (reader, error, N_ ("An object has more than one shape"));
    }
  parts->shape = shape;
  return TRUE;
}

static gboolean
keep_member (Parts *parts, GwJsonReader *reader, GError **error)
{
  gsize length;
  const char *raw = gw_json_reader_take_raw (reader, &length, error);

  if (raw == NULL)
    return FALSE;
  gw_json_writer_key_length (ensure_kept (parts), parts->key->str, (gssize) parts->key->len);
  gw_json_writer_raw (parts->kept, raw, (gssize) length);
  return TRUE;
}

static gboolean
read_other_member (Parts *parts, GwJsonReader *reader, GError **error)
{
  static const struct
  {
    const char *key;
    MemberResult (*read) (Parts *parts, GwJsonReader *reader, GError **error);
  } members[] = {
    { "label", read_label },     { "class", read_class },
    { "score", read_score },     { "attributes", read_attributes },
    { "flags", read_flags },     { "group", read_group },
    { "id", read_id },           { "z", read_z },
    { "source", read_source },   { "author", read_author },
    { "created", read_created }, { "modified", read_modified },
    { "bag", read_bag },
  };
  gsize length;
  const char *key = gw_json_reader_get_string (reader, &length);

  g_string_truncate (parts->key, 0);
  g_string_append_len (parts->key, key, (gssize) length);
  if (gw_json_reader_next (reader, error) == GW_JSON_ERROR)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (g_str_equal (parts->key->str, members[i].key) && gw_json_reader_get_token (reader) == GW_JSON_NULL)
      return TRUE;
    else if (g_str_equal (parts->key->str, members[i].key))
      switch (members[i].read (parts, reader, error))
        {
        case MEMBER_READ:
          return TRUE;
        case MEMBER_FAILED:
          return FALSE;
        case MEMBER_FOREIGN:
        default:
          return keep_member (parts, reader, error);
        }
  return keep_member (parts, reader, error);
}

static gboolean
read_members (Parts *parts, GwJsonReader *reader, GError **error)
{
  GwJsonToken token = gw_json_reader_get_token (reader);

  if (token != GW_JSON_OBJECT_BEGIN)
    token = gw_json_reader_next (reader, error);
  if (token != GW_JSON_OBJECT_BEGIN)
    return token != GW_JSON_ERROR && _gw_shape_json_fail (reader, error, N_ ("An object was expected"));
  while ((token = gw_json_reader_next (reader, error)) == GW_JSON_KEY)
    {
      g_autoptr (GError) local_error = NULL;

      if (read_shape_member (parts, reader, &local_error))
        continue;
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (!read_other_member (parts, reader, error))
        return FALSE;
    }
  return token == GW_JSON_OBJECT_END;
}

static gboolean
boxes_differ (const GwShape *box, const GwShape *shape)
{
  GwBox a = { 0 }, b = { 0 };

  if (gw_shape_bounds (box, &a) != GW_STATUS_OK || gw_shape_bounds (shape, &b) != GW_STATUS_OK)
    return TRUE;
  return fabs (a.x - b.x) > BOX_TOLERANCE || fabs (a.y - b.y) > BOX_TOLERANCE
         || fabs (a.x + a.width - b.x - b.width) > BOX_TOLERANCE
         || fabs (a.y + a.height - b.y - b.height) > BOX_TOLERANCE;
}

static gboolean
settle_shape (Parts *parts, GwJsonReader *reader, GError **error)
{
  GwShape *shape = &parts->shape;

  if (shape->kind == GW_SHAPE_NONE && parts->has_box)
    shape = &parts->box;
  if (shape->kind == GW_SHAPE_NONE)
    return TRUE;
  if (gw_shape_validate (shape) != GW_STATUS_OK)
    return _gw_shape_json_fail (
        reader, error, N_ ("The shape of an object has a negative size, too few points, or numbers out of range"));
  if (shape != &parts->box && parts->has_box && boxes_differ (&parts->box, shape))
    gw_shape_write_json (&parts->box, ensure_kept (parts));
  gw_object_take_shape (parts->object, shape);
  return TRUE;
}

static void
settle_bag (Parts *parts)
{
  if (parts->flags != NULL)
    {
      gw_json_writer_key (ensure_kept (parts), "flags");
      gw_json_writer_begin_array (parts->kept);
      for (guint i = 0; i < parts->flags->len; i++)
        gw_json_writer_string (parts->kept, g_ptr_array_index (parts->flags, i));
      gw_json_writer_end_array (parts->kept);
    }
  if (parts->kept != NULL)
    {
      g_autofree char *bag = g_steal_pointer (&parts->bag);

      gw_json_writer_end_object (parts->kept);
      if (gw_json_writer_finish (parts->kept, NULL))
        parts->bag = gw_bag_set (bag, BAG_NAME, parts->kept_text->str);
    }
  if (parts->bag != NULL)
    gw_object_set_bag (parts->object, parts->bag);
}

GwObject *
gw_object_read_json (GwJsonReader *reader, char **label, GError **error)
{
  g_auto (Parts) parts = { .box = GW_SHAPE_INIT, .shape = GW_SHAPE_INIT };

  g_return_val_if_fail (reader != NULL, NULL);

  if (label != NULL)
    *label = NULL;
  parts.object = gw_object_new (0, 0);
  parts.key = g_string_sized_new (16);
  if (!read_members (&parts, reader, error) || !settle_shape (&parts, reader, error))
    return NULL;
  settle_bag (&parts);
  if (parts.gone != NULL)
    gw_object_remove_attributes (parts.object, parts.gone);
  if (label != NULL)
    *label = g_steal_pointer (&parts.label);
  return g_steal_pointer (&parts.object);
}
