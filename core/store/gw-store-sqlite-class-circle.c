/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-private.h"

/* Of a class that has a parent. */
typedef struct
{
  gint64 id;
  gint64 parent_id;
  guint seen; /* the walk that came by, from 1 on; 0: none yet */
} Step;

/* Steps by their class. */
static GHashTable *
read_steps (GwSqlite *db, GError **error)
{
  g_autoptr (GHashTable) steps = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, "SELECT id, parent_id FROM class WHERE parent_id IS NOT NULL",
                                                error);
  int code;

  if (statement == NULL)
    return NULL;
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    {
      Step *step = g_new0 (Step, 1);

      step->id = sqlite3_column_int64 (statement, 0);
      step->parent_id = sqlite3_column_int64 (statement, 1);
      g_hash_table_insert (steps, &step->id, step);
    }
  sqlite3_reset (statement);

  return code == SQLITE_DONE ? g_steal_pointer (&steps) : NULL;
}

/* Goes up from each class, and ends where another walk has been: so each step is taken once. */
static gint64
find_circle (GHashTable *steps)
{
  GHashTableIter iter;
  gpointer value;
  guint walk = 0;

  g_hash_table_iter_init (&iter, steps);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Step *step = value;

      for (walk++; step != NULL && step->seen == 0; step = g_hash_table_lookup (steps, &step->parent_id))
        step->seen = walk;
      if (step != NULL && step->seen == walk)
        return step->id;
    }
  return 0;
}

gboolean
_gw_class_find_circle (GwSqlite *db, gint64 *id, GError **error)
{
  g_autoptr (GHashTable) steps = read_steps (db, error);

  if (steps == NULL)
    return FALSE;
  *id = find_circle (steps);
  return TRUE;
}
