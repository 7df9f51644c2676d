/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-import-private.h"

static gboolean
has_labels (ImportRun *run, const ImportImage *image, gboolean *has, GError **error)
{
  gint64 n = 0;

  if (!_gw_sqlite_get_int64 (run->db, &n, NULL, error,
                             "SELECT EXISTS (SELECT 1 FROM image_label WHERE image_id = ? AND layer_id = ?)", "ii",
                             image->id, run->layer_id))
    return FALSE;
  *has = n != 0 || run->existing->objects->len > 0;
  return TRUE;
}

/* A file may name an image twice: what its first record brought stays. */
static gboolean
read_named (ImportRun *run, ImportImage *image, GError **error)
{
  gint64 n = 0;

  if (!image->is_new
      && !_gw_sqlite_get_int64 (run->db, &n, NULL, error,
                                "SELECT EXISTS (SELECT 1 FROM edit_image WHERE edit_id = ? AND image_id = ?)", "ii",
                                run->edit_id, image->id))
    return FALSE;
  image->named = n != 0;
  return TRUE;
}

/* (transfer none): of the images of the layer at hand */
static GHashTable *
ensure_fates (ImportRun *run)
{
  GHashTable *fates = g_hash_table_lookup (run->fates, &run->layer_id);

  if (fates == NULL)
    {
      fates = g_hash_table_new (NULL, NULL);
      g_hash_table_insert (run->fates, g_memdup2 (&run->layer_id, sizeof run->layer_id), fates);
    }
  return fates;
}

/* Nothing gives way to labels of which none is left. A file may name an image
 * twice: its labels give way to the first record that has some, once.
 */
static gboolean
choose_replace (ImportRun *run, ImportImage *image, const GwRecord *record, GError **error)
{
  GHashTable *fates = ensure_fates (run);
  gpointer key = GSIZE_TO_POINTER ((gsize) image->id);
  const ImportFate fate = GPOINTER_TO_INT (g_hash_table_lookup (fates, key));
  gboolean has = FALSE;

  if (fate == IMPORT_FATE_DECIDED)
    return TRUE;
  image->replace = !record->emptied;
  if (image->replace)
    g_hash_table_insert (fates, key, GINT_TO_POINTER (IMPORT_FATE_DECIDED));
  else if (fate == IMPORT_FATE_NONE && !has_labels (run, image, &has, error))
    return FALSE;
  if (has)
    g_hash_table_insert (fates, key, GINT_TO_POINTER (IMPORT_FATE_KEPT));
  return TRUE;
}

gboolean
_gw_import_choose_merge (ImportRun *run, ImportImage *image, const GwRecord *record, GError **error)
{
  gboolean has = FALSE;

  if (!read_named (run, image, error))
    return FALSE;
  if (run->merge == GW_MERGE_REPLACE)
    return choose_replace (run, image, record, error);
  if (run->merge != GW_MERGE_SKIP || image->is_new || image->named)
    return TRUE;
  if (!has_labels (run, image, &has, error))
    return FALSE;
  image->skipped = has;
  return TRUE;
}

gint64
_gw_import_count_kept (const ImportRun *run)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (NULL, NULL);
  GHashTableIter layers, images;
  gpointer fates, image, fate;

  g_hash_table_iter_init (&layers, run->fates);
  while (g_hash_table_iter_next (&layers, NULL, &fates))
    {
      g_hash_table_iter_init (&images, fates);
      while (g_hash_table_iter_next (&images, &image, &fate))
        if (GPOINTER_TO_INT (fate) == IMPORT_FATE_KEPT)
          g_hash_table_add (kept, image);
    }
  return g_hash_table_size (kept);
}
