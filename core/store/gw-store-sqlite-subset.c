/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-private.h"

struct _GwSubset
{
  char *key;      /* (nullable): the filter as text; NULL: it is not kept */
  gint64 version; /* of the data it was made of */
  GwIdSet *ids;
  GArray *few; /* (nullable): the same ids, where they are few */
};

void
_gw_subset_free (GwSubset *self)
{
  if (self == NULL)
    return;
  g_free (self->key);
  g_clear_pointer (&self->ids, gw_id_set_free);
  g_clear_pointer (&self->few, g_array_unref);
  g_free (self);
}

GwIdSet *
_gw_subset_get_ids (const GwSubset *self)
{
  return self->ids;
}

GArray *
_gw_subset_get_few (const GwSubset *self)
{
  return self->few;
}

static gboolean
fill (GwSubset *self, GwSqlite *db, const GwFilter *filter, GError **error)
{
  g_autoptr (GwWhere) where = _gw_where_new (filter, GW_N_FIELDS);
  g_autoptr (GwStatement) statement = _gw_where_prepare (where, db, "SELECT image.id FROM image WHERE ", "", error);
  int code;

  if (statement == NULL)
    return FALSE;
  self->ids = gw_id_set_new ();
  self->few = g_array_new (FALSE, FALSE, sizeof (gint64));
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      gw_id_set_add (self->ids, id);
      if (self->few != NULL && self->few->len == GW_SUBSET_FEW)
        g_clear_pointer (&self->few, g_array_unref);
      if (self->few != NULL)
        g_array_append_val (self->few, id);
    }
  return code == SQLITE_DONE;
}

GwSubset *
_gw_subset_new (GwSqlite *db, const GwFilter *filter, GError **error)
{
  GwSubset *self = g_new0 (GwSubset, 1);

  if (fill (self, db, filter, error))
    return self;
  _gw_subset_free (self);
  return NULL;
}

const GwSubset *
_gw_subset_find (GwSqlite *db, const GwFilter *filter, GError **error)
{
  g_autofree char *key = gw_filter_to_text (filter);
  GwSubset *self = db->subset;
  gint64 version = 0;

  if (!_gw_sqlite_get_int64 (db, &version, NULL, error, "PRAGMA data_version", ""))
    return NULL;
  if (self != NULL && self->version == version && g_str_equal (self->key, key))
    return self;

  g_clear_pointer (&db->subset, _gw_subset_free);
  self = _gw_subset_new (db, filter, error);
  if (self == NULL)
    return NULL;
  self->key = g_steal_pointer (&key);
  self->version = version;
  db->subset = self;
  return self;
}
