/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-import-private.h"

#include <inttypes.h>
#include <glib/gi18n-lib.h>

static void
set (ImportRun *run, gint64 from, gint64 to)
{
  g_hash_table_insert (run->classes, g_memdup2 (&from, sizeof from), g_memdup2 (&to, sizeof to));
}

gint64
_gw_import_map_class (ImportRun *run, gint64 class_id)
{
  const gint64 *found = g_hash_table_lookup (run->classes, &class_id);

  return found != NULL ? *found : 0;
}

/* A class that is made keeps what the source says of it, save the key: keys
 * are a person's choice.
 */
static gboolean
make_class (ImportRun *run, GwClass *class, gint64 *id, GError **error)
{
  if (!_gw_class_insert (run->db, class, run->edit_id, &run->next_position, id, error)
      || !_gw_class_write_attributes (run->db, class, *id, error)
      || !_gw_class_write_skeleton (run->db, class, *id, error))
    return FALSE;
  run->counts->classes_new++;
  return TRUE;
}

static gboolean
check_target (ImportRun *run, gint64 id, GError **error)
{
  gboolean there = FALSE;
  gint64 ignored;

  if (!_gw_sqlite_get_int64 (run->db, &ignored, &there, error, "SELECT id FROM class WHERE id = ? AND gone = 0", "i",
                             id))
    return FALSE;
  if (!there)
    g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT,
                 _ ("The project has no class with number %" PRId64 " any more. Choose the classes again."), id);
  return there;
}

/* A class that has no points yet takes those of the file, as it does aliases:
 * without them the objects that come would have no names for theirs.
 */
static gboolean
fill_skeleton (ImportRun *run, GwClass *class, gint64 id, GError **error)
{
  gboolean has = FALSE;

  if (gw_class_get_skeleton (class) == NULL)
    return TRUE;
  return _gw_class_has_skeleton (run->db, id, &has, error)
         && (has || _gw_class_write_skeleton (run->db, class, id, error));
}

static gboolean
map_one (ImportRun *run, GwClass *class, GError **error)
{
  gint64 from = gw_class_get_id (class);
  const gint64 *wanted = run->spec->class_map != NULL ? g_hash_table_lookup (run->spec->class_map, &from) : NULL;
  gint64 id = wanted != NULL ? *wanted : 0;
  gboolean found = id != 0;

  if (id < 0)
    {
      set (run, from, -1);
      return TRUE;
    }
  if (found && !check_target (run, id, error))
    return FALSE;
  if (!found
      && !_gw_sqlite_get_int64 (run->db, &id, &found, error, "SELECT id FROM class WHERE name = ? AND gone = 0", "t",
                                gw_class_get_name (class)))
    return FALSE;
  if (!found && !make_class (run, class, &id, error))
    return FALSE;
  set (run, from, id);
  return fill_skeleton (run, class, id, error) && _gw_class_write_aliases (run->db, class, id, error);
}

/* Parents once all are there; one that a class has already stays. */
static gboolean
map_parent (ImportRun *run, GwClass *class, GError **error)
{
  gint64 parent = _gw_import_map_class (run, gw_class_get_parent_id (class));
  gint64 id = _gw_import_map_class (run, gw_class_get_id (class));

  if (parent <= 0 || id <= 0 || parent == id)
    return TRUE;
  return _gw_sqlite_run (run->db, error,
                         "UPDATE class SET parent_id = ? WHERE id = ? AND batch = ? AND parent_id IS NULL", "iii",
                         parent, id, run->edit_id);
}

gboolean
_gw_import_map_classes (ImportRun *run, GError **error)
{
  GPtrArray *classes = run->spec->head->classes;

  for (guint i = 0; i < classes->len; i++)
    if (!map_one (run, g_ptr_array_index (classes, i), error))
      return FALSE;
  for (guint i = 0; i < classes->len; i++)
    if (!map_parent (run, g_ptr_array_index (classes, i), error))
      return FALSE;
  return TRUE;
}
