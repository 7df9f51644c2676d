/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Up to here the sort keys of the ids found are looked up one by one; beyond,
 * the whole index is walked in order (a million entries in some 0.2 s).
 */
#define MAX_LOOKUPS 5000

typedef struct
{
  gint64 id;
  double key; /* NaN comes last */
  const char *text;
} Entry;

static int
compare_numbers (const void *a, const void *b)
{
  const Entry *x = a;
  const Entry *y = b;

  if (isnan (x->key) != isnan (y->key))
    return isnan (x->key) ? 1 : -1;
  if (x->key != y->key && !isnan (x->key))
    return x->key < y->key ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

static int
compare_texts (const void *a, const void *b)
{
  const Entry *x = a;
  const Entry *y = b;
  int order = strcmp (x->text, y->text);

  return order != 0 ? order : (x->id > y->id) - (x->id < y->id);
}

/* A number that orders by chance, the same for the project's whole life. */
static double
random_key (guint64 seed, gint64 id)
{
  gw_random random;

  gw_random_init (&random, seed ^ ((guint64) id * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)));
  return gw_random_real (&random);
}

static gboolean
read_seed (GwSqlite *db, guint64 *seed, GError **error)
{
  g_autofree char *text = NULL;

  if (!_gw_sqlite_get_text (db, &text, error, "SELECT value FROM fact WHERE name = 'seed'", ""))
    return FALSE;
  *seed = text != NULL ? g_ascii_strtoull (text, NULL, 10) : 0;
  return TRUE;
}

static gboolean
collect (GwSqlite *db, sqlite3_stmt *statement, GArray *ids, GError **error)
{
  int code;

  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

/* --- by name --- */

/* The index alone gives all ids in order; the few that are not in the
 * project are known from another.
 */
static gboolean
walk_names (GwSqlite *db, gboolean down, GwIdSet *out, GwIdSet *in, guint limit, GArray *ids, GError **error)
{
  sqlite3_stmt *statement = _gw_sqlite_prepare (db,
                                                down ? "SELECT id FROM image ORDER BY sort_key DESC, root_id DESC"
                                                     : "SELECT id FROM image ORDER BY sort_key, root_id",
                                                error);
  int code = SQLITE_DONE;

  if (statement == NULL)
    return FALSE;
  while ((limit == 0 || ids->len < limit) && (code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      if ((out != NULL && gw_id_set_contains (out, id)) || (in != NULL && !gw_id_set_contains (in, id)))
        continue;
      g_array_append_val (ids, id);
    }
  sqlite3_reset (statement);
  return code == SQLITE_DONE || code == SQLITE_ROW;
}

static gboolean
list_all_by_name (GwSqlite *db, gboolean down, guint limit, GArray *ids, GError **error)
{
  g_autoptr (GwIdSet) out = gw_id_set_new ();
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, "SELECT id FROM image WHERE place <> 0", error);

  if (statement == NULL || !collect (db, statement, gone, error))
    return FALSE;
  for (guint i = 0; i < gone->len; i++)
    gw_id_set_add (out, g_array_index (gone, gint64, i));
  return walk_names (db, down, gone->len > 0 ? out : NULL, NULL, limit, ids, error);
}

static gboolean
sort_few_by_name (GwSqlite *db, gboolean down, GArray *ids, GError **error)
{
  g_autofree Entry *entries = g_new0 (Entry, ids->len);
  gboolean ok = TRUE;

  for (guint i = 0; ok && i < ids->len; i++)
    {
      char *key = NULL;

      entries[i].id = g_array_index (ids, gint64, i);
      ok = _gw_sqlite_get_text (db, &key, error, "SELECT sort_key FROM image WHERE id = ?", "i", entries[i].id);
      entries[i].text = key != NULL ? key : g_strdup ("");
    }
  if (ok && ids->len > 0)
    qsort (entries, ids->len, sizeof *entries, compare_texts);
  for (guint i = 0; i < ids->len; i++)
    {
      if (ok)
        g_array_index (ids, gint64, down ? ids->len - 1 - i : i) = entries[i].id;
      g_free ((char *) entries[i].text);
    }
  return ok;
}

static gboolean
sort_many_by_name (GwSqlite *db, gboolean down, GArray *ids, GError **error)
{
  g_autoptr (GwIdSet) in = gw_id_set_new ();

  for (guint i = 0; i < ids->len; i++)
    gw_id_set_add (in, g_array_index (ids, gint64, i));
  g_array_set_size (ids, 0);
  return walk_names (db, down, NULL, in, 0, ids, error);
}

static gboolean
list_by_name (GwSqlite *db, const GwWhere *where, gboolean down, guint limit, GArray *ids, GError **error)
{
  g_autoptr (GwStatement) statement = _gw_where_prepare (where, db, "SELECT image.id FROM image WHERE ", "", error);
  gboolean ok;

  if (statement == NULL || !collect (db, statement, ids, error))
    return FALSE;
  if (ids->len <= MAX_LOOKUPS)
    ok = sort_few_by_name (db, down, ids, error);
  else
    ok = sort_many_by_name (db, down, ids, error);
  if (ok && limit > 0 && ids->len > limit)
    g_array_set_size (ids, limit);
  return ok;
}

/* --- by a number --- */

static const char *
number_query (GwSort sort)
{
  switch (sort)
    {
    case GW_SORT_LOWEST_CONFIDENCE:
      return "SELECT image.id, image.confidence FROM image WHERE ";
    case GW_SORT_HIGHEST_CONFIDENCE:
      return "SELECT image.id, - image.confidence FROM image WHERE ";
    case GW_SORT_MOST_OBJECTS:
      return "SELECT image.id, - image.n_objects FROM image WHERE ";
    case GW_SORT_FEWEST_OBJECTS:
      return "SELECT image.id, image.n_objects FROM image WHERE ";
    case GW_SORT_SMALLEST:
      return "SELECT image.id, image.width * image.height FROM image WHERE ";
    case GW_SORT_LARGEST:
      return "SELECT image.id, - image.width * image.height FROM image WHERE ";
    case GW_SORT_ADDED:
      return "SELECT image.id, - image.id FROM image WHERE ";
    case GW_SORT_NAME:
    case GW_SORT_NAME_REVERSED:
    case GW_SORT_RANDOM:
    case GW_N_SORTS:
    default:
      return "SELECT image.id, NULL FROM image WHERE ";
    }
}

static gboolean
list_by_number (GwSqlite *db, const GwWhere *where, GwSort sort, guint limit, GArray *ids, GError **error)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autoptr (GwStatement) statement = _gw_where_prepare (where, db, number_query (sort), "", error);
  guint64 seed = 0;
  int code;

  if (statement == NULL || !read_seed (db, &seed, error))
    return FALSE;
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    {
      Entry entry = { sqlite3_column_int64 (statement, 0), _gw_sqlite_column_double (statement, 1), NULL };

      if (sort == GW_SORT_RANDOM)
        entry.key = random_key (seed, entry.id);
      g_array_append_val (entries, entry);
    }
  if (code != SQLITE_DONE)
    return FALSE;
  g_array_sort (entries, compare_numbers);
  for (guint i = 0; i < entries->len && (limit == 0 || i < limit); i++)
    g_array_append_val (ids, g_array_index (entries, Entry, i).id);
  return TRUE;
}

/* Number by number: many images have the same, and the index has those of one
 * in the order of their ids, but not from the largest number down.
 */
static gboolean
list_first_by_objects (GwSqlite *db, guint limit, GArray *ids, GError **error)
{
  gint64 number = G_MAXINT64;

  while (ids->len < limit)
    {
      sqlite3_stmt *statement;
      gboolean found = FALSE;

      if (!_gw_sqlite_get_int64 (db, &number, &found, error,
                                 "SELECT max (n_objects) FROM image WHERE n_objects > 0 AND n_objects < ?", "i",
                                 number))
        return FALSE;
      statement = _gw_sqlite_prepare (
          db,
          found ? "SELECT id FROM image WHERE n_objects = ?1 AND n_objects > 0 AND place = 0 ORDER BY id LIMIT ?2"
                : "SELECT id FROM image WHERE n_objects = 0 AND place = 0 ORDER BY id LIMIT ?2",
          error);
      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, number);
      sqlite3_bind_int64 (statement, 2, (gint64) (limit - ids->len));
      if (!collect (db, statement, ids, error))
        return FALSE;
      if (!found)
        break;
    }
  return TRUE;
}

/* The first of all images, where an index has them in order: those with a
 * value, then those without; of the fewest objects those with none first.
 */
static gboolean
list_first (GwSqlite *db, GwSort sort, guint limit, GArray *ids, gboolean *done, GError **error)
{
  static const char *const first[GW_N_SORTS] = {
    [GW_SORT_ADDED] = "SELECT id FROM image WHERE place = 0 ORDER BY id DESC LIMIT ?",
    [GW_SORT_LOWEST_CONFIDENCE] =
        "SELECT id FROM image WHERE place = 0 AND confidence IS NOT NULL ORDER BY confidence, id LIMIT ?",
    [GW_SORT_HIGHEST_CONFIDENCE] =
        "SELECT id FROM image WHERE place = 0 AND confidence IS NOT NULL ORDER BY confidence DESC, id LIMIT ?",
    [GW_SORT_FEWEST_OBJECTS] = "SELECT id FROM image WHERE place = 0 AND n_objects = 0 ORDER BY id LIMIT ?",
  };
  static const char *const rest[GW_N_SORTS] = {
    [GW_SORT_LOWEST_CONFIDENCE] = "SELECT id FROM image WHERE place = 0 AND confidence IS NULL ORDER BY id LIMIT ?",
    [GW_SORT_HIGHEST_CONFIDENCE] = "SELECT id FROM image WHERE place = 0 AND confidence IS NULL ORDER BY id LIMIT ?",
    [GW_SORT_FEWEST_OBJECTS] = "SELECT id FROM image WHERE place = 0 AND n_objects > 0 ORDER BY n_objects, id LIMIT ?",
  };
  sqlite3_stmt *statement;

  if (sort == GW_SORT_MOST_OBJECTS)
    {
      *done = TRUE;
      return list_first_by_objects (db, limit, ids, error);
    }
  *done = (guint) sort < GW_N_SORTS && first[sort] != NULL;
  if (!*done)
    return TRUE;
  statement = _gw_sqlite_prepare (db, first[sort], error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, limit);
  if (!collect (db, statement, ids, error))
    return FALSE;
  if (ids->len >= limit || rest[sort] == NULL)
    return TRUE;
  statement = _gw_sqlite_prepare (db, rest[sort], error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, limit - ids->len);
  return collect (db, statement, ids, error);
}

/* --- verbs --- */

static gboolean
list_ids (GwSqlite *db, const GwFilter *filter, GwSort sort, guint limit, GArray *ids, GError **error)
{
  g_autoptr (GwWhere) where = NULL;
  gboolean all = filter == NULL || gw_filter_is_empty (filter);
  gboolean by_name = sort == GW_SORT_NAME || sort == GW_SORT_NAME_REVERSED;
  gboolean down = sort == GW_SORT_NAME_REVERSED;
  gboolean done = FALSE;

  if (all && by_name)
    return list_all_by_name (db, down, limit, ids, error);
  if (all && limit > 0 && (!list_first (db, sort, limit, ids, &done, error) || done))
    return done;
  where = _gw_where_new (filter, GW_N_FIELDS);
  if (by_name)
    return list_by_name (db, where, down, limit, ids, error);
  return list_by_number (db, where, sort, limit, ids, error);
}

GArray *
_gw_store_sqlite_list_image_ids (GwStore *store, const GwFilter *filter, GwSort sort, guint limit,
                                 GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GwSqlite *db = _gw_store_sqlite_begin_read (self, cancellable, error);
  gboolean ok;

  if (db == NULL)
    return NULL;
  ok = list_ids (db, filter, sort, limit, ids, error);
  _gw_store_sqlite_end_read (self, db);
  return ok ? g_steal_pointer (&ids) : NULL;
}

static gboolean
count (GwSqlite *db, const GwFilter *filter, gint64 *n, GError **error)
{
  g_autoptr (GwWhere) where = NULL;
  g_autoptr (GwStatement) statement = NULL;

  *n = 0;
  if (filter == NULL || gw_filter_is_empty (filter))
    return _gw_sqlite_get_int64 (db, n, NULL, error, "SELECT sum (n) FROM tally WHERE kind = 1", "");
  where = _gw_where_new (filter, GW_N_FIELDS);
  statement = _gw_where_prepare (where, db, "SELECT count(*) FROM image WHERE ", "", error);
  if (statement == NULL || _gw_sqlite_step (db, statement, error) != SQLITE_ROW)
    return FALSE;
  *n = sqlite3_column_int64 (statement, 0);
  return TRUE;
}

gint64
_gw_store_sqlite_count_images (GwStore *store, const GwFilter *filter, GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwSqlite *db = _gw_store_sqlite_begin_read (self, cancellable, error);
  gint64 n = -1;
  gboolean ok;

  if (db == NULL)
    return -1;
  ok = count (db, filter, &n, error);
  _gw_store_sqlite_end_read (self, db);
  return ok ? n : -1;
}
