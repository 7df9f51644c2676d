/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-private.h"

#include <math.h>
#include <string.h>

#include "gw-number.h"

/* --- for statements --- */

/* Moves the reader to the value of a name; FALSE where there is none. */
static gboolean
find_value (GwJsonReader *json, const char *text, int length, const char *name)
{
  gw_json_reader_reset_memory (json, text, length, 1, 0);
  if (gw_json_reader_next (json, NULL) != GW_JSON_OBJECT_BEGIN)
    return FALSE;
  while (gw_json_reader_next (json, NULL) == GW_JSON_KEY)
    {
      gsize n;
      const char *key = gw_json_reader_get_string (json, &n);
      const gboolean found = strlen (name) == n && memcmp (key, name, n) == 0;

      if (gw_json_reader_next (json, NULL) != GW_JSON_STRING)
        return FALSE;
      if (found)
        return TRUE;
    }
  return FALSE;
}

/* NULL where there is none; valid until the next call. */
static const char *
get_value (sqlite3_context *context, sqlite3_value **values, gsize *length)
{
  GwJsonReader *json = sqlite3_user_data (context);
  const char *text = (const char *) sqlite3_value_text (values[0]);
  const char *name = (const char *) sqlite3_value_text (values[1]);

  if (text == NULL || name == NULL || !find_value (json, text, sqlite3_value_bytes (values[0]), name))
    return NULL;
  return gw_json_reader_get_string (json, length);
}

static void
on_attribute_cb (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  gsize length = 0;
  const char *value = get_value (context, values, &length);

  if (value != NULL)
    sqlite3_result_text (context, value, (int) length, SQLITE_TRANSIENT);
}

static void
on_attribute_number_cb (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  gsize length = 0;
  const char *value = get_value (context, values, &length);
  double number;

  if (value != NULL && gw_number_parse (value, (gssize) length, &number) && isfinite (number))
    sqlite3_result_double (context, number);
}

static void
free_reader (gpointer reader)
{
  gw_json_reader_free (reader);
}

void
_gw_attributes_install (GwSqlite *db)
{
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;

  sqlite3_create_function_v2 (db->db, "gw_attribute", 2, flags, gw_json_reader_new_for_memory ("", 0), on_attribute_cb,
                              NULL, NULL, free_reader);
  sqlite3_create_function_v2 (db->db, "gw_attribute_number", 2, flags, gw_json_reader_new_for_memory ("", 0),
                              on_attribute_number_cb, NULL, NULL, free_reader);
}

/* --- listing and counting them --- */

static void
note_name (const char *name, const char *text, gpointer head)
{
  gw_record_head_add_attribute (head, name);
}

static gboolean
list_names (GwSqlite *db, GwRecordHead *head, GError **error)
{
  static const char sql[] = "SELECT attributes FROM image WHERE attributes IS NOT NULL AND place = 0 ORDER BY id";
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, sql, error);
  int code;

  if (statement == NULL)
    return FALSE;
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    _gw_row_foreach_attribute (db, statement, 0, note_name, head);
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

gboolean
_gw_store_sqlite_list_attributes (GwStore *store, GwRecordHead *head, GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwSqlite *db = _gw_store_sqlite_begin_read (self, cancellable, error);
  gboolean ok;

  if (db == NULL)
    return FALSE;
  ok = list_names (db, head, error);
  _gw_store_sqlite_end_read (self, db);
  return ok;
}

/* Longer ones are texts, which nobody chooses from a list. */
#define LONGEST_VALUE 100

typedef struct
{
  const char *name;
  GHashTable *values; /* (nullable): text, the end of its name -> GwFacetValue; NULL: there are too many */
  GwIdSet *images;    /* (nullable): those that count; NULL: all */
} Attribute;

typedef struct
{
  GHashTable *attributes; /* name -> Attribute */
  GHashTable *asked;      /* name that the filter asks for -> GwSubset (nullable) of its other terms; NULL: no others */
  GwIdSet *found;         /* (nullable): the images of the filter; NULL: all */
  gint64 image_id;        /* at hand */
  int place;
} Counting;

/* A list of values is counted under the other terms, so that more of its values can be chosen. */
static GwIdSet *
get_images (const Counting *counting, const char *name)
{
  gpointer subset;

  if (!g_hash_table_lookup_extended (counting->asked, name, NULL, &subset))
    return counting->found;
  return subset != NULL ? _gw_subset_get_ids (subset) : NULL;
}

/* Whether the image at hand is of these; NULL: of all that are in the project. */
static gboolean
is_counted (const Counting *counting, GwIdSet *images)
{
  return images != NULL ? gw_id_set_contains (images, counting->image_id) : counting->place == GW_PLACE_PROJECT;
}

static void
attribute_free (gpointer data)
{
  Attribute *self = data;

  g_clear_pointer (&self->values, g_hash_table_unref);
  g_free (self);
}

/* NULL for one that is not counted. */
static Attribute *
ensure_attribute (Counting *counting, const char *name)
{
  Attribute *attribute = g_hash_table_lookup (counting->attributes, name);
  char *key;

  if (attribute == NULL && g_hash_table_size (counting->attributes) < GW_STORE_MAX_ATTRIBUTES)
    {
      key = g_strdup (name);
      attribute = g_new0 (Attribute, 1);
      attribute->name = key;
      attribute->images = get_images (counting, name);
      attribute->values = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) gw_facet_value_free);
      g_hash_table_insert (counting->attributes, key, attribute);
    }
  return attribute != NULL && attribute->values != NULL ? attribute : NULL;
}

static void
count_value (const char *name, const char *text, gpointer data)
{
  Counting *counting = data;
  Attribute *attribute;
  GwFacetValue *value;

  /* What only images in the trash have is no choice, unless those are asked for. */
  if (counting->place != GW_PLACE_PROJECT && !is_counted (counting, get_images (counting, name)))
    return;
  attribute = ensure_attribute (counting, name);
  if (attribute == NULL)
    return;
  value = g_hash_table_lookup (attribute->values, text);
  if (value == NULL
      && (strlen (text) > LONGEST_VALUE || g_hash_table_size (attribute->values) == GW_STORE_MAX_ATTRIBUTE_VALUES))
    {
      g_clear_pointer (&attribute->values, g_hash_table_unref);
      return;
    }
  if (value == NULL)
    {
      value = g_new0 (GwFacetValue, 1);
      value->value = gw_filter_make_attribute_value (name, text);
      g_hash_table_insert (attribute->values, value->value + strlen (value->value) - strlen (text), value);
    }
  if (is_counted (counting, attribute->images))
    value->count++;
}

static gboolean
count_images (GwSqlite *db, Counting *counting, GError **error)
{
  static const char sql[] = "SELECT id, attributes, place FROM image"
                            " WHERE attributes IS NOT NULL AND place <= ?";
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, sql, error);
  int code;

  if (statement == NULL)
    return FALSE;
  /* A filter may ask for the trash. */
  _gw_sqlite_bind (statement, "n", counting->found != NULL ? GW_PLACE_TRASH : GW_PLACE_PROJECT);
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    {
      counting->image_id = sqlite3_column_int64 (statement, 0);
      counting->place = sqlite3_column_int (statement, 2);
      _gw_row_foreach_attribute (db, statement, 1, count_value, counting);
    }
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

/* By name; numbers by what they are. */
static int
compare_values (gconstpointer a, gconstpointer b)
{
  const GwFacetValue *one = *(const GwFacetValue *const *) a, *two = *(const GwFacetValue *const *) b;
  g_autofree char *one_name = NULL;
  g_autofree char *two_name = NULL;
  const char *one_text, *two_text;
  double one_number, two_number;
  int order;

  if (!gw_filter_parse_attribute_value (one->value, &one_name, &one_text)
      || !gw_filter_parse_attribute_value (two->value, &two_name, &two_text))
    return strcmp (one->value, two->value);
  order = strcmp (one_name, two_name);
  if (order != 0)
    return order;
  if (gw_number_parse (one_text, -1, &one_number) && gw_number_parse (two_text, -1, &two_number)
      && one_number != two_number)
    return one_number < two_number ? -1 : 1;
  return strcmp (one_text, two_text);
}

static gboolean
is_of_attribute (const GwTerm *term, const char *name)
{
  return term->field == GW_FIELD_ATTRIBUTE && g_strcmp0 (term->name, name) == 0;
}

/* The images that pass the terms that are not of the attribute. */
static gboolean
ask_without (GwSqlite *db, const GwFilter *filter, const char *name, GHashTable *asked, GError **error)
{
  g_autoptr (GwFilter) others = gw_filter_copy (filter);
  GwSubset *subset = NULL;

  for (guint i = gw_filter_get_n_terms (others); i > 0; i--)
    if (is_of_attribute (gw_filter_get_term (others, i - 1), name))
      gw_filter_remove_term (others, i - 1);
  if (!gw_filter_is_empty (others))
    {
      subset = _gw_subset_new (db, others, error);
      if (subset == NULL)
        return FALSE;
    }
  g_hash_table_insert (asked, (gpointer) name, subset);
  return TRUE;
}

static gboolean
ask (GwSqlite *db, const GwFilter *filter, Counting *counting, GError **error)
{
  const GwSubset *found;

  if (filter == NULL || gw_filter_is_empty (filter))
    return TRUE;
  for (guint i = 0; i < gw_filter_get_n_terms (filter); i++)
    {
      const GwTerm *term = gw_filter_get_term (filter, i);

      if (term->field == GW_FIELD_ATTRIBUTE && !g_hash_table_contains (counting->asked, term->name)
          && !ask_without (db, filter, term->name, counting->asked, error))
        return FALSE;
    }
  found = _gw_subset_find (db, filter, error);
  if (found == NULL)
    return FALSE;
  counting->found = _gw_subset_get_ids (found);
  return TRUE;
}

static void
free_subset (gpointer subset)
{
  _gw_subset_free (subset);
}

gboolean
_gw_attributes_count (GwSqlite *db, const GwFilter *filter, GPtrArray *values, GError **error)
{
  g_autoptr (GHashTable) attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, attribute_free);
  g_autoptr (GHashTable) asked = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_subset);
  Counting counting = { .attributes = attributes, .asked = asked };
  GHashTableIter iter;
  gpointer item;

  if (!ask (db, filter, &counting, error) || !count_images (db, &counting, error))
    return FALSE;

  g_hash_table_iter_init (&iter, attributes);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    {
      Attribute *attribute = item;
      GHashTableIter inner;
      gpointer value;

      if (attribute->values == NULL)
        continue;
      g_hash_table_iter_init (&inner, attribute->values);
      while (g_hash_table_iter_next (&inner, NULL, &value))
        {
          g_hash_table_iter_steal (&inner);
          g_ptr_array_add (values, value);
        }
    }
  g_ptr_array_sort (values, compare_values);
  return TRUE;
}
