/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-private.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "gw-hash.h"
#include "gw-json-writer.h"
#include "gw-shape-json.h"

static const char *
column_text (sqlite3_stmt *statement, int column)
{
  return (const char *) sqlite3_column_text (statement, column);
}

/* --- attributes: {"name":"value","other":3,…} --- */

/* bare: called instead of func for values that are no texts, as JSON has them. */
typedef void (*BareFunc) (const char *name, const char *raw, gsize length, gpointer data);

static gboolean
foreach_attribute (GwSqlite *db, sqlite3_stmt *statement, int column, GwAttributeFunc func, BareFunc bare,
                   gpointer data)
{
  const char *text = column_text (statement, column);
  g_autofree char *name = NULL;
  GwJsonToken token;

  if (text == NULL)
    return TRUE;
  gw_json_reader_reset_memory (db->json, text, sqlite3_column_bytes (statement, column), 1, 0);
  if (gw_json_reader_next (db->json, NULL) != GW_JSON_OBJECT_BEGIN)
    return FALSE;
  while ((token = gw_json_reader_next (db->json, NULL)) == GW_JSON_KEY)
    {
      const char *raw;
      gsize length;

      g_free (name);
      name = gw_json_reader_dup_string (db->json, NULL);
      token = gw_json_reader_next (db->json, NULL);
      if (name == NULL || token == GW_JSON_ERROR)
        return FALSE;
      if (token == GW_JSON_STRING)
        {
          func (name, gw_json_reader_get_string (db->json, NULL), data);
          continue;
        }
      raw = gw_json_reader_take_raw (db->json, &length, NULL);
      if (raw == NULL)
        return FALSE;
      bare (name, raw, length, data);
    }
  return token == GW_JSON_OBJECT_END;
}

/* A function for texts that gets all values. */
typedef struct
{
  GwAttributeFunc func;
  gpointer data;
} Texts;

static void
tell_text (const char *name, const char *value, gpointer data)
{
  const Texts *texts = data;

  texts->func (name, value, texts->data);
}

static void
tell_bare (const char *name, const char *raw, gsize length, gpointer data)
{
  g_autofree char *value = g_strndup (raw, length);

  tell_text (name, value, data);
}

gboolean
_gw_row_foreach_attribute (GwSqlite *db, sqlite3_stmt *statement, int column, GwAttributeFunc func, gpointer data)
{
  Texts texts = { func, data };

  return foreach_attribute (db, statement, column, tell_text, tell_bare, &texts);
}

static void
set_image_attribute (const char *name, const char *value, gpointer image)
{
  gw_image_set_attribute (image, name, value);
}

static void
set_object_attribute (const char *name, const char *value, gpointer object)
{
  gw_object_set_attribute (object, name, value);
}

static void
set_object_attribute_bare (const char *name, const char *raw, gsize length, gpointer object)
{
  gw_object_set_attribute_json (object, name, raw, length);
}

char *
_gw_image_attributes_to_json (GwImage *image)
{
  guint n = gw_image_get_n_attributes (image);
  g_autoptr (GString) text = NULL;
  g_autoptr (GwJsonWriter) writer = NULL;

  if (n == 0)
    return NULL;
  text = g_string_new (NULL);
  writer = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);
  gw_json_writer_begin_object (writer);
  for (guint i = 0; i < n; i++)
    {
      const char *name, *value;

      gw_image_get_attribute_at (image, i, &name, &value);
      gw_json_writer_key_string (writer, name, value);
    }
  gw_json_writer_end_object (writer);
  gw_json_writer_finish (writer, NULL);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- images --- */

const guint8 *
_gw_sha256_from_hex (const char *hex, guint8 bytes[32])
{
  GwHash hash;

  if (hex == NULL || !gw_hash_from_hex (hex, &hash))
    return NULL;
  memcpy (bytes, hash.bytes, sizeof hash.bytes);
  return bytes;
}

static void
set_sha256 (GwImage *image, sqlite3_stmt *statement, int column)
{
  char hex[GW_HASH_HEX_LENGTH];
  GwHash hash;

  if (sqlite3_column_bytes (statement, column) != GW_HASH_BYTES)
    return;
  memcpy (hash.bytes, sqlite3_column_blob (statement, column), GW_HASH_BYTES);
  gw_hash_to_hex (&hash, hex);
  gw_image_set_sha256 (image, hex);
}

GwImage *
_gw_row_to_image (GwSqlite *db, sqlite3_stmt *statement)
{
  const char *path = column_text (statement, 2);
  GwImage *image = gw_image_new (sqlite3_column_int64 (statement, 0), path != NULL ? path : "");

  gw_image_set_root_id (image, sqlite3_column_int64 (statement, 1));
  gw_image_set_status (image, (GwImageStatus) (sqlite3_column_int (statement, 3) & 3));
  gw_image_set_marks (image, (GwImageMarks) sqlite3_column_int (statement, 4));
  gw_image_set_n_objects (image, (guint) sqlite3_column_int (statement, 5));
  gw_image_set_confidence (image, _gw_sqlite_column_double (statement, 6));
  gw_image_set_split (image, column_text (statement, 7));
  gw_image_set_size (image, sqlite3_column_int (statement, 8), sqlite3_column_int (statement, 9));
  gw_image_set_file_facts (image, sqlite3_column_int64 (statement, 10), sqlite3_column_int64 (statement, 11));
  gw_image_set_added (image, sqlite3_column_int64 (statement, 12));
  set_sha256 (image, statement, 13);
  gw_image_set_problem (image, column_text (statement, 14));
  _gw_row_foreach_attribute (db, statement, 15, set_image_attribute, image);
  return image;
}

/* --- the checksum of an object's row --- */

static inline guint64
mix (guint64 hash, guint64 value)
{
  hash = (hash ^ value) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return hash ^ (hash >> 32);
}

static inline guint64
mix_double (guint64 hash, double value)
{
  guint64 bits;

  if (isnan (value))
    return mix (hash, 1);
  memcpy (&bits, &value, sizeof bits);
  return mix (hash, bits);
}

static guint64
mix_text (guint64 hash, const char *text, gsize length)
{
  guint64 word = 0;
  gsize i = 0;

  for (; i + 8 <= length; i += 8)
    {
      memcpy (&word, text + i, 8);
      hash = mix (hash, GUINT64_TO_LE (word));
    }
  word = 0;
  memcpy (&word, text + i, length - i);
  return mix (mix (hash, GUINT64_TO_LE (word)), length);
}

static guint64
mix_optional (guint64 hash, const char *text, gssize length)
{
  if (text == NULL)
    return mix (hash, 2);
  return mix_text (hash, text, length < 0 ? strlen (text) : (gsize) length);
}

/* The bound or selected values of a row, whichever way it goes. */
typedef struct
{
  gint64 id, class_id, kind, flags, z, group, source;
  double x, y, width, height, score;
  const char *author, *attributes, *bag, *shape;
  gssize n_author, n_attributes, n_bag, n_shape;
} Sums;

static gint64
checksum (const Sums *s)
{
  guint64 hash = mix (G_GUINT64_CONSTANT (0x6772776b), (guint64) s->id);

  hash = mix (hash, (guint64) s->class_id);
  hash = mix (hash, (guint64) s->kind ^ ((guint64) s->flags << 8) ^ ((guint64) s->source << 40));
  hash = mix (mix (hash, (guint64) s->z), (guint64) s->group);
  hash = mix_double (mix_double (mix_double (mix_double (hash, s->x), s->y), s->width), s->height);
  hash = mix_double (hash, s->score);
  hash = mix_optional (hash, s->author, s->n_author);
  hash = mix_optional (hash, s->attributes, s->n_attributes);
  hash = mix_optional (hash, s->bag, s->n_bag);
  hash = mix_optional (hash, s->shape, s->n_shape);
  return (gint64) hash;
}

static gint64
checksum_of_row (sqlite3_stmt *statement)
{
  Sums s = {
    .id = sqlite3_column_int64 (statement, 0),
    .class_id = sqlite3_column_int64 (statement, 1),
    .kind = sqlite3_column_int64 (statement, 2),
    .x = sqlite3_column_double (statement, 3),
    .y = sqlite3_column_double (statement, 4),
    .width = sqlite3_column_double (statement, 5),
    .height = sqlite3_column_double (statement, 6),
    .flags = sqlite3_column_int64 (statement, 7),
    .z = sqlite3_column_int64 (statement, 8),
    .group = sqlite3_column_int64 (statement, 9),
    .source = sqlite3_column_int64 (statement, 10),
    .score = _gw_sqlite_column_double (statement, 11),
    .author = column_text (statement, 15),
    .n_author = sqlite3_column_bytes (statement, 15),
    .attributes = column_text (statement, 16),
    .n_attributes = sqlite3_column_bytes (statement, 16),
    .bag = column_text (statement, 17),
    .n_bag = sqlite3_column_bytes (statement, 17),
    .shape = column_text (statement, 18),
    .n_shape = sqlite3_column_bytes (statement, 18),
  };

  return checksum (&s);
}

/* --- objects --- */

static gboolean
read_shape (GwSqlite *db, sqlite3_stmt *statement, GwShape *shape)
{
  const char *text = column_text (statement, 18);
  GwJsonToken token;

  gw_json_reader_reset_memory (db->json, text, sqlite3_column_bytes (statement, 18), 1, 0);
  if (gw_json_reader_next (db->json, NULL) != GW_JSON_OBJECT_BEGIN)
    return FALSE;
  while ((token = gw_json_reader_next (db->json, NULL)) == GW_JSON_KEY)
    {
      gsize length;
      const char *key = gw_json_reader_get_string (db->json, &length);

      if (strlen (key) != length || !gw_shape_read_json_member (shape, key, db->json, NULL))
        return FALSE;
    }
  return token == GW_JSON_OBJECT_END;
}

static gboolean
fill_shape (GwSqlite *db, sqlite3_stmt *statement, GwObject *object)
{
  int kind = sqlite3_column_int (statement, 2);
  GwShape shape = GW_SHAPE_INIT;
  gboolean ok = TRUE;

  if (kind == GW_SHAPE_NONE)
    return TRUE;
  if (sqlite3_column_type (statement, 18) != SQLITE_NULL)
    ok = read_shape (db, statement, &shape);
  else if (kind == GW_SHAPE_BOX)
    gw_shape_init_box (&shape, sqlite3_column_double (statement, 3), sqlite3_column_double (statement, 4),
                       sqlite3_column_double (statement, 5), sqlite3_column_double (statement, 6));
  if (ok && shape.kind == (GwShapeKind) kind && gw_shape_validate (&shape) == GW_STATUS_OK)
    gw_object_take_shape (object, &shape);
  else
    ok = FALSE;
  gw_shape_clear (&shape);
  return ok;
}

static gboolean
fill_object (GwSqlite *db, sqlite3_stmt *statement, GwObject *object)
{
  if (checksum_of_row (statement) != sqlite3_column_int64 (statement, 14) || !fill_shape (db, statement, object))
    return FALSE;
  gw_object_set_flags (object, (GwObjectFlags) sqlite3_column_int (statement, 7));
  gw_object_set_z (object, sqlite3_column_int (statement, 8));
  gw_object_set_group (object, sqlite3_column_int64 (statement, 9));
  gw_object_set_source (object, (GwSource) sqlite3_column_int (statement, 10));
  gw_object_set_score (object, _gw_sqlite_column_double (statement, 11));
  gw_object_set_times (object, sqlite3_column_int64 (statement, 12), sqlite3_column_int64 (statement, 13));
  gw_object_set_author (object, column_text (statement, 15));
  gw_object_set_bag (object, column_text (statement, 17));
  return foreach_attribute (db, statement, 16, set_object_attribute, set_object_attribute_bare, object);
}

GwObject *
_gw_row_to_object (GwSqlite *db, sqlite3_stmt *statement, GError **error)
{
  gint64 id = sqlite3_column_int64 (statement, 0);
  g_autoptr (GwObject) object = gw_object_new (id, sqlite3_column_int64 (statement, 1));

  if (!fill_object (db, statement, object))
    {
      g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CORRUPT,
                   _ ("Object %" PRId64 " in “%s” is damaged. Check the project, and open the newest back-up."), id,
                   db->name);
      return NULL;
    }
  return g_steal_pointer (&object);
}

void
_gw_object_scratch_init (GwObjectScratch *self)
{
  self->shape = g_string_sized_new (512);
  self->attributes = g_string_sized_new (64);
}

void
_gw_object_scratch_clear (GwObjectScratch *self)
{
  g_string_free (self->shape, TRUE);
  g_string_free (self->attributes, TRUE);
}

static const char *
write_shape (GwObject *object, GString *text)
{
  const GwShape *shape = gw_object_get_shape (object);
  g_autoptr (GwJsonWriter) writer = NULL;

  g_string_truncate (text, 0);
  if (shape->kind == GW_SHAPE_NONE || shape->kind == GW_SHAPE_BOX)
    return NULL;
  writer = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);
  gw_json_writer_begin_object (writer);
  gw_shape_write_json (shape, writer);
  gw_json_writer_end_object (writer);
  gw_json_writer_finish (writer, NULL);
  return text->str;
}

static const char *
write_attributes (GwObject *object, GString *text)
{
  guint n = gw_object_get_n_attributes (object);
  g_autoptr (GwJsonWriter) writer = NULL;

  g_string_truncate (text, 0);
  if (n == 0)
    return NULL;
  writer = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);
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
  gw_json_writer_finish (writer, NULL);
  return text->str;
}

/* A box is kept as it is, not as its bounds: they would lose negative zero. */
static GwBox
get_box (GwObject *object)
{
  const GwShape *shape = gw_object_get_shape (object);

  return shape->kind == GW_SHAPE_BOX ? shape->as.box : gw_object_get_bounds (object);
}

void
_gw_object_bind (GwObject *object, const GwObjectGuise *guise, const GwObjectPlace *place, sqlite3_stmt *statement,
                 int first, GwObjectScratch *scratch)
{
  GwBox box = get_box (object);
  gint64 modified = gw_object_get_modified (object);
  Sums s = {
    .id = gw_object_get_id (object),
    .class_id = gw_object_get_class_id (object),
    .kind = gw_object_get_shape (object)->kind,
    .flags = gw_object_get_flags (object),
    .z = gw_object_get_z (object),
    .group = gw_object_get_group (object),
    .source = gw_object_get_source (object),
    .x = box.x,
    .y = box.y,
    .width = box.width,
    .height = box.height,
    .score = gw_object_get_score (object),
    .author = gw_object_get_author (object),
    .n_author = -1,
    .attributes = write_attributes (object, scratch->attributes),
    .n_attributes = (gssize) scratch->attributes->len,
    .bag = gw_object_get_bag (object),
    .n_bag = -1,
    .shape = write_shape (object, scratch->shape),
    .n_shape = (gssize) scratch->shape->len,
  };

  if (guise != NULL)
    {
      s.id = guise->id;
      s.class_id = guise->class_id;
      s.source = guise->source;
      s.author = guise->author;
      if (modified == 0)
        modified = guise->modified;
    }
  sqlite3_bind_int64 (statement, first, s.id);
  sqlite3_bind_int64 (statement, first + 1, place->image_id);
  sqlite3_bind_int64 (statement, first + 2, place->layer_id);
  sqlite3_bind_int64 (statement, first + 3, s.class_id);
  sqlite3_bind_int64 (statement, first + 4, place->batch);
  sqlite3_bind_int64 (statement, first + 5, s.kind);
  sqlite3_bind_double (statement, first + 6, s.x);
  sqlite3_bind_double (statement, first + 7, s.y);
  sqlite3_bind_double (statement, first + 8, s.width);
  sqlite3_bind_double (statement, first + 9, s.height);
  sqlite3_bind_int64 (statement, first + 10, s.flags);
  sqlite3_bind_int64 (statement, first + 11, s.z);
  sqlite3_bind_int64 (statement, first + 12, s.group);
  sqlite3_bind_int64 (statement, first + 13, s.source);
  sqlite3_bind_double (statement, first + 14, s.score);
  sqlite3_bind_int64 (statement, first + 15, gw_object_get_created (object));
  sqlite3_bind_int64 (statement, first + 16, modified);
  sqlite3_bind_int64 (statement, first + 17, checksum (&s));
  sqlite3_bind_text (statement, first + 18, s.author, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, first + 19, s.attributes, (int) s.n_attributes, SQLITE_STATIC);
  sqlite3_bind_text (statement, first + 20, s.bag, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, first + 21, s.shape, (int) s.n_shape, SQLITE_STATIC);
}
