/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-private.h"

#include <string.h>

#include "gw-json-writer.h"
#include "gw-number.h"

/* A filter becomes SQL of the fixed fragments below; what a person typed is
 * only ever bound.
 */

typedef struct
{
  char kind; /* 't', 'i', 'd' */
  char *text;
  gint64 integer;
  double real;
} Value;

struct _GwWhere
{
  GString *sql;
  GArray *values; /* of Value */
};

static void
value_clear (gpointer data)
{
  g_free (((Value *) data)->text);
}

static void
add_text (GwWhere *self, const char *text)
{
  Value value = { .kind = 't', .text = g_strdup (text) };

  g_array_append_val (self->values, value);
}

static void
add_integer (GwWhere *self, gint64 integer)
{
  Value value = { .kind = 'i', .integer = integer };

  g_array_append_val (self->values, value);
}

static void
add_real (GwWhere *self, double real)
{
  Value value = { .kind = 'd', .real = real };

  g_array_append_val (self->values, value);
}

/* "?, ?, ?" for the values of a term. */
static void
add_texts (GwWhere *self, const GwTerm *term)
{
  for (gsize i = 0; term->values[i] != NULL; i++)
    {
      g_string_append (self->sql, i > 0 ? ", ?" : "?");
      add_text (self, term->values[i]);
    }
}

/* --- words --- */

static gboolean
is_ascii (const char *text)
{
  for (; *text != '\0'; text++)
    if ((guchar) *text >= 0x80)
      return FALSE;
  return TRUE;
}

/* The word anywhere, for LIKE with '\' as escape. */
static char *
make_pattern (const char *word)
{
  GString *pattern = g_string_new ("%");

  for (const char *p = word; *p != '\0'; p++)
    {
      if (*p == '%' || *p == '_' || *p == '\\')
        g_string_append_c (pattern, '\\');
      g_string_append_c (pattern, *p);
    }
  g_string_append_c (pattern, '%');
  return g_string_free (pattern, FALSE);
}

/* LIKE folds the case of ASCII only, and fast: a million paths in 130 ms.
 * gw_holds() folds all and takes some five times as long.
 */
#define HOLDS(test) \
  "(" test ("image.path") " OR " test ("coalesce (image.problem, '')") " OR " test ( \
      "coalesce (image.attributes, '')") " OR image.id IN (SELECT o.image_id FROM object o WHERE o.layer_id = 1 AND " GW_OBJECT_SEEN \
                                         " AND o.class_id IN (SELECT id FROM class WHERE " test ( \
                                             "name") "))" \
                                                     " OR image.id IN (SELECT image_id FROM image_label WHERE layer_id = 1 AND is_score = 0" \
                                                     " AND class_id IN (SELECT id FROM class WHERE " test ( \
                                                         "name") "))" \
                                                                 " OR image.id IN (SELECT image_id FROM image_tag WHERE tag_id IN (SELECT id FROM tag WHERE " test ( \
                                                                     "name") ")))"
#define LIKE(what) what " LIKE ? ESCAPE '\\'"
#define GW_HOLDS(what) "gw_holds (" what ", ?)"
#define N_HOLDS 6

static void
append_word (GwWhere *self, const char *word)
{
  gboolean ascii = is_ascii (word);
  g_autofree char *pattern = ascii ? make_pattern (word) : g_utf8_casefold (word, -1);

  g_string_append (self->sql, ascii ? HOLDS (LIKE) : HOLDS (GW_HOLDS));
  for (int i = 0; i < N_HOLDS; i++)
    add_text (self, pattern);
}

static void
on_holds_cb (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);
  const char *needle = (const char *) sqlite3_value_text (values[1]);
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;
  g_autofree char *folded = valid != NULL ? g_utf8_casefold (valid, -1) : NULL;

  sqlite3_result_int (context, folded != NULL && needle != NULL && strstr (folded, needle) != NULL);
}

void
_gw_where_install (GwSqlite *db)
{
  sqlite3_create_function (db->db, "gw_holds", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL,
                           on_holds_cb, NULL, NULL);
  _gw_attributes_install (db);
}

/* --- one field each --- */

static void
append_text (GwWhere *self, const GwTerm *term)
{
  g_string_append_c (self->sql, '(');
  for (gsize i = 0; term->values[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (self->sql, " OR ");
      append_word (self, term->values[i]);
    }
  g_string_append_c (self->sql, ')');
}

static void
append_class (GwWhere *self, const GwTerm *term)
{
  g_string_append (self->sql, "image.id IN (SELECT o.image_id FROM object o WHERE o.layer_id = 1 AND " GW_OBJECT_SEEN
                              " AND o.class_id IN (SELECT id FROM class WHERE name IN (");
  add_texts (self, term);
  g_string_append (self->sql, ")))");
}

static void
append_label (GwWhere *self, const GwTerm *term)
{
  g_string_append (self->sql, "image.id IN (SELECT image_id FROM image_label WHERE layer_id = 1 AND is_score = 0"
                              " AND class_id IN (SELECT id FROM class WHERE name IN (");
  add_texts (self, term);
  g_string_append (self->sql, ")))");
}

/* What is there all the same is not absent, as in what is exported. */
static void
append_absent (GwWhere *self, const GwTerm *term)
{
  g_string_append (self->sql,
                   "image.id IN (SELECT a.image_id FROM image_label a WHERE a.layer_id = 1 AND a.is_score = 2"
                   " AND NOT EXISTS (SELECT 1 FROM image_label l WHERE l.image_id = a.image_id AND l.layer_id = 1"
                   " AND l.is_score = 0 AND l.class_id = a.class_id)"
                   " AND NOT EXISTS (SELECT 1 FROM object o WHERE o.image_id = a.image_id AND o.layer_id = 1"
                   " AND o.class_id = a.class_id AND " GW_OBJECT_SEEN ")"
                   " AND a.class_id IN (SELECT id FROM class WHERE name IN (");
  add_texts (self, term);
  g_string_append (self->sql, ")))");
}

static void
append_status (GwWhere *self, const GwTerm *term)
{
  g_string_append (self->sql, "image.status IN (-1");
  for (gsize i = 0; term->values[i] != NULL; i++)
    {
      GwImageStatus status;

      if (!gw_image_status_from_nick (term->values[i], &status))
        continue;
      g_string_append (self->sql, ", ?");
      add_integer (self, status);
    }
  g_string_append_c (self->sql, ')');
}

static void
append_split (GwWhere *self, const GwTerm *term)
{
  gboolean none = g_strv_contains ((const char *const *) term->values, "none");

  g_string_append (self->sql, none ? "(image.split IS NULL OR image.split IN (" : "(image.split IN (");
  add_texts (self, term);
  g_string_append (self->sql, "))");
}

static void
append_tag (GwWhere *self, const GwTerm *term)
{
  g_string_append (self->sql, "image.id IN (SELECT image_id FROM image_tag WHERE tag_id IN"
                              " (SELECT id FROM tag WHERE name IN (");
  add_texts (self, term);
  g_string_append (self->sql, ")))");
}

static void
append_by (GwWhere *self, const GwTerm *term)
{
  g_string_append (self->sql, "(image.id IN (SELECT o.image_id FROM object o WHERE o.author IS NOT NULL"
                              " AND o.layer_id = 1 AND " GW_OBJECT_SEEN " AND o.author IN (");
  add_texts (self, term);
  g_string_append (self->sql, ")) OR image.id IN (SELECT image_id FROM image_label WHERE author IS NOT NULL"
                              " AND layer_id = 1 AND author IN (");
  add_texts (self, term);
  g_string_append (self->sql, ")))");
}

/* "/" stands for images that lie in no folder. */
static void
append_folder (GwWhere *self, const GwTerm *term)
{
  g_string_append_c (self->sql, '(');
  for (gsize i = 0; term->values[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (self->sql, " OR ");
      if (g_str_equal (term->values[i], "/"))
        {
          g_string_append (self->sql, "instr (image.path, '/') = 0");
          continue;
        }
      g_string_append (self->sql, "substr (image.path, 1, ?) = ?");
      add_integer (self, g_utf8_strlen (term->values[i], -1));
      add_text (self, term->values[i]);
    }
  g_string_append_c (self->sql, ')');
}

static void
append_attribute (GwWhere *self, const GwTerm *term)
{
  static const char *const signs[] = {
    [GW_OP_LESS] = " < ?)", [GW_OP_LESS_EQUAL] = " <= ?)", [GW_OP_GREATER] = " > ?)", [GW_OP_GREATER_EQUAL] = " >= ?)"
  };
  const gboolean is_number = gw_term_is_number (term);

  /* The first condition is that of the index of images that have some. */
  g_string_append (self->sql, is_number ? "(image.attributes IS NOT NULL AND gw_attribute_number (image.attributes, ?)"
                                        : "(image.attributes IS NOT NULL AND gw_attribute (image.attributes, ?)");
  add_text (self, term->name);
  if (is_number)
    {
      g_string_append (self->sql, signs[term->op]);
      add_real (self, term->number);
    }
  else if (term->values[0] == NULL)
    {
      g_string_append (self->sql, " IS NOT NULL)");
    }
  else
    {
      g_string_append (self->sql, " IN (");
      add_texts (self, term);
      g_string_append (self->sql, "))");
    }
}

static const struct
{
  const char *name;
  const char *sql;
} marks[] = {
  { "flagged", " OR (image.place = 0 AND image.marks & 1)" },
  { "skipped", " OR (image.place = 0 AND image.marks & 2)" },
  { "unreadable", " OR (image.place = 0 AND image.marks & 4)" },
  { "negative", " OR (image.place = 0 AND image.marks & 8)" },
  { "trashed", " OR image.place = 1" },
};

static void
append_mark (GwWhere *self, const GwTerm *term)
{
  g_string_append (self->sql, "(0");
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_strv_contains ((const char *const *) term->values, marks[i].name))
      g_string_append (self->sql, marks[i].sql);
  g_string_append_c (self->sql, ')');
}

/* Numbers as a JSON array: one parameter, however many there are. */
static char *
ids_to_json (const GwTerm *term)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) writer = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);

  gw_json_writer_begin_array (writer);
  for (gsize i = 0; term->values[i] != NULL; i++)
    {
      gint64 id;

      if (gw_number_parse_int64 (term->values[i], -1, &id))
        gw_json_writer_int64 (writer, id);
    }
  gw_json_writer_end_array (writer);
  gw_json_writer_finish (writer, NULL);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
append_ids (GwWhere *self, const GwTerm *term, const char *before, const char *after)
{
  g_autofree char *json = ids_to_json (term);

  g_string_append (self->sql, before);
  g_string_append (self->sql, "(SELECT value FROM json_each (?))");
  g_string_append (self->sql, after);
  add_text (self, json);
}

/* Numbers alone say which sets are asked for. */
static void
append_sets (GwWhere *self, const GwTerm *term)
{
  g_string_append (self->sql, "image.id IN (SELECT e.value FROM image_set s, json_each (s.ids) e WHERE s.id IN (-1");
  for (gsize i = 0; term->values[i] != NULL; i++)
    {
      gint64 id;

      if (!gw_filter_parse_set_value (term->values[i], &id, NULL))
        continue;
      g_string_append (self->sql, ", ?");
      add_integer (self, id);
    }
  g_string_append (self->sql, "))");
}

static void
append_number (GwWhere *self, const GwTerm *term, const char *column)
{
  static const char *const signs[] = {
    [GW_OP_IS] = " = ?",      [GW_OP_LESS] = " < ?",           [GW_OP_LESS_EQUAL] = " <= ?",
    [GW_OP_GREATER] = " > ?", [GW_OP_GREATER_EQUAL] = " >= ?",
  };

  g_string_append (self->sql, column);
  g_string_append (self->sql, (gsize) term->op < G_N_ELEMENTS (signs) ? signs[term->op] : " = ?");
  add_real (self, term->number);
}

/* As charts divide: real numbers, and only where both are known. */
#define ASPECT "iif (image.width > 0 AND image.height > 0, image.width * 1.0 / image.height, NULL)"

static void
append_number_field (GwWhere *self, const GwTerm *term)
{
  static const char *const columns[GW_N_FIELDS] = {
    [GW_FIELD_CONFIDENCE] = "image.confidence",
    [GW_FIELD_OBJECTS] = "image.n_objects",
    [GW_FIELD_WIDTH] = "image.width",
    [GW_FIELD_HEIGHT] = "image.height",
    [GW_FIELD_ASPECT] = ASPECT,
    [GW_FIELD_BYTES] = "image.bytes",
    [GW_FIELD_BRIGHTNESS] = "brightness",
    [GW_FIELD_CONTRAST] = "contrast",
    [GW_FIELD_SHARPNESS] = "sharpness",
    [GW_FIELD_SATURATION] = "saturation",
    [GW_FIELD_ADDED] = "image.added",
  };
  gboolean measured = term->field >= GW_FIELD_BRIGHTNESS && term->field <= GW_FIELD_SATURATION;

  if (measured)
    g_string_append (self->sql, "image.id IN (SELECT image_id FROM image_measure WHERE ");
  append_number (self, term, columns[term->field]);
  if (measured)
    g_string_append_c (self->sql, ')');
}

static void
append_values_field (GwWhere *self, const GwTerm *term)
{
  switch ((int) term->field)
    {
    case GW_FIELD_TEXT:
      append_text (self, term);
      break;
    case GW_FIELD_CLASS:
      append_class (self, term);
      break;
    case GW_FIELD_LABEL:
      append_label (self, term);
      break;
    case GW_FIELD_ABSENT:
      append_absent (self, term);
      break;
    case GW_FIELD_STATUS:
      append_status (self, term);
      break;
    case GW_FIELD_SPLIT:
      append_split (self, term);
      break;
    case GW_FIELD_TAG:
      append_tag (self, term);
      break;
    case GW_FIELD_BY:
      append_by (self, term);
      break;
    case GW_FIELD_FOLDER:
      append_folder (self, term);
      break;
    case GW_FIELD_MARK:
      append_mark (self, term);
      break;
    case GW_FIELD_ID:
      append_ids (self, term, "image.id IN ", "");
      break;
    case GW_FIELD_IMPORT:
      append_ids (self, term, "image.id IN (SELECT image_id FROM edit_image WHERE edit_id IN ", ")");
      break;
    case GW_FIELD_SET:
      append_sets (self, term);
      break;
    case GW_FIELD_ATTRIBUTE:
      append_attribute (self, term);
      break;
    default:
      g_string_append_c (self->sql, '0');
      break;
    }
}

static void
append_field (GwWhere *self, const GwTerm *term)
{
  if (gw_field_is_number (term->field))
    append_number_field (self, term);
  else
    append_values_field (self, term);
}

/* --- the whole filter --- */

static gboolean
asks_for_trash (const GwFilter *filter, GwField left_out)
{
  for (guint i = 0; i < gw_filter_get_n_terms (filter); i++)
    {
      const GwTerm *term = gw_filter_get_term (filter, i);

      if (term->field == GW_FIELD_MARK && left_out != GW_FIELD_MARK && !term->negate
          && g_strv_contains ((const char *const *) term->values, "trashed"))
        return TRUE;
    }
  return FALSE;
}

GwWhere *
_gw_where_new (const GwFilter *filter, GwField left_out)
{
  GwWhere *self = g_new0 (GwWhere, 1);
  guint n = filter != NULL ? gw_filter_get_n_terms (filter) : 0;

  self->sql = g_string_new (filter != NULL && asks_for_trash (filter, left_out) ? "image.place IN (0, 1)"
                                                                                : "image.place = 0");
  self->values = g_array_new (FALSE, FALSE, sizeof (Value));
  g_array_set_clear_func (self->values, value_clear);
  for (guint i = 0; i < n; i++)
    {
      const GwTerm *term = gw_filter_get_term (filter, i);

      if (term->field == left_out)
        continue;
      g_string_append (self->sql, term->negate ? " AND (" : " AND ");
      append_field (self, term);
      if (term->negate)
        g_string_append (self->sql, ") IS NOT TRUE");
    }
  return self;
}

void
_gw_where_free (GwWhere *self)
{
  if (self == NULL)
    return;
  g_string_free (self->sql, TRUE);
  g_array_unref (self->values);
  g_free (self);
}

sqlite3_stmt *
_gw_where_prepare (const GwWhere *self, GwSqlite *db, const char *before, const char *after, GError **error)
{
  g_autofree char *sql = g_strconcat (before, self->sql->str, after, NULL);
  sqlite3_stmt *statement = _gw_sqlite_prepare_once (db, sql, error);

  for (guint i = 0; statement != NULL && i < self->values->len; i++)
    {
      const Value *value = &g_array_index (self->values, Value, i);

      if (value->kind == 't')
        sqlite3_bind_text (statement, (int) i + 1, value->text, -1, SQLITE_TRANSIENT);
      else if (value->kind == 'i')
        sqlite3_bind_int64 (statement, (int) i + 1, value->integer);
      else
        sqlite3_bind_double (statement, (int) i + 1, value->real);
    }
  return statement;
}
