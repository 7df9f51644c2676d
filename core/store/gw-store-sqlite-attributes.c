/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-import-private.h"

#include <string.h>

#include "gw-limits.h"

/* Attributes of images that an import brings, and how they are taken back:
 * each by itself, and only where it still is as the import left it.
 */

/* --- texts of attributes --- */

static void
set_attribute (const char *name, const char *value, gpointer image)
{
  gw_image_set_attribute (image, name, value);
}

/* What is in no row is none. (transfer full): an image that has the attributes of the column and nothing else */
static GwImage *
read_attributes (GwSqlite *db, sqlite3_stmt *statement, int column)
{
  GwImage *image = gw_image_new (0, "");

  _gw_row_foreach_attribute (db, statement, column, set_attribute, image);
  return image;
}

/* --- bringing them --- */

typedef struct
{
  GwImage *now;
  GwImage *before; /* those that this import has changed */
  GwImage *after;
} Attributes;

static void
attributes_clear (Attributes *self)
{
  g_clear_object (&self->now);
  g_clear_object (&self->before);
  g_clear_object (&self->after);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Attributes, attributes_clear)

/* A file may name an image twice: then this import has changed some already. */
static gboolean
read_now (ImportRun *run, gint64 image_id, Attributes *attributes, GError **error)
{
  static const char sql[] = "SELECT image.attributes, e.before, e.after FROM image LEFT JOIN edit_attribute e"
                            " ON e.edit_id = ?2 AND e.image_id = image.id WHERE image.id = ?1";
  sqlite3_stmt *statement = _gw_sqlite_prepare (run->db, sql, error);
  int code;

  if (statement == NULL)
    return FALSE;
  _gw_sqlite_bind (statement, "ii", image_id, run->edit_id);
  code = _gw_sqlite_step (run->db, statement, error);
  if (code == SQLITE_ROW)
    {
      attributes->now = read_attributes (run->db, statement, 0);
      attributes->before = read_attributes (run->db, statement, 1);
      attributes->after = read_attributes (run->db, statement, 2);
    }
  sqlite3_reset (statement);
  return code == SQLITE_ROW;
}

static gboolean
write_now (ImportRun *run, gint64 image_id, const Attributes *attributes, GError **error)
{
  g_autofree char *now = _gw_image_attributes_to_json (attributes->now);
  g_autofree char *before = _gw_image_attributes_to_json (attributes->before);
  g_autofree char *after = _gw_image_attributes_to_json (attributes->after);

  return _gw_sqlite_run (run->db, error, "UPDATE image SET attributes = ? WHERE id = ?", "ti", now, image_id)
         && _gw_sqlite_run (run->db, error,
                            "INSERT OR REPLACE INTO edit_attribute (edit_id, image_id, before, after)"
                            " VALUES (?, ?, ?, ?)",
                            "iitt", run->edit_id, image_id, before, after);
}

/* Whether it is another value than the image had. */
static gboolean
take_attribute (ImportRun *run, const ImportImage *image, Attributes *attributes, const char *name, const char *value)
{
  const gboolean replace = run->merge == GW_MERGE_REPLACE && !image->named;
  const char *old = gw_image_get_attribute (attributes->now, name);

  if (g_strcmp0 (old, value) == 0)
    return FALSE;
  if (old != NULL && !replace)
    {
      run->counts->attributes_kept++;
      return FALSE;
    }
  if (old == NULL && gw_image_get_n_attributes (attributes->now) >= gw_limit_get (GW_LIMIT_IMAGE_ATTRIBUTES))
    {
      run->counts->attributes_cut++;
      return FALSE;
    }

  if (gw_image_get_attribute (attributes->after, name) == NULL)
    gw_image_set_attribute (attributes->before, name, old);
  gw_image_set_attribute (attributes->after, name, value);
  gw_image_set_attribute (attributes->now, name, value);
  run->counts->attributes_added++;
  return TRUE;
}

gboolean
_gw_import_add_attributes (ImportRun *run, ImportImage *image, const GwRecord *record, GError **error)
{
  g_auto (Attributes) attributes = { NULL, NULL, NULL };
  gboolean changed = FALSE;

  if (record->attributes == NULL)
    return TRUE;
  if (!read_now (run, image->id, &attributes, error))
    return FALSE;

  for (gsize i = 0; record->attributes[i] != NULL; i += 2)
    changed |= take_attribute (run, image, &attributes, record->attributes[i], record->attributes[i + 1]);
  image->changed |= changed;
  return !changed || write_now (run, image->id, &attributes, error);
}

/* --- taking them back, and bringing them again --- */

/* The image's attributes as they are to be; FALSE: as they are. */
static gboolean
turn_attributes (GwImage *now, GwImage *before, GwImage *after, gboolean undo)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < gw_image_get_n_attributes (after); i++)
    {
      const char *name, *brought, *old;

      gw_image_get_attribute_at (after, i, &name, &brought);
      old = gw_image_get_attribute (before, name);
      if (g_strcmp0 (gw_image_get_attribute (now, name), undo ? brought : old) != 0)
        continue;
      gw_image_set_attribute (now, name, undo ? old : brought);
      changed = TRUE;
    }
  return changed;
}

gboolean
_gw_bulk_turn_attributes (GwSqlite *db, gint64 edit_id, gboolean undo, GError **error)
{
  static const char sql[] = "SELECT e.image_id, image.attributes, e.before, e.after FROM edit_attribute e"
                            " CROSS JOIN image ON image.id = e.image_id WHERE e.edit_id = ?";
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, sql, error);
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, edit_id);
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    {
      g_autoptr (GwImage) now = read_attributes (db, statement, 1);
      g_autoptr (GwImage) before = read_attributes (db, statement, 2);
      g_autoptr (GwImage) after = read_attributes (db, statement, 3);
      g_autofree char *json = NULL;

      if (!turn_attributes (now, before, after, undo))
        continue;
      json = _gw_image_attributes_to_json (now);
      if (!_gw_sqlite_run (db, error, "UPDATE image SET attributes = ? WHERE id = ?", "ti", json,
                           sqlite3_column_int64 (statement, 0)))
        break;
    }
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}
