/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-import-private.h"

/* All columns, in the order of the table: values then stand where the row is
 * made of them. What fails ends the whole import, so that SQLite need not keep
 * what the pages were before the statement.
 */
#define INTO \
  "INSERT OR FAIL INTO object (id, image_id, layer_id, class_id, batch, replaced, touched, replaced_at, gone, kind," \
  " x, y, width, height, flags, z, group_id, source, score, created, modified, checksum, author, attributes, bag," \
  " shape) VALUES "
#define ROW "(?, ?, ?, ?, ?, 0, 0, 0, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
#define ROWS_4 ROW ", " ROW ", " ROW ", " ROW

void
_gw_import_rows_init (ImportRun *run)
{
  for (guint i = 0; i < GW_IMPORT_N_ROWS; i++)
    _gw_object_scratch_init (&run->rows[i].scratch);
}

static void
forget_rows (ImportRun *run)
{
  for (guint i = 0; i < run->n_rows; i++)
    {
      g_clear_object (&run->rows[i].object);
      g_clear_pointer (&run->rows[i].author, g_free);
    }
  run->n_rows = 0;
}

void
_gw_import_rows_clear (ImportRun *run)
{
  forget_rows (run);
  for (guint i = 0; i < GW_IMPORT_N_ROWS; i++)
    _gw_object_scratch_clear (&run->rows[i].scratch);
}

/* The n rows from the one at begin on, for which the statement has places. */
static gboolean
insert_rows (ImportRun *run, guint begin, guint n, const char *sql, GError **error)
{
  sqlite3_stmt *statement = _gw_sqlite_prepare (run->db, sql, error);
  int code;

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      ImportRow *row = &run->rows[begin + i];

      _gw_object_bind (row->object, &row->guise, &row->place, statement, 1 + (int) i * GW_OBJECT_N_PARAMETERS,
                       &row->scratch);
    }
  code = _gw_sqlite_step (run->db, statement, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

gboolean
_gw_import_write_rows (ImportRun *run, GError **error)
{
  static const char all[] = INTO ROWS_4 ", " ROWS_4 ", " ROWS_4 ", " ROWS_4;
  static const char one[] = INTO ROW;
  gboolean ok = TRUE;

  G_STATIC_ASSERT (GW_IMPORT_N_ROWS == 16);
  if (run->n_rows == GW_IMPORT_N_ROWS)
    ok = insert_rows (run, 0, GW_IMPORT_N_ROWS, all, error);
  else
    for (guint i = 0; i < run->n_rows && ok; i++)
      ok = insert_rows (run, i, 1, one, error);
  forget_rows (run);
  return ok;
}

gboolean
_gw_import_add_row (ImportRun *run, const ImportImage *image, GwObject *object, const GwObjectGuise *guise,
                    GError **error)
{
  ImportRow *row = &run->rows[run->n_rows++];

  row->object = g_object_ref (object);
  row->author = g_strdup (guise->author);
  row->guise = *guise;
  row->guise.author = row->author;
  row->place = (GwObjectPlace) { image->id, run->layer_id, run->edit_id };
  return run->n_rows < GW_IMPORT_N_ROWS || _gw_import_write_rows (run, error);
}
